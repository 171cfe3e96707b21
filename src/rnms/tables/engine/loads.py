"""How many distinct things each row carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from rnms.logic.predicates import Amount, Exists
from rnms.tables.engine.flags import Flag, either, filtered, negated, number
from rnms.tables.native import collected, joined, once

if TYPE_CHECKING:
    from rnms.tables.engine.rows import Rows

_CARRIER, _THING = "__who", "__what"


class _Carried:
    """The records by which rows carry something.

    Args:
        asking: The rows that carry; what they carry is joined to them.
        sought: The existence that looks for these records.
        carried: The field of the records that tells what is carried.
        key: Whether a reference leads to what is carried.
    """

    def __init__(self, asking: Rows, sought: Exists, carried: str, *, key: bool) -> None:
        rows = asking.others(sought.entity)
        rows.keep(sought.where)
        [(path, _)] = sought.on
        member, column = rows.column(path, key=True), rows.column(carried, key=key)
        if not sought.unknown and rows.catalog.differs(sought.entity):
            rows.agree([member.name, column.name])
        self._asking, self._frame = asking, rows.frame
        self._member, self._column = member, column

    def _of_known(self) -> nw.LazyFrame[Any]:
        """Select the loads of known carriers."""
        return filtered(self._frame, negated(either(self._member.unknown, self._member.none)))

    def _of_unknown(self) -> nw.LazyFrame[Any]:
        """Select the loads whose carrier is unknown."""
        return filtered(self._frame, self._member.unknown)

    def _joined(self, frame: nw.LazyFrame[Any], total: nw.Expr) -> nw.Expr:
        """Join a total of a frame to each carrier; 0 for whoever carries nothing."""
        rows = self._asking
        name = rows.new_name()
        totals = frame.group_by(_CARRIER).agg(total.alias(name))
        rows.frame = joined(rows.frame, totals, ["id"], its=[_CARRIER])
        return nw.col(name).fill_null(0)


class Carriers(_Carried):
    """The records by which rows carry things.

    Args:
        asking: The rows that carry; what they carry is joined to them.
        sought: The existence that looks for these records.
    """

    def __init__(self, asking: Rows, sought: Exists) -> None:
        super().__init__(asking, sought, sought.of, key=True)

    def least(self) -> nw.Expr:
        """Count the distinct things that each surely carries; unknown things count as one, and only alone."""
        named = self._named()
        if self._column.unknown is False:
            return named
        return nw.when((named == 0) & (self._nameless() > 0)).then(1).otherwise(named)

    def most(self) -> nw.Expr:
        """Count the things that each may carry: every unknown one may be another."""
        named = self._named()
        return named if self._column.unknown is False else named + self._nameless()

    def of_nobody(self) -> tuple[int, int]:
        """Count the things whose carrier is unknown, and the records that name them."""
        if self._member.unknown is False:
            return 0, 0
        number, rows, unknown = self._asking.catalog.number, self._of_unknown(), self._column.unknown
        named = filtered(rows, negated(unknown)).select(nw.col(self._column.name).alias(_THING))
        return number(once(named, [_THING])) + number(filtered(rows, unknown)), number(rows)

    def _named(self) -> nw.Expr:
        """Count the distinct known things of each carrier."""
        named = filtered(self._of_known(), negated(self._column.unknown)).select(*self._keys())
        return self._joined(once(named, [_CARRIER, _THING]), nw.len())

    def _nameless(self) -> nw.Expr:
        """Count the records by which each carries something that they do not name."""
        nameless = filtered(self._of_known(), self._column.unknown).select(*self._keys())
        return self._joined(nameless, nw.len())

    def _keys(self) -> list[nw.Expr]:
        return [nw.col(self._member.name).alias(_CARRIER), nw.col(self._column.name).alias(_THING)]


class Sums(_Carried):
    """The records by which rows carry a number that is added up.

    Args:
        asking: The rows that carry; what they carry is joined to them.
        sought: The existence that looks for these records.
        amount: The number.
    """

    def __init__(self, asking: Rows, sought: Exists, amount: Amount) -> None:
        super().__init__(asking, sought, amount.field, key=False)
        self._amount = amount

    def least(self) -> nw.Expr:
        """Add up what each surely carries: of an unknown number the least."""
        return self._summed(self._of_known(), self._weight(self._amount.least))

    def most(self) -> nw.Expr:
        """Add up what each may carry: of an unknown number the most."""
        return self._summed(self._of_known(), self._weight(self._amount.most or 0))

    def of_nobody(self) -> tuple[int, int]:
        """Add up what an unknown carrier may carry, which may all be one."""
        if self._member.unknown is False:
            return 0, 0
        weight = self._weight(self._amount.most or 0)
        [sums] = collected([self._of_unknown().select(weight.sum().alias("number"))])
        most = int(sums["number"][0] or 0)
        return most, most

    def limitless(self) -> Flag:
        """Flag the rows that may carry any amount: all of them, where an unknown carrier does."""
        unknown = self._column.unknown
        if self._amount.most is not None or unknown is False:
            return False
        if self._member.unknown is not False and self._asking.catalog.any(
            filtered(self._of_unknown(), unknown)
        ):
            return True
        return self._summed(filtered(self._of_known(), unknown), nw.lit(1)) > 0

    def _weight(self, unknown: int) -> nw.Expr:
        is_unknown = number(self._column.unknown) == 1
        return nw.when(is_unknown).then(nw.lit(unknown)).otherwise(self._column.value.fill_null(0))

    def _summed(self, frame: nw.LazyFrame[Any], weight: nw.Expr) -> nw.Expr:
        """Add up the rows of a frame by carrier."""
        keyed = frame.select(nw.col(self._member.name).alias(_CARRIER), weight.alias(_THING))
        return self._joined(keyed, nw.col(_THING).sum())
