"""Implication: what one word of an order tells of another is so in every world.

The laws draw words and worlds and look for somebody of whom the narrower word is true and the wider is not.
The tables say which words of the orders are known to hold within each other.
"""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.rows import by_source
from kit.worlds import (
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
from rnms.indicators import Load
from rnms.indicators.vocabulary import (
    diagnostics,
    early_career,
    low_results,
    management,
    methodists,
    municipalities,
    people,
    programmes,
    shared,
    teams,
)
from rnms.logic import Population, Term, predicates
from rnms.logic.binding import bound
from rnms.logic.implication import (
    carries_only,
    entails_as_many,
    entails_somebody,
    failures_included,
    implies,
    included,
)
from rnms.logic.plan import reads
from rnms.logic.predicates import DateOrder, Op, Path, Predicate
from rnms.logic.question import Question
from rnms.logic.walks import children
from rnms.logic.window import Window
from rnms.model import Period

WINDOW = Window.of(Period.of(YEAR))
BY_FIGURE = Population(key="f", title="f", entity="persons", where=predicates.BY_FIGURE_ONLY)
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

OF_CNPPM = predicates.equals("diagnostic.provider", "cnppm")
SOME_DIAGNOSTIC = predicates.exists("routes", "person", OF_CNPPM)
OWN_DIAGNOSTIC = predicates.exists(
    "routes", "person", predicates.same("diagnostic.person", "person"), OF_CNPPM
)

AFTER_DIAGNOSTIC = predicates.exists(
    "routes",
    "person",
    predicates.exists(
        "diagnostics", (("person", "person"),), CNPPM, compare=DateOrder("date", Op.LT, "start")
    ),
)
OWN_DIAGNOSTIC_BEFORE = attrs.evolve(
    OWN_DIAGNOSTIC,
    where=predicates.And((OWN_DIAGNOSTIC.where, predicates.Compare(Path("diagnostic.date"), Op.LT, START))),
)


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
        (OWN_DIAGNOSTIC, predicates.exists("diagnostics", "person", CNPPM), True),
        (OWN_DIAGNOSTIC, predicates.exists("diagnostics", "person", CNPPM, at_least=2), False),
        (OWN_DIAGNOSTIC, predicates.exists("diagnostics", "person", predicates.within("date")), False),
        (OWN_DIAGNOSTIC_BEFORE, AFTER_DIAGNOSTIC, True),
        (OWN_DIAGNOSTIC, AFTER_DIAGNOSTIC, False),
        (SOME_DIAGNOSTIC, predicates.exists("diagnostics", "person", CNPPM), False),
        (SOME_DIAGNOSTIC, predicates.exists("diagnostics", (), CNPPM), True),
        (
            predicates.exists("routes", "person", compare=DateOrder("date", Op.LT, "start")),
            predicates.exists("routes", "person", compare=DateOrder("date", Op.LE, "start")),
            True,
        ),
        (
            predicates.Not(predicates.exists("routes", "person")),
            predicates.Not(predicates.exists("routes", "person", CNPPM)),
            True,
        ),
        (predicates.BY_FIGURE_ONLY, predicates.BY_FIGURE_ONLY, False),
        (predicates.NOT_RECORDED, predicates.ALWAYS, True),
        (predicates.Or(()), CNPPM, True),
    ],
)  # fmt: skip
def test_what_a_predicate_implies(stronger: Predicate, weaker: Predicate, *, expected: bool) -> None:
    """Stricter days, more records, less elsewhere: and what nobody says implies nothing."""
    assert implies(bound(stronger, WINDOW), bound(weaker, WINDOW)) is expected


# The words of the orders.

TERMS = {term.key: term for term in shared(Term)}
IMPLIED = {
    "spoke": {"took_part"},
    "took_part_twice": {"took_part"},
    "won": {"took_part"},
    "with_two_events": {"with_events"},
    "diagnosed": {"diagnosed_anywhere", "pool_diagnosed"},
    "diagnosed_anywhere": {"pool_diagnosed"},
    "with_route": {"pool_diagnosed"},
    "after_diagnostic": {"on_a_diagnostic"},
    "on_a_diagnostic": {"after_diagnostic"},
    "diagnosed_and_trained": {"pool_diagnosed", "pool_trained"},
    "chosen_on_diagnostics": {"pool_diagnosed"},
    "selected_by_centre": {"at_educational_organization"},
    "teaches_at_school": {"taught", "teaches_or_staff"},
    "with_association_and_pair": {"with_own_association"},
    "with_methodical_service": {"with_methodical_body"},
    "chosen_strictly": {"chosen"},
    "chosen_by_cnppm": {"chosen"},
    "chosen_by_cnppm_strictly": {"chosen", "chosen_strictly", "chosen_by_cnppm"},
    "chosen_by_cnppm_leniently": {"chosen_leniently"},
    "completed_register_programme_by_cnppm": {"completed_register_programme"},
    "by_team": {"trained"},
    "by_head_and_another": {"by_any_member"},
    "by_all_members": {"by_any_member"},
    "quality_by_team": {"trained_in_quality"},
    "quality_by_head_and_another": {"quality_by_any_member"},
    "quality_by_all_members": {"quality_by_any_member"},
    "trained_in_quality": {"quality_by_team"},
    "under_35": {"under_36"},
    "first_three_years": {"first_three_years_inclusive"},
    "first_three_years_in_post": {"taught"},
    "while_early_in_career": {
        "supported",
        "supported_cumulatively",
        "supported_in_some_year",
        "while_early_inclusive",
    },
    "while_early_inclusive": {
        "supported",
        "supported_cumulatively",
        "supported_in_some_year",
        "while_early_in_career",
    },
    "while_early_in_employment": {"supported_in_some_year"},
    "while_early_in_post": {"while_early_in_employment", "supported_in_some_year"},
    "supported": {
        "supported_cumulatively",
        "supported_in_some_year",
        "while_early_in_career",
        "while_early_inclusive",
    },
    "supported_in_first_years": {
        "first_three_years",
        "first_three_years_inclusive",
        "supported",
        "supported_cumulatively",
        "supported_in_some_year",
        "while_early_in_career",
        "while_early_inclusive",
    },
    "supported_cumulatively": {"supported_in_some_year"},
    "cohort_of_some_year": {"taught"},
    "with_associations_by_act": {"with_associations"},
    "with_all_communities": {"with_communities"},
    "with_communities_by_act": {"with_communities"},
    "in_both_contests": {"in_contests"},
    "roadmap_adopted": {"roadmap_carried_out"},
    "own_roadmap_adopted": {"roadmap_adopted", "roadmap_carried_out"},
    "round_in_first_half": {"round_in_year"},
    "round_in_second_half": {"round_in_year"},
    "monitoring_adopted": {
        "criteria_adopted",
        "monitoring_adopted_once_a_year",
        "round_in_first_half",
        "round_in_second_half",
        "round_in_year",
    },
    "monitoring_adopted_once_a_year": {"criteria_adopted", "round_in_year"},
    "monitoring_criteria_in_force": {"criteria_adopted"},
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


ONLY_REPORTED = Population(key="listeners", title="слушатели")


def carried(term: Term) -> Question:
    return Question(of=people.STAFF, term=term, load=True)


@pytest.mark.parametrize(
    ("narrow", "wide", "region", "place"),
    [
        (of(people.TEACHERS), of(people.STAFF), True, True),
        (of(people.STAFF), of(people.TEACHERS), False, False),
        (of(people.SCHOOL_TEACHERS), of(people.STAFF), True, True),
        (of(low_results.LISTED_SCHOOL_TEACHERS), of(people.SCHOOL_TEACHERS), True, True),
        (of(early_career.EARLY_CAREER), of(early_career.TEACHERS_UNDER_35), True, True),
        (of(people.TEACHERS, early_career.UNDER_35), of(early_career.TEACHERS_UNDER_35), True, True),
        (of(early_career.EARLY_CAREER), of(early_career.EVER_EARLY_CAREER), True, False),
        (of(methodists.REGIONAL_POOL), of(methodists.POOL), True, True),
        (of(people.TEACHERS, diagnostics.DIAGNOSED), of(people.STAFF, diagnostics.DIAGNOSED), True, True),
        (
            of(people.STAFF, diagnostics.DIAGNOSED),
            of(people.STAFF, diagnostics.DIAGNOSED_ANYWHERE),
            True,
            True,
        ),
        (of(people.STAFF, diagnostics.DIAGNOSED), of(people.STAFF), True, True),
        (of(people.STAFF, diagnostics.WITH_ROUTE), of(people.STAFF, diagnostics.DIAGNOSED), False, False),
        (of(low_results.LISTED_SCHOOL_TEACHERS), of(low_results.LISTED_SCHOOLS), False, False),
        (of(teams.TEAMS), of(people.STAFF), False, False),
        (of(people.STAFF, early_career.UNDER_35), of(people.STAFF, early_career.UNDER_36), True, True),
        # A word is read of records: of members who are only reported nobody knows of which.
        (of(ONLY_REPORTED, early_career.UNDER_35), of(ONLY_REPORTED, early_career.UNDER_36), False, False),
        # What they carry is no number of members.
        (of(people.TEACHERS, diagnostics.DIAGNOSED), carried(diagnostics.DIAGNOSED), False, False),
        (carried(diagnostics.DIAGNOSED), of(people.STAFF, diagnostics.DIAGNOSED), False, False),
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
    any_kind = of(municipalities.MUNICIPALITIES, municipalities.WITH_COMMUNITIES)
    by_act = of(municipalities.MUNICIPALITIES, municipalities.WITH_COMMUNITIES_BY_ACT)
    teachers, staff = of(people.TEACHERS, diagnostics.DIAGNOSED), of(people.STAFF, diagnostics.DIAGNOSED)

    assert failures_included(any_kind, WINDOW, by_act, WINDOW)
    assert not failures_included(by_act, WINDOW, any_kind, WINDOW)
    assert failures_included(teachers, WINDOW, staff, WINDOW)
    assert not failures_included(staff, WINDOW, teachers, WINDOW)


@pytest.mark.parametrize(
    ("question", "expected", "source"),
    by_source(
        [
            (of(programmes.EVER_COMPLETED_REGISTER_PROGRAMME), True, "leavers stay counted"),
            (of(early_career.EVER_SUPPORTED), True, "leavers stay counted"),
            (of(people.TEACHERS, programmes.COMPLETED_REGISTER_PROGRAMME), False, "3.7 U1: leavers leave"),
            (of(teams.TEAMS, teams.TRAINED), False, "teams end"),
            (of(people.STAFF, diagnostics.DIAGNOSED), False, "of the year alone"),
            (
                of(early_career.EARLY_CAREER, early_career.SUPPORTED_CUMULATIVELY),
                False,
                "one is early in the career no more",
            ),
        ]
    ),
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


@pytest.mark.parametrize("question", [*QUESTIONS, of(BY_FIGURE)], ids=lambda question: question.of.key)
def test_every_question_is_included_in_itself(question: Question) -> None:
    """In each municipality too, wherever its members are, and whatever only figures tell of them."""
    assert included(question, WINDOW, question, WINDOW)
    assert included(question, WINDOW, question, WINDOW, by_place=True)


def test_who_is_singled_out_of_those_made_by_other_records_is_no_member_of_them() -> None:
    """Whoever of the staff is diagnosed is one of the diagnosed staff, but need not be a teacher."""
    narrow = of(people.STAFF, diagnostics.DIAGNOSED)
    wide = Population(key="w", title="w", within=people.STAFF, having=(diagnostics.DIAGNOSED,))
    teachers = attrs.evolve(wide, through=people.TEACHERS.resolved().through)

    assert included(narrow, WINDOW, of(wide), WINDOW)
    assert not included(narrow, WINDOW, of(teachers), WINDOW)


# Somebody who must be there.

BORN_BEFORE_WORK = Term(
    key="b",
    title="b",
    where=predicates.And(
        (predicates.in_order("birth_date", "career_start"), predicates.exists("routes", "person"))
    ),
)
OF_WHOM_WAS_BORN_BEFORE_WORK = Population(
    key="r",
    title="r",
    entity="routes",
    where=predicates.in_order("person.birth_date", "person.career_start"),
)
EVERY_ROUTE = Population(key="r", title="r", entity="routes")
WITH_ROUTE_OF_OWN, IF_ANYBODY = (
    Term(key="t", title="t", where=predicates.exists("routes", keys))
    for keys in ((("diagnostic.person", "id"), ("person", "id")), ())
)
SCHOOLS_DIAGNOSED = of(low_results.LISTED_SCHOOLS, low_results.WITH_DIAGNOSED_TEACHER)
[POOL_IN_PLACE] = methodists.POOL_AND_PLAN_IN_PLACE.questions
[THREE_LEVELS] = management.THREE_LEVELS.questions


@pytest.mark.parametrize(
    ("one", "wide", "expected", "source"),
    by_source([
        (POOL_IN_PLACE, of(methodists.REGIONAL_POOL), True, "there is a pool"),
        (POOL_IN_PLACE, of(methodists.MUNICIPAL_POOL), False, "of the region alone"),
        (THREE_LEVELS, of(municipalities.MUNICIPALITIES), True, "none of the levels is empty"),
        (THREE_LEVELS, of(teams.TEAMS), False, "no level is of teams"),
        (SCHOOLS_DIAGNOSED, of(low_results.LISTED_SCHOOL_TEACHERS), True,
         "it teaches at a school of the list"),
        (SCHOOLS_DIAGNOSED, of(low_results.LISTED_SCHOOL_TEACHERS, diagnostics.DIAGNOSED_ANYWHERE), True,
         "and is diagnosed"),
        (SCHOOLS_DIAGNOSED, of(low_results.LISTED_SCHOOL_TEACHERS, diagnostics.DIAGNOSED), False, "anywhere"),
        (SCHOOLS_DIAGNOSED, of(teams.TEAMS), False, "nothing is said of teams"),
        (of(low_results.LISTED_SCHOOLS), of(low_results.LISTED_SCHOOL_TEACHERS), False,
         "a school may be empty"),
        (of(people.ALL_PERSONS, WITH_ROUTE_OF_OWN), of(EVERY_ROUTE), True, "two keys name a record"),
        (of(people.ALL_PERSONS, IF_ANYBODY), of(EVERY_ROUTE), False, "no key names whose it is"),
        (of(people.ALL_PERSONS, BORN_BEFORE_WORK), of(OF_WHOM_WAS_BORN_BEFORE_WORK), True,
         "both days are the person's"),
    ]),
)  # fmt: skip
def test_who_must_be_there_where_others_are(
    one: Question, wide: Question, source: str, *, expected: bool
) -> None:
    assert entails_somebody(one, wide, WINDOW) is expected, source


def test_what_is_counted_or_carried_by_somebody_must_be_there_no_less_than_once() -> None:
    """A yes of the region needs one, each person with a route a route of his own."""
    routed = of(people.ALL_PERSONS, WITH_ROUTE_OF_OWN)
    pool = of(methodists.REGIONAL_POOL)

    assert entails_as_many(routed, of(EVERY_ROUTE), WINDOW)
    assert not entails_as_many(THREE_LEVELS, of(municipalities.MUNICIPALITIES), WINDOW)
    assert not entails_somebody(attrs.evolve(routed, load=True), of(EVERY_ROUTE), WINDOW)
    assert not entails_somebody(POOL_IN_PLACE, attrs.evolve(pool, load=True), WINDOW)


SOMEBODY = tuple(
    (one, wide) for one in QUESTIONS for wide in QUESTIONS if entails_somebody(one, wide, WINDOW)
)


@given(st.data())
def test_somebody_is_there_in_every_world(data: st.DataObject) -> None:
    """Whatever the records are, somebody passes the wider question where anybody passes the first."""
    pick = drawn(data.draw)
    one, wide = data.draw(st.sampled_from(SOMEBODY))
    read = sorted((reads(one) | reads(wide)) - {"region", ""})
    world = completed(system(pick, read, WINDOW, COMPLETE), WINDOW, pick)

    assert not counted(one, world, WINDOW).passing or counted(wide, world, WINDOW).passing


@pytest.mark.parametrize(
    ("load", "population", "expected"),
    [
        (methodists.MOST_ATTACHED, people.TEACHERS, True),
        (methodists.MOST_ATTACHED, people.STAFF, True),
        (methodists.MOST_ATTACHED, people.SCHOOL_TEACHERS, False),
        (methodists.MOST_ATTACHED, methodists.REGIONAL_METHODISTS, False),
        (methodists.MOST_ATTACHED_TO_MEMBER, people.SCHOOL_TEACHERS, True),
        (methodists.MOST_ATTACHED_TO_MEMBER, teams.TEAMS, False),
    ],
)
def test_whom_a_load_counts(load: Load, population: Population, *, expected: bool) -> None:
    [attached] = load.questions

    assert carries_only(attached, population, WINDOW) is expected
