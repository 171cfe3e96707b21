"""Which of the words that figures answer hold wherever others do, so that a part exceeds no whole."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator

import attrs

from rnms.indicators.tally import distinct
from rnms.logic.implication import failures_included, included
from rnms.logic.normal import bound
from rnms.logic.population import MUNICIPALITY, REGION, Population
from rnms.logic.predicates import Op
from rnms.logic.question import Question
from rnms.logic.walks import compared_with, conjuncts
from rnms.logic.window import Window
from rnms.model.period import Period

Days = tuple[dt.date, dt.date]
"""The first and the last day of a time."""


@attrs.frozen(kw_only=True)
class Pair:
    """Two questions of which whoever passes the one passes the other.

    Attributes:
        narrow: The question that counts the part.
        period: The period of the part.
        wide: The question that counts the whole.
        later: The period of the whole, no earlier.
        failing: Whether it is so of those who fail, not of those who pass.
        same: Whether both count the same, so that neither stands against the other.
    """

    narrow: Question
    period: Period
    wide: Question
    later: Period
    failing: bool = False
    same: bool = False


class Relations:
    """What the words of a region tell of each other.

    Args:
        words: The questions that figures may answer.
        spoken: The keys of the figures at hand; other words are left alone.
    """

    def __init__(self, words: Iterable[Question], spoken: Iterable[str]) -> None:
        known = distinct(inner for word in words if not word.load for inner in _with_inner(word))
        keys = set(spoken)
        self._spoken = [question for question in known if question.key in keys]
        self.populations = distinct(question.of for question in known)
        # Wrapped here, because `functools.cache` on a method would keep every engine alive.
        self.pairs = functools.cache(self._find_pairs)
        self.wider = functools.cache(self._find_wider)

    def _find_pairs(self, period: Period, *, by_place: bool) -> tuple[Pair, ...]:
        """The pairs of one period, in the region or in each municipality."""
        return tuple(
            pair
            for narrow in self._spoken
            for wide in self._spoken
            if narrow.key != wide.key and narrow.of.unit == wide.of.unit
            for pair in _pairs(narrow, wide, period, by_place=by_place)
        )

    def over_time(self, earlier: Period, later: Period) -> Iterator[Pair]:
        """The words of which no fewer members pass in a later period: nobody leaves what accumulates."""
        for question in self._spoken:
            if _accumulates(question) and included(question, Window.of(earlier), question, Window.of(later)):
                yield Pair(narrow=question, period=earlier, wide=question, later=later, same=True)

    def _find_wider(self, of: Population, period: Period) -> tuple[Population, ...]:
        """The populations that hold all members of another in each municipality, itself among them."""
        window = Window.of(period)
        return distinct(
            [
                of,
                *_within(of),
                *(
                    wide
                    for wide in self.populations
                    if wide.unit == of.unit
                    and included(Question(of=of), window, Question(of=wide), window, by_place=True)
                ),
            ]
        )


def _with_inner(question: Question) -> Iterator[Question]:
    """A question and those that its population rests on."""
    for population in (question.of, *_within(question.of), *question.of.union):
        if population.unit != REGION:
            yield Question(of=population)
        if population.within is not None and population.within.unit == population.unit:
            yield from (Question(of=population.within, term=term) for term in population.having)
    yield question


def _within(of: Population) -> Iterator[Population]:
    if of.within is not None and of.within.unit == of.unit:
        yield of.within
        yield from _within(of.within)


def _pairs(narrow: Question, wide: Question, period: Period, *, by_place: bool) -> Iterator[Pair]:
    window = Window.of(period)
    if included(narrow, window, wide, window, by_place=by_place):
        same = included(wide, window, narrow, window, by_place=by_place)
        yield Pair(narrow=narrow, period=period, wide=wide, later=period, same=same)
    if failures_included(narrow, window, wide, window, by_place=by_place):
        yield Pair(narrow=narrow, period=period, wide=wide, later=period, failing=True)


def _accumulates(question: Question) -> bool:
    """Whether a question counts from a year on; the municipalities themselves may merge."""
    terms = (*question.of.having, *(() if question.term is None else (question.term,)))
    return question.of.unit != MUNICIPALITY and any(term.since is not None for term in terms)


def days_of(times: Population, period: Period) -> Days:
    """The days of a period at which a record of one of its times may lie.

    >>> from rnms.indicators.vocabulary import families
    >>> [str(day) for day in days_of(families.ROUNDS_IN_MAY, Period.of(2023))]
    ['2023-05-01', '2023-05-31']
    """
    first, last, day = period.start, period.end, dt.timedelta(days=1)
    for fact in conjuncts(bound(times.where, Window.of(period))):
        _, op, limit = compared_with(fact) or ("", Op.EQ, None)
        if isinstance(limit, dt.date):
            if op in {Op.GE, Op.GT, Op.EQ}:
                first = max(first, limit + day * (op is Op.GT))
            if op in {Op.LE, Op.LT, Op.EQ}:
                last = min(last, limit - day * (op is Op.LT))
    return first, last
