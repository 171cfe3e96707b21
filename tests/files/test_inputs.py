"""Tables as they come: each kind of input that was once read wrongly, with the right value beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.effort import examples
from rnms.errors import DataError
from rnms.model.limits import Limits
from rnms.model.partial import PartialDay
from rnms.model.returns import PrintedShare
from rnms.model.spelling import as_seen
from rnms.sheets import read_table
from rnms.sheets.csv import write_csv
from rnms.sheets.encodings import SINGLE_BYTE, decoded
from rnms.sheets.reading import CellError, day, share, text, whole_number, yes_no
from rnms.sheets.rows import Table
from rnms.sheets.values import Cell, exact

PLACES = {"id": "id", "name": "name"}


def places(path: Path, **arguments: Any) -> Table:
    return read_table(path, "municipalities", columns=PLACES, **arguments)


def csv_of(folder: Path, content: str | bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def found(table: Table) -> tuple[list[str], list[tuple[str, str]]]:
    """The ids that were read, and the cell and code of each issue."""
    issues = [(issue.place.partition("[")[2].rstrip("]"), issue.code) for issue in table.issues]
    return [record.id for record in table.records], issues


# CSV.


@pytest.mark.parametrize(
    ("content", "ids", "issues"),
    [
        ("id;name\nm1;Лесной\n", ["m1"], []),
        ("id;name\nm1;Лесной;\nm2;Озёрный;;\n", ["m1", "m2"], []),
        ("id,name\nm1,Лесной, северный\nm2,Озёрный\n", ["m2"], [("A2", "table.ragged")]),
        ("id,name,c\nm1,Лес,ной,\nm2,Озёрный,\n", ["m2"], [("A2", "table.ragged")]),
        ("id,name\nm1,Лес,\nm2,Озёрный\n", ["m2"], [("A2", "table.ragged")]),
        ("id,name\nm1,Лес,\nm2,Озёрный,\nm3,Речной\n", ["m1", "m2", "m3"], []),
        ("id,name,c\nm1,Лес,ной\nm2,Озёрный,,\nm3,Речной,,\n", ["m1", "m2", "m3"], []),
        ("id;name\nI;II\nm1;Лесной\n", ["m1"], [("A2", "table.no-record")]),
        ("id;name\nm1\nm2;Озёрный\n", ["m2"], [("A2", "table.ragged")]),
        ('id;name\nm1;"Лесной\nm2;Озёрный\n', ["m2"], [("A2", "table.quote")]),
        ('id;name\nm1;"Лесной\nm2;"Озёрный"\n', ["m2"], [("A2", "table.quote")]),
        ('id;name\nm1;"Лесной\nm2;Озёрный "\nm3;Речной\n', ["m2", "m3"], [("A2", "table.quote")]),
        ('id;name\nm1;"Лесной" район\nm2;Озёрный\n', ["m2"], [("A2", "table.quote")]),
        (
            'id;name\nm1;"Лес\nm2;"Речной\nm3;Озёрный\n',
            ["m3"],
            [("A2", "table.quote"), ("A3", "table.quote")],
        ),
        ('id;name\nm1;"Лесной\nрайон"\n', ["m1"], []),
        ('id;name\nm1;"ООО ""Лес"""\n', ["m1"], []),
        ("sep=,\nid,name\nm1,Лес;ной\n", ["m1"], []),
        ("\ufeffID;Name\nm1;Лесной\n", ["m1"], []),
        ("Перечень;\nid;name\nm1;Лесной\n", ["m1"], []),
        ("id;name\n\n;\nm1;Лесной\n", ["m1"], []),
        ("id;name\nm1;Лесной\nИтого;1\n", ["m1"], [("A3", "table.no-record")]),
        ("id;name\n1;2\nm1;Лесной\n", ["m1"], [("A2", "table.no-record")]),
        ("id;name\n1;2\n2;3\n", ["1", "2"], []),
        ("id;name\nm1;Лесной\nid;name\nm2;Речной\n", ["m1", "m2"], [("A3", "table.no-record")]),
        ("id;name\nВсеволожск;Всеволожский район\n", ["Всеволожск"], []),
        ("id;name\nm\u200b1;Лес\u00adной\n", ["m1"], []),
        (f"id;name\n1;{'9' * 5000}\n", ["1"], []),
    ],
)
def test_each_row_of_a_text_is_read_or_named(
    content: str, ids: list[str], issues: list[tuple[str, str]], tmp_path: Path
) -> None:
    """A row that is not parted like its head, or opens a quote for good, costs itself and no other."""
    table = places(csv_of(tmp_path, content))

    assert found(table) == (ids, issues)
    assert table.lost == sum(code != "table.no-record" for _, code in issues)


def test_a_name_without_invisible_signs_is_the_name(tmp_path: Path) -> None:
    """Soft hyphens and zero-width signs are left out of texts too."""
    [place] = places(csv_of(tmp_path, "id;name\nm1;Лес\u00adной\u200b\n")).records

    assert place.name == "Лесной"


SENTENCES = (
    "Муниципальный район имени Лазо", "Школа № 5 «Эврика»", "учитель начальных классов",
    "ЗАМЕСТИТЕЛЬ ДИРЕКТОРА",
    "Щукин Юрий, объём 12 часов", "Ёлкино, ул. Цветочная", "педагог-психолог", "Амурск",
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", *SINGLE_BYTE])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_are_told_apart(encoding: str, newline: str, tmp_path: Path) -> None:
    """What offices write, with their quotes and their capitals; a sign that an encoding lacks is left out."""
    sentences = [one.encode(encoding, errors="ignore").decode(encoding) for one in SENTENCES]
    rows = [f"m{number};{sentence}" for number, sentence in enumerate(sentences)]
    content = newline.join(["id;name", *rows]).encode(encoding)

    assert [place.name for place in places(csv_of(tmp_path, content)).records] == sentences


@pytest.mark.parametrize(("word", "encoding"), [("Ян", "koi8-r"), ("отчёт", "mac-cyrillic")])
def test_no_word_has_a_capital_inside(word: str, encoding: str) -> None:
    """«Ян» reads as «сО» in cp1251, «отчёт» as «отчЮт»: so a word alone tells its encoding."""
    assert decoded(word.encode(encoding)) == word


@pytest.mark.parametrize("encoding", SINGLE_BYTE)
def test_russian_titles_tell_an_encoding(encoding: str, tmp_path: Path) -> None:
    """Of one row of two letters nobody can tell it, but the titles are known."""
    path = csv_of(tmp_path, "Код;Имя\nm1;Да\n".encode(encoding))
    table = read_table(path, "municipalities", columns={"Код": "id", "Имя": "name"})

    assert [place.name for place in table.records] == ["Да"]


@pytest.mark.parametrize(
    ("title", "encoding"), [("ФИО", "cp1251"), ("ФИО", "koi8-r"), ("код", "mac-cyrillic")]
)
def test_a_title_tells_an_encoding_that_its_letters_do_not(title: str, encoding: str) -> None:
    """Of a few letters every encoding makes others; that they are a title is so in one alone."""
    data = f"{title}\n7\n".encode(encoding)

    assert (decoded(data), decoded(data, [title])) == (None, f"{title}\n7\n")


def test_words_of_a_table_stand_for_texts_too(tmp_path: Path) -> None:
    """A name as it is written there, for the name as all others write it."""
    path = csv_of(tmp_path, "id;name\nm1;Лесной р-н\nm2;Озёрный район\n".encode())
    titles = {"id": "id", "name": "name"}
    table = read_table(
        path, "municipalities", columns=titles, words={"name": {"лесной  Р-Н": "Лесной район"}}
    )

    assert [place.name for place in table.records] == ["Лесной район", "Озёрный район"]


@pytest.mark.parametrize(
    ("content", "seen"), [(True, "да"), (False, "нет"), (None, ""), (Fraction(1, 2), "0,5"), (3, "3")]
)
def test_a_cell_is_shown_as_a_person_sees_it(content: Any, seen: str) -> None:
    """So do faults say what stands in it."""
    assert str(Cell(content)) == seen


@pytest.mark.parametrize("content", ["1,23457E+16", "1E+15", "1.2e+17", "1,2Е+16", 12345678901234567])
def test_an_id_that_has_lost_its_digits_is_named(content: Any) -> None:
    """What spreadsheets make of a long number says which it was no more."""
    with pytest.raises(CellError) as caught:
        text(Cell(content))
    assert caught.value.code == "cell.digits"


def test_the_only_sheet_with_titles_is_the_table(tmp_path: Path) -> None:
    """Whatever else stands on the others; of two that have any nobody can tell."""

    def beside(workbook: Any, _: Any) -> None:
        workbook.create_sheet("Пояснения").append(["Как заполнять", "всё"])

    def twice(workbook: Any, sheet: Any) -> None:
        beside(workbook, sheet)
        workbook.create_sheet("второй").append(["id"])

    rows = [["id", "name"], ["m1", "Лесной"]]
    assert found(places(book(tmp_path, rows, beside))) == (["m1"], [])
    with pytest.raises(DataError, match="назовите лист"):
        places(book(tmp_path, rows, twice))


@examples(200)
@given(
    st.lists(st.text("абвгдежзиклмнопрстуфхцчшщыьэюяАБВГДЕЖЗИКЛМНОПРСТУФХЭЮЯ -.№", max_size=12), max_size=4),
    st.sampled_from(SINGLE_BYTE),
)
def test_no_text_is_read_as_another(cells: list[str], encoding: str) -> None:
    """Whatever nonsense the letters are: nothing is read rather than an error raised."""
    data = ";".join(cells).encode(encoding, errors="ignore")

    assert isinstance(decoded(data), str | None)


@pytest.mark.parametrize("data", [b"id;name\nm1;\xb1\xb2\xdb\n", bytes(range(128, 256)), b"\xff\xfe\x00"])
def test_what_is_in_no_encoding_is_refused(data: bytes, tmp_path: Path) -> None:
    """Signs that no Russian text has: no reading is taken for one."""
    with pytest.raises(DataError) as caught:
        places(csv_of(tmp_path, data))
    assert [issue.code for issue in caught.value.issues] == ["file.encoding"]


@examples(60)
@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_table_that_is_written_is_read(rows: list[list[str]]) -> None:
    """Whatever quotes, delimiters and line ends its cells hold, no row is a fault."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = csv_of(Path(folder), write_csv([["id", "name", "прочее"], *[["x", *row[1:]] for row in rows]]))
        issues = places(path).issues
    assert {issue.code for issue in issues} <= {"cell.blank", "cell.value", "cell.error", "table.quote"}


@pytest.mark.parametrize(
    ("cell", "name", "code"),
    [
        ('"=""007"""', "007", None),
        ('"=""Лесной """"А"""""""', 'Лесной "А"', None),
        ("=СУММ(A1:A2)", None, "cell.not-computed"),
        ("=1+1", None, "cell.not-computed"),
        ("'=1+1", "=1+1", None),
        ("'007", "007", None),
        ("'Лесной'", "'Лесной'", None),
        ("=", "=", None),
        ("#Н/Д", None, "cell.error"),
    ],
)
def test_a_formula_in_a_text_is_no_value(
    cell: str, name: str | None, code: str | None, tmp_path: Path
) -> None:
    """«="007"» is how programs keep a number for a text; any other formula was never computed."""
    table = places(csv_of(tmp_path, f"id;name\nm1;{cell}\n"))

    assert [record.name for record in table.records] == ([] if name is None else [name])
    assert [issue.code for issue in table.issues] == ([] if code is None else [code])


# Workbooks.


def book(
    folder: Path, rows: Sequence[Sequence[Any]], more: Callable[[Any, Any], object] | None = None
) -> Path:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.worksheets[0]
    for row in rows:
        sheet.append(row)
    if more is not None:
        more(workbook, sheet)
    workbook.save(folder / "t.xlsx")
    return folder / "t.xlsx"


@pytest.mark.parametrize(
    ("rows", "merged", "ids", "issues"),
    [
        ([["m1", "Лесной"], ["Итого", None]], "A3:B3", ["m1"], [("Sheet!A3", "table.no-record")]),
        ([["m1", "Лесной"], ["Всего:", 1]], "", ["m1"], [("Sheet!A3", "table.no-record")]),
        ([["m1", "Лесной"], [None, "Итого"]], "", ["m1"], [("Sheet!A3", "table.no-record")]),
        ([["Северный округ", None], ["m1", "Лесной"]], "A2:B2", ["m1"], [("Sheet!A2", "table.no-record")]),
        (
            [["m1", "Лесной"], ["id", "name"], ["m2", "Речной"]],
            "",
            ["m1", "m2"],
            [("Sheet!A3", "table.no-record")],
        ),
        ([[1, 2], ["m1", "Лесной"]], "", ["m1"], [("Sheet!A2", "table.no-record")]),
        ([["m1", "Лесной"], ["m2", None]], "B2:B3", ["m1", "m2"], []),
        *(
            (
                [["m1", "Лесной"], [first, second], ["m2", "Речной"]],
                "",
                ["m1", "m2"],
                [("Sheet!A3", "table.no-record")],
            )
            for first, second in (
                ("Общий итог", 5),
                ("Подытог", 5),
                ("Лесной район Итог", 5),
                ("И Т О Г О:", 5),
                ("Итoго", 5),
                ("Bсего", 5),
                ("Total", 5),
                ("Grand Total", 5),
                ("Сумма", 5),
                ("Среднее значение", 5),
                ("Σ", 5),
                ("В том числе:", None),
                ("из них", None),
                ("* по данным района", None),
                ("Исполнитель: отдел", None),
            )
        ),
        *(
            ([[first, second], ["m1", "Лесной"]], "", ["m1"], [("Sheet!A2", "table.no-record")])
            for first, second in (("(1)", "(2)"), ("1.", "2."), ("А", "Б"), ("А", 1), ("1", "2"))
        ),
        ([["А", "Лесной"], ["Б", "Речной"]], "", ["А", "Б"], []),
        ([["m9", "Итоговый район"], ["из них", "Речной"]], "", ["m9", "из них"], []),
        ([["Итоговое", "Лесной"], ["Сумма технологий", "Речной"]], "", ["Итоговое", "Сумма технологий"], []),
    ],
)
def test_rows_that_are_no_records_are_named(
    rows: list[list[Any]], merged: str, ids: list[str], issues: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Totals, headings over merged cells, numbers of columns, the head again."""
    path = book(tmp_path, [["id", "name"], *rows], lambda _, sheet: merged and sheet.merge_cells(merged))

    assert found(places(path)) == (ids, issues)


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    """A filter hides rows from people, not from a count."""

    def hide(_: Any, sheet: Any) -> None:
        for row in (3, 4, 6):
            sheet.row_dimensions[row].hidden = True

    rows = [["id", "name"], *([f"m{number}", "x"] for number in range(5))]
    table = places(book(tmp_path, rows, hide))

    assert len(table.records) == 5
    assert [issue.text for issue in table.issues] == ["скрытые строки (3) прочитаны тоже: 3–4, 6"]


def test_blanks_of_any_kind_make_no_other_id(tmp_path: Path) -> None:
    """Doubled, unbreakable, at the ends; a name keeps its own."""
    table = places(book(tmp_path, [["id", "name"], ["m\u00a0 1", "Лесной  район"], [" m 1\n", "Лесной"]]))

    assert [(record.id, record.name) for record in table.records] == [
        ("m 1", "Лесной  район"), ("m 1", "Лесной"),
    ]  # fmt: skip


def test_hidden_columns_are_read_and_said(tmp_path: Path) -> None:
    """Those of the table alone: many programs hide all that stand behind it."""

    def hide(_: Any, sheet: Any) -> None:
        for letters in ("B", "F"):
            sheet.column_dimensions[letters].hidden = True

    table = places(book(tmp_path, [["id", "name"], ["m1", "Лесной"]], hide))

    assert [record.name for record in table.records] == ["Лесной"]
    assert [issue.text for issue in table.issues] == ["скрытые столбцы прочитаны тоже: «name»"]


@pytest.mark.parametrize(
    ("cells", "shares", "codes"),
    [
        ([0.93, 0.88, 1], [None, None, None], ["cell.share-or-percent"] * 3),
        (["0,93", "88 %", None], [None, "88", None], ["cell.share-or-percent"]),
        ([0.6, 10.5, 0], ["0,6", "10,5", "0"], ["cell.share-as-fraction"]),
        ([93, 88, 100], ["93", "88", "100"], []),
    ],
)
def test_a_share_without_its_sign_is_doubted(
    cells: list[Any], shares: list[str | None], codes: list[str], tmp_path: Path
) -> None:
    """0.93 may be 93 %, or less than one per cent: beside numbers above one it is per cent, else unknown."""
    rows = [["staff.diagnosed", "2022/2023", cell] for cell in cells]
    columns = {"k": "key", "p": "period", "s": "share"}
    table = read_table(book(tmp_path, [["k", "p", "s"], *rows]), "figures", columns=columns)
    expected = [None if one is None else PrintedShare(f"{one} %") for one in shares]

    assert [record.share for record in table.records] == expected
    assert [issue.code for issue in table.issues] == codes


# Cells.


@pytest.mark.parametrize(
    ("read", "content", "expected"),
    [
        (yes_no, "дa", True),
        (yes_no, "ДA\u200b", True),
        (yes_no, "не\u00adт", False),
        (yes_no, "HET.", False),
        (whole_number, "100\u200b", 100),
        (whole_number, "1\u00a0000\u202f", 1000),
        (text, "\ufeffm1\u200d ", "m1"),
        (text, "'0012", "0012"),
        (day, "01.09.2022 0:00:00", "2022-09-01"),
        (day, "2022-09-01T00:00:00", "2022-09-01"),
        (whole_number, "'1 000", 1000),
        (whole_number, "1\u2009234,00", 1234),
        (text, "12345678901234567", "12345678901234567"),
        (share, "10,5\u00a0%\u200b", "10,5 %"),
        (day, "01.09.2022\u200b", "2022-09-01"),
    ],
)
def test_signs_nobody_sees_do_not_count(read: Callable[[Cell], Any], content: str, expected: Any) -> None:
    """Zero-width signs, soft hyphens, no-break spaces, Latin letters in a Cyrillic word."""
    value = read(Cell(content))

    assert (value if isinstance(expected, bool | int) else str(value)) == expected


@pytest.mark.parametrize("content", [dt.date(1900, 1, 1), "01.01.1900", "январь 1900", "1900"])
def test_a_day_of_1900_is_one(content: Any) -> None:
    """Of that year, and no earlier one, somebody may be."""
    found = day(Cell(content))

    assert (found.first if isinstance(found, PartialDay) else found) == dt.date(1900, 1, 1)


@pytest.mark.parametrize(
    "content",
    [
        "01.09.22", "1.9.22 г.", "00.01.2022", "31.02.2022", "2022-13-01", "2022/09/01", "0090-05-03",
        "01.01.0001", "03.05.0090", dt.date(90, 5, 3), dt.date(1899, 12, 31), 44805, "44805",
        "0090", "май 0090",
    ],
)  # fmt: skip
def test_a_day_that_can_be_read_in_two_ways_is_none(content: Any) -> None:
    """A year of two digits, a day that there is not, another order or age, a number of a day."""
    with pytest.raises(CellError) as caught:
        day(Cell(content))
    assert caught.value.code == "cell.date"


@examples(200)
@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_numbers_of_fifteen_digits_are_exact(number: Any) -> None:
    """What a spreadsheet shows in fifteen digits is what is read, whatever its arithmetic left behind."""
    assert exact(float(number)) == Fraction(number)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Cеверный", "Северный", True),
        ("СОШ  № 5", "сош №\u00a05.", True),
        ("Щёлково", "щелково", True),
        ("«Лицей»", "Лицей", True),
        ("СОШ № 5", "СОШ № 6", False),
        ("Лесной", "Лесная", False),
        ("M1", "m1", True),
    ],
)
def test_what_looks_the_same_is_one(first: str, second: str, same: bool) -> None:
    """Case, ё, blanks, quotes and letters of another alphabet make no other word; anything else does."""
    assert (as_seen(first) == as_seen(second)) is same


# Rows without end.


@pytest.mark.parametrize("end", ["\n", ";\n", "\r", "\r\n", ' ; ;"'], ids=repr)
def test_blank_rows_at_the_end_are_no_rows(end: str, tmp_path: Path) -> None:
    """A spreadsheet may write a million of them; they are not even parted."""
    table = places(csv_of(tmp_path, "id;name\nm1;Лесной\n" + end * 3))
    assert [record.id for record in table.records][:1] == ["m1"]


def test_rows_beyond_the_limit_are_not_parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is refused after the first row too many, with the number that was met."""
    parted: list[str] = []

    def note(cell: str) -> str:
        parted.append(cell)
        return cell

    monkeypatch.setattr("rnms.sheets.csv._content", note)
    path = csv_of(tmp_path, "id;name\n" + "m1;Лесной\n" * 5000)
    with pytest.raises(DataError, match="5001") as caught:
        places(path, limits=Limits(rows=100))
    assert [issue.code for issue in caught.value.issues] == ["file.too-large"]
    assert len(parted) < 250
    parted.clear()
    places(csv_of(tmp_path, "id;name\nm1;Лесной\n" + ";\n" * 5000), limits=Limits(rows=100))
    assert len(parted) == 4


def test_form_feeds_without_end_are_one_text(tmp_path: Path) -> None:
    """They part no rows, and a million of them cost no more than a million letters."""
    path = csv_of(tmp_path, "id;name\nm1;a\x0cb\x0b\u2028c\n")
    assert [record.name for record in places(path).records] == ["a\x0cb\x0b\u2028c"]
    with pytest.raises(DataError, match="1000003") as caught:
        places(csv_of(tmp_path, "id;name\nm1;" + "\x0c" * 10**6 + "\n"))
    assert [issue.code for issue in caught.value.issues] == ["file.too-large"]
