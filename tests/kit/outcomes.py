"""Every completion of a small tally, and whether its bounds are sharp."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rnms.indicators.tally import Tally
from rnms.model import Bounds

VAST = 10**6
"""Stands for any number: so many members, or so great a load."""


NEARLY = Fraction(1, 1000)
"""How near a vast number comes to an end that only infinity would reach."""


def numbers(limit: int | None) -> Iterable[int]:
    """The numbers of members up to a limit; some small ones and a vast one where there is no limit."""
    return range(limit + 1) if limit is not None else (0, 1, 2, VAST)


def parted(limit: int | None) -> Iterator[tuple[int, int]]:
    """How many of them fail and how many pass; whoever does neither is out."""
    for failed, passed in itertools.product(numbers(limit), repeat=2):
        if limit is None or failed + passed <= limit:
            yield failed, passed


def outcomes(tally: Tally) -> Iterator[tuple[int, int]]:
    """How many pass and how many members there are, in every way the undecided may turn out."""
    for switch, failing, passing, (any_failed, any_passed) in itertools.product(
        range(tally.failed_or_passed + 1),
        numbers(tally.out_or_failed),
        numbers(tally.out_or_passed),
        parted(tally.anything),
    ):
        passed = tally.passed + switch + passing + any_passed
        failed = tally.failed + (tally.failed_or_passed - switch) + failing + any_failed
        yield passed, passed + failed


def assert_near(bounds: Bounds | None, possible: Sequence[Fraction | int]) -> None:
    """Hold that bounds contain every possible value, and that each end is reached, or nearly so."""
    assert bounds is not None
    assert all(value in bounds for value in possible)
    assert min(possible) - bounds.low < NEARLY
    if bounds.high is None:
        assert max(possible) > VAST * NEARLY
    else:
        assert bounds.high - max(possible) < NEARLY


def assert_sharp(bounds: Bounds | None, possible: Sequence[Fraction | int]) -> None:
    """Hold that bounds contain every possible value; that each end is reached, or nearly so and open."""
    assert_near(bounds, possible)
    assert bounds is not None
    assert bounds.low_open is (bounds.low not in possible)
    assert bounds.high is None or bounds.high_open is (bounds.high not in possible)
