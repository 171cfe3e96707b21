"""A report never contradicts itself: indicator, duty, measure, rule and calendar say one thing."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.agreement import disagreements
from kit.effort import examples
from kit.records import collected, day, rounds
from kit.rows import by_source
from kit.tabled import KINDS, Told, tabled, told_both_ways
from rnms import Bounds, Figure, RegionalSystem, Tables, Unreported, Verdict, regions
from rnms.indicators import Reading
from rnms.judge import roadmap
from rnms.judge.completion import count_served
from rnms.model import (
    Adoption,
    AdoptionKind,
    Agreement,
    AgreementKind,
    Assignment,
    Attestation,
    Diagnostic,
    Employment,
    Enrolment,
    MeasureReport,
    Meeting,
    MeetingBody,
    Methodist,
    MonitoringRound,
    Municipality,
    Organization,
    OrganizationKind,
    Period,
    Person,
    PoolLevel,
    Programme,
    ProgrammeKind,
    Provider,
    Role,
    Route,
    Support,
    at_least,
)
from rnms.model.partial import PartialDay
from rnms.model.roadmap import Progress
from rnms.testing import invented_region

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NO_DATA, NO_TARGET, PENDING = Verdict.NO_DATA, Verdict.NO_TARGET, Verdict.PENDING
ON_TIME, LATE, OVERDUE = Progress.DONE_ON_TIME, Progress.DONE_LATE, Progress.OVERDUE
UNKNOWN, RUNS, WAITS, SPARED = (
    Progress.UNKNOWN,
    Progress.IN_PROGRESS,
    Progress.PENDING,
    Progress.NOT_REQUIRED,
)


def world(region: str, *pieces: Any, without: Sequence[str] = (), **more: Any) -> RegionalSystem:
    """A system of which everything was collected: what is not named does not exist."""
    absent: dict[str, Any] = dict.fromkeys(without)
    return collected(region, *pieces, **absent | more)


def states(found: Any, code: str) -> list[Progress]:
    return [one.progress for one in found if one.code == code]


# What the clauses say of one system, a row each.


def agreements(*days: str) -> list[Agreement]:
    return [Agreement(id=f"a{at}", date=day(one)) for at, one in enumerate(days)]


def done(measure: str, *days: str) -> list[MeasureReport]:
    return [MeasureReport(measure=measure, date=day(one)) for one in days]


FIVE = agreements("2023-06-01", "2023-07-01", "2024-02-01", "2024-03-01", "2024-12-20")
NAVIGATOR, NO_NAVIGATOR = (
    [Attestation(subject="region", duty="navigator", state=state, start=day("2023-06-10"))]
    for state in (True, False)
)
REPORTED = done("1.1.3", "2024-06-01")
# region, period, as of, records, code, the indicator or duty of that code, the measure, why
ONE_FACT: list[tuple[str, Any, str, list[Any], str, Verdict, str, list[Progress], str]] = [
    ("kirov", 2024, "", FIVE, "1.1.3", MET, "1.1.3", [ON_TIME], "003 l.50: five, of which nobody reported"),
    ("kirov", 2023, "", NAVIGATOR, "S-KIR-05", MET, "3.1.2", [UNKNOWN, Progress.IN_PROGRESS],
     "003 l.203: one result of 3.1.1 and 3.1.2; nobody said when"),
    ("kirov", 2023, "", [*NO_NAVIGATOR, *done("3.1.2", "2023-06-10")], "S-KIR-05", NOT_MET, "3.1.2",
     [OVERDUE, Progress.PENDING], "003 l.203: a report shows no navigator"),
    ("kirov", 2024, "", FIVE[:4], "1.1.3", NOT_MET, "1.1.3", [OVERDUE], "003 l.50: four"),
    ("kirov", 2024, "", [*FIVE[:4], *REPORTED], "1.1.3", NOT_MET, "1.1.3", [OVERDUE], "four and a report"),
    ("kirov", 2024, "2024-07-01", [*FIVE[:4], *REPORTED], "1.1.3", PENDING, "1.1.3", [WAITS], "time left"),
    ("kirov", 2024, "2024-07-01", [], "1.1.3", PENDING, "1.1.3", [WAITS], "nothing yet, and time left"),
    ("kirov", 2023, "", FIVE, "1.1.3", PENDING, "1.1.3", [WAITS], "two of five in the first year"),
    ("kirov", 2024, "", rounds("2024-11-05", "2024-11-25"), "1.3.2", NOT_MET, "1.3.2", [OVERDUE, ON_TIME],
     "003 l.82: May and November, not twice in November"),
    ("kirov", 2024, "", rounds("2024-05-05", "2024-11-25"), "1.3.2", MET, "1.3.2",
     [ON_TIME, ON_TIME], "both"),
    ("kirov", 2024, "2024-08-15", rounds("2024-06-05"), "1.3.2", NOT_MET, "1.3.2", [LATE, WAITS],
     "May has passed, whatever November brings"),
    ("kirov", 2023, "", rounds("2023-11-15"), "1.3.2", MET, "1.3.2", [SPARED, ON_TIME],
     "§4.4: the window of May ended with the day of the order"),
    ("kirov", 2023, "", rounds("2023-05-15"), "1.3.2", NOT_MET, "1.3.2", [SPARED, OVERDUE],
     "a round of May is not the one of November"),
    ("kirov", 2024, "", [*rounds("2024-11-05"), *done("1.3.2", "2024-05-10")], "1.3.2", NOT_MET, "1.3.2",
     [OVERDUE, ON_TIME], "rounds are counted, a report is none"),
    ("kirov", 2024, "", [Meeting(body=MeetingBody.METHODIST_POOL, date=day("2024-07-02"))], "S-KIR-03",
     NOT_MET, "1.2.2", [LATE], "003 l.65: in June"),
    ("kirov", 2024, "", done("1.2.2", "2024-06-02"), "S-KIR-03", MET, "1.2.2", [ON_TIME], "reported"),
    ("kirov", 2023, "", done("1.1.1", "2023-05-30"), "S-KIR-01", NOT_MET, "1.1.1", [OVERDUE],
     "003 l.34: of adopted documents none is a Statute"),
    ("kirov", 2024, "", [Attestation(subject="region", duty="practice_bank", state=False),
                         *done("3.2.2", "2024-06-02")], "S-KIR-06", NOT_MET, "3.2.2", [OVERDUE],
     "003 l.232: the bank does not stand"),
    ("ugra", 2023, "", rounds("2023-05-20"), "S-UGR-15", NOT_MET, "4", [ON_TIME, OVERDUE], "001 l.486"),
    ("ugra", 2023, "2023-08-01", rounds("2023-07-20"), "6.1.2", NOT_MET, "4", [OVERDUE, ON_TIME],
     "001 l.462: of the first half nothing can be made good"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("region", "period", "as_of", "records", "code", "verdict", "measure", "progress", "why"),
    by_source(ONE_FACT),
)
@told_both_ways
def test_one_fact_is_said_once(  # a row reads
    region: str,
    period: Any,
    as_of: str,
    records: list[Any],
    code: str,
    verdict: Verdict,
    measure: str,
    progress: list[Progress],
    why: str,
    told: Told,
) -> None:
    """The verdict and the measure by hand; from records and from tables alike."""
    data = world(region, *records)
    source = told(data)
    report = rnms.evaluate(source, period=period, as_of=day(as_of) if as_of else None)
    said = report[code].verdict if code in report.verdicts else report.requirement(code).verdict

    assert said is verdict, why
    assert states(report.roadmap, measure) == progress, why
    assert disagreements(report, regions.get(region), data) == []


def adoptions(on: str, *kinds: AdoptionKind, until: str | None = None) -> list[Adoption]:
    return [Adoption(kind=kind, start=day(on), end=day(until)) for kind in kinds]


FOUNDING = (
    AdoptionKind.STATUTE,
    AdoptionKind.ROADMAP,
    AdoptionKind.POOL_STATUTE,
    AdoptionKind.MONITORING_CRITERIA,
)
CRITERIA = AdoptionKind.MONITORING_CRITERIA
IN_BOTH = [*done("1.3.2", "2024-05-10", "2024-11-10")]
# What was collected and nothing else: region, year, facts, the code judged and its verdict, the measure, why
COLLECTED: list[tuple[str, int, dict[str, Any], str, Verdict, str, list[Progress], str]] = [
    ("kirov", 2024, {"measure_reports": []}, "1.3.2", NO_DATA, "1.3.2", [UNKNOWN, UNKNOWN],
     "003 l.82: of rounds that nobody listed silence says nothing"),
    ("kirov", 2024, {"measure_reports": []}, "S-KIR-08", NO_DATA, "1.3.2", [UNKNOWN, UNKNOWN], "the same"),
    ("kirov", 2024, {"measure_reports": []}, "S-KIR-03", NO_DATA, "1.2.2", [UNKNOWN],
     "003 l.65: nor of meetings"),
    ("kirov", 2023, {"measure_reports": []}, "S-KIR-01", NO_DATA, "1.1.1", [UNKNOWN],
     "003 l.34: nor of papers"),
    ("kirov", 2024, {"measure_reports": IN_BOTH[:1]}, "1.3.2", NO_DATA, "1.3.2", [ON_TIME, UNKNOWN],
     "003 l.82: of November nobody told"),
    ("kirov", 2024, {"measure_reports": IN_BOTH}, "1.3.2", MET, "1.3.2", [ON_TIME, ON_TIME],
     "003 ll.82-83: where nobody lists rounds, reports show them"),
    ("kirov", 2024, {"measure_reports": IN_BOTH}, "S-KIR-08", MET, "1.3.2", [ON_TIME, ON_TIME], "the same"),
    ("kirov", 2024, {"measure_reports": IN_BOTH, "monitoring_rounds": []}, "1.3.2", NOT_MET, "1.3.2",
     [OVERDUE, OVERDUE], "listed rounds are counted, and a report is none"),
    ("kirov", 2024, {"measure_reports": done("1.2.2", "2024-07-02")}, "S-KIR-03", NOT_MET, "1.2.2", [LATE],
     "003 l.65: a report says when it was"),
    ("ugra", 2023, {"measure_reports": [], "adoptions": adoptions("2023-03-31", CRITERIA)}, "6.1.2", NO_DATA,
     "4", [UNKNOWN, UNKNOWN], "001 l.462: of rounds nobody told"),
    ("ugra", 2023, {"measure_reports": done("3", "2023-03-31")}, "S-UGR-15", NO_DATA, "4",
     [UNKNOWN, UNKNOWN], "001 l.486: nor did a report of another measure"),
    ("ugra", 2023, {"measure_reports": done("4", "2023-05-10", "2023-11-10")}, "S-UGR-15", UNDETERMINED, "4",
     [ON_TIME, ON_TIME], "001 ll.486, 511: rounds were held; whether they were analysed nobody told"),
    ("kirov", 2023, {"adoptions": adoptions("2022-12-31", *FOUNDING)}, "S-KIR-01", MET, "1.1.1", [ON_TIME],
     "003 ll.30-34: what is in force need not be made again"),
    ("kirov", 2023, {"adoptions": adoptions("2019-01-01", *FOUNDING, until="2022-12-31")}, "S-KIR-01",
     NOT_MET, "1.1.1", [OVERDUE], "003 l.34: what has lapsed is not there"),
    ("ugra", 2023, {"adoptions": adoptions("2022-12-01", CRITERIA),
                    "monitoring_rounds": rounds("2023-05-10", "2023-11-10")}, "6.1.2", MET, "3", [ON_TIME],
     "001 l.510: criteria that are in force"),
    ("ugra", 2023, {"adoptions": [], "measure_reports": done("3", "2023-03-31")}, "6.1.2", NOT_MET, "3",
     [OVERDUE], "001 l.510: no paper shows them"),
    ("ugra", 2023, {"adoptions": [], "measure_reports": done("3", "2023-03-31"),
                    "unreported": [Unreported(entity="adoptions", most=1)]}, "6.1.2", NO_DATA, "3",
     [UNKNOWN], "001 l.510: the paper that is missing may be the one"),
    ("ugra", 2023, {"measure_reports": done("3", "2023-03-31")}, "6.1.2", NO_DATA, "3", [ON_TIME],
     "where nobody lists papers, the report shows it"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("region", "year", "facts", "code", "verdict", "measure", "progress", "why"), by_source(COLLECTED)
)
def test_what_shows_a_measure_done_is_read_alike_everywhere(  # a row reads
    region: str,
    year: int,
    facts: dict[str, Any],
    code: str,
    verdict: Verdict,
    measure: str,
    progress: list[Progress],
    why: str,
) -> None:
    """A report of a measure shows it; its silence says nothing where the register of it was not collected."""
    data = RegionalSystem(region=region, **facts)
    report = rnms.evaluate(data, period=year)
    judged = report[code].verdict if code in report.verdicts else report.requirement(code).verdict

    assert (judged, states(report.roadmap, measure)) == (verdict, progress), why
    assert disagreements(report, regions.get(region), data) == []
    if code in report.verdicts:
        assert rnms.evaluate(data, period=year, only=code)[code].verdict is verdict


@pytest.mark.parametrize("facts", [{}, {"measure_reports": []}, {"measure_reports": IN_BOTH[:1]}], ids=str)
def test_a_figure_needs_no_records(facts: dict[str, Any]) -> None:
    """003 ll.82-83: two rounds were counted, whoever reports or does not report them one by one."""
    figure = Figure(key="monitoring_rounds", period=2024, count=2)
    data = RegionalSystem(region="kirov", figures=[figure], **facts)
    report = rnms.evaluate(data, period=2024)

    assert (report["1.3.2"].verdict, report.monitoring[0].verdict) == (MET, MET)
    assert states(report.roadmap, "1.3.2") == [ON_TIME, ON_TIME]
    assert disagreements(report, regions.get("kirov"), data) == []


def test_a_figure_of_too_few_rounds_outweighs_reports_of_them() -> None:
    figure = Figure(key="monitoring_rounds", period=2024, count=1)
    report = rnms.evaluate(
        RegionalSystem(region="kirov", figures=[figure], measure_reports=IN_BOTH), period=2024
    )

    assert (report["1.3.2"].verdict, report.monitoring[0].verdict) == (NOT_MET, NOT_MET)


def in_part(text: str) -> Any:
    """A day of which the month or the year alone is known."""
    return PartialDay.of(text)


MAP = Adoption(kind=AdoptionKind.ROADMAP, start=day("2023-03-31"))
BY_OTHERS: list[tuple[int, str, list[Any], Verdict, str]] = [
    (2023, "", rounds("2023-05-20"), MET, "m. 4: a monitoring"),
    (2023, "", [Adoption(kind=AdoptionKind.MONITORING_CRITERIA, start=day("2023-03-31"))], MET, "m. 3"),
    (2023, "", [Meeting(body=MeetingBody.METHODIST_POOL, date=day("2023-06-01"))], MET, "m. 2"),
    (2023, "", [], NOT_MET, "that it was approved carries out nothing of it"),
    (2024, "", rounds("2023-05-20"), NOT_MET, "in the year before"),
    (2023, "2023-05-01", rounds("2023-05-20"), PENDING, "not yet"),
    (2023, "2023-06-01", rounds("2023-05-20"), MET, "and what is done stays so"),
    (2023, "", [MonitoringRound(id="w")], UNDETERMINED, "m. 4 on an unknown day, perhaps of this year"),
    (2023, "", [Meeting(body=MeetingBody.METHODIST_POOL)], UNDETERMINED, "m. 2 on an unknown day"),
    (2023, "", [Adoption(kind=AdoptionKind.MONITORING_CRITERIA)], UNDETERMINED, "m. 3 on an unknown day"),
    (2023, "2023-09-01", [MonitoringRound(id="w")], PENDING, "and time is left"),
    (2023, "", [MonitoringRound(id="w", end=in_part("2023"))], MET, "m. 4 on some day of this year"),
    (2023, "", [MonitoringRound(id=key, end=in_part("2023")) for key in "vw"], MET, "twice so"),
    (2023, "", [MonitoringRound(id="w", end=in_part("2023-06"))], MET, "m. 4 in June"),
    (2024, "", [MonitoringRound(id="w", end=in_part("2023"))], NOT_MET, "whenever in the year before"),
    (
        2023,
        "2023-09-01",
        [MonitoringRound(id="w", end=in_part("2023"))],
        PENDING,
        "perhaps still to come",
    ),
]


@pytest.mark.parametrize(("period", "as_of", "records", "verdict", "why"), by_source(BY_OTHERS))
@told_both_ways
def test_a_roadmap_is_carried_out_where_its_measures_are(
    period: int,
    as_of: str,
    records: list[Any],
    verdict: Verdict,
    why: str,
    told: Told,
) -> None:
    """001 l.460 «реализуется»: by whatever shows a measure of it, as the roadmap itself says."""
    data = world("ugra", MAP, *records)
    source = told(data)
    report = rnms.evaluate(source, period=period, as_of=day(as_of) if as_of else None)

    assert report["6.1.1"].verdict is verdict, why
    assert report["6.1.1"].readings["own_roadmap"].verdict is not MET
    assert report["6.1.1"].explain().steps
    alone = rnms.evaluate(source, period=period, as_of=day(as_of) if as_of else None, only=["6.1.1"])
    assert alone["6.1.1"].verdict is verdict
    if not as_of:
        wider = rnms.evaluate(source, period=Period.between(day("2022-01-01"), day("2024-06-30")))
        assert period != 2023 or wider["6.1.1", 2023].verdict is verdict


@told_both_ways
def test_a_roadmap_that_does_not_exist_is_carried_out_by_nobody(told: Told) -> None:
    """001 l.460 «разработан и реализуется»: whatever may have been done, there was no map."""
    data = world("ugra", MonitoringRound(id="w"))
    source = told(data)
    assert rnms.evaluate(source, period=2023)["6.1.1"].verdict is NOT_MET


def test_a_roadmap_perhaps_carried_out_says_by_what() -> None:
    """Where reports of measures, or rounds beside them, did not come in."""
    unread = (None, Unreported(entity="measure_reports"), Unreported(entity="monitoring_rounds"))
    for gap in unread:
        without = ["measure_reports"] if gap is None or gap.entity == "monitoring_rounds" else []
        data = world("ugra", MAP, MonitoringRound(id="w"), without=without, unreported=[gap] if gap else [])
        result = rnms.evaluate(data, period=2023)["6.1.1"]

        assert result.verdict in {UNDETERMINED, NO_DATA}
        assert {why.code for why in result.judgement.reasons} & {"nobody-said", "day-unknown", "unreported"}


# period, the first and last days of rounds whose end is not known, the windows held for sure, the verdict
UNDATED: list[tuple[Any, int, list[str], Verdict, str]] = [
    (2023, 1, [], NOT_MET, "one round cannot lie in both halves"),
    (2023, 2, [], UNDETERMINED, "two may"),
    (2023, 1, ["2023-05-20"], UNDETERMINED, "the other may lie in the second"),
    ("2023-H1", 1, [], UNDETERMINED, "in this half it may lie"),
    (Period.between(day("2023-04-01"), day("2024-12-31")), 3, [], NOT_MET, "three for four halves"),
    (Period.between(day("2023-04-01"), day("2024-12-31")), 2, ["2023-05-20", "2023-06-20"], NOT_MET,
     "three are left, two undated"),
    (Period.between(day("2023-04-01"), day("2024-12-31")), 3, ["2023-05-20"], UNDETERMINED, "enough"),
]  # fmt: skip


@pytest.mark.parametrize(("period", "undated", "dated", "verdict", "why"), by_source(UNDATED))
@told_both_ways
def test_one_round_serves_one_window(
    period: Any,
    undated: int,
    dated: list[str],
    verdict: Verdict,
    why: str,
    told: Told,
) -> None:
    """001 l.486 «не реже одного раза в полугодие»: whatever the days, too few rounds miss one."""
    unknown = [MonitoringRound(id=f"u{at}", analysed=True, recommended=True) for at in range(undated)]
    criteria = Adoption(kind=AdoptionKind.MONITORING_CRITERIA, start=day("2023-03-31"))
    data = world("ugra", criteria, *rounds(*dated), *unknown)
    source = told(data)
    report = rnms.evaluate(source, period=period)
    [rule] = report.monitoring
    open_ones = [one for one in rule.rounds if one.progress is UNKNOWN]

    assert rule.verdict is verdict, why
    assert report.requirement("S-UGR-15").verdict is verdict
    assert open_ones
    assert all(
        ("too-few" in [reason.code for reason in one.reasons]) is (verdict is NOT_MET) for one in open_ones
    )
    assert states(report.roadmap, "4") == [one.progress for one in rule.rounds]
    assert disagreements(report, regions.get("ugra"), data) == []
    if period == 2023:
        assert report["6.1.2"].verdict is verdict
    assert ("на сроки не хватает записей" in report.to_markdown()) is (verdict is NOT_MET)


@pytest.mark.parametrize(
    ("records", "verdict", "why"),
    [
        ([*rounds("2024-05-05"), MonitoringRound(id="u")], UNDETERMINED, "it may have ended in November"),
        (rounds("2024-05-05"), NOT_MET, "none ended in November"),
        (rounds("2024-05-05", "2024-11-30"), MET, "both were held"),
    ],
)
@pytest.mark.parametrize(
    ("period", "as_of"), [("2024-11-01/2024-11-30", None), (2024, "2024-12-15"), (2024, None)]
)
def test_once_its_months_are_over_a_round_can_no_longer_be_held(
    period: Any, as_of: str | None, records: list[MonitoringRound], verdict: Verdict, why: str
) -> None:
    """003 l.82 «май, ноябрь»: in December the year still runs, but nobody need wait for its end."""
    data = world("kirov", *records)
    report = rnms.evaluate(data, period=period, as_of=day(as_of) if as_of else None)
    duty, [rule] = report.requirement("S-KIR-08"), report.monitoring

    assert (report["1.3.2"].verdict, duty.verdict, rule.verdict) == (verdict,) * 3, why


spans = st.tuples(st.integers(1, 12), st.integers(0, 11)).map(
    lambda one: (dt.date(2023, one[0], 1), dt.date(2023, min(12, one[0] + one[1]), 28))
)


@given(months=st.sets(st.integers(1, 12), max_size=4), records=st.lists(spans, max_size=4))
def test_no_choice_serves_more_times(months: set[int], records: list[tuple[dt.date, dt.date]]) -> None:
    """Every way to give each time a record of its own, tried."""
    times = [(dt.date(2023, month, 1), dt.date(2023, month, 28)) for month in months]
    nobody = [None] * len(times)
    most = max(
        sum(
            record is not None and record[0] <= due and start <= record[1]
            for (start, due), record in zip(times, order, strict=False)
        )
        for order in itertools.permutations([*records, *nobody], len(times))
    )

    assert count_served(times, records) == most


def test_the_day_on_which_a_number_is_reached_is_told() -> None:
    """003 l.50: with the fifth agreement, not with the first."""
    [found] = [
        one for one in rnms.evaluate(world("kirov", *FIVE), period=2024).roadmap if one.code == "1.1.3"
    ]

    assert found.done == day("2024-12-20")


FIGURED = [
    ("kirov", {"agreements": 5}, Period.between(day("2023-01-01"), day("2024-12-31")), "1.1.3", [ON_TIME]),
    ("kirov", {"agreements": 4}, Period.between(day("2023-01-01"), day("2024-12-31")), "1.1.3", [OVERDUE]),
    ("kirov", {"monitoring_rounds": 2}, Period.of(2024), "1.3.2", [ON_TIME, ON_TIME]),
    ("kirov", {"monitoring_rounds": 1}, Period.of(2024), "1.3.2", [UNKNOWN, UNKNOWN]),
    ("ugra", {"region.monitoring_adopted": True}, Period.of(2024), "4", [ON_TIME, ON_TIME]),
    ("ugra", {"region.monitoring_adopted": False}, Period.of(2024), "4", [UNKNOWN, UNKNOWN]),
    ("ugra", {"region.five_areas": True}, Period.of(2024), "6", [ON_TIME]),
]


@pytest.mark.parametrize(("region", "numbers", "period", "measure", "progress"), FIGURED)
def test_figures_are_read_by_the_measure_too(
    region: str, numbers: dict[str, Any], period: Period, measure: str, progress: list[Progress]
) -> None:
    """Where only a figure was reported, measure and rule say what the indicator says."""
    figures = [
        Figure(key=key, period=period, **{"holds" if isinstance(value, bool) else "count": value})
        for key, value in numbers.items()
    ]
    data = RegionalSystem(region=region, figures=figures)
    report = rnms.evaluate(data, period=2024)

    assert states(report.roadmap, measure) == progress
    assert disagreements(report, regions.get(region), data) == []
    for rule, declared in zip(report.monitoring, regions.get(region).monitoring, strict=True):
        if declared.same_as and "monitoring_rounds" in numbers:
            assert rule.verdict is report[declared.same_as].verdict


def test_what_was_missed_is_not_counted_as_possible() -> None:
    """003 l.83: of two monitorings that of May was reported in July; one at most can still be of its time.

    No round of the first half of the year is missing; where one may be, it may be that of May.
    """
    reported = world("kirov", *done("1.3.2", "2024-07-01"))
    gap = Unreported(entity="monitoring_rounds")
    later, ever = (
        rnms.evaluate(attrs.evolve(reported, unreported=[one]), period=2024)["1.3.2"]
        for one in (attrs.evolve(gap, period="2024-H2"), gap)
    )

    assert (later.verdict, later.value) == (NOT_MET, Bounds(0, 1))
    assert (ever.verdict, ever.value) == (UNDETERMINED, Bounds(0, 2))


def test_what_a_figure_says_to_be_there_was_made_on_some_day() -> None:
    """003 l.34: the founding documents are in force; when they were adopted nobody said."""
    told = rnms.from_figures({"region.founding_documents": True}, region="kirov", period=2023)
    report = rnms.evaluate(told, period=2023)
    for code in ("1.1.1", "1.1.2", "1.2.1", "1.3.1"):
        [measure] = [one for one in report.roadmap if one.code == code]

        assert measure.progress is UNKNOWN
        assert [why.code for why in measure.reasons] == ["day-unknown"]


# Records that show measures, beside their clauses.

PERSON = Person(id="p")
FIVE_AREAS = ("предметные", "методические", "психолого-педагогические", "коммуникативные", "ИТ")
DIAGNOSED = Diagnostic(id="d", person="p", date=day("2024-02-20"), provider=Provider.CNPPM, areas=FIVE_AREAS)
BUILT = Route(id="r", person="p", diagnostic="d", start=day("2024-03-10"))
SUPPORTED = Support(person="p", start=day("2023-10-01"))
SHOWN: list[tuple[str, str, list[Any], list[Progress], str]] = [
    ("ugra", "1", [Adoption(kind=AdoptionKind.STATUTE, start=day("2024-04-01"))], [RUNS], "l.506: приказы"),
    ("ugra", "2", [Meeting(body=MeetingBody.METHODIST_POOL, date=day("2024-04-01"))], [RUNS], "l.509"),
    ("ugra", "6", [PERSON, DIAGNOSED], [ON_TIME], "l.517: диагностика пяти областей"),
    ("ugra", "6", [PERSON, attrs.evolve(DIAGNOSED, areas=("ИТ",))], [OVERDUE], "l.517: одна область"),
    ("ugra", "6", [PERSON, attrs.evolve(DIAGNOSED, areas=None)], [UNKNOWN], "l.517: не сказано"),
    ("ugra", "7", [PERSON, DIAGNOSED, BUILT], [ON_TIME], "l.518: на основе диагностики"),
    ("ugra", "7", [PERSON, DIAGNOSED, attrs.evolve(BUILT, diagnostic=None)], [OVERDUE], "l.518: ни на чём"),
    ("ugra", "7", [PERSON, DIAGNOSED, attrs.evolve(BUILT, start=None)], [UNKNOWN], "l.518: день не известен"),
    ("ugra", "7", [PERSON, DIAGNOSED, attrs.evolve(BUILT, start=day("2024-02-19"))], [OVERDUE], "раньше неё"),
    ("ugra", "7", [PERSON, Person(id="q"), DIAGNOSED, attrs.evolve(BUILT, person="q")], [OVERDUE], "чужая"),
    ("ugra", "10", [PERSON, DIAGNOSED, Programme(id="c", kind=ProgrammeKind.ADVANCED_TRAINING),
                    Enrolment(id="e", person="p", programme="c", start=day("2024-05-01"), diagnostic="d")],
     [ON_TIME], "l.523: с учётом дефицитов"),
    ("ugra", "13", [PERSON, SUPPORTED], [RUNS], "l.527: поддержка длится с прошлого года"),
    ("ugra", "13", [PERSON, attrs.evolve(SUPPORTED, end=day("2023-12-31"))], [WAITS], "l.527: окончена"),
    ("kirov", "2.1.2", [PERSON, DIAGNOSED, BUILT], [ON_TIME, SPARED], "l.99: в марте; штата нет"),
    ("kirov", "2.4.2", [PERSON, SUPPORTED], [RUNS], "l.175: постоянно"),
]  # fmt: skip


@pytest.mark.parametrize(("region", "code", "records", "expected", "why"), by_source(SHOWN))
@told_both_ways
def test_records_show_what_was_carried_out(
    region: str,
    code: str,
    records: list[Any],
    expected: list[Progress],
    why: str,
    told: Told,
) -> None:
    """Nobody need report a measure that the records of the year show; tables show it as records do."""
    data = world(region, *records)
    source = told(data)
    assert states(rnms.evaluate(source, period=2024).roadmap, code) == expected, why
    alone = roadmap(region, day("2024-01-01"), day("2024-12-31"), data=data)
    assert states(alone, code) == expected


def test_a_share_reached_in_one_window_does_not_fill_the_other() -> None:
    """003 l.91: diagnostics in February-March and in September-November, a tenth of the staff in the year."""
    school = Organization(id="s", kind=OrganizationKind.GENERAL)
    staff = [Person(id=f"t{at}") for at in range(10)]
    posts = [
        Employment(person=one.id, organization="s", role=Role.PEDAGOGICAL, start=day("2010-09-01"))
        for one in staff
    ]
    spring = Diagnostic(id="d", person="t0", date=day("2024-03-01"), provider=Provider.CNPPM)
    data = world("kirov", school, *staff, *posts, spring)
    report = rnms.evaluate(data, period=2024)
    few = rnms.evaluate(
        attrs.evolve(data, diagnostics=[attrs.evolve(spring, date=day("2023-03-01"))]), period=2024
    )

    assert report["2.1.1"].verdict is MET
    assert states(report.roadmap, "2.1.1") == [ON_TIME, OVERDUE]
    assert few["2.1.1"].verdict is NOT_MET
    assert states(few.roadmap, "2.1.1") == [OVERDUE, OVERDUE]


# The law.

days = st.dates(day("2022-06-01"), day("2025-12-31"))
maybe = st.none() | days
yes_no = st.none() | st.booleans()


def ended(start: dt.date | None, length: int) -> dt.date | None:
    return None if start is None else start + dt.timedelta(days=length)


@st.composite
def systems(draw: st.DrawFn, region: str) -> RegionalSystem:
    """Small systems that hold something of whatever is judged twice."""
    profile = regions.get(region)

    def some(one: st.SearchStrategy[Any], most: int = 4) -> list[Any]:
        return draw(st.lists(one, max_size=most))

    people = [Person(id=f"p{at}") for at in range(3)]
    areas = st.none() | st.lists(st.sampled_from(FIVE_AREAS), max_size=5).map(tuple)
    anybody = st.sampled_from([one.id for one in people])
    found: dict[str, Any] = {
        "municipalities": [Municipality(id="m", name="Район")],
        "organizations": [Organization(id="s", kind=OrganizationKind.GENERAL, municipality="m")],
        "persons": people,
        "employments": [
            Employment(person=one.id, organization="s", role=Role.PEDAGOGICAL, start=day("2010-09-01"))
            for one in people
        ],
        "monitoring_rounds": [
            MonitoringRound(id=f"w{at}", end=end, analysed=draw(yes_no), recommended=True)
            for at, end in enumerate(some(maybe, 6))
        ],
        "adoptions": some(st.builds(Adoption, kind=st.sampled_from(AdoptionKind), start=maybe)),
        "agreements": [
            Agreement(id=f"a{at}", date=one, kind=draw(st.sampled_from(AgreementKind)))
            for at, one in enumerate(some(maybe, 7))
        ],
        "meetings": some(st.builds(Meeting, body=st.sampled_from(MeetingBody), date=maybe)),
        "attestations": some(
            st.builds(
                Attestation,
                subject=st.just("region"),
                duty=st.sampled_from(["navigator", "practice_bank", "pool_work_plan", "portal_account"]),
                state=yes_no,
                start=maybe,
            )
        ),
        "diagnostics": [
            Diagnostic(
                id=f"d{at}", person=draw(anybody), date=one, provider=Provider.CNPPM, areas=draw(areas)
            )
            for at, one in enumerate(some(maybe))
        ],
        "routes": [
            Route(
                id=f"r{at}", person=draw(anybody), diagnostic=draw(st.sampled_from([None, "d0"])), start=one
            )
            for at, one in enumerate(some(maybe))
        ],
        "supports": [Support(person=draw(anybody), start=one, end=ended(one, 90)) for one in some(maybe)],
        "methodists": [Methodist(id="m1", person="p0", level=PoolLevel.REGIONAL, start=day("2021-01-01"))],
        "assignments": some(
            st.builds(Assignment, methodist=st.just("m1"), person=anybody, start=maybe, end=st.none())
        ),
        "measure_reports": some(
            st.builds(
                MeasureReport,
                measure=st.sampled_from([one.code for one in profile.roadmap] or ["1"]),
                date=maybe,
            ),
            8,
        ),
    }
    for name in draw(st.sets(st.sampled_from(sorted(found)), max_size=4)):
        found[name] = None
    gaps = some(
        st.builds(
            Unreported,
            entity=st.sampled_from(["monitoring_rounds", "measure_reports", "diagnostics"]),
            period=st.sampled_from([None, 2023, 2024]),
        ),
        1,
    )
    keys = [need.key for need in profile.needs() if need.yes_no or not need.of]
    figures = [
        Figure(key=key, period=draw(st.sampled_from([2023, 2024])), **draw(_told(key)))
        for key in some(st.sampled_from(keys), 3)
    ]
    return world(region, unreported=gaps, figures=figures, **found)


def _told(key: str) -> st.SearchStrategy[dict[str, Any]]:
    if key.startswith("region."):
        return st.fixed_dictionaries({"holds": st.booleans()})
    return st.fixed_dictionaries({"count": st.integers(0, 6)})


asked_periods: st.SearchStrategy[Any] = st.sampled_from(
    [2022, 2023, 2024, 2025, "2023-H1", "2024-H2", "2024-Q1", "2023/2024"]
)


@pytest.mark.slow
@pytest.mark.parametrize("region", regions.available())
@examples(60)
@given(data=st.data())
def test_no_two_statements_of_a_report_differ(region: str, data: st.DataObject) -> None:
    """Whatever was reported, whenever it is asked and as of any day."""
    system = data.draw(systems(region))
    period, as_of = data.draw(asked_periods), data.draw(st.none() | days)
    reading = data.draw(st.sampled_from(["", *regions.get(region).readings]))
    report = rnms.evaluate(system, period=period, as_of=as_of, readings=[reading] if reading else ())

    assert disagreements(report, regions.get(region), system) == []


def _another(name: str, measure: str) -> st.SearchStrategy[Any]:
    """One more record of a collection, as it may have been missing."""
    key = st.just("new")
    yearly = {"start": maybe, "end": st.none() | st.just(day("2023-06-30"))}
    return {
        "adoptions": st.builds(Adoption, kind=st.sampled_from(AdoptionKind), **yearly),
        "monitoring_rounds": st.builds(MonitoringRound, id=key, end=maybe),
        "meetings": st.builds(Meeting, body=st.sampled_from(MeetingBody), date=maybe),
        "agreements": st.builds(Agreement, id=key, date=maybe, kind=st.sampled_from(AgreementKind)),
        "measure_reports": st.builds(MeasureReport, measure=st.just(measure), date=maybe),
        "attestations": st.builds(
            Attestation,
            subject=st.just("region"),
            duty=st.sampled_from(["navigator", "practice_bank", "pool_work_plan"]),
            state=yes_no,
        ),
        "methodists": st.builds(Methodist, id=key, person=st.just("p1"), level=st.just(PoolLevel.REGIONAL)),
        "diagnostics": st.builds(
            Diagnostic, id=key, person=st.just("p0"), date=maybe, provider=st.just(Provider.CNPPM)
        ),
        "routes": st.builds(
            Route, id=key, person=st.just("p0"), diagnostic=st.sampled_from([None, "d0"]), start=maybe
        ),
        "supports": st.builds(Support, person=st.just("p0"), start=maybe),
        "assignments": st.builds(Assignment, methodist=st.just("m1"), person=st.just("p1"), start=maybe),
    }[name]


DECIDED = {ON_TIME, LATE, OVERDUE, RUNS, SPARED}
IN_TIME_AND_LATE = [
    day(text) for text in ("2023-03-31", "2023-05-31", "2023-06-15", "2024-03-01", "2024-12-31")
]


@pytest.mark.slow
@pytest.mark.parametrize("region", ["kirov", "ugra"])
@examples(60)
@given(data=st.data())
def test_what_is_decided_stays_so_whatever_records_were_missing(region: str, data: st.DataObject) -> None:
    """Neither done nor overdue is taken back by a row that arrives, or by the word that none was missing."""
    task = data.draw(
        st.sampled_from([one for one in regions.get(region).roadmap if one.sources or one.judged_by])
    )
    reported = data.draw(st.lists(st.sampled_from(IN_TIME_AND_LATE), max_size=2))
    drawn = attrs.evolve(data.draw(systems(region)), figures=(), unreported=())
    system = attrs.evolve(
        drawn, measure_reports=[MeasureReport(measure=task.code, date=one) for one in reported]
    )
    of_task = [one.collection for one in task.sources] or ["attestations", "assignments", "methodists"]
    names = [
        name
        for name in (*of_task, "measure_reports")
        if name != "enrolments" and getattr(system, name) is not None
    ]
    incomplete = data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=2))
    missing = {name: data.draw(st.lists(_another(name, task.code), max_size=1)) for name in incomplete}
    gaps = [
        Unreported(entity=name, most=data.draw(st.sampled_from([None, len(rows), len(rows) + 1])))
        for name, rows in missing.items()
    ]
    found: dict[str, Any] = {name: [*getattr(system, name), *rows] for name, rows in missing.items()}
    period, as_of = data.draw(st.sampled_from([2023, 2024])), data.draw(st.none() | days)
    before, after = (
        rnms.evaluate(one, period=period, as_of=as_of)
        for one in (attrs.evolve(system, unreported=gaps), attrs.evolve(system, **found))
    )

    def statuses(report: rnms.Report) -> dict[Any, Progress]:
        rounds = [one for rule in report.monitoring for one in rule.rounds]
        return {
            (at < len(report.roadmap), one.code, one.occurrence.start, one.due): one.progress
            for at, one in enumerate((*report.roadmap, *rounds))
        }

    later = statuses(after)
    for key, progress in statuses(before).items():
        assert progress not in DECIDED or later[key] is progress, (key, gaps)


@pytest.mark.slow
@pytest.mark.parametrize("region", regions.available())
@examples(5)
@given(data=st.data())
def test_tables_say_of_what_falls_due_what_records_say(region: str, data: st.DataObject) -> None:
    """The records that show a measure are counted where they lie, and never read one by one."""
    system = data.draw(systems(region))
    kind = data.draw(st.sampled_from(["polars", "pyarrow", "duckdb"]))
    tables = tabled(system, KINDS[kind])
    period, as_of = data.draw(asked_periods), data.draw(st.none() | days)
    one, other = (rnms.evaluate(source, period=period, as_of=as_of) for source in (system, tables))

    assert isinstance(tables, Tables)
    assert one.roadmap == other.roadmap
    assert one.meetings == other.meetings
    assert [rule.rounds for rule in one.monitoring] == [rule.rounds for rule in other.monitoring]
    assert [finding.verdict for finding in one.requirements] == [
        finding.verdict for finding in other.requirements
    ]


@pytest.mark.slow
@pytest.mark.parametrize("region", regions.available())
@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025])
def test_an_invented_region_is_judged_without_a_contradiction(region: str, year: int) -> None:
    for seed in (1, 2):
        system = invented_region(staff=120, region=region, seed=seed, unreported=0.1 * (seed - 1))
        for as_of in (None, dt.date(year, 9, 15)):
            report = rnms.evaluate(system, region=region, period=year, as_of=as_of)
            assert disagreements(report, regions.get(region), system) == []


@pytest.mark.parametrize("numbers", [{}, {"monitoring_rounds": 1}], ids=str)
def test_a_school_year_within_two_years_says_of_both_what_each_says(numbers: dict[str, int]) -> None:
    """Of 2023 one round is enough, or nothing is told; 2024 still runs, and its round of May is not told."""
    kirov = regions.get("kirov")
    data = rnms.from_figures(numbers, region="kirov", period=2023)
    report = rnms.evaluate(data, period="2023/2024")

    assert disagreements(report, kirov, data) == []
    assert report.requirement("S-KIR-08").verdict is (PENDING if numbers else UNDETERMINED)


def test_a_profile_without_an_indicator_is_judged_without_it() -> None:
    """What named it is then judged by what was seen."""
    profile = regions.get("kirov").without("1.3.2", "1.1.3", why="проба")
    report = rnms.evaluate(world("kirov", *rounds("2024-05-05")), region=profile, period=2024)

    assert report.monitoring[0].verdict is NOT_MET
    assert states(report.roadmap, "1.3.2") == [ON_TIME, OVERDUE]


def test_a_reading_is_heard_by_the_rule_too() -> None:
    """«Два раза в год» without an exception for 2023: one round is too few, for the rule as for the duty."""
    data = world("kirov", *rounds("2023-11-05"))
    report = rnms.evaluate(data, period=2023, readings="both_rounds_of_2023")

    assert report["1.3.2"].verdict is NOT_MET
    assert report.requirement("S-KIR-08").verdict is NOT_MET
    assert report.monitoring[0].verdict is NOT_MET


def test_a_standing_duty_judges_a_measure_on_the_day_of_the_report() -> None:
    """003 l.203: asked years later for 2023, the section is judged at the end of 2023, as the duty is."""
    attested = Attestation(subject="region", duty="navigator", state=False, end=day("2024-06-30"))
    data = world("kirov", attested, *done("3.1.1", "2023-06-15"))
    report = rnms.evaluate(data, period=2023, as_of=day("2026-01-01"))

    assert report.requirement("S-KIR-05").verdict is NOT_MET
    assert states(report.roadmap, "3.1.1") == [OVERDUE, WAITS]


def test_a_rule_that_no_window_breaks_says_what_does() -> None:
    """A count of one in a year of two windows, and readings that ask for more than was due.

    Those say so that were not held in time; where all were, every one of them.
    """
    reading = "three_rounds"
    monitored = regions.get("kirov").indicator("1.3.2")
    three = Reading(
        name=reading,
        title="трижды",
        why="проба",
        targets=[attrs.evolve(target, norm=at_least(3)) for target in monitored.targets],
    )
    declared = regions.get("kirov")
    indicators = [
        attrs.evolve(one, readings=(three,)) if one.code == "1.3.2" else one for one in declared.indicators
    ]
    strict = attrs.evolve(declared, indicators=indicators)
    counted = rnms.from_figures({"monitoring_rounds": 1}, region="kirov", period=2024)
    november, both = (
        world("kirov", *rounds(*days)) for days in (["2023-11-15"], ["2024-05-15", "2024-11-15"])
    )
    for region, data, period, readings, says_so in (
        (declared, counted, 2024, (), [True, True]),
        (declared, november, 2023, "both_rounds_of_2023", [True, False]),
        (strict, both, 2024, reading, [True, True]),
    ):
        report = rnms.evaluate(data, region=region, period=period, readings=readings)
        [rule] = report.monitoring

        assert rule.verdict is NOT_MET
        assert [
            ("result-missed", ("1.3.2",)) in [(why.code, why.about) for why in one.reasons]
            for one in rule.rounds
        ] == says_so
        assert "результат не достигнут: 1.3.2" in report.to_markdown()


def test_a_report_that_no_record_confirms_is_told() -> None:
    """003 l.34: a report of May 2023, and no Statute among the papers, all of which were collected."""
    report = rnms.evaluate(world("kirov", *done("1.1.1", "2023-05-31")), period=2023)
    [measure] = [one for one in report.roadmap if one.code == "1.1.1"]

    assert measure.progress is OVERDUE
    assert [why.code for why in measure.reasons] == ["not-shown"]
    assert "отчёт о выполнении есть, а записи его не подтверждают: " in report.to_markdown()
