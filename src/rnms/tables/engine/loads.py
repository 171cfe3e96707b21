"""How many distinct things each row carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from rnms.logic.predicates import Exists
from rnms.tables.engine.flags import either, filtered, negated
from rnms.tables.native import joined, once

if TYPE_CHECKING:
    from rnms.tables.engine.rows import Rows

_CARRIER, _THING = "__who", "__what"


class Carriers:
    """The records by which rows carry things.

    Args:
        asking: The rows that carry; what they carry is joined to them.
        sought: The existence that looks for these records.
    """

    def __init__(self, asking: Rows, sought: Exists) -> None:
        rows = asking.others(sought.entity)
        rows.keep(sought.where)
        [(path, _)] = sought.on
        member, thing = rows.column(path, key=True), rows.column(sought.of, key=True)
        if not sought.unknown and rows.catalog.differs(sought.entity):
            rows.agree([member.name, thing.name])
        self._asking, self._frame, self._member, self._thing = asking, rows.frame, member, thing

    def least(self) -> nw.Expr:
        """How many distinct things each surely carries: of unknown ones, one where there is no other."""
        named = self._named()
        if self._thing.unknown is False:
            return named
        return nw.when((named == 0) & (self._nameless() > 0)).then(1).otherwise(named)

    def most(self) -> nw.Expr:
        """How many each may carry: every unknown one may be another."""
        named = self._named()
        return named if self._thing.unknown is False else named + self._nameless()

    def of_nobody(self) -> int:
        """How many may be carried by somebody unknown."""
        if self._member.unknown is False:
            return 0
        catalog, rows = self._asking.catalog, filtered(self._frame, self._member.unknown)
        named = filtered(rows, negated(self._thing.unknown)).select(nw.col(self._thing.name).alias(_THING))
        return catalog.number(once(named, [_THING])) + catalog.number(filtered(rows, self._thing.unknown))

    def _named(self) -> nw.Expr:
        """How many distinct things of which we know each carries."""
        pairs = once(
            filtered(self._of_known(), negated(self._thing.unknown)).select(*self._keys()), [_CARRIER, _THING]
        )
        return self._counted(pairs)

    def _nameless(self) -> nw.Expr:
        """How many records say of each that it carries something, and not what."""
        return self._counted(filtered(self._of_known(), self._thing.unknown).select(*self._keys()))

    def _of_known(self) -> nw.LazyFrame[Any]:
        return filtered(self._frame, negated(either(self._member.unknown, self._member.none)))

    def _keys(self) -> list[nw.Expr]:
        return [nw.col(self._member.name).alias(_CARRIER), nw.col(self._thing.name).alias(_THING)]

    def _counted(self, frame: nw.LazyFrame[Any]) -> nw.Expr:
        """How many rows of a frame there are of each that carries."""
        rows = self._asking
        name = rows.new_name()
        counts = frame.group_by(_CARRIER).agg(nw.len().alias(name))
        rows.frame = joined(rows.frame, counts, ["id"], its=[_CARRIER])
        return nw.col(name).fill_null(0)
