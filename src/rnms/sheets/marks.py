"""What the XML of a sheet tells that readers of values do not, read tag by tag.

Which cells show percent, hold the error of a formula or a formula without a result, what is hidden; and into
how many cells it unfolds.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

import attrs

from rnms._values import frozen
from rnms.issues import Message, message
from rnms.model.limits import Limits
from rnms.model.spelling import on_one_line
from rnms.sheets.safety import too_wide_or_long
from rnms.sheets.values import Broken, column_of

MOST_ATTRIBUTES = 1000
"""No element of a workbook has more than some dozens."""
_MOST_ROWS = 2**20
"""So many rows a sheet of Excel has."""
_MOST_COLUMNS = 1024
"""A sheet has 16384 columns, and programs hide all that stand behind the last; none of so many is read."""
_TRUE = {"1", "true", "on"}
_TEXTS = {"str", "inlineStr"}
"""Kinds of cells in which an empty text is a result: the cell shows nothing."""


class UnsafeError(ValueError):
    """A part is not safe to open: the code of the issue, and what is said of it."""

    def __init__(self, code: str, fault: Message | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = fault


@frozen(kw_only=True)
class SheetMarks:
    """What the XML of a sheet tells that readers of values do not.

    Attributes:
        decimals: By row and column, how many decimals a number shows that is shown in percent.
        broken: By row and column, formulas without a result and the errors of formulas.
        hidden_rows: The rows that people do not see.
        hidden_columns: The columns that people do not see.
    """

    decimals: Mapping[tuple[int, int], int] = attrs.field(factory=dict)
    broken: Mapping[tuple[int, int], Broken] = attrs.field(factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


class UnplacedError(ValueError):
    """A row does not say its place, which depends on rows before it."""


def parse(content: bytes, parser: expat.XMLParserType) -> None:
    """Read XML that declares no document type.

    Raises:
        UnsafeError: If it does, or is not well-formed.
    """
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise UnsafeError("file.unreadable") from None


def _refuse(*_: Any) -> None:
    raise UnsafeError("file.unsafe")


def expect_few(_: str, attributes: Mapping[str, str]) -> None:
    """Refuse a tag with more attributes than any has.

    Readers give them to a function one by one, and what that takes grows with their square.

    Raises:
        UnsafeError: If it has.
    """
    if len(attributes) > MOST_ATTRIBUTES:
        raise UnsafeError("file.unreadable")


class SheetReader:
    """Reads the tags of a sheet one after another.

    Args:
        percent: How many decimals are shown, by the number of each style in percent.
        limits: How many cells there may be.
        cells: How many there are already, in other sheets and in what is not read.
        is_whole: Whether all rows are read, so that the place of one may follow from the last.
    """

    def __init__(self, percent: Mapping[str, int], limits: Limits, *, cells: int, is_whole: bool) -> None:
        self.cells = cells
        self._percent = percent
        self._limits = limits
        self._is_whole = is_whole
        self._row = self._column = self._rows = 0
        self._cell: Mapping[str, str] = {}
        self._formula: str | None = None
        self._value: str | None = None
        self._texts: list[str] = []
        self._decimals: dict[tuple[int, int], int] = {}
        self._errors: dict[tuple[int, int], str] = {}
        self._uncomputed: dict[tuple[int, int], str] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_spans: set[tuple[int, int]] = set()
        self._begins: Mapping[str, Callable[[Mapping[str, str]], None]] = {
            "row": self._begin_row, "c": self._begin_cell, "col": self._begin_column,
            "f": self._begin_text, "v": self._begin_text, "is": self._begin_text,
            "mergeCell": self._begin_area, "hyperlink": self._begin_area,
        }  # fmt: skip
        self._ends: Mapping[str, Callable[[], None]] = {
            "c": self._end_cell, "f": self._end_formula, "v": self._end_value, "is": self._end_value,
        }  # fmt: skip
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end

    def read(self, content: bytes) -> SheetMarks:
        """Find the marks of a sheet.

        Raises:
            UnplacedError: If only the whole sheet tells where its rows are.
            UnsafeError: If it is spoilt, or unfolds into too many cells.
        """
        parse(content, self._parser)
        self._count(0)
        broken = {place: _uncomputed(formula) for place, formula in self._uncomputed.items()}
        return SheetMarks(
            decimals=self._decimals,
            broken=broken | {place: _error(shown) for place, shown in self._errors.items()},
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(_joined(self._hidden_spans)),
        )

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        begin = self._begins.get(tag) or self._begins.get(tag.rpartition(":")[2])
        if begin is not None:
            begin(attributes)
        if len(attributes) > MOST_ATTRIBUTES:
            expect_few(tag, attributes)

    def _end(self, tag: str) -> None:
        end = self._ends.get(tag) or self._ends.get(tag.rpartition(":")[2])
        if end is not None:
            end()

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        if place is None and not self._is_whole:
            raise UnplacedError
        self._row = self._row + 1 if place is None else _row_of(place)
        self._cell, self._column = {}, 0
        self._count(0)
        self._rows += 1
        if self._rows > _MOST_ROWS:
            raise UnsafeError("file.too-large", too_wide_or_long(self._rows, 1, self._limits))
        if attributes.get("hidden", "0").strip() in _TRUE:
            self._hidden_rows.add(self._row)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        # A million cells come by: of most nothing is looked at.
        self.cells += 1
        before, self._cell = self._cell, attributes
        self._column = 0 if "r" in attributes else self._column_of(before) + 1
        self._formula = self._value = None
        if self._percent:
            decimals = self._percent.get(attributes.get("s", "").strip())
            if decimals is not None:
                self._decimals[self._place()] = decimals

    def _column_of(self, cell: Mapping[str, str]) -> int:
        return _corner(cell["r"])[0] if "r" in cell else self._column

    def _place(self) -> tuple[int, int]:
        """Tell where the cell is that is read."""
        if "r" not in self._cell:
            return self._row, self._column
        column, row = _corner(self._cell["r"])
        return row, column

    def _begin_column(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("hidden", "0").strip() in _TRUE:
            first, last = (attributes.get(name, "0") for name in ("min", "max"))
            if first.isdecimal() and last.isdecimal() and max(len(first), len(last)) < 6:
                self._hidden_spans.add((int(first), min(int(last), _MOST_COLUMNS)))

    def _begin_area(self, attributes: Mapping[str, str]) -> None:
        self._count(_area(attributes.get("ref", "")))

    def _begin_text(self, _: Mapping[str, str]) -> None:
        self._texts = []
        self._parser.CharacterDataHandler = self._texts.append

    def _end_formula(self) -> None:
        self._formula = self._text()

    def _end_value(self) -> None:
        # Of several the last counts, as for calamine.
        self._value = self._text()

    def _text(self) -> str:
        self._parser.CharacterDataHandler = None
        return "".join(self._texts)

    def _end_cell(self) -> None:
        if self._formula is None and self._value is None:
            return
        kind, value = self._cell.get("t", "n").strip(), self._value or ""
        if kind == "e":
            self._errors[self._place()] = value
        elif self._formula is not None and kind not in _TEXTS and not value.strip():
            self._uncomputed[self._place()] = f"={self._formula}"
        else:
            return
        self._count(0)

    def _count(self, cells: int) -> None:
        """Count cells, and hold all that were counted to the limit."""
        self.cells += cells
        if self.cells > self._limits.cells:
            raise too_many_cells(self.cells, self._limits)


def too_many_cells(cells: int, limits: Limits) -> UnsafeError:
    """Make the error that says into how many cells a workbook unfolds."""
    return UnsafeError("file.too-large", message("file.too-large/cells", met=cells, most=limits.cells))


def _row_of(digits: str) -> int:
    """Read the number of a row; no sheet has one of more than seven digits."""
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 8) or (row := int(digits)) < 1:
        raise UnsafeError("file.unreadable")
    return row


@functools.lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """Read the letters of a column, of which no sheet has more than three."""
    if not (letters.isascii() and letters.isalpha() and len(letters) < 4):
        raise UnsafeError("file.unreadable")
    return column_of(letters.upper())


def _area(ref: str) -> int:
    """Count the cells of a range; one without ends has more than any file may."""
    if ":" not in ref:
        return 1
    (left, top), (right, bottom) = map(_corner, ref.replace("$", "").split(":", 1))
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _corner(address: str) -> tuple[int, int]:
    """Read an address as its column and its row."""
    letters = address.rstrip("0123456789")
    return _column(letters), _row_of(address[len(letters) :])


def _joined(spans: set[tuple[int, int]]) -> Iterator[int]:
    """List the numbers in spans, each once."""
    last_listed = 0
    for first, last in sorted(spans):
        yield from range(max(first, last_listed + 1), last + 1)
        last_listed = max(last_listed, last)


def _error(shown: str) -> Broken:
    return Broken("cell.error", message("cell.error/in-excel", error=on_one_line(shown)), shown)


def _uncomputed(formula: str) -> Broken:
    return Broken("cell.not-computed", message("cell.not-computed"), formula)
