"""What the cells of a table hold, whichever program wrote them."""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

import attrs

from rnms._values import frozen
from rnms.issues import Message, message
from rnms.model.spelling import normal, on_one_line


@frozen
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


@frozen
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
        content = self.content
        if isinstance(content, str):
            return content[:1] not in _BEGINS_SOMETHING and normal(content) in _NOTHING
        return content is None

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
_NOTHING = {"", "-", "н/д", "н.д", "нет данных"}
_BEGINS_SOMETHING = frozenset(
    "0123456789abcdefghijklmnopqrstuvwxyzабвгдежзийклмопрстуфхцчшщъыьэюя".upper()
) | frozenset("abcdefghijklmnopqrstuvwxyzабвгдежзийклмопрстуфхцчшщъыьэюя")
"""Signs with which no word of these begins; nearly every text of a register begins so."""


@frozen(kw_only=True)
class Sheet:
    """A sheet of cells, from row 1 and column 1 on.

    >>> Sheet(file="форма.xlsx", name="Форма", rows=[["да"]]).place(5, 4)
    'форма.xlsx[Форма!D5]'

    Attributes:
        file: Name of the file.
        name: Its own name; empty in a file that has but one.
        rows: The content of the cells of each row; what is missing at its end holds nothing, and so does an
            empty text.
        decimals: By row and column, how many decimals a number shows that is shown in percent.
        merged: First row, first column, last row, last column of merged cells.
        hidden: Whether people do not see it.
        hidden_rows: The rows that people do not see: hidden by hand, or by a filter.
        hidden_columns: The columns that people do not see.
        is_text: Whether delimiters part it, so that a row may have more or fewer cells than its head.
    """

    file: str
    name: str = ""
    rows: Sequence[Sequence[Content | float]] = attrs.field(repr=False)
    decimals: Mapping[tuple[int, int], int] = attrs.field(factory=dict, repr=False)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_text: bool = False

    def width(self, row: int) -> int:
        """Count how many cells a row has, up to the last that holds anything."""
        return _width(self.rows[row - 1]) if row <= len(self.rows) else 0

    def at(self, row: int, column: int) -> Cell:
        """Find a cell; of merged ones, what stands in the first."""
        try:
            content = self.rows[row - 1][column - 1]
        except IndexError:
            return BLANK
        if content is None or content == "":
            return BLANK
        if isinstance(content, float):
            content = exact(content)
        is_number = type(content) is int or type(content) is Fraction
        return Cell(content, self.decimals.get((row, column)) if is_number else None)

    def row(self, row: int) -> list[Cell]:
        """List the cells of a row, as many as the sheet has columns."""
        return [self.at(row, column) for column in range(1, self.last_column + 1)]

    def filled(self) -> Sheet:
        """Make the same sheet with merged cells filled from the first of them, as far as anything stands."""
        rows, decimals = [list(row) for row in self.rows], dict(self.decimals)
        for top, left, bottom, right in self.merged:
            if self.at(top, left) is BLANK:
                continue
            last_row, last_column = min(bottom, self.last_row), min(right, self.last_column)
            for row, column in product(range(top, last_row + 1), range(left, last_column + 1)):
                put(rows, row, column, self.rows[top - 1][left - 1])
                if (top, left) in decimals:
                    decimals[row, column] = decimals[top, left]
        return attrs.evolve(self, rows=rows, decimals=decimals, merged=())

    @functools.cached_property
    def last_row(self) -> int:
        """The last row that holds anything."""
        holding = (
            number for number in range(len(self.rows), 0, -1) if any(map(_holds, self.rows[number - 1]))
        )
        return next(holding, 0)

    @functools.cached_property
    def last_column(self) -> int:
        """The last column that holds anything."""
        return max(map(_width, self.rows), default=0)

    def place(self, row: int = 0, column: int = 0) -> str:
        """Tell people where a cell is: ``форма.xlsx[Форма!D5]``; without a cell, the sheet."""
        cell = address(row, column) if row else ""
        inside = "!".join(part for part in (on_one_line(self.name), cell) if part)
        return f"{self.file}[{inside}]" if inside else self.file


def put(rows: list[list[Content | float]], row: int, column: int, content: Content | float) -> None:
    """Write the content of a cell into rows that may be shorter."""
    rows += [[] for _ in range(row - len(rows))]
    rows[row - 1] += [None] * (column - len(rows[row - 1]))
    rows[row - 1][column - 1] = content


def _holds(content: Content | float) -> bool:
    return content is not None and content != ""


def _width(row: Sequence[Content | float]) -> int:
    """Count how many cells a row has up to the last that holds anything."""
    width = len(row)
    while width and not _holds(row[width - 1]):
        width -= 1
    return width


_DIGITS = 15
"""So many digits of a number are kept by spreadsheets; what follows is noise of their arithmetic."""
LONGEST = 10**_DIGITS
"""From here on a number of a spreadsheet may have lost its last digits."""


def exact(number: float) -> Content:
    """Read a number of a spreadsheet as what it shows: 28.999999999999996 is 29.

    >>> exact(28.999999999999996), exact(0.1 + 0.2)
    (29, Fraction(3, 10))
    """
    if not math.isfinite(number):
        return Broken("cell.number", message("cell.number", given=f"«{number}»"), str(number))
    if number.is_integer():
        return int(number)
    read_number = Fraction(f"{number:.{_DIGITS}g}")
    return int(read_number) if read_number.denominator == 1 else read_number


def address(row: int, column: int) -> str:
    """Write the address of a cell as spreadsheets do.

    >>> address(5, 4), address(1, 28)
    ('D5', 'AB1')
    """
    return f"{letters_of(column)}{row}"


def letters_of(column: int) -> str:
    """Write the letters of a column.

    >>> letters_of(28)
    'AB'
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_of(letters: str) -> int:
    """Read the letters of a column.

    >>> column_of("AB")
    28
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def quoted(value: object) -> str:
    """Write what was found on one line, cut when long.

    >>> quoted("да")
    '«да»'
    """
    text = on_one_line(" ".join(str(value).split()))
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
