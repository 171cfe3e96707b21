"""Workbooks as office programs really write them: read as what they say, or refused with a way out."""

from __future__ import annotations

import datetime as dt
import gc
import io
import marshal
import re
import struct
import sys
import zipfile
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.parsers import expat

import attrs
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms.sheets.workbook as workbooks
from kit.effort import examples
from rnms.errors import DataError
from rnms.issues import message
from rnms.model.limits import Limits
from rnms.sheets import child, marks
from rnms.sheets.archive import archived, parts
from rnms.sheets.calamine import Calamine, TooManyError, UnreadError, _rows
from rnms.sheets.child import _columns
from rnms.sheets.marks import UnsafeError
from rnms.sheets.opendocument import marks_of
from rnms.sheets.package import _check_well_formed, _holds, _Part, as_utf8
from rnms.sheets.reading import CellError, text, whole_number
from rnms.sheets.safety import Upload
from rnms.sheets.values import Broken, Cell, Sheet
from rnms.sheets.workbook import read_workbook

SHEET = "xl/worksheets/sheet1.xml"
Parts = dict[str, bytes]


def saved(path: Path, cells: Mapping[str, Any], more: Callable[[Any], object] = lambda _: None) -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    for address, value in cells.items():
        sheet[address] = value
    more(sheet)
    book.save(path)
    return path


def changed(path: Path, change: Callable[[Parts], object]) -> Path:
    """The same workbook with its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def first(path: Path) -> Sheet:
    return read_workbook(path, Limits())[0]


@pytest.fixture(params=["calamine", "openpyxl"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both readers of XLSX: the extra is there, or it is not."""
    if request.param == "openpyxl":
        monkeypatch.setattr(workbooks, "is_installed", lambda: False)
    return str(request.param)


CONTENTS = {
    "A1": ("Озёрный", Cell("Озёрный")),
    "B1": (28.999999999999996, Cell(29)),
    "C1": (0.1 + 0.2, Cell(Fraction(3, 10))),
    "D1": (12, Cell(12)),
    "A2": (dt.date(2022, 9, 1), Cell(dt.date(2022, 9, 1))),
    "B2": (dt.datetime(2022, 9, 1, 12, 30), Cell(dt.datetime(2022, 9, 1, 12, 30))),  # noqa: DTZ001
    "C2": (dt.time(3, 5), Cell(dt.time(3, 5))),
    "D2": (True, Cell(content=True)),
    "A3": ("  край  ", Cell("  край  ")),
    "B3": ("=1+1", Cell(Broken("cell.not-computed", message("cell.not-computed"), "=1+1"))),
    "C3": (None, Cell()),
}


def test_both_readers_read_the_same(reader: str, tmp_path: Path) -> None:
    """Texts, numbers of fifteen digits, days, times, a yes, a formula that was never computed."""
    sheet = first(saved(tmp_path / "a.xlsx", {at: value for at, (value, _) in CONTENTS.items()}))

    assert reader
    assert {at: sheet.at(int(at[1]), ord(at[0]) - 64) for at in CONTENTS} == {
        at: cell for at, (_, cell) in CONTENTS.items()
    }


def strict(parts: Parts) -> None:
    for name, data in parts.items():
        tight = data.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        )  # fmt: skip
        parts[name] = tight.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
        )  # fmt: skip


def prefixed(parts: Parts) -> None:
    tagged = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", parts[SHEET])
    parts[SHEET] = tagged.replace(b"xmlns=", b"xmlns:x=")


def with_prefixed_cells_without_places(parts: Parts) -> None:
    tagged = re.sub(rb"<(/?)c(?=[\s>])", rb"<\1x:c", parts[SHEET])
    placed = re.sub(rb' r="[A-Z]+[0-9]+"', b"", tagged)
    parts[SHEET] = re.sub(rb'xmlns="([^"]*)"', rb'xmlns="\1" xmlns:x="\1"', placed, count=1)


def with_a_comment(parts: Parts) -> None:
    """What was once a cell is none in a comment."""
    error = b'<!-- <c r="D1" t="e"><v>#REF!</v></c> -->'
    parts[SHEET] = parts[SHEET].replace(b"</row>", error + b"</row>")


def without_places(parts: Parts) -> None:
    parts[SHEET] = re.sub(rb' r="[A-Z0-9]+"', b"", parts[SHEET])


def in_utf16(parts: Parts, encoding: str = "utf-16") -> None:
    body = re.sub(rb"^<\?xml[^>]*\?>", b"", parts[SHEET]).decode()
    parts[SHEET] = f'<?xml version="1.0" encoding="UTF-16"?>{body}'.encode(encoding)


def in_utf16_le_without_mark(parts: Parts) -> None:
    in_utf16(parts, "utf-16-le")


def in_utf16_be_without_mark(parts: Parts) -> None:
    in_utf16(parts, "utf-16-be")


def in_cp1251(parts: Parts) -> None:
    body = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), parts[SHEET].decode())
    parts[SHEET] = f'<?xml version="1.0" encoding="windows-1251"?>{body}'.encode("cp1251")


def with_backslashes(parts: Parts) -> None:
    for name in list(parts):
        parts[name.replace("/", "\\")] = parts.pop(name)


def with_strings_of_1c(parts: Parts) -> None:
    """A part of shared strings whose name begins with a capital, unlike what is said of it."""
    parts[SHEET] = re.sub(rb't="inlineStr"><is>.*?</is>', b't="s"><v>0</v>', parts[SHEET], count=1)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts["xl/SharedStrings.xml"] = f'<sst xmlns="{space}"><si><t>Лесной</t></si></sst>'.encode()
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    )
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Type="' + relation + b'" Target="sharedStrings.xml" Id="rId99"/></Relationships>',
    )


def with_odd_styles(parts: Parts) -> None:
    parts["xl/styles.xml"] = re.sub(rb"<fills.*?</fills>", b"<fills/>", parts["xl/styles.xml"])


ODD = (
    strict,
    prefixed,
    with_prefixed_cells_without_places,
    with_a_comment,
    without_places,
    in_utf16,
    in_utf16_le_without_mark,
    in_utf16_be_without_mark,
    in_cp1251,
    with_backslashes,
    with_strings_of_1c,
    with_odd_styles,
)


@pytest.mark.parametrize("change", ODD)
def test_a_workbook_of_another_program_says_the_same(change: Callable[[Parts], None], tmp_path: Path) -> None:
    """Strict Open XML, prefixes, comments, cells without places, other encodings, parts of 1C, odd styles."""
    cells = {"A1": "Лесной", "B1": 0.105, "C1": "=A1", "D1": 5}
    path = saved(tmp_path / "a.xlsx", cells, lambda sheet: setattr(sheet["B1"], "number_format", "0.0%"))
    sheet = first(changed(path, change))

    assert [str(cell) for cell in sheet.row(1)] == ["Лесной", "10,5 %", "=A1", "5"]
    assert isinstance(sheet.at(1, 3).content, Broken)


REFUSED_ENCODINGS = (
    "utf-7",
    "gb2312",
    "mbcs",
    "big5",
    "shift_jis",
    "utf-32",
    "hz",
    "idna",
    "hex",
    "rot13",
    "no-such",
)


@pytest.mark.parametrize("encoding", REFUSED_ENCODINGS)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/app.xml"])
def test_an_odd_encoding_is_an_issue_of_its_file(encoding: str, part: str, tmp_path: Path) -> None:
    """In whatever part it stands, the error names the file and the encoding."""
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()

    def declare(parts: Parts) -> None:
        parts[part] = declaration + re.sub(rb"^<\?xml[^>]*\?>", b"", parts[part])

    path = changed(saved(tmp_path / "a.xlsx", {"A1": 1}), declare)
    with pytest.raises(DataError, match=re.escape(encoding)) as caught:
        read_workbook(path, Limits())
    assert [(issue.place, issue.code) for issue in caught.value.issues] == [("a.xlsx", "file.unreadable")]


def test_an_archive_of_impossible_places_is_an_issue(tmp_path: Path) -> None:
    """Its end says that its list of parts lies before its beginning."""
    path = saved(tmp_path / "a.xlsx", {"A1": 1})
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\5\6")
    data[end + 12 : end + 16] = (2**31).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(DataError) as caught:
        read_workbook(path, Limits())

    assert [(issue.place, issue.code) for issue in caught.value.issues] == [("a.xlsx", "file.kind")]


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("place", ["A0", "0"])
def test_a_cell_of_no_place_is_an_issue_of_its_file(place: str, tmp_path: Path) -> None:
    """No row has the number 0, and nothing of it is written into another."""
    path = changed(
        saved(tmp_path / "a.xlsx", {"A1": 1}),
        lambda parts: parts.update({SHEET: parts[SHEET].replace(b'r="A1"', f'r="{place}"'.encode())}),
    )
    with pytest.raises(DataError) as caught:
        read_workbook(path, Limits())

    assert [issue.place for issue in caught.value.issues] == ["a.xlsx"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1" t="str"><f>IF(1,"","")</f><v></v></c>', ""),
        ('<c r="A1" t="str"><f>IF(1,"","")</f><v/></c>', ""),
        ('<c r="A1" t="str"><f>IF(1,"","")</f></c>', ""),
        ('<c r="A1" t="str"><f>T(1)</f><v>да</v></c>', "да"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="A1"><f>A2&amp;"x"</f><v></v></c>', '=A2&"x"'),
        ('<c r="A1"><f t="shared" si="0"/></c>', "="),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
    ],
)
def test_a_formula_is_its_saved_result(cell: str, expected: str, reader: str, tmp_path: Path) -> None:
    """A saved empty text is empty; no result at all, or an error, is a fault."""
    path = saved(tmp_path / "a.xlsx", {"A1": 1})

    def put(parts: Parts) -> None:
        parts[SHEET] = re.sub(rb'<c r="A1".*?</c>', lambda _: cell.encode(), parts[SHEET])

    found = first(changed(path, put)).at(1, 1)

    assert reader
    assert str(found) == expected
    assert isinstance(found.content, Broken) == expected.startswith(("=", "#"))


def test_long_numbers_are_named_not_rounded(tmp_path: Path) -> None:
    """A spreadsheet keeps fifteen digits of a number; an id of seventeen must be text."""
    sheet = first(
        saved(
            tmp_path / "a.xlsx", {"A1": 12345678901234567, "B1": "12345678901234567", "C1": 123456789012345}
        )
    )

    with pytest.raises(CellError) as caught:
        text(sheet.at(1, 1))
    assert caught.value.code == "cell.digits"
    assert [text(sheet.at(1, column)) for column in (2, 3)] == ["12345678901234567", "123456789012345"]
    assert whole_number(Cell(29)) == 29


def test_a_file_that_ends_the_reader_is_an_issue_and_the_next_is_read(tmp_path: Path) -> None:
    """Two cells at the ends of a sheet make calamine ask for more memory than there is."""
    hostile = saved(tmp_path / "a.xlsx", {"A1": 1, "XFD1048576": 1})
    sound = saved(tmp_path / "b.xlsx", {"A1": "да"})
    with Calamine() as calamine:
        with pytest.raises(DataError) as caught:
            read_workbook(hostile, Limits(), calamine)
        [sheet] = read_workbook(sound, Limits(), calamine)

    assert [issue.code for issue in caught.value.issues] == ["file.too-large"]
    assert str(sheet.at(1, 1)) == "да"


def test_without_processes_a_cell_far_away_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a browser, where XLSX is read by openpyxl, which keeps only the cells that are there."""
    monkeypatch.setattr("rnms.sheets.calamine._HAS_PROCESSES", False)
    hostile = saved(tmp_path / "a.xlsx", {"A1": 1, "XFD1048576": 1})
    with pytest.raises(DataError) as caught:
        read_workbook(hostile, Limits())

    assert [issue.code for issue in caught.value.issues] == ["file.too-large"]


def test_without_processes_calamine_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What only calamine reads, it reads beside everything else; and it refuses the same."""

    def more(sheet: Any) -> None:
        sheet.merge_cells("B3:C4")
        hidden = sheet.parent.create_sheet("скрытый")
        hidden.sheet_state = "hidden"
        hidden["A1"] = "тайна"

    contents = {
        "A1": "да",
        "B2": dt.date(2023, 9, 1),
        "B3": dt.time(9, 30),
        "C1": dt.datetime(2023, 9, 1, 12),  # noqa: DTZ001  # cells know no zone
        "C2": True,
        "D4": 1.5,
    }
    data = saved(tmp_path / "a.xlsx", contents, more).read_bytes()
    with Calamine() as calamine:
        calamine.ask(data, Limits(cells=17))
        by_process = calamine.sheets()
    monkeypatch.setattr("rnms.sheets.calamine._HAS_PROCESSES", False)
    with Calamine() as calamine:
        calamine.ask(data, Limits(cells=17))
        assert calamine.sheets() == by_process
        calamine.ask(data, Limits(cells=16))
        with pytest.raises(TooManyError, match="17"):
            calamine.sheets()
        calamine.ask(data, Limits(cells=17, sheets=1))
        with pytest.raises(TooManyError, match="2"):
            calamine.sheets()
        calamine.ask(b"PK", Limits(cells=17))
        with pytest.raises(UnreadError):
            calamine.sheets()
    assert [(sheet.name, sheet.hidden, sheet.merged, sheet.longest) for sheet in by_process] == [
        ("Sheet", False, ((3, 2, 4, 3),), 2),
        ("скрытый", True, (), 5),
    ]
    assert [[str(cell) for cell in row] for row in by_process[0].rows] == [
        ["да", "", "2023-09-01 12:00:00", ""],
        ["", "2023-09-01", "True", ""],
        ["", "09:30:00", "", ""],
        ["", "", "", "1.5"],
    ]


def test_the_process_answers_file_after_file_within_its_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it may take is set before the first file comes; each of them is answered, read or not."""
    sound = saved(tmp_path / "a.xlsx", {"A1": "да"}).read_bytes()
    come, go = io.BytesIO(), io.BytesIO()
    for file in (sound, b"PK", sound):
        come.write(struct.pack("<QQQ", len(file), 16, 1) + file)
    come.seek(0)
    memory: list[int] = []
    monkeypatch.setattr(sys, "argv", ["child.py", str(tmp_path), "1073741824"])
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=come))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=go))
    monkeypatch.setattr(gc, "disable", lambda: None)
    monkeypatch.setattr(child, "_limit_memory", memory.append)
    child.main()
    go.seek(0)
    kinds = []
    while length := go.read(8):
        kind, _ = marshal.loads(go.read(*struct.unpack("<Q", length)))  # noqa: S302  # written here
        kinds.append(kind)

    assert memory == [2**30]
    assert kinds == ["read", "error", "read"]


@examples(15)
@given(st.binary(max_size=300), st.sampled_from([".xls", ".xlsb", ".ods", ".xlsm"]))
def test_foreign_formats_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str
) -> None:
    """Noise behind the first bytes of a format: a fault of the file, and nothing else."""
    path = tmp_path_factory.mktemp("noise") / f"a{ending}"
    path.write_bytes((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" if ending == ".xls" else b"PK\x03\x04") + data)
    with pytest.raises(DataError, match=r"a\.(xls|xlsb|ods|xlsm): "):
        read_workbook(path, Limits())


def ods(path: Path, rows: str) -> Path:
    """A sheet of OpenDocument as LibreOffice writes it, shortened."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "calcext")
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="Кадры">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    path.write_bytes(file.getvalue())
    return path


def test_a_sheet_of_opendocument_is_read(tmp_path: Path) -> None:
    """Texts, numbers and days."""
    kinds = {
        'string"': "учитель",
        'float" office:value="7"': "7",
        'date" office:date-value="2022-09-01"': "01.09.22",
    }
    cells = (
        f'<table:table-cell office:value-type="{kind}><text:p>{shown}</text:p></table:table-cell>'
        for kind, shown in kinds.items()
    )
    rows = f"<table:table-row>{''.join(cells)}</table:table-row>"
    sheet = first(ods(tmp_path / "a.ods", rows))

    assert (sheet.name, [str(cell) for cell in sheet.row(1)]) == ("Кадры", ["учитель", "7", "01.09.2022"])


def cell(attributes: str, shown: str = "", inside: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{shown}</text:p>{inside}</table:table-cell>"


def test_what_opendocument_shows_is_told(tmp_path: Path) -> None:
    """Percent with its decimals, the error of a formula, rows and columns that are hidden, as they repeat."""
    share = cell('office:value-type="percentage" office:value="0.935"', "93,5 %")
    whole = cell('office:value-type="percentage" office:value="1" table:number-columns-repeated="2"', "100%")
    error = cell('office:value-type="string" calcext:value-type="error"', "#DIV/0!")
    rows = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{share}{whole}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2" table:visibility="filter">{error}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048573" table:visibility="collapse">'
        "<table:table-cell/></table:table-row>"
    )
    sheet = first(ods(tmp_path / "a.ods", rows))

    assert [str(one) for one in sheet.row(1)] == ["93,5 %", "100 %", "100 %"]
    assert [sheet.decimals[1, column] for column in (1, 2, 3)] == [1, 0, 0]
    assert [sheet.at(row, 1).content.code for row in (2, 3)] == ["cell.error"] * 2  # type: ignore[union-attr]
    assert sheet.hidden_columns == {3}
    assert {2, 3} <= sheet.hidden_rows
    assert 1 not in sheet.hidden_rows


def test_hostile_opendocument_is_refused(tmp_path: Path) -> None:
    """A row of a few bytes that claims a sheet full of percent, and tags that never end."""
    many = 'number-columns-repeated="9999999"'
    full = cell(f'office:value-type="percentage" office:value="1" table:{many}', "100%")
    rows = f'<table:table-row table:number-rows-repeated="9999999">{full}</table:table-row>'
    path = ods(tmp_path / "a.ods", rows)
    for content in (rows, '<table:table-row table:visibility="collapse"><table:table-cell>'):
        with pytest.raises(DataError):
            first(ods(tmp_path / "b.ods", content))

    with pytest.raises(DataError):
        marks_of(path.read_bytes(), "a.ods", Limits(cells=100))


# What makes it quick.


@given(
    st.lists(st.sampled_from([b"<c", b":c", b":", b"!", b"<!--", b"c>", b"<"]), max_size=200).map(b"".join)
)
@examples(200)
def test_a_text_is_found_by_a_letter_of_it(content: bytes) -> None:
    """Wherever it stands, and however often its letter stands elsewhere."""
    assert _holds(content, b":c", rare=b":") == (b":c" in content)
    assert _holds(content, b"<!--", rare=b"!") == (b"<!--" in content)


ANSWERED: list[Any] = [
    "учитель", "null", "", 7.0, 1e300, 0.1, True, float("nan"), float("-inf"), 2**63 - 1, "\x00",
    "\u2028", "\x1f",
    dt.date(2022, 9, 1), dt.datetime.fromisoformat("2022-09-01T12:00:01"), dt.time(12, 30),
    "a\x1fb",
]  # fmt: skip
"""What calamine may find in a cell."""


@given(st.data(), st.integers(1, 4), st.integers(1, 6))
@examples(200)
def test_what_goes_by_column_comes_as_it_was(data: st.DataObject, rows: int, columns: int) -> None:
    """Whether a column holds one kind of values or several, the process that reads workbooks tells each."""
    drawn = [data.draw(st.lists(st.sampled_from(ANSWERED), min_size=1, max_size=3)) for _ in range(columns)]
    cells = [[data.draw(st.sampled_from(kinds)) for kinds in drawn] for _ in range(rows)]
    block = marshal.loads(marshal.dumps(list(_columns(cells))))  # noqa: S302  # written here

    assert repr(list(map(list, _rows([block])))) == repr(cells)
    texts = [len(text) for row in cells for text in row if isinstance(text, str)]
    assert max(longest for _, _, longest in block) == max(texts, default=0)


def test_a_length_of_time_comes_as_its_text() -> None:
    assert _rows([list(_columns([[dt.timedelta(hours=30)]]))]) == [("1 day, 6:00:00",)]


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOOK = io.BytesIO()
openpyxl.Workbook().save(BOOK)
SPOILING = [
    b"", *(sign.to_bytes() for sign in b"<>/\"'&=; ax1!-[]\xff\xc3\x00\x01"), b"</c>", b"</row>", b"<c>",
    b"</v>", b"</sheetData>", b"<v>", b"&foo;", b"<!--", b"<![CDATA[", b' hidden="1"', b"<row ",
    b'<row r="9"></row>',
]  # fmt: skip


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 60), st.sampled_from(SPOILING))
@examples(400)
def test_of_spoilt_rows_no_cell_is_lost(at: float, cut: int, put: bytes) -> None:
    """What expat refuses is refused: plain rows are held by a pattern, and by calamine, as by a parser."""
    rows = "".join(
        f'<row r="{row}" spans="1:3"><c r="A{row}" s="1"><v>{row}</v></c><c r="B{row}" s="2"/>'
        f'<c r="C{row}" t="inlineStr"><is><t>слово</t></is></c><c r="D{row}"><f>1</f><v>1</v></c></row>'
        for row in range(1, 4)
    )
    sound = f"<worksheet {MAIN}><sheetData>{rows}</sheetData><pageMargins left='1'/></worksheet>".encode()
    place = int(at * len(sound))
    spoilt = sound[:place] + put + sound[place + cut :]
    assert len(_Part.of(sound).rest) < 200, "the rows are plain"
    try:
        expat.ParserCreate().Parse(spoilt, True)
    except expat.ExpatError:
        with pytest.raises(DataError):
            read_workbook(Upload("а.xlsx", archived({**parts(BOOK.getvalue()), SHEET: spoilt})), Limits())
    else:
        _check_well_formed(_Part.of(spoilt).rest)


ERROR, NO_RESULT = "cell.error", "cell.not-computed"
FAULTY = {
    '<c r="A1" t="e" ><v>#REF!</v></c>': ERROR,
    '<c r="A1" x="&gt;>" t="e"><v>#REF!</v></c>': ERROR,
    '<c r="A1" t="e"><v><![CDATA[#REF!]]></v></c>': ERROR,
    '<!-- <![CDATA[ --><c r="A1" t="e"><v>#REF!</v></c><!-- ]]> -->': ERROR,
    f'<a-b:c {MAIN.replace("=", ":a-b=", 1)} r="A1" t="e"><a-b:v>#REF!</a-b:v></a-b:c>': ERROR,
    '<c t="e"><v>#REF!</v></c>': ERROR,
    '<c r="a1" t="e"><v>#REF!</v></c>': ERROR,
    '<c r="A1"><f>1+1</f></c>': NO_RESULT,
    '<c r="A1"><f t="shared" si="0"/></c>': NO_RESULT,
    '<c r="A1"><f>1+1</f><v xml:space="preserve"></v></c>': NO_RESULT,
    '<c r="A1"><f>1+1</f><v> </v></c>': NO_RESULT,
    '<c r="A1"><f>1+1</f><v>\u00a0</v></c>': NO_RESULT,
    '<c r="A1"><f>1+1</f><extLst/></c>': NO_RESULT,
    '<c r="A1"><f>1+1</f><!-- --></c>': NO_RESULT,
    '<c r="A1"><v/><f>1+1</f></c>': NO_RESULT,
    '<c r="A1" t="str"><f>""</f><v></v></c>': None,
    '<c r="A1"><f>1+1</f><v>2</v></c>': None,
    '<!-- <c r="A1" t="e"><v>#REF!</v></c> -->': None,
    '<!-- --><?x <row r="1"><c r="A1" s="1"><v>1</v></c></row> ?>': None,
}


@pytest.mark.parametrize(("cell", "code"), FAULTY.items())
def test_a_cell_that_holds_no_value_says_so_however_it_is_written(
    cell: str, code: str | None, tmp_path: Path
) -> None:
    """The error of a formula, or a formula without a result, is never a silent blank."""
    row = f'<sheetData><row r="1">{cell}<c r="B1"><v>1</v></c></row></sheetData>'

    def put_cell(parts: Parts) -> None:
        parts[SHEET] = re.sub(rb"<sheetData>.*</sheetData>", lambda _: row.encode(), parts[SHEET])

    content = first(changed(saved(tmp_path / "a.xlsx", {"A1": 1}), put_cell)).at(1, 1).content

    assert (content.code if isinstance(content, Broken) else None) == code


def test_a_row_that_tells_no_place_stands_below_the_rows_before_it(tmp_path: Path) -> None:
    """Rows of plain values are passed over, and still count: the fault is in the third row, not the first."""
    plain = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in (1, 2))
    rows = f'<sheetData>{plain}<row><c t="e"><v>#REF!</v></c></row></sheetData>'

    def put_rows(parts: Parts) -> None:
        parts[SHEET] = re.sub(rb"<sheetData>.*</sheetData>", lambda _: rows.encode(), parts[SHEET])

    sheet = first(changed(saved(tmp_path / "a.xlsx", {"A1": 1}), put_rows))

    assert [isinstance(sheet.at(row, 1).content, Broken) for row in (1, 2, 3)] == [False, False, True]


def test_a_sheet_has_no_more_rows_than_a_sheet_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows without cells are counted, too: the fourth of three is refused."""
    monkeypatch.setattr(marks, "_MOST_ROWS", 3)

    def put_rows(parts: Parts) -> None:
        parts[SHEET] = re.sub(
            rb"<sheetData>.*</sheetData>", b"<sheetData>%s</sheetData>" % rows, parts[SHEET]
        )

    for number, refused in ((3, []), (4, ["file.too-large"])):
        rows = b"<row/>" * number
        file = changed(saved(tmp_path / "a.xlsx", {"A1": 1}), put_rows)
        try:
            read_workbook(file, Limits())
            codes = []
        except DataError as error:
            codes = [issue.code for issue in error.issues]
        assert codes == refused


@pytest.mark.parametrize("content", [b"<a>\xff</a>", b"<?xml version='1.0' encoding='utf-8'?><a>\xc3</a>"])
def test_what_is_no_utf_8_is_no_part_in_utf_8(content: bytes) -> None:
    with pytest.raises(UnsafeError) as caught:
        as_utf8(content)
    assert caught.value.code == "file.unreadable"
    assert as_utf8("<a>я</a>".encode()) == "<a>я</a>".encode()


def test_of_a_part_that_begins_with_an_aside_nothing_is_left_out() -> None:
    """What is told to a program may look like a row."""
    part = b'\n<?x?><worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'

    assert _Part.of(part).rest == part


@pytest.mark.parametrize("ending", [".xlsx", ".xlsb"])
def test_what_a_workbook_is_its_content_tells(ending: str, tmp_path: Path) -> None:
    """An XLSX by the name of an XLSB is looked at as any: its errors are told, its macros and DTD refused."""

    def spoil(parts: Parts) -> None:
        parts[SHEET] = parts[SHEET].replace(b'<c r="A2"', b'<c r="A2" t="e"><v>#REF!</v></c><c r="B2"')

    path = changed(saved(tmp_path / "a.xlsx", {"A1": "а", "A2": 1}), spoil)
    file = Upload(f"a{ending}", path.read_bytes())
    [sheet] = read_workbook(file, Limits())
    assert isinstance(sheet.at(2, 1).content, Broken)

    harms: dict[str, Callable[[Parts], object]] = {
        "file.macros": lambda parts: parts.update({"xl/vbaProject.bin": b"x"}),
        "file.unsafe": lambda parts: parts.update({SHEET: b"<!DOCTYPE x>" + parts[SHEET]}),
        "file.kind": lambda parts: parts.update({"xl/workbook.bin": b"x"}),
    }
    for code, harm in harms.items():
        with pytest.raises(DataError) as caught:
            read_workbook(Upload(f"a{ending}", changed(path, harm).read_bytes()), Limits())
        assert [issue.code for issue in caught.value.issues] == [code]
        path = changed(saved(tmp_path / "a.xlsx", {"A1": "а", "A2": 1}), spoil)


@pytest.mark.parametrize("part", ["xl/theme/theme1.xml", "xl/styles.xml", "docProps/core.xml"])
def test_a_part_that_is_no_sheet_is_well_formed_or_refused(part: str, tmp_path: Path) -> None:
    """Readers of values do not look at it, or forgive what is spoilt; who opens the workbook would not."""

    def spoil(parts: Parts) -> None:
        parts[part] = parts[part] + b"<unended>"

    with pytest.raises(DataError) as caught:
        read_workbook(changed(saved(tmp_path / "a.xlsx", {"A1": 1}), spoil), Limits())
    assert [issue.code for issue in caught.value.issues] == ["file.unreadable"]


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    """Programs differ in which of them they read."""
    path = saved(tmp_path / "a.xlsx", {"A1": 1})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET.upper(), b"<worksheet/>")

    with pytest.raises(DataError) as caught:
        read_workbook(path, Limits())
    assert [issue.code for issue in caught.value.issues] == ["file.kind"]


def test_white_space_before_a_part_hides_nothing_of_it(tmp_path: Path) -> None:
    """Readers skip it: what is hidden below it is hidden, what is unsafe is refused."""

    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    def far_below(parts: Parts) -> None:
        parts[SHEET] = b" " * 100 + re.sub(rb"^<\?xml[^>]*\?>", b"", parts[SHEET])

    path = changed(saved(tmp_path / "a.xlsx", {"A1": "а", "A2": "б"}, hide), far_below)
    assert first(path).hidden_rows == {2}

    def declaring(parts: Parts) -> None:
        parts[SHEET] = parts[SHEET].replace(b"<worksheet ", b"<!DOCTYPE x [<!ENTITY a 'a'>]><worksheet ")

    with pytest.raises(DataError) as caught:
        first(changed(path, declaring))
    assert [issue.code for issue in caught.value.issues] == ["file.unsafe"]


# Small files that would unfold.


def row_of(inside: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


TEXT, SHARE = 'office:value-type="string"', 'office:value-type="percentage" office:value="1"'
FAR = f'<table:table-cell table:number-columns-repeated="299"/>{cell(TEXT, "x")}'
TEN_THOUSAND = 'table:number-rows-repeated="10000"'
UNFOLDING = {
    "a sheet of one word": row_of(
        cell(f'{TEXT} table:number-columns-repeated="16384"', "x"), 'table:number-rows-repeated="1048576"'
    ),
    "three million shares": row_of(
        cell(f'{SHARE} table:number-columns-repeated="300"', "100%"), TEN_THOUSAND
    ),
    "rows with one word far to the right": row_of(FAR, TEN_THOUSAND),
    "many rows, each told many times": row_of(cell(TEXT, "x"), TEN_THOUSAND) * 100,
    "one row, and one far below": row_of(cell(TEXT, "x")) + row_of("<table:table-cell/>", TEN_THOUSAND) * 5
    + row_of(FAR),
    "a long text": row_of(cell(TEXT, "x" * 2**20)),
    "a long text beside a share": row_of(cell(TEXT, "x" * 2**20) + cell(SHARE, "100%")),
    "an error of a million signs": row_of(cell('calcext:value-type="error"', "#" * 2**20)),
    "blanks by their number": row_of(cell(TEXT, '<text:s text:c="2000000000"/>')),
    "blanks by their number with a sign": row_of(cell(TEXT, '<text:s text:c="+2000000000"/>')),
    "blanks by their number behind zeros": row_of(cell(TEXT, f'<text:s text:c="{"0" * 20}2000000000"/>')),
    "rows by their number with a sign": row_of(cell(TEXT, "x"), 'table:number-rows-repeated="+1048576"'),
    "rows by a number of many digits": row_of(cell(TEXT, "x"), 'table:number-rows-repeated="100000000"'),
    "blanks by their number, again and again": row_of(cell(TEXT, '<text:s text:c="30000"/>' * 20_000)),
}  # fmt: skip


@pytest.mark.parametrize("rows", UNFOLDING.values(), ids=UNFOLDING.keys())
def test_a_small_file_that_unfolds_is_refused_with_what_was_met(rows: str, tmp_path: Path) -> None:
    """At once: nothing of it is unfolded before, and the reader's process lives on."""
    path = ods(tmp_path / "a.ods", rows)
    with Calamine(seconds=20) as calamine, pytest.raises(DataError) as caught:
        read_workbook(path, Limits(), calamine)
    [issue] = caught.value.issues
    assert issue.code == "file.too-large"
    assert re.search(r"\d{5,}|\d+ МБ", issue.text)
    assert "Limits)" in issue.text


@pytest.mark.usefixtures("reader")
def test_no_cell_holds_more_than_excel_lets_it(tmp_path: Path) -> None:
    """The longest that Excel writes is read; one sign more is named with its cell, a book with its size."""
    longest = "ж" * 32_767
    assert str(first(saved(tmp_path / "a.xlsx", {"A1": longest})).at(1, 1)) == longest
    for number, place in ((32_768, "b.xlsx[Sheet!B7]"), (2**20, "b.xlsx")):
        path = changed(
            saved(tmp_path / "b.xlsx", {"A1": "да", "B7": "zebra"}),
            lambda parts, text="x" * number: parts.update(  # type: ignore[misc]
                {name: part.replace(b"zebra", text.encode()) for name, part in parts.items()}
            ),
        )
        with pytest.raises(DataError) as caught:
            read_workbook(path, Limits())
        [issue] = caught.value.issues
        assert (issue.place, issue.code) == (place, "file.too-large")
        assert "32767" in issue.text


def test_cells_far_apart_span_no_millions(tmp_path: Path) -> None:
    """Two cells of a workbook span thirty million between them; the number is told."""
    path = saved(tmp_path / "a.xlsx", {"A1": 1, "KN99999": 1})
    with pytest.raises(DataError) as caught:
        read_workbook(path, Limits())
    assert "29999700" in caught.value.issues[0].text


# What a spreadsheet of LibreOffice holds besides values.

_SMALL = Limits(rows=4, columns=3, cells=10, text=200, unpacked=10_000)
_BLANKS = '<text:s text:c="200"/>' * 49


def _ods(rows: str) -> bytes:
    spaces = "".join(f' xmlns:{name}="{name}"' for name in ("office", "table", "text", "calcext"))
    sheet = f'<table:table table:name="s">{rows}</table:table>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content{spaces}>{sheet}</office:document-content>")
    return file.getvalue()


def _ods_row(times: int, cells: str = "", seen: str = "visible") -> str:
    about = f'table:number-rows-repeated="{times}" table:visibility="{seen}"'
    return f"<table:table-row {about}>{cells}</table:table-row>"


def _ods_cells(times: int, kind: str = "float", text: str = "1") -> str:
    about = f'office:value-type="{kind}" table:number-columns-repeated="{times}"'
    return f"<table:table-cell {about}><text:p>{text}</text:p></table:table-cell>"


@pytest.mark.parametrize(
    ("rows", "allowed"),
    [
        (_ods_row(4, _ods_cells(1)), True),
        (_ods_row(2, _ods_cells(1)) + _ods_row(2, _ods_cells(1)), True),
        (_ods_row(5, _ods_cells(1)), False),
        (_ods_row(2, _ods_cells(1)) + _ods_row(3, _ods_cells(1)), False),
        (_ods_row(1000), True),
        ('<text:s text:c="200"/><text:s text:c="3"/>', True),
        ('<text:s text:c="201"/><text:s text:c="3"/>', False),
        (_BLANKS + '<text:s text:c="200"/>', True),
        (_BLANKS + '<text:s text:c="200"/><text:s/>', False),
    ],
)
def test_what_an_ods_repeats_is_held_to_the_limits_together(rows: str, *, allowed: bool) -> None:
    """Rows that hold something, and blanks: a limit may be met, and not passed; empty rows cost nothing."""
    if allowed:
        marks_of(_ods(rows), "s.ods", _SMALL)
    else:
        with pytest.raises(DataError):
            marks_of(_ods(rows), "s.ods", _SMALL)


def test_what_an_ods_hides_is_told_as_far_as_it_is_read() -> None:
    """The last of the rows that repeat is hidden as the first; of those beyond the limits nothing is kept."""
    columns = '<table:table-column table:number-columns-repeated="{}" table:visibility="{}"/>'
    rows = "".join(
        (
            columns.format(1, "visible"),
            columns.format(1, "collapse"),
            columns.format(1, "visible"),
            columns.format(1000, "collapse"),
            _ods_row(1),
            _ods_row(2, seen="filter"),
            _ods_row(1),
            _ods_row(1000, seen="collapse"),
        )
    )
    found = marks_of(_ods(rows), "s.ods", _SMALL)["s"]
    assert found.hidden_rows == {2, 3}
    assert found.hidden_columns == {2}
    found = marks_of(_ods(_ods_row(1) + _ods_row(1000, seen="collapse")), "s.ods", _SMALL)["s"]
    assert found.hidden_rows == {2, 3, 4}


@pytest.mark.parametrize("digits", [7, 8, 5000])
def test_what_stands_behind_more_rows_than_any_sheet_has_is_nowhere(digits: int) -> None:
    """Nor does anybody wait until thousands of digits are read."""
    repeated = f'<table:table-row table:number-rows-repeated="{"1" * digits}"/>'
    marks = marks_of(_ods(repeated + _ods_row(1, seen="collapse")), "s.ods", attrs.evolve(_SMALL, text=600))

    assert marks["s"].hidden_rows == set()


def test_percent_and_errors_of_an_ods_are_those_of_every_cell_that_a_tag_stands_for() -> None:
    """As many decimals as are shown; of a row that repeats each cell, within what is read."""
    cells = _ods_cells(1) + _ods_cells(2, "percentage", "12,50 %") + _ods_cells(9, "percentage", "7%")
    found = marks_of(_ods(_ods_row(2, cells)), "s.ods", attrs.evolve(_SMALL, cells=24))["s"]
    assert found.decimals == {(1, 2): 2, (1, 3): 2, (2, 2): 2, (2, 3): 2}
    found = marks_of(_ods(_ods_row(1, _ods_cells(2, "error", "#REF!"))), "s.ods", _SMALL)["s"]
    assert {place: broken.code for place, broken in found.broken.items()} == {
        (1, 1): "cell.error",
        (1, 2): "cell.error",
    }
