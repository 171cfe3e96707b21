"""Forms on their way out: a workbook, or CSV, for each municipality."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, overload

import attrs

from rnms._values import frozen
from rnms.errors import FolderTakenError, UsageError, extra
from rnms.files.progress import Progress, counted
from rnms.forms.documents import choices
from rnms.forms.form_plan import PLAN_FILE, VERSION, FormQuestion, Plan, Request, plan
from rnms.forms.leaflet import LEAFLET_FILE, leaflet
from rnms.forms.wording import (
    DEMANDED,
    EXECUTOR,
    EXECUTOR_CODE,
    REMARK,
    RowTitle,
    head_text,
    heading,
    must_text,
    prompt,
    question_text,
    request_lines,
    row_titles,
)
from rnms.issues import message
from rnms.logic.predicates import Op
from rnms.model.checked import expect_day
from rnms.model.law import Clause
from rnms.model.period import Period
from rnms.model.returns import EvidenceKind
from rnms.model.subjects import Municipality
from rnms.regions.profile import RegionProfile
from rnms.sheets.archive import archived, parts
from rnms.sheets.cells import put_text, readable, sheet_text
from rnms.sheets.csv import write_csv
from rnms.sheets.safety import Upload
from rnms.sheets.values import Cell
from rnms.sheets.workbook import packed
from rnms.writing import write_file

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Форма"
MARKS = "_rnms"
"""The hidden sheet that says whose form it is; in CSV, the beginning of the codes of such rows."""

REPLACES = "replaces"
"""The mark of a copy with remarks that holds the checksums of the forms that it stands for."""
LEFTOVERS = "Прочее из формы"
"""The sheet of a copy for what a clerk wrote where nothing is read."""
_LEFTOVER_HEAD = ("Ячейка", "Что в ней было")

CODE, TITLE, UNIT, VALUE, WHY, EVIDENCE_OF = (
    "Код", "Показатель", "Единица", "Значение", "Почему нет данных", "Подтверждение"
)  # fmt: skip
COLUMNS = {CODE: 10, TITLE: 56, UNIT: 13, VALUE: 14, WHY: 20, EVIDENCE_OF: 34}
"""Titles of the columns and their widths in letters."""
ANSWERED = (VALUE, WHY, EVIDENCE_OF)
REASONS = ("не собирали", "не применимо", "собираем")
HEAD_NAME = 2
"""The row of the name of the municipality."""
HEAD = 4
"""The row of the column titles; those above say what the form is."""

_FONT = "Times New Roman"
_BAD = "F8CBAD"
"""The colour of what is wrong."""
_LINE = 15
"""Height of a line of text in points."""
_YELLOW = "FFF8CC"
"""The colour of the cells that a clerk fills."""


@frozen(kw_only=True)
class Filled:
    """What stands in a form besides the questions.

    Attributes:
        cells: By code and column title, what was answered.
        notes: By code and column title, notes to put beside; an empty code is the form as a whole.
        executor: Who filled it, and the telephone.
        replaces: Of a copy with remarks, the checksums of the forms that it stands for, the first first.
        leftovers: What a clerk wrote where nothing is read, each with its place.
    """

    cells: Mapping[tuple[str, str], Cell] = attrs.field(factory=dict)
    notes: Mapping[tuple[str, str], str] = attrs.field(factory=dict)
    executor: str = ""
    replaces: tuple[str, ...] = ()
    leftovers: tuple[tuple[str, str], ...] = ()

    @property
    def is_copy(self) -> bool:
        """Whether it goes back to a clerk with remarks."""
        return bool(self.replaces)


class Asked(TypedDict, total=False):
    """What :func:`write` may be told by name, for type checkers."""

    only: str | Iterable[str] | None
    readings: str | Iterable[str]
    duties: bool
    to: str
    basis: Clause | str
    due: dt.date | None
    send_to: str
    contact: str
    progress: Progress | None


@overload
def write(
    profile: RegionProfile | str,
    period: Period | int | str,
    municipalities: Iterable[Municipality],
    folder: str | Path,
    **more: Unpack[Asked],
) -> tuple[Path, ...]: ...


@overload
def write(
    profile: RegionProfile | str,
    period: Period | int | str,
    municipalities: Iterable[Municipality],
    folder: None = None,
    **more: Unpack[Asked],
) -> tuple[Upload, ...]: ...


def write(
    profile: RegionProfile | str,
    period: Period | int | str,
    municipalities: Iterable[Municipality],
    folder: str | Path | None = None,
    *,
    only: str | Iterable[str] | None = None,
    readings: str | Iterable[str] = (),
    duties: bool = False,
    to: str = "xlsx",
    basis: Clause | str = "",
    due: dt.date | None = None,
    send_to: str = "",
    contact: str = "",
    progress: Progress | None = None,
) -> tuple[Path, ...] | tuple[Upload, ...]:
    """Write a form for each municipality, named by it, and beside them the plan that :func:`collect` reads.

    The same arguments give the same bytes. A file that is there and differs is never written over: a clerk
    may have filled it. Whoever stops the writing goes on with the same arguments.

    >>> import tempfile
    >>> from rnms.model import Municipality
    >>> places = [Municipality(id="m1", name="Лесной район")]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write("khabarovsk", 2023, places, folder, only=["3", "5"])]
    ['Лесной район.xlsx']
    >>> [file.name for file in write("khabarovsk", 2023, places, only=["3", "5"])]
    ['Лесной район.xlsx', 'plan.json', 'Памятка.html']

    Args:
        profile: The region, or its key.
        period: The reporting year, or a period; each question names its own.
        municipalities: Who is asked.
        folder: Where to; made if it is not there. Without one the files stay in memory.
        only: Codes of the indicators to ask for; by default all.
        readings: Names of the readings whose questions are asked too.
        duties: Whether what the duties of a municipality ask is asked too, each with its clause.
        to: ``"xlsx"`` or ``"csv"``.
        basis: The act and the clause by which the data are asked for; it stands above the table.
        due: The last day on which the form may come.
        send_to: Whom it is sent to.
        contact: The telephone for questions.
        progress: Is told how many forms are written, and of how many.

    Returns:
        The forms, in the order of municipalities; in memory the plan and the leaflet after them.

    Raises:
        FileExistsError: If another file is in the way; then nothing is written.
        FieldError: If the last day is none.
        LookupError: If there is no such region, indicator or reading.
        MissingExtraError: If openpyxl is not installed.
        ValueError: If the plan is not possible, the format is unknown, or the forms are due before the first
            day that is asked about.
    """
    if to not in _FORMATS:
        raise ValueError(f"forms are written to {' or '.join(_FORMATS)}, not to {to!r}")
    if due is not None:
        expect_day(due, owner="forms.write", field="due")
    request = Request(basis=basis, due=due, send_to=send_to, contact=contact)
    form_plan = attrs.evolve(
        plan(profile, period, municipalities, only=only, readings=readings, duties=duties), request=request
    )
    begins = min(question.period.start for question in form_plan.questions)
    if due is not None and due < begins:
        days = {"due": f"{due:%d.%m.%Y}", "begins": f"{begins:%d.%m.%Y}"}
        raise UsageError(message("error.due-too-early", **days))
    stems = form_plan.file_stems()
    form_of = _FORMATS[to](form_plan)
    place_by_name = {f"{stems[place.id]}.{to}": place for place in form_plan.municipalities}
    file_beside = {PLAN_FILE: form_plan.dumps().encode(), LEAFLET_FILE: leaflet(form_plan).encode()}
    if folder is None:
        forms = [Upload(name, form_of(place_by_name[name])) for name in counted([*place_by_name], progress)]
        return (*forms, *(Upload(name, data) for name, data in file_beside.items()))
    return _written(Path(folder), place_by_name, form_of, file_beside, progress)


def _written(
    folder: Path,
    place_by_name: Mapping[str, Municipality],
    form_of: Callable[[Municipality], bytes],
    file_beside: Mapping[str, bytes],
    progress: Progress | None,
) -> tuple[Path, ...]:
    """Write forms, and what lies beside them, into a folder in which nothing else is in the way."""
    forms = {folder / name: place for name, place in place_by_name.items()}
    beside = {folder / name: data for name, data in file_beside.items()}

    def content(path: Path) -> bytes:
        return beside[path] if path in beside else form_of(forms[path])

    present = [path for path in (*forms, *beside) if path.exists()]
    if changed_files := [path.name for path in present if path.read_bytes() != content(path)]:
        raise FolderTakenError(str(folder), tuple(changed_files))
    folder.mkdir(parents=True, exist_ok=True)
    # The plan comes first: forms that were written before somebody stopped can be sent and collected.
    for path, data in beside.items():
        write_file(path, data)
    for path in counted([path for path in forms if path not in present], progress):
        write_file(path, content(path))
    return tuple(forms)


def workbook(form_plan: Plan, place: Municipality, filled: Filled | None = None) -> bytes:
    """Make the file of a form, empty or as it came back."""
    return packed(_book(form_plan, place, filled or Filled()))


def _book(form_plan: Plan, place: Municipality, filled: Filled) -> Workbook:
    with extra("xlsx"):
        import openpyxl
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _head(sheet, form_plan, place, filled)
    titles = row_titles(form_plan)
    for row, question in enumerate(form_plan.questions, start=HEAD + 1):
        _row(sheet, row, question, titles[question.code], form_plan, filled)
    executor_row = HEAD + len(form_plan.questions) + 2
    _executor(sheet, executor_row, filled)
    _validated(sheet, form_plan)
    _related(sheet, form_plan)
    _printed(sheet, executor_row + _remarked(sheet, executor_row, filled), is_copy=filled.is_copy)
    _noted(sheet, form_plan, filled)
    _marked(book, form_plan, place, filled)
    if filled.leftovers:
        _left(book, filled)
    return book


def _head(sheet: Worksheet, form_plan: Plan, place: Municipality, filled: Filled) -> None:
    from openpyxl.styles import PatternFill

    lines = (
        heading(form_plan),
        place.name,
        head_text(form_plan, is_copy=filled.is_copy),
    )
    for row, line in enumerate(lines, start=1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS))
        _put(sheet, row, 1, line, bold=row < HEAD - 1, size=13 if row == 1 else 11)
        sheet.row_dimensions[row].height = (
            _name_height(place) if row == HEAD_NAME else _height([(line, _WIDTH)], taller=row == 1)
        )
    for column, title in enumerate((*COLUMNS, *([REMARK] if filled.is_copy else ())), start=1):
        cell = _put(sheet, HEAD, column, title, bold=True, framed=True)
        cell.fill = PatternFill("solid", start_color="E7E6E6")
    sheet.row_dimensions[HEAD].height = 2 * _LINE


def _row(
    sheet: Worksheet,
    row: int,
    question: FormQuestion,
    row_title: RowTitle,
    form_plan: Plan,
    filled: Filled,
) -> None:
    from openpyxl.styles import PatternFill, Protection

    asked_text = question_text(question, row_title, form_plan)
    cells = {CODE: question.code, TITLE: asked_text, UNIT: question.unit}
    columns: list[tuple[str, int]] = []
    for column, (title, width) in enumerate(COLUMNS.items(), start=1):
        answer = filled.cells.get((question.code, title))
        text = cells.get(title, "" if answer is None else str(answer))
        cell = _put(sheet, row, column, text, framed=True)
        indent = _INDENT * row_title.depth if title == TITLE else 0
        cell.alignment = _alignment(indent)
        columns.append((text, width - _LETTERS_OF_INDENT * indent))
        if title in ANSWERED:
            cell.fill = PatternFill("solid", start_color=_YELLOW)
            cell.protection = Protection(locked=False)
        if title == VALUE:
            cell.number_format = "General" if question.yes_no else "#,##0"
            if answer is not None and type(answer.content) is int and answer.decimals is None:
                cell.value = answer.content
            elif not text:
                cell.value = None
        elif not text:
            cell.value = None
    if filled.is_copy:
        remark = "\n".join(note for (code, _), note in filled.notes.items() if code == question.code)
        cell = _put(sheet, row, _REMARK_COLUMN, remark, framed=True)
        cell.value = cell.value or None
        columns.append((remark, _REMARK_WIDTH))
    sheet.row_dimensions[row].height = _height(columns)


def _executor(sheet: Worksheet, row: int, filled: Filled) -> None:
    """Write the row where whoever fills the form signs; it answers no question."""
    from openpyxl.styles import PatternFill, Protection

    label_ends = _COLUMN[VALUE] - 1
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=label_ends)
    sheet.merge_cells(start_row=row, end_row=row, start_column=_COLUMN[VALUE], end_column=len(COLUMNS))
    _put(sheet, row, 1, EXECUTOR, bold=True)
    cell = _put(sheet, row, _COLUMN[VALUE], filled.executor)
    cell.value = cell.value or None
    cell.fill = PatternFill("solid", start_color=_YELLOW)
    cell.protection = Protection(locked=False)
    sheet.row_dimensions[row].height = max(2 * _LINE, _height([(filled.executor, _EXECUTOR_WIDTH)]))


def _remarked(sheet: Worksheet, executor_row: int, filled: Filled) -> int:
    """Write below what is said about the form as a whole, a row each; return how many rows that takes."""
    notes = [note for (code, _), note in filled.notes.items() if not code]
    lines = [f"{REMARK}: {line}" for note in notes for line in note.split("\n")]
    for row, line in enumerate(lines, start=executor_row + 1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_REMARK_COLUMN)
        _put(sheet, row, 1, line)
        sheet.row_dimensions[row].height = _height([(line, _WIDTH)])
    return len(lines)


def _left(book: Workbook, filled: Filled) -> None:
    """Write down what a clerk wrote beside the answers, so that it is not lost with his own file."""
    sheet: Any = book.create_sheet(LEFTOVERS)
    for row, (place, text) in enumerate((_LEFTOVER_HEAD, *filled.leftovers), start=1):
        for column, cell_text in enumerate((place, text), start=1):
            _put(sheet, row, column, cell_text, bold=row == 1, framed=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    text: str,
    *,
    bold: bool = False,
    framed: bool = False,
    size: int = 11,
) -> Any:
    """Write text in a cell, its font set by name: a program's own default may have no Cyrillic in bold."""
    from openpyxl.styles import Border, Font, Side

    cell: Any = sheet.cell(row, column)
    put_text(cell, text)
    cell.number_format = "@"
    cell.font = Font(name=_FONT, size=size, bold=bold)
    cell.alignment = _alignment()
    if framed:
        line = Side(style="thin", color="999999")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
    return cell


_INDENT = 2
"""How far a part is moved to the right of its whole, in the steps of spreadsheets."""
_LETTERS_OF_INDENT = 2


def _alignment(indent: int = 0) -> Alignment:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="center", horizontal="left" if indent else None, indent=indent)


_COLUMN = {title: column for column, title in enumerate(COLUMNS, start=1)}
"""The number of each column."""
_REMARK_COLUMN = len(COLUMNS) + 1
_REMARK_WIDTH = 40
_WIDTH = sum(COLUMNS.values())
_EXECUTOR_WIDTH = sum(COLUMNS[title] for title in ANSWERED)


def _name_height(place: Municipality) -> int:
    return _height([(place.name, _WIDTH)])


def _height(texts: Iterable[tuple[str, int]], *, taller: bool = False) -> int:
    """Compute the height of a row whose texts wrap in columns of these widths."""
    lines = max(_lines(text, width) for text, width in texts)
    # No row can be higher than 409 points.
    return min(lines * _LINE + (8 if taller else 4), 409)


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(Fraction(len(part) * 12, 10 * width))) for part in text.split("\n"))


def _validated(sheet: Worksheet, form_plan: Plan) -> None:
    """Let Excel itself say what is expected, and refuse what is no answer."""
    from openpyxl.worksheet.datavalidation import DataValidation

    why = DataValidation("list", formula1=_listed(REASONS), allow_blank=True)
    why.error, why.prompt = "Выберите причину из списка", "Только если «Значение» пусто: почему данных нет."
    rules = {("", False): why}
    by_kinds: dict[tuple[EvidenceKind, ...], DataValidation] = {}
    for row, question in enumerate(form_plan.questions, start=HEAD + 1):
        # Rows of one message share a rule.
        shown = (prompt(question, form_plan), question.takes_share)
        if shown not in rules:
            rules[shown] = _of_answer(question)
            rules[shown].prompt, _ = shown
        rules[shown].add(f"D{row}")
        why.add(f"E{row}")
        if question.evidence:
            by_kinds.setdefault(question.evidence, _of_documents(question.evidence)).add(f"F{row}")
    for rule in (*rules.values(), *by_kinds.values()):
        rule.errorTitle = rule.promptTitle = SHEET
        rule.showErrorMessage = rule.error is not None
        rule.showInputMessage = True
        sheet.add_data_validation(rule)


def _of_answer(question: FormQuestion) -> DataValidation:
    """Take what answers a question; where a share does, too, only ask whether no whole number was meant."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if question.yes_no:
        rule = DataValidation("list", formula1='"да,нет"', allow_blank=True)
        rule.error = "Ответьте «да» или «нет»"
        return rule
    rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    rule.error = "Напишите целое число не меньше нуля"
    if question.takes_share:
        rule.error += ". Известна лишь доля — оставьте её, со знаком: 10,5 %"
        rule.errorStyle = "warning"
    return rule


def _of_documents(kinds: Sequence[EvidenceKind]) -> DataValidation:
    """Offer the kinds of document; the number and the day are written behind, so anything is taken."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("list", formula1=_listed(choices(kinds)), allow_blank=True)
    rule.prompt = "Выберите вид документа и допишите его номер и дату. Нет документа — оставьте пустым."
    return rule


def _listed(words: Iterable[str]) -> str:
    """Write the words of a drop-down list as a formula."""
    return f'"{",".join(words)}"'


def _related(sheet: Worksheet, form_plan: Plan) -> None:
    """Let Excel show at once which answers do not agree."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    cells = {question.code: f"$D${row}" for row, question in enumerate(form_plan.questions, start=HEAD + 1)}
    rules = [(relation.left, relation.op, relation.right) for relation in form_plan.relations]
    rules += [
        ((question.code,), Op.LE, (whole,)) for question in form_plan.questions for whole in question.part_of
    ]
    for left, op, right in rules:
        related = [cells[code] for code in (*left, *right)]
        sides = ("+".join(cells[code] for code in side) for side in (left, right))
        broken = f"AND(COUNT({','.join(related)})={len(related)},{_BROKEN[op].join(sides)})"
        fill = PatternFill("solid", start_color=_BAD, end_color=_BAD)
        for cell in related:
            rule = Rule(type="expression", formula=[broken], dxf=DifferentialStyle(fill=fill))
            sheet.conditional_formatting.add(cell.replace("$", ""), rule)


_BROKEN = {Op.EQ: "<>", Op.LE: ">", Op.GE: "<"}


def _printed(sheet: Worksheet, last: int, *, is_copy: bool = False) -> None:
    """Set A4 landscape, freeze and repeat the head, protect the questions without a password."""
    from openpyxl.worksheet.properties import PageSetupProperties

    for letter, width in zip("ABCDEF", COLUMNS.values(), strict=True):
        sheet.column_dimensions[letter].width = width
    if is_copy:
        sheet.column_dimensions["G"].width = _REMARK_WIDTH
    sheet.freeze_panes = f"A{HEAD + 1}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.print_area = f"A1:{'G' if is_copy else 'F'}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False


def _noted(sheet: Worksheet, form_plan: Plan, filled: Filled) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    rows = {question.code: row for row, question in enumerate(form_plan.questions, start=HEAD + 1)}
    for (code, title), note in filled.notes.items():
        cell: Any = sheet.cell(rows.get(code, HEAD), _COLUMN.get(title, 1))
        cell.comment = Comment(readable(note), "rnms", width=360, height=120)
        cell.fill = PatternFill("solid", start_color=_BAD)


def municipality_mark(place: Municipality) -> str:
    """Write the id of a municipality as JSON, so that no sign of it is lost in a spreadsheet."""
    return json.dumps(place.id)


def marks(form_plan: Plan, place: Municipality) -> dict[str, str]:
    """List the marks of a form."""
    return {
        "version": str(VERSION),
        "region": json.dumps(form_plan.region),
        "municipality": municipality_mark(place),
        "period": str(form_plan.period),
        "questions": form_plan.fingerprint,
        "name": place.name,
    }


def _marked(book: Workbook, form_plan: Plan, place: Municipality, filled: Filled) -> None:
    sheet: Any = book.create_sheet(MARKS)
    sheet.sheet_state = "hidden"
    own_marks = marks(form_plan, place)
    if filled.is_copy:
        own_marks |= {"round": str(len(filled.replaces) + 1), REPLACES: " ".join(filled.replaces)}
    for row, (name, value) in enumerate(own_marks.items(), start=1):
        put_text(sheet.cell(row, 1), name)
        put_text(sheet.cell(row, 2), value)
        sheet.cell(row, 2).number_format = "@"


class _Template:
    """The form of a plan without the name and the id of a municipality, which its file gets alone.

    All forms of a round differ in these: making each with openpyxl takes ten times as long.
    """

    # Blanks at the ends make openpyxl mark them as text whose blanks count, as a name may have them.
    _NAME, _MARK = " rnms-name ", " rnms-municipality "

    def __init__(self, form_plan: Plan) -> None:
        book = _book(form_plan, Municipality(id="", name=self._NAME), Filled())
        hidden: Any = book[MARKS]
        [cell] = [mark for name, mark in hidden.iter_rows() if name.value == "municipality"]
        put_text(cell, self._MARK)
        self._parts = parts(packed(book))
        self._places = re.compile(f"{self._NAME}|{self._MARK}".encode())

    def __call__(self, place: Municipality) -> bytes:
        """Make the form of a municipality."""
        texts = {self._NAME: place.name, self._MARK: municipality_mark(place)}
        replacements = {token.encode(): _in_xml(text) for token, text in texts.items()}
        height = b"%d" % _name_height(place)
        changed = {}
        for name, data in self._parts.items():
            if self._places.search(data):
                filled = self._places.sub(lambda match: replacements[match[0]], data)
                changed[name] = _NAME_ROW.sub(rb"\g<1>" + height + rb"\g<2>", filled)
        return archived({**self._parts, **changed})


_NAME_ROW = re.compile(rb'(<row r="%d"[^>]*? ht=")[^"]*(")' % HEAD_NAME)


def _in_xml(text: str) -> bytes:
    """Write text for a part of XML, in ASCII, so that every sign of it stays."""
    escaped = "".join(_IN_XML.get(sign, sign) for sign in sheet_text(text))
    return escaped.encode("ascii", "xmlcharrefreplace")


_IN_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def _as_csv(form_plan: Plan) -> Callable[[Municipality], bytes]:
    return lambda place: _csv_of(form_plan, place)


def _csv_of(form_plan: Plan, place: Municipality) -> bytes:
    blank = [""] * len(ANSWERED)
    titles = row_titles(form_plan)
    rows = [[line, "", "", *blank] for line in request_lines(form_plan)]
    rows += [[*COLUMNS, DEMANDED]]
    rows += [
        [question.code, titles[question.code].text, question.unit, *blank, must_text(question, form_plan)]
        for question in form_plan.questions
    ]
    rows += [[EXECUTOR_CODE, EXECUTOR, "", *blank]]
    rows += [[f"{MARKS}.{name}", "", "", value, "", ""] for name, value in marks(form_plan, place).items()]
    return write_csv(rows)


_FORMATS: Mapping[str, Callable[[Plan], Callable[[Municipality], bytes]]] = {
    "xlsx": _Template,
    "csv": _as_csv,
}
