"""Kirov Oblast, clause by clause (document 003): what each result demands, and what just misses it."""

from __future__ import annotations

from fractions import Fraction

from kit.clauses import (
    COLLEGE,
    DEPUTY,
    HALF,
    OWN,
    PEDAGOGICAL,
    RETRAINING,
    TWO,
    attested,
    clause_tests,
    demand,
    listed,
    other,
)
from kit.records import (
    Piece,
    adopted,
    diagnostic,
    made,
    manager,
    member,
    programme,
    route,
    sent,
    support,
    takes,
    teacher,
    team,
    works,
    young,
)
from rnms.model import (
    AdoptionKind,
    Agreement,
    AgreementKind,
    Association,
    Meeting,
    MeetingBody,
    MonitoringRound,
)

THIRD = Fraction(1, 3)
STATUTE, ROADMAP = AdoptionKind.STATUTE, AdoptionKind.ROADMAP
POOL_STATUTE, CRITERIA = AdoptionKind.POOL_STATUTE, AdoptionKind.MONITORING_CRITERIA
UMO, POOL = MeetingBody.REGIONAL_UMO, MeetingBody.METHODIST_POOL
PEOPLE: Piece = (teacher("p"), manager("q"))
COURSES: Piece = (
    PEOPLE, teacher("r"), programme(), programme("later", register="2024-05-01"),
    diagnostic("p"), diagnostic("q"), diagnostic("p", by=OWN, key="by-school"),
    diagnostic("p", "2023-04-02", key="too late"),
)  # fmt: skip
LISTED: Piece = (listed("s", 2023), programme(), programme("other", kind=RETRAINING))
SENDING: Piece = (LISTED, team("m", "s"), team("t", "s", PEDAGOGICAL), sent("m"))
OF_S: Piece = (listed("s", 2023), listed("old", 2022), teacher("p", "s"), teacher("q", "s"))
TEAMS: Piece = (OF_S, programme(), team("t", "s", PEDAGOGICAL), sent("t"), diagnostic("p"))
PLANNED = {"functioning": True, "plan": True}

ROWS = [
    demand(
        "1.1.3", "003 l.50", "agreements of cooperation (no tripartite ones), of 2023 and 2024 together",
        (), made(Agreement, id="a", date="2023-02-01", kind=AgreementKind.COOPERATION),
        other("tripartite", kind=AgreementKind.TRIPARTITE),
        other("of the year before", date="2022-12-31"),
        other("of the year after", date="2025-01-01"),
        other("of the last day", 1, date="2024-12-31"),
        other("another one", 2, also=made(Agreement, id="b", date="2023-02-01")),
        period=2024,
    ),
    demand(
        "1.3.2", "003 l.82", "a monitoring that ends in May or in November of the year",
        (), made(MonitoringRound, id="a", end="2024-05-31"),
        other("in November", 1, end="2024-11-01"),
        other("in June", end="2024-06-01"),
        other("of the year before", end="2023-05-31"),
        other("and one of November", 2, also=made(MonitoringRound, id="b", end="2024-11-30")),
        period=2024,
    ),
    demand(
        "2.1.1", "003 l.95", "teachers and managers, each once; in ЦНППМ; in the calendar year",
        PEOPLE, diagnostic("p"),
        other("a manager counts as well", HALF, person="q"),
        other("the same person twice", HALF, also=diagnostic("p", "2023-05-01", key="again")),
        other("at a school", provider=OWN),
        other("the year before", date="2022-12-31"),
        other("outside the windows of the measure", HALF, date="2023-07-01"),
        expected=HALF,
    ),
    demand(
        "2.1.2", "003 l.103", "people; on results of ЦНППМ, of the same person, earlier or that day",
        COURSES, route("p"),
        other("on a diagnostic of a school", diagnostic="by-school"),
        other("on somebody else's diagnostic", diagnostic="d-q"),
        other("on a later diagnostic", diagnostic="too late"),
        other("the same person twice", THIRD, also=route("p", key="again")),
        other("the year after", start="2024-01-01"),
        expected=THIRD,
    ),
    demand(
        "2.1.3", "003 l.111",
        "teachers (not managers), each once; in the register, chosen by a diagnostic anywhere",
        COURSES, takes("p", by="d-p"),
        other("a manager", person="q"),
        other("chosen by a diagnostic of a school", HALF, diagnostic="by-school"),
        other("chosen by somebody else's diagnostic", diagnostic="d-q"),
        other("chosen by none", diagnostic=None),
        other("begun before its diagnostic", diagnostic="too late"),
        other("in the register only later", programme="later"),
        other("not completed", end=None),
        other("the same person twice", HALF, also=takes("p", key="again", by="d-p")),
        expected=HALF,
        period=2024,
    ),
    demand(
        "2.4.1", "003 l.171", "teachers under 35 in their first three years, each once; in the year",
        (young("p"), young("q"), teacher("old")), support("p", start="2022-10-01", end=None),
        other("somebody older", person="old"),
        other("the same person twice", HALF, also=support("p")),
        other("it ended on the first day of the year", HALF, end="2023-01-01"),
        other("it ended the day before", end="2022-12-31"),
        other("it begins the year after", start="2024-01-01"),
        expected=HALF,
    ),
    demand(
        "2.4.3:a", "003 l.191",
        "schools of this year's list that sent teams of both kinds to advanced training",
        SENDING, sent("t"),
        other("another team of the same kind", also=sent("m"), team="m"),
        other("to retraining", programme="other"),
        other("the year before", start="2022-04-01"),
        other("not finished", 1, end=None),
    ),
    demand(
        "2.4.3:a", "003 l.191, the school", "general education, of the list of the year itself",
        (programme(), [team("m", "s"), team("t", "s", PEDAGOGICAL), sent("m"), sent("t")]), listed("s", 2023),
        other("of the list of the year before", None, low_results_years=(2022,)),
        other("a college", None, kind=COLLEGE),
    ),
    demand(
        "2.4.3:b", "003 l.191",
        "each teacher (not manager) of these schools, once; diagnosed anywhere, in the year",
        OF_S, diagnostic("p"),
        other("at a school", HALF, provider=OWN),
        other("the year before", date="2022-12-31"),
        other("the same person twice", HALF, also=diagnostic("p", key="again")),
        other("both", 1, also=diagnostic("q")),
        expected=HALF,
    ),
    demand(
        "2.4.3:b", "003 l.191, who", "teachers at work in a school of this year's list",
        (OF_S, diagnostic("p"), manager("r", at="kindergarten")), works("r", "s"),
        other("a deputy head", HALF, role=DEPUTY),
        other("at a school of the list of the year before", HALF, organization="old"),
        other("left", HALF, end="2023-12-30"),
        other("the same person at the same school twice", THIRD, also=works("r", "s")),
        expected=THIRD,
    ),
    demand(
        "2.4.3:b team_members_diagnosed", "003 l.191", "members of the teams sent, each once",
        TEAMS, member("p"),
        other("the same person by two records", 1, also=member("p", head=True)),
        other("somebody not diagnosed", 0, person="q"),
        other("no member any more", None, end="2023-12-30"),
    ),
    demand(
        "2.4.3:c", "003 l.191",
        "of those diagnosed each has a route of that day or later, by the end of the year",
        (OF_S, diagnostic("p")), route("p"),
        other("on the day of the diagnostic", 1, start="2023-02-01"),
        other("before the diagnostic", start="2023-01-31"),
        other("after the year", start="2024-01-01"),
        other("somebody else's", person="q"),
    ),
    demand(
        "S-KIR-01", "003 ll.34-74", "four documents, in force",
        [adopted(kind) for kind in (STATUTE, ROADMAP, POOL_STATUTE)], adopted(CRITERIA),
        other("another kind", kind=AdoptionKind.METHODIST_POOL),
        other("no longer in force", end="2023-11-30"),
        other("not yet in force", start="2024-01-01"),
    ),
    demand(
        "S-KIR-03", "003 l.65", "a meeting with the pool, in June of the year",
        (), made(Meeting, body=POOL, date="2023-06-30"),
        other("another body", body=UMO),
        other("in July", date="2023-07-01"),
        other("in June of the year before", date="2022-06-30"),
    ),
    demand(
        "S-KIR-04", "003 l.160",
        "functioning associations with plans on the levels of region, okrug and municipality",
        (TWO, [made(Association, level=level, **PLANNED) for level in ("regional", "okrug")]),
        made(Association, level="municipal", municipality="m1", **PLANNED),
        other("of a school", level="institutional"),
        other("of the region", level="regional"),
        other("its level is not told, and it is the municipality's", 1, level=None),
        other("without a plan", plan=False),
        other("it does not function", functioning=False),
        other("it has ended", end="2023-12-30"),
    ),
    attested("S-KIR-05", "003 l.203", "the section of the site is there and is filled", "navigator"),
    attested("S-KIR-06", "003 l.232", "the bank of practices with its four parts", "practice_bank"),
    demand(
        "S-GEN-01", "003 l.103", "each route of the year: after a diagnostic of the same person, or that day",
        (COURSES, diagnostic("p", "2023-06-02", key="later")), route("p", "2023-06-01"),
        other("wherever the diagnostic was", 1, diagnostic="by-school"),
        other("on a later diagnostic", diagnostic="later"),
        other("on somebody else's diagnostic", diagnostic="d-q"),
        other("another year", None, start="2024-03-01"),
        other("before the order", None, start="2023-05-30"),
    ),
]  # fmt: skip


test_every_clause_has_its_row, test_what_a_clause_demands, test_tables_agree = clause_tests("kirov", ROWS)
