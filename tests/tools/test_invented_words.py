"""Invented regions know the words of any order: each is met, failed and left unknown by somebody.

The words are those of invented orders, each with the clause that would need it.
"""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from kit.declared import CLAUSE, indicator, profile
from kit.rows import by_source
from rnms import regions
from rnms.engine.engine import Engine
from rnms.errors import ContractError
from rnms.indicators import Share
from rnms.indicators.tally import Tally
from rnms.indicators.vocabulary import municipalities, people
from rnms.logic import Population, Term, predicates
from rnms.logic.population import PROGRAMME
from rnms.logic.predicates import Has, Keyword, Not, Path, active, all_of, equals, exists, one_of, within
from rnms.model import Period
from rnms.regions import RegionProfile, Spelling
from rnms.testing import check_region, invented_region
from rnms.testing.dice import YEARS
from rnms.testing.questions import foreign_questions

READING = Keyword(field="programmes.topics", text="читательская грамотность")
MONTH = predicates.Moment(predicates.Day.END, months=-1)


def term(where: predicates.Predicate) -> Term:
    return Term(key="theirs", title="слово другого приказа", where=where)


PROGRAMMES = Population(key="programmes", title="программы", unit=PROGRAMME, entity="programmes")
WORDS = by_source([
    (people.STAFF, exists("enrolments", "person", Has(Path("programme.topics"), READING)), "п. 1: тема"),
    (people.STAFF, exists("enrolments", "person", within("end"), at_least=3), "п. 2: трижды"),
    (people.STAFF, Not(exists("supports", "person", active())), "п. 3: без поддержки"),
    (people.STAFF, equals("category", "first"), "п. 4: категория"),
    (
        people.STAFF,
        exists(
            "enrolments",
            "person",
            all_of(
                equals("programme.kind", "retraining"),
                predicates.on_or_after("start", predicates.START),
                predicates.in_order("selected_on", "start", "end"),
                Has(Path("programme.topics"), READING),
            ),
        ),
        "п. 5: переподготовка по теме, в порядке дат",
    ),
    (
        municipalities.MUNICIPALITIES,
        exists("services", "municipality", one_of("kind", "development_centre"), active()),
        "п. 6: служба — центр развития",
    ),
    (
        municipalities.MUNICIPALITIES,
        exists("associations", "municipality", equals("plan", value=True), at_least=4),
        "п. 7: не менее четырёх объединений с планом",
    ),
    (PROGRAMMES, all_of(equals("kind", "retraining"), Has(Path("topics"), READING)), "п. 8: о чём программы"),
    (
        people.STAFF,
        exists("diagnostics", "person", predicates.on_or_before("date", MONTH), equals("provider", "other")),
        "п. 9: диагностика за месяц до конца года, иной организацией",
    ),
])  # fmt: skip


def order(of: Population, where: predicates.Predicate) -> RegionProfile:
    return profile(
        indicator(measure=Share(of, term(where))),
        spellings=[Spelling(READING, ["чтение с пониманием"], CLAUSE)],
    )


def states(profile: RegionProfile, seeds: range) -> set[str]:
    """Where members stand in invented regions of some seeds."""
    told: set[str] = set()
    [question] = profile.indicators[0].questions
    for seed, unreported in itertools.product(seeds, (0, 0.3)):
        system = invented_region(staff=60, municipalities=4, seed=seed, region=profile, unreported=unreported)
        engine = Engine(system, dt.date(YEARS[-1], 12, 31), profile.questions, profile.vocabularies)
        for year in YEARS:
            tally = engine.answer(question, Period.of(year)).tally
            assert isinstance(tally, Tally)
            undecided = (tally.failed_or_passed, tally.out_or_failed, tally.out_or_passed, tally.anything)
            told |= {"met"} if tally.passed else set()
            told |= {"failed"} if tally.failed else set()
            told |= {"unknown"} if any(undecided) else set()
    return told


@pytest.mark.parametrize(("of", "where", "source"), WORDS)
def test_a_word_that_no_region_of_ours_asks_is_met_failed_and_unknown(
    of: Population, where: predicates.Predicate, source: str
) -> None:
    """Read from its predicate: fields, keywords, thresholds."""
    theirs = order(of, where)

    assert {"met", "failed", "unknown"} == states(theirs, range(4)), source


@pytest.mark.parametrize(("of", "where", "source"), WORDS)
def test_the_kit_finds_such_a_word_met_failed_and_unknown(
    of: Population, where: predicates.Predicate, source: str
) -> None:
    """So an author need not invent records."""
    theirs = order(of, where)

    assert told(theirs) == [], source


def told(theirs: RegionProfile) -> list[str]:
    """What the kit says of the words of a profile."""
    try:
        check_region(theirs)
    except ContractError as error:
        return [problem for problem in error.problems if "words_can_be_met" in problem]
    return []


NEVER = all_of(equals("category", "first"), equals("category", "highest"))


@pytest.mark.parametrize(
    ("where", "said", "why"),
    by_source(
        [
            (
                NEVER,
                "'staff.theirs' is met by nobody in any of 12 invented regions",
                "two values of one field",
            ),
            (
                predicates.any_of(predicates.Given(Path("id")), equals("category", "first")),
                "'staff.theirs' is failed by nobody in any of 12 invented regions",
                "everybody has an id",
            ),
        ]
    ),
)
def test_a_word_that_nobody_can_meet_or_fail_is_told(
    where: predicates.Predicate, said: str, why: str
) -> None:
    """By its key, with the way out."""
    problems = told(order(people.STAFF, where))

    assert any(said in problem for problem in problems), why
    assert any("rnms words staff.theirs --region nowhere" in problem for problem in problems)


@pytest.mark.parametrize("key", regions.available())
def test_the_regions_that_were_invented_so_far_stay_as_they_were(key: str) -> None:
    """Nothing is added where built-in regions ask it."""
    assert foreign_questions(regions.get(key)) == ()


@pytest.mark.parametrize(("of", "where", "source"), WORDS)
def test_what_is_invented_has_no_fault(of: Population, where: predicates.Predicate, source: str) -> None:
    """Nothing ends before it starts, nobody is named who is not there; the same seed gives the same."""
    theirs = order(of, where)
    system = invented_region(staff=40, municipalities=3, region=theirs, seed=1)

    assert system.issues == (), source
    assert invented_region(staff=40, municipalities=3, region=theirs, seed=1) == system


def test_the_words_of_the_example_are_met_failed_and_unknown(zarechye: RegionProfile) -> None:
    """The package from outside passes its own test."""
    assert told(zarechye) == []
