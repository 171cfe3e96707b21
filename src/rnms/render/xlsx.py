"""The report as a workbook: numbers are numbers, codes are texts, no text is a formula."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, cast

from rnms.errors import extra
from rnms.indicators.counts import Scale
from rnms.render.notes import day_of
from rnms.render.sections import Amount, Cell, Code, Section, written
from rnms.render.sheets import sheets
from rnms.results.report import Report
from rnms.sheets.cells import put_text
from rnms.sheets.workbook import packed

if TYPE_CHECKING:
    import openpyxl.cell
    from openpyxl.worksheet.worksheet import Worksheet

_FONT = "Calibri"
_MM_OF_A_LETTER = 2
_LINE = 15
"""The height of a line of text, in points."""
_MOST_LINES = 12


def workbook(report: Report, *, who: bool = False, lang: str = "ru") -> bytes:
    """Make a workbook with a sheet for each table.

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    with extra("xlsx"):
        import openpyxl
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for section in sheets(report, lang, who=who):
        _fill(book.create_sheet(section.title), section, lang)
    return packed(book, creator=f"rnms {report.version}", day=day_of(report))


def _fill(sheet: Worksheet, section: Section, lang: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    # Made once: a style made for every cell takes most of the time of a large workbook.
    edge = Border(bottom=Side(style="thin", color="B8BEC6"))
    head, body = Font(name=_FONT, size=11, bold=True), Font(name=_FONT, size=11)
    left, right = (Alignment(side, "top", indent=1, wrap_text=True) for side in ("left", "right"))
    shade = PatternFill("solid", start_color="E8ECF1")
    widths = [max(8, column.width / _MM_OF_A_LETTER) for column in section.columns]
    titles: tuple[Cell, ...] = tuple(column.title for column in section.columns)
    for number, row in enumerate((titles, *section.rows), start=1):
        for column_index, content in enumerate(row, start=1):
            cell = cast("openpyxl.cell.Cell", sheet.cell(number, column_index))
            _put(cell, content, lang)
            cell.font = head if number == 1 else body
            cell.alignment = right if isinstance(content, Amount) else left
            cell.border = edge
            if number == 1:
                cell.fill = shade
        sheet.row_dimensions[number].height = _LINE * _lines(row, widths, lang)
    for column_index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column_index)].width = width
    _set_up(sheet)


def _put(cell: openpyxl.cell.Cell, content: Cell, lang: str) -> None:
    match content:
        case Amount(value=value, scale=scale):
            value = value * 100 if scale is Scale.PERCENTAGE_POINTS else value
            cell.value = int(value) if value.denominator == 1 else float(value)
            cell.number_format = _format(content)
        case dt.date():
            cell.value = content
            cell.number_format = "DD.MM.YYYY"
        case "":
            pass
        case _:
            put_text(cell, written(content, lang))
            cell.number_format = "@" if isinstance(content, Code) else "General"


def _format(amount: Amount) -> str:
    """Tell how a number is shown: a share in percent, as near to its norm as it needs."""
    decimals = f".{'0' * amount.digits}"
    if amount.scale is Scale.PERCENT:
        return f"0{decimals}%"
    if amount.scale is Scale.PERCENTAGE_POINTS:
        return f"0{decimals}"
    return "#,##0" if amount.value.denominator == 1 else f"#,##0{decimals}"


def _lines(row: tuple[Cell, ...], widths: list[float], lang: str) -> int:
    """Count how many lines the longest cell takes; LibreOffice does not find the height by itself."""
    texts = [written(cell, lang) for cell in row]
    heights = (math.ceil(len(text) * 1.1 / width) for text, width in zip(texts, widths, strict=True))
    return min(_MOST_LINES, max(1, *heights))


def _set_up(sheet: Worksheet) -> None:
    """Make a frozen head that repeats in print, a filter, A4 across."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
