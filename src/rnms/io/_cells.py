"""Text in cells of spreadsheets: on its way out never a formula, on its way in itself again.

Excel and LibreOffice compute a cell of CSV that begins with one of a few signs, quoted or not, and openpyxl
makes a formula of any text that begins with ``=``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK = "'"
_CONTROL = [code for code in range(32) if chr(code) not in "\t\n\r"]
_FORBIDDEN = dict.fromkeys([*_CONTROL, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")
"""Control characters, halves of surrogate pairs and non-characters, which no XML can hold."""


def put_text(cell: Cell, text: str) -> None:
    """Write text into a cell of a workbook, as text whatever it begins with."""
    cell.value = xml_text(text)
    cell.data_type = "s"


def xml_text(text: str) -> str:
    """Replace what no XML can hold."""
    return text.translate(_FORBIDDEN)


def csv_text(text: str) -> str:
    """Write text for a cell of CSV; what a program would compute gets an apostrophe before it.

    >>> csv_text("=1+1 район"), csv_text("Лесной район")
    ("'=1+1 район", 'Лесной район')
    """
    return f"{_MARK}{text}" if text.startswith((*_COMPUTED, _MARK)) else text


def text_of_csv(cell: str) -> str:
    """Read what :func:`csv_text` wrote.

    >>> text_of_csv("'=1+1 район")
    '=1+1 район'
    """
    return cell[1:] if cell.startswith(_MARK) and cell[1:].startswith((*_COMPUTED, _MARK)) else cell
