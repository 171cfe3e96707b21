"""Why records leave an answer open: each gap with the mask of the members that hang on it."""

from __future__ import annotations

import operator
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from typing import TYPE_CHECKING

from rnms._values import frozen
from rnms.engine.columns import all_ones, mask_of
from rnms.engine.reasons import (
    FEW_DAYS,
    IN_PART,
    OF_COLLECTIONS,
    Gap,
    days_said,
    grouped,
    names_of,
    reason_of,
    silence,
)
from rnms.indicators.tally import MemberState, Reason, distinct
from rnms.logic.normal import Forms, certain, possible
from rnms.logic.paths import is_plain, refers_to
from rnms.logic.plan import PopulationPlan, question_plan
from rnms.logic.population import Unit
from rnms.logic.predicates import Exists, Predicate
from rnms.logic.question import Question
from rnms.logic.unreported import gaps_in
from rnms.logic.walks import children, is_existence, is_gathered, is_unsaid, paths_of
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.system import RegionalSystem

if TYPE_CHECKING:
    from rnms.engine.records import RecordsEngine


def of_records(engine: RecordsEngine, question: Question, period: Period) -> tuple[Reason, ...]:
    """Find what records leave open, the most members first.

    >>> from rnms.engine.records import RecordsEngine
    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> from rnms.model import Person
    >>> system = RegionalSystem(region="ugra", persons=[Person(id="p1")], employments=[], organizations=[])
    >>> of_records(RecordsEngine(system), Question(of=people.STAFF), Period.of(2023))
    ()

    Args:
        engine: The engine over the records.
        question: What was asked.
        period: For when.
    """
    hung, of_unlisted = _hung(engine, question, period)
    members = engine.members(question.of, engine.window(period))
    unit = question.of.unit
    reasons = [reason_of(gap, mask.bit_count(), unit, question) for gap, mask in _sorted(hung)]
    reasons += [reason_of(silence(part), 0, unit, question) for part in members.gaps]
    reasons += _headcounts(question, members.gaps, engine.system)
    reasons += [reason_of(*entry, question) for entry in of_unlisted]
    return grouped(reasons, engine.system)


def members_by_gap(engine: RecordsEngine, question: Question, period: Period) -> Mapping[Gap, Sequence[str]]:
    """List the ids of the members that hang on each gap in what records say.

    >>> from rnms.engine.records import RecordsEngine
    >>> from rnms.indicators.vocabulary import people
    >>> from rnms.model import Person
    >>> system = RegionalSystem(region="ugra", persons=[Person(id="p1")], employments=[], organizations=[])
    >>> members_by_gap(RecordsEngine(system), Question(of=people.STAFF), Period.of(2023))
    {}

    Args:
        engine: The engine over the records.
        question: What was asked.
        period: For when.
    """
    entity = engine.members(question.of, engine.window(period)).entity
    ids, size = engine.columns.values(entity, "id"), engine.columns.size(entity)
    hung, _ = _hung(engine, question, period)
    return {gap: [*compress(ids, mask.to_bytes(size, "little"))] for gap, mask in hung.items() if mask}


def _hung(
    engine: RecordsEngine, question: Question, period: Period
) -> tuple[dict[Gap, int], Sequence[tuple[Gap, int, Unit | None]]]:
    """Find the members that hang on each gap, and the records of nobody, which may be of anybody."""
    walk = _Walk(engine)
    of_unlisted = [*walk.of_nobody(engine.plan(question, period).of)]
    # Such a record is counted itself, not everybody whom it may be of.
    unlisted = {gap for gap, _, _ in of_unlisted}
    masks = {gap: mask for gap, mask in _mask_by_gap(walk, question, period).items() if gap not in unlisted}
    # What hangs on a field is said of those with whom something hangs on it; of silence it is always said.
    return _days_together(
        {gap: mask for gap, mask in masks.items() if mask or gap[0] in OF_COLLECTIONS}
    ), of_unlisted


def _mask_by_gap(walk: _Walk, question: Question, period: Period) -> dict[Gap, int]:
    """Find the members that hang on each gap."""
    engine = walk.engine
    window = engine.window(period)
    plan = question_plan(question, window)
    members = engine.members(question.of, window)
    everybody = engine.columns.full(members.entity)
    gaps = list(walk.inside(plan.of.belonging, everybody))
    doubled = members.possible & engine.columns.told_differently(members.entity)
    if doubled and not question.load:
        # Records of one id that agree in all that is asked leave nothing open.
        doubled &= engine.states(question, period)[MemberState.UNKNOWN]
    gaps += [(("doubled", members.entity), doubled)] if doubled else []
    if plan.passing is not None:
        ask = walk.carried if question.load else walk.inside
        gaps += ask(plan.passing, members.possible)
    return _together(gaps)


def _headcounts(question: Question, gaps: Sequence[Unreported], system: RegionalSystem) -> list[Reason]:
    """List the municipalities whose headcount would limit the members that no record shows."""
    names = names_of(system)
    places = distinct(names[part.municipality] for part in gaps if part.municipality in names)
    if not places or any(part.municipality is None for part in gaps):
        return []
    return [Reason(code="headcount-of", about=(question.of.key, question.of.title, *places))]


def _together(gaps: Iterable[tuple[Gap, int]]) -> dict[Gap, int]:
    """Join of each gap all the members that it leaves open."""
    hung: dict[Gap, int] = {}
    for gap, mask in gaps:
        hung[gap] = hung.get(gap, 0) | mask
    return hung


def _days_together(hung: Mapping[Gap, int]) -> dict[Gap, int]:
    """Say of each field once which of its days are known in part, and of whom."""
    days_by_field: dict[Gap, list[str]] = {}
    masks: dict[Gap, int] = {}
    for gap, mask in hung.items():
        field = gap
        if gap[0] == IN_PART:
            *named, day = gap
            field = tuple(named)
            days_by_field.setdefault(field, []).append(day)
        masks[field] = masks.get(field, 0) | mask
    return {
        ((*field, days_said(days_by_field[field])) if field in days_by_field else field): mask
        for field, mask in masks.items()
    }


def _sorted(hung: dict[Gap, int]) -> list[tuple[Gap, int]]:
    return sorted(hung.items(), key=lambda item: -item[1].bit_count())


class _Walk:
    """Walks a predicate down to the facts that leave records open."""

    def __init__(self, engine: RecordsEngine) -> None:
        self.engine, self.columns = engine, engine.columns

    def _holding(self, entity: str, predicate: Predicate) -> int:
        return self.engine.rows(entity).holds(predicate)

    def inside(self, asked: Forms, rows: int) -> Iterator[tuple[Gap, int]]:
        """Find what leaves a predicate open for some records, each gap with those that hang on it."""
        return self._open(asked.entity, asked.normal, rows)

    def carried(self, asked: Forms, rows: int) -> Iterator[tuple[Gap, int]]:
        """Find what leaves open how much some records carry."""
        existence = asked.normal
        if not is_existence(existence):
            yield from self._open(asked.entity, existence, rows)
            return
        yield from self._sought(asked.entity, existence, rows)

    def of_nobody(self, plan: PopulationPlan) -> Iterator[tuple[Gap, int, Unit | None]]:
        """List the records of nobody whom we know, which may make somebody a member."""
        for membership in plan.membership_records:
            if not self.columns.has(membership.entity):
                yield ("not-collected", membership.entity), 0, None
                continue
            [(path, _)] = membership.on
            rows = (
                self._holding(membership.entity, membership.where)
                & self.columns.keys(membership.entity, path).unknown
            )
            for gap, mask in _together(self._along(membership.entity, path, rows)).items():
                yield gap, mask.bit_count(), None

    def _open(self, entity: str, predicate: Predicate, rows: int) -> Iterator[tuple[Gap, int]]:
        sure, perhaps = certain(predicate), possible(predicate)
        rows = rows & self._holding(entity, perhaps) & ~self._holding(entity, sure)
        if not rows:
            return
        if is_existence(predicate):
            yield from self._sought(entity, predicate, rows)
            return
        if is_unsaid(predicate):
            yield ("unsaid", predicate.about), rows
        # Of records whose sets are taken together each may hold what the others lack.
        for part in children(predicate):
            if is_gathered(predicate) and is_existence(part):
                yield from self._sought(entity, part, rows)
            else:
                yield from self._open(entity, part, rows)
        for path in paths_of(predicate):
            yield from self._along(entity, path, rows)

    # Fields.

    def _along(self, entity: str, path: str, rows: int) -> Iterator[tuple[Gap, int]]:
        """Find what is not known along a path of these records."""
        ref, _, rest = path.partition(".")
        columns = self.columns
        if ref == "id":
            return
        keys = columns.keys(entity, ref) if rest or refers_to(entity, ref) else None
        unknown = rows & (columns.column(entity, ref).unknown if keys is None else keys.unknown)
        yield from self._own(entity, ref, unknown)
        if keys is None or not rest:
            return
        led = rows & ~unknown
        places = set(compress(keys.places, led.to_bytes(columns.size(entity), "little")))
        size = columns.size(keys.into)
        targets = _mask_of(places, size)
        # What records of one id tell differently is unknown to whoever refers to it.
        told_apart = targets & _mask_of(columns.differing(keys.into, rest), size)
        gaps = [*self._along(keys.into, rest, targets), (("doubled", keys.into), told_apart)]
        for gap, mask in gaps:
            flags = mask.to_bytes(size, "little") + b"\0\0"
            yield gap, led & mask_of(map(flags.__getitem__, keys.places))

    def _own(self, entity: str, name: str, rows: int) -> Iterator[tuple[Gap, int]]:
        """Give a field of these records that is not known: it was not given, or is at fault."""
        if not rows:
            return
        columns = self.columns
        yield from self._in_part(entity, name, rows)
        rows &= ~_mask_of(columns.partial_days(entity, name), columns.size(entity))
        absent = rows & mask_of(map(operator.is_, columns.values(entity, name), repeat(None)))
        faulty = rows & ~absent
        into = columns.keys(entity, name).into if refers_to(entity, name) else ""
        if absent:
            yield ("unknown-field", entity, name), absent
        if faulty and into and not columns.has(into):
            yield ("not-collected", into), faulty
        elif faulty:
            yield ("faulty-field", entity, name), faulty

    def _in_part(self, entity: str, name: str, rows: int) -> Iterator[tuple[Gap, int]]:
        """Give the days of these records that are known in part: each, or together where they are many."""
        partial = self.columns.partial_days(entity, name)
        places = [place for place in partial if rows >> (8 * place) & 1]
        days = distinct(str(partial[place]) for place in places)
        if len(days) > FEW_DAYS:
            days = ("",)
        size = self.columns.size(entity)
        for day in days:
            known_so = (place for place in places if day in {"", str(partial[place])})
            yield (IN_PART, entity, name, day), _mask_of(known_so, size)

    # Existence.

    def _sought(self, entity: str, existence: Exists, rows: int) -> Iterator[tuple[Gap, int]]:
        """Find what is not known of the records that these look for."""
        columns, collection = self.columns, existence.entity
        if not columns.has(collection):
            yield ("not-collected", collection), rows
            return
        perhaps = possible(existence.where)
        for part in gaps_in(self.engine.system, collection, perhaps):
            yield silence(part), rows & self.engine.rows(entity).perhaps_in(part, existence)
        candidates = self._holding(collection, perhaps)
        match = self._matched(entity, existence)
        rows_there = candidates & match.theirs(rows)
        for _, own_path in existence.on:
            yield from self._along(entity, own_path, rows & match.ours_unknown)
        rows_lost = rows_there & match.theirs_unknown
        for record_path, _ in existence.on:
            for gap, mask in self._along(collection, record_path, rows_lost):
                yield gap, rows if mask else 0
        gaps: list[tuple[Gap, int]] = [
            (("doubled", collection), rows_there & columns.told_differently(collection))
        ]
        gaps += self._open(collection, existence.where, rows_there)
        if existence.compare is not None:
            order = existence.compare
            gaps += self._along(collection, order.their, rows_there)
            yield from self._along(entity, order.ours, rows & match.ours(rows_there))
        if existence.adding is not None:
            gaps += self._along(collection, existence.adding.field, rows_there)
        if existence.of:
            gaps += self._along(collection, existence.of, rows_there)
        for gap, mask in gaps:
            hung = rows & match.ours(mask)
            if hung:
                yield gap, hung

    def _matched(self, entity: str, existence: Exists) -> _Match:
        columns = self.columns
        sizes = (columns.size(existence.entity), columns.size(entity))
        if not existence.on:
            constants: tuple[Sequence[Hashable], ...] = tuple([True] * size for size in sizes)
            return _Match(inner=constants[0], theirs_unknown=0, outer=constants[1], ours_unknown=0)
        record_paths, own_paths = ([pair[side] for pair in existence.on] for side in (0, 1))
        inner, inner_unknown = columns.joined(existence.entity, record_paths, plain=is_plain(existence))
        outer, outer_unknown = columns.joined(entity, own_paths, plain=is_plain(existence))
        return _Match(inner=inner, theirs_unknown=inner_unknown, outer=outer, ours_unknown=outer_unknown)


@frozen(kw_only=True)
class _Match:
    """Records of two collections by keys.

    Attributes:
        inner: The keys of theirs.
        theirs_unknown: The mask of those of theirs whose key is not known: they may be anybody's.
        outer: The keys of ours.
        ours_unknown: The mask of those of ours whose key is not known.
    """

    inner: Sequence[Hashable]
    theirs_unknown: int
    outer: Sequence[Hashable]
    ours_unknown: int

    def theirs(self, rows: int) -> int:
        """Find the records of theirs that may be of some of ours."""
        if rows & self.ours_unknown:
            return all_ones(len(self.inner))
        return self.theirs_unknown | _alike(self.outer, rows, self.inner)

    def ours(self, rows: int) -> int:
        """Find the records of ours that some of theirs may be of."""
        if rows & self.theirs_unknown:
            return all_ones(len(self.outer))
        return (self.ours_unknown if rows else 0) | _alike(self.inner, rows, self.outer)


def _alike(keys: Sequence[Hashable], rows: int, partners: Sequence[Hashable]) -> int:
    """Find the mask of the records whose keys are those of some rows."""
    key_set = set(compress(keys, rows.to_bytes(len(keys), "little")))
    key_set.discard(None)
    return mask_of(map(key_set.__contains__, partners)) if key_set else 0


def _mask_of(places: Iterable[int], size: int) -> int:
    flags = bytearray(size)
    for place in places:
        if place < size:
            flags[place] = 1
    return mask_of(flags)
