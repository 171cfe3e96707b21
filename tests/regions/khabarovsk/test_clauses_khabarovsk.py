"""Khabarovsk Krai, clause by clause (documents 000 and 004): what each demands, and what just misses it."""

from __future__ import annotations

from kit.clauses import (
    DEPUTY,
    FEDERAL,
    HALF,
    NOBODY_KNOWS,
    OWN,
    TWO,
    attested,
    clause_tests,
    demand,
    other,
)
from kit.records import (
    IN_REGION,
    IN_TOWN,
    Piece,
    adopted,
    attached,
    diagnostic,
    made,
    manager,
    methodist,
    person,
    route,
    said,
    teacher,
    towns,
    works,
)
from rnms import Bounds
from rnms.model import (
    AdoptionKind,
    Association,
    Community,
    CommunityKind,
    ContestEntry,
    ContestKind,
    Meeting,
    MeetingBody,
    MethodicalModel,
    Provider,
)

UMO, POOL = MeetingBody.REGIONAL_UMO, MeetingBody.METHODIST_POOL
OF_M1 = {"municipality": "m1", "functioning": True}
ASSOCIATION = made(Association, level="municipal", act="приказ", plan=True, **OF_M1)
MODEL = made(MethodicalModel, act="приказ", **OF_M1)
COMMUNITY = made(Community, kind=CommunityKind.YOUNG, act="приказ", **OF_M1)
CONTEST = made(ContestEntry, municipality="m1", kind=ContestKind.KRAI, date="2023-03-01")
ENTRIES: Piece = (teacher("p"), manager("q"))
ROUTES: Piece = (
    ENTRIES,
    diagnostic("p"),
    diagnostic("q"),
    diagnostic("p", by=OWN, key="by-school"),
    diagnostic("p", "2023-03-02", key="later"),
    diagnostic("p", "2022-02-01", key="earlier"),
)
TWO_RECORDS: Piece = (
    teacher("a"),
    teacher("b"),
    manager("c"),
    teacher("d", "kindergarten"),
    [person("x"), methodist("x", key="m-1"), methodist("x", key="m-2", level=IN_TOWN, municipality="m1")],
    [person("y"), methodist("y", key="m-3")],
    attached("a", "m-1"),
)

ROWS = [
    demand(
        "1", "000 row 1 l.70", "teachers and managers, each once; in ЦНППМ; in the academic year",
        ENTRIES, diagnostic("p"),
        other("a manager counts as well", HALF, person="q"),
        other("the same person twice", HALF, also=diagnostic("p", "2023-05-01", key="again")),
        other("at a school", provider=OWN),
        other("by oneself", provider=Provider.SELF),
        other("at the federal operator", provider=FEDERAL),
        other("the day before the year", date="2022-08-31"),
        other("the first day of the year", HALF, date="2022-09-01"),
        other("the last day of the year", HALF, date="2023-08-31"),
        other("the day after the year", date="2023-09-01"),
        expected=HALF,
    ),
    demand(
        "2", "000 row 2 l.71",
        "people, not routes; on results of ЦНППМ, of the same person, earlier or that day",
        ROUTES, route("p"),
        other("the same person twice", HALF, also=route("p", key="again")),
        other("on no diagnostic", diagnostic=None),
        other("on a diagnostic of a school", diagnostic="by-school"),
        other("on somebody else's diagnostic", diagnostic="d-q"),
        other("on a later diagnostic", diagnostic="later"),
        other("on a diagnostic of an earlier year", HALF, diagnostic="earlier"),
        other("not finished", HALF, end=None),
        other("the year after", start="2023-09-01"),
        expected=HALF,
    ),
    demand(
        "3", "000 row 3 l.72", "municipalities, each once; created and functioning at the end of the year",
        TWO, MODEL,
        other("two models of one municipality", HALF, also=made(MethodicalModel, **OF_M1)),
        other("it does not function", functioning=False),
        other("nobody said whether it functions", Bounds(0, HALF), functioning=None),
        other("it has ended", end="2023-08-30"),
        other("it is not yet there", start="2023-09-01"),
        other("an act is not asked", HALF, act=None),
        expected=HALF,
    ),
    demand(
        "4:formed", "000 row 4 l.73", "an act on the pool, in force at the end of the year",
        (teacher("p"), methodist("p")), adopted(AdoptionKind.METHODIST_POOL),
        other("an act of another kind", kind=AdoptionKind.POOL_STATUTE),
        other("no longer in force", end="2023-08-30"),
        other("in force on the last day", 1, end="2023-08-31"),
        other("not yet in force", start="2023-09-01"),
    ),
    demand(
        "4:load", "000 row 4 l.73", "teachers (not managers) of general education, each once",
        (teacher("a"), teacher("b"), person("c"), methodist("a")), works("c"),
        other("the same person at two schools", 3, also=works("c", "school2")),
        other("of a kindergarten", 2, organization="kindergarten"),
        other("of a college", 2, organization="college"),
        other("a deputy head", 2, role=DEPUTY),
        other("left", 2, end="2023-08-30"),
        other("not yet come", 2, start="2023-09-01"),
        expected=3,
    ),
    demand(
        "4:load", "000 row 4 l.73, members", "members of both pools, each once",
        (TWO, teacher("a"), teacher("b"), methodist("a")), methodist("b", level=IN_TOWN, municipality="m1"),
        other("of the regional pool", 1, level=IN_REGION),
        other("the same person in both pools", 2, person="a"),
        other("left", 2, end="2023-08-30"),
        other("not yet a member", 2, start="2023-09-01"),
        expected=1,
    ),
    demand(
        "4:load regional_only", "000 row 4, 004 l.74", "members of the regional pool alone",
        (TWO, teacher("a"), teacher("b"), methodist("a")), methodist("b"),
        other("of a municipal pool", 2, level=IN_TOWN),
        other("the same person twice", 2, person="a"),
        expected=1,
    ),
    demand(
        "4:load each_member", "000 row 4 l.73",
        "attached to one person, by whatever membership; distinct teachers",
        TWO_RECORDS, attached("b", "m-2"),
        other("the same teacher by both memberships", 1, person="a"),
        other("to another person", 1, methodist="m-3"),
        other("a manager", 1, person="c"),
        other("of a kindergarten", 1, person="d"),
        other("no longer", 1, end="2023-08-30"),
        expected=2,
    ),
    demand(
        "5", "000 row 5 l.74",
        "a municipal association that functions",
        TWO, ASSOCIATION,
        other("two associations of one municipality", HALF, also=ASSOCIATION),
        other("of a school there", level="institutional"),
        other("of the region", level="regional"),
        # The krai has no okrugs, so the word is none of its acts and tells no level.
        other("of an okrug", Bounds(0, HALF), level="okrug"),
        other("its level is not told, and it is the municipality's", HALF, level=None),
        other("at the seat of a school, and municipal", HALF, organization="school"),
        other("it does not function", functioning=False),
        other("nobody said whether it functions", Bounds(0, HALF), functioning=None),
        other("it has ended", end="2023-08-30"),
        other("it is not yet there", start="2023-09-01"),
        other("by a plan alone", HALF, act=None),
        expected=HALF,
    ),
    demand(
        "5", "000 row 5 l.74, of no level", "whose it is tells the level where nothing else does",
        TWO, made(Association, **OF_M1),
        other("a school's", organization="school"),
        other("nobody's", municipality=None),
        expected=HALF,
    ),
    demand(
        "5 by_act", "004 l.65", "a municipal association set by an act",
        TWO, ASSOCIATION,
        other("by a plan alone", act=None),
        other("of a school there", level="institutional"),
        expected=HALF,
    ),
    demand(
        "6", "000 row 6 l.75", "communities of one of three kinds, of the municipality, that function",
        TWO, COMMUNITY,
        other("of leaders", HALF, kind=CommunityKind.LEADERS),
        other("of a network", HALF, kind=CommunityKind.NETWORK),
        other("of managers", kind=CommunityKind.MANAGERS),
        other("of a profession", kind=CommunityKind.PROFESSIONAL),
        other("of the krai", municipality=None),
        other("it does not function", functioning=False),
        other("it has ended", end="2023-08-30"),
        expected=HALF,
    ),
    demand(
        "6 by_act", "004 l.66", "set by an act",
        TWO, COMMUNITY, other("without one", act=None), expected=HALF,
    ),
    demand(
        "7", "000 row 7 l.76",
        "contests of the krai or regional stages, in the academic year; municipalities once",
        TWO, CONTEST,
        other("a regional stage", HALF, kind=ContestKind.REGIONAL_STAGE),
        other("twice", HALF, also=CONTEST),
        other("the year before", date="2022-08-31"),
        other("the year after", date="2023-09-01"),
        expected=HALF,
    ),
    attested(
        "S-KHB-03", "000 row 4 l.73", "the pool approved by РУМО and by order, of the region", "pool_approved"
    ),
    demand(
        "S-KHB-04", "004 l.59", "each municipality delivered its report",
        towns("m1"), said("delivered_monitoring_report", "m1"),
        other("stated otherwise", state=False),
        other("of the region", NOBODY_KNOWS, subject="region"),
        other("of another municipality", NOBODY_KNOWS, subject="m2"),
    ),
    demand(
        "S-KHB-05", "004 ll.190-200", "РУМО itself; in February, May, August and December of 2024",
        [made(Meeting, body=UMO, date=f"2024-{month}-15") for month in ("02", "05", "08")],
        made(Meeting, body=UMO, date="2024-12-31"),
        other("another body", body=POOL),
        other("in November", date="2024-11-30"),
        other("in December of the year before", date="2023-12-13"),
        other("on an unknown day", NOBODY_KNOWS, date=None),
        period=2024,
    ),
    attested(
        "S-KHB-06", "000 ll.20-26", "the institute and the department do their part", "responsibility_kept"
    ),
    demand(
        "S-GEN-01", "000 row 2 l.71",
        "each route of the year: after a diagnostic of the same person, or that day",
        (ROUTES, diagnostic("p", "2023-03-01", key="that day")), route("p"),
        other("on the day of the diagnostic", 1, diagnostic="that day"),
        other("on a later diagnostic", diagnostic="later"),
        other("on somebody else's diagnostic", diagnostic="d-q"),
        other("on no diagnostic", diagnostic=None),
        other("wherever the diagnostic was", 1, diagnostic="by-school"),
        other("another year", None, start="2022-03-01"),
    ),
]  # fmt: skip


test_every_clause_has_its_row, test_what_a_clause_demands, test_tables_agree = clause_tests(
    "khabarovsk", ROWS
)
