"""What an act sets ends with the act: indicators, duties, roadmap, monitoring, calendar and heading alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs
import pytest

import rnms
from kit.records import day
from kit.rows import by_source
from rnms import Figure, RegionalSystem, Verdict, regions
from rnms.indicators import Force, MonitoringRule, Requirement
from rnms.indicators.vocabulary import management
from rnms.model import (
    Act,
    Assignment,
    Employment,
    MeasureReport,
    Methodist,
    MonitoringRound,
    Municipality,
    Organization,
    OrganizationKind,
    Period,
    Person,
    PoolLevel,
    Role,
)
from rnms.model.deadlines import Annual, AnnualWindows, EveryMonths, HalfYearly, OneOffMonth
from rnms.model.roadmap import MeasureGroup, Progress, Roadmap, RoadmapMeasure
from rnms.model.system import record_classes
from rnms.regions import RegionProfile

NO_TARGET = Verdict.NO_TARGET
OVERDUE, SPARED = Progress.OVERDUE, Progress.NOT_REQUIRED


def signed(act: Act) -> dt.date:
    """The day on which an act was signed, which is known here."""
    assert isinstance(act.date, dt.date)
    return act.date


def empty(region: str) -> RegionalSystem:
    """Everything was collected and nothing is there: whatever binds is broken."""
    nothing: dict[str, Any] = {name: [] for name in record_classes()}
    return RegionalSystem(region=region, **nothing)


def bound(profile: RegionProfile | str, period: Any, **more: Any) -> dict[str, int]:
    """How many statements of a report demand anything, by kind."""
    key = profile if isinstance(profile, str) else profile.key
    report = rnms.evaluate(empty(key), region=profile, period=period, **more)
    asked = report.period
    rounds = [one for rule in report.monitoring for one in rule.rounds]
    found: dict[str, Sequence[object]] = {
        "indicators": [one for one in report if one.target is not None],
        "duties": [
            one for one in report.requirements if one.verdict is not NO_TARGET and one.code != "S-GEN-02"
        ],
        "roadmap": [one for one in report.roadmap if one.progress is not SPARED],
        "monitoring": [one for one in rounds if one.progress is not SPARED],
        "meetings": [one for one in report.meetings if one.progress is not SPARED],
        "calendar": rnms.deadlines(profile, asked.start, asked.end),
    }
    return {name: len(one) for name, one in found.items() if one}


def test_a_plan_ends_with_its_horizon() -> None:
    """003 l.38 «на период до 2024 года»: Kirov has nothing but the roadmap; of Ugra the Statute stays."""
    assert bound("kirov", 2025) == {}
    assert set(bound("kirov", 2024)) == {"indicators", "duties", "roadmap", "monitoring", "calendar"}
    later = rnms.evaluate(empty("ugra"), period=2025)
    ended = {one.code for one in later.requirements if one.verdict is NO_TARGET}

    assert ended == {"S-UGR-05", "S-UGR-09", "S-UGR-10", "S-UGR-16", "S-UGR-20", "S-GEN-01"}
    # 001 l.37 names no year up to which somebody answers for the system.
    assert later.requirement("S-UGR-21").verdict is Verdict.UNDETERMINED
    assert not later.roadmap
    assert [rule.verdict for rule in later.monitoring] == [Verdict.NOT_MET]
    assert {one.code for one in rnms.deadlines("ugra", day("2025-01-01"), day("2025-12-31"))} == {"7.3"}


def repealed(key: str, on: str, **more: Any) -> RegionProfile:
    profile = regions.get(key)
    new = Act(
        key="new",
        kind="приказ",
        date=day(on),
        issuer="",
        document="1",
        repeals=(profile.acts[0].key,),
        **more,
    )
    return attrs.evolve(profile, acts=(*profile.acts, new))


@pytest.mark.parametrize("key", regions.available())
def test_nothing_of_a_repealed_act_lives_on(key: str) -> None:
    """In the year after it nothing is demanded and nothing falls due; the heading cites no dead act."""
    profile = repealed(key, "2023-12-31")
    minutes = {one.code for one in profile.requirements if one.clause.act != profile.acts[0]}
    found = bound(profile, 2024)

    assert set(found) <= ({"duties", "meetings", "calendar"} if minutes else set())
    assert rnms.evaluate(empty(key), region=profile, period=2024).act is None
    assert rnms.evaluate(empty(key), region=profile, period=2023).act == profile.acts[0]


def test_what_fell_due_before_the_repeal_was_due() -> None:
    """A round of the first half-year, not of the second; the repeal counts from its first day."""
    profile = repealed("ugra", "2024-07-01")
    report = rnms.evaluate(empty("ugra"), region=profile, period=2024)
    [rule] = report.monitoring

    assert [one.progress for one in rule.rounds] == [OVERDUE, SPARED]
    assert [one.progress for one in report.roadmap if one.code == "4"] == [OVERDUE, SPARED]
    assert report.requirement("S-UGR-15").verdict is Verdict.NOT_MET
    assert report.requirement("S-UGR-05").verdict is NO_TARGET
    assert {one.progress for one in report.roadmap if one.code == "6"} == {SPARED}
    assert {one.code for one in rnms.deadlines(profile, day("2024-01-01"), day("2024-12-31"))} == {"4", "7.3"}
    assert "акт утратил силу 01.07.2024" in rule.rounds[1].reason


@pytest.mark.parametrize(
    ("on", "held", "verdict", "why"),
    [
        ("2024-06-15", [], Verdict.NOT_MET, "May was missed before the repeal"),
        ("2024-06-15", ["2024-05-20"], NO_TARGET, "May was held, November is not demanded any more"),
        ("2024-05-31", [], NO_TARGET, "on the last day of May nothing is demanded any more"),
        ("2024-12-31", ["2024-05-20"], Verdict.NOT_MET, "November was missed before the repeal"),
    ],
)
def test_rounds_missed_before_the_repeal_were_missed(
    on: str, held: list[str], verdict: Verdict, why: str
) -> None:
    """003 l. 79: the duty and the indicator say of the rounds what the rule does."""
    rounds = [MonitoringRound(id=one, end=day(one)) for one in held]
    data = attrs.evolve(empty("kirov"), monitoring_rounds=rounds)
    report = rnms.evaluate(data, region=repealed("kirov", on), period=2024)
    missed = [rule.verdict for rule in report.monitoring if rule.verdict is Verdict.NOT_MET]

    assert report["1.3.2"].verdict is verdict, why
    assert report.requirement("S-KIR-08").verdict is verdict, why
    assert missed == ([verdict] if verdict is Verdict.NOT_MET else []), why


def test_a_repeal_that_nobody_knew_of_repeals_nothing() -> None:
    """By the acts known in June the year is due as before; standing duties bind until the very day."""
    profile = repealed("ugra", "2024-07-01")
    report = rnms.evaluate(empty("ugra"), region=profile, period=2024, known_on=day("2024-06-30"))
    june = rnms.evaluate(empty("ugra"), region=profile, period=2024, as_of=day("2024-06-30"))

    assert report.requirement("S-UGR-05").verdict is Verdict.NOT_MET
    assert [one.progress for one in report.roadmap if one.code == "4"] == [OVERDUE, OVERDUE]
    assert june.requirement("S-UGR-18").verdict is Verdict.NOT_MET
    assert (
        rnms.evaluate(empty("ugra"), region=profile, period=2024).requirement("S-UGR-18").verdict is NO_TARGET
    )


def test_what_is_the_same_as_an_indicator_binds_with_the_other_duties() -> None:
    """001 l.477, 000 l.72: until the eve of the repeal, and from the day of the order, whoever judges it."""
    nothing: dict[str, Any] = {name: [] for name in record_classes()}
    places = {**nothing, "municipalities": [Municipality(id="a", name="А")]}
    tied = {
        **nothing,
        "persons": [Person(id="m"), *(Person(id=f"t{one}") for one in range(251))],
        "organizations": [Organization(id="s", kind=OrganizationKind.GENERAL)],
        "employments": [
            Employment(person=f"t{one}", organization="s", role=Role.PEDAGOGICAL, start=day("2010-09-01"))
            for one in range(251)
        ],
        "methodists": [Methodist(id="m1", person="m", level=PoolLevel.REGIONAL, start=day("2021-01-01"))],
        "assignments": [
            Assignment(methodist="m1", person=f"t{one}", start=day("2021-01-01")) for one in range(251)
        ],
    }
    for key, code, records in (("ugra", "S-UGR-09", tied), ("khabarovsk", "S-KHB-01", places)):
        data = RegionalSystem(region=key, **records)
        profile = repealed(key, "2024-07-01")
        eve = signed(profile.acts[0]) - dt.timedelta(days=1)
        rows: list[tuple[Any, Any, Verdict]] = [
            (2024, day("2024-06-30"), Verdict.NOT_MET),
            ("2024-H1", None, Verdict.NOT_MET),
            (2024, day("2024-07-01"), NO_TARGET),
            (2023, None, Verdict.NOT_MET),
            (eve.year, eve, NO_TARGET),
            (2021, None, NO_TARGET),
        ]
        for period, as_of, expected in rows:
            report = rnms.evaluate(data, region=profile, period=period, as_of=as_of)

            assert report.requirement(code).verdict is expected, (code, period, as_of)


def test_a_day_that_passed_before_the_repeal_breaks_the_duty_of_the_year() -> None:
    """003 l.65: the meeting of June was due, though the order was void in November."""
    report = rnms.evaluate(empty("kirov"), region=repealed("kirov", "2023-11-15"), period=2023)

    assert [one.progress for one in report.roadmap if one.code == "1.2.2"] == [OVERDUE]
    assert report.requirement("S-KIR-03").verdict is Verdict.NOT_MET


def test_a_round_before_the_repeal_had_to_be_followed() -> None:
    """001 l.492: what should have followed in May is not undone by a repeal of July."""
    held = MonitoringRound(id="r", end=day("2024-05-15"), analysed=True, recommended=False)
    data = attrs.evolve(empty("ugra"), monitoring_rounds=[held])
    report = rnms.evaluate(data, region=repealed("ugra", "2024-07-01"), period=2024)
    [rule] = report.monitoring

    assert rule.follow_up is not None
    assert rule.follow_up.verdict is Verdict.NOT_MET
    assert report.requirement("S-UGR-15").verdict is Verdict.NOT_MET


@pytest.mark.parametrize("key", regions.available())
def test_before_the_act_nothing_is_demanded(key: str) -> None:
    """The heading, the list of acts, duties, measures, rounds, meetings: none knows the act on the eve."""
    profile = regions.get(key)
    order = profile.acts[0]
    eve = signed(order) - dt.timedelta(days=1)
    report = rnms.evaluate(empty(key), period=signed(order).year, known_on=eve)

    assert not report.results
    assert not [*report.roadmap, *report.monitoring, *report.meetings]
    assert not [one for one in report.requirements if one.verdict is not NO_TARGET]
    assert order not in report.acts
    assert report.act is None
    assert order in [one.act for one in report.awaited]
    assert all(one.day > eve for one in report.awaited)
    assert rnms.Report.from_json(report.to_json()) == report
    for shown in (report.to_text(), report.to_markdown(), report.to_html(full_page=True)):
        text = shown.replace("\u00a0", " ")
        # Only as the act that is still to come, with the day on which it does.
        assert text.count(f"№ {order.number}") == 1
        assert text.count(f"№ {order.number} — с {signed(order):%d.%m.%Y}") == 1
    assert rnms.evaluate(empty(key), period=signed(order).year, known_on=signed(order)).act == order


def test_a_word_of_an_act_not_yet_known_is_no_misspelling() -> None:
    """What the profile knows is spelt rightly, whatever edition is asked for."""
    data = RegionalSystem(
        region="kirov",
        figures=[Figure(key="staff", period=2023, count=5)],
        measure_reports=[MeasureReport(measure="1.2.2")],
    )
    report = rnms.evaluate(data, period=2023, known_on=day("2023-05-30"))

    assert report.issues == ()


# Days of an act: signed, made known, in force; what recurs and what it dates itself.

ACT = Act(key="act", kind="приказ", number="1", date=day("2023-05-31"), issuer="", document="1")
LATER = attrs.evolve(ACT, published=day("2023-06-10"), in_force=day("2023-07-01"))
BACK = attrs.evolve(ACT, published=day("2023-06-10"), in_force=day("2023-01-01"))
CHANGE = attrs.evolve(ACT, key="change", date=day("2023-09-01"), number="2", amends=("act",))
VOID = attrs.evolve(ACT, repealed_on=day("2023-11-30"))


def measure(deadline: Any, act: Act) -> RoadmapMeasure:
    return RoadmapMeasure(
        code="m",
        title="мероприятие",
        group=MeasureGroup(code="1", title="направление", clause=act.clause("1")),
        responsible="",
        executors="",
        deadline=deadline,
        deadline_text="в срок",
        clause=act.clause("2"),
    )


def invented(deadline: Any, *acts: Act) -> RegionProfile:
    act = acts[-1]
    return RegionProfile(
        key="invented",
        iso="XX-INV",
        name="Вымышленная область",
        system_name="РНМС",
        read_on=day("2026-01-01"),
        acts=acts,
        requirements=[
            Requirement(
                code="S-1",
                title="долг",
                force=Force.DUTY,
                clause=act.clause("3"),
                measure=management.THREE_LEVELS,
            ),
        ],
        roadmap=Roadmap(measures=[measure(deadline, act)], clause=act.clause("1")),
        monitoring=[
            MonitoringRule(
                code="r",
                title="мониторинг",
                deadline=deadline,
                deadline_text="в срок",
                clause=act.clause("4"),
            )
        ],
    )


DAYS: list[tuple[Any, tuple[Act, ...], list[bool], str]] = [
    (AnnualWindows([(5, 5), (11, 11)]), (ACT,), [False, True], "May ended with the day of the act"),
    (AnnualWindows([(4, 6)]), (ACT,), [True], "a window that began before it and lasts on"),
    (Annual(), (ACT,), [True], "the year counts whole"),
    (HalfYearly(), (ACT,), [True, True], "so does the half-year"),
    (EveryMonths(1), (ACT,), [False] * 5 + [True] * 7, "months that were over are not due"),
    (OneOffMonth(2023, 5), (ACT,), [True], "what the act dates itself is due on its own day"),
    (OneOffMonth(2023, 4), (ACT,), [False], "but not before"),
    (HalfYearly(), (LATER,), [False, True], "in force on the first day of the second half"),
    (OneOffMonth(2023, 6), (LATER,), [False], "made known, and not in force"),
    (HalfYearly(), (BACK,), [True, True], "in force before anybody knew it: known in time"),
    (OneOffMonth(2023, 5), (BACK,), [False], "nobody knew it in May"),
    (Annual(), (ACT, CHANGE), [True], "set by a change of the year"),
    (HalfYearly(), (ACT, CHANGE), [False, True], "the first half was over when it was changed"),
    (EveryMonths(2), (VOID,), [False, False, True, True, True, False], "void on the last day of November"),
    (
        HalfYearly(),
        (VOID, attrs.evolve(CHANGE, amends=("act",))),
        [False, False],
        "void with what it changed",
    ),
]


@pytest.mark.parametrize(("deadline", "acts", "expected", "why"), by_source(DAYS))
def test_measure_rule_and_calendar_have_one_day(
    deadline: Any, acts: tuple[Act, ...], expected: list[bool], why: str
) -> None:
    """The windows of 2023 that are due: by measure, rule and calendar the same."""
    profile = invented(deadline, *acts)
    report = rnms.evaluate(empty("invented"), region=profile, period=2023)
    [rule] = report.monitoring
    listed = [
        one.due for one in rnms.deadlines(profile, day("2023-01-01"), day("2023-12-31")) if one.code == "m"
    ]

    assert [one.progress is not SPARED for one in report.roadmap] == expected, why
    assert [one.progress is not SPARED for one in rule.rounds] == expected, why
    assert listed == [one.due for one in report.roadmap if one.progress is not SPARED], why
    assert (rule.verdict is NO_TARGET) == (not any(expected)), why


STANDS: list[tuple[tuple[Act, ...], str, bool]] = [
    ((ACT,), "2023-05-30", False),
    ((ACT,), "2023-05-31", True),
    ((LATER,), "2023-06-30", False),
    ((LATER,), "2023-07-01", True),
    ((BACK,), "2023-06-09", False),
    ((BACK,), "2023-06-10", True),
    ((VOID,), "2023-11-29", True),
    ((VOID,), "2023-11-30", False),
    ((VOID, CHANGE), "2023-11-29", True),
    ((VOID, CHANGE), "2023-11-30", False),
]


@pytest.mark.parametrize(("acts", "as_of", "expected"), STANDS)
def test_a_standing_duty_binds_while_its_act_is_in_force(
    acts: tuple[Act, ...],
    as_of: str,
    expected: bool,  # a row reads
) -> None:
    """From its first day to the one before the last; one function says so of the act itself."""
    profile = invented(Annual(), *acts)
    found = rnms.evaluate(empty("invented"), region=profile, period=2023, as_of=day(as_of))

    assert (found.requirement("S-1").verdict is Verdict.NOT_MET) is expected
    assert profile.edition.binds(acts[-1], day(as_of)) is expected


def test_the_successor_stands_in_the_heading() -> None:
    """Where a new order sets the indicators anew, it is the one by which one judges."""
    profile = regions.get("amur")
    new = Act(
        key="new",
        kind="приказ",
        number="9",
        date=day("2024-01-01"),
        issuer="",
        document="1",
        repeals=("order",),
    )
    again = [attrs.evolve(one, clause=new.clause("1")) for one in profile.indicators]
    changed = attrs.evolve(profile, acts=(*profile.acts, new), indicators=again)

    assert changed.governing(Period.of(2024)) == new
    assert changed.governing(Period.of(2023)) == profile.acts[0]


@pytest.mark.parametrize(
    ("key", "period", "is_cited"),
    [
        ("amur", 2021, False),
        ("amur", 2022, True),
        ("kirov", 2022, False),
        ("kirov", 2023, True),
        ("khabarovsk", "2020/2021", False),
        ("khabarovsk", "2021/2022", True),
        # 001, the table of targets begins with 2021: two years before the order.
        ("ugra", 2021, True),
        ("ugra", 2020, False),
    ],
)
def test_the_heading_cites_no_act_that_came_later(key: str, period: int | str, is_cited: bool) -> None:
    """A period that was over before the order is judged by it only where it has targets for that period."""
    report = rnms.evaluate(RegionalSystem(region=key), period=period)
    order = regions.get(key).acts[0]

    assert (report.act == order) is is_cited
    assert (str(order) in report.to_text().splitlines()[0]) is is_cited
