"""Periods: closed intervals of dates that a value is about. No clock, no time of day, no time zone."""

from __future__ import annotations

import bisect
import calendar
import datetime as dt
import enum
import functools
import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from rnms._values import frozen
from rnms.errors import PeriodError, UsageError
from rnms.issues import message
from rnms.model.checked import expect_day
from rnms.model.written_periods import days_written
from rnms.showing import in_short


class PeriodKind(enum.Enum):
    """How a period is cut out of the calendar.

    >>> Period.of("2023-H1").kind, Period.of("2022/2023").kind
    (<PeriodKind.HALF_YEAR: 'half_year'>, <PeriodKind.ACADEMIC: 'academic'>)
    """

    CALENDAR = "calendar"
    ACADEMIC = "academic"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    INTERVAL = "interval"

    def ending_in(self, year: int) -> tuple[Period, ...]:
        """List the periods of this kind that end in a year, in their order; an interval belongs to no year.

        >>> [str(period) for period in PeriodKind.HALF_YEAR.ending_in(2023)]
        ['2023-H1', '2023-H2']
        """
        return _ending_in(self, year)


@functools.lru_cache(maxsize=1024)
def _ending_in(kind: PeriodKind, year: int) -> tuple[Period, ...]:
    try:
        days = _cut(kind, year)
    except ValueError:
        raise PeriodError(in_short(year)) from None
    return tuple(_period_of(kind, start, end) for start, end in days)


def _cut(kind: PeriodKind, year: int) -> list[tuple[dt.date, dt.date]]:
    """Find the first and the last days of the periods of a kind that end in a year."""
    # The sources are silent on the academic year's first day; 1 September is the usual one.
    starts = {
        PeriodKind.CALENDAR: [(year, 1, 12)],
        PeriodKind.ACADEMIC: [(year - 1, 9, 12)],
        PeriodKind.HALF_YEAR: [(year, 1, 6), (year, 7, 6)],
        PeriodKind.QUARTER: [(year, month, 3) for month in (1, 4, 7, 10)],
        PeriodKind.INTERVAL: [],
    }[kind]
    return [
        (dt.date(first, month, 1), last_day(first, month + months - 1)) for first, month, months in starts
    ]


@functools.lru_cache(maxsize=4096)
def _period_of(kind: PeriodKind, start: dt.date, end: dt.date) -> Period:
    """Make a period, one for all who name it: the figures of a region speak of few, and each of one."""
    return Period(kind=kind, start=start, end=end)


@functools.lru_cache(maxsize=1024)
def _kind_of(start: dt.date, end: dt.date) -> PeriodKind:
    """Find the kind of period that has these days; a plain interval has days of its own."""
    for kind in PeriodKind:
        # No academic year ends in the first year of the calendar.
        cut = kind is not PeriodKind.ACADEMIC or end.year > dt.MINYEAR
        if cut and (start, end) in _cut(kind, end.year):
            return kind
    return PeriodKind.INTERVAL


def last_day(year: int, month: int) -> dt.date:
    """Find the last day of a month, which may lie beyond the year: 13 is the next January."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def period(value: Period | int | str) -> Period:
    """Read a period from a year or a text; the converter of every field that holds one."""
    if isinstance(value, Period):
        return value
    raw: object = value
    is_named = isinstance(raw, int | str) and not isinstance(raw, bool)
    try:
        parsed = _parse(str(raw)) if is_named else None
    except ValueError:
        parsed = None
    if parsed is None:
        raise PeriodError(in_short(value))
    return parsed


def periods_asked(kind: PeriodKind | Period, asked: Period) -> tuple[Period, ...]:
    """List the periods of ``kind`` that a question for ``asked`` means.

    A calendar year is a reporting year: it means the periods that end in it. Where one counts over one fixed
    period, any part of that asks for the whole.

    >>> periods_asked(PeriodKind.ACADEMIC, Period.of(2023))
    (Period('2022/2023'),)
    """
    if isinstance(kind, Period):
        return (kind if kind.covers(asked) else asked,)
    return kind.ending_in(asked.year) if asked.kind is PeriodKind.CALENDAR else (asked,)


def periods_meant(kind: PeriodKind | Period, asked: Period) -> tuple[Period, ...]:
    """List the periods that a question for ``asked`` means for what falls due by periods of ``kind``.

    Those that end in what is asked, where one lies inside it; where none does, those that contain it or share
    days with it. A calendar year is a reporting year, as in :func:`periods_asked`.

    >>> periods_meant(PeriodKind.HALF_YEAR, Period.of("2022/2023"))
    (Period('2022-H2'), Period('2023-H1'))
    >>> periods_meant(PeriodKind.CALENDAR, Period.of("2023-Q2"))
    (Period('2023'),)
    """
    if isinstance(kind, Period):
        return (kind,) if kind.meets(asked) else ()
    if asked.kind in {kind, PeriodKind.CALENDAR} or kind is PeriodKind.INTERVAL:
        return periods_asked(kind, asked)
    # No calendar reaches further.
    years = range(max(asked.start.year, 2), min(asked.end.year + 1, dt.MAXYEAR) + 1)
    near = [period for year in years for period in kind.ending_in(year)]
    if any(asked.covers(period) for period in near):
        return tuple(period for period in near if period.end in asked)
    return tuple(period for period in near if period.meets(asked))


def by_beginning(periods: Iterable[Period]) -> list[Period]:
    """Put periods in the order in which they begin; of those that begin together the longest is the first.

    >>> by_beginning(map(Period.of, ("2023-Q1", "2022/2023", "2023")))
    [Period('2022/2023'), Period('2023'), Period('2023-Q1')]
    """
    return sorted(
        sorted(periods, key=lambda period: period.end, reverse=True), key=lambda period: period.start
    )


def parts_and_wholes(periods: Sequence[Period]) -> list[tuple[Period, Period]]:
    """List the pairs of different periods of which the second covers the first, in the order of the periods.

    >>> parts_and_wholes([*map(Period.of, ("2023-Q1", "2022/2023", "2023"))])
    [(Period('2023-Q1'), Period('2022/2023')), (Period('2023-Q1'), Period('2023'))]
    """
    rank = {period: number for number, period in enumerate(periods)}
    ordered = by_beginning(rank)
    pairs: list[tuple[Period, Period]] = []
    for number, whole in enumerate(ordered):
        # Whatever it covers begins in it, and stands behind it.
        last = bisect.bisect_right(ordered, whole.end, key=attrgetter("start"))
        pairs += [(part, whole) for part in ordered[number + 1 : last] if part.end <= whole.end]
    return sorted(pairs, key=lambda pair: (rank[pair[0]], rank[pair[1]]))


_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])", re.ASCII)
_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", re.ASCII)
_PARTS = re.compile(r"(?P<year>\d{4})-(?P<part>[HQ])(?P<number>[1-4])", re.ASCII)


@frozen(kw_only=True, cache_hash=True)
class Period:
    """A closed interval of dates: its last day belongs to it.

    >>> Period.of("2022/2023")
    Period('2022/2023')
    >>> Period.of("2022/2023").end
    datetime.date(2023, 8, 31)
    >>> Period.of(2023).year
    2023

    Attributes:
        kind: Calendar year, academic year, half-year, quarter, or a plain interval.
        start: Its first day.
        end: Its last day.

    Raises:
        FieldError: If its first or its last day is no day.
        ValueError: If it ends before it starts, or is no period of its kind.
    """

    kind: PeriodKind
    start: dt.date
    end: dt.date

    def __attrs_post_init__(self) -> None:
        for name in ("start", "end"):
            expect_day(getattr(self, name), owner="Period", field=name)
        if self.end < self.start:
            days = {"start": f"{self.start:%d.%m.%Y}", "end": f"{self.end:%d.%m.%Y}"}
            raise UsageError(message("error.period/reversed", **days))
        # Its text names the kind and the year alone, so it must have the days of that kind; and days that
        # are a year are that year, however they were written.
        kind = _kind_of(self.start, self.end)
        if self.kind is PeriodKind.INTERVAL and kind is not self.kind:
            raise ValueError(
                f"from {self.start} to {self.end} is a period of kind {kind.value!r}; write Period.between"
            )
        if self.kind is not kind:
            raise ValueError(f"from {self.start} to {self.end} is no period of kind {self.kind.value!r}")

    @classmethod
    def of(cls, value: Period | int | str) -> Period:
        """Read a period from a year or a text; a month is the days of which it is.

        It is written as rnms writes it, or in words: «I квартал 2024», «1 полугодие 2024 г.», «9 месяцев 2024
        года», «2023/2024 учебный год», "Q1 2024".

        >>> Period.of("2023-03")
        Period('2023-03-01/2023-03-31')
        >>> Period.of("I квартал 2024 года"), Period.of("Q1 2024")
        (Period('2024-Q1'), Period('2024-Q1'))

        Raises:
            PeriodError: If it names no period.
        """
        return period(value)

    @classmethod
    def between(cls, start: dt.date, end: dt.date) -> Period:
        """Make the period from one day to another, both inside: of the kind whose days these are, or plain.

        >>> Period.between(dt.date(2022, 9, 1), dt.date(2023, 8, 31))
        Period('2022/2023')

        Raises:
            FieldError: If one of them is no day.
            ValueError: If the last lies before the first.
        """
        for name, day in (("start", start), ("end", end)):
            expect_day(day, owner="Period.between", field=name)
        return _period_of(_kind_of(start, end), start, end)

    @property
    def year(self) -> int:
        """The reporting year: the one in which the period ends."""
        return self.end.year

    def __contains__(self, day: dt.date) -> bool:
        try:
            return self.start <= day <= self.end
        except TypeError:
            expect_day(day, owner="Period", field="in")
            raise

    def covers(self, other: Period) -> bool:
        """Tell whether every day of the other period belongs to this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Period) -> bool:
        """Tell whether some day belongs to both.

        >>> Period.of("2022/2023").meets(Period.of(2022))
        True
        """
        return self.start <= other.end and other.start <= self.end

    def __str__(self) -> str:
        match self.kind:
            case PeriodKind.CALENDAR:
                return f"{self.year:04}"
            case PeriodKind.ACADEMIC:
                return f"{self.start.year:04}/{self.year:04}"
            case PeriodKind.HALF_YEAR:
                return f"{self.year:04}-H{(self.end.month - 1) // 6 + 1}"
            case PeriodKind.QUARTER:
                return f"{self.year:04}-Q{(self.end.month - 1) // 3 + 1}"
            case PeriodKind.INTERVAL:
                return f"{self.start}/{self.end}"

    def __repr__(self) -> str:
        return f"Period({str(self)!r})"


def _parse(text: str) -> Period | None:
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return PeriodKind.CALENDAR.ending_in(int(text))[0]
    if re.fullmatch(r"\d{4}/\d{4}", text, re.ASCII):
        first, last = int(text[:4]), int(text[5:])
        return PeriodKind.ACADEMIC.ending_in(last)[0] if last == first + 1 else None
    if match := _PARTS.fullmatch(text):
        kind = PeriodKind.HALF_YEAR if match["part"] == "H" else PeriodKind.QUARTER
        parts = kind.ending_in(int(match["year"]))
        number = int(match["number"])
        return parts[number - 1] if number <= len(parts) else None
    if match := _MONTH.fullmatch(text):
        year, month = int(match["year"]), int(match["month"])
        return Period.between(dt.date(year, month, 1), last_day(year, month))
    if _DAYS.fullmatch(text):
        start, _, end = text.partition("/")
        return Period.between(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    days = days_written(text)
    return None if days is None else Period.between(*days)
