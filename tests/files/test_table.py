"""Tables of institutes: columns mapped by name, strict types, faults with their cells, no file that harms."""

from __future__ import annotations

import ast
import datetime as dt
import io
import struct
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from rnms import Figure, Municipality, RegionalSystem, Unreported
from rnms.errors import DataError
from rnms.issues import ISSUES, Issue, Severity
from rnms.model import (
    Diagnostic,
    Employment,
    Organization,
    OrganizationKind,
    Person,
    Programme,
    Provider,
    Role,
)
from rnms.model.limits import Limits
from rnms.model.returns import PrintedShare
from rnms.model.system import record_classes
from rnms.render.issues import issues_as_dict
from rnms.sheets import Upload, read_table
from rnms.sheets.rows import Table

DIAGNOSTICS = {"№": "id", "Кто": "person", "Дата": "date", "Где": "provider"}
WORDS = {"provider": {"ЦНППМ": "cnppm", "иное": "other"}}


def book(path: Path, *rows: Sequence[Any], **formats: str) -> Path:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.worksheets[0]
    for row in rows:
        sheet.append(row)
    for address, number_format in formats.items():
        sheet[address].number_format = number_format
    workbook.save(path)
    return path


def codes(table: Table) -> dict[str, str]:
    return {issue.place: issue.code for issue in table.issues}


# What is read.


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_bytes_are_read_as_the_file_is(ending: str, tmp_path: Path) -> None:
    """Under the name of an upload the same table; bare bytes are told by what they begin with."""
    path = tmp_path / f"диагностика.{ending}"
    rows = (["№", "Кто", "Дата", "Где"], [1, "p1", "01.09.2022", "ЦНППМ"], [2, "p2", "вчера", "ЦНППМ"])
    if ending == "xlsx":
        book(path, *rows)
    else:
        path.write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8")
    data = path.read_bytes()
    of_file, of_upload, of_bytes = (
        read_table(source, "diagnostics", columns=DIAGNOSTICS, words=WORDS)
        for source in (path, Upload(path.name, data), data)
    )

    assert of_file.issues
    assert of_upload == of_file
    assert of_bytes.records == of_file.records
    assert [issue.place.partition("[")[0] for issue in of_bytes.issues] == [f"upload.{ending}"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_records_are_made_of_rows(ending: str, tmp_path: Path) -> None:
    """Dates in three spellings, words of the table, a whole number for an id; empty rows are skipped."""
    rows: list[list[Any]] = [
        ["№", "Кто", "Дата", "Где", "Примечание"],
        [1, "p1", "01.09.2022 г.", "ЦНППМ", "x"],
        [],
        ["2", "p2", "2022-09-02", "other", None],
        [3, "p3", None, "н/д", None],
    ]
    path = tmp_path / f"диагностика.{ending}"
    if ending == "xlsx":
        rows.append([4, "p4", dt.date(2022, 9, 3), "cnppm"])
        book(path, *rows)
    else:
        rows.append([4, "p4", "3.9.2022", "cnppm"])
        full = [[*row, *[None] * (len(rows[0]) - len(row))] if row else [] for row in rows]
        lines = [";".join("" if cell is None else str(cell) for cell in row) for row in full]
        path.write_text("\n".join(lines), encoding="cp1251")
    table = read_table(path, "diagnostics", columns=DIAGNOSTICS, words=WORDS)

    assert table.records == (
        Diagnostic(id="1", person="p1", date=dt.date(2022, 9, 1), provider=Provider.CNPPM),
        Diagnostic(id="2", person="p2", date=dt.date(2022, 9, 2), provider=Provider.OTHER),
        Diagnostic(id="3", person="p3"),
        Diagnostic(id="4", person="p4", date=dt.date(2022, 9, 3), provider=Provider.CNPPM),
    )
    assert not table.issues
    assert table.other_columns == ("Примечание",)


def test_merged_cells_are_filled_and_heads_of_two_rows_joined(tmp_path: Path) -> None:
    """A school merged over its people, a head merged over its columns, a title above the table."""
    path = book(
        tmp_path / "кадры.xlsx",
        ["Приложение 1"],
        ["Школа", "Работник", None],
        [None, "код", "должность"],
        ["s1", "p1", "учитель"],
        [None, "p2", "директор"],
    )
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    for area in ("A1:C1", "A2:A3", "B2:C2", "A4:A5"):
        sheet.merge_cells(area)
    workbook.save(path)
    table = read_table(
        path,
        "employments",
        columns={"Школа": "organization", "Работник / код": "person", "Работник / должность": "role"},
        header_rows=(2, 3),
        words={"role": {"учитель": Role.PEDAGOGICAL, "Директор": "head"}},
    )

    assert not table.issues
    assert table.records == (
        Employment(organization="s1", person="p1", role=Role.PEDAGOGICAL),
        Employment(organization="s1", person="p2", role=Role.HEAD),
    )


def test_of_an_unknown_word_the_nearest_of_the_table_is_named(tmp_path: Path) -> None:
    """Whoever has told what the words of his table mean reads his own, not only those of the model."""
    path = book(tmp_path / "a.xlsx", ["Код", "Школа", "Должность"], ["p1", "s1", "учитиль"])
    columns = {"Код": "person", "Школа": "organization", "Должность": "role"}
    [issue] = read_table(
        path, "employments", columns=columns, words={"role": {"учитель": "pedagogical"}}
    ).issues

    assert issue.code == "cell.word"
    assert "возможно, 'учитель'; есть: учитель, pedagogical, " in issue.text
    assert "учитиль" not in issue.text


def test_lists_years_and_flags(tmp_path: Path) -> None:
    """A cell of several words is parted by semicolons; yes and no are words."""
    path = book(tmp_path / "a.xlsx", ["код", "годы"], ["s1", "2022; 2023"], ["s2", 2023], ["s3", None])
    years = read_table(path, "organizations", columns={"код": "id", "годы": "low_results_years"})
    path = book(tmp_path / "b.xlsx", ["мсо", "есть"], ["m1", "Да"], ["m2", False])
    models = read_table(path, "models", columns={"мсо": "municipality", "есть": "functioning"})
    path = book(tmp_path / "c.xlsx", ["код", "темы"], ["g1", "один; два"])
    topics = read_table(path, "programmes", columns={"код": "id", "темы": "topics"})

    assert [one.low_results_years for one in years.records] == [(2022, 2023), (2023,), None]
    assert [one.functioning for one in models.records] == [True, False]
    assert topics.records == (Programme(id="g1", topics=("один", "два")),)


def test_figures_are_a_table_too(tmp_path: Path) -> None:
    """Shares as a cell shows them; a fraction among percents is doubted."""
    rows: list[list[Any]] = [["слово", "за", "доля", "мсо"], ["staff.diagnosed", "2022/2023", 0.105, "m1"],
            ["staff.diagnosed", "2022/2023", "62,4 %", "m2"], ["staff.diagnosed", "2022/2023", 10.5, "m3"],
            ["staff.diagnosed", "2022/2023", 0.6, "m4"]]  # fmt: skip
    path = book(tmp_path / "a.xlsx", *rows, C2="0.0%")
    columns = {"слово": "key", "за": "period", "доля": "share", "мсо": "municipality"}
    table = read_table(path, "figures", columns=columns)

    assert [figure.share for figure in table.records] == [
        PrintedShare(text) for text in ("10,5 %", "62,4 %", "10,5 %", "0,6 %")
    ]
    assert codes(table) == {"a.xlsx[Sheet!C5]": "cell.share-as-fraction"}
    assert table.issues[0].severity is Severity.WARNING
    assert isinstance(table.records[0], Figure)
    assert [figure.place for figure in table.records] == [f"a.xlsx[Sheet!C{row}]" for row in (2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["staff", 10, "", "", ""], "B2"),
        (["staff.diagnosed", 1, 10, "", ""], "B2"),
        (["staff.diagnosed", "", "", "да", ""], "D2"),
        (["staff", "", "", "", "не собирали"], "E2"),
        (["staff", "", "", "", ""], "A2"),
    ],
)
def test_a_figure_says_in_which_cell_its_number_stands(tmp_path: Path, row: list[Any], cell: str) -> None:
    """Else an issue about it names no place that anybody can open."""
    head = ["слово", "число", "из", "есть", "почему нет"]
    columns = dict(zip(head, ("key", "count", "among", "holds", "missing"), strict=True)) | {"за": "period"}
    path = book(tmp_path / "a.xlsx", [*head, "за"], [*row, 2024])
    [figure] = read_table(path, "figures", columns=columns).records

    assert figure.place == f"a.xlsx[Sheet!{cell}]"


def test_a_column_of_periods_is_read_as_it_is_written(tmp_path: Path) -> None:
    """As a clerk writes them; what is no period is a fault of its cell."""
    written = ["I квартал 2024 г.", "2 кв. 2024", "1 полугодие 2024", 2024, "2 кв. 24"]
    rows = [["staff", period, 5] for period in written]
    path = book(tmp_path / "a.xlsx", ["слово", "за", "число"], *rows)
    table = read_table(path, "figures", columns={"слово": "key", "за": "period", "число": "count"})

    assert [str(figure.period) for figure in table.records] == ["2024-Q1", "2024-Q2", "2024-H1", "2024"]
    assert codes(table) == {"a.xlsx[Sheet!B6]": "cell.value"}


def test_figures_that_contradict_each_other_say_in_which_cells(tmp_path: Path) -> None:
    """Of two workbooks; what both say alike contradicts nothing."""
    columns = {"слово": "key", "за": "period", "число": "count"}
    system = RegionalSystem(region="khabarovsk", municipalities=[Municipality(id="m1", name="Район")])
    for name, staff in (("a.xlsx", 100), ("b.xlsx", 90), ("c.xlsx", 100)):
        path = book(tmp_path / name, [*columns], ["staff", "2022/2023", staff])
        system = read_table(path, "figures", columns=columns).into(system)
    report = rnms.evaluate(system, region="khabarovsk", period=2023, only=["1"])
    told = " ".join(str(issue.text) for issue in report.issues)

    assert "a.xlsx[Sheet!C2]" in told
    assert "b.xlsx[Sheet!C2]" in told


# What is refused, cell by cell.


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("01/09/2022", "cell.date"),
        ("01.09.22", "cell.date"),
        ("31.02.2022", "cell.date"),
        ("10", "cell.date"),
        (44805, "cell.date"),
        (dt.datetime(2022, 9, 1, 12, 30), "cell.date"),  # noqa: DTZ001
        ("٠١.٠٩.٢٠٢٢", "cell.date"),
        ("=TODAY()", "cell.not-computed"),
        ("#Н/Д", "cell.error"),
        ("#N/A", "cell.error"),
        (True, "cell.date"),
    ],
)
def test_dates_are_never_guessed(value: Any, code: str, tmp_path: Path) -> None:
    """Only day.month.year and ISO, or a month and a year; whatever else is unknown, and the row stays."""
    path = book(tmp_path / "a.xlsx", list(DIAGNOSTICS), [1, "p1", value, "cnppm"], [2, "p2", "01.09.2022"])
    table = read_table(path, "diagnostics", columns=DIAGNOSTICS)

    assert codes(table) == {"a.xlsx[Sheet!C2]": code}
    assert table.records == (
        Diagnostic(id="1", person="p1", provider=Provider.CNPPM),
        Diagnostic(id="2", person="p2", date=dt.date(2022, 9, 1)),
    )


def test_a_fault_that_would_say_something_else_loses_its_row(tmp_path: Path) -> None:
    """An unreadable end is not «still there», nobody is no person: such rows are counted, not invented."""
    columns = {"кто": "person", "где": "organization", "роль": "role", "с": "start", "по": "end"}
    path = book(
        tmp_path / "a.xlsx",
        list(columns),
        ["p1", "s1", "pedagogical", "когда-то", None],
        ["p2", "s1", "pedagogical", "01.09.2022", "скоро"],
        [None, "s1", "pedagogical", None, None],
        ["p4", "s1", "учитель", None, None],
        ["pа5", "s1", "pedagogical", None, None],
    )
    table = read_table(path, "employments", columns=columns)

    assert codes(table) == {
        "a.xlsx[Sheet!D2]": "cell.date",
        "a.xlsx[Sheet!E3]": "cell.date",
        "a.xlsx[Sheet!A4]": "cell.blank",
        "a.xlsx[Sheet!C5]": "cell.word",
        "a.xlsx[Sheet!A6]": "cell.alphabets",
    }
    assert [record.person for record in table.records] == ["p1"]
    assert table.lost == 4
    system = table.into(RegionalSystem(region="kirov", employments=[]))
    assert system.employments == table.records
    assert system.unreported == (Unreported(entity="employments", why="rows-unread", most=4),)


def test_all_faults_come_at_once_and_columns_are_named(tmp_path: Path) -> None:
    """A column that is not there, one that stands twice, and the cells below: one list."""
    path = book(tmp_path / "a.xlsx", ["№", "Кто", "Дата", "Дата", "Гдде"], [1, None, "x", "y", "cnppm"])
    table = read_table(path, "diagnostics", columns=DIAGNOSTICS)

    assert codes(table) == {
        "a.xlsx[Sheet!D1]": "table.doubled-column",
        "a.xlsx[Sheet!A1]": "table.no-column",
        "a.xlsx[Sheet!B2]": "cell.blank",
    }
    assert "возможно, 'Гдде'" in next(one.text for one in table.issues if one.code == "table.no-column")


def test_a_name_is_never_shown(tmp_path: Path) -> None:
    """Not in an issue, whatever stands where a name should be."""
    shown = [field.name for field in attrs.fields(Person) if not field.repr]
    assert shown
    path = book(tmp_path / "a.xlsx", ["код", "имя"], ["p1", dt.date(1990, 5, 17)])
    table = read_table(path, "persons", columns={"код": "id", "имя": shown[0]})

    assert table.issues
    assert "1990" not in str(table.issues)


@pytest.mark.parametrize(
    ("entity", "columns", "said"),
    [
        ("diagnostic", {}, "did you mean 'diagnostics'"),
        ("diagnostics", {"№": "id", "Кто": "persn"}, "did you mean 'person'"),
        ("diagnostics", {"№": "id"}, "person"),
        ("diagnostics", {"№": "id", "Кто": "person", "ФИО": "person"}, "both fill 'person'"),
        ("figures", {"№": "key", "за": "period", "акт": "evidence"}, "Evidence"),
    ],
)
def test_a_wrong_mapping_is_an_error_of_the_caller(
    entity: str, columns: dict[str, str], said: str, tmp_path: Path
) -> None:
    """A misspelt entity or field, a required field without a column."""
    with pytest.raises(LookupError, match=said):
        read_table(tmp_path / "a.xlsx", entity, columns=columns)


@pytest.mark.parametrize("header_rows", [0, (0, 1), (3, 2)])
def test_rows_of_a_head_that_cannot_be_are_an_error_of_the_caller(
    header_rows: int | tuple[int, int], tmp_path: Path
) -> None:
    """They are numbered as a spreadsheet numbers them."""
    with pytest.raises(ValueError, match="numbered from 1, the first before the last"):
        read_table(tmp_path / "a.xlsx", "diagnostics", columns=DIAGNOSTICS, header_rows=header_rows)


def test_a_word_that_means_nothing_is_an_error_of_the_caller(tmp_path: Path) -> None:
    """What the words of a table mean must be a value of the field."""
    with pytest.raises(LookupError, match=r"'cnpm'.*cnppm"):
        read_table(
            tmp_path / "a.xlsx", "diagnostics", columns=DIAGNOSTICS, words={"provider": {"ЦНППМ": "cnpm"}}
        )


def test_a_sheet_is_chosen_not_guessed(tmp_path: Path) -> None:
    """Of several sheets that people see one must be named; hidden ones do not count."""
    path = book(tmp_path / "a.xlsx", ["id", "name"], ["m1", "Лесной"])
    columns = {"id": "id", "name": "name"}
    workbook = openpyxl.load_workbook(path)
    workbook.create_sheet("тайный").sheet_state = "hidden"
    workbook.save(path)
    assert len(read_table(path, "municipalities", columns=columns).records) == 1

    workbook.create_sheet("пустой")
    workbook.save(path)
    assert len(read_table(path, "municipalities", columns=columns).records) == 1

    second: Any = workbook.create_sheet("второй")
    second["A1"] = "id"
    workbook.save(path)
    for sheet in (None, "третий"):
        with pytest.raises(DataError, match="второй"):
            read_table(path, "municipalities", columns=columns, sheet=sheet)
    assert len(read_table(path, "municipalities", columns=columns, sheet="Sheet").records) == 1


@examples(30)
@given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=4))
def test_any_csv_is_read_or_refused(rows: list[list[str]]) -> None:
    """Whatever text the cells hold, a table or an error that names the file comes back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(rnms.sheets.csv.write_csv([["№", "Кто", "Дата", "Где"], *rows]))
        table = read_table(path, "diagnostics", columns=DIAGNOSTICS)
    assert all(issue.place.startswith("a.csv[") for issue in table.issues)


@examples(60)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """A file of noise is refused with its name, as a workbook and as CSV."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("xlsx", "csv"):
            path = Path(folder) / f"a.{ending}"
            path.write_bytes(data)
            try:
                read_table(path, "diagnostics", columns=DIAGNOSTICS)
            except DataError as error:
                assert error.issues[0].place.startswith("a.")  # noqa: PT017


# Files that harm.


def repacked(path: Path, change: Callable[[str, bytes], bytes | None], **extra: bytes) -> Path:
    """The same workbook with its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(name, data) or data)
        for name, data in extra.items():
            archive.writestr(name, data)
    return path


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes | None]:
    def change(name: str, data: bytes) -> bytes | None:
        if not name.startswith("xl/worksheets/sheet"):
            return None
        assert old in data
        return data.replace(old, new, 1)

    return change


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet '
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet '
MERGED = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
LINKED = b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (in_sheet(b"<worksheet ", ENTITIES), "file.unsafe"),
        (in_sheet(b"<worksheet ", EXTERNAL), "file.unsafe"),
        (in_sheet(b"</sheetData>", MERGED), "file.too-large"),
        (in_sheet(b"</sheetData>", LINKED), "file.too-large"),
        (in_sheet(b'<c r="A1"', b'<c r="XFD1"'), "file.too-large"),
        (in_sheet(b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'),
         "file.too-large"),
        (in_sheet(b"</sheetData>", b""), "file.unreadable"),
        (in_sheet(b"</sheetData>", b" " * (2 * 2**20) + b"</sheetData>"), "file.too-large"),
        (lambda name, _: b"<a/>" if name == "xl/workbook.xml" else None, "table.no-sheet"),
    ],
    ids=["entities", "external", "merged all", "linked all", "column", "row", "cut", "bomb", "no book"],
)  # fmt: skip
def test_a_workbook_that_harms_is_refused(change: Any, code: str, tmp_path: Path) -> None:
    """Entities, external files, ranges that unfold, bombs: refused before anything unfolds."""
    path = repacked(book(tmp_path / "a.xlsx", list(DIAGNOSTICS), [1, "p1"]), change)

    with pytest.raises(DataError) as caught:
        read_table(path, "diagnostics", columns=DIAGNOSTICS, limits=Limits(unpacked=2**20))
    assert {issue.code for issue in caught.value.issues} == {code}


def test_macros_and_foreign_formats_are_refused(tmp_path: Path) -> None:
    """A project of macros, the old binary format or a password, another ending: each has its way out."""
    path = book(tmp_path / "a.xlsx", list(DIAGNOSTICS))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    old = tmp_path / "b.xlsx"
    old.write_bytes(struct.pack("<Q", 0xE11AB1A1E011CFD0) + bytes(600))
    other = tmp_path / "c.xls"
    other.write_bytes(b"x")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    sheet = tmp_path / "d.xlsx"
    sheet.write_bytes(packed.getvalue())

    files: list[Path | Upload] = [path, old, other, sheet]
    files += [Upload(name, path.read_bytes()) for name in ("e.docx", "e.zip", "e")]
    for file in files:
        with pytest.raises(DataError, match="сохраните как") as caught:
            read_table(file, "diagnostics", columns=DIAGNOSTICS)
        assert caught.value.issues[0].code == ("file.macros" if file is path else "file.kind")


def test_limits_are_the_callers(tmp_path: Path) -> None:
    """Each of them refuses; a caller with a larger file says so."""
    path = book(tmp_path / "a.xlsx", list(DIAGNOSTICS), *([number, "p"] for number in range(50)))
    text = tmp_path / "a.csv"
    text.write_text("№;Кто;Дата;Где\n" + "1;p;;\n" * 50, encoding="utf-8")
    for file in (path, text):
        assert len(read_table(file, "diagnostics", columns=DIAGNOSTICS, limits=Limits(rows=51)).records) == 50
        for same in (file, Upload(file.name, file.read_bytes())):
            enough = Limits(bytes=file.stat().st_size)
            assert len(read_table(same, "diagnostics", columns=DIAGNOSTICS, limits=enough).records) == 50
        for limits in (Limits(rows=50), Limits(columns=1), Limits(bytes=100)):
            with pytest.raises(DataError, match=r"в файле 1 МБ, а можно 0:|а можно (50|100000) и (300|1):"):
                read_table(file, "diagnostics", columns=DIAGNOSTICS, limits=limits)
    for limits in (Limits(cells=50), Limits(unpacked=1000)):
        with pytest.raises(DataError, match=r"оставьте|сократите"):
            read_table(path, "diagnostics", columns=DIAGNOSTICS, limits=limits)


def test_every_entity_has_its_table(tmp_path: Path) -> None:
    """Each field of each record can be a column: a head alone gives no record and no fault."""
    for entity, kind in record_classes().items():
        columns = {field.name: field.name for field in attrs.fields(kind)}
        table = read_table(book(tmp_path / f"{entity}.xlsx", list(columns)), entity, columns=columns)
        assert (table.records, table.issues) == ((), ())


def test_organizations_keep_what_is_known(tmp_path: Path) -> None:
    """An unknown kind is unknown, not a default."""
    path = book(tmp_path / "a.xlsx", ["код", "вид"], ["s1", "лицей"], ["s2", "general"])
    table = read_table(path, "organizations", columns={"код": "id", "вид": "kind"})

    assert table.records == (Organization(id="s1"), Organization(id="s2", kind=OrganizationKind.GENERAL))
    assert "words" in table.issues[0].text


# Issues.


@pytest.mark.slow
def test_every_code_is_explained_once() -> None:
    """Every code that the source gives to an issue is in the table, and the table has no other."""
    used: set[str] = set()
    for path in Path(rnms.__file__).parent.rglob("*.py"):
        if path.name != "issues.py" and path.parent.name != "texts":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ISSUES:
                    used.add(node.value)
                if isinstance(node, ast.Call) and ast.unparse(node.func) in {"Issue", "CellError", "refused"}:
                    given = [word.value for word in node.keywords if word.arg == "code"] + node.args[:2]
                    said = [one.value for one in given if isinstance(one, ast.Constant)]
                    assert not [code for code in said if "." in str(code) and code not in ISSUES], path
    assert used == set(ISSUES)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("а.xlsx[Форма!D5]", ("а.xlsx", "Форма", "D5", None)),
        ("а.xlsx[Форма]", ("а.xlsx", "Форма", None, None)),
        ("а.csv[D5]", ("а.csv", None, "D5", None)),
        ("а [1].xlsx", ("а [1].xlsx", None, None, None)),
        ("$.figures[3].count", ("data.json", None, None, "$.figures[3].count")),
    ],
)
def test_the_envelope_takes_places_apart(place: str, expected: tuple[str | None, ...]) -> None:
    """File, sheet, cell or path, severity and hint, for tools."""
    [row] = issues_as_dict([Issue(place=place, text="т", code="form.blank")], "data.json")["issues"]

    assert (row["file"], row["sheet"], row["cell"], row["path"]) == expected
    assert (row["severity"], row["code"], row["message"]) == ("warning", "form.blank", "т")
    assert row["hint"]
