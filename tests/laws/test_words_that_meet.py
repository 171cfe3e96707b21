"""Words that did not know each other, in one indicator: a target for each, growth, points, sums."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

import rnms
from kit.consistency import contradictions
from kit.declared import CLAUSE, coverage, of_measure, profile
from rnms import Bounds, Figure, Municipality, RegionalSystem, Verdict
from rnms.errors import ProfileError
from rnms.indicators import (
    Count,
    Criterion,
    Growth,
    OverPeriods,
    Ratio,
    Scale,
    Scaled,
    Score,
    Share,
    Target,
    last_years,
)
from rnms.indicators.loads import Statistic
from rnms.indicators.over_periods import Measure
from rnms.indicators.vocabulary import diagnostics, management, methodists, people
from rnms.logic import MUNICIPALITY, ORGANIZATION
from rnms.logic.population import THE_REGION
from rnms.model import (
    Employment,
    Norm,
    Organization,
    OrganizationKind,
    Period,
    Person,
    Role,
    Territory,
    at_least,
    at_most,
    percent,
)
from rnms.model.shifts import BasePeriod
from rnms.regions import RegionProfile
from rnms.regions.rules.contract import READ
from rnms.render.explanations import explanation_text
from rnms.render.periods import measure_sentence

PLACES = [Municipality(id="m1", name="Вымыслово"), Municipality(id="m2", name="Придумск")]
SHARE = Share(people.TEACHERS, diagnostics.DIAGNOSED_ANYWHERE)
HEADCOUNT = Count(people.TEACHERS)
ADOPTED = Share(THE_REGION, management.MONITORING_ADOPTED)
POINTS = Score(
    criteria=[
        coverage(SHARE),
        Criterion(name="staff", title="число", measure=Scaled(HEADCOUNT, full=10, most=None), most=5),
    ]
)


def order(measure: Measure, norm: Norm, each: Any = None, **more: Any) -> RegionProfile:
    return profile(of_measure(measure, Target(2023, norm, CLAUSE, each=each), **more))


def reported(*counts: tuple[str, int, int, str | None]) -> RegionalSystem:
    figures = [
        Figure(key=key, period=year, count=count, municipality=place) for key, year, count, place in counts
    ]
    return RegionalSystem(region="nowhere", municipalities=PLACES, figures=figures)


def staffed(*jobs: tuple[str, int]) -> RegionalSystem:
    """Teachers: the school where each works, and since which year."""
    return RegionalSystem(
        region="nowhere",
        municipalities=PLACES,
        organizations=[
            Organization(id=f"o{rank}", name=f"Школа {rank}", kind=OrganizationKind.GENERAL, municipality=key)
            for rank, key in ((1, "m1"), (2, "m2"))
        ],
        persons=[Person(id=f"p{rank}") for rank, _ in enumerate(jobs)],
        employments=[
            Employment(
                person=f"p{rank}", organization=school, role=Role.PEDAGOGICAL, start=dt.date(year, 2, 1)
            )
            for rank, (school, year) in enumerate(jobs)
        ],
    )


# A target for each, of several periods.


@pytest.mark.parametrize("each", [MUNICIPALITY, ORGANIZATION])
@pytest.mark.parametrize(
    ("measure", "norm", "expected"),
    [
        (Growth(HEADCOUNT), at_least(0), Verdict.MET),
        (Growth(HEADCOUNT), at_least(1), Verdict.NOT_MET),
        (Growth(HEADCOUNT, relative=True), at_least(percent(10)), Verdict.NOT_MET),
        (OverPeriods(HEADCOUNT, last_years(2), Statistic.TOTAL), at_least(3), Verdict.NOT_MET),
    ],
)
def test_each_is_held_against_what_grew_there(
    each: Any, measure: Measure, norm: Norm, expected: Verdict
) -> None:
    """In Вымыслово one more works than in the year before, in Придумск as many."""
    data = staffed(("o1", 2020), ("o1", 2023), ("o2", 2020))
    report = rnms.evaluate(data, region=order(measure, norm, each), period=2023)

    assert report["1"].verdict is expected
    assert ("не выполняют 1 из 2" in report["1"].reason) is (expected is Verdict.NOT_MET)
    assert not contradictions(report)


def test_figures_of_municipalities_break_a_growth_demanded_of_each() -> None:
    """The region need not be known: one that fell breaks it."""
    data = reported(
        ("teachers", 2022, 10, "m1"),
        ("teachers", 2023, 12, "m1"),
        ("teachers", 2022, 10, "m2"),
        ("teachers", 2023, 9, "m2"),
    )
    result = rnms.evaluate(data, region=order(Growth(HEADCOUNT), at_least(0), MUNICIPALITY), period=2023)["1"]

    assert result.verdict is Verdict.NOT_MET
    assert "Придумск" in result.reason


def test_what_grew_in_each_may_fall_again_while_the_year_runs() -> None:
    """Also where the indicator accrues: a difference does not."""
    data = staffed(("o1", 2020), ("o2", 2020))
    accruing = order(Growth(HEADCOUNT), at_least(0), MUNICIPALITY, accrues=True)
    result = rnms.evaluate(data, region=accruing, period=2023, as_of=dt.date(2023, 6, 1))["1"]

    assert result.verdict is Verdict.PENDING
    assert {part.verdict for part in result.by("municipality").values()} == {Verdict.PENDING}


# Several periods, of points and of yes and no.


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("statistic", list(Statistic))
def test_every_statistic_of_several_periods_has_its_sentence(statistic: Statistic, lang: str) -> None:
    """Also the sum and the median."""
    measure = OverPeriods(HEADCOUNT, last_years(3), statistic)
    report = rnms.evaluate(staffed(("o1", 2020)), region=order(measure, at_least(1)), period=2023)

    assert measure_sentence(measure, lang=lang)
    assert explanation_text(report["1"].explain(), lang=lang)


def test_points_grow_by_points() -> None:
    """3 points in one year and 5 in the next are 2 points more, no percentage points."""
    data = reported(
        ("teachers", 2022, 20, None),
        ("teachers.diagnosed_anywhere", 2022, 5, None),
        ("teachers", 2023, 30, None),
        ("teachers.diagnosed_anywhere", 2023, 15, None),
    )
    report = rnms.evaluate(data, region=order(Growth(POINTS), at_least(3)), period=2023)

    assert report["1"].value == Bounds.exact(2)
    assert report["1"].judgement.scale is Scale.POINTS
    assert "не хватает 1 балла" in report["1"].reason.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("measure", "norm"),
    [
        (OverPeriods(POINTS, last_years(2), Statistic.MEAN), at_least(4)),
        (OverPeriods(POINTS, last_years(2), Statistic.TOTAL), at_least(14)),
        (OverPeriods(SHARE, last_years(2), Statistic.TOTAL), at_least(percent(150))),
        (OverPeriods(HEADCOUNT, last_years(2), Statistic.MEDIAN), at_least(Fraction(1, 2))),
        (OverPeriods(ADOPTED, last_years(3), Statistic.TOTAL), at_least(2)),
    ],
)
def test_what_several_periods_can_reach_may_be_demanded(measure: Measure, norm: Norm) -> None:
    """Sums of shares are more than the whole, points are no share, a median lies between two numbers."""
    assert order(measure, norm).indicator("1").measure == measure


@pytest.mark.parametrize(
    ("measure", "norm", "told"),
    [
        (OverPeriods(POINTS, last_years(2), Statistic.MEAN), at_least(8), "at most 7"),
        (OverPeriods(POINTS, last_years(2), Statistic.TOTAL), at_least(15), "at most 14"),
        (OverPeriods(SHARE, last_years(2), Statistic.TOTAL), at_least(150), "write percent"),
        (OverPeriods(SHARE, last_years(2), Statistic.MEAN), at_least(80), "write percent"),
    ],
)
def test_what_they_cannot_reach_is_refused(measure: Measure, norm: Norm, told: str) -> None:
    """With what they can."""
    with pytest.raises(ProfileError, match=told):
        order(measure, norm)


# Many to nobody, in one of the periods.

LOAD = Ratio(people.TEACHERS, methodists.POOL)


@pytest.mark.parametrize(
    ("measure", "norm", "expected"),
    [
        (OverPeriods(LOAD, last_years(2), Statistic.MEAN), at_most(20), Verdict.NOT_MET),
        (OverPeriods(LOAD, last_years(2), Statistic.LARGEST), at_least(40), Verdict.MET),
        (OverPeriods(LOAD, last_years(2), Statistic.TOTAL), at_least(50), Verdict.MET),
        (OverPeriods(LOAD, last_years(2), Statistic.MEDIAN), at_most(20), Verdict.NOT_MET),
        (OverPeriods(LOAD, last_years(2), Statistic.SMALLEST), at_most(10), Verdict.MET),
        (Growth(LOAD), at_most(1), Verdict.NOT_MET),
        (Growth(LOAD, relative=True), at_least(percent(10)), Verdict.MET),
        (Growth(LOAD, against=BasePeriod(Period.of(2024))), at_most(1), Verdict.NOT_MET),
        (OverPeriods(LOAD, [None, BasePeriod(Period.of(2024))], Statistic.SMALLEST), at_most(9),
         Verdict.NOT_MET),
    ],
)  # fmt: skip
def test_what_is_above_every_number_in_one_period_decides(
    measure: Measure, norm: Norm, expected: Verdict
) -> None:
    """30 teachers to 3 methodists were 10 to one; in 2023 there is no methodist for them."""
    data = reported(
        *(("teachers", year, 30, None) for year in (2022, 2023, 2024)),
        ("pool", 2022, 3, None),
        ("pool", 2023, 0, None),
        ("pool", 2024, 3, None),
    )

    assert rnms.evaluate(data, region=order(measure, norm), period=2023)["1"].verdict is expected


def test_nothing_grows_from_what_is_above_every_number() -> None:
    """As from a share of nobody: there is no such value, and it is said."""
    data = reported(
        *(("teachers", year, 30, None) for year in (2022, 2023)),
        ("pool", 2022, 0, None),
        ("pool", 2023, 3, None),
    )
    result = rnms.evaluate(data, region=order(Growth(LOAD), at_most(0)), period=2023)["1"]

    assert result.verdict is Verdict.NOT_APPLICABLE
    assert result.reason


# A map that changes between the periods.

JUNE, JULY = dt.date(2023, 6, 30), dt.date(2023, 7, 1)
OKRUG = Municipality(id="okrug", name="Округ", start=JULY)
RENAMED = [attrs.evolve(PLACES[0], end=JUNE, successors=("okrug",)), OKRUG, PLACES[1]]
MERGED = [attrs.evolve(place, end=JUNE, successors=("okrug",)) for place in PLACES]
JOINED = [attrs.evolve(PLACES[0], end=JUNE, successors=("m2",)), PLACES[1]]


@pytest.mark.parametrize(("each", "alone"), [(MUNICIPALITY, None), (MUNICIPALITY, "okrug"), (None, None)])
def test_a_municipality_that_got_another_name_grows_from_what_it_was(each: Any, alone: str | None) -> None:
    """Neither the old nor the new name is a municipality without a value, and the okrug is no growth."""
    data = attrs.evolve(staffed(("o1", 2020), ("o2", 2020)), municipalities=RENAMED)
    result = rnms.evaluate(
        data, region=order(Growth(HEADCOUNT), at_least(0), each), period=2023, municipality=alone
    )["1"]

    assert result.verdict is Verdict.MET
    assert result.value == Bounds.exact(0)
    if alone is None:
        values = {place: part.value for place, part in result.by("municipality").items()}
        assert values == {"okrug": Bounds.exact(0), "m2": Bounds.exact(0)}


def test_figures_of_merged_municipalities_are_what_the_new_one_grew_from() -> None:
    """Of 4 and 6, some of whom may work in both, it came to 12."""
    data = attrs.evolve(
        reported(("teachers", 2022, 4, "m1"), ("teachers", 2022, 6, "m2"), ("teachers", 2023, 12, "okrug")),
        municipalities=[*MERGED, OKRUG],
    )
    result = rnms.evaluate(data, region=order(Growth(HEADCOUNT), at_least(2), MUNICIPALITY), period=2023)["1"]

    assert result.verdict is Verdict.MET
    assert {key: part.value for key, part in result.by("municipality").items()} == {"okrug": Bounds(2, 6)}


def test_a_return_from_before_another_joined_is_none_of_what_it_is_now() -> None:
    """Of 3 alone it came to 6 with those of 4: nobody knows that it grew, and in truth it fell."""
    data = attrs.evolve(
        reported(("teachers", 2022, 4, "m1"), ("teachers", 2022, 3, "m2"), ("teachers", 2023, 6, "m2")),
        municipalities=JOINED,
    )
    result = rnms.evaluate(data, region=order(Growth(HEADCOUNT), at_least(0), MUNICIPALITY), period=2023)["1"]

    assert result.verdict is Verdict.UNDETERMINED
    assert "Придумск" in result.reason


SPLIT = [
    attrs.evolve(PLACES[0], end=JUNE, successors=("north", "south")),
    *(Municipality(id=key, name=key, start=JULY) for key in ("north", "south")),
    PLACES[1],
]


@pytest.mark.parametrize(
    "measure", [Growth(HEADCOUNT), OverPeriods(HEADCOUNT, last_years(2), Statistic.MEAN)]
)
@pytest.mark.parametrize(
    ("places", "before", "after", "changed"),
    [
        (JOINED, ("m1", "m2"), ("m2",), {"m2": "Придумск"}),
        (SPLIT, ("m1", "m2"), ("north", "south", "m2"), {"north": "north", "south": "south"}),
        # Of one of those that became the okrug nothing is known.
        ([*MERGED, OKRUG], ("m1",), ("okrug",), {"okrug": "Округ"}),
    ],
)
@pytest.mark.parametrize("each", [None, MUNICIPALITY])
def test_that_the_map_changed_is_told_of_whom_it_leaves_open(
    places: Any, before: Any, after: Any, changed: dict[str, str], each: Any, measure: Any
) -> None:
    """Neither silence nor a value of other borders: the municipality is there, and says why it is open."""
    figures = [("teachers", 2022, 4, key) for key in before] + [("teachers", 2023, 20, key) for key in after]
    data = attrs.evolve(reported(*figures), municipalities=places)
    result = rnms.evaluate(data, region=order(measure, at_least(15), each), period=2023)["1"]
    parts = result.by("municipality")
    told = "карта муниципалитетов изменилась, за 2022 год известны другие границы"

    for key, name in changed.items():
        reasons = {reason.code: reason.about for reason in parts[key].reasons}
        is_lacking = parts[key].value is None
        if is_lacking or each is not None:
            assert reasons["redrawn"] == ("2022", name)
    if each is not None:
        assert result.verdict in {Verdict.UNDETERMINED, Verdict.NOT_MET}
        assert f"{told}: {', '.join(changed.values())}" in result.reason
    for key, name in changed.items():
        alone = rnms.evaluate(data, region=order(measure, at_least(15), each), period=2023, municipality=key)[
            "1"
        ]
        assert alone.value is None or not alone.value.is_exact
        if each is not None:
            assert "карта муниципалитетов изменилась" in alone.reason or name == "Округ"


def test_territories_are_told_in_the_borders_of_each_year() -> None:
    """One that holds both is what both were; one that another joined from outside has no year before."""
    okrugs = [Territory(id=key, name=key, level="okrug") for key in ("west", "east")]
    both_in_west = [attrs.evolve(place, territory="west") for place in JOINED]
    from_east = [attrs.evolve(JOINED[0], territory="east"), attrs.evolve(JOINED[1], territory="west")]
    figures = [
        ("teachers", 2022, 4, "m1"),
        ("teachers", 2022, 3, "m2"),
        ("teachers", 2023, 6, "m2"),
    ]

    def okrugs_of(places: Any) -> Any:
        data = attrs.evolve(reported(*figures), municipalities=places, territories=okrugs)
        return rnms.evaluate(data, region=order(Growth(HEADCOUNT), at_least(0)), period=2023)["1"].by("okrug")

    # Who works in both districts was counted in each: there were 4 to 7, and are 6.
    assert okrugs_of(both_in_west)["west"].value == Bounds(-1, 2)
    west = okrugs_of(from_east)["west"]
    assert (west.verdict, west.value) == (Verdict.NO_DATA, None)
    assert [reason.code for reason in west.reasons] == ["redrawn"]


def test_each_is_one_that_there_is_at_the_end_of_the_period() -> None:
    """One that is gone is not asked any more, and its answers count where it went."""
    share = "teachers.diagnosed_anywhere"
    data = attrs.evolve(
        reported(("teachers", 2023, 4, "m1"), (share, 2023, 1, "m1"), ("teachers", 2023, 6, "m2"),
                 (share, 2023, 1, "m2")),
        municipalities=[*MERGED, OKRUG],
    )  # fmt: skip
    result = rnms.evaluate(data, region=order(SHARE, at_least(percent(10)), MUNICIPALITY), period=2023)["1"]

    assert result.verdict is Verdict.MET


def test_a_growth_is_told_by_the_territories_above_municipalities() -> None:
    """In the west one more works than in the year before, in the east as many."""
    data = attrs.evolve(
        staffed(("o1", 2020), ("o1", 2023), ("o2", 2020)),
        territories=[Territory(id=key, name=key, level="okrug") for key in ("west", "east")],
        municipalities=[
            attrs.evolve(place, territory=key) for place, key in zip(PLACES, ("west", "east"), strict=True)
        ],
    )
    result = rnms.evaluate(data, region=order(Growth(HEADCOUNT), at_least(0)), period=2023)["1"]

    assert {key: part.value for key, part in result.by("okrug").items()} == {
        "west": Bounds.exact(1),
        "east": Bounds.exact(0),
    }


# A profile under another.


@pytest.mark.parametrize(
    ("above", "own", "is_laxer"),
    [
        (None, None, True),
        (MUNICIPALITY, None, True),
        (MUNICIPALITY, MUNICIPALITY, True),
        (None, ORGANIZATION, False),
        (MUNICIPALITY, ORGANIZATION, False),
    ],
)
def test_what_each_keeps_is_not_held_against_what_all_together_must_reach(
    above: Any, own: Any, is_laxer: bool
) -> None:
    """10 % of the town may well be reached where each school need reach 5 %."""
    town = attrs.evolve(
        order(SHARE, at_least(percent(5)), own), key="town", parent=order(SHARE, at_least(percent(10)), above)
    )

    assert bool([fault for rule in READ for fault in rule(town) if "laxer" in fault]) is is_laxer
