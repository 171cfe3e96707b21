"""Chains of dates: what an unknown day leaves open, in every alternative and across what is looked for.

The clause of each row: 001 6.2.1 (ll. 185-205) and its like, «программы, подобранные с учётом диагностики»:
diagnostic ≤ route ≤ start ≤ completion, the programme in the register while it ran.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.tabled import KINDS, tabled
from kit.worlds import (
    COMPLETE,
    REGION,
    UNKNOWN_FACTS,
    a_measure,
    a_predicate,
    completed,
    every,
    holds,
    system,
    thrown,
)
from rnms.engine.records import RecordsEngine
from rnms.indicators import Share
from rnms.indicators.vocabulary import diagnostics, management, people, programmes, teams
from rnms.logic import THE_REGION, Population, Term
from rnms.logic.binding import bound
from rnms.logic.chains import possibly, surely, with_implied_orders
from rnms.logic.normal import certain, possible
from rnms.logic.plan import reads
from rnms.logic.predicates import (
    END,
    NEVER,
    And,
    Compare,
    DateOrder,
    Exists,
    Given,
    Not,
    Op,
    Or,
    Path,
    Predicate,
    after,
    all_of,
    any_of,
    before,
    covers,
    equals,
    exists,
    in_order,
    on_or_before,
    within,
)
from rnms.logic.question import Question
from rnms.logic.walks import children
from rnms.logic.window import Window
from rnms.logic.words_excluded import NEVER as NO_RECORD
from rnms.logic.words_excluded import without_excluded
from rnms.model import (
    Adoption,
    AdoptionKind,
    Bounds,
    Diagnostic,
    Enrolment,
    MeasureReport,
    MonitoringRound,
    Period,
    Person,
    Programme,
    Provider,
    RegionalSystem,
    Route,
    RouteItem,
    Team,
    TeamKind,
    TeamTraining,
)
from rnms.model.partial import PartialDay
from rnms.model.system import record_classes
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2022)
WINDOW = Window.of(YEAR)
D = dt.date


# Worked rows: of one person and one enrolment some days are known; whether they pass.

PASSED_LATER = Diagnostic(
    id="d", person="p", date=D(2022, 3, 10), provider=Provider.CNPPM, deficits=("чтение",)
)
ROUTE = Route(id="r", person="p", diagnostic="d", start=D(2022, 3, 20))
TAKEN = Enrolment(id="e", person="p", programme="g", diagnostic="d", end=D(2022, 2, 1))
PROGRAMME = Programme(id="g", register_start=D(2021, 1, 1), competences=("чтение",))
YES, NO, OPEN = Bounds(1, 1), Bounds(0, 0), Bounds(0, 1)
BY_DIAGNOSTIC, BY_CNPPM = (
    programmes.COMPLETED_REGISTER_PROGRAMME,
    programmes.COMPLETED_REGISTER_PROGRAMME_BY_CNPPM,
)


def world(**changes: Any) -> RegionalSystem:
    """One person, one diagnostic of 10.03.2022, one enrolment completed on 01.02.2022, one programme."""
    given: dict[str, Any] = dict.fromkeys(record_classes(), ())
    given |= {
        "persons": [Person(id="p")],
        "diagnostics": [PASSED_LATER],
        "programmes": [PROGRAMME],
        "enrolments": [TAKEN],
        "routes": [ROUTE],
        "route_items": [RouteItem(route="r", programme="g")],
    }
    return RegionalSystem(region="ugra", **{**given, **changes})


def taken(**changes: Any) -> Any:
    """The enrolment with other facts."""
    return {"enrolments": [attrs.evolve(TAKEN, **changes)]}


def trained(**days: Any) -> RegionalSystem:
    """One management team, which took the programme on these days."""
    team = Team(id="t", organization="o", kind=TeamKind.MANAGEMENT)
    training = TeamTraining(team="t", programme="g", **days)
    school = rnms.model.Organization(id="o", kind=rnms.model.OrganizationKind.GENERAL)
    programme = attrs.evolve(
        PROGRAMME, kind=rnms.model.ProgrammeKind.ADVANCED_TRAINING, topics=(teams.QUALITY.text,)
    )
    return world(teams=[team], organizations=[school], team_trainings=[training], programmes=[programme])


def post(**days: Any) -> Any:
    """One post of a teacher on these days."""
    work = rnms.model.Employment(person="p", organization="o", role=rnms.model.Role.PEDAGOGICAL, **days)
    return {
        "employments": [work],
        "organizations": [rnms.model.Organization(id="o", kind=rnms.model.OrganizationKind.GENERAL)],
    }


def rounds(**days: Any) -> RegionalSystem:
    """One round of monitoring on these days."""
    return world(monitoring_rounds=[MonitoringRound(id="m", **days)])


def read_as(term: Term, **words: Term) -> Term:
    """A term with narrower words in place of its own."""
    return term.rewritten({getattr(programmes, name): word for name, word in words.items()})


STRICTLY = read_as(BY_DIAGNOSTIC, CHOSEN_BY_DIAGNOSTICS=programmes.CHOSEN_STRICTLY)
LENIENTLY = read_as(BY_DIAGNOSTIC, CHOSEN_BY_DIAGNOSTICS=programmes.CHOSEN_LENIENTLY)
CNPPM_STRICTLY = read_as(BY_CNPPM, CHOSEN_BY_CNPPM=programmes.CHOSEN_BY_CNPPM_STRICTLY)
CNPPM_LENIENTLY = read_as(BY_CNPPM, CHOSEN_BY_CNPPM=programmes.CHOSEN_BY_CNPPM_LENIENTLY)
AT_START = read_as(BY_DIAGNOSTIC, IN_REGISTER=programmes.IN_REGISTER_AT_START)
EVERY_WAY = (BY_DIAGNOSTIC, BY_CNPPM, STRICTLY, LENIENTLY, CNPPM_STRICTLY, CNPPM_LENIENTLY, AT_START)
BY_ROUTE = {"diagnostic": None, "route": "r"}

ROWS: list[tuple[str, Term, RegionalSystem, Bounds]] = [
    # start ≤ completion 01.02 < diagnostic 10.03, whatever the start is.
    *((f"X92 {term.key}: completed before the diagnostic", term, world(), NO) for term in EVERY_WAY),
    *(
        (f"{term.key}: completed after it", term, world(**taken(end=D(2022, 5, 1))), OPEN)
        for term in EVERY_WAY
    ),
    # start ≤ 15.03 < route 20.03; the diagnostic before it decides nothing.
    (
        "by a route built after the completion",
        BY_DIAGNOSTIC,
        world(**taken(**BY_ROUTE, end=D(2022, 3, 15))),
        NO,
    ),
    ("by a route built before it", BY_DIAGNOSTIC, world(**taken(**BY_ROUTE, end=D(2022, 3, 25))), OPEN),
    # diagnostic ≤ route ≤ start ≤ completion: neither the route's day nor the start's is known.
    (
        "by a route whose diagnostic came after the completion",
        BY_DIAGNOSTIC,
        world(routes=[attrs.evolve(ROUTE, start=None)], **taken(**BY_ROUTE)),
        NO,
    ),
    (
        "by a route whose diagnostic came before it",
        BY_DIAGNOSTIC,
        world(routes=[attrs.evolve(ROUTE, start=None)], **taken(**BY_ROUTE, end=D(2022, 5, 1))),
        OPEN,
    ),
    # Either way would do, and neither can be.
    ("by both, each too late", BY_DIAGNOSTIC, world(**taken(route="r")), NO),
    ("by both, the diagnostic in time", BY_DIAGNOSTIC, world(**taken(route="r", end=D(2022, 3, 15))), OPEN),
    # start ≤ register_end 01.03 < diagnostic 10.03; of the completion nothing is said.
    (
        "the register was left before the diagnostic",
        BY_DIAGNOSTIC,
        world(programmes=[attrs.evolve(PROGRAMME, register_end=D(2022, 3, 1))], **taken(end=D(2022, 5, 1))),
        NO,
    ),
    # diagnostic ≤ selected_on: chosen on 05.03, before 10.03; the diagnostic's own day is what is not known.
    (
        "chosen before a diagnostic of an unknown day",
        BY_DIAGNOSTIC,
        world(
            diagnostics=[attrs.evolve(PASSED_LATER, date=None)],
            **taken(start=D(2022, 3, 1), end=D(2022, 5, 1), selected_on=D(2022, 3, 5)),
        ),
        OPEN,
    ),
    (
        "everything known and in order",
        BY_DIAGNOSTIC,
        world(**taken(start=D(2022, 4, 1), end=D(2022, 5, 1))),
        YES,
    ),
    ("everything known and out of order", BY_DIAGNOSTIC, world(**taken(start=D(2022, 1, 9))), NO),
    # WITH_LATER_ROUTE: diagnostic of this year ≤ route of 20.12.2021: none of this year can be.
    (
        "a route of last year after a diagnostic of an unknown day",
        diagnostics.WITH_LATER_ROUTE,
        world(
            diagnostics=[attrs.evolve(PASSED_LATER, date=None)],
            routes=[attrs.evolve(ROUTE, start=D(2021, 12, 20))],
        ),
        NO,
    ),
    (
        "a route of this year after a diagnostic of an unknown day",
        diagnostics.WITH_LATER_ROUTE,
        world(diagnostics=[attrs.evolve(PASSED_LATER, date=None)]),
        OPEN,
    ),
]


@pytest.mark.parametrize("kind", ["records", "polars", pytest.param("duckdb", marks=pytest.mark.slow)])
@pytest.mark.parametrize(("name", "term", "data", "passing"), ROWS, ids=[row[0] for row in ROWS])
def test_what_no_day_can_bring_about_is_certain(
    name: str, term: Term, data: RegionalSystem, passing: Bounds, kind: str
) -> None:
    """A chain excludes what it excludes, whichever of its days is not known."""
    assert name
    engine = RecordsEngine(data) if kind == "records" else FramesEngine(tabled(data, KINDS[kind]))
    tally = engine.answer(Question(of=people.ALL_PERSONS, term=term), YEAR).tally
    assert tally.passing() == passing  # type: ignore[union-attr]


@pytest.mark.parametrize(("region", "code"), [("ugra", "6.2.1"), ("amur", "3"), ("kirov", "2.1.3")])
def test_every_order_that_counts_such_programmes_counts_so(region: str, code: str) -> None:
    """The indicator of each region, over those who teach: completed before the diagnostic is none."""
    work = rnms.model.Employment(
        person="p", organization="o", role=rnms.model.Role.PEDAGOGICAL, start=D(2020, 9, 1)
    )
    school = rnms.model.Organization(id="o", kind=rnms.model.OrganizationKind.GENERAL)
    data = attrs.evolve(world(employments=[work], organizations=[school]), region=region)
    for period in (2022, 2024):
        late = D(period, 3, 10)
        changed = attrs.evolve(
            data,
            diagnostics=[attrs.evolve(PASSED_LATER, date=late)],
            enrolments=[attrs.evolve(TAKEN, end=D(period, 2, 1))],
        )
        assert rnms.evaluate(changed, period=period, only=code)[code].value == Bounds.exact(0)


# What lasts does not end before it begins.

IN_JUNE: Any = PartialDay.of("2022-06")
IN_2022: Any = PartialDay.of("2022")
OVER_BY_15_JUNE = Population(
    key="over",
    title="завершено",
    entity="measure_reports",
    where=Compare(Path("end"), Op.LE, D(2022, 6, 15)),
)
CAREER_BY_JUNE_AFTER_ROUTE = Term(
    key="after_route",
    title="после маршрута",
    where=all_of(
        Compare(Path("career_start"), Op.LE, D(2022, 6, 1)),
        exists("routes", "person", compare=DateOrder("start", Op.LE, "career_start")),
    ),
)
LASTING: dict[str, tuple[Question, RegionalSystem, Bounds]] = {
    # 003 2.1.2: diagnostic of this year ≤ route's start ≤ completion; the start is not known.
    "route completed before the diagnostic": (
        Question(of=people.ALL_PERSONS, term=diagnostics.WITH_LATER_ROUTE),
        world(routes=[attrs.evolve(ROUTE, start=None, end=D(2022, 3, 1))]),
        NO,
    ),
    "route completed last year": (
        Question(of=people.ALL_PERSONS, term=diagnostics.WITH_LATER_ROUTE),
        world(routes=[attrs.evolve(ROUTE, start=None, end=D(2021, 12, 1))]),
        NO,
    ),
    "route completed after the diagnostic": (
        Question(of=people.ALL_PERSONS, term=diagnostics.WITH_LATER_ROUTE),
        world(routes=[attrs.evolve(ROUTE, start=None, end=D(2022, 4, 1))]),
        OPEN,
    ),
    # A route that is not completed has no last day, and nothing asks for one.
    "route going on": (
        Question(of=people.ALL_PERSONS, term=diagnostics.WITH_LATER_ROUTE),
        world(routes=[ROUTE]),
        YES,
    ),
    # 001 6.2.2 «с 2021 года»: 01.01.2021 ≤ start ≤ completion.
    "training completed in 2020": (
        Question(of=teams.TEAMS, term=teams.TRAINED),
        trained(end=D(2020, 12, 1)),
        NO,
    ),
    "training completed in 2022": (
        Question(of=teams.TEAMS, term=teams.TRAINED),
        trained(end=D(2022, 12, 1)),
        OPEN,
    ),
    "training going on": (
        Question(of=teams.TEAMS, term=teams.TRAINED),
        trained(start=D(2022, 2, 1)),
        YES,
    ),
    "training of unknown days": (Question(of=teams.TEAMS, term=teams.TRAINED), trained(), OPEN),
    # 003 1.3.2: a round counts on its last day, which does not come before its first.
    "round begun in December": (Question(of=management.ROUNDS_IN_NOVEMBER), rounds(start=D(2022, 12, 1)), NO),
    "round begun in February": (
        Question(of=management.ROUNDS_IN_NOVEMBER),
        rounds(start=D(2022, 2, 1)),
        OPEN,
    ),
    # Amur 4: completed within the year; begun before that, whenever it was.
    "quality training completed in the year": (
        Question(of=teams.TEAMS, term=teams.QUALITY_BY_TEAM),
        trained(end=D(2022, 12, 1)),
        YES,
    ),
    # Begun by the end of the year, whenever it was, and over after its beginning.
    "post that is over": (
        Question(of=people.ALL_PERSONS, term=people.TAUGHT),
        world(**post(end=D(2022, 6, 1))),
        YES,
    ),
    "post of unknown days that lasts": (
        Question(of=people.ALL_PERSONS, term=people.TAUGHT),
        world(**post()),
        OPEN,
    ),
    # What was over by 15 June had begun by then, if it is told when it began at all.
    **{
        f"report of June whose time {began}": (
            Question(of=OVER_BY_15_JUNE),
            world(measure_reports=[MeasureReport(measure="1.1", start=start, end=IN_JUNE)]),
            expected,
        )
        for began, start, expected in (
            ("began later", D(2022, 6, 20), NO),
            ("began before", D(2022, 6, 10), OPEN),
            ("has no beginning", None, OPEN),
        )
    },
    # A route ≤ the start of a career ≤ 1 June; when it was completed tells nothing of a day that is known.
    "route begun after any day of the start of a career": (
        Question(of=people.ALL_PERSONS, term=CAREER_BY_JUNE_AFTER_ROUTE),
        world(routes=[attrs.evolve(ROUTE, start=D(2022, 7, 1), end=IN_2022)]),
        NO,
    ),
    # Both days are at fault: nothing follows from either.
    "round that ends before it begins": (
        Question(of=management.ROUNDS_IN_NOVEMBER),
        rounds(start=D(2022, 12, 1), end=D(2022, 11, 1)),
        OPEN,
    ),
}


@pytest.mark.parametrize("kind", ["records", "polars", pytest.param("duckdb", marks=pytest.mark.slow)])
@pytest.mark.parametrize("row", LASTING)
def test_nothing_ends_before_it_begins(row: str, kind: str) -> None:
    """A day that is known limits the one that is not; a last day that may be absent is not asked for."""
    question, data, wanted = LASTING[row]
    engine = RecordsEngine(data) if kind == "records" else FramesEngine(tabled(data, KINDS[kind]))
    tally = engine.answer(question, YEAR).tally
    assert (tally.size() if question.term is None else tally.passing()) == wanted  # type: ignore[union-attr]


OVER = exists("enrolments", (("person", "person"),), Compare(Path("end"), Op.LT, D(2022, 1, 1)))


@pytest.mark.parametrize(
    "found", [OVER, covers("programme.topics", "diagnostic.deficits", records=OVER)], ids=["exists", "covers"]
)
def test_the_possible_form_of_a_denial_holds_the_certain_form_of_what_is_denied(found: Predicate) -> None:
    """Of records that last, and of words gathered from them; what is not denied keeps its own form."""
    other = Given(Path("organization"))

    assert possibly(found, "routes") != surely(found, "routes")
    assert possibly(Not(found), "routes") == Not(surely(found, "routes"))
    assert surely(Not(found), "routes") == Not(possibly(found, "routes"))
    for form in (possibly, surely):
        assert form(And((other, found)), "routes") == And((other, form(found, "routes")))


# What is said, and what is not.


def implied(predicate: Predicate) -> list[Predicate]:
    """What is added to a conjunction."""
    return list(children(with_implied_orders(predicate)))[len(children(predicate)) :]


A_B, B_C = in_order("a", "b").parts[0], in_order("b", "c").parts[0]


def test_an_alternative_is_closed_with_what_holds_around_it() -> None:
    """a ≤ b, and b ≤ c or something else: where b ≤ c, a ≤ c."""
    other = Given(Path("x"))
    assert with_implied_orders(all_of(A_B, any_of(B_C, other))) == And(
        (A_B, Or((And((B_C, Compare(Path("a"), Op.LE, Path("c"), "out_of_order"))), other)))
    )


def test_nothing_is_carried_from_one_alternative_to_another() -> None:
    """a ≤ b or b ≤ c says nothing of a and c."""
    assert with_implied_orders(any_of(A_B, B_C)) == any_of(A_B, B_C)


def test_of_what_must_not_hold_no_alternative_does() -> None:
    """Not (a > b or b > c) is a ≤ b ≤ c, once all three are known to be there."""
    late = Compare(Path("a"), Op.GT, Path("b")), Compare(Path("b"), Op.GT, Path("c"))
    there = [Compare(Path(name), Op.LE, dt.date.max) for name in "abc"]
    assert Compare(Path("a"), Op.LE, Path("c"), "out_of_order") in implied(all_of(*there, Not(any_of(*late))))
    # A day that is not there is not later than any.
    assert with_implied_orders(Not(any_of(*late))) == Not(any_of(*late))


def test_days_that_exclude_each_other_are_told() -> None:
    """After the end of the year and not after its beginning no day lies, known or not."""
    nothing = bound(all_of(after("start", END), before("start", END)), WINDOW)
    assert NEVER in children(with_implied_orders(nothing))
    assert NEVER in children(with_implied_orders(all_of(A_B, Compare(Path("b"), Op.LT, Path("a")))))


FIRST, HIGHEST = equals("category", "first"), equals("category", "highest")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        # Whoever is of one category is of no other.
        (And((FIRST, HIGHEST)), NO_RECORD),
        (And((FIRST, Not(FIRST))), NO_RECORD),
        (And((FIRST, any_of(HIGHEST, A_B))), And((FIRST, Or((NO_RECORD, A_B))))),
        (And((FIRST, Not(HIGHEST))), And((FIRST, Not(HIGHEST)))),
        # Whoever is not of one may be of any other.
        (And((Not(HIGHEST), any_of(HIGHEST, FIRST))), And((Not(HIGHEST), Or((NO_RECORD, FIRST))))),
        (And((Not(HIGHEST), FIRST)), And((Not(HIGHEST), FIRST))),
        (Or((FIRST, HIGHEST)), Or((FIRST, HIGHEST))),
    ],
)
def test_words_that_exclude_each_other_are_left_out(asked: Predicate, expected: Predicate) -> None:
    assert without_excluded(asked, "persons") == expected


def test_what_follows_reaches_what_is_looked_for() -> None:
    """their date ≤ our start ≤ our end: a date not later than the end is looked for, too."""
    sought = exists("diagnostics", (("person", "person"),), compare=DateOrder("date", Op.LE, "start"))
    [_, found] = children(with_implied_orders(all_of(in_order("start", "end"), sought)))
    assert found == And((sought, attrs.evolve(sought, compare=DateOrder("date", Op.LE, "end"))))
    [of_theirs, *_] = children(
        with_implied_orders(bound(all_of(on_or_before("start", END), sought), WINDOW))
    )[1:]
    assert isinstance(of_theirs, Exists)
    assert Compare(Path("date"), Op.LE, WINDOW.end, "out_of_order") in children(of_theirs.where)
    this_year = attrs.evolve(sought, where=within("date"))
    assert Compare(Path("start"), Op.GE, WINDOW.since, "out_of_order") in implied(
        bound(all_of(Given(Path("start")), this_year), WINDOW)
    )


def test_an_existence_stays_one() -> None:
    """Loads count what it finds."""
    sought = exists("diagnostics", "person", within("date"), compare=DateOrder("date", Op.LE, "career_start"))
    assert isinstance(with_implied_orders(sought), Exists)


ROUNDS: dict[str, tuple[tuple[dt.date | None, ...], Bounds]] = {
    "one of an unknown day lies in one half": ((None,), NO),
    "one of May and one of an unknown day": ((D(2022, 5, 1), None), OPEN),
    "two of unknown days": ((None, None), OPEN),
    "two of May, and none of the second half": ((D(2022, 5, 1), D(2022, 5, 2)), NO),
    "one in each": ((D(2022, 5, 1), D(2022, 11, 1)), YES),
}


@pytest.mark.parametrize("kind", ["records", "polars", pytest.param("duckdb", marks=pytest.mark.slow)])
@pytest.mark.parametrize("row", ROUNDS)
def test_a_round_lies_in_one_half_of_the_year(row: str, kind: str) -> None:
    """Ugra 6.1.2 by 7.3 (001 l. 486), «не реже одного раза в полугодие»: two halves take two rounds."""
    days, passing = ROUNDS[row]
    data = world(
        monitoring_rounds=[MonitoringRound(id=f"r{at}", end=day) for at, day in enumerate(days)],
        adoptions=[Adoption(kind=AdoptionKind.MONITORING_CRITERIA, start=D(2022, 1, 1))],
    )
    engine = RecordsEngine(data) if kind == "records" else FramesEngine(tabled(data, KINDS[kind]))
    question = Question(of=THE_REGION, term=management.MONITORING_ADOPTED)
    tally = engine.answer(question, YEAR).tally
    assert tally.passing() == passing  # type: ignore[union-attr]


@pytest.mark.parametrize("number", [2, 4, 8])
def test_what_is_added_is_bounded(number: int) -> None:
    """Alternatives inside alternatives add to each what follows there, not what follows of all their ways."""
    inner: Predicate = A_B
    for at in range(number):
        step = in_order(f"f{at}", f"f{at + 1}").parts[0]
        inner = all_of(step, any_of(inner, step, Not(inner)))
    assert size(with_implied_orders(inner)) <= size(inner) * (number + 3) ** 2


def size(predicate: Predicate) -> int:
    return 1 + sum(map(size, children(predicate)))


# Laws.


@examples(60)
@given(st.data())
def test_a_closed_predicate_means_the_same(data: st.DataObject) -> None:
    """In a world of which everything is known it holds of the same records."""
    _means_the_same(thrown(random.Random(data.draw(st.integers(0, 10**9)))))  # noqa: S311


@pytest.mark.parametrize("seed", range(40))
def test_a_closed_predicate_means_the_same_by_dice(seed: int) -> None:
    """The same, looked at elsewhere."""
    dice = random.Random(f"closed {seed}")  # noqa: S311
    for _ in range(10):
        _means_the_same(thrown(dice))


def _means_the_same(pick: Any) -> None:
    window = Window.of(Period.of(2023))
    entity = pick(["persons", "enrolments", "routes", "employments", "teams"])
    said = bound(
        pick([_chain, a_predicate])(pick, entity, window)
        if entity != REGION
        else a_predicate(pick, entity, window),
        window,
    )
    of = Population(key="p", title="p", entity=entity, where=said)
    names = sorted(reads(Question(of=of)))
    found = system(pick, names, window, attrs.evolve(COMPLETE, usual=60))
    [known] = every(lambda choose: completed(found, window, choose), 2)
    for row in known[entity]:
        real = holds(said, row, known, window)
        for chained in (with_implied_orders(said), surely(said, entity), possibly(said, entity)):
            assert holds(chained, row, known, window) == real, said


CHAINED = {
    "persons": ("birth_date", "career_start", "specialty_start"),
    "enrolments": ("start", "end", "selected_on", "diagnostic.date", "route.start", "programme.register_end"),
    "routes": ("start", "end", "diagnostic.date"),
    "employments": ("start", "end", "person.career_start"),
    "teams": ("start", "end"),
}


def _chain(pick: Any, entity: str, window: Window, depth: int = 3) -> Predicate:
    """Comparisons of the days of a record, joined, negated, and looked for."""
    fields = CHAINED[entity]
    kind = pick(["and", "or", "not", "leaf", "sought"]) if depth else "leaf"
    match kind:
        case "and" | "or":
            parts = tuple(_chain(pick, entity, window, depth - 1) for _ in range(pick([2, 3])))
            return And(parts) if kind == "and" else Or(parts)
        case "not":
            return Not(_chain(pick, entity, window, depth - 1))
        case "sought":
            ours = "id" if entity == "persons" else "person"
            if entity != "teams":
                where = _chain(pick, "enrolments", window, depth - 1)
                order = DateOrder(
                    pick(CHAINED["enrolments"]), pick([Op.LE, Op.LT, Op.GE, Op.GT]), pick(fields)
                )
                return exists("enrolments", (("person", ours),), where, compare=order)
    right = pick([Path(pick(fields)), END, window.start, Path(pick(fields))])
    return Compare(Path(pick(fields)), pick(list(Op)), right)


@pytest.mark.parametrize("seed", range(60))
def test_closing_only_narrows(seed: int) -> None:
    """What surely holds surely holds still, and no more may hold; and the bounds lie in every world."""
    dice = random.Random(f"narrows {seed}")  # noqa: S311
    pick = thrown(dice)
    window = Window.of(Period.of(2023))
    entity = pick(list(CHAINED))
    said = bound(_chain(pick, entity, window), window)
    of = Population(key="p", title="p", entity=entity, where=said)
    found = system(pick, sorted(reads(Question(of=of))), window, attrs.evolve(UNKNOWN_FACTS, usual=40))
    engine = RecordsEngine(found)

    def rows(entity: str, form: Predicate) -> int:
        return engine.rows(entity).holds(form)

    before = rows(entity, certain(said)), rows(entity, possible(said))
    implied = with_implied_orders(said)
    plain = rows(entity, certain(implied)), rows(entity, possible(implied))
    after_ = rows(entity, certain(surely(said, entity))), rows(entity, possible(possibly(said, entity)))
    for looser, tighter in ((before, plain), (plain, after_)):
        assert tighter[0] & looser[0] == looser[0]
        assert tighter[1] | looser[1] == looser[1]
    for _ in range(10):
        known = completed(found, window, pick)
        for at, row in enumerate(known[entity][: len(getattr(found, entity))]):
            real = holds(said, row, known, window)
            assert (after_[0] >> (8 * at) & 1) <= real <= (after_[1] >> (8 * at) & 1)


@pytest.mark.slow
def test_random_measures_are_closed_in_both_engines() -> None:
    """Tables close as records do."""
    for seed in range(25):
        dice = random.Random(f"engines {seed}")  # noqa: S311
        pick = thrown(dice)
        window = Window.of(Period.of(2023))
        measure = a_measure(pick, window)
        entity = measure.denominator.resolved().entity
        if entity not in CHAINED:
            continue
        measure = Share(measure.denominator, Term(key="q", title="q", where=_chain(pick, entity, window)))
        [question] = measure.questions
        found = system(pick, sorted(reads(question)), window, attrs.evolve(UNKNOWN_FACTS, usual=40))
        ours = RecordsEngine(found).answer(question, Period.of(2023))
        theirs = FramesEngine(tabled(found, KINDS["polars"])).answer(question, Period.of(2023))
        assert ours.tally == theirs.tally
