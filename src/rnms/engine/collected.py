"""The collections of a system: each field is read when it is first used; doubled records count once."""

from __future__ import annotations

import copy
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from rnms._values import cached_property
from rnms.engine.days import Days
from rnms.engine.twins import told_once
from rnms.errors import look_alikes
from rnms.issues import Issue
from rnms.logic.paths import REGION, fields_of
from rnms.model.field_values import values_of
from rnms.model.misread import classes_of, is_sound
from rnms.model.partial import PartialDay
from rnms.model.schema import FieldKind, about
from rnms.model.system import Read, RegionalSystem, as_read, field_kinds, record_classes

MAP_COLLECTIONS = ("municipalities", "organizations", "territories", "placements")
"""The collections about places: they are small, and read for every question."""


class Collected:
    """The collections of a system.

    A field all values of which are of its kind is read by itself; where one is not, its whole collection is
    read as strictly as a file (:func:`rnms.model.system.as_read`).

    >>> from rnms.model import Person
    >>> system = RegionalSystem(region="ugra", persons=[Person(id="p1"), Person(id="p1"), Person(id="p2")])
    >>> Collected(system).values("persons", "id")
    ['p1', 'p2']
    """

    def __init__(self, system: RegionalSystem) -> None:
        # This object may be kept with the system: it holds a copy, which shares the records, not the system.
        self._given = copy.copy(system)
        self._read: dict[frozenset[str], Read] = {}
        self._readings: dict[str, Read] = {}
        self._values: dict[tuple[str, str], list[Any]] = {}
        self._kept_places: dict[str, Sequence[int]] = {}
        self._ids: dict[str, dict[str, int]] = {}
        self._records: dict[str, Sequence[Any]] = {REGION: (None,)}
        self._faultless: set[tuple[str, str]] = set()
        self._given_by_all: set[tuple[str, str]] = set()
        self._leading: set[tuple[str, str]] = set()
        self.lasts = True
        """Whether nothing that was read so far can change."""

    @cached_property
    def system(self) -> RegionalSystem:
        """The system, its map as it was read; all else may be as it was given."""
        return self.read(()).system

    def read(self, collections: Iterable[str]) -> Read:
        """Find the system where some collections, and its map, were read."""
        names = frozenset({*MAP_COLLECTIONS, *collections})
        if names not in self._read:
            self._read[names] = self._as_read(names)
        return self._read[names]

    def _as_read(self, collections: Container[str]) -> Read:
        reading = as_read(self._given, [name for name in record_classes() if name in collections])
        self.lasts = self.lasts and reading.lasts
        return reading

    def has(self, entity: str) -> bool:
        """Tell whether a collection was collected."""
        return entity == REGION or (bool(entity) and getattr(self._given, entity) is not None)

    def size(self, entity: str) -> int:
        """Count how many records there are."""
        return len(self.places(entity))

    def of(self, entity: str) -> Sequence[Any]:
        """List the records of a collection."""
        if entity not in self._records:
            self._records[entity] = self._find_records(entity)
        return self._records[entity]

    def _find_records(self, entity: str) -> Sequence[Any]:
        records: Sequence[Any] = getattr(self._reading(entity).system, entity) or ()
        places = self.places(entity)
        return records if len(places) == len(records) else [records[at] for at in places]

    def _reading(self, entity: str) -> Read:
        """Read a collection: each value in the type of its field."""
        if entity not in self._readings:
            self._readings[entity] = self._as_read((entity,))
        return self._readings[entity]

    def values(self, entity: str, name: str) -> list[Any]:
        """Give a field of all records."""
        values = self._values.get((entity, name))
        if values is None:
            values = self._values[entity, name] = self._told_values(entity, name)
        return values

    def references(self, entity: str, name: str) -> list[Any]:
        """Give a reference of all records; not kept, since whoever asks keeps where they lead."""
        values = self._values.get((entity, name))
        return self._told_values(entity, name) if values is None else values

    def _told_values(self, entity: str, name: str) -> list[Any]:
        values, places = self._read_values(entity, name), self.places(entity)
        return [values[at] for at in places] if len(places) < len(values) else values

    def lead_somewhere(self, entity: str, name: str) -> None:
        """Note that each reference of a collection leads to a record, or is not given."""
        self._leading.add((entity, name))

    def days(self, entity: str, name: str, instead: int) -> tuple[Days, bool]:
        """List a day of all records by number, another for an absent one; tell whether any is absent."""
        if (entity, name) not in self._values and self.places(entity) == self._everywhere(entity):
            values = values_of(self._all(entity), name)
            if self._are_sound(values, entity, field_kinds(entity)[name]):
                return Days.of(values, instead)
        return Days.of(self.values(entity, name), instead)

    def _all(self, entity: str) -> Sequence[Any]:
        """List the records of a collection as they were given."""
        records: Sequence[Any] | None = getattr(self._given, entity)
        return records or ()

    def _everywhere(self, entity: str) -> range:
        return range(len(self._all(entity)))

    def _read_values(self, entity: str, name: str) -> list[Any]:
        values = values_of(self._all(entity), name)
        # The names of people are never shown, so they are not read.
        kind = field_kinds(entity).get(name)
        if kind is None:
            return values
        if self._are_sound(values, entity, kind):
            return values
        return values_of(getattr(self._reading(entity).system, entity), name)

    def _are_sound(self, values: Sequence[Any], entity: str, kind: FieldKind) -> bool:
        """Tell whether the values of a field are of its kind; note it, and whether each record has one."""
        classes = classes_of(values)
        if not is_sound(values, kind, classes):
            return False
        self._faultless.add((entity, kind.name))
        if type(None) not in classes:
            self._given_by_all.add((entity, kind.name))
        return True

    def has_none(self, entity: str, name: str, values: Sequence[Any]) -> bool:
        """Tell whether some record has no value in a field that may have none.

        Args:
            entity: The collection.
            name: The field.
            values: The field of all records.
        """
        may_be_absent = fields_of(entity)[name].default is None
        return may_be_absent and (entity, name) not in self._given_by_all and None in values

    def misread(self, entity: str, name: str) -> Sequence[int]:
        """Tell where the records stand whose value could not be read."""
        if self._is_faultless(entity, name):
            return ()
        places = self._readings[entity].misread.get((entity, name))
        return () if places is None else self._now_at(entity, places)

    def partial(self, entity: str, name: str) -> Mapping[int, PartialDay]:
        """List the days that are known in part, by the place of the record."""
        if self._is_faultless(entity, name):
            return {}
        partial = self._readings[entity].partial.get((entity, name), {})
        if not partial:
            return {}
        return {now: partial[place] for now, place in enumerate(self.places(entity)) if place in partial}

    def _is_faultless(self, entity: str, name: str) -> bool:
        """Tell whether every value of a field could be read."""
        if (entity, name) in self._faultless:
            return True
        self.values(entity, name)
        return entity not in self._readings

    # Ids.

    def ids(self, entity: str) -> Mapping[str, int]:
        """Tell where the record with an id stands: the first, should there be several."""
        if entity not in self._ids:
            ids = self.values(entity, "id")
            # Finding the places fills the ids where no id is doubled, as nearly always.
            if entity not in self._ids:
                self._ids[entity] = dict(zip(reversed(ids), reversed(range(len(ids))), strict=True))
        return self._ids[entity]

    def places(self, entity: str) -> Sequence[int]:
        """Where the records stood in the system, in their order."""
        places = self._kept_places.get(entity)
        if places is None:
            places = self._kept_places[entity] = self._find_places(entity)
        return places

    def _find_places(self, entity: str) -> Sequence[int]:
        if entity == REGION:
            return range(1)
        everywhere = self._everywhere(entity)
        if "id" not in fields_of(entity):
            return everywhere
        by_id = dict(zip(self._read_values(entity, "id"), everywhere, strict=True))
        if len(by_id) < len(everywhere):
            reading = self._reading(entity)
            return told_once(entity, getattr(reading.as_known(), entity), reading.unread(entity))
        self._ids[entity] = by_id
        return everywhere

    def _now_at(self, entity: str, places: Container[int]) -> list[int]:
        """Find where records stand now that stood at some places in the system."""
        return [now for now, place in enumerate(self.places(entity)) if place in places]

    # Faults.

    def faults(self, misdated: Iterable[str]) -> tuple[Issue, ...]:
        """List all faults of the system: those of :attr:`rnms.model.system.Read.faults`.

        One look at each column tells nearly always that there is none, and costs little; what it suspects is
        looked at record by record.

        Args:
            misdated: The collections in which a record has a day that cannot be.
        """
        names = [name for name in record_classes() if self._all(name)]
        reading = self._as_read([name for name in names if not self._is_sound(name)])
        suspected = {*misdated, *(name for name in names if not self._agrees(name))}
        return reading.faults_among(name for name in names if name in suspected)

    def _is_sound(self, entity: str) -> bool:
        """Tell whether every value of a collection is of its kind."""
        if entity in self._readings:
            return self._readings[entity].system is self._given
        read_fields = self._values.keys() | self._faultless
        unread = (kind for kind in field_kinds(entity).values() if (entity, kind.name) not in read_fields)
        return all(is_sound(values_of(self._all(entity), kind.name), kind) for kind in unread)

    def _agrees(self, entity: str) -> bool:
        """Tell whether no two records have one id, or ids that look the same, and none refers to nobody."""
        if "id" in fields_of(entity):
            ids = self.ids(entity).keys()
            if len(ids) < len(self._all(entity)) or look_alikes(ids):
                return False
        targets = {name: about(field).refers_to for name, field in fields_of(entity).items()}
        for name, into in targets.items():
            # A reference into a collection that was not collected may mean any record.
            if into and self.has(into) and (entity, name) not in self._leading:
                values = self._values.get((entity, name)) or self._read_values(entity, name)
                if not self.ids(into).keys() >= {*values} - {None}:
                    return False
        return True
