"""Aims: of which question members are to come into which state so that a measure comes nearer to its norm.

A share counts members that pass, a number those who belong, a ratio those of two populations. What is made of
them (a growth, the values of several periods, an index) aims at the same members, and is reached by trial.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from rnms._values import frozen
from rnms.engine.beside import inside
from rnms.engine.engine import Engine
from rnms.indicators.counts import Count, Ratio, Share
from rnms.indicators.definition import Direction, is_less_better
from rnms.indicators.measures import WeightedIndex
from rnms.indicators.over_periods import Growth, Measure, OverPeriods
from rnms.indicators.tally import MemberState, Tally
from rnms.logic.paths import REGION
from rnms.logic.question import Question
from rnms.model.norm import Exact, Norm
from rnms.model.period import Period

COLLECTIONS = {"municipality": "municipalities", "organization": "organizations"}
"""The collection of the places that are judged one by one, by the key of their unit."""


@frozen(kw_only=True)
class Aim:
    """Of what question members are to come into what state.

    Attributes:
        part: The part of the indicator, or of an index, that it serves; empty where there is one.
        question: The question: a share's, or the size of a population that is to grow.
        wanted: The state in which a member serves the target.
        others: The population from which others can join; ``None`` where members are those of the question.
        period: Where it is judged.
        weight: How much the whole moves if all members come to it.
    """

    part: str
    question: Question
    wanted: MemberState
    others: Question | None = None
    period: Period
    weight: Exact = 1

    @property
    def entity(self) -> str:
        """The collection of the members."""
        return self.question.of.resolved().entity

    def reached(self, engine: Engine) -> set[str]:
        """List who serves the target."""
        return {*self.standing(engine, self.wanted)}

    def standing(self, engine: Engine, state: MemberState) -> tuple[str, ...]:
        """List by id who surely stands in a state; the region, which has no id, as ``"region"``."""
        if self.entity != REGION:
            return tuple(key for key, _ in engine.standing(self.question, self.period, state))
        tally = engine.answer(self.question, self.period).tally
        numbers = (
            {MemberState.PASSED: tally.passed, MemberState.FAILED: tally.failed}
            if isinstance(tally, Tally)
            else {}
        )
        return (REGION,) if numbers.get(state) else ()

    def gain(self, engine: Engine) -> Fraction:
        """Tell how much one more member of those who are surely counted moves the whole."""
        tally = engine.answer(self.question, self.period).tally
        size = tally.surely_in if isinstance(tally, Tally) else 0
        return Fraction(self.weight) / max(size, 1)

    def within(self, engine: Engine, unit: str, place: str) -> Aim | None:
        """Narrow it to the members in one place; ``None`` where nothing places them."""
        path = engine.records.plan(self.question, self.period).of.place_path(COLLECTIONS[unit])
        if not path:
            return None
        question = attrs.evolve(self.question, of=inside(self.question.of, path, place))
        return attrs.evolve(self, question=question)


def aims_of(
    part: str, measure: Measure | None, norm: Norm | None, direction: Direction, period: Period
) -> Iterator[Aim]:
    """List the aims of a measure; none where it counts no members one by one.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> from rnms.model import at_most, percent
    >>> share = Share(people.STAFF, diagnostics.DIAGNOSED)
    >>> [aim] = aims_of("", share, at_most(percent(10)), Direction.INCREASE, Period.of(2023))
    >>> aim.wanted.value
    'failed'
    """
    less = is_less_better(norm, direction)
    match measure:
        case Share():
            [question] = measure.questions
            wanted = MemberState.FAILED if less else MemberState.PASSED
            yield Aim(part=part, question=question, wanted=wanted, period=period)
        case Count() if norm is not None and norm.low is not None:
            [question] = measure.questions
            yield Aim(part=part, question=question, wanted=MemberState.PASSED, others=question, period=period)
        case Ratio() if norm is not None:
            divided, dividing = measure.questions
            # More of those who divide bring the value down, more of the others bring it up.
            grows, from_whom = (divided, dividing) if norm.low is not None else (dividing, divided)
            yield Aim(part=part, question=grows, wanted=MemberState.PASSED, others=from_whom, period=period)
        case Growth():
            yield from aims_of(part, measure.of, norm, direction, period)
        case OverPeriods() if None in measure.periods:
            # What was in other periods is past, or not yet to be planned.
            yield from aims_of(part, measure.of, norm, direction, period)
        case WeightedIndex():
            yield from _of_index(measure, Fraction(1), period, less=less)


def _of_index(index: WeightedIndex, weight: Fraction, period: Period, *, less: bool) -> Iterator[Aim]:
    whole = sum(Fraction(part.weight) for part in index.parts)
    for part in index.parts:
        own, less_of_it = weight * Fraction(part.weight) / whole, less is not part.inverted
        if isinstance(part.measure, WeightedIndex):
            yield from _of_index(part.measure, own, period, less=less_of_it)
        elif isinstance(part.measure, Share):
            direction = Direction.DECREASE if less_of_it else Direction.INCREASE
            for aim in aims_of(part.name, part.measure, None, direction, period):
                yield attrs.evolve(aim, weight=own)
