"""The values that a tally leaves open, held against the values that a claim admits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction

from rnms._values import frozen
from rnms.indicators.tally import Number, Tally
from rnms.model.norm import Bounds, Norm, Verdict
from rnms.results.audit import Standing

MOST_SIZES = 5000
"""So many sizes of a population are looked at one by one; of more, the hull of their shares decides."""


@frozen(kw_only=True)
class Admitted:
    """The numbers that a claim admits of one question: all of them hold at once.

    Attributes:
        count: How many pass; ``None`` is any number.
        among: Of how many.
        share: The values of the share, where one was printed.
    """

    count: int | None = None
    among: int | None = None
    share: Norm | None = None

    def admits(self, passing: int, size: int) -> bool:
        """Tell whether so many of so many are what the claim says."""
        return (
            self.count in {None, passing}
            and self.among in {None, size}
            and (self.share is None or (size > 0 and self.share.admits(Fraction(passing, size))))
        )


def standing_of(tally: Tally, admitted: Admitted) -> Standing:
    """Hold what a tally leaves open against what a claim admits.

    >>> from rnms.model import percent
    >>> respondents = Tally(passed=14, failed=1)
    >>> standing_of(respondents, Admitted(count=14, share=Norm(low=percent(92), high=percent(94))))
    <Standing.REPRODUCED: 'reproduced'>
    >>> around_92 = Admitted(share=Norm(low=percent(91), high=percent(93)))
    >>> standing_of(Tally(passed=15, failed_or_passed=4), around_92)
    <Standing.CONTRADICTED: 'contradicted'>
    """
    if _always(tally, admitted):
        return Standing.REPRODUCED
    return Standing.WITHIN if _perhaps(tally, admitted) else Standing.CONTRADICTED


def _always(tally: Tally, admitted: Admitted) -> bool:
    """Tell whether everything that the tally leaves open is what the claim says."""
    exact_numbers = ((admitted.count, tally.passing()), (admitted.among, tally.size()))
    if any(number is not None and bounds != Bounds.exact(number) for number, bounds in exact_numbers):
        return False
    if admitted.share is None:
        return True
    share = tally.share()
    # Without members there is no share at all.
    return share is not None and tally.surely_in > 0 and admitted.share.verdict(share) is Verdict.MET


def _perhaps(tally: Tally, admitted: Admitted) -> bool:
    """Tell whether anything that the tally leaves open is what the claim says; in doubt it is."""
    norms = [norm for norm in (admitted.share, _as_norm(tally.stated)) if norm is not None]
    sizes = _sizes(tally, admitted)
    for number, size in enumerate(sizes):
        if number >= MOST_SIZES:
            share = tally.share()
            hull_meets = share is None or all(norm.verdict(share) is not Verdict.NOT_MET for norm in norms)
            return hull_meets and _is_between(admitted.count, tally.passing())
        passing = _passing(tally, size - tally.surely_in)
        if _any_between(passing, admitted.count, size, norms):
            return True
    return False


def _sizes(tally: Tally, admitted: Admitted) -> Iterator[int]:
    """Walk over the sizes that the population may have."""
    bounds = tally.size()
    if admitted.among is not None:
        yield from [admitted.among] if _is_between(admitted.among, bounds) else []
        return
    size = math.ceil(bounds.low)
    while bounds.high is None or size <= bounds.high:
        yield size
        size += 1


def _is_between(number: int | None, bounds: Bounds) -> bool:
    return number is None or (bounds.low <= number and (bounds.high is None or number <= bounds.high))


def _passing(tally: Tally, more: int) -> tuple[int, int]:
    """Find how few and how many pass where so many of the doubtful are members."""
    not_passing = _sum(tally.out_or_failed, tally.anything)
    perhaps_passing = _sum(tally.out_or_passed, tally.anything)
    fewest = tally.passed + (0 if not_passing is None else max(0, more - not_passing))
    most_of_more = more if perhaps_passing is None else min(more, perhaps_passing)
    return fewest, tally.passed + tally.failed_or_passed + most_of_more


def _sum(first: Number, second: Number) -> Number:
    return None if first is None or second is None else first + second


def _any_between(passing: tuple[int, int], count: int | None, size: int, norms: Iterable[Norm]) -> bool:
    """Tell whether some number of passing members gives a share that all norms admit."""
    fewest, most = passing
    if count is not None:
        fewest, most = max(fewest, count), min(most, count)
    for norm in norms:
        if size == 0:
            return False
        if norm.low is not None:
            least = Fraction(norm.low) * size
            fewest = max(fewest, math.floor(least) + 1 if norm.low_open else math.ceil(least))
        if norm.high is not None:
            greatest = Fraction(norm.high) * size
            most = min(most, math.ceil(greatest) - 1 if norm.high_open else math.floor(greatest))
    return fewest <= most


def _as_norm(bounds: Bounds | None) -> Norm | None:
    if bounds is None:
        return None
    return Norm(low=bounds.low, high=bounds.high, low_open=bounds.low_open, high_open=bounds.high_open)
