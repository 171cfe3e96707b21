"""Counts of members by where they stand: a few numbers for the region, and for each place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals.stable.v2 as nw

from rnms._values import frozen
from rnms.engine.counting import Kind, Kinds
from rnms.engine.interpreter import Passing, kinds_of
from rnms.logic.certainty import Certainty
from rnms.tables.engine.flags import Flag, negated, number
from rnms.tables.native import aggregated

if TYPE_CHECKING:
    from rnms.tables.engine.rows import Rows

Found: TypeAlias = "Mapping[str, Sequence[Any]]"
"""What a query found, by the names of its columns."""
PLACE = "__place"


@frozen
class RowStatus:
    """Where the rows of a frame stand with one question.

    Attributes:
        rows: The rows, all of which may be members.
        sure: Which surely are.
        passing: Which pass.
    """

    rows: Rows
    sure: Flag
    passing: Passing[Flag]

    @property
    def kinds(self) -> Mapping[Kind, Flag]:
        """The rows of each kind."""
        return kinds_of(self.rows, self.sure, negated(self.sure), self.passing)


def sums(standings: Sequence[RowStatus]) -> list[nw.Expr]:
    """Write the aggregation that counts every kind of member of every question."""
    return [
        (nw.len() if flag is True else nw.col(name).sum()).alias(name) for name, flag in _named(standings)
    ]


def flags(standings: Sequence[RowStatus]) -> list[nw.Expr]:
    """List the flags that :func:`sums` adds up."""
    return [number(flag).alias(name) for name, flag in _named(standings) if flag is not True]


def summed(
    frame: nw.LazyFrame[Any], standings: Sequence[RowStatus], by: Sequence[str] = ()
) -> nw.LazyFrame[Any]:
    """Add up a frame into one row; with keys, into one row for each of them."""
    marks = flags(standings)
    return aggregated(frame.with_columns(*marks) if marks else frame, by, *sums(standings))


def _named(standings: Sequence[RowStatus]) -> Iterable[tuple[str, Flag]]:
    for index, standing in enumerate(standings):
        for kind, flag in standing.kinds.items():
            yield f"n{index}_{kind.member:d}{kind.passing:d}{kind.answered:d}", flag


def counted(found: Found, at: int) -> list[Kinds]:
    """Read the counts of one question from each row."""
    columns = _columns(found, at)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def total(found: Found, at: int) -> Kinds:
    """Add up the counts of one question over all rows."""
    return {kind: sum(column) for kind, column in _columns(found, at).items()}


def _columns(found: Found, index: int) -> dict[Kind, list[int]]:
    # The sum of no rows is null in SQL; sums of integers may come as decimals.
    prefix = f"n{index}_"
    return {
        _kind_of(name.removeprefix(prefix)): [int(value or 0) for value in column]
        for name, column in found.items()
        if name.startswith(prefix)
    }


def _kind_of(digits: str) -> Kind:
    return Kind(*(Certainty(int(digit)) for digit in digits))


def rows_of(columns: Found) -> Iterable[dict[str, Any]]:
    """List the rows of a collected frame."""
    names = list(columns)
    return (dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True))
