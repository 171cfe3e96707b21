"""What a spreadsheet of LibreOffice holds besides values: percent, errors of formulas, what is hidden.

All of it stands in one part of the file. Rows and cells that repeat are written once with their number, and
that number may be as large as a sheet: what is empty is passed over, never unfolded.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.parsers import expat

import attrs

from rnms._values import frozen
from rnms.issues import message
from rnms.model.limits import Limits
from rnms.model.spelling import on_one_line
from rnms.sheets.marks import MOST_ATTRIBUTES, SheetMarks, UnsafeError, expect_few, parse
from rnms.sheets.package import SPOILT, as_utf8, check_unpacked, check_xml, too_much_unpacked
from rnms.sheets.safety import refused, too_wide_or_long
from rnms.sheets.values import Broken

_CONTENT = "content.xml"
_SHOWN = re.compile(r"[.,]([0-9]+)\s*%")
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_VALUES = {
    "office:value-type", "office:value", "office:string-value", "office:boolean-value", "office:date-value",
    "office:time-value", "calcext:value-type", "table:formula",
}  # fmt: skip
"""What tells that a cell holds anything."""


def marks_of(data: bytes, file: str, limits: Limits) -> Mapping[str, SheetMarks]:
    """Find the marks of each sheet by its name.

    Rows that repeat and hold something are what a few bytes make millions of; readers would unfold them all.

    Raises:
        DataError: If it is no spreadsheet, its XML is spoilt or declares what no spreadsheet does, or it
            unfolds into more sheets, rows, cells or signs than may be.
    """
    reader = _Reader(limits)
    try:
        content = _content(data, limits)
        check_xml(content, limits)
        reader.read(as_utf8(content))
    except UnsafeError as error:
        raise refused(file, error.code, error.message) from None
    except (KeyError, *SPOILT):
        raise refused(file, "file.kind", message("file.kind/spoilt")) from None
    return {sheet.name: sheet.marks() for sheet in reader.sheets}


def _content(data: bytes, limits: Limits) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check_unpacked(archive.infolist(), limits)
        if any(name.replace("\\", "/").casefold().startswith("xl/") for name in archive.namelist()):
            # Which of two workbooks is read, each program decides for itself.
            raise UnsafeError("file.kind", message("file.kind/spoilt"))
        return archive.read(_CONTENT)


@frozen(kw_only=True)
class _Sheet:
    name: str
    decimals: dict[tuple[int, int], int] = attrs.field(factory=dict)
    broken: dict[tuple[int, int], Broken] = attrs.field(factory=dict)
    hidden_rows: set[int] = attrs.field(factory=set)
    hidden_columns: set[int] = attrs.field(factory=set)

    def marks(self) -> SheetMarks:
        return SheetMarks(
            decimals=self.decimals,
            broken=self.broken,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
        )


class _Reader:
    """Reads the tags of the part one after another."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[_Sheet] = []
        self._limits = limits
        self._row = self._column = self._next_row = self._next_column = 0
        self._rows = self._cells = self._blanks = self._filled_columns = 0
        self._kind = ""
        self._shown: list[str] | None = None

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parse(content, parser)

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > MOST_ATTRIBUTES:
            expect_few(tag, attributes)
        match tag:
            case _ if tag in _CELLS:
                number = _repeated(attributes, "table:number-columns-repeated")
                self._column, self._next_column = self._next_column, self._next_column + number
                if not _VALUES.isdisjoint(attributes):
                    # Cells behind the last that holds anything are written by their number, and cost nothing.
                    self._filled_columns = self._next_column - 1
                kind = attributes.get("office:value-type", "")
                self._kind = "error" if attributes.get("calcext:value-type") == "error" else kind
                self._shown = [] if self._kind in {"error", "percentage"} else None
            case "text:s":
                self._count_blanks(_repeated(attributes, "text:c"))
            case "table:table":
                self.sheets.append(_Sheet(name=attributes.get("table:name", "")))
                # Each sheet takes readers its time, however empty.
                self._expect(len(self.sheets), self._limits.sheets, "sheets")
                self._next_row = self._next_column = 1
                self._rows = 0
            case "table:table-column":
                number = _repeated(attributes, "table:number-columns-repeated")
                if _is_hidden(attributes):
                    # A sheet has more columns than any that is read, and programs hide all behind the last.
                    last = min(self._next_column + number - 1, self._limits.columns)
                    self.sheets[-1].hidden_columns.update(range(self._next_column, last + 1))
                self._next_column += number
            case "table:table-row":
                number = _repeated(attributes, "table:number-rows-repeated")
                self._row, self._next_row = self._next_row, self._next_row + number
                self._next_column, self._filled_columns = 1, 0
                if _is_hidden(attributes):
                    last = min(self._next_row - 1, self._limits.rows)
                    self.sheets[-1].hidden_rows.update(range(self._row, last + 1))

    def _text(self, text: str) -> None:
        if self._shown is not None:
            self._shown.append(text)

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._end_row()
        if tag not in _CELLS or self._shown is None:
            return
        shown, self._shown = "".join(self._shown).strip(), None
        for place in self._places():
            if self._kind == "percentage":
                decimals = _SHOWN.search(shown)
                self.sheets[-1].decimals[place] = len(decimals[1]) if decimals else 0
            else:
                fault = message("cell.error/in-excel", error=on_one_line(shown))
                self.sheets[-1].broken[place] = Broken("cell.error", fault, shown)

    def _end_row(self) -> None:
        """Count what the row unfolds into, where it holds anything."""
        if self._filled_columns:
            number = self._next_row - self._row
            self._rows += number
            if self._rows > self._limits.rows:
                fault = too_wide_or_long(self._rows, 1, self._limits)
                raise UnsafeError("file.too-large", fault)
            self._cells += number * self._filled_columns
            self._expect(self._cells, self._limits.cells, "cells")

    def _count_blanks(self, number: int) -> None:
        """Count blanks that are written by their number, of one text and of all."""
        self._expect(number, self._limits.text, "text")
        self._blanks += number
        if self._blanks > self._limits.unpacked:
            raise UnsafeError("file.too-large", too_much_unpacked(self._blanks, self._limits))

    @staticmethod
    def _expect(met: int, most: int, what: str) -> None:
        if met > most:
            raise UnsafeError("file.too-large", message(f"file.too-large/{what}", met=met, most=most))

    def _places(self) -> Iterator[tuple[int, int]]:
        """List the cells that one tag stands for, within what is read."""
        rows = range(self._row, min(self._next_row - 1, self._limits.rows) + 1)
        columns = range(self._column, min(self._next_column - 1, self._limits.columns) + 1)
        # Before the row ends nobody knows how many there are: a tag may claim any number.
        self._expect(self._cells + len(rows) * len(columns), self._limits.cells, "cells")
        return ((row, column) for row in rows for column in columns)


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    """Read how often as calamine does, behind a sign and zeros, too; where it reads no number, once."""
    digits = attributes.get(name, "1").removeprefix("+")
    # Of so many digits it is above every limit.
    return int(digits.lstrip("0")[:20] or "0") if digits.isascii() and digits.isdecimal() else 1


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return attributes.get("table:visibility", "visible") != "visible"
