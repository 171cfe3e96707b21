"""Tables in files: nothing is guessed, and what cannot be read is named with its file, column and row."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest

import rnms
from rnms import RegionalSystem, Tables
from rnms.engine.columns import Columns
from rnms.engine.records import RecordsEngine
from rnms.errors import DataError
from rnms.indicators.tally import Tally
from rnms.logic import Population, Term
from rnms.logic.predicates import in_order
from rnms.logic.question import Question
from rnms.model import Bounds, Period, Person, Route
from rnms.sheets import Upload
from rnms.tables.engine.engine import FramesEngine

HEAD = "id,person,provider,date\n"


def read(folder: Path, text: str | bytes, name: str = "diagnostics.csv") -> Tables:
    data = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(data)
    return Tables.read(folder, system=RegionalSystem(region="khabarovsk"))


def days(tables: Tables) -> list[Any]:
    return list(tables.frame("diagnostics").sort("id").collect("polars").to_native()["date"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "d1,p1,cnppm,2022-09-05\n", [dt.date(2022, 9, 5)]),
        (HEAD + "d1,p1,cnppm,05.09.2022\n", [dt.date(2022, 9, 5)]),
        (HEAD + "d1,p1,cnppm,\n", [None]),
        (HEAD.replace(",", ";") + "d1;p1;cnppm;2022-09-05\n", [dt.date(2022, 9, 5)]),
        ("\ufeff" + HEAD + 'd1,"p,1",cnppm,2022-09-05\n', [dt.date(2022, 9, 5)]),
    ],
)
def test_days_of_a_csv_are_read_in_one_way(text: str, expected: list[Any], tmp_path: Path) -> None:
    """Both ways to write a day, another delimiter, a mark of UTF-8, a comma in quotes, nothing."""
    assert days(read(tmp_path, text)) == expected


@pytest.mark.parametrize("late", ["05.09.22", "31.02.2022", "сентябрь", "2022-9-5"])
def test_a_day_that_cannot_be_read_is_an_issue(late: str, tmp_path: Path) -> None:
    """It is not known, the others are; a year of two digits is none of the first century."""
    tables = read(tmp_path, f"{HEAD}d1,p1,cnppm,05.09.2022\nd2,p1,cnppm,{late}\n")

    assert days(tables) == [dt.date(2022, 9, 5), None]
    assert [issue.place for issue in tables.issues] == ["diagnostics.date"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("p1,s,head,01.09.2020\np2,s,head,2020/09/01\n", "строк 1 (person: p2): ожидается дата"),
        ("p1,s,head,2020/09/01\np2,s,head,\n", "строк 1 (person: p1): тип столбца не тот: ожидается дата"),
    ],
)
def test_an_unread_day_names_its_row_or_what_stands_there(rows: str, expected: str, tmp_path: Path) -> None:
    """Rows without ids are named by whom they are of; of a column of which nothing is read, what it holds."""
    tables = read(tmp_path, f"person,organization,role,start\n{rows}", "employments.csv")
    [text] = [issue.text for issue in tables.issues if issue.place == "employments.start"]

    assert expected in text
    assert "«текст»" in text


@pytest.mark.parametrize("head", ["id, person,provider ,date\n", "\u200bid,person,prov\u00adider,date\n"])
def test_a_title_with_signs_nobody_sees_is_the_title(head: str, tmp_path: Path) -> None:
    """Blanks around it, zero-width signs and soft hyphens make no other column."""
    assert not read(tmp_path, f"{head}d1,p1,cnppm,2022-09-05\n").issues


IDS: dict[str, tuple[list[str], list[tuple[str, str]]]] = {
    "another alphabet": (["p1", "р1"], [("р1", "p1")]),
    "a sign nobody sees": (["p1", "p\u200b1"], [("p\u200b1", "p1")]),
    "Cyrillic alone": (["ф1", "ф\u200b1"], [("ф\u200b1", "ф1")]),
    "case, which is seen": (["ф1", "Ф1", "p1", "P1"], []),
    "other letters": (["з1", "31", "ж1"], []),
}


@pytest.mark.parametrize("kind", IDS)
def test_ids_that_look_the_same_are_named(kind: str, tmp_path: Path) -> None:
    """They count as two, in records and in tables, and both are told."""
    ids, pairs = IDS[kind]
    tables = read(tmp_path, "id\n" + "\n".join(ids), "persons.csv")
    system = RegionalSystem(region="khabarovsk", persons=[Person(id=key) for key in ids])
    report = rnms.evaluate(system, period=2023)

    for issues in (tables.issues, system.issues, report.issues):
        told = [issue.facts for issue in issues if issue.code == "id.alike"]
        assert {
            frozenset(map(ast.literal_eval, map(str, (facts["key"], facts["first"])))) for facts in told
        } == set(map(frozenset, pairs))


@pytest.mark.parametrize("field", ["start", "end"])
def test_a_day_before_1900_is_none_wherever_it_comes_from(field: str, tmp_path: Path) -> None:
    """0022 stands for 2022, in objects, frames and Parquet as in a CSV; it is told why."""
    early, late = dt.date(22, 9, 1), dt.date(2022, 9, 1)
    other_field = "end" if field == "start" else "start"
    routes: list[dict[str, Any]] = [
        {"id": "r1", "person": "p1", field: early},
        {"id": "r2", "person": "p1", other_field: late},
    ]
    frame = pl.DataFrame(routes, schema={"id": str, "person": str, "start": pl.Date, "end": pl.Date})
    frame.write_parquet(tmp_path / "routes.parquet")
    system = RegionalSystem(region="khabarovsk")
    of_records = attrs.evolve(system, routes=[Route(**one) for one in routes])

    for source in (
        of_records,
        Tables({"routes": frame}, system=system),
        Tables.read(tmp_path, system=system),
    ):
        [issue] = source.issues

        assert issue.code == "shape.value"
        assert "раньше 1900 года" in issue.text
        assert issue.place.endswith(f".{field}")


def test_a_late_row_is_read_like_the_first(tmp_path: Path) -> None:
    """Engines look at some rows and guess; a date in another form in row 30 001 is a date."""
    rows = "".join(f"d{number:05},p1,cnppm,2022-09-05\n" for number in range(30_000))

    assert days(read(tmp_path, f"{HEAD}{rows}dx,p2,cnppm,09.09.2022\n"))[-1] == dt.date(2022, 9, 9)


def test_ids_of_a_csv_stay_as_they_stand(tmp_path: Path) -> None:
    """Zeros before a number belong to an id, and none of its digits is lost."""
    tables = read(tmp_path, HEAD + "007,12345678901234567,cnppm,\n")
    [row] = tables.frame("diagnostics").collect("polars").to_native().select("id", "person").rows()

    assert row == ("007", "12345678901234567")


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        (HEAD + "d1,p1,cnppm,2022-09-05,x\n", "diagnostics.csv[2]", "table.ragged"),
        (HEAD + "d1,p1\n", "diagnostics.csv[2]", "table.ragged"),
        (HEAD + "d0,p0,,\n" + 'd1,"p1,cnppm,2022-09-05\n', "diagnostics.csv[3]", "table.quote"),
        ("id,id,person\n1,2,p1\n", "diagnostics.csv", "table.doubled-column"),
        ("номер;кто\n1;2\n", "diagnostics.csv", "table.no-columns"),
        ("", "diagnostics.csv", "table.no-columns"),
        (HEAD.encode() + "d1,Район,cnppm,\n".encode("iso8859-5"), "diagnostics.csv", "file.encoding"),
        (HEAD.encode() + b"d1,p1,cnppm,\nd2,\xff\xfe\x98,cnppm,\n", "diagnostics.csv", "file.encoding"),
    ],
)
def test_what_cannot_be_read_is_named(text: str | bytes, place: str, code: str, tmp_path: Path) -> None:
    """Never an error of the engine: a short year, no such day, ragged rows, an open quote, no head."""
    with pytest.raises(DataError) as caught:
        read(tmp_path, text)

    assert [(issue.place, issue.code) for issue in caught.value.issues] == [(place, code)]


RUSSIAN = "id;person;provider;date;примечание;\nd1;p1;cnppm;05.09.2022;да, проверено;\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "cp866", "koi8-r", "mac-cyrillic"]
)
@pytest.mark.parametrize("is_declared", [False, True])
def test_a_csv_of_another_encoding_says_the_same(encoding: str, is_declared: bool, tmp_path: Path) -> None:
    """Told by its letters or declared; a delimiter at the end of the head is no column."""
    (tmp_path / "diagnostics.csv").write_bytes(RUSSIAN.encode(encoding))
    declared = encoding if is_declared else None
    tables = Tables.read(tmp_path, system=RegionalSystem(region="khabarovsk"), encoding=declared)

    assert days(tables) == [dt.date(2022, 9, 5)]
    assert list(tables.tables["diagnostics"].fetchall()[0])[4] == "да, проверено"


def test_an_encoding_that_letters_do_not_tell_is_taken_as_declared(tmp_path: Path) -> None:
    """What is refused when nobody says how it is written is read when somebody does."""
    (tmp_path / "diagnostics.csv").write_bytes(RUSSIAN.encode("iso8859-5"))
    with pytest.raises(DataError, match=r"diagnostics\.csv"):
        Tables.read(tmp_path)
    tables = Tables.read(tmp_path, encoding="iso8859-5")

    assert list(tables.tables["diagnostics"].fetchall()[0])[4] == "да, проверено"


def test_a_csv_that_is_not_what_was_declared_is_refused(tmp_path: Path) -> None:
    """Letters of cp1251 are none of UTF-8; an encoding that there is not is an error of the caller."""
    (tmp_path / "diagnostics.csv").write_bytes(RUSSIAN.encode("cp1251"))
    with pytest.raises(DataError, match=r"diagnostics\.csv"):
        Tables.read(tmp_path, encoding="utf-8")
    with pytest.raises(LookupError, match="klingon"):
        Tables.read(tmp_path, encoding="klingon")


def test_files_in_memory_are_read_as_a_folder_is(tmp_path: Path) -> None:
    """CSV, Parquet and the system, with how many are read; the name without its folder says what each is."""
    steps: list[tuple[int, int]] = []
    pl.DataFrame({"id": ["p1"]}).write_parquet(tmp_path / "persons.parquet")
    uploads = [
        Upload("C:\\отчёт\\diagnostics.csv", RUSSIAN.encode("cp1251")),
        Upload("persons.parquet", (tmp_path / "persons.parquet").read_bytes()),
        Upload("system.json", b'{"rnms": 1, "region": "kirov"}'),
        Upload("readme.txt", b"?"),
    ]
    tables = Tables.read(uploads, progress=lambda done, whole: steps.append((done, whole)))

    assert (tables.system.region, tables.issues, days(tables)) == ("kirov", (), [dt.date(2022, 9, 5)])
    assert steps == [(1, 2), (2, 2)]


@pytest.mark.parametrize("late", ["0090-09-05", "05.09.0090", "01.01.0001", "0090"])
def test_a_day_of_another_age_is_none(late: str, tmp_path: Path) -> None:
    """0090 stands for 1990, and 01.01.0001 for no day."""
    tables = read(tmp_path, f"{HEAD}d1,p1,cnppm,05.09.2022\nd2,p1,cnppm,{late}\n")

    assert days(tables) == [dt.date(2022, 9, 5), None]
    assert [issue.place for issue in tables.issues] == ["diagnostics.date"]


def test_a_parquet_file_that_is_cut_is_refused(tmp_path: Path) -> None:
    """As a fault of that file."""
    pl.DataFrame({"id": ["d1"]}).write_parquet(tmp_path / "whole")
    with pytest.raises(DataError, match=r"diagnostics\.parquet"):
        read(tmp_path, (tmp_path / "whole").read_bytes()[:-20], "diagnostics.parquet")


def test_words_of_an_enumeration_are_words() -> None:
    """A column of type Enum or Categorical is read as one of text."""
    roles = ["pedagogical", "head"]
    for kind in (pl.String, pl.Enum(roles), pl.Categorical):
        frame = pl.DataFrame(
            {"person": ["1", "2"], "organization": ["s", "s"], "role": pl.Series(roles, dtype=kind)}
        )
        assert not Tables({"employments": frame}, system=RegionalSystem(region="amur")).issues


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Asia/Vladivostok", dt.date(2022, 9, 1)), ("UTC", None), (None, dt.date(2022, 9, 1))],
)
@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "records"])
def test_a_moment_keeps_the_day_that_its_zone_meant(zone: str | None, expected: Any, engine: str) -> None:
    """Midnight of 1 September in Vladivostok is 1 September in every engine; of UTC nobody knows."""
    moment = pl.Series([dt.datetime(2022, 9, 1)]).dt.replace_time_zone(zone)  # noqa: DTZ001
    frame = pl.DataFrame({"id": ["d1"], "person": ["p1"], "date": moment})
    if engine == "records":
        diagnostic = rnms.model.Diagnostic(id="d1", person="p1", date=moment.to_list()[0])
        tables: Any = RegionalSystem(region="khabarovsk", diagnostics=[diagnostic])
    else:
        made = {"polars": frame, "pandas": frame.to_pandas(), "pyarrow": frame.to_arrow()}
        tables = Tables({"diagnostics": made[engine]}, system=RegionalSystem(region="khabarovsk"))
        assert days(tables) == [expected]

    assert bool(tables.issues) == (expected is None)


@pytest.mark.parametrize(
    ("born", "since", "is_fault"),
    [
        (dt.date(1990, 5, 3), dt.date(2012, 9, 1), False),
        (dt.date(2090, 5, 3), dt.date(2012, 9, 1), True),
        (dt.date(2012, 9, 2), dt.date(2012, 9, 1), True),
        (dt.date(90, 5, 3), dt.date(2012, 9, 1), True),
        (dt.date(90, 5, 3), None, True),
        (dt.date(1900, 1, 1), None, False),
        (None, dt.date(2012, 9, 1), False),
        (None, None, False),
    ],
)
def test_a_birth_that_cannot_be_is_an_issue_everywhere(born: Any, since: Any, is_fault: bool) -> None:
    """Before 1900 or after work began, in records and in tables; what is unknown contradicts nothing."""
    records = RegionalSystem(
        region="amur", persons=[rnms.model.Person(id="p", birth_date=born, career_start=since)]
    )
    types = {"birth_date": pl.Date, "career_start": pl.Date}
    frame = pl.DataFrame({"id": ["p"], "birth_date": [born], "career_start": [since]}, schema_overrides=types)
    tables = Tables({"persons": frame}, system=RegionalSystem(region="amur"))
    expected = ["dates.impossible-birth"] if is_fault else []
    of_records = Columns(records).faulty("persons", "birth_date")
    of_tables = tables.integrity["persons"].impossible["birth_date"]

    assert [issue.code for issue in records.issues] == [issue.code for issue in tables.issues] == expected
    assert bool(of_records) == bool(of_tables) == is_fault


def test_a_birth_that_cannot_be_is_surely_before_nothing() -> None:
    """Whether work began before it is not known, of records and of tables, though both days are written."""
    person = Person(id="p", birth_date=dt.date(90, 5, 3), career_start=dt.date(2012, 9, 1))
    frame = pl.DataFrame([attrs.asdict(person)]).select("id", "birth_date", "career_start")
    records = RegionalSystem(region="amur", persons=[person])
    tables = Tables({"persons": frame}, system=RegionalSystem(region="amur"))
    persons = Population(key="p", title="p", entity="persons")
    for left, right in (("birth_date", "career_start"), ("career_start", "birth_date")):
        term = Term(key="t", title="t", where=in_order(left, right))
        for engine in (FramesEngine(tables), RecordsEngine(records)):
            tally = engine.answer(Question(of=persons, term=term), Period.of(2023)).tally
            assert isinstance(tally, Tally)
            assert tally.passing() == Bounds(0, 1)
