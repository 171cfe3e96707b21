"""Deadlines with a day: by a day once, yearly or in every part of a year, so many days after an event.

«До» is read in two ways in Russian acts. Whoever declares says whether the named day still counts.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from rnms._values import frozen
from rnms.model.checked import checked
from rnms.model.period import last_day
from rnms.model.working_days import LABOUR_CODE, ONE_DAY, DayOff, WorkCalendar

Span = tuple[dt.date, dt.date]
"""The first and the last day in which something shall be done."""
MONTHS = 12
_LONGEST_MONTH = 31
_LEAP_YEAR = 2024
_FURTHEST = dt.MAXYEAR - 3
"""The last year whose windows a calendar surely reaches."""


def _expect_day_of_year(month: int, day: int) -> None:
    """Refuse a day of a month that has none such even in a leap year."""
    try:
        dt.date(_LEAP_YEAR, month, day)
    except ValueError:
        raise ValueError(f"there is no day {day} in month {month}; write the month, then the day") from None


def _day_in_month(year: int, month: int, day: int, *, inclusive: bool) -> dt.date:
    """Find the last day that counts of «by a day of a month»; a shorter month ends before it."""
    last = last_day(year, month)
    counted_days = day if inclusive else day - 1
    return last.replace(day=min(counted_days, last.day)) if counted_days else last.replace(day=1) - ONE_DAY


def _years_around(years: Sequence[int], number: int) -> range:
    """Widen a span of years on both sides.

    A window may end in another year than names it, and begins after the one before, which may as well.
    """
    return range(max(min(years) - number, dt.MINYEAR + 2), min(max(years) + number, _FURTHEST) + 1)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """List windows, each cut to the days after the one before.

    Of two last days that move to one working day only one is left.
    """
    before = dt.date.min
    for start, due in sorted(spans, key=lambda span: (span[1], span[0])):
        if due > before:
            yield max(start, before + ONE_DAY), due
        before = due


def _ending_in(years: Sequence[int], spans: Iterable[Span]) -> Iterator[Span]:
    """List the windows that end in some years."""
    return ((start, due) for start, due in _apart(spans) if due.year in years)


def _begin(start: dt.date, nominal: dt.date, due: dt.date, before: Callable[[], dt.date]) -> dt.date:
    """Find the first day of a window of which the act says no first day.

    It is that of its part of the year. «До 1 июля» of every half-year, 1 July left out, is no demand to do
    it on 30 June: where no more than the first day of the part would be left, or its last day comes before
    the part, all days since the last time before count.

    Args:
        start: The first day of the part.
        nominal: The last day that the act names.
        due: The same, moved where it is a day off.
        before: Finds the last day of the time before.
    """
    return start if start < min(nominal, due) else before() + ONE_DAY


def _moved_along(start: dt.date, nominal: dt.date, due: dt.date) -> dt.date:
    """Find the first day that an act names, of a window whose last day was moved.

    Where the last day comes to lie before the first, as many days are left as the act gives.
    """
    return start if start <= due else due - (nominal - start)


def _pairs(pairs: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(pair) for pair in pairs)


def _by_keyword(**options: Any) -> Any:
    return attrs.field(kw_only=True, **options)


@frozen(field_transformer=checked)
class OneOffDay:
    """Once, by a day: «до 30 ноября 2024 года».

    >>> OneOffDay(2024, 11, 30, inclusive=True).due
    datetime.date(2024, 11, 30)
    >>> OneOffDay(2024, 12, 1, inclusive=False).due
    datetime.date(2024, 11, 30)

    Attributes:
        year: The year.
        month: The month.
        day: The day of the month that the act names.
        inclusive: Whether that day still counts.
        since: The first day that counts: «с 1 по 15 октября»; ``None`` where any earlier day will do.
        day_off: What becomes of it where its last day is a day off.
        calendar: Which days are worked.

    Raises:
        ValueError: If there is no such day, or it lies before the first.
    """

    year: int
    month: int
    day: int
    inclusive: bool = _by_keyword()
    since: dt.date | None = _by_keyword(default=None)
    day_off: DayOff = _by_keyword(default=DayOff.KEPT)
    calendar: WorkCalendar = _by_keyword(default=LABOUR_CODE)

    def __attrs_post_init__(self) -> None:
        try:
            dt.date(self.year, self.month, self.day)
        except ValueError:
            day = f"{self.day:02}.{self.month:02}.{self.year}"
            raise ValueError(f"there is no {day}; write the year, the month and the day") from None
        if self.since is not None and self._nominal < self.since:
            raise ValueError(f"days from {self.since} cannot end on {self._nominal}")

    @property
    def start(self) -> dt.date | None:
        """The first day that counts, where there is one."""
        return None if self.since is None else _moved_along(self.since, self._nominal, self.due)

    @property
    def due(self) -> dt.date:
        """The last day that counts."""
        return self.calendar.nearest(self._nominal, self.day_off)

    @property
    def _nominal(self) -> dt.date:
        return _day_in_month(self.year, self.month, self.day, inclusive=self.inclusive)


@frozen(field_transformer=checked)
class AnnualDay:
    """Every year, by a day: «ежегодно не позднее 25 октября».

    The time of each year begins on 1 January, or on the day that is said; where nothing or one day would be
    left of it, after the time before. A common year has 28 February for the 29th.

    >>> from rnms.model.deadlines import windows
    >>> [str(window.due) for window in windows(AnnualDay(10, 25, inclusive=True), [2023, 2024])]
    ['2023-10-25', '2024-10-25']
    >>> [window] = windows(AnnualDay(1, 15, inclusive=True, since=(12, 15)), [2024])
    >>> str(window.start), str(window.due)
    ('2023-12-15', '2024-01-15')

    Attributes:
        month: The month.
        day: The day of the month that the act names.
        inclusive: Whether that day still counts.
        since: The month and the day with which the time begins; one later in the year passes over the turn
            of the year.
        day_off: What becomes of it where its last day is a day off.
        calendar: Which days are worked.

    Raises:
        ValueError: If there is no such day.
    """

    month: int
    day: int
    inclusive: bool = _by_keyword()
    since: tuple[int, int] | None = _by_keyword(default=None)
    day_off: DayOff = _by_keyword(default=DayOff.KEPT)
    calendar: WorkCalendar = _by_keyword(default=LABOUR_CODE)

    def __attrs_post_init__(self) -> None:
        _expect_day_of_year(self.month, self.day)
        if self.since is not None:
            _expect_day_of_year(*self.since)

    def spans(self, years: Sequence[int]) -> Iterator[Span]:
        """List the windows that end in some years."""
        return _ending_in(years, map(self._span, _years_around(years, 2)))

    def _span(self, year: int) -> Span:
        nominal, due = self._last_days(year)
        if self.since is None:
            start = _begin(
                nominal.replace(month=1, day=1), nominal, due, lambda: self._last_days(year - 1)[1]
            )
            return start, due
        start = _day_in_month(nominal.year, *self.since, inclusive=True)
        if start > nominal:
            start = _day_in_month(nominal.year - 1, *self.since, inclusive=True)
        return _moved_along(start, nominal, due), due

    def _last_days(self, year: int) -> Span:
        nominal = _day_in_month(year, self.month, self.day, inclusive=self.inclusive)
        return nominal, self.calendar.nearest(nominal, self.day_off)


@frozen(field_transformer=checked)
class AnnualDays:
    """Every year, by each of some days: «до 1 марта и до 1 октября ежегодно».

    >>> from rnms.model.deadlines import windows
    >>> [str(window.due) for window in windows(AnnualDays([(3, 1), (10, 1)], inclusive=False), [2023])]
    ['2023-02-28', '2023-09-30']

    Attributes:
        days: The month and the day of each; its time begins after the one before, the first on 1 January.
        inclusive: Whether the named days still count.
        day_off: What becomes of one whose last day is a day off.
        calendar: Which days are worked.

    Raises:
        ValueError: If there is no such day, or none at all.
    """

    days: tuple[tuple[int, int], ...] = attrs.field(converter=_pairs)
    inclusive: bool = _by_keyword()
    day_off: DayOff = _by_keyword(default=DayOff.KEPT)
    calendar: WorkCalendar = _by_keyword(default=LABOUR_CODE)

    def __attrs_post_init__(self) -> None:
        if not self.days:
            raise ValueError("yearly days need one day at least; for the whole year write Annual()")
        for month, day in self.days:
            _expect_day_of_year(month, day)

    def spans(self, years: Sequence[int]) -> Iterator[Span]:
        """List the windows that end in some years."""
        nominal = sorted(itertools.chain.from_iterable(map(self._of_year, _years_around(years, 3))))
        return _ending_in(years, itertools.starmap(self._span, itertools.pairwise(nominal)))

    def _of_year(self, year: int) -> Iterator[dt.date]:
        for month, day in self.days:
            yield _day_in_month(year, month, day, inclusive=self.inclusive)

    def _span(self, before: dt.date, nominal: dt.date) -> Span:
        due = self.calendar.nearest(nominal, self.day_off)
        first = nominal.replace(month=1, day=1)
        return _begin(first, nominal, due, lambda: self.calendar.nearest(before, self.day_off)), due


@frozen(field_transformer=checked)
class EveryMonthsByDay:
    """In every part of the calendar year of so many months, by a day of a month in it or after it.

    «До 10 числа месяца, следующего за отчётным кварталом» is ``EveryMonthsByDay(3, 10, month=4, …)``: the
    fourth month, counted from the first of the quarter. What is due after a part ended can be done after
    it only; its time begins on the day after the part. Where nothing or one day would be left of it, it
    begins after the time before: «до 1 числа первого месяца полугодия» is done in the half-year before.

    >>> from rnms.model.deadlines import windows
    >>> quarterly = EveryMonthsByDay(3, 10, month=4, inclusive=True)
    >>> [str(window.due) for window in windows(quarterly, [2024])]
    ['2024-01-10', '2024-04-10', '2024-07-10', '2024-10-10']
    >>> [str(window.due) for window in windows(EveryMonthsByDay(1, 31, inclusive=True), [2023])][:2]
    ['2023-01-31', '2023-02-28']

    Attributes:
        months: How many months a part has: 1 is a month, 3 a quarter, 6 half a year; also 2, 4 and 12.
        day: The day of the month that the act names; of a shorter month, its last.
        inclusive: Whether that day still counts.
        month: In which month, counted from the first of the part; by default its last.
        day_off: What becomes of it where its last day is a day off.
        calendar: Which days are worked.

    Raises:
        ValueError: If a year has no such parts, or there is no such day.
    """

    months: int
    day: int
    inclusive: bool = _by_keyword()
    month: int = _by_keyword(default=attrs.Factory(lambda deadline: deadline.months, takes_self=True))
    day_off: DayOff = _by_keyword(default=DayOff.KEPT)
    calendar: WorkCalendar = _by_keyword(default=LABOUR_CODE)

    def __attrs_post_init__(self) -> None:
        if self.months not in {1, 2, 3, 4, 6, MONTHS}:
            raise ValueError(f"a year has no whole number of parts of {self.months} months; see AnnualDays")
        if not 1 <= self.day <= _LONGEST_MONTH:
            raise ValueError(f"no month has a day {self.day}; days are numbered from 1 to 31")
        if not 1 <= self.month <= 2 * MONTHS:
            raise ValueError(
                f"month {self.month} is none of a part or near it; 1 is its first, {self.months + 1} the next"
            )

    def spans(self, years: Sequence[int]) -> Iterator[Span]:
        """List the windows that end in some years."""
        parts = itertools.product(_years_around(years, 3), range(1, MONTHS + 1, self.months))
        return _ending_in(years, itertools.starmap(self._span, parts))

    def _span(self, year: int, first: int) -> Span:
        nominal, due = self._last_days(year, first)
        end = last_day(year, first + self.months - 1)
        start = dt.date(year, first, 1) if nominal <= end else end + ONE_DAY
        return _begin(start, nominal, due, lambda: self._last_days(year, first - self.months)[1]), due

    def _last_days(self, year: int, first: int) -> Span:
        nominal = _day_in_month(year, first + self.month - 1, self.day, inclusive=self.inclusive)
        return nominal, self.calendar.nearest(nominal, self.day_off)


@frozen(field_transformer=checked)
class EveryYears:
    """Once in every so many calendar years, counted from one on: «раз в три года».

    >>> from rnms.model.deadlines import windows
    >>> [str(window.due) for window in windows(EveryYears(3, 2023), [2024])]
    ['2025-12-31']

    Attributes:
        years: How many years.
        first: The first year of the first time.
        by: The month and the day of the last year by which it falls due; ``None`` is its last day.
        inclusive: Whether that day still counts; to be said where there is one.
        day_off: What becomes of it where its last day is a day off.
        calendar: Which days are worked.

    Raises:
        ValueError: If it recurs in no whole number of years, or by no such day.
    """

    years: int
    first: int
    by: tuple[int, int] | None = _by_keyword(default=None)
    inclusive: bool | None = _by_keyword(default=None)
    day_off: DayOff = _by_keyword(default=DayOff.KEPT)
    calendar: WorkCalendar = _by_keyword(default=LABOUR_CODE)

    def __attrs_post_init__(self) -> None:
        if self.years < 1:
            raise ValueError(f"nothing recurs every {self.years} years; write 1, 2, 3 or more")
        if (self.by is None) is not (self.inclusive is None):
            raise ValueError("by a day, say whether it still counts: by=(9, 1), inclusive=…; else neither")
        if self.by is not None:
            _expect_day_of_year(*self.by)

    def spans(self, years: Sequence[int]) -> Iterator[Span]:
        """List the windows that begin or end in some years, or hold them.

        Whichever begins in them tells how long the one before may still be made up for.
        """
        around = _years_around(years, 2 * self.years)
        begins = (year for year in around if self.first <= year <= _FURTHEST - self.years)
        spans = _apart(self._span(year) for year in begins if (year - self.first) % self.years == 0)
        return ((start, due) for start, due in spans if start.year <= max(years) and due.year >= min(years))

    def _span(self, year: int) -> Span:
        nominal, due = self._last_days(year)
        return _begin(dt.date(year, 1, 1), nominal, due, lambda: self._last_days(year - self.years)[1]), due

    def _last_days(self, year: int) -> Span:
        month, day = self.by or (MONTHS, _LONGEST_MONTH)
        nominal = _day_in_month(year + self.years - 1, month, day, inclusive=self.inclusive is not False)
        return nominal, self.calendar.nearest(nominal, self.day_off)


@frozen(field_transformer=checked)
class After:
    """Within so many days after an event: «в течение 10 дней после утверждения плана».

    The day of the event is not counted, but what is done on it is done in time.
    After another measure, meeting or round: every time that it was carried out. Until then nothing falls
    due; where nobody knows the day, the deadline is unknown, but for what comes of each day that it may be.

    >>> After(dt.date(2024, 2, 1), days=10).due_after(dt.date(2024, 2, 1))
    datetime.date(2024, 2, 11)
    >>> After("1.1", days=5, working=True).due_after(dt.date(2024, 6, 10))
    datetime.date(2024, 6, 18)
    >>> After("1.1", months=1).due_after(dt.date(2024, 1, 31))
    datetime.date(2024, 2, 29)

    Attributes:
        event: The code of what must be carried out first, or a day, such as that of an act:
            ``ORDER.in_force_from``.
        days: How many days.
        months: How many months, instead of days.
        working: Whether working days are counted.
        day_off: What becomes of it where its last day is a day off.
        calendar: Which days are worked.

    Raises:
        ValueError: If it says both days and months, or neither, or working months, or no calendar reaches
            its event.
    """

    event: str | dt.date
    days: int = _by_keyword(default=0)
    months: int = _by_keyword(default=0)
    working: bool = _by_keyword(default=False)
    day_off: DayOff = _by_keyword(default=DayOff.KEPT)
    calendar: WorkCalendar = _by_keyword(default=LABOUR_CODE)

    def __attrs_post_init__(self) -> None:
        if min(self.days, self.months) < 0 or (self.days == 0) is (self.months == 0):
            raise ValueError(f"after {self.event}: write days=… or months=…, one of them, more than 0")
        if self.working and self.months:
            raise ValueError(f"after {self.event}: there are no working months; count working days")
        if isinstance(self.event, dt.date) and self.event.year > _FURTHEST:
            # An act of which nothing tells the day is in force from the last of all days.
            raise ValueError(
                f"after {self.event}: nobody lives to see that day; give one that something tells"
            )

    @property
    def follows(self) -> str:
        """The code of what must be carried out first; empty where that is a day."""
        return self.event if isinstance(self.event, str) else ""

    def due_after(self, day: dt.date) -> dt.date:
        """Find the last day that counts after an event on a day."""
        # Imported here: importing rnms stays cheap.
        from dateutil.relativedelta import relativedelta

        if self.working:
            return self.calendar.after(day, self.days)
        due = day + relativedelta(months=self.months, days=self.days)
        return self.calendar.nearest(due, self.day_off)
