"""The backend of records: a flag is a mask of the records of a collection."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import compress, repeat, starmap
from typing import Any

from rnms._values import frozen
from rnms.engine.columns import Column, Columns, Keys, mask_at, mask_of
from rnms.engine.days import Days
from rnms.engine.interpreter import Interpreter
from rnms.logic.paths import REGION, is_plain, operands_of
from rnms.logic.predicates import OPERATORS, Amount, Exists, Fact, Op, Predicate
from rnms.logic.walks import alike_in, op_of, paths_of, sought_by, spellings_in
from rnms.model.main_places import AFTER_ALL, BEFORE_ALL
from rnms.model.system import RegionalSystem


@frozen
class MaskMatches:
    """The records that an existence looks for.

    Attributes:
        rows: Their mask.
        keys: The keys of all records of their collection.
        unknown: The mask of the records of which the key is not known.
    """

    rows: int
    keys: Sequence[Hashable]
    unknown: int

    def number(self) -> int:
        """Count the records."""
        return self.rows.bit_count()

    def of_nobody(self) -> bool:
        """Tell whether one of the records has an unknown key."""
        return bool(self.rows & self.unknown)


@frozen
class MaskCarriers:
    """The records by which others carry things.

    Attributes:
        columns: The records by columns.
        sought: The existence that looks for these.
        rows: Their mask.
        carrying: For each of the others its place among those that these name.
    """

    columns: Columns
    sought: Exists
    rows: int
    carrying: Sequence[int]

    @property
    def _path(self) -> str:
        [(path, _)] = self.sought.on
        return path

    def _pairs(self) -> tuple[Counter[int], Counter[int]]:
        return self.columns.pairs(self.sought.entity, self._path, self.sought.of, self.rows)

    def least(self) -> list[int]:
        """Count the distinct things that each surely carries; unknown things count as one, and only alone."""
        named, nameless = self._pairs()
        return self._spread({**dict.fromkeys(nameless, 1), **named})

    def most(self) -> list[int]:
        """Count the things that each may carry: every unknown one may be another."""
        named, nameless = self._pairs()
        return self._spread(named + nameless)

    def _spread(self, numbers: Mapping[int, int]) -> list[int]:
        """List a number for each carrier, where most carry nothing."""
        by_place = [0] * (self.columns.size(self.columns.keys(self.sought.entity, self._path).into) + 2)
        for place, number in numbers.items():
            by_place[place] = number
        return [by_place[place] for place in self.carrying]

    def of_nobody(self) -> tuple[int, int]:
        """Count the things whose carrier is unknown, and the records that name them."""
        keys = self.columns.keys(self.sought.entity, self._path)
        lost = self.rows & keys.unknown
        unknown = self.columns.size(keys.into)
        return sum(counts[unknown] for counts in self._pairs()) if lost else 0, lost.bit_count()


@frozen
class MaskSums:
    """The records by which others carry a number that is added up.

    Attributes:
        columns: The records by columns.
        sought: The existence that looks for these.
        amount: The number.
        rows: Their mask.
        carrying: For each of the others its place among those that these name.
    """

    columns: Columns
    sought: Exists
    amount: Amount
    rows: int
    carrying: Sequence[int]

    def _entries(self) -> Iterable[tuple[int, int | None]]:
        """List for each record the place of its carrier and its number; ``None`` for an unknown number."""
        entity, size = self.sought.entity, self.columns.size(self.sought.entity)
        [(path, _)] = self.sought.on
        keys, numbers = self.columns.keys(entity, path), self.columns.column(entity, self.amount.field)
        flags = (mask.to_bytes(size, "little") for mask in (numbers.unknown, numbers.none))
        entries = zip(keys.places, numbers.values, *flags, strict=True)
        for place, value, is_unknown, is_none in compress(entries, self.rows.to_bytes(size, "little")):
            yield place, None if is_unknown else 0 if is_none else value

    def _sums(self, unknown: int) -> Counter[int]:
        sums: Counter[int] = Counter()
        for place, value in self._entries():
            sums[place] += unknown if value is None else value
        return sums

    def least(self) -> list[int]:
        """Add up what each surely carries: of an unknown number the least."""
        sums = self._sums(self.amount.least)
        return [sums.get(place, 0) for place in self.carrying]

    def most(self) -> list[int]:
        """Add up what each may carry: of an unknown number the most."""
        sums = self._sums(self.amount.most or 0)
        return [sums.get(place, 0) for place in self.carrying]

    def of_nobody(self) -> tuple[int, int]:
        """Add up what an unknown carrier may carry, which may all be one."""
        keys = self._keys()
        most = self._sums(self.amount.most or 0)[self.columns.size(keys.into)] if self._lost() else 0
        return most, most

    def _keys(self) -> Keys:
        [(path, _)] = self.sought.on
        return self.columns.keys(self.sought.entity, path)

    def _lost(self) -> int:
        return self.rows & self._keys().unknown

    def limitless(self) -> int:
        """Find the mask of the carriers of perhaps any amount: all, if an unknown carrier is among them."""
        if self.amount.most is not None:
            return 0
        endless = {place for place, value in self._entries() if value is None}
        if self._lost() and self.columns.size(self._keys().into) in endless:
            return mask_of([True] * len(self.carrying))
        return mask_of(place in endless for place in self.carrying)


class MaskRows(Interpreter[int, MaskMatches, Sequence[int]]):
    """The records of a collection, and the masks of those for which predicates hold.

    Args:
        columns: The records by columns.
        system: The system, with what was not reported of it.
        entity: The collection.
        flags: By collection the masks that were made; they serve every question.
    """

    def __init__(
        self, columns: Columns, system: RegionalSystem, entity: str, flags: dict[str, dict[Predicate, int]]
    ) -> None:
        self.columns, self.entity = columns, entity
        self._system, self._all_flags = system, flags
        self._flags = flags.setdefault(entity, {})

    @property
    def system(self) -> RegionalSystem:
        """The reported data, with the parts that were not reported."""
        return self._system

    @property
    def size(self) -> int:
        """How many records there are."""
        return self.columns.size(self.entity)

    def has(self, entity: str) -> bool:
        """Tell whether a collection was collected."""
        return self.columns.has(entity)

    def others(self, entity: str) -> MaskRows:
        """Find the records of another collection."""
        return MaskRows(self.columns, self._system, entity, self._all_flags)

    def holds(self, predicate: Predicate) -> int:
        """Find the mask of the records for which a predicate holds; it is made once."""
        flag = self._flags.get(predicate)
        if flag is None:
            flag = self._flags[predicate] = super().holds(predicate)
        return flag

    # Flags.

    def constant(self, *, holds: bool) -> int:
        """Find the mask of all records, or of none."""
        return self.columns.full(self.entity) if holds else 0

    def is_never(self, flag: int) -> bool:
        """Tell whether a mask is empty."""
        return not flag

    def both(self, first: int, second: int) -> int:
        """Find the records of both masks."""
        return first & second

    def either(self, first: int, second: int) -> int:
        """Find the records of either mask."""
        return first | second

    def negated(self, flag: int) -> int:
        """Find all other records."""
        return self.columns.full(self.entity) ^ flag

    def but_not(self, flag: int, excluded: int) -> int:
        """Find the records of one mask and not of another: one operation less than by negation."""
        return flag & ~excluded if excluded else flag

    def count(self, flag: int) -> int:
        """Count how many records a mask has."""
        return flag.bit_count()

    # Facts.

    def operand(self, path: str, *, as_reference: bool) -> Column | Keys:
        """Find a column, or where references lead."""
        return (self.columns.keys if as_reference else self.columns.column)(self.entity, path)

    def _operands(self, fact: Fact) -> list[Column | Keys]:
        return [self.operand(path, as_reference=key) for path, key in operands_of(self.entity, fact)]

    def holding(self, fact: Fact) -> int:
        """Find the mask of a fact, made once for its certain and its possible form."""
        op, operand = op_of(fact), sought_by(fact)
        key = (self.entity, type(fact), paths_of(fact), op, operand, alike_in(fact))
        return self.columns.once(key, lambda: self._compared(fact, op, operand))

    def _compared(self, fact: Fact, op: Op | None, value: object) -> int:
        """Find the mask of a fact; days and words are compared all at once where that is quicker."""
        operands = self._operands(fact)
        columns = [operand for operand in operands if isinstance(operand, Column)]
        if op is not None and len(columns) == len(operands):
            stored = _as_stored(value, columns[0])
            other = columns[1].days if len(columns) > 1 else stored
            if all(column.are_days for column in columns) and isinstance(other, Days | int):
                return columns[0].days.compared(OPERATORS[op], other)
            if op is Op.EQ and len(columns) == 1 and (codes := columns[0].codes) is not None:
                return codes.equal(stored)
        return mask_of(self._holding(fact, operands, op, value))

    def _holding(
        self, fact: Fact, operands: Sequence[Column | Keys], op: Op | None, value: object
    ) -> Iterable[bool]:
        values = [operand.places if isinstance(operand, Keys) else operand.values for operand in operands]
        if op is not None and len(values) > 1:
            return map(OPERATORS[op], *values)
        if op is not None:
            return map(OPERATORS[op], *values, repeat(_as_stored(value, operands[0])))
        if value is not None:
            return (isinstance(words, frozenset) and value in words for words in values[0])
        if (alike := alike_in(fact)) is not None:
            is_covered = functools.cache(functools.partial(_covered, spellings_in(alike)))
            return starmap(is_covered, zip(*values, strict=True))
        if len(values) > 1:
            return (bool(a and b and not a.isdisjoint(b)) for a, b in zip(*values, strict=True))
        return repeat(True, self.size)

    def decided_in_part(self, fact: Fact) -> tuple[int, int]:
        """Find the masks of the records for which every possible day agrees, and for which none does."""
        # No reference is known in part, so of those nothing is read.
        columns = [operand for operand in self._operands(fact) if isinstance(operand, Column)]
        places = {place for column in columns for place in column.spans}
        op, value = op_of(fact), sought_by(fact)
        if not places or (op is not None and len(columns) < 2 and not isinstance(value, dt.date)):
            return 0, 0
        if op is None:
            # Of a day nothing else is asked than whether it is there; one known in part is, whichever it is.
            return mask_at(places), 0
        surely, never = [], []
        for place in places:
            sides = [_between(column, place) for column in columns]
            if isinstance(value, dt.date):
                sides.append((value.toordinal(), value.toordinal()))
            left, right = sides
            if left is not None and right is not None:
                first, last = _agree(op, left, right)
                surely += [place] if first else []
                never += [place] if not last else []
        return mask_at(surely), mask_at(never)

    def is_empty(self, path: str) -> int:
        """Find the mask of the records for which a set is known to be empty."""
        column = self.columns.column(self.entity, path)
        return mask_of(map(operator.not_, column.values)) & ~column.unknown

    def words(self, path: str) -> Sequence[str]:
        """List every word of a set that records have."""
        sets = {value for value in self.columns.column(self.entity, path).values if value}
        return sorted({word for words in sets if isinstance(words, frozenset) for word in words})

    # Existence.

    def selected(self, sought: Exists, *carried: str) -> int:
        """Find the records that an existence looks for; in its certain form only those that surely exist.

        Args:
            sought: The existence, of these records.
            carried: A path on which all records under one id must agree for the record surely to exist.
        """
        rows = self.holds(sought.where)
        if sought.unknown:
            return rows
        compared = [sought.compare.their] if sought.compare else []
        return self.columns.agreed(self.entity, rows, *(path for path, _ in sought.on), *compared, *carried)

    def matches(self, sought: Exists) -> MaskMatches:
        """Find the records that an existence looks for."""
        record_rows = self.others(sought.entity)
        rows = record_rows.selected(sought)
        if not sought.on:
            return MaskMatches(rows, (), 0)
        paths = [path for path, _ in sought.on]
        return MaskMatches(rows, *self.columns.joined(sought.entity, paths, plain=is_plain(sought)))

    def found(self, sought: Exists, matches: MaskMatches) -> int:
        """Find the mask of the records that have so many of these by key, in the order asked for."""
        if sought.compare is not None:
            return self._in_order(sought, matches)
        # Where nothing is unknown, the certain and the possible form find the same records.
        counting = (sought.at_least, sought.of, sought.unknown) if sought.at_least > 1 else ()
        alike = (self.entity, sought.entity, sought.on, counting, matches.rows)
        return self.columns.once(alike, lambda: self._by_key(sought, matches))

    def _keys(self, existence: Exists) -> Sequence[Hashable]:
        keys, _ = self.columns.joined(
            self.entity, [path for _, path in existence.on], plain=is_plain(existence)
        )
        return keys

    def _by_key(self, existence: Exists, matches: MaskMatches) -> int:
        record_rows, own_keys = self.others(existence.entity), self._keys(existence)
        selected: Iterable[Any] = record_rows.among(matches.rows, matches.keys)
        if existence.at_least > 1:
            times = record_rows.distinct(existence, matches) if existence.of else Counter(selected)
            selected = (key for key, number in times.items() if number >= existence.at_least)
        if own_keys is self.columns.keys(self.entity, "id").places:
            return self.columns.at(self.entity, selected)
        keys = set(selected)
        # An absent reference equals nothing, not even another absent one.
        keys.discard(None)
        return mask_of(map(keys.__contains__, own_keys))

    def among(self, rows: int, values: Iterable[Any]) -> Iterable[Any]:
        """Select the values of the records of a mask, out of one value for each record."""
        return compress(values, rows.to_bytes(self.size, "little"))

    def distinct(self, sought: Exists, matches: MaskMatches) -> Counter[Hashable]:
        """Count by key the distinct values of a reference in some records."""
        rows, things = matches.rows, self.columns.keys(self.entity, sought.of)
        pairs = set(self.among(rows & ~things.unknown, zip(matches.keys, things.places, strict=True)))
        times: Counter[Hashable] = Counter(key for key, _ in pairs)
        if sought.unknown:
            # Two unknown references may lead to one record or to two.
            times.update(self.among(rows & things.unknown, matches.keys))
        return times

    def _in_order(self, existence: Exists, matches: MaskMatches) -> int:
        """Find the mask for an existence with one comparison: the extreme value by key decides.

        So no record is compared with every other: one look at theirs and one at ours is enough.
        """
        assert existence.compare is not None  # noqa: S101  # asked before
        order = existence.compare
        mine, least = self.columns.column(self.entity, order.ours), order.is_by_earliest
        by_last = not order.reads_last_of_theirs(may_hold=bool(existence.unknown))
        own_days, unknown = mine.limits(last=by_last)
        extreme: Mapping[Any, int] = self.others(existence.entity).extremes(existence, matches, least=least)
        own_keys, compare = self._keys(existence), OPERATORS[order.op]
        if isinstance(own_keys, range):
            # Each record has a key of its own: only those that are named are looked at.
            places = [place for place in extreme if place < self.size]
            in_order = [place for place in places if compare(extreme[place], own_days[place])]
            mask = self.columns.at(self.entity, in_order)
        else:
            # Where there is no such record, put a day that no comparison admits.
            never = AFTER_ALL + 2 if least else BEFORE_ALL - 2
            mask = mask_of(map(compare, map(extreme.get, own_keys, repeat(never)), own_days))
        mask = self.but_not(mask, unknown | mine.none)
        if existence.unknown and unknown:
            mask |= unknown & mask_of(map(extreme.__contains__, own_keys))
        return mask

    def extremes(self, sought: Exists, matches: MaskMatches, *, least: bool) -> dict[Hashable, int]:
        """Find by key the first or the last day of the wanted records; an unknown day may be any day."""
        assert sought.compare is not None  # noqa: S101  # likewise
        column = self.columns.column(self.entity, sought.compare.their)
        by_last = sought.compare.reads_last_of_theirs(may_hold=bool(sought.unknown))
        days, all_unknown = column.limits(last=by_last)
        hidden, unknown = (
            mask.to_bytes(self.size, "little") for mask in (all_unknown | column.none, all_unknown)
        )
        extreme: dict[Hashable, int] = {}
        columns = zip(matches.keys, days, hidden, unknown, strict=True)
        for key, value, is_hidden, is_unknown in self.among(matches.rows, columns):
            if is_hidden and not (is_unknown and sought.unknown):
                continue
            day = (BEFORE_ALL - 1 if least else AFTER_ALL + 1) if is_hidden else value
            best = extreme.get(key)
            if best is None or (day < best if least else day > best):
                extreme[key] = day
        extreme.pop(None, None)
        return extreme

    def candidates(self, sought: Exists, at: int) -> list[int]:
        """List the places of the records whose keys equal those of one of these."""
        if not sought.on:
            return list(range(self.columns.size(sought.entity)))
        own_key = self._keys(sought)[at]
        paths = [path for path, _ in sought.on]
        keys, _ = self.columns.joined(sought.entity, paths, plain=is_plain(sought))
        return [place for place, key in enumerate(keys) if key is not None and key == own_key]

    # Loads.

    def nothing(self) -> Sequence[int]:
        """Make the load of records that carry nothing."""
        return [0] * self.size

    def carriers(self, sought: Exists) -> MaskCarriers | MaskSums:
        """Find the records that an existence looks for, by what they name.

        Records under one id carry the same.
        """
        if sought.adding is not None:
            return self._sums(sought, sought.adding)
        rows = self.others(sought.entity).selected(sought, sought.of)
        return MaskCarriers(self.columns, sought, rows, self._carrying())

    def _carrying(self) -> Sequence[int]:
        return range(self.size) if self.entity == REGION else self.columns.keys(self.entity, "id").places

    def _sums(self, sought: Exists, amount: Amount) -> MaskSums:
        rows = self.others(sought.entity).selected(sought, amount.field)
        return MaskSums(self.columns, sought, amount, rows, self._carrying())

    def limitless(self, sought: Exists) -> int:
        """Find the mask of the records that may carry any amount of what is added up."""
        return 0 if sought.adding is None else self._sums(sought, sought.adding).limitless()

    # Places.

    def with_id(self, key: str) -> int:
        """Find the mask of the records with an id."""
        return self.columns.at(self.entity, [self.columns.place_of(self.entity, key)])

    def led_to(self, path: str, others: MaskRows, flag: int) -> int:  # noqa: ARG002  # references know where
        """Find the mask of the records that refer to others of a mask."""
        return self.columns.referring(self.entity, path, flag)

    def named_by(self, others: MaskRows, path: str, flag: int) -> int:
        """Find the mask of the records that others of a mask name.

        All, if one of those names somebody unknown.
        """
        places = set(others.among(flag, self.columns.keys(others.entity, path).places))
        if self.size in places:
            return self.constant(holds=True)
        return mask_of(map(places.__contains__, range(self.size)))


def _covered(spellings: Mapping[str, frozenset[str]], words: Any, others: Any) -> bool:
    """Tell for each record whether every word of a set is in another one, in one of its spellings.

    Of what is no set, anything.
    """
    if not isinstance(words, frozenset) or not isinstance(others, frozenset):
        return False
    return all(word in others or not others.isdisjoint(spellings.get(word, ())) for word in words)


def _between(column: Column, place: int) -> tuple[int, int] | None:
    """Find the span in which a record's day lies; ``None`` where that is not known, or there is no day."""
    if place in column.spans:
        return column.spans[place]
    if (column.unknown | column.none) >> (8 * place) & 1:
        return None
    return column.values[place], column.values[place]


def _agree(op: Op, left: tuple[int, int], right: tuple[int, int]) -> tuple[bool, bool]:
    """Tell whether a comparison holds for all days of two spans, and whether it does for any."""
    if op is Op.EQ:
        return left == right and left[0] == left[1], left[0] <= right[1] and right[0] <= left[1]
    compare = OPERATORS[op]
    upwards = op in {Op.LE, Op.LT}
    worst, best = (
        ((left[1], right[0]), (left[0], right[1])) if upwards else ((left[0], right[1]), (left[1], right[0]))
    )
    return compare(*worst), compare(*best)


def _as_stored(value: object, operand: Column | Keys) -> object:
    """Write the value that a field is compared with as columns hold it.

    Days are numbers, words those of an enumeration.
    """
    if isinstance(operand, Column) and operand.words is not None:
        return next((word for word in operand.words if word.value == value), None)
    return value.toordinal() if isinstance(value, dt.date) else value
