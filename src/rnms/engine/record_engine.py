"""What the rest asks of an engine over records, wherever they are; and what all such engines answer alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from rnms.engine.counting import ANYTHING, FAILED, PASSED, Kind
from rnms.engine.lexicon import Written
from rnms.engine.limited import limited
from rnms.engine.reasons import OF_COLLECTIONS
from rnms.engine.shown import Shown
from rnms.indicators.tally import Answer, LoadTally, MemberState, Number, Reason, Tally, distinct
from rnms.issues import Issue
from rnms.logic.paths import REGION
from rnms.logic.plan import QuestionPlan, question_plan, reads
from rnms.logic.question import Question
from rnms.logic.window import Lexicon, Window
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.roadmap import CompletionSource
from rnms.model.system import RegionalSystem

if TYPE_CHECKING:
    from rnms.engine.records import RecordsEngine


_KINDS = {MemberState.PASSED: PASSED, MemberState.FAILED: FAILED, MemberState.UNKNOWN: ANYTHING}


class RecordEngine(Protocol):
    """An engine over records.

    >>> from rnms.engine.records import RecordsEngine
    >>> engine: RecordEngine = RecordsEngine(RegionalSystem(region="kirov", routes=[]))
    >>> engine.has("routes"), engine.has("persons")
    (True, False)

    Attributes:
        as_of: The day of judgement; populations stand on it where a period runs longer.
    """

    as_of: dt.date | None

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The faults of what it reads, as it reads it."""

    @property
    def system(self) -> RegionalSystem:
        """The small collections, and the parts that were not reported."""

    @property
    def written(self) -> Written:
        """The words that the records write in each field with a vocabulary, and how often."""

    @property
    def lexicon(self) -> Lexicon:
        """The meaning of those words."""

    def has(self, collection: str) -> bool:
        """Tell whether a collection was collected."""

    def holds_any(self, collection: str) -> bool:
        """Tell whether a collection has a record."""

    def ids(self, collection: str) -> tuple[str, ...]:
        """List the ids of a collection."""

    def values(self, entity: str, path: str) -> tuple[str | int, ...]:
        """List every value, or word of a set, that a field of a collection holds, in order."""

    def places(self, collection: str) -> Sequence[Any]:
        """List the municipalities or organisations."""

    def without(self, parts: Sequence[Unreported]) -> RecordEngine:
        """Make the same engine, for which nothing is missing from some parts."""

    def unlimited(
        self, question: Question, period: Period, collection: str
    ) -> tuple[Answer, Mapping[str, Tally | LoadTally]]:
        """Answer where any number of records may be missing, with the tally of each place."""

    def gaps(self, question: Question, period: Period) -> tuple[Reason, ...]:
        """List what is not known of whatever a question reads, most members first."""

    def standing(self, question: Question, period: Period, state: MemberState) -> tuple[tuple[str, str], ...]:
        """List by id the members in a state, and name their places."""

    def shown(self, trace: CompletionSource) -> Mapping[Shown, int]:
        """Find the days on which the records of a completion source show something, with how many on each."""

    def gathered(self, collections: Iterable[str]) -> RegionalSystem:
        """Read all records of some collections, which must be small."""

    def records_behind(
        self, question: Question, period: Period, member: str
    ) -> tuple[RecordsEngine, int | None]:
        """Make an engine over what a question reads of one member, and find the member's place in it."""

    def prepare(self, asked: Iterable[tuple[Question, Period]]) -> None:
        """Look at questions that will be asked, so that what they share is found once."""

    # The same for all engines over records.

    def reasons(self, question: Question, period: Period) -> tuple[Reason, ...]:
        """Find the reasons in the records for what the answer leaves open; of silence it is always said."""
        reasons = self.gaps(question, period)
        if self.answer(question, period).tally.is_exact:
            # What a record lacks decides nothing where others tell all the same.
            return tuple(reason for reason in reasons if reason.code in OF_COLLECTIONS)
        return reasons

    def shown_since(self, trace: CompletionSource, day: dt.date) -> Mapping[Shown, int]:
        """List the same of what was so on a day or later."""
        return {shown: number for shown, number in self.shown(trace).items() if shown.latest >= day}

    def knows(self, question: Question) -> bool:
        """Tell whether every collection that a question reads was collected."""
        return not self.lacks(question)

    def lacks(self, question: Question) -> frozenset[str]:
        """List the collections that a question reads and that were not collected."""
        return frozenset(name for name in reads(question) if name != REGION and not self.has(name))

    def bears_on(self, question: Question) -> bool:
        """Tell whether records that were collected can decide a question, whatever was not collected."""
        lacking = self.lacks(question)
        # Whoever collects figures alone lists the municipalities that are asked for them, too.
        of_figures = () if question.of.unit.key == REGION else ("municipalities",)
        return "" not in lacking and not reads(question) <= {*lacking, REGION, *of_figures}

    def lists_members(self, question: Question) -> bool:
        """Tell whether those who are asked about are listed, and records can decide of some of them."""
        is_listed = question.of.unit.key == REGION or self.has(question.of.resolved().entity)
        return is_listed and self.bears_on(question)

    def member_kinds(self, question: Question, period: Period) -> Mapping[str, Kind]:
        """Tell of each member by id what is open of it: of whom it is not known, nothing is sure here."""
        return {
            member: kind
            for state, kind in _KINDS.items()
            for member, _ in self.standing(question, period, state)
        }

    def window(self, period: Period) -> Window:
        """Find the days that a question for a period speaks of."""
        return Window.of(period, self.as_of, self.lexicon)

    def plan(self, question: Question, period: Period) -> QuestionPlan:
        """Make the plan of a question for a period."""
        return question_plan(question, self.window(period))

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period, for the region and for each municipality."""
        answer, municipalities = limited(self, question, period)
        return attrs.evolve(answer, municipalities=municipalities)

    def by(self, question: Question, period: Period, collection: str) -> Mapping[str, Tally | LoadTally]:
        """List the tally of each municipality or organisation; a person counts wherever a post qualifies.

        Empty where the members have no such place.
        """
        return limited(self, question, period, collection)[1]

    def answered(
        self,
        plan: QuestionPlan,
        tally: Tally | LoadTally,
        by_place: Mapping[str, Tally | LoadTally],
        more: Number,
        gaps: Sequence[Unreported],
    ) -> Answer:
        """Make the answer to a question from what was counted.

        Args:
            plan: The plan of the question.
            tally: What was counted in the region.
            by_place: What was counted in each municipality.
            more: How many members may exist that no record shows.
            gaps: The parts that make it so.
        """
        lacking = (*gaps, *plan.gaps(self.system))
        silent = {part.municipality for part in lacking if part.municipality is not None}
        population = plan.question.of
        return Answer(
            tally=tally,
            municipalities=by_place,
            reported=self.knows(plan.question),
            silent=distinct(place.id for place in self.places("municipalities") if place.id in silent),
            reasons=(Reason(code="headcount-unknown", about=(population.key, population.title)),)
            if more is None
            else (),
        )
