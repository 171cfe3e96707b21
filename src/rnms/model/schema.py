"""The one view of a field: what its absence means, whom it names, what it holds.

The records declare it in the metadata of their fields; files, tables, forms, engines, predicates, tests read
it here, so that nothing about a field is written twice.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Collection, Mapping
from typing import Any, get_args

import attrs

from rnms._values import frozen
from rnms.model.checked import types_of

# What a record declares.


class Absence(enum.Enum):
    """What it means that an optional field is not given.

    >>> [absence.value for absence in Absence]
    ['unknown', 'none', 'open']
    """

    UNKNOWN = "unknown"
    NONE = "none"
    OPEN = "open"


_KEY = "rnms"


@frozen(kw_only=True)
class About:
    """What a field declares.

    >>> import attrs
    >>> from rnms.model import Person
    >>> about(attrs.fields(Person).birth_date).absence
    <Absence.UNKNOWN: 'unknown'>

    Attributes:
        absence: What its absence means: unknown (a birth date), none (no route: a comparison with it is
            false) or open (an end: not ended).
        refers_to: The collection in which the record that it names is found; empty when it names none.
    """

    absence: Absence = Absence.UNKNOWN
    refers_to: str = ""


def optional(absence: Absence, *, refers_to: str = "", repr: bool = True) -> Any:  # noqa: A002  # attrs' own name
    """Declare an optional field and what its absence means."""
    about = About(absence=absence, refers_to=refers_to)
    return attrs.field(default=None, metadata={_KEY: about}, repr=repr)


def reference(collection: str) -> Any:
    """Declare a field that must name a record of a collection."""
    return attrs.field(metadata={_KEY: About(refers_to=collection)})


def about(field: attrs.Attribute[Any]) -> About:
    """Read what a field declares; one that declares nothing is always known.

    >>> import attrs
    >>> from rnms.model import Employment
    >>> about(attrs.fields(Employment).person).refers_to
    'persons'
    """
    declared = field.metadata.get(_KEY)
    return declared if isinstance(declared, About) else About()


def tuples(_: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Make the fields of a class that hold tuples keep lists and sets as tuples; attrs calls it.

    So what was written to a file equals what is read from it.

    >>> from rnms.model import Programme
    >>> Programme(id="p1", topics=["чтение"]) == Programme(id="p1", topics=("чтение",))
    True
    """
    return [
        field.evolve(converter=as_tuple) if str(field.type).startswith("tuple[") else field
        for field in fields
    ]


def as_tuple(value: Any) -> Any:
    """Turn a list into a tuple, and a set into one sorted by its texts; leave anything else as it is.

    >>> as_tuple([2023]), as_tuple({"б", "а"}), as_tuple("чтение")
    ((2023,), ('а', 'б'), 'чтение')
    """
    if isinstance(value, set | frozenset):
        return tuple(sorted(value, key=str))
    return tuple(value) if isinstance(value, list) else value


# What that comes to.


@frozen(kw_only=True)
class FieldKind:
    """What one field of a record holds.

    >>> from rnms.model.system import field_kinds
    >>> field_kinds("employments")["role"].words
    ('pedagogical', 'head', 'deputy_head', 'unit_head', 'methodist', 'other')

    Attributes:
        name: Its name.
        sort: ``"key"`` for ids and references, ``"date"``, ``"bool"``, ``"int"``, ``"text"``, ``"texts"`` or
            ``"ints"``.
        into: The collection that it refers to or, of an id, identifies; empty for all others.
        absence: What it means that there is nothing.
        required: Whether a table must have the column.
        words: The only values that it may hold; empty where it may hold any.
        default: What stands where there is nothing, if that is not absence.
        enumeration: The class of its words; ``None`` where it may hold any.
    """

    name: str
    sort: str
    into: str
    absence: Absence
    required: bool
    words: tuple[str, ...]
    default: str | tuple[()] | None
    enumeration: type[enum.Enum] | None = None


_SORTS = {dt.date: "date", bool: "bool", int: "int", str: "text"}


@functools.cache
def kinds_of(records: type[attrs.AttrsInstance], collection: str) -> Mapping[str, FieldKind]:
    """Map the fields of a class of records to what each holds.

    >>> from rnms.model import Person
    >>> kinds_of(Person, "persons")["birth_date"].sort
    'date'
    """
    hints = types_of(records)
    # What is not shown, the name of a person, is not read.
    fields = [field for field in attrs.fields(records) if field.repr]
    return {field.name: _kind(collection, field, hints[field.name]) for field in fields}


def _kind(collection: str, field: attrs.Attribute[Any], hint: Any) -> FieldKind:
    plain = next((part for part in get_args(hint) if part is not type(None)), hint)
    plain = hint if hint == tuple[str, ...] or hint == tuple[int, ...] else plain
    declared = about(field)
    enumeration = plain if isinstance(plain, type) and issubclass(plain, enum.Enum) else None
    if declared.refers_to or field.name == "id":
        sort = "key"
    elif enumeration is not None:
        sort = "text"
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
        words=() if enumeration is None else tuple(str(word.value) for word in enumeration),
        default=default if isinstance(default, str) or default == () else None,
        enumeration=enumeration,
    )


_IN_ORDER = (("start", "end"), ("birth_date", "career_start"))
FIRST_DAY = dt.date(1900, 1, 1)
"""No day of the field is earlier: programs write 01.01.0001 for none, and 0090 for 1990."""
EARLIEST: Mapping[str, dt.date] = {"birth_date": FIRST_DAY}
"""By field, the day before which it cannot be: a year of two digits was read as one of the first century."""


def ordered_days(fields: Collection[str]) -> tuple[tuple[str, str], ...]:
    """List the pairs of days of a record of which the second cannot come before the first.

    >>> ordered_days(["id", "birth_date", "career_start"])
    (('birth_date', 'career_start'),)
    """
    return tuple((first, second) for first, second in _IN_ORDER if first in fields and second in fields)
