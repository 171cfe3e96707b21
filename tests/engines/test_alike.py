"""Places that tell nothing of a number are answered once, and the careful way says the same."""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from rnms import Figure, Municipality, Period, RegionalSystem, Unreported, regions
from rnms.engine import related
from rnms.engine.alike import Places
from rnms.engine.figures import FiguresEngine
from rnms.engine.load_statistics import LoadNumbers
from rnms.engine.numbers import Numbers
from rnms.engine.relations import limits_by_relations
from rnms.indicators.tally import Answer
from rnms.issues import Issue
from rnms.regions import FigureRelation
from rnms.testing import invented_region

PROFILE = regions.get("khabarovsk")
YEARS = ("2021/2022", "2022/2023", "2023")
KEYS = (
    "staff", "staff.diagnosed", "teachers", "teachers.diagnosed", "staff.with_route", "school_teachers",
    "municipalities.with_model", "municipalities.with_associations",
    "municipalities.with_associations_by_act", "municipalities.delivered_monitoring_report",
    "regional_pool", "municipal_pool", "pool", "staff.outside_municipalities",
)  # fmt: skip
PARTS = FigureRelation.of_parts(
    "staff", "teachers", "regional_pool", code="1", clause=PROFILE.acts[0].clause("раздел")
)
"""What one number of a place leaves of another."""
PLACES = ("m1", "m2", "m3", "m4", "m5")


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    key = draw(st.sampled_from(KEYS))
    place = draw(st.sampled_from((None, *PLACES)))
    value: dict[str, Any] = {"count": draw(st.integers(0, 6))}
    if "." in key and draw(st.booleans()):
        value["among"] = draw(st.integers(0, 6))
    if place is not None and key.startswith("municipalities.") and draw(st.booleans()):
        value = {"holds": draw(st.booleans())}
    return Figure(key=key, period=draw(st.sampled_from(YEARS)), municipality=place, **value)


@st.composite
def systems(draw: st.DrawFn) -> RegionalSystem:
    gaps = [
        Unreported(entity="figures", municipality=place) for place in draw(st.sets(st.sampled_from(PLACES)))
    ]
    if draw(st.booleans()):
        gaps.append(Unreported(entity="municipalities"))
    return RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=place, name=place) for place in PLACES],
        figures=draw(st.lists(figures(), max_size=7)),
        unreported=gaps,
    )


def answers(system: RegionalSystem) -> tuple[list[Answer], tuple[Issue, ...]]:
    """What figures answer to every question of the region in every year, and what contradicts itself."""
    limits = limits_by_relations(system, [PARTS])
    engine = FiguresEngine(system, words=PROFILE.questions, limits=limits)
    found = [engine.answer(word, Period.of(year)) for year in YEARS for word in PROFILE.questions]
    engine.look_at_all()
    return found, engine.issues


@contextmanager
def each_for_itself() -> Iterator[None]:
    """Look at every place as if none were like another, and keep nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Places, "tells", lambda *_: True)
        patch.setattr(Places, "telling", lambda places, _: places.listed)
        patch.setattr(Places, "holds", lambda *_: False)
        yield


@given(system=systems())
@examples(60)
def test_places_that_are_alike_are_answered_as_each_for_itself(system: RegionalSystem) -> None:
    """Tallies, figures, silence, reasons and contradictions are those of the careful way."""
    shared = answers(system)
    with each_for_itself():
        assert answers(system) == shared


@given(system=systems(), other=systems())
@examples(25)
def test_what_others_looked_up_before_changes_nothing(system: RegionalSystem, other: RegionalSystem) -> None:
    """What is kept of silent places hangs on the words alone, whoever asked first."""
    related.relations_of.cache_clear()
    alone = answers(system)
    answers(other)

    assert answers(system) == alone


def test_records_are_not_forgotten_over_what_figures_left_open() -> None:
    """Where records tell the sizes of places, what was kept of places without any holds no more."""
    places = [Municipality(id=place, name=place) for place in PLACES]
    figure = Figure(key="staff.diagnosed", period="2022/2023", municipality="m1", count=1)
    without = RegionalSystem(region="khabarovsk", municipalities=places, figures=[figure])
    related.relations_of.cache_clear()
    with_records = invented_region(staff=40, municipalities=5)
    told = rnms.evaluate(with_records, region="khabarovsk", period=2023)
    rnms.evaluate(without, period=2023)

    assert rnms.evaluate(with_records, region="khabarovsk", period=2023) == told


@contextmanager
def counted(methods: Mapping[str, type]) -> Iterator[collections.Counter[str]]:
    """Count how often methods of the figures engine and its parts are called."""
    calls: collections.Counter[str] = collections.Counter()

    def counting(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            calls[name] += 1
            return method(*args, **kwargs)

        call.__name__ = name
        return call

    with pytest.MonkeyPatch.context() as patch:
        for name, owner in methods.items():
            patch.setattr(owner, name, counting(name, getattr(owner, name)))
        yield calls


FINDING = {
    "_find_told": Numbers,
    "_find_population": Numbers,
    "_find_times": Numbers,
    "_find_answering": FiguresEngine,
    "_find_statistics": LoadNumbers,
}


def work(places: int, telling: int) -> int:
    """How many numbers are looked for where some of so many places report one."""
    system = RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=f"m{index}", name="") for index in range(places)],
        figures=[
            Figure(key="staff.diagnosed", period="2022/2023", municipality=f"m{index}", count=1, among=2)
            for index in range(telling)
        ],
    )
    related.relations_of.cache_clear()
    with counted(FINDING) as calls:
        rnms.evaluate(system, period=2023)
    return calls.total()


def test_silent_places_cost_nothing() -> None:
    """However many places say nothing, the same numbers are looked for."""
    assert work(20, telling=3) == work(500, telling=3)


def test_places_that_tell_cost_each_the_same() -> None:
    """Ten times as many reports are ten times the work; what no report bears on is no work at all."""
    few, many = work(20, telling=20), work(200, telling=200)
    each = (many - few) / 180

    assert many <= 10.5 * few
    assert each <= 20
