"""The figures engine: tallies from numbers that somebody counted and reported.

A figure bounds more than it says. A count is the least size of its population; a share printed beside it
gives that size up to rounding; a number of those asked leaves the others unknown; municipal numbers bound
the regional one. All that is known of a number is an interval, and intervals meet. Facts that exclude each
other all count as unknown, and an issue names them.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Callable, Iterable, Iterator

import attrs

from rnms.indicators import (
    MUNICIPALITY,
    NOBODY,
    REGION,
    Answer,
    Loads,
    Number,
    Population,
    Question,
    Reason,
    Tally,
    Term,
    distinct,
)
from rnms.model import (
    Bounds,
    Exact,
    Figure,
    Issue,
    Period,
    RegionalSystem,
    population_behind,
    self_contradiction,
)

ANY_NUMBER = Bounds(0, None)


@attrs.frozen(kw_only=True)
class _Fact:
    """What one source says of a number.

    Attributes:
        bounds: The number, such as of those who pass.
        failing: How many surely fail.
        asked: How many of them were asked at most; ``None`` when it may be all.
        stated: The share as printed, where no count stands beside it.
        figure: The index of the figure that says so; ``None`` when it was inferred.
    """

    bounds: Bounds
    failing: int = 0
    asked: Number = None
    stated: Bounds | None = None
    figure: int | None = None

    def excludes(self, other: _Fact) -> bool:
        """Tell whether both cannot be true."""
        shares = (self.stated, other.stated)
        if shares[0] is not None and shares[1] is not None and shares[0].meet(shares[1]) is None:
            return True
        return self.bounds.meet(other.bounds) is None


class FiguresEngine:
    """Answers questions from the reported figures of a system.

    Args:
        system: The system.
        counted: Tells the size of a population where something better than a figure knows it.

    >>> from rnms.indicators import families
    >>> year = Period.of("2022/2023")
    >>> figure = Figure(key="staff.diagnosed", period=year, count=2036, share="10,5%")
    >>> engine = FiguresEngine(RegionalSystem(region="khabarovsk", figures=[figure]))
    >>> engine.answer(Question(of=families.STAFF), year).tally.size()
    Bounds(low=19299, high=19483)
    """

    def __init__(
        self,
        system: RegionalSystem,
        counted: Callable[[Population, Period, str | None], Bounds | None] = lambda *_: None,
    ) -> None:
        self._system = system
        self._counted_elsewhere = counted
        self._places = distinct(municipality.id for municipality in system.municipalities or ())
        gap = any(part.entity == "municipalities" for part in system.unreported)
        self._all_places_known = system.municipalities is not None and not gap
        self._by_key: dict[tuple[str, Period, str | None], list[int]] = {}
        self._by_population: dict[tuple[str, Period, str | None], list[int]] = {}
        for index, figure in enumerate(system.figures):
            if figure.is_given and figure.missing is None and self_contradiction(figure) is None:
                self._by_key.setdefault((figure.key, figure.period, figure.municipality), []).append(index)
        for (key, period, place), indexes in self._by_key.items():
            population, _, term = key.partition(".")
            # The load of a member ("pool.attached.total") is no part of the population.
            if term and "." not in term:
                behind = self._by_population.setdefault((population, period, place), [])
                said = [_passing(system.figures[index], index, ANY_NUMBER) for index in indexes]
                excluded = {fact.figure for fact in _reconciled(ANY_NUMBER, said)[1]}
                # What is not believed of those who pass says nothing of how many there are.
                behind += [index for index in indexes if index not in excluded]
        self._issues: dict[Issue, None] = {}
        # Wrapped here, because `functools.cache` on a method would keep every engine alive.
        self._population = functools.cache(self._find_population)
        self._tally = functools.cache(self._find_tally)

    @property
    def system(self) -> RegionalSystem:
        """The system whose figures these are."""
        return self._system

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The contradictions met while answering."""
        return tuple(self._issues)

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period, for the region and for each municipality that reported."""
        regional = self._found(question.keys, period, None)
        by_place = {place: self._found(question.keys, period, place) for place in self._places}
        reported = [place for place, found in by_place.items() if found]
        tally = self._ask(question, period, None)
        bears = bool(regional or reported)
        if question.term is None:
            bears = self._is_reported(question.of, period)
        figures = [*regional, *(index for found in by_place.values() for index in found)]
        return Answer(
            tally=tally,
            municipalities={place: self._ask(question, period, place) for place in reported},
            reported=bears,
            silent=tuple(self._silent(question, period, regional, reported)),
            figures=tuple(self._system.figures[index] for index in figures),
            reasons=tuple(self._reasons(question, period, bears=bears)),
        )

    def _is_reported(self, of: Population, period: Period) -> bool:
        """Tell whether somebody spoke of a population itself, not only of a wider one."""
        if self._given_size(of, period, None) != ANY_NUMBER:
            return True
        places = (None, *self._places)
        periods = (period, *self._parts(of, period, None))
        spoken = any(
            (of.key, at, place) in index
            for index in (self._by_key, self._by_population)
            for at in periods
            for place in places
        )
        same = () if of.within is None or of.within.unit != of.unit else of.having
        counted = any(
            self._found([f"{of.within.key}.{term.key}"], period, None) for term in same if of.within
        )
        return spoken or counted or any(self._is_reported(part, period) for part in of.union)

    def _parts(self, of: Population, period: Period, place: str | None) -> list[Period]:
        """The shorter periods for which events were counted, the longest of those inside each other."""
        if not of.unit.on_one_day:
            return []
        inside = [
            at
            for key, at, where in self._by_key
            if key == of.key and where == place and at != period and period.covers(at)
        ]
        longest = [at for at in inside if not any(other != at and other.covers(at) for other in inside)]
        return sorted(longest, key=lambda at: at.start)

    def _found(self, keys: Iterable[str], period: Period, place: str | None) -> list[int]:
        return [index for key in keys for index in self._by_key.get((key, period, place), ())]

    def _ask(self, question: Question, period: Period, place: str | None) -> Tally | Loads:
        size, _ = self._population(question.of, period, place)
        if question.term is None:
            return Tally(passed=int(size.low), out_or_passed=_minus(size.high, int(size.low)))
        if not question.load:
            return self._tally(question.of, question.term, period, place)
        total, largest, smallest = (self._counted(key, period, place) for key in question.keys)
        return Loads(others=size, total=total, largest_stated=largest, smallest_stated=smallest)

    def _silent(
        self, question: Question, period: Period, regional: list[int], reported: list[str]
    ) -> Iterator[str]:
        """The municipalities whose return is missing and might have told more."""
        answered_for_all = any(self._system.figures[index].among is None for index in regional)
        expected = question.of.unit == MUNICIPALITY or regional or reported
        if answered_for_all or not expected:
            return
        named = {
            part.municipality
            for part in self._system.unreported
            if part.entity == "figures" and (part.period is None or part.period.covers(period))
        }
        for place in self._places:
            if place not in reported and (place in named or reported):
                yield place

    def _reasons(self, question: Question, period: Period, *, bears: bool) -> Iterator[Reason]:
        size, dropped = self._population(question.of, period, None)
        if dropped:
            yield Reason(code="contradiction", about=(question.of.key, question.of.title))
        if not bears:
            others = distinct(str(at) for key, at, _ in self._by_key if key in question.keys)
            yield Reason(
                code="other-period" if others else "not-reported",
                about=(question.key, question.title, *others),
            )
        elif size.high is None:
            unknown = [p for p in question.of.union if self._population(p, period, None)[0].high is None]
            for population in unknown or [question.of]:
                yield Reason(code="headcount-unknown", about=(population.key, population.title))

    # How many there are.

    def _find_population(
        self, of: Population, period: Period, place: str | None
    ) -> tuple[Bounds, frozenset[int]]:
        """The size of a population, and the figures that contradict other facts about it."""
        facts = list(self._size_facts(of, period, place))
        met, excluded = _reconciled(self._given_size(of, period, place), facts)
        self._report(of.key, excluded)
        return met, frozenset(fact.figure for fact in excluded if fact.figure is not None)

    def _given_size(self, of: Population, period: Period, place: str | None) -> Bounds:
        """What follows without any figure: from the list of municipalities, or from what is counted."""
        if of.unit == REGION or (of.unit == MUNICIPALITY and place is not None):
            return Bounds.exact(1)
        if of.unit == MUNICIPALITY:
            return Bounds(len(self._places), len(self._places) if self._all_places_known else None)
        return self._counted_elsewhere(of, period, place) or ANY_NUMBER

    def _size_facts(self, of: Population, period: Period, place: str | None) -> Iterator[_Fact]:
        for index in self._by_key.get((of.key, period, place), ()):
            count = self._system.figures[index].count
            if count is not None:
                yield _Fact(bounds=Bounds.exact(count), figure=index)
        for index in self._by_population.get((of.key, period, place), ()):
            behind = population_behind(self._system.figures[index])
            if behind is not None:
                yield _Fact(bounds=behind, figure=index)
        if of.union:
            parts = [self._population(part, period, place)[0] for part in of.union]
            yield _Fact(bounds=_joined(parts, disjoint=False, all_known=True))
        if of.within is not None:
            yield from self._facts_of_a_part(of, of.within, period, place)
        counted = [(at, self._population(of, at, place)[0]) for at in self._parts(of, period, place)]
        if counted:
            yield _Fact(bounds=_over_time(counted, period))
        if place is None and self._places and of.unit not in {REGION, MUNICIPALITY}:
            sizes = [self._population(of, period, place)[0] for place in self._places]
            disjoint = of.unit.in_one_place
            yield _Fact(bounds=_joined(sizes, disjoint=disjoint, all_known=self._all_places_known))

    def _facts_of_a_part(
        self, of: Population, whole: Population, period: Period, place: str | None
    ) -> Iterator[_Fact]:
        most = self._population(whole, period, place)[0].high
        if whole.unit != of.unit:
            if most == 0:
                yield _Fact(bounds=NOBODY)
            return
        yield _Fact(bounds=Bounds(0, most))
        for term in of.having:
            passing = self._tally(whole, term, period, place).passing()
            # Of several terms each only limits; a single one counts the same members.
            low = passing.low if len(of.having) == 1 else 0
            yield _Fact(bounds=Bounds(low, passing.high))

    # How many of them pass.

    def _find_tally(self, of: Population, term: Term, period: Period, place: str | None) -> Tally:
        size, dropped = self._population(of, period, place)
        key = f"{of.key}.{term.key}"
        facts = [
            _passing(self._system.figures[index], index, size)
            for index in self._by_key.get((key, period, place), ())
            if index not in dropped and self._answers(index, size)
        ]
        if place is None and self._places and of.unit != REGION:
            tallies = [self._tally(of, term, period, place) for place in self._places]
            joined = _passing_in_places(
                tallies, disjoint=of.unit.in_one_place, all_known=self._all_places_known
            )
            facts.append(joined)
        room = Bounds(0, size.high)
        facts = [attrs.evolve(fact, bounds=_capped(fact, size)) for fact in facts]
        met, excluded = _reconciled(room, facts)
        self._report(key, excluded)
        refused = set(excluded)
        kept = [fact for fact in facts if fact not in refused]
        return _kinds(size, met, kept)

    def _answers(self, index: int, size: Bounds) -> bool:
        """Tell whether a figure can be an answer: a yes or no only of one member, a share only of so many."""
        figure = self._system.figures[index]
        if figure.holds is None:
            possible = figure.among is not None or _printed_of(figure, size) is not None
            if not possible:
                self._report(figure.key, [_Fact(bounds=size, figure=index)])
            return possible
        if size == Bounds.exact(1):
            return True
        text = f"{figure.key}: «да» или «нет» здесь не ответ, нужно число (count)"
        self._issues[Issue(place=f"$.figures[{index}].holds", text=text, code="figure.yes-no")] = None
        return False

    def _counted(self, key: str, period: Period, place: str | None) -> Bounds | None:
        counts = {index: self._system.figures[index].count for index in self._found([key], period, place)}
        facts = [
            _Fact(bounds=Bounds.exact(count), figure=index)
            for index, count in counts.items()
            if count is not None
        ]
        met, excluded = _reconciled(ANY_NUMBER, facts)
        self._report(key, excluded)
        return None if met == ANY_NUMBER else met

    def _report(self, key: str, excluded: list[_Fact]) -> None:
        if not excluded:
            return
        figures = sorted({fact.figure for fact in excluded if fact.figure is not None})
        said = [f"figures[{index}] ({_said(self._system.figures[index])})" for index in figures]
        # Without figures of its own it was inferred from those of its parts.
        said = said or ["о частях и о целом"]
        text = f"{key}: данные противоречат друг другу: {', '.join(said)}; ни одно не учтено, исправьте их"
        place = f"$.figures[{figures[0]}]" if figures else "$.figures"
        self._issues[Issue(place=place, text=text, code="figures.contradiction")] = None


def _said(figure: Figure) -> str:
    parts = [figure.key]
    if figure.municipality is not None:
        parts.append(figure.municipality)
    if figure.holds is not None:
        parts.append("да" if figure.holds else "нет")
    if figure.count is not None:
        parts.append(str(figure.count))
    if figure.among is not None:
        parts.append(f"из {figure.among}")
    if figure.share is not None:
        parts.append(f"{figure.share}")
    return " ".join(parts)


def _reconciled(given: Bounds, facts: list[_Fact]) -> tuple[Bounds, list[_Fact]]:
    """What all facts leave open, and those that contradict another or what is given.

    Intervals have a common point when each two of them have one, so what remains always meets.
    """
    # A file may say the same a thousand times, or a thousand things of one number.
    others = {(fact.bounds, fact.stated): fact for fact in facts}.values()
    excluded = [
        fact
        for fact in facts
        if given.meet(fact.bounds) is None or any(fact.excludes(other) for other in others)
    ]
    refused = set(excluded)
    met: Bounds | None = given
    for fact in facts:
        if met is not None and fact not in refused:
            met = met.meet(fact.bounds)
    assert met is not None  # noqa: S101  # see above
    return met, excluded


def _minus(high: Exact | None, low: int) -> Number:
    return None if high is None else int(high) - low


def _joined(sizes: list[Bounds], *, disjoint: bool, all_known: bool) -> Bounds:
    """The size of a union: the sum of disjoint sets, else something from the largest to the sum."""
    lows = [size.low for size in sizes]
    highs = [size.high for size in sizes if size.high is not None]
    bounded = all_known and len(highs) == len(sizes)
    return Bounds(sum(lows) if disjoint else max(lows), sum(highs) if bounded else None)


def _over_time(parts: list[tuple[Period, Bounds]], period: Period) -> Bounds:
    """How many events there were in all: the sum where the parts fill the period, else at least that."""
    days = [(at.start, at.end) for at, _ in parts]
    starts = [period.start, *(end + dt.timedelta(days=1) for _, end in days)]
    in_turn = all(start >= after for (start, _), after in zip(days, starts, strict=False))
    if not in_turn:
        return Bounds(max(size.low for _, size in parts), None)
    fills = [start for start, _ in days] == starts[:-1] and days[-1][1] == period.end
    return _joined([size for _, size in parts], disjoint=True, all_known=fills)


def _printed_of(figure: Figure, base: Bounds) -> Bounds | None:
    """How many of so many a figure speaks of; ``None`` when its share is that of no whole number."""
    if figure.count is not None:
        return Bounds.exact(figure.count)
    assert figure.share is not None  # noqa: S101  # else it would not be given
    admitted = figure.share.admitted
    least = (admitted.low or 0) * base.low
    low = math.floor(least) + 1 if admitted.low_open else math.ceil(least)
    if base.high is None:
        return Bounds(low, None)
    most = base.high if admitted.high is None else admitted.high * base.high
    high = math.ceil(most) - 1 if admitted.high_open else math.floor(most)
    return None if high < low else Bounds(low, high)


def _passing(figure: Figure, index: int, size: Bounds) -> _Fact:
    """What a figure says of those who pass, in a population of that size."""
    if figure.holds is not None:
        return _Fact(bounds=Bounds.exact(int(figure.holds)), failing=int(not figure.holds), figure=index)
    base = size if figure.among is None else Bounds.exact(figure.among)
    stated = None
    if figure.count is None and figure.share is not None:
        admitted = figure.share.admitted
        stated = Bounds(admitted.low or 0, 1 if admitted.high is None else admitted.high)
    counted = _printed_of(figure, base)
    assert counted is not None  # noqa: S101  # else it was no answer
    low, high = int(counted.low), _minus(counted.high, 0)
    if figure.among is None or high is None:
        return _Fact(bounds=Bounds(low, high), stated=stated, figure=index)
    others = None if size.high is None else int(size.high) - figure.among
    return _Fact(
        bounds=Bounds(low, None if others is None else high + max(others, 0)),
        failing=max(figure.among - high, 0),
        asked=figure.among,
        figure=index,
    )


def _passing_in_places(tallies: list[Tally], *, disjoint: bool, all_known: bool) -> _Fact:
    """What the municipalities say together; people who work in two of them are counted in both."""
    joined = _joined([tally.passing() for tally in tallies], disjoint=disjoint, all_known=all_known)
    failing = [tally.failed for tally in tallies]
    asked = [tally.among_known().size().high for tally in tallies]
    known = [int(number) for number in asked if number is not None]
    return _Fact(
        bounds=joined,
        failing=sum(failing) if disjoint else max(failing),
        asked=sum(known) if len(known) == len(asked) else None,
    )


def _capped(fact: _Fact, size: Bounds) -> Bounds:
    """Those who pass and those who fail fit into the population together."""
    if size.high is None:
        return fact.bounds
    room = Bounds(0, max(int(size.high) - fact.failing, 0))
    return fact.bounds.meet(room) or fact.bounds


def _kinds(size: Bounds, passing: Bounds, facts: list[_Fact]) -> Tally:
    """Tell the members apart as far as the numbers allow.

    Of those surely in, ``passing.low`` pass, as many fail as must, and the rest is open; of those perhaps
    in, no more can pass than ``passing.high`` leaves. Several sources are taken to have asked the same
    members, as far as the one that asked most goes.
    """
    failing = max((fact.failing for fact in facts), default=0)
    asked = [fact.asked for fact in facts]
    most = max((number for number in asked if number is not None), default=0)
    stated: Bounds | None = None
    for fact in facts:
        if fact.stated is not None:
            stated = fact.stated if stated is None else stated.meet(fact.stated)
    passed = int(passing.low)
    surely_in = max(int(size.low), passed + failing)
    failed = failing if passing.high is None else max(failing, surely_in - int(passing.high))
    undecided = surely_in - passed - failed
    beyond = _minus(size.high, surely_in)
    room = _minus(passing.high, passed + undecided)
    anything = beyond if room is None else room if beyond is None else min(beyond, room)
    rest = 0 if anything is None else _minus(beyond, anything)
    return Tally(
        passed=passed,
        failed=failed,
        failed_or_passed=undecided,
        anything=anything,
        out_or_failed=rest,
        counted=None if None in asked else max(most - passed - failed, 0),
        stated=stated,
    )
