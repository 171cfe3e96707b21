"""Tables: what they accept, what they refuse, and every fault at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import rnms
from kit.tabled import KINDS, tabled
from rnms import regions
from rnms.errors import StoppedError
from rnms.indicators.tally import MemberState
from rnms.indicators.vocabulary import people
from rnms.logic.question import Question
from rnms.model import Bounds, Organization, Period, RegionalSystem
from rnms.model.system import field_kinds, record_classes
from rnms.tables.engine.engine import FramesEngine
from rnms.tables.native import as_arrow
from rnms.testing import invented_region

DAY = dt.date(2023, 3, 1)
SYSTEM = RegionalSystem(region="khabarovsk", organizations=[Organization(id="o1")])
FAULTY: dict[str, dict[str, Any]] = {
    "persons": {"id": ["p1", "p2", "p2"], "birth_date": [DAY, None, None]},
    "employments": {
        "person": ["p1", "p2", "zz"],
        "organization": ["o1", "o1", "o9"],
        "role": ["pedagogical", "head", "wizard"],
        "start": [DAY, DAY, DAY],
        "end": [None, dt.date(2019, 1, 1), None],
    },
    "diagnostics": {"id": ["d1"], "date": ["вчера"]},
}


@pytest.mark.parametrize("kind", KINDS)
def test_all_faults_come_at_once(kind: str) -> None:
    """Columns missing or of a wrong type, doubled ids, references to nobody, an end before a start."""
    given = {name: KINDS[kind](pa.table(columns)) for name, columns in FAULTY.items()}
    issues = rnms.Tables(given, system=SYSTEM).issues
    assert {(one.code, one.place) for one in issues} == {
        ("id.doubled", "persons.id"),
        ("reference.nobody", "employments.person"),
        ("reference.nobody", "employments.organization"),
        ("value.unknown-word", "employments.role"),
        ("dates.end-before-start", "employments.end"),
        ("column.missing", "diagnostics.person"),
        ("column.type", "diagnostics.date"),
    }
    assert next(one.text for one in issues if one.code == "id.doubled").startswith("строк 1 (p2)")


def test_what_is_at_fault_is_unknown_and_the_rest_is_judged() -> None:
    """A table with faults gets verdicts all the same."""
    given = {name: pl.DataFrame(columns) for name, columns in FAULTY.items()}
    report = rnms.evaluate(rnms.Tables(given, system=SYSTEM), period=2023, only="1")
    assert report["1"].value == rnms.Bounds(0, 1)
    assert {one.code for one in report.issues} >= {"id.doubled", "column.missing"}


def test_a_region_without_faults_has_none() -> None:
    """What is whole raises no issue."""
    data = invented_region(staff=60)
    assert tabled(data, KINDS["polars"]).issues == data.issues == ()


@pytest.mark.parametrize(
    ("given", "said", "error"),
    [
        ({"person": pl.DataFrame()}, "no collection 'person'; did you mean 'persons'", LookupError),
        ({"persons": [1, 2]}, "persons: list is no table", TypeError),
        (
            {"organizations": pl.DataFrame({"id": ["o"]})},
            "organizations: given as a table and in the",
            ValueError,
        ),
    ],
)
def test_what_is_no_table_of_ours_is_refused(given: Any, said: str, error: type[Exception]) -> None:
    """A misspelt collection is never ignored."""
    with pytest.raises(error, match=said):
        rnms.Tables(given, system=SYSTEM)


def test_tables_that_are_joined_lie_in_one_engine() -> None:
    """A relation of DuckDB and a table behind Ibis cannot be joined; frames in memory come along."""
    persons, diagnostics = (pa.table({"id": ["a"]}), pa.table({"id": ["d"], "person": ["a"]}))
    with pytest.raises(ValueError, match="must lie in one engine"):
        rnms.Tables(
            {"persons": KINDS["duckdb"](persons), "diagnostics": KINDS["ibis"](diagnostics)}, system=SYSTEM
        )
    mixed = {"persons": KINDS["duckdb"](persons), "diagnostics": pd.DataFrame({"id": ["d"], "person": ["a"]})}
    assert rnms.Tables(mixed, system=SYSTEM).issues == ()


def test_columns_may_have_names_of_their_own() -> None:
    """A mapping says what a column is called; what it names must be there."""
    given = {"persons": pl.DataFrame({"номер": ["p1"], "родился": [DAY]})}
    columns = {"persons": {"id": "номер", "birth_date": "родился"}}
    tables = rnms.Tables(given, system=SYSTEM, columns=columns)
    assert tables.issues == ()
    assert tables.frame("persons").select("id", "birth_date").collect().rows() == [("p1", DAY)]
    for wrong, said in (
        ({"person": {}}, "no table 'person'"),
        ({"persons": {"birthday": "родился"}}, "no field 'birthday'"),
        ({"persons": {"id": "номерр"}}, "no column 'номерр'; did you mean 'номер'"),
    ):
        with pytest.raises(LookupError, match=said):
            rnms.Tables(given, system=SYSTEM, columns=wrong)


def test_ids_may_be_integers_and_days_may_have_a_time() -> None:
    """Integers where all agree; else both are text. A timestamp counts as its day."""
    data = {
        "persons": pd.DataFrame({"id": [1, 2]}),
        "diagnostics": pd.DataFrame(
            {"id": [1, 2], "person": ["1", "7"], "date": pd.to_datetime(["2023-03-01", "2023-03-02"])}
        ),
    }
    tables = rnms.Tables(data, system=SYSTEM)
    assert [one.code for one in tables.issues] == ["reference.nobody"]


@pytest.mark.parametrize("own", [int, str], ids=["numbers", "texts"])
def test_whoever_is_named_by_a_number_is_found(own: Callable[[str], Any]) -> None:
    """Of three people two work; one of these works in two schools."""
    persons, schools = (list(map(own, ids)) for ids in ("123", "78"))
    data = {
        "persons": pl.DataFrame({"id": persons}),
        "organizations": pl.DataFrame({"id": schools, "kind": ["general"] * 2}),
        "employments": pl.DataFrame(
            {
                "person": list(map(own, "122")),
                "organization": list(map(own, "778")),
                "role": ["pedagogical"] * 3,
                "start": [DAY] * 3,
            }
        ),
    }
    engine = FramesEngine(rnms.Tables(data, system=RegionalSystem(region="khabarovsk")))
    year = Period.of(2023)

    assert engine.answer(Question(of=people.STAFF), year).tally.size() == Bounds.exact(2)
    assert dict(engine.standing(Question(of=people.STAFF), year, MemberState.PASSED)).keys() == {"1", "2"}


@pytest.mark.parametrize(
    ("others", "codes"), [(pl.UInt64, []), (pl.Int64, ["reference.nobody"]), (pl.Int32, ["reference.nobody"])]
)
def test_ids_may_be_larger_than_numbers_with_a_sign(others: Any, codes: list[str]) -> None:
    """As digests are; what is written as a smaller number is another id, and no error."""
    large = 2**64 - 1
    data = {
        "persons": pl.DataFrame({"id": pl.Series([large, 7], dtype=pl.UInt64)}),
        "diagnostics": pl.DataFrame(
            {
                "id": pl.Series([1, 2], dtype=pl.UInt8),
                "person": pl.Series([large if others == pl.UInt64 else 8, 7], dtype=others),
            }
        ),
    }
    tables = rnms.Tables(data, system=SYSTEM)
    assert [one.code for one in tables.issues if one.code != "column.missing"] == codes


@pytest.mark.slow
def test_a_folder_is_read_through_duckdb(tmp_path: Path) -> None:
    """Parquet and CSV by the names of collections; what is small in system.json."""
    data = invented_region(staff=80)
    csv = ("persons", "employments")
    kept = ("persons", "employments", "diagnostics", "routes", "organizations", "municipalities")
    for name in kept:
        table = as_arrow(name, getattr(data, name))
        if name in csv:
            duckdb.from_arrow(table).write_csv(str(tmp_path / f"{name}.csv"))
        else:
            pq.write_table(table, tmp_path / f"{name}.parquet")
    rest: dict[str, Any] = dict.fromkeys(kept)
    rnms.dump(attrs.evolve(data, **rest), tmp_path / "system.json")
    tables = rnms.Tables.read(tmp_path)
    for code in ("1", "2"):
        ours = rnms.evaluate(tables, region="khabarovsk", period=2023, only=code)[code]
        assert ours.value == rnms.evaluate(data, region="khabarovsk", period=2023, only=code)[code].value
    (tmp_path / "persons.parquet").write_bytes((tmp_path / "routes.parquet").read_bytes())
    with pytest.raises(LookupError, match="another file of persons"):
        rnms.Tables.read(tmp_path)


def test_names_of_people_are_not_read() -> None:
    """They are in no table of ours, no issue and no report."""
    given = {"persons": pl.DataFrame({"id": ["p1"], "name": ["Иванова"]})}
    tables = rnms.Tables(given, system=SYSTEM)
    assert "name" not in tables.frame("persons").collect_schema().names()
    assert "Иванова" not in repr(tables)


# Regions side by side.


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["polars", "duckdb"])
def test_one_call_judges_regions_each_by_its_own_order(kind: str) -> None:
    """A column says which region's a row is; the reports are those of each region alone."""
    data = {key: invented_region(staff=60, region=key, seed=at) for at, key in enumerate(("kirov", "amur"))}
    names = [
        name for name in record_classes() if all(getattr(one, name) is not None for one in data.values())
    ]
    together = {}
    for name in names:
        parts = [as_arrow(name, getattr(one, name)) for one in data.values()]
        marked = [
            part.append_column("region", pa.array([key] * part.num_rows, pa.string()))
            for key, part in zip(data, parts, strict=True)
        ]
        together[name] = KINDS[kind](pa.concat_tables(marked))
    rest: dict[str, Any] = dict.fromkeys(names)
    systems = [attrs.evolve(one, **rest) for one in data.values()]
    profiles = {key: regions.get(key) for key in sorted(data)}
    if kind != "polars":
        # What other engines answer is tested elsewhere: a few indicators tell the regions apart.
        profiles = {
            key: attrs.evolve(one, indicators=one.indicators[:3], requirements=())
            for key, one in profiles.items()
        }
    reports = rnms.evaluate_many(
        rnms.Tables(together, system=RegionalSystem(region="")),
        period=2023,
        systems=systems,
        regions=None if kind == "polars" else profiles,
    )
    assert list(reports) == ["amur", "kirov"]
    for key, report in reports.items():
        alone = rnms.evaluate(data[key], region=profiles[key], period=2023)
        assert [one.value for one in report] == [one.value for one in alone]


@pytest.mark.parametrize(("numbers", "value", "kept"), [
    ([7, 27, 77], "27", 1),
    ([7, 27, 77], "027", 0),
    ([7, 27, 77], "99999999999999999999", 0),
    (["7", "27", "027"], "27", 1),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["polars", "duckdb", "pandas"])
def test_a_region_is_the_one_whose_column_reads_as_its_value(
    kind: str, numbers: list[Any], value: str, kept: int
) -> None:
    """Whole numbers are compared as numbers, which files are skipped by; a leading zero is another region."""
    persons = pa.table({"id": ["p1", "p2", "p3"], "region": pa.array(numbers)})
    tables = rnms.Tables({"persons": KINDS[kind](persons)}, system=RegionalSystem(region="khabarovsk"))
    found = tables.where("region", value).frame("persons").collect("pyarrow")
    assert len(found) == kept


@pytest.mark.parametrize("kind", ["polars", "duckdb", "pandas"])
def test_rows_of_no_region_are_told_in_every_report(kind: str) -> None:
    """They belong to none: how many there are in each table, and the ids of a few."""
    persons = pa.table({"id": ["p1", "p2", "p3"], "region": ["kirov", None, None]})
    tables = rnms.Tables({"persons": KINDS[kind](persons)}, system=RegionalSystem(region=""))
    reports = rnms.evaluate_many(tables, period=2023, regions={"kirov": "kirov", "amur": "amur"})
    for report in reports.values():
        [lost] = [issue for issue in report.issues if issue.code == "region.missing"]
        assert lost.place == "persons.region"
        assert lost.text.startswith("строк 2 (p2, p3)")


@pytest.mark.parametrize("numbers", [[7, 27, 7, None], ["7", "027", "7", None]], ids=["numbers", "texts"])
def test_frames_in_memory_are_parted_as_they_are_filtered(numbers: list[Any]) -> None:
    """One look gives each region the rows that a filter gives it, also of a value that no row has."""
    frames = {
        "persons": pl.DataFrame({"номер": list("abcd"), "регион": numbers}),
        "programmes": pl.DataFrame({"id": ["x"]}),
        "organizations": pl.LazyFrame({"id": list("abcd"), "регион": numbers}),
    }
    tables = rnms.Tables(frames, system=RegionalSystem(region="x"), columns={"persons": {"id": "номер"}})
    systems = {"7": RegionalSystem(region="7")}
    for value, part in tables.parted("регион", dict.fromkeys(["7", "27", "027", "99"], "ugra"), systems):
        filtered = tables.where("регион", value, systems.get(value))
        assert part.system == filtered.system
        for name in frames:
            ours, theirs = (one.frame(name).select("id").collect().rows() for one in (part, filtered))
            assert ours == theirs


def test_two_systems_of_one_region_are_refused() -> None:
    """Of tables as of systems: which one holds is not ours to choose."""
    tables = rnms.Tables({"persons": pl.DataFrame({"id": ["p"], "region": ["kirov"]})}, system=SYSTEM)
    twice = [RegionalSystem(region="kirov"), RegionalSystem(region="kirov", models=[])]
    for given in ({"data": tables, "systems": twice}, {"data": twice}):
        with pytest.raises(ValueError, match="kirov: there are two systems of this region"):
            rnms.evaluate_many(**given, period=2023)


def test_a_column_that_no_table_has_is_an_error() -> None:
    """The error says what to give."""
    tables = rnms.Tables({"persons": pl.DataFrame({"id": ["p"]})}, system=SYSTEM)
    with pytest.raises(LookupError, match="no table has a column 'region'"):
        rnms.evaluate_many(tables, period=2023)


def test_judging_regions_tells_how_far_it_is_and_keeps_what_is_done() -> None:
    """After each region; of what somebody stops the reports that were made are kept."""
    systems = [RegionalSystem(region=key) for key in ("amur", "kirov", "ugra")]
    frame = pl.DataFrame({"id": ["a", "k", "u"], "region": ["amur", "kirov", "ugra"]})
    tables = rnms.Tables({"persons": frame}, system=RegionalSystem(region=""))
    steps: list[tuple[int, int]] = []

    def stop(done: int, whole: int) -> None:
        steps.append((done, whole))
        if done == 2:
            raise KeyboardInterrupt

    for data in (systems, tables):
        steps.clear()
        with pytest.raises(StoppedError) as stopped:
            rnms.evaluate_many(data, period=2023, progress=stop)
        assert (steps, list(stopped.value.done)) == ([(1, 3), (2, 3)], ["amur", "kirov"])


@pytest.mark.parametrize("name", record_classes())
def test_a_row_that_says_nothing_is_an_issue_and_no_traceback(name: str) -> None:
    """A null in a column that every record has: it is judged, shown, and its digest is that of a null."""
    empty = pl.DataFrame({field: [None] for field in field_kinds(name)})
    report = rnms.evaluate(rnms.Tables({name: empty}, system=RegionalSystem(region="ugra")), period=2023)

    assert report.digest
    assert report.to_html()
    required = [kind for kind in field_kinds(name).values() if kind.required and kind.default is None]
    assert bool(report.issues) or not required
