"""The records engine: tallies from the records of a system, in pure Python.

It works by columns. A predicate over a collection becomes a mask: one big integer with a byte, 0 or 1, for
each record, so that and, or and not are single operations on integers. Columns and masks are made once, when
they are first read, and serve every question. The engine meets two-valued predicates only
(:mod:`rnms.logic.predicates`): an unknown fact has become true or false before.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import operator
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import compress, pairwise, repeat
from typing import Any

import attrs

from rnms.engine.counting import loads_of, tally_of_kinds
from rnms.engine.lexicon import Written, lexicon_of
from rnms.engine.limited import limited
from rnms.engine.reasons import of_records
from rnms.engine.shown import UNSURE, Shown, counted, fields_read, preceded
from rnms.engine.twins import Collected, Group, counted_by_id, grouped, spread, surely
from rnms.indicators.tally import Answer, Carried, Loads, Number, Reason, Tally, distinct
from rnms.issues import Issue
from rnms.logic import predicates
from rnms.logic.plan import (
    OPERATORS,
    REGION,
    fields_of,
    forms,
    gaps_behind,
    gaps_in,
    gaps_of_members,
    gaps_of_term,
    hides_posts,
    is_plain,
    makers,
    municipality_of,
    never_equal,
    place_path,
    placing_of,
    possible_as_reported,
    reads,
    refers_to,
)
from rnms.logic.population import Population
from rnms.logic.predicates import Lexicon, Op, Path, Predicate, Window
from rnms.logic.question import Question
from rnms.model.fields import Absence, about
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.roadmap import Trace
from rnms.model.system import RegionalSystem, as_read, field_kinds, record_classes
from rnms.regions.vocabulary import Vocabulary

_Fact = predicates.Compare | predicates.Given | predicates.Has | predicates.Shares

_BEFORE_ALL, _AFTER_ALL = 0, 10**9
_PASSING = 4
"""How many states of passing there are: not, perhaps, surely, and perhaps since nobody reported."""
_STATES = 3 * _PASSING
"""How many states a member has: of each state of passing it surely is one, perhaps, or not."""


def _mask(flags: Iterable[Any]) -> int:
    return int.from_bytes(bytes(flags), "little")


def _ones(number: int) -> int:
    return int.from_bytes(b"\1" * number, "little")


def _at(places: Iterable[int]) -> int:
    return sum(1 << (8 * place) for place in places)


def _equal(values: Iterable[Any], constant: object) -> int:
    return _mask(map(operator.eq, values, repeat(constant)))


def _paired(places: Iterable[int], others: Iterable[int], size: int) -> list[int]:
    """One number for two references, the second into a collection of a size: cheaper than a tuple."""
    return list(map(operator.add, map((size + 2).__mul__, places), others))


def _absent(values: Iterable[Any]) -> int:
    return _mask(map(operator.is_, values, repeat(None)))


@attrs.frozen
class Column:
    """A field of all records of a collection, or along references a field of others.

    Attributes:
        values: The values; dates as day numbers, an open end as a day after all, anything where there is
            none.
        unknown: The mask of records for which it is not known.
        none: The mask of records that have none.
        words: The enumeration that the values belong to, if any.
    """

    values: list[Any]
    unknown: int
    none: int
    words: type[enum.Enum] | None = None


def _empty(*columns: Column | Keys) -> int:
    """The mask of the records for which one of several sets is known to be empty."""
    found = 0
    for column in columns:
        if isinstance(column, Column):
            found |= _mask(map(operator.not_, column.values)) & ~column.unknown
    return found


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

    def __init__(self, system: RegionalSystem, known: Columns | None = None) -> None:
        """Read a system, or one that is known but for what was not reported: no gap decides what is found."""
        if known is None:
            self.read = as_read(system)
        else:
            read = attrs.evolve(known.read.system, unreported=system.unreported)
            self.read = attrs.evolve(known.read, system=read)
        self.system = self.read.system
        self.records = Collected(self.system)
        self._full: dict[str, int] = {}
        self._days: dict[tuple[str, str], tuple[list[int], int]] = {}
        self._columns: dict[tuple[str, str], Column] = {}
        self._keys: dict[tuple[str, str], Keys] = {}
        self._rows: dict[tuple[str, Predicate], int] = {}
        self._joins: dict[tuple[str, tuple[str, ...]], tuple[Sequence[Hashable], int]] = {}
        self._found: dict[Hashable, int] = {}
        self._pairs: dict[Hashable, tuple[Counter[int], Counter[int]]] = {}
        self._ids: dict[str, dict[str | None, int]] = {}
        self._referred: dict[str, dict[str | None, int]] = {}
        self._groups: dict[str, tuple[Group, ...]] = {}
        if known is not None:
            # All that was read stays; masks that asked for what was not reported are made anew.
            own = {"read": self.read, "system": self.system, "_rows": self._rows}
            vars(self).update(vars(known) | own)
        self._misdated: dict[str, int] = {}

    def has(self, entity: str) -> bool:
        """Whether a collection was collected."""
        return bool(entity) and self.records[entity] is not None

    def size(self, entity: str) -> int:
        """How many records there are."""
        return len(self.records[entity] or ())

    def full(self, entity: str) -> int:
        """The mask of all records."""
        if entity not in self._full:
            self._full[entity] = _ones(self.size(entity))
        return self._full[entity]

    def values(self, entity: str, name: str) -> list[Any]:
        """A field of all records as it was given."""
        return list(map(operator.attrgetter(name), self.records[entity] or ()))

    def days(self, entity: str, name: str) -> tuple[list[int], int]:
        """A date of all records as a day number, and the mask of those that have none."""
        found = self._days.get((entity, name))
        if found is None:
            values = self.values(entity, name)
            try:
                found = list(map(dt.date.toordinal, values)), 0
            except TypeError:
                day = _BEFORE_ALL if name.endswith("start") else _AFTER_ALL
                found = [day if value is None else value.toordinal() for value in values], _absent(values)
            self._days[entity, name] = found
        return found

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
        return self._at(entity, [place for group in self.groups(entity) for place in group])

    def versions(self, entity: str, at: int) -> Group:
        """The records that tell the id of one of them, each in its way."""
        return next((group for group in self.groups(entity) if at in group), (at,))

    def alike(self, entity: str, path: str, group: Group) -> bool:
        """Whether records tell the same at the end of a path, known or not."""
        end = self._end(entity, path)
        return len({self._fact(end, at) for at in group}) == 1

    def _end(self, entity: str, path: str) -> Column | Keys:
        return self.keys(entity, path) if refers_to(entity, path) else self.column(entity, path)

    @staticmethod
    def _fact(end: Column | Keys, at: int) -> tuple[int, int, Any]:
        unknown, none = end.unknown >> (8 * at) & 1, end.none >> (8 * at) & 1
        values = end.places if isinstance(end, Keys) else end.values
        return unknown, none, None if unknown or none else values[at]

    def differing(self, entity: str, path: str) -> list[int]:
        """The places of the records that stand for ids of which others tell something else there."""
        return [group[0] for group in self.groups(entity) if not self.alike(entity, path, group)]

    def misdated(self, entity: str) -> int:
        """The mask of the records that end before they start: neither day is known."""
        if entity not in self._misdated:
            mask = 0
            if {"start", "end"} <= fields_of(entity).keys():
                (starts, _), (ends, _) = self.days(entity, "start"), self.days(entity, "end")
                mask = _mask(map(operator.lt, ends, starts))
            self._misdated[entity] = mask
        return self._misdated[entity]

    def faulty(self, entity: str, name: str) -> int:
        """The mask of the records of which this field is at fault."""
        misread = self.read.misread.get((entity, name))
        inconsistent = self._inconsistent(entity, name)
        if misread is None:
            return inconsistent
        return inconsistent | self._at(entity, self.records.now_at(entity, misread))

    def _inconsistent(self, entity: str, name: str) -> int:
        """The mask of the records of which this field contradicts something else."""
        if name in {"start", "end"}:
            return self.misdated(entity)
        into = about(fields_of(entity)[name]).refers_to
        if not into or self.records[into] is None:
            return 0
        known = {*self.ids(into), None}
        return _mask(value not in known for value in self.values(entity, name))

    # Columns and references.

    def column(self, entity: str, path: str) -> Column:
        """A field, or along references a field of another record."""
        found = self._columns.get((entity, path))
        if found is None:
            ref, _, rest = path.partition(".")
            found = self._gathered(entity, ref, rest) if rest else self._own(entity, path)
            self._columns[entity, path] = found
        return found

    def _own(self, entity: str, name: str) -> Column:
        field = fields_of(entity)[name]
        absence = about(field).absence
        faulty = self.faulty(entity, name)
        given = (getattr(record, name) for record in self.records[entity] or ())
        present = next((value for value in given if value is not None), None)
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
        )

    def _gathered(self, entity: str, ref: str, rest: str) -> Column:
        keys = self.keys(entity, ref)
        target, differing = self.column(keys.into, rest), _at(self.differing(keys.into, rest))
        filler = target.values[0] if target.values else 0
        values = [*target.values, filler, filler]
        return Column(
            list(map(values.__getitem__, keys.places)),
            unknown=keys.unknown | self._along(keys, target.unknown | differing),
            none=keys.none | self._along(keys, target.none & ~differing),
            words=target.words,
        )

    def _along(self, keys: Keys, mask: int) -> int:
        """The mask of the records that refer to those of a mask."""
        if not mask:
            return 0
        flags = mask.to_bytes(self.size(keys.into), "little") + b"\0\0"
        return _mask(map(flags.__getitem__, keys.places))

    def keys(self, entity: str, path: str) -> Keys:
        """References along a path; the id of a record refers to itself."""
        found = self._keys.get((entity, path))
        if found is None:
            found = self._keys[entity, path] = self._find_keys(entity, path)
        return found

    def _find_keys(self, entity: str, path: str) -> Keys:
        if path == "id":
            places = list(range(self.size(entity)))
            for group in self.groups(entity):
                for at in group:
                    places[at] = group[0]
            return Keys(entity, places, unknown=0, none=0)
        ref, _, rest = path.partition(".")
        if rest:
            outer = self.keys(entity, ref)
            inner, differing = self.keys(outer.into, rest), _at(self.differing(outer.into, rest))
            size = self.size(inner.into)
            places = [*inner.places, size, size + 1]
            for at in self.differing(outer.into, rest):
                places[at] = size
            return Keys(
                inner.into,
                list(map(places.__getitem__, outer.places)),
                unknown=outer.unknown | self._along(outer, inner.unknown | differing),
                none=outer.none | self._along(outer, inner.none & ~differing),
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

    # Masks of predicates.

    def rows(self, entity: str, predicate: Predicate) -> int:
        """The mask of the records for which a two-valued predicate holds."""
        found = self._rows.get((entity, predicate))
        if found is None:
            found = self._rows[entity, predicate] = self._find_rows(entity, predicate)
        return found

    def _find_rows(self, entity: str, predicate: Predicate) -> int:
        match predicate:
            case predicates.And(parts=parts):
                found = self.full(entity)
                for part in parts:
                    if not found:
                        break
                    found &= self.rows(entity, part)
                return found
            case predicates.Or(parts=parts):
                found = 0
                for part in parts:
                    found |= self.rows(entity, part)
                return found
            case predicates.Not(part=part):
                return self.full(entity) ^ self.rows(entity, part)
            case predicates.Compare() | predicates.Given() | predicates.Has() | predicates.Shares():
                return self._decided(entity, predicate)
            case predicates.Exists():
                return self._existing(entity, predicate)
            case predicates.Unsaid(unknown=unknown):
                return self.full(entity) if unknown else 0
        raise TypeError(f"{predicate!r} is not bound to a period")

    def _decided(self, entity: str, fact: _Fact) -> int:
        """A mask of facts; what is unknown holds in the possible form, what there is none of in neither."""
        if never_equal(entity, fact):
            return 0
        operands = self._operands(entity, fact)
        unknown = 0
        # With an empty set nothing is shared, whatever the other one is.
        none = _empty(*operands) if isinstance(fact, predicates.Shares) else 0
        for operand in operands:
            none |= operand.none
            unknown |= operand.unknown
        if fact.unknown:
            # The certain form is asked for, too; most often nothing is unknown and it is the same.
            certain = self.rows(entity, attrs.evolve(fact, unknown=False))
            return certain | (unknown & ~none if none else unknown)
        holds = self._holding(entity, fact, operands)
        return holds & ~(none | unknown) if none or unknown else holds

    def _operands(self, entity: str, fact: _Fact) -> Sequence[Column | Keys]:
        """The columns that a fact is about; the references, where two are compared."""
        match fact:
            case predicates.Compare(left=left, op=Op.EQ, right=Path() as right) if refers_to(
                entity, left.name
            ):
                return [self.keys(entity, left.name), self.keys(entity, right.name)]
            case (
                predicates.Compare(left=left, right=Path() as right)
                | predicates.Shares(left=left, right=right)
            ):
                return [self.column(entity, left.name), self.column(entity, right.name)]
            case predicates.Compare(left=left):
                return [self.column(entity, left.name)]
            case predicates.Given(field=field) | predicates.Has(field=field):
                return [self.column(entity, field.name)]

    def _holding(self, entity: str, fact: _Fact, operands: Sequence[Column | Keys]) -> int:
        """The mask of a fact where everything is known; elsewhere anything."""
        values = [one.places if isinstance(one, Keys) else one.values for one in operands]
        match fact:
            case predicates.Compare(op=op, right=Path()):
                return _mask(map(OPERATORS[op], *values))
            case predicates.Compare(op=op, right=right):
                constant: object = right.toordinal() if isinstance(right, dt.date) else right
                words = operands[0].words if isinstance(operands[0], Column) else None
                if words is not None:
                    constant = next((word for word in words if word.value == right), None)
                return _mask(map(OPERATORS[op], *values, repeat(constant)))
            case predicates.Given():
                return self.full(entity)
            case predicates.Has(word=word):
                return _mask(isinstance(words, frozenset) and word in words for words in values[0])
            case predicates.Shares():
                return _mask(bool(a and b and not a.isdisjoint(b)) for a, b in zip(*values, strict=True))

    # Existence.

    def _existing(self, entity: str, one: predicates.Exists) -> int:
        if self.records[one.entity] is None:
            return self.full(entity) if one.unknown and one.unreported else 0
        if never_equal(entity, one):
            return 0
        found = self._matched(entity, one)
        if not one.unknown:
            return found
        return found | self._perhaps_unreported(entity, one)

    def existing(self, one: predicates.Exists, *carried: str) -> int:
        """The mask of the records that satisfy an existence; in its certain form they surely are records."""
        rows = self.rows(one.entity, one.where)
        paths = [theirs for theirs, _ in one.on] + ([one.compare[0]] if one.compare else [])
        return rows if one.unknown else self.agreed(one.entity, rows, *paths, *carried)

    def agreed(self, entity: str, rows: int, *paths: str) -> int:
        """Of these records those that surely exist: one of an id, if all that tell it are some and alike."""
        return surely(
            rows,
            self.size(entity),
            self.groups(entity),
            lambda group: all(self.alike(entity, path, group) for path in paths),
        )

    def _matched(self, entity: str, one: predicates.Exists) -> int:
        rows = self.existing(one)
        if not one.on:
            return self.full(entity) if rows.bit_count() >= one.at_least else 0
        inner, inner_unknown, outer, outer_unknown = self._joined(entity, one)
        if one.unknown and rows & inner_unknown:
            # A record that names nobody we know may be about anybody.
            return self.full(entity)
        if one.compare is not None:
            flags = rows.to_bytes(self.size(one.entity), "little")
            found = self._matched_by_order(entity, one, flags, inner, outer)
        else:
            # Where nothing is unknown, the certain and the possible form find the same records.
            counting = (one.at_least, one.of, one.unknown) if one.at_least > 1 else ()
            alike = (entity, one.entity, one.on, counting, rows)
            if alike not in self._found:
                self._found[alike] = self._matched_by_key(entity, one, rows, inner, outer)
            found = self._found[alike]
        if one.unknown:
            hidden = hides_posts(self.system, one, listed=self.has("persons"))
            return found | (outer_unknown if rows or hidden else 0)
        return found & ~outer_unknown if outer_unknown else found

    def _matched_by_key(
        self,
        entity: str,
        one: predicates.Exists,
        rows: int,
        inner: Sequence[Hashable],
        outer: Sequence[Hashable],
    ) -> int:
        selected: Iterable[Any] = compress(inner, rows.to_bytes(self.size(one.entity), "little"))
        if one.at_least > 1:
            times = self._distinct(one, rows, inner) if one.of else Counter(selected)
            selected = (key for key, number in times.items() if number >= one.at_least)
        if outer is self.keys(entity, "id").places:
            return self._at(entity, selected)
        keys = set(selected)
        # What names nothing equals nothing, not even another that names nothing.
        keys.discard(None)
        return _mask(map(keys.__contains__, outer))

    def _distinct(self, one: predicates.Exists, rows: int, inner: Sequence[Hashable]) -> Counter[Hashable]:
        """How many distinct values of a reference these records have by key."""
        what, size = self.keys(one.entity, one.of), self.size(one.entity)
        named = set(
            compress(zip(inner, what.places, strict=True), (rows & ~what.unknown).to_bytes(size, "little"))
        )
        times: Counter[Hashable] = Counter(key for key, _ in named)
        if one.unknown:
            # Two whom we do not know may be one and the same, and may be two.
            times.update(compress(inner, (rows & what.unknown).to_bytes(size, "little")))
        return times

    def _at(self, entity: str, places: Iterable[int | None]) -> int:
        """The mask of the records at some places; the place after all is of nobody we know."""
        flags = bytearray(self.size(entity) + 1)
        for place in places:
            if place is not None:
                flags[place] = 1
        return spread(_mask(flags[:-1]), self.size(entity), self.groups(entity))

    def _joined(
        self, entity: str, one: predicates.Exists
    ) -> tuple[Sequence[Hashable], int, Sequence[Hashable], int]:
        """The keys of their records and of ours, and for which of each they are not known."""
        [*theirs], [*ours] = zip(*one.on, strict=True)
        if is_plain(one):
            their, our = self.column(one.entity, theirs[0]), self.column(entity, ours[0])
            return their.values, their.unknown, our.values, our.unknown
        return (*self._join_keys(one.entity, theirs), *self._join_keys(entity, ours))

    def candidates(self, entity: str, at: int, one: predicates.Exists) -> list[int]:
        """The places of the records whose keys equal those of one of ours."""
        if not one.on:
            return list(range(self.size(one.entity)))
        inner, _, outer, _ = self._joined(entity, one)
        return [row for row, key in enumerate(inner) if key is not None and key == outer[at]]

    def _join_keys(self, entity: str, paths: Sequence[str]) -> tuple[Sequence[Hashable], int]:
        found = self._joins.get((entity, tuple(paths)))
        if found is None:
            found = self._joins[entity, tuple(paths)] = self._find_join_keys(entity, paths)
        return found

    def _find_join_keys(self, entity: str, paths: Sequence[str]) -> tuple[Sequence[Hashable], int]:
        keys = [self.keys(entity, path) for path in paths]
        unknown = none = 0
        for one in keys:
            unknown |= one.unknown
            none |= one.none
        joined: list[Any] = keys[0].places
        for one in keys[1:]:
            joined = _paired(joined, one.places, self.size(one.into))
        if none:
            # An absent reference equals nothing; the unknown are told apart by their mask.
            flags = none.to_bytes(self.size(entity), "little")
            joined = [None if absent else key for key, absent in zip(joined, flags, strict=True)]
        return joined, unknown

    def _matched_by_order(
        self,
        entity: str,
        one: predicates.Exists,
        flags: bytes,
        inner: Sequence[Hashable],
        outer: Sequence[Hashable],
    ) -> int:
        """Existence with one comparison between the two records: the extreme value by key decides."""
        assert one.compare is not None  # noqa: S101  # asked before
        field, op, ours = one.compare
        theirs, mine = self.column(one.entity, field), self.column(entity, ours)
        least = op in {Op.LE, Op.LT}
        hidden = (theirs.unknown | theirs.none).to_bytes(self.size(one.entity), "little")
        unknown = theirs.unknown.to_bytes(self.size(one.entity), "little")
        extreme: dict[Hashable, int] = {}
        for key, value, off, open_ in compress(
            zip(inner, theirs.values, hidden, unknown, strict=True), flags
        ):
            if off and not (open_ and one.unknown):
                continue
            shown = (_BEFORE_ALL - 1 if least else _AFTER_ALL + 1) if off else value
            known = extreme.get(key)
            if known is None or (shown < known if least else shown > known):
                extreme[key] = shown
        extreme.pop(None, None)
        # Where there is no such record, a day that no comparison admits.
        never = _AFTER_ALL + 2 if least else _BEFORE_ALL - 2
        found = _mask(map(OPERATORS[op], map(extreme.get, outer, repeat(never)), mine.values))
        if mine.unknown or mine.none:
            found &= ~(mine.unknown | mine.none)
        if one.unknown and mine.unknown:
            found |= mine.unknown & _mask(map(extreme.__contains__, outer))
        return found

    def pairs(self, entity: str, one: str, other: str, rows: int) -> tuple[Counter[int], Counter[int]]:
        """To how many distinct others these records bind each one; how many bind it to somebody unknown."""
        alike = (entity, one, other, rows)
        if alike not in self._pairs:
            ours, size = self.keys(entity, one), self.size(entity)
            theirs, number = self._told_apart(entity, other)
            both = _paired(ours.places, theirs.places, number)
            named = set(compress(both, (rows & ~theirs.unknown).to_bytes(size, "little")))
            nameless = compress(ours.places, (rows & theirs.unknown).to_bytes(size, "little"))
            width = number + 2
            self._pairs[alike] = Counter(map(operator.floordiv, named, repeat(width))), Counter(nameless)
        return self._pairs[alike]

    def _told_apart(self, entity: str, path: str) -> tuple[Keys, int]:
        """Where a path leads; the values at its end, where that is no record, by their numbers; how many."""
        if refers_to(entity, path):
            keys = self.keys(entity, path)
            return keys, self.size(keys.into)
        column = self.column(entity, path)
        numbers = {value: at for at, value in enumerate(dict.fromkeys(column.values))}
        places = list(map(numbers.__getitem__, column.values))
        return Keys("", places, column.unknown, column.none), len(numbers)

    # What was not reported.

    def _perhaps_unreported(self, entity: str, one: predicates.Exists) -> int:
        found = 0
        for part in gaps_behind(self.system, one):
            placing = placing_of(one.entity)
            ours = [own for theirs, own in one.on if theirs == placing]
            if part.municipality is None or not ours:
                return self.full(entity)
            found |= self._leading_to(entity, ours[0], part.municipality)
        return found

    def _leading_to(self, entity: str, path: str, municipality: str) -> int:
        """The mask of the records whose reference may name a record of a municipality."""
        keys = self.keys(entity, path)
        there = spread(
            self.possibly_in(keys.into, municipality), self.size(keys.into), self.groups(keys.into)
        )
        return keys.unknown | self._along(keys, there)

    def possibly_in(self, entity: str, municipality: str) -> int:
        """The mask of the records that may belong to a municipality."""
        place = self.place_of("municipalities", municipality)
        if place is None or entity in {REGION, "programmes"}:
            return self.full(entity)
        if entity == "municipalities":
            return spread(_at([place]), self.size(entity), self.groups(entity))
        if entity == "persons":
            return self._people_possibly_in(municipality)
        placing = placing_of(entity)
        return self._leading_to(entity, placing, municipality) if placing else self.full(entity)

    def _people_possibly_in(self, municipality: str) -> int:
        """People with any post there; everybody when posts there are not all known."""
        unreported = any(
            part.entity == "employments" and part.municipality in {None, municipality}
            for part in self.system.unreported
        )
        if self.records["employments"] is None or unreported:
            return self.full("persons")
        size = self.size("organizations")
        there = spread(self.possibly_in("organizations", municipality), size, self.groups("organizations"))
        at_work = there.to_bytes(size, "little") + b"\1\0"
        posts = map(at_work.__getitem__, self.keys("employments", "organization").places)
        people = set(compress(self.keys("employments", "person").places, posts))
        if self.size("persons") in people:
            return self.full("persons")
        return _mask(map(people.__contains__, range(self.size("persons"))))


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


@attrs.frozen(kw_only=True)
class Members:
    """The members of a population among the records.

    Attributes:
        entity: The collection that they are records of.
        certain: The mask of those who surely are members.
        possible: The mask of those who may be.
        told: The same, where several tell one id each as it stands.
        more: How many members may exist that no record shows.
        gaps: The unreported parts that make it so.
    """

    entity: str
    certain: int
    possible: int
    told: int
    more: Number
    gaps: tuple[Unreported, ...]


@attrs.frozen(kw_only=True)
class Passing:
    """For which records of a collection a term holds.

    Attributes:
        certain: The mask of those for which it surely does.
        possible: The mask of those for which it may.
        silent: The mask of those for which it may only because nobody reported of them.
    """

    certain: int
    possible: int
    silent: int

    @property
    def states(self) -> int:
        """A byte for each record: 2 surely passes, 1 perhaps, 0 not, 3 perhaps as nobody reported of it."""
        return self.certain + self.possible + 2 * self.silent

    def among(self, told: int, size: int, groups: Sequence[Group]) -> Passing:
        """The same, where of records under one id those that may be members decide together."""
        if not groups:
            return self
        masks = (told, self.certain, self.possible, self.silent)
        there, sure, may, mute = (bytearray(mask.to_bytes(size, "little")) for mask in masks)
        for group in groups:
            some = [at for at in group if there[at]]
            passes, perhaps = all(sure[at] for at in some), any(may[at] for at in some)
            silent = perhaps and not passes and not any(may[at] and not mute[at] for at in some)
            for at in group:
                sure[at], may[at], mute[at] = passes, perhaps, silent
        certain, possible, silence = (int.from_bytes(flags, "little") for flags in (sure, may, mute))
        return Passing(certain=certain, possible=possible, silent=silence)


class RecordsEngine:
    """Answers questions from the records of a system.

    >>> import datetime as dt
    >>> from rnms import testing
    >>> from rnms.indicators.vocabulary import people
    >>> engine = RecordsEngine(testing.invented_region(staff=100, seed=1), dt.date(2023, 12, 31))
    >>> engine.answer(Question(of=people.TEACHERS), Period.of(2023)).tally.size()
    Bounds(low=58, high=58)

    Args:
        system: The system.
        as_of: The day of judgement; populations stand on it where a period runs longer.
        vocabularies: The words of the region, by which those of the records are read.
        known: The columns of the same system, where it differs in nothing but what was not reported.
    """

    def __init__(
        self,
        system: RegionalSystem,
        as_of: dt.date | None = None,
        vocabularies: Sequence[Vocabulary] = (),
        known: Columns | None = None,
    ) -> None:
        self.columns = Columns(system, known)
        self._as_of = as_of
        self._vocabularies = tuple(vocabularies)
        self._members: dict[tuple[Population, Window], Members] = {}
        self._layouts: dict[tuple[str, str, str], _Layout] = {}
        self._without: dict[tuple[Unreported, ...], RecordsEngine] = {}

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The faults of the system."""
        return self.columns.read.faults

    def knows(self, question: Question) -> bool:
        """Whether every collection that a question reads was collected."""
        return not self.lacks(question)

    def lacks(self, question: Question) -> frozenset[str]:
        """The collections that a question reads and that were not collected."""
        return frozenset(name for name in reads(question) if not self.columns.has(name))

    def holds_any(self, collection: str) -> bool:
        """Whether a collection has a record."""
        return self.columns.size(collection) > 0

    def window(self, period: Period) -> Window:
        """The days that a question for a period speaks of."""
        return Window.of(period, self._as_of, self.lexicon)

    @functools.cached_property
    def written(self) -> Written:
        """By field that has a vocabulary, every word that the records write there, and how often."""
        fields = [one.field.partition(".")[::2] for one in self._vocabularies]
        # Figures and claims are no records: their keys are read beforehand.
        known = [pair for pair in fields if pair[0] in record_classes() and self.columns.has(pair[0])]
        return {f"{entity}.{name}": _words(self.columns.values(entity, name)) for entity, name in known}

    @functools.cached_property
    def lexicon(self) -> Lexicon:
        """What those words mean."""
        return lexicon_of(self._vocabularies, self.written)

    @property
    def system(self) -> RegionalSystem:
        """What was reported, and what was not."""
        return self.columns.system

    def places(self, collection: str) -> Sequence[Any]:
        """The municipalities or organisations."""
        return self.columns.records[collection] or ()

    def without(self, parts: Sequence[Unreported]) -> RecordsEngine:
        """The same engine where nothing is missing from some parts."""
        kept = tuple(part for part in self.system.unreported if part not in parts)
        if kept not in self._without:
            system = attrs.evolve(self.system, unreported=kept)
            self._without[kept] = RecordsEngine(system, self._as_of, self._vocabularies, self.columns)
        return self._without[kept]

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period, for the region and for each municipality."""
        answer, municipalities = limited(self, question, period)
        return attrs.evolve(answer, municipalities=municipalities)

    def reasons(self, question: Question, period: Period) -> tuple[Reason, ...]:
        """What the records leave open, the most members first."""
        return of_records(self, question, period)

    def unlimited(
        self, question: Question, period: Period, collection: str
    ) -> tuple[Answer, Mapping[str, Tally | Loads]]:
        """The answer where any number of records may be missing, and the tally of each place."""
        window = self.window(period)
        members = self.members(question.of, window)
        gaps = [*members.gaps, *gaps_of_term(self.columns.system, question.term, window, members.entity)]
        silent = dict.fromkeys(part.municipality for part in gaps if part.municipality is not None)
        reasons = [Reason(code="headcount-unknown", about=(question.of.key, question.of.title))]
        places = self.columns.records["municipalities"] or ()
        by_place: Mapping[str, Tally | Loads] = {}
        if question.load:
            tally: Tally | Loads = self._loads(question, members, window)
        else:
            passing = self._passing(question, members, window)
            tally = _tally(members, passing, with_term=question.term is not None)
            by_place = self._by_place(question, members, window, passing, collection)
        answer = Answer(
            tally=tally,
            reported=self.knows(question),
            silent=distinct(place.id for place in places if place.id in silent),
            reasons=tuple(reasons) if members.more is None else (),
        )
        return answer, by_place

    def prepare(self, asked: Iterable[tuple[Question, Period]]) -> None:
        """Nothing: columns and masks are kept when they are first read."""

    def ids(self, collection: str) -> tuple[str, ...]:
        """The ids of a collection."""
        return distinct(record.id for record in self.columns.records[collection] or ())

    def standing(self, question: Question, period: Period, state: str) -> tuple[tuple[str, str], ...]:
        """The members that ``"passed"``, ``"failed"`` or are ``"unknown"``: ids, and the names of places."""
        entity = self.members(question.of, self.window(period)).entity
        records = self.columns.records[entity] or ()
        named = entity in {"municipalities", "organizations"}
        flags = self.states(question, period)[state].to_bytes(len(records), "little")
        return distinct(
            (identifier(entity, record, at), record.name if named else "")
            for at, record in enumerate(records)
            if flags[at]
        )

    def has(self, collection: str) -> bool:
        """Whether a collection was collected."""
        return self.columns.records[collection] is not None

    def shown(self, trace: Trace) -> Mapping[Shown, int]:
        """When the records that a trace looks for show something, and how many of them on the same days."""
        entity, names = trace.collection, fields_read(trace)
        size = self.columns.size(entity)
        faults = {name: mask for name in names if (mask := self.columns.faulty(entity, name))}
        if mask := self.columns.told_differently(entity):
            # Records that tell one id in different ways show nothing for sure.
            faults["id"] = mask
        kept = b"\x01" * size
        if (follows := preceded(trace)) is not None:
            surely, perhaps = (self.columns.rows(entity, form) for form in follows)
            faults[UNSURE] = self.columns.full(entity) ^ surely
            kept = perhaps.to_bytes(size, "little")
        flags = [mask.to_bytes(size, "little") for mask in faults.values()]
        rows = zip(*(self.columns.values(entity, name) for name in names), *flags, strict=True)
        return counted(trace, tuple(faults), Counter(compress(rows, kept)))

    def gathered(self, collections: Iterable[str]) -> RegionalSystem:
        """The system itself: every record is at hand. One that cannot be read may be any."""
        return self.columns.read.incomplete(collections)

    def around(
        self,
        question: Question,
        period: Period,  # noqa: ARG002
        member: str,
    ) -> tuple[RecordsEngine, int | None]:
        """This engine, since every record is at hand, and the place of the member's record."""
        entity = question.of.resolved().entity
        return self, 0 if entity == REGION else self.columns.place_of(entity, member)

    def states(self, question: Question, period: Period) -> dict[str, int]:
        """The masks of the members that surely pass, surely fail, or are not decided."""
        window = self.window(period)
        members = self.members(question.of, window)
        passing = self._passing(question, members, window)
        passed, failed = members.certain & passing.certain, members.certain & ~passing.possible
        return {"passed": passed, "failed": failed, "unknown": members.possible & ~passed & ~failed}

    def members(self, population: Population, window: Window) -> Members:
        """Who belongs to a population."""
        found = self._members.get((population, window))
        if found is None:
            found = self._members[population, window] = self._find_members(population, window)
        return found

    def _find_members(self, population: Population, window: Window) -> Members:
        whole = population.resolved()
        entity = whole.entity
        if not entity or self.columns.records[entity] is None:
            return Members(entity=entity or REGION, certain=0, possible=0, told=0, more=None, gaps=())
        where, through = whole.where, whole.through
        makers: Predicate = predicates.ALWAYS
        if through is not None:
            makers = predicates.exists(through.entity, through.member, through.where)
            where = predicates.And((makers, where))
        certain, told = (self.columns.rows(entity, form) for form in forms(where, window, entity))
        certain, possible = self._counted(whole, certain, told)
        more, gaps = self._more(whole, window)
        return Members(entity=entity, certain=certain, possible=possible, told=told, more=more, gaps=gaps)

    def _counted(self, whole: Population, certain: int, possible: int) -> tuple[int, int]:
        """Who surely and who perhaps is counted, each id as often as it may be."""
        entity = whole.entity
        # People are counted by their ids, and so is whatever other records make.
        several = whole.through is None and entity != "persons"
        groups = self.columns.groups(entity)
        return counted_by_id(certain, possible, self.columns.size(entity), groups, several=several)

    def _more(self, whole: Population, window: Window) -> tuple[Number, tuple[Unreported, ...]]:
        """The members that no record shows: ghosts of what was not reported, and records of nobody."""
        through, columns = whole.through, self.columns
        _, own = forms(whole.where, window, whole.entity)
        gaps = gaps_of_members(columns.system, whole, own)
        if through is not None:
            made = predicates.exists(through.entity, through.member, through.where)
            _, own = forms(made, window, whole.entity)
        hidden: dict[tuple[str, str], int] = {}
        for made in makers(own) if whole.entity == "persons" else ():
            if columns.records[made.entity] is None:
                return None, tuple(gaps)
            # A post that was not reported may be of somebody new; other records are of people who have posts.
            if through is not None or made.entity == "employments":
                gaps += gaps_in(columns.system, made.entity, made.where)
            [(theirs, _)] = made.on
            rows = columns.rows(made.entity, made.where) & columns.keys(made.entity, theirs).unknown
            hidden[made.entity, theirs] = hidden.get((made.entity, theirs), 0) | rows
        return (None if gaps else sum(rows.bit_count() for rows in hidden.values())), distinct(gaps)

    def _passing(self, question: Question, members: Members, window: Window) -> Passing:
        entity = members.entity
        if question.term is None:
            full = self.columns.full(entity)
            return Passing(certain=full, possible=full, silent=0)
        certain, possible = (self.columns.rows(entity, form) for form in forms(question.term, window, entity))
        silent = 0
        if possible != certain and any(gaps_of_term(self.columns.system, question.term, window, entity)):
            answered = self.columns.rows(entity, possible_as_reported(question.term, window, entity))
            silent = possible & ~certain & ~answered
        passing = Passing(certain=certain, possible=possible, silent=silent)
        return passing.among(members.told, self.columns.size(entity), self.columns.groups(entity))

    # Loads.

    def _loads(self, question: Question, members: Members, window: Window) -> Loads:
        assert question.term is not None  # noqa: S101  # a load is of something
        certain, possible = forms(question.term, window, members.entity)
        least, _, _ = self._carried(certain, members.entity)
        most, unlimited, anywhere = self._carried(possible, members.entity)
        size = self.columns.size(members.entity)
        sure = members.certain.to_bytes(size, "little")
        may = members.possible.to_bytes(size, "little")
        open_ended = unlimited.to_bytes(size, "little")
        slots = self.columns.keys(members.entity, "id").places if members.entity != REGION else range(size)
        found = [
            Carried(
                sure=bool(sure[at]),
                least=least.get(slots[at], 0),
                most=None if open_ended[at] else most.get(slots[at], 0),
            )
            for at in range(size)
            if may[at]
        ]
        return loads_of(found, members.more, anywhere)

    def _carried(self, predicate: Predicate, entity: str) -> tuple[Counter[int], int, int]:
        """How many distinct things each record carries, which may carry any number, and how many nobody does.

        What nobody that we know carries may be carried by anybody.
        """
        assert isinstance(predicate, predicates.Exists)  # noqa: S101  # so is the term of every load
        columns = self.columns
        if columns.records[predicate.entity] is None:
            return Counter(), columns.full(entity) if predicate.unknown else 0, 0
        rows = columns.existing(predicate, predicate.of)
        [(theirs, _)] = predicate.on
        named, nameless = columns.pairs(predicate.entity, theirs, predicate.of, rows)
        if not predicate.unknown:
            # Whoever is attached is somebody, though we do not know whom.
            return Counter(dict.fromkeys(nameless, 1)) | named if nameless else named, 0, 0
        unlimited = columns._perhaps_unreported(entity, predicate)  # noqa: SLF001
        # Attachments of people we do not know may be of one and the same person, or of several.
        found = named + nameless if nameless else named
        keys = columns.keys(predicate.entity, theirs)
        return found, unlimited, found[columns.size(keys.into)] if rows & keys.unknown else 0

    # Municipalities and organisations.

    def by(self, question: Question, period: Period, collection: str) -> Mapping[str, Tally | Loads]:
        """The tally of each municipality or organisation; a person counts wherever a post qualifies.

        Empty where the members have no such place.
        """
        return limited(self, question, period, collection)[1]

    def _by_place(
        self,
        question: Question,
        members: Members,
        window: Window,
        passing: Passing,
        collection: str,
    ) -> dict[str, Tally | Loads]:
        whole = question.of.resolved()
        place = place_path(whole, collection)
        places = self.columns.records[collection]
        if not place or not places or not self.columns.has(members.entity):
            return {}
        if whole.through is None:
            layout = self._layout(whole.entity, "", place)
            made_certain = made_possible = self.columns.full(whole.entity)
            where_certain, where_possible = members.certain, members.possible
            for group in self.columns.groups(whole.entity):
                if not self.columns.alike(whole.entity, place, group):
                    where_certain &= ~_at(group)
        else:
            layout = self._layout(whole.through.entity, whole.through.member, place)
            if self.columns.records[whole.through.entity] is None:
                return {}
            made_certain, made_possible = (
                self.columns.rows(whole.through.entity, form)
                for form in forms(whole.through.where, window, whole.through.entity)
            )
            made_certain = self.columns.agreed(
                whole.through.entity, made_certain, whole.through.member, place
            )
            where_certain, where_possible = self._counted(
                whole,
                *(self.columns.rows(whole.entity, form) for form in forms(whole.where, window, whole.entity)),
            )
        size = self.columns.size(members.entity)
        states = (where_certain + where_possible) * _PASSING + passing.states
        # Of somebody whom we do not know nothing is known, and nothing was reported.
        unlisted = bytes([_PASSING + 3])
        counts = layout.counts(made_certain, made_possible, states.to_bytes(size, "little") + unlisted)
        gapped = {part.municipality for part in members.gaps}
        of_place: dict[str, set[str | None]] = {}
        for record in places:
            of_place.setdefault(record.id, {None}).add(municipality_of(record))
        return {
            key: _of_states(
                counts[self.columns.ids(collection)[key]],
                None if gapped & inside else 0,
                with_term=question.term is not None,
            )
            for key, inside in of_place.items()
        }

    def _layout(self, entity: str, member: str, place: str) -> _Layout:
        found = self._layouts.get((entity, member, place))
        if found is None:
            columns = self.columns
            places, size = columns.keys(entity, place), columns.size(entity)
            # Without a reference that names it, each record is a member of its own.
            members = columns.keys(entity, member) if member else Keys(entity, list(range(size)), 0, 0)
            found = self._layouts[entity, member, place] = _Layout.of(
                members.places, columns.size(members.into), places.places, columns.size(places.into)
            )
        return found


@attrs.frozen
class _Layout:
    """The records that place members, sorted by municipality: made once, it serves every question.

    Attributes:
        rows: How many records there are.
        order: Those whose municipality is known, sorted by it; one for each member and municipality.
        member: The member of each; the place after all stands for somebody whom we do not know.
        starts: Where each municipality begins, and where the last ends.
        repeated: The other records of a member and municipality, and the place in the order of the first.
        nowhere: The records whose municipality is not known, and the member of each.
        somewhere: Of each member of these the places in the order, by municipality.
        placed: What was found of records that questions share.
    """

    rows: int
    order: list[int]
    member: list[int]
    starts: list[int]
    repeated: dict[int, int]
    nowhere: dict[int, int]
    somewhere: dict[int, list[tuple[int, int]]]
    placed: dict[tuple[int, int], tuple[bytes, int]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, members: Sequence[int], nobody: int, places: Sequence[int], number: int) -> _Layout:
        who = members
        if max(members, default=0) >= nobody:
            # People whom we do not know are not one and the same.
            who = [nobody + row if member >= nobody else member for row, member in enumerate(members)]
            members = [min(member, nobody) for member in members]
        there: list[list[int]] = [[] for _ in range(number + 2)]
        for row, place in enumerate(places):
            there[place].append(row)
        order: list[int] = []
        repeated: dict[int, int] = {}
        starts = [0]
        for rows in there[:number]:
            found = {who[row]: row for row in reversed(rows)}
            if len(found) < len(rows):
                at = dict(zip(found, range(len(order), len(order) + len(found)), strict=True))
                repeated |= {row: at[who[row]] for row in rows if found[who[row]] != row}
            order += found.values()
            starts.append(len(order))
        member = list(map(members.__getitem__, order))
        nowhere = {row: members[row] for row in there[number]}
        somewhere: dict[int, list[tuple[int, int]]] = {one: [] for one in nowhere.values() if one < nobody}
        for municipality, (begin, end) in enumerate(pairwise(starts) if somewhere else ()):
            for position in range(begin, end):
                if member[position] in somewhere:
                    somewhere[member[position]].append((municipality, position))
        return cls(len(places), order, member, starts, repeated, nowhere, somewhere)

    def counts(self, certain: int, possible: int, states: bytes) -> list[Counter[int]]:
        """How often each state stands in each municipality: _STATES × how surely it is placed + its own."""
        if (certain, possible) not in self.placed:
            self.placed[certain, possible] = self._placed(certain, possible)
        placed, surely = self.placed[certain, possible]
        own = _mask([states[member] for member in self.member])
        both = (surely * _STATES + own).to_bytes(len(self.order), "little")
        found = sorted(set(both))
        counted = [
            Counter({state: both.count(state, begin, end) for state in found})
            for begin, end in pairwise(self.starts)
        ]
        lost = [member for row, member in self.nowhere.items() if placed[row]]
        if not lost:
            return counted
        # Whoever stands nowhere that we know may stand anywhere; whoever is counted there is no second one.
        nobody = len(states) - 1
        there = surely.to_bytes(len(self.order), "little")
        anywhere = Counter(_STATES + states[member] for member in lost if member == nobody)
        for member in {member for member in lost if member < nobody}:
            anywhere[_STATES + states[member]] += 1
            for municipality, position in self.somewhere[member]:
                if there[position]:
                    counted[municipality][_STATES + states[member]] -= 1
        return [count + anywhere for count in counted]

    def _placed(self, certain: int, possible: int) -> tuple[bytes, int]:
        """How surely each record counts, and each member in each municipality: by its surest record there."""
        placed = (certain + possible).to_bytes(self.rows, "little")
        surely = bytearray([placed[row] for row in self.order])
        for row, at in self.repeated.items():
            surely[at] = max(surely[at], placed[row])
        return placed, _mask(surely)


def _words(values: Iterable[Any]) -> Counter[str]:
    """How many records hold each word: the sets of words are few. What is no word is told elsewhere."""
    found: Counter[str] = Counter()
    held = (value if isinstance(value, str) else tuple(value or ()) for value in values)
    for value, times in Counter(held).items():
        for word in {value} if isinstance(value, str) else set(value):
            if isinstance(word, str):
                found[word] += times
    return found


def _of_states(states: Counter[int], more: Number, *, with_term: bool) -> Tally:
    """The tally of one municipality, from how often each state stands there."""
    kinds: Counter[tuple[int, int]] = Counter()
    for state, times in states.items():
        placed, rest = divmod(state, _STATES)
        where, passes = divmod(rest, _PASSING)
        kinds[min(placed, where), passes] += times
    return tally_of_kinds(kinds, more, with_term=with_term)


def _tally(members: Members, passing: Passing, *, with_term: bool) -> Tally:
    """The tally of the region: every member is of one kind."""
    sure, doubtful = members.certain, members.possible ^ members.certain
    answered = passing.possible ^ passing.certain ^ passing.silent
    fails = members.possible & ~passing.possible
    states = ((2, passing.certain), (1, answered), (0, fails), (3, passing.silent))
    kinds = {
        (member, state): (mask & rows).bit_count()
        for member, mask in ((2, sure), (1, doubtful))
        for state, rows in states
    }
    return tally_of_kinds(kinds, members.more, with_term=with_term)
