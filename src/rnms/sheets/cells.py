"""Text in cells of spreadsheets: on its way out never a formula, on its way in itself again.

Excel and LibreOffice compute a cell of CSV that begins with one of a few signs, quoted or not, and openpyxl
makes a formula of any text that begins with ``=``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rnms.errors import visible
from rnms.model.spelling import TURNS

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK = "'"
_NO_TEXT = re.compile(f"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{TURNS}]")
"""What no XML can hold: control characters, halves of surrogate pairs, two that are no characters.

And what turns the letters about that follow, so that a page says another thing than its file.
"""


_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def readable(text: str) -> str:
    """Strip a text of what XML and HTML cannot hold, or would show turned about; a sign stands in its place.

    >>> readable("№ 5" + chr(0)) == readable("№ 5" + chr(0x202E)) == "№ 5" + chr(0xFFFD)
    True
    """
    return _NO_TEXT.sub("\ufffd", text)


def sheet_text(text: str) -> str:
    """Write text as a cell of a workbook holds it: of «_x0041_» programs make a letter, unless told not to.

    >>> sheet_text("_x0041_")
    '_x005F_x0041_'
    """
    return _CODED.sub("_x005F_", readable(text))


def put_text(cell: Cell, text: str) -> None:
    """Write text into a cell of a workbook, as text whatever it begins with.

    >>> import openpyxl
    >>> cell = openpyxl.Workbook().active["A1"]
    >>> put_text(cell, "=1+1")
    >>> cell.value, cell.data_type
    ('=1+1', 's')
    """
    cell.value = sheet_text(text)
    cell.data_type = "s"


def csv_text(text: str) -> str:
    """Write text for a cell of CSV; what a program would compute gets an apostrophe before it.

    >>> csv_text("=1+1 район"), csv_text("Лесной район")
    ("'=1+1 район", 'Лесной район')
    """
    # A program passes over signs that nobody sees, and over blanks.
    return f"{_MARK}{text}" if visible(text).lstrip(" \u00a0").startswith((*_COMPUTED, _MARK)) else text


def text_of_csv(cell: str) -> str:
    """Read what :func:`csv_text` wrote.

    >>> text_of_csv("'=1+1 район")
    '=1+1 район'
    """
    return cell[1:] if cell.startswith(_MARK) and csv_text(cell[1:]) == cell else cell
