"""Counts of members by where they stand: a few numbers for the region, and for each place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from rnms.engine.counting import Kinds
from rnms.tables.engine.flags import Flag, both, negated, number

Found: TypeAlias = "Mapping[str, Sequence[Any]]"
"""What a query found, by the names of its columns."""
PLACE = "__place"


@attrs.frozen
class Standing:
    """Where the rows of a frame stand with one question.

    Attributes:
        sure: Which surely are members; all others perhaps are.
        certain: Which surely pass.
        possible: Which may pass.
        silent: Which may pass only because nobody reported of them.
    """

    sure: Flag
    certain: Flag
    possible: Flag
    silent: Flag = False

    def cells(self) -> Mapping[tuple[int, int], Flag]:
        """The rows of each kind; kinds that cannot be are left out."""
        perhaps = False if self.certain is self.possible else both(self.possible, negated(self.certain))
        passes = {
            2: self.certain,
            1: both(perhaps, negated(self.silent)),
            0: negated(self.possible),
            3: self.silent,
        }
        found = {
            (member, passing): both(flag, where)
            for member, where in ((2, self.sure), (1, negated(self.sure)))
            for passing, flag in passes.items()
        }
        return {kind: flag for kind, flag in found.items() if flag is not False}


def sums(standings: Sequence[Standing]) -> list[nw.Expr]:
    """An aggregation that counts every kind of every question."""
    return [
        (nw.len() if flag is True else nw.col(name).sum()).alias(name) for name, flag in _named(standings)
    ]


def flags(standings: Sequence[Standing]) -> list[nw.Expr]:
    """What :func:`sums` adds up."""
    return [number(flag).alias(name) for name, flag in _named(standings) if flag is not True]


def summed(frame: nw.LazyFrame[Any], standings: Sequence[Standing]) -> nw.LazyFrame[Any]:
    """One row with the sums of a frame."""
    marks = flags(standings)
    return (frame.with_columns(*marks) if marks else frame).select(*sums(standings))


def _named(standings: Sequence[Standing]) -> Iterable[tuple[str, Flag]]:
    for at, standing in enumerate(standings):
        for (member, passing), flag in standing.cells().items():
            yield f"n{at}_{member}{passing}", flag


def counted(found: Found, at: int) -> list[Kinds]:
    """The counts of one question, row by row."""
    columns = _columns(found, at)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def total(found: Found, at: int) -> Kinds:
    """The counts of one question in all rows together."""
    return {kind: sum(column) for kind, column in _columns(found, at).items()}


def merged(first: Kinds, second: Kinds) -> Kinds:
    """The counts of two groups together."""
    return {kind: first.get(kind, 0) + second.get(kind, 0) for kind in {**first, **second}}


def _columns(found: Found, at: int) -> dict[tuple[int, int], list[int]]:
    # The sum of no rows is null in SQL; sums of integers may come as decimals.
    prefix = f"n{at}_"
    return {
        (int(name[-2]), int(name[-1])): [int(value or 0) for value in column]
        for name, column in found.items()
        if name.startswith(prefix)
    }


def rows_of(columns: Found) -> Iterable[dict[str, Any]]:
    """The rows of a collected frame."""
    names = list(columns)
    return (dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True))
