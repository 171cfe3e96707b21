"""Which figures exclude each other by what their words mean: a part above its whole, a whole of nobody."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence

from rnms._values import cached_property
from rnms.engine.contradictions import At, Excess, excess_message, part_above_whole
from rnms.engine.load_statistics import LoadNumbers, LoadStatistics
from rnms.engine.number_facts import NO_FIGURES, NOTHING_KNOWN, Figures, KnownNumber, reconcile
from rnms.engine.numbers import Numbers
from rnms.engine.passing import fact_of_its_own, printed_share
from rnms.engine.related import Pair
from rnms.engine.unions import union_of
from rnms.indicators.loads import is_part_of_sum
from rnms.indicators.tally import distinct
from rnms.issues import message
from rnms.logic.population import OUTSIDE_MUNICIPALITIES
from rnms.logic.question import Question
from rnms.model.norm import Bounds
from rnms.model.period import Period, parts_and_wholes


class Exclusions:
    """Finds what excludes each other among the numbers that figures tell.

    Args:
        numbers: The numbers.
    """

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._reported = numbers.reported
        self._contradictions = numbers.contradictions
        self._figures = numbers.reported.figures

    def settle(self) -> None:
        """Find what excludes each other by what its words mean, before anything is answered.

        Municipalities first: what is not believed there does not speak for the region either.
        """
        keys_by_number: dict[tuple[Period, str | None], set[str]] = {}
        for (period, place), keys in self._reported.keys_at.items():
            for where in {place, None}:
                keys_by_number.setdefault((period, where), set()).update(keys)
        local = {number: keys for number, keys in keys_by_number.items() if number[1] is not None}
        regional = {number: keys for number, keys in keys_by_number.items() if number[1] is None}
        self._refuse_sums()
        while self._refuse_among(local) or self._refuse_among(regional) or self._refuse_outside():
            self._numbers.forget()
        self._contradictions.muted.update(*self._refused_by_their_own())
        # What is believed tells of other words, too. What was met on the way may have rested on what is
        # refused now.
        self._numbers.forget(narrowed=True)
        while self._refuse_of_numbers(set(keys_by_number)) or self._refuse_in_region():
            self._numbers.forget(narrowed=True)

    def _reported_numbers(self) -> Iterator[tuple[Question, Period, str | None]]:
        """List the numbers that figures report under a word, by its question, period and place."""
        numbers: dict[str, list[tuple[Period, str | None]]] = {}
        for key, period, place in self._reported.by_key:
            numbers.setdefault(key, []).append((period, place))
        for word in self._numbers.relations.spoken:
            for period, place in numbers.get(word.key, ()):
                yield word, period, place

    def _refused_by_their_own(self) -> Iterator[Figures]:
        """List the figures that are not believed of their own number."""
        for word, period, place in self._reported_numbers():
            yield self._numbers.population(word.of, period, place).figures
            if word.term is not None:
                yield self._numbers.told(word.of, word.term, period, place).refused

    def _refuse_of_numbers(self, places: Collection[tuple[Period, str | None]]) -> bool:
        """Refuse the figures of one number that exclude each other; tell whether any were refused."""
        before = self._contradictions.extent()
        self._refuse_excluding(*self._excluding_at(places))
        return self._contradictions.extent() > before

    def _refuse_excluding(self, figures: Figures, headcounts: Figures) -> None:
        """Refuse figures that exclude each other, and count the headcounts among them as themselves alone."""
        self._contradictions.stand(headcounts)
        self._contradictions.refuse(figures - self._contradictions.refused - self._contradictions.standing)

    def _excluding_at(self, places: Collection[tuple[Period, str | None]]) -> tuple[Figures, Figures]:
        """List the figures of some periods and places that exclude each other, and headcounts that loads do.

        Neither is believed of any other number: whichever of the two is wrong, nobody can say. What parts of
        a period or of the region tell is not joined, and told of them.
        """
        excluding = set(self._excluding_by_themselves(places))
        statistics = list(self._statistics(places))
        of_loads = (
            ((loads.named - loads.headcounts) | loads.refused, period, place)
            for loads, period, place in statistics
        )
        for figures, period, place in itertools.chain(self._excluding_each_other(places), of_loads):
            if figures == self._contradictions.told_at(figures, period, place):
                excluding |= figures
        return frozenset(excluding), NO_FIGURES.union(*(loads.headcounts for loads, _, _ in statistics))

    def _excluding_by_themselves(self, places: Collection[tuple[Period, str | None]]) -> Iterator[int]:
        """Walk over the figures that another of the same number excludes, whatever else is told of it."""
        words = {word.key: word for word in self._numbers.relations.spoken}
        for (key, period, place), indexes in self._reported.by_key.items():
            is_asked = key in words or key in self._keys_of_loads
            if len(indexes) > 1 and is_asked and (period, place) in places:
                numbers = indexes
                if any(self._figures[index].holds is not None for index in indexes):
                    size = self._numbers.population(words[key].of, period, place).known.bounds
                    numbers = [index for index in indexes if self._numbers.is_number(index, size)]
                facts = [fact_of_its_own(self._figures[index], index) for index in numbers]
                said = [fact for fact in facts if fact is not None]
                yield from reconcile(NOTHING_KNOWN, said).figures

    @cached_property
    def _keys_of_loads(self) -> Mapping[str, Question]:
        """The words of loads, by the keys under which figures report them."""
        return {key: word for word in self._numbers.relations.words if word.load for key in word.keys}

    def _excluding_each_other(
        self, places: Collection[tuple[Period, str | None]]
    ) -> Iterator[tuple[Figures, Period, str | None]]:
        """List the figures by which facts of one number exclude each other, with its period and place."""
        for word, period, place in self._reported_numbers():
            if (period, place) not in places:
                continue
            size = self._numbers.population(word.of, period, place)
            yield size.named | size.figures, period, place
            if word.term is not None:
                passing = self._numbers.told(word.of, word.term, period, place)
                yield passing.named | passing.refused, period, place

    def _statistics(
        self, places: Collection[tuple[Period, str | None]]
    ) -> Iterator[tuple[LoadStatistics, Period, str | None]]:
        """List what is told of loads at some periods and places."""
        loads = LoadNumbers(self._numbers)
        for key, period, place in self._reported.by_key:
            if (period, place) in places and (load := self._keys_of_loads.get(key)) is not None:
                yield loads.at(load, period, place), period, place

    def _refuse_in_region(self) -> bool:
        """Refuse what municipalities tell where a number of the region excludes it; tell whether any was.

        Not that number alone rests on it, so none of the others may believe it either.
        """
        found = [
            (self._contradictions.told_at(own, period, None), behind)
            for period, own, behind in self._excluded_in_region()
            if self._new_of_municipalities(behind)
        ]
        for own, behind in found:
            of_places = self._contradictions.of_municipalities(behind)
            # What is told of other periods goes on to exclude what the region tells itself.
            self._contradictions.refuse(of_places if behind - own - of_places else of_places | own)
        return bool(found)

    def _new_of_municipalities(self, figures: Figures) -> bool:
        return bool(self._contradictions.of_municipalities(figures) - self._contradictions.refused)

    def _excluded_in_region(self) -> Iterator[tuple[Period, Figures, Figures]]:
        """List the figures that exclude each other of a number of the region, and on which such facts rest.

        With the period of the number.
        """
        for word in self._numbers.relations.spoken:
            for period in self._reported.periods_of([word.key]):
                size = self._numbers.population(word.of, period, None)
                yield period, size.figures | size.named, size.behind_refused
                if word.term is not None:
                    told = self._numbers.told(word.of, word.term, period, None)
                    yield period, told.refused | told.named, told.behind_refused
        loads = LoadNumbers(self._numbers)
        for word in self._numbers.relations.words:
            for period in distinct(self._reported.periods_of(word.keys)) if word.load else ():
                statistics = loads.at(word, period, None)
                sides = statistics.refused | (statistics.named - statistics.headcounts)
                yield period, sides, statistics.behind_refused

    def _refuse_among(self, numbers: Mapping[tuple[Period, str | None], set[str]]) -> bool:
        """Refuse the figures of numbers that exclude each other; tell whether any were refused."""
        pairs = list(self._pairs_among(numbers))
        before = self._contradictions.extent()
        above_headcounts = [above for above in self._excesses(pairs, failing=False) if above.standing]
        self._refuse_excesses(above_headcounts)
        if self._contradictions.extent() > before:
            # What exceeds a headcount that stands is held against nothing else.
            return True
        # Found before anything is refused: what one of two excludes is not believed beside the other.
        excluding, headcounts = self._excluding_at(numbers.keys())
        # Failures mostly tell the same as passes, and are named only where they tell more.
        for failing in (False, True):
            self._refuse_excesses(
                [
                    above
                    for above in self._excesses(pairs, failing=failing)
                    if not failing or not above.refused <= self._contradictions.refused
                ]
            )
        self._refuse_excluding(excluding, headcounts)
        return self._contradictions.extent() > before

    def _pairs_among(
        self, numbers: Mapping[tuple[Period, str | None], set[str]]
    ) -> Iterator[tuple[Pair, str | None]]:
        """List what is part of what by its words among numbers, with the places where it is so."""
        for (period, place), keys in numbers.items():
            for pair in self._numbers.relations.pairs(period, frozenset(keys), by_place=place is not None):
                yield pair, place
        over_time = sorted(
            (period for period, place in numbers if place is None), key=lambda period: period.end
        )
        if self._numbers.relations.accumulating:
            for earlier, later in itertools.combinations(over_time, 2):
                for pair in self._numbers.relations.over_time(earlier, later):
                    yield pair, None
        periods_of: dict[str | None, list[Period]] = {}
        for period, place in numbers:
            periods_of.setdefault(place, []).append(period)
        for place, periods in periods_of.items():
            for part, period in parts_and_wholes(periods):
                for pair in self._numbers.relations.over_parts(part, period, by_place=place is not None):
                    yield pair, place

    def _excesses(self, pairs: Sequence[tuple[Pair, str | None]], *, failing: bool) -> list[Excess]:
        """Find what exceeds its whole, of those who pass or of those who fail."""
        return [
            above
            for pair, place in pairs
            if pair.failing is failing and (above := self._exceeding(pair, place)) is not None
        ]

    def _refuse_excesses(self, excesses: Sequence[Excess]) -> None:
        """Name what exceeds its whole, and believe it no more."""
        for above in excesses:
            self._contradictions.note(
                self._contradictions.of_words,
                above.contradiction,
                above.named,
                above.refused,
                above.place,
                behind=above.behind,
            )
        for above in excesses:
            self._contradictions.refused |= above.refused
            self._contradictions.stand(above.standing)
            if above.place is None:
                self._contradictions.refused |= self._contradictions.of_municipalities(above.behind)
            for number in above.inferred:
                self._contradictions.unjoined[number] = (
                    self._contradictions.unjoined.get(number, NO_FIGURES) | above.named
                )
                self._reported.alike.add(number)

    def _refuse_sums(self) -> None:
        """Refuse sums, and largest loads, of a part that exceed those of the whole."""
        loads = [word for word in self._numbers.relations.words if word.load]
        for narrow, wide in itertools.permutations(loads, 2):
            if not _carries_part(narrow, wide):
                continue
            # The smallest of a part may well be above that of the whole.
            for part_key, whole_key in itertools.islice(zip(narrow.keys, wide.keys, strict=True), 2):
                for key, period, place in self._reported.by_key:
                    if key == part_key:
                        self._refuse_above((part_key, period, place), (whole_key, period, place))

    def _refuse_above(self, part: At, whole: At) -> None:
        """Refuse the figures of a part that are above each of its whole, and those."""
        counts, limits = (
            {
                index: count
                for index in self._numbers.believed(number)
                if (count := self._count(index)) is not None
            }
            for number in (part, whole)
        )
        if limits and any(count > max(limits.values()) for count in counts.values()):
            figures = frozenset((*counts, *limits))
            fault = message("figures.contradiction/part-above-whole", narrow=part[0], wide=whole[0])
            self._contradictions.note(
                self._contradictions.of_words, fault, figures, figures, part[2], behind=figures
            )
            self._contradictions.refused |= figures

    def _count(self, index: int) -> int | None:
        return self._figures[index].count

    def _refuse_outside(self) -> bool:
        """Refuse numbers outside municipalities that contradict others; tell whether any were refused.

        Not only the size of the region rests on it, so none of its other uses may believe it either.
        """
        suffix = f".{OUTSIDE_MUNICIPALITIES.key}"
        periods = distinct(
            period for key, period, place in self._reported.by_key if place is None and key.endswith(suffix)
        )
        before = len(self._contradictions.refused)
        for period in periods:
            for population in self._numbers.relations.populations:
                outside = self._numbers.outside(population, period)
                behind = outside.low_from | outside.high_from
                reconciled = self._numbers.population(population, period, None)
                if reconciled.refused and behind & reconciled.named:
                    contradiction = message("figures.contradiction/each-other", key=population.key)
                    refused = reconciled.figures | (behind & reconciled.named)
                    self._contradictions.note(
                        self._contradictions.of_words,
                        contradiction,
                        reconciled.named,
                        refused,
                        None,
                        behind=reconciled.behind_refused,
                    )
                    self._contradictions.refused |= refused
                    self._contradictions.refused |= self._contradictions.of_municipalities(
                        reconciled.behind_refused
                    )
                    self._numbers.forget()
        return len(self._contradictions.refused) > before

    def _exceeding(self, pair: Pair, place: str | None) -> Excess | None:
        """Find the figures to refuse because a part exceeds its whole."""
        part = self._side(pair.narrow, pair.period, place, failing=pair.failing)
        whole = self._side(pair.wide, pair.later, place, failing=pair.failing)
        is_empty = whole.bounds.high == 0
        if pair.somebody and not is_empty:
            return None
        if not pair.failing:
            # Either may have been left out of its own number for that reason alone.
            part = _greatest(
                [
                    part,
                    *self._said_low(pair.narrow, pair.period, place),
                    *(self._said_in_places(pair) if place is None else ()),
                ]
            )
            whole = _least([whole, *self._said_high(pair.wide, pair.later, place)])
        if whole.bounds.high is None or part.bounds.low <= whole.bounds.high:
            return None if pair.failing else self._printed_above(pair, place)
        sides = [(pair.narrow, pair.period, part.low_from), (pair.wide, pair.later, whole.high_from)]
        standing = NO_FIGURES
        if part.low_from and not is_empty and self._stands(pair, place, whole):
            _, _, standing = sides.pop()
        refused: set[int] = set()
        inferred: set[At] = set()
        behind: set[int] = set()
        for question, period, figures in sides:
            # Who fails is told by headcounts too, which stand.
            behind |= {index for index in figures if not pair.failing or self._is_under(index, question)}
            own = {index for index in figures if self._speaks_of(index, question, period, place)}
            refused |= own
            if figures and not own:
                inferred.add((question.key, period, place))
        return Excess(
            contradiction=excess_message(pair),
            named=part.low_from | whole.high_from,
            behind=frozenset(behind),
            refused=frozenset(refused),
            inferred=frozenset(inferred),
            standing=standing,
            place=place,
        )

    def _stands(self, pair: Pair, place: str | None, whole: KnownNumber) -> bool:
        """Tell whether the whole of a pair is a reported headcount that no other figure contradicts."""
        if not pair.of_headcount or not whole.high_from:
            return False
        own = {
            index
            for index in self._numbers.believed((pair.wide.key, pair.later, place))
            if self._count(index) is not None
        }
        contradicted = self._numbers.population(pair.wide.of, pair.later, place).figures
        return whole.high_from <= own - contradicted

    def _printed_above(self, pair: Pair, place: str | None) -> Excess | None:
        """Find what is not believed because a part of the same members is printed as more than its whole.

        The number of these need not be known; of so many who were asked the same were asked.
        """
        if pair.narrow.of != pair.wide.of or pair.wide.term is None or pair.period != pair.later:
            return None
        parts, wholes = (
            [
                (index, figure.among, share)
                for index in self._numbers.believed((question.key, pair.period, place))
                for figure in [self._figures[index]]
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
        return Excess(
            contradiction=part_above_whole(pair), named=figures, behind=figures, refused=figures, place=place
        )

    def _said_low(self, question: Question, period: Period, place: str | None) -> Iterator[KnownNumber]:
        """List the least numbers that figures themselves state."""
        for index in self._numbers.believed((question.key, period, place)):
            if (count := self._count(index)) is not None:
                yield KnownNumber(bounds=Bounds(count, None), low_from=frozenset([index]))

    def _said_in_places(self, pair: Pair) -> Iterator[KnownNumber]:
        """Find the least number that municipalities tell of a part of a headcount, if they are joined."""
        number = (pair.narrow.key, pair.period, None)
        if pair.of_headcount and not self._numbers.is_unjoined(number) and self._reported.places:
            cells = self._numbers.number_cells(pair.narrow, pair.period)
            joined = union_of(cells, disjoint=pair.narrow.of.in_one_place, all_known=False)
            yield KnownNumber(bounds=Bounds(joined.bounds.low, None), low_from=joined.low_from)

    def _said_high(self, question: Question, period: Period, place: str | None) -> Iterator[KnownNumber]:
        """List the greatest numbers that figures themselves state; of those who were not asked nothing is."""
        for index in self._numbers.believed((question.key, period, place)):
            count = self._count(index)
            if count is not None and (question.term is None or self._figures[index].among is None):
                yield KnownNumber(bounds=Bounds(0, count), high_from=frozenset([index]))

    def _side(self, question: Question, period: Period, place: str | None, *, failing: bool) -> KnownNumber:
        """Count how many pass, or fail."""
        if failing and question.term is not None:
            return self._numbers.told(question.of, question.term, period, place).failing
        return self._numbers.number(question, period, place)

    def _speaks_of(self, index: int, question: Question, period: Period, place: str | None) -> bool:
        """Tell whether a figure is one of this very number, not one that it was inferred from."""
        figure = self._figures[index]
        return self._is_under(index, question) and (figure.period, figure.municipality) == (period, place)

    def _is_under(self, index: int, question: Question) -> bool:
        """Tell whether a figure is one of a number or of those who pass among it, of any period and place."""
        key = self._figures[index].key
        return key == question.key or (question.term is None and key.startswith(f"{question.of.key}."))


def _greatest(numbers: Sequence[KnownNumber]) -> KnownNumber:
    """Find the number that is the greatest at the least, from all figures that say so."""
    low = max(number.bounds.low for number in numbers)
    low_from = NO_FIGURES.union(*(number.low_from for number in numbers if number.bounds.low == low))
    return KnownNumber(bounds=Bounds(low, None), low_from=low_from)


def _least(numbers: Sequence[KnownNumber]) -> KnownNumber:
    """Find the number that is the least at the most, from all figures that say so."""
    highs = [number.bounds.high for number in numbers if number.bounds.high is not None]
    high = min(highs, default=None)
    high_from = NO_FIGURES.union(*(number.high_from for number in numbers if number.bounds.high == high))
    return KnownNumber(bounds=Bounds(0, high), high_from=high_from)


def _carries_part(narrow: Question, wide: Question) -> bool:
    """Tell whether what members carry under one question is some of what they do under another."""
    if narrow.term is None or wide.term is None or wide.of not in (narrow.of, *narrow.of.bases):
        return False
    return is_part_of_sum(narrow.term, wide.term)
