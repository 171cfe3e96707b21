"""Numbers on records that are added up: hours and the like, by both engines and by brute force."""

from __future__ import annotations

import random

import attrs
import pytest

from kit.effort import draws
from kit.equality import agree
from kit.oracle import hold_in_worlds
from kit.tabled import KINDS
from kit.worlds import SCARCITIES, Pick, a_load, a_predicate, thrown
from rnms.indicators import Load, Statistic, SumShare
from rnms.logic import Population, Term
from rnms.logic.predicates import ALWAYS, Amount, exists
from rnms.logic.window import Window
from rnms.model import Period

YEAR = Period.of(2023)
WINDOW = Window.of(YEAR)
every_kind = pytest.mark.parametrize("kind", KINDS)


def a_sum(pick: Pick) -> Load:
    """How much some records carry of a number, their own or that of others."""
    entity, on = pick([("routes", "route"), ("persons", "route.person"), ("route_items", "")])
    amount = Amount("hours", least=pick([0, 0, 8]), most=pick([None, 36]))
    asked = pick([ALWAYS, a_predicate(pick, "route_items", WINDOW, 0)])
    where = exists("route_items", on or "route", asked, adding=amount)
    of = Population(
        key="p", title="p", entity=entity, where=pick([ALWAYS, a_predicate(pick, entity, WINDOW, 1)])
    )
    if not on:
        of = attrs.evolve(of, entity="routes", where=a_predicate(pick, "routes", WINDOW, 1))
    return Load(of, Term(key="q", title="q", where=where), pick(list(Statistic)))


def _dice(*seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311  # nothing is kept secret here


@pytest.mark.parametrize("seed", range(draws(12, thorough=400)))
def test_the_bounds_of_sums_hold_in_every_world(seed: int) -> None:
    """Sum, mean, median, largest and smallest; unknown hours lie between the least and the most."""
    dice = _dice("sums", seed)
    for _ in range(6):
        hold_in_worlds(a_sum(thrown(dice)), YEAR, None, dice, dice.choice(SCARCITIES))
        hold_in_worlds(a_load(thrown(dice), WINDOW), YEAR, None, dice, dice.choice(SCARCITIES))


@pytest.mark.parametrize("seed", range(draws(8, thorough=400)))
def test_the_bounds_of_shares_of_sums_hold_in_every_world(seed: int) -> None:
    """Of a part of those whose sum divides, and of any others."""
    dice = _dice("shares", seed)
    pick = thrown(dice)
    for _ in range(6):
        load = a_sum(pick)
        part = Population(
            key="part", title="part", within=load.of, where=a_predicate(pick, load.of.entity, WINDOW, 1)
        )
        share = SumShare(part, load.of, load.carrying, pick([None, load.carrying]))
        hold_in_worlds(share, YEAR, None, dice, dice.choice(SCARCITIES))


@pytest.mark.slow
@every_kind
def test_every_kind_of_table_adds_up_alike(kind: str) -> None:
    """As the records do, to the hour."""
    dice = _dice(kind, "sums")
    for _ in range(draws({"polars": 40}.get(kind, 3), thorough=1000)):
        agree(kind, a_sum(thrown(dice)), YEAR, dice)
