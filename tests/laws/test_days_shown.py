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
) | days.flatmap(
    lambda day: st.builds(
        Shown, st.just(day), st.just(day), sure=st.just(True), may_last=st.none() | st.just(dt.date.max)
    )
)
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


@given(st.lists(days, min_size=1, max_size=6), st.integers(1, 4))
def test_no_more_is_looked_at_than_the_records_asked_for(begun: list[dt.date], most: int) -> None:
    """A region has as many days as records: of what surely lasts, or was on a day, the first few suffice."""
    later, forever = FIRST + dt.timedelta(10), dt.date.max
    on_days = {Shown(day, day, sure=True): 1 for day in begun}
    lasting = {
        Shown(day, day, sure=True, lasts=forever - dt.timedelta(at)): 1 for at, day in enumerate(begun)
    }
    end = later + dt.timedelta(10)
    [(told_on, number)] = DaysShown.of(lasting).earliest(later, end, most, possible=False)

    assert (told_on, number) == (later, min(most, len(begun)))
    assert [day for day, _ in DaysShown.of(on_days).earliest(FIRST, end, most, possible=False)] == sorted(
        set(begun)
    )[:most]
