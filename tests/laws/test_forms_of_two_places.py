"""Two municipalities that told of their people: whoever works in both is counted in both forms."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from rnms import Bounds, Figure, Municipality, RegionalSystem, Verdict

PLACES = [Municipality(id="m1", name="Район 1"), Municipality(id="m2", name="Район 2")]
NOBODY_OUTSIDE = Figure(key="staff.outside_municipalities", period="2022/2023", holds=False)


def forms(*told: tuple[int, int]) -> RegionalSystem:
    """How many each municipality has, and how many of them were diagnosed."""
    figures = [
        Figure(key=key, period="2022/2023", municipality=place.id, count=count)
        for place, numbers in zip(PLACES, told, strict=True)
        for key, count in zip(("staff", "staff.diagnosed"), numbers, strict=True)
    ]
    return RegionalSystem(region="khabarovsk", municipalities=PLACES, figures=[*figures, NOBODY_OUTSIDE])


@pytest.mark.parametrize(
    ("told", "low", "verdict"),
    [
        (((500, 91), (500, 91)), Fraction(91, 909), Verdict.MET),
        (((500, 90), (500, 90)), Fraction(90, 910), Verdict.UNDETERMINED),
        (((10, 10), (10, 0)), Fraction(10, 20), Verdict.MET),
    ],
    ids=["91 / (91 + 409 + 409)", "90 / (90 + 410 + 410)", "who passes in one does not fail in the other"],
)
def test_the_least_share_counts_whoever_may_be_both_once(
    told: tuple[tuple[int, int], tuple[int, int]], low: Fraction, verdict: Verdict
) -> None:
    """004 ll. 31-36: at least a tenth; who passes in both is there once, and so is who fails in both."""
    result = rnms.evaluate(forms(*told), period=2023, only="1")["1"]

    assert result.value is not None
    assert (result.value.low, result.verdict) == (low, verdict)


told_of = st.integers(1, 12).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size)))


@given(told_of, told_of)
def test_the_bounds_are_those_of_every_overlap(one: tuple[int, int], other: tuple[int, int]) -> None:
    """All ways in which the two may share people, one by one."""
    passing, failing = (one[1], other[1]), (one[0] - one[1], other[0] - other[1])
    shares = [
        Fraction(sum(passing) - both_pass, sum(passing) + sum(failing) - both_pass - both_fail)
        for both_pass in range(min(passing) + 1)
        for both_fail in range(min(failing) + 1)
    ]
    value = rnms.evaluate(forms(one, other), period=2023, only="1")["1"].value

    assert value == Bounds(min(shares), max(shares))


def test_of_a_year_that_its_part_exceeds_nothing_is_counted() -> None:
    """003 l.59: three in 2023 and four in its first half exclude each other; two of 2024 are left."""
    told = (("2023", 3), ("2023-H1", 4), ("2024", 2))
    figures = [Figure(key="agreements", period=period, count=count) for period, count in told]
    report = rnms.evaluate(RegionalSystem(region="kirov", figures=figures), period=2024, only="1.1.3")
    [issue] = report.issues

    assert report["1.1.3"].value == Bounds(2, None)
    assert "за 2023 ни одно не учтено" in issue.text
    assert " учтено:" not in issue.text
