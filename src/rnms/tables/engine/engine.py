"""The frames engine: tallies from tables where they lie, by any query engine that narwhals speaks to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rnms._values import cached_property
from rnms.engine.lexicon import Written, lexicon_of
from rnms.engine.mask_reasons import of_records
from rnms.engine.record_engine import RecordEngine
from rnms.engine.records import RecordsEngine
from rnms.engine.shown import Shown
from rnms.indicators.tally import Answer, LoadTally, MemberState, Reason, Tally, distinct
from rnms.issues import Issue
from rnms.logic.paths import REGION, fields_of
from rnms.logic.plan import PopulationPlan, QuestionPlan, question_plan
from rnms.logic.question import Question
from rnms.logic.window import Lexicon, Window
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.roadmap import CompletionSource
from rnms.model.subjects import Municipality, Organization
from rnms.model.system import RegionalSystem, as_read
from rnms.regions.vocabulary import Vocabulary
from rnms.tables.engine.behind import gathered, records_behind
from rnms.tables.engine.catalog import Catalog
from rnms.tables.engine.groups import Carrying, Counts, Group
from rnms.tables.engine.members import Members
from rnms.tables.engine.open import FEW, is_all_small, is_small, of_many, records_of_all
from rnms.tables.engine.rows import Rows
from rnms.tables.engine.traces import Traces
from rnms.tables.native import collected

if TYPE_CHECKING:
    from rnms.tables.tables import Tables


class FramesEngine(RecordEngine):
    """Answers questions from tables, as :class:`~rnms.engine.records.RecordsEngine` does from records.

    >>> import datetime as dt
    >>> import duckdb
    >>> from rnms import Tables, testing
    >>> from rnms.indicators.vocabulary import people
    >>> from rnms.tables.native import as_arrow
    >>> from rnms.model import RegionalSystem
    >>> region = testing.invented_region(staff=100, seed=1)
    >>> names = ("persons", "employments", "organizations")
    >>> found = {name: duckdb.from_arrow(as_arrow(name, getattr(region, name))) for name in names}
    >>> engine = FramesEngine(Tables(found, system=RegionalSystem(region="ugra")), dt.date(2023, 12, 31))
    >>> engine.answer(Question(of=people.TEACHERS), Period.of(2023)).tally.size()
    Bounds(low=58, high=58)

    Args:
        tables: The tables.
        as_of: The day of judgement; populations stand on it where a period runs longer.
        vocabularies: The words of the region, by which those of the tables are read.
    """

    def __init__(
        self, tables: Tables, as_of: dt.date | None = None, vocabularies: Sequence[Vocabulary] = ()
    ) -> None:
        self.catalog = Catalog(tables)
        self.as_of = as_of
        self._vocabularies = tuple(vocabularies)
        self._answers: dict[tuple[Question, Window], Answer] = {}
        self._without: dict[tuple[Unreported, ...], FramesEngine] = {}

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The faults of the tables, as they were when this engine first counted them; and the system's."""
        return (*self.catalog.integrity.issues, *self.catalog.system.issues, *self.catalog.tables.misread)

    def holds_any(self, collection: str) -> bool:
        """Tell whether a collection has a record."""
        return self.catalog.has(collection) and self.catalog.integrity[collection].rows > 0

    @cached_property
    def written(self) -> Written:
        """By field that has a vocabulary, every word that the tables write there, and how often."""
        if (part := self.catalog.tables.nation) is not None:
            together = part.nation.written(part.region, self._vocabularies)
            if together is not None:
                return together
        return self.catalog.words([vocabulary.field for vocabulary in self._vocabularies])

    @cached_property
    def lexicon(self) -> Lexicon:
        """What those words mean."""
        return lexicon_of(self._vocabularies, self.written)

    @property
    def system(self) -> RegionalSystem:
        """What is small, and what was not reported."""
        return self.catalog.system

    def without(self, parts: Sequence[Unreported]) -> FramesEngine:
        """Make the same engine, for which nothing is missing from some parts."""
        gaps = tuple(part for part in self.system.unreported if part not in parts)
        if gaps not in self._without:
            engine = FramesEngine(self.catalog.tables, self.as_of, self._vocabularies)
            engine.catalog = Catalog(self.catalog.tables, unreported=gaps)
            self._without[gaps] = engine
        return self._without[gaps]

    def unlimited(
        self, question: Question, period: Period, collection: str
    ) -> tuple[Answer, Mapping[str, Tally | LoadTally]]:
        """Answer a question where any number of records may be missing, with the tally of each place."""
        self.prepare([(question, period)])
        answer = self._answers[question, self.window(period)]
        if collection == "municipalities":
            return answer, answer.municipalities
        group = Counts(self.catalog, [self.plan(question, period)], collection)
        group.read(collected(group.frames))
        _, gaps = group.members.more()
        return answer, group.by_place(0, self.places(collection), gaps)

    def prepare(self, asked: Iterable[tuple[Question, Period]]) -> None:
        """Answer several questions together: those about one population are one aggregation."""
        together: dict[tuple[PopulationPlan, bool], list[QuestionPlan]] = {}
        new: list[QuestionPlan] = []
        for question, period in distinct(asked):
            window = self.window(period)
            if (question, window) not in self._answers:
                new.append(question_plan(question, window))
        answered_plans = self._counted_with_others(new)
        for plan in new:
            if plan not in answered_plans:
                together.setdefault((plan.of, plan.question.load), []).append(plan)
        groups = [
            (Carrying if load else Counts)(self.catalog, plans) for (_, load), plans in together.items()
        ]
        contents = iter(collected([frame for group in groups for frame in group.frames]))
        for group in groups:
            group.read([next(contents) for _ in group.frames])
            for index, plan in enumerate(group.plans):
                self._answers[plan.question, plan.window] = self._answered(plan, group, index, group.members)

    def _counted_with_others(self, plans: Sequence[QuestionPlan]) -> Collection[QuestionPlan]:
        """Answer the questions that were counted together with those of other regions."""
        part = self.catalog.tables.nation
        if part is None or not plans:
            return ()
        shared_counts = part.nation.counted(part.region, plans, self._vocabularies)
        members: dict[PopulationPlan, Members] = {}
        for plan, count in shared_counts.items():
            own_members = members.setdefault(plan.of, Members(self.catalog, plan.of))
            self._answers[plan.question, plan.window] = self._answered(
                plan, count.of(part.region), count.at, own_members
            )
        return shared_counts.keys()

    def _answered(self, plan: QuestionPlan, group: Group, index: int, members: Members) -> Answer:
        more, gaps = members.more()
        places = self.places("municipalities")
        by_place = {} if plan.question.load else group.by_place(index, places, gaps)
        return self.answered(plan, group.tally(index, more), by_place, more, gaps)

    def values(self, entity: str, path: str) -> tuple[str | int, ...]:
        """List every value, or word of a set, that a field of a collection holds, in order."""
        return Rows(self.catalog, entity).values(path)

    def places(self, collection: str) -> Sequence[Municipality | Organization]:
        """List the municipalities or the organisations."""
        if collection == "municipalities":
            return self.catalog.system.municipalities or ()
        if not self.catalog.has("organizations"):
            return ()
        frame = self.catalog.tables.frame("organizations")
        names = [name for name in ("name",) if name in frame.collect_schema().names()]
        [contents] = collected([frame.select("id", "municipality", *names)])
        titles = contents["name"] if names else [""] * len(contents["id"])
        return [
            Organization(
                id=str(key), municipality=None if place is None else str(place), name=str(title or "")
            )
            for key, place, title in zip(contents["id"], contents["municipality"], titles, strict=True)
        ]

    def standing(self, question: Question, period: Period, state: MemberState) -> tuple[tuple[str, str], ...]:
        """List by id the members that surely pass, surely fail or are not decided, and name their places."""
        answer = self._answers.get((question, self.window(period)))
        if answer is not None and _is_nobody(answer.tally, state):
            return ()
        plan = self.plan(question, period)
        if (part := self.catalog.tables.nation) is not None:
            together = part.nation.standing(part.region, plan, state, self._vocabularies)
            if together is not None:
                return together
        members = Members(self.catalog.numbering(plan.of.entity), plan.of)
        if not members.is_known or members.entity == REGION:
            return ()
        [contents] = collected([members.in_state(plan, state)])
        return members.shown(contents)

    def gaps(self, question: Question, period: Period) -> tuple[Reason, ...]:
        """List what is not known: exactly for little or a few members, by columns for many."""
        if is_all_small(self.catalog, question):
            # What decides may lie behind records of nobody, so of little everything is looked at.
            return self._exactly(records_of_all(self.catalog, question), question, period)
        entity = question.of.resolved().entity
        countable = is_small(self.catalog, question) if entity == REGION else "id" in fields_of(entity)
        if countable and not question.load:
            undecided = self.standing(question, period, MemberState.UNKNOWN)
            if len(undecided) <= FEW:
                members = [key for key, _ in undecided]
                system = records_behind(self.catalog, question, self.window(period), *members, few=FEW)
                exact = self._exactly(system, question, period)
                # The region is a member without an id, and what excludes each other in different words is not
                # seen behind one member alone.
                if exact or not (members or entity == REGION):
                    return exact
        return of_many(self.catalog, question, self.window(period))

    def _exactly(self, system: RegionalSystem, question: Question, period: Period) -> tuple[Reason, ...]:
        """Find what is open as records tell it, in whatever words the region writes them."""
        return of_records(RecordsEngine(system, self.as_of, self._vocabularies), question, period)

    def ids(self, collection: str) -> tuple[str, ...]:
        """List the ids of a collection."""
        if not self.catalog.has(collection):
            return ()
        return distinct(map(str, collected([self.catalog.tables.frame(collection).select("id")])[0]["id"]))

    def has(self, collection: str) -> bool:
        """Tell whether a collection was collected."""
        return self.catalog.has(collection)

    def shown(self, trace: CompletionSource) -> Mapping[Shown, int]:
        """Find the days on which the records of a completion source show something, with how many on each."""
        if not self.catalog.has(trace.collection):
            return {}
        if (part := self.catalog.tables.nation) is not None:
            together = part.nation.shown(part.region, trace)
            if together is not None:
                return together
        return Traces(self.catalog, trace).everywhere()

    def gathered(self, collections: Iterable[str]) -> RegionalSystem:
        """Read all records of some collections, which must be small."""
        names = tuple(collections)
        return as_read(gathered(self.catalog, names)).incomplete(names)

    def records_behind(
        self, question: Question, period: Period, member: str
    ) -> tuple[RecordsEngine, int | None]:
        """Make an engine over what a question reads of one member, and find the member's place in it."""
        entity = question.of.resolved().entity
        catalog = self.catalog.numbering(entity)
        system = records_behind(catalog, question, self.window(period), member)
        engine = RecordsEngine(system, self.as_of, self._vocabularies)
        if entity == REGION or "id" in fields_of(entity):
            return engine.records_behind(question, period, member)
        # Without an id it has no place but this: it was read first.
        return engine, 0 if engine.columns.size(entity) else None


def _is_nobody(tally: Tally | LoadTally, state: MemberState) -> bool:
    """Tell whether by a tally no member stands so, and none has to be looked for."""
    if isinstance(tally, LoadTally):
        return False
    open_numbers = (tally.failed_or_passed, tally.out_or_failed, tally.out_or_passed, tally.anything)
    numbers = {
        MemberState.PASSED: (tally.passed,),
        MemberState.FAILED: (tally.failed,),
        MemberState.UNKNOWN: open_numbers,
    }
    return all(number == 0 for number in numbers[state])
