"""Text in cells of spreadsheets: on its way out never a formula, on its way in itself again.

Excel and LibreOffice compute a cell of CSV that begins with one of a few signs, quoted or not, and openpyxl
makes a formula of any text that begins with ``=``. For a program that parts cells by commas a quote behind a
semicolon is a letter, and so a part of a quoted text is a cell: each such part is looked at, too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rnms.errors import visible
from rnms.model.spelling import TURNS

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_COMPUTED = ("=", "+", "-", "@")
_PARTING = ",\t\r\n"
"""What may part a text into cells though it is quoted."""
_PARTED = re.compile(f"([{_PARTING}])")
_CALLED = re.compile(r"[(|!]")
"""Without one of these a part that begins with a sign of arithmetic is a number or text, such as « - да»."""
_BLANKS = re.compile(r"\s*")
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

    >>> csv_text("=1+1 район"), csv_text("Лесной район"), csv_text("а,=1+1")
    ("'=1+1 район", 'Лесной район', "а,'=1+1")
    """
    if visible(text[:1]).isalnum() and _PARTED.search(text) is None:
        return text
    first, *rest = _PARTED.split(text)
    mark = _MARK if _is_computed(text) else ""
    return f"{mark}{first}" + "".join(f"{_MARK}{part}" if _is_called(part) else part for part in rest)


def _is_computed(text: str) -> bool:
    """Tell whether a program would compute a cell; it passes over blanks, and over signs that nobody sees."""
    plain = unicodedata.normalize("NFKC", visible(text))
    blanks = _BLANKS.match(plain)
    begin = blanks.end() if blanks else 0
    return plain.startswith((*_COMPUTED, _MARK), begin) or _PARTED.search(plain, 0, begin) is not None


def _is_called(part: str) -> bool:
    """Tell whether a part of a text would be a formula in a cell of its own.

    Apostrophes and quotes before it do not count: a program that parts by commas takes a quote there for the
    first of a cell.
    """
    if part in _PARTING:
        # Nothing, or what parts two others: a text may be of these alone.
        return False
    plain = unicodedata.normalize("NFKC", visible(part)).lstrip()
    while plain.startswith((_MARK, '"')):
        plain = plain.lstrip(f'{_MARK}"').lstrip()
    return plain.startswith(("=", "@")) or (plain.startswith(_COMPUTED) and _CALLED.search(plain) is not None)


def text_of_csv(cell: str) -> str:
    """Read what :func:`csv_text` wrote.

    >>> text_of_csv("'=1+1 район")
    '=1+1 район'
    """
    if _MARK not in cell:
        return cell
    first, *rest = _PARTED.split(cell)
    unmarked = "".join(part[1:] if part.startswith(_MARK) and _is_called(part[1:]) else part for part in rest)
    for text in (f"{first.removeprefix(_MARK)}{unmarked}", f"{first}{unmarked}"):
        if csv_text(text) == cell:
            return text
    return cell
