"""Profiles as JSON: the duties of a region for whoever does not read Python.

Every value says what it is (``{"is": "Clause", …}``). Only the words of rnms can be named there: nothing that
a file says is looked up elsewhere or run.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import typing
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from types import NoneType, UnionType
from typing import Any

import attrs

from rnms._values import define
from rnms.errors import DataError
from rnms.files.converter import perhaps, step
from rnms.files.json import parsed, write_json
from rnms.indicators import (
    counts,
    definition,
    loads,
    measures,
    over_periods,
    requirement,
    schedule,
    tally,
    target,
)
from rnms.issues import Issue, Message, message
from rnms.logic import population, predicates
from rnms.model import (
    day_deadlines,
    deadlines,
    development,
    law,
    norm,
    people,
    period,
    returns,
    roadmap,
    shifts,
    statute,
    subjects,
    working_days,
)
from rnms.model.misread import instead, shown
from rnms.regions import declaration, editions, overlay, profile, relations
from rnms.regions.profile import RegionProfile

VERSION = 1
_KIND, _VALUE = "is", "value"
_PLAIN: Mapping[str, tuple[type, Callable[[str], object]]] = {
    "date": (dt.date, dt.date.fromisoformat),
    "fraction": (Fraction, Fraction),
}


def dump_profile(profile: RegionProfile, path: str | Path | None = None) -> str:
    """Write a profile as JSON text, also to ``path`` when given; :func:`load_profile` reads an equal one.

    >>> from rnms import regions
    >>> load_profile(dump_profile(regions.get("amur"))) == regions.get("amur")
    True
    """
    return write_json({"rnms-profile": VERSION, **_encoded(profile)}, path)


def load_profile(text: str | bytes, *, source: str = "profile") -> RegionProfile:
    """Read a profile from JSON text.

    >>> from rnms import regions
    >>> ugra = regions.get("ugra")
    >>> load_profile(dump_profile(ugra)) == ugra
    True

    Raises:
        DataError: If it is no profile; all faults are listed with their paths.
    """
    raw, faults = parsed(text, source, version_key="rnms-profile", version=VERSION)
    reader = _Reader(faults=list(faults))
    profile = reader.read(raw, "$")
    if not reader.faults and not isinstance(profile, RegionProfile):
        reader.fault("$", instead("RegionProfile", raw.get(_KIND)))
    if reader.faults:
        raise DataError(source, tuple(reader.faults))
    assert isinstance(profile, RegionProfile)  # noqa: S101  # else it were a fault
    return profile


def _encoded(value: object) -> Any:
    match value:
        case tuple():
            return [_encoded(item) for item in value]
        case predicates.DateOrder():
            # Short enough to be told by the place of each word.
            return [_encoded(item) for item in (value.their, value.op, value.ours)]
        case enum.Enum():
            return {_KIND: type(value).__name__, _VALUE: value.value}
        case dt.date() | Fraction():
            [kind] = [name for name, (cls, _) in _PLAIN.items() if isinstance(value, cls)]
            return {_KIND: kind, _VALUE: str(value)}
    cls: Any = type(value)
    if not attrs.has(cls):
        return value
    values = {
        field.name: getattr(value, field.name)
        for field in attrs.fields(cls)
        if field.init and getattr(value, field.name) != field.default
    }
    return {_KIND: cls.__name__, **{name: _encoded(inner) for name, inner in values.items()}}


class _Faulty:
    """Stands in place of what could not be read."""


@define
class _Reader:
    """Reads values, and keeps what is wrong with them."""

    faults: list[Issue]

    def fault(self, path: str, text: Message | str, code: str = "shape.value") -> _Faulty:
        """Keep a fault."""
        self.faults.append(Issue(place=path, text=text, code=code))
        return _Faulty()

    def read(self, raw: object, path: str) -> object:
        """Read a value, or make what stands in its place."""
        if isinstance(raw, list):
            return tuple(self.read(item, f"{path}[{index}]") for index, item in enumerate(raw))
        if isinstance(raw, float):
            return self.fault(path, message("shape.value/inexact", value=str(raw)))
        if not isinstance(raw, dict):
            return raw
        kind = raw.get(_KIND)
        kind = kind if isinstance(kind, str) else ""
        if kind in _PLAIN:
            return self._made(path, _PLAIN[kind][1], raw.get(_VALUE))
        cls = kinds().get(kind)
        if cls is None:
            near = perhaps(kind, kinds())
            return self.fault(path, message("shape.value/no-kind", kind=shown(raw.get(_KIND)), near=near))
        if issubclass(cls, enum.Enum):
            return self._made(path, cls, raw.get(_VALUE))
        return self._object(cls, {key: value for key, value in raw.items() if key != _KIND}, path)

    def _object(self, cls: type, raw: dict[str, object], path: str) -> object:
        fields = {field.name: field for field in attrs.fields(cls) if field.init}
        contents = {
            name: _in_order(self.read(value, step(path, name)), _hints(cls).get(name))
            for name, value in raw.items()
        }
        before = len(self.faults)
        for name, value in contents.items():
            if name not in fields:
                fault = message("shape.unknown-key", key=repr(name), near=perhaps(name, fields))
                self.fault(step(path, name), fault, "shape.unknown-key")
            elif not _holds_faults(value) and not _fits(value, _hints(cls)[name]):
                self.fault(
                    step(path, name), message("shape.type/unfit", given=shown(raw[name])), "shape.type"
                )
        for name, field in fields.items():
            if field.default is attrs.NOTHING and name not in contents:
                self.fault(path, message("shape.missing-key", key=repr(name)), "shape.missing-key")
        if len(self.faults) > before or any(_holds_faults(value) for value in contents.values()):
            return _Faulty()
        return self._made(path, lambda values: cls(**values), contents)

    def _made(self, path: str, make: Callable[[Any], object], value: object) -> object:
        try:
            return make(value)
        except (TypeError, ValueError, LookupError, ZeroDivisionError) as error:
            return self.fault(path, str(error))


_PAGES = (
    law, norm, period, working_days, day_deadlines, deadlines, roadmap, statute, subjects, people,
    development, returns, population, predicates, tally, counts, loads, measures, over_periods, shifts,
    definition, target, requirement, schedule, relations, declaration, overlay, editions, profile,
)  # fmt: skip
"""Where the values that declare a region are defined."""


@functools.cache
def kinds() -> Mapping[str, type]:
    """Collect every class and enumeration that a profile may hold, by name."""
    words = {name: value for page in _PAGES for name, value in vars(page).items()}
    return {
        name: value
        for name, value in words.items()
        if isinstance(value, type) and (attrs.has(value) or issubclass(value, enum.Enum))
    }


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls, localns=dict(kinds()))


def _in_order(value: object, hint: Any) -> object:
    """Make the order of two days of the three words that a file lists; leave anything else as it is."""
    if predicates.DateOrder in typing.get_args(hint) and _fits(value, tuple[str, predicates.Op, str]):
        assert isinstance(value, tuple)  # noqa: S101  # else it did not fit
        return predicates.DateOrder(*value)
    return value


def _holds_faults(value: object) -> bool:
    return isinstance(value, _Faulty) or (isinstance(value, tuple) and any(map(_holds_faults, value)))


def _fits(value: object, hint: Any) -> bool:
    """Tell whether a value is what a field declares."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, UnionType}:
        return any(_fits(value, alternative) for alternative in inner)
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        expected = inner[:1] * len(value) if inner[1:] == (...,) else inner
        return len(expected) == len(value) and all(map(_fits, value, expected))
    if hint is NoneType:
        return value is None
    # In Python a bool is an int; in a file it is none.
    return isinstance(value, hint) and (hint is bool or not isinstance(value, bool))
