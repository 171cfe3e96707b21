"""What records show is found by its order: the same days as by a look through all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnms.engine.shown import Shown
from rnms.judge.completion_log import DaysShown

FIRST = dt.date(2023, 1, 1)
days = st.integers(0, 9).map(lambda number: FIRST + dt.timedelta(number))
shown = st.builds(
    Shown, days, days, sure=st.booleans(), lasts=st.none() | days | st.just(dt.date.max)
) | days.flatmap(lambda day: st.builds(Shown, st.just(day), st.just(day), sure=st.just(True)))
counts = st.dictionaries(shown, st.integers(1, 3), max_size=8)


def day_of(found: Iterable[tuple[dt.date, int]], most: int) -> dt.date | None:
    """The day on which there are so many."""
    missing = most
    for day, number in sorted(found):
        missing -= number
        if missing <= 0:
            return day
    return None


@pytest.mark.parametrize("possible", [True, False])
@given(counts, days, days, st.integers(1, 4))
def test_order_finds_the_day_that_a_look_through_all_finds(
    possible: bool, counts: Mapping[Shown, int], start: dt.date, end: dt.date, most: int
) -> None:
    ways = [
        (one.begins(start, end) if possible else one.surely_by(start, end), number)
        for one, number in counts.items()
    ]
    everything = [(day, number) for day, number in ways if day is not None]
    in_order = list(DaysShown.of(counts).earliest(start, end, most, possible=possible))
    assert day_of(in_order, most) == day_of(everything, most)
    assert bool(in_order) == bool(everything)
