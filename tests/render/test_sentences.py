"""Predicates in plain words: as a person would say them, and never so that two things read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from rnms.indicators.vocabulary import duties
from rnms.logic import Population, Term
from rnms.logic.fallback import coalesce
from rnms.logic.predicates import (
    END,
    NEVER,
    START,
    And,
    AtSomeYearEnd,
    DateOrder,
    Given,
    Has,
    Known,
    Moment,
    Not,
    Op,
    Or,
    Path,
    Predicate,
    Shares,
    active,
    all_of,
    any_of,
    covers,
    equals,
    exists,
    known,
    on_or_after,
    on_or_before,
    one_of,
    same,
    within,
)
from rnms.logic.walks import children, is_fact
from rnms.regions.wordbook import wordbook
from rnms.render.sentences import population_sentence, sentence

HIGHER = equals("organization.kind", "higher")
TOLD: list[tuple[Predicate, str, str]] = [
    (
        exists("employments", "person", active(), Not(HIGHER)),
        "есть запись о работе (действует на последний день, организация → вид — не «высшего образования»)",
        (
            "there is a record: employment"
            " (lasting on the last day, organisation → kind is not «higher education»)"
        ),
    ),
    (
        Not(exists("diagnostics", "person", within("date"))),
        "нет диагностики (дата не раньше первого дня счёта и не позже последнего дня)",
        (
            "there is no record: diagnostic"
            " (date not before the first day that counts and not after the last day)"
        ),
    ),
    (
        one_of("kind", "general", "preschool", "vocational"),
        "вид — «общеобразовательная», «дошкольная» или «профессиональная»",
        "kind is «general education», «preschool» or «vocational»",
    ),
    (
        Not(one_of("kind", "general", "preschool")),
        "вид — не «общеобразовательная», вид — не «дошкольная»",
        "kind is not «general education», kind is not «preschool»",
    ),
    (
        all_of(Given(Path("act")), any_of(Given(Path("start")), all_of(Given(Path("end")), HIGHER))),
        "акт: указано, (начало: указано или (конец: указано, организация → вид — «высшего образования»))",
        "act: given, (start: given or (end: given, organisation → kind is «higher education»))",
    ),
    (
        coalesce(on_or_before("selected_on", END), "start"),
        (
            "если день выбора: указано, то день выбора не позже последнего дня,"
            " иначе начало не позже последнего дня"
        ),
        (
            "if day of selection: given, then day of selection not after the last day,"
            " else start not after the last day"
        ),
    ),
    (
        active("register_start", "register_end"),
        "включение в реестр не позже последнего дня, исключение из реестра не раньше последнего дня",
        "entered into the register not after the last day, removed from the register not before the last day",
    ),
    (
        all_of(on_or_before("event.start", END), on_or_after("event.end", START)),
        "мероприятие действует хотя бы день периода",
        "event lasting on some day of the period",
    ),
    (
        Not(all_of(HIGHER, Given(Path("end")))),
        "организация → вид — не «высшего образования» или конец: не указано",
        "organisation → kind is not «higher education» or end: not given",
    ),
    (
        Not(on_or_before("start", END)),
        "не так: начало не позже последнего дня",
        "not so: start not after the last day",
    ),
    (Not(same("first", "second")), "первый — не то же, что «второй»", "first is not the same as «second»"),
    (Not(Has(Path("topics"), "чтение")), "темы: нет «чтение»", "topics: does not hold «чтение»"),
    (
        Not(Shares(Path("deficits"), Path("topics"))),
        "дефициты и темы: общего нет",
        "deficits and topics: have none in common",
    ),
    (
        Not(covers("topics", "deficits")),
        "дефициты: не все есть в «темы»",
        "deficits: not all of them in “topics”",
    ),
    (Not(known("birth_date")), "дата рождения: не известно", "date of birth: not known"),
    (
        Not(Known(HIGHER)),
        "не известно, так ли это: организация → вид — «высшего образования»",
        "it is not known whether this is so: organisation → kind is «higher education»",
    ),
    (
        Not(AtSomeYearEnd(Given(Path("end")))),
        "ни на конец какого года: конец: указано",
        "at the end of no year: end: given",
    ),
    (
        Not(Not(HIGHER)),
        "организация → вид — «высшего образования»",
        "organisation → kind is «higher education»",
    ),
    (
        exists("participations", "person", Given(Path("event")), of="event", at_least=2),
        "есть участие в мероприятии (не меньше 2 разных «мероприятие», мероприятие: указано)",
        "there is a record: participation in an event (at least 2 different “event”, event: given)",
    ),
    (
        exists("diagnostics", "person", adding="hours", compare=DateOrder("date", Op.LE, "start")),
        "есть диагностика (сложить «часы», дата не позже своего «начало»)",
        "there is a record: diagnostic (adding up “hours”, date not after its own “start”)",
    ),
    (And(()), "всегда", "always"),
    (NEVER, "никогда", "never"),
    (Not(NEVER), "не так: никогда", "not so: never"),
]


@pytest.mark.parametrize(("predicate", "russian", "english"), TOLD, ids=[russian for _, russian, _ in TOLD])
def test_a_predicate_is_said_in_plain_words(predicate: Predicate, russian: str, english: str) -> None:
    """Worked examples: of every kind what it says, and what its denial says."""
    assert (sentence(predicate), sentence(predicate, lang="en")) == (russian, english)


def test_a_population_says_who_is_left_out() -> None:
    """«Считаются все, кроме …»: whoever is excluded stands last, or alone."""
    pool = exists("methodists", "person", equals("affiliation", "staff"))
    alone = Population(key="a", title="педагоги", entity="persons", where=Not(pool))
    after = Population(
        key="b", title="педагоги", entity="persons", where=And((Given(Path("birth_date")), Not(pool)))
    )
    left_out = "кроме тех, у которых есть методист (связь с ЦНППМ — «в штате»)"

    assert population_sentence(alone) == f"педагоги: считаются все, {left_out}"
    assert population_sentence(after) == f"педагоги: дата рождения: указано; {left_out}"
    assert "all count, except those where there is" in population_sentence(alone, lang="en")


def test_a_stated_duty_says_what_is_not_known() -> None:
    """What no record shows is told in one sentence, not by the form that engines read."""
    told = sentence(duties.attested("councils", "есть советы").where)

    assert told.endswith("если не сказано ничего или сказано и то и другое, не известно")
    assert told.count("сведени") == 2


def _of_words() -> Iterator[Predicate]:
    for entry in wordbook():
        word = entry.word
        yield from _inside(word.where if isinstance(word, Term) else word.resolved().where)


def _inside(predicate: Predicate) -> Iterator[Predicate]:
    yield predicate
    for child in children(predicate):
        yield from _inside(child)


def test_no_two_conditions_of_the_orders_read_alike() -> None:
    """Whatever two predicates of our words differ in what they ask, their sentences differ too."""
    asked: dict[str, object] = {}
    for predicate in set(_of_words()):
        meaning = _meaning(predicate)
        assert asked.setdefault(sentence(predicate), meaning) == meaning
        assert sentence(Not(predicate)) != sentence(predicate)


def _meaning(predicate: Predicate) -> object:
    """What a predicate asks: without the codes of reasons, junctions flat, words and days by name."""
    if isinstance(predicate, And | Or):
        parts = [_meaning(part) for part in predicate.parts]
        flat = [
            one
            for part in parts
            for one in (part[1:] if isinstance(part, tuple) and part[0] is type(predicate) else (part,))
        ]
        return flat[0] if len(flat) == 1 else (type(predicate), *flat)
    if isinstance(predicate, Term):
        return predicate.title
    own = re.sub(r"code='[^']*'", "", repr(predicate).partition("where=")[0])
    own = re.sub(r"Keyword\(field='[^']*', text=('[^']*'), title='[^']*'\)", r"\1", own)
    # Of a person by "id", of a record about a person by "person": both are records of the same person.
    own = re.sub(r"on=\(\('(\w+)', '(id|\1)'\),\)", "its own", own)
    return (own if is_fact(predicate) else own.partition("part=")[0], *map(_meaning, children(predicate)))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_brackets_close_and_nothing_is_said_to_be_untrue(lang: str) -> None:
    """A reader of a rule meets no «неверно, что», and each bracket that opens closes."""
    for predicate in set(_of_words()):
        told = sentence(predicate, lang=lang)
        assert told.count("(") == told.count(")")
        assert not re.search(r"неверно|it is not so|\[|\(\)", told)


def test_a_moment_that_was_moved_is_told_in_full() -> None:
    """That something lasts is said of whole days alone."""
    moved = And((on_or_before("start", END), on_or_after("end", Moment(END.day, months=-6))))

    assert sentence(moved) == "начало не позже последнего дня, конец не раньше последнего дня − 6 мес."
