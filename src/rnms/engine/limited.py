"""What at most so many missing records can change.

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

from rnms.engine.counting import plus
from rnms.indicators.tally import Answer, Loads, Number, Tally, distinct
from rnms.logic import predicates
from rnms.logic.paths import municipality_of
from rnms.logic.plan import QuestionPlan, question_plan
from rnms.logic.population import REGION
from rnms.logic.predicates import Predicate
from rnms.logic.question import Question
from rnms.logic.unreported import could_hold, hides_posts
from rnms.logic.walks import children, compared_with, conjuncts, is_existence
from rnms.logic.window import Window
from rnms.model.norm import Bounds, Exact
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.subjects import Municipality, Organization
from rnms.model.system import RegionalSystem

Tallies = Mapping[str, Tally | Loads]


class Unlimited(Protocol):
    """An engine that takes any number of records to be missing wherever some are."""

    @property
    def system(self) -> RegionalSystem:
        """What was reported, and what was not."""

    def window(self, period: Period) -> Window:
        """The days that a question for a period speaks of."""

    def places(self, collection: str) -> Sequence[Municipality | Organization]:
        """The municipalities or organisations."""

    def unlimited(self, question: Question, period: Period, collection: str) -> tuple[Answer, Tallies]:
        """The answer to a question, and the tally of each municipality or organisation."""

    def without(self, parts: Sequence[Unreported]) -> Unlimited:
        """The same engine where nothing is missing from some parts."""


def limited(
    engine: Unlimited, question: Question, period: Period, collection: str = "municipalities"
) -> tuple[Answer, Tallies]:
    """The answer to a question and its parts by place, with no more records missing than gaps say.

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
            here = [reach for reach in reaches if reach.part.municipality in inside]
            elsewhere = [reach for reach in reaches if reach not in here]
            if here and elsewhere:
                _, apart = _without(engine, here).unlimited(question, period, collection)
                if apart[key] == narrow_by_place[key]:
                    # Whoever is counted here works nowhere else, unless a post that is missing says so.
                    elsewhere = _brought(here, elsewhere)
            by_place[key] = _between(narrow_by_place[key], wide_by_place[key], [*here, *elsewhere], question)
    tally = _between(narrow.tally, wide.tally, reaches, question)
    return attrs.evolve(wide, tally=tally, reasons=narrow.reasons), by_place


def _without(engine: Unlimited, reaches: Sequence[_Reach]) -> Unlimited:
    return engine.without([reach.part for reach in reaches])


def _surely_lacking(engine: Unlimited, question: Question, period: Period) -> Unlimited | None:
    """The engine without the gaps that hold too few records for all that the region lacks, where some do."""
    term = question.term
    if question.of.unit != REGION or term is None:
        return None
    gaps = engine.system.unreported
    for entity in distinct(part.entity for part in gaps if part.most):
        parts = [part for part in gaps if part.entity == entity]
        demands = [part for part in conjuncts(term.where) if is_existence(part) and part.entity == entity]
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


def _asked(engine: Unlimited, question: Question, period: Period) -> Tally:
    answer, _ = engine.unlimited(question, period, "municipalities")
    assert isinstance(answer.tally, Tally)  # noqa: S101  # no load was asked for
    return answer.tally


def _records_needed(demands: Iterable[predicates.Exists]) -> int:
    """How many records it takes at least: one has one value in a field, be it asked for several."""
    values: dict[str, set[object]] = {}
    for demand in demands:
        for fact in conjuncts(demand.where):
            path, op, value = compared_with(fact) or ("", None, None)
            if op is predicates.Op.EQ and isinstance(value, str | enum.Enum):
                values.setdefault(path, set()).add(value)
    return max(map(len, values.values()), default=0)


def _brought(here: Sequence[_Reach], elsewhere: Sequence[_Reach]) -> list[_Reach]:
    """How far other records that are missing elsewhere reach those whose posts are missing here."""
    posts = sum(reach.part.most or 0 for reach in here if reach.part.entity == "employments")
    return [
        attrs.evolve(reach, members=min(reach.members, posts), passing=min(reach.passing, posts))
        for reach in elsewhere
        if posts and reach.part.entity != "employments"
    ]


def _municipalities_of(
    places: Sequence[Municipality | Organization],
) -> Mapping[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for place in places:
        found.setdefault(place.id, {None}).add(municipality_of(place))
    return found


# Whom a missing record can reach.


@attrs.frozen(kw_only=True)
class _Reach:
    """How many members the records that are missing from a part can make other than they seem.

    Attributes:
        part: The part.
        members: How many can become members, or cease to be.
        passing: How many can come to pass, or to fail.
    """

    part: Unreported
    members: int
    passing: int


def _reaches(system: RegionalSystem, plan: QuestionPlan) -> Iterator[_Reach]:
    """The parts from which a number of records is missing at most, where that limits how many are reached."""
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
    """The ways in which a record that is missing there can be of a member; nothing if it can be of many."""
    found: set[_Tie] = set()
    for sought, tie in _sought(predicate, ()):
        if sought.entity == part.entity and could_hold(part, sought.where):
            if tie is None:
                return None
            found.add(tie)
        hidden = part.entity == "persons" and hides_posts(system, sought, listed=True)
        if hidden and ("person", "id") not in sought.on:
            # Many records may be of a person whom no list shows.
            return None
    return found


def _sought(predicate: Predicate, tie: _Tie | None) -> Iterator[tuple[predicates.Exists, _Tie | None]]:
    """Every existence inside a predicate, and the fields by which each of its records names one member."""
    if is_existence(predicate):
        named = [theirs for theirs, ours in predicate.on if ours == "id"]
        tie = None if tie is None or not named else (*tie, (predicate.entity, named[0]))
        yield predicate, tie
    for child in children(predicate):
        yield from _sought(child, tie)


def _places(system: RegionalSystem, part: Unreported, predicate: Predicate) -> bool:
    """Whether a post that is missing may put somebody where any number of other records are missing."""
    return part.entity == "employments" and any(
        other.municipality is not None and other.most is None and other.entity == sought.entity
        for other in system.unreported
        for sought, _ in _sought(predicate, ())
        if other.entity != "employments"
    )


# Between two answers.


def _between(
    narrow: Tally | Loads,
    wide: Tally | Loads,
    reaches: Sequence[_Reach],
    question: Question,
) -> Tally | Loads:
    """What is counted when no more members are other than they seem than these reach.

    Args:
        narrow: What is counted where nothing is missing from these parts.
        wide: What is counted where anything is.
        reaches: Whom the missing records reach.
        question: What was asked.
    """
    members, passing = (sum(getattr(reach, name) for reach in reaches) for name in ("members", "passing"))
    if isinstance(narrow, Loads) or isinstance(wide, Loads):
        assert isinstance(narrow, Loads)  # noqa: S101  # both answer one question
        assert isinstance(wide, Loads)  # noqa: S101
        return _loads(narrow, wide, members, passing)
    return _tally(narrow, wide, members, passing, with_term=question.term is not None)


def _tally(narrow: Tally, wide: Tally, members: int, passing: int, *, with_term: bool) -> Tally:
    leaving = min(members, narrow.surely_in - wide.surely_in)
    failed = _Moved.of(narrow.failed, narrow.failed - wide.failed, passing, leaving)
    passed = _Moved.of(narrow.passed, narrow.passed - wide.passed, passing, leaving)
    # Of nobody becomes less sure than of those of whom anything is possible.
    unsure = narrow.anything != wide.anything
    undecided = min(narrow.failed_or_passed, leaving) if unsure else 0
    opened = [
        min(passing, number or 0) if unsure else 0 for number in (narrow.out_or_failed, narrow.out_or_passed)
    ]
    unsettled = failed.either + passed.either + undecided + sum(opened)
    joining = members if narrow.size().high != wide.size().high else 0
    return attrs.evolve(
        narrow,
        passed=passed.rest,
        failed=failed.rest,
        failed_or_passed=narrow.failed_or_passed + failed.turning + passed.turning - undecided,
        out_or_failed=_plus(narrow.out_or_failed, failed.leaving - opened[0]),
        out_or_passed=_plus(narrow.out_or_passed, passed.leaving - opened[1] + (0 if with_term else joining)),
        anything=_plus(narrow.anything, unsettled + (joining if with_term else 0)),
    )


def _plus(number: Number, more: int) -> Number:
    return None if number is None else plus(number, more)


@attrs.frozen(kw_only=True)
class _Moved:
    """What becomes of members of whom all was known.

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
        """Of a number of members, of whom some were opened, no more turn and leave than may."""
        turning, leaving = min(turning, opened), min(leaving, opened)
        either = max(0, turning + leaving - number)
        return cls(
            rest=number - turning - leaving + either,
            turning=turning - either,
            leaving=leaving - either,
            either=either,
        )


def _loads(narrow: Loads, wide: Loads, members: int, passing: int) -> Loads:
    """Loads of which none is larger by more than the records that are missing."""
    sure, before = (sum(one.sure for one in loads.members) for loads in (wide, narrow))
    alike = len(narrow.members) == len(wide.members)
    if sure != before or not (alike or members):
        return wide
    # Where nobody joins or leaves, the members are the same, in the same order.
    opened = [not alike or one.most is None for one in (wide if alike else narrow).members]
    heavier = [
        attrs.evolve(one, most=one.most + passing) if may and one.most is not None else one
        for one, may in zip(narrow.members, opened, strict=True)
    ]
    others = attrs.evolve(narrow.others, high=_plus(_whole(narrow.others.high), members))
    return attrs.evolve(narrow, members=heavier, others=others, total=_total(narrow, members, passing))


def _total(narrow: Loads, members: int, passing: int) -> Bounds | None:
    """What all carry together, where everything is known but for the records that are missing."""
    known = [one.most for one in narrow.members if one.most is not None]
    if members or narrow.others.high != 0 or len(known) < len(narrow.members):
        return None
    return Bounds(sum(one.least for one in narrow.members if one.sure), sum(known) + passing)


def _whole(number: Exact | None) -> Number:
    return None if number is None else int(number)
