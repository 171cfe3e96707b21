"""Schedules without a report: the days on which something falls due, and how far each has come."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Container, Iterable, Sequence

from rnms.engine.engine import Engine
from rnms.engine.source import look_at_data
from rnms.indicators.tally import distinct
from rnms.judge.assessment import Assessment
from rnms.judge.completion import not_required, windows_of
from rnms.judge.outcomes import outcome_of
from rnms.model.checked import expect, expect_day
from rnms.model.deadlines import After, PlanItem, Window
from rnms.model.period import Period
from rnms.model.roadmap import Occurrence, Scheduled
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import profile_of
from rnms.results.findings import Schedule, ScheduleStatus

NO_DAY = Window(None, None)


def deadlines(
    region: RegionProfile | str, start: dt.date, end: dt.date, *, plan: Iterable[PlanItem] = ()
) -> Schedule[Occurrence]:
    """List what falls due from one day to another, both inside, in the order of the days.

    A measure due a while after another one has no day until that one is carried out: it comes last.

    >>> import datetime as dt
    >>> [one.code for one in deadlines("kirov", dt.date(2023, 6, 1), dt.date(2023, 6, 30))]
    ['1.2.1', '1.2.2', '1.3.1', '3.1.1', '3.1.2', '3.2.2']

    Args:
        region: A key or a profile.
        start: The first day.
        end: The last day.
        plan: What plans outside the order say, for the measures whose days those set.

    Raises:
        RegionNotFoundError: If no region has this key.
        FieldError: If a day is no day, or the plan lists something else.
        ValueError: If the last day lies before the first, here or in the plan.
    """
    for name, day in (("start", start), ("end", end)):
        expect_day(day, owner="deadlines", field=name)
    asked_period = Period.between(start, end)
    profile = profile_of(region)
    items = {"wanted": "a list of PlanItem", "write": "write [PlanItem(measure='2.2.2', end=…)]"}
    expect(plan, Iterable, owner="deadlines", field="plan", **items)
    planned = tuple(plan)
    for item in planned:
        expect(item, PlanItem, owner="deadlines", field="plan", **items)
        expect_day(item.end, owner="PlanItem", field="end")
    for item in planned:
        if item.start is not None and item.end < item.start:
            raise ValueError(f"{item} ends before it starts; mend the plan")
    occurrences = [
        task.occurrence(window)
        for task in profile.scheduled
        for window in windows_of(task, asked_period, end, planned, profile.edition)
        if window.due is not None and window.due in asked_period
        if not_required(task, window, profile.edition, asked_period) is None
    ]
    occurrences += [
        task.occurrence(NO_DAY)
        for task in profile.scheduled
        if isinstance(task.deadline, After)
        and task.deadline.follows
        and not_required(task, NO_DAY, profile.edition, asked_period) is None
    ]
    # A monitoring may be a measure of the roadmap as well.
    return Schedule(sorted(distinct(occurrences), key=lambda occurrence: occurrence.due or dt.date.max))


def roadmap(
    region: RegionProfile | str,
    start: dt.date,
    end: dt.date,
    *,
    data: RegionalSystem | None = None,
    as_of: dt.date | None = None,
) -> Schedule[ScheduleStatus]:
    """Judge how far everything that falls due from one day to another, or lasts into these days, has come.

    >>> june = roadmap("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> june[0].progress
    <Progress.PENDING: 'pending'>

    Args:
        region: A key or a profile.
        start: The first day.
        end: The last day.
        data: What was reported; by default nothing, and nobody knows what was carried out.
        as_of: The day of judgement: what is due on it is not overdue yet. By default the last day, when it
            is over.

    Raises:
        RegionNotFoundError: If no region has this key.
        FieldError: If a day is no day, or the data are none.
        ValueError: If the last day lies before the first.
    """
    for name, day in (("start", start), ("end", end), ("as_of", end if as_of is None else as_of)):
        expect_day(day, owner="roadmap", field=name)
    profile = profile_of(region)
    system = RegionalSystem(region=profile.key) if data is None else data
    look_at_data(system, "roadmap")
    asked_period, today = Period.between(start, end), as_of or end
    engine = Engine.of_region(system, profile, today)
    assessment = Assessment(
        data=engine.gathered(("measure_reports", "plan_items")),
        engine=engine,
        as_of=today,
        profile=profile,
        day_is_over=as_of is None,
    )
    occurrences = [
        fulfilment
        for scheduled in (profile.roadmap.measures, profile.monitoring, profile.meetings)
        for fulfilment in fulfilments(assessment, scheduled, asked_period)
    ]
    # A monitoring may be a measure of the roadmap as well: then it is listed once, as the measure.
    return Schedule(
        reversed({fulfilment.occurrence: fulfilment for fulfilment in reversed(occurrences)}.values())
    )


def fulfilments(
    assessment: Assessment,
    scheduled: Sequence[Scheduled],
    asked_period: Period,
    only: Container[str] | None = None,
) -> tuple[ScheduleStatus, ...]:
    """Judge how far what falls due has come, in agreement with the indicators and duties that judge it.

    Args:
        assessment: The data and the acts.
        scheduled: What an act makes fall due.
        asked_period: The period.
        only: The codes wanted; by default all.
    """
    find_outcome = functools.partial(outcome_of, assessment, asked_period)
    return assessment.progress(scheduled, asked_period, find_outcome=find_outcome, only=only)
