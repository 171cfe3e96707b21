"""How many members lie between a value and its target: how many more, or how many fewer, are needed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from rnms.indicators.counts import Scale
from rnms.indicators.tally import LoadTally, Tally
from rnms.model.norm import Bounds, Exact, Norm


def shortfall(tallies: Sequence[Tally | LoadTally], norm: Norm, scale: Scale) -> Bounds | None:
    """Count the members that are missing to the norm or too many for it, at best and at worst.

    Of a share: how many of its members must pass besides, or must not. Of a number: how many more there must
    be, or how many fewer. Of members of one population to one of another: how many more of the second are
    needed, or of the first where the norm sets a least value. Of a norm with both ends what lies beyond
    either of them.

    >>> from rnms.model import at_least, percent
    >>> shortfall([Tally(passed=15, failed_or_passed=4)], at_least(percent(100)), Scale.PERCENT)
    Bounds(low=0, high=4)
    >>> from rnms.model import at_most
    >>> shortfall([Tally(passed=15, failed=85)], at_most(percent(10)), Scale.PERCENT)
    Bounds(low=5, high=5)
    """
    plain_tallies = [tally for tally in tallies if isinstance(tally, Tally)]
    if len(plain_tallies) != len(tallies) or len(plain_tallies) not in {1, 2}:
        return None
    distances: list[Bounds | None] = (
        [] if norm.low is None else [_below(plain_tallies, norm.low, norm, scale)]
    )
    distances += [] if norm.high is None else [_above(plain_tallies, norm.high, norm, scale)]
    limited = [distance for distance in distances if distance is not None]
    if len(limited) < len(distances):
        return None
    # A value lies beyond one end at the most: what is sure of the one excludes the other.
    highs = [distance.high for distance in limited if distance.high is not None]
    return Bounds(
        max(distance.low for distance in limited), max(highs) if len(highs) == len(limited) else None
    )


def _below(tallies: Sequence[Tally], least: Exact, norm: Norm, scale: Scale) -> Bounds:
    """Tell how many more are needed to reach the lower end of a norm."""
    strict = norm.low_open
    if len(tallies) == 2:
        return _more_of_the_first(tallies[0].size(), tallies[1].size(), least, strict=strict)
    [tally] = tallies
    if scale is Scale.NUMBER:
        size, needed = tally.size(), _needed(least, strict=strict)
        best = 0 if size.high is None else max(0, needed - int(size.high))
        return Bounds(best, max(0, needed - int(size.low)))
    return _more_passing(tally, least, strict=strict)


def _above(tallies: Sequence[Tally], most: Exact, norm: Norm, scale: Scale) -> Bounds | None:
    """Tell how many fewer are needed to come under the upper end of a norm.

    Of a ratio, how many more divide.
    """
    strict = norm.high_open
    if len(tallies) == 2:
        return _more_of_the_second(tallies[0].size(), tallies[1].size(), most, strict=strict)
    [tally] = tallies
    if scale is Scale.NUMBER:
        size, admitted = tally.size(), _admitted(most, strict=strict)
        worst = None if size.high is None else max(0, int(size.high) - admitted)
        return Bounds(max(0, int(size.low) - admitted), worst)
    return _fewer_passing(tally, most, strict=strict)


def _needed(least: Exact, *, strict: bool) -> int:
    return math.floor(least) + 1 if strict else math.ceil(least)


def _admitted(most: Exact, *, strict: bool) -> int:
    return max(0, math.ceil(most) - 1 if strict else math.floor(most))


def _more_passing(tally: Tally, least: Exact, *, strict: bool) -> Bounds:
    """Suppose at best that all who may pass do and all who may be out are; at worst the reverse."""

    def missing(passing: int, among: int) -> int:
        return max(0, _needed(Fraction(least) * among, strict=strict) - passing)

    passing = tally.passing().high
    if passing is not None:
        best = missing(int(passing), int(passing) + tally.failed)
    else:
        # Any number of others who pass makes up for those who fail, unless everybody must pass.
        best = tally.failed if least == 1 else 0
    among = _most_in_all(tally)
    return Bounds(best, None if among is None else missing(tally.passed, among))


def _fewer_passing(tally: Tally, most: Exact, *, strict: bool) -> Bounds:
    """Suppose at best that all who may fail do and all others who may be out are; at worst the reverse."""

    def too_many(passing: int, among: int) -> int:
        return max(0, passing - _admitted(Fraction(most) * among, strict=strict))

    among = _most_in_all(tally)
    # Any number of others who fail makes up for those who pass, unless nobody may.
    unlimited = tally.passed if most == 0 else 0
    best = unlimited if among is None else too_many(tally.passed, among)
    passing = tally.passing().high
    worst = None if passing is None else too_many(int(passing), int(passing) + tally.failed)
    return Bounds(best, worst)


def _most_in_all(tally: Tally) -> int | None:
    """Tell how many members there are at the most where none passes who need not."""
    rest = (tally.failed, tally.failed_or_passed, tally.out_or_failed, tally.anything)
    return None if None in rest else tally.passed + sum(number or 0 for number in rest)


def _more_of_the_first(count: Bounds, per: Bounds, least: Exact, *, strict: bool) -> Bounds:
    def missing(counted: Exact, dividing: Exact) -> int:
        return max(0, _needed(Fraction(least) * dividing, strict=strict) - int(counted))

    low = 0 if count.high is None else missing(count.high, per.low)
    return Bounds(low, None if per.high is None else missing(count.low, per.high))


def _more_of_the_second(count: Bounds, per: Bounds, most: Exact, *, strict: bool) -> Bounds | None:
    if most <= 0:
        return None

    def missing(counted: Exact, dividing: Exact) -> int:
        return max(0, _needed(Fraction(counted) / most, strict=strict) - int(dividing))

    low = 0 if per.high is None else missing(count.low, per.high)
    return Bounds(low, None if count.high is None else missing(count.high, per.low))
