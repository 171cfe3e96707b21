"""Systems as tables of every kind, for tests that hold one engine against the other."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Mapping
from typing import Any

import attrs
import duckdb
import ibis
import polars as pl
import pyarrow as pa
import pytest

from rnms import Tables
from rnms.model import RegionalSystem
from rnms.model.system import field_kinds, record_classes
from rnms.tables.native import as_arrow


def _duckdb(table: pa.Table) -> Any:
    return duckdb.from_arrow(table)


KINDS: Mapping[str, Callable[[pa.Table], Any]] = {
    "polars": lambda table: pl.DataFrame(pl.from_arrow(table)),
    "pandas": lambda table: table.to_pandas(),
    "pyarrow": lambda table: table,
    "duckdb": _duckdb,
    "ibis": ibis.memtable,
}


def _spark() -> Callable[[pa.Table], Any]:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.ui.enabled", value=False)
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    made: Callable[[pa.Table], Any] = session.createDataFrame
    return made


def _postgres() -> Callable[[pa.Table], Any]:
    connection = ibis.postgres.connect(
        **dict(part.split("=") for part in os.environ["RNMS_POSTGRES"].split())
    )
    names = (f"rnms_{at}" for at in itertools.count())
    return lambda table: connection.create_table(next(names), table, temp=True)


Told = Callable[[RegionalSystem], RegionalSystem | Tables]
"""How a test gives its records: as they are, or as tables of them."""
told_both_ways = pytest.mark.parametrize(
    "told",
    [
        pytest.param(lambda system: system, id="records"),
        pytest.param(lambda system: tabled(system, KINDS["polars"]), id="tables", marks=pytest.mark.slow),
    ],
)
"""Gives records and, among what is slow, tables: a report of those takes ten times as long, and that both
engines say the same is held by quick tests of its own (``test_frames_engine.py``)."""


OUTSIDE: Mapping[str, Callable[[], Callable[[pa.Table], Any]]] = {"spark": _spark, "postgres": _postgres}
"""Engines of their own, that only .ci/run starts."""


BY_FIGURE_ONLY = "nobody at all"
"""Whom a reference names that a table leaves out, though every record has it."""


def tabled(system: RegionalSystem, kind: Callable[[pa.Table], Any], leave: tuple[str, ...] = ()) -> Tables:
    """The same system with its collections as tables of a kind, but for some that are left in it."""
    given = {
        name: kind(unsaid(name, as_arrow(name, records)))
        for name in record_classes()
        if name not in leave and (records := getattr(system, name)) is not None
    }
    rest: dict[str, Any] = dict.fromkeys(given)
    return Tables(given, system=attrs.evolve(system, **rest))


def unsaid(collection: str, table: pa.Table) -> pa.Table:
    """The table with null where a required reference names nobody at all."""
    for at, kind in enumerate(field_kinds(collection).values()):
        if kind.into and kind.required and kind.name != "id":
            names = [None if name == BY_FIGURE_ONLY else name for name in table[kind.name].to_pylist()]
            table = table.set_column(at, kind.name, pa.array(names, pa.string()))
    return table
