"""Tallies and loads: the bounds are exactly what the undecided members leave open.

Every law compares with brute force: all ways in which the undecided may turn out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from statistics import median

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.outcomes import VAST, assert_sharp, numbers, outcomes
from kit.rows import by_source
from kit.strategies import bounds_of, carried, loads, tallies
from rnms.engine.beside import loads_met
from rnms.indicators.tally import LoadTally, MemberLoad, Tally
from rnms.model import Bounds

# Members.


@given(tallies)
def test_a_share_lies_where_the_undecided_can_put_it(tally: Tally) -> None:
    """The bounds of a share are its least and its greatest value over all outcomes."""
    possible = [Fraction(passed, size) for passed, size in outcomes(tally) if size]

    assert tally.surely_empty is (not possible)
    if possible:
        assert_sharp(tally.share(), possible)
    else:
        assert tally.share() is None


@given(tallies)
def test_a_size_counts_the_undecided_in_or_out(tally: Tally) -> None:
    """There are at least the sure members, and at most these and all that may be members."""
    possible = [size for _, size in outcomes(tally)]

    assert_sharp(tally.size(), possible)
    assert tally.surely_in == min(possible)


@given(tallies)
def test_those_who_pass_are_the_sure_and_perhaps_the_undecided(tally: Tally) -> None:
    """At least those pass who surely do, at most these and all who may."""
    assert_sharp(tally.passing(), [passed for passed, _ in outcomes(tally)])


@given(tallies)
def test_finite_tallies_have_exact_bounds(tally: Tally) -> None:
    """Where every number is known the ends themselves are reached, not only approached."""
    known = attrs.evolve(
        tally,
        out_or_failed=tally.out_or_failed or 0,
        out_or_passed=tally.out_or_passed or 0,
        anything=tally.anything or 0,
    )
    possible = [Fraction(passed, size) for passed, size in outcomes(known) if size]

    assert known.share() == (Bounds(min(possible), max(possible)) if possible else None)


@given(tallies)
def test_among_the_known_those_are_left_out_of_whom_nothing_is_known(tally: Tally) -> None:
    """A share among the known is what it would be if the others did not exist."""
    possible = [
        Fraction(tally.passed + passing, tally.passed + passing + tally.failed + failing)
        for failing, passing in itertools.product(numbers(tally.out_or_failed), numbers(tally.out_or_passed))
        if tally.passed + passing + tally.failed + failing
    ]
    known = tally.among_known()

    if possible:
        assert_sharp(known.share(), possible)
    else:
        assert known.surely_empty


@given(tallies, st.integers(min_value=0, max_value=20))
def test_a_printed_share_narrows_what_the_counts_leave_open(tally: Tally, picked: int) -> None:
    """A share that was stated excludes what it contradicts, and never the truth."""
    possible = [Fraction(passed, size) for passed, size in outcomes(tally) if size]
    if not possible:
        return
    truth = possible[picked % len(possible)]
    stated = Bounds(max(Fraction(0), truth - Fraction(1, 200)), min(Fraction(1), truth + Fraction(1, 200)))
    narrowed = attrs.evolve(tally, stated=stated).share()

    assert narrowed is not None
    assert truth in narrowed
    assert narrowed in stated


@pytest.mark.parametrize(
    ("tally", "expected", "source"),
    by_source(
        [
            (Tally(passed=15, failed_or_passed=4), Bounds(Fraction(15, 19), 1), "004 l.59: 15 yes, 4 silent"),
            (
                Tally(passed=14, failed=1, failed_or_passed=4),
                Bounds(Fraction(14, 19), Fraction(18, 19)),
                "one no",
            ),
            (Tally(passed=15, failed_or_passed=4).among_known(), Bounds(1, 1), "15 of those who answered"),
            (Tally(passed=1, out_or_failed=None), Bounds(0, 1), "any number may fail"),
            (Tally(failed=1, out_or_passed=None), Bounds(0, 1), "any number may pass"),
            (Tally(passed=1, out_or_passed=None), Bounds(1, 1), "whoever comes passes"),
            (Tally(anything=None), Bounds(0, 1), "nothing is known"),
            (Tally(out_or_passed=2), Bounds(1, 1), "if there is anybody, he passes"),
            (Tally(out_or_failed=2), Bounds(0, 0), "if there is anybody, he fails"),
            (Tally(), None, "nobody"),
        ]
    ),
)
def test_worked_examples_of_shares(tally: Tally, expected: Bounds | None, source: str) -> None:
    """Bounds of a share, each with the case it stands for."""
    assert expected == tally.share(), source


# Loads.


@attrs.frozen(kw_only=True)
class Outcome:
    """What the members carry in one way in which everything may turn out; somebody is there."""

    total: int
    size: int
    largest: int
    smallest: int


def one_load(member: MemberLoad) -> Iterator[int | None]:
    if not member.sure:
        yield None
    if member.most is None:
        yield from (member.least, member.least + 1, VAST)
    else:
        yield from range(member.least, member.most + 1)


def loads_of_others(others: Bounds) -> Iterator[tuple[int, ...]]:
    """What the others may carry: little or much, all alike but for one, and no smaller mean than nothing."""
    low = int(others.low)
    for number in range(low, low + 3 if others.high is None else int(others.high) + 1):
        for load, odd in itertools.product((0, 1, VAST), repeat=2):
            yield (*[load] * (number - 1), *[odd] * min(number, 1))


def load_outcomes(said: LoadTally) -> Iterator[Outcome]:
    for carried_by in itertools.product(*map(one_load, said.members)):
        known = [load for load in carried_by if load is not None]
        for others in loads_of_others(said.others):
            carried_by_all = (*known, *others)
            if carried_by_all:
                yield Outcome(
                    total=sum(carried_by_all),
                    size=len(carried_by_all),
                    largest=max(carried_by_all),
                    smallest=min(carried_by_all),
                )
        if said.others.high is None:
            # A great many others who carry nothing.
            size = len(known) + 100 * VAST
            yield Outcome(total=sum(known), size=size, largest=max([*known, 0]), smallest=0)


@given(loads)
def test_loads_lie_where_the_undecided_can_put_them(said: LoadTally) -> None:
    """The mean, the largest and the smallest load are bounded by their extremes over all outcomes."""
    possible = list(load_outcomes(said))

    assert (said.size().high == 0) is (not possible)
    if not possible:
        assert said.mean() is said.largest() is said.smallest() is None
        return
    assert_sharp(said.mean(), [Fraction(one.total, one.size) for one in possible])
    assert_sharp(said.largest(), [one.largest for one in possible])
    assert_sharp(said.smallest(), [one.smallest for one in possible])


@pytest.mark.parametrize("size", range(1, 5))
def test_a_median_is_bounded_by_those_of_all_worlds(size: int) -> None:
    """Whoever may be no member is one, or none, where that moves the middle load on; by every few members."""
    for members in itertools.combinations_with_replacement(itertools.product((True, False), (0, 1, 4)), size):
        said = LoadTally(members=[MemberLoad(sure=sure, least=load, most=load) for sure, load in members])
        possible = [
            median(map(Fraction, known))
            for world in itertools.product(*((load,) if sure else (None, load) for sure, load in members))
            if (known := [load for load in world if load is not None])
        ]

        assert_sharp(said.median(), possible)


around = st.integers(min_value=0, max_value=2)


@st.composite
def reported_loads(draw: st.DrawFn) -> tuple[LoadTally, list[int]]:
    """What was reported of loads, and what everybody truly carries."""
    truth = draw(st.lists(st.integers(min_value=0, max_value=6), min_size=1, max_size=5))
    named = truth[: draw(st.integers(min_value=0, max_value=len(truth)))]
    members = [
        MemberLoad(
            sure=draw(st.booleans()),
            least=max(0, load - draw(around)),
            most=draw(st.sampled_from([load, load + 1, None])),
        )
        for load in named
    ]
    # People who may be members and are none.
    members += [attrs.evolve(one, sure=False) for one in draw(st.lists(carried, max_size=1))]
    unnamed = len(truth) - len(named)

    def near(value: int) -> Bounds | None:
        low, high = max(0, value - draw(around)), value + draw(around)
        return draw(st.sampled_from([None, Bounds.exact(value), Bounds(low, high), Bounds(low, None)]))

    others = near(unnamed) or Bounds(0, None)
    said = LoadTally(
        members=members,
        others=others,
        total=near(sum(truth)),
        largest_stated=near(max(truth)),
        smallest_stated=near(min(truth)),
    )
    return said, truth


@given(reported_loads())
def test_reported_loads_never_exclude_the_truth(reported: tuple[LoadTally, list[int]]) -> None:
    """Whatever was reported of all loads together, the true ones lie within the bounds."""
    said, truth = reported
    mean, largest, smallest = said.mean(), said.largest(), said.smallest()

    assert len(truth) in said.size()
    assert mean is not None
    assert Fraction(sum(truth), len(truth)) in mean
    assert largest is not None
    assert max(truth) in largest
    assert smallest is not None
    assert min(truth) in smallest


def parted(total: int, number: int) -> Iterator[tuple[int, ...]]:
    """All ways in which so many carry so much together."""
    if number == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in parted(total - first, number - 1))


RANGES = [*itertools.combinations_with_replacement(range(4), 2)]


@pytest.mark.parametrize("totals", RANGES)
@pytest.mark.parametrize("numbers", RANGES)
def test_a_total_alone_bounds_every_load(numbers: tuple[int, int], totals: tuple[int, int]) -> None:
    """Even where perhaps nobody is there: whoever carries something is, and one may carry it all."""
    said = LoadTally(others=Bounds(*numbers), total=Bounds(*totals))
    possible = [
        carried_by_all
        for number in range(max(numbers[0], 1), numbers[1] + 1)
        for total in range(totals[0], totals[1] + 1)
        for carried_by_all in parted(total, number)
    ]

    if not possible:
        assert said.mean() is said.largest() is said.smallest() is None
        return
    assert_sharp(said.mean(), [Fraction(sum(each), len(each)) for each in possible])
    assert_sharp(said.largest(), [max(each) for each in possible])
    assert_sharp(said.smallest(), [min(each) for each in possible])


statistics = st.none() | bounds_of(st.integers(min_value=0, max_value=9))


@given(loads, statistics, statistics, statistics)
@example(LoadTally(others=Bounds(0, 4)), Bounds.exact(3), Bounds.exact(5), Bounds.exact(3))
def test_reported_statistics_never_widen(
    said: LoadTally, total: Bounds | None, largest: Bounds | None, smallest: Bounds | None
) -> None:
    """Who hears them knows no less than before, even where no loads have all of them."""
    told = attrs.evolve(said, total=total, largest_stated=largest, smallest_stated=smallest)

    for before, after in (
        (said.mean(), told.mean()),
        (said.median(), told.median()),
        (said.largest(), told.largest()),
        (said.smallest(), told.smallest()),
    ):
        assert (before is None) is (after is None)
        if before is not None and after is not None:
            assert after in before


def sure(*each: int) -> list[MemberLoad]:
    return [MemberLoad(sure=True, least=load, most=load) for load in each]


@pytest.mark.parametrize(
    ("said", "mean", "largest", "smallest", "source"),
    by_source(
        [
            (LoadTally(), None, None, None, "nobody"),
            (
                LoadTally(members=sure(200, 230, 250)),
                Bounds.exact(Fraction(680, 3)),
                Bounds.exact(250),
                Bounds.exact(200),
                "three, each known",
            ),
            (
                LoadTally(members=sure(100), others=Bounds.exact(1)),
                Bounds(50, None),
                Bounds(100, None),
                Bounds(0, 100),
                "one known, one not",
            ),
            (
                LoadTally(others=Bounds.exact(2), total=Bounds.exact(200)),
                Bounds.exact(100),
                Bounds(100, 200),
                Bounds(0, 100),
                "two carry 200 together",
            ),
            (
                LoadTally(others=Bounds.exact(2), total=Bounds.exact(200), largest_stated=Bounds.exact(120)),
                Bounds.exact(100),
                Bounds.exact(120),
                Bounds.exact(80),
                "two carry 200 together, one of them 120",
            ),
            (
                LoadTally(members=sure(200), smallest_stated=Bounds.exact(100)),
                Bounds.exact(200),
                Bounds.exact(200),
                Bounds.exact(200),
                "a smallest load that nobody has is not believed",
            ),
            (
                LoadTally(members=[MemberLoad(sure=False, least=5, most=5)], others=Bounds(0, None)),
                Bounds(0, None),
                Bounds(0, None),
                Bounds(0, None),
                "perhaps one who carries 5, perhaps others instead",
            ),
        ]
    ),
)
def test_worked_examples_of_loads(
    said: LoadTally, mean: Bounds | None, largest: Bounds | None, smallest: Bounds | None, source: str
) -> None:
    """Mean, largest and smallest load, each with the case it stands for."""
    assert (mean, largest, smallest) == (said.mean(), said.largest(), said.smallest()), source


# What statistics that somebody stated tell of each other.

WORLDS = [
    carried for number in range(1, 5) for carried in itertools.combinations_with_replacement(range(5), number)
]
TWO_OR_ONE = st.sampled_from([0, 1, 2])


@given(
    world=st.sampled_from(WORLDS),
    stated=st.sets(st.sampled_from(["total", "largest_stated", "smallest_stated"])),
    fewer=TWO_OR_ONE,
    more=TWO_OR_ONE,
)
def test_whatever_statistics_are_stated_each_bounds_the_others(
    world: tuple[int, ...], stated: set[str], fewer: int, more: int
) -> None:
    """No loads that have them lie outside; of a known number of members the mean is bounded by both ends."""
    numbers = {"total": sum(world), "largest_stated": max(world), "smallest_stated": min(world)}
    number = Bounds(max(len(world) - fewer, 0), len(world) + more)
    statistics = {name: Bounds.exact(numbers[name]) for name in stated}
    loads = LoadTally(
        others=number,
        total=statistics.get("total"),
        largest_stated=statistics.get("largest_stated"),
        smallest_stated=statistics.get("smallest_stated"),
    )
    bounds = (loads.sum(), loads.largest(), loads.smallest(), loads.mean(), loads.median())
    values: list[Fraction | int] = [*numbers.values(), Fraction(sum(world), len(world))]
    values.append(median(map(Fraction, world)))

    for value, known in zip(values, bounds, strict=True):
        assert known is not None
        assert value in known, (world, stated, number)


@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize(
    ("largest", "smallest"), [*itertools.combinations_with_replacement(reversed(range(5)), 2)]
)
def test_between_the_largest_and_the_smallest_sum_and_mean_are_sharp(
    number: int, largest: int, smallest: int
) -> None:
    possible = [
        carried
        for carried in WORLDS
        if (len(carried), max(carried), min(carried)) == (number, largest, smallest)
    ]
    loads = LoadTally(
        others=Bounds.exact(number),
        largest_stated=Bounds.exact(largest),
        smallest_stated=Bounds.exact(smallest),
    )
    mean = loads.mean()

    if possible:
        assert mean is not None
        assert_sharp(loads.sum(), [sum(carried) for carried in possible])
        assert_sharp(mean, [Fraction(sum(carried), number) for carried in possible])


def test_without_members_the_sum_is_nothing() -> None:
    """What statistics tell of each other holds where there is a member."""
    perhaps = LoadTally(members=[MemberLoad(sure=False, least=3, most=3)], others=Bounds.exact(0))
    together = loads_met(perhaps, LoadTally(others=Bounds(0, 1)))

    assert together is not None
    assert (together.size(), together.sum()) == (Bounds(0, 1), Bounds(0, 3))
