"""JSON to values by columns: what a sound file says, many times sooner than the strict reader tells it.

A collection of records is read field by field: the classes of all values of a field are looked at together,
and what a text means (a day, a word of an enumeration) is asked of the strict reader once for each text. All
of this is derived from the classes of the model; no field is named here. Whatever is not plainly sound is
left to the strict reader, so that it alone decides what is a fault and where.
"""

from __future__ import annotations

import functools
import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, compress, islice, repeat
from operator import itemgetter
from types import NoneType, UnionType
from typing import Any, Protocol, TypeVar, get_args, get_origin

import attrs

from rnms._values import define, frozen
from rnms.files.converter import ByFields, plain
from rnms.model.garbage import uncollected

T = TypeVar("T", bound=attrs.AttrsInstance)
Column = list[Any]
AT_ONCE = 1024
"""So many objects are read together that all of them stay in the cache of a processor."""
_Structure = Callable[[Any, Any], Any]
_SMALL = 2**18
"""The most bytes that the parser of Python reads sooner than the fastest one is loaded."""


class NotPlain(Exception):  # noqa: N818  # no fault, or not yet one: the strict reader is asked
    """That something is there of which the strict reader must decide what it is."""


def quickly(
    content: bytes,
    kind: type[T],
    *,
    head: Mapping[str, Callable[[Any], bool]],
    parse: Callable[[bytes], Any] | None = None,
) -> T | None:
    """Read a value of a class from JSON in UTF-8, or leave it to the strict reader.

    >>> from rnms.model import Municipality
    >>> quickly(b'{"v": 1, "id": "m1", "name": "A"}', Municipality, head={"v": (1).__eq__}).name
    'A'
    >>> quickly(b'{"v": 1, "id": "m1", "nam": "A"}', Municipality, head={"v": (1).__eq__})

    Args:
        content: What a file holds.
        kind: The class.
        head: By the keys that stand beside its fields what must hold of their values; what is not there is
            ``""``.
        parse: The parser of JSON; by default the one that is done first.

    Returns:
        What the strict reader would return; ``None`` where it must be asked.
    """
    with uncollected():
        try:
            raw = (parse or _parser_for(content))(content)
            fields = {name: value for name, value in raw.items() if name not in head}
            run = _Run(pairs=len(raw) - len(fields))
            [value] = _objects(kind, [fields], run)
        # As cattrs has it: what a value raises, whatever that is, is a fault of the file.
        except Exception:  # noqa: BLE001
            return None
        sound = all(holds(raw.get(name, "")) for name, holds in head.items())
        return value if sound and _is_each_key_told_once(content, run) else None


# JSON.


def of_python(content: bytes) -> Any:
    """Parse JSON by the parser of Python, and leave out what it is generous about.

    Raises:
        ValueError: If it is no JSON.
        NotPlain: If it tells of halves of surrogate pairs, for which only the strict reader looks.
    """
    # To look for one character is quick, and most files escape none.
    if b"\\" in content and (b"\\ud" in content or b"\\uD" in content):
        raise NotPlain
    return json.loads(content.decode())


def _parser_for(content: bytes) -> Callable[[bytes], Any]:
    """Find the parser that is done first: to load the fastest takes longer than to read a small text."""
    return of_python if len(content) <= _SMALL else fastest()


@functools.cache
def fastest() -> Callable[[bytes], Any]:
    """Find the fastest parser of JSON: that of the extra ``fast``, if it is there.

    It refuses what that of Python is generous about (NaN, infinities, halves of surrogate pairs), and makes
    floats of numbers that are too large, which no field holds.
    """
    try:
        import orjson
    except ImportError:
        return of_python
    parse: Callable[[bytes], Any] = orjson.loads
    return parse


def _is_each_key_told_once(content: bytes, run: _Run) -> bool:
    """Tell whether no object of the text has a key twice: of such only the last was read.

    A colon stands after each key, and in texts. If there are no more colons than were read, none is left for
    a second key, nor for its text. But one that was read may have been escaped, and not every text is looked
    through for colons; then those are counted that follow a quote, at once or after white space: one does
    after every key, so that again an equal number leaves no room.
    """
    may_escape = b"\\" in content and b"\\u00" in content
    if not may_escape and content.count(b":") == run.pairs + run.colons:
        return True
    return content.translate(None, b" \t\r\n").count(b'":') == run.pairs


# Columns.


@define
class _Run:
    """What one reading keeps.

    Attributes:
        pairs: How many keys with their values were read.
        colons: How many colons the texts hold that stand as they are.
        meant: By the kind of a field what its texts and numbers mean.
    """

    pairs: int = 0
    colons: int = 0
    meant: dict[Any, _Meant] = attrs.field(factory=dict)


class _Reader(Protocol):
    """Turns the values of JSON into those of a kind.

    Raises:
        NotPlain: If one of them is not plainly of the kind; whatever else it raises says the same.
    """

    def __call__(self, column: Column, run: _Run, /) -> Column: ...


@functools.cache
def _reader(kind: Any) -> _Reader:
    inner, null = split(kind)
    if inner is str:
        return functools.partial(_text, {inner} | null)
    if inner in {int, bool}:
        return functools.partial(_as_they_are, {inner} | null)
    read_many = _reader_of_many(inner)
    if read_many is not None:
        return functools.partial(_where_told, read_many) if null else read_many
    return functools.partial(_as_meant, inner, plain().get_structure_hook(inner), null)


def split(kind: Any) -> tuple[Any, set[type]]:
    """Find what a field holds where it holds something, and the class of nothing if it may hold that.

    >>> split(int | None), split(int)
    ((<class 'int'>, {<class 'NoneType'>}), (<class 'int'>, set()))
    """
    options = get_args(kind) if isinstance(kind, UnionType) else ()
    classes = [option for option in options if option is not NoneType]
    return (classes[0], {NoneType}) if len(options) == 2 and len(classes) == 1 else (kind, set())


def _reader_of_many(kind: Any) -> _Reader | None:
    """Find the reader of what is a list or an object in JSON; ``None`` for any other."""
    if get_origin(kind) is tuple:
        return functools.partial(_lists, _reader(get_args(kind)[0]))
    return None if _read_by_fields(kind) is None else functools.partial(_objects, kind)


def _read_by_fields(kind: Any) -> ByFields | None:
    """Find the strict reader of a class, where it reads this by its fields."""
    hook = plain().get_structure_hook(kind)
    return hook if isinstance(hook, ByFields) else None


def expect_types(column: Column, types: set[type]) -> None:
    """Refuse a column in which another class occurs; a subclass is another: yes is no number.

    Raises:
        NotPlain: If one does.
    """
    if not {*map(type, column)} <= types:
        raise NotPlain


def _text(types: set[type], column: Column, run: _Run) -> Column:
    expect_types(column, types)
    run.colons += "".join(filter(None, column)).count(":")
    return column


def _as_they_are(types: set[type], column: Column, _: _Run) -> Column:
    expect_types(column, types)
    return column


def _as_meant(kind: Any, structure: _Structure, null: set[type], column: Column, run: _Run) -> Column:
    """Ask the strict reader once for each text."""
    key = kind, structure, bool(null)
    if key not in run.meant:
        run.meant[key] = _Meant(kind, structure)
        run.meant[key].update({None: None} if null else {})
    return [*map(run.meant[key].__getitem__, column)]


class _Meant(dict[Any, Any]):
    """What the texts that were met mean, as the strict reader has it."""

    def __init__(self, kind: Any, structure: _Structure) -> None:
        super().__init__()
        self._kind = kind
        self._structure = structure

    def __missing__(self, text: Any) -> Any:
        value = self._structure(text, self._kind)
        if type(text) is str:  # 1, 1.0 and true are one key of a dict
            self[text] = value
        return value


def _where_told(inner: _Reader, column: Column, run: _Run) -> Column:
    if None not in column:
        return inner(column, run)
    return _filled(inner, column, [value is not None for value in column], None, run)


def _filled(inner: _Reader, column: Column, are_told: list[bool], filler: Any, run: _Run) -> Column:
    """Read the values that are told; where none is stands a filler."""
    values = iter(inner([*compress(column, are_told)], run))
    return [next(values) if is_told else filler for is_told in are_told]


def _lists(inner: _Reader, column: Column, run: _Run) -> Column:
    expect_types(column, {list})
    items = iter(inner([*chain.from_iterable(column)], run))
    return [tuple(islice(items, length)) for length in map(len, column)]


def _objects(cls: type[attrs.AttrsInstance], column: Column, run: _Run) -> Column:
    expect_types(column, {dict})
    values: Column = []
    for start in range(0, len(column), AT_ONCE):
        values += _few_objects(cls, column[start : start + AT_ONCE], run)
    return values


def _few_objects(cls: type[attrs.AttrsInstance], rows: Column, run: _Run) -> Column:
    fields = _fields(cls)
    key_sets = {*map(tuple, rows)}
    everywhere = frozenset(next(iter(key_sets))).intersection(*key_sets)
    if not everywhere.union(*key_sets) <= fields.keys():
        raise NotPlain
    run.pairs += sum(map(len, rows))
    return _maker(cls)(
        {
            field.name: field.read(rows, run, is_everywhere=field.name in everywhere)
            for field in fields.values()
        }
    )


@frozen(kw_only=True)
class _Field:
    """How a field is read.

    Attributes:
        name: Its name.
        reader: The reader of its values.
        default: What stands where it is not given; ``attrs.NOTHING`` where it must be.
        may_be_null: Whether nothing is the default and can be written too.
    """

    name: str
    reader: _Reader
    default: Any
    may_be_null: bool

    def read(self, rows: Column, run: _Run, *, is_everywhere: bool) -> Column:
        """Read it from all objects that may hold it."""
        if is_everywhere:
            return self.reader([*map(itemgetter(self.name), rows)], run)
        if self.default is attrs.NOTHING:
            raise NotPlain
        column = [row.get(self.name) for row in rows]
        if self.may_be_null:
            return self.reader(column, run)
        return _filled(self.reader, column, [self.name in row for row in rows], self.default, run)


@functools.cache
def _fields(cls: type[attrs.AttrsInstance]) -> dict[str, _Field]:
    """Tell how the fields of a class are read that the strict reader reads by its fields."""
    strict = _read_by_fields(cls)
    if strict is None:
        raise NotPlain
    fields = {}
    for field in strict.fields.values():
        if hasattr(field.default, "factory"):
            raise NotPlain
        kind: Any = field.type
        # What a field declares beside its type changes its faults alone: the class refuses the same.
        fields[field.name] = _Field(
            name=field.name,
            reader=_reader(kind),
            default=field.default,
            may_be_null=field.default is None and bool(split(kind)[1]),
        )
    return fields


# Values.


@functools.cache
def _maker(cls: type[attrs.AttrsInstance]) -> Callable[[dict[str, Column]], Column]:
    """Find what makes values of a class from columns of its fields, as calling the class does."""
    if _only_stores(cls) and _fields(cls).keys() == attrs.fields_dict(cls).keys():
        return functools.partial(_filled_slots, cls)
    return functools.partial(_called, cls)


def _called(cls: type[T], columns: dict[str, Column]) -> list[T]:
    return [cls(**dict(zip(columns, values, strict=True))) for values in zip(*columns.values(), strict=True)]


def _only_stores(cls: type[attrs.AttrsInstance]) -> bool:
    """Tell whether calling a class only converts each value by itself and stores it in a slot."""
    props = attrs.inspect(cls)
    slots = [slot for base in cls.__mro__ for slot in getattr(base, "__slots__", ()) if slot != "__weakref__"]
    return (
        props.added_init
        and props.is_slotted
        and cls.__new__ is object.__new__
        and not any(hasattr(cls, name) for name in ("__attrs_pre_init__", "__attrs_post_init__"))
        and all(
            field.init and field.validator is None and not isinstance(field.converter, attrs.Converter)
            for field in attrs.fields(cls)
        )
        and {*slots} == {*attrs.fields_dict(cls)}
    )


def _filled_slots(cls: type[T], columns: dict[str, Column]) -> list[T]:
    """Make values without their ``__init__``, which takes one at a time, by keywords.

    Nothing is lost: it would do and keep nothing else (:func:`_only_stores`). That a class is frozen binds
    those to whom its values are handed; here nobody has seen them.
    """
    values = [*map(object.__new__, repeat(cls, len(next(iter(columns.values())))))]
    for field in attrs.fields(cls):
        column: Iterable[Any] = columns[field.name]
        if field.converter is not None:
            column = map(field.converter, column)
        deque(map(getattr(cls, field.name).__set__, values, column), maxlen=0)
    return values
