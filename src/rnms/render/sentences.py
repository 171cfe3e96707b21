"""Predicates as sentences: what is looked for in records, said in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from rnms.logic import predicates
from rnms.logic.population import Population, Term
from rnms.logic.predicates import AnyKeyword, Keyword, Moment, Path, Predicate, TheYear
from rnms.logic.question import Question
from rnms.logic.walks import children, is_fact
from rnms.render.periods import shift_phrase
from rnms.render.texts import TEXTS
from rnms.render.texts.texts import Forms
from rnms.render.words import noun_form


def sentence(predicate: Predicate, *, lang: str = "ru") -> str:
    """Say in plain words what a predicate says of a record.

    >>> from rnms.indicators.vocabulary import early_career, people
    >>> sentence(early_career.UNDER_35.where)
    'дата рождения позже последнего дня − 35 лет'
    >>> sentence(early_career.UNDER_35.where, lang="en")
    'date of birth after the last day − 35 years'
    """
    texts = TEXTS[lang].predicates
    match predicate:
        case predicates.CoveredBy():
            return _covered(predicate, lang, is_so=True)
        case predicates.And(parts=parts):
            return ", ".join(_conditions(parts, lang)) or texts.always
        case predicates.Or(parts=parts):
            return _alternatives(parts, lang)
        case predicates.Not(part=part):
            return _negated(part, lang)
        case predicates.Known(part=predicates.Given(field=field)):
            return texts.known_field.format(_path(field, lang))
        case predicates.Known(part=part):
            return texts.known.format(sentence(part, lang=lang))
        case predicates.AtSomeYearEnd(part=part):
            return texts.year_end.format(sentence(part, lang=lang))
        case predicates.Exists():
            return texts.exists.format(_records_sought(predicate, lang, is_so=True))
        case predicates.Unsaid(about=about):
            return f"{texts.unsaid}: {about}" if about else texts.unsaid
    return _fact(predicate, lang, is_so=True) if is_fact(predicate) else f"«{heading(predicate)}»"


def _negated(predicate: Predicate, lang: str) -> str:
    """Say that something is not so, as a person would: there is no record, it is of another kind."""
    texts = TEXTS[lang].predicates
    match predicate:
        case predicates.CoveredBy():
            return _covered(predicate, lang, is_so=False)
        case predicates.And(parts=parts) if parts:
            return _alternatives([predicates.Not(part) for part in parts], lang)
        case predicates.Or(parts=parts) if parts:
            return ", ".join(_conditions([predicates.Not(part) for part in parts], lang))
        case predicates.Not(part=part):
            return sentence(part, lang=lang)
        case predicates.Known(part=predicates.Given(field=field)):
            return texts.unknown_field.format(_path(field, lang))
        case predicates.Known(part=part):
            return texts.unknown.format(sentence(part, lang=lang))
        case predicates.AtSomeYearEnd(part=part):
            return texts.no_year_end.format(sentence(part, lang=lang))
        case predicates.Exists():
            return texts.exists_none.format(_records_sought(predicate, lang, is_so=False))
    if is_fact(predicate):
        return _fact(predicate, lang, is_so=False)
    return texts.not_so.format(sentence(predicate, lang=lang))


def _fact(fact: predicates.Fact, lang: str, *, is_so: bool) -> str:
    """Say what a fact says of the fields of one record, or that it is not so."""
    texts = TEXTS[lang].predicates
    match fact:
        case predicates.Compare(left=left, op=predicates.Op.EQ, right=right):
            equal = (texts.same, texts.another) if isinstance(right, Path) else (texts.equal, texts.unequal)
            return equal[not is_so].format(_path(left, lang), _operand(right, lang))
        case predicates.Compare(left=left, op=op, right=right):
            compared = f"{_path(left, lang)} {texts.operators[op]} {_operand(right, lang)}"
            return compared if is_so else texts.not_so.format(compared)
        case predicates.Given(field=field):
            return (texts.given if is_so else texts.absent).format(_path(field, lang))
        case predicates.Has(field=field, word=word):
            return (texts.has if is_so else texts.lacks).format(_path(field, lang), _operand(word, lang))
        case predicates.Shares(left=left, right=right):
            return (texts.shares if is_so else texts.shares_none).format(
                _path(left, lang), _path(right, lang)
            )
        case predicates.Subset(left=left, right=right):
            return (texts.subset if is_so else texts.no_subset).format(_path(left, lang), _path(right, lang))


def _covered(covering: predicates.CoveredBy, lang: str, *, is_so: bool) -> str:
    texts = TEXTS[lang].predicates
    fields = (_path(covering.words, lang), _path(covering.field, lang))
    covered = (texts.subset if is_so else texts.no_subset).format(*fields)
    return texts.gathered.format(covered, _records_sought(covering.records, lang, is_so=True))


def _conditions(parts: Iterable[Predicate], lang: str) -> list[str]:
    """Say what must hold together, a phrase for each; two days that belong together are one."""
    joint = _flat(predicates.And(tuple(parts)))
    if len(joint) == 1:
        return [sentence(joint[0], lang=lang)]
    phrases = []
    at = 0
    while at < len(joint):
        pair = _pair_of_days(joint[at : at + 2], lang)
        phrases.append(pair or _enclosed(joint[at], lang))
        at += 2 if pair else 1
    return phrases


def _pair_of_days(pair: Sequence[Predicate], lang: str) -> str:
    """Say at once that a day lies between two, or that something lasts; nothing of any other pair."""
    texts = TEXTS[lang].predicates
    match pair:
        case (
            predicates.Compare(left=left, op=predicates.Op.GE, right=Moment() as since),
            predicates.Compare(left=right, op=predicates.Op.LE, right=Moment() as until),
        ) if left == right:
            return texts.between.format(_path(left, lang), _operand(since, lang), _operand(until, lang))
        case (
            predicates.Compare(left=start, op=predicates.Op.LE, right=predicates.END),
            predicates.Compare(left=end, op=predicates.Op.GE, right=Moment() as day),
        ) if day in _WHOLE_DAYS:
            whose, field = start.name.rpartition("start")[::2]
            if not field and end.name == f"{whose}end" and (not whose or whose.endswith(".")):
                owner = f"{_path(Path(whose[:-1]), lang)} " if whose else ""
                return f"{owner}{texts.lasts[day.day]}"
    return ""


_WHOLE_DAYS = (predicates.START, predicates.END, predicates.SINCE)


def _alternatives(parts: Sequence[Predicate], lang: str) -> str:
    """Say of what one at the least must hold; what depends on a condition is told by cases."""
    either = TEXTS[lang].numbers.either.join(_words_of_fields(parts, lang))
    return _by_cases(parts, lang) or either or TEXTS[lang].predicates.never


def _by_cases(parts: Sequence[Predicate], lang: str) -> str:
    """Say what is asked if a condition holds, and what else; nothing where they are no such cases."""
    texts = TEXTS[lang].predicates
    match parts:
        case (
            predicates.And(parts=(kept, predicates.Not(part=broken))),
            predicates.And(parts=(_, predicates.Unsaid(by_figure=False))),
        ):
            return texts.stated.format(sentence(kept, lang=lang), _negated(broken, lang))
        case (
            predicates.And(parts=(asked, *then)),
            predicates.And(parts=(predicates.Not(part=same), *otherwise)),
        ) if asked == same:
            cases = (asked, *(predicates.And(tuple(case)) for case in (then, otherwise)))
            return texts.by_cases.format(*(sentence(case, lang=lang) for case in cases))
    return ""


def _words_of_fields(parts: Sequence[Predicate], lang: str) -> list[str]:
    """Say each alternative; the words that one field may hold stand together."""
    texts = TEXTS[lang].predicates
    phrases_by_key: dict[object, list[str]] = {}
    for part in parts:
        match part:
            case predicates.Compare(right=Path()):
                phrases_by_key.setdefault(part, []).append(_enclosed(part, lang))
            case predicates.Compare(left=field, op=predicates.Op.EQ, right=word):
                phrases_by_key.setdefault(texts.equal.format(_path(field, lang), "{}"), []).append(
                    _operand(word, lang)
                )
            case predicates.Has(field=field, word=word):
                phrases_by_key.setdefault(texts.has.format(_path(field, lang), "{}"), []).append(
                    _operand(word, lang)
                )
            case predicates.Or(parts=inner) if not _by_cases(inner, lang):
                phrases_by_key.setdefault(part, []).extend(_words_of_fields(inner, lang))
            case _:
                phrases_by_key.setdefault(part, []).append(_enclosed(part, lang))
    return [
        text
        for key, phrases in phrases_by_key.items()
        for text in ([key.format(_one_of(phrases, lang))] if isinstance(key, str) else phrases)
    ]


def _one_of(words: Sequence[str], lang: str) -> str:
    """Write words of which one will do: ``«a», «b» или «c»``."""
    listed = ", ".join(words[:-1])
    return TEXTS[lang].numbers.either.join(filter(None, (listed, words[-1])))


def _enclosed(part: Predicate, lang: str) -> str:
    """Say a part among others; one that has several parts of its own stands in brackets."""
    phrase = sentence(part, lang=lang)
    match part:
        case predicates.And(parts=parts):
            is_several = len(_conditions(parts, lang)) > 1
        case predicates.Or(parts=parts):
            is_several = len(_words_of_fields(parts, lang)) > 1
        case predicates.Not(part=predicates.And(parts=parts) | predicates.Or(parts=parts)):
            is_several = len(parts) > 1
        case _:
            is_several = False
    return f"({phrase})" if is_several else phrase


def _records_sought(looked_for: predicates.Exists, lang: str, *, is_so: bool) -> str:
    """Write the records that an existence looks for, how many, and what they must satisfy."""
    texts, records = TEXTS[lang].predicates, TEXTS[lang].records
    conditions = [*_keys(looked_for, lang), *_conditions(children(looked_for.where), lang)]
    if looked_for.at_least > 1:
        counting = texts.counting.format(_path(Path(looked_for.of), lang)) if looked_for.of else ""
        conditions.insert(0, texts.at_least.format(looked_for.at_least, counting))
    if looked_for.adding is not None:
        conditions.append(texts.adding.format(_path(Path(looked_for.adding.field), lang)))
    if looked_for.compare is not None:
        order = looked_for.compare
        conditions.append(
            texts.than_ours.format(
                _path(Path(order.their), lang), texts.operators[order.op], _path(Path(order.ours), lang)
            )
        )
    nouns = records.collections if is_so else records.no_such
    where = f" ({', '.join(conditions)})" if conditions else ""
    return f"{nouns[looked_for.entity]}{where}"


def _keys(looked_for: predicates.Exists, lang: str) -> list[str]:
    """Say by what other records belong to this one, where that does not go without saying."""
    if all(ours in {"id", their} for their, ours in looked_for.on) and len(looked_for.on) < 2:
        return []
    text = TEXTS[lang].predicates.of_ours
    paths = (
        (_path(Path(their), lang), _path(Path(ours), lang)) for their, ours in looked_for.on if ours != "id"
    )
    return [text.format(*pair) for pair in paths]


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
        case Keyword(text=text, title=title):
            return f"«{words.get(text, title or text)}»"
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
    >>> population_sentence(Population(key="visitors", title="слушатели"))
    'слушатели: в записях этого нет'
    """
    texts = TEXTS[lang].predicates
    whole = population.resolved()
    where = _flat(whole.where)
    excepted = [part for part in where if isinstance(part, predicates.Not) and not is_fact(part.part)]
    phrases = _conditions([part for part in where if part not in excepted], lang)
    if whole.through is not None:
        related = predicates.Exists(whole.through.entity, (), whole.through.where)
        phrases.insert(0, sentence(related, lang=lang))
    if excepted:
        text = texts.but if phrases else texts.all_but
        phrases.append(text.format(_alternatives([part.part for part in excepted], lang)))
    # What only figures report has no records of which all could be members.
    whole_collection = texts.all_records if whole.entity or whole.union else texts.unsaid
    return f"{population.title}: {'; '.join(phrases) or whole_collection}"


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
