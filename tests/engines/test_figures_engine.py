"""The figures engine: what follows from reported numbers is never narrower than the truth.

The laws draw a small world in which everything is known, report parts of it truthfully, and look for the
truth within the bounds. The worked examples say how narrow they must be.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.rows import by_source
from kit.strategies import INEQUALITIES, digits, printed
from rnms.engine.beside import is_settled
from rnms.engine.figures import FiguresEngine
from rnms.indicators.tally import Answer, LoadTally, Tally
from rnms.logic import MUNICIPALITY, THE_REGION, Membership, Population, Term, Unit
from rnms.logic.population import OUTSIDE_MUNICIPALITIES, PERSON
from rnms.logic.predicates import Has, Path, all_of
from rnms.logic.question import Question
from rnms.model import (
    Bounds,
    Figure,
    Municipality,
    Period,
    PeriodKind,
    RegionalSystem,
    Unreported,
)
from rnms.model.norm import Exact
from rnms.model.returns import PrintedShare

YEAR = Period.of(2023)

READY = Term(key="ready", title="готовы", where=Has(Path("facts"), "ready"))
YOUNG = Term(key="young", title="молоды", where=Has(Path("facts"), "young"))
# Whoever is so is ready: what figures say of the one they say of the other.
EAGER = Term(key="eager", title="готовы и молоды", where=all_of(READY, YOUNG))
TERMS = (READY, YOUNG, EAGER)

AT_MAIN_PLACE = Membership(entity="employments", member="person", unique=True)
SCHOOL = Unit(key="school", forms=("школа", "школы", "школ"), in_one_place=True)
EVENT = Unit(key="event", forms=("событие", "события", "событий"), in_one_place=True, on_one_day=True)

MUNICIPALITIES = Population(
    key="municipalities", title="муниципалитеты", unit=MUNICIPALITY, entity="municipalities", place="id"
)
EVENTS = Population(key="events", title="события", unit=EVENT)


def populations(unit: Unit, through: Membership | None = None) -> tuple[Population, ...]:
    """All members, a part of them, two sets that may overlap, and their union."""
    everybody = Population(key="everybody", title="все", unit=unit, entity="persons", through=through)
    young = Population(key="young", title="молодые", unit=unit, within=everybody, having=(YOUNG,))
    first = Population(key="first", title="первые", unit=unit, through=through)
    second = Population(key="second", title="вторые", unit=unit, through=through)
    both = Population(key="both", title="первые и вторые", unit=unit, union=(first, second))
    return everybody, young, first, second, both


OUTSIDE = ""
"""Where regional institutions are."""

# A world in which everything is known.


@attrs.frozen(kw_only=True)
class Member:
    """Somebody with his municipalities and everything that is true of him."""

    places: frozenset[str]
    facts: frozenset[str]


@attrs.frozen(kw_only=True)
class World:
    """All that is true, and which municipalities are on the list."""

    places: tuple[str, ...]
    listed: tuple[str, ...] | None
    populations: tuple[Population, ...]
    members: tuple[Member, ...]

    def of(self, population: Population, place: str | None) -> list[Member]:
        """The members of a population, in the region, in one municipality or outside all (``""``)."""
        wanted = {"both": {"first", "second"}}.get(population.key, {population.key})
        return [
            member
            for member in self.members
            if (place is None or place in member.places) and wanted & {*member.facts, "everybody"}
        ]

    def system(self, figures: Iterable[Figure], silent: Iterable[str] = ()) -> RegionalSystem:
        """What a region reports of it."""
        gaps = [Unreported(entity="figures", municipality=place) for place in silent]
        if self.listed is not None and self.listed != self.places:
            gaps.append(Unreported(entity="municipalities"))
        listed = None if self.listed is None else [Municipality(id=key, name=key) for key in self.listed]
        return RegionalSystem(region="x", municipalities=listed, figures=figures, unreported=gaps)


def with_eager(facts: frozenset[str]) -> frozenset[str]:
    return facts | {"eager"} if {"ready", "young"} <= facts else facts


@st.composite
def worlds(draw: st.DrawFn) -> World:
    places = ("north", "south", "east")[: draw(st.integers(min_value=1, max_value=3))]
    listed = draw(st.sampled_from([places, places, places[1:], None]))
    unit, through = draw(
        st.sampled_from([(PERSON, None), (PERSON, AT_MAIN_PLACE), (SCHOOL, None), (MUNICIPALITY, None)])
    )
    of_unit = (MUNICIPALITIES,) if unit == MUNICIPALITY else populations(unit, through)
    homes = [frozenset({place}) for place in places]
    if unit != MUNICIPALITY:
        # Institutions of the region are in no municipality: their people stand outside, perhaps besides.
        anywhere = st.frozensets(
            st.sampled_from([*places, OUTSIDE]), min_size=1, max_size=1 if of_unit[0].in_one_place else None
        )
        homes = draw(st.lists(anywhere, max_size=6))
    facts = st.frozensets(st.sampled_from(["ready", "young", "first", "second"])).map(with_eager)
    sort = {"municipalities"} if unit == MUNICIPALITY else set()
    members = tuple(Member(places=home, facts=draw(facts) | sort) for home in homes)
    return World(places=places, listed=listed, populations=of_unit, members=members)


# What may truthfully be reported of it.


def share_texts(share: Fraction) -> st.SearchStrategy[str]:
    """The ways to print a share: rounded, or as an inequality that holds."""
    inequalities = []
    for word in INEQUALITIES:
        for number in (0, 10, 50, 67, 100):
            try:
                text = PrintedShare(f"{word} {number} %")
            except ValueError:
                continue
            if text.admitted.admits(share):
                inequalities.append(text.text)
    rounded = st.builds(printed, st.just(share), digits)
    return rounded | rounded | st.sampled_from(inequalities)


def told(
    draw: st.DrawFn, members: Sequence[Member], term: Term, *, all_asked: bool = False
) -> dict[str, Any]:
    """One of the ways to tell how many of some members pass: of all, or of those who were asked."""
    asked = list(members)
    said: dict[str, Any] = {}
    if not all_asked and draw(st.booleans()):
        asked = draw(st.lists(st.sampled_from(members), unique_by=id)) if members else []
        said["among"] = len(asked)
    count = sum(term.key in member.facts for member in asked)
    parts = draw(st.sampled_from(["count", "share", "both"])) if asked else "count"
    if parts != "share":
        said["count"] = count
    if parts != "count":
        said["share"] = draw(share_texts(Fraction(count, len(asked))))
    return said


@st.composite
def true_figures(draw: st.DrawFn, world: World) -> Figure:
    population = draw(st.sampled_from(world.populations))
    term = draw(st.none() | st.sampled_from(TERMS))
    place = draw(st.sampled_from([None, *(world.listed or ())]))
    members = world.of(population, place)
    key = population.key if term is None else f"{population.key}.{term.key}"
    said: dict[str, Any]
    if population != MUNICIPALITIES and draw(st.integers(min_value=0, max_value=4)) == 0:
        # Who stands in some municipality besides is not outside them.
        outside = sum(member.places == {OUTSIDE} for member in world.of(population, OUTSIDE))
        said = {"holds": outside > 0} if draw(st.booleans()) else {"count": outside}
        return Figure(key=Question(of=population, term=OUTSIDE_MUNICIPALITIES).key, period=YEAR, **said)
    if draw(st.integers(min_value=0, max_value=9)) == 0:
        said = {"missing": "не собирали"}
    elif term is None:
        said = {"count": len(members)}
    elif population == MUNICIPALITIES and place is not None:
        said = {"holds": term.key in members[0].facts}
    else:
        said = told(draw, members, term)
    return Figure(key=key, period=YEAR, municipality=place, **said)


@st.composite
def reported_worlds(draw: st.DrawFn) -> tuple[World, RegionalSystem]:
    world = draw(worlds())
    figures = draw(st.lists(true_figures(world), max_size=6))
    silent = draw(st.lists(st.sampled_from(world.listed), unique=True)) if world.listed else []
    return world, world.system(figures, silent)


def answers(system: RegionalSystem, world: World) -> tuple[FiguresEngine, dict[Question, Answer]]:
    questions = [
        Question(of=population, term=term) for population in world.populations for term in (None, *TERMS)
    ]
    engine = FiguresEngine(system, words=questions)
    return engine, {question: engine.answer(question, YEAR) for question in questions}


def assert_true(world: World, question: Question, place: str | None, tally: Tally | LoadTally) -> None:
    """Hold that a tally leaves open what is true in the world."""
    assert isinstance(tally, Tally)
    members = world.of(question.of, place)
    assert len(members) in tally.size()
    if question.term is None:
        return
    passing = sum(question.term.key in member.facts for member in members)
    assert passing in tally.passing()
    if members:
        share = tally.share()
        assert share is not None
        assert Fraction(passing, len(members)) in share


@pytest.mark.slow
@given(reported_worlds())
def test_the_truth_is_never_excluded(reported: tuple[World, RegionalSystem]) -> None:
    """Whatever was truthfully reported, sizes, counts and shares leave the truth open, everywhere."""
    world, system = reported
    _, answered = answers(system, world)

    for question, answer in answered.items():
        assert_true(world, question, None, answer.tally)
        for place, tally in answer.municipalities.items():
            assert_true(world, question, place, tally)


@given(reported_worlds())
def test_truthful_reports_are_never_blamed(reported: tuple[World, RegionalSystem]) -> None:
    """Figures that are all true contradict neither themselves nor each other."""
    world, system = reported
    engine, _ = answers(system, world)

    assert system.issues == ()
    assert engine.issues == ()


@pytest.mark.slow
@given(reported_worlds(), st.data())
def test_one_more_true_figure_never_widens(
    reported: tuple[World, RegionalSystem], data: st.DataObject
) -> None:
    """Who hears more knows no less: bounds stay or narrow, wherever the new figure stands."""
    world, system = reported
    figures = list(system.figures)
    place = data.draw(st.integers(min_value=0, max_value=len(figures)))
    figures.insert(place, data.draw(true_figures(world)))
    _, before = answers(system, world)
    _, after = answers(attrs.evolve(system, figures=figures), world)

    for question in before:
        less, more = before[question].tally, after[question].tally
        assert isinstance(less, Tally)
        assert isinstance(more, Tally)
        assert more.size() in less.size()
        assert more.passing() in less.passing()
        wide, narrow = less.share(), more.share()
        if wide is not None and narrow is not None:
            assert narrow in wide


@pytest.mark.slow
@given(reported_worlds())
def test_municipalities_are_heard_or_silent(reported: tuple[World, RegionalSystem]) -> None:
    """A municipality that reported has its own answer and is not named as silent."""
    world, system = reported
    _, answered = answers(system, world)

    for question, answer in answered.items():
        heard = {
            figure.municipality
            for figure in system.figures
            if figure.key == question.key and figure.missing is None and figure.municipality is not None
        }
        # Of nobody nobody passes: a municipality that has nobody need not say so of every word, nor
        # what follows from another word and leaves nothing open.
        told = {
            place
            for place, tally in answer.municipalities.items()
            if tally.size().high != 0 and not is_settled(question, tally)
        }
        assert told <= heard <= set(answer.municipalities)
        assert not heard & set(answer.silent)
        assert set(answer.silent) <= set(world.listed or ())


def known_share(world: World, figures: list[Figure]) -> Bounds | None:
    question = Question(of=world.populations[0], term=READY)
    tally = FiguresEngine(world.system(figures)).answer(question, YEAR).tally
    assert isinstance(tally, Tally)
    return tally.among_known().share()


def some_headcounts(draw: st.DrawFn, world: World) -> list[Figure]:
    population = world.populations[0]
    places = draw(st.lists(st.sampled_from([None, *(world.listed or ())]), unique=True, max_size=2))
    return [
        Figure(key=population.key, period=YEAR, municipality=place, count=len(world.of(population, place)))
        for place in places
    ]


@pytest.mark.slow
@given(worlds().filter(lambda world: world.members), st.data())
def test_among_the_known_means_among_those_who_were_asked(world: World, data: st.DataObject) -> None:
    """However the region prints what those asked have said, their own share is left open."""
    asked = data.draw(st.lists(st.sampled_from(world.members), unique_by=id, min_size=1))
    said = data.draw(st.composite(told)(asked, READY, all_asked=True))
    if len(asked) < len(world.members):
        said["among"] = len(asked)
    figures = data.draw(st.composite(some_headcounts)(world))
    figures.append(Figure(key=f"{world.populations[0].key}.ready", period=YEAR, **said))
    share = known_share(world, figures)

    assert share is not None
    assert Fraction(sum("ready" in member.facts for member in asked), len(asked)) in share


@given(worlds(), st.data())
def test_among_the_known_means_those_whom_municipalities_asked(world: World, data: st.DataObject) -> None:
    """Whoever was asked by some municipality is known, and their share together is left open."""
    population = world.populations[0]
    figures = data.draw(st.composite(some_headcounts)(world))
    known: dict[int, Member] = {}
    for place in world.listed or ():
        members = world.of(population, place)
        asked = data.draw(st.lists(st.sampled_from(members), unique_by=id)) if members else []
        if not asked:
            continue
        known |= {id(member): member for member in asked}
        said = data.draw(st.composite(told)(asked, READY, all_asked=True))
        if len(asked) < len(members):
            said["among"] = len(asked)
        figures.append(Figure(key=f"{population.key}.ready", period=YEAR, municipality=place, **said))
    if not known:
        return
    share = known_share(world, figures)

    assert share is not None
    assert Fraction(sum("ready" in member.facts for member in known.values()), len(known)) in share


# Events, counted by parts of the year.

DATES = st.dates(min_value=dt.date(2022, 7, 1), max_value=dt.date(2023, 12, 31))
WHOLE = Period.of("2022-01-01/2023-12-31")
PARTS = [WHOLE, *map(Period.of, ("2022", "2023", "2022/2023", "2023-02-01/2023-05-15"))]
PARTS += [*PeriodKind.HALF_YEAR.ending_in(2023), *PeriodKind.QUARTER.ending_in(2023)]


@given(
    st.lists(DATES, max_size=6),
    st.lists(st.sampled_from(PARTS), max_size=6),
    st.sampled_from([None, "north"]),
)
def test_events_add_up_over_time(days: list[dt.date], counted: list[Period], place: str | None) -> None:
    """Events counted for parts of a period never exclude how many there were in all of it."""
    figures = [
        Figure(key="events", period=span, count=sum(day in span for day in days), municipality=place)
        for span in counted
    ]
    system = RegionalSystem(
        region="x", municipalities=[Municipality(id="north", name="Север")], figures=figures
    )
    engine = FiguresEngine(system)

    for span in PARTS:
        truth = sum(day in span for day in days)
        assert truth in engine.answer(Question(of=EVENTS), span).tally.size()
    assert engine.issues == ()


@pytest.mark.parametrize(
    ("counted", "expected", "source"),
    by_source(
        [
            ({"2023-H1": 2, "2023-H2": 3}, Bounds.exact(5), "the halves fill the year"),
            ({"2023-H1": 2, "2023-Q3": 1, "2023-Q4": 2}, Bounds.exact(5), "so do a half and two quarters"),
            ({"2023-H1": 2, "2023-Q1": 1, "2023-H2": 3}, Bounds.exact(5), "a quarter is in its half already"),
            ({"2023-Q1": 2, "2023-Q3": 3}, Bounds(5, None), "two quarters are missing"),
            (
                {"2023-Q1": 2, "2023-02-01/2023-05-15": 3},
                Bounds(3, None),
                "both may speak of the same events",
            ),
            ({"2023": 5, "2023-H1": 2}, Bounds.exact(5), "the year itself"),
            ({"2022-H2": 5}, Bounds(0, None), "another year"),
        ]
    ),
)
def test_parts_of_a_year_are_added_up(counted: dict[str, int], expected: Bounds, source: str) -> None:
    """Events are added where the periods do not overlap; they are all where these fill the year."""
    figures = [Figure(key="events", period=period, count=count) for period, count in counted.items()]

    assert expected == tally_of(engine_of(*figures), EVENTS).size(), source


@given(
    st.lists(st.tuples(DATES, st.booleans()), max_size=6),
    st.lists(st.tuples(st.sampled_from(PARTS), st.booleans()), max_size=8),
    st.sampled_from([None, "north"]),
)
def test_events_that_pass_add_up_over_time(
    days: list[tuple[dt.date, bool]], counted: list[tuple[Period, bool]], place: str | None
) -> None:
    """Neither do those of them that pass, in whatever parts these and all were counted."""
    figures = [
        Figure(
            key="events.ready" if of_ready else "events",
            period=span,
            count=sum(day in span and (is_ready or not of_ready) for day, is_ready in days),
            municipality=place,
        )
        for span, of_ready in counted
    ]
    system = RegionalSystem(
        region="x", municipalities=[Municipality(id="north", name="Север")], figures=figures
    )
    engine = FiguresEngine(system)

    for span in PARTS:
        inside = [is_ready for day, is_ready in days if day in span]
        tally = engine.answer(Question(of=EVENTS, term=READY), span).tally
        assert isinstance(tally, Tally)
        assert len(inside) in tally.size()
        assert sum(inside) in tally.passing()
        assert tally.failed <= len(inside) - sum(inside)
    assert engine.issues == ()


@pytest.mark.parametrize(
    ("counted", "expected", "source"),
    by_source([
        (
            {("events", "2023-H1"): 10, ("events", "2023-H2"): 10, ("events.ready", "2023-H1"): 10,
             ("events.ready", "2023-H2"): 9},
            (Bounds.exact(20), Bounds.exact(19)), "19 of 20",
        ),
        (
            {("events", "2023"): 20, ("events.ready", "2023-H1"): 10, ("events.ready", "2023-H2"): 9},
            (Bounds.exact(20), Bounds.exact(19)), "all for the year, those ready by halves",
        ),
        (
            {("events", "2023"): 20, ("events.ready", "2023-Q1"): 3},
            (Bounds.exact(20), Bounds(3, 20)), "three quarters are missing",
        ),
        (
            {("events", "2023"): 20, ("events", "2023-H1"): 5, ("events.ready", "2023-H1"): 3},
            (Bounds.exact(20), Bounds(3, 18)), "two of the first half fail",
        ),
    ]),
)  # fmt: skip
def test_those_who_pass_add_up_as_all_do(
    counted: dict[tuple[str, str], int], expected: tuple[Bounds, Bounds], source: str
) -> None:
    figures = [Figure(key=key, period=at, count=count) for (key, at), count in counted.items()]
    tally = tally_of(engine_of(*figures), EVENTS, READY)

    assert (tally.size(), tally.passing()) == expected, source


# Loads.


@given(
    st.lists(st.integers(min_value=0, max_value=5), min_size=1, max_size=5),
    st.sets(st.sampled_from(["size", "total", "largest", "smallest"])),
)
def test_reported_loads_leave_the_truth_open(carried: list[int], said: set[str]) -> None:
    """Whatever was reported of loads, the true mean, largest and smallest remain possible."""
    numbers = {"total": sum(carried), "largest": max(carried), "smallest": min(carried)}
    figures = [
        Figure(key=f"everybody.load.{name}", period=YEAR, count=numbers[name])
        for name in sorted(said & set(numbers))
    ]
    if "size" in said:
        figures.append(Figure(key="everybody", period=YEAR, count=len(carried)))
    everybody = populations(PERSON)[0]
    question = Question(of=everybody, term=Term(key="load", title="нагрузка"), load=True)
    engine = FiguresEngine(RegionalSystem(region="x", figures=figures))
    loads = engine.answer(question, YEAR).tally
    assert isinstance(loads, LoadTally)
    mean = Fraction(sum(carried), len(carried))
    truths: list[tuple[Bounds | None, Exact]] = [
        (loads.mean(), mean),
        (loads.largest(), max(carried)),
        (loads.smallest(), min(carried)),
    ]

    for found, truth in truths:
        assert found is not None
        assert truth in found
    assert engine.issues == ()


# Worked examples.

NINETEEN = tuple(f"m{number}" for number in range(1, 20))
STAFF = Population(key="staff", title="педагоги и руководители")
DIAGNOSED = Term(key="diagnosed", title="прошли диагностику")
WITH_MODEL = Term(key="with_model", title="с моделью")


def figure(key: str, count: int | None = None, **said: Any) -> Figure:
    return Figure(key=key, period=YEAR, count=count, **said)


def engine_of(*figures: Figure, places: Iterable[str] | None = None) -> FiguresEngine:
    listed = None if places is None else [Municipality(id=place, name=place) for place in places]
    return FiguresEngine(RegionalSystem(region="x", municipalities=listed, figures=figures))


def tally_of(engine: FiguresEngine, of: Population, term: Term | None = None) -> Tally:
    tally = engine.answer(Question(of=of, term=term), YEAR).tally
    assert isinstance(tally, Tally)
    return tally


def says(*places: str, yes: bool = True) -> list[Figure]:
    return [figure("municipalities.with_model", holds=yes, municipality=place) for place in places]


@pytest.mark.parametrize(
    ("figures", "expected", "source"),
    by_source(
        [
            ([figure("municipalities.with_model", 15, among=15)], Bounds(Fraction(15, 19), 1), "000 l.72"),
            (
                [figure("municipalities.with_model", 14, among=15)],
                Bounds(Fraction(14, 19), Fraction(18, 19)),
                "one of the fifteen has no model",
            ),
            ([figure("municipalities.with_model", 15)], Bounds.exact(Fraction(15, 19)), "15 of all"),
            (
                [figure("municipalities.with_model", share="95 %")],
                Bounds.exact(Fraction(18, 19)),
                "only 18 of 19 are 95 %",
            ),
            (
                [figure("municipalities.with_model", share="93 %", among=15)],
                Bounds(Fraction(14, 19), Fraction(18, 19)),
                "only 14 of 15 are 93 %",
            ),
            (says(*NINETEEN[:15]), Bounds(Fraction(15, 19), 1), "fifteen say yes by name"),
            (
                [*says(*NINETEEN[:14]), *says(NINETEEN[14], yes=False)],
                Bounds(Fraction(14, 19), Fraction(18, 19)),
                "fourteen yes and one no by name",
            ),
            (
                [*says(*NINETEEN[:18]), *says(NINETEEN[18], yes=False)],
                Bounds.exact(Fraction(18, 19)),
                "all have answered by name",
            ),
            (
                [figure("municipalities.with_model", 15, among=15), *says(NINETEEN[0], yes=False)],
                Bounds(Fraction(15, 19), Fraction(18, 19)),
                "the one that says no is not among the fifteen",
            ),
            ([], Bounds(0, 1), "nothing is known"),
        ]
    ),
)
def test_silent_municipalities_leave_the_share_open(
    figures: list[Figure], expected: Bounds, source: str
) -> None:
    """Of nineteen municipalities those that did not answer may go either way."""
    engine = engine_of(*figures, places=NINETEEN)

    assert expected == tally_of(engine, MUNICIPALITIES, WITH_MODEL).share(), source
    assert engine.issues == ()


def test_a_list_that_is_not_complete_leaves_the_share_open() -> None:
    """All three that are listed say yes, but there may be others."""
    system = RegionalSystem(
        region="x",
        municipalities=[Municipality(id=place, name=place) for place in NINETEEN[:3]],
        figures=says(*NINETEEN[:3]),
        unreported=[Unreported(entity="municipalities")],
    )

    assert Bounds(0, 1) == tally_of(FiguresEngine(system), MUNICIPALITIES, WITH_MODEL).share()


def test_a_municipality_that_is_listed_twice_counts_once() -> None:
    """A doubled record is not counted, whatever it is reported of."""
    engine = engine_of(*says("m1"), figure("staff", 5, municipality="m1"), places=["m1", "m1", "m2"])

    assert Bounds.exact(2) == tally_of(engine, MUNICIPALITIES).size()
    assert Bounds(Fraction(1, 2), 1) == tally_of(engine, MUNICIPALITIES, WITH_MODEL).share()


@pytest.mark.parametrize(
    ("figures", "size", "share", "source"),
    by_source(
        [
            ([figure("staff.diagnosed", 2036, share="10,5%")], Bounds(19299, 19483), None, "000 l.70"),
            (
                [figure("staff", 19400), figure("staff.diagnosed", 2036)],
                Bounds.exact(19400),
                Bounds.exact(Fraction(2036, 19400)),
                "with a headcount",
            ),
            ([figure("staff.diagnosed", 2036)], Bounds(2036, None), Bounds(0, 1), "no headcount"),
            (
                [figure("staff.diagnosed", share="10,5 %")],
                Bounds(1, None),
                Bounds(Fraction(209, 2000), Fraction(211, 2000)),
                "a share alone",
            ),
            (
                [figure("staff.diagnosed", share="11 %"), figure("staff.diagnosed", share="10,5 %")],
                Bounds(1, None),
                Bounds(Fraction(105, 1000), Fraction(211, 2000)),
                "two prints of one share, each more exact on its side",
            ),
            (
                [figure("staff", 20, municipality="m1"), figure("staff", 30, municipality="m2")],
                Bounds(30, None),
                Bounds(0, 1),
                "people may work in both, and outside",
            ),
            (
                [
                    figure("staff", 20, municipality="m1"),
                    figure("staff", 30, municipality="m2"),
                    figure("staff.outside_municipalities", holds=False),
                ],
                Bounds(30, 50),
                Bounds(0, 1),
                "people may work in both, and nobody works outside",
            ),
            (
                [
                    figure("staff", 500, municipality="m1"),
                    figure("staff", 450, municipality="m2"),
                    figure("staff", 1000),
                    figure("staff.diagnosed", 120),
                ],
                Bounds.exact(1000),
                Bounds.exact(Fraction(12, 100)),
                "50 more in institutions of the region",
            ),
            (
                [
                    figure("staff", 500, municipality="m1"),
                    figure("staff", 450, municipality="m2"),
                    figure("staff.outside_municipalities", 50),
                    figure("staff.diagnosed", 120),
                ],
                Bounds(550, 1000),
                Bounds(Fraction(12, 100), Fraction(120, 550)),
                "as many are told to be outside",
            ),
            (
                [
                    figure("staff", 20, municipality="m1"),
                    figure("staff", 30, municipality="m2"),
                    figure("staff.outside_municipalities", 0),
                    figure("staff.diagnosed", share="50 %"),
                ],
                Bounds(30, 50),
                Bounds(Fraction(99, 200), Fraction(101, 200)),
                "a share of a number that is not known exactly",
            ),
            (
                [
                    figure("staff", 40),
                    figure("staff.diagnosed", 10, municipality="m1"),
                    figure("staff.diagnosed", 15, municipality="m2"),
                ],
                Bounds.exact(40),
                Bounds(Fraction(15, 40), 1),
                "people may work in both or outside, of a known number",
            ),
            (
                [
                    figure("staff", 40),
                    figure("staff.outside_municipalities", 0),
                    figure("staff.diagnosed", 10, municipality="m1"),
                    figure("staff.diagnosed", 15, municipality="m2"),
                ],
                Bounds.exact(40),
                Bounds(Fraction(15, 40), Fraction(25, 40)),
                "people may work in both, of a known number",
            ),
            (
                [
                    figure("staff", 40),
                    *(figure("staff", 18, municipality=place) for place in ("m1", "m2")),
                    figure("staff.diagnosed", 10, municipality="m1"),
                    figure("staff.diagnosed", 15, municipality="m2"),
                ],
                Bounds.exact(40),
                Bounds(Fraction(15, 40), Fraction(32, 40)),
                "no more than 22 are outside and may all pass, but eight of m1 fail",
            ),
            (
                [
                    figure("staff.outside_municipalities", 2),
                    figure("staff.outside_municipalities", holds=True),
                ],
                Bounds(2, None),
                Bounds(0, 1),
                "two are outside, and somebody is",
            ),
            ([figure("staff", 0)], Bounds.exact(0), None, "nobody"),
        ]
    ),
)
def test_people_in_figures(figures: list[Figure], size: Bounds, share: Bounds | None, source: str) -> None:
    """Headcounts, counts and printed shares bound each other."""
    engine = engine_of(*figures, places=["m1", "m2"])

    assert size == tally_of(engine, STAFF).size(), source
    if share is not None:
        assert share == tally_of(engine, STAFF, DIAGNOSED).share(), source
    assert engine.issues == ()


def test_those_who_pass_and_those_who_fail_are_different_people() -> None:
    """Where five pass and three fail there are at least eight, whoever asked them."""
    engine = engine_of(figure("staff.diagnosed", 5, among=5), figure("staff.diagnosed", 0, among=3))
    tally = tally_of(engine, STAFF, DIAGNOSED)

    assert (tally.passed, tally.failed, tally.failed_or_passed) == (5, 3, 0)
    assert tally.size() == Bounds(8, None)


@pytest.mark.parametrize(
    ("said", "expected", "source"),
    by_source(
        [
            ({"count": 15, "among": 15}, Bounds(1, 1), "all fifteen"),
            ({"count": 14, "among": 15}, Bounds.exact(Fraction(14, 15)), "all but one of fifteen"),
            ({"share": "93 %", "among": 15}, Bounds.exact(Fraction(14, 15)), "only 14 of 15 are 93 %"),
            (
                {"share": "более 60 %", "among": 15},
                Bounds(Fraction(10, 15), 1),
                "any of ten to fifteen are more",
            ),
            ({"share": "более 60 %"}, Bounds(Fraction(12, 19), 1), "all nineteen were asked"),
            ({"share": "95 %"}, Bounds.exact(Fraction(18, 19)), "only 18 of 19 are 95 %"),
        ]
    ),
)
def test_among_the_known_a_print_stays_as_wide_as_it_is(
    said: dict[str, Any], expected: Bounds, source: str
) -> None:
    """Who did not answer is left out; who answered, but was printed roundly, is not."""
    engine = engine_of(figure("municipalities.with_model", **said), places=NINETEEN)

    assert expected == tally_of(engine, MUNICIPALITIES, WITH_MODEL).among_known().share(), source


def test_nobody_has_no_share() -> None:
    """Where the headcount is 0 there is nobody to take a share of."""
    assert tally_of(engine_of(figure("staff", 0)), STAFF, DIAGNOSED).share() is None


@pytest.mark.parametrize(
    ("figures", "expected", "source"),
    by_source(
        [
            ({"first": 123, "second": 77}, Bounds(123, 200), "they may overlap"),
            ({"first": 123, "second": 77, "both": 150}, Bounds.exact(150), "the union itself"),
            ({"first": 123}, Bounds(123, None), "one part is unknown"),
            ({}, Bounds(0, None), "nothing is known"),
        ]
    ),
)
def test_a_union_lies_between_its_largest_part_and_their_sum(
    figures: dict[str, int], expected: Bounds, source: str
) -> None:
    """Nobody says how many belong to both parts of a union."""
    both = populations(PERSON)[-1]
    engine = engine_of(*(figure(key, count) for key, count in figures.items()))

    assert expected == tally_of(engine, both).size(), source
    assert engine.issues == ()


def test_yes_or_no_of_the_region_is_a_share_of_one() -> None:
    """The region is one member: a yes is the whole share, a no none, silence both."""
    formed = Term(key="pool_formed", title="банк сформирован")

    def share(*figures: Figure) -> Bounds | None:
        return tally_of(engine_of(*figures, places=NINETEEN), THE_REGION, formed).share()

    assert share(figure("region.pool_formed", holds=True)) == Bounds(1, 1)
    assert share(figure("region.pool_formed", holds=False)) == Bounds(0, 0)
    assert share() == Bounds(0, 1)


def test_one_of_one_region_is_a_yes() -> None:
    """A yes may be written as 1 of 1, or 100 %, however many municipalities there are."""
    formed = Term(key="pool_formed", title="банк сформирован")
    engine = engine_of(figure("region.pool_formed", 1, share="100 %"), places=NINETEEN)

    assert tally_of(engine, THE_REGION, formed).share() == Bounds(1, 1)
    assert engine.issues == ()


# Contradictions.


def places_of_issues(engine: FiguresEngine) -> list[tuple[str, str]]:
    return [(issue.place, issue.code) for issue in engine.issues]


def test_figures_that_exclude_each_other_both_count_as_unknown() -> None:
    """More were diagnosed than there are: neither is believed, both are named, the rest stands."""
    engine = engine_of(
        figure("staff", 1000), figure("staff.diagnosed", 2036), figure("staff.with_route", 900)
    )
    routes = tally_of(engine, STAFF, Term(key="with_route", title="имеют ИОМ"))

    assert tally_of(engine, STAFF, DIAGNOSED).share() == Bounds(0, 1)
    assert tally_of(engine, STAFF, DIAGNOSED).passing() == Bounds(0, None)
    assert tally_of(engine, STAFF).size() == Bounds(900, None)
    assert routes.passing() == Bounds.exact(900)
    [issue] = engine.issues
    assert (issue.place, issue.code) == ("$.figures[0]", "figures.contradiction")
    assert "figures[0] (staff 1000, 2023), figures[1] (staff.diagnosed 2036, 2023)" in issue.text


@pytest.mark.parametrize(
    ("figures", "of", "term", "place", "source"),
    by_source(
        [
            (
                [figure("staff", 10), figure("staff", 11)],
                STAFF,
                None,
                "$.figures[0]",
                "two headcounts",
            ),
            (
                [figure("staff", 20), figure("staff.diagnosed", 5), figure("staff.diagnosed", 6)],
                STAFF,
                DIAGNOSED,
                "$.figures[1]",
                "two counts",
            ),
            (
                [figure("staff.diagnosed", share="10 %"), figure("staff.diagnosed", share="12 %")],
                STAFF,
                DIAGNOSED,
                "$.figures[0]",
                "two shares",
            ),
            (
                [figure("staff", 20), figure("staff.diagnosed", 5, among=21)],
                STAFF,
                DIAGNOSED,
                "$.figures[0]",
                "more asked than there are",
            ),
            (
                [figure("municipalities.with_model", share="93 %")],
                MUNICIPALITIES,
                WITH_MODEL,
                "$.figures[0]",
                "one of two is 50 %",
            ),
            (
                [figure("first", 5), figure("second", 5), figure("both", 2), figure("both", 3)],
                populations(PERSON)[-1],
                None,
                "$.figures[0]",
                "a union less than its parts, twice",
            ),
            (
                [
                    figure("first", 5),
                    *(figure("both", 2, municipality=place) for place in ("m1", "m2")),
                    figure("both.outside_municipalities", 0),
                ],
                populations(PERSON)[-1],
                None,
                "$.figures[0]",
                "a union that is less, municipality by municipality, than its part",
            ),
            (
                [figure("municipalities", 5)],
                MUNICIPALITIES,
                None,
                "$.figures[0]",
                "the list has two",
            ),
            (
                [figure("municipalities.with_model", 2, among=2), *says("m1", yes=False)],
                MUNICIPALITIES,
                WITH_MODEL,
                "$.figures[0]",
                "both say yes together, one says no alone",
            ),
            (
                [
                    figure("staff", 10),
                    figure("staff.diagnosed", 8),
                    figure("staff.diagnosed", 0, among=5, municipality="m1"),
                ],
                STAFF,
                DIAGNOSED,
                "$.figures[0]",
                "eight of ten pass, yet five do not",
            ),
            (
                [*says("m1"), *says("m1", yes=False)],
                MUNICIPALITIES,
                WITH_MODEL,
                "$.figures[0]",
                "yes and no",
            ),
            (
                [figure("staff", 5), figure("staff", 6, municipality="m1")],
                STAFF,
                None,
                "$.figures[0]",
                "a part greater than the whole",
            ),
        ]
    ),
)
def test_a_contradiction_is_an_issue(
    figures: list[Figure], of: Population, term: Term | None, place: str, source: str
) -> None:
    """Facts that exclude each other are one issue, at the first of the figures that make them."""
    engine = engine_of(*figures, places=["m1", "m2"])
    engine.answer(Question(of=of, term=term), YEAR)

    assert places_of_issues(engine) == [(place, "figures.contradiction")], source


def test_what_is_not_believed_says_nothing_of_the_headcount_either() -> None:
    """Of two counts that exclude each other neither is the least number of people."""
    engine = engine_of(figure("staff.diagnosed", 500), figure("staff.diagnosed", 50000))

    assert tally_of(engine, STAFF, DIAGNOSED).size() == Bounds(0, None)
    assert tally_of(engine, STAFF).size() == Bounds(0, None)
    assert places_of_issues(engine) == [("$.figures[0]", "figures.contradiction")]


@pytest.mark.parametrize("name", ["total", "largest", "smallest"])
def test_loads_that_exclude_each_other_are_an_issue(name: str) -> None:
    """Two numbers for one load are a contradiction like any other."""
    key = f"staff.diagnosed.{name}"
    engine = engine_of(figure(key, 5), figure(key, 7))
    engine.answer(Question(of=STAFF, term=DIAGNOSED, load=True), YEAR)

    assert places_of_issues(engine) == [("$.figures[0]", "figures.contradiction")]


def test_a_yes_of_many_is_no_answer() -> None:
    """Of people a number is asked; a yes is refused with its place and tells nothing."""
    engine = engine_of(figure("staff", 10), figure("staff.diagnosed", holds=True))

    assert tally_of(engine, STAFF, DIAGNOSED).share() == Bounds(0, 1)
    assert places_of_issues(engine) == [("$.figures[1].holds", "figure.yes-no")]


@pytest.mark.parametrize(
    ("said", "source"),
    by_source(
        [
            ({"count": 16, "among": 15}, "it contradicts itself"),
            ({"count": 15, "missing": "нет данных"}, "it says both a number and why there is none"),
            ({"missing": "нет данных"}, "it says why there is none"),
        ]
    ),
)
def test_a_figure_that_cannot_be_believed_is_unknown(said: dict[str, Any], source: str) -> None:
    """A faulty fact is unknown, neither zero nor a contradiction of others."""
    engine = engine_of(Figure(key="staff.diagnosed", period=YEAR, **said))
    answer = engine.answer(Question(of=STAFF, term=DIAGNOSED), YEAR)

    assert isinstance(answer.tally, Tally)
    assert answer.tally.share() == Bounds(0, 1), source
    assert not answer.reported
    assert engine.issues == ()


def test_the_order_of_figures_does_not_matter() -> None:
    """Figures are facts, not steps: in any order they bound the same."""
    said = [
        figure("staff.diagnosed", share="10,5 %"),
        figure("staff.diagnosed", share="11 %"),
        figure("staff.diagnosed", 2, among=10),
        figure("staff", 100),
    ]
    forth, back = engine_of(*said), engine_of(*reversed(said))

    assert tally_of(forth, STAFF, DIAGNOSED).share() == tally_of(back, STAFF, DIAGNOSED).share()


# Silence.


@pytest.mark.parametrize(
    ("figures", "unreported", "expected", "source"),
    by_source(
        [
            (says("m1"), [], ("m2", "m3"), "some answered, the others are silent"),
            ([], ["m2"], ("m2",), "nobody answered, one is named"),
            (says("m1"), ["m2"], ("m2", "m3"), "named or not, who did not answer is silent"),
            (
                [figure("municipalities.with_model", 2, among=2)],
                ["m3"],
                ("m3",),
                "two of three, one is named",
            ),
            ([figure("municipalities.with_model", 2)], ["m3"], (), "the region answered for all"),
            (says("m1", "m2", "m3"), ["m3"], (), "all answered"),
        ]
    ),
)
def test_silent_municipalities_are_named(
    figures: list[Figure], unreported: list[str], expected: tuple[str, ...], source: str
) -> None:
    """Whoever might have told more is named."""
    system = RegionalSystem(
        region="x",
        municipalities=[Municipality(id=place, name=place) for place in ("m1", "m2", "m3")],
        figures=figures,
        unreported=[Unreported(entity="figures", municipality=place) for place in unreported],
    )
    answer = FiguresEngine(system).answer(Question(of=MUNICIPALITIES, term=WITH_MODEL), YEAR)

    assert expected == answer.silent, source


@pytest.mark.parametrize(("period", "expected"), [("2022", ()), (None, ("m2",)), ("2022/2023", ())])
def test_silence_is_about_a_period(period: str | None, expected: tuple[str, ...]) -> None:
    """Whoever was silent about another period was not silent about this one."""
    system = RegionalSystem(
        region="x",
        municipalities=[Municipality(id=place, name=place) for place in ("m1", "m2")],
        unreported=[Unreported(entity="figures", municipality="m2", period=period)],
    )
    answer = FiguresEngine(system).answer(Question(of=MUNICIPALITIES, term=WITH_MODEL), YEAR)

    assert expected == answer.silent


REASONS: list[tuple[list[Figure], list[str], str]] = [
    ([], ["not-reported"], "nothing at all"),
    ([Figure(key="staff.diagnosed", period=2022, count=1)], ["other-period"], "last year's figure"),
    ([figure("staff.diagnosed", 5)], ["headcount-unknown"], "a count of an unknown number"),
    ([figure("staff", 3), figure("staff.diagnosed", 5)], ["contradiction"], "too many"),
    ([figure("staff", 9), figure("staff.diagnosed", 5)], [], "all is known"),
]


@pytest.mark.parametrize(("figures", "expected", "source"), by_source(REASONS))
def test_what_limits_an_answer_is_said(figures: list[Figure], expected: list[str], source: str) -> None:
    """An answer says why it is no narrower."""
    answer = engine_of(*figures).answer(Question(of=STAFF, term=DIAGNOSED), YEAR)

    assert expected == [reason.code for reason in answer.reasons], source
