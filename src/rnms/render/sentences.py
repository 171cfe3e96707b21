"""Predicates as sentences: what is looked for in records, said in words."""

from __future__ import annotations

import datetime as dt

from rnms.logic import predicates
from rnms.logic.population import Population, Term
from rnms.logic.predicates import AnyKeyword, Day, Keyword, Moment, Op, Path, Predicate, TheYear
from rnms.logic.question import Question
from rnms.logic.walks import children

# fmt: off
ENTITIES = {
    "persons": "человек", "employments": "запись о работе", "diagnostics": "диагностика", "routes": "ИОМ",
    "route_items": "элемент ИОМ", "route_developers": "разработчик ИОМ", "programmes": "программа",
    "enrolments": "обучение", "teams": "команда", "team_members": "член команды",
    "team_trainings": "обучение команды", "supports": "поддержка", "methodists": "методист",
    "assignments": "закрепление", "models": "модель", "associations": "методическое объединение",
    "communities": "сообщество", "contest_entries": "участие в конкурсе", "adoptions": "принятый документ",
    "agreements": "соглашение", "monitoring_rounds": "мониторинг",
    "measure_reports": "исполнение мероприятия",
    "organizations": "организация", "municipalities": "муниципалитет", "region": "регион",
    "plan_items": "пункт плана", "services": "методическая служба", "sites": "площадка",
    "pairs": "пара педагогов", "meetings": "заседание", "attestations": "сведения об исполнении",
}
FIELDS = {
    "start": "начало", "end": "конец", "date": "дата", "person": "человек", "role": "должность",
    "organization": "организация", "municipality": "муниципалитет", "kind": "вид", "provider": "кто провёл",
    "birth_date": "дата рождения", "career_start": "начало педагогической работы",
    "diagnostic": "диагностика", "route": "ИОМ", "programme": "программа",
    "register_start": "включение в реестр", "register_end": "исключение из реестра",
    "selected_on": "день выбора", "competences": "компетенции", "deficits": "дефициты", "topics": "темы",
    "functioning": "функционирует", "act": "акт", "level": "уровень", "is_head": "руководитель",
    "low_results_years": "годы в списке", "team": "команда", "methodist": "методист",
    "measure": "мероприятие", "id": "он сам", "category": "категория", "affiliation": "связь с ЦНППМ",
    "higher_pedagogical_education": "высшее педагогическое образование", "state": "состояние",
    "specialty_start": "начало работы по специальности", "duty": "обязанность", "subject": "субъект",
    "areas": "области компетенций", "body": "кто собирается", "plan": "план", "partner": "партнёр",
    "basis": "основание", "name": "наименование", "title": "наименование", "form": "форма",
    "first": "первый", "second": "второй", "evidence": "подтверждение", "hours": "часы",
    "content": "содержание", "analysed": "итоги проанализированы", "recommended": "рекомендации даны",
    "ref": "реквизиты",
}
WORDS = {
    "pedagogical": "педагогическая", "head": "руководитель", "deputy_head": "заместитель руководителя",
    "unit_head": "руководитель структурного подразделения", "highest": "высшая", "first": "первая",
    "none": "нет", "regional": "региональный", "municipal": "муниципальный", "staff": "в штате",
    "civil_contract": "по гражданско-правовому договору", "other": "иное", "management": "управленческая",
    "cnppm": "ЦНППМ", "self": "сам педагог", "organization": "организация",
    "federal": "федеральный уровень", "advanced_training": "повышение квалификации",
    "retraining": "профессиональная переподготовка", "general": "общеобразовательная",
    "preschool": "дошкольная", "higher": "высшего образования",
    "supplementary": "дополнительного образования", "vocational": "профессиональная",
    "professional_development": "дополнительного профессионального образования",
    "methodical_service": "методическая служба", "leaders": "лидеры образования",
    "young": "молодые педагоги", "network": "сетевое", "managers": "управленцы",
    "professional": "профессиональное", "krai": "краевой", "regional_stage": "региональный этап",
    "roadmap": "дорожная карта", "monitoring_criteria": "критерии мониторинга",
    "methodist_pool": "методический актив", "statute": "положение", "pool_statute": "положение об активе",
    "cooperation": "о сотрудничестве", "tripartite": "трёхстороннее", "council": "методический совет",
    "service": "методическая служба", "development_centre": "центр развития образования",
    "methodical_centre": "методический центр", "internship": "стажировочная", "innovation": "инновационная",
    "subject": "предмет", "mentor_and_young": "наставник и молодой педагог", "competence": "компетенция",
    "regional_umo": "РУМО",
}
"""What the words of enumerations are called where people read them."""
# fmt: on
_OPS = {Op.EQ: "—", Op.LT: "раньше", Op.LE: "не позже", Op.GT: "позже", Op.GE: "не раньше"}
_DAYS = {Day.START: "первого дня периода", Day.END: "последнего дня", Day.SINCE: "первого дня счёта"}


def sentence(predicate: Predicate) -> str:
    """What a predicate says of a record.

    >>> from rnms.indicators.vocabulary import early_career, people
    >>> sentence(early_career.UNDER_35.where)
    'дата рождения позже последнего дня − 35 лет'
    """
    match predicate:
        case predicates.Compare(left=left, op=op, right=right):
            return f"{_path(left)} {_OPS[op]} {_operand(right)}"
        case predicates.Given(field=field):
            return f"{_path(field)}: указано"
        case predicates.Has(field=field, word=word):
            return f"{_path(field)}: есть {_operand(word)}"
        case predicates.Shares(left=left, right=right):
            return f"{_path(left)} и {_path(right)}: есть общее"
        case predicates.And(parts=parts):
            return ", ".join(sentence(part) for part in parts) or "всегда"
        case predicates.Or(parts=parts):
            return "или ".join(f"[{sentence(part)}] " for part in parts).strip()
        case predicates.Not(part=part):
            return f"неверно, что {sentence(part)}"
        case predicates.AtSomeYearEnd(part=part):
            return f"на конец какого-либо года: {sentence(part)}"
        case predicates.Exists():
            return _existence(predicate)
        case predicates.Unsaid():
            return "в записях этого нет"
    return f"«{predicate.title}»"


def _existence(one: predicates.Exists) -> str:
    of = f", считая разные «{_path(Path(one.of))}»" if one.of else ""
    times = f" (не меньше {one.at_least}{of})" if one.at_least > 1 else ""
    said = [sentence(part) for part in children(one.where)]
    if one.compare is not None:
        theirs, op, ours = one.compare
        said.append(f"{_path(Path(theirs))} {_OPS[op]} своего «{_path(Path(ours))}»")
    where = f": {', '.join(said)}" if said else ""
    return f"есть {ENTITIES[one.entity]}{times}{where}"


def field_words(field: str) -> str:
    """What a field of a collection is called: ``"programmes.topics"``.

    >>> field_words("programmes.topics")
    'программа → темы'
    """
    collection, _, name = field.partition(".")
    return f"{ENTITIES.get(collection, collection)} → {FIELDS.get(name, name)}"


def _path(path: Path) -> str:
    return " → ".join(FIELDS.get(name, name) for name in path.name.split("."))


def _operand(operand: predicates.Operand) -> str:
    match operand:
        case Path():
            return f"«{_path(operand)}»"
        case Moment(day=day, years=years, months=months, days=days):
            shifts = [(days, "дн."), (years, "лет" if abs(years) >= 5 else "года"), (months, "мес.")]
            moved = "".join(f" {'−' if by < 0 else '+'} {abs(by)} {unit}" for by, unit in shifts if by)
            return _DAYS[day] + moved
        case TheYear():
            return "отчётный год"
        case Keyword(text=text):
            return f"«{WORDS.get(text, text)}»"
        case AnyKeyword():
            return "одно из названных в актах"
        case dt.date():
            return f"{operand:%d.%m.%Y}"
        case bool():
            return "да" if operand else "нет"
    return f"«{WORDS.get(str(operand), operand)}»"


def population_sentence(population: Population) -> str:
    """Who is counted: a population in words, down to the fields of records.

    >>> from rnms.indicators.vocabulary import early_career, people
    >>> population_sentence(people.STAFF).partition(":")[0]
    'педагогические работники и управленческие кадры'
    """
    whole = population.resolved()
    said = []
    if whole.through is not None:
        said.append(f"есть {ENTITIES[whole.through.entity]}: {sentence(whole.through.where)}")
    said += [sentence(part) for part in _flat(whole.where)]
    return f"{population.title}: {'; '.join(said) or 'все записи'}"


def question_sentence(question: Question) -> str:
    """What is asked: the population, and who of it passes.

    >>> from rnms import regions
    >>> [question] = regions.get("khabarovsk").indicator("3").questions
    >>> question_sentence(question).partition(".")[0]
    'муниципальные системы образования: все записи'
    """
    if question.times:
        return f"{question.of.title}: {'; '.join(map(population_sentence, question.times))}"
    of = population_sentence(question.of)
    return of if question.term is None else f"{of}. {question.term.title}: {sentence(question.term.where)}"


def _flat(predicate: Predicate) -> list[Predicate]:
    if isinstance(predicate, predicates.And):
        return [inner for part in predicate.parts for inner in _flat(part)]
    return [predicate]


def heading(predicate: Predicate) -> str:
    """The name of a predicate where it has one, else what it says."""
    return predicate.title if isinstance(predicate, Term) else sentence(predicate)
