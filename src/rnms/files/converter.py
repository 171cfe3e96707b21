"""Values to plain JSON and back: strict, and all faults at once with their paths.

A bool is no number, "5" is not 5, an unknown key is a fault with a suggestion.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from rnms._values import frozen
from rnms.errors import DataError, PeriodError, UsageError, nearest
from rnms.indicators.tally import LoadTally, Tally
from rnms.indicators.target import Years
from rnms.issues import Either, Fact, Issue, Message, message
from rnms.model.law import Act, Clause, Unknown
from rnms.model.limits import FIRST_YEAR, LARGEST_COUNT, LAST_YEAR, WITHIN_YEARS, is_within_years
from rnms.model.misread import DAY, KINDS, Misread, day_of, instead, not_among, outside_limits, shown, unshown
from rnms.model.norm import Bounds, Exact
from rnms.model.partial import PartialDay
from rnms.model.period import Period
from rnms.model.returns import PrintedShare
from rnms.model.system import is_about_people, record_classes

T = TypeVar("T")

PERIOD = r"\d{4}|\d{4}/\d{4}|\d{4}-H[12]|\d{4}-Q[1-4]|\d{4}-(0[1-9]|1[0-2])|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d"
"""A period as files write it."""
EXACT = r"-?\d+(/[1-9]\d*)?"
"""A number that is no integer, as files write it."""


class ShapeError(ValueError):
    """A value that has not the shape it should have, or is none that can be."""

    def __init__(self, message: Message, code: str = "shape.type") -> None:
        super().__init__(message.key)
        self.message = message
        self.code = code


def _strict(kind: type[T]) -> Callable[[Any, Any], T]:
    def structure(value: Any, _: Any) -> T:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ShapeError(instead(KINDS[kind], value))
        return value

    return structure


def step(path: str, key: str) -> str:
    """Write the path of a key of an object."""
    # Ours are Latin; a name that stands where a key should is told apart by its brackets.
    return f"{path}.{key}" if key.isascii() and key.isidentifier() else f"{path}[{shown(key)}]"


_PERIOD = message("wanted/period")


def _day(value: Any, _: Any) -> dt.date | PartialDay:
    if not isinstance(value, str):
        raise ShapeError(instead(DAY, value))
    day = day_of(value)
    if isinstance(day, Misread):
        raise ShapeError(day.message, day.code)  # a text, but of no day
    return day


def _period(value: Any, _: Any) -> Period:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ShapeError(instead(_PERIOD, value))
    if not re.fullmatch(PERIOD, str(value), re.ASCII):
        raise ShapeError(instead(_PERIOD, value), "shape.value")
    try:
        return Period.of(value)
    except PeriodError:
        raise ShapeError(instead(_PERIOD, value), "shape.value") from None


def _share(value: Any, _: Any) -> PrintedShare:
    text = _strict(str)(value, str)
    try:
        return PrintedShare(text)
    except UsageError as error:
        is_outside = error.message.key.endswith("/outside")
        wanted = message("wanted/share/outside" if is_outside else "wanted/share")
        raise ShapeError(instead(wanted, text), "shape.value") from None


def _years_or_period(value: Any, _: Any) -> Years | Period:
    text = _strict(str)(value, str)
    if match := re.fullmatch(r"(\d{4})\.\.(\d{4})?", text, re.ASCII):
        return Years(int(match[1]), int(match[2]) if match[2] else None)
    return Period.of(text)


def _years(value: Years) -> str:
    # Of one year too: "2024" is the calendar year, of whatever kind an indicator counts by.
    return f"{value.first}..{value.last or ''}"


def _exact(value: Any, _: Any) -> Exact:
    if type(value) is int:
        return value
    if not isinstance(value, str) or not re.fullmatch(EXACT, value, re.ASCII):
        raise ShapeError(instead(message("wanted/exact"), value))
    return Fraction(value)


def _enumeration(value: Any, kind: type[enum.Enum]) -> enum.Enum:
    try:
        return kind(value)
    except ValueError:
        raise ShapeError(not_among(value, (member.value for member in kind))) from None


def _unshown(inner: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """Keep what is never shown, a person's name, out of errors too."""

    def structure(value: Any, kind: Any) -> Any:
        try:
            return inner.structure(value, kind)
        except (cattrs.BaseValidationError, ValueError):
            raise ShapeError(message("shape.type/unshown")) from None

    return structure


def _count(inner: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """Refuse what the class would refuse, but beside the field, so that no other fault is hidden."""

    def structure(value: Any, kind: Any) -> Any:
        number = inner.structure(value, kind)
        if number is not None and not 0 <= number <= LARGEST_COUNT:
            raise ShapeError(instead(outside_limits(number), number), "shape.value")
        return number

    return structure


def _within_years(inner: cattrs.Converter) -> Callable[[Any, Any], Any]:
    """Refuse a period of years of which nothing is reported, beside the field likewise."""

    def structure(value: Any, kind: Any) -> Any:
        period = inner.structure(value, kind)
        if period is not None and not is_within_years(period):
            years = message("wanted/years", first=FIRST_YEAR, last=LAST_YEAR)
            raise ShapeError(instead(years, value), "shape.value")
        return period

    return structure


@frozen(eq=False)
class ByFields:
    """The reader of a class of which a file tells every field under its name.

    Attributes:
        kind: The class.
    """

    kind: type[attrs.AttrsInstance]
    _inner: cattrs.Converter

    @functools.cached_property
    def fields(self) -> dict[str, attrs.Attribute[Any]]:
        """The fields that are read, their types resolved."""
        transient = _transient(self.kind)
        resolved = attrs.fields(attrs.resolve_types(self.kind))
        return {field.name: field for field in resolved if field.name not in transient}

    def hook(self, field: attrs.Attribute[Any]) -> Callable[[Any, Any], Any] | None:
        """Make the reader of a field that declares more than its type; ``None`` for any other."""
        if not field.repr:
            return _unshown(self._inner)
        if WITHIN_YEARS.items() <= field.metadata.items():
            return _within_years(self._inner)
        ends = field.metadata.get("schema", {})
        return _count(self._inner) if "minimum" in ends else None

    @functools.cached_property
    def _structure(self) -> Callable[[Any, Any], Any]:
        # Made when first used: a judgement holds judgements.
        hooks = {name: self.hook(field) for name, field in self.fields.items()}
        special: dict[str, Any] = {
            name: cattrs.override(struct_hook=hook) for name, hook in hooks.items() if hook is not None
        }
        special |= dict.fromkeys(_transient(self.kind), cattrs.override(omit=True))
        return make_dict_structure_fn(self.kind, self._inner, **special)

    def __call__(self, value: Any, target: Any) -> Any:
        """Make one of an object."""
        return self._structure(_strict(dict)(value, dict), target)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _new(*, omit_if_default: bool) -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, omit_if_default=omit_if_default)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _strict(kind))
    converter.register_structure_hook(dt.date, _day)
    # A field of a day may hold one that is known in part; either is written so.
    converter.register_unstructure_hook(dt.date, str)
    converter.register_structure_hook(Period, _period)
    converter.register_unstructure_hook(Period, str)
    converter.register_structure_hook_func(lambda kind: kind == Years | Period, _years_or_period)
    converter.register_unstructure_hook(Years, _years)
    converter.register_unstructure_hook_func(lambda kind: kind == Years | Period, converter.unstructure)
    converter.register_structure_hook(PrintedShare, _share)
    converter.register_unstructure_hook(PrintedShare, str)
    converter.register_structure_hook_func(lambda kind: kind == Exact, _exact)
    converter.register_structure_hook_func(
        lambda kind: kind == Exact | None, lambda value, kind: None if value is None else _exact(value, kind)
    )
    converter.register_unstructure_hook(Fraction, str)
    # Open ends are rare: a file speaks of them only where there are some.
    unwritten: dict[str, Any] = dict.fromkeys(_transient(Bounds), cattrs.override(omit=True))
    converter.register_unstructure_hook(
        Bounds, make_dict_unstructure_fn(Bounds, converter, _cattrs_omit_if_default=True, **unwritten)
    )
    converter.register_structure_hook_func(
        lambda kind: kind == Tally | LoadTally,
        lambda value, _: converter.structure(
            value, LoadTally if "members" in _strict(dict)(value, dict) else Tally
        ),
    )
    converter.register_structure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, enum.Enum), _enumeration
    )

    converter.register_structure_hook(
        Issue, lambda value, _: Issue(**attrs.asdict(converter.structure(value, _WrittenIssue)))
    )
    converter.register_unstructure_hook(
        Issue, lambda issue: {"place": issue.place, "text": issue.text, "code": issue.code}
    )

    @converter.register_structure_hook_factory(_is_tuple)
    def of_tuple(kind: Any, inner: cattrs.Converter) -> Callable[[Any, Any], Any]:
        structure = homogenous_tuple_structure_factory(kind, inner)

        def from_list(value: Any, target: Any) -> Any:
            return structure(_strict(list)(value, list), target)

        return from_list

    @converter.register_structure_hook_factory(attrs.has)
    def of_class(kind: Any, inner: cattrs.Converter) -> Callable[[Any, Any], Any]:
        return ByFields(kind, inner)

    @converter.register_unstructure_hook_factory(
        lambda kind: attrs.has(kind) and bool(_transient(kind) or _rare(kind))
    )
    def of_transient(kind: Any, inner: cattrs.Converter) -> Callable[[Any], dict[str, Any]]:
        special: dict[str, Any] = dict.fromkeys(_transient(kind), cattrs.override(omit=True))
        special |= dict.fromkeys(_rare(kind), cattrs.override(omit_if_default=True))
        omits = omit_if_default and not _transient(kind)
        return make_dict_unstructure_fn(kind, inner, _cattrs_omit_if_default=omits, **special)

    converter.register_structure_hook_func(
        lambda kind: not _is_tuple(kind) and Unknown in get_args(kind),
        lambda value, kind: (
            converter.structure(value, Unknown)
            if isinstance(value, dict) and "why" in value
            else converter.structure(value, _known(kind))
        ),
    )

    return converter


def _transient(kind: Any) -> list[str]:
    """List the fields that live in memory only."""
    return [field.name for field in attrs.fields(kind) if field.metadata.get("transient")]


def _rare(kind: Any) -> list[str]:
    """List the fields that are written only where they say something."""
    return [field.name for field in attrs.fields(kind) if field.metadata.get("rare")]


def _known(kind: Any) -> Any:
    """Find what a field holds where it is known."""
    return functools.reduce(operator.or_, [option for option in get_args(kind) if option is not Unknown])


@functools.cache
def plain() -> cattrs.Converter:
    """Make the converter of data files: what is left at its default is not written."""
    return _new(omit_if_default=True)


def citing(acts: Iterable[Act]) -> cattrs.Converter:
    """Make a converter that writes the act of a clause as its key, and finds it again among these acts.

    >>> from rnms import regions
    >>> from rnms.model import Clause
    >>> clause = regions.get("ugra").indicator("6.2.1").clause
    >>> citing(regions.get("ugra").acts).unstructure(clause, Clause)["act"]
    'order'
    """
    by_key = {act.key: act for act in acts}
    converter = _new(omit_if_default=False)

    def structure(value: Any, _: Any) -> Clause:
        fields = dict(_strict(dict)(value, dict))
        key = fields.pop("act", None)
        if key not in by_key:
            raise ShapeError(message("shape.type/no-act", key=shown(key)))
        return converter.structure(fields, _Place).clause(by_key[key])

    converter.register_structure_hook(Clause, structure)
    converter.register_unstructure_hook(
        Clause,
        lambda clause: {
            "act": clause.act.key,
            "number": clause.number,
            "document": clause.document,
            "line": clause.line,
        },
    )
    return converter


@frozen(kw_only=True)
class _WrittenIssue:
    """An issue as files write it: in words."""

    place: str
    text: str
    code: str


@frozen(kw_only=True)
class _Place:
    """A clause without its act."""

    number: str
    document: str = ""
    line: int | None = None

    def clause(self, act: Act) -> Clause:
        return Clause(act=act, number=self.number, document=self.document, line=self.line)


def structured(
    raw: Any,
    kind: type[T],
    source: str,
    *,
    converter: cattrs.Converter | None = None,
    faults: tuple[Issue, ...] = (),
) -> T:
    """Make a value of plain JSON.

    >>> from rnms.model import Municipality
    >>> structured({"id": "m1", "name": "Лесной район"}, Municipality, "места.json").name
    'Лесной район'

    Raises:
        DataError: If the shape is wrong or ``faults`` were found before; all are listed with their paths.
    """
    faults = tuple(map(without_people, faults))
    try:
        value = (converter or plain()).structure(raw, kind)
    except (cattrs.BaseValidationError, ShapeError) as error:
        structural_faults = tuple(map(without_people, _found(error, "$")))
        # What is no number in JSON is no value of any other kind either: once is enough.
        places = {fault.place for fault in faults if fault.code == "json.number"}
        news = (
            fault
            for fault in structural_faults
            if fault.place not in places or fault.code == "shape.unknown-key"
        )
        raise DataError(source, (*faults, *news)) from None
    if faults:
        raise DataError(source, faults)
    return value


def _found(error: Exception, path: str) -> Iterator[Issue]:
    """List every fault in an error of cattrs, each with its path."""
    match error:
        case cattrs.ClassValidationError():
            at_fields, rest = error.group_exceptions()
            for inner, field in at_fields:
                yield from _found(inner, f"{path}.{field.name}")
            for inner in rest:
                yield from _found(inner, path)
        case cattrs.IterableValidationError():
            at_items, rest = error.group_exceptions()
            for inner, item in at_items:
                yield from _found(inner, f"{path}[{item.index}]")
            for inner in rest:
                yield from _found(inner, path)
        case cattrs.ForbiddenExtraKeysError():
            names = [field.name for field in attrs.fields(error.cl)]
            for key in sorted(error.extra_fields):
                fault = message("shape.unknown-key", key=repr(key), near=perhaps(key, names))
                yield Issue(place=step(path, key), text=fault, code="shape.unknown-key")
        case KeyError():
            fault = message("shape.missing-key", key=repr(error.args[0]))
            yield Issue(place=path, text=fault, code="shape.missing-key")
        case ShapeError():
            yield Issue(place=path, text=error.message, code=error.code)
        case _:
            yield Issue(place=path, text=str(error), code="shape.value")


_FOREIGN_KEY = re.compile(r'\["(?=.*[^\x00-\x7f]).*')
_OF_NOTHING = re.compile(r'\$(\["|$)')
"""The file as a whole, and what stands under keys that are none of ours: people, where it lists them."""
_ABOUT = re.compile(r"\$\.(?P<collection>\w+)\b")


def without_people(fault: Issue) -> Issue:
    """Say a fault of a file without what stands in a record about people: of what kind it is, no more."""
    inside = _ABOUT.match(fault.place)
    collection = "" if inside is None else inside["collection"]
    is_of_people = collection in record_classes() and is_about_people(collection)
    if not is_of_people and not _OF_NOTHING.match(fault.place):
        return fault
    # A name may stand where a key should; ours are Latin.
    place, said = _FOREIGN_KEY.sub("[…]", fault.place), fault.message
    if isinstance(said, Message) and "key" in said.facts and place != fault.place:
        said = message(said.key, **{**said.facts, "key": message("given/key"), "near": ""})
    text = unshown(said) if isinstance(said, Message) else message("shape.type/unshown")
    return attrs.evolve(fault, place=place, text=text)


def perhaps(key: str, known: Iterable[str]) -> Fact:
    """Name the nearest known word, as the end of a clause; empty when none is near.

    >>> perhaps("figurs", ["figures", "claims"])
    Message(key='perhaps', facts={'words': Either(facts=("'figures'",))})
    """
    near = tuple(map(repr, nearest(key, known)))
    return message("perhaps", words=Either(near)) if near else ""
