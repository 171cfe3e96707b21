"""What a workbook of XML holds besides values: looked at with suspicion before any reader opens it.

A workbook is a ZIP of XML. Each part is held to be well-formed and without a DTD by expat; what readers of
values do not tell is searched for in the bytes: which cells show percent, hold the error of a formula or a
formula without a result, which rows are hidden. Most rows of a register hold values in the one form in which
every program writes them, and nothing of all this: one pattern knows them, and they are looked at no further.
Parts in other encodings and the «Strict» form of Open XML are written anew as every reader knows them.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import PurePosixPath
from typing import Any, Self
from xml.etree import ElementTree as ET  # parts with a DTD were refused before
from xml.parsers import expat

import attrs

from rnms._values import frozen
from rnms.issues import Message, message
from rnms.model.limits import Limits, too_large
from rnms.model.spelling import on_one_line
from rnms.sheets.safety import OLE, refused, too_wide_or_long
from rnms.sheets.values import Broken, column_of, letters_of

_FEW = 64
"""So many styles are soon tried one after another."""
_OFTEN = 64
"""How often a letter is looked at by itself before the whole text is looked for, at least."""
_MOST_BYTES = 10
"""So many bytes may stand for one sign, as ``&#1114111;`` does."""
SPOILT = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, EOFError, OSError, ValueError)
"""What a spoilt archive raises, whose places and sizes may be any numbers."""
_READ_ENCODINGS = {
    "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "windows-1251", "cp1251",
    "koi8-r", "iso-8859-1", "iso-8859-5", "windows-1252",
}  # fmt: skip
"""Encodings of XML in which every byte has one meaning; the rest is refused."""


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
        _check_cells([part for name, part in parts.items() if "/worksheets/" in name.casefold()], limits)
        marks = dict(_marks(parts, limits))
    except UnsafeError as error:
        raise refused(file, error.code, error.message) from None
    except SPOILT:
        raise refused(file, "file.kind", message("file.kind/spoilt")) from None
    return Package(data=_packed(data, parts) if is_rewritten else data, marks=marks)


def opened_archive(data: bytes, file: str, limits: Limits) -> list[str]:
    """List the parts of a ZIP whose content is not too large.

    Raises:
        DataError: If it is none, or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_unpacked(archive.infolist(), limits)
            return archive.namelist()
    except UnsafeError as error:
        raise refused(file, error.code, error.message) from None
    except SPOILT:
        raise refused(file, "file.kind", message("file.kind/spoilt")) from None


def check_texts(content: bytes, limits: Limits) -> None:
    """Refuse XML in which a text is longer than any cell may hold, before a reader unfolds it.

    Raises:
        UnsafeError: If there is one.
    """
    most, at = limits.text * _MOST_BYTES, 0
    # From one tag backwards to the next: of texts that are short enough nothing is looked at.
    while at + most < len(content):
        tag = content.rfind(b"<", at, at + most)
        if tag < 0:
            end = content.find(b"<", at)
            met = len(content[at : end if end > 0 else None].decode(errors="replace"))
            raise UnsafeError("file.too-large", message("file.too-large/text", met=met, most=limits.text))
        at = tag + 1


class UnsafeError(ValueError):
    """A part is not safe to open: the code of the issue, and what is said of it."""

    def __init__(self, code: str, fault: Message | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = fault


def _check_unpacked(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
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
        return cls(content, content if begin < 0 else _PLAIN_ROWS.sub(b"", content))


_SHEET_BEGINS_WITHIN = 2**16
"""Before its rows a sheet tells of its columns and its view."""
_ATTRIBUTE = rb' [\w:]++="[^"<&\x00-\x1f]*+"'
_PLAIN_CELL = (
    rb'<c r="[A-Z]++[0-9]++"(?: s="[0-9]++")?+(?: t="(?:n|s|b|d|str|inlineStr)")?+'
    rb"(?:/>|>(?:(?:<f(?:"
    + _ATTRIBUTE
    + rb")*+(?:/>|>(?:[^<&\x00-\x1f]|&(?:amp|lt|gt|quot|apos);)*+</f>))?+<v>[^<&\x00-\x1f]++</v>"
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
        if any("vbaproject" in name for name in names) and not macros:
            raise UnsafeError("file.macros")
        _check_unpacked(entries, limits)
        parts, is_rewritten = {}, False
        for entry in entries:
            name = entry.filename.replace("\\", "/")
            content = archive.read(entry)
            if not _is_xml(name, content):
                continue
            check_texts(content, limits)
            parts[name] = _Part.of(_transitional(_as_utf8(content)))
            _check_well_formed(parts[name].rest)
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


_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"'][^>]*\?>")


def _as_utf8(content: bytes) -> bytes:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = _decoded(content, "utf-16")
    elif content[:2] in {b"<\0", b"\0<"}:
        content = _decoded(content, "utf-16-le" if content[:1] == b"<" else "utf-16-be")
    content = content.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(content)
    name = declared[1].decode("ascii", "replace").casefold() if declared else "utf-8"
    if name not in _READ_ENCODINGS:
        raise UnsafeError("file.unreadable", message("file.unreadable/encoding", encoding=on_one_line(name)))
    if name not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        # What was in UTF-16 is UTF-8 by now.
        body = content if name.startswith("utf-16") else _decoded(content, name)
        content = _DECLARED.sub(b"", body)
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


_MOST_ATTRIBUTES = 1000
"""No element of a workbook has more than some dozens."""
_LONG = re.compile(rb"<[^<]{16384}")
"""A tag, or a text behind one, that is long enough to hold so many."""


def _check_well_formed(content: bytes) -> None:
    parser = expat.ParserCreate()

    def refuse(*_: Any) -> None:
        raise UnsafeError("file.unsafe")

    def refuse_many(_: str, attributes: Mapping[str, str]) -> None:
        # Readers give them to a function one by one, and what that takes grows with their square.
        if len(attributes) > _MOST_ATTRIBUTES:
            raise UnsafeError("file.unreadable")

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    # To call back for each of a million cells would take longer than to parse them.
    if _LONG.search(content):
        parser.StartElementHandler = refuse_many
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise UnsafeError("file.unreadable") from None


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


# What unfolds into cells.

_LIKE_CELL, _PREFIXED_CELL = re.compile(rb"<c[^\s/>]"), re.compile(rb"<(?:\w+:)?c[\s/>]")
_AREAS = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*[\"']([^\"']*)[\"']")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def _check_cells(sheets: Sequence[_Part], limits: Limits) -> None:
    """Refuse sheets of too many cells, with those into which ranges unfold."""
    areas = sum(_area(ref.decode("ascii", "replace")) for sheet in sheets for ref in _refs(sheet.rest))
    # A cell is a tag, and there may be too many only where there are too many tags; these are soon counted.
    if areas + sum(sheet.content.count(b"<") for sheet in sheets) <= limits.cells:
        return
    cells = areas
    for sheet in sheets:
        cells += _cells_of(sheet.content)
        if cells > limits.cells:
            fault = message("file.too-large/cells", met=cells, most=limits.cells)
            raise UnsafeError("file.too-large", fault)


def _refs(content: bytes) -> Sequence[bytes]:
    return _AREAS.findall(content) if b"mergeCell" in content or b"hyperlink" in content else ()


def _cells_of(content: bytes) -> int:
    if _holds(content, b":c", rare=b":"):
        # Prefixes of names are rare, and cost much.
        return len(_PREFIXED_CELL.findall(content))
    # Cells are many and other tags that begin so are few: a match for each of these is soon made.
    return content.count(b"<c") - len(_LIKE_CELL.findall(content))


def _area(ref: str) -> int:
    """Count the cells of a range; one without ends has more than any file may."""
    if ":" not in ref:
        return 1
    match = _RANGE.fullmatch(ref)
    if match is None:
        raise UnsafeError("file.unreadable")
    left, top, right, bottom = match.groups()
    return (abs(column_of(right) - column_of(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


# Marks.

_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def _marks(parts: Mapping[str, _Part], limits: Limits) -> Iterator[tuple[str, SheetMarks]]:
    by_name = {name.casefold(): part for name, part in parts.items()}
    telling = {name: by_name[name].content for name in _TELLING if name in by_name}
    # Each of them becomes an object.
    tags = sum(content.count(b"<") for content in telling.values())
    if tags > limits.tags:
        raise UnsafeError("file.too-large", message("file.too-large/tags", met=tags, most=limits.tags))
    decimals_by_style = _percent_styles(telling.get(_STYLES, b""))
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _elements(telling.get(_LINKS, b""), "Relationship")
    }
    sheets = list(_elements(telling.get(_BOOK, b""), "sheet"))
    if len(sheets) > limits.sheets:
        fault = message("file.too-large/sheets", met=len(sheets), most=limits.sheets)
        raise UnsafeError("file.too-large", fault)
    read = set()
    for sheet in sheets:
        target = targets.get(sheet.get(f"{_OFFICE}id"), "")
        path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
        part = by_name.get(path.casefold())
        if path in read:
            # A few bytes of a list would have one part read any number of times.
            raise UnsafeError("file.unreadable")
        read.add(path)
        if part is not None:
            yield sheet.get("name", ""), _marks_of(part, decimals_by_style, limits)


_TELLING = _BOOK, _LINKS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"


def _elements(content: bytes, *tags: str) -> Iterator[ET.Element]:
    if content:
        for element in ET.fromstring(content).iter():  # noqa: S314  # it has no DTD
            if element.tag.rpartition("}")[2] in tags:
                yield element


_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
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


def _percent_styles(styles: bytes) -> dict[bytes, int]:
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
    return {str(number).encode(): decimals for number, decimals in shown if decimals is not None}


_TAGS = re.compile(rb"<!--.*?-->|<((?:\w+:)?)(row|c)((?:\s[^>]*?)?)(/?)>", re.DOTALL)
_AT = re.compile(rb"\br\s*=\s*[\"']([A-Z]*)([0-9]+)[\"']")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\s[^>]*?\bhidden\s*=\s*[\"'](?:1|true|on)[\"'][^>]*>")
_HIDDEN_COLUMNS = re.compile(rb"<(?:\w+:)?col\s[^>]*?\bhidden\s*=\s*[\"'](?:1|true|on)[\"'][^>]*>")
_SPAN = re.compile(rb"\b(min|max)\s*=\s*[\"']([0-9]{1,5})[\"']")
_ERROR = re.compile(
    rb"<(?:\w+:)?c\s(?P<attributes>[^>]*\bt\s*=\s*[\"']e[\"'][^>]*)(?<!/)>(?P<inside>.*?)</(?:\w+:)?c>",
    re.DOTALL,
)
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)</")
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c(?P<attributes>(?:\s[^>]*)?)>\s*<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>(?P<formula>[^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_TEXT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")


def _marks_of(part: _Part, decimals_by_style: Mapping[bytes, int], limits: Limits) -> SheetMarks:
    content = _numbered(part, limits)
    broken: dict[tuple[int, int], Broken] = {}
    # Patterns look at every cell; what is not in the bytes at all need not be looked for.
    has_errors = b'"e"' in content or _holds(content, b"'e'", rare=b"'")
    for match in _ERROR.finditer(content) if has_errors else ():
        value = _VALUE.search(match["inside"])
        error = value[1].decode() if value else ""
        broken[_at(match["attributes"])] = Broken(
            "cell.error", message("cell.error/in-excel", error=on_one_line(error)), error
        )
    has_formulas = b"<f" in content or _holds(content, b":f", rare=b":")
    for match in _UNCOMPUTED.finditer(content) if has_formulas else ():
        # A result that is an empty text is a result: the cell shows nothing.
        if not _TEXT.search(match["attributes"]):
            formula = "=" + unescape((match["formula"] or b"").decode())
            broken.setdefault(
                _at(match["attributes"]), Broken("cell.not-computed", message("cell.not-computed"), formula)
            )
    decimals: dict[tuple[int, int], int] = {}
    if decimals_by_style:
        # A pattern of many styles tries each of them at each cell.
        is_few = len(decimals_by_style) < _FEW
        styles = b"|".join(decimals_by_style) if is_few else b"[0-9]++"
        pattern = rb"<(?:\w+:)?c(\s[^>]*?\bs\s*=\s*[\"'](" + styles + rb")[\"'][^>]*)>"
        for match in re.finditer(pattern, content):
            if match[2] in decimals_by_style:
                decimals[_at(match[1])] = decimals_by_style[match[2]]
        if content is part.rest:
            pattern = rb'<c r="([A-Z]++)([0-9]++)" s="(' + styles + rb')"'
            for match in re.finditer(pattern, part.content):
                if match[3] in decimals_by_style:
                    decimals[int(match[2]), column_of(match[1].decode())] = decimals_by_style[match[3]]
    has_hidden = b"hidden" in content
    hidden = (_AT.search(row) for row in (_HIDDEN.findall(content) if has_hidden else ()))
    return SheetMarks(
        decimals=decimals,
        broken=broken,
        hidden_rows=frozenset(int(match[2]) for match in hidden if match is not None),
        hidden_columns=frozenset(_hidden_columns(content)) if has_hidden else frozenset(),
    )


def _hidden_columns(content: bytes) -> Iterator[int]:
    spans = set()
    for column in _HIDDEN_COLUMNS.findall(content):
        ends = {name: int(number) for name, number in _SPAN.findall(column)}
        # A sheet has 16384 columns, and programs hide all that stand behind the last.
        spans.add((ends.get(b"min", 1), min(ends.get(b"max", 0), 1024)))
    told = 0
    for first, last in sorted(spans):
        yield from range(max(first, told + 1), last + 1)
        told = max(told, last)


def _at(attributes: bytes) -> tuple[int, int]:
    match = _AT.search(attributes)
    return (int(match[2]), column_of(match[1].decode())) if match else (0, 0)


def _is_placed(content: bytes) -> bool:
    """Tell whether every row and cell says its place."""
    # One pattern for each tag: both together are searched for several times as long.
    is_prefixed = _holds(content, b":c", rare=b":") or _holds(content, b":row", rare=b":")
    if not is_prefixed and not any(tag.search(content) for tag in _ELSEWHERE):
        return True
    return _UNPLACED.search(content) is None


_ELSEWHERE = tuple(re.compile(rb"<" + tag + rb'(?! r=")[\s/>]') for tag in (b"c", b"row"))
"""Tags without prefix that do not say their place first of all, as every program writes it."""
_ROWS = re.compile(rb"<(?:\w+:)?row[\s/>]")
_MOST_ROWS = 2**20
"""So many rows a sheet of Excel has."""
_UNPLACED = re.compile(rb"<(?:\w+:)?(?:row|c)(?!\s[^>]*\br\s*=)[\s/>]")
"""A tag that does not say its place: the first of them tells."""


def _numbered(part: _Part, limits: Limits) -> bytes:
    """Give what is to be looked at: the rest, or the whole with places written where a program left them out.

    The place of a row or a cell that does not say it is the next one.
    """
    if not _holds(part.rest, b"<!", rare=b"!") and _is_placed(part.rest):
        return part.rest
    content = re.sub(rb"<!\[CDATA\[.*?\]\]>", b"", part.content, flags=re.DOTALL)
    if not _holds(content, b"<!--", rare=b"!") and _is_placed(content):
        return content
    # To place one takes a hundred times as long as to read past it; no sheet has more rows than these.
    if (rows := len(_ROWS.findall(content))) > _MOST_ROWS:
        raise UnsafeError("file.too-large", too_wide_or_long(rows, 1, limits))
    row = column = 0

    def placed(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        if tag[2] is None:  # a comment
            return b""
        place = _AT.search(tag[3])
        if tag[2] == b"row":
            row, column = int(place[2]) if place else row + 1, 0
            own = b"" if place else b' r="%d"' % row
        else:
            column = column_of(place[1].decode()) if place else column + 1
            own = b"" if place else b' r="%s%d"' % (letters_of(column).encode(), row)
        return b"<" + tag[1] + tag[2] + own + tag[3] + tag[4] + b">"

    return _TAGS.sub(placed, content)
