"""How much a limited number of missing records can change.

Whoever may have a record that was not reported is open: of each alone that is right. But a record is of one
member, so where no more than three are missing, no more than three members are other than the rest shows. An
engine answers with such gaps as if any number of records could be missing, and without them; between the two
answers no more members move than records are missing.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import attrs

from rnms._values import frozen
from rnms.engine.counting import plus
from rnms.indicators.tally import Answer, LoadTally, Number, Tally, distinct
from rnms.logic import predicates
from rnms.logic.paths import municipality_of
from rnms.logic.plan import QuestionPlan, question_plan
from rnms.logic.population import REGION, Term
from rnms.logic.predicates import Predicate
from rnms.logic.question import Question
from rnms.logic.unreported import could_hold, hides_posts
from rnms.logic.walks import asks_what_is_known, children, compared_with, conjuncts, is_existence, is_term
from rnms.logic.window import Window
from rnms.model.norm import Bounds, Exact
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.subjects import Municipality, Organization
from rnms.model.system import RegionalSystem

Tallies = Mapping[str, Tally | LoadTally]


class Unlimited(Protocol):
    """An engine that assumes any number of missing records wherever some are missing."""

    @property
    def system(self) -> RegionalSystem:
        """The reported data, with the parts that were not reported."""

    def window(self, period: Period) -> Window:
        """Find the days that a question for a period speaks of."""

    def places(self, collection: str) -> Sequence[Municipality | Organization]:
        """List the municipalities or organisations."""

    def unlimited(self, question: Question, period: Period, collection: str) -> tuple[Answer, Tallies]:
        """Find the answer to a question, and the tally of each municipality or organisation."""

    def without(self, parts: Sequence[Unreported]) -> Unlimited:
        """Find the same engine where nothing is missing from some parts."""


def limited(
    engine: Unlimited, question: Question, period: Period, collection: str = "municipalities"
) -> tuple[Answer, Tallies]:
    """Find the answer to a question and its parts by place, with no more records missing than gaps say.

    Args:
        engine: What answers.
        question: The question.
        period: Its period.
        collection: The places: municipalities or organisations.
    """
    if (bound := _surely_lacking(engine, question, period)) is not None:
        return bound.unlimited(question, period, collection)
    wide, wide_by_place = engine.unlimited(question, period, collection)
    plan = question_plan(question, engine.window(period))
    reaches = list(_reaches(engine.system, plan))
    if not reaches:
        return wide, wide_by_place
    narrow, narrow_by_place = _without(engine, reaches).unlimited(question, period, collection)
    by_place = {}
    for key, inside in _municipalities_of(engine.places(collection)).items():
        if key in wide_by_place:
            reaches_here = [reach for reach in reaches if reach.part.municipality in inside]
            elsewhere = [reach for reach in reaches if reach not in reaches_here]
            if reaches_here and elsewhere:
                _, apart = _without(engine, reaches_here).unlimited(question, period, collection)
                if apart[key] == narrow_by_place[key]:
                    # A person counted here works nowhere else, unless a missing post says so.
                    elsewhere = _brought(reaches_here, elsewhere)
            by_place[key] = _between(
                narrow_by_place[key], wide_by_place[key], [*reaches_here, *elsewhere], question
            )
    tally = _between(narrow.tally, wide.tally, reaches, question)
    return attrs.evolve(wide, tally=tally, reasons=narrow.reasons), by_place


def _without(engine: Unlimited, reaches: Sequence[_Reach]) -> Unlimited:
    return engine.without([reach.part for reach in reaches])


def _surely_lacking(engine: Unlimited, question: Question, period: Period) -> Unlimited | None:
    """Leave out the gaps that hold too few records for all that the region lacks, where some do."""
    term = question.term
    if question.of.unit != REGION or term is None:
        return None
    gaps = engine.system.unreported
    for entity in distinct(part.entity for part in gaps if part.most):
        parts = [part for part in gaps if part.entity == entity]
        demands = [part for part in _told_in_words(term) if is_existence(part) and part.entity == entity]
        numbers = [part.most for part in parts if part.most is not None]
        if len(numbers) < len(parts) or _records_needed(demands) <= sum(numbers):
            continue
        narrow = engine.without(parts)
        lacking = [
            part
            for part in demands
            if _asked(narrow, attrs.evolve(question, term=attrs.evolve(term, where=part)), period).failed
        ]
        if _records_needed(lacking) > sum(numbers):
            return narrow
    return None


def _told_in_words(term: Term) -> Iterator[Predicate]:
    """Walk over what a word demands together, through the words that stand in it."""
    for part in conjuncts(term.where):
        if is_term(part) and part.since is None:
            yield from _told_in_words(part)
        else:
            yield part


def _asked(engine: Unlimited, question: Question, period: Period) -> Tally:
    answer, _ = engine.unlimited(question, period, "municipalities")
    assert isinstance(answer.tally, Tally)  # noqa: S101  # no load was asked for
    return answer.tally


def _records_needed(demands: Iterable[predicates.Exists]) -> int:
    """Count the records needed at least: a record has one value in a field, however many are wanted."""
    values: dict[str, set[object]] = {}
    for demand in demands:
        for fact in conjuncts(demand.where):
            path, op, value = compared_with(fact) or ("", None, None)
            if op is predicates.Op.EQ and isinstance(value, str | enum.Enum):
                values.setdefault(path, set()).add(value)
    return max(map(len, values.values()), default=0)


def _brought(reaches_here: Sequence[_Reach], elsewhere: Sequence[_Reach]) -> list[_Reach]:
    """Add to each reach what records missing elsewhere can change of people whose posts are missing here."""
    posts = sum(reach.part.most or 0 for reach in reaches_here if reach.part.entity == "employments")
    return [
        attrs.evolve(reach, members=min(reach.members, posts), passing=min(reach.passing, posts))
        for reach in elsewhere
        if posts and reach.part.entity != "employments"
    ]


def _municipalities_of(
    places: Sequence[Municipality | Organization],
) -> Mapping[str, set[str | None]]:
    municipalities: dict[str, set[str | None]] = {}
    for place in places:
        municipalities.setdefault(place.id, {None}).add(municipality_of(place))
    return municipalities


# Which members a missing record can change.


@frozen(kw_only=True)
class _Reach:
    """The number of members whose state the records missing from a part can change.

    Attributes:
        part: The part.
        members: How many can become members, or cease to be.
        passing: How many can come to pass, or to fail.
    """

    part: Unreported
    members: int
    passing: int


def _reaches(system: RegionalSystem, plan: QuestionPlan) -> Iterator[_Reach]:
    """List the parts with a limited number of missing records, where that limits the members reached."""
    if all(part.most is None for part in system.unreported):
        return
    belongs = plan.of.belonging.possible
    passes = predicates.ALWAYS if plan.passing is None else plan.passing.possible
    for part in system.unreported:
        if part.most == 0:
            yield _Reach(part=part, members=0, passing=0)
            continue
        joining, turning = (_ties(system, part, form) for form in (belongs, passes))
        if part.most is None or joining is None or turning is None:
            continue
        itself = part.entity == plan.of.entity and could_hold(part, belongs)
        members = len(joining) + itself + _places(system, part, belongs)
        passing = len(turning) + _places(system, part, passes)
        if members or passing:
            yield _Reach(part=part, members=part.most * members, passing=part.most * passing)


_Tie = tuple[tuple[str, str], ...]


def _ties(system: RegionalSystem, part: Unreported, predicate: Predicate) -> set[_Tie] | None:
    """List the ways in which a record that is missing there can be of a member.

    Nothing if it can be of many.
    """
    ties: set[_Tie] = set()
    for existence, tie in _sought(predicate, ()):
        if existence.entity == part.entity and could_hold(part, existence.where):
            if tie is None or existence.adding is not None:
                # A missing record may hold any number that is added up.
                return None
            ties.add(tie)
        hidden = part.entity == "persons" and hides_posts(system, existence, listed=True)
        if hidden and ("person", "id") not in existence.on:
            # A person on no list may have many records.
            return None
    return ties


def _sought(predicate: Predicate, tie: _Tie | None) -> Iterator[tuple[predicates.Exists, _Tie | None]]:
    """List every existence in a predicate, and the fields by which its records each name one member."""
    if is_existence(predicate):
        paths = [record_path for record_path, own_path in predicate.on if own_path == "id"]
        tie = None if tie is None or not paths else (*tie, (predicate.entity, paths[0]))
        yield predicate, tie
    if asks_what_is_known(predicate):
        # One missing record may be about any member, so it is known of none.
        tie = None
    for child in children(predicate):
        yield from _sought(child, tie)


def _places(system: RegionalSystem, part: Unreported, predicate: Predicate) -> bool:
    """Tell whether a missing post may place a member where any number of other records are missing."""
    return part.entity == "employments" and any(
        gap.municipality is not None and gap.most is None and gap.entity == existence.entity
        for gap in system.unreported
        for existence, _ in _sought(predicate, ())
        if gap.entity != "employments"
    )


# Between two answers.


def _between(
    narrow: Tally | LoadTally,
    wide: Tally | LoadTally,
    reaches: Sequence[_Reach],
    question: Question,
) -> Tally | LoadTally:
    """Find the tally between two answers, when only so many members can differ as the parts reach.

    Args:
        narrow: What is counted where nothing is missing from these parts.
        wide: What is counted where anything is.
        reaches: Whom the missing records reach.
        question: What was asked.
    """
    members, passing = (sum(getattr(reach, name) for reach in reaches) for name in ("members", "passing"))
    if isinstance(narrow, LoadTally) or isinstance(wide, LoadTally):
        assert isinstance(narrow, LoadTally)  # noqa: S101  # both answer one question
        assert isinstance(wide, LoadTally)  # noqa: S101
        return _loads(narrow, wide, members, passing)
    return _tally(narrow, wide, members, passing, with_term=question.term is not None)


def _tally(narrow: Tally, wide: Tally, members: int, passing: int, *, with_term: bool) -> Tally:
    leaving = min(members, narrow.surely_in - wide.surely_in)
    moved_failed = _Moved.of(narrow.failed, narrow.failed - wide.failed, passing, leaving)
    moved_passed = _Moved.of(narrow.passed, narrow.passed - wide.passed, passing, leaving)
    # No member becomes less sure than one of which everything is possible.
    unsure = narrow.anything != wide.anything
    undecided = min(narrow.failed_or_passed, leaving) if unsure else 0
    opened = [
        min(passing, number or 0) if unsure else 0 for number in (narrow.out_or_failed, narrow.out_or_passed)
    ]
    unsettled = moved_failed.either + moved_passed.either + undecided + sum(opened)
    joining = members if narrow.size().high != wide.size().high else 0
    turning = moved_failed.turning + moved_passed.turning
    return attrs.evolve(
        narrow,
        passed=moved_passed.rest,
        failed=moved_failed.rest,
        failed_or_passed=narrow.failed_or_passed + turning - undecided,
        out_or_failed=_plus(narrow.out_or_failed, moved_failed.leaving - opened[0]),
        out_or_passed=_plus(
            narrow.out_or_passed, moved_passed.leaving - opened[1] + (0 if with_term else joining)
        ),
        anything=_plus(narrow.anything, unsettled + (joining if with_term else 0)),
        in_part=min(wide.in_part, narrow.in_part + turning + unsettled),
    )


def _plus(number: Number, more: int) -> Number:
    return None if number is None else plus(number, more)


@frozen(kw_only=True)
class _Moved:
    """The members of a sure kind, parted by what missing records can make of them.

    Attributes:
        rest: Those who stay as they were.
        turning: Those who may turn from failing to passing, or back.
        leaving: Those who may cease to be members.
        either: Those who may do either.
    """

    rest: int
    turning: int
    leaving: int
    either: int

    @classmethod
    def of(cls, number: int, opened: int, turning: int, leaving: int) -> _Moved:
        """Part a number of members, with no more that turn or leave than may."""
        turning, leaving = min(turning, opened), min(leaving, opened)
        either = max(0, turning + leaving - number)
        return cls(
            rest=number - turning - leaving + either,
            turning=turning - either,
            leaving=leaving - either,
            either=either,
        )


def _loads(narrow: LoadTally, wide: LoadTally, members: int, passing: int) -> LoadTally:
    """Limit each load to the known one and the number of missing records."""
    sure, before = (sum(load.sure for load in loads.members) for loads in (wide, narrow))
    alike = len(narrow.members) == len(wide.members)
    if sure != before or not (alike or members):
        return wide
    # Where no member joins or leaves, both lists have the same members in the same order.
    opened = [not alike or load.most is None for load in (wide if alike else narrow).members]
    heavier = [
        attrs.evolve(load, most=_plus(load.most, passing), beside_most=_plus(load.beside_most, passing))
        if may
        else load
        for load, may in zip(narrow.members, opened, strict=True)
    ]
    rest = attrs.evolve(narrow.others, high=_plus(_whole(narrow.others.high), members))
    return attrs.evolve(narrow, members=heavier, others=rest, total=_total(narrow, members, passing))


def _total(narrow: LoadTally, members: int, passing: int) -> Bounds | None:
    """Add up what all carry, where everything is known but the missing records."""
    limits = [load.most for load in narrow.members if load.most is not None]
    if members or narrow.others.high != 0 or len(limits) < len(narrow.members):
        return None
    return Bounds(sum(load.least for load in narrow.members if load.sure), sum(limits) + passing)


def _whole(number: Exact | None) -> Number:
    return None if number is None else int(number)
