"""What a workbook of XML holds besides values: looked at with suspicion before any reader opens it.

A workbook is a ZIP of XML. Each part is held to be well-formed and without a DTD by expat, which tells of a
sheet, too, what readers of values do not. Most rows of a register hold values in the one form in which every
program writes them, and nothing of all this: one pattern knows them, and they are looked at no further.
Parts in other encodings and the «Strict» form of Open XML are written anew as every reader knows them.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Self
from xml.etree import ElementTree as ET  # parts with a DTD were refused before
from xml.parsers import expat

import attrs

from rnms._values import frozen
from rnms.issues import Message, message
from rnms.model.limits import Limits, too_large
from rnms.model.spelling import on_one_line
from rnms.sheets.marks import (
    SheetMarks,
    SheetReader,
    UnplacedError,
    UnsafeError,
    expect_few,
    parse,
    too_many_cells,
)
from rnms.sheets.safety import OLE, refused
from rnms.sheets.values import column_of

_FEW = 64
"""So many styles are soon tried one after another."""
_OFTEN = 64
"""How often a letter is looked at by itself before the whole text is looked for, at least."""
_MOST_BYTES = 10
"""So many bytes may stand for one sign, as ``&#1114111;`` does."""
_MOST_TAGS = 10
"""So many tags a cell may have, of formatted text too, where there are as many cells as may be."""
SPOILT = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, EOFError, OSError, ValueError)
"""What a spoilt archive raises, whose places and sizes may be any numbers."""
_READ_ENCODINGS = {
    "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "windows-1251", "cp1251",
    "koi8-r", "iso-8859-1", "iso-8859-5", "windows-1252",
}  # fmt: skip
"""Encodings of XML in which every byte has one meaning; the rest is refused."""


@frozen(kw_only=True)
class Package:
    """A workbook that is safe to open.

    Attributes:
        data: The file, as every reader knows it.
        marks: By the name of a sheet.
    """

    data: bytes = attrs.field(repr=False)
    marks: Mapping[str, SheetMarks]


def inspected(data: bytes, file: str, limits: Limits, *, macros: bool = False) -> Package:
    """Look at every part of a workbook of XML.

    Args:
        data: The file.
        file: Its name, for people.
        limits: How large it may be.
        macros: Whether it may hold macros, which are never run.

    Raises:
        DataError: If it is no such workbook, or not safe or not small enough to open.
    """
    if data.startswith(OLE):
        raise refused(file, "file.kind", message("file.kind/old"))
    try:
        parts, is_rewritten = _parts(data, limits, macros=macros)
        marks = dict(_marks(parts, limits))
    except UnsafeError as error:
        raise refused(file, error.code, error.message) from None
    except SPOILT:
        raise refused(file, "file.kind", message("file.kind/spoilt")) from None
    return Package(data=_packed(data, parts) if is_rewritten else data, marks=marks)


_BINARY_BOOK = "xl/workbook.bin"


def is_binary(data: bytes) -> bool:
    """Tell whether a file is an XLSB, by what it holds.

    >>> is_binary(b"PK")
    False
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.replace("\\", "/").casefold() == _BINARY_BOOK for name in archive.namelist())
    except SPOILT:
        return False


def check_xml(content: bytes, limits: Limits) -> None:
    """Refuse XML that would take readers long: a text or a comment longer than any cell, or too many tags.

    Raises:
        UnsafeError: If there is one.
    """
    most = max(limits.tags, _MOST_TAGS * limits.cells)
    if (tags := content.count(b"<")) > most:
        raise UnsafeError("file.too-large", message("file.too-large/tags-of-part", met=tags, most=most))
    # A long comment would be taken for the text of a cell.
    _check_asides(content, limits)
    _check_texts(content, limits)


def _check_texts(content: bytes, limits: Limits) -> None:
    most, at = limits.text * _MOST_BYTES, 0
    # From one tag backwards to the next: of texts that are short enough nothing is looked at.
    while at + most < len(content):
        tag = content.rfind(b"<", at, at + most)
        if tag < 0:
            end = content.find(b"<", at)
            met = len(content[at : end if end > 0 else None].decode(errors="replace"))
            raise UnsafeError("file.too-large", message("file.too-large/text", met=met, most=limits.text))
        at = tag + 1


def check_unpacked(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse an archive of too many parts, or of too large ones.

    Raises:
        UnsafeError: If it is one.
    """
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked:
        raise UnsafeError("file.too-large", too_much_unpacked(unpacked, limits))
    if len(parts) > limits.parts:
        fault = message("file.too-large/parts", met=len(parts), most=limits.parts)
        raise UnsafeError("file.too-large", fault)


def too_much_unpacked(size: int, limits: Limits) -> Message:
    """Say how large a file is when unpacked, in MiB, and how large it may be.

    >>> too_much_unpacked(2**30, Limits()).facts["met"]
    1024
    """
    return too_large("file.too-large/unpacked", size, limits.unpacked)


@frozen
class _Part:
    """A part that is XML.

    Attributes:
        content: The whole of it, in UTF-8.
        rest: What is left of it without the rows of plain values.
    """

    content: bytes = attrs.field(repr=False)
    rest: bytes = attrs.field(repr=False)

    @classmethod
    def of(cls, content: bytes) -> Self:
        begin = content.find(b"<sheetData>", 0, _SHEET_BEGINS_WITHIN)
        rest = content if begin < 0 else _PLAIN_ROWS.sub(b"", content)
        # What stands in a comment, or is told to a program, is no row.
        has_asides = _holds(rest, b"<!", rare=b"!") or rest.find(b"<?", 1) > 0
        return cls(content, content if has_asides else rest)

    @property
    def is_sheet(self) -> bool:
        """Whether it may tell of cells, wherever it lies."""
        return any(_holds(self.rest, word, rare=sign) for word, sign in _OF_SHEETS)

    def marks(self, percent: Mapping[str, int], limits: Limits, cells: int) -> tuple[SheetMarks, int]:
        """Find the marks of the sheet, and how many cells there are with those of other sheets."""
        plain_cells = 0 if self.rest is self.content else self.content.count(b"<c ") - self.rest.count(b"<c ")
        if cells + plain_cells > limits.cells:
            raise too_many_cells(cells + plain_cells, limits)
        is_whole = self.rest is self.content
        reader = SheetReader(percent, limits, cells=cells + plain_cells, is_whole=is_whole)
        try:
            marks = reader.read(self.rest)
        except UnplacedError:
            reader = SheetReader(percent, limits, cells=cells, is_whole=True)
            return reader.read(self.content), reader.cells
        if percent and not is_whole:
            marks = attrs.evolve(marks, decimals={**dict(self._plain_decimals(percent)), **marks.decimals})
        return marks, reader.cells

    def _plain_decimals(self, percent: Mapping[str, int]) -> Iterator[tuple[tuple[int, int], int]]:
        # A pattern of many styles tries each of them at each cell.
        styles = "|".join(percent).encode() if len(percent) < _FEW else b"[0-9]++"
        for match in re.finditer(rb'<c r="([A-Z]{1,3}+)([0-9]{1,7}+)" s="(' + styles + rb')"', self.content):
            decimals = percent.get(match[3].decode())
            if decimals is not None:
                yield (int(match[2]), column_of(match[1].decode())), decimals


_OF_SHEETS = ((b"sheetData", b"D"), (b"mergeCell", b"C"), (b"hyperlink", b"y"))
"""What stands in every part that tells of cells, and a letter of it that few parts hold often."""


_SHEET_BEGINS_WITHIN = 2**16
"""Before its rows a sheet tells of its columns and its view."""
_ATTRIBUTE = rb' [\w:]++="[^"<&\x00-\x1f]*+"'
_PLAIN_CELL = (
    rb'<c r="[A-Z]{1,3}+[1-9][0-9]{0,6}+"(?: s="(?:0|[1-9][0-9]*+)")?+(?: t="(?:n|s|b|d|str|inlineStr)")?+'
    rb"(?:/>|>(?:(?:<f(?:" + _ATTRIBUTE + rb")*+(?:/>|>(?:[^<&\x00-\x1f]|&(?:amp|lt|gt|quot|apos);)*+</f>))?+"
    rb"<v>[!-%'-;=-~\xd0\xd1][^<&\x00-\x1f]*+</v>"
    rb'|<is><t(?: xml:space="preserve")?+>[^<\x00-\x08\x0b\x0c\x0e-\x1f]*+</t></is>)</c>)'
)
_PLAIN_ROWS = re.compile(
    rb'(?<=>)(?:<row(?: hidden="(?:0|false)"|(?! hidden)'
    + _ATTRIBUTE
    + rb")*+>(?:"
    + _PLAIN_CELL
    + rb")*+</row>)++"
)
"""Rows in the form that programs agree upon: no formula without a result, no error, nothing hidden.

Whatever is left without them is well-formed only if the whole is; of a reference in a text calamine is as
strict as expat. The pattern never tries a place twice.
"""


def _parts(data: bytes, limits: Limits, *, macros: bool) -> tuple[dict[str, _Part], bool]:
    """Read the parts that are XML; tell whether one is not as every reader knows it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        names = {entry.filename.replace("\\", "/").casefold() for entry in entries}
        if "[content_types].xml" not in names:
            raise UnsafeError("file.kind", message("file.kind/no-workbook"))
        if {_BOOK, _BINARY_BOOK} <= names:
            raise UnsafeError("file.kind", message("file.kind/spoilt"))
        if any("vbaproject" in name for name in names) and not macros:
            raise UnsafeError("file.macros")
        check_unpacked(entries, limits)
        if len(names) < len(entries):
            # Which of two parts of one name is read, each program decides for itself.
            raise UnsafeError("file.kind", message("file.kind/spoilt"))
        parts, is_rewritten = {}, False
        for entry in entries:
            name = entry.filename.replace("\\", "/")
            content = archive.read(entry)
            if not _is_xml(name, content):
                continue
            check_xml(content, limits)
            part = parts[name] = _Part.of(_transitional(as_utf8(content)))
            if not part.is_sheet:
                _check_well_formed(part.rest)
            is_rewritten = is_rewritten or parts[name].content != content or name != entry.filename
    return parts, is_rewritten


def _packed(data: bytes, parts: Mapping[str, _Part]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(file, "w") as copy:
        for entry in archive.infolist():
            name = entry.filename.replace("\\", "/")
            copy.writestr(name, parts[name].content if name in parts else archive.read(entry))
    return file.getvalue()


# A part as every reader knows it.


_BEFORE_XML = b"\xef\xbb\xbf\xfe\xff \t\r\n\0"
"""Marks of an encoding, and white space in any of them."""


def _is_xml(name: str, content: bytes) -> bool:
    """Tell whether a part is XML, or says so by its name; drawings of old notes are XML only nearly."""
    # However much white space stands before it, readers find it.
    start, ending = content.lstrip(_BEFORE_XML)[:1], PurePosixPath(name.casefold()).suffix
    return (start == b"<" or (bool(start) and ending in {".xml", ".rels"})) and ending != ".vml"


_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"'][^>]*\?>")
_DECLARED_WITHIN = 1024
"""No program declares more of itself."""


def as_utf8(content: bytes) -> bytes:
    """Write XML in UTF-8.

    Raises:
        UnsafeError: If its encoding is none that every program reads alike.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = _decoded(content, "utf-16")
    elif content[:2] in {b"<\0", b"\0<"}:
        content = _decoded(content, "utf-16-le" if content[:1] == b"<" else "utf-16-be")
    content = content.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(content, 0, _DECLARED_WITHIN)
    if declared is None and content.startswith(b"<?xml") and b"?>" not in content[:_DECLARED_WITHIN]:
        raise UnsafeError("file.unreadable")
    name = declared[1].decode("ascii", "replace").casefold() if declared else "utf-8"
    if name not in _READ_ENCODINGS:
        raise UnsafeError("file.unreadable", message("file.unreadable/encoding", encoding=on_one_line(name)))
    if name not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        # What was in UTF-16 is UTF-8 by now.
        body = content if name.startswith("utf-16") else _decoded(content, name)
        content = _DECLARED.sub(b"", body[:_DECLARED_WITHIN], count=1) + body[_DECLARED_WITHIN:]
    elif not content.isascii():
        _decoded(content, "utf-8")
    return content


def _decoded(content: bytes, encoding: str) -> bytes:
    try:
        return content.decode(encoding).encode()
    except UnicodeError:
        raise UnsafeError("file.unreadable") from None


_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)  # fmt: skip


def _transitional(content: bytes) -> bytes:
    if _holds(content, b"http://purl.oclc.org/ooxml/", rare=b":"):
        for tight, loose in _STRICT:
            content = content.replace(tight, loose)
    return content


_LONG = re.compile(rb"<[^<]{16384}")
"""A tag, or a text behind one, that is long enough to hold more attributes than any has."""


def _check_well_formed(content: bytes) -> None:
    parser = expat.ParserCreate()
    # To call back for each of a million tags would take longer than to parse them.
    if _LONG.search(content):
        parser.StartElementHandler = expect_few
    parse(content, parser)


_ASIDES = ((b"<!--", b"-->"), (b"<?", b"?>"))
"""How comments and instructions to programs begin and end."""


def _check_asides(content: bytes, limits: Limits) -> None:
    """Refuse a comment longer than any text: expat reads one anew with each MiB of it."""
    longest = limits.text * _MOST_BYTES
    for begins, ends in _ASIDES:
        if not _holds(content, begins, rare=begins[1:2]):
            continue
        if (number := content.count(begins)) > limits.tags:
            fault = message("file.too-large/asides", met=number, most=limits.tags)
            raise UnsafeError("file.too-large", fault)
        at = content.find(begins)
        while at >= 0:
            end = content.find(ends, at)
            length = (len(content) if end < 0 else end) - at
            if length > longest:
                fault = message("file.too-large/aside", met=length, most=longest)
                raise UnsafeError("file.too-large", fault)
            at = content.find(begins, end) if end >= 0 else -1


def _holds(content: bytes, text: bytes, *, rare: bytes) -> bool:
    """Tell whether a text stands in a part, by a letter of it that few parts hold often.

    One letter is found in a tenth of the time that several take.
    """
    before, at = text.index(rare), -1
    for _ in range(max(_OFTEN, len(content) // 1024)):
        at = content.find(rare, at + 1)
        if at < 0:
            return False
        if at >= before and content.startswith(text, at - before):
            return True
    return text in content


# Marks.

_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def _marks(parts: Mapping[str, _Part], limits: Limits) -> Iterator[tuple[str, SheetMarks]]:
    by_name = {name.casefold(): part for name, part in parts.items()}
    telling = {name: by_name[name].content for name in _TELLING if name in by_name}
    # Each of them becomes an object.
    tags = sum(content.count(b"<") for content in telling.values())
    if tags > limits.tags:
        raise UnsafeError("file.too-large", message("file.too-large/tags", met=tags, most=limits.tags))
    percent = _percent_styles(telling.get(_STYLES, b""))
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _elements(telling.get(_LINKS, b""), "Relationship")
    }
    sheets = list(_elements(telling.get(_BOOK, b""), "sheet"))
    if len(sheets) > limits.sheets:
        fault = message("file.too-large/sheets", met=len(sheets), most=limits.sheets)
        raise UnsafeError("file.too-large", fault)
    cells, marks_by_path = 0, {}
    for name, part in by_name.items():
        if part.is_sheet:
            marks_by_path[name], cells = part.marks(percent, limits, cells)
    paths = set()
    for sheet in sheets:
        target = targets.get(sheet.get(f"{_OFFICE}id"), "")
        path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
        if path in paths:
            # A few bytes of a list would have one part read any number of times.
            raise UnsafeError("file.unreadable")
        paths.add(path)
        if path.casefold() in marks_by_path:
            yield sheet.get("name", ""), marks_by_path[path.casefold()]


_TELLING = _BOOK, _LINKS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"


def _elements(content: bytes, *tags: str) -> Iterator[ET.Element]:
    if content:
        for element in ET.fromstring(content).iter():  # noqa: S314  # it has no DTD
            if element.tag.rpartition("}")[2] in tags:
                yield element


_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]')
_OWN_PERCENT = {"9": "0%", "10": "0.00%"}
"""The formats in percent that no workbook declares."""


def decimals_of(number_format: str) -> int | None:
    """Count the decimals that a format in percent shows; ``None`` for any other format.

    >>> decimals_of("0.0%"), decimals_of("0.0")
    (1, None)
    """
    format_code = _QUOTED.sub("", number_format.partition(";")[0])
    if "%" not in format_code:
        return None
    match = re.search(r"\.([0#?]+)", format_code)
    return len(match[1]) if match else 0


def _percent_styles(styles: bytes) -> dict[str, int]:
    """Tell how many decimals are shown in percent, by the number of a style."""
    formats = dict(_OWN_PERCENT)
    cell_styles: list[ET.Element] = []
    for element in _elements(styles, "numFmt", "cellXfs"):
        if element.tag.endswith("numFmt"):
            formats[element.get("numFmtId", "")] = element.get("formatCode", "")
        else:
            cell_styles = list(element)
    places = {number: decimals_of(format_code) for number, format_code in formats.items()}
    shown = ((number, places.get(style.get("numFmtId", ""))) for number, style in enumerate(cell_styles))
    return {str(number): decimals for number, decimals in shown if decimals is not None}
