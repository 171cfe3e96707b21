"""Ties to somebody on no list: what a load weighs, and in how many municipalities a person counts.

The same from records and from tables of every kind. ``RNMS_THOROUGH=1`` looks much longer.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest

from kit.effort import draws, draws_of_tables
from kit.equality import agree
from kit.oracle import hold_in_worlds
from kit.tabled import BY_FIGURE_ONLY, KINDS, tabled
from kit.worlds import SCARCITIES, a_load, thrown
from rnms.engine.mask_reasons import of_records
from rnms.engine.records import RecordsEngine
from rnms.indicators import Load
from rnms.indicators.loads import Statistic
from rnms.indicators.tally import LoadTally
from rnms.indicators.vocabulary import methodists
from rnms.logic import Membership, Population, Term, predicates
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import (
    Assignment,
    Bounds,
    Employment,
    Methodist,
    Municipality,
    Norm,
    Organization,
    OrganizationKind,
    Period,
    Person,
    PoolLevel,
    RegionalSystem,
    Role,
    Verdict,
    at_most,
)
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2023)
DAY = dt.date(2023, 3, 1)
SOURCES: dict[str, Callable[[RegionalSystem], Any]] = {
    "records": RecordsEngine,
    **{kind: lambda data, kind=kind: FramesEngine(tabled(data, KINDS[kind])) for kind in KINDS},  # type: ignore[misc]
}
from_every_source = pytest.mark.parametrize("source", SOURCES)


def _dice(*seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311  # nothing is kept secret here


# What a load weighs.

POOL = Population(key="p", title="p", entity="methodists")
TIED = Term(key="t", title="t", where=predicates.exists("assignments", "methodist", of="person"))
LARGEST = Load(POOL, TIED, Statistic.LARGEST)
ONE_EACH = at_most(1)


def _attached(*people: str) -> RegionalSystem:
    return RegionalSystem(
        region="x",
        municipalities=(),
        organizations=(),
        persons=[Person(id=name) for name in ("k", "a", "b")],
        methodists=[Methodist(id="k", person="k", level=PoolLevel.REGIONAL, start=DAY)],
        assignments=[Assignment(methodist="k", person=name, start=DAY) for name in people],
    )


ATTACHED: dict[str, tuple[Sequence[str], Bounds, Verdict]] = {
    "nobody is attached: 0": ((), Bounds.exact(0), Verdict.MET),
    "two whom we know: 2": (("a", "b"), Bounds.exact(2), Verdict.NOT_MET),
    "one twice: 1": (("a", "a"), Bounds.exact(1), Verdict.MET),
    "somebody on no list is somebody: 1": (("x",), Bounds.exact(1), Verdict.MET),
    "somebody whom a table leaves out: 1": ((BY_FIGURE_ONLY,), Bounds.exact(1), Verdict.MET),
    "who is on no list may be whom we know: 1 or 2": (("a", "x"), Bounds(1, 2), Verdict.UNDETERMINED),
    "whom a table leaves out may be whom we know: 1 or 2": (
        ("a", BY_FIGURE_ONLY), Bounds(1, 2), Verdict.UNDETERMINED,
    ),
    "two on no list may be one: 1 or 2": (("x", "y"), Bounds(1, 2), Verdict.UNDETERMINED),
    "two whom we know and one on no list: 2 or 3": (("a", "b", "x"), Bounds(2, 3), Verdict.NOT_MET),
}  # fmt: skip


@from_every_source
@pytest.mark.parametrize("row", ATTACHED)
def test_a_tie_to_somebody_on_no_list_weighs_one(row: str, source: str) -> None:
    """Surely one, unless it may be the same as another: then at most one more."""
    people, expected, verdict = ATTACHED[row]
    [question] = LARGEST.questions
    tally = SOURCES[source](_attached(*people)).answer(question, YEAR).tally
    found = LARGEST.estimate([tally]).bounds
    assert found == expected
    assert _judged(ONE_EACH, found) is verdict


LOST: dict[str, tuple[Sequence[tuple[str, str]], Bounds, Bounds]] = {
    # Two methodists, the first with two attached; ties to nobody: the largest load and the mean.
    "of somebody else: 2 or 3, 1 to 3/2": ((("ghost", "c"),), Bounds(2, 3), Bounds(1, Fraction(3, 2))),
    "to nobody at all": (((BY_FIGURE_ONLY, "c"),), Bounds(2, 3), Bounds(1, Fraction(3, 2))),
    "of one twice: one more at each of two": (
        (("ghost", "c"), ("phantom", "c")), Bounds(2, 3), Bounds(1, 2),
    ),
    "of two: two more": ((("ghost", "c"), ("ghost", "d")), Bounds(2, 4), Bounds(1, 2)),
    "of nobody to nobody: one more": ((("ghost", "x"),), Bounds(2, 3), Bounds(1, Fraction(3, 2))),
}  # fmt: skip


@from_every_source
@pytest.mark.parametrize("row", LOST)
def test_a_tie_to_nobody_weighs_one(row: str, source: str) -> None:
    """On any member; each tie on no more than one of them (Ugra 6.3.1, no more than 250 to one methodist)."""
    ties, largest, mean = LOST[row]
    data = _attached("a", "b")
    data = attrs.evolve(
        data,
        persons=[*(data.persons or ()), *(Person(id=name) for name in ("l", "c", "d"))],
        methodists=[
            *(data.methodists or ()), Methodist(id="l", person="l", level=PoolLevel.REGIONAL, start=DAY),
        ],
        assignments=[
            *(data.assignments or ()),
            *(Assignment(methodist=methodist, person=person, start=DAY) for methodist, person in ties),
        ],
    )  # fmt: skip
    [question] = LARGEST.questions
    tally = SOURCES[source](data).answer(question, YEAR).tally
    assert isinstance(tally, LoadTally)
    assert (tally.largest(), tally.mean()) == (largest, mean)


def _judged(norm: Norm, found: Bounds | None) -> Verdict:
    assert found is not None
    return norm.verdict(found)


def test_whose_role_is_asked_of_somebody_on_no_list_may_weigh_nothing() -> None:
    """An attachment of teachers alone: nobody can say what somebody on no list is."""
    data = attrs.evolve(_attached("x"), employments=_posts(("a", "o1")), organizations=[SCHOOLS[0]])
    question = Question(of=POOL, term=methodists.ATTACHED, load=True)
    for source in ("records", "polars"):
        tally = SOURCES[source](data).answer(question, YEAR).tally
        assert isinstance(tally, LoadTally)
        assert tally.largest() == Bounds(0, 1)


@pytest.mark.parametrize("seed", range(draws(60, thorough=1500)))
def test_the_bounds_of_loads_hold_in_every_world(seed: int) -> None:
    """Never too narrow, whoever the unknown are."""
    dice = _dice("load", seed)
    measure = a_load(thrown(dice), Window.of(YEAR))
    hold_in_worlds(measure, YEAR, None, dice, dice.choice(SCARCITIES))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_tables_weigh_every_load_as_records_do(kind: str) -> None:
    """Whatever is asked of what is carried: nothing at all, too, of references to nobody and of none."""
    dice = _dice(kind, "load")
    for _ in range(draws_of_tables(kind, 30, thorough=1500)):
        agree(kind, a_load(thrown(dice), Window.of(YEAR)), YEAR, dice)


# Where a person counts.

SCHOOLS = tuple(
    Organization(id=f"o{at}", kind=OrganizationKind.GENERAL, municipality=f"m{at}", low_results_years=())
    for at in (1, 2)
)
STAFF = Population(
    key="s",
    title="s",
    entity="persons",
    through=Membership(entity="employments", member="person", place="organization.municipality"),
)


def _posts(*posts: tuple[str, str]) -> list[Employment]:
    return [
        Employment(person=person, organization=school, role=Role.PEDAGOGICAL, start=DAY)
        for person, school in posts
    ]


WORKING: dict[str, tuple[Sequence[tuple[str, str]], Bounds, Bounds, Bounds]] = {
    "one post: in m1 alone": ((("a", "o1"),), Bounds.exact(1), Bounds.exact(1), Bounds.exact(0)),
    "a second post on no list: in m1 as before, in m2 perhaps": (
        (("a", "o1"), ("a", "elsewhere")), Bounds.exact(1), Bounds.exact(1), Bounds(0, 1),
    ),
    "two posts on no list: perhaps anywhere, one person": (
        (("a", "elsewhere"), ("a", "nowhere")), Bounds.exact(1), Bounds(0, 1), Bounds(0, 1),
    ),
    "of two with posts on no list one is in m1 besides": (
        (("a", "o1"), ("a", "elsewhere"), ("b", "elsewhere")), Bounds.exact(2), Bounds(1, 2), Bounds(0, 2),
    ),
    "whom no list shows may be one more": (
        (("a", "o1"), ("b", "o1"), ("x", "elsewhere")), Bounds(2, 3), Bounds(2, 3), Bounds(0, 1),
    ),
}  # fmt: skip


@from_every_source
@pytest.mark.parametrize("row", WORKING)
def test_a_post_on_no_list_makes_no_two_people_of_one(row: str, source: str) -> None:
    """Whoever is counted in a municipality is not counted there a second time, perhaps."""
    posts, region, first, second = WORKING[row]
    data = RegionalSystem(
        region="x",
        municipalities=[Municipality(id="m1", name=""), Municipality(id="m2", name="")],
        organizations=SCHOOLS,
        persons=[Person(id="a"), Person(id="b")],
        employments=_posts(*posts),
    )
    answer = SOURCES[source](data).answer(Question(of=STAFF), YEAR)
    sizes = {place: tally.size() for place, tally in answer.municipalities.items()}
    assert (answer.tally.size(), sizes) == (region, {"m1": first, "m2": second})


@from_every_source
def test_a_post_that_does_not_count_leaves_open_where_another_is(source: str) -> None:
    """Whoever was a head in m1 and teaches on no list may teach in m1 as well as in m2."""
    teaching = attrs.evolve(
        STAFF,
        through=Membership(
            entity="employments",
            member="person",
            place="organization.municipality",
            where=predicates.equals("role", Role.PEDAGOGICAL),
        ),
    )
    head, taught = _posts(("a", "o1"), ("a", "elsewhere"))
    data = RegionalSystem(
        region="x",
        municipalities=[Municipality(id="m1", name=""), Municipality(id="m2", name="")],
        organizations=SCHOOLS,
        persons=[Person(id="a")],
        employments=[attrs.evolve(head, role=Role.HEAD), taught],
    )
    answer = SOURCES[source](data).answer(Question(of=teaching), YEAR)
    sizes = {place: tally.size() for place, tally in answer.municipalities.items()}
    assert (answer.tally.size(), sizes) == (Bounds.exact(1), {"m1": Bounds(0, 1), "m2": Bounds(0, 1)})


def test_a_share_of_one_counted_twice_perhaps_would_not_be_whole() -> None:
    """One teacher of m1, diagnosed, with another post on no list: 1 of 1, not 1 of 1 or 2."""
    everybody = Term(key="e", title="e", where=predicates.ALWAYS)
    data = RegionalSystem(
        region="x",
        municipalities=[Municipality(id="m1", name="")],
        organizations=SCHOOLS[:1],
        persons=[Person(id="a")],
        employments=_posts(("a", "o1"), ("a", "elsewhere")),
    )
    answer = RecordsEngine(data).answer(Question(of=STAFF, term=everybody), YEAR)
    tally = answer.municipalities["m1"]
    assert not isinstance(tally, LoadTally)
    assert tally.share() == Bounds.exact(Fraction(1))
    assert tally.size() == Bounds.exact(1)


def test_a_methodist_of_nobody_is_told_as_one_record() -> None:
    """It may be of anybody on the list: the reason counts the record, not all whom it may be of."""
    data = _attached("a", "b")
    ghost = Methodist(id="g", person="ghost", level=PoolLevel.REGIONAL, start=DAY)
    data = attrs.evolve(
        data,
        region="ugra",
        methodists=[*(data.methodists or ()), ghost],
        employments=_posts(("a", "o1"), ("b", "o1")),
        organizations=SCHOOLS,
    )
    engine = RecordsEngine(data)
    question = Question(of=methodists.REGIONAL_METHODISTS, term=methodists.ATTACHED, load=True)
    found = [one.about for one in of_records(engine, question, YEAR) if one.code == "faulty-field"]
    assert found == [("methodists", "person", "1", "record")]
