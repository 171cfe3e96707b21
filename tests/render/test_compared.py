"""What changed, leagues and years, as people look at them: approved texts and pages, every format, JSON."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rnms
from kit.goldens import approved
from kit.reports import readable_page
from rnms import compare, testing
from rnms.cli import CANNOT_RUN, FINE, main
from rnms.compare.leagues import League
from rnms.compare.trajectories import Trajectory
from rnms.model import Figure, Municipality
from rnms.render.compared import COMPARED, LEAGUE, MOST_LINES, TRAJECTORY, as_json
from rnms.render.tabled import Writer


@functools.cache
def changed() -> compare.Comparison:
    """Two years of an invented region, told by figures of which some are missing."""
    system = rnms.example("ugra_invented")
    before, after = (rnms.evaluate(system, period=year) for year in (2023, 2024))
    return after.compare(before)


@functools.cache
def counted_otherwise() -> compare.Comparison:
    system = rnms.example("khabarovsk_2023")
    before, after = (rnms.evaluate(system, period=2023, readings=name) for name in ((), "respondents"))
    return after.compare(before)


@functools.cache
def places() -> League:
    return compare.league(rnms.evaluate(rnms.example("ugra_invented"), period=2023, only="6.2.1")["6.2.1"])


@functools.cache
def years() -> Trajectory:
    return compare.trajectory(rnms.example("ugra_invented"), range(2021, 2025), only=["6.2.1", "6.3.1"])


@pytest.mark.parametrize("make", [changed, counted_otherwise, places, years], ids=lambda make: make.__name__)
def test_texts_are_as_approved(make: Callable[[], Any]) -> None:
    name = f"compared.{make.__name__}.txt"

    assert make().to_text() == approved(name, make().to_text())


@pytest.mark.parametrize("make", [changed, places, years], ids=lambda make: make.__name__)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_pages_are_as_approved(make: Callable[[], Any], lang: str) -> None:
    page = readable_page(make().to_html(full_page=True, lang=lang))

    assert page == approved(f"compared.{make.__name__}.{lang}.html", page)


@pytest.mark.parametrize(
    ("make", "writer"),
    [(changed, COMPARED), (places, LEAGUE), (years, TRAJECTORY)],
    ids=["changed", "places", "years"],
)
def test_every_format_is_written(make: Callable[[], Any], writer: Writer[Any]) -> None:
    """In both languages; the same value gives the same bytes, and no place of a text is left open."""
    for lang in ("ru", "en"):
        for write in writer.by_format.values():
            content = write(make(), lang)
            text = content if isinstance(content, str) else content.decode(errors="replace")
            assert content == write(make(), lang)
            assert len(content) > 200
            assert not re.search(r"\{\d\}", text)


def test_json_has_a_version_and_exact_numbers() -> None:
    change = next(row for row in json.loads(changed().to_json())["changes"] if row["code"] == "6.2.1")

    assert changed().to_dict()["rnms-comparison"] == 1
    assert change["change"] == {
        "low": "-1541/11716",
        "high": "323/404",
        "low_open": False,
        "high_open": False,
    }
    assert [part["name"] for part in change["parts"]] == ["definition", "coverage", "data"]
    assert places().to_dict()["rnms-league"] == years().to_dict()["rnms-trajectory"] == 1
    with pytest.raises(TypeError, match="no JSON"):
        as_json(3)


def test_no_name_of_a_place_steers_what_is_shown() -> None:
    """Nor does it write a line, a formula or an element of its own."""
    name = "=1+1\x1b[2J<script>\u202eX\r\nY"
    answers = [
        Figure(key="municipalities.with_model", period="2022/2023", holds=answer, municipality="a")
        for answer in (True, False)
    ]
    reports = [
        rnms.evaluate(
            rnms.RegionalSystem(
                region="khabarovsk", municipalities=[Municipality(id="a", name=name)], figures=[answer]
            ),
            period=2023,
            only="3",
        )
        for answer in answers
    ]
    league = compare.league(reports[0]["3"])

    for value in (reports[1].compare(reports[0]), league):
        assert "[2J" in value.to_text()
        assert not set("\x1b\u202e\r") & set(value.to_text() + value.to_markdown())
        assert not set("\x1b\u202e") & set(value.to_html())
        assert "<script" not in value.to_html()
    assert ";'=1+1" in LEAGUE.csv(league, "ru").decode("utf-8-sig")


def test_pictures_say_their_facts_in_words() -> None:
    """A bar for each cause with whiskers where it is open, described for those who do not see it."""
    page = changed().to_html()
    drawings = re.findall(r'<svg[^>]*aria-label="([^"]*)"', page)

    assert any("охват: от" in drawing and "данные: +" in drawing for drawing in drawings)
    assert all('role="img"' in svg for svg in re.findall(r"<svg[^>]*>", page))
    assert "<script" not in page


def test_the_picture_of_a_large_league_leaves_the_rest_to_the_table() -> None:
    system = testing.invented_region(staff=300, municipalities=MOST_LINES + 20, seed=1)
    league = compare.league(rnms.evaluate(system, period=2023, only="6.2.1")["6.2.1"])
    placed = [row for row in league if row.value is not None]

    page = league.to_html()

    assert len(placed) > MOST_LINES
    assert page.count("<circle") == MOST_LINES
    assert f"… и ещё {len(placed) - MOST_LINES}: в таблице ниже" in page


@pytest.fixture
def example(tmp_path: Path) -> Path:
    assert main(["demo", "--write", str(tmp_path)]) == FINE
    return tmp_path / "khabarovsk_2023.json"


def test_commands_say_what_the_library_says(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "отчёт.json"
    report.write_text(rnms.evaluate(rnms.load(example), period=2023).to_json(), encoding="utf-8")
    page, book, told = tmp_path / "c.html", tmp_path / "l.xlsx", tmp_path / "t.json"
    capsys.readouterr()

    assert (
        main(["compare", str(example), str(example), "--period", "2023", "--reading", "respondents"]) == FINE
    )
    assert capsys.readouterr().out.rstrip() == str(counted_otherwise()).rstrip()
    assert main(["compare", str(report), str(report), "--out", str(page)]) == FINE
    assert main(["league", str(example), "--period", "2023", "--only", "4.load", "--out", str(book)]) == FINE
    assert main(["trajectory", str(example), "--years", "2022-2023", "--out", str(told)]) == FINE
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert book.read_bytes()[:2] == b"PK"
    assert len(json.loads(told.read_text("utf-8"))["courses"][0]["steps"]) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_written_report_is_compared_as_was_typed(example: Path, tmp_path: Path, encoding: str) -> None:
    """``--only`` and ``--reading`` choose of what a file holds, too, as any program of Windows saves it."""
    report, told = tmp_path / "отчёт.json", tmp_path / "t.json"
    report.write_text(rnms.evaluate(rnms.load(example), period=2023).to_json(), encoding=encoding)

    typed = ["--only", "3", "--reading", "respondents", "--out", str(told)]
    assert main(["compare", str(report), str(report), *typed]) == FINE
    [change] = json.loads(told.read_text("utf-8"))["changes"]
    assert (change["code"], change["after"]["reading"]) == ("3", "respondents")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["compare", "{0}", "{0}"], "добавьте --period 2024"),
        (["compare", "{0}", "{0}", "--period", "2023", "--only", "99"], "99"),
        (["league", "{0}", "--period", "2023", "--only", "99"], "99"),
        (["league", "{0}", "--period", "2023", "--only", "4"], "какая часть"),
        (["trajectory", "{0}", "--years", "2024-2021"], "не год и не годы"),
        (["compare", "{0}", "{0}", "--period", "2023", "--to", "docx"], "назовите его"),
    ],
)
def test_commands_refuse_in_one_line(
    example: Path, words: list[str], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main([word.format(example) for word in words])
    except SystemExit as stopped:
        code = stopped.code  # type: ignore[assignment]

    assert code == CANNOT_RUN
    assert fault in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "unheeded"),
    [
        (["{0}", "{0}", "--period", "2023"], "--period"),
        (["{0}", "{0}", "--region", "ugra"], "--region"),
        (["{0}", "{0}", "--period", "2023", "--known-on", "2024-01-01"], "--known-on, --period"),
        (["{1}", "{0}", "--period", "2023", "--known-on", "2024-01-01"], "--known-on"),
        (["{0}", "{1}", "--period", "2023", "--before-period", "2022"], "--before-period"),
        (["{1}", "{0}", "--period", "2023"], ""),
        (["{0}", "{1}", "--period", "2023", "--known-on", "2024-01-01"], ""),
    ],
    ids=lambda words: " ".join(words).format("report", "data") if isinstance(words, list) else "",
)
def test_what_does_not_bear_on_a_written_report_is_refused(
    example: Path, tmp_path: Path, words: list[str], unheeded: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was judged by a period, a region and a day; other ones would be silently left out."""
    report = tmp_path / "отчёт.json"
    report.write_text(rnms.evaluate(rnms.load(example), period=2023).to_json(), encoding="utf-8")
    capsys.readouterr()

    code = main(["compare", *(word.format(report, example) for word in words)])

    assert code == (CANNOT_RUN if unheeded else FINE)
    assert (f"отчёт уже составлен: уберите {unheeded} или" in capsys.readouterr().err) is bool(unheeded)
