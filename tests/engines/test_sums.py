"""Numbers on records that are added up: hours and the like, by both engines and by brute force."""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Sequence
from fractions import Fraction

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.effort import draws, draws_of_tables, examples
from kit.equality import agree
from kit.oracle import hold_in_worlds
from kit.outcomes import VAST, assert_sharp
from kit.records import collected, person
from kit.tabled import KINDS, tabled
from kit.worlds import SCARCITIES, Pick, a_load, a_predicate, thrown
from rnms.engine.engine import Engine
from rnms.indicators import Load, Statistic, SumShare
from rnms.indicators.tally import LoadTally, MemberLoad
from rnms.logic import Population, Term
from rnms.logic.population import Words
from rnms.logic.predicates import ALWAYS, Amount, Exists, Predicate, all_of, any_of, equals, exists
from rnms.logic.window import Window
from rnms.model import Bounds, Period, Programme, ProgrammeForm, Route, RouteItem

YEAR = Period.of(2023)
WINDOW = Window.of(YEAR)
every_way = pytest.mark.parametrize("kind", [None, "polars"])
every_kind = pytest.mark.parametrize("kind", KINDS)


def a_sum(pick: Pick) -> Load:
    """How much some records carry of a number, their own or that of others."""
    entity, on = pick([("routes", "route"), ("persons", "route.person"), ("route_items", "")])
    amount = Amount("hours", least=pick([0, 0, 8]), most=pick([None, 36]))
    asked = pick([ALWAYS, a_predicate(pick, "route_items", WINDOW, 0)])
    where = exists("route_items", on or "route", asked, adding=amount)
    of = Population(
        key="p", title="p", entity=entity, where=pick([ALWAYS, a_predicate(pick, entity, WINDOW, 1)])
    )
    if not on:
        of = attrs.evolve(of, entity="routes", where=a_predicate(pick, "routes", WINDOW, 1))
    return Load(of, Term(key="q", title="q", where=where), pick(list(Statistic)))


def some_of(load: Load, pick: Pick) -> Term:
    """A part of what is added up."""
    asked = load.carrying.where
    assert isinstance(asked, Exists)
    where = all_of(asked.where, a_predicate(pick, "route_items", WINDOW, 0))
    return Term(key="some", title="some", where=attrs.evolve(asked, where=where))


def _dice(*seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311  # nothing is kept secret here


@pytest.mark.parametrize("seed", range(draws(12, thorough=400)))
def test_the_bounds_of_sums_hold_in_every_world(seed: int) -> None:
    """Sum, mean, median, largest and smallest; unknown hours lie between the least and the most."""
    dice = _dice("sums", seed)
    for _ in range(6):
        hold_in_worlds(a_sum(thrown(dice)), YEAR, None, dice, dice.choice(SCARCITIES))
        hold_in_worlds(a_load(thrown(dice), WINDOW), YEAR, None, dice, dice.choice(SCARCITIES))


@pytest.mark.parametrize("seed", range(draws(8, thorough=400)))
def test_the_bounds_of_shares_of_sums_hold_in_every_world(seed: int) -> None:
    """Of a part of those whose sum divides, and of any others."""
    dice = _dice("shares", seed)
    pick = thrown(dice)
    for _ in range(6):
        load = a_sum(pick)
        part = Population(
            key="part", title="part", within=load.of, where=a_predicate(pick, load.of.entity, WINDOW, 1)
        )
        share = SumShare(
            pick([part, load.of]), load.of, load.carrying, pick([None, load.carrying, some_of(load, pick)])
        )
        hold_in_worlds(share, YEAR, None, dice, dice.choice(SCARCITIES))


MEMBERS = st.lists(st.tuples(st.booleans(), st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=3)


@example([(True, 0, 1)])
@example([(True, 1, 1), (False, 1, 0)])
@given(MEMBERS)
def test_a_share_of_sums_is_reached_where_it_is_known_who_is_in_the_part(
    members: list[tuple[bool, int, int]],
) -> None:
    """Hours that nobody knows are the same hours above and below the line."""
    loads = [MemberLoad(sure=True, least=least, most=least + more) for _, least, more in members]
    inside = [load for load, (is_in, _, _) in zip(loads, members, strict=True) if is_in]
    whole = Population(key="whole", title="все", entity="routes")
    part = Population(key="part", title="часть", within=whole, where=equals("person", "p"))
    hours = Term(key="hours", title="часы", where=exists("route_items", "route", adding="hours"))
    told = SumShare(part, whole, hours).estimate([LoadTally(members=inside), LoadTally(members=loads)])
    found = [
        Fraction(sum(one for one, (is_in, _, _) in zip(choice, members, strict=True) if is_in), sum(choice))
        for choice in itertools.product(*(range(one.least, (one.most or 0) + 1) for one in loads))
        if sum(choice)
    ]

    assert told.empty or told.bounds is not None
    if found and told.bounds is not None:
        assert (told.bounds.low, told.bounds.high) == (min(found), max(found))


def test_whoever_may_be_outside_the_part_may_leave_it_nothing() -> None:
    """Of two members who carry one hour each, one is perhaps in the part: it has nothing, or a half."""
    whole = Population(key="whole", title="все", entity="routes")
    part = Population(key="part", title="часть", within=whole, where=equals("person", "p"))
    hours = Term(key="hours", title="часы", where=exists("route_items", "route", adding="hours"))
    perhaps = [MemberLoad(sure=False, least=1, most=1)]
    loads = [MemberLoad(sure=True, least=1, most=1)] * 2
    told = SumShare(part, whole, hours).estimate([LoadTally(members=perhaps), LoadTally(members=loads)])

    assert told.bounds == Bounds(0, Fraction(1, 2))


def test_whoever_else_is_in_the_whole_may_carry_any_part_of_it() -> None:
    """One in the part carries an hour, others perhaps stand beside: all of it, or next to nothing."""
    whole = Population(key="whole", title="все", entity="routes")
    part = Population(key="part", title="часть", within=whole, where=equals("person", "p"))
    hours = Term(key="hours", title="часы", where=exists("route_items", "route", adding="hours"))
    member = MemberLoad(sure=True, least=1, most=1)
    share = SumShare(part, whole, hours).estimate(
        [LoadTally(members=[member]), LoadTally(members=[member], others=Bounds(0, None))]
    )

    assert_sharp(share.bounds, [Fraction(1, 1 + others) for others in (0, 1, VAST)])


def programme_hours(*conditions: Predicate) -> Term:
    """The hours of routes, or of what of them is in programmes that meet conditions."""
    where = exists("route_items", "route", *conditions, adding=Amount("hours", most=2))
    return Term(key="some" if conditions else "hours", title="часы", where=where)


ITEM = st.tuples(st.sampled_from([True, False, None]), st.sampled_from([0, 1, 2, None]))
"""An element of a route: whether it is taken at a distance, and how many hours; either may be unknown."""


OWN = equals("person", "p")
SUMS = st.tuples(st.integers(0, 2), st.sampled_from([0, 0, 1, None]))
"""The least that somebody carries, and how much more it may be."""


def numbers(least: int, more: int | None) -> Sequence[int]:
    return (least, least + 1, VAST) if more is None else range(least, least + more + 1)


def most(*sums: tuple[int, int | None]) -> int | None:
    return None if any(more is None for _, more in sums) else sum(least + (more or 0) for least, more in sums)


@pytest.mark.parametrize("is_of_all", [True, False])
@given(st.lists(st.tuples(st.sampled_from([True, True, False, None]), SUMS, SUMS), min_size=1, max_size=3))
def test_a_share_of_some_of_a_sum_is_as_sharp_as_what_each_carries(
    is_of_all: bool,  # a parameter of the test
    members: list[tuple[bool | None, tuple[int, int | None], tuple[int, int | None]]],
) -> None:
    """Of each it is open or not whether they are in the part, and what they carry of it and besides.

    Where the part has all members those who may be none of it are none of the whole; else they stay there.
    """
    routes = Population(key="routes", title="маршруты", entity="routes")
    some = routes if is_of_all else attrs.evolve(routes, key="some", within=routes, entity="", where=OWN)
    of_part = programme_hours(equals("programme.form", ProgrammeForm.DISTANCE))
    listed = [(True if is_of_all and is_in is False else is_in, mine, rest) for is_in, mine, rest in members]
    part = [
        MemberLoad(
            sure=bool(is_in), least=mine[0], most=most(mine), beside_least=rest[0], beside_most=most(rest)
        )
        for is_in, mine, rest in listed
        if is_in is not False
    ]
    whole = [
        MemberLoad(sure=bool(is_in) or not is_of_all, least=mine[0] + rest[0], most=most(mine, rest))
        for is_in, mine, rest in listed
    ]
    shares = set()
    for states in itertools.product(*([True, False] if is_in is None else [is_in] for is_in, _, _ in listed)):
        carried = [itertools.product(numbers(*mine), numbers(*rest)) for _, mine, rest in listed]
        for world in itertools.product(*carried):
            inside = sum(mine for (mine, _), is_in in zip(world, states, strict=True) if is_in)
            every = sum(
                sum(pair) for pair, is_in in zip(world, states, strict=True) if is_in or not is_of_all
            )
            shares |= {Fraction(inside, every)} if every else set()
    told = SumShare(some, routes, programme_hours(), of_part).estimate(
        [LoadTally(members=part), LoadTally(members=whole)]
    )

    assert told.empty is (not shares)
    is_known = all(
        is_in is not None and most(mine, rest) == mine[0] + rest[0] for is_in, mine, rest in listed
    )
    if shares and (is_of_all or is_known):
        assert_sharp(told.bounds, [*shares])
    elif shares:
        assert told.bounds is not None
        assert all(share in told.bounds for share in shares)


def test_hours_of_a_part_are_divided_by_all_hours() -> None:
    """Of one hour and up to two more at a distance: those of one form are told from those of the other."""
    of_form = functools.partial(equals, "programme.form")
    at_a_distance = of_form(ProgrammeForm.DISTANCE)
    studied = any_of(at_a_distance, of_form(ProgrammeForm.FULL_TIME))
    routes = Population(key="routes", title="маршруты", entity="routes")
    forms = (ProgrammeForm.DISTANCE, ProgrammeForm.FULL_TIME, ProgrammeForm.NETWORK)
    data = collected(
        "ugra",
        [Programme(id=form.value, form=form) for form in forms],
        Route(id="r", person="p"),
        [
            RouteItem(route="r", content="c", programme=form.value, hours=hours)
            for form, hours in zip(forms, (None, 1, 2), strict=True)
        ],
        person("p"),
    )
    measure = SumShare(routes, routes, programme_hours(studied), programme_hours(studied, at_a_distance))
    tallies = [Engine(data).answer(question, YEAR).tally for question in measure.questions]

    assert measure.estimate(tallies).bounds == Bounds(0, Fraction(2, 3))


def test_a_share_of_sums_is_told_in_the_words_of_a_reading() -> None:
    """Of all hours, or of some of them: where a reading counts others, both sums do."""
    routes = Population(key="routes", title="маршруты", entity="routes")
    hours, own_hours = programme_hours(), programme_hours(OWN)
    in_a_day = attrs.evolve(hours, where=exists("route_items", "route", adding=Amount("hours", most=8)))
    own_in_a_day = attrs.evolve(own_hours, title="часы своих за день")
    words: Words = {hours: in_a_day, own_hours: own_in_a_day}

    for before, after in ((None, None), (own_hours, own_in_a_day), (hours, in_a_day)):
        share = SumShare(routes, routes, hours, before)
        assert share.rewritten(words, missing=None) == SumShare(routes, routes, in_a_day, after)


@pytest.mark.slow
@every_way
@examples(30)
@given(st.lists(st.lists(ITEM, max_size=2), min_size=1, max_size=2))
def test_a_share_of_some_of_a_sum_is_reached_by_some_world(
    kind: str | None, routes: list[list[tuple[bool | None, int | None]]]
) -> None:
    """An hour of a programme of which nobody knows the form is in one sum or the other."""
    all_routes = Population(key="routes", title="маршруты", entity="routes")
    measure = SumShare(
        all_routes,
        all_routes,
        programme_hours(),
        programme_hours(equals("programme.form", ProgrammeForm.DISTANCE)),
    )
    forms = {True: ProgrammeForm.DISTANCE, False: ProgrammeForm.FULL_TIME, None: None}
    data = collected(
        "ugra",
        [Programme(id=f"{is_in}", form=form) for is_in, form in forms.items()],
        [Route(id=f"r{at}", person="p") for at, _ in enumerate(routes)],
        [
            RouteItem(route=f"r{at}", content=f"{number}", programme=f"{is_in}", hours=hours)
            for at, items in enumerate(routes)
            for number, (is_in, hours) in enumerate(items)
        ],
        person("p"),
    )
    # The one programme of which it is not known is taken at a distance, or it is not: for all its elements.
    shares = set()
    elements = [item for items in routes for item in items]
    for open_is_in in (True, False):
        for hours in itertools.product(*([hour] if hour is not None else range(3) for _, hour in elements)):
            if sum(hours):
                inside = [
                    hour
                    for hour, (is_in, _) in zip(hours, elements, strict=True)
                    if (open_is_in if is_in is None else is_in)
                ]
                shares.add(Fraction(sum(inside), sum(hours)))
    source = data if kind is None else tabled(data, KINDS[kind])
    told = measure.estimate([Engine(source).answer(question, YEAR).tally for question in measure.questions])

    if not shares:
        assert told.empty
    else:
        assert told.bounds == Bounds(min(shares), max(shares))


@pytest.mark.slow
@every_kind
def test_every_kind_of_table_adds_up_alike(kind: str) -> None:
    """As the records do, to the hour."""
    dice = _dice(kind, "sums")
    for _ in range(draws_of_tables(kind, 40, thorough=1000)):
        agree(kind, a_sum(thrown(dice)), YEAR, dice)
