"""Deadlines with a day: which days they mean, how far each has come, and whether the printed text agrees."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, indicator, profile
from kit.effort import examples
from kit.records import day
from kit.strategies import reported_periods
from rnms.errors import ProfileError
from rnms.files import dump_profile, load_profile
from rnms.indicators import MonitoringRule
from rnms.indicators.vocabulary import completion
from rnms.judge import deadlines
from rnms.judge.completion import progress
from rnms.model import (
    Act,
    MeasureReport,
    Meeting,
    MeetingBody,
    MonitoringRound,
    Period,
    PeriodKind,
    RegionalSystem,
    Unreported,
)
from rnms.model.deadlines import (
    After,
    Annual,
    AnnualDay,
    AnnualDays,
    AnnualWindows,
    Continuous,
    Deadline,
    EveryMonths,
    EveryMonthsByDay,
    EveryYears,
    FirstThen,
    HalfYearly,
    OneOffDay,
    OneOffMonth,
    OneOffQuarter,
    PerPlan,
    WithinYears,
    counted_by,
    windows,
)
from rnms.model.roadmap import MeasureGroup, PlannedMeeting, Progress, Roadmap, RoadmapMeasure
from rnms.model.working_days import LABOUR_CODE, DayOff, WorkCalendar
from rnms.regions import RegionProfile
from rnms.regions.rules.day_texts import deadlines_are_printed_as_declared
from rnms.regions.rules.duties import measures_name_measures
from rnms.render.calendar import schedule_ics, schedule_records, schedule_table, year_table
from rnms.results.findings import ScheduleStatus

DONE_ON_TIME, DONE_LATE, OVERDUE = Progress.DONE_ON_TIME, Progress.DONE_LATE, Progress.OVERDUE
PENDING, UNKNOWN, UNKNOWN_DEADLINE = Progress.PENDING, Progress.UNKNOWN, Progress.UNKNOWN_DEADLINE

ACT = Act(key="act", kind="приказ", date=dt.date(2023, 1, 31), issuer="вымышленный")
GROUP = MeasureGroup(code="1", title="Направление", clause=ACT.clause("п. 1"))


def measure(deadline: Deadline, code: str = "m", text: str = "срок") -> RoadmapMeasure:
    return RoadmapMeasure(
        code=code,
        title="Мероприятие",
        group=GROUP,
        responsible="институт",
        executors="институт",
        deadline=deadline,
        deadline_text=text,
        clause=ACT.clause("п. 1"),
    )


def days_of(deadline: Deadline, *years: int) -> list[tuple[str, str]]:
    return [(str(window.start), str(window.due)) for window in windows(deadline, years)]


def dues(deadline: Deadline, *years: int) -> list[str]:
    return [due for _, due in days_of(deadline, *years)]


# Which days they mean.

FIRST_THEN_YEARLY = FirstThen(OneOffDay(2024, 6, 1, inclusive=True), AnnualDay(10, 1, inclusive=True))
DAYS: list[tuple[Deadline, tuple[int, ...], list[str]]] = [
    (OneOffDay(2024, 11, 30, inclusive=True), (), ["2024-11-30"]),
    (OneOffDay(2024, 11, 30, inclusive=False), (), ["2024-11-29"]),
    (OneOffDay(2024, 1, 1, inclusive=False), (), ["2023-12-31"]),
    # 30 November 2024 is a Saturday, 25 February 2024 a Sunday after a holiday on a Friday.
    (OneOffDay(2024, 11, 30, inclusive=True, day_off=DayOff.NEXT), (), ["2024-12-02"]),
    (OneOffDay(2024, 2, 25, inclusive=True, day_off=DayOff.PREVIOUS), (), ["2024-02-22"]),
    (OneOffDay(2023, 12, 31, inclusive=True, day_off=DayOff.NEXT), (), ["2024-01-09"]),
    (AnnualDay(10, 25, inclusive=True), (2023, 2024), ["2023-10-25", "2024-10-25"]),
    (AnnualDay(2, 29, inclusive=True), (2023, 2024), ["2023-02-28", "2024-02-29"]),
    (AnnualDay(2, 29, inclusive=False), (2023, 2024), ["2023-02-28", "2024-02-28"]),
    (AnnualDay(1, 1, inclusive=False), (2023, 2024), ["2023-12-31", "2024-12-31"]),
    (AnnualDays([(10, 1), (3, 1)], inclusive=True), (2023,), ["2023-03-01", "2023-10-01"]),
    (EveryMonthsByDay(1, 10, inclusive=True), (2024,), [f"2024-{month:02}-10" for month in range(1, 13)]),
    (
        EveryMonthsByDay(3, 10, month=4, inclusive=True),
        (2024,),
        ["2024-01-10", "2024-04-10", "2024-07-10", "2024-10-10"],
    ),
    (EveryMonthsByDay(6, 15, inclusive=False), (2024,), ["2024-06-14", "2024-12-14"]),
    (EveryMonthsByDay(6, 31, month=8, inclusive=True), (2024,), ["2024-02-29", "2024-08-31"]),
    (
        EveryMonthsByDay(3, 31, inclusive=False),
        (2024,),
        ["2024-03-30", "2024-06-30", "2024-09-30", "2024-12-30"],
    ),
    (EveryMonthsByDay(12, 20, month=13, inclusive=True), (2024, 2025), ["2024-01-20", "2025-01-20"]),
    (EveryMonthsByDay(12, 1, month=15, inclusive=True), (2024,), ["2024-03-01"]),
    # What begins in one of the years is told, too, and what holds them all.
    (EveryYears(3, 2023), (2025,), ["2025-12-31"]),
    (EveryYears(3, 2023), (2025, 2026), ["2025-12-31", "2028-12-31"]),
    (EveryYears(3, 2023), (2027,), ["2028-12-31"]),
    (EveryYears(2, 2024, by=(9, 1), inclusive=False), (2024, 2025), ["2025-08-31"]),
    (FIRST_THEN_YEARLY, (2023, 2024, 2025), ["2024-06-01", "2024-10-01", "2025-10-01"]),
    (FirstThen(OneOffMonth(2024, 11), Annual()), (2024, 2025), ["2024-11-30", "2024-12-31", "2025-12-31"]),
    (FirstThen(OneOffDay(2024, 6, 1, inclusive=True), Continuous()), (2024,), ["2024-06-01", "None"]),
    (After(dt.date(2024, 2, 1), days=10), (), ["2024-02-11"]),
    (After(dt.date(2024, 1, 31), months=1), (), ["2024-02-29"]),
    (After(dt.date(2024, 6, 10), days=3, working=True), (), ["2024-06-14"]),
    (After(dt.date(2024, 2, 1), days=10, day_off=DayOff.NEXT), (), ["2024-02-12"]),
    (After("1.1", days=10), (2024,), []),
    # Where no year is asked about, nothing that recurs falls due.
    (Annual(), (), []),
    (AnnualDay(10, 25, inclusive=True), (), []),
    (AnnualDays([(3, 1)], inclusive=True), (), []),
    (EveryMonthsByDay(1, 10, inclusive=True), (), []),
    (EveryYears(3, 2023), (), []),
    (FIRST_THEN_YEARLY, (), ["2024-06-01"]),
]


@pytest.mark.parametrize(("deadline", "years", "expected"), DAYS)
def test_a_deadline_means_these_days(deadline: Deadline, years: tuple[int, ...], expected: list[str]) -> None:
    """A row for each kind, short months, turns of the year and days off."""
    assert dues(deadline, *years) == expected


def test_a_moved_day_off_is_the_one_that_the_calendar_says() -> None:
    """In 2024 the Government made 27 April, a Saturday, a working day, and 29 and 30 April days off."""
    calendar = WorkCalendar(
        days_off=[dt.date(2024, 4, 29), dt.date(2024, 4, 30)], workdays=[dt.date(2024, 4, 27)], clause=CLAUSE
    )
    until_saturday = OneOffDay(2024, 4, 27, inclusive=True, day_off=DayOff.NEXT, calendar=calendar)
    after_friday = After(dt.date(2024, 4, 26), days=2, working=True, calendar=calendar)

    assert dues(until_saturday) == ["2024-04-27"]
    assert dues(after_friday) == ["2024-05-02"]


def test_a_window_may_pass_the_turn_of_the_year() -> None:
    """From 15 December to 15 January is one window, of the year in which it ends."""
    assert days_of(AnnualDay(1, 15, inclusive=True, since=(12, 15)), 2024) == [("2023-12-15", "2024-01-15")]


def test_a_report_of_a_quarter_is_made_after_it() -> None:
    """The time of what is due in the month after a quarter begins with that month."""
    assert days_of(EveryMonthsByDay(3, 10, month=4, inclusive=True), 2024)[1] == ("2024-04-01", "2024-04-10")
    assert days_of(EveryMonthsByDay(3, 10, inclusive=True), 2024)[0] == ("2024-01-01", "2024-03-10")


PREVIOUS, NEXT = DayOff.PREVIOUS, DayOff.NEXT
SHORT_WINDOWS: list[tuple[Deadline, int, list[tuple[str, str]]]] = [
    # «До 1 числа первого месяца каждого полугодия»: in the half-year before, not on its last day.
    (
        EveryMonthsByDay(6, 1, month=1, inclusive=False),
        2024,
        [("2024-01-01", "2024-06-30"), ("2024-07-01", "2024-12-31")],
    ),
    (
        EveryMonthsByDay(6, 1, month=1, inclusive=True),
        2024,
        [("2023-07-02", "2024-01-01"), ("2024-01-02", "2024-07-01")],
    ),
    (
        EveryMonthsByDay(6, 2, month=1, inclusive=False),
        2024,
        [("2023-07-02", "2024-01-01"), ("2024-01-02", "2024-07-01")],
    ),
    # A second day is left, so that the clause may mean the part itself.
    (
        EveryMonthsByDay(6, 2, month=1, inclusive=True),
        2024,
        [("2024-01-01", "2024-01-02"), ("2024-07-01", "2024-07-02")],
    ),
    # «Не позднее 1 числа месяца, следующего за отчётным полугодием».
    (
        EveryMonthsByDay(6, 1, month=7, inclusive=True),
        2024,
        [("2023-07-02", "2024-01-01"), ("2024-01-02", "2024-07-01")],
    ),
    (
        EveryMonthsByDay(6, 1, month=7, inclusive=False),
        2024,
        [("2024-01-01", "2024-06-30"), ("2024-07-01", "2024-12-31")],
    ),
    # 31 December 2023 and 31 March 2024 are Sundays: each quarter begins with itself all the same.
    (
        EveryMonthsByDay(3, 31, inclusive=True, day_off=PREVIOUS),
        2024,
        [("2024-01-01", "2024-03-29"), ("2024-04-01", "2024-06-28")],
    ),
    # 2 April and 2 July 2023 are Sundays, 2 January is a holiday, 2 October a Monday.
    (
        EveryMonthsByDay(3, 2, month=1, inclusive=True, day_off=PREVIOUS),
        2023,
        [("2022-12-31", "2023-03-31"), ("2023-04-01", "2023-06-30"), ("2023-10-01", "2023-10-02")],
    ),
    # 3 January is a holiday every year: what is due then is due in the last days of the year before.
    (AnnualDay(1, 3, inclusive=True, day_off=PREVIOUS), 2023, [("2022-12-31", "2023-12-29")]),
    (AnnualDay(1, 1, inclusive=True), 2024, [("2023-01-02", "2024-01-01")]),
    (AnnualDay(1, 1, inclusive=False), 2024, [("2024-01-01", "2024-12-31")]),
    (AnnualDay(1, 2, inclusive=False), 2024, [("2023-01-02", "2024-01-01")]),
    (AnnualDay(1, 1, inclusive=True, day_off=NEXT), 2024, [("2023-01-10", "2024-01-09")]),
    # 9 January is a Sunday in 2022 and a Monday in 2023.
    (AnnualDay(1, 9, inclusive=True, day_off=PREVIOUS), 2021, [("2021-01-01", "2021-12-31")]),
    (AnnualDay(1, 9, inclusive=True, day_off=PREVIOUS), 2023, [("2023-01-01", "2023-01-09")]),
    # «1 сентября»: the act says one day, and one day is moved from a Sunday to a Friday.
    (AnnualDay(9, 1, inclusive=True, since=(9, 1), day_off=PREVIOUS), 2023, [("2023-09-01", "2023-09-01")]),
    (AnnualDay(9, 1, inclusive=True, since=(9, 1), day_off=PREVIOUS), 2024, [("2024-08-30", "2024-08-30")]),
    # «С 31 августа по 1 сентября», of which both are days off: two days are left.
    (AnnualDay(9, 1, inclusive=True, since=(8, 31), day_off=PREVIOUS), 2024, [("2024-08-29", "2024-08-30")]),
    # «С 30 августа по 1 сентября», of which the last two are days off: the first is left.
    (AnnualDay(9, 1, inclusive=True, since=(8, 30), day_off=PREVIOUS), 2024, [("2024-08-30", "2024-08-30")]),
    # «С 1 по 9 января».
    (AnnualDay(1, 9, inclusive=True, since=(1, 1), day_off=PREVIOUS), 2021, [("2021-12-23", "2021-12-31")]),
    # From one first of September to the next, that itself left out.
    (AnnualDay(9, 1, inclusive=False, since=(9, 1)), 2024, [("2023-09-01", "2024-08-31")]),
    (
        AnnualDays([(1, 1), (7, 1)], inclusive=True),
        2024,
        [("2023-07-02", "2024-01-01"), ("2024-01-02", "2024-07-01")],
    ),
    # The act names two days, one after the other.
    (
        AnnualDays([(3, 1), (3, 2)], inclusive=True),
        2024,
        [("2024-01-01", "2024-03-01"), ("2024-03-02", "2024-03-02")],
    ),
    # Both move to 9 January, and one report keeps both.
    (AnnualDays([(1, 5), (1, 7)], inclusive=True, day_off=NEXT), 2024, [("2024-01-01", "2024-01-09")]),
    (EveryYears(1, 2023, by=(1, 1), inclusive=False), 2022, [("2022-01-01", "2022-12-31")]),
    (EveryYears(2, 2023, by=(1, 1), inclusive=True), 2024, [("2023-01-01", "2024-01-01")]),
    (
        OneOffDay(2024, 9, 1, inclusive=True, since=dt.date(2024, 9, 1), day_off=PREVIOUS),
        2024,
        [("2024-08-30", "2024-08-30")],
    ),
]


@pytest.mark.parametrize(("deadline", "year", "expected"), SHORT_WINDOWS)
def test_a_window_is_as_long_as_the_clause_means(
    deadline: Deadline, year: int, expected: list[tuple[str, str]]
) -> None:
    """A last day that comes before its part of the year, or on its first day, leaves the time before it."""
    assert days_of(deadline, year)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("deadline", "days"),
    [
        (EveryMonthsByDay(6, 1, month=1, inclusive=False), ["2024-06-20", "2024-12-20"]),
        (EveryMonthsByDay(6, 1, month=7, inclusive=True), ["2023-12-20", "2024-06-20"]),
        (AnnualDay(1, 3, inclusive=True, day_off=PREVIOUS), ["2024-12-20"]),
    ],
)
def test_what_was_done_before_the_last_day_was_done_in_time(deadline: Deadline, days: list[str]) -> None:
    """Reports of June and December keep «до 1 июля и до 1 января»."""
    found = judged(deadline, reports(m=days), 2024, "2024-12-31")

    assert {occurrence.progress for occurrence in found} - {PENDING} == {DONE_ON_TIME}


RECURRING = st.one_of(
    st.builds(
        AnnualDay,
        st.integers(1, 12),
        st.integers(1, 28),
        inclusive=st.booleans(),
        since=st.none() | st.tuples(st.integers(1, 12), st.integers(1, 28)),
        day_off=st.sampled_from(DayOff),
    ),
    st.builds(
        AnnualDays,
        st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28)), min_size=1, max_size=3, unique=True),
        inclusive=st.booleans(),
        day_off=st.sampled_from(DayOff),
    ),
    st.builds(
        lambda months, day, later, **options: EveryMonthsByDay(months, day, month=months + later, **options),
        st.sampled_from([1, 2, 3, 4, 6, 12]),
        st.integers(1, 31),
        st.sampled_from([0, 1]),
        inclusive=st.booleans(),
        day_off=st.sampled_from(DayOff),
    ),
    st.builds(EveryYears, st.integers(1, 4), st.integers(2015, 2030), day_off=st.sampled_from(DayOff)),
)


@examples(300)
@given(deadline=RECURRING, first=st.integers(2018, 2026), number=st.integers(1, 4))
def test_windows_never_overlap_and_never_depend_on_what_is_asked(
    deadline: Deadline, first: int, number: int
) -> None:
    """No day belongs to two windows; the windows of some years are those among the windows of more."""
    _are_those_of_more_years(deadline, first, number)


OVER_THE_TURN: list[Deadline] = [
    AnnualDays([(1, 5), (1, 7)], inclusive=True, day_off=NEXT),
    AnnualDays([(1, 5)], inclusive=True, day_off=PREVIOUS),
    AnnualDay(1, 2, inclusive=False, day_off=PREVIOUS),
    AnnualDays([(12, 31)], inclusive=True, day_off=NEXT),
    AnnualDay(12, 31, inclusive=True, day_off=NEXT),
    AnnualDay(1, 1, inclusive=False, day_off=PREVIOUS),
    EveryMonthsByDay(12, 31, month=24, inclusive=True, day_off=NEXT),
    EveryMonthsByDay(1, 1, month=1, inclusive=True, day_off=PREVIOUS),
    EveryYears(3, 2017, day_off=NEXT),
    EveryYears(6, 2016),
    EveryYears(2, 2018, by=(1, 1), inclusive=False, day_off=PREVIOUS),
]


@pytest.mark.parametrize("first", [2023, 2024, 2025])
@pytest.mark.parametrize("deadline", OVER_THE_TURN, ids=str)
def test_windows_whose_last_days_move_over_the_turn_of_a_year_are_those_of_more_years(
    deadline: Deadline, first: int
) -> None:
    """The same, where the time before ends in another year than the act names."""
    _are_those_of_more_years(deadline, first, 1)


@pytest.mark.parametrize("year", [dt.MINYEAR, dt.MINYEAR + 1, dt.MINYEAR + 2, dt.MAXYEAR - 1, dt.MAXYEAR])
@pytest.mark.parametrize("deadline", OVER_THE_TURN, ids=str)
def test_no_window_leaves_the_calendar(deadline: Deadline, year: int) -> None:
    """The first years of all and the last are asked about as any other; of them nothing may be told."""
    assert all(window.start is not None and window.due is not None for window in windows(deadline, [year]))
    assert dues(AnnualDay(10, 25, inclusive=True), 3, 9996) == ["0003-10-25", "9996-10-25"]


def _are_those_of_more_years(deadline: Deadline, first: int, number: int) -> None:
    of_years = windows(deadline, range(first, first + number))
    of_more = windows(deadline, range(first - 5, first + number + 5))

    for window, following in itertools.pairwise(of_more):
        assert window.due is not None
        assert following.start is not None
        assert window.due < following.start
    for window in of_more:
        assert window.start is not None
        assert window.due is not None
        assert window.start <= window.due
        if window.due.year in range(first, first + number):
            assert window in of_years
    assert set(of_years) <= set(of_more)


def first_days_of_parts(deadline: Deadline, around: int) -> set[dt.date]:
    """Say with which days a time may begin that does not begin after the one before."""
    years = range(around - 12, around + 13)
    months = deadline.months if isinstance(deadline, EveryMonthsByDay) else 12
    return {dt.date(year, month, 1) for year in years for month in range(1, 13, months)}


@examples(300)
@given(deadline=RECURRING, year=st.integers(2018, 2026))
def test_a_time_begins_with_its_part_of_the_year_or_after_the_time_before(
    deadline: Deadline, year: int
) -> None:
    """Nothing lies between two times but what comes before a part; one day is left only where it is named."""
    if isinstance(deadline, AnnualDay) and deadline.since is not None:
        return
    for before, window in itertools.pairwise(windows(deadline, range(year - 8, year + 9))):
        assert before.due is not None
        assert window.start is not None
        assert window.due is not None
        after_the_one_before = before.due + dt.timedelta(days=1)
        assert window.start == after_the_one_before or window.start in first_days_of_parts(deadline, year)
        # Of days that an act names one after the other, each may be the whole time.
        assert window.start < window.due or isinstance(deadline, AnnualDays)


def test_the_holidays_are_those_of_the_labour_code() -> None:
    """Article 112: the New Year holidays and Christmas, and six days of their own."""
    days = (dt.date(2020, 1, 1) + dt.timedelta(days=number) for number in range(11 * 365))
    days_off = {(day.month, day.day) for day in days if day.weekday() < 5 and not LABOUR_CODE.is_worked(day)}

    assert sorted(days_off) == [
        *((1, day) for day in (1, 2, 3, 4, 5, 6, 7, 8)),
        (2, 23),
        (3, 8),
        (5, 1),
        (5, 9),
        (6, 12),
        (11, 4),
    ]


@examples(200)
@given(start=st.dates(dt.date(2020, 1, 1), dt.date(2027, 12, 31)), number=st.integers(1, 30))
def test_working_days_are_counted_one_by_one(start: dt.date, number: int) -> None:
    """Between an event and the last of so many working days there are as many worked days."""
    calendar = WorkCalendar()
    due = After("1", days=number, working=True).due_after(start)
    following = [start + dt.timedelta(days=days) for days in range(1, (due - start).days + 1)]

    assert sum(map(calendar.is_worked, following)) == number
    assert calendar.is_worked(due)


MISTAKES = [
    (lambda: OneOffDay(2023, 2, 29, inclusive=True), "there is no 29.02.2023"),
    (lambda: OneOffDay(2024, 13, 1, inclusive=True), "there is no 01.13.2024"),
    (lambda: AnnualDay(2, 30, inclusive=True), "there is no day 30 in month 2"),
    (lambda: AnnualDay(25, 10, inclusive=True), "there is no day 10 in month 25"),
    (lambda: AnnualDays([], inclusive=True), "one day at least"),
    (lambda: EveryMonthsByDay(5, 10, inclusive=True), "no whole number of parts of 5 months"),
    (lambda: EveryMonthsByDay(3, 32, inclusive=True), "no month has a day 32"),
    (lambda: EveryMonthsByDay(3, 10, month=0, inclusive=True), "month 0 is none"),
    (lambda: EveryMonthsByDay(3, 10, month=25, inclusive=True), "month 25 is none"),
    (lambda: EveryYears(0, 2023), "nothing recurs every 0 years"),
    (lambda: EveryYears(3, 2023, by=(9, 1)), "say whether it still counts"),
    (lambda: After("1"), "one of them, more than 0"),
    (lambda: After("1", days=-1), "one of them, more than 0"),
    (lambda: After("1", months=-1), "one of them, more than 0"),
    (lambda: EveryMonthsByDay(3, 0, inclusive=True), "no month has a day 0"),
    (lambda: EveryMonthsByDay(3, 32, inclusive=True), "no month has a day 32"),
    (lambda: AnnualDay(10, 1, inclusive=True, since=(9, 31)), "no day 31 in month 9"),
    (lambda: After("1", days=1, months=1), "one of them, more than 0"),
    (lambda: After("1", months=1, working=True), "no working months"),
    (lambda: After(dt.date.max, days=10), "give one that something tells"),
    (
        lambda: OneOffDay(2024, 10, 1, inclusive=True, since=dt.date(2024, 10, 15)),
        "days from 2024-10-15 cannot end on 2024-10-01",
    ),
]


@pytest.mark.parametrize(("make", "told"), MISTAKES)
def test_a_day_that_cannot_be_is_refused(make: object, told: str) -> None:
    """What cannot be a deadline is told in one line, with what to write."""
    assert callable(make)
    with pytest.raises(ValueError, match=told):
        make()


def test_whether_the_day_counts_must_be_said() -> None:
    """«До» has two readings; nothing guesses."""
    for make in (lambda: OneOffDay(2024, 11, 30), lambda: AnnualDay(10, 25), lambda: EveryMonthsByDay(3, 10)):
        with pytest.raises(TypeError, match="inclusive"):
            make()


def test_a_rule_of_monitoring_counts_by_the_part_of_its_deadline() -> None:
    """Half-years and quarters are counted by themselves, what is longer than a year by none."""
    kinds = [
        counted_by(EveryMonthsByDay(6, 15, inclusive=True)),
        counted_by(EveryMonthsByDay(3, 10, month=4, inclusive=True)),
        counted_by(AnnualDay(10, 25, inclusive=True)),
        counted_by(EveryYears(3, 2023)),
        counted_by(After("1", days=10)),
    ]

    assert kinds == [PeriodKind.HALF_YEAR, PeriodKind.QUARTER, PeriodKind.CALENDAR, None, None]


# How far each has come.


def reports(**days: Sequence[str]) -> RegionalSystem:
    rows = [MeasureReport(measure=code, date=day(text)) for code, texts in days.items() for text in texts]
    return RegionalSystem(region="x", measure_reports=rows)


def judged(
    deadline: Deadline, data: RegionalSystem, asked: int | str, as_of: str, *others: RoadmapMeasure
) -> tuple[ScheduleStatus, ...]:
    tasks = [measure(deadline), *others]
    return progress(tasks, data, Period.of(asked), dt.date.fromisoformat(as_of), only=["m"])


UNTIL_25_OCTOBER = AnnualDay(10, 25, inclusive=True)
QUARTERLY = EveryMonthsByDay(3, 10, month=4, inclusive=True)
STATES: list[tuple[Deadline, list[str], int | str, str, list[Progress]]] = [
    (UNTIL_25_OCTOBER, ["2024-10-25"], 2024, "2024-12-31", [DONE_ON_TIME]),
    (UNTIL_25_OCTOBER, ["2024-10-26"], 2024, "2024-12-31", [DONE_LATE]),
    (UNTIL_25_OCTOBER, [], 2024, "2024-10-25", [PENDING]),
    (UNTIL_25_OCTOBER, [], 2024, "2024-10-26", [OVERDUE]),
    # What was done in the year before is not of this one.
    (UNTIL_25_OCTOBER, ["2023-11-10"], 2024, "2024-12-31", [OVERDUE]),
    (AnnualDay(10, 25, inclusive=False), ["2024-10-25"], 2024, "2024-12-31", [DONE_LATE]),
    (OneOffDay(2024, 11, 30, inclusive=True), ["2024-11-30"], 2024, "2024-12-31", [DONE_ON_TIME]),
    (OneOffDay(2024, 11, 30, inclusive=False), ["2024-11-30"], 2024, "2024-12-31", [DONE_LATE]),
    (
        OneOffDay(2024, 11, 30, inclusive=True, day_off=DayOff.NEXT),
        ["2024-12-02"],
        2024,
        "2024-12-31",
        [DONE_ON_TIME],
    ),
    (
        OneOffDay(2024, 10, 15, inclusive=True, since=dt.date(2024, 10, 1)),
        ["2024-09-30"],
        2024,
        "2024-12-31",
        [OVERDUE],
    ),
    # A late report of the fourth quarter is not the report of the first.
    (QUARTERLY, ["2024-01-12", "2024-04-09"], "2024-H1", "2024-06-30", [DONE_LATE, DONE_ON_TIME]),
    (QUARTERLY, ["2024-01-12"], "2024-H1", "2024-06-30", [DONE_LATE, OVERDUE]),
    (FIRST_THEN_YEARLY, ["2024-05-20"], 2024, "2024-12-31", [DONE_ON_TIME, OVERDUE]),
    (FIRST_THEN_YEARLY, ["2024-06-02"], 2024, "2024-12-31", [OVERDUE, DONE_ON_TIME]),
    (EveryYears(3, 2023), ["2024-05-01"], 2024, "2024-12-31", [DONE_ON_TIME]),
    (EveryYears(3, 2023), [], 2024, "2024-12-31", [PENDING]),
    (EveryYears(3, 2023), [], 2025, "2025-12-31", [OVERDUE]),
    (EveryYears(3, 2024), [], 2023, "2023-12-31", []),
    (After(dt.date(2024, 2, 1), days=10), ["2024-02-11"], 2024, "2024-12-31", [DONE_ON_TIME]),
    (After(dt.date(2024, 2, 1), days=10), ["2024-02-12"], 2024, "2024-12-31", [DONE_LATE]),
]


@pytest.mark.parametrize(("deadline", "days", "asked", "as_of", "expected"), STATES)
def test_how_far_it_has_come(
    deadline: Deadline, days: list[str], asked: int | str, as_of: str, expected: list[Progress]
) -> None:
    """One row, one clause: a deadline, its reports and the day of judgement."""
    found = judged(deadline, reports(m=days), asked, as_of)

    assert [occurrence.progress for occurrence in found] == expected


@examples(150)
@given(
    deadline=RECURRING,
    as_of=st.dates(dt.date(2024, 1, 1), dt.date(2025, 6, 30)),
    days=st.lists(st.dates(dt.date(2023, 6, 1), dt.date(2025, 6, 30)), max_size=4),
)
def test_each_time_is_kept_by_the_first_report_of_its_days(
    deadline: Deadline, as_of: dt.date, days: list[dt.date]
) -> None:
    """Told time by time: in time, late until the next time begins, overdue, or still to come."""
    asked = Period.of(2024)
    times = windows(deadline, range(2015, 2033))
    expected = []
    for window, following in itertools.zip_longest(times, times[1:]):
        assert window.start is not None
        assert window.due is not None
        if not window.meets(asked):
            continue
        next_start = (following and following.start) or dt.date.max
        last = max(window.due, next_start - dt.timedelta(days=1))
        reported = [day for day in sorted(days) if window.start <= day <= min(last, as_of)]
        is_over = as_of > window.due or (as_of == window.due and as_of >= asked.end)
        if window.due <= ACT.effective:
            expected.append(Progress.NOT_REQUIRED)
        elif reported:
            expected.append(DONE_ON_TIME if reported[0] <= window.due else DONE_LATE)
        else:
            expected.append(OVERDUE if is_over else PENDING)
    found = judged(deadline, reports(m=[str(day) for day in days]), 2024, str(as_of))

    assert [occurrence.progress for occurrence in found] == expected


PLAN = OneOffDay(2024, 3, 1, inclusive=True)
TEN_DAYS = After("plan", days=10)
FOLLOWED: list[tuple[Deadline, list[str], list[str], str, list[tuple[Progress, str]]]] = [
    # what precedes, its days, the days of what follows, the day of judgement
    (PLAN, ["2024-02-20"], ["2024-03-01"], "2024-12-31", [(DONE_ON_TIME, "")]),
    (PLAN, ["2024-02-20"], ["2024-03-02"], "2024-12-31", [(DONE_LATE, "")]),
    (PLAN, ["2024-02-20"], ["2024-02-20"], "2024-12-31", [(DONE_ON_TIME, "")]),
    (PLAN, ["2024-02-20"], ["2024-02-19"], "2024-12-31", [(OVERDUE, "before-prerequisite")]),
    (PLAN, ["2024-02-20"], [], "2024-03-01", [(PENDING, "")]),
    (PLAN, ["2024-02-20"], [], "2024-03-02", [(OVERDUE, "no-report")]),
    # A plan that came late gives its ten days all the same; until it comes nothing is overdue.
    (PLAN, ["2024-05-01"], ["2024-05-11"], "2024-12-31", [(DONE_ON_TIME, "")]),
    (PLAN, [], [], "2024-12-31", [(PENDING, "awaits-event")]),
    # What was done before that is told.
    (PLAN, [], ["2024-05-11"], "2024-12-31", [(PENDING, "awaits-event before-prerequisite")]),
    # Every time that it recurs.
    (
        HalfYearly(),
        ["2024-02-01", "2024-08-01"],
        ["2024-02-05"],
        "2024-12-31",
        [(DONE_ON_TIME, ""), (OVERDUE, "no-report")],
    ),
    (
        HalfYearly(),
        ["2024-02-01"],
        ["2024-02-05"],
        "2024-09-01",
        [(PENDING, "awaits-event"), (DONE_ON_TIME, "")],
    ),
]


@pytest.mark.parametrize(("preceding", "before", "days", "as_of", "expected"), FOLLOWED)
def test_a_measure_falls_due_after_another_was_carried_out(
    preceding: Deadline, before: list[str], days: list[str], as_of: str, expected: list[tuple[Progress, str]]
) -> None:
    """So many days after it, each time; before that nothing can be overdue."""
    found = judged(TEN_DAYS, reports(plan=before, m=days), 2024, as_of, measure(preceding, "plan"))

    assert [(one.progress, " ".join(why.code for why in one.reasons)) for one in found] == expected


def test_a_meeting_may_follow_another_of_the_same_body() -> None:
    """Its ten days begin with the first one, which is in time by its own day; a third is of the autumn."""
    first, second, third = (
        PlannedMeeting(
            code=code,
            title=code,
            deadline=deadline,
            deadline_text="срок",
            clause=ACT.clause("п. 1"),
            sources=(completion.UMO_MEETINGS,),
        )
        for code, deadline in (
            ("plan", OneOffMonth(2024, 6, within=True)),
            ("second", TEN_DAYS),
            ("third", OneOffMonth(2024, 10, within=True)),
        )
    )

    def found(*days: str, as_of: str) -> dict[str, tuple[Progress, str]]:
        held = [Meeting(body=MeetingBody.REGIONAL_UMO, date=dt.date.fromisoformat(day)) for day in days]
        data = RegionalSystem(region="x", meetings=held)
        statuses = progress(
            [first, second, third], data, Period.of(2024), dt.date.fromisoformat(as_of), day_is_over=True
        )
        return {one.code: (one.progress, str(one.due)) for one in statuses}

    assert found(as_of="2024-05-31") == {
        "plan": (PENDING, "2024-06-30"),
        "second": (PENDING, "None"),
        "third": (PENDING, "2024-10-31"),
    }
    held = found("2024-06-05", as_of="2024-06-10")
    assert held["plan"] == (DONE_ON_TIME, "2024-06-30")
    assert held["second"][1] == "2024-06-15"
    # What is held in the autumn is no late meeting of June.
    autumn = found("2024-10-05", as_of="2024-12-31")
    assert (autumn["plan"][0], autumn["third"][0]) == (OVERDUE, DONE_ON_TIME)
    assert autumn["second"] == (PENDING, "None")


WITHIN = "event-day-within"
NOVEMBER, FEBRUARY_TO_MAY = ("2024-11-01", "2024-11-30"), ("2024-02-01", "2024-05-31")


@pytest.mark.parametrize(
    ("event", "days", "as_of", "expected", "due", "codes"),
    [
        (NOVEMBER, ["2024-12-15"], "2024-12-31", DONE_LATE, "2024-12-10", [WITHIN]),
        (NOVEMBER, ["2024-12-05"], "2024-12-31", UNKNOWN_DEADLINE, None, [WITHIN]),
        # In time after the thirtieth, and a day late after the day before.
        (("2024-11-29", "2024-11-30"), ["2024-12-10"], "2024-12-31", UNKNOWN_DEADLINE, None, [WITHIN]),
        # Of the thirtieth on it was done in time, after another it was not.
        (NOVEMBER, ["2024-11-30"], "2024-12-31", UNKNOWN_DEADLINE, None, [WITHIN]),
        # Whether the plan was there by the fifth nobody knows.
        (NOVEMBER, ["2024-11-05"], "2024-12-31", UNKNOWN_DEADLINE, None, [WITHIN]),
        # In time after the tenth of November, and late both after the first and the last.
        (NOVEMBER, ["2024-11-20", "2024-12-15"], "2024-12-31", UNKNOWN_DEADLINE, None, [WITHIN]),
        (NOVEMBER, [], "2024-12-31", OVERDUE, "2024-12-10", [WITHIN, "no-report"]),
        (FEBRUARY_TO_MAY, [], "2024-12-31", OVERDUE, "2024-06-10", [WITHIN, "no-report"]),
        (NOVEMBER, ["2024-10-31"], "2024-12-31", OVERDUE, "2024-12-10", [WITHIN, "before-prerequisite"]),
        (("2024-12-20", "2024-12-30"), [], "2024-12-30", PENDING, "2025-01-09", [WITHIN]),
        (("2024-12-01", "2024-12-30"), [], "2024-12-30", UNKNOWN_DEADLINE, None, [WITHIN]),
    ],
)
def test_an_event_of_some_month_bounds_the_deadline(
    event: tuple[str, str], days: list[str], as_of: str, expected: Progress, due: str | None, codes: list[str]
) -> None:
    """«В течение 10 дней после …»: what comes of every day of the month is so, whichever it was."""
    first, last = map(dt.date.fromisoformat, event)
    told = MeasureReport(measure="plan", start=first, end=last)
    rows = [told, *(MeasureReport(measure="m", date=dt.date.fromisoformat(day)) for day in days)]
    data = RegionalSystem(region="x", measure_reports=rows)
    [found] = judged(TEN_DAYS, data, 2024, as_of, measure(PLAN, "plan"))
    reason = found.reasons[0]

    assert (found.progress, [why.code for why in found.reasons]) == (expected, codes)
    assert (found.due and str(found.due)) == due
    assert reason.about[:3] == ("plan", f"{first:%d.%m.%Y}", f"{last:%d.%m.%Y}")


@examples(40)
@given(first=st.integers(0, 40), length=st.integers(0, 40), days=st.lists(st.integers(0, 120), max_size=3))
def test_what_every_day_of_an_event_comes_to_is_what_comes_of_it(
    first: int, length: int, days: list[int]
) -> None:
    """A verdict stands exactly where each day on which the event may have been gives the same one."""

    def nth(number: int) -> dt.date:
        return dt.date(2024, 1, 1) + dt.timedelta(days=number)

    done = [MeasureReport(measure="m", date=nth(number)) for number in days]

    def progress_after(event: MeasureReport) -> Progress:
        data = RegionalSystem(region="x", measure_reports=[event, *done])
        [found] = judged(TEN_DAYS, data, 2024, "2024-12-31", measure(PLAN, "plan"))
        return found.progress

    spans = range(first, first + length + 1)
    each = {progress_after(MeasureReport(measure="plan", date=nth(number))) for number in spans}
    found = progress_after(MeasureReport(measure="plan", start=nth(first), end=nth(first + length)))

    assert found is (each.pop() if len(each) == 1 else UNKNOWN_DEADLINE)


def test_reports_that_are_missing_leave_the_event_open() -> None:
    """Nobody knows whether the plan was made, so nothing is overdue."""
    gap = Unreported(entity="measure_reports", period=Period.of(2024))
    for data in (
        RegionalSystem(region="x", measure_reports=[], unreported=[gap]),
        RegionalSystem(region="x"),
    ):
        [found] = judged(TEN_DAYS, data, 2024, "2024-12-31", measure(PLAN, "plan"))
        assert found.progress is UNKNOWN_DEADLINE


@pytest.mark.parametrize(("until", "number"), [("2023-12-31", 0), ("2024-01-01", 1)])
def test_a_measure_of_a_plan_falls_due_until_its_last_day(until: str, number: int) -> None:
    """What ends with the first day of a period is still asked for in it."""
    new_year = attrs.evolve(measure(AnnualDay(1, 1, inclusive=True)), until=dt.date.fromisoformat(until))
    found = progress([new_year], reports(), Period.of(2024), dt.date(2024, 12, 31))

    assert [occurrence.progress for occurrence in found] == [OVERDUE] * number


def test_an_act_that_nobody_saw_yet_makes_nothing_due() -> None:
    """What must follow the day of an act falls due by that act's own day."""
    [window] = windows(After(ACT.in_force_from, days=30), [])

    assert (window.start, window.due) == (ACT.date, dt.date(2023, 3, 2))


DEEDS = st.lists(st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)), max_size=3)


@examples(200)
@given(plans=DEEDS, deeds=DEEDS, as_of=st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))
def test_known_days_are_judged_as_one_counts_by_hand(
    plans: list[dt.date], deeds: list[dt.date], as_of: dt.date
) -> None:
    """Brute force: the first plan known by then starts ten days; the first deed from then on decides."""
    data = reports(plan=list(map(str, plans)), m=list(map(str, deeds)))
    found = judged(TEN_DAYS, data, 2024, str(as_of), measure(PLAN, "plan"))
    begun = min((plan for plan in plans if plan <= as_of), default=None)
    if begun is None:
        assert [one.progress for one in found] == [PENDING]
        return
    due = begun + dt.timedelta(days=10)
    done = min((deed for deed in deeds if begun <= deed <= as_of), default=None)
    is_over = due < as_of or (due == as_of and as_of == dt.date(2024, 12, 31))
    late = OVERDUE if is_over else PENDING
    expected = late if done is None else DONE_ON_TIME if done <= due else DONE_LATE
    if begun.year == due.year or as_of >= begun:
        assert [one.progress for one in found] == [expected]


SPANS = st.tuples(st.sampled_from([35, 40, 50, 60]), st.sampled_from([0, 0, 0, 8, 25]))


@pytest.mark.slow
@examples(150)
@given(
    plans=st.lists(SPANS, max_size=2),
    deeds=st.lists(SPANS, max_size=2),
    as_of=st.sampled_from([45, 55, 62, 70, 100, 300]),
    preceding=st.sampled_from([PLAN, HalfYearly(), AnnualDays([(2, 15), (12, 1)], inclusive=True)]),
)
def test_what_is_decided_stays_so_whatever_the_days_were(
    plans: list[tuple[int, int]], deeds: list[tuple[int, int]], as_of: int, preceding: Deadline
) -> None:
    """Brute force: days that are told as spans leave open whatever some days within them would change."""
    first = dt.date(2024, 1, 1)

    def of(code: str, spans: list[tuple[int, int]]) -> list[MeasureReport]:
        days = [
            (first + dt.timedelta(start), first + dt.timedelta(start + length)) for start, length in spans
        ]
        return [MeasureReport(measure=code, start=start, end=end) for start, end in days]

    def told(rows: list[MeasureReport]) -> list[tuple[str, Progress]]:
        data = RegionalSystem(region="x", measure_reports=rows)
        found = judged(TEN_DAYS, data, 2024, str(first + dt.timedelta(as_of)), measure(preceding, "plan"))
        # Of an event on one of some days only what comes of all of them is told.
        within = [WITHIN in {why.code for why in one.reasons} for one in found]
        starts = [
            "" if spans else str(one.occurrence.start) for one, spans in zip(found, within, strict=True)
        ]
        return [(start, one.progress) for start, one in zip(starts, found, strict=True)]

    rows = [*of("plan", plans), *of("m", deeds)]
    # What waits is not decided: who is still at it may have finished by then.
    decided = [pair for pair in told(rows) if pair[1] not in {UNKNOWN, UNKNOWN_DEADLINE, PENDING}]
    choices = itertools.product(
        *([start, start + length // 2, start + length] for start, length in plans + deeds)
    )
    for days in choices:
        exact = [
            MeasureReport(measure=row.measure, date=first + dt.timedelta(chosen))
            for row, chosen in zip(rows, days, strict=True)
        ]
        # What is not yet known on that day says nothing.
        real = told(exact)
        assert all(
            any(state is so and start in {"", began} for began, so in real) for start, state in decided
        )


# Where deadlines are taken: monitoring, the calendar, files, the rules of a profile.


def planned(*measures: RoadmapMeasure, monitoring: Sequence[MonitoringRule] = ()) -> RegionProfile:
    cited = [rewritten(one) for one in measures]
    return profile(indicator(), roadmap=Roadmap(measures=cited, clause=CLAUSE), monitoring=monitoring)


def rewritten(one: RoadmapMeasure) -> RoadmapMeasure:
    group = MeasureGroup(code="1", title="Направление", clause=CLAUSE)
    return RoadmapMeasure(
        code=one.code,
        title=one.title,
        group=group,
        responsible=one.responsible,
        executors=one.executors,
        deadline=one.deadline,
        deadline_text=one.deadline_text,
        clause=CLAUSE,
        until=one.until,
    )


def rule(deadline: Deadline, text: str) -> MonitoringRule:
    return MonitoringRule(code="7", title="Мониторинг", deadline=deadline, deadline_text=text, clause=CLAUSE)


def test_a_monitoring_by_days_is_judged_round_by_round() -> None:
    """Quarterly by the tenth of the month after: of four times in the year, one was missed."""
    declared = planned(monitoring=[rule(QUARTERLY, "ежеквартально до 10 числа")])
    held = ["2025-01-09", "2025-04-10", "2025-10-05"]
    data = RegionalSystem(
        region="x", monitoring_rounds=[MonitoringRound(id=d, start=day(d), end=day(d)) for d in held]
    )
    [finding] = rnms.evaluate(data, period=2025, region=declared).monitoring

    assert [str(one.due) for one in finding.rounds] == dues(QUARTERLY, 2025)
    assert [one.progress for one in finding.rounds] == [DONE_ON_TIME, DONE_ON_TIME, OVERDUE, DONE_ON_TIME]
    assert finding.verdict is rnms.Verdict.NOT_MET


def test_a_monitoring_may_follow_a_measure_of_the_roadmap() -> None:
    """A round within a month after the plan was approved."""
    declared = planned(measure(PLAN, "plan"), monitoring=[rule(After("plan", months=1), "в течение месяца")])
    data = RegionalSystem(
        region="x",
        measure_reports=[MeasureReport(measure="plan", date=dt.date(2024, 1, 31))],
        monitoring_rounds=[MonitoringRound(id="r", start=dt.date(2024, 2, 29), end=dt.date(2024, 2, 29))],
    )
    [finding] = rnms.evaluate(data, period=2024, region=declared).monitoring

    assert [(str(one.due), one.progress) for one in finding.rounds] == [("2024-02-29", DONE_ON_TIME)]


def test_the_calendar_shows_every_day_of_a_month() -> None:
    """Two days in one month are both shown, and each is an event of its own."""
    twice = AnnualDays([(10, 1), (10, 20)], inclusive=True)
    found = deadlines(planned(measure(twice)), dt.date(2024, 1, 1), dt.date(2024, 12, 31))

    assert "1 · 20" in year_table(found, 2024)
    assert schedule_ics(found, region="x").count(b"BEGIN:VEVENT") == 2


KINDS: list[tuple[Deadline, str]] = [
    (OneOffDay(2024, 11, 30, inclusive=True, day_off=DayOff.NEXT), "до 30 ноября 2024 года"),
    (OneOffDay(2024, 10, 15, inclusive=True, since=dt.date(2024, 10, 1)), "с 1 по 15 октября 2024 года"),
    (AnnualDay(10, 25, inclusive=True, since=(9, 1)), "не позднее 25 октября"),
    (AnnualDays([(3, 1), (10, 1)], inclusive=False), "до 1 марта и до 1 октября ежегодно"),
    (
        EveryMonthsByDay(3, 10, month=4, inclusive=True),
        "до 10 числа месяца, следующего за отчётным кварталом",
    ),
    (FIRST_THEN_YEARLY, "до 1 июня 2024 года, далее – ежегодно до 1 октября"),
    (FirstThen(OneOffMonth(2024, 6), Continuous()), "июнь 2024 года, далее – постоянно"),
    (EveryYears(3, 2023), "раз в три года"),
    (EveryYears(3, 2023, by=(9, 1), inclusive=True), "раз в три года, не позднее 1 сентября"),
    (After("p", days=10, calendar=WorkCalendar(days_off=[dt.date(2024, 5, 10)])), "в течение 10 дней"),
    (After(dt.date(2024, 2, 1), days=5, working=True), "в течение 5 рабочих дней"),
]


def test_every_kind_is_read_back_from_a_profile_as_it_was_written() -> None:
    """JSON of a profile holds all of them, and no field that says nothing."""
    named = [measure(deadline, f"m{rank}", text) for rank, (deadline, text) in enumerate(KINDS)]
    declared = planned(measure(Annual(), "p", "ежегодно"), *named)
    text = dump_profile(declared)

    assert load_profile(text) == declared
    assert list(deadlines_are_printed_as_declared(declared)) == []
    assert list(measures_name_measures(declared)) == []
    assert '"day_off"' not in dump_profile(planned(measure(UNTIL_25_OCTOBER)))


AGREE: list[tuple[Deadline, str]] = [
    (OneOffDay(2024, 11, 30, inclusive=True), "не позднее 30.11.2024"),
    (OneOffDay(2024, 11, 30, inclusive=True), "до 30.11.24"),
    (OneOffDay(2024, 11, 30, inclusive=True), "ноябрь 2024 года"),
    (OneOffDay(2024, 12, 1, inclusive=False), "до 1-го декабря 2024 г."),
    (OneOffDay(2024, 12, 1, inclusive=False), "до первого декабря"),
    (OneOffDay(2024, 9, 25, inclusive=True), "до двадцать пятого сентября"),
    (OneOffDay(2024, 10, 15, inclusive=True, since=dt.date(2024, 10, 1)), "1–15 октября"),
    (UNTIL_25_OCTOBER, "ежегодно, начиная с 2024 года, не позднее 25 октября"),
    (UNTIL_25_OCTOBER, "до 25.10 ежегодно"),
    (AnnualDay(1, 20, inclusive=True), "до 20 января года, следующего за отчётным"),
    (QUARTERLY, "до 10 апреля, 10 июля, 10 октября, 10 января"),
    (EveryMonthsByDay(6, 15, month=7, inclusive=True), "раз в полугодие, до 15 июля и до 15 января"),
    (EveryYears(3, 2023), "не реже одного раза в три года, начиная с 2023 года"),
    (EveryYears(3, 2023), "раз в три года (2025, 2028 годы)"),
    (EveryYears(3, 2023, by=(9, 1), inclusive=False), "до 1 сентября 2025 года, далее раз в три года"),
    (After("1", days=10), "в 10-дневный срок"),
    (After("1", days=10), "в течение десяти дней после утверждения плана"),
    (After("1", days=5, working=True), "в течение 5 (пяти) рабочих дней со дня подписания"),
    (After("1", months=1), "в течение месяца после утверждения"),
    (OneOffQuarter(2023, 2), "II квартал 2023 года"),
    (OneOffQuarter(2023, 1), "первый квартал 2023 года"),
    (OneOffQuarter(2023, 3), "3 кв. 2023 г."),
    (OneOffMonth(2024, 6), "первое полугодие 2024 года"),
    (OneOffMonth(2024, 5), "до 1 июня 2024 года"),
    (OneOffMonth(2024, 5), "май 2024 года в соответствии с приказом от 12.05.2020 № 5"),
    (AnnualWindows([(4, 6)]), "II квартал ежегодно"),
    (AnnualWindows([(12, 1)]), "декабрь-январь"),
    (AnnualWindows([(8, 8)]), "на августовском совещании"),
    (HalfYearly(), "не реже двух раз в год"),
    (WithinYears(2023, 2025), "2023–2025 годы"),
    (WithinYears(2023, 2024), "до 31 декабря 2024 года"),
    (Continuous(), "постоянно, с 1 сентября 2023 года"),
    (PerPlan(["план"]), "по плану института, до 1 декабря"),
    (EveryMonths(3), "ежеквартально"),
]


@pytest.mark.parametrize(("deadline", "text"), AGREE)
def test_a_text_that_says_the_same_is_no_fault(deadline: Deadline, text: str) -> None:
    """Russian dates in figures, words and parts of a year, as acts print them."""
    declared = planned(measure(Annual(), "1", "ежегодно"), measure(deadline, text=text))

    assert list(deadlines_are_printed_as_declared(declared)) == []


DIFFER: list[tuple[Deadline, str, str]] = [
    (OneOffDay(2024, 11, 30, inclusive=True), "до 29 ноября 2024 года", "29.11.2024"),
    (OneOffDay(2024, 11, 30, inclusive=True), "до 30 октября 2024 года", "30.10.2024"),
    (OneOffDay(2024, 11, 30, inclusive=True), "до 30 ноября 2025 года", "30.11.2025"),
    (OneOffDay(2024, 11, 30, inclusive=True), "30.11.2023", "30.11.2023"),
    (OneOffDay(2024, 11, 30, inclusive=True), "до 1 декабря", "01.12"),
    (OneOffDay(2024, 11, 15, inclusive=True), "ноябрь 2024 года", "11.2024"),
    (OneOffDay(2024, 11, 30, inclusive=False), "до 30 ноября 2024 года включительно", "«включительно»"),
    (OneOffDay(2024, 11, 30, inclusive=False), "не позднее 30 ноября 2024 года", "«не позднее»"),
    (UNTIL_25_OCTOBER, "до 20 октября ежегодно", "20.10"),
    (UNTIL_25_OCTOBER, "до 25 октября 2024 года", "25.10.2024"),
    (UNTIL_25_OCTOBER, "октябрь, ежегодно", "10"),
    (AnnualDays([(3, 1), (10, 1)], inclusive=True), "до 1 марта ежегодно", "01.10 too"),
    (QUARTERLY, "до 15 числа месяца, следующего за отчётным", "15"),
    (QUARTERLY, "ежемесячно до 10 числа", "once in 1 months"),
    (EveryYears(2, 2023), "раз в три года", "once in 36 months"),
    (EveryYears(3, 2023), "раз в три года, начиная с 2024 года", "2024"),
    (EveryYears(3, 2023), "раз в три года (2025, 2027 годы)", "2027"),
    (
        EveryYears(3, 2023, by=(9, 1), inclusive=False),
        "до 1 сентября 2024 года, далее раз в три года",
        "2024",
    ),
    (
        EveryYears(3, 2023, by=(9, 1), inclusive=False),
        "до 1 октября 2025 года, далее раз в три года",
        "10.2025",
    ),
    (After("1", days=5), "в течение 10 дней", "10 days"),
    (After("1", days=10), "в течение 10 рабочих дней", "«рабочих»"),
    (After("1", months=1), "в течение 30 дней", "30 days"),
    (OneOffMonth(2024, 5), "до 15 мая 2024 года", "15.05.2024"),
    (OneOffQuarter(2023, 1), "II квартал 2023 года", "06.2023"),
    (OneOffQuarter(2023, 1), "I квартал 2024 года", "03.2024"),
    (OneOffMonth(2024, 6), "второе полугодие 2024 года", "12.2024"),
    (Annual(), "ежегодно до 1 декабря", "01.12"),
    (HalfYearly(), "раз в квартал", "once in 3 months"),
    (WithinYears(2023, 2024), "2025 год", "2025"),
    (AnnualWindows([(6, 6)]), "май, ежегодно", "05"),
    (Continuous(), "до 1 декабря 2024 года", "01.12.2024"),
    (FIRST_THEN_YEARLY, "до 1 июля 2024 года, далее – ежегодно до 1 октября", "01.07.2024"),
]


@pytest.mark.parametrize(("deadline", "text", "printed"), DIFFER)
def test_a_text_that_says_another_day_is_told(deadline: Deadline, text: str, printed: str) -> None:
    """A day, a month, a year or a number that the deadline does not have is a fault of the profile."""
    declared = planned(measure(Annual(), "1", "ежегодно"), measure(deadline, text=text))
    [told] = deadlines_are_printed_as_declared(declared)

    assert printed in told
    assert told.startswith(f"measure m: deadline_text {text!r} says ")


def test_what_follows_itself_is_refused() -> None:
    """In one step or in several; the days would never begin."""
    with pytest.raises(ProfileError, match="a follows b follows a; let one of them fall due by a day"):
        planned(measure(After("b", days=1), "a"), measure(After("a", days=1), "b"))


def test_what_follows_nothing_that_falls_due_is_told() -> None:
    """A code of nothing, and what lasts without a day."""
    lost = planned(measure(After("9", days=1), "a"))
    lasting = planned(measure(Continuous(), "c", "постоянно"), measure(After("c", days=1), "a"))

    assert list(measures_name_measures(lost)) == [
        "measure a follows 9, which never falls due; name what does, or give a day"
    ]
    assert list(measures_name_measures(lasting)) == [
        "measure a follows c, which lasts and is carried out on no one day; name what falls due"
    ]


def test_what_follows_another_measure_is_listed_without_a_day() -> None:
    """Nobody knows the day before that is carried out; whoever plans a year must know of it all the same."""
    plan = measure(PLAN, "plan", "до 1 марта 2024 года")
    follows = measure(TEN_DAYS, "next", "в течение 10 дней после утверждения плана")
    since_day = measure(After(dt.date(2024, 2, 1), days=10), "dated", "в течение 10 дней")
    over = attrs.evolve(measure(TEN_DAYS, "over", "в течение 10 дней"), until=dt.date(2023, 12, 31))
    declared = planned(plan, follows, since_day, over)
    found = deadlines(declared, dt.date(2024, 1, 1), dt.date(2024, 12, 31))

    assert [(one.code, one.due) for one in found] == [
        ("dated", dt.date(2024, 2, 11)),
        ("plan", dt.date(2024, 3, 1)),
        ("next", None),
    ]
    assert "в течение 10 дней после" in schedule_table(found)
    assert schedule_records(found)[-1]["due"] is None
    assert b"next" not in schedule_ics(found, region="nowhere")


@given(st.integers(1, 4), st.integers(2018, 2026), reported_periods)
def test_what_recurs_every_few_years_is_asked_of_each_period_that_it_meets(
    years: int, first: int, asked: Period
) -> None:
    """A quarter in the midst of three years asks for these three years; what is to begin is asked of none."""
    long_ago = attrs.evolve(ACT, date=dt.date(2010, 1, 1)).clause("п. 1")
    task = attrs.evolve(measure(EveryYears(years, first)), clause=long_ago)
    times = [
        Period.between(dt.date(begin, 1, 1), dt.date(begin + years - 1, 12, 31))
        for begin in range(first, asked.end.year + 1, years)
    ]
    found = progress([task], RegionalSystem(region="x"), asked, asked.end)

    assert [(one.occurrence.start, one.due) for one in found] == [
        (one.start, one.end) for one in times if one.meets(asked)
    ]
