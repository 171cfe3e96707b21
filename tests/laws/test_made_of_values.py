"""What is made of values, scaled, graded, compared or joined: its bounds are those of its completions.

Every law compares with brute force: whatever the values turn out to be of which it is made.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.effort import examples
from kit.outcomes import NEARLY, VAST, assert_near, assert_sharp, outcomes
from kit.worlds import ABOVE_ALL, Counted, value
from rnms.indicators import (
    Count,
    Criterion,
    EmptyPart,
    Grade,
    Growth,
    IndexPart,
    Load,
    OverPeriods,
    Ratio,
    Scale,
    Scaled,
    Score,
    Share,
    SumShare,
    WeightedIndex,
    last_years,
)
from rnms.indicators.counts import quotient, ratio_of
from rnms.indicators.loads import Statistic
from rnms.indicators.measures import OfOnePeriod
from rnms.indicators.tally import Estimate, LoadTally, MemberLoad, Tally
from rnms.indicators.vocabulary import diagnostics, methodists, people
from rnms.logic import Population, Term
from rnms.logic.predicates import equals, exists
from rnms.model import Bounds, at_least, at_most, between, less_than, more_than

# What is open in one period.


@attrs.frozen
class Told:
    """What was told of a measure, and every way in which it may turn out."""

    kind: str
    answers: tuple[Tally | LoadTally, ...]
    worlds: tuple[tuple[Counted, ...], ...]

    @property
    def measure(self) -> OfOnePeriod:
        """What was told of."""
        return MEASURES[self.kind]

    @property
    def is_to_nobody(self) -> bool:
        """Whether it is how many there are to nobody."""
        return self.kind == "ratio" and self.answers[1].size().high == 0


MEASURES: dict[str, OfOnePeriod] = {
    "share": Share(people.STAFF, diagnostics.DIAGNOSED, missing_as_none=True),
    "count": Count(people.STAFF, missing_as_none=True),
    "ratio": Ratio(people.STAFF, people.TEACHERS),
    "sum": Load(methodists.POOL, methodists.ATTACHED, Statistic.TOTAL),
}
"""Under a reading of what is missing members are not compared one by one in two periods."""
SMALL = st.integers(0, 2)
OPEN = st.integers(0, 2) | st.none()


def number(count: int) -> Counted:
    return Counted(size=count, passing=count, loads=(count,))


@st.composite
def told(draw: st.DrawFn, kind: str) -> Told:
    """A share, a number, how many there are to one, or a sum, each known in part."""
    measure = MEASURES[kind]
    if isinstance(measure, Share):
        is_nobody = draw(st.sampled_from([False, False, False, True]))
        tally = (
            Tally()
            if is_nobody
            else Tally(
                passed=draw(SMALL), failed=draw(SMALL), out_or_failed=draw(OPEN), out_or_passed=draw(OPEN)
            )
        )
        shares = [Counted(size=size, passing=passing, loads=()) for passing, size in outcomes(tally)]
        return Told(kind, (tally,), tuple((share,) for share in shares))
    answers: list[Tally | LoadTally] = []
    worlds = []
    for _ in measure.questions:
        least, more = draw(SMALL), draw(OPEN)
        numbers = [
            *range(least, least + (4 if more is None else more + 1)),
            *([VAST] if more is None else []),
        ]
        total = Bounds(least, None if more is None else least + more)
        is_load = isinstance(measure, Load)
        answers.append(
            LoadTally(others=Bounds(0, None), total=total)
            if is_load
            else Tally(passed=least, out_or_passed=more, counted=None)
        )
        worlds.append([number(count) for count in numbers])
    return Told(kind, tuple(answers), tuple(itertools.product(*worlds)))


@st.composite
def told_twice(draw: st.DrawFn) -> tuple[Told, Told]:
    kind = draw(st.sampled_from([*MEASURES]))
    return draw(told(kind)), draw(told(kind))


def values(measure: Any, *of: Told) -> list[Fraction | None]:
    """Every value that a measure made of these may turn out to have."""
    return [
        value(measure, [*itertools.chain(*worlds)])
        for worlds in itertools.product(*(one.worlds for one in of))
    ]


def answers_of(*of: Told) -> list[Tally | LoadTally]:
    return [answer for one in of for answer in one.answers]


TO_NOBODY = Told("ratio", (Tally(passed=1), Tally()), ((number(1), number(0)),))
"""One to nobody: above every number, whatever limit is set below it."""
any_told = st.sampled_from([*MEASURES]).flatmap(told)
MOSTS: st.SearchStrategy[Any] = st.sampled_from([None, 1, Fraction(3, 2)])


def assert_bounded(estimate: Estimate, found: Sequence[Fraction | None], *told: Told) -> None:
    """Hold that a value is said to be where there is one, and that its bounds hold it and are sharp.

    That many to nobody is above every number no bounds say: those may be wider.
    """
    known = [one for one in found if one is not None]
    assert estimate.empty is (not known)
    assert estimate.nonempty is (None not in found)
    if not known:
        return
    assert not estimate.unlimited or min(known) > VAST
    if not any(one.is_to_nobody for one in told):
        assert_sharp(estimate.bounds, known)
    assert estimate.bounds is not None
    assert all(one in estimate.bounds for one in known)


@example(TO_NOBODY, (2, 0), None)
@example(TO_NOBODY, (2, 0), 1)
@example(TO_NOBODY, (0, 2), None)
@given(any_told, st.sampled_from([(1, 0), (2, 0), (3, 1), (0, 1), (0, 2), (1, 3)]), MOSTS)
def test_what_is_scaled_is_as_sharp_as_it_was(one: Told, line: tuple[int, int], most: Any) -> None:
    """From nothing to all in a straight line, more is better or less, with a limit or without."""
    scaled = Scaled(one.measure, full=line[0], none=line[1], most=most)

    estimate, found = scaled.estimate(one.answers), values(scaled, one)

    assert_bounded(estimate, found, one)
    assert estimate.unlimited is all(each is not None and each > VAST for each in found)


@given(any_told, st.sampled_from([1, 2, Fraction(1, 2)]), MOSTS)
def test_points_by_the_unit_are_as_sharp_as_what_is_counted(one: Told, per: Any, most: Any) -> None:
    """Where nobody is there to be counted, nothing is given."""
    score = Score(criteria=[Criterion(name="a", title="а", measure=one.measure, per=per, most=most)])
    points = [each or Fraction(0) for each in values(score, one)]

    assert_bounded(score.estimate(one.answers), points, one)


NORMS = st.builds(
    lambda make, end: make(Fraction(end, 2)),
    st.sampled_from([at_least, at_most, more_than, less_than, lambda end: between(end, end + 1)]),
    st.integers(0, 4),
)


@example(TO_NOBODY, [[at_least(2)]])
@example(TO_NOBODY, [[at_most(2)]])
@given(any_told, st.lists(st.lists(NORMS, min_size=1, max_size=2), min_size=1, max_size=2))
def test_points_for_grades_are_those_of_some_value(one: Told, norms: list[list[Any]]) -> None:
    """Rows that grade one value are weighed together; of numbers both ends are reached."""
    rows = [
        Criterion(
            name=f"row {at}",
            title="строка",
            grades=[
                Grade(points=points, measure=one.measure, norm=norm) for points, norm in enumerate(graded, 1)
            ],
        )
        for at, graded in enumerate(norms)
    ]
    score = Score(criteria=rows)
    points = values(score, *[one] * len(rows)) if len(rows) == 1 else values_of_rows(score, one)
    known = [each for each in points if each is not None]
    bounds = score.estimate(one.answers * len(rows)).bounds

    assert bounds is not None
    assert all(each in bounds for each in known)
    if isinstance(one.measure, Count) or one == TO_NOBODY:
        assert bounds == Bounds(min(known), max(known))


def values_of_rows(score: Score, one: Told) -> list[Fraction | None]:
    """Of rows that ask the same, in each world all see the same."""
    return [value(score, [*world] * len(score.criteria)) for world in one.worlds]


@given(told_twice(), st.booleans())
def test_growth_is_as_sharp_as_both_values(both: tuple[Told, Told], is_relative: bool) -> None:
    """Of two periods of which nothing is compared member by member."""
    growth = Growth(both[0].measure, relative=is_relative)
    before, after = both
    estimate = growth.estimate(answers_of(before, after))
    found, starts = values(growth, before, after), values(before.measure, before)
    known = [one for one in found if one is not None]
    # From what may be above every number nothing grows, and what is next to that no bounds say.
    is_to_nobody = ABOVE_ALL in starts or any(one.is_to_nobody for one in both)

    assert not estimate.empty or not (known or estimate.nonempty)
    assert estimate.empty or known or is_to_nobody
    if not known:
        return
    if estimate.bounds is None:
        # From any number anything may have fallen.
        assert not is_relative
        assert is_to_nobody or max(start for start in starts if start is not None) > VAST * NEARLY
        return
    assert all(one in estimate.bounds for one in known)
    assert estimate.unlimited is (None not in found and min(known) > VAST)
    if not is_to_nobody:
        assert estimate.nonempty is (None not in found)
        # What is the least that is more than nothing is not known.
        if not (is_relative and 0 in starts):
            assert_sharp(estimate.bounds, known)


@given(told_twice(), st.sampled_from(Statistic))
def test_several_periods_lie_between_the_ends_of_each(both: tuple[Told, Told], statistic: Statistic) -> None:
    """The least, the largest, the mean, the median and the sum of two."""
    joined = OverPeriods(both[0].measure, last_years(2), statistic)
    estimate = joined.estimate(answers_of(*both))
    found = values(joined, *both)
    known = [one for one in found if one is not None]

    assert estimate.empty is (not known)
    assert estimate.nonempty is (None not in found)
    if known:
        assert estimate.unlimited is (None not in found and min(known) > VAST)
        assert estimate.bounds is not None
        assert all(one in estimate.bounds for one in known)
        if not any(one.is_to_nobody for one in both):
            assert_near(estimate.bounds, known)


@given(told_twice(), st.sampled_from(EmptyPart), st.tuples(MOSTS, MOSTS))
def test_an_index_of_scaled_values_is_as_sharp_as_they_are(
    both: tuple[Told, Told], without: EmptyPart, mosts: tuple[Any, Any]
) -> None:
    """Whatever becomes of parts without anybody, with a limit or without."""
    parts = [
        IndexPart(name=f"p{at}", title="часть", measure=Scaled(one.measure, full=2, most=most), weight=at + 1)
        for at, (one, most) in enumerate(zip(both, mosts, strict=True))
    ]
    index = WeightedIndex(parts=parts, without=without)

    assert_bounded(index.estimate(answers_of(*both)), values(index, *both), *both)


def points_between(bounds: Bounds, *, is_divisor: bool = False) -> list[Fraction]:
    """The ends of some bounds and what lies between; of an end that is not reached what is next to it."""
    near = Fraction(1, VAST)
    low = bounds.low + (near if bounds.low_open or (is_divisor and bounds.low == 0) else 0)
    high = VAST if bounds.high is None else bounds.high - (near if bounds.high_open else 0)
    inside = (number for number in range(-3, 4) if number in bounds and low <= number <= high)
    return [*map(Fraction, (low, high, *inside))]


DIVIDENDS = [
    Bounds(low, high) for low in (-2, -1, 0, 1) for high in (-1, 0, 1, 2, None) if high is None or low <= high
]
DIVISORS = [Bounds(low, high) for low in (0, 1, 2) for high in (1, 2, None) if high is None or low <= high]
DIVIDENDS += [
    Bounds(low, low + 1, low_open=is_low, high_open=not is_low)
    for low in (-2, -1, 0, 1)
    for is_low in (True, False)
]
DIVISORS += [
    Bounds(low, low + 1, low_open=is_low, high_open=not is_low) for low in (0, 1) for is_low in (True, False)
]


@pytest.mark.parametrize("divisor", DIVISORS, ids=str)
@pytest.mark.parametrize("dividend", DIVIDENDS, ids=str)
def test_a_quotient_is_as_sharp_as_its_numbers(dividend: Bounds, divisor: Bounds) -> None:
    """Nothing is divided by 0; what falls without end falls to the least that is given."""
    least = Fraction(-5)
    found = [
        max(above / below, least)
        for above in points_between(dividend)
        for below in points_between(divisor, is_divisor=True)
    ]

    assert_sharp(quotient(dividend, divisor, least=least), found)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (Bounds(0, 2), Bounds(2, 3), False),
        (Bounds(0, 3), Bounds(2, 3), None),
        (Bounds(0, None), Bounds(2, 3), None),
        (Bounds(3, 4), Bounds(2, 3), None),
        (Bounds(4, None), Bounds(2, 3), True),
    ],
)
def test_more_than_the_whole_is_said_where_it_is_sure(
    part: Bounds, whole: Bounds, expected: bool | None
) -> None:
    """What may be the whole, or more, is not decided."""
    assert ratio_of(part, whole, Scale.PERCENT).over_whole is expected


GROWTH_OF_ANY = Growth(MEASURES["ratio"])


@pytest.mark.parametrize(
    ("norm", "points"),
    [(at_least(2), Bounds(0, 1)), (less_than(-3), Bounds(0, 1)), (at_most(0), Bounds(0, 1))],
    ids=["a rise", "a great fall", "no rise"],
)
def test_what_may_have_grown_by_anything_may_give_any_points(norm: Any, points: Bounds) -> None:
    """From what may be any number it may have risen above every end, or fallen below."""
    grade = Grade(points=1, measure=GROWTH_OF_ANY, norm=norm)
    score = Score(criteria=[Criterion(name="a", title="строка", grades=[grade])])
    may_be_any = [Tally(passed=1, out_or_passed=None, counted=None), Tally(out_or_passed=1, counted=None)]

    assert GROWTH_OF_ANY.estimate([*may_be_any, *may_be_any]).bounds is None
    assert score.estimate([*may_be_any, *may_be_any]).bounds == points


# A sum beside the sum that it is part of.

SCHOOLS = Population(key="schools", title="организации", entity="organizations")
RURAL = Population(key="rural", title="сельские", within=SCHOOLS, where=equals("municipality", "m1"))
PUPILS = Term(key="pupils", title="обучающиеся", where=exists("organizations", "id", adding="pupils"))
SHARE_OF_PUPILS = SumShare(RURAL, SCHOOLS, PUPILS)


@attrs.frozen
class School:
    """One of the whole, for sure or perhaps; of the part, not of it, or perhaps; and what it may carry."""

    is_sure: bool
    in_part: bool | None
    least: int
    more: int | None

    def told(self, *, is_sure: bool) -> MemberLoad:
        """What is known of it."""
        return MemberLoad(
            sure=is_sure, least=self.least, most=None if self.more is None else self.least + self.more
        )

    def worlds(self) -> Iterator[tuple[int, int]]:
        """What it may add to the sum of the part, and to that of the whole."""
        loads = (0, 1, VAST) if self.more is None else range(self.more + 1)
        for more in loads:
            load = self.least + more
            if not self.is_sure and not self.in_part:
                yield 0, 0
            if self.in_part is not True:
                yield 0, load
            if self.in_part is not False:
                yield load, load


SCHOOL = st.builds(
    School, is_sure=st.booleans(), in_part=st.sampled_from([True, False, None]), least=SMALL, more=OPEN
)
STRANGER = School(is_sure=False, in_part=None, least=0, more=None)


@examples(150)
@given(st.lists(SCHOOL, max_size=3), st.sampled_from([(0, 0), (0, 0), (1, 0), (1, 1)]))
def test_the_share_of_a_sum_in_its_whole_is_bounded_member_by_member(
    schools: list[School], others: tuple[int, int]
) -> None:
    """What a member carries is the same in both sums; whoever is on no list may carry anything."""
    in_whole, in_part = others
    whole = LoadTally(
        members=[school.told(is_sure=school.is_sure or school.in_part is True) for school in schools],
        others=Bounds(0, in_whole),
    )
    part = LoadTally(
        members=[
            school.told(is_sure=school.in_part is True) for school in schools if school.in_part is not False
        ],
        others=Bounds(0, in_part),
    )
    strangers = [attrs.evolve(STRANGER, in_part=None if in_part else False)] * in_whole
    sums = [
        (sum(mine for mine, _ in world), sum(all_of_it for _, all_of_it in world))
        for world in itertools.product(*(school.worlds() for school in (*schools, *strangers)))
    ]
    found = [Fraction(mine, all_of_it) for mine, all_of_it in sums if all_of_it]

    estimate = SHARE_OF_PUPILS.estimate([part, whole])
    assert estimate.empty is (not found)
    if found:
        assert estimate.bounds is not None
        assert all(value in estimate.bounds for value in found)
        # Both ends are reached where it is known who is in the part.
        if not in_whole and all(school.in_part is not None for school in schools):
            assert_near(estimate.bounds, found)


# What no drawn value shows.


def test_the_least_of_two_is_the_one_that_is_not_above_every_number() -> None:
    """Of one to nobody in one year and three to one in the other."""
    least = OverPeriods(MEASURES["ratio"], last_years(2), Statistic.SMALLEST)

    assert least.estimate(
        [Tally(passed=1), Tally(), Tally(passed=6), Tally(passed=2)]
    ).bounds == Bounds.exact(3)


def test_members_who_came_do_not_change_what_the_numbers_say() -> None:
    """Where the one contradicts the other, as figures may records, the values of both periods count."""
    growth = Growth(Count(people.STAFF))

    assert growth.estimate(
        [Tally(passed=5), Tally(passed=7), Tally(passed=1), Tally()]
    ).bounds == Bounds.exact(2)


def test_two_schools_of_as_many_pupils_are_two() -> None:
    """One of them is in the part, and the other one in the rest."""
    school = MemberLoad(sure=True, least=5, most=5)
    part, whole = (LoadTally(members=[school] * number, others=Bounds.exact(0)) for number in (1, 2))

    assert SHARE_OF_PUPILS.estimate([part, whole]).bounds == Bounds.exact(Fraction(1, 2))
