"""What strangers write stands in every output as text: it steers no screen, no page and no program."""

from __future__ import annotations

import argparse
import csv
import html.parser
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import rnms
from rnms import forms, testing
from rnms.cli import main
from rnms.cli.command_line import build_parser
from rnms.cli.texts import TEXTS
from rnms.model import Figure, Municipality
from rnms.model.system import field_kinds, record_classes
from rnms.render.formats import FORMATS
from rnms.sheets.cells import csv_text, text_of_csv

ESCAPE, BELL, OVERRIDE, ISOLATE, NEXT_LINE = "\x1b[2J", "\x07", "\u202e", "\u2066", "\x85"
EVIL = (
    f"{ESCAPE}{OVERRIDE}зло{ISOLATE}{BELL}{NEXT_LINE}<script>alert(1)</script><img src=x onerror=alert(1)>"
    "[щёлкни](javascript:alert(1))|`a`\r\nДостигнуто: 7\u2028ложь"
)
COMPUTED = '\u200b=HYPERLINK("http://x")'
STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def evil() -> rnms.RegionalSystem:
    """The example, in which strangers have written wherever they may."""
    system = rnms.example("khabarovsk_2023")
    names = [EVIL, COMPUTED, "=1+1", "@SUM(A1)"]
    places = [
        attrs.evolve(place, name=names[number] if number < len(names) else place.name)
        for number, place in enumerate(system.municipalities or ())
    ]
    figures = [*system.figures, Figure(key=EVIL, period=2023, count=1)]
    gaps = [attrs.evolve(gap, why=EVIL) for gap in system.unreported]
    return attrs.evolve(system, title=EVIL, municipalities=places, figures=figures, unreported=gaps)


@pytest.fixture(scope="module")
def report(evil: rnms.RegionalSystem) -> rnms.Report:
    """Its report."""
    return rnms.evaluate(evil, period=2023)


def told_in(content: str | bytes) -> str:
    """Every text of an output: of a workbook those of its cells, of Word's all its parts."""
    if isinstance(content, str):
        return content
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    archive = zipfile.ZipFile(io.BytesIO(content))
    if "xl/workbook.xml" not in archive.namelist():
        return "".join(archive.read(part).decode() for part in archive.namelist() if part.endswith(".xml"))
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return " ".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_stranger_steer(name: str, lang: str, report: rnms.Report) -> None:
    """Of files that are archives, no part does."""
    content = FORMATS[name].write(report, lang)
    said = told_in(content)
    if name == "json":
        # A program reads it, and gets what was written; no sign of it steers a screen on its way.
        assert ESCAPE not in said
        assert json.dumps(EVIL, ensure_ascii=False)[1:-1] in said
        return

    assert "зло" in said
    assert not STEERS.search(said)
    # In a page the end of a line is a blank.
    assert name == "html" or "\nДостигнуто: 7" not in said


class Elements(html.parser.HTMLParser):
    """The elements of a page and the names of their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src"}}


def test_a_page_holds_no_element_of_a_stranger(report: rnms.Report) -> None:
    """Neither in a table nor in a picture."""
    page = Elements(report.to_html(full_page=True, expand=True))

    assert not page.names & {"script", "img", "iframe", "object"}
    assert not {name for name in page.attributes if name.startswith("on")}
    assert not {address for address in page.addresses if not address.startswith("#")}


def test_markdown_holds_no_element_and_no_link_of_a_stranger(report: rnms.Report) -> None:
    """As a renderer that lets HTML through shows it."""
    markdown_it = pytest.importorskip("markdown_it")
    page = Elements(
        markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table").render(report.to_markdown())
    )

    assert not page.names & {"script", "img", "a"}


def test_no_cell_of_csv_is_computed(report: rnms.Report) -> None:
    """However a sign nobody sees hides it."""
    for row in csv.reader(io.StringIO(report.to_csv()), delimiter=";"):
        for cell in row:
            seen = cell.lstrip("\ufeff\u200b \u00a0")
            assert not seen.startswith(("=", "+", "@", "\t")), cell
            assert not re.match(r"-(?!\d)", seen), cell


COMPUTED_AFTER_ALL = (
    "\uff1d1+1", "\uff0d1", "\u3000=1+1", "\u2003=1", "\u205f@a", "\ufe0f=1+1", "\u034f=1+1", "\u3164=1",
)  # fmt: skip
"""A program that reads signs by their compatibility, or passes over what nobody sees, computes these, too."""


@pytest.mark.parametrize("text", COMPUTED_AFTER_ALL)
def test_a_formula_is_told_by_what_a_program_sees(text: str) -> None:
    """Signs of full width are signs; blanks of any width and signs that nobody sees are passed over."""
    assert csv_text(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("а,=1+1", "а,'=1+1"),
        ("а, =1+1,б", "а,' =1+1,б"),
        ("а\n=1+1\nб", "а\n'=1+1\nб"),
        ('а,"=1+1,б', "а,'\"=1+1,б"),
        ("\t=1", "'\t'=1"),
        ("а\t@SUM(1)", "а\t'@SUM(1)"),
        ("а,\ufe0f\uff1d1", "а,'\ufe0f\uff1d1"),
        ("а,-2+cmd|' /C calc'!A0", "а,'-2+cmd|' /C calc'!A0"),
        ("рост, +5 %, - да", "рост, +5 %, - да"),
    ],
)
def test_no_part_of_a_cell_is_a_formula_where_commas_part_cells(text: str, written: str) -> None:
    """Quotes behind a semicolon keep nothing together there; numbers and dashes are left alone."""
    assert csv_text(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "\u200b=1",
        " =1",
        "\u00a0+1",
        "\u2060@a",
        "\ufeff-1",
        "'=1",
        "'\u200b=1",
        *COMPUTED_AFTER_ALL,
        "а, '=1",
        "а,''@б",
        "а, - б, +5 %",
        "'",
        "''",
        "'а",
        "а",
        "",
        "№ 6.2",
    ],
)
def test_a_cell_of_csv_comes_back_as_it_went(text: str) -> None:
    """Whether a mark was put before it or not."""
    assert text_of_csv(csv_text(text)) == text


def test_faults_steer_no_terminal(
    evil: rnms.RegionalSystem, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither of a file, nor of its name, nor of what was typed."""
    file = f"{tmp_path}/край\x1b[2J.json"
    rnms.dump(attrs.evolve(evil, region=f"x{ESCAPE}"), file)

    main(["evaluate", file, "--period", "2023"])
    main(["check", file])
    main(["evaluate", f"нет{ESCAPE}{OVERRIDE}", "--period", "2023"])
    main(["regions", f"нет{ESCAPE}{OVERRIDE}"])

    captured = capsys.readouterr()
    assert not STEERS.search(captured.out + captured.err)


def test_a_calendar_and_a_card_hold_no_element_of_a_stranger(evil: rnms.RegionalSystem) -> None:
    """What a notebook shows is a page, too."""
    shown: list[Any] = [rnms.evaluate(evil, period=2023), evil, rnms.evaluate(evil, period=2023)["3"]]

    for value in shown:
        page = value._repr_html_()
        assert not Elements(page).names & {"script", "img"}
        assert not STEERS.search(page)


def test_people_and_schools_are_strangers_too() -> None:
    """An id is shown as it is, and steers nothing."""
    system = testing.invented_region(staff=40, seed=1)
    schools = [attrs.evolve(school, name=EVIL) for school in system.organizations or ()]
    report = rnms.evaluate(attrs.evolve(system, organizations=schools), period=2023)

    assert not STEERS.search(report.to_text())
    assert not Elements(report.to_html(full_page=True)).names & {"script", "img"}


# Every output of every command.


def options_by_command() -> dict[str, dict[str, list[str]]]:
    """The options of each command and what each may be, as it says itself; nothing is listed by hand."""
    parser = build_parser(TEXTS["ru"])
    [commands] = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return {
        name: {
            option: [*map(str, action.choices or ())]
            for action in command._actions
            for option in action.option_strings
        }
        for name, command in commands.choices.items()
    }


LINES = {
    "evaluate": "край.json --period 2023",
    "brief": "край.json --period 2023",
    "audit": "край.json --period 2023",
    "plan": "область.json --period 2023 --only 6.2.1 --as-of 2023-03-01",
    "compare": "область.json край.json --period 2023",
    "league": "край.json --period 2023 --only 3",
    "trajectory": "область.json --years 2022-2023",
    "routes": "область.json --offers группы.csv --on 2023-03-01 --period 2023",
    "check": "край.json",
    "verify": "отчёт.json край.json",
    "attach": "область.json --on 2023-05-01 --period 2023 --names",
    "collect": "формы",
    "intake": "кадры.csv --map м.toml",
    "roadmap": "ugra область.json",
}
"""What is typed after a command that shows data; the rest shows what ships, or writes what was asked."""
OF_NO_DATA = {
    "app", "demo", "template", "forms", "register-template", "regions", "new-region", "glossary", "words",
    "schema",
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(evil: rnms.RegionalSystem, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that strangers wrote."""
    folder = tmp_path_factory.mktemp("стол")
    system = testing.invented_region(staff=20, seed=1, faults=0.1)
    strange = {
        name: [attrs.evolve(record, **_strange(name, record)) for record in getattr(system, name) or ()]
        for name in record_classes()
        if getattr(system, name)
    }
    rnms.dump(attrs.evolve(system, title=EVIL, **strange), folder / "область.json")  # type: ignore[arg-type]
    rnms.dump(evil, folder / "край.json")
    rnms.evaluate(evil, period=2023).to_json(folder / "отчёт.json")
    (folder / "кадры.csv").write_text(f"СНИЛС;Школа\n1{ESCAPE};{ESCAPE}{OVERRIDE}\n", encoding="utf-8")
    (folder / "м.toml").write_text(f'rnms-intake = 1\nregion = "\\u202e"\n["{OVERRIDE}"]\n', encoding="utf-8")
    (folder / "группы.csv").write_text(
        f"программа;начало;окончание;часов;мест;муниципалитет\n{ESCAPE};{OVERRIDE};1;2;3;{EVIL}\n",
        encoding="utf-8",
    )
    places = [Municipality(id="m1", name="Бор")]
    forms.write("khabarovsk", 2023, places, folder / "формы", only="3")
    (folder / "формы" / f"форма{ESCAPE}{OVERRIDE}.xlsx").write_bytes(b"PK")
    return folder


def _strange(name: str, record: Any) -> dict[str, Any]:
    """Strange texts and ids in the place of those that a record has."""
    found: dict[str, Any] = {}
    for field, kind in field_kinds(name).items():
        value = getattr(record, field)
        if value is not None and kind.sort == "key":
            found[field] = f"{value}{ESCAPE}{OVERRIDE}"
        elif value and kind.sort == "text" and not kind.words:
            found[field] = EVIL
        elif value and kind.sort == "texts":
            found[field] = (EVIL,)
    return found


def test_every_command_is_looked_at() -> None:
    """A new one is listed here, where it shows data."""
    assert set(options_by_command()) == {*LINES, *OF_NO_DATA}


@pytest.mark.parametrize("name", LINES)
def test_no_output_of_a_command_lets_a_stranger_steer(
    name: str, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the screen and in a file, in each format that the command has."""
    monkeypatch.chdir(desk)
    shown = 0
    options = options_by_command()[name]
    for form in options.get("--to") or [""]:
        words = [name, *LINES[name].split(), *(["--to", form] if form else [])]
        main(words)
        if "--out" in options:
            main([*words, "--out", str(tmp_path / "вывод")])
        captured = capsys.readouterr()
        said = [captured.err, captured.out]
        said += [told_in(path.read_bytes()) for path in tmp_path.iterdir()]
        shown += sum(map(len, said))
        for text in said:
            # A program reads JSON, and gets what was written; escaped signs steer no screen on their way.
            assert not (
                re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text) if form == "json" else STEERS.search(text)
            )
        for path in tmp_path.iterdir():
            path.unlink()
    assert shown > 20
