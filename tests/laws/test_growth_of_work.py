"""Ten times the data is ten times the work: what is done is counted, and the careful way says the same."""

from __future__ import annotations

import collections
import gc
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.strategies import reported_periods
from rnms import Figure, Municipality, Period, RegionalSystem, forms, regions
from rnms.engine import number_facts
from rnms.engine.exclusions import Exclusions
from rnms.engine.number_facts import NOTHING_KNOWN, KnownNumber, NumberFact, reconcile
from rnms.engine.reported import Reported
from rnms.forms import form_plan
from rnms.indicators.tally import distinct
from rnms.indicators.vocabulary import diagnostics, people
from rnms.judge.evaluation import faults_of_years
from rnms.logic.question import Question
from rnms.model.garbage import uncollected
from rnms.model.norm import Bounds
from rnms.model.period import parts_and_wholes

KEYS = ("staff", "staff.diagnosed", "staff.with_route", "teachers", "routes", "routes.after_diagnostic")
periods = st.lists(reported_periods, unique=True, max_size=12)


def times_called(owner: Any, name: str, patch: pytest.MonkeyPatch) -> collections.Counter[str]:
    """Count how often a function is called from now on."""
    calls: collections.Counter[str] = collections.Counter()
    function: Callable[..., Any] = getattr(owner, name)

    def counting(*args: Any, **kwargs: Any) -> Any:
        calls[name] += 1
        return function(*args, **kwargs)

    patch.setattr(owner, name, counting)
    return calls


# Years of a file.


@pytest.mark.parametrize("years", [2, 20])
def test_a_file_of_many_years_is_looked_through_once(years: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which figures exclude each other is found once, however many years they speak of."""
    calls = times_called(Exclusions, "settle", monkeypatch)
    figures = [Figure(key=key, period=2001 + year, count=5) for year in range(years) for key in KEYS]
    faults_of_years(RegionalSystem(region="khabarovsk", figures=figures))

    assert calls["settle"] == 1


@st.composite
def systems(draw: st.DrawFn) -> RegionalSystem:
    """Figures of some years that often exclude each other; of some regions with organisations."""
    figures = st.builds(
        Figure,
        key=st.sampled_from(KEYS),
        period=st.sampled_from(("2021/2022", "2022", "2022-Q1", "2023", "2022/2023")),
        count=st.integers(0, 6),
        municipality=st.sampled_from((None, "m1", "m2")),
    )
    return RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=place, name=place) for place in ("m1", "m2")],
        figures=draw(st.lists(figures, max_size=6)),
        organizations=draw(st.sampled_from((None, ()))),
    )


@given(systems())
@examples(25)
def test_the_faults_of_all_years_are_those_of_each(system: RegionalSystem) -> None:
    """One look for all years finds what a judgement of each finds, in the same order."""
    years = sorted({figure.period.year for figure in system.figures})
    of_each = [issue for year in years for issue in rnms.evaluate(system, period=year).issues]

    assert faults_of_years(system) == distinct(of_each)


# Spans of days.


@given(periods)
@examples(60)
def test_parts_and_wholes_are_all_pairs_that_cover(spans: list[Period]) -> None:
    """Those that a look at each pair finds, in the same order."""
    pairs = itertools.permutations(spans, 2)

    assert parts_and_wholes(spans) == [(part, whole) for part, whole in pairs if whole.covers(part)]


@pytest.mark.parametrize(
    "question",
    [
        Question(of=diagnostics.ROUTES, term=diagnostics.AFTER_DIAGNOSTIC),
        Question(of=people.STAFF, term=diagnostics.DIAGNOSED),
    ],
    ids=lambda question: question.key,
)
@given(spans=periods, whole=reported_periods)
@examples(40)
def test_the_parts_of_a_period_are_the_longest_inside(
    question: Question, spans: list[Period], whole: Period
) -> None:
    """Those that a look at each pair leaves, as they begin."""
    figures = [Figure(key=question.key, period=span, count=1) for span in spans]
    reported = Reported(RegionalSystem(region="x", figures=figures), lambda _: None, None, {}, lambda _: True)
    only = [
        span
        for span in spans
        if span != whole and whole.covers(span)
        if Reported(
            RegionalSystem(region="x", figures=[Figure(key=question.key, period=span, count=1)]),
            lambda _: None,
            None,
            {},
            lambda _: True,
        ).parts(question, whole, None)
    ]
    longest = [span for span in only if not any(other != span and other.covers(span) for other in only)]

    assert reported.parts(question, whole, None) == sorted(longest, key=lambda span: span.start)


# Many facts of one number.


@st.composite
def facts_of_one_number(draw: st.DrawFn) -> tuple[KnownNumber, list[NumberFact]]:
    """What is given of a number, and what figures say of it; several often say the same."""
    few = st.integers(0, 4)

    def bounds() -> Bounds:
        low, high = sorted((draw(few), draw(few)))
        return Bounds(low, draw(st.sampled_from((high, high, None))))

    facts = [
        NumberFact(
            bounds=bounds(),
            figure=draw(st.none() | st.just(index)),
            low_from=frozenset({index}),
            high_from=frozenset({index + 100}),
        )
        for index in range(draw(st.integers(0, 7)))
    ]
    given = KnownNumber(bounds=bounds(), low_from=frozenset({1000}), high_from=frozenset({1001}))
    return given, facts


@given(facts_of_one_number())
@examples(200)
def test_facts_in_order_exclude_each_other_as_each_against_all(
    facts: tuple[KnownNumber, list[NumberFact]],
) -> None:
    """The same is refused, named and left open, whether each is held against the ends or against all."""
    in_order = reconcile(*facts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(number_facts, "_is_plain", lambda _: False)
        assert reconcile(*facts) == in_order


@pytest.mark.parametrize("number", [20, 200])
def test_a_number_told_in_many_ways_is_held_against_its_ends(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each fact is compared with what is given, not with every other."""
    facts = [NumberFact.said(Bounds.exact(count), count) for count in range(number)]
    calls = times_called(NumberFact, "against", monkeypatch)
    found = reconcile(NOTHING_KNOWN, facts)

    assert calls["against"] == number
    assert len(found.refused) == len(found.named) == number


# Forms.


@pytest.mark.parametrize("number", [30, 300])
def test_forms_of_one_name_are_numbered_once_each(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next bearer of a name goes on where the last one stopped."""
    places = [Municipality(id=f"m{index}", name="Лесной район") for index in range(number)]
    plan = forms.plan("khabarovsk", 2023, places, only="3")
    calls = times_called(form_plan, "folded", monkeypatch)
    stems = plan.file_stems()

    assert calls["folded"] <= 3 * number
    assert stems["m0"] == "Лесной район"
    assert stems[f"m{number - 1}"] == f"Лесной район ({number})"


def test_names_that_differ_in_case_alone_keep_their_own_letters() -> None:
    """Each is numbered as it is written, past all that a file system takes for the same."""
    names = ("Бор", "БОР", "Бор", "Бор (2)", "{0}", "{0}")
    places = [Municipality(id=f"m{index}", name=name) for index, name in enumerate(names)]
    stems = forms.plan("khabarovsk", 2023, places, only="3").file_stems()

    assert [*stems.values()] == ["Бор", "БОР (2)", "Бор (3)", "Бор (2) (2)", "{0}", "{0} (2)"]


# Keys, and garbage.


def test_figures_ask_a_region_once_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many numbers are given, what the region needs is listed once or twice."""
    profile = regions.get("khabarovsk")
    keys = [need.key for need in profile.needs() if not need.yes_no and "." not in need.key]
    calls = times_called(type(profile), "needs", monkeypatch)
    rnms.from_figures(dict.fromkeys(keys, 5), region=profile, period=2023)

    assert len(keys) > 2
    assert calls["needs"] <= 2


def test_a_judgement_leaves_the_collector_as_it_was() -> None:
    """The search for cycles is put off, not given up; whoever put it off himself keeps it so."""
    rnms.evaluate(RegionalSystem(region="khabarovsk"), period=2023)
    assert gc.isenabled()
    with uncollected():
        rnms.evaluate(RegionalSystem(region="khabarovsk"), period=2023)
        assert not gc.isenabled()
    assert gc.isenabled()
