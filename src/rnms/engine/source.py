"""What the rest asks of an engine over records, wherever they are; and which engine it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rnms.engine.lexicon import Written
from rnms.engine.records import RecordsEngine
from rnms.engine.shown import Shown
from rnms.indicators.tally import Answer, Loads, Reason, Tally
from rnms.issues import Issue
from rnms.logic.predicates import Lexicon, Window
from rnms.logic.question import Question
from rnms.model.checked import expect
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.roadmap import Trace
from rnms.model.system import RegionalSystem
from rnms.regions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from rnms.tables.tables import Tables


class Source(Protocol):
    """An engine over records.

    >>> from rnms.engine.records import RecordsEngine
    >>> source: Source = RecordsEngine(RegionalSystem(region="kirov", routes=[]))
    >>> source.has("routes"), source.has("persons")
    (True, False)
    """

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The faults of what it reads, as it reads it."""

    @property
    def written(self) -> Written:
        """By field that has a vocabulary, every word that the records write there, and how often."""

    @property
    def lexicon(self) -> Lexicon:
        """What those words mean."""

    def knows(self, question: Question) -> bool:
        """Whether every collection that a question reads was collected."""

    def lacks(self, question: Question) -> frozenset[str]:
        """The collections that a question reads and that were not collected."""

    def holds_any(self, collection: str) -> bool:
        """Whether a collection has a record."""

    def window(self, period: Period) -> Window:
        """The days that a question for a period speaks of."""

    def prepare(self, asked: Iterable[tuple[Question, Period]]) -> None:
        """Look at questions that will be asked, so that what they share is found once."""

    def without(self, parts: Sequence[Unreported]) -> Source:
        """The same engine where nothing is missing from some parts."""

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period, for the region and for each municipality."""

    def reasons(self, question: Question, period: Period) -> tuple[Reason, ...]:
        """What the records leave open, where the answer does."""

    def by(self, question: Question, period: Period, collection: str) -> Mapping[str, Tally | Loads]:
        """The tally of each municipality or organisation."""

    def ids(self, collection: str) -> tuple[str, ...]:
        """The ids of a collection."""

    def standing(self, question: Question, period: Period, state: str) -> tuple[tuple[str, str], ...]:
        """The members that ``"passed"``, ``"failed"`` or are ``"unknown"``: ids, and the names of places."""

    def has(self, collection: str) -> bool:
        """Whether a collection was collected."""

    def shown(self, trace: Trace) -> Mapping[Shown, int]:
        """When the records that a trace looks for show something, and how many of them on the same days."""

    def gathered(self, collections: Iterable[str]) -> RegionalSystem:
        """The system with the records of some collections, which must be small."""

    def around(self, question: Question, period: Period, member: str) -> tuple[RecordsEngine, int | None]:
        """An engine over what a question reads of one member, and the place of the member's record there."""


@runtime_checkable
class Tabular(Protocol):
    """Data that bring an engine of their own, as ``Tables`` do."""

    def opened(
        self, as_of: dt.date | None, vocabularies: Sequence[Vocabulary]
    ) -> tuple[RegionalSystem, Source]:
        """The system with what is small alone, and the engine over all of it."""

    def as_given(self) -> AbstractContextManager[None]:
        """Read inside; that a table or a column is gone is told in one line."""


def opened(
    data: RegionalSystem | Tables, as_of: dt.date | None, vocabularies: Sequence[Vocabulary] = ()
) -> tuple[RegionalSystem, Source]:
    """The system that data are, small things alone where the rest is tables, and the engine over it all."""
    if not isinstance(data, RegionalSystem):
        return data.opened(as_of, vocabularies)
    records = RecordsEngine(data, as_of, vocabularies)
    return records.columns.system, records


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
