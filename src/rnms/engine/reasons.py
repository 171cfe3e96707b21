"""Why an answer leaves something open: which fields, collections, municipalities and numbers decide it."""

from __future__ import annotations

import operator
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import compress, repeat
from typing import TYPE_CHECKING

import attrs

from rnms.engine.columns import all_ones, mask_of
from rnms.engine.figures import FiguresEngine
from rnms.indicators.tally import LoadTally, Reason, Tally, distinct
from rnms.logic import predicates
from rnms.logic.normal import Forms, certain, possible
from rnms.logic.paths import REGION, is_plain, refers_to
from rnms.logic.plan import PopulationPlan, question_plan
from rnms.logic.population import MUNICIPALITY, Unit
from rnms.logic.predicates import Predicate
from rnms.logic.question import Question
from rnms.logic.unreported import gaps_in
from rnms.logic.walks import children, gathered_by, is_existence, is_unsaid, paths_of
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.returns import Unreported, self_contradiction
from rnms.model.system import RegionalSystem

if TYPE_CHECKING:
    from rnms.engine.records import RecordsEngine

Gap = tuple[str, ...]
"""What is not known: a code of a reason, and what it speaks of."""
_OF_COLLECTIONS = frozenset({"unreported", "not-collected"})
"""The gaps of whole collections, which hang on no field of a record."""
_RECORDS = ("записи", "записей")
_FIGURE = re.compile(r"figures\[(\d+)\]")


def of_records(engine: RecordsEngine, question: Question, period: Period) -> tuple[Reason, ...]:
    """What records leave open, the most members first.

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
    window = engine.window(period)
    plan = question_plan(question, window)
    members = engine.members(question.of, window)
    walk = _Walk(engine)
    everybody = engine.columns.full(members.entity)
    gaps = list(walk.inside(plan.of.belonging, everybody))
    doubled = members.possible & engine.columns.told_differently(members.entity)
    gaps += [(("doubled", members.entity), doubled)] if doubled else []
    if plan.passing is not None:
        ask = walk.carried if question.load else walk.inside
        gaps += ask(plan.passing, members.possible)
    of_unlisted = list(walk.of_nobody(plan.of))
    # A record of nobody may be of anybody: it is counted itself, not everybody whom it may be of.
    gaps_unlisted = {gap for gap, _, _ in of_unlisted}
    mask_by_gap = {gap: mask for gap, mask in _together(gaps).items() if gap not in gaps_unlisted}
    # What hangs on a field is said of those with whom something hangs on it; of silence it is always said.
    hung = {gap: mask for gap, mask in mask_by_gap.items() if mask or gap[0] in _OF_COLLECTIONS}
    unit = question.of.unit
    reasons = [reason_of(gap, mask.bit_count(), unit, question) for gap, mask in _sorted(hung)]
    reasons += [reason_of(silence(part), 0, unit, question) for part in members.gaps]
    reasons += _headcounts(question, members.gaps, engine.system)
    reasons += [reason_of(*entry, question) for entry in of_unlisted]
    return grouped(reasons, engine.system)


def _names_of(system: RegionalSystem) -> dict[str, str]:
    """The names of municipalities by id; of one without a name the id."""
    return {place.id: place.name.strip() or place.id for place in system.municipalities or ()}


def _headcounts(question: Question, gaps: Sequence[Unreported], system: RegionalSystem) -> list[Reason]:
    """The municipalities whose headcount would limit the members that no record shows."""
    names = _names_of(system)
    places = distinct(names[part.municipality] for part in gaps if part.municipality in names)
    if not places or any(part.municipality is None for part in gaps):
        return []
    return [Reason(code="headcount-of", about=(question.of.key, question.of.title, *places))]


def _together(gaps: Iterable[tuple[Gap, int]]) -> dict[Gap, int]:
    """Of each gap all the members that it leaves open."""
    hung: dict[Gap, int] = {}
    for gap, mask in gaps:
        hung[gap] = hung.get(gap, 0) | mask
    return hung


def _sorted(hung: dict[Gap, int]) -> list[tuple[Gap, int]]:
    return sorted(hung.items(), key=lambda item: -item[1].bit_count())


def reason_of(gap: Gap, number: int, unit: Unit | None, question: Question) -> Reason:
    """A reason of a gap: what it speaks of, and how many members hang on it where they are counted."""
    code, *about = gap
    if code in _OF_COLLECTIONS:
        return Reason(code=code, about=tuple(about))
    if code == "unsaid":
        about = [question.key, question.title]
    nouns = _RECORDS if unit is None else unit.forms[1:]
    count_words = () if unit is not None and unit.key == REGION else (str(number), *nouns)
    return Reason(code=code, about=(*about, *count_words))


def silence(part: Unreported) -> Gap:
    """Name the gap that a part which was not reported leaves."""
    return ("unreported", part.entity, str(part.period or ""), part.municipality or "")


def grouped(reasons: Iterable[Reason], system: RegionalSystem) -> tuple[Reason, ...]:
    """The same with what was not reported of a collection together: the municipalities, and when."""
    names = _names_of(system)
    places_by_key: dict[tuple[str, ...], list[str]] = {}
    for reason in reasons:
        key = (reason.code, *reason.about)
        if reason.code != "unreported":
            places_by_key.setdefault(key, [])
            continue
        collection, period, place = reason.about
        where = ", ".join(filter(None, (names.get(place, place), period)))
        places = places_by_key.setdefault((reason.code, collection), [])
        places += [where] if where else []
    return tuple(
        Reason(code=code, about=(*about, *distinct(places)))
        for (code, *about), places in places_by_key.items()
    )


# Figures.


def of_figures(figures: FiguresEngine, question: Question, period: Period) -> tuple[Reason, ...]:
    """What figures leave open, besides what their answer names itself: contradictions, and open numbers.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> from rnms.model import Figure
    >>> figure = Figure(key="staff.diagnosed", period=2023, count=5, among=8)
    >>> whole = Figure(key="staff", period=2023, count=9)
    >>> system = RegionalSystem(region="khabarovsk", figures=[figure, whole])
    >>> asked = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)
    >>> of_figures(FiguresEngine(system), asked, Period.of(2023))[0].code
    'not-all-asked'

    Args:
        figures: The engine over the figures.
        question: What was asked.
        period: For when.
    """
    return tuple(_Told(figures, question, period).reasons())


class _Told:
    """What figures tell of one question."""

    def __init__(self, figures: FiguresEngine, question: Question, period: Period) -> None:
        self.figures, self.question, self.period = figures, question, period
        self.system = figures.system
        self.answer = figures.answer(question, period)
        self.heads = figures.answer(Question(of=question.of), period)
        self.size = self.answer.tally.size()
        self.names = _names_of(self.system)

    def reasons(self) -> Iterator[Reason]:
        """Everything that is to be said, what excludes itself first."""
        excluded = distinct(self._excluded())
        yield from (*excluded, *distinct(self._withheld()))
        if not self.answer.reported:
            return
        if isinstance(self.answer.tally, LoadTally):
            yield from self._of_loads(self.answer.tally)
        yield from self._unknown_headcounts()
        left = self._left_open()
        if not left:
            return
        explanations = [*self._open_answers(), *(self._not_all_asked() if not excluded else ())]
        if self._stands_on_places() and not self.question.of.unit.in_one_place:
            explanations.append(Reason(code="sum-of-places", about=tuple(key for key, _, _ in left)))
        yield from explanations
        if not explanations and not self.answer.silent:
            for key, title, bounds in left:
                if bounds.high is not None:
                    ends = (str(bounds.low), str(bounds.high))
                    yield Reason(code="number-between", about=(key, title, *ends))

    def _left_open(self) -> list[tuple[str, str, Bounds]]:
        """The numbers that are not known exactly: key, title and bounds."""
        question, tally = self.question, self.answer.tally
        numbers = [(question.of.key, question.of.title, self.size)]
        if question.term is not None and isinstance(tally, Tally):
            numbers.append((question.key, question.title, tally.passing()))
        return [entry for entry in numbers if not entry[2].is_exact]

    def _excluded(self) -> Iterator[Reason]:
        """The figures that exclude each other, those of municipalities too."""
        keys = {*self.question.keys, self.question.of.key}
        for figure in self.system.figures:
            if figure.key in keys and figure.period == self.period and self_contradiction(figure):
                yield self._contradiction(figure.key, figure.municipality)
        for issue in self.figures.issues:
            sides = issue.facts.get("indices", ())
            indices = (*map(int, _FIGURE.findall(issue.place)), *(sides if isinstance(sides, tuple) else ()))
            figures = [self.system.figures[index] for index in indices if isinstance(index, int)]
            for figure in figures:
                if figure.key in keys and figure.period == self.period:
                    yield self._contradiction(figure.key, figure.municipality)
            for key in keys if not figures else ():
                if issue.facts.get("key") == key:
                    yield self._contradiction(key, None)

    def _contradiction(self, key: str, place: str | None) -> Reason:
        title = self.question.of.title if key == self.question.of.key else self.question.title
        where = () if place is None else (self.names.get(place, place),)
        return Reason(code="contradiction", about=(key, title, *where))

    def _withheld(self) -> Iterator[Reason]:
        """The numbers of which somebody said why there are none: of the region, and of municipalities."""
        places: dict[tuple[str, str], list[str]] = {}
        for figure in self.system.figures:
            why = (figure.missing or "").strip()
            if not why or figure.key not in self.question.keys or figure.period != self.period:
                continue
            if figure.municipality is None:
                yield Reason(code="explained", about=(figure.key, self.question.title, why))
            else:
                place = self.names.get(figure.municipality, figure.municipality)
                places.setdefault((figure.key, why), []).append(place)
        for key_and_reason, names in places.items():
            yield Reason(code="explained-by", about=(*key_and_reason, *distinct(names)))

    def _of_loads(self, loads: LoadTally) -> Iterator[Reason]:
        stated = (loads.total, loads.largest_stated, loads.smallest_stated)
        lacking = [key for key, bounds in zip(self.question.keys, stated, strict=True) if bounds is None]
        if lacking:
            yield Reason(code="not-reported", about=(", ".join(lacking), self.question.title))

    def _unknown_headcounts(self) -> Iterator[Reason]:
        """The municipalities whose headcount is not known where that of others is."""
        if self.size.high is not None or not self.heads.municipalities:
            return
        lacking = [name for key, name in self.names.items() if not self._has_headcount(key)]
        if 0 < len(lacking) < len(self.names):
            population = self.question.of
            yield Reason(code="headcount-of", about=(population.key, population.title, *lacking))

    def _has_headcount(self, place: str) -> bool:
        tally = self.heads.municipalities.get(place)
        return tally is not None and tally.size().high is not None

    def _open_answers(self) -> Iterator[Reason]:
        """The municipalities that answered, and whose answer leaves something open all the same."""
        places = tuple(
            self.names[place]
            for place, tally in self.answer.municipalities.items()
            if place in self.names and not _is_decided(tally)
        )
        if places:
            yield Reason(code="open-answers", about=(self.question.key, self.question.title, *places))

    def _not_all_asked(self) -> Iterator[Reason]:
        """A number of the region that speaks of fewer than there are, where no silence accounts for it."""
        if self.question.of.unit == MUNICIPALITY and self.answer.silent:
            return
        headcounts = [
            figure.among
            for figure in self.answer.figures
            if figure.municipality is None and figure.among is not None
        ]
        if headcounts and (self.size.high is None or max(headcounts) < self.size.high):
            yield Reason(
                code="not-all-asked", about=(self.question.key, self.question.title, str(max(headcounts)))
            )

    def _stands_on_places(self) -> bool:
        """Whether the municipalities said all that they can, and the region itself nothing."""
        answers = (self.answer, self.heads)
        regional = [figure for answer in answers for figure in answer.figures if figure.municipality is None]
        return bool(self.answer.municipalities) and not regional


def _is_decided(tally: Tally | LoadTally) -> bool:
    if isinstance(tally, LoadTally):
        return True
    return tally.passing().is_exact and tally.size().is_exact


# Records.


class _Walk:
    """Walks a predicate down to the facts that leave records open."""

    def __init__(self, engine: RecordsEngine) -> None:
        self.engine, self.columns = engine, engine.columns

    def _holding(self, entity: str, predicate: Predicate) -> int:
        return self.engine.rows(entity).holds(predicate)

    def inside(self, asked: Forms, rows: int) -> Iterator[tuple[Gap, int]]:
        """What leaves a predicate open for some records, each gap with those that hang on it."""
        return self._open(asked.entity, asked.normal, rows)

    def carried(self, asked: Forms, rows: int) -> Iterator[tuple[Gap, int]]:
        """What leaves open how much some records carry."""
        existence = asked.normal
        if not is_existence(existence):
            yield from self._open(asked.entity, existence, rows)
            return
        yield from self._sought(asked.entity, existence, rows)

    def of_nobody(self, plan: PopulationPlan) -> Iterator[tuple[Gap, int, Unit | None]]:
        """The records of nobody whom we know, which may make somebody a member."""
        for membership in plan.membership_records:
            if self.columns.records[membership.entity] is None:
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
            yield ("unsaid",), rows
        # Of records whose sets are taken together each may hold what the others lack.
        ask = self._sought if gathered_by(predicate) is not None else self._open
        for part in children(predicate):
            yield from ask(entity, part, rows)
        for path in paths_of(predicate):
            yield from self._along(entity, path, rows)

    # Fields.

    def _along(self, entity: str, path: str, rows: int) -> Iterator[tuple[Gap, int]]:
        """What is not known along a path of these records."""
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
        """A field of these records that is not known: it was not given, or is at fault."""
        if not rows:
            return
        columns = self.columns
        absent = rows & mask_of(map(operator.is_, columns.values(entity, name), repeat(None)))
        faulty = rows & ~absent
        into = columns.keys(entity, name).into if refers_to(entity, name) else ""
        if absent:
            yield ("unknown-field", entity, name), absent
        if faulty and into and columns.records[into] is None:
            yield ("not-collected", into), faulty
        elif faulty:
            yield ("faulty-field", entity, name), faulty

    # Existence.

    def _sought(self, entity: str, existence: Predicate, rows: int) -> Iterator[tuple[Gap, int]]:
        """What is not known of the records that these look for."""
        assert is_existence(existence)  # noqa: S101  # asked before
        columns, collection = self.columns, existence.entity
        if columns.records[collection] is None:
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
            record_path, _, own_path = existence.compare
            gaps += self._along(collection, record_path, rows_there)
            yield from self._along(entity, own_path, rows & match.ours(rows_there))
        if existence.adding is not None:
            gaps += self._along(collection, existence.adding.field, rows_there)
        if existence.of:
            gaps += self._along(collection, existence.of, rows_there)
        for gap, mask in gaps:
            hung = rows & match.ours(mask)
            if hung:
                yield gap, hung

    def _matched(self, entity: str, existence: predicates.Exists) -> _Match:
        columns = self.columns
        sizes = (columns.size(existence.entity), columns.size(entity))
        if not existence.on:
            constants: tuple[Sequence[Hashable], ...] = tuple([True] * size for size in sizes)
            return _Match(inner=constants[0], theirs_unknown=0, outer=constants[1], ours_unknown=0)
        record_paths, own_paths = ([pair[side] for pair in existence.on] for side in (0, 1))
        inner, inner_unknown = columns.joined(existence.entity, record_paths, plain=is_plain(existence))
        outer, outer_unknown = columns.joined(entity, own_paths, plain=is_plain(existence))
        return _Match(inner=inner, theirs_unknown=inner_unknown, outer=outer, ours_unknown=outer_unknown)


@attrs.frozen(kw_only=True)
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
        """The records of theirs that may be of some of ours."""
        if rows & self.ours_unknown:
            return all_ones(len(self.inner))
        return self.theirs_unknown | _alike(self.outer, rows, self.inner)

    def ours(self, rows: int) -> int:
        """The records of ours that some of theirs may be of."""
        if rows & self.theirs_unknown:
            return all_ones(len(self.outer))
        return (self.ours_unknown if rows else 0) | _alike(self.inner, rows, self.outer)


def _alike(keys: Sequence[Hashable], rows: int, partners: Sequence[Hashable]) -> int:
    """The mask of the records whose keys are those of some rows."""
    key_set = set(compress(keys, rows.to_bytes(len(keys), "little")))
    key_set.discard(None)
    return mask_of(map(key_set.__contains__, partners)) if key_set else 0


def _mask_of(places: Iterable[int], size: int) -> int:
    flags = bytearray(size)
    for place in places:
        if place < size:
            flags[place] = 1
    return mask_of(flags)
