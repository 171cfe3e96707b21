"""Less is better: who stands against a greatest value, how many fewer are needed, which side is the good one.

Each row of the tables cites the invented clause that makes it so.
"""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, indicator, profile
from kit.outcomes import assert_sharp, outcomes
from kit.rows import by_source
from kit.strategies import tallies
from rnms import Bounds, Verdict
from rnms.indicators import Direction, EmptyPart, Force, IndexPart, Requirement, Share, Target, WeightedIndex
from rnms.indicators.counts import Scale
from rnms.indicators.definition import is_less_better
from rnms.indicators.tally import Tally
from rnms.indicators.vocabulary import diagnostics, municipalities, people
from rnms.logic import Term
from rnms.logic.predicates import Not
from rnms.model import (
    Diagnostic,
    Employment,
    Figure,
    Municipality,
    Norm,
    Organization,
    OrganizationKind,
    Person,
    Provider,
    RegionalSystem,
    Role,
    at_least,
    at_most,
    between,
    less_than,
    more_than,
    percent,
)
from rnms.regions import RegionProfile
from rnms.render.svg import bar
from rnms.results.shortfall import shortfall

# How many fewer.

PERCENT, NUMBER = Scale.PERCENT, Scale.NUMBER


@pytest.mark.parametrize(
    ("answers", "norm", "scale", "expected", "source"),
    by_source(
        [
            ([Tally(passed=15, failed=85)], at_most(percent(10)), PERCENT, (5, 5), "п. 1: не более 10 %"),
            (
                [Tally(passed=10, failed=90)],
                at_most(percent(10)),
                PERCENT,
                (0, 0),
                "п. 1: ровно 10 % — достигнуто",
            ),
            ([Tally(passed=10, failed=90)], less_than(percent(10)), PERCENT, (1, 1), "п. 2: менее 10 %"),
            ([Tally(passed=3, failed=7)], at_most(0), PERCENT, (3, 3), "п. 3: не допускается"),
            (
                [Tally(passed=15, failed=80, failed_or_passed=5)],
                at_most(percent(10)),
                PERCENT,
                (5, 10),
                "п. 1: пять неизвестны",
            ),
            (
                [Tally(passed=15, failed=80, out_or_failed=60)],
                at_most(percent(10)),
                PERCENT,
                (0, 6),
                "п. 1: перемещены ли",
            ),
            (
                [Tally(passed=15, out_or_failed=None)],
                at_most(percent(10)),
                PERCENT,
                (0, 14),
                "п. 1: сколько всего, неизвестно",
            ),
            (
                [Tally(passed=15, out_or_failed=None)],
                at_most(0),
                PERCENT,
                (15, 15),
                "п. 3: сколько всего, не важно",
            ),
            (
                [Tally(passed=15, anything=None)],
                at_most(percent(10)),
                PERCENT,
                (0, None),
                "п. 1: ничего не известно",
            ),
            ([Tally(passed=7)], at_most(5), NUMBER, (2, 2), "п. 4: не более пяти обращений"),
            ([Tally(passed=5)], less_than(5), NUMBER, (1, 1), "п. 5: менее пяти обращений"),
            ([Tally(passed=4, out_or_passed=3)], at_most(5), NUMBER, (0, 2), "п. 4: трёх подтвердить нечем"),
            ([Tally(passed=4, anything=None)], at_most(5), NUMBER, (0, None), "п. 4: не сообщили"),
            ([Tally(passed=26)], between(10, 25), NUMBER, (1, 1), "п. 6: от 10 до 25, больше"),
            ([Tally(passed=8)], between(10, 25), NUMBER, (2, 2), "п. 6: от 10 до 25, меньше"),
            (
                [Tally(passed=8, out_or_passed=20)],
                between(10, 25),
                NUMBER,
                (0, 3),
                "п. 6: от 10 до 25, неизвестно",
            ),
            (
                [Tally(passed=90, failed=10)],
                between(percent(20), percent(80)),
                PERCENT,
                (10, 10),
                "п. 7: от 20 до 80 %",
            ),
            (
                [Tally(passed=3), Tally(passed=40)],
                at_least(percent(10)),
                NUMBER,
                (1, 1),
                "п. 8: один методист на десять",
            ),
            (
                [Tally(passed=3), Tally(passed=40, out_or_passed=None)],
                at_least(percent(10)),
                NUMBER,
                (1, None),
                "п. 8: сколько педагогов, неизвестно",
            ),
        ]
    ),
)
def test_as_many_fewer_are_needed_as_lie_above_the_target(
    answers: list[Tally], norm: Norm, scale: Scale, expected: tuple[int, int | None], source: str
) -> None:
    """At best and at worst, in members."""
    assert shortfall(answers, norm, scale) == Bounds(*expected), source


NORMS = st.sampled_from(
    [
        at_most(0),
        at_most(percent(10)),
        at_most(percent(50)),
        less_than(percent(50)),
        less_than(1),
        between(percent(20), percent(60)),
        at_least(percent(50)),
        more_than(percent(50)),
    ]
)


@given(tallies, NORMS)
def test_no_outcome_needs_more_or_fewer_than_is_said(tally: Tally, norm: Norm) -> None:
    """Every outcome of the undecided is corrected member by member; one end alone is met sharply."""
    known = attrs.evolve(
        tally,
        out_or_failed=tally.out_or_failed or 0,
        out_or_passed=tally.out_or_passed or 0,
        anything=tally.anything or 0,
    )
    distances = [distance_of(passed, size, norm) for passed, size in outcomes(known) if size]
    said = shortfall([known], norm, PERCENT)
    assert said is not None

    assert all(distance in said for distance in distances if distance is not None)
    # Of nobody there is no share, and of few none may lie between two ends.
    if known.surely_in and None in {norm.low, norm.high}:
        assert_sharp(said, [distance for distance in distances if distance is not None])


def distance_of(passed: int, size: int, norm: Norm) -> int | None:
    """How many members must change their state before a norm admits the share; nothing where none does."""
    others = (other for other in range(size + 1) if norm.admits(Fraction(other, size)))
    return min((abs(other - passed) for other in others), default=None)


# Who stands against it.

NOT_DIAGNOSED = Term(
    key="not_diagnosed", title="не прошли диагностику", where=Not(diagnostics.DIAGNOSED), since=2021
)
UNDIAGNOSED = Share(people.STAFF, NOT_DIAGNOSED)
DAY = dt.date(2024, 3, 1)
AT_MOST_TEN = Target(2024, at_most(percent(10)), CLAUSE)


def order(**changes: object) -> RegionProfile:
    """«Доля не прошедших диагностику — не более 10 %» (п. 1)."""
    fields = {"measure": UNDIAGNOSED, "targets": [AT_MOST_TEN]}
    return profile(indicator(**{**fields, **changes}))


def region(*, diagnosed: int = 1, staff: int = 4, figures: list[Figure] | None = None) -> RegionalSystem:
    """A school whose first teachers were diagnosed."""
    ids = [f"p{number}" for number in range(1, staff + 1)]
    return RegionalSystem(
        region="nowhere",
        municipalities=[Municipality(id="m1", name="Вымыслово")],
        organizations=[Organization(id="o1", kind=OrganizationKind.GENERAL, municipality="m1")],
        persons=[Person(id=key) for key in ids],
        employments=[
            Employment(person=key, organization="o1", role=Role.PEDAGOGICAL, start=dt.date(2020, 9, 1))
            for key in ids
        ],
        diagnostics=[
            Diagnostic(id=f"d{key}", person=key, date=DAY, provider=Provider.CNPPM) for key in ids[:diagnosed]
        ],
        figures=figures or (),
    )


def judged(of: RegionProfile, data: RegionalSystem | None = None) -> rnms.Result:
    return rnms.evaluate(region() if data is None else data, region=of, period=2024)["1"]


@pytest.mark.parametrize(
    ("changes", "failed", "source"),
    by_source(
        [
            ({}, ["p2", "p3", "p4"], "п. 1: не более 10 %"),
            (
                {"targets": [Target(2024, less_than(percent(10)), CLAUSE)]},
                ["p2", "p3", "p4"],
                "п. 2: менее 10 %",
            ),
            ({"targets": [Target(2024, at_least(percent(90)), CLAUSE)]}, ["p1"], "п. 3: не менее 90 %"),
            (
                {"targets": (), "direction": Direction.DECREASE},
                ["p2", "p3", "p4"],
                "п. 4: снижение, цели нет",
            ),
            ({"targets": ()}, ["p1"], "п. 5: цели нет, и больше — лучше"),
            (
                {
                    "targets": [Target(2024, between(percent(10), percent(20)), CLAUSE)],
                    "direction": Direction.DECREASE,
                },
                ["p2", "p3", "p4"],
                "п. 6: от 10 до 20 %, снижение",
            ),
        ]
    ),
)
def test_who_fails_stands_between_the_value_and_the_target(
    changes: dict[str, object], failed: list[str], source: str
) -> None:
    """Of records: those for whom the term holds, where less of them is better."""
    result = judged(order(**changes))
    others = {"p1", "p2", "p3", "p4"} - set(failed)

    assert [standing.id for standing in result.who("failed")] == failed, source
    assert {standing.id for standing in result.who("passed")} == others
    assert all(result.explain(key).state == "failed" for key in failed)
    assert all(result.explain(key).state == "passed" for key in others)


def test_an_explanation_says_why_whoever_the_term_holds_for_fails() -> None:
    """As its last step, with a code of its own."""
    told = judged(order()).explain("p2")

    assert told.steps[-1].text == "лучше, когда таких меньше"
    assert "counts_against" in told.reasons
    assert "counts_against" not in judged(order()).explain("p1").reasons


def test_who_is_unknown_stays_so() -> None:
    """A diagnostic that was not reported decides either way."""
    gap = rnms.Unreported(entity="diagnostics", municipality="m1", period=2024, why="не ответили")
    result = judged(order(), attrs.evolve(region(), unreported=[gap]))

    assert [standing.id for standing in result.who("unknown")] == ["p2", "p3", "p4"]
    assert result.verdict is Verdict.UNDETERMINED
    assert result.shortfall == Bounds(0, 3)


def test_as_many_fewer_as_the_shortfall_says_reach_the_target() -> None:
    """Records and figures say one thing."""
    figures = [
        Figure(key="staff", period=2024, count=20),
        Figure(key="staff.not_diagnosed", period=2024, count=5),
    ]
    by_figures = judged(order(), RegionalSystem(region="nowhere", figures=figures))
    by_records = judged(order(), region(diagnosed=15, staff=20))

    assert by_figures.shortfall == by_records.shortfall == Bounds(3, 3)
    assert judged(order(), region(diagnosed=18, staff=20)).verdict is Verdict.MET
    assert judged(order(), region(diagnosed=17, staff=20)).verdict is Verdict.NOT_MET
    assert by_records.reason == by_figures.reason == "больше предела на 15\xa0п.\xa0п."


def test_a_report_from_a_file_says_the_same() -> None:
    """The target travels with it, the direction with the profile."""
    result = judged(order())
    read = rnms.Report.from_json(rnms.evaluate(region(), region=order(), period=2024).to_json())["1"]

    assert read.shortfall == result.shortfall == Bounds(3, 3)


def test_a_part_of_an_index_is_told_as_its_term_says() -> None:
    """The index counts it as it declares it: no target is set to the part."""
    parts = [
        IndexPart(
            name="diagnosed", title="прошли", measure=Share(people.STAFF, diagnostics.DIAGNOSED), weight=1
        ),
        IndexPart(name="not", title="не прошли", measure=UNDIAGNOSED, weight=1, inverted=True),
    ]
    index = order(
        measure=WeightedIndex(parts=parts, without=EmptyPart.LEFT_OUT),
        targets=[Target(2024, at_least(percent(50)), CLAUSE)],
    )
    result = judged(index)

    assert [standing.id for standing in result.who("passed", component="not")] == ["p2", "p3", "p4"]
    assert [standing.id for standing in result.who("passed", component="diagnosed")] == ["p1"]


# A duty that nobody be so.


@pytest.mark.parametrize(
    ("norm", "failed", "source"),
    by_source(
        [
            (at_most(0), ("p2", "p3", "p4"), "п. 7: не допускается"),
            (at_least(1), ("p1",), "п. 8: каждый"),
            (at_most(percent(10)), (), "п. 9: не более 10 %, и никто один её не нарушает"),
        ]
    ),
)
def test_a_duty_names_who_breaks_it(norm: Norm, failed: tuple[str, ...], source: str) -> None:
    """Those for whom the term holds, where it must hold for nobody."""
    duty = Requirement(
        code="S-1", title="долг", force=Force.DUTY, clause=CLAUSE, measure=UNDIAGNOSED, norm=norm
    )
    finding = rnms.evaluate(
        region(), region=profile(indicator(), requirements=[duty]), period=2024
    ).requirement("S-1")

    assert finding.verdict is Verdict.NOT_MET
    assert finding.failed == failed, source


def test_municipalities_break_it_by_figures_too() -> None:
    """«Ни в одном муниципалитете» (п. 10): who reported a yes."""
    places = [Municipality(id=f"m{number}", name=f"Район {number}") for number in (1, 2, 3)]
    measure = Share(municipalities.MUNICIPALITIES, Term(key="without_plan", title="не имеют плана"))
    duty = Requirement(
        code="S-1", title="долг", force=Force.DUTY, clause=CLAUSE, measure=measure, norm=at_most(0)
    )
    key = "municipalities.without_plan"
    figures = [
        Figure(key=key, period=2024, municipality="m1", holds=True),
        Figure(key=key, period=2024, municipality="m2", holds=False),
    ]
    data = RegionalSystem(region="nowhere", municipalities=places, figures=figures)
    finding = rnms.evaluate(data, region=profile(indicator(), requirements=[duty]), period=2024)

    assert finding.requirement("S-1").failed == ("Район 1",)
    assert finding.requirement("S-1").undecided == ("Район 3",)


# Which way is better.


@pytest.mark.parametrize(
    ("norm", "declared", "less", "source"),
    by_source(
        [
            (at_most(5), Direction.INCREASE, True, "a greatest value says it"),
            (at_least(5), Direction.DECREASE, False, "a least value says it"),
            (between(1, 5), Direction.DECREASE, True, "both ends leave it to the declaration"),
            (None, Direction.DECREASE, True, "no target leaves it to the declaration"),
            (None, Direction.INCREASE, False, "more is better by default"),
        ]
    ),
)
def test_the_target_says_which_way_is_better(
    norm: Norm | None,
    declared: Direction,
    less: bool,
    source: str,
) -> None:
    """Where it limits one side only; else the direction that is declared."""
    assert is_less_better(norm, declared) is less, source


def test_a_target_shows_its_good_side() -> None:
    """A greatest value flies a flag to the left, a least one stands as a plumb line."""
    value = Bounds.exact(percent(30))
    least, most, both, same = (
        str(bar(value, norm, PERCENT, "…"))
        for norm in (
            at_least(percent(20)),
            at_most(percent(20)),
            between(percent(20), percent(40)),
            between(percent(20), percent(20)),
        )
    )

    assert (least.count("l-4-7"), least.count("l-8-3.5")) == (1, 0)
    assert (most.count("l-4-7"), most.count("l-8-3.5")) == (0, 1)
    assert (both.count("l-4-7"), both.count("l-8-3.5")) == (1, 1)
    assert (same.count("l-4-7"), same.count("l-8-3.5")) == (1, 0)


def test_a_picture_over_the_years_is_hatched_below_a_greatest_value() -> None:
    """And not where more is better."""
    hatch = re.compile(r"l-4 6M")
    less = rnms.evaluate(region(), region=order(), period=2024)
    more = rnms.evaluate(
        region(), region=order(targets=[Target(2024, at_least(percent(10)), CLAUSE)]), period=2024
    )

    assert hatch.search(rnms.render.over_years([less], "1").html)
    assert not hatch.search(rnms.render.over_years([more], "1").html)
