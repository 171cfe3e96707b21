"""Values of several periods: growth, least, largest, mean; worked rows, and brute force over small worlds."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, of_measure, profile
from kit.effort import examples
from kit.oracle import dice_of, entities
from kit.tabled import KINDS, tabled
from kit.worlds import SCARCITIES, a_load, a_measure, completed, counted, drawn, every, system, thrown, value
from rnms import Verdict, files
from rnms.engine.engine import Engine
from rnms.errors import FieldError, PeriodError, ProfileError
from rnms.files import dump_profile, load_profile
from rnms.forms import plan
from rnms.indicators import (
    Count,
    EmptyPart,
    Family,
    Force,
    Growth,
    IndexPart,
    Indicator,
    Load,
    OverPeriods,
    Requirement,
    Scale,
    Scaled,
    Share,
    Target,
    WeightedIndex,
    last_years,
    parts_of_year,
)
from rnms.indicators.loads import Statistic
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import Estimate, MissingAs, Tally
from rnms.indicators.vocabulary import diagnostics, events, methodists, people
from rnms.logic import Population, Term
from rnms.logic.predicates import NOT_RECORDED, equals
from rnms.logic.window import Window
from rnms.model import (
    Category,
    Diagnostic,
    Employment,
    Event,
    Figure,
    Municipality,
    Norm,
    Organization,
    OrganizationKind,
    Period,
    PeriodKind,
    Person,
    RegionalSystem,
    Role,
    Unreported,
    at_least,
    at_most,
    between,
    less_than,
    more_than,
    percent,
)
from rnms.model.shifts import AtBeginning, BasePeriod, PartOf, PeriodBefore, YearsBefore
from rnms.model.system import record_classes
from rnms.regions import RegionProfile
from rnms.render.explanations import explanation_text
from rnms.render.printed import NBSP

EDUCATED = Term(
    key="educated", title="с высшим образованием", where=equals("higher_pedagogical_education", value=True)
)
EDUCATED_SHARE = Share(people.TEACHERS, EDUCATED)
DIAGNOSED_SHARE = Share(people.TEACHERS, diagnostics.DIAGNOSED_ANYWHERE)
YEAR = Period.of(2023)
LAST_YEAR = Period.of(2022)
PLACES = [Municipality(id="m1", name="Вымыслово"), Municipality(id="m2", name="Придумск")]
SCHOOLS = [
    Organization(
        id=key, name=key, kind=OrganizationKind.GENERAL, municipality=municipality, low_results_years=()
    )
    for key, municipality in (("o1", "m1"), ("o2", "m2"))
]


def job(person: str, since: int | None = 2020, until: int | None = None, at: str = "o1") -> Employment:
    return Employment(
        person=person,
        organization=at,
        role=Role.PEDAGOGICAL,
        start=None if since is None else dt.date(since, 2, 1),
        end=None if until is None else dt.date(until, 6, 30),
    )


def staffed(
    jobs: Sequence[Employment],
    educated: Sequence[bool | None] = (),
    *,
    diagnostics: Sequence[Diagnostic] = (),
    unreported: Sequence[Unreported] = (),
) -> RegionalSystem:
    ids = list(dict.fromkeys(one.person for one in jobs))
    facts = dict(zip(ids, educated, strict=False))
    return RegionalSystem(
        region="x",
        municipalities=PLACES,
        organizations=SCHOOLS,
        persons=[Person(id=key, higher_pedagogical_education=facts.get(key)) for key in ids],
        employments=jobs,
        diagnostics=diagnostics,
        unreported=unreported,
    )


def diagnosed(*days: tuple[str, str | None]) -> list[Diagnostic]:
    return [
        Diagnostic(id=f"d{rank}", person=person, date=None if text is None else dt.date.fromisoformat(text))
        for rank, (person, text) in enumerate(days)
    ]


def estimated(measure: Measure, data: RegionalSystem, period: Period = YEAR) -> Estimate:
    engine = Engine(data)
    return measure.estimate([engine.answer(question, period).tally for question in measure.questions])


def known(measure: Measure, data: RegionalSystem, period: Period = YEAR) -> tuple[str, str] | None:
    bounds = estimated(measure, data, period).bounds
    return None if bounds is None else (str(bounds.low), str(bounds.high))


# The other periods.


@pytest.mark.parametrize(
    ("shift", "period", "expected"),
    [
        (YearsBefore(1), 2023, 2022),
        (YearsBefore(1), "2022/2023", "2021/2022"),
        (YearsBefore(2), "2023-H2", "2021-H2"),
        (YearsBefore(1), "2024-02-01/2024-02-29", "2023-02-01/2023-02-28"),
        (YearsBefore(1), "2023-02-01/2023-02-28", "2022-02-01/2022-02-28"),
        (YearsBefore(1), "2025-02-01/2025-02-28", "2024-02-01/2024-02-29"),
        (PeriodBefore(), 2023, 2022),
        (PeriodBefore(), "2023-Q1", "2022-Q4"),
        (PeriodBefore(), "2022/2023", "2021/2022"),
        (PeriodBefore(), "2023-01-11/2023-01-20", "2023-01-01/2023-01-10"),
        (AtBeginning(), 2023, "2023-01-01/2023-01-01"),
        (BasePeriod(Period.of(2021)), 2023, 2021),
        (PartOf(PeriodKind.HALF_YEAR, 2), 2023, "2023-H2"),
        (PartOf(PeriodKind.QUARTER, 1), "2022/2023", "2022-Q4"),
    ],
)
def test_another_period_is_told_by_the_one_that_is_judged(
    shift: YearsBefore, period: int | str, expected: int | str
) -> None:
    """One row, one way to name another period."""
    assert shift.of(Period.of(period)) == Period.of(expected)


def test_what_is_no_period_is_told_with_what_to_write() -> None:
    """A year as a number is no period of a profile."""
    with pytest.raises(
        FieldError, match=r"Growth.against: 2021 is not another period; write YearsBefore\(1\)"
    ):
        Growth(EDUCATED_SHARE, against=2021)  # type: ignore[arg-type]


def test_what_no_calendar_has_is_told() -> None:
    """A fifth quarter or one before the first, a year before the first, no years before."""
    with pytest.raises(PeriodError):
        PartOf(PeriodKind.QUARTER, 5).of(YEAR)
    with pytest.raises(ValueError, match="from 1 on, not 0"):
        PartOf(PeriodKind.QUARTER, 0)
    with pytest.raises(PeriodError):
        YearsBefore(1).of(Period.of("0001"))
    with pytest.raises(ValueError, match="write 1 or more"):
        YearsBefore(0)
    with pytest.raises(ValueError, match="QUARTER or HALF_YEAR"):
        parts_of_year(PeriodKind.CALENDAR)
    with pytest.raises(ValueError, match="two periods or more"):
        OverPeriods(EDUCATED_SHARE, [None], Statistic.MEAN)


# Worked rows.

FOUR = [job("a"), job("b"), job("c"), job("d")]
ROWS: list[tuple[str, Measure, RegionalSystem, tuple[str, str] | None]] = [
    (
        "whose education is unknown passes in both years or in neither",
        Growth(EDUCATED_SHARE),
        staffed(FOUR, [True, False, None, None]),
        ("0", "0"),
    ),
    (
        "and so does one who was there in both, while another came",
        Growth(Count(Population(key="e", title="e", within=people.TEACHERS, having=(EDUCATED,)))),
        staffed([job("a"), job("b"), job("c", 2023)], [None, None, True]),
        ("1", "1"),
    ),
    (
        "who came this year adds one if educated",
        Growth(Count(Population(key="e", title="e", within=people.TEACHERS, having=(EDUCATED,)))),
        staffed([job("a"), job("b"), job("c", 2023)], [None, None, None]),
        ("0", "1"),
    ),
    (
        "what no record says may be one thing in one year and another in the next",
        Growth(Share(people.TEACHERS, Term(key="unsaid", title="не сказано", where=NOT_RECORDED))),
        staffed([job("a")]),
        ("-1", "1"),
    ),
    (
        "who left takes one away",
        Growth(Count(people.TEACHERS)),
        staffed([job("a"), job("b", until=2023), job("c")]),
        ("-1", "-1"),
    ),
    (
        "who may have come in either year was there at the end of both, or of the later",
        Growth(Count(people.TEACHERS)),
        staffed([job("a"), job("b", None)]),
        ("0", "1"),
    ),
    (
        "one diagnostic of an unknown day is of one of the years at most",
        Growth(DIAGNOSED_SHARE),
        staffed(FOUR, diagnostics=diagnosed(("a", None), ("b", "2023-03-01"))),
        ("0", "1/2"),
    ),
    (
        "growth in percentage points",
        Growth(DIAGNOSED_SHARE),
        staffed(FOUR, diagnostics=diagnosed(("a", "2022-03-01"), ("a", "2023-03-01"), ("b", "2023-03-01"))),
        ("1/4", "1/4"),
    ),
    (
        "the same as a part of the earlier value",
        Growth(DIAGNOSED_SHARE, relative=True),
        staffed(FOUR, diagnostics=diagnosed(("a", "2022-03-01"), ("a", "2023-03-01"), ("b", "2023-03-01"))),
        ("1", "1"),
    ),
    (
        "nothing is a part of nothing",
        Growth(DIAGNOSED_SHARE, relative=True),
        staffed(FOUR, diagnostics=diagnosed(("a", "2023-03-01"))),
        None,
    ),
    (
        "against a year that the act names",
        Growth(DIAGNOSED_SHARE, against=Period.of(2021)),
        staffed(FOUR, diagnostics=diagnosed(("a", "2021-03-01"), ("b", "2021-04-01"))),
        ("-1/2", "-1/2"),
    ),
    (
        "from the first day of the year to the last",
        Growth(Count(people.TEACHERS), against=AtBeginning()),
        staffed([job("a"), job("b", 2023), job("c", 2023, 2023)]),
        ("1", "1"),
    ),
    (
        "denominators that differ weigh who passes in both years",
        Growth(EDUCATED_SHARE),
        staffed([job("a"), job("b"), job("c", 2023), job("d", 2023)], [True, None, False, False]),
        ("-1/2", "-1/4"),
    ),
    (
        "the mean of three years",
        OverPeriods(DIAGNOSED_SHARE, last_years(3), Statistic.MEAN),
        staffed(FOUR, diagnostics=diagnosed(("a", "2021-03-01"), ("b", "2022-03-01"), ("c", "2022-03-01"))),
        ("1/4", "1/4"),
    ),
    (
        "the least of four quarters",
        OverPeriods(Count(people.TEACHERS), parts_of_year(PeriodKind.QUARTER), Statistic.SMALLEST),
        staffed([job("a"), job("b", 2023), job("c", until=2023)]),
        ("2", "2"),
    ),
    (
        "the largest of two half-years, one of which is open",
        OverPeriods(DIAGNOSED_SHARE, parts_of_year(PeriodKind.HALF_YEAR), Statistic.LARGEST),
        staffed(FOUR, diagnostics=diagnosed(("a", "2023-03-01"), ("b", None))),
        ("1/4", "1/2"),
    ),
    (
        "nobody in one of the years leaves no mean",
        OverPeriods(EDUCATED_SHARE, last_years(2), Statistic.MEAN),
        staffed([job("a", 2023)], [True]),
        None,
    ),
    (
        "posts at organisations that were not collected may be of teachers: one may have come, nobody left",
        Growth(Count(people.TEACHERS)),
        attrs.evolve(staffed([job("a"), job("b", 2023)]), organizations=None),
        ("0", "1"),
    ),
]


@pytest.mark.parametrize(
    ("measure", "data", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_a_row(measure: Measure, data: RegionalSystem, expected: tuple[str, str] | None) -> None:
    """One row, one clause."""
    assert known(measure, data) == expected


def test_who_moves_between_municipalities_changes_nothing_in_the_region() -> None:
    """One leaves Вымыслово for Придумск: there it is one less, here one more, in the region none."""
    moved = staffed([job("a", until=2023), job("a", 2023, at="o2"), job("b")], [True, True])
    measure = Growth(Count(people.TEACHERS))
    report = rnms.evaluate(moved, region=declared(measure, at_least(0)), period=2023)

    assert report["1"].value == rnms.Bounds.exact(0)
    assert {part.name: part.value for part in report["1"].judgement.municipalities} == {
        "m1": rnms.Bounds.exact(-1),
        "m2": rnms.Bounds.exact(1),
    }
    alone = rnms.evaluate(moved, region=declared(measure, at_least(0)), period=2023, municipality="m1")
    assert alone["1"].value == rnms.Bounds.exact(-1)


# Verdicts, figures, forms, files, words.


def declared(measure: Measure, norm: Norm | None = None) -> RegionProfile:
    targets = () if norm is None else (Target(2023, norm, CLAUSE),)
    return profile(of_measure(measure, *targets, title="Рост", family=Family(key="growth", title="рост")))


def figure(year: int, key: str, count: int) -> Figure:
    return Figure(key=key, period=year, count=count)


def reported(*years: tuple[int, int, int]) -> RegionalSystem:
    figures = [
        one
        for year, whole, part in years
        for one in (figure(year, "teachers", whole), figure(year, "teachers.diagnosed_anywhere", part))
    ]
    return RegionalSystem(region="x", figures=figures)


HEADCOUNT_OF_BOTH = attrs.evolve(
    reported((2023, 100, 2)), figures=[*reported((2023, 100, 2)).figures, figure(2022, "teachers", 100)]
)
FIVE_POINTS = at_least(percent(5))


@pytest.mark.parametrize(
    ("data", "norm", "expected", "reasons"),
    [
        (reported((2022, 100, 20), (2023, 100, 25)), FIVE_POINTS, Verdict.MET, []),
        (reported((2022, 100, 20), (2023, 100, 24)), FIVE_POINTS, Verdict.NOT_MET, []),
        (reported((2022, 200, 40), (2023, 100, 21)), more_than(0), Verdict.MET, []),
        (reported((2022, 100, 20), (2023, 100, 20)), more_than(0), Verdict.NOT_MET, []),
        (reported((2023, 100, 25)), FIVE_POINTS, Verdict.UNDETERMINED, ["nothing-in-period"]),
        # Of an earlier year in which there was nobody nothing can be said.
        (reported((2023, 100, 2)), FIVE_POINTS, Verdict.UNDETERMINED, ["nothing-in-period"]),
        (HEADCOUNT_OF_BOTH, FIVE_POINTS, Verdict.NOT_MET, []),
        (RegionalSystem(region="x"), FIVE_POINTS, Verdict.NO_DATA, ["nothing-in-period"]),
    ],
)
def test_figures_of_both_years_judge(
    data: RegionalSystem, norm: Norm, expected: Verdict, reasons: list[str]
) -> None:
    """«Рост на 5 п.п. к прошлому году», «положительная динамика»; what is missing is told with its year."""
    report = rnms.evaluate(data, region=declared(Growth(DIAGNOSED_SHARE), norm), period=2023)
    judgement = report["1"].judgement

    assert judgement.verdict is expected
    assert [one.code for one in judgement.reasons if one.code.endswith("-in-period")] == reasons
    if reasons:
        named = next(one for one in judgement.reasons if one.code == reasons[0])
        assert named.about[:2] == ("2022", "teachers.diagnosed_anywhere")


def test_an_open_earlier_year_is_named() -> None:
    """Records tell this year; of the last one something did not come."""
    gap = Unreported(entity="diagnostics", period=LAST_YEAR)
    data = staffed(FOUR, diagnostics=diagnosed(("a", "2023-03-01")), unreported=[gap])
    result = rnms.evaluate(data, region=declared(Growth(DIAGNOSED_SHARE), more_than(0)), period=2023)["1"]

    assert result.verdict is Verdict.UNDETERMINED
    assert "за 2022 год известно не всё" in result.reason


OF_LOADS = "regional_methodists.attached"


@pytest.mark.parametrize(
    ("statistic", "numbers", "is_open"),
    [
        (Statistic.TOTAL, {f"{OF_LOADS}.total": 10}, False),
        (Statistic.MEAN, {f"{OF_LOADS}.total": 10, "regional_methodists": 2}, False),
        (Statistic.MEAN, {f"{OF_LOADS}.total": 10}, True),
        # Of nothing in all nobody knows whether there is anybody.
        (Statistic.MEAN, {f"{OF_LOADS}.total": 0}, True),
        (Statistic.LARGEST, {f"{OF_LOADS}.total": 10, "regional_methodists": 2}, True),
        (
            Statistic.MEAN,
            {
                f"{OF_LOADS}.total": 10,
                "regional_methodists": 2,
                f"{OF_LOADS}.largest": 5,
                f"{OF_LOADS}.smallest": 5,
            },
            False,
        ),
    ],
)
def test_an_earlier_year_is_open_where_that_is_which_is_compared(
    statistic: Statistic, numbers: dict[str, int], is_open: bool
) -> None:
    """Of a sum that was told nothing is open, whoever carries it."""
    grown = Growth(Load(methodists.REGIONAL_METHODISTS, methodists.ATTACHED, statistic))
    figures = [Figure(key=key, period=2022, count=count) for key, count in numbers.items()]
    data = RegionalSystem(region="x", figures=figures)
    result = rnms.evaluate(data, region=declared(grown, more_than(0)), period=2023)["1"]
    codes = [reason.code for reason in result.judgement.reasons]

    assert result.verdict is Verdict.UNDETERMINED
    assert ("open-in-period" in codes) is is_open
    assert "other-period" in codes


@pytest.mark.parametrize(("largest", "is_open"), [({}, True), ({f"{OF_LOADS}.largest": 5}, False)])
def test_an_earlier_year_is_open_while_one_of_two_loads_is(largest: dict[str, int], is_open: bool) -> None:
    """Of an index of the sum and of the largest load."""
    loads = [
        Load(methodists.REGIONAL_METHODISTS, methodists.ATTACHED, statistic)
        for statistic in (Statistic.TOTAL, Statistic.LARGEST)
    ]
    parts = [
        IndexPart(name=load.statistic.value, title="нагрузка", measure=Scaled(load, full=10), weight=1)
        for load in loads
    ]
    numbers = {f"{OF_LOADS}.total": 10, "regional_methodists": 2, **largest}
    figures = [Figure(key=key, period=2022, count=count) for key, count in numbers.items()]
    grown = Growth(WeightedIndex(parts=parts, without=EmptyPart.NOTHING))
    result = rnms.evaluate(
        RegionalSystem(region="x", figures=figures), region=declared(grown, more_than(0)), period=2023
    )["1"]

    assert ("open-in-period" in [reason.code for reason in result.judgement.reasons]) is is_open


def test_a_running_year_is_pending() -> None:
    """While the year runs nobody knows by how much it will have grown."""
    data = reported((2022, 100, 20), (2023, 100, 30))
    profile_ = declared(Growth(DIAGNOSED_SHARE), FIVE_POINTS)
    result = rnms.evaluate(data, region=profile_, period=2023, as_of=dt.date(2023, 6, 1))["1"]

    assert result.verdict is Verdict.PENDING


def test_what_grew_may_fall_again_before_the_year_ends() -> None:
    """A duty that is done stays done; that there are more than last year does not."""
    duty = Requirement(
        code="S-1",
        title="больше прошлого года",
        force=Force.DUTY,
        clause=CLAUSE,
        measure=Growth(Count(people.TEACHERS)),
        norm=at_least(1),
        period=PeriodKind.CALENDAR,
    )
    whole = attrs.evolve(declared(Growth(DIAGNOSED_SHARE)), requirements=[duty])
    data = staffed([job("a"), job("b", 2024)])
    verdicts = [
        rnms.evaluate(data, region=whole, period=2024, as_of=day).requirement("S-1").verdict
        for day in (dt.date(2024, 6, 1), dt.date(2024, 12, 31))
    ]

    assert verdicts == [Verdict.PENDING, Verdict.MET]


def test_a_growth_is_written_in_points_and_explained_period_by_period() -> None:
    """«5 п.п.», never «5 %»; each count is told with its year."""
    data = reported((2022, 100, 25), (2023, 100, 20))
    report = rnms.evaluate(data, region=declared(Growth(DIAGNOSED_SHARE), FIVE_POINTS), period=2023)
    text = str(report["1"].explain()).replace(NBSP, " ")

    assert report["1"].judgement.scale is Scale.PERCENTAGE_POINTS
    assert report["1"].judgement.compared == (LAST_YEAR, YEAR)
    assert "−5 п. п." in text
    assert "≥ 5 п. п." in text
    assert "[2022 год] — 25 из 100" in text
    # What was counted, how the periods are compared, and the value stand beside each other below the title.
    assert [step.depth for step in report["1"].explain().steps] == [0, 1, 1, 1, 1]
    assert "из значения за период вычитается значение за такой же период 1 г. назад" in text
    assert "less the value for the same period 1 y. earlier" in explanation_text(
        report["1"].explain(), lang="en"
    )
    assert rnms.Report.from_json(report.to_json()) == report
    assert report["1"].judgement.shortfall is None
    for text_format in ("to_html", "to_markdown"):
        assert getattr(report, text_format)()


def test_the_form_asks_for_both_years() -> None:
    """A municipality is asked for the counts of the earlier year under the same keys."""
    asked = plan(declared(Growth(DIAGNOSED_SHARE), FIVE_POINTS), 2023, PLACES).questions

    assert {(one.key, str(one.period)) for one in asked} == {
        (key, year) for key in ("teachers", "teachers.diagnosed_anywhere") for year in ("2022", "2023")
    }


def test_a_number_is_of_the_year_that_is_judged() -> None:
    """Though the year before is asked for as well: that must be said."""
    growing = declared(Growth(DIAGNOSED_SHARE))
    [given] = rnms.from_figures({"teachers": 10}, region=growing, period=2023).figures

    assert given.period == YEAR


def test_the_template_has_a_place_for_each_quarter() -> None:
    """What is counted quarter by quarter is reported quarter by quarter."""
    measure = OverPeriods(Count(people.TEACHERS), parts_of_year(PeriodKind.QUARTER), Statistic.MEAN)
    asked = files.template(declared(measure), period=2023)["figures"]

    assert [(one["key"], one["period"]) for one in asked] == [
        ("teachers", f"2023-Q{part}") for part in range(1, 5)
    ]


@pytest.mark.parametrize(
    "measure",
    [
        Growth(DIAGNOSED_SHARE),
        Growth(DIAGNOSED_SHARE, against=Period.of(2021), relative=True),
        Growth(Count(people.TEACHERS), against=PeriodBefore()),
        OverPeriods(DIAGNOSED_SHARE, last_years(3), Statistic.MEAN),
        OverPeriods(DIAGNOSED_SHARE, parts_of_year(PeriodKind.QUARTER), Statistic.SMALLEST),
    ],
)
def test_a_profile_reads_them_back(measure: Measure) -> None:
    """JSON of a profile holds the measures, the other periods and the statistic."""
    whole = declared(measure)

    assert load_profile(dump_profile(whole)) == whole


@pytest.mark.parametrize(
    ("measure", "norm", "told"),
    [
        (Growth(DIAGNOSED_SHARE), at_least(5), "in percentage points write percent"),
        (Growth(DIAGNOSED_SHARE, relative=True), at_least(-2), "nothing falls by more than the whole"),
        (Growth(Count(people.TEACHERS)), at_least(Fraction(1, 2)), "or relative=True"),
    ],
)
def test_a_norm_that_no_growth_can_have_is_refused(measure: Measure, norm: Norm, told: str) -> None:
    """Percentage points, parts and whole numbers are told apart."""
    with pytest.raises(ProfileError, match=told):
        declared(measure, norm)


def test_a_fall_may_be_demanded() -> None:
    """«Не менее чем на 5 п.п. ниже»: less than nothing is no mistake of a growth."""
    data = reported((2022, 100, 25), (2023, 100, 20))
    result = rnms.evaluate(
        data, region=declared(Growth(DIAGNOSED_SHARE), Norm(high=percent(-5))), period=2023
    )["1"]

    assert result.verdict is Verdict.MET


# Brute force.

BOTH = Window(start=dt.date(2022, 1, 1), end=dt.date(2023, 12, 31), since=dt.date(2022, 1, 1), year=2023)
SHIFTS = [YearsBefore(1), AtBeginning(), PeriodBefore(), BasePeriod(LAST_YEAR)]


def any_measure(pick: object, window: Window) -> Measure:
    assert callable(pick)
    share = a_measure(pick, window)
    of = pick([share, share, Count(share.denominator), a_load(pick, window)])
    kind = pick(["growth", "growth", "relative", "over"])
    if kind == "over":
        periods = pick([last_years(2), parts_of_year(PeriodKind.HALF_YEAR), [YearsBefore(1), AtBeginning()]])
        return OverPeriods(of, periods, pick(list(Statistic)))
    return Growth(of, pick(SHIFTS), relative=kind == "relative")


@pytest.mark.slow
@given(st.data())
@examples(150, 3000)
def test_no_world_lies_outside_the_bounds(data: st.DataObject) -> None:
    """Never too narrow: whatever the missing facts are, the value lies within what was told."""
    pick = drawn(data.draw)
    measure = any_measure(pick, Window.of(YEAR))
    drawn_system = system(pick, entities(measure), pick([BOTH, Window.of(YEAR)]), pick(SCARCITIES))
    estimate = estimated(measure, drawn_system)
    dice = dice_of(1)
    for _ in range(15):
        world = completed(drawn_system, pick([BOTH, Window.of(YEAR)]), thrown(dice))
        answers = [counted(question, world, Window.of(YEAR)) for question in measure.questions]
        real = value(measure, answers)
        assert estimate.bounds is None or real is None or real in estimate.bounds
        assert not estimate.empty or real is None


SMALL = st.lists(
    st.tuples(
        st.sampled_from([2020, 2022, 2023, None]),
        st.sampled_from([None, None, 2022, 2023]),
        st.sampled_from([None, True, False]),
    ),
    min_size=1,
    max_size=2,
)


@given(
    st.lists(st.tuples(*[st.sampled_from("nfpuq")] * 2, st.booleans(), st.booleans()), min_size=1, max_size=3)
)
def test_a_share_grows_within_its_bounds_and_reaches_them_where_denominators_are_certain(
    members: list[tuple[str, str, bool, bool]],
) -> None:
    """What is not known of somebody is the same in both years; others come, go, pass and fail.

    Each is out (n), fails (f), passes (p), is a member of whom it is not known whether they pass (q), or is
    of unknown membership and then passes or fails (u).
    """
    share = Share(people.TEACHERS, diagnostics.DIAGNOSED_ANYWHERE)

    def state(said: str, *, fact: bool, passes: bool) -> str:
        if said == "q":
            return "p" if fact else "f"
        return said if said != "u" else ("p" if passes else "f") if fact else "n"

    def worlds() -> Any:
        for choice in itertools.product([False, True], repeat=len(members)):
            yield [
                (state(first, fact=fact, passes=one), state(second, fact=fact, passes=two))
                for (first, second, one, two), fact in zip(members, choice, strict=True)
            ]

    def tally(year: int) -> Tally:
        column = [(row[year], row[2 + year]) for row in members]
        return Tally(
            passed=sum(said == "p" for said, _ in column),
            failed=sum(said == "f" for said, _ in column),
            failed_or_passed=sum(said == "q" for said, _ in column),
            out_or_passed=sum(said == "u" and bool(passes) for said, passes in column),
            out_or_failed=sum(said == "u" and not passes for said, passes in column),
        )

    def changed(here: int, kinds: str) -> Tally:
        """Who stands so in one year and not in the other, as far as it is sure."""
        rows = [
            {(world[at][here] in kinds) and (world[at][1 - here] not in kinds) for world in worlds()}
            for at in range(len(members))
        ]
        sure = sum(row == {True} for row in rows)
        return Tally(passed=sure, out_or_passed=sum(row == {True, False} for row in rows))

    changes = [changed(1, "p"), changed(0, "p"), changed(1, "pf"), changed(0, "pf")]
    unknown = Tally(anything=None)
    shares, numbers = [], []
    for world in worlds():
        years = [[row[year] for row in world if row[year] != "n"] for year in (0, 1)]
        numbers.append(len(years[1]) - len(years[0]))
        if all(years):
            shares.append([Fraction(year.count("p"), len(year)) for year in years])
    for growth, reals in (
        (Growth(share), [second - first for first, second in shares]),
        (Growth(share, relative=True), [(second - first) / first for first, second in shares if first]),
    ):
        told = growth.estimate([tally(0), tally(1), *changes]).bounds
        if reals:
            assert told is not None
            assert all(real in told for real in reals)
            for place in range(len(changes)):
                some = [*changes[:place], unknown, *changes[place + 1 :]]
                wider = growth.estimate([tally(0), tally(1), *some]).bounds
                assert wider is None or wider.meet(told) == told
        if reals and not growth.relative and "u" not in {said for row in members for said in row[:2]}:
            assert told == rnms.Bounds(min(reals), max(reals))
    of_number = Growth(Count(people.TEACHERS))
    assert of_number.estimate([tally(0), tally(1), *changes[2:]]).bounds == rnms.Bounds(
        min(numbers), max(numbers)
    )


def test_a_post_of_which_nobody_knows_whether_it_is_the_main_one_is_the_same_post_next_year() -> None:
    """Of ten, of whom one may be a part-timer, one more was diagnosed: by a tenth or a ninth, not by two."""
    share = Share(people.TEACHERS, diagnostics.DIAGNOSED_ANYWHERE)
    nobody = Tally(passed=0)
    earlier, later = (Tally(passed=passed, failed=9 - passed, out_or_failed=1) for passed in (2, 3))
    told = Growth(share).estimate([earlier, later, Tally(passed=1), nobody, nobody, nobody]).bounds

    assert told == rnms.Bounds(Fraction(1, 10), Fraction(1, 9))


SHARP = [
    Growth(Count(Population(key="e", title="e", within=people.TEACHERS, having=(EDUCATED,)))),
    Growth(EDUCATED_SHARE),
]


@pytest.mark.slow
@pytest.mark.parametrize("measure", SHARP, ids=["count", "share"])
@given(rows=SMALL)
@examples(20, 400)
def test_the_bounds_are_reached_where_denominators_are_certain(
    measure: Growth, rows: list[tuple[int | None, int | None, bool | None]]
) -> None:
    """Every completion is counted: the least and the greatest growth are those that were told."""
    jobs = [
        Employment(
            person=f"p{rank}",
            organization="o1",
            role=Role.PEDAGOGICAL,
            start=None if since is None else dt.date(since, 2, 1),
            end=None if until is None or (since or 0) > until else dt.date(until, 6, 30),
        )
        for rank, (since, until, _) in enumerate(rows)
    ]
    data = staffed(jobs, [educated for _, _, educated in rows])
    # What nobody asks for is known, so that there are few worlds.
    long_ago = dt.date(1980, 1, 1)
    known_persons = [
        attrs.evolve(
            person,
            birth_date=long_ago,
            career_start=long_ago,
            specialty_start=long_ago,
            category=Category.NONE,
        )
        for person in data.persons or ()
    ]
    empty: dict[str, Any] = {name: () for name in record_classes() if getattr(data, name) is None}
    data = attrs.evolve(data, persons=known_persons, **empty)
    estimate = estimated(measure, data)
    worlds = list(every(lambda pick: completed(data, BOTH, pick), 2000))
    assume(len(worlds) < 2000)
    reals = {
        value(measure, [counted(question, world, Window.of(YEAR)) for question in measure.questions])
        for world in worlds
    }
    values = {real for real in reals if real is not None}
    if estimate.bounds is None:
        assert not values
        return
    assert all(real in estimate.bounds for real in values)
    sizes = [Engine(data).answer(question, YEAR).tally.size() for question in measure.questions[:2]]
    if isinstance(measure.of, Count) or all(size.is_exact and size.low for size in sizes):
        assert (min(values), max(values)) == (estimate.bounds.low, estimate.bounds.high)


@pytest.mark.parametrize("kind", ["polars", pytest.param("duckdb", marks=pytest.mark.slow)])
@pytest.mark.parametrize("seed", range(6))
def test_tables_tell_the_same(kind: str, seed: int) -> None:
    """The same records, as tables: the same bounds of growth and of several periods."""
    dice = random.Random(f"{kind}{seed}")  # noqa: S311  # nothing is kept secret here
    pick = thrown(dice)
    measure = any_measure(pick, Window.of(YEAR))
    data = system(pick, entities(measure), BOTH, pick(SCARCITIES))
    engines = Engine(data), Engine(tabled(data, KINDS[kind]))
    by_objects, by_tables = (
        measure.estimate([engine.answer(question, YEAR).tally for question in measure.questions])
        for engine in engines
    )

    assert by_objects == by_tables


def test_readings_reach_what_is_compared() -> None:
    """A reading puts another word in place of one in both periods."""
    growth = Growth(DIAGNOSED_SHARE)
    changed = growth.rewritten({diagnostics.DIAGNOSED_ANYWHERE: EDUCATED}, missing=None)

    assert changed == Growth(EDUCATED_SHARE)
    among_known = growth.rewritten({}, missing=MissingAs.LEFT_OUT)
    assert all(question.change is None for question in among_known.questions)


def test_without_limits_nothing_is_said_of_growth() -> None:
    """Where nobody knows how many there were, nobody knows by how much they grew."""
    measure = Growth(Count(people.TEACHERS))
    [before, after, *changes] = [Tally(passed=1, anything=None), Tally(passed=5), *[Tally(anything=None)] * 2]

    assert measure.estimate([before, after, *changes]).bounds is None
    assert not measure.estimate([before, after, *changes]).nonempty


EVENTS_BY_QUARTER = [
    # the statistic, the norm, events of the four quarters, the verdict on 1 August
    (Statistic.SMALLEST, at_least(2), (2, 1, 5, 5), Verdict.NOT_MET),
    (Statistic.SMALLEST, at_least(2), (2, 2, 0, 0), Verdict.PENDING),
    (Statistic.SMALLEST, at_most(1), (1, 4, 5, 5), Verdict.MET),
    (Statistic.LARGEST, at_least(4), (1, 4, 0, 0), Verdict.MET),
    (Statistic.LARGEST, at_most(3), (1, 4, 0, 0), Verdict.NOT_MET),
    (Statistic.LARGEST, at_most(3), (1, 3, 0, 0), Verdict.PENDING),
    (Statistic.MEAN, at_least(2), (0, 0, 0, 0), Verdict.PENDING),
]


def _in_quarters(statistic: Statistic, norm: Norm, counts: Sequence[int], as_of: dt.date) -> Verdict:
    of_year = OverPeriods(Count(events.EVENTS), parts_of_year(PeriodKind.QUARTER), statistic)
    held = [
        Event(id=f"{month}-{number}", start=dt.date(2023, month, 10))
        for month, count in zip((2, 5, 8, 11), counts, strict=True)
        for number in range(count)
    ]
    family = Family(key="by_quarter", title="по кварталам")
    indicator = Indicator(
        code="1",
        title="Мероприятия",
        family=family,
        measure=of_year,
        clause=CLAUSE,
        targets=[Target(2023, norm, CLAUSE)],
    )
    data = RegionalSystem(region="invented", events=held)
    return rnms.evaluate(data, region=profile(indicator), period=2023, as_of=as_of)["1"].verdict


@pytest.mark.parametrize(("statistic", "norm", "counts", "expected"), EVENTS_BY_QUARTER)
def test_a_quarter_that_is_over_may_decide_the_year(
    statistic: Statistic, norm: Norm, counts: tuple[int, ...], expected: Verdict
) -> None:
    """«В каждом квартале» is broken by one that is over, and no later quarter mends it."""
    assert _in_quarters(statistic, norm, counts, dt.date(2023, 8, 1)) is expected


@examples(60, 600)
@given(
    st.sampled_from([Statistic.SMALLEST, Statistic.LARGEST]),
    st.sampled_from([at_least(2), at_most(2), Norm(low=1, high=2), Norm(low=1, low_open=True)]),
    st.tuples(*[st.integers(0, 3)] * 4),
    st.dates(dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
)
def test_what_is_decided_before_the_end_stays(
    statistic: Statistic, norm: Norm, counts: tuple[int, ...], as_of: dt.date
) -> None:
    """No day of the year says another verdict than its end, but that it is not yet known."""
    assert _in_quarters(statistic, norm, counts, as_of) in {
        Verdict.PENDING,
        _in_quarters(statistic, norm, counts, dt.date(2023, 12, 31)),
    }


# What the periods that are over decide.

NORMS = (at_least(2), at_most(2), more_than(2), less_than(3), between(1, 2))


@pytest.mark.parametrize("norm", NORMS, ids=str)
@pytest.mark.parametrize("statistic", [Statistic.SMALLEST, Statistic.LARGEST])
def test_only_what_the_rest_of_the_year_cannot_change_is_a_verdict(norm: Norm, statistic: Statistic) -> None:
    """By August two quarters are over: there is a verdict where whatever may follow leaves one."""
    measure = OverPeriods(Count(people.STAFF), parts_of_year(PeriodKind.QUARTER), statistic)
    extreme = min if statistic is Statistic.SMALLEST else max
    numbers = range(4)
    for first, second, more in itertools.product(numbers, numbers, range(3)):
        counts = [Tally(passed=first), Tally(passed=second, out_or_passed=more), Tally(), Tally()]
        verdicts = {
            norm.verdict(rnms.Bounds.exact(extreme(first, actual, later)))
            for actual in range(second, second + more + 1)
            for later in range(9)
        }
        expected = verdicts.pop() if len(verdicts) == 1 else None
        assert measure.verdict_by_now(norm, counts, Period.of(2024), dt.date(2024, 8, 1)) is expected
