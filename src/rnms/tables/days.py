"""Columns of texts that are read as days: whole ones, and months and years where no more is known."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from collections.abc import Collection, Mapping
from typing import Any

import narwhals.stable.v2 as nw

from rnms.errors import extra
from rnms.model.misread import Misread, day_of, of_our_age
from rnms.model.partial import PartialDay
from rnms.model.schema import EARLIEST, FIRST_DAY, FieldKind, ordered_days
from rnms.model.system import field_kinds
from rnms.tables.native import beside, collected, joined
from rnms.tables.types import FIRST, LAST, TEXT, is_text

_READ = "__day"


def with_days(
    native: Mapping[str, nw.LazyFrame[Any]], columns: Mapping[str, Mapping[str, str]]
) -> dict[str, nw.LazyFrame[Any]]:
    """Read as days the columns of texts whose field is a day.

    What is no whole day is nothing in such a column; beside it stand the text and, where that tells a month
    or a year, the first and the last day that it may be. A column of which no text can be read stays.
    """
    frames = dict(native)
    text_columns = texts_of_days(native, columns)
    texts = collected(
        [native[name].select(nw.col(column).cast(nw.String)).unique() for name, column in text_columns]
    )
    for (name, column), contents in zip(text_columns, texts, strict=True):
        renamed = columns.get(name, {})
        # What is said of an early birth is said of the person.
        is_checked = column in {renamed.get(field, field) for field in EARLIEST}
        days = {
            text: day_of(text) if is_checked else of_our_age(day_of(text))
            for text in contents[column]
            if text is not None
        }
        if not days or not all(isinstance(day, Misread) for day in days.values()):
            frames[name] = _read(frames[name], column, days)
    return frames


def texts_of_days(
    native: Mapping[str, nw.LazyFrame[Any]], columns: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str]]:
    """List, with their collection, the columns that hold texts where its records have days."""
    return [
        (name, column)
        for name, frame in native.items()
        for schema in [frame.collect_schema()]
        for field, kind in field_kinds(name).items()
        for column in [columns.get(name, {}).get(field, field)]
        if kind.sort == "date" and is_text(schema.get(column))
    ]


def _read(
    frame: nw.LazyFrame[Any], column: str, days: Mapping[str, dt.date | PartialDay | Misread]
) -> nw.LazyFrame[Any]:
    """Replace a column of texts by days: each different text is read once, and joined."""
    with extra("frames"):
        import pyarrow as pa

    spans = [(day.first, day.last) if isinstance(day, PartialDay) else (None, None) for day in days.values()]
    whole = [day if isinstance(day, dt.date) else None for day in days.values()]
    read = pa.table(
        {
            _READ + TEXT: pa.array(list(days), pa.string()),
            _READ: pa.array(whole, pa.date32()),
            column + FIRST: pa.array([first for first, _ in spans], pa.date32()),
            column + LAST: pa.array([last for _, last in spans], pa.date32()),
        }
    )
    text = nw.col(column).cast(nw.String)
    others = [name for name in frame.collect_schema().names() if name != column]
    frame = joined(frame.with_columns(text.alias(_READ + TEXT)), beside(frame, read), [_READ + TEXT])
    inexact = nw.when(nw.col(_READ).is_null()).then(nw.col(_READ + TEXT))
    return frame.select(
        *others, nw.col(_READ).alias(column), inexact.alias(column + TEXT), column + FIRST, column + LAST
    )


def is_misdated(kinds: Mapping[str, FieldKind], field: str, inexact: Collection[str] = ()) -> nw.Expr:
    """Flag the rows with an impossible day: in the wrong order with another, or too early.

    Of a day known in part every one that it may be.

    >>> import datetime as dt
    >>> import narwhals.stable.v2 as nw
    >>> import pyarrow as pa
    >>> from rnms.model.system import field_kinds
    >>> days = {"start": [dt.date(2023, 5, 1)], "end": [dt.date(2023, 4, 1)]}
    >>> nw.from_native(pa.table(days)).filter(is_misdated(field_kinds("routes"), "end")).shape
    (1, 2)

    Args:
        kinds: The fields of the collection.
        field: The day.
        inexact: The days of which some may be known in part.
    """

    def bound(name: str, end: str) -> nw.Expr:
        day = nw.col(name)
        return nw.coalesce(day, nw.col(name + end)) if name in inexact else day

    faults = [
        (bound(second, LAST) < bound(first, FIRST)).fill_null(False)
        for first, second in ordered_days(kinds)
        if field in {first, second}
    ]
    faults.append((bound(field, LAST) < nw.lit(FIRST_DAY)).fill_null(False))
    return functools.reduce(operator.or_, faults)
