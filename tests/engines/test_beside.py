"""Figures beside records: of each municipality what is known counts, and the region is what both leave open.

The law draws a region of which everything is known, takes the records of some municipalities away, lets these
report figures that are true, and looks for the truth within the bounds, from records and from tables. The
worked examples say how narrow they must be.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.outcomes import outcomes
from kit.rows import by_source
from kit.tabled import KINDS, tabled
from kit.worlds import COMPLETE, Counted, World, completed, counted, drawn, look, system, value
from rnms import Bounds, Figure, Municipality, RegionalSystem, Tables, Unreported, Verdict
from rnms.engine.beside import loads_united, within_headcount
from rnms.engine.engine import UNANSWERED, Engine
from rnms.indicators import Count, Load, Share
from rnms.indicators.loads import Statistic
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import LoadTally, MemberLoad, Tally
from rnms.indicators.vocabulary import (
    diagnostics,
    early_career,
    low_results,
    methodists,
    municipalities,
    people,
    teams,
)
from rnms.logic.plan import reads
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import (
    Assignment,
    Diagnostic,
    Employment,
    MethodicalModel,
    Methodist,
    Organization,
    OrganizationKind,
    Period,
    Person,
    PoolLevel,
    Provider,
    Role,
)

YEAR = Period.of(2023)
WINDOW = Window.of(YEAR)
PLACES = ("mu0", "mu1")
MEASURES: tuple[tuple[Measure, tuple[str, ...]], ...] = (
    (Share(municipalities.MUNICIPALITIES, municipalities.WITH_MODEL), ("models",)),
    (Share(municipalities.MUNICIPALITIES, municipalities.WITH_ASSOCIATIONS), ("associations",)),
    (Share(people.STAFF, diagnostics.DIAGNOSED), ("employments",)),
    (Share(early_career.TEACHERS_UNDER_35, diagnostics.DIAGNOSED), ("employments",)),
    (Share(teams.TEAMS, teams.TRAINED), ("teams", "team_trainings")),
    (Share(low_results.LISTED_SCHOOLS, low_results.SENT_BOTH_TEAMS), ("teams",)),
    (Count(people.STAFF), ("employments",)),
    (Count(teams.TEAMS), ("teams",)),
    (
        Load(methodists.REGIONAL_METHODISTS, methodists.ATTACHED, Statistic.LARGEST),
        ("methodists", "assignments"),
    ),
    (
        Load(methodists.REGIONAL_METHODISTS, methodists.ATTACHED, Statistic.SMALLEST),
        ("methodists", "assignments"),
    ),
    (Load(methodists.POOL, methodists.ATTACHED_TO_MEMBER, Statistic.MEAN), ("methodists", "assignments")),
)
PATHS = {
    "models": "municipality",
    "associations": "municipality",
    "employments": "organization.municipality",
    "teams": "organization.municipality",
    "team_trainings": "team.organization.municipality",
    "methodists": "municipality",
    "assignments": "methodist.municipality",
}


def silenced(
    data: RegionalSystem, world: World, collections: Iterable[str], places: Sequence[str]
) -> RegionalSystem:
    """The same system without the records of some municipalities, which are named as not reported."""
    changed: dict[str, Any] = {}
    gaps: list[Unreported] = []
    for name in collections:
        rows = world[name]
        there = [str(getattr(look(row, PATHS[name]), "key", "")) for row in rows]
        records = getattr(data, name)
        changed[name] = [record for record, place in zip(records, there, strict=True) if place not in places]
        if name != "assignments":
            # An assignment belongs where the teacher works, so its absence is none of the municipality's.
            gaps += [Unreported(entity=name, municipality=place) for place in places]
    return attrs.evolve(data, unreported=tuple(gaps), **changed)


def reported(question: Question, truth: Counted, place: str | None) -> Iterator[Figure]:
    """The figures by which somebody tells what is true of a question."""
    if question.load:
        numbers = (sum(truth.loads), max(truth.loads, default=0), min(truth.loads, default=0))
        for key, number in zip(question.keys, numbers, strict=True):
            yield Figure(key=key, period=YEAR, count=number, municipality=place)
    if question.load or question.term is None:
        yield Figure(key=question.of.key, period=YEAR, count=truth.size, municipality=place)
    elif question.of == municipalities.MUNICIPALITIES and place is not None:
        yield Figure(key=question.key, period=YEAR, holds=truth.passing == 1, municipality=place)
    else:
        yield Figure(key=question.key, period=YEAR, count=truth.passing, among=truth.size, municipality=place)


@pytest.mark.slow
@given(st.data())
def test_the_truth_is_never_excluded(data: st.DataObject) -> None:
    """Whoever sends records and whoever sends figures, what is true stays open, from tables too."""
    pick = drawn(data.draw)
    measure, collections = data.draw(st.sampled_from(MEASURES))
    [question] = measure.questions
    whole = system(pick, sorted(reads(question) - {"region"}), WINDOW, COMPLETE)
    world = completed(whole, WINDOW, pick)
    silent = data.draw(st.lists(st.sampled_from(PLACES), unique=True, min_size=1))
    told = data.draw(st.lists(st.sampled_from([None, *silent]), unique=True))
    figures = [
        figure
        for place in told
        for figure in reported(question, counted(question, world, WINDOW, place), place)
    ]
    known = attrs.evolve(silenced(whole, world, collections, silent), figures=tuple(figures))
    truth = counted(question, world, WINDOW)
    expected = value(measure, [truth])

    sources: list[RegionalSystem | Tables] = [known]
    if pick([False, False, False, True]):
        sources.append(tabled(known, KINDS["polars"]))
    for source in sources:
        engine = Engine(source, WINDOW.end, [question])
        answer = engine.answer(question, YEAR)
        estimate = measure.estimate([answer.tally])
        assert truth.size in answer.tally.size()
        if expected is not None:
            assert estimate.bounds is not None
            assert expected in estimate.bounds
        assert engine.issues == ()


# Worked examples.


def places(number: int) -> list[Municipality]:
    return [Municipality(id=f"m{at}", name=f"Район {at}") for at in range(1, number + 1)]


def krai(
    *, silent: Iterable[int] = (4,), figures: Iterable[Figure] = (), works: bool | None = True
) -> RegionalSystem:
    """Four municipalities; those that are not silent sent a record of their model, the third maybe open."""
    known = [at for at in range(1, 5) if at not in silent]
    return RegionalSystem(
        region="khabarovsk",
        municipalities=places(4),
        models=[
            MethodicalModel(municipality=f"m{at}", functioning=works if at == known[-1] else True)
            for at in known
        ],
        unreported=[Unreported(entity="models", municipality=f"m{at}") for at in silent],
        figures=figures,
    )


def said(place: str | None = None, **numbers: Any) -> Figure:
    return Figure(key="municipalities.with_model", period="2022/2023", municipality=place, **numbers)


MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("data", "expected", "verdict", "silent", "source"),
    by_source([
        (krai(figures=[said("m4", holds=True)]), Bounds(1, 1), MET, [], "m4's own form says yes: 4 of 4"),
        (krai(figures=[said("m4", holds=False)]), Bounds.exact(Fraction(3, 4)), NOT_MET, [], "it says no"),
        (krai(figures=[said(count=4)]), Bounds(1, 1), MET, [], "the region reports 4 of 4"),
        (krai(figures=[said(count=3)]), Bounds.exact(Fraction(3, 4)), NOT_MET, [], "3 of 4"),
        (krai(figures=[said(count=3, among=3)]), Bounds(Fraction(3, 4), 1), UNDETERMINED, ["m4"], "of 3"),
        (krai(silent=(3, 4), figures=[said("m4", holds=True)]), Bounds(Fraction(3, 4), 1), UNDETERMINED,
         ["m3"], "m3 told nothing"),
        (krai(silent=(3, 4), figures=[said("m4", holds=False)]), Bounds(Fraction(1, 2), Fraction(3, 4)),
         NOT_MET, ["m3"], "whatever m3 tells, m4 says no"),
        (krai(silent=(), works=None, figures=[said("m4", holds=True)]), Bounds(1, 1), MET, [],
         "a record that leaves it open, and a form that does not"),
        (krai(silent=(4,), works=False, figures=[said("m4", holds=True)]), Bounds.exact(Fraction(3, 4)),
         NOT_MET, [], "the record of m3 says no"),
    ]),
)  # fmt: skip
def test_a_region_by_records_and_forms(
    data: RegionalSystem, expected: Bounds, verdict: Verdict, silent: list[str], source: str
) -> None:
    """004 ll. 37-42: each municipality by what it sent; tables alike."""
    for system_or_tables in (data, tabled(data, KINDS["polars"], leave=("municipalities",))):
        result = rnms.evaluate(system_or_tables, period=2023, only="3")["3"]

        assert (result.value, result.verdict) == (expected, verdict), source
        assert [place.id for place in result.missing] == silent, source


def test_who_stands_where_is_what_the_verdict_says() -> None:
    """A municipality that its form decides is not called undecided: it passes, or fails."""
    result = rnms.evaluate(krai(figures=[said("m4", holds=False)]), period=2023, only="3")["3"]
    whole = rnms.evaluate(krai(figures=[said(count=4)]), period=2023, only="3")["3"]

    assert [[one.id for one in result.who(state)] for state in ("passed", "failed", "unknown")] == [
        ["m1", "m2", "m3"],
        ["m4"],
        [],
    ]
    assert [one.id for one in whole.who("passed")] == ["m1", "m2", "m3", "m4"]
    assert [result.explain("m4").state, whole.explain("m4").state] == ["failed", "passed"]
    assert {part.name: part.value for part in whole.judgement.municipalities}["m4"] == Bounds(1, 1)


@pytest.mark.parametrize(
    ("figures", "failed", "undecided"),
    [
        ([said("m4", holds=False)], ("Район 4",), ()),
        ([said("m4", holds=True)], (), ()),
        ([], (), ("Район 4",)),
        ([said(count=3)], ("Район 4",), ()),
    ],
)
def test_a_duty_names_whom_the_form_convicts(
    figures: list[Figure], failed: tuple[str, ...], undecided: tuple[str, ...]
) -> None:
    """004 l.37: the duty that the indicator judges names who breaks it, whoever told it."""
    for one in (
        krai(figures=figures),
        tabled(krai(figures=figures), KINDS["polars"], leave=("municipalities",)),
    ):
        report = rnms.evaluate(one, period=2023)
        duty = report.requirement("S-KHB-01")

        assert (duty.failed, duty.undecided) == (failed, undecided)
        assert duty.verdict is report["3"].verdict


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (
            said(count=2),
            "municipalities.with_model за 2022/2023: по записям от 3 до 4, в отчёте 2; взяты записи",
        ),
        (said("m1", holds=False), "municipalities.with_model за 2022/2023, m1: по записям 1, в отчёте 0"),
    ],
)
def test_records_count_where_a_figure_excludes_them(figure: Figure, text: str) -> None:
    """Both sides are named, and which of them was taken."""
    report = rnms.evaluate(krai(figures=[figure]), period=2023, only="3")

    assert report["3"].value == Bounds(Fraction(3, 4), 1)
    assert [issue.code for issue in report.issues] == ["figures.differ-from-records"]
    assert text in report.issues[0].text


# People, who may work in two municipalities and outside all.

SCHOOLS = [
    Organization(id="s1", kind=OrganizationKind.GENERAL, municipality="m1"),
    Organization(id="s2", kind=OrganizationKind.GENERAL, municipality="m2"),
    Organization(id="region", kind=OrganizationKind.CNPPM),
]


def staff(
    *figures: Figure, at: Iterable[str] = ("s1",) * 8 + ("region",) * 2, passed: int = 3
) -> RegionalSystem:
    """People of m1 and of the region's centre by records, of whom some passed; m2 sent no posts."""
    schools = list(at)
    return RegionalSystem(
        region="khabarovsk",
        municipalities=places(2),
        organizations=SCHOOLS,
        persons=[Person(id=f"p{number}") for number in range(len(schools))],
        employments=[
            Employment(
                person=f"p{number}", organization=school, role=Role.PEDAGOGICAL, start=dt.date(2010, 9, 1)
            )
            for number, school in enumerate(schools)
        ],
        diagnostics=[
            Diagnostic(
                id=f"d{number}", person=f"p{number}", date=dt.date(2023, 2, 1), provider=Provider.CNPPM
            )
            for number in range(passed)
        ],
        unreported=[
            Unreported(entity="employments", municipality="m2"),
            Unreported(entity="diagnostics", municipality="m2"),
        ],
        figures=figures,
    )


def number(key: str, count: int, place: str | None = "m2", **more: Any) -> Figure:
    return Figure(key=key, period="2022/2023", count=count, municipality=place, **more)


@pytest.mark.parametrize(
    ("data", "size", "passing", "source"),
    by_source([
        (staff(), Bounds(10, None), Bounds(3, None), "m2 told nothing"),
        (staff(number("staff", 5)), Bounds(10, 15), Bounds(3, 15), "five more at most, perhaps of the ten"),
        (staff(number("staff", 5), number("staff.diagnosed", 2)), Bounds(10, 15), Bounds(3, 5),
         "three that passed elsewhere, and the two of m2"),
        (staff(number("staff", 5), number("staff.diagnosed", 5)), Bounds(10, 15), Bounds(5, 8),
         "three that passed elsewhere, and all five of m2"),
        (staff(number("staff", 12), number("staff.diagnosed", 12)), Bounds(12, 22), Bounds(12, 22),
         "twelve of m2 alone"),
        (staff(number("staff", 14, None), number("staff.diagnosed", 5, None)), Bounds.exact(14),
         Bounds.exact(5), "the region's own numbers"),
    ]),
)  # fmt: skip
def test_people_by_records_and_forms(
    data: RegionalSystem, size: Bounds, passing: Bounds, source: str
) -> None:
    """The bounds are never too narrow: who works in two municipalities stands in records and form."""
    for one in (data, tabled(data, KINDS["polars"], leave=("municipalities",))):
        question = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)
        tally = Engine(one, dt.date(2023, 8, 31), [question]).answer(question, Period.of("2022/2023")).tally

        assert size == tally.size(), source
        assert not isinstance(tally, LoadTally)
        assert tally.passing() in passing, source
        assert tally.passing().low == passing.low, source


@pytest.mark.parametrize(
    ("diagnosed", "value", "verdict"),
    [
        (5, Bounds(Fraction(8, 110), Fraction(85, 1000)), NOT_MET),
        (25, Bounds(Fraction(8, 110), Fraction(105, 1000)), UNDETERMINED),
    ],
)
def test_what_did_not_come_of_a_municipality_is_of_its_own_members(
    diagnosed: int, value: Bounds, verdict: Verdict
) -> None:
    """004 ll. 31-36: 80 of 1000 in m1, and of m2 a form of 100: at most 80 and those of the form pass.

    Its headcount was given, so none is asked for.
    """
    nobody_outside = Figure(key="staff.outside_municipalities", period="2022/2023", holds=False)
    data = staff(
        number("staff", 100),
        number("staff.diagnosed", diagnosed),
        nobody_outside,
        at=("s1",) * 1000,
        passed=80,
    )
    for one in (data, tabled(data, KINDS["polars"], leave=("municipalities",))):
        result = rnms.evaluate(one, period=2023, only="1")["1"]

        assert result.verdict is verdict
        assert result.value is not None
        assert result.value in value
        assert "нужна численность" not in result.reason


def test_that_nobody_is_outside_is_not_believed_of_whom_records_show_there() -> None:
    """Two of ten work at the centre of the region, so the figure excludes the staff: of this it is told."""
    nobody_outside = Figure(key="staff.outside_municipalities", period="2022/2023", holds=False)
    data = attrs.evolve(staff(nobody_outside), unreported=())
    report = rnms.evaluate(data, period=2023, only="1")

    [issue] = report.issues
    told_of_staff = "staff: данные противоречат друг другу: figures[0] (staff.outside_municipalities нет"

    assert report["1"].value == Bounds.exact(Fraction(3, 10))
    assert issue.text.startswith(told_of_staff)


def with_two_methodists(*figures: Figure) -> RegionalSystem:
    """A methodist of m1 with two teachers by records; those of m2 come with figures alone."""
    data = staff(at=("s1",) * 3, passed=0)
    return attrs.evolve(
        data,
        region="ugra",
        diagnostics=[],
        methodists=[
            Methodist(
                id="a", person="p0", level=PoolLevel.REGIONAL, municipality="m1", start=dt.date(2021, 1, 1)
            )
        ],
        assignments=[Assignment(methodist="a", person=f"p{at}", start=dt.date(2021, 1, 1)) for at in (1, 2)],
        unreported=[Unreported(entity="methodists", municipality="m2")],
        figures=figures,
    )


LOAD = "regional_methodists.attached"


def load(name: str, count: int) -> Figure:
    return Figure(
        key=f"{LOAD}.{name}" if name else "regional_methodists", period=2023, count=count, municipality="m2"
    )


@pytest.mark.parametrize(
    ("figures", "largest", "source"),
    by_source([
        ([], Bounds(2, None), "m2 told nothing"),
        ([load("", 2), load("largest", 5), load("smallest", 1), load("total", 6)], Bounds.exact(5), "in m2"),
        ([load("", 2), load("largest", 1), load("smallest", 1), load("total", 2)], Bounds.exact(2), "in m1"),
        ([load("", 2), load("total", 6)], Bounds(3, 6), "three in the mean, six at most"),
        ([load("", 0)], Bounds.exact(2), "nobody in m2, so nobody carries anything there"),
    ]),
)  # fmt: skip
def test_loads_by_records_and_forms(figures: list[Figure], largest: Bounds, source: str) -> None:
    """The largest load of all is the largest of what records and forms tell."""
    question = Question(of=methodists.REGIONAL_METHODISTS, term=methodists.ATTACHED, load=True)
    for one in (
        with_two_methodists(*figures),
        tabled(with_two_methodists(*figures), KINDS["polars"], leave=("municipalities",)),
    ):
        tally = Engine(one, dt.date(2023, 12, 31), [question]).answer(question, YEAR).tally

        assert isinstance(tally, LoadTally)
        found = tally.largest()
        assert found is not None
        assert found in largest, source
        assert found.low == largest.low, source


def test_a_stated_load_of_a_part_without_headcount_counts() -> None:
    """Records show 200, a form alone says that somebody carries 300: the largest of all is 300 at least."""
    records = LoadTally(members=[MemberLoad(sure=True, least=200, most=200)])
    form = LoadTally(others=Bounds(0, None), largest_stated=Bounds.exact(300))
    largest = loads_united([records, form], disjoint=True).largest()

    assert largest is not None
    assert largest.low == 300


# A headcount beside records of any number of members.

FEW = range(3)
OF_ANY_NUMBER = [
    (
        Tally(
            failed=failed, failed_or_passed=switch, out_or_failed=fails, out_or_passed=passes, anything=None
        ),
        True,
    )
    for failed, switch, fails, passes in itertools.product(FEW, FEW, FEW, FEW)
] + [(Tally(passed=passed, out_or_passed=None), False) for passed in FEW]


@pytest.mark.parametrize("head", [Bounds(0, 2), Bounds(3, 3), Bounds(2, 5), Bounds(7, 9)], ids=str)
def test_a_headcount_leaves_every_world_of_so_many(head: Bounds) -> None:
    """And tells how many there are at the least: whoever no record shows may pass or fail."""
    for tally, with_term in OF_ANY_NUMBER:
        unlimited = attrs.evolve(tally, anything=9) if with_term else attrs.evolve(tally, out_or_passed=9)
        worlds = {world for world in outcomes(unlimited) if world[1] in head}
        if not worlds:
            continue
        limited = within_headcount(attrs.evolve(UNANSWERED, tally=tally), head, with_term=with_term).tally
        assert isinstance(limited, Tally)
        assert worlds <= {*outcomes(limited)}
        # Whoever is doubtful, one by one, stays so: of them it is not said how many at the least belong.
        doubtful = (tally.out_or_failed or 0) + (tally.out_or_passed or 0)
        sizes = [size for _, size in worlds]
        low, high = limited.size().low, limited.size().high
        assert min(sizes) - doubtful <= low <= min(sizes)
        assert high is not None
        assert max(sizes) <= high <= max(sizes) + doubtful
