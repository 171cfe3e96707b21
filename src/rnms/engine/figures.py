"""The figures engine: tallies from numbers that somebody counted and reported.

A figure bounds more than it says. A count is the least size of its population; a share printed beside it
gives that size up to rounding; a number of those asked leaves the others unknown; municipal numbers bound
the regional one, from above only where nobody can be outside municipalities. All that is known of a number
is an interval, and intervals meet. Facts that exclude each other all count as unknown, and an issue names
them; a headcount that one of its parts exceeds is counted as its own number, and tells nothing of others.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from rnms.engine.alike import AtPlaces
from rnms.engine.contradictions import At
from rnms.engine.exclusions import Exclusions
from rnms.engine.load_statistics import LoadNumbers, LoadStatistics
from rnms.engine.number_facts import ANY_NUMBER, NO_FIGURES, Figures, minus
from rnms.engine.numbers import Numbers
from rnms.engine.passing import TermNumbers
from rnms.engine.relations import Limit
from rnms.engine.reported import Reported, SizeOf
from rnms.indicators.tally import Answer, LoadTally, Reason, Tally, distinct
from rnms.issues import Issue
from rnms.logic.population import MUNICIPALITY, OUTSIDE_MUNICIPALITIES, REGION, Population
from rnms.logic.question import Question, asking
from rnms.model.geography import Map
from rnms.model.period import Period
from rnms.model.returns import Figure
from rnms.model.system import RegionalSystem


class FiguresEngine:
    """Answers questions from the reported figures of a system.

    Args:
        system: The system.
        counted: Tells of a population by what its size is known better than by a figure; ``None`` where
            nothing knows it.
        words: The questions that figures may answer: what one word tells of another is found among them.
        drawn: The map on which the system is told: what was told of places that are none of it any more.
        limits: What relations between figures leave of numbers that are not given.
        is_told_here: Whether a period is told on this map; by default each is.

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
        is_told_here: Callable[[Period], bool] = lambda _: True,
    ) -> None:
        self._reported = Reported(system, counted, drawn, limits or {}, is_told_here)
        self._figures = system.figures
        self._numbers = Numbers(self._reported, tuple(words))
        self._contradictions = self._numbers.contradictions
        self._is_settled = self._is_looked_through = False
        self._begin()

    def _begin(self) -> None:
        """Remember what is answered from now on."""
        self._loads = LoadNumbers(self._numbers)
        self._answered: Callable[[Question, Period], AtPlaces[Answer]]
        self._answered = self._numbers.at_places(self._find_answer)
        self._answering: Callable[[Question, Period], AtPlaces[list[int]]]
        self._answering = self._numbers.at_places(self._find_answering)

    def _settle(self) -> None:
        """Find what excludes each other, before anything is answered."""
        if not self._is_settled:
            self._is_settled = True
            Exclusions(self._numbers).settle()
            self._begin()

    def _found(self, question: Question, period: Period, place: str | None) -> list[int]:
        """List the figures that answer a question."""
        return self._answering(question, period).at(place)

    @property
    def system(self) -> RegionalSystem:
        """The system whose figures these are."""
        return self._reported.system

    @property
    def names(self) -> Mapping[str, str]:
        """The names of municipalities, and of those that are none of the map any more, by id."""
        return self._reported.names

    @property
    def self_contradicting(self) -> tuple[Figure, ...]:
        """The figures whose own numbers exclude each other."""
        return tuple(self._reported.self_contradicting)

    @property
    def withheld(self) -> tuple[Figure, ...]:
        """The figures that say why there is no number."""
        return tuple(self._reported.withheld)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What no question can be answered by, and the contradictions met while answering."""
        return tuple(
            self._reported.unheard | self._contradictions.of_words | self._contradictions.while_answering
        )

    def answer(self, question: Question, period: Period) -> Answer:
        """Answer a question for a period, for the region and for each municipality."""
        self._settle()
        return self._answered(question, period).at(None)

    def _find_answer(self, question: Question, period: Period, _: None) -> Answer:
        answering = self._answering(question, period)
        regional = answering.at(None)
        # A place of which nobody told anything has no figures that could answer.
        by_place = {place: indexes for place, indexes in answering.at_telling() if indexes}
        tally = self._ask(question, period, None)
        # What is told of a place that is gone is told of the region, though perhaps of none that is there.
        of_gone = [
            index
            for former in self._reported.gone_beside(by_place)
            for index in self._found(question, period, former)
        ]
        bears = bool(regional or by_place or of_gone)
        if question.term is None:
            bears = self._is_reported(question.of, period)
        figures = [*regional, *(index for indexes in by_place.values() for index in indexes), *of_gone]
        self._reported.recall.note_figures(figures)
        return Answer(
            tally=tally,
            municipalities={place: self._ask(question, period, place) for place in by_place},
            reported=bears,
            silent=tuple(self._silent(question, period, regional, by_place.keys(), of_gone)),
            figures=tuple(self._figures[index] for index in figures),
            reasons=tuple(self._reasons(question, period, bears=bears)),
        )

    def of_place(self, question: Question, period: Period, place: str) -> Tally | LoadTally | None:
        """Find what the figures of one municipality answer; ``None`` where none of them does."""
        self._settle()
        return self._ask(question, period, place) if self._found(question, period, place) else None

    def of_silent(self, question: Question, period: Period, place: str) -> Tally | LoadTally:
        """Find what is known of a municipality that did not answer: how many it is about, as far as told."""
        self._settle()
        return self._ask(question, period, place)

    def places_everybody(self, population: Population, period: Period) -> bool:
        """Tell whether every municipality is known and nobody can be outside them."""
        is_placed = population.unit.always_placed
        return self._reported.all_places_known and (
            is_placed or self._numbers.outside(population, period).bounds.high == 0
        )

    def look_at_all(self) -> None:
        """Look for contradictions in what nobody asked for, too: in figures of other words and periods."""
        self._settle()
        if self._is_looked_through:
            return
        self._is_looked_through = True
        # At which times of a year it should have been is a matter of the reading that asks.
        for word in self._numbers.relations.words:
            periods = () if word.times else distinct(self._reported.periods_of(word.keys))
            for period in periods:
                for place in (None, *self._answering(word, period).telling):
                    if place is None or self._found(word, period, place):
                        self._ask(word, period, place)
        for population in self._numbers.relations.populations:
            for period in distinct(
                self._reported.periods_of([asking(population, OUTSIDE_MUNICIPALITIES).key])
            ):
                self._numbers.outside(population, period)

    def believed_of_region(self) -> tuple[Figure, ...]:
        """List the figures of the region itself, without those that others exclude."""
        self._settle()
        return tuple(
            figure
            for index, figure in enumerate(self._figures)
            if figure.municipality is None and index not in self._contradictions.refused
        )

    def _is_reported(self, population: Population, period: Period) -> bool:
        """Tell whether somebody spoke of a population itself, not only of a wider one."""
        if self._reported.given_size(population, period, None).bounds != ANY_NUMBER:
            return True
        periods = (period, *self._reported.parts(asking(population), period, None))
        is_named = any((population.key, span) in self._reported.told_of for span in periods)
        base = population.base
        is_counted = base is not None and any(
            self._reported.by_key.get((f"{base.key}.{term.key}", period, None)) for term in population.having
        )
        return is_named or is_counted or any(self._is_reported(part, period) for part in population.union)

    def _find_answering(self, question: Question, period: Period, place: str | None) -> list[int]:
        """List the figures that answer a question, by parts of the period where events were counted so."""
        indexes = [index for key in question.keys for index in self._reported.indexes((key, period, place))]
        for part in self._reported.parts(question, period, place):
            indexes += self._found(question, part, place)
        if not indexes:
            indexes += sorted(
                {index for key in question.keys for index in self._reported.limit(key, period, place).figures}
            )
        is_told_by_parts = self._reported.is_told_by_parts(question.of, period, place)
        if not indexes and is_told_by_parts and question.of.unit != MUNICIPALITY:
            for part_of_place in self._reported.parts_of_place.get(place or "", ()):
                indexes += self._found(question, period, part_of_place)
        if not indexes and question.term is not None:
            # Of nobody nobody passes, and nobody carries anything.
            size = self._numbers.population(question.of, period, place).known
            indexes += sorted(size.high_from) if size.bounds.high == 0 else ()
        return indexes or sorted(self._implied_by(question, period, place))

    def _implied_by(self, question: Question, period: Period, place: str | None) -> Figures:
        """Find the figures of other words that leave nothing of a question open, so that they answer, too."""
        size = self._numbers.population(question.of, period, place).known.bounds
        if question.term is None or question.load or not size.is_exact:
            return NO_FIGURES
        passing = self._numbers.told(question.of, question.term, period, place).passing
        behind = passing.low_from | passing.high_from if passing.bounds.is_exact else NO_FIGURES
        own_places = {place, *self._reported.gone_into(place)}
        return frozenset(index for index in behind if self._figures[index].municipality in own_places)

    def _ask(self, question: Question, period: Period, place: str | None) -> Tally | LoadTally:
        size = self._numbers.size(question, period, place).known.bounds
        if question.term is None:
            return Tally(passed=int(size.low), out_or_passed=minus(size.high, int(size.low)))
        if not question.load:
            return self._numbers.told(question.of, question.term, period, place).tally
        statistics = self._loads.at(question, period, place)
        total, largest, smallest = (
            None if statistic.bounds == ANY_NUMBER else statistic.bounds
            for statistic in (statistics.total, statistics.largest, statistics.smallest)
        )
        return LoadTally(others=size, total=total, largest_stated=largest, smallest_stated=smallest)

    def _silent(
        self,
        question: Question,
        period: Period,
        regional: list[int],
        reported: AbstractSet[str],
        of_gone: list[int],
    ) -> Iterator[str]:
        """List the municipalities whose return is missing, all or in part, and might have told more."""
        # What another word tells of the region names no municipality.
        own = [index for index in regional if self._figures[index].key in question.keys]
        if self._numbers.population(question.of, period, None).known.bounds.high == 0:
            own = regional
        answered_for_all = any(self._figures[index].among is None for index in own)
        expected = question.of.unit == MUNICIPALITY or regional or reported
        if question.term is None and question.of.union and not (own or reported):
            # Nobody is asked for a union: of its parts municipalities tell those that are theirs.
            parts = (self._answered(asking(part), period).at(None).silent for part in question.of.union)
            yield from distinct(itertools.chain.from_iterable(parts))
            return
        if answered_for_all or not expected:
            return
        places_lacking = {
            part.municipality
            for part in self._reported.system.unreported
            if part.entity == "figures" and (part.period is None or part.period.covers(period))
        }
        is_any = question.load or question.term is None
        lacking = self._without_headcount(question, period, reported)
        # Of a municipality each of those answers in which it lives on, of people all of them together.
        is_told = bool(reported or (of_gone and question.of.unit == MUNICIPALITY))
        for place in (
            self._reported.places if is_told else filter(places_lacking.__contains__, self._reported.places)
        ):
            if place in reported:
                if place in lacking:
                    yield place
            # Another word may tell of it.
            elif is_any or not self._numbers.number(question, period, place).bounds.is_exact:
                yield place

    def _without_headcount(
        self, question: Question, period: Period, reported: AbstractSet[str]
    ) -> frozenset[str]:
        """Find who told of some and not of how many there are, where others did and the region did not."""
        if question.term is None or question.load:
            return frozenset()
        if self._numbers.size(question, period, None).known.bounds.high is not None:
            return frozenset()
        heads = self._answering(asking(question.of), period).at_telling()
        if not any(indexes for _, indexes in heads):
            return frozenset()
        return frozenset(
            place
            for place in reported
            if self._numbers.population(question.of, period, place).known.bounds.high is None
        )

    def _reasons(self, question: Question, period: Period, *, bears: bool) -> Iterator[Reason]:
        whole = question.of
        size = self._numbers.size(question, period, None)
        is_refused = bool(size.figures) or self._is_refused(whole, period)
        if is_refused:
            yield Reason(code="contradiction", about=(whole.key, whole.title))
        elif question.term is not None and self._is_contradicted(question, period):
            yield Reason(code="contradiction", about=(question.key, question.title))
        if not bears:
            spans = distinct(
                str(span) for key in question.keys for span in self._reported.periods_anywhere.get(key, ())
            )
            yield Reason(
                code="other-period" if spans else "not-reported",
                about=(question.key, question.title, *spans),
            )
            return
        if size.known.bounds.high is None:
            unknown = [part for part in whole.union if self._is_open(asking(part), period)]
            for population in unknown or [whole]:
                code = "headcount-unknown"
                if self._stops_at_places(asking(population), period):
                    code = self._why_outside(population, period)
                # Where the numbers are there and exclude each other, none is asked for.
                is_asked_for = code == "headcount-unknown" and not self._is_given(population, period)
                if is_asked_for or not is_refused:
                    yield Reason(code=code, about=(population.key, population.title, population.key))
        elif not is_refused and self._stops_at_places(question, period):
            code = self._why_outside(whole, period)
            yield Reason(code=code, about=(question.key, question.title, whole.key))

    def _why_outside(self, population: Population, period: Period) -> str:
        """Tell whether nobody said that somebody is outside municipalities, or somebody did."""
        return "outside-too" if self._numbers.outside(population, period).bounds.low else "outside"

    def _is_given(self, population: Population, period: Period) -> bool:
        """Tell whether the region and all its municipalities told a headcount, believed or not."""
        places = self._reported.places
        numbers = [(population.key, period, place) for place in (None, *places)]
        return all(self._reported.by_key.get(number) for number in numbers)

    def _is_refused(self, population: Population, period: Period) -> bool:
        """Tell whether a number of the region's members is not believed, or who is outside municipalities."""
        outside = asking(population, OUTSIDE_MUNICIPALITIES).key
        indexes = self._reported.by_key.get((outside, period, None), ())
        if indexes and self._numbers.outside(population, period).bounds == ANY_NUMBER:
            return True
        return any(
            index in self._contradictions.refused
            for index in (*indexes, *self._reported.by_key.get((population.key, period, None), ()))
        )

    def _is_contradicted(self, question: Question, period: Period) -> bool:
        """Tell whether figures that answer are not believed, of the region or of a municipality."""
        told: AtPlaces[LoadStatistics] | AtPlaces[TermNumbers]
        if question.load:
            told = self._loads.all_statistics(question, period)
        elif question.term is not None:
            told = self._numbers.all_told(question.of, question.term, period)
        else:
            return False
        return told.at(None).contradicted or any(cell.contradicted for cell, _ in told.cells())

    def _is_open(self, question: Question, period: Period) -> bool:
        return self._numbers.number(question, period, None).bounds.high is None

    def _stops_at_places(self, question: Question, period: Period) -> bool:
        """Tell whether every municipality is known, and only who may be outside them leaves the rest open."""
        population = question.of
        if population.unit == REGION or not self._reported.places or not self._reported.all_places_known:
            return False
        if question.load or self.places_everybody(population, period):
            return False
        cells = self._numbers.number_cells(question, period)
        number = self._numbers.number(question, period, None).bounds
        ends = [int(cell.bounds.high) * times for cell, times in cells if cell.bounds.high is not None]
        return len(ends) == len(cells) and (number.high is None or number.high > sum(ends))
