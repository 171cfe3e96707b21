"""Ugra, clause by clause (document 001): what each demands, and what just misses it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

import attrs
import pytest

import rnms
from kit.clauses import (
    CENTRE,
    DEPUTY,
    FEDERAL,
    GENERAL,
    HALF,
    NOBODY_KNOWS,
    OFFICE,
    OWN,
    PEDAGOGICAL,
    PRESCHOOL,
    RETRAINING,
    SERVICE,
    STAFF,
    TWO,
    Demand,
    as_bounds,
    attested,
    clause_tests,
    core,
    demand,
    other,
    system,
)
from kit.clauses import METHODS as TOPIC
from kit.records import (
    IN_TOWN,
    Piece,
    adopted,
    attached,
    diagnostic,
    made,
    manager,
    member,
    methodist,
    org,
    person,
    programme,
    route,
    said,
    sent,
    support,
    takes,
    teacher,
    team,
    towns,
    works,
    young,
)
from kit.rows import by_source
from kit.tabled import KINDS, tabled
from rnms import Bounds, Unreported
from rnms.judge import eligibility
from rnms.model import (
    AdoptionKind,
    Agreement,
    AgreementKind,
    Association,
    Category,
    MeasureReport,
    MonitoringRound,
    RouteDeveloper,
    Service,
    ServiceKind,
    Site,
    SiteKind,
)

ROADMAP, CRITERIA, POOL = AdoptionKind.ROADMAP, AdoptionKind.MONITORING_CRITERIA, AdoptionKind.METHODIST_POOL
COURSES: Piece = (
    teacher("p"), teacher("r"), manager("q"), programme(), programme("later", register="2023-05-01"),
    diagnostic("p"), diagnostic("q"), diagnostic("p", by=OWN, key="by-school"),
    diagnostic("p", "2023-04-02", key="too late"),
)  # fmt: skip
MEMBERS: Piece = (
    team("t"), team("u"), programme(), [person(key) for key in "ab"],
    member("a", head=True), takes("a"), takes("b"),
)  # fmt: skip
ATTACHED: Piece = (
    [teacher(key) for key in "abc"], manager("d"), teacher("e", "university"),
    [person("x"), methodist("x", key="m-1"), methodist("x", key="m-2"),
     methodist("x", key="in-town", level=IN_TOWN)],
    [person("y"), methodist("y", key="m-3")],
    attached("a", "m-1"), attached("b", "m-3"),
)  # fmt: skip
POOL_IN_PLACE: Piece = (teacher("p"), methodist("p"))
IN_POOL: Piece = (teacher("p"), methodist("p"), programme(topics=(TOPIC,)), programme("other",
topics=("право",)),
                  programme("re", kind=RETRAINING, topics=(TOPIC,)))  # fmt: skip
DEVELOPED: Piece = (
    teacher("p"), manager("q"), teacher("u", "university"),
    [person("x"), methodist("x", key="m-1"), methodist("x", key="in-town", level=IN_TOWN)],
    [methodist("x", key="former", end="2023-02-28"), methodist("x", key="next", start="2023-04-04")],
)  # fmt: skip
ATTACHING: Piece = (
    [teacher(key) for key in "ac"], manager("d"), person("x"), methodist("x", key="m-1"), diagnostic("a",
    "2022-02-01"),
    methodist("x", key="in-town", level=IN_TOWN), diagnostic("c", "2022-02-01"),
    person("left"), methodist("left", end="2022-12-31"),
    person("again"), methodist("again", key="once", end="2022-12-31"),
    methodist("again", key="anew", start="2023-01-01"),
    diagnostic("c", "2022-03-02", key="later"), diagnostic("c", "2022-02-01", OWN, key="by-school"),
)  # fmt: skip
RESPONSIBLE: Piece = said("roadmap_responsible")
ALL_AREAS = ("предметные", "методические", "психолого-педагогические", "коммуникативные", "ИТ")
SCHOOLS: Piece = (
    towns("m1"),
    org("school", GENERAL, "m1"),
    org("kindergarten", PRESCHOOL, "m1"),
    org("office", OFFICE, "m1"),
)

# Whoever is stated to have no council is known not to have one.
NO_COUNCIL: Piece = tuple(
    said("with_methodical_council", of, state=False) for of in ("school", "kindergarten")
)


def load(part: str, with_c: Fraction | int, without: Fraction | int, to_y: Fraction | int) -> Demand:
    """6.3.1: x and y have a teacher each; c is attached to x by the other record of membership."""
    return demand(
        f"6.3.1:{part}", "001 6.3 row 1 l.477", "teachers, each once, for one regional methodist: a person",
        ATTACHED, attached("c", "m-2"),
        other("by the same record", with_c, methodist="m-1"),
        other("to another methodist", to_y, methodist="m-3"),
        other("the same teacher by both records", without, person="a"),
        other("to the member of a municipal pool", without, methodist="in-town"),
        other("a deputy head", without, person="d"),
        other("of a university", without, person="e"),
        other("no longer", without, end="2023-12-30"),
        other("not yet", without, start="2024-01-01"),
        expected=with_c,
    )  # fmt: skip


ROWS = [
    demand(
        "6.1.1", "001 6.1 l.460", "a roadmap in force in the year, and a measure carried out in it",
        made(MeasureReport, measure="4", date="2023-06-01"), adopted(ROADMAP),
        other("another kind", kind=CRITERIA),
        other("lapsed before the year", end="2022-12-31"),
        other("lapsed in the year", 1, end="2023-03-31"),
        other("not yet in force", start="2024-01-01"),
        other("the predecessor's", 1, act="predecessor"),
    ),
    demand(
        "6.1.2", "001 6.1 l.462", "criteria in force, and a monitoring in each half of the year",
        (adopted(CRITERIA), made(MonitoringRound, id="a", end="2023-06-30")),
        made(MonitoringRound, id="b", end="2023-07-01"),
        other("in the same half", end="2023-05-31"),
        other("the year after", end="2024-01-01"),
    ),
    demand(
        "6.2.1", "001 6.2 row 1 l.468",
        "teachers (not managers), each once, since 2021; chosen by any diagnostic",
        COURSES, takes("p", by="d-p"),
        other("a manager", person="q"),
        other("the same person twice", HALF, also=takes("p", key="again", by="d-p")),
        other("chosen by a diagnostic of a school", HALF, diagnostic="by-school"),
        other("chosen by somebody else's diagnostic", diagnostic="d-q"),
        other("begun before its diagnostic", diagnostic="too late"),
        other("in the register only later", programme="later"),
        other("not completed", end=None),
        expected=HALF,
    ),
    demand(
        "6.2.2", "001 6.2 row 2 l.470", "management teams that began advanced training since 2021, each once",
        (team("t"), team("u"), team("x", kind=PEDAGOGICAL), programme(), programme("re", kind=RETRAINING)),
        sent("t"),
        other("a pedagogical team", team="x"),
        other("retraining", programme="re"),
        other("not finished", HALF, end=None),
        other("in 2021", HALF, start="2021-01-01"),
        other("before 2021", start="2020-12-31"),
        other("the same team twice", HALF, also=sent("t")),
        expected=HALF,
    ),
    demand(
        "6.2.2 team_head_and_another", "001 6.2 row 2 l.470", "two people: the head and another member",
        MEMBERS, member("b"),
        other("the head by two records", person="a"),
        other("of another team", team="u"),
        other("no member any more", end="2023-12-30"),
        expected=HALF,
    ),
    load("minimum_part", Fraction(3, 2), 1, Fraction(3, 2)),
    load("cap_part", 2, 1, 2),
    demand(
        "6.3.1:minimum_part", "001 6.3 row 1 l.477, a second record",
        "methodists are people, not records of them",
        ([teacher(key) for key in "ab"], person("x"), methodist("x", key="m-1"), person("y"),
         attached("a", "m-1"), attached("b", "m-1")), methodist("x", key="m-2"),
        other("of somebody else", 1, person="y"),
        other("of somebody else in a municipal pool", 2, level=IN_TOWN),
        other("it has ended", 2, end="2023-12-30"),
        expected=2,
    ),
    demand(
        "6.3.1:minimum_part each_minimum", "001 6.3 row 1 l.477", "the least of one person",
        ([teacher(key) for key in "ab"], person("x"), methodist("x", key="m-1"), person("y"),
         attached("a", "m-1"), attached("b", "m-1")), methodist("x", key="m-2"),
        other("of somebody else", 0, person="y"),
        expected=2,
    ),
    demand(
        "6.3.2", "001 6.3 row 2 l.478", "teachers under 35 in their first three years, each once; since 2021",
        (young("p"), young("q"), teacher("old")), support("p"),
        other("somebody older", person="old"),
        other("the same person twice", HALF, also=support("p")),
        other("in an earlier year, at work", HALF, start="2022-09-01"),
        expected=HALF,
    ),
    attested("S-UGR-01", "001 order cl.3 l.39", "the centre coordinates, and only it", "cnppm_coordinates"),
    attested("S-UGR-02", "001 l.117", "the centre is a unit of the institute", "cnppm_within_institute"),
    demand(
        "S-UGR-03", "001 l.269", "each person who works at the centre",
        (person("p"), said("trained_by_coordinator", "p"), person("q")), works("p", "centre"),
        other("somebody of whom nothing is stated", NOBODY_KNOWS, person="q"),
        other("at the institute", None, organization="institute"),
        other("left", None, end="2023-12-30"),
        other("two posts of one person", 1, also=works("p", "centre", DEPUTY)),
    ),
    attested("S-UGR-04", "001 l.267", "the centre has an account", "portal_account"),
    demand(
        "S-UGR-05", "001 m.5 l.512", "a pool of the region, its members approved in the year, and a plan",
        (POOL_IN_PLACE, said("pool_work_plan")), adopted(POOL, "2023-03-01"),
        other("approved the year before", start="2022-12-31"),
        other("an act of another kind", kind=AdoptionKind.POOL_STATUTE),
    ),
    demand(
        "S-UGR-05", "001 m.5 l.512, the pool", "of the region, at the end of the year",
        (teacher("p"), adopted(POOL, "2023-03-01"), said("pool_work_plan")), methodist("p"),
        other("of a municipality", level=IN_TOWN),
        other("no longer", end="2023-12-30"),
    ),
    demand(
        "S-UGR-06", "001 l.121",
        "each member: a diagnostic anywhere, advanced training in methodical support",
        (IN_POOL, diagnostic("p", by=OWN)), takes("p", end="2022-04-30", start="2022-04-01"),
        other("retraining", programme="re"),
        other("another topic", programme="other"),
        other("not completed", end=None),
        other("completed the year after", end="2024-01-01"),
    ),
    demand(
        "S-UGR-06", "001 l.121, diagnosed", "each person of the regional pool, once",
        (IN_POOL, person("q"), takes("p")), diagnostic("p"),
        other("somebody else", person="q"),
        other("the year after", date="2024-01-01"),
        other("at the federal operator", 1, provider=FEDERAL),
        other("a second record of the same member", 1, also=methodist("p", key="again")),
        other("a second member", HALF, also=methodist("q")),
        other("a second member, of a municipal pool", 1, also=methodist("q", level=IN_TOWN)),
    ),
    demand(
        "S-UGR-07", "001 l.275", "each member but staff teaches where general programmes are taught",
        (person("p"), methodist("p")), works("p"),
        other("at a kindergarten", 1, organization="kindergarten"),
        other("at a college", organization="college"),
        other("at the institute", organization="institute"),
        other("a deputy head", role=DEPUTY),
        other("no longer", end="2023-12-30"),
    ),
    demand(
        "S-UGR-07", "001 l.275, members", "members who are not staff of the centre by any record",
        person("p"), methodist("p"),
        other("staff", None, affiliation=STAFF),
        other("staff by another record", None, also=methodist("p", key="again", affiliation=STAFF)),
        other("of a municipal pool", None, level=IN_TOWN),
        other("two records of one member", 0, also=methodist("p", key="again")),
        expected=0,
    ),
    demand(
        "S-UGR-08", "001 l.273", "of the members, each once: highest category, higher education, five years",
        (methodist("p"), methodist("q"), core("q", category=Category.FIRST)), core("p"),
        other("first category", category=Category.FIRST),
        other("no higher pedagogical education", higher_pedagogical_education=False),
        other("five years to the day", HALF, specialty_start="2018-12-31"),
        other("a day less", specialty_start="2019-01-01"),
        other("the member by two records", HALF, also=methodist("p", key="again")),
        expected=HALF,
    ),
    demand(
        "S-UGR-10", "001 m.5 l.512",
        "attachments of teachers to regional methodists: on the teacher's own diagnostic",
        ATTACHING, attached("c", "m-1", diagnostic="d-c"),
        other("a diagnostic of a school", 1, diagnostic="by-school"),
        other("somebody else's", diagnostic="d-a"),
        other("a later one", diagnostic="later"),
        other("none", diagnostic=None),
        other("no longer attached", None, end="2023-12-30"),
        # 6.3.1 counts no attachment to whoever is no regional methodist any more, and one of a member again.
        other("to whoever has left the pool", None, methodist="m-left"),
        other("to whoever has left and joined again", 1, methodist="once"),
    ),
    demand(
        "S-UGR-10", "001 m.5 l.512, who",
        "neither managers nor municipal pools",
        (ATTACHING, attached("a", "m-1", diagnostic="d-a")), attached("c", "m-1"),
        other("a manager", 1, person="d"),
        other("to the member of a municipal pool", 1, methodist="in-town"),
        expected=HALF,
    ),
    demand(
        "S-UGR-11", "001 4.2.8 l.315", "the tripartite agreement of 15.09.2021, with each municipality",
        TWO, made(Agreement, id="a", kind=AgreementKind.TRIPARTITE, municipality="m1", date="2021-09-15"),
        other("of 2019", date="2019-09-15"),
        other("of the day before", date="2021-09-14"),
        other("of the day after", date="2021-09-16"),
        other("of an unknown day", Bounds(0, HALF), date=None),
        other("of cooperation", kind=AgreementKind.COOPERATION),
        other("with no municipality", municipality=None),
        other("with both", 1, also=made(
            Agreement, id="b", kind=AgreementKind.TRIPARTITE, municipality="m2", date="2021-09-15")),
        expected=HALF,
    ),
    demand(
        "S-UGR-12", "001 4.2.10 l.329", "a methodical structure of each school's own",
        (SCHOOLS, NO_COUNCIL),
        made(Association, level="institutional", organization="school", functioning=True),
        other("it does not work, and accompanies nobody", functioning=False),
        other("nobody says whether it works", Bounds(0, HALF), functioning=None),
        other("its level is not told, and it is the school's", HALF, level=None),
        other("a municipal one at the seat of the school", level="municipal"),
        other("of an office", organization="office"),
        other("it has ended", end="2023-12-30"),
        other(
            "a second one of the same school",
            HALF,
            also=made(Association, organization="school", functioning=True),
        ),
        expected=HALF,
        alone=True,
    ),
    demand(
        "S-UGR-12", "001 4.2.10 l.329, a council", "a council is such a structure, as stated",
        SCHOOLS, said("with_methodical_council", "school"),
        other("stated otherwise", Bounds(0, HALF), state=False),
        other("of an office", NOBODY_KNOWS, subject="office"),
        other("no longer", NOBODY_KNOWS, end="2023-12-30"),
        other(
            "and stated otherwise",
            NOBODY_KNOWS,
            also=said("with_methodical_council", "school", state=False),
        ),
        expected=Bounds(HALF, 1),
        alone=True,
    ),
    demand(
        "S-UGR-13", "001 5.3.2 l.405", "with a regional methodist, who is one on the day of the route",
        (DEVELOPED, route("p", "2023-04-03", on=None, organization="school")),
        made(RouteDeveloper, route="r-p", methodist="m-1"),
        other("of a municipal pool", methodist="in-town"),
        other("no methodist any more", methodist="former"),
        other("not yet one", methodist="next"),
    ),
    demand(
        "S-UGR-13", "001 5.3.2 l.405, the routes", "of teachers, in the year, at the level of a school",
        DEVELOPED, route("p", "2023-04-03", on=None, organization="school"),
        other("at the centre", None, organization="centre"),
        other("at a university", None, organization="university"),
        other("nowhere in particular", None, organization=None),
        other("of a manager", None, person="q"),
        other("of somebody who teaches at a university", None, person="u"),
        other("the year before", None, start="2022-03-01"),
        other("before the order", None, start="2023-03-30"),
        expected=0,
    ),
    demand(
        "S-UGR-14", "001 l.139", "internship sites: educational organisations alone",
        (), made(Site, organization="school", kind=SiteKind.INTERNSHIP),
        other("a university is one", 1, organization="university"),
        other("an institute is one", 1, organization="institute"),
        other("an office", organization="office"),
        other("a methodical service", organization="service"),
        other("of an unknown kind", NOBODY_KNOWS, organization="unknown"),
        other("an innovation site is not asked", None, kind=SiteKind.INNOVATION),
        other("no longer", None, end="2023-12-30"),
    ),
    demand(
        "S-UGR-15", "001 7.3, 7.5 ll.486-492", "a round in each half, each analysed and with recommendations",
        made(MonitoringRound, id="a", end="2023-06-30", analysed=True, recommended=True),
        made(MonitoringRound, id="b", end="2023-07-01", analysed=True, recommended=True),
        other("in the same half", end="2023-06-29"),
        other("not analysed", analysed=False),
        other("without recommendations", recommended=False),
    ),
    demand(
        "S-UGR-16", "001 order cl.1.2, 4 l.35", "a roadmap in force, and who is responsible for it",
        RESPONSIBLE, adopted(ROADMAP, "2023-03-31"),
        other("another kind", kind=CRITERIA),
        other("no longer in force", end="2023-12-30"),
        other("not yet in force", start="2024-01-01"),
    ),
    attested("S-UGR-17", "001 4.2.5 l.291", "the universities and communities named", "named_participants"),
    demand(
        "S-UGR-18", "001 4.1 l.221", "something of the region that is no school, a municipality, a school",
        (towns("m1"), org("school", GENERAL, "m1")), org("r", CENTRE, None),
        other("a school of the region", kind=GENERAL),
        other("an office of the region", 1, kind=OFFICE),
        other("of a municipality", municipality="m1"),
        alone=True,
    ),
    demand(
        "S-UGR-18", "001 4.1 l.221, the institutional level", "an organisation of that level",
        (towns("m1"), org("r", CENTRE, None)), org("school", GENERAL, "m1"),
        other("a methodical service", kind=SERVICE),
        other("a school of the region", 1, municipality=None),
        alone=True,
    ),
    demand(
        "S-UGR-20", "001 m.6 l.517", "diagnostics of the year on five areas, held by anybody",
        (teacher("p"), diagnostic("p", areas=ALL_AREAS[:3])), diagnostic("p", key="b", areas=ALL_AREAS[3:]),
        other("one area is missing", areas=ALL_AREAS[3:4]),
        other("the year before", date="2022-12-31"),
        other("at a school", 1, provider=OWN),
    ),
    attested("S-UGR-21", "001 order cl.2 l.37", "who answers for the system", "system_responsible"),
    demand(
        "S-UGR-19", "001 4.2.7 l.307", "each municipality: one of four forms",
        TWO, made(Service, municipality="m1", kind=ServiceKind.SERVICE),
        other("a council", HALF, kind=ServiceKind.COUNCIL),
        other("a centre of development", HALF, kind=ServiceKind.DEVELOPMENT_CENTRE),
        other("a methodical centre", HALF, kind=ServiceKind.METHODICAL_CENTRE),
        other("no longer", end="2023-12-30"),
        other("two of one municipality", HALF, also=made(Service, municipality="m1",
        kind=ServiceKind.COUNCIL)),
        expected=HALF,
    ),
    demand(
        "S-GEN-01", "001 m.7 l.518",
        "each route of the year: after a diagnostic of the same person, or that day",
        (COURSES, diagnostic("p", "2023-04-04", key="later")), route("p", "2023-04-03"),
        other("on a later diagnostic", diagnostic="later"),
        other("on somebody else's diagnostic", diagnostic="d-q"),
        other("another year", None, start="2024-03-01"),
        other("before the order", None, start="2023-03-30"),
    ),
]  # fmt: skip


test_every_clause_has_its_row, test_what_a_clause_demands, test_tables_agree = clause_tests("ugra", ROWS)


@pytest.mark.parametrize(
    ("pieces", "rule", "kept", "source"),
    by_source([
        ((IN_POOL, diagnostic("p")), "E1", True, "001 l.121"),
        ((IN_POOL, diagnostic("p", "2024-01-01")), "E1", False, "001 l.121: not yet"),
        ((IN_POOL, takes("p")), "E2", True, "001 l.121: advanced training"),
        ((IN_POOL, takes("p", what="re")), "E2", False, "001 l.121: retraining"),
        ((IN_POOL, takes("p", what="other")), "E2", False, "001 l.121: another topic"),
        (IN_POOL, "E3", True, "001 l.275: teaches at a school"),
        ((person("p"), methodist("p"), works("p", "institute")), "E3", False, "001 l.275: at no school"),
        ((person("p"), methodist("p"), works("p", "centre"), methodist("p", key="again", affiliation=STAFF)),
         "E3", True, "001 l.275: staff by one record is staff"),
        ((core("p"), methodist("p")), "E4", True, "001 l.273"),
        ((core("p", category=Category.FIRST), methodist("p")), "E4", False, "001 l.273: first category"),
        ((person("p"), methodist("p"), said("extra_ground", "p")), "E5", True, "001 l.275"),
        ((person("p"), methodist("p"), said("extra_ground", "p", state=False)), "E5", False, "001 l.275"),
        ((person("p"), methodist("p")), "E6", True, "001 l.119"),
        ((person("p"), methodist("p", affiliation=None)), "E6", None, "001 l.119: on what terms is unknown"),
    ]),
)  # fmt: skip
def test_who_may_be_a_methodist(pieces: Piece, rule: str, kept: bool | None, source: str) -> None:
    """Each rule of 2.1 and 4.2.4 keeps and refuses; a person with two records is judged once."""
    [judged] = eligibility(system("ugra", pieces), as_of=dt.date(2023, 12, 31))

    assert judged.rules[rule] is kept, source


def test_the_agreement_cannot_be_among_those_of_another_year() -> None:
    """001 l.315: whoever did not report the agreements of 2023 hides none of 15.09.2021; of 2021, perhaps."""
    [row] = [row for row in ROWS if row.measure == "S-UGR-11"]
    silent_of = {
        year: Unreported(entity="agreements", municipality="m2", period=year) for year in (2021, 2023)
    }

    for year, expected in ((2021, Bounds(HALF, 1)), (2023, Bounds.exact(HALF))):
        data = attrs.evolve(system("ugra", (TWO, row.record)), unreported=[silent_of[year]])
        for kept in (data, tabled(data, KINDS["polars"])):
            judgement = rnms.evaluate(kept, period=2023).requirement("S-UGR-11").judgement
            assert judgement.value == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [("b", 1), ("a", 0), ("nobody", Bounds(0, 1))],
    ids=["another member", "the head again", "somebody unknown, who may be either"],
)
def test_a_head_and_another_are_two_people(second: str, expected: int | Bounds) -> None:
    """001 6.2 row 2 under «руководитель и ещё один»: of whom nobody knows who he is may be the head."""
    pieces = (
        [person(key) for key in "ab"],
        [team("t"), programme(), takes("a"), takes("b"), member("a", head=True), member(second)],
    )
    data = system("ugra", pieces)
    for kept in (data, tabled(data, KINDS["polars"])):
        found = rnms.evaluate(kept, period=2023, only="6.2.2")["6.2.2"].readings["team_head_and_another"]
        assert found.value == as_bounds(expected)


@pytest.mark.parametrize(("day", "expected"), [("2021-01-01", 1), ("2020-12-31", 0)])
@pytest.mark.parametrize(
    ("code", "pieces"),
    [
        ("6.2.1", lambda day: (teacher("p"), programme(register="2019-01-01"), diagnostic("p", "2020-02-01"),
                               takes("p", "2020-10-01", day, by="d-p"))),
        ("6.2.2", lambda day: (team("t"), programme(), sent("t", day, day))),
        ("6.3.2", lambda day: (person("p", "1997-03-01", "2020-09-01"), works("p", start="2020-09-01"),
                               support("p", day, day))),
    ],
    ids=["001 6.2 row 1", "001 6.2 row 2", "001 6.3 row 2"],
)  # fmt: skip
def test_what_is_counted_with_growing_totals_begins_with_the_table(
    code: str, pieces: Callable[[str], Piece], day: str, expected: int
) -> None:
    """«С нарастающим итогом»: the table of the order begins with 2021, so what was before does not count."""
    result = rnms.evaluate(system("ugra", pieces(day)), period=2022, only=code)[code]

    assert result.value == Bounds.exact(expected)
