"""Words of orders in combinations: each row a clause, its value worked out by hand; tables say the same."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

import rnms
from kit.declared import CLAUSE, ORDER, coverage, of_measure, profile, reading
from kit.records import (
    collected,
    day,
    diagnostic,
    org,
    person,
    programme,
    route,
    support,
    teacher,
    towns,
    works,
    young,
)
from kit.tabled import KINDS, tabled
from rnms import Bounds, Figure, RegionalSystem, Unreported, Verdict
from rnms.indicators import (
    Count,
    Criterion,
    EmptyPart,
    Grade,
    Growth,
    IndexPart,
    Load,
    Minimum,
    OverPeriods,
    Scaled,
    Score,
    Share,
    Statistic,
    SumShare,
    Target,
    WeightedIndex,
    last_years,
    parts_of_year,
    since,
)
from rnms.indicators.over_periods import Measure
from rnms.indicators.vocabulary import diagnostics, early_career, events, methodists, municipalities, people
from rnms.logic import MUNICIPALITY, ORGANIZATION, Term
from rnms.logic.predicates import Amount, Day, Moment, Not, after, equals, exists
from rnms.model import (
    Act,
    Event,
    Municipality,
    Norm,
    Period,
    PeriodKind,
    ProgrammeForm,
    RouteItem,
    Territory,
    Unknown,
    at_least,
    at_most,
    between,
    less_than,
    more_than,
    percent,
)
from rnms.model.partial import PartialDay
from rnms.model.shifts import AtBeginning
from rnms.regions import Amendment, Import, RegionProfile

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NO_TARGET, NOT_APPLICABLE, NO_DATA = Verdict.NO_TARGET, Verdict.NOT_APPLICABLE, Verdict.NO_DATA
M12 = towns("m1", "m2")
SHARE = Share(people.STAFF, diagnostics.DIAGNOSED)
SUPPORTED = Share(early_career.EARLY_CAREER, early_career.SUPPORTED)
WITHOUT = Term(key="not_diagnosed", title="не прошли диагностику", where=Not(diagnostics.DIAGNOSED.where))
POINTS = Score(criteria=[coverage(SHARE)])
FALL = Criterion(
    name="fall",
    title="снижение",
    grades=[
        Grade(points=1, measure=Growth(Share(people.STAFF, WITHOUT)), norm=less_than(0)),
        Grade(points=Fraction(1, 2), measure=Growth(Share(people.STAFF, WITHOUT)), norm=at_most(0)),
    ],
)
LOAD = Scaled(methodists.TEACHERS_PER_MEMBER, full=100, none=200)
FEDERAL = Minimum(at_least(percent(10)), CLAUSE)
UNDER_35 = Term(key="under_35", title="до 35 лет", where=after("birth_date", Moment(Day.END, years=-35)))


def index(*parts: tuple[Any, int], without: EmptyPart = EmptyPart.LEFT_OUT, inverted: bool = False) -> Any:
    return WeightedIndex(
        parts=[
            IndexPart(name=f"p{rank}", title=f"п{rank}", measure=measure, weight=weight, inverted=inverted)
            for rank, (measure, weight) in enumerate(parts)
        ],
        without=without,
    )


def order(
    measure: Measure, norm: Norm | Unknown, each: Any = None, minimum: Minimum | None = None, **more: Any
) -> RegionProfile:
    target = Target(2023, norm, CLAUSE, each=each, minimum=minimum)
    return profile(of_measure(measure, target, **more))


def figure(key: str, count: int, place: str | None = None, period: int | str = 2023, **more: Any) -> Figure:
    return Figure(key=key, period=period, count=count, municipality=place, **more)


def told(size: int, passed: int, place: str | None = None, year: int = 2023) -> tuple[Figure, Figure]:
    """How many there are, and how many of them passed a diagnostic."""
    return figure("staff", size, place, year), figure("staff.diagnosed", passed, place, year)


def reported(*pieces: Any, places: Any = M12, **more: Any) -> RegionalSystem:
    figures = [one for piece in pieces for one in (piece if isinstance(piece, tuple) else (piece,))]
    return RegionalSystem(region="nowhere", municipalities=places, figures=figures, **more)


def town(
    key: str, start: str | None = None, end: str | None = None, *into: str, **facts: Any
) -> Municipality:
    return Municipality(id=key, name=key, start=day(start), end=day(end), successors=into, **facts)


def judged(data: RegionalSystem, region: RegionProfile, **more: Any) -> Any:
    """The result; where there are records, tables must say the same."""
    result = rnms.evaluate(data, region=region, period=2023, **more)["1"]
    if data.organizations is not None or data.events is not None:
        source = tabled(data, KINDS["polars"])
        by_tables = rnms.evaluate(source, region=region, period=2023, **more)["1"]
        assert (by_tables.verdict, by_tables.value) == (result.verdict, result.value)
    return result


def exactly(value: Any) -> Bounds:
    return Bounds.exact(value)


HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
JUNE, JULY = "2023-06-30", "2023-07-01"
SPLIT = (town("d", None, JUNE, "d1", "d2"), town("d1", JULY), town("d2", JULY), town("x"))
MERGED = (town("a", None, JUNE, "ab"), town("b", None, JUNE, "ab"), town("ab", JULY))
SCHOOLS_OF_MERGED = collected(
    "nowhere",
    MERGED,
    org("sa", place="a"),
    org("sb", place="b"),
    [teacher(key, "sa") for key in ("p1", "p2")],
    [teacher(key, "sb") for key in ("p3", "p4")],
    diagnostic("p1"),
)
TWO_SCHOOLS = collected(
    "nowhere", M12, org("s1", place="m1"), org("s2", place="m2"), teacher("a", "s1"), teacher("b", "s2"),
    diagnostic("a"),
)  # fmt: skip
HOURS, AT_A_DISTANCE = (
    Term(
        key=key,
        title="часы",
        where=exists("route_items", "route.person", *conditions, adding=Amount("hours", most=72)),
    )
    for key, conditions in (
        ("hours", []),
        ("distance", [equals("programme.form", ProgrammeForm.DISTANCE)]),
    )
)


def hours(*numbers: int | None) -> list[Any]:
    """Teachers, each with a route of so many hours."""
    return [
        (
            teacher(f"t{rank}", "s"),
            route(f"t{rank}", on=None),
            RouteItem(route=f"r-t{rank}", content="1", hours=n),
        )
        for rank, n in enumerate(numbers)
    ]


QUARTERS = [
    figure("regional_events", count, None, f"2023-Q{rank}") for rank, count in enumerate((2, 1, 0, 3), 1)
]

ROWS: dict[str, tuple[RegionProfile, RegionalSystem, Verdict, Bounds | None]] = {
    "in each, split: what the gone district told is of none of its parts": (
        order(SHARE, at_least(percent(10)), MUNICIPALITY),
        reported(told(10, 5, "d"), told(10, 5, "x"), places=SPLIT),
        UNDETERMINED,
        None,
    ),
    "in each, split: one that stayed and fails breaks it": (
        order(SHARE, at_least(percent(10)), MUNICIPALITY),
        reported(told(10, 5, "d"), told(10, 0, "x"), places=SPLIT),
        NOT_MET,
        None,
    ),
    "in each, merged: 1 of 4 in what both became": (
        order(SHARE, at_least(percent(25)), MUNICIPALITY),
        SCHOOLS_OF_MERGED,
        MET,
        exactly(QUARTER),
    ),
    "in each, less is better, diagnostics of one did not come": (
        order(Share(people.STAFF, WITHOUT), at_most(percent(20)), ORGANIZATION),
        attrs.evolve(TWO_SCHOOLS, unreported=[Unreported(entity="diagnostics", municipality="m2")]),
        UNDETERMINED,
        Bounds(0, HALF),
    ),
    "in each «от 40 до 60 %»": (
        order(SHARE, between(percent(40), percent(60)), MUNICIPALITY),
        reported(told(10, 5, "m1"), told(10, 7, "m2")),
        NOT_MET,
        None,
    ),
    "in each «более 10 %»: exactly 10 % is too little": (
        order(SHARE, more_than(percent(10)), MUNICIPALITY),
        reported(told(10, 1, "m1"), told(10, 2, "m2")),
        NOT_MET,
        None,
    ),
    "in each school: one that nobody works in any more is not asked": (
        order(SHARE, at_least(percent(50)), ORGANIZATION),
        collected(
            "nowhere", M12, org("s1", place="m1"), org("s2", place="m1"), teacher("a", "s1"),
            teacher("b", "s2", end=JUNE), diagnostic("a"),
        ),
        MET,
        exactly(1),
    ),
    "growth in each school: from none to all, and no growth": (
        order(Growth(SHARE), at_least(percent(5)), ORGANIZATION),
        collected(
            "nowhere", M12, org("s1", place="m1"), org("s2", place="m2"), teacher("a", "s1"),
            teacher("b", "s2"), diagnostic("a", "2023-03-01"), diagnostic("b", "2022-03-01", key="x"),
            diagnostic("b", "2023-03-01", key="y"),
        ),
        NOT_MET,
        exactly(HALF),
    ),
    "index: 150 teachers to a member are half way from 200 to 100": (
        order(index((LOAD, 1)), at_least(percent(50))),
        reported(figure("school_teachers", 300), figure("pool", 2)),
        MET,
        exactly(HALF),
    ),
    "index: 250 teachers to a member are nothing": (
        order(index((LOAD, 1)), at_least(percent(50))),
        reported(figure("school_teachers", 500), figure("pool", 2)),
        NOT_MET,
        exactly(0),
    ),
    "index: 50 teachers to a member are no more than all": (
        order(index((LOAD, 1)), at_least(percent(50))),
        reported(figure("school_teachers", 100), figure("pool", 2)),
        MET,
        exactly(1),
    ),
    "index of a share of 40 % and a growth by 5 of 10 п.п.": (
        order(index((SHARE, 1), (Scaled(Growth(SHARE), full=percent(10)), 1)), at_least(percent(45))),
        reported(told(10, 4), told(20, 7, None, 2022)),
        MET,
        exactly(Fraction(45, 100)),
    ),
    "index, a part without members left out": (
        order(index((SHARE, 1), (SUPPORTED, 3)), at_least(percent(20))),
        reported(told(10, 5), figure("early_career", 0), figure("early_career.supported", 0)),
        MET,
        exactly(HALF),
    ),
    "index, a part without members adds nothing": (
        order(index((SHARE, 1), (SUPPORTED, 3), without=EmptyPart.NOTHING), at_least(percent(20))),
        reported(told(10, 5), figure("early_career", 0), figure("early_career.supported", 0)),
        NOT_MET,
        exactly(Fraction(1, 8)),
    ),
    "index, no value where a part has no members": (
        order(index((SHARE, 1), (SUPPORTED, 3), without=EmptyPart.NO_VALUE), at_least(percent(20))),
        reported(told(10, 5), figure("early_career", 0), figure("early_career.supported", 0)),
        NOT_APPLICABLE,
        None,
    ),
    "index of what did not pass, 3 of 8 who answered of 10": (
        order(index((SHARE, 2), inverted=True), at_least(percent(50))),
        reported(figure("staff", 10), figure("staff.diagnosed", 3, among=8)),
        MET,
        Bounds(HALF, Fraction(7, 10)),
    ),
    "points: 3 and 4 come to no more than 5": (
        order(
            Score(
                criteria=[
                    Criterion(
                        name="a",
                        title="а",
                        grades=[Grade(points=3, measure=SHARE, norm=at_least(percent(50)))],
                    ),
                    Criterion(name="b", title="б", measure=Count(people.STAFF), per=HALF, most=4),
                ],
                most=5,
            ),
            at_least(5),
        ),
        reported(told(8, 4)),
        MET,
        exactly(5),
    ),
    "points for a fall of what is worse": (
        order(Score(criteria=[FALL]), at_least(1)),
        reported(
            figure("staff", 10), figure("staff.not_diagnosed", 2),
            figure("staff", 10, None, 2022), figure("staff.not_diagnosed", 3, None, 2022),
        ),
        MET,
        exactly(1),
    ),
    "half a point where it did not fall": (
        order(Score(criteria=[FALL]), at_least(1)),
        reported(
            figure("staff", 10), figure("staff.not_diagnosed", 3),
            figure("staff", 10, None, 2022), figure("staff.not_diagnosed", 3, None, 2022),
        ),
        NOT_MET,
        exactly(HALF),
    ),
    "«снижение на 5 п.п. к уровню 2021 года»: by 7": (
        order(Growth(SHARE, Period.of(2021)), at_most(percent(-5))),
        reported(told(100, 43), told(100, 50, None, 2021)),
        MET,
        exactly(percent(-7)),
    ),
    "«снижение на 5 п.п. к уровню 2021 года»: by 4 to 7": (
        order(Growth(SHARE, Period.of(2021)), at_most(percent(-5))),
        reported(
            figure("staff", 100), figure("staff.diagnosed", 43, among=97), told(100, 50, None, 2021)
        ),
        UNDETERMINED,
        Bounds(percent(-7), percent(-4)),
    ),
    "«рост численности на 10 %» from nobody is no percentage": (
        order(Growth(Count(people.STAFF), relative=True), at_least(percent(10))),
        reported(figure("staff", 5), figure("staff", 0, None, 2022)),
        NOT_APPLICABLE,
        None,
    ),
    "growth since the beginning of the year: one was hired in March": (
        order(Growth(Count(people.STAFF), AtBeginning()), at_least(1)),
        collected(
            "nowhere", M12, org("s", place="m1"), teacher("a", "s"), person("b"),
            works("b", "s", start="2023-03-01"),
        ),
        MET,
        exactly(1),
    ),
    "«в среднем за три года», one of which nobody told": (
        order(OverPeriods(SHARE, last_years(3), Statistic.MEAN), at_least(percent(31))),
        reported(told(10, 5), told(10, 4, None, 2022)),
        UNDETERMINED,
        Bounds(Fraction(3, 10), Fraction(19, 30)),
    ),
    "«в каждом квартале»: none in the third": (
        order(
            OverPeriods(
                Count(events.REGIONAL_EVENTS), parts_of_year(PeriodKind.QUARTER), Statistic.SMALLEST
            ),
            at_least(1),
        ),
        reported(*QUARTERS),
        NOT_MET,
        exactly(0),
    ),
    "«не менее двух мероприятий»: one of a day within the year": (
        order(Share(municipalities.MUNICIPALITIES, events.WITH_TWO_EVENTS), at_least(1)),
        collected(
            "nowhere", M12, [Event(id=key, municipality="m1", start=dt.date(2023, 2, 1)) for key in "12"],
            Event(id="3", municipality="m2", start=dt.date(2023, 2, 1)),
            Event(id="4", municipality="m2", start=PartialDay.of("2023")),  # type: ignore[arg-type]
        ),
        MET,
        exactly(1),
    ),
    "«не менее двух мероприятий»: one of an unknown day": (
        order(Share(municipalities.MUNICIPALITIES, events.WITH_TWO_EVENTS), at_least(1)),
        collected(
            "nowhere", M12, [Event(id=key, municipality="m1", start=dt.date(2023, 2, 1)) for key in "12"],
            Event(id="3", municipality="m2", start=dt.date(2023, 2, 1)), Event(id="4", municipality="m2"),
        ),
        UNDETERMINED,
        Bounds(HALF, 1),
    ),
    "share of hours: 36 at a distance beside 0 to 72 others": (
        order(SumShare(people.TEACHERS, people.TEACHERS, HOURS, AT_A_DISTANCE), at_least(percent(50))),
        collected(
            "nowhere", M12, org("s", place="m1"), teacher("a", "s"),
            programme("x", form=ProgrammeForm.DISTANCE), programme("y", form=ProgrammeForm.FULL_TIME),
            route("a", on=None), RouteItem(route="r-a", programme="x", hours=36),
            RouteItem(route="r-a", programme="y"),
        ),
        UNDETERMINED,
        Bounds(Fraction(1, 3), 1),
    ),
    "median of 10, 30 and what nobody knows": (
        order(Load(people.TEACHERS, HOURS, Statistic.MEDIAN), at_least(10)),
        collected("nowhere", M12, org("s", place="m1"), hours(10, None, 30)),
        MET,
        Bounds(10, 30),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("region", "data", "verdict", "value"), ROWS.values(), ids=ROWS)
def test_words_together_mean_what_the_clause_says(
    region: RegionProfile, data: RegionalSystem, verdict: Verdict, value: Bounds | None
) -> None:
    result = judged(data, region)

    assert result.verdict is verdict
    if value is not None or verdict is NOT_APPLICABLE:
        assert result.value == value


# Beside a minimum that another act sets.


@pytest.mark.parametrize(
    ("told_of", "norm", "minimum", "verdict", "by_minimum"),
    [
        ([told(100, 15, "m1"), told(100, 25, "m2")], at_least(percent(20)), FEDERAL, NOT_MET, MET),
        ([told(100, 15, "m1"), told(100, 5, "m2")], at_least(percent(20)), FEDERAL, NOT_MET, NOT_MET),
        ([told(100, 15, "m1")], at_least(percent(20)), FEDERAL, NOT_MET, UNDETERMINED),
        ([told(100, 30, "m1"), told(100, 30, "m2")], Unknown("утрачено"), FEDERAL, NO_TARGET, MET),
        (
            [told(100, 30, "m1"), told(100, 30, "m2")],
            at_least(percent(20)),
            Minimum(Unknown("утрачено"), CLAUSE),
            MET,
            NO_TARGET,
        ),
    ],
    ids=["kept", "broken", "one is silent", "the target is lost", "the minimum is lost"],
)
def test_in_each_both_norms_are_held_against_each(
    told_of: list[Any], norm: Any, minimum: Minimum, verdict: Verdict, by_minimum: Verdict
) -> None:
    """Of all, of one alone and in the row of each they say the same."""
    data, region = reported(*told_of), order(SHARE, norm, MUNICIPALITY, minimum)
    result = judged(data, region)

    assert (result.verdict, result.judgement.by_minimum) == (verdict, by_minimum)
    for key, row in result.by("municipality").items():
        alone = judged(data, region, municipality=key)
        assert (row.verdict, row.by_minimum) == (alone.verdict, alone.judgement.by_minimum)


def test_a_school_is_held_against_the_minimum_too() -> None:
    """3 of 20 keep what is federal, and not what the region sets."""
    data = collected(
        "nowhere", M12, org("s", place="m1"), [teacher(f"t{at}", "s") for at in range(20)],
        [diagnostic(f"t{at}") for at in range(3)],
    )  # fmt: skip
    region = order(SHARE, at_least(percent(20)), ORGANIZATION, FEDERAL)
    [row] = judged(data, region).by("organization").values()
    alone = judged(data, region, organization="s")

    assert (row.verdict, row.by_minimum) == (NOT_MET, MET)
    assert (alone.verdict, alone.judgement.by_minimum) == (NOT_MET, MET)


# A part of what was asked.


@pytest.mark.parametrize("among_known", [False, True])
def test_of_an_index_in_each_a_part_may_decide(*, among_known: bool) -> None:
    """None passed, which weighs three quarters: the other quarter is too little, whatever it is."""
    readings = [reading(name="respondents", clause=CLAUSE)]
    measure = index((SHARE, 3), (SUPPORTED, 1), without=EmptyPart.NOTHING)
    region = order(measure, at_least(percent(50)), MUNICIPALITY, readings=readings)
    data = reported(
        told(10, 10, "m1"), figure("early_career", 4, "m1"), figure("early_career.supported", 4, "m1"),
        told(10, 0, "m2"),
    )  # fmt: skip
    taken = ["respondents"] if among_known else []
    whole = rnms.evaluate(data, region=region, period=2023, readings=taken)["1"]
    alone = rnms.evaluate(data, region=region, period=2023, readings=taken, municipality="m2")["1"]
    judgement = whole.readings["respondents"] if among_known else whole.judgement
    own = alone.readings["respondents"] if among_known else alone.judgement

    assert (judgement.verdict, own.verdict) == (NOT_MET, NOT_MET)
    assert {row.name: row.verdict for row in judgement.municipalities} == {"m1": MET, "m2": NOT_MET}
    assert judgement.reasons[0].about == ("1", "2", "m2")


@pytest.mark.parametrize(("name", "verdict"), [("", UNDETERMINED), ("known", MET), ("none", MET)])
def test_growth_in_each_where_one_was_silent_the_year_before(name: str, verdict: Verdict) -> None:
    """It is open; left out among the respondents; where silence is none it grew from nothing to 90 %."""
    readings = [
        reading(name="known", clause=CLAUSE),
        reading(name="none", clause=CLAUSE, among_known=False, missing_as_none=True),
    ]
    region = order(Growth(SHARE), at_least(percent(5)), MUNICIPALITY, readings=readings)
    data = reported(
        told(10, 5, "m1"), told(10, 4, "m1", 2022), told(10, 9, "m2"), figure("staff", 10, "m2", 2022)
    )
    report = rnms.evaluate(data, region=region, period=2023)

    assert (report.under(name) if name else report)["1"].verdict is verdict


# Strata and places.

OKRUGS = [Territory(id=key, name=key, level="okrug") for key in ("w", "e")]
OF_OKRUGS = [town("m1", territory="w"), town("m2", territory="w"), town("m3", territory="e")]


def test_points_of_okrugs_count_people_once() -> None:
    """By records 2 of 4 in the west and 1 of 4 in the east."""
    data = collected(
        "nowhere", OKRUGS, OF_OKRUGS,
        [org(f"s{at}", place=f"m{at}") for at in (1, 2, 3)],
        [teacher(f"a{at}", "s1") for at in range(2)], [teacher(f"b{at}", "s2") for at in range(2)],
        [teacher(f"c{at}", "s3") for at in range(4)], diagnostic("a0"), diagnostic("b0"), diagnostic("c0"),
    )  # fmt: skip
    result = judged(data, order(POINTS, at_least(1)))

    assert {key: part.value for key, part in result.by("okrug").items()} == {
        "w": exactly(2),
        "e": exactly(1),
    }


def test_what_is_demanded_of_the_region_is_not_held_against_an_okrug() -> None:
    """Neither the target nor the minimum beside it; one that is silent in one year has no data of both."""
    places = {"places": OF_OKRUGS, "territories": OKRUGS}
    data = reported(told(10, 3, "m3"), told(10, 5, "m3", 2022), **places)
    measure = OverPeriods(SHARE, last_years(2), Statistic.SMALLEST)
    okrugs = judged(data, order(measure, at_least(percent(20)), None, FEDERAL)).by("okrug")

    assert {key: (part.verdict, part.by_minimum, part.value) for key, part in okrugs.items()} == {
        "w": (NO_DATA, None, None),
        "e": (NO_TARGET, None, exactly(Fraction(3, 10))),
    }


def test_an_index_by_age_leaves_out_what_a_stratum_lacks() -> None:
    """(2/3 + 1/2) / 2 of all; of the young (1/2 + 1/2) / 2; of the others, none early in career, 1."""
    data = collected(
        "nowhere", M12, org("school", place="m1"), young("a"), young("b"), teacher("c"), diagnostic("a"),
        diagnostic("c"), support("a"),
    )  # fmt: skip
    result = judged(data, order(index((SHARE, 1), (SUPPORTED, 1)), at_least(percent(40))))
    strata = {key: part.value for key, part in result.by(UNDER_35).items() if key != "unknown"}

    assert result.value == exactly(Fraction(7, 12))
    assert strata == {"under_35": exactly(HALF), "others": exactly(1)}


def test_a_growth_by_age_is_that_of_each_age() -> None:
    """Each was diagnosed in one of the years: one rose, one fell, all together stay."""
    data = collected(
        "nowhere", M12, org("s", place="m1"), person("a", "2000-01-01"), works("a", "s"),
        teacher("b", "s"), diagnostic("a", "2023-03-01"), diagnostic("b", "2022-03-01"),
    )  # fmt: skip
    result = judged(data, order(Growth(SHARE), at_least(percent(5))))
    strata = {key: part.value for key, part in result.by(UNDER_35).items() if key != "unknown"}

    assert (result.value, strata) == (exactly(0), {"under_35": exactly(1), "others": exactly(-1)})


def test_a_person_of_two_schools_is_one_in_their_municipality() -> None:
    data = collected(
        "nowhere", M12, org("s1", place="m1"), org("s2", place="m1"), person("a"), works("a", "s1"),
        works("a", "s2"), teacher("b", "s2"), diagnostic("a"),
    )  # fmt: skip
    result = judged(data, order(SHARE, at_least(percent(50)), ORGANIZATION))

    assert (result.verdict, result.value) == (MET, exactly(HALF))
    assert {key: part.value for key, part in result.by("organization").items()} == {
        "s1": exactly(1),
        "s2": exactly(HALF),
    }
    assert result.by("municipality")["m1"].value == exactly(HALF)


# Editions, and a profile under another.

BASE = attrs.evolve(ORDER, date=dt.date(2022, 1, 10))
SUMMER = Act(
    key="summer",
    kind="приказ",
    number="9",
    date=dt.date(2023, 6, 1),
    issuer="М",
    document="9",
    amends=("order",),
)
TOWN = Act(
    key="own", kind="постановление", number="5", date=dt.date(2023, 1, 20), issuer="Глава", document="2"
)


def regional(*targets: Target, **more: Any) -> RegionProfile:
    clause, measure = BASE.clause("п. 1", line=1), more.pop("measure", SHARE)
    one = of_measure(measure, *targets, title="Доля", clause=clause)
    return profile(one, key="region", acts=[BASE, *more.pop("acts", ())], **more)


@pytest.mark.parametrize(
    ("known_on", "verdict"), [("2023-05-31", MET), ("2023-06-01", NOT_MET), (None, NOT_MET)]
)
def test_a_growth_is_held_against_the_target_of_the_edition(known_on: str | None, verdict: Verdict) -> None:
    """By 3 п.п.: 2 were demanded, and 5 by an act of June."""
    region = regional(
        Target(2023, at_least(percent(2)), BASE.clause("п. 1", line=1)),
        Target(2023, at_least(percent(5)), SUMMER.clause("п. 1", line=1)),
        measure=Growth(SHARE),
        acts=[SUMMER],
    )
    data = reported(told(100, 43), told(100, 40, None, 2022))

    assert judged(data, region, known_on=day(known_on)).verdict is verdict


def test_a_town_amends_what_it_takes_over_and_keeps_its_minimum() -> None:
    """20 %: more than the region's 10 % of 2022, less than the town's 30 % of 2023; the minimum is kept."""
    clause = TOWN.clause("п. 3", line=3)
    minimum = Minimum(at_least(percent(5)), BASE.clause("п. 1", line=1))
    above = regional(Target(since(2022), at_least(percent(10)), minimum.clause, minimum=minimum))
    own = Target(since(2023), at_least(percent(30)), clause)
    amendment = Amendment(code="1", clause=clause, targets=[own])
    town_profile = profile(
        key="town", acts=[TOWN], imports=[Import(profile=above, amend=[amendment])], parent=above
    )
    results = {
        year: rnms.evaluate(reported(told(10, 2, None, year)), region=town_profile, period=year)["1"]
        for year in (2022, 2023)
    }

    assert {year: (one.verdict, one.judgement.by_minimum) for year, one in results.items()} == {
        2022: (MET, MET),
        2023: (NOT_MET, MET),
    }
