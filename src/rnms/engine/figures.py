"""The figures engine: tallies from numbers that somebody counted and reported.

A figure bounds more than it says. A count is the least size of its population; a share printed beside it
gives that size up to rounding; a number of those asked leaves the others unknown; municipal numbers bound
the regional one, from above only where nobody can be outside municipalities. All that is known of a number
is an interval, and intervals meet. Facts that exclude each other all count as unknown, and an issue names
them; only the headcount of a wider population stands against what does not fit into it.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import attrs

from rnms.engine.alike import AtPlaces, Places
from rnms.engine.contradictions import (
    At,
    Excess,
    excess_message,
    figure_message,
    part_above_whole,
    unheard_issue,
)
from rnms.engine.load_statistics import LoadStatistics, impossible_statistics, statistics_in_places
from rnms.engine.number_facts import (
    ANY_NUMBER,
    NO_FIGURES,
    NOTHING_KNOWN,
    SOMEBODY,
    Figures,
    KnownNumber,
    NumberFact,
    Reconciliation,
    minus,
    narrowed_by,
    reconcile,
)
from rnms.engine.passing import (
    TermNumbers,
    counted_as,
    failing_number,
    fitted_into,
    number_outside,
    passing_fact,
    printed_number,
    printed_share,
    tally_of,
    told_apart,
)
from rnms.engine.related import Days, Pair, adds_up, days_of, is_of_some_part, lasts, relations_of
from rnms.engine.relations import Limit
from rnms.engine.unions import Cell, fills_period, number_of_times, one_of_each, sum_over_time, union_of
from rnms.indicators.tally import ZERO, Answer, LoadTally, Reason, Tally, distinct
from rnms.issues import Fact, Issue, Message, message
from rnms.logic.population import MUNICIPALITY, OUTSIDE_MUNICIPALITIES, REGION, Population, Term
from rnms.logic.question import Question
from rnms.model.geography import Map
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.returns import Figure, population_behind, self_contradiction
from rnms.model.system import RegionalSystem

T = TypeVar("T")
SizeOf = Callable[[Period, str | None], Bounds | None]
"""The size of a population in a period, in a municipality or the region; ``None`` where it is not known."""
_NO_LIMIT = Limit()
_STATISTICS = ("total", "largest", "smallest")
_OF_ONE = ("largest", "smallest")
_NAMED = 6
"""How many figures one issue names at most."""


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
            unheard = unheard_issue(figure, index)
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
                facts = [passing_fact(system.figures[index], index, NOTHING_KNOWN) for index in indexes]
                excluded = reconcile(NOTHING_KNOWN, facts).figures
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
        self._loads_of = load_keys(words)
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
        self._populations: Callable[[Population, Period], AtPlaces[Reconciliation]]
        self._populations = self._at_places(self._find_population)
        self._tolds: Callable[[Population, Term, Period], AtPlaces[TermNumbers]]
        self._tolds = self._at_places(self._find_told)
        self._all_statistics: Callable[[Question, Period], AtPlaces[LoadStatistics]]
        self._all_statistics = self._at_places(self._find_statistics)
        self._all_times: Callable[[Population, tuple[Days, ...], Period], AtPlaces[Reconciliation]]
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

    def _population(self, population: Population, period: Period, place: str | None) -> Reconciliation:
        return self._populations(population, period).at(place)

    def _told(self, population: Population, term: Term, period: Period, place: str | None) -> TermNumbers:
        return self._tolds(population, term, period).at(place)

    def _statistics(self, question: Question, period: Period, place: str | None) -> LoadStatistics:
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
            return Tally(passed=int(size.low), out_or_passed=minus(size.high, int(size.low)))
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
            return Tally(passed=int(size.low), out_or_passed=minus(size.high, int(size.low)))
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
        told: AtPlaces[LoadStatistics] | AtPlaces[TermNumbers]
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

    def _number(self, question: Question, period: Period, place: str | None) -> KnownNumber:
        if question.term is None:
            return self._population(question.of, period, place).known
        return self._told(question.of, question.term, period, place).passing

    def _number_cells(self, question: Question, period: Period) -> list[Cell]:
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

    def _exceeding(self, pair: Pair, place: str | None) -> Excess | None:
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
        return Excess(
            contradiction=excess_message(pair),
            named=part.low_from | whole.high_from,
            refused=frozenset(refused),
            inferred=frozenset(inferred),
            alone=alone,
            place=place,
        )

    def _printed_above(self, pair: Pair, place: str | None) -> Excess | None:
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
                if (share := printed_share(figure)) is not None
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
        return Excess(contradiction=part_above_whole(pair), named=figures, refused=figures, place=place)

    def _said_low(self, question: Question, period: Period, place: str | None) -> KnownNumber | None:
        """How many there are at least as the figures themselves say."""
        index = max(
            self._believed((question.key, period, place)),
            key=lambda index: self._system.figures[index].count or 0,
            default=None,
        )
        if index is None or not self._system.figures[index].count:
            return None
        return KnownNumber(
            bounds=Bounds(self._system.figures[index].count or 0, None), low_from=frozenset([index])
        )

    def _said_high(self, question: Question, period: Period, place: str | None) -> KnownNumber | None:
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
        return KnownNumber(bounds=Bounds(0, counts[index]), high_from=frozenset([index]))

    def _side(self, question: Question, period: Period, place: str | None, *, failing: bool) -> KnownNumber:
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

    def _find_population(self, population: Population, period: Period, place: str | None) -> Reconciliation:
        """The size of a population, and what contradicts other facts about it."""
        reconciled = reconcile(
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

    def _size(self, question: Question, period: Period, place: str | None) -> Reconciliation:
        """How many there are, or how many of the times it was."""
        if not question.times:
            return self._population(question.of, period, place)
        days = tuple(days_of(part, period) for part in question.times)
        return self._all_times(question.of, days, period).at(place)

    def _find_times(
        self, population: Population, times: tuple[Days, ...], period: Period, place: str | None
    ) -> Reconciliation:
        """At how many times it was: at each once, so there are no more than lie in the period."""
        most = sum(period.start <= end and start <= period.end for start, end in times)
        facts = [
            NumberFact.said(Bounds.exact(count), index)
            for index in self._believed((population.key, period, place))
            if (count := self._system.figures[index].count) is not None
        ]
        parts = self._parts(Question(of=population), period, place)
        if parts:
            numbers = [(part, self._all_times(population, times, part).at(place).known) for part in parts]
            facts.append(NumberFact.of(number_of_times(numbers, times, period)))
        if place is None and self._places:
            times_there = self._all_times(population, times, period).cells()
            cells = [(cell.known, number) for cell, number in times_there]
            facts.append(NumberFact.of(union_of(cells, disjoint=False, all_known=False)))
        reconciled = reconcile(KnownNumber(bounds=Bounds(0, most)), facts)
        limit = message("figures.contradiction/times", number=most)
        self._report(population.key, period, place, reconciled, limit)
        return reconciled

    def _given_size(self, population: Population, period: Period, place: str | None) -> KnownNumber:
        """What follows without any figure: from the list of municipalities, or from what is counted."""
        if population.unit == REGION or (population.unit == MUNICIPALITY and place is not None):
            return KnownNumber(bounds=Bounds.exact(1))
        if population.unit == MUNICIPALITY:
            number = len(self._places)
            return KnownNumber(bounds=Bounds(number, number if self._all_places_known else None))
        size_of = self._counted_elsewhere(population)
        if size_of is None:
            self._alike.note_uncounted(population, place)
            return NOTHING_KNOWN
        self._alike.note_each(place)
        return KnownNumber(bounds=size_of(period, place) or ANY_NUMBER)

    def _limit(self, key: str, period: Period, place: str | None) -> Limit:
        self._alike.note((key, period, place))
        return self._limits.get((key, period, place), _NO_LIMIT)

    def _limited(self, key: str, period: Period, place: str | None) -> Iterator[NumberFact]:
        """What relations leave of a number that is not given, by figures none of which is refused."""
        limit = self._limit(key, period, place)
        if limit.figures and not limit.figures & self._refused:
            yield NumberFact(bounds=limit.bounds, low_from=limit.figures, high_from=limit.figures)

    def _size_facts(self, population: Population, period: Period, place: str | None) -> Iterator[NumberFact]:
        number = (population.key, period, place)
        yield from self._limited(*number)
        for index in self._believed(number):
            count = self._system.figures[index].count
            if count is not None:
                yield NumberFact.said(Bounds.exact(count), index)
        for index in self._indexes_behind(number):
            behind = population_behind(self._system.figures[index])
            if behind is not None and index not in self._refused:
                yield NumberFact.said(behind, index)
        for key in self._loads_of.get(population.key, ()):
            # Who carries something is somebody.
            for index in self._believed((key, period, place)):
                if self._system.figures[index].count:
                    figures = frozenset([index])
                    yield NumberFact(bounds=SOMEBODY, figure=index, low_from=figures)
        if population.union:
            parts = one_of_each(self._population(part, period, place).known for part in population.union)
            # Where its parts are believed, so is what follows from them.
            yield attrs.evolve(NumberFact.of(union_of(parts, disjoint=False, all_known=True)), stands=True)
        if population.within is not None:
            yield from self._facts_of_a_part(population, population.within, period, place)
        if self._is_unjoined(number):
            return
        parts_of_time = self._parts(asking(population), period, place)
        numbers = [(part, self._population(population, part, place).known) for part in parts_of_time]
        if numbers:
            yield NumberFact.of(sum_over_time(numbers, period))
        if population.unit not in {REGION, MUNICIPALITY} and self._is_told_by_parts(
            population, period, place
        ):
            yield from self._size_by_parts(population, period, place or "")
        if place is None and population.unit not in {REGION, MUNICIPALITY}:
            # Who is outside municipalities is in none of them; people may still be in two.
            sizes = [self._outside(population, period)]
            if self._places:
                sizes_there = self._cells(self._populations(population, period), population, period)
                cells = [(size.known, number) for size, number in sizes_there]
                sizes.append(union_of(cells, disjoint=population.in_one_place, all_known=True))
            yield NumberFact.of(union_of(one_of_each(sizes), disjoint=True, all_known=self._all_places_known))

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

    def _size_by_parts(self, population: Population, period: Period, place: str) -> Iterator[NumberFact]:
        """What is told of the places that went into one, or that it shares with others."""
        parts = self._parts_of_place.get(place, ())
        if parts:
            cells = one_of_each(self._population(population, period, part).known for part in parts)
            is_whole = self._is_whole.get(place, False) and place not in self._shares_of_place
            yield NumberFact.of(union_of(cells, disjoint=population.in_one_place, all_known=is_whole))
        elif self._is_whole.get(place, False):
            # It has no more members than all those have of which it has some.
            cells = one_of_each(
                self._population(population, period, part).known
                for part in self._shares_of_place.get(place, ())
            )
            joined = union_of(cells, disjoint=population.in_one_place, all_known=True)
            yield NumberFact(bounds=Bounds(0, joined.bounds.high), high_from=joined.high_from)

    def _passing_by_parts(
        self, population: Population, term: Term, period: Period, place: str
    ) -> Iterator[NumberFact]:
        """How many pass of those of whom the places tell that went into one, or that it shares."""
        disjoint, parts = population.in_one_place, self._parts_of_place.get(place, ())
        is_whole = self._is_whole.get(place, False)
        if parts:
            results = [self._told(population, term, period, part) for part in parts]
            whole = is_whole and place not in self._shares_of_place
            joined = union_of(
                one_of_each(result.passing for result in results), disjoint=disjoint, all_known=whole
            )
            failing = [result.tally.failed for result in results]
            yield attrs.evolve(
                NumberFact.of(joined),
                failing=sum(failing) if disjoint else max(failing),
                failing_from=frozenset().union(*(result.failing.low_from for result in results)),
            )
        elif is_whole:
            shares = self._shares_of_place.get(place, ())
            passing = one_of_each(self._told(population, term, period, part).passing for part in shares)
            joined = union_of(passing, disjoint=disjoint, all_known=True)
            yield NumberFact(bounds=Bounds(0, joined.bounds.high), high_from=joined.high_from)

    def _facts_of_a_part(
        self, part: Population, whole: Population, period: Period, place: str | None
    ) -> Iterator[NumberFact]:
        whole_size = self._population(whole, period, place).known
        if whole.unit != part.unit:
            if whole_size.bounds.high == 0:
                yield NumberFact(bounds=ZERO, high_from=whole_size.high_from)
            return
        yield NumberFact(
            bounds=Bounds(0, whole_size.bounds.high), high_from=whole_size.high_from, stands=True
        )
        single = len(part.having) == 1
        for term in part.having:
            passing = self._told(whole, term, period, place).passing
            # Of several terms each only limits; a single one counts the same members.
            yield NumberFact(
                bounds=Bounds(passing.bounds.low if single else 0, passing.bounds.high),
                low_from=passing.low_from if single else NO_FIGURES,
                high_from=passing.high_from,
            )

    def _find_outside(self, population: Population, period: Period) -> KnownNumber:
        """How many stand outside municipalities: no more than of a wider population."""
        if population.unit.always_placed:
            return KnownNumber(bounds=ZERO)
        facts: list[NumberFact] = []
        for wide in self._relations.wider(population, period):
            key = Question(of=wide, term=OUTSIDE_MUNICIPALITIES).key
            for index in self._believed((key, period, None)):
                bounds = number_outside(self._system.figures[index])
                limit = NumberFact(bounds=Bounds(0, bounds.high), high_from=frozenset([index]), stands=True)
                facts.append(NumberFact.said(bounds, index) if wide == population else limit)
        reconciled = reconcile(NOTHING_KNOWN, facts)
        self._report(Question(of=population, term=OUTSIDE_MUNICIPALITIES).key, period, None, reconciled)
        return reconciled.known

    # How many of them pass.

    def _find_told(self, whole: Population, term: Term, period: Period, place: str | None) -> TermNumbers:
        population = self._population(whole, period, place)
        size = population.known
        question = asking(whole, term)
        number = (question.key, period, place)
        indexes = self._indexes(number)
        answering = [
            index
            for index in self._believed(number)
            if index not in population.figures and self._answers(index, size.bounds)
        ]
        facts = [passing_fact(self._system.figures[index], index, size) for index in answering]
        unjoined = self._is_unjoined(number)
        if place is None and self._places and whole.unit != REGION and not unjoined:
            facts.append(self._passing_in_places(whole, term, period, size))
        if whole.unit not in {REGION, MUNICIPALITY} and self._is_told_by_parts(whole, period, place):
            facts += self._passing_by_parts(whole, term, period, place or "")
        facts += self._passing_over_time(whole, term, period, place)
        facts += self._told_by_parts_of_others(question, period, place)
        facts += self._limited(*number)
        facts = [fitted_into(fact, size) for fact in facts]
        room = KnownNumber(bounds=Bounds(0, size.bounds.high), high_from=size.high_from)
        reconciled = reconcile(self._told_by_others(room, question, period, place), facts)
        self._report(number[0], period, place, reconciled)
        refused = set(reconciled.refused)
        facts_kept = [fact for fact in facts if fact not in refused]
        contradicted = bool(refused) or len(answering) < len(indexes) or unjoined
        tally = tally_of(size.bounds, reconciled.known.bounds, facts_kept)
        if contradicted:
            # Somebody answered, so none of the undecided is surely one who did not.
            tally = counted_as(tally, None, tally.stated)
        return TermNumbers(
            tally=tally,
            passing=reconciled.known,
            failing=failing_number(tally, size, reconciled.known, facts_kept),
            refused=reconciled.figures,
            named=reconciled.named,
            contradicted=contradicted,
        )

    def _told_by_others(
        self, room: KnownNumber, question: Question, period: Period, place: str | None
    ) -> KnownNumber:
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
                    limits = narrowed_by(limits, NumberFact.said(bounds, index)) or limits
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
    ) -> Iterator[NumberFact]:
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
                        yield NumberFact(bounds=Bounds(0, high), high_from=fact.high_from)
                    else:
                        yield NumberFact(bounds=Bounds(low, None), low_from=fact.low_from)

    def _passing_over_time(
        self, population: Population, term: Term, period: Period, place: str | None
    ) -> Iterator[NumberFact]:
        """What the parts of the period say together."""
        question = asking(population, term)
        parts = self._parts(question, period, place)
        if not parts:
            return
        results = [(part, self._told(population, term, part, place)) for part in parts]
        if not adds_up(question):
            # Who passed in two parts is one member.
            all_known = is_of_some_part(question) and fills_period(parts, period)
            yield NumberFact.of(
                union_of(
                    one_of_each(result.passing for _, result in results), disjoint=False, all_known=all_known
                )
            )
            return
        passing = sum_over_time([(part, result.passing) for part, result in results], period)
        failing = sum_over_time([(part, result.failing) for part, result in results], period)
        yield attrs.evolve(
            NumberFact.of(passing), failing=int(failing.bounds.low), failing_from=failing.low_from
        )

    def _passing_in_places(
        self, population: Population, term: Term, period: Period, size: KnownNumber
    ) -> NumberFact:
        """What the municipalities say together; people who work in two of them are counted in both."""
        disjoint, all_known = population.in_one_place, self._all_places_known
        results = self._cells(self._tolds(population, term, period), population, period)
        sizes = self._cells(self._populations(population, period), population, period)
        placed = union_of(
            [(cell.known, number) for cell, number in sizes], disjoint=disjoint, all_known=all_known
        )
        passing = [(result.passing, number) for result, number in results]
        outside = self._passing_outside(population, period, size, placed)
        joined = union_of([*passing, (outside, 1)], disjoint=disjoint, all_known=all_known)
        # Who fails in the region fails in one of them, or outside.
        failures = union_of(
            [*((result.failing, number) for result, number in results), (outside, 1)],
            disjoint=disjoint,
            all_known=all_known,
        )
        failing = [(result.tally.failed, number) for result, number in results]
        bases = [(result.tally.among_known().size().high, number) for result, number in results]
        finite_bases = [int(base) * number for base, number in bases if base is not None]
        return attrs.evolve(
            NumberFact.of(joined),
            failing=sum(failed * number for failed, number in failing) if disjoint else max(failing)[0],
            failing_most=minus(failures.bounds.high, 0),
            failing_from=frozenset().union(
                *(result.failing.low_from for result, _ in results if result.tally.failed)
            ),
            asked=sum(finite_bases) if len(finite_bases) == len(bases) else None,
        )

    def _passing_outside(
        self, population: Population, period: Period, size: KnownNumber, placed: KnownNumber
    ) -> KnownNumber:
        """How many may pass outside municipalities: of those there, and of those whom no municipality has."""
        outside = self._outside(population, period)
        limit = KnownNumber(bounds=Bounds(0, outside.bounds.high), high_from=outside.high_from)
        if size.bounds.high is None:
            return limit
        rest = max(int(size.bounds.high - placed.bounds.low), 0)
        if limit.bounds.high is not None and limit.bounds.high <= rest:
            return limit
        return KnownNumber(bounds=Bounds(0, rest), high_from=size.high_from | placed.low_from)

    def _answers(self, index: int, size: Bounds) -> bool:
        """Tell whether a figure can be an answer: a yes or no only of one member, a share only of so many."""
        figure = self._system.figures[index]
        if figure.holds is None:
            possible = figure.among is not None or printed_number(figure, size) is not None
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

    def _find_statistics(self, question: Question, period: Period, place: str | None) -> LoadStatistics:
        population = self._population(question.of, period, place)
        size, without = population.known, population.figures
        total, largest, smallest = (self._counted(key, period, place, without) for key in question.keys)
        indexes = {index for key in question.keys for index in self._indexes((key, period, place))}
        statistics = LoadStatistics(
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
        excluded = impossible_statistics(statistics, size, limits)
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

    def _carried_at_most(self, question: Question, period: Period) -> list[tuple[str, KnownNumber]]:
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

    def _counted(self, key: str, period: Period, place: str | None, without: Figures) -> Reconciliation:
        counts = {
            index: self._system.figures[index].count
            for index in self._believed((key, period, place))
            if index not in without
        }
        facts = [
            NumberFact.said(Bounds.exact(count), index)
            for index, count in counts.items()
            if count is not None
        ]
        facts += self._limited(key, period, place)
        reconciled = reconcile(NOTHING_KNOWN, facts)
        self._report(key, period, place, reconciled)
        return reconciled

    def _met_with_places(self, own: LoadStatistics, question: Question, period: Period) -> LoadStatistics:
        """What the region reports of loads, as far as it agrees with what its municipalities report."""
        sizes, statistics = self._populations(question.of, period), self._all_statistics(question, period)
        telling = self._alike.in_order({*sizes.telling, *statistics.telling})
        cells = [
            (sizes.at(place).known.bounds, statistics.at(place), number)
            for place, number in self._alike.grouped(telling)
        ]
        nobody_outside = self._outside(question.of, period).bounds.high == 0
        joined = statistics_in_places(
            cells,
            disjoint=question.of.in_one_place,
            all_known=self._all_places_known and nobody_outside,
        )
        common: dict[str, KnownNumber] = {}
        contradicted, named = own.contradicted, NO_FIGURES
        for name, key in zip(_STATISTICS, question.keys, strict=True):
            own_number: KnownNumber = getattr(own, name)
            # Its own figures are named with what is not believed of them.
            figures = sorted(own_number.low_from | own_number.high_from)
            facts = [NumberFact.said(own_number.bounds, index) for index in figures]
            facts.append(NumberFact.of(getattr(joined, name)))
            reconciled = reconcile(NOTHING_KNOWN, facts)
            self._report(key, period, None, reconciled)
            common[name] = reconciled.known
            contradicted, named = contradicted or bool(reconciled.refused), named | reconciled.named
        return LoadStatistics(**common, named=named, contradicted=contradicted)

    # What is said of contradictions.

    def _report(
        self,
        key: str,
        period: Period,
        place: str | None,
        reconciled: Reconciliation,
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
            message(
                "figures.contradiction/side", index=index, figure=figure_message(self._system.figures[index])
            )
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
        stands: list[Fact] = [figure_message(self._system.figures[index]) for index in of_period[:_NAMED]]
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
def asking(population: Population, term: Term | None = None) -> Question:
    """The question for a population or for who passes of it: one for all places."""
    return Question(of=population, term=term)


def load_keys(words: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    """The keys of what members carry, by the key of the population."""
    keys_by_population: dict[str, tuple[str, ...]] = {}
    for word in words:
        if word.load:
            keys_by_population[word.of.key] = distinct((*keys_by_population.get(word.of.key, ()), *word.keys))
    return keys_by_population
