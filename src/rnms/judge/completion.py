"""How far what falls due has come: from reports of measures, rounds, meetings and other records of events."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

import attrs

from rnms._values import frozen
from rnms.engine.record_engine import RecordEngine
from rnms.engine.records import RecordsEngine
from rnms.engine.shown import Span
from rnms.indicators.tally import Reason, distinct
from rnms.judge.completion_log import CompletionLog
from rnms.model.deadlines import (
    After,
    AnnualAfter,
    Deadline,
    Elsewhere,
    ExternallySet,
    PerPlan,
    PlanItem,
    Recurring,
    Window,
    windows,
)
from rnms.model.law import Unknown
from rnms.model.limits import LAST_YEAR
from rnms.model.norm import Verdict
from rnms.model.period import Period
from rnms.model.roadmap import Progress, Scheduled
from rnms.model.system import RegionalSystem, record_faults
from rnms.model.working_days import ONE_DAY
from rnms.regions.editions import Edition
from rnms.results.findings import ScheduleStatus

NO_ACTS = Edition((), None)
"""The edition where nothing repeals anything."""
_TOO_FEW = "too-few"
_IN_ONE = "done-in-one"
_DAY_UNKNOWN = "day-unknown"
_MOST_DAYS = 366
"""Of how many days at most one by one is looked at what follows from each: a year."""
_DONE = {Progress.DONE_ON_TIME, Progress.DONE_LATE, Progress.IN_PROGRESS}
_MISSED = {Progress.OVERDUE, Progress.DONE_LATE}


@frozen
class Outcome:
    """What an indicator or a duty says, for the measures that must not say otherwise.

    Attributes:
        verdict: Its verdict.
        declared: The same without any reading.
        period: The period that was judged; ``None`` where the verdict is as of a day.
    """

    verdict: Verdict
    declared: Verdict
    period: Period | None


OutcomeFinder = Callable[[str, Window], Outcome | None]
"""Finds the outcome of the indicator or duty of a code in a window; ``None`` where there is none."""


def no_outcome(_: str, __: Window) -> None:
    """Find no outcome: for schedules that no indicator or duty judges."""


def progress(
    scheduled: Sequence[Scheduled],
    data: RegionalSystem,
    asked_period: Period,
    as_of: dt.date,
    *,
    edition: Edition = NO_ACTS,
    source: RecordEngine | None = None,
    find_outcome: OutcomeFinder = no_outcome,
    day_is_over: bool | None = None,
    only: Container[str] | None = None,
    beside: Iterable[Scheduled] = (),
) -> tuple[ScheduleStatus, ...]:
    """Judge how far everything that falls due in a period, or lasts into it, has come.

    >>> from rnms.regions import get
    >>> plan = get("kirov").roadmap.measures
    >>> june = Period.of("2024-06-01/2024-06-30")
    >>> progress(plan, RegionalSystem(region="kirov", measure_reports=[]), june, june.end)[0].progress
    <Progress.PENDING: 'pending'>

    Args:
        scheduled: What an act makes fall due.
        data: What was reported.
        asked_period: The period.
        as_of: The day of judgement: what is reported later is not known yet.
        edition: The acts that are in force; by default none is ever repealed.
        source: The engine over the records, where they are not all in ``data``.
        find_outcome: Finds what the indicators and duties say that judge the same.
        day_is_over: Whether that day is over, so that what was due on it is overdue; by default where the
            period ends with it, as for what is counted over the period.
        only: The codes wanted; by default all.
        beside: What else an act makes fall due, which this may have to follow.
    """
    misdated = {fault.index for fault in record_faults(data, ("plan_items",))}
    source = RecordsEngine(data) if source is None else source
    judge = ScheduleJudge(
        log=CompletionLog(data, source, as_of, {task.code for task in scheduled}, edition),
        scheduled={task.code: task for task in scheduled},
        followed={task.code: task for task in (*beside, *scheduled)},
        planned=[item for index, item in enumerate(data.plan_items or ()) if index not in misdated],
        asked_period=asked_period,
        as_of=as_of,
        edition=edition,
        find_outcome=find_outcome,
        day_is_over=as_of >= asked_period.end if day_is_over is None else day_is_over,
    )
    tasks = (task for task in scheduled if only is None or task.code in only)
    return tuple(occurrence for task in tasks for occurrence in judge.judge(task))


def frequency(rounds: Sequence[ScheduleStatus]) -> Verdict:
    """Judge whether everything that fell due was done in its time."""
    states = {occurrence.progress for occurrence in rounds} - {Progress.NOT_REQUIRED}
    if states & _MISSED or any(map(is_one_of_too_many, rounds)):
        return Verdict.NOT_MET
    if states & {Progress.UNKNOWN, Progress.UNKNOWN_DEADLINE}:
        return Verdict.UNDETERMINED
    if Progress.PENDING in states:
        return Verdict.PENDING
    return Verdict.MET if states else Verdict.NO_TARGET


def is_missed(occurrence: ScheduleStatus) -> bool:
    """Tell whether something was not done in its time, and that time is over."""
    return occurrence.progress in _MISSED


def is_one_of_too_many(occurrence: ScheduleStatus) -> bool:
    """Tell whether something is due several times and some of these, nobody knows which, passed in vain."""
    return _gives_reason(occurrence, _TOO_FEW)


def is_one_in_which_it_was_done(occurrence: ScheduleStatus) -> bool:
    """Tell whether something was surely carried out in this time or in another that is open as well."""
    return _gives_reason(occurrence, _IN_ONE)


def _gives_reason(occurrence: ScheduleStatus, code: str) -> bool:
    return any(reason.code == code for reason in occurrence.reasons)


def count_served(times: Iterable[Span], records: Iterable[Span]) -> int:
    """Count the most windows that records can fill, where each record fills one.

    Each window, the earliest first, takes of the records that may lie in it the one whose days end first.

    >>> spring, autumn = ((dt.date(2023, month, 1), dt.date(2023, month, 30)) for month in (4, 9))
    >>> count_served([spring, autumn], [(dt.date.min, dt.date.max)])
    1

    Args:
        times: The first and the last day of each window; none of them overlap.
        records: The first and the last day on which each may have been.
    """
    free = sorted(records, key=lambda record: record[1])
    number = 0
    for start, due in sorted(times, key=lambda time: time[1]):
        fitting = next((record for record in free if record[0] <= due and start <= record[1]), None)
        if fitting is not None:
            free.remove(fitting)
            number += 1
    return number


def falls_within(occurrence: ScheduleStatus, period: Period) -> bool:
    """Tell whether the whole time of something lies in a period."""
    start, due = occurrence.occurrence.start, occurrence.due
    return due is not None and due in period and (start is None or start in period)


def recurs(task: Scheduled) -> bool:
    """Tell whether something falls due again and again, and not in years that the act names."""
    return isinstance(task.deadline, Recurring)


def is_set_elsewhere(task: Scheduled) -> bool:
    """Tell whether the act leaves it to others when something falls due, or its words were lost."""
    return isinstance(task.deadline, Elsewhere)


def _follows_event(task: Scheduled) -> bool:
    """Tell whether something falls due after something else was carried out."""
    return isinstance(task.deadline, After) and bool(task.deadline.follows)


def _without_day(deadline: Deadline) -> Reason:
    """Say why an act does not tell the day on which something falls due."""
    match deadline:
        case Unknown(why=why):
            return Reason(code="deadline-lost", about=(why,))
        case PerPlan(plans=plans):
            return Reason(code="set-elsewhere", about=plans)
        case ExternallySet(by=setter):
            return Reason(code="set-elsewhere", about=(setter,))
    raise TypeError(f"{deadline!r} has days of its own")


def not_required(task: Scheduled, window: Window, edition: Edition, asked_period: Period) -> Reason | None:
    """Say why something need not be done in a window: its act was not yet, or is no more, in force.

    What recurs is due where a day is left after that of the act; what the act itself dates is due on that
    very day too.
    """
    act = task.clause.act
    since = edition.in_force_from(act)
    # A duty without an end is due as long as the act is in force.
    due = asked_period.end if window.due is None else window.due
    if not act.supposed and (due < since or (due == since and recurs(task))):
        return Reason(code="before-act", about=(f"{since:%d.%m.%Y}",))
    binding = max(asked_period.start, since) if window.due is None else due
    if edition.binds(act, binding, task.until):
        return None
    void = edition.void_since(act)
    return Reason(code="act-void", about=() if void is None else (f"{void:%d.%m.%Y}",))


def windows_of(
    task: Scheduled,
    asked_period: Period,
    as_of: dt.date,
    planned: Iterable[PlanItem],
    edition: Edition,
    events: Iterable[dt.date] = (),
) -> tuple[Window, ...]:
    """List the windows in which something falls due, to the one after the last that matters."""
    last = max(asked_period.end, as_of).year + 1 if task.until is None else task.until.year
    # However late the day of judgement: nothing is reported of later years.
    since = edition.in_force_from(task.clause.act)
    years = range(min(since.year, asked_period.start.year), min(last, LAST_YEAR + 1) + 1)
    items = [item for item in planned if item.measure == task.code]
    candidates = windows(task.deadline, years, items, events)
    return tuple(
        window for window in candidates if task.until is None or (window.due or task.until) <= task.until
    )


@frozen(kw_only=True)
class Event:
    """One time that something was carried out which something else must follow.

    Attributes:
        window: When it fell due itself.
        sure: The first day by which it surely was carried out; ``None`` where it perhaps never was.
        possible: The first day on which it may have been; ``None`` where it surely never was.
    """

    window: Window
    sure: dt.date | None
    possible: dt.date | None

    @property
    def is_certain(self) -> bool:
        """Whether its day is known, or that there was none."""
        return self.sure == self.possible


@frozen(kw_only=True)
class ScheduleJudge:
    """Judges what falls due in a period, from what the records show.

    Attributes:
        log: The days on which the records show that something was carried out.
        scheduled: What falls due, by code.
        followed: The same, and what else something that falls due may follow.
        planned: The lines of plans outside the act.
        asked_period: The period.
        as_of: The day of judgement.
        edition: The acts that are in force.
        find_outcome: Finds what the indicators and duties say that judge the same.
        day_is_over: Whether the day of judgement is over.
    """

    log: CompletionLog
    scheduled: Mapping[str, Scheduled]
    followed: Mapping[str, Scheduled]
    planned: Sequence[PlanItem]
    asked_period: Period
    as_of: dt.date
    edition: Edition
    find_outcome: OutcomeFinder
    day_is_over: bool

    def judge(self, task: Scheduled) -> Iterator[ScheduleStatus]:
        """Judge every time that something falls due."""
        if self._last_day(task) < self.asked_period.start:
            return
        if self._is_without_deadline(task, self._windows(task)):
            yield self._judge_without_deadline(task)
        yield from self._judge_after_unknown_day(task)
        occurrences = self._as_counted(task, list(self._occurrences(task)))
        yield from self._with_too_few(task, self._done_in_one(task, occurrences))

    def _occurrences(self, task: Scheduled) -> Iterator[ScheduleStatus]:
        """Judge each time for itself that something falls due."""
        starts = self._starts(task)
        for window in self._windows(task):
            if window.meets(self.asked_period):
                occurrence = self._judge_window(task, window, _next_start(window, starts))
                yield self._in_agreement(task, window, occurrence)

    def _as_counted(self, task: Scheduled, occurrences: list[ScheduleStatus]) -> list[ScheduleStatus]:
        """Leave open which of several times were done, where its own indicator counts fewer than reports."""
        if task.code not in task.demanded_by or not recurs(task):
            return occurrences
        days_done = {
            occurrence.due for occurrence in occurrences if occurrence.progress is Progress.DONE_ON_TIME
        }
        due_days = [
            window.due
            for window in self._windows(task)
            if not_required(task, window, self.edition, self.asked_period) is None
        ]

        def is_outweighed(occurrence: ScheduleStatus) -> bool:
            window = Window(occurrence.occurrence.start, occurrence.due)
            outcome = self.find_outcome(task.code, window) if occurrence.due in days_done else None
            if outcome is None or outcome.period is None or outcome.declared is not Verdict.NOT_MET:
                return False
            return all(day in days_done for day in due_days if day is not None and day in outcome.period)

        reason = Reason(code="result-missed", about=(task.code,))
        return [
            self._changed(occurrence, Progress.UNKNOWN, reason) if is_outweighed(occurrence) else occurrence
            for occurrence in occurrences
        ]

    def _done_in_one(self, task: Scheduled, occurrences: list[ScheduleStatus]) -> list[ScheduleStatus]:
        """Give the same, with a reason where records show it in times on end, and nobody knows in which."""
        open_times = {
            (occurrence.occurrence.start, occurrence.due): occurrence
            for occurrence in occurrences
            if _gives_reason(occurrence, _DAY_UNKNOWN)
        }
        spans = sorted((start, due) for start, due in open_times if start is not None and due is not None)
        is_on_end = all(before[1] + ONE_DAY == after[0] for before, after in itertools.pairwise(spans))
        if not recurs(task) or len(spans) < max(len(open_times), 2) or not is_on_end:
            return occurrences
        if self.log.first_day(task, (spans[0][0], spans[-1][1]), possible=False) is None:
            return occurrences
        reason = Reason(code=_IN_ONE)
        return [
            attrs.evolve(occurrence, reasons=(*occurrence.reasons, reason))
            if occurrence in open_times.values()
            else occurrence
            for occurrence in occurrences
        ]

    def _with_too_few(
        self, task: Scheduled, occurrences: Sequence[ScheduleStatus]
    ) -> Iterator[ScheduleStatus]:
        """Give the same, with a reason where too few records are left for all open times: none serves two."""
        open_times = [occurrence for occurrence in occurrences if occurrence.progress is Progress.UNKNOWN]
        alike = [] if recurs(task) else self._alike(task)
        others = [other for other in alike if other is not task and not recurs(other)]
        if (recurs(task) or others) and not task.judged_by and open_times:
            of_others = [occurrence for other in others for occurrence in self._occurrences(other)]
            # A time whose completion another outcome shows needs no record.
            by_records = [
                occurrence
                for occurrence in (*occurrences, *of_others)
                if occurrence.done is not None or occurrence.progress is Progress.UNKNOWN
            ]
            times = [
                (occurrence.occurrence.start, min(occurrence.due, self.as_of))
                for occurrence in by_records
                if occurrence.due is not None and occurrence.occurrence.start is not None
            ]
            is_apart = all(before[1] < after[0] for before, after in itertools.pairwise(sorted(times)))
            is_clear = is_apart and len(times) == len(by_records)
            records = self.log.possible_records(task, times) if is_clear else None
            number = len(times) if records is None else count_served(times, records)
            if records is not None and number < len(times):
                reason = Reason(code=_TOO_FEW, about=(str(len(times)), str(number)))
                occurrences = [
                    attrs.evolve(occurrence, reasons=(*occurrence.reasons, reason))
                    if occurrence in open_times
                    else occurrence
                    for occurrence in occurrences
                ]
        yield from occurrences

    def _last_day(self, task: Scheduled) -> dt.date:
        """Find the last day on which something binds."""
        void = self.edition.void_since(task.clause.act)
        ends = (task.until, None if void is None else void - ONE_DAY)
        return min((day for day in ends if day is not None), default=dt.date.max)

    def _windows(self, task: Scheduled) -> tuple[Window, ...]:
        events = [event.sure for event in self._events(task) if event.is_certain and event.sure is not None]
        return windows_of(task, self.asked_period, self.as_of, self.planned, self.edition, events)

    def _events(self, task: Scheduled) -> Iterator[Event]:
        """Find when what must precede something was carried out, each time that it falls due itself."""
        deadline = task.deadline
        if not isinstance(deadline, After) or not deadline.follows:
            return
        preceding = self.followed.get(deadline.follows)
        if preceding is None:
            return
        starts = self._starts(preceding, own_days=True)
        for window in self._windows(preceding) or (Window(None, None),):
            days = (dt.date.min, self.as_of)
            if window.due is not None:
                days = self._days_that_count(preceding, window, _next_start(window, starts))
            sure, possible = (
                self._first_day(preceding, window, days, possible=possible) for possible in (False, True)
            )
            yield Event(window=window, sure=sure, possible=possible)

    def _judge_after_unknown_day(self, task: Scheduled) -> Iterator[ScheduleStatus]:
        """Judge what must follow another event, which is still to come or whose day nobody knows."""
        deadline = task.deadline
        if not isinstance(deadline, After) or not deadline.follows:
            return
        events = [event for event in self._events(task) if not event.is_certain or event.sure is None]
        for event in events:
            first, last = event.possible, event.sure
            if first is None:
                # Of what recurs, only the time that is asked for.
                if event.window.meets(self.asked_period) or not recurs(self.followed[deadline.follows]):
                    yield self._judge_awaiting(task, deadline, Progress.PENDING, "awaits-event")
            elif last is not None and (last - first).days < _MOST_DAYS:
                yield from self._judge_after_one_of(task, deadline, first, last)
            elif Window(first, None if last is None else deadline.due_after(last)).meets(self.asked_period):
                is_done = self.log.first_day(task, (first, self.as_of), possible=True) is not None
                is_pending = self._is_time_left(deadline.due_after(first)) and not is_done
                state = Progress.PENDING if is_pending else Progress.UNKNOWN_DEADLINE
                yield self._judge_awaiting(task, deadline, state, "event-day-unknown")

    def _judge_after_one_of(
        self, task: Scheduled, deadline: After, first: dt.date, last: dt.date
    ) -> Iterator[ScheduleStatus]:
        """Judge what must follow something that was carried out on one of some days, whichever it was."""
        starts = self._starts(task)
        days = [first + ONE_DAY * number for number in range((last - first).days + 1)]
        every_window = [window for day in days for window in windows(deadline, (), events=[day])]
        windows_asked_for = [
            window
            for window in every_window
            if window.meets(self.asked_period)
            and (task.until is None or (window.due or task.until) <= task.until)
        ]
        if not windows_asked_for:
            return
        statuses = [
            self._in_agreement(task, window, self._judge_window(task, window, _next_start(window, starts)))
            for window in windows_asked_for
        ]
        ends = [first, last, deadline.due_after(first), deadline.due_after(last)]
        reason = Reason(
            code="event-day-within", about=(deadline.follows, *(f"{day:%d.%m.%Y}" for day in ends))
        )
        states = distinct(status.progress for status in statuses)
        is_decided = len(states) == 1 and len(windows_asked_for) == len(every_window)
        window = Window(first, ends[-1]) if is_decided else Window(None, None)
        reasons_of_days = distinct(reason_of_day for status in statuses for reason_of_day in status.reasons)
        yield ScheduleStatus(
            occurrence=task.occurrence(window),
            progress=states[0] if is_decided else Progress.UNKNOWN_DEADLINE,
            done=statuses[0].done if is_decided and len({status.done for status in statuses}) == 1 else None,
            reasons=(reason, *reasons_of_days) if is_decided else (reason,),
        )

    def _judge_awaiting(self, task: Scheduled, deadline: After, state: Progress, code: str) -> ScheduleStatus:
        """Judge one time that something falls due, when nobody knows its first day."""
        occurrence = task.occurrence(Window(None, None))
        exemption = not_required(task, Window(None, None), self.edition, self.asked_period)
        if exemption is not None:
            return ScheduleStatus(occurrence=occurrence, progress=Progress.NOT_REQUIRED, reasons=(exemption,))
        reasons = [Reason(code=code, about=(deadline.follows,))]
        is_done = self.log.first_day(task, (dt.date.min, self.as_of), possible=False) is not None
        if state is Progress.PENDING and is_done and not recurs(self.followed[deadline.follows]):
            reasons.append(Reason(code="before-prerequisite", about=(deadline.follows,)))
        return ScheduleStatus(occurrence=occurrence, progress=state, reasons=tuple(reasons))

    def _starts(self, task: Scheduled, *, own_days: bool = False) -> list[dt.date]:
        """List the days on which the same falls due anew: of one body's meetings, the days of all.

        Args:
            task: What falls due.
            own_days: Whether to leave out the meetings that follow another event: it may be this one.
        """
        return sorted(
            window.start
            for other in self._alike(task)
            if other is task or not (own_days and _follows_event(other))
            for window in self._windows(other)
            if window.start is not None and window.due is not None
        )

    def _alike(self, task: Scheduled) -> list[Scheduled]:
        """List what the same records show: the measure itself, and all meetings of the same body."""
        return [other for other in self.scheduled.values() if other.traces == task.traces]

    def _is_without_deadline(self, task: Scheduled, every_window: Iterable[Window]) -> bool:
        """Tell whether nobody said when something falls due in the years asked for."""
        years = {self.asked_period.start.year, self.asked_period.end.year}
        planned = {window.due.year for window in every_window if window.due is not None}
        return is_set_elsewhere(task) and not years & planned

    def _judge_window(self, task: Scheduled, window: Window, following: dt.date | None) -> ScheduleStatus:
        occurrence = task.occurrence(window)
        exemption = not_required(task, window, self.edition, self.asked_period)
        if exemption is not None:
            return ScheduleStatus(occurrence=occurrence, progress=Progress.NOT_REQUIRED, reasons=(exemption,))
        days = self._days_that_count(task, window, following)
        sure_day = self._first_day(task, window, days, possible=False)
        possible_day = self._first_day(task, window, days, possible=True)
        worst, best = (self._progress(window, day) for day in (sure_day, possible_day))
        if worst is best or (worst is Progress.PENDING and window.due is not None):
            reasons = () if sure_day else self._lacking(task, window, days, worst)
            return ScheduleStatus(occurrence=occurrence, progress=worst, done=sure_day, reasons=reasons)
        reason = self._reason_unknown(task, days)
        return ScheduleStatus(
            occurrence=occurrence, progress=Progress.UNKNOWN, done=sure_day, reasons=(reason,)
        )

    def _reason_unknown(self, task: Scheduled, days: Span) -> Reason:
        """Say why nobody can tell whether it was carried out."""
        if self.log.is_shown(task, days):
            return _day_unknown(task)
        if misspelt := self.log.misspelt(task):
            return Reason(code="unread-word", about=misspelt)
        return Reason(code="nobody-said", about=self.log.incomplete_collections(task))

    def _in_agreement(self, task: Scheduled, window: Window, occurrence: ScheduleStatus) -> ScheduleStatus:
        """Make an occurrence say of its result what the indicators and duties say that judge that."""
        if occurrence.progress is Progress.NOT_REQUIRED:
            return occurrence
        outcomes = {
            code: outcome
            for code, outcome in self._outcomes(task.judged_by, window).items()
            if outcome.verdict is not Verdict.NO_TARGET
        }
        verdicts = {outcome.verdict for outcome in outcomes.values()}
        if Verdict.NOT_MET in verdicts:
            broken = tuple(code for code, outcome in outcomes.items() if outcome.verdict is Verdict.NOT_MET)
            reason = Reason(code="result-missed", about=broken)
            # Without its result it is not carried out: overdue once its time is over.
            return self._changed(occurrence, self._progress(window, None), reason)
        if verdicts == {Verdict.NOT_APPLICABLE}:
            reason = Reason(code="nobody")
            is_done = occurrence.progress in _DONE
            return occurrence if is_done else self._changed(occurrence, Progress.NOT_REQUIRED, reason)
        if verdicts and verdicts <= {Verdict.MET, Verdict.NOT_APPLICABLE}:
            return self._with_result_reached(task, window, occurrence, outcomes)
        if verdicts:
            return self._with_result_open(task, window, occurrence, outcomes)
        wider = self._outcomes(task.demanded_by, window).values()
        met_outcomes = [outcome for outcome in wider if outcome.declared is Verdict.MET]
        return self._implied_by(task, occurrence, met_outcomes)

    def _outcomes(self, codes: Iterable[str], window: Window) -> dict[str, Outcome]:
        """Find what is said under each of some codes, where anything is."""
        outcomes = ((code, self.find_outcome(code, window)) for code in codes)
        return {code: outcome for code, outcome in outcomes if outcome is not None}

    def _implied_by(
        self, task: Scheduled, occurrence: ScheduleStatus, met_outcomes: Sequence[Outcome]
    ) -> ScheduleStatus:
        """Say that it was carried out, on an unknown day, where an indicator that requires it is met."""
        if not met_outcomes or occurrence.progress not in {Progress.UNKNOWN, Progress.OVERDUE}:
            return occurrence
        is_in_time = recurs(task) and any(outcome.period is not None for outcome in met_outcomes)
        if occurrence.progress is Progress.UNKNOWN and is_in_time:
            return attrs.evolve(occurrence, progress=Progress.DONE_ON_TIME, reasons=())
        if occurrence.progress is Progress.UNKNOWN and not recurs(task):
            return self._changed(occurrence, Progress.UNKNOWN, _day_unknown(task))
        if occurrence.progress is Progress.OVERDUE and not self.log.is_complete(task):
            return self._changed(occurrence, Progress.UNKNOWN, _day_unknown(task))
        return occurrence

    def _with_result_reached(
        self, task: Scheduled, window: Window, occurrence: ScheduleStatus, outcomes: Mapping[str, Outcome]
    ) -> ScheduleStatus:
        """Say done where the result is reached; for one window of several, only what the records show."""
        if all(_is_whole(window, outcome.period) for outcome in outcomes.values()):
            day = occurrence.done if occurrence.progress is Progress.DONE_ON_TIME else None
            return attrs.evolve(occurrence, progress=Progress.DONE_ON_TIME, done=day, reasons=())
        if window.due is None:
            return attrs.evolve(occurrence, progress=Progress.IN_PROGRESS, reasons=())
        if occurrence.progress is Progress.OVERDUE and not self._is_dated(task, outcomes):
            return self._changed(occurrence, Progress.UNKNOWN, _day_unknown(task))
        return occurrence

    def _with_result_open(
        self, task: Scheduled, window: Window, occurrence: ScheduleStatus, outcomes: Mapping[str, Outcome]
    ) -> ScheduleStatus:
        """Say unknown, or in progress, where nobody can tell yet whether the result is there."""
        runs = {outcome.verdict for outcome in outcomes.values()} <= {Verdict.PENDING, Verdict.MET}
        reason = Reason(code="result-runs" if runs else "result-open", about=tuple(outcomes))
        is_told = Verdict.UNDETERMINED in {outcome.verdict for outcome in outcomes.values()}
        if occurrence.progress in _DONE and (task.norm_demanded or is_told):
            return self._changed(occurrence, Progress.IN_PROGRESS if runs else Progress.UNKNOWN, reason)
        is_whole = all(_is_whole(window, outcome.period) for outcome in outcomes.values())
        is_undated = is_told and not self._is_dated(task, outcomes)
        if occurrence.progress is Progress.OVERDUE and (is_whole or is_undated):
            return self._changed(occurrence, Progress.UNKNOWN, reason)
        return occurrence

    def _is_dated(self, task: Scheduled, outcomes: Mapping[str, Outcome]) -> bool:
        """Tell whether it is known of a result when it was reached: records tell it, of a period."""
        has_periods = all(outcome.period is not None for outcome in outcomes.values())
        return has_periods and self.log.is_complete(task)

    def _changed(self, occurrence: ScheduleStatus, state: Progress, reason: Reason) -> ScheduleStatus:
        day = occurrence.done if state is Progress.IN_PROGRESS else None
        return attrs.evolve(occurrence, progress=state, done=day, reasons=(reason,))

    def _judge_without_deadline(self, task: Scheduled) -> ScheduleStatus:
        """Say only whether it was carried out, where nobody knows when it falls due."""
        occurrence = task.occurrence(Window(None, None))
        exemption = not_required(task, Window(None, None), self.edition, self.asked_period)
        if exemption is not None:
            return ScheduleStatus(occurrence=occurrence, progress=Progress.NOT_REQUIRED, reasons=(exemption,))
        days = (self.asked_period.start, min(self.asked_period.end, self.as_of))
        return ScheduleStatus(
            occurrence=occurrence,
            progress=Progress.UNKNOWN_DEADLINE,
            done=self.log.first_day(task, days, possible=False),
            reasons=(_without_day(task.deadline),),
        )

    def _days_that_count(self, task: Scheduled, window: Window, following: dt.date | None) -> Span:
        """Find the days that count, in time or late: to the day before the next window begins."""
        if window.due is None:
            return self.asked_period.start, min(self.asked_period.end, self.as_of, self._last_day(task))
        last = self.as_of if following is None else min(self.as_of, max(window.due, following - ONE_DAY))
        return window.start or dt.date.min, last

    def _first_day(self, task: Scheduled, window: Window, days: Span, *, possible: bool) -> dt.date | None:
        """Find the first day on which it was carried out, not before what must precede it."""
        if isinstance(task.deadline, AnnualAfter):
            prerequisite = self._prerequisite_day(task.deadline, window, possible=possible)
            if prerequisite is None:
                return None
            days = (max(days[0], prerequisite), days[1])
        return self.log.first_day(task, days, possible=possible)

    def _prerequisite_day(self, deadline: AnnualAfter, window: Window, *, possible: bool) -> dt.date | None:
        """Find the day on which the measure that must precede was carried out in that year."""
        start, due = window.start or dt.date.min, window.due or dt.date.max
        prerequisite = self.scheduled[deadline.measure]
        return self._first_day(prerequisite, window, (start, min(due, self.as_of)), possible=possible)

    def _progress(self, window: Window, day: dt.date | None) -> Progress:
        if window.due is None:
            return Progress.PENDING if day is None else Progress.IN_PROGRESS
        if day is None:
            return Progress.PENDING if self._is_time_left(window.due) else Progress.OVERDUE
        return Progress.DONE_ON_TIME if day <= window.due else Progress.DONE_LATE

    def _is_time_left(self, due: dt.date) -> bool:
        """Tell whether something due on a day can still be done in time: on the day itself it can."""
        return self.as_of < due or (self.as_of == due and not self.day_is_over)

    def _lacking(self, task: Scheduled, window: Window, days: Span, state: Progress) -> tuple[Reason, ...]:
        """Say why something does not count as carried out."""
        if isinstance(task.deadline, AnnualAfter):
            sure, possible = (
                self._prerequisite_day(task.deadline, window, possible=possible) for possible in (False, True)
            )
            if sure is None and possible is None:
                return (Reason(code="no-prior-event", about=(task.deadline.measure,)),)
            if self.log.first_day(task, days, possible=False) is not None:
                return (Reason(code="before-prerequisite", about=(task.deadline.measure,)),)
        preceding = self.followed.get(task.deadline.follows) if isinstance(task.deadline, After) else None
        if preceding is not None and not recurs(preceding) and state is Progress.OVERDUE:
            earlier = (dt.date.min, days[0] - ONE_DAY)
            if self.log.first_day(task, earlier, possible=False) is not None:
                return (Reason(code="before-prerequisite", about=(preceding.code,)),)
        if state is Progress.OVERDUE:
            unconfirmed = self.log.unconfirmed(task, days)
            code = "not-shown" if unconfirmed else "no-report"
            return (Reason(code=code, about=unconfirmed),)
        return (Reason(code="no-activity"),) if window.due is None else ()


def _day_unknown(task: Scheduled) -> Reason:
    """Say that nobody knows when something was carried out, and which records would tell."""
    return Reason(code=_DAY_UNKNOWN, about=distinct(trace.collection for trace in task.traces))


def _next_start(window: Window, starts: Iterable[dt.date]) -> dt.date | None:
    """Find the first day after a window on which the same falls due anew; from then on it is not late."""
    begun = window.start or window.due
    return next((day for day in starts if begun is not None and day > begun), None)


def _is_whole(window: Window, period: Period | None) -> bool:
    """Tell whether a window is the whole period of an outcome."""
    if period is None or window.start is None or window.due is None:
        return False
    return window.start <= period.start and period.end <= window.due
