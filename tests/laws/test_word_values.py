"""A word asks records for what they can hold: any other field or value is refused, in one line."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

import rnms
from kit.declared import CLAUSE, indicator, profile, reading
from kit.worlds import a_measure, thrown
from rnms import regions
from rnms.errors import ContractError, ProfileError
from rnms.indicators import (
    Component,
    Count,
    EmptyPart,
    Force,
    IndexPart,
    MonitoringRule,
    Requirement,
    Rule,
    Share,
    WeightedIndex,
)
from rnms.indicators.vocabulary import diagnostics, people, teams
from rnms.judge import eligibility
from rnms.logic import Membership, Population, Term
from rnms.logic.predicates import (
    END,
    THE_YEAR,
    Compare,
    DateOrder,
    Has,
    Keyword,
    Not,
    Op,
    Path,
    Predicate,
    Shares,
    active,
    all_of,
    any_of,
    equals,
    exists,
    in_order,
    same,
)
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import OrganizationKind, Period, Role
from rnms.model.deadlines import Annual
from rnms.model.roadmap import CompletionSource, MeasureGroup, Roadmap, RoadmapMeasure
from rnms.model.system import field_kinds, record_classes
from rnms.regions import RegionProfile
from rnms.regions.rules.misfits import free_field, misfits
from rnms.testing import RULES, check_region, invented_region

DAY = dt.date(2023, 1, 1)
YES = True


def told(built: RegionProfile) -> list[str]:
    """What the rules of a profile say of it."""
    [rule] = [rule for rule in RULES if rule.__name__ == "words_speak_of_records"]
    return list(rule(built))


def asked_of(entity: str, where: Predicate) -> list[str]:
    """What is wrong with a predicate of the records of a collection."""
    of = Population(key="p", title="они", entity=entity, where=where)
    return list(misfits(Question(of=of)))


# Worked rows: the collection, the predicate, and what its author is told.

NOT_SO: list[tuple[str, Predicate, str]] = [
    (
        "employments",
        equals("organization.kind", "school"),
        "'school', which it never is; did you mean 'general'?",
    ),
    ("employments", equals("role", "teacher"), "'teacher', which it never is; did you mean 'pedagogical'?"),
    ("employments", equals("role", "учитель"), "did you mean 'pedagogical'? known: pedagogical, head"),
    ("employments", equals("role", "PEDAGOGICAL"), "did you mean 'pedagogical'?"),
    ("organizations", equals("kind", "genral"), "did you mean 'general'?"),
    (
        "organizations",
        equals("kind", Role.HEAD),
        "organizations.kind 'head', which it never is; known: general",
    ),
    ("organizations", equals("kind", 1), "kind 1, but it is text; write one of general, preschool"),
    (
        "diagnostics",
        Compare(Path("date"), Op.GE, "2023-01-01"),
        "'2023-01-01', but it is a day; write a day of the",
    ),
    ("diagnostics", Compare(Path("date"), Op.GE, 2023), "date 2023, but it is a day"),
    (
        "diagnostics",
        equals("person.birth_date", "1999"),
        "diagnostics.person.birth_date '1999', but it is a day",
    ),
    ("models", equals("functioning", 1), "functioning 1, but it is yes or no; write True or False"),
    ("models", equals("functioning", "да"), "functioning 'да', but it is yes or no"),
    ("models", Compare(Path("functioning"), Op.GE, YES), "has no order; write equals('functioning', …)"),
    (
        "route_items",
        Compare(Path("hours"), Op.GE, "36"),
        "hours '36', but it is a whole number; write a whole",
    ),
    ("route_items", Compare(Path("hours"), Op.GE, YES), "hours True, but it is a whole number"),
    (
        "route_items",
        Compare(Path("hours"), Op.GE, END),
        "hours a day of the period, but it is a whole number",
    ),
    ("routes", Compare(Path("start"), Op.LE, THE_YEAR), "start the reporting year, but it is a day"),
    ("employments", Compare(Path("role"), Op.GE, "head"), "it has no order; write equals('role', …)"),
    ("supports", equals("form", 5), "form 5, but it is text; write a text"),
    ("supports", equals("person", 5), "person 5, but it is an id; write an id as text"),
    (
        "diagnostics",
        equals("areas", "предметные"),
        "areas, a set, as one value; write Has(Path('areas'), 'предметные')",
    ),
    ("employments", Has(Path("role"), "head"), "role, which is no set; write equals('role', 'head')"),
    ("diagnostics", Has(Path("areas"), 5), "5 in diagnostics.areas, but that is a set of texts"),
    ("organizations", Has(Path("low_results_years"), "2023"), "'2023' in organizations.low_results_years"),
    (
        "diagnostics",
        Shares(Path("areas"), Path("provider")),
        "not both of them sets; write same('areas', 'provider')",
    ),
    ("diagnostics", same("areas", "deficits"), "sets; write Shares(Path('areas'), Path('deficits'))"),
    ("diagnostics", same("date", "provider"), "a day is no text; compare days with days"),
    ("enrolments", same("person", "programme"), "one leads to persons, the other to programmes"),
    ("employments", same("role", "organization.kind"), "their words are not the same"),
    ("enrolments", in_order("person", "diagnostic.person"), "they have no order"),
    ("persons", equals("role", "head"), "persons.role, which records do not have"),
    (
        "persons",
        equals("birthdate", DAY),
        "persons.birthdate, which records do not have; did you mean 'birth_date'?",
    ),
    (
        "persons",
        exists("diagnostic", "person"),
        "records of 'diagnostic', which do not exist; did you mean 'diagnostics'?",
    ),
    (
        "persons",
        exists("diagnostics", "persn"),
        "diagnostics.persn, which records do not have; did you mean 'person'?",
    ),
    ("persons", exists("assignments", "methodist"), "one leads to methodists, the other to persons"),
    ("persons", exists("diagnostics", "date"), "diagnostics whose date is persons.id: a day is no id"),
    (
        "persons",
        exists("diagnostics", "person", compare=DateOrder("provider", Op.LE, "birth_date")),
        "diagnostics whose provider <= persons.birth_date; compare two days",
    ),
    (
        "persons",
        exists("diagnostics", "person", compare=DateOrder("date", Op.EQ, "birth_date")),
        "compare two days, by <=, <, >= or >",
    ),
    ("persons", exists("diagnostics", "person", equals("provider", "ЦНППМ")), "did you mean 'cnppm'?"),
    (
        "persons",
        Not(any_of(active("birth_date"), equals("category", "1"))),
        "category '1', which it never is",
    ),
    ("region", equals("kind", "x"), "a field of the region, which has none; look for records"),
    (
        "region",
        exists("attestations", "subject"),
        "'id' of the region, which has no fields; leave the keys out",
    ),
]


@pytest.mark.parametrize(
    ("entity", "where", "said"), NOT_SO, ids=[f"{row[0]}: {row[2][:50]}" for row in NOT_SO]
)
def test_what_records_never_hold_is_refused(entity: str, where: Predicate, said: str) -> None:
    """With what was asked, and what to write."""
    problems = asked_of(entity, where)

    assert any(said in problem for problem in problems), problems
    assert all(problem.startswith("word 'p' asks for ") and "\n" not in problem for problem in problems)
    assert all(";" in problem for problem in problems)


# In every place where a predicate can stand.

SCHOOL = equals("organization.kind", "school")
TEACHER = exists("employments", "person", equals("role", "teacher"))
WRONG = Term(key="wrong", title="не то", where=TEACHER)
ZERO = Population(
    key="nobody",
    title="никто",
    entity="persons",
    through=Membership(
        entity="employments", member="person", where=SCHOOL, place="organization.municipality"
    ),
)
OF_WRONG = Share(people.STAFF, WRONG)
GROUP = MeasureGroup(code="1", title="Направление", clause=CLAUSE)


def due(**changes: Any) -> RoadmapMeasure:
    """A measure of a roadmap."""
    fields: dict[str, Any] = {
        "code": "1",
        "title": "Мероприятие",
        "group": GROUP,
        "responsible": "Министерство",
        "executors": "институт",
        "deadline": Annual(),
        "deadline_text": "ежегодно",
        "clause": CLAUSE,
    }
    return RoadmapMeasure(**{**fields, **changes})


def duty(**changes: Any) -> Requirement:
    """A duty."""
    fields: dict[str, Any] = {"code": "S-1", "title": "долг", "force": Force.DUTY, "clause": CLAUSE}
    return Requirement(**{**fields, **changes})


def weighed(share: Share) -> WeightedIndex:
    """An index of one part."""
    return WeightedIndex(
        parts=[IndexPart(name="a", title="а", measure=share, weight=1)], without=EmptyPart.LEFT_OUT
    )


PLACES: Mapping[str, Callable[[], RegionProfile]] = {
    "a term": lambda: profile(indicator(measure=OF_WRONG)),
    "a population": lambda: profile(
        indicator(measure=Count(Population(key="p", title="p", entity="persons", where=TEACHER)))
    ),
    "what makes a member": lambda: profile(indicator(measure=Count(ZERO))),
    "a term that singles out": lambda: profile(
        indicator(measure=Count(Population(key="p", title="p", within=people.STAFF, having=(WRONG,))))
    ),
    "a joined population": lambda: profile(
        indicator(measure=Count(Population(key="p", title="p", union=(ZERO, teams.TEAMS))))
    ),
    "a narrower word": lambda: profile(
        indicator(measure=Share(people.STAFF, Term(key="w", title="w", where=all_of(WRONG))))
    ),
    "a component": lambda: profile(indicator(components=[Component(name="a", title="а", measure=OF_WRONG)])),
    "a part of an index": lambda: profile(indicator(measure=weighed(OF_WRONG))),
    "a word of a reading": lambda: profile(
        indicator(readings=[reading(among_known=False, redefine={diagnostics.DIAGNOSED: WRONG})])
    ),
    "a measure of a reading": lambda: profile(
        indicator(readings=[reading(among_known=False, measure=OF_WRONG)])
    ),
    "a duty": lambda: profile(indicator(), requirements=[duty(measure=OF_WRONG)]),
    "what follows a monitoring": lambda: profile(
        indicator(),
        monitoring=[
            MonitoringRule(
                code="7",
                title="м",
                deadline=Annual(),
                deadline_text="ежегодно",
                clause=CLAUSE,
                follow_up=duty(measure=OF_WRONG),
            )
        ],
    ),
    "a rule of methodists": lambda: profile(
        indicator(), methodist_rules=[Rule(code="E1", term=WRONG, force=Force.DUTY, clause=CLAUSE)]
    ),
    "what shows a measure": lambda: profile(
        indicator(),
        roadmap=Roadmap(
            measures=[
                due(sources=(CompletionSource(collection="meetings", day="date", where=(("body", "umo"),)),))
            ],
            clause=CLAUSE,
        ),
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_wrong_value_is_told_wherever_it_stands(place: str) -> None:
    """By the rules of a profile, each line with a way out; the kit refuses the region."""
    built = PLACES[place]()

    assert told(built)
    assert all("which it never is; " in line for line in told(built))
    with pytest.raises(ContractError, match="words_speak_of_records: "):
        check_region(built)


def test_what_shows_a_measure_is_a_day() -> None:
    """A trace names fields, words of enumerations and days that there are."""
    for trace, said in (
        (
            CompletionSource(collection="meetings", day="body"),
            "meetings.body, which is text; name a field that holds a day",
        ),
        (
            CompletionSource(collection="meetings", day="date", where=(("bdy", "x"),)),
            "meetings.bdy, which records do not have",
        ),
        (
            CompletionSource(collection="adoptions", day="start", where=(("kind", "roadmp"),)),
            "adoptions.kind 'roadmp', which it never is; did you mean 'roadmap'?",
        ),
    ):
        [line] = told(profile(roadmap=Roadmap(measures=[due(sources=(trace,))], clause=CLAUSE)))
        assert said in line


def test_members_and_places_are_those_of_their_collection() -> None:
    """Who is made a member is one, and a municipality is one."""
    for through, said in (
        (
            Membership(entity="employments", member="organization"),
            "organization as its member, which is none of persons",
        ),
        (
            Membership(entity="employments", member="person", place="organization"),
            "employments.organization as its place, which is none of municipalities",
        ),
    ):
        of = Population(key="p", title="p", entity="persons", through=through)
        assert [said in line for line in misfits(Question(of=of))] == [True]


# Without the kit.


@pytest.mark.parametrize(
    "place", [name for name in PLACES if name not in {"a rule of methodists", "what shows a measure"}]
)
def test_a_word_true_of_nobody_gives_no_firm_nothing(place: str) -> None:
    """Whoever judges without the kit is told the same, and gets no 0 %."""
    data = invented_region(staff=30, region="amur")
    with pytest.raises(ProfileError) as caught:
        rnms.evaluate(data, region=PLACES[place](), period=2024)

    assert "which it never is" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_rule_true_of_nobody_judges_nobody() -> None:
    """Nor do rules of methodists."""
    data = invented_region(staff=30, region="ugra")
    with pytest.raises(ProfileError, match="did you mean 'pedagogical'"):
        eligibility(data, region=PLACES["a rule of methodists"](), as_of=dt.date(2024, 1, 1))


# Nothing that is right is refused.


@pytest.mark.parametrize("key", regions.available())
def test_what_orders_ask_is_there(key: str) -> None:
    """Every word of every region, of every family and duty."""
    assert told(regions.get(key)) == []


@pytest.mark.parametrize("seed", range(40))
def test_what_can_be_said_is_not_refused(seed: int) -> None:
    """Predicates at random, of the fields and values that there are."""
    dice = random.Random(f"fit {seed}")  # noqa: S311
    measure = a_measure(thrown(dice), Window.of(Period.of(2023)))
    for question in measure.questions:
        # Days of any collection may be asked of records that name two, and words where people write freely.
        refused = re.compile("compare days with days|where people write freely")
        assert [line for line in misfits(question) if not refused.search(line)] == []


def test_a_number_is_no_yes_though_python_takes_them_for_equal() -> None:
    """1 equals True; the words that ask for them are told apart all the same."""
    fine, wrong = (equals("functioning", value) for value in (True, 1))
    assert fine == wrong
    assert (asked_of("models", fine), len(asked_of("models", wrong))) == ([], 1)


RIGHT: Mapping[str, Any] = {
    "key": "x",
    "date": DAY,
    "bool": True,
    "int": 5,
    "text": "x",
    "texts": "x",
    "ints": 2023,
}


@pytest.mark.parametrize("entity", record_classes())
def test_every_field_takes_its_own_kind_and_no_other(entity: str) -> None:
    """One value of each kind, asked of every field."""
    for name, kind in field_kinds(entity).items():
        for sort, value in RIGHT.items():
            given = kind.words[0] if kind.words and sort == "text" else value
            if (free := free_field(entity, name)) and isinstance(given, str):
                given = Keyword(field=free, text=given)
            if sort in {"texts", "ints"} or kind.sort in {"texts", "ints"}:
                fact: Predicate = Has(Path(name), given)
                fits = {sort, kind.sort} in (
                    {"texts"},
                    {"ints"},
                    {"texts", "text"},
                    {"texts", "key"},
                    {"ints", "int"},
                )
                fits = fits and kind.sort in {"texts", "ints"}
            else:
                fact = Compare(Path(name), Op.EQ, given)
                fits = sort == kind.sort or ({sort, kind.sort} == {"key", "text"} and not kind.words)
            assert bool(asked_of(entity, fact)) is not fits, (name, sort)


def test_members_of_enumerations_are_words() -> None:
    """A member stands for its word wherever a value may stand."""
    assert Compare(Path("kind"), Op.EQ, OrganizationKind.GENERAL).right == "general"
    assert Has(Path("areas"), Role.HEAD).word == "head"


@pytest.mark.parametrize("entity", record_classes())
def test_where_people_write_freely_one_spelling_is_not_asked_for(entity: str) -> None:
    """Whatever is spelt otherwise would fail in silence; a keyword reads every spelling of the act."""
    for name, kind in field_kinds(entity).items():
        if field := free_field(entity, name):
            plain = Has(Path(name), "x") if kind.sort == "texts" else equals(name, "x")
            assert f"write Keyword(field={field!r}, text='x')" in "".join(asked_of(entity, plain))
