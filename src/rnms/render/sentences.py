"""Predicates as sentences: what is looked for in records, said in words."""

from __future__ import annotations

import datetime as dt

from rnms.logic import predicates
from rnms.logic.population import Population, Term
from rnms.logic.predicates import AnyKeyword, Keyword, Moment, Path, Predicate, TheYear
from rnms.logic.question import Question
from rnms.logic.walks import children
from rnms.render.periods import shift_phrase
from rnms.render.texts import TEXTS
from rnms.render.texts.texts import Forms
from rnms.render.words import noun_form


def sentence(predicate: Predicate, *, lang: str = "ru") -> str:
    """Say what a predicate says of a record.

    >>> from rnms.indicators.vocabulary import early_career, people
    >>> sentence(early_career.UNDER_35.where)
    'дата рождения позже последнего дня − 35 лет'
    >>> sentence(early_career.UNDER_35.where, lang="en")
    'date of birth after the last day − 35 years'
    """
    texts = TEXTS[lang].predicates
    match predicate:
        case predicates.Compare(left=left, op=op, right=right):
            return f"{_path(left, lang)} {texts.operators[op]} {_operand(right, lang)}"
        case predicates.Given(field=field):
            return texts.given.format(_path(field, lang))
        case predicates.Has(field=field, word=word):
            return texts.has.format(_path(field, lang), _operand(word, lang))
        case predicates.Shares(left=left, right=right):
            return texts.shares.format(_path(left, lang), _path(right, lang))
        case predicates.Subset(left=left, right=right):
            return texts.subset.format(_path(left, lang), _path(right, lang))
        case predicates.CoveredBy(words=words, records=records, field=field):
            covered = texts.subset.format(_path(words, lang), _path(field, lang))
            return texts.gathered.format(covered, _records_sought(records, "", lang))
        case predicates.And(parts=parts):
            return ", ".join(sentence(part, lang=lang) for part in parts) or texts.always
        case predicates.Or(parts=parts):
            return TEXTS[lang].numbers.either.join(f"[{sentence(part, lang=lang)}]" for part in parts)
        case predicates.Not(part=part):
            return texts.not_so.format(sentence(part, lang=lang))
        case predicates.Known(part=predicates.Given(field=field)):
            return texts.known_field.format(_path(field, lang))
        case predicates.Known(part=part):
            return texts.known.format(sentence(part, lang=lang))
        case predicates.AtSomeYearEnd(part=part):
            return texts.year_end.format(sentence(part, lang=lang))
        case predicates.Exists():
            return _existence(predicate, lang)
        case predicates.Unsaid():
            return texts.unsaid
    return f"«{predicate.title}»"


def _existence(looked_for: predicates.Exists, lang: str) -> str:
    texts = TEXTS[lang].predicates
    counting = texts.counting.format(_path(Path(looked_for.of), lang)) if looked_for.of else ""
    times = texts.at_least.format(looked_for.at_least, counting) if looked_for.at_least > 1 else ""
    if looked_for.adding is not None:
        times += texts.adding.format(_path(Path(looked_for.adding.field), lang))
    return texts.exists.format(_records_sought(looked_for, times, lang))


def _records_sought(looked_for: predicates.Exists, times: str, lang: str) -> str:
    """Write the records that an existence looks for, how many, and what they must satisfy."""
    texts = TEXTS[lang].predicates
    conditions = [sentence(part, lang=lang) for part in children(looked_for.where)]
    if looked_for.compare is not None:
        order = looked_for.compare
        conditions.append(
            texts.than_ours.format(
                _path(Path(order.their), lang), texts.operators[order.op], _path(Path(order.ours), lang)
            )
        )
    where = f": {', '.join(conditions)}" if conditions else ""
    return f"{TEXTS[lang].records.collections[looked_for.entity]}{times}{where}"


def field_words(field: str, *, lang: str = "ru") -> str:
    """Say what a field of a collection is called: ``"programmes.topics"``.

    >>> field_words("programmes.topics")
    'программа → темы'
    """
    collection, _, name = field.partition(".")
    records = TEXTS[lang].records
    return f"{records.collections.get(collection, collection)} → {records.fields.get(name, name)}"


def _path(path: Path, lang: str) -> str:
    fields = TEXTS[lang].records.fields
    return " → ".join(fields.get(name, name) for name in path.name.split("."))


def _operand(operand: predicates.Operand, lang: str) -> str:
    texts, words = TEXTS[lang].predicates, TEXTS[lang].records.words
    match operand:
        case Path():
            return f"«{_path(operand, lang)}»"
        case Moment(day=day, years=years, months=months, days=days):
            shifts = ((days, texts.in_days), (years, texts.years), (months, texts.months))
            return texts.days[day] + "".join(_shift(shift, units, lang) for shift, units in shifts if shift)
        case TheYear():
            return texts.the_year
        case Keyword(text=text):
            return f"«{words.get(text, text)}»"
        case AnyKeyword():
            return texts.any_keyword
        case dt.date():
            return f"{operand:%d.%m.%Y}"
        case bool():
            return TEXTS[lang].numbers.yes if operand else TEXTS[lang].numbers.no
    return f"«{words.get(str(operand), operand)}»"


def _shift(amount: int, units: Forms, lang: str) -> str:
    """So much earlier or later, in the unit that the number takes."""
    times = abs(amount)
    return f" {'−' if amount < 0 else '+'} {times} {noun_form(times, units, lang=lang)}"


def population_sentence(population: Population, *, lang: str = "ru") -> str:
    """Find who is counted.

    A population in words, down to the fields of records; its title is that of the act.

    >>> from rnms.indicators.vocabulary import early_career, people
    >>> population_sentence(people.STAFF).partition(":")[0]
    'педагогические работники и управленческие кадры'
    """
    texts = TEXTS[lang].predicates
    whole = population.resolved()
    conditions = []
    if whole.through is not None:
        collection = TEXTS[lang].records.collections[whole.through.entity]
        conditions.append(f"{texts.exists.format(collection)}: {sentence(whole.through.where, lang=lang)}")
    conditions += [sentence(part, lang=lang) for part in _flat(whole.where)]
    return f"{population.title}: {'; '.join(conditions) or texts.all_records}"


def question_sentence(question: Question, *, lang: str = "ru") -> str:
    """Say what is asked: the population, and who of it passes.

    >>> from rnms import regions
    >>> [question] = regions.get("khabarovsk").indicator("3").questions
    >>> question_sentence(question).partition(".")[0]
    'муниципальные системы образования: все записи'
    """
    if question.shift is not None:
        asked = question_sentence(question.plain, lang=lang)
        return f"{asked} [{shift_phrase(question.shift, lang)}]"
    if question.times:
        products = "; ".join(population_sentence(population, lang=lang) for population in question.times)
        return f"{question.of.title}: {products}"
    asked_population = population_sentence(question.of, lang=lang)
    term = question.term
    return (
        asked_population
        if term is None
        else f"{asked_population}. {term.title}: {sentence(term.where, lang=lang)}"
    )


def _flat(predicate: Predicate) -> list[Predicate]:
    if isinstance(predicate, predicates.And):
        return [inner for part in predicate.parts for inner in _flat(part)]
    return [predicate]


def heading(predicate: Predicate, *, lang: str = "ru") -> str:
    """Write the name of a predicate where it has one, else what it says."""
    return predicate.title if isinstance(predicate, Term) else sentence(predicate, lang=lang)
