"""Witnesses of words: invented records for whom a word holds, fails, or is not decided.

Whoever declares a word of a region reads it in no module here, so what it asks is read from its predicate:
fields are set to what it looks for or to something else, the records that it seeks are made or left out.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from rnms._values import define, frozen
from rnms.logic import predicates
from rnms.logic.population import Population
from rnms.logic.predicates import OPERATORS, AnyKeyword, Keyword, Moment, Op, Path, Predicate, TheYear
from rnms.logic.question import Question
from rnms.logic.walks import conjuncts, is_fact, is_term, paths_of
from rnms.logic.window import Window
from rnms.model.schema import Absence, FieldKind, about
from rnms.model.system import field_kinds, record_classes

REGION = "region"
MET, FAILED, UNKNOWN = "met", "failed", "unknown"
_ELSE = "вымышленное: иное"
_FIRST = dt.date(2019, 1, 1)
_DAY = dt.timedelta(1)


def can_be_invented(predicate: Predicate) -> bool:
    """Tell whether witnesses of all that a predicate asks can be invented: no figure alone tells it.

    >>> from rnms.indicators.vocabulary import methodists
    >>> can_be_invented(methodists.POOL_TRAINED), can_be_invented(predicates.BY_FIGURE_ONLY)
    (True, False)
    """
    if is_term(predicate):
        return can_be_invented(predicate.where)
    match predicate:
        case predicates.And(parts=parts):
            return all(map(can_be_invented, parts))
        case predicates.Or(parts=parts):
            return any(map(can_be_invented, parts))
        case predicates.Not(part=part) | predicates.AtSomeYearEnd(part=part) | predicates.Exists(where=part):
            return can_be_invented(part)
        case predicates.Known(part=part):
            return can_be_invented(part)
        case predicates.CoveredBy(records=records):
            return can_be_invented(records)
    return is_fact(predicate)


@frozen
class Handle:
    """A record by its place in a collection; the region itself stands in none."""

    entity: str
    at: int = -1


@define
class Stage:
    """The records of an invented region, to which witnesses are added.

    Attributes:
        made: The records by collection.
        rng: The dice.
        invent: Invents the facts of a record, by its collection and number.
        may_remove: Whether records that are there may be taken away, so that nothing is found.
        day: The day on which what is asked for happens, if it may.
        place: The municipality that is spoken of, where one is.
        locked: The references that are keys of a search, so that they name whom they name.
        touched: The fields that were set, which may be forgotten.
        removed: The records that are taken away, once all is told of a witness.
        places: Where records stand by their ids.
    """

    made: dict[str, list[Any]]
    rng: random.Random
    invent: Callable[[str, int], dict[str, Any]]
    may_remove: bool = False
    day: dt.date = dt.date(2023, 6, 1)
    place: int = 0
    locked: set[tuple[Handle, str]] = attrs.field(factory=set)
    touched: list[tuple[Handle, str]] = attrs.field(factory=list)
    removed: set[Handle] = attrs.field(factory=set)
    places: dict[str, dict[str, int]] = attrs.field(factory=dict)

    def witness(self, question: Question, state: str, window: Window) -> None:
        """Add a member of a population for whom a term holds, fails or is not decided."""
        self.tell(question, state, window)
        for entity in {handle.entity for handle in self.removed}:
            places = {handle.at for handle in self.removed if handle.entity == entity}
            self.made[entity] = [
                record for place, record in enumerate(self.made[entity]) if place not in places
            ]
            self.places.pop(entity, None)
        self.removed.clear()
        self.locked.clear()
        self.touched.clear()

    def tell(self, question: Question, state: str, window: Window) -> None:
        """Make the member, and all that is told of it."""
        days = max(0, (window.end - window.since).days)
        self.day = window.since + dt.timedelta(self.rng.randrange(days + 1))
        member = self.member(question.of, window)
        if member is None or question.term is None:
            return
        self.touched.clear()
        if state == FAILED:
            self.settle(member, question.term, window, holds=False)
        elif state == MET or self.rng.random() < 0.7:
            self.settle(member, question.term, window, holds=True)
        if state == UNKNOWN:
            self.forget()

    def member(self, population: Population, window: Window) -> Handle | None:
        """Make a member of a population; of municipalities and the region take one that is there."""
        whole = population.resolved()
        if not whole.entity:
            parts = whole.union
            return self.member(self.rng.choice(parts), window) if parts else None
        if whole.entity == REGION:
            member = Handle(REGION)
        elif whole.entity == "municipalities":
            places = self.made["municipalities"]
            if not places:
                return None
            member = Handle("municipalities", self.place % len(places))
        else:
            member = self.make(whole.entity)
        if whole.through is not None:
            made_by = self.make(whole.through.entity)
            self.link(made_by, whole.through.member, self.id_of(member))
            self.settle(made_by, whole.through.where, window, holds=True)
            self.put_somewhere(made_by, whole.through.place)
        self.settle(member, whole.where, window, holds=True)
        self.put_somewhere(member, whole.place)
        return member

    # Records.

    def make(self, entity: str) -> Handle:
        """Make a new record of a collection."""
        records = self.made.setdefault(entity, [])
        number = len(records) + 1
        facts = self.invent(entity, number)
        for name, kind in field_kinds(entity).items():
            if name == "id":
                facts[name] = f"witness-{entity}-{number}"
            elif not kind.required and (kind.absence is not Absence.UNKNOWN or kind.sort == "date"):
                facts[name] = None
        records.append(record_classes()[entity](**facts))
        return Handle(entity, len(records) - 1)

    def record(self, handle: Handle) -> Any:
        """Find the record of a handle."""
        return self.made[handle.entity][handle.at]

    def id_of(self, handle: Handle) -> str:
        """Find the id of a record; of the region, its name."""
        return REGION if handle.entity == REGION else str(getattr(self.record(handle), "id", ""))

    def link(self, handle: Handle, path: str, key: Any) -> None:
        """Let a record name another, and go on to."""
        self.put(handle, path, key)
        self.locked.add((handle, path.partition(".")[0]))

    def put_somewhere(self, handle: Handle, place: str) -> None:
        """Let a record stand in some municipality."""
        places = self.made["municipalities"]
        if place and handle.entity != "municipalities" and places and self.value(handle, place) is None:
            self.put(handle, place, self.rng.choice(places).id)

    def value(self, handle: Handle, path: str) -> Any:
        """Read what a record holds at the end of a path, as records are compared; ``None`` where nothing."""
        at: Handle | None = handle
        *references, name = path.split(".")
        for reference in references:
            at = self.target(at, reference) if at is not None else None
        if at is None or at.entity == REGION:
            return REGION if at is not None and name == "id" else None
        value = getattr(self.record(at), name, None)
        return value.value if isinstance(value, enum.Enum) else value

    def target(self, handle: Handle, reference: str) -> Handle | None:
        """Find the record that a reference names."""
        if handle.entity == REGION:
            return None
        into = field_kinds(handle.entity)[reference].into
        key = getattr(self.record(handle), reference, None)
        place = None if key is None else self.places_by_id(into).get(key)
        return None if place is None else Handle(into, place)

    def places_by_id(self, collection: str) -> Mapping[str, int]:
        """Map ids to where their records stand; ids never change, so that only new records are looked at."""
        records = self.made.get(collection, [])
        places = self.places.setdefault(collection, {})
        if len(places) != len(records):
            places.clear()
            places.update((record.id, place) for place, record in enumerate(records))
        return places

    def put(self, handle: Handle, path: str, value: Any) -> bool:
        """Set a field at the end of a path; a record that others may name, too, is copied before."""
        if handle.entity == REGION:
            return False
        reference, _, rest = path.partition(".")
        kind = field_kinds(handle.entity).get(reference)
        if kind is None:
            return False
        if rest:
            return self.put(self.own_target(handle, reference, kind), rest, value)
        try:
            changed = attrs.evolve(self.record(handle), **{reference: _as_held(kind, value)})
        except (TypeError, ValueError):
            return False
        self.made[handle.entity][handle.at] = _in_order(changed, reference)
        self.touched.append((handle, reference))
        return True

    def own_target(self, handle: Handle, reference: str, kind: FieldKind) -> Handle:
        """Find the record that a reference names, or give it one of its own where it may name another."""
        target = self.target(handle, reference)
        is_own = target is not None and self.id_of(target).startswith("witness-")
        if target is not None and (is_own or (handle, reference) in self.locked):
            return target
        record_made = self.make(kind.into)
        if target is not None:
            copy = attrs.evolve(self.record(target), id=self.id_of(record_made))
            self.made[record_made.entity][record_made.at] = copy
        changed = attrs.evolve(self.record(handle), **{reference: self.id_of(record_made)})
        self.made[handle.entity][handle.at] = changed
        return record_made

    def forget(self) -> None:
        """Leave out something that was set and that a record may leave unknown."""
        fields = [(handle, name) for handle, name in self.touched if _may_be_unknown(handle.entity, name)]
        if fields:
            handle, name = self.rng.choice(fields)
            self.put(handle, name, None)

    # Predicates.

    def settle(self, handle: Handle, predicate: Predicate, window: Window, *, holds: bool) -> bool:
        """Change records until a predicate holds of one, or does not; tell whether anything could be done."""
        if self.holds(handle, predicate, window) is holds:
            return True
        if is_term(predicate):
            return self.settle(handle, predicate.where, window.counting_from(predicate.since), holds=holds)
        match predicate:
            case predicates.And() if holds:
                return self.settle_all(handle, predicate, window)
            case predicates.And(parts=parts) | predicates.Or(parts=parts):
                wanted_all = isinstance(predicate, predicates.Or) and not holds
                shuffled = self.rng.sample(parts, len(parts))
                if wanted_all:
                    settled = [self.settle(handle, part, window, holds=False) for part in shuffled]
                    return all(settled)
                # One is enough: the first of which something can be done.
                return any(self.settle(handle, part, window, holds=holds) for part in shuffled)
            case predicates.Not(part=part):
                return self.settle(handle, part, window, holds=not holds)
            case predicates.AtSomeYearEnd(part=part):
                return self.settle(handle, part, window, holds=holds)
            case predicates.Exists():
                return (self.find if holds else self.lose)(handle, predicate, window)
            case predicates.Known(part=part):
                if holds:
                    return self.settle(handle, part, window, holds=True)
                for path in paths_of(part):
                    kind = _kind_at(handle.entity, path)
                    if kind is not None and kind.absence is Absence.UNKNOWN:
                        self.put(handle, path, None)
                return self.holds(handle, part, window) is None
            case predicates.CoveredBy():
                return self.cover(handle, predicate, window, holds=holds)
            case predicates.Unsaid():
                return False
        return self.settle_fact(handle, predicate, window, holds=holds)

    def settle_all(self, handle: Handle, predicate: Predicate, window: Window) -> bool:
        """Let all parts hold at once: days and numbers lie between all their limits, then the rest."""
        parts = list(conjuncts(predicate))
        limits: dict[str, list[tuple[Op, Any]]] = {}
        for part in parts:
            if isinstance(part, predicates.Compare) and not isinstance(part.right, Path):
                limits.setdefault(part.left.name, []).append((part.op, self.operand(part.right, window)))
        for path, bounds in limits.items():
            if not all(_holds(self.value(handle, path), op, value) for op, value in bounds):
                self.put_between(handle, path, bounds)
        rest = [
            part for part in parts if not isinstance(part, predicates.Compare) or isinstance(part.right, Path)
        ]
        settled = [self.settle(handle, part, window, holds=True) for part in rest]
        return all(settled)

    def put_between(self, handle: Handle, path: str, bounds: list[tuple[Op, Any]]) -> None:
        """Set a field to what keeps all limits: the day of all that happens, if it may be."""
        exact = [value for op, value in bounds if op is Op.EQ]
        kind = _kind_at(handle.entity, path)
        if exact or kind is None:
            self.put(handle, path, exact[0] if exact else None)
            return
        lows = [_next(value) if op is Op.GT else value for op, value in bounds if op in {Op.GT, Op.GE}]
        highs = [_next(value, -1) if op is Op.LT else value for op, value in bounds if op in {Op.LT, Op.LE}]
        if kind.absence is Absence.OPEN and not highs:
            self.put(handle, path, None)
            return
        value: Any = self.day if kind.sort == "date" else 1
        value = max([value, *lows])
        self.put(handle, path, min([value, *highs]))

    def settle_fact(self, handle: Handle, fact: Predicate, window: Window, *, holds: bool) -> bool:
        """Set the field of a fact to what it asks for, or to something else."""
        match fact:
            case predicates.Compare(left=left, op=op, right=right):
                value = (
                    self.value(handle, right.name) if isinstance(right, Path) else self.operand(right, window)
                )
                if value is None and isinstance(right, Path):
                    self.put(handle, right.name, self.day)
                    value = self.value(handle, right.name)
                present = self.value(handle, left.name)
                if present is not None and _holds(present, op, value) is holds:
                    return True
                kind = _kind_at(handle.entity, left.name)
                if kind is not None and kind.into and not holds:
                    ids = [record.id for record in self.made[kind.into] if record.id != value]
                    return bool(ids) and self.put(handle, left.name, self.rng.choice(ids))
                return kind is not None and self.put(handle, left.name, _beside(kind, op, value, holds=holds))
            case predicates.Given(field=field):
                if (self.value(handle, field.name) is not None) is holds:
                    return True
                return self.put(handle, field.name, self.something(handle, field.name) if holds else None)
            case predicates.Has(field=field, word=word):
                sought = self.operand(word, window)
                words = tuple(text for text in self.value(handle, field.name) or () if text != sought)
                return self.put(handle, field.name, (*words, sought) if holds else words or _other(sought))
            case predicates.Shares(left=left, right=right):
                shared = self.value(handle, right.name)
                if not shared:
                    shared = (_ELSE,)
                    self.put(handle, right.name, shared)
                return self.put(handle, left.name, tuple(shared) if holds else (f"{_ELSE}, и не то",))
            case predicates.Subset(left=left, right=right):
                sought_words = self.value(handle, left.name) or (_ELSE,)
                if not holds:
                    return self.put(handle, left.name, (*sought_words, f"{_ELSE}, и не то"))
                self.put(handle, left.name, tuple(sought_words))
                return self.put(handle, right.name, tuple(sought_words))
        return False

    def cover(self, handle: Handle, sought: predicates.CoveredBy, window: Window, *, holds: bool) -> bool:
        """Let the records that are looked for hold every word of a set, or not this one."""
        words = self.value(handle, sought.words.name)
        if not holds:
            return self.put(handle, sought.words.name, (*(words or ()), f"{_ELSE}, и не то"))
        if not words:
            words = (_ELSE,)
            self.put(handle, sought.words.name, words)
        if not any(self.found(handle, sought.records, window)):
            self.find(handle, sought.records, window)
        first = next(self.found(handle, sought.records, window), None)
        return first is not None and self.put(first, sought.field.name, tuple(words))

    def find(self, handle: Handle, sought: predicates.Exists, window: Window) -> bool:
        """Make the records that are looked for."""
        settled = False
        for _ in range(sought.at_least):
            record_made = self.make(sought.entity)
            for their_path, our_path in sought.on:
                self.link(record_made, their_path, self.value(handle, our_path))
            if sought.of:
                self.own_value(record_made, sought.of)
            settled = self.settle(record_made, sought.where, window, holds=True)
            if sought.compare is not None:
                order = sought.compare
                our_day = self.value(handle, order.ours) or self.day
                fact = predicates.Compare(Path(order.their), order.op, our_day)
                settled = self.settle_fact(record_made, fact, window, holds=True)
        return settled

    def own_value(self, handle: Handle, path: str) -> None:
        """Let a record name something that no other names."""
        kind = _kind_at(handle.entity, path)
        if kind is not None and kind.into:
            self.put(handle, path, self.id_of(self.make(kind.into)))

    def lose(self, handle: Handle, sought: predicates.Exists, window: Window) -> bool:
        """Take away the records that are looked for, of a new member all that it has been given."""
        matches = [*self.found(handle, sought, window)]
        if not matches or not (self.may_remove or self.id_of(handle).startswith("witness-")):
            return not matches
        for candidate in matches:
            makes_a_member = any(handle == candidate for handle, _ in self.locked)
            if makes_a_member or sought.entity in _named_by_others():
                # It is told of something else instead: others may name it, or it makes the witness a member.
                self.settle(candidate, sought.where, window, holds=False)
            else:
                self.removed.add(candidate)
        return True

    def found(self, handle: Handle, sought: predicates.Exists, window: Window) -> Iterator[Handle]:
        """List the records that an existence looks for and that are there."""
        keys = [(path, self.value(handle, our_path)) for path, our_path in sought.on]
        # Most keys are plain fields, which are compared first: a region has many records.
        plain = [(path, key) for path, key in keys if "." not in path]
        further = [(path, key) for path, key in keys if "." in path]
        for place, record in enumerate(self.made.get(sought.entity, ())):
            if any(getattr(record, path) != key for path, key in plain):
                continue
            candidate = Handle(sought.entity, place)
            is_keyed = all(self.value(candidate, path) == key for path, key in further)
            if is_keyed and candidate not in self.removed and self.holds(candidate, sought.where, window):
                yield candidate

    def holds(self, handle: Handle, predicate: Predicate, window: Window) -> bool | None:
        """Tell whether a predicate holds of a record as it stands; ``None`` where that is not told."""
        if is_term(predicate):
            return self.holds(handle, predicate.where, window.counting_from(predicate.since))
        match predicate:
            case predicates.And(parts=parts) | predicates.Or(parts=parts):
                decisive = isinstance(predicate, predicates.Or)
                state: bool | None = not decisive
                for part in parts:
                    of_part = self.holds(handle, part, window)
                    if of_part is decisive:
                        return decisive
                    state = None if of_part is None else state
                return state
            case predicates.Not(part=part):
                state = self.holds(handle, part, window)
                return None if state is None else not state
            case predicates.AtSomeYearEnd(part=part):
                return self.holds(handle, part, window) or None
            case predicates.Exists(at_least=number, compare=None):
                weighed = {
                    self.value(candidate, predicate.of or "id") or candidate
                    for candidate in self.found(handle, predicate, window)
                }
                return len(weighed) >= number
            case predicates.Compare(left=left, op=op, right=right):
                value = self.value(handle, left.name)
                right_value = (
                    self.value(handle, right.name) if isinstance(right, Path) else self.operand(right, window)
                )
                kind = _kind_at(handle.entity, left.name)
                if value is None and kind is not None and kind.absence is Absence.OPEN:
                    return op in {Op.GE, Op.GT}
                return None if value is None or right_value is None else _holds(value, op, right_value)
            case predicates.Given(field=field):
                return self.value(handle, field.name) is not None
            case predicates.Has(field=field, word=word):
                words = self.value(handle, field.name)
                return None if words is None else self.operand(word, window) in words
            case predicates.Shares(left=left, right=right):
                sets = [self.value(handle, path.name) for path in (left, right)]
                return None if None in sets else bool(set(sets[0]) & set(sets[1]))
            case predicates.Subset(left=left, right=right):
                sets = [self.value(handle, path.name) for path in (left, right)]
                return None if None in sets else set(sets[0]) <= set(sets[1])
            case predicates.CoveredBy(words=words_path, records=records, field=field):
                sought_words = self.value(handle, words_path.name)
                if sought_words is None:
                    return None
                sets = [
                    self.value(candidate, field.name) for candidate in self.found(handle, records, window)
                ]
                covered = {word for words in sets for word in words or ()}
                return True if set(sought_words) <= covered else None if None in sets else False
            case predicates.Known(part=part):
                return self.holds(handle, part, window) is not None
        return None

    def operand(self, operand: Any, window: Window) -> Any:
        """Read what a field is compared with, as records hold it."""
        match operand:
            case Moment():
                return _day(operand, window)
            case TheYear():
                return window.year
            case Keyword(text=text):
                return text
            case AnyKeyword(field=field):
                return f"{_ELSE}: {field}"
        return operand

    def something(self, handle: Handle, path: str) -> Any:
        """Make a value that a field may hold."""
        kind = _kind_at(handle.entity, path)
        if kind is None:
            return None
        if kind.into:
            return self.rng.choice(self.made[kind.into]).id if self.made.get(kind.into) else None
        values = {"date": self.day, "bool": True, "int": 1, "text": _ELSE, "texts": (_ELSE,), "ints": (1,)}
        return kind.words[0] if kind.words else values.get(kind.sort)


@functools.lru_cache(maxsize=4096)
def _day(moment: Moment, window: Window) -> dt.date:
    return window.day(moment)


@functools.cache
def _named_by_others() -> frozenset[str]:
    """List the collections whose records others name."""
    return frozenset(
        kind.into for name in record_classes() for kind in field_kinds(name).values() if kind.name != "id"
    )


def _kind_at(entity: str, path: str) -> FieldKind | None:
    """Find the field at the end of a path; ``None`` where there is none."""
    kind = None
    for name in path.split("."):
        kind = field_kinds(entity).get(name) if entity in record_classes() else None
        if kind is None:
            return None
        entity = kind.into
    return kind


def _as_held(kind: FieldKind, value: Any) -> Any:
    if kind.enumeration is not None and value is not None:
        return kind.enumeration(value)
    return value


def _may_be_unknown(entity: str, name: str) -> bool:
    field = attrs.fields_dict(record_classes()[entity])[name]
    return field.default is None and about(field).absence is Absence.UNKNOWN


def _in_order(record: Any, name: str) -> Any:
    """Move the days of a record so that nothing ends before it starts; the day set last stands."""
    fields = attrs.fields_dict(type(record))
    for start, end in ((field, field.replace("start", "end")) for field in fields if "start" in field):
        first, last = (getattr(record, field, None) for field in (start, end))
        if isinstance(first, dt.date) and isinstance(last, dt.date) and last < first:
            record = attrs.evolve(record, **({start: last} if name == end else {end: first}))
    return record


def _holds(value: Any, op: Op, sought: Any) -> bool:
    try:
        return value is not None and bool(OPERATORS[op](value, sought))
    except TypeError:
        return False


def _next(value: Any, step: int = 1) -> Any:
    return value + step * _DAY if isinstance(value, dt.date) else value + step


def _beside(kind: FieldKind, op: Op, value: Any, *, holds: bool) -> Any:
    """Find a value for which a comparison holds, or does not."""
    if value is None:
        return None
    if op is Op.EQ:
        return value if holds else _another(kind, value)
    shift = {
        (Op.LT, True): -1, (Op.GT, True): 1, (Op.LE, False): 1, (Op.GE, False): -1,
    }.get((op, holds), 0)  # fmt: skip
    return _next(value, shift) if shift else value


def _another(kind: FieldKind, value: Any) -> Any:
    if kind.words:
        return next((word for word in kind.words if word != value), None)
    if isinstance(value, bool):
        return not value
    if isinstance(value, dt.date | int):
        return _next(value)
    return _ELSE


def _other(sought: Any) -> tuple[Any, ...]:
    return (sought - 1,) if isinstance(sought, int) else (_ELSE,)
