"""A target for each municipality or organisation: who breaks it, who leaves it open, who is not counted."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import statistics
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, TEN, indicator, profile
from kit.records import collected, teacher
from kit.tabled import KINDS, Told, tabled, told_both_ways
from rnms import Bounds, Figure, Municipality, RegionalSystem, Verdict, files
from rnms.errors import ProfileError
from rnms.indicators import (
    Component,
    Count,
    Force,
    Growth,
    Load,
    Minimum,
    Requirement,
    Share,
    Statistic,
    Target,
    yearly,
)
from rnms.indicators.vocabulary import diagnostics, management, people
from rnms.logic import MUNICIPALITY, ORGANIZATION, Term, Unit
from rnms.logic.population import SCHOOL, THE_REGION
from rnms.logic.predicates import Amount, exists
from rnms.model import (
    Diagnostic,
    Employment,
    Organization,
    OrganizationKind,
    Period,
    Person,
    Provider,
    Role,
    Route,
    RouteItem,
    Unknown,
    Unreported,
    at_least,
    percent,
)
from rnms.regions import RegionProfile
from rnms.regions.rules.contract import READ
from rnms.results import Report

YEAR = Period.of(2024)
IN_EACH = Target(2024, TEN, CLAUSE, each=MUNICIPALITY)
PLACES = [Municipality(id=f"m{number}", name=f"Район {number}") for number in (1, 2, 3)]


def order(*targets: Target) -> RegionProfile:
    return profile(indicator(targets=targets or (IN_EACH,)))


def reported(*counts: tuple[int, int] | None, **more: Any) -> RegionalSystem:
    """For each municipality how many were diagnosed of how many; nothing where it is silent."""
    figures = [
        figure
        for place, pair in zip(PLACES, counts, strict=True)
        if pair is not None
        for figure in (
            Figure(key="staff", period=YEAR, count=pair[1], municipality=place.id),
            Figure(key="staff.diagnosed", period=YEAR, count=pair[0], municipality=place.id),
        )
    ]
    return RegionalSystem(region="nowhere", municipalities=PLACES, figures=figures, **more)


def judged(data: Any, *targets: Target, **more: Any) -> Report:
    return rnms.evaluate(data, region=order(*targets), period=2024, **more)


@pytest.mark.parametrize(
    ("counts", "verdict", "codes"),
    [
        ([(2, 10), (1, 10), (10, 10)], Verdict.MET, []),
        ([(2, 10), (0, 10), (10, 10)], Verdict.NOT_MET, ["each-failed"]),
        ([(2, 10), (0, 10), None], Verdict.NOT_MET, ["each-failed", "each-open"]),
        ([(2, 10), (1, 10), None], Verdict.UNDETERMINED, ["each-open"]),
        ([(2, 10), (0, 0), (1, 10)], Verdict.MET, ["each-left-out"]),
        ([(0, 0), (0, 0), (0, 0)], Verdict.NOT_APPLICABLE, ["nobody"]),
        ([None, None, None], Verdict.NO_DATA, []),
    ],
)
def test_one_that_fails_breaks_it_and_all_must_pass(
    counts: list[Any], verdict: Verdict, codes: list[str]
) -> None:
    """Whatever the region as a whole reaches."""
    judgement = judged(reported(*counts))["1"].judgement

    assert judgement.verdict is verdict
    of_places = [reason.code for reason in judgement.reasons if reason.code.startswith(("each", "nobody"))]
    assert of_places == codes


def test_who_breaks_it_and_who_leaves_it_open_is_named() -> None:
    """In the reason, in both languages, and each municipality has a verdict of its own."""
    report = judged(reported((2, 10), (0, 10), None))
    result = report["1"]

    assert result.reason.startswith("не выполняют 1 из 3: Район 2; не определено: Район 3")
    assert {name: part.verdict for name, part in result.by("municipality").items()} == {
        "m1": Verdict.MET,
        "m2": Verdict.NOT_MET,
    }
    assert [place.id for place in result.missing] == ["m3"]
    assert result.by("municipality")["m2"].target == Target(2024, TEN, CLAUSE)
    assert Report.from_json(report.to_json()) == report
    for text in (report.to_text(), report.to_html(full_page=True), report.to_markdown()):
        assert "в каждом муниципалитете ≥ 10 %" in text.replace("\u00a0", " ")
    assert "in each municipality" in report.to_text(lang="en")
    assert "✗ не достигнуто" in report.to_csv()
    assert "✓ достигнуто" in report.to_csv()


def test_the_region_keeps_its_value() -> None:
    """The share of the region stands beside the verdict, and its distance to the norm is not told."""
    result = judged(reported((10, 10), (0, 10), (10, 10)))["1"]

    assert result.value is not None
    assert Fraction(2, 3) in result.value
    assert "не хватает" not in result.reason
    assert result.shortfall == Bounds(1, 1)


def test_what_is_demanded_of_the_region_and_of_each_are_two_components() -> None:
    """Beside each other they would have one value and two norms."""
    whole = Target(2024, at_least(percent(30)), CLAUSE)
    with pytest.raises(ProfileError, match="one of them for each; make components of them"):
        order(whole, IN_EACH)
    measure = Share(people.STAFF, diagnostics.DIAGNOSED)
    parts = [
        Component(name="region", title="по региону", measure=measure, targets=[whole]),
        Component(name="each", title="в каждом", measure=measure, targets=[IN_EACH]),
    ]
    report = rnms.evaluate(
        reported((10, 10), (0, 10), (10, 10)), region=profile(indicator(components=parts)), period=2024
    )

    assert report["1"]["each"].verdict is Verdict.NOT_MET
    assert report["1"].verdict is Verdict.NOT_MET
    # Below the title each part, and below it what was counted and what came of it.
    assert [step.depth for step in report["1"].explain().steps] == [0, 1, 2, 2, 1, 2, 2]


def test_one_municipality_alone_is_held_against_what_is_demanded_of_each() -> None:
    """And against nothing that is demanded of the region or of organisations."""
    data = reported((2, 10), (0, 10), None)
    alone = {key: judged(data, municipality=key)["1"] for key in ("m1", "m2")}

    assert {key: one.verdict for key, one in alone.items()} == {"m1": Verdict.MET, "m2": Verdict.NOT_MET}
    assert judged(data, Target(2024, TEN, CLAUSE), municipality="m1")["1"].verdict is Verdict.NO_TARGET
    of_schools = Target(2024, TEN, CLAUSE, each=ORGANIZATION)
    assert judged(data, of_schools, municipality="m1")["1"].verdict is Verdict.NO_TARGET


def test_while_the_period_runs_only_what_is_certain_is_said() -> None:
    """An indicator that accrues is met in each or it is pending."""
    data = reported((2, 10), (0, 10), (1, 10))
    accruing = profile(indicator(targets=[IN_EACH], accrues=True))
    day = dt.date(2024, 6, 30)

    assert judged(data, as_of=day)["1"].verdict is Verdict.PENDING
    assert rnms.evaluate(data, region=accruing, period=2024, as_of=day)["1"].verdict is Verdict.PENDING
    full = reported((2, 10), (5, 10), (1, 10))
    assert rnms.evaluate(full, region=accruing, period=2024, as_of=day)["1"].verdict is Verdict.MET


def test_the_minimum_of_each_is_held_against_each() -> None:
    """Beside the region's own value, which is stricter."""
    target = Target(2024, at_least(percent(20)), CLAUSE, minimum=Minimum(TEN, CLAUSE), each=MUNICIPALITY)
    judgement = judged(reported((2, 10), (1, 10), (9, 10)), target)["1"].judgement

    assert (judgement.verdict, judgement.by_minimum) == (Verdict.NOT_MET, Verdict.MET)


def test_more_municipalities_than_are_listed_leave_it_open() -> None:
    """Where the list was not collected, or not all of it."""
    gap = Unreported(entity="municipalities")
    named = reported((2, 10), (1, 10), (1, 10), unreported=[gap])
    judgement = judged(named)["1"].judgement

    assert judgement.verdict is Verdict.UNDETERMINED
    assert "each-unlisted" in [reason.code for reason in judgement.reasons]


@pytest.mark.parametrize("unit", [SCHOOL, people.STAFF.unit])
def test_each_is_a_municipality_or_an_organisation(unit: Any) -> None:
    """Anything else has no value of its own."""
    with pytest.raises(ValueError, match="write each=MUNICIPALITY or each=ORGANIZATION"):
        Target(2024, TEN, CLAUSE, each=unit)


def test_a_table_for_each_goes_through_json() -> None:
    """A row of a table, for each."""
    demanded = order(*yearly({2023: TEN, 2024: TEN}, CLAUSE, each=MUNICIPALITY))

    assert files.load_profile(files.dump_profile(demanded)) == demanded


# Records and tables.

SCHOOLS = [
    Organization(id=f"s{number}", name=f"Школа {number}", kind=OrganizationKind.GENERAL, municipality=place)
    for number, place in enumerate(("m1", "m1", "m2"), start=1)
]


def staffed(staff: list[tuple[str, bool]], **more: Any) -> RegionalSystem:
    """Teachers of schools: where each works, and whether diagnosed."""
    return RegionalSystem(
        region="nowhere",
        municipalities=PLACES,
        organizations=SCHOOLS,
        persons=[Person(id=f"p{number}") for number, _ in enumerate(staff)],
        employments=[
            Employment(
                person=f"p{number}", organization=school, role=Role.PEDAGOGICAL, start=dt.date(2020, 1, 1)
            )
            for number, (school, _) in enumerate(staff)
        ],
        diagnostics=[
            Diagnostic(
                id=f"d{number}", person=f"p{number}", date=dt.date(2024, 3, 1), provider=Provider.CNPPM
            )
            for number, (_, is_diagnosed) in enumerate(staff)
            if is_diagnosed
        ],
        **more,
    )


def test_records_name_the_schools_that_break_it() -> None:
    """By organisation: each school with staff must keep it, one without is left out."""
    target = Target(2024, TEN, CLAUSE, each=ORGANIZATION)
    result = judged(staffed([("s1", True), ("s2", False)]), target)["1"]

    assert result.verdict is Verdict.NOT_MET
    assert "не выполняют 1 из 2: Школа 2" in result.reason
    assert "Школа 3" in result.reason
    slices = result.by("organization")
    assert slices["s2"].title == "Школа 2"
    assert {key: part.verdict for key, part in slices.items()} == {
        "s1": Verdict.MET,
        "s2": Verdict.NOT_MET,
        "s3": Verdict.NOT_APPLICABLE,
    }


def test_while_the_period_runs_a_school_may_still_keep_it() -> None:
    """What is reached for good is reached; what is not may be by the last day of the period."""
    accruing = profile(indicator(targets=[Target(2024, TEN, CLAUSE, each=ORGANIZATION)], accrues=True))
    data = staffed([("s1", True), ("s2", False)])

    def by_school(as_of: dt.date | None) -> dict[str, Verdict]:
        result = rnms.evaluate(data, region=accruing, period=2024, as_of=as_of)["1"]
        return {key: part.verdict for key, part in result.by("organization").items()}

    ended = {"s1": Verdict.MET, "s2": Verdict.NOT_MET, "s3": Verdict.NOT_APPLICABLE}
    assert by_school(None) == by_school(YEAR.end) == ended
    assert by_school(dt.date(2024, 12, 30)) == {**ended, "s2": Verdict.PENDING}


def test_while_the_period_runs_a_school_that_grew_may_still_shrink() -> None:
    """What is reached stays, but that there are more than a year ago does not."""
    target = Target(2024, at_least(1), CLAUSE, each=ORGANIZATION)
    growing = profile(indicator(measure=Growth(Count(people.STAFF)), targets=[target], accrues=True))
    data = staffed([("s1", True), ("s2", True)])
    [newcomer, other] = data.employments or ()
    data = attrs.evolve(data, employments=[attrs.evolve(newcomer, start=dt.date(2024, 2, 1)), other])

    def by_school(as_of: dt.date | None) -> list[Verdict]:
        result = rnms.evaluate(data, region=growing, period=2024, as_of=as_of)["1"]
        return [result.by("organization")[key].verdict for key in ("s1", "s2")]

    assert by_school(None) == [Verdict.MET, Verdict.NOT_MET]
    assert by_school(dt.date(2024, 12, 30)) == [Verdict.PENDING, Verdict.PENDING]


def test_a_number_for_each_counts_where_nobody_is() -> None:
    """«Не менее одного в каждом»: where there is nobody, that is too few."""
    counted = profile(
        indicator(measure=Count(people.STAFF), targets=[Target(2024, at_least(1), CLAUSE, each=MUNICIPALITY)])
    )
    result = rnms.evaluate(staffed([("s1", True), ("s3", False)]), region=counted, period=2024)["1"]

    assert result.verdict is Verdict.NOT_MET
    assert "не выполняют 1 из 3: Район 3" in result.reason


def test_a_part_that_was_not_reported_leaves_it_open_by_name() -> None:
    """The municipality is named."""
    data = staffed(
        [("s1", True), ("s3", True)], unreported=[Unreported(entity="employments", municipality="m2")]
    )
    result = judged(data)["1"]

    assert result.verdict is Verdict.UNDETERMINED
    assert "Район 2" in result.reason


STAFF = st.lists(st.tuples(st.sampled_from(["s1", "s2", "s3"]), st.booleans()), max_size=8)


@pytest.mark.slow
@given(STAFF, st.sampled_from([MUNICIPALITY, ORGANIZATION]), st.integers(0, 100))
def test_of_complete_records_each_is_as_counted_by_hand(
    staff: list[tuple[str, bool]], unit: Any, least: int
) -> None:
    """And tables say the same as objects."""
    place_by_school = {school.id: school.municipality for school in SCHOOLS}
    shares: dict[str, list[bool]] = {}
    for school, is_diagnosed in staff:
        key = school if unit == ORGANIZATION else str(place_by_school[school])
        shares.setdefault(key, []).append(is_diagnosed)
    kept = [Fraction(sum(passed), len(passed)) >= Fraction(least, 100) for passed in shares.values()]
    expected = Verdict.NOT_APPLICABLE if not kept else Verdict.MET if all(kept) else Verdict.NOT_MET
    target = Target(2024, at_least(percent(least)), CLAUSE, each=unit)
    data = staffed(staff)
    results = [judged(source, target)["1"] for source in (data, tabled(data, KINDS["polars"]))]

    assert [result.verdict for result in results] == [expected, expected]
    assert results[0].judgement.reasons == results[1].judgement.reasons
    assert results[0].by("municipality") == results[1].by("municipality")


@given(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=3, max_size=3), st.integers(0, 4))
def test_of_figures_each_is_certain_only_where_no_answer_could_change_it(
    counts: list[int | None], least: int
) -> None:
    """Every number that a silent municipality could have reported is tried."""
    target = Target(2024, at_least(Fraction(least, 4)), CLAUSE, each=MUNICIPALITY)
    result = judged(reported(*(None if count is None else (count, 4) for count in counts)), target)["1"]
    worlds: list[list[int]] = [[]]
    for count in counts:
        options = range(5) if count is None else [count]
        worlds = [[*world, option] for world in worlds for option in options]
    outcomes = {all(count >= least for count in world) for world in worlds}

    if outcomes == {True} and None not in counts:
        assert result.verdict is Verdict.MET
    elif outcomes == {False}:
        assert result.verdict is Verdict.NOT_MET
    else:
        # Of a silent one not even the headcount is known, so it decides nothing.
        assert result.verdict in {Verdict.UNDETERMINED, Verdict.NO_DATA}


def test_a_lost_value_for_each_is_lost_for_each() -> None:
    """No municipality is told that nothing was demanded of it, and nobody is asked for an answer."""
    lost = Target(2024, Unknown("страница утрачена", CLAUSE), CLAUSE, each=MUNICIPALITY)
    result = judged(reported((2, 10), (0, 10), None), lost)["1"]

    assert result.verdict is Verdict.NO_TARGET
    assert all(part.is_target_lost for part in result.by("municipality").values())
    of_schools = Target(2024, Unknown("страница утрачена", CLAUSE), CLAUSE, each=ORGANIZATION)
    slices = judged(staffed([("s1", True)]), of_schools)["1"].by("organization")
    assert slices["s1"].is_target_lost


def test_what_is_supposed_of_each_is_demanded_of_each() -> None:
    """Another value in place of the act's changes nothing else of it."""
    supposed = order().with_targets({"1": {2024: at_least(percent(20))}}, why="проект")
    result = rnms.evaluate(reported((2, 10), (1, 10), (9, 10)), region=supposed, period=2024)["1"]

    assert result.verdict is Verdict.NOT_MET
    assert "Район 2" in result.reason


def duty(**changes: Any) -> Requirement:
    fields = {
        "code": "S-1",
        "title": "Охват",
        "force": Force.DUTY,
        "clause": CLAUSE,
        "measure": Share(people.STAFF, diagnostics.DIAGNOSED),
    }
    return Requirement(**{**fields, **changes})


def under(one: Requirement, data: RegionalSystem) -> Any:
    [finding] = rnms.evaluate(data, region=profile(indicator(), requirements=[one]), period=2024).requirements
    return finding


def test_a_duty_of_each_is_judged_as_a_target_of_each() -> None:
    """Who breaks it and who is open is named, and the minimum set elsewhere stands beside it."""
    minimum = Minimum(TEN, CLAUSE)
    strict = duty(norm=at_least(percent(20)), each=MUNICIPALITY, minimum=minimum)
    broken = under(strict, reported((2, 10), (1, 10), None))
    kept = under(strict, reported((2, 10), (3, 10), (9, 10)))
    by_minimum = under(strict, reported((2, 10), (1, 10), (9, 10)))

    assert (broken.verdict, broken.failed, broken.undecided) == (
        Verdict.NOT_MET,
        ("Район 2",),
        ("Район 3",),
    )
    assert (kept.verdict, kept.failed, kept.members) == (Verdict.MET, (), "municipalities")
    assert (by_minimum.verdict, by_minimum.judgement.by_minimum) == (Verdict.NOT_MET, Verdict.MET)


def test_a_duty_of_each_school_names_the_schools() -> None:
    """As records tell them."""
    finding = under(duty(norm=TEN, each=ORGANIZATION), staffed([("s1", True), ("s2", False)]))

    assert (finding.verdict, finding.members) == (Verdict.NOT_MET, "organizations")
    assert len(finding.failed) == 1


def test_a_lost_norm_of_a_duty_is_lost() -> None:
    """It is known to exist, so nobody says that nothing is demanded."""
    finding = under(duty(norm=Unknown("страница утрачена", CLAUSE)), reported((2, 10), (0, 10), None))

    assert finding.verdict is Verdict.NO_TARGET
    assert finding.judgement.is_target_lost
    assert (finding.failed, finding.undecided) == ((), ())


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (duty(measure=None, same_as="1", each=MUNICIPALITY), "nothing of its own that is measured"),
        (duty(measure=None, same_as="1", norm=Unknown("утрачена", CLAUSE)), "nothing of its own that is"),
        (duty(norm=at_least(20), minimum=Minimum(TEN, CLAUSE)), "a share of 20 is more than the whole"),
        (duty(norm=TEN, minimum=Minimum(at_least(20), CLAUSE)), "a share of 20 is more than the whole"),
    ],
)
def test_a_duty_that_contradicts_itself_is_refused(one: Requirement, told: str) -> None:
    with pytest.raises(ProfileError, match=told):
        profile(indicator(), requirements=[one])


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (
            duty(norm=TEN, minimum=Minimum(at_least(percent(20)), CLAUSE)),
            "requirement S-1 is laxer than",
        ),
        (
            duty(norm=TEN, measure=Share(THE_REGION, management.MONITORING_ADOPTED), each=MUNICIPALITY),
            "requirement S-1: region.* has no municipality of its own",
        ),
    ],
)
def test_a_duty_keeps_the_rules_of_targets(one: Requirement, told: str) -> None:
    declared = profile(indicator(), requirements=[one])

    assert any(re.match(told, fault) for rule in READ for fault in rule(declared))


def test_a_duty_of_each_goes_through_json() -> None:
    """With all that it demands."""
    declared = profile(
        indicator(),
        requirements=[duty(norm=at_least(percent(20)), each=MUNICIPALITY, minimum=Minimum(TEN, CLAUSE))],
    )

    assert files.load_profile(files.dump_profile(declared)) == declared


ROUTES_IN_EACH = profile(
    indicator(measure=Share(people.TEACHERS, diagnostics.WITH_ROUTE), targets=[IN_EACH]),
    indicator(code="2", measure=Count(diagnostics.ROUTES)),
)


def of_teachers(count: int, among: int, place: str | None) -> Figure:
    return Figure(key="teachers.with_route", period=YEAR, count=count, among=among, municipality=place)


@pytest.mark.parametrize(
    ("regional", "counted"),
    [
        # There are fewer routes in the region than teachers who have one in the first municipality.
        (Figure(key="routes", period=YEAR, count=10), False),
        # Fewer in the region than in one of its municipalities.
        (Figure(key="teachers.with_route", period=YEAR, count=10), False),
        # More of all than there are.
        (Figure(key="teachers", period=YEAR, count=100), False),
        (Figure(key="routes", period=YEAR, count=20), True),
        (Figure(key="teachers.with_route", period=YEAR, count=20), True),
        (Figure(key="teachers", period=YEAR, count=220), True),
    ],
)
def test_what_the_region_excludes_decides_nothing_of_a_municipality(regional: Figure, counted: bool) -> None:
    """Either may be wrong, and neither is counted: so the municipality is open, and says why."""
    sizes = {"m1": 120, "m2": 100}
    figures = [
        regional,
        of_teachers(20, 120, "m1"),
        of_teachers(0, 100, "m2"),
        *(Figure(key="teachers", period=YEAR, count=size, municipality=key) for key, size in sizes.items()),
    ]
    data = RegionalSystem(region="nowhere", municipalities=PLACES[:2], figures=figures)
    report = rnms.evaluate(data, region=ROUTES_IN_EACH, period=2024)
    first = report["1"].by("municipality")["m1"]
    alone = rnms.evaluate(data, region=ROUTES_IN_EACH, period=2024, municipality="m1")["1"]

    assert any(issue.code == "figures.contradiction" for issue in report.issues) is not counted
    assert first.verdict is (Verdict.MET if counted else Verdict.UNDETERMINED)
    assert ("contradiction" in {reason.code for reason in first.reasons}) is not counted
    assert alone.verdict is first.verdict


# What members carry.

HOURS = Term(
    key="hours", title="часы", where=exists("route_items", "route.person", adding=Amount("hours", most=2))
)
LOADS = st.lists(
    st.tuples(
        st.sampled_from(["s1", "s2", "s3"]), st.lists(st.one_of(st.none(), st.integers(0, 2)), max_size=2)
    ),
    max_size=4,
)


@pytest.mark.parametrize(
    ("hours", "faults"),
    [
        ([2, 0, None], []),
        ([3, 2], ["$.route_items[0].hours"]),
        ([2, 5, 9], ["$.route_items[1].hours", "$.route_items[2].hours"]),
    ],
)
def test_more_than_one_record_can_have_is_said_with_its_place(
    hours: list[int | None], faults: list[str]
) -> None:
    """The indicator says that one element has two hours at the most; a known number counts as it is."""
    data, region = with_hours([("s1", hours)]), hours_in_each(ORGANIZATION, Statistic.TOTAL, 1)
    report, by_tables = (
        rnms.evaluate(source, region=region, period=2024) for source in (data, tabled(data, KINDS["polars"]))
    )

    assert [issue.place for issue in report.issues if issue.code == "amount.outside"] == faults
    assert [issue.place for issue in by_tables.issues if issue.code == "amount.outside"] == (
        ["route_items.hours"] if faults else []
    )
    assert report["1"].value == by_tables["1"].value
    known = sum(number for number in hours if number is not None)
    assert report["1"].value == Bounds(known, known + 2 * hours.count(None))


def hours_in_each(unit: Unit, statistic: Statistic, least: int) -> RegionProfile:
    return profile(
        indicator(
            measure=Load(people.TEACHERS, HOURS, statistic),
            targets=[Target(2024, at_least(least), CLAUSE, each=unit)],
        )
    )


def with_hours(teachers: list[tuple[str, list[int | None]]], *more: Any) -> RegionalSystem:
    """Teachers of schools, each with a route of so many items, of some of which the hours are not known."""
    return collected(
        "nowhere",
        PLACES,
        SCHOOLS,
        [teacher(f"p{at}", school) for at, (school, _) in enumerate(teachers)],
        [Route(id=f"r{at}", person=f"p{at}") for at, _ in enumerate(teachers)],
        [
            RouteItem(route=f"r{at}", content=f"{number}", hours=hours)
            for at, (_, items) in enumerate(teachers)
            for number, hours in enumerate(items)
        ],
        *more,
    )


def value_of(statistic: Statistic, loads: list[int]) -> Fraction | None:
    """The statistic of known loads, by hand; of nobody there is none, but they carry nothing together."""
    if statistic is Statistic.TOTAL:
        return Fraction(sum(loads))
    by_statistic = {Statistic.MEAN: statistics.mean, Statistic.MEDIAN: statistics.median}
    exact_loads = [Fraction(load) for load in loads]
    extreme = max if statistic is Statistic.LARGEST else min
    return Fraction(by_statistic.get(statistic, extreme)(exact_loads)) if loads else None


@pytest.mark.slow
@given(LOADS, st.sampled_from([MUNICIPALITY, ORGANIZATION]), st.sampled_from(Statistic), st.integers(0, 3))
def test_what_is_carried_in_each_is_as_every_world_has_it(
    teachers: list[tuple[str, list[int | None]]], unit: Unit, statistic: Statistic, least: int
) -> None:
    """Every number of hours that nobody knows is tried; tables say what records say, and slices the same."""
    place_by_school = {
        school.id: school.id if unit == ORGANIZATION else str(school.municipality) for school in SCHOOLS
    }
    ids = {*place_by_school.values()} | (set() if unit == ORGANIZATION else {place.id for place in PLACES})
    open_items = [(at, n) for at, (_, items) in enumerate(teachers) for n, h in enumerate(items) if h is None]
    values: dict[str, list[Fraction | None]] = {key: [] for key in ids}
    for choice in itertools.product(range(3), repeat=len(open_items)):
        chosen = dict(zip(open_items, choice, strict=True))
        loads: dict[str, list[int]] = {key: [] for key in ids}
        for at, (school, items) in enumerate(teachers):
            known = [chosen[at, n] if hours is None else hours for n, hours in enumerate(items)]
            loads[place_by_school[school]].append(sum(known))
        for key in ids:
            values[key].append(value_of(statistic, loads[key]))
    outcomes = {
        key: {value >= least for value in of_place if value is not None} for key, of_place in values.items()
    }
    judged_ids = [key for key in ids if outcomes[key]]
    expected = Verdict.UNDETERMINED
    if any(outcomes[key] == {False} for key in judged_ids):
        expected = Verdict.NOT_MET
    elif all(outcomes[key] == {True} for key in judged_ids):
        expected = Verdict.MET if judged_ids else Verdict.NOT_APPLICABLE
    data, order = with_hours(teachers), hours_in_each(unit, statistic, least)
    results = [
        rnms.evaluate(source, region=order, period=2024)["1"]
        for source in (data, tabled(data, KINDS["polars"]))
    ]

    assert [result.verdict for result in results] == [expected, expected]
    assert results[0].judgement.reasons == results[1].judgement.reasons
    for result in results:
        for key, own in result.by(unit.key).items():
            of_place = [value for value in values[key] if value is not None]
            assert own.value == (Bounds(min(of_place), max(of_place)) if of_place else None)
            if len(outcomes[key]) == 1:
                assert own.verdict is (Verdict.MET if True in outcomes[key] else Verdict.NOT_MET)
            elif of_place:
                assert own.verdict is Verdict.UNDETERMINED


@told_both_ways
def test_what_one_municipality_carries_is_judged_alone(told: Told) -> None:
    """As what is demanded of each; another that did not send its routes leaves it as it is."""
    data = with_hours([("s1", [2, 1]), ("s3", [1])], Unreported(entity="route_items", municipality="m2"))
    order = hours_in_each(MUNICIPALITY, Statistic.TOTAL, 3)
    alone = {
        key: rnms.evaluate(told(data), region=order, period=2024, municipality=key)["1"]
        for key in ("m1", "m2", "m3")
    }

    assert {key: one.verdict for key, one in alone.items()} == {
        "m1": Verdict.MET,
        "m2": Verdict.UNDETERMINED,
        "m3": Verdict.NOT_MET,
    }
    assert alone["m1"].value == Bounds(3, 3)
    assert alone["m2"].value == Bounds(1, None)


@pytest.mark.parametrize(
    ("count", "verdict"), [(3, Verdict.MET), (2, Verdict.NOT_MET), (None, Verdict.UNDETERMINED)]
)
def test_a_sum_that_a_municipality_reports_is_held_against_what_each_must_carry(
    count: int | None, verdict: Verdict
) -> None:
    """Where no record tells of it."""
    figures = [
        Figure(key="teachers.hours.total", period=YEAR, count=number, municipality=place)
        for place, number in (("m1", 3), ("m2", count), ("m3", 5))
        if number is not None
    ]
    data = RegionalSystem(region="nowhere", municipalities=PLACES, figures=figures)
    order = hours_in_each(MUNICIPALITY, Statistic.TOTAL, 3)

    assert rnms.evaluate(data, region=order, period=2024)["1"].verdict is verdict
