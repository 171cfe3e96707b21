"""The rows of a collection, widened lazily along references: left joins on unique keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from rnms._values import frozen
from rnms.logic.paths import REGION, refers_to
from rnms.model.schema import Absence
from rnms.tables.engine.catalog import ANY, DIFFERS, FAULT, KEY, LOST, Catalog
from rnms.tables.engine.flags import Flag, both, either, negated
from rnms.tables.native import collected, joined
from rnms.tables.types import FIRST, LAST, OF, ROW

_BEFORE_ALL, _AFTER_ALL = dt.date(1, 1, 2), dt.date(9999, 12, 30)


@frozen
class Column:
    """A field of all rows, or along references a field of others.

    Attributes:
        name: The name of the column.
        value: Its value; anything where it is unknown or there is none.
        unknown: For which rows it is not known.
        none: For which rows there is none; of none of them it is not known.
        is_null: Whether the value is null wherever it is unknown or there is none.
        is_filled: Whether what is open was given a value.
        span: Of a day that is known in part the first and the last that it may be; null where it is not.
    """

    name: str
    value: nw.Expr
    unknown: Flag
    none: Flag
    is_null: bool = True
    is_filled: bool = False
    span: tuple[nw.Expr, nw.Expr] | None = None

    def limit(self, *, last: bool) -> tuple[nw.Expr, Flag]:
        """Find the days, of one known in part the first or the last that it may be.

        And the flag of the rows for which nothing is known of it.
        """
        if self.span is None:
            return self.value, self.unknown
        end = self.span[last]
        day = nw.when(end.is_null()).then(self.value).otherwise(end)
        return day, both(self.unknown, end.is_null())


class Columns:
    """The rows of a collection, and the columns that paths lead to.

    Args:
        catalog: The collections.
        entity: The collection.
        bare: A frame of ids alone, besides what else there is in it: further columns come when they are read.
    """

    def __init__(self, catalog: Catalog, entity: str, bare: nw.LazyFrame[Any] | None = None) -> None:
        self.catalog = catalog
        self.entity = entity
        self.frame: Any = bare
        if bare is None and entity != REGION:
            self.frame, _ = catalog.base(entity)
        self._bare = bare is not None
        if bare is not None and catalog.differs(entity):
            # Each way in which an id is told is a row of its own, joined once.
            self.frame, self._bare = joined(bare, catalog.base(entity)[0], ["id"], how="inner"), False
        self._wanted: dict[str, set[str]] = {}
        self._joined: dict[str, set[str]] = {}
        self._found = 0
        self.want(*catalog.by)

    def want(self, *paths: str) -> None:
        """Say which paths will be read, so that what they lead to is joined once."""
        for path in paths:
            *refs, name = path.split(".")
            prefix = ""
            for ref in refs:
                self._wanted.setdefault(prefix, set()).add(ref)
                prefix += f"{ref}__"
            self._wanted.setdefault(prefix, set()).add(name)

    def column(self, path: str, *, key: bool = False) -> Column:
        """Find a column; as a key, the column that tells where a reference leads."""
        self.want(path)
        return self._at("", self.entity, path, key=key)

    def _at(self, prefix: str, entity: str, path: str, *, key: bool, named_by: str = "") -> Column:
        ref, _, rest = path.partition(".")
        if not rest:
            return self._own(prefix, entity, path, key=key and bool(refers_to(entity, path)))
        into, inside = refers_to(entity, ref), f"{prefix}{ref}__"
        if prefix and self.catalog.differs(entity, ref) and self.catalog.has(into):
            return self._at_several(prefix, entity, path, key=key, named_by=named_by)
        outer = self._own(prefix, entity, ref, key=True)
        if not self.catalog.has(into):
            return self._nothing(into, rest, outer)
        self._follow(outer.name, inside, into)
        inner = self._at(inside, into, rest, key=key, named_by=outer.name)
        return self._behind(outer, inner)

    def _at_several(self, prefix: str, entity: str, path: str, *, key: bool, named_by: str) -> Column:
        """Find a column behind a reference that some record is told with in several ways.

        Where all of them lead to the same, it does not matter which is right.
        """
        ref, _, rest = path.partition(".")
        outer = self._own(prefix, entity, ref, key=True, several=True)
        self._follow(outer.name, f"{prefix}{ref}__", refers_to(entity, ref))
        inner = self._at(f"{prefix}{ref}__", refers_to(entity, ref), rest, key=key, named_by=outer.name)
        column = self._behind(outer, inner)
        ids = _told_apart_behind(self.catalog, entity, path, key=key)
        if not ids:
            return column
        told_apart = nw.col(named_by).is_in(sorted(ids)).fill_null(False)
        names = [self.new_name() for _ in (column.name, *(column.span or ()))]
        hidden = (column.value, *(column.span or ()))
        self.frame = self.frame.with_columns(
            nw.when(~told_apart).then(value).alias(name) for name, value in zip(names, hidden, strict=True)
        )
        value, *span = map(nw.col, names)
        return attrs.evolve(
            column,
            name=names[0],
            value=value,
            unknown=either(column.unknown, told_apart),
            none=both(column.none, ~told_apart),
            span=(span[0], span[1]) if span else None,
        )

    @staticmethod
    def _behind(outer: Column, inner: Column) -> Column:
        always = outer.unknown is False and outer.none is False
        return Column(
            inner.name,
            inner.value,
            unknown=either(outer.unknown, both(inner.unknown, negated(outer.none))),
            none=either(outer.none, both(inner.none, negated(outer.unknown))),
            is_null=inner.is_null and (always or not inner.is_filled),
            is_filled=inner.is_filled,
            span=inner.span,
        )

    def _own(self, prefix: str, entity: str, name: str, *, key: bool, several: bool = False) -> Column:
        catalog, apart = self.catalog, False
        if self._bare and not prefix and name != "id":
            self._follow("id", "", self.entity)
        marked = name != "id" and (catalog.lost if key else catalog.faulty)(entity, name)
        flagged = nw.col(prefix + name + (LOST if key else FAULT))
        fault: Flag = (flagged.fill_null(False) if prefix else flagged) if marked else False
        if prefix and catalog.differs(entity, name) and not several:
            told_apart = nw.col(prefix + name + DIFFERS).fill_null(False)
            fault, apart = either(fault, told_apart), True
        if name != "id" and catalog.unread(entity, name):
            fault = True
        column = prefix + name + (KEY if key and marked else "") + (ANY if several else "")
        value, absent = nw.col(column), nw.col(prefix + name + (ANY if several else "")).is_null()
        filled = name != "id" and catalog.absent(entity, name, Absence.OPEN)
        in_part = catalog.in_part(entity)
        if filled:
            value = value.fill_null(_BEFORE_ALL if name.endswith("start") else _AFTER_ALL)
        unknown, is_none = (
            absent if name != "id" and catalog.absent(entity, name, absence) else False
            for absence in (Absence.UNKNOWN, Absence.NONE)
        )
        return Column(
            column,
            value,
            unknown=either(fault, unknown),
            none=both(is_none, negated(fault)),
            is_null=key or not (marked or (apart and filled)),
            is_filled=filled,
            span=(nw.col(column + FIRST), nw.col(column + LAST)) if name in in_part else None,
        )

    def _nothing(self, into: str, path: str, outer: Column) -> Column:
        """Make a column of what was not collected: whoever refers to it refers to an unknown record."""
        *refs, last = path.split(".")
        entity = refers_to(into, ".".join(refs)) if refs else into
        name = self.new_name()
        self.frame = self.frame.with_columns(
            nw.lit(None).cast(self.catalog.tables.type_of(entity, last)).alias(name)
        )
        return Column(name, nw.col(name), unknown=outer.unknown, none=outer.none)

    def _follow(self, column: str, prefix: str, into: str) -> None:
        """Join what is read of the records that a column refers to; each column of theirs gets the prefix."""
        names_joined = self._joined.setdefault(prefix, {"id"} if not prefix else set())
        names_wanted = self._wanted.get(prefix, set()) - names_joined
        if not names_wanted:
            return
        names_joined |= names_wanted
        frame, names = self.catalog.referred(into) if prefix else self.catalog.base(into)
        keep = [nw.col(name).alias(prefix + name) for name in names if field_of(name) in names_wanted]
        self.frame = joined(self.frame, frame.select(nw.col("id").alias(column), *keep), [column])

    def written(self, flags: Sequence[Flag]) -> list[Flag]:
        """Write flags into columns, so that flags read often are worked out once."""
        names = [None if isinstance(flag, bool) else self.new_name() for flag in flags]
        flag_by_name = {name: flag for name, flag in zip(names, flags, strict=True) if name is not None}
        if flag_by_name:
            self.frame = self.frame.with_columns(**flag_by_name)
        return [flag if name is None else nw.col(name) for name, flag in zip(names, flags, strict=True)]

    def keyed(self, path: str, *, plain: bool = False) -> str:
        """Name the column with the key at the end of a path; as text where the path is a plain name."""
        column = self.column(path, key=not plain)
        if not plain:
            return column.name
        name = self.new_name()
        self.frame = self.frame.with_columns(nw.col(column.name).cast(nw.String).alias(name))
        return name

    def by(self) -> list[str]:
        """Name the columns by which rows are counted: that of the region, or none."""
        if self._bare and self.catalog.by:
            self._follow("id", "", self.entity)
        return self.catalog.by

    def order(self) -> str:
        """Name the column that tells in which order the rows came; without an order, that of the id."""
        _, names = self.catalog.base(self.entity)
        if self._bare:
            self.want(ROW)
            self._follow("id", "", self.entity)
        if ROW in names:
            return ROW
        if "id" not in names:
            self.frame = self.frame.with_columns(nw.lit(0).alias("id"))
        return "id"

    def new_name(self) -> str:
        """Make a name that no other column has."""
        self._found += 1
        return f"__x{self._found}"


def _told_apart_behind(catalog: Catalog, entity: str, path: str, *, key: bool) -> frozenset[Any]:
    """Find the ids whose rows lead to different things along a path, known or not."""
    cache_key = (_told_apart_behind, entity, path, key)
    if cache_key not in catalog.kept:
        ids = catalog.differing(entity)[path.partition(".")[0]]
        rows = Columns(catalog, entity)
        column = rows.column(path, key=key)
        is_known = negated(either(column.unknown, column.none))
        facts = {
            "unknown": column.unknown,
            "none": column.none,
            "value": column.value if isinstance(is_known, bool) else nw.when(is_known).then(column.value),
            **({} if column.span is None else {"first": column.span[0], "last": column.span[1]}),
        }
        selection = {name: nw.lit(fact) if isinstance(fact, bool) else fact for name, fact in facts.items()}
        of_them = rows.frame.filter(nw.col("id").is_in(sorted(ids))).select("id", **selection)
        facts_by_id: dict[Any, set[tuple[Any, ...]]] = {}
        for row_id, *fact in zip(*collected([of_them])[0].values(), strict=True):
            values = tuple(tuple(value) if isinstance(value, list) else value for value in fact)
            facts_by_id.setdefault(row_id, set()).add(values)
        catalog.kept[cache_key] = frozenset(row_id for row_id, facts in facts_by_id.items() if len(facts) > 1)
    ids_told_apart: frozenset[Any] = catalog.kept[cache_key]
    return ids_told_apart


def field_of(column: str) -> str:
    """Find the field that a column of a collection belongs to: its facts, or what marks them."""
    return column if column in {ROW, OF} else column.partition("__")[0]
