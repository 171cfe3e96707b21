"""What the columns of a table must hold, read from the declarations of the model."""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

import attrs

from rnms.model import Absence, about, record_classes


@attrs.frozen(kw_only=True)
class FieldKind:
    """What one field of a record holds.

    >>> field_kinds("employments")["role"].words
    ('pedagogical', 'head', 'deputy_head', 'unit_head')

    Attributes:
        name: Its name.
        sort: ``"key"`` for ids and references, ``"date"``, ``"bool"``, ``"int"``, ``"text"``, ``"texts"`` or
            ``"ints"``.
        into: The collection that it refers to or, of an id, identifies; empty for all others.
        absence: What it means that there is nothing.
        required: Whether a table must have the column.
        words: The only values that it may hold; empty where it may hold any.
        default: What stands where there is nothing, if that is not absence.
    """

    name: str
    sort: str
    into: str
    absence: Absence
    required: bool
    words: tuple[str, ...]
    default: str | None


@functools.cache
def field_kinds(collection: str) -> Mapping[str, FieldKind]:
    """The fields of the records of a collection, by name."""
    kind = record_classes()[collection]
    hints = get_type_hints(kind)
    # What is not shown, the name of a person, is not read.
    fields = [field for field in attrs.fields(kind) if field.repr]
    return {field.name: _kind(collection, field, hints[field.name]) for field in fields}


_SORTS = {dt.date: "date", bool: "bool", int: "int", str: "text"}


def _kind(collection: str, field: attrs.Attribute[Any], hint: Any) -> FieldKind:
    plain = next((part for part in get_args(hint) if part is not type(None)), hint)
    plain = hint if hint == tuple[str, ...] or hint == tuple[int, ...] else plain
    declared = about(field)
    words: tuple[str, ...] = ()
    if declared.refers_to or field.name == "id":
        sort = "key"
    elif isinstance(plain, type) and issubclass(plain, enum.Enum):
        sort, words = "text", tuple(str(word.value) for word in plain)
    elif get_args(plain):
        sort = "ints" if get_args(plain)[0] is int else "texts"
    else:
        sort = _SORTS[plain]
    default = field.default.value if isinstance(field.default, enum.Enum) else field.default
    return FieldKind(
        name=field.name,
        sort=sort,
        into=declared.refers_to or (collection if field.name == "id" else ""),
        absence=declared.absence,
        required=field.default is attrs.NOTHING,
        words=words,
        default=default if isinstance(default, str) else None,
    )
