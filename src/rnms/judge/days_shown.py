"""The days on which records show that something was carried out, in order: the first is found at once."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from rnms._values import frozen
from rnms.engine.shown import Shown


@frozen(eq=False)
class DaysShown:
    """What the records of a completion source show, with how many records show it.

    Most show one day and surely: of these the few that decide are found by their order. A region has as many
    of them as records, and every deadline asks twice.

    Attributes:
        counts: What they show, and how many records show it.
        firsts: The days that surely are those of a record, in order.
        numbers: How many records show each of these days, or begin on it.
        lasting: Of those that last: the last day, the first one and the number, the latest first.
        doubtful: What is left: days known in part, or records that perhaps show nothing.
    """

    counts: Mapping[Shown, int]
    firsts: Sequence[dt.date]
    numbers: Sequence[int]
    lasting: Sequence[tuple[dt.date, dt.date, int]]
    doubtful: Sequence[tuple[Shown, int]]

    @classmethod
    def of(cls, counts: Mapping[Shown, int]) -> DaysShown:
        """Put what records show in order."""
        plain: list[tuple[dt.date, int]] = []
        lasting: list[tuple[dt.date, dt.date, int]] = []
        doubtful: list[tuple[Shown, int]] = []
        for shown, number in counts.items():
            if not shown.sure or shown.first != shown.last or (shown.lasts or shown.last) < shown.last:
                doubtful.append((shown, number))
                continue
            plain.append((shown.first, number))
            if shown.lasts is not None:
                lasting.append((shown.lasts, shown.first, number))
        plain.sort()
        lasting.sort(reverse=True)
        firsts, numbers = [day for day, _ in plain], [number for _, number in plain]
        return cls(counts, firsts, numbers, lasting, doubtful)

    def earliest(
        self, start: dt.date, end: dt.date, most: int, *, possible: bool
    ) -> Iterator[tuple[dt.date, int]]:
        """Give days between two on which it was, or may have been, carried out, with how often on each.

        Of the days that are certain only so many are given as the earliest records that are asked for.

        >>> day = dt.date(2023, 3, 1)
        >>> shown = DaysShown.of({Shown(day, day, sure=True): 2})
        >>> list(shown.earliest(dt.date(2023, 1, 1), dt.date(2023, 12, 31), 1, possible=False))
        [(datetime.date(2023, 3, 1), 2)]

        Args:
            start: The first of the days.
            end: The last.
            most: How many records are asked for.
            possible: Whether what may have been counts too.
        """
        yield from self._begun_before(start, end, most)
        begin = bisect_left(self.firsts, start)
        stop = min(bisect_right(self.firsts, end), begin + most)
        yield from zip(self.firsts[begin:stop], self.numbers[begin:stop], strict=True)
        for shown, number in self.doubtful:
            day = shown.begins(start, end) if possible else shown.surely_by(start, end)
            if day is not None:
                yield day, number

    def _begun_before(self, start: dt.date, end: dt.date, most: int) -> Iterator[tuple[dt.date, int]]:
        """Count what began before a day and was so on it, as far as it is asked for."""
        found = 0
        for last, first, number in self.lasting:
            if last < start or found >= most:
                break
            found += number if first < start and first <= end else 0
        if found:
            yield start, found
