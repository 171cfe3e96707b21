"""Implication: what one word of an order tells of another is so in every world.

The laws draw words and worlds and look for somebody of whom the narrower word is true and the wider is not.
The tables say which words of the orders are known to hold within each other.
"""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import (
    COMPLETE,
    YEAR,
    Pick,
    a_predicate,
    completed,
    counted,
    drawn,
    holds,
    system,
)

from rnms import regions
from rnms.indicators.vocabulary import families
from rnms.logic import Population, Term, predicates
from rnms.logic.implication import failures_included, implies, included
from rnms.logic.normal import bound
from rnms.logic.plan import reads
from rnms.logic.predicates import Op, Path, Predicate
from rnms.logic.question import Question
from rnms.logic.walks import children
from rnms.logic.window import Window
from rnms.model import Period

WINDOW = Window.of(Period.of(YEAR))
ENTITIES = ("persons", "enrolments", "teams", "organizations", "municipalities")


# Predicates.


def weakened(pick: Pick, predicate: Predicate, entity: str) -> Predicate:
    """A predicate that often follows from another: less is asked, or something else is enough too."""
    match predicate:
        case predicates.And(parts=parts) if parts:
            kept = tuple(part for part in parts if pick([True, True, False]))
            return predicates.And(tuple(weakened(pick, part, entity) for part in kept))
        case predicates.Compare(op=op) if op is not Op.EQ and pick([False, True]):
            return attrs.evolve(predicate, op={Op.LT: Op.LE, Op.GT: Op.GE}.get(op, op))
        case predicates.Exists(at_least=at_least):
            where = weakened(pick, predicate.where, predicate.entity)
            compare = predicate.compare if pick([True, False]) else None
            return attrs.evolve(predicate, where=where, at_least=pick([1, at_least]), compare=compare)
    if pick([True, True, False]):
        return predicate
    return predicates.Or((predicate, a_predicate(pick, entity, WINDOW, 0)))


@given(st.data())
def test_what_is_implied_holds_in_every_world(data: st.DataObject) -> None:
    """Nobody has the narrower property without the wider one."""
    pick = drawn(data.draw)
    entity = pick(ENTITIES)
    stronger = a_predicate(pick, entity, WINDOW)
    weaker = (
        weakened(pick, stronger, entity) if pick([True, True, False]) else a_predicate(pick, entity, WINDOW)
    )
    if not implies(bound(stronger, WINDOW), bound(weaker, WINDOW)):
        return
    read = reads(
        Question(of=Population(key="p", title="p", entity=entity, where=predicates.And((stronger, weaker))))
    )
    world = completed(system(pick, sorted(read - {"region"}), WINDOW, COMPLETE), WINDOW, pick)

    for row in world[entity]:
        if holds(stronger, row, world, WINDOW):
            assert holds(weaker, row, world, WINDOW)


D1, D2 = predicates.Moment(predicates.Day.START), predicates.Moment(predicates.Day.END)
START, END = Path("start"), Path("end")
CNPPM = predicates.equals("provider", "cnppm", code="elsewhere")


@pytest.mark.parametrize(
    ("stronger", "weaker", "expected"),
    [
        (predicates.Compare(START, Op.LE, D1), predicates.Compare(START, Op.LE, D2), True),
        (predicates.Compare(START, Op.LE, D2), predicates.Compare(START, Op.LE, D1), False),
        (predicates.Compare(START, Op.LT, D2), predicates.Compare(START, Op.LE, D2), True),
        (predicates.Compare(START, Op.LE, D2), predicates.Compare(START, Op.LT, D2), False),
        (predicates.Compare(START, Op.GE, D2), predicates.Compare(START, Op.GT, D1), True),
        (predicates.Compare(START, Op.EQ, D1), predicates.Compare(START, Op.LT, D2), True),
        (predicates.Compare(START, Op.LE, D1), predicates.Compare(START, Op.GE, D1), False),
        (predicates.Compare(START, Op.LE, END), predicates.Compare(END, Op.GE, START), True),
        (predicates.Compare(START, Op.LE, END), predicates.Given(END), True),
        (predicates.equals("route.person", "x"), predicates.Given(Path("route")), True),
        (CNPPM, predicates.equals("provider", "cnppm"), True),
        (CNPPM, predicates.Not(predicates.equals("provider", "self")), True),
        (predicates.in_order("a", "b", "c"), predicates.in_order("a", "c"), True),
        (predicates.exists("routes", "person", CNPPM), predicates.exists("routes", "person"), True),
        (predicates.exists("routes", "person"), predicates.exists("routes", "person", at_least=2), False),
        (predicates.exists("routes", "person", at_least=2), predicates.exists("routes", "person"), True),
        (predicates.exists("routes", "person"), predicates.exists("routes", ()), True),
        (
            predicates.exists("routes", "person", compare=("date", Op.LT, "start")),
            predicates.exists("routes", "person", compare=("date", Op.LE, "start")),
            True,
        ),
        (
            predicates.Not(predicates.exists("routes", "person")),
            predicates.Not(predicates.exists("routes", "person", CNPPM)),
            True,
        ),
        (predicates.UNSAID, predicates.UNSAID, False),
        (predicates.UNDECIDED, predicates.ALWAYS, True),
        (predicates.Or(()), CNPPM, True),
    ],
)  # fmt: skip
def test_what_a_predicate_implies(stronger: Predicate, weaker: Predicate, *, expected: bool) -> None:
    """Stricter days, more records, less elsewhere: and what nobody says implies nothing."""
    assert implies(bound(stronger, WINDOW), bound(weaker, WINDOW)) is expected


# The words of the orders.

TERMS = {term.key: term for term in vars(families).values() if isinstance(term, Term)}
IMPLIED = {
    "diagnosed": {"diagnosed_anywhere"},
    "chosen_strictly": {"chosen"},
    "chosen_by_cnppm": {"chosen"},
    "chosen_by_cnppm_strictly": {"chosen", "chosen_strictly", "chosen_by_cnppm"},
    "chosen_by_cnppm_leniently": {"chosen_leniently"},
    "completed_register_programme_by_cnppm": {"completed_register_programme"},
    "by_team": {"trained"},
    "by_head_and_another": {"by_any_member"},
    "quality_by_team": {"trained_in_quality"},
    "quality_by_head_and_another": {"quality_by_any_member"},
    "trained_in_quality": {"quality_by_team"},
    "under_35": {"under_36"},
    "first_three_years": {"first_three_years_inclusive"},
    "first_three_years_in_post": {"taught"},
    "supported": {"supported_cumulatively", "supported_in_some_year"},
    "supported_in_first_years": {
        "first_three_years",
        "first_three_years_inclusive",
        "supported",
        "supported_cumulatively",
        "supported_in_some_year",
    },
    "supported_cumulatively": {"supported_in_some_year"},
    "cohort_of_some_year": {"taught"},
    "with_associations_by_act": {"with_associations"},
    "with_all_communities": {"with_communities"},
    "with_communities_by_act": {"with_communities"},
    "in_both_contests": {"in_contests"},
    "own_roadmap_adopted": {"roadmap_adopted"},
    "monitoring_adopted": {"monitoring_adopted_once_a_year"},
}


def test_the_words_of_the_orders_that_imply_others() -> None:
    """Every pair is here; «ИОМ ≤ диагностика» is none: the diagnostic behind a route may be older."""
    found = {
        key: {
            other
            for other, wide in TERMS.items()
            if other != key and implies(bound(term, WINDOW), bound(wide, WINDOW))
        }
        for key, term in TERMS.items()
    }

    assert {key: others for key, others in found.items() if others} == IMPLIED


def of(population: Population, term: Term | None = None) -> Question:
    return Question(of=population, term=term)


@pytest.mark.parametrize(
    ("narrow", "wide", "region", "place"),
    [
        (of(families.TEACHERS), of(families.STAFF), True, True),
        (of(families.STAFF), of(families.TEACHERS), False, False),
        (of(families.SCHOOL_TEACHERS), of(families.STAFF), True, True),
        (of(families.LISTED_SCHOOL_TEACHERS), of(families.SCHOOL_TEACHERS), True, True),
        (of(families.EARLY_CAREER), of(families.TEACHERS_UNDER_35), True, True),
        (of(families.TEACHERS, families.UNDER_35), of(families.TEACHERS_UNDER_35), True, True),
        (of(families.EARLY_CAREER), of(families.EVER_EARLY_CAREER), True, False),
        (of(families.REGIONAL_POOL), of(families.POOL), True, True),
        (of(families.TEACHERS, families.DIAGNOSED), of(families.STAFF, families.DIAGNOSED), True, True),
        (of(families.STAFF, families.DIAGNOSED), of(families.STAFF, families.DIAGNOSED_ANYWHERE), True, True),
        (of(families.STAFF, families.DIAGNOSED), of(families.STAFF), True, True),
        (of(families.STAFF, families.WITH_ROUTE), of(families.STAFF, families.DIAGNOSED), False, False),
        (of(families.LISTED_SCHOOL_TEACHERS), of(families.LISTED_SCHOOLS), False, False),
        (of(families.TEAMS), of(families.STAFF), False, False),
    ],
)  # fmt: skip
def test_populations_within_each_other(
    narrow: Question, wide: Question, *, region: bool, place: bool
) -> None:
    """A part of the people are part of them, in each municipality too where it places them alike."""
    assert included(narrow, WINDOW, wide, WINDOW) is region
    assert included(narrow, WINDOW, wide, WINDOW, by_place=True) is place


def test_who_fails_the_wider_word_fails_the_narrower() -> None:
    """Without any community there is none by act; of teachers who failed all are staff who did."""
    any_kind = of(families.MUNICIPALITIES, families.WITH_COMMUNITIES)
    by_act = of(families.MUNICIPALITIES, families.WITH_COMMUNITIES_BY_ACT)
    teachers, staff = of(families.TEACHERS, families.DIAGNOSED), of(families.STAFF, families.DIAGNOSED)

    assert failures_included(any_kind, WINDOW, by_act, WINDOW)
    assert not failures_included(by_act, WINDOW, any_kind, WINDOW)
    assert failures_included(teachers, WINDOW, staff, WINDOW)
    assert not failures_included(staff, WINDOW, teachers, WINDOW)


@pytest.mark.parametrize(
    ("question", "expected", "source"),
    [
        (of(families.EVER_COMPLETED_REGISTER_PROGRAMME), True, "leavers stay counted"),
        (of(families.EVER_SUPPORTED), True, "leavers stay counted"),
        (of(families.TEACHERS, families.COMPLETED_REGISTER_PROGRAMME), False, "3.7 U1: leavers leave"),
        (of(families.TEAMS, families.TRAINED), False, "teams end"),
        (of(families.STAFF, families.DIAGNOSED), False, "of the year alone"),
        (
            of(families.EARLY_CAREER, families.SUPPORTED_CUMULATIVELY),
            False,
            "one is early in the career no more",
        ),
    ],
)
def test_what_accumulates_never_falls(question: Question, source: str, *, expected: bool) -> None:
    """From year to year no fewer are counted, unless somebody may leave."""
    later = Window.of(Period.of(YEAR + 1))

    assert included(question, WINDOW, question, later) is expected, source


def is_said(predicate: Predicate) -> bool:
    """Whether records alone tell whether it holds."""
    inner = (predicate.where,) if isinstance(predicate, Term) else children(predicate)
    return not isinstance(predicate, predicates.Unsaid) and all(map(is_said, inner))


QUESTIONS = tuple(
    dict.fromkeys(
        question
        for key in regions.available()
        for question in regions.get(key).questions
        if not question.load and not reads(question) & {"", "region"}
        if question.term is None or is_said(question.term)
    )
)
PAIRS = tuple(
    (narrow, wide)
    for narrow in QUESTIONS
    for wide in QUESTIONS
    if narrow != wide and included(narrow, WINDOW, wide, WINDOW)
)


def is_placed(of: Population) -> bool:
    """Whether records tell the municipality of a member."""
    whole = of.resolved()
    return bool(whole.place if whole.through is None else whole.through.place)


@given(st.data())
def test_a_part_never_exceeds_its_whole(data: st.DataObject) -> None:
    """Whatever the records are, no more pass the narrower question, in the region and in municipalities."""
    pick = drawn(data.draw)
    narrow, wide = data.draw(st.sampled_from(PAIRS))
    read = sorted((reads(narrow) | reads(wide)) - {"region", ""})
    world = completed(system(pick, read, WINDOW, COMPLETE), WINDOW, pick)
    part, whole = counted(narrow, world, WINDOW), counted(wide, world, WINDOW)

    assert part.passing <= whole.passing
    if failures_included(narrow, WINDOW, wide, WINDOW):
        assert part.size - part.passing <= whole.size - whole.passing
    placed = all(is_placed(question.of) for question in (narrow, wide))
    if placed and included(narrow, WINDOW, wide, WINDOW, by_place=True):
        for place in ("mu0", "mu1"):
            inside, around = (counted(one, world, WINDOW, place) for one in (narrow, wide))
            assert inside.passing <= around.passing
