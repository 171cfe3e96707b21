"""Whatever the language can say is right on every source, or refused in words: never a bare exception."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from kit.tabled import KINDS, tabled
from rnms import regions
from rnms.engine.engine import Engine
from rnms.errors import NoRecordsError
from rnms.indicators import Load
from rnms.indicators.loads import Statistic
from rnms.indicators.tally import MemberState, Tally
from rnms.judge.explain import explain
from rnms.judge.origin import ResultOrigin
from rnms.logic import Membership, Population, Term, predicates
from rnms.logic.predicates import (
    ALWAYS,
    BY_FIGURE_ONLY,
    NOT_RECORDED,
    DateOrder,
    Op,
    all_of,
    equals,
    exists,
    same,
)
from rnms.logic.question import Question
from rnms.model import (
    Assignment,
    Association,
    Attestation,
    Bounds,
    Employment,
    Methodist,
    Municipality,
    Organization,
    OrganizationKind,
    Period,
    Person,
    PoolLevel,
    RegionalSystem,
    Role,
)

YEAR = Period.of(2023)
DAY = dt.date(2023, 3, 1)
SOURCES: dict[str, Callable[[RegionalSystem], Any]] = {
    "records": lambda data: data,
    **{name: lambda data, kind=kind: tabled(data, kind) for name, kind in KINDS.items()},  # type: ignore[misc]
}
from_every_source = pytest.mark.parametrize("source", SOURCES)

# The same id names a person and an organisation: here they stand at the same place, too.
DATA = RegionalSystem(
    region="x",
    municipalities=[Municipality(id="m", name="Лесной район")],
    organizations=[
        Organization(id="1", kind=OrganizationKind.GENERAL, municipality="m", low_results_years=())
    ],
    persons=[Person(id="1"), Person(id="2")],
    employments=[
        Employment(person=name, organization="1", role=Role.PEDAGOGICAL, start=DAY) for name in ("1", "2")
    ],
    methodists=[Methodist(id="k", person="2", level=PoolLevel.REGIONAL, start=DAY)],
    assignments=[Assignment(methodist="k", person="1", start=DAY)],
    associations=[
        Association(municipality="m", organization="1"),
        Association(municipality="m"),
    ],
    attestations=[
        Attestation(subject="2", duty="d", state=True),
        Attestation(subject="nobody", duty="d", state=True),
        Attestation(subject="m", duty="d", state=True),
    ],
)
PEOPLE = Population(key="people", title="люди", entity="persons")


def _engine(source: str, data: RegionalSystem = DATA) -> Engine:
    return Engine(SOURCES[source](data))


def _tally(source: str, of: Population, where: predicates.Predicate | None = None) -> Tally:
    term = None if where is None else Term(key="t", title="t", where=where)
    tally = _engine(source).answer(Question(of=of, term=term), YEAR).tally
    assert isinstance(tally, Tally)
    return tally


# Right.

ATTESTED = exists("attestations", (("subject", "id"),), equals("state", value=True))


@from_every_source
def test_people_may_be_singled_out_by_what_is_stated_of_them(source: str) -> None:
    """A name is compared as it is written: whoever else is named is no person of this list."""
    attested = attrs.evolve(PEOPLE, where=ATTESTED)
    assert _tally(source, attested).size() == Bounds.exact(1)
    made = attrs.evolve(PEOPLE, through=Membership(entity="attestations", member="subject"))
    assert _tally(source, made).size() == Bounds.exact(1)


@from_every_source
def test_who_works_somewhere_unknown_may_be_named(source: str) -> None:
    """A reference to nobody may lead to whom a statement names, and surely is not what it is written like."""
    posts = [attrs.evolve(post, person="nobody") for post in DATA.employments or ()]
    of_posts = Population(key="posts", title="записи", entity="employments")
    where = exists("attestations", (("subject", "person"),))
    question = Question(of=of_posts, term=Term(key="t", title="t", where=where))
    tally = _engine(source, attrs.evolve(DATA, employments=posts)).answer(question, YEAR).tally
    assert isinstance(tally, Tally)
    assert tally.passing() == Bounds(0, 2)


@from_every_source
def test_records_of_two_collections_are_never_one(source: str) -> None:
    """A person and an organisation under one id, at one place, are two."""
    posts = Population(key="posts", title="записи", entity="employments")
    assert _tally(source, posts, same("person", "organization")) == Tally(failed=2)
    crossed = exists("employments", (("organization", "id"),))
    assert _tally(source, PEOPLE, crossed) == Tally(failed=2)
    assert _tally(source, PEOPLE, predicates.Not(crossed)) == Tally(passed=2)


@from_every_source
def test_a_load_may_count_plain_values(source: str) -> None:
    """In how many roles somebody works."""
    roles = Term(key="r", title="r", where=exists("employments", "person", of="role"))
    loads = _engine(source).answer(Question(of=PEOPLE, term=roles, load=True), YEAR).tally
    assert Load(PEOPLE, roles, Statistic.LARGEST).estimate([loads]).bounds == Bounds.exact(1)


ASSOCIATIONS = Population(key="a", title="объединения", entity="associations", place="municipality")
OF_A_SCHOOL = Term(key="s", title="при школе", where=exists("organizations", (("id", "organization"),)))


@from_every_source
def test_records_without_ids_are_explained_one_by_one(source: str) -> None:
    """They are called by their places; what each lacks is told as of any other."""
    engine = _engine(source)
    question = Question(of=ASSOCIATIONS, term=OF_A_SCHOOL)
    profile = regions.get("khabarovsk")
    origin = ResultOrigin(engine, profile.indicator("1"), profile)
    told = {}
    for state in (MemberState.PASSED, MemberState.FAILED):
        [(name, _)] = engine.standing(question, YEAR, state)
        explanation = explain(origin, question, YEAR, name)
        told[name] = (explanation.state, explanation.reasons)
    assert sorted(told) == ["associations[0]", "associations[1]"]
    assert sorted(told.values()) == [("failed", ("not_found",)), ("passed", ())]
    with pytest.raises(NoRecordsError, match="no record 'associations\\[2\\]'"):
        explain(origin, question, YEAR, "associations[2]")
    with pytest.raises(NoRecordsError, match="no record 'physics'"):
        explain(origin, question, YEAR, "physics")


# Refused.

TIES = exists("assignments", "methodist", of="person")
NO_LOADS: dict[str, tuple[predicates.Predicate, str]] = {
    "two existences": (all_of(TIES, TIES), "more than that records exist"),
    "a fact": (equals("level", "regional"), "more than that records exist"),
    "what no record says and no figure can": (NOT_RECORDED, "more than that records exist"),
    "records of anybody": (exists("assignments", (), of="person"), "name the member by one key"),
    "records by two keys": (
        exists("assignments", (("methodist", "id"), ("person", "person")), of="person"),
        "name the member by one key",
    ),
    "records of whom the member refers to": (
        exists("employments", (("person", "person"),), of="organization"), "name the member by one key",
    ),
    "records of another collection": (exists("assignments", "person", of="methodist"), "names none of"),
    "records that bear a name": (exists("attestations", "subject", of="duty"), "names none of"),
    "nothing that is counted": (exists("assignments", "methodist"), "add of="),
    "two at least": (exists("assignments", "methodist", of="person", at_least=2), "leave out at_least"),
    "later ones": (
        exists("assignments", "methodist", of="person", compare=DateOrder("start", Op.GE, "start")),
        "leave out at_least and compare",
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", NO_LOADS)
def test_a_load_that_cannot_be_counted_is_refused(row: str) -> None:
    """When the measure is made, in one line that says what to write."""
    where, said = NO_LOADS[row]
    pool = Population(key="p", title="p", entity="methodists")
    with pytest.raises(ValueError, match="no load of 't'") as refused:
        Load(pool, Term(key="t", title="t", where=where), Statistic.LARGEST)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_load_that_only_a_figure_reports_or_that_a_narrower_word_says_is_none_of_these() -> None:
    """Of a population that only figures report, too."""
    word = Term(key="t", title="t", where=TIES)
    Load(Population(key="p", title="p"), Term(key="u", title="u", where=word), Statistic.MEAN)
    Load(Population(key="p", title="p"), Term(key="u", title="u", where=BY_FIGURE_ONLY), Statistic.MEAN)


def test_at_least_none_asks_for_nothing() -> None:
    """Any number of records, none among them, would satisfy it."""
    for number in (0, -1):
        with pytest.raises(ValueError, match="asks for nothing; give 1 or more"):
            exists("employments", "person", ALWAYS, at_least=number)


def test_a_name_beside_other_keys_is_refused() -> None:
    """On records and on tables, in the same words."""
    twice = exists("attestations", (("subject", "person"), ("subject", "organization")))
    posts = Population(key="posts", title="записи", entity="employments")
    for source in ("records", "polars"):
        with pytest.raises(ValueError, match=r"attestations\.subject is a plain name .* the only key"):
            _tally(source, posts, twice)
