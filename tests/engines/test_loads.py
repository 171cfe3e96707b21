"""Loads where it is not known who carries, or what: by records, by tables and by brute force."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs
import pytest

from kit.tabled import BY_FIGURE_ONLY, KINDS, tabled
from rnms.engine.engine import Engine
from rnms.engine.records import RecordsEngine
from rnms.indicators.tally import LoadTally
from rnms.logic import Population, Term
from rnms.logic.predicates import exists
from rnms.logic.question import Question
from rnms.model import (
    Assignment,
    Bounds,
    Methodist,
    Municipality,
    Period,
    Person,
    PoolLevel,
    RegionalSystem,
)
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2023)
Pair = tuple[str, str]
"""The methodist and the person of an assignment; of those with a number it is known who they are."""
METHODISTS = Population(key="m", title="методисты", entity="methodists")
ATTACHED = Term(key="a", title="закреплены", where=exists("assignments", "methodist", of="person"))
QUESTION = Question(of=METHODISTS, term=ATTACHED, load=True)
NULL = BY_FIGURE_ONLY


def system(*pairs: Pair) -> RegionalSystem:
    """Two methodists and two people, some of whom are attached."""
    start = dt.date(2023, 1, 1)
    return RegionalSystem(
        region="ugra",
        persons=[Person(id=key) for key in ("p1", "p2")],
        methodists=[
            Methodist(id=f"m{number}", person=f"p{number}", level=PoolLevel.REGIONAL) for number in (1, 2)
        ],
        assignments=[Assignment(methodist=to, person=name, start=start) for to, name in pairs],
    )


def loads(data: RegionalSystem, kind: str | None) -> LoadTally:
    """What each methodist carries, by records or by tables."""
    source = data if kind is None else tabled(data, KINDS[kind])
    tally = Engine(source, YEAR.end).answer(QUESTION, YEAR).tally
    assert isinstance(tally, LoadTally)
    return tally


def told(tally: LoadTally) -> tuple[list[tuple[int, int | None]], Bounds | None, Bounds | None, Bounds]:
    """What a tally says of each methodist, the largest load, the mean and the sum."""
    return (
        sorted((load.least, load.most) for load in tally.members),
        tally.largest(),
        tally.mean(),
        tally.sum(),
    )


def worlds(pairs: Sequence[Pair]) -> Iterator[tuple[int, int]]:
    """How many each of the two carries, whoever those are whom nobody knows."""
    whoever = [
        itertools.product(
            [to] if to in {"m1", "m2"} else ["m1", "m2"],
            [name] if name in {"p1", "p2"} else ["p1", "p2", f"another {at}"],
        )
        for at, (to, name) in enumerate(pairs)
    ]
    for world in itertools.product(*whoever):
        yield tuple(len({name for of, name in world if of == to}) for to in ("m1", "m2"))  # type: ignore[misc]


def test_of_methodists_that_nobody_collected_no_load_is_known() -> None:
    """There may be any number of them, and whatever is attached is attached to one of those."""
    data = attrs.evolve(system(("m1", "p1")), methodists=None)
    for engine in (RecordsEngine(data), FramesEngine(tabled(data, KINDS["polars"]))):
        tally = engine.answer(QUESTION, YEAR).tally
        assert isinstance(tally, LoadTally)
        assert told(tally) == ([], *[Bounds(0, None)] * 3)


SOME = list(itertools.product(("m1", "m?"), ("p1", "p2", "p?")))


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_the_loads_hold_whoever_is_unknown(number: int) -> None:
    """No bound is too narrow; the largest load of a known methodist is reached."""
    for pairs in itertools.combinations_with_replacement(SOME, number):
        found = [*worlds(pairs)]
        tally = loads(system(*pairs), None)
        largest, mean = tally.largest(), tally.mean()
        assert largest is not None
        assert mean is not None
        assert all(max(carried) in largest for carried in found), pairs
        assert all(Fraction(sum(carried), 2) in mean for carried in found), pairs
        assert all(sum(carried) in tally.sum() for carried in found), pairs
        if all(to == "m1" for to, _ in pairs):
            assert largest == Bounds(min(map(max, found)), max(map(max, found))), pairs


@pytest.mark.parametrize(
    ("pairs", "each", "largest", "total"),
    [
        ([], [(0, 0), (0, 0)], Bounds.exact(0), Bounds.exact(0)),
        ([("m1", "p1"), ("m1", "p1")], [(0, 0), (1, 1)], Bounds.exact(1), Bounds.exact(1)),
        ([("m1", "p?")], [(0, 0), (1, 1)], Bounds.exact(1), Bounds.exact(1)),
        ([("m1", NULL)], [(0, 0), (1, 1)], Bounds.exact(1), Bounds.exact(1)),
        ([("m1", "p?"), ("m1", NULL)], [(0, 0), (1, 2)], Bounds(1, 2), Bounds(1, 2)),
        ([("m1", "p1"), ("m1", NULL)], [(0, 0), (1, 2)], Bounds(1, 2), Bounds(1, 2)),
        ([("m1", "p1"), ("m1", "p2"), ("m1", "p?")], [(0, 0), (2, 3)], Bounds(2, 3), Bounds(2, 3)),
        ([("m?", "p1")], [(0, 1), (0, 1)], Bounds(0, 1), Bounds(0, 1)),
        ([("m?", "p1"), (NULL, "p1")], [(0, 1), (0, 1)], Bounds(0, 1), Bounds(0, 2)),
        ([("m?", "p1"), ("m?", "p1")], [(0, 1), (0, 1)], Bounds(0, 1), Bounds(0, 2)),
        ([("m?", "p1"), ("m?", "p?")], [(0, 2), (0, 2)], Bounds(0, 2), Bounds(0, 2)),
        ([("m?", "p?"), ("m1", "p1")], [(0, 1), (1, 2)], Bounds(1, 2), Bounds(1, 2)),
    ],
    ids=["nobody", "one twice", "unknown", "not named", "two unknown", "perhaps the known one", "one more",
         "of either", "one of two", "one of one twice", "two of either", "beside a known one"],
)  # fmt: skip
@pytest.mark.parametrize("kind", [None, "polars"])
def test_attachments_of_unknown_people(
    kind: str | None,
    pairs: list[Pair],
    each: list[tuple[int, int]],
    largest: Bounds,
    total: Bounds,
) -> None:
    """Each may be another, or one who is attached already; whoever has an unknown methodist, has any."""
    members, most, mean, together = told(loads(system(*pairs), kind))

    assert (members, most, together) == (each, largest, total)
    assert mean == Bounds(Fraction(int(total.low), 2), Fraction(int(total.high or 0), 2))


# A record that is told in two ways.

IN_POOLS = Term(key="b", title="в активах", where=exists("methodists", "person", of="municipality"))
PEOPLE = Population(key="p", title="люди", entity="persons")


@pytest.mark.parametrize("kind", [None, "polars"])
@pytest.mark.parametrize(
    ("ways", "each"),
    [
        ([("p1", "t1")], [(0, 0), (1, 1)]),
        ([("p1", "t1"), ("p1", "t1")], [(0, 0), (1, 1)]),
        ([("p1", "t1"), ("p2", "t1")], [(0, 1), (0, 1)]),
        ([("p1", "t1"), ("p?", "t1")], [(0, 1), (0, 2)]),
    ],
    ids=["once", "twice the same", "of two people", "of nobody besides"],
)
def test_a_record_told_in_two_ways_weighs_on_nobody_surely(
    kind: str | None, ways: list[Pair], each: list[tuple[int, int]]
) -> None:
    """Where its rows disagree about who carries it, each may."""
    data = RegionalSystem(
        region="ugra",
        municipalities=[Municipality(id=key, name=key) for key in ("t1", "t2")],
        persons=[Person(id=key) for key in ("p1", "p2")],
        methodists=[
            Methodist(id="k", person=name, level=PoolLevel.MUNICIPAL, municipality=place)
            for name, place in ways
        ],
    )
    source = data if kind is None else tabled(data, KINDS[kind])
    question = Question(of=PEOPLE, term=IN_POOLS, load=True)
    tally = Engine(source, YEAR.end).answer(question, YEAR).tally

    assert isinstance(tally, LoadTally)
    assert sorted((load.least, load.most) for load in tally.members) == each
