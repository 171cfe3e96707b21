"""The language as a book: what declarations are written with, and who writes so."""

from __future__ import annotations

import enum
import functools
import inspect
import re
import sys
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from doctest import DocTestParser
from typing import Any, get_args, get_type_hints

import attrs

from rnms._values import frozen
from rnms.indicators import definition, loads, measures, over_periods, requirement, schedule, target
from rnms.indicators.tally import distinct
from rnms.indicators.vocabulary import duties
from rnms.indicators.vocabulary import events as event_words
from rnms.logic import fallback, population, predicates
from rnms.model import (
    deadlines,
    events,
    law,
    norm,
    partial,
    people,
    period,
    returns,
    roadmap,
    shifts,
    subjects,
    working_days,
)
from rnms.regions import declaration, relations
from rnms.regions.profile import RegionProfile

Maker = Callable[..., Any]
"""A class or a function that writes a word of the language."""


def _of_union(union: object) -> tuple[Maker, ...]:
    """List the classes of a union; a class named as text is found in its module."""
    return tuple(option for option in get_args(union) if isinstance(option, type))


PREDICATES = _of_union(predicates.Predicate)
_BUILDERS: tuple[Maker, ...] = (
    predicates.all_of, predicates.any_of, predicates.equals, predicates.one_of, predicates.same,
    predicates.on_or_before, predicates.on_or_after, predicates.before, predicates.after, predicates.within,
    predicates.active, predicates.in_order, predicates.exists, predicates.covers, predicates.known,
    fallback.coalesce, fallback.first_known,
)  # fmt: skip
MEASURES = _of_union(over_periods.Measure)
OTHER_PERIODS = _of_union(shifts.Shift)
_PARTS_OF_MEASURES: tuple[Maker, ...] = (
    loads.Statistic, measures.IndexPart, measures.Scaled, measures.Criterion, measures.Grade,
    measures.EmptyPart, predicates.Amount, over_periods.last_years, over_periods.parts_of_year,
    *OTHER_PERIODS,
)  # fmt: skip
_NORMS: tuple[Maker, ...] = (norm.at_least, norm.at_most, norm.more_than, norm.less_than, norm.between)
_TARGETS: tuple[Maker, ...] = (
    target.Target, target.yearly, target.since, target.Years, target.Minimum,
    target.Band, period.PeriodKind,
)  # fmt: skip
# What was lost may stand for more than a deadline, and is among what a page declares.
DEADLINES = tuple(option for option in _of_union(deadlines.Deadline) if option is not law.Unknown)
_DECLARED: tuple[Maker, ...] = (
    population.Population, population.Membership, population.Term, population.Unit, predicates.Keyword,
    declaration.Spelling, definition.Family, definition.Indicator, definition.Component, definition.Reading,
    requirement.Requirement, requirement.Rule, schedule.MonitoringRule, roadmap.RoadmapMeasure, law.Act,
    law.Clause, law.Unknown, returns.EvidenceKind, relations.FigureRelation, declaration.Import,
    declaration.Amendment,
)  # fmt: skip
_DATA: tuple[Maker, ...] = (
    partial.PartialDay, returns.Figure, returns.FigureStatus, returns.Unreported, subjects.Municipality,
    subjects.Placement, subjects.Territory, people.Employment, events.Event, events.Participation,
)  # fmt: skip

_MADE: tuple[Maker, ...] = (
    event_words.events, event_words.took_part, event_words.held_events, event_words.held,
    event_words.at_level, event_words.of_kind, event_words.as_role,
    duties.attested, duties.attested_of_region, duties.duty_key,
)  # fmt: skip
"""The functions that make words of a kind, of which orders count ever new ones."""

GROUPS: Mapping[str, tuple[Maker, ...]] = {
    "declared": _DECLARED,
    "targets": _TARGETS,
    "norms": _NORMS,
    "measures": MEASURES,
    "parts": _PARTS_OF_MEASURES,
    "deadlines": (*DEADLINES, working_days.DayOff, working_days.WorkCalendar),
    "builders": _BUILDERS,
    "predicates": PREDICATES,
    "made": _MADE,
    "data": _DATA,
}
"""What may be written, by kind: what a page of a region declares comes first."""
_TITLES = {
    "events": "мероприятия, как их считает приказ: вид, уровень",
    "took_part": "кто участвовал в мероприятиях: в скольких, каких, в качестве кого",
    "held_events": "муниципалитеты, которые провели столько-то мероприятий",
    "held": "мероприятие проведено в отчётном периоде",
    "at_level": "уровень мероприятия: региональный, муниципальный",
    "of_kind": "вид мероприятия: семинар, конкурс, конференция",
    "as_role": "в качестве кого участвовал: слушатель, докладчик",
    "attested": "о ком сообщают «да» или «нет»: муниципалитет, организация, человек исполняет обязанность",
    "attested_of_region": "о регионе сообщают «да» или «нет»: мера обязанности, которой не видно из записей",
    "duty_key": "ключ, под которым в сведениях названа обязанность",
    "EvidenceKind": "вид подтверждающего документа: акт, протокол, план, отчёт, страница сайта",
    "Population": "совокупность: кого или что считает приказ",
    "Membership": "записи, которые делают членом совокупности и дают место: запись о работе",
    "Term": "признак: для кого из совокупности это верно",
    "Unit": "единица совокупности: человек, организация, муниципалитет",
    "Keyword": "слово, которое ищут в свободном тексте: тема, область",
    "Spelling": "как акт пишет ключевое слово: формы и синонимы",
    "Family": "вид показателя: как его считают разные регионы",
    "Indicator": "показатель эффективности",
    "Component": "часть показателя, о которой судят отдельно",
    "Reading": "прочтение неоднозначного пункта",
    "Requirement": "обязанность: что должно быть",
    "Rule": "правило, кто может быть методистом",
    "MonitoringRule": "мониторинг: как часто и что следует",
    "RoadmapMeasure": "мероприятие дорожной карты",
    "Act": "акт: приказ, положение, методические рекомендации",
    "Clause": "пункт акта",
    "Unknown": "чего источник не говорит или что утрачено: значение, дата, страница",
    "FigureRelation": "контрольное соотношение чисел формы: равно, не больше, сумма частей",
    "Import": "части, взятые у другого профиля: муниципальный приказ под региональным",
    "Amendment": "изменение взятой части: акт меняет показатель",
    "Target": "целевое значение; each — для каждого муниципалитета или каждой организации",
    "yearly": "цели по годам: строка таблицы",
    "since": "каждый год с названного",
    "Years": "годы с одного по другой",
    "Minimum": "минимальное значение, установленное другим актом",
    "Band": "уровень: названный промежуток значений",
    "PeriodKind": "вид периода: год, учебный год, полугодие, квартал",
    "at_least": "«не менее»",
    "at_most": "«не более»",
    "more_than": "«более»",
    "less_than": "«менее»",
    "between": "«от и до»",
    "Share": "доля: для скольких из совокупности верен признак; о регионе — да или нет",
    "Count": "количество, численность",
    "Times": "сколько раз из нескольких сроков",
    "Ratio": "отношение двух численностей: сколько одних на одного из других",
    "Load": "нагрузка или сумма: часы, рубли — всего, в среднем, наибольшее, медиана",
    "SumShare": "доля одной суммы в другой: часов, обучающихся, рублей",
    "WeightedIndex": "индекс: взвешенное среднее частей",
    "Score": "баллы: сумма баллов по критериям, не больше максимума",
    "Growth": "рост, прирост, динамика к другому периоду",
    "OverPeriods": "за несколько периодов: наименьшее, наибольшее, среднее, сумма",
    "Statistic": "какое значение берут: среднее, наибольшее, наименьшее, сумму, медиану",
    "IndexPart": "часть индекса с весом",
    "Scaled": "значение в долях целого: нагрузка или число внутри индекса",
    "Criterion": "критерий: строка таблицы баллов",
    "Grade": "столько-то баллов за что-то: «2 балла — утверждено и опубликовано»",
    "EmptyPart": "что делать с частью индекса, которая неприменима",
    "Amount": "число в записи, которое складывают: часы, обучающиеся, рубли",
    "last_years": "последние годы: «в среднем за три года»",
    "parts_of_year": "кварталы или полугодия года: «в каждом квартале»",
    "YearsBefore": "тот же период на столько лет раньше: «к прошлому году»",
    "PeriodBefore": "предыдущий период того же вида",
    "AtBeginning": "начало периода: «на конец года больше, чем на начало»",
    "BasePeriod": "базовый период: «к уровню 2021 года»",
    "PartOf": "часть периода: первый квартал, второе полугодие",
    "OneOffDay": "срок: один раз, до дня",
    "OneOffMonth": "срок: один раз, месяц",
    "OneOffQuarter": "срок: один раз, квартал",
    "WithinYears": "срок: в течение нескольких лет",
    "AnnualWindows": "срок: каждый год, в названные месяцы",
    "Annual": "срок: ежегодно",
    "HalfYearly": "срок: раз в полугодие",
    "EveryMonths": "срок: раз в столько месяцев; ежеквартально, ежемесячно",
    "AnnualAfter": "срок: ежегодно, после другого мероприятия",
    "AnnualDay": "срок: ежегодно, до дня",
    "AnnualDays": "срок: ежегодно, до нескольких дней",
    "EveryMonthsByDay": "срок: ежеквартально или ежемесячно, до числа месяца",
    "EveryYears": "срок: раз в столько-то лет: «раз в три года»",
    "After": "срок: в течение стольких-то дней, рабочих или календарных, после события",
    "Continuous": "срок: постоянно",
    "FromThenContinuous": "срок: с месяца и далее постоянно",
    "FirstThen": "срок: сначала один раз, далее — снова и снова",
    "PerPlan": "срок: по другому плану",
    "ExternallySet": "срок: назначает кто-то другой",
    "DayOff": "что со сроком, который выпал на выходной",
    "WorkCalendar": "рабочие дни: праздники и переносы выходных",
    "all_of": "всё это вместе",
    "any_of": "хотя бы одно из этого",
    "equals": "поле равно значению",
    "one_of": "поле равно одному из значений",
    "same": "два поля равны",
    "on_or_before": "день не позже",
    "on_or_after": "день не раньше",
    "before": "день раньше",
    "after": "день позже",
    "within": "день внутри периода",
    "active": "действует на последний день",
    "in_order": "дни идут по порядку",
    "exists": "есть другие записи",
    "covers": "одно множество слов охватывает другое: темы маршрута — все дефициты",
    "known": "сведения есть: полнота данных",
    "coalesce": "одно поле, а где его нет — другое",
    "first_known": "первое из полей, о котором известно",
    "Compare": "поле сравнивают со значением, днём или другим полем",
    "Given": "поле заполнено",
    "Has": "в списке есть слово",
    "Shares": "у двух списков есть общее слово",
    "Subset": "все слова списка есть в другом",
    "CoveredBy": "все слова списка есть в списках других записей",
    "Exists": "есть другие записи с тем же ключом",
    "And": "всё вместе",
    "Or": "хотя бы одно",
    "Not": "неверно, что",
    "Known": "известно, так ли это",
    "AtSomeYearEnd": "так было на конец какого-либо года",
    "Unsaid": "чего записи не говорят",
    "PartialDay": "неполная дата: известен год или месяц",
    "Figure": "число, или да и нет, которое сообщили",
    "FigureStatus": "статус числа: предварительно, оценка, исправлено",
    "Unreported": "часть данных, которая не пришла",
    "Municipality": "муниципалитет; successors — с кем объединён, на что разделён, во что преобразован",
    "Placement": "в каком муниципалитете стояла организация и когда",
    "Territory": "округ или другая часть региона над муниципалитетами",
    "Employment": "запись о работе; main — основное место, иначе внешнее совместительство",
    "Event": "мероприятие: день, уровень, вид",
    "Participation": "участие человека в мероприятии",
}
"""What each says, in Russian, for whoever has the order in hand."""

_SYNONYMS = {
    "Growth": "снижение, уменьшение, сокращение, падение, увеличение, повышение, темп, не ниже прошлого года",
    "OverPeriods": "минимум, максимум, в среднем за годы, накопленным итогом, в каждом квартале",
    "at_most": "предел, не выше, не свыше, максимум, снижение до",
    "at_least": "не ниже, минимум, порог",
    "between": "диапазон, интервал, не менее и не более",
    "Share": "процент, охват, удельный вес, показатель",
    "Count": "число, сколько, единиц, человек",
    "Times": "кратность, периодичность",
    "Ratio": "соотношение, на одного, на тысячу",
    "Load": "среднее, медиана, на каждого, закреплено, объём",
    "SumShare": "доля средств, доля часов, удельный вес",
    "WeightedIndex": "рейтинг, интегральный, сводный, композитный, вес",
    "Score": "рейтинг, оценка в баллах, балльная система",
    "Scaled": "нормировка, приведение, вес",
    "Minimum": "порог, не ниже федерального, рекомендации Минпросвещения",
    "Band": "зона, категория, высокий, средний, низкий, критический",
    "Target": "план, плановое значение, для каждого муниципалитета, в разрезе",
    "Reading": "толкование, неоднозначность",
    "Unknown": "не сказано, пробел, нет сведений, неизвестно",
    "Unit": "SCHOOL, MUNICIPALITY, ORGANIZATION, THE_REGION, школа",
    "EvidenceKind": "evidence, чем подтверждается, приказ, протокол",
    "Requirement": "должны, обеспечить, требование",
    "MonitoringRule": "отчётность, наблюдение",
    "FigureRelation": "проверка, арифметический контроль, в том числе, из них, сумма строк, баланс",
    "Import": "взять, унаследовать, типовой, под приказом региона",
    "Amendment": "изменения, новая редакция, дополнить, исключить",
    "Act": "документ, постановление, распоряжение, закон, письмо",
    "Keyword": "тема, ключевое слово, направление",
    "Spelling": "синоним, написание, иначе",
    "OneOffDay": "до 30 ноября, не позднее",
    "AnnualDay": "не позднее 25 октября, каждый год",
    "EveryMonthsByDay": "до 10 числа",
    "HalfYearly": "два раза в год",
    "EveryYears": "периодически, трёхлетний",
    "After": "со дня, после, не позднее дней",
    "Continuous": "по мере необходимости, в течение всего периода",
    "DayOff": "праздник, нерабочий, перенос",
    "WorkCalendar": "производственный календарь, праздник",
    "covers": "покрывает, соответствует дефицитам, включает",
    "known": "полнота, заполнено, есть сведения",
    "coalesce": "либо, при отсутствии",
    "first_known": "либо, при отсутствии",
    "PartialDay": "только год, только месяц, примерная дата",
    "Figure": "отчётное число, сведения, показатель формы",
    "FigureStatus": "предварительные данные, оценочные, уточнённые, исправленные",
    "Unreported": "не сдали, не отчитались, пробел, нет сведений",
    "Municipality": "район, городской округ, слияние, объединение, переименование",
    "Placement": "переезд, переподчинение",
    "Territory": "методический округ, зона, кластер",
    "Employment": "совместитель, стаж, должность",
    "Participation": "докладчик, слушатель, призёр, участник",
}
"""What else people call it, for whoever looks for it."""


@frozen(kw_only=True)
class LanguageField:
    """What a word of the language is given.

    >>> [field for field in language_word("Target").fields if field.name == "each"][0].kind
    'Unit | None'

    Attributes:
        name: Its name.
        kind: What belongs there, as its type says.
        meaning: What it says, in English.
        values: The only values that it may have.
    """

    name: str
    kind: str
    meaning: str = ""
    values: tuple[str, ...] = ()


@frozen(kw_only=True)
class LanguageWord:
    """A word of the language: a class or a function that declarations are written with.

    >>> word = language_word("Growth")
    >>> word.group, word.module, word.fields[0].name
    ('measures', 'rnms.indicators', 'of')

    Attributes:
        name: Its name in code.
        group: Its kind, a key of ``GROUPS``.
        module: From where it is imported.
        title: What it says, in Russian.
        meaning: The same in English: the first sentence of its docstring.
        example: The first of its docstring that writes it; empty where there is none.
        fields: What it is given.
        synonyms: What else people call it, in Russian; it is found by these words, too.
        users: Keys of regions, each with the codes of what is declared with it.
    """

    name: str
    group: str
    module: str
    title: str
    meaning: str
    example: str = ""
    fields: tuple[LanguageField, ...] = ()
    synonyms: str = ""
    users: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_seen_in_profiles(self) -> bool:
        """Whether a profile shows that it was declared with it: of a function what it made is there alone."""
        return self.name[:1].isupper()


def language(users: Iterable[RegionProfile] = ()) -> tuple[LanguageWord, ...]:
    """List the words of the language by kind.

    >>> [word.name for word in language() if word.group == "norms"][:2]
    ['at_least', 'at_most']

    Args:
        users: The regions of which it is said which words they are declared with.
    """
    codes_by_name: dict[str, dict[str, list[str]]] = {}
    for profile in users:
        for code, name in _names_used(profile):
            codes_by_name.setdefault(name, {}).setdefault(profile.key, []).append(code)
    return tuple(
        attrs.evolve(
            word,
            users=tuple((key, distinct(codes)) for key, codes in codes_by_name.get(word.name, {}).items()),
        )
        for word in _words()
    )


def language_word(name: str) -> LanguageWord:
    """Find a word of the language by its name.

    Raises:
        LookupError: If there is none.
    """
    for word in _words():
        if word.name == name:
            return word
    raise LookupError(f"no word {name!r} in the language; see language()")


@functools.cache
def _words() -> tuple[LanguageWord, ...]:
    return tuple(_word(maker, group) for group, makers in GROUPS.items() for maker in makers)


def _word(maker: Maker, group: str) -> LanguageWord:
    text = inspect.getdoc(maker) or ""
    examples = [" ".join(one.source.split()) for one in DocTestParser().get_examples(text)]
    return LanguageWord(
        name=maker.__name__,
        group=group,
        module=_public_module(maker),
        title=_TITLES[maker.__name__],
        meaning=_plain(text.partition("\n\n")[0]),
        example=next((line for line in examples if re.search(rf"\b{maker.__name__}[(.]", line)), ""),
        fields=tuple(_fields(maker, text)),
        synonyms=_SYNONYMS.get(maker.__name__, ""),
    )


def _public_module(maker: Maker) -> str:
    """Find the module that offers a class to authors; its own module where no other does."""
    offered = (name for name in _OFFERING if maker.__name__ in vars(sys.modules[name]).get("__all__", ()))
    return next(offered, maker.__module__)


_OFFERING = ("rnms.indicators", "rnms.logic", "rnms.model", "rnms.model.deadlines", "rnms.regions")
_ROLE = re.compile(r":\w+:`~?(?:\w+\.)*(\w+)`")


def _plain(text: str) -> str:
    """Write a docstring on one line, without what only the reference needs."""
    return " ".join(_ROLE.sub(r"\1", text).replace("``", "").split())


_MEANING = re.compile(r"^    (\w+): (.+(?:\n        .+)*)", re.MULTILINE)


def _fields(maker: Maker, text: str) -> Iterator[LanguageField]:
    meanings = {name: _plain(told) for name, told in _MEANING.findall(text)}
    for name, kind, hint in _given(maker):
        if name not in _INTERNAL:
            yield LanguageField(name=name, kind=kind, meaning=meanings.get(name, ""), values=_values(hint))
    if isinstance(maker, type) and issubclass(maker, enum.Enum):
        values = tuple(str(member) for member in maker)
        yield LanguageField(name=maker.__name__, kind=maker.__name__, values=values)


_INTERNAL = {"unknown", "unreported", "alike", "perhaps", "is_decided"}
"""What engines put into a predicate when they ask it, and no author writes."""


def _given(maker: Maker) -> Iterator[tuple[str, str, Any]]:
    """List the arguments of a class: each with its name, its type as written, and its type."""
    hints = _hints(maker)
    if isinstance(maker, type) and attrs.has(maker):
        # As they are written: what reads files resolves the types of the fields themselves.
        written = ChainMap(*map(inspect.get_annotations, maker.__mro__))
        for field in attrs.fields(maker):
            yield field.name, str(written[field.name]), hints.get(field.name)
    elif not (isinstance(maker, type) and issubclass(maker, enum.Enum)):
        for name, parameter in inspect.signature(maker).parameters.items():
            yield name, str(parameter.annotation), hints.get(name)


def _hints(maker: Maker) -> Mapping[str, Any]:
    # Some types are imported for checkers alone: a term's, and those of a measure over periods.
    return get_type_hints(maker, localns={**vars(population), **vars(over_periods)})


def _values(hint: Any) -> tuple[str, ...]:
    """List the members of an enumeration, alone or as one of several options."""
    options = (hint, *get_args(hint))
    members = [
        member
        for option in options
        if isinstance(option, type) and issubclass(option, enum.Enum)
        for member in option
    ]
    return tuple(map(str, members))


def _names_used(profile: RegionProfile) -> Iterator[tuple[str, str]]:
    """Find the code of each part of a profile, with the names of the classes that it is declared with."""
    parts: list[tuple[str, object]] = [
        *((indicator.code, indicator) for indicator in profile.indicators),
        *((duty.code, duty) for duty in declaration.duties_of(profile)),
        *((task.code, task) for _, tasks in declaration.falling_due(profile) for task in tasks),
        *((rule.code, rule) for rule in profile.methodist_rules),
        *((relation.code, relation) for relation in profile.relations),
        *((act.key, act) for act in profile.acts),
        *((spelling.keyword.text, spelling) for spelling in profile.spellings),
    ]
    for code, part in parts:
        yield from ((code, name) for name in _names_in(part, set()))


def _names_in(value: object, seen: set[int]) -> Iterator[str]:
    """List the names of the classes of a value and of all that it holds, each value once."""
    if id(value) in seen:
        return
    seen.add(id(value))
    cls: type = type(value)
    inner: Iterable[object] = value if isinstance(value, tuple) else ()
    if attrs.has(cls):
        inner = [getattr(value, field.name) for field in attrs.fields(cls)]
    if attrs.has(cls) or isinstance(value, enum.Enum):
        yield cls.__name__
    for part in inner:
        yield from _names_in(part, seen)
