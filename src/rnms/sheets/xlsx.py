"""Excel workbooks, read with suspicion and written reproducibly; the one home of openpyxl.

Links are not followed, formulas are never computed.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rnms.errors import extra
from rnms.issues import message
from rnms.sheets.archive import without_clock
from rnms.sheets.safety import Limits, check_size, contents, file_name, inspected, refused
from rnms.sheets.values import Broken, Cell, Content, Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook


def read_xlsx(path: Path, limits: Limits) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook.

    >>> import tempfile, openpyxl
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     openpyxl.Workbook().save(f"{folder}/пусто.xlsx")
    ...     len(read_xlsx(Path(folder, "пусто.xlsx"), Limits()))
    1

    Raises:
        DataError: If it is no workbook, or one that is not safe or not small enough to read.
        MissingExtraError: If openpyxl or defusedxml is not installed.
        OSError: If the file cannot be read.
    """
    data = contents(path, limits)
    has_formulas = inspected(data, file_name(path), limits)
    computed_book = _loaded(data, file_name(path), computed=True)
    formulas = _loaded(data, file_name(path), computed=False) if has_formulas else None
    return tuple(_sheets(computed_book, formulas, file_name(path), limits))


def _loaded(data: bytes, file: str, *, computed: bool) -> Workbook:
    with extra("xlsx"):
        import openpyxl
    try:
        with warnings.catch_warnings():
            # Of extensions that it drops, such as pictures; none of them is data.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=computed, keep_links=False)
    except Exception as error:  # a spoilt file fails in openpyxl in a hundred ways
        raise refused(file, "file.unreadable") from error


def _sheets(computed_book: Workbook, formulas: Workbook | None, file: str, limits: Limits) -> Iterator[Sheet]:
    for index, sheet in enumerate(computed_book.worksheets):
        source = None if formulas is None else formulas.worksheets[index]
        cells = {}
        # The rows of a sheet, empty ones too, may be millions; only what is there is looked at.
        for (row, column), cell in sheet._cells.items():  # noqa: SLF001
            formula = None if source is None else source._cells.get((row, column))  # noqa: SLF001
            value = _cell(cell, formula)
            if value.content is not None:
                cells[row, column] = value
        read_sheet = Sheet(
            file=file,
            name=sheet.title,
            cells=cells,
            merged=tuple(_corners(merged_range) for merged_range in sheet.merged_cells.ranges),
            hidden=sheet.sheet_state != "visible",
        )
        check_size(read_sheet, limits)
        yield read_sheet


def _corners(area: Any) -> tuple[int, int, int, int]:
    return area.min_row, area.min_col, area.max_row, area.max_col


def _cell(cell: Any, formula: Any) -> Cell:
    if formula is not None and formula.data_type == "f" and cell.value is None:
        fault = message("cell.not-computed")
        return Cell(Broken("cell.not-computed", fault, _formula(formula.value)))
    if cell.data_type == "e":
        fault = message("cell.error/in-excel", error=str(cell.value))
        return Cell(Broken("cell.error", fault, str(cell.value)))
    content = _content(cell.value)
    is_number = isinstance(content, int | Fraction) and not isinstance(content, bool)
    return Cell(content, _decimals(str(cell.number_format)) if is_number else None)


def _formula(value: Any) -> str:
    return str(getattr(value, "text", value))


def _content(value: Any) -> Content:
    match value:
        case float():
            try:
                return int(value) if value.is_integer() else Fraction(repr(value))
            except (ValueError, OverflowError):
                return Broken("cell.number", message("cell.number", given=f"«{value}»"), str(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date()
        case None | bool() | int() | str() | dt.date() | dt.time():
            return value
    return str(value)


_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def _decimals(number_format: str) -> int | None:
    """Count the decimals that a format in percent shows; ``None`` for any other format."""
    format_code = _QUOTED.sub("", number_format.partition(";")[0])
    if "%" not in format_code:
        return None
    match = re.search(r"\.([0#?]+)", format_code)
    return len(match[1]) if match else 0


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
