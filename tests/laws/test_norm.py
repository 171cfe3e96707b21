"""Norms and bounds: what an act demands, what is known, and the verdict between the two."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kit.rows import by_source
from kit.strategies import bounds, exact_numbers, norms, shares
from rnms.model import Bounds, Norm, Verdict, at_least, at_most, between, less_than, more_than, percent
from rnms.model.norm import YES, Exact, exact

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


def telling_points(norm: Norm, value: Bounds) -> list[Exact]:
    """Values inside the bounds that stand for all others: every end, and one value between each two."""
    given_ends = [end for end in (norm.low, norm.high, value.low, value.high) if end is not None]
    ends = sorted({*given_ends, max(given_ends) + 1})
    between_ends = [Fraction(low + high) / 2 for low, high in itertools.pairwise(ends)]
    return [point for point in (*ends, *between_ends) if point in value]


@pytest.mark.parametrize(
    ("norm", "low", "high", "expected", "source"),
    by_source(
        [
            (at_least(percent(60)), percent(58), percent(64), UNDETERMINED, "the norm lies between"),
            (at_least(percent(60)), percent(60), percent(64), MET, "«не менее» admits the value itself"),
            (at_least(percent(60)), percent(58), percent("59.99"), NOT_MET, "just below"),
            (at_least(percent(10)), percent("9.995"), percent("9.995"), NOT_MET, "9.995 % is not 10 %"),
            (at_least(percent(10)), Fraction(1999, 20000), Fraction(1999, 20000), NOT_MET, "1999 of 20 000"),
            (at_least(percent(10)), Fraction(2000, 20000), Fraction(2000, 20000), MET, "2000 of 20 000"),
            (at_least(1), 1, None, MET, "no upper end is no harm to a least value"),
            (at_least(1), 0, None, UNDETERMINED, "it may be 0 and it may be more"),
            (at_most(250), 251, 251, NOT_MET, "one too many"),
            (at_most(250), 250, 250, MET, "«не более» admits the value itself"),
            (at_most(250), 0, None, UNDETERMINED, "nothing limits the value"),
            (at_most(250), 251, None, NOT_MET, "at least one too many"),
            (more_than(percent(50)), percent(50), percent(50), NOT_MET, "«более» refuses the value itself"),
            (more_than(percent(50)), percent(50), percent(51), UNDETERMINED, "the open end is possible"),
            (more_than(percent(50)), percent("50.001"), 1, MET, "anything more is enough"),
            (less_than(100), 100, None, NOT_MET, "«менее» refuses the value itself"),
            (less_than(100), 0, 100, UNDETERMINED, "the open end is possible"),
            (less_than(100), 0, 99, MET, "anything less is enough"),
            (between(150, 250), 200, 200, MET, "inside"),
            (between(150, 250), 150, 250, MET, "both ends are admitted"),
            (between(150, 250), 149, 250, UNDETERMINED, "one below is possible"),
            (between(150, 250), 150, 251, UNDETERMINED, "one above is possible"),
            (between(150, 250), 100, 300, UNDETERMINED, "the norm lies inside"),
            (between(150, 250), 0, 149, NOT_MET, "all below"),
            (between(250, 250), 250, 250, MET, "a norm of one value"),
            (YES, 1, 1, MET, "yes"),
            (YES, 0, 0, NOT_MET, "no"),
            (YES, 0, 1, UNDETERMINED, "yes or no"),
        ]
    ),
)
def test_worked_examples(norm: Norm, low: Exact, high: Exact | None, expected: Verdict, source: str) -> None:
    """What is known meets the norm, does not, or leaves it open."""
    assert expected is norm.verdict(Bounds(low, high)), source


@given(norms, bounds)
def test_a_verdict_speaks_for_every_possible_value(norm: Norm, value: Bounds) -> None:
    """MET means that all possible values are admitted, NOT_MET that none is."""
    admitted = {norm.admits(point) for point in telling_points(norm, value)}
    expected = {frozenset({True}): MET, frozenset({False}): NOT_MET}.get(frozenset(admitted), UNDETERMINED)

    assert expected is norm.verdict(value)


@given(norms, bounds, exact_numbers, exact_numbers)
def test_more_returns_never_reverse_a_verdict(norm: Norm, wide: Bounds, a: Exact, b: Exact) -> None:
    """Bounds that narrow keep MET and NOT_MET; only UNDETERMINED may change."""
    narrow = wide.meet(Bounds(min(a, b), max(a, b)))
    assume(narrow is not None)
    assert narrow is not None

    assert norm.verdict(wide) in (norm.verdict(narrow), UNDETERMINED)


@given(norms, exact_numbers)
def test_a_known_value_is_always_decided(norm: Norm, value: Exact) -> None:
    """Of an exact value the verdict is what the act admits, and never open."""
    assert (MET if norm.admits(value) else NOT_MET) is norm.verdict(Bounds.exact(value))


@given(exact_numbers, exact_numbers)
def test_open_and_closed_ends_differ_in_the_end_alone(end: Exact, value: Exact) -> None:
    """«Более» and «не более» part the numbers, and so do «менее» and «не менее»."""
    assert more_than(end).admits(value) is not at_most(end).admits(value)
    assert less_than(end).admits(value) is not at_least(end).admits(value)
    assert not more_than(end).admits(end)
    assert not less_than(end).admits(end)


@given(exact_numbers, exact_numbers, exact_numbers)
def test_from_to_is_not_less_and_not_more(a: Exact, b: Exact, value: Exact) -> None:
    """«От … до …» admits what «не менее» and «не более» both admit."""
    low, high = min(a, b), max(a, b)
    both = at_least(low).admits(value) and at_most(high).admits(value)

    assert both is between(low, high).admits(value)


@pytest.mark.parametrize("value", [0.1, 1.0, float("nan"), True, False, "1"])
def test_a_number_that_is_not_exact_is_refused(value: Any) -> None:
    """A float is no share, a yes is no number: both are refused wherever a number is due."""
    for use in (
        exact,
        Bounds.exact,
        lambda given_: Bounds(given_, None),
        at_least,
        at_most,
        more_than,
        less_than,
        lambda given_: between(given_, 1),
        lambda given_: given_ in Bounds(0, 1),
        at_least(0).admits,
    ):
        with pytest.raises(TypeError, match="is not exact"):
            use(value)


@pytest.mark.parametrize("value", [10.5, True])
def test_a_percentage_is_not_made_of_a_float(value: Any) -> None:
    """0.1 is not a tenth, so a percentage is written as a text."""
    with pytest.raises(TypeError, match="is not exact"):
        percent(value)


@pytest.mark.parametrize("text", ["", "abc", "10%", "10,5,5", "nan"])
def test_a_text_that_is_no_number_is_no_percentage(text: str) -> None:
    """A text is a percentage only if it is a number."""
    with pytest.raises(ValueError, match=r"."):
        percent(text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (60, Fraction(3, 5)),
        ("37.5", Fraction(3, 8)),
        ("37,5", Fraction(3, 8)),
        (Fraction(1, 3), Fraction(1, 300)),
        ("0", Fraction(0)),
    ],
)
def test_a_percentage_is_exact(written: int | str | Fraction, expected: Fraction) -> None:
    """What the act prints is what is compared, to the last digit."""
    assert expected == percent(written)


@pytest.mark.parametrize(
    ("ends", "why"),
    by_source(
        [
            ({}, "admits everything"),
            ({"low": 2, "high": 1}, "admits nothing"),
            ({"low": 1, "high": 1, "low_open": True}, "admits nothing"),
            ({"low": 1, "high": 1, "high_open": True}, "admits nothing"),
        ]
    ),
)
def test_a_norm_admits_something_and_refuses_something(ends: dict[str, Any], why: str) -> None:
    """A norm that admits everything or nothing is a slip of the pen."""
    with pytest.raises(ValueError, match=why):
        Norm(**ends)


@given(exact_numbers, st.fractions(min_value=Fraction(1, 100), max_value=9))
def test_bounds_do_not_run_backwards(low: Exact, less: Fraction) -> None:
    """Low exceeds high: no value lies between."""
    with pytest.raises(ValueError, match="low exceeds high"):
        Bounds(low, low - less)


@given(exact_numbers)
def test_bounds_of_a_known_value_hold_it_alone(value: Exact) -> None:
    """An exact value is its own low and high."""
    assert Bounds.exact(value).is_exact
    assert value in Bounds.exact(value)
    assert value + Fraction(1, 10**9) not in Bounds.exact(value)
    assert not Bounds(value, None).is_exact


@given(bounds, bounds, exact_numbers)
def test_what_two_bounds_leave_open_together(first: Bounds, second: Bounds, value: Exact) -> None:
    """A value is left open by the meet if and only if both leave it open."""
    met = first.meet(second)

    assert (value in first and value in second) is (met is not None and value in met)


@given(bounds, bounds)
def test_bounds_contradict_each_other_when_no_value_is_common(first: Bounds, second: Bounds) -> None:
    """If two bounds meet at all, they meet in the greater of their low ends."""
    common = max(first.low, second.low)

    assert (common in first and common in second) is (first.meet(second) is not None)


@given(bounds, bounds)
def test_meeting_is_mutual(first: Bounds, second: Bounds) -> None:
    """It does not matter which fact came first."""
    assert first.meet(second) == second.meet(first)


@given(bounds, bounds, bounds)
def test_facts_may_meet_in_any_order(first: Bounds, second: Bounds, third: Bounds) -> None:
    """Three facts leave the same open, however they are paired; a contradiction stays one."""
    ahead, behind = first.meet(second), second.meet(third)

    assert (ahead and ahead.meet(third)) == (behind and first.meet(behind))


@given(bounds, bounds)
def test_narrower_bounds_lie_in_wider_ones(first: Bounds, second: Bounds) -> None:
    """Bounds lie in others exactly when meeting them takes nothing away."""
    assert (first in second) is (first.meet(second) == first)


@given(shares, st.integers(min_value=1, max_value=10**6))
def test_nothing_is_rounded_before_it_is_compared(share: Fraction, whole: int) -> None:
    """However little a share falls short of the norm, it does not meet it."""
    short = share - Fraction(1, 10**9 * whole)

    assert NOT_MET is at_least(share).verdict(Bounds.exact(short))
    assert MET is at_least(share).verdict(Bounds.exact(share))
