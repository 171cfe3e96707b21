"""Deadlines as acts print them: a printed day, month or number must be that of the declared deadline."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from rnms.model.deadlines import (
    After,
    Annual,
    AnnualAfter,
    AnnualDay,
    AnnualDays,
    AnnualWindows,
    Continuous,
    Deadline,
    Elsewhere,
    EveryMonths,
    EveryMonthsByDay,
    EveryYears,
    FirstThen,
    FromThenContinuous,
    HalfYearly,
    OneOff,
    OneOffDay,
    OneOffMonth,
    OneOffQuarter,
    WithinYears,
)
from rnms.model.law import Unknown
from rnms.model.period import last_day
from rnms.model.working_days import ONE_DAY
from rnms.regions.declaration import Declaration, falling_due
from rnms.regions.rules.printed_terms import MONTHS, Lapse, Mark, PrintedTerm

_FEBRUARY = 2
_LEAP_YEAR = 2024
_UNTIL_DAY = re.compile(r"(?:\bдо|не позднее|не позже)\s+(?:\d|перв|втор|трет|перв)", re.IGNORECASE)
_AGAIN = re.compile(r"ежегодн|далее|начиная|кажд|последующ", re.IGNORECASE)
_PART_OF_YEAR = re.compile(r"\bкв(?:артал|\.)|полугоди", re.IGNORECASE)
_ALWAYS = re.compile(r"постоянн", re.IGNORECASE)
_AFTER_ITS_PART = re.compile(r"(?:после|по)\s+(?:окончани|заверше|истечени)", re.IGNORECASE)


def deadlines_are_printed_as_declared(profile: Declaration) -> Iterator[str]:
    """Where the printed text of a deadline names a day, a month, a year or a number, the deadline has it."""
    for kind, scheduled in falling_due(profile):
        for due in scheduled:
            # What was lost differs from nothing that is left of it.
            if isinstance(due.deadline, Unknown):
                continue
            for printed, declared in _differences(due.deadline, due.deadline_text):
                says = f"deadline_text {due.deadline_text!r} says {printed}"
                yield f"{kind} {due.code}: {says}, its deadline {declared}; make one what the act prints"


def _differences(deadline: Deadline, text: str) -> Iterator[tuple[str, str]]:
    """List what a text names and a deadline has otherwise."""
    marks = tuple(_declared(deadline))
    years = [mark.year for mark in marks if mark.year is not None]
    term = PrintedTerm.of(text, () if isinstance(deadline, WithinYears) else tuple(years))
    different = [mark for mark in term.marks if not _is_declared(mark, marks, deadline, term)]
    different += [Mark(year) for year in term.years if years and not min(years) <= year <= max(years)]
    if marks and different:
        yield ", ".join(map(str, different)), _days_declared(deadline, marks, different)
    elif marks:
        yield from _unnamed(deadline, term)
    elif _UNTIL_DAY.search(text) and not term.lapses and not isinstance(deadline, Elsewhere | AnnualAfter):
        yield ", ".join(map(str, term.marks)) or text, "has no day"
    yield from _turns(deadline, term)
    yield from _inclusion(deadline, term)
    yield from _rate(deadline, term)
    yield from _lapse(deadline, term)


def _declared(deadline: Deadline) -> Iterator[Mark]:
    """Collect the days and months that a deadline has; none where it has no such thing."""
    match deadline:
        case OneOffDay(year=year, month=month, day=day, since=since):
            yield Mark(year, month, day)
            if since is not None:
                yield Mark(since.year, since.month, since.day, starts=True)
        case OneOffMonth(year=year, month=month) | FromThenContinuous(year=year, month=month):
            yield Mark(year, month)
        case OneOffQuarter(year=year, quarter=quarter):
            yield Mark(year, 3 * quarter)
        case WithinYears(first=first, last=last):
            yield from (Mark(first, 1), Mark(last, MONTHS))
        case AnnualWindows(spans=spans):
            yield from (Mark(None, month) for first, last in spans for month in _months(first, last))
        case Annual() | HalfYearly() | EveryMonths():
            yield from (Mark(None, last) for _, last in deadline.spans)
        case AnnualDay(month=month, day=day, since=begins):
            yield Mark(None, month, day)
            if begins is not None:
                yield Mark(None, *begins, starts=True)
        case AnnualDays(days=days):
            yield from (Mark(None, *pair) for pair in days)
        case EveryMonthsByDay(day=day):
            yield from (Mark(None, None, day), *_days_of_parts(deadline))
        case FirstThen(first=first_time, then=then):
            yield from (*_declared(first_time), *_declared(then))
        case EveryYears(by=pair):
            yield Mark(None, MONTHS) if pair is None else Mark(None, *pair)


def _days_declared(deadline: Deadline, marks: Sequence[Mark], different: Sequence[Mark]) -> str:
    """Say which days and months a deadline has, to which a text names different ones."""
    months = ", ".join(map(str, marks))
    if not isinstance(deadline, Annual | HalfYearly | EveryMonths) and marks != (Mark(None, MONTHS),):
        return months
    return "has no day" if any(mark.day for mark in different) else f"ends with {months}"


def _months(first: int, last: int) -> list[int]:
    """List the months from one to another, which may lie beyond the turn of the year."""
    return [(first + number - 1) % MONTHS + 1 for number in range((last - first) % MONTHS + 1)]


def _days_of_parts(deadline: EveryMonthsByDay) -> list[Mark]:
    """List the days by which something falls due in the parts of a year."""
    months = [(first + deadline.month - 1) % MONTHS + 1 for first in range(0, MONTHS, deadline.months)]
    return [Mark(None, month, min(deadline.day, last_day(_LEAP_YEAR, month).day)) for month in months]


def _is_declared(mark: Mark, marks: Sequence[Mark], deadline: Deadline, term: PrintedTerm) -> bool:
    """Tell whether a deadline has what a text names."""
    if isinstance(deadline, EveryYears):
        # Its years are looked at by themselves.
        mark = attrs.evolve(mark, year=None)
    years = [declared.year for declared in marks]
    is_within = mark.month in _months_within(deadline) and mark.year in {None, *years}
    if mark.day is None and is_within:
        return True
    if mark.starts and (
        _begins_whenever(mark, deadline) or any(_begin_alike(mark, declared) for declared in marks)
    ):
        return True
    return any(_agree(mark, declared, term) for declared in marks)


def _months_within(deadline: Deadline) -> list[int]:
    """List the months of a time of which both days are said, as a text may name each of them."""
    if isinstance(deadline, OneOffDay) and deadline.since is not None:
        return _months(deadline.since.month, deadline.month)
    if isinstance(deadline, AnnualDay) and deadline.since is not None:
        return _months(deadline.since[0], deadline.month)
    return []


def _begins_whenever(mark: Mark, deadline: Deadline) -> bool:
    """Tell whether any earlier month will do, or no month in which something begins is declared."""
    if isinstance(deadline, Annual | HalfYearly | EveryMonths | EveryYears):
        return True
    if isinstance(deadline, AnnualDay) and deadline.since is None:
        return mark.month == 1 and mark.day in {None, 1}
    return mark.day is None and isinstance(deadline, OneOffMonth | OneOffQuarter | FromThenContinuous)


def _begin_alike(printed: Mark, declared: Mark) -> bool:
    """Tell whether a time begins with a month that a deadline has, or on its first day."""
    is_of_year = printed.year is None or declared.year in {None, printed.year}
    is_first_day = declared.starts or declared.day is None
    return (
        is_of_year
        and is_first_day
        and declared.month == printed.month
        and (declared.day or 1) == (printed.day or 1)
    )


def _agree(printed: Mark, declared: Mark, term: PrintedTerm) -> bool:
    """Tell whether what a text names is what a deadline has, or the same last day."""
    if _is_of_year(printed, declared, term):
        if printed.month in {None, declared.month} and printed.day == declared.day:
            return True
        if printed.month is None or declared.month is None:
            return False
    # «До 1 июня» is to the end of May where the day itself does not count.
    is_whole_month = declared.day is None or printed.day is None
    return is_whole_month and any(
        _is_of_year(last, declared, term) and (last.month, last.day) == _last_day(declared)
        for last in _last_days(printed, is_inclusive=bool(term.inclusion))
    )


def _is_of_year(printed: Mark, declared: Mark, term: PrintedTerm) -> bool:
    # Of what recurs an act may name the year with which it begins.
    return printed.year in {None, declared.year} or bool(declared.year is None and _AGAIN.search(term.text))


def _last_days(printed: Mark, *, is_inclusive: bool) -> Iterator[Mark]:
    """List the last days that a text may mean by a day or a month; none by «15.13.2024»."""
    if printed.day == 0 or not 1 <= (printed.month or 1) <= MONTHS:
        return
    month, day = _last_day(printed)
    yield Mark(printed.year, month, day)
    if printed.day is not None and not is_inclusive:
        before = dt.date(printed.year or _LEAP_YEAR, month, day) - ONE_DAY
        yield Mark(printed.year and before.year, before.month, before.day)


def _last_day(mark: Mark) -> tuple[int, int]:
    # A year that has 29 February, where none is named.
    month = mark.month or MONTHS
    last = last_day(mark.year or _LEAP_YEAR, month).day
    return month, last if mark.day is None else min(mark.day, last)


def _unnamed(deadline: Deadline, term: PrintedTerm) -> Iterator[tuple[str, str]]:
    """List the days, months and years of a deadline of which a text that names others says nothing."""
    printed_ends = [mark for mark in term.marks if not mark.starts]
    missing: list[Mark] = []
    match deadline:
        case OneOffDay() | AnnualDay() | AnnualDays() if any(mark.day is not None for mark in term.marks):
            missing = [
                mark for mark in _declared(deadline) if not mark.starts and not _is_named(mark, term.marks)
            ]
        case OneOffDay() | AnnualDay() if printed_ends and deadline.since is not None:
            last, *_ = _declared(deadline)
            missing = [] if any(_agree(mark, last, term) for mark in printed_ends) else [last]
        case EveryMonthsByDay() if any(mark.day and mark.month for mark in printed_ends):
            missing = [mark for mark in _days_of_parts(deadline) if not _is_named(mark, printed_ends)]
        case HalfYearly() | EveryMonths() if len({mark.month for mark in printed_ends}) > 1:
            ends = tuple(_declared(deadline))
            missing = [end for end in ends if not any(_agree(mark, end, term) for mark in printed_ends)]
        case AnnualWindows(spans=spans) if printed_ends:
            missing = [Mark(None, last) for span in spans for last in _unnamed_months(*span, term)]
        case WithinYears(first=first, last=last):
            years = [*term.years, *(mark.year for mark in term.marks if mark.year is not None)]
            # «До 31 декабря 2024 года» tells no first year.
            turns = (first, last) if len({*years}) > 1 else (last,)
            missing = [Mark(year) for year in turns if years and year not in years]
    if missing:
        printed = ", ".join(map(str, term.marks)) or ", ".join(map(str, term.years))
        yield printed, f"{', '.join(map(str, missing))} too"


def _is_named(declared: Mark, marks: Sequence[Mark]) -> bool:
    return any(mark.day == declared.day and mark.month in {None, declared.month} for mark in marks)


def _unnamed_months(first: int, last: int, term: PrintedTerm) -> list[int]:
    """List the months of a window that a text leaves out; of quarters and half-years the last one tells."""
    printed = {mark.month for mark in term.marks}
    begins = {mark.month for mark in term.marks if mark.starts}
    if first in begins or _PART_OF_YEAR.search(term.text):
        return [last] if last not in printed else []
    return [month for month in _months(first, last) if month not in printed]


def _turns(deadline: Deadline, term: PrintedTerm) -> Iterator[tuple[str, str]]:
    """List the years that a text names in which a deadline of every few years neither begins nor ends."""
    if not isinstance(deadline, EveryYears):
        return
    first, last = deadline.first, deadline.first + deadline.years - 1
    # By a day something falls due; of a year alone nobody can tell whether it begins or ends.
    due = [mark.year for mark in term.marks if mark.year is not None and not mark.starts]
    wrong = [year for year in due if not _is_turn(year, last, deadline.years)]
    printed = [*term.years, *(mark.year for mark in term.marks if mark.year is not None and mark.starts)]
    wrong += [
        year for year in printed if not any(_is_turn(year, turn, deadline.years) for turn in (first, last))
    ]
    if wrong:
        yield ", ".join(map(str, wrong)), f"begins in {first}, falls due in {last} and so on"


def _is_turn(year: int, turn: int, years: int) -> bool:
    return year >= turn and (year - turn) % years == 0


def _inclusion(deadline: Deadline, term: PrintedTerm) -> Iterator[tuple[str, str]]:
    """Report a text that says whether its day counts, where the deadline says otherwise."""
    # Of two days nobody can tell which of them the word is said.
    inclusive = getattr(deadline, "inclusive", None)
    if term.inclusion and inclusive is False:
        yield f"«{term.inclusion}»", "leaves that day out (inclusive=False)"
    if term.exclusion and inclusive is True:
        yield f"«{term.exclusion}»", "counts that day (inclusive=True)"


def _rate(deadline: Deadline, term: PrintedTerm) -> Iterator[tuple[str, str]]:
    """Report how often a text says that something recurs, where the deadline recurs otherwise."""
    if not term.rates:
        return
    often = f"once in {term.rates[0]} months"
    if isinstance(deadline, OneOff):
        yield often, "falls due once"
    elif isinstance(deadline, Continuous | FromThenContinuous):
        if not _ALWAYS.search(term.text):
            yield often, "lasts without a day"
    else:
        declared = _rates(deadline, term)
        if declared and not declared & {*term.rates}:
            yield often, f"recurs in {min(declared)}"


def _rates(deadline: Deadline, term: PrintedTerm) -> set[Fraction]:
    """Say once in how many months something recurs, as a text may say it; nothing where it does not."""
    match deadline:
        case EveryMonths(months=months) | EveryMonthsByDay(months=months):
            return {Fraction(months), *_yearly_with_each_named(MONTHS // months, term)}
        case HalfYearly():
            return {Fraction(6), *_yearly_with_each_named(2, term)}
        case FirstThen(then=then):
            return _rates(then, term)
        case Annual() | AnnualAfter() | AnnualDay():
            return {Fraction(MONTHS)}
        case AnnualDays(days=parts) | AnnualWindows(spans=parts):
            return {Fraction(MONTHS), Fraction(MONTHS, len(parts))}
        case EveryYears(years=years):
            return {Fraction(MONTHS * years)}
    return set()


def _yearly_with_each_named(number: int, term: PrintedTerm) -> set[Fraction]:
    """Say that a text may say «ежегодно» of what recurs within a year, where it names every time."""
    months = {mark.month for mark in term.marks if mark.month is not None and not mark.starts}
    return {Fraction(MONTHS)} if len(months) == number else set()


def _lapse(deadline: Deadline, term: PrintedTerm) -> Iterator[tuple[str, str]]:
    """Report how long after an event a text says, where the deadline says otherwise."""
    if isinstance(deadline, EveryMonthsByDay):
        yield from _days_after_part(deadline, term)
    if not isinstance(deadline, After) or not term.lapses:
        return
    as_long = [
        lapse for lapse in term.lapses if (lapse.days, lapse.months) == (deadline.days, deadline.months)
    ]
    if not as_long:
        yield str(term.lapses[0]), f"has {Lapse(deadline.days, deadline.months)}"
    elif all(lapse.working is not None and lapse.working is not deadline.working for lapse in as_long):
        kind = as_long[0].kind
        yield (
            f"«{kind}»" if kind else term.text,
            f"counts {'working' if deadline.working else 'calendar'} days",
        )


def _days_after_part(deadline: EveryMonthsByDay, term: PrintedTerm) -> Iterator[tuple[str, str]]:
    """Report in how many days after a part of a year a text says, where the deadline has another day."""
    last = deadline.day if deadline.inclusive else deadline.day - 1
    is_after_part = _AFTER_ITS_PART.search(term.text) and deadline.month == deadline.months + 1
    days = [lapse.days for lapse in term.lapses if lapse.days and lapse.working is not True]
    if is_after_part and days and last not in days:
        yield f"{days[0]} days", f"has {last}"
