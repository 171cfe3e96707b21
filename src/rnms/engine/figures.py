"""The figures engine: tallies from numbers that somebody counted and reported.

A figure bounds more than it says. A count is the least size of its population; a share printed beside it
gives that size up to rounding; a number of those asked leaves the others unknown; municipal numbers bound
the regional one, from above only where nobody can be outside municipalities. All that is known of a number
is an interval, and intervals meet. Facts that exclude each other all count as unknown, and an issue names
them; only the headcount of a wider population stands against what does not fit into it.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

import attrs

from rnms.engine.alike import AtPlaces, Places
from rnms.engine.related import Days, Pair, adds_up, days_of, is_of_some_part, lasts, relations_of
from rnms.engine.relations import Limit
from rnms.indicators.tally import ZERO, Answer, LoadTally, Number, Reason, Tally, distinct
from rnms.issues import Fact, Issue, Message, message
from rnms.logic.population import MUNICIPALITY, OUTSIDE_MUNICIPALITIES, REGION, Population, Term
from rnms.logic.question import Question
from rnms.model.geography import Map
from rnms.model.norm import Bounds, Exact
from rnms.model.period import Period
from rnms.model.returns import Figure, population_behind, self_contradiction
from rnms.model.system import RegionalSystem

T = TypeVar("T")
ANY_NUMBER = Bounds(0, None)
SOMEBODY = Bounds(1, None)
Figures = frozenset[int]
"""Figures by their index."""
NO_FIGURES: Figures = frozenset()
SizeOf = Callable[[Period, str | None], Bounds | None]
"""The size of a population in a period, in a municipality or the region; ``None`` where it is not known."""
_NO_LIMIT = Limit()
At = tuple[str, Period, str | None]
"""Which number is meant: a key, a period and a municipality, or the region."""
_STATISTICS = ("total", "largest", "smallest")
_OF_ONE = ("largest", "smallest")
_NAMED = 6
"""How many figures one issue names at most."""


@attrs.frozen(kw_only=True)
class _Known:
    """What is known of a number, and by which figures.

    Attributes:
        bounds: The number.
        low_from: The figures that give the low end.
        high_from: The figures that give the high end.
    """

    bounds: Bounds
    low_from: Figures = NO_FIGURES
    high_from: Figures = NO_FIGURES


NOTHING_KNOWN = _Known(bounds=ANY_NUMBER)
_Cell = tuple[_Known, int]
"""What is known of a number in a place, and of how many places the same is known."""


@attrs.frozen(kw_only=True)
class _Fact:
    """What one source says of a number.

    Attributes:
        bounds: The number, such as of those who pass.
        failing: How many surely fail.
        failing_most: How many fail at most; ``None`` where only the size limits it.
        asked: How many of them were asked at most; ``None`` when it may be all.
        stated: The share as printed, where no count stands beside it.
        figure: The index of the figure that says so; ``None`` when it was inferred.
        low_from: The figures that give the low end.
        high_from: The figures that give the high end.
        failing_from: The figures that tell who fails.
        stands: Whether it stands against figures of this number: the headcounts of a wider population and of
            the parts of a union do.
    """

    bounds: Bounds
    failing: int = 0
    failing_most: Number = None
    asked: Number = None
    stated: Bounds | None = None
    figure: int | None = None
    low_from: Figures = NO_FIGURES
    high_from: Figures = NO_FIGURES
    failing_from: Figures = NO_FIGURES
    stands: bool = False

    @classmethod
    def said(cls, bounds: Bounds, figure: int) -> _Fact:
        """A fact that a figure says without regard to any other."""
        alone = frozenset([figure])
        return cls(bounds=bounds, figure=figure, low_from=alone, high_from=alone)

    @classmethod
    def of(cls, known: _Known) -> _Fact:
        """A fact that follows from other numbers."""
        return cls(bounds=known.bounds, low_from=known.low_from, high_from=known.high_from)

    def against(self, other: _Fact) -> Figures | None:
        """The figures by which the two cannot both be true; ``None`` when they can."""
        shares = (self.stated, other.stated)
        if shares[0] is not None and shares[1] is not None and shares[0].meet(shares[1]) is None:
            return frozenset(figure for figure in (self.figure, other.figure) if figure is not None)
        if self.bounds.meet(other.bounds) is not None:
            return None
        if other.bounds.high is not None and self.bounds.low > other.bounds.high:
            return self.low_from | other.high_from
        return self.high_from | other.low_from


@attrs.frozen(kw_only=True)
class _Reconciled:
    """What facts about one number come to.

    Attributes:
        known: What those that are believed leave open.
        refused: The facts that are not believed.
        named: The figures that contradict each other.
        is_against_given: Whether one contradicts what is given without figures.
    """

    known: _Known
    refused: tuple[_Fact, ...] = ()
    named: Figures = NO_FIGURES
    is_against_given: bool = False

    @property
    def figures(self) -> Figures:
        """The figures of this very number that are not believed."""
        return frozenset(fact.figure for fact in self.refused if fact.figure is not None)


@attrs.frozen(kw_only=True)
class _Told:
    """What figures tell of a question.

    Attributes:
        tally: How many stand where.
        passing: How many pass.
        failing: How many fail.
        refused: The figures of this very number that are not believed.
        named: The figures that contradict each other, of whatever they are.
        contradicted: Whether figures that answer it are not believed.
    """

    tally: Tally
    passing: _Known
    failing: _Known
    refused: Figures = NO_FIGURES
    named: Figures = NO_FIGURES
    contradicted: bool = False


@attrs.frozen(kw_only=True)
class _Statistics:
    """What figures tell of loads: their sum, the largest and the smallest, and which of them disagree."""

    total: _Known = NOTHING_KNOWN
    largest: _Known = NOTHING_KNOWN
    smallest: _Known = NOTHING_KNOWN
    named: Figures = NO_FIGURES
    contradicted: bool = False


@attrs.frozen(kw_only=True)
class _Above:
    """A part that exceeds its whole.

    Attributes:
        contradiction: What exceeds what.
        named: The figures of both sides.
        refused: Those of them that are not believed.
        inferred: The numbers without figures of their own that are not believed.
        alone: Those that stand for their own number and tell nothing of others.
        place: The municipality; ``None`` is the region.
    """

    contradiction: Message
    named: Figures
    refused: Figures
    inferred: frozenset[At] = frozenset()
    alone: Figures = NO_FIGURES
    place: str | None


class FiguresEngine:
    """Answers questions from the reported figures of a system.

    Args:
        system: The system.
        counted: Tells of a population by what its size is known better than by a figure; ``None`` where
            nothing knows it.
        words: The questions that figures may answer: what one word tells of another is found among them.
        drawn: The map on which the system is told: what was told of places that are none of it any more.
        limits: What relations between figures leave of numbers that are not given.

    >>> from rnms.indicators.vocabulary import people
    >>> year = Period.of("2022/2023")
    >>> figure = Figure(key="staff.diagnosed", period=year, count=2036, share="10,5%")
    >>> engine = FiguresEngine(RegionalSystem(region="khabarovsk", figures=[figure]))
    >>> engine.answer(Question(of=people.STAFF), year).tally.size()
    Bounds(low=19299, high=19483)
    """

    def __init__(
        self,
        system: RegionalSystem,
        counted: Callable[[Population], SizeOf | None] = lambda _: None,
        words: Iterable[Question] = (),
        drawn: Map | None = None,
        limits: Mapping[At, Limit] | None = None,
    ) -> None:
        self._system = system
        self._limits: Mapping[At, Limit] = limits or {}
        self._parts_of_place = {} if drawn is None else drawn.parts
        self._shares_of_place = {} if drawn is None else drawn.shared
        self._is_whole = {} if drawn is None else drawn.whole
        self._split = {} if drawn is None else drawn.split
        self._counted_elsewhere = functools.cache(counted)
        self._places = distinct(municipality.id for municipality in system.municipalities or ())
        gap = any(part.entity == "municipalities" for part in system.unreported)
        self._all_places_known = system.municipalities is not None and not gap
        self._unheard: dict[Issue, None] = {}
        self._by_key: dict[At, list[int]] = {}
        self._by_population: dict[At, list[int]] = {}
        self._periods: dict[tuple[str, str | None], dict[Period, None]] = {}
        self._keys_at: dict[tuple[Period, str | None], dict[str, None]] = {}
        self._periods_at: dict[str | None, dict[Period, None]] = {}
        self._periods_anywhere: dict[str, dict[Period, None]] = {}
        for index, figure in enumerate(system.figures):
            unheard = _unheard(figure, index)
            if unheard is not None:
                self._unheard[unheard] = None
            elif figure.is_given and figure.missing is None and self_contradiction(figure) is None:
                self._by_key.setdefault((figure.key, figure.period, figure.municipality), []).append(index)
                self._periods.setdefault((figure.key, figure.municipality), {})[figure.period] = None
                self._periods_anywhere.setdefault(figure.key, {})[figure.period] = None
                self._keys_at.setdefault((figure.period, figure.municipality), {})[figure.key] = None
                self._periods_at.setdefault(figure.municipality, {})[figure.period] = None
        for (key, period, place), indexes in self._by_key.items():
            population, _, term = key.partition(".")
            # The load of a member ("pool.attached.total") is no part of the population; who is outside
            # municipalities is asked for by itself.
            if term and "." not in term and term != OUTSIDE_MUNICIPALITIES.key:
                behind = self._by_population.setdefault((population, period, place), [])
                facts = [_passing(system.figures[index], index, NOTHING_KNOWN) for index in indexes]
                excluded = _reconciled(NOTHING_KNOWN, facts).figures
                # What is not believed of those who pass says nothing of how many there are.
                behind += [index for index in indexes if index not in excluded]
        # Of its population a figure tells, too, and of who is outside a place nobody asks by its key.
        numbers_told = {
            (part, period, place)
            for key, period, place in (*self._by_key, *self._limits)
            for part in (key, key.partition(".")[0])
        }
        self._alike = Places(
            self._places,
            numbers_told,
            {*self._parts_of_place, *self._shares_of_place},
            lambda population: self._counted_elsewhere(population) is not None,
        )
        listed = {None, *self._places}
        self._told_of = {
            (key, period)
            for index in (self._by_key, self._by_population, self._limits)
            for key, period, place in index
            if place in listed
        }
        self._loads_of = _loads_of(words)
        self._relations = relations_of(
            tuple(words),
            frozenset(key for key, _, _ in self._by_key),
            frozenset(key for key, _, place in self._by_key if place is not None),
        )
        self._kept = self._relations.of_silent((key, period) for key, period, _ in self._by_key)
        self._refused: set[int] = set()
        # What the parts of a number say together is not believed: the figures that exclude each other.
        self._unjoined: dict[At, Figures] = {}
        self._standing_alone: set[int] = set()
        self._excluded_of_region: dict[tuple[str, Period], Figures] = {}
        self._is_settled = False
        self._is_narrowed = False
        self._above: dict[Issue, None] = {}
        self._issues: dict[Issue, None] = {}
        self._forget()

    def _forget(self) -> None:
        """Drop what was found, because other figures are believed now."""
        self._issues.clear()
        # Wrapped here, because `functools.cache` on a method would keep every engine alive.
        self._answered = functools.cache(self._find_answer)
        self._outside = functools.cache(self._find_outside)
        self._words_around = functools.cache(self._find_words_around)
        self._populations: Callable[[Population, Period], AtPlaces[_Reconciled]]
        self._populations = self._at_places(self._find_population)
        self._tolds: Callable[[Population, Term, Period], AtPlaces[_Told]]
        self._tolds = self._at_places(self._find_told)
        self._all_statistics: Callable[[Question, Period], AtPlaces[_Statistics]]
        self._all_statistics = self._at_places(self._find_statistics)
        self._all_times: Callable[[Population, tuple[Days, ...], Period], AtPlaces[_Reconciled]]
        self._all_times = self._at_places(self._find_times)
        self._answering: Callable[[Question, Period], AtPlaces[list[int]]]
        self._answering = self._at_places(self._find_answering)

    def _at_places(self, find: Callable[..., T]) -> Callable[..., AtPlaces[T]]:
        """Remember of what numbers something was asked at places; ``find`` takes the place last."""
        name = f"{find.__name__}{' of all' if self._is_narrowed else ''}"
        # What the region does not believe of its parts changes which words are looked up.
        kept = {} if self._unjoined else self._kept

        def at_places(*number: Hashable) -> AtPlaces[T]:
            return AtPlaces(self._alike, functools.partial(find, *number), (name, *number), kept)

        return functools.cache(at_places)

    def _population(self, population: Population, period: Period, place: str | None) -> _Reconciled:
        return self._populations(population, period).at(place)

    def _told(self, population: Population, term: Term, period: Period, place: str | None) -> _Told:
        return self._tolds(population, term, period).at(place)

    def _statistics(self, question: Question, period: Period, place: str | None) -> _Statistics:
        return self._all_statistics(question, period).at(place)

    def _found(self, question: Question, period: Period, place: str | None) -> list[int]:
        """The figures that answer a question."""
        return self._answering(question, period).at(place)

    # What was reported, as it is looked up.

    def _indexes(self, number: At) -> Sequence[int]:
        """The figures of a number."""
        self._alike.note(number)
        return self._by_key.get(number, ())

    def _indexes_behind(self, number: At) -> Sequence[int]:
        """The figures of those who pass, which tell of their population, too."""
        self._alike.note(number)
        return self._by_population.get(number, ())

    def _spans(self, key: str, period: Period, place: str | None) -> list[Period]:
        """The shorter periods for which a key was reported of a place; of the region, for which anywhere."""
        spans = [
            span for span in self._periods_anywhere.get(key, ()) if span != period and period.covers(span)
        ]
        if place is None or not spans:
            return spans
        for span in spans:
            self._alike.note((key, span, place))
        told = self._periods.get((key, place), {})
        return [span for span in spans if span in told]

    def _is_unjoined(self, number: At) -> bool:
        """Tell whether what the parts of a number say together is not believed."""
        self._alike.note(number)
        return number in self._unjoined

    @property
    def system(self) -> RegionalSystem:
        """The system whose figures these are."""
        return self._system

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What no question can be answered by, and the contradictions met while answering."""
        return tuple(self._unheard | self._above | self._issues)

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period, for the region and for each municipality."""
        self._settle()
        return self._answered(question, period)

    def _find_answer(self, question: Question, period: Period) -> Answer:
        answering = self._answering(question, period)
        regional = answering.at(None)
        # A place of which nobody told anything has no figures that could answer.
        by_place = {place: answering.at(place) for place in answering.telling}
        reported = [place for place, indexes in by_place.items() if indexes]
        tally = self._ask(question, period, None)
        # What is told of a split municipality is told of the region, though of none of its parts alone.
        split = [index for gone in self._split for index in self._found(question, period, gone)]
        bears = bool(regional or reported or split)
        if question.term is None:
            bears = self._is_reported(question.of, period)
        figures = [*regional, *(index for indexes in by_place.values() for index in indexes), *split]
        return Answer(
            tally=tally,
            municipalities={place: self._ask_alone(question, period, place) for place in reported},
            reported=bears,
            silent=tuple(self._silent(question, period, regional, reported)),
            figures=tuple(self._system.figures[index] for index in figures),
            reasons=tuple(self._reasons(question, period, bears=bears)),
        )

    def of_place(self, question: Question, period: Period, place: str) -> Tally | LoadTally | None:
        """What the figures of one municipality answer; ``None`` where none of them does."""
        self._settle()
        return self._ask(question, period, place) if self._found(question, period, place) else None

    def look_at_all(self) -> None:
        """Look for contradictions in what nobody asked for, too: in figures of other words and periods."""
        self._settle()
        # At which times of a year it should have been is a matter of the reading that asks.
        for word in self._relations.words:
            periods = () if word.times else distinct(self._periods_of(word.keys))
            for period in periods:
                for place in (None, *self._answering(word, period).telling):
                    if place is None or self._found(word, period, place):
                        self._ask(word, period, place)
        for population in self._relations.populations:
            for period in distinct(
                self._periods_of([Question(of=population, term=OUTSIDE_MUNICIPALITIES).key])
            ):
                self._outside(population, period)

    def _periods_of(self, keys: Iterable[str]) -> Iterator[Period]:
        return (period for key in keys for period in self._periods_anywhere.get(key, ()))

    def believed_of_region(self) -> tuple[Figure, ...]:
        """The figures of the region itself, without those that others exclude."""
        self._settle()
        return tuple(
            figure
            for index, figure in enumerate(self._system.figures)
            if figure.municipality is None and index not in self._refused
        )

    def _is_reported(self, population: Population, period: Period) -> bool:
        """Tell whether somebody spoke of a population itself, not only of a wider one."""
        if self._given_size(population, period, None).bounds != ANY_NUMBER:
            return True
        periods = (period, *self._parts(Question(of=population), period, None))
        is_named = any((population.key, span) in self._told_of for span in periods)
        base = population.base
        is_counted = base is not None and any(
            self._by_key.get((f"{base.key}.{term.key}", period, None)) for term in population.having
        )
        return is_named or is_counted or any(self._is_reported(part, period) for part in population.union)

    def _parts(self, question: Question, period: Period, place: str | None) -> list[Period]:
        """The shorter periods that were counted and tell of a whole, the longest where some hold others."""
        spans = [] if question.load else self._spans(question.key, period, place)
        if not spans:
            return []
        inside = [span for span in spans if adds_up(question) or lasts(question, span, period)]
        longest = [
            span for span in inside if not any(outer != span and outer.covers(span) for outer in inside)
        ]
        return sorted(longest, key=lambda span: span.start)

    def _find_answering(self, question: Question, period: Period, place: str | None) -> list[int]:
        """The figures that answer a question, by parts of the period where events were counted so."""
        indexes = [index for key in question.keys for index in self._indexes((key, period, place))]
        for part in self._parts(question, period, place):
            indexes += self._found(question, part, place)
        if not indexes:
            indexes += sorted(
                {index for key in question.keys for index in self._limit(key, period, place).figures}
            )
        if not indexes and question.of.unit != MUNICIPALITY:
            for part_of_place in self._parts_of_place.get(place or "", ()):
                indexes += self._found(question, period, part_of_place)
        if not indexes and question.term is not None:
            # Of nobody nobody passes, and nobody carries anything.
            size = self._population(question.of, period, place).known
            indexes += sorted(size.high_from) if size.bounds.high == 0 else ()
        return indexes or sorted(self._implied_by(question, period, place))

    def _implied_by(self, question: Question, period: Period, place: str | None) -> Figures:
        """The figures of other words that leave nothing of a question open, so that they answer, too."""
        size = self._population(question.of, period, place).known.bounds
        if question.term is None or question.load or not size.is_exact:
            return NO_FIGURES
        passing = self._told(question.of, question.term, period, place).passing
        behind = passing.low_from | passing.high_from if passing.bounds.is_exact else NO_FIGURES
        return frozenset(index for index in behind if self._system.figures[index].municipality == place)

    def _ask(self, question: Question, period: Period, place: str | None) -> Tally | LoadTally:
        size = self._size(question, period, place).known.bounds
        if question.term is None:
            return Tally(passed=int(size.low), out_or_passed=_minus(size.high, int(size.low)))
        if not question.load:
            return self._told(question.of, question.term, period, place).tally
        statistics = self._statistics(question, period, place)
        total, largest, smallest = (
            None if statistic.bounds == ANY_NUMBER else statistic.bounds
            for statistic in (statistics.total, statistics.largest, statistics.smallest)
        )
        return LoadTally(others=size, total=total, largest_stated=largest, smallest_stated=smallest)

    def _ask_alone(self, question: Question, period: Period, place: str) -> Tally | LoadTally:
        """What one municipality answers; what its region excludes decides nothing of it either."""
        whole = self._population(question.of, period, None).named | self._parts_excluded(
            question.of.key, period
        )
        size = self._size(question, period, place).known.bounds
        if self._is_named(whole, place):
            size = self._given_size(question.of, period, place).bounds
        elif not self._is_named(self._passing_excluded(question, period), place):
            return self._ask(question, period, place)
        if question.load:
            return LoadTally(others=size)
        if question.term is None:
            return Tally(passed=int(size.low), out_or_passed=_minus(size.high, int(size.low)))
        # Somebody answered, so none of the undecided is surely one who did not.
        return attrs.evolve(told_apart(size, Bounds(0, size.high), 0), counted=None)

    def _passing_excluded(self, question: Question, period: Period) -> Figures:
        """The figures of those who pass, or of loads, that exclude each other in the region."""
        excluded = self._parts_excluded(question.key, period)
        if question.load:
            return excluded | self._statistics(question, period, None).named
        if question.term is None:
            return excluded
        return excluded | self._told(question.of, question.term, period, None).named

    def _parts_excluded(self, key: str, period: Period) -> Figures:
        return self._unjoined.get((key, period, None), NO_FIGURES)

    def _is_named(self, figures: Figures, place: str) -> bool:
        return any(self._system.figures[index].municipality == place for index in figures)

    def _silent(
        self, question: Question, period: Period, regional: list[int], reported: list[str]
    ) -> Iterator[str]:
        """The municipalities whose return is missing and might have told more."""
        # What another word tells of the region names no municipality.
        own = [index for index in regional if self._system.figures[index].key in question.keys]
        if self._population(question.of, period, None).known.bounds.high == 0:
            own = regional
        answered_for_all = any(self._system.figures[index].among is None for index in own)
        expected = question.of.unit == MUNICIPALITY or regional or reported
        if answered_for_all or not expected:
            return
        places_lacking = {
            part.municipality
            for part in self._system.unreported
            if part.entity == "figures" and (part.period is None or part.period.covers(period))
        }
        is_any = question.load or question.term is None
        answered = set(reported)
        for place in self._places if reported else filter(places_lacking.__contains__, self._places):
            # Another word may tell of it.
            if place not in answered and (
                is_any or not self._number(question, period, place).bounds.is_exact
            ):
                yield place

    def _reasons(self, question: Question, period: Period, *, bears: bool) -> Iterator[Reason]:
        whole = question.of
        size = self._size(question, period, None)
        is_refused = bool(size.figures) or self._is_refused(whole, period)
        if is_refused:
            yield Reason(code="contradiction", about=(whole.key, whole.title))
        elif question.term is not None and self._is_contradicted(question, period):
            yield Reason(code="contradiction", about=(question.key, question.title))
        if not bears:
            spans = distinct(
                str(span) for key in question.keys for span in self._periods_anywhere.get(key, ())
            )
            yield Reason(
                code="other-period" if spans else "not-reported",
                about=(question.key, question.title, *spans),
            )
            return
        if size.known.bounds.high is None:
            unknown = [part for part in whole.union if self._is_open(Question(of=part), period)]
            for population in unknown or [whole]:
                code = "headcount-unknown"
                if self._stops_at_places(Question(of=population), period):
                    code = self._why_outside(population, period)
                # Where the numbers are there and exclude each other, none is asked for.
                if code == "headcount-unknown" or not is_refused:
                    yield Reason(code=code, about=(population.key, population.title, population.key))
        elif not is_refused and self._stops_at_places(question, period):
            code = self._why_outside(whole, period)
            yield Reason(code=code, about=(question.key, question.title, whole.key))

    def _why_outside(self, population: Population, period: Period) -> str:
        """Whether nobody said that somebody is outside municipalities, or somebody did."""
        return "outside-too" if self._outside(population, period).bounds.low else "outside"

    def _is_refused(self, population: Population, period: Period) -> bool:
        """Tell whether a number of the region's members is not believed, or who is outside municipalities."""
        outside = Question(of=population, term=OUTSIDE_MUNICIPALITIES).key
        indexes = self._by_key.get((outside, period, None), ())
        if indexes and self._outside(population, period).bounds == ANY_NUMBER:
            return True
        return any(
            index in self._refused
            for index in (*indexes, *self._by_key.get((population.key, period, None), ()))
        )

    def _is_contradicted(self, question: Question, period: Period) -> bool:
        """Tell whether figures that answer are not believed, of the region or of a municipality."""
        told: AtPlaces[_Statistics] | AtPlaces[_Told]
        if question.load:
            told = self._all_statistics(question, period)
        elif question.term is not None:
            told = self._tolds(question.of, question.term, period)
        else:
            return False
        return told.at(None).contradicted or any(cell.contradicted for cell, _ in told.cells())

    def _is_open(self, question: Question, period: Period) -> bool:
        return self._number(question, period, None).bounds.high is None

    def _stops_at_places(self, question: Question, period: Period) -> bool:
        """Tell whether every municipality is known, and only who may be outside them leaves the rest open."""
        population = question.of
        if (
            population.unit == REGION
            or population.unit.always_placed
            or not self._places
            or not self._all_places_known
        ):
            return False
        if question.load or self._outside(population, period).bounds.high == 0:
            return False
        cells = self._number_cells(question, period)
        number = self._number(question, period, None).bounds
        ends = [int(cell.bounds.high) * times for cell, times in cells if cell.bounds.high is not None]
        return len(ends) == len(cells) and (number.high is None or number.high > sum(ends))

    def _number(self, question: Question, period: Period, place: str | None) -> _Known:
        if question.term is None:
            return self._population(question.of, period, place).known
        return self._told(question.of, question.term, period, place).passing

    def _number_cells(self, question: Question, period: Period) -> list[_Cell]:
        """The number in all municipalities, with how many there are of each."""
        if question.term is None:
            sizes = self._populations(question.of, period)
            return [(size.known, times) for size, times in sizes.cells()]
        return [
            (told.passing, times) for told, times in self._tolds(question.of, question.term, period).cells()
        ]

    # What words tell of each other.

    def _settle(self) -> None:
        """Find what excludes each other by what its words mean, before anything is answered.

        Municipalities first: what is not believed there does not speak for the region either.
        """
        if self._is_settled:
            return
        self._is_settled = True
        keys_by_number: dict[tuple[Period, str | None], set[str]] = {}
        for (period, place), keys in self._keys_at.items():
            for where in {place, None}:
                keys_by_number.setdefault((period, where), set()).update(keys)
        local = {number: keys for number, keys in keys_by_number.items() if number[1] is not None}
        regional = {number: keys for number, keys in keys_by_number.items() if number[1] is None}
        while self._refuse_among(local) or self._refuse_among(regional) or self._refuse_outside():
            self._forget()
        self._standing_alone.update(*self._refused_by_their_own())
        self._excluded_of_region.update(self._named_in_region())
        # What is believed tells of other words, too. What was met on the way may have rested on what is
        # refused now.
        self._is_narrowed = True
        self._forget()

    def _refused_by_their_own(self) -> Iterator[Figures]:
        """The figures that are not believed of their own number."""
        numbers: dict[str, list[tuple[Period, str | None]]] = {}
        for key, period, place in self._by_key:
            numbers.setdefault(key, []).append((period, place))
        for word in self._relations.spoken:
            for period, place in numbers.get(word.key, ()):
                yield self._population(word.of, period, place).figures
                if word.term is not None:
                    yield self._told(word.of, word.term, period, place).refused

    def _named_in_region(self) -> Iterator[tuple[tuple[str, Period], Figures]]:
        """The figures that exclude each other in a number of the region, by its key and period."""
        for word in self._relations.spoken:
            for period in self._periods.get((word.key, None), ()):
                named = self._population(word.of, period, None).named
                if word.term is not None:
                    named = self._told(word.of, word.term, period, None).named
                if named:
                    yield (word.key, period), named

    def _excluded_by_others(self, key: str, period: Period) -> Figures:
        """The figures that other numbers of the region exclude: they tell nothing of this one either."""
        others = self._excluded_of_region.items()
        return NO_FIGURES.union(
            *(figures for (other, span), figures in others if other != key and span == period)
        )

    def _refuse_among(self, numbers: Mapping[tuple[Period, str | None], set[str]]) -> bool:
        """Refuse what excludes each other among numbers; tell whether anything was."""
        pairs = [
            (pair, place)
            for (period, place), keys in numbers.items()
            for pair in self._relations.pairs(period, frozenset(keys), by_place=place is not None)
        ]
        over_time = sorted(
            (period for period, place in numbers if place is None), key=lambda period: period.end
        )
        for earlier, later in itertools.combinations(over_time, 2):
            pairs += [(pair, None) for pair in self._relations.over_time(earlier, later)]
        periods_of: dict[str | None, list[Period]] = {}
        for period, place in numbers:
            periods_of.setdefault(place, []).append(period)
        for place, periods in periods_of.items():
            for part, period in itertools.permutations(periods, 2):
                if period.covers(part):
                    over_parts = self._relations.over_parts(part, period, by_place=place is not None)
                    pairs += [(pair, place) for pair in over_parts]
        before = len(self._refused) + len(self._unjoined)
        # Who fails tells mostly the same as who passes, and is named only where it tells more.
        for failing in (False, True):
            excesses = [
                above
                for pair, place in pairs
                if pair.failing is failing and (above := self._exceeding(pair, place)) is not None
            ]
            news = [excess for excess in excesses if not failing or not excess.refused <= self._refused]
            for above in news:
                self._note(self._above, above.contradiction, above.named, above.refused, above.place)
            for above in news:
                self._refused |= above.refused
                for number in above.inferred:
                    self._unjoined[number] = self._unjoined.get(number, NO_FIGURES) | above.named
                    self._alike.add(number)
                self._standing_alone |= above.alone
        return len(self._refused) + len(self._unjoined) > before

    def _refuse_outside(self) -> bool:
        """Refuse who is outside municipalities where this excludes what else is said; tell whether any was.

        Not only the size of the region rests on it, so none of its other uses may believe it either.
        """
        suffix = f".{OUTSIDE_MUNICIPALITIES.key}"
        periods = distinct(
            period for key, period, place in self._by_key if place is None and key.endswith(suffix)
        )
        before = len(self._refused)
        for period in periods:
            for population in self._relations.populations:
                outside = self._outside(population, period)
                behind = outside.low_from | outside.high_from
                reconciled = self._population(population, period, None)
                if reconciled.refused and behind & reconciled.named:
                    contradiction = message("figures.contradiction/each-other", key=population.key)
                    refused = reconciled.figures | (behind & reconciled.named)
                    self._note(self._above, contradiction, reconciled.named, refused, None)
                    self._refused |= refused
                    self._forget()
        return len(self._refused) > before

    def _exceeding(self, pair: Pair, place: str | None) -> _Above | None:
        """What is not believed because a part exceeds its whole; a mere headcount of the whole stands."""
        part = self._side(pair.narrow, pair.period, place, failing=pair.failing)
        whole = self._side(pair.wide, pair.later, place, failing=pair.failing)
        is_empty = whole.bounds.high == 0
        if pair.somebody and not is_empty:
            return None
        if is_empty and not pair.failing:
            # Where the whole is nobody, its part was refused for that alone.
            part = self._said_low(pair.narrow, pair.period, place) or part
        if pair.same:
            # What both count the same of was not believed for that alone.
            whole = self._said_high(pair.wide, pair.later, place) or whole
        if whole.bounds.high is None or part.bounds.low <= whole.bounds.high:
            return None if pair.failing else self._printed_above(pair, place)
        sides = [(pair.narrow, pair.period, part.low_from), (pair.wide, pair.later, whole.high_from)]
        # «Nobody» does not stand: there is somebody, or nothing is known.
        alone = NO_FIGURES
        if pair.wide.term is None and not pair.same and not is_empty and part.low_from:
            _, _, standing = sides.pop()
            alone = NO_FIGURES if pair.headcount else standing
        refused: set[int] = set()
        inferred: set[At] = set()
        for question, period, figures in sides:
            own = {index for index in figures if self._speaks_of(index, question, period, place)}
            refused |= own
            if figures and not own:
                inferred.add((question.key, period, place))
        return _Above(
            contradiction=_above(pair),
            named=part.low_from | whole.high_from,
            refused=frozenset(refused),
            inferred=frozenset(inferred),
            alone=alone,
            place=place,
        )

    def _printed_above(self, pair: Pair, place: str | None) -> _Above | None:
        """What is not believed because a part of the same members is printed as more than its whole.

        The number of these need not be known; of so many who were asked the same were asked.
        """
        if pair.narrow.of != pair.wide.of or pair.wide.term is None or pair.period != pair.later:
            return None
        parts, wholes = (
            [
                (index, figure.among, share)
                for index in self._believed((question.key, pair.period, place))
                for figure in [self._system.figures[index]]
                if (share := _printed_share(figure)) is not None
            ]
            for question in (pair.narrow, pair.wide)
        )
        figures = frozenset(
            index
            for part, base, share in parts
            for whole, whole_base, most in wholes
            if base == whole_base and most.high is not None and share.low > most.high
            for index in (part, whole)
        )
        if not figures:
            return None
        return _Above(contradiction=_part_above_whole(pair), named=figures, refused=figures, place=place)

    def _said_low(self, question: Question, period: Period, place: str | None) -> _Known | None:
        """How many there are at least as the figures themselves say."""
        index = max(
            self._believed((question.key, period, place)),
            key=lambda index: self._system.figures[index].count or 0,
            default=None,
        )
        if index is None or not self._system.figures[index].count:
            return None
        return _Known(
            bounds=Bounds(self._system.figures[index].count or 0, None), low_from=frozenset([index])
        )

    def _said_high(self, question: Question, period: Period, place: str | None) -> _Known | None:
        """How many there are at most as the figures of a population themselves say."""
        if question.term is not None:
            return None
        counts = {
            index: count
            for index in self._believed((question.key, period, place))
            if (count := self._system.figures[index].count) is not None
        }
        if not counts:
            return None
        index = min(counts, key=lambda index: counts[index])
        return _Known(bounds=Bounds(0, counts[index]), high_from=frozenset([index]))

    def _side(self, question: Question, period: Period, place: str | None, *, failing: bool) -> _Known:
        """How many pass, or fail."""
        if failing and question.term is not None:
            return self._told(question.of, question.term, period, place).failing
        return self._number(question, period, place)

    def _speaks_of(self, index: int, question: Question, period: Period, place: str | None) -> bool:
        """Tell whether a figure is one of this very number, not one that it was inferred from."""
        figure = self._system.figures[index]
        counts_behind = question.term is None and figure.key.startswith(f"{question.of.key}.")
        own = figure.key == question.key or counts_behind
        return own and (figure.period, figure.municipality) == (period, place)

    def _believed(self, number: At) -> list[int]:
        """The figures of a number, without those that others exclude."""
        return [index for index in self._indexes(number) if index not in self._refused]

    # How many there are.

    def _find_population(self, population: Population, period: Period, place: str | None) -> _Reconciled:
        """The size of a population, and what contradicts other facts about it."""
        reconciled = _reconciled(
            self._given_size(population, period, place), list(self._size_facts(population, period, place))
        )
        number = reconciled.known.bounds.low
        source = "list" if population.unit == MUNICIPALITY else "records"
        limit = message(f"figures.contradiction/{source}", number=str(number))
        self._report(population.key, period, place, reconciled, limit)
        # Where facts contradict each other, nobody may read «there is nobody».
        if reconciled.refused and reconciled.known.bounds.high == 0:
            return attrs.evolve(reconciled, known=NOTHING_KNOWN)
        return reconciled

    def _size(self, question: Question, period: Period, place: str | None) -> _Reconciled:
        """How many there are, or how many of the times it was."""
        if not question.times:
            return self._population(question.of, period, place)
        days = tuple(days_of(part, period) for part in question.times)
        return self._all_times(question.of, days, period).at(place)

    def _find_times(
        self, population: Population, times: tuple[Days, ...], period: Period, place: str | None
    ) -> _Reconciled:
        """At how many times it was: at each once, so there are no more than lie in the period."""
        most = sum(period.start <= end and start <= period.end for start, end in times)
        facts = [
            _Fact.said(Bounds.exact(count), index)
            for index in self._believed((population.key, period, place))
            if (count := self._system.figures[index].count) is not None
        ]
        parts = self._parts(Question(of=population), period, place)
        if parts:
            numbers = [(part, self._all_times(population, times, part).at(place).known) for part in parts]
            facts.append(_Fact.of(_at_times(numbers, times, period)))
        if place is None and self._places:
            times_there = self._all_times(population, times, period).cells()
            cells = [(cell.known, number) for cell, number in times_there]
            facts.append(_Fact.of(_joined(cells, disjoint=False, all_known=False)))
        reconciled = _reconciled(_Known(bounds=Bounds(0, most)), facts)
        limit = message("figures.contradiction/times", number=most)
        self._report(population.key, period, place, reconciled, limit)
        return reconciled

    def _given_size(self, population: Population, period: Period, place: str | None) -> _Known:
        """What follows without any figure: from the list of municipalities, or from what is counted."""
        if population.unit == REGION or (population.unit == MUNICIPALITY and place is not None):
            return _Known(bounds=Bounds.exact(1))
        if population.unit == MUNICIPALITY:
            number = len(self._places)
            return _Known(bounds=Bounds(number, number if self._all_places_known else None))
        size_of = self._counted_elsewhere(population)
        if size_of is None:
            self._alike.note_uncounted(population, place)
            return NOTHING_KNOWN
        self._alike.note_each(place)
        return _Known(bounds=size_of(period, place) or ANY_NUMBER)

    def _limit(self, key: str, period: Period, place: str | None) -> Limit:
        self._alike.note((key, period, place))
        return self._limits.get((key, period, place), _NO_LIMIT)

    def _limited(self, key: str, period: Period, place: str | None) -> Iterator[_Fact]:
        """What relations leave of a number that is not given, by figures none of which is refused."""
        limit = self._limit(key, period, place)
        if limit.figures and not limit.figures & self._refused:
            yield _Fact(bounds=limit.bounds, low_from=limit.figures, high_from=limit.figures)

    def _size_facts(self, population: Population, period: Period, place: str | None) -> Iterator[_Fact]:
        number = (population.key, period, place)
        yield from self._limited(*number)
        for index in self._believed(number):
            count = self._system.figures[index].count
            if count is not None:
                yield _Fact.said(Bounds.exact(count), index)
        for index in self._indexes_behind(number):
            behind = population_behind(self._system.figures[index])
            if behind is not None and index not in self._refused:
                yield _Fact.said(behind, index)
        for key in self._loads_of.get(population.key, ()):
            # Who carries something is somebody.
            for index in self._believed((key, period, place)):
                if self._system.figures[index].count:
                    figures = frozenset([index])
                    yield _Fact(bounds=SOMEBODY, figure=index, low_from=figures)
        if population.union:
            parts = _each(self._population(part, period, place).known for part in population.union)
            # Where its parts are believed, so is what follows from them.
            yield attrs.evolve(_Fact.of(_joined(parts, disjoint=False, all_known=True)), stands=True)
        if population.within is not None:
            yield from self._facts_of_a_part(population, population.within, period, place)
        if self._is_unjoined(number):
            return
        parts_of_time = self._parts(_asking(population), period, place)
        numbers = [(part, self._population(population, part, place).known) for part in parts_of_time]
        if numbers:
            yield _Fact.of(_over_time(numbers, period))
        if population.unit not in {REGION, MUNICIPALITY} and self._is_told_by_parts(
            population, period, place
        ):
            yield from self._size_by_parts(population, period, place or "")
        if place is None and population.unit not in {REGION, MUNICIPALITY}:
            # Who is outside municipalities is in none of them; people may still be in two.
            sizes = [self._outside(population, period)]
            if self._places:
                sizes_there = self._cells(self._populations(population, period), population, period)
                excluded = self._excluded_by_others(population.key, period)
                cells = [(_without(size.known, excluded), number) for size, number in sizes_there]
                sizes.append(_joined(cells, disjoint=population.in_one_place, all_known=True))
            yield _Fact.of(_joined(_each(sizes), disjoint=True, all_known=self._all_places_known))

    def _is_told_by_parts(self, population: Population, period: Period, place: str | None) -> bool:
        """Whether only what stood before in a place is told of: a return of its own comes first."""
        if place not in self._parts_of_place and place not in self._shares_of_place:
            return False
        prefix = f"{population.key}."
        return not any(
            key == population.key or key.startswith(prefix)
            for told_period in self._periods_at.get(place, ())
            if told_period == period or period.covers(told_period)
            for key in self._keys_at[told_period, place]
        )

    def _cells(self, at_places: AtPlaces[T], population: Population, period: Period) -> list[tuple[T, int]]:
        """What is found in all of which the region is made: a split place, where none of its parts tells."""
        if not self._split or population.unit in {REGION, MUNICIPALITY}:
            return at_places.cells()
        return [(at_places.at(place), 1) for place in self._cell_places(population, period)]

    def _cell_places(self, population: Population, period: Period) -> list[str]:
        """The places of which the region is made."""
        cells = dict.fromkeys(self._places)
        for gone, parts in self._split.items():
            stands = all(
                part in cells
                and self._is_whole.get(part, False)
                and self._shares_of_place[part] == (gone,)
                and part not in self._parts_of_place
                and self._is_told_by_parts(population, period, part)
                for part in parts
            )
            if stands:
                cells = {**{place: None for place in cells if place not in parts}, gone: None}
        return list(cells)

    def _size_by_parts(self, population: Population, period: Period, place: str) -> Iterator[_Fact]:
        """What is told of the places that went into one, or that it shares with others."""
        parts = self._parts_of_place.get(place, ())
        if parts:
            cells = _each(self._population(population, period, part).known for part in parts)
            is_whole = self._is_whole.get(place, False) and place not in self._shares_of_place
            yield _Fact.of(_joined(cells, disjoint=population.in_one_place, all_known=is_whole))
        elif self._is_whole.get(place, False):
            # It has no more members than all those have of which it has some.
            cells = _each(
                self._population(population, period, part).known
                for part in self._shares_of_place.get(place, ())
            )
            joined = _joined(cells, disjoint=population.in_one_place, all_known=True)
            yield _Fact(bounds=Bounds(0, joined.bounds.high), high_from=joined.high_from)

    def _passing_by_parts(
        self, population: Population, term: Term, period: Period, place: str
    ) -> Iterator[_Fact]:
        """How many pass of those of whom the places tell that went into one, or that it shares."""
        disjoint, parts = population.in_one_place, self._parts_of_place.get(place, ())
        is_whole = self._is_whole.get(place, False)
        if parts:
            results = [self._told(population, term, period, part) for part in parts]
            whole = is_whole and place not in self._shares_of_place
            joined = _joined(_each(result.passing for result in results), disjoint=disjoint, all_known=whole)
            failing = [result.tally.failed for result in results]
            yield attrs.evolve(
                _Fact.of(joined),
                failing=sum(failing) if disjoint else max(failing),
                failing_from=frozenset().union(*(result.failing.low_from for result in results)),
            )
        elif is_whole:
            shares = self._shares_of_place.get(place, ())
            passing = _each(self._told(population, term, period, part).passing for part in shares)
            joined = _joined(passing, disjoint=disjoint, all_known=True)
            yield _Fact(bounds=Bounds(0, joined.bounds.high), high_from=joined.high_from)

    def _facts_of_a_part(
        self, part: Population, whole: Population, period: Period, place: str | None
    ) -> Iterator[_Fact]:
        whole_size = self._population(whole, period, place).known
        if whole.unit != part.unit:
            if whole_size.bounds.high == 0:
                yield _Fact(bounds=ZERO, high_from=whole_size.high_from)
            return
        yield _Fact(bounds=Bounds(0, whole_size.bounds.high), high_from=whole_size.high_from, stands=True)
        single = len(part.having) == 1
        for term in part.having:
            passing = self._told(whole, term, period, place).passing
            # Of several terms each only limits; a single one counts the same members.
            yield _Fact(
                bounds=Bounds(passing.bounds.low if single else 0, passing.bounds.high),
                low_from=passing.low_from if single else NO_FIGURES,
                high_from=passing.high_from,
            )

    def _find_outside(self, population: Population, period: Period) -> _Known:
        """How many stand outside municipalities: no more than of a wider population."""
        if population.unit.always_placed:
            return _Known(bounds=ZERO)
        facts: list[_Fact] = []
        for wide in self._relations.wider(population, period):
            key = Question(of=wide, term=OUTSIDE_MUNICIPALITIES).key
            for index in self._believed((key, period, None)):
                bounds = _said_outside(self._system.figures[index])
                limit = _Fact(bounds=Bounds(0, bounds.high), high_from=frozenset([index]), stands=True)
                facts.append(_Fact.said(bounds, index) if wide == population else limit)
        reconciled = _reconciled(NOTHING_KNOWN, facts)
        self._report(Question(of=population, term=OUTSIDE_MUNICIPALITIES).key, period, None, reconciled)
        return reconciled.known

    # How many of them pass.

    def _find_told(self, whole: Population, term: Term, period: Period, place: str | None) -> _Told:
        population = self._population(whole, period, place)
        size = population.known
        question = _asking(whole, term)
        number = (question.key, period, place)
        indexes = self._indexes(number)
        answering = [
            index
            for index in self._believed(number)
            if index not in population.figures and self._answers(index, size.bounds)
        ]
        facts = [_passing(self._system.figures[index], index, size) for index in answering]
        unjoined = self._is_unjoined(number)
        if place is None and self._places and whole.unit != REGION and not unjoined:
            facts.append(self._passing_in_places(whole, term, period, size))
        if whole.unit not in {REGION, MUNICIPALITY} and self._is_told_by_parts(whole, period, place):
            facts += self._passing_by_parts(whole, term, period, place or "")
        facts += self._passing_over_time(whole, term, period, place)
        facts += self._told_by_parts_of_others(question, period, place)
        facts += self._limited(*number)
        facts = [_capped(fact, size) for fact in facts]
        room = _Known(bounds=Bounds(0, size.bounds.high), high_from=size.high_from)
        reconciled = _reconciled(self._told_by_others(room, question, period, place), facts)
        self._report(number[0], period, place, reconciled)
        refused = set(reconciled.refused)
        facts_kept = [fact for fact in facts if fact not in refused]
        contradicted = bool(refused) or len(answering) < len(indexes) or unjoined
        tally = _kinds(size.bounds, reconciled.known.bounds, facts_kept)
        if contradicted:
            # Somebody answered, so none of the undecided is surely one who did not.
            tally = _counted_as(tally, None, tally.stated)
        return _Told(
            tally=tally,
            passing=reconciled.known,
            failing=_failing(tally, size, reconciled.known, facts_kept),
            refused=reconciled.figures,
            named=reconciled.named,
            contradicted=contradicted,
        )

    def _told_by_others(self, room: _Known, question: Question, period: Period, place: str | None) -> _Known:
        """No more pass than pass a wider word, and no fewer than a narrower one, as figures of these say."""
        if not self._is_narrowed:
            return room
        limits = room
        for _, keys, is_wider in self._words_around(question, period, by_place=place is not None):
            for index in (
                figure_index for key in keys for figure_index in self._believed((key, period, place))
            ):
                if index in self._standing_alone:
                    continue
                figure = self._system.figures[index]
                count = figure.count if figure.holds is None else int(figure.holds)
                # Of those who were not asked nothing is known.
                if count is not None and not (is_wider and figure.among is not None):
                    bounds = Bounds(0, count) if is_wider else Bounds(count, None)
                    limits = _met(limits, _Fact.said(bounds, index)) or limits
        return limits

    def _find_words_around(
        self, question: Question, period: Period, *, by_place: bool
    ) -> tuple[tuple[tuple[Question, ...], tuple[str, ...], bool], ...]:
        """The words that whoever passes a question passes, too, and those that imply it.

        With them, the keys under which they speak for others, and whether they are the wider ones.
        """
        wider, narrower = self._relations.around(question, period, by_place=by_place)
        return tuple(
            (
                words,
                # What does not speak for its own region does not for that of another word either.
                distinct(word.key for word in words if (word.key, period, None) not in self._unjoined),
                is_wider,
            )
            for words, is_wider in ((wider, True), (narrower, False))
        )

    def _told_by_parts_of_others(
        self, question: Question, period: Period, place: str | None
    ) -> Iterator[_Fact]:
        """What the parts of the period say of wider and narrower words."""
        if not self._is_narrowed:
            return
        for words, _, is_wider in self._words_around(question, period, by_place=place is not None):
            for word in words:
                if word.term is None or self._is_unjoined((word.key, period, place)):
                    continue
                for fact in self._passing_over_time(word.of, word.term, period, place):
                    low, high = int(fact.bounds.low), fact.bounds.high
                    if is_wider:
                        yield _Fact(bounds=Bounds(0, high), high_from=fact.high_from)
                    else:
                        yield _Fact(bounds=Bounds(low, None), low_from=fact.low_from)

    def _passing_over_time(
        self, population: Population, term: Term, period: Period, place: str | None
    ) -> Iterator[_Fact]:
        """What the parts of the period say together."""
        question = _asking(population, term)
        parts = self._parts(question, period, place)
        if not parts:
            return
        results = [(part, self._told(population, term, part, place)) for part in parts]
        if not adds_up(question):
            # Who passed in two parts is one member.
            all_known = is_of_some_part(question) and _fills(parts, period)
            yield _Fact.of(
                _joined(_each(result.passing for _, result in results), disjoint=False, all_known=all_known)
            )
            return
        passing = _over_time([(part, result.passing) for part, result in results], period)
        failing = _over_time([(part, result.failing) for part, result in results], period)
        yield attrs.evolve(_Fact.of(passing), failing=int(failing.bounds.low), failing_from=failing.low_from)

    def _passing_in_places(self, population: Population, term: Term, period: Period, size: _Known) -> _Fact:
        """What the municipalities say together; people who work in two of them are counted in both."""
        disjoint, all_known = population.in_one_place, self._all_places_known
        # Where the region does not believe how many there are, it does not believe who fails of these either.
        excluded = (
            self._population(population, period, None).named
            | self._parts_excluded(population.key, period)
            | self._excluded_by_others(_asking(population, term).key, period)
        )
        results = [
            (_apart_from(result, excluded), number)
            for result, number in self._cells(self._tolds(population, term, period), population, period)
        ]
        sizes = self._cells(self._populations(population, period), population, period)
        placed = _joined(
            [(cell.known, number) for cell, number in sizes], disjoint=disjoint, all_known=all_known
        )
        passing = [(result.passing, number) for result, number in results]
        outside = self._passing_outside(population, period, size, placed)
        joined = _joined([*passing, (outside, 1)], disjoint=disjoint, all_known=all_known)
        # Who fails in the region fails in one of them, or outside.
        failures = _joined(
            [*((result.failing, number) for result, number in results), (outside, 1)],
            disjoint=disjoint,
            all_known=all_known,
        )
        failing = [(result.tally.failed, number) for result, number in results]
        bases = [(result.tally.among_known().size().high, number) for result, number in results]
        finite_bases = [int(base) * number for base, number in bases if base is not None]
        return attrs.evolve(
            _Fact.of(joined),
            failing=sum(failed * number for failed, number in failing) if disjoint else max(failing)[0],
            failing_most=_minus(failures.bounds.high, 0),
            failing_from=frozenset().union(
                *(result.failing.low_from for result, _ in results if result.tally.failed)
            ),
            asked=sum(finite_bases) if len(finite_bases) == len(bases) else None,
        )

    def _passing_outside(
        self, population: Population, period: Period, size: _Known, placed: _Known
    ) -> _Known:
        """How many may pass outside municipalities: of those there, and of those whom no municipality has."""
        outside = self._outside(population, period)
        limit = _Known(bounds=Bounds(0, outside.bounds.high), high_from=outside.high_from)
        if size.bounds.high is None:
            return limit
        rest = max(int(size.bounds.high - placed.bounds.low), 0)
        if limit.bounds.high is not None and limit.bounds.high <= rest:
            return limit
        return _Known(bounds=Bounds(0, rest), high_from=size.high_from | placed.low_from)

    def _answers(self, index: int, size: Bounds) -> bool:
        """Tell whether a figure can be an answer: a yes or no only of one member, a share only of so many."""
        figure = self._system.figures[index]
        if figure.holds is None:
            possible = figure.among is not None or _printed_of(figure, size) is not None
            if not possible:
                fault = message("figures.contradiction/no-such-share", key=figure.key, size=str(size.low))
                self._note(self._issues, fault, frozenset([index]), frozenset([index]), figure.municipality)
            return possible
        if size == Bounds.exact(1):
            return True
        fault = message("figure.yes-no", key=figure.key)
        self._issues[Issue(place=f"$.figures[{index}].holds", text=fault, code="figure.yes-no")] = None
        return False

    # How much each carries.

    def _find_statistics(self, question: Question, period: Period, place: str | None) -> _Statistics:
        population = self._population(question.of, period, place)
        size, without = population.known, population.figures
        total, largest, smallest = (self._counted(key, period, place, without) for key in question.keys)
        indexes = {index for key in question.keys for index in self._indexes((key, period, place))}
        statistics = _Statistics(
            total=total.known,
            largest=largest.known,
            smallest=smallest.known,
            contradicted=bool(
                total.refused or largest.refused or smallest.refused or indexes & (without | self._refused)
            ),
        )
        if place is None and self._places and question.of.unit != REGION:
            statistics = self._met_with_places(statistics, question, period)
        limits = self._carried_at_most(question, period) if place is None else ()
        excluded = _impossible(statistics, size, limits)
        if not excluded:
            return statistics
        figures_named = frozenset(index for _, figures in excluded for index in figures)
        out = {name for names, _ in excluded for name in names}
        keys = dict(zip(_STATISTICS, question.keys, strict=True))
        own = [index for name in out for index in self._by_key.get((keys[name], period, place), ())]
        fault = message("figures.contradiction/statistics", key=question.key)
        self._note(self._issues, fault, figures_named, frozenset(own), place)
        named = statistics.named | figures_named
        return attrs.evolve(statistics, **dict.fromkeys(out, NOTHING_KNOWN), named=named, contradicted=True)

    def _carried_at_most(self, question: Question, period: Period) -> list[tuple[str, _Known]]:
        """What limits loads: those who can be carried, each of them, and records, all together."""
        carriers, all_together = (
            self._relations.carriers(question, period),
            self._relations.records(question, period),
        )
        return [
            *(
                (name, self._population(population, period, None).known)
                for population in carriers
                for name in _OF_ONE
            ),
            *(
                (name, self._population(population, period, None).known)
                for population in all_together
                for name in _STATISTICS
            ),
        ]

    def _counted(self, key: str, period: Period, place: str | None, without: Figures) -> _Reconciled:
        counts = {
            index: self._system.figures[index].count
            for index in self._believed((key, period, place))
            if index not in without
        }
        facts = [
            _Fact.said(Bounds.exact(count), index) for index, count in counts.items() if count is not None
        ]
        facts += self._limited(key, period, place)
        reconciled = _reconciled(NOTHING_KNOWN, facts)
        self._report(key, period, place, reconciled)
        return reconciled

    def _met_with_places(self, own: _Statistics, question: Question, period: Period) -> _Statistics:
        """What the region reports of loads, as far as it agrees with what its municipalities report."""
        sizes, statistics = self._populations(question.of, period), self._all_statistics(question, period)
        telling = self._alike.in_order({*sizes.telling, *statistics.telling})
        cells = [
            (sizes.at(place).known.bounds, statistics.at(place), number)
            for place, number in self._alike.grouped(telling)
        ]
        nobody_outside = self._outside(question.of, period).bounds.high == 0
        joined = _statistics_in_places(
            cells,
            disjoint=question.of.in_one_place,
            all_known=self._all_places_known and nobody_outside,
        )
        common: dict[str, _Known] = {}
        contradicted, named = own.contradicted, NO_FIGURES
        for name, key in zip(_STATISTICS, question.keys, strict=True):
            own_number: _Known = getattr(own, name)
            # Its own figures are named with what is not believed of them.
            figures = sorted(own_number.low_from | own_number.high_from)
            facts = [_Fact.said(own_number.bounds, index) for index in figures]
            facts.append(_Fact.of(getattr(joined, name)))
            reconciled = _reconciled(NOTHING_KNOWN, facts)
            self._report(key, period, None, reconciled)
            common[name] = reconciled.known
            contradicted, named = contradicted or bool(reconciled.refused), named | reconciled.named
        return _Statistics(**common, named=named, contradicted=contradicted)

    # What is said of contradictions.

    def _report(
        self,
        key: str,
        period: Period,
        place: str | None,
        reconciled: _Reconciled,
        limit: Message | None = None,
    ) -> None:
        """Note that facts about one number contradict each other."""
        if reconciled.refused:
            contradiction = message("figures.contradiction/each-other", key=key)
            stands = limit if reconciled.is_against_given else None
            self._note(
                self._issues, contradiction, reconciled.named, reconciled.figures, place, stands, period
            )

    def _note(
        self,
        issues: dict[Issue, None],
        contradiction: Message,
        figures: Figures,
        refused: Figures,
        place: str | None,
        limit: Message | None = None,
        period: Period | None = None,
    ) -> None:
        """Name every side of a contradiction, and what is counted instead: of a period, of that alone."""
        sides = sorted(figures | refused)
        side_messages: list[Fact] = [
            message("figures.contradiction/side", index=index, figure=_said(self._system.figures[index]))
            for index in sides[:_NAMED]
        ]
        if len(sides) > _NAMED:
            side_messages.append(message("more", number=len(sides) - _NAMED))
        # Without figures of its own it was inferred from those of its parts.
        side_messages = side_messages or [message("figures.contradiction/parts-and-whole")]
        believed = [index for index in sides if index not in refused and index not in self._refused]
        regional = [index for index in believed if place is None or self._system.figures[index].municipality]
        if place is None:
            regional = [index for index in believed if self._system.figures[index].municipality is None]
        of_period = [index for index in regional if period in {None, self._system.figures[index].period}]
        stands: list[Fact] = [_said(self._system.figures[index]) for index in of_period[:_NAMED]]
        stands += [] if limit is None else [limit]
        if stands:
            outcome = message("figures.contradiction/counted", figures=tuple(stands))
        elif regional:
            outcome = message("figures.contradiction/none-of-period", period=str(period))
        elif believed:
            outcome = message("figures.contradiction/none-of-region")
        else:
            outcome = message("figures.contradiction/none")
        own = sorted(refused)
        where = f"$.figures[{own[0]}]" if own else "$.figures"
        fault = message(
            "figures.contradiction",
            contradiction=contradiction,
            sides=tuple(side_messages),
            outcome=outcome,
            key=contradiction.facts.get("key", ""),
            indices=tuple(sides[:_NAMED]),
        )
        issues[Issue(place=where, text=fault, code="figures.contradiction")] = None


@functools.lru_cache(maxsize=4096)
def _asking(population: Population, term: Term | None = None) -> Question:
    """The question for a population or for who passes of it: one for all places."""
    return Question(of=population, term=term)


def _loads_of(words: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    """The keys of what members carry, by the key of the population."""
    keys_by_population: dict[str, tuple[str, ...]] = {}
    for word in words:
        if word.load:
            keys_by_population[word.of.key] = distinct((*keys_by_population.get(word.of.key, ()), *word.keys))
    return keys_by_population


def _above(pair: Pair) -> Message:
    """What exceeds what; the key is that of the number that is said to be wrong, where it is one."""
    narrow, wide = pair.narrow.key, pair.wide.key
    if pair.failing:
        return message("figures.contradiction/failures-above", narrow=narrow, wide=wide)
    if not pair.somebody and pair.narrow.of.unit != pair.wide.of.unit:
        return message("figures.contradiction/fewer-records", key=narrow, wide=wide)
    if pair.period != pair.later and narrow == wide:
        falls = "figures.contradiction/falls"
        return message(falls, key=narrow, period=str(pair.period), later=str(pair.later))
    if pair.somebody:
        return message("figures.contradiction/nobody", key=narrow, wide=wide)
    return _part_above_whole(pair)


def _part_above_whole(pair: Pair) -> Message:
    return message("figures.contradiction/part-above-whole", narrow=pair.narrow.key, wide=pair.wide.key)


def _said(figure: Figure) -> Message:
    """A figure as one names it: key, value, municipality, period, and where it was read."""
    where = (figure.municipality, str(figure.period), figure.place)
    return message(
        "figure",
        key=figure.key,
        holds="" if figure.holds is None else message("figure/yes" if figure.holds else "figure/no"),
        count="" if figure.count is None else f" {figure.count}",
        among="" if figure.among is None else message("figure/among", among=figure.among),
        share="" if figure.share is None else f" {figure.share}",
        where=tuple(part for part in where if part),
    )


def _unheard(figure: Figure, index: int) -> Issue | None:
    """What is wrong with a figure that answers nothing of what its key asks; ``None`` where it may."""
    word = figure.key.partition(".")[2]
    is_outside = word == OUTSIDE_MUNICIPALITIES.key
    place = f"$.figures[{index}]"
    if is_outside and figure.municipality is not None:
        fault = message("figure.unheard/outside", key=figure.key)
        return Issue(place=f"{place}.municipality", text=fault, code="figure.unheard")
    # A headcount has no dot, what one carries has two ("pool.attached.total").
    if figure.count is not None or not (is_outside or not word or "." in word):
        return None
    if figure.share is not None:
        fault = message("figure.unheard/share", key=figure.key, share=str(figure.share))
        return Issue(place=f"{place}.share", text=fault, code="figure.unheard")
    if figure.holds is not None and not is_outside:
        return Issue(
            place=f"{place}.holds", text=message("figure.yes-no", key=figure.key), code="figure.yes-no"
        )
    return None


def _said_outside(figure: Figure) -> Bounds:
    """How many a figure says are outside municipalities; a yes means somebody."""
    if figure.count is not None:
        return Bounds.exact(figure.count)
    return SOMEBODY if figure.holds else ZERO if figure.holds is False else ANY_NUMBER


def _reconciled(base: _Known, facts: Sequence[_Fact]) -> _Reconciled:
    """What all facts leave open, and those that contradict another or what is given.

    Intervals have a common point when each two of them have one, so what remains always meets.
    """
    # Most facts leave everything open, and contradict nothing.
    facts = [fact for fact in facts if fact.bounds != ANY_NUMBER or fact.stated is not None]
    if not facts:
        return _Reconciled(known=base)
    # A file may say the same a thousand times, or a thousand things of one number.
    # Bounds are equal whether an end is open or not, which their text tells.
    rivals = {(fact.bounds, repr(fact.stated), fact.stands): fact for fact in facts}.values()
    source = _Fact.of(base)
    refused: list[_Fact] = []
    figures_named: Figures = NO_FIGURES
    is_against_given = False
    for fact in facts:
        against = [
            (rival, figures)
            for rival in rivals
            if rival is not fact and (figures := fact.against(rival)) is not None
        ]
        if (figures := fact.against(source)) is not None:
            is_against_given = True
            against.append((source, figures))
        elif fact.stands:
            against = [(rival, figures) for rival, figures in against if rival.stands]
        if against:
            refused.append(fact)
            figures_named = figures_named.union(*(figures for _, figures in against))
    out = set(refused)
    common: _Known | None = base
    for fact in facts:
        if fact not in out:
            common = None if common is None else _met(common, fact)
    assert common is not None  # noqa: S101  # see above
    return _Reconciled(
        known=common, refused=tuple(refused), named=figures_named, is_against_given=is_against_given
    )


def _met(number: _Known, fact: _Fact) -> _Known | None:
    bounds = number.bounds.meet(fact.bounds)
    if bounds is None:
        return None
    return _Known(
        bounds=bounds,
        low_from=number.low_from if bounds.low == number.bounds.low else fact.low_from,
        high_from=number.high_from if bounds.high == number.bounds.high else fact.high_from,
    )


def _minus(high: Exact | None, low: int) -> Number:
    return None if high is None else int(high) - low


def _each(numbers: Iterable[_Known]) -> list[_Cell]:
    """Numbers of which there is one of each."""
    return [(number, 1) for number in numbers]


def _joined(cells: Sequence[_Cell], *, disjoint: bool, all_known: bool) -> _Known:
    """The size of a union: the sum of disjoint sets, else something from the largest to the sum."""
    highs = [number.bounds.high * times for number, times in cells if number.bounds.high is not None]
    bounded = all_known and len(highs) == len(cells)
    largest = max((number for number, _ in cells), key=lambda number: number.bounds.low)
    behind = (
        [number.low_from for number, _ in cells if number.bounds.low > 0] if disjoint else [largest.low_from]
    )
    return _Known(
        bounds=Bounds(
            sum(number.bounds.low * times for number, times in cells) if disjoint else largest.bounds.low,
            sum(highs) if bounded else None,
        ),
        low_from=NO_FIGURES.union(*behind),
        high_from=NO_FIGURES.union(*(number.high_from for number, _ in cells)) if bounded else NO_FIGURES,
    )


def _fills(parts: Sequence[Period], period: Period) -> bool:
    """Whether each day of a period is one of some part; these are in order."""
    day = dt.timedelta(days=1)
    reached = period.start - day
    for part in parts:
        if part.start > reached + day:
            return False
        reached = max(reached, part.end)
    return reached >= period.end


def _over_time(parts: Sequence[tuple[Period, _Known]], period: Period) -> _Known:
    """How many events there were in all: the sum where the parts fill the period, else at least that."""
    days = [(part.start, part.end) for part, _ in parts]
    starts = [period.start, *(end + dt.timedelta(days=1) for _, end in days)]
    in_turn = all(start >= after for (start, _), after in zip(days, starts, strict=False))
    fills = [start for start, _ in days] == starts[:-1] and days[-1][1] == period.end
    numbers = _each(number for _, number in parts)
    return _joined(numbers, disjoint=in_turn, all_known=in_turn and fills)


def _at_times(parts: Sequence[tuple[Period, _Known]], times: Sequence[Days], period: Period) -> _Known:
    """At how many times it was in all: those of the parts, and perhaps those that lie in none wholly."""
    touched = [sum(part.start <= end and start <= part.end for part, _ in parts) for start, end in times]
    whole = [any(part.start <= start and end <= part.end for part, _ in parts) for start, end in times]
    numbers = _each(number for _, number in parts)
    joined = _joined(numbers, disjoint=max(touched, default=0) <= 1, all_known=True)
    high = joined.bounds.high
    assert high is not None  # noqa: S101  # there are only so many times
    left = sum(
        period.start <= end and start <= period.end and not inside
        for (start, end), inside in zip(times, whole, strict=True)
    )
    return attrs.evolve(joined, bounds=Bounds(joined.bounds.low, high + left))


def _statistics_in_places(
    cells: Sequence[tuple[Bounds, _Statistics, int]], *, disjoint: bool, all_known: bool
) -> _Statistics:
    """What municipalities report of loads: the largest of all is the largest of the largest."""
    filled = [statistics for size, statistics, _ in cells if size.high != 0]
    if not filled:
        return _Statistics()
    most = max((statistics.largest for statistics in filled), key=lambda statistic: statistic.bounds.low)
    highs = [statistics.largest.bounds.high for statistics in filled]
    largest = _Known(bounds=Bounds(most.bounds.low, None), low_from=most.low_from)
    if all_known and None not in highs:
        largest = _Known(
            bounds=Bounds(most.bounds.low, max(high for high in highs if high is not None)),
            low_from=most.low_from,
            high_from=NO_FIGURES.union(*(statistics.largest.high_from for statistics in filled)),
        )
    # Where nobody carries anything, the smallest load may have been written as 0.
    certain = [
        statistics.smallest
        for size, statistics, _ in cells
        if size.low > 0 and statistics.smallest.bounds.high is not None
    ]
    least = min(certain, key=lambda statistic: statistic.bounds.high or 0, default=NOTHING_KNOWN)
    low = min(statistics.smallest.bounds.low for statistics in filled) if all_known else 0
    smallest = _Known(
        bounds=Bounds(low, least.bounds.high),
        low_from=NO_FIGURES.union(*(statistics.smallest.low_from for statistics in filled))
        if low
        else NO_FIGURES,
        high_from=least.high_from,
    )
    totals = [(statistics.total, times) for _, statistics, times in cells]
    total = _joined(totals, disjoint=disjoint, all_known=all_known)
    return _Statistics(total=total, largest=largest, smallest=smallest)


def _impossible(
    statistics: _Statistics, size: _Known, limits: Iterable[tuple[str, _Known]] = ()
) -> list[tuple[set[str], Figures]]:
    """The statistics that no loads have together, each time with the figures that say so."""
    total, largest, smallest = statistics.total, statistics.largest, statistics.smallest
    excluded: list[tuple[set[str], Figures]] = []

    def exceeds(low: Exact, high: Exact | None, names: str, *figures: Figures) -> None:
        if high is not None and low > high:
            excluded.append((set(names.split()), NO_FIGURES.union(*figures)))

    exceeds(
        smallest.bounds.low, largest.bounds.high, "smallest largest", smallest.low_from, largest.high_from
    )
    exceeds(largest.bounds.low, total.bounds.high, "largest total", largest.low_from, total.high_from)
    for name, limit in limits:
        statistic: _Known = getattr(statistics, name)
        exceeds(statistic.bounds.low, limit.bounds.high, name, statistic.low_from, limit.high_from)
    least = size.bounds.low * smallest.bounds.low
    exceeds(least, total.bounds.high, "total smallest", smallest.low_from, size.low_from, total.high_from)
    if size.bounds.low and not excluded:
        # One carries the largest load, and each of the others the smallest at least.
        exceeds(
            max(largest.bounds.low, smallest.bounds.low) + least - smallest.bounds.low,
            total.bounds.high,
            "total smallest largest",
            smallest.low_from,
            largest.low_from,
            size.low_from,
            total.high_from,
        )
    if size.bounds.high == 0:
        for name, statistic in (("total", total), ("largest", largest), ("smallest", smallest)):
            exceeds(statistic.bounds.low, 0, name, statistic.low_from, size.high_from)
    elif size.bounds.high is not None and largest.bounds.high is not None:
        most = size.bounds.high * largest.bounds.high
        exceeds(total.bounds.low, most, "total largest", largest.high_from, size.high_from, total.low_from)
        if smallest.bounds.high is not None and not excluded:
            # One carries the smallest load, and each of the others the largest at most.
            exceeds(
                total.bounds.low,
                min(smallest.bounds.high, largest.bounds.high) + most - largest.bounds.high,
                "total largest smallest",
                smallest.high_from,
                largest.high_from,
                size.high_from,
                total.low_from,
            )
    return excluded


def _printed_of(figure: Figure, base: Bounds) -> Bounds | None:
    """How many of so many a figure speaks of; ``None`` when its share is that of no whole number."""
    if figure.count is not None:
        return Bounds.exact(figure.count)
    assert figure.share is not None  # noqa: S101  # else it would not be given
    admitted = figure.share.admitted
    least = (admitted.low or 0) * base.low
    low = math.floor(least) + 1 if admitted.low_open else math.ceil(least)
    if base.high is None:
        return Bounds(low, None)
    most = base.high if admitted.high is None else admitted.high * base.high
    high = math.ceil(most) - 1 if admitted.high_open else math.floor(most)
    return None if high < low else Bounds(low, high)


def _printed_share(figure: Figure) -> Bounds | None:
    """The share that a figure tells of all or of those who were asked; ``None`` where it is a number."""
    if figure.count is not None:
        return Bounds.exact(Fraction(figure.count, figure.among)) if figure.among else None
    if figure.share is None:
        return None
    admitted = figure.share.admitted
    return Bounds(
        admitted.low or 0,
        1 if admitted.high is None else admitted.high,
        low_open=admitted.low_open,
        high_open=admitted.high_open,
    )


def _passing(figure: Figure, index: int, size: _Known) -> _Fact:
    """What a figure says of those who pass, in a population of that size."""
    alone = frozenset([index])
    if figure.holds is not None:
        fact = _Fact.said(Bounds.exact(int(figure.holds)), index)
        return attrs.evolve(fact, failing=int(not figure.holds), failing_from=alone)
    base = size.bounds if figure.among is None else Bounds.exact(figure.among)
    stated = _printed_share(figure) if figure.count is None else None
    count_bounds = _printed_of(figure, base)
    assert count_bounds is not None  # noqa: S101  # else it was no answer
    low, high = int(count_bounds.low), _minus(count_bounds.high, 0)
    if figure.among is None or high is None:
        by_size = figure.count is None
        return _Fact(
            bounds=Bounds(low, high),
            stated=stated,
            figure=index,
            low_from=alone | size.low_from if by_size else alone,
            high_from=alone | size.high_from if by_size else alone,
        )
    rest = None if size.bounds.high is None else int(size.bounds.high) - figure.among
    return _Fact(
        bounds=Bounds(low, None if rest is None else high + max(rest, 0)),
        failing=max(figure.among - high, 0),
        asked=figure.among,
        figure=index,
        low_from=alone,
        high_from=alone | size.high_from,
        failing_from=alone,
    )


def _capped(fact: _Fact, size: _Known) -> _Fact:
    """Those who pass and those who fail fit into the population together."""
    if size.bounds.high is None:
        return fact
    room = Bounds(0, max(int(size.bounds.high) - fact.failing, 0))
    common = fact.bounds.meet(room)
    if common is None or common == fact.bounds:
        return fact
    return attrs.evolve(fact, bounds=common, high_from=size.high_from | fact.failing_from)


def _failing(tally: Tally, size: _Known, passing: _Known, facts: Sequence[_Fact]) -> _Known:
    """How many fail: those who surely do, and all who do not surely pass."""
    figures = next((fact.failing_from for fact in facts if fact.failing == tally.failed), None)
    high = None if size.bounds.high is None else size.bounds.high - passing.bounds.low
    return _Known(
        bounds=Bounds(tally.failed, None if high is None else max(high, tally.failed)),
        low_from=size.low_from | passing.high_from if figures is None else figures,
        high_from=NO_FIGURES if high is None else size.high_from | passing.low_from,
    )


def _apart_from(told: _Told, excluded: Figures) -> _Told:
    """What figures tell without what rests on some of them."""
    numbers = (told.passing, told.failing)
    if not any((number.low_from | number.high_from) & excluded for number in numbers):
        return told
    passing, failing = (_without(number, excluded) for number in numbers)
    tally = told_apart(ANY_NUMBER, passing.bounds, int(failing.bounds.low))
    return attrs.evolve(told, tally=attrs.evolve(tally, counted=None), passing=passing, failing=failing)


def _without(number: _Known, excluded: Figures) -> _Known:
    """The bounds of a number that do not rest on some figures."""
    keeps_low, keeps_high = not number.low_from & excluded, not number.high_from & excluded
    return _Known(
        bounds=Bounds(
            number.bounds.low if keeps_low else 0,
            number.bounds.high if keeps_high else None,
        ),
        low_from=number.low_from if keeps_low else NO_FIGURES,
        high_from=number.high_from if keeps_high else NO_FIGURES,
    )


def _kinds(size: Bounds, passing: Bounds, facts: Sequence[_Fact]) -> Tally:
    """Tell the members apart as far as the numbers allow.

    Several sources are taken to have asked the same members, as far as the one that asked most goes.
    """
    bases = [fact.asked for fact in facts]
    most = max((number for number in bases if number is not None), default=0)
    stated: Bounds | None = None
    for fact in facts:
        if fact.stated is not None:
            stated = fact.stated if stated is None else stated.meet(fact.stated)
    limits = [fact.failing_most for fact in facts if fact.failing_most is not None]
    failing = max((fact.failing for fact in facts), default=0)
    tally = told_apart(size, passing, failing, min(limits, default=None))
    undecided = None if None in bases else max(most - tally.passed - tally.failed, 0)
    return _counted_as(tally, undecided, stated)


def _counted_as(tally: Tally, counted: Number, stated: Bounds | None) -> Tally:
    """The tally with how many of the undecided somebody counted: written out, it is made for every place."""
    return Tally(
        passed=tally.passed,
        failed=tally.failed,
        failed_or_passed=tally.failed_or_passed,
        out_or_failed=tally.out_or_failed,
        out_or_passed=tally.out_or_passed,
        anything=tally.anything,
        counted=counted,
        stated=stated,
    )


def told_apart(size: Bounds, passing: Bounds, failing: int, most: Number = None) -> Tally:
    """Tell members apart as far as numbers allow.

    Of those surely in, ``passing.low`` pass, as many fail as must, and the rest is open; of those perhaps
    in, no more can pass than ``passing.high`` leaves, nor fail than the most that fail.

    >>> told_apart(Bounds.exact(19), Bounds(14, 18), 1).failed_or_passed
    4
    >>> told_apart(Bounds(500, 1000), Bounds(91, 182), 409, 818).share().low
    Fraction(91, 909)
    """
    passed = int(passing.low)
    surely_in = max(int(size.low), passed + failing)
    failed = failing if passing.high is None else max(failing, surely_in - int(passing.high))
    undecided = surely_in - passed - failed
    beyond = _minus(size.high, surely_in)
    room = _minus(passing.high, passed + undecided)
    unlimited = beyond if room is None else room if beyond is None else min(beyond, room)
    rest = 0 if unlimited is None else _minus(beyond, unlimited)
    # Of those who may pass, as many as cannot all fail besides do so if they are there at all.
    passing_only = 0
    if most is not None and unlimited is not None and rest is not None:
        may_fail = max(most - failed - undecided, rest)
        passing_only = max(rest + unlimited - may_fail, 0)
    return Tally(
        passed=passed,
        failed=failed,
        failed_or_passed=undecided,
        anything=None if unlimited is None else unlimited - passing_only,
        out_or_passed=passing_only,
        out_or_failed=rest,
    )
