"""The records that an existence looks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from rnms.logic import predicates
from rnms.logic.normal import certain as certain_form
from rnms.logic.normal import possible, possible_as_reported
from rnms.logic.paths import is_plain
from rnms.logic.predicates import Op, Predicate
from rnms.logic.walks import conjuncts
from rnms.tables.engine.flags import Flag, any_of, either, filtered, negated, number
from rnms.tables.engine.twins import agreeing

if TYPE_CHECKING:
    from rnms.tables.engine.rows import Rows

_UNKNOWN_BEFORE, _UNKNOWN_AFTER = dt.date.min, dt.date.max
_WHAT, _NAMELESS, _TIMES = "__what", "__nameless", "__times"


class Sought:
    """The records that an existence looks for, by their keys.

    Attributes:
        one: The existence, without what it is compared with.
        frame: Their keys, perhaps several times the same.
        keys: The names of the columns.
        found: The name of the column that tells what was found by key.
        is_plain: Whether the key is a plain name, compared as it is written.
        surest: By key, whether one of them surely is what is sought; ``None`` where all of them are.
    """

    def __init__(self, asking: Rows, one: predicates.Exists) -> None:
        book = asking.book
        self._book, self.one = book, one
        self._number: int | None = None
        self.found = f"__found{next(book.numbers)}"
        theirs = [path for path, _ in one.on]
        rows = asking.others(one.entity)
        rows.want(*theirs)
        rows.keep(one.where)
        self.is_plain = is_plain(one)
        columns = [rows.column(path, key=not self.is_plain) for path in theirs]
        names = [rows.keyed(path, plain=self.is_plain) for path in theirs]
        if not one.unknown and book.differs(one.entity):
            compared = [] if one.compare is None else [rows.column(one.compare[0]).name]
            rows.agree([*names, *compared])
        shown: nw.Expr | None = None
        if one.compare is not None:
            shown = _shown(rows, one)
        elif one.unknown and one.at_least == 1 and theirs:
            certain = book.settled(one.entity, certain_form(one.where))
            shown = number(surely(rows, certain, one.where, names))
        self._rows = rows.frame
        self._unknown: Flag = any_of(column.unknown for column in columns)
        self.keys = [f"__k{at}" for at in range(len(names))]
        self.surest: nw.LazyFrame[Any] | None = None
        if not theirs:
            return
        chosen = [nw.col(name).alias(key) for name, key in zip(names, self.keys, strict=True)]
        if shown is not None:
            chosen.append(shown.alias(self.found))
        elif one.of:
            what = rows.column(one.of, key=True)
            chosen += [what.value.alias(_WHAT), number(what.unknown).alias(_NAMELESS)]
        frame = rows.frame.select(*chosen)
        if self.is_plain or any_of(either(column.unknown, column.none) for column in columns) is not False:
            frame = frame.drop_nulls(self.keys)
        self.frame = frame
        if one.compare is not None:
            least = one.compare[1] in {Op.LE, Op.LT}
            extreme = nw.col(self.found).min() if least else nw.col(self.found).max()
            self.frame = frame.filter(~nw.col(self.found).is_null()).group_by(*self.keys).agg(extreme)
        elif one.at_least > 1:
            counted = _distinct(frame, self.keys, unknown=bool(one.unknown)) if one.of else frame
            total = nw.col(_TIMES).sum() if one.of else nw.len()
            counted = counted.group_by(*self.keys).agg(total.alias(self.found))
            self.frame = counted.filter(nw.col(self.found) >= one.at_least)
        elif shown is not None:
            self.surest = frame.group_by(*self.keys).agg(nw.col(self.found).max())

    @property
    def distinct(self) -> nw.LazyFrame[Any]:
        """Each key once, with the extreme value where one is asked for."""
        found: nw.LazyFrame[Any] = self.frame
        if self.one.compare is not None or self.one.at_least > 1:
            return found
        return found.group_by(*self.keys).agg(nw.len().alias(self.found))

    @classmethod
    def of(cls, asking: Rows, one: predicates.Exists) -> Sought:
        """What an existence looks for; found once for all who look for the same."""
        book = asking.book
        alike = attrs.evolve(
            one, on=tuple((theirs, "") for theirs, _ in one.on), code="",
            of=one.of if one.at_least > 1 else "",
            compare=one.compare and (*one.compare[:2], ""),
        )  # fmt: skip
        if book.is_definite_inside(one):
            alike = attrs.evolve(alike, unknown=False)
        elif one.on and one.compare is None and one.at_least == 1:
            reported = (possible if one.unreported else possible_as_reported)(one.where)
            alike = attrs.evolve(alike, where=book.settled(one.entity, reported), unknown=True)
        if alike not in book.kept:
            book.kept[alike] = cls(asking, alike)
        found: Sought = book.kept[alike]
        return found

    def number(self) -> int:
        """How many such records there are; whether there are several of one key is not asked."""
        if self._number is None:
            self._number = self._book.number(self._rows)
        return self._number

    def of_nobody(self) -> bool:
        """Whether one of them is of somebody unknown."""
        return self._unknown is not False and self._book.any(filtered(self._rows, self._unknown))


def _distinct(frame: nw.LazyFrame[Any], keys: Sequence[str], *, unknown: bool) -> nw.LazyFrame[Any]:
    """By key each value once; each value that is not known once for every record, or not at all."""
    once_each = frame.group_by(*keys, _WHAT, _NAMELESS).agg(nw.len().alias(_TIMES))
    times = nw.col(_TIMES) if unknown else nw.lit(0)
    weight = nw.when(nw.col(_NAMELESS) == 1).then(times).otherwise(nw.lit(1))
    return once_each.with_columns(weight.alias(_TIMES))


def surely(rows: Rows, certain: Predicate, possible: Predicate, keys: Sequence[str]) -> Flag:
    """Which of the rows that may be what is sought surely are, with these keys."""
    sure = holding(rows, certain, possible)
    return agreeing(rows, sure, keys) if rows.book.differs(rows.entity) else sure


def holding(rows: Rows, certain: Predicate, possible: Predicate) -> Flag:
    """For which of the rows that may be what is sought the certain form holds."""
    said = set(conjuncts(possible))
    return rows.holds(predicates.And(tuple(part for part in conjuncts(certain) if part not in said)))


def _shown(rows: Rows, one: predicates.Exists) -> nw.Expr:
    """What a comparison looks at: nothing where it decides nothing, before or after all where it may."""
    assert one.compare is not None  # noqa: S101  # asked before
    field, op, _ = one.compare
    column = rows.column(field)
    shown = _only(negated(either(column.none, column.unknown)), column.value)
    if column.unknown is False or not one.unknown:
        return shown
    far = nw.lit(_UNKNOWN_BEFORE if op in {Op.LE, Op.LT} else _UNKNOWN_AFTER)
    return far if column.unknown is True else nw.when(column.unknown).then(far).otherwise(shown)


def _only(flag: Flag, value: nw.Expr) -> nw.Expr:
    """A value where a flag holds, elsewhere nothing."""
    if isinstance(flag, bool):
        return value if flag else nw.lit(None).cast(nw.Date)
    return nw.when(flag).then(value)
