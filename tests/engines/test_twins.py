"""Records under one id: what is told twice counts once, what is told differently leaves open that alone.

The same from records and from tables of every kind, in an order or in none. ``RNMS_THOROUGH=1`` looks longer.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest

import rnms
from kit.effort import draws, draws_of_tables
from kit.equality import shown
from kit.oracle import hold_in_worlds
from kit.tabled import KINDS, tabled
from kit.worlds import Scarcity, a_load, a_measure, replaced, system, thrown
from rnms.engine.records import RecordsEngine
from rnms.indicators import Load, Statistic
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import Tally
from rnms.logic import Membership, Population, Term, predicates
from rnms.logic.plan import reads
from rnms.logic.predicates import Moment, any_of, exists, on_or_after, within
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import (
    Bounds,
    Category,
    Diagnostic,
    Employment,
    Enrolment,
    Methodist,
    MonitoringRound,
    Municipality,
    Organization,
    OrganizationKind,
    Period,
    Person,
    PoolLevel,
    Programme,
    Provider,
    RegionalSystem,
    Role,
    Team,
    TeamKind,
    TeamMember,
    TeamTraining,
    Unreported,
)
from rnms.model.partial import PartialDay
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2023)
DAY, BEFORE = dt.date(2023, 3, 1), dt.date(2022, 3, 1)
DOUBLED = Scarcity(missing=3, nobody=3, doubled=45, silent=3, absent=0)
SOURCES: dict[str, Callable[[RegionalSystem], Any]] = {
    "records": RecordsEngine,
    **{kind: lambda data, kind=kind: FramesEngine(tabled(data, KINDS[kind])) for kind in KINDS},  # type: ignore[misc]
}
from_every_source = pytest.mark.parametrize("source", SOURCES)


def _dice(*seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311  # nothing is kept secret here


YOUNG, YOUNGER, OLD = dt.date(1999, 5, 1), dt.date(2000, 5, 1), dt.date(1970, 5, 1)
STAFF = Population(
    key="s",
    title="s",
    entity="persons",
    through=Membership(entity="employments", member="person", place="organization.municipality"),
)
UNDER_35 = Term(key="y", title="y", where=on_or_after("birth_date", Moment(predicates.Day.END, years=-35)))
YOUNG_STAFF = attrs.evolve(STAFF, key="ys", where=UNDER_35.where)
DIAGNOSED = Term(key="d", title="d", where=exists("diagnostics", "person", within("date")))
TEAMS = Population(key="t", title="t", entity="teams", place="organization.municipality")
STANDING = Term(key="w", title="w", where=predicates.active())
STANDING_TEAMS = attrs.evolve(TEAMS, key="st", where=STANDING.where)
POOL = Population(
    key="k",
    title="k",
    entity="persons",
    through=Membership(entity="methodists", member="person", place="municipality"),
)
PLACES = Population(key="m", title="m", entity="municipalities", place="id")

P1, P2, P3 = (Person(id=f"p{at}", birth_date=YOUNG) for at in (1, 2, 3))
SCHOOL = Organization(id="o", kind=OrganizationKind.GENERAL, municipality="m1", low_results_years=())
D1 = Diagnostic(id="d", person="p1", date=DAY, provider=Provider.CNPPM, areas=(), deficits=())
TEAM = Team(id="t", organization="o", kind=TeamKind.MANAGEMENT)
K1 = Methodist(id="k", person="p1", level=PoolLevel.MUNICIPAL, municipality="m1", start=DAY)
M1, M2 = Municipality(id="m1", name="Лесной район"), Municipality(id="m2", name="Озёрный район")
DATA = RegionalSystem(
    region="x",
    municipalities=[M1, M2],
    organizations=[SCHOOL],
    persons=[P1, P2, P3],
    employments=[
        Employment(person=name, organization="o", role=Role.PEDAGOGICAL, start=BEFORE)
        for name in ("p1", "p2", "p3")
    ],
    diagnostics=[D1],
    teams=[TEAM],
    methodists=[K1],
)


def _team_since(start: Any) -> Team:
    return attrs.evolve(TEAM, start=start)


Row = tuple[str, Sequence[Any], Population, Term | None, Tally, dict[str, Bounds]]
THREE = {"m1": Bounds.exact(3), "m2": Bounds.exact(0)}
ONE = {"m1": Bounds.exact(1), "m2": Bounds.exact(0)}

TOLD: dict[str, Row] = {
    "a person twice word for word: 1 of 3": (
        "persons", [P1, P2, P3, P1], STAFF, DIAGNOSED, Tally(passed=1, failed=2), THREE,
    ),
    "with two birth dates, which no diagnostic asks for: 1 of 3": (
        "persons", [P1, P2, P3, attrs.evolve(P1, birth_date=OLD)],
        STAFF, DIAGNOSED, Tally(passed=1, failed=2), THREE,
    ),
    "with two birth dates, young by one: 2 or 3 of 3": (
        "persons", [attrs.evolve(P1, birth_date=OLD), P1, P2, P3],
        STAFF, UNDER_35, Tally(passed=2, failed_or_passed=1, counted=1), THREE,
    ),
    "with two birth dates, young by both: 3 of 3": (
        "persons", [P1, attrs.evolve(P1, birth_date=YOUNGER), P2, P3],
        STAFF, UNDER_35, Tally(passed=3), THREE,
    ),
    "with a birth date and without: 2 or 3 of 3": (
        "persons", [P1, attrs.evolve(P1, birth_date=None), P2, P3],
        STAFF, UNDER_35, Tally(passed=2, failed_or_passed=1, counted=1), THREE,
    ),
    "with a birth date and without, where the young are counted: 2 or 3": (
        "persons", [P1, attrs.evolve(P1, birth_date=None), P2, P3],
        YOUNG_STAFF, None, Tally(passed=2, out_or_passed=1), {"m1": Bounds(2, 3), "m2": Bounds.exact(0)},
    ),
    "with two birth dates, where the young are counted: 2 or 3": (
        "persons", [P1, attrs.evolve(P1, birth_date=OLD), P2, P3],
        YOUNG_STAFF, None, Tally(passed=2, out_or_passed=1), {"m1": Bounds(2, 3), "m2": Bounds.exact(0)},
    ),
    "under two names, which nobody reads: 3 of 3": (
        "persons", [P1, attrs.evolve(P1, name="Вымыслов"), P2, P3], STAFF, UNDER_35, Tally(passed=3), THREE,
    ),
    "a diagnostic twice word for word: 1 of 3": (
        "diagnostics", [D1, D1], STAFF, DIAGNOSED, Tally(passed=1, failed=2), THREE,
    ),
    "a diagnostic of one or the other: each perhaps, the third not": (
        "diagnostics", [D1, attrs.evolve(D1, person="p2")],
        STAFF, DIAGNOSED, Tally(failed=1, failed_or_passed=2, counted=2), THREE,
    ),
    "a diagnostic on two days of the year: 1 of 3": (
        "diagnostics", [D1, attrs.evolve(D1, date=DAY.replace(month=4))],
        STAFF, DIAGNOSED, Tally(passed=1, failed=2), THREE,
    ),
    "a diagnostic in the year or before: 0 or 1 of 3": (
        "diagnostics", [D1, attrs.evolve(D1, date=BEFORE)],
        STAFF, DIAGNOSED, Tally(failed=2, failed_or_passed=1, counted=1), THREE,
    ),
    "a school twice word for word: its three stand in m1": (
        "organizations", [SCHOOL, SCHOOL], STAFF, None, Tally(passed=3), THREE,
    ),
    "a school told to be of two kinds: its three stand in m1": (
        "organizations", [SCHOOL, attrs.evolve(SCHOOL, kind=OrganizationKind.PRESCHOOL)],
        STAFF, None, Tally(passed=3), THREE,
    ),
    "a school told to be in m1 and in m2: its three surely work": (
        "organizations", [SCHOOL, attrs.evolve(SCHOOL, municipality="m2")],
        STAFF, None, Tally(passed=3), {"m1": Bounds(0, 3), "m2": Bounds(0, 3)},
    ),
    "a team twice word for word: 1": ("teams", [TEAM, TEAM], TEAMS, STANDING, Tally(passed=1), ONE),
    "two teams under one id, it may be: 1 or 2": (
        "teams", [TEAM, attrs.evolve(TEAM, start=BEFORE)],
        TEAMS, STANDING, Tally(passed=1, out_or_passed=1), {"m1": Bounds(1, 2), "m2": Bounds.exact(0)},
    ),
    "two teams under one id, one of them not yet: 1 or 2": (
        "teams", [TEAM, attrs.evolve(TEAM, start=dt.date(2024, 1, 1))],
        TEAMS, STANDING, Tally(failed_or_passed=1, anything=1, counted=2),
        {"m1": Bounds(1, 2), "m2": Bounds.exact(0)},
    ),
    "two teams under one id, of one the year of its start: 1 or 2": (
        "teams", [TEAM, _team_since(PartialDay.of("2022"))],
        TEAMS, STANDING, Tally(failed_or_passed=1, anything=1, counted=2),
        {"m1": Bounds(1, 2), "m2": Bounds.exact(0)},
    ),
    "two teams under one id, of different years: 1 or 2": (
        "teams", [_team_since(PartialDay.of(year)) for year in ("2021", "2022")],
        TEAMS, STANDING, Tally(failed_or_passed=1, anything=1, counted=2),
        {"m1": Bounds(1, 2), "m2": Bounds.exact(0)},
    ),
    "a team of the next year or of this, nobody knows since when: none or 1": (
        "teams", [_team_since(start) for start in (dt.date(2024, 1, 1), PartialDay.of("2023"))],
        STANDING_TEAMS, None, Tally(out_or_passed=1), {"m1": Bounds(0, 1), "m2": Bounds.exact(0)},
    ),
    "a team twice, its month in two spellings: 1": (
        "teams", [_team_since(start) for start in ("2022-03", PartialDay.of("март 2022"))],
        TEAMS, STANDING, Tally(passed=1), ONE,
    ),
    "a methodist twice word for word: 1": ("methodists", [K1, K1], POOL, None, Tally(passed=1), ONE),
    "a methodist of m1 or of m2: of the pool surely, of each perhaps": (
        "methodists", [K1, attrs.evolve(K1, municipality="m2")],
        POOL, None, Tally(passed=1), {"m1": Bounds(0, 1), "m2": Bounds(0, 1)},
    ),
    "a methodist of two persons: each perhaps": (
        "methodists", [K1, attrs.evolve(K1, person="p2")],
        POOL, None, Tally(out_or_passed=2), {"m1": Bounds(0, 2), "m2": Bounds.exact(0)},
    ),
    "a municipality twice word for word: 2": (
        "municipalities", [M1, M2, M1], PLACES, None, Tally(passed=2),
        {"m1": Bounds.exact(1), "m2": Bounds.exact(1)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", ["records", "polars", "duckdb"])
@pytest.mark.parametrize("row", TOLD)
def test_what_is_told_differently_leaves_open_that_alone(row: str, source: str) -> None:
    """Of whoever is told twice, and of nobody else."""
    collection, records, of, term, tally, sizes = TOLD[row]
    for told in (records, records[::-1]):
        answer = SOURCES[source](replaced(DATA, collection, told)).answer(Question(of=of, term=term), YEAR)
        assert answer.tally == tally
        found = {place: one.size() for place, one in answer.municipalities.items()}
        assert found == sizes


@pytest.mark.slow
@pytest.mark.parametrize("source", ["records", "polars", pytest.param("duckdb", marks=pytest.mark.slow)])
def test_others_keep_their_answers(source: str) -> None:
    """19 of 188 are diagnosed; a row of one of them exported twice decides nothing, of no other anything."""
    people = [Person(id=f"t{at}", birth_date=OLD) for at in range(188)]
    again = [people[0], attrs.evolve(people[0], birth_date=YOUNG), attrs.evolve(people[0], birth_date=None)]
    for twin in again:
        data = RegionalSystem(
            region="khabarovsk",
            municipalities=(),
            organizations=[SCHOOL],
            persons=[*people, twin],
            employments=[
                Employment(person=one.id, organization="o", role=Role.PEDAGOGICAL, start=BEFORE)
                for one in people
            ],
            diagnostics=[
                Diagnostic(id=f"d{at}", person=f"t{at}", date=DAY.replace(month=2), provider=Provider.CNPPM)
                for at in range(19)
            ],
        )
        given = data if source == "records" else tabled(data, KINDS[source])
        report = rnms.evaluate(given, period=2023, only="1")
        assert report["1"].value == Bounds.exact(Fraction(19, 188))
        assert report["1"].who("unknown") == ()
        assert "id.doubled" in {issue.code for issue in report.issues}


def test_the_issue_says_whether_anything_differs() -> None:
    """A repetition is taken out; a second record gets an id of its own."""
    data = attrs.evolve(DATA, persons=[P1, P1, attrs.evolve(P1, birth_date=OLD)])
    repeated, differing = (issue for issue in data.issues if issue.code == "id.doubled")
    assert (repeated.place, differing.place) == ("$.persons[1].id", "$.persons[2].id")
    assert repeated.text == "запись 'p1' повторена слово в слово; учтена один раз, уберите повтор"
    assert "в чём записи различаются, не известно" in differing.text


@pytest.mark.parametrize("source", ["records", "polars", pytest.param("duckdb", marks=pytest.mark.slow)])
def test_whoever_is_told_differently_is_explained_as_not_known(source: str) -> None:
    """What each row says of itself would contradict the verdict."""
    data = attrs.evolve(
        DATA,
        region="ugra",
        persons=[attrs.evolve(P1, career_start=DAY), attrs.evolve(P1, career_start=DAY, birth_date=OLD)],
        employments=(DATA.employments or ())[:1],
        supports=(),
    )
    given = data if source == "records" else tabled(data, KINDS[source])
    result = rnms.evaluate(given, period=2023, only="6.3.2")["6.3.2"]
    [standing] = result.who("unknown")
    assert standing.id == "p1"
    assert standing.reasons == ("told_differently", "no_support", "too_old")


# Whatever is told.


def _drawn(dice: random.Random) -> Measure:
    window = Window.of(YEAR)
    return a_load(thrown(dice), window) if dice.random() < 1 / 3 else a_measure(thrown(dice), window)


@pytest.mark.parametrize("seed", range(draws(60, thorough=3000)))
def test_the_bounds_hold_whichever_row_is_right(seed: int) -> None:
    """Never too narrow: one of the rows is right, and others may be besides."""
    dice = _dice("doubled", seed)
    measure = _drawn(dice)
    hold_in_worlds(measure, YEAR, None, dice, DOUBLED)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_tables_take_every_repetition_as_records_do(kind: str) -> None:
    """In an order or in none."""
    dice = _dice(kind, "doubled")
    for _ in range(draws_of_tables(kind, 25, thorough=1000)):
        measure = _drawn(dice)
        [question] = measure.questions
        data = system(thrown(dice), sorted(reads(question)), Window.of(YEAR), DOUBLED)
        ours = FramesEngine(tabled(data, KINDS[kind])).answer(question, YEAR)
        assert shown(ours) == shown(RecordsEngine(data).answer(question, YEAR)), data


@pytest.mark.parametrize(
    ("collection", "told", "silent"),
    [
        ("organizations", [SCHOOL, attrs.evolve(SCHOOL, municipality="m2")], "m2"),
        ("persons", [P1, attrs.evolve(P1, birth_date=OLD), P2, P3], "m1"),
    ],
    ids=["the school in two places", "one of the three with two birth dates"],
)
def test_a_gap_opens_whoever_is_told_in_two_ways(collection: str, told: Sequence[Any], silent: str) -> None:
    """The school lies, by one row or by all, where a return is missing: two of its three stay open."""
    gap = Unreported(entity="diagnostics", municipality=silent)
    data = attrs.evolve(replaced(DATA, collection, told), unreported=[gap])
    for source in ("records", "polars"):
        tally = SOURCES[source](data).answer(Question(of=STAFF, term=DIAGNOSED), YEAR).tally
        assert tally == Tally(passed=1, failed_or_passed=2)


@pytest.mark.parametrize(
    ("second", "there"),
    [
        (attrs.evolve(SCHOOL, id="o2"), (1, 1)),
        (attrs.evolve(SCHOOL, id="o2", municipality="m2"), (0, 1)),
        (attrs.evolve(SCHOOL, id="o2", municipality=None), (0, 1)),
    ],
    ids=["in one place", "in two places", "in a place and in one unknown"],
)
@pytest.mark.parametrize("source", ["records", "polars", "duckdb"])
def test_a_team_told_of_two_schools_is_where_both_are(
    source: str, second: Organization, there: tuple[int, int]
) -> None:
    """Its members are there, whichever school it is of; elsewhere it is told where it may be."""
    teams = [Team(id="t1", organization=school, kind=TeamKind.MANAGEMENT) for school in ("o", "o2")]
    data = attrs.evolve(
        DATA,
        organizations=[SCHOOL, second],
        persons=[P1],
        teams=teams,
        team_members=[TeamMember(team="t1", person="p1")],
        diagnostics=(),
    )
    membership = Membership(entity="team_members", member="person", place="team.organization.municipality")
    members = Population(key="m", title="m", entity="persons", through=membership)
    answer = SOURCES[source](data).answer(Question(of=members, term=DIAGNOSED), YEAR)
    size = answer.municipalities["m1"].size()
    assert (size.low, size.high) == there


def test_whoever_answered_by_one_of_two_records_is_not_silent() -> None:
    """By one the birth date is not known, by the other it is that of an old man who may be diagnosed."""
    told = [attrs.evolve(P1, birth_date=day) for day in (None, OLD)]
    gap = Unreported(entity="diagnostics", municipality="m1")
    data = attrs.evolve(DATA, persons=[*told, P2, P3], diagnostics=(), unreported=[gap])
    either = Term(key="e", title="e", where=any_of(UNDER_35.where, DIAGNOSED.where))
    for source in ("records", "polars"):
        tally = SOURCES[source](data).answer(Question(of=STAFF, term=either), YEAR).tally
        assert tally == Tally(passed=2, failed_or_passed=1, counted=1)


@from_every_source
def test_one_enrolment_told_of_two_programmes_is_never_surely_two(source: str) -> None:
    """One of the records is right, or they are two."""
    programmes = [Programme(id=key, title=key) for key in ("c", "e")]
    told = [Enrolment(id="e", person="p1", programme=one.id) for one in programmes]
    data = attrs.evolve(DATA, enrolments=told, programmes=programmes)
    carried = Term(key="c", title="c", where=exists("enrolments", "person", of="programme"))
    load = Load(STAFF, carried, Statistic.TOTAL)
    [question] = load.questions
    bounds = load.estimate([SOURCES[source](data).answer(question, YEAR).tally]).bounds
    assert bounds is not None
    assert (bounds.low <= 1, bounds.high) == (True, 2)


@from_every_source
@pytest.mark.parametrize(("teams", "highest"), [(1, 1), (2, 2), (3, 3)])
def test_what_nobody_is_known_to_carry_may_weigh_on_all_of_one_id(
    source: str, teams: int, highest: int
) -> None:
    """A training names a team on no list: it may be this team, which one id may stand for several times."""
    told = [attrs.evolve(TEAM, start=BEFORE.replace(day=1 + at)) for at in range(teams)]
    training = TeamTraining(team="nobody", programme="pr")
    programme = Programme(id="pr", title="x")
    data = attrs.evolve(DATA, teams=told, team_trainings=[training], programmes=[programme])
    carried = Term(key="c", title="c", where=exists("team_trainings", "team", of="programme"))
    load = Load(TEAMS, carried, Statistic.TOTAL)
    [question] = load.questions
    answer = SOURCES[source](data).answer(question, YEAR)
    assert load.estimate([answer.tally]).bounds == Bounds(0, highest)


@from_every_source
def test_one_round_told_of_two_windows_was_in_one_of_them(source: str) -> None:
    """Kirov 1.3.2 (003 l. 82): of a round told as of May and as of November one row is right."""
    told = [MonitoringRound(id="r", end=dt.date(2024, month, 15)) for month in (5, 11)]
    data = RegionalSystem(region="kirov", monitoring_rounds=told)
    given = data if source == "records" else tabled(data, KINDS[source])
    assert rnms.evaluate(given, period=2024, only="1.3.2")["1.3.2"].value == Bounds(1, 2)


def test_a_duty_names_a_breach_once_and_schools_of_one_name_apart() -> None:
    """Whoever surely breaks a duty is not undecided, too; schools of two districts may be called alike."""
    schools = [
        Organization(id="o1", name="Школа № 1", kind=OrganizationKind.GENERAL, municipality="m1"),
        Organization(id="o2", name="Школа № 1", kind=OrganizationKind.GENERAL, municipality="m2"),
        Organization(id="o3", kind=OrganizationKind.GENERAL, municipality="m1"),
        Organization(id="o3", kind=OrganizationKind.HIGHER, municipality="m2"),
    ]
    data = RegionalSystem(
        region="amur",
        municipalities=[Municipality(id="m1", name="Первый"), Municipality(id="m2", name="Второй")],
        organizations=schools,
        persons=[],
        employments=[],
        associations=[],
        pairs=[],
    )
    finding = rnms.evaluate(data, period=2023).requirement("S-AMU-11")

    assert finding.failed == ("Школа № 1 (o1)", "Школа № 1 (o2)")
    assert finding.undecided == ("o3",)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("other", "codes"),
    [
        # What is asked they tell alike: nothing is open.
        ({"birth_date": dt.date(1981, 1, 1)}, []),
        ({"category": Category.FIRST}, ["doubled"]),
    ],
)
def test_records_of_one_id_that_agree_in_what_is_asked_are_no_reason(
    source: str, other: dict[str, Any], codes: list[str]
) -> None:
    """Whose category is the same in both is decided, however they differ in the day of birth."""
    person = Person(id="p", birth_date=dt.date(1980, 1, 1), category=Category.HIGHEST)
    data = RegionalSystem(region="ugra", persons=[person, attrs.evolve(person, **other)])
    everybody = Population(key="people", title="люди", entity="persons")
    highest = Term(key="highest", title="высшая", where=predicates.equals("category", "highest"))
    question = Question(of=everybody, term=highest)
    engine = SOURCES[source](data)

    assert [reason.code for reason in engine.reasons(question, YEAR)] == codes
