"""What the printed text of a deadline says: days and months, how often, and how long after an event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from rnms._values import frozen

MONTHS = 12
_MONTH_STEMS = (
    "январ", "феврал", "март", "апрел", "ма[йея]", "июн", "июл", "август", "сентябр", "октябр", "ноябр",
    "декабр",
)  # fmt: skip
_ORDINALS = (
    "перв", "втор", "трет[ьи]", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат",
    "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат",
    "девятнадцат", "двадцат", "двадцать перв", "двадцать втор", "двадцать трет[ьи]", "двадцать четв[её]рт",
    "двадцать пят", "двадцать шест", "двадцать седьм", "двадцать восьм", "двадцать девят", "тридцат",
    "тридцать перв",
)  # fmt: skip
# The larger first: «пятнадцать» begins as «пять» does.
_NUMERALS = {
    100: "сто|ста", 90: "девяност[оа]", 80: "восемьдесят|восьмидесяти", 70: "сем[ьи]десяти?",
    60: "шест[ьи]десяти?", 50: "пят[ьи]десяти?", 40: "сорока?", 30: "тридцат[ьи]", 20: "двадцат[ьи]",
    19: "девятнадцат[ьи]", 18: "восемнадцат[ьи]", 17: "семнадцат[ьи]", 16: "шестнадцат[ьи]",
    15: "пятнадцат[ьи]", 14: "четырнадцат[ьи]", 13: "тринадцат[ьи]", 12: "двенадцат[ьи]",
    11: "одиннадцат[ьи]", 10: "десят[ьи]", 9: "девят[ьи]", 8: "восемь|восьми", 7: "сем[ьи]", 6: "шест[ьи]",
    5: "пят[ьи]", 4: "четыр[её]х|четыре", 3: "тр[её]х|три", 2: "двух|два|две",
    1: "одн(?:ого|ому|ой|у|а|о)|один",
}  # fmt: skip
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_WORD = "|".join(_NUMERALS.values())
_NUMBER = rf"(?:(?<!\d[.,])\b\d{{1,3}}|\b(?:{_WORD})(?:[\s-]+(?:{_WORD})){{0,2}}\b)"
_IN_WORDS = r"(?:\([^)]*\)\s*)?"
# Of two that begin alike the longer comes first.
_ORDINAL = rf"\b(?:{'|'.join(reversed(_ORDINALS))})(?:ого|его|ому|ему|ое|е)"
_DAY = rf"(?P<day>\b\d{{1,2}}|{_ORDINAL})(?:-?(?:го|му|е|ое))?"
_MONTH_WORD = rf"\b(?:{'|'.join(_MONTH_STEMS)})[а-яё]{{0,2}}\b"
_MONTH = rf"(?P<month>{_MONTH_WORD})(?:\s+(?P<year>\d{{4}})\b)?"
_PART_WORDS = r"\b(?:IV|I{1,3}|[1-4])\b|\bперв\w+|\bвтор\w+|\bтрет\w+|\bчетв[её]рт\w+"
_PART = rf"(?P<part>{_PART_WORDS})(?:-?(?:й|ый|м|е|ом|го))?"
_OF_YEAR = r"(?:\s+(?P<year>\d{4})\b)?"
_FROM = r"(?P<from>\bсо?\s+)?"
_UP_TO = r"\s*(?:-|–|—|\bпо\b)\s*"
_NAMED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_FROM}\b(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}}|\d{{2}})\b",
        r"(?:\bдо|\bпо|(?P<from>\bс)|\bк|позднее|позже)\s+(?P<day>\d{1,2})\.(?P<month>\d{1,2})\b(?!\.\d)",
        r"(?:\bи|,)\s+(?P<day>\d{1,2})\.(?P<month>\d{2})\b(?!\.\d)",
        rf"(?P<first>\b\d{{1,2}}){_UP_TO}{_DAY}\s+{_MONTH}",
        rf"(?P<decade>\b(?:перв|втор|трет)\w+)\s+декад\w+\s+{_MONTH}",
        rf"{_FROM}{_DAY}\s+{_MONTH}",
        rf"{_DAY}\s+числ",
        rf"{_FROM}{_PART}\s+кв(?P<quarter>артал\w*|\.){_OF_YEAR}",
        rf"{_FROM}{_PART}\s+полугоди\w*{_OF_YEAR}",
        rf"(?P<begin>{_MONTH_WORD})(?:\s+(?P<begin_year>\d{{4}})(?:\s+года|\s*г\.)?)?{_UP_TO}{_MONTH}",
        rf"{_FROM}{_MONTH}",
    )
]
"""The ways in which a text names a day, a month or a part of a year, the fuller ones first."""
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_ACT = re.compile(r"\bот\s+\d{1,2}(?:\.\d{1,2}\.|\s+[а-я]+\s+)\d{4}[^№]{0,8}№\s*\S+", re.IGNORECASE)
_REPORTED = re.compile(
    rf"(?:\bза|\bпо итогам|\bпо результатам)\s+(?:{_PART}\s+(?:квартал|полугоди)\w*(?:\s+\d{{4}}\s+года?)?"
    rf"|{_NUMBER}\s+месяц\w*|\d{{4}}(?:\s*[-–—/]\s*\d{{4}})?\s+(?:учебн\w+\s+)?год\w*)",
    re.IGNORECASE,
)
"""The period of which a report speaks, which is none in which it falls due."""
_QUOTED_DAY = re.compile(r"[«„“\"](\d{1,2})[»“”\"]")
_SEVERAL_PARTS = re.compile(
    rf"{_PART}\s*(?:,|\bи\b)\s*(?=(?:(?:{_PART_WORDS})(?:-\w{{1,2}})?(?:\s+|,\s*)(?:и\s+)?)+(?P<unit>квартал|полугоди))",
    re.IGNORECASE,
)
_ACADEMIC_YEAR = re.compile(r"\b(\d{4})\s*[-–—/]\s*(\d{4})\s+учебн\w+\s+год\w*", re.IGNORECASE)
_UNIT_OF_RATE = r"(?:учебн\w+\s+|календарн\w+\s+)?(?P<unit>месяц|квартал|полугоди|полгод|год|лет)\w*"
_RATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"(?:(?P<times>{_NUMBER})\s+{_IN_WORDS})?\b(?P<adverb>раза?|дважды|трижды)\s+в\s+"
            rf"(?:учебн\w+\s+|календарн\w+\s+)?(?:(?P<number>{_NUMBER})\s+{_IN_WORDS})?{_UNIT_OF_RATE}"
        ),
        rf"\bкажд\w+\s+(?:(?P<number>{_NUMBER})\s+{_IN_WORDS})?{_UNIT_OF_RATE}",
        r"\bеже(?P<unit>месячн|квартальн|годн)\w*|\bпо(?P<plural>месячн|квартальн)\w*",
        r"\bпо\s+(?P<unit>полугоди|квартал|месяц)[ая]м\b",
    )
]
"""The ways in which a text says how often something recurs."""
_MONTHS_OF = {"месяц": 1, "месячн": 1, "квартал": 3, "полугод": 6, "полгод": 6, "год": MONTHS, "лет": MONTHS}
_TIMES_OF = {"дважды": 2, "трижды": 3}
_WORKING = r"(?P<kind>(?:рабоч|календарн)\w*\s+)?"
_LAPSES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"(?<!\bза\s)(?P<number>{_NUMBER})(?:-?(?:х|ти|и|ми)\b)?\s*{_IN_WORDS}{_WORKING}-?\s*"
            r"(?P<unit>дней|дня|день|дневн|сут(?:ок|ки|очн)|недел|месяц|месячн|года?\b|лет\b|летн|годичн)"
        ),
        (
            rf"\b(?P<number>(?:{_WORD})(?:{_WORD})?)\s*"
            r"(?P<unit>дневн|суточн|недельн|месячн|годичн|летн)\w*\s+срок"
        ),
        r"\b(?P<unit>суточн|недельн|декадн|месячн|квартальн|полугод\w+|годичн|годов)\w*\s+срок",
        (
            r"(?:\bв течение|\bчерез|\bне позднее(?:,?\s+чем)?|\bне более(?:,?\s+чем)?)\s+"
            r"(?P<unit>суток|сутки|недел[июя]|декады|месяца?\b|квартала?\b|полугода|полгода|года?\b)"
        ),
        rf"\bследующ\w+\s+{_WORKING}(?P<unit>день|дня)\b",
    )
]
"""The ways in which a text says how long after an event something falls due."""
_DAYS_OF = {"дн": 1, "ден": 1, "сут": 1, "недел": 7, "декад": 10}
_INCLUSIVE = re.compile(r"(?<!не)(?<!не )включительно|не позднее|не позже|\bпо\s+\d", re.IGNORECASE)
_EXCLUSIVE = re.compile(r"не\s?включительно|не включая|исключая", re.IGNORECASE)


@frozen
class Mark:
    """A day, a month or a year, as a text names it or a deadline has it; what it leaves open is ``None``.

    Attributes:
        year: The year.
        month: The month, the last one of a quarter or half-year.
        day: The day of the month; ``None`` is its last.
        starts: Whether a time begins with it: «с 1 октября», «сентябрь – …».
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    starts: bool = False

    def __str__(self) -> str:
        parts = (("02", self.day), ("02", self.month), ("04", self.year))
        return ".".join(format(part, width) for width, part in parts if part is not None)


@frozen
class Lapse:
    """How long after an event something falls due, as a text says it.

    Attributes:
        days: How many days.
        months: How many months, instead of days.
        working: Whether it says that working days are counted; ``None`` where it does not say which.
        kind: The word that says which days are counted; empty where there is none.
    """

    days: int
    months: int
    working: bool | None = None
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.days} days" if self.days else f"{self.months} months"


@frozen
class PrintedTerm:
    """What a printed text says of when something falls due.

    >>> term = PrintedTerm.of("раз в три года, до 1 сентября 2025 года")
    >>> [str(mark) for mark in term.marks], term.rates
    (['01.09.2025'], (Fraction(36, 1),))
    >>> [str(lapse) for lapse in PrintedTerm.of("в двухнедельный срок").lapses]
    ['14 days']

    Attributes:
        text: The text.
        marks: The days, months, quarters and half-years that it names.
        years: The years that it names beside these.
        rates: In how many months something recurs once, each time that it says so.
        lapses: How long after an event something falls due, each time that it says so.
    """

    text: str
    marks: tuple[Mark, ...]
    years: tuple[int, ...]
    rates: tuple[Fraction, ...]
    lapses: tuple[Lapse, ...]

    @classmethod
    def of(cls, text: str, years: tuple[int, ...] = ()) -> PrintedTerm:
        """Read a text.

        Args:
            text: The text.
            years: Years of which one is meant where the text names a school year that touches it.
        """
        # The date of an act is no deadline, nor is the period of which a report speaks.
        rest = _REPORTED.sub(" ", _ACT.sub(" ", _QUOTED_DAY.sub(r"\1", text)))
        rest = _SEVERAL_PARTS.sub(r"\g<part> \g<unit>, ", rest)
        rest = _ACADEMIC_YEAR.sub(lambda match: " " if _touches(match, years) else match[0], rest)
        # How often something recurs is no part of a year.
        matches_of_rates, rest = _cut_out(_RATES, rest)
        matches_of_lapses, _ = _cut_out(_LAPSES, rest)
        matches_of_marks, rest = _cut_out(_NAMED, rest)
        return cls(
            text=text,
            marks=tuple(mark for match in matches_of_marks for mark in _marks(match.groupdict())),
            years=tuple(map(int, _YEAR.findall(rest))),
            rates=tuple(map(_rate, matches_of_rates)),
            lapses=tuple(map(_lapse, matches_of_lapses)),
        )

    @property
    def inclusion(self) -> str:
        """The words that say that the last day counts; empty where it does not say so."""
        match = None if self.exclusion else _INCLUSIVE.search(self.text)
        return match[0] if match else ""

    @property
    def exclusion(self) -> str:
        """The words that say that the last day does not count; empty where it does not say so."""
        match = _EXCLUSIVE.search(self.text)
        return match[0] if match else ""


def _cut_out(patterns: Iterable[re.Pattern[str]], text: str) -> tuple[list[re.Match[str]], str]:
    """Find what patterns match, each in what those before it leave; return what all leave, too."""
    matches: list[re.Match[str]] = []
    for pattern in patterns:
        matches += pattern.finditer(text)
        text = pattern.sub(" ", text)
    return matches, text


def _touches(match: re.Match[str], years: tuple[int, ...]) -> bool:
    return bool({int(match[1]), int(match[2])} & {*years})


def _marks(groups: dict[str, str | None]) -> Iterator[Mark]:
    """Read the days and months that a part of a text names."""
    year = groups.get("year")
    full_year = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    month = _month(groups)
    if begin := groups.get("begin"):
        begin_year = groups.get("begin_year")
        yield Mark(int(begin_year) if begin_year else full_year, _month_number(begin), starts=True)
    if first := groups.get("first"):
        yield Mark(full_year, month, _ordinal(first), starts=True)
    day, decade = groups.get("day"), groups.get("decade")
    # The third decade ends with its month.
    number = _ordinal(day) if day else {1: 10, 2: 20}.get(_ordinal(decade)) if decade else None
    yield Mark(full_year, month, number, starts=bool(groups.get("from")))


def _month(groups: dict[str, str | None]) -> int | None:
    """Read the month that a text names: of a quarter or half-year, its last."""
    part, month = groups.get("part"), groups.get("month")
    if part is not None:
        return _ordinal(part) * (6 if groups.get("quarter") is None else 3)
    return None if month is None else _month_number(month)


def _month_number(word: str) -> int:
    if word.isdigit():
        return int(word)
    stems = enumerate(_MONTH_STEMS, start=1)
    return next(number for number, stem in stems if re.match(stem, word, re.IGNORECASE))


def _ordinal(word: str) -> int:
    """Read the number that a figure, a Roman figure or an ordinal in words names."""
    if word.isdigit():
        return int(word)
    stems = reversed([*enumerate(_ORDINALS, start=1)])
    matches = (number for number, stem in stems if re.match(stem, word, re.IGNORECASE))
    return _ROMAN.get(word.upper()) or next(matches)


def _count(words: str | None) -> int:
    """Read the number that numerals name, written apart or as one; one where there are none."""
    if not words or words.isdigit():
        return int(words or 1)
    return sum(
        next(number for number, stem in _NUMERALS.items() if re.fullmatch(stem, match[0], re.IGNORECASE))
        for match in re.finditer(_WORD, words, re.IGNORECASE)
    )


def _rate(match: re.Match[str]) -> Fraction:
    """Work out in how many months something recurs once."""
    groups = match.groupdict()
    unit = (groups["unit"] or groups.get("plural") or "").lower()
    number = next(months for stem, months in _MONTHS_OF.items() if stem in unit) * _count(
        groups.get("number")
    )
    adverb = (groups.get("adverb") or "").lower()
    return Fraction(number, _TIMES_OF.get(adverb) or _count(groups.get("times")) or 1)


def _lapse(match: re.Match[str]) -> Lapse:
    """Work out how long a part of a text says."""
    groups = match.groupdict()
    number, unit = _count(groups.get("number")), match["unit"].lower()
    kind = (groups.get("kind") or "").strip().lower()
    days = next((number * days for stem, days in _DAYS_OF.items() if unit.startswith(stem)), 0)
    months = 0 if days else next(number * months for stem, months in _MONTHS_OF.items() if stem in unit)
    # A day may be of either kind; of a week or a month every day counts.
    is_any_day = unit.startswith(("дн", "ден"))
    return Lapse(days, months, None if is_any_day and not kind else kind.startswith("рабоч"), kind)
