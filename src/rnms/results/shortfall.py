"""How many more are needed, in members."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from rnms.indicators.measures import Scale
from rnms.indicators.tally import Loads, Number, Tally
from rnms.model.norm import Bounds, Exact, Norm


def shortfall(tallies: Sequence[Tally | Loads], norm: Norm, scale: Scale) -> Bounds | None:
    """Count the members that are missing to the norm, at best and at worst.

    Of a share: how many of its members must pass besides. Of a number: how many more there must be. Of
    members of one population to one of another: how many more of the second are needed.

    >>> from rnms.model import at_least, percent
    >>> shortfall([Tally(passed=15, failed_or_passed=4)], at_least(percent(100)), Scale.PERCENT)
    Bounds(low=0, high=4)
    """
    plain_tallies = [tally for tally in tallies if isinstance(tally, Tally)]
    if len(plain_tallies) != len(tallies):
        return None
    if len(plain_tallies) == 1 and norm.low is not None:
        [tally] = plain_tallies
        return _of_number(tally, norm) if scale is Scale.NUMBER else _of_share(tally, norm)
    if len(plain_tallies) == 2 and norm.high is not None:
        return _of_ratio(plain_tallies[0].size(), plain_tallies[1].size(), norm.high, strict=norm.high_open)
    return None


def _of_share(tally: Tally, norm: Norm) -> Bounds:
    """Suppose at best that all who may pass do and all who may be out are; at worst the reverse."""
    passing = tally.passing().high
    if passing is not None:
        best = _missing(int(passing), int(passing) + tally.failed, norm)
    else:
        # Any number of others who pass makes up for those who fail, unless everybody must pass.
        best = tally.failed if norm.low == 1 else 0
    rest = (tally.failed, tally.failed_or_passed, tally.out_or_failed, tally.anything)
    among = None if None in rest else tally.passed + sum(number or 0 for number in rest)
    return Bounds(best, None if among is None else _missing(tally.passed, among, norm))


def _missing(passing: int, among: int, norm: Norm) -> int:
    assert norm.low is not None  # noqa: S101  # asked before
    return max(0, _needed(Fraction(norm.low) * among, strict=norm.low_open) - passing)


def _needed(least: Exact, *, strict: bool) -> int:
    return math.floor(least) + 1 if strict else math.ceil(least)


def _of_number(tally: Tally, norm: Norm) -> Bounds:
    assert norm.low is not None  # noqa: S101  # asked before
    size = tally.size()
    least = _needed(norm.low, strict=norm.low_open)
    return Bounds(0 if size.high is None else max(0, least - int(size.high)), max(0, least - int(size.low)))


def _of_ratio(count: Bounds, per: Bounds, most: Exact, *, strict: bool) -> Bounds | None:
    if most <= 0:
        return None
    least_needed = _needed(Fraction(count.low) / most, strict=strict)
    low = 0 if per.high is None else max(0, least_needed - int(per.high))
    high: Number = None
    if count.high is not None:
        high = max(0, _needed(Fraction(count.high) / most, strict=strict) - int(per.low))
    return Bounds(low, high)
