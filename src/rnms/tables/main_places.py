"""Main places of work in tables, as :func:`rnms.model.main_places.main_places` finds them in records."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from rnms.model.system import field_kinds
from rnms.tables.days import is_misdated
from rnms.tables.native import joined
from rnms.tables.types import FIRST, LAST, OF, TEXT

if TYPE_CHECKING:
    from rnms.tables.tables import Tables

POSTS, MAIN = "employments", "main"
ELSEWHERE, CONTRARY = "__elsewhere", "__contrary"
"""The columns that flag what :class:`rnms.model.main_places.MainPlaces` tells of a post."""
_START, _END = "__latest_start", "__earliest_end"
_KEYS = ["person", "organization", _START, _END]
# A year of four digits: Spark is handed a day as text, and Python writes no noughts before a year.
_BEFORE_ALL, _AFTER_ALL = dt.date(1000, 1, 1), dt.date(9999, 12, 30)


def can_tell(tables: Tables) -> bool:
    """Tell whether it is known of posts whose and where they are, and when."""
    lacking = {"person", "organization", "end", MAIN} & {*tables.lacks(POSTS)}
    return not lacking and tables.has("persons") and tables.has("organizations")


def with_other_posts(tables: Tables, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Flag the posts beside which a main place elsewhere is known, and the main places beside another."""
    by = [OF] if OF in frame.collect_schema().names() else []
    frame = frame.with_columns(_latest_start(tables), _earliest_end(tables))
    posts = frame.filter(nw.col(MAIN) | nw.col(MAIN).is_null())
    for name in _KEYS[:2]:
        ids = tables.frame(field_kinds(POSTS)[name].into).select("id")
        posts = joined(posts, ids, [name], its=["id"], how="semi")
    posts = posts.select(*by, *_KEYS, MAIN).unique()
    theirs = {name: f"__other{name}" for name in _KEYS[1:]}
    mains = posts.filter(nw.col(MAIN)).select("person", *theirs.keys()).rename(theirs)
    beside = joined(posts, mains, ["person"], how="inner").filter(
        nw.col("organization") != nw.col(theirs["organization"]),
        *(nw.col(start) <= nw.col(end) for start in (_START, theirs[_START]) for end in (_END, theirs[_END])),
    )
    contrary = beside.filter(nw.col(MAIN)).select(*_KEYS).unique()
    # Of posts that exclude each other none tells anything of others.
    known = joined(beside, contrary, ["person", *theirs.values()], its=_KEYS, how="anti")
    elsewhere = known.filter(nw.col(MAIN).is_null()).select(*_KEYS).unique()
    frame = joined(frame, contrary.with_columns(nw.lit(True).alias(CONTRARY)), _KEYS)
    frame = joined(frame, elsewhere.with_columns(nw.lit(True).alias(ELSEWHERE)), _KEYS)
    return frame.with_columns(
        (nw.col(CONTRARY) & nw.col(MAIN)).fill_null(False).alias(CONTRARY),
        (nw.col(ELSEWHERE) & nw.col(MAIN).is_null()).fill_null(False).alias(ELSEWHERE),
    ).drop(_START, _END)


def _latest_start(tables: Tables) -> nw.Expr:
    """Write the day by which a post surely began."""
    inexact = tables.inexact(POSTS)
    day = nw.coalesce(nw.col("start"), nw.col("start" + LAST)) if "start" in inexact else nw.col("start")
    is_known = ~is_misdated(field_kinds(POSTS), "start", inexact)
    return nw.when(is_known).then(day).fill_null(_AFTER_ALL).alias(_START)


def _earliest_end(tables: Tables) -> nw.Expr:
    """Write the day until which a post surely lasted."""
    inexact = tables.inexact(POSTS)
    day, is_unknown = nw.col("end"), is_misdated(field_kinds(POSTS), "end", inexact)
    if "end" in inexact:
        day = nw.coalesce(day, nw.col("end" + FIRST))
        is_unknown |= day.is_null() & ~nw.col("end" + TEXT).is_null()
    lasted = day.fill_null(_AFTER_ALL)
    return nw.when(is_unknown).then(nw.lit(_BEFORE_ALL)).otherwise(lasted).alias(_END)
