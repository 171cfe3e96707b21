"""The records of a system by columns: facts, references, and masks of the records for which something is so.

A mask is one big integer with a byte, 0 or 1, for each record, so that and, or and not are single operations
on integers: microseconds for twenty thousand records. Columns are made once, when they are first read, and
serve every question and every period.
"""

from __future__ import annotations

import enum
import operator
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain, compress, repeat
from typing import Any, TypeVar

import attrs

from rnms._values import cached_property, frozen
from rnms.engine.codes import Codes
from rnms.engine.collected import Collected
from rnms.engine.days import Days
from rnms.engine.twins import Group, grouped, spread, surely
from rnms.issues import Issue
from rnms.logic.paths import fields_of, refers_to
from rnms.model.limits import plain_number
from rnms.model.main_places import AFTER_ALL, BEFORE_ALL, MainPlaces, Post
from rnms.model.partial import PartialDay, is_surely_before
from rnms.model.schema import EARLIEST, Absence, about, ordered_days
from rnms.model.system import RegionalSystem, field_kinds, kept_with, record_classes

T = TypeVar("T")
MAIN_PLACE = ("employments", "main")
"""The field of which one record tells another's."""
_MASKS_KEPT = 1000
"""How many masks questions share at most: those of one region take some hundreds."""


def mask_of(flags: Iterable[Any]) -> int:
    """Find the mask of the records for which a flag holds."""
    return int.from_bytes(bytes(flags), "little")


def all_ones(number: int) -> int:
    """Make the mask of all of a number of records."""
    return int.from_bytes(b"\1" * number, "little")


def mask_at(places: Iterable[int]) -> int:
    """Find the mask of the records at some places.

    >>> mask_at([2, 0, 2]) == 0x01_00_01
    True
    """
    distinct_places = {*places}
    flags = bytearray(max(distinct_places, default=-1) + 1)
    for place in distinct_places:
        flags[place] = 1
    return mask_of(flags)


def gathering(places: Sequence[Any]) -> Callable[[Any], Sequence[Any]]:
    """Make the function that selects from a sequence the values at some places, or from a mapping at keys.

    ``itemgetter`` of all places takes them in a third of the time of as many single looks.

    >>> gathering([2, 0])("abc")
    ('c', 'a')
    >>> gathering(["m1", "m1"])({"m1": 3})
    (3, 3)
    """
    if len(places) > 1:
        return operator.itemgetter(*places)
    return lambda values: tuple(values[place] for place in places)


def _bound(days: Column, at: int, end: int, instead: int) -> int:
    """Find the first or the last day that a record may have there; another where nobody knows it."""
    if days.unknown >> (8 * at) & 1:
        return days.spans[at][end] if at in days.spans else instead
    value: int = days.values[at]
    return value


def _equal(values: Iterable[Any], constant: object) -> int:
    return mask_of(map(operator.eq, values, repeat(constant)))


def _paired(places: Iterable[int], partners: Iterable[int], size: int) -> list[int]:
    """Give one number for two references, the second into a collection of a size: cheaper than a tuple."""
    return list(map(operator.add, map((size + 2).__mul__, places), partners))


def _absent(values: Iterable[Any]) -> int:
    return mask_of(map(operator.is_, values, repeat(None)))


@frozen(eq=False)
class Column:
    """A field of all records of a collection, or along references a field of others.

    Attributes:
        unknown: The mask of records for which it is not known.
        none: The mask of records that have none.
        read: Read the values; dates as day numbers, an open end as a day after all, anything where there is
            none.
        words: The enumeration that the values belong to, if any.
        spans: By record, between which days an unknown one lies, where that is known.
        are_days: Whether the values are day numbers.
        along: The references and the field at their end, of which it is made.
    """

    unknown: int
    none: int
    read: Callable[[], Sequence[Any]]
    words: type[enum.Enum] | None = None
    spans: Mapping[int, tuple[int, int]] = attrs.field(factory=dict)
    are_days: bool = False
    along: tuple[Keys, Column] | None = None

    @cached_property
    def values(self) -> Sequence[Any]:
        """The values, read or gathered when somebody looks at each."""
        return self.read()

    def limits(self, *, last: bool) -> tuple[Sequence[Any], int]:
        """Give the days, of one known in part the first or the last that it may be.

        And the mask of the records for which nothing is known of it.
        """
        if not self.spans:
            return self.values, self.unknown
        days = list(self.values)
        for place, span in self.spans.items():
            days[place] = span[last]
        return days, self.unknown & ~mask_at(self.spans)

    @cached_property
    def days(self) -> Days:
        """The values as days that are compared all at once."""
        values = self.values
        return Days(values if isinstance(values, array) else array("I", values))

    @cached_property
    def codes(self) -> Codes | None:
        """The values as a byte each; nothing where they are no words of an enumeration."""
        if self.words is None:
            return None
        if self.along is None:
            return Codes.of(self.values, self.words)
        keys, target = self.along
        return None if target.codes is None else target.codes.gathered(keys.gather)


@frozen(eq=False)
class Keys:
    """References of all records of a collection, as places in the collection that they refer to.

    Attributes:
        into: The collection referred to.
        places: Where; its length stands for unknown and the number after for none.
        unknown: The mask of records for which it is not known.
        none: The mask of records that refer to none.
    """

    into: str
    places: Sequence[int]
    unknown: int
    none: int

    @cached_property
    def gather(self) -> Callable[[Sequence[Any]], Sequence[Any]]:
        """Take from one value for each place those of all records."""
        return gathering(self.places)


class Columns:
    """The records of a system by columns and masks. Facts at fault are unknown.

    A reference to nobody is an unknown reference. Of records that tell one id in different ways
    (:mod:`rnms.engine.twins`) the first stands for the id, and what they tell differently is unknown to
    whoever refers to it. Faults are looked for in what a question reads and nowhere else; they are those that
    :func:`rnms.model.system.record_faults` lists for people.
    """

    def __init__(self, system: RegionalSystem) -> None:
        self.records = Collected(system)
        self._full: dict[str, int] = {}
        self._days: dict[tuple[str, str], tuple[Days, int]] = {}
        self._columns: dict[tuple[str, str], Column] = {}
        self._keys: dict[tuple[str, str], Keys] = {}
        self._joins: dict[tuple[str, tuple[str, ...]], tuple[Sequence[Hashable], int]] = {}
        self._groups: dict[str, tuple[Group, ...]] = {}
        self._misdated: dict[tuple[str, str], int] = {}
        self._kept: dict[Hashable, Any] = {}

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """Work out once what questions share, a mask or counts, by what it is made of.

        Each day of judgement has masks of its own, and the columns may serve as long as the system lives:
        so no more are kept than some questions need.
        """
        found: T | None = self._kept.get(key)
        if found is None:
            found = find()
            if len(self._kept) >= _MASKS_KEPT:
                self._kept.clear()
            self._kept[key] = found
        return found

    def has(self, entity: str) -> bool:
        """Tell whether a collection was collected."""
        return self.records.has(entity)

    def size(self, entity: str) -> int:
        """Count how many records there are."""
        return self.records.size(entity)

    def full(self, entity: str) -> int:
        """Find the mask of all records."""
        if entity not in self._full:
            self._full[entity] = all_ones(self.size(entity))
        return self._full[entity]

    def values(self, entity: str, name: str) -> list[Any]:
        """Give a field of all records as it was given."""
        return self.records.values(entity, name)

    def days(self, entity: str, name: str) -> tuple[Days, int]:
        """Give a date of all records as a day number, and the mask of those that have none."""
        days = self._days.get((entity, name))
        if days is None:
            # No day that is told is as early, or as late, as that which stands for an absent one.
            instead, like = (BEFORE_ALL, operator.le) if name.endswith("start") else (AFTER_ALL, operator.ge)
            numbered_days, has_none = self.records.days(entity, name, instead)
            absent = numbered_days.compared(like, instead) if has_none else 0
            days = self._days[entity, name] = numbered_days, absent
        return days

    def ids(self, entity: str) -> Mapping[str, int]:
        """Tell where the record with an id stands: the first, should there be several."""
        return self.records.ids(entity)

    def place_of(self, entity: str, key: str) -> int | None:
        """Find where the record with an id stands, or with the name that stands for one."""
        if "id" in fields_of(entity):
            return self.ids(entity).get(key)
        number = numbered(entity, key)
        return number if number is not None and number < self.size(entity) else None

    # Faults.

    def groups(self, entity: str) -> tuple[Group, ...]:
        """List the records that tell one id in different ways."""
        if entity not in self._groups:
            several = "id" in fields_of(entity) and len(self.ids(entity)) < self.size(entity)
            self._groups[entity] = grouped(self.values(entity, "id")) if several else ()
        return self._groups[entity]

    def told_differently(self, entity: str) -> int:
        """Find the mask of the records whose id others tell in another way."""
        return self.at(entity, [place for group in self.groups(entity) for place in group])

    def versions(self, entity: str, at: int) -> Group:
        """Find the records that tell the id of one of them, each in its way."""
        return next((group for group in self.groups(entity) if at in group), (at,))

    def alike(self, entity: str, path: str, group: Group) -> bool:
        """Tell whether records under one id agree at the end of a path, known or not."""
        end = self._end(entity, path)
        return len({self._fact(end, index) for index in group}) == 1

    def _end(self, entity: str, path: str) -> Column | Keys:
        return self.keys(entity, path) if refers_to(entity, path) else self.column(entity, path)

    @staticmethod
    def _fact(end: Column | Keys, index: int) -> tuple[int, int, Any]:
        unknown, is_none = end.unknown >> (8 * index) & 1, end.none >> (8 * index) & 1
        values = end.places if isinstance(end, Keys) else end.values
        spans = {} if isinstance(end, Keys) else end.spans
        return unknown, is_none, spans.get(index) if unknown or is_none else values[index]

    def differing(self, entity: str, path: str) -> list[int]:
        """List the places of the records that stand for ids of which others tell something else there."""
        return [group[0] for group in self.groups(entity) if not self.alike(entity, path, group)]

    def misdated(self, entity: str, name: str) -> int:
        """Find the mask of the records with an impossible day.

        Too early, or in the wrong order with another.
        """
        if (entity, name) not in self._misdated:
            mask = 0
            for first, second in ordered_days(fields_of(entity)):
                if name in {first, second}:
                    (starts, no_start), (ends, no_end) = self.days(entity, first), self.days(entity, second)
                    # The number that stands for an absent day is in no order with another.
                    mask |= ends.compared(operator.lt, starts) & ~(no_start | no_end)
                    mask |= mask_at(self._surely_reversed(entity, first, second))
            if name in EARLIEST:
                days, absent = self.days(entity, name)
                mask |= days.compared(operator.lt, EARLIEST[name].toordinal()) & ~absent
                in_part = self.records.partial(entity, name)
                mask |= mask_at(place for place, day in in_part.items() if day.last < EARLIEST[name])
            self._misdated[entity, name] = mask
        return self._misdated[entity, name]

    def _surely_reversed(self, entity: str, first: str, second: str) -> list[int]:
        """List the places where two days are in the wrong order whatever day a part-known one is."""
        starts, ends = (self.records.partial(entity, name) for name in (first, second))
        reversed_places = []
        for place in starts.keys() | ends.keys():
            start = starts.get(place, self.values(entity, first)[place])
            end = ends.get(place, self.values(entity, second)[place])
            if None not in {start, end} and is_surely_before(end, start):
                reversed_places.append(place)
        return reversed_places

    def faulty(self, entity: str, name: str) -> int:
        """Find the mask of the records with a fault in this field."""
        misread = self.records.misread(entity, name)
        inconsistent = self._inconsistent(entity, name)
        return inconsistent | mask_at(misread) if misread else inconsistent

    def _inconsistent(self, entity: str, name: str) -> int:
        """Find the mask of the records in which this field contradicts another."""
        if (entity, name) == MAIN_PLACE:
            return mask_at(self.main_places.contrary)
        if name in EARLIEST or any(name in pair for pair in ordered_days(fields_of(entity))):
            return self.misdated(entity, name)
        into = about(fields_of(entity)[name]).refers_to
        if not into or not self.has(into):
            return 0
        keys = self.keys(entity, name)
        # Whoever refers to nobody, though to none is what was said.
        return keys.unknown & ~_absent(self.values(entity, name)) if keys.unknown else 0

    @cached_property
    def main_places(self) -> MainPlaces:
        """What known main places of work tell of other posts."""
        entity, field = MAIN_PLACE
        if not self.size(entity) or True not in (mains := self.values(entity, field)):
            return MainPlaces()
        persons, organizations = (self.values(entity, name) for name in ("person", "organization"))
        numbers = Counter(compress(persons, map(operator.is_not, mains, repeat(False))))
        beside_others = {person for person, number in numbers.items() if number > 1}
        if not beside_others:
            return MainPlaces()
        nobody = self.keys(entity, "person").unknown | self.keys(entity, "organization").unknown
        misread = nobody | self.at(entity, self.records.misread(entity, field))
        starts, ends = (self.column(entity, name) for name in ("start", "end"))
        return MainPlaces.of(
            Post(
                at=at,
                person=person,
                organization=organizations[at],
                main=mains[at],
                latest_start=_bound(starts, at, 1, AFTER_ALL),
                earliest_end=_bound(ends, at, 0, BEFORE_ALL),
            )
            for at, person in enumerate(persons)
            if person in beside_others and not misread >> (8 * at) & 1
        )

    @cached_property
    def faults(self) -> tuple[Issue, ...]:
        """The faults of the system; none are looked for where the columns show that there are none."""
        dated = {
            entity: {*EARLIEST, *chain.from_iterable(ordered_days(fields_of(entity)))}
            & fields_of(entity).keys()
            for entity in record_classes()
        }
        return self.records.faults(
            entity
            for entity, names in dated.items()
            if self.size(entity)
            and (
                any(self.misdated(entity, name) for name in names)
                or (entity == MAIN_PLACE[0] and self.main_places.contrary)
            )
        )

    # Columns and references.

    def column(self, entity: str, path: str) -> Column:
        """Give a field, or along references a field of another record."""
        column = self._columns.get((entity, path))
        if column is None:
            ref, _, rest = path.partition(".")
            column = self._gathered(entity, ref, rest) if rest else self._own(entity, path)
            self._columns[entity, path] = column
        return column

    def _own(self, entity: str, name: str) -> Column:
        field = fields_of(entity)[name]
        kind, absence = field_kinds(entity).get(name), about(field).absence
        are_days = kind is not None and kind.sort == "date"
        values: Sequence[Any]
        if are_days:
            days, absent = self.days(entity, name)
            values = days.numbers
        else:
            values = self.values(entity, name)
            absent = _absent(values) if self.records.has_none(entity, name, values) else 0
        if kind is not None and kind.sort in {"texts", "ints"}:
            # Few sets differ, and a set for each record would keep the garbage collector busy.
            sets = {value: frozenset(value or ()) for value in set(values)}
            values = list(map(sets.__getitem__, values))
        elif absent and kind is not None and kind.sort in {"int", "bool"}:
            values = [0 if value is None else value for value in values]
            if (entity, name) == MAIN_PLACE:
                # What is told of another post at the time tells that this one is none; an absent one is so.
                absent &= ~mask_at(self.main_places.elsewhere)
        faulty = self.faulty(entity, name)
        return Column(
            unknown=faulty | (absent if absence is Absence.UNKNOWN else 0),
            none=absent & ~faulty if absence is Absence.NONE else 0,
            read=lambda: values,
            words=None if kind is None else kind.enumeration,
            spans=self._spans(entity, name),
            are_days=are_days,
        )

    def _spans(self, entity: str, name: str) -> Mapping[int, tuple[int, int]]:
        """Find for each record the span in which an unknown day lies, as day numbers."""
        return {
            place: (day.first.toordinal(), day.last.toordinal())
            for place, day in self.partial_days(entity, name).items()
        }

    def partial_days(self, entity: str, name: str) -> Mapping[int, PartialDay]:
        """List the days that are known in part, by the place; of records that share an id nothing is said.

        Nor is it of a day that cannot be.
        """
        partial = self.records.partial(entity, name)
        if not partial:
            return {}
        doubled = {place for group in self.groups(entity) for place in group}
        inconsistent = self._inconsistent(entity, name)
        return {
            place: day
            for place, day in partial.items()
            if place not in doubled and not inconsistent >> (8 * place) & 1
        }

    def _gathered(self, entity: str, ref: str, rest: str) -> Column:
        keys = self.keys(entity, ref)
        target, differing = self.column(keys.into, rest), mask_at(self.differing(keys.into, rest))

        def read() -> Sequence[Any]:
            filler = target.values[0] if target.values else 0
            return keys.gather((*target.values, filler, filler))

        return Column(
            unknown=keys.unknown | self.along(keys, target.unknown | differing),
            none=keys.none | self.along(keys, target.none & ~differing),
            read=read,
            words=target.words,
            spans={
                index: target.spans[place] for index, place in enumerate(keys.places) if place in target.spans
            }
            if target.spans
            else {},
            are_days=target.are_days,
            along=(keys, target),
        )

    def along(self, keys: Keys, mask: int) -> int:
        """Find the mask of the records that refer to those of a mask."""
        if not mask:
            return 0
        flags = mask.to_bytes(self.size(keys.into), "little") + b"\0\0"
        return mask_of(keys.gather(flags))

    def keys(self, entity: str, path: str) -> Keys:
        """References along a path; the id of a record refers to itself."""
        keys = self._keys.get((entity, path))
        if keys is None:
            keys = self._keys[entity, path] = self._find_keys(entity, path)
        return keys

    def _find_keys(self, entity: str, path: str) -> Keys:
        if path == "id":
            own: Sequence[int] = range(self.size(entity))
            if groups := self.groups(entity):
                first = {index: group[0] for group in groups for index in group}
                own = [first.get(index, index) for index in own]
            return Keys(entity, own, unknown=0, none=0)
        ref, _, rest = path.partition(".")
        if rest:
            outer = self.keys(entity, ref)
            inner, differing = self.keys(outer.into, rest), mask_at(self.differing(outer.into, rest))
            size = self.size(inner.into)
            led = [*inner.places, size, size + 1]
            for index in self.differing(outer.into, rest):
                led[index] = size
            return Keys(
                inner.into,
                outer.gather(led),
                unknown=outer.unknown | self.along(outer, inner.unknown | differing),
                none=outer.none | self.along(outer, inner.none & ~differing),
            )
        field = fields_of(entity)[ref]
        into, absence = about(field).refers_to, about(field).absence
        size = self.size(into)
        values, ids = self.records.references(entity, ref), self.ids(into)
        has_none = self.records.has_none(entity, ref, values)
        # Whoever refers to nobody refers to none; or to a record that is not known.
        is_told = not has_none or absence is not Absence.UNKNOWN
        absent = size + 1 if is_told else size
        places: Sequence[int]
        try:
            places = (
                [absent if key is None else ids[key] for key in values]
                if has_none
                else gathering(values)(ids)
            )
            unknown = 0
            self.records.lead_somewhere(entity, ref)
        except KeyError:  # a reference that is given and leads to no known record
            places = [absent if key is None else ids.get(key, size) for key in values]
            unknown = _equal(places, size)
        if not is_told:
            return Keys(into, places, unknown=_equal(places, size), none=0)
        return Keys(into, places, unknown=unknown, none=_absent(values) if has_none else 0)

    # Masks of records.

    def agreed(self, entity: str, rows: int, *paths: str) -> int:
        """Keep the records that surely exist: one of each id, if all records of the id are here and alike."""
        return surely(
            rows,
            self.size(entity),
            self.groups(entity),
            lambda group: all(self.alike(entity, path, group) for path in paths),
        )

    def at(self, entity: str, places: Iterable[int | None]) -> int:
        """Find the mask of the records at some places; the place after the last is of an unknown record."""
        flags = bytearray(self.size(entity) + 1)
        for place in places:
            if place is not None:
                flags[place] = 1
        return spread(mask_of(flags[:-1]), self.size(entity), self.groups(entity))

    def referring(self, entity: str, path: str, there: int) -> int:
        """Find the mask of the records that refer to those of a mask, or to others under their ids."""
        keys = self.keys(entity, path)
        return self.along(keys, spread(there, self.size(keys.into), self.groups(keys.into)))

    # Keys of existences.

    def joined(self, entity: str, paths: Sequence[str], *, plain: bool) -> tuple[Sequence[Hashable], int]:
        """Find the keys by which records are joined to others, and the mask of those with an unknown key."""
        if plain:
            column = self.column(entity, paths[0])
            return column.values, column.unknown
        join = self._joins.get((entity, tuple(paths)))
        if join is None:
            join = self._joins[entity, tuple(paths)] = self._find_joined(entity, paths)
        return join

    def _find_joined(self, entity: str, paths: Sequence[str]) -> tuple[Sequence[Hashable], int]:
        keys = [self.keys(entity, path) for path in paths]
        unknown = absent_mask = 0
        for key in keys:
            unknown |= key.unknown
            absent_mask |= key.none
        joined: Sequence[Any] = keys[0].places
        for key in keys[1:]:
            joined = _paired(joined, key.places, self.size(key.into))
        if absent_mask:
            # An absent reference equals nothing; unknown ones are in a mask of their own.
            flags = absent_mask.to_bytes(self.size(entity), "little")
            joined = [None if absent else key for key, absent in zip(joined, flags, strict=True)]
        return joined, unknown

    def pairs(self, entity: str, one: str, other: str, rows: int) -> tuple[Counter[int], Counter[int]]:
        """Count for each carrier the distinct things bound to it, and those bound to unknown carriers."""
        alike = ("pairs", entity, one, other, rows)
        return self.once(alike, lambda: self._find_pairs(entity, one, other, rows))

    def _find_pairs(
        self, entity: str, path: str, partner_path: str, rows: int
    ) -> tuple[Counter[int], Counter[int]]:
        keys, size = self.keys(entity, path), self.size(entity)
        partners, number = self._told_apart(entity, partner_path)
        with_partner = (rows & ~partners.unknown).to_bytes(size, "little")
        places = compress(keys.places, with_partner)
        pairs = set(_paired(places, compress(partners.places, with_partner), number))
        nameless = compress(keys.places, (rows & partners.unknown).to_bytes(size, "little"))
        width = number + 2
        return Counter(map(operator.floordiv, pairs, repeat(width))), Counter(nameless)

    def _told_apart(self, entity: str, path: str) -> tuple[Keys, int]:
        """Find where a path leads.

        The values at its end, where that is no record, by their numbers; how many.
        """
        if refers_to(entity, path):
            keys = self.keys(entity, path)
            return keys, self.size(keys.into)
        column = self.column(entity, path)
        numbers = {value: number for number, value in enumerate(dict.fromkeys(column.values))}
        places = list(map(numbers.__getitem__, column.values))
        return Keys("", places, column.unknown, column.none), len(numbers)


def columns_of(system: RegionalSystem) -> Columns:
    """Find the columns of a system: made once, and kept with it where nothing in it can change."""
    kept = kept_with(system)
    columns: Columns | None = kept.get("columns")
    if columns is None or not columns.records.lasts:
        columns = kept["columns"] = Columns(system)
    return columns


def identifier(entity: str, record: object, at: int) -> str:
    """Name the id of a record; of one that has none, its place.

    >>> from rnms.model import Municipality
    >>> identifier("municipalities", Municipality(id="m1", name="Лесной район"), 0)
    'm1'
    """
    return str(getattr(record, "id", at)) if "id" in fields_of(entity) else f"{entity}[{at}]"


def numbered(entity: str, key: str) -> int | None:
    """Find the place that such a name tells of a record without an id.

    >>> numbered("associations", "associations[2]"), numbered("associations", "p1")
    (2, None)
    """
    number = key.removeprefix(f"{entity}[").removesuffix("]")
    return plain_number(number) if key == f"{entity}[{number}]" else None
