"""A known breach is a breach: an end that nobody can reach any more decides like an end that is not there.

That an end is open exactly when no outcome reaches it is held against brute force in ``test_tally.py`` and
``test_weighted.py``; here it is followed to the verdict, from every source.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.outcomes import outcomes
from kit.rows import by_source
from kit.strategies import tallies
from kit.tabled import KINDS, tabled
from rnms import Tables, Unreported, Verdict, regions
from rnms.indicators import Ratio, Scale, Share
from rnms.indicators.tally import LoadTally, MemberLoad, Tally
from rnms.indicators.vocabulary import diagnostics, early_career, methodists, people
from rnms.logic.population import MUNICIPALITY
from rnms.model import (
    Assignment,
    Bounds,
    Diagnostic,
    Employment,
    Enrolment,
    Figure,
    Methodist,
    Municipality,
    Norm,
    Organization,
    OrganizationKind,
    Person,
    Placement,
    PoolLevel,
    Programme,
    Provider,
    RegionalSystem,
    Role,
    Route,
    at_least,
    at_most,
    less_than,
    more_than,
    percent,
)
from rnms.model.system import record_classes
from rnms.results import Report
from rnms.results.shortfall import shortfall
from rnms.testing import invented_region

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
ALL = at_least(1)
NONE = at_most(0)
ANY_NUMBER = Bounds(0, None)
DIAGNOSED = Share(people.STAFF, diagnostics.DIAGNOSED)
TEACHERS_TO_POOL = Ratio(people.SCHOOL_TEACHERS, methodists.POOL)


@pytest.mark.parametrize(
    ("norm", "bounds", "expected"),
    [
        (ALL, Bounds(0, 1), UNDETERMINED),
        (ALL, Bounds(0, 1, high_open=True), NOT_MET),
        (NONE, Bounds(0, 1, low_open=True), NOT_MET),
        (less_than(1), Bounds(0, 1), UNDETERMINED),
        (less_than(1), Bounds(0, 1, high_open=True), MET),
        (more_than(0), Bounds(0, None), UNDETERMINED),
        (more_than(0), Bounds(0, None, low_open=True), MET),
        (at_least(percent("10.55")), Bounds(percent("10.45"), percent("10.55"), high_open=True), NOT_MET),
        (at_least(percent("10.5")), Bounds(percent("10.45"), percent("10.55"), high_open=True), UNDETERMINED),
        (more_than(percent(10)), Bounds(percent(10), 1, low_open=True), MET),
    ],
)
def test_an_open_end_is_no_value(norm: Norm, bounds: Bounds, expected: Verdict) -> None:
    """An end that is not reached is judged as the values next to it are."""
    assert norm.verdict(bounds) is expected


@given(tallies, st.sampled_from([ALL, NONE, more_than(0), less_than(1), at_least(percent(50))]))
def test_a_share_is_decided_exactly_when_no_outcome_says_otherwise(tally: Tally, norm: Norm) -> None:
    """Every outcome of the undecided is judged alone; the verdict is theirs where they agree."""
    possible = [Fraction(passed, size) for passed, size in outcomes(tally) if size]
    share = tally.share()
    if share is None:
        return
    verdicts = {MET if norm.admits(value) else NOT_MET for value in possible}

    assert norm.verdict(share) is (verdicts.pop() if len(verdicts) == 1 else UNDETERMINED)


@given(tallies)
def test_who_surely_fails_is_short_where_everybody_must_pass(tally: Tally) -> None:
    """The shortfall agrees with the verdict: where a breach is known somebody is missing."""
    share, missing = tally.share(), shortfall([tally], ALL, Scale.PERCENT)
    if share is not None and missing is not None and tally.surely_in:
        assert (missing.low > 0) is (ALL.verdict(share) is NOT_MET)


def loaded(number: int) -> MemberLoad:
    return MemberLoad(sure=True, least=number, most=number)


@pytest.mark.parametrize(
    ("measure", "answers", "norm", "expected", "why"),
    by_source([
        (DIAGNOSED, [Tally(failed=147, anything=None)], ALL, NOT_MET, "147 fail"),
        (DIAGNOSED, [Tally(anything=None)], ALL, UNDETERMINED, "nobody fails"),
        (DIAGNOSED, [Tally(passed=1, anything=None)], NONE, NOT_MET, "one passes"),
        (TEACHERS_TO_POOL, [Tally(passed=1), Tally(out_or_passed=None)], NONE, NOT_MET,
         "one teacher to any number of methodists is more than none"),
        (methodists.MEAN_ATTACHED, [LoadTally(members=[loaded(5)], others=ANY_NUMBER)], NONE, NOT_MET,
         "one carries 5: the mean of any number is more than none"),
        (methodists.MOST_ATTACHED, [LoadTally(members=[loaded(251)], others=ANY_NUMBER)], at_most(250),
         NOT_MET,
         "one carries 251"),
        (methodists.FEWEST_ATTACHED, [LoadTally(members=[loaded(149)], others=ANY_NUMBER)], at_least(150),
         NOT_MET,
         "one carries 149"),
    ]),
)  # fmt: skip
def test_every_measure_knows_a_breach(
    measure: Any, answers: Any, norm: Norm, expected: Verdict, why: str
) -> None:
    """Whatever is missing besides."""
    assert norm.verdict(measure.estimate(answers).bounds) is expected, why


# From the data to the verdict.

DAY = dt.date(2023, 2, 1)
Source = Callable[[int, int], RegionalSystem | Tables]


def everybody_must() -> regions.RegionProfile:
    """Khabarovsk's order, were everybody to be diagnosed."""
    profile = regions.get("khabarovsk")
    diagnosed = profile.indicator("1")
    targets = [attrs.evolve(target, norm=ALL) for target in diagnosed.targets]
    strict = attrs.evolve(diagnosed, targets=targets)
    return attrs.evolve(
        profile, indicators=[strict if one.code == "1" else one for one in profile.indicators]
    )


def staff(diagnosed: int, others: int) -> RegionalSystem:
    """Staff of m1, of whom so many were diagnosed; m2 did not hand in its posts."""
    people = [Person(id=f"p{number}") for number in range(diagnosed + others)]
    return RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=key, name=f"Район {key}") for key in ("m1", "m2")],
        organizations=[Organization(id="s", kind=OrganizationKind.GENERAL, municipality="m1")],
        persons=people,
        employments=[
            Employment(person=person.id, organization="s", role=Role.PEDAGOGICAL, start=dt.date(2020, 9, 1))
            for person in people
        ],
        diagnostics=[
            Diagnostic(id=f"d{number}", person=f"p{number}", date=DAY, provider=Provider.CNPPM)
            for number in range(diagnosed)
        ],
        unreported=[Unreported(entity="employments", municipality="m2")],
    )


def reported(diagnosed: int, others: int) -> RegionalSystem:
    """By figures: of those who were asked so many were diagnosed; nobody knows how many there are."""
    figure = Figure(key="staff.diagnosed", period="2022/2023", count=diagnosed, among=diagnosed + others)
    return RegionalSystem(region="khabarovsk", figures=[figure])


def judged(data: RegionalSystem | Tables) -> Report:
    return rnms.evaluate(data, region=everybody_must(), period=2023, only="1")


def by_tables(kind: str) -> Source:
    return lambda diagnosed, others: tabled(staff(diagnosed, others), KINDS[kind], leave=("municipalities",))


SOURCES: dict[str, Source] = {
    "records": staff,
    "figures": reported,
    "polars": by_tables("polars"),
    "duckdb": by_tables("duckdb"),
}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("diagnosed", "others", "expected"),
    [(3, 147, NOT_MET), (3, 1, NOT_MET), (0, 1, NOT_MET), (3, 0, UNDETERMINED)],
)
def test_a_silent_municipality_hides_no_breach(
    source: str, diagnosed: int, others: int, expected: Verdict
) -> None:
    """Of «every one» a single known violator breaks it, whoever is silent; without one it is open."""
    report = judged(SOURCES[source](diagnosed, others))
    result = report["1"]

    assert (result.verdict, result.value) == (expected, Bounds(0, 1))
    if expected is NOT_MET:
        assert f"точно не выполняют: {others}" in result.reason
        assert "0–<100" in report.to_text()
    assert Report.from_json(report.to_json())["1"].value.high_open is (expected is NOT_MET)  # type: ignore[union-attr]


# What was not collected.

TEACHERS = ("p0", "p1", "p2")
STAFF: dict[str, Any] = {
    "municipalities": [Municipality(id="m1", name="Лесной район")],
    "organizations": [
        Organization(id="s", kind=OrganizationKind.GENERAL, municipality="m1", low_results_years=())
    ],
    "persons": [Person(id=key) for key in TEACHERS],
    "employments": [
        Employment(person=key, organization="s", role=Role.PEDAGOGICAL, start=dt.date(2020, 9, 1))
        for key in TEACHERS
    ],
}
POOL = [Methodist(id="k", person="p0", level=PoolLevel.REGIONAL, start=dt.date(2022, 1, 1))]
BY_DIAGNOSTIC: dict[str, Any] = {
    "diagnostics": [
        Diagnostic(id=f"d-{key}", person=key, date=DAY, provider=Provider.CNPPM) for key in TEACHERS
    ],
    "programmes": [Programme(id="reading", register_start=dt.date(2022, 1, 1))],
    "enrolments": [
        Enrolment(
            id=f"e-{key}",
            person=key,
            programme="reading",
            diagnostic=f"d-{key}",
            start=dt.date(2023, 3, 1),
            end=dt.date(2023, 4, 1),
        )
        for key in TEACHERS
    ],
    "routes": [],
}
UNCOLLECTED: list[tuple[str, str, dict[str, Any], Verdict, str]] = [
    ("ugra", "6.1.1", {"adoptions": [], "measure_reports": []}, NOT_MET,
     "001 l.460: no roadmap, whatever was attested"),
    ("ugra", "6.1.1", {"adoptions": [], "attestations": []}, NOT_MET,
     "001 l.460: no roadmap, whatever was reported"),
    ("ugra", "S-UGR-16", {"adoptions": []}, NOT_MET, "no roadmap, whoever answers for it"),
    ("ugra", "S-UGR-05", {"adoptions": []}, NOT_MET, "nothing approves a pool, whoever is in it"),
    ("ugra", "S-UGR-05", {"methodists": []}, NOT_MET, "nobody is in a pool, whatever approves it"),
    ("ugra", "S-UGR-06", {**STAFF, "methodists": POOL, "enrolments": [], "programmes": []}, NOT_MET,
     "001 l.35: nobody was trained, whoever was diagnosed"),
    ("ugra", "S-UGR-10",
     {**STAFF, "methodists": POOL, "assignments": [Assignment(methodist="k", person="p1", start=DAY)]},
     NOT_MET, "rests on no diagnostic, whatever diagnostics there are"),
    ("amur", "S-AMU-11", {**STAFF, "pairs": []}, NOT_MET, "nobody is paired, in whatever associations"),
    ("amur", "S-AMU-12", {"adoptions": []}, NOT_MET, "002 4.1 l.283: no order, whatever was attested"),
    ("khabarovsk", "2", {**STAFF, "routes": []}, NOT_MET, "000 row 2 l.71: nobody has an ИОМ"),
    ("ugra", "6.2.1", {**STAFF, "enrolments": [], "programmes": []}, NOT_MET,
     "001 l.468: nobody studied, whatever it was chosen by"),
    ("ugra", "6.2.1", {**STAFF, **BY_DIAGNOSTIC}, MET,
     "001 l.468: everybody by a diagnostic, whatever routes hold"),
    ("ugra", "6.2.1", {**STAFF, **BY_DIAGNOSTIC, "diagnostics": None}, Verdict.NO_DATA,
     "nobody knows of whom the diagnostics are"),
    ("ugra", "6.1.1", {}, Verdict.NO_DATA, "nothing was collected"),
]  # fmt: skip


def verdict_in(report: Report, code: str) -> Verdict:
    return report[code].verdict if code in report.verdicts else report.requirement(code).verdict


@pytest.mark.parametrize("kind", ["records", "polars", "duckdb"])
@pytest.mark.parametrize(("region", "code", "collected", "expected", "source"), by_source(UNCOLLECTED))
def test_what_was_not_collected_hides_nothing_that_is_sure(
    region: str, code: str, collected: dict[str, Any], expected: Verdict, source: str, kind: str
) -> None:
    """A collection that did not come says what one says of which every row is missing."""
    system = RegionalSystem(region=region, **collected)
    data = system if kind == "records" else tabled(system, KINDS[kind], leave=("municipalities",))

    assert verdict_in(rnms.evaluate(data, period=2023), code) is expected, source


def verdicts_of(report: Report) -> dict[str, Verdict]:
    """What is said of every indicator and of each duty that neither days nor faults judge."""
    by_days = {duty.code for duty in report.requirements if duty.falls_due or duty.same_as}
    duties = {duty.code: duty.verdict for duty in report.requirements if duty.code not in by_days}
    return {**report.verdicts, **{code: duties[code] for code in duties if code != "S-GEN-02"}}


@pytest.mark.parametrize("seed", range(16))
def test_absent_is_as_sure_as_missing_row_by_row(seed: int) -> None:
    """Whatever is decided where all rows of a collection are missing is decided where it did not come."""
    dice = random.Random(seed)  # noqa: S311
    region = dice.choice(["amur", "khabarovsk", "kirov", "ugra"])
    # How far measures have come any of several collections may show, so reports of them suffice.
    names = [name for name in record_classes() if name not in {"monitoring_rounds", "measure_reports"}]
    absent = dice.sample(names, dice.choice([1, 1, 2, 4]))
    empty = [name for name in dice.sample(names, dice.choice([0, 4, 12])) if name not in absent]
    whole = attrs.evolve(invented_region(staff=20, seed=seed), region=region)
    whole = attrs.evolve(whole, **{name: [] for name in empty})  # type: ignore[arg-type]
    uncollected = attrs.evolve(whole, **dict.fromkeys(absent))  # type: ignore[arg-type]
    gaps = [Unreported(entity=name) for name in absent]
    missing = attrs.evolve(whole, **{name: [] for name in absent}, unreported=gaps)  # type: ignore[arg-type]

    verdicts = verdicts_of(rnms.evaluate(uncollected, period=2023))
    for code, verdict in verdicts_of(rnms.evaluate(missing, period=2023)).items():
        if verdict in {MET, NOT_MET, Verdict.NOT_APPLICABLE}:
            assert verdicts[code] is verdict, (code, absent, empty)


def test_what_is_sure_is_told_of_members_and_places_too() -> None:
    """Who breaks it is named, and what is known of a municipality is said of it alone as well."""
    system = RegionalSystem(region="ugra", **STAFF, methodists=POOL, enrolments=[], programmes=[])
    duty = rnms.evaluate(system, period=2023).requirement("S-UGR-06")
    alone = rnms.evaluate(system, period=2023, municipality="m1")["6.2.1"]
    studied = rnms.evaluate(system, period=2023)["6.2.1"]

    assert (duty.verdict, duty.failed, duty.undecided) == (NOT_MET, ("p0",), ())
    assert alone.value == Bounds.exact(0)
    assert [member.id for member in studied.who("failed")] == [*TEACHERS]
    assert studied.by("municipality")["m1"].value == Bounds.exact(0)


@pytest.mark.parametrize("kind", ["records", "polars"])
def test_what_is_sure_of_all_is_told_of_strata_too(kind: str) -> None:
    """One young and one older teacher have an ИОМ that may rest on a diagnostic, and one of each has none."""
    born = {"p0": 1999, "p1": 1999, "p2": 1970, "p3": 1970}
    posts = [attrs.evolve(STAFF["employments"][0], person=key) for key in born]
    staff = {
        **STAFF,
        "persons": [Person(id=key, birth_date=dt.date(year, 1, 1)) for key, year in born.items()],
        "employments": posts,
    }
    routes = [Route(id=f"r-{key}", person=key, diagnostic="d", start=DAY) for key in ("p0", "p2")]
    system = RegionalSystem(region="khabarovsk", **staff, routes=routes)
    data = system if kind == "records" else tabled(system, KINDS[kind], leave=("municipalities",))
    profile = regions.get("khabarovsk")
    routed = profile.indicator("2")
    targets = [attrs.evolve(target, norm=ALL) for target in routed.targets]
    of_all = attrs.evolve(profile, indicators=[attrs.evolve(routed, targets=targets)], requirements=[])

    result = rnms.evaluate(data, region=of_all, period=2023, only="2")["2"]
    young, others = result.by(early_career.UNDER_35).values()

    assert (result.verdict, result.value) == (NOT_MET, Bounds(0, Fraction(1, 2)))
    assert young.value == others.value == Bounds(0, Fraction(1, 2))


@pytest.mark.parametrize("kind", ["records", "polars"])
def test_one_place_that_surely_fails_breaks_what_is_demanded_of_each(kind: str) -> None:
    """The ИОМ of one district may rest on a diagnostic that did not come; in the other nobody has one."""
    places: dict[str, Any] = {
        "municipalities": [*STAFF["municipalities"], Municipality(id="m2", name="Озёрный район")],
        "organizations": [
            *STAFF["organizations"],
            Organization(id="s2", kind=OrganizationKind.GENERAL, municipality="m2", low_results_years=()),
        ],
        "persons": [*STAFF["persons"], Person(id="q")],
        "employments": [
            *STAFF["employments"],
            Employment(person="q", organization="s2", role=Role.PEDAGOGICAL, start=dt.date(2020, 9, 1)),
        ],
        "routes": [Route(id="r", person="q", diagnostic="dq", start=DAY)],
    }
    system = RegionalSystem(region="khabarovsk", **places)
    data = system if kind == "records" else tabled(system, KINDS[kind], leave=("municipalities",))
    profile = regions.get("khabarovsk")
    routed = profile.indicator("2")
    targets = [attrs.evolve(target, norm=ALL, each=MUNICIPALITY) for target in routed.targets]
    indicators = [attrs.evolve(one, targets=targets) if one is routed else one for one in profile.indicators]
    of_each = attrs.evolve(profile, indicators=indicators)

    result = rnms.evaluate(data, region=of_each, period=2023, only="2")["2"]
    alone = {
        key: rnms.evaluate(data, region=of_each, period=2023, only="2", municipality=key)["2"].verdict
        for key in ("m1", "m2")
    }

    assert (result.verdict, result.value) == (NOT_MET, Bounds(0, Fraction(1, 4)))
    assert "не выполняют 1 из 2: Лесной район" in result.reason
    assert alone == {"m1": NOT_MET, "m2": Verdict.NO_DATA}


def test_a_figure_hides_no_breach_that_records_are_sure_of() -> None:
    """Records that tell who fails are believed before a figure, though not all of them were collected."""
    figures = [
        Figure(key="teachers.completed_register_programme", period=2023, count=number) for number in (3, 0)
    ]
    system = RegionalSystem(region="ugra", **STAFF, enrolments=[], programmes=[])
    contrary, agreeing = (
        rnms.evaluate(attrs.evolve(system, figures=[figure]), period=2023) for figure in figures
    )

    assert (contrary["6.2.1"].verdict, agreeing["6.2.1"].verdict) == (NOT_MET, NOT_MET)
    assert {issue.code for issue in contrary.issues} == {"figures.differ-from-records"}
    assert not agreeing.issues


@pytest.mark.parametrize(
    ("diagnostic", "counted", "expected", "codes"),
    [
        (None, 1, NOT_MET, ["figures.differ-from-records"]),
        (None, None, NOT_MET, []),
        ("d", 1, MET, []),
        ("d", 0, NOT_MET, []),
    ],
    ids=["it rests on none", "no figure", "it may", "a figure says no"],
)
@pytest.mark.parametrize("region", ["amur", "khabarovsk", "kirov", "ugra"])
def test_nor_does_one_of_what_happened_on_a_day(
    region: str, diagnostic: str | None, counted: int | None, expected: Verdict, codes: list[str]
) -> None:
    """S-GEN-01: diagnostics did not come; that an ИОМ rests on none its record tells, against any figure."""
    route = Route(id="r", person="p0", diagnostic=diagnostic, start=dt.date(2023, 9, 1))
    numbers = {} if counted is None else {"routes": 1, "routes.after_diagnostic": counted}
    system = RegionalSystem(
        region=region,
        persons=[Person(id="p0")],
        routes=[route],
        figures=[Figure(key=key, period=2023, count=number) for key, number in numbers.items()],
    )
    report = rnms.evaluate(system, period=2023)

    assert report.requirement("S-GEN-01").verdict is expected
    assert [issue.code for issue in report.issues] == codes


def test_a_map_that_is_drawn_makes_no_list_of_municipalities() -> None:
    """Where organisations move, the municipalities that were not collected are still not known."""
    moved = Placement(organization="s", municipality="m2", start=dt.date(2023, 7, 1))
    system = RegionalSystem(region="amur", organizations=[], placements=[moved], agreements=[])

    assert rnms.evaluate(system, period=2023).requirement("S-AMU-02").verdict is Verdict.NO_DATA
