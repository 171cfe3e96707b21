"""What is said of a nearer word, or of parts of a year, is an answer, too.

Whoever passes the stricter word passes the wider one, and whoever fails the wider fails the stricter; who
took part in autumn took part in the year, and who did in no part of it did not at all. The law draws contests
of a municipality and forms that are true of them, and finds by trying all what these forms leave open.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.rows import by_source
from kit.tabled import KINDS, tabled
from rnms import Bounds, Figure, Municipality, RegionalSystem, Unreported, Verdict
from rnms.engine.figures import FiguresEngine
from rnms.indicators.tally import Tally
from rnms.indicators.vocabulary.municipalities import IN_BOTH_CONTESTS, IN_CONTESTS, MUNICIPALITIES
from rnms.logic.question import Question
from rnms.model import (
    Association,
    Community,
    CommunityKind,
    ContestEntry,
    ContestKind,
    Period,
)

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
YEAR, AUTUMN, SPRING = "2022/2023", "2022-09-01/2022-12-31", "2023-01-01/2023-08-31"
ANY, BOTH = "municipalities.in_contests", "municipalities.in_both_contests"
PLACES = tuple(Municipality(id=f"m{at}", name=f"Район {at}") for at in (1, 2))


def form(key: str, place: str = "m2", period: str = YEAR, *, holds: bool) -> Figure:
    return Figure(key=key, period=period, municipality=place, holds=holds)


def krai(figures: Sequence[Figure], **parts: Any) -> RegionalSystem:
    return RegionalSystem(region="khabarovsk", municipalities=PLACES, figures=figures, **parts)


COMMUNITIES = {
    "communities": [
        Community(kind=kind, municipality="m1", functioning=True, act="приказ")
        for kind in (CommunityKind.LEADERS, CommunityKind.YOUNG, CommunityKind.NETWORK)
    ]
}
RECORDS: dict[str, dict[str, Any]] = {
    "5": {
        "associations": [Association(municipality="m1", level="municipal", functioning=True, act="приказ")]
    },
    "6": COMMUNITIES,
    "7": {
        "contest_entries": [
            ContestEntry(municipality="m1", kind=kind, date=dt.date(2022, 11, 1)) for kind in ContestKind
        ]
    },
}


@pytest.mark.parametrize("source", ["records", "tables", "forms"])
@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("5", "municipalities.with_associations_by_act"),
        ("6", "municipalities.with_all_communities"),
        ("6", "municipalities.with_communities_by_act"),
        ("7", BOTH),
    ],
)
def test_a_yes_to_the_stricter_word_is_a_yes(code: str, key: str, source: str) -> None:
    """Rows 5, 6 and 7: the other municipality has records, or gives the same form."""
    if source == "forms":
        data: Any = krai([form(key, place.id, holds=True) for place in PLACES])
    else:
        gaps = [Unreported(entity=entity, municipality="m2") for entity in RECORDS[code]]
        data = krai([form(key, holds=True)], unreported=gaps, **RECORDS[code])
    data = tabled(data, KINDS["polars"], leave=("municipalities",)) if source == "tables" else data

    result = rnms.evaluate(data, period=2023, only=code)[code]

    assert (result.value, result.verdict, result.missing) == (Bounds.exact(1), MET, ())


@pytest.mark.parametrize("source", ["records", "tables", "forms"])
def test_a_no_to_the_wider_word_is_a_no(source: str) -> None:
    """Row 6: no community at all, so neither all three kinds nor one by an act."""
    figures, parts = [form("municipalities.with_communities", holds=False)], {}
    if source == "forms":
        figures += [
            form(f"municipalities.{key}", "m1", holds=True)
            for key in ("with_all_communities", "with_communities_by_act")
        ]
    else:
        parts = {**COMMUNITIES, "unreported": [Unreported(entity="communities", municipality="m2")]}
    data: Any = krai(figures, **parts)
    data = tabled(data, KINDS["polars"], leave=("municipalities",)) if source == "tables" else data

    result = rnms.evaluate(data, period=2023, only="6")["6"]

    for name in ("all_kinds", "by_act"):
        reading = result.readings[name]
        assert (reading.value, reading.verdict) == (Bounds.exact(Fraction(1, 2)), NOT_MET), name


@pytest.mark.parametrize(
    ("told", "expected", "silent", "source"),
    by_source([
        ({AUTUMN: True}, MET, [], "in autumn, so in the year"),
        ({AUTUMN: False, SPRING: False}, NOT_MET, [], "in neither part"),
        ({AUTUMN: False, SPRING: True}, MET, [], "in one of them"),
        ({AUTUMN: False}, UNDETERMINED, [], "perhaps in spring"),
        ({AUTUMN: False, "2023-02-01/2023-08-31": False}, UNDETERMINED, [], "perhaps in January"),
        ({AUTUMN: False, "2022-12-01/2023-08-31": False}, NOT_MET, [], "December is told twice"),
    ]),
)  # fmt: skip
def test_a_year_by_its_parts(
    told: Mapping[str, bool], expected: Verdict, silent: list[str], source: str
) -> None:
    """Row 7: both municipalities answer by parts of the year, and neither is one that did not report."""
    data = krai([form(ANY, place.id, at, holds=holds) for at, holds in told.items() for place in PLACES])
    result = rnms.evaluate(data, period=2023, only="7")["7"]

    assert result.verdict is expected, source
    assert [place.id for place in result.missing] == silent, source


def test_a_no_in_each_part_of_the_year_is_a_no_to_the_stricter_word() -> None:
    """Row 7: in no contest in autumn and in none in spring, so not in both kinds either; m2 is open."""
    data = krai([form(ANY, "m1", period, holds=False) for period in (AUTUMN, SPRING)])
    both_kinds = rnms.evaluate(data, period=2023, only="7")["7"].readings["both_kinds"]

    assert (both_kinds.value, both_kinds.verdict) == (Bounds(0, Fraction(1, 2)), NOT_MET)


def test_a_part_and_the_year_may_exclude_each_other() -> None:
    """Row 7: in both contests in autumn, and in none in the year: neither counts."""
    figures = [form(BOTH, "m1", AUTUMN, holds=True), form(ANY, "m1", holds=False), form(ANY, holds=True)]
    report = rnms.evaluate(krai(figures), period=2023, only="7")

    assert [issue.code for issue in report.issues] == ["figures.contradiction"]
    assert report["7"].verdict is UNDETERMINED


# The law.

WORLDS = tuple(itertools.product((False, True), repeat=4))
"""In which contests a municipality was: of the krai and of the country, in autumn and in spring."""
STATEMENTS = tuple(itertools.product((ANY, BOTH), (YEAR, AUTUMN, SPRING)))


def truth(world: tuple[bool, ...], key: str, period: str) -> bool:
    """What is so in a world."""
    of_krai, of_country = world[:2], world[2:]
    parts = {AUTUMN: [0], SPRING: [1], YEAR: [0, 1]}[period]
    kinds = [any(of_kind[part] for part in parts) for of_kind in (of_krai, of_country)]
    return any(kinds) if key == ANY else all(kinds)


@given(st.sampled_from(WORLDS), st.sets(st.sampled_from(STATEMENTS)))
def test_true_forms_leave_open_what_some_contests_do(
    world: tuple[bool, ...], told: set[tuple[str, str]]
) -> None:
    """The bounds hold the truth, and are exact wherever a chain of words and parts decides it."""
    figures = [form(key, "m1", period, holds=truth(world, key, period)) for key, period in sorted(told)]
    words = {ANY: Question(of=MUNICIPALITIES, term=IN_CONTESTS)}
    words[BOTH] = Question(of=MUNICIPALITIES, term=IN_BOTH_CONTESTS)
    engine = FiguresEngine(krai(figures), words=words.values())
    admitted = [
        other
        for other in WORLDS
        if all(truth(other, key, period) is truth(world, key, period) for key, period in told)
    ]
    for (key, question), period in itertools.product(words.items(), (YEAR, AUTUMN, SPRING)):
        answer = engine.answer(question, Period.of(period))
        tally = answer.municipalities.get("m1")
        possible = {truth(other, key, period) for other in admitted}
        assert tally is None or isinstance(tally, Tally)
        passing = Bounds(0, 1) if tally is None else tally.passing()
        assert all(passing.low <= holds <= (passing.high or 0) for holds in possible), (key, period)
        if (key, period) in told:
            assert passing.is_exact
        if period == YEAR and _is_by_chain(world, told, key):
            assert passing == Bounds.exact(int(possible.pop())), key
    assert not engine.issues


def _is_by_chain(world: tuple[bool, ...], told: set[tuple[str, str]], key: str) -> bool:
    """Whether a stricter word or part says yes of the year, or a wider word says no of all of it."""
    yes = {(at, period) for at, period in told if truth(world, at, period)}
    stricter = {BOTH} if key == BOTH else {ANY, BOTH}
    if any(at in stricter for at, _ in yes):
        return True
    no = told - yes
    wider = {ANY} if key == ANY else {ANY, BOTH}
    return any((at, YEAR) in no for at in wider) or {(ANY, AUTUMN), (ANY, SPRING)} <= no
