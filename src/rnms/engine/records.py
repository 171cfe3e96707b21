"""The records engine: tallies from the records of a system, in pure Python.

It works by columns (:mod:`rnms.engine.columns`); predicates become masks (:mod:`rnms.engine.masks`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, repeat
from typing import Any

import attrs

from rnms._values import cached_property, frozen
from rnms.engine.columns import Columns, Keys, columns_of, identifier, mask_at
from rnms.engine.counting import Kind, Kinds, loads_of, tallies_by_place, tally_of_kinds
from rnms.engine.interpreter import Passing, kinds_of
from rnms.engine.lexicon import Written, lexicon_of
from rnms.engine.mask_reasons import of_records
from rnms.engine.masks import MaskRows
from rnms.engine.placements import Placements, packed
from rnms.engine.record_engine import RecordEngine
from rnms.engine.shown import UNSURE, Shown, counted, demanded, fields_of_trace, preceded
from rnms.engine.twins import counted_by_id, passing_by_id
from rnms.indicators.tally import Answer, LoadTally, MemberLoad, MemberState, Number, Reason, Tally, distinct
from rnms.issues import Issue
from rnms.logic.paths import REGION, fields_of
from rnms.logic.plan import PopulationPlan, QuestionPlan, population_plan, question_plan, reads
from rnms.logic.population import Population
from rnms.logic.predicates import Predicate
from rnms.logic.question import Question
from rnms.logic.window import Lexicon, Window
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.roadmap import CompletionSource
from rnms.model.system import RegionalSystem, kept_with, record_classes
from rnms.regions.vocabulary import Vocabulary

_KEPT = 4
"""For how many days and regions the answers of a system are kept."""


@frozen(kw_only=True)
class Members:
    """The members of a population among the records.

    Attributes:
        entity: The collection that they are records of.
        certain: The mask of those who surely are members.
        possible: The mask of those who may be.
        told: The same, where several tell one id each as it stands.
        more: How many members may exist that no record shows.
        gaps: The unreported parts that make it so.
    """

    entity: str
    certain: int
    possible: int
    told: int
    more: Number
    gaps: tuple[Unreported, ...]


class RecordsEngine(RecordEngine):
    """Answers questions from the records of a system.

    >>> import datetime as dt
    >>> from rnms import testing
    >>> from rnms.indicators.vocabulary import people
    >>> engine = RecordsEngine(testing.invented_region(staff=100, seed=1), dt.date(2023, 12, 31))
    >>> engine.answer(Question(of=people.TEACHERS), Period.of(2023)).tally.size()
    Bounds(low=58, high=58)

    Args:
        system: The system.
        as_of: The day of judgement; populations stand on it where a period runs longer.
        vocabularies: The words of the region, by which those of the records are read.
        known: The columns of the same system, where it differs in nothing but what was not reported.
    """

    def __init__(
        self,
        system: RegionalSystem,
        as_of: dt.date | None = None,
        vocabularies: Sequence[Vocabulary] = (),
        known: Columns | None = None,
    ) -> None:
        self.columns = columns_of(system) if known is None else known
        self.as_of = as_of
        self._system = system if known is not None else self.columns.records.system
        self._vocabularies = tuple(vocabularies)
        self._flags: dict[str, dict[Predicate, int]] = {}
        self._members: dict[tuple[Population, Window], Members] = {}
        self._placements: dict[tuple[str, str, str], Placements] = {}
        self._without: dict[tuple[Unreported, ...], RecordsEngine] = {}
        self._answers: dict[tuple[Question, Period], Answer] = {}
        self._shown: dict[CompletionSource, Mapping[Shown, int]] = {}
        self._shown_since: dict[tuple[CompletionSource, dt.date], Mapping[Shown, int]] = {}

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The faults of the system."""
        return self.columns.faults

    @property
    def system(self) -> RegionalSystem:
        """What was reported, and what was not."""
        return self._system

    @cached_property
    def written(self) -> Written:
        """By field that has a vocabulary, every word that the records write there, and how often."""
        fields = [vocabulary.field.partition(".")[::2] for vocabulary in self._vocabularies]
        # Figures and claims are no records: their keys are read beforehand.
        pairs = [pair for pair in fields if pair[0] in record_classes() and self.columns.has(pair[0])]
        return {f"{entity}.{name}": _words(self.columns.values(entity, name)) for entity, name in pairs}

    @cached_property
    def lexicon(self) -> Lexicon:
        """What those words mean."""
        return lexicon_of(self._vocabularies, self.written)

    def has(self, collection: str) -> bool:
        """Tell whether a collection was collected."""
        return self.columns.has(collection)

    @cached_property
    def _collected(self) -> frozenset[str]:
        return frozenset({REGION, *filter(self.has, record_classes())})

    def lacks(self, question: Question) -> frozenset[str]:
        """List the collections that a question reads and that were not collected."""
        return reads(question) - self._collected

    def holds_any(self, collection: str) -> bool:
        """Tell whether a collection has a record."""
        return self.columns.size(collection) > 0

    def ids(self, collection: str) -> tuple[str, ...]:
        """List the ids of a collection."""
        return distinct(self.columns.values(collection, "id"))

    def values(self, entity: str, path: str) -> tuple[str | int, ...]:
        """List every value, or word of a set, that a field of a collection holds, in order."""
        column = self.columns.column(entity, path)
        absent = (column.unknown | column.none).to_bytes(self.columns.size(entity), "little")
        distinct_values = {value for value, flag in zip(column.values, absent, strict=True) if not flag}
        words = {
            word
            for value in distinct_values
            for word in (value if isinstance(value, frozenset) else (value,))
        }
        return tuple(sorted((getattr(word, "value", word) for word in words), key=str))

    def places(self, collection: str) -> Sequence[Any]:
        """List the municipalities or organisations."""
        return self.columns.records.of(collection)

    def rows(self, entity: str) -> MaskRows:
        """Find the records of a collection, of which predicates are asked."""
        return MaskRows(self.columns, self._system, entity, self._flags)

    def without(self, parts: Sequence[Unreported]) -> RecordsEngine:
        """Find the same engine where nothing is missing from some parts."""
        gaps = tuple(part for part in self.system.unreported if part not in parts)
        if gaps not in self._without:
            system = attrs.evolve(self.system, unreported=gaps)
            # The columns stay; masks that depend on unreported parts are made anew.
            self._without[gaps] = RecordsEngine(system, self.as_of, self._vocabularies, self.columns)
        return self._without[gaps]

    def prepare(self, asked: Iterable[tuple[Question, Period]]) -> None:
        """Do nothing: whatever questions share, columns and masks, is kept when it is first read."""

    def gaps(self, question: Question, period: Period) -> tuple[Reason, ...]:
        """List what is not known of whatever a question reads, the most members first."""
        return of_records(self, question, period)

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period, for the region and for each municipality."""
        answer = self._answers.get((question, period))
        if answer is None:
            answer = self._answers[question, period] = super().answer(question, period)
        return answer

    def is_for(self, as_of: dt.date | None, vocabularies: Sequence[Vocabulary]) -> bool:
        """Tell whether it judges on a day, by the words of a region."""
        return self.as_of == as_of and self._vocabularies == tuple(vocabularies)

    def unlimited(
        self, question: Question, period: Period, collection: str
    ) -> tuple[Answer, Mapping[str, Tally | LoadTally]]:
        """Find the answer where any number of records may be missing, and the tally of each place."""
        plan = self.plan(question, period)
        members = self.members(question.of, plan.window)
        by_place: Mapping[str, Tally | LoadTally] = {}
        if question.load:
            tally: Tally | LoadTally = self._loads(plan, members)
        else:
            passing = self.passing(plan, members)
            kinds = self._kinds(members.entity, members.certain, members.possible, passing)
            numbers = {kind: mask.bit_count() for kind, mask in kinds.items()}
            tally = tally_of_kinds(numbers, members.more, with_term=plan.passing is not None)
            by_place = self._by_place(plan, members, passing, collection)
        return self.answered(plan, tally, {}, members.more, members.gaps), by_place

    def standing(self, question: Question, period: Period, state: MemberState) -> tuple[tuple[str, str], ...]:
        """List the members that stand so: ids, and the names of places; a region has no id to list."""
        entity = self.members(question.of, self.window(period)).entity
        if entity == REGION:
            return ()
        flags = self.states(question, period)[state].to_bytes(self.columns.size(entity), "little")
        if "id" not in fields_of(entity):
            records = self.columns.records.of(entity)
            return distinct(
                (identifier(entity, records[at], at), "") for at, flag in enumerate(flags) if flag
            )
        has_names = entity in {"municipalities", "organizations"}
        names = self.columns.values(entity, "name") if has_names else repeat("")
        return distinct(compress(zip(self.columns.values(entity, "id"), names, strict=False), flags))

    def shown(self, trace: CompletionSource) -> Mapping[Shown, int]:
        """When the records that a trace looks for show something, and how many of them on the same days."""
        if trace not in self._shown:
            self._shown[trace] = self._find_shown(trace)
        return self._shown[trace]

    def shown_since(self, trace: CompletionSource, day: dt.date) -> Mapping[Shown, int]:
        """List the same of what was so on a day or later."""
        if (trace, day) not in self._shown_since:
            self._shown_since[trace, day] = super().shown_since(trace, day)
        return self._shown_since[trace, day]

    def _find_shown(self, trace: CompletionSource) -> Mapping[Shown, int]:
        entity, names = trace.collection, fields_of_trace(trace)
        size = self.columns.size(entity)
        values: dict[str, Sequence[Any]] = {name: self.columns.values(entity, name) for name in names}
        masks = {name: self.columns.faulty(entity, name) for name in names}
        # Of a day of which the month is known it is known between which days it lies; not how long one lasts.
        for name in (name for name in names if name != trace.lasting):
            if partial_days := self.columns.partial_days(entity, name):
                values[name] = [partial_days.get(place, day) for place, day in enumerate(values[name])]
                masks[name] &= ~mask_at(partial_days)
        faults = {name: mask for name, mask in masks.items() if mask}
        if mask := self.columns.told_differently(entity):
            # Records that tell one id in different ways show nothing for sure.
            faults["id"] = mask
        # Most records show nothing of what is looked for; they are left out before anybody looks at each.
        selection = self.rows(entity).holds(demanded(trace))
        if (follows := preceded(trace)) is not None:
            surely, perhaps = map(self.rows(entity).holds, follows)
            faults[UNSURE] = self.columns.full(entity) ^ surely
            selection &= perhaps
        flags = [mask.to_bytes(size, "little") for mask in (selection, *faults.values())]
        rows = zip(*(compress(column, flags[0]) for column in (*values.values(), *flags[1:])), strict=True)
        return counted(trace, tuple(faults), Counter(rows))

    def gathered(self, collections: Iterable[str]) -> RegionalSystem:
        """Find the system itself: every record is at hand. One that cannot be read may be any."""
        names = tuple(collections)
        return self.columns.records.read(names).incomplete(names)

    def records_behind(
        self,
        question: Question,
        period: Period,  # noqa: ARG002
        member: str,
    ) -> tuple[RecordsEngine, int | None]:
        """Give this engine, since every record is at hand, and the place of the member's record."""
        entity = question.of.resolved().entity
        return self, 0 if entity == REGION else self.columns.place_of(entity, member)

    # Members.

    def states(self, question: Question, period: Period) -> dict[MemberState, int]:
        """List the masks of the members that surely pass, surely fail, or are not decided."""
        plan = self.plan(question, period)
        members = self.members(question.of, plan.window)
        passing = self.passing(plan, members)
        passed_mask = members.certain & passing.surely
        failed_mask = members.certain & ~self.rows(members.entity).any_of(passing.flags)
        return {
            MemberState.PASSED: passed_mask,
            MemberState.FAILED: failed_mask,
            MemberState.UNKNOWN: members.possible & ~passed_mask & ~failed_mask,
        }

    def members(self, population: Population, window: Window) -> Members:
        """Find the records that belong to a population."""
        members = self._members.get((population, window))
        if members is None:
            plan = population_plan(population, window)
            members = self._members[population, window] = self._find_members(plan)
        return members

    def belonging(self, population: Population, window: Window) -> tuple[bytes, bytes]:
        """Tell of each record whether it surely, and whether it perhaps belongs to a population."""
        members = self.members(population, window)
        size = self.columns.size(members.entity)
        return members.certain.to_bytes(size, "little"), members.told.to_bytes(size, "little")

    def _find_members(self, plan: PopulationPlan) -> Members:
        entity = plan.entity
        if not self.has(entity):
            return Members(entity=entity or REGION, certain=0, possible=0, told=0, more=None, gaps=())
        rows = self.rows(entity)
        certain, possible_rows = map(rows.holds, plan.belonging)
        certain, possible = self._counted(plan, certain, possible_rows)
        more, gaps = rows.unseen_members(plan)
        return Members(
            entity=entity, certain=certain, possible=possible, told=possible_rows, more=more, gaps=gaps
        )

    def _counted(self, plan: PopulationPlan, certain: int, possible: int) -> tuple[int, int]:
        """Find the records surely and perhaps counted, each id as often as it may be."""
        size, groups = self.columns.size(plan.entity), self.columns.groups(plan.entity)
        return counted_by_id(certain, possible, size, groups, several=not plan.counts_ids)

    def passing(self, plan: QuestionPlan, members: Members) -> Passing[int]:
        """Find the records that pass a question, those under one id together."""
        size, groups = self.columns.size(members.entity), self.columns.groups(members.entity)
        return passing_by_id(self.rows(members.entity).passing(plan), members.told, size, groups)

    def _kinds(self, entity: str, certain: int, possible: int, passing: Passing[int]) -> Mapping[Kind, int]:
        return kinds_of(self.rows(entity), certain, possible ^ certain, passing)

    def member_kinds(self, question: Question, period: Period) -> Mapping[str, Kind]:
        """Tell of each member by id what is open of it."""
        plan = self.plan(question, period)
        members = self.members(question.of, plan.window)
        kinds = self._kinds(members.entity, members.certain, members.possible, self.passing(plan, members))
        ids, size = self.columns.values(members.entity, "id"), self.columns.size(members.entity)
        return {
            member: kind
            for kind, mask in kinds.items()
            for member in compress(ids, mask.to_bytes(size, "little"))
        }

    # Loads.

    def _loads(self, plan: QuestionPlan, members: Members) -> LoadTally:
        rows, size = self.rows(members.entity), self.columns.size(members.entity)
        loads = rows.loads(plan)
        flags = [
            mask.to_bytes(size, "little") for mask in (members.possible, members.certain, loads.unlimited)
        ]
        member_loads = [
            MemberLoad(sure=bool(sure), least=least, most=None if is_unlimited else most)
            for may, sure, is_unlimited, least, most in zip(*flags, loads.least, loads.most, strict=True)
            if may
        ]
        if plan.question.beside is not None:
            rest = rows.loads(question_plan(plan.question.of_beside, plan.window))
            unlimited = rest.unlimited.to_bytes(size, "little")
            amounts = compress(zip(rest.least, rest.most, unlimited, strict=True), flags[0])
            member_loads = [
                attrs.evolve(load, beside_least=least, beside_most=None if is_unlimited else most)
                for load, (least, most, is_unlimited) in zip(member_loads, amounts, strict=True)
            ]
        groups, may_be = self.columns.groups(members.entity), flags[0]
        bearers = max((sum(may_be[place] for place in group) for group in groups), default=1)
        return loads_of(member_loads, members.more, loads.anywhere, max(bearers, 1))

    # Municipalities and organisations.

    def _by_place(
        self, plan: QuestionPlan, members: Members, passing: Passing[int], collection: str
    ) -> dict[str, Tally | LoadTally]:
        population, through, columns = plan.of, plan.of.through, self.columns
        place = population.place_path(collection)
        if not place or not self.places(collection) or not self.has(members.entity):
            return {}
        if through is None or population.placing is None:
            placements = self._placed_by(population.entity, "", place)
            makes = makes_perhaps = columns.full(population.entity)
            certain, possible = members.certain, members.possible
            for group in columns.groups(population.entity):
                if not columns.alike(population.entity, place, group):
                    certain &= ~mask_at(group)
        else:
            if not self.has(through.entity):
                return {}
            placements = self._placed_by(through.entity, through.member, place)
            makes, makes_perhaps = map(self.rows(through.entity).holds, population.placing)
            makes = columns.agreed(through.entity, makes, through.member, place)
            certain, possible = self._counted(
                population, *map(self.rows(population.entity).holds, population.own)
            )
        kinds = self._kinds(members.entity, certain, possible, passing)
        counts = placements.kinds(makes, makes_perhaps, packed(kinds, columns.size(members.entity)))
        by_id: Mapping[str, Kinds] = {key: counts[index] for key, index in columns.ids(collection).items()}
        return tallies_by_place(
            by_id, self.places(collection), members.gaps, with_term=plan.passing is not None
        )

    def _placed_by(self, entity: str, member: str, place: str) -> Placements:
        placements = self._placements.get((entity, member, place))
        if placements is None:
            columns = self.columns
            places, size = columns.keys(entity, place), columns.size(entity)
            # Without a reference that names it, each record is a member of its own.
            members = columns.keys(entity, member) if member else Keys(entity, list(range(size)), 0, 0)
            placements = self._placements[entity, member, place] = Placements.of(
                members.places, columns.size(members.into), places.places, columns.size(places.into)
            )
        return placements


def records_of(
    system: RegionalSystem, as_of: dt.date | None, vocabularies: Sequence[Vocabulary]
) -> RecordsEngine:
    """Find the engine over the records of a system.

    That which answered before, if nothing in it can change.
    """
    kept: list[RecordsEngine] = kept_with(system).setdefault("engines", [])
    columns = columns_of(system)
    for engine in kept:
        if engine.columns is columns and engine.is_for(as_of, vocabularies):
            return engine
    engine = RecordsEngine(system, as_of, vocabularies)
    # Whoever asks for every day of a year needs the columns each time, and the answers of a day once.
    kept[:] = [engine, *kept[: _KEPT - 1]]
    return engine


def _words(values: Iterable[Any]) -> Counter[str]:
    """Tell how many records hold each word: the sets of words are few. What is no word is told elsewhere."""
    counts: Counter[str] = Counter()
    words_by_record = (value if isinstance(value, str) else tuple(value or ()) for value in values)
    for value, times in Counter(words_by_record).items():
        for word in {value} if isinstance(value, str) else set(value):
            if isinstance(word, str):
                counts[word] += times
    return counts
