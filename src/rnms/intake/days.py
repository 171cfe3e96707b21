"""Days as registers write them, and the bounds that a length of service sets."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from rnms.errors import visible
from rnms.issues import message
from rnms.model.partial import PartialDay
from rnms.model.schema import FIRST_DAY
from rnms.sheets.reading import MIDNIGHT, CellError, text
from rnms.sheets.values import Cell, quoted

WHOLE = ("dd.mm.yyyy", "yyyy-mm-dd")
"""The ways to write a day that can be read in one way only."""
IN_PART = ("month", "year")
"""What may be known of a day that is not known in full."""
WAYS = (*WHOLE, "dd.mm.yy", "dd/mm/yyyy", *IN_PART)
"""Ways to write a day, as a mapping names them; others are made of dd, mm, yyyy and yy."""
_PARTS = {
    "dd": r"(?P<day>\d\d?)",
    "mm": r"(?P<month>\d\d?)",
    "yyyy": r"(?P<year>\d{4})",
    "yy": r"(?P<short>\d\d)",
}
_WAY = re.compile("(yyyy|yy|mm|dd)")
_AFTER_YEAR = re.compile(r"\s*(г\.?|год|года)$", re.IGNORECASE)


def is_way(way: str) -> bool:
    """Tell whether a mapping may say so how days are written.

    >>> is_way("dd.mm.yy"), is_way("month"), is_way("day")
    (True, True, False)
    """
    parts = sorted(part.replace("yyyy", "yy") for part in _WAY.findall(way))
    return way in IN_PART or (parts == ["dd", "mm", "yy"] and not re.search("[a-z]", _WAY.sub("", way)))


def read_day(cell: Cell, ways: tuple[str, ...], as_of: dt.date | None) -> dt.date | PartialDay:
    """Read a day as a mapping says that days are written.

    >>> read_day(Cell("01.09.2022 г."), (), None)
    datetime.date(2022, 9, 1)
    >>> str(read_day(Cell("март 2023"), ("month",), None))
    '2023-03'

    Raises:
        CellError: If it is not written so.
    """
    day = _written_day(cell, ways, as_of)
    if (day.last if isinstance(day, PartialDay) else day) < FIRST_DAY:
        raise CellError("cell.date", message("cell.date", given=quoted(cell)))
    return day


def _written_day(cell: Cell, ways: tuple[str, ...], as_of: dt.date | None) -> dt.date | PartialDay:
    content = cell.content
    if isinstance(content, dt.datetime):
        raise CellError("cell.date", message("cell.date", given=quoted(cell)))
    if isinstance(content, dt.date):
        return content
    cell_text = MIDNIGHT.sub("", " ".join(visible(text(cell)).split()))
    whole = [way for way in ways if way not in IN_PART] or [*WHOLE]
    for way in whole:
        day = _matched(_AFTER_YEAR.sub("", cell_text), way, as_of)
        if day is not None:
            return day
    try:
        partial = PartialDay.of(cell_text)
    except ValueError:
        ways_known = tuple(ways or WHOLE)
        raise CellError("cell.date", message("intake.day", given=quoted(cell), ways=ways_known)) from None
    is_year = (partial.last - partial.first).days > 31
    if "/" not in cell_text and ("year" if is_year else "month") in ways:
        return partial
    raise CellError("cell.date", message("intake.day-in-part", given=quoted(cell)))


def _matched(cell_text: str, way: str, as_of: dt.date | None) -> dt.date | None:
    pattern = "".join(_PARTS.get(part, re.escape(part)) for part in _WAY.split(way))
    match = re.fullmatch(pattern, cell_text, re.ASCII)
    if match is None:
        return None
    numbers = {name: int(number) for name, number in match.groupdict().items()}
    year = numbers.get("year", 0)
    if "short" in numbers and as_of is not None:
        # The last such year that has begun by the day of the register.
        year = as_of.year - (as_of.year - numbers["short"]) % 100
    try:
        return dt.date(year, numbers["month"], numbers["day"])
    except ValueError:
        return None


_SERVICE = re.compile(
    r"(?:(?P<years>\d{1,2})\s*(?:г\.?|год|года|лет|л\.?)?)?(?:[\s,]+|^)?(?:(?P<months>\d{1,2})\s*(?:м\.?|мес\.?|месяц|месяца|месяцев))?"
)
_LESS_THAN_YEAR = re.compile(r"(менее|меньше|до)\s+(1\s+|одного\s+)?года?")


def read_service(cell: Cell, as_of: dt.date, *, unbroken: bool) -> PartialDay:
    """Read a length of service on a day as the bounds that it sets on the start.

    >>> str(read_service(Cell("14 лет"), dt.date(2024, 9, 1), unbroken=True))
    '2009-09-02/2010-09-01'

    Raises:
        CellError: If it is none.
    """
    cell_text = " ".join(visible(text(cell)).casefold().split())
    is_short = _LESS_THAN_YEAR.fullmatch(cell_text) is not None
    match = _SERVICE.fullmatch("0" if is_short else cell_text)
    if match is None or not any(match.groups()):
        raise CellError("intake.service", message("intake.service", given=quoted(cell)))
    years, months = int(match["years"] or 0), int(match["months"] or 0)
    last = as_of - relativedelta(years=years, months=months)
    more = relativedelta(months=1) if match["months"] else relativedelta(years=1)
    first = as_of - relativedelta(years=years, months=months) - more + dt.timedelta(days=1)
    if last < FIRST_DAY:
        raise CellError("intake.service", message("intake.service", given=quoted(cell)))
    return PartialDay(max(first, FIRST_DAY) if unbroken else FIRST_DAY, last)


def worked_on(
    start: dt.date | PartialDay | None, end: dt.date | PartialDay | None, as_of: dt.date
) -> tuple[dt.date | PartialDay, dt.date | PartialDay]:
    """Tell between which days a post lasted of which a register says that it was there on a day.

    >>> [str(day) for day in worked_on(None, None, dt.date(2023, 9, 1))]
    ['1900-01-01/2023-09-01', '2023-09-01/9999-12-31']
    """
    latest = as_of
    if isinstance(end, dt.date):
        latest = min(latest, end)
    began = PartialDay(min(FIRST_DAY, latest), latest) if start is None else start
    return began, PartialDay(as_of, dt.date.max) if end is None else end
