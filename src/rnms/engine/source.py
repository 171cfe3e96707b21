"""Which engine answers from data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rnms.engine.record_engine import RecordEngine
from rnms.engine.records import records_of
from rnms.model.checked import expect
from rnms.model.system import RegionalSystem
from rnms.regions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from rnms.tables.tables import Tables


@runtime_checkable
class Tabular(Protocol):
    """Data that bring an engine of their own, as ``Tables`` do."""

    def opened(
        self, as_of: dt.date | None, vocabularies: Sequence[Vocabulary]
    ) -> tuple[RegionalSystem, RecordEngine]:
        """Find the system with what is small alone, and the engine over all of it."""

    def as_given(self) -> AbstractContextManager[None]:
        """Read inside; that a table or a column is gone is told in one line."""


def opened(
    data: RegionalSystem | Tables, as_of: dt.date | None, vocabularies: Sequence[Vocabulary] = ()
) -> tuple[RegionalSystem, RecordEngine]:
    """Open data: the system, small things alone where the rest is tables, and the engine over it all."""
    if not isinstance(data, RegionalSystem):
        return data.opened(as_of, vocabularies)
    records = records_of(data, as_of, vocabularies)
    return records.system, records


def look_at_data(data: object, owner: str = "evaluate") -> None:
    """Refuse what is neither a system nor tables.

    >>> look_at_data(RegionalSystem(region="ugra"))

    Raises:
        FieldError: If it is anything else.
    """
    expect(
        data, RegionalSystem | Tabular, owner=owner, field="data", wanted="a RegionalSystem or Tables",
        write="write rnms.load('данные.json'), rnms.RegionalSystem(region=…) or rnms.Tables({…})",
    )  # fmt: skip
