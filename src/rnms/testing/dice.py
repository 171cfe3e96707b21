"""Chance for invented regions, the same for the same seed; and the years in which things happen."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import TypeVar

from rnms._values import frozen

T = TypeVar("T")

YEARS = range(2021, 2025)
"""The years in which something happens in an invented region."""

FIRST, LAST = dt.date(2021, 1, 1), dt.date(2024, 12, 31)


@frozen
class Dice:
    """Chance, the same for the same seed."""

    rng: random.Random

    @classmethod
    def of(cls, seed: str) -> Dice:
        """Make the dice of a seed."""
        return cls(random.Random(seed))  # noqa: S311  # nothing here is secret

    def chance(self, share: float) -> bool:
        """Decide with a probability from 0 to 1."""
        return self.rng.random() < share

    def one_of(self, items: Sequence[T]) -> T:
        """Draw an item."""
        return items[int(self.rng.random() * len(items))]

    def some_of(self, items: Sequence[T], number: int) -> tuple[T, ...]:
        """Draw so many different items, or all where there are fewer."""
        return tuple(self.rng.sample(items, min(number, len(items))))

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        """Draw a day from the first to the last; the first where they are the wrong way round."""
        days = max(0, (last - first).days)
        return first + dt.timedelta(int(self.rng.random() * (days + 1)))

    def later(self, day: dt.date, least: int, most: int) -> dt.date:
        """Draw a day from ``least`` to ``most`` days later."""
        return day + dt.timedelta(least + int(self.rng.random() * (most - least + 1)))
