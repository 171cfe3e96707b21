"""Pictures: what is drawn, that it is said in words too, and that nothing in them collides."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.goldens import approved
from kit.reports import FLAT, HOSTILE, Page, any_text, bare, by_year, demo, forty, named, readable_page
from kit.strategies import bounds, norms
from rnms import Bounds, Report
from rnms.errors import IndicatorNotFoundError
from rnms.indicators import Scale
from rnms.model import Delivery, DeliveryStatus, Municipality, at_least
from rnms.render import over_years, small_multiples
from rnms.render import svg as _svg
from rnms.render.places import PlaceLines, places_of


def drawings(page: str) -> list[ET.Element]:
    """The pictures of a page; each is well-formed by itself."""
    return [ET.fromstring(one) for one in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]  # noqa: S314  # ours


def charts(page: str) -> list[ET.Element]:
    """The pictures over periods, without the signs of their legends."""
    return [drawing for drawing in drawings(page) if drawing.get("height") == "190"]


# The bar.


def test_a_bar_tells_what_is_certain_what_is_possible_and_what_is_demanded() -> None:
    """Full to what is certain, a dashed box to what is possible, a tick where the target lies."""
    [drawing] = drawings(_svg.bar(Bounds(Fraction(1, 2), 1), at_least(Fraction(3, 4)), Scale.PERCENT, "x"))
    certain, possible = drawing.findall("rect")
    tick = drawing.findall("path")[-1]

    assert [certain.get("x"), certain.get("width")] == ["6", "104"]
    assert [possible.get("x"), possible.get("width"), possible.get("fill")] == ["110", "104", "none"]
    assert possible.get("stroke-dasharray")
    assert (tick.get("d") or "").startswith("M162 ")


def test_a_yes_or_no_has_no_bar() -> None:
    """A word says it; neither is there a bar where there is no value."""
    assert not _svg.bar(Bounds.exact(1), None, Scale.YES_NO, "да")
    assert not _svg.bar(None, at_least(1), Scale.PERCENT, "")


@given(bounds, st.none() | norms, st.sampled_from([Scale.PERCENT, Scale.NUMBER]), any_text)
@examples(60)
def test_whatever_the_value_a_bar_stays_inside_its_box(
    value: Bounds, norm: rnms.Norm | None, scale: Scale, said: str
) -> None:
    """Any value and any norm give a picture that is well-formed and within its width."""
    positive = Bounds(max(0, value.low), None if value.high is None else max(0, value.high))
    [drawing] = drawings(_svg.bar(positive, norm, scale, said))

    for rect in drawing.findall("rect"):
        assert float(rect.get("x") or -1) >= 0
        assert float(rect.get("x") or 0) + float(rect.get("width") or 0) <= 220


@given(st.lists(st.tuples(st.none() | bounds, st.none() | norms), max_size=12), any_text)
@examples(40)
def test_whatever_the_years_a_chart_is_well_formed(
    series: list[tuple[Bounds | None, rnms.Norm | None]], said: str
) -> None:
    """Any series, of any length, with anything missing, is drawn within its box and says its words."""
    points = [_svg.Point(label=said, said=said, value=value, norm=norm) for value, norm in series]
    [drawing] = drawings(_svg.years(points, _svg.greatest(points, Scale.NUMBER), said))

    for circle in drawing.findall("circle"):
        assert 0 <= float(circle.get("cy") or -1) <= 190
    assert len(drawing.findall("circle")) == sum(value is not None and value.is_exact for value, _ in series)


# What holds of all.


def pages() -> list[str]:
    multiples = [small_multiples(by_year(), "6.2.1").html, small_multiples([forty()], "6.2.2").html]
    return [demo().to_html(), over_years(by_year(), "6.2.1").html, *multiples]


@pytest.mark.parametrize("page", pages(), ids=["report", "years", "multiples", "forty"])
def test_pictures_hold_nothing_that_collides(page: str) -> None:
    """No id, pattern, gradient, script or style of their own; each is an image with its words."""
    found = drawings(page)

    assert found
    for drawing in found:
        assert {one.tag for one in drawing.iter()} <= {"svg", "path", "rect", "circle", "text"}
        assert not [one for one in drawing.iter() if {"id", "style", "class"} & set(one.keys())]
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label")


# Years.


def test_years_are_said_beside_the_picture() -> None:
    """Every value, target and verdict of every year stands in the table, and in the words of the picture."""
    picture = over_years(reversed(by_year()), "6.2.1")
    said = Page(bare(picture.html)).flat.replace("\u00a0", " ")
    [drawing] = charts(picture.html)

    for year, value, target in (("2021", "5,5 %", "≥ 5 %"), ("2024", "6,9–100 %", "≥ 30 %")):
        assert f"{year} год{value}{target}" in said
        assert f"{year}: {value}" in (drawing.get("aria-label") or "").replace("\u00a0", " ")
    assert said.index("2021 год") < said.index("2024 год")
    assert said.count("достигнуто") == 3
    assert len(drawing.findall("circle")) == 3


def test_each_component_has_its_picture() -> None:
    """An indicator of two parts is two pictures, each with its title."""
    picture = over_years(by_year(), "6.3.1")

    assert len(charts(picture.html)) == 2
    assert "в среднем закреплено за одним методистом" in picture.html


def test_a_possible_value_does_not_crush_the_known_ones() -> None:
    """What may be twenty thousand does not press targets of 250 to the floor."""
    drawing = charts(over_years(by_year(), "6.3.1").html)[1]
    heights = {float(circle.get("cy") or 0) for circle in drawing.findall("circle")}

    assert min(heights) < 140


@pytest.mark.parametrize(
    ("reports", "code", "error", "said"),
    [
        ((), "3", ValueError, "reports of one region are needed, not of none"),
        ((demo(), *by_year()), "3", ValueError, "not of khabarovsk, ugra"),
        ((demo(),), "8", IndicatorNotFoundError, "no indicator '8' in khabarovsk; known: 1, 2, 3"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    reports: tuple[Report, ...], code: str, error: type[Exception], said: str
) -> None:
    """Reports of nobody, of two regions, or without the indicator."""
    for draw in (over_years, small_multiples):
        with pytest.raises(error, match=said):
            draw(reports, code)


def test_the_legend_tells_the_signs_that_are_drawn() -> None:
    """A known value, a possible one, a least and a greatest target: each once, and only where it is drawn."""
    signs = {one.get("aria-label") for one in drawings(over_years(by_year(), "6.3.1").html)}

    assert {"точка", "пунктирная рамка", "черта", "черта со штрихами"} <= signs
    assert "пунктирная рамка" not in over_years(by_year()[:1], "6.2.1").html


def test_a_report_of_several_periods_has_their_picture() -> None:
    """Where one report judges an indicator for several periods, the page draws it over them."""
    first, second = by_year()[0]["6.2.1"], by_year()[1]["6.2.1"]
    report = attrs.evolve(by_year()[1], results=(first, second))
    page = report.to_html()

    assert len(charts(page)) == 1
    assert "По периодам" in page
    assert not charts(by_year()[1].to_html())


# Municipalities.


def test_every_municipality_is_drawn_and_named() -> None:
    """One picture each, to one scale, with its values in words; of the silent it is said."""
    picture = small_multiples(by_year(), "6.2.1")
    said = Page(bare(picture.html)).flat

    assert len(drawings(picture.html)) == 6
    assert "Район А (вымышленный)2021: нет отчёта" in said
    assert all(f"Район {letter} (вымышленный)" in said for letter in "АБВ")


def test_two_municipalities_of_one_name_are_two() -> None:
    """Names need not differ; then the id tells them apart."""
    result = forty()["6.2.2"]
    places = [attrs.evolve(place, title="Лесной") for place in result.judgement.municipalities[:2]]
    judgement = attrs.evolve(result.judgement, municipalities=tuple(places), missing=())
    report = attrs.evolve(forty(), results=(attrs.evolve(result, judgements=(judgement,)),))
    said = Page(small_multiples([report], "6.2.2").html).text

    assert "Лесной (m1)" in said
    assert "Лесной (m2)" in said


def test_an_indicator_without_municipalities_says_so() -> None:
    """Where nobody reported by municipality there is no picture, but a sentence."""
    assert "О муниципалитетах ничего не сообщено." in small_multiples(demo(), "1").html


def test_municipalities_stand_from_the_least_value_up() -> None:
    """Each has a line of its own; the silent stand behind those that reported."""
    result = forty()["6.2.2"]
    lines = re.findall(
        r'<(?:summary|div) class="r"><span>(.*?)</span>', small_multiples(forty(), "6.2.2").html
    )
    values = {place.title: place.value for place in result.judgement.municipalities}
    lows = [value.low for value in map(values.get, lines) if value is not None]

    assert lows == sorted(lows)
    assert len(lines) == len(result.judgement.municipalities) + sum(
        place.id not in {one.name for one in result.judgement.municipalities} for place in result.missing
    )


@pytest.mark.parametrize(
    ("value", "norm", "marks"),
    [
        (Bounds.exact(Fraction(1, 4)), at_least(Fraction(1, 2)), ["left:50% l", "left:25%"]),
        (Bounds(Fraction(1, 4), Fraction(3, 4)), None, ["left:25%;right:25% s"]),
        (Bounds(0, 1), rnms.Norm(low=Fraction(1, 5), high=Fraction(2, 5)),
         ["left:20% l", "left:40% l", "left:0%;right:0% s"]),
    ],
)  # fmt: skip
def test_a_line_of_a_municipality_draws_its_value(
    value: Bounds, norm: rnms.Norm | None, marks: list[str]
) -> None:
    """Worked examples: shares stand on a scale from nothing to the whole."""
    whole = forty()["6.2.2"].judgement
    place = attrs.evolve(whole.municipalities[0], value=value)
    target = None if norm is None or whole.target is None else attrs.evolve(whole.target, norm=norm)
    judgement = attrs.evolve(whole, municipalities=(place,), missing=(), target=target)
    block = PlaceLines(part=judgement, lang="ru").block(places_of(judgement))

    assert re.findall(r'<i style="(.*?)"(?: class="(.)")?>', block) == [
        (mark.partition(" ")[0], mark.partition(" ")[2]) for mark in marks
    ]


def test_a_municipality_says_what_is_missing_and_why() -> None:
    """Below its line stand how many pass, the fault of what it sent with its cell, and why it is open."""
    whole = forty()["6.2.2"].judgement
    place = whole.municipalities[0]
    late = Delivery(
        municipality=place.name, question="staff", status=DeliveryStatus.FAULTY,
        place="форма.xlsx[Форма!D6]", words="не число",
    )  # fmt: skip
    gone = Municipality(id="x", name="Лесной")
    judgement = attrs.evolve(
        whole,
        municipalities=(place,),
        missing=(Municipality(id=place.name, name=place.title), gone),
        deliveries=(late,),
    )
    said = Page(PlaceLines(part=judgement, lang="ru").block(places_of(judgement))).flat

    assert "Точно проходят: " in said
    assert "Прислали с ошибкой. Почему: не число (форма.xlsx[Форма!D6])." in said
    assert said.endswith("Лесной нет ответа")


def test_a_hostile_name_stays_a_name() -> None:
    """In a panel and in the words of its picture."""
    page = Page(small_multiples(named(HOSTILE), "3").html)

    assert FLAT in page.flat
    assert not [tag for tag in page.tags if tag.startswith("script")]


def test_a_picture_is_a_page_too(tmp_path: Path) -> None:
    """It is written as a page of its own, and shows itself in a notebook."""
    picture = over_years(by_year(), "6.2.1", lang="en")
    text = picture.to_html(tmp_path / "годы.html")

    assert (tmp_path / "годы.html").read_text(encoding="utf-8") == text
    assert text.startswith("<!doctype html>")
    assert picture._repr_html_() == picture.html
    assert "svg" not in repr(picture)


@pytest.mark.parametrize("draw", [over_years, small_multiples])
def test_the_picture_looks_as_it_did(draw: object) -> None:
    """Compared letter by letter with the one that a person looked at."""
    assert callable(draw)
    shown = readable_page(draw(by_year(), "6.2.1").to_html())

    assert approved(f"{getattr(draw, '__name__', '')}.html", shown) == shown
