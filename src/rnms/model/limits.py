"""The limits of what a file and its data may hold: the one home of all of them.

A file that a stranger made may ask for any memory and time: how large it is, is looked at before it is
unpacked and before it unfolds, and whoever has larger ones gives a :class:`Limits` of their own.

A number of members and a year have limits that nobody raises. Beyond them stand slips of the hand: a
telephone number in a cell, a year of two digits. They are refused early and with their place, before
arithmetic or a calendar has to go through all that they would mean.
"""

from __future__ import annotations

import math
import types
from collections.abc import Mapping

from rnms._values import frozen
from rnms.errors import PeriodError, UsageError
from rnms.issues import Message, message
from rnms.model.period import Period, period


@frozen(kw_only=True)
class Limits:
    """How large a file may be, and how much the data in it.

    >>> Limits(rows=500).columns
    300

    Attributes:
        bytes: The size of a workbook, a CSV file or a mapping.
        unpacked: The size of what is packed in it.
        parts: How many files a workbook may pack.
        sheets: How many sheets it may have.
        rows: How many rows a sheet may have.
        columns: How many columns.
        cells: How many cells all sheets may have together, empty ones with a format or between others too.
        text: How many signs a cell may have; no cell of Excel has more.
        tags: How many XML tags may tell of a workbook itself, of its styles or of its sheets, and how many
            comments a part may have. Of any other part: so many tags, or ten for each of ``cells``.
        json: The size of a JSON file.
        people: How many people a JSON file may list.
        municipalities: How many municipalities.
        figures: How many reported figures.
        records: How many records of any other kind, each.
    """

    bytes: int = 20 * 2**20
    unpacked: int = 300 * 2**20
    parts: int = 2_000
    sheets: int = 1_000
    rows: int = 100_000
    columns: int = 300
    cells: int = 2_000_000
    text: int = 32_767
    tags: int = 300_000
    json: int = 2**30
    people: int = 2_000_000
    municipalities: int = 200_000
    figures: int = 5_000_000
    records: int = 10_000_000


FORM_LIMITS = Limits(bytes=5 * 2**20, unpacked=20 * 2**20, sheets=100, rows=5000, columns=100, cells=200_000)
"""A form is a page or two; whatever is larger is none."""


def too_large(key: str, size: int, most: int) -> Message:
    """Say how large a file is and how large it may be, in MiB; a part of one is one too many.

    >>> dict(too_large("file.too-large", 2**20 + 1, 2**20).facts)
    {'met': 2, 'most': 1}
    """
    return message(key, met=-(-size // 2**20), most=most // 2**20)


LARGEST_COUNT = 10**9
"""No number of members, and none on a record, is larger."""
_MOST_DIGITS = 30
_READ_DIGITS = 18
COUNT: Mapping[str, Mapping[str, int]] = types.MappingProxyType(
    {"schema": types.MappingProxyType({"minimum": 0, "maximum": LARGEST_COUNT})}
)
"""The metadata of a field that holds a number of members."""
FIRST_YEAR, LAST_YEAR = 1950, 2100
"""What is reported or judged lies in these years, both inside."""
WITHIN_YEARS: Mapping[str, bool] = types.MappingProxyType({"within years": True})
"""The metadata of a field that holds a period of these years."""


def expect_count(name: str, number: int | None) -> None:
    """Refuse what is no number of members.

    >>> expect_count("count", 19400)

    Raises:
        UsageError: If it is negative, or larger than any.
    """
    if number is None or 0 <= number <= LARGEST_COUNT:
        return
    if number < 0:
        raise UsageError(message("error.count/negative", name=name, number=written(number)))
    raise UsageError(message("error.count", name=name, number=written(number), most=LARGEST_COUNT))


def written(number: int) -> str:
    """Write a number; of one with more digits than anybody reads, how large it is.

    >>> written(12), written(10**5000)
    ('12', '≥ 10^5000')
    """
    digits = int(math.log10(abs(number))) if number else 0
    if digits < _MOST_DIGITS:
        return str(number)
    # In signs alone: what has it in a sentence is said in any language.
    return f"≥ 10^{digits}" if number > 0 else f"≤ -10^{digits}"


def plain_number(text: str) -> int | None:
    """Read digits as a number; ``None`` where they are of another script, more than 18, or no digits at all.

    Python reads «１» and «1_0» too, and fails at thousands of digits.

    >>> plain_number("12"), plain_number("١٢"), plain_number("1_0"), plain_number("9" * 5000)
    (12, None, None, None)
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _READ_DIGITS else None


def is_within_years(reported: Period) -> bool:
    """Tell whether a period lies in the years of which anything is reported or judged.

    >>> is_within_years(Period.of("2022/2023")), is_within_years(Period.of("9999"))
    (True, False)
    """
    return reported.start.year >= FIRST_YEAR and reported.end.year <= LAST_YEAR


def reported_period(value: Period | int | str) -> Period:
    """Read a period of which something is reported or judged; the converter of every field that holds one.

    >>> reported_period(2023)
    Period('2023')

    Raises:
        PeriodError: If it names no period, or one of other years.
    """
    reported = period(value)
    if not is_within_years(reported):
        raise PeriodError(repr(str(reported)), (FIRST_YEAR, LAST_YEAR))
    return reported
