"""The number in a union, from the numbers in places or in parts of a period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from rnms.engine.number_facts import NO_FIGURES, KnownNumber
from rnms.engine.related import Days
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.working_days import ONE_DAY

Cell = tuple[KnownNumber, int]
"""A number known in a place, and the number of places where the same is known."""


def one_of_each(numbers: Iterable[KnownNumber]) -> list[Cell]:
    """Pair each number with 1: it is that of one place alone."""
    return [(number, 1) for number in numbers]


def union_of(cells: Sequence[Cell], *, disjoint: bool, all_known: bool) -> KnownNumber:
    """Bound the size of a union: the sum of disjoint sets, else from the largest set to the sum."""
    highs = [number.bounds.high * times for number, times in cells if number.bounds.high is not None]
    bounded = all_known and len(highs) == len(cells)
    largest = max((number for number, _ in cells), key=lambda number: number.bounds.low)
    behind = (
        [number.low_from for number, _ in cells if number.bounds.low > 0] if disjoint else [largest.low_from]
    )
    return KnownNumber(
        bounds=Bounds(
            sum(number.bounds.low * times for number, times in cells) if disjoint else largest.bounds.low,
            sum(highs) if bounded else None,
        ),
        low_from=NO_FIGURES.union(*behind),
        high_from=NO_FIGURES.union(*(number.high_from for number, _ in cells)) if bounded else NO_FIGURES,
    )


def fills_period(parts: Sequence[Period], period: Period) -> bool:
    """Tell whether each day of a period is one of some part; these are in order."""
    reached = period.start - ONE_DAY
    for part in parts:
        if part.start > reached + ONE_DAY:
            return False
        reached = max(reached, part.end)
    return reached >= period.end


def sum_over_time(parts: Sequence[tuple[Period, KnownNumber]], period: Period) -> KnownNumber:
    """Count the events of a whole period.

    The sum where the parts fill the period, else at least that.
    """
    days = [(part.start, part.end) for part, _ in parts]
    starts = [period.start, *(end + ONE_DAY for _, end in days)]
    in_turn = all(start >= after for (start, _), after in zip(days, starts, strict=False))
    fills = [start for start, _ in days] == starts[:-1] and days[-1][1] == period.end
    numbers = one_of_each(number for _, number in parts)
    return union_of(numbers, disjoint=in_turn, all_known=in_turn and fills)


def number_of_times(
    parts: Sequence[tuple[Period, KnownNumber]], times: Sequence[Days], period: Period
) -> KnownNumber:
    """Count the times of a whole period: those of its parts, and perhaps those that lie wholly in none."""
    touched = [sum(part.start <= end and start <= part.end for part, _ in parts) for start, end in times]
    whole = [any(part.start <= start and end <= part.end for part, _ in parts) for start, end in times]
    numbers = one_of_each(number for _, number in parts)
    joined = union_of(numbers, disjoint=max(touched, default=0) <= 1, all_known=True)
    high = joined.bounds.high
    assert high is not None  # noqa: S101  # there are only so many times
    left = sum(
        period.start <= end and start <= period.end and not inside
        for (start, end), inside in zip(times, whole, strict=True)
    )
    return attrs.evolve(joined, bounds=Bounds(joined.bounds.low, high + left))
