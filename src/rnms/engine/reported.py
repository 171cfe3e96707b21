"""The reported figures, looked up by key, period and place."""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

from rnms.engine.alike import AtPlaces, Places
from rnms.engine.contradictions import At, unheard_issue
from rnms.engine.number_facts import ANY_NUMBER, NOTHING_KNOWN, KnownNumber, reconcile
from rnms.engine.passing import passing_fact
from rnms.engine.recall import Recall
from rnms.engine.related import adds_up, lasts
from rnms.engine.relations import Limit
from rnms.indicators.tally import distinct
from rnms.issues import Issue, message
from rnms.logic.population import MUNICIPALITY, OUTSIDE_MUNICIPALITIES, REGION, Population
from rnms.logic.question import Question
from rnms.model.geography import Map
from rnms.model.norm import Bounds
from rnms.model.period import Period, by_beginning
from rnms.model.returns import Figure, self_contradiction
from rnms.model.subjects import names_by_id
from rnms.model.system import RegionalSystem

T = TypeVar("T")
SizeOf = Callable[[Period, str | None], Bounds | None]
"""The size of a population in a period, in a municipality or the region; ``None`` where it is not known."""
_NO_LIMIT = Limit()


class Reported:
    """The figures of a system, and what is given beside them.

    Args:
        system: The system.
        counted: Tells of a population by what its size is known better than by a figure; ``None`` where
            nothing knows it.
        drawn: The map on which the system is told: what was told of places that are none of it any more.
        limits: What relations between figures leave of numbers that are not given.
        is_told_here: Whether a period is told on this map; by default each is.

    Attributes:
        system: The system.
        figures: Its figures.
        places: The ids of its municipalities.
        names: The names of these, and of those that are none of the map any more, by id.
        all_places_known: Whether there are no others.
        alike: The municipalities, and what was told of each.
        recall: Notes what is read of the figures.
        by_key: The figures that answer something, by their index, of each number.
        keys_at: The keys under which something was told for a period, of a place or of the region.
        periods_anywhere: The periods for which a key was reported, wherever.
        told_of: The keys and periods for which something is told of the region or of a place that there is.
        unheard: What is wrong with figures that answer nothing.
        self_contradicting: The figures whose own numbers exclude each other.
        withheld: The figures that say why there is no number.
        parts_of_place: By a place those that belong to it alone.
        shares_of_place: By a place those that it shares with others.
        is_whole: By a place whether those that belong to it make up all of it.
        split: By a place that is gone the several to which it may belong.
    """

    def __init__(
        self,
        system: RegionalSystem,
        counted: Callable[[Population], SizeOf | None],
        drawn: Map | None,
        limits: Mapping[At, Limit],
        is_told_here: Callable[[Period], bool],
    ) -> None:
        self.system = system
        self.figures = system.figures
        self.parts_of_place = {} if drawn is None else drawn.parts
        self.shares_of_place = {} if drawn is None else drawn.shared
        self.is_whole = {} if drawn is None else drawn.whole
        self.split = {} if drawn is None else drawn.split
        self.places = distinct(municipality.id for municipality in system.municipalities or ())
        self.names = names_by_id((*(() if drawn is None else drawn.absent), *(system.municipalities or ())))
        self.all_places_known = system.municipalities is not None and not any(
            part.entity == "municipalities" for part in system.unreported
        )
        self._limits = limits
        self._is_told_here = is_told_here
        # Wrapped here, because `functools.cache` on a method would keep every engine alive.
        self._counted_elsewhere = functools.cache(counted)
        self._is_drawn = drawn is not None
        self.recall = Recall(self.figures, lambda population: self._counted_elsewhere(population) is None)
        self._spans_in_order = functools.cache(self._find_spans_in_order)
        self._spans_anywhere = functools.cache(self._find_spans_anywhere)
        self.unheard: dict[Issue, None] = {}
        self.by_key: dict[At, list[int]] = {}
        self._by_population: dict[At, list[int]] = {}
        self._periods: dict[tuple[str, str | None], dict[Period, None]] = {}
        self.keys_at: dict[tuple[Period, str | None], dict[str, None]] = {}
        self._periods_at: dict[str | None, dict[Period, None]] = {}
        self.periods_anywhere: dict[str, dict[Period, None]] = {}
        self.self_contradicting: list[Figure] = []
        self.withheld: list[Figure] = []
        for index, figure in enumerate(system.figures):
            is_consistent = self_contradiction(figure) is None
            if not is_consistent:
                self.self_contradicting.append(figure)
            if (figure.missing or "").strip():
                self.withheld.append(figure)
            unheard = unheard_issue(figure, index)
            if unheard is not None:
                self.unheard[unheard] = None
            elif figure.is_given and figure.missing is None and is_consistent:
                self.by_key.setdefault((figure.key, figure.period, figure.municipality), []).append(index)
                self._periods.setdefault((figure.key, figure.municipality), {})[figure.period] = None
                self.periods_anywhere.setdefault(figure.key, {})[figure.period] = None
                self.keys_at.setdefault((figure.period, figure.municipality), {})[figure.key] = None
                self._periods_at.setdefault(figure.municipality, {})[figure.period] = None
        for (key, period, place), indexes in self.by_key.items():
            population, _, term = key.partition(".")
            # The load of a member ("pool.attached.total") is no part of the population; who is outside
            # municipalities is asked for by itself.
            if term and "." not in term and term != OUTSIDE_MUNICIPALITIES.key:
                behind = self._by_population.setdefault((population, period, place), [])
                facts = [passing_fact(system.figures[index], index, NOTHING_KNOWN) for index in indexes]
                excluded = reconcile(NOTHING_KNOWN, facts).figures
                # A refused figure of passes says nothing about the size of the population.
                behind += [index for index in indexes if index not in excluded]
        # Of its population a figure tells, too, and of who is outside a place nobody asks by its key.
        numbers_told = {
            (part, period, place)
            for key, period, place in (*self.by_key, *self._limits)
            for part in (key, key.partition(".")[0])
        }
        self.alike = Places(
            self.places,
            numbers_told,
            {*self.parts_of_place, *self.shares_of_place},
            lambda population: self._counted_elsewhere(population) is not None,
        )
        listed = {None, *self.places}
        self.told_of = {
            (key, period)
            for index in (self.by_key, self._by_population, self._limits)
            for key, period, place in index
            if place in listed
        }
        self.unheard |= dict.fromkeys((*self._superseded(), *self._without_successor(drawn)))

    def _without_successor(self, drawn: Map | None) -> Iterator[Issue]:
        """Find the figures of a place that is not there, and of which nobody says what became of it."""
        gone_places = set() if drawn is None else drawn.without_successor
        for (key, period, gone), indexes in self.by_key.items():
            if gone in gone_places and self._is_told_here(period):
                name = self.names.get(gone, gone)
                fault = message("figure.without-successor", key=key, gone=name, period=str(period))
                for index in indexes:
                    place = f"$.figures[{index}].municipality"
                    yield Issue(place=place, text=fault, code="figure.without-successor")

    def _superseded(self) -> Iterator[Issue]:
        """Find the figures of a place that is gone where each into which it went has a return of its own."""
        alone = {gone: (place,) for place, parts in self.parts_of_place.items() for gone in parts}
        targets: dict[str, tuple[str, ...]] = {**alone, **self.split}
        for (key, period, gone), indexes in self.by_key.items():
            into = targets.get(gone or "", ())
            if into and self._is_told_here(period):
                population = key.partition(".")[0]
                if all(self._tells_itself(population, period, place) for place in into):
                    silent = [place for place in into if not self._tells(key, period, place)]
                    fault = message(
                        "figure.superseded/of-others" if silent else "figure.superseded",
                        key=key,
                        population=population,
                        gone=self.names.get(gone or "", gone or ""),
                        period=str(period),
                        into=", ".join(self.names.get(place, place) for place in silent or into),
                    )
                    for index in indexes:
                        place = f"$.figures[{index}].municipality"
                        yield Issue(place=place, text=fault, code="figure.superseded")

    def shape(self) -> Hashable | None:
        """Tell all that is looked up beside what figures say; ``None`` where there is more to it.

        Which figures there are, of what and where, and which of them tell something.
        """
        if self._is_drawn or self._limits:
            return None
        return (
            tuple((figure.key, figure.period, figure.municipality) for figure in self.figures),
            tuple(map(tuple, self.by_key.values())),
            tuple(map(tuple, self._by_population.values())),
            self.places,
            self.all_places_known,
            self.system.unreported,
        )

    def indexes(self, number: At) -> Sequence[int]:
        """List the figures of a number."""
        self.alike.note(number)
        indexes = self.by_key.get(number, ())
        self.recall.note_figures(indexes)
        return indexes

    def indexes_behind(self, number: At) -> Sequence[int]:
        """List the figures of those who pass, which tell of their population, too."""
        self.alike.note(number)
        indexes = self._by_population.get(number, ())
        self.recall.note_figures(indexes)
        return indexes

    def _spans(self, key: str, period: Period, place: str | None) -> list[Period]:
        """List the shorter periods for which a key was reported of a place.

        Of the region, for which anywhere.
        """
        spans = self._spans_anywhere(key, period)
        if place is None or not spans:
            return spans
        for span in spans:
            self.alike.note((key, span, place))
        told = self._periods.get((key, place), {})
        return [span for span in spans if span in told]

    def _find_spans_anywhere(self, key: str, period: Period) -> list[Period]:
        """List the shorter periods for which a key was reported, wherever, as they begin."""
        spans = self._spans_in_order(key)
        first = bisect.bisect_left(spans, period.start, key=attrgetter("start"))
        last = bisect.bisect_right(spans, period.end, key=attrgetter("start"))
        return [span for span in spans[first:last] if span.end <= period.end and span != period]

    def _find_spans_in_order(self, key: str) -> list[Period]:
        return by_beginning(self.periods_anywhere.get(key, ()))

    def parts(self, question: Question, period: Period, place: str | None) -> list[Period]:
        """The shorter periods that were counted and tell of a whole, the longest where some hold others."""
        spans = [] if question.load else self._spans(question.key, period, place)
        if not spans:
            return []
        longest: list[Period] = []
        for span in spans:
            # What begins no earlier and ends no later than one before lies inside of it.
            is_longest = not longest or span.end > longest[-1].end
            if is_longest and (adds_up(question) or lasts(question, span, period)):
                longest.append(span)
        return longest

    def periods_of(self, keys: Iterable[str]) -> Iterator[Period]:
        """Find the periods for which some keys were reported, wherever, of those told on this map."""
        periods = (period for key in keys for period in self.periods_anywhere.get(key, ()))
        return filter(self._is_told_here, periods)

    def limit(self, key: str, period: Period, place: str | None) -> Limit:
        """Find what relations between figures leave of a number."""
        self.alike.note((key, period, place))
        return self._limits.get((key, period, place), _NO_LIMIT)

    def given_size(self, population: Population, period: Period, place: str | None) -> KnownNumber:
        """Find what follows without any figure: from the list of municipalities, or from what is counted."""
        if population.unit == REGION or (population.unit == MUNICIPALITY and place is not None):
            return KnownNumber(bounds=Bounds.exact(1))
        if population.unit == MUNICIPALITY:
            number = len(self.places)
            return KnownNumber(bounds=Bounds(number, number if self.all_places_known else None))
        size_of = self._counted_elsewhere(population)
        if size_of is None:
            self.alike.note_uncounted(population, place)
            self.recall.note_uncounted((population,))
            return NOTHING_KNOWN
        self.alike.note_each(place)
        self.recall.note_unrepeatable()
        return KnownNumber(bounds=size_of(period, place) or ANY_NUMBER)

    def is_told_by_parts(self, population: Population, period: Period, place: str | None) -> bool:
        """Tell whether only the former parts of a place have figures: a return of its own comes first."""
        if place not in self.parts_of_place and place not in self.shares_of_place:
            return False
        return not self._tells_itself(population.key, period, place)

    def gone_into(self, place: str | None) -> tuple[str, ...]:
        """List the former places of which a place was made: merged into it, or split into it and others."""
        return (*self.parts_of_place.get(place or "", ()), *self.shares_of_place.get(place or "", ()))

    def gone_beside(self, telling: Collection[str]) -> tuple[str, ...]:
        """List the former places that were split, or merged into a place that tells nothing itself."""
        silent = (parts for place, parts in self.parts_of_place.items() if place not in telling)
        return distinct((*self.split, *itertools.chain.from_iterable(silent)))

    def _tells(self, key: str, period: Period, place: str) -> bool:
        """Tell whether a key was reported of a place, for a period or a part of it."""
        return any(told == period or period.covers(told) for told in self._periods.get((key, place), ()))

    def _tells_itself(self, population: str, period: Period, place: str | None) -> bool:
        """Tell whether something was told of a population in a place itself, in a period or a part of it."""
        prefix = f"{population}."
        return any(
            key == population or key.startswith(prefix)
            for told_period in self._periods_at.get(place, ())
            if told_period == period or period.covers(told_period)
            for key in self.keys_at[told_period, place]
        )

    def cells(self, at_places: AtPlaces[T], population: Population, period: Period) -> list[tuple[T, int]]:
        """List the results of all places that make up the region.

        A split place is one of them where none of its parts has figures.
        """
        if not self.split or population.unit in {REGION, MUNICIPALITY}:
            return at_places.cells()
        return [(at_places.at(place), 1) for place in self._cell_places(population, period)]

    def _cell_places(self, population: Population, period: Period) -> list[str]:
        """List the places of which the region is made."""
        cells = dict.fromkeys(self.places)
        for gone, parts in self.split.items():
            stands = all(
                part in cells
                and self.is_whole.get(part, False)
                and self.shares_of_place[part] == (gone,)
                and part not in self.parts_of_place
                and self.is_told_by_parts(population, period, part)
                for part in parts
            )
            if stands:
                cells = {**{place: None for place in cells if place not in parts}, gone: None}
        return list(cells)
