"""The measures that count members: shares, numbers and ratios; and how a value is written."""

from __future__ import annotations

import enum
import functools
from collections.abc import Sequence
from fractions import Fraction

import attrs

from rnms._values import frozen
from rnms.indicators.tally import (
    Estimate,
    LoadTally,
    MissingAs,
    Tally,
)
from rnms.logic.population import REGION, Population, Term, Word, Words
from rnms.logic.question import Question
from rnms.model.checked import RARE, checked
from rnms.model.norm import Bounds, Exact, Verdict, at_most
from rnms.showing import short

_FEW = 1000
"""So many completions of a share are looked at one by one; of more all between its ends may turn out."""


class Scale(enum.Enum):
    """How a value is written.

    >>> Scale("percent")
    <Scale.PERCENT: 'percent'>
    """

    PERCENT = "percent"
    YES_NO = "yes_no"
    NUMBER = "number"
    POINTS = "points"
    PERCENTAGE_POINTS = "percentage_points"


@frozen(field_transformer=checked)
class Share:
    """The share of a population for whom a term holds; of the region alone, a yes or no.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> [question.key for question in Share(people.STAFF, diagnostics.DIAGNOSED).questions]
    ['staff.diagnosed']

    Attributes:
        denominator: The population, the denominator.
        numerator: The term, which makes the numerator.
        among_known: Whether those of whom it is not known are left out (a reading's choice).
        missing_as_none: Whether they count as failing (likewise).
    """

    denominator: Population
    numerator: Term
    among_known: bool = attrs.field(default=False, kw_only=True)
    missing_as_none: bool = attrs.field(default=False, kw_only=True, metadata=RARE)

    __repr__ = short("denominator", "numerator")

    @property
    def scale(self) -> Scale:
        """Percent, or yes and no when the population is the region itself."""
        return Scale.YES_NO if self.denominator.unit == REGION else Scale.PERCENT

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.denominator, self.numerator)

    @functools.cached_property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.denominator, term=self.numerator),)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value from the answers, in the order of the questions."""
        [tally] = answers
        assert isinstance(tally, Tally)  # noqa: S101  # engines answer a question by its kind
        judged = tally if self.missing is None else tally.decided(self.missing)
        # That nobody answered does not make nobody eligible: «empty» is of the population itself.
        bounds = None if tally.surely_empty else judged.share() or Bounds(0, 1)
        return Estimate(bounds=bounds, nonempty=judged.surely_in > 0, empty=tally.surely_empty)

    def values(self, answers: Sequence[Tally | LoadTally]) -> frozenset[Fraction] | None:
        """List all values that can turn out, where they are few; else ``None``."""
        [tally] = answers
        assert isinstance(tally, Tally)  # noqa: S101  # engines answer a question by its kind
        decided_tally = tally if self.missing is None else tally.decided(self.missing)
        return decided_tally.shares(_FEW)

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> Share:
        """Put the same measure in the words of a reading."""
        return Share(
            self.denominator.rewritten(words),
            self.numerator.rewritten(words),
            among_known=self.among_known or missing is MissingAs.LEFT_OUT,
            missing_as_none=self.missing_as_none or missing is MissingAs.NONE,
        )

    @property
    def missing(self) -> MissingAs | None:
        """What those count as of whom nothing is known; ``None`` where they leave it open."""
        return MissingAs.chosen(among_known=self.among_known, missing_as_none=self.missing_as_none)


@frozen(field_transformer=checked)
class Count:
    """The number of members of a population.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> Count(people.STAFF).estimate([Tally(passed=5)]).bounds
    Bounds(low=5, high=5)

    Attributes:
        of: The population.
        missing_as_none: Whether what may be there, but is not known to be, is not (a reading's choice).
    """

    of: Population
    missing_as_none: bool = attrs.field(default=False, kw_only=True, metadata=RARE)

    __repr__ = short("of")

    @property
    def scale(self) -> Scale:
        """A number."""
        return Scale.NUMBER

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.of,)

    @functools.cached_property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.of),)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value from the answers; without members it is 0."""
        [tally] = answers
        size = tally.size()
        if self.missing_as_none and isinstance(tally, Tally) and tally.counted is not None:
            most = tally.surely_in + tally.counted
            size = Bounds(size.low, most if size.high is None else min(most, int(size.high)))
        return Estimate(bounds=size, nonempty=True, empty=False)

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> Count:
        """Put the same measure in the words of a reading."""
        return Count(
            self.of.rewritten(words), missing_as_none=self.missing_as_none or missing is MissingAs.NONE
        )


@frozen(field_transformer=checked)
class Times:
    """In how many of several times of a period something was seen: in each at most once.

    Two monitorings in November are one of «май, ноябрь», not both.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> Times(management.MONITORING_ROUNDS, management.MAY_AND_NOVEMBER).questions[0].key
    'monitoring_rounds'

    Attributes:
        of: What is counted, as figures report it: how many of the times.
        times: The records that show it in each of them, of one collection.
    """

    of: Population
    times: tuple[Population, ...] = attrs.field(converter=tuple[Population, ...])

    __repr__ = short("of", "times")

    @property
    def scale(self) -> Scale:
        """A number."""
        return Scale.NUMBER

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.of, *self.times)

    @functools.cached_property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.of, times=self.times),)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value from the answers; an event that never happened counts 0."""
        [tally] = answers
        return Estimate(bounds=tally.size(), nonempty=True, empty=False)

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> Times:  # noqa: ARG002  # one call for all measures
        """Put the same measure in the words of a reading."""
        return Times(self.of.rewritten(words), tuple(part.rewritten(words) for part in self.times))


@frozen(field_transformer=checked)
class Ratio:
    """How many members of one population there are to one member of another.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> Ratio(people.SCHOOL_TEACHERS, methodists.POOL).estimate([Tally(passed=300), Tally(passed=2)]).bounds
    Bounds(low=Fraction(150, 1), high=Fraction(150, 1))

    Attributes:
        numerator: The population that is divided.
        denominator: The population that divides.
        scale: A number, or a percentage where the first is meant as a part of the second.
    """

    numerator: Population
    denominator: Population
    scale: Scale = attrs.field(default=Scale.NUMBER, kw_only=True)

    __repr__ = short("numerator", "denominator")

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.numerator, self.denominator)

    @functools.cached_property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.numerator), Question(of=self.denominator))

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value from the answers, in the order of the questions."""
        count, per = (answer.size() for answer in answers)
        return ratio_of(count, per, self.scale)

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> Ratio:  # noqa: ARG002  # one call for all measures
        """Put the same measure in the words of a reading."""
        return Ratio(self.numerator.rewritten(words), self.denominator.rewritten(words), scale=self.scale)


def ratio_of(count: Bounds, per: Bounds, scale: Scale) -> Estimate:
    """Divide one number of members by another, as far as both are known.

    >>> ratio_of(Bounds(0, 19483), Bounds(123, None), Scale.NUMBER).bounds.high
    Fraction(19483, 123)
    """
    if per.high == 0:
        return _by_nobody(count, scale)
    bounds = quotient(count, per)
    over_whole = is_over_whole(bounds) if scale is Scale.PERCENT else False
    # Somebody to nobody is above every number, and so within what has no upper end.
    defined = per.low > 0 or (count.low > 0 and scale is Scale.NUMBER)
    return Estimate(bounds=bounds, nonempty=defined, empty=False, over_whole=over_whole)


def quotient(dividend: Bounds, divisor: Bounds, *, least: Exact = 0) -> Bounds:
    """Divide the bounds of one number by those of another, which is never negative.

    Where the divisor may be 0 it is taken for more than that: else there is no quotient.

    >>> quotient(Bounds(0, 19483), Bounds(123, None)).high
    Fraction(19483, 123)

    Args:
        dividend: The number that is divided.
        divisor: The one that divides.
        least: What the quotient is at the least where nothing else limits it.
    """
    low, high = dividend.low, dividend.high
    of_least = None if divisor.low == 0 else 1 / Fraction(divisor.low)
    of_most = Fraction(0) if divisor.high is None else 1 / Fraction(divisor.high)
    is_most_unreached = divisor.high is None or divisor.high_open
    # What is above nothing is least in parts of the most, what is below it in parts of the least.
    by_low, by_low_open = (of_most, is_most_unreached) if low > 0 else (of_least, divisor.low_open)
    is_above = high is not None and high > 0
    by_high, by_high_open = (of_least, divisor.low_open) if is_above else (of_most, is_most_unreached)
    is_low_known = low == 0 or by_low is not None
    greatest = None if high is None or by_high is None else high * by_high
    return Bounds(
        low * (by_low or 0) if is_low_known else least,
        greatest,
        low_open=is_low_known and (dividend.low_open or (low != 0 and by_low_open)),
        high_open=greatest is not None and (dividend.high_open or (high != 0 and by_high_open)),
    )


def _by_nobody(count: Bounds, scale: Scale) -> Estimate:
    """Find the value where the divisor is 0: none of 0 to 0 or of a part of 0, else one without limit."""
    if count.high == 0 or scale is Scale.PERCENT:
        return Estimate(bounds=None, nonempty=False, empty=True)
    return Estimate(
        bounds=Bounds(count.low, None), nonempty=count.low > 0, empty=False, unlimited=count.low > 0
    )


def is_over_whole(share: Bounds) -> bool | None:
    """Tell whether a share is more than the whole; ``None`` where that is not decided."""
    verdict = at_most(1).verdict(share)
    return None if verdict is Verdict.UNDETERMINED else verdict is Verdict.NOT_MET
