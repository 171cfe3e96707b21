"""Sets and gaps: subsets, what is known, one field or else another; both engines and the brute force."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from fractions import Fraction
from typing import Any

import attrs
import pytest

from kit.effort import draws, draws_of_tables
from kit.equality import agree
from kit.oracle import entities, hold_in_worlds
from kit.tabled import KINDS, tabled
from kit.worlds import SCARCITIES, Pick, _paths, a_measure, a_predicate, completed, holds, system, thrown
from rnms.engine.records import RecordsEngine
from rnms.indicators import Share
from rnms.indicators.tally import MemberState, Tally
from rnms.logic import Population, Term
from rnms.logic.fallback import coalesce, first_known
from rnms.logic.predicates import (
    END,
    START,
    Has,
    Not,
    Path,
    Predicate,
    all_of,
    any_of,
    covers,
    exists,
    known,
    on_or_after,
    on_or_before,
)
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import Bounds, Enrolment, Period, Person, RegionalSystem
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2023)
EVERYBODY = Population(key="p", title="p", entity="persons")
WINDOW = Window.of(YEAR)
every_kind = pytest.mark.parametrize("kind", KINDS)
SETS = {
    "routes": ("diagnostic.areas", "diagnostic.deficits"),
    "enrolments": (
        "diagnostic.deficits",
        "programme.competences",
        "programme.topics",
        "route.diagnostic.areas",
    ),
    "diagnostics": ("areas", "deficits"),
    "route_items": ("route.diagnostic.deficits", "programme.topics", "programme.competences"),
}
GATHERED = {
    "routes": (("route_items", "route", "programme.topics"), ("enrolments", "route", "diagnostic.deficits")),
    "diagnostics": (
        ("enrolments", "diagnostic", "programme.competences"),
        ("routes", "diagnostic", "diagnostic.areas"),
    ),
}


def _dice(*seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311  # nothing is kept secret here


def a_cover(pick: Pick, entity: str) -> Predicate:
    """That one set has all words of another, or the sets of other records have."""
    if entity in GATHERED and pick([False, True]):
        other, theirs, field = pick(GATHERED[entity])
        where = [] if pick([False, True]) else [a_predicate(pick, other, WINDOW, 0)]
        return covers(field, pick(SETS[entity]), records=exists(other, theirs, *where))
    return covers(pick(SETS[entity]), pick(SETS[entity]))


def about_a_set(pick: Pick) -> Share:
    """The share of records whose sets are covered, in a predicate or by itself."""
    entity = pick(list(SETS))
    where = a_cover(pick, entity)
    if pick([False, True]):
        options: list[Predicate] = [
            Not(where),
            all_of(where, a_predicate(pick, entity, WINDOW, 1)),
            any_of(where, Has(Path(pick(SETS[entity])), "a")),
        ]
        where = pick(options)
    return Share(Population(key="p", title="p", entity=entity), Term(key="q", title="q", where=where))


def about_a_gap(pick: Pick) -> Share:
    """The share of records of which something is known, or of which one field or else another says it."""
    entity = pick(["enrolments", "persons", "diagnostics", "routes", "employments"])
    inner = a_predicate(pick, entity, WINDOW, 2)
    dates = _paths(entity, "date")
    fact = pick([on_or_before, on_or_after])(pick(dates), pick([START, END]))
    first, second = (
        coalesce(fact, *(pick(dates) for _ in range(pick([1, 2])))),
        first_known(fact, pick(dates)),
    )
    where = pick(
        [known(inner), Not(known(inner)), known(pick(dates)), first, second, all_of(known(inner), inner)]
    )
    population = attrs.evolve(
        a_measure(pick, WINDOW).denominator, where=a_predicate(pick, "persons", WINDOW, 0)
    )
    return Share(
        Population(key="p", title="p", entity=entity)
        if entity != "persons" or population.entity != "persons"
        else population,
        Term(key="q", title="q", where=where),
    )


IN_TIME, LATE = dt.date(2023, 3, 1), dt.date(2024, 3, 1)


@pytest.mark.parametrize(
    "days",
    # Nothing ends before it begins.
    [days for days in itertools.product((IN_TIME, LATE, None), repeat=3) if days[1:] != (IN_TIME, LATE)],
)
@pytest.mark.parametrize("engine", ["records", "polars"])
def test_the_first_of_several_fields_that_is_there_decides(
    engine: str, days: tuple[dt.date | None, ...]
) -> None:
    """In the order in which they are named: the day of choice, else the completion, else the beginning."""
    facts: dict[str, Any] = dict(zip(("selected_on", "end", "start"), days, strict=True))
    enrolment = Enrolment(id="e", person="p", programme="x", **facts)
    data = RegionalSystem(region="x", enrolments=[enrolment])
    asked = Term(key="q", title="q", where=first_known(on_or_before("selected_on", END), "end", "start"))
    question = Question(of=Population(key="p", title="p", entity="enrolments"), term=asked)
    source = RecordsEngine(data) if engine == "records" else FramesEngine(tabled(data, KINDS[engine]))
    first = next((day for day in days if day is not None), None)

    expected = {IN_TIME: Tally(passed=1), LATE: Tally(failed=1), None: Tally(failed_or_passed=1, counted=1)}
    assert source.answer(question, YEAR).tally == expected[first]


@pytest.mark.parametrize("seed", range(draws(12, thorough=400)))
def test_the_bounds_of_subsets_hold_in_every_world(seed: int) -> None:
    """Whatever the unknown sets turn out to be, and whatever records were not reported."""
    dice = _dice("worlds", seed)
    for _ in range(6):
        hold_in_worlds(about_a_set(thrown(dice)), YEAR, None, dice, dice.choice(SCARCITIES))


@pytest.mark.slow
@every_kind
def test_every_kind_of_table_finds_the_same_subsets(kind: str) -> None:
    """Words are compared one by one where lists are columns."""
    dice = _dice(kind, "subsets")
    for _ in range(draws_of_tables(kind, 40, thorough=2000)):
        agree(kind, about_a_set(thrown(dice)), YEAR, dice)


@pytest.mark.slow
@every_kind
def test_every_kind_of_table_knows_as_much(kind: str) -> None:
    """What is known, and which of two fields decides, is the same of records and of tables."""
    dice = _dice(kind, "known")
    for _ in range(draws_of_tables(kind, 40, thorough=2000)):
        agree(kind, about_a_gap(thrown(dice)), YEAR, dice)


@pytest.mark.parametrize("seed", range(draws(12, thorough=400)))
def test_what_is_known_is_the_same_in_every_world(seed: int) -> None:
    """Of a record of which it is known whether something is so, it is so in all worlds or in none."""
    dice = _dice("known", seed)
    pick = thrown(dice)
    entity = pick(["enrolments", "diagnostics", "routes", "employments"])
    inner = a_predicate(pick, entity, WINDOW, 2)
    scarcity = attrs.evolve(dice.choice(SCARCITIES), doubled=0)
    question = Question(
        of=Population(key="p", title="p", entity=entity), term=Term(key="q", title="q", where=known(inner))
    )
    data = system(pick, entities(Share(question.of, question.term)), WINDOW, scarcity)  # type: ignore[arg-type]
    engine = RecordsEngine(data)
    if not engine.has(entity):
        return
    states = engine.states(question, YEAR)
    assert not states[MemberState.UNKNOWN]
    flags = states[MemberState.PASSED].to_bytes(engine.columns.size(entity), "little")
    answers: dict[int, set[bool]] = {}
    for _ in range(12):
        world = completed(data, WINDOW, pick)
        rows = [row for row in world[entity] if row.key not in {"ghost", "new"}]
        for place, row in enumerate(rows):
            answers.setdefault(place, set()).add(holds(inner, row, world, WINDOW))
    for place, flag in enumerate(flags):
        if flag:
            assert len(answers.get(place, {True})) == 1, (inner, data)


def test_a_field_is_known_where_the_record_gives_it() -> None:
    """Exact for a field: neither more nor less than what is written."""
    people_listed = [Person(id="p1", birth_date=dt.date(1990, 1, 1)), Person(id="p2")]
    engine = RecordsEngine(RegionalSystem(region="x", persons=people_listed))
    term = Term(key="q", title="q", where=known("birth_date"))

    tally = engine.answer(Question(of=EVERYBODY, term=term), YEAR).tally

    assert isinstance(tally, Tally)
    assert (tally.passed, tally.failed) == (1, 1)
    assert tally.share() == Bounds.exact(Fraction(1, 2))
