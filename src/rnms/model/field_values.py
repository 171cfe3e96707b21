"""A field of many records, read in one pass."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any


def values_of(records: Iterable[Any], name: str) -> list[Any]:
    """Read a field of all records.

    >>> from rnms.model import Person
    >>> values_of([Person(id="p1"), Person(id="p2")], "id")
    ['p1', 'p2']

    Raises:
        ValueError: If the name is none that a field may have.
    """
    return _reader(name)(records)


@functools.cache
def _reader(name: str) -> Callable[[Iterable[Any]], list[Any]]:
    """Write the comprehension that reads one field.

    The interpreter remembers where a slot lies only where its name stands in the code: such a comprehension
    takes half the time of ``map(attrgetter(name), records)``.
    """
    if not name.isidentifier():
        raise ValueError(f"{name!r} names no field; give the name of an attribute")
    source = f"lambda records: [record.{name} for record in records]"
    reader: Callable[[Iterable[Any]], list[Any]] = eval(source)  # noqa: S307  # of an identifier alone
    return reader
