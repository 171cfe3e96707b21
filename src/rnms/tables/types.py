"""The columns of tables under the names and in the types of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from rnms.model.schema import FieldKind
from rnms.model.system import field_kinds

ROW = "__row"
"""The column that tells in which order rows came, where they came in an order."""
OF = "__of"
"""The column that tells of which region a row is, where several are judged as one whole."""
TEXT, FIRST, LAST = "__text", "__first", "__last"
"""How columns end that tell of a day not known as a whole: what was written, and which days it may be."""
MISSING, MISTYPED, ZONED = "column.missing", "column.type", "column.timezone"


def typed(
    native: Mapping[str, nw.LazyFrame[Any]],
    columns: Mapping[str, Mapping[str, str]],
    keys: Mapping[str, Any],
) -> tuple[dict[str, nw.LazyFrame[Any]], dict[str, dict[str, str]]]:
    """Give tables one column for each field, and list the fields whose column is missing or of no use."""
    schemas = {name: frame.collect_schema() for name, frame in native.items()}
    frames, lacking = {}, {}
    for name, frame in native.items():
        selection = []
        lacking[name] = lacks = dict[str, str]()
        for field, kind in field_kinds(name).items():
            column = columns.get(name, {}).get(field, field)
            dtype = schemas[name].get(column)
            as_is = None if dtype is None else _expression(column, dtype, kind, keys)
            if as_is is None and (dtype is not None or kind.required):
                lacks[field] = MISSING if dtype is None else ZONED if _is_zoned(dtype) else MISTYPED
            if as_is is None:
                as_is = nw.lit(None).cast(type_of(kind, keys))
            if isinstance(kind.default, str):
                as_is = as_is.fill_null(kind.default)
            selection.append(as_is.alias(field))
            if column + TEXT in schemas[name]:
                selection += [nw.col(column + end).alias(field + end) for end in (TEXT, FIRST, LAST)]
        frames[name] = frame.select(*selection, *(mark for mark in (ROW, OF) if mark in schemas[name]))
    return frames, lacking


def key_types(
    native: Mapping[str, nw.LazyFrame[Any]], columns: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Find the type of each collection's ids: integers where all who name them agree, else text."""
    types_met: dict[str, set[Any]] = {}
    for name, frame in native.items():
        schema = frame.collect_schema()
        for field, kind in field_kinds(name).items():
            dtype = schema.get(columns.get(name, {}).get(field, field))
            if kind.into and dtype is not None and dtype != nw.Unknown:
                types_met.setdefault(kind.into, set()).add(dtype)
    return {
        into: nw.String() if not all(dtype.is_integer() for dtype in dtypes) else _widest(dtypes)
        for into, dtypes in types_met.items()
    }


def is_text(dtype: Any) -> bool:
    """Tell whether a column holds texts.

    >>> is_text(nw.String()), is_text(nw.Date()), is_text(None)
    (True, False, False)
    """
    # A tuple asks by `==`: an enumeration with its words equals its class, but has another hash.
    return dtype is not None and dtype in (nw.String, nw.Categorical, nw.Enum)


def _widest(dtypes: set[Any]) -> Any:
    """Find the type of whole numbers that holds all of several; text, where the largest have no sign."""
    if len(dtypes) == 1:
        return next(iter(dtypes))
    return nw.String() if dtypes & _BEYOND else nw.Int64()


_BEYOND = {nw.UInt64(), nw.Int128(), nw.UInt128()}
"""The types of whole numbers that may be larger than one of 64 bits with a sign."""


def type_of(kind: FieldKind, keys: Mapping[str, Any]) -> Any:
    """Find the type of a field in a table."""
    return {
        "key": keys.get(kind.into, nw.String()), "text": nw.String(), "date": nw.Date(), "bool": nw.Boolean(),
        "int": nw.Int64(), "texts": nw.List(nw.String()), "ints": nw.List(nw.Int64()),
    }[kind.sort]  # fmt: skip


def _expression(column: str, dtype: Any, kind: FieldKind, keys: Mapping[str, Any]) -> nw.Expr | None:
    """Write a column in the type of its field; ``None`` where it cannot be of that type."""
    target = type_of(kind, keys)
    source = nw.col(column)
    if dtype == target or (dtype == nw.List and target == nw.List and _alike(dtype.inner, target.inner)):
        return source
    if dtype == nw.Unknown:
        return source.cast(target)
    is_word = is_text(dtype) and dtype != nw.String
    castable = {
        "key": dtype.is_integer() or is_text(dtype),
        "text": is_word,
        "date": dtype == nw.Datetime and not _is_zoned(dtype),
        "int": dtype.is_integer(),
    }
    return source.cast(target) if castable.get(kind.sort) else None


def _is_zoned(dtype: Any) -> bool:
    """Tell whether a column holds moments of a zone that does not fix the day: UTC, or that of a session."""
    return isinstance(dtype, nw.Datetime) and dtype.time_zone is not None


def _alike(inner: Any, target: Any) -> bool:
    return inner in (target, nw.Unknown) or bool(inner.is_integer() and target.is_integer())
