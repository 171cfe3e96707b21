"""Plans for what is no plain share: each municipality, growth, an index, the load of methodists."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.records import (
    Piece,
    attached,
    collected,
    diagnostic,
    methodist,
    org,
    person,
    programme,
    takes,
    teacher,
    towns,
    works,
)
from rnms import RegionalSystem, Result, Verdict, regions
from rnms.indicators import Growth, OverPeriods, Share, Statistic, last_years, yearly
from rnms.indicators.measures import EmptyPart, IndexPart, WeightedIndex
from rnms.indicators.over_periods import Measure
from rnms.indicators.vocabulary import diagnostics, people
from rnms.logic.population import MUNICIPALITY, ORGANIZATION, Unit
from rnms.model import Norm, at_least
from rnms.model.roadmap import Roadmap
from rnms.planning import COSTS, DAYS, Plan
from rnms.planning.acts import Calendar
from rnms.planning.recorded import Recorded
from rnms.planning.scripts import SCRIPTS, Draft, with_drafts
from rnms.regions.profile import RegionProfile

OCTOBER, DECEMBER = dt.date(2023, 10, 1), dt.date(2023, 12, 10)
LAST = dt.date(2023, 12, 31)
UGRA = regions.get("ugra")
DIAGNOSED = Share(people.STAFF, diagnostics.DIAGNOSED)
COMPLETED = UGRA.indicator("6.2.1").measure
assert isinstance(COMPLETED, Share)
INDEX = WeightedIndex(
    parts=[
        IndexPart(name="diagnosed", title="прошли диагностику", measure=DIAGNOSED, weight=1),
        IndexPart(name="completed", title="освоили программу", measure=COMPLETED, weight=2),
    ],
    without=EmptyPart.LEFT_OUT,
)


def demanding(measure: Measure, norm: Norm, each: Unit | None = None) -> RegionProfile:
    """Ugra, were one thing alone demanded."""
    declared = UGRA.indicator("6.2.1")
    targets = [attrs.evolve(one, each=each) for one in yearly({2023: norm}, declared.clause)]
    changed = attrs.evolve(declared, measure=measure, targets=targets, readings=())
    return attrs.evolve(UGRA, indicators=[changed], requirements=(), monitoring=(), roadmap=Roadmap())


def judged(system: RegionalSystem, profile: RegionProfile, **how: Any) -> Result:
    return rnms.evaluate(system, period=2023, region=profile, only="6.2.1", **how)["6.2.1"]


def acts_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {step.member: tuple(act.kind.value for act in step.acts) for step in plan.steps}


def two_towns(*pieces: Piece) -> RegionalSystem:
    schools = [org(f"school of {town}", place=town) for town in ("a", "b")]
    return collected("ugra", towns("a", "b"), schools, programme(), *pieces)


def of(town: str, name: str, *pieces: Piece) -> Piece:
    return teacher(name, f"school of {town}"), pieces


# Each municipality, or one alone.


def test_each_municipality_gets_what_it_lacks() -> None:
    """Half of each must be diagnosed: of a one of four is, of b all are; the region as a whole has enough."""
    system = two_towns(
        [of("a", f"a{number}") for number in range(4)],
        diagnostic("a0"),
        [of("b", f"b{number}", diagnostic(f"b{number}")) for number in range(9)],
    )
    result = judged(system, demanding(DIAGNOSED, at_least(Fraction(1, 2)), MUNICIPALITY))
    plan = result.plan(as_of=OCTOBER)

    assert result.verdict is Verdict.NOT_MET
    assert acts_of(plan) == {"a1": ("diagnose",)}
    assert plan.enough


def test_who_works_in_two_municipalities_helps_both() -> None:
    twice = (of("a", "p1"), works("p1", "school of b"))
    system = two_towns(twice, of("a", "p2"), of("b", "p3"))
    plan = judged(system, demanding(DIAGNOSED, at_least(Fraction(1, 2)), MUNICIPALITY)).plan(as_of=OCTOBER)

    assert acts_of(plan) == {"p1": ("diagnose",)}
    assert plan.enough


@pytest.mark.parametrize(
    ("unit", "alone"),
    [(MUNICIPALITY, {"municipality": "b"}), (ORGANIZATION, {"organization": "school of b"})],
    ids=["municipality", "organization"],
)
def test_one_alone_of_which_something_is_demanded_has_a_plan_of_its_own(
    unit: Unit, alone: dict[str, str]
) -> None:
    system = two_towns(of("a", "p1"), of("b", "p2"))
    result = judged(system, demanding(DIAGNOSED, at_least(1), unit), **alone)
    plan = result.plan(as_of=OCTOBER)

    assert acts_of(plan) == {"p2": ("diagnose",)}
    assert plan.enough


def test_the_plan_of_a_place_is_not_made_of_a_file_as_that_of_the_region() -> None:
    """A report that was read does not say what it was judged by, and the region's plan is another."""
    system, profile = two_towns(of("a", "p1"), of("b", "p2")), regions.get("ugra")
    report = rnms.evaluate(system, period=2023, region=profile, only="6.2.1", municipality="b")
    read = rnms.Report.from_json(report.to_json())["6.2.1"]

    with pytest.raises(rnms.errors.UsageError, match="whole region"):
        read.plan(as_of=OCTOBER, data=system)


# Loads.


def carried(*numbers: int, without: int = 0) -> RegionalSystem:
    """Methodists with so many teachers each, and teachers who have none."""
    people_of = [
        (teacher(f"p{place}-{number}", "school of a"), attached(f"p{place}-{number}", f"h{place}"))
        for place, count in enumerate(numbers, start=1)
        for number in range(count)
    ]
    pool = [
        (person(f"h{place}"), methodist(f"h{place}", key=f"h{place}")) for place in range(1, len(numbers) + 1)
    ]
    return two_towns(people_of, pool, [teacher(f"q{number}", "school of a") for number in range(without)])


@pytest.mark.parametrize(
    ("year", "numbers", "without", "steps", "why"),
    [
        (2022, (150, 150), 200, 100, ()),
        (2022, (260, 50), 200, 100, ()),
        (2023, (251, 249), 0, 1, ()),
        (2023, (251, 0), 0, 1, ("few-people",)),
        (2023, (251,), 0, 0, ("few-people", "few-methodists")),
    ],
    ids=["mean", "mean and limit", "one moves", "too few people", "too few methodists"],
)
def test_loads_are_planned_as_attachments(
    year: int, numbers: Sequence[int], without: int, steps: int, why: Sequence[str]
) -> None:
    """Ugra: 200, then 250 in the mean, at most 250 each; who moves does so after the day of the plan."""
    system, day = carried(*numbers, without=without), dt.date(year, 10, 1)
    result = rnms.evaluate(system, period=year, only="6.3.1")["6.3.1"]
    plan = result.plan(as_of=day)

    assert result.verdict is Verdict.NOT_MET
    assert (len(plan.steps), {*plan.why} <= {*why}) == (steps, True)
    assert plan.enough is not bool(why)
    ended = [
        new
        for new, old in zip(plan.system().assignments or (), system.assignments or (), strict=False)
        if new != old
    ]
    assert all(record.end == day for record in ended)
    assert {act.from_day for step in plan.steps for act in step.acts} <= {day + dt.timedelta(days=1)}


# Against every combination.

STATES: dict[str, Any] = {
    "nothing": lambda _: (),
    "diagnosed": diagnostic,
    "diagnosed before": lambda name: diagnostic(name, "2022-03-01"),
    "open": lambda name: [diagnostic(name), takes(name, "2023-09-01", None, by=f"d-{name}")],
    "done": lambda name: [diagnostic(name), takes(name, by=f"d-{name}")],
}
MEASURES: dict[str, tuple[Measure, Unit | None]] = {
    "each municipality": (COMPLETED, MUNICIPALITY),
    "each organisation": (DIAGNOSED, ORGANIZATION),
    "growth": (Growth(DIAGNOSED), None),
    "growth in parts": (Growth(DIAGNOSED, relative=True), None),
    "mean": (OverPeriods(COMPLETED, last_years(2), Statistic.MEAN), None),
    "least": (OverPeriods(DIAGNOSED, last_years(2), Statistic.SMALLEST), None),
    "index": (INDEX, None),
}
WORKING = st.tuples(st.sampled_from(["a", "b", "ab"]), st.sampled_from(sorted(STATES)))


@given(
    st.sampled_from(sorted(MEASURES)),
    st.lists(WORKING, min_size=2, max_size=2),
    st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(4, 5), Fraction(1)]),
    st.sampled_from([OCTOBER, DECEMBER]),
)
@example("each municipality", [("ab", "nothing"), ("b", "open"), ("a", "nothing")], Fraction(1, 2), OCTOBER)
@example("index", [("a", "open"), ("a", "nothing"), ("b", "diagnosed")], Fraction(1, 2), OCTOBER)
@examples(6, deadline=None)
def test_no_plan_is_cheaper(
    key: str, working: Sequence[tuple[str, str]], least: Fraction, day: dt.date
) -> None:
    """Each script for each person, in every combination, evaluated one by one."""
    measure, unit = MEASURES[key]
    profile = demanding(measure, at_least(least), unit)
    names = [f"p{number}" for number in range(len(working))]
    system = two_towns(
        [
            (person(name), [works(name, f"school of {town}") for town in at], STATES[state](name))
            for name, (at, state) in zip(names, working, strict=True)
        ]
    )
    plan = judged(system, profile).plan(as_of=day)

    assert judged(plan.system(), profile).verdict is plan.verdict
    assert plan.enough is not bool(plan.why)
    costs = [
        sum(cost for cost, _ in combination)
        for combination in itertools.product(*(ways(system, name, day) for name in names))
        if judged(
            with_drafts(system, [draft for _, draft in combination if draft is not None]), profile
        ).verdict
        is Verdict.MET
    ]
    assert plan.enough is bool(costs)
    # Where nothing tells that it is the cheapest, a cheaper one there may be.
    is_shared = unit is not None and any(at == "ab" for at, _ in working)
    assert plan.is_least or key == "index" or is_shared
    assert not costs or (plan.cost == min(costs) if plan.is_least else plan.cost >= min(costs))


def test_who_comes_to_one_part_of_an_index_on_the_way_to_the_other_takes_no_step_for_it() -> None:
    """Who is diagnosed for a programme is diagnosed: 8 with its diagnostic, 6 and 2 for the other person."""
    system = two_towns(of("a", "p0"), of("a", "p1", diagnostic("p1", "2022-03-01")))
    plan = judged(system, demanding(INDEX, at_least(1))).plan(as_of=OCTOBER)

    assert sorted((step.member, step.part, len(step.acts)) for step in plan.steps) == [
        ("p0", "completed", 3),
        ("p1", "completed", 2),
        ("p1", "diagnosed", 1),
    ]
    assert (plan.enough, plan.is_least, plan.cost) == (True, False, 14)


@pytest.mark.parametrize(("lang", "said"), [("ru", "не исключено"), ("en", "is not proved")])
def test_a_plan_that_may_not_be_the_cheapest_says_so(lang: str, said: str) -> None:
    system = two_towns(of("a", "p0"), of("a", "p1"))
    plans = [
        judged(system, demanding(measure, at_least(Fraction(1, 2)))).plan(as_of=OCTOBER)
        for measure in (INDEX, DIAGNOSED)
    ]

    assert [said in plan.to_text(lang=lang) for plan in plans] == [True, False]
    assert [plan.to_dict()["is_least"] for plan in plans] == [False, True]


def ways(system: RegionalSystem, name: str, day: dt.date) -> list[tuple[int | Fraction, Draft | None]]:
    """What can be done for a person, and what it costs."""
    recorded, calendar = Recorded(system, LAST), Calendar(first=day, last=LAST, days=DAYS)
    return [(0, None)] + [
        (sum(COSTS[kind] for kind in script.kinds), draft)
        for script in SCRIPTS
        if script.entity == "persons"
        and {*script.writes} <= {"diagnostics", "enrolments"}
        and calendar.has_room(script.kinds)
        for draft in itertools.islice(script.ways(recorded, calendar, name), 1)
    ]
