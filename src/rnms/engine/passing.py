"""What figures tell of those who pass and who fail: counts, printed shares, numbers of those asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import attrs

from rnms._values import frozen
from rnms.engine.number_facts import (
    ANY_NUMBER,
    NO_FIGURES,
    NOTHING_KNOWN,
    SOMEBODY,
    Figures,
    KnownNumber,
    NumberFact,
    minus,
)
from rnms.indicators.tally import ZERO, Number, Tally
from rnms.model.norm import Bounds
from rnms.model.returns import Figure, PrintedShare


@frozen(kw_only=True)
class TermNumbers:
    """What figures tell of a question.

    Attributes:
        tally: How many stand where.
        passing: How many pass.
        failing: How many fail.
        refused: The figures of this very number that are not believed.
        named: The figures that contradict each other, of whatever they are.
        behind_refused: Those of them on which what is not believed rests.
        contradicted: Whether figures that answer it are not believed.
    """

    tally: Tally
    passing: KnownNumber
    failing: KnownNumber
    refused: Figures = NO_FIGURES
    named: Figures = NO_FIGURES
    behind_refused: Figures = NO_FIGURES
    contradicted: bool = False


def passing_fact(figure: Figure, index: int, size: KnownNumber) -> NumberFact:
    """Find what a figure says of those who pass, in a population of that size."""
    alone = frozenset([index])
    if figure.holds is not None:
        fact = NumberFact.said(Bounds.exact(int(figure.holds)), index)
        return attrs.evolve(fact, failing=int(not figure.holds), failing_from=alone)
    base = size.bounds if figure.among is None else Bounds.exact(figure.among)
    stated = printed_share(figure) if figure.count is None else None
    count_bounds = printed_number(figure, base)
    assert count_bounds is not None  # noqa: S101  # else it was no answer
    low, high = int(count_bounds.low), minus(count_bounds.high, 0)
    if figure.among is None or high is None:
        by_size = figure.count is None
        return NumberFact(
            bounds=Bounds(low, high),
            stated=stated,
            figure=index,
            low_from=alone | size.low_from if by_size else alone,
            high_from=alone | size.high_from if by_size else alone,
        )
    rest = None if size.bounds.high is None else int(size.bounds.high) - figure.among
    return NumberFact(
        bounds=Bounds(low, None if rest is None else high + max(rest, 0)),
        failing=max(figure.among - high, 0),
        asked=figure.among,
        figure=index,
        low_from=alone,
        high_from=alone | size.high_from,
        failing_from=alone,
    )


def printed_number(figure: Figure, base: Bounds) -> Bounds | None:
    """Tell how many of so many a figure speaks of; ``None`` when its share is that of no whole number."""
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


def printed_share(figure: Figure) -> Bounds | None:
    """Find the share that a figure tells of all or of those who were asked; ``None`` where it is a number."""
    if figure.count is not None:
        return Bounds.exact(Fraction(figure.count, figure.among)) if figure.among else None
    return None if figure.share is None else _admitted(figure.share)


def fact_of_its_own(figure: Figure, index: int) -> NumberFact | None:
    """Find what a figure says of a number without any other; ``None`` where it can be no answer.

    A share beside a count is one of all, too, where nobody says how many were asked.
    """
    base = ANY_NUMBER if figure.among is None else Bounds.exact(figure.among)
    if figure.holds is None and printed_number(figure, base) is None:
        return None
    fact = passing_fact(figure, index, NOTHING_KNOWN)
    if figure.share is None or figure.among is not None:
        return fact
    return attrs.evolve(fact, stated=_admitted(figure.share))


def _admitted(share: PrintedShare) -> Bounds:
    """Bound the shares that are printed so."""
    admitted = share.admitted
    return Bounds(
        admitted.low or 0,
        1 if admitted.high is None else admitted.high,
        low_open=admitted.low_open,
        high_open=admitted.high_open,
    )


def number_outside(figure: Figure) -> Bounds:
    """Tell how many a figure says are outside municipalities; a yes means somebody."""
    if figure.count is not None:
        return Bounds.exact(figure.count)
    return SOMEBODY if figure.holds else ZERO if figure.holds is False else ANY_NUMBER


def fitted_into(fact: NumberFact, size: KnownNumber) -> tuple[NumberFact, ...]:
    """Fit those who pass and those who fail into the population together.

    Where it has no room for both, that is a second fact beside the first: they exclude each other.
    """
    if size.bounds.high is None:
        return (fact,)
    room = Bounds(0, max(int(size.bounds.high) - fact.failing, 0))
    common = fact.bounds.meet(room)
    if common == fact.bounds:
        return (fact,)
    high_from = size.high_from | fact.failing_from
    if common is None:
        return fact, NumberFact(bounds=room, high_from=high_from)
    return (attrs.evolve(fact, bounds=common, high_from=high_from),)


def failing_number(
    tally: Tally, size: KnownNumber, passing: KnownNumber, facts: Sequence[NumberFact]
) -> KnownNumber:
    """Count how many fail: those who surely do, and all who do not surely pass."""
    figures = next((fact.failing_from for fact in facts if fact.failing == tally.failed), None)
    high = None if size.bounds.high is None else size.bounds.high - passing.bounds.low
    return KnownNumber(
        bounds=Bounds(tally.failed, None if high is None else max(high, tally.failed)),
        low_from=size.low_from | passing.high_from if figures is None else figures,
        high_from=NO_FIGURES if high is None else size.high_from | passing.low_from,
    )


def tally_of(size: Bounds, passing: Bounds, facts: Sequence[NumberFact]) -> Tally:
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
    return counted_as(tally, undecided, stated)


def counted_as(tally: Tally, counted: Number, stated: Bounds | None) -> Tally:
    """Find the tally with how many of the undecided somebody counted.

    Written out, it is made for every place.
    """
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
    beyond = minus(size.high, surely_in)
    room = minus(passing.high, passed + undecided)
    unlimited = beyond if room is None else room if beyond is None else min(beyond, room)
    rest = 0 if unlimited is None else minus(beyond, unlimited)
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
