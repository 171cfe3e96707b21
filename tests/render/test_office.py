"""Word, Excel and CSV: what an office opens; nothing in it is computed, lost or different tomorrow."""

from __future__ import annotations

import csv
import io
import re
import textwrap
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
import openpyxl
import openpyxl.utils
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import Phase, given

from kit.effort import examples
from kit.goldens import approved
from kit.office import text_of_word
from kit.reports import SILENT, any_text, approvable, by_year, demo, forty, named
from kit.shown import given_figures, judged
from rnms import DataError, Report
from rnms.indicators import Scale
from rnms.model.spelling import on_one_line
from rnms.render import FORMATS
from rnms.render.printed import typeset
from rnms.sheets.cells import readable, text_of_csv

COMPUTED = ["=1+1 район", "+7 900", "-5", "@SUM(A1)", "\tx", "'=1", '=HYPERLINK("x")']


def written(report: Report, form: str) -> bytes:
    content = FORMATS[form].write(report, "ru")
    assert isinstance(content, bytes)
    return content


def document(report: Report, tmp_path: Path, **options: Any) -> Document:
    report.to_docx(tmp_path / "приложение.docx", **options)
    return docx.Document(str(tmp_path / "приложение.docx"))


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """The cells of every sheet: value, kind, format."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [[(cell.value, cell.data_type, cell.number_format) for cell in row] for row in sheet]
        for sheet in book.worksheets
    }


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


# Word.


def test_the_annex_is_landscape_a4_in_russian(tmp_path: Path) -> None:
    """A4 across, «Приложение» at the right, the font of official papers, Russian for the speller."""
    made = document(demo(), tmp_path)
    page = made.sections[0]
    style: Any = made.styles["Normal"]
    languages = [mark.get(qn("w:val")) for mark in made.styles.element.iter(qn("w:lang"))]

    assert (round((page.page_width or 0) / Mm(1)), round((page.page_height or 0) / Mm(1))) == (297, 210)
    assert page.orientation is not None
    assert made.paragraphs[0].text.startswith("Приложение")
    assert style.font.name == "Times New Roman"
    assert languages == ["ru-RU"]


def test_the_heads_of_the_annex_repeat_and_its_columns_are_numbered(tmp_path: Path) -> None:
    """The first two rows of each table are heads: titles, then numbers; no row is torn apart."""
    made = document(demo(), tmp_path)

    assert len(made.tables) == 3
    for one in made.tables[:2]:
        rows = [row._tr.trPr for row in one.rows]
        heads = [row is not None and row.find(qn("w:tblHeader")) is not None for row in rows]
        assert heads == [True, True, *(False for _ in rows[2:])]
        assert all(row is not None and row.find(qn("w:cantSplit")) is not None for row in rows)
        assert [cell.text for cell in one.rows[1].cells] == [str(n + 1) for n in range(len(one.columns))]


def test_the_widths_of_the_annex_stand_on_columns_and_on_cells(tmp_path: Path) -> None:
    """LibreOffice reads the one, Word the other; together they fill the page."""
    made = document(demo(), tmp_path)
    page = made.sections[0]
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)

    for one in made.tables:
        widths = [column.width or 0 for column in one.columns]
        assert widths == [cell.width for cell in one.rows[-1].cells]
        assert sum(widths) == pytest.approx(room, rel=0.001)


def test_the_annex_cites_the_acts_and_names_the_silent(tmp_path: Path) -> None:
    """Every act of the report is listed, every clause stands in its row, every silent place by name."""
    made = document(demo(), tmp_path)
    said = "\n".join(paragraph.text for paragraph in made.paragraphs)
    clauses = [row.cells[-1].text for row in made.tables[0].rows[2:]]

    assert all(typeset(str(act)) in said for act in demo().acts)
    assert all(name in said for name in SILENT)
    assert {typeset(result.clause.number) for result in demo()} == set(clauses)


@pytest.mark.parametrize(
    ("text", "size", "sizes"),
    [
        ("Министерство образования", (210, 297), [(210, 297), (297, 210)]),
        ("", (210, 297), [(297, 210)]),
        ("Министерство образования", (297, 210), [(297, 210)]),
    ],
    ids=["upright", "empty", "across"],
)
def test_the_annex_goes_into_the_region_s_own_blank(
    text: str, size: tuple[int, int], sizes: list[tuple[int, int]], tmp_path: Path
) -> None:
    """A blank keeps its text and its font; the annex follows on a page across, as wide as that page is."""
    blank = docx.Document()
    blank.add_paragraph(text)
    style: Any = blank.styles["Normal"]
    style.font.name = "Arial"
    blank.sections[0].page_width, blank.sections[0].page_height = map(Mm, size)
    blank.save(str(tmp_path / "бланк.docx"))
    made = document(demo(), tmp_path, template=tmp_path / "бланк.docx")
    pages = [tuple(round((end or 0) / Mm(1)) for end in (s.page_width, s.page_height)) for s in made.sections]
    kept: Any = made.styles["Normal"]

    assert pages == sizes
    assert (made.paragraphs[0].text, kept.font.name) == (text, "Arial")
    assert Mm(200) < sum(column.width or 0 for column in made.tables[0].columns) < Mm(297)


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (rb"<w:sectPr.*?</w:sectPr>", b""),
        (rb"<w:sectPr.*?</w:sectPr>", b"<w:sectPr/>"),
        (rb"<w:pgSz[^>]*/>", b""),
        (rb"<w:pgSz[^>]*/>", b'<w:pgSz w:w="0" w:h="0"/>'),
        (rb"<w:pgSz[^>]*/>", b'<w:pgSz w:w="11905.511811" w:h="16837.79"/>'),
        (rb"<w:pgSz[^>]*/>", b'<w:pgSz w:w="21cm" w:h="29.7cm"/>'),
        (rb"<w:pgMar[^>]*/>", b""),
        (rb'w:(left|right|header|gutter)="(\d+)"', rb'w:\1="\2.5"'),
        (rb'w:(left|right)="(\d+)"', rb'w:\1="9000"'),
    ],
)
def test_a_blank_of_another_program_is_completed(pattern: bytes, instead: bytes, tmp_path: Path) -> None:
    """What Google Docs and others leave out or write in fractions, Word reads; so does the annex."""
    path = tmp_path / "бланк.docx"
    docx.Document().save(str(path))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"]
    parts["word/document.xml"] = re.sub(pattern, instead, body, flags=re.DOTALL)
    assert parts["word/document.xml"] != body
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    made = document(demo(), tmp_path, template=path)

    assert Mm(100) < sum(column.width or 0 for column in made.tables[0].columns) < Mm(297)


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", written(demo(), "xlsx"), b"PK\x05\x06" + bytes(18)],
    ids=["empty", "text", "workbook", "empty archive"],
)
def test_a_blank_that_is_no_word_document_is_refused(content: bytes, tmp_path: Path) -> None:
    """Whatever it is instead, the error names the file and says what to do."""
    path = tmp_path / "бланк.docx"
    path.write_bytes(content)

    with pytest.raises(DataError, match=r"бланк\.docx: \$: это не документ Word .*сохраните бланк"):
        demo().to_docx(tmp_path / "x.docx", template=path)
    with pytest.raises(FileNotFoundError, match="no template"):
        demo().to_docx(tmp_path / "x.docx", template=tmp_path / "нет.docx")


# Excel.


def test_a_workbook_has_a_sheet_for_each_table() -> None:
    """What one must know first; indicators, municipalities, who did not report, duties, sources."""
    assert list(sheets(written(demo(), "xlsx"))) == [
        "Главное", "Показатели", "Муниципалитеты", "Нет ответа", "Обязанности", "Источники",
    ]  # fmt: skip


def test_numbers_are_numbers_and_codes_are_texts() -> None:
    """A share is a number in percent, a code is a text that stays as it is."""
    rows = sheets(written(demo(), "xlsx"))["Показатели"]
    head = [value for value, *_ in rows[0]]
    [row] = [row for row in rows if row[0][0] == "3" and row[head.index("Прочтение")][0] == "по умолчанию"]

    assert row[0] == ("3", "s", "@")
    assert row[head.index("От")] == (pytest.approx(15 / 19), "n", "0.0%")
    assert row[head.index("До")] == (1, "n", "0.0%")
    assert row[head.index("Вывод")][0] == "? не определено"


def test_a_share_near_its_norm_is_not_rounded_over_it() -> None:
    """9.995 % of 10 % is shown with as many digits as the verdict needs."""
    report = judged({"staff": 20_000, "staff.diagnosed": 1999}, only="1")
    rows = sheets(written(report, "xlsx"))["Показатели"]

    assert (1999 / 20_000, "n", "0.000%") in rows[1]


def test_who_stands_between_is_told_by_id_where_asked(tmp_path: Path) -> None:
    """Without asking there is no id of a person anywhere; asked, each has what it lacks."""
    report = forty()
    report.to_xlsx(tmp_path / "кто.xlsx", who=True)
    asked = sheets((tmp_path / "кто.xlsx").read_bytes())
    plain = sheets(written(report, "xlsx"))
    people = {row[1][0] for row in asked["Кто"][1:]}

    assert "Кто" not in plain
    assert {one.id for one in report["6.2.1"].who("unknown")} <= people
    named_there = {value for rows in plain.values() for row in rows for value, *_ in row}
    assert not named_there & people
    assert any(finding.members == "persons" and finding.failed for finding in report.requirements)
    assert [value for row in plain["Обязанности"] for value, *_ in row if "обозначения не" in str(value)]


def test_a_municipality_is_a_row() -> None:
    """Counted, all, from, to; a silent one has its row and no number."""
    rows = [[value for value, *_ in row] for row in sheets(written(by_year()[3], "xlsx"))["Муниципалитеты"]]
    [reported] = [row for row in rows if row[0] == "6.2.1" and row[-1] == "a"]
    silent = [row for row in rows if row[3] == "не получен"]

    assert reported[2:5] == ["Район А (вымышленный)", "получен", 1100]
    assert silent
    assert all(row[4:8] == [None] * 4 for row in silent)


def test_every_sheet_is_ready_to_print() -> None:
    """A4 across, as wide as the page, numbered; the head of a table is frozen, repeats, and filters."""
    first, *tables = openpyxl.load_workbook(io.BytesIO(written(forty(), "xlsx"))).worksheets

    sheet: Any
    for sheet in (first, *tables):
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.right.text == "&P / &N"
    for sheet in tables:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_ids_are_not_printed() -> None:
    """What programs look up stands beside the table, outside what is printed."""
    book = openpyxl.load_workbook(io.BytesIO(written(forty(), "xlsx")))

    for sheet in book.worksheets[1:]:
        _, _, columns, _ = openpyxl.utils.range_boundaries(sheet.print_area.split("!")[-1].replace("$", ""))
        heads = [cell.value for cell in sheet[1]]
        assert heads[columns:] in ([], ["Обозначение"])
        assert "Обозначение" not in heads[:columns]


def test_no_cell_of_a_workbook_is_clipped() -> None:
    """Every row is as high as the most lines that a text of it takes, letters as broad as digits."""
    book = openpyxl.load_workbook(io.BytesIO(written(forty(), "xlsx")))

    sheet: Any
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            height = sheet.row_dimensions[row[0].row].height
            for cell in row:
                if isinstance(cell.value, str):
                    width = sheet.column_dimensions[cell.column_letter].width - 2
                    lines = len(textwrap.wrap(cell.value, int(width)))
                    assert height >= lines * cell.font.size * 1.3
                    assert height < 409  # Excel has no higher ones
                    assert min(max(map(len, cell.value.split()), default=0), 30) <= width


# CSV.


def test_csv_is_what_a_russian_excel_opens(tmp_path: Path) -> None:
    """A byte order mark, semicolons, CRLF, decimal commas; a code is told from a number and a date."""
    said = demo().to_csv(tmp_path / "отчёт.csv")
    content = (tmp_path / "отчёт.csv").read_bytes()
    rows = table(content)

    assert content == b"\xef\xbb\xbf" + said.encode()
    assert content.count(b"\r\n") == content.count(b"\n") == len(rows)
    assert {len(row) for row in rows} == {12}
    [row] = [row for row in rows if row[0] == "№ 3" and row[3] == "по умолчанию"]
    assert row[5:8] == ["%", "78,947368", "100"]


def test_csv_begins_with_the_brief() -> None:
    """A row for each entry, without a code: what may be signed comes first, and each request names whom."""
    _, first, *rest = table(demo().to_csv().encode())
    asked = [row[10] for row in rest if row[1].startswith("Запросить")]

    assert first[:2] == ["", "Можно подписать: 1, 2, 5, 7; 6 (кроме прочтения «только закреплённые актом»)."]
    assert len(asked) == len(demo().brief.requests) == 2
    assert "Амурский район" in asked[1]
    assert next(row for row in rest if row[0])[0] == "№ 1"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Fraction(-1, 3), "-0,333333"), (Fraction(5), "5"), (Fraction(1234567, 2), "617283,5")],
)
def test_a_number_of_csv_has_no_groups(value: Fraction, expected: str) -> None:
    """No spaces between thousands, and no more decimals than needed."""
    from rnms.render.csv import _decimal

    assert _decimal(value, "ru") == expected


# Nothing is computed, nothing is lost, nothing changes.


@pytest.mark.parametrize("name", COMPUTED)
def test_a_name_that_looks_like_a_formula_is_a_name(name: str) -> None:
    """In Excel it is text and itself, in CSV it begins with no sign that is computed and reads back.

    An end of a line is a blank in both.
    """
    report, name = named(name), on_one_line(name)
    found = sheets(written(report, "xlsx"))
    cells = [cell for rows in found.values() for row in rows for cell in row]
    texts = [cell for row in table(written(report, "csv")) for cell in row]

    assert name in {value for value, *_ in found["Нет ответа"][1]}
    assert not [cell for cell in cells if cell[1] == "f"]
    assert name in map(text_of_csv, texts)
    assert not [text for text in texts if text.startswith(("=", "+", "@", "\t", "\r", "-"))]


@pytest.mark.slow
@given(any_text)
@examples(12, phases=[Phase.generate])
def test_no_name_breaks_a_file(name: str) -> None:
    """Whatever a name holds, each file opens, holds the name as text, and no formula, macro or link."""
    report = named(name)
    shown = readable(on_one_line(name))
    for form in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(written(report, form))) as archive:
            assert not [file for file in archive.namelist() if re.search("vba|external|embed", file.lower())]
    cells = [cell for rows in sheets(written(report, "xlsx")).values() for row in rows for cell in row]
    assert not [cell for cell in cells if cell[1] not in {"s", "n"}]
    assert _flat(shown) in {_flat(str(value or "")) for value, *_ in cells}
    assert _flat(typeset(shown)) in _flat(text_of_word(written(report, "docx")))
    assert shown in {text_of_csv(cell) for row in table(written(report, "csv")) for cell in row}


def _flat(text: str) -> str:
    """Word and Excel keep no more than one kind of line break."""
    return re.sub(r"[\r\n]+", "\n", text.replace("\r\n", "\n"))


@pytest.mark.slow
@given(given_figures())
@examples(8)
def test_whatever_is_reported_is_written(figures: dict[str, Any]) -> None:
    """Every report becomes each file; the values of a workbook are those of the report."""
    report = judged(figures)
    rows = sheets(written(report, "xlsx"))["Показатели"]
    numbers = {f"{value:.12g}" for row in rows for value, kind, _ in row if kind == "n" and value is not None}
    values = [one.value for one in report if one.value and one.judgement.scale is not Scale.YES_NO]
    ends = [end for value in values for end in (value.low, value.high) if end is not None]

    assert {f"{float(end):.12g}" for end in ends} <= numbers
    assert len(table(written(report, "csv"))) > len(report)
    assert written(report, "docx").startswith(b"PK")


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "html"])
def test_the_same_report_gives_the_same_bytes(form: str) -> None:
    """No clock is in a file: written twice it is equal, and its own dates are those of the report."""
    content = written(demo(), form)

    assert content == written(demo(), form)
    if FORMATS[form].is_file:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
            assert set(re.findall(r">(\d{4}-\d\d-\d\d)T[^<]*<", core)) == {"2023-12-31"}


def test_the_annex_reads_as_it_did() -> None:
    """The texts of the annex are compared with those that a person looked at."""
    shown = text_of_word(written(approvable(), "docx"))

    assert approved("demo.docx.txt", shown) == shown


def test_the_workbook_reads_as_it_did() -> None:
    """The cells of the workbook are compared with those that a person looked at."""
    lines = []
    for title, rows in sheets(written(approvable(), "xlsx")).items():
        lines += [f"## {title}", *(" | ".join(str(value or "") for value, *_ in row) for row in rows), ""]
    shown = "\n".join(lines)

    assert approved("demo.xlsx.txt", shown) == shown


def test_the_csv_reads_as_it_did() -> None:
    """The CSV is compared with that which a person looked at."""
    shown = approvable().to_csv()

    assert approved("demo.csv", shown) == shown
