"""People and their posts: main places of work, posts that are no teacher's, forms of programmes."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.effort import examples
from kit.records import collected, org, person, programme, takes, towns, works
from kit.tabled import KINDS, tabled
from rnms import Municipality, RegionalSystem, files
from rnms.engine.engine import Engine
from rnms.indicators.tally import Tally
from rnms.indicators.vocabulary import early_career, management, people, programmes
from rnms.issues import message
from rnms.logic import Population, Term
from rnms.logic.question import Question
from rnms.model import (
    Bounds,
    Employment,
    Figure,
    OrganizationKind,
    Period,
    Person,
    Programme,
    ProgrammeForm,
    Role,
    Route,
    Unreported,
)
from rnms.model.ages import too_young
from rnms.model.partial import PartialDay
from rnms.render.sentences import sentence

YEAR = Period.of(2023)
END = dt.date(2023, 12, 31)
PLACES = (towns("m1", "m2"), org("school", place="m1"), org("lyceum", place="m2"))


def answers(system: RegionalSystem, of: Population, term: Term | None = None) -> Any:
    """The answer by records, which tables must give, too."""
    question = Question(of=of, term=term)
    by_records, by_tables = (
        Engine(data, END).answer(question, YEAR) for data in (system, tabled(system, KINDS["polars"]))
    )
    assert by_records.tally == by_tables.tally
    assert by_records.municipalities == by_tables.municipalities
    return by_records


def size(system: RegionalSystem, of: Population) -> Bounds:
    tally = answers(system, of).tally
    assert isinstance(tally, Tally)
    return tally.size()


# Main places of work.


@pytest.mark.parametrize(
    ("main", "expected"), [(True, Bounds(1, 1)), (False, Bounds(0, 0)), (None, Bounds(0, 1))]
)
@pytest.mark.parametrize(
    "of",
    [people.STAFF_AT_MAIN_PLACE, people.TEACHERS_AT_MAIN_PLACE, people.SCHOOL_TEACHERS_AT_MAIN_PLACE],
    ids=lambda of: of.key,
)
def test_an_external_part_timer_does_not_count_at_a_main_place(
    of: Population, main: bool | None, expected: Bounds
) -> None:
    """«Без внешних совместителей»: of whom it is not said, that is not known."""
    system = collected("ugra", PLACES, person("p"), works("p", main=main))

    assert size(system, of) == expected
    assert size(system, of.bases[-1]) == Bounds(1, 1)


def test_who_works_in_two_municipalities_counts_where_the_main_place_is() -> None:
    system = collected(
        "ugra", PLACES, person("p"), works("p", main=False), works("p", at="lyceum", main=True)
    )

    answer = answers(system, people.STAFF_AT_MAIN_PLACE)

    assert {place: tally.size().high for place, tally in answer.municipalities.items()} == {"m1": 0, "m2": 1}
    assert {place: t.size().high for place, t in answers(system, people.STAFF).municipalities.items()} == {
        "m1": 1,
        "m2": 1,
    }


@pytest.mark.parametrize(
    ("of", "expected"),
    [(people.STAFF_AT_MAIN_PLACE, Bounds(7, 7)), (people.STAFF, Bounds(4, 7))],
    ids=["main places", "all posts"],
)
def test_numbers_of_main_places_add_up_over_municipalities(of: Population, expected: Bounds) -> None:
    """Who works in two of them is counted in both, unless each counts main places alone."""
    figures = [
        Figure(key=of.key, period=YEAR, count=4, municipality="m1"),
        Figure(key=of.key, period=YEAR, count=3, municipality="m2"),
        Figure(key=f"{of.key}.outside_municipalities", period=YEAR, count=0),
    ]
    places = [Municipality(id=key, name=key) for key in ("m1", "m2")]
    system = RegionalSystem(region="ugra", municipalities=places, figures=figures)

    tally = Engine(system, END, [Question(of=of)]).answer(Question(of=of), YEAR).tally

    assert isinstance(tally, Tally)
    assert tally.size() == expected


def test_records_of_one_municipality_and_the_figure_of_another_add_up_where_places_are_main() -> None:
    of = people.STAFF_AT_MAIN_PLACE
    system = collected(
        "ugra",
        PLACES,
        [(person(f"p{number}"), works(f"p{number}", main=True)) for number in range(3)],
        Unreported(entity="employments", municipality="m2"),
        Unreported(entity="persons", municipality="m2"),
        figures=[Figure(key=of.key, period=YEAR, count=5, municipality="m2")],
    )

    tally = Engine(system, END, [Question(of=of)]).answer(Question(of=of), YEAR).tally

    assert isinstance(tally, Tally)
    assert tally.size().low == 8


SCHOOL, LYCEUM, GYMNASIUM = "school", "lyceum", "gymnasium"
MAY = PartialDay.of("2023-05")
ALL_PLACES = (*PLACES, org(GYMNASIUM, place="m2"))


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        # Where the main place is, is known: at the other one there is none (ТК РФ, ст. 60.1).
        ([{"at": LYCEUM, "main": True}, {"main": None}], {"m1": (0, 0), "m2": (1, 1)}),
        # Whoever works elsewhere part-time may be anywhere at the main place.
        ([{"at": LYCEUM, "main": False}, {"main": None}], {"m1": (0, 1), "m2": (0, 0)}),
        # The main place was left before the other post began.
        (
            [{"at": LYCEUM, "main": True, "end": dt.date(2023, 5, 1)}, {"start": dt.date(2023, 5, 2)}],
            {"m1": (0, 1), "m2": (0, 0)},
        ),
        # It was left on the day on which the other one began.
        (
            [{"at": LYCEUM, "main": True, "end": dt.date(2023, 5, 2)}, {"start": dt.date(2023, 5, 2)}],
            {"m1": (0, 0), "m2": (0, 0)},
        ),
        # Nobody knows when the other one began: perhaps after that.
        (
            [{"at": LYCEUM, "main": True, "end": dt.date(2023, 5, 2)}, {"start": None}],
            {"m1": (0, 1), "m2": (0, 0)},
        ),
        # Both are open, so that they meet whenever they began.
        ([{"at": LYCEUM, "main": True, "start": None}, {"start": None}], {"m1": (0, 0), "m2": (0, 1)}),
        # «Май 2023»: it surely began before June.
        (
            [{"at": LYCEUM, "main": True, "end": dt.date(2023, 5, 31)}, {"start": MAY}],
            {"m1": (0, 0), "m2": (0, 0)},
        ),
        (
            [{"at": LYCEUM, "main": True, "end": dt.date(2023, 5, 30)}, {"start": MAY}],
            {"m1": (0, 1), "m2": (0, 0)},
        ),
        # Two posts in one place of work.
        ([{"main": True}, {"main": None}], {"m1": (1, 1), "m2": (0, 0)}),
        # Two main places are a fault, and tell nothing of a third post.
        (
            [{"main": True}, {"at": LYCEUM, "main": True}, {"at": GYMNASIUM, "main": None}],
            {"m1": (0, 1), "m2": (0, 1)},
        ),
        # One after the other.
        (
            [
                {"main": True, "end": dt.date(2023, 5, 1)},
                {"at": LYCEUM, "main": True, "start": dt.date(2023, 5, 2)},
                {"at": GYMNASIUM, "main": None, "start": dt.date(2023, 1, 9)},
            ],
            {"m1": (0, 0), "m2": (1, 1)},
        ),
    ],
)
def test_a_known_main_place_tells_of_posts_elsewhere(
    posts: list[dict[str, Any]], expected: dict[str, tuple[int, int]]
) -> None:
    system = collected("ugra", ALL_PLACES, person("p"), [works("p", **post) for post in posts])
    answer = answers(system, people.STAFF_AT_MAIN_PLACE)

    assert {place: tally.size() for place, tally in answer.municipalities.items()} == {
        place: Bounds(*bounds) for place, bounds in expected.items()
    }


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_two_main_places_at_a_time_are_told_and_neither_counts(kind: str) -> None:
    """One of the two is wrong, and nobody knows which."""
    system = collected(
        "ugra", ALL_PLACES, person("p"), works("p", main=True), works("p", at=LYCEUM, main=True)
    )
    of_tables = tabled(system, KINDS[kind])

    assert [issue.place for issue in system.issues] == ["$.employments[0].main", "$.employments[1].main"]
    assert [issue.place for issue in of_tables.issues] == ["employments.main"]
    assert {issue.code for issue in (*system.issues, *of_tables.issues)} == {"employment.two-main-places"}
    assert size(system, people.STAFF_AT_MAIN_PLACE) == Bounds(0, 1)


DAYS = [dt.date(2023, 3, 1), dt.date(2023, 6, 1), dt.date(2023, 9, 1)]
POSTS: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        at=st.sampled_from([SCHOOL, LYCEUM, GYMNASIUM]),
        main=st.sampled_from([None, None, True, False]),
        start=st.sampled_from([None, *DAYS[:2]]),
        end=st.sampled_from([None, None, *DAYS[1:]]),
    ),
    max_size=4,
)


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    last = min(one["end"] or dt.date.max, other["end"] or dt.date.max)
    return bool(max(one["start"], other["start"]) <= last)


def worlds(posts: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """All that the posts may be of which nobody has two main places of work at a time."""
    options = [
        [
            {**post, "main": main, "start": start}
            for main in ([True, False] if post["main"] is None else [post["main"]])
            for start in (DAYS if post["start"] is None else [post["start"]])
            if post["end"] is None or start <= post["end"]
        ]
        for post in posts
    ]
    return [
        list(world)
        for world in itertools.product(*options)
        if not any(
            one["main"] and other["main"] and one["at"] != other["at"] and overlap(one, other)
            for one, other in itertools.combinations(world, 2)
        )
    ]


@examples(100)
@given(posts=POSTS)
def test_bounds_of_main_places_hold_whatever_may_be(posts: list[dict[str, Any]]) -> None:
    """Brute force: in every world that breaks no law; of known days nothing wider is told."""
    system = collected("ugra", ALL_PLACES, person("p"), [works("p", **post) for post in posts])
    answer = answers(system, people.STAFF_AT_MAIN_PLACE)
    possible = worlds(posts)
    for place, tally in answer.municipalities.items():
        there = {SCHOOL} if place == "m1" else {LYCEUM, GYMNASIUM}
        numbers = {
            int(any(post["main"] and post["at"] in there and post["end"] is None for post in world))
            for world in possible
        }
        assert all(number in tally.size() for number in numbers)
        if possible and all(post["start"] for post in posts):
            assert tally.size() == Bounds(min(numbers), max(numbers))


def test_the_reading_without_part_timers_counts_main_places_in_words_made_of_staff_too() -> None:
    words = dict(people.WITHOUT_PART_TIMERS.redefine)

    assert people.SCHOOL_TEACHERS.rewritten(words) == people.SCHOOL_TEACHERS_AT_MAIN_PLACE
    assert [base.key for base in early_career.EARLY_CAREER.rewritten(words).bases] == [
        "teachers_at_main_place",
        "staff_at_main_place",
        "staff",
    ]
    assert early_career.EARLY_CAREER.rewritten(words).resolved().through == (
        people.TEACHERS_AT_MAIN_PLACE.through
    )
    assert sentence(people.AT_MAIN_PLACE) == "основное место работы — да"
    assert sentence(people.AT_MAIN_PLACE, lang="en") == "main place of work is yes"


# Posts that make nobody a teacher or manager.


@pytest.mark.parametrize("role", Role)
def test_methodists_and_others_are_no_staff_by_their_post(role: Role) -> None:
    system = collected("ugra", PLACES, person("p"), works("p", role=role))
    outside = role in {Role.METHODIST, Role.OTHER}

    assert size(system, people.STAFF) == Bounds.exact(0 if outside else 1)
    assert size(system, people.TEACHERS) == Bounds.exact(1 if role is Role.PEDAGOGICAL else 0)


def test_a_methodist_who_also_teaches_is_staff_where_he_teaches() -> None:
    posts = works("p", role=Role.METHODIST), works("p", at="lyceum")
    system = collected("ugra", PLACES, person("p"), *posts)

    places = answers(system, people.STAFF).municipalities

    assert size(system, people.STAFF) == Bounds(1, 1)
    assert {place: tally.size().high for place, tally in places.items()} == {"m1": 0, "m2": 1}


# Organisations of the federal level.


@pytest.mark.parametrize("kind", [OrganizationKind.FEDERAL, OrganizationKind.CNPPM])
def test_an_organisation_of_the_federal_level_is_nothing_regional(kind: OrganizationKind) -> None:
    """Three levels: the federal one is outside the regional system (001 §4.1, 002 §3.1)."""
    system = collected("amur", PLACES, org("o", kind))

    tally = answers(system, *three_levels()).tally

    assert tally.passing() == Bounds.exact(0 if kind is OrganizationKind.FEDERAL else 1)


def three_levels() -> tuple[Population, Term]:
    share = management.THREE_LEVELS
    return share.denominator, share.numerator


def test_a_federal_organisation_is_no_school_and_its_programmes_are_none_of_the_institute() -> None:
    course = programme("course", run_by="academy")
    kinds = OrganizationKind.FEDERAL, OrganizationKind.PROFESSIONAL_DEVELOPMENT
    federal, regional = (collected("ugra", org("academy", kind), course) for kind in kinds)
    teacher = collected("ugra", org("school", OrganizationKind.FEDERAL), person("p"), works("p"))

    assert [size(system, programmes.PROGRAMMES).high for system in (federal, regional)] == [0, 1]
    assert size(teacher, people.SCHOOL_TEACHERS) == Bounds(0, 0)


# Forms of programmes.


@pytest.mark.parametrize(
    ("form", "expected"),
    [(ProgrammeForm.INTERNSHIP, Bounds(1, 1)), (ProgrammeForm.NETWORK, Bounds(0, 0)), (None, Bounds(0, 1))],
)
def test_an_internship_is_a_form_of_a_programme(form: ProgrammeForm | None, expected: Bounds) -> None:
    system = collected("ugra", PLACES, person("p"), works("p"), programme(form=form), takes("p"))

    tally = answers(system, people.TEACHERS, programmes.COMPLETED_INTERNSHIP).tally

    assert tally.passing() == expected


# Files.


def test_what_is_not_said_is_left_out_of_files_and_what_is_said_comes_back() -> None:
    posts = [
        Employment(person="p", organization="o", role=Role.METHODIST, main=main) for main in (None, False)
    ]
    courses = [Programme(id=form.value, form=form) for form in ProgrammeForm]
    system = RegionalSystem(region="ugra", employments=posts, programmes=courses)

    text = files.dumps(system)

    assert files.loads(text) == system
    assert text.count('"main"') == 1


# Whoever is too young for his records.

BIRTHS: list[Any] = [
    dt.date(2010, 1, 1),
    dt.date(2010, 12, 31),
    PartialDay.of("2010"),
    PartialDay.of("2009-12-30/2010-01-02"),
    dt.date(2086, 12, 31),
    dt.date(2087, 1, 1),
    None,
]
RECORDED: list[Any] = [
    dt.date(2023, 12, 31),
    dt.date(2024, 1, 1),
    PartialDay.of("2023"),
    PartialDay.of("2023-12-30/2024-01-02"),
    None,
]


def possible_days(day: Any) -> list[dt.date]:
    return [day.first, day.last] if isinstance(day, PartialDay) else [] if day is None else [day]


@pytest.mark.parametrize("day", RECORDED, ids=str)
@pytest.mark.parametrize("birth", BIRTHS, ids=str)
def test_whoever_was_not_fourteen_in_the_year_of_a_record_was_not_there(birth: Any, day: Any) -> None:
    """Whichever days they are; and who is fourteen after the last year that is judged never will be."""
    born, recorded = possible_days(birth), possible_days(day)
    young = bool(born and recorded) and all(
        then.year - first.year < 14 for first in born for then in recorded
    )
    never = bool(born) and min(born).year + 14 > 2100
    listed = [Person(id="q"), Person(id="p", birth_date=birth)]
    routes = [Route(id="r", person="p", start=day), Route(id="of q", person="q", start=dt.date(1950, 1, 1))]
    tables: Any = {"persons": (Person, listed), "routes": (Route, routes)}
    told = message("dates.too-young", place="$.routes[0].start", age=14)
    told_of_all = message("dates.too-young/never", place="", age=14)

    assert [issue.message for issue in too_young(tables)] == [told] * young + [told_of_all] * (
        never and not young
    )
    assert list(too_young(tables, told={1})) == []


def test_the_first_record_that_comes_too_soon_is_named() -> None:
    """Its first day, and the person where he is listed first; of whoever is not listed nothing is told."""
    people_known = [Person(id=key, birth_date=dt.date(2010, 5, 1)) for key in ("p", "q", "q")]
    jobs = [
        works("q", at="s", start="2021-09-01", end="2021-09-01"),
        works("q", at="s", start="2020-09-01"),
        works("x", at="s", start="2020-09-01"),
    ]
    tables: Any = {"persons": (Person, people_known), "employments": (Employment, jobs)}
    [issue] = too_young(tables)

    assert (issue.place, issue.facts["place"]) == ("$.persons[1].birth_date", "$.employments[0].start")
