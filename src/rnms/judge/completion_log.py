"""The days on which records show that something was carried out."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import attrs

from rnms._values import cached_property, frozen
from rnms.engine.record_engine import RecordEngine
from rnms.engine.records import RecordsEngine
from rnms.engine.shown import Shown, Span
from rnms.indicators.tally import distinct
from rnms.logic.likeness import NearWords
from rnms.logic.unreported import days_missing
from rnms.model.roadmap import REPORTS, CompletionSource, Scheduled
from rnms.model.spelling import is_near
from rnms.model.system import RegionalSystem
from rnms.regions.editions import Edition

_ALWAYS = (dt.date.min, dt.date.max)


@frozen(eq=False)
class DaysShown:
    """What the records of a completion source show, with how many records show it.

    Most show one day and surely: of these the few that decide are found by their order. A region has as many
    of them as records, and every deadline asks twice.

    Attributes:
        counts: What they show, and how many records show it.
        firsts: The days that surely are those of a record, in order.
        numbers: How many records show each of these days, or begin on it.
        lasting: Of those that last: the last day, the first one and the number, the latest first.
        doubtful: What is left: days known in part, or records that perhaps show nothing.
    """

    counts: Mapping[Shown, int]
    firsts: Sequence[dt.date]
    numbers: Sequence[int]
    lasting: Sequence[tuple[dt.date, dt.date, int]]
    doubtful: Sequence[tuple[Shown, int]]

    @classmethod
    def of(cls, counts: Mapping[Shown, int]) -> DaysShown:
        """Put what records show in order."""
        plain: list[tuple[dt.date, int]] = []
        lasting: list[tuple[dt.date, dt.date, int]] = []
        doubtful: list[tuple[Shown, int]] = []
        for shown, number in counts.items():
            is_plain = shown.first == shown.last <= (shown.lasts or shown.last) and shown.may_last is None
            if not (shown.sure and is_plain):
                doubtful.append((shown, number))
                continue
            plain.append((shown.first, number))
            if shown.lasts is not None:
                lasting.append((shown.lasts, shown.first, number))
        plain.sort()
        lasting.sort(reverse=True)
        firsts, numbers = [day for day, _ in plain], [number for _, number in plain]
        return cls(counts, firsts, numbers, lasting, doubtful)

    def earliest(
        self, start: dt.date, end: dt.date, most: int, *, possible: bool
    ) -> Iterator[tuple[dt.date, int]]:
        """Give days between two on which it was, or may have been, carried out, with how often on each.

        Of the days that are certain only so many are given as the earliest records that are asked for.

        >>> day = dt.date(2023, 3, 1)
        >>> shown = DaysShown.of({Shown(day, day, sure=True): 2})
        >>> list(shown.earliest(dt.date(2023, 1, 1), dt.date(2023, 12, 31), 1, possible=False))
        [(datetime.date(2023, 3, 1), 2)]

        Args:
            start: The first of the days.
            end: The last.
            most: How many records are asked for.
            possible: Whether what may have been counts too.
        """
        yield from self._begun_before(start, end, most)
        begin = bisect_left(self.firsts, start)
        stop = min(bisect_right(self.firsts, end), begin + most)
        yield from zip(self.firsts[begin:stop], self.numbers[begin:stop], strict=True)
        for shown, number in self.doubtful:
            day = shown.begins(start, end) if possible else shown.surely_by(start, end)
            if day is not None:
                yield day, number

    def _begun_before(self, start: dt.date, end: dt.date, most: int) -> Iterator[tuple[dt.date, int]]:
        """Count what began before a day and was so on it, as far as it is asked for."""
        number_begun = 0
        for last, first, number in self.lasting:
            if last < start or number_begun >= most:
                break
            number_begun += number if first < start and first <= end else 0
        if number_begun:
            yield start, number_begun


_NOTHING_SHOWN = DaysShown.of({})


class CompletionLog:
    """The days on which records show that what an act makes fall due was carried out.

    Registers show it (of meetings, of documents, of rounds of monitoring), and so do reports of the measure:

    * What registers do not show was not carried out, if all of them were collected and no row is missing.
    * A report that came is believed, and the day that it tells is taken, unless a record is said to be
      missing that may show an earlier one. Where a register was not collected, it means nothing that no
      report came.
    * A register that shows it alone (``CompletionSource.alone``) is not overruled by a report.
    """

    def __init__(
        self,
        data: RegionalSystem,
        source: RecordEngine,
        as_of: dt.date,
        codes: AbstractSet[str],
        edition: Edition,
    ) -> None:
        self._data = data
        self._edition = edition
        self._source = source
        self._as_of = as_of
        # Reports of measures are few and at hand, with the codes as the region writes them.
        # Read apart: every schedule asks for them, and people need not be read for it.
        reports = RegionalSystem(region=data.region, measure_reports=data.measure_reports)
        self._reports = RecordsEngine(reports)
        self._codes = codes
        self._shown: dict[tuple[CompletionSource, dt.date | None], DaysShown] = {}

    def first_day(self, task: Scheduled, days: Span, *, possible: bool) -> dt.date | None:
        """Find the first of some days on which something surely, or possibly, was carried out."""
        days = (days[0], min(days[1], self._as_of))
        if days[1] < days[0]:
            return None
        traces = self._deciding_traces(task)
        may_be_at_once = possible and not self._is_silence_an_answer(traces)
        if may_be_at_once and self.first_day(task, days, possible=False) is None:
            # A report says when it was, unless an earlier one may be missing; there is none.
            return days[0]
        first_days = [self._day_of_trace(task, trace, days, possible=possible) for trace in traces]
        return min((day for day in first_days if day is not None), default=None)

    def possible_records(self, task: Scheduled, times: Sequence[Span]) -> list[Span] | None:
        """List the days on which each record may show it; ``None`` where nobody knows how many there are."""
        traces = self._deciding_traces(task)
        is_limited = all(not trace.lasting and trace.number == 1 for trace in traces)
        if not is_limited or not self._is_silence_an_answer(traces):
            return None
        numbers = [
            (activity, number)
            for trace in traces
            for spelling in (trace, *self._misspelt_traces(trace))
            for activity, number in self._shown_by(task, spelling).counts.items()
        ]
        # As many records as may be missing serve as many windows, each on the days that it may have.
        numbers += [gap for trace in traces for gap in self._gaps(trace, most=len(times))]
        return [
            (activity.first, activity.last)
            for activity, number in numbers
            for _ in range(min(number, len(times)))
        ]

    def is_shown(self, task: Scheduled, days: Span) -> bool:
        """Tell whether a record shows that something may have been carried out on one of some days."""
        return any(
            True
            for trace in self._deciding_traces(task)
            for _ in self._shown_by(task, trace).earliest(*days, 1, possible=True)
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
        return all(map(self._is_whole, task.registers))

    def incomplete_collections(self, task: Scheduled) -> tuple[str, ...]:
        """List the collections that may show it and of which something is missing."""
        traces = self._deciding_traces(task)
        return distinct(trace.collection for trace in traces if not self._is_whole(trace))

    def misspelt(self, task: Scheduled) -> tuple[str, ...]:
        """List the codes in reports of no measure that may be slips of this one's."""
        return self._slips(task.code)

    def _slips(self, code: str) -> tuple[str, ...]:
        return tuple(word for word in self._unknown_words.candidates(code) if is_near(word, code))

    @cached_property
    def _unknown_words(self) -> NearWords:
        """The words in reports that are the code of no measure."""
        words = distinct(report.measure for report in self._data.measure_reports or ())
        return NearWords(word for word in words if word not in self._codes)

    def _deciding_traces(self, task: Scheduled) -> tuple[CompletionSource, ...]:
        """List the sources that decide: those that suffice alone, where one was collected, else all."""
        alone = tuple(trace for trace in task.sources if trace.alone and self._is_collected(trace))
        return alone or task.traces

    def _is_silence_an_answer(self, traces: Sequence[CompletionSource]) -> bool:
        """Tell whether nothing was carried out where some sources show nothing and no row of them is missing.

        Reports of the measure do not stand for a register that was not collected.
        """
        registers = [trace for trace in traces if trace.collection != REPORTS] or traces
        return all(map(self._is_collected, registers))

    def _day_of_trace(
        self, task: Scheduled, trace: CompletionSource, days: Span, *, possible: bool
    ) -> dt.date | None:
        """Find the day on which there are as many records as a completion source requires."""
        numbers: list[tuple[dt.date, int]] = []
        for spelling in (trace, *(self._misspelt_traces(trace) if possible else ())):
            numbers += self._shown_by(task, spelling).earliest(*days, trace.number, possible=possible)
        if possible:
            # An unreported record may show it as well as a reported one.
            unreported = ((gap.begins(*days), number) for gap, number in self._gaps(trace, trace.number))
            numbers += ((day, number) for day, number in unreported if day is not None)
        missing = trace.number
        for day, number in sorted(numbers):
            missing -= number
            if missing <= 0:
                return day
        return None

    def _misspelt_traces(self, trace: CompletionSource) -> Iterator[CompletionSource]:
        """Make the same source for every code that may be a slip of the one that it looks for."""
        if trace.collection == REPORTS:
            for name, code in trace.where:
                for slip in self._slips(str(code)) if name == "measure" else ():
                    yield attrs.evolve(trace, where=((name, slip),))

    def _shown_by(self, task: Scheduled, trace: CompletionSource) -> DaysShown:
        """Count what the records of a completion source show."""
        source = self._reports if trace.collection == REPORTS else self._source
        if not source.has(trace.collection):
            return _NOTHING_SHOWN
        # What was over before the year of this act does not count; of that year every day does.
        first = self._edition.in_force_from(task.clause.act)
        since = dt.date(first.year, 1, 1) if trace in task.sources else None
        if (trace, since) not in self._shown:
            counts = source.shown(trace) if since is None else source.shown_since(trace, since)
            self._shown[trace, since] = DaysShown.of(counts)
        return self._shown[trace, since]

    def _gaps(self, trace: CompletionSource, most: int) -> list[tuple[Shown, int]]:
        """List the parts of a completion source that may be missing, and the most records missing there."""
        gaps: list[tuple[Shown, int]] = []
        for part in self._data.unreported:
            if part.entity == trace.collection and part.most != 0:
                spans = {} if part.period is None else days_missing(trace.collection, part.period)
                first, last = spans.get(trace.day, _ALWAYS)
                lasts = spans.get(trace.lasting, _ALWAYS)[1] if trace.lasting else None
                number = most if part.most is None else min(part.most, most)
                gaps.append((Shown(first, last, sure=False, lasts=lasts), number))
        return gaps

    def _is_collected(self, trace: CompletionSource) -> bool:
        """Tell whether the records of a completion source were collected, though some may be missing."""
        return self._source.has(trace.collection)

    def _is_whole(self, trace: CompletionSource) -> bool:
        """Tell whether the records of a completion source were collected, and none of them is missing."""
        return self._is_collected(trace) and not self._gaps(trace, trace.number)
