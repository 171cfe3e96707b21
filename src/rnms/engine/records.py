"""The records engine: tallies from the records of a system, in pure Python.

It works by columns. A predicate over a collection becomes a mask: one big integer with a byte, 0 or 1, for each
record, so that and, or and not are single operations on integers. Columns and masks are made once and serve
every question. The engine meets two-valued predicates only (:mod:`rnms.indicators.predicates`): an unknown
fact has become true or false before.
"""

from __future__ import annotations

import datetime as dt
import enum
import operator
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import compress
from typing import Any

import attrs

from rnms.indicators import (
    NOBODY,
    Answer,
    Carried,
    Loads,
    Number,
    Population,
    Question,
    Reason,
    Tally,
    Term,
    distinct,
    predicates,
)
from rnms.indicators.predicates import Op, Path, Predicate, Window
from rnms.model import (
    Absence,
    Bounds,
    Municipality,
    Organization,
    Period,
    RegionalSystem,
    Unreported,
    about,
    record_classes,
    record_faults,
)

REGION = "region"
_BEFORE_ALL, _AFTER_ALL = 0, 10**9
_MIRROR: dict[Op, Callable[[Any], Callable[[Any], bool]]] = {
    Op.LT: lambda constant: constant.__gt__,
    Op.LE: lambda constant: constant.__ge__,
    Op.GT: lambda constant: constant.__lt__,
    Op.GE: lambda constant: constant.__le__,
}
_OPERATORS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: operator.eq,
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
}


def _mask(flags: Iterable[Any]) -> int:
    return int.from_bytes(bytes(flags), "little")


def _ones(number: int) -> int:
    return int.from_bytes(b"\1" * number, "little")


@attrs.frozen
class Column:
    """A field of all records of a collection, or along references a field of others.

    Attributes:
        values: The values; dates as day numbers, an open end as a day after all, anything where there is none.
        unknown: The mask of records for which it is not known.
        none: The mask of records that have none.
    """

    values: list[Any]
    unknown: int
    none: int


@attrs.frozen
class Keys:
    """References of all records of a collection, as places in the collection that they refer to.

    Attributes:
        into: The collection referred to.
        places: Where; its length stands for unknown and the number after for none.
    """

    into: str
    places: list[int]


class Columns:
    """The records of a system by columns and masks. Facts at fault are unknown.

    A reference to nobody is an unknown reference. A record whose id another has before it is left out, and
    counts as one that perhaps exists.
    """

    def __init__(self, system: RegionalSystem) -> None:
        self.system = system
        self.records: dict[str, Sequence[Any] | None] = {
            name: getattr(system, name) for name in record_classes()
        }
        self.records[REGION] = (None,)
        self._faulty: dict[tuple[str, str], set[int]] = {}
        for fault in record_faults(system):
            for field in fault.fields:
                self._faulty.setdefault((fault.collection, field), set()).add(fault.index)
        self._columns: dict[tuple[str, str], Column] = {}
        self._keys: dict[tuple[str, str], Keys] = {}
        self._rows: dict[tuple[str, Predicate], int] = {}
        self._places: dict[str, dict[str, int]] = {}

    def size(self, entity: str) -> int:
        """How many records there are."""
        return len(self.records[entity] or ())

    def full(self, entity: str) -> int:
        """The mask of all records."""
        return _ones(self.size(entity))

    def doubled(self, entity: str) -> int:
        """The mask of the records that are left out because their id is not their own."""
        faulty = self._faulty.get((entity, "id"), set())
        return _mask(index in faulty for index in range(self.size(entity))) if faulty else 0

    def place_of(self, entity: str, key: str) -> int | None:
        """Where the record with an id stands."""
        if entity not in self._places:
            records = self.records[entity] or ()
            self._places[entity] = {record.id: at for at, record in reversed(list(enumerate(records)))}
        return self._places[entity].get(key)

    def column(self, entity: str, path: str) -> Column:
        """A field, or along references a field of another record."""
        found = self._columns.get((entity, path))
        if found is None:
            ref, _, rest = path.partition(".")
            found = self._gathered(entity, ref, rest) if rest else self._own(entity, path)
            self._columns[entity, path] = found
        return found

    def _own(self, entity: str, name: str) -> Column:
        kind = record_classes()[entity]
        absence = about(attrs.fields_dict(kind)[name]).absence
        values = [getattr(record, name) for record in self.records[entity] or ()]
        absent = {index for index, value in enumerate(values) if value is None}
        faulty = self._faulty.get((entity, name), set())
        present = next((value for value in values if value is not None), None)
        if isinstance(present, dt.date):
            open_day = _BEFORE_ALL if name.endswith("start") else _AFTER_ALL
            filler = open_day if absence is Absence.OPEN else 0
            values = [filler if value is None else value.toordinal() for value in values]
        elif isinstance(present, enum.Enum):
            values = [None if value is None else value.value for value in values]
        elif isinstance(present, tuple):
            values = [frozenset(value or ()) for value in values]
        elif absence is Absence.OPEN and present is None:
            values = [_BEFORE_ALL if name.endswith("start") else _AFTER_ALL] * len(values)
        elif present is None:
            values = [0] * len(values)
        unknown = faulty | (absent if absence is Absence.UNKNOWN else set())
        none = (absent if absence is Absence.NONE else set()) - faulty
        size = len(values)
        return Column(
            values,
            _mask(index in unknown for index in range(size)) if unknown else 0,
            _mask(index in none for index in range(size)) if none else 0,
        )

    def _gathered(self, entity: str, ref: str, rest: str) -> Column:
        keys = self.keys(entity, ref)
        target = self.column(keys.into, rest)
        size = self.size(keys.into)
        filler = target.values[0] if target.values else 0
        values = [*target.values, filler, filler]
        unknown = target.unknown.to_bytes(size, "little") + b"\1\0"
        none = target.none.to_bytes(size, "little") + b"\0\1"
        return Column(
            list(map(values.__getitem__, keys.places)),
            _mask(map(unknown.__getitem__, keys.places)),
            _mask(map(none.__getitem__, keys.places)),
        )

    def keys(self, entity: str, path: str) -> Keys:
        """References along a path; the id of a record refers to itself."""
        found = self._keys.get((entity, path))
        if found is None:
            found = self._keys[entity, path] = self._find_keys(entity, path)
        return found

    def _find_keys(self, entity: str, path: str) -> Keys:
        if path == "id":
            return Keys(entity, list(range(self.size(entity))))
        ref, _, rest = path.partition(".")
        if rest:
            outer = self.keys(entity, ref)
            inner = self.keys(outer.into, rest)
            size = self.size(inner.into)
            places = [*inner.places, size, size + 1]
            return Keys(inner.into, list(map(places.__getitem__, outer.places)))
        into = about(attrs.fields_dict(record_classes()[entity])[ref]).refers_to
        size = self.size(into)
        self.place_of(into, "")
        places_of, ambiguous = self._places[into], self._ambiguous(into)
        absence = about(attrs.fields_dict(record_classes()[entity])[ref]).absence
        absent = size + 1 if absence is Absence.NONE else size
        return Keys(
            into,
            [
                absent if value is None else size if value in ambiguous else places_of.get(value, size)
                for value in (getattr(record, ref) for record in self.records[entity] or ())
            ],
        )

    def _ambiguous(self, entity: str) -> set[str]:
        records = self.records[entity] or ()
        return {records[index].id for index in self._faulty.get((entity, "id"), ())}

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
            case predicates.Compare():
                return self._compared(entity, predicate)
            case predicates.Exists():
                return self._existing(entity, predicate)
            case predicates.Given(field=field, unknown=unknown):
                column = self.column(entity, field.name)
                return self.full(entity) ^ column.none ^ (0 if unknown else column.unknown)
            case predicates.Has(field=field, word=word, unknown=unknown):
                column = self.column(entity, field.name)
                raw = _mask(isinstance(words, frozenset) and word in words for words in column.values)
                return self._open(entity, raw, [column], unknown=unknown)
            case predicates.Shares(left=left, right=right, unknown=unknown):
                columns = [self.column(entity, left.name), self.column(entity, right.name)]
                pairs = zip(columns[0].values, columns[1].values, strict=True)
                raw = _mask(bool(a and b and not a.isdisjoint(b)) for a, b in pairs)
                return self._open(entity, raw, columns, unknown=unknown)
            case predicates.Unsaid(unknown=unknown):
                return self.full(entity) if unknown else 0
        raise TypeError(f"{predicate!r} is not bound to a period")

    def _open(self, entity: str, raw: int, columns: Sequence[Column], *, unknown: bool | None) -> int:
        """A mask with what is unknown decided, and false where there is nothing to compare."""
        nobody = known = 0
        for column in columns:
            nobody |= column.none
            known |= column.unknown
        full = self.full(entity)
        found = raw & (full ^ (nobody | known)) if nobody or known else raw
        return found | (known & (full ^ nobody)) if unknown else found

    def _compared(self, entity: str, one: predicates.Compare) -> int:
        left = self.column(entity, one.left.name)
        if isinstance(one.right, Path):
            if one.op is Op.EQ and self._refers(entity, one.left.name):
                return self._same(entity, one)
            right = self.column(entity, one.right.name)
            raw = _mask(map(_OPERATORS[one.op], left.values, right.values))
            return self._open(entity, raw, [left, right], unknown=one.unknown)
        constant = one.right.toordinal() if isinstance(one.right, dt.date) else one.right
        if one.op is Op.EQ:
            raw = _mask(value == constant for value in left.values)
        else:
            raw = _mask(map(_MIRROR[one.op](constant), left.values))
        return self._open(entity, raw, [left], unknown=one.unknown)

    def _refers(self, entity: str, path: str) -> bool:
        *refs, last = path.split(".")
        for ref in refs:
            entity = about(attrs.fields_dict(record_classes()[entity])[ref]).refers_to
        return bool(about(attrs.fields_dict(record_classes()[entity])[last]).refers_to)

    def _same(self, entity: str, one: predicates.Compare) -> int:
        """Whether two references name the same record."""
        assert isinstance(one.right, Path)  # noqa: S101  # asked before
        left, right = self.keys(entity, one.left.name), self.keys(entity, one.right.name)
        size = self.size(left.into)
        raw = _mask(a == b < size for a, b in zip(left.places, right.places, strict=True))
        if not one.unknown:
            return raw
        pairs = zip(left.places, right.places, strict=True)
        return raw | _mask(size in (a, b) and size + 1 not in (a, b) for a, b in pairs)

    # Existence.

    def _existing(self, entity: str, one: predicates.Exists) -> int:
        if self.records[one.entity] is None:
            return self.full(entity) if one.unknown else 0
        found = self._matched(entity, one)
        if not one.unknown:
            return found
        return found | self._perhaps_unreported(entity, one)

    def existing(self, one: predicates.Exists) -> int:
        """The mask of the records that satisfy an existence; in its certain form those that surely are there."""
        rows = self.rows(one.entity, one.where)
        return rows if one.unknown else rows & ~self.doubled(one.entity)

    def _matched(self, entity: str, one: predicates.Exists) -> int:
        rows = self.existing(one)
        if not one.on:
            return self.full(entity) if rows.bit_count() >= one.at_least else 0
        flags = rows.to_bytes(self.size(one.entity), "little")
        inner, inner_unknown = self._join_keys(one.entity, [pair[0] for pair in one.on])
        outer, outer_unknown = self._join_keys(entity, [pair[1] for pair in one.on])
        if one.compare is not None:
            found = self._matched_by_order(entity, one, flags, inner, outer)
        else:
            selected: Iterable[Hashable] = compress(inner, flags)
            if one.at_least > 1:
                selected = (key for key, times in Counter(selected).items() if times >= one.at_least)
            found = _mask(map(set(selected).__contains__, outer))
        if one.unknown:
            # A record that names nobody we know may be about anybody; so may one that we do not know of.
            if rows & inner_unknown:
                return self.full(entity)
            return found | (outer_unknown if rows else 0)
        return found & (self.full(entity) ^ outer_unknown)

    def _join_keys(self, entity: str, paths: Sequence[str]) -> tuple[Sequence[Hashable], int]:
        keys = [self.keys(entity, path) for path in paths]
        unknown = 0
        for one in keys:
            size = self.size(one.into)
            if size in one.places:
                unknown |= _mask(place == size for place in one.places)
        places = [one.places for one in keys]
        # An absent reference equals nothing; the unknown are told apart by their mask.
        absent = [self.size(one.into) + 1 for one in keys]
        if len(places) == 1:
            [only], [none] = places, absent
            return [None if place >= none else place for place in only] if none in only else only, unknown
        return [
            None if any(a == b for a, b in zip(row, absent, strict=True)) else row
            for row in zip(*places, strict=True)
        ], unknown

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
        compare = _OPERATORS[op]
        raw = _mask(
            key in extreme and compare(extreme[key], value)
            for key, value in zip(outer, mine.values, strict=True)
        )
        found = self._open(entity, raw, [mine], unknown=False)
        if one.unknown and mine.unknown:
            found |= mine.unknown & _mask(map(extreme.__contains__, outer))
        return found

    # What was not reported.

    def gaps(self, entity: str, where: Predicate) -> list[Unreported]:
        """The unreported parts of a collection that could hold a record for which this possibly holds."""
        return [
            part
            for part in self.system.unreported
            if part.entity == entity and _ghost(where, _dated(entity), part.period)[1]
        ]

    def _perhaps_unreported(self, entity: str, one: predicates.Exists) -> int:
        found = 0
        for part in self.gaps(one.entity, one.where):
            placing = _placing(one.entity)
            ours = [own for theirs, own in one.on if theirs == placing]
            if part.municipality is None or not ours:
                return self.full(entity)
            found |= self._leading_to(entity, ours[0], part.municipality)
        return found

    def _leading_to(self, entity: str, path: str, municipality: str) -> int:
        """The mask of the records whose reference may name a record of a municipality."""
        keys = self.keys(entity, path)
        size = self.size(keys.into)
        there = self.possibly_in(keys.into, municipality).to_bytes(size, "little") + b"\1\0"
        return _mask(map(there.__getitem__, keys.places))

    def possibly_in(self, entity: str, municipality: str) -> int:
        """The mask of the records that may belong to a municipality."""
        place = self.place_of("municipalities", municipality)
        if place is None or entity in {REGION, "programmes"}:
            return self.full(entity)
        if entity == "municipalities":
            return 1 << (8 * place)
        if entity == "persons":
            return self._people_possibly_in(municipality)
        placing = _placing(entity)
        return self._leading_to(entity, placing, municipality) if placing else self.full(entity)

    def _people_possibly_in(self, municipality: str) -> int:
        """People with any post there; everybody when posts there are not all known."""
        unreported = any(
            part.entity == "employments" and part.municipality in {None, municipality}
            for part in self.system.unreported
        )
        if self.records["employments"] is None or unreported:
            return self.full("persons")
        there = self.possibly_in("organizations", municipality)
        size = self.size("organizations")
        at_work = there.to_bytes(size, "little") + b"\1\0"
        posts = map(at_work.__getitem__, self.keys("employments", "organization").places)
        people = set(compress(self.keys("employments", "person").places, posts))
        if self.size("persons") in people:
            return self.full("persons")
        return _mask(map(people.__contains__, range(self.size("persons"))))


def _placing(entity: str) -> str:
    """The reference that places a record in a municipality."""
    fields = attrs.fields_dict(record_classes()[entity])
    refs = ("municipality", "organization", "team", "route", "person", "methodist")
    return next((name for name in refs if name in fields), "")


def _dated(entity: str) -> str:
    """The field that places a record in time: its date, or the day it starts."""
    if entity == REGION:
        return ""
    fields = attrs.fields_dict(record_classes()[entity])
    return next((name for name in ("date", "start") if name in fields), "")


def _ghost(predicate: Predicate, dated: str, period: Period | None) -> tuple[bool, bool]:
    """Whether a predicate surely and whether it possibly holds for a record of which only the period is known."""
    match predicate:
        case predicates.And(parts=parts):
            states = [_ghost(part, dated, period) for part in parts]
            return all(sure for sure, _ in states), all(may for _, may in states)
        case predicates.Or(parts=parts):
            states = [_ghost(part, dated, period) for part in parts]
            return any(sure for sure, _ in states), any(may for _, may in states)
        case predicates.Not(part=part):
            sure, may = _ghost(part, dated, period)
            return not may, not sure
        case predicates.Compare(left=Path(name=name), op=op, right=dt.date() as day):
            if name == dated and period is not None and op is not Op.EQ:
                ends = [_OPERATORS[op](end, day) for end in (period.start, period.end)]
                return all(ends), any(ends)
    return False, True


@attrs.frozen(kw_only=True)
class Members:
    """The members of a population among the records.

    Attributes:
        entity: The collection that they are records of.
        certain: The mask of those who surely are members.
        possible: The mask of those who may be.
        more: How many members may exist that no record shows.
        gaps: The unreported parts that make it so.
    """

    entity: str
    certain: int
    possible: int
    more: Number
    gaps: tuple[Unreported, ...]


class RecordsEngine:
    """Answers questions from the records of a system.

    Args:
        system: The system.
        as_of: The day of judgement; populations stand on it where a period runs longer.
    """

    def __init__(self, system: RegionalSystem, as_of: dt.date | None = None) -> None:
        self.columns = Columns(system)
        self._as_of = as_of
        self._members: dict[tuple[Population, Window], Members] = {}
        self._layouts: dict[tuple[str, str, str], _Layout] = {}

    def knows(self, question: Question) -> bool:
        """Whether every collection that a question reads was collected."""
        return all(self.columns.records.get(entity) is not None for entity in reads(question))

    def window(self, period: Period) -> Window:
        """The days that a question for a period speaks of."""
        return Window.of(period, self._as_of)

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period, for the region and for each municipality."""
        window = self.window(period)
        members = self.members(question.of, window)
        gaps = [*members.gaps, *self._gaps_of_term(question, members.entity, window)]
        silent = dict.fromkeys(part.municipality for part in gaps if part.municipality is not None)
        reasons = [Reason(code="headcount-unknown", about=(question.of.key, question.of.title))]
        places = self.columns.records["municipalities"] or ()
        if question.load:
            tally: Tally | Loads = self._loads(question, members, window)
            by_place: dict[str, Tally | Loads] = {}
        else:
            certain, possible = self._passing(question, members.entity, window)
            tally = _tally(members, certain, possible, with_term=question.term is not None)
            by_place = self._by_place(question, members, window, certain, possible)
        return Answer(
            tally=tally,
            municipalities=by_place,
            reported=self.knows(question),
            silent=tuple(place.id for place in places if place.id in silent),
            reasons=tuple(reasons) if members.more is None else (),
        )

    def states(self, question: Question, period: Period) -> dict[str, int]:
        """The masks of the members that surely pass, surely fail, or are not decided."""
        window = self.window(period)
        members = self.members(question.of, window)
        certain, possible = self._passing(question, members.entity, window)
        passed, failed = members.certain & certain, members.certain & ~possible
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
            return Members(entity=entity or REGION, certain=0, possible=0, more=None, gaps=())
        where, through = whole.where, whole.through
        makers: Predicate = predicates.ALWAYS
        if through is not None:
            makers = predicates.exists(through.entity, through.member, through.where)
            where = predicates.And((makers, where))
        certain, possible = self.forms(where, window)
        more, gaps = self._more(whole, window)
        return Members(
            entity=entity,
            certain=self.columns.rows(entity, certain) & ~self.columns.doubled(entity),
            possible=self.columns.rows(entity, possible),
            more=more,
            gaps=gaps,
        )

    def _more(self, whole: Population, window: Window) -> tuple[Number, tuple[Unreported, ...]]:
        """The members that no record shows: ghosts of what was not reported, and records of nobody."""
        through, columns = whole.through, self.columns
        _, own = self.forms(whole.where, window)
        gaps = columns.gaps(whole.entity, own)
        if through is not None:
            _, own = self.forms(predicates.exists(through.entity, through.member, through.where), window)
        hidden: dict[tuple[str, str], int] = {}
        for made in _makers(own) if whole.entity == "persons" else ():
            if columns.records[made.entity] is None:
                return None, tuple(gaps)
            # A post that was not reported may be of somebody new; other records are of people who have posts.
            if through is not None or made.entity == "employments":
                gaps += columns.gaps(made.entity, made.where)
            [(theirs, _)] = made.on
            keys = columns.keys(made.entity, theirs)
            nobody = _mask(place == columns.size(keys.into) for place in keys.places)
            rows = columns.rows(made.entity, made.where) & nobody
            hidden[made.entity, theirs] = hidden.get((made.entity, theirs), 0) | rows
        return (None if gaps else sum(rows.bit_count() for rows in hidden.values())), distinct(gaps)

    def forms(self, predicate: Predicate, window: Window) -> tuple[Predicate, Predicate]:
        """The certain and the possible form of a predicate in a window."""
        said = predicates.closed(predicates.bound(predicate, window))
        return predicates.certain(said), predicates.possible(said)

    def _passing(self, question: Question, entity: str, window: Window) -> tuple[int, int]:
        if question.term is None:
            full = self.columns.full(entity)
            return full, full
        certain, possible = self.forms(question.term, window)
        return self.columns.rows(entity, certain), self.columns.rows(entity, possible)

    def _gaps_of_term(self, question: Question, entity: str, window: Window) -> Iterator[Unreported]:
        if question.term is not None:
            _, possible = self.forms(question.term, window)
            yield from self._gaps_inside(possible)

    def _gaps_inside(self, predicate: Predicate) -> Iterator[Unreported]:
        if isinstance(predicate, predicates.Exists):
            yield from self.columns.gaps(predicate.entity, predicate.where)
        for child in predicates.children(predicate):
            yield from self._gaps_inside(child)

    # Loads.

    def _loads(self, question: Question, members: Members, window: Window) -> Loads:
        assert question.term is not None  # noqa: S101  # a load is of something
        certain, possible = self.forms(question.term, window)
        least, _ = self._carried(certain, members.entity)
        most, unlimited = self._carried(possible, members.entity)
        size = self.columns.size(members.entity)
        sure = members.certain.to_bytes(size, "little")
        may = members.possible.to_bytes(size, "little")
        open_ended = unlimited.to_bytes(size, "little")
        return Loads(
            members=tuple(
                Carried(
                    sure=bool(sure[at]),
                    least=least.get(at, 0),
                    most=None if open_ended[at] else most.get(at, 0),
                )
                for at in range(size)
                if may[at]
            ),
            others=NOBODY if members.more == 0 else Bounds(0, members.more),
        )

    def _carried(self, predicate: Predicate, entity: str) -> tuple[Counter[int], int]:
        """How many distinct things each record carries, and for which there may be any number."""
        assert isinstance(predicate, predicates.Exists)  # noqa: S101  # so is the term of every load
        columns = self.columns
        if columns.records[predicate.entity] is None:
            return Counter(), columns.full(entity) if predicate.unknown else 0
        rows = columns.existing(predicate)
        flags = rows.to_bytes(columns.size(predicate.entity), "little")
        [(theirs, _)] = predicate.on
        carrier = columns.keys(predicate.entity, theirs)
        thing = columns.keys(predicate.entity, predicate.of)
        nobody = columns.size(carrier.into)
        found = list(compress(zip(carrier.places, thing.places, strict=True), flags))
        pairs = set(found)
        unlimited = columns._perhaps_unreported(entity, predicate) if predicate.unknown else 0  # noqa: SLF001
        if predicate.unknown and any(place == nobody for place, _ in pairs):
            unlimited = columns.full(entity)
        # Two attachments of people we do not know may be of one and the same person, and may be of two.
        nameless = [place for place, at in found if at == columns.size(thing.into)]
        named = Counter(place for place, at in pairs if at != columns.size(thing.into))
        return named + Counter(nameless) if predicate.unknown else named, unlimited

    # Municipalities and organisations.

    def by(self, question: Question, period: Period, collection: str) -> dict[str, Tally | Loads]:
        """The tally of each municipality or organisation; a person counts wherever a post qualifies.

        Empty where the members have no such place.
        """
        window = self.window(period)
        members = self.members(question.of, window)
        certain, possible = self._passing(question, members.entity, window)
        return self._by_place(question, members, window, certain, possible, collection)

    def _by_place(
        self,
        question: Question,
        members: Members,
        window: Window,
        certain: int,
        possible: int,
        collection: str = "municipalities",
    ) -> dict[str, Tally | Loads]:
        whole = question.of.resolved()
        place = _place(whole, collection)
        places = self.columns.records[collection]
        if not place or not places or self.columns.records.get(members.entity) is None:
            return {}
        if whole.through is None:
            layout = self._layout(whole.entity, "id", place)
            made_certain = made_possible = self.columns.full(whole.entity)
            where_certain, where_possible = members.certain, members.possible
        else:
            layout = self._layout(whole.through.entity, whole.through.member, place)
            if self.columns.records[whole.through.entity] is None:
                return {}
            forms = self.forms(whole.through.where, window)
            made_certain, made_possible = (self.columns.rows(whole.through.entity, form) for form in forms)
            made_certain &= ~self.columns.doubled(whole.through.entity)
            forms = self.forms(whole.where, window)
            where_certain, where_possible = (self.columns.rows(whole.entity, form) for form in forms)
        size = self.columns.size(members.entity)
        states = (where_certain + where_possible) * 3 + certain + possible
        counts = layout.counts(made_certain, made_possible, states.to_bytes(size + 1, "little"))
        gapped = {part.municipality for part in members.gaps}
        return {
            record.id: _of_states(
                counts[at],
                None if gapped & {None, _municipality(record)} else 0,
                with_term=question.term is not None,
            )
            for at, record in enumerate(places)
        }

    def _layout(self, entity: str, member: str, place: str) -> _Layout:
        found = self._layouts.get((entity, member, place))
        if found is None:
            columns = self.columns
            places = columns.keys(entity, place)
            who = columns.keys(entity, member)
            found = self._layouts[entity, member, place] = _Layout.of(
                who.places,
                columns.size(who.into),
                places.places,
                columns.size(places.into),
            )
        return found


@attrs.frozen
class _Layout:
    """The records that place members, sorted by municipality: made once, it serves every question.

    Attributes:
        rows: How many records there are.
        order: Those whose municipality is known, sorted by it and by member.
        member: The member of each.
        starts: Where each municipality begins, and where the last ends.
        repeated: The runs of records of one member in one municipality.
        nowhere: The records whose municipality is not known, and the member of each.
    """

    rows: int
    order: list[int]
    member: list[int]
    starts: list[int]
    repeated: list[tuple[int, int]]
    nowhere: dict[int, int]

    @classmethod
    def of(cls, members: Sequence[int], nobody: int, places: Sequence[int], number: int) -> _Layout:
        order = sorted(
            (row for row in range(len(places)) if places[row] < number), key=lambda r: (places[r], members[r])
        )
        times = Counter(places)
        starts = [0]
        for place in range(number):
            starts.append(starts[-1] + times[place])
        repeated, begin = [], 0
        for at in range(1, len(order) + 1):
            here = at < len(order) and (places[order[at]], members[order[at]])
            if here != (places[order[begin]], members[order[begin]]):
                # People whom we do not know are not one and the same.
                if at - begin > 1 and members[order[begin]] != nobody:
                    repeated.append((begin, at))
                begin = at
        nowhere = {row: members[row] for row in range(len(places)) if places[row] == number}
        return cls(len(places), order, [members[row] for row in order], starts, repeated, nowhere)

    def counts(self, certain: int, possible: int, states: bytes) -> list[Counter[int]]:
        """How often each state stands in each municipality: 9 × how surely it is placed there + its own."""
        placed = (certain + possible).to_bytes(self.rows, "little")
        flags = bytearray(map(placed.__getitem__, self.order))
        for begin, end in self.repeated:
            most = max(flags[begin:end])
            flags[begin:end] = bytes([most]) + bytes(end - begin - 1)
        known = len(states) - 1
        own = bytes(states[member] if member < known else 4 for member in self.member)
        both = (_mask(flags) * 9 + _mask(own)).to_bytes(len(flags) + 1, "little")
        counted = [Counter(both[begin:end]) for begin, end in zip(self.starts, self.starts[1:], strict=False)]
        # Whoever stands nowhere that we know may stand anywhere, perhaps besides being counted there.
        somewhere = [member for row, member in self.nowhere.items() if placed[row]]
        unknown = [member for member in somewhere if member >= known]
        for member in (*unknown, *{member for member in somewhere if member < known}):
            for count in counted:
                count[9 + (states[member] if member < known else 4)] += 1
        return counted


def _place(whole: Population, collection: str) -> str:
    """The path from the record that places a member to its municipality or organisation."""
    path = whole.through.place if whole.through is not None else whole.place
    if collection == "municipalities":
        return path
    entity = whole.entity if whole.through is None else whole.through.entity
    return "id" if entity == "organizations" else path.removesuffix("municipality").rstrip(".")


def _municipality(place: Municipality | Organization) -> str | None:
    return place.id if isinstance(place, Municipality) else place.municipality


def _of_states(states: Counter[int], more: Number, *, with_term: bool) -> Tally:
    """The tally of one municipality, from how often each state stands there."""
    kinds: Counter[tuple[int, int]] = Counter()
    for state, times in states.items():
        placed, rest = divmod(state, 9)
        where, passes = divmod(rest, 3)
        kinds[min(placed, where), passes] += times
    more_here: Number = more
    anything = kinds[1, 1]
    doubtful = kinds[1, 2]
    return Tally(
        passed=kinds[2, 2],
        failed=kinds[2, 0],
        failed_or_passed=kinds[2, 1],
        out_or_failed=kinds[1, 0],
        out_or_passed=doubtful if with_term else _plus(doubtful, more_here),
        anything=_plus(anything, more_here) if with_term else anything,
    )


def _tally(members: Members, certain: int, possible: int, *, with_term: bool) -> Tally:
    """The tally of the region: every member is of one kind."""
    sure, doubtful = members.certain, members.possible ^ members.certain
    open_ = possible ^ certain
    fails = members.possible & ~possible
    out_or_passed = (doubtful & certain).bit_count()
    anything = (doubtful & open_).bit_count()
    return Tally(
        passed=(sure & certain).bit_count(),
        failed=(sure & fails).bit_count(),
        failed_or_passed=(sure & open_).bit_count(),
        out_or_failed=(doubtful & fails).bit_count(),
        out_or_passed=out_or_passed if with_term else _plus(out_or_passed, members.more),
        anything=_plus(anything, members.more) if with_term else anything,
    )


def _plus(number: int, more: Number) -> Number:
    return None if more is None else number + more


def _makers(predicate: Predicate) -> Iterator[predicates.Exists]:
    """The records that a predicate demands of a member: whoever has one may be a member whom no list shows."""
    if isinstance(predicate, predicates.And | predicates.Or):
        for part in predicate.parts:
            yield from _makers(part)
    elif isinstance(predicate, predicates.Exists) and [ours for _, ours in predicate.on] == ["id"]:
        yield predicate


def reads(question: Question) -> frozenset[str]:
    """The collections that a question reads; an empty name where records cannot answer it."""
    whole = question.of.resolved()
    read = {whole.entity}
    asked: list[Predicate] = [whole.where]
    if whole.through is not None:
        read.add(whole.through.entity)
        asked.append(whole.through.where)
    if question.term is not None:
        asked.append(question.term)
    for predicate in asked:
        read |= set(_entities(predicate))
    return frozenset(read)


def _entities(predicate: Predicate) -> Iterator[str]:
    if isinstance(predicate, predicates.Unsaid):
        yield ""
    if isinstance(predicate, Term):
        yield from _entities(predicate.where)
    if isinstance(predicate, predicates.Exists):
        yield predicate.entity
    for child in predicates.children(predicate):
        yield from _entities(child)
