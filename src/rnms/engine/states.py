"""What the records say of one member, predicate by predicate: for whoever explains where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs

from rnms._values import frozen
from rnms.engine.columns import identifier
from rnms.engine.records import RecordsEngine
from rnms.indicators.tally import MemberState
from rnms.logic.certainty import Certainty
from rnms.logic.normal import forms
from rnms.logic.paths import fields_of
from rnms.logic.population import Population
from rnms.logic.predicates import OPERATORS, DateOrder, Exists, Predicate
from rnms.logic.question import Question
from rnms.logic.unreported import gaps_in
from rnms.logic.walks import covering, paths_of, sets_compared
from rnms.logic.window import Window
from rnms.model.partial import PartialDay
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.system import field_kinds


def state_of(engine: RecordsEngine, question: Question, period: Period, at: int) -> MemberState:
    """Say where a member stands; a record that is none is ``OUT``.

    >>> from rnms.indicators.vocabulary import people
    >>> from rnms.model import Person, RegionalSystem
    >>> system = RegionalSystem(region="ugra", persons=[Person(id="p1")], employments=[])
    >>> state_of(RecordsEngine(system), Question(of=people.STAFF), Period.of(2023), 0)
    <MemberState.OUT: 'out'>
    """
    states = engine.states(question, period)
    return next((state for state, mask in states.items() if _is_in(mask, at)), MemberState.OUT)


def members_of(engine: RecordsEngine, population: Population, period: Period) -> tuple[Inspection, ...]:
    """Find the records that surely or perhaps are members."""
    window = engine.window(period)
    members = engine.members(population, window)
    size = engine.columns.size(members.entity)
    return tuple(
        Inspection(engine, window, members.entity, place)
        for place in range(size)
        if _is_in(members.possible, place)
    )


@frozen
class Inspection:
    """One record of a collection, in a window.

    Attributes:
        engine: The engine over the records.
        window: The days that are spoken of.
        entity: The collection.
        at: The place of the record.
    """

    engine: RecordsEngine
    window: Window
    entity: str
    at: int

    @property
    def record(self) -> Any:
        """The record itself."""
        return self.engine.columns.records.of(self.entity)[self.at]

    @property
    def name(self) -> str:
        """Its id, or what stands for one."""
        return identifier(self.entity, self.record, self.at)

    @property
    def is_told_differently(self) -> bool:
        """Whether other records tell its id in other ways."""
        return len(self.engine.columns.versions(self.entity, self.at)) > 1

    def titled_reference(self) -> Inspection | None:
        """Find the first record with a title that it names."""
        for name, kind in field_kinds(self.entity).items():
            key = getattr(self.record, name) if kind.into and name != "id" else None
            if key is not None and "title" in fields_of(kind.into) and self.engine.has(kind.into):
                at = self.engine.columns.place_of(kind.into, key)
                return None if at is None else Inspection(self.engine, self.window, kind.into, at)
        return None

    def in_window(self, window: Window) -> Inspection:
        """Find the same record, where other days are spoken of."""
        return attrs.evolve(self, window=window)

    def how_surely(self, predicate: Predicate) -> Certainty:
        """Tell how surely a predicate holds for it: for all records that tell its id."""
        rows = self.engine.rows(self.entity)
        certain, possible = map(rows.holds, forms(predicate, self.window, self.entity))
        versions = self.engine.columns.versions(self.entity, self.at)
        return Certainty.of(
            certain=all(_is_in(certain, version) for version in versions),
            possible=any(_is_in(possible, version) for version in versions),
        )

    def how_surely_in_order(self, order: DateOrder, other: Inspection) -> Certainty:
        """Tell how surely a day of another record stands to one of this as an order asks."""
        theirs = other.engine.columns.column(other.entity, order.their)
        ours = self.engine.columns.column(self.entity, order.ours)
        if _is_in(theirs.none, other.at) or _is_in(ours.none, self.at):
            return Certainty.NO
        if self.is_told_differently or other.is_told_differently:
            return Certainty.MAYBE

        def holds(*, may_hold: bool) -> bool:
            last = order.reads_last_of_theirs(may_hold=may_hold)
            (days, unknown), (own_days, own_unknown) = theirs.limits(last=last), ours.limits(last=not last)
            if _is_in(unknown, other.at) or _is_in(own_unknown, self.at):
                return may_hold
            return OPERATORS[order.op](days[other.at], own_days[self.at])

        return Certainty.of(certain=holds(may_hold=False), possible=holds(may_hold=True))

    def has_none(self, reference: str) -> bool:
        """Tell whether it refers to nothing there, for which nothing can be compared."""
        keys = self.engine.columns.keys(self.entity, reference)
        return keys.places[self.at] > self.engine.columns.size(keys.into)

    def lacks(self, path: str) -> bool:
        """Tell whether it surely has no value of a field, with which nothing can be compared."""
        return _is_in(self.engine.columns.column(self.entity, path).none, self.at)

    def day(self, name: str) -> dt.date | PartialDay | None:
        """Find a day of it, as far as that is known."""
        in_part = self.engine.columns.partial_days(self.entity, name).get(self.at)
        day: dt.date | None = getattr(self.record, name)
        return in_part or day

    def known_in_part(self, fact: Predicate) -> tuple[str, ...]:
        """List the days of which a fact speaks and of which the month, the year or a span alone is known.

        Nothing where something else that it speaks of is not known at all.
        """
        columns = [self.engine.columns.column(self.entity, path) for path in paths_of(fact)]
        spans = [column.spans.get(self.at) for column in columns if _is_in(column.unknown, self.at)]
        if None in spans:
            return ()
        days = (PartialDay(*map(dt.date.fromordinal, span)) for span in spans if span is not None)
        return tuple(map(str, days))

    def candidates(self, sought: Exists) -> tuple[Inspection, ...] | None:
        """List the records with equal keys that an existence could find.

        Nothing where they were not collected.
        """
        if not self.engine.has(sought.entity):
            return None
        places = self.engine.rows(self.entity).candidates(sought, self.at)
        return tuple(Inspection(self.engine, self.window, sought.entity, place) for place in places)

    def lacking(self, covers: Predicate) -> Mapping[str, Certainty]:
        """List the words that a set has and those that shall have them do not surely have.

        How surely they do.
        """
        compared = sets_compared(covers)
        words = () if compared is None else self.engine.rows(self.entity).words(compared[0])
        found: dict[str, Certainty] = {}
        for word in words:
            asked_and_having = covering(covers, word)
            if asked_and_having is not None:
                asked, having = map(self.how_surely, asked_and_having)
                if asked.holds and not having.holds:
                    found[word] = having
        return found

    def gaps(self, sought: Exists) -> tuple[Unreported, ...]:
        """List the parts that were not reported, in which such a record could be."""
        possible = forms(sought.where, self.window, sought.entity).possible
        return tuple(gaps_in(self.engine.system, sought.entity, possible))


def certainties(engine: RecordsEngine, question: Question, period: Period) -> Mapping[int, Certainty]:
    """Tell by place of its record how surely each member passes a question."""
    states = engine.states(question, period)
    size = engine.columns.size(engine.members(question.of, engine.window(period)).entity)
    return {
        place: Certainty.of(
            certain=_is_in(states[MemberState.PASSED], place),
            possible=not _is_in(states[MemberState.FAILED], place),
        )
        for place in range(size)
    }


def _is_in(mask: int, place: int) -> bool:
    """Tell whether a mask has the record at a place."""
    return bool(mask >> (8 * place) & 1)
