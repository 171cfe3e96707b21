"""Numbers as figures tell them: how many there are, how many pass, and who is outside municipalities.

Each is found from the others, of the region and of each municipality: the size of a population from those who
pass, these from municipalities, parts of the period, wider and narrower words.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

import attrs

from rnms.engine.alike import AtPlaces
from rnms.engine.contradictions import At, Contradictions
from rnms.engine.number_facts import (
    NO_FIGURES,
    NOTHING_KNOWN,
    SOMEBODY,
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
    tally_of,
)
from rnms.engine.related import Days, adds_up, days_of, is_of_some_part, relations_of
from rnms.engine.reported import Reported
from rnms.engine.unions import Cell, fills_period, number_of_times, one_of_each, sum_over_time, union_of
from rnms.indicators.tally import ZERO, distinct
from rnms.issues import Issue, message
from rnms.logic.population import MUNICIPALITY, OUTSIDE_MUNICIPALITIES, REGION, Population, Term
from rnms.logic.question import Question, asking
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.returns import population_behind

T = TypeVar("T")


class Numbers:
    """The numbers that figures tell, each found once.

    Args:
        reported: The figures.
        words: The questions that figures may answer: what one word tells of another is found among them.

    Attributes:
        reported: The figures.
        contradictions: Those of them that are not believed.
        relations: What the words tell of each other.
        populations: The size of a population in a period, at each place.
        all_told: How many of a population pass and fail in a period, at each place.
    """

    def __init__(self, reported: Reported, words: tuple[Question, ...]) -> None:
        self.reported = reported
        self.contradictions = Contradictions(reported.figures, reported.recall)
        self._figures = reported.figures
        self._load_keys = _keys_of_loads(words)
        self.relations = relations_of(
            words,
            frozenset(key for key, _, _ in reported.by_key),
            frozenset(key for key, _, place in reported.by_key if place is not None),
        )
        self._kept = self.relations.of_silent((key, period) for key, period, _ in reported.by_key)
        shape = reported.shape()
        if shape is not None:
            reported.recall.use(self.relations.memory(shape))
        self.forget()

    def forget(self, *, narrowed: bool = False) -> None:
        """Drop what was found, because other figures are believed now.

        Args:
            narrowed: Whether from now on words tell of each other, because what excludes each other is found.
        """
        self._is_narrowed = narrowed
        self.contradictions.while_answering.clear()
        extent = self.contradictions.extent()
        self.reported.recall.begin(
            self.contradictions.excluded(), lambda: self.contradictions.extent() == extent
        )
        # Wrapped here, because `functools.cache` on a method would keep every engine alive.
        self._all_outside: Callable[[Population, Period], AtPlaces[Reconciliation]]
        self._all_outside = self.at_places(self._find_outside)
        self._words_around = functools.cache(self._find_words_around)
        self.populations: Callable[[Population, Period], AtPlaces[Reconciliation]]
        self.populations = self.at_places(self._find_population)
        self.all_told: Callable[[Population, Term, Period], AtPlaces[TermNumbers]]
        self.all_told = self.at_places(self._find_told)
        self._all_times: Callable[[Population, tuple[Days, ...], Period], AtPlaces[Reconciliation]]
        self._all_times = self.at_places(self._find_times)

    def at_places(self, find: Callable[..., T]) -> Callable[..., AtPlaces[T]]:
        """Remember of what numbers something was asked at places; ``find`` takes the place last."""
        name = f"{find.__name__}{' of all' if self._is_narrowed else ''}"
        # What the region does not believe of its parts changes which words are looked up.
        kept = {} if self.contradictions.unjoined else self._kept

        recall = self.reported.recall

        @functools.cache
        def at_places(*number: Hashable) -> AtPlaces[T]:
            found = functools.partial(find, *number)
            return AtPlaces(self.reported.alike, found, (name, *number), kept, recall)

        recall.make_with(name, at_places)
        return at_places

    def population(self, population: Population, period: Period, place: str | None) -> Reconciliation:
        """Find the size of a population, and what contradicts other facts about it."""
        return self.populations(population, period).at(place)

    def told(self, population: Population, term: Term, period: Period, place: str | None) -> TermNumbers:
        """Find how many of a population pass and fail."""
        return self.all_told(population, term, period).at(place)

    def number(self, question: Question, period: Period, place: str | None) -> KnownNumber:
        """Find the number that a question asks for: of a population, or of those who pass."""
        if question.term is None:
            return self.population(question.of, period, place).known
        return self.told(question.of, question.term, period, place).passing

    def number_cells(self, question: Question, period: Period) -> list[Cell]:
        """List the number in all municipalities, with how many there are of each."""
        if question.term is None:
            sizes = self.populations(question.of, period)
            return [(size.known, times) for size, times in sizes.cells()]
        return [
            (told.passing, times) for told, times in self.all_told(question.of, question.term, period).cells()
        ]

    def believed(self, number: At) -> list[int]:
        """List the figures of a number, without those that others exclude."""
        return [index for index in self.reported.indexes(number) if index not in self.contradictions.refused]

    def is_number(self, index: int, size: Bounds) -> bool:
        """Tell whether a figure says a number: a yes or no is one of a single member alone."""
        return self._figures[index].holds is None or size == Bounds.exact(1)

    def bearing_on_others(self, question: Question, period: Period, place: str | None) -> KnownNumber:
        """Find what a number tells of others: nothing of what its muted figures say."""
        number, muted = self.number(question, period, place), self.contradictions.muted
        is_low_muted, is_high_muted = bool(muted & number.low_from), bool(muted & number.high_from)
        return KnownNumber(
            bounds=Bounds(
                0 if is_low_muted else number.bounds.low, None if is_high_muted else number.bounds.high
            ),
            low_from=NO_FIGURES if is_low_muted else number.low_from,
            high_from=NO_FIGURES if is_high_muted else number.high_from,
        )

    def is_unjoined(self, number: At) -> bool:
        """Tell whether what the parts of a number say together is not believed."""
        self.reported.alike.note(number)
        return number in self.contradictions.unjoined

    def _find_population(self, population: Population, period: Period, place: str | None) -> Reconciliation:
        """Find the size of a population, and what contradicts other facts about it."""
        reconciled = reconcile(
            self.reported.given_size(population, period, place),
            list(self._size_facts(population, period, place)),
        )
        number = reconciled.known.bounds.low
        source = "list" if population.unit == MUNICIPALITY else "records"
        limit = message(f"figures.contradiction/{source}", number=str(number))
        self.contradictions.report(population.key, period, place, reconciled, limit)
        # Where facts contradict each other, nobody may read «there is nobody».
        if reconciled.refused and reconciled.known.bounds.high == 0:
            return attrs.evolve(reconciled, known=NOTHING_KNOWN)
        return reconciled

    def size(self, question: Question, period: Period, place: str | None) -> Reconciliation:
        """Find the size of a population, or at how many of its times something happened."""
        if not question.times:
            return self.population(question.of, period, place)
        days = tuple(days_of(part, period) for part in question.times)
        return self._all_times(question.of, days, period).at(place)

    def _find_times(
        self, population: Population, times: tuple[Days, ...], period: Period, place: str | None
    ) -> Reconciliation:
        """Count the times at which something happened: each counts once, so no more than the period has."""
        most = sum(period.start <= end and start <= period.end for start, end in times)
        facts = [
            NumberFact.said(Bounds.exact(count), index)
            for index in self.believed((population.key, period, place))
            if (count := self._figures[index].count) is not None
        ]
        parts = self.reported.parts(asking(population), period, place)
        if parts:
            numbers = [(part, self._all_times(population, times, part).at(place).known) for part in parts]
            facts.append(NumberFact.of(number_of_times(numbers, times, period)))
        if place is None and self.reported.places:
            times_there = self._all_times(population, times, period).cells()
            cells = [(cell.known, number) for cell, number in times_there]
            facts.append(NumberFact.of(union_of(cells, disjoint=False, all_known=False)))
        reconciled = reconcile(KnownNumber(bounds=Bounds(0, most)), facts)
        limit = message("figures.contradiction/times", number=most)
        self.contradictions.report(population.key, period, place, reconciled, limit)
        return reconciled

    def limited(self, key: str, period: Period, place: str | None) -> Iterator[NumberFact]:
        """Find what relations leave of a number that is not given, by figures none of which is refused."""
        limit = self.reported.limit(key, period, place)
        if limit.figures and not limit.figures & self.contradictions.refused:
            yield NumberFact(bounds=limit.bounds, low_from=limit.figures, high_from=limit.figures)

    def _size_facts(self, population: Population, period: Period, place: str | None) -> Iterator[NumberFact]:
        number = (population.key, period, place)
        yield from self.limited(*number)
        for index in self.believed(number):
            count = self._figures[index].count
            if count is not None:
                yield NumberFact.said(Bounds.exact(count), index)
        for index in self.reported.indexes_behind(number):
            behind = population_behind(self._figures[index])
            if behind is not None and index not in self.contradictions.refused:
                yield NumberFact.said(behind, index)
        for key in self._load_keys.get(population.key, ()):
            # Whoever carries something is a member.
            for index in self.believed((key, period, place)):
                if self._figures[index].count:
                    figures = frozenset([index])
                    yield NumberFact(bounds=SOMEBODY, figure=index, low_from=figures)
        if population.union:
            parts = one_of_each(
                self.bearing_on_others(asking(part), period, place) for part in population.union
            )
            yield NumberFact.of(union_of(parts, disjoint=False, all_known=True))
        if population.within is not None:
            yield from self._facts_of_a_part(population, population.within, period, place)
        if self.is_unjoined(number):
            return
        parts_of_time = self.reported.parts(asking(population), period, place)
        numbers = [(part, self.population(population, part, place).known) for part in parts_of_time]
        if numbers:
            yield NumberFact.of(sum_over_time(numbers, period))
        if population.unit not in {REGION, MUNICIPALITY} and self.reported.is_told_by_parts(
            population, period, place
        ):
            yield from self._size_by_parts(population, period, place or "")
        if place is None and population.unit not in {REGION, MUNICIPALITY}:
            # Who is outside municipalities is in none of them; people may still be in two.
            sizes = [self.outside(population, period)]
            if self.reported.places:
                sizes_there = self.reported.cells(self.populations(population, period), population, period)
                cells = [(size.known, number) for size, number in sizes_there]
                sizes.append(union_of(cells, disjoint=population.in_one_place, all_known=True))
            yield NumberFact.of(
                union_of(one_of_each(sizes), disjoint=True, all_known=self.reported.all_places_known)
            )

    def _size_by_parts(self, population: Population, period: Period, place: str) -> Iterator[NumberFact]:
        """Find what is told of the places that went into one, or that it shares with others."""
        parts = self.reported.parts_of_place.get(place, ())
        if parts:
            cells = one_of_each(self.population(population, period, part).known for part in parts)
            is_whole = self.reported.is_whole.get(place, False) and place not in self.reported.shares_of_place
            yield NumberFact.of(union_of(cells, disjoint=population.in_one_place, all_known=is_whole))
        elif self.reported.is_whole.get(place, False):
            # It has no more members than all those have of which it has some.
            cells = one_of_each(
                self.population(population, period, part).known
                for part in self.reported.shares_of_place.get(place, ())
            )
            joined = union_of(cells, disjoint=population.in_one_place, all_known=True)
            yield NumberFact(bounds=Bounds(0, joined.bounds.high), high_from=joined.high_from)

    def _facts_of_a_part(
        self, part: Population, whole: Population, period: Period, place: str | None
    ) -> Iterator[NumberFact]:
        whole_size = self.bearing_on_others(asking(whole), period, place)
        if whole.unit != part.unit:
            if whole_size.bounds.high == 0:
                yield NumberFact(bounds=ZERO, high_from=whole_size.high_from)
            return
        yield NumberFact(bounds=Bounds(0, whole_size.bounds.high), high_from=whole_size.high_from)
        single = len(part.having) == 1
        for term in part.having:
            passing = self.bearing_on_others(asking(whole, term), period, place)
            # Of several terms each only limits; a single one counts the same members.
            yield NumberFact(
                bounds=Bounds(passing.bounds.low if single else 0, passing.bounds.high),
                low_from=passing.low_from if single else NO_FIGURES,
                high_from=passing.high_from,
            )

    def outside(self, population: Population, period: Period) -> KnownNumber:
        """Count how many of a population stand outside municipalities in a period."""
        return self._all_outside(population, period).at(None).known

    def _find_outside(self, population: Population, period: Period, _: None) -> Reconciliation:
        """Count how many stand outside municipalities: no more than of a wider population."""
        if population.unit.always_placed:
            return Reconciliation(known=KnownNumber(bounds=ZERO))
        facts: list[NumberFact] = []
        for wide in self.relations.wider(population, period):
            key = asking(wide, OUTSIDE_MUNICIPALITIES).key
            for index in self.believed((key, period, None)):
                bounds = number_outside(self._figures[index])
                limit = NumberFact(bounds=Bounds(0, bounds.high), high_from=frozenset([index]))
                facts.append(NumberFact.said(bounds, index) if wide == population else limit)
        reconciled = reconcile(NOTHING_KNOWN, facts)
        self.contradictions.report(asking(population, OUTSIDE_MUNICIPALITIES).key, period, None, reconciled)
        return reconciled

    def _find_told(self, whole: Population, term: Term, period: Period, place: str | None) -> TermNumbers:
        population = self.population(whole, period, place)
        size = population.known
        question = asking(whole, term)
        number = (question.key, period, place)
        indexes = self.reported.indexes(number)
        believed = [index for index in self.believed(number) if index not in population.figures]
        answering = [index for index in believed if self._answers(index, size.bounds)]
        not_numbers = [index for index in believed if not self.is_number(index, size.bounds)]
        facts = [passing_fact(self._figures[index], index, size) for index in answering]
        unjoined = self.is_unjoined(number)
        if place is None and self.reported.places and whole.unit != REGION and not unjoined:
            facts.append(self._passing_in_places(whole, term, period, size))
        if whole.unit != REGION and self.reported.is_told_by_parts(whole, period, place):
            by_parts = self._one_by_parts if whole.unit == MUNICIPALITY else self._passing_by_parts
            facts += by_parts(whole, term, period, place or "")
        facts += self._passing_over_time(whole, term, period, place)
        facts += self._told_by_parts_of_others(question, period, place)
        facts += self.limited(*number)
        facts = [fitted for fact in facts for fitted in fitted_into(fact, size)]
        room = KnownNumber(bounds=Bounds(0, size.bounds.high), high_from=size.high_from)
        reconciled = reconcile(self._told_by_others(room, question, period, place), facts)
        self.contradictions.report(number[0], period, place, reconciled)
        refused = set(reconciled.refused)
        facts_kept = [fact for fact in facts if fact not in refused]
        contradicted = bool(refused) or len(answering) + len(not_numbers) < len(indexes) or unjoined
        tally = tally_of(size.bounds, reconciled.known.bounds, facts_kept)
        if contradicted or not_numbers:
            # Somebody answered, so none of the undecided is surely one who did not.
            tally = counted_as(tally, None, tally.stated)
        return TermNumbers(
            tally=tally,
            passing=reconciled.known,
            failing=failing_number(tally, size, reconciled.known, facts_kept),
            refused=reconciled.figures,
            named=reconciled.named,
            behind_refused=reconciled.behind_refused,
            contradicted=contradicted,
        )

    def _answers(self, index: int, size: Bounds) -> bool:
        """Tell whether a figure can be an answer: a yes or no only of one member, a share only of so many."""
        figure = self._figures[index]
        if figure.holds is None:
            possible = figure.among is not None or printed_number(figure, size) is not None
            if not possible:
                fault = message("figures.contradiction/no-such-share", key=figure.key, size=str(size.low))
                alone = frozenset([index])
                self.contradictions.note(
                    self.contradictions.while_answering,
                    fault,
                    alone,
                    alone,
                    figure.municipality,
                    behind=alone,
                )
            return possible
        if self.is_number(index, size):
            return True
        fault = message("figure.yes-no", key=figure.key)
        self.contradictions.note_issue(
            self.contradictions.while_answering,
            Issue(place=f"$.figures[{index}].holds", text=fault, code="figure.yes-no"),
            frozenset([index]),
        )
        return False

    def _told_by_others(
        self, room: KnownNumber, question: Question, period: Period, place: str | None
    ) -> KnownNumber:
        """Hold who pass to those of a wider and of a narrower word, as figures of these say."""
        if not self._is_narrowed:
            return room
        limits = room
        for _, keys, is_wider in self._words_around(question, period, by_place=place is not None):
            for index in (
                figure_index for key in keys for figure_index in self.believed((key, period, place))
            ):
                if index in self.contradictions.muted:
                    continue
                figure = self._figures[index]
                count = figure.count if figure.holds is None else int(figure.holds)
                # Of those who were not asked nothing is known.
                if count is not None and not (is_wider and figure.among is not None):
                    bounds = Bounds(0, count) if is_wider else Bounds(count, None)
                    limits = narrowed_by(limits, NumberFact.said(bounds, index)) or limits
        return limits

    def _find_words_around(
        self, question: Question, period: Period, *, by_place: bool
    ) -> tuple[tuple[tuple[Question, ...], tuple[str, ...], bool], ...]:
        """Find the words that whoever passes a question passes, too, and those that imply it.

        With them, the keys under which they speak for others, and whether they are the wider ones.
        """
        wider, narrower = self.relations.around(question, period, by_place=by_place)
        return tuple(
            (
                words,
                # What does not speak for its own region does not for that of another word either.
                distinct(
                    word.key for word in words if (word.key, period, None) not in self.contradictions.unjoined
                ),
                is_wider,
            )
            for words, is_wider in ((wider, True), (narrower, False))
        )

    def _told_by_parts_of_others(
        self, question: Question, period: Period, place: str | None
    ) -> Iterator[NumberFact]:
        """Find what the parts of the period say of wider and narrower words."""
        if not self._is_narrowed:
            return
        for words, _, is_wider in self._words_around(question, period, by_place=place is not None):
            for word in words:
                if word.term is None or self.is_unjoined((word.key, period, place)):
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
        """Find what the parts of the period say together."""
        question = asking(population, term)
        parts = self.reported.parts(question, period, place)
        if not parts:
            return
        results = [(part, self.told(population, term, part, place)) for part in parts]
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

    def _passing_by_parts(
        self, population: Population, term: Term, period: Period, place: str
    ) -> Iterator[NumberFact]:
        """Tell how many pass of those of whom the places tell that went into one, or that it shares."""
        disjoint, parts = population.in_one_place, self.reported.parts_of_place.get(place, ())
        is_whole = self.reported.is_whole.get(place, False)
        if parts:
            results = [self.told(population, term, period, part) for part in parts]
            whole = is_whole and place not in self.reported.shares_of_place
            joined = union_of(
                one_of_each(result.passing for result in results), disjoint=disjoint, all_known=whole
            )
            failing = [result.tally.failed for result in results]
            failures = union_of(
                one_of_each(result.failing for result in results), disjoint=disjoint, all_known=whole
            )
            yield attrs.evolve(
                NumberFact.of(joined),
                failing=sum(failing) if disjoint else max(failing),
                failing_most=minus(failures.bounds.high, 0),
                failing_from=frozenset().union(*(result.failing.low_from for result in results)),
            )
        elif is_whole:
            shares = self.reported.shares_of_place.get(place, ())
            passing = one_of_each(self.told(population, term, period, part).passing for part in shares)
            joined = union_of(passing, disjoint=disjoint, all_known=True)
            yield NumberFact(bounds=Bounds(0, joined.bounds.high), high_from=joined.high_from)

    def _one_by_parts(
        self, population: Population, term: Term, period: Period, place: str
    ) -> Iterator[NumberFact]:
        """Tell whether a municipality passes, as all those pass, or fail, of which it was made.

        Where one passed and another failed nobody knows; of a split one none passes where it failed.
        """
        if not self.reported.is_whole.get(place, False):
            return
        is_split = place in self.reported.shares_of_place
        former_places = self.reported.gone_into(place)
        passing = [self.told(population, term, period, former).passing for former in former_places]
        behind = frozenset[int]().union(*(number.low_from | number.high_from for number in passing))
        low = 0 if is_split else min(number.bounds.low for number in passing)
        high = int(any(number.bounds.high != 0 for number in passing))
        yield NumberFact(
            bounds=Bounds(low, high), low_from=NO_FIGURES if is_split else behind, high_from=behind
        )

    def _passing_in_places(
        self, population: Population, term: Term, period: Period, size: KnownNumber
    ) -> NumberFact:
        """Find what the municipalities say together; people who work in two of them are counted in both."""
        disjoint, all_known = population.in_one_place, self.reported.all_places_known
        results = self.reported.cells(self.all_told(population, term, period), population, period)
        sizes = self.reported.cells(self.populations(population, period), population, period)
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
        """Count how many may pass outside municipalities.

        Of those there, and of those whom no municipality has.
        """
        outside = self.outside(population, period)
        limit = KnownNumber(bounds=Bounds(0, outside.bounds.high), high_from=outside.high_from)
        if size.bounds.high is None:
            return limit
        rest = max(int(size.bounds.high - placed.bounds.low), 0)
        if limit.bounds.high is not None and limit.bounds.high <= rest:
            return limit
        return KnownNumber(bounds=Bounds(0, rest), high_from=size.high_from | placed.low_from)


def _keys_of_loads(words: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    """List the keys of what members carry, by the key of the population."""
    keys_by_population: dict[str, tuple[str, ...]] = {}
    for word in words:
        if word.load:
            keys_by_population[word.of.key] = distinct((*keys_by_population.get(word.of.key, ()), *word.keys))
    return keys_by_population
