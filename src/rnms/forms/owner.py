"""Whose form a file is, and where in it the table stands."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from rnms._values import frozen
from rnms.errors import DataError
from rnms.forms.form_plan import VERSION, Plan
from rnms.forms.names import folded
from rnms.forms.wording import REMARK
from rnms.forms.workbook import CODE, COLUMNS, HEAD, HEAD_NAME, MARKS, SHEET, VALUE, marks, municipality_mark
from rnms.indicators.tally import distinct
from rnms.issues import Issue, Message, message
from rnms.model.limits import FORM_LIMITS
from rnms.model.spelling import as_seen, is_near
from rnms.model.subjects import Municipality
from rnms.sheets.calamine import Calamine
from rnms.sheets.csv import read_csv
from rnms.sheets.safety import Upload, file_name
from rnms.sheets.values import Cell, Sheet, quoted
from rnms.sheets.workbook import read_workbook

_HEAD_WITHIN = 20


@frozen(kw_only=True)
class Remark:
    """An issue, and the row and column of the form that it is about; empty when it is about all of it."""

    issue: Issue
    code: str = ""
    column: str = ""


def refuse(place: str, code: str, fault: Message | None = None) -> NoReturn:
    """Say why a file is not taken: by default in the first sentence of the code."""
    raise DataError(place, (Issue(place=place, text=fault or message(code), code=code),))


@frozen(kw_only=True)
class FormFile:
    """What is read of a file.

    Attributes:
        sheet: The table.
        marks: The hidden marks by name; none where a clerk has lost them.
        others: The further sheets, which nobody asked for.
    """

    sheet: Sheet
    marks: Mapping[str, str]
    others: tuple[Sheet, ...] = ()


def marked_workbook(path: Path | Upload, calamine: Calamine | None = None) -> FormFile:
    """Read the sheets of a workbook, and the marks in its hidden one."""
    sheets = {sheet.name: sheet for sheet in read_workbook(path, FORM_LIMITS, calamine)}
    if MARKS not in sheets:
        refuse(file_name(path), "form.unmarked")
    hidden = sheets.pop(MARKS)
    # A clerk may have named the sheet anew; of several that look like it none is taken.
    alike = [SHEET] if SHEET in sheets else [name for name, sheet in sheets.items() if _has_table(sheet)]
    if len(alike) != 1:
        refuse(file_name(path), "form.no-table", message("form.no-table/sheet", sheet=SHEET))
    rows = range(1, hidden.last_row + 1)
    return FormFile(
        sheet=sheets.pop(alike[0]),
        marks={str(hidden.at(row, 1)): str(hidden.at(row, 2)) for row in rows},
        others=tuple(sheets.values()),
    )


def _has_table(sheet: Sheet) -> bool:
    """Tell whether the table of a form stands in a sheet."""
    with contextlib.suppress(DataError):
        return bool(columns_of(sheet))
    return False


def marked_csv(path: Path | Upload) -> FormFile:
    """Read the table of a CSV file, and the marks in its last rows, where a clerk has left them."""
    sheet = read_csv(path, FORM_LIMITS, COLUMNS)
    head, columns = columns_of(sheet)
    rows = range(head + 1, sheet.last_row + 1)
    cells = {str(sheet.at(row, columns[CODE])).strip(): str(sheet.at(row, columns[VALUE])) for row in rows}
    prefix = f"{MARKS}."
    form_marks = {
        code.removeprefix(prefix): value for code, value in cells.items() if code.startswith(prefix)
    }
    return FormFile(sheet=sheet, marks=form_marks)


_COPY = " — замечания"
"""What the names of our copies with remarks end with."""


@frozen(kw_only=True)
class Addressees:
    """The municipalities of a plan by what tells them in a form; found once, however many forms come back.

    Attributes:
        plan: The plan.
        general: The marks that all forms share.
        by_mark: By the hidden mark.
        by_stem: By the name of a file, folded.
        by_name: By the name as it is seen; of several that look alike, none.
    """

    plan: Plan
    general: Mapping[str, str]
    by_mark: Mapping[str, Municipality]
    by_stem: Mapping[str, Municipality]
    by_name: Mapping[str, Municipality]

    @classmethod
    def of(cls, form_plan: Plan) -> Addressees:
        """Find them."""
        places = form_plan.municipalities
        stems = form_plan.file_stems()
        return cls(
            plan=form_plan,
            general=marks(form_plan, Municipality(id="", name="")),
            by_mark={municipality_mark(place): place for place in places},
            by_stem={folded(stems[place.id]): place for place in places},
            by_name={as_seen(place.name): place for place in places},
        )

    def owner(
        self, path: Path | Upload, form_marks: Mapping[str, str]
    ) -> tuple[Municipality, tuple[Remark, ...]]:
        """Tell whose form it is; a CSV that a clerk saved himself tells so by its name alone."""
        if not form_marks and path.suffix.casefold() == ".csv":
            unmarked = message("form.unmarked-csv", period=str(self.plan.period))
            issue = Issue(place=file_name(path), text=unmarked, code="form.unmarked-csv")
            return self._named(path.stem), (Remark(issue=issue),)
        for code, expected in (
            ("form.version", str(VERSION)),
            ("form.region", self.general["region"]),
            ("form.period", self.general["period"]),
            ("form.questions", self.general["questions"]),
        ):
            name = code.removeprefix("form.")
            if form_marks.get(name) != expected:
                given = quoted(form_marks[name]) if name in form_marks else message("not-given")
                refuse(file_name(path), code, message(code, given=given, wanted=expected))
        owner = self.by_mark.get(form_marks.get("municipality", ""))
        if owner is None:
            stranger = message("form.stranger", name=quoted(form_marks.get("name", "")))
            refuse(file_name(path), "form.stranger", stranger)
        return owner, ()

    def check_names(self, path: Path | Upload, sheet: Sheet, owner: Municipality) -> tuple[Remark, ...]:
        """Refuse a form whose file or heading names another municipality than its hidden mark.

        Whoever fills the form of a neighbour writes his own name in its heading, or gives it to the file. A
        heading that names nobody we know is remarked upon, and the form counts.

        Raises:
            DataError: If one names another.
        """
        head, _ = columns_of(sheet)
        # A clerk may have put rows above the table; a text has no such heading.
        above = head - HEAD + HEAD_NAME
        heading = "" if sheet.is_text or above < 1 else str(sheet.at(above, 1)).strip()
        stem = folded(path.stem.removesuffix(_COPY))
        in_heading = self._in_name(as_seen(heading), self.by_name)
        for place in (*in_heading, *self._in_name(stem, self.by_stem)):
            if as_seen(place.name) != as_seen(owner.name):
                fault = message("form.neighbour", mark=quoted(owner.name), name=quoted(place.name))
                refuse(sheet.place(), "form.neighbour", fault)
        if not heading or in_heading or _is_slip(heading, owner.name):
            return ()
        fault = message("form.neighbour", mark=quoted(owner.name), name=quoted(heading))
        return (Remark(issue=Issue(place=sheet.place(above, 1), text=fault, code="form.neighbour")),)

    @staticmethod
    def _in_name(text: str, by_name: Mapping[str, Municipality]) -> list[Municipality]:
        """List whom a text names, with other words around or without; of names one in another the longest."""
        if text in by_name:
            return [by_name[text]]
        places = {name: place for name, place in by_name.items() if _holds(text, name)}
        longest = {name for name in places if not any(name != longer and name in longer for longer in places)}
        return [places[name] for name in longest]

    def senders(self, path: Path | Upload, file: FormFile | None) -> tuple[Municipality, ...]:
        """List whoever may have sent a file that is not taken, as far as it could be read."""
        # What stands after the last point of a name is no ending where a form lost its own: «им. Лазо».
        told = [self._filed(path.stem), self._filed(path.name)]
        if file is not None:
            told += [self.by_mark.get(file.marks.get("municipality", "")), self._headed(file.sheet)]
        return distinct(place for place in told if place is not None)

    def _headed(self, sheet: Sheet) -> Municipality | None:
        return self.by_name.get(as_seen(str(sheet.at(HEAD_NAME, 1))))

    def _filed(self, stem: str) -> Municipality | None:
        return self.by_stem.get(folded(stem.removesuffix(_COPY)))

    def _named(self, stem: str) -> Municipality:
        if folded(stem) not in self.by_stem:
            refuse(f"{stem}.csv", "form.unmarked", message("form.unmarked/name"))
        return self.by_stem[folded(stem)]


def _holds(text: str, words: str) -> bool:
    """Tell whether words stand in a text as whole words.

    Not those of which some other word is a part: «Район 1» does not stand in «Район 12».
    """
    return (
        len(words) > 2 and words in text and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
    )


def _is_slip(heading: str, name: str) -> bool:
    """Tell whether a heading may be a name in other words: its numbers are the same, and it is near."""
    numbers = [re.findall(r"[0-9]+", text) for text in (heading, name)]
    return numbers[0] == numbers[1] and is_near(heading, name)


_TITLES = {as_seen(title): title for title in (*COLUMNS, REMARK)}


def title_of(cell: Cell) -> str:
    """Read the title of a column, as the form writes it."""
    return _TITLES.get(as_seen(str(cell)), str(cell))


def columns_of(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Find the row of the head and the columns by title, wherever a clerk has moved them."""
    columns = range(1, sheet.last_column + 1)
    for row in range(1, min(sheet.last_row, _HEAD_WITHIN) + 1):
        titles = [title_of(sheet.at(row, column)) for column in columns]
        if {CODE, VALUE} <= {*titles}:
            return row, {title: column for column, title in reversed(list(zip(columns, titles, strict=True)))}
    refuse(sheet.place(), "form.no-table", message("form.no-table", code=CODE, value=VALUE))
