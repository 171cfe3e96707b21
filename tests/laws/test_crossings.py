"""Words of different kinds on one fact: tables and brute force over two or three that were built apart."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, indicator, profile
from kit.effort import examples
from kit.records import collected, made, org, person, towns, works
from rnms import Bounds, Figure, RegionalSystem, Verdict
from rnms.engine.engine import Engine
from rnms.indicators import Count, OverPeriods, Target, parts_of_year
from rnms.indicators.loads import Statistic
from rnms.indicators.tally import Tally
from rnms.indicators.vocabulary import events, people
from rnms.judge.completion import progress
from rnms.logic import MUNICIPALITY, ORGANIZATION, Population, Term
from rnms.logic.predicates import known, within
from rnms.logic.question import Question
from rnms.model import (
    Act,
    Diagnostic,
    Event,
    MeasureReport,
    Municipality,
    Period,
    PeriodKind,
    Unreported,
    at_least,
    at_most,
    percent,
)
from rnms.model.day_deadlines import After, OneOffDay
from rnms.model.deadlines import Deadline
from rnms.model.partial import PartialDay
from rnms.model.roadmap import MeasureGroup, Progress, Roadmap, RoadmapMeasure
from rnms.regions import FigureRelation

YEAR = Period.of(2024)
QUARTERS = [Period.of(f"2024-Q{number}") for number in (1, 2, 3, 4)]


def dates_in(day: Any) -> list[dt.date]:
    """One day in each quarter, and one outside the year, on which something may have been."""
    marks = [dt.date(2023, 6, 1), *(quarter.start for quarter in QUARTERS)]
    marks += [quarter.end for quarter in QUARTERS]
    if day is None:
        return marks
    if isinstance(day, PartialDay):
        return [mark for mark in {*marks, day.first, day.last} if day.first <= mark <= day.last]
    return [day]


# Events, what did not come, and quarters.

DAYS = st.sampled_from(
    [
        dt.date(2024, 2, 10),
        dt.date(2024, 11, 5),
        dt.date(2023, 5, 5),
        PartialDay.of("2024-03"),
        PartialDay.of("2024"),
        None,
    ]
)
GAPS = st.sampled_from([None, (None, 1), (Period.of("2024-Q2"), 1), (YEAR, 2)])


@given(st.lists(DAYS, max_size=3), GAPS, st.sampled_from(list(Statistic)))
@examples(40, 1000)
def test_events_of_which_some_did_not_come_are_counted_by_quarters(
    days: list[Any], gap: Any, statistic: Statistic
) -> None:
    """Whichever day an event had and whatever else was held, what is told of the quarters holds it."""
    gaps = [] if gap is None else [Unreported(entity="events", period=gap[0], most=gap[1])]
    data = collected(
        "x", towns("m1"), [Event(id=f"v{rank}", start=day) for rank, day in enumerate(days)], *gaps
    )
    measure = OverPeriods(Count(events.EVENTS), parts_of_year(PeriodKind.QUARTER), statistic)
    engine = Engine(data)
    answers = [engine.answer(question, YEAR).tally for question in measure.questions]
    told = measure.estimate(answers).bounds
    found: set[Any] = set()
    by_quarter: list[set[int]] = [set() for _ in QUARTERS]
    for world in _worlds(days, gap):
        counts = [sum(day in quarter for day in world) for quarter in QUARTERS]
        for number, numbers in zip(counts, by_quarter, strict=True):
            numbers.add(number)
        found.add(measure.estimate([Tally(passed=number) for number in counts]).bounds)

    assert told is not None
    assert all(one is not None and one.low in told for one in found)
    for quarter, answer, numbers in zip(QUARTERS, answers, by_quarter, strict=True):
        bounds, exact = answer.size(), Bounds(min(numbers), max(numbers))
        assert (quarter, bounds) == (quarter, exact)


def _worlds(days: list[Any], gap: Any) -> Iterator[list[dt.date]]:
    """Every day that the events may have had, with as many more as did not come."""
    missing: list[list[dt.date | None]] = []
    if gap is not None:
        period, most = gap
        # An event belongs to the period of its last day, and is missing from the list of that one alone.
        inside = [day for day in dates_in(None) if period is None or period.start <= day <= period.end]
        missing = [[None, *inside]] * most
    for choice in itertools.product(*map(dates_in, days), *missing):
        yield [day for day in choice if day is not None]


# The main place of work, and figures that are added up.


@pytest.mark.parametrize(
    ("key", "of", "outside", "expected"),
    [
        ("staff", people.STAFF, None, Bounds(4, None)),
        ("staff", people.STAFF, 0, Bounds(4, 7)),
        ("staff_at_main_place", people.STAFF_AT_MAIN_PLACE, None, Bounds(7, None)),
        ("staff_at_main_place", people.STAFF_AT_MAIN_PLACE, 0, Bounds.exact(7)),
        ("staff_at_main_place", people.STAFF_AT_MAIN_PLACE, 2, Bounds.exact(9)),
    ],
)
def test_posts_of_two_municipalities_are_added_up_where_each_has_one(
    key: str, of: Population, outside: int | None, expected: Bounds
) -> None:
    """Whoever works in two is counted in each; at a main place each is counted once, and may be outside."""
    assert of.key == key
    figures = [
        Figure(key=key, period=YEAR, count=count, municipality=m) for count, m in ((3, "m1"), (4, "m2"))
    ]
    if outside is not None:
        figures.append(Figure(key=f"{key}.outside_municipalities", period=YEAR, count=outside))
    places = [Municipality(id=key, name=key) for key in ("m1", "m2")]
    system = RegionalSystem(region="x", municipalities=places, figures=figures)

    assert Engine(system, words=[Question(of=of)]).answer(Question(of=of), YEAR).tally.size() == expected


# What follows another measure, and the indicator that judges it.

ACT = Act(key="act", kind="приказ", date=dt.date(2023, 1, 31), issuer="вымышленный", document="100")
GROUP = MeasureGroup(code="1", title="Направление", clause=CLAUSE)


def task(code: str, deadline: Deadline, *judged_by: str) -> RoadmapMeasure:
    return RoadmapMeasure(
        code=code,
        title=f"Мероприятие {code}",
        group=GROUP,
        responsible="институт",
        executors="институт",
        deadline=deadline,
        deadline_text="срок",
        clause=CLAUSE,
        judged_by=judged_by,
    )


PLAN = task("plan", OneOffDay(2024, 3, 1, inclusive=True))
TEN_DAYS_LATER = OneOffDay(2024, 3, 1, inclusive=True, since=dt.date(2024, 2, 20))


@pytest.mark.parametrize("diagnosed", [None, 0, 10])
@pytest.mark.parametrize("done", [None, "2024-02-25", "2024-03-10"])
@pytest.mark.parametrize("as_of", ["2024-02-25", "2024-03-05", "2024-12-31"])
@pytest.mark.parametrize("is_judged", [False, True])
def test_ten_days_after_a_plan_are_judged_as_the_days_that_they_are(
    diagnosed: int | None, done: str | None, as_of: str, is_judged: bool
) -> None:
    """An indicator that judges it says the same, whether the act writes the day or what goes before."""
    judged_by = ("1",) if is_judged else ()
    figures = [Figure(key="staff", period=YEAR, count=10)]
    if diagnosed is not None:
        figures.append(Figure(key="staff.diagnosed", period=YEAR, count=diagnosed))
    days = {"plan": "2024-02-20", "next": done}
    reports = [
        MeasureReport(measure=code, date=dt.date.fromisoformat(text))
        for code, text in days.items()
        if text is not None and text <= as_of
    ]
    data = RegionalSystem(region="nowhere", figures=figures, measure_reports=reports)

    def status(deadline: Deadline) -> tuple[Progress, Any, Any]:
        order = profile(
            indicator(targets=[Target(2024, at_least(percent(50)), CLAUSE)]),
            roadmap=Roadmap(measures=[PLAN, task("next", deadline, *judged_by)], clause=CLAUSE),
        )
        report = rnms.evaluate(data, region=order, period=2024, as_of=dt.date.fromisoformat(as_of))
        [one] = [one for one in report.roadmap if one.code == "next"]
        return one.progress, one.due, one.done

    assert status(After("plan", days=10)) == status(TEN_DAYS_LATER)


@pytest.mark.parametrize(
    ("day", "expected"),
    [((2024, 8, 31), Progress.OVERDUE), ((2024, 9, 1), Progress.DONE_ON_TIME)],
    ids=["the day before", "its first day"],
)
def test_what_falls_due_in_autumn_is_judged_by_the_school_year_that_begins_then(
    day: tuple[int, int, int], expected: Progress
) -> None:
    """What was done in summer had no result in the school year that ended, and had it in the next."""
    ended, begun = Period.of("2023/2024"), Period.of("2024/2025")
    figures = [Figure(key="staff", period=year, count=10) for year in (ended, begun)]
    figures += [
        Figure(key="staff.diagnosed", period=year, count=count) for year, count in ((ended, 0), (begun, 10))
    ]
    order = profile(
        indicator(
            period=PeriodKind.ACADEMIC,
            targets=[Target(year, at_least(percent(50)), CLAUSE) for year in (ended, begun)],
        ),
        roadmap=Roadmap(measures=[task("m", OneOffDay(*day, inclusive=True), "1")], clause=CLAUSE),
    )
    reports = [MeasureReport(measure="m", date=dt.date(2024, 6, 1))]
    data = RegionalSystem(region="nowhere", figures=figures, measure_reports=reports)
    report = rnms.evaluate(data, region=order, period=2024, as_of=dt.date(2025, 12, 31))

    assert [(one.code, one.progress) for one in report.roadmap] == [("m", expected)]


# Days of which the month alone is known, and deadlines.

DEADLINES = [
    OneOffDay(2024, 3, 15, inclusive=True),
    OneOffDay(2024, 3, 31, inclusive=True),
    OneOffDay(2024, 2, 29, inclusive=True),
    OneOffDay(2024, 3, 20, inclusive=True, since=dt.date(2024, 3, 10)),
    After(dt.date(2024, 3, 1), days=40),
]


@pytest.mark.parametrize("deadline", DEADLINES, ids=str)
@pytest.mark.parametrize("text", ["2024-03", "2024-02", "2024"])
def test_a_report_of_which_the_month_alone_is_known_is_in_time_where_each_day_of_it_is(
    deadline: Deadline, text: str
) -> None:
    """What every day of it would give is said, and nothing where days differ."""
    told = PartialDay.of(text)
    one = task("m", deadline)

    def progress_of(day: Any) -> Progress:
        data = RegionalSystem(region="x", measure_reports=[MeasureReport(measure="m", date=day)])
        [status] = progress([one], data, YEAR, YEAR.end)
        return status.progress

    days = [told.first + dt.timedelta(days=number) for number in range((told.last - told.first).days + 1)]
    each = {progress_of(day) for day in days}

    assert progress_of(told) is (each.pop() if len(each) == 1 else Progress.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024-02", Progress.DONE_ON_TIME), ("2024-03", Progress.UNKNOWN), ("2024-04", Progress.DONE_LATE)],
)
def test_a_report_of_a_month_is_read_so_by_a_whole_assessment(text: str, expected: Progress) -> None:
    """And nobody is told that something else may be missing."""
    order = profile(
        indicator(),
        roadmap=Roadmap(measures=[task("m", OneOffDay(2024, 3, 15, inclusive=True))], clause=CLAUSE),
    )
    reports: Any = [MeasureReport(measure="m", date=PartialDay.of(text))]  # type: ignore[arg-type]
    data = RegionalSystem(region="nowhere", measure_reports=reports)
    [status] = rnms.evaluate(data, region=order, period=2024).roadmap

    assert status.progress is expected


@pytest.mark.parametrize(
    ("day", "in_year", "in_first_half_of_march"),
    [
        (dt.date(2024, 3, 5), True, True),
        (dt.date(2024, 3, 25), True, False),
        (PartialDay.of("2024-03"), True, None),
        (PartialDay.of("2024"), True, None),
        (PartialDay.of("2023"), False, False),
        (None, None, None),
    ],
)
def test_of_a_day_of_which_the_month_is_known_it_is_known_what_each_day_of_it_gives(
    day: Any, in_year: bool | None, in_first_half_of_march: bool | None
) -> None:
    """Completeness counts it where it decides, and else leaves it out."""
    data = RegionalSystem(region="x", diagnostics=[Diagnostic(id="d", person="p", date=day)])
    of = Population(key="d", title="d", entity="diagnostics")

    def state(where: Any, period: Period) -> bool | None:
        question = Question(of=of, term=Term(key="t", title="t", where=where))
        tally = Engine(data).answer(question, period).tally
        assert isinstance(tally, Tally)
        return True if tally.passed else False if tally.failed else None

    half = Period.between(dt.date(2024, 3, 1), dt.date(2024, 3, 15))
    for period, expected in ((YEAR, in_year), (half, in_first_half_of_march)):
        assert state(within("date"), period) is expected
        assert state(known(within("date")), period) is (expected is not None)


# Who fails, and a target for each.


@given(
    st.lists(
        st.tuples(st.sampled_from(["s1", "s2"]), st.sampled_from([True, False, None])), min_size=1, max_size=5
    ),
    st.sampled_from([None, MUNICIPALITY, ORGANIZATION]),
    st.sampled_from([at_least(percent(50)), at_most(percent(50))]),
)
@examples(30, 500)
def test_who_fails_is_the_same_whoever_must_keep_the_target(
    staff: list[tuple[str, bool | None]], each: Any, norm: Any
) -> None:
    """People are told one by one; who breaks it for each is told by place, by what these people say."""
    data = collected(
        "nowhere",
        towns("m1", "m2"),
        org("s1", place="m1"),
        org("s2", place="m2"),
        *((person(f"p{rank}"), works(f"p{rank}", at=school)) for rank, (school, _) in enumerate(staff)),
        [
            made(
                Diagnostic,
                id=f"d{rank}",
                person=f"p{rank}",
                date="2024-03-01" if held else None,
                provider="cnppm",
            )
            for rank, (_, held) in enumerate(staff)
            if held is not False
        ],
    )
    order = profile(indicator(targets=[Target(2024, norm, CLAUSE, each=each)]))
    result = rnms.evaluate(data, region=order, period=2024)["1"]
    wanted = norm.low is not None
    by_state = {
        "failed": {rank for rank, (_, held) in enumerate(staff) if held is (not wanted)},
        "passed": {rank for rank, (_, held) in enumerate(staff) if held is wanted},
        "unknown": {rank for rank, (_, held) in enumerate(staff) if held is None},
    }

    for state, ranks in by_state.items():
        assert {member.id for member in result.who(state)} == {f"p{rank}" for rank in ranks}
    if each is not None:
        slices = result.by(each.key)
        for school in {school for school, _ in staff}:
            held = [said for at, said in staff if at == school]
            limit = len(held) * percent(50)
            numbers = [
                sum(one is True or (one is None and counts) for one in held) for counts in (False, True)
            ]
            passes = {number >= limit if wanted else number <= limit for number in numbers}
            key = {"s1": "m1", "s2": "m2"}[school] if each is MUNICIPALITY else school
            expected = {
                (True,): Verdict.MET,
                (False,): Verdict.NOT_MET,
                (False, True): Verdict.UNDETERMINED,
            }[tuple(sorted(passes))]
            assert slices[key].verdict is expected


# Relations of a form, and figures of which it is said why there are none.

WHOLE = FigureRelation.of_parts("staff", "staff.diagnosed", "others", code="1", clause=CLAUSE)


@pytest.mark.parametrize(
    ("counts", "value", "verdict", "is_explained", "broken"),
    [
        ({"staff": 10, "others": 3}, Bounds.exact(percent(70)), Verdict.MET, False, 0),
        ({"staff": 10}, Bounds(0, 1), Verdict.UNDETERMINED, True, 0),
        ({"staff": 10, "others": 12}, None, Verdict.NO_DATA, True, 1),
        ({"others": 3}, None, Verdict.NO_DATA, True, 0),
    ],
)
def test_a_relation_tells_what_somebody_said_why_there_is_not(
    counts: dict[str, int], value: Bounds | None, verdict: Verdict, is_explained: bool, broken: int
) -> None:
    """Where the others leave one number, it is known all the same; else the reason that was given stands."""
    figures = [Figure(key=key, period=2024, count=count) for key, count in counts.items()]
    figures.append(Figure(key="staff.diagnosed", period=2024, missing="учёт не вёлся"))
    order = profile(indicator(targets=[Target(2024, at_least(percent(50)), CLAUSE)]), relations=[WHOLE])
    report = rnms.evaluate(RegionalSystem(region="nowhere", figures=figures), region=order, period=2024)
    result = report["1"]

    assert (result.value, result.verdict) == (value, verdict)
    assert ("учёт не вёлся" in result.reason) is is_explained
    assert [issue.code for issue in report.issues].count("figures.relation") == broken
