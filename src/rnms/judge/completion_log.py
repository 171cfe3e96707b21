"""The days on which records show that something was carried out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import attrs

from rnms.engine.records import RecordsEngine
from rnms.engine.shown import Shown
from rnms.engine.source import Source
from rnms.indicators.tally import distinct
from rnms.model.roadmap import Scheduled, Trace
from rnms.model.spelling import is_near
from rnms.model.system import RegionalSystem

Span = tuple[dt.date, dt.date]
"""The first and the last day on which something may have been."""
_ALWAYS = (dt.date.min, dt.date.max)
_REPORTS = "measure_reports"


class CompletionLog:
    """The days on which records show that what an act makes fall due was carried out."""

    def __init__(self, data: RegionalSystem, source: Source, as_of: dt.date, codes: AbstractSet[str]) -> None:
        self._data = data
        self._source = source
        self._as_of = as_of
        # Reports of measures are few and at hand, with the codes as the region writes them.
        # Alone, since this is asked for every table of what falls due and people need not be read for it.
        reports = RegionalSystem(region=data.region, measure_reports=data.measure_reports)
        self._reports = RecordsEngine(reports)
        self._codes = codes
        self._shown: dict[Trace, Mapping[Shown, int]] = {}

    def first_day(self, task: Scheduled, days: Span, *, possible: bool) -> dt.date | None:
        """Find the first of some days on which something surely, or possibly, was carried out."""
        days = (days[0], min(days[1], self._as_of))
        if days[1] < days[0]:
            return None
        traces = self._deciding_traces(task)
        first_days = [self._day_of_trace(task, trace, days, possible=possible) for trace in traces]
        gaps = self._first_gap(traces, days) if possible else []
        return min([*(day for day in first_days if day is not None), *gaps], default=None)

    def possible_records(self, task: Scheduled, times: Sequence[Span]) -> list[Span] | None:
        """List the days on which each record may show it; ``None`` where nobody knows how many there are."""
        traces = self._deciding_traces(task)
        is_limited = all(not trace.lasting and trace.number == 1 for trace in traces)
        if not is_limited or any(self._first_gap(traces, days) for days in times):
            return None
        return [
            (activity.first, activity.last)
            for trace in traces
            for spelling in (trace, *self._misspelt_traces(trace))
            for activity, number in self._shown_by(task, spelling).items()
            for _ in range(min(number, len(times)))
        ]

    def is_shown(self, task: Scheduled, days: Span) -> bool:
        """Tell whether a record shows that something may have been carried out on one of some days."""
        return any(
            activity.begins(*days) is not None
            for trace in self._deciding_traces(task)
            for activity in self._shown_by(task, trace)
        )

    def unconfirmed(self, task: Scheduled, days: Span) -> tuple[str, ...]:
        """List the collections that alone decide and show nothing, where a report claims the measure."""
        deciding = self._deciding_traces(task)
        other_traces = [trace for trace in task.traces if trace not in deciding]
        days_of_others = [self._day_of_trace(task, trace, days, possible=True) for trace in other_traces]
        is_reported = any(day is not None for day in days_of_others)
        return distinct(trace.collection for trace in deciding) if is_reported else ()

    def is_complete(self, task: Scheduled) -> bool:
        """Tell whether the records that show it are complete, beside reports of the measure itself."""
        return not any(self._gaps(trace.collection) for trace in task.seen_in)

    def misspelt(self, task: Scheduled) -> tuple[str, ...]:
        """List the codes in reports of no measure that may be slips of this one's."""
        return self._slips(task.code)

    def _slips(self, code: str) -> tuple[str, ...]:
        words = distinct(report.measure for report in self._data.measure_reports or ())
        return tuple(word for word in words if word not in self._codes and is_near(word, code))

    def _deciding_traces(self, task: Scheduled) -> tuple[Trace, ...]:
        """List the traces that decide it: those alone that something else counts too."""
        alone = tuple(trace for trace in task.seen_in if trace.alone and not self._gaps(trace.collection))
        return alone or task.traces

    def _day_of_trace(self, task: Scheduled, trace: Trace, days: Span, *, possible: bool) -> dt.date | None:
        """Find the day on which there are as many records as a trace takes."""
        numbers: list[tuple[dt.date, int]] = []
        for spelling in (trace, *(self._misspelt_traces(trace) if possible else ())):
            for activity, number in self._shown_by(task, spelling).items():
                day = activity.begins(*days) if possible else activity.surely_by(*days)
                if day is not None:
                    numbers.append((day, number))
        missing = trace.number
        for day, number in sorted(numbers):
            missing -= number
            if missing <= 0:
                return day
        return None

    def _misspelt_traces(self, trace: Trace) -> Iterator[Trace]:
        """Give the same trace for every code that may be a slip of the one that it looks for."""
        if trace.collection == _REPORTS:
            for name, code in trace.where:
                for slip in self._slips(str(code)) if name == "measure" else ():
                    yield attrs.evolve(trace, where=((name, slip),))

    def _shown_by(self, task: Scheduled, trace: Trace) -> Mapping[Shown, int]:
        """Count what the records show that a trace looks for."""
        source = self._reports if trace.collection == _REPORTS else self._source
        if trace not in self._shown:
            self._shown[trace] = source.shown(trace) if source.has(trace.collection) else {}
        if trace not in task.seen_in:
            return self._shown[trace]
        # A document of an earlier act is not what this act asks for; of the year of the act the whole counts.
        since = dt.date(task.since.year, 1, 1)
        return {
            activity: number
            for activity, number in self._shown[trace].items()
            if max(activity.last, activity.lasts or activity.last) >= since
        }

    def _first_gap(self, traces: Iterable[Trace], days: Span) -> list[dt.date]:
        """Find the first of some days of which no collection is complete, if there is one."""
        gaps_by_trace = [self._gaps(trace.collection) for trace in traces]
        starts = [days[0], *(max(first, days[0]) for gaps in gaps_by_trace for first, _ in gaps)]
        open_days = [
            day
            for day in sorted(starts)
            if day <= days[1]
            and all(any(first <= day <= last for first, last in gaps) for gaps in gaps_by_trace)
        ]
        return open_days[:1]

    def _gaps(self, collection: str) -> list[Span]:
        """List the spans of days of which a collection is not complete."""
        if not self._source.has(collection):
            return [_ALWAYS]
        periods = [gap.period for gap in self._data.unreported if gap.entity == collection]
        return [_ALWAYS if period is None else (period.start, period.end) for period in periods]
