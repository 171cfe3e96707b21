"""Periods as clerks and registers write them: «I квартал 2024 г.», «1 полугодие 2024», "Q1 2024"."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping

from rnms.model.partial import days_of_months, months_called
from rnms.model.spelling import normal

_YEAR = r"(?P<year>[0-9]{4})"
_OF_YEAR = rf"{_YEAR}(?: ?г(?:\.|од[ау]?)?)?"
_NUMBER = r"(?P<number>[1-4]|i{1,3}|iv|перв|втор|трет|четверт)(?:-?ь?(?:[ыио]?[йея]|ого|его|ом|ем))?"
_PART = r"(?:(?P<quarter>кварт(?:ал[аеу]?)?|кв)|(?P<half>полугоди[еяюи]|полуг|п/г))\.?"
_IN = r"(?:(?:за|в|на) )?"
_PATTERNS = (
    rf"{_IN}{_NUMBER}[ .]*{_PART}[ ,]*{_OF_YEAR}",
    rf"{_IN}{_YEAR}(?: ?г(?:\.|од[ау]?)?)?[ ,]+{_NUMBER}[ .]*{_PART}",
    rf"(?P<english>[qh])(?P<number>[1-4])[ ,/-]*{_YEAR}",
    rf"(?P<number>[1-4])(?P<english>[qh])[ ,/-]*{_YEAR}",
    rf"{_YEAR},? (?P<english>[qh])(?P<number>[1-4])",
    rf"{_IN}(?P<months>[0-9]{{1,2}}) мес(?:яц(?:а|ев)?)?\.?[ ,]+{_OF_YEAR}",
    rf"{_IN}{_YEAR} ?(?:г(?:од[ау]?)?|календарн(?:ый|ом) г(?:од[ау]?)?)",
    rf"{_IN}{_YEAR}[/-](?P<ending>[0-9]{{4}}|[0-9]{{2}}) ?уч(?:ебн(?:ый|ого|ом))?\.? ?г(?:од[ау]?)?",
    rf"{_IN}(?P<first>[а-я]+)\.?(?:-(?P<last>[а-я]+)\.?)?[ ,]+{_OF_YEAR}",
)
_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "перв": 1, "втор": 2, "трет": 3, "четверт": 4}


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    # Few data write periods so; whose files do not, for them nothing is compiled.
    return tuple(map(re.compile, _PATTERNS))


def days_written(text: str) -> tuple[dt.date, dt.date] | None:
    """Find the first and the last day of a period that is written in words; ``None`` where it is none.

    What two would understand in two ways is none: a quarter of a year of two digits, half of a school year.

    >>> days_written("1 полугодие 2024 г.")
    (datetime.date(2024, 1, 1), datetime.date(2024, 6, 30))
    """
    plain = normal(text).replace("і", "i")
    for pattern in _patterns():
        if match := pattern.fullmatch(plain):
            return _days_of(match.groupdict())
    return None


def _days_of(parts: Mapping[str, str | None]) -> tuple[dt.date, dt.date] | None:
    year = int(parts["year"] or 0)
    if ending := parts.get("ending"):
        last = int(ending) if len(ending) == len("2024") else year - year % 100 + int(ending)
        # The years of a school year follow each other, over the turn of a century too.
        return (
            _school_year(year + 1)
            if last % 100 == (year + 1) % 100 and last in {year + 1, year - 99}
            else None
        )
    return days_of_months(year, _months_of(parts))


def _months_of(parts: Mapping[str, str | None]) -> tuple[int, ...]:
    """List the first and the last month of what was written; none where it is no part of a year."""
    if number := parts.get("number"):
        is_half = bool(parts.get("half")) or parts.get("english") == "h"
        length, rank = (6 if is_half else 3), _NUMBERS.get(number) or int(number)
        return ((rank - 1) * length + 1, rank * length)
    if first := parts.get("first"):
        ends = [months_called(name) for name in (first, parts.get("last") or first)]
        return (ends[0][0], ends[1][-1]) if all(ends) and ends[0][0] <= ends[1][-1] else ()
    return (1, int(parts.get("months") or 12))


def _school_year(last: int) -> tuple[dt.date, dt.date] | None:
    begun, ended = days_of_months(last - 1, (9, 12)), days_of_months(last, (1, 8))
    return (begun[0], ended[1]) if begun and ended else None
