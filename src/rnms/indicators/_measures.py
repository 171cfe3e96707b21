"""The measures: how an indicator turns tallies into a value."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from fractions import Fraction

import attrs

from rnms.indicators._populations import REGION, Population, Term, Word, Words
from rnms.indicators._tally import Estimate, Loads, Question, Tally
from rnms.model import Bounds


class Scale(enum.Enum):
    """How a value is written.

    >>> Scale("percent")
    <Scale.PERCENT: 'percent'>
    """

    PERCENT = "percent"
    YES_NO = "yes_no"
    NUMBER = "number"


@attrs.frozen
class Share:
    """The share of a population for whom a term holds; of the region alone, a yes or no.

    >>> from rnms.indicators import families
    >>> [question.key for question in Share(families.STAFF, families.DIAGNOSED).questions]
    ['staff.diagnosed']

    Attributes:
        of: The population, the denominator.
        passing: The term, which makes the numerator.
        among_known: Whether those of whom it is not known are left out (a reading's choice).
    """

    of: Population
    passing: Term
    among_known: bool = attrs.field(default=False, kw_only=True)

    @property
    def scale(self) -> Scale:
        """Percent, or yes and no when the population is the region itself."""
        return Scale.YES_NO if self.of.unit == REGION else Scale.PERCENT

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.of, self.passing)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.of, term=self.passing),)

    def estimate(self, answers: Sequence[Tally | Loads]) -> Estimate:
        """Its value from the answers, in the order of the questions."""
        [tally] = answers
        assert isinstance(tally, Tally)  # noqa: S101  # engines answer a question by its kind
        judged = tally.among_known() if self.among_known else tally
        return Estimate(bounds=judged.share(), nonempty=judged.surely_in > 0, empty=judged.surely_empty)

    def rewritten(self, words: Words, *, among_known: bool) -> Share:
        """The same measure in the words of a reading."""
        return Share(
            self.of.rewritten(words),
            self.passing.rewritten(words),
            among_known=self.among_known or among_known,
        )


@attrs.frozen
class Count:
    """The number of members of a population.

    >>> from rnms.indicators import families
    >>> Count(families.STAFF).estimate([Tally(passed=5)]).bounds
    Bounds(low=5, high=5)

    Attributes:
        of: The population.
    """

    of: Population

    @property
    def scale(self) -> Scale:
        """A number."""
        return Scale.NUMBER

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.of,)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.of),)

    def estimate(self, answers: Sequence[Tally | Loads]) -> Estimate:
        """Its value from the answers; nobody is a value too, 0."""
        [tally] = answers
        return Estimate(bounds=tally.size(), nonempty=True, empty=False)

    def rewritten(self, words: Words, *, among_known: bool) -> Count:  # noqa: ARG002  # one call for all measures
        """The same measure in the words of a reading."""
        return Count(self.of.rewritten(words))


@attrs.frozen
class Ratio:
    """How many members of one population there are to one member of another.

    >>> from rnms.indicators import families
    >>> Ratio(families.SCHOOL_TEACHERS, families.POOL).estimate([Tally(passed=300), Tally(passed=2)]).bounds
    Bounds(low=Fraction(150, 1), high=Fraction(150, 1))

    Attributes:
        count: The population that is divided.
        per: The population that divides.
        scale: A number, or a percentage where the first is meant as a part of the second.
    """

    count: Population
    per: Population
    scale: Scale = attrs.field(default=Scale.NUMBER, kw_only=True)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.count, self.per)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.count), Question(of=self.per))

    def estimate(self, answers: Sequence[Tally | Loads]) -> Estimate:
        """Its value from the answers, in the order of the questions."""
        count, per = (answer.size() for answer in answers)
        if per.high == 0:
            return Estimate(bounds=None, nonempty=False, empty=True)
        low = Fraction(0) if per.high is None else Fraction(count.low) / per.high
        high = None if count.high is None or per.low == 0 else Fraction(count.high) / per.low
        return Estimate(bounds=Bounds(low, high), nonempty=per.low > 0, empty=False)

    def rewritten(self, words: Words, *, among_known: bool) -> Ratio:  # noqa: ARG002  # one call for all measures
        """The same measure in the words of a reading."""
        return Ratio(self.count.rewritten(words), self.per.rewritten(words), scale=self.scale)


class Statistic(enum.Enum):
    """Which load stands for all.

    >>> [statistic.value for statistic in Statistic]
    ['mean', 'largest', 'smallest']
    """

    MEAN = "mean"
    LARGEST = "largest"
    SMALLEST = "smallest"


@attrs.frozen
class Load:
    """How much one member of a population carries: the mean, the largest or the smallest load.

    >>> from rnms import regions
    >>> part = regions.get("ugra").indicator("6.3.1").parts()[0]
    >>> part.measure.statistic, part.measure.questions[0].keys[0]
    (<Statistic.MEAN: 'mean'>, 'regional_methodists.attached.total')

    Attributes:
        of: Those who carry.
        carrying: What they carry.
        statistic: Which load stands for all.
    """

    of: Population
    carrying: Term
    statistic: Statistic

    @property
    def scale(self) -> Scale:
        """A number."""
        return Scale.NUMBER

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return (self.of, self.carrying)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return (Question(of=self.of, term=self.carrying, load=True),)

    def estimate(self, answers: Sequence[Tally | Loads]) -> Estimate:
        """Its value from the answers."""
        [loads] = answers
        assert isinstance(loads, Loads)  # noqa: S101  # engines answer a question by its kind
        bounds = {
            Statistic.MEAN: loads.mean,
            Statistic.LARGEST: loads.largest,
            Statistic.SMALLEST: loads.smallest,
        }[self.statistic]()
        size = loads.size()
        return Estimate(bounds=bounds, nonempty=size.low > 0, empty=size.high == 0)

    def rewritten(self, words: Words, *, among_known: bool) -> Load:  # noqa: ARG002  # one call for all measures
        """The same measure in the words of a reading."""
        return Load(self.of.rewritten(words), self.carrying.rewritten(words), self.statistic)


Measure = Share | Count | Ratio | Load
