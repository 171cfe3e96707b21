"""Cases worked out by hand, as a methodologist of a region would: the verdict, the value and the reason.

Each row is a clause: what is measured, what the data say, what is demanded. The value was found by looking at
all that the missing facts may be, and the words are those that an official is told.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

import rnms
from kit.declared import CLAUSE, indicator, profile, reading
from kit.records import collected, day, diagnostic, org, person, takes, teacher, towns, works
from kit.tabled import KINDS, tabled
from rnms import Bounds, Figure, Municipality, RegionalSystem, Report, Result, Unreported, Verdict, files
from rnms.indicators import (
    Count,
    Criterion,
    EmptyPart,
    Family,
    Grade,
    Growth,
    IndexPart,
    Load,
    OverPeriods,
    Ratio,
    Scaled,
    Score,
    Share,
    Statistic,
    SumShare,
    Target,
    WeightedIndex,
    last_years,
    parts_of_year,
)
from rnms.indicators.over_periods import Measure
from rnms.indicators.vocabulary import (
    diagnostics,
    early_career,
    events,
    management,
    methodists,
    municipalities,
    people,
)
from rnms.logic import MUNICIPALITY, ORGANIZATION, Population, Term
from rnms.logic.fallback import coalesce, first_known
from rnms.logic.population import THE_REGION
from rnms.logic.predicates import (
    END,
    Amount,
    Day,
    Moment,
    Op,
    covers,
    equals,
    exists,
    known,
    on_or_after,
    on_or_before,
    within,
)
from rnms.model import (
    ContestEntry,
    ContestKind,
    Diagnostic,
    Employment,
    Event,
    FigureStatus,
    MethodicalModel,
    Norm,
    Participation,
    PeriodKind,
    Person,
    Placement,
    Programme,
    ProgrammeForm,
    Provider,
    Role,
    Route,
    RouteItem,
    at_least,
    at_most,
    between,
    less_than,
    more_than,
    percent,
)
from rnms.model.partial import PartialDay
from rnms.model.shifts import AtBeginning
from rnms.regions import FigureRelation, RegionProfile

SHARE = Share(people.STAFF, diagnostics.DIAGNOSED)
ANYWHERE = Share(people.TEACHERS, diagnostics.DIAGNOSED_ANYWHERE)
MODELS = Share(municipalities.MUNICIPALITIES, municipalities.WITH_MODEL)
EVENTS = Count(events.EVENTS)
ROADMAP = Share(THE_REGION, management.ROADMAP_ADOPTED)
QUARTERS = parts_of_year(PeriodKind.QUARTER)
exact = Bounds.exact


def in_part(text: str) -> Any:
    """A day of which only the year or the month is known, where a record has its date."""
    return PartialDay.of(text)


def points(number: int) -> Fraction:
    """So many percentage points."""
    return percent(number)


def figure(
    key: str, count: int | None, period: int | str = 2024, place: str | None = None, **facts: Any
) -> Figure:
    return Figure(key=key, count=count, period=period, municipality=place, **facts)


def staff(
    size: int | None, diagnosed: int | None, period: int | str = 2024, place: str | None = None
) -> list[Figure]:
    """How many there are, and how many of them were diagnosed."""
    told = (("staff", size), ("staff.diagnosed", diagnosed))
    return [figure(key, count, period, place) for key, count in told if count is not None]


def holding(period: int, **answers: bool) -> list[Figure]:
    """Whether each municipality has a model."""
    return [
        Figure(key="municipalities.with_model", period=period, municipality=place, holds=holds)
        for place, holds in answers.items()
    ]


def figures(*told: Any, places: tuple[Any, ...] = ()) -> RegionalSystem:
    """A region of which figures alone tell."""
    named = [
        place if isinstance(place, Municipality) else Municipality(id=place, name=place) for place in places
    ]
    listed = [one for part in told for one in (part if isinstance(part, list) else [part])]
    return RegionalSystem(region="nowhere", figures=listed, municipalities=named or None)


def records(*told: Any) -> RegionalSystem:
    """A region of which records tell, all of them collected."""
    return collected("nowhere", *told)


def town(key: str, start: str | None = None, end: str | None = None, *into: str) -> Municipality:
    return Municipality(id=key, name=f"Район {key}", start=day(start), end=day(end), successors=into)


def event(key: str, start: Any = None, end: Any = None, **facts: Any) -> Event:
    days: list[Any] = [one if isinstance(one, PartialDay) else day(one) for one in (start, end)]
    return Event(id=key, start=days[0], end=days[1], **facts)


def declared(
    measure: Measure, norm: Norm, period: int = 2024, each: Any = None, **changes: Any
) -> RegionProfile:
    target = Target(period, norm, CLAUSE, each=each)
    own = Family(key="own", title="свой")
    return profile(indicator(family=own, measure=measure, targets=[target], **changes))


def judged(data: Any, order: RegionProfile, **more: Any) -> Result:
    return rnms.evaluate(data, region=order, period=2024, **more)["1"]


def holds(result: Result, verdict: Verdict, value: Bounds | None, told: str) -> None:
    """Check verdict and value, and that the words of the reason are there."""
    assert (result.verdict, result.judgement.value) == (verdict, value)
    reason = result.reason.replace("\u00a0", " ")
    assert told in reason
    assert reason or result.verdict not in {Verdict.UNDETERMINED, Verdict.NO_DATA, Verdict.NOT_APPLICABLE}


MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NO_DATA, NOBODY = Verdict.NO_DATA, Verdict.NOT_APPLICABLE

# Growth, and several periods.

HALF = at_least(percent(50))
OVER_TIME: dict[str, tuple[Measure, RegionalSystem, Norm, Verdict, Bounds | None, str]] = {
    "nobody told anything of last year: by −70 to 30 points": (
        Growth(SHARE),
        figures(staff(100, 30)),
        at_least(points(5)),
        OPEN,
        Bounds(Fraction(-7, 10), Fraction(3, 10)),
        "за 2023 год не сообщено",
    ),
    "nobody told anything of this year: it may be that there is nobody": (
        Growth(SHARE),
        figures(staff(100, 98, 2023)),
        at_least(points(5)),
        OPEN,
        Bounds(Fraction(-98, 100), Fraction(2, 100)),
        "не сообщено за этот период",
    ),
    "four who were not asked decide whether it grew by 5 points": (
        Growth(SHARE),
        figures(staff(100, 20, 2023), staff(100, None), figure("staff.diagnosed", 24, among=96)),
        at_least(points(5)),
        OPEN,
        Bounds(Fraction(4, 100), Fraction(8, 100)),
        "лишь о 96 опрошенных",
    ),
    "with one more they do not": (
        Growth(SHARE),
        figures(staff(100, 20, 2023), staff(100, None), figure("staff.diagnosed", 25, among=96)),
        at_least(points(5)),
        MET,
        Bounds(Fraction(5, 100), Fraction(9, 100)),
        "при любых недостающих данных",
    ),
    "what stands still has no positive dynamics, however many more there are": (
        Growth(SHARE),
        figures(staff(100, 20, 2023), staff(200, 40)),
        more_than(0),
        NOT_MET,
        exact(0),
        "не больше предела, а нужно больше",
    ),
    "a number falls by all of it": (
        Growth(Count(people.STAFF), relative=True),
        figures(staff(100, None, 2023), staff(0, None)),
        at_most(-1),
        MET,
        exact(-1),
        "",
    ),
    "from nothing it grows by no percentage": (
        Growth(Count(people.STAFF), relative=True),
        figures(staff(0, None, 2023), staff(110, None)),
        at_least(percent(10)),
        NOBODY,
        None,
        "за 2023 год — 0, а от нуля рост в процентах не считают",
    ),
    "of a share nobody was there to have": (
        Growth(SHARE),
        figures(staff(0, None, 2023), staff(110, 4)),
        at_least(percent(10)),
        NOBODY,
        None,
        "за 2023 год некого считать",
    ),
    "of how many there were to nobody": (
        Growth(Ratio(people.TEACHERS, methodists.POOL)),
        figures(
            figure("teachers", 100), figure("pool", 4), figure("teachers", 100, 2023), figure("pool", 0, 2023)
        ),
        at_most(5),
        NOBODY,
        None,
        "за 2023 год некого считать",
    ),
    "of points that a share gives, from 1 to 2": (
        Growth(
            Score(
                criteria=[
                    Criterion(
                        name="a",
                        title="а",
                        grades=[
                            Grade(points=2, measure=SHARE, norm=HALF),
                            Grade(points=1, measure=SHARE, norm=at_least(percent(20))),
                        ],
                    )
                ]
            )
        ),
        figures(staff(10, 6), staff(10, 3, 2023)),
        at_least(1),
        MET,
        exact(1),
        "",
    ),
    "of municipalities, of which two became one": (
        Growth(MODELS),
        records(
            town("a", None, "2024-06-30", "ab"),
            town("b", None, "2024-06-30", "ab"),
            town("ab", "2024-07-01"),
            town("x"),
            MethodicalModel(municipality="a", functioning=True),
            MethodicalModel(municipality="b", functioning=False),
        ),
        at_least(points(10)),
        MET,
        exact(Fraction(1, 2) - Fraction(1, 3)),
        "",
    ),
    "of an event of which nobody knows in which of both years it was": (
        Growth(EVENTS),
        records(
            event("a", PartialDay(day("2023-06-01"), day("2024-06-01"))),
            event("b", "2023-02-01"),
            event("c", "2024-02-01"),
            event("d", "2024-02-01"),
            event("e", "2024-02-01"),
        ),
        at_least(1),
        MET,
        Bounds(1, 3),
        "при любых недостающих данных",
    ),
    "who began on the first day stood at the beginning": (
        Growth(Count(people.TEACHERS), AtBeginning()),
        records(
            towns("m1"),
            org("s", place="m1"),
            teacher("p", "s"),
            [
                (person(name), works(name, "s", start=since))
                for name, since in (("q", "2024-02-01"), ("r", "2024-01-01"))
            ],
        ),
        at_least(1),
        MET,
        exact(1),
        "",
    ),
    "the mean of four quarters, one of which is silent, has no upper end": (
        OverPeriods(Count(people.STAFF), QUARTERS, Statistic.MEAN),
        figures([figure("staff", number, f"2024-Q{at}") for at, number in ((1, 10), (2, 12), (3, 14))]),
        at_least(9),
        MET,
        Bounds(9, None),
        "при любых недостающих данных",
    ),
    "the least of them is no more than the least that is known": (
        OverPeriods(Count(people.STAFF), QUARTERS, Statistic.SMALLEST),
        figures([figure("staff", number, f"2024-Q{at}") for at, number in ((1, 10), (2, 12), (3, 14))]),
        at_least(11),
        NOT_MET,
        Bounds(0, 10),
        "не хватает самое меньшее 1",
    ),
    "of the largest the silent one decides, and is named": (
        OverPeriods(Count(people.STAFF), QUARTERS, Statistic.LARGEST),
        figures([figure("staff", number, f"2024-Q{at}") for at, number in ((1, 10), (2, 12), (3, 14))]),
        at_most(14),
        OPEN,
        Bounds(14, None),
        "за IV квартал 2024 года не сообщено",
    ),
    "the median of four of which three are known": (
        OverPeriods(Count(people.STAFF), QUARTERS, Statistic.MEDIAN),
        figures([figure("staff", number, f"2024-Q{at}") for at, number in ((1, 10), (2, 12), (3, 14))]),
        at_least(11),
        MET,
        Bounds(11, 13),
        "",
    ),
    "a year of nobody has no share, and so the mean of two years none": (
        OverPeriods(SHARE, last_years(2), Statistic.MEAN),
        figures(staff(0, None, 2023), staff(10, 6)),
        at_least(percent(20)),
        NOBODY,
        None,
        "за 2023 год некого считать",
    ),
    "in how many of three years there was a roadmap": (
        OverPeriods(ROADMAP, last_years(3), Statistic.TOTAL),
        figures(
            [
                Figure(key="region.roadmap_adopted", period=year, holds=year != 2023)
                for year in (2022, 2023, 2024)
            ]
        ),
        at_least(2),
        MET,
        exact(2),
        "",
    ),
}


# Points and indices.


def rows(*grades: Grade, **changes: Any) -> Score:
    return Score(criteria=[Criterion(name="a", title="охват", grades=grades, **changes)])


def part(name: str, measure: Any, weight: int = 1, **changes: Any) -> IndexPart:
    return IndexPart(name=name, title=f"часть {name}", measure=measure, weight=weight, **changes)


WITH_GAP = rows(
    Grade(points=1, measure=SHARE, norm=between(percent(25), percent(50))),
    Grade(points=3, measure=SHARE, norm=at_least(percent(75))),
)
CAPPED = Score(
    criteria=[
        Criterion(name="a", title="охват", grades=[Grade(points=2, measure=SHARE, norm=HALF)]),
        Criterion(name="b", title="кадры", measure=Count(people.TEACHERS), per=Fraction(1, 2), most=3),
    ],
    most=4,
)
TWO_PARTS = (part("a", SHARE, 3), part("b", ANYWHERE, 2))
IN_POINTS: dict[str, tuple[Measure, RegionalSystem, Norm, Verdict, Bounds | None, str]] = {
    "between two states no points are given": (
        WITH_GAP,
        figures(staff(100, 60)),
        at_least(1),
        NOT_MET,
        exact(0),
        "не хватает 1 балла",
    ),
    "surely between them": (
        WITH_GAP,
        figures(staff(100, None), figure("staff.diagnosed", 51, among=74)),
        at_most(0),
        OPEN,
        Bounds(0, 3),
        "лишь о 74 опрошенных",
    ),
    "between them whatever those who were not asked say": (
        WITH_GAP,
        figures(staff(100, None), figure("staff.diagnosed", 51, among=77)),
        at_most(0),
        MET,
        exact(0),
        "",
    ),
    "one or two of three are no 40 to 60 %": (
        rows(Grade(points=5, measure=SHARE, norm=between(percent(40), percent(60)))),
        figures(staff(3, None), figure("staff.diagnosed", 1, among=2)),
        at_least(5),
        NOT_MET,
        exact(0),
        "не хватает 5 баллов",
    ),
    "no more than the maximum counts": (
        CAPPED,
        figures(staff(100, 60), figure("teachers", 10)),
        at_least(4),
        MET,
        exact(4),
        "",
    ),
    "what nobody told decides the rest": (
        CAPPED,
        figures(staff(100, 60)),
        at_least(3),
        OPEN,
        Bounds(2, 4),
        "педагогические работники",
    ),
    "less is better in points": (
        rows(
            Grade(points=2, measure=SHARE, norm=at_most(percent(10))),
            Grade(points=1, measure=SHARE, norm=at_most(percent(20))),
        ),
        figures(staff(100, 15)),
        at_least(2),
        NOT_MET,
        exact(1),
        "не хватает 1 балла",
    ),
    "points for growth, of a year of which nothing is told": (
        rows(
            Grade(points=1, measure=Growth(SHARE), norm=at_least(0)),
            Grade(points=3, measure=Growth(SHARE), norm=at_least(points(5))),
        ),
        figures(staff(100, 100)),
        at_least(1),
        OPEN,
        Bounds(0, 3),
        "за 2023 год не сообщено",
    ),
    "weights of 3 and 2 are three fifths and two fifths": (
        WeightedIndex(parts=TWO_PARTS, without=EmptyPart.NOTHING),
        figures(staff(100, 50), figure("teachers", 10), figure("teachers.diagnosed_anywhere", 10)),
        at_least(percent(70)),
        MET,
        exact(Fraction(7, 10)),
        "",
    ),
    "a part of which nothing is told leaves its weight open": (
        WeightedIndex(parts=TWO_PARTS, without=EmptyPart.NOTHING),
        figures(staff(100, 50)),
        at_least(percent(70)),
        OPEN,
        Bounds(Fraction(3, 10), Fraction(7, 10)),
        "не сообщено: педагогические",
    ),
    "without a part the other has all weight": (
        WeightedIndex(parts=TWO_PARTS, without=EmptyPart.LEFT_OUT),
        figures(staff(100, 50), figure("teachers", 0)),
        HALF,
        MET,
        exact(Fraction(1, 2)),
        "некого считать в части: «часть b»",
    ),
    "without a part there is none, and the part is named": (
        WeightedIndex(parts=TWO_PARTS, without=EmptyPart.NO_VALUE),
        figures(staff(100, 50), figure("teachers", 0)),
        HALF,
        NOBODY,
        None,
        "некого считать в части: «часть b»",
    ),
    "an index of an index and of a number": (
        WeightedIndex(
            parts=[
                part("i", WeightedIndex(parts=TWO_PARTS, without=EmptyPart.NOTHING)),
                part("n", Scaled(Count(methodists.POOL), full=20), 3),
            ],
            without=EmptyPart.NOTHING,
        ),
        figures(
            staff(100, 50),
            figure("teachers", 10),
            figure("teachers.diagnosed_anywhere", 10),
            figure("pool", 10),
        ),
        at_least(percent(55)),
        MET,
        exact(Fraction(7, 40) + Fraction(3, 8)),
        "",
    ),
    "scaled where less is better": (
        WeightedIndex(
            parts=[part("a", Scaled(SHARE, full=percent(5), none=percent(25)))], without=EmptyPart.NOTHING
        ),
        figures(staff(100, 10)),
        at_least(percent(75)),
        MET,
        exact(Fraction(3, 4)),
        "",
    ),
}

# Figures among themselves.

WHOLE = FigureRelation.of_parts("staff", "men", "women", code="1", clause=CLAUSE)
NO_MORE = FigureRelation(code="2", left=("staff.diagnosed",), op=Op.LE, right=("took",), clause=CLAUSE)
NO_LESS = FigureRelation(code="3", left=("staff.diagnosed",), op=Op.GE, right=("took",), clause=CLAUSE)
RELATED: dict[str, tuple[Any, RegionalSystem, Norm, Verdict, Bounds | None, str]] = {
    "twelve men and eight women are twenty": (
        WHOLE,
        figures(figure("men", 12), figure("women", 8), figure("staff.diagnosed", 12)),
        at_least(percent(60)),
        MET,
        exact(Fraction(3, 5)),
        "",
    ),
    "where they are twenty-one the headcount stays what was given": (
        WHOLE,
        figures(staff(20, 12), figure("men", 12), figure("women", 9)),
        at_least(percent(60)),
        MET,
        exact(Fraction(3, 5)),
        "",
    ),
    "no more were diagnosed than took part": (
        NO_MORE,
        figures(staff(20, None), figure("took", 9)),
        HALF,
        NOT_MET,
        Bounds(0, Fraction(9, 20)),
        "не хватает самое меньшее 5 п. п.",
    ),
    "what a relation leaves is told": (
        NO_MORE,
        figures(staff(20, None), figure("took", 10)),
        HALF,
        OPEN,
        Bounds(0, Fraction(1, 2)),
        "известно лишь, что от 0 до 10",
    ),
    "no fewer": (
        NO_LESS,
        figures(staff(20, None), figure("took", 10)),
        HALF,
        MET,
        Bounds(Fraction(1, 2), 1),
        "",
    ),
    "more than there are: they are not believed, and nothing else is asked for": (
        WHOLE,
        figures(staff(10, 12)),
        HALF,
        OPEN,
        Bounds(0, 1),
        "данные противоречат друг другу",
    ),
    "more than were asked: it was reported, and is not believed": (
        WHOLE,
        figures(figure("staff.diagnosed", 12, among=10)),
        HALF,
        NO_DATA,
        None,
        "данные противоречат друг другу",
    ),
}

# Records: days in part, events, sets, gaps, sums.

PLACES = (towns("m1", "m2"), org("s1", place="m1"), org("s2", place="m2"))
IN_MARCH = Diagnostic(id="d", person="p", provider=Provider.CNPPM, date=in_part("март 2024"))
ALL_ROUTES = Population(key="all_routes", title="все ИОМ", unit=diagnostics.ROUTE, entity="routes")
COVERED = Share(
    ALL_ROUTES,
    Term(
        key="covered",
        title="темы покрывают все дефициты",
        where=covers("programme.topics", "diagnostic.deficits", records=exists("route_items", "route")),
    ),
)
HOURS = Term(
    key="hours",
    title="часы",
    where=exists("route_items", "route.person", adding=Amount("hours", least=1, most=72)),
)
AT_A_DISTANCE = Term(
    key="distance",
    title="дистанционно",
    where=exists(
        "route_items",
        "route.person",
        equals("programme.form", ProgrammeForm.DISTANCE),
        adding=Amount("hours", least=1, most=72),
    ),
)


def covering(deficits: Any, *topics: Any) -> RegionalSystem:
    """A route of so many programmes, each with its topics; of ``None`` nobody knows them."""
    listed = [Programme(id=f"x{at}", topics=words) for at, words in enumerate(topics)]
    return records(
        person("p"),
        Diagnostic(id="d", person="p", deficits=deficits),
        Route(id="r", person="p", diagnostic="d"),
        listed,
        [RouteItem(route="r", content=one.id, programme=one.id) for one in listed],
    )


def with_hours(*of_each: list[int | None]) -> RegionalSystem:
    """Teachers, each with a route of so many items."""
    return records(
        PLACES,
        [teacher(f"p{at}", "s1") for at, _ in enumerate(of_each)],
        [Route(id=f"r{at}", person=f"p{at}") for at, _ in enumerate(of_each)],
        [
            RouteItem(route=f"r{at}", content=f"{number}", hours=hours)
            for at, items in enumerate(of_each)
            for number, hours in enumerate(items)
        ],
    )


RECORDED: dict[str, tuple[Measure, RegionalSystem, Norm, Verdict, Bounds | None, str]] = {
    "of an event only the year is known, and it is this one": (
        EVENTS,
        records(event("a", in_part("2024")), event("b", in_part("2023")), event("c", in_part("март 2024"))),
        at_least(2),
        MET,
        exact(2),
        "",
    ),
    "the night of the new year decides": (
        EVENTS,
        records(event("a", PartialDay(day("2023-12-31"), day("2024-01-01")))),
        at_least(1),
        OPEN,
        Bounds(0, 1),
        "известен только промежуток: 31.12.2023 – 01.01.2024",
    ),
    "it ended in the year in which its last day lies": (
        EVENTS,
        records(event("a", "2023-12-30", in_part("2024"))),
        at_least(1),
        MET,
        exact(1),
        "",
    ),
    "of an event of a municipality nobody said its level": (
        Count(events.MUNICIPAL_EVENTS),
        records(
            towns("m1", "m2"),
            event("a", "2024-02-01", municipality="m1"),
            event("b", "2024-03-01", level="municipal", municipality="m2"),
            event("c", "2024-03-01", level="regional", municipality="m2"),
        ),
        at_least(2),
        OPEN,
        Bounds(1, 2),
        "у 1 мероприятия не указано: уровень",
    ),
    "events in which nobody took part": (
        Share(people.TEACHERS, events.TOOK_PART),
        records(PLACES, teacher("p", "s1"), event("a", "2024-02-01")),
        at_least(percent(1)),
        NOT_MET,
        exact(0),
        "",
    ),
    "speaker or listener, nobody said": (
        Share(people.TEACHERS, events.SPOKE),
        records(PLACES, teacher("p", "s1"), event("a", "2024-02-01"), Participation(event="a", person="p")),
        at_least(1),
        OPEN,
        Bounds(0, 1),
        "не указано: в качестве",
    ),
    "a prize of what may be no contest": (
        Share(people.TEACHERS, events.WON),
        records(
            PLACES,
            teacher("p", "s1"),
            event("a", "2024-02-01"),
            Participation(event="a", person="p", prize=True),
        ),
        at_least(1),
        OPEN,
        Bounds(0, 1),
        "не указано: вид (мероприятие)",
    ),
    "twice at one event and once at another of this year": (
        Share(people.TEACHERS, events.TOOK_PART_TWICE),
        records(
            PLACES,
            teacher("p", "s1"),
            event("a", "2024-02-01"),
            event("b", in_part("2024")),
            [Participation(event=key, person="p") for key in "aab"],
        ),
        at_least(1),
        MET,
        exact(1),
        "",
    ),
    "who may have left in December": (
        Count(people.TEACHERS),
        records(
            PLACES,
            person("p"),
            Employment(
                person="p",
                organization="s1",
                role=Role.PEDAGOGICAL,
                start=day("2020-01-01"),
                end=in_part("декабрь 2024"),
            ),
        ),
        at_least(1),
        OPEN,
        Bounds(0, 1),
        "известен только месяц: декабрь 2024",
    ),
    "who left in November": (
        Count(people.TEACHERS),
        records(
            PLACES,
            person("p"),
            Employment(
                person="p",
                organization="s1",
                role=Role.PEDAGOGICAL,
                start=day("2020-01-01"),
                end=in_part("ноябрь 2024"),
            ),
        ),
        at_least(1),
        NOT_MET,
        exact(0),
        "не хватает 1",
    ),
    "born in 1990: under 35 on the last day, whenever": (
        Share(people.TEACHERS, early_career.UNDER_35),
        records(PLACES, Person(id="p", birth_date=in_part("1990")), works("p", "s1")),
        at_least(1),
        MET,
        exact(1),
        "",
    ),
    "a route of the month of its diagnostic": (
        Share(people.STAFF, diagnostics.WITH_ROUTE),
        records(
            PLACES,
            teacher("p", "s1"),
            IN_MARCH,
            Route(id="r", person="p", diagnostic="d", start=in_part("март 2024")),
        ),
        at_least(1),
        OPEN,
        Bounds(0, 1),
        "решит точный день: дата (диагностика)",
    ),
    "a route of the month after": (
        Share(people.STAFF, diagnostics.WITH_ROUTE),
        records(
            PLACES,
            teacher("p", "s1"),
            IN_MARCH,
            Route(id="r", person="p", diagnostic="d", start=in_part("апрель 2024")),
        ),
        at_least(1),
        MET,
        exact(1),
        "",
    ),
    "two programmes cover what neither does": (
        COVERED,
        covering(["а", "б"], ["а"], ["б", "в"]),
        at_least(1),
        MET,
        exact(1),
        "",
    ),
    "topics that nobody knows may": (
        COVERED,
        covering(["а", "б"], ["а"], None),
        at_least(1),
        OPEN,
        Bounds(0, 1),
        "у 1 ИОМ не указано: темы (программа)",
    ),
    "a route without programmes covers no deficit": (
        COVERED,
        covering(["а"]),
        at_least(1),
        NOT_MET,
        exact(0),
        "",
    ),
    "where there is no deficit all are covered": (
        COVERED,
        covering([], ["а"]),
        at_least(1),
        MET,
        exact(1),
        "",
    ),
    "of two the birth is known, if only its year": (
        Share(
            people.ALL_PERSONS, Term(key="known_birth", title="рождение известно", where=known("birth_date"))
        ),
        records(person("a", None), person("b"), Person(id="c", birth_date=in_part("1990"))),
        at_least(percent(90)),
        NOT_MET,
        exact(Fraction(2, 3)),
        "не хватает 23,3 п. п.",
    ),
    "spec 3.1 P4: whether «до 35» is known is known of a year, unless the birthday is in it": (
        Share(
            people.ALL_PERSONS,
            Term(
                key="known_age",
                title="известно, есть ли 35 лет",
                where=known(on_or_after("birth_date", Moment(Day.END, years=-35))),
            ),
        ),
        records(
            person("a", None),
            Person(id="b", birth_date=in_part("1987")),
            Person(id="c", birth_date=in_part("1989")),
            Person(id="d", birth_date=in_part("1990")),
        ),
        at_least(percent(50)),
        MET,
        exact(Fraction(1, 2)),
        "",
    ),
    "a diagnostic without a day tells not whether it was in the year": (
        Share(
            people.STAFF,
            Term(key="known", title="известно", where=known(exists("diagnostics", "person", within("date")))),
        ),
        records(
            PLACES,
            teacher("p", "s1"),
            teacher("q", "s2"),
            diagnostic("p", None),
            diagnostic("q", "2024-02-01"),
        ),
        at_least(1),
        NOT_MET,
        exact(Fraction(1, 2)),
        "",
    ),
    "an event of several days ended late, one of a day was early": (
        Share(
            Population(key="all_events", title="события", unit=events.EVENT, entity="events"),
            Term(
                key="early",
                title="до июля",
                where=coalesce(on_or_before("end", Moment(Day.START, months=6)), "start"),
            ),
        ),
        records(event("a", "2024-03-01"), event("b", "2024-08-01"), event("c", "2024-03-01", "2024-08-01")),
        at_least(percent(33)),
        MET,
        exact(Fraction(1, 3)),
        "",
    ),
    "what is taken still began in time": (
        Share(
            Population(key="courses", title="обучение", entity="enrolments"),
            Term(key="by_then", title="к сроку", where=first_known(on_or_before("end", END), "start")),
        ),
        records(person("a"), Programme(id="course"), takes("a", "2024-01-01", None)),
        at_least(1),
        MET,
        exact(1),
        "",
    ),
    "hours of a row that nobody filled are 1 to 72": (
        Load(people.TEACHERS, HOURS, Statistic.TOTAL),
        with_hours([10, None], [20]),
        at_least(31),
        MET,
        Bounds(31, 102),
        "",
    ),
    "the median of an even number is the mean of the middle two": (
        Load(people.TEACHERS, HOURS, Statistic.MEDIAN),
        with_hours([10], [20], [31], [40]),
        at_least(Fraction(51, 2)),
        MET,
        exact(Fraction(51, 2)),
        "",
    ),
    "and lies between 15 and 25.5 where one of four is not known": (
        Load(people.TEACHERS, HOURS, Statistic.MEDIAN),
        with_hours([10], [20], [31], [None]),
        at_least(15),
        MET,
        Bounds(15, Fraction(51, 2)),
        "",
    ),
    "who has no hours has least": (
        Load(people.TEACHERS, HOURS, Statistic.SMALLEST),
        with_hours([10], []),
        at_least(1),
        NOT_MET,
        exact(0),
        "не хватает 1",
    ),
    "thirty hours at a distance, and as many others as one row can have": (
        SumShare(people.TEACHERS, people.TEACHERS, HOURS, AT_A_DISTANCE),
        records(
            PLACES,
            teacher("p", "s1"),
            Route(id="r", person="p"),
            Programme(id="x", form=ProgrammeForm.DISTANCE),
            Programme(id="y", form=ProgrammeForm.FULL_TIME),
            RouteItem(route="r", content="1", programme="x", hours=30),
            RouteItem(route="r", content="2", programme="y"),
        ),
        at_least(percent(29)),
        MET,
        Bounds(Fraction(30, 102), Fraction(30, 31)),
        "",
    ),
}


def told_apart(table: dict[str, Any]) -> list[Any]:
    """The rows of a table, each with what it is about as its id."""
    return [pytest.param(*row, id=source) for source, row in table.items()]


@pytest.mark.parametrize(
    ("measure", "data", "norm", "verdict", "value", "told"),
    [*told_apart(OVER_TIME), *told_apart(IN_POINTS), *told_apart(RECORDED)],
)
def test_the_region_is_judged_as_by_hand(
    measure: Measure, data: RegionalSystem, norm: Norm, verdict: Verdict, value: Bounds | None, told: str
) -> None:
    """At hand and read from files, and the report as well."""
    order = declared(measure, norm)
    report = rnms.evaluate(data, region=order, period=2024)

    holds(report["1"], verdict, value, told)
    read = files.load_profile(files.dump_profile(order))
    assert judged(files.loads(files.dumps(data)), read).judgement == report["1"].judgement
    assert Report.from_json(report.to_json()) == report


@pytest.mark.slow
@pytest.mark.parametrize(("measure", "data", "norm", "verdict", "value", "told"), told_apart(RECORDED))
def test_tables_are_judged_as_by_hand(
    measure: Measure, data: RegionalSystem, norm: Norm, verdict: Verdict, value: Bounds | None, told: str
) -> None:
    """Reason by reason."""
    holds(judged(tabled(data, KINDS["polars"]), declared(measure, norm)), verdict, value, told)


@pytest.mark.parametrize(("relation", "data", "norm", "verdict", "value", "told"), told_apart(RELATED))
def test_relations_of_a_form_are_counted_as_by_hand(
    relation: FigureRelation,
    data: RegionalSystem,
    norm: Norm,
    verdict: Verdict,
    value: Bounds | None,
    told: str,
) -> None:
    """And whatever was reported is not said to lack."""
    order = profile(indicator(targets=[Target(2024, norm, CLAUSE)]), relations=[relation])
    result = judged(data, order)

    holds(result, verdict, value, told)
    assert "не сообщено" not in result.reason
    assert "неизвестна численность" not in result.reason


# Each municipality, each organisation.

TENTH = at_least(percent(10))
WHICH = "границы изменились, не известно, к какому из муниципалитетов относится"
WITHOUT_MAP = "карта муниципалитетов на 31.12.2024 не известна, решит точный день: Район a"
ENDED_IN_2024 = Municipality(id="a", name="Район a", end=in_part("2024"), successors=("b",))
SPLIT = (
    town("d", None, "2024-06-30", "d1", "d2"),
    town("d1", "2024-07-01"),
    town("d2", "2024-07-01"),
    town("x"),
)
MERGED = (
    town("a", None, "2024-06-30", "ab"),
    town("b", None, "2024-06-30", "ab"),
    town("ab", "2024-07-01"),
    town("x"),
)
IN_EACH: dict[str, tuple[Measure, RegionalSystem, Norm, Any, Verdict, str]] = {
    "of a silent one its headcount is wanted, and no number of the region": (
        SHARE,
        figures(staff(10, 1, 2024, "m1"), staff(10, 5, 2024, "m2"), places=("m1", "m2", "m3")),
        TENTH,
        MUNICIPALITY,
        OPEN,
        "не определено: m3; нужна численность — педагогические работники",
    ),
    "one of eleven is not a tenth": (
        SHARE,
        figures(staff(11, 1, 2024, "m1"), staff(10, 5, 2024, "m2"), places=("m1", "m2")),
        TENTH,
        MUNICIPALITY,
        NOT_MET,
        "не выполняют 1 из 2: m1",
    ),
    "where nobody works nothing is demanded": (
        SHARE,
        figures(staff(10, 1, 2024, "m1"), staff(0, 0, 2024, "m2"), places=("m1", "m2")),
        TENTH,
        MUNICIPALITY,
        MET,
        "некого считать, не учтены: m2",
    ),
    "less is better of each": (
        SHARE,
        figures(staff(10, 1, 2024, "m1"), staff(10, 5, 2024, "m2"), places=("m1", "m2")),
        at_most(percent(20)),
        MUNICIPALITY,
        NOT_MET,
        "не выполняют 1 из 2: m2",
    ),
    "in one of two the share stands still": (
        Growth(SHARE),
        figures(
            staff(10, 1, 2023, "m1"),
            staff(10, 1, 2024, "m1"),
            staff(10, 4, 2023, "m2"),
            staff(10, 5, 2024, "m2"),
            places=("m1", "m2"),
        ),
        TENTH,
        MUNICIPALITY,
        NOT_MET,
        "не выполняют 1 из 2: m1",
    ),
    "two districts that merged are one, with five of fifteen to twenty": (
        SHARE,
        figures(staff(10, 5, 2024, "a"), staff(10, 0, 2024, "b"), staff(10, 10, 2024, "x"), places=MERGED),
        HALF,
        MUNICIPALITY,
        NOT_MET,
        "не выполняют 1 из 2: Район ab",
    ),
    "to which of two districts a school fell decides": (
        SHARE,
        records(
            SPLIT,
            org("s", place="d"),
            org("t", place="x"),
            teacher("p", "s"),
            teacher("q", "s"),
            teacher("r", "t"),
            diagnostic("p", "2024-02-01"),
            diagnostic("r", "2024-02-01"),
        ),
        HALF,
        MUNICIPALITY,
        OPEN,
        f"{WHICH}: Район d",
    ),
    "a school counts where it stands on the last day": (
        SHARE,
        records(
            PLACES,
            teacher("p", "s1"),
            diagnostic("p", "2024-02-01"),
            Placement(organization="s1", municipality="m1", end=day("2024-08-31")),
            Placement(organization="s1", municipality="m2", start=day("2024-09-01")),
        ),
        HALF,
        MUNICIPALITY,
        MET,
        "некого считать, не учтены: m1",
    ),
    "whether a district was still there is the day to be told": (
        SHARE,
        records(
            ENDED_IN_2024,
            town("b"),
            org("s", place="a"),
            teacher("p", "s"),
            diagnostic("p", "2024-02-01"),
        ),
        HALF,
        MUNICIPALITY,
        OPEN,
        WITHOUT_MAP,
    ),
    "of each school: nobody of the second was diagnosed": (
        Score(
            criteria=[Criterion(name="a", title="охват", grades=[Grade(points=1, measure=SHARE, norm=HALF)])]
        ),
        records(PLACES, teacher("p", "s1"), teacher("q", "s2"), diagnostic("p", "2024-02-01")),
        at_least(1),
        ORGANIZATION,
        NOT_MET,
        "не выполняют 1 из 2: s2",
    ),
    "of each school: opened this year, it has not grown": (
        Growth(SHARE),
        records(
            PLACES,
            teacher("p", "s1"),
            person("q"),
            works("q", "s2", start="2024-02-01"),
            diagnostic("p", "2024-02-01"),
        ),
        at_least(0),
        ORGANIZATION,
        MET,
        "некого считать, не учтены: s2",
    ),
    "of schools that were not listed nobody knows": (
        SHARE,
        records(
            PLACES,
            teacher("p", "s1"),
            diagnostic("p", "2024-02-01"),
            Unreported(entity="organizations", municipality="m2"),
        ),
        HALF,
        ORGANIZATION,
        OPEN,
        "не известно, полон ли перечень организаций",
    ),
}


@pytest.mark.parametrize(("measure", "data", "norm", "each", "verdict", "told"), told_apart(IN_EACH))
def test_each_is_judged_as_by_hand(
    measure: Measure, data: RegionalSystem, norm: Norm, each: Any, verdict: Verdict, told: str
) -> None:
    """Who does not keep it is named, and who leaves it open with what decides."""
    result = judged(data, declared(measure, norm, each=each))

    assert result.verdict is verdict
    assert told in result.reason.replace("\u00a0", " ")
    assert "нужны числа по региону" not in result.reason


def test_a_municipality_is_told_its_own_gaps() -> None:
    """Not those of its neighbours: a diagnostic without a day here, a list that is missing there."""
    data = records(
        PLACES,
        teacher("p", "s1"),
        teacher("q", "s2"),
        diagnostic("p", None),
        Unreported(entity="diagnostics", municipality="m2"),
    )
    by_records = judged(data, declared(SHARE, HALF, each=MUNICIPALITY)).by("municipality")
    asked = figure("staff.diagnosed", 4, place="m1", among=8)
    counted = figures(staff(10, None, 2024, "m1"), asked, places=("m1", "m2"))
    by_figures = judged(counted, declared(SHARE, HALF, each=MUNICIPALITY)).by("municipality")

    assert [reason.code for reason in by_records["m1"].reasons] == ["unknown-field"]
    assert [reason.about for reason in by_records["m2"].reasons] == [("diagnostics", "m2")]
    assert [(reason.code, reason.about[2:]) for reason in by_figures["m1"].reasons] == [
        ("open-answers", ("m1",))
    ]


# The map.


@pytest.mark.parametrize(
    ("measure", "data", "told"),
    [
        (
            Share(municipalities.MUNICIPALITIES, municipalities.IN_CONTESTS),
            records(SPLIT, ContestEntry(municipality="d", kind=ContestKind.KRAI, date=day("2024-03-01"))),
            f"{WHICH}: участие в конкурсе — Район d",
        ),
        (
            Share(municipalities.MUNICIPALITIES, events.WITH_EVENTS),
            records(town("a", None, "2024-06-30"), town("x"), event("e", "2024-02-01", municipality="a")),
            f"{WHICH}: мероприятие — Район a",
        ),
        (
            MODELS,
            figures(
                holding(2024, a=True, b=True),
                places=(ENDED_IN_2024, town("b")),
            ),
            WITHOUT_MAP,
        ),
        (
            MODELS,
            records(
                ENDED_IN_2024,
                town("b"),
                MethodicalModel(municipality="b", functioning=True),
            ),
            WITHOUT_MAP,
        ),
    ],
)
def test_what_the_map_leaves_open_is_said_of_the_map(
    measure: Measure, data: RegionalSystem, told: str
) -> None:
    """Not of whoever reported it, who did nothing wrong."""
    assert judged(data, declared(measure, HALF)).reason == told


def test_a_return_of_a_district_of_which_nobody_says_what_it_became_is_named() -> None:
    """It is not counted, and not lost without a word either."""
    told = [staff(10, 1, 2024, "a"), staff(10, 9, 2024, "x"), figure("staff.outside_municipalities", 0)]
    data = figures(*told, places=(town("a", None, "2024-06-30"), town("x")))
    report = rnms.evaluate(data, region=declared(SHARE, HALF), period=2024)
    lost = [issue for issue in report.issues if issue.code == "figure.without-successor"]

    assert [issue.place for issue in lost] == ["$.figures[0].municipality", "$.figures[1].municipality"]
    assert "назовите его преемников" in lost[0].text


# Readings, days before the end, statuses.

MISSING = [
    reading(name="among_known", clause=CLAUSE),
    reading(name="missing_as_none", among_known=False, missing_as_none=True, clause=CLAUSE),
]


@pytest.mark.parametrize(
    ("measure", "name", "value"),
    [
        (MODELS, None, Bounds(Fraction(2, 3), 1)),
        (MODELS, "among_known", exact(1)),
        (MODELS, "missing_as_none", exact(Fraction(2, 3))),
        (Growth(MODELS), None, Bounds(0, Fraction(2, 3))),
        (Growth(MODELS), "among_known", exact(Fraction(1, 2))),
        (Growth(MODELS), "missing_as_none", exact(Fraction(1, 3))),
    ],
)
def test_a_silent_municipality_is_read_in_three_ways(
    measure: Measure, name: str | None, value: Bounds
) -> None:
    """In 2023 one of two had a model, in 2024 both; the third was silent twice."""
    data = figures(
        holding(2023, m1=True, m2=False), holding(2024, m1=True, m2=True), places=("m1", "m2", "m3")
    )
    order = declared(measure, TENTH, readings=MISSING)

    assert judged(data, order, readings=() if name is None else (name,)).value == value


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (Growth(MODELS), Bounds(Fraction(-1, 2), Fraction(1, 2))),
        (OverPeriods(MODELS, last_years(2), Statistic.MEAN), Bounds(Fraction(1, 4), Fraction(3, 4))),
    ],
)
def test_a_year_of_which_nobody_told_anything_is_no_nought(measure: Measure, value: Bounds) -> None:
    """«Непредставление — отсутствие» is said of who is silent where others report, not of a year unasked."""
    data = figures(holding(2024, m1=True), places=("m1", "m2"))
    result = judged(data, declared(measure, HALF, readings=MISSING), readings=("missing_as_none",))

    assert (result.verdict, result.value) == (OPEN, value)
    assert "за 2023 год не сообщено" in result.reason


@pytest.mark.parametrize(("name", "verdict"), [(None, OPEN), ("missing_as_none", NOT_MET)])
@pytest.mark.parametrize("by", ["figures", "records"])
def test_whoever_is_silent_fails_where_silence_is_read_as_none(
    by: str, name: str | None, verdict: Verdict
) -> None:
    """Of each as of the region: ten in the second municipality, of whom nobody told anything."""
    of_figures = figures(staff(10, 6, 2024, "m1"), staff(10, None, 2024, "m2"), places=("m1", "m2"))
    of_records = records(
        PLACES,
        teacher("p", "s1"),
        teacher("q", "s2"),
        diagnostic("p", "2024-02-01"),
        Unreported(entity="diagnostics", municipality="m2"),
    )
    data = of_figures if by == "figures" else of_records
    order = declared(SHARE, HALF, each=MUNICIPALITY, readings=MISSING)
    result = judged(data, order, readings=() if name is None else (name,))

    assert result.verdict is verdict
    assert name is None or "не выполняют 1 из 2: m2" in result.reason


@pytest.mark.parametrize(
    ("norm", "verdict"),
    [
        (at_least(1), MET),
        (at_least(2), Verdict.PENDING),
        (at_most(0), NOT_MET),
        (at_most(1), Verdict.PENDING),
    ],
)
def test_a_sum_of_quarters_only_grows(norm: Norm, verdict: Verdict) -> None:
    """One event of February: on 1 August that decides for good, or leaves the rest of the year to decide."""
    measure = OverPeriods(EVENTS, QUARTERS, Statistic.TOTAL)

    assert (
        judged(records(event("a", "2024-02-01")), declared(measure, norm), as_of=dt.date(2024, 8, 1)).verdict
        is verdict
    )


def test_growth_rests_on_figures_of_both_years() -> None:
    """A headcount of last year that is provisional makes the growth so."""
    before = figure("staff", 20, 2023, status=FigureStatus.PROVISIONAL)
    data = figures(before, figure("staff.diagnosed", 10, 2023), staff(20, 12))

    assert judged(data, declared(Growth(SHARE), TENTH)).statuses == (FigureStatus.PROVISIONAL,)


@pytest.mark.parametrize(
    ("norm", "told"), [(more_than(percent(50)), "больше"), (less_than(percent(50)), "меньше")]
)
def test_at_the_very_limit_it_is_said_what_is_demanded(norm: Norm, told: str) -> None:
    """«Более 50 %»: half is not more, and nothing is to be measured."""
    result = judged(figures(staff(100, 50)), declared(SHARE, norm))

    assert result.verdict is NOT_MET
    assert result.reason.endswith(f"а нужно {told}")


def test_of_a_sum_nobody_is_asked_how_many_carry_it() -> None:
    """The hours of the region are wanted, not its headcount."""
    told = [figure("teachers.hours.total", 30, place="m1"), figure("teachers.hours.total", 12, place="m2")]
    result = judged(
        figures(told, places=("m1", "m2")),
        declared(Load(people.TEACHERS, HOURS, Statistic.TOTAL), at_least(42)),
    )

    assert result.verdict is OPEN
    assert "численность" not in result.reason
    assert "нужны числа по региону: «педагогические работники: часы»" in result.reason
