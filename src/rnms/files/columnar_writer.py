"""Values to JSON by columns: the text that is made value by value, sooner.

As in :mod:`rnms.files.columnar_reader` all is derived from the classes of the model, and how a value is
written is asked of the careful writer once for each value. Whatever is not of the class that its field names,
as records that were built by hand may hold it, is left to that writer.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from itertools import chain, islice
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, get_args, get_origin

import attrs

from rnms._values import frozen
from rnms.files.columnar_reader import AT_ONCE, Column, NotPlain, expect_types, split
from rnms.files.converter import plain
from rnms.model.limits import LARGEST_COUNT
from rnms.model.partial import PartialDay

_STEP = "  "


def quick_text(value: attrs.AttrsInstance, **head: int) -> str | None:
    """Write a value as JSON in lines, some numbers before its fields, or leave it to the careful writer.

    >>> from rnms.model import Municipality
    >>> print(quick_text(Municipality(id="m1", name="Лесной район"), v=1))
    {
      "v": 1,
      "id": "m1",
      "name": "Лесной район"
    }
    >>> quick_text(Municipality(id=1, name="Лесной район"))

    Returns:
        What :func:`json.dumps` makes of the value as plain JSON; ``None`` where that must be asked.
    """
    try:
        [lines] = _lines(type(value), _STEP, [value], {})
    except NotPlain:
        return None
    first = "".join(f',\n{_STEP}"{name}": {number}' for name, number in head.items())
    return _object(first + lines, "")


# Values.


class _Words(dict[Any, str]):
    """How values are written, each as the careful writer has it."""

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self._plain = plain().get_unstructure_hook(kind)

    def __missing__(self, value: Any) -> str:
        word = self._plain(value)
        if not isinstance(word, str | int | None) or not _is_countable(word):
            raise NotPlain
        text = self[value] = encode_basestring(word) if type(word) is str else json.dumps(word)
        return text


def _is_countable(word: object) -> bool:
    """Tell whether a number may stand in a file; the careful writer says what is wrong with others."""
    return not isinstance(word, int) or 0 <= word <= LARGEST_COUNT


_Run = dict[Any, _Words]
"""What one writing keeps: by the kind of a field how its values are written."""


def _texts(kind: Any, indent: str, column: Column, run: _Run) -> list[str]:
    """Write values of a kind; ``indent`` is that of the line on which they begin.

    Raises:
        NotPlain: If one of them is of another class.
    """
    inner, null = split(kind)
    # A day may be known in part. No other kind admits two classes, whose different values may be equal.
    classes = {inner, PartialDay} if inner is dt.date else {get_origin(inner) or inner}
    expect_types(column, classes | null)
    if kind is str:  # few texts occur twice
        return [*map(encode_basestring, column)]
    if get_origin(inner) is not tuple and not _is_written_by_fields(inner):
        if kind not in run:
            run[kind] = _Words(kind)
        return [*map(run[kind].__getitem__, column)]
    write = _lists if get_origin(inner) is tuple else _objects
    if not null:
        return write(inner, indent, column, run)
    texts = iter(write(inner, indent, [value for value in column if value is not None], run))
    return ["null" if value is None else next(texts) for value in column]


def _lists(kind: Any, indent: str, column: Column, run: _Run) -> list[str]:
    within = indent + _STEP
    items = iter(_texts(get_args(kind)[0], within, [*chain.from_iterable(column)], run))
    gap = f",\n{within}"
    return [
        f"[\n{within}{gap.join(islice(items, length))}\n{indent}]" if length else "[]"
        for length in map(len, column)
    ]


def _objects(cls: type[attrs.AttrsInstance], indent: str, column: Column, run: _Run) -> list[str]:
    return [_object(lines, indent) for lines in _lines(cls, indent + _STEP, column, run)]


def _object(lines: str, indent: str) -> str:
    """Put brackets around lines, each of which has a comma and a line break before it."""
    return f"{{{lines[1:]}\n{indent}}}" if lines else "{}"


# Fields.


def _lines(cls: type[attrs.AttrsInstance], indent: str, column: Column, run: _Run) -> list[str]:
    """Write the fields of objects in lines, each after a comma and a line break."""
    lines: list[str] = []
    for start in range(0, len(column), AT_ONCE):
        rows = column[start : start + AT_ONCE]
        texts = [field.texts(rows, indent, run) for field in _fields(cls)]
        lines += map("".join, zip(*texts, strict=True))
    return lines


@frozen
class _Field:
    """How a field is written.

    Attributes:
        name: Its name.
        kind: What it holds.
        default: What is not written; ``attrs.NOTHING`` where all is.
    """

    name: str
    kind: Any
    default: Any

    def texts(self, rows: Column, indent: str, run: _Run) -> list[str]:
        """Write it, its name before it, or leave it out."""
        column = [*map(attrgetter(self.name), rows)]
        texts = _texts(self.kind, indent, column, run)
        start = f',\n{indent}"{self.name}": '
        if self.default is attrs.NOTHING:
            return [start + text for text in texts]
        return [
            start + text if value != self.default else "" for value, text in zip(column, texts, strict=True)
        ]


@functools.cache
def _is_written_by_fields(kind: Any) -> bool:
    # So cattrs marks the writers that it makes of the fields of a class; none is written in its own way here.
    return getattr(plain().get_unstructure_hook(kind), "overrides", None) == {}


@functools.cache
def _fields(cls: type[attrs.AttrsInstance]) -> tuple[_Field, ...]:
    """Tell how the fields of a class are written: those that must be given come first.

    Raises:
        NotPlain: If one is made or written otherwise than all others.
    """
    if not _is_written_by_fields(cls):
        raise NotPlain
    fields = []
    for field in attrs.fields(attrs.resolve_types(cls)):
        default, converter = field.default, field.converter
        if hasattr(default, "factory") or isinstance(converter, attrs.Converter) or not field.init:
            raise NotPlain
        if converter is not None and default is not attrs.NOTHING:
            default = converter(default)
        fields.append(_Field(field.name, field.type, default))
    return tuple(sorted(fields, key=lambda field: field.default is not attrs.NOTHING))
