"""What was found of figures is found again after a keystroke, and the careful way says the same."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from rnms import Figure, Municipality, Period, RegionalSystem, Report, Unreported, Verdict, regions
from rnms.engine import related
from rnms.engine.figures import FiguresEngine
from rnms.engine.numbers import Numbers
from rnms.engine.recall import Recall, exact_key, is_same
from rnms.indicators import Load
from rnms.indicators.loads import Statistic
from rnms.indicators.vocabulary import diagnostics, people
from rnms.judge import evaluation
from rnms.logic import Term
from rnms.logic.predicates import equals, exists
from rnms.logic.question import Question
from rnms.model import Bounds, Claim, Evidence, EvidenceKind, FigureStatus, Quote
from rnms.testing import invented_region

PROFILE = regions.get("khabarovsk")
YEARS = ("2022/2023", "2023")
KEYS = (
    "staff", "staff.diagnosed", "teachers", "teachers.diagnosed", "staff.with_route",
    "municipalities.with_model", "municipalities.with_communities", "municipalities.with_communities_by_act",
    "pool", "pool.attached.total", "pool.attached.largest", "regional_pool", "staff.outside_municipalities",
)  # fmt: skip
PLACES = ("m1", "m2", "m3")

BESIDE: tuple[dict[str, Any], ...] = (
    {"evidence": (Evidence(kind=EvidenceKind.ACT, ref="№ 17"),)},
    {"status": FigureStatus.PROVISIONAL},
    {"quotes": (Quote(document="004", line=1, text="…"),)},
    {"place": "форма.xlsx[Форма!D9]"},
    {"missing": "не собирали", **dict.fromkeys(("count", "among", "share", "holds"))},
)
"""What else may be typed of a figure."""
claims = st.lists(
    st.builds(
        Claim,
        verdict=st.sampled_from((Verdict.MET, Verdict.NOT_MET)),
        period=st.sampled_from(YEARS),
        quote=st.just(Quote(document="004", line=2, text="достигнуты")),
        indicator=st.sampled_from((None, "1", "5")),
    ),
    max_size=1,
)


@st.composite
def values(draw: st.DrawFn, key: str, place: str | None) -> dict[str, Any]:
    """What a figure may say of a number."""
    value = dict.fromkeys(("count", "among", "share", "holds"))
    if place is not None and key.startswith("municipalities.") and draw(st.booleans()):
        return value | {"holds": draw(st.booleans())}
    value["count"] = draw(st.integers(0, 6))
    if key.count(".") == 1 and draw(st.booleans()):
        value["among"] = draw(st.integers(0, 6))
    elif key.count(".") == 1 and draw(st.booleans()):
        value["share"] = draw(st.sampled_from(("50 %", "33,3 %", "более 40 %")))
    return value


@st.composite
def typed(draw: st.DrawFn) -> list[RegionalSystem]:
    """A system, and those that it becomes while somebody types other figures over its own."""
    asked = draw(st.lists(st.tuples(
        st.sampled_from(KEYS), st.sampled_from((None, *PLACES)), st.sampled_from(YEARS)
    ), min_size=1, max_size=7))  # fmt: skip
    figures = [
        Figure(key=key, municipality=place, period=year, **draw(values(key, place)))
        for key, place, year in asked
    ]
    gaps = [Unreported(entity="municipalities")] if draw(st.booleans()) else []
    system = RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=place, name=place) for place in PLACES],
        figures=figures,
        unreported=gaps,
    )
    systems = [system]
    for _ in range(3):
        index = draw(st.integers(0, len(figures) - 1))
        old = figures[index]
        beside = draw(st.sampled_from(({}, *BESIDE)))
        figures[index] = attrs.evolve(old, **{**draw(values(old.key, old.municipality)), **beside})
        systems.append(attrs.evolve(system, figures=figures, claims=draw(claims)))
    # Whoever takes a keystroke back is told what was told before.
    return [*systems, system]


def told(system: RegionalSystem, words: tuple[Question, ...] = PROFILE.questions) -> str:
    """All that figures answer to every question of the region, open ends too, and what contradicts itself."""
    engine = FiguresEngine(system, words=words)
    answers = [engine.answer(word, Period.of(year)) for year in YEARS for word in words]
    engine.look_at_all()
    return repr((answers, engine.issues))


def judged(system: RegionalSystem) -> Report:
    return rnms.evaluate(system, region="khabarovsk", period=2023)


@contextmanager
def carefully() -> Iterator[None]:
    """Find every number anew, and judge everything anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Recall, "use", lambda *_: None)
        patch.setattr(evaluation, "judged_before", lambda *_: None)
        yield


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (1, True),
        ((1, "a"), (True, "a")),
        (Bounds(0, 1), Bounds(0, 1, high_open=True)),
        ((("a", Bounds(0, 1)),), (("a", Bounds(0, 1, high_open=True)),)),
    ],
)
def test_values_that_are_equal_but_not_the_same_are_kept_apart(first: Any, second: Any) -> None:
    assert not is_same(first, second)
    assert exact_key(first) != exact_key(second)


@given(systems=typed())
@examples(25)
def test_what_is_found_again_is_what_is_found_anew(systems: Sequence[RegionalSystem]) -> None:
    """Answers and contradictions are those of the careful way, whatever was typed before."""
    found = [told(system) for system in systems]

    with carefully():
        assert [told(system) for system in systems] == found


@given(systems=typed())
@examples(6)
def test_a_report_after_a_keystroke_is_that_of_a_new_system(systems: Sequence[RegionalSystem]) -> None:
    """So are verdicts, reasons and issues."""
    reports = [judged(system) for system in systems]

    with carefully():
        assert [judged(system) for system in systems] == reports


def test_what_is_collected_since_tells_sizes_again() -> None:
    """Where records tell who there is, what figures alone told of the same figures holds no more."""
    places = [Municipality(id=place, name=place) for place in PLACES]
    figure = Figure(key="staff.diagnosed", period="2022/2023", count=1)
    by_figures = RegionalSystem(region="khabarovsk", municipalities=places, figures=[figure])
    invented = invented_region(staff=40, municipalities=3)
    with_posts = attrs.evolve(
        by_figures, persons=invented.persons, employments=[], organizations=invented.organizations
    )
    related.relations_of.cache_clear()
    alone = judged(with_posts)
    related.relations_of.cache_clear()
    judged(by_figures)

    assert judged(with_posts) == alone
    assert repr(judged(by_figures)["1"].value) != repr(alone["1"].value)


def test_what_excludes_each_other_is_told_after_every_keystroke() -> None:
    """Whoever types something else is still told of two numbers that cannot both be true."""
    one, other, typed_over = (
        Figure(key=key, period="2022/2023", count=count)
        for key, count in (("staff", 5), ("staff", 7), ("municipalities.with_model", 1))
    )
    related.relations_of.cache_clear()
    issues = [
        judged(RegionalSystem(region="khabarovsk", figures=[one, other, figure])).issues
        for figure in (typed_over, attrs.evolve(typed_over, count=2), typed_over)
    ]

    assert [issue.code for issue in issues[0]] == ["figures.contradiction"]
    assert issues[0] == issues[1] == issues[2]


HOURS = Term(key="hours", title="часы", where=exists("route_items", "route.person", adding="hours"))
ONLINE = Term(
    key="online",
    title="дистанционно",
    where=exists("route_items", "route.person", equals("programme.form", "distance"), adding="hours"),
)


def test_a_sum_above_that_of_its_whole_is_forgotten_once_it_is_mended() -> None:
    """Ten hours online of five are not believed, nor are the five; set right, they are as if never typed."""
    words = (
        *(
            Question(of=of, term=term)
            for of in (people.STAFF, people.TEACHERS)
            for term in (None, diagnostics.DIAGNOSED)
        ),
        *Load(people.STAFF, HOURS, Statistic.TOTAL).questions,
        *Load(people.TEACHERS, HOURS, Statistic.TOTAL).questions,
        *Load(people.TEACHERS, ONLINE, Statistic.TOTAL).questions,
    )

    def system(online: int) -> RegionalSystem:
        figures = [
            Figure(key="teachers.diagnosed", period="2023", share="100 %"),
            Figure(key="teachers.hours.total", period="2023", count=5),
            Figure(key="staff", period="2023", count=0),
            Figure(key="teachers.online.total", period="2023", count=online),
            Figure(key="staff.hours.total", period="2023", count=5),
        ]
        return RegionalSystem(region="khabarovsk", municipalities=[], figures=figures)

    related.relations_of.cache_clear()
    typed_one_by_one = [told(system(online), words) for online in (10, 0)]

    with carefully():
        assert [told(system(online), words) for online in (10, 0)] == typed_one_by_one


@pytest.mark.parametrize("told_of_outside", [None, False])
def test_what_the_silent_hide_is_told_after_every_keystroke(told_of_outside: bool | None) -> None:
    """Headcounts of municipalities bear on whom to ask, though the region's answer stays what it was."""
    places = [Municipality(id=place, name=place) for place in PLACES]

    def system(count: int, *, holds: bool | None) -> RegionalSystem:
        figures = [
            Figure(key="staff", period="2022/2023", count=30),
            Figure(key="staff", period="2022/2023", count=10, municipality="m1"),
            Figure(key="staff.diagnosed", period="2022/2023", count=1, municipality="m1"),
            Figure(key="staff", period="2022/2023", count=count, municipality="m3"),
            Figure(key="staff.outside_municipalities", period="2022/2023", holds=holds),
        ]
        return RegionalSystem(region="khabarovsk", municipalities=places, figures=figures)

    systems = [system(5, holds=None), system(6, holds=told_of_outside), system(7, holds=told_of_outside)]
    reports = [judged(one) for one in systems]

    with carefully():
        anew = [judged(one) for one in systems]
    assert reports == anew
    assert [report.brief for report in reports] == [report.brief for report in anew]
    assert len({repr(report["1"].judgement.unanswered[0].tallies) for report in anew}) == len(systems)


@contextmanager
def counted(owner: type, name: str) -> Iterator[Counter[str]]:
    """Count how often a method is called."""
    calls: Counter[str] = Counter()
    method: Callable[..., Any] = getattr(owner, name)

    @functools.wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        calls[name] += 1
        return method(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, call)
        yield calls


def test_a_keystroke_finds_anew_what_hangs_on_it_alone() -> None:
    """Of the same figures nothing is worked out a second time, of one other figure a few numbers.

    Whoever takes that figure back waits for nothing either.
    """
    related.relations_of.cache_clear()
    system = rnms.example("khabarovsk_2023")
    other = attrs.evolve(
        system,
        figures=[
            attrs.evolve(figure, count=9)
            if figure.key == "municipalities.with_communities_by_act"
            else figure
            for figure in system.figures
        ],
    )
    numbers = []
    for judged_now in (system, attrs.evolve(system), other, attrs.evolve(system)):
        with counted(Numbers, "_find_told") as calls:
            judged(judged_now)
        numbers.append(calls["_find_told"])

    assert numbers[0] > 50
    assert numbers[1] == 0
    assert 0 < numbers[2] < 10
    assert numbers[3] == 0
