"""Which words of figures hold wherever others do, so that no part may exceed its whole."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Hashable, Iterable, Iterator

import attrs

from rnms._values import frozen
from rnms.engine.alike import Kept
from rnms.engine.recall import Memory
from rnms.indicators.tally import distinct
from rnms.logic.binding import bound
from rnms.logic.implication import (
    carries_by,
    carries_only,
    entails_as_many,
    entails_somebody,
    failures_included,
    included,
)
from rnms.logic.population import MUNICIPALITY, REGION, Population
from rnms.logic.predicates import END, SINCE, Op, Predicate
from rnms.logic.question import Question
from rnms.logic.walks import compared_with, conjuncts, disjuncts, is_existence, is_term
from rnms.logic.window import Window
from rnms.model.period import Period
from rnms.model.working_days import ONE_DAY

_MOST_KEPT = 16
Days = tuple[dt.date, dt.date]
"""The first and the last day of a time."""


@frozen(kw_only=True)
class Pair:
    """Two questions where every member that passes the narrow one passes the wide one.

    Attributes:
        narrow: The question that counts the part.
        period: The period of the part.
        wide: The question that counts the whole.
        later: The period of the whole, no earlier.
        failing: Whether it is so of those who fail, not of those who pass.
        of_headcount: Whether the whole is the headcount of those among whom the part was counted; of two
            numbers that were singled out each may be wrong.
        somebody: Whether it is only so that somebody passes the second, where anybody passes the first.
    """

    narrow: Question
    period: Period
    wide: Question
    later: Period
    failing: bool = False
    of_headcount: bool = False
    somebody: bool = False


class Relations:
    """What the words of a region tell of each other.

    Args:
        words: The questions that figures may answer.
        spoken: The keys of the figures at hand; other words are left alone.
        local: Those of them that were reported of municipalities.

    Attributes:
        words: The questions that figures may answer.
        spoken: Those that figures at hand may answer, and the headcounts that they rest on.
        accumulating: Those of them that count from a year on.
        populations: The populations of all words, and those that these rest on.
    """

    def __init__(self, words: Iterable[Question], spoken: Iterable[str], local: Iterable[str]) -> None:
        self.words = distinct(words)
        questions = _with_all_inner(self.words)
        self.spoken = _speaking(questions, frozenset(spoken))
        self.accumulating = tuple(filter(_accumulates, self.spoken))
        spoken_there = _speaking(questions, frozenset(local))
        self.populations = distinct(question.of for question in questions)
        self._of_silent: dict[frozenset[tuple[str, Period]], Kept] = {}
        self._memories: dict[Hashable, Memory] = {}
        # What was asked once is found by the question alone, not by all words that it was asked among.
        self._around = functools.lru_cache(maxsize=4096)(functools.partial(_around_among, self.spoken))
        self._around_there = functools.lru_cache(maxsize=4096)(
            functools.partial(_around_among, spoken_there, by_place=True)
        )
        self._pairs = functools.lru_cache(maxsize=1024)(functools.partial(_pairs_among, self.spoken))
        self._wider = functools.lru_cache(maxsize=1024)(functools.partial(_wider_among, self.populations))

    def around(
        self, question: Question, period: Period, *, by_place: bool
    ) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
        """Find the words that whoever passes a question also passes, and those that imply it.

        In a municipality those alone of which some municipality told: of others there is nothing to look up.
        """
        if by_place:
            return self._around_there(question, period)
        return self._around(question, period, by_place=False)

    def pairs(self, period: Period, keys: frozenset[str], *, by_place: bool) -> tuple[Pair, ...]:
        """The pairs of one period of which both sides were reported, in the region or in a municipality."""
        return self._pairs(period, keys, by_place=by_place) if len(keys) > 1 else ()

    def of_silent(self, told: Iterable[tuple[str, Period]]) -> Kept:
        """Find what is kept of places of which nobody told anything, where keys were told for these periods.

        It hangs on nothing else, so of two threads that come at once either may keep what both find.
        """
        if len(self._of_silent) >= _MOST_KEPT:
            self._of_silent.clear()
        return self._of_silent.setdefault(frozenset(told), {})

    def memory(self, shape: Hashable) -> Memory:
        """Find what is kept of systems that differ in nothing but what their figures say."""
        if len(self._memories) >= _MOST_KEPT:
            self._memories.clear()
        return self._memories.setdefault(shape, Memory())

    def carriers(self, load: Question, period: Period) -> tuple[Population, ...]:
        """List the populations that hold all whom a load counts."""
        return _carriers_among(self.populations, load, period)

    def records(self, load: Question, period: Period) -> tuple[Population, ...]:
        """List the populations of records that hold one for each whom a load counts."""
        return _records_among(self.populations, load, period)

    def wider(self, of: Population, period: Period) -> tuple[Population, ...]:
        """List the populations that hold all members of another in each municipality, itself among them."""
        return self._wider(of, period)

    def over_time(self, earlier: Period, later: Period) -> Iterator[Pair]:
        """List the words of which no fewer members pass in a later period: nobody leaves what accumulates."""
        for question in self.accumulating:
            if included(question, Window.of(earlier), question, Window.of(later)):
                yield Pair(narrow=question, period=earlier, wide=question, later=later)

    def over_parts(self, part: Period, period: Period, *, by_place: bool) -> Iterator[Pair]:
        """List the words that whoever passes another in a part of a period passes in all of it."""
        for narrow in self.spoken:
            if not lasts(narrow, part, period):
                continue
            # Of a wider word of which no municipality told, its headcount may.
            wider, _ = self._around(narrow, period, by_place=by_place)
            for wide in wider:
                if wide.term is not None:
                    yield Pair(narrow=narrow, period=part, wide=wide, later=period)


# What words tell of each other hangs on no data, so it is found once for all that are judged by them.


@functools.lru_cache(maxsize=64)
def relations_of(words: tuple[Question, ...], spoken: frozenset[str], local: frozenset[str]) -> Relations:
    """Find what the words of a region tell of each other, where figures speak of some of them."""
    return Relations(words, spoken, local)


def _speaking(questions: Iterable[Question], keys: frozenset[str]) -> tuple[Question, ...]:
    return tuple(question for question in questions if question.key in keys)


@functools.lru_cache(maxsize=64)
def _with_all_inner(words: tuple[Question, ...]) -> tuple[Question, ...]:
    return distinct(inner for word in words if not word.load for inner in _with_inner(word))


def _pairs_among(
    spoken: tuple[Question, ...], period: Period, keys: frozenset[str], *, by_place: bool
) -> tuple[Pair, ...]:
    questions = _speaking(spoken, keys)
    couples = [(narrow, wide) for narrow in questions for wide in questions if narrow.key != wide.key]
    alike = [
        pair
        for narrow, wide in couples
        if narrow.of.unit == wide.of.unit
        for pair in _pairs(narrow, wide, period, by_place=by_place)
    ]
    # A member of another municipality counts as well.
    between_units = [
        Pair(
            narrow=narrow,
            period=period,
            wide=wide,
            later=period,
            somebody=by_place or not entails_as_many(narrow, wide, Window.of(period)),
        )
        for narrow, wide in couples
        if narrow.of.unit != wide.of.unit
        if _rests_on(narrow.of, wide) or (not by_place and entails_somebody(narrow, wide, Window.of(period)))
    ]
    return (*alike, *between_units)


def _around_among(
    questions: tuple[Question, ...], question: Question, period: Period, *, by_place: bool
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    window = Window.of(period)
    candidates = [candidate for candidate in questions if candidate.key != question.key]
    return (
        tuple(
            candidate
            for candidate in candidates
            if included(question, window, candidate, window, by_place=by_place)
        ),
        tuple(
            candidate
            for candidate in candidates
            if included(candidate, window, question, window, by_place=by_place)
        ),
    )


@functools.lru_cache(maxsize=1024)
def _carriers_among(
    populations: tuple[Population, ...], load: Question, period: Period
) -> tuple[Population, ...]:
    return tuple(
        population for population in populations if carries_only(load, population, Window.of(period))
    )


@functools.lru_cache(maxsize=1024)
def _records_among(
    populations: tuple[Population, ...], load: Question, period: Period
) -> tuple[Population, ...]:
    return tuple(population for population in populations if carries_by(load, population, Window.of(period)))


def _wider_among(
    populations: tuple[Population, ...], population: Population, period: Period
) -> tuple[Population, ...]:
    window = Window.of(period)
    return distinct(
        [
            population,
            *population.bases,
            *(
                wide
                for wide in populations
                if wide.unit == population.unit
                and included(Question(of=population), window, Question(of=wide), window, by_place=True)
            ),
        ]
    )


def _with_inner(question: Question) -> Iterator[Question]:
    """Give a question and those that its population rests on."""
    for population in (question.of, *question.of.bases, *question.of.union):
        if population.unit != REGION:
            yield Question(of=population)
        if population.base is not None:
            yield from (Question(of=population.base, term=term) for term in population.having)
    yield question


def _rests_on(population: Population, wide: Question) -> bool:
    """Tell whether a population is of members of another kind: where there is none of these, it is empty."""
    whole = population.within
    return whole is not None and ((wide.term is None and whole == wide.of) or _rests_on(whole, wide))


def _pairs(narrow: Question, wide: Question, period: Period, *, by_place: bool) -> Iterator[Pair]:
    window = Window.of(period)
    if included(narrow, window, wide, window, by_place=by_place):
        of_headcount = (
            wide.term is None
            and included(Question(of=_counted_among(narrow)), window, wide, window, by_place=by_place)
            and not included(wide, window, narrow, window, by_place=by_place)
        )
        yield Pair(narrow=narrow, period=period, wide=wide, later=period, of_headcount=of_headcount)
    if failures_included(narrow, window, wide, window, by_place=by_place):
        yield Pair(narrow=narrow, period=period, wide=wide, later=period, failing=True)


def _counted_among(question: Question) -> Population:
    """Find the population of which those who pass were singled out."""
    population = question.of
    if question.term is not None or not population.having:
        return population
    return population.base or attrs.evolve(population, having=())


def _accumulates(question: Question) -> bool:
    """Tell whether a question counts from a year on; the municipalities themselves may merge."""
    terms = (*question.of.having, *(() if question.term is None else (question.term,)))
    return question.of.unit != MUNICIPALITY and any(term.since is not None for term in terms)


_SOME_DAYS = tuple(Window.of(Period.of(year)) for year in (2021, 2022))
"""Two windows: what is the same in both speaks of no days."""


@functools.lru_cache(maxsize=1024)
def adds_up(question: Question) -> bool:
    """Tell whether the numbers of parts of a period are together that of the whole.

    So it is where each member has one day on which it counts, and nothing else depends on the period.

    >>> from rnms.indicators.vocabulary import diagnostics, management, people
    >>> adds_up(Question(of=diagnostics.ROUTES, term=diagnostics.AFTER_DIAGNOSTIC))
    True
    >>> adds_up(Question(of=people.STAFF))
    False
    """
    population, term = question.of, question.term
    if term is not None and _speaks_of_days(term):
        return False
    if population.unit.on_one_day:
        return True
    if (
        not population.entity
        or population.through is not None
        or population.within is not None
        or population.union
    ):
        return False
    timed = [fact for fact in conjuncts(population.where) if _speaks_of_days(fact)]
    days = {day for fact in timed if (day := compared_with(fact)) is not None}
    of_one = len({field for field, _, _ in days}) == 1
    return of_one and len(days) == len(timed) and {day[1:] for day in days} == {(Op.GE, SINCE), (Op.LE, END)}


@functools.lru_cache(maxsize=4096)
def lasts(question: Question, part: Period, period: Period) -> bool:
    """Tell whether whoever passes in a part of a period passes in all of it: by an event, which stays one.

    >>> from rnms.indicators.vocabulary import municipalities
    >>> autumn, year = Period.of("2022-09-01/2022-12-31"), Period.of("2022/2023")
    >>> of = municipalities.MUNICIPALITIES
    >>> lasts(Question(of=of, term=municipalities.IN_BOTH_CONTESTS), autumn, year)
    True
    >>> lasts(Question(of=of, term=municipalities.WITH_COMMUNITIES), autumn, year)
    False
    """
    term = question.term
    if term is None or term.since is not None or not _speaks_of_days(term):
        return False
    return included(question, Window.of(part), question, Window.of(period), by_place=True)


def is_of_some_part(question: Question) -> bool:
    """Tell whether whoever passes in a period passes in one of the parts that fill it.

    >>> from rnms.indicators.vocabulary import municipalities
    >>> of = municipalities.MUNICIPALITIES
    >>> is_of_some_part(Question(of=of, term=municipalities.IN_CONTESTS))
    True
    >>> is_of_some_part(Question(of=of, term=municipalities.IN_BOTH_CONTESTS))
    False
    """
    whole, term = question.of.resolved(), question.term
    if term is None or whole.through is not None or _speaks_of_days(whole.where):
        return False
    return _is_one_event(term)


def _is_one_event(predicate: Predicate) -> bool:
    """Tell whether one event of one day is enough, whichever of several it may be."""
    if is_term(predicate):
        return predicate.since is None and _is_one_event(predicate.where)
    enough = tuple(disjuncts(predicate))
    if enough != (predicate,):
        return all(_is_one_event(part) for part in enough)
    if not is_existence(predicate) or predicate.at_least > 1:
        return False
    events = Population(key="events", title="events", entity=predicate.entity, where=predicate.where)
    return adds_up(Question(of=events))


def _speaks_of_days(predicate: Predicate) -> bool:
    first, second = (bound(predicate, window) for window in _SOME_DAYS)
    return first != second


def days_of(times: Population, period: Period) -> Days:
    """Find the days of a period at which a record of one of its times may lie.

    >>> from rnms.indicators.vocabulary import diagnostics, management, people
    >>> [str(day) for day in days_of(management.ROUNDS_IN_MAY, Period.of(2023))]
    ['2023-05-01', '2023-05-31']
    """
    first, last = period.start, period.end
    for fact in conjuncts(bound(times.where, Window.of(period))):
        _, op, limit = compared_with(fact) or ("", Op.EQ, None)
        if isinstance(limit, dt.date):
            if op in {Op.GE, Op.GT, Op.EQ}:
                first = max(first, limit + ONE_DAY * (op is Op.GT))
            if op in {Op.LE, Op.LT, Op.EQ}:
                last = min(last, limit - ONE_DAY * (op is Op.LT))
    return first, last
