"""The report as a workbook: numbers are numbers, codes are texts, no text is a formula."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from rnms._version import __version__
from rnms.errors import extra
from rnms.indicators.counts import Scale
from rnms.render.notes import day_of
from rnms.render.printed import Print
from rnms.render.sections import Amount, Cell, Code, Section, written
from rnms.render.sheets import front, lists, sheets
from rnms.render.texts import TEXTS
from rnms.results.report import Report
from rnms.sheets.cells import put_text
from rnms.sheets.workbook import packed

if TYPE_CHECKING:
    import openpyxl.cell
    from openpyxl import Workbook
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.worksheet import Worksheet

_FONT = "Arial"
"""What office programs everywhere have, or have another of the same measures for."""
_MM_OF_A_LETTER = 2
_BODY, _TITLE = 10, 14
"""The sizes of text and of the title of the first sheet, in points."""
_LINE, _LEADING, _TALLEST = 13, 3, 400
"""The heights of a line of text, of what is above and below it, and of the tallest row, in points."""
_PAGE, _WIDEST = 130, 150
"""How wide the first sheet and the widest column are, in letters."""
_BREADTH, _INDENT, _LONGEST_WORD = 1.1, 2, 30
"""How broad a letter may be beside a digit, by which Excel measures; the space at its sides; a long word."""


def workbook(report: Report, *, who: bool = False, lang: str = "ru") -> bytes:
    """Make a workbook with a sheet for each table.

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    book = _empty_book()
    page = Print.of(report, lang)
    first = book.create_sheet(TEXTS[lang].sheets.titles["front"])
    # The first sheet is written last: it may cite lists, which are numbered as the tables cite them.
    tables = [*sheets(report, page, who=who)]
    _fill_front(first, *front(report, page))
    for section in (*tables, *([lists(page)] if page.lists else [])):
        _fill(book.create_sheet(section.title), section, lang)
    return packed(book, creator=f"rnms {report.version}", day=day_of(report))


def workbook_of(
    title: str, lines: Sequence[str], tables: Iterable[Section], *, day: dt.datetime, lang: str
) -> bytes:
    """Make a workbook of a first sheet that is read as a page, and a sheet for each table.

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    book = _empty_book()
    _fill_front(book.create_sheet(TEXTS[lang].sheets.titles["front"]), title, lines)
    for section in tables:
        _fill(book.create_sheet(section.title), section, lang)
    return packed(book, creator=f"rnms {__version__}", day=day)


def _empty_book() -> Workbook:
    """Make a workbook without sheets whose columns are measured by our font."""
    with extra("xlsx"):
        import openpyxl
        from openpyxl.styles import Font
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    # Columns are as wide as digits of this style; openpyxl leads to it no other way, its stubs by none.
    styles: Any = book._named_styles  # type: ignore[attr-defined]  # noqa: SLF001
    styles["Normal"].font = Font(name=_FONT, size=_BODY)
    return book


def _fill_front(sheet: Worksheet, title: str, lines: Sequence[str]) -> None:
    """Write a sheet that is read as a page: its title, then a paragraph a row."""
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = _PAGE
    for number, line in enumerate((title, *lines), start=1):
        size = _TITLE if number == 1 else _BODY
        cell = cast("openpyxl.cell.Cell", sheet.cell(number, 1))
        put_text(cell, line)
        cell.font = Font(name=_FONT, size=size, bold=number == 1)
        cell.alignment = Alignment("left", "top", wrap_text=True)
        room = _PAGE * _BODY / size
        sheet.row_dimensions[number].height = _LINE * size / _BODY * _lines_of(line, room) + _LEADING
    _set_page(sheet)


def _fill(sheet: Worksheet, section: Section, lang: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    # Made once: a style made for every cell takes most of the time of a large workbook.
    edge = Border(bottom=Side(style="thin", color="B8BEC6"))
    head, body = Font(name=_FONT, size=_BODY, bold=True), Font(name=_FONT, size=_BODY)
    left, right = (Alignment(side, "top", indent=1, wrap_text=True) for side in ("left", "right"))
    shade = PatternFill("solid", start_color="E8ECF1")
    titles: tuple[Cell, ...] = tuple(column.title for column in section.columns)
    rows = (titles, *section.rows)
    texts = [[written(cell, lang) for cell in row] for row in rows]
    widths = _widths(section, texts)
    for number, row in enumerate(rows, start=1):
        for column_index, content in enumerate(row, start=1):
            cell = cast("openpyxl.cell.Cell", sheet.cell(number, column_index))
            _put(cell, content, lang)
            cell.font = head if number == 1 else body
            cell.alignment = right if isinstance(content, Amount) else left
            cell.border = edge
            if number == 1:
                cell.fill = shade
        heights = map(_lines_of, texts[number - 1], widths)
        sheet.row_dimensions[number].height = min(_LINE * max(1, *heights) + _LEADING, _TALLEST)
    for column_index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column_index)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    printed = sum(column.is_printed for column in section.columns)
    sheet.print_area = f"A1:{get_column_letter(printed)}{len(rows)}"
    _set_page(sheet)


def _widths(section: Section, texts: Sequence[Sequence[str]]) -> list[float]:
    """Find the widths of columns, in letters: no word breaks, and no cell is taller than a row may be."""
    widths = []
    for index, column in enumerate(section.columns):
        cells = [row[index] for row in texts]
        width = max(8.0, column.width / _MM_OF_A_LETTER, *(_longest_word(cell) for cell in cells))
        while width < _WIDEST and max(_lines_of(cell, width) for cell in cells) * _LINE > _TALLEST:
            width *= 1.25
        widths.append(min(width, _WIDEST))
    return widths


def _longest_word(text: str) -> float:
    longest = max((len(word) for word in text.split()), default=0)
    return min(longest, _LONGEST_WORD) * _BREADTH + _INDENT


def _lines_of(text: str, width: float) -> int:
    """Count the lines that a text takes in a column; LibreOffice does not find the height by itself."""
    room = max(1, int((width - _INDENT) / _BREADTH))
    return sum(max(1, len(textwrap.wrap(line, room))) for line in text.splitlines() or [""])


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


def _set_page(sheet: Worksheet) -> None:
    """Lay the page A4 across, as wide as the sheet, its number and name at the foot."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = _margins()
    foot: Any = sheet.oddFooter
    foot.left.text, foot.right.text = "&A", "&P / &N"


def _margins() -> PageMargins:
    from openpyxl.worksheet.page import PageMargins

    return PageMargins(left=0.6, right=0.4, top=0.6, bottom=0.6, header=0.3, footer=0.3)
