"""Points: grades, sums with a maximum, what is counted by the unit, and indices of more than shares."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, indicator, profile
from kit.effort import examples
from kit.worlds import Counted, value
from rnms import Bounds, Figure, RegionalSystem, Verdict, files, testing
from rnms.errors import FieldError, NoRecordsError, ProfileError
from rnms.indicators import (
    Band,
    Count,
    Criterion,
    EmptyPart,
    Grade,
    Growth,
    IndexPart,
    OverPeriods,
    Ratio,
    Scaled,
    Score,
    Share,
    Target,
    WeightedIndex,
    last_years,
)
from rnms.indicators.counts import Scale
from rnms.indicators.loads import Statistic
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import MissingAs, Tally
from rnms.indicators.vocabulary import diagnostics, early_career, people
from rnms.logic import Term
from rnms.model import Norm, Period, at_least, at_most, between, less_than, more_than, percent
from rnms.results import Report
from rnms.testing import RULES

YEAR = Period.of(2024)
ADOPTED = Term(key="statute_adopted", title="положение утверждено")
PUBLISHED = Term(key="statute_published", title="положение утверждено и опубликовано")
STATUTE = Criterion(
    name="statute",
    title="положение о методической службе",
    grades=[Grade(points=2, measure=PUBLISHED), Grade(points=1, measure=ADOPTED)],
)
SHARE = Share(people.STAFF, diagnostics.DIAGNOSED)
COVERAGE = Criterion(
    name="coverage",
    title="охват диагностикой",
    grades=[
        Grade(points=3, measure=SHARE, norm=at_least(percent(50)), title="не менее 50 %"),
        Grade(points=1, measure=SHARE, norm=at_least(percent(25)), title="не менее 25 %"),
    ],
)
TABLE = Score(criteria=[STATUTE, COVERAGE])


FOUR = at_least(4)


def said(**counts: Any) -> RegionalSystem:
    """Figures of the region: a number of people, or a yes."""
    figures = [
        Figure(key=key.replace("__", "."), period=YEAR, holds=count)
        if isinstance(count, bool)
        else Figure(key=key.replace("__", "."), period=YEAR, count=count)
        for key, count in counts.items()
    ]
    return RegionalSystem(region="nowhere", figures=figures)


def judged(measure: Measure, data: RegionalSystem, norm: Norm = FOUR, **more: Any) -> Report:
    order = profile(indicator(measure=measure, targets=[Target(2024, norm, CLAUSE)], **more))
    return rnms.evaluate(data, region=order, period=2024)


# A statement with more than two states.


@pytest.mark.parametrize(
    ("published", "adopted", "points"),
    [
        (Tally(passed=1), Tally(passed=1), Bounds(2, 2)),
        (Tally(failed=1), Tally(passed=1), Bounds(1, 1)),
        (Tally(failed=1), Tally(failed=1), Bounds(0, 0)),
        (Tally(failed_or_passed=1), Tally(passed=1), Bounds(1, 2)),
        (Tally(failed_or_passed=1), Tally(failed_or_passed=1), Bounds(0, 2)),
        (Tally(passed=1), Tally(failed_or_passed=1), Bounds(2, 2)),
    ],
)
def test_the_best_state_that_holds_gives_its_points(published: Tally, adopted: Tally, points: Bounds) -> None:
    """«2 балла — утверждено и опубликовано, 1 балл — утверждено, 0 баллов»."""
    assert STATUTE.estimate([published, adopted]).bounds == points


@pytest.mark.parametrize(
    ("tally", "points"),
    [
        (Tally(passed=5, failed=5), Bounds(3, 3)),
        (Tally(passed=3, failed=7), Bounds(1, 1)),
        (Tally(passed=3, failed=4, failed_or_passed=3), Bounds(1, 3)),
        (Tally(passed=1, failed=9), Bounds(0, 0)),
        (Tally(), Bounds(0, 0)),
    ],
)
def test_ranges_of_a_value_give_points(tally: Tally, points: Bounds) -> None:
    """What one value decides is decided together: between 30 and 60 % nobody loses the first point."""
    assert COVERAGE.estimate([tally]).bounds == points


def test_ranges_with_two_ends_are_looked_at_together() -> None:
    """Of a value that surely lies in one of two ranges, the least points are those of the worse one."""
    row = Criterion(
        name="a",
        title="а",
        grades=[
            Grade(points=2, measure=SHARE, norm=at_least(percent(50))),
            Grade(points=1, measure=SHARE, norm=Norm(low=percent(25), high=percent(50), high_open=True)),
        ],
    )

    assert row.estimate([Tally(passed=3, failed=4, failed_or_passed=3)]).bounds == Bounds(1, 2)


def test_whole_numbers_have_nothing_between_them() -> None:
    """One or two are known to be there: 1.5 is no number of people."""
    count = Count(people.STAFF)
    row = Criterion(
        name="a",
        title="а",
        grades=[Grade(points=number, measure=count, norm=between(number, number)) for number in (1, 2)],
    )

    assert row.estimate([Tally(passed=1, out_or_passed=1)]).bounds == Bounds(1, 2)


def test_points_by_the_unit_stop_at_their_limit() -> None:
    """«По 2 балла за каждого, не более 5»; «до 10 баллов по доле»."""
    each = Criterion(name="a", title="а", measure=Count(people.STAFF), per=2, most=5)
    by_share = Criterion(name="b", title="б", measure=SHARE, per=10)

    assert [each.estimate([Tally(passed=number)]).bounds for number in (0, 2, 3)] == [
        Bounds(0, 0),
        Bounds(4, 4),
        Bounds(5, 5),
    ]
    assert each.estimate([Tally(passed=1, out_or_passed=None)]).bounds == Bounds(2, 5)
    assert by_share.estimate([Tally(passed=1, failed=3)]).bounds == Bounds.exact(Fraction(5, 2))
    assert (each.most_points, by_share.most_points) == (5, 10)


# Sums, norms and bands in points.


def test_a_sum_of_points_is_judged_shown_and_explained() -> None:
    """Value, norm and distance in points; each row and grade with its own."""
    report = judged(TABLE, said(staff=100, staff__diagnosed=30, region__statute_published=True))
    result = report["1"]

    assert (result.verdict, result.value) == (Verdict.NOT_MET, Bounds.exact(3))
    assert result.reason == "не хватает 1\u00a0балла"
    text = report.to_text().replace("\u00a0", " ")
    assert "3 балла" in text
    assert "≥ 4 балла" in text
    told = str(result.explain()).replace("\u00a0", " ")
    assert "✓ положение о методической службе: 2 балла" in told
    assert "✓ 2 балла за: положение утверждено и опубликовано" in told
    assert "? 1 балл за: положение утверждено" in told
    assert "✗ 3 балла за: не менее 50 %" in told
    assert "✓ 1 балл за: не менее 25 %" in told
    # Below the title what was counted, the rows with their grades, and the sum.
    assert [step.depth for step in result.explain().steps] == [0, 1, 1, 1, 1, 2, 2, 1, 2, 2, 1]
    assert Report.from_json(report.to_json()) == report
    assert [part.name for part in result.components] == ["statute", "coverage"]
    assert report["1"]["coverage"].value == Bounds.exact(1)


def test_what_is_not_said_leaves_points_open_and_says_what_decides() -> None:
    """The verdict is open, and the reason names the statement."""
    result = judged(TABLE, said(staff=100, staff__diagnosed=60))["1"]

    assert (result.verdict, result.value) == (Verdict.UNDETERMINED, Bounds(3, 5))
    assert "положение утверждено и опубликовано" in result.reason


@pytest.mark.parametrize(("lang", "told"), [("ru", "не сообщено"), ("en", "not reported")])
def test_points_of_which_nothing_is_told_say_so(lang: str, told: str) -> None:
    """In the table and in the explanation: a dash, and what should be told; never an empty place."""
    report = judged(TABLE, said())
    lines = report["1"].explain().to_text(lang=lang).replace("\u00a0", " ").splitlines()
    of_rows = [line for line in lines if line.strip().startswith(("? положение о", "? охват"))]

    assert len(of_rows) == 2
    assert all(f": —; {told}: " in line for line in of_rows)
    assert lines[-1].strip().startswith("? —; ")
    [first] = [line for line in report.to_text().splitlines() if line.startswith("1 ")]
    assert "  —  " in first


def test_a_maximum_caps_the_sum() -> None:
    """«Не более 4 баллов»."""
    capped = Score(criteria=[STATUTE, COVERAGE], most=4)
    data = said(staff=100, staff__diagnosed=60, region__statute_published=True)

    assert judged(capped, data)["1"].value == Bounds.exact(4)
    assert (TABLE.most_points, capped.most_points) == (5, 4)
    assert TABLE.scale is Scale.POINTS


def test_bands_are_named_in_points() -> None:
    """«Высокий уровень — от 4 баллов»."""
    bands = [Band("базовый", less_than(4), CLAUSE), Band("высокий", between(4, 5), CLAUSE)]
    data = said(staff=100, staff__diagnosed=60, region__statute_published=True)
    result = judged(TABLE, data, bands=bands)["1"]

    assert [band.label for band in result.bands] == ["высокий"]
    with pytest.raises(ProfileError, match="no band holds what lies above 'высокий'"):
        profile(indicator(measure=TABLE, bands=[bands[0], Band("высокий", between(4, 4), CLAUSE)]))


def test_a_norm_above_all_points_is_a_fault() -> None:
    """Nobody could ever reach it."""
    with pytest.raises(ProfileError, match="6 points are never reached; the rows give at most 5"):
        profile(indicator(measure=TABLE, targets=[Target(2024, at_least(6), CLAUSE)]))


@pytest.mark.parametrize(
    ("measure", "norm", "told"),
    [
        (TABLE, at_least(percent(50)), "1/2 of a point is never given; points are no percent"),
        (
            Score(
                criteria=[
                    Criterion(
                        name="a",
                        title="а",
                        grades=[Grade(points=1, measure=SHARE, norm=at_least(50))],
                    )
                ]
            ),
            at_least(1),
            r"indicator 1, a: a share of 50 is more than the whole; write percent\(50\)",
        ),
        (
            Score(
                criteria=[
                    Criterion(
                        name="a",
                        title="а",
                        grades=[Grade(points=1, measure=Growth(SHARE), norm=at_least(5))],
                    )
                ]
            ),
            at_least(1),
            "indicator 1, a: a share grows by no 5 of the whole",
        ),
    ],
)
def test_points_are_no_percent_and_grades_fit_what_they_measure(
    measure: Score, norm: Norm, told: str
) -> None:
    """A slip that would be judged without a word."""
    with pytest.raises(ProfileError, match=told):
        profile(indicator(measure=measure, targets=[Target(2024, norm, CLAUSE)]))


def test_a_table_of_halves_may_demand_a_half() -> None:
    """Where some row gives part of a point."""
    halves = Score(
        criteria=[
            Criterion(name="a", title="а", grades=[Grade(points=Fraction(1, 2), measure=PUBLISHED)]),
            STATUTE,
        ]
    )
    profile(indicator(measure=halves, targets=[Target(2024, at_least(percent(50)), CLAUSE)]))


# Points for what grew.

GROWN = Criterion(
    name="grown",
    title="динамика",
    grades=[
        Grade(points=2, measure=Growth(SHARE), norm=more_than(0)),
        Grade(points=3, measure=Growth(SHARE), norm=at_least(percent(10))),
    ],
)


@pytest.mark.parametrize(
    ("before", "after", "points", "verdict"),
    [
        ((20, 100), (35, 100), Bounds.exact(3), Verdict.MET),
        ((20, 100), (25, 100), Bounds.exact(2), Verdict.MET),
        ((20, 100), (20, 100), Bounds.exact(0), Verdict.NOT_MET),
        ((20, 100), (15, 100), Bounds.exact(0), Verdict.NOT_MET),
        (None, (15, 100), Bounds(0, 3), Verdict.UNDETERMINED),
        # However many there were, none of them passed.
        ((0, None), (15, 100), Bounds(0, 3), Verdict.UNDETERMINED),
    ],
)
def test_points_are_given_for_what_grew(before: Any, after: Any, points: Bounds, verdict: Verdict) -> None:
    """«2 балла, если доля выросла, 3 балла — на 10 п. п.»: of both years, whatever is open of either."""
    figures = [
        Figure(key=key, period=year, count=count)
        for year, pair in ((2023, before), (2024, after))
        for key, count in zip(("staff.diagnosed", "staff"), pair or (), strict=False)
        if count is not None
    ]
    data = RegionalSystem(region="nowhere", figures=figures)
    report = judged(Score(criteria=[GROWN]), data, at_least(2))
    judgement = report["1"].judgement

    assert (judgement.value, judgement.verdict) == (points, verdict)
    assert [str(period) for period in judgement.compared] == ["2023", "2024"]
    assert "рост: из значения за период" in str(report["1"].explain())
    order = profile(indicator(measure=Score(criteria=[GROWN])))
    assert files.load_profile(files.dump_profile(order)) == order


GROWTH = Growth(SHARE)


@pytest.mark.parametrize(
    ("measure", "before", "after", "value"),
    [
        # «1 балл за каждый процентный пункт роста, не более 5»
        ("points", (20, 100), (23, 100), Bounds.exact(3)),
        ("points", (20, 100), (40, 100), Bounds.exact(5)),
        ("points", (20, 100), (15, 100), Bounds.exact(0)),
        ("points", None, (15, 100), Bounds(0, 5)),
        ("points", (98, 100), None, Bounds(0, 2)),
        # Of an index growth by 10 points is all of it.
        ("index", (20, 100), (25, 100), Bounds.exact(Fraction(1, 2))),
        ("index", (20, 100), (10, 100), Bounds.exact(0)),
        ("index", None, (4, 100), Bounds(0, Fraction(2, 5))),
        # «в среднем за два года», 2 points for all
        ("mean", (20, 100), (30, 100), Bounds.exact(Fraction(1, 2))),
        # Where nobody is there this year, nothing is given.
        ("mean", (20, 100), None, Bounds(0, Fraction(6, 5))),
    ],
)
def test_growth_gives_points_by_unit_and_weighs_in_an_index(
    measure: str, before: Any, after: Any, value: Bounds
) -> None:
    """What grew and what is joined over years stand wherever a value of one year does."""
    mean = OverPeriods(SHARE, last_years(2), Statistic.MEAN)
    part = IndexPart(name="g", title="рост", measure=Scaled(GROWTH, full=percent(10)), weight=1)
    measures: dict[str, Measure] = {
        "points": Score(criteria=[Criterion(name="g", title="рост", measure=GROWTH, per=100, most=5)]),
        "index": WeightedIndex(parts=[part], without=EmptyPart.NOTHING),
        "mean": Score(criteria=[Criterion(name="m", title="среднее", measure=mean, per=2)]),
    }
    asked = measures[measure]
    figures = [
        Figure(key=key, period=year, count=count)
        for year, pair in ((2023, before), (2024, after))
        for key, count in zip(("staff.diagnosed", "staff"), pair or (), strict=False)
    ]
    data = RegionalSystem(region="nowhere", figures=figures)
    report = judged(asked, data, at_least(percent(50)) if measure == "index" else at_least(1))

    assert report["1"].value == value
    order = profile(indicator(measure=asked))
    assert files.load_profile(files.dump_profile(order)) == order


def test_what_is_counted_twice_is_told_once() -> None:
    """Two rows that ask for one number are explained by it in one line."""
    half = Grade(points=1, measure=SHARE, norm=at_least(percent(50)))
    row = attrs.evolve(GROWN, grades=[*GROWN.grades, half])
    figures = [Figure(key=key, period=2024, count=10) for key in ("staff", "staff.diagnosed")]
    data = RegionalSystem(region="nowhere", figures=figures)
    lines = str(judged(Score(criteria=[row]), data, at_least(1))["1"].explain())

    assert len(lines.splitlines()) == len({*lines.splitlines()})
    assert lines.count(" — 10 из 10") == 1


def test_what_is_no_measure_of_points_is_refused_in_words_of_its_own() -> None:
    """Not in those of an index, which weighs shares."""
    with pytest.raises(FieldError, match=r"'staff' is not a measure; write Share"):
        Criterion(name="c", title="c", measure=people.STAFF)  # type: ignore[arg-type]
    with pytest.raises(FieldError, match="an index weighs shares"):
        IndexPart(name="c", title="c", measure=Count(people.STAFF), weight=1)  # type: ignore[arg-type]


def test_what_compares_periods_is_compared_no_further() -> None:
    """Of two shifts one would be lost."""
    with pytest.raises(ValueError, match="of several periods already"):
        Growth(Score(criteria=[GROWN]))
    with pytest.raises(ValueError, match="of several periods already"):
        OverPeriods(Score(criteria=[GROWN]), last_years(2), Statistic.MEAN)


def test_a_sum_that_needs_every_row_has_no_value_without_one() -> None:
    """Else nobody to count gives nothing."""
    strict = Score(criteria=[STATUTE, COVERAGE], without=EmptyPart.NO_VALUE)
    data = said(staff=0, region__statute_published=True)

    assert judged(strict, data)["1"].verdict is Verdict.NOT_APPLICABLE
    assert judged(TABLE, data)["1"].value == Bounds.exact(2)


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (lambda: Criterion(name="a", title="а"), "give grades, or a measure and the points per unit"),
        (
            lambda: Criterion(name="a", title="а", grades=[Grade(points=0, measure=SHARE)]),
            "gives no more than 0 without it",
        ),
        (lambda: Score(criteria=[]), "a sum of points has rows"),
        (lambda: Score(criteria=[STATUTE, STATUTE]), "each with a name of its own"),
        (lambda: Score(criteria=[STATUTE], without=EmptyPart.LEFT_OUT), "no weights to share"),
        (lambda: Scaled(SHARE, full=0), "nothing lies between 0 and 0"),
        (lambda: Scaled(SHARE, full=1, most=0), "at most 0 is nothing"),
        (
            lambda: IndexPart(name="a", title="а", measure=Scaled(SHARE, full=1), weight=1, inverted=True),
            "exchange full and none",
        ),
    ],
)
def test_what_is_declared_wrongly_is_refused(build: Any, told: str) -> None:
    """In words that say what to write."""
    with pytest.raises(ValueError, match=told):
        build()


def test_a_float_is_refused() -> None:
    """Points are exact."""
    with pytest.raises(FieldError, match=r"Grade.points: 0\.5 is not exact"):
        Grade(points=0.5, measure=SHARE)  # type: ignore[arg-type]


# Indices of more than shares.

TWICE_AS_MANY = Scaled(Growth(Count(people.TEACHERS), relative=True), full=1)
UNLIMITED = Tally(out_or_passed=None)
UNASKED = [Tally(anything=None)] * 4


@pytest.mark.parametrize(
    ("scaled", "tallies", "expected"),
    [
        (Scaled(Count(people.STAFF), full=10), [Tally(passed=4)], Bounds.exact(Fraction(2, 5))),
        (Scaled(Count(people.STAFF), full=10), [Tally(passed=14)], Bounds.exact(1)),
        (Scaled(Count(people.STAFF), full=10, most=None), [Tally(passed=14)], Bounds.exact(Fraction(7, 5))),
        (
            Scaled(Count(people.STAFF), full=10),
            [Tally(passed=4, out_or_passed=None)],
            Bounds(Fraction(2, 5), 1),
        ),
        (
            Scaled(Count(people.STAFF), full=10, most=None),
            [Tally(passed=4, out_or_passed=None)],
            Bounds(Fraction(2, 5), None),
        ),
        (Scaled(Count(people.STAFF), full=0, none=10), [Tally(passed=4)], Bounds.exact(Fraction(3, 5))),
        (Scaled(Count(people.STAFF), full=0, none=10), [Tally(passed=12)], Bounds.exact(0)),
        (
            Scaled(Count(people.STAFF), full=0, none=10),
            [Tally(passed=4, out_or_passed=None)],
            Bounds(0, Fraction(3, 5)),
        ),
        (
            Scaled(Ratio(people.STAFF, people.TEACHERS), full=100),
            [Tally(passed=300), Tally(passed=4)],
            Bounds.exact(Fraction(3, 4)),
        ),
        (
            Scaled(Ratio(people.STAFF, people.TEACHERS), full=100),
            [Tally(passed=300), Tally()],
            Bounds.exact(1),
        ),
        # How many more there are may be anything where nothing limits how many there were.
        (Scaled(Growth(Count(people.TEACHERS)), full=10), [UNLIMITED, UNLIMITED, *UNASKED], Bounds(0, 1)),
        # By how much teachers have become more, of whom nobody knows how many there were, may be anything.
        (TWICE_AS_MANY, [UNLIMITED, Tally(passed=4), *UNASKED], Bounds(0, 1)),
        (
            attrs.evolve(TWICE_AS_MANY, most=2),
            [UNLIMITED, Tally(passed=4), *UNASKED],
            Bounds(0, 2),
        ),
        # A fall by half comes to nothing, one third more to a third of twice as many.
        (TWICE_AS_MANY, [Tally(passed=8), Tally(passed=4), *UNASKED], Bounds.exact(0)),
        (TWICE_AS_MANY, [Tally(passed=3), Tally(passed=4), *UNASKED], Bounds.exact(Fraction(1, 3))),
        # A share of nobody has no value to be scaled.
        (Scaled(Growth(SHARE), full=percent(10)), [Tally(), Tally(), *UNASKED], None),
    ],
)
def test_a_value_is_scaled_as_the_act_says(scaled: Scaled, tallies: Any, expected: Bounds | None) -> None:
    """From nothing to all of it, capped, less is better or more."""
    assert scaled.estimate(tallies).bounds == expected


def index_of(*parts: IndexPart) -> WeightedIndex:
    return WeightedIndex(parts=parts, without=EmptyPart.NOTHING)


NESTED = index_of(
    IndexPart(name="diagnosed", title="охват", measure=SHARE, weight=1),
    IndexPart(name="number", title="число", measure=Scaled(Count(people.TEACHERS), full=10), weight=1),
)
OF_INDICES = index_of(
    IndexPart(name="nested", title="подындекс", measure=NESTED, weight=3),
    IndexPart(name="points", title="баллы", measure=Scaled(TABLE, full=5), weight=1),
)


def test_an_index_of_indices_is_judged_and_explained_to_the_last_part() -> None:
    """Each part with its value, as deep as it stands."""
    data = said(staff=100, staff__diagnosed=50, teachers=5, region__statute_published=True)
    report = judged(OF_INDICES, data, at_least(percent(60)))
    result = report["1"]

    assert result.value == Bounds.exact(Fraction(3, 4) * Fraction(1, 2) + Fraction(1, 4))
    assert result.verdict is Verdict.MET
    told = str(result.explain()).replace("\u00a0", " ")
    for line in ("подындекс (вес 3): 50 %", "охват (вес 1): 50 %", "число (вес 1): 50 %", "2 балла за:"):
        assert line in told
    assert Report.from_json(report.to_json()) == report


@pytest.mark.parametrize(("least", "verdict"), [(50, Verdict.MET), (60, Verdict.NOT_MET)])
def test_a_part_of_nobody_is_named_beside_a_verdict(least: int, verdict: Verdict) -> None:
    """The rest shares its weight: whoever reads the value must know that it is not of all parts."""
    share = Share(people.TEACHERS, diagnostics.DIAGNOSED)
    parts = [
        IndexPart(name="diagnosed", title="охват", measure=share, weight=1),
        IndexPart(name="number", title="число", measure=Scaled(Count(people.STAFF), full=10), weight=1),
    ]
    index = WeightedIndex(parts=parts, without=EmptyPart.LEFT_OUT)
    result = judged(index, said(staff=5, teachers=0), at_least(percent(least)))["1"]

    assert (result.verdict, result.value) == (verdict, Bounds.exact(Fraction(1, 2)))
    assert ("not-counted", ("охват",)) in [(why.code, why.about) for why in result.judgement.reasons]


def test_a_profile_with_points_goes_through_json_and_keeps_the_rules() -> None:
    """With every word of points; and it is printed with its rows."""
    order = profile(
        indicator(measure=TABLE, targets=[Target(2024, at_least(4), CLAUSE)]),
        indicator(code="2", measure=OF_INDICES),
    )

    assert files.load_profile(files.dump_profile(order)) == order
    assert [fault for rule in RULES for fault in rule(order)] == []


def test_readings_rewrite_the_words_of_points() -> None:
    """As those of any measure."""
    other = Term(key="diagnosed_elsewhere", title="прошли где угодно", where=diagnostics.DIAGNOSED.where)
    rewritten = OF_INDICES.rewritten({diagnostics.DIAGNOSED: other}, missing=MissingAs.LEFT_OUT)

    assert diagnostics.DIAGNOSED not in rewritten.words
    assert other in rewritten.words


# Against every completion of small tallies.


def tallies() -> st.SearchStrategy[Tally]:
    numbers = st.integers(0, 2)
    return st.builds(
        Tally,
        passed=numbers,
        failed=numbers,
        failed_or_passed=numbers,
        out_or_failed=st.integers(0, 1),
        out_or_passed=st.integers(0, 1),
        anything=st.integers(0, 1),
    )


def completions(tally: Tally) -> Iterator[Counted]:
    """Every number of members and of those who pass that a tally leaves open."""
    kinds: list[tuple[str, ...]] = [("f", "p")] * tally.failed_or_passed
    kinds += [("o", "f")] * int(tally.out_or_failed or 0)
    kinds += [("o", "p")] * int(tally.out_or_passed or 0)
    kinds += [("o", "f", "p")] * int(tally.anything or 0)
    for choice in set(itertools.product(*kinds)):
        passing = tally.passed + choice.count("p")
        yield Counted(size=passing + tally.failed + choice.count("f"), passing=passing, loads=())


ENDS = st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(2, 3), Fraction(1)])


@st.composite
def rows(draw: st.DrawFn) -> Criterion:
    """A row of points over a share and a number."""
    count = Count(people.STAFF)
    if draw(st.booleans()):
        measure: Any = draw(
            st.sampled_from([SHARE, count, Scaled(count, full=3), Scaled(count, full=0, none=4)])
        )
        most = draw(st.sampled_from([None, 1, Fraction(3, 2)]))
        return Criterion(name="a", title="а", measure=measure, per=draw(st.integers(1, 2)), most=most)
    grades = []
    share: Any = draw(st.sampled_from([SHARE, Growth(SHARE), Growth(SHARE, relative=True)]))
    for points in range(1, draw(st.integers(2, 4))):
        is_share = draw(st.booleans())
        low, high = sorted((draw(ENDS), draw(ENDS)))
        if not is_share:
            low, high = 3 * low, 3 * high
        norm = draw(st.sampled_from([at_least(low), at_most(high), between(low, high)]))
        grades.append(Grade(points=points, measure=share if is_share else count, norm=norm))
    return Criterion(name="a", title="а", grades=grades)


@given(rows(), st.lists(tallies(), min_size=3, max_size=3))
@examples(50, 2000)
def test_points_lie_within_their_bounds_in_every_completion(row: Criterion, drawn: Sequence[Tally]) -> None:
    """Nothing that can still turn out lies outside; where one measure is asked, the ends are reached."""
    of_one_period = iter(drawn)
    # Of who stands otherwise in two periods nothing is known.
    asked = [
        Tally(anything=None) if question.change is not None else next(of_one_period)
        for question in row.questions
    ]
    score = Score(criteria=[row])
    bounds = score.estimate(asked).bounds
    assert bounds is not None
    worlds = [
        [Counted(size=0, passing=0, loads=())] if question.change is not None else [*completions(tally)]
        for question, tally in zip(row.questions, asked, strict=True)
    ]
    found = [value(score, world) for world in itertools.product(*worlds)]
    points = [one for one in found if one is not None]

    assert all(one in bounds for one in points)
    if row.measures in {(Count(people.STAFF),), (SHARE,)}:
        assert {min(points), max(points)} == {bounds.low, bounds.high}


@pytest.mark.slow
@given(st.lists(tallies(), min_size=3, max_size=3), st.sampled_from([*EmptyPart]))
def test_an_index_of_scaled_parts_lies_within_its_bounds(drawn: Sequence[Tally], without: EmptyPart) -> None:
    """Whatever becomes of parts without anybody."""
    index = WeightedIndex(
        parts=[
            IndexPart(name="a", title="а", measure=NESTED, weight=2),
            IndexPart(
                name="b",
                title="б",
                measure=Share(early_career.EARLY_CAREER, early_career.SUPPORTED),
                weight=1,
            ),
        ],
        without=without,
    )
    estimate = index.estimate(drawn)
    found = [value(index, world) for world in itertools.product(*(completions(tally) for tally in drawn))]
    values = [one for one in found if one is not None]

    assert all(estimate.bounds is not None and one in estimate.bounds for one in values)


def test_a_row_of_several_measures_is_meant_by_its_own_name() -> None:
    """Where one of them alone singles out members, that one is meant."""
    rows = Criterion(
        name="statute",
        title="положение",
        grades=[
            Grade(points=2, measure=PUBLISHED),
            Grade(points=1, measure=SHARE, norm=at_least(percent(50))),
        ],
    )
    data = testing.invented_region(staff=40, seed=1)
    result = judged(Score(criteria=[rows]), data, at_least(1))["1"]

    assert result.who("failed", component="statute") == result.who("failed", component="statute.2") != ()
    with pytest.raises(NoRecordsError, match=r"no part 'statutes'; known: statute\.1, statute\.2"):
        result.who("failed", component="statutes")


def test_a_row_of_several_shares_asks_which_is_meant() -> None:
    """One of people, one of others."""
    grades = [
        Grade(points=points, measure=measure, norm=at_least(percent(50)))
        for points, measure in ((2, SHARE), (1, Share(people.TEACHERS, diagnostics.DIAGNOSED)))
    ]
    rows = Criterion(name="statute", title="положение", grades=grades)
    result = judged(Score(criteria=[rows]), testing.invented_region(staff=40, seed=1), at_least(1))["1"]

    with pytest.raises(NoRecordsError, match=r"say which part of 1 is meant, .*: statute\.1, statute\.2"):
        result.who("failed", component="statute")


# Rows of one measure.

QUARTERS = st.lists(
    st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(1, 4)), min_size=1, max_size=2),
    min_size=1,
    max_size=3,
)


@given(QUARTERS, st.integers(0, 4), st.integers(0, 4))
def test_rows_that_grade_one_share_are_weighed_together(
    rows: list[list[tuple[int, bool, int]]], passed: int, more: int
) -> None:
    """«3 балла — не менее половины», «1 балл — менее половины»: nobody gets both, whatever is not known."""
    criteria = [
        Criterion(
            name=f"row {number}",
            title="строка",
            grades=[
                Grade(
                    points=points, measure=SHARE, norm=(less_than if is_less else at_least)(Fraction(end, 4))
                )
                for end, is_less, points in grades
            ],
        )
        for number, grades in enumerate(rows)
    ]
    passed = min(passed, 4)
    undecided = min(more, 4 - passed)
    tally = Tally(passed=passed, failed_or_passed=undecided, failed=4 - passed - undecided)
    totals = [
        sum(row.given(SHARE, Fraction(number, 4)) for row in criteria)
        for number in range(passed, passed + undecided + 1)
    ]
    told = Score(criteria=criteria).estimate([tally] * len(criteria)).bounds

    assert told == Bounds(min(totals), max(totals))
