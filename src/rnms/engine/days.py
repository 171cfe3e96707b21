"""Days of all records as one big integer, so that one subtraction compares all of them."""

from __future__ import annotations

import datetime as dt
import functools
import operator
import sys
from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rnms._values import frozen

_GUARD = b"\0\0\0\x80"
_AS_FLAG = bytes(byte >> 7 for byte in range(256))


@frozen
class Days:
    """The days of all records of a collection, by number.

    Each takes four bytes of one integer. With a guard bit set above every day of one column, another column
    is subtracted from it in one operation: the bit stays where the first day is no earlier, and no day
    borrows from its neighbour. So twenty thousand days are compared in a quarter of the time that twenty
    thousand comparisons take.

    >>> import operator
    >>> days = Days(array("I", [738_000, 738_400]))
    >>> days.compared(operator.ge, 738_400) == 0x01_00
    True

    Attributes:
        numbers: The number of each day, less than two to the power of 31.
    """

    numbers: array[int]

    @classmethod
    def of(cls, values: Sequence[dt.date | None], instead: int) -> tuple[Days, bool]:
        """Turn days into numbers; another number stands for an absent day. Tell whether there is one."""
        number: Callable[[Any], int] = dt.date.toordinal
        try:
            return cls(array("I", map(number, values))), False
        except TypeError:
            return cls(array("I", [instead if day is None else number(day) for day in values])), True

    @functools.cached_property
    def lanes(self) -> int:
        """The days side by side."""
        if sys.byteorder == "little":
            return int.from_bytes(self.numbers.tobytes(), "little")
        swapped = self.numbers[:]
        swapped.byteswap()
        return int.from_bytes(swapped.tobytes(), "little")

    def compared(self, compare: Callable[[Any, Any], Any], other: Days | int) -> int:
        """Find the mask of the records for which a comparison with another column, or with one day, holds."""
        size = len(self.numbers)
        lanes = other.lanes if isinstance(other, Days) else _repeated(other.to_bytes(4, "little"), size)
        return _COMPARED[compare](self.lanes, lanes, size)


def _at_least(first: int, second: int, size: int) -> int:
    guarded = (first | _repeated(_GUARD, size)) - second
    return int.from_bytes(guarded.to_bytes(4 * size, "little")[3::4].translate(_AS_FLAG), "little")


@functools.lru_cache(maxsize=64)
def _repeated(lane: bytes, size: int) -> int:
    return int.from_bytes(lane * size, "little")


def _all(size: int) -> int:
    return int.from_bytes(b"\1" * size, "little")


_COMPARED: Mapping[Callable[[Any, Any], Any], Callable[[int, int, int], int]] = {
    operator.ge: _at_least,
    operator.le: lambda first, second, size: _at_least(second, first, size),
    operator.lt: lambda first, second, size: _all(size) ^ _at_least(first, second, size),
    operator.gt: lambda first, second, size: _all(size) ^ _at_least(second, first, size),
    operator.eq: lambda first, second, size: _at_least(first, second, size) & _at_least(second, first, size),
}
