"""Duties in time: what must always be kept is judged as of the day, what falls due is pending until then."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.agreement import disagreements
from kit.records import attached, collected, day, flat, methodist, org, person, rounds, teacher
from kit.rows import by_source
from kit.strategies import periods
from kit.tabled import KINDS, Told, tabled, told_both_ways
from rnms import Municipality, Verdict, regions
from rnms.model import (
    Adoption,
    AdoptionKind,
    Attestation,
    Diagnostic,
    Employment,
    Meeting,
    MeetingBody,
    MethodicalModel,
    Organization,
    OrganizationKind,
    Period,
    PeriodKind,
    Person,
    Role,
    Route,
)
from rnms.model.period import periods_meant

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NO_DATA, NO_TARGET, PENDING = Verdict.NO_DATA, Verdict.NO_TARGET, Verdict.PENDING
NOT_APPLICABLE = Verdict.NOT_APPLICABLE


def pool(number: int) -> list[Any]:
    """So many teachers attached to one methodist."""
    names = [f"t{at}" for at in range(number)]
    return [
        org("s"),
        person("m"),
        methodist("m"),
        *flat([teacher(name, "s"), attached(name, "m-m")] for name in names),
    ]


def said(duty: str, *, state: bool | None, start: str = "") -> Attestation:
    return Attestation(subject="region", duty=duty, state=state, start=day(start) if start else None)


def met(body: MeetingBody, *days: str) -> list[Meeting]:
    return [Meeting(body=body, date=day(one)) for one in days]


UMO, POOL = MeetingBody.REGIONAL_UMO, MeetingBody.METHODIST_POOL
TWO = [Municipality(id="a", name="А"), Municipality(id="b", name="Б")]
ADOPTED = Adoption(kind=AdoptionKind.METHODIST_POOL, start=day("2023-02-01"))
STANDING: list[tuple[str, str, str, list[Any], Verdict, str]] = [
    ("ugra", "S-UGR-09", "2023-10-01", pool(251), NOT_MET, "001 l.477: «не более 250» names no day"),
    ("ugra", "S-UGR-09", "2023-10-01", pool(250), MET, "001 l.477"),
    ("ugra", "S-UGR-04", "2023-10-01", [said("portal_account", state=False)], NOT_MET, "001 l.267"),
    ("ugra", "S-UGR-04", "2023-10-01", [said("portal_account", state=None)], UNDETERMINED, "001 l.267"),
    ("ugra", "S-UGR-02", "2023-10-01", [said("cnppm_within_institute", state=True)], MET, "001 l.117"),
    ("ugra", "S-UGR-02", "2023-03-30", [said("cnppm_within_institute", state=False)], NO_TARGET,
     "001 l.19: the day before the order"),
    ("ugra", "S-UGR-04", "2023-10-01", [said("portal_account", state=True, start="2023-10-02")], UNDETERMINED,
     "the account is of tomorrow"),
    ("amur", "S-AMU-03", "2023-10-01", [said("head_agreed", state=False)], NOT_MET, "002 l.152"),
    ("amur", "S-AMU-07", "2023-10-01", TWO, NOT_MET, "002 l.229: no service anywhere"),
    ("kirov", "S-KIR-06", "2023-10-01", [said("practice_bank", state=False)], NOT_MET, "003 l.232"),
    ("khabarovsk", "S-KHB-01", "2023-05-01", [*TWO, MethodicalModel(municipality="a", functioning=True)],
     NOT_MET, "000 l.72: «созданы и функционируют»"),
    ("khabarovsk", "S-KHB-01", "2023-05-01",
     [*TWO, *(MethodicalModel(municipality=one.id, functioning=True) for one in TWO)], MET, "000 l.72"),
]  # fmt: skip


@pytest.mark.parametrize(("region", "code", "as_of", "records", "expected", "why"), by_source(STANDING))
def test_what_must_always_be_kept_is_judged_as_of_the_day(
    region: str, code: str, as_of: str, records: list[Any], expected: Verdict, why: str
) -> None:
    """In both directions: kept is kept, broken is broken, open is open, and nothing waits for December."""
    data = collected(region, *records)

    assert rnms.evaluate(data, period=2023, as_of=day(as_of)).requirement(code).verdict is expected, why


MAY_PAPERS = [
    Adoption(kind=kind, start=day("2023-05-31")) for kind in (AdoptionKind.STATUTE, AdoptionKind.ROADMAP)
]
DUE: list[tuple[str, str, Any, str, list[Any], Verdict, str]] = [
    ("ugra", "S-UGR-05", 2023, "2023-10-01", [], PENDING, "001 l.512: «ежегодно», to the end of the year"),
    ("ugra", "S-UGR-05", 2023, "2023-12-31", [], NOT_MET, "001 l.512"),
    ("ugra", "S-UGR-05", 2023, "2023-10-01",
     [ADOPTED, *pool(1), said("pool_work_plan", state=True)], MET, "001 l.512: done is done"),
    ("ugra", "S-UGR-15", 2023, "2023-06-01", [], PENDING, "001 l.486: June is not over"),
    ("ugra", "S-UGR-15", 2023, "2023-07-01", [], NOT_MET, "001 l.486: the first half-year is"),
    ("ugra", "S-UGR-15", 2023, "2023-10-01", rounds("2023-05-20"), PENDING, "001 l.486: one of two"),
    ("ugra", "S-UGR-15", 2023, "2023-10-01", rounds("2023-05-20", recommended=False), NOT_MET,
     "001 l.492: without recommendations"),
    ("amur", "S-AMU-15", 2023, "2023-10-01", [], PENDING, "002 l.350: once a year"),
    ("amur", "S-AMU-15", 2023, "2023-10-01", rounds("2023-02-01"), MET, "002 l.350: held"),
    ("kirov", "S-KIR-02", 2023, "2023-10-01", [], PENDING, "003 l.50: within 2023 and 2024"),
    ("kirov", "S-KIR-03", 2024, "2024-06-29", [], PENDING, "003 l.65: June is not over"),
    ("kirov", "S-KIR-03", 2024, "2024-07-05", met(POOL, "2024-07-02"), NOT_MET, "003 l.65: in July"),
    ("kirov", "S-KIR-01", 2023, "2023-06-15", MAY_PAPERS, PENDING, "003 ll.57, 74: two papers are of June"),
    ("kirov", "S-KIR-01", 2023, "2023-06-30", MAY_PAPERS, PENDING, "on the day itself there is time"),
    ("kirov", "S-KIR-01", 2023, "2023-07-01", MAY_PAPERS, NOT_MET, "June is over"),
    ("kirov", "S-KIR-01", 2023, "2023-06-15", [], NOT_MET, "003 l.34: those of May were missed"),
    ("kirov", "S-KIR-01", 2023, "2023-06-15",
     [Adoption(kind=kind, start=day("2023-06-10")) for kind in (AdoptionKind.STATUTE, AdoptionKind.ROADMAP)],
     PENDING, "003 ll.34, 40: those of May were made in June, and are there"),
    ("kirov", "S-KIR-05", 2023, "2023-06-15", [said("navigator", state=False)], PENDING, "l.203: June"),
    ("kirov", "S-KIR-05", 2023, "2023-07-01", [said("navigator", state=False)], NOT_MET, "l.203"),
    ("kirov", "S-KIR-06", 2023, "2023-06-15", [said("practice_bank", state=False)], PENDING, "l.232: June"),
    ("khabarovsk", "S-KHB-05", 2024, "2024-06-01", met(UMO, "2024-02-10", "2024-05-31"), PENDING, "l.195"),
    ("khabarovsk", "S-KHB-05", 2024, "2024-06-10", met(UMO, "2024-02-10", "2024-06-05"), NOT_MET, "l.196"),
    ("khabarovsk", "S-KHB-04", 2023, "2023-05-01", TWO, PENDING, "004 l.59: of August"),
]  # fmt: skip


@pytest.mark.parametrize(("region", "code", "period", "as_of", "records", "expected", "why"), by_source(DUE))
def test_what_falls_due_waits_for_its_day(  # a row reads
    region: str, code: str, period: Any, as_of: str, records: list[Any], expected: Verdict, why: str
) -> None:
    """Pending until then, unless it is already certain; from tables as from records."""
    data = collected(region, *records)

    assert rnms.evaluate(data, period=period, as_of=day(as_of)).requirement(code).verdict is expected, why


def test_tables_tell_of_duties_what_records_do() -> None:
    data = collected("ugra", *pool(251), *rounds("2023-05-20"))
    tables = tabled(data, KINDS["polars"])
    one, other = (rnms.evaluate(source, period=2023, as_of=day("2023-10-01")) for source in (data, tables))

    assert [found.verdict for found in one.requirements] == [found.verdict for found in other.requirements]
    assert other.requirement("S-UGR-09").is_violation


OTHER_PERIODS: list[tuple[str, str, Any, list[Any], Verdict, str]] = [
    ("ugra", "S-UGR-15", "2023-H1", rounds("2023-05-20"), MET, "the half-year by which it counts"),
    ("ugra", "S-UGR-15", "2023-H1", rounds("2023-05-20", recommended=False), NOT_MET, "7.5 broken in it"),
    ("ugra", "S-UGR-15", "2023-H2", rounds("2023-05-20"), NOT_MET, "no round in it"),
    ("ugra", "S-UGR-15", "2023-Q2", rounds("2023-05-20"), MET, "the half-year that holds the quarter"),
    ("ugra", "S-UGR-15", "2022/2023", rounds("2023-05-20"), MET, "the half-year inside the academic year"),
    ("ugra", "S-UGR-15", "2023/2024", rounds("2024-02-10"), NOT_MET, "of December 2023, which lies in it"),
    ("ugra", "S-UGR-15", "2023/2024", rounds("2023-10-10", "2024-02-10"), MET, "both that end in it"),
    (
        "ugra",
        "S-UGR-15",
        "2023/2024",
        rounds("2023-07-10", recommended=False) + rounds("2024-02-10"),
        NOT_MET,
        "7.5 of the half it ends in",
    ),
    (
        "ugra",
        "S-UGR-15",
        "2023/2024",
        rounds("2023-10-10", "2024-02-10") + rounds("2024-07-10", recommended=False),
        MET,
        "of the next half",
    ),
    ("ugra", "S-UGR-05", "2023-H1", [], PENDING, "the year that holds the half-year still runs"),
    ("ugra", "S-UGR-20", "2023-Q4", [], NOT_MET, "the year ends with the quarter"),
    ("ugra", "S-UGR-09", "2023-Q2", pool(251), NOT_MET, "a cap of any day"),
    ("amur", "S-AMU-15", "2023-H2", [], NOT_MET, "the year ends with the half-year"),
    ("kirov", "S-KIR-03", "2022/2023", met(POOL, "2023-06-10"), MET, "June 2023"),
    ("kirov", "S-KIR-08", "2024-H1", rounds("2024-05-10"), PENDING, "November is to come"),
    ("kirov", "S-KIR-08", "2024-H1", [], NOT_MET, "May has passed"),
    ("kirov", "S-KIR-02", "2024-Q1", [], PENDING, "within two years"),
    ("khabarovsk", "S-KHB-05", "2023/2024", met(UMO, "2024-02-10"), NOT_MET, "no meeting in May"),
    ("khabarovsk", "S-KHB-05", "2024-Q1", met(UMO, "2024-02-10"), PENDING, "the plan of the year runs"),
    ("khabarovsk", "S-KHB-05", 2023, [], NO_TARGET, "the plan is of 2024"),
    ("kirov", "S-KIR-03", "2024-H1", [], NOT_MET, "June is over with the half-year"),
    ("kirov", "S-KIR-08", "2023-11-01/2023-11-30", [], NOT_MET, "so is November"),
    ("khabarovsk", "S-KHB-05", "2024-02-01/2024-02-29", [], NOT_MET, "and February"),
]


@pytest.mark.parametrize(("region", "code", "period", "records", "expected", "why"), by_source(OTHER_PERIODS))
@told_both_ways
def test_a_duty_is_judged_for_the_periods_inside_what_was_asked(
    region: str,
    code: str,
    period: Any,
    records: list[Any],
    expected: Verdict,
    why: str,
    told: Told,
) -> None:
    """Or for the one that holds it: never «not required then» for want of a period of its kind."""
    data = collected(region, *records)
    source = told(data)
    report = rnms.evaluate(source, period=period)

    assert report.requirement(code).verdict is expected, why
    assert disagreements(report, regions.get(region), data) == []


def route(start: str, diagnosed: str) -> list[Any]:
    """A route of a teacher that was developed at a school, and the diagnostic that it names."""
    return [
        Person(id="t"),
        Employment(person="t", organization="s", role=Role.PEDAGOGICAL, start=day("2010-09-01")),
        Organization(id="s", kind=OrganizationKind.GENERAL),
        Diagnostic(id="d", person="t", date=day(diagnosed)),
        Route(id="r", person="t", diagnostic="d", start=day(start), organization="s"),
    ]


EVENTS: list[tuple[str, str, Any, list[Any], Verdict, str]] = [
    ("ugra", "7.5", "2023-H1", rounds("2023-02-20", recommended=False) + rounds("2023-05-20"), MET,
     "001 l.19: the order is of 31.03.2023"),
    ("ugra", "S-UGR-15", "2023-H1", rounds("2023-02-20", recommended=False) + rounds("2023-05-20"), MET,
     "and so with the duty"),
    ("ugra", "7.5", "2023-H1", rounds("2023-03-31", recommended=False), NOT_MET, "on its own day it binds"),
    ("ugra", "7.5", "2023-H1", rounds("2023-02-20", recommended=False), NOT_APPLICABLE, "none since"),
    ("amur", "S-AMU-15", 2022, rounds("2022-02-20", recommended=False) + rounds("2022-05-20"), MET,
     "002: the order is of 12.04.2022"),
    ("kirov", "S-GEN-01", 2023, route("2023-02-01", "2023-03-01"), NOT_APPLICABLE,
     "003: the order is of 31.05.2023"),
    ("kirov", "S-GEN-01", 2023, route("2023-06-01", "2023-07-01"), NOT_MET, "a route since"),
    ("ugra", "S-UGR-13", 2023, route("2023-02-01", "2023-01-01"), NOT_APPLICABLE, "001 l.405, before"),
    ("ugra", "S-UGR-13", 2023, route("2023-04-01", "2023-01-01"), NOT_MET, "001 l.405, since"),
]  # fmt: skip


@pytest.mark.parametrize(("region", "code", "period", "records", "expected", "why"), by_source(EVENTS))
@told_both_ways
def test_what_happened_before_the_act_binds_nothing(
    region: str,
    code: str,
    period: Any,
    records: list[Any],
    expected: Verdict,
    why: str,
    told: Told,
) -> None:
    """Neither a round nor a route of a day on which nobody demanded anything of it breaks a duty."""
    data = collected(region, *records)
    source = told(data)
    report = rnms.evaluate(source, period=period)
    followed = [one.follow_up for one in report.monitoring if one.follow_up is not None]
    found = {one.code: one.verdict for one in (*report.requirements, *followed)}

    assert found[code] is expected, why
    assert disagreements(report, regions.get(region), data) == []


def test_what_was_counted_over_the_year_of_the_act_is_not_cut() -> None:
    """Nobody can tell which of the routes of a number are of before."""
    told = {"routes": 10, "routes.after_diagnostic": 9}
    report = rnms.evaluate(rnms.from_figures(told, region="kirov", period=2023), period=2023)

    assert report.requirement("S-GEN-01").verdict is NOT_MET


FROM_THE_WORST = [NOT_MET, UNDETERMINED, PENDING, MET, NO_TARGET]


@pytest.mark.parametrize("period", ["2023/2024", "2023-H1", "2023-Q2", "2023-10-01/2024-05-31", "2022/2023"])
def test_an_indicator_is_judged_for_the_periods_that_its_duty_is(period: str) -> None:
    """One function says which periods are meant; so none is without a target for want of one of its kind."""
    for region in regions.available():
        profile = regions.get(region)
        report = rnms.evaluate(collected(region, *rounds("2023-11-15"), *pool(251)), period=period)
        for indicator in profile.indicators:
            meant = periods_meant(indicator.period, Period.of(period))

            assert tuple(result.period for result in report if result.code == indicator.code) == meant
        for rule, declared in zip(report.monitoring, profile.monitoring, strict=True):
            told = [result.verdict for result in report if result.code == declared.same_as]
            assert not told or rule.verdict is min(told, key=FROM_THE_WORST.index)


def test_what_an_indicator_counts_by_years_is_judged_for_both_of_a_school_year() -> None:
    """003 l.82: of 2023/2024 the rounds of two years, of which that of May 2024 was not held."""
    report = rnms.evaluate(collected("kirov", *rounds("2023-11-15")), period="2023/2024")

    assert report["1.3.2", 2023].verdict is MET
    assert report["1.3.2", 2024].verdict is NOT_MET
    assert report.requirement("S-KIR-08").verdict is NOT_MET
    assert report.monitoring[0].verdict is NOT_MET


def test_the_follow_up_of_a_rule_is_judged_for_what_was_asked() -> None:
    """001 l.492: a round without recommendations breaks 7.5 in the half-year, and on the day itself."""
    data = collected("ugra", *rounds("2023-05-20", recommended=False))
    for period, as_of in (("2023-H1", None), (2023, day("2023-05-21")), (2023, None)):
        [rule] = rnms.evaluate(data, period=period, as_of=as_of).monitoring

        assert rule.follow_up is not None
        assert rule.follow_up.verdict is NOT_MET


@given(periods, st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.INTERVAL]))
def test_the_periods_meant_share_days_with_what_was_asked(asked: Period, kind: PeriodKind) -> None:
    """All that end in it, where one lies inside it, or those that hold it; of a year what ends in it."""
    found = periods_meant(kind, asked)
    near = [
        one
        for year in range(max(asked.start.year, 2), min(asked.end.year + 1, 9999) + 1)
        for one in kind.ending_in(year)
    ] if asked.end.year - asked.start.year < 20 else []  # fmt: skip
    inside = [one for one in near if asked.covers(one)]

    assert found
    if asked.kind is PeriodKind.CALENDAR:
        assert found == kind.ending_in(asked.year)
    else:
        assert all(one.meets(asked) for one in found)
        assert set(inside) <= set(found)
        assert not inside or set(found) >= {one for one in near if one.end in asked}
        assert not inside or all(one.end in asked for one in found)


def test_every_duty_says_whether_it_stands_or_falls_due() -> None:
    """The list beside the clauses: what names no day must always be kept."""
    due = {
        duty.code: str(getattr(duty.period, "value", duty.period))
        for key in regions.available()
        for duty in regions.get(key).requirements
        if not duty.is_standing
    }

    assert due == {
        "S-AMU-15": "calendar", "S-UGR-05": "calendar", "S-UGR-15": "half_year", "S-UGR-20": "calendar",
        "S-KHB-04": "academic", "S-KHB-05": "2024", "S-KIR-02": "2023-01-01/2024-12-31",
        "S-KIR-03": "calendar", "S-KIR-07": "calendar", "S-KIR-08": "calendar",
    }  # fmt: skip


def test_a_duty_of_the_region_is_none_of_a_municipality() -> None:
    """001 l.221, l.267: the account is the centre's, the levels are those of the region."""
    data = collected("ugra", *TWO, said("portal_account", state=False))
    report = rnms.evaluate(data, period=2023, municipality="a")

    assert report.requirement("S-UGR-04").verdict is NO_TARGET
    assert report.requirement("S-UGR-18").verdict is NO_TARGET
    assert report.requirement("S-UGR-19").verdict is not NO_DATA
