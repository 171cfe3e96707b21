"""Whose form a file is, and where in it the table stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import attrs

from rnms.errors import DataError
from rnms.forms.form_plan import VERSION, Plan
from rnms.forms.names import folded
from rnms.forms.workbook import CODE, COLUMNS, MARKS, SHEET, VALUE, marks
from rnms.issues import Issue
from rnms.model.subjects import Municipality
from rnms.sheets.csv import read_csv
from rnms.sheets.safety import Limits, file_name
from rnms.sheets.values import Sheet, quoted
from rnms.sheets.xlsx import read_xlsx

LIMITS = Limits(bytes=5 * 2**20, unpacked=50 * 2**20, rows=5000, columns=100, cells=200_000)
"""A form is a page or two; whatever is larger is none."""

_HEAD_WITHIN = 20


@attrs.frozen(kw_only=True)
class Remark:
    """An issue, and the row and column of the form that it is about; empty when it is about all of it."""

    issue: Issue
    code: str = ""
    column: str = ""


def refuse(place: str, code: str, text: str) -> NoReturn:
    """Say why a file is not taken."""
    raise DataError(place, (Issue(place=place, text=text, code=code),))


def marked_xlsx(path: Path) -> tuple[Sheet, dict[str, str]]:
    """The table of a workbook, and what its hidden sheet says of it."""
    sheets = {sheet.name: sheet for sheet in read_xlsx(path, LIMITS)}
    if MARKS not in sheets:
        text = "это не выданная форма (нет служебного листа): перенесите ответы в выданную"
        refuse(file_name(path), "form.unmarked", text)
    if SHEET not in sheets:
        refuse(file_name(path), "form.no-table", f"нет листа «{SHEET}»: перенесите ответы в выданную форму")
    hidden = sheets[MARKS]
    rows = range(1, hidden.last_row + 1)
    return sheets[SHEET], {str(hidden.at(row, 1)): str(hidden.at(row, 2)) for row in rows}


def marked_csv(path: Path) -> tuple[Sheet, dict[str, str]]:
    """The table of a CSV file, and what its last rows say of it, where a clerk has left them."""
    sheet = read_csv(path, LIMITS, COLUMNS)
    head, columns = columns_of(sheet)
    rows = range(head + 1, sheet.last_row + 1)
    cells = {str(sheet.at(row, columns[CODE])).strip(): str(sheet.at(row, columns[VALUE])) for row in rows}
    prefix = f"{MARKS}."
    return sheet, {
        code.removeprefix(prefix): value for code, value in cells.items() if code.startswith(prefix)
    }


def owner_of(
    path: Path, form_plan: Plan, form_marks: Mapping[str, str]
) -> tuple[Municipality, tuple[Remark, ...]]:
    """Whose form of this plan it is; a CSV that a clerk saved himself tells so by its name alone."""
    if not form_marks and path.suffix.casefold() == ".csv":
        text = f"чья форма, видно лишь из имени файла; период ({form_plan.period}) проверить нельзя"
        issue = Issue(place=file_name(path), text=text, code="form.unmarked-csv")
        return _named(path.stem, form_plan), (Remark(issue=issue),)
    owners = {
        marks(form_plan, municipality)["municipality"]: municipality
        for municipality in form_plan.municipalities
    }
    general = marks(form_plan, Municipality(id="", name=""))
    for name, code, expected, text in (
        ("version", "form.version", str(VERSION), "форма другой версии ({0}): перенесите ответы в выданную"),
        ("region", "form.region", general["region"], "форма другого региона ({0}), нужна форма: {1}"),
        ("period", "form.period", general["period"], "форма за {0}, а нужна за {1}"),
        ("questions", "form.questions", general["questions"], "в форме другие вопросы: перенесите ответы"),
    ):
        if form_marks.get(name) != expected:
            refuse(file_name(path), code, text.format(quoted(form_marks.get(name, "не указано")), expected))
    owner = owners.get(form_marks.get("municipality", ""))
    if owner is None:
        text = f"муниципалитет {quoted(form_marks.get('name', ''))} не спрашивали: проверьте перечень"
        refuse(file_name(path), "form.stranger", text)
    return owner, ()


def _named(stem: str, form_plan: Plan) -> Municipality:
    stems = form_plan.file_stems()
    for place in form_plan.municipalities:
        if folded(stems[place.id]) == folded(stem):
            return place
    text = "не видно, чья это форма: верните файлу имя, с которым он был выдан"
    refuse(f"{stem}.csv", "form.unmarked", text)


def _is_head(row: Sequence[str]) -> bool:
    return {CODE, VALUE} <= {" ".join(cell.split()) for cell in row}


def columns_of(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The row of the head and the columns by title, wherever a clerk has moved them."""
    columns = range(1, sheet.last_column + 1)
    for row in range(1, min(sheet.last_row, _HEAD_WITHIN) + 1):
        titles = [" ".join(str(sheet.at(row, column)).split()) for column in columns]
        if _is_head(titles):
            return row, {title: column for column, title in reversed(list(zip(columns, titles, strict=True)))}
    text = f"нет строки с заголовками «{CODE}» и «{VALUE}»: перенесите ответы в выданную форму"
    refuse(sheet.place(), "form.no-table", text)
