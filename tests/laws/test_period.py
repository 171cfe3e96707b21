"""Periods: how they are written, and how they cut the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

import pytest
from hypothesis import assume, example, given

import rnms
from kit.rows import by_source
from kit.strategies import days, periods, tiling_kinds, years
from rnms.errors import PeriodError, RnmsError
from rnms.judge.outcomes import _period_with
from rnms.model import Period, PeriodKind

ONE_DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "kind", "start", "end", "source"),
    by_source(
        [
            (2023, PeriodKind.CALENDAR, "2023-01-01", "2023-12-31", "a reporting year"),
            ("2023", PeriodKind.CALENDAR, "2023-01-01", "2023-12-31", "a reporting year as a text"),
            ("0001", PeriodKind.CALENDAR, "0001-01-01", "0001-12-31", "the first year of all"),
            ("9999", PeriodKind.CALENDAR, "9999-01-01", "9999-12-31", "the last year of all"),
            ("2022/2023", PeriodKind.ACADEMIC, "2022-09-01", "2023-08-31", "an academic year"),
            ("1999/2000", PeriodKind.ACADEMIC, "1999-09-01", "2000-08-31", "over the turn of a century"),
            ("2023-H1", PeriodKind.HALF_YEAR, "2023-01-01", "2023-06-30", "the first half"),
            ("2023-H2", PeriodKind.HALF_YEAR, "2023-07-01", "2023-12-31", "the second half"),
            ("2023-Q1", PeriodKind.QUARTER, "2023-01-01", "2023-03-31", "the first quarter"),
            ("2024-Q1", PeriodKind.QUARTER, "2024-01-01", "2024-03-31", "with a leap day"),
            ("2023-Q2", PeriodKind.QUARTER, "2023-04-01", "2023-06-30", "the second quarter"),
            ("2023-Q3", PeriodKind.QUARTER, "2023-07-01", "2023-09-30", "the third quarter"),
            ("2023-Q4", PeriodKind.QUARTER, "2023-10-01", "2023-12-31", "the fourth quarter"),
            ("2023-01-01/2024-12-31", PeriodKind.INTERVAL, "2023-01-01", "2024-12-31", "an interval"),
            ("2023-03", PeriodKind.INTERVAL, "2023-03-01", "2023-03-31", "a month"),
            ("2024-02", PeriodKind.INTERVAL, "2024-02-01", "2024-02-29", "a month of a leap year"),
            (
                "2023-01-01/2023-12-31",
                PeriodKind.CALENDAR,
                "2023-01-01",
                "2023-12-31",
                "its days are the year's",
            ),
            (
                "2022-09-01/2023-08-31",
                PeriodKind.ACADEMIC,
                "2022-09-01",
                "2023-08-31",
                "and an academic year's",
            ),
            ("2023-01-01/2023-06-30", PeriodKind.HALF_YEAR, "2023-01-01", "2023-06-30", "and a half-year's"),
            ("2023-04-01/2023-06-30", PeriodKind.QUARTER, "2023-04-01", "2023-06-30", "and a quarter's"),
            (
                "2022-09-02/2023-08-31",
                PeriodKind.INTERVAL,
                "2022-09-02",
                "2023-08-31",
                "a day less is no year",
            ),
            ("2024-02-29/2024-02-29", PeriodKind.INTERVAL, "2024-02-29", "2024-02-29", "a single leap day"),
        ]
    ),
)
def test_worked_examples(written: int | str, kind: PeriodKind, start: str, end: str, source: str) -> None:
    """A text or a year names one kind of period with its first and its last day."""
    expected = Period(kind=kind, start=dt.date.fromisoformat(start), end=dt.date.fromisoformat(end))

    assert expected == Period.of(written), source


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("I квартал 2024", "2024-Q1"),
        ("I квартал 2024 года", "2024-Q1"),
        ("І квартал 2024 г.", "2024-Q1"),
        ("за II квартал 2024\u00a0г.", "2024-Q2"),
        ("Ⅲ квартал 2024", "2024-Q3"),
        ("IV кв. 2024 г", "2024-Q4"),
        ("2 кв. 2024", "2024-Q2"),
        ("2 кв 2024", "2024-Q2"),
        ("3-й квартал 2024 года", "2024-Q3"),
        ("третий квартал 2024 года", "2024-Q3"),
        ("в третьем квартале 2024 года", "2024-Q3"),
        ("2024 год, 4 квартал", "2024-Q4"),
        ("2024 г., I кв.", "2024-Q1"),
        ("Q1 2024", "2024-Q1"),
        ("q4/2024", "2024-Q4"),
        ("1Q 2024", "2024-Q1"),
        ("2024 Q2", "2024-Q2"),
        ("1 полугодие 2024", "2024-H1"),
        ("II полугодие 2024 года", "2024-H2"),
        ("первое полугодие 2024 г.", "2024-H1"),
        ("второго полугодия 2024 года", "2024-H2"),
        ("1-ое полуг. 2024", "2024-H1"),
        ("2 п/г 2024", "2024-H2"),
        ("H1 2024", "2024-H1"),
        ("2024 год", "2024"),
        ("за 2024 г.", "2024"),
        ("2023/2024 учебный год", "2023/2024"),
        ("2023-2024 уч. год", "2023/2024"),
        ("2023/24 уч. г.", "2023/2024"),
        ("1999/00 уч. год", "1999/2000"),
        ("2023\u20132024 учебного года", "2023/2024"),
        ("март 2024 года", "2024-03"),
        ("марта 2024", "2024-03"),
        ("январь\u2013март 2024 г.", "2024-Q1"),
        ("январь - июнь 2024", "2024-H1"),
        ("9 месяцев 2024 года", "2024-01-01/2024-09-30"),
        ("6 мес. 2024", "2024-H1"),
        ("12 месяцев 2024", "2024"),
    ],
)
def test_a_clerk_writes_it_in_words(written: str, canonical: str) -> None:
    """In a cell, on the command line and in Python alike; files say it in one way."""
    assert Period.of(written) == Period.of(canonical)


@pytest.mark.parametrize(
    "written",
    [
        "5 квартал 2024",
        "V квартал 2024",
        "3 полугодие 2024",
        "H3 2024",
        "2 кв. 24",
        "I квартал",
        "квартал 2024",
        "I квартал 2024/2025 учебного года",
        "1 полугодие 2023/2024 уч. года",
        "2023/2025 учебный год",
        "2023/23 уч. год",
        "март-январь 2024",
        "мартобря 2024",
        "13 месяцев 2024",
        "0 месяцев 2024",
        "I квартал 0000",
        "I квартал ٢٠٢٤",
        "2023-2024",
        "31 марта 2024",
    ],
)
def test_what_two_would_understand_in_two_ways_is_refused(written: str) -> None:
    """Nothing is guessed: neither a century nor the halves of a school year."""
    with pytest.raises(PeriodError):
        Period.of(written)


@pytest.mark.parametrize(
    ("given_", "source"),
    by_source(
        [
            ("2023/2025", "an academic year ends in the next year"),
            ("2023/2022", "an academic year does not run backwards"),
            ("2023/2023", "an academic year has two years"),
            ("2023/24", "both years are written out"),
            ("0000/0001", "there is no year 0"),
            ("0000", "there is no year 0"),
            ("2023-Q0", "quarters are counted from 1"),
            ("2023-Q5", "a year has four quarters"),
            ("2023-H0", "half-years are counted from 1"),
            ("2023-H3", "a year has two halves"),
            ("2023-q1", "letters are capital"),
            ("2023-1", "a number alone is no part of a year"),
            ("2023-00", "months are counted from 1"),
            ("2023-13", "there is no thirteenth month"),
            ("٢٠٢٣-01", "digits are ASCII in months too"),
            (True, "a yes is no year"),
            (2023.0, "a float is no year"),
            (None, "nothing is no period"),
            (-2023, "years are positive"),
            (23, "a year has four digits"),
            ("23", "a year has four digits"),
            ("20233", "a year has four digits"),
            ("", "nothing is written"),
            (" 2023", "no space before"),
            ("2023\n", "no line end after"),
            ("٢٠٢٣", "digits are ASCII"),
            ("٢٠٢٢/٢٠٢٣", "digits are ASCII in academic years too"),
            ("٢٠٢٣-H1", "digits are ASCII in half-years too"),
            ("٢٠٢٣-Q1", "digits are ASCII in quarters too"),
            ("2023-13-01/2024-01-01", "there is no thirteenth month"),
            ("2023-02-29/2023-03-01", "2023 has no leap day"),
            ("2023-12-31/2023-01-01", "an interval does not run backwards"),
            ("2023-01-01/", "an interval has an end"),
            ("/2023-01-01", "an interval has a start"),
            ("٢٠٢٣-01-01/2024-01-01", "digits are ASCII in dates too"),
            ("2023-01-01", "a single day is written twice"),
        ]
    ),
)
def test_what_names_no_period_is_refused(given_: Any, source: str) -> None:
    """A value that names no period is an error of ours, and of the kind a caller would catch."""
    with pytest.raises(PeriodError, match="is no period: write 2023,") as caught:
        Period.of(given_)

    assert isinstance(caught.value, RnmsError), source
    assert isinstance(caught.value, ValueError), source


@pytest.mark.parametrize(
    ("kind", "start", "end", "why"),
    by_source(
        [
            (PeriodKind.INTERVAL, "2023-01-02", "2023-01-01", "cannot end on"),
            (PeriodKind.CALENDAR, "2023-01-02", "2023-12-31", "no period of kind 'calendar'"),
            (PeriodKind.CALENDAR, "2022-01-01", "2023-12-31", "no period of kind 'calendar'"),
            (PeriodKind.ACADEMIC, "2022-08-01", "2023-08-31", "no period of kind 'academic'"),
            (PeriodKind.HALF_YEAR, "2023-04-01", "2023-09-30", "no period of kind 'half_year'"),
            (PeriodKind.QUARTER, "2023-02-01", "2023-04-30", "no period of kind 'quarter'"),
        ]
    ),
)
def test_a_period_is_what_its_kind_says(kind: PeriodKind, start: str, end: str, why: str) -> None:
    """A period of a kind has the days of that kind, or else its text would name another period."""
    with pytest.raises(ValueError, match=why):
        Period(kind=kind, start=dt.date.fromisoformat(start), end=dt.date.fromisoformat(end))


@given(periods)
def test_the_text_of_a_period_names_it(period: Period) -> None:
    """Written and read again it is the same period."""
    assert period == Period.of(str(period))
    assert repr(period) == f"Period({str(period)!r})"


@given(periods)
def test_a_period_is_read_as_itself(period: Period) -> None:
    """Whoever already has a period may pass it."""
    assert period is Period.of(period)


@given(years)
def test_a_year_may_be_a_number(year: int) -> None:
    """A number names the calendar year that its four digits name."""
    assume(year >= 1000)

    assert Period.of(str(year)) == Period.of(year)


@given(periods)
def test_the_first_and_the_last_day_belong_to_a_period(period: Period) -> None:
    """A period is closed: both its ends are inside, their neighbours are not."""
    assert period.start in period
    assert period.end in period
    assert period.start == dt.date.min or period.start - ONE_DAY not in period
    assert period.end == dt.date.max or period.end + ONE_DAY not in period


@given(periods, days, days)
def test_a_period_covers_another_with_all_its_days(period: Period, first: dt.date, last: dt.date) -> None:
    """To cover an interval is to hold its first and its last day."""
    inner = Period.between(min(first, last), max(first, last))

    assert (first in period and last in period) is period.covers(inner)


@given(periods)
def test_the_reporting_year_is_the_one_it_ends_in(period: Period) -> None:
    """An academic year reports in its second year, an interval in the year of its last day."""
    assert period.end.year == period.year
    if period.kind is not PeriodKind.INTERVAL:
        assert period in period.kind.ending_in(period.year)


@given(tiling_kinds, years)
def test_periods_of_a_kind_follow_each_other_without_gap(kind: PeriodKind, year: int) -> None:
    """The day after a period ends the next of its kind begins, into the next year too."""
    assume(year < 9999)
    row = [*kind.ending_in(year), *kind.ending_in(year + 1)]

    assert [earlier.end + ONE_DAY for earlier in row[:-1]] == [later.start for later in row[1:]]


@given(tiling_kinds, days)
@example(PeriodKind.ACADEMIC, dt.date(2023, 8, 31))
@example(PeriodKind.ACADEMIC, dt.date(2023, 9, 1))
@example(PeriodKind.QUARTER, dt.date(2024, 2, 29))
def test_every_day_belongs_to_one_period_of_a_kind(kind: PeriodKind, day: dt.date) -> None:
    """The periods of a kind part the calendar: each day is in exactly one of them."""
    assume(1 < day.year < 9999)
    near = [period for year in (day.year, day.year + 1) for period in kind.ending_in(year)]

    assert sum(day in period for period in near) == 1
    [expected] = (period for period in near if day in period)
    assert _period_with(kind, day) == expected


@pytest.mark.parametrize(("kind", "parts"), [(PeriodKind.HALF_YEAR, 2), (PeriodKind.QUARTER, 4)])
@given(year=years)
def test_parts_of_a_year_make_it_up(kind: PeriodKind, parts: int, year: int) -> None:
    """Halves and quarters lie in their year and fill it from its first day to its last."""
    [whole] = PeriodKind.CALENDAR.ending_in(year)
    pieces = kind.ending_in(year)

    assert parts == len(pieces)
    assert all(whole.covers(piece) for piece in pieces)
    assert (whole.start, whole.end) == (pieces[0].start, pieces[-1].end)


@given(years)
def test_a_year_has_its_leap_day(year: int) -> None:
    """Calendar and academic years that hold a 29 February have 366 days, all others 365."""
    expected = 366 if calendar.isleap(year) else 365

    for kind in (PeriodKind.CALENDAR, PeriodKind.ACADEMIC):
        [period] = kind.ending_in(year)
        assert expected == (period.end - period.start).days + 1


def test_no_interval_belongs_to_a_year() -> None:
    """An interval is asked for by its days, never by a year."""
    assert PeriodKind.INTERVAL.ending_in(2023) == ()


@pytest.mark.parametrize(
    ("region", "year"), [("khabarovsk", "0001"), ("kirov", "0001"), ("khabarovsk", "9999"), ("amur", "9999")]
)
def test_the_edges_of_the_calendar_are_judged_or_refused(region: str, year: str) -> None:
    """No year makes an order fail: a period that would begin before all years is none."""
    try:
        report = rnms.evaluate(rnms.RegionalSystem(region=region), period=year)
    except PeriodError as error:
        assert "is no period" in str(error)  # noqa: PT017  # either way is right
    else:
        assert str(report.period) == year
