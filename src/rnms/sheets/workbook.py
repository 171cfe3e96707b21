"""Workbooks, read with suspicion and written reproducibly; the one home of openpyxl.

Links are not followed, formulas are never computed.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rnms.errors import DataError, MissingExtraError, extra
from rnms.issues import message
from rnms.model.limits import Limits
from rnms.sheets.archive import without_clock
from rnms.sheets.calamine import Calamine, CrashError, ReadSheet, TooManyError, UnreadError, is_installed
from rnms.sheets.marks import SheetMarks
from rnms.sheets.opendocument import marks_of
from rnms.sheets.package import inspected, is_binary
from rnms.sheets.safety import OLE, Upload, check_size, contents, file_name, refused
from rnms.sheets.values import Content, Sheet, put

if TYPE_CHECKING:
    from openpyxl import Workbook


def read_workbook(path: Path | Upload, limits: Limits, calamine: Calamine | None = None) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook: XLSX, XLSM, XLSB, XLS or ODS.

    What calamine reads is read by it; without calamine openpyxl reads XLSX and XLSM.

    >>> import tempfile, openpyxl
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     openpyxl.Workbook().save(f"{folder}/пусто.xlsx")
    ...     len(read_workbook(Path(folder, "пусто.xlsx"), Limits()))
    1

    Args:
        path: The file.
        limits: How large it may be.
        calamine: The process that reads, where several files are read one after another.

    Raises:
        DataError: If it is no workbook, or one that is not safe or not small enough to read.
        MissingExtraError: If what reads such a file is not installed.
        OSError: If the file cannot be read.
    """
    if calamine is None:
        with Calamine() as own:
            return read_workbook(path, limits, own)
    try:
        return _read_sheets(path, limits, calamine)
    except (DataError, MissingExtraError, OSError):
        raise
    except Exception as error:  # a file that nobody thought of costs itself alone
        fault = message("file.unreadable/error", error=type(error).__name__)
        raise refused(file_name(path), "file.unreadable", fault) from error


def _read_sheets(path: Path | Upload, limits: Limits, calamine: Calamine) -> tuple[Sheet, ...]:
    data, file, ending = contents(path, limits), file_name(path), path.suffix.casefold()
    if ending in _LEADS:
        read_sheets, marks = _read_foreign(data, file, ending, limits, calamine)
    elif is_binary(data):
        marks = inspected(data, file, limits, macros=ending != ".xlsx").marks
        read_sheets = _asked(data, file, limits, calamine)
    else:
        # An XLSX is one, too, that is named «.xlsb».
        if is_installed():
            calamine.ask(data, limits)  # while the parts are looked at here
        package = inspected(data, file, limits, macros=ending == ".xlsm")
        if is_installed() and package.data is not data:
            calamine.ask(package.data, limits)
        read_sheets, marks = _read_xlsx(package.data, file, limits, calamine), package.marks
    _check_merged(read_sheets, file, limits)
    return tuple(_checked(sheet, marks.get(sheet.name, SheetMarks()), file, limits) for sheet in read_sheets)


def _check_merged(sheets: Sequence[ReadSheet], file: str, limits: Limits) -> None:
    """Refuse merged cells that would be filled until there are too many."""
    cells = sum(
        (abs(bottom - top) + 1) * (abs(right - left) + 1)
        for sheet in sheets
        for top, left, bottom, right in sheet.merged
    )
    if cells > limits.cells:
        raise refused(file, "file.too-large", message("file.too-large/cells", met=cells, most=limits.cells))


def _checked(read_sheet: ReadSheet, marks: SheetMarks, file: str, limits: Limits) -> Sheet:
    sheet = _sheet(read_sheet, marks, file)
    check_size(sheet, limits, longest=None if marks.broken else read_sheet.longest)
    return sheet


def _read_xlsx(data: bytes, file: str, limits: Limits, calamine: Calamine) -> Sequence[ReadSheet]:
    if is_installed():
        with contextlib.suppress(UnreadError):  # openpyxl reads a few that calamine does not
            return _answered(calamine, file, limits)
    return tuple(_of_openpyxl(data, file))


_LEADS = {".ods": b"PK", ".xls": OLE}
"""How files of these endings begin."""


def _read_foreign(
    data: bytes, file: str, ending: str, limits: Limits, calamine: Calamine
) -> tuple[Sequence[ReadSheet], Mapping[str, SheetMarks]]:
    if not data.startswith(_LEADS[ending]):
        raise refused(file, "file.kind", message("file.kind/spoilt"))
    marks = marks_of(data, file, limits) if ending == ".ods" else {}
    return _asked(data, file, limits, calamine), marks


def _asked(data: bytes, file: str, limits: Limits, calamine: Calamine) -> Sequence[ReadSheet]:
    """Let calamine read what nothing else does."""
    with extra("calamine"):
        import python_calamine  # noqa: F401  # that it is there
    calamine.ask(data, limits)
    try:
        return _answered(calamine, file, limits)
    except UnreadError as error:
        kind = "file.kind/password" if str(error) == "PasswordError" else "file.kind/spoilt"
        raise refused(file, "file.kind", message(kind)) from None


def _answered(calamine: Calamine, file: str, limits: Limits) -> Sequence[ReadSheet]:
    try:
        return calamine.sheets()
    except TooManyError as error:
        what, number = error.args
        most = {"cells": limits.cells, "sheets": limits.sheets}[what]
        fault = message(f"file.too-large/{what}", met=number, most=most)
        raise refused(file, "file.too-large", fault) from None
    except CrashError:
        raise refused(file, "file.too-large", message("file.too-large/crash")) from None


def _of_openpyxl(data: bytes, file: str) -> Iterator[ReadSheet]:
    with extra("xlsx"):
        import openpyxl
    try:
        with warnings.catch_warnings():
            # Of extensions that it drops, such as pictures; none of them is data.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # a spoilt file fails in openpyxl in a hundred ways
        raise refused(file, "file.unreadable") from error
    for sheet in book.worksheets:
        rows: list[list[Content | float]] = []
        # The rows of a sheet, empty ones too, may be millions; only what is there is looked at.
        for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001
            content = None if cell.data_type == "e" else _content(cell.value)
            if content is not None:
                put(rows, row, column, content)
        yield ReadSheet(
            name=sheet.title,
            hidden=sheet.sheet_state != "visible",
            rows=rows,
            longest=max((len(text) for row in rows for text in row if isinstance(text, str)), default=0),
            merged=tuple(
                (area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges
            ),
        )


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _content(value: Any) -> Content | float:
    match value:
        case dt.datetime() if value.time() == dt.time():
            return value.date()
        case str():
            return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
        case None | bool() | int() | float() | dt.date() | dt.time():
            return value
    return str(value)


def _sheet(sheet: ReadSheet, marks: SheetMarks, file: str) -> Sheet:
    rows = sheet.rows
    if marks.broken:
        rows = changed = list(map(list, rows))
        for (row, column), fault in marks.broken.items():
            put(changed, row, column, fault)
    return Sheet(
        file=file,
        name=sheet.name,
        rows=rows,
        decimals=marks.decimals,
        merged=sheet.merged,
        hidden=sheet.hidden,
        hidden_rows=marks.hidden_rows,
        hidden_columns=marks.hidden_columns,
    )


_EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook keeps days without a zone


def packed(book: Workbook, *, creator: str = "rnms", day: dt.datetime = _EPOCH) -> bytes:
    """Write the file of a workbook: the same bytes for the same workbook, whenever it is written.

    >>> import openpyxl
    >>> packed(openpyxl.Workbook()) == packed(openpyxl.Workbook())
    True
    """
    book.properties.creator = creator
    book.properties.created = day
    file = io.BytesIO()
    book.save(file)
    return without_clock(file.getvalue(), {"docProps/core.xml": _properties(book.properties, day)})


def _properties(properties: object, day: dt.datetime) -> bytes:
    """Write the properties of the document; saving it wrote the time of saving there."""
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.xml.functions import tostring

    assert isinstance(properties, DocumentProperties)  # noqa: S101  # openpyxl's stubs leave it open
    properties.modified = day
    xml: str | bytes = tostring(properties.to_tree())
    return xml.encode() if isinstance(xml, str) else xml
