"""How far what falls due has come: from reports of measures, rounds, meetings and other records of events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import attrs

from rnms.engine.record_engine import RecordEngine
from rnms.engine.records import RecordsEngine
from rnms.engine.shown import Shown
from rnms.indicators.tally import Reason, distinct
from rnms.model.deadlines import AnnualAfter, ExternallySet, PerPlan, PlanItem, Recurring, Window, windows
from rnms.model.norm import Verdict
from rnms.model.period import Period
from rnms.model.roadmap import Progress, Scheduled, Trace
from rnms.model.spelling import is_near
from rnms.model.system import RegionalSystem, record_faults
from rnms.regions.editions import Edition
from rnms.results.findings import Fulfilment

ONE_DAY = dt.timedelta(days=1)
_EVER = (dt.date.min, dt.date.max)
NO_ACTS = Edition((), None)
"""The edition where nothing repeals anything."""
Span = tuple[dt.date, dt.date]
"""The first and the last day on which something may have been."""
_REPORTS = "measure_reports"
_DONE = {Progress.DONE_ON_TIME, Progress.DONE_LATE, Progress.IN_PROGRESS}
_MISSED = {Progress.OVERDUE, Progress.DONE_LATE}


@attrs.frozen
class Said:
    """What an indicator or a duty says, for those who must not say otherwise.

    Attributes:
        verdict: Its verdict.
        declared: The same without any reading.
        period: The period that was judged; ``None`` where the verdict is as of a day.
    """

    verdict: Verdict
    declared: Verdict
    period: Period | None


Saying = Callable[[str, Window], Said | None]
"""Finds what the indicator or duty of a code says of the period of a window; nothing where there is none."""


def nothing_said(_: str, __: Window) -> None:
    """Nobody judges anything besides."""


def progress(
    scheduled: Sequence[Scheduled],
    data: RegionalSystem,
    asked: Period,
    as_of: dt.date,
    *,
    edition: Edition = NO_ACTS,
    source: RecordEngine | None = None,
    said: Saying = nothing_said,
    over: bool | None = None,
    only: Container[str] | None = None,
) -> tuple[Fulfilment, ...]:
    """Judge how far everything that falls due in a period, or lasts into it, has come.

    >>> from rnms.regions import get
    >>> plan = get("kirov").roadmap.measures
    >>> june = Period.of("2024-06-01/2024-06-30")
    >>> progress(plan, RegionalSystem(region="kirov", measure_reports=[]), june, june.end)[0].progress
    <Progress.PENDING: 'pending'>

    Args:
        scheduled: What an act makes fall due.
        data: What was reported.
        asked: The period.
        as_of: The day of judgement: what is reported later is not known yet.
        edition: The acts that are in force; by default none is ever repealed.
        source: The engine over the records, where they are not all in ``data``.
        said: What the indicators and duties say that judge the same.
        over: Whether that day is over, so that what was due on it is overdue; by default where the period
            ends with it, as for what is counted over the period.
        only: The codes wanted; by default all.
    """
    misdated = {fault.index for fault in record_faults(data, ("plan_items",))}
    judge = _Judge(
        seen=_Seen(
            data, RecordsEngine(data) if source is None else source, as_of, {one.code for one in scheduled}
        ),
        scheduled={one.code: one for one in scheduled},
        planned=[item for at, item in enumerate(data.plan_items or ()) if at not in misdated],
        asked=asked,
        as_of=as_of,
        edition=edition,
        said=said,
        over=as_of >= asked.end if over is None else over,
    )
    wanted = (one for one in scheduled if only is None or one.code in only)
    return tuple(found for one in wanted for found in judge.of(one))


def frequency(rounds: Sequence[Fulfilment]) -> Verdict:
    """Whether everything that fell due was done in its time."""
    states = {one.progress for one in rounds} - {Progress.NOT_REQUIRED}
    if states & _MISSED:
        return Verdict.NOT_MET
    if states & {Progress.UNKNOWN, Progress.UNKNOWN_DEADLINE}:
        return Verdict.UNDETERMINED
    if Progress.PENDING in states:
        return Verdict.PENDING
    return Verdict.MET if states else Verdict.NO_TARGET


def is_missed(one: Fulfilment) -> bool:
    """Whether its time passed without it."""
    return one.progress in _MISSED


def recurs(one: Scheduled) -> bool:
    """Whether it falls due again and again, by no year that the act names."""
    return isinstance(one.deadline, Recurring)


def is_set_elsewhere(one: Scheduled) -> bool:
    """Whether the act leaves it to others when this falls due."""
    return isinstance(one.deadline, PerPlan | ExternallySet)


def not_required(one: Scheduled, window: Window, edition: Edition, asked: Period) -> Reason | None:
    """Why something need not be done in a window: its act was not yet, or is no more, in force.

    What recurs is due where a day is left after that of the act; what the act itself dates is due on that
    very day too.
    """
    act, since = one.clause.act, one.since
    # What lasts without an end is due as long as the act is in force.
    due = asked.end if window.due is None else window.due
    if not act.supposed and (due < since or (due == since and recurs(one))):
        return Reason(code="before-act", about=(f"{since:%d.%m.%Y}",))
    binding = max(asked.start, since) if window.due is None else due
    if edition.in_force(act, binding, one.until):
        return None
    void = edition.void_since(act)
    return Reason(code="act-void", about=() if void is None else (f"{void:%d.%m.%Y}",))


def windows_of(
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
    edition: Edition
    said: Saying
    over: bool

    def of(self, one: Scheduled) -> Iterator[Fulfilment]:
        """What is said of every time that something falls due."""
        if self._last_day(one) < self.asked.start:
            return
        found = self._windows(one)
        if self._is_set_elsewhere(one, found):
            yield self._without_deadline(one)
        begins = self._begins(one)
        for window in found:
            if window.meets(self.asked):
                following = (day for day in begins if window.start is not None and day > window.start)
                yield self._agreed(one, window, self._of_window(one, window, next(following, None)))

    def _last_day(self, one: Scheduled) -> dt.date:
        """The last day on which something binds."""
        void = self.edition.void_since(one.clause.act)
        ends = (one.until, None if void is None else void - ONE_DAY)
        return min((day for day in ends if day is not None), default=dt.date.max)

    def _windows(self, one: Scheduled) -> tuple[Window, ...]:
        return windows_of(one, self.asked, self.as_of, self.planned)

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
        why = not_required(one, window, self.edition, self.asked)
        if why is not None:
            return Fulfilment(occurrence=occurrence, progress=Progress.NOT_REQUIRED, reasons=(why,))
        days = self._days(one, window, following)
        surely = self._day(one, window, days, possible=False)
        perhaps = self._day(one, window, days, possible=True)
        worst, best = (self._progress(window, day) for day in (surely, perhaps))
        if worst is best or (worst is Progress.PENDING and window.due is not None):
            reasons = () if surely else self._lacking(one, window, days, worst)
            return Fulfilment(occurrence=occurrence, progress=worst, done=surely, reasons=reasons)
        if self.seen.is_shown(one, days):
            reason = Reason(code="day-unknown", about=distinct(trace.collection for trace in one.traces))
        elif misspelt := self.seen.misspelt(one):
            reason = Reason(code="unread-word", about=misspelt)
        else:
            reason = Reason(code="nobody-said", about=distinct(trace.collection for trace in one.traces))
        return Fulfilment(occurrence=occurrence, progress=Progress.UNKNOWN, done=surely, reasons=(reason,))

    def _agreed(self, one: Scheduled, window: Window, found: Fulfilment) -> Fulfilment:
        """The same where it says of its result what the indicators and duties say that judge that."""
        if found.progress is Progress.NOT_REQUIRED:
            return found
        judged = {code: said for code in one.judged_by if (said := self.said(code, window)) is not None}
        judged = {code: said for code, said in judged.items() if said.verdict is not Verdict.NO_TARGET}
        verdicts = {said.verdict for said in judged.values()}
        if Verdict.NOT_MET in verdicts:
            broken = tuple(code for code, said in judged.items() if said.verdict is Verdict.NOT_MET)
            return self._changed(found, self._undone(window), Reason(code="result-missed", about=broken))
        if verdicts == {Verdict.NOT_APPLICABLE}:
            reason = Reason(code="nobody")
            return found if found.progress in _DONE else self._changed(found, Progress.NOT_REQUIRED, reason)
        if verdicts and verdicts <= {Verdict.MET, Verdict.NOT_APPLICABLE}:
            return self._reached(one, window, found, judged)
        if verdicts:
            return self._undecided(one, window, found, judged)
        wider = [said for code in one.demanded_by if (said := self.said(code, window)) is not None]
        return self._shown(one, found, [said for said in wider if said.declared is Verdict.MET])

    def _shown(self, one: Scheduled, found: Fulfilment, met: Sequence[Said]) -> Fulfilment:
        """Of what something else that is met cannot be without: it was carried out, at a day nobody told."""
        if not met or found.progress not in {Progress.UNKNOWN, Progress.OVERDUE}:
            return found
        in_time = recurs(one) and any(said.period is not None for said in met)
        if found.progress is Progress.UNKNOWN and in_time:
            return attrs.evolve(found, progress=Progress.DONE_ON_TIME, reasons=())
        if found.progress is Progress.UNKNOWN and not recurs(one):
            about = distinct(trace.collection for trace in one.traces)
            return self._changed(found, Progress.UNKNOWN, Reason(code="day-unknown", about=about))
        if found.progress is Progress.OVERDUE and not self.seen.is_complete(one):
            return self._changed(found, Progress.UNKNOWN, Reason(code="day-unknown"))
        return found

    def _reached(
        self, one: Scheduled, window: Window, found: Fulfilment, judged: Mapping[str, Said]
    ) -> Fulfilment:
        """Of what has come about: within one window of several nobody can say more than was seen."""
        if all(_is_whole(window, said.period) for said in judged.values()):
            done = found.done if found.progress is Progress.DONE_ON_TIME else None
            return attrs.evolve(found, progress=Progress.DONE_ON_TIME, done=done, reasons=())
        if window.due is None:
            return attrs.evolve(found, progress=Progress.IN_PROGRESS, reasons=())
        told = all(said.period is not None for said in judged.values()) and self.seen.is_complete(one)
        if found.progress is Progress.OVERDUE and not told:
            return self._changed(found, Progress.UNKNOWN, Reason(code="day-unknown"))
        return found

    def _undecided(
        self, one: Scheduled, window: Window, found: Fulfilment, judged: Mapping[str, Said]
    ) -> Fulfilment:
        """Of what nobody can say yet whether it has come about."""
        runs = {said.verdict for said in judged.values()} <= {Verdict.PENDING, Verdict.MET}
        reason = Reason(code="result-runs" if runs else "result-open", about=tuple(judged))
        if found.progress in _DONE and one.norm_demanded:
            return self._changed(found, Progress.IN_PROGRESS if runs else Progress.UNKNOWN, reason)
        whole = all(_is_whole(window, said.period) for said in judged.values())
        if found.progress is Progress.OVERDUE and whole:
            return self._changed(found, Progress.UNKNOWN, reason)
        return found

    def _undone(self, window: Window) -> Progress:
        """What is not carried out: overdue once its time is over."""
        return self._progress(window, None)

    def _changed(self, found: Fulfilment, state: Progress, reason: Reason) -> Fulfilment:
        done = found.done if state is Progress.IN_PROGRESS else None
        return attrs.evolve(found, progress=state, done=done, reasons=(reason,))

    def _without_deadline(self, one: Scheduled) -> Fulfilment:
        """Of what nobody knows when it falls due only that it was carried out can be said."""
        occurrence = one.occurrence(Window(None, None))
        why = not_required(one, Window(None, None), self.edition, self.asked)
        if why is not None:
            return Fulfilment(occurrence=occurrence, progress=Progress.NOT_REQUIRED, reasons=(why,))
        days = (self.asked.start, min(self.asked.end, self.as_of))
        by = one.deadline.plans if isinstance(one.deadline, PerPlan) else ()
        by = (one.deadline.by,) if isinstance(one.deadline, ExternallySet) else by
        return Fulfilment(
            occurrence=occurrence,
            progress=Progress.UNKNOWN_DEADLINE,
            done=self.seen.day(one, days, possible=False),
            reasons=(Reason(code="set-elsewhere", about=by),),
        )

    def _days(self, one: Scheduled, window: Window, following: dt.date | None) -> Span:
        """The days on which it counts as carried out, in time or late: to the day before the next begins."""
        if window.due is None:
            return self.asked.start, min(self.asked.end, self.as_of, self._last_day(one))
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
            return Progress.PENDING if self._may_still_be(window.due) else Progress.OVERDUE
        return Progress.DONE_ON_TIME if day <= window.due else Progress.DONE_LATE

    def _may_still_be(self, due: dt.date) -> bool:
        """Whether something due on a day can still be done in time: on the day itself it can."""
        return self.as_of < due or (self.as_of == due and not self.over)

    def _lacking(self, one: Scheduled, window: Window, days: Span, state: Progress) -> tuple[Reason, ...]:
        """Why it does not count as carried out."""
        if isinstance(one.deadline, AnnualAfter):
            before = self._preceding(one.deadline, window, possible=False)
            if before is None and self._preceding(one.deadline, window, possible=True) is None:
                return (Reason(code="no-prior-event", about=(one.deadline.measure,)),)
            if self.seen.day(one, days, possible=False) is not None:
                return (Reason(code="before-prerequisite", about=(one.deadline.measure,)),)
        if state is Progress.OVERDUE:
            unseen = self.seen.unconfirmed(one, days)
            return (Reason(code="not-shown", about=unseen) if unseen else Reason(code="no-report"),)
        return (Reason(code="no-activity"),) if window.due is None else ()


class _Seen:
    """The days on which the records show that something was carried out."""

    def __init__(
        self, data: RegionalSystem, source: RecordEngine, as_of: dt.date, codes: AbstractSet[str]
    ) -> None:
        self._data = data
        self._source = source
        self._as_of = as_of
        # Reports of measures are few and at hand, with the codes as the region writes them.
        # Alone, since this is asked for every table of what falls due and people need not be read for it.
        reports = RegionalSystem(region=data.region, measure_reports=data.measure_reports)
        self._reports = RecordsEngine(reports)
        self._codes = codes
        self._found: dict[Trace, Mapping[Shown, int]] = {}

    def day(self, one: Scheduled, days: Span, *, possible: bool) -> dt.date | None:
        """The first of some days on which it surely, or possibly, was carried out."""
        days = (days[0], min(days[1], self._as_of))
        if days[1] < days[0]:
            return None
        traces = self._telling(one)
        told = [self._day_of(one, trace, days, possible=possible) for trace in traces]
        unsaid = self._unsaid(traces, days) if possible else []
        return min([*(day for day in told if day is not None), *unsaid], default=None)

    def is_shown(self, one: Scheduled, days: Span) -> bool:
        """Whether a record shows that it may have been carried out on one of some days."""
        return any(
            shown.begins(*days) is not None
            for trace in self._telling(one)
            for shown in self._shown(one, trace)
        )

    def unconfirmed(self, one: Scheduled, days: Span) -> tuple[str, ...]:
        """The collections that alone tell it and do not, where a report says that it was carried out."""
        telling = self._telling(one)
        others = [trace for trace in one.traces if trace not in telling]
        told = [self._day_of(one, trace, days, possible=True) for trace in others]
        is_told = any(day is not None for day in told)
        return distinct(trace.collection for trace in telling) if is_told else ()

    def is_complete(self, one: Scheduled) -> bool:
        """Whether nothing is missing of the records that show it, beside reports of the measure itself."""
        return not any(self._incomplete(trace.collection) for trace in one.seen_in)

    def misspelt(self, one: Scheduled) -> tuple[str, ...]:
        """The codes in reports of no measure that may be slips of this one's."""
        return self._slips(one.code)

    def _slips(self, code: str) -> tuple[str, ...]:
        written = distinct(record.measure for record in self._data.measure_reports or ())
        return tuple(word for word in written if word not in self._codes and is_near(word, code))

    def _telling(self, one: Scheduled) -> tuple[Trace, ...]:
        """The records that tell whether it was carried out: those alone that something else counts too."""
        counted = tuple(
            trace for trace in one.seen_in if trace.alone and not self._incomplete(trace.collection)
        )
        return counted or one.traces

    def _day_of(self, one: Scheduled, trace: Trace, days: Span, *, possible: bool) -> dt.date | None:
        """The day on which there are as many records as it takes."""
        met: list[tuple[dt.date, int]] = []
        for sought in (trace, *(self._misspelt_traces(trace) if possible else ())):
            for shown, number in self._shown(one, sought).items():
                when = shown.begins(*days) if possible else shown.surely_by(*days)
                if when is not None:
                    met.append((when, number))
        missing = trace.number
        for day, number in sorted(met):
            missing -= number
            if missing <= 0:
                return day
        return None

    def _misspelt_traces(self, trace: Trace) -> Iterator[Trace]:
        """The same trace for every code that may be a slip of the one it looks for."""
        if trace.collection == _REPORTS:
            for name, code in trace.where:
                for slip in self._slips(str(code)) if name == "measure" else ():
                    yield attrs.evolve(trace, where=((name, slip),))

    def _shown(self, one: Scheduled, trace: Trace) -> Mapping[Shown, int]:
        """What the records show that a trace looks for."""
        source = self._reports if trace.collection == _REPORTS else self._source
        if trace not in self._found:
            self._found[trace] = source.shown(trace) if source.has(trace.collection) else {}
        if trace not in one.seen_in:
            return self._found[trace]
        # A document of an earlier act is not what this act asks for; of the year of the act the whole counts.
        since = dt.date(one.since.year, 1, 1)
        return {
            shown: number
            for shown, number in self._found[trace].items()
            if max(shown.last, shown.lasts or shown.last) >= since
        }

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
        if not self._source.has(collection):
            return [_EVER]
        parts = [part for part in self._data.unreported if part.entity == collection]
        return [_EVER if one.period is None else (one.period.start, one.period.end) for one in parts]


def _is_whole(window: Window, period: Period | None) -> bool:
    """Whether a window is the whole time of which somebody judged."""
    if period is None or window.start is None or window.due is None:
        return False
    return window.start <= period.start and period.end <= window.due
