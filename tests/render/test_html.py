"""The report as a page: what it shows, to whom, on which host; nothing gets in, nothing is asked for."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.goldens import approved
from kit.reports import (
    FLAT,
    HOSTILE,
    SILENT,
    Page,
    any_text,
    approvable,
    bare,
    by_year,
    demo,
    forty,
    named,
    readable_page,
)
from kit.shown import given_figures, judged, readings_of_khabarovsk
from rnms import Figure, Municipality, RegionalSystem, Report
from rnms.indicators import Scale
from rnms.model import Evidence, EvidenceKind
from rnms.render import (
    html as _html,
)
from rnms.render import (
    layout as _layout,
)
from rnms.render import (
    page as _page,
)
from rnms.render import (
    sections as _sections,
)
from rnms.render import small_multiples
from rnms.render import (
    words as _words,
)
from rnms.render.texts import TEXTS
from rnms.sheets.cells import readable

# Nothing gets in.


@given(any_text)
def test_an_element_is_escaped_by_construction(text: str) -> None:
    """Whatever stands inside an element or in an attribute is read back as text, and as nothing else."""
    page = Page(_html.h("td", text, title=text))
    shown = readable(text).replace("\r\n", "\n").replace("\r", "\n")

    assert page.tags == ["td title"]
    assert page.text.replace("\r\n", "\n").replace("\r", "\n") == shown
    assert page.attributes == [("title", readable(text))]


@pytest.mark.slow
@given(any_text, st.booleans())
@examples(15)
def test_no_name_changes_a_page(name: str, full_page: bool) -> None:
    """Whatever a name holds, the page has the tags that it has for any other name."""
    report = named(name)

    assert Page(report.to_html(full_page=full_page)).tags == tags_of_the_demo()[full_page]
    assert Page(report._repr_html_()).tags == tags_of_the_demo()["repr"]


@functools.cache
def tags_of_the_demo() -> dict[bool | str, list[str]]:
    """The tags of each page of the demo under a name that means no harm."""
    report = named("Амурский район")
    pages: dict[bool | str, str] = {full: report.to_html(full_page=full) for full in (False, True)}
    pages["repr"] = report._repr_html_()
    return {form: Page(page).tags for form, page in pages.items()}


def test_a_hostile_name_is_shown_as_it_is() -> None:
    """As one who is silent, five times, twice asked; in two duties; as a quotation and as its document."""
    assert Page(named(HOSTILE).to_html()).flat.count(FLAT) == 11


@pytest.mark.slow
@given(given_figures(), st.sampled_from(["ru", "en"]), readings_of_khabarovsk)
@examples(15)
def test_whatever_is_reported_has_a_page(figures: dict[str, Any], lang: str, reading: str) -> None:
    """Every report has a page that says each value, target and verdict."""
    report = judged(figures).under(reading)
    said = Page(bare(report.to_html(full_page=True, lang=lang))).flat

    for result in report:
        for part in (result.judgement, *result.components):
            facts = (_words.value(part, lang=lang), _words.norm(part, lang=lang))
            assert all(" ".join(fact.split()) in said for fact in facts if fact not in {"", "—"})
            assert TEXTS[lang].verdicts.verdicts[part.verdict] in said


# Nothing is asked for.


@pytest.mark.parametrize("page", ["_repr_html_", "to_html"])
def test_a_page_asks_nobody_for_anything(page: str) -> None:
    """No script, no handler, no address: it works without a network and tells nobody that it was read."""
    for report in (demo(), forty(), *by_year()):
        written = getattr(report, page)()

        assert not re.search(r"https?:|<script|javascript:|@import|url\(|\s(src|href|on\w+)=", written)


# What it says.


# Made when they are asked for: every worker collects these tests, and one runs them.
REPORTS: dict[str, Callable[[], Report]] = {
    "the demo": demo,
    "forty municipalities": forty,
    **{f"year {at + 1}": lambda at=at: by_year()[at] for at in range(4)},  # type: ignore[misc]
}


@pytest.mark.parametrize("name", REPORTS)
def test_every_fact_is_text(name: str) -> None:
    """Without style and pictures the page says every value, count, target, verdict and reason."""
    report = REPORTS[name]()
    said = Page(bare(report.to_html())).flat

    for result in report:
        for part in (result.judgement, *result.components):
            facts = [_words.value(part), _words.norm(part), _words.counted(part)]
            facts += [TEXTS["ru"].verdicts.verdicts[part.verdict], _words.reason(part, brief=True)]
            assert all(" ".join(fact.split()) in said for fact in facts if fact != "—")
        assert result.title in said
        assert result.clause.number in said
        assert all(place.title in said for place in result.judgement.municipalities)


@pytest.mark.parametrize("name", SILENT)
def test_who_is_silent_is_named(name: str) -> None:
    """Each silent municipality stands by name beside every indicator that it might have changed.

    It is asked in the brief; of those that can each prove the same, the first is named once more.
    """
    asked = 1 + (name == SILENT[0])
    assert Page(demo()._repr_html_()).text.count(name) == 4 + 1 + 2 + asked


def test_a_municipality_has_its_value_and_its_source() -> None:
    """The cell and the document of a municipality's figure stand beside its value."""
    document = Evidence(kind=EvidenceKind.ACT, ref="приказ № 1")
    place = "Амурский.xlsx[Форма!D9]"
    figures: dict[str, dict[str, Any]] = {
        "municipalities.with_model": {"holds": True, "place": place, "evidence": (document,)},
        "staff": {"count": 40},
        "staff.diagnosed": {"count": 10},
    }
    system = RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id="a", name="Амурский район"), Municipality(id="b", name="Бикин")],
        figures=[
            Figure(key=key, period="2022/2023", municipality="a", **said) for key, said in figures.items()
        ],
    )
    report = rnms.evaluate(system, period=2023)
    said = Page(report.to_html()).flat

    assert report["3"].judgement.municipalities[0].sources == (place, "приказ № 1")
    assert f"Источник: {place}; приказ № 1." in said
    assert "Амурский район 25 % 10 из 40Точно проходят: 10; точно не проходят: 30; не известно: 0." in (
        said.replace("\u00a0", " ")
    )
    assert "Ответили 1 из 2. Нет ответа: Бикин." in said
    assert Report.from_json(report.to_json()) == report


def test_readings_that_differ_stand_side_by_side() -> None:
    """Where readings come to different verdicts, both stand below the indicator with their values."""
    said = Page(demo().to_html()).flat

    assert re.search(r"по умолчанию\S* не определено78,9–100\s%", said)
    assert re.search(r"среди ответивших\S* достигнуто100\s%", said)
    assert said.count("Прочтение") == 2


def test_a_table_without_verdicts_is_shown_as_it_is() -> None:
    """A section with verdicts has three columns; another keeps all it has, dates and numbers in words."""
    columns = _sections.columns(("Код", "Что", "Срок", "Сколько"), (10, 10, 10, 10))
    day, share = dt.date(2023, 5, 1), _sections.Amount(Fraction(1, 8), Scale.PERCENT)
    rows = ((_sections.Code("1.10"), "<b>встреча</b>", day, share),)
    plain = _sections.Section(key="x", title="Встречи", columns=columns, rows=rows)
    layout = _layout.Layout(report=demo(), lang="ru")
    page = Page(layout.section(plain))

    assert page.flat == "КодЧтоСрокСколько1.10<b>встреча</b>01.05.202312,5 %"
    assert "b" not in page.tags


def test_the_municipalities_are_open_where_asked() -> None:
    """Print needs open details; a screen does not."""
    assert "details open" in Page(forty().to_html(expand=True)).tags
    assert "details open" not in Page(forty().to_html()).tags


def test_a_report_about_nothing_has_a_page() -> None:
    """A report without results, duties and acts shows itself."""
    empty = attrs.evolve(demo(), results=(), requirements=(), acts=())

    assert "Показателей нет." in empty._repr_html_()
    assert "table" not in " ".join(Page(empty._repr_html_()).tags)


def test_a_page_of_its_own_is_a_page(tmp_path: Path) -> None:
    """It declares its language and encoding, has a title and one first heading, and is written as UTF-8."""
    path = tmp_path / "отчёт.html"
    text = demo().to_html(path, full_page=True)
    tags = Page(text).tags

    assert path.read_bytes().decode() == text
    assert tags[:5] == ["html lang", "head", "meta charset", "meta name content", "title"]
    assert [tag for tag in tags if tag in {"h1", "main", "h3"}] == ["main", "h1"]
    assert ("lang", "en") in Page(demo().to_html(full_page=True, lang="en")).attributes


# Size.


def of_forty_indicators() -> Report:
    """Forty indicators, each with a part from forty municipalities."""
    some = [result for result in forty() if len(result.judgement.municipalities) == 40]
    results = [
        attrs.evolve(some[number % len(some)], code=f"{number}.{some[number % len(some)].code}")
        for number in range(40)
    ]
    return attrs.evolve(forty(), results=tuple(results))


def rows_of_places(page: str) -> int:
    """The lines of all municipalities."""
    return page.count('<div class="r"><span>') + page.count('<summary class="r">')


def test_a_notebook_shows_few_municipalities_and_a_page_all() -> None:
    """Of all indicators together no more than eighty rows; what is left out is counted."""
    report = forty()
    small, whole = report._repr_html_(), report.to_html()
    shown = sum(len(result.judgement.municipalities) for result in report)

    assert shown > 80
    assert 40 < rows_of_places(small) <= 80
    assert rows_of_places(whole) == shown
    assert "… и ещё" in small
    assert "… и ещё" not in whole


def test_a_large_report_stays_small_in_a_notebook() -> None:
    """Forty indicators of forty municipalities stay under 60 KB, and every silent one has its name."""
    report = of_forty_indicators()
    small = report._repr_html_()
    silent = {place.name for result in report for place in result.missing}

    assert len(small.encode()) < 60_000
    assert len(report.to_html()) > 150_000
    assert len(silent) > 20
    assert all(name in small for name in silent)
    assert "report.to_html()" in small
    assert all(f"{result.code}<" in small for result in report)


# Languages and themes.


def test_an_english_page_is_english() -> None:
    """In English no Cyrillic is left but titles, names and quotations of the profile and the data."""
    report = demo()
    left = Page(bare(report.to_html(lang="en"))).flat
    texts = sorted({*_texts(report.to_dict()), *map(str, report.acts)}, key=len, reverse=True)
    for text in texts:
        if re.search("[А-Яа-яЁё]", text):
            left = left.replace(" ".join(text.split()).rstrip("."), "")

    assert not re.findall(r"[А-Яа-яЁё]+", left)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _texts(one)]


def _style(name: str) -> str:
    return (Path(_html.__file__).parent / name).read_text(encoding="utf-8")


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["report.css", "page.css"])
def test_every_text_has_contrast_in_every_theme(name: str) -> None:
    """WCAG AA asks 4.5 to 1 of text; each theme gives every colour of text more, on its own paper."""
    themes = re.findall(r"--ink:.*?--undetermined:[^;]*;", _style(name), re.DOTALL)

    assert len(themes) == {"report.css": 2, "page.css": 1}[name]
    for theme in themes:
        colours = dict(re.findall(r"--([\w-]+): var\(--rnms-[\w-]+, (#\w{6})\)", theme))
        paper = _luminance(colours.pop("paper"))
        del colours["line"]
        for colour in colours.values():
            light, dark = sorted((paper, _luminance(colour)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) > 5


@pytest.mark.parametrize(
    "host", ["[data-jp-theme-light=false]", "body.vscode-dark", "[data-theme=dark]", "html[theme=dark]"]
)
def test_each_host_has_its_dark_theme(host: str) -> None:
    """JupyterLab, VS Code, the themes of Sphinx and Colab each say in their own way that they are dark."""
    assert f"{host} .rnms.rnms" in demo()._repr_html_()
    assert "prefers-color-scheme" not in demo()._repr_html_()
    assert "prefers-color-scheme" in demo().to_html(full_page=True)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_page_names_the_part_that_demands_the_same_as_a_duty_by_its_title(lang: str) -> None:
    """Its rows have no codes of parts, which only commands take."""
    page = rnms.evaluate(rnms.RegionalSystem(region="ugra"), period=2024).to_html(lang=lang)

    assert "cap_part" not in page
    assert "(= 6.3.1 (больше))" in page


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_page_looks_as_it_did(lang: str) -> None:
    """The page of the demo is compared letter by letter with the one that a person looked at."""
    shown = readable_page(approvable().to_html(full_page=True, lang=lang))

    assert approved(f"demo.{lang}.html", shown) == shown


def test_the_municipalities_look_as_they_did() -> None:
    """Those of an indicator, from the least value up, with target, marks and what each line opens."""
    shown = readable_page(small_multiples(by_year()[-1], "6.2.1").to_html())

    assert approved("municipalities.html", shown) == shown


def test_the_most_that_a_notebook_shows_is_what_is_said() -> None:
    """The limits of the module are those of the promise."""
    assert (_page.MOST_ROWS, _page.MOST_BYTES) == (80, 60_000)
