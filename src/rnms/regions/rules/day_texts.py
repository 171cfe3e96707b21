"""Deadlines as acts print them: a printed day, month or number must be that of the declared deadline."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import attrs

from rnms._values import frozen
from rnms.model.deadlines import (
    After,
    Annual,
    AnnualAfter,
    AnnualDay,
    AnnualDays,
    AnnualWindows,
    Deadline,
    Elsewhere,
    EveryMonths,
    EveryMonthsByDay,
    EveryYears,
    FirstThen,
    FromThenContinuous,
    HalfYearly,
    OneOffDay,
    OneOffMonth,
    OneOffQuarter,
    WithinYears,
)
from rnms.model.law import Unknown
from rnms.model.period import last_day
from rnms.regions.declaration import Declaration, falling_due

MONTHS = 12
_MONTHS = (
    "январ", "феврал", "март", "апрел", "ма[йея]", "июн", "июл", "август", "сентябр", "октябр", "ноябр",
    "декабр",
)  # fmt: skip
_DAYS = (
    "перв", "втор", "трет[ьи]", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат",
    "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат",
    "девятнадцат", "двадцат", "двадцать перв", "двадцать втор", "двадцать трет[ьи]", "двадцать четв[её]рт",
    "двадцать пят", "двадцать шест", "двадцать седьм", "двадцать восьм", "двадцать девят", "тридцат",
    "тридцать перв",
)  # fmt: skip
_NUMBERS = {
    1: "одн(?:ого|ому|ой|у)", 2: "двух|два|две", 3: "тр[её]х|три", 4: "четыр[её]х|четыре", 5: "пят[ьи]",
    6: "шест[ьи]", 7: "сем[ьи]", 8: "восемь|восьми", 9: "девят[ьи]", 10: "десят[ьи]", 12: "двенадцат[ьи]",
    14: "четырнадцат[ьи]", 15: "пятнадцат[ьи]", 20: "двадцат[ьи]", 30: "тридцат[ьи]",
}  # fmt: skip
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_NUMBER = rf"(?:\d{{1,3}}|\b(?:{'|'.join(_NUMBERS.values())})\b)"
# Of two that begin alike the longer comes first.
_DAY = rf"(?P<day>\b\d{{1,2}}|\b(?:{'|'.join(reversed(_DAYS))})(?:ого|его|ое|е))(?:-?(?:го|е|ое))?"
_MONTH = rf"(?P<month>\b(?:{'|'.join(_MONTHS)})[а-яё]{{0,2}}\b)(?:\s+(?P<year>\d{{4}})\b)?"
_PART_WORDS = r"\b(?:IV|I{1,3}|[1-4])\b|\bперв\w+|\bвтор\w+|\bтрет\w+|\bчетв[её]рт\w+"
_PART = rf"(?P<part>{_PART_WORDS})(?:-?(?:й|ый|м|е|ом|го))?"
_OF_YEAR = r"(?:\s+(?P<year>\d{4})\b)?"
_NAMED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})\b",
        r"(?:\bдо|\bпо|\bс|позднее|позже)\s+(?P<day>\d{1,2})\.(?P<month>\d{1,2})\b(?!\.\d)",
        rf"(?P<first>\b\d{{1,2}})\s*(?:по|-|–|—)\s*{_DAY}\s+{_MONTH}",
        rf"{_DAY}\s+{_MONTH}",
        rf"{_DAY}\s+числ",
        rf"{_PART}\s+кв(?P<quarter>артал\w*|\.){_OF_YEAR}",
        rf"{_PART}\s+полугоди\w*{_OF_YEAR}",
        _MONTH,
    )
]
"""The ways in which a text names a day, a month or a part of a year, the fuller ones first."""
_YEAR_ALONE = re.compile(r"\b((?:19|20)\d{2})\b")
_ACT = re.compile(r"\bот\s+\d{1,2}(?:\.\d{1,2}\.|\s+[а-я]+\s+)\d{4}[^№]{0,8}№\s*\S+", re.IGNORECASE)
_UNTIL_DAY = re.compile(r"(?:\bдо|не позднее|не позже)\s+(?:\d|перв|втор|трет|перв)", re.IGNORECASE)
_AGAIN = re.compile(r"ежегодн|далее|начиная|кажд|последующ", re.IGNORECASE)
_LAPSE = re.compile(
    rf"(?P<number>{_NUMBER})(?:-?(?:х|ти|и))?\s*-?(?:\([^)]*\)\s*)?"
    r"(?P<kind>(?:рабочи|календарн)\w*\s+)?(?P<unit>дн|месяц)",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"(?:(?P<times>{_NUMBER})\s+)?\bраза?\s+в\s+(?:(?P<number>{_NUMBER})\s+)?"
    r"(?P<unit>месяц|квартал|полугоди|год|лет)\w*|"
    r"(?P<word>ежемесячн|ежеквартальн|ежегодн|кажд\w+\s+(?:месяц|квартал|полугоди|год))\w*",
    re.IGNORECASE,
)
_MONTHS_OF = {"месяц": 1, "месячн": 1, "квартал": 3, "полугоди": 6, "год": MONTHS, "лет": MONTHS}
_INCLUSIVE = re.compile(r"включительно|не позднее|не позже|\bпо\s+\d", re.IGNORECASE)


@frozen
class Mark:
    """A day, a month or a year, as a text names it or a deadline has it; what it leaves open is ``None``.

    Attributes:
        year: The year.
        month: The month, the last one of a quarter or half-year.
        day: The day of the month; ``None`` is its last.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = (("02", self.day), ("02", self.month), ("04", self.year))
        return ".".join(format(part, width) for width, part in parts if part is not None)


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
    # How often something recurs is no part of a year, and the date of an act no deadline.
    marks, (named, rest) = tuple(_declared(deadline)), _named(_EVERY.sub(" ", _ACT.sub(" ", text)))
    different = [mark for mark in named if not any(_agree(mark, declared, text) for declared in marks)]
    years = [mark.year for mark in marks if mark.year is not None]
    years_named = [int(year) for year in _YEAR_ALONE.findall(rest)] if years else []
    different += [Mark(year) for year in years_named if not min(years) <= year <= max(years)]
    if marks and different:
        yield ", ".join(map(str, different)), ", ".join(map(str, marks))
    elif marks and any(mark.day is not None for mark in named):
        yield from _unnamed(deadline, named)
    elif (
        not marks and _UNTIL_DAY.search(text) and not _LAPSE.search(text) and not _is_set_elsewhere(deadline)
    ):
        yield ", ".join(map(str, named)) or text, "has no day"
    in_marks = [mark.year for mark in named if mark.year is not None]
    yield from _turns(deadline, [*in_marks, *map(int, _YEAR_ALONE.findall(rest))])
    yield from _inclusion(deadline, text)
    yield from _number(deadline, text)
    yield from _lapse(deadline, text)


def _is_set_elsewhere(deadline: Deadline) -> bool:
    return isinstance(deadline, Elsewhere | AnnualAfter)


def _declared(deadline: Deadline) -> Iterator[Mark]:
    """Collect the days and months that a deadline has; none where it has no such thing."""
    match deadline:
        case OneOffDay(year=year, month=month, day=day, since=since):
            yield Mark(year, month, day)
            if since is not None:
                yield Mark(since.year, since.month, since.day)
        case OneOffMonth(year=year, month=month) | FromThenContinuous(year=year, month=month):
            yield Mark(year, month)
        case OneOffQuarter(year=year, quarter=quarter):
            yield Mark(year, 3 * quarter)
        case WithinYears(first=first, last=last):
            yield from (Mark(first, 1), Mark(last, MONTHS))
        case AnnualWindows(spans=spans):
            for first, last in spans:
                months = range(first, first + (last - first) % MONTHS + 1)
                yield from (Mark(None, (month - 1) % MONTHS + 1) for month in months)
        case AnnualDay(month=month, day=day, since=begins):
            yield from (Mark(None, *pair) for pair in ((month, day), begins) if pair is not None)
        case AnnualDays(days=days):
            yield from (Mark(None, *pair) for pair in days)
        case EveryMonthsByDay(months=months, day=day, month=month):
            yield Mark(None, None, day)
            parts = range(0, MONTHS, months)
            yield from (Mark(None, (first + month - 1) % MONTHS + 1, day) for first in parts)
        case FirstThen(first=first_time, then=then):
            yield from (*_declared(first_time), *_declared(then))
        case EveryYears(by=(month, day)):
            yield Mark(None, month, day)


def _named(text: str) -> tuple[tuple[Mark, ...], str]:
    """Collect the days, months, quarters and half-years that a text names; return the rest of the text."""
    marks: list[Mark] = []
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            year, month = groups.get("year"), _month(groups)
            words = (groups.get("first"), groups.get("day"))
            days = [_ordinal(word) for word in words if word]
            full_year = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
            marks += [Mark(full_year, month, day) for day in (days or (None,))]
        text = pattern.sub(" ", text)
    return tuple(marks), text


def _month(groups: dict[str, str | None]) -> int | None:
    """Read the month that a text names: of a quarter or half-year, its last."""
    part, month = groups.get("part"), groups.get("month")
    if part is not None:
        return _ordinal(part) * (6 if groups.get("quarter") is None else 3)
    if month is None or month.isdigit():
        return None if month is None else int(month)
    return next(
        number for number, stem in enumerate(_MONTHS, start=1) if re.match(stem, month, re.IGNORECASE)
    )


def _ordinal(word: str) -> int:
    """Read the number that a figure, a Roman figure or an ordinal in words names."""
    if word.isdigit():
        return int(word)
    stems = reversed([*enumerate(_DAYS, start=1)])
    matches = (number for number, stem in stems if re.match(stem, word, re.IGNORECASE))
    return _ROMAN.get(word.upper()) or next(matches)


def _agree(named: Mark, declared: Mark, text: str) -> bool:
    """Tell whether what a text names is what a deadline has, or the same last day."""
    # Of what recurs an act may name the year with which it begins.
    may_begin = declared.year is None and _AGAIN.search(text)
    if named.year not in {None, declared.year} and not may_begin:
        return False
    if named.month in {None, declared.month} and named.day == declared.day:
        return True
    if named.month is None or declared.month is None:
        return False
    last_days = {_last_day(named)}
    if named.day is not None and not _INCLUSIVE.search(text):
        # «До 1 июня» is to the end of May where the day itself does not count.
        last_days.add(_last_day(named) - dt.timedelta(days=1))
    is_whole_month = declared.day is None or named.day is None
    return is_whole_month and _last_day(attrs.evolve(declared, year=named.year)) in last_days


def _last_day(mark: Mark) -> dt.date:
    # A year that has 29 February, where none is named.
    last = last_day(mark.year or 2024, mark.month or MONTHS)
    return last if mark.day is None else last.replace(day=min(mark.day, last.day))


def _unnamed(deadline: Deadline, named: Sequence[Mark]) -> Iterator[tuple[str, str]]:
    """List the days of a deadline of which a text that names other days says nothing."""
    if isinstance(deadline, OneOffDay | AnnualDay):
        deadline = attrs.evolve(deadline, since=None)
    if isinstance(deadline, OneOffDay | AnnualDay | AnnualDays):
        for mark in _declared(deadline):
            if not any(mark.day == other.day and other.month in {None, mark.month} for other in named):
                yield ", ".join(map(str, named)), f"{mark} too"


def _turns(deadline: Deadline, years: Sequence[int]) -> Iterator[tuple[str, str]]:
    """List the years that a text names in which a deadline of every few years neither begins nor ends."""
    if not isinstance(deadline, EveryYears):
        return
    first, last = deadline.first, deadline.first + deadline.years - 1
    turns = {0, last - first}
    wrong = [year for year in years if year < first or (year - first) % deadline.years not in turns]
    if wrong:
        yield ", ".join(map(str, wrong)), f"begins in {first}, falls due in {last} and so on"


def _inclusion(deadline: Deadline, text: str) -> Iterator[tuple[str, str]]:
    """Report a text that says that its day counts, where the deadline says that it does not."""
    match = _INCLUSIVE.search(text)
    # Of two days nobody can tell which of them the word is said.
    if match and getattr(deadline, "inclusive", None) is False:
        yield f"«{match[0]}»", "leaves that day out (inclusive=False)"


def _number(deadline: Deadline, text: str) -> Iterator[tuple[str, str]]:
    """Report how often a text says that something recurs, where the deadline recurs otherwise."""
    declared = _months_between(deadline)
    named = [months for match in _EVERY.finditer(text) if (months := _months_named(match)) is not None]
    if declared is not None and named and declared not in named:
        yield f"once in {named[0]} months", f"recurs in {declared}"


def _months_between(deadline: Deadline) -> int | None:
    match deadline:
        case EveryMonths(months=months) | EveryMonthsByDay(months=months):
            return months
        case HalfYearly():
            return 6
        case FirstThen(then=then):
            return _months_between(then)
        case Annual() | AnnualAfter() | AnnualDay():
            return MONTHS
        case EveryYears(years=years):
            return MONTHS * years
    return None


def _months_named(match: re.Match[str]) -> int | None:
    """Work out in how many months something recurs once; ``None`` where that is no whole number."""
    unit = (match["unit"] or match["word"]).lower()
    months = next(months for stem, months in _MONTHS_OF.items() if stem in unit)
    times, number = _count(match["times"] or "1"), _count(match["number"] or "1")
    return months * number // times if times and months * number % times == 0 else None


def _count(word: str) -> int:
    """Read the number that a numeral names."""
    if word.isdigit():
        return int(word)
    return next(number for number, stem in _NUMBERS.items() if re.fullmatch(stem, word, re.IGNORECASE))


def _lapse(deadline: Deadline, text: str) -> Iterator[tuple[str, str]]:
    """Report how long after an event a text says, where the deadline says otherwise."""
    match = _LAPSE.search(text)
    if match is None or not isinstance(deadline, After):
        return
    is_in_days, number = match["unit"].lower() == "дн", _count(match["number"])
    kind = (match["kind"] or "").strip().lower()
    declared = f"{deadline.days} days" if deadline.days else f"{deadline.months} months"
    if (number if is_in_days else 0, 0 if is_in_days else number) != (deadline.days, deadline.months):
        yield f"{number} {'days' if is_in_days else 'months'}", f"has {declared}"
    elif kind and kind.startswith("рабоч") is not deadline.working:
        yield f"«{kind}»", f"counts {'working' if deadline.working else 'calendar'} days"
