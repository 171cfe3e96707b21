"""The book of words: every word of the vocabulary is listed, said in a sentence, and tells what it reads."""

from __future__ import annotations

import importlib
import re

import pytest

from kit.declared import CLAUSE, indicator, profile
from kit.rows import by_source
from rnms import regions
from rnms.cli import CANNOT_RUN, FINE, main
from rnms.errors import RegionLoadError
from rnms.indicators import Share
from rnms.indicators.vocabulary import PAGES, people
from rnms.logic import Population, Term
from rnms.logic.predicates import exists, one_of
from rnms.model.system import field_kinds
from rnms.regions import RegionProfile
from rnms.regions.declaration import words_of
from rnms.regions.language import LanguageWord, language, language_word
from rnms.regions.wordbook import OWN, FieldRead, WordEntry, find_words, wordbook
from rnms.render.texts import TEXTS
from rnms.render.wordbook import found_text, topic_title, word_sentence, word_text

BUILT_IN = [regions.get(key) for key in regions.available()]
BOOK = wordbook(users=BUILT_IN)
LANGUAGE = language(BUILT_IN)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["words", *arguments]) == FINE
    return capsys.readouterr().out


def test_every_word_of_the_vocabulary_is_listed_once() -> None:
    """By the page that declares it."""
    declared = [
        value for page in PAGES for value in vars(page).values() if isinstance(value, Population | Term)
    ]

    assert set(declared) <= {entry.word for entry in BOOK}
    assert len({entry.word for entry in BOOK}) == len(BOOK)
    assert {entry.topic for entry in BOOK} <= {page.__name__.rpartition(".")[2] for page in PAGES}


@pytest.mark.parametrize("lang", TEXTS)
def test_every_topic_and_word_can_be_said(lang: str) -> None:
    """In both languages; nothing is left of a word but its title."""
    assert all(topic_title(entry.topic, lang=lang) for entry in BOOK)
    assert [entry.key for entry in BOOK if not word_sentence(entry, lang=lang)] == []
    assert {page.__name__.rpartition(".")[2] for page in PAGES} | {OWN} == set(TEXTS[lang].wordbook.topics)


def test_every_field_that_a_word_reads_is_there() -> None:
    """With where it leads, and the values that it can hold."""
    for entry in BOOK:
        for field in entry.fields:
            collection, *references, name = field.name.split(".")
            for reference, into in zip(references, field.through, strict=True):
                assert field_kinds(collection)[reference].into == into
                collection = into
            kind = field_kinds(collection)[name]
            assert (field.into, field.sort) == (kind.into, kind.sort)
            assert not kind.words or field.values == kind.words


def test_a_word_of_records_tells_its_collection() -> None:
    """Whatever some indicator counts with, or a family."""
    told = {entry.word for entry in BOOK if entry.entity}
    used = {word for region in BUILT_IN for word in words_of(region)}
    by_records = {word for word in used if isinstance(word, Population) and word.resolved().entity}

    assert by_records & {entry.word for entry in BOOK} <= told


def found(key: str) -> WordEntry:
    [entry] = find_words(key, BOOK)
    return entry


@pytest.mark.parametrize(
    ("key", "field", "why"),
    by_source([
        (
            "under_35",
            FieldRead(name="persons.birth_date", sort="date"),
            "a plain field",
        ),
        (
            "staff",
            FieldRead(
                name="employments.organization.municipality",
                through=("organizations",),
                into="municipalities",
                sort="key",
            ),
            "the place of whoever is made a member",
        ),
        (
            "pool_trained",
            FieldRead(
                name="enrolments.programme.topics",
                through=("programmes",),
                sort="texts",
                values=("методическая поддержка",),
            ),
            "the word looked for where people write freely",
        ),
        (
            "diagnosed",
            FieldRead(
                name="diagnostics.provider",
                sort="text",
                values=("cnppm", "self", "organization", "federal", "other"),
            ),
            "the only values that there are",
        ),
    ]),
)  # fmt: skip
def test_a_field_says_what_may_stand_in_it(key: str, field: FieldRead, why: str) -> None:
    """The values of an enumeration, the words of free text, the collection of a reference."""
    assert field in found(key).fields, why


def test_who_counts_with_a_word_is_told_by_region_and_code() -> None:
    """Indicators, duties, and the rules of methodists; nested words, too."""
    assert ("khabarovsk", ("1", "2", "4")) in found("staff").users
    assert dict(found("under_35").users)["amur"] == ("5",)


def test_the_command_lists_the_words_by_topic(capsys: pytest.CaptureFixture[str]) -> None:
    """Key and title of each."""
    text = printed(capsys)

    assert "\nМолодые педагоги\n" in text
    assert all(entry.key in text and entry.word.title in text for entry in BOOK)
    assert "Слова самого региона" not in text


def test_the_command_shows_a_word_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    """By the key of a figure, the population and the term."""
    text = printed(capsys, "staff.diagnosed")

    assert text.startswith("staff: педагогические работники и управленческие кадры (совокупность)\n")
    assert "\ndiagnosed: прошли диагностику" in text
    assert "  diagnostics.provider — текст — одно из: cnppm, self, organization, federal, other\n" in text
    assert "khabarovsk 1" in text


def test_the_words_of_a_region_stand_beside_the_shared_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """With the codes that count with each; of words that only it has, too."""
    assert re.search("portal_account +есть личный кабинет", printed(capsys, "--region", "ugra"))
    assert "Кто считает: ugra S-UGR-04." in printed(capsys, "portal_account", "--region", "ugra")
    assert main(["words", "portal_account"]) == CANNOT_RUN
    assert (
        "слово только этого региона: ugra; спросите rnms words portal_account --region ugra"
        in capsys.readouterr().err
    )


def test_words_are_told_while_a_region_cannot_be_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is writing it looks words up; the region is named, and the others say who counts."""

    def found(key: str) -> RegionProfile:
        if key == "ugra":
            raise RegionLoadError("ugra", "rnms", "TypeError: no part")
        return by_key[key]

    by_key = {profile.key: profile for profile in BUILT_IN}
    monkeypatch.setattr(regions, "get", found)

    assert main(["words", "Growth"]) == FINE
    told = capsys.readouterr()
    assert told.out.startswith("Growth: ")
    assert "ugra" in told.err


@pytest.mark.parametrize("name", ["took_part", "attested", "of_kind"])
def test_what_makes_words_is_found_beside_the_words(name: str) -> None:
    """A word may be called as what makes others of its kind is; both are told."""
    text = found_text(name, BOOK, LANGUAGE)

    assert "from rnms.indicators.vocabulary." in text
    assert ("\nВ коде: " in text) == any(entry.key == name for entry in BOOK)


def test_a_slip_is_told_the_nearest_word(capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is listed."""
    assert main(["words", "stafff"]) == CANNOT_RUN
    assert "слова 'stafff' нет; возможно, 'staff'" in capsys.readouterr().err
    assert main(["words", "зулус"]) == CANNOT_RUN
    assert "слова 'зулус' нет; все перечисляет rnms words" in capsys.readouterr().err


def test_a_word_from_outside_is_told_like_ours() -> None:
    """A term over a collection that no region of ours reads."""
    trained = Term(
        key="in_services",
        title="работают в методических службах",
        where=exists("employments", "person", one_of("organization.kind", "cnppm", "methodical_service")),
    )
    own = profile(indicator(measure=Share(people.STAFF, trained), clause=CLAUSE))
    [entry] = [entry for entry in wordbook(own) if entry.topic == OWN]
    text = word_text(entry, lang="en")

    assert entry.users == (("nowhere", ("1",)),)
    assert entry.entity == "persons"
    assert "  employments.organization.kind — text — one of: general, preschool" in text


@pytest.mark.parametrize("word", LANGUAGE, ids=lambda word: word.name)
def test_every_word_of_the_language_is_found_by_its_name(word: LanguageWord) -> None:
    """With what it says in Russian, from where it is imported, and all that it is given."""
    text = found_text(word.name, BOOK, LANGUAGE)

    assert text.startswith(f"{word.name}: {word.title}\n")
    assert word.meaning not in text.splitlines()
    assert hasattr(importlib.import_module(word.module), word.name)
    assert re.search("[а-я]", word.title)
    assert all(f"\n  {field.name} — " in text for field in word.fields)


def test_what_code_explains_is_said_to_be_english() -> None:
    """And where it explains nothing nobody is told so."""
    explained, unexplained = (found_text(name, BOOK, LANGUAGE) for name in ("Growth", "last_years"))

    assert "пояснения взяты из кода и потому по-английски" in explained
    assert "по-английски" not in unexplained


@pytest.mark.parametrize("lang", TEXTS)
def test_every_kind_of_word_is_said(lang: str) -> None:
    """In both languages."""
    assert set(TEXTS[lang].wordbook.language_kinds) == {word.group for word in LANGUAGE}


@pytest.mark.parametrize("entry", [entry for entry in BOOK if entry.name], ids=lambda entry: entry.name)
def test_a_word_of_a_page_tells_how_code_calls_it(entry: WordEntry) -> None:
    """And the families that count with it; it is found by each of these names."""
    for name in (entry.name, *entry.families):
        page, _, value = name.partition(".")
        assert hasattr(importlib.import_module(f"rnms.indicators.vocabulary.{page}"), value)
        assert f"\nВ коде: {entry.name}" in found_text(value, BOOK, LANGUAGE)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Target(each=)", ["Target"]),
        ("growth", ["Growth"]),
        ("After", ["After"]),
        ("after", ["after"]),
        ("each", ["Target", "yearly"]),
        ("рост", ["Growth"]),
        ("баллов", ["Score", "Criterion", "Grade"]),
        ("контрольные соотношения", ["FigureRelation"]),
        ("неполная дата", ["PartialDay"]),
        ("утрачено", ["Unknown"]),
        ("в течение рабочих дней", ["After"]),
        ("раз в три года", ["EveryYears"]),
        ("снижение", ["Growth"]),
        ("статус", ["FigureStatus"]),
        ("предварительные данные", ["FigureStatus"]),
        ("не ниже прошлого года", ["Growth"]),
        ("рейтинг", ["WeightedIndex", "Score"]),
    ],
)
def test_a_word_is_found_by_what_people_write(asked: str, names: list[str]) -> None:
    """By name, by what it is given, by a Russian word in whatever form."""
    lines = found_text(asked, BOOK, LANGUAGE).splitlines()
    found = [word.name for word in LANGUAGE if any(re.match(rf"\s*{word.name}(:| )", line) for line in lines)]

    assert [name for name in names if name not in found] == []
    assert len(found) <= len(names) + 2


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("наставник", "  pairs.basis  mentor_and_young — наставник и молодой педагог"),
        ("сеть", "  programmes.form   network — сетевое"),
        ("дистанционно", "  programmes.form  distance — дистанционная"),
        ("вебинаров", "  events.kind  webinar — вебинар"),
        ("методическую поддержку", "  programmes.topics  методическая поддержка"),
    ],
)
def test_a_value_of_a_field_is_found_by_what_people_write(asked: str, line: str) -> None:
    """In whatever form, or as one begins; with the field that holds it."""
    assert line in found_text(asked, BOOK, LANGUAGE).splitlines()


def test_a_beginning_is_looked_for_where_nothing_else_is_found() -> None:
    """A key or a name that is cut short finds what begins so; what is found in full is not drowned by it."""
    assert "\n  diagnosed" in found_text("diagnos", BOOK, LANGUAGE)
    assert "должност" not in found_text("доля", BOOK, LANGUAGE)


def test_a_word_of_the_language_tells_who_is_declared_with_it() -> None:
    """By region and code, however deep it stands; what was made by a function leaves no trace of it."""
    users = {word.name: dict(word.users) for word in LANGUAGE}

    assert users["Load"] == {"khabarovsk": ("4",), "ugra": ("6.3.1",)}
    assert users["AtSomeYearEnd"] == {"ugra": ("6.3.2",)}
    assert users["at_least"] == {}


def test_the_members_of_an_enumeration_are_told() -> None:
    """Where a word is given one, and of it itself."""
    statistic = next(field for field in language_word("Load").fields if field.name == "statistic")

    assert "Statistic.MEDIAN" in statistic.values
    assert language_word("Statistic").fields[0].values == statistic.values


def test_what_one_key_says_in_several_ways_is_numbered(capsys: pytest.CaptureFixture[str]) -> None:
    """And listed once where nothing tells the ways apart."""
    heads = [line for line in printed(capsys, "teams").splitlines() if line.startswith("teams: ")]
    lines = printed(capsys).splitlines()

    assert [head[-5:] for head in heads] == ["[1/2]", "[2/2]"]
    assert len(lines) - lines.count("") == len(set(lines) - {""})


def test_a_word_that_replaces_another_is_used_by_the_region() -> None:
    """That of an indicator whose measure of the roadmap was carried out."""
    unused = [entry.key for entry in BOOK if entry.key == "roadmap_adopted" and not entry.users]

    assert unused == []
