"""Each limit of a file is kept, said with the number that was met, and can be raised."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import rnms
from rnms.cli.command_line import main
from rnms.errors import DataError
from rnms.model.limits import Limits
from rnms.render.messages import issue_sentence
from rnms.sheets import Upload, read_table
from rnms.sheets.archive import archived, parts


def workbook() -> Upload:
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    for row in (["Код", "Имя"], ["m1", "Лесной"], ["m2", "Озёрный" * 100]):
        sheet.append(row)
    book.create_sheet("Пояснения")
    file = io.BytesIO()
    book.save(file)
    return Upload("м.xlsx", file.getvalue())


def of_workbook(limits: Limits | None) -> object:
    columns = {"Код": "id", "Имя": "name"}
    return read_table(workbook(), "municipalities", columns=columns, limits=limits).records


def of_json(limits: Limits | None) -> object:
    places = [{"id": f"m{number}", "name": "Лесной"} for number in range(3)]
    people = [{"id": f"p{number}"} for number in range(4)]
    figures = [{"key": "pool", "period": "2023", "count": 1}, {"key": "staff", "period": "2023", "count": 1}]
    raw = {"rnms": 1, "region": "ugra", "municipalities": places, "persons": people, "figures": figures}
    raw["services"] = [{"municipality": "m1", "kind": "service"}] * 5
    return rnms.load(json.dumps(raw).encode(), limits=limits)


CASES: dict[str, tuple[Callable[[Limits | None], object], int, int]] = {
    "bytes": (of_workbook, 2, 1), "unpacked": (of_workbook, 2, 1), "parts": (of_workbook, 5, 10),
    "sheets": (of_workbook, 1, 2), "rows": (of_workbook, 2, 3), "columns": (of_workbook, 1, 2),
    "cells": (of_workbook, 3, 6), "text": (of_workbook, 600, 700), "json": (of_json, 2, 1),
    "people": (of_json, 3, 4), "municipalities": (of_json, 2, 3), "figures": (of_json, 1, 2),
    "records": (of_json, 4, 5), "tags": (of_workbook, 10, 126),
}  # fmt: skip
"""By limit: what reads a file, a limit that it meets, and the number that is said."""


@pytest.mark.parametrize("name", [field.name for field in attrs.fields(Limits)])
def test_a_limit_is_said_with_what_was_met_and_can_be_raised(name: str) -> None:
    read, most, met = CASES[name]
    read(None)

    with pytest.raises(DataError) as caught:
        read(Limits(**{name: most}))
    [issue] = caught.value.issues
    for lang in ("ru", "en"):
        sentence = issue_sentence(issue, lang=lang)
        assert issue.code == "file.too-large"
        assert str(met) in sentence.replace("\N{NO-BREAK SPACE}", "")
        assert f"{name}=…" in sentence


@pytest.mark.parametrize(
    ("put_in", "limits", "told"),
    [
        (b"<a/>" * 500, Limits(tags=300, cells=20), "тегов XML 558, а можно 300"),
        (b"<!---->" * 500, Limits(tags=300), "комментариев XML 500, а можно 300"),
        (b"<!--" + b"x" * 20_000 + b"-->", Limits(text=1000), "занимает в файле 20004 Б, а можно 10000"),
    ],
)
def test_what_no_cell_holds_is_told_by_the_number_met(put_in: bytes, limits: Limits, told: str) -> None:
    """No number of cells or signs is made of that of tags or bytes."""
    with pytest.raises(DataError) as caught:
        read_table(
            with_part(SHEET, b"</sheetData>", put_in), "municipalities",
            columns={"Код": "id", "Имя": "name"}, limits=limits,
        )  # fmt: skip
    [issue] = caught.value.issues
    assert told in issue_sentence(issue).replace("\N{NO-BREAK SPACE}", " ")


def test_the_strict_reader_keeps_the_limits_too() -> None:
    """A file with a fault is not made into records either, where there are too many."""
    raw = {"rnms": 1, "region": "ugra", "persons": [{"id": 7}] * 3}
    with pytest.raises(DataError) as caught:
        rnms.load(json.dumps(raw).encode(), limits=Limits(people=2))

    assert [(issue.place, issue.code) for issue in caught.value.issues] == [("$.persons", "file.too-large")]


def test_a_limit_is_raised_at_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "кадры.csv"
    path.write_text("ФИО;Школа\n" + "Иванов;1\n" * 5, encoding="utf-8")

    assert main(["intake", str(path), "--suggest", "--limit", "rows=5"]) == 2
    assert "строк 6" in capsys.readouterr().err
    assert main(["intake", str(path), "--suggest", "--limit", "rows=6"]) == 0
    with pytest.raises(SystemExit):
        main(["intake", str(path), "--suggest", "--limit", "row=6"])
    assert "не поднимает никакого предела" in capsys.readouterr().err


# Small files that take long.

SHEET = "xl/worksheets/sheet1.xml"
MANY = 100_000


def with_part(name: str, before: bytes, after: bytes) -> Upload:
    """The workbook with a text put into one of its parts."""
    book = parts(workbook().data)
    assert before in book[name]
    return Upload("м.xlsx", archived(book | {name: book[name].replace(before, after + before, 1)}))


def with_cell(cell: bytes) -> Upload:
    """The workbook with a row of one more cell."""
    return with_part(SHEET, b"</sheetData>", b'<row r="9">' + cell + b"</row>")


def merged(areas: bytes, ending: str = ".xlsx") -> Upload:
    """The workbook with merged ranges, as Excel writes them or nearly so."""
    return Upload(f"м{ending}", with_part(SHEET, b"<pageMargins", areas).data)


def merged_elsewhere() -> Upload:
    """The workbook with a merged range in a sheet that does not lie where sheets do."""
    book = parts(merged(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>').data)
    old, new = b"worksheets/sheet1", b"other/sheet1"
    return Upload(
        "м.xlsx",
        archived(
            {name.replace(old.decode(), new.decode()): part.replace(old, new) for name, part in book.items()}
        ),
    )


def merged_pairs() -> Upload:
    """A workbook with a merged pair of cells in each row."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet.append(["Код", "Имя"])
    for number in range(10_000):
        sheet.append([f"m{number}", "Лесной"])
    file = io.BytesIO()
    book.save(file)
    pairs = b"".join(b'<mergeCell ref="B%d:C%d"/>' % (row, row) for row in range(2, 10_002))
    whole = parts(file.getvalue())
    tail = b"<mergeCells>" + pairs + b"</mergeCells><pageMargins"
    return Upload("м.xlsx", archived(whole | {SHEET: whole[SHEET].replace(b"<pageMargins", tail)}))


def of_content(content: bytes) -> Upload:
    """A workbook of LibreOffice of this content."""
    return Upload("м.ods", archived({"mimetype": b"application/vnd", "content.xml": content}))


def of_sheets(tables: str) -> Upload:
    """A workbook of LibreOffice with these sheets."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    body = f"<office:spreadsheet>{tables}</office:spreadsheet>"
    return of_content(f"<office:document-content {spaces}>{body}</office:document-content>".encode())


NAMES = (b"<definedNames>", b"</definedNames>")
REPEATED = '<table:table-row table:number-rows-repeated="5"/>'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = b"".join(
    f'<sheet name="s{number}" sheetId="{number + 9}" r:id="rId1" xmlns:r="{LINKS}"/>'.encode()
    for number in range(500)
)
BOMBS: dict[str, Callable[[], Upload]] = {
    "styles in percent": lambda: with_part("xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="9"/>' * MANY),
    "more styles than any program has": lambda: with_part(
        "xl/styles.xml", b"</cellXfs>", b"<xf/>" * 5 * MANY
    ),
    "nested styles": lambda: with_part("xl/styles.xml", b"</styleSheet>", b"<a>" * MANY + b"</a>" * MANY),
    "hidden columns": lambda: with_part(
        SHEET, b"<sheetData>", b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * MANY + b"</cols>"
    ),
    "errors without a value": lambda: with_part(
        SHEET, b"</sheetData>", b'<row r="9">' + b'<c r="A9" t="e"/>' * MANY + b"</row>"
    ),
    "sheets of one part": lambda: with_part("xl/workbook.xml", b"</sheets>", SHEETS),
    "rows without a place": lambda: with_part(SHEET, b"</sheetData>", b"<row/>" * 20 * MANY),
    "comments": lambda: with_part(SHEET, b"</sheetData>", b"<!---->" * 5 * MANY),
    "defined names": lambda: with_part(
        "xl/workbook.xml", b"<calcPr", NAMES[0] + b'<definedName name="a">A1</definedName>' * MANY + NAMES[1]
    ),
    "rows of LibreOffice that repeat": lambda: of_sheets(
        f'<table:table table:name="a">{REPEATED * MANY}</table:table>'
    ),
    "rows of LibreOffice that never end": lambda: of_content(b"<table:table-row" * 2 * MANY),
    "rows of LibreOffice that repeat and never end": lambda: of_content(
        b'<table:table-row number-rows-repeated="1">' * MANY
    ),
    "a long comment of LibreOffice": lambda: of_content(b"<a><!--" + b"< " * 500 * MANY + b"--></a>"),
    "a long comment": lambda: with_part(SHEET, b"</sheetData>", b"<!--" + b"< " * 500 * MANY + b"-->"),
    "tags": lambda: with_part(SHEET, b"<pageMargins", b"<a/>" * 300 * MANY),
    "blanks behind a formula": lambda: with_cell(b'<c r="C9"><f>1</f>' + b" " * 3 * MANY + b"<v>5</v></c>"),
    "the letters of a column": lambda: with_cell(b'<c r="' + b"A" * 3 * MANY + b'9" t="e"><v>#</v></c>'),
    "the letters of a plain column": lambda: with_cell(
        b'<c r="' + b"A" * 3 * MANY + b'9" s="0"><v>1</v></c>'
    ),
    "encodings": lambda: with_part(SHEET, b"<worksheet", b"<?xml " + b'encoding="a" ' * (MANY // 4)),
    "a format of brackets": lambda: with_part(
        "xl/styles.xml",
        b"<fonts",
        b'<numFmts><numFmt numFmtId="200" formatCode="' + b"[" * 3 * MANY + b'"/></numFmts>',
    ),
    "merged cells": lambda: merged(b'<mergeCells><mergeCell x="&gt;>" ref="A1:XFD1048576"/></mergeCells>'),
    "merged cells of a prefix": lambda: merged(
        b'<x-y:mergeCells xmlns:x-y="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<x-y:mergeCell ref="A1:XFD1048576"/></x-y:mergeCells>'
    ),
    "merged cells by another name": lambda: merged(
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', ".xlsb"
    ),
    "merged cells elsewhere": merged_elsewhere,
    "merged cells over the whole again and again": lambda: merged(
        b"<mergeCells>" + b'<mergeCell ref="A1:B3"/>' * 4 * MANY + b"</mergeCells>"
    ),
    "a merged title over all columns": lambda: merged(b'<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>'),
    "a merged pair in each row": merged_pairs,
    "quotes that open again and again": lambda: Upload("м.csv", "Код;Имя\n".encode() + b'x";"y\n' * MANY),
    "blanks in cells": lambda: Upload(
        "м.csv",
        "Код;Имя\n".encode() + b"".join(b"x%d%sx;y\n" % (row, b" " * 32_000) for row in range(100)),
    ),
    "long lines of such quotes": lambda: Upload(
        "м.csv", "Код;Имя\n".encode() + (b'x";"' * 1000 + b"y\n") * 240
    ),
    "sheets of LibreOffice": lambda: of_sheets('<table:table table:name="a"></table:table>' * MANY),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_small_file_takes_no_long_time(name: str) -> None:
    """It is read, or refused as itself, in two seconds of this process."""
    file = BOMBS[name]()
    assert len(file.data) < 4 * 2**20

    # What earlier tests left is no part of the file: to look through it would take longer than to read.
    gc.collect()
    gc.freeze()
    begun = time.process_time()
    with contextlib.suppress(DataError):
        read_table(file, "municipalities", columns={"Код": "id", "Имя": "name"})
    took = time.process_time() - begun
    gc.unfreeze()
    assert took < 2
