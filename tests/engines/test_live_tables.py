"""A database that others write to: each evaluation reads it as it is then, faults and all."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pandas as pd
import polars as pl
import pytest

import rnms
from rnms.errors import TablesChangedError
from rnms.issues import Issue
from rnms.model import (
    Diagnostic,
    Employment,
    Municipality,
    Organization,
    OrganizationKind,
    Person,
    Provider,
    RegionalSystem,
    Role,
)
from rnms.tables.native import as_arrow

DAY = dt.date(2023, 3, 1)
PEOPLE = ("p1", "p2")
SYSTEM = RegionalSystem(
    region="khabarovsk",
    municipalities=[Municipality(id="m1", name="Лесной")],
    organizations=[Organization(id="o1", kind=OrganizationKind.GENERAL, municipality="m1")],
    employments=[
        Employment(person=person, organization="o1", role=Role.PEDAGOGICAL, start=dt.date(2020, 9, 1))
        for person in PEOPLE
    ],
)
PERSONS = as_arrow("persons", tuple(Person(id=person) for person in PEOPLE))
DIAGNOSTICS = as_arrow(
    "diagnostics",
    tuple(Diagnostic(id=f"d{person}", person=person, date=DAY, provider=Provider.CNPPM) for person in PEOPLE),
)


class InDuckDB:
    """Tables of a database in memory."""

    def __init__(self, _: Path) -> None:
        self.database = duckdb.connect()
        for name, rows in {"persons": PERSONS, "diagnostics": DIAGNOSTICS}.items():
            self.database.register("given", rows)
            self.database.execute(f"create table {name} as select * from given")  # noqa: S608

    def tables(self) -> dict[str, Any]:
        """As they are given to rnms."""
        return {name: self.database.table(name) for name in ("persons", "diagnostics")}

    def set(self, column: str, value: str) -> None:
        """Write into a column of one diagnostic."""
        self.database.execute(f"update diagnostics set {column} = {value} where id = 'dp2'")  # noqa: S608

    def add(self, table: str, values: str) -> None:
        """Add a row."""
        self.database.execute(f"insert into {table} values ({values})")  # noqa: S608


class BehindIbis(InDuckDB):
    """The same behind Ibis."""

    def tables(self) -> dict[str, Any]:
        """As they are given to rnms."""
        backend = ibis.duckdb.from_connection(self.database)
        return {name: backend.table(name) for name in ("persons", "diagnostics")}


class InFiles(InDuckDB):
    """Files that polars scans when it is asked, written anew with each change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(folder)
        self.write()

    def write(self) -> None:
        """Write the files."""
        for name, columns in (("persons", "id"), ("diagnostics", "id, person, date, provider")):
            self.database.sql(f"select {columns} from {name}").write_csv(str(self.folder / f"{name}.csv"))  # noqa: S608

    def tables(self) -> dict[str, Any]:
        """As they are given to rnms."""
        return {
            name: pl.scan_csv(self.folder / f"{name}.csv", try_parse_dates=True)
            for name in ("persons", "diagnostics")
        }

    def set(self, column: str, value: str) -> None:
        """Write into a column of one diagnostic."""
        super().set(column, value)
        self.write()

    def add(self, table: str, values: str) -> None:
        """Add a row."""
        super().add(table, values)
        self.write()


LIVE = {"duckdb": InDuckDB, "ibis": BehindIbis, "scanned files": InFiles}


def judged(tables: rnms.Tables) -> tuple[Any, tuple[str, ...]]:
    """The value of the first indicator, and the codes of issues."""
    report = rnms.evaluate(tables, period=2023, only="1")
    issues: tuple[Issue, ...] = report.issues
    return report["1"].value, tuple(issue.code for issue in issues)


def fresh(store: InDuckDB) -> rnms.Tables:
    """Tables over a store, made anew."""
    return rnms.Tables(store.tables(), system=SYSTEM)


WHOLE, HALF = rnms.Bounds(1, 1), rnms.model.percent(50)
CHANGES = [
    # A day that nobody knows; then all known again, another word, another person, another year.
    ("date", "null", rnms.Bounds(HALF, 1), ()),
    ("date", "date '2023-03-01'", WHOLE, ()),
    ("provider", "'cnpm'", rnms.Bounds(HALF, 1), ("value.unknown-word",)),
    ("provider", "'cnppm'", WHOLE, ()),
    ("person", "'nobody'", rnms.Bounds(HALF, 1), ("reference.nobody",)),
    ("person", "'p2'", WHOLE, ()),
    ("date", "date '2019-03-01'", rnms.Bounds(HALF, HALF), ()),
]


@pytest.mark.slow
@pytest.mark.parametrize("kind", LIVE)
@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # of Ibis
def test_a_database_asked_twice_gives_the_new_answer(kind: str, tmp_path: Path) -> None:
    """What was definite may be unknown now, and the other way round; so are the issues."""
    store = LIVE[kind](tmp_path)
    tables = fresh(store)
    assert judged(tables) == (WHOLE, ())
    # Ibis takes its time for each question.
    for column, value, bounds, codes in CHANGES[2:5] if kind == "ibis" else CHANGES:
        store.set(column, value)
        assert judged(tables) == (bounds, codes), (column, value)
    assert judged(tables) == judged(fresh(store))


@pytest.mark.parametrize("kind", ["duckdb", "scanned files"])
def test_new_faults_are_told(kind: str, tmp_path: Path) -> None:
    """A person who came twice meanwhile is no certain person, and the issues say so."""
    store = LIVE[kind](tmp_path)
    tables = fresh(store)
    assert not tables.issues
    store.add("persons", ", ".join(["'p1'", *["null"] * (len(PERSONS.column_names) - 1)]))

    assert [issue.code for issue in tables.issues] == ["id.doubled"]
    report = rnms.evaluate(tables, period=2023, only="1")
    assert [issue.code for issue in report.issues] == ["id.doubled"]
    assert report["1"].value == rnms.evaluate(fresh(store), period=2023, only="1")["1"].value


def test_municipalities_of_a_database_are_listed_anew() -> None:
    """A list that is a table may grow."""
    database = duckdb.connect()
    database.execute("create table places (id varchar, name varchar)")
    database.execute("insert into places values ('m1', 'Лесной')")
    rest = RegionalSystem(region="khabarovsk", models=())
    tables = rnms.Tables({"municipalities": database.table("places")}, system=rest)
    before = rnms.evaluate(tables, period=2023, only="3")["3"]
    database.execute("insert into places values ('m2', 'Степной')")
    after = rnms.evaluate(tables, period=2023, only="3")["3"]

    assert [len(result.judgement.municipalities) for result in (before, after)] == [1, 2]


def test_one_report_is_of_one_count_of_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """The faults that a report lists are those by which it judged."""
    from rnms.tables import integrity as _integrity

    counted = []

    def counting(*given: Any) -> Any:
        counted.append(given)
        return original(*given)

    original = _integrity.Integrity.__init__
    monkeypatch.setattr(_integrity.Integrity, "__init__", counting)
    tables = fresh(InDuckDB(Path()))
    rnms.evaluate(tables, period=2023, only="1")
    assert len(counted) == 1
    rnms.evaluate(tables, period=2023, only="1")
    assert len(counted) == 2


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_a_frame_in_memory_is_as_it_was_given(kind: str) -> None:
    """It is counted once; what is done to a frame of pandas afterwards comes too late."""
    convert: dict[str, Any] = {
        "pandas": lambda rows: rows.to_pandas(),
        "polars": lambda rows: pl.DataFrame(pl.from_arrow(rows)),
        "pyarrow": lambda rows: rows,
    }
    given = {name: convert[kind](rows) for name, rows in (("persons", PERSONS), ("diagnostics", DIAGNOSTICS))}
    tables = rnms.Tables(given, system=SYSTEM)
    first = judged(tables)
    if isinstance(given["diagnostics"], pd.DataFrame):
        given["diagnostics"]["person"] = "nobody"

    assert judged(tables) == first == (rnms.Bounds(1, 1), ())
    assert tables.integrity is tables.integrity


def test_one_live_table_among_frames_is_asked_again(tmp_path: Path) -> None:
    """A frame beside it stays as it was given."""
    store = InDuckDB(tmp_path)
    given = {"persons": PERSONS.to_pandas(), "diagnostics": store.database.table("diagnostics")}
    tables = rnms.Tables(given, system=SYSTEM)
    assert judged(tables) == (WHOLE, ())
    store.set("date", "null")

    assert judged(tables) == (rnms.Bounds(HALF, 1), ())


def test_faults_of_records_are_those_of_the_system() -> None:
    """As before: an evaluation lists what the system lists."""
    doubled = RegionalSystem(region="khabarovsk", persons=[Person(id="p"), Person(id="p")])
    issues: tuple[Issue, ...] = rnms.evaluate(doubled, period=2023).issues

    assert [issue.code for issue in issues] == [issue.code for issue in doubled.issues] == ["id.doubled"]


ASKED_AGAIN: dict[str, Callable[[rnms.Result], object]] = {
    "who": lambda result: result.who("failed"),
    "why": lambda result: result.explain("p2"),
    "where": lambda result: result.by("organization"),
}


@pytest.mark.parametrize("ask", ASKED_AGAIN)
@pytest.mark.parametrize("kind", ["duckdb", "scanned files"])
def test_a_report_tells_of_the_data_that_it_judged_or_nothing(kind: str, ask: str, tmp_path: Path) -> None:
    """2 of 2 were diagnosed; by now it is 1: nobody is named of whom the report says nothing."""
    store = LIVE[kind](tmp_path)
    result = rnms.evaluate(fresh(store), period=2023, only="1")["1"]
    ASKED_AGAIN[ask](result)
    store.set("date", "date '2019-03-01'")

    with pytest.raises(TablesChangedError, match="the data say something else than this report"):
        ASKED_AGAIN[ask](result)
    assert result.value == WHOLE
    store.set("date", "date '2023-02-01'")
    ASKED_AGAIN[ask](result)


GONE = ["alter table diagnostics drop column provider", "drop table diagnostics"]


@pytest.mark.parametrize("kind", ["duckdb", "ibis"])
@pytest.mark.parametrize("change", GONE)
@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")  # of Ibis
def test_what_is_gone_is_told_in_one_line(kind: str, change: str, tmp_path: Path) -> None:
    """Each engine has errors of its own, of several lines some."""
    store = LIVE[kind](tmp_path)
    tables = fresh(store)
    result = rnms.evaluate(tables, period=2023, only="1")["1"]
    store.database.execute(change)

    asked: list[Callable[[], object]] = [functools.partial(ask, result) for ask in ASKED_AGAIN.values()]
    asked += [functools.partial(rnms.evaluate, tables, period=2023), lambda: tables.issues]
    for ask in asked:
        with pytest.raises(TablesChangedError, match="diagnostics cannot be read as before") as told:
            ask()
        assert "\n" not in str(told.value)
