"""Fields that look at what they are given: whoever declares a region is told a mistake where it is made.

``@frozen(field_transformer=checked)`` makes every field of a class refuse a value that is not of the
kind which its type says, in one line: what was given, what belongs there, what to write. Lists become tuples.
Types are read when the first value of a class is made, so that importing stays cheap.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import inspect
import sys
import types
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, ForwardRef, Union, get_args, get_origin, get_type_hints

import attrs

from rnms._values import frozen
from rnms.errors import FieldError
from rnms.showing import in_short

NONE_IS_TOLD: Mapping[str, bool] = types.MappingProxyType({"none is told": True})
"""The metadata of a field of which a profile tells that it is ``None``, together with all its faults."""

RARE: Mapping[str, bool] = types.MappingProxyType({"rare": True})
"""The metadata of a field that files speak of only where it says something."""

TRANSIENT: Mapping[str, bool] = types.MappingProxyType({"transient": True})
"""The metadata of a field that lives in memory only: it is neither written nor read."""

_LONGEST = 40
_NAMES = ("code", "key", "name")


def checked(_: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Make the fields of a class look at what they are given; attrs calls it.

    >>> from rnms.model import Norm
    >>> try:
    ...     Norm(low="10 %")
    ... except TypeError as error:
    ...     print(error)
    Norm.low: '10 %' is not exact; write an int, a Fraction or percent('10.5')
    """
    *names, last = [_converted(field) for field in fields]
    # When the last field is looked at, all of them hold what they were given: one look is enough.
    further = last.validator.further if isinstance(last.validator, _Look) else last.validator
    return [*names, last.evolve(validator=_Look(further))]


def _converted(field: attrs.Attribute[Any]) -> attrs.Attribute[Any]:
    converter: Any = field.converter
    if str(field.type).startswith("tuple[") and (converter is None or get_origin(converter) is tuple):
        return field.evolve(converter=_tuple)
    if converter is None or converter is _tuple or isinstance(converter, _Tolerant):
        return field
    return field.evolve(converter=_Tolerant(converter))


def _tuple(value: Any) -> Any:
    """Make a tuple of a list; a text lists nothing, and what is no list is left for the field to refuse."""
    if isinstance(value, tuple | str | Mapping) or not isinstance(value, Iterable):
        return value
    return tuple(value)


@frozen(eq=False)
class _Tolerant:
    """A converter that leaves what it cannot convert, for the field to tell."""

    convert: Callable[[Any], Any]

    def __call__(self, given: Any) -> Any:
        try:
            return self.convert(given)
        except (TypeError, AttributeError):
            return given


@frozen(eq=False)
class _Look:
    """Refuses what is not of the kind of its field, and then what the last field refuses by itself."""

    further: Any

    def __call__(self, instance: attrs.AttrsInstance, field: attrs.Attribute[Any], given: Any) -> None:
        try:
            kinds = _kinds(type(instance))
        except NameError:  # rnms itself is being imported, and makes no mistakes
            return
        for name, kind in kinds.items():
            value = getattr(instance, name)
            if type(value) in kind.options:  # as nearly all are; the rest may be of a subclass, or a tuple
                continue
            if not (isinstance(value, kind.options) if kind.is_plain else kind.admits(value)):
                raise _mistake(instance, name, value, kind)
        if self.further is not None:
            self.further(instance, field, given)


# Kinds.


@frozen(eq=False)
class _Kind:
    """What a field holds.

    Attributes:
        admits: Whether a value is of the kind.
        said: What it is called.
        options: The classes that it may be of.
        is_plain: Whether whatever is of one of them is of the kind.
        inner: What a tuple holds; ``None`` of anything else.
    """

    admits: Callable[[Any], bool]
    said: str
    options: tuple[type, ...] = ()
    is_plain: bool = attrs.field(default=False, kw_only=True)
    inner: _Kind | None = attrs.field(default=None, kw_only=True)


def types_of(cls: type[attrs.AttrsInstance]) -> Mapping[str, Any]:
    """Resolve the types of a class's fields, some of which another module may define.

    >>> from rnms.model import Person
    >>> types_of(Person)["id"]
    <class 'str'>

    Raises:
        NameError: While some of them are still being imported.
    """
    return {
        name: _resolved(text, base.__module__) if isinstance(text, str) else text
        for base in reversed(cls.__mro__)
        for name, text in inspect.get_annotations(base).items()
    }


@functools.cache
def _resolved(text: str, module: str) -> Any:
    """Resolve a type that a module writes: each text once, and by hand, which takes a third of typing's time.

    Raises:
        NameError: While it is still being imported.
    """
    package = sys.modules[module.rpartition(".")[0]]
    names = vars(sys.modules[module])
    while True:
        try:
            kind = eval(text, names, vars(package))  # noqa: S307  # a type in the code of a region or of rnms
            if not _is_named(kind):
                return kind
            return get_type_hints(types.SimpleNamespace(__annotations__={"": text}), names, vars(package))[""]
        except NameError as missing:
            # A package loads its names when they are asked for, and has them from then on.
            try:
                getattr(package, missing.name or "")
            except (AttributeError, ImportError):
                raise missing from None


def _is_named(kind: Any) -> bool:
    """Tell whether a type, or one within it, is but a name, which typing knows how to look up."""
    return isinstance(kind, str | ForwardRef) or any(map(_is_named, get_args(kind)))


@functools.cache
def _kinds(cls: type[attrs.AttrsInstance]) -> Mapping[str, _Kind]:
    """Map the fields of a class to what they hold.

    Raises:
        NameError: While some of its types are still being imported.
    """
    hints = types_of(cls)
    return {
        field.name: _kind(hints[field.name] | None if "none is told" in field.metadata else hints[field.name])
        for field in attrs.fields(cls)
    }


def _kind(hint: Any) -> _Kind:
    if get_origin(hint) in {Union, types.UnionType}:
        return _either([_kind(part) for part in get_args(hint)])
    if get_origin(hint) is tuple:
        return _of_tuple(get_args(hint))
    return _plain(hint if isinstance(hint, type) else get_origin(hint))


def _plain(cls: Any) -> _Kind:
    if not isinstance(cls, type):
        return _Kind(lambda _: True, "anything")
    # To Python yes is a number and a time of day a day.
    above = {int: bool, dt.date: dt.datetime}.get(cls)
    if above is None:
        return _Kind(lambda value: isinstance(value, cls), _called(cls), (cls,), is_plain=True)
    return _Kind(lambda value: isinstance(value, cls) and not isinstance(value, above), _called(cls), (cls,))


def _either(parts: list[_Kind]) -> _Kind:
    options = tuple(option for part in parts for option in part.options)
    # That a source may be silent of it is no hint what to write.
    labels = [part.said for part in parts if not {option.__name__ for option in part.options} & _SILENT]
    label = " or ".join(
        dict.fromkeys(labels or [part.said for part in parts if part.options != (types.NoneType,)])
    )
    if {*options} - {types.NoneType} == {int, Fraction}:
        label = "exact"
    names = {option.__name__ for option in options}
    for name, called in _TOGETHER.items():
        label = called if name in names else label
    inner = next((part.inner for part in parts if part.inner), None)
    if all(part.is_plain for part in parts):
        return _Kind(lambda value: isinstance(value, options), label, options, is_plain=True)
    return _Kind(lambda value: any(part.admits(value) for part in parts), label, options, inner=inner)


def _of_tuple(args: tuple[Any, ...]) -> _Kind:
    if args[-1] is not Ellipsis:
        parts = [_kind(part) for part in args]
        return _Kind(
            lambda value: (
                isinstance(value, tuple)
                and len(value) == len(parts)
                and all(part.admits(item) for part, item in zip(parts, value, strict=True))
            ),
            f"a pair ({', '.join(part.said for part in parts)})",
        )
    inner = _kind(args[0])
    return _Kind(
        lambda value: isinstance(value, tuple) and (_is_all(value, inner) or all(map(inner.admits, value))),
        f"a tuple of {inner.said.removeprefix('a ').removeprefix('an ')}",
        inner=inner,
    )


def _is_all(value: tuple[Any, ...], inner: _Kind) -> bool:
    """Tell quickly whether all values are of one wanted class, as the many records of a system are."""
    return inner.is_plain and {*map(type, value)} <= {*inner.options}


# What is told.

_CALLED: Mapping[str, str] = {
    "str": "a text",
    "int": "a whole number",
    "bool": "True or False",
    "date": "a day",
    "NoneType": "None",
    "Years": "a year, Years",
    "Unit": "a Unit",
}
_SILENT = {"NoneType", "Unknown"}
"""What stands for nothing, and for what nobody knows."""
_TOGETHER: Mapping[str, str] = {
    "Exists": "a predicate",
    "Scaled": "a Share",
    "Count": "a measure",
    "OneOffMonth": "a deadline",
    "YearsBefore": "another period",
    "TheYear": "a value of a field",
}
"""What many classes are called together, by one of them; of several the last."""
_WRITE: Mapping[str, str] = {
    "exact": "write an int, a Fraction or percent('10.5')",
    "a predicate": "write equals(…), within(…), exists(…) or a Term; several one after the other, in no list",
    "a day": "write datetime.date(2024, 1, 31)",
    "a text": "write it in quotes",
    "a whole number": "write it without quotes and without a fraction",
    "True or False": "write one of them",
    "a value of a field": "write a word, a whole number, datetime.date(2024, 1, 31), or END of the period",
    "a measure": "write Share(people.STAFF, diagnostics.DIAGNOSED), or another measure",
    "a deadline": "write Annual(), OneOffMonth(2024, 5) or another deadline",
    "a Share": "an index weighs shares: write Share(…), or Scaled(Count(people.STAFF), full=10) for others",
    "another period": "write YearsBefore(1), PeriodBefore(), AtBeginning() or Period.of(2021)",
    "a pair (a text, a text)": "write pairs: (('person', 'id'),)",
    "a pair (a whole number, a whole number)": "write pairs: [(2, 3), (9, 11)]",
    "a pair (a Population or a Term, a Population or a Term)": (
        "write {diagnostics.DIAGNOSED: diagnostics.DIAGNOSED_ANYWHERE}"
    ),
    "a Norm": "write at_least(percent(10)), at_most(…) or between(…, …)",
    "a Clause": "cite a place of an act: ORDER.clause('п. 6.2', line=480)",
    "a Target": "write Target(2024, at_least(percent(10)), CLAUSE), or yearly({2024: …}, CLAUSE) for several",
    "a year, Years or a Period": "write 2024, since(2024) or Period.of('2024-Q1')",
    "a PeriodKind or a Period": "write PeriodKind.CALENDAR, another member, or Period.of('2024-Q1')",
    "a Population": "take one of rnms.indicators.vocabulary, such as people.STAFF, or make a Population",
    "a Term": "take one of rnms.indicators.vocabulary, such as diagnostics.DIAGNOSED, or make a Term",
    "a Family": "take one of rnms.indicators.vocabulary, such as teams.TEAMS_SHARE, or make a Family",
    "a Reading": "take one of rnms.indicators.vocabulary, or make a Reading",
    "a Level": "take one of rnms.model, such as REGIONAL, or make a Level",
    "a Path": "write Path('start')",
    "a Unit": "take one of rnms.indicators, such as PERSON, or make a Unit",
}
"""What to write where something is wanted, by what it is called."""


def _mistake(instance: attrs.AttrsInstance, name: str, value: Any, kind: _Kind) -> FieldError:
    cls = type(instance)
    wrong, expected = value, kind
    if kind.inner is not None and isinstance(value, tuple):
        expected = kind.inner
        wrong = next(item for item in value if not expected.admits(item))
    is_hidden = kind.inner is not None and getattr(cls, "_hides_members", False)
    # What has a title is called by its code; in anything else a code means another thing.
    names = _NAMES if "title" in attrs.fields_dict(cls) else ()
    values = (getattr(instance, field) for field in names if hasattr(instance, field))
    return FieldError(
        owner=cls.__name__,
        field=name,
        whose=next((text for text in values if isinstance(text, str)), ""),
        given=_called(type(wrong)) if is_hidden else shown(wrong),
        wanted=expected.said,
        write=_way_out(cls, name, wrong, expected),
    )


def _way_out(cls: type[attrs.AttrsInstance], name: str, value: Any, kind: _Kind) -> str:
    if kind.inner is not None and kind.inner.admits(value):
        return "put it in a list: [ … ]"
    if isinstance(value, type) and value in kind.options:
        return f"make one of it: {value.__name__}(…)"
    words = [word for option in kind.options if issubclass(option, enum.Enum) for word in option]
    matches = [word for word in words if isinstance(value, str) and value in {word.value, word.name}]
    if matches:
        return f"write {matches[0]}"
    # A class of its own, given for another, was put in the wrong place.
    if not isinstance(value, str | int | Fraction | type | types.NoneType | tuple | list | dict):
        for other_name, other_kind in _kinds(cls).items():
            if other_name != name and other_kind.options and other_kind.admits(value):
                order = ", ".join(field.name for field in attrs.fields(cls))
                return f"it belongs in {other_name}: {cls.__name__}({order})"
    inner = kind.inner or kind
    if words and not {*inner.options} - {type(word) for word in words} - {types.NoneType}:
        return f"write {', '.join(map(str, words))}"
    return _WRITE.get(inner.said) or _made(inner)


def _made(kind: _Kind) -> str:
    """Show how a value of a wanted class is made."""
    for option in kind.options:
        if attrs.has(option):
            demanded = [field.name for field in attrs.fields(option) if field.default is attrs.NOTHING]
            return f"write {option.__name__}({', '.join(f'{name}=…' for name in demanded)})"
    return f"give {kind.said}"


def _called(cls: type) -> str:
    name = cls.__name__
    return _CALLED.get(name) or f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"


def expect(given: object, kinds: Any, *, owner: str, field: str, wanted: str, write: str) -> None:
    """Refuse what a function was given if it is of none of some classes; a moment is no day.

    Raises:
        FieldError: If it is of none.
    """
    above = dt.datetime if kinds is dt.date else ()
    if not isinstance(given, kinds) or isinstance(given, above):
        raise FieldError(owner=owner, field=field, given=shown(given), wanted=wanted, write=write)


def expect_day(given: object, *, owner: str, field: str) -> None:
    """Refuse what is no day; a moment is none either.

    >>> expect_day(dt.date(2024, 1, 31), owner="evaluate", field="as_of")

    Raises:
        FieldError: If it is none.
    """
    expect(given, dt.date, owner=owner, field=field, wanted="a day", write="write datetime.date(2024, 1, 31)")


def shown(given: object) -> str:
    """Show a value on one line: a plain one as it is, any other by its kind and name.

    >>> shown([1, 2]), shown("п. 1")
    ('a list', "'п. 1'")
    """
    if isinstance(given, enum.Enum):
        return str(given)
    if given is None or isinstance(given, str | int | float | Fraction | dt.date):
        return in_short(given, _LONGEST)
    if isinstance(given, type):
        return f"the class {given.__name__}"
    names = (getattr(given, name, None) for name in _NAMES)
    name = next((name for name in names if isinstance(name, str)), "")
    return f"the {type(given).__name__} {name!r}" if name else _called(type(given))
