"""The records that an existence looks for."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from rnms._values import frozen
from rnms.logic.normal import certain as certain_form
from rnms.logic.normal import possible, possible_as_reported
from rnms.logic.paths import is_plain
from rnms.logic.predicates import And, Exists, Predicate
from rnms.logic.walks import conjuncts
from rnms.tables.engine.catalog import Catalog
from rnms.tables.engine.flags import Flag, any_of, either, filtered, negated, number
from rnms.tables.engine.twins import agreeing

if TYPE_CHECKING:
    from rnms.tables.engine.rows import Rows

_UNKNOWN_BEFORE, _UNKNOWN_AFTER = dt.date.min, dt.date.max
_WHAT, _NAMELESS, _TIMES = "__what", "__nameless", "__times"


@frozen(eq=False, kw_only=True)
class Matches:
    """The records that an existence looks for, by their keys.

    Attributes:
        catalog: The collections.
        sought: The existence, without what it is compared with.
        rows: The records.
        unknown: Which of them name somebody unknown.
        is_plain: Whether the key is a plain name, compared as it is written.
        keys: The names of the columns of keys.
        found: The name of the column that tells what was found by key.
        frame: The keys of those that decide, perhaps several times the same.
        surest: By key, whether one of them surely is what is sought; ``None`` where all of them are.
    """

    catalog: Catalog
    sought: Exists
    rows: nw.LazyFrame[Any]
    unknown: Flag
    is_plain: bool
    keys: Sequence[str]
    found: str
    frame: nw.LazyFrame[Any]
    surest: nw.LazyFrame[Any] | None

    @classmethod
    def of(cls, asking: Rows, sought: Exists) -> Matches:
        """Find the matches of an existence, once for all who look for the same."""
        catalog = asking.catalog
        alike = _without_ours(sought)
        if catalog.is_definite_inside(sought):
            alike = attrs.evolve(alike, unknown=False)
        elif sought.on and sought.compare is None and sought.at_least == 1:
            # What may be found is found with a mark of what surely is: one query for both forms.
            reported = (possible if sought.unreported else possible_as_reported)(sought.where)
            alike = attrs.evolve(alike, where=catalog.settled(sought.entity, reported), unknown=True)
        if alike not in catalog.kept:
            catalog.kept[alike] = _find(asking, alike)
        matches: Matches = catalog.kept[alike]
        return matches

    @property
    def distinct(self) -> nw.LazyFrame[Any]:
        """Each key once, with the extreme value where one is asked for."""
        if self.sought.compare is not None or self.sought.at_least > 1:
            return self.frame
        return self.frame.group_by(*self.keys).agg(nw.len().alias(self.found))

    @functools.cached_property
    def _number(self) -> int:
        return self.catalog.number(self.rows)

    def number(self) -> int:
        """Count the matches, whether or not several have one key."""
        return self._number

    def of_nobody(self) -> bool:
        """Tell whether one of the matches belongs to an unknown record."""
        return self.unknown is not False and self.catalog.any(filtered(self.rows, self.unknown))

    # Where several regions are judged as one whole.

    def regions(self, number: int) -> list[Any]:
        """List the regions that have so many matches."""
        return [region for region, rows in self._by_region.items() if rows >= number]

    @functools.cached_property
    def _by_region(self) -> dict[Any, int]:
        return self.catalog.by_region(self.rows)

    @functools.cached_property
    def regions_of_nobody(self) -> Collection[Any]:
        """The regions in which one of them is of somebody unknown."""
        return () if self.unknown is False else self.catalog.by_region(filtered(self.rows, self.unknown))


def _without_ours(existence: Exists) -> Exists:
    """Strip an existence of what it compares with the outer record, so that others can share the rows."""
    return attrs.evolve(
        existence,
        on=tuple((path, "") for path, _ in existence.on),
        code="",
        of=existence.of if existence.at_least > 1 else "",
        adding=None,
        compare=existence.compare and attrs.evolve(existence.compare, ours=""),
    )


def _find(asking: Rows, existence: Exists) -> Matches:
    catalog, plain = asking.catalog, is_plain(existence)
    paths = [path for path, _ in existence.on]
    rows = asking.others(existence.entity)
    rows.want(*paths)
    rows.keep(existence.where)
    columns = [rows.column(path, key=not plain) for path in paths]
    names = [rows.keyed(path, plain=plain) for path in paths]
    if not existence.unknown and catalog.differs(existence.entity):
        compared = [] if existence.compare is None else [rows.column(existence.compare.their).name]
        rows.agree([*names, *compared])
    column_found = f"__found{next(catalog.numbers)}"
    decisive = _decisive(rows, existence, names)
    records = rows.frame
    keys = [f"__k{index}" for index in range(len(names))]
    selection = [nw.col(name).alias(key) for name, key in zip(names, keys, strict=True)]
    frame, surest = records, None
    if paths:
        selection += [decisive.alias(column_found)] if decisive is not None else _counted(rows, existence)
        frame = rows.frame.select(*selection)
        if plain or any_of(either(column.unknown, column.none) for column in columns) is not False:
            frame = frame.drop_nulls(keys)
        if existence.compare is None and decisive is not None:
            surest = frame.group_by(*keys).agg(nw.col(column_found).max())
        frame = _by_key(frame, existence, keys, column_found)
    return Matches(
        catalog=catalog,
        sought=existence,
        rows=records,
        unknown=any_of(column.unknown for column in columns),
        is_plain=plain,
        keys=keys,
        found=column_found,
        frame=frame,
        surest=surest,
    )


def _decisive(rows: Rows, existence: Exists, names: Sequence[str]) -> nw.Expr | None:
    """Select what decides beside a record's presence: its day, or whether it surely matches."""
    if existence.compare is not None:
        return _day_shown(rows, existence)
    if existence.unknown and existence.at_least == 1 and existence.on:
        certain = rows.catalog.settled(existence.entity, certain_form(existence.where))
        return number(surely(rows, certain, existence.where, names))
    return None


def _counted(rows: Rows, existence: Exists) -> list[nw.Expr]:
    """List the columns of which distinct values are counted."""
    if not existence.of:
        return []
    thing = rows.column(existence.of, key=True)
    return [thing.value.alias(_WHAT), number(thing.unknown).alias(_NAMELESS)]


def _by_key(
    frame: nw.LazyFrame[Any], existence: Exists, keys: Sequence[str], column_found: str
) -> nw.LazyFrame[Any]:
    """Group by key what decides: the extreme day, where days are compared, or keys with enough records."""
    if existence.compare is not None:
        # The extreme day by key decides, so that no record is compared with every other.
        day = nw.col(column_found)
        extreme = day.min() if existence.compare.is_by_earliest else day.max()
        return frame.filter(~nw.col(column_found).is_null()).group_by(*keys).agg(extreme)
    if existence.at_least > 1:
        totals = _distinct(frame, keys, unknown=bool(existence.unknown)) if existence.of else frame
        total = nw.col(_TIMES).sum() if existence.of else nw.len()
        totals = totals.group_by(*keys).agg(total.alias(column_found))
        return totals.filter(nw.col(column_found) >= existence.at_least)
    return frame


def _distinct(frame: nw.LazyFrame[Any], keys: Sequence[str], *, unknown: bool) -> nw.LazyFrame[Any]:
    """Keep each value of a key once; an unknown value counts for every record, or not at all."""
    once_each = frame.group_by(*keys, _WHAT, _NAMELESS).agg(nw.len().alias(_TIMES))
    times = nw.col(_TIMES) if unknown else nw.lit(0)
    weight = nw.when(nw.col(_NAMELESS) == 1).then(times).otherwise(nw.lit(1))
    return once_each.with_columns(weight.alias(_TIMES))


def surely(rows: Rows, certain: Predicate, possible: Predicate, keys: Sequence[str]) -> Flag:
    """Flag the possible matches with these keys that surely match."""
    sure = holding(rows, certain, possible)
    return agreeing(rows, sure, keys) if rows.catalog.differs(rows.entity) else sure


def holding(rows: Rows, certain: Predicate, possible: Predicate) -> Flag:
    """Flag the possible matches for which the certain form holds."""
    stated = set(conjuncts(possible))
    return rows.holds(And(tuple(part for part in conjuncts(certain) if part not in stated)))


def _day_shown(rows: Rows, existence: Exists) -> nw.Expr:
    """Find the day that a comparison reads: null where it decides nothing, far off where it may be any."""
    assert existence.compare is not None  # noqa: S101  # asked before
    column = rows.column(existence.compare.their)
    by_last = existence.compare.reads_last_of_theirs(may_hold=bool(existence.unknown))
    limit, unknown = column.limit(last=by_last)
    day = _only(negated(either(column.none, unknown)), limit)
    if unknown is False or not existence.unknown:
        return day
    far = nw.lit(_UNKNOWN_BEFORE if existence.compare.is_by_earliest else _UNKNOWN_AFTER)
    return nw.when(number(unknown) == 1).then(far).otherwise(day)


def _only(flag: Flag, value: nw.Expr) -> nw.Expr:
    """Keep a value where a flag holds; elsewhere put null."""
    if isinstance(flag, bool):
        return value if flag else nw.lit(None).cast(nw.Date)
    return nw.when(flag).then(value)
