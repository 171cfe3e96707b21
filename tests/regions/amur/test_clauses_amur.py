"""Amur, clause by clause (document 002): what each demands, and what just misses it."""

from __future__ import annotations

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
    QUALITY,
    RETRAINING,
    SERVICE,
    TWO,
    Demand,
    attested,
    clause_tests,
    demand,
    other,
)
from kit.records import (
    Piece,
    adopted,
    diagnostic,
    made,
    manager,
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
from rnms import Bounds
from rnms.model import (
    AdoptionKind,
    Agreement,
    AgreementKind,
    Association,
    MonitoringRound,
    Pair,
    PairBasis,
    ServiceKind,
    Site,
    SiteKind,
)
from rnms.model import Service as MethodicalService

ROADMAP, CRITERIA = AdoptionKind.ROADMAP, AdoptionKind.MONITORING_CRITERIA
PEOPLE: Piece = (teacher("p"), manager("q"))
COURSES: Piece = (
    PEOPLE, teacher("r"), programme(), programme("later", register="2023-05-01"),
    diagnostic("p"), diagnostic("q"), diagnostic("p", by=OWN, key="by-school"),
    diagnostic("p", "2023-04-02", key="too late"),
)  # fmt: skip
TEAMS: Piece = (
    team("t"), team("u"), team("x", kind=PEDAGOGICAL), team("o", "office"),
    programme(topics=(QUALITY,)), programme("re", kind=RETRAINING, topics=(QUALITY,)), programme("law",
    topics=("право",)),
)  # fmt: skip
TRAINED_TEAM: Piece = (programme(topics=(QUALITY,)), team("u"), sent("t"))
WORKER: Piece = (person("p"), said("in_centre_register", "p"), said("tutor_trained", "p"), person("q"))
SUBJECT, METHODS = ("предметные",), ("методические",)
SCHOOLS: Piece = (
    towns("m1"),
    org("school", GENERAL, "m1"),
    org("kindergarten", PRESCHOOL, "m1"),
    org("office", OFFICE, "m1"),
)
OWN_ASSOCIATION = made(Association, level="institutional", organization="school", functioning=True)
PAIRED: Piece = (
    SCHOOLS, [teacher(key) for key in "ab"], manager("c"), person("d"), works("d", end="2023-06-30"),
    [(person(key), works(key, "kindergarten")) for key in "ef"], OWN_ASSOCIATION,
)  # fmt: skip
ORDERS: Piece = [said(duty) for duty in ("passport_responsible", "network_regulation", "yearly_event_plan")]


def of_workers(code: str, source: str, demands: str) -> Demand:
    """A duty to each worker of a municipal methodical service."""
    return demand(
        code, source, demands, WORKER, works("p", "service"),
        other("somebody of whom nothing is stated", NOBODY_KNOWS, person="q"),
        other("in the service of the region", None, organization="regional_service"),
        other("at the centre", None, organization="centre"),
        other("left", None, end="2023-12-30"),
        other("two posts of one person", 1, also=works("p", "service", DEPUTY)),
    )  # fmt: skip


ROWS = [
    demand(
        "1", "002 6.1 l.328", "teachers and managers, each once; in ЦНППМ; in the year",
        PEOPLE, diagnostic("p"),
        other("a manager counts as well", HALF, person="q"),
        other("the same person twice", HALF, also=diagnostic("p", "2023-05-01", key="again")),
        other("at a school", provider=OWN),
        other("at the federal operator", provider=FEDERAL),
        other("the year before", date="2022-12-31"),
        expected=HALF,
    ),
    demand(
        "2", "002 6.1 l.330", "people; on results of ЦНППМ, of the same person, earlier or that day",
        (PEOPLE, diagnostic("p"), diagnostic("q"), diagnostic("p", by=OWN, key="by-school")), route("p"),
        other("on a diagnostic of a school", diagnostic="by-school"),
        other("on somebody else's diagnostic", diagnostic="d-q"),
        other("before its diagnostic", start="2023-01-31"),
        other("the same person twice", HALF, also=route("p", key="again")),
        expected=HALF,
    ),
    demand(
        "3", "002 6.1 l.332",
        "teachers (not managers), each once; in the year; chosen by a diagnostic in ЦНППМ",
        COURSES, takes("p", by="d-p"),
        other("a manager", person="q"),
        other("chosen by a diagnostic of a school", diagnostic="by-school"),
        other("chosen by somebody else's diagnostic", diagnostic="d-q"),
        other("begun before its diagnostic", diagnostic="too late"),
        other("in the register only later", programme="later"),
        other("not completed", end=None),
        other("completed the year after", end="2024-01-01"),
        other("the same person twice", HALF, also=takes("p", key="again", by="d-p")),
        expected=HALF,
    ),
    demand(
        "4", "002 6.1 l.334",
        "management teams that completed advanced training on quality in the year, each once",
        TEAMS, sent("t"),
        other("a pedagogical team", team="x"),
        other("the team of an office", team="o"),
        other("retraining", programme="re"),
        other("another topic", programme="law"),
        other("not completed", end=None),
        other("completed the year after", end="2024-01-01"),
        other("the same team twice", HALF, also=sent("t")),
        expected=HALF,
    ),
    demand(
        "4", "002 6.1 l.334, whose team", "teams of educational organisations",
        TRAINED_TEAM, team("t"),
        other("of a college", HALF, organization="college"),
        other("of a university", HALF, organization="university"),
        other("of an office", 0, organization="office"),
        other("of a methodical service", 0, organization="service"),
        other("of a pedagogical kind", 0, kind=PEDAGOGICAL),
        other("no longer", 0, end="2023-12-30"),
        expected=HALF,
    ),
    demand(
        "5", "002 6.1 l.336", "teachers under 35 in their first three years, each once; in the year",
        (young("p"), young("q"), teacher("old")), support("p", start="2022-10-01", end=None),
        other("somebody older", person="old"),
        other("the same person twice", HALF, also=support("p")),
        other("it ended the year before", end="2022-12-31"),
        expected=HALF,
    ),
    demand(
        "6", "002 6.1 l.338", "programmes of the regional institute, in the register at the end of the year",
        programme("a", register=None), programme("b"),
        other("not in the register", 0, register_start=None),
        other("no longer in the register", 0, register_end="2023-12-30"),
        other("not yet in the register", 0, register_start="2024-01-01"),
        other("of a university", 0, provider="university"),
        expected=HALF,
    ),
    demand(
        "S-AMU-01", "002 3.2.1 l.148", "the passport approved, and sent",
        said("passport_approved"), said("passport_sent"),
        other("not sent", state=False),
        other("approved twice", NOBODY_KNOWS, duty="passport_approved"),
    ),
    demand(
        "S-AMU-02", "002 3.2.1 l.150",
        "tripartite agreements with municipal authorities; their day is not told",
        TWO, made(Agreement, id="a", kind=AgreementKind.TRIPARTITE, municipality="m1", date="2019-09-15"),
        other("of cooperation", kind=AgreementKind.COOPERATION),
        other("with no municipality", municipality=None),
        other("concluded the year after", date="2024-01-01"),
        other("two with one municipality", HALF, also=made(
            Agreement, id="b", kind=AgreementKind.TRIPARTITE, municipality="m1", date="2022-09-15")),
        expected=HALF,
    ),
    attested("S-AMU-03", "002 3.2.1 l.152", "the head of the centre agreed", "head_agreed"),
    attested(
        "S-AMU-04", "002 3.2.2 l.166", "somebody responsible for the ecosystem", "ecosystem_responsible"
    ),
    of_workers(
        "S-AMU-05", "002 3.2.2 l.168", "each person who works in a municipal service is in the register"
    ),
    of_workers("S-AMU-06", "002 3.3.1 l.238", "each person who works in a municipal service was trained"),
    demand(
        "S-AMU-07", "002 3.3.1 l.229", "each municipality: a service, not another of the four forms of Ugra",
        TWO, made(MethodicalService, municipality="m1", kind=ServiceKind.SERVICE),
        other("a council", kind=ServiceKind.COUNCIL),
        other("a methodical centre", kind=ServiceKind.METHODICAL_CENTRE),
        other("no longer", end="2023-12-30"),
        other("not yet", start="2024-01-01"),
        expected=HALF,
    ),
    demand(
        "S-AMU-08", "002 3.3.1 l.234", "of each municipality data for the passport",
        towns("m1"), said("delivered_passport_data", "m1"),
        other("stated otherwise", state=False),
        other("of another municipality", NOBODY_KNOWS, subject="m2"),
    ),
    demand(
        "S-AMU-09", "002 3.3.2 l.240", "municipal associations that function",
        TWO, made(Association, level="municipal", municipality="m1", functioning=True),
        other("of a school there", level="institutional"),
        other("of the region", level="regional"),
        other("its level is not told, and it is the municipality's", HALF, level=None),
        other("of no municipality", municipality=None),
        other("it does not function", functioning=False),
        other("nobody said whether it functions", Bounds(0, HALF), functioning=None),
        other("it has ended", end="2023-12-30"),
        expected=HALF,
    ),
    demand(
        "S-AMU-10", "002 3.4.1 l.249", "each educational organisation has a council, as stated",
        (towns("m1"), org("school", GENERAL, "m1"), org("office", OFFICE, "m1")),
        said("with_methodical_council", "school"),
        other("stated otherwise", state=False),
        other("of an office", NOBODY_KNOWS, subject="office"),
        alone=True,
    ),
    demand(
        "S-AMU-11", "002 3.4.2-3.4.3 ll.261-273",
        "two people who are teachers, on one of three grounds, of the school",
        PAIRED, made(Pair, organization="school", first="a", second="b", basis=PairBasis.SUBJECT),
        other("a mentor and a young teacher", HALF, basis=PairBasis.MENTOR_AND_YOUNG),
        other("on an unknown ground", Bounds(0, HALF), basis=None),
        other("the same person twice", second="a"),
        other("a deputy head", second="c"),
        other("whoever left is no teacher", second="d"),
        other("of another organisation", organization="kindergarten"),
        other("a mentor from elsewhere", HALF, first="e"),
        other("beside one whose teacher left", HALF, also=made(
            Pair, organization="school", first="a", second="d", basis=PairBasis.SUBJECT)),
        expected=HALF,
        alone=True,
    ),
    demand(
        "S-AMU-11", "002 3.4.1 l.257, «работников организации»", "one of the two teaches there",
        PAIRED, made(Pair, organization="school", first="a", second="e", basis=PairBasis.MENTOR_AND_YOUNG),
        other("both teach elsewhere alone", first="f"),
        expected=HALF,
        alone=True,
    ),
    demand(
        "S-AMU-11", "002 3.4.2 l.261, the association", "an association of the organisation itself",
        (SCHOOLS, [teacher(key) for key in "ab"],
         made(Pair, organization="school", first="a", second="b", basis=PairBasis.SUBJECT)), OWN_ASSOCIATION,
        other("a municipal one at its seat", level="municipal"),
        other("of another organisation", organization="kindergarten"),
        other("it does not function", functioning=False),
        other("nobody said whether it functions", Bounds(0, HALF), functioning=None),
        other("it has ended", end="2023-12-30"),
        expected=HALF,
        alone=True,
    ),
    demand(
        "S-AMU-12", "002 4.1 ll.283-285", "the orders named, in force",
        (ORDERS, adopted(CRITERIA)), adopted(ROADMAP),
        other("another kind", kind=AdoptionKind.POOL_STATUTE),
        other("no longer in force", end="2023-12-30"),
        other("not yet in force", start="2024-01-01"),
    ),
    demand(
        "S-AMU-13", "002 4.4 l.291",
        "each worker of a municipal service: diagnostics of both areas, held by anybody",
        (WORKER, works("p", "service"), diagnostic("p", areas=SUBJECT)), diagnostic("p", key="b",
        areas=METHODS),
        other("the same area again", areas=SUBJECT),
        other("somebody else's", person="q"),
        other("at the federal operator", 1, provider=FEDERAL),
        # The staff of the system is what is formed, «формирование кадрового состава»: when somebody was hired
        # by the service (here in 2010) is not when they were given its functions; no clause sets an order.
        other("years after they were hired", 1, date="2023-12-01"),
        other("the year after", date="2024-01-01"),
    ),
    demand(
        "S-AMU-14", "002 3.2.2 l.192", "internship sites: educational organisations that the centre selected",
        [said("selected_by_centre", of) for of in ("school", "office", "university")],
        made(Site, organization="school", kind=SiteKind.INTERNSHIP),
        other("a university", 1, organization="university"),
        other("an office", organization="office"),
        other("not selected, as far as is known", NOBODY_KNOWS, organization="college"),
        other("an innovation site is not asked", None, kind=SiteKind.INNOVATION),
        other("no longer", None, end="2023-12-30"),
    ),
    demand(
        "S-AMU-15", "002 6.2 ll.350-352", "a round in the year, with recommendations",
        (), made(MonitoringRound, id="a", end="2023-12-31", analysed=True, recommended=True),
        other("without recommendations", recommended=False),
        other("the year before", end="2022-12-31"),
    ),
    attested("S-AMU-16", "002 order cl.2 l.25", "the institute is responsible", "institute_responsible"),
    demand(
        "S-AMU-18", "002 3.1 l.138", "something of the region that is no school, a municipality, a school",
        (towns("m1"), org("school", GENERAL, "m1")), org("r", CENTRE, None),
        other("a school of the region", kind=GENERAL),
        other("of a municipality", municipality="m1"),
        alone=True,
    ),
    demand(
        "S-AMU-18", "002 3.1 l.138, the institutional level", "an organisation of that level",
        (towns("m1"), org("r", CENTRE, None)), org("school", GENERAL, "m1"),
        other("a methodical service", kind=SERVICE),
        alone=True,
    ),
    demand(
        "S-GEN-01", "002 6.1 l.330",
        "each route of the year: after a diagnostic of the same person, or that day",
        COURSES, route("p"),
        other("on a later diagnostic", diagnostic="too late"),
        other("on somebody else's diagnostic", diagnostic="d-q"),
        other("another year", None, start="2024-03-01"),
    ),
]  # fmt: skip


test_every_clause_has_its_row, test_what_a_clause_demands, test_tables_agree = clause_tests("amur", ROWS)
