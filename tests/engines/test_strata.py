"""Strata: the value by kind of school, by age group, by any field or term; of records, tables and figures."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import indicator, profile
from kit.effort import examples
from kit.records import collected, org, person, towns, works
from kit.tabled import KINDS, tabled
from rnms import Bounds, Figure, RegionalSystem, testing
from rnms.errors import NoRecordsError
from rnms.indicators import Count, Load, Ratio, Share, Statistic, SumShare
from rnms.indicators.vocabulary import diagnostics, early_career, municipalities, people
from rnms.logic import ORGANIZATION, Population, Term
from rnms.logic.predicates import (
    And,
    Compare,
    Given,
    Not,
    Or,
    Path,
    Predicate,
    all_of,
    any_of,
    equals,
    exists,
)
from rnms.model import (
    Category,
    Employment,
    Organization,
    OrganizationKind,
    Person,
    Role,
    Verdict,
    percent,
)
from rnms.results.judgement import Judgement

SYSTEM = testing.invented_region(staff=150, seed=3)
RESULT = rnms.evaluate(SYSTEM, region="ugra", period=2023, only="6.2.1")["6.2.1"]


def _sizes(strata: Any) -> dict[str, tuple[Any, Any]]:
    return {key: (part.tallies[0].size().low, part.tallies[0].passing().low) for key, part in strata.items()}


def test_each_kind_of_school_has_a_value_of_its_own() -> None:
    """Counted by hand; whoever works at two kinds counts in each."""
    strata = RESULT.by("organization.kind")
    whole = RESULT.judgement.tallies[0]

    assert "general" in strata
    assert all(part.verdict in {Verdict.NO_TARGET, Verdict.NOT_APPLICABLE} for part in strata.values())
    assert sum(size for size, _ in _sizes(strata).values()) >= whole.size().low
    assert all(size <= whole.size().low for size, _ in _sizes(strata).values())
    assert strata["general"].value is not None
    assert strata["general"].target is None


def test_terms_sort_members_and_leave_the_others() -> None:
    """Two age groups and whoever is in none of them part the whole where everything is known."""
    young = early_career.UNDER_35
    strata = RESULT.by(young)
    whole: Any = RESULT.judgement.tallies[0]

    assert list(strata) == ["under_35", "others"]
    assert sum(size for size, _ in _sizes(strata).values()) == whole.size().low
    assert sum(passing for _, passing in _sizes(strata).values()) == whole.passing().low


def test_those_of_whom_it_is_not_known_are_a_stratum() -> None:
    """They are open in every other: nobody whose age is not known is old, or young."""
    persons = [attrs.evolve(one, birth_date=None) for one in SYSTEM.persons or ()]
    system = attrs.evolve(SYSTEM, persons=persons)
    strata = rnms.evaluate(system, region="ugra", period=2023, only="6.2.1")["6.2.1"].by(
        early_career.UNDER_35
    )
    whole = RESULT.judgement.tallies[0]

    assert list(strata) == ["under_35", "others", "unknown"]
    assert strata["unknown"].tallies[0].size() == whole.size()
    assert strata["under_35"].tallies[0].size() == Bounds(0, whole.size().high)


def test_a_field_of_members_sorts_them() -> None:
    """A category, and whether there is an education."""
    by_category = RESULT.by("category")
    assert set(by_category) <= {"highest", "first", "none", "unknown"}
    assert set(RESULT.by("higher_pedagogical_education")) <= {"yes", "no", "unknown"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["polars", "duckdb"])
def test_tables_tell_the_same_strata(kind: str) -> None:
    """To the number, by fields of people, of posts and of schools, and by terms."""
    ours = rnms.evaluate(tabled(SYSTEM, KINDS[kind]), region="ugra", period=2023, only="6.2.1")["6.2.1"]
    for by in (("organization.kind",), ("role",), ("category",), (early_career.UNDER_35,)):
        assert _plain(ours.by(*by)) == _plain(RESULT.by(*by))


def _plain(strata: Any) -> dict[str, Any]:
    return {key: (part.verdict, part.value, part.tallies) for key, part in strata.items()}


def test_figures_tell_the_strata_that_they_name() -> None:
    """Under the key of the population and that of the term."""
    figures = [
        Figure(key="staff", period="2022/2023", count=100),
        Figure(key="staff.under_35", period="2022/2023", count=20),
        Figure(key="staff.under_35.diagnosed", period="2022/2023", count=5),
    ]
    system = RegionalSystem(region="khabarovsk", figures=figures)
    result = rnms.evaluate(system, period=2023, only="1")["1"]
    young: Judgement = result.by(early_career.UNDER_35)["under_35"]

    assert young.value == Bounds.exact(percent(25))
    with pytest.raises(NoRecordsError, match=r"figures under staff\.rural, staff\.rural\.diagnosed"):
        result.by(Term(key="rural", title="сельские", where=Not(Given(Path("category")))))


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ((), "no strata by nothing; name one field, or one term or more"),
        (("category", "role"), "no strata by 'category', 'role'; name one field"),
        (("birth_date",), "birth_date is a day, which sorts members into no few strata; give Terms"),
        (("kind",), "has no field 'kind' to sort its members by; did you mean 'organization.kind'"),
        (("organization.nothing",), "has no field 'organization.nothing'"),
    ],
)
def test_what_sorts_nobody_is_refused_in_words(by: Any, message: str) -> None:
    """With the fields that there are."""
    with pytest.raises(LookupError, match=message):
        RESULT.by(*by)


def test_parts_and_sums_have_strata_too() -> None:
    """Of a part that is meant, whatever its measure is."""
    report = rnms.evaluate(SYSTEM, region="ugra", period=2023)
    for result in report:
        for component in result.components:
            if component.tallies and component.value is not None:
                with contextlib.suppress(NoRecordsError):
                    strata = result.by("organization.kind", component=component.name)
                    assert all(isinstance(part, Judgement) for part in strata.values())


PUPILS = Term(key="pupils", title="обучающиеся", where=exists("organizations", "id", adding="pupils"))
SCHOOLS = Population(key="schools", title="школы", entity="organizations", unit=ORGANIZATION)
GENERAL = Population(
    key="general", title="школы", unit=ORGANIZATION, within=SCHOOLS, where=equals("kind", "general")
)
PER_SCHOOL = (
    Share(people.STAFF, diagnostics.DIAGNOSED),
    Count(people.STAFF),
    Ratio(people.TEACHERS, SCHOOLS),
    SumShare(GENERAL, SCHOOLS, PUPILS),
)


def _by_organization(data: Any, measure: Any) -> dict[str, Any]:
    order = profile(indicator(measure=measure))
    return _plain(rnms.evaluate(data, region=order, period=2023)["1"].by("organization"))


@pytest.mark.parametrize("measure", PER_SCHOOL, ids=lambda measure: type(measure).__name__)
def test_every_measure_has_a_value_for_each_organisation(measure: Any) -> None:
    """Of sums and counts too, by records as by tables: the value of the organisation alone."""
    pupils = [attrs.evolve(one, pupils=rank) for rank, one in enumerate(SYSTEM.organizations or ())]
    data = attrs.evolve(SYSTEM, organizations=pupils)
    slices = _by_organization(data, measure)

    assert list(slices) == [school.id for school in pupils]
    assert slices == _by_organization(tabled(data, KINDS["polars"]), measure)
    shares = {school.id: school.kind == OrganizationKind.GENERAL for school in pupils if school.pupils}
    if isinstance(measure, SumShare):
        assert {key: slices[key][1] for key in shares} == {
            key: Bounds.exact(int(share)) for key, share in shares.items()
        }


def test_what_stands_in_no_organisation_is_sliced_by_something_else() -> None:
    """Municipalities have no organisation; the sentence says who, and by what to ask."""
    municipal = Ratio(people.STAFF, municipalities.MUNICIPALITIES)
    with pytest.raises(NoRecordsError, match="municipalities, which stand in no organisation; ask by"):
        _by_organization(SYSTEM, municipal)


@pytest.mark.parametrize("statistic", Statistic)
def test_a_sum_has_a_value_for_each_municipality(statistic: Statistic) -> None:
    """Of those whom records place there alone, by records as by tables; never silently of none."""
    pupils = [attrs.evolve(one, pupils=rank) for rank, one in enumerate(SYSTEM.organizations or ())]
    data = attrs.evolve(SYSTEM, organizations=pupils)
    placed = attrs.evolve(SCHOOLS, place="municipality")
    order = profile(indicator(measure=Load(placed, PUPILS, statistic)))

    def sliced(of: Any) -> dict[str, Any]:
        return _plain(rnms.evaluate(of, region=order, period=2023)["1"].by("municipality"))

    by_place = sliced(data)
    totals = {
        place.id: sum(school.pupils or 0 for school in pupils if school.municipality == place.id)
        for place in data.municipalities or ()
    }

    assert list(by_place) == list(totals)
    assert by_place == sliced(tabled(data, KINDS["polars"]))
    assert statistic is not Statistic.TOTAL or {key: slice_[1] for key, slice_ in by_place.items()} == {
        key: Bounds.exact(total) for key, total in totals.items()
    }


def test_what_stands_in_no_municipality_is_said_in_words() -> None:
    """Where records do not place who carries, the sentence says by what to ask: it is no empty table."""
    hours = Term(key="hours", title="часы", where=exists("route_items", "route", adding="hours"))
    routes = Population(key="unplaced_routes", title="маршруты", entity="routes")
    result = rnms.evaluate(
        SYSTEM, region=profile(indicator(measure=Load(routes, hours, Statistic.TOTAL))), period=2023
    )["1"]

    with pytest.raises(
        NoRecordsError, match="unplaced_routes, which stand in no municipality; ask by a field"
    ):
        result.by("municipality")


def test_each_part_is_told_by_municipality() -> None:
    """Of an indicator with parts the part is named: nobody is left with nothing."""
    result = rnms.evaluate(testing.invented_region(staff=60, seed=1), region="kirov", period=2023)["2.4.3"]
    parts = [part.name for part in result.components]

    for name in parts:
        assert set(result.by("municipality", component=name)) == {
            place.name for place in result[name].municipalities
        }
    assert any(result.by("municipality", component=name) for name in parts)
    with pytest.raises(NoRecordsError, match=f"say which part of 2.4.3 is meant, component=…: {parts[0]}"):
        result.by("municipality")
    with pytest.raises(NoRecordsError, match="has no part 'other'; known: "):
        result.by("municipality", component="other")


@pytest.mark.parametrize("of_tables", [False, True], ids=["records", "tables"])
@pytest.mark.parametrize(
    ("categories", "sizes", "source"),
    [
        (
            "none none first unknown",
            {"none": (2, 3), "first": (1, 2), "highest": (0, 1)},
            "«none» is a value",
        ),
        ("none unknown", {"none": (1, 2), "first": (0, 1), "highest": (0, 1)}, "nobody else is without one"),
        ("first unknown", {"none": (0, 1), "first": (1, 2), "highest": (0, 1)}, "the one may be of any"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_value_that_is_called_none_keeps_its_members(
    categories: str, sizes: dict[str, tuple[int, int]], source: str, of_tables: bool
) -> None:
    """Somebody whose category is not known may have none, and stands beside those of whom it is told."""
    told = [None if word == "unknown" else Category(word) for word in categories.split()]
    persons = [Person(id=f"p{number}", category=category) for number, category in enumerate(told)]
    staff: dict[str, Any] = {"role": Role.PEDAGOGICAL, "start": dt.date(2010, 1, 1), "organization": "o1"}
    system = RegionalSystem(
        region="x",
        organizations=[Organization(id="o1", kind=OrganizationKind.GENERAL)],
        persons=persons,
        employments=[Employment(person=person.id, **staff) for person in persons],
    )
    declared = profile(indicator(measure=Count(people.STAFF)))
    data = tabled(system, KINDS["polars"]) if of_tables else system
    result = rnms.evaluate(data, region=declared, period=2023)["1"]

    found = {key: part.tallies[0].size() for key, part in result.by("category").items() if key != "unknown"}
    assert {key: (bounds.low, bounds.high) for key, bounds in found.items()} == sizes, source


@pytest.mark.parametrize("of_tables", [False, True], ids=["records", "tables"])
def test_a_member_is_in_the_stratum_of_each_of_its_words_or_in_that_of_none(of_tables: bool) -> None:
    """A school stood in the list in two years, in one, in none; of one nobody told it."""
    years: list[tuple[int, ...] | None] = [(2022, 2023), (2023,), (), None]
    system = RegionalSystem(
        region="x",
        organizations=[
            Organization(id=f"o{number}", kind=OrganizationKind.GENERAL, low_results_years=listed)
            for number, listed in enumerate(years)
        ],
    )
    schools = Population(key="schools", title="школы", entity="organizations")
    data = tabled(system, KINDS["polars"]) if of_tables else system
    result = rnms.evaluate(data, region=profile(indicator(measure=Count(schools))), period=2023)["1"]

    assert {key: part.tallies[0].size() for key, part in result.by("low_results_years").items()} == {
        "2022": Bounds(1, 2),
        "2023": Bounds(2, 3),
        "none": Bounds(1, 2),
        "unknown": Bounds(1, 1),
    }


HIGHEST, FIRST = (equals("category", category) for category in (Category.HIGHEST, Category.FIRST))
CONDITIONS = st.recursive(
    st.sampled_from([equals("category", category) for category in Category]),
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.lists(parts, min_size=1, max_size=3).map(lambda them: any_of(*them)),
        st.lists(parts, min_size=1, max_size=3).map(lambda them: all_of(*them)),
    ),
    max_leaves=5,
)


def _means(condition: Predicate, category: Category) -> bool:
    match condition:
        case Not(part=part):
            return not _means(part, category)
        case And(parts=parts):
            return all(_means(part, category) for part in parts)
        case Or(parts=parts):
            return any(_means(part, category) for part in parts)
        case Compare(right=right):
            return right == category.value
    raise AssertionError(condition)


def _strata_of(where: Predicate, system: Any, *by: Any) -> dict[str, Bounds]:
    of = Population(
        key="some", title="некоторые", within=people.TEACHERS, having=(Term(key="t", title="т", where=where),)
    )
    order = profile(indicator(measure=Share(of, diagnostics.DIAGNOSED)))
    found = rnms.evaluate(system, region=order, period=2024)["1"].by(*by)
    return {key: part.tallies[0].size() for key, part in found.items()}


def _of_category(*categories: Category | None) -> RegionalSystem:
    people_and_posts = [
        (person(f"p{number}", category=category), works(f"p{number}"))
        for number, category in enumerate(categories)
    ]
    return collected("nowhere", towns("m1"), org("school", place="m1"), people_and_posts, diagnostics=[])


@examples(60)
@given(where=CONDITIONS, categories=st.lists(st.none() | st.sampled_from(Category), min_size=1, max_size=3))
def test_membership_and_stratum_that_rest_on_one_field_are_judged_together(
    where: Predicate, categories: list[Category | None]
) -> None:
    """Brute force: whoever counts in the highest category alone is in the stratum of no other."""
    system = _of_category(*categories)
    by_records, by_tables = (
        _strata_of(where, data, "category") for data in (system, tabled(system, KINDS["polars"]))
    )
    for category in Category:
        known = sum(one is category and _means(where, category) for one in categories)
        open_ones = sum(one is None and _means(where, category) for one in categories)
        expected = Bounds(known, known + open_ones)
        assert by_records.get(category.value, Bounds.exact(0)) == expected
    assert by_tables == by_records


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_terms_that_ask_for_one_field_exclude_each_other(kind: str) -> None:
    """Of whoever must be of the highest category nobody is in «other», and all may be in its own stratum."""
    system = tabled(_of_category(None), KINDS[kind])
    highest, other = (
        Term(key="highest", title="в", where=HIGHEST),
        Term(key="o", title="и", where=Not(HIGHEST)),
    )

    assert _strata_of(HIGHEST, system, highest)["others"] == Bounds(0, 0)
    assert _strata_of(HIGHEST, system, other) == {
        "o": Bounds(0, 0),
        "others": Bounds(0, 1),
        "unknown": Bounds(0, 1),
    }
    assert _strata_of(any_of(HIGHEST, FIRST), system, "category").keys() == {"highest", "first", "unknown"}


def test_nobody_is_an_external_part_timer_at_a_main_place() -> None:
    """What makes a member, and the stratum of what makes it, are of one record."""
    system = collected(
        "nowhere", towns("m1"), org("school", place="m1"), person("p"), works("p", main=None), diagnostics=[]
    )
    order = profile(indicator(measure=Share(people.STAFF_AT_MAIN_PLACE, diagnostics.DIAGNOSED)))
    strata = rnms.evaluate(system, region=order, period=2024)["1"].by("main")

    assert {key: part.tallies[0].size() for key, part in strata.items()} == {
        "yes": Bounds(0, 1),
        "unknown": Bounds(0, 1),
    }


@examples(60)
@given(
    where=st.one_of(CONDITIONS, st.sampled_from([HIGHEST, FIRST, Not(HIGHEST)])),
    passing=CONDITIONS,
    categories=st.lists(st.none() | st.sampled_from(Category), min_size=1, max_size=3),
)
def test_membership_and_term_that_rest_on_one_field_are_judged_together(
    where: Predicate, passing: Predicate, categories: list[Category | None]
) -> None:
    """Brute force over all that the unknown may be: no share is left out, and none added by one word."""
    system = _of_category(*categories)
    of = Population(
        key="some", title="т", within=people.TEACHERS, having=(Term(key="t", title="т", where=where),)
    )
    order = profile(indicator(measure=Share(of, Term(key="p", title="п", where=passing))))
    by_records, by_tables = (
        rnms.evaluate(data, region=order, period=2024)["1"]
        for data in (system, tabled(system, KINDS["polars"]))
    )
    shares = []
    for world in itertools.product(*(Category if one is None else [one] for one in categories)):
        members = [one for one in world if _means(where, one)]
        if members:
            shares.append(Fraction(sum(_means(passing, one) for one in members), len(members)))

    assert by_tables.value == by_records.value
    assert all(by_records.value is not None and share in by_records.value for share in shares)
    if shares and isinstance(where, Compare):
        assert by_records.value == Bounds(min(shares), max(shares))
