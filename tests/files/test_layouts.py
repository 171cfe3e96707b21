"""How the workbooks look that people fill in; whoever changes a look opens them and approves it anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kit.goldens import approved
from kit.office import layout_of_workbook
from kit.registers import KNOWN, MAPPING, SALT, row, write_mapping, write_register
from rnms import Municipality, forms, intake
from rnms.intake.remarks import copy_with_remarks
from rnms.intake.template import template_workbook

LONG = "Муниципальное образование «Заречный муниципальный округ имени двухсотлетия основания посёлка»"
PLACES = [Municipality(id="m1", name="Лесной район"), Municipality(id="m2", name=LONG)]


def filled(path: Path, **cells: str) -> Path:
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book["Форма"][address] = value
    book.save(path)
    return path


def a_form(folder: Path) -> Path:
    [_, path] = forms.write("khabarovsk", 2023, PLACES, folder)
    return path


def a_form_of_duties(folder: Path) -> Path:
    [path, _] = forms.write(
        "ugra", 2023, PLACES, folder, duties=True, only=["6.2.1", "6.3.1"], due=dt.date(2024, 1, 31)
    )
    return path


def a_form_with_remarks(folder: Path) -> Path:
    [path, _] = forms.write("khabarovsk", 2023, PLACES, folder, only=["1", "3"])
    filled(path, D5="много", D6="5", D7="создана", A12="см. письмо", B13="от 12 мая")
    [copy] = forms.collect(folder, remarks=folder / "замечания").copies
    return copy


def a_register(folder: Path) -> Path:
    path = folder / "реестр.xlsx"
    path.write_bytes(template_workbook())
    return path


def a_register_with_remarks(folder: Path) -> Path:
    register = write_register(folder / "кадры.xlsx", [row(Должность="тренер"), row(Принят="01.02.03")])
    faults = intake.read(register, write_mapping(folder, MAPPING), salt=SALT, known=KNOWN).faults
    copy = folder / "копия.xlsx"
    copy.write_bytes(copy_with_remarks(register, faults))
    return copy


@pytest.mark.parametrize(
    "write", [a_form, a_form_of_duties, a_form_with_remarks, a_register, a_register_with_remarks]
)
def test_a_workbook_looks_as_it_was_approved(write: Callable[[Path], Path], tmp_path: Path) -> None:
    """Widths, heights, frames, colours, what may be written where, and how it is printed."""
    layout = layout_of_workbook(write(tmp_path))

    assert layout == approved(f"layout.{write.__name__.removeprefix('a_')}.txt", layout)
