"""What falls due is missed only where nothing is missing of the records that could show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

import rnms
from kit.declared import CLAUSE, indicator, profile
from kit.tabled import KINDS, tabled
from rnms import Bounds, RegionalSystem, Tables, Unreported, Verdict
from rnms.indicators import Force, Requirement
from rnms.indicators.vocabulary import completion
from rnms.model import (
    Diagnostic,
    MeasureReport,
    Meeting,
    MeetingBody,
    MonitoringRound,
    Municipality,
    PeriodKind,
    Person,
    Route,
)
from rnms.model.deadlines import After, AnnualAfter, OneOffMonth
from rnms.model.roadmap import PlannedMeeting, Progress, Scheduled
from rnms.model.system import record_classes

MISSED = {Progress.OVERDUE, Progress.DONE_LATE}
REGIONS = ("amur", "khabarovsk", "kirov", "ugra")
YEARS = (2023, 2024)


def system(region: str, *gaps: Unreported, **given: object) -> RegionalSystem:
    """A region that keeps every collection; nothing is in those that are not given."""
    kept = dict.fromkeys((*record_classes(), "measure_reports"), ())
    return RegionalSystem(region=region, **{**kept, **given}, unreported=gaps)  # type: ignore[arg-type]


def shown_alone(one: Scheduled) -> set[str]:
    """The collections of which each could show it by itself."""
    alone = {trace.collection for trace in one.traces if trace.alone}
    return alone or {trace.collection for trace in one.traces}


def gaps() -> Iterator[tuple[str, str, str]]:
    """Every collection that could show what falls due in a region, each by itself."""
    for region in REGIONS:
        for one in rnms.regions.get(region).scheduled:
            # Where what must precede it was not, nothing shows it.
            if not one.judged_by and not isinstance(one.deadline, AnnualAfter):
                yield from ((region, one.code, collection) for collection in sorted(shown_alone(one)))


@pytest.mark.parametrize(("region", "code", "collection"), list(gaps()))
def test_nothing_is_missed_of_which_records_are_missing(region: str, code: str, collection: str) -> None:
    """A collection that was kept and is empty does not say what another one would, had it come."""
    data = system(region, Unreported(entity=collection))
    for year in YEARS:
        report = rnms.evaluate(data, period=year)
        rounds = [one for rule in report.monitoring for one in rule.rounds]
        states = {one.progress for one in (*report.roadmap, *report.meetings, *rounds) if one.code == code}
        duties = [duty.verdict for duty in report.requirements if duty.falls_due == (code,)]

        assert not states & MISSED
        assert Verdict.NOT_MET not in duties
        for one in (*report.roadmap, *report.meetings):
            assert one.progress is not Progress.UNKNOWN or one.reason


def test_where_nobody_told_anything_the_silent_alone_are_not_named() -> None:
    """A form that did not come leaves one municipality silent; of the duty no other told anything either."""
    places = [Municipality(id=key, name=f"Район {key}") for key in "ab"]
    gap = Unreported(entity="figures", municipality="a", period="2022/2023")
    finding = rnms.evaluate(
        RegionalSystem(region="khabarovsk", municipalities=places, unreported=[gap]), period=2023
    ).requirement("S-KHB-04")

    assert finding.verdict is Verdict.NO_DATA
    assert finding.undecided == ()
    assert [reason.code for reason in finding.judgement.reasons] == ["not-reported"]


@pytest.mark.parametrize("region", REGIONS)
def test_nothing_at_all_is_missed_where_everything_is_missing(region: str) -> None:
    """Neither what indicators and duties judge, nor what follows something else."""
    data = system(region, *(Unreported(entity=name) for name in (*record_classes(), "measure_reports")))
    for year in YEARS:
        report = rnms.evaluate(data, period=year)
        rounds = [one for rule in report.monitoring for one in rule.rounds]

        assert not {one.progress for one in (*report.roadmap, *report.meetings, *rounds)} & MISSED


def held(*days: str) -> list[MonitoringRound]:
    return [
        MonitoringRound(id=text, end=dt.date.fromisoformat(text), analysed=True, recommended=True)
        for text in days
    ]


GAP = Unreported(entity="monitoring_rounds")
ROUNDS = [
    # region, year, rounds on record, gaps, what the rule says
    ("kirov", 2024, ["2024-11-15"], [GAP], Verdict.UNDETERMINED, "May may have been held"),
    ("kirov", 2024, ["2024-11-15"], [Unreported(entity="monitoring_rounds", most=1)], Verdict.UNDETERMINED,
     "the one that is missing may be that of May"),
    ("kirov", 2024, [], [Unreported(entity="monitoring_rounds", most=1)], Verdict.NOT_MET,
     "one round is not held in May and in November"),
    ("kirov", 2024, ["2024-11-15"], [Unreported(entity="monitoring_rounds", most=0)], Verdict.NOT_MET,
     "none is missing"),
    ("kirov", 2024, ["2024-11-15"], [Unreported(entity="monitoring_rounds", period="2024-H1")],
     Verdict.UNDETERMINED, "May lies in the half that is missing"),
    ("kirov", 2024, ["2024-05-15"], [Unreported(entity="monitoring_rounds", period="2024-H1")],
     Verdict.UNDETERMINED, "a round begun in the half that is missing may have ended in November"),
    ("ugra", 2023, ["2023-11-15"], [GAP], Verdict.UNDETERMINED, "001 l. 486: the first half may have one"),
    ("ugra", 2023, [], [Unreported(entity="monitoring_rounds", most=1)], Verdict.NOT_MET,
     "001 l. 486: two halves, and at most one round"),
]  # fmt: skip


@pytest.mark.parametrize(("region", "year", "days", "gaps", "verdict", "why"), ROUNDS)
def test_rounds_that_are_missing_leave_open_what_they_could_show(
    region: str, year: int, days: list[str], gaps: list[Unreported], verdict: Verdict, why: str
) -> None:
    report = rnms.evaluate(system(region, *gaps, monitoring_rounds=held(*days)), period=year)
    [rule] = report.monitoring
    duties = {"kirov": "S-KIR-08", "ugra": "S-UGR-15"}

    assert (rule.verdict, report.requirement(duties[region]).verdict) == (verdict, verdict), why
    if region == "kirov":
        assert report["1.3.2"].verdict is verdict, why


def test_what_is_kept_alone_shows_what_was_missed() -> None:
    """A region that keeps reports of measures alone tells by them that nothing was done."""
    data = RegionalSystem(
        region="kirov", measure_reports=[MeasureReport(measure="1.2.2", date=dt.date(2024, 7, 2))]
    )
    states = [one.progress for one in rnms.evaluate(data, period=2024).roadmap if one.code == "1.2.2"]

    assert states == [Progress.DONE_LATE]


def test_a_duty_that_waits_for_something_without_a_day_says_for_what() -> None:
    """«В течение 10 дней после заседания» names no day before the meeting was held; a day says enough."""
    meetings = [
        PlannedMeeting(
            code=code, title=code, deadline=deadline, deadline_text="срок", clause=CLAUSE, sources=(shown,)
        )
        for code, deadline, shown in (
            ("M-1", OneOffMonth(2024, 6), completion.UMO_MEETINGS),
            ("M-2", After("M-1", days=10), completion.UMO_MEETINGS),
            ("M-3", OneOffMonth(2024, 10), completion.POOL_MEETINGS),
        )
    ]
    data = system("nowhere", meetings=[Meeting(body=MeetingBody.METHODIST_POOL, date=dt.date(2024, 3, 1))])

    def reasons(*codes: str) -> list[tuple[str, ...]]:
        duty = Requirement(
            code="S-1",
            title="Провести",
            force=Force.DUTY,
            clause=CLAUSE,
            falls_due=codes,
            period=PeriodKind.CALENDAR,
        )
        region = profile(indicator(), meetings=meetings, requirements=[duty])
        judged = rnms.evaluate(data, region=region, period=2024, as_of=dt.date(2024, 5, 1))
        finding = judged.requirement("S-1")
        assert (finding.verdict, finding.judgement.value) == (Verdict.PENDING, Bounds(0, 1))
        return [(one.code, *one.about) for one in finding.judgement.reasons]

    assert reasons("M-2") == [("awaits-event", "M-1")]
    assert reasons("M-1") == reasons("M-1", "M-2") == [("still-runs", "30.06.2024")]
    # For what was held before its last day nobody waits.
    assert reasons("M-1", "M-3") == reasons("M-1")


FOLLOWS = [
    (["2023-03-01"], "routes", Progress.UNKNOWN, "a route may have followed"),
    (["2023-03-01"], "measure_reports", Progress.OVERDUE, "routes alone show it, and there is none"),
    ([], "routes", Progress.OVERDUE, "001 l. 518: by the results of a diagnostic, and there was none"),
]


@pytest.mark.parametrize(("days", "collection", "expected", "why"), FOLLOWS)
def test_what_follows_something_is_open_only_where_that_was(
    days: list[str], collection: str, expected: Progress, why: str
) -> None:
    diagnostics = [Diagnostic(id=text, person="p", date=dt.date.fromisoformat(text)) for text in days]
    data = system("ugra", Unreported(entity=collection), diagnostics=diagnostics)
    states = [one.progress for one in rnms.evaluate(data, period=2023).roadmap if one.code == "7"]

    assert states == [expected], why


ROUTES = [
    # whose diagnostic, its day, whose route, its day, what is said of measure 7 in 2023
    ("a", "2023-03-01", "a", "2023-04-01", Progress.DONE_ON_TIME, "001 l. 518: after the diagnostic"),
    ("a", "2023-03-01", "a", "2023-03-01", Progress.DONE_ON_TIME, "on the very day"),
    ("a", "2023-05-01", "a", "2023-04-01", Progress.OVERDUE, "001 l. 518: before the diagnostic"),
    ("b", "2023-03-01", "a", "2023-04-01", Progress.OVERDUE, "001 l. 518: of another person"),
    ("a", None, "a", "2023-04-01", Progress.UNKNOWN, "nobody knows the day of the diagnostic"),
]


@pytest.mark.slow
@pytest.mark.parametrize("source", ["records", "polars", "duckdb"])
@pytest.mark.parametrize(("diagnosed", "on", "person", "start", "expected", "why"), ROUTES)
def test_a_route_shows_what_it_was_built_on(
    diagnosed: str, on: str | None, person: str, start: str, expected: Progress, why: str, source: str
) -> None:
    """A diagnostic of the same person comes first."""
    data: RegionalSystem | Tables = system(
        "ugra",
        measure_reports=[
            MeasureReport(measure="6", date=dt.date(2023, 2, 1)),
            # A report shows no more than the routes do.
            MeasureReport(measure="7", date=dt.date(2023, 5, 31)),
        ],
        persons=[Person(id=key) for key in "ab"],
        diagnostics=[
            Diagnostic(id="d", person=diagnosed, date=None if on is None else dt.date.fromisoformat(on))
        ],
        routes=[Route(id="r", person=person, diagnostic="d", start=dt.date.fromisoformat(start))],
    )
    if source != "records":
        assert isinstance(data, RegionalSystem)
        data = tabled(data, KINDS[source])
    report = rnms.evaluate(data, period=2023)
    states = [one.progress for one in report.roadmap if one.code == "7"]

    assert states == [expected], why
    assert (report.requirement("S-GEN-01").verdict is Verdict.NOT_MET) is (expected is Progress.OVERDUE)
