"""The orders judged from records: persons, posts, diagnostics, programmes, teams and what a region adopts.

A row is one clause or one case, with the place it comes from; who and what is in it is invented. A measure is
written «ugra 6.2.1», under a reading «ugra 6.2.1 selection_lenient». Everything was collected: what a row
does not name does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

import attrs
import pytest

import rnms
from kit.records import (
    Many,
    Piece,
    adopted,
    agreement,
    association,
    attached,
    carrying,
    collected,
    community,
    completer,
    contest,
    day,
    diagnosed_with_route,
    diagnostic,
    manager,
    member,
    methodist,
    model,
    monitoring,
    org,
    person,
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
from kit.rows import by_source
from rnms import Bounds, Figure, Municipality, RegionalSystem, Unreported, Verdict, regions
from rnms.engine.records import RecordsEngine
from rnms.indicators.tally import LoadTally, Tally
from rnms.indicators.vocabulary import methodists, people
from rnms.logic import Population, predicates
from rnms.logic.question import Question
from rnms.model import (
    AdoptionKind,
    Agreement,
    AgreementKind,
    CommunityKind,
    ContestKind,
    MeasureReport,
    Methodist,
    MonitoringRound,
    Organization,
    OrganizationKind,
    Period,
    PoolLevel,
    ProgrammeKind,
    Provider,
    Role,
    RouteItem,
    TeamKind,
)
from rnms.model.system import record_classes
from rnms.results.judgement import Judgement
from rnms.testing import invented_region

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NO_TARGET, NOT_APPLICABLE = Verdict.NO_TARGET, Verdict.NOT_APPLICABLE
NO_DATA, PENDING = Verdict.NO_DATA, Verdict.PENDING

GENERAL, PRESCHOOL = OrganizationKind.GENERAL, OrganizationKind.PRESCHOOL
HIGHER, INSTITUTE = OrganizationKind.HIGHER, OrganizationKind.PROFESSIONAL_DEVELOPMENT
TEACHING, HEAD, DEPUTY = Role.PEDAGOGICAL, Role.HEAD, Role.DEPUTY_HEAD
CNPPM, OWN = Provider.CNPPM, Provider.ORGANIZATION
TRAINING, RETRAINING = ProgrammeKind.ADVANCED_TRAINING, ProgrammeKind.RETRAINING
MANAGEMENT, PEDAGOGICAL = TeamKind.MANAGEMENT, TeamKind.PEDAGOGICAL
QUALITY = "эффективность управления качеством образования"

Exact = int | Fraction
Expected = Verdict | Exact | Bounds | tuple[Exact, Verdict] | None
NOBODY_KNOWS = Bounds(0, 1)


# How a row is written.


def krai(build: Callable[[str], Piece], yes: int, *, silent: int = 0, total: int = 19) -> Piece:
    """Municipalities m1, m2 and so on: first those that say yes, then those that say no, last the silent."""
    places = [f"m{number}" for number in range(1, total + 1)]
    said = [build(place) for place in places[:yes]]
    [entity] = {name for name, kind in record_classes().items() if isinstance(build("m1"), kind)}
    return (
        [Municipality(id=place, name=place) for place in places],
        said,
        [Unreported(entity=entity, municipality=place) for place in places[total - silent :]],
    )


ORGANIZATIONS = (
    org("school"),
    org("school2"),
    org("kindergarten", PRESCHOOL),
    org("university", HIGHER),
    org("institute", INSTITUTE),
)


def system(region: str, *pieces: Piece) -> RegionalSystem:
    """A system in which everything was collected; a few organisations are always there."""
    return collected(region, ORGANIZATIONS, pieces)


def judged(measure: str, year: int, data: RegionalSystem, as_of: str | None = None) -> Judgement:
    """The judgement of one measure under the reading that it names, or under the default."""
    _, code, *reading = measure.split()
    report = rnms.evaluate(data, period=year, only=code, as_of=day(as_of))
    return report[code].readings[reading[0] if reading else "default"]


def of(measure: str, year: int, pieces: Piece, as_of: str | None = None) -> Judgement:
    return judged(measure, year, system(measure.split(maxsplit=1)[0], pieces), as_of)


def says(judgement: Judgement, expected: Expected) -> bool:
    """Whether a judgement has this value (``None``: none), this verdict, or both."""
    match expected:
        case None:
            return judgement.value is None
        case Verdict():
            return judgement.verdict is expected
        case (value, verdict):
            return says(judgement, value) and says(judgement, verdict)
        case Bounds():
            return judgement.value == expected
    return judgement.value == Bounds.exact(expected)


def between(low: Exact, high: Exact) -> Bounds:
    return Bounds(Fraction(low), Fraction(high))


# The acceptance examples of spec 10.1-10.4, row by row.

POOL_ACT = adopted(AdoptionKind.METHODIST_POOL, "2022-09-05")
ROADMAP = adopted(AdoptionKind.ROADMAP, "2023-03-31", act="order")
FORMER_ROADMAP = adopted(AdoptionKind.ROADMAP, "2021-02-09", "2023-03-31", act="predecessor")
CRITERIA = adopted(AdoptionKind.MONITORING_CRITERIA, "2023-03-01")
DONE = [MeasureReport(measure="4", date=day(f"{year}-06-01")) for year in (2022, 2023)]
COMPLETERS = [
    programme(),
    Many(2000, teacher),
    Many(90, completer(2021)),
    Many(100, completer(2022), first=91),
    Many(215, completer(2023), first=191),
]
E06: Piece = [
    [teacher(name) for name in ("twice", "both", "a", "b", "c")],
    [works("both", role=DEPUTY), diagnostic("both")],
    [diagnostic("twice", "2022-09-01", key="first"), diagnostic("twice", "2023-08-31", key="second")],
]
E28: Piece = [
    [Municipality(id="m1", name="m1"), POOL_ACT, Many(19_400, teacher)],
    [Many(123, methodist), Many(77, partial(methodist, place="m1"), first=124)],
]
E42: list[Piece] = [
    programme(),
    teacher("p"),
    diagnostic("p", "2022-03-10"),
    takes("p", "2022-02-01", "2022-04-01", by="d-p"),
]
E44 = [
    programme(register="2023-01-01"),
    teacher("p"),
    diagnostic("p", "2023-03-10"),
    route("p", "2023-03-15"),
    RouteItem(route="r-p", programme="course"),
    takes("p", "2023-04-01", "2023-04-30", along="r-p"),
]
E46 = [programme(), teacher("p"), diagnostic("p", "2023-03-01"), takes("p")]
E47 = [
    programme(competences=("оценивание",)),
    teacher("p"),
    diagnostic("p", deficits=("цифровые средства",)),
    takes("p", by="d-p"),
]
E52 = [programme(), teacher("t"), manager("p"), completer(2023)("p")]
YOUNG_OF_E68 = [young("p", born="1988-06-15"), support("p")]
YOUNG_OF_E69 = [young("p", since="2020-09-01"), support("p")]
FIVE_AGREEMENTS = [
    agreement("2022-12-20"),
    *(agreement(f"2023-0{month}-01") for month in (6, 7, 8)),
    *(agreement(f"2024-0{month}-01") for month in (6, 7)),
]


def school_with_teams(name: str, *kinds: TeamKind, year: int = 2023) -> Piece:
    """A school of the federal list of a year that sent teams to courses."""
    teams = [(f"{name}-{kind.value}", kind) for kind in kinds]
    return (
        org(name, listed=(year,)),
        [[team(key, name, kind), sent(key, f"{year}-04-01")] for key, kind in teams],
    )


def schools_with_teams(both: int, management_only: int) -> Piece:
    return (
        programme(),
        [school_with_teams(f"s{number}", MANAGEMENT, PEDAGOGICAL) for number in range(both)],
        [school_with_teams(f"t{number}", MANAGEMENT) for number in range(management_only)],
    )


ROWS: list[tuple[str, int, Piece, str | None, Expected, str]] = [
    ("khabarovsk 1", 2023, [Many(19_400, teacher), Many(2036, diagnostic)], None,
     (Fraction(2036, 19_400), MET), "E01: 10.49 %"),
    ("khabarovsk 1", 2023, [Many(200, teacher), Many(20, diagnostic)], None, (Fraction(1, 10), MET), "E03"),
    ("khabarovsk 1", 2023, E06, None, Fraction(2, 5), "E06: diagnosed twice; a teacher and deputy head"),
    ("khabarovsk 1", 2023, [teacher("p"), diagnostic("p", by=OWN)], None, (0, NOT_MET), "E07: by the school"),
    ("khabarovsk 1", 2023, [], None, NOT_APPLICABLE, "E08: nobody"),
    ("khabarovsk 2", 2023, [teacher("p"), diagnostic("p", "2023-03-01"), route("p", "2023-02-01")], None, 0,
     "E10: the route is older than its diagnostic"),
    ("khabarovsk 2", 2023, [teacher("p"), diagnostic("p", "2023-03-01"), route("p", "2023-03-01")], None, 1,
     "E11: on the same day"),
    ("khabarovsk 2", 2023,
     [teacher("p"), teacher("q"), diagnostic("p"), route("p"), route("p", key="second"), route("q", on=None)],
     None, Fraction(1, 2), "E13: two routes of one person, one without a diagnostic"),
    ("khabarovsk 2", 2023, [teacher("p"), diagnosed_with_route("p")], None, (1, MET), "E14: not finished"),
    ("khabarovsk 3", 2023, krai(model, 15, silent=4), None, UNDETERMINED, "E15: four silent"),
    ("khabarovsk 3", 2023, krai(model, 15, silent=4), None, between(Fraction(15, 19), 1), "E15: 78.95-100 %"),
    ("khabarovsk 3 respondents", 2023, krai(model, 15, silent=4), None, (1, MET), "E15 among respondents"),
    ("khabarovsk 3", 2023, krai(model, 14, silent=4), None, between(Fraction(14, 19), Fraction(18, 19)),
     "E16: 73.68-94.74 %"),
    ("khabarovsk 3", 2023, krai(model, 14, silent=4), None, NOT_MET, "E16: one says no"),
    ("khabarovsk 3 respondents", 2023, krai(model, 14, silent=4), None, (Fraction(14, 15), NOT_MET),
     "E16 among respondents"),
    ("khabarovsk 3", 2023, krai(model, 19), None, (1, MET), "E17: all"),
    ("khabarovsk 5", 2023, krai(association, 15, silent=4), None, between(Fraction(15, 19), 1), "E19"),
    ("khabarovsk 5", 2023, krai(association, 15, silent=4), None, MET, "E19"),
    ("khabarovsk 5 respondents", 2023, krai(association, 15, silent=4), None, (1, MET), "E19"),
    ("khabarovsk 5 by_act", 2023, [krai(association, 14, silent=4), association("m15", act=None)], None,
     between(Fraction(14, 19), Fraction(18, 19)), "E20: 14 by act, one by its plan alone"),
    ("khabarovsk 5 by_act", 2023, [krai(association, 14, silent=4), association("m15", act=None)], None, MET,
     "E20"),
    ("khabarovsk 6", 2023, krai(community, 15, silent=4), None, between(Fraction(15, 19), 1), "E21"),
    ("khabarovsk 6", 2023, krai(community, 15, silent=4), None, MET, "E21"),
    ("khabarovsk 7", 2023, krai(contest, 13), None, (Fraction(13, 19), MET), "E24: 68.42 %"),
    ("khabarovsk 7", 2023, krai(contest, 12), None, (Fraction(12, 19), NOT_MET), "E24: 63.16 %"),
    ("khabarovsk 4", 2023, [POOL_ACT, Many(300, teacher), Many(3, methodist)], None, MET,
     "E26: a load of 100"),
    ("khabarovsk 4", 2023, [POOL_ACT, Many(301, teacher), Many(3, methodist)], None, NOT_MET,
     "E26: above 100"),
    ("khabarovsk 4", 2023, E28, None, MET, "E28: the union has 200, so 97"),
    ("khabarovsk 4 regional_only", 2023, E28, None, NOT_MET, "E28: 157.7 for regional members alone"),
    ("khabarovsk 4", 2023, [teacher("p"), methodist("p")], None, NOT_MET, "E31: no act"),
    ("ugra 6.1.1", 2023, [ROADMAP, DONE], None, MET, "E34"),
    ("ugra 6.1.1", 2023, [ROADMAP], None, NOT_MET, "E34: approved, and nothing carried out"),
    ("ugra 6.1.1", 2022, [FORMER_ROADMAP, DONE], None, MET, "E35: the predecessor act"),
    ("ugra 6.1.1 own_roadmap", 2022, [FORMER_ROADMAP, DONE], None, NOT_MET, "E35, ALT"),
    ("ugra 6.1.2", 2022, [CRITERIA], None, NO_TARGET, "E36: from 2023 on"),
    ("ugra 6.1.2", 2023, [CRITERIA, monitoring("2023-05-20"), monitoring("2023-11-15")], None, MET,
     "E37: criteria, and a round in each half-year"),
    ("ugra 6.2.1", 2023, COMPLETERS, None, (Fraction(405, 2000), MET), "E39: 20.25 %"),
    ("ugra 6.2.1", 2022, COMPLETERS, None, (Fraction(190, 2000), NOT_MET), "E41: 9.5 %"),
    ("ugra 6.2.1", 2022, E42, None, 0, "E42: begun before the diagnostic"),
    ("ugra 6.2.1", 2023, E44, None, 1, "E44: along a route"),
    ("ugra 6.2.1", 2024, E44, None, 1, "E44: cumulative"),
    ("ugra 6.2.1", 2023, E46, None, 0, "E46: no link to a diagnostic"),
    ("ugra 6.2.1 selection_lenient", 2023, E46, None, 1, "E46, lenient: an earlier diagnostic is enough"),
    ("ugra 6.2.1 selection_strict", 2023, E47, None, 0, "E47, strict: it meets no deficit"),
    ("ugra 6.2.1", 2023, E47, None, 1, "E47"),
    ("ugra 6.2.1", 2021, [programme(register="2019-01-01"), teacher("p"), diagnostic("p", "2020-10-01"),
     takes("p", "2020-11-01", "2020-12-20", by="d-p")], None, 0, "E48: completed in 2020"),
    ("ugra 6.2.1", 2025, COMPLETERS, None, NO_TARGET, "E49: after the table"),
    ("ugra 6.2.1", 2023, E52, None, 0, "E52: the completer is a deputy head alone"),
    ("ugra 6.2.2", 2023, [programme(), Many(520, team), Many(156, sent)], None, (Fraction(3, 10), MET),
     "E54: 30 %"),
    ("ugra 6.2.2", 2023, [programme(), Many(520, team), Many(155, sent)], None, (Fraction(155, 520), NOT_MET),
     "E54: 29.81 %"),
    ("ugra 6.2.2", 2023, [programme(), Many(2, team), sent("p1", "2021-04-01"), sent("p1", "2023-04-01")],
     None, Fraction(1, 2), "E55: the same team in two years"),
    ("ugra 6.2.2", 2023, [programme(), team("t"), sent("t", end=None)], None, 1, "E56: not finished"),
    ("ugra 6.2.2", 2023, [programme(kind=RETRAINING), team("t"), sent("t")], None, 0, "E57: retraining"),
    ("ugra 6.3.1", 2022, [carrying("a", 200), carrying("b", 230), carrying("c", 250)], None, MET,
     "E59: 226.67 in the mean, 250 at most"),
    ("ugra 6.3.1 cap_yearly", 2022, [carrying("a", 200), carrying("b", 230), carrying("c", 250)], None,
     NOT_MET, "E59: 250 > 200"),
    *(
        (measure, 2023, [carrying(name, 250) for name in "abc"], None, MET, "E61: 250 each")
        for measure in (
            "ugra 6.3.1",
            "ugra 6.3.1 cap_250",
            "ugra 6.3.1 cap_yearly",
            "ugra 6.3.1 minimum",
            "ugra 6.3.1 each_minimum",
        )
    ),
    ("ugra 6.3.1", 2022, [carrying("a", 251), carrying("b", 150), carrying("c", 200)], None, NOT_MET,
     "E63: 251 breaks the cap"),
    ("ugra 6.3.1 minimum", 2022, [carrying("a", 251), carrying("b", 150), carrying("c", 200)], None, MET,
     "E63: 200.33 in the mean"),
    ("ugra 6.3.1", 2023, [teacher("p")], None, NOT_APPLICABLE, "E65: no methodists"),
    ("ugra 6.3.2", 2023, [Many(100, young), Many(64, support)], None, (Fraction(64, 100), MET), "E67: 64 %"),
    ("ugra 6.3.2", 2023, [Many(100, young), Many(59, support)], None, (Fraction(59, 100), NOT_MET),
     "E67: 59 %"),
    ("ugra 6.3.2", 2023, YOUNG_OF_E68, "2023-06-14", 1, "E68: the last day before 35"),
    ("ugra 6.3.2", 2023, YOUNG_OF_E68, "2023-06-15", NOT_APPLICABLE, "E68: exactly 35 is not «до 35»"),
    ("ugra 6.3.2 age_inclusive", 2023, YOUNG_OF_E68, "2023-06-14", 1, "E68, ALT"),
    ("ugra 6.3.2 age_inclusive", 2023, YOUNG_OF_E68, "2023-06-15", 1, "E68, ALT: at 35 too"),
    ("ugra 6.3.2", 2023, YOUNG_OF_E69, "2023-08-31", 1, "E69: the last day of three years"),
    ("ugra 6.3.2", 2023, YOUNG_OF_E69, "2023-09-01", NOT_APPLICABLE, "E69: the third anniversary"),
    ("ugra 6.3.2 tenure_inclusive", 2023, YOUNG_OF_E69, "2023-08-31", 1, "E69, ALT"),
    ("ugra 6.3.2 tenure_inclusive", 2023, YOUNG_OF_E69, "2023-09-01", 1, "E69, ALT: on the anniversary"),
    ("ugra 6.3.2 tenure_inclusive", 2023, YOUNG_OF_E69, "2023-09-02", NOT_APPLICABLE,
     "E69, ALT: the day after"),
    ("ugra 6.3.2", 2023, [young("p", born="1993-05-01", since="2015-09-01"), support("p")], None,
     NOT_APPLICABLE, "E70: 30 years old, eight years at work"),
    ("ugra 6.3.2", 2023, [teacher("p")], None, NOT_APPLICABLE, "E74: nobody is early in the career"),
    ("amur 1", 2023, [Many(150, teacher), Many(30, diagnostic)], None, (Fraction(1, 5), NO_TARGET), "E78"),
    ("amur 2", 2023, [Many(150, teacher), Many(25, diagnosed_with_route)], None, (Fraction(1, 6), NO_TARGET),
     "E79: 16.67 %"),
    ("amur 5", 2023, [Many(200, young), Many(140, support)], None, (Fraction(7, 10), NO_TARGET), "E82: 70 %"),
    ("amur 6", 2023, [Many(12, programme), Many(36, partial(programme, register=None), first=13)], None,
     (Fraction(1, 4), NO_TARGET), "E83: 12 of 48"),
    ("amur 6", 2023, [], None, NOT_APPLICABLE, "E83: 0 of 0"),
    ("kirov 2.1.1", 2023, [Many(11_000, teacher), Many(1100, diagnostic)], None, (Fraction(1, 10), MET),
     "E86: 10 %"),
    ("kirov 2.1.1", 2023, [Many(11_000, teacher), Many(1099, diagnostic)], None,
     (Fraction(1099, 11_000), NOT_MET), "E86: 9.99 %"),
    ("kirov 2.1.2", 2024,
     [Many(110, teacher), Many(12, diagnostic), Many(12, partial(route, date="2024-02-01"))], None,
     (Fraction(12, 110), MET), "E87: 10.91 %"),
    ("kirov 2.1.3", 2024, [programme(), Many(11_000, teacher), Many(3300, completer(2023))], None,
     (Fraction(3, 10), MET), "E89: 30 %"),
    ("kirov 2.1.3", 2024, [programme(), Many(11_000, teacher), Many(3299, completer(2023))], None,
     (Fraction(3299, 11_000), NOT_MET), "E89: 29.99 %"),
    ("kirov 2.4.1", 2024,
     [Many(500, young), Many(350, partial(support, start="2024-02-01", end="2024-05-31"))], None,
     (Fraction(7, 10), MET), "E90: 70 %"),
    ("kirov 2.4.1", 2024,
     [Many(500, young), Many(349, partial(support, start="2024-02-01", end="2024-05-31"))], None,
     (Fraction(349, 500), NOT_MET), "E90: 69.8 %"),
    ("kirov 1.1.3", 2024, FIVE_AGREEMENTS, "2024-12-31", (5, MET), "E92: that of 2022 does not count"),
    ("kirov 1.1.3", 2024, FIVE_AGREEMENTS[:-1], None, (4, NOT_MET), "E93: four by the end"),
    ("kirov 2.4.3", 2023, schools_with_teams(9, 1), None, NOT_MET, "E96: nine schools of ten sent both"),
    ("kirov 2.4.3", 2023, [programme(), school_with_teams("old", MANAGEMENT, year=2022),
     school_with_teams("s", MANAGEMENT, PEDAGOGICAL)], None, MET, "E97: on the list of 2022 alone"),
    ("kirov 2.4.3", 2023, [org("s", listed=(2022,))], None, NOT_APPLICABLE, "E97: outside the list of 2023"),
    ("kirov 2.4.3", 2023, [teacher("p")], None, NOT_APPLICABLE, "E98: an empty list"),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "year", "pieces", "as_of", "expected", "source"), by_source(ROWS))
def test_worked_examples(
    measure: str, year: int, pieces: Piece, as_of: str | None, expected: Expected, source: str
) -> None:
    """Each case of the orders, told in records, comes out as the order says."""
    judgement = of(measure, year, pieces, as_of)

    assert says(judgement, expected), f"{source}: {judgement}"


@pytest.mark.parametrize(("measure", "year", "pieces", "as_of", "expected", "source"), by_source(ROWS))
def test_figures_counted_from_the_records_are_judged_alike(
    measure: str, year: int, pieces: Piece, as_of: str | None, expected: Expected, source: str
) -> None:
    """Whoever counts the records and reports only the numbers gets the same value and verdict."""
    by_records = of(measure, year, pieces, as_of)
    region, code, *reading = measure.split()
    indicator = regions.get(region).indicator(code)
    indicator = indicator.under([one for one in indicator.readings if one.name in reading])
    figures = [
        figure
        for part, judgement in zip(indicator.parts(), by_records.components or [by_records], strict=True)
        for question, tally in zip(part.measure.questions, judgement.tallies, strict=True)
        for figure in counted(question, tally, judgement.period)
    ]
    by_figures = judged(measure, year, RegionalSystem(region=region, figures=figures), as_of)

    assert says(by_figures, expected), source
    assert (by_records.verdict, by_records.value) == (by_figures.verdict, by_figures.value), source
    assert [(part.verdict, part.value) for part in by_records.components] == [
        (part.verdict, part.value) for part in by_figures.components
    ], source


def counted(question: Question, tally: Tally | LoadTally, period: Period) -> Iterator[Figure]:
    """The figures by which somebody reports a tally that leaves nobody's membership open."""
    size = tally.size()
    assert size.is_exact
    if question.of.key != "region":
        yield Figure(key=question.of.key, period=period, count=int(size.low))
    if isinstance(tally, LoadTally):
        loads = [carried.least for carried in tally.members]
        for key, number in zip(
            question.keys, (sum(loads), max(loads, default=0), min(loads, default=0)), strict=True
        ):
            yield Figure(key=key, period=period, count=number)
    elif question.of.key == "region":
        yield Figure(key=question.key, period=period, holds=tally.passed == 1)
    elif question.term is not None and size.low:
        among = tally.passed + tally.failed
        yield Figure(key=question.key, period=period, count=tally.passed, among=among)


# Every reading of every indicator, each with a case in which it differs from the default.

IN_OCTOBER = "2023-10-01"
SELECTING = ("ugra 6.2.1", "amur 3", "kirov 2.1.3")
TEAMS = ("ugra 6.2.2", "amur 4")
STARTING = ("ugra 6.3.2", "amur 5", "kirov 2.4.1")
MUNICIPAL: Sequence[tuple[str, Callable[..., Piece]]] = (
    ("3", model),
    ("5", association),
    ("6", community),
    ("7", contest),
)


def registered(start: str, end: str | None = None) -> Piece:
    """A teacher who in April 2023 took a programme that was in the register for some days."""
    return programme(register=start, until=end), teacher("p"), diagnostic("p"), takes("p", by="d-p")


def trained(*names: str) -> Piece:
    """A team of a head and two others, of whom some completed a programme on quality."""
    return (
        programme(topics=(QUALITY,)),
        team("t"),
        [manager(name, HEAD if name == "head" else DEPUTY) for name in ("head", "a", "b")],
        [member(name, head=name == "head") for name in ("head", "a", "b")],
        [takes(name) for name in names],
    )


def loads(*numbers: int) -> Piece:
    return [carrying(f"m{at}", number) for at, number in enumerate(numbers)]


def listed_school(*members: str) -> Piece:
    """A school of the list that sent both teams; of its two teachers p is diagnosed and has a route."""
    return (
        programme(),
        school_with_teams("s", MANAGEMENT, PEDAGOGICAL),
        [teacher(name, at="s") for name in "pq"],
        [member(name, "s-pedagogical") for name in members],
        diagnosed_with_route("p"),
    )


READINGS: list[tuple[Sequence[str], str, int, Piece, Expected, Expected, str]] = [
    (("khabarovsk 1", "khabarovsk 2"), "teachers_only", 2023,
     [teacher("t"), manager("p"), diagnosed_with_route("p")], Fraction(1, 2), 0,
     "a deputy head is no teacher"),
    (("khabarovsk 1", "khabarovsk 2"), "calendar_year", 2023,
     [teacher("p"), diagnostic("p", IN_OCTOBER), route("p", IN_OCTOBER)], 0, 1, "in October"),
    *(
        (
            (f"khabarovsk {code}",),
            "respondents",
            2023,
            krai(build, 2, silent=1, total=3),
            between(Fraction(2, 3), 1),
            1,
            "one of three is silent",
        )
        for code, build in MUNICIPAL
    ),
    *(
        ((f"khabarovsk {code}",), "calendar_year", 2023, krai(build, 1, total=1), 0, 1, "in October")
        for code, build in (
            *((code, partial(build, start=IN_OCTOBER)) for code, build in MUNICIPAL[:3]),
            ("7", partial(contest, date=IN_OCTOBER)),
        )
    ),
    (("khabarovsk 4",), "calendar_year", 2023,
     [adopted(AdoptionKind.METHODIST_POOL, "2023-10-17"), teacher("p"), methodist("p")], NOT_MET, MET,
     "000 row 4: the order is of 17.10.2023"),
    (("khabarovsk 4",), "regional_only", 2023,
     [Municipality(id="m1", name=""), POOL_ACT, Many(150, teacher), methodist("p1"), methodist("p2", "m1")],
     MET, NOT_MET, "75 and 150"),
    (("khabarovsk 4",), "each_member", 2023, [POOL_ACT, loads(101, 0)], MET, NOT_MET,
     "50.5 in the mean, 101 at most"),
    (("khabarovsk 5",), "by_act", 2023, krai(partial(association, act=None), 1, total=1), 1, 0,
     "it functions by a plan alone"),
    (("khabarovsk 6",), "all_kinds", 2023, krai(community, 1, total=1), 1, 0, "of the young alone"),
    (("khabarovsk 6",), "by_act", 2023, krai(partial(community, act=None), 1, total=1), 1, 0, "no act"),
    (("khabarovsk 7",), "both_kinds", 2023, krai(contest, 1, total=1), 1, 0, "krai contests alone"),
    (("ugra 6.1.1",), "own_roadmap", 2022, [FORMER_ROADMAP, DONE], MET, NOT_MET, "E35"),
    (("ugra 6.1.2",), "once_a_year", 2023, [CRITERIA, monitoring("2023-05-20")], NOT_MET, MET, "one round"),
    (SELECTING, "selection_strict", 2023, E47, 1, 0, "E47: it meets no deficit"),
    (SELECTING, "selection_lenient", 2023, E46, 0, 1, "E46: no link"),
    (SELECTING, "register_at_start", 2023, registered("2023-04-15"), 1, 0, "entered on 15 April"),
    (SELECTING, "register_throughout", 2023, registered("2022-01-01", "2023-04-15"), 1, 0,
     "left on 15 April"),
    (("ugra 6.2.1",), "with_leavers", 2023,
     [programme(), teacher("p"), teacher("gone", end="2022-12-31"), completer(2022)("gone")], 0, 1,
     "the completer has left"),
    (TEAMS, "team_any_member", 2023, trained("a"), 0, 1, "one member"),
    (TEAMS, "team_head_and_another", 2023, trained("head", "a"), 0, 1, "the head and one more"),
    (TEAMS, "team_all_members", 2023, trained("head", "a", "b"), 0, 1, "all three"),
    (("ugra 6.3.1",), "cap_250", 2023, loads(200, 100), NOT_MET, MET, "below the minimum"),
    (("ugra 6.3.1",), "cap_yearly", 2022, loads(150, 250), MET, NOT_MET, "above 200"),
    (("ugra 6.3.1",), "minimum", 2022, loads(251, 150, 200), NOT_MET, MET, "E63"),
    (("ugra 6.3.1",), "each_minimum", 2022, loads(150, 250), MET, NOT_MET, "one has 150"),
    (STARTING, "age_inclusive", 2023, [young("p", born="1988-06-15"), support("p")], None, 1, "35 years old"),
    (STARTING, "tenure_inclusive", 2023, [young("p", since="2020-12-31"), support("p")], None, 1,
     "on the third anniversary"),
    (STARTING, "tenure_from_employment", 2023,
     [person("p", "1995-03-01", "2019-09-01"), works("p", start="2022-09-01"), support("p")], None, 1,
     "taught before the first employment"),
    (STARTING, "tenure_in_post", 2023, [person("p", "1995-03-01", "2017-09-01"), works("p", "school2",
     start="2017-09-01", end="2022-08-31"), works("p", "school", start="2022-09-01"), support("p")], None, 1,
     "changed schools in 2022"),
    (STARTING, "tenure_in_post", 2023, [person("p", "1995-03-01", "2017-09-01"), works("p", "school2",
     start="2017-09-01", end="2023-05-31"), works("p", "school", start="2023-06-01"), support("p")], None, 0,
     "supported before the present work began"),
    (STARTING, "tenure_in_post", 2023,
     [person("p", "1995-03-01", None), works("p", start="2022-09-01"), support("p")], Bounds(0, 1), 1,
     "when the career began is not asked"),
    (STARTING, "tenure_from_employment", 2023,
     [person("p", "1995-03-01", None), works("p", start="2022-09-01"), support("p")], Bounds(0, 1), 1,
     "when the career began is not asked"),
    (STARTING, "tenure_from_employment", 2023,
     [person("p", "1995-03-01", "2019-09-01"), works("p", start="2023-06-01"), support("p")], None, 0,
     "supported before the first employment"),
    (STARTING[:1], "tenure_inclusive", 2024,
     [young("p", since="2021-12-31"), support("p", "2021-12-31", "2021-12-31")], None, 1,
     "supported on the first day, three years ago"),
    (STARTING[1:], "all_under_35", 2023,
     [young("p"), young("q", since="2016-09-01"), support("p"), support("q")], 1, Fraction(1, 2),
     "q is supported too, but not «в первые три года работы»"),
    (("ugra 6.3.2",), "all_ever", 2023, [[young("p"), support("p")],
     [person("gone", "1995-03-01", "2020-09-01"), works("gone", start="2020-09-01", end="2022-08-31")]], 1,
     Fraction(1, 2), "one of 2021 was never supported and left"),
    (("ugra 6.3.2",), "naive", 2023, [young("p"), [person("old", "1995-03-01", "2019-09-01"), works("old"),
     support("old", "2021-02-01", "2021-05-31")], [teacher("mentor"), support("mentor")]], 0, 1,
     "one of the cohort of 2021 to one of 2023"),
    (("kirov 2.4.1",), "cumulative", 2023, [young("p"), support("p", "2022-10-01", "2022-12-31")], 0, 1,
     "supported in 2022"),
    (("kirov 2.4.1",), "by_start_of_2024", 2023, [young("p"), support("p")], NO_TARGET, MET, "31.12.2023"),
    (("kirov 2.1.3",), "by_start_of_2024", 2023, E44, NO_TARGET, MET, "31.12.2023"),
    (("kirov 2.1.1", "kirov 2.1.2"), "without_end", 2025,
     [teacher("p"), diagnostic("p", "2025-02-01"), route("p", "2025-03-01")], NO_TARGET, MET,
     "after the horizon of 2024"),
    (("kirov 1.3.2",), "both_rounds_of_2023", 2023, [monitoring("2023-11-15")], MET, NOT_MET, "no May"),
    (("kirov 2.4.3",), "team_members_diagnosed", 2023, listed_school("p"), NOT_MET, MET, "q was in no team"),
    (("kirov 2.4.3",), "one_diagnosed_per_school", 2023, listed_school("q"), NOT_MET, MET, "p is diagnosed"),
    (("amur 6",), "all_providers", 2023, [[Municipality(id="m1", name=""),
     org("town", INSTITUTE, place="m1")], [programme("a", register=None), programme("b", run_by="town")]], 0,
     Fraction(1, 2), "a municipal institute runs one"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "reading", "year", "pieces", "default", "expected", "source"),
    by_source([(measure, *rest) for measures, *rest in READINGS for measure in measures]),
)
def test_a_reading_decides_otherwise_than_the_default(
    measure: str, reading: str, year: int, pieces: Piece, default: Expected, expected: Expected, source: str
) -> None:
    """The same records judged by default and under one reading: the two differ as the reading says."""
    data = system(measure.split(maxsplit=1)[0], pieces)

    assert says(judged(measure, year, data), default), source
    assert says(judged(f"{measure} {reading}", year, data), expected), source


def test_every_reading_of_every_region_is_in_the_table() -> None:
    """No reading is shipped without a case in which it makes a difference."""
    tried = {(measure, reading) for measures, reading, *_ in READINGS for measure in measures}
    declared = {
        (f"{region} {indicator.code}", reading.name)
        for region in ("khabarovsk", "ugra", "amur", "kirov")
        for indicator in regions.get(region).indicators
        for reading in indicator.readings
    }

    assert tried == declared


# Who belongs: spec 3.1, P1-P5.


@pytest.mark.parametrize(
    ("measure", "year", "pieces", "expected", "source"),
    by_source([
        ("amur 1", 2023, [person("p"), works("p", "university")], NOT_APPLICABLE,
         "P1: higher education alone"),
        ("amur 1", 2023, [person("p"), works("p", "university"), works("p")], 1, "P1: a school besides"),
        ("kirov 2.1.1", 2023, [org("x", None), teacher("p", "x")], UNDETERMINED, "P1: of an unknown kind"),
        ("amur 1", 2023, [person("p")], NOT_APPLICABLE, "P3: without a post"),
        ("amur 1", 2023, [person("p"), works("p", end="2023-12-30")], NOT_APPLICABLE,
         "P3: left the day before"),
        ("amur 1", 2023, [person("p"), works("p", end="2023-12-31")], 1, "P3: the last day is one at work"),
        ("amur 1", 2023, [person("p"), works("p", start="2023-12-31")], 1, "P3: the first day is one too"),
        ("amur 1", 2023, [person("p"), works("p", start="2024-01-01")], NOT_APPLICABLE, "P3: not yet"),
        ("amur 1", 2023, [person("p"), works("p", end="2022-08-31"), works("p", start="2023-09-01")], 1,
         "P3: left and returned"),
        ("kirov 2.1.1", 2023, [person("p"), works("p", start=None)], UNDETERMINED,
         "P3: since when is unknown"),
        ("kirov 2.1.1", 2023, [person("p"), works("p", start="2023-09-01", end="2023-08-31")], UNDETERMINED,
         "an end before its start says nothing"),
        ("amur 1", 2023, [manager("p", HEAD), teacher("q")], Fraction(1, 2), "P2: managers and teachers"),
        ("khabarovsk 1 teachers_only", 2023, [manager("p")], NOT_APPLICABLE, "a manager is no teacher"),
        ("khabarovsk 1 teachers_only", 2023, [manager("p"), works("p")], 1, "P2: and teaches besides"),
    ]),
)  # fmt: skip
def test_who_is_counted(measure: str, year: int, pieces: Piece, expected: Expected, source: str) -> None:
    """Whoever holds a post on the last day, in education below the higher one, is counted once."""
    assert says(of(measure, year, [pieces, diagnostic("p")]), expected), source


@pytest.mark.parametrize(
    ("measure", "given", "expected", "source"),
    by_source([
        ("amur 1", diagnostic("p", "2022-12-31"), 0, "the day before the year"),
        ("amur 1", diagnostic("p", "2023-01-01"), 1, "its first day"),
        ("amur 1", diagnostic("p", "2023-12-31"), 1, "its last day"),
        ("amur 1", diagnostic("p", "2024-01-01"), 0, "the day after it"),
        ("khabarovsk 1", diagnostic("p", "2022-09-01"), 1, "the first day of the academic year"),
        ("khabarovsk 1", diagnostic("p", "2023-09-01"), 0, "the day after it"),
        ("amur 1", diagnostic("p", deficits=()), 1, "D2: without deficits it was passed all the same"),
        ("amur 1", diagnostic("p", by=Provider.SELF), 0, "D4: by oneself, not in ЦНППМ"),
        ("amur 1", diagnostic("p", None), NOBODY_KNOWS, "when is unknown"),
        ("amur 1", diagnostic("p", by=None), NOBODY_KNOWS, "where is unknown"),
        ("amur 1", diagnostic("ghost"), NOBODY_KNOWS, "of somebody who is not in the file"),
        ("amur 1", Unreported(entity="diagnostics"), NOBODY_KNOWS, "diagnostics did not come"),
        ("amur 1", Unreported(entity="diagnostics", period=2022), 0, "those of another year did not"),
        ("amur 1", [], 0, "diagnostics were collected and there are none"),
    ]),
)  # fmt: skip
def test_a_diagnostic_counts_in_its_period_and_place(
    measure: str, given: Piece, expected: Expected, source: str
) -> None:
    """«Прошедших диагностику в ЦНППМ»: the day and the place decide, the result does not."""
    assert says(of(measure, 2023, [teacher("p"), given]), expected), source


YOUNG = [young("p"), support("p")]


@pytest.mark.parametrize(
    ("measure", "year", "pieces", "as_of", "expected", "source"),
    by_source([
        ("ugra 6.3.2", 2023, [YOUNG, young("q", born=None)], None, UNDETERMINED, "P5: an unknown birth"),
        ("ugra 6.3.2", 2023, [YOUNG, young("q", born=None)], None, between(Fraction(1, 2), 1), "P5"),
        ("ugra 6.3.2", 2023, [YOUNG, young("q", since=None)], None, UNDETERMINED, "P5: an unknown beginning"),
        ("ugra 6.3.2", 2023, [YOUNG, young("q", since=None)], None, between(Fraction(1, 2), 1), "P5"),
        ("ugra 6.3.2", 2023, [YOUNG, young("q", None, "2015-09-01")], None, 1, "P5: out whatever the birth"),
        ("ugra 6.3.2", 2023, young("p", since="2024-09-01"), None, NOT_APPLICABLE, "P4: not yet begun"),
        ("ugra 6.3.2", 2023, young("p", since="2023-12-31"), None, 0, "P4: begun on the last day"),
        ("ugra 6.3.2", 2023, young("p", born="1988-12-31"), None, NOT_APPLICABLE, "P4: 35 on the last day"),
        ("ugra 6.3.2", 2023, young("p", born="1989-01-01"), None, 0, "P4: 35 on the day after"),
        ("ugra 6.3.2", 2023, [young("p"), works("p", "school2"), support("p")], None, 1, "P4: two posts"),
        ("ugra 6.3.2", 2023, [person("p", "1997-03-01", "2022-09-01"), works("p", role=DEPUTY)], None,
         NOT_APPLICABLE, "a young manager is no teacher"),
        ("ugra 6.3.2", 2023, [young("p"), support("p", "2022-05-01", "2022-08-31")], None, 0, "3.8: before"),
        ("ugra 6.3.2", 2023, [young("p"), support("p", "2022-05-01", "2022-09-01")], None, 1, "3.8: into it"),
        ("ugra 6.3.2", 2023, [young("p"), support("p", "2020-05-01", None)], None, 1, "3.8: goes on"),
        ("ugra 6.3.2", 2023, [young("p"), support("p", None, None)], None, NOBODY_KNOWS, "3.8: since when?"),
        ("ugra 6.3.2", 2023, [young("p"), support("p", "2024-01-01", None)], None, 0, "3.8: next year"),
        ("ugra 6.3.2", 2022, [young("p", since="2020-09-01"), support("p", "2020-09-01", "2020-12-31")], None,
         0, "cumulative from 2021 on"),
        ("ugra 6.3.2", 2023, [young("p"), support("p", "2022-10-01", "2022-12-31")], None, 1, "cumulative"),
        ("amur 5", 2023, [young("p"), support("p", "2022-10-01", "2022-12-31")], None, 0, "not cumulative"),
        ("ugra 6.3.2", 2023, [YOUNG, support("p"), support("p", "2023-09-01")], None, 1,
         "three forms, one person"),
        ("ugra 6.3.2", 2023, [young("p", born="1988-02-29"), support("p")], "2023-02-28", 1,
         "a leap day: 34"),
        ("ugra 6.3.2", 2023, [young("p", born="1988-02-29"), support("p")], "2023-03-01", NOT_APPLICABLE,
         "born on a leap day: 35 on 1 March"),
        ("ugra 6.3.2", 2023, [young("p", since="2020-02-29"), support("p")], "2023-02-28", 1,
         "begun on a leap day: still in the third year"),
        ("ugra 6.3.2", 2023, [young("p", since="2020-02-29"), support("p")], "2023-03-01", NOT_APPLICABLE,
         "begun on a leap day: three years are over on 1 March"),
        ("ugra 6.3.2", 2024, [young("p", born="1989-02-28"), support("p")], "2024-02-29", NOT_APPLICABLE,
         "judged on a leap day: 35 since yesterday"),
        ("ugra 6.3.2", 2024, [young("p", born="1989-03-01"), support("p")], "2024-02-29", 1,
         "judged on a leap day: 35 tomorrow"),
        ("ugra 6.3.2", 2024, [young("p", since="2021-02-28"), support("p")], "2024-02-29", NOT_APPLICABLE,
         "judged on a leap day: three years were over yesterday"),
        ("ugra 6.3.2", 2024, [young("p", since="2021-03-01"), support("p")], "2024-02-29", 1,
         "judged on a leap day: three years are over tomorrow"),
        ("ugra 6.3.2 age_inclusive", 2024, [young("p", born="1988-02-29"), support("p")], "2024-02-28", 1,
         "born on a leap day, 36 tomorrow"),
        ("ugra 6.3.2 age_inclusive", 2024, [young("p", born="1988-02-29"), support("p")], "2024-02-29",
         NOT_APPLICABLE, "born on a leap day, 36 today"),
    ]),
)  # fmt: skip
def test_under_35_in_the_first_three_years(
    measure: str, year: int, pieces: Piece, as_of: str | None, expected: Expected, source: str
) -> None:
    """Age and service are judged by anniversaries on one day; what is unknown stays open."""
    assert says(of(measure, year, pieces, as_of), expected), source


@pytest.mark.parametrize(
    ("since", "year", "as_of", "expected", "source"),
    by_source([
        ("2020-02-29", 2023, "2023-03-01", 1,
         "begun on a leap day: three years are over on 1 March, itself in"),
        ("2021-02-28", 2024, "2024-02-29", NOT_APPLICABLE, "they were over yesterday: today is out"),
    ]),
)  # fmt: skip
def test_the_third_anniversary_itself_around_a_leap_day(
    since: str, year: int, as_of: str, expected: Expected, source: str
) -> None:
    """Counting the day of three years takes in exactly one day more than not counting it."""
    pieces = [young("p", since=since), support("p")]

    assert says(of("ugra 6.3.2 tenure_inclusive", year, pieces, as_of), expected), source


# Routes and programmes: spec 3.5 I1-I5, 3.6 R1-R5.


@pytest.mark.parametrize(
    ("pieces", "expected", "source"),
    by_source([
        ([diagnostic("p"), route("p")], 1, "I1"),
        ([diagnostic("p"), route("p", "2023-02-01")], 1, "I1: on the same day"),
        ([diagnostic("p"), route("p", "2023-01-31")], 0, "I1: the day before"),
        ([diagnostic("p", "2019-02-01"), route("p")], 1, "I1: years after its diagnostic"),
        ([teacher("q"), diagnostic("q"), route("p", on="d-q")], 0, "I1: a diagnostic of another"),
        ([diagnostic("p", by=OWN), route("p")], 0, "I1: not in ЦНППМ"),
        ([diagnostic("p"), route("p", on=None)], 0, "I1: names no diagnostic"),
        ([diagnostic("p"), route("p", on="ghost")], NOBODY_KNOWS, "I1: names one that is not in the file"),
        ([diagnostic("p", None), route("p")], NOBODY_KNOWS, "I1: a diagnostic without a date"),
        ([diagnostic("p"), route("p", None)], NOBODY_KNOWS, "I2: a route without a date"),
        ([diagnostic("p", "2022-02-01"), route("p", "2022-12-31")], 0, "I2: developed the year before"),
        ([diagnostic("p"), route("p", "2024-01-01")], 0, "I2: developed the year after"),
    ]),
)  # fmt: skip
def test_a_route_rests_on_a_diagnostic(pieces: Piece, expected: Expected, source: str) -> None:
    """«На основе результатов диагностики в ЦНППМ»: the same person's, there, and not later."""
    assert says(of("kirov 2.1.2", 2023, [teacher("p"), pieces]), expected), source


def test_a_route_of_a_manager_counts() -> None:
    """I5: the indicator speaks of teachers and managers alike."""
    assert says(of("khabarovsk 2", 2023, [manager("p"), diagnosed_with_route("p")]), 1)


def chosen(selected: str | None, start: str, diagnosed: str) -> Piece:
    return (
        diagnostic("p", diagnosed),
        takes("p", start, "2023-05-31", by="d-p", selected_on=selected),
    )


def along_route(*items: str | None, developed: str = "2023-03-01", diagnosed: str = "2023-02-01") -> Piece:
    return (
        programme("another"),
        diagnostic("p", diagnosed),
        route("p", developed),
        [RouteItem(route="r-p", programme=item) for item in items],
        takes("p", along="r-p"),
    )


DIRECT = [diagnostic("p"), takes("p", by="d-p")]
AT_SCHOOL = [diagnostic("p", by=OWN), takes("p", by="d-p")]


@pytest.mark.parametrize(
    ("measure", "course", "pieces", "expected", "source"),
    by_source([
        ("ugra 6.2.1", programme(), DIRECT, 1, "R3"),
        ("ugra 6.2.1", programme(kind=RETRAINING), DIRECT, 1, "6.2.1: retraining counts too"),
        ("ugra 6.2.1", programme(), [diagnostic("p"), takes("p", end=None, by="d-p")], 0,
         "R1: not completed"),
        ("ugra 6.2.1", programme(), [diagnostic("p"), takes("p", "2023-04-01", "2024-01-31", by="d-p")], 0,
         "R1: completed the year after"),
        ("ugra 6.2.1", programme(register=None), DIRECT, 0, "R2: never in the register"),
        ("ugra 6.2.1", programme(until="2023-03-31"), DIRECT, 0, "R2: left the register before the start"),
        ("ugra 6.2.1", programme(until="2023-04-01"), DIRECT, 1, "R2: left it on the first day"),
        ("ugra 6.2.1", programme("course", "2023-04-30"), DIRECT, 1, "R2: entered it on the last day"),
        ("ugra 6.2.1", programme("course", "2023-05-01"), DIRECT, 0, "R2: entered it after the end"),
        ("ugra 6.2.1", programme(), [teacher("q"), diagnostic("q"), takes("p", by="d-q")], 0,
         "R3: by a diagnostic of another"),
        ("ugra 6.2.1", programme(), takes("p", by="ghost"), NOBODY_KNOWS, "R3: by one not in the file"),
        ("ugra 6.2.1", programme(), chosen(None, "2023-04-01", "2023-04-01"), 1, "R3: on the same day"),
        ("ugra 6.2.1", programme(), chosen(None, "2023-04-01", "2023-04-02"), 0, "R3: the day after"),
        ("ugra 6.2.1", programme(), chosen("2023-01-31", "2023-04-01", "2023-02-01"), 0, "R3: chosen before"),
        ("ugra 6.2.1", programme(), chosen("2023-02-01", "2023-04-01", "2023-02-01"), 1,
         "R3: chosen that day"),
        ("ugra 6.2.1", programme(), chosen("2023-05-01", "2023-04-01", "2023-04-15"), 0,
         "R5: begun before the diagnostic, whatever the day of choice"),
        ("ugra 6.2.1", programme(), along_route("course"), 1, "R3: a route that names it"),
        ("ugra 6.2.1", programme(), along_route("another", None), 0, "R3: a route that does not"),
        ("ugra 6.2.1", programme(), along_route("course", developed="2023-04-02"), 0,
         "R3: developed too late"),
        ("ugra 6.2.1", programme(), along_route("course", diagnosed="2023-03-02"), 0,
         "R5: before its diagnostic"),
        ("ugra 6.2.1", programme(), AT_SCHOOL, 1, "6.2.1: wherever the diagnostic was"),
        ("kirov 2.1.3", programme(), AT_SCHOOL, 1, "2.1.3: wherever the diagnostic was"),
        ("amur 3", programme(), AT_SCHOOL, 0, "R3: «в ЦНППМ»"),
        ("amur 3", programme(), along_route("course"), 1, "R3: a route on a diagnostic in ЦНППМ"),
        ("amur 3 selection_lenient", programme(), AT_SCHOOL, 0, "R3: «в ЦНППМ», lenient too"),
        ("ugra 6.2.1", programme(), [diagnostic("p"), takes("p", "2023-04-30", "2023-04-01", by="d-p")],
         NOBODY_KNOWS, "R4: an end before its start says nothing"),
        ("ugra 6.2.1 selection_strict", programme(competences=("оценивание", "ИТ")),
         [diagnostic("p", deficits=("ИТ",)), takes("p", by="d-p")], 1, "R3, strict: one deficit met"),
        ("ugra 6.2.1 selection_strict", programme(competences=("ИТ",)),
         [diagnostic("p", deficits=()), takes("p", by="d-p")], 0, "R3, strict: no deficit found"),
        ("ugra 6.2.1 selection_strict", programme(competences=("ИТ",)), DIRECT, NOBODY_KNOWS, "R3: not told"),
        ("ugra 6.2.1 selection_lenient", programme(), takes("p"), 0, "R3, lenient: never diagnosed"),
        ("ugra 6.2.1", [programme(), programme("more")],
         [DIRECT, takes("p", "2023-09-01", "2023-09-30", by="d-p", what="more")], 1,
         "two programmes of one person"),
    ]),
)  # fmt: skip
def test_a_programme_is_completed_registered_and_chosen(
    measure: str, course: Piece, pieces: Piece, expected: Expected, source: str
) -> None:
    """«Освоивших программы, вошедшие в Федеральный реестр и подобранные с учётом диагностики»."""
    assert says(of(measure, 2023, [teacher("p"), course, pieces]), expected), source


@pytest.mark.parametrize(
    ("measure", "year", "pieces", "code"),
    [
        ("amur 1", 2023, [], "no_diagnostic"),
        ("amur 1", 2023, diagnostic("p", by=OWN), "another_provider"),
        ("khabarovsk 2", 2023, [diagnostic("p"), route("p", "2023-01-31")], "route_before_diagnostic"),
        ("khabarovsk 2", 2023, [teacher("q"), diagnostic("q"), route("p", on="d-q")],
         "diagnostic_of_another"),
        ("ugra 6.2.1", 2022, E42[2:], "started_before_diagnostic"),
        ("ugra 6.2.1", 2023, chosen("2023-01-31", "2023-04-01", "2023-02-01"), "chosen_before_diagnostic"),
        ("ugra 6.2.1", 2023, along_route("course", developed="2023-04-02"), "started_before_route"),
        ("ugra 6.2.1", 2023, along_route("course", diagnosed="2023-03-02"), "route_before_diagnostic"),
        ("ugra 6.2.1", 2023, along_route("another"), "not_in_route"),
        ("ugra 6.2.1", 2023, [diagnostic("p"), takes("p", end=None, by="d-p")], "not_completed_then"),
    ],
)  # fmt: skip
def test_whoever_fails_is_told_why(measure: str, year: int, pieces: Piece, code: str) -> None:
    """R5: a violation of the chain is no error of the data; the record does not count and says why."""
    region, indicator = measure.split()
    data = system(region, teacher("p"), programme(), pieces)
    result = rnms.evaluate(data, period=year, only=indicator)[indicator]

    [failed] = [one for one in result.who("failed") if one.id == "p"]
    assert code in failed.reasons


def test_what_is_compared_with_an_end_that_is_not_there_did_not_fail() -> None:
    """A programme of the register, begun after the diagnostic and not finished: this alone is missing."""
    data = system("ugra", teacher("p"), programme(), diagnostic("p"), takes("p", end=None, by="d-p"))
    result = rnms.evaluate(data, period=2023, only="6.2.1")["6.2.1"]

    [failed] = result.who("failed")
    assert failed.reasons == ("not_completed_then", "no_such_programme")
    assert "включение в реестр не позже «конец»" not in str(result.explain("p"))


def test_a_leaver_leaves_numerator_and_denominator() -> None:
    """Of two completers one left: one of one teacher, not two of one; 200 % only under that reading."""
    gone = teacher("gone", end="2023-06-30")
    data = system("ugra", programme(), teacher("p"), gone, completer(2022)("p"), completer(2022)("gone"))

    assert says(judged("ugra 6.2.1", 2023, data), 1)
    assert says(judged("ugra 6.2.1 with_leavers", 2023, data), 2)


def test_a_manager_who_never_taught_is_no_leaver() -> None:
    """E52 under «считая уволившихся»: the indicator speaks of teachers, those who left among them."""
    assert says(of("ugra 6.2.1 with_leavers", 2023, E52), 0)


# Teams: spec 3.7, T1-T4.

ON_QUALITY = programme(topics=(QUALITY, "другое"))


@pytest.mark.parametrize(
    ("measure", "pieces", "expected", "source"),
    by_source([
        ("ugra 6.2.2", [programme(), team("t"), team("u", "school2"), sent("t")], Fraction(1, 2), "T1"),
        ("ugra 6.2.2", [programme(), team("t"), team("x", kind=PEDAGOGICAL), sent("t")], 1,
         "T4: management alone"),
        ("ugra 6.2.2", trained("head", "a", "b"), 0, "T2: what members do, the team does not"),
        ("ugra 6.2.2", [programme(), team("t"), sent("t", "2020-12-31", "2021-02-01")], 0,
         "begun before 2021"),
        ("ugra 6.2.2", [programme(topics=()), team("t"), sent("t")], 1, "T3: any topic"),
        ("amur 4", [ON_QUALITY, team("t"), sent("t")], 1, "T3: the topic of the act"),
        ("amur 4", [programme(topics=("другое",)), team("t"), sent("t")], 0, "T3: another topic"),
        ("amur 4", [programme(), team("t"), sent("t")], NOBODY_KNOWS, "T3: the topic is not told"),
        ("amur 4", [ON_QUALITY, team("t"), sent("t", end=None)], 0, "T3: not completed"),
        ("amur 4", [ON_QUALITY, team("t"), sent("t", "2022-04-01", "2022-04-30")], 0, "not cumulative"),
        ("ugra 6.2.2 team_any_member", trained(), 0, "T2: nobody"),
        ("ugra 6.2.2 team_head_and_another", trained("a", "b"), 0, "T2: two, the head not among them"),
        ("ugra 6.2.2 team_head_and_another", trained("head"), 0, "T2: the head alone"),
        ("ugra 6.2.2 team_all_members", trained("head", "a"), 0, "T2: one is missing"),
        ("ugra 6.2.2 team_all_members", [team("t")], 0, "T2: a team without members"),
        ("ugra 6.2.2 team_any_member",
         [trained(), teacher("old"), member("old", end="2022-12-31"), takes("old", "2022-04-01")], 0,
         "T2: whoever left is no member"),
        ("ugra 6.2.2 team_head_and_another",
         [trained("head"), teacher("old"), member("old", end="2022-12-31"), takes("old")], 0,
         "T2: whoever left is no other member"),
        ("ugra 6.2.2 team_all_members",
         [trained("head", "a", "b"), teacher("old"), member("old", end="2022-12-31")], 1,
         "T2: whoever left need not be trained"),
    ]),
)  # fmt: skip
def test_what_a_team_does(measure: str, pieces: Piece, expected: Expected, source: str) -> None:
    """A team is counted by its own record; its members decide only where a reading says so."""
    assert says(of(measure, 2023, pieces), expected), source


# Methodists: spec 3.3, A1-A4.


@pytest.mark.parametrize(
    ("pieces", "mean", "largest", "source"),
    by_source([
        (carrying("a", 2), 2, 2, "A1: a diagnostic behind it is a duty, not a condition of the load"),
        ([loads(1, 1), attached("m0-0", "m-m1")], Fraction(3, 2), 2, "A2: of two methodists, for each"),
        ([carrying("a", 2), attached("a-0", "m-a", "2022-01-01")], 2, 2, "A3: attached twice, one teacher"),
        ([carrying("a", 2), teacher("x"), attached("x", "m-a", end="2023-12-30")], 2, 2, "A3: no longer"),
        ([carrying("a", 2), teacher("x"), attached("x", "m-a", "2024-01-01")], 2, 2, "A3: not yet"),
        ([carrying("a", 2), manager("x"), attached("x", "m-a")], 2, 2, "A4: a manager"),
        ([carrying("a", 2), teacher("x", end="2023-06-30"), attached("x", "m-a")], 2, 2, "A4: left"),
        ([carrying("a", 2), teacher("x", "kindergarten"), attached("x", "m-a")], 3, 3, "A4: a kindergarten"),
        ([carrying("a", 2), person("x"), works("x", "university"), attached("x", "m-a")], 2, 2, "P1"),
        ([loads(2, 0)], 1, 2, "a methodist with nobody counts in the mean"),
        ([carrying("a", 2), person("b"), methodist("b", end="2023-06-30")], 2, 2, "a former methodist"),
    ]),
)  # fmt: skip
def test_how_much_a_methodist_carries(pieces: Piece, mean: Exact, largest: Exact, source: str) -> None:
    """6.3.1: distinct teachers attached to a regional methodist on the last day."""
    judgement = of("ugra 6.3.1", 2023, pieces)

    assert says(judgement["minimum_part"], mean), source
    assert says(judgement["cap_part"], largest), source


PLACE = Municipality(id="m1", name="Первый район")


@pytest.mark.parametrize(
    ("reading", "pieces", "load", "source"),
    by_source([
        ("default", [Many(100, teacher), methodist("p1")], 100, "§4.1"),
        ("default", [teacher("p"), teacher("q", "kindergarten"), methodist("p")], 1,
         "a kindergarten is no school"),
        ("default", [teacher("p"), manager("q"), methodist("p")], 1, "a manager is no teacher"),
        ("default", [Many(2, teacher), works("p1", "school2"), methodist("p1")], 2,
         "two schools, one teacher"),
        ("default", [Many(4, teacher), methodist("p1"), Methodist(id="m", person="p1",
         level=PoolLevel.MUNICIPAL, start=day("2020-09-01"))], 4, "one person in both pools"),
        ("default", [Many(4, teacher), methodist("p1"), methodist("p2", "m1")], 2,
         "a municipal pool counts too"),
        ("default", [Many(4, teacher), methodist("p1"), methodist("p2", end="2022-12-31")], 4,
         "a former member"),
        ("each_member", [carrying("a", 2), teacher("x", "kindergarten"), attached("x", "m-a")], 2,
         "schools alone"),
    ]),
)  # fmt: skip
def test_teachers_to_one_member_of_the_pool(reading: str, pieces: Piece, load: Exact, source: str) -> None:
    """Khabarovsk 4 counts teachers of general education, and each member of the pools once."""
    judgement = of(f"khabarovsk 4 {reading}", 2023, [PLACE, pieces])

    assert says(judgement["load"], load), source


# Places: distinct persons in two municipalities, and what belongs to a municipality.


def test_two_posts_in_two_municipalities_are_one_person_in_the_region() -> None:
    """A person counts in each municipality and once in the region; the parts do not add up."""
    data = system(
        "amur",
        [Municipality(id=place, name=place) for place in ("m1", "m2")],
        [org(f"school-{place}", place=place) for place in ("m1", "m2")],
        [person("p"), works("p", "school-m1"), works("p", "school-m2"), diagnostic("p")],
        teacher("q", "school-m2"),
    )
    judgement = judged("amur 1", 2023, data)

    assert says(judgement, Fraction(1, 2))
    assert {"m1": Bounds.exact(1), "m2": Bounds.exact(Fraction(1, 2))} == {
        place.name: place.value for place in judgement.municipalities
    }


@pytest.mark.parametrize(
    ("measure", "pieces", "expected", "source"),
    by_source([
        ("khabarovsk 3", model("m1", functioning=False), 0, "created, and does not function"),
        ("khabarovsk 3", model("m1", functioning=None), NOBODY_KNOWS, "whether it functions is unknown"),
        ("khabarovsk 3", model("m1", "2023-08-31"), 1, "created on the last day"),
        ("khabarovsk 5", [association("m1"), association("m1")], 1, "two associations, one municipality"),
        ("khabarovsk 5", association(None, at="school"), 0,
         "an association of a school is not the municipality's"),
        ("khabarovsk 6", community(None), 0, "a community of the krai is no municipality's"),
        ("khabarovsk 6", community("m1", CommunityKind.MANAGERS), 0,
         "managers are not among the three kinds"),
        ("khabarovsk 6 all_kinds", [community("m1", kind) for kind in (CommunityKind.LEADERS,
         CommunityKind.YOUNG, CommunityKind.NETWORK)], 1, "all three kinds"),
        ("khabarovsk 7", contest("m1", ContestKind.REGIONAL_STAGE), 1, "a regional stage"),
        ("khabarovsk 7", contest("m1", date="2022-08-31"), 0, "the school year before"),
        ("khabarovsk 7 both_kinds", [contest("m1"), contest("m1", ContestKind.REGIONAL_STAGE)], 1,
         "both kinds"),
        ("amur 6", [programme("a"), org("town", INSTITUTE, place="m1"), programme("b", None, run_by="town")],
         1, "a municipal institute's programme is not the region's"),
        ("amur 6", [programme("a", until="2023-12-30")], 0, "6: a register entry that ended"),
        ("amur 6", [programme("a", until="2023-12-31")], 1, "6: in the register on the last day"),
        ("amur 6", [programme("a", run_by="university")], NOT_APPLICABLE,
         "6: a university is no such organisation"),
    ]),
)  # fmt: skip
def test_what_belongs_to_a_municipality(measure: str, pieces: Piece, expected: Expected, source: str) -> None:
    """One municipality; what it owns counts for it, what the region or a school owns does not."""
    assert says(of(measure, 2023, [PLACE, pieces]), expected), source


# Schools of the federal list: spec 3.10 O2, 4.4.


def diagnosed_then_route(diagnosed: str, developed: str) -> Piece:
    return diagnostic("p", diagnosed, by=OWN), route("p", developed, on=None)


@pytest.mark.parametrize(
    ("part", "pieces", "expected", "source"),
    by_source([
        ("a", school_with_teams("s", MANAGEMENT, PEDAGOGICAL), 1, "both teams"),
        ("a", school_with_teams("s", PEDAGOGICAL), 0, "T4: no management team"),
        ("a", [org("s", listed=(2023,)), team("t", "s"), sent("t", "2022-04-01")], 0, "sent the year before"),
        ("a", [org("s", listed=(2022, 2024))], NOT_APPLICABLE, "O2: of other years"),
        ("a", [org("s", OrganizationKind.VOCATIONAL, listed=(2023,))], NOT_APPLICABLE,
         "a college is no such school"),
        ("a", Organization(id="s", kind=GENERAL), UNDETERMINED,
         "O2: whether it stands in the list is unknown"),
        ("b", [org("s", listed=(2023,)), teacher("p", "s"), diagnostic("p", by=OWN)], 1,
         "wherever diagnosed"),
        ("b", [org("s", listed=(2023,)), teacher("p", "s"), diagnostic("p", "2022-12-31")], 0,
         "the year before"),
        ("b", [org("s", listed=(2023,)), manager("p")], NOT_APPLICABLE, "a manager elsewhere"),
        ("b", [org("s", listed=(2023,)), teacher("p", "s", end="2023-11-30")], NOT_APPLICABLE, "a leaver"),
        ("c", diagnosed_then_route("2023-02-01", "2023-02-01"), 1, "on the same day"),
        ("c", diagnosed_then_route("2023-02-01", "2023-03-01"), 1, "later"),
        ("c", diagnosed_then_route("2023-02-01", "2023-01-31"), 0, "«с последующим»: earlier is not"),
        ("c", diagnosed_then_route("2023-02-01", "2024-01-31"), 0, "after the year"),
    ]),
)  # fmt: skip
def test_schools_with_low_results(part: str, pieces: Piece, expected: Expected, source: str) -> None:
    """2.4.3: schools of this year's list sent both teams; their teachers were diagnosed and got routes."""
    base = [org("s", listed=(2023,)), teacher("p", "s")] if part == "c" else []
    judgement = of("kirov 2.4.3", 2023, [programme(), base, pieces])

    assert says(judgement[part], expected), source


@pytest.mark.parametrize(
    ("end", "expected", "source"),
    by_source(
        [(None, 0, "p is in a team, not diagnosed"), ("2022-12-31", NOT_APPLICABLE, "p left the team before")]
    ),
)
def test_members_of_the_teams_sent(end: str | None, expected: Expected, source: str) -> None:
    """2.4.3.b by team members asks whoever belongs to a team that was sent."""
    pieces = [
        programme(),
        school_with_teams("s", PEDAGOGICAL),
        teacher("p", "s"),
        member("p", "s-pedagogical", end=end),
    ]
    judgement = of("kirov 2.4.3 team_members_diagnosed", 2023, pieces)

    assert says(judgement["b"], expected), source


# What a region adopts, concludes and holds.

TRIPARTITE = Agreement(id="three", date=day("2024-08-01"), kind=AgreementKind.TRIPARTITE)


@pytest.mark.parametrize(
    ("measure", "year", "pieces", "as_of", "expected", "source"),
    by_source([
        ("khabarovsk 4", 2023, [teacher("p"), methodist("p")], None, NOT_MET, "E31"),
        ("khabarovsk 4", 2023,
         [adopted(AdoptionKind.METHODIST_POOL, "2021-09-01", "2022-08-31"), teacher("p"), methodist("p")],
         None, NOT_MET, "an act that has lapsed"),
        ("ugra 6.1.1 own_roadmap", 2023, [FORMER_ROADMAP, ROADMAP, DONE], None, MET, "both acts in one year"),
        ("ugra 6.1.1", 2023, [ROADMAP, DONE[:1]], None, NOT_MET, "carried out the year before alone"),
        ("ugra 6.1.1", 2023, [CRITERIA, DONE], None, NOT_MET, "another act"),
        ("ugra 6.1.1", 2023, [ROADMAP, DONE], "2023-06-30", MET, "what is adopted stays so"),
        ("ugra 6.1.1", 2023, [ROADMAP, DONE], "2023-05-31", PENDING, "nothing carried out yet"),
        ("ugra 6.1.2", 2023, [CRITERIA, monitoring("2023-06-30"), monitoring("2023-07-01")], None, MET,
         "6.1.2"),
        ("ugra 6.1.2", 2023, [CRITERIA, monitoring("2023-01-15"), monitoring("2023-06-30")], None, NOT_MET,
         "one half"),
        ("ugra 6.1.2", 2023, [monitoring("2023-05-20"), monitoring("2023-11-15")], None, NOT_MET,
         "no criteria"),
        ("ugra 6.1.2", 2023, [CRITERIA, MonitoringRound(id="a"), monitoring("2023-11-15")], None,
         UNDETERMINED, "a round of an unknown day"),
        ("kirov 1.3.2", 2024, [monitoring("2024-05-31"), monitoring("2024-11-01")], None, (2, MET),
         "May, November"),
        ("kirov 1.3.2", 2024, [monitoring("2024-06-01"), monitoring("2024-11-30")], None, (1, NOT_MET),
         "June"),
        ("kirov 1.1.3", 2024, FIVE_AGREEMENTS[:4], "2023-12-31", (3, PENDING), "§4.4: pending below five"),
        ("kirov 1.1.3", 2024, [FIVE_AGREEMENTS, agreement("2024-12-31", "last")], "2024-12-30", (5, MET),
         "what is yet to come does not count, and five are five"),
        ("kirov 1.1.3", 2024, [FIVE_AGREEMENTS[:-1], TRIPARTITE], None, (4, NOT_MET),
         "§4.4: not tripartite ones"),
        ("kirov 1.1.3", 2024, [FIVE_AGREEMENTS[:-1], Agreement(id="when")], None, Bounds(4, 5),
         "one of an unknown day"),
    ]),
)  # fmt: skip
def test_what_a_region_adopts_and_holds(
    measure: str, year: int, pieces: Piece, as_of: str | None, expected: Expected, source: str
) -> None:
    """An act counts while in force, a round by its last day, an agreement by its date."""
    assert says(of(measure, year, pieces, as_of), expected), source


# What was not collected.


def test_what_was_not_collected_is_not_nobody() -> None:
    """E30: without employments the number of teachers is unknown, and so is the load; none is an answer."""
    whole = system("khabarovsk", POOL_ACT, person("p"), methodist("p"))
    unasked = attrs.evolve(whole, employments=None)

    assert says(judged("khabarovsk 4", 2023, whole), MET)
    assert says(judged("khabarovsk 4", 2023, unasked), UNDETERMINED)
    assert says(judged("khabarovsk 4", 2023, unasked)["formed"], MET)
    assert says(judged("khabarovsk 4", 2023, unasked)["load"], UNDETERMINED)


@pytest.mark.parametrize("collection", ["persons", "employments", "diagnostics"])
def test_an_absent_collection_is_no_data(collection: str) -> None:
    """Judged by nothing else, an indicator has no data where a collection that it reads did not come."""
    changed: dict[str, Any] = {collection: None}
    data = attrs.evolve(system("amur", teacher("p"), diagnostic("p")), **changed)

    assert says(judged("amur 1", 2023, data), NO_DATA)


def test_an_empty_collection_is_nobody() -> None:
    """Nobody was diagnosed is an answer; nobody works there is one too."""
    assert says(of("kirov 2.1.1", 2023, teacher("p")), (0, NOT_MET))
    assert says(of("kirov 2.1.1", 2023, []), NOT_APPLICABLE)


@pytest.mark.parametrize("listed", [[], [person("p")]], ids=["nobody", "somebody"])
@pytest.mark.parametrize(
    ("of", "collection"), [(people.STAFF, "employments"), (methodists.POOL, "methodists")]
)
def test_the_list_that_makes_members_is_named_whoever_is_listed(
    listed: Piece, of: Population, collection: str
) -> None:
    """Without posts nobody knows who works there, be there people or none."""
    absent: dict[str, Any] = {collection: None}
    engine = RecordsEngine(attrs.evolve(system("khabarovsk", listed), **absent))

    reasons = engine.reasons(Question(of=of), Period.of(2023))

    assert [(reason.code, reason.about) for reason in reasons] == [("not-collected", (collection,))]


def test_a_list_that_records_refer_to_is_named_where_it_was_not_collected() -> None:
    """Whose diagnostic it was nobody knows without the list of them: that is missing, not a field."""
    referring = system("khabarovsk", person("p"), route("p", on="d"))
    engine = RecordsEngine(attrs.evolve(referring, diagnostics=None))
    of_centre = Population(
        key="k", title="k", entity="routes", where=predicates.equals("diagnostic.provider", "cnppm")
    )

    reasons = engine.reasons(Question(of=of_centre), Period.of(2023))

    assert [(reason.code, reason.about) for reason in reasons] == [("not-collected", ("diagnostics",))]


def test_what_was_not_collected_is_named() -> None:
    """Records that lack a collection give no number, and the reason says which one it takes."""
    whole = invented_region(staff=40)
    report = rnms.evaluate(attrs.evolve(whole, diagnostics=None), region="khabarovsk", period=2023)

    assert report["1"].verdict is Verdict.NO_DATA
    assert "не собрано: диагностика" in report["1"].reason
    assert "не собрано" not in rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)["4"].reason
