"""Figures of small worlds: no world in which all of them are true is excluded.

Members are each in some municipalities or outside them, and some of them pass; methodists have some of the
teachers each. Whatever is reported of a world is believed, and what is true of it is among what is told. Of
any numbers at all there is an answer, and numbers that exclude each other are an issue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.rows import by_source
from rnms import Bounds, Figure, Municipality, RegionalSystem, Verdict

PLACES = ("x", "y", "z")
WORDS: dict[tuple[str, str], tuple[str, str, str]] = {
    ("amur", "1"): ("2023", "staff", "staff.diagnosed"),
    ("khabarovsk", "1"): ("2022/2023", "staff", "staff.diagnosed"),
    ("kirov", "2.1.1"): ("2023", "staff", "staff.diagnosed"),
    ("ugra", "6.2.1"): ("2023", "teachers", "teachers.completed_register_programme"),
    ("ugra", "6.2.2"): ("2023", "teams", "teams.trained"),
}
"""Of an indicator its period, and the keys of all and of those who pass."""
Member = tuple[frozenset[str], bool]
"""The municipalities where somebody is, and whether somebody passes."""


def judged(region: str, code: str, figures: Sequence[Figure]) -> rnms.Report:
    places = [Municipality(id=place, name=place.upper()) for place in PLACES]
    system = RegionalSystem(region=region, municipalities=places, figures=tuple(figures))
    return rnms.evaluate(system, period=2023, only=code)


def figures_of(asked: tuple[str, str], *numbers: tuple[str, str | None, Any]) -> list[Figure]:
    """Make figures: «all» or «passing», a place, and a count, a share or (count, among)."""
    period, all_key, passing_key = WORDS[asked]
    keys = {"all": all_key, "passing": passing_key, "outside": f"{all_key}.outside_municipalities"}

    def values(number: Any) -> dict[str, Any]:
        if isinstance(number, tuple):
            return dict(zip(("count", "among"), number, strict=True))
        return {"share": number} if isinstance(number, str) else {"count": number}

    return [
        Figure(key=keys.get(word, word), period=period, municipality=place, **values(number))
        for word, place, number in numbers
    ]


FAIL_IN_X = [("all", None, 100), ("all", "x", 60), ("passing", "x", 0)]
EXCLUDING = by_source([
    ([*FAIL_IN_X, ("passing", "y", 50)], [0, 1, 2, 3], "60 of 100 fail in x, 50 pass in y"),
    ([("all", None, 100), ("all", "x", 80), ("passing", "x", "10 %"), ("passing", "y", 40)], [0, 1, 2, 3],
     "72 of 80 fail in x, 40 of 100 pass in y"),
    ([("all", None, 100), ("passing", "x", (45, 100)), ("passing", "y", 50)], [0, 1, 2],
     "55 of those asked in x fail, 50 of 100 pass in y"),
    ([*FAIL_IN_X, ("passing", "y", 50), ("teachers", None, 90)], [0, 1, 2, 3],
     "a number of something else changes nothing"),
    ([*FAIL_IN_X, ("all", "y", 60), ("passing", "y", 50)], [0, 1, 2, 3, 4], "some may work in both"),
])  # fmt: skip


@pytest.mark.parametrize("asked", [("amur", "1"), ("khabarovsk", "1"), ("kirov", "2.1.1")])
@pytest.mark.parametrize(("numbers", "named", "source"), EXCLUDING)
def test_who_fails_in_one_and_who_passes_in_another_are_no_more_than_all(
    asked: tuple[str, str], numbers: list[tuple[str, str | None, Any]], named: list[int], source: str
) -> None:
    report = judged(*asked, figures_of(asked, *numbers))

    assert report[asked[1]].value == Bounds(0, 1), source
    assert report[asked[1]].verdict in {Verdict.UNDETERMINED, Verdict.NO_TARGET}, source
    [issue] = report.issues
    assert issue.code == "figures.contradiction", source
    assert issue.facts["indices"] == tuple(named), source


def test_who_fails_and_who_passes_may_be_all() -> None:
    """40 pass in y, 60 fail in x: these are the 100."""
    asked = ("kirov", "2.1.1")
    report = judged(*asked, figures_of(asked, *FAIL_IN_X, ("passing", "y", 40)))

    assert (report["2.1.1"].value, report.issues) == (Bounds.exact(Fraction(2, 5)), ())


NUMBERS = st.one_of(
    st.integers(0, 12),
    st.sampled_from(["0 %", "10 %", "25 %", "50 %", "100 %"]),
    st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda ends: (min(ends), max(ends))),
)


@pytest.mark.parametrize("asked", WORDS)
@examples(100)
@given(figures=st.data())
def test_of_any_numbers_there_is_an_answer(asked: tuple[str, str], figures: st.DataObject) -> None:
    """Where they exclude each other it is an issue, and what remains is a share all the same."""
    numbers = [
        (word, place, number)
        for word in ("all", "passing")
        for place in (None, *PLACES)
        for number in [figures.draw(st.none() | NUMBERS, label=f"{word} {place}")]
        if number is not None and (word == "passing" or isinstance(number, int))
    ]
    if figures.draw(st.booleans(), label="outside"):
        numbers.append(("outside", None, figures.draw(st.integers(0, 3))))
    value = judged(*asked, figures_of(asked, *numbers))[asked[1]].value

    assert value is None or 0 <= value.low <= (1 if value.high is None else value.high) <= 1


@st.composite
def worlds(draw: st.DrawFn, *, is_in_one_place: bool) -> list[Member]:
    """Draw some members, each with the municipalities where it is."""
    places = st.frozensets(st.sampled_from(PLACES), max_size=1 if is_in_one_place else 2)
    kinds = draw(st.lists(st.tuples(places, st.booleans(), st.integers(1, 6)), min_size=1, max_size=5))
    return [(where, passes) for where, passes, number in kinds for _ in range(number)]


def reported(draw: Callable[..., Any], world: Sequence[Member], word: str, place: str | None) -> Any:
    """Draw what somebody reports of a place of a world: nothing, all, or of some who were asked."""
    passing = [passes for where, passes in world if place is None or place in where]
    if word == "outside":
        return draw(st.none() | st.just(sum(not where for where, _ in world)))
    if word == "all":
        return draw(st.none() | st.just(len(passing)))
    number_asked = draw(st.integers(0, len(passing)))
    among = (sum(passing[:number_asked]), number_asked)
    share = round(Fraction(100 * sum(passing), len(passing))) if passing else 0
    is_exact = bool(passing) and share * len(passing) == 100 * sum(passing)
    shares = [st.just(f"{share} %")] if is_exact else []
    return draw(st.one_of(st.none(), st.just(sum(passing)), st.just(among), *shares))


@pytest.mark.parametrize("asked", WORDS)
@examples(100)
@given(figures=st.data())
def test_what_is_true_of_a_world_is_believed_and_among_what_is_told(
    asked: tuple[str, str], figures: st.DataObject
) -> None:
    world = figures.draw(worlds(is_in_one_place=WORDS[asked][1] == "teams"), label="world")
    numbers = [
        (word, place, number)
        for word, place in [*((word, place) for word in ("all", "passing") for place in (None, *PLACES)),
                            ("outside", None)]
        for number in [reported(figures.draw, world, word, place)]
        if number is not None
    ]  # fmt: skip
    report = judged(*asked, figures_of(asked, *numbers))
    share = Fraction(sum(passes for _, passes in world), len(world))
    value = report[asked[1]].value

    assert report.issues == (), numbers
    assert value is None or _holds(value, share), numbers


LOAD = "regional_methodists.attached"


@examples(150)
@given(
    loads=st.lists(st.frozensets(st.integers(1, 5)), min_size=1, max_size=4),
    others=st.integers(0, 3),
    left_out=st.sets(st.integers(0, 5)),
)
def test_what_is_true_of_loads_is_believed_and_among_what_is_told(
    loads: list[frozenset[int]], others: int, left_out: set[int]
) -> None:
    """Ugra 6.3.1: a teacher may be attached to two methodists, and is one of each."""
    numbers = [len(load) for load in loads]
    true = [
        ("regional_methodists", len(loads)),
        (f"{LOAD}.total", sum(numbers)),
        (f"{LOAD}.largest", max(numbers)),
        (f"{LOAD}.smallest", min(numbers)),
        ("teachers", len(frozenset().union(*loads)) + others),
        ("attachments", sum(numbers)),
    ]
    figures = [
        Figure(key=key, period=2023, count=count)
        for index, (key, count) in enumerate(true)
        if index not in left_out
    ]
    report = judged("ugra", "6.3.1", figures)
    mean, largest = (part.value for part in report["6.3.1"].components)

    assert report.issues == (), figures
    assert mean is None or _holds(mean, Fraction(sum(numbers), len(loads))), figures
    assert largest is None or _holds(largest, max(numbers)), figures


def _holds(told: Bounds, true: Fraction | int) -> bool:
    return told.low <= true and (told.high is None or true <= told.high)
