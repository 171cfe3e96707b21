"""What figures tell of loads: their sum, the largest and the smallest, and which of these disagree."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from rnms._values import frozen
from rnms.engine.alike import AtPlaces
from rnms.engine.number_facts import (
    NO_FIGURES,
    NOTHING_KNOWN,
    Figures,
    KnownNumber,
    NumberFact,
    Reconciliation,
    narrowed_by,
    reconcile,
)
from rnms.engine.numbers import Numbers
from rnms.engine.unions import union_of
from rnms.indicators.tally import distinct, members_carrying
from rnms.issues import Message, message
from rnms.logic.population import REGION
from rnms.logic.question import Question, asking
from rnms.model.norm import Bounds, Exact
from rnms.model.period import Period

_STATISTICS = ("total", "largest", "smallest")
_OF_ONE = ("largest", "smallest")
"""Those that tell of one member."""


@frozen(kw_only=True)
class LoadStatistics:
    """What figures tell of loads: their sum, the largest and the smallest, and which of them disagree.

    Attributes:
        total: Their sum.
        largest: The largest.
        smallest: The smallest.
        refused: The figures of these very loads that are not believed.
        named: The figures that exclude each other, of whatever they are.
        headcounts: Those of them that tell how many there are, and are counted all the same.
        behind_refused: All of loads on which rests what is not believed.
        contradicted: Whether figures that answer it are not believed.
    """

    total: KnownNumber = NOTHING_KNOWN
    largest: KnownNumber = NOTHING_KNOWN
    smallest: KnownNumber = NOTHING_KNOWN
    refused: Figures = NO_FIGURES
    named: Figures = NO_FIGURES
    headcounts: Figures = NO_FIGURES
    behind_refused: Figures = NO_FIGURES
    contradicted: bool = False


def _statistics_in_places(
    cells: Sequence[tuple[Bounds, LoadStatistics, int]], *, disjoint: bool, all_known: bool
) -> LoadStatistics:
    """Find what municipalities report of loads: the largest of all is the largest of the largest."""
    filled = [statistics for size, statistics, _ in cells if size.high != 0]
    if not filled:
        return LoadStatistics()
    most = max((statistics.largest for statistics in filled), key=lambda statistic: statistic.bounds.low)
    highs = [statistics.largest.bounds.high for statistics in filled]
    largest = KnownNumber(bounds=Bounds(most.bounds.low, None), low_from=most.low_from)
    if all_known and None not in highs:
        largest = KnownNumber(
            bounds=Bounds(most.bounds.low, max(high for high in highs if high is not None)),
            low_from=most.low_from,
            high_from=NO_FIGURES.union(*(statistics.largest.high_from for statistics in filled)),
        )
    # Where nobody carries anything, the smallest load may have been written as 0.
    certain = [
        statistics.smallest
        for size, statistics, _ in cells
        if size.low > 0 and statistics.smallest.bounds.high is not None
    ]
    least = min(certain, key=lambda statistic: statistic.bounds.high or 0, default=NOTHING_KNOWN)
    low = min(statistics.smallest.bounds.low for statistics in filled) if all_known else 0
    smallest = KnownNumber(
        bounds=Bounds(low, least.bounds.high),
        low_from=NO_FIGURES.union(*(statistics.smallest.low_from for statistics in filled))
        if low
        else NO_FIGURES,
        high_from=least.high_from,
    )
    totals = [(statistics.total, times) for _, statistics, times in cells]
    total = union_of(totals, disjoint=disjoint, all_known=all_known)
    return LoadStatistics(total=total, largest=largest, smallest=smallest)


@frozen(kw_only=True)
class _Limit:
    """What limits loads.

    Attributes:
        names: The statistics that are no more than it.
        number: How many there are of it.
        wide: The key of those who are counted.
        code: How it is said that a load exceeds it.
    """

    names: tuple[str, ...]
    number: KnownNumber
    wide: str
    code: str

    def exceeded_by(self, number: KnownNumber) -> bool:
        """Tell whether a statistic is surely more."""
        return self.number.bounds.high is not None and number.bounds.low > self.number.bounds.high

    def narrow(self, statistics: LoadStatistics) -> LoadStatistics:
        """Hold the statistics to the limit; of one that exceeds it the limit alone is known."""
        limit = NumberFact(bounds=Bounds(0, self.number.bounds.high), high_from=self.number.high_from)
        limited = KnownNumber(bounds=limit.bounds, high_from=limit.high_from)
        narrowed: dict[str, Any] = {
            name: narrowed_by(getattr(statistics, name), limit) or limited for name in self.names
        }
        return attrs.evolve(statistics, **narrowed)


@frozen(kw_only=True)
class _Impossible:
    """Statistics that no loads have.

    Attributes:
        names: The statistics.
        figures: The figures that say so.
        limit: What they exceed; ``None`` where they exclude each other, or the number of members.
    """

    names: tuple[str, ...]
    figures: Figures
    limit: _Limit | None = None


def _impossible_statistics(
    statistics: LoadStatistics, size: KnownNumber, limits: Sequence[_Limit] = ()
) -> list[_Impossible]:
    """List the statistics that no loads have together, each time with the figures that say so."""
    excluded = _excluding_each_other(statistics, size)
    for limit in limits:
        for name in limit.names:
            statistic: KnownNumber = getattr(statistics, name)
            if limit.exceeded_by(statistic):
                figures = statistic.low_from | limit.number.high_from
                excluded.append(_Impossible(names=(name,), figures=figures, limit=limit))
    if any(impossible.limit is None for impossible in excluded):
        return excluded
    # Where none exceeds a limit alone, all together may leave one no choice but to.
    return excluded + [
        attrs.evolve(impossible, limit=limit)
        for limit in limits
        for impossible in _excluding_each_other(limit.narrow(statistics), size)
    ]


def _excluding_each_other(statistics: LoadStatistics, size: KnownNumber) -> list[_Impossible]:
    """List the statistics that so many members cannot have together."""
    total, largest, smallest = statistics.total, statistics.largest, statistics.smallest
    excluded: list[_Impossible] = []

    def exceeds(low: Exact, high: Exact | None, names: str, *figures: Figures) -> None:
        if high is not None and low > high:
            excluded.append(_Impossible(names=(*names.split(),), figures=NO_FIGURES.union(*figures)))

    exceeds(
        smallest.bounds.low, largest.bounds.high, "smallest largest", smallest.low_from, largest.high_from
    )
    exceeds(largest.bounds.low, total.bounds.high, "largest total", largest.low_from, total.high_from)
    least = size.bounds.low * smallest.bounds.low
    exceeds(least, total.bounds.high, "total smallest", smallest.low_from, size.low_from, total.high_from)
    if size.bounds.low and not excluded:
        # One carries the largest load, and each of the others the smallest at least.
        exceeds(
            max(largest.bounds.low, smallest.bounds.low) + least - smallest.bounds.low,
            total.bounds.high,
            "total smallest largest",
            smallest.low_from,
            largest.low_from,
            size.low_from,
            total.high_from,
        )
    if size.bounds.high == 1:
        # What one carries is the smallest load and all loads together.
        behind = smallest.high_from, size.high_from
        exceeds(largest.bounds.low, smallest.bounds.high, "smallest largest", largest.low_from, *behind)
        exceeds(total.bounds.low, smallest.bounds.high, "smallest total", total.low_from, *behind)
    if size.bounds.high == 0:
        for name, statistic in (("total", total), ("largest", largest), ("smallest", smallest)):
            exceeds(statistic.bounds.low, 0, name, statistic.low_from, size.high_from)
    elif size.bounds.high is not None and largest.bounds.high is not None:
        most = size.bounds.high * largest.bounds.high
        exceeds(total.bounds.low, most, "total largest", largest.high_from, size.high_from, total.low_from)
        if smallest.bounds.high is not None and not excluded:
            # One carries the smallest load, and each of the others the largest at most.
            exceeds(
                total.bounds.low,
                min(smallest.bounds.high, largest.bounds.high) + most - largest.bounds.high,
                "total largest smallest",
                smallest.high_from,
                largest.high_from,
                size.high_from,
                total.low_from,
            )
    return excluded or _unfit_for_any_number(statistics, size)


_TOGETHER = (("total", "largest"), ("total", "smallest"), _STATISTICS)
"""The statistics that may exclude each other, whatever the number of members: pairs before all three."""


def _unfit_for_any_number(statistics: LoadStatistics, size: KnownNumber) -> list[_Impossible]:
    """List the first statistics that no number of members has together, with the figures that say so."""
    if not any(getattr(statistics, name).bounds.low for name in _STATISTICS):
        # There may be nobody.
        return []
    # A headcount that does not matter is not blamed.
    for members, names in itertools.product((NOTHING_KNOWN, size), _TOGETHER):
        loads = [getattr(statistics, name) if name in names else NOTHING_KNOWN for name in _STATISTICS]
        numbers = (members, *loads)
        if members_carrying(*(number.bounds for number in numbers)) is None:
            figures = NO_FIGURES.union(*(number.low_from | number.high_from for number in numbers))
            return [_Impossible(names=names, figures=figures)]
    return []


def _fault(alike: Sequence[_Impossible], question: Question, *, is_of_number: bool) -> Message:
    """Word why statistics are not those of any loads."""
    limit = alike[0].limit
    if limit is not None:
        return message(f"figures.contradiction/{limit.code}", key=question.key, wide=limit.wide)
    names = {name for impossible in alike for name in impossible.names}
    statistics = tuple(message(f"figures.contradiction/{name}") for name in _STATISTICS if name in names)
    code = "statistics-of-so-many" if is_of_number else "statistics"
    return message(f"figures.contradiction/{code}", key=question.key, statistics=statistics)


class LoadNumbers:
    """What figures tell of loads at each place.

    Args:
        numbers: The numbers that figures tell, of whoever carries something.

    Attributes:
        all_statistics: What is told of the loads that a question asks for in a period, at each place.
    """

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._reported = numbers.reported
        self._contradictions = numbers.contradictions
        self._figures = numbers.reported.figures
        self.all_statistics: Callable[[Question, Period], AtPlaces[LoadStatistics]]
        self.all_statistics = numbers.at_places(self._find_statistics)

    def at(self, question: Question, period: Period, place: str | None) -> LoadStatistics:
        """Find what is told of the loads that a question asks for, at a place or of the region."""
        return self.all_statistics(question, period).at(place)

    def _find_statistics(self, question: Question, period: Period, place: str | None) -> LoadStatistics:
        population = self._numbers.population(question.of, period, place)
        size, without = population.known, population.figures
        total, largest, smallest = (self._counted(key, period, place, without) for key in question.keys)
        indexes = {index for key in question.keys for index in self._reported.indexes((key, period, place))}
        statistics = LoadStatistics(
            total=total.known,
            largest=largest.known,
            smallest=smallest.known,
            refused=total.figures | largest.figures | smallest.figures,
            named=total.named | largest.named | smallest.named,
            contradicted=bool(
                total.refused
                or largest.refused
                or smallest.refused
                or indexes & (without | self._contradictions.refused)
            ),
        )
        if place is None and self._reported.places and question.of.unit != REGION:
            statistics = self._met_with_places(statistics, question, period)
        limits = self._carried_at_most(question, period) if place is None else ()
        excluded = _impossible_statistics(statistics, size, limits)
        if not excluded:
            return statistics
        figures_named = NO_FIGURES.union(*(impossible.figures for impossible in excluded))
        out = {name for impossible in excluded for name in impossible.names}
        keys = dict(zip(_STATISTICS, question.keys, strict=True))
        own = [index for name in out for index in self._reported.by_key.get((keys[name], period, place), ())]
        of_loads = frozenset(index for index in figures_named if self._figures[index].key in question.keys)
        refused = frozenset(own)
        headcounts = self._contradictions.headcounts(figures_named - of_loads)
        for limit in distinct(impossible.limit for impossible in excluded):
            alike = [impossible for impossible in excluded if impossible.limit == limit]
            self._note(alike, question, period, place, refused)
        return attrs.evolve(
            statistics,
            **dict.fromkeys(out, NOTHING_KNOWN),
            refused=statistics.refused | refused,
            named=statistics.named | figures_named,
            headcounts=headcounts,
            behind_refused=statistics.behind_refused | of_loads,
            contradicted=True,
        )

    def _note(
        self,
        alike: Sequence[_Impossible],
        question: Question,
        period: Period,
        place: str | None,
        refused: Figures,
    ) -> None:
        """Say of statistics that no loads have what they exceed: one limit, or each other."""
        figures = NO_FIGURES.union(*(impossible.figures for impossible in alike))
        of_loads = frozenset(index for index in figures if self._figures[index].key in question.keys)
        headcounts = self._contradictions.headcounts(figures - of_loads)
        self._contradictions.note(
            self._contradictions.while_answering,
            _fault(alike, question, is_of_number=figures > of_loads),
            figures,
            (refused & of_loads) | (self._contradictions.told_at(figures, period, place) - headcounts),
            place,
            behind=of_loads,
        )

    def _carried_at_most(self, question: Question, period: Period) -> list[_Limit]:
        """Find what limits loads: those who can be carried, each of them, and records, all together."""
        relations, bearing = self._numbers.relations, self._numbers.bearing_on_others
        return [
            _Limit(names=names, number=bearing(asking(of), period, None), wide=of.key, code=code)
            for names, populations, code in (
                (_OF_ONE, relations.carriers(question, period), "carried"),
                (_STATISTICS, relations.records(question, period), "more-than-records"),
            )
            for of in populations
        ]

    def _counted(self, key: str, period: Period, place: str | None, without: Figures) -> Reconciliation:
        counts = {
            index: self._figures[index].count
            for index in self._numbers.believed((key, period, place))
            if index not in without
        }
        facts = [
            NumberFact.said(Bounds.exact(count), index)
            for index, count in counts.items()
            if count is not None
        ]
        facts += self._numbers.limited(key, period, place)
        reconciled = reconcile(NOTHING_KNOWN, facts)
        self._contradictions.report(key, period, place, reconciled)
        return reconciled

    def _met_with_places(self, own: LoadStatistics, question: Question, period: Period) -> LoadStatistics:
        """Find what the region reports of loads, as far as it agrees with what its municipalities report."""
        sizes, statistics = (
            self._numbers.populations(question.of, period),
            self.all_statistics(question, period),
        )
        telling = self._reported.alike.in_order({*sizes.telling, *statistics.telling})
        cells = [
            (sizes.at(place).known.bounds, statistics.at(place), number)
            for place, number in self._reported.alike.grouped(telling)
        ]
        nobody_outside = self._numbers.outside(question.of, period).bounds.high == 0
        joined = _statistics_in_places(
            cells,
            disjoint=question.of.in_one_place,
            all_known=self._reported.all_places_known and nobody_outside,
        )
        common: dict[str, KnownNumber] = {}
        contradicted, refused, behind = own.contradicted, own.refused, own.behind_refused
        sides = own.named
        for name, key in zip(_STATISTICS, question.keys, strict=True):
            own_number: KnownNumber = getattr(own, name)
            # Its own figures are named with what is not believed of them.
            figures = sorted(own_number.low_from | own_number.high_from)
            facts = [NumberFact.said(own_number.bounds, index) for index in figures]
            facts.append(NumberFact.of(getattr(joined, name)))
            reconciled = reconcile(NOTHING_KNOWN, facts)
            self._contradictions.report(key, period, None, reconciled)
            common[name] = reconciled.known
            contradicted = contradicted or bool(reconciled.refused)
            refused, behind = refused | reconciled.figures, behind | reconciled.behind_refused
            sides |= reconciled.named
        return LoadStatistics(
            **common,
            refused=refused,
            named=sides,
            headcounts=own.headcounts,
            behind_refused=behind,
            contradicted=contradicted,
        )
