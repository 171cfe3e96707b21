"""The records of a system by columns: facts, references, and masks of the records for which something is so.

A mask is one big integer with a byte, 0 or 1, for each record, so that and, or and not are single operations
on integers: microseconds for twenty thousand records. Columns are made once, when they are first read, and
serve every question and every period.
"""

from __future__ import annotations

import datetime as dt
import enum
import operator
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import compress, repeat
from typing import Any

import attrs

from rnms.engine.twins import Collected, Group, grouped, spread, surely
from rnms.logic.paths import fields_of, refers_to
from rnms.model.partial import PartialDay
from rnms.model.schema import Absence, about
from rnms.model.system import RegionalSystem, as_read, field_kinds

BEFORE_ALL, AFTER_ALL = 0, 10**9
"""Days that stand for an open start and an open end."""


def mask_of(flags: Iterable[Any]) -> int:
    """The mask of the records for which a flag holds."""
    return int.from_bytes(bytes(flags), "little")


def all_ones(number: int) -> int:
    """The mask of so many records."""
    return int.from_bytes(b"\1" * number, "little")


def mask_at(places: Iterable[int]) -> int:
    """The mask of the records at some places."""
    return sum(1 << (8 * place) for place in places)


def _equal(values: Iterable[Any], constant: object) -> int:
    return mask_of(map(operator.eq, values, repeat(constant)))


def _paired(places: Iterable[int], partners: Iterable[int], size: int) -> list[int]:
    """One number for two references, the second into a collection of a size: cheaper than a tuple."""
    return list(map(operator.add, map((size + 2).__mul__, places), partners))


def _absent(values: Iterable[Any]) -> int:
    return mask_of(map(operator.is_, values, repeat(None)))


@attrs.frozen
class Column:
    """A field of all records of a collection, or along references a field of others.

    Attributes:
        values: The values; dates as day numbers, an open end as a day after all, anything where there is
            none.
        unknown: The mask of records for which it is not known.
        none: The mask of records that have none.
        words: The enumeration that the values belong to, if any.
        spans: By record, between which days an unknown one lies, where that is known.
    """

    values: list[Any]
    unknown: int
    none: int
    words: type[enum.Enum] | None = None
    spans: Mapping[int, tuple[int, int]] = attrs.field(factory=dict)


@attrs.frozen
class Keys:
    """References of all records of a collection, as places in the collection that they refer to.

    Attributes:
        into: The collection referred to.
        places: Where; its length stands for unknown and the number after for none.
        unknown: The mask of records for which it is not known.
        none: The mask of records that refer to none.
    """

    into: str
    places: list[int]
    unknown: int
    none: int


class Columns:
    """The records of a system by columns and masks. Facts at fault are unknown.

    A reference to nobody is an unknown reference. Of records that tell one id in different ways
    (:mod:`rnms.engine.twins`) the first stands for the id, and what they tell differently is unknown to
    whoever refers to it. Faults are looked for in what a question reads and nowhere else; they are those that
    :func:`rnms.model.system.record_faults` lists for people.
    """

    def __init__(self, system: RegionalSystem) -> None:
        self.read = as_read(system)
        self.records = Collected(self.read.system)
        self._full: dict[str, int] = {}
        self._days: dict[tuple[str, str], tuple[list[int], int]] = {}
        self._columns: dict[tuple[str, str], Column] = {}
        self._keys: dict[tuple[str, str], Keys] = {}
        self._joins: dict[tuple[str, tuple[str, ...]], tuple[Sequence[Hashable], int]] = {}
        self._pairs: dict[Hashable, tuple[Counter[int], Counter[int]]] = {}
        self._ids: dict[str, dict[str | None, int]] = {}
        self._referred: dict[str, dict[str | None, int]] = {}
        self._groups: dict[str, tuple[Group, ...]] = {}
        self._misdated: dict[str, int] = {}
        self.kept: dict[Hashable, int] = {}
        """Masks that questions share, by what they were made of."""

    def has(self, entity: str) -> bool:
        """Whether a collection was collected."""
        return bool(entity) and self.records[entity] is not None

    def size(self, entity: str) -> int:
        """How many records there are."""
        return len(self.records[entity] or ())

    def full(self, entity: str) -> int:
        """The mask of all records."""
        if entity not in self._full:
            self._full[entity] = all_ones(self.size(entity))
        return self._full[entity]

    def values(self, entity: str, name: str) -> list[Any]:
        """A field of all records as it was given."""
        return list(map(operator.attrgetter(name), self.records[entity] or ()))

    def days(self, entity: str, name: str) -> tuple[list[int], int]:
        """A date of all records as a day number, and the mask of those that have none."""
        days = self._days.get((entity, name))
        if days is None:
            values = self.values(entity, name)
            try:
                days = list(map(dt.date.toordinal, values)), 0
            except TypeError:
                day = BEFORE_ALL if name.endswith("start") else AFTER_ALL
                days = [day if value is None else value.toordinal() for value in values], _absent(values)
            self._days[entity, name] = days
        return days

    def ids(self, entity: str) -> dict[str | None, int]:
        """Where the record with an id stands: the first, should there be several."""
        if entity not in self._ids:
            ids = self.values(entity, "id")
            self._ids[entity] = dict(zip(reversed(ids), reversed(range(len(ids))), strict=True))
        return self._ids[entity]

    def place_of(self, entity: str, key: str) -> int | None:
        """Where the record with an id stands, or with the name that stands for one."""
        if "id" in fields_of(entity):
            return self.ids(entity).get(key)
        number = numbered(entity, key)
        return number if number is not None and number < self.size(entity) else None

    # Faults.

    def groups(self, entity: str) -> tuple[Group, ...]:
        """The records that tell one id in different ways."""
        if entity not in self._groups:
            several = "id" in fields_of(entity) and len(self.ids(entity)) < self.size(entity)
            self._groups[entity] = grouped(self.values(entity, "id")) if several else ()
        return self._groups[entity]

    def told_differently(self, entity: str) -> int:
        """The mask of the records whose id others tell in another way."""
        return self.at(entity, [place for group in self.groups(entity) for place in group])

    def versions(self, entity: str, at: int) -> Group:
        """The records that tell the id of one of them, each in its way."""
        return next((group for group in self.groups(entity) if at in group), (at,))

    def alike(self, entity: str, path: str, group: Group) -> bool:
        """Whether records tell the same at the end of a path, known or not."""
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
        """The places of the records that stand for ids of which others tell something else there."""
        return [group[0] for group in self.groups(entity) if not self.alike(entity, path, group)]

    def misdated(self, entity: str) -> int:
        """The mask of the records that end before they start: neither day is known."""
        if entity not in self._misdated:
            mask = 0
            if {"start", "end"} <= fields_of(entity).keys():
                (starts, _), (ends, _) = self.days(entity, "start"), self.days(entity, "end")
                mask = mask_of(map(operator.lt, ends, starts))
            self._misdated[entity] = mask
        return self._misdated[entity]

    def faulty(self, entity: str, name: str) -> int:
        """The mask of the records of which this field is at fault."""
        misread = self.read.misread.get((entity, name))
        inconsistent = self._inconsistent(entity, name)
        if misread is None:
            return inconsistent
        return inconsistent | self.at(entity, self.records.now_at(entity, misread))

    def _inconsistent(self, entity: str, name: str) -> int:
        """The mask of the records of which this field contradicts something else."""
        if name in {"start", "end"}:
            return self.misdated(entity)
        into = about(fields_of(entity)[name]).refers_to
        if not into or self.records[into] is None:
            return 0
        ids = {*self.ids(into), None}
        return mask_of(value not in ids for value in self.values(entity, name))

    # Columns and references.

    def column(self, entity: str, path: str) -> Column:
        """A field, or along references a field of another record."""
        column = self._columns.get((entity, path))
        if column is None:
            ref, _, rest = path.partition(".")
            column = self._gathered(entity, ref, rest) if rest else self._own(entity, path)
            self._columns[entity, path] = column
        return column

    def _own(self, entity: str, name: str) -> Column:
        field = fields_of(entity)[name]
        absence = about(field).absence
        faulty = self.faulty(entity, name)
        values_raw = (getattr(record, name) for record in self.records[entity] or ())
        present = next((value for value in values_raw if value is not None), None)
        is_day = present is None and name in field_kinds(entity) and field_kinds(entity)[name].sort == "date"
        if isinstance(present, dt.date) or is_day or absence is Absence.OPEN:
            days, absent = self.days(entity, name)
            values: list[Any] = days
        else:
            values = self.values(entity, name)
            absent = _absent(values) if field.default is None else 0
        if isinstance(present, tuple):
            # Few sets differ, and a set for each record would keep the garbage collector busy.
            sets = {value: frozenset(value or ()) for value in set(values)}
            values = list(map(sets.__getitem__, values))
        elif absent and isinstance(present, int | None):
            values = [0 if value is None else value for value in values]
        return Column(
            values,
            unknown=faulty | (absent if absence is Absence.UNKNOWN else 0),
            none=absent & ~faulty if absence is Absence.NONE else 0,
            words=type(present) if isinstance(present, enum.Enum) else None,
            spans=self._spans(entity, name),
        )

    def _spans(self, entity: str, name: str) -> Mapping[int, tuple[int, int]]:
        """Between which days an unknown one lies, as day numbers."""
        return {
            place: (day.first.toordinal(), day.last.toordinal())
            for place, day in self.partial_days(entity, name).items()
        }

    def partial_days(self, entity: str, name: str) -> Mapping[int, PartialDay]:
        """The days that are known in part, by the place; of records that share an id nothing is said."""
        partial = self.read.partial.get((entity, name))
        if not partial:
            return {}
        now = self.records.places(entity)
        doubled = {place for group in self.groups(entity) for place in group}
        repeated = len(now) < len(getattr(self.read.system, entity))
        spans = ((place, partial[old]) for place, old in enumerate(now) if old in partial)
        return {place: day for place, day in spans if place not in doubled and not repeated}

    def _gathered(self, entity: str, ref: str, rest: str) -> Column:
        keys = self.keys(entity, ref)
        target, differing = self.column(keys.into, rest), mask_at(self.differing(keys.into, rest))
        filler = target.values[0] if target.values else 0
        values = [*target.values, filler, filler]
        return Column(
            list(map(values.__getitem__, keys.places)),
            unknown=keys.unknown | self.along(keys, target.unknown | differing),
            none=keys.none | self.along(keys, target.none & ~differing),
            words=target.words,
            spans={
                index: target.spans[place] for index, place in enumerate(keys.places) if place in target.spans
            }
            if target.spans
            else {},
        )

    def along(self, keys: Keys, mask: int) -> int:
        """The mask of the records that refer to those of a mask."""
        if not mask:
            return 0
        flags = mask.to_bytes(self.size(keys.into), "little") + b"\0\0"
        return mask_of(map(flags.__getitem__, keys.places))

    def keys(self, entity: str, path: str) -> Keys:
        """References along a path; the id of a record refers to itself."""
        keys = self._keys.get((entity, path))
        if keys is None:
            keys = self._keys[entity, path] = self._find_keys(entity, path)
        return keys

    def _find_keys(self, entity: str, path: str) -> Keys:
        if path == "id":
            places = list(range(self.size(entity)))
            for group in self.groups(entity):
                for index in group:
                    places[index] = group[0]
            return Keys(entity, places, unknown=0, none=0)
        ref, _, rest = path.partition(".")
        if rest:
            outer = self.keys(entity, ref)
            inner, differing = self.keys(outer.into, rest), mask_at(self.differing(outer.into, rest))
            size = self.size(inner.into)
            places = [*inner.places, size, size + 1]
            for index in self.differing(outer.into, rest):
                places[index] = size
            return Keys(
                inner.into,
                list(map(places.__getitem__, outer.places)),
                unknown=outer.unknown | self.along(outer, inner.unknown | differing),
                none=outer.none | self.along(outer, inner.none & ~differing),
            )
        field = fields_of(entity)[ref]
        into, absence = about(field).refers_to, about(field).absence
        size = self.size(into)
        places = list(map(self._places_of(into).get, self.values(entity, ref), repeat(size)))
        absent = _equal(places, size + 1) if field.default is None and size + 1 in places else 0
        if absent and absence is Absence.UNKNOWN:
            places, absent = [min(place, size) for place in places], 0
        return Keys(into, places, unknown=_equal(places, size) if size in places else 0, none=absent)

    def _places_of(self, entity: str) -> dict[str | None, int]:
        """Where a reference leads: an absent one to none."""
        if entity not in self._referred:
            self._referred[entity] = {**self.ids(entity), None: self.size(entity) + 1}
        return self._referred[entity]

    # Masks of records.

    def agreed(self, entity: str, rows: int, *paths: str) -> int:
        """Of these records those that surely exist: one of an id, if all that tell it are some and alike."""
        return surely(
            rows,
            self.size(entity),
            self.groups(entity),
            lambda group: all(self.alike(entity, path, group) for path in paths),
        )

    def at(self, entity: str, places: Iterable[int | None]) -> int:
        """The mask of the records at some places; the place after all is of nobody we know."""
        flags = bytearray(self.size(entity) + 1)
        for place in places:
            if place is not None:
                flags[place] = 1
        return spread(mask_of(flags[:-1]), self.size(entity), self.groups(entity))

    def referring(self, entity: str, path: str, there: int) -> int:
        """The mask of the records that refer to those of a mask, or to others under their ids."""
        keys = self.keys(entity, path)
        return self.along(keys, spread(there, self.size(keys.into), self.groups(keys.into)))

    # Keys of existences.

    def joined(self, entity: str, paths: Sequence[str], *, plain: bool) -> tuple[Sequence[Hashable], int]:
        """The keys by which records are joined to others, and for which of them they are not known."""
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
        joined: list[Any] = keys[0].places
        for key in keys[1:]:
            joined = _paired(joined, key.places, self.size(key.into))
        if absent_mask:
            # An absent reference equals nothing; the unknown are told apart by their mask.
            flags = absent_mask.to_bytes(self.size(entity), "little")
            joined = [None if absent else key for key, absent in zip(joined, flags, strict=True)]
        return joined, unknown

    def pairs(self, entity: str, one: str, other: str, rows: int) -> tuple[Counter[int], Counter[int]]:
        """To how many distinct others these records bind each one; how many bind it to somebody unknown."""
        alike = (entity, one, other, rows)
        if alike not in self._pairs:
            keys, size = self.keys(entity, one), self.size(entity)
            partners, number = self._told_apart(entity, other)
            numbers = _paired(keys.places, partners.places, number)
            pairs = set(compress(numbers, (rows & ~partners.unknown).to_bytes(size, "little")))
            nameless = compress(keys.places, (rows & partners.unknown).to_bytes(size, "little"))
            width = number + 2
            self._pairs[alike] = Counter(map(operator.floordiv, pairs, repeat(width))), Counter(nameless)
        return self._pairs[alike]

    def _told_apart(self, entity: str, path: str) -> tuple[Keys, int]:
        """Where a path leads; the values at its end, where that is no record, by their numbers; how many."""
        if refers_to(entity, path):
            keys = self.keys(entity, path)
            return keys, self.size(keys.into)
        column = self.column(entity, path)
        numbers = {value: number for number, value in enumerate(dict.fromkeys(column.values))}
        places = list(map(numbers.__getitem__, column.values))
        return Keys("", places, column.unknown, column.none), len(numbers)


def identifier(entity: str, record: object, at: int) -> str:
    """The id of a record; of one that has none, its place.

    >>> from rnms.model import Municipality
    >>> identifier("municipalities", Municipality(id="m1", name="Лесной район"), 0)
    'm1'
    """
    return str(getattr(record, "id", at)) if "id" in fields_of(entity) else f"{entity}[{at}]"


def numbered(entity: str, key: str) -> int | None:
    """The place that such a name tells of a record without an id.

    >>> numbered("associations", "associations[2]"), numbered("associations", "p1")
    (2, None)
    """
    number = key.removeprefix(f"{entity}[").removesuffix("]")
    return int(number) if key == f"{entity}[{number}]" and number.isdecimal() else None
