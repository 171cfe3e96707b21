"""Files that a stranger may have made: how large they may be, and what no workbook may hold.

A workbook is a ZIP of XML. Before openpyxl sees one, its sizes are counted and each part of it is read once
by defusedxml: no DTD, no entity, no range that would unfold into millions of cells, no macro.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any
from xml.sax.handler import ContentHandler  # the parser itself is that of defusedxml

import attrs

from rnms.errors import DataError, extra
from rnms.issues import Issue, Message, message
from rnms.sheets.values import Sheet


@attrs.frozen(kw_only=True)
class Limits:
    """How large a file may be.

    >>> Limits(rows=500).columns
    300

    Attributes:
        bytes: Its own size.
        unpacked: The size of what is packed in it.
        rows: How many rows a sheet may have.
        columns: How many columns.
        cells: How many cells all sheets may have together, empty ones with a format too.
    """

    bytes: int = 20 * 2**20
    unpacked: int = 300 * 2**20
    rows: int = 100_000
    columns: int = 300
    cells: int = 2_000_000


def refused(file: str, code: str, fault: Message | None = None) -> DataError:
    """Make the error that says why a file is not read: by default in the first sentence of the code."""
    return DataError(file, (Issue(place=file, text=fault or message(code), code=code),))


def contents(path: Path, limits: Limits) -> bytes:
    """Read the bytes of a file that is not too large.

    Raises:
        DataError: If it is.
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(limits.bytes + 1)
    if len(data) > limits.bytes:
        most = limits.bytes // 2**20
        raise refused(file_name(path), "file.too-large", message("file.too-large", megabytes=most))
    return data


def file_name(path: Path) -> str:
    """Write the name of a file for people; where the locale cannot spell it, its bytes are read as UTF-8.

    >>> from pathlib import Path
    >>> file_name(Path("формы/Лесной район.xlsx"))
    'Лесной район.xlsx'
    """
    return os.fsencode(path.name).decode(errors="replace")


OTHER_KINDS = {
    ".xls", ".xlsb", ".ods", ".fods", ".numbers", ".xlsm", ".xltx", ".xltm", ".xlt", ".tsv", ".docx", ".doc",
    ".pdf",
}  # fmt: skip
"""Endings of files in which tables come, but none that is read."""


def check_size(sheet: Sheet, limits: Limits) -> None:
    """Refuse a sheet of too many rows or columns.

    Raises:
        DataError: If it has.
    """
    if sheet.last_row > limits.rows or sheet.last_column > limits.columns:
        fault = message("file.too-large/sheet", rows=limits.rows, columns=limits.columns)
        raise DataError(sheet.file, (Issue(place=sheet.place(), text=fault, code="file.too-large"),))


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_PARTS = 2000


def inspected(data: bytes, file: str, limits: Limits) -> bool:
    """Refuse whatever is not safe to open; tell whether there are formulas."""
    if data.startswith(_OLE):
        raise refused(file, "file.kind", message("file.kind/old"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename.casefold() for part in parts}
            if "[content_types].xml" not in names:
                raise refused(file, "file.kind", message("file.kind/no-workbook"))
            if any("vbaproject" in name for name in names):
                raise refused(file, "file.macros")
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
                raise refused(file, "file.too-large", message("file.too-large/unpacked"))
            census = _Census(limits)
            for part in parts:
                with archive.open(part) as stream:
                    _read_part(stream, part.filename, census)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        raise refused(file, "file.kind", message("file.kind/spoilt")) from None
    except _UnsafeError as error:
        raise refused(file, error.code, error.message) from None
    return census.formulas


class _UnsafeError(ValueError):
    def __init__(self, code: str, fault: Message | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = fault


def _read_part(stream: IO[bytes], name: str, census: _Census) -> None:
    """Read a part of a workbook as XML if it is any; drawings of old notes are XML only nearly."""
    with extra("xlsx"):
        import defusedxml.sax
        from defusedxml.common import DefusedXmlException
    from xml.sax import SAXException

    start = stream.read(64)
    looks_like_xml = start.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n\0").startswith(b"<")
    if not looks_like_xml or name.casefold().endswith(".vml"):
        return
    stream.seek(0)
    try:
        defusedxml.sax.parse(stream, census, forbid_dtd=True)
    except DefusedXmlException:
        raise _UnsafeError("file.unsafe") from None
    except SAXException:
        raise _UnsafeError("file.unreadable") from None


_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class _Census(ContentHandler):
    """Counts the cells of a workbook, with those into which ranges unfold."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.formulas = False
        self._left = limits.cells

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802  # the name that SAX calls
        kind = name.rpartition(":")[2]
        if kind == "c":
            self._count(1)
        elif kind in {"mergeCell", "hyperlink"}:
            self._count(_area(attrs.get("ref", "")))
        elif kind == "f":
            self.formulas = True

    def _count(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise _UnsafeError("file.too-large", message("file.too-large/cells"))


def _area(ref: str) -> int:
    """Count the cells of a range; one without ends has more than any file may."""
    if ":" not in ref:
        return 1
    match = _RANGE.fullmatch(ref)
    if match is None:
        raise _UnsafeError("file.unreadable")
    left, top, right, bottom = match.groups()
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
