"""Working days: which days are worked, and what becomes of a last day that is none."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from rnms._values import frozen
from rnms.model.checked import checked
from rnms.model.law import Clause

ONE_DAY = dt.timedelta(days=1)
# The Labour Code of the Russian Federation, article 112.
_HOLIDAYS = {*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
_SATURDAY = 5


class DayOff(enum.Enum):
    """What becomes of a deadline whose last day is a day off, as the act says.

    * ``KEPT``: it stays that day; so where the act is silent.
    * ``NEXT``: it moves to the next working day.
    * ``PREVIOUS``: it moves to the working day before.

    >>> DayOff("next")
    <DayOff.NEXT: 'next'>
    """

    KEPT = "kept"
    NEXT = "next"
    PREVIOUS = "previous"


@frozen(kw_only=True, field_transformer=checked)
class WorkCalendar:
    """Which days are worked: Monday to Friday but for the holidays of the Labour Code, and what moves them.

    The Government moves days off every year; no such move is known unless it is given here.

    >>> calendar = WorkCalendar(days_off=[dt.date(2024, 4, 29)], workdays=[dt.date(2024, 4, 27)])
    >>> [calendar.is_worked(dt.date(2024, 4, day)) for day in (26, 27, 28, 29)]
    [True, True, False, False]

    Attributes:
        days_off: Further days off.
        workdays: Saturdays, Sundays and holidays on which one works all the same.
        clause: Where it is said which days these are.
    """

    days_off: tuple[dt.date, ...] = attrs.field(default=(), converter=tuple[dt.date, ...])
    workdays: tuple[dt.date, ...] = attrs.field(default=(), converter=tuple[dt.date, ...])
    clause: Clause | None = None

    def is_worked(self, day: dt.date) -> bool:
        """Tell whether a day is a working day."""
        if day in self.workdays:
            return True
        is_weekend = day.weekday() >= _SATURDAY
        return not is_weekend and (day.month, day.day) not in _HOLIDAYS and day not in self.days_off

    def nearest(self, day: dt.date, rule: DayOff) -> dt.date:
        """Find the working day to which a last day moves.

        >>> LABOUR_CODE.nearest(dt.date(2024, 11, 30), DayOff.NEXT)
        datetime.date(2024, 12, 2)
        """
        step = -ONE_DAY if rule is DayOff.PREVIOUS else ONE_DAY
        while rule is not DayOff.KEPT and not self.is_worked(day):
            day += step
        return day

    def after(self, day: dt.date, number: int) -> dt.date:
        """Find the last of so many working days after a day, which itself does not count.

        >>> LABOUR_CODE.after(dt.date(2024, 6, 10), 3)
        datetime.date(2024, 6, 14)
        """
        for _ in range(number):
            day = self.nearest(day + ONE_DAY, DayOff.NEXT)
        return day


LABOUR_CODE = WorkCalendar()
"""The working days of the Labour Code, where nobody moved any."""
