"""The limits of what data may tell: how large a number of members is, and of which years.

Beyond them stand slips of the hand: a telephone number in a cell, a year of two digits. They are refused
early and with their place, before arithmetic or a calendar has to go through all that they would mean.
"""

from __future__ import annotations

import math
import types
from collections.abc import Mapping

from rnms.errors import PeriodError
from rnms.model.period import Period, period

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
        ValueError: If it is negative, or larger than any.
    """
    if number is None or 0 <= number <= LARGEST_COUNT:
        return
    if number < 0:
        raise ValueError(f"{name} is {written(number)}: a number of members cannot be negative")
    raise ValueError(f"{name} is {written(number)}: no number of members is above {LARGEST_COUNT}; check it")


def written(number: int) -> str:
    """Write a number; of one with more digits than anybody reads, how large it is.

    >>> written(12), written(10**5000)
    ('12', '10^5000 or more')
    """
    digits = int(math.log10(abs(number))) if number else 0
    if digits < _MOST_DIGITS:
        return str(number)
    return f"10^{digits} or more" if number > 0 else f"-10^{digits} or less"


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
