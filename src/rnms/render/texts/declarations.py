"""What a field wanted and what it was given, in Russian: declarations say it in English, as code does."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PHRASES: Mapping[str, str] = {
    "a text": "текст",
    "a whole number": "целое число",
    "True or False": "True или False",
    "a day": "день",
    "a predicate": "условие",
    "a measure": "мера",
    "a deadline": "срок",
    "another period": "другой период",
    "a value of a field": "значение поля",
    "exact": "точное число",
    "anything": "что угодно",
    "an id": "id",
    "a key": "ключ",
    "nothing": "ничего",
    "one of them": "одно из двух",
    "a list": "список",
    "a tuple": "список",
    "a dict": "словарь",
    "write it in quotes": "возьмите его в кавычки",
    "write it without quotes and without a fraction": "пишите его без кавычек и без дробной части",
    "write one of them": "пишите одно из них",
    "a year, Years": "год, Years",
    "a table of norms by year": "нормы по годам",
    "a mapping of numbers by key": "числа по ключам",
    "a mapping of tables by collection": "таблицы по совокупностям",
    "names by collection and by field": "названия по совокупностям и полям",
    "a path, bytes or a stream of bytes": "путь, байты или поток байтов",
    "the code of an indicator": "код показателя",
    "names of readings": "названия прочтений",
    "a list of PlanItem": "список: PlanItem",
    "a list of RegionalSystem, or Tables": "список: RegionalSystem, или Tables",
    "a fact about one field": "условие об одном поле",
    "one field or more": "одно поле или несколько",
    "two fields or more": "два поля или больше",
    "one predicate or more": "одно условие или несколько",
    "one value or more": "одно значение или несколько",
    "both it and among_known": "и оно, и among_known",
    "write an int, a Fraction or percent('10.5')": "пишите int, Fraction или percent('10.5')",
    "write equals(…), within(…), exists(…) or a Term; several one after the other, in no list": (
        "пишите equals(…), within(…), exists(…) или Term; несколько — подряд, без списка"
    ),
    "write a word, a whole number, datetime.date(2024, 1, 31), or END of the period": (
        "пишите слово, целое число, datetime.date(2024, 1, 31) или END — последний день периода"
    ),
    "write Annual(), OneOffMonth(2024, 5) or another deadline": (
        "пишите Annual(), OneOffMonth(2024, 5) или другой срок"
    ),
    "an index weighs shares: write Share(…), or Scaled(Count(people.STAFF), full=10) for others": (
        "индекс взвешивает доли: пишите Share(…), а для другого Scaled(Count(people.STAFF), full=10)"
    ),
    "write pairs: (('person', 'id'),)": "пишите пары: (('person', 'id'),)",
    "write pairs: [(2, 3), (9, 11)]": "пишите пары: [(2, 3), (9, 11)]",
    "write Target(2024, at_least(percent(10)), CLAUSE), or yearly({2024: …}, CLAUSE) for several": (
        "пишите Target(2024, at_least(percent(10)), CLAUSE), а для нескольких yearly({2024: …}, CLAUSE)"
    ),
    "write PeriodKind.CALENDAR, another member, or Period.of('2024-Q1')": (
        "пишите PeriodKind.CALENDAR, другой вид периода или Period.of('2024-Q1')"
    ),
    "leave those of whom it is not known out, or count them as failing": (
        "не считайте тех, о ком не известно, или считайте их не прошедшими"
    ),
    "put a Term in place of a Term, a Population in place of a Population": (
        "вместо Term ставьте Term, вместо Population — Population"
    ),
    "write it as text: 'p1'": "пишите текстом: 'p1'",
    "put it in a list: [ … ]": "возьмите его в список: [ … ]",
}
"""Phrases that are said as a whole."""
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), russian)
    for pattern, russian in (
        (r"a tuple of (.+)", "список: {}"),
        (r"a pair \((.+), (.+)\)", "пара ({}, {})"),
        (r"the class (\w+)", "класс {}"),
        (r"the (\w+) ('.*')", "{} {}"),
        (r"an? ([A-Z]\w*)", "{}"),
        (r"make one of it: (.+)", "создайте такое значение: {}"),
        (r"it belongs in (\w+): (.+)", "его место — поле {}: {}"),
        (r"cite a place of an act: (.+)", "сошлитесь на место акта: {}"),
        (r"write (.+), or another measure", "пишите {} или другую меру"),
        (r"what (.+) can be replaced by", "то, чем можно заменить {}"),
        (r"write (.+), in no list", "пишите {}, без списка"),
        (
            r"take one of (\S+), such as (\S+), or make an? (\w+)",
            "возьмите из {} (например, {}) или создайте {}",
        ),
        (r"take one of (\S+), or make an? (\w+)", "возьмите из {} или создайте {}"),
        (r"write (.+)", "пишите {}"),
        (r"give (.+)", "дайте {}"),
    )
)
"""Phrases with something inside that is said by itself."""
_OR = " or "


def in_russian(phrase: str) -> str:
    """Say in Russian what a field was given, what belongs there, or what to write; code stays as it is.

    >>> in_russian("an Unknown"), in_russian("a deadline"), in_russian("a text or a tuple of days")
    ('Unknown', 'срок', 'текст или список: days')
    """
    if phrase in _PHRASES:
        return _PHRASES[phrase]
    is_sentence = phrase.startswith(("write ", "make ", "it ", "take ", "cite ", "give ", "put ", "a pair "))
    if _OR in phrase and not is_sentence and "'" not in phrase:
        return " или ".join(map(in_russian, phrase.split(_OR)))
    for pattern, russian in _SHAPES:
        if match := pattern.fullmatch(phrase):
            return russian.format(*map(in_russian, match.groups())).replace(_OR, " или ")
    return phrase
