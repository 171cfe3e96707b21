"""What the cells of a table hold, whichever program wrote them."""

from __future__ import annotations

import datetime as dt
import functools
import math
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import attrs

from rnms.issues import Message


@attrs.frozen
class Broken:
    """A cell that holds no value: a formula without result, an error of a formula.

    Attributes:
        code: The code of the issue.
        message: What is wrong.
        shown: What stands there.
    """

    code: str
    message: Message
    shown: str


Content = None | bool | int | Fraction | str | dt.date | dt.time | Broken


@attrs.frozen
class Cell:
    """A cell, whichever program wrote it.

    >>> str(Cell(Fraction(21, 200), decimals=1)), Cell("н/д").is_blank
    ('10,5 %', True)

    Attributes:
        content: What it holds.
        decimals: Of a number shown in percent, how many decimals are shown; ``None`` for any other.
    """

    content: Content = None
    decimals: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was reported: empty, a dash, «н/д»; 0 is zero."""
        return self.content is None or (isinstance(self.content, str) and normal(self.content) in _NOTHING)

    def __str__(self) -> str:
        """Write what a person sees in it."""
        match self.content:
            case None:
                return ""
            case bool():
                return "да" if self.content else "нет"
            case int() | Fraction() if self.decimals is not None:
                return f"{decimal(self.content * 100, self.decimals)} %"
            case Fraction():
                return number(self.content)
            case Broken():
                return self.content.shown
            case dt.datetime():
                return f"{self.content:%d.%m.%Y %H:%M:%S}"
            case dt.date():
                return f"{self.content:%d.%m.%Y}"
        return str(self.content)


BLANK = Cell()
_NOTHING = {"", "-", "–", "—", "−", "н/д", "н.д.", "нет данных"}


@attrs.frozen(kw_only=True)
class Sheet:
    """A sheet of cells, from row 1 and column 1 on; those that hold nothing are left out.

    >>> Sheet(file="форма.xlsx", name="Форма", cells={(5, 4): Cell("да")}).place(5, 4)
    'форма.xlsx[Форма!D5]'

    Attributes:
        file: Name of the file.
        name: Its own name; empty in a file that has but one.
        cells: By row and column.
        merged: First row, first column, last row, last column of merged cells.
        hidden: Whether people do not see it.
    """

    file: str
    name: str = ""
    cells: Mapping[tuple[int, int], Cell] = attrs.field(repr=False)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False

    def at(self, row: int, column: int) -> Cell:
        """Find a cell; of merged ones, what stands in the first."""
        return self.cells.get((row, column), BLANK)

    def filled(self) -> Sheet:
        """Make the same sheet with merged cells filled from the first of them."""
        cells = dict(self.cells)
        for top, left, bottom, right in self.merged:
            first = self.at(top, left)
            if first is not BLANK:
                places = product(range(top, bottom + 1), range(left, right + 1))
                cells.update(dict.fromkeys(places, first))
        return attrs.evolve(self, cells=cells, merged=())

    @functools.cached_property
    def last_row(self) -> int:
        """The last row that holds anything."""
        return max((row for row, _ in self.cells), default=0)

    @functools.cached_property
    def last_column(self) -> int:
        """The last column that holds anything."""
        return max((column for _, column in self.cells), default=0)

    def place(self, row: int = 0, column: int = 0) -> str:
        """Tell people where a cell is: ``форма.xlsx[Форма!D5]``; without a cell, the sheet."""
        cell = address(row, column) if row else ""
        inside = "!".join(part for part in (self.name, cell) if part)
        return f"{self.file}[{inside}]" if inside else self.file


def address(row: int, column: int) -> str:
    """Write the address of a cell as spreadsheets do.

    >>> address(5, 4), address(1, 28)
    ('D5', 'AB1')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def normal(text: str) -> str:
    """Strip a text of what the eye does not tell apart: case, kinds of blanks, widths."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def quoted(value: object) -> str:
    """Write what was found on one line, cut when long.

    >>> quoted("да")
    '«да»'
    """
    text = " ".join(str(value).split())
    return f"«{text}»" if len(text) <= 60 else f"«{text[:57]}…»"


def decimal(value: int | Fraction, digits: int) -> str:
    """Write a number half up with so many decimals and a comma, as a cell shows it."""
    digits_shown = math.floor(abs(value) * 10**digits + Fraction(1, 2))
    whole, rest = divmod(digits_shown, 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole},{rest:0{digits}}" if digits else f"{sign}{whole}"


def number(value: int | Fraction) -> str:
    """Write a number with no more decimals than it needs."""
    decimal_text = decimal(value, 6)
    return decimal_text.rstrip("0").rstrip(",")
