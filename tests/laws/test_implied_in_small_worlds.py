"""Implication beside brute force: small worlds of persons, their diagnostics and their routes.

What is implied is so of every record of every world. Of single facts the reverse holds, too: whatever one of
them brings with it in all of these worlds is seen. A table says what is seen of records that exist.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import random
from collections.abc import Sequence
from typing import Any

import pytest

from kit.worlds import Row, World, holds
from rnms.logic.implication import implies
from rnms.logic.predicates import (
    And,
    Compare,
    DateOrder,
    Given,
    Has,
    Not,
    Op,
    Or,
    Path,
    Predicate,
    Shares,
    Subset,
    equals,
    exists,
    same,
)
from rnms.logic.window import Window
from rnms.model import Period

WINDOW = Window.of(Period.of(2023))
FEBRUARY, MAY = dt.date(2023, 2, 1), dt.date(2023, 5, 1)
ONE_DAY = dt.timedelta(days=1)
NEAR = [day + number * ONE_DAY for day in (FEBRUARY, MAY) for number in (-1, 0, 1)]
DAYS = [WINDOW.since, *NEAR, WINDOW.end]
START, END = Path("start"), Path("end")
DEFICITS, AREAS = Path("deficits"), Path("areas")


# Worlds.


def a_world(dice: random.Random) -> World:
    """Two persons, up to three diagnostics and as many routes, of which anything may be absent."""

    def rows(entity: str, number: int) -> list[Row]:
        return [Row(entity, f"{entity[0]}{rank}") for rank in range(number)]

    def words() -> tuple[str, ...] | None:
        return dice.choice([None, (), ("a",), ("b",), ("a", "b")])

    people = rows("persons", 2)
    diagnostics, routes = rows("diagnostics", dice.randint(0, 3)), rows("routes", dice.randint(0, 3))
    for one in people:
        one.facts = {"career_start": dice.choice([None, *DAYS])}
    for one in diagnostics:
        one.facts = {
            "person": dice.choice(people),
            "date": dice.choice([None, *DAYS]),
            "provider": dice.choice([None, "cnppm", "self"]),
            "deficits": words(),
            "areas": words(),
        }
    for one in routes:
        one.facts = {
            "person": dice.choice(people),
            "diagnostic": dice.choice([None, *diagnostics]),
            "start": dice.choice([None, *DAYS]),
            "end": dice.choice([None, *DAYS]),
        }
    return {"persons": people, "diagnostics": diagnostics, "routes": routes}


WORLDS = [a_world(random.Random(f"small {seed}")) for seed in range(300)]  # noqa: S311
ROWS = {
    entity: [(row, world) for world in WORLDS for row in world[entity]]
    for entity in ("persons", "diagnostics", "routes")
}


@functools.cache
def met(predicate: Predicate, entity: str) -> int:
    """The records of all worlds of which a predicate holds, as the bits of a number."""
    if isinstance(predicate, Not):
        return ~met(predicate.part, entity)
    return sum(
        holds(predicate, row, world, WINDOW) << place for place, (row, world) in enumerate(ROWS[entity])
    )


# Facts.

DATE = Path("diagnostic.date")
OF_DAYS: list[Predicate] = [
    *(Compare(START, op, day) for op in Op for day in (FEBRUARY, MAY)),
    *(Compare(START, op, END) for op in Op if op is not Op.EQ),
    Compare(END, Op.GT, START),
    Compare(START, Op.GE, dt.date.min),
    Given(START),
    Given(END),
    Compare(END, Op.EQ, MAY),
    Compare(END, Op.LT, MAY),
    Compare(START, Op.EQ, END),
    Compare(END, Op.GE, FEBRUARY),
    Or((Compare(START, Op.LT, FEBRUARY), Compare(START, Op.GT, MAY))),
]
OF_WORDS: list[Predicate] = [
    equals("provider", "cnppm"),
    equals("provider", "self"),
    Has(DEFICITS, "a"),
    Has(DEFICITS, "b"),
    Has(AREAS, "a"),
    Shares(DEFICITS, AREAS),
    Shares(AREAS, DEFICITS),
    Subset(DEFICITS, AREAS),
    Subset(AREAS, DEFICITS),
    *map(Given, (DEFICITS, AREAS, Path("provider"))),
]
OF_ANOTHER: list[Predicate] = [
    equals("diagnostic.provider", "cnppm"),
    equals("diagnostic.provider", "self"),
    same("diagnostic.person", "person"),
    *(Compare(DATE, op, START) for op in (Op.LT, Op.LE, Op.GT)),
    *map(Given, (Path("diagnostic"), DATE, START)),
    Compare(DATE, Op.LE, END),
    Subset(Path("diagnostic.deficits"), Path("diagnostic.areas")),
]


# Records that exist.


def routes(*where: Predicate, **options: Any) -> Predicate:
    return exists("routes", "person", *where, **options)


def diagnosed(*where: Predicate, **options: Any) -> Predicate:
    return exists("diagnostics", "person", *where, **options)


def day(op: Op, ours: str = "career_start", their: str = "date") -> DateOrder:
    return DateOrder(their, op, ours)


BY_CNPPM = equals("provider", "cnppm")
ON_CNPPM = equals("diagnostic.provider", "cnppm")
ON_ONE = Given(Path("diagnostic"))
EARLY, LATER = Compare(START, Op.LE, FEBRUARY), Compare(START, Op.LE, MAY)
ON_OWN = same("diagnostic.person", "person")
AFTER_ANY = exists("diagnostics", (("person", "person"),), compare=day(Op.LT, "start"))
SINCE_A_DAY = Given(Path("person.career_start"))
AFTER_OWN = Compare(DATE, Op.LT, START)
TWO_KEYS = (("person", "id"), ("diagnostic.person", "id"))

OF_RECORDS: list[Predicate] = [
    routes(),
    routes(at_least=2),
    routes(EARLY),
    routes(LATER, at_least=2),
    exists("routes", (), LATER),
    exists("routes", TWO_KEYS),
    diagnosed(),
    diagnosed(BY_CNPPM),
    diagnosed(at_least=2),
    routes(ON_CNPPM),
    routes(ON_CNPPM, ON_OWN),
    exists("diagnostics", (), BY_CNPPM),
    routes(Not(ON_CNPPM)),
    exists("diagnostics", ()),
]
IN_TIME: list[Predicate] = [
    *(diagnosed(compare=day(op)) for op in Op),
    diagnosed(BY_CNPPM, compare=day(Op.LT)),
    routes(compare=day(Op.LE, their="start")),
    routes(compare=day(Op.LE, their="end")),
    routes(AFTER_ANY),
    routes(AFTER_OWN, ON_OWN),
    routes(AFTER_OWN),
    routes(Compare(DATE, Op.LE, START), ON_OWN),
    routes(exists("diagnostics", (("person", "person"),), at_least=2)),
    routes(Or((AFTER_ANY, EARLY))),
    diagnosed(),
]
NONE_LACKS: list[Predicate] = [
    routes(),
    routes(ON_ONE),
    routes(ON_ONE, at_least=2),
    routes(ON_ONE, EARLY),
    routes(Not(ON_ONE)),
    routes(Not(ON_ONE), at_least=2),
    routes(Not(ON_ONE), Not(EARLY)),
    routes(Not(ON_ONE), compare=day(Op.LE, their="start")),
    exists("routes", (), Not(ON_ONE)),
    exists("routes", TWO_KEYS, Not(EARLY)),
    diagnosed(Not(BY_CNPPM)),
    diagnosed(BY_CNPPM),
    diagnosed(Not(SINCE_A_DAY)),
    routes(SINCE_A_DAY),
]


UNSEEN: list[tuple[Predicate, Predicate]] = [
    # Equal fields are compared as they are written.
    (Compare(START, Op.EQ, END), Compare(START, Op.GE, END)),
    # Of what the keys of records that exist demand of them nothing is concluded.
    (exists("routes", TWO_KEYS), diagnosed()),
    (exists("routes", TWO_KEYS), exists("diagnostics", ())),
    (exists("routes", TWO_KEYS, Not(EARLY)), routes(ON_ONE)),
    (routes(ON_CNPPM, ON_OWN), exists("routes", TWO_KEYS)),
    # Nor of whom the records are that others look for.
    (routes(AFTER_ANY), diagnosed()),
    (routes(exists("diagnostics", (("person", "person"),), at_least=2)), diagnosed()),
    # Nor of the one whose day is compared, beyond that.
    (routes(Not(ON_ONE), compare=day(Op.LE, their="start")), routes(SINCE_A_DAY)),
]
GROUPS = [
    pytest.param("routes", OF_DAYS, id="days"),
    pytest.param("diagnostics", OF_WORDS, id="words"),
    pytest.param("routes", OF_ANOTHER, id="the record that one names"),
    pytest.param("persons", OF_RECORDS, id="records"),
    pytest.param("persons", IN_TIME, id="records of days"),
    pytest.param("persons", NONE_LACKS, id="records of which none lacks something"),
]


@pytest.mark.parametrize(("entity", "facts"), GROUPS)
def test_of_one_fact_all_is_seen_that_is_so(entity: str, facts: Sequence[Predicate]) -> None:
    """It implies another where it brings it with it in every world, and nowhere else."""
    found = [(fact, met(fact, entity)) for fact in facts]

    for (stronger, those), (weaker, others) in itertools.product(found, repeat=2):
        expected = not those & ~others and (stronger, weaker) not in UNSEEN
        assert implies(stronger, weaker) is expected, (stronger, weaker)
        assert implies(Not(weaker), Not(stronger)) is expected, (weaker, stronger)


@pytest.mark.parametrize("told", ["both", "one", "neither"])
@pytest.mark.parametrize(("entity", "facts"), GROUPS)
def test_nothing_is_implied_that_is_not_so(entity: str, facts: Sequence[Predicate], told: str) -> None:
    """Two facts or denials together imply no third that is not true of a record of which they are."""
    known = facts[::2] if entity == "routes" else facts
    denied = [Not(fact) for fact in known]
    pairs = {
        "both": itertools.combinations(known, 2),
        "one": itertools.product(known, denied),
        "neither": itertools.combinations(denied, 2),
    }

    for one, other in pairs[told]:
        those = met(one, entity) & met(other, entity)
        for weaker in (*known, *denied):
            if those & ~met(weaker, entity):
                assert not implies(And((one, other)), weaker), (one, other, weaker)


NONE_WITHOUT = Not(routes(Not(ON_ONE)))


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (And((routes(), NONE_WITHOUT)), routes(ON_ONE)),
        (And((NONE_WITHOUT, routes(EARLY))), routes(ON_ONE, EARLY)),
        (And((routes(at_least=2), NONE_WITHOUT)), routes(ON_ONE, at_least=2)),
        (And((routes(), Not(routes(ON_ONE)))), routes(Not(ON_ONE))),
        # None of anybody lacks it, so none of this person does.
        (And((routes(), Not(exists("routes", (), Not(ON_ONE))))), routes(ON_ONE)),
        # None of those that begin late lacks it, and one begins late.
        (And((routes(Not(EARLY)), Not(routes(Not(ON_ONE), Not(EARLY))))), routes(ON_ONE)),
    ],
)
def test_what_none_lacks_is_seen_of_those_that_exist(stronger: Predicate, weaker: Predicate) -> None:
    """Whoever has a route, and none without a diagnostic, has one with a diagnostic."""
    assert not met(stronger, "persons") & ~met(weaker, "persons")
    assert implies(stronger, weaker)
