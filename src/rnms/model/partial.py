"""Days that are known in part: a year, or a month."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from rnms._values import frozen

# Whole or cut short, in the cases in which a date stands: «март», «марта», «марте», «мар». Few data name
# months, so their patterns are compiled when one does.
_MONTHS = tuple(
    rf"{short}({rest})?"
    for short, rest in (
        ("янв", "ар[ьяе]"), ("фев", "р|рал[ьяе]"), ("мар", "т[ае]?"), ("апр", "ел[ьяе]"), ("ма[йяе]", ""),
        ("июн", "[ьяе]"), ("июл", "[ьяе]"), ("авг", "уст[ае]?"), ("сен", "т|тябр[ьяе]"), ("окт", "ябр[ьяе]"),
        ("ноя", "б|бр[ьяе]"), ("дек", "абр[ьяе]"),
    )
)  # fmt: skip
_YEAR = re.compile(r"(?P<year>[0-9]{4})( ?г(\.|ода?)?)?")
_NUMBERED = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})|(?P<first>[0-9]{2})\.(?P<then>[0-9]{4})")
_NAMED = re.compile(r"(?P<month>[а-яё]+) (?P<year>[0-9]{4})( ?г(\.|ода?)?)?")


@frozen
class PartialDay:
    """A day of which is known between which days it lies, both included.

    A comparison with it is certain where every one of these days agrees, and possible where one does. The
    date of a record may be one, and the text of a column of days.

    >>> PartialDay.of("март 2023") == PartialDay.of("2023-03") == PartialDay.of("03.2023")
    True
    >>> str(PartialDay.of("2023").last), str(PartialDay.of("2023-02"))
    ('2023-12-31', '2023-02')

    Attributes:
        first: The first day that it may be.
        last: The last.

    Raises:
        ValueError: If the last comes before the first.
    """

    first: dt.date
    last: dt.date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"no day lies from {self.first} to {self.last}; give the first day first")

    @classmethod
    def of(cls, text: str) -> PartialDay:
        """Read a year, a month, or two days with a stroke between them.

        Raises:
            ValueError: If it is none.
        """
        span = _span(" ".join(text.split()).casefold())
        if span is None:
            raise ValueError(f"{text!r} is no year or month; write '2023', '2023-03' or 'март 2023'")
        return cls(*span)

    def __str__(self) -> str:
        month = f"{self.first:%Y-%m}"
        for text in (f"{self.first.year:04}", month):
            if _span(text) == (self.first, self.last):
                return text
        return f"{self.first}/{self.last}"


def is_surely_before(day: dt.date | PartialDay, later: dt.date | PartialDay) -> bool:
    """Tell whether one day comes before another, whichever of its days each is.

    >>> is_surely_before(PartialDay.of("2022"), dt.date(2023, 1, 1))
    True
    >>> is_surely_before(dt.date(2023, 1, 1), PartialDay.of("2023"))
    False
    """
    last = day.last if isinstance(day, PartialDay) else day
    return last < (later.first if isinstance(later, PartialDay) else later)


def _span(text: str) -> tuple[dt.date, dt.date] | None:
    if match := _YEAR.fullmatch(text):
        return days_of_months(int(match["year"]), (1, 12))
    if match := _NUMBERED.fullmatch(text):
        return days_of_months(int(match["year"] or match["then"]), (int(match["month"] or match["first"]),))
    if match := _NAMED.fullmatch(text):
        return days_of_months(int(match["year"]), months_called(match["month"]))
    if re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", text, re.ASCII):
        try:
            first, last = map(dt.date.fromisoformat, text.split("/"))
        except ValueError:
            return None
        return first, last
    return None


def months_called(name: str) -> list[int]:
    """List the numbers of the months that a word may be, whole or cut short: one, or none.

    >>> months_called("марта"), months_called("мар"), months_called("квартал")
    ([3], [3], [])
    """
    return [number for number, month in enumerate(_MONTHS, 1) if re.fullmatch(month, name)]


def days_of_months(year: int, months: Sequence[int]) -> tuple[dt.date, dt.date] | None:
    """Find the days from the first of some months of a year to the last; ``None`` where there are none.

    >>> days_of_months(2024, (1, 2))
    (datetime.date(2024, 1, 1), datetime.date(2024, 2, 29))
    """
    if not months or not year or not all(1 <= month <= 12 for month in months):
        return None
    first, last = months[0], months[-1]
    after = dt.date(year + last // 12, last % 12 + 1, 1) if year < dt.MAXYEAR else dt.date.max
    return dt.date(year, first, 1), after - dt.timedelta(days=1)
