"""The days on which records show that something may have been, or surely was, done: by brute force."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnms.engine.records import RecordsEngine
from rnms.engine.shown import Shown, shown_by
from rnms.judge.completion import progress
from rnms.judge.completion_log import DaysShown
from rnms.model import MeasureReport, Period, RegionalSystem
from rnms.model.partial import PartialDay
from rnms.model.roadmap import CompletionSource
from rnms.regions import get

REPORTS = {"measure_reports"}
DAYS = [dt.date(2023, 5, number) for number in range(1, 6)]
SPANS = [(first, last) for first, last in itertools.product(DAYS, DAYS) if first <= last]
SOME = [
    Shown(first, last, sure=sure, lasts=lasts)
    for first, last in SPANS
    for lasts in (None, *(day for day in DAYS if day >= last))
    for sure in (True, False)
]
"""What a record may show: of a day that is known or not, which lasts or does not."""


def first_day(day: dt.date, lasts: dt.date | None, start: dt.date, end: dt.date) -> dt.date | None:
    """The first of some days on which something was so that began on a day."""
    return min((one for one in DAYS if start <= one <= end and day <= one <= (lasts or day)), default=None)


def found(shown: Shown, start: dt.date, end: dt.date, *, possible: bool) -> dt.date | None:
    """The first day on which it may have been so, or by which it was, whichever day it is."""
    days = [first_day(day, shown.lasts, start, end) for day in DAYS if shown.first <= day <= shown.last]
    known = [day for day in days if day is not None]
    if possible:
        return min(known, default=None)
    return max(known) if shown.sure and len(known) == len(days) else None


@pytest.mark.parametrize("possible", [True, False])
def test_the_first_day_is_that_of_some_world_or_of_all(possible: bool) -> None:
    """Of several days on which it may have been done the earliest; of what surely was the latest."""
    for shown, (start, end) in itertools.product(SOME, SPANS):
        told = shown.begins(start, end) if possible else shown.surely_by(start, end)
        assert told == found(shown, start, end, possible=possible), (shown, start, end)


@given(
    st.dictionaries(st.sampled_from(SOME), st.integers(1, 3), max_size=4),
    st.sampled_from(SPANS),
    st.integers(1, 4),
    st.booleans(),
)
def test_so_many_records_are_there_on_the_day_of_the_last_of_them(
    counts: dict[Shown, int], span: tuple[dt.date, dt.date], most: int, possible: bool
) -> None:
    """However they are counted: each number of records that is asked for, up to the most."""
    told = DaysShown.of(counts).earliest(*span, most, possible=possible)
    days = sorted(day for day, number in told for _ in range(number))
    each = ([found(shown, *span, possible=possible)] * number for shown, number in counts.items())
    expected = sorted(day for day in itertools.chain(*each) if day is not None)

    assert days[:most] == expected[:most]


MARCH, MAY = PartialDay.of("2023-03"), PartialDay.of("2023-05")
TRACE = CompletionSource(collection="monitoring_rounds", day="approved", period=("start", "end"))


@pytest.mark.parametrize(
    ("facts", "first", "last"),
    [
        ({"approved": DAYS[0], "start": MARCH, "end": MAY}, DAYS[0], DAYS[0]),
        ({"approved": MAY, "start": MARCH, "end": MAY}, MAY.first, MAY.last),
        ({"approved": None, "start": MARCH, "end": MAY}, MARCH.first, MAY.last),
        ({"approved": None, "start": None, "end": MAY}, dt.date.min, MAY.last),
        ({"approved": None, "start": MARCH, "end": None}, MARCH.first, dt.date.max),
        ({"approved": None, "start": DAYS[0], "end": DAYS[2]}, DAYS[0], DAYS[2]),
    ],
    ids=["a day", "a month", "between months", "until a month", "since a month", "between days"],
)
def test_a_day_that_is_not_known_lies_between_the_ends_of_its_time(
    facts: dict[str, dt.date | PartialDay | None], first: dt.date, last: dt.date
) -> None:
    """Of ends that are known in part, as wide as they may be."""
    assert shown_by(TRACE, facts, ()) == Shown(first, last, sure=True)


@pytest.mark.parametrize("end", [PartialDay.of("2030"), None])
def test_what_lasts_nobody_knows_how_long_was_so_on_its_first_day(end: PartialDay | None) -> None:
    """A document of 1 March 2023 «до 2030 года» was adopted on 1 March, and may be in force in 2024."""
    trace = CompletionSource(collection="adoptions", day="start", lasting="end")
    shown = shown_by(trace, {"start": dt.date(2023, 3, 1), "end": end}, {"end"})
    years = [(dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (2022, 2023, 2024)]

    assert shown is not None
    assert [shown.surely_by(*year) for year in years] == [None, dt.date(2023, 3, 1), None]
    assert [shown.begins(*year) for year in years] == [None, dt.date(2023, 3, 1), dt.date(2024, 1, 1)]


def test_reports_of_measures_are_read_without_the_people() -> None:
    """Every schedule asks for them: they are at hand, and the engine over everybody is not asked."""
    order = get("kirov")
    data = RegionalSystem(
        region="kirov", persons=[], measure_reports=[MeasureReport(measure="1.1.3", date=dt.date(2024, 6, 1))]
    )
    source = _NotAsked(data)
    year = Period.of(2024)
    only = {one.code for one in order.roadmap.measures if {part.collection for part in one.traces} == REPORTS}
    found = progress(order.roadmap.measures, data, year, year.end, source=source, only=only)

    assert found


class _NotAsked(RecordsEngine):
    """An engine that knows what was collected and reads nothing."""

    def shown(self, trace: CompletionSource) -> Any:
        raise AssertionError(trace)

    def shown_since(self, trace: CompletionSource, day: dt.date) -> Any:
        raise AssertionError((trace, day))
