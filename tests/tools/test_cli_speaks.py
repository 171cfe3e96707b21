"""How commands speak: two languages, screens of any width, colours; what is typed in people's own words."""

from __future__ import annotations

import argparse
import ast
import datetime as dt
import inspect
import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import rnms
from kit.declared import CLAUSE, TEN, indicator, profile
from kit.goldens import approved
from rnms import errors, examples, regions
from rnms.cli import CANNOT_RUN, FINE, main
from rnms.cli.command_line import build_parser
from rnms.cli.faults import fault_sentence
from rnms.cli.parser import CommandParser
from rnms.cli.registry import COMMANDS
from rnms.cli.texts import TEXTS
from rnms.indicators import yearly
from rnms.issues import Message, message
from rnms.judge.evaluation import evaluate
from rnms.regions.matrices import Cell, Matrix
from rnms.regions.registry import key_of
from rnms.render.matrix import matrix_table
from rnms.render.plain import PlainColumn, Screen, plain_table
from rnms.render.render import text

NAMES = [command.name for command in COMMANDS]
LANGUAGES = sorted(TEXTS)
POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="terminals are told otherwise there")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
PLACE = re.compile(r"\{(\w+)\}")
PRINTED = re.compile(r"%(?:\(\w+\))?[rs]")


def commands_of(lang: str) -> dict[str, CommandParser]:
    """Every command with all that it takes."""
    [choices] = [
        action.choices for action in build_parser(TEXTS[lang])._actions if isinstance(action.choices, dict)
    ]
    return choices


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "данные.json"
    path.write_text(examples.text("khabarovsk_2023"), encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """What a command that cannot run says, in one line."""
    try:
        code = main(list(map(str, arguments)))
    except SystemExit as left:
        code = int(str(left.code))
    streams = capsys.readouterr()
    assert (code, streams.out) == (CANNOT_RUN, "")
    assert streams.err.count("\n") == 1
    return streams.err


# Two languages.


def test_both_languages_say_the_same() -> None:
    """Each text of one is there in the other, with the same places; English faults are said as raised."""
    russian, english = TEXTS["ru"], TEXTS["en"]

    for field in attrs.fields(type(russian)):
        one, other = getattr(russian, field.name), getattr(english, field.name)
        if isinstance(one, dict) and field.name != "of_argparse":
            assert one.keys() == other.keys(), field.name
            for key, sentence in one.items():
                assert sorted(PLACE.findall(sentence)) == sorted(PLACE.findall(other[key])), key
    assert set(russian.summaries) == set(NAMES)


def test_what_argparse_says_is_what_its_catalogue_is_asked_for() -> None:
    """A sentence that Python words otherwise would be said in English."""
    asked = {
        node.args[0].value
        for node in ast.walk(ast.parse(inspect.getsource(argparse)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_"
        if isinstance(node.args[0], ast.Constant)
    }
    russian = TEXTS["ru"].of_argparse

    assert set(russian) <= asked | {"argument %(argument_name)s: %(message)s"}
    assert not TEXTS["en"].of_argparse
    for sentence, here in russian.items():
        assert set(PRINTED.findall(here)) == set(PRINTED.findall(sentence)) or sentence.startswith("invalid")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_help_text_is_asked_for(lang: str) -> None:
    """No text is left of an argument that is gone, and every argument has one."""
    parser = build_parser(TEXTS[lang])
    shown = {
        action.help for one in (parser, *commands_of(lang).values()) for action in one._actions if action.help
    }

    assert shown == set(TEXTS[lang].helps.values()) - {argparse.SUPPRESS}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["", *NAMES])
def test_help_speaks_one_language(command: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Usage, headings and every line: nothing of the other language but names that are typed."""
    with pytest.raises(SystemExit) as left:
        main([*filter(None, [command]), "--lang", lang, "--help"])
    said = capsys.readouterr()

    assert (left.value.code, said.err) == (FINE, "")
    assert said.out.startswith(TEXTS[lang].usage + " ".join(filter(None, ["rnms", command])))
    if lang == "ru":
        assert not re.search("usage|options:|arguments:|show this|positional", said.out)
    else:
        assert set(re.findall("[А-Яа-яё]+", said.out)) <= {"Хабаровск", "рост", "баллы"}


@pytest.mark.parametrize(
    ("typed", "locale", "first"),
    [
        ([], "ru_RU.UTF-8", "вызов: rnms"),
        ([], "C.UTF-8", "вызов: rnms"),
        ([], "en_US.UTF-8", "usage: rnms"),
        ([], "de_DE.UTF-8", "usage: rnms"),
        (["--lang", "ru"], "en_US.UTF-8", "вызов: rnms"),
        (["--lang=en"], "ru_RU.UTF-8", "usage: rnms"),
    ],
)
def test_help_follows_the_system_unless_told(
    typed: list[str],
    locale: str,
    first: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """``rnms`` alone is the help, with code 0; a document stays Russian whatever the system speaks."""
    monkeypatch.setenv("LC_ALL", locale)

    assert main(typed) == FINE
    assert capsys.readouterr().out.startswith(first)
    assert main(["demo", *typed]) == FINE
    assert ("достигнуто" in capsys.readouterr().out) is (typed != ["--lang=en"])


FAULTS = [
    ["evaluat"],
    ["evaluate"],
    ["evaluate", "нет.json", "--period", "2023"],
    ["evaluate", ".", "--period", "2023"],
    ["evaluate", "{file}", "--period", "soon"],
    ["evaluate", "{file}", "--period", "1723"],
    ["evaluate", "{file}", "--period", "2023", "--region", "yugra"],
    ["evaluate", "{file}", "--period", "2023", "--only", "8"],
    ["evaluate", "{file}", "--period", "2023", "--reading", "respondent"],
    ["evaluate", "{file}", "--period", "2023", "--reading", "all_kinds", "--reading", "by_act"],
    ["evaluate", "{file}", "--period", "2023", "--municipality", "amursk"],
    ["evaluate", "{file}", "--period", "2023", "--organization", "x"],
    ["evaluate", "{file}", "--period", "2023", "--municipality", "amursky", "--organization", "x"],
    ["evaluate", "{file}", "--period", "2023", "--as-of", "31.02.2023"],
    ["evaluate", "{file}", "--period", "2023", "--to", "docx"],
    ["evaluate", "{file}", "--period", "2023", "--to", "pdf"],
    ["evaluate", "{file}", "--period", "2023", "--out", "x.pdf"],
    ["evaluate", "{file}", "--period", "2023", "--to", "text", "--out", "x.xlsx"],
    ["evaluate", "{file}", "--period", "2023", "--out", "no/such/x.txt"],
    ["evaluate", "{file}", "--period", "2023", "--unknown"],
    ["evaluate", "{file}", "--period"],
    ["plan", "{file}", "--period", "2023", "--only", "3", "--as-of", "01.09.2023", "--days", "foo=1"],
    ["plan", "{file}", "--period", "2023", "--only", "3", "--as-of", "01.09.2023", "--days", "enrol=99999"],
    ["compare", "{file}", "{file}", "--period", "2023", "--only", "8"],
    ["regions", "--matrix", "--subjects"],
    ["regions", "--matrix=1"],
    ["regions", "--years", "20x"],
    ["template", "Хабаровкс", "--period", "2023"],
    ["template", "kirov", "--period", "2023", "--reading", "respondent"],
    ["collect", "нет"],
    ["collect", ".", "--region", "ugra"],
    ["intake", "реестр.xlsx"],
    ["register-template", "--out", "{file}"],
    ["register-template", "--out", "реестр.csv"],
    ["audit", "ugra", "--period", "2023", "--template", "напечатано.csv"],
    ["league", "{file}", "--period", "2023", "--only", "4.nope"],
    ["league", "{file}", "--period", "2023", "--only", "1.nope"],
    ["new-region", "Алтай"],
    ["new-region", "amur"],
    ["glossary", "шняга"],
    ["words", "stafff"],
    ["words", "зулус"],
    ["words", "portal_account"],
    ["words", "staf.diagnosed"],
]


@pytest.mark.parametrize("command", FAULTS, ids=" ".join)
def test_a_fault_speaks_one_language(
    command: list[str], example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that ends with a way out, Russian or English, never both, and never a number of the system."""
    typed = [word.format(file=example) for word in command]
    russian, english = (told(capsys, *typed, "--lang", lang) for lang in ("ru", "en"))
    if command == ["register-template", "--out", "{file}"]:
        assert "уже есть" in russian

    assert "[Errno" not in russian + english
    # Our names, keys and what was typed may be Latin in a Russian sentence; its verbs may not.
    sentence = re.sub(r"'[^']*'|`[^`]*`|--?[a-z-]+|\S*[./]\S*|\([^)]*\)", "", russian)
    assert CYRILLIC.search(sentence)
    assert not re.search(r"\b(no|is|the|are|not|of|there|write|give|known|did|you)\b", sentence), russian
    typed_words = " ".join(typed)
    assert set(re.findall("[А-Яа-яё]+", english)) <= set(re.findall("[А-Яа-яё]+", typed_words)), english


SAMPLES: dict[str, Any] = {
    "str": "x",
    "tuple[str, ...]": ("y", "z"),
    "tuple[int, int] | None": (1950, 2100),
    "object": None,
    "Message": message("error.nobody-asked"),
}
NO_SENTENCE = {"RnmsError", "DataError", "NoRecordsError"}
"""The errors that have none of their own: the base, what lists issues, what somebody words."""


@pytest.mark.parametrize("name", sorted(set(errors.__all__) - NO_SENTENCE))
def test_every_error_speaks_both_languages(name: str) -> None:
    """It tells by a key and facts what is wrong, and the texts of each language have the sentence."""
    kind = getattr(errors, name)
    samples = {field.name: SAMPLES[str(field.type)] for field in attrs.fields(kind) if field.init}
    # Of what two readings change there are a few kinds, each with its word.
    error = kind(**samples | ({"what": "word 'x'"} if name == "ReadingConflictError" else {}))

    assert isinstance(error.message, Message)
    assert CYRILLIC.search(fault_sentence(error, TEXTS["ru"]))
    assert not CYRILLIC.search(fault_sentence(error, TEXTS["en"]))
    assert fault_sentence(error, TEXTS["en"]) == str(error)


@pytest.mark.parametrize("error", [ValueError("something else"), errors.NoRecordsError("something else")])
def test_somebody_elses_words_are_said_as_they_are(error: Exception) -> None:
    """A plug-in's own words reach the reader."""
    assert fault_sentence(error, TEXTS["ru"]) == "something else"


# People's own words.


def test_a_day_is_written_as_people_write_it(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """31.12.2023 is 2023-12-31, and shown as the former."""
    arguments = ["evaluate", str(example), "--period", "2023", "--known-on"]
    reports = []
    for day in ("31.12.2023", "2023-12-31"):
        assert main([*arguments, day]) == FINE
        reports.append(capsys.readouterr().out)

    assert reports[0] == reports[1]
    assert "31.12.2023" in reports[0]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("khabarovsk", "khabarovsk"),
        ("Хабаровск", "khabarovsk"),
        ("Хабаровский край", "khabarovsk"),
        ("ХАБАРОВСКИЙ", "khabarovsk"),
        ("кировская обл.", "kirov"),
        ("Киров", "kirov"),
        ("Амур", "amur"),
        ("Югра", "ugra"),
        ("Ханты-Мансийский автономный округ — Югра", "ugra"),
        ("RU-KHM", "ugra"),
    ],
)
def test_a_region_is_known_by_its_name(said: str, key: str) -> None:
    """By its key, its name, how words of it begin, its code."""
    assert key_of(said) == key


def test_every_region_is_known_by_its_own_name() -> None:
    """As its profile writes it."""
    assert {key: key_of(regions.get(key).name) for key in regions.available()} == {
        key: key for key in regions.available()
    }


@pytest.mark.parametrize(
    ("said", "near"),
    [("Хабаровкс", ("khabarovsk",)), ("область", ("amur", "kirov")), ("Луна", ()), ("", ())],
)
def test_a_name_that_is_none_tells_what_is_near(said: str, near: tuple[str, ...]) -> None:
    """A slip is told its neighbour; a name of several regions tells them all."""
    with pytest.raises(errors.RegionNotFoundError) as caught:
        key_of(said)

    assert caught.value.near == near
    assert all(repr(key) in str(caught.value) for key in near)


@pytest.mark.parametrize("command", NAMES)
def test_a_name_is_understood_wherever_a_key_is(command: str) -> None:
    """No command takes a region in another way."""
    taken = [action for action in commands_of("ru")[command]._actions if action.dest == "region"]

    assert all(action.type is key_of for action in taken)


def test_all_that_evaluate_takes_can_be_typed() -> None:
    """The API has nothing that the command line lacks."""
    typed = {action.dest for action in commands_of("ru")["evaluate"]._actions}
    called = {"data": "file", "readings": "reading"}

    assert {called.get(name, name) for name in inspect.signature(evaluate).parameters} <= typed


@pytest.mark.parametrize(
    ("options", "changes"),
    [
        (["--as-of", "01.02.2023"], {"as_of": dt.date(2023, 2, 1)}),
        (["--municipality", "amursky"], {"municipality": "amursky"}),
        (["--region", "Хабаровск"], {"region": "khabarovsk"}),
        (["--known-on", "01.06.2022"], {"known_on": dt.date(2022, 6, 1)}),
    ],
)
def test_what_is_typed_is_what_evaluate_is_given(
    options: list[str], changes: dict[str, Any], example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report is the one of the API, and another than without the option."""
    assert main(["evaluate", str(example), "--period", "2023", *options]) == FINE
    expected = rnms.evaluate(rnms.load(example), period=2023, **changes)

    assert capsys.readouterr().out == f"{expected}\n"
    if "region" not in changes:
        assert str(expected) != str(rnms.evaluate(rnms.load(example), period=2023))


# Files.


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("отчёт.docx", b"PK"),
        ("отчёт.XLSX", b"PK"),
        ("отчёт.html", b"<!DOCTYPE html>"),
        ("отчёт.json", b"{"),
        ("отчёт.md", b"### "),
        ("отчёт.csv", b"\xef\xbb\xbf"),
        ("отчёт.txt", "Хабаровский край".encode()),
        ("отчёт", "Хабаровский край".encode()),
    ],
)
def test_the_name_of_a_file_says_what_it_holds(name: str, begins: bytes, example: Path) -> None:
    """An .xlsx is a workbook without ``--to``."""
    path = example.parent / name

    assert main(["evaluate", str(example), "--period", "2023", "--out", str(path)]) == FINE
    assert path.read_bytes()[:40].lower().startswith(begins.lower())


def test_a_roadmap_named_ics_is_a_calendar(tmp_path: Path) -> None:
    """The same for every command that writes several forms."""
    path = tmp_path / "сроки.ics"

    assert main(["roadmap", "Киров", "--out", str(path)]) == FINE
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("key", regions.available())
def test_a_template_asks_for_readings_that_are_named(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All figures of the default, and those of the reading; each reading that needs figures brings some."""

    def figures(*options: str) -> set[str]:
        assert main(["template", key, "--period", "2024", *options]) == FINE
        return {row["key"] for row in json.loads(capsys.readouterr().out)["figures"]}

    needs = regions.get(key).needs()
    plain = figures()
    for name in regions.get(key).readings:
        own = {need.key for need in needs if name in need.readings and need.decides}
        assert figures("--reading", name) == plain | own


# A region whole.


@pytest.mark.parametrize("key", regions.available())
def test_a_region_is_shown_whole(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    """How each indicator is counted, what shows it, the roadmap, monitoring, and what nobody knows."""
    assert main(["regions", key]) == FINE
    shown, region = capsys.readouterr().out, regions.get(key)

    assert shown.count("считается: ") >= len(region.indicators)
    assert shown.count("подтверждают: ") == sum(bool(one.evidence) for one in region.indicators)
    for row in (*region.roadmap, *region.monitoring, *region.methodist_rules):
        assert f"  {row.code}. " in shown
        assert str(row.clause) in shown
    for measure in region.roadmap:
        assert measure.deadline_text in shown
    assert all(unknown.why in shown for unknown in region.unknown)
    assert ("источники молчат" in shown) is not (bool(region.roadmap) and bool(region.monitoring))
    assert main(["regions", key, "--lang", "en"]) == FINE
    headings = [line for line in capsys.readouterr().out.splitlines() if line and line[0] != " "][2:]
    assert not [line for line in headings if CYRILLIC.search(line) and not line.startswith("Words")]


def test_the_years_of_a_matrix_are_those_of_the_targets() -> None:
    """A target of 2020 or of 2025 stands in its column; an end that is open names no year."""
    targets = yearly({2020: TEN, 2025: TEN}, CLAUSE)
    invented = profile(indicator(targets=targets))
    [part] = invented.indicators[0].parts()
    cell = Cell(region="nowhere", indicator=invented.indicators[0], part=part)
    compared = Matrix(regions=("nowhere",), families=(cell.family,), cells=(cell,))

    assert compared.years == (2020, 2021, 2022, 2023, 2024, 2025)
    heads, _, row = (re.split(" {2,}", line) for line in matrix_table(compared).splitlines())
    assert heads[3:] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert row[3:] == ["≥\u00a010\u00a0%", "–", "–", "–", "–", "≥\u00a010\u00a0%"]


def test_years_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    """A year, or the first and the last of several; ``--years`` alone compares too."""
    assert main(["regions", "--matrix", "--years", "2020", "2024-2025"]) == FINE
    head = capsys.readouterr().out.splitlines()[0]
    assert re.findall("[0-9]{4}", head) == ["2020", "2024", "2025"]
    assert main(["regions", "kirov", "--years", "2024"]) == FINE
    assert re.findall("[0-9]{4}", capsys.readouterr().out.splitlines()[0]) == ["2024"]


# Screens.


@pytest.mark.parametrize("width", [80, 120])
def test_the_demo_on_a_screen(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at by a person: blocks on a narrow screen, a table on a wide one."""
    monkeypatch.setenv("COLUMNS", str(width))

    assert main(["demo"]) == FINE
    shown = capsys.readouterr().out
    name = f"cli.demo.{width}.txt"
    versioned = shown.replace(rnms.__version__, "VERSION")
    assert approved(name, versioned) == versioned
    assert max(map(len, shown.splitlines())) <= width


SHOWN_ON_SCREENS = [
    ["demo"],
    ["regions", "--matrix"],
    ["regions", "--subjects"],
    ["roadmap", "kirov"],
    ["roadmap", "ugra", "--as-of", "01.06.2023"],
    ["roadmap", "kirov", "--by-month"],
    ["regions", "ugra"],
    ["glossary", "РМА"],
    ["words", "staff.diagnosed"],
]


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize("command", SHOWN_ON_SCREENS, ids=" ".join)
def test_what_is_shown_fits_the_screen(
    command: list[str], width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line is longer, unless it is one word; no word is broken, none is lost."""
    assert main(command) == FINE
    whole = capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", str(width))
    assert main(command) == FINE
    shown = capsys.readouterr().out

    for line in shown.splitlines():
        assert len(line) <= width or " " not in line.strip(), line
    lines = whole.splitlines()
    heads = [line for line, below in itertools.pairwise(lines) if below and not below.strip(" -")]
    words = [set(re.findall(r"\w+", text)) for text in (whole, shown, "\n".join(heads))]
    # A block names no column that heads it.
    assert words[0] - words[1] <= words[2]


def test_a_table_too_wide_for_a_screen_becomes_blocks() -> None:
    """Words that have no room beside each other stand below each other."""
    columns = [PlainColumn("№"), PlainColumn("Что"), PlainColumn("Ключ"), PlainColumn("Ещё")]
    row = ["1", "доля", "k" * 70, "m" * 70]

    assert len(plain_table(columns, [row], Screen(width=160)).splitlines()) == 3
    assert plain_table(columns, [row], Screen(width=120)).splitlines() == [
        "1  доля", f"   Ключ: {'k' * 70}", f"   Ещё: {'m' * 70}",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [None, 80, 120])
def test_colours_change_no_letter(width: int | None) -> None:
    """Without its colours a coloured text is the plain one: widths are counted before."""
    report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    plain, coloured = (text(report, screen=Screen(width, is_coloured)) for is_coloured in (False, True))

    assert plain != coloured
    assert re.sub("\x1b\\[[0-9]+m", "", coloured) == plain
    assert "\x1b" not in plain
    assert coloured.count("\x1b[32m✓ достигнуто\x1b[0m") == plain.count("✓ достигнуто")


def environment(**changes: str) -> dict[str, str]:
    spoken = re.compile("LC_|LANG|COLUMNS$|(NO|FORCE)_COLOR$|TERM$")
    kept = {key: value for key, value in os.environ.items() if not spoken.match(key)}
    return {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm", **changes}


def on_a_terminal(*arguments: str, columns: int, **changes: str) -> str:
    """What a command shows on a terminal so wide."""
    import fcntl
    import pty
    import struct
    import termios

    here, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "rnms", *arguments], stdout=there, stderr=there, env=environment(**changes)
    ) as process:
        os.close(there)
        shown = b"".join(_read(here))
    os.close(here)
    assert process.returncode == FINE
    return shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux says so that nobody writes any more
            return
        if not piece:
            return
        yield piece


@POSIX_ONLY
@pytest.mark.parametrize(
    ("options", "changes", "is_coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"TERM": "dumb"}, False),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_has_colours_and_a_width(
    options: list[str], changes: dict[str, str], is_coloured: bool
) -> None:
    """Blocks on 80 columns; colours unless somebody does not want them."""
    shown = on_a_terminal("demo", *options, columns=80, **changes)

    assert ("\x1b[32m" in shown) is is_coloured
    bare = re.sub("\x1b\\[[0-9]+m", "", shown)
    assert "\n   Вывод: ✓ достигнуто\n" in bare
    assert max(map(len, bare.splitlines())) <= 80


@POSIX_ONLY
@pytest.mark.parametrize(
    ("options", "changes", "is_coloured"),
    [([], {}, False), ([], {"FORCE_COLOR": "1"}, True), (["--color", "always"], {}, True),
     ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)  # fmt: skip
def test_a_pipe_has_neither(options: list[str], changes: dict[str, str], is_coloured: bool) -> None:
    """Another program reads the table as wide as it is, without colours unless these are forced."""
    done = subprocess.run(
        [sys.executable, "-m", "rnms", "demo", *options],
        capture_output=True, check=True, env=environment(**changes),
    )  # fmt: skip
    shown = done.stdout.decode()

    assert ("\x1b[32m" in shown) is is_coloured
    assert max(map(len, shown.splitlines())) > 120


@POSIX_ONLY
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize(
    "command", ["demo", "regions", "schema", "--help", "evaluate нет.json --period 2023"]
)
def test_a_closed_stream_is_no_traceback(command: str, closed: str, tmp_path: Path) -> None:
    """Nobody reads, nobody is told; the code is the same."""
    done = subprocess.run(  # noqa: S602  # a shell closes the stream; the text is ours
        f'"{sys.executable}" -W error -m rnms {command} {closed}',
        shell=True, capture_output=True, check=False, cwd=tmp_path, env=environment(),
    )  # fmt: skip

    assert done.returncode == (CANNOT_RUN if "нет.json" in command else FINE)
    assert b"Traceback" not in done.stderr
    assert b"rror" not in done.stderr
    assert b"Warning" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_a_full_disk_is_a_fault_in_one_line() -> None:
    """Code 2, and what to do."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rnms", "demo"],
            stdout=full, stderr=subprocess.PIPE, check=False, env=environment(),
        )  # fmt: skip

    assert done.returncode == CANNOT_RUN
    assert done.stderr.decode() == "rnms: нет места для записи; освободите его или возьмите другое место\n"


# A shell that completes.


@POSIX_ONLY
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("rnms eva", {"evaluate"}),
        ("rnms regions k", {"khabarovsk", "kirov"}),
        ("rnms evaluate x --region u", {"ugra"}),
        ("rnms evaluate x --to do", {"docx"}),
        ("rnms evaluate x --munic", {"--municipality"}),
    ],
)
def test_a_shell_is_offered_what_fits(line: str, offered: set[str], tmp_path: Path) -> None:
    """Commands, options, choices and keys of regions, when argcomplete is there."""
    pytest.importorskip("argcomplete")
    answer = tmp_path / "answer"
    asked = {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line)), "_ARGCOMPLETE_IFS": "\n"}
    asked["_ARGCOMPLETE_STDOUT_FILENAME"] = str(answer)
    subprocess.run([sys.executable, "-m", "rnms"], capture_output=True, check=True, env=environment(**asked))

    assert {word.strip() for word in answer.read_text(encoding="utf-8").split("\n")} == offered


@pytest.mark.parametrize(
    "line",
    [
        "evaluate нет.json --period 2023",
        "compare нет.json нет.json --period 2023",
        "league нет.json --period 2023 --only 1",
        "trajectory нет.json --years 2022-2023",
        "plan нет.json --period 2023 --only 1 --as-of 2023-10-01",
        "routes нет.json --offers нет.csv --on 2023-10-01 --period 2023",
        "attach нет.json --on 2023-10-01 --period 2023",
    ],
)
def test_a_format_that_cannot_be_shown_is_refused_before_any_work(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not a file is read for it."""
    assert main([*line.split(), "--to", "xlsx"]) == CANNOT_RUN

    assert capsys.readouterr().err == "rnms: --to xlsx пишет файл, а не текст: назовите его (--out ФАЙЛ)\n"
