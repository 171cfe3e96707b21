"""Whose form a file is, and where in it the table stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import attrs

from rnms.errors import DataError
from rnms.forms.form_plan import VERSION, Plan
from rnms.forms.names import folded
from rnms.forms.workbook import CODE, COLUMNS, HEAD_NAME, MARKS, SHEET, VALUE, marks
from rnms.issues import Issue, Message, message
from rnms.model.spelling import as_seen
from rnms.model.subjects import Municipality
from rnms.sheets.calamine import Calamine
from rnms.sheets.csv import read_csv
from rnms.sheets.safety import Limits, file_name
from rnms.sheets.values import Sheet, quoted
from rnms.sheets.workbook import read_workbook

LIMITS = Limits(bytes=5 * 2**20, unpacked=50 * 2**20, rows=5000, columns=100, cells=200_000)
"""A form is a page or two; whatever is larger is none."""

_HEAD_WITHIN = 20


@attrs.frozen(kw_only=True)
class Remark:
    """An issue, and the row and column of the form that it is about; empty when it is about all of it."""

    issue: Issue
    code: str = ""
    column: str = ""


def refuse(place: str, code: str, said: Message | None = None) -> NoReturn:
    """Say why a file is not taken: by default in the first sentence of the code."""
    raise DataError(place, (Issue(place=place, text=said or message(code), code=code),))


def marked_xlsx(path: Path, calamine: Calamine | None = None) -> tuple[Sheet, dict[str, str]]:
    """Read the table of a workbook, and the marks in its hidden sheet."""
    sheets = {sheet.name: sheet for sheet in read_workbook(path, LIMITS, calamine)}
    if MARKS not in sheets:
        refuse(file_name(path), "form.unmarked")
    if SHEET not in sheets:
        refuse(file_name(path), "form.no-table", message("form.no-table/sheet", sheet=SHEET))
    hidden = sheets[MARKS]
    rows = range(1, hidden.last_row + 1)
    return sheets[SHEET], {str(hidden.at(row, 1)): str(hidden.at(row, 2)) for row in rows}


def marked_csv(path: Path) -> tuple[Sheet, dict[str, str]]:
    """Read the table of a CSV file, and the marks in its last rows, where a clerk has left them."""
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
        unmarked = message("form.unmarked-csv", period=str(form_plan.period))
        issue = Issue(place=file_name(path), text=unmarked, code="form.unmarked-csv")
        return _named(path.stem, form_plan), (Remark(issue=issue),)
    owners = {
        marks(form_plan, municipality)["municipality"]: municipality
        for municipality in form_plan.municipalities
    }
    general = marks(form_plan, Municipality(id="", name=""))
    for code, expected in (
        ("form.version", str(VERSION)),
        ("form.region", general["region"]),
        ("form.period", general["period"]),
        ("form.questions", general["questions"]),
    ):
        name = code.removeprefix("form.")
        if form_marks.get(name) != expected:
            given = quoted(form_marks[name]) if name in form_marks else message("not-given")
            refuse(file_name(path), code, message(code, given=given, wanted=expected))
    owner = owners.get(form_marks.get("municipality", ""))
    if owner is None:
        stranger = message("form.stranger", name=quoted(form_marks.get("name", "")))
        refuse(file_name(path), "form.stranger", stranger)
    return owner, ()


_COPY = " — замечания"
"""What the names of our copies with remarks end with."""


def check_names(path: Path, sheet: Sheet, form_plan: Plan, owner: Municipality) -> None:
    """Refuse a form whose file or heading names another municipality than its hidden mark.

    Whoever fills the form of a neighbour writes his own name in its heading, or gives his name to the file.

    Raises:
        DataError: If one does.
    """
    heading = as_seen(str(sheet.at(HEAD_NAME, 1)))
    stem, stems = folded(path.stem.removesuffix(_COPY)), form_plan.file_stems()
    mine = as_seen(owner.name)
    for place in form_plan.municipalities:
        name = as_seen(place.name)
        if name != mine and (heading == name or folded(stems[place.id]) == stem):
            said = message("form.neighbour", mark=quoted(owner.name), name=quoted(place.name))
            refuse(sheet.place(), "form.neighbour", said)


def _named(stem: str, form_plan: Plan) -> Municipality:
    stems = form_plan.file_stems()
    for place in form_plan.municipalities:
        if folded(stems[place.id]) == folded(stem):
            return place
    refuse(f"{stem}.csv", "form.unmarked", message("form.unmarked/name"))


def _is_head(row: Sequence[str]) -> bool:
    return {CODE, VALUE} <= {" ".join(cell.split()) for cell in row}


def columns_of(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Find the row of the head and the columns by title, wherever a clerk has moved them."""
    columns = range(1, sheet.last_column + 1)
    for row in range(1, min(sheet.last_row, _HEAD_WITHIN) + 1):
        titles = [" ".join(str(sheet.at(row, column)).split()) for column in columns]
        if _is_head(titles):
            return row, {title: column for column, title in reversed(list(zip(columns, titles, strict=True)))}
    refuse(sheet.place(), "form.no-table", message("form.no-table", code=CODE, value=VALUE))
