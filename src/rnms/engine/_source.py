"""What the rest asks of an engine over records, wherever they are; and which engine it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Protocol

from rnms.engine.frames import FramesEngine
from rnms.engine.records import RecordsEngine
from rnms.indicators import Answer, Loads, Question, Tally
from rnms.indicators.predicates import Window
from rnms.io import Tables
from rnms.model import Period, RegionalSystem


class Source(Protocol):
    """An engine over records."""

    def knows(self, question: Question) -> bool:
        """Whether every collection that a question reads was collected."""

    def lacks(self, question: Question) -> frozenset[str]:
        """The collections that a question reads and that were not collected."""

    def window(self, period: Period) -> Window:
        """The days that a question for a period speaks of."""

    def prepare(self, asked: Iterable[tuple[Question, Period]]) -> None:
        """Look at questions that will be asked, so that what they share is found once."""

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period, for the region and for each municipality."""

    def by(self, question: Question, period: Period, collection: str) -> Mapping[str, Tally | Loads]:
        """The tally of each municipality or organisation."""

    def ids(self, collection: str) -> tuple[str, ...]:
        """The ids of a collection."""

    def standing(self, question: Question, period: Period, state: str) -> tuple[tuple[str, str], ...]:
        """The members that ``"passed"``, ``"failed"`` or are ``"unknown"``: ids, and the names of places."""

    def gathered(self, collections: Iterable[str]) -> RegionalSystem:
        """The system with the records of some collections, which must be small."""

    def around(self, question: Question, period: Period, member: str) -> tuple[RecordsEngine, int | None]:
        """An engine over what a question reads of one member, and the place of the member's record there."""


def opened(data: RegionalSystem | Tables, as_of: dt.date | None) -> tuple[RegionalSystem, Source]:
    """The system that data are, small things alone where the rest is tables, and the engine over it all."""
    if isinstance(data, Tables):
        return data.judged, FramesEngine(data, as_of)
    return data, RecordsEngine(data, as_of)
