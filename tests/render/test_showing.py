"""Values show themselves: short in a list, whole in a notebook, as rows in a data frame."""

from __future__ import annotations

import datetime as dt
import functools
import re
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.goldens import approved
from kit.reports import FLAT, HOSTILE, Page, bare, demo, forty
from rnms import Bounds, Municipality, RegionalSystem, Report, regions, testing
from rnms.errors import FieldError, IndicatorNotFoundError, MissingExtraError
from rnms.judge import roadmap
from rnms.model import Programme
from rnms.render.cards import card
from rnms.render.records import COLUMNS

NBSP = "\N{NO-BREAK SPACE}"
ABOUT_200 = 240


# Bounds as text.


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (Bounds(Fraction(15, 19), 1, is_share=True), f"78,9–100{NBSP}%"),
        (Bounds(Fraction(1, 2), Fraction(1, 2), is_share=True), f"50{NBSP}%"),
        (Bounds(0, 1, high_open=True, is_share=True), f"0–<100{NBSP}%"),
        (
            Bounds(Fraction(199, 2000), Fraction(201, 2000), is_share=True, high_open=True),
            f"9,95–<10,05{NBSP}%",
        ),
        (Bounds(Fraction(2007, 20000), Fraction(2009, 20000), is_share=True), f"10,035–10,045{NBSP}%"),
        (Bounds(Fraction(100, 3), Fraction(100001, 3000)), "33,3333–33,3337"),
        (Bounds(Fraction(15, 19), 1), "0,789–1"),
        (Bounds(15, 1900), f"15–1{NBSP}900"),
        (Bounds(3, None), f"≥{NBSP}3"),
        (Bounds(3, None, low_open=True), f">{NBSP}3"),
        (Bounds(Fraction(-1, 3), 0, low_open=True), f">{chr(0x2212)}0,333–0"),
    ],
)
def test_bounds_are_said_as_they_are_written(bounds: Bounds, said: str) -> None:
    """A share in per cent, any other number as it is; an end that is not reached is always told.

    Two ends that are near are told apart: rounded alike they would be one.
    """
    assert str(bounds) == f"{bounds}" == said
    assert said in Page(bounds._repr_html_()).text


@pytest.mark.parametrize(
    ("spec", "said"),
    [(".1%", "78.9–100.0%"), (".0%", "79–100%"), (".3f", "0.789–1.000"), ("g", "0.789474–1")],
)
def test_a_format_is_that_of_each_end(spec: str, said: str) -> None:
    """What both ends have behind them stands once."""
    assert format(Bounds(Fraction(15, 19), 1), spec) == said


def test_whole_numbers_have_their_formats() -> None:
    """A whole end takes the formats of whole numbers; what a number refuses, bounds refuse."""
    assert f"{Bounds(7, 12):03d}" == "007–012"
    assert f"{Bounds(7, None):d}" == f"≥{NBSP}7"
    with pytest.raises(ValueError, match="format"):
        format(Bounds(7, 12), "Y")


@given(st.fractions(0, 1), st.fractions(0, 1))
@examples(50)
def test_how_bounds_are_written_is_no_part_of_them(one: Fraction, other: Fraction) -> None:
    """Bounds are equal, hash alike and meet alike, whether they are written in per cent or not."""
    low, high = sorted((one, other))
    share, number = Bounds(low, high, is_share=True), Bounds(low, high)

    assert share == number
    assert hash(share) == hash(number)
    assert repr(share) == repr(number)
    assert share.meet(Bounds(low, 1)) == number


def test_a_value_knows_that_it_is_a_share() -> None:
    """That of a judgement, made or read from a file; a shortfall counts members."""
    for report in (demo(), Report.from_json(demo().to_json())):
        assert str(report["3"].value) == f"78,9–100{NBSP}%"
        assert str(report["3"].shortfall) == "0–4"
        assert str(report["4"]["load"].value) == "0–158,398"
    assert "is_share" not in demo().to_json()


# Short forms.


@functools.cache
def invented(region: str) -> Report:
    """What an invented region comes to."""
    system = testing.invented_region(staff=60, seed=1, region=region, unreported=0.1, faults=0.1)
    return rnms.evaluate(system, period=2023)


def values_of(region: str) -> Iterator[object]:
    """What a user of a region meets."""
    report = invented(region)
    yield regions.get(region)
    yield testing.invented_region(staff=60, seed=1, region=region, faults=0.1)
    yield report
    yield report.by_reading()
    yield rnms.deadlines(region, dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    for result in report:
        if result.origin is not None and result.judgement.tallies:
            yield result.explain()
    yield regions.matrix([region])
    yield regions.subject_matrix([region])


def parts_of(value: object) -> Iterator[object]:
    """A value and whatever it is made of."""
    if isinstance(value, tuple):
        for part in value:
            yield from parts_of(part)
    elif attrs.has(type(value)):
        yield value
        kind: Any = type(value)
        for field in attrs.fields(kind):
            if field.repr:
                yield from parts_of(getattr(value, field.name))


@pytest.mark.parametrize("region", regions.available())
def test_short_forms_are_short(region: str) -> None:
    """Nothing that a user meets, nor any part of it, takes more than a few lines of a terminal."""
    shown: dict[int, str] = {}
    kept = list(values_of(region))
    for value in kept:
        shown[id(value)] = repr(value)
        shown |= {id(part): repr(part) for part in parts_of(value)}

    assert len(shown) > 500
    # A message is no value of its own: an issue shows it.
    assert [form for form in shown.values() if len(form) > ABOUT_200 and not form.startswith("Message")] == []


def test_a_short_form_tells_what_it_is_of() -> None:
    """The class and what tells the value from others; a long text is cut where that is seen."""
    kirov = regions.get("kirov")

    assert repr(kirov["2.1.1"]).startswith("Indicator('2.1.1', 'доля педагогических работников")
    assert repr(kirov["2.1.1"]).endswith("…')")
    assert repr(kirov.roadmap) == "Roadmap(23 measures)"
    assert repr(kirov.acts[0]) == "Act('распоряжение от 31.05.2023 № 639')"
    assert repr(Programme(id="p1", title="О" * 200)) == f"Programme('p1', '{'О' * 69}…', None)"
    figure = rnms.Figure(key="staff", period=2023, count=5, municipality="a")
    assert repr(figure) == "Figure('staff', '2023', municipality='a', count=5)"
    whole = testing.invented_region(staff=60, seed=1)
    assert re.fullmatch(r"RegionalSystem\(region='ugra', \d+ records in \d+ collections, .*\)", repr(whole))


# Codes.


@pytest.mark.parametrize("code", ["3", 3, ("3", 2023), (3, "2023")])
def test_a_code_may_be_a_number(code: Any) -> None:
    """A code that is a number may be written as one."""
    invented_result = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, readings="calendar_year")

    assert (invented_result[code] if isinstance(code, tuple) else demo()[code]).code == "3"


@pytest.mark.parametrize("code", [True, 3.0, None, ("3", 2023, 1)])
def test_what_is_no_code_is_refused(code: Any) -> None:
    """A yes is no code, although Python counts it as one."""
    with pytest.raises(FieldError):
        demo()[code]


def test_a_profile_finds_its_indicators() -> None:
    """By code, as a report does, and one after another."""
    profile = regions.get("khabarovsk")

    assert profile[3] is profile["3"] is profile.indicator("3")
    assert [*profile] == [*profile.indicators]
    with pytest.raises(IndicatorNotFoundError):
        profile["33"]


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        (demo, ["1", "2", "3", "4", "5", "6", "7"]),
        (lambda: regions.get("khabarovsk"), ["1", "2", "3", "4", "5", "6", "7"]),
        (lambda: demo()["4"], ["formed", "load"]),
        (lambda: demo()["4"].judgement, ["formed", "load"]),
        (lambda: demo()["3"], []),
        (lambda: regions.get("amur").roadmap, []),
    ],
)
def test_a_notebook_completes_codes(value: Callable[[], Any], codes: list[str]) -> None:
    """Behind an open bracket IPython offers what can stand there, and each is found."""
    found = value()

    assert found._ipython_key_completions_() == codes
    assert all(found[code] is not None for code in codes)


# A notebook.

CARDS: dict[str, tuple[Callable[[], Any], list[str]]] = {
    "bounds": (lambda: demo()["3"].value, [f"78,9–100{NBSP}%"]),
    "a result": (
        lambda: demo()["3"],
        ["Доля муниципальных систем", "не определено", "Амурский район", "100 %"],
    ),
    "a judgement": (lambda: demo()["4"].judgement, ["банк методического актива", "достигнуто"]),
    "an explanation": (lambda: demo()["3"].explain(component=None), ["Доля муниципальных", "15–19 из 19"]),
    "a system": (lambda: rnms.example("khabarovsk_2023"), ["Сообщённые числа 21", "Не сообщено 5"]),
    "a profile": (
        lambda: regions.get("kirov"),
        ["Кировская область", "распоряжение от 31.05.2023 № 639", "2.1.1"],
    ),
    "an indicator": (lambda: regions.get("khabarovsk")["4"], ["с 2022 ≤ 100", "только региональный актив"]),
    "regions": (regions.matrix, ["прошли диагностику", "khabarovsk", "≥ 10 %"]),
    "subjects": (lambda: regions.subject_matrix(["kirov"]), ["Субъект", "kirov", "+"]),
    "readings": (lambda: demo().by_reading(), ["respondents", "78,9–100 %", "✓ достигнуто"]),
    "deadlines": (
        lambda: rnms.deadlines("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30)),
        ["1.2.2", "30.06.2024", "июнь, ежегодно"],
    ),
    "a roadmap": (
        lambda: roadmap("kirov", dt.date(2024, 6, 1), dt.date(2024, 6, 30)),
        ["1.2.2", "30.06.2024", "Состояние"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CARDS)
def test_a_notebook_shows_what_a_value_says(name: str) -> None:
    """As text, so that it is read where styles are stripped; without a script or an address."""
    make, facts = CARDS[name]
    written = make()._repr_html_()
    said = Page(re.sub(r"(?=<(?:td|th|br|p|li|div)\b)", " ", bare(written))).flat

    for fact in facts:
        assert " ".join(fact.split()) in said
    assert len(written.encode()) < 60_000
    assert not re.search(r"https?:|<script|javascript:|@import|url\(|\s(src|href|on\w+)=", written)


@pytest.mark.parametrize("name", ["a result", "an indicator", "a system"])
def test_what_a_notebook_shows_is_what_was_approved(name: str) -> None:
    """Three values as a notebook shows them, letter by letter."""
    shown = f"{CARDS[name][0]()._repr_html_()}\n"

    assert shown == approved(f"notebook.{name.rsplit(maxsplit=1)[-1]}.html", shown)


ENGLISH = {
    "bounds": "78.9–100%",
    "a result": "undetermined",
    "a judgement": "met",
    "an explanation": "target",
    "a system": "Not reported",
    "a profile": "Duties",
    "an indicator": "since 2022",
    "regions": "Indicator",
    "subjects": "Subject",
    "readings": "met",
    "deadlines": "Last day",
    "a roadmap": "pending",
}


@pytest.mark.parametrize("name", ENGLISH)
def test_a_card_speaks_english_where_it_is_asked_to(name: str) -> None:
    """Its words are English; titles of acts and names stay as the region wrote them."""
    value = CARDS[name][0]()
    shown = Page(card(value, lang="en"))

    assert 'lang="en"' in card(value, lang="en")
    assert ENGLISH[name].casefold() in shown.flat.casefold()
    assert not {"не определено", "✓ достигнуто"} & {line.strip() for line in shown.text.split("\n")}


def test_a_notebook_shows_an_issue_of_a_system() -> None:
    """Ten faults of a system are read where it is shown, and how many more there are."""
    twins = [Municipality(id=f"m{at // 2}", name=f"Район {at}") for at in range(24)]
    system = RegionalSystem(region="ugra", municipalities=twins)
    said = Page(system._repr_html_())

    assert len(system.issues) == 12
    assert all(" ".join(str(issue).split()) in said.flat for issue in system.issues[:10])
    assert str(system.issues[10]) not in said.flat
    assert "… и ещё 2: system.issues" in said.flat


def test_a_card_shows_a_hostile_name_as_it_is() -> None:
    """A title that means harm is a title."""
    system = RegionalSystem(region="ugra", title=HOSTILE)

    assert FLAT in Page(system._repr_html_()).flat
    assert "<script" not in system._repr_html_()


def test_a_comparison_of_readings_has_what_the_results_have() -> None:
    """Each judgement once; none where an indicator has no such reading."""
    table = demo().by_reading()

    assert table.readings[0] == "default"
    for result in demo():
        for reading in table.readings:
            assert table.at(reading, result.code) == result.readings.get(reading)
    assert table.at("default", "no such") is None


# Data frames.


@pytest.mark.parametrize("region", regions.available())
def test_records_make_a_frame_in_every_region(region: str) -> None:
    """Every row has the columns, each of its type; polars, which infers them, finds the same."""
    rows = invented(region).to_records()

    for row in rows:
        assert [*row] == [*COLUMNS]
        for column, kind in COLUMNS.items():
            assert type(row[column]) is kind or (row[column] is None and kind in {int, float})
    frame = pl.DataFrame(rows)
    polars = {str: pl.String, bool: pl.Boolean, int: pl.Int64, float: pl.Float64}
    assert frame.height == len(rows)
    for column, kind in COLUMNS.items():
        empty = all(row[column] is None for row in rows)
        assert frame.schema[column] == (pl.Null if empty else polars[kind])


def test_a_frame_is_made_where_numbers_come_late() -> None:
    """Polars looks at the first hundred rows: none of them may hide what a column holds."""
    rows = forty().to_records()

    for column in COLUMNS:
        filled = [at for at, row in enumerate(rows) if row[column] is not None]
        assert not filled or filled[0] < 100
    assert len(rows) > 200


def test_what_comes_late_is_put_on_top() -> None:
    """Of a report whose first hundred rows have no value, the first row that has one comes first."""
    result = demo()["3"]
    empty = attrs.evolve(
        result,
        judgements=tuple(
            attrs.evolve(judgement, value=None, target=None, tallies=()) for judgement in result.judgements
        ),
    )
    report = attrs.evolve(demo(), results=(*[empty] * 60, result), requirements=())
    rows = report.to_records()

    assert len(rows) > 100
    assert rows[0]["low"] == 15 / 19
    assert pl.DataFrame(rows).schema["numerator_low"] == pl.Int64


@pytest.mark.parametrize("region", regions.available())
def test_arrow_holds_the_same_rows(region: str) -> None:
    """The same values in the same order; the types are the same for every report, the empty one too."""
    report = invented(region)
    table = report.to_arrow()

    assert table.to_pylist() == report.to_records()
    assert attrs.evolve(report, results=(), requirements=()).to_arrow().schema == table.schema
    assert pl.DataFrame(table).height == table.num_rows


def test_arrow_names_the_extra_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the way out is said."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(MissingExtraError, match=r'pip install "rnms\[frames\]"'):
        demo().to_arrow()
