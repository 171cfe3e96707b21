"""Worked cases of tables: each is counted by hand, and records and tables both give that count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs
import polars as pl
import pytest

import rnms
from kit.tabled import KINDS, tabled
from rnms.engine.records import RecordsEngine
from rnms.engine.states import state_of
from rnms.indicators import Load, Statistic
from rnms.indicators.tally import MemberState, Tally
from rnms.logic import Population, Term
from rnms.logic.plan import question_plan
from rnms.logic.predicates import (
    ALWAYS,
    NOT_RECORDED,
    Amount,
    DateOrder,
    Not,
    Op,
    Predicate,
    covers,
    equals,
    exists,
)
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import (
    Bounds,
    Diagnostic,
    Employment,
    Enrolment,
    MethodicalModel,
    Municipality,
    Period,
    Person,
    Programme,
    Provider,
    RegionalSystem,
    Role,
    Route,
    RouteItem,
)
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2023)
PEOPLE, ROUTES, COURSES, FOUND = (
    Population(key=name, title=name, entity=name)
    for name in ("persons", "routes", "enrolments", "diagnostics")
)
EVERY_KIND = [kind if kind == "polars" else pytest.param(kind, marks=pytest.mark.slow) for kind in KINDS]
AT_CNPPM = equals("provider", Provider.CNPPM)
ITEMS = ("route_items", "route")
CLOSED = exists("employments", "person", compare=DateOrder("end", Op.GE, "career_start"))


def system(*records: Any) -> RegionalSystem:
    """Some records of a region that has all collections that the cases read."""
    names = {
        Person: "persons", Diagnostic: "diagnostics", Route: "routes", RouteItem: "route_items",
        Programme: "programmes", Employment: "employments", Enrolment: "enrolments",
    }  # fmt: skip
    collections: dict[str, Any] = {name: [] for name in names.values()}
    for record in records:
        collections[names[type(record)]].append(record)
    return RegionalSystem(region="x", **collections)


def among(population: Population, where: Predicate) -> Population:
    """Those of a population for whom something holds."""
    return attrs.evolve(population, where=where)


def dated(*days: dt.date | None) -> list[Diagnostic]:
    """Diagnostics of the first person on some days."""
    return [Diagnostic(id=f"d{at}", person="p1", date=day) for at, day in enumerate(days)]


def items(*routes_and_programmes: tuple[str, str]) -> list[RouteItem]:
    """Elements of routes, each with a programme."""
    return [
        RouteItem(route=route, programme=programme, content=f"{at}")
        for at, (route, programme) in enumerate(routes_and_programmes)
    ]


def routes_by(*diagnostics: str) -> list[Route]:
    """Routes of the first person, each by a diagnostic."""
    return [Route(id=f"r{at}", person="p1", diagnostic=key) for at, key in enumerate(diagnostics)]


def post(person: str, end: Any) -> Employment:
    return Employment(person=person, organization="o", role=Role.PEDAGOGICAL, end=end)


CAREER, BEFORE_CAREER = dt.date(2020, 9, 1), dt.date(2020, 8, 31)
P1, P2 = (Person(id=key, career_start=CAREER) for key in ("p1", "p2"))
SINCE_CAREER, UNTIL_CAREER = (
    exists("diagnostics", "person", compare=DateOrder("date", op, "career_start")) for op in (Op.GE, Op.LT)
)
NEWCOMER = Person(id="p1")
COURSE = Enrolment(id="e", person="p1", programme="c")
CHOSEN = attrs.evolve(COURSE, diagnostic="d1")
UNTIL_COMPLETED = exists("diagnostics", (("person", "person"),), compare=DateOrder("date", Op.LE, "end"))
ROUTE, C, E = Route(id="r", person="p1"), Programme(id="c", title="c"), Programme(id="e", title="e")
TWO_PROGRAMMES = exists(*ITEMS, at_least=2, of="programme")
D1, D2 = (
    Diagnostic(id=f"d{at}", person=f"p{at}", provider=Provider.CNPPM, deficits=("чтение",)) for at in (1, 2)
)
SOMEWHERE = attrs.evolve(D2, provider=None)
PLANNED = (
    Route(id="r", person="p1", diagnostic="d1"),
    RouteItem(route="r", programme="c"),
    Programme(id="c", title="c", topics=("чтение",)),
)

Case = tuple[Sequence[Any], Population, Predicate, Tally]
CASES: dict[str, Case] = {
    "some diagnostic of ЦНППМ, whosever: there is one": (
        [P1, P2, D1, SOMEWHERE], PEOPLE, exists("diagnostics", (), AT_CNPPM), Tally(passed=2),
    ),
    "some of a provider that nobody knows: of either perhaps": (
        [P1, P2, SOMEWHERE], PEOPLE, exists("diagnostics", (), AT_CNPPM),
        Tally(failed_or_passed=2, counted=2),
    ),
    "one of whom the act asks what no record says: perhaps": (
        [P1, D1], PEOPLE, exists("diagnostics", "person", AT_CNPPM, NOT_RECORDED),
        Tally(failed_or_passed=1, counted=1),
    ),
    "two of them, of one nobody knows the provider: perhaps": (
        [P1, D1, SOMEWHERE], PEOPLE, exists("diagnostics", (), AT_CNPPM, at_least=2),
        Tally(failed_or_passed=1, counted=1),
    ),
    "two of one person, of one nobody knows the provider: perhaps": (
        [P1, D1, attrs.evolve(SOMEWHERE, person="p1")], PEOPLE,
        exists("diagnostics", "person", AT_CNPPM, at_least=2), Tally(failed_or_passed=1, counted=1),
    ),
    "one surely of ЦНППМ and one perhaps: the first passes, the second perhaps": (
        [P1, P2, D1, SOMEWHERE], PEOPLE, exists("diagnostics", "person", AT_CNPPM),
        Tally(passed=1, failed_or_passed=1, counted=1),
    ),
    "two of ЦНППМ where two are asked for": (
        [P1, D1, attrs.evolve(D1, id="d3")], PEOPLE,
        exists("diagnostics", "person", AT_CNPPM, at_least=2), Tally(passed=1),
    ),
    "one, of which nobody knows the provider, where two are asked for": (
        [P1, P2, SOMEWHERE], PEOPLE, exists("diagnostics", "person", AT_CNPPM, at_least=2), Tally(failed=2),
    ),
    "one that is told in two ways where two are asked for: perhaps they are two": (
        [P1, D1, attrs.evolve(D1, deficits=())], PEOPLE,
        exists("diagnostics", "person", AT_CNPPM, at_least=2), Tally(failed_or_passed=1),
    ),
    "the later of two on the day on which the career began": (
        [P1, *dated(BEFORE_CAREER, CAREER)], PEOPLE, SINCE_CAREER, Tally(passed=1),
    ),
    "both of two before the career began": (
        [P1, *dated(BEFORE_CAREER, BEFORE_CAREER)], PEOPLE, SINCE_CAREER, Tally(failed=1),
    ),
    "the earlier of two before the career began": (
        [P1, *dated(BEFORE_CAREER, CAREER)], PEOPLE, UNTIL_CAREER, Tally(passed=1),
    ),
    "none of two before the career began": (
        [P1, *dated(CAREER, CAREER)], PEOPLE, UNTIL_CAREER, Tally(failed=1),
    ),
    "one before the career began and one on a day that nobody knows": (
        [P1, *dated(BEFORE_CAREER, None)], PEOPLE, SINCE_CAREER, Tally(failed_or_passed=1),
    ),
    "one since the career began and one on a day that nobody knows": (
        [P1, *dated(CAREER, None)], PEOPLE, SINCE_CAREER, Tally(passed=1),
    ),
    "the same the other way round": (
        [P1, *dated(CAREER, None)], PEOPLE, UNTIL_CAREER, Tally(failed_or_passed=1),
    ),
    "of whom nobody knows when the career began, without any diagnostic": (
        [NEWCOMER], PEOPLE, SINCE_CAREER, Tally(failed=1),
    ),
    "of whom nobody knows when the career began, with one": (
        [NEWCOMER, *dated(CAREER)], PEOPLE, SINCE_CAREER, Tally(failed_or_passed=1),
    ),
    "a course that was not completed comes after no diagnostic": (
        [P1, C, COURSE, *dated(CAREER)], COURSES, Not(UNTIL_COMPLETED), Tally(passed=1),
    ),
    "a course that was completed after one": (
        [P1, C, attrs.evolve(COURSE, end=CAREER), *dated(CAREER)], COURSES, Not(UNTIL_COMPLETED),
        Tally(failed=1),
    ),
    "whoever surely, perhaps and surely not is without a diagnostic of ЦНППМ": (
        [P1, P2, attrs.evolve(P1, id="p3"), D1, SOMEWHERE],
        among(PEOPLE, Not(exists("diagnostics", "person", AT_CNPPM))), ALWAYS,
        Tally(passed=1, out_or_passed=1),
    ),
    "whoever has a diagnostic, but none since the career began": (
        [P1, *dated(BEFORE_CAREER)], among(PEOPLE, Not(SINCE_CAREER)), ALWAYS, Tally(passed=1),
    ),
    "whoever has one since the career began": (
        [P1, *dated(CAREER)], among(PEOPLE, Not(SINCE_CAREER)), ALWAYS, Tally(),
    ),
    "one that is told of both days: perhaps": (
        [P1, *(attrs.evolve(one, id="d1") for one in dated(BEFORE_CAREER, CAREER))], PEOPLE, SINCE_CAREER,
        Tally(failed_or_passed=1),
    ),
    "two elements of one programme where two programmes are asked for": (
        [ROUTE, C, *items(("r", "c"), ("r", "c"))], ROUTES, TWO_PROGRAMMES, Tally(failed=1),
    ),
    "elements of two programmes": (
        [ROUTE, C, E, *items(("r", "c"), ("r", "e"))], ROUTES, TWO_PROGRAMMES, Tally(passed=1),
    ),
    "one of a programme and one of a programme on no list: perhaps it is another": (
        [ROUTE, C, *items(("r", "c"), ("r", "nobody"))], ROUTES, TWO_PROGRAMMES, Tally(failed_or_passed=1),
    ),
    "two of programmes on no list: perhaps they are two": (
        [ROUTE, C, *items(("r", "nobody"), ("r", "nobody"))], ROUTES, TWO_PROGRAMMES,
        Tally(failed_or_passed=1),
    ),
    "one of a programme on no list": (
        [ROUTE, C, *items(("r", "nobody"))], ROUTES, TWO_PROGRAMMES, Tally(failed=1),
    ),
    "deficits that are among the areas": (
        [P1, attrs.evolve(D1, areas=("счёт", "чтение"))], FOUND, covers("areas", "deficits"), Tally(passed=1),
    ),
    "deficits that are not": (
        [P1, attrs.evolve(D1, areas=("счёт",))], FOUND, covers("areas", "deficits"), Tally(failed=1),
    ),
    "routes by diagnostics of ЦНППМ, of another, and on no list": (
        [P1, D1, attrs.evolve(D1, id="d3", provider=Provider.OTHER), *routes_by("d1", "d3", "nobody")],
        ROUTES, equals("diagnostic.provider", Provider.CNPPM), Tally(passed=1, failed=1, failed_or_passed=1),
    ),
    "topics that the elements of a route cover": (
        [P1, D1, *PLANNED], ROUTES,
        covers("programme.topics", "diagnostic.deficits", records=exists(*ITEMS)),
        Tally(passed=1),
    ),
    "topics that elements cover of which records do not say which count: perhaps": (
        [P1, D1, *PLANNED], ROUTES,
        covers("programme.topics", "diagnostic.deficits", records=exists(*ITEMS, NOT_RECORDED)),
        Tally(failed_or_passed=1),
    ),
    "a route of somebody on no list, of whom a diagnostic may be: perhaps it is without any": (
        [attrs.evolve(ROUTE, person="nobody"), attrs.evolve(D1, person="nobody")],
        among(ROUTES, Not(exists("diagnostics", (("person", "person"),)))), ALWAYS, Tally(out_or_passed=1),
    ),
    "a course chosen by a diagnostic of one's own, and one by that of another": (
        [P1, P2, C, D1, CHOSEN, attrs.evolve(CHOSEN, id="e2", person="p2")],
        PEOPLE, exists("enrolments", (("person", "id"), ("diagnostic.person", "id"))),
        Tally(passed=1, failed=1),
    ),
    "a post that goes on ends after any beginning": ([P1, post("p1", None)], PEOPLE, CLOSED, Tally(passed=1)),
    "a post that ended before the career began": (
        [P1, post("p1", dt.date(2020, 8, 31))], PEOPLE, CLOSED, Tally(failed=1),
    ),
    "a post that ended on the day on which it began": (
        [P1, post("p1", dt.date(2020, 9, 1))], PEOPLE, CLOSED, Tally(passed=1),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("case", CASES)
def test_tables_count_what_records_count(case: str, kind: str) -> None:
    """What is sure, what is open, and what is out of the question."""
    records, of, where, expected = CASES[case]
    question = Question(of=of, term=Term(key="t", title="t", where=where))
    data = system(*records)
    for engine in (RecordsEngine(data), FramesEngine(tabled(data, KINDS[kind]))):
        tally = engine.answer(question, YEAR).tally
        assert isinstance(tally, Tally)
        assert attrs.evolve(tally, counted=0) == attrs.evolve(expected, counted=0)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_two_programmes_that_nobody_collected_may_be_one(kind: str) -> None:
    """As two on no list may be; who collected none can tell no name from another."""
    data = attrs.evolve(system(P1, ROUTE, *items(("r", "c"), ("r", "e"))), programmes=None)
    question = Question(of=ROUTES, term=Term(key="t", title="t", where=TWO_PROGRAMMES))
    for engine in (RecordsEngine(data), FramesEngine(tabled(data, KINDS[kind]))):
        tally = engine.answer(question, YEAR).tally
        assert isinstance(tally, Tally)
        assert attrs.evolve(tally, counted=0) == Tally(failed_or_passed=1)


def test_an_end_that_cannot_be_read_is_no_open_one() -> None:
    """Posts that stay in the system tell of one an end that is no day: whether it goes on nobody knows."""
    data = system(P1, P2, post("p1", "скоро"), post("p2", dt.date(2020, 8, 31)))
    question = Question(of=PEOPLE, term=Term(key="t", title="t", where=CLOSED))
    tally = FramesEngine(tabled(data, KINDS["polars"], leave=("employments",))).answer(question, YEAR).tally
    assert isinstance(tally, Tally)
    assert tally.passed == 0
    assert tally.failed_or_passed >= 1


# What is added up.


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize(
    ("limits", "hours", "expected"),
    [
        ((0, 36), [("r", 8), ("r", None)], Bounds(8, 44)),
        ((16, 36), [("r", 8), ("r", None)], Bounds(24, 44)),
        ((16, 36), [("r", 8), ("nobody", None)], Bounds(8, 44)),
        ((0, 36), [("r", 8), ("nobody", 5)], Bounds(8, 13)),
        ((0, 36), [("nobody", 5), ("nobody", None), ("nobody", 2)], Bounds(0, 43)),
        ((0, None), [("r", 8), ("nobody", 5)], Bounds(8, 13)),
        ((0, None), [("r", 8), ("nobody", None)], Bounds(8, None)),
        ((16, None), [("r", None)], Bounds(16, None)),
    ],
)
def test_hours_of_nobody_may_be_of_any_route(
    limits: tuple[int, int | None], hours: Sequence[tuple[str, int | None]], expected: Bounds, kind: str
) -> None:
    """Of an element whose route is on no list the hours may be of this one; an unknown number is the most."""
    items = [RouteItem(route=route, content=f"{at}", hours=hour) for at, (route, hour) in enumerate(hours)]
    data = system(Route(id="r", person="p1"), P1, *items)
    carried = exists(*ITEMS, adding=Amount("hours", *limits))
    load = Load(ROUTES, Term(key="h", title="h", where=carried), Statistic.TOTAL)
    [question] = load.questions
    for engine in (RecordsEngine(data), FramesEngine(tabled(data, KINDS[kind]))):
        assert load.estimate([engine.answer(question, YEAR).tally]).bounds == expected


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("r", "c"), ("r", "c"), ("r", "e")], Bounds.exact(2)),
        ([("r", "c"), ("r", "nobody")], Bounds(1, 2)),
        ([("r", "c"), ("r", "e"), ("r", "nobody")], Bounds(2, 3)),
        ([("r", "nobody")], Bounds.exact(1)),
        ([("r", "nobody"), ("r", "nobody")], Bounds(1, 2)),
        ([("nobody", "c"), ("nobody", "c")], Bounds(0, 1)),
        ([("nobody", "c"), ("nobody", "e")], Bounds(0, 2)),
        ([("nobody", "c"), ("nobody", "nobody")], Bounds(0, 2)),
        ([], Bounds.exact(0)),
    ],
)
def test_programmes_of_nobody_may_be_of_any_route(
    told: Sequence[tuple[str, str]], expected: Bounds, kind: str
) -> None:
    """Each counts once; one on no list may be another, and is at least one where it stands alone."""
    data = system(ROUTE, P1, C, E, *items(*told))
    load = Load(ROUTES, Term(key="h", title="h", where=exists(*ITEMS, of="programme")), Statistic.TOTAL)
    [question] = load.questions
    for engine in (RecordsEngine(data), FramesEngine(tabled(data, KINDS[kind]))):
        assert load.estimate([engine.answer(question, YEAR).tally]).bounds == expected


# One member.


def test_of_all_municipalities_the_records_of_one_are_found() -> None:
    """The list of them is in every system that is read, so that whoever is asked about is not the first."""
    data = RegionalSystem(
        region="x",
        municipalities=[Municipality(id=key, name=key) for key in ("m1", "m2")],
        models=[MethodicalModel(municipality="m2")],
    )
    places = Population(key="m", title="m", entity="municipalities")
    question = Question(of=places, term=Term(key="t", title="t", where=exists("models", "municipality")))
    frames = FramesEngine(tabled(data, KINDS["polars"]))
    states = {}
    for member in ("m1", "m2"):
        engine, place = frames.records_behind(question, YEAR, member)
        assert place is not None
        states[member] = state_of(engine, question, YEAR, place)

    assert states == {"m1": MemberState.FAILED, "m2": MemberState.PASSED}


# Several regions at once.


def _three_regions() -> rnms.Tables:
    """Of «a» p1 is diagnosed and p2 is not; of «b» another p1 is not; in «c» somebody on no list is."""
    return rnms.Tables(
        {
            "persons": pl.DataFrame({"id": ["p1", "p2", "p1", "p1"], "region": list("aabc")}),
            "diagnostics": pl.DataFrame({"id": ["d", "d"], "person": ["p1", "p9"], "region": list("ac")}),
        },
        system=RegionalSystem(region="x"),
    )


COUNTED: dict[str, tuple[Predicate, dict[str, Tally]]] = {
    "diagnosed": (
        exists("diagnostics", "person"),
        {"a": Tally(passed=1, failed=1), "b": Tally(failed=1), "c": Tally(failed_or_passed=1)},
    ),
    "in a region where anybody is": (
        exists("diagnostics", ()), {"a": Tally(passed=2), "b": Tally(failed=1), "c": Tally(passed=1)},
    ),
    "in a region where two are": (
        exists("diagnostics", (), at_least=2),
        {"a": Tally(failed=2), "b": Tally(failed=1), "c": Tally(failed=1)},
    ),
    "by what was collected nowhere": (
        exists("routes", "person"),
        {"a": Tally(failed_or_passed=2), "b": Tally(failed_or_passed=1), "c": Tally(failed_or_passed=1)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", COUNTED)
def test_regions_that_are_counted_together_are_told_their_own_members(case: str) -> None:
    """Equal ids of two regions are two people, and each region has its own."""
    where, expected = COUNTED[case]
    question = Question(of=PEOPLE, term=Term(key="d", title="d", where=where))
    for region, part in _three_regions().parted("region", dict.fromkeys("abc", "x"), {}):
        assert part.nation is not None
        assert part.nation.nation.counted(region, [question_plan(question, Window.of(YEAR))], ())
        engine = FramesEngine(part)
        tally = engine.answer(question, YEAR).tally
        assert isinstance(tally, Tally)
        assert attrs.evolve(tally, counted=0) == expected[region]
        numbers = {
            MemberState.PASSED: tally.passed,
            MemberState.FAILED: tally.failed,
            MemberState.UNKNOWN: tally.failed_or_passed,
        }
        standing = {state: engine.standing(question, YEAR, state) for state in numbers}
        assert {state: len(found) for state, found in standing.items()} == numbers
        assert {key for found in standing.values() for key, _ in found} <= {"p1", "p2"}
