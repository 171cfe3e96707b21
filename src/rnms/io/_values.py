"""What a cell of a table holds, and how it is read as a number, a date, a yes or no: strictly, never guessed.

Read without a word is what can be read in one way only: «1 000» with a no-break space, «10,5 %»,
«01.09.2022 г.», «Да». Everything else is a fault that says what was expected.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import time
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import attrs

from rnms.model import PrintedShare


class CellError(ValueError):
    """A cell that cannot be read: what is wrong, for people and for tools."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


@attrs.frozen
class Broken:
    """A cell that holds no value: a formula without result, an error of a formula.

    Attributes:
        code: The code of the issue.
        text: What is wrong.
        shown: What stands there.
    """

    code: str
    text: str
    shown: str


Content = None | bool | int | Fraction | str | dt.date | dt.time | Broken


@attrs.frozen
class Cell:
    """A cell, whichever program wrote it.

    Attributes:
        content: What it holds.
        decimals: Of a number shown in percent, how many decimals are shown; ``None`` for any other.
    """

    content: Content = None
    decimals: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was reported: empty, a dash, «н/д»; 0 is zero."""
        return self.content is None or (isinstance(self.content, str) and _plain(self.content) in _NOTHING)

    def __str__(self) -> str:
        """What a person sees in it."""
        match self.content:
            case None:
                return ""
            case bool():
                return "да" if self.content else "нет"
            case int() | Fraction() if self.decimals is not None:
                return f"{_decimal(self.content * 100, self.decimals)} %"
            case Fraction():
                return _decimal(self.content, 6).rstrip("0")
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
        """A cell; of merged ones, what stands in the first."""
        return self.cells.get((row, column), BLANK)

    def filled(self) -> Sheet:
        """The same sheet with merged cells filled from the first of them."""
        cells = dict(self.cells)
        for top, left, bottom, right in self.merged:
            first = self.at(top, left)
            if first is not BLANK:
                places = product(range(top, bottom + 1), range(left, right + 1))
                cells.update(dict.fromkeys(places, first))
        return attrs.evolve(self, cells=cells, merged=())

    @property
    def last_row(self) -> int:
        """The last row that holds anything."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """The last column that holds anything."""
        return max((column for _, column in self.cells), default=0)

    def place(self, row: int = 0, column: int = 0) -> str:
        """Where a cell is, for people: ``форма.xlsx[Форма!D5]``; without a cell, the sheet."""
        cell = address(row, column) if row else ""
        inside = "!".join(part for part in (self.name, cell) if part)
        return f"{self.file}[{inside}]" if inside else self.file


def address(row: int, column: int) -> str:
    """The address of a cell as spreadsheets write it.

    >>> address(5, 4), address(1, 28)
    ('D5', 'AB1')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


# A group of three digits after a space, which may be a no-break or a thin one.
_NUMBER = re.compile(r"(?P<sign>[-−+]?)(?P<whole>[0-9]{1,3}( [0-9]{3})+|[0-9]+)(?P<rest>[.,][0-9]+)?")
_LARGEST = 10**9
_DAYS = ("%d.%m.%Y", "%Y-%m-%d")
_YES = {"да", "истина", "true"}
_NO = {"нет", "ложь", "false"}


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def quoted(value: object) -> str:
    """What was found, cut when long, on one line."""
    text = " ".join(str(value).split())
    return f"«{text}»" if len(text) <= 60 else f"«{text[:57]}…»"


def text(cell: Cell) -> str:
    """Read text; a whole number in its place is its digits."""
    match _sound(cell):
        case str() as said:
            return said.strip()
        case bool() | dt.date() | dt.time() | Fraction():
            raise CellError("cell.value", f"ожидался текст, получено {quoted(cell)}")
        case number:
            return str(number)


def yes_no(cell: Cell) -> bool:
    """Read a yes or no."""
    content = _sound(cell)
    said = _plain(content).rstrip(".") if isinstance(content, str) else ""
    if isinstance(content, bool) or said in _YES | _NO:
        return content if isinstance(content, bool) else said in _YES
    raise CellError("cell.yes-no", f"ожидалось «да» или «нет», получено {quoted(cell)}")


def whole_number(cell: Cell) -> int:
    """Read a number of members: whole, not negative."""
    if is_percent(cell):
        raise CellError("cell.percent", f"ожидалось число, получен процент {quoted(cell)}: напишите, сколько")
    number = _number(cell)
    if number < 0:
        raise CellError("cell.negative", f"число не может быть отрицательным, получено {quoted(cell)}")
    if number > _LARGEST:
        raise CellError("cell.too-large", f"число неправдоподобно велико: {quoted(cell)}")
    if isinstance(number, Fraction) and number.denominator != 1:
        said = f"ожидалось целое число, получено {quoted(cell)}"
        percent = f"; если это доля, напишите «{_decimal(number * 100, 1)} %»" if number < 1 else ""
        raise CellError("cell.fraction", said + percent)
    return int(number)


def is_percent(cell: Cell) -> bool:
    """Tell whether a cell says a percentage."""
    content = cell.content
    if isinstance(content, str):
        return content.rstrip().endswith("%")
    return cell.decimals is not None and isinstance(content, int | Fraction)


def share(cell: Cell) -> PrintedShare:
    """Read a share as it is shown, from 0 to 100 %: «10,5 %», or 0.105 in a cell that shows percent."""
    content = _sound(cell)
    if not isinstance(content, str):
        said = str(cell) if is_percent(cell) else f"{_decimal(_number(cell), 6).rstrip('0').rstrip(',')} %"
    else:
        # A no-break space parts thousands, and none are left in a share.
        said = " ".join(content.split())
    try:
        return PrintedShare(said)
    except ValueError:
        message = f"ожидалась доля от 0 до 100 %, получено {quoted(cell)}: напишите вида «10,5 %»"
        raise CellError("cell.percent", message) from None


def day(cell: Cell) -> dt.date:
    """Read a date: of a date cell, or «01.09.2022», «01.09.2022 г.», «2022-09-01»."""
    content = _sound(cell)
    if isinstance(content, dt.date) and not isinstance(content, dt.datetime):
        return content
    said = re.sub(r"\s*г\.?$", "", content.strip()) if isinstance(content, str) else ""
    if said.isascii():
        for pattern in _DAYS:
            try:
                return dt.date(*time.strptime(said, pattern)[:3])
            except ValueError:
                continue
    raise CellError("cell.date", f"ожидалась дата вида 01.09.2022, получено {quoted(cell)}")


def _number(cell: Cell) -> int | Fraction:
    match _sound(cell):
        case bool():
            raise CellError("cell.number", f"ожидалось число, получено {quoted(cell)}")
        case int() | Fraction() as number:
            return number
        case dt.date() | dt.time():
            said = f"ожидалось число, получена дата {quoted(cell)}: Excel мог превратить в неё число"
            raise CellError("cell.date-for-number", f"{said}; напишите его заново")
        case said:
            return _parsed(str(said))


def _parsed(said: str) -> int | Fraction:
    match = _NUMBER.fullmatch(" ".join(said.split()))
    if match is None:
        raise CellError("cell.number", f"ожидалось число, получено {quoted(said)}")
    rest = match["rest"] or ""
    if len(rest) == 4:
        message = f"{quoted(said)} можно прочесть и как тысячи, и как дробь: напишите без точек и запятых"
        raise CellError("cell.ambiguous", message)
    if len(match["whole"]) > 30:
        raise CellError("cell.too-large", f"число неправдоподобно велико: {quoted(said)}")
    number = Fraction(match["whole"].replace(" ", "") + rest.replace(",", "."))
    return -number if match["sign"] in {"-", "−"} else number


def _sound(cell: Cell) -> bool | int | Fraction | str | dt.date | dt.time:
    """The content of a cell that has one."""
    content = cell.content
    if isinstance(content, Broken):
        raise CellError(content.code, content.text)
    return "" if content is None else content


def _decimal(value: int | Fraction, digits: int) -> str:
    """Write a number half up with so many decimals and a comma, as a cell shows it."""
    shown = math.floor(abs(value) * 10**digits + Fraction(1, 2))
    whole, rest = divmod(shown, 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole},{rest:0{digits}}" if digits else f"{sign}{whole}"


_LATIN, _CYRILLIC = "ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху"
TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
"""Latin letters that look like Cyrillic ones."""


def mixed_letters(said: str) -> str:
    """The letters of the rarer alphabet in a word that mixes Latin with Cyrillic; empty when none does.

    >>> mixed_letters("Cеверный"), mixed_letters("ШМО English")
    ('C', '')
    """
    for word in re.findall(r"[^\W\d_]+", said):
        latin = [letter for letter in word if "LATIN" in unicodedata.name(letter, "")]
        cyrillic = [letter for letter in word if "CYRILLIC" in unicodedata.name(letter, "")]
        if latin and cyrillic:
            return "".join(dict.fromkeys(latin if len(latin) < len(cyrillic) else cyrillic))
    return ""
