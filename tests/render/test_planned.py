"""A plan as people look at it: an approved text, every format, JSON, the command."""

from __future__ import annotations

import datetime as dt
import functools
import io
import json
import subprocess
import sys
from pathlib import Path

import attrs
import openpyxl
import pytest

import rnms
from kit.goldens import approved
from kit.records import Piece, collected, diagnostic, org, programme, takes, teacher, towns
from rnms import files, testing
from rnms.cli import CANNOT_RUN, FINE, main
from rnms.planning import ActKind, Plan
from rnms.planning.scripts import SCRIPTS
from rnms.render.planned import PLAN
from rnms.render.texts import TEXTS


@functools.cache
def region() -> rnms.RegionalSystem:
    return testing.invented_region(staff=200, seed=2, municipalities=5)


@functools.cache
def late() -> Plan:
    """A plan that does not suffice: some can complete, no programme can be begun."""
    return rnms.evaluate(region(), period=2023)["6.2.1"].plan(as_of=dt.date(2023, 12, 10))


@functools.cache
def asking() -> Plan:
    return rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)["4"].plan(as_of=dt.date(2023, 8, 1))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_texts_are_as_approved(lang: str) -> None:
    shown = "\n\n".join(plan.to_text(lang=lang) for plan in (late(), asking()))

    assert shown == approved(f"planned.{lang}.txt", shown)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_format_is_written(lang: str) -> None:
    """The same plan gives the same bytes."""
    for write in PLAN.by_format.values():
        assert write(late(), lang)
        assert write(late(), lang) == write(late(), lang)


def test_a_workbook_has_a_sheet_for_each_table() -> None:
    """By municipality; people by id alone."""
    book = openpyxl.load_workbook(io.BytesIO(PLAN.xlsx(late(), "ru")))

    assert book.sheetnames[1:] == ["Направить", "Не успеть"]
    members = {step.member for step in late().steps}
    assert members == {str(row[1].value).removeprefix("№ ") for row in list(book["Направить"].rows)[1:]}


@pytest.mark.parametrize(
    ("at", "places", "told"),
    [
        ("institute", towns("town"), "вне муниципалитетов"),
        ("institute", (), "муниципалитет неизвестен"),
        ("not listed", towns("town"), "муниципалитет неизвестен"),
    ],
)
def test_who_has_no_municipality_is_outside_only_where_that_is_known(
    at: str, places: Piece, told: str
) -> None:
    """Of an organisation that nobody lists nobody knows where it is."""
    open_course = takes("p1", "2023-10-01", None, by="d-p1", key="e1")
    pieces = (org("institute"), programme(), diagnostic("p1"), open_course)
    system = collected("ugra", places, *pieces, teacher("p1", at))
    plan = rnms.evaluate(system, period=2023, only="6.2.1")["6.2.1"].plan(as_of=dt.date(2023, 12, 1))

    text = plan.to_text()
    assert [place in text for place in ("вне муниципалитетов", "муниципалитет неизвестен")] == [
        told == "вне муниципалитетов", told == "муниципалитет неизвестен"
    ]  # fmt: skip
    assert {step["outside"] for step in plan.to_dict()["steps"]} <= {told == "вне муниципалитетов"}


def test_what_is_not_known_has_a_sheet_by_municipality() -> None:
    """The same facts in the workbook and in JSON: in a district so many dates of birth."""
    system = testing.invented_region(staff=120, seed=4, faults=0.1, municipalities=4)
    plan = rnms.evaluate(system, period=2023, only="6.3.2")["6.3.2"].plan(as_of=dt.date(2024, 1, 15))
    book = openpyxl.load_workbook(io.BytesIO(PLAN.xlsx(plan, "ru")))
    rows = [[cell.value for cell in row] for row in list(book["Спросить по муниципалитетам"].rows)[1:]]
    told = plan.to_dict()["ask"][0]["by_municipality"]

    assert len(rows) == sum(len(one["facts"]) for one in told) > 0
    assert any("дата рождения" in str(row[1]) for row in rows)
    assert not any(person.id in str(row) for person in system.persons or () for row in told)


def test_json_is_exact_and_has_a_version() -> None:
    told = json.loads(late().to_json())

    assert told["rnms-plan"] == 1
    assert told["enough"] is False
    assert told["verified"] == {"verdict": "not_met", "value": told["verified"]["value"]}
    assert [step["member"] for step in told["steps"]] == [step.member for step in late().steps]
    assert told["too_late"][0] == {"part": "", "acts": ["enrol", "complete"], "latest": "2023-12-01"}


def test_the_last_day_to_begin_is_told() -> None:
    """Thirty days of a programme: what is begun after 1 December does not end in time."""
    plan = rnms.evaluate(region(), period=2023)["6.2.1"].plan(as_of=dt.date(2023, 11, 1))

    assert {(step.acts[0].kind, step.begin_by) for step in plan.steps} == {
        (ActKind.COMPLETE, dt.date(2023, 12, 31)),
        (ActKind.ENROL, dt.date(2023, 12, 1)),
    }
    assert "01.12.2023" in plan.to_text()


def test_nobody_is_named_in_any_format() -> None:
    """Whatever the data know of names, a plan has ids."""
    system = region()
    named = attrs.evolve(
        system, persons=[attrs.evolve(one, name=f"Вымыслова {one.id}") for one in system.persons or ()]
    )
    plan = rnms.evaluate(named, period=2023)["6.2.1"].plan(as_of=dt.date(2023, 11, 1))
    book = openpyxl.load_workbook(io.BytesIO(PLAN.xlsx(plan, "ru")))
    shown = [plan.to_text(), plan.to_html(full_page=True), plan.to_json(), repr(plan), repr(plan.steps)]
    shown += [str([*sheet.values]) for sheet in book.worksheets]

    assert plan.steps
    assert not [text for text in shown if "Вымыслова" in text]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_each_act_has_its_words(lang: str) -> None:
    texts = TEXTS[lang].plan

    assert {*texts.acts} == {*texts.late} == {kind.value for kind in ActKind}
    assert {kind for script in SCRIPTS for kind in script.kinds} == {*ActKind}


def test_the_command_writes_what_python_says(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = tmp_path / "region.json"
    files.dump(region(), data)
    typed = ["plan", str(data), "--period", "2023", "--only", "6.2.1", "--as-of", "10.12.2023"]

    assert main([*typed, "--to", "json"]) == FINE
    assert json.loads(capsysbinary.readouterr().out) == late().to_dict()
    assert main([*typed, "--out", str(tmp_path / "plan.html")]) == FINE
    assert (tmp_path / "plan.html").read_text(encoding="utf-8") == late().to_html(full_page=True)
    assert main([*typed, "--days", "enrol=14", "--to", "json"]) == FINE
    assert json.loads(capsysbinary.readouterr().out)["enough"]
    then = tmp_path / "then.json"
    assert main([*typed, "--executed", str(then), "--to", "json"]) == FINE
    capsysbinary.readouterr()
    assert files.load(then) == late().system()
    assert rnms.evaluate(files.load(then), period=2023)["6.2.1"].value == late().verified.value
    assert main([*typed, "--municipality", "m1"]) == CANNOT_RUN
    assert "целом" in capsysbinary.readouterr().err.decode()
    with pytest.raises(SystemExit, match=str(CANNOT_RUN)):
        main([*typed, "--days", "enrol"])


def test_importing_rnms_loads_no_plans() -> None:
    code = "import rnms, sys; print([name for name in sys.modules if name.startswith('rnms.planning')])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "[]"
