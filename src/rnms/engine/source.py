"""Which engine answers from data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rnms.engine.record_engine import RecordEngine
from rnms.engine.records import records_of
from rnms.errors import UsageError
from rnms.issues import message
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
        """Open the system of the small collections alone, and the engine over all of them."""

    def as_given(self) -> AbstractContextManager[None]:
        """Read data inside this context, in which a lost table or column is told in one line."""


def opened(
    data: RegionalSystem | Tables, as_of: dt.date | None, vocabularies: Sequence[Vocabulary] = ()
) -> tuple[RegionalSystem, RecordEngine]:
    """Open data: the system, of tables the small collections alone, and the engine over all of it."""
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


def expect_collected(system: RegionalSystem, *collections: str) -> None:
    """Refuse data that lack collections without which nothing can be proposed; all are named at once.

    >>> expect_collected(RegionalSystem(region="ugra", persons=[]), "persons")

    Raises:
        UsageError: If any of them was not collected.
    """
    lacking = tuple(name for name in collections if getattr(system, name) is None)
    if lacking:
        raise UsageError(message("error.not-collected", collection=lacking))
