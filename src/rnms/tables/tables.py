"""Tables that are judged where they lie: data frames, files, a database, Spark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import attrs
import narwhals.stable.v2 as nw

from rnms._values import frozen
from rnms.errors import RnmsError, TablesChangedError, extra, suggestion
from rnms.files.digest import digest
from rnms.files.json import load
from rnms.files.progress import Progress, counted
from rnms.indicators.tally import distinct
from rnms.issues import Issue, message
from rnms.model.checked import expect, shown
from rnms.model.geography import Map
from rnms.model.partial import PartialDay
from rnms.model.schema import Absence
from rnms.model.subjects import Municipality
from rnms.model.system import Read, RegionalSystem, as_read, field_kinds, record_classes
from rnms.regions.vocabulary import Vocabulary
from rnms.sheets.safety import Upload
from rnms.tables.days import texts_of_days, with_days
from rnms.tables.engine.engine import FramesEngine
from rnms.tables.engine.nation import Nation, NationPart
from rnms.tables.files import ENDINGS, read_file
from rnms.tables.integrity import Counts, Integrity, counted_by_region, said_of_rows
from rnms.tables.maps import retold
from rnms.tables.nation import Composition, can_name
from rnms.tables.native import as_arrow, can_change, collected, lazy, parted, reads_as, shared, together
from rnms.tables.records import in_memory
from rnms.tables.types import FIRST, LAST, MISTYPED, ROW, TEXT, key_types, type_of, typed

T = TypeVar("T")
_SYSTEM = "system.json"


def _files(folder: str | Path | Iterable[Upload]) -> Sequence[Path | Upload]:
    """List the files of a folder by name."""
    files: Iterable[Path | Upload] = Path(folder).iterdir() if isinstance(folder, str | Path) else folder
    return sorted(files, key=lambda file: file.name)


def _loaded(file: Path | Upload) -> RegionalSystem:
    return load(file.data if isinstance(file, Upload) else file)


def _tables(tables: Mapping[str, Any]) -> dict[str, Any]:
    expect(
        tables, Mapping, owner="Tables", field="tables", wanted="a mapping of tables by collection",
        write="write rnms.Tables({'persons': frame}, system=…)",
    )  # fmt: skip
    for name in tables:
        if name not in record_classes():
            near = suggestion(name, record_classes())
            raise LookupError(f"no collection {shown(name)}{near}; known: {', '.join(record_classes())}")
    return dict(tables)


_OF_FILES = "files"
"""Marks the tables that were read from files, which stay where they are."""


@frozen(eq=False, repr=False)
class Tables:
    """The collections of a regional system as tables of any kind that narwhals reads.

    Frames of polars, pandas or pyarrow, DuckDB relations, Ibis tables of a database, Spark frames. They are
    read where they lie and never become Python objects. What can change there is read anew, faults and all,
    by each :func:`~rnms.evaluate` and whenever issues are asked for; a frame in memory stays as it was given.
    Whoever wants several reports of one moment gives a copy, or asks inside a transaction.

    Columns are named as the fields of the records are (:class:`~rnms.model.Person`, …); an optional one may
    be left out. Words of an enumeration are its values (``"pedagogical"``), dates are dates, ids text or
    integers. Where of some days the month or the year alone is known a column of texts holds them
    (``"2023-03-01"``, ``"2023-03"``, ``"2023"``). What is small stays in a system: figures, what was not
    reported, and any collection that is no table here.

    >>> import pyarrow as pa
    >>> tables = Tables(
    ...     {"persons": pa.table({"id": ["p1", "p2"]}), "diagnostics": pa.table({"номер": ["d"]})},
    ...     system=RegionalSystem(region="khabarovsk"),
    ...     columns={"diagnostics": {"id": "номер"}},
    ... )
    >>> [issue.code for issue in tables.issues]
    ['column.missing']

    Attributes:
        tables: By the name of the collection.
        system: The rest; its region judges, unless another is asked for.
        columns: What columns are called, by collection and by field, where it is not the field's name.

    Raises:
        FieldError: If the tables, the system or the names of columns are of another kind.
        LookupError: If there is no such collection or field, or a column that ``columns`` names is not there.
        TypeError: If something is no table.
        ValueError: If a collection is a table and is in the system too, or the tables lie in several engines.
    """

    tables: Mapping[str, Any] = attrs.field(converter=_tables)
    system: RegionalSystem = attrs.field(kw_only=True)
    columns: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, kw_only=True)
    _found: dict[str, Any] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        expect(
            self.system, RegionalSystem, owner="Tables", field="system", wanted="a RegionalSystem",
            write="write rnms.RegionalSystem(region='ugra')",
        )  # fmt: skip
        demand = {"wanted": "names by collection and by field", "write": "write {'persons': {'id': 'номер'}}"}
        expect(self.columns, Mapping, owner="Tables", field="columns", **demand)
        for renamed in self.columns.values():
            expect(renamed, Mapping, owner="Tables", field="columns", **demand)
        twice = [name for name in self.tables if getattr(self.system, name) is not None]
        if twice:
            raise ValueError(f"{', '.join(twice)}: given as a table and in the system too; leave one")
        for name, renamed in self.columns.items():
            if name not in self.tables:
                raise LookupError(f"columns: no table {name!r}{suggestion(name, self.tables)}")
            for field, column in renamed.items():
                if field not in field_kinds(name):
                    raise LookupError(f"{name} have no field {field!r}{suggestion(field, field_kinds(name))}")
                columns_present = self._once("names", self._names)[name]
                if column not in columns_present:
                    raise LookupError(f"{name}: no column {column!r}{suggestion(column, columns_present)}")
        self._once("frames", self._typed)

    @classmethod
    def read(
        cls,
        folder: str | Path | Iterable[Upload],
        *,
        system: RegionalSystem | None = None,
        columns: Mapping[str, Mapping[str, str]] | None = None,
        encoding: str | None = None,
        progress: Progress | None = None,
    ) -> Tables:
        """Read a folder of Parquet and CSV files, one for each collection, through DuckDB.

        ``persons.parquet`` or ``persons.csv`` holds the persons. ``system.json`` holds the rest, unless it
        is given.

        Args:
            folder: Where the files are, or the files themselves.
            system: What is small.
            columns: What columns are called, by collection and by field, where it is not the field's name.
            encoding: In which encoding the CSV files are; by default UTF-8, or the one that the letters of
                each tell beyond doubt: UTF-16, cp1251, cp866, KOI8-R, MacCyrillic.
            progress: Is told how many files are read, and of how many.

        Raises:
            LookupError: If a table is named like no collection, or twice.
            DataError: If ``system.json`` does not have the shape of a system, or a table cannot be read: its
                issues name columns and rows.
            OSError: If the folder cannot be read.
        """
        with extra("frames"):
            import duckdb

        connection = duckdb.connect()
        tables: dict[str, Any] = {}
        files = _files(folder)
        for file in counted([file for file in files if file.suffix.lower() in ENDINGS], progress):
            if file.stem in tables:
                raise LookupError(f"{file.name}: there is another file of {file.stem}; leave one")
            tables[file.stem] = read_file(connection, file, (columns or {}).get(file.stem, {}), encoding)
        if system is None:
            of_system = next((file for file in files if file.name == _SYSTEM), None)
            system = RegionalSystem(region="") if of_system is None else _loaded(of_system)
        tables_of_files = cls(tables, system=system, columns=columns or {})
        tables_of_files._found[_OF_FILES] = True
        return tables_of_files

    @property
    def digest(self) -> str:
        """By what the rows can be known again: the digest of the system in memory that they make.

        Worked out when it is asked for, of frames in memory and of files. What lies in a database may be
        other rows tomorrow, and more than fit into memory: of it there is none.

        >>> import pyarrow as pa
        >>> system = RegionalSystem(region="ugra")
        >>> len(Tables({"persons": pa.table({"id": ["p1"]})}, system=system).digest)
        64
        """
        if self.can_change and _OF_FILES not in self._found:
            return ""
        return self._now("digest", lambda: digest(in_memory(self.tables, self.columns, self.system)))

    def values(self, column: str) -> tuple[str, ...]:
        """List the values that a column of any table has, in order.

        Raises:
            LookupError: If no table has it.
        """
        if not self._having(column):
            raise LookupError(f"no table has a column {column!r}; say which names the region: by=…")
        values = (value for numbers in self._numbers(column).values() for value in numbers)
        return tuple(sorted({str(value) for value in values if value is not None}))

    def issues_without(self, column: str) -> tuple[Issue, ...]:
        """List an issue for each table with rows of which the column that names the region is empty."""
        issues = []
        for name, frame in self._having(column).items():
            number = self._numbers(column)[name].get(None, 0)
            if number:
                rows, key = frame.filter(nw.col(column).is_null()), self.columns.get(name, {}).get("id", "id")
                if key in frame.collect_schema().names():
                    rows = rows.select(nw.col(key).alias("id"))
                fault = message("region.missing")
                issues.append(said_of_rows(name, column, number, rows, fault, "region.missing"))
        return tuple(issues)

    def _numbers(self, column: str) -> dict[str, dict[Any, int]]:
        """Count the rows of each value of a column, by table that has the column."""

        def find() -> dict[str, dict[Any, int]]:
            having = self._having(column)
            counts = [frame.group_by(column).agg(nw.len().alias("__n")) for frame in having.values()]
            return {
                name: dict(zip(contents[column], contents["__n"], strict=True))
                for name, contents in zip(having, collected(counts), strict=True)
            }

        return self._now(f"numbers of {column}", find)

    def where(self, column: str, value: str, system: RegionalSystem | None = None) -> Tables:
        """Select the rows for which a column has a value; all of a table that has no such column.

        Args:
            column: The column.
            value: Its value.
            system: What is small of these alone; by default what all share.
        """
        return self._with(self._rows_where(self.tables, column, value), system)

    def _rows_where(self, names: Iterable[str], column: str, value: str) -> dict[str, Any]:
        """Keep of some tables the rows for which a column has a value; all of one that has no such column."""
        having = self._having(column)
        return {
            name: shared(having[name].filter(reads_as(having[name], column, value))).to_native()
            if name in having
            else self.tables[name]
            for name in names
        }

    def parted(
        self, column: str, orders: Mapping[str, Hashable], systems: Mapping[str, RegionalSystem]
    ) -> Iterator[tuple[str, Tables]]:
        """Do :meth:`where` for each of several values, looking at frames in memory once for all.

        Args:
            column: The column.
            orders: By each of its values the order by which it is judged: what one asks is counted at once.
            systems: What is small of each alone, by value; by default what all share.
        """
        nations = self._nations(column, orders, systems)
        parts = {name: parted(self.tables[name], column) for name in self._having(column)}
        rest = [name for name in self.tables if parts.get(name) is None]
        is_alike = self._is_read_alike and not any(name in self._having(column) for name in rest)
        for value in orders:
            of_value = {
                # What was judged is let go.
                name: by_value.pop(value) if value in by_value else self.tables[name].clear()
                for name, by_value in parts.items()
                if by_value is not None
            }
            if is_alike and value not in systems:
                of_region = self._part(of_value)
            else:
                others = self._rows_where(rest, column, value)
                of_region = self._with({**others, **of_value}, systems.get(value))
            if value in nations:
                of_region.share({"nation": NationPart(nations[value], value)})
                if (faults := nations[value].faults(value)) is not None:
                    of_region.share({"integrity": Integrity(of_region, faults)})
            yield value, of_region

    @property
    def _is_read_alike(self) -> bool:
        """Whether any rows of the tables are read as all of them are: by the types of their columns alone."""
        native = self._once("native", self._native)
        is_local = all(frame.implementation.is_polars() for frame in native.values())
        return is_local and not texts_of_days(native, self.columns)

    def _part(self, rows: Mapping[str, Any]) -> Tables:
        """Select rows of some tables in memory, and all of the others, which are read as all rows were.

        Few tables of a region are looked at where it is counted with others, so each is read on demand.
        """
        part = _Part({**self.tables, **rows}, system=self.system, columns=self.columns)

        def frame_of(name: str) -> nw.LazyFrame[Any]:
            if name not in rows:
                return self._frames[name]
            frames, _ = typed(together({name: rows[name]}, {}), self.columns, self._keys)
            return frames[name]

        part.share(
            {
                "changing": self.can_change,
                "frames": _OnDemand(self._frames, frame_of),
                "inexact": self._found["inexact"],
                "keys": self._keys,
                "lacking": self._lacking,
                "names": self._once("names", self._names),
                "read": self._read,
            }
        )
        return part

    def _nations(
        self, column: str, orders: Mapping[str, Hashable], systems: Mapping[str, RegionalSystem]
    ) -> dict[str, Nation]:
        """Group by region the regions counted together: those that one order judges and that lack nothing."""
        regions_by_order: dict[Hashable, list[str]] = {}
        for value, order in orders.items():
            if value not in systems or not self._differs(systems[value]):
                regions_by_order.setdefault(order, []).append(value)
        several = [regions for regions in regions_by_order.values() if len(regions) > 1]
        return {
            value: nation
            for regions in several
            for nation in [Nation(self, column, regions)]
            for value in regions
        }

    def _differs(self, system: RegionalSystem) -> bool:
        """Tell whether a region's own system judges its records otherwise than the one that all share."""
        return bool(system.unreported) or any(
            getattr(small, name) is not None for small in (system, self.system) for name in record_classes()
        )

    def whole(self, column: str, regions: Sequence[str]) -> tuple[Tables, Composition] | None:
        """Join several regions into one whole, whose keys name the region; ``None`` where that cannot be.

        Args:
            column: The column that says of every row which region's it is.
            regions: Its values.
        """
        return self._now(f"whole by {column}: {sorted(regions)}", lambda: self._whole(column, regions))

    def _whole(self, column: str, regions: Sequence[str]) -> tuple[Tables, Composition] | None:
        having = self._having(column)
        types = [frame.collect_schema()[column] for frame in having.values()]
        if self._read.misread or self.system.unreported or not all(map(can_name, types)):
            return None
        native, parts = self._once("native", self._native), list(having)
        # Of what is small the columns that hold nothing refer to nothing.
        frames = {
            name: frame if name in self.tables else frame.select(*_filled(self._read.system, name))
            for name, frame in native.items()
        }
        composition = Composition.of(frames, self.columns, column, parts)
        if composition is None:
            return None
        composed = {
            name: composition.composed(name, frame, regions) if name in parts else frame
            for name, frame in native.items()
        }
        none_of_these: dict[str, Any] = dict.fromkeys(composed)
        tables = {name: frame.to_native() for name, frame in composed.items()}
        whole = Tables(
            tables, system=attrs.evolve(self.system, figures=(), **none_of_these), columns=self.columns
        )
        # What a question counts is read once, as it is now.
        whole.share({"changing": False, "judged": whole.system, "whole": True})
        return whole, composition

    def faults_by_region(self, regions: Iterable[str]) -> Mapping[str, Mapping[str, Counts]]:
        """Count once the faults of the regions of a whole."""
        return self._once("faults by region", lambda: counted_by_region(self, regions))

    def share(self, found: Mapping[str, Any]) -> None:
        """Take over what was found elsewhere: of these tables it is not looked for."""
        self._found.update(found)

    @property
    def is_whole(self) -> bool:
        """Whether these are several regions as one whole, with a column that says of which each row is."""
        return bool(self._found.get("whole"))

    @property
    def nation(self) -> NationPart | None:
        """What was counted of these tables together with those of other regions, if anything was."""
        return self._found.get("nation")

    def _with(self, tables: Mapping[str, Any], system: RegionalSystem | None) -> Tables:
        columns = {name: renamed for name, renamed in self.columns.items() if name in tables}
        return Tables(tables, system=system or self.system, columns=columns)

    def told_on(self, drawn: Map, system: RegionalSystem, seats: Mapping[str, str]) -> Tables:
        """Tell the same tables on a map.

        Args:
            drawn: The map.
            system: What is small, told on it.
            seats: Where organisations stand, if not where they say themselves.
        """
        names = [name for name in self.tables if name != "municipalities"]
        frames = {name: retold(name, self.frame(name), drawn, seats) for name in names}
        none_of_these: dict[str, Any] = dict.fromkeys(names)
        small = attrs.evolve(system, **none_of_these)
        told = Tables({name: frame.to_native() for name, frame in frames.items()}, system=small)
        # The frames hold every field by now, and are as changeable as what they were made of.
        for name in names:
            told._lacking[name].update(self.lacks(name))
        told._found["changing"] = self.can_change
        return told

    def _having(self, column: str) -> dict[str, nw.LazyFrame[Any]]:
        return {
            name: lazy(table)
            for name, table in self.tables.items()
            if column in self._once("names", self._names)[name]
        }

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The faults of the tables, each with how many rows have it and the ids of a few; and the system's.

        A faulty fact counts as unknown; the rest is judged all the same. Counted when they are asked for.
        """
        with self.as_given():
            self._read_anew()
            return (*self.integrity.issues, *self.judged.issues, *self.misread)

    @property
    def misread(self) -> tuple[Issue, ...]:
        """What could not be read of the values of the system that comes along."""
        return self._read.issues

    @property
    def judged(self) -> RegionalSystem:
        """The system with the list of municipalities, even where that is a table, as it is now."""
        return self._now("judged", self._judged)

    @property
    def integrity(self) -> Integrity:
        """What of the tables is not as it should be, as they are now; each counts once what it is asked."""
        return self._now("integrity", lambda: Integrity(self))

    def opened(
        self, as_of: dt.date | None, vocabularies: Sequence[Vocabulary] = ()
    ) -> tuple[RegionalSystem, FramesEngine]:
        """Open the system of the small collections alone, and the engine over all of them."""
        self._read_anew()
        frames = FramesEngine(self, as_of, vocabularies)
        return frames.catalog.system, frames

    @property
    def can_change(self) -> bool:
        """Whether any of the tables may hold other rows the next time that it is read."""
        return self._once("changing", lambda: any(map(can_change, self.tables.values())))

    @contextmanager
    def as_given(self) -> Iterator[None]:
        """Read inside; if it fails since a table or a column is gone, tell that in one line.

        Raises:
            TablesChangedError: If a table does not have the columns that it had.
        """
        try:
            yield
        except (RnmsError, OSError):
            raise
        except Exception as error:
            self._look_again(error)
            raise

    def _look_again(self, error: Exception) -> None:
        names = self._once("names", self._names)
        for name, table in self.tables.items():
            try:
                frame = lazy(table)
                collected([frame.select(*(column for column in names[name] if column != ROW)).head(0)])
            except Exception as unread:  # noqa: BLE001  # each engine has errors of its own
                why = " ".join(str(unread).split("\n")[0].split())
                raise TablesChangedError(name, why) from error

    @property
    def collections(self) -> tuple[str, ...]:
        """The names of the collections that there are, as tables or in the system."""
        return tuple(name for name in record_classes() if name in self._frames)

    def has(self, collection: str) -> bool:
        """Tell whether a collection was collected."""
        return collection in self._frames

    def frame(self, collection: str) -> nw.LazyFrame[Any]:
        """Find a collection with the fields of its records as columns of the right types, rows as given."""
        frame: nw.LazyFrame[Any] = self._frames[collection]
        return frame

    def lacks(self, collection: str) -> Mapping[str, str]:
        """Find the fields whose column cannot be read, each with a code that says why."""
        return self._lacking.get(collection, {})

    def given(self, collection: str, field: str) -> nw.LazyFrame[Any]:
        """Find the rows that have anything in the column of a field, as it stands, and their keys."""
        frame = self._once("native", self._native)[collection]
        renamed, present = self.columns.get(collection, {}), frame.collect_schema().names()
        keys = [kind.name for kind in field_kinds(collection).values() if kind.sort == "key"]
        columns = {name: renamed.get(name, name) for name in dict.fromkeys([field, *keys])}
        rows = frame.filter(~nw.col(columns[field]).is_null())
        return rows.select(
            nw.col(column).alias(name) for name, column in columns.items() if column in present
        )

    @property
    def _lacking(self) -> dict[str, dict[str, str]]:
        fields_lacking: dict[str, dict[str, str]] = self._found["lacking"]
        return fields_lacking

    def inexact(self, collection: str) -> tuple[str, ...]:
        """List the fields whose days were read from texts, so that some may be known in part."""
        fields: dict[str, tuple[str, ...]] = self._found["inexact"]
        return fields[collection]

    def type_of(self, collection: str, field: str) -> Any:
        """Find the type of a field."""
        return type_of(field_kinds(collection)[field], self._keys)

    @property
    def _read(self) -> Read:
        """The system that comes along, each of its values of the kind of its field."""
        return self._once("read", lambda: as_read(self.system))

    @property
    def _keys(self) -> Mapping[str, Any]:
        return self._once("keys", lambda: key_types(self._once("native", self._native), self.columns))

    @property
    def _frames(self) -> Mapping[str, nw.LazyFrame[Any]]:
        return self._once("frames", self._typed)

    def _once(self, name: str, find: Callable[[], T]) -> T:
        if name not in self._found:
            self._found[name] = find()
        value: T = self._found[name]
        return value

    def _now(self, name: str, find: Callable[[], T]) -> T:
        """Work out once what never changes of the tables; work it out anew where they can change."""
        return find() if self.can_change else self._once(name, find)

    def _native(self) -> dict[str, nw.LazyFrame[Any]]:
        known = self._read.as_known()
        small = {
            name: as_arrow(name, records)
            for name in record_classes()
            if (records := getattr(known, name)) is not None
        }
        return together(self.tables, small)

    def _read_anew(self) -> None:
        """Read texts of days anew that tables may hold by now; one that was not read is of no day we know."""
        if self.can_change and any(self.inexact(name) for name in self.collections):
            self._found["frames"] = self._typed()

    def _names(self) -> dict[str, list[str]]:
        return {
            name: frame.collect_schema().names() for name, frame in self._once("native", self._native).items()
        }

    def _typed(self) -> dict[str, nw.LazyFrame[Any]]:
        native = with_days(self._once("native", self._native), self.columns)
        frames, lacking = typed(native, self.columns, self._keys)
        columns = {name: set(frame.collect_schema().names()) for name, frame in frames.items()}
        self._found["inexact"] = {
            name: tuple(field for field in field_kinds(name) if field + TEXT in columns[name])
            for name in frames
        }
        for (collection, field), places in self._read.misread.items():
            # A null of a column means what absence means there; where that is not unknown, all of it is.
            is_read = places.keys() <= self._read.partial.get((collection, field), {}).keys()
            if not is_read and field_kinds(collection)[field].absence is not Absence.UNKNOWN:
                lacking[collection][field] = MISTYPED
        self._found["lacking"] = lacking
        return frames

    def _judged(self) -> RegionalSystem:
        if "municipalities" not in self.tables:
            return self._read.system
        frame = self.frame("municipalities")
        order = ROW if ROW in frame.collect_schema().names() else "id"
        in_part = [name for name in ("start", "end") if name in self.inexact("municipalities")]
        spans = [f"{name}{end}" for name in in_part for end in (FIRST, LAST)]
        names = ("id", "name", "start", "end", "successors", "territory", *spans)
        rows = frame.sort(order).select(*names).collect("pyarrow")
        # A live database is asked again for every engine, and seldom tells other municipalities.
        system: RegionalSystem
        rows_before, system = self._found.get("listed", (None, self._read.system))
        if rows_before is None or not rows.to_native().equals(rows_before.to_native()):
            system = self._listing(rows.rows(named=True))
            self._found["listed"] = rows, system
        return system

    def _listing(self, rows: Iterable[Mapping[str, Any]]) -> RegionalSystem:
        """List the municipalities that rows tell."""
        places = (
            Municipality(
                id=str(row["id"]),
                name=str(row["name"] or ""),
                start=_day(row, "start"),
                end=_day(row, "end"),
                successors=tuple(row["successors"] or ()),
                territory=None if row["territory"] is None else str(row["territory"]),
            )
            for row in rows
        )
        return attrs.evolve(self._read.system, municipalities=distinct(places))

    def __repr__(self) -> str:
        return f"Tables({', '.join(self.tables)}, system={self.system!r})"


class _Part(Tables):
    """Rows of tables that were looked at before: what is known of all rows is shared, and not found again."""

    def __attrs_post_init__(self) -> None:
        """Look at nothing."""


class _OnDemand(Mapping[str, T]):
    """Values by name, each of which is made when it is first asked for.

    Args:
        names: The names.
        make: Makes the value of a name.
    """

    def __init__(self, names: Iterable[str], make: Callable[[str], T]) -> None:
        self._names, self._make = dict.fromkeys(names), make
        self._made: dict[str, T] = {}

    def __contains__(self, name: object) -> bool:
        # Whoever asks whether it is there does not need it.
        return name in self._names

    def __getitem__(self, name: str) -> T:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _day(row: Mapping[str, Any], field: str) -> Any:
    """The day of a row, or what is known of it."""
    first = row.get(f"{field}{FIRST}")
    return row[field] if first is None else PartialDay(first, row[f"{field}{LAST}"])


def _filled(system: RegionalSystem, collection: str) -> list[str]:
    """List the fields of a collection that some record has."""
    records = getattr(system, collection)
    names = field_kinds(collection)
    return [name for name in names if any(getattr(record, name) is not None for record in records)]
