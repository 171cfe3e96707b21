"""What was not reported may show that something was carried out: then nobody says that it was not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs
import pytest

import rnms
from kit.tabled import Told, told_both_ways
from rnms import RegionalSystem, Unreported, Verdict, regions
from rnms.judge.completion import progress
from rnms.model import (
    Adoption,
    AdoptionKind,
    Agreement,
    AgreementKind,
    Meeting,
    MeetingBody,
    MonitoringRound,
    Period,
    Person,
)
from rnms.model.deadlines import AnnualAfter
from rnms.model.roadmap import Progress, Scheduled
from rnms.model.system import record_classes
from rnms.results.findings import ScheduleStatus

NOT_MET, UNDETERMINED = Verdict.NOT_MET, Verdict.UNDETERMINED
UNKNOWN, OVERDUE = Progress.UNKNOWN, Progress.OVERDUE
NOBODY_SAID = "nobody-said"


def collected(region: str, *records: Any) -> RegionalSystem:
    """A system of which everything was collected: what is not named does not exist, or was not reported."""
    kept: dict[str, Any] = {
        name: [record for record in records if type(record) is kind]
        for name, kind in record_classes().items()
    }
    gaps = [record for record in records if isinstance(record, Unreported)]
    return RegionalSystem(region=region, unreported=gaps, **kept)


SCHEDULED = [
    (key, one.code) for key in ("ugra", "kirov", "amur", "khabarovsk") for one in regions.get(key).scheduled
]


def overdue(key: str, code: str, *gaps: Unreported) -> list[ScheduleStatus]:
    """What is overdue of it in the years of the orders, by its own records alone."""
    data, scheduled = collected(key, *gaps), regions.get(key).scheduled
    asked = Period.of("2023-01-01/2024-12-31")
    found = progress(scheduled, data, asked, asked.end, only=[code])
    return [one for one in found if one.progress is OVERDUE]


def deciding(scheduled: Scheduled) -> set[str]:
    """The collections each of which alone may show it."""
    alone = {trace.collection for trace in scheduled.sources if trace.alone}
    return alone or {trace.collection for trace in scheduled.traces}


@pytest.mark.parametrize(("key", "code"), SCHEDULED)
def test_nothing_is_overdue_of_which_a_record_may_be_missing(key: str, code: str) -> None:
    """Whichever collection may show it: where some of it was not reported, nobody knows that it was not."""
    known = {one.code: one for one in regions.get(key).scheduled}
    before = known[code].deadline
    for collection in deciding(known[code]):
        gaps = [Unreported(entity=collection)]
        if isinstance(before, AnnualAfter):
            gaps += [Unreported(entity=name) for name in deciding(known[before.measure])]

        assert overdue(key, code, *gaps) == [], collection


def rounds(*ends: dt.date) -> list[MonitoringRound]:
    return [
        MonitoringRound(id=f"w{at}", end=end, analysed=True, recommended=True) for at, end in enumerate(ends)
    ]


NOVEMBER = dt.date(2024, 11, 15)
GAP = Unreported(entity="monitoring_rounds")


@pytest.mark.parametrize(
    ("gap", "verdict", "source"),
    [
        (GAP, UNDETERMINED, "003 l.83: the monitoring of May may be among those that did not come"),
        (attrs.evolve(GAP, most=1), UNDETERMINED, "one at most, and it may be that of May"),
        (attrs.evolve(GAP, most=0), NOT_MET, "nothing is missing"),
        (attrs.evolve(GAP, period="2024-H1"), UNDETERMINED, "that of May is of the first half of the year"),
        (attrs.evolve(GAP, period=2023), UNDETERMINED, "one that began in 2023 may have ended in May 2024"),
        (attrs.evolve(GAP, period=2025), NOT_MET, "what lasted into 2025 did not end in May 2024"),
    ],
)
def test_a_round_that_was_not_reported_may_have_been_held(
    gap: Unreported, verdict: Verdict, source: str
) -> None:
    """The measure, the duty and the rule say one thing of it, though no report of the measure is missing."""
    report = rnms.evaluate(collected("kirov", *rounds(NOVEMBER), gap), period=2024)
    duty, rule = report.requirement("S-KIR-08"), report.monitoring[0]

    assert (report["1.3.2"].verdict, duty.verdict, rule.verdict) == (verdict,) * 3, source


def begun(start: dt.date) -> MonitoringRound:
    """A round of which only the first day is known."""
    return MonitoringRound(id="begun", start=start, analysed=True, recommended=True)


@pytest.mark.parametrize(
    ("key", "codes", "year", "known", "start", "verdict", "source"),
    [
        (
            "ugra",
            ("6.1.2", "S-UGR-15"),
            2023,
            dt.date(2023, 11, 3),
            dt.date(2023, 8, 1),
            NOT_MET,
            "001 l.486: in every half-year; what began in August did not end in the first half",
        ),
        (
            "ugra",
            ("6.1.2", "S-UGR-15"),
            2023,
            dt.date(2023, 11, 3),
            dt.date(2023, 6, 30),
            UNDETERMINED,
            "it may have ended on its first day",
        ),
        (
            "kirov",
            ("1.3.2", "S-KIR-08"),
            2024,
            dt.date(2024, 11, 15),
            dt.date(2024, 6, 1),
            NOT_MET,
            "003 l.82: what began in June did not end in May",
        ),
        (
            "kirov",
            ("1.3.2", "S-KIR-08"),
            2024,
            dt.date(2024, 11, 15),
            dt.date(2024, 5, 31),
            UNDETERMINED,
            "it may have ended on the last of May",
        ),
        (
            "amur",
            ("S-AMU-15",),
            2023,
            dt.date(2022, 11, 15),
            dt.date(2024, 1, 1),
            NOT_MET,
            "002: every year; what began in 2024 did not end in 2023",
        ),
        (
            "amur",
            ("S-AMU-15",),
            2023,
            dt.date(2022, 11, 15),
            dt.date(2022, 12, 1),
            UNDETERMINED,
            "it may have lasted into 2023",
        ),
    ],
)
@told_both_ways
def test_a_round_ended_no_sooner_than_it_began(
    key: str,
    codes: Sequence[str],
    year: int,
    known: dt.date,
    start: dt.date,
    verdict: Verdict,
    source: str,
    told: Told,
) -> None:
    """Of an unknown last day the first one is a bound; from records and from tables."""
    criteria = Adoption(kind=AdoptionKind.MONITORING_CRITERIA, start=dt.date(2022, 6, 1))
    data = collected(key, *rounds(known), begun(start), criteria)
    source_of_records = told(data)
    report = rnms.evaluate(source_of_records, period=year)
    indicators = [report[code].verdict for code in codes if not code.startswith("S-")]
    duties = [report.requirement(code).verdict for code in codes if code.startswith("S-")]

    assert {*indicators, *duties, report.monitoring[0].verdict} == {verdict}, source


def test_the_roadmap_shows_a_round_by_its_first_day_too() -> None:
    """001 l.511: once in every half-year; what began in August leaves the first half without any."""
    report = rnms.evaluate(collected("ugra", begun(dt.date(2023, 8, 1))), period=2023)

    assert [one.progress for one in report.roadmap if one.code == "4"] == [OVERDUE, UNKNOWN]


@pytest.mark.parametrize(
    ("key", "collection", "code", "source"),
    [
        ("kirov", "meetings", "1.2.2", "003 l.65: a meeting of the pool"),
        ("kirov", "adoptions", "1.1.1", "003: the statute"),
        ("kirov", "adoptions", "1.2.1", "003: the statute of the pool"),
        ("kirov", "adoptions", "1.3.1", "003: the criteria of the monitoring"),
        ("ugra", "adoptions", "3", "001: the criteria of the monitoring"),
        ("ugra", "measure_reports", "10", "001: an enrolment shows it, and so does a report"),
        ("ugra", "enrolments", "10", "001: the same"),
    ],
)
def test_it_is_unknown_and_the_reason_says_what_did_not_come(
    key: str, collection: str, code: str, source: str
) -> None:
    """Only what is missing is named: all else came, and shows nothing."""
    report = rnms.evaluate(collected(key, Unreported(entity=collection)), period=2023)
    [found] = [one for one in report.roadmap if one.code == code]

    assert found.progress is UNKNOWN, source
    assert [(why.code, why.about) for why in found.reasons] == [(NOBODY_SAID, (collection,))], source


def agreements(number: int) -> Sequence[Agreement]:
    return [
        Agreement(id=f"a{at}", date=dt.date(2023, 10, 1), kind=AgreementKind.COOPERATION)
        for at in range(number)
    ]


@pytest.mark.parametrize(
    ("number", "most", "missed"),
    [(3, 1, True), (3, 2, False), (3, None, False), (5, None, False), (4, 1, False), (0, 4, True)],
)
def test_no_more_may_be_missing_than_was_said(number: int, most: int | None, missed: bool) -> None:
    """003 l.59: five agreements; three and one that did not come are four."""
    gap = Unreported(entity="agreements", most=most)
    data = collected("kirov", *agreements(number), gap)
    asked = Period.of("2023-01-01/2024-12-31")
    found = progress(regions.get("kirov").scheduled, data, asked, asked.end, only=["1.1.3"])

    assert any(one.progress is OVERDUE for one in found) is missed


def test_what_lasts_may_be_missing_though_it_began_long_before() -> None:
    """A gap of 2022 hides support that began then and goes on: in 2023 nobody knows that there was none."""
    gap = Unreported(entity="supports", period=2022)
    asked = Period.of(2023)
    lacking, whole = (
        progress(regions.get("ugra").scheduled, collected("ugra", *gaps), asked, asked.end, only=["13"])
        for gaps in ((gap,), ())
    )

    assert [one.progress for one in lacking] == [UNKNOWN]
    assert UNKNOWN not in [one.progress for one in whole]


FOUNDING = (
    AdoptionKind.STATUTE,
    AdoptionKind.ROADMAP,
    AdoptionKind.POOL_STATUTE,
    AdoptionKind.MONITORING_CRITERIA,
)


def adopted(*kinds: AdoptionKind) -> list[Adoption]:
    return [Adoption(kind=kind, start=dt.date(2023, 5, 31)) for kind in kinds]


def meetings(*days: dt.date) -> list[Meeting]:
    return [Meeting(body=MeetingBody.REGIONAL_UMO, date=one) for one in days]


@pytest.mark.parametrize(
    ("key", "code", "year", "records", "gap", "verdict", "source"),
    [
        (
            "kirov",
            "S-KIR-01",
            2023,
            [],
            ("adoptions", 0),
            NOT_MET,
            "003 l.34: four documents, none is missing",
        ),
        ("kirov", "S-KIR-01", 2023, [], ("adoptions", 3), NOT_MET, "at most three of four"),
        ("kirov", "S-KIR-01", 2023, [], ("adoptions", 4), UNDETERMINED, "they may be the four"),
        ("kirov", "S-KIR-01", 2023, [], ("adoptions", None), UNDETERMINED, "nobody says how many"),
        (
            "kirov",
            "S-KIR-01",
            2023,
            adopted(*FOUNDING[:2]),
            ("adoptions", 1),
            NOT_MET,
            "two and one are three",
        ),
        ("kirov", "S-KIR-01", 2023, adopted(*FOUNDING[:3]), ("adoptions", 1), UNDETERMINED, "the fourth"),
        ("kirov", "S-KIR-01", 2023, adopted(*FOUNDING), ("adoptions", 1), Verdict.MET, "all are there"),
        ("ugra", "S-UGR-20", 2023, [], ("diagnostics", 0), NOT_MET, "001 l.517: nothing is missing"),
        (
            "ugra",
            "S-UGR-20",
            2023,
            [],
            ("diagnostics", 1),
            UNDETERMINED,
            "one diagnostic may be of five areas",
        ),
        ("khabarovsk", "S-KHB-05", 2024, [], ("meetings", 0), NOT_MET, "000 l.195: four meetings"),
        ("khabarovsk", "S-KHB-05", 2024, [], ("meetings", 3), NOT_MET, "at most three of four"),
        ("khabarovsk", "S-KHB-05", 2024, [], ("meetings", 4), UNDETERMINED, "they may be the four"),
        (
            "khabarovsk",
            "S-KHB-05",
            2024,
            meetings(dt.date(2024, 2, 10)),
            ("meetings", 2),
            NOT_MET,
            "one and two are three",
        ),
        (
            "khabarovsk",
            "S-KHB-05",
            2024,
            meetings(dt.date(2024, 2, 10)),
            ("meetings", 3),
            UNDETERMINED,
            "one and three are four",
        ),
    ],
)
@told_both_ways
def test_no_record_that_is_missing_serves_twice(
    key: str,
    code: str,
    year: int,
    records: Sequence[Any],
    gap: tuple[str, int | None],
    verdict: Verdict,
    source: str,
    told: Told,
) -> None:
    """At most so many did not come, and more are lacking; from records and from tables."""
    entity, most = gap
    diagnosed = [] if entity != "diagnostics" else [Person(id="p")]
    data = collected(key, *records, *diagnosed, Unreported(entity=entity, most=most))
    source_of_records = told(data)
    found = rnms.evaluate(source_of_records, period=year).requirement(code)

    assert found.verdict is verdict, source
