"""The records engine, held against every world that the records leave possible.

``RNMS_THOROUGH=1 pytest tests/engines/test_records_engine.py`` looks much longer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.effort import draws, examples
from kit.oracle import answers_contain, dice_of, entities, estimated, hold_in_worlds
from kit.worlds import (
    ABOVE_ALL,
    COMPLETE,
    SCARCITIES,
    UNKNOWN_FACTS,
    Asked,
    Scarcity,
    a_measure,
    asked_of_records,
    blanked,
    completed,
    constants_read,
    counted,
    drawn,
    every,
    fields_read,
    replaced,
    system,
    thrown,
    value,
)
from rnms.engine.records import RecordsEngine
from rnms.indicators import Ratio, Share
from rnms.indicators.tally import Answer, LoadTally, MemberState, Tally
from rnms.indicators.vocabulary import diagnostics, early_career, methodists, people, programmes, teams
from rnms.logic import Population, Term, predicates
from rnms.logic.plan import reads
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import (
    Assignment,
    Association,
    Bounds,
    Diagnostic,
    Employment,
    Methodist,
    Municipality,
    Organization,
    OrganizationKind,
    Period,
    Person,
    PoolLevel,
    Provider,
    RegionalSystem,
    Role,
    Support,
    Unreported,
)
from rnms.model.system import record_classes
from rnms.tables import Tables
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2023)


def _among_all(one: Asked) -> bool:
    """Whether nobody is left out on purpose because nothing is known of them."""
    return not (isinstance(one.measure, Share) and one.measure.among_known)


ASKED = asked_of_records()
of_every_order = pytest.mark.parametrize("one", ASKED, ids=[one.name for one in ASKED])


# A. Never too narrow.


@of_every_order
def test_the_bounds_of_an_order_hold_in_every_world_that_the_records_leave_possible(one: Asked) -> None:
    """Whatever the unknown facts turn out to be, size, numerator, share and load lie within the bounds."""

    @given(st.data())
    @examples(2)
    def holds_in_every_world(data: st.DataObject) -> None:
        pick = drawn(data.draw)
        days = [None, None, one.period.start + (one.period.end - one.period.start) / 2]
        hold_in_worlds(one.measure, one.period, pick(days), data, pick(SCARCITIES))

    holds_in_every_world()


@of_every_order
def test_the_bounds_of_an_order_hold_in_worlds_thrown_at_random(one: Asked) -> None:
    """The same with dice instead of Hypothesis, which is quicker and looks elsewhere."""
    for seed in range(draws(8, thorough=400)):
        dice = dice_of(one.name, seed)
        hold_in_worlds(one.measure, one.period, None, dice, dice.choice(SCARCITIES))


@given(st.data())
@examples(40)
def test_the_bounds_of_any_predicate_hold_in_every_world_that_the_records_leave_possible(
    data: st.DataObject,
) -> None:
    """No predicate that the language can say, and no population made with one, gets bounds too narrow."""
    pick = drawn(data.draw)
    measure = a_measure(pick, Window.of(YEAR))
    hold_in_worlds(measure, YEAR, None, data, pick(SCARCITIES))


@pytest.mark.parametrize("seed", range(draws(25, thorough=2000)))
def test_the_bounds_of_predicates_thrown_at_random_hold(seed: int) -> None:
    """The same with dice."""
    dice = dice_of(seed)
    for _ in range(8):
        measure = a_measure(thrown(dice), Window.of(YEAR))
        hold_in_worlds(measure, YEAR, None, dice, dice.choice(SCARCITIES))


# What the search has found once.

DAY = dt.date(2023, 3, 1)
PLACES = (Municipality(id="m1", name=""), Municipality(id="m2", name=""))
SCHOOL = Organization(id="o1", kind=OrganizationKind.GENERAL, municipality="m1", low_results_years=())
BASE = RegionalSystem(
    region="x",
    municipalities=PLACES,
    organizations=[SCHOOL],
    persons=[Person(id="p1"), Person(id="p2")],
    employments=[
        Employment(person=person, organization="o1", role=Role.PEDAGOGICAL, start=DAY)
        for person in ("p1", "p2")
    ],
    diagnostics=(),
    supports=(),
    assignments=(),
    methodists=(),
)


def _tally(data: RegionalSystem, of: Population, term: Term | None = None) -> Answer:
    return RecordsEngine(data).answer(Question(of=of, term=term), YEAR)


def test_a_record_under_the_id_of_another_is_no_proof_of_anything() -> None:
    """Of two diagnostics with one id each only perhaps exists."""
    twice = [
        Diagnostic(id="d", person=person, date=DAY, provider=Provider.CNPPM, areas=(), deficits=())
        for person in ("p1", "p2")
    ]
    tally = _tally(attrs.evolve(BASE, diagnostics=twice), people.STAFF, diagnostics.DIAGNOSED).tally
    assert tally == Tally(failed_or_passed=2, counted=2)


def test_what_names_nothing_equals_nothing() -> None:
    """Two absent references are not the same reference."""
    alike = predicates.exists("associations", (("municipality", "municipality"), ("organization", "id")))
    school = attrs.evolve(SCHOOL, municipality=None)
    data = attrs.evolve(BASE, organizations=[school], associations=[Association(organization="o1")])
    schools = Population(key="s", title="s", entity="organizations")
    assert _tally(data, schools, Term(key="t", title="t", where=alike)).tally == Tally(failed=1)


def test_people_whom_no_list_shows_are_not_one_and_the_same() -> None:
    """Two posts of unknown people may be of two, in the municipality as in the region."""
    post = BASE.employments[0]  # type: ignore[index]
    posts = [*(BASE.employments or ()), *(attrs.evolve(post, person=name) for name in ("x", "y"))]
    answer = _tally(attrs.evolve(BASE, employments=posts), people.STAFF)
    assert answer.tally.size() == Bounds(2, 4)
    assert answer.municipalities["m1"].size() == Bounds(2, 4)


def test_a_post_at_an_institution_of_the_region_stands_in_no_municipality() -> None:
    """It counts in the region alone."""
    institute = Organization(id="o2", kind=OrganizationKind.GENERAL, low_results_years=())
    posts = [attrs.evolve(post, organization="o2") for post in BASE.employments or ()]
    data = attrs.evolve(BASE, organizations=[SCHOOL, institute], employments=posts)
    answer = _tally(data, people.STAFF)
    assert answer.tally.size() == Bounds.exact(2)
    assert answer.municipalities["m1"].size() == Bounds.exact(0)


METHODISTS = [Methodist(id="k", person="p1", level=PoolLevel.REGIONAL, start=DAY)]
LARGEST = Question(of=methodists.REGIONAL_METHODISTS, term=methodists.ATTACHED, load=True)


def test_attachments_of_unknown_people_may_be_of_several() -> None:
    """Two of them may load a methodist with two, or with the same one."""
    attached = [Assignment(methodist="k", person=name, start=DAY) for name in ("x", "y")]
    data = attrs.evolve(BASE, methodists=METHODISTS, assignments=attached)
    loads = RecordsEngine(data).answer(LARGEST, YEAR).tally
    assert isinstance(loads, LoadTally)
    assert loads.largest() == Bounds(0, 2)


def test_attachments_that_a_municipality_did_not_report_may_load_a_regional_methodist() -> None:
    """The teachers are of the municipality, the methodist need not be."""
    silent = Unreported(entity="assignments", municipality="m1")
    data = attrs.evolve(BASE, methodists=METHODISTS, unreported=[silent])
    loads = RecordsEngine(data).answer(LARGEST, YEAR).tally
    assert isinstance(loads, LoadTally)
    assert loads.largest() == Bounds(0, None)


def test_routes_that_a_municipality_did_not_report_are_of_its_own_people() -> None:
    """Few routes name the organisation where they were developed; all name their person."""
    silent = Unreported(entity="routes", municipality="m2")
    data = attrs.evolve(BASE, routes=(), unreported=[silent])
    share = Question(of=people.STAFF, term=diagnostics.WITH_ROUTE)
    for engine in (RecordsEngine(data), FramesEngine(Tables({}, system=data))):
        tally = engine.answer(share, YEAR).tally
        assert isinstance(tally, Tally)
        assert tally.passing() == Bounds.exact(0)


def test_records_of_nobody_may_be_of_a_person_on_no_list() -> None:
    """Whoever was supported belongs to those ever supported, listed or not."""
    data = attrs.evolve(BASE, supports=[Support(person=name, start=DAY) for name in ("p1", "p2", "x")])
    supported = Population(
        key="s", title="s", entity="persons", having=(early_career.SUPPORTED_IN_SOME_YEAR,)
    )
    assert _tally(data, supported).tally.size() == Bounds(2, 3)


def test_posts_that_were_not_reported_may_be_of_new_people() -> None:
    """They widen those who ever were early in their career as they widen the staff."""
    data = attrs.evolve(BASE, unreported=[Unreported(entity="employments", municipality="m2")])
    assert _tally(data, people.STAFF).tally.size() == Bounds(2, None)
    assert _tally(data, early_career.EVER_EARLY_CAREER).tally.size().high is None


# B. Sharp.

NOT_SHARP = {
    "amur 4": ("kind", "the kind of an organisation is shared by all its teams"),
    "amur 6": ("kind", "the kind of an institute is shared by all programmes that it runs"),
    "kirov 2.4.3.c": ("date", "the day of a diagnostic is read by the population and by the term"),
}
"""The facts that make bounds wider than they leave open, and why; with others unknown these are sharp too."""

# A ratio asks two questions that may rest on the same facts, and has no end while nobody may divide it.
SHARES_AND_LOADS = [one for one in ASKED if _among_all(one) and not isinstance(one.measure, Ratio)]


def _read_twice(one: Asked) -> str:
    return next(
        (field for name, (field, _) in NOT_SHARP.items() if f"{one.name} ".startswith(f"{name} ")), ""
    )


@pytest.mark.parametrize("one", SHARES_AND_LOADS, ids=[one.name for one in SHARES_AND_LOADS])
def test_the_bounds_are_sharp(one: Asked) -> None:
    """With one or two facts of one member unknown, some world reaches the low end and some the high end."""
    fields = _fields(one) - {_read_twice(one)}
    for data, bounds, values in _open_cases(one, fields, draws(14, thorough=600)):
        assert (min(values), max(values)) == (bounds.low, bounds.high), data


@pytest.mark.parametrize("name", NOT_SHARP)
def test_the_bounds_that_are_not_sharp_are_listed_with_the_reason(name: str) -> None:
    """Each of them has a case that shows it: what becomes sharp leaves the list."""
    field, _ = NOT_SHARP[name]
    assert any(
        (min(values), max(values)) != (bounds.low, bounds.high)
        for one in SHARES_AND_LOADS
        if f"{one.name} ".startswith(f"{name} ")
        for _, bounds, values in _open_cases(one, {field}, 800)
    )


def _fields(one: Asked) -> frozenset[str]:
    return frozenset[str]().union(*(fields_read(question) for question in one.measure.questions))


def _open_cases(
    one: Asked, fields: Collection[str], tries: int
) -> Iterator[tuple[RegionalSystem, Bounds, set[Fraction]]]:
    """Systems in which such facts leave the value open, with all values that their worlds give."""
    window = Window.of(one.period)
    usual = attrs.evolve(COMPLETE, usual=80)
    likely = constants_read(one.measure.questions[0])
    alone: dict[str, Sequence[int]] = dict.fromkeys(record_classes(), (1, 1, 1, 2))
    alone |= {"persons": (1,), "organizations": (1,), "municipalities": (2,)}
    alone |= {"team_members": (2, 3), "teams": (1, 2), "communities": (2, 3), "contest_entries": (2, 3)}
    for seed in range(tries):
        dice = dice_of(one.name, seed)
        full = system(thrown(dice), entities(one.measure), window, usual, alone, likely)
        data = blanked(thrown(dice), full, dice.choice((1, 1, 2)), fields)
        bounds = estimated(one.measure, RecordsEngine(data), one.period)[1].bounds
        if bounds is None or bounds.is_exact or bounds.high is None:
            continue
        values = _values(one, data, window)
        if values:
            yield data, bounds, values


def _values(one: Asked, data: RegionalSystem, window: Window, limit: int = 600) -> set[Fraction]:
    """The values of all worlds; nothing where there are too many."""
    found = set()
    number = 0
    for world in every(lambda pick: completed(data, window, pick), limit):
        number += 1
        real = value(one.measure, [counted(q, world, window) for q in one.measure.questions])
        if real is not None:
            found.add(real)
    return found if number < limit else set()


# C. Laws.


@given(st.data())
@examples(35)
def test_the_kinds_partition_the_population(data: st.DataObject) -> None:
    """Who is surely in and who is doubtful make up all who may be in; each is of one kind."""
    measure, window, found = _drawn_question(data, SCARCITIES)
    # How many are missing at most is told of the tally, not of any member.
    missing = [attrs.evolve(part, most=None) for part in found.unreported]
    engine = RecordsEngine(attrs.evolve(found, unreported=missing))
    [question] = measure.questions
    members = engine.members(question.of, window)
    tally = engine.answer(question, YEAR).tally
    assert isinstance(tally, Tally)
    assert members.certain & members.possible == members.certain
    doubtful = (members.possible ^ members.certain).bit_count()
    assert tally.surely_in == members.certain.bit_count()
    most = tally.size().high
    assert most == (None if members.more is None else tally.surely_in + doubtful + members.more)


@given(st.data())
@examples(30)
def test_the_region_counts_distinct_persons_even_when_municipalities_overlap(data: st.DataObject) -> None:
    """A teacher with posts in two municipalities counts in both, and once in the region."""
    pick = drawn(data.draw)
    window = Window.of(YEAR)
    question = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)
    usual = attrs.evolve(COMPLETE, usual=70)
    found = system(pick, ("employments", "diagnostics"), window, usual, {"employments": (2, 3, 4)})
    answer = RecordsEngine(found).answer(question, YEAR)
    [world] = every(lambda choose: completed(found, window, choose), 2)
    whole = counted(question, world, window)
    assert (answer.tally.size(), answer.tally.passing()) == (  # type: ignore[union-attr]
        Bounds.exact(whole.size),
        Bounds.exact(whole.passing),
    )
    placed = [tally.size().low for tally in answer.municipalities.values()]
    assert max(placed) <= whole.size
    for place, tally in answer.municipalities.items():
        assert tally.size() == Bounds.exact(counted(question, world, window, place).size)


@given(st.data())
@examples(40)
def test_learning_an_unknown_fact_only_narrows_the_bounds(data: st.DataObject) -> None:
    """The bounds of a system lie within those of the same system with more facts unknown."""
    pick = drawn(data.draw)
    one = pick([one for one in ASKED if _among_all(one)])
    window = Window.of(one.period)
    known = system(pick, entities(one.measure), window, attrs.evolve(UNKNOWN_FACTS, usual=70))
    unknown = blanked(pick, known, pick([1, 2, 3]))
    after, narrow = estimated(one.measure, RecordsEngine(known), one.period)
    before, wide = estimated(one.measure, RecordsEngine(unknown), one.period)
    assert narrow.bounds is None or (wide.bounds is not None and narrow.bounds in wide.bounds)
    for learned, answer in zip(after, before, strict=True):
        assert learned.tally.size() in answer.tally.size()
        for place, tally in learned.municipalities.items():
            assert tally.size() in answer.municipalities[place].size()


CUMULATIVE = [
    (people.TEACHERS, programmes.COMPLETED_REGISTER_PROGRAMME),
    (teams.TEAMS, teams.TRAINED),
    (early_career.EVER_SUPPORTED, early_career.SUPPORTED_IN_SOME_YEAR),
]


@pytest.mark.parametrize(("population", "term"), CUMULATIVE, ids=[term.key for _, term in CUMULATIVE])
@given(data=st.data())
@examples(20)
def test_a_cumulative_count_never_falls_except_by_leavers(
    data: st.DataObject, population: Population, term: Term
) -> None:
    """Whoever passed in one year and is still a member passes in the next."""
    pick = drawn(data.draw)
    question = Question(of=population, term=term)
    window = Window.of(YEAR)
    found = system(pick, sorted(reads(question)), window, attrs.evolve(pick(SCARCITIES), usual=70))
    engine = RecordsEngine(found)
    for earlier, later in ((2021, 2022), (2022, 2023), (2023, 2024)):
        passed = engine.states(question, Period.of(earlier))[MemberState.PASSED]
        still = engine.members(population, Window.of(Period.of(later))).certain
        assert passed & still & ~engine.states(question, Period.of(later))[MemberState.PASSED] == 0


@given(st.data())
@examples(35)
def test_the_order_of_records_never_matters(data: st.DataObject) -> None:
    """Shuffled collections give the same answers."""
    pick = drawn(data.draw)
    one = pick(ASKED)
    window = Window.of(one.period)
    found = system(pick, entities(one.measure), window, pick(SCARCITIES))
    shuffled = found
    for name in record_classes():
        records = getattr(found, name)
        if records:
            shuffled = replaced(shuffled, name, data.draw(st.permutations(records)))
    for question in one.measure.questions:
        first, second = (RecordsEngine(each).answer(question, one.period) for each in (found, shuffled))
        assert _unordered(first) == _unordered(second)


def _unordered(answer: Answer) -> Any:
    tally = answer.tally
    if isinstance(tally, LoadTally):
        return sorted(tally.members, key=str), tally.others, set(answer.silent)
    return tally, dict(answer.municipalities), set(answer.silent)


@of_every_order
def test_a_complete_system_gives_exact_bounds(one: Asked) -> None:
    """Where everything is known there is one world, and the engine tells its value."""
    window = Window.of(one.period)
    for seed in range(draws(5, thorough=300)):
        dice = dice_of(one.name, seed)
        found = system(thrown(dice), entities(one.measure), window, attrs.evolve(COMPLETE, usual=60))
        answers, estimate = estimated(one.measure, RecordsEngine(found), one.period)
        [world] = every(lambda pick, found=found: completed(found, window, pick), 2)  # type: ignore[misc]
        real = value(one.measure, answers_contain(one.measure.questions, answers, world, window))
        if estimate.unlimited:
            # Many to nobody are above every limit.
            assert real == ABOVE_ALL
        else:
            assert estimate.bounds == (None if real is None else Bounds.exact(real))


def _drawn_question(
    data: st.DataObject, scarcities: Sequence[Scarcity]
) -> tuple[Share, Window, RegionalSystem]:
    pick = drawn(data.draw)
    window = Window.of(YEAR)
    shares = [one.measure for one in ASKED if isinstance(one.measure, Share)]
    measure = pick([pick(shares), a_measure(pick, window)])
    return measure, window, system(pick, entities(measure), window, pick(scarcities))
