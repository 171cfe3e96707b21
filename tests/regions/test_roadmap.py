"""What falls due: deadlines as days, how far each has come, the roadmaps and monitoring duties of regions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.records import day, rounds
from rnms import regions
from rnms.indicators import Scale
from rnms.judge import deadlines
from rnms.judge.completion import progress
from rnms.model import (
    Act,
    Adoption,
    AdoptionKind,
    MeasureReport,
    Meeting,
    MeetingBody,
    MonitoringRound,
    Period,
    PlanItem,
    RegionalSystem,
    Unknown,
    Unreported,
    Verdict,
)
from rnms.model.deadlines import (
    Annual,
    AnnualAfter,
    AnnualWindows,
    Continuous,
    Deadline,
    EveryMonths,
    ExternallySet,
    FromThenContinuous,
    HalfYearly,
    OneOffMonth,
    OneOffQuarter,
    PerPlan,
    Window,
    WithinYears,
    windows,
)
from rnms.model.roadmap import MeasureGroup, Progress, RoadmapMeasure
from rnms.results import Report
from rnms.results.findings import ScheduleStatus

DONE_ON_TIME, DONE_LATE, IN_PROGRESS = Progress.DONE_ON_TIME, Progress.DONE_LATE, Progress.IN_PROGRESS
PENDING, OVERDUE, NOT_REQUIRED = Progress.PENDING, Progress.OVERDUE, Progress.NOT_REQUIRED
UNKNOWN, UNKNOWN_DEADLINE = Progress.UNKNOWN, Progress.UNKNOWN_DEADLINE

ACT = Act(key="act", kind="приказ", date=dt.date(2023, 3, 31), issuer="вымышленный")
GROUP = MeasureGroup(code="1", title="направление", clause=ACT.clause("п. 1"))


def measure(deadline: Deadline, code: str = "m", until: dt.date | None = None) -> RoadmapMeasure:
    return RoadmapMeasure(
        code=code,
        title="мероприятие",
        group=GROUP,
        responsible="министерство",
        executors="институт",
        deadline=deadline,
        deadline_text="в срок",
        clause=ACT.clause("п. 2"),
        until=until,
    )


PREREQUISITE = [measure(Annual(), "6")]


def reports(*days: str, code: str = "m") -> RegionalSystem:
    made = [MeasureReport(measure=code, date=day(one)) for one in days]
    return RegionalSystem(region="ugra", measure_reports=made)


def judged(
    deadline: Deadline, data: RegionalSystem, period: int = 2023, as_of: str = ""
) -> list[tuple[dt.date | None, Progress]]:
    asked = Period.of(period)
    found = progress([*PREREQUISITE, measure(deadline)], data, asked, day(as_of) if as_of else asked.end)
    return [(one.due, one.progress) for one in found if one.code == "m"]


def states(deadline: Deadline, data: RegionalSystem, period: int = 2023, as_of: str = "") -> list[Progress]:
    return [state for _, state in judged(deadline, data, period, as_of)]


# Deadlines as days.

DAYS = [
    (OneOffMonth(2023, 5), [("", "2023-05-31")]),
    (OneOffMonth(2024, 2), [("", "2024-02-29")]),
    (OneOffMonth(2024, 2, within=True), [("2024-02-01", "2024-02-29")]),
    (OneOffQuarter(2023, 1), [("", "2023-03-31")]),
    (OneOffQuarter(2023, 4), [("", "2023-12-31")]),
    (WithinYears(2023, 2024), [("2023-01-01", "2024-12-31")]),
    (Annual(), [("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31")]),
    (AnnualAfter("6"), [("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31")]),
    (
        HalfYearly(),
        [
            ("2023-01-01", "2023-06-30"),
            ("2023-07-01", "2023-12-31"),
            ("2024-01-01", "2024-06-30"),
            ("2024-07-01", "2024-12-31"),
        ],
    ),
    (AnnualWindows([(2, 2)]), [("2023-02-01", "2023-02-28"), ("2024-02-01", "2024-02-29")]),
    (AnnualWindows([(11, 1)]), [("2022-11-01", "2023-01-31"), ("2023-11-01", "2024-01-31")]),
    (Continuous(), [("", "")]),
    (FromThenContinuous(2023, 6), [("", "2023-06-30"), ("2023-06-01", "")]),
    (PerPlan(["план"]), []),
    (ExternallySet("Академия"), []),
    (Unknown("угол листа оборван"), []),
]


@pytest.mark.parametrize(("deadline", "expected"), DAYS, ids=[repr(one) for one, _ in DAYS])
def test_a_deadline_means_these_days(deadline: Deadline, expected: list[tuple[str, str]]) -> None:
    """Each kind as the windows that end in 2023 and 2024; leap years and turns of the year included."""
    found = windows(deadline, range(2023, 2025))

    assert list(found) == [Window(day(a) if a else None, day(b) if b else None) for a, b in expected]


def test_every_two_months_is_six_windows_a_year() -> None:
    found = windows(EveryMonths(2), [2024])

    assert [(one.start, one.due) for one in found][:2] == [
        (day("2024-01-01"), day("2024-02-29")),
        (day("2024-03-01"), day("2024-04-30")),
    ]
    assert len(found) == 6


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: OneOffMonth(2023, 13),
        lambda: OneOffQuarter(2023, 0),
        lambda: WithinYears(2024, 2023),
        lambda: AnnualWindows([]),
        lambda: AnnualWindows([(0, 3)]),
        lambda: EveryMonths(5),
        lambda: FromThenContinuous(2023, 0),
    ],
)
def test_a_deadline_that_is_none_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"month|quarter|year|window"):
        wrong()  # type: ignore[operator]


# How far each has come. The act is of 31.03.2023.

PROGRESSES = [
    # deadline, days reported, period, as of, expected
    (OneOffQuarter(2023, 1), ["2023-03-31"], 2023, "", [DONE_ON_TIME]),
    (OneOffQuarter(2023, 1), ["2023-04-03"], 2023, "", [DONE_LATE]),
    (OneOffQuarter(2023, 2), ["2022-12-01"], 2023, "", [DONE_ON_TIME]),
    (OneOffMonth(2023, 2), [], 2023, "", [NOT_REQUIRED]),
    (OneOffMonth(2023, 5), [], 2023, "2023-05-30", [PENDING]),
    (OneOffMonth(2023, 5), [], 2023, "2023-05-31", [PENDING]),
    (OneOffMonth(2023, 5), [], 2023, "2023-06-01", [OVERDUE]),
    (Annual(), [], 2023, "2023-12-30", [PENDING]),
    (Annual(), [], 2023, "", [OVERDUE]),
    (OneOffMonth(2023, 5), ["2023-06-05"], 2023, "2023-06-04", [OVERDUE]),
    (OneOffMonth(2024, 5), [], 2023, "", []),
    (WithinYears(2023, 2024), ["2022-12-20"], 2023, "", [PENDING]),
    (WithinYears(2023, 2024), ["2022-12-20"], 2024, "", [OVERDUE]),
    (WithinYears(2023, 2024), ["2024-12-31"], 2023, "2024-12-31", [DONE_ON_TIME]),
    (Annual(), ["2023-01-10"], 2023, "", [DONE_ON_TIME]),
    (Annual(), ["2024-01-10"], 2023, "2024-02-01", [OVERDUE]),
    (Annual(), [], 2022, "", [NOT_REQUIRED]),
    (HalfYearly(), ["2023-07-01"], 2023, "", [OVERDUE, DONE_ON_TIME]),
    (HalfYearly(), ["2023-02-01", "2023-12-31"], 2023, "", [DONE_ON_TIME, DONE_ON_TIME]),
    (HalfYearly(), ["2023-02-01"], 2023, "2023-09-01", [DONE_ON_TIME, PENDING]),
    # A window that comes again is required where a day of it is left after that of the act.
    (
        AnnualWindows([(1, 2), (2, 3), (9, 11)]),
        ["2023-10-01"],
        2023,
        "",
        [NOT_REQUIRED, NOT_REQUIRED, DONE_ON_TIME],
    ),
    (AnnualWindows([(6, 6)]), ["2024-07-02"], 2024, "", [DONE_LATE]),
    (AnnualWindows([(6, 6)]), ["2024-05-20"], 2024, "", [OVERDUE]),
    (AnnualWindows([(6, 6)]), ["2025-06-20"], 2024, "2025-12-31", [OVERDUE]),
    (Continuous(), ["2023-08-01"], 2023, "", [IN_PROGRESS]),
    (Continuous(), ["2023-08-01"], 2023, "2023-07-31", [PENDING]),
    (Continuous(), ["2022-08-01"], 2023, "", [PENDING]),
    (FromThenContinuous(2023, 6), ["2023-06-15"], 2023, "", [DONE_ON_TIME, IN_PROGRESS]),
    (FromThenContinuous(2023, 6), ["2023-07-03"], 2023, "", [DONE_LATE, IN_PROGRESS]),
    (FromThenContinuous(2023, 6), ["2023-07-03"], 2024, "", [PENDING]),
    (PerPlan(["план"]), ["2023-07-03"], 2023, "", [UNKNOWN_DEADLINE]),
    (ExternallySet("Академия"), [], 2023, "", [UNKNOWN_DEADLINE]),
    (Unknown("угол листа оборван"), ["2023-07-03"], 2023, "", [UNKNOWN_DEADLINE]),
    (Unknown("угол листа оборван"), [], 2022, "", [NOT_REQUIRED]),
    (ExternallySet("Академия"), [], 2022, "", [NOT_REQUIRED]),
]


@pytest.mark.parametrize(("deadline", "days", "period", "as_of", "expected"), PROGRESSES)
def test_how_far_it_has_come(
    deadline: Deadline, days: list[str], period: int, as_of: str, expected: list[Progress]
) -> None:
    """The rows of domain-spec 6.1 and 6.4, a deadline and its reports in each."""
    assert states(deadline, reports(*days), period, as_of) == expected


AFTER = [
    # the prerequisite's days, its own days, expected on 31.12.2023
    (["2023-03-01"], ["2023-03-01"], DONE_ON_TIME, ()),
    (["2023-03-01"], ["2023-04-01"], DONE_ON_TIME, ()),
    (["2023-03-01"], ["2023-02-01"], OVERDUE, ("before-prerequisite",)),
    (["2023-03-01"], [], OVERDUE, ("no-report",)),
    ([], ["2023-04-01"], OVERDUE, ("no-prior-event",)),
    (["2022-03-01"], ["2023-04-01"], OVERDUE, ("no-prior-event",)),
    ([], [], OVERDUE, ("no-prior-event",)),
]


@pytest.mark.parametrize(("before", "days", "expected", "reasons"), AFTER)
def test_a_measure_after_another_looks_at_it(
    before: list[str], days: list[str], expected: Progress, reasons: tuple[str, ...]
) -> None:
    """Once in the year, and not before what must precede it in that year."""
    rows = [MeasureReport(measure="6", date=day(one)) for one in before]
    rows += [MeasureReport(measure="m", date=day(one)) for one in days]
    data = RegionalSystem(region="ugra", measure_reports=rows)
    tasks = [measure(AnnualAfter("6")), measure(Annual(), "6")]
    [found, _] = progress(tasks, data, Period.of(2023), day("2023-12-31"))

    assert (found.progress, tuple(one.code for one in found.reasons)) == (expected, reasons)


def test_it_is_pending_while_what_must_precede_it_is_still_to_come() -> None:
    data = reports("2023-02-01")
    tasks = [measure(AnnualAfter("6")), measure(Annual(), "6")]
    [found, _] = progress(tasks, data, Period.of(2023), day("2023-06-01"))

    assert found.progress is PENDING
    assert "должно предшествовать: 6" in found.reason


def test_a_plan_turns_unknown_deadlines_into_days() -> None:
    """Each line of the plan is a deadline; a year of which it says nothing stays unknown."""
    plan = [
        PlanItem(measure="m", end=day("2023-06-15")),
        PlanItem(measure="m", end=day("2023-11-20"), start=day("2023-09-01")),
    ]
    data = attrs.evolve(reports("2023-06-20", "2023-09-05"), plan_items=plan)

    assert judged(PerPlan(["график"], annual=True), data) == [
        (day("2023-06-15"), DONE_LATE),
        (day("2023-11-20"), DONE_ON_TIME),
    ]
    assert states(PerPlan(["график"]), data, 2024) == [UNKNOWN_DEADLINE]


# What nobody can know.

BY_FIGURE_ONLY = [
    # collections, deadline, expected
    (RegionalSystem(region="ugra"), [UNKNOWN]),
    (RegionalSystem(region="ugra", measure_reports=[]), [OVERDUE]),
    (
        RegionalSystem(
            region="ugra", measure_reports=[], unreported=[Unreported(entity="measure_reports", period=2023)]
        ),
        [UNKNOWN],
    ),
    (
        RegionalSystem(
            region="ugra",
            measure_reports=[],
            unreported=[Unreported(entity="measure_reports", municipality="m1", period="2023-Q4")],
        ),
        [UNKNOWN],
    ),
    (
        RegionalSystem(
            region="ugra", measure_reports=[], unreported=[Unreported(entity="measure_reports", period=2024)]
        ),
        [OVERDUE],
    ),
    (RegionalSystem(region="ugra", measure_reports=[MeasureReport(measure="m")]), [UNKNOWN]),
    (
        RegionalSystem(
            region="ugra",
            measure_reports=[MeasureReport(measure="m", start=day("2023-02-01"), end=day("2023-03-01"))],
        ),
        [DONE_ON_TIME],
    ),
    (
        RegionalSystem(
            region="ugra",
            measure_reports=[MeasureReport(measure="m", start=day("2022-12-01"), end=day("2023-03-01"))],
        ),
        [UNKNOWN],
    ),
    (
        RegionalSystem(
            region="ugra",
            measure_reports=[MeasureReport(measure="m", start=day("2023-03-01"), end=day("2023-02-01"))],
        ),
        [UNKNOWN],
    ),
]


@pytest.mark.parametrize(("data", "expected"), BY_FIGURE_ONLY)
def test_what_nobody_answered_is_unknown_not_overdue(data: RegionalSystem, expected: list[Progress]) -> None:
    """A return that did not come, a report without a day, a period that reaches over the window."""
    assert states(Annual(), data) == expected


def test_a_lost_return_cannot_undo_what_was_done() -> None:
    data = attrs.evolve(reports("2023-05-05"), unreported=[Unreported(entity="measure_reports", period=2023)])

    assert states(Annual(), data) == [DONE_ON_TIME]


# Laws.

deadline_kinds: st.SearchStrategy[Deadline] = st.one_of(
    st.builds(OneOffMonth, st.integers(2022, 2025), st.integers(1, 12), within=st.booleans()),
    st.builds(OneOffQuarter, st.integers(2022, 2025), st.integers(1, 4)),
    st.integers(2022, 2024).flatmap(lambda first: st.builds(WithinYears, st.just(first), st.just(first + 1))),
    st.builds(
        AnnualWindows, st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=3)
    ),
    st.just(Annual()),
    st.just(HalfYearly()),
    st.just(AnnualAfter("6")),
    st.just(Continuous()),
    st.builds(EveryMonths, st.sampled_from([1, 2, 3, 4, 6])),
    st.builds(FromThenContinuous, st.integers(2022, 2025), st.integers(1, 12)),
    st.just(PerPlan(["план"])),
)
some_days = st.dates(day("2022-01-01"), day("2026-06-30"))
made_reports = st.lists(
    st.builds(MeasureReport, measure=st.sampled_from(["m", "6"]), date=st.none() | some_days), max_size=5
)
made_plans = st.lists(st.builds(PlanItem, measure=st.just("m"), end=some_days), max_size=3)
made_unreported = st.lists(
    st.builds(
        Unreported, entity=st.just("measure_reports"), period=st.sampled_from([None, 2023, 2024, "2023-Q2"])
    ),
    max_size=1,
)
made_systems = st.builds(
    RegionalSystem,
    region=st.just("ugra"),
    measure_reports=made_reports,
    plan_items=made_plans,
    unreported=made_unreported,
)

HEALED = {
    PENDING: set(Progress),
    OVERDUE: {OVERDUE, DONE_LATE, UNKNOWN},
    DONE_ON_TIME: {DONE_ON_TIME},
    DONE_LATE: {DONE_LATE},
    IN_PROGRESS: {IN_PROGRESS},
    NOT_REQUIRED: {NOT_REQUIRED},
    UNKNOWN_DEADLINE: {UNKNOWN_DEADLINE},
    UNKNOWN: {UNKNOWN, OVERDUE, DONE_LATE, DONE_ON_TIME, IN_PROGRESS},
}
"""What may follow what while one waits."""


def found_at(
    deadline: Deadline, data: RegionalSystem, period: int, as_of: dt.date
) -> Sequence[ScheduleStatus]:
    tasks = [measure(deadline), measure(Annual(), "6")]
    asked = Period.of(period)
    return [one for one in progress(tasks, data, asked, as_of) if one.code == "m"]


@given(deadline_kinds, made_systems, st.sampled_from([2022, 2023, 2024]), some_days, some_days)
def test_waiting_never_heals(
    deadline: Deadline, data: RegionalSystem, period: int, one: dt.date, other: dt.date
) -> None:
    """Overdue stays so or is done late, done stays done; what was due stays due."""
    earlier, later = (found_at(deadline, data, period, as_of) for as_of in sorted((one, other)))

    assert [found.occurrence for found in earlier] == [found.occurrence for found in later]
    for before, after in zip(earlier, later, strict=True):
        assert after.progress in HEALED[before.progress]


@given(deadline_kinds, made_systems, st.sampled_from([2023, 2024]), some_days)
def test_a_return_that_comes_only_narrows(
    deadline: Deadline, data: RegionalSystem, period: int, as_of: dt.date
) -> None:
    """What was said while a return was missing is not taken back when it says that nothing was done."""
    assume(data.unreported)
    whole = attrs.evolve(data, unreported=[])
    for before, after in zip(
        found_at(deadline, data, period, as_of), found_at(deadline, whole, period, as_of), strict=True
    ):
        assert before.progress in {after.progress, UNKNOWN}


@given(deadline_kinds, made_plans, some_days, st.integers(0, 900))
def test_every_deadline_lies_inside_what_was_asked_and_the_roadmap(
    deadline: Deadline, plan: list[PlanItem], start: dt.date, length: int
) -> None:
    """Nothing falls due outside the horizon, before the act or after the roadmap ends, and in order."""
    end, until = start + dt.timedelta(days=length), day("2024-12-31")
    profile = attrs.evolve(
        regions.get("amur"),
        acts=(*regions.get("amur").acts, ACT),
        roadmap=rnms.model.roadmap.Roadmap(
            measures=[measure(deadline, until=until), measure(Annual(), "6", until)],
            clause=ACT.clause("п. 1"),
            until=until,
        ),
        monitoring=(),
    )
    found = [one.due for one in deadlines(profile, start, end, plan=plan)]

    assert all(due is not None and max(start, ACT.effective) <= due <= min(end, until) for due in found)
    assert found == sorted(found, key=str)


@given(made_systems)
@examples(10)
def test_a_report_with_a_roadmap_is_its_json(data: RegionalSystem) -> None:
    report = rnms.evaluate(attrs.evolve(data, region="kirov"), period=2023)

    assert Report.from_json(report.to_json()) == report


# The regions.


def test_the_counts_are_those_of_the_orders() -> None:
    """By direction and by kind of deadline (domain-spec 6.2 and 6.3)."""
    ugra, kirov = regions.get("ugra").roadmap, regions.get("kirov").roadmap
    kinds = [Counter(type(one.deadline).__name__ for one in roadmap) for roadmap in (ugra, kirov)]

    assert [one.code for one in ugra] == [str(number) for number in range(1, 20)]
    assert Counter(one.direction.code for one in ugra) == {"1": 5, "2": 8, "3": 6}
    assert kinds[0] == {"Continuous": 9, "Annual": 6, "AnnualAfter": 2, "OneOffQuarter": 1, "HalfYearly": 1}
    assert (len(kirov), len(kirov.groups), len(kirov.directions)) == (23, 10, 3)
    assert Counter(one.direction.code for one in kirov) == {"1": 7, "2": 11, "3": 5}
    assert Counter(one.group.code for one in kirov) == {
        "1.1": 3, "1.2": 2, "1.3": 2, "2.1": 4, "2.2": 3, "2.3": 1, "2.4": 3, "3.1": 2, "3.2": 2, "3.3": 1,
    }  # fmt: skip
    assert kinds[1] == {
        "OneOffMonth": 4, "WithinYears": 1, "AnnualWindows": 5, "PerPlan": 5, "ExternallySet": 1,
        "Annual": 4, "Continuous": 1, "FromThenContinuous": 2,
    }  # fmt: skip
    assert Counter(one.responsible for one in kirov)["министерство образования Кировской области"] == 7
    assert {one.code: one.result_of for one in kirov if one.result_of} == {
        "2.1.4": "2.1.3", "2.2.2": "2.2.1", "2.2.3": "2.2.1", "3.1.2": "3.1.1",
    }  # fmt: skip
    assert len(regions.get("amur").roadmap) == len(regions.get("khabarovsk").roadmap) == 0


@pytest.mark.parametrize("key", ["ugra", "kirov"])
def test_a_number_hidden_in_a_result_is_that_of_its_indicator(key: str) -> None:
    """The norm of a measure and the target of the indicator that judges it are one number."""
    profile = regions.get(key)
    known = {one.code: one for one in profile.indicators}
    for one in profile.roadmap:
        assert set(one.judged_by) <= {*known, *(duty.code for duty in profile.requirements)}
        for code in one.judged_by:
            parts = known[code].parts() if code in known else ()
            counted = [part for part in parts if part.measure.scale is not Scale.YES_NO]
            if counted and known[code].targets and one.norm is not None:
                assert one.norm in {target.norm for target in known[code].targets}, one.code


def at(code: str, data: RegionalSystem, region: str, period: int, as_of: str = "") -> list[Progress]:
    report = rnms.evaluate(
        attrs.evolve(data, region=region), period=period, as_of=day(as_of) if as_of else None
    )
    return [one.progress for one in report.roadmap if one.code == code]


def adopted(kind: AdoptionKind, on: str) -> RegionalSystem:
    return RegionalSystem(region="kirov", adoptions=[Adoption(kind=kind, start=day(on))])


def met(*days: str, body: MeetingBody = MeetingBody.METHODIST_POOL) -> RegionalSystem:
    return RegionalSystem(region="kirov", meetings=[Meeting(body=body, date=day(one)) for one in days])


def lately(incomplete: str, year: int) -> RegionalSystem:
    """A meeting of June 2024 that was reported in July, where something of a year is said to be missing."""
    late = reports("2023-06-28", "2024-07-02", code="1.2.2")
    return attrs.evolve(late, unreported=[Unreported(entity=incomplete, period=year)])


CRITERIA, STATUTE = AdoptionKind.MONITORING_CRITERIA, AdoptionKind.STATUTE
EXAMPLES = [
    # row, region, measure, period, data, as of, expected
    ("E100", "ugra", "3", 2023, reports("2023-03-31", code="3"), "", [DONE_ON_TIME]),
    ("E100", "ugra", "3", 2023, reports("2023-04-03", code="3"), "", [DONE_LATE]),
    ("E100", "ugra", "3", 2023, adopted(CRITERIA, "2023-03-31"), "", [DONE_ON_TIME]),
    ("E100", "ugra", "3", 2023, adopted(CRITERIA, "2023-04-03"), "", [DONE_LATE]),
    ("E102", "ugra", "1", 2023, reports("2023-02-01", code="1"), "2023-06-01", [IN_PROGRESS]),
    ("E102", "ugra", "1", 2024, reports("2024-12-31", code="1"), "2030-01-01", [IN_PROGRESS]),
    ("E104", "kirov", "1.1.1", 2023, reports("2023-05-31", code="1.1.1"), "", [DONE_ON_TIME]),
    ("E104", "kirov", "1.1.1", 2023, adopted(STATUTE, "2023-05-31"), "", [DONE_ON_TIME]),
    ("E104", "kirov", "1.1.1", 2023, adopted(STATUTE, "2023-06-01"), "", [DONE_LATE]),
    ("E105", "kirov", "1.2.2", 2023, met("2023-06-28", "2024-07-02"), "2024-12-31", [DONE_ON_TIME]),
    ("E105", "kirov", "1.2.2", 2024, met("2023-06-28", "2024-07-02"), "", [DONE_LATE]),
    ("E105", "kirov", "1.2.2", 2024, reports("2023-06-28", "2024-07-02", code="1.2.2"), "", [DONE_LATE]),
    ("E105, others", "kirov", "1.2.2", 2024, lately("measure_reports", 2023), "", [DONE_LATE]),
    ("E105, reports", "kirov", "1.2.2", 2024, lately("measure_reports", 2024), "", [UNKNOWN]),
    ("E105, meetings", "kirov", "1.2.2", 2024, lately("meetings", 2024), "", [UNKNOWN]),
    ("E107", "kirov", "2.1.4", 2023, reports(), "", [UNKNOWN_DEADLINE]),
    ("E108", "kirov", "3.1.1", 2023, reports("2023-06-15", code="3.1.1"), "", [DONE_ON_TIME, IN_PROGRESS]),
    ("E108", "kirov", "3.1.1", 2023, reports("2023-07-03", code="3.1.1"), "", [DONE_LATE, IN_PROGRESS]),
    ("6.1: before approval", "kirov", "2.1.1", 2023, attrs.evolve(reports(), diagnostics=[]), "",
     [NOT_REQUIRED, OVERDUE]),
    ("6.1: before approval", "kirov", "2.1.1", 2023, reports(), "", [NOT_REQUIRED, UNKNOWN]),
    ("6.1: the horizon ends", "kirov", "1.2.2", 2025, reports(), "", []),
]  # fmt: skip


@pytest.mark.parametrize(("row", "region", "code", "period", "data", "as_of", "expected"), EXAMPLES)
def test_the_examples_of_the_spec(
    row: str, region: str, code: str, period: int, data: RegionalSystem, as_of: str, expected: list[Progress]
) -> None:
    """Domain-spec 10.5, a row in each."""
    assert at(code, data, region, period, as_of) == expected, row


MET, NOT_MET, NO_TARGET = Verdict.MET, Verdict.NOT_MET, Verdict.NO_TARGET
MONITORED = [
    # region, period, rounds, frequency, follow-up
    ("ugra", 2023, rounds("2023-05-20", "2023-11-15"), MET, MET),
    ("ugra", 2023, rounds("2023-06-30", "2023-07-01"), MET, MET),
    ("ugra", 2023, rounds("2023-05-20", "2023-06-15"), NOT_MET, MET),
    ("ugra", 2022, rounds("2022-05-20"), NO_TARGET, NO_TARGET),
    ("amur", 2023, [], NOT_MET, Verdict.NOT_APPLICABLE),
    ("amur", 2023, rounds("2023-03-01", recommended=False), MET, NOT_MET),
    ("amur", 2023, rounds("2023-03-01", recommended=None), MET, Verdict.UNDETERMINED),
    ("amur", 2022, rounds("2022-01-31"), MET, Verdict.NOT_APPLICABLE),  # before the order of 12.04.2022
    ("kirov", 2023, rounds("2023-05-31", "2023-11-01"), MET, None),
    ("kirov", 2023, rounds("2023-06-01", "2023-11-01"), MET, None),
    ("kirov", 2023, rounds("2023-05-31"), NOT_MET, None),
    ("kirov", 2024, rounds("2024-06-01", "2024-11-01"), NOT_MET, None),
    ("kirov", 2025, rounds("2025-05-01"), NO_TARGET, None),
    ("kirov", 2024, rounds("2024-11-01", "2024-11-20"), NOT_MET, None),
]


@pytest.mark.parametrize(("region", "period", "held", "frequency", "follow_up"), MONITORED)
def test_rounds_are_judged_by_their_end_and_what_follows_apart(
    region: str, period: int, held: list[MonitoringRound], frequency: Verdict, follow_up: Verdict | None
) -> None:
    """Domain-spec 7.1, rows E84 and E85."""
    system = RegionalSystem(region=region, monitoring_rounds=held)
    [found] = rnms.evaluate(system, period=period).monitoring

    assert (found.verdict, None if found.follow_up is None else found.follow_up.verdict) == (
        frequency,
        follow_up,
    )


def test_a_region_that_nobody_told_of_is_not_accused() -> None:
    """Where rounds were not collected nothing is known of them; where there is no rule there is no breach."""
    [found] = rnms.evaluate(RegionalSystem(region="amur"), period=2023).monitoring

    assert found.verdict is Verdict.UNDETERMINED
    assert rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).monitoring == ()


def test_the_meetings_of_the_plan_are_held_month_by_month() -> None:
    """A meeting in another month is late for the one before, not early for the one after."""
    data = met("2023-12-13", "2024-02-10", "2024-06-05", "2024-08-30", body=MeetingBody.REGIONAL_UMO)
    report = rnms.evaluate(attrs.evolve(data, region="khabarovsk"), period=2024)

    assert [(one.code, one.progress) for one in report.meetings] == [
        ("РУМО-1", DONE_ON_TIME),
        ("РУМО-2", DONE_LATE),
        ("РУМО-3", DONE_ON_TIME),
        ("РУМО-4", OVERDUE),
    ]


def test_a_misspelt_measure_is_an_issue() -> None:
    """A report of a measure that the roadmap does not have, and a plan of days that the act itself sets."""
    data = RegionalSystem(
        region="kirov",
        measure_reports=[MeasureReport(measure="1.2.22", date=day("2023-06-01"))],
        plan_items=[PlanItem(measure="1.2.2", end=day("2023-06-01"))],
    )
    issues = {one.place: one for one in rnms.evaluate(data, period=2023).issues}

    assert issues["$.measure_reports[0].measure"].code == "measure.unknown"
    assert "возможно, '1.2.2'" in issues["$.measure_reports[0].measure"].text
    assert issues["$.plan_items[0].measure"].code == "plan.set-by-the-act"


def test_a_plan_that_ends_before_it_starts_is_refused() -> None:
    item = PlanItem(measure="2.1.4", start=day("2023-06-02"), end=day("2023-06-01"))

    with pytest.raises(ValueError, match="ends before it starts"):
        deadlines("kirov", day("2023-01-01"), day("2023-12-31"), plan=[item])
    [issue] = RegionalSystem(region="kirov", plan_items=[item]).issues
    assert issue.place == "$.plan_items[0].end"


def test_a_measure_of_the_roadmap_is_found_by_its_number() -> None:
    roadmap = regions.get("ugra").roadmap

    assert roadmap["7"].deadline == AnnualAfter("6")
    with pytest.raises(LookupError, match="no measure '20' in the roadmap; known: 1, 2"):
        roadmap["20"]
