"""The command line: what it writes, where to, and with which exit code, on every console."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
import pytest

import rnms
import rnms.cli
from kit.reports import demo_text
from rnms import Report, Verdict, examples, regions
from rnms.cli import CANNOT_RUN, FINDINGS, FINE, main
from rnms.cli.registry import COMMANDS
from rnms.forms.reading import attempted
from rnms.render.render import brief

POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="pipes and locales are told otherwise there")
C_LOCALE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

FULL = {
    "staff": 20_000,
    "staff.diagnosed": 2000,
    "staff.with_route": 2000,
    "region.pool_formed": True,
    "pool": 123,
    "school_teachers": 12_300,
    "municipalities": 19,
    "municipalities.with_model": 19,
    "municipalities.with_associations": 19,
    "municipalities.with_communities": 19,
    "municipalities.in_contests": 19,
}
"""Figures under which every indicator of Khabarovsk Krai is met."""


def environment(**changes: str) -> dict[str, str]:
    """This environment without what it says of Python and of languages, but for where rnms is."""
    spoken = re.compile("PYTHON(?!PATH$)|LC_|LANG|COLUMNS$|(NO|FORCE)_COLOR$")
    return {**{key: value for key, value in os.environ.items() if not spoken.match(key)}, **changes}


def run(*arguments: str | Path, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a shell does, with these changes to the environment."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "rnms", *map(str, arguments)],
        capture_output=True,
        check=False,
        env=environment(**changes),
    )


@pytest.fixture
def example(tmp_path: Path) -> Path:
    path = tmp_path / "данные.json"
    path.write_text(examples.text("khabarovsk_2023"), encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "ошибки.json"
    path.write_text(
        '{"rnms": 1, "region": "khabarovsk", "figurs": [], "title": "Хабаровский край", "figures": 5}',
        encoding="utf-8",
    )
    return path


def write(figures: dict[str, Any], path: Path) -> Path:
    rnms.dump(rnms.from_figures(figures, region="khabarovsk", period=2023), path)
    return path


# Every command.


def test_a_command_is_a_row_and_a_function() -> None:
    """Each row names the module that adds the command, and no module adds one that is not in the table."""
    added = {
        (found.name, name.removeprefix("add_").replace("_", "-"))
        for found in pkgutil.iter_modules(rnms.cli.__path__)
        for name in vars(importlib.import_module(f"rnms.cli.{found.name}"))
        if name.startswith("add_")
    }

    assert added == {(command.module, command.name) for command in COMMANDS}
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


def test_the_demo_is_the_report_of_the_example(capsys: pytest.CaptureFixture[str]) -> None:
    """``rnms demo`` prints the report on the published figures, three lines of the audit, no more."""
    assert main(["demo"]) == FINE

    said = capsys.readouterr()
    assert said.out == demo_text()
    assert not said.err


def test_the_demo_works_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It needs no file, no network and no folder of ours."""
    monkeypatch.chdir(tmp_path)
    done = run("demo", PYTHONIOENCODING="utf-8")

    assert (done.returncode, done.stderr) == (FINE, b"")
    assert "Хабаровский край" in done.stdout.decode()
    assert not list(tmp_path.iterdir())


def test_the_demo_gives_its_data_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--write`` makes the folder and the file; a file that is there is left alone."""
    folder = tmp_path / "новая" / "папка"
    assert main(["demo", "--write", str(folder)]) == FINE
    [path] = folder.iterdir()
    assert rnms.load(path) == rnms.example("khabarovsk_2023")
    said = capsys.readouterr()
    assert not said.out
    assert str(path) in said.err

    path.write_text("мои правки", encoding="utf-8")
    assert main(["demo", "--write", str(folder)]) == CANNOT_RUN
    assert path.read_text(encoding="utf-8") == "мои правки"
    assert capsys.readouterr().err.count("\n") == 1


def test_the_brief_is_written_alone(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is what the report begins with, and no table follows."""
    report = rnms.evaluate(rnms.load(example), period=2023, region="khabarovsk")

    assert main(["brief", str(example), "--region", "khabarovsk", "--period", "2023", "--lang", "en"]) == FINE
    said = capsys.readouterr().out
    assert said == brief(report, lang="en") + "\n"
    assert said.splitlines()[2].startswith("May be signed: ")


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("text", lambda report: report.to_text() + "\n"),
        ("markdown", lambda report: report.to_markdown() + "\n"),
        ("json", Report.to_json),
        ("html", lambda report: report.to_html(full_page=True)),
        ("csv", lambda report: "\ufeff" + report.to_csv()),
    ],
)
def test_evaluate_writes_the_report(
    form: str, written: Callable[[Report], str], example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes what the API gives: a text, a table in Markdown, or JSON that is read back."""
    expected = rnms.evaluate(rnms.load(example), period=2023, region="khabarovsk")
    arguments = ["evaluate", str(example), "--region", "khabarovsk", "--period", "2023", "--to", form]
    assert main(arguments) == FINE
    said = capsys.readouterr()
    assert (said.out, said.err) == (written(expected), "")

    path = example.parent / "отчёт"
    assert main([*arguments, "--out", str(path)]) == FINE
    assert path.read_bytes().decode().rstrip("\n") == said.out.rstrip("\n")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_evaluate_writes_a_file_for_an_office(
    form: str, example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no text needs a file; the command writes there what the API writes."""
    arguments = ["evaluate", str(example), "--period", "2023", "--to", form]
    assert main(arguments) == CANNOT_RUN
    said = capsys.readouterr()
    assert said == ("", f"rnms: --to {form} пишет файл, а не текст: назовите его (--out ФАЙЛ)\n")

    path = example.parent / f"отчёт.{form}"
    assert main([*arguments, "--out", str(path)]) == FINE
    report = rnms.evaluate(rnms.load(example), period=2023)
    getattr(report, f"to_{form}")(path.with_stem("тот же"))
    assert path.read_bytes() == path.with_stem("тот же").read_bytes()
    assert capsys.readouterr() == ("", "")


def test_evaluate_fills_a_blank(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A blank is for Word alone; the command writes what the API does with it."""
    blank, path = example.parent / "бланк.docx", example.parent / "отчёт.docx"
    docx.Document().save(str(blank))
    arguments = ["evaluate", str(example), "--period", "2023", "--template", str(blank)]
    assert main(arguments) == CANNOT_RUN
    assert capsys.readouterr().err == "rnms: --template — бланк Word: добавьте --to docx\n"

    assert main([*arguments, "--to", "docx", "--out", str(path)]) == FINE
    report = rnms.evaluate(rnms.load(example), period=2023)
    assert path.read_bytes() == report.to_docx(template=blank)


@pytest.mark.parametrize(("form", "package"), [("docx", "docx"), ("xlsx", "openpyxl")])
def test_a_missing_extra_names_its_pip_command(
    form: str,
    package: str,
    example: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the package the command cannot run, says what to type, and writes no file."""
    monkeypatch.setitem(sys.modules, package, None)
    path = example.parent / f"отчёт.{form}"
    arguments = ["evaluate", str(example), "--period", "2023", "--to", form, "--out", str(path)]

    assert main(arguments) == CANNOT_RUN
    assert capsys.readouterr().err == f'rnms: нужен пакет {package}: pip install "rnms[{form}]"\n'
    assert not path.exists()


def test_evaluate_takes_a_reading_a_choice_and_a_language(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Readings, indicators and the language are chosen on the command line too."""
    chosen = ["--only", "3", "--only", "6", "--reading", "respondents", "--reading", "by_act"]
    assert main(["evaluate", str(example), "--period", "2022/2023", "--to", "json", *chosen]) == FINE
    report = Report.from_json(capsys.readouterr().out)
    assert {result.code: result.taken for result in report} == {"3": "respondents", "6": "respondents+by_act"}

    assert main(["evaluate", str(example), "--period", "2023", "--lang", "en"]) == FINE
    assert "undetermined" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("figures", "options", "never", "unmet", "undetermined"),
    [
        (FULL, [], FINE, FINE, FINE),
        ({**FULL, "staff.diagnosed": 1999}, [], FINE, FINDINGS, FINDINGS),
        ({**FULL, "staff.diagnosed": 1999}, ["--only", "2"], FINE, FINE, FINE),
        ({**FULL, "staff.diagnosed": None}, [], FINE, FINE, FINDINGS),
        ({**FULL, "municipalities.with_model": {"count": 15, "among": 15}}, [], FINE, FINE, FINDINGS),
        ({**FULL, "municipalities.with_model": {"count": 15, "among": 15}}, ["--reading", "respondents"],
         FINE, FINE, FINE),
        ({"staff": 0, "staff.diagnosed": 0}, ["--only", "1"], FINE, FINE, FINE),
        ({}, [], FINE, FINE, FINDINGS),
    ],
    ids=["all met", "one not met", "not asked for", "not reported", "some silent", "respondents", "nobody",
         "nothing"],
)  # fmt: skip
def test_the_exit_code_follows_what_it_shall_fail_on(
    figures: dict[str, Any], options: list[str], never: int, unmet: int, undetermined: int, tmp_path: Path
) -> None:
    """By default a bad verdict is no failure; ``undetermined`` includes what is not met and not reported."""
    arguments = ["evaluate", str(write(figures, tmp_path / "system.json")), "--period", "2023", *options]

    assert main(arguments) == never
    for fail_on, expected in (("never", never), ("unmet", unmet), ("undetermined", undetermined)):
        assert main([*arguments, "--fail-on", fail_on]) == expected, fail_on


def test_a_finding_is_an_exit_code_of_the_process(example: Path) -> None:
    """The code reaches the shell, and the report is written all the same."""
    done = run("evaluate", example, "--period", "2023", "--fail-on", "undetermined", "--to", "json")

    assert (done.returncode, done.stderr) == (FINDINGS, b"")
    assert len(json.loads(done.stdout)["results"]) == 7


@pytest.mark.parametrize("name", examples.names())
def test_check_finds_nothing_in_an_example(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A good file is fine: code 0, a word on standard error, an empty list as JSON."""
    path = tmp_path / "system.json"
    path.write_text(examples.text(name), encoding="utf-8")

    assert main(["check", str(path)]) == FINE
    assert capsys.readouterr() == ("", "system.json: замечаний нет\n")
    assert main(["check", str(path), "--to", "json"]) == FINE
    assert json.loads(capsys.readouterr().out) == {"schema": "rnms-issues/1", "issues": []}


def with_figures(*figures: dict[str, Any]) -> str:
    dated = [{"period": "2022/2023", **figure} for figure in figures]
    return json.dumps({"rnms": 1, "region": "khabarovsk", "figures": dated})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"rnms": 1, "region": 5, "figurs": []}',
         [("$.region", "shape.type"), ("$.figurs", "shape.unknown-key")]),
        ("{", [("$ (1:2)", "json")]),
        ('{"rnms": 1, "region": "yugra"}', [("$.region", "region.unknown")]),
        (with_figures({"key": "staf", "count": 1}), [("$.figures[0].key", "figure.unknown-key")]),
        (with_figures({"key": "staff", "count": 1, "municipality": "x\ny"}),
         [("$.figures[0].municipality", "reference.nobody")]),
        (with_figures({"key": "staff", "count": 1}, {"key": "staff", "count": 2}),
         [("$.figures[0]", "figures.contradiction")]),
        (with_figures({"key": "staff", "count": 1, "period": "0902"}),
         [("$.figures[0].period", "shape.value")]),
    ],
    ids=["shape", "no json", "no such region", "no such word", "nobody", "contradiction", "long ago"],
)  # fmt: skip
def test_check_lists_every_fault(
    text: str, expected: list[tuple[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Faults of shape, of integrity and of meaning: one line each, or a row of JSON; code 1."""
    path = tmp_path / "system.json"
    path.write_text(text, encoding="utf-8")
    code = FINDINGS if expected else FINE

    assert main(["check", str(path), "--to", "json"]) == code
    envelope = json.loads(capsys.readouterr().out)
    assert list(envelope) == ["schema", "issues"]
    assert envelope["schema"] == "rnms-issues/1"
    assert [(row["place"], row["code"]) for row in envelope["issues"]] == expected
    keys = ["file", "sheet", "cell", "path", "place", "code", "severity", "message", "hint"]
    assert all(list(row) == keys for row in envelope["issues"])

    assert main(["check", str(path)]) == code
    said = capsys.readouterr()
    assert [line.split(": ")[:2] for line in said.out.splitlines()] == [
        ["system.json", place] for place, _ in expected
    ]
    assert bool(said.err) is not bool(expected)


@pytest.fixture
def places(tmp_path: Path) -> Path:
    path = tmp_path / "муниципалитеты.csv"
    path.write_text("id;name\nm1;Лесной район\nm2;Заречный район\n", encoding="cp1251")
    return path


def test_forms_go_out_and_come_back(places: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One form is filled, one is silent: a line each, a data file, copies, and code 1 for errors."""
    out, data, remarks = tmp_path / "формы", tmp_path / "data.json", tmp_path / "замечания"
    asked = ["khabarovsk", "--period", "2023", "--municipalities", str(places), "--out", str(out)]
    assert main(["forms", *asked, "--to", "csv", "--only", "3"]) == FINE
    assert capsys.readouterr() == ("", f"{out}: написано форм: 2\n")

    form = out / "Лесной район.csv"
    filled = form.read_text(encoding="utf-8-sig").replace("да / нет;;", "да / нет;да;")
    form.write_text(filled, encoding="utf-8")
    (out / "Заречный район.csv").unlink()
    assert main(["collect", str(out), "--out", str(data)]) == FINE
    said = capsys.readouterr()
    assert said.out == "Заречный район: предупреждение форма не получена или не прочитана: запросите её\n"
    assert said.err.splitlines() == [
        "форм: 1 из 2; ошибок: 0, предупреждений: 1",
        "Не прислали (1): Заречный район · учтены полностью (1).",
    ]
    assert main(["collect", str(out), "--fail-on", "warning"]) == FINDINGS
    assert rnms.evaluate(rnms.load(data), period=2023)["3"].verdict is Verdict.UNDETERMINED
    capsys.readouterr()

    form.write_text(filled.replace(";да;", ";ага;"), encoding="utf-8")
    arguments = ["--region", "khabarovsk", "--period", "2023", "--municipalities", str(data), "--only", "3"]
    command = ["collect", str(out), *arguments, "--remarks", str(remarks), "--base", str(data)]
    assert main([*command, "--to", "json"]) == FINDINGS
    [wrong, silent] = json.loads(capsys.readouterr().out)["issues"]
    assert (wrong["file"], wrong["cell"], wrong["code"]) == ("Лесной район.csv", "D2", "cell.yes-no")
    assert (wrong["severity"], silent["severity"]) == ("error", "warning")
    assert main([*command, "--fail-on", "never"]) == FINE
    assert [path.name for path in remarks.iterdir()] == ["Лесной район — замечания.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["forms", "yugra", "--period", "2023"], "возможно, 'ugra'"),
        (["forms", "ugra", "--period", "2023", "--only", "9"], "показателя '9' в ugra нет"),
        (["collect", "{folder}"], "его пишет рядом с формами rnms forms"),
        (["collect", "{folder}", "--region", "ugra"], "--municipalities"),
    ],
)
def test_forms_that_cannot_be_are_told(
    arguments: list[str], said: str, places: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Code 2 and one line: what is wrong and what is known."""
    more = ["--municipalities", str(places), "--out", str(tmp_path / "f")] if arguments[0] == "forms" else []
    assert main([one.format(folder=tmp_path) for one in arguments] + more) == CANNOT_RUN
    assert said in capsys.readouterr().err


def test_a_missing_package_is_named_with_its_command(
    places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without openpyxl the command says what to type, and nothing is written."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    out = tmp_path / "f"
    asked = ["khabarovsk", "--period", "2023", "--municipalities", str(places), "--out", str(out)]

    assert main(["forms", *asked]) == CANNOT_RUN
    assert 'pip install "rnms[xlsx]"' in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("key", regions.available())
def test_a_template_loads_and_lacks_nothing_but_numbers(
    key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file that a region gives to fill in is read without a fault; nothing is reported in it."""
    assert main(["template", key, "--period", "2023"]) == FINE
    said = capsys.readouterr().out
    path = tmp_path / "template.json"
    assert main(["template", key, "--period", "2023", "--out", str(path)]) == FINE
    assert path.read_text(encoding="utf-8") == said
    assert not capsys.readouterr().out

    system = rnms.load(path)
    report = rnms.evaluate(system, period=2023)
    assert system.region == key
    assert not report.issues
    assert {figure.is_given for figure in system.figures} == {False}
    assert set(report.verdicts.values()) <= {Verdict.NO_DATA, Verdict.NO_TARGET, Verdict.PENDING}
    assert main(["check", str(path)]) == FINE


def test_a_template_of_khabarovsk_is_judged_no_data(capsys: pytest.CaptureFixture[str]) -> None:
    """All seven indicators of the krai wait for numbers."""
    main(["template", "khabarovsk", "--period", "2023"])
    report = rnms.evaluate(rnms.files.loads(capsys.readouterr().out), period=2023)

    assert list(report.verdicts.values()) == [Verdict.NO_DATA] * 7
    assert not report.issues


def test_regions_are_listed_and_described(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a key all regions, a line each; with one, its acts, indicators, targets, readings and needs."""
    assert main(["regions"]) == FINE
    said = capsys.readouterr()
    assert [line.split()[0] for line in said.out.splitlines()] == list(regions.available())
    assert not said.err

    assert main(["regions", "--matrix"]) == FINE
    compared = capsys.readouterr().out
    assert all(f" {key} " in compared for key in regions.available())
    assert main(["regions", "ugra", "--matrix"]) == FINE
    assert " ugra " in (only := capsys.readouterr().out)
    assert " amur " not in only

    assert main(["regions", "khabarovsk"]) == FINE
    text = capsys.readouterr().out
    profile = regions.get("khabarovsk")
    titles = [indicator.title for indicator in profile.indicators]
    for word in (profile.name, profile.iso, *map(str, profile.acts), *titles):
        assert word in text
    for word in (
        "с 2022: ≥\u00a010\u00a0%",
        "прочтение respondents",
        "staff.diagnosed:",
        "рисунком и утрачена",
    ):
        assert word in text


def test_the_schema_is_the_one_that_ships(capsys: pytest.CaptureFixture[str]) -> None:
    """``rnms schema`` writes the file of the package, letter by letter."""
    assert main(["schema"]) == FINE

    shipped = files("rnms") / "schema" / "rnms-1.schema.json"
    assert capsys.readouterr().out == shipped.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["evaluate", "--help"]])
def test_help_is_fine(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Version and help go to standard output, with code 0."""
    with pytest.raises(SystemExit) as left:
        main(arguments)

    said = capsys.readouterr()
    assert (left.value.code, said.err) == (FINE, "")
    assert "rnms" in said.out


def test_the_command_is_installed() -> None:
    """The console script ``rnms`` is the same function."""
    [script] = entry_points(group="console_scripts", name="rnms")

    assert script.load() is main


OF_ANOTHER = "данные региона khabarovsk"


@pytest.mark.parametrize(
    ("command", "note"),
    [
        (["evaluate", "{file}", "--period", "2023", "--region", "ugra"], OF_ANOTHER),
        (["roadmap", "kirov", "{file}"], OF_ANOTHER),
        (
            ["compare", "{file}", "{file}", "--period", "2023", "--region", "ugra"],
            OF_ANOTHER,
        ),
        (["roadmap", "kirov", "--since", "2027-01-01"], "с 01.01.2027 по 31.12.2027 ничего не наступает"),
        (["roadmap", "khabarovsk", "{file}"], ""),
        (["evaluate", "{file}", "--period", "2023", "--region", "khabarovsk"], ""),
    ],
    ids=str,
)
def test_what_may_surprise_is_noted(
    command: list[str], note: str, example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside the result: that the data are of another region, or that a calendar is empty."""
    assert main([word.format(file=example) for word in command]) == FINE
    told = capsys.readouterr().err
    assert note in told
    assert bool(note) == bool(told)


# What cannot run says so in one line.


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["evaluate", "nowhere.json", "--period", "2023"], "nowhere.json"),
        (["evaluate", ".", "--period", "2023"], "'.'"),
        (["check", "nowhere.json"], "nowhere.json"),
        (["evaluate", "{file}", "--period", "2023", "--region", "kabarovsk"], "возможно, 'khabarovsk'"),
        (
            ["evaluate", "{file}", "--period", "2023", "--reading", "respondent"],
            "возможно, 'respondents'",
        ),
        (
            ["evaluate", "{file}", "--period", "2023", "--only", "8"],
            "показателя '8' в khabarovsk нет; есть: 1, 2",
        ),
        (["evaluate", "{file}", "--period", "2023-13"], "'2023-13' — не период: пишите 2023"),
        (["evaluate", "{file}", "--period", "20\n23"], "не период"),
        (
            ["evaluate", "{file}", "--period", "2023", "--out", "no/such/folder/report"],
            "no/such/folder: такой папки нет",
        ),
        (["evaluate", "{faulty}", "--period", "2023"], "неизвестный ключ 'figurs'; возможно, 'figures'"),
        (["template", "yugra", "--period", "2023"], "региона 'yugra' нет; есть: "),
        (["template", "ugra", "--period", "год"], "'год' — не период"),
        (["regions", "yugra"], "возможно, 'ugra'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_run_says_so_in_one_line(
    arguments: list[str], said: str, example: Path, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Code 2, one line on standard error that names what was wrong, and nothing on standard output."""
    code = main([one.format(file=example, faulty=faulty) for one in arguments])

    streams = capsys.readouterr()
    assert (code, streams.out) == (CANNOT_RUN, "")
    assert streams.err.startswith("rnms: ")
    assert streams.err.count("\n") == 1
    assert said in streams.err


@pytest.mark.parametrize(
    "arguments",
    [["evaluat"], ["evaluate"], ["evaluate", "x"], ["evaluate", "x", "--period", "2023", "--to", "pdf"],
     ["evaluate", "x", "--period", "2023", "--fail-on", "always"], ["template", "ugra"]],
)  # fmt: skip
def test_wrong_arguments_cannot_run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command that is written wrongly ends with code 2 and one line: the fault, and where to look."""
    with pytest.raises(SystemExit) as left:
        main(arguments)

    said = capsys.readouterr()
    assert (left.value.code, said.out) == (CANNOT_RUN, "")
    assert said.err.startswith("rnms")
    assert said.err.count("\n") == 1
    assert re.search("; все параметры: rnms( evaluate| template)? --help$", said.err.rstrip())


@pytest.mark.parametrize("arguments", [["evaluate", "nowhere.json", "--period", "2023"], ["evaluat"]])
def test_a_process_that_cannot_run_shows_no_traceback(arguments: list[str]) -> None:
    """The same through the shell."""
    done = run(*arguments)

    assert (done.returncode, done.stdout) == (CANNOT_RUN, b"")
    assert b"Traceback" not in done.stderr
    assert b"rnms" in done.stderr


ROUTES, ATTACH = (
    [command, "{file}", "--on", "01.09.2023", option]
    for command, option in (("routes", "--offers"), ("attach", "--areas"))
)
SMALL_TABLES = [
    (ROUTES, "мест;Часов", ["программа", "начало", "окончание"]),
    (ROUTES, "id;name", ["программа", "начало", "окончание", "часов", "мест"]),
    (ATTACH, "человек", ["предмет"]),
    (ATTACH, "id", ["человек", "предмет"]),
    (["audit", "khabarovsk", "--claims"], "код;строка", ["Напечатано"]),
    (["audit", "khabarovsk", "--claims"], "id;name", ["Код", "Напечатано"]),
    (["forms", "khabarovsk", "--out", "формы", "--municipalities"], "название", ["id", "name"]),
]
"""A command that is given a small table, a head of one that lacks columns, and their titles."""


@pytest.mark.parametrize(("command", "head", "titles"), SMALL_TABLES, ids=str)
def test_the_missing_columns_of_a_small_table_are_named_at_once(
    command: list[str],
    head: str,
    titles: list[str],
    example: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each with its place, as a fault of the file, whichever command reads it."""
    table = tmp_path / "таблица.csv"
    table.write_text(f"{head}\n", encoding="utf-8")

    words = [word.format(file=example) for word in command]
    assert main([*words, str(table), "--period", "2023"]) == CANNOT_RUN
    missing = "; ".join(f"таблица.csv[A1]: нет столбца «{title}»" for title in titles)
    assert capsys.readouterr().err == f"rnms: таблица.csv: {missing}\n"


# Every console.


@pytest.mark.parametrize(
    ("encoding", "command"),
    [("cp1251", ["evaluate", "{file}", "--period", "2023", "--to", "json"]),
     ("cp866", ["evaluate", "{file}", "--period", "2023", "--to", "json"]),
     ("ascii", ["evaluate", "{file}", "--period", "2023", "--to", "json"]),
     ("cp1251", ["check", "{faulty}", "--to", "json"]),
     ("cp866", ["template", "khabarovsk", "--period", "2023"]),
     ("cp866", ["schema"])],
    ids=lambda value: value if isinstance(value, str) else value[0],
)  # fmt: skip
def test_json_is_utf_8_on_every_console(
    encoding: str, command: list[str], example: Path, faulty: Path
) -> None:
    """Whatever the console speaks, JSON is UTF-8 bytes: another program reads it."""
    done = run(*(one.format(file=example, faulty=faulty) for one in command), PYTHONIOENCODING=encoding)

    assert done.returncode == (FINDINGS if command[0] == "check" else FINE)
    text = done.stdout.decode("utf-8")
    assert json.loads(text)
    assert any(word in text for word in ("Хабаровск", "ошибки.json", "МСО"))
    assert "\\u" not in text


@pytest.mark.parametrize(
    ("encoding", "lost"), [("cp1251", "✓≥"), ("cp866", "✓≥–—«»"), ("koi8-r", "✓–—«»№"), ("utf-8", "")]
)
def test_text_survives_a_console_with_fewer_letters(encoding: str, lost: str) -> None:
    """Signs that a console lacks become others, none a question mark; Cyrillic stays as it is."""
    done = run("demo", PYTHONIOENCODING=encoding)
    text = done.stdout.decode(encoding)
    whole = demo_text()

    assert (done.returncode, done.stderr) == (FINE, b"")
    assert not set(lost) & set(text)
    assert set(lost) <= set(whole)
    assert text.count("?") == whole.count("?")
    assert _cyrillic(text) == _cyrillic(whole)
    assert text == whole or lost


def _cyrillic(text: str) -> list[str]:
    # Where a console knows no «ё», «е» is read as well; where no «№», N.
    return [letter for letter in text.replace("ё", "е") if "А" <= letter <= "я"]


@pytest.mark.parametrize("encoding", ["cp1251", "cp866"])
def test_messages_survive_a_console_with_fewer_letters(encoding: str, faulty: Path) -> None:
    """Messages on standard error stay readable too."""
    done = run("evaluate", faulty, "--period", "2023", PYTHONIOENCODING=encoding)

    assert done.returncode == CANNOT_RUN
    assert "ошибки.json: $.figures: ожидается список" in done.stderr.decode(encoding)


@POSIX_ONLY
@pytest.mark.parametrize(
    ("command", "code", "expected"),
    [
        (["demo"], FINE, "✓ достигнуто"),
        (["--help"], FINE, "Честная оценка"),
        (["check", "{file}"], FINE, "данные.json: замечаний нет"),
        (["check", "{faulty}"], FINDINGS, "ошибки.json: $.figurs: неизвестный ключ"),
        (["check", "{faulty}", "--to", "json"], FINDINGS, '"file": "ошибки.json"'),
        (["evaluate", "{faulty}", "--period", "2023"], CANNOT_RUN, "неизвестный ключ 'figurs'"),
        (["evaluate", "нет.json", "--period", "2023"], CANNOT_RUN, "rnms: "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_console_without_any_locale_reads_cyrillic(
    command: list[str], code: int, expected: str, example: Path, faulty: Path
) -> None:
    """In the C locale, where Python would write ASCII, text and names of files are UTF-8."""
    done = run(*(one.format(file=example, faulty=faulty) for one in command), **C_LOCALE)

    assert done.returncode == code
    assert expected in (done.stdout + done.stderr).decode("utf-8")
    assert b"Traceback" not in done.stderr


# A reader that goes away.


@POSIX_ONLY
@pytest.mark.parametrize(
    "command",
    [["demo"], ["--help"], ["schema"], ["regions"],
     ["evaluate", "{file}", "--period", "2023", "--to", "json"], ["check", "{faulty}"]],
    ids=" ".join,
)  # fmt: skip
def test_a_reader_that_goes_away_is_no_error(command: list[str], example: Path, faulty: Path) -> None:
    """When nobody reads on, the command ends in silence: no traceback, nothing on standard error."""
    arguments = [one.format(file=example, faulty=faulty) for one in command]
    with subprocess.Popen(
        [sys.executable, "-m", "rnms", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()  # long before Python has started
        said = process.stderr.read()

    assert (said, process.returncode) == (b"", FINE)


@pytest.mark.skipif(shutil.which("head") is None, reason="there is no head here")
def test_head_shows_the_first_line(tmp_path: Path) -> None:
    """``rnms demo | head -1`` prints one line and no traceback."""
    done = subprocess.run(  # noqa: S602  # a pipe is what is tested; the text is ours
        f'"{sys.executable}" -m rnms demo | head -1',
        shell=True,
        capture_output=True, check=True, cwd=tmp_path, env=environment(PYTHONIOENCODING="utf-8"),
    )  # fmt: skip

    assert done.stdout.decode().startswith("Хабаровский край")
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_a_total_in_a_list_of_municipalities_is_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no municipality, and no reason to refuse the list."""
    places = tmp_path / "places.csv"
    places.write_text("id;name\nm1;Лесной район\nИтого;1\n", encoding="utf-8")
    command = ["forms", "khabarovsk", "--period", "2023", "--municipalities", str(places), "--only", "3"]

    assert main([*command, "--out", str(tmp_path / "forms")]) == FINE
    assert [path.name for path in (tmp_path / "forms").glob("*.xlsx")] == ["Лесной район.xlsx"]
    assert "places.csv[A3]: предупреждение «Итого»" in capsys.readouterr().err


# Whoever waits.


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A folder of forms of two municipalities, by the command."""
    places = tmp_path / "places.csv"
    places.write_text("id;name\nm1;Лесной район\nm2;Озёрный район\n", encoding="utf-8")
    folder = tmp_path / "forms"
    command = ["forms", "khabarovsk", "--period", "2023", "--municipalities", str(places), "--only", "3"]
    assert main([*command, "--out", str(folder)]) == FINE
    return folder


@pytest.mark.parametrize("is_terminal", [True, False])
def test_long_work_shows_one_line_on_a_terminal(
    is_terminal: bool, sent: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """How much is done, over what was said before; whoever reads a pipe is told the end alone."""
    capsys.readouterr()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    main(["collect", str(sent)])
    said = capsys.readouterr().err

    assert "форм: 0 из 2; ошибок: 0, предупреждений: 4\n" in said
    assert said.startswith("\r1 из 2\r2 из 2\n") == is_terminal
    assert ("\r" in said) == is_terminal


def test_ctrl_c_keeps_what_is_done(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forms that were read are written, and that others were not is said; it is not all."""
    out, reads = tmp_path / "край.json", iter([attempted])

    def stopped(*arguments: Any) -> Any:
        if (step := next(reads, None)) is None:
            raise KeyboardInterrupt
        return step(*arguments)

    monkeypatch.setattr("rnms.forms.collection.attempted", stopped)
    code = main(["collect", str(sent), "--out", str(out)])
    kept = rnms.load(out)

    assert code == CANNOT_RUN
    assert "сбор остановлен: не открыто файлов — 1" in capsys.readouterr().out
    assert [place.name for place in kept.municipalities or ()] == ["Лесной район", "Озёрный район"]
    assert {part.why for part in kept.unreported} == {"сбор остановлен до его формы"}


def test_ctrl_c_anywhere_ends_in_one_line(
    example: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback."""

    def stopped(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(rnms.files, "load", stopped)

    assert main(["evaluate", str(example), "--period", "2023"]) == CANNOT_RUN
    assert capsys.readouterr().err == "rnms: остановлено; что записано, осталось\n"
