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
from rnms.sheets.package import SPOILT, SheetMarks, UnsafeError, check_texts, too_much_unpacked
from rnms.sheets.safety import refused, too_wide_or_long
from rnms.sheets.values import Broken

_CONTENT = "content.xml"
_REPEATED_ROW = re.compile(
    rb"<table:table-row\b[^>]*\bnumber-rows-repeated\s*=\s*[\"']([0-9]{1,7})[\"'][^>]*>"
)
_REPEATED_CELL = re.compile(rb"\bnumber-columns-repeated\s*=\s*[\"']([0-9]{1,7})[\"']")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b")
_BLANKS = re.compile(rb"\btext:c\s*=\s*[\"']([0-9]{1,20})[\"']")
_TELLING = (b'value-type="percentage"', b'value-type="error"', b"table:visibility=")
"""What stands in the part wherever there is anything to tell, as LibreOffice and others write it."""
_SHOWN = re.compile(r"[.,]([0-9]+)\s*%")


def check_unfolding(data: bytes, file: str, limits: Limits) -> None:
    """Refuse a file whose rows repeat until they are too many, or with a text that is too long.

    Rows that repeat and hold something are what a few bytes make millions of; readers would unfold them all.

    Raises:
        DataError: If it is such a file, or no spreadsheet.
    """
    content = _content(data, file)
    # Each sheet takes readers its time, however empty.
    sheets = content.count(b"<table:table ")
    if sheets > limits.sheets:
        fault = message("file.too-large/sheets", met=sheets, most=limits.sheets)
        raise refused(file, "file.too-large", fault)
    cells = rows = 0
    try:
        check_texts(content, limits)
    except UnsafeError as error:
        raise refused(file, error.code, error.message) from None
    for row in _REPEATED_ROW.finditer(content):
        if row[0].endswith(b"/>"):
            continue
        inside = content[row.end() : content.find(b"</table:table-row", row.end())]
        if b"value-type" in inside:
            rows += int(row[1])
            # Cells behind the last that holds anything are written by their number, and cost nothing.
            filled = inside[: inside.find(b">", inside.rindex(b"value-type"))]
            columns = len(_CELL.findall(filled)) + sum(map(int, _REPEATED_CELL.findall(filled)))
            cells += int(row[1]) * columns
    blanks = [int(number) for number in _BLANKS.findall(content)]
    if blanks and max(blanks) > limits.text:
        fault = message("file.too-large/text", met=max(blanks), most=limits.text)
        raise refused(file, "file.too-large", fault)
    if sum(blanks) > limits.unpacked:
        raise refused(file, "file.too-large", too_much_unpacked(sum(blanks), limits))
    if rows > limits.rows:
        raise refused(file, "file.too-large", too_wide_or_long(rows, 1, limits))
    if cells > limits.cells:
        raise refused(file, "file.too-large", message("file.too-large/cells", met=cells, most=limits.cells))


def _content(data: bytes, file: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(_CONTENT)
    except (KeyError, *SPOILT):
        raise refused(file, "file.kind", message("file.kind/spoilt")) from None


def marks_of(data: bytes, file: str, limits: Limits) -> Mapping[str, SheetMarks]:
    """Find the marks of each sheet by its name; the archive was held to the limits before.

    Raises:
        DataError: If its XML is spoilt, or declares what no spreadsheet does.
    """
    content = _content(data, file)
    # Nearly every file has nothing to tell, and to parse one of many rows takes seconds.
    if not any(words in content for words in _TELLING):
        return {}
    reader = _Reader(limits)
    try:
        reader.read(content)
    except expat.ExpatError:
        raise refused(file, "file.unreadable") from None
    except _DeclaredError:
        raise refused(file, "file.unsafe") from None
    return {sheet.name: sheet.marks() for sheet in reader.sheets}


class _DeclaredError(ValueError):
    """The XML declares a document type, which no spreadsheet does."""


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
        self._kind = ""
        self._shown: list[str] | None = None

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.Parse(content, True)

    @staticmethod
    def _refuse(*_: object) -> None:
        raise _DeclaredError

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag:
            case "table:table":
                self.sheets.append(_Sheet(name=attributes.get("table:name", "")))
                self._next_row = self._next_column = 1
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
                self._next_column = 1
                if _is_hidden(attributes):
                    last = min(self._next_row - 1, self._limits.rows)
                    self.sheets[-1].hidden_rows.update(range(self._row, last + 1))
            case "table:table-cell" | "table:covered-table-cell":
                number = _repeated(attributes, "table:number-columns-repeated")
                self._column, self._next_column = self._next_column, self._next_column + number
                kind = attributes.get("office:value-type", "")
                self._kind = "error" if attributes.get("calcext:value-type") == "error" else kind
                self._shown = [] if self._kind in {"error", "percentage"} else None

    def _text(self, text: str) -> None:
        if self._shown is not None:
            self._shown.append(text)

    def _end(self, tag: str) -> None:
        if tag not in {"table:table-cell", "table:covered-table-cell"} or self._shown is None:
            return
        shown, self._shown = "".join(self._shown).strip(), None
        for place in self._places():
            if self._kind == "percentage":
                decimals = _SHOWN.search(shown)
                self.sheets[-1].decimals[place] = len(decimals[1]) if decimals else 0
            else:
                fault = message("cell.error/in-excel", error=on_one_line(shown))
                self.sheets[-1].broken[place] = Broken("cell.error", fault, shown)

    def _places(self) -> Iterator[tuple[int, int]]:
        """List the cells that one tag stands for, within what is read."""
        rows = range(self._row, min(self._next_row - 1, self._limits.rows) + 1)
        columns = range(self._column, min(self._next_column - 1, self._limits.columns) + 1)
        # Together no more than all cells that may be read: a file of a few bytes may claim any number.
        most = self._limits.cells - len(self.sheets[-1].decimals) - len(self.sheets[-1].broken)
        places = ((row, column) for row in rows for column in columns)
        return (place for place, _ in zip(places, range(most), strict=False))


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    number = attributes.get(name, "1")
    # No sheet has a place of more than seven digits.
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else 1


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return attributes.get("table:visibility", "visible") != "visible"
