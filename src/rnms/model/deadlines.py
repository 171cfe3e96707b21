"""Deadlines: when something falls due, and which days that means."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence

import attrs

from rnms._values import frozen
from rnms.model.checked import checked
from rnms.model.day_deadlines import (
    After,
    AnnualDay,
    AnnualDays,
    EveryMonthsByDay,
    EveryYears,
    OneOffDay,
)
from rnms.model.law import Unknown
from rnms.model.period import Period, PeriodKind, last_day
from rnms.model.schema import Absence, optional
from rnms.model.working_days import ONE_DAY

__all__ = [
    "MONTHS",
    "After",
    "Annual",
    "AnnualAfter",
    "AnnualDay",
    "AnnualDays",
    "AnnualWindows",
    "Continuous",
    "Deadline",
    "Elsewhere",
    "EveryMonths",
    "EveryMonthsByDay",
    "EveryYears",
    "ExternallySet",
    "FirstThen",
    "FromThenContinuous",
    "HalfYearly",
    "OneOffDay",
    "OneOffMonth",
    "OneOffQuarter",
    "PerPlan",
    "PlanItem",
    "Recurring",
    "Window",
    "WithinYears",
    "counted_by",
    "windows",
]
"""The kinds of deadline; those with a day are made in a module of their own."""

MONTHS = 12


@frozen
class Window:
    """The days in which something shall be done, both ends inside.

    >>> Window(dt.date(2024, 6, 1), dt.date(2024, 6, 30)).meets(Period.of("2024-Q2"))
    True

    Attributes:
        start: The first of them; ``None`` where any earlier day will do.
        due: The last of them; ``None`` where there is no deadline («постоянно»).
    """

    start: dt.date | None
    due: dt.date | None

    def meets(self, asked: Period) -> bool:
        """Tell whether it falls due in a period, or lasts into it."""
        if self.due is None:
            return self.start is None or self.start <= asked.end
        return asked.start <= self.due and (self.start or self.due) <= asked.end


@frozen(kw_only=True)
class PlanItem:
    """That a plan outside the order makes a measure fall due.

    >>> PlanItem(measure="2.2.2", end=dt.date(2024, 3, 20)).window
    Window(start=datetime.date(2024, 3, 1), due=datetime.date(2024, 3, 20))

    Attributes:
        measure: Code of the measure.
        end: The last day on which it shall be done.
        start: The first; absent is the first day of that month.
    """

    measure: str
    end: dt.date
    start: dt.date | None = optional(Absence.NONE)

    @property
    def window(self) -> Window:
        """The days in which it shall be done."""
        return Window(self.start or self.end.replace(day=1), self.end)


# The kinds of deadline (domain-spec 6.1).


def _month(month: int) -> None:
    if not 1 <= month <= MONTHS:
        raise ValueError(f"there is no month {month}; months are numbered from 1 to 12")


@frozen(field_transformer=checked)
class OneOffMonth:
    """Once, by the last day of a month: «май 2023 года».

    >>> OneOffMonth(2023, 5).due
    datetime.date(2023, 5, 31)

    Attributes:
        year: The year.
        month: The month.
        within: Whether it must not be earlier than that month, as with a meeting; a document may.
    """

    year: int
    month: int
    within: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _month(self.month)

    @property
    def start(self) -> dt.date | None:
        """The first day of the month, where no earlier one will do."""
        return dt.date(self.year, self.month, 1) if self.within else None

    @property
    def due(self) -> dt.date:
        """The last day of the month."""
        return last_day(self.year, self.month)


@frozen(field_transformer=checked)
class OneOffQuarter:
    """Once, by the last day of a quarter: «I квартал 2023 года».

    >>> OneOffQuarter(2023, 1).due
    datetime.date(2023, 3, 31)

    Attributes:
        year: The year.
        quarter: The quarter, from 1 to 4.
    """

    year: int
    quarter: int

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.quarter <= 4:
            raise ValueError(f"there is no quarter {self.quarter}; quarters are numbered from 1 to 4")

    @property
    def due(self) -> dt.date:
        """The last day of the quarter."""
        return last_day(self.year, 3 * self.quarter)


@frozen(field_transformer=checked)
class WithinYears:
    """At any time from the first day of one year to the last of another: «в течение 2023, 2024 годов».

    >>> windows(WithinYears(2023, 2024), [])[0].due
    datetime.date(2024, 12, 31)

    Attributes:
        first: The first year.
        last: The last year, inside.
    """

    first: int
    last: int

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"years from {self.first} cannot end with {self.last}")


def _spans(spans: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(span) for span in spans)


@frozen(field_transformer=checked)
class AnnualWindows:
    """Every year, in each of some windows: «февраль-март, сентябрь-ноябрь ежегодно».

    >>> [str(window.due) for window in windows(AnnualWindows([(2, 3), (9, 11)]), [2024])]
    ['2024-03-31', '2024-11-30']

    Attributes:
        spans: The first and the last month of each window; one that ends before it begins passes over the
            turn of the year, and belongs to the year in which it ends.
    """

    spans: tuple[tuple[int, int], ...] = attrs.field(converter=_spans)

    def __attrs_post_init__(self) -> None:
        if not self.spans:
            raise ValueError("yearly windows need one window at least; for the whole year write Annual()")
        for first, last in self.spans:
            _month(first)
            _month(last)


@frozen
class Annual:
    """Once in every calendar year: «ежегодно».

    >>> [str(window.due) for window in windows(Annual(), [2023, 2024])]
    ['2023-12-31', '2024-12-31']
    """

    spans = ((1, MONTHS),)


@frozen
class HalfYearly:
    """Once in each half of every calendar year: «1 раз в полугодие».

    >>> [str(window.due) for window in windows(HalfYearly(), [2024])]
    ['2024-06-30', '2024-12-31']
    """

    spans = ((1, 6), (7, MONTHS))


@frozen(field_transformer=checked)
class EveryMonths:
    """Once in every part of the calendar year of so many months: ``EveryMonths(2)``, «раз в два месяца».

    >>> EveryMonths(4).spans
    ((1, 4), (5, 8), (9, 12))

    Attributes:
        months: How many months a part has: 1, 2, 3, 4, 6 or 12.
    """

    months: int

    def __attrs_post_init__(self) -> None:
        if self.months not in {1, 2, 3, 4, 6, MONTHS}:
            raise ValueError(
                f"a year has no whole number of parts of {self.months} months; see AnnualWindows"
            )

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The first and the last month of each part."""
        return tuple((first, first + self.months - 1) for first in range(1, MONTHS + 1, self.months))


@frozen(field_transformer=checked)
class AnnualAfter:
    """Once in every calendar year, and not before another measure was carried out in that year.

    >>> windows(AnnualAfter("6"), [2024])[0].due
    datetime.date(2024, 12, 31)

    Attributes:
        measure: Code of that measure.
    """

    measure: str
    spans = ((1, MONTHS),)


@frozen
class Continuous:
    """All the time, without a deadline: «постоянно».

    >>> windows(Continuous(), [2024])[0].due is None
    True
    """


@frozen(field_transformer=checked)
class FromThenContinuous:
    """First by the last day of a month, then all the time: «июнь 2023 года, далее – постоянно».

    >>> [window.due for window in windows(FromThenContinuous(2023, 6), [])]
    [datetime.date(2023, 6, 30), None]

    Attributes:
        year: The year of the first time.
        month: Its month, by whose last day it falls due.
    """

    year: int
    month: int

    def __attrs_post_init__(self) -> None:
        _month(self.month)

    @property
    def due(self) -> dt.date:
        """The last day of the month."""
        return last_day(self.year, self.month)


@frozen(field_transformer=checked)
class PerPlan:
    """On the days that another plan names, which the order does not contain.

    >>> item = PlanItem(measure="2.2.2", end=dt.date(2024, 3, 20))
    >>> windows(PerPlan(["план института"]), [2024])
    ()
    >>> windows(PerPlan(["план института"]), [2024], [item])[0].due
    datetime.date(2024, 3, 20)

    Attributes:
        plans: What those plans are called.
        annual: Whether there is such a plan every year.
    """

    plans: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    annual: bool = False


@frozen(field_transformer=checked)
class ExternallySet:
    """On days that somebody else sets.

    >>> windows(ExternallySet("федеральный оператор"), [2024])
    ()

    Attributes:
        by: Who sets them.
    """

    by: str


RecurringByDay = AnnualDay | AnnualDays | EveryMonthsByDay | EveryYears
OneOff = OneOffDay | OneOffMonth | OneOffQuarter | WithinYears


@frozen(field_transformer=checked)
class FirstThen:
    """First once, then again and again or all the time: «до 1 июня 2024 года, далее – ежегодно до 1 октября».

    >>> first = OneOffDay(2024, 6, 1, inclusive=True)
    >>> deadline = FirstThen(first, AnnualDay(10, 1, inclusive=True))
    >>> [str(window.due) for window in windows(deadline, [2023, 2024, 2025])]
    ['2024-06-01', '2024-10-01', '2025-10-01']

    Attributes:
        first: When it falls due for the first time.
        then: When it does after that; the time of each begins after the first.
    """

    first: OneOff
    then: AnnualWindows | Annual | HalfYearly | EveryMonths | RecurringByDay | Continuous


Recurring = AnnualWindows | Annual | HalfYearly | EveryMonths | AnnualAfter | RecurringByDay
# What others set, or what was lost with a page: an item of another plan tells the day, once it is found.
Elsewhere = PerPlan | ExternallySet | Unknown
Deadline = OneOff | Recurring | After | Continuous | FromThenContinuous | FirstThen | Elsewhere


def counted_by(deadline: Deadline) -> PeriodKind | None:
    """Name the kind of period by which something falls due again and again; ``None`` where it does not.

    >>> counted_by(HalfYearly())
    <PeriodKind.HALF_YEAR: 'half_year'>
    """
    match deadline:
        case FirstThen(then=then):
            return counted_by(then)
        case HalfYearly() | EveryMonths(months=6) | EveryMonthsByDay(months=6):
            return PeriodKind.HALF_YEAR
        case EveryMonths(months=3) | EveryMonthsByDay(months=3):
            return PeriodKind.QUARTER
        case AnnualWindows() | Annual() | AnnualAfter() | EveryMonths():
            return PeriodKind.CALENDAR
        case AnnualDay() | AnnualDays() | EveryMonthsByDay():
            return PeriodKind.CALENDAR
    return None


def windows(
    deadline: Deadline,
    years: Sequence[int],
    planned: Iterable[PlanItem] = (),
    events: Iterable[dt.date] = (),
) -> tuple[Window, ...]:
    """List the windows of a deadline in their order; of those that recur, the ones that end in some years.

    >>> windows(AnnualWindows([(6, 6)]), range(2023, 2025))[1].due
    datetime.date(2024, 6, 30)
    >>> windows(After("1.1", days=10), [2024], events=[dt.date(2024, 2, 1)])[0].due
    datetime.date(2024, 2, 11)

    Args:
        deadline: When something shall be done.
        years: The calendar years, without a gap.
        planned: What another plan says, for deadlines that are set elsewhere or were lost.
        events: The days on which what must precede was carried out, for deadlines after it.

    Returns:
        None at all where the deadline is set elsewhere or lost and nothing was planned, or where nothing
        preceded yet.
    """
    match deadline:
        case OneOffMonth() | OneOffDay():
            return (Window(deadline.start, deadline.due),)
        case OneOffQuarter():
            return (Window(None, deadline.due),)
        case WithinYears(first=first, last=last):
            return (Window(dt.date(first, 1, 1), dt.date(last, MONTHS, 31)),)
        case Continuous():
            return (Window(None, None),)
        case FromThenContinuous(year=year, month=month):
            return (Window(None, deadline.due), Window(dt.date(year, month, 1), None))
        case PerPlan() | ExternallySet() | Unknown():
            return tuple(sorted({item.window for item in planned}, key=_by_days))
        case FirstThen(first=first_time, then=then):
            return _after_the_first(windows(first_time, years), windows(then, years))
        case After(event=event):
            days = events if isinstance(event, str) else (event,)
            return tuple(Window(day, deadline.due_after(day)) for day in sorted({*days}))
    if not years:
        return ()
    if isinstance(deadline, RecurringByDay):
        return tuple(Window(start, due) for start, due in deadline.spans(years))
    return _recurring(tuple(deadline.spans), min(years), max(years))


def _after_the_first(first: tuple[Window, ...], others: tuple[Window, ...]) -> tuple[Window, ...]:
    """List the first window and those that end after it, cut to the days after it."""
    due = first[-1].due or dt.date.min
    since = due + ONE_DAY
    later = [window for window in others if window.due is None or window.due > due]
    return (*first, *(Window(max(window.start or since, since), window.due) for window in later))


def _by_days(window: Window) -> tuple[dt.date, dt.date]:
    return window.due or dt.date.max, window.start or dt.date.min


@functools.lru_cache(maxsize=1024)
def _recurring(spans: tuple[tuple[int, int], ...], first: int, last: int) -> tuple[Window, ...]:
    """List the windows of some months that end in some years; regions of one order ask for the same ones."""
    # Imported here: importing rnms stays cheap.
    from dateutil.relativedelta import relativedelta
    from dateutil.rrule import YEARLY, rrule

    begin, until = dt.datetime(first, 1, 1), dt.datetime(last, MONTHS, 31)  # noqa: DTZ001  # days only
    recurrences = [
        Window((due + relativedelta(day=1, months=-((ends - begins) % MONTHS))).date(), due.date())
        for begins, ends in spans
        for due in rrule(YEARLY, dtstart=begin, until=until, bymonth=ends, bymonthday=-1)
    ]
    return tuple(sorted(recurrences, key=_by_days))
