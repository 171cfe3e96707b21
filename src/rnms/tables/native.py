"""Tables of whatever kind, brought to one place: that of the query engine that will answer.

What lies in memory and has no query engine of its own (pandas, pyarrow) is read by DuckDB where it lies; so
is a mixture. What lies in DuckDB, behind Ibis or in Spark stays there, and small things are brought to it.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import narwhals.stable.v2 as nw

from rnms._values import frozen
from rnms.errors import extra
from rnms.model.partial import PartialDay
from rnms.model.schema import FieldKind
from rnms.model.system import field_kinds
from rnms.tables.types import ROW, is_text

if TYPE_CHECKING:
    import pyarrow as pa

_ENGINES = ("duckdb", "ibis", "pyspark")
_IN_MEMORY = ("polars", "pandas", "pyarrow")
_DIGITS = 10
"""Whole numbers of fewer digits fit any column of them but the smallest."""


def together(given: Mapping[str, Any], small: Mapping[str, pa.Table]) -> dict[str, nw.LazyFrame[Any]]:
    """Bring all tables into one query engine, as lazy frames.

    Args:
        given: Native frames, relations or tables.
        small: Arrow tables of the few records that come along.

    Raises:
        TypeError: If something is no table.
        ValueError: If they lie in several engines.
    """
    kinds = {name: _kind_of(name, table) for name, table in given.items()}
    engines = sorted(set(kinds.values()) & set(_ENGINES))
    if len(engines) > 1:
        where = ", ".join(f"{name}: {kinds[name]}" for name in sorted(kinds) if kinds[name] in engines)
        raise ValueError(f"tables that are joined must lie in one engine ({where}); bring them to one")
    if not engines and set(kinds.values()) <= {"polars"}:
        frames = {name: _ordered(_local(lazy(table))) for name, table in given.items()}
        return frames | {name: _to_polars(table) for name, table in small.items()}
    bring = _bringer(next((given[name] for name in given if kinds[name] in engines), None))
    moved = {name: _arrow(name, table) for name, table in given.items() if kinds[name] not in engines}
    brought = {
        name: nw.from_native(bring(_numbered(table))).lazy() for name, table in {**moved, **small}.items()
    }
    return {name: lazy(table) for name, table in given.items() if kinds[name] in engines} | brought


def as_arrow(collection: str, records: tuple[Any, ...]) -> pa.Table:
    """Write the records of a collection into an Arrow table; the names of people are left out.

    >>> from rnms.model import Person
    >>> as_arrow("persons", (Person(id="p1", name="Вымыслова А."),)).column_names[:2]
    ['id', 'birth_date']
    """
    with extra("frames"):
        import pyarrow as pa

    types = {
        "key": pa.string(), "text": pa.string(), "date": pa.date32(), "bool": pa.bool_(), "int": pa.int64(),
        "texts": pa.list_(pa.string()), "ints": pa.list_(pa.int64()),
    }  # fmt: skip
    columns = {}
    for name, kind in field_kinds(collection).items():
        cells = [_cell(getattr(record, name), kind) for record in records]
        column_type = types[kind.sort]
        if any(isinstance(cell, PartialDay) for cell in cells):
            # A column of days that are not all whole is one of texts.
            cells, column_type = [None if cell is None else str(cell) for cell in cells], pa.string()
        columns[name] = pa.array(cells, column_type)
    return pa.table(columns)


def _cell(value: Any, kind: FieldKind) -> Any:
    # What is no word of the enumeration, as built by hand, stays for the table to tell.
    return value.value if kind.words and isinstance(value, enum.Enum) else value


def collected(frames: Sequence[nw.LazyFrame[Any]]) -> list[dict[str, list[Any]]]:
    """Collect small frames; polars and Spark find them together, and share what several of them read.

    >>> import narwhals.stable.v2 as nw
    >>> import pyarrow as pa
    >>> collected([nw.from_native(pa.table({"id": ["p1"]})).lazy()])
    [{'id': ['p1']}]
    """
    if frames and all(frame.implementation.is_polars() for frame in frames):
        # narwhals has no collect_all; a test tells when it has.
        import polars as pl

        contents = pl.collect_all([frame.to_native() for frame in frames])
        return [frame.to_dict(as_series=False) for frame in contents]
    if len(frames) > 1 and all(frame.implementation.is_pyspark() for frame in frames):
        return laid_together(frames).contents()
    return [frame.collect("pyarrow").to_dict(as_series=False) for frame in frames]


_QUERY = "__query"
"""The column that tells of which query a row is, where several are laid below each other."""


@frozen
class Laid:
    """The rows of several frames below each other: one query instead of as many as there are frames.

    Attributes:
        frame: All rows.
        columns: Of each frame where its columns lie, by name.
    """

    frame: nw.LazyFrame[Any]
    columns: Sequence[Mapping[str, str]]

    def contents(self) -> list[dict[str, list[Any]]]:
        """Find the contents of each frame."""
        found = self.frame.collect("pyarrow").to_dict(as_series=False)
        rows: list[list[int]] = [[] for _ in self.columns]
        for row, query in enumerate(found[_QUERY]):
            rows[query].append(row)
        return [
            {name: [found[place][row] for row in own] for name, place in columns.items()}
            for own, columns in zip(rows, self.columns, strict=True)
        ]


def laid_together(frames: Sequence[nw.LazyFrame[Any]]) -> Laid:
    """Lay frames below each other; columns of one type share a place, so that there are few.

    >>> import narwhals.stable.v2 as nw, polars as pl
    >>> frames = [nw.from_native(pl.LazyFrame(rows)) for rows in ({"n": [1, 2]}, {"id": ["p1"], "m": [3]})]
    >>> laid_together(frames).contents()
    [{'n': [1, 2]}, {'id': ['p1'], 'm': [3]}]
    """
    types: list[Any] = []
    columns: list[dict[str, str]] = []
    types_by_place: dict[str, Any] = {}
    for frame in frames:
        places: dict[str, str] = {}
        for name, dtype in frame.collect_schema().items():
            types += [] if dtype in types else [dtype]
            kind = types.index(dtype)
            place = f"__{kind}_{sum(other.startswith(f'__{kind}_') for other in places.values())}"
            places[name], types_by_place[place] = place, dtype
        columns.append(places)
    parts = [
        frame.select(
            nw.lit(query).alias(_QUERY),
            *(
                (nw.col(names[place]) if place in names else nw.lit(None).cast(dtype)).alias(place)
                for place, dtype in types_by_place.items()
            ),
        )
        for query, (frame, places) in enumerate(zip(frames, columns, strict=True))
        for names in [{place: name for name, place in places.items()}]
    ]
    return Laid(nw.concat(parts), columns)


def shared(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Keep a frame that several queries read: DuckDB, which shares nothing between queries, finds it once.

    >>> import duckdb
    >>> import narwhals.stable.v2 as nw
    >>> rows = duckdb.sql("select 1 as n")
    >>> shared(nw.from_native(rows).lazy()).collect("pyarrow").to_dict(as_series=False)
    {'n': [1]}
    """
    if not frame.implementation.is_duckdb():
        return frame
    materialized: nw.LazyFrame[Any] = nw.from_native(frame.to_native().materialize())
    return materialized


def aggregated(frame: nw.LazyFrame[Any], by: Sequence[str], *totals: nw.Expr) -> nw.LazyFrame[Any]:
    """Aggregate a frame into one row of totals; with keys, into one row for each of them.

    >>> import narwhals.stable.v2 as nw, polars as pl
    >>> posts = nw.from_native(pl.LazyFrame({"region": [7, 7], "n": [1, 2]}))
    >>> aggregated(posts, ["region"], nw.col("n").sum()).collect("pyarrow").rows()
    [(7, 3)]
    """
    return frame.group_by(*by).agg(*totals) if by else frame.select(*totals)


def once(frame: nw.LazyFrame[Any], keys: Sequence[str]) -> nw.LazyFrame[Any]:
    """Keep one row of each key, any of them: rows of one key are alike, or it does not matter which.

    >>> import narwhals.stable.v2 as nw, polars as pl
    >>> rows = nw.from_native(pl.LazyFrame({"person": ["p1", "p1"], "passed": [1, 1]}))
    >>> once(rows, ["person"]).collect("pyarrow").rows()
    [('p1', 1)]
    """
    if not frame.implementation.is_duckdb():
        return frame.unique(subset=list(keys), keep="any")
    # There narwhals numbers the rows of each key in a window; a test tells when it groups them.
    rest = [name for name in frame.collect_schema().names() if name not in keys]
    return frame.group_by(*keys).agg(*(nw.col(name).max() for name in rest))


def reads_as(frame: nw.LazyFrame[Any], column: str, value: str) -> nw.Expr:
    """Flag the rows whose column, written as text, is a value; numbers are compared as numbers."""
    as_text = nw.col(column).cast(nw.String) == value
    if not (frame.collect_schema()[column].is_integer() and value.isascii() and value.isdigit()):
        return as_text
    return nw.col(column) == int(value) if value == str(int(value)) and len(value) < _DIGITS else as_text


def parted(table: Any, column: str) -> dict[str, Any] | None:
    """Part a polars frame in memory by the values of a column, written as text, in one pass.

    >>> import polars as pl
    >>> {key: part.height for key, part in parted(pl.DataFrame({"region": [7, 27, 7]}), "region").items()}
    {'7': 2, '27': 1}
    """
    frame = nw.from_native(table)
    if not frame.implementation.is_polars() or isinstance(frame, nw.LazyFrame):
        return None
    dtype = frame.schema[column]
    if not dtype.is_integer() and not is_text(dtype):
        return None
    return {str(key): part for (key,), part in table.partition_by(column, as_dict=True).items()}


def joined(
    frame: nw.LazyFrame[Any],
    other: nw.LazyFrame[Any],
    on: Sequence[str],
    *,
    its: Sequence[str] | None = None,
    how: Literal["left", "inner", "semi", "anti"] = "left",
) -> nw.LazyFrame[Any]:
    """Join a frame to another by keys; only the keys may have the same name in both.

    >>> import narwhals.stable.v2 as nw, polars as pl
    >>> posts = nw.from_native(pl.LazyFrame({"person": ["p1", "p2"]}))
    >>> passed = nw.from_native(pl.LazyFrame({"id": ["p2"], "passed": [1]}))
    >>> joined(posts, passed, ["person"], its=["id"], how="inner").collect("pyarrow").rows()
    [('p2', 1)]

    Args:
        frame: The frame.
        other: The other one.
        on: The names of the keys.
        its: Their names in the other one, if they differ.
        how: ``"left"``, ``"inner"``, ``"semi"`` or ``"anti"``.
    """
    keys = list(on)
    right_keys = list(its or on)
    if not frame.implementation.is_duckdb() or len(set(keys)) < len(keys):
        return frame.join(other, left_on=keys, right_on=right_keys, how=how)
    # narwhals asks DuckDB five times what a join will look like; USING needs two.
    if right_keys != keys:
        other = other.rename(dict(zip(right_keys, keys, strict=True)))
    using = ", ".join(f'"{key}"' for key in keys)
    relation = other.to_native().set_alias("other")
    result: nw.LazyFrame[Any] = nw.from_native(frame.to_native().join(relation, using, how=how))
    return result


def with_few(frame: nw.LazyFrame[Any], few: nw.LazyFrame[Any], key: str) -> nw.LazyFrame[Any]:
    """Select the rows of a large frame whose key a small one has, and add what the small one tells.

    >>> import narwhals.stable.v2 as nw, polars as pl
    >>> posts = nw.from_native(pl.LazyFrame({"id": ["p1", "p2"], "place": ["m1", "m2"]}))
    >>> passed = nw.from_native(pl.LazyFrame({"id": ["p2"], "passed": [1]}))
    >>> with_few(posts, passed, "id").collect("pyarrow").rows()
    [('p2', 'm2', 1)]
    """
    if frame.implementation.is_duckdb():
        # It takes the small frame for a large one, and would look the large one up in it the wrong way round.
        few = shared(few)
        frame = joined(frame, few.select(key), [key], how="semi")
    return joined(frame, few, [key], how="inner")


def _kind_of(name: str, table: Any) -> str:
    try:
        kind = nw.from_native(table).implementation.value
    except TypeError:
        raise TypeError(
            f"{name}: {type(table).__name__} is no table; give a frame of polars, pandas or pyarrow,"
            " a DuckDB relation, an Ibis table or a Spark frame"
        ) from None
    if kind not in {*_ENGINES, *_IN_MEMORY}:
        raise TypeError(f"{name}: tables of {kind} are not read; give {', '.join((*_IN_MEMORY, *_ENGINES))}")
    return str(kind)


def can_change(table: Any) -> bool:
    """Tell whether a table may hold other rows the next time that it is read: all but a frame in memory.

    >>> import duckdb
    >>> import polars as pl
    >>> can_change(pl.DataFrame({"id": ["p1"]})), can_change(duckdb.sql("select 'p1' as id"))
    (False, True)
    """
    return isinstance(nw.from_native(table), nw.LazyFrame)


def lazy(table: Any) -> nw.LazyFrame[Any]:
    """Make a lazy frame of a table."""
    lazy_frame: nw.LazyFrame[Any] = nw.from_native(table).lazy()
    return lazy_frame


_UTC = {"utc", "etc/utc", "gmt", "etc/gmt", "zulu", "z", "universal", "+00:00", "-00:00"}


def _local(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Write moments as the clocks of their zone showed them: that day was meant.

    A column in UTC was brought there from a zone that nobody knows any more; it stays as it is.
    """
    zoned = [
        name
        for name, dtype in frame.collect_schema().items()
        if isinstance(dtype, nw.Datetime) and dtype.time_zone and dtype.time_zone.casefold() not in _UTC
    ]
    return frame.with_columns(nw.col(*zoned).dt.replace_time_zone(None)) if zoned else frame


def _ordered(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Number the rows of a polars frame, whose rows have an order."""
    if ROW in frame.collect_schema().names():
        return frame
    numbered: nw.LazyFrame[Any] = nw.from_native(frame.to_native().with_row_index(ROW))
    return numbered


def _to_polars(table: pa.Table) -> nw.LazyFrame[Any]:
    with extra("frames"):
        import polars as pl
    return _ordered(nw.from_native(pl.DataFrame(pl.from_arrow(table))).lazy())


def beside(frame: nw.LazyFrame[Any], small: pa.Table) -> nw.LazyFrame[Any]:
    """Bring a small Arrow table to where a frame lies.

    >>> import polars as pl
    >>> import pyarrow as pa
    >>> rows = nw.from_native(pl.LazyFrame({"id": ["p1"]}))
    >>> beside(rows, pa.table({"n": [1]})).collect("pyarrow").to_dict(as_series=False)
    {'n': [1]}
    """
    if not frame.implementation.is_polars():
        return lazy(_bringer(frame.to_native())(small))
    import polars as pl

    return lazy(pl.DataFrame(pl.from_arrow(small)))


def _arrow(name: str, table: Any) -> pa.Table:
    """Make an Arrow table of a table in memory: numpy's several kinds of nothing become one."""
    with extra("frames"):
        import pyarrow as pa

    frame = _local(nw.from_native(table).lazy()).collect()
    if frame.implementation.value != "pandas":
        return frame.to_arrow()
    try:
        return pa.Table.from_pandas(frame.to_native().convert_dtypes(), preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise TypeError(f"{name}: a column holds values of several types ({error}); give it one") from error


def _numbered(table: pa.Table) -> pa.Table:
    """Number the rows of an Arrow table: engines keep no order."""
    import pyarrow as pa

    return table.append_column(ROW, pa.array(range(table.num_rows), pa.int64()))


def _bringer(sample: Any) -> Callable[[Any], Any]:
    """Find how an Arrow table is brought to a table's engine; without a table, to one of our own."""
    with extra("frames"):
        import duckdb
    if sample is None:
        connection = duckdb.connect()
        from_arrow: Callable[[Any], Any] = connection.from_arrow
        return from_arrow
    module = type(sample).__module__.partition(".")[0]
    if module == "ibis":
        import ibis

        memtable: Callable[[Any], Any] = ibis.memtable
        return memtable
    if module == "pyspark":
        session = sample.sparkSession
        return lambda small: session.createDataFrame(small)  # noqa: PLW0108  # it has no type

    def to_duckdb(small: pa.Table) -> Any:  # noqa: ARG001
        # DuckDB finds the table by the name of this parameter.
        return sample.query("_", "SELECT * FROM small")

    return to_duckdb
