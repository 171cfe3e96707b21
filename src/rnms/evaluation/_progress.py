"""How far what falls due has come: from reports of measures, rounds, meetings and adopted documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from rnms.indicators import Reason, distinct
from rnms.model import (
    AnnualAfter,
    ExternallySet,
    Occurrence,
    Period,
    PerPlan,
    PlanItem,
    Progress,
    RegionalSystem,
    Scheduled,
    Trace,
    Verdict,
    Window,
    as_read,
    record_faults,
    windows,
)
from rnms.regions import RegionProfile, get
from rnms.report import Fulfilment

ONE_DAY = dt.timedelta(days=1)
_EVER = (dt.date.min, dt.date.max)
Span = tuple[dt.date, dt.date]
"""The first and the last day on which something may have been."""


def deadlines(
    region: RegionProfile | str, start: dt.date, end: dt.date, *, plan: Iterable[PlanItem] = ()
) -> tuple[Occurrence, ...]:
    """List what falls due from one day to another, both inside, in the order of the days.

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
        ValueError: If the last day lies before the first, here or in the plan.
    """
    asked = Period.between(start, end)
    profile = region if isinstance(region, RegionProfile) else get(region)
    planned = tuple(plan)
    for item in planned:
        if item.start is not None and item.end < item.start:
            raise ValueError(f"{item} ends before it starts; mend the plan")
    found = [
        one.occurrence(window)
        for one in profile.scheduled
        for window in _windows(one, asked, end, planned)
        if window.due is not None and window.due in asked and window.due >= one.since
    ]
    # A monitoring may be a measure of the roadmap as well.
    return tuple(sorted(distinct(found), key=lambda one: one.due or dt.date.max))


def roadmap(
    region: RegionProfile | str,
    start: dt.date,
    end: dt.date,
    *,
    data: RegionalSystem | None = None,
    as_of: dt.date | None = None,
) -> tuple[Fulfilment, ...]:
    """Judge how far everything that falls due from one day to another, or lasts into these days, has come.

    >>> june = roadmap("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    >>> june[0].progress
    <Progress.PENDING: 'pending'>

    Args:
        region: A key or a profile.
        start: The first day.
        end: The last day.
        data: What was reported; by default nothing, and nobody knows what was carried out.
        as_of: The day of judgement, at its end; by default the last day.

    Raises:
        RegionNotFoundError: If no region has this key.
        ValueError: If the last day lies before the first.
    """
    profile = region if isinstance(region, RegionProfile) else get(region)
    given = RegionalSystem(region=profile.key) if data is None else data
    system = as_read(given).incomplete(collections_read(profile.scheduled))
    asked = Period.between(start, end)
    parts = (profile.roadmap.measures, profile.monitoring, profile.meetings)
    found = [one for part in parts for one in progress(part, system, asked, as_of or end)]
    # A monitoring may be a measure of the roadmap as well: then it is listed as that.
    return tuple({one.occurrence: one for one in reversed(found)}.values())[::-1]


def progress(
    scheduled: Sequence[Scheduled], data: RegionalSystem, asked: Period, as_of: dt.date
) -> tuple[Fulfilment, ...]:
    """Judge how far everything that falls due in a period, or lasts into it, has come.

    >>> plan = get("kirov").roadmap.measures
    >>> june = Period.of("2024-06-01/2024-06-30")
    >>> progress(plan, RegionalSystem(region="kirov", measure_reports=[]), june, june.end)[0].progress
    <Progress.PENDING: 'pending'>

    Args:
        scheduled: What an act makes fall due.
        data: What was reported.
        asked: The period.
        as_of: The day of judgement, at its end: what is reported later is not known yet.
    """
    misdated = {fault.index for fault in record_faults(data, ("plan_items",))}
    judge = _Judge(
        seen=_Seen(data, as_of),
        scheduled={one.code: one for one in scheduled},
        planned=[item for at, item in enumerate(data.plan_items or ()) if at not in misdated],
        asked=asked,
        as_of=as_of,
    )
    return tuple(found for one in scheduled for found in judge.of(one))


def collections_read(scheduled: Iterable[Scheduled]) -> tuple[str, ...]:
    """The collections that tell how far what falls due has come: small ones, all of them."""
    read = [trace.collection for one in scheduled for trace in one.traces]
    return distinct(("measure_reports", "plan_items", *read))


def frequency(rounds: Sequence[Fulfilment]) -> Verdict:
    """Whether every round was held in its time."""
    states = {one.progress for one in rounds} - {Progress.NOT_REQUIRED}
    if states & {Progress.OVERDUE, Progress.DONE_LATE}:
        return Verdict.NOT_MET
    if states & {Progress.UNKNOWN, Progress.UNKNOWN_DEADLINE}:
        return Verdict.UNDETERMINED
    if Progress.PENDING in states:
        return Verdict.PENDING
    return Verdict.MET if states else Verdict.NO_TARGET


def is_set_elsewhere(one: Scheduled) -> bool:
    """Whether the act leaves it to others when this falls due."""
    return isinstance(one.deadline, PerPlan | ExternallySet)


def _windows(
    one: Scheduled, asked: Period, as_of: dt.date, planned: Iterable[PlanItem]
) -> tuple[Window, ...]:
    """The windows of what falls due, to the one after the last that matters."""
    last = max(asked.end, as_of).year + 1 if one.until is None else one.until.year
    # No calendar reaches further.
    years = range(min(one.since.year, asked.start.year), min(last, dt.MAXYEAR - 1) + 1)
    items = [item for item in planned if item.measure == one.code]
    found = windows(one.deadline, years, items)
    return tuple(window for window in found if one.until is None or (window.due or one.until) <= one.until)


@attrs.frozen(kw_only=True)
class _Judge:
    """Judges what falls due in a period, from what was seen."""

    seen: _Seen
    scheduled: Mapping[str, Scheduled]
    planned: Sequence[PlanItem]
    asked: Period
    as_of: dt.date

    def of(self, one: Scheduled) -> Iterator[Fulfilment]:
        """What is said of every time that something falls due."""
        if one.until is not None and one.until < self.asked.start:
            return
        found = self._windows(one)
        if self._is_set_elsewhere(one, found):
            yield self._without_deadline(one)
        begins = self._begins(one)
        for window in found:
            if window.meets(self.asked):
                following = (day for day in begins if window.start is not None and day > window.start)
                yield self._of_window(one, window, next(following, None))

    def _windows(self, one: Scheduled) -> tuple[Window, ...]:
        return _windows(one, self.asked, self.as_of, self.planned)

    def _begins(self, one: Scheduled) -> list[dt.date]:
        """The days on which the same begins to be asked for anew: of the meetings of one body, every one."""
        alike = [other for other in self.scheduled.values() if other.traces == one.traces]
        return sorted(
            window.start
            for other in alike
            for window in self._windows(other)
            if window.start is not None and window.due is not None
        )

    def _is_set_elsewhere(self, one: Scheduled, found: Iterable[Window]) -> bool:
        """Whether nobody said when it falls due in the years asked for."""
        years = {self.asked.start.year, self.asked.end.year}
        planned = {window.due.year for window in found if window.due is not None}
        return is_set_elsewhere(one) and not years & planned

    def _of_window(self, one: Scheduled, window: Window, following: dt.date | None) -> Fulfilment:
        occurrence = one.occurrence(window)
        if (window.due or self.asked.end) < one.since:
            return Fulfilment(
                occurrence=occurrence,
                progress=Progress.NOT_REQUIRED,
                reasons=(Reason(code="before-act", about=(f"{one.since:%d.%m.%Y}",)),),
            )
        days = self._days(window, following)
        surely = self._day(one, window, days, possible=False)
        perhaps = self._day(one, window, days, possible=True)
        worst, best = (self._progress(window, day) for day in (surely, perhaps))
        if worst is best or (worst is Progress.PENDING and window.due is not None):
            reasons = () if surely else self._lacking(one, window, days, worst)
            return Fulfilment(occurrence=occurrence, progress=worst, done=surely, reasons=reasons)
        return Fulfilment(
            occurrence=occurrence,
            progress=Progress.UNKNOWN,
            done=surely,
            reasons=(Reason(code="day-unknown" if self.seen.is_shown(one, days) else "nobody-said"),),
        )

    def _without_deadline(self, one: Scheduled) -> Fulfilment:
        """Of what nobody knows when it falls due only that it was carried out can be said."""
        occurrence = one.occurrence(Window(None, None))
        if self.asked.end < one.since:
            reason = Reason(code="before-act", about=(f"{one.since:%d.%m.%Y}",))
            return Fulfilment(occurrence=occurrence, progress=Progress.NOT_REQUIRED, reasons=(reason,))
        days = (self.asked.start, min(self.asked.end, self.as_of))
        by = one.deadline.plans if isinstance(one.deadline, PerPlan) else ()
        by = (one.deadline.by,) if isinstance(one.deadline, ExternallySet) else by
        return Fulfilment(
            occurrence=occurrence,
            progress=Progress.UNKNOWN_DEADLINE,
            done=self.seen.day(one, days, possible=False),
            reasons=(Reason(code="set-elsewhere", about=by),),
        )

    def _days(self, window: Window, following: dt.date | None) -> Span:
        """The days on which it counts as carried out, in time or late: to the day before the next begins."""
        if window.due is None:
            return self.asked.start, min(self.asked.end, self.as_of)
        last = self.as_of if following is None else min(self.as_of, max(window.due, following - ONE_DAY))
        return window.start or dt.date.min, last

    def _day(self, one: Scheduled, window: Window, days: Span, *, possible: bool) -> dt.date | None:
        """The first day on which it was carried out, not before what must precede it."""
        if isinstance(one.deadline, AnnualAfter):
            before = self._preceding(one.deadline, window, possible=possible)
            if before is None:
                return None
            days = (max(days[0], before), days[1])
        return self.seen.day(one, days, possible=possible)

    def _preceding(self, deadline: AnnualAfter, window: Window, *, possible: bool) -> dt.date | None:
        """The day on which the measure that must precede was carried out in that year."""
        start, due = window.start or dt.date.min, window.due or dt.date.max
        before = self.scheduled[deadline.measure]
        return self._day(before, window, (start, min(due, self.as_of)), possible=possible)

    def _progress(self, window: Window, day: dt.date | None) -> Progress:
        if window.due is None:
            return Progress.PENDING if day is None else Progress.IN_PROGRESS
        if day is None:
            return Progress.PENDING if self.as_of < window.due else Progress.OVERDUE
        return Progress.DONE_ON_TIME if day <= window.due else Progress.DONE_LATE

    def _lacking(self, one: Scheduled, window: Window, days: Span, state: Progress) -> tuple[Reason, ...]:
        """Why it does not count as carried out."""
        if isinstance(one.deadline, AnnualAfter):
            before = self._preceding(one.deadline, window, possible=False)
            if before is None and self._preceding(one.deadline, window, possible=True) is None:
                return (Reason(code="no-prior-event", about=(one.deadline.measure,)),)
            if self.seen.day(one, days, possible=False) is not None:
                return (Reason(code="before-prerequisite", about=(one.deadline.measure,)),)
        if state is Progress.OVERDUE:
            return (Reason(code="no-report"),)
        return (Reason(code="no-activity"),) if window.due is None else ()


class _Seen:
    """The days on which the records show that something was carried out."""

    def __init__(self, data: RegionalSystem, as_of: dt.date) -> None:
        self._data = data
        self._as_of = as_of
        self._faulty = {
            (fault.collection, fault.index)
            for fault in record_faults(data, ("adoptions", "measure_reports", "monitoring_rounds"))
        }

    def day(self, one: Scheduled, days: Span, *, possible: bool) -> dt.date | None:
        """The first of some days on which it surely, or possibly, was carried out."""
        days = (days[0], min(days[1], self._as_of))
        if days[1] < days[0]:
            return None
        spans = list(self._spans(one))
        if not possible:
            return min((last for first, last in spans if days[0] <= first and last <= days[1]), default=None)
        unsaid = self._unsaid(one.traces, days)
        met = [max(first, days[0]) for first, last in spans if first <= days[1] and days[0] <= last]
        return min([*met, *unsaid], default=None)

    def is_shown(self, one: Scheduled, days: Span) -> bool:
        """Whether a record shows that it may have been carried out on one of some days."""
        spans = self._spans(one)
        return any(first <= days[1] and days[0] <= last for first, last in spans)

    def _spans(self, one: Scheduled) -> Iterator[Span]:
        """Of every record that shows it the first and the last day on which it may have been."""
        # A document of an earlier act is not what this act asks for; of the year of the act the whole counts.
        since = dt.date(one.since.year, 1, 1)
        for trace in one.traces:
            for span in self._shown(trace):
                if trace not in one.seen_in or span[1] >= since:
                    yield span

    def _shown(self, trace: Trace) -> Iterator[Span]:
        for index, record in enumerate(getattr(self._data, trace.collection) or ()):
            if all(_value(record, name) == value for name, value in trace.where):
                yield _EVER if (trace.collection, index) in self._faulty else _span(record, trace)

    def _unsaid(self, traces: Iterable[Trace], days: Span) -> list[dt.date]:
        """The first of some days of which no collection is complete, if there is one."""
        spans = [self._incomplete(trace.collection) for trace in traces]
        begins = [days[0], *(max(first, days[0]) for one in spans for first, _ in one)]
        inside = [
            day
            for day in sorted(begins)
            if day <= days[1] and all(any(first <= day <= last for first, last in one) for one in spans)
        ]
        return inside[:1]

    def _incomplete(self, collection: str) -> list[Span]:
        """The days of which a collection is not complete."""
        if getattr(self._data, collection) is None:
            return [_EVER]
        parts = [part for part in self._data.unreported if part.entity == collection]
        return [_EVER if one.period is None else (one.period.start, one.period.end) for one in parts]


def _span(record: Any, trace: Trace) -> Span:
    """The days on which what a record shows may have been: one, a period, or any."""
    day = getattr(record, trace.day)
    if day is not None:
        return day, day
    first, last = (getattr(record, name) for name in trace.period or (trace.day, trace.day))
    return first or dt.date.min, last or dt.date.max


def _value(record: Any, name: str) -> Any:
    found = getattr(record, name)
    return getattr(found, "value", found)
