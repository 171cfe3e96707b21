"""Indices and bands: weighted sums of intervals, exactly, and the names of the ranges they reach into.

The law of indices compares with brute force: all ways in which the undecided of every part may turn out.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.outcomes import assert_sharp, outcomes
from kit.rows import by_source
from kit.strategies import few
from kit.worlds import Counted, index
from rnms.indicators import Band, EmptyPart, IndexPart, Scaled, Share, WeightedIndex
from rnms.indicators.tally import LoadTally, MemberLoad, Tally
from rnms.indicators.target import bands_at
from rnms.indicators.vocabulary import methodists, people
from rnms.logic import Term
from rnms.model import Act, Bounds, Norm, at_least, less_than, percent

ORDER = Act(key="order", kind="приказ", number="1", date=dt.date(2024, 1, 15), issuer="…")
CLAUSE = ORDER.clause("п. 1")

small_tallies = st.builds(
    Tally,
    passed=few,
    failed=few,
    failed_or_passed=st.integers(0, 1),
    out_or_failed=st.integers(0, 1),
    out_or_passed=st.integers(0, 1),
    anything=st.integers(0, 1),
)


def part(name: str, weight: Any = 1, *, inverted: bool = False) -> IndexPart:
    share = Share(people.STAFF, Term(key=name, title=name))
    return IndexPart(name=name, title=name, measure=share, weight=weight, inverted=inverted)


def possible(measure: WeightedIndex, tallies: list[Tally]) -> Iterator[Fraction]:
    """Every value of an index, in every way the undecided may turn out."""
    for together in itertools.product(*(list(outcomes(tally)) for tally in tallies)):
        found = index(measure, [Counted(size=size, passing=passed, loads=()) for passed, size in together])
        if found is not None:
            yield found


@given(
    st.lists(st.tuples(small_tallies, st.integers(1, 3), st.booleans()), min_size=1, max_size=3),
    st.sampled_from(EmptyPart),
)
def test_an_index_is_as_sharp_as_its_parts(parts: list[tuple[Tally, int, bool]], without: EmptyPart) -> None:
    """Its bounds hold every value that the facts leave open, and both ends are reached."""
    measure = WeightedIndex(
        parts=[part(f"p{at}", weight, inverted=bad) for at, (_, weight, bad) in enumerate(parts)],
        without=without,
    )
    tallies = [tally for tally, _, _ in parts]
    estimate = measure.estimate(tallies)
    values = list(possible(measure, tallies))

    assert estimate.empty == (not values)
    assert (estimate.bounds is None) == estimate.empty
    if values:
        assert_sharp(estimate.bounds, values)


LOAD: Any = methodists.MEAN_ATTACHED
HALF = Tally(passed=1, failed=1)
NOBODY_THERE = Tally()
ALL_PASS = Tally(passed=2)


@pytest.mark.parametrize(
    ("weights", "tallies", "without", "expected", "why"),
    by_source([
        ((3, 1), (HALF, ALL_PASS), EmptyPart.LEFT_OUT, Fraction(5, 8), "(3·1/2 + 1·1) / 4"),
        ((30, 10), (HALF, ALL_PASS), EmptyPart.LEFT_OUT, Fraction(5, 8), "a relation"),
        ((3, 1), (HALF, NOBODY_THERE), EmptyPart.LEFT_OUT, Fraction(1, 2), "the rest shares the weight"),
        ((3, 1), (HALF, NOBODY_THERE), EmptyPart.NOTHING, Fraction(3, 8), "it keeps its weight"),
        ((3, 1), (HALF, NOBODY_THERE), EmptyPart.NO_VALUE, None, "no index without it"),
        ((percent(30), percent("70")), (HALF, ALL_PASS), EmptyPart.LEFT_OUT, Fraction(17, 20), "percents"),
        ((3, 1), (NOBODY_THERE, NOBODY_THERE), EmptyPart.NOTHING, None, "nobody anywhere is no index of 0"),
    ]),
)  # fmt: skip
def test_worked_indices(weights: Any, tallies: Any, without: EmptyPart, expected: Any, why: str) -> None:
    """Written out by hand."""
    measure = WeightedIndex(parts=[part(f"p{at}", one) for at, one in enumerate(weights)], without=without)
    bounds = measure.estimate(tallies).bounds

    assert (None if expected is None else Bounds.exact(expected)) == bounds, why


@pytest.mark.parametrize(("end", "sure", "taken", "left"), [("low", 1, 0, 3), ("high", 0, 5, 2)])
def test_of_doubtful_parts_those_are_taken_that_move_the_mean_on(
    end: str, sure: int, taken: int, left: int
) -> None:
    """However much another weighs: of a sure part and one at the far end, as heavy, the mean is 1/2.

    With the third, ten times as heavy and less far, it would come back to 6/12 ± 1/12.
    """
    scaled = Scaled(LOAD, full=5)
    parts = [
        part("sure"),
        IndexPart(name="taken", title="нагрузка", measure=scaled, weight=1),
        IndexPart(name="left", title="другая", measure=scaled, weight=10),
    ]
    # A methodist of whom nobody knows whether he is one: without him the part does not apply.
    loads = [
        LoadTally(members=[MemberLoad(sure=False, least=number, most=number)]) for number in (taken, left)
    ]
    measure = WeightedIndex(parts=parts, without=EmptyPart.LEFT_OUT)
    bounds = measure.estimate([Tally(passed=sure, failed=1 - sure), *loads]).bounds

    assert bounds is not None
    assert getattr(bounds, end) == Fraction(1, 2)


def test_an_inverted_part_counts_those_who_do_not_pass() -> None:
    """Its bounds are turned round with it."""
    measure = WeightedIndex(parts=[part("left", inverted=True)], without=EmptyPart.LEFT_OUT)

    assert measure.estimate([Tally(passed=1, failed_or_passed=1, failed=2)]).bounds == Bounds(
        Fraction(1, 2), Fraction(3, 4)
    )


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: part("a", 0), "weighs nothing; give more than 0"),
        (lambda: part("a", 0.5), "is not exact"),
        (lambda: attrs.evolve(part("a"), measure=LOAD), "weighs shares"),
        (lambda: WeightedIndex(parts=[], without=EmptyPart.NOTHING), "an index has parts"),
        (lambda: WeightedIndex(parts=[part("a"), part("a")], without=EmptyPart.NOTHING), "its own, not a, a"),
    ],
)  # fmt: skip
def test_what_is_no_index_is_refused(build: Any, said: str) -> None:
    """A weight of nothing, a load, two parts of one name."""
    with pytest.raises((TypeError, ValueError), match=said):
        build()


LOW = Band("низкий", less_than(percent(50)), CLAUSE)
MIDDLE = Band("средний", Norm(low=percent(50), high=percent(80), high_open=True), CLAUSE)
HIGH = Band("высокий", at_least(percent(80)), CLAUSE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Bounds.exact(percent(50)), [MIDDLE]),
        (Bounds.exact(percent(80)), [HIGH]),
        (Bounds(percent(49), percent(50)), [LOW, MIDDLE]),
        (Bounds(percent(60), percent(79)), [MIDDLE]),
        (Bounds(0, 1), [LOW, MIDDLE, HIGH]),
        (Bounds(percent(70), None), [MIDDLE, HIGH]),
        (None, []),
    ],
)
def test_a_value_lies_in_every_band_that_it_may_reach(value: Bounds | None, expected: list[Band]) -> None:
    """An edge belongs to one band; bounds across two say both."""
    assert bands_at([LOW, MIDDLE, HIGH], value) == tuple(expected)
