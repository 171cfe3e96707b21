"""A cell read as a number, a date, a yes or no: strictly, never guessed.

Read without a word is what can be read in one way only: «1 000» with a no-break space, «10,5 %»,
«01.09.2022 г.», «Да». Everything else is a fault that says what was expected.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import unicodedata
from fractions import Fraction

from rnms.errors import visible
from rnms.issues import Fact, Message, message
from rnms.model.limits import LARGEST_COUNT
from rnms.model.partial import PartialDay
from rnms.model.returns import PrintedShare
from rnms.model.schema import FIRST_DAY
from rnms.model.spelling import as_seen
from rnms.sheets.values import LONGEST, Broken, Cell, decimal, number, quoted


class CellError(ValueError):
    """A cell that cannot be read: what is wrong, for people and for tools.

    >>> from rnms.sheets.values import Cell
    >>> try:
    ...     yes_no(Cell("создана"))
    ... except CellError as error:
    ...     print(error.code)
    cell.yes-no
    """

    def __init__(self, code: str, fault: Message) -> None:
        super().__init__(code)
        self.code = code
        self.message = fault


# A group of three digits after a space, which may be a no-break or a thin one.
_NUMBER = re.compile(r"(?P<sign>[-−+]?)(?P<whole>[0-9]{1,3}( [0-9]{3})+|[0-9]+)(?P<rest>[.,][0-9]+)?")
_ROUNDED = re.compile(r"[0-9]([.,][0-9]+)?[EeЕе]\+[0-9]+")
"""What a spreadsheet writes into CSV for a long number: its last digits are lost."""
MIDNIGHT = re.compile(r"[ T]0?0:00(:00)?$")
"""What programs of accounting write after a day."""
_MARKED = re.compile(r"['’](?=[0-9])")
"""The apostrophe by which a spreadsheet is told that a number is a text."""
_DAYS = (
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
)
_YES = set(map(as_seen, ("да", "истина", "true")))
_ERRORS = {
    "#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NULL!", "#NUM!",
    "#ССЫЛКА!", "#ДЕЛ/0!", "#Н/Д", "#ЗНАЧ!", "#ИМЯ?", "#ПУСТО!", "#ЧИСЛО!",
}  # fmt: skip
"""What CSV keeps of a formula that failed, in English and Russian Excel."""
_NO = set(map(as_seen, ("нет", "ложь", "false")))


def text(cell: Cell) -> str:
    """Read text; a whole number in its place is its digits."""
    match _sound(cell):
        case str() as content:
            if _ROUNDED.fullmatch(content.strip()):
                raise CellError("cell.digits", message("cell.digits", given=quoted(cell)))
            return _unmarked(visible(content).strip())
        case bool() | dt.date() | dt.time() | Fraction():
            raise CellError("cell.value", message("cell.value/text", given=quoted(cell)))
        case whole:
            if abs(whole) >= LONGEST:
                raise CellError("cell.digits", message("cell.digits", given=quoted(cell)))
            return str(whole)


def _unmarked(content: str) -> str:
    """Strip a number of the apostrophe before it."""
    return content[1:] if _MARKED.match(content) else content


def yes_no(cell: Cell) -> bool:
    """Read a yes or no.

    >>> from rnms.sheets.values import Cell
    >>> yes_no(Cell("Да.")), yes_no(Cell(content=False))
    (True, False)
    """
    content = _sound(cell)
    word = as_seen(content) if isinstance(content, str) else ""
    if isinstance(content, bool) or word in _YES | _NO:
        return content if isinstance(content, bool) else word in _YES
    raise CellError("cell.yes-no", message("cell.yes-no", given=quoted(cell)))


def whole_number(cell: Cell, *, or_share: bool = False) -> int:
    """Read a number of members: whole, not negative.

    >>> from rnms.sheets.values import Cell
    >>> whole_number(Cell("19 400"))
    19400

    Args:
        cell: The cell.
        or_share: Whether a share would be taken, too: a fraction may be one without its sign.
    """
    if is_percent(cell):
        raise CellError("cell.percent", message("cell.percent/number", given=quoted(cell)))
    value = _number(cell)
    if value < 0:
        raise CellError("cell.negative", message("cell.negative", given=quoted(cell)))
    if value > LARGEST_COUNT:
        raise CellError("cell.too-large", message("cell.too-large", given=quoted(cell)))
    if isinstance(value, Fraction) and value.denominator != 1:
        percent: Fact = ""
        if or_share and value < 100:
            shown = decimal(value * 100, 1) if value < 1 else number(value)
            percent = message("cell.fraction/share", percent=shown)
        raise CellError("cell.fraction", message("cell.fraction", given=quoted(cell), percent=percent))
    return int(value)


def is_percent(cell: Cell) -> bool:
    """Tell whether a cell says a percentage.

    >>> from rnms.sheets.values import Cell
    >>> is_percent(Cell("10,5 %")), is_percent(Cell(12))
    (True, False)
    """
    content = cell.content
    if isinstance(content, str):
        return content.rstrip().endswith("%")
    return cell.decimals is not None and isinstance(content, int | Fraction)


def share(cell: Cell) -> PrintedShare:
    """Read a share as it is shown, from 0 to 100 %: «10,5 %», or 0.105 in a cell that shows percent.

    >>> from rnms.sheets.values import Cell
    >>> print(share(Cell("10,5 %")))
    10,5 %
    """
    content = _sound(cell)
    if not isinstance(content, str):
        cell_text = str(cell) if is_percent(cell) else f"{number(_number(cell))} %"
    else:
        # A no-break space parts thousands, and none are left in a share.
        cell_text = " ".join(visible(content).split())
        # That a number alone is per cent was told by its column.
        cell_text += " %" if cell_text[-1:].isdigit() else ""
    try:
        return PrintedShare(cell_text)
    except ValueError:
        raise CellError("cell.percent", message("cell.percent", given=quoted(cell))) from None


def day(cell: Cell) -> dt.date | PartialDay:
    """Read a date: of a date cell, or «01.09.2022», «01.09.2022 г.», «2022-09-01».

    Of «сентябрь 2022», «09.2022» or «2022» as a text it is known that the day lies within.
    """
    found = _day(cell)
    if found is None or (found.last if isinstance(found, PartialDay) else found) < FIRST_DAY:
        raise CellError("cell.date", message("cell.date", given=quoted(cell)))
    return found


def _day(cell: Cell) -> dt.date | PartialDay | None:
    content = _sound(cell)
    if isinstance(content, dt.date) and not isinstance(content, dt.datetime):
        return content
    content = visible(content) if isinstance(content, str) else content
    content = MIDNIGHT.sub("", content.strip()) if isinstance(content, str) else content
    cell_text = re.sub(r"\s*г\.?$", "", content) if isinstance(content, str) else ""
    for pattern in _DAYS:
        if match := pattern.fullmatch(cell_text):
            with contextlib.suppress(ValueError):
                return dt.date(**{name: int(digits) for name, digits in match.groupdict().items()})
    if isinstance(content, str):
        with contextlib.suppress(ValueError):
            return PartialDay.of(content)
    return None


def _number(cell: Cell) -> int | Fraction:
    match _sound(cell):
        case bool():
            raise CellError("cell.number", message("cell.number", given=quoted(cell)))
        case int() | Fraction() as found:
            return found
        case dt.date() | dt.time():
            raise CellError("cell.date-for-number", message("cell.date-for-number", given=quoted(cell)))
        case content_part:
            return _parsed(str(content_part))


def _parsed(number_text: str) -> int | Fraction:
    plain = visible(number_text).strip()
    match = _NUMBER.fullmatch(_unmarked(" ".join(plain.split())))
    # What stands on two lines are two numbers, though the second has three digits.
    if match is None or len(plain.splitlines()) > 1:
        raise CellError("cell.number", message("cell.number", given=quoted(number_text)))
    rest = match["rest"] or ""
    if len(rest) == 4:
        raise CellError("cell.ambiguous", message("cell.ambiguous", given=quoted(number_text)))
    if max(len(match["whole"]), len(rest)) > 30:
        raise CellError("cell.too-large", message("cell.too-large", given=quoted(number_text)))
    value = Fraction(match["whole"].replace(" ", "") + rest.replace(",", "."))
    return -value if match["sign"] in {"-", "−"} else value


def _sound(cell: Cell) -> bool | int | Fraction | str | dt.date | dt.time:
    """Read the content of a cell that has one."""
    content = cell.content
    if isinstance(content, Broken):
        raise CellError(content.code, content.message)
    if isinstance(content, str) and content.strip() in _ERRORS:
        raise CellError("cell.error", message("cell.error", error=content.strip()))
    return "" if content is None else content


def mixed_letters(phrase: str) -> str:
    """Find the letters of the rarer alphabet in a word that mixes Latin with Cyrillic; empty when none does.

    >>> mixed_letters("Cеверный"), mixed_letters("ШМО English")
    ('C', '')
    """
    for word in re.findall(r"[^\W\d_]+", phrase):
        latin = [letter for letter in word if "LATIN" in unicodedata.name(letter, "")]
        cyrillic = [letter for letter in word if "CYRILLIC" in unicodedata.name(letter, "")]
        if latin and cyrillic:
            return "".join(dict.fromkeys(latin if len(latin) < len(cyrillic) else cyrillic))
    return ""
