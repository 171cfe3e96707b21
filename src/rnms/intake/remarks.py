"""A copy of a register with what is wrong beside each row, for whoever keeps the register."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rnms.errors import extra
from rnms.intake.confirmed import HEADS, NAMES, Confirmation
from rnms.intake.rows import Fault
from rnms.model.limits import Limits
from rnms.render.messages import message_sentence
from rnms.sheets.area import Area
from rnms.sheets.cells import put_text
from rnms.sheets.package import inspected
from rnms.sheets.safety import Upload, contents, file_name, source_of
from rnms.sheets.values import letters_of
from rnms.sheets.workbook import packed

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

REMARK = "Замечание"
WORDS = "Слова"
_WORD_HEADS = ("Столбец", "Слово", "Строк", "Где впервые")
_BAD = "F8CBAD"
"""The colour of what is wrong."""


def copy_with_remarks(
    register: str | Path | bytes | Upload,
    faults: Iterable[Fault],
    limits: Limits | None = None,
    *,
    confirmed: Iterable[Confirmation] = (),
) -> bytes:
    """Write a workbook: the register with a column «Замечание», and unknown words with how often they stand.

    Names that are nobody's stand on a sheet of their own, to be confirmed; those that were stay there.

    A workbook of XML keeps its styles; of any other file the cells are copied.

    Raises:
        DataError: If the register is not safe to open.
        MissingExtraError: If openpyxl is not installed.
        OSError: If it cannot be read.
    """
    file = source_of(register)
    name = file_name(file)
    own = [fault for fault in faults if fault.area.sheet.file == name]
    by_area: dict[int, list[Fault]] = {}
    for fault in own:
        by_area.setdefault(id(fault.area), []).append(fault)
    if file.suffix.casefold() in {".xlsx", ".xlsm"}:
        book = _opened(contents(file, limits or Limits()), name, limits or Limits())
    else:
        book = _copied(faults_of_one[0].area for faults_of_one in by_area.values())
    for faults_of_one in by_area.values():
        area = faults_of_one[0].area
        _put_remarks(book[area.sheet.name or "CSV"], area, faults_of_one)
    words = [fault for fault in own if fault.code != "intake.name"]
    _put_rows(book, WORDS, _WORD_HEADS, _word_rows(words))
    names = [fault for fault in own if fault.code == "intake.name"]
    _put_rows(book, NAMES, HEADS, [*_confirmed_rows(confirmed), *_name_rows(names)])
    return packed(book)


def _opened(data: bytes, name: str, limits: Limits) -> Workbook:
    with extra("xlsx"):
        import openpyxl
    return openpyxl.load_workbook(
        io.BytesIO(inspected(data, name, limits, macros=True).data), keep_links=False
    )


def _copied(areas: Iterable[Area]) -> Workbook:
    with extra("xlsx"):
        import openpyxl
    book = openpyxl.Workbook()
    empty = book.worksheets[0]
    for area in areas:
        sheet: Worksheet = book.create_sheet(area.sheet.name or "CSV")
        for row in range(1, area.sheet.last_row + 1):
            for column, cell in enumerate(area.sheet.row(row), 1):
                if str(cell):
                    put_text(sheet.cell(row, column), str(cell))  # type: ignore[arg-type]
    if len(book.worksheets) > 1:
        book.remove(empty)
    return book


def _put_remarks(sheet: Worksheet, area: Area, faults: Iterable[Fault]) -> None:
    from openpyxl.styles import Alignment, PatternFill

    fill = PatternFill("solid", fgColor=_BAD)
    last = area.sheet.last_column + 1
    put_text(sheet.cell(area.head[1], last), REMARK)  # type: ignore[arg-type]
    sheet.column_dimensions[letters_of(last)].width = 60
    by_row: dict[int, list[str]] = {}
    for fault in faults:
        title = area.titles.get(fault.column, letters_of(fault.column))
        by_row.setdefault(fault.row, []).append(f"{title}: {message_sentence(fault.message)}")
        cell = sheet.cell(fault.row, fault.column)
        # What is merged into another cell has no look of its own.
        if hasattr(cell, "column_letter"):
            cell.fill = fill
    for row, remarks in by_row.items():
        cell = sheet.cell(row, last)
        put_text(cell, "\n".join(dict.fromkeys(remarks)))  # type: ignore[arg-type]
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _put_rows(book: Workbook, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a sheet of rows below their titles, where there are any."""
    if not rows:
        return
    sheet: Worksheet = book.create_sheet(name)
    for number, row in enumerate([heads, *rows], 1):
        for column, value in enumerate(row, 1):
            put_text(sheet.cell(number, column), value)  # type: ignore[arg-type]
    for letters, width in zip("ABCDEF", (30, 50, 8, 40, 50, 14), strict=True):
        sheet.column_dimensions[letters].width = width


def _word_rows(faults: Iterable[Fault]) -> list[tuple[str, ...]]:
    """List the words that the mapping does not know, the most frequent first."""
    rows = [
        (title, word, str(len(group)), group[0].place) for (title, word), group in _by_word(faults).items()
    ]
    return sorted(rows, key=lambda row: -int(row[2]))


def _name_rows(faults: Iterable[Fault]) -> list[tuple[str, ...]]:
    """List the names that are nobody's, the most frequent first, with each of the nearest a row."""
    groups = sorted(_by_word(faults).items(), key=lambda item: -len(item[1]))
    return [
        (title, word, str(len(group)), group[0].place, near, "")
        for (title, word), group in groups
        for near in group[0].near or ("",)
    ]


def _confirmed_rows(confirmed: Iterable[Confirmation]) -> list[tuple[str, ...]]:
    return [(told.column, told.word, "", "", told.name, "да") for told in confirmed]


def _by_word(faults: Iterable[Fault]) -> Mapping[tuple[str, str], list[Fault]]:
    words: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        if fault.word:
            title = fault.area.titles.get(fault.column, letters_of(fault.column))
            words.setdefault((title, fault.word), []).append(fault)
    return words
