"""Rows under one id: what all of them say is sure, what one of them says is possible.

The same as :mod:`rnms.engine.twins` for records.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals.stable.v2 as nw

from rnms.engine.interpreter import Passing
from rnms.tables.engine.catalog import TIMES
from rnms.tables.engine.columns import Columns
from rnms.tables.engine.counts import PLACE, RowStatus
from rnms.tables.engine.flags import Flag, number


def agreeing(rows: Columns, flag: Flag, keys: Sequence[str]) -> Flag:
    """Flag the rows that surely hold: of each id the first row, if all rows of the id agree by equal keys."""
    mark = rows.new_name()
    rows.frame = rows.frame.with_columns(number(flag).alias(mark))
    whole = nw.col(mark).sum().over("id") == nw.col(TIMES)
    agreed, alike, first = rows.new_name(), _alike(keys), _first(["id"])
    rows.frame = rows.frame.with_columns((whole & alike & first).alias(agreed))
    return nw.col(agreed).fill_null(False)


def folded(
    rows: Columns, standings: Sequence[RowStatus], alike: Sequence[str], *, several: bool
) -> list[RowStatus]:
    """Find where rows stand when those under one id decide together.

    Args:
        rows: The rows; of an id that one record may bear the first alone is kept.
        standings: Where each stands as it tells.
        alike: The columns in which all must be alike for one of them to count surely.
        several: Whether several records may bear one id.
    """
    keys = [name for name in (PLACE, "id") if name in rows.frame.collect_schema().names()]
    first = rows.new_name()
    rows.frame = rows.frame.with_columns(_first(keys).alias(first))
    complete = (nw.len().over(*keys) == nw.col(TIMES)) & _alike(alike)
    foldings = []
    for standing in standings:
        passing = standing.passing
        flags = (standing.sure, *passing.flags)
        marks = [rows.new_name() for _ in flags]
        rows.frame = rows.frame.with_columns(
            *(number(flag).alias(mark) for mark, flag in zip(marks, flags, strict=True))
        )
        sure, surely, perhaps, partly, silently = (nw.col(mark) for mark in marks)
        all_pass = surely.min().over(*keys) == 1
        answered = (surely + perhaps).max().over(*keys) == 1
        is_in_part = partly.max().over(*keys) == 1
        states = [
            complete & (sure.min().over(*keys) == 1) & nw.col(first),
            all_pass,
            answered & ~all_pass,
            is_in_part & ~answered,
            (silently.max().over(*keys) == 1) & ~answered & ~is_in_part,
        ]
        names = [rows.new_name() for _ in states]
        rows.frame = rows.frame.with_columns(
            *(state.alias(name) for name, state in zip(names, states, strict=True))
        )
        sure, *passes = (nw.col(name).fill_null(False) for name in names)
        foldings.append(RowStatus(standing.rows, sure, Passing(*passes)))
    if not several:
        rows.frame = rows.frame.filter(nw.col(first))
    return foldings


def _first(keys: Sequence[str]) -> nw.Expr:
    """Flag one row of each kind, whichever comes first."""
    return nw.col("id").cum_count().over(*keys, order_by="id") == 1


def _alike(keys: Sequence[str]) -> nw.Expr:
    """Tell whether all rows under one id have the same keys."""
    same: nw.Expr = nw.col(TIMES) == nw.col(TIMES)
    for key in keys:
        least, most = nw.col(key).min().over("id"), nw.col(key).max().over("id")
        filled = nw.col(key).count().over("id")
        same &= ((least == most) & (filled == nw.len().over("id"))) | (filled == 0)
    return same | (nw.col(TIMES) == 1)
