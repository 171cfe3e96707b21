"""The values of records that were built by hand, read as strictly as those of a file or a table.

What a notebook gives is often nearly right: a word for a member of its enumeration, a moment for a day, a
number of numpy, one of the several kinds of nothing. That is read as what it says. Whatever is not of the
kind of its field is not known, and is told in the words of a file.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import attrs

from rnms._values import frozen
from rnms.issues import Fact, Issue, Message, message
from rnms.model.field_values import values_of
from rnms.model.limits import LARGEST_COUNT, written
from rnms.model.partial import PartialDay
from rnms.model.schema import EARLIEST, FIRST_DAY, FieldKind, as_tuple

KINDS: Mapping[type, Message] = {
    kind: message(f"wanted/{kind.__name__}") for kind in (str, int, bool, dict, list)
}
"""What is expected of a value, by the type that JSON gives it."""
DAY = message("wanted/day")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NOBODY = "?"
"""Stands where a reference cannot be read: no record has this id, so it leads nowhere."""


@frozen
class Misread:
    """That a value is not of the kind of its field.

    Attributes:
        message: What is wrong.
        code: The code of the issue.
        inside: Where in the value, if it holds several.
    """

    message: Message
    code: str = "shape.type"
    inside: str = ""


def shown(value: Any) -> str:
    """Show a value as JSON writes it, cut when long."""
    import json

    if isinstance(value, int):
        return written(value) if abs(value) > LARGEST_COUNT else json.dumps(value)
    text = " ".join(json.dumps(value, ensure_ascii=False, default=str).split())
    return text if len(text) <= 60 else f"{text[:57]}…"


def instead(expected: Fact, value: Any) -> Message:
    """Say what was expected and what was given."""
    return message("shape.type/instead", expected=expected, given=shown(value))


def not_among(value: Any, words: Iterable[object]) -> Message:
    """Say that a value is no word of an enumeration, and what words there are."""
    return message("shape.type/not-among", given=shown(value), words=tuple(map(str, words)))


_KIND_BY_SIGN = {'"': "text", "'": "text", "[": "list", "{": "object"}


def unshown(fault: Message) -> Message:
    """Say the same of a record about people: of what kind the value is, never the value.

    In a wrong field a name, a day of birth or a number of insurance may stand.

    >>> unshown(instead(DAY, "Иванова")).facts["given"]
    Message(key='given/text', facts={})
    """
    value = fault.facts.get("given")
    if not isinstance(value, str) or value in {"null", "true", "false"}:
        return fault
    kind = message(f"given/{_KIND_BY_SIGN.get(value[:1], 'number')}")
    return message(fault.key, **{**fault.facts, "given": kind})


def day_of(text: str) -> dt.date | PartialDay | Misread:
    """Read a day as files write it; of one known in part, its month or its year."""
    # The API reads every date of ISO 8601; a file has one way to write a day.
    if _DAY.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return Misread(instead(DAY, text), "shape.value")
    with contextlib.suppress(ValueError):
        return PartialDay.of(text)
    return Misread(instead(DAY, text), "shape.value")


_AS_THEY_ARE = frozenset({int, bool, str})


def plain(given: Any) -> Any:
    """Turn a value of numpy or pandas into the number, the yes or no or the ``None`` that Python has for it.

    >>> plain(36.0), plain(float("nan")), plain("36")
    (36, None, '36')
    """
    if given is None or type(given) in _AS_THEY_ARE:
        return given
    given = _of_numpy(given)
    if _is_nothing(given):
        return None
    number = _number(given)
    return given if number is None else number


# Records.


@frozen
class Found:
    """Records as they were read.

    Attributes:
        records: The records; the same objects where all of them could be.
        faults: The place of a record, the field, and the issue, where a value could not be read.
        partial: The place of a record, the field, and what is known of its day, where that is not all.
        lasts: Whether none of the values can change: of a list that stands for words another look may differ.
    """

    records: tuple[Any, ...]
    faults: tuple[tuple[int, str, Issue], ...]
    partial: tuple[tuple[int, str, PartialDay], ...] = ()
    lasts: bool = True


def read(
    collection: str, records: tuple[Any, ...], kinds: Mapping[str, FieldKind], *, shows: bool = True
) -> Found:
    """Read the records of a collection.

    Args:
        collection: Its name.
        records: The records.
        kinds: Their fields.
        shows: Whether a fault may show a value; else it tells of what kind it is.
    """
    changes: dict[int, dict[str, Any]] = {}
    faults: list[tuple[int, str, Issue]] = []
    partial: list[tuple[int, str, PartialDay]] = []
    lasts = True
    for name, kind in kinds.items():
        values = values_of(records, name)
        if is_sound(values, kind):
            continue
        lasts = lasts and all(map(_has_hash, values))
        for index, value in enumerate(values):
            reading = _value(value, kind)
            if isinstance(reading, Misread):
                place = f"$.{collection}[{index}].{name}{reading.inside}"
                text = reading.message if shows else unshown(reading.message)
                faults.append((index, name, Issue(place=place, text=text, code=reading.code)))
                reading = _unread(kind, collection, index)
            elif isinstance(reading, PartialDay):
                # Whoever knows of whole days alone sees none.
                partial.append((index, name, reading))
                reading = None
            if reading is not value:
                changes.setdefault(index, {})[name] = reading
    if changes:
        records = tuple(
            attrs.evolve(record, **changes[index]) if index in changes else record
            for index, record in enumerate(records)
        )
    return Found(records, tuple(sorted(faults, key=lambda fault: fault[0])), tuple(partial), lasts)


def _unread(kind: FieldKind, collection: str, index: int) -> str | tuple[()] | None:
    """Make what stands for a value that could not be read: an id of its own, a dead reference, ``None``."""
    if kind.sort == "text" and kind.required:
        return ""
    if kind.sort != "key":
        return kind.default if kind.default in {"", ()} else None
    return f"{collection}[{index}]" if kind.name == "id" else NOBODY


_PLAIN: Mapping[str, type] = {"key": str, "text": str, "date": dt.date, "bool": bool, "int": int}
_INSIDE: Mapping[str, type] = {"texts": str, "ints": int}


def classes_of(values: Iterable[Any]) -> set[type]:
    """List the classes that values are of.

    >>> classes_of(["m1", None, "m2"]) == {str, type(None)}
    True
    """
    return {*map(type, values)}


def is_sound(values: Sequence[Any], kind: FieldKind, classes: AbstractSet[type] | None = None) -> bool:
    """Tell whether every value is of its kind already: nearly always so, hence asking must cost little.

    >>> from rnms.model.system import field_kinds
    >>> birth_date = field_kinds("persons")["birth_date"]
    >>> is_sound([dt.date(1990, 5, 1), None], birth_date), is_sound(["1990-05-01"], birth_date)
    (True, False)

    Args:
        values: The values of a field.
        kind: What the field holds.
        classes: The classes of the values, if somebody has looked at them.
    """
    expected = kind.enumeration or _PLAIN.get(kind.sort, tuple)
    classes = classes_of(values) if classes is None else classes
    may_be_absent = not kind.required and kind.default is None
    if not classes <= ({expected, type(None)} if may_be_absent else {expected}):
        return False
    if expected is dt.date:
        told = filter(None, values) if type(None) in classes else values
        return kind.name in EARLIEST or min(told, default=FIRST_DAY) >= FIRST_DAY
    if expected is int:
        return all(value is None or 0 <= value <= LARGEST_COUNT for value in {*values})
    if expected is not tuple:
        return True
    try:
        different = {*values}
    except TypeError:  # a list in it has no hash
        return False
    # Few sets differ.
    words_met = {word for words in different if words for word in words}
    if not {*map(type, words_met)} <= {_INSIDE[kind.sort]}:
        return False
    return kind.sort != "ints" or all(0 <= word <= LARGEST_COUNT for word in words_met)


def _has_hash(value: object) -> bool:
    """Tell whether a value has a hash, as what never changes has: a tuple may hold a list."""
    try:
        hash(value)
    except TypeError:
        return False
    return True


# Values.


def _value(value: Any, kind: FieldKind) -> Any:
    """Read a value."""
    reading = _as_kind(value, kind)
    if kind.sort == "date" and kind.name not in EARLIEST:
        return of_our_age(reading)
    return reading


TOO_EARLY = message("shape.value/early", first=FIRST_DAY.year)
"""Is said of a day that is earlier than any of the field."""


def of_our_age(day: Any) -> Any:
    """Take no day that is earlier than any of the field: 0090 stands for 1990, and 0001 for none.

    >>> of_our_age(dt.date(90, 5, 1)).code
    'shape.value'
    """
    last = day.last if isinstance(day, PartialDay) else day
    return Misread(TOO_EARLY, "shape.value") if isinstance(last, dt.date) and last < FIRST_DAY else day


def _as_kind(value: Any, kind: FieldKind) -> Any:
    value = _of_numpy(value)
    if _is_nothing(value):
        if not kind.required:
            return kind.enumeration(kind.default) if kind.enumeration and kind.default else kind.default
        value = None
    if kind.enumeration is not None:
        return _word(value, kind.enumeration)
    if kind.sort in _INSIDE:
        return _several(value, kind.sort)
    return _READERS[kind.sort](value)


def _of_numpy(value: Any) -> Any:
    """Turn a value of numpy into one of Python."""
    if type(value).__module__.partition(".")[0] != "numpy":
        return value
    if type(value).__name__ == "datetime64":
        return value.astype("datetime64[D]").item()
    return value.tolist()


def _is_nothing(value: Any) -> bool:
    """Tell whether a value is one of those that numpy and pandas write where nothing was given."""
    if value is None or type(value).__name__ in {"NaTType", "NAType"}:
        return True
    return isinstance(value, float) and value != value  # noqa: PLR0124  # so NaN is known


def _key(value: Any) -> str | Misread:
    # Frames take whole numbers for ids.
    number = _number(value)
    return _text(value) if number is None else str(number)


def _text(value: Any) -> str | Misread:
    if isinstance(value, str) and not isinstance(value, enum.Enum):
        return str(value)
    return Misread(instead(KINDS[str], value))


def _day(value: Any) -> dt.date | PartialDay | Misread:
    if isinstance(value, PartialDay):
        return value
    if isinstance(value, dt.datetime):
        # In UTC another day may begin than where it was meant, and nobody knows where that was.
        return Misread(instead(DAY, value)) if value.tzname() == "UTC" else value.date()
    if isinstance(value, dt.date):
        return value
    return day_of(value) if isinstance(value, str) else Misread(instead(DAY, value))


def _yes(value: Any) -> bool | Misread:
    return value if isinstance(value, bool) else Misread(instead(KINDS[bool], value))


def _whole(value: Any) -> int | Misread:
    number = _number(value)
    if number is not None and not 0 <= number <= LARGEST_COUNT:
        return Misread(instead(outside_limits(number), number), "shape.value")
    return Misread(instead(KINDS[int], value)) if number is None else number


def outside_limits(number: int) -> Message:
    """Say which numbers there are, of one that is less or more than any."""
    if number < 0:
        return message("wanted/at-least", least=0)
    return message("wanted/at-most", most=LARGEST_COUNT)


def _number(value: Any) -> int | None:
    """Read a whole number; in a column with empty cells, pandas makes 36.0 of 36."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _word(value: Any, enumeration: type[enum.Enum]) -> enum.Enum | Misread:
    if isinstance(value, enumeration):
        return value
    for word in enumeration:
        # A member of another enumeration that is spelt alike is another word.
        if isinstance(value, str) and not isinstance(value, enum.Enum) and word.value == value:
            return word
    return Misread(not_among(value, (word.value for word in enumeration)))


def _several(value: Any, sort: str) -> tuple[Any, ...] | Misread:
    listed = as_tuple(value)
    if not isinstance(listed, tuple):
        return Misread(instead(KINDS[list], value))
    readings = [_READERS["text" if sort == "texts" else "int"](_of_numpy(item)) for item in listed]
    for index, reading in enumerate(readings):
        if isinstance(reading, Misread):
            return attrs.evolve(reading, inside=f"[{index}]")
    return tuple(readings)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "key": _key, "text": _text, "date": _day, "bool": _yes, "int": _whole
}  # fmt: skip
