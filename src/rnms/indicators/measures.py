"""The measures made of others, indices and points, which may hold each other; and what holds of each."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

import attrs

from rnms._values import frozen
from rnms.indicators.counts import Count, Ratio, Scale, Share, Times
from rnms.indicators.loads import Load, SumShare
from rnms.indicators.tally import (
    ZERO,
    Estimate,
    LoadTally,
    MissingAs,
    Tally,
    distinct,
    over_whole_of_any,
)
from rnms.logic.population import THE_REGION, Term, Word, Words
from rnms.logic.question import Question
from rnms.model.checked import checked
from rnms.model.norm import YES, Bounds, Exact, Norm, exact, exact_or_none

if TYPE_CHECKING:
    from rnms.indicators.over_periods import Growth, OverPeriods


def _of_the_region(asked: Graded | Term) -> Graded:
    return Share(THE_REGION, asked) if isinstance(asked, Term) else asked


class EmptyPart(enum.Enum):
    """What becomes of an index when one of its parts does not apply, because nobody is there to be counted.

    * ``LEFT_OUT``: the part is left out, and the others share its weight.
    * ``NOTHING``: the part adds nothing and keeps its weight.
    * ``NO_VALUE``: there is no index then.

    >>> EmptyPart("left_out")
    <EmptyPart.LEFT_OUT: 'left_out'>
    """

    LEFT_OUT = "left_out"
    NOTHING = "nothing"
    NO_VALUE = "no_value"


@frozen(field_transformer=checked)
class Scaled:
    """How near a value comes to what counts as all of it: a ratio, a load or a count as part of an index.

    From 0, where the value is ``none``, to 1, where it is ``full``, in a straight line; beyond ``full`` it
    stays at ``most``. Where less is better ``full`` is the smaller number.

    >>> from rnms.indicators.vocabulary import people
    >>> near = Scaled(Count(people.STAFF), full=20)
    >>> [str(near.estimate([Tally(passed=number)]).bounds.low) for number in (5, 20, 30)]
    ['1/4', '1', '1']

    Attributes:
        measure: What is counted, in one period or in several («за рост на 5 п.п. — всё»); of points, their
            sum.
        full: The value that counts as all.
        none: The value that counts as nothing.
        most: The most that it comes to; ``None`` where the act sets no limit.

    Raises:
        ValueError: If ``full`` and ``none`` are one value, or nothing can be reached.
    """

    measure: OfOnePeriod | Growth | OverPeriods
    full: Exact = attrs.field(converter=exact, kw_only=True)
    none: Exact = attrs.field(default=0, converter=exact, kw_only=True)
    most: Exact | None = attrs.field(default=1, converter=exact_or_none, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.full == self.none:
            raise ValueError(f"nothing lies between {self.none} and {self.full}; give another full or none")
        if self.most is not None and self.most <= 0:
            raise ValueError(f"at most {self.most} is nothing; give most=1, or None without a limit")

    @property
    def scale(self) -> Scale:
        """Percent of the whole."""
        return Scale.PERCENT

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return self.measure.words

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return self.measure.questions

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value from the answers, in the order of the questions."""
        estimate = self.measure.estimate(answers)
        value = estimate.bounds
        if value is None:
            # By how much something grew of which nothing limits how much it was may be anything.
            is_anything = not estimate.empty and not estimate.over_whole
            return attrs.evolve(estimate, bounds=Bounds(0, self.most)) if is_anything else estimate
        unit = Fraction(1) / (self.full - self.none)
        bounds = _shifted(value, -Fraction(self.none), unit)
        if estimate.unlimited:
            # Above every number is at the limit, or at nothing where less is better.
            limit = self.most if unit > 0 else 0
            bounds = Bounds(0, None) if limit is None else Bounds.exact(limit)
        is_unlimited = estimate.unlimited and unit > 0 and self.most is None
        clamped = _clamped(bounds, self.most)
        return attrs.evolve(estimate, bounds=clamped, unlimited=is_unlimited)

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> Scaled:
        """Put the same measure in the words of a reading."""
        return attrs.evolve(self, measure=self.measure.rewritten(words, missing=missing))


@frozen(kw_only=True, field_transformer=checked)
class IndexPart:
    """What an index weighs: a share, another index, or anything else scaled to the whole.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> share = Share(people.STAFF, diagnostics.DIAGNOSED)
    >>> IndexPart(name="diagnosed", title="прошли диагностику", measure=share, weight=2).weight
    2

    Attributes:
        name: A short identifier.
        title: What it is, in Russian.
        measure: The share, the index, or what :class:`Scaled` makes of anything else.
        weight: Its weight; only the relation of weights matters.
        inverted: Whether the index counts those who do not pass: of 30 % it takes 70 %.

    Raises:
        TypeError: If the measure is none that can be weighed, or the weight not exact.
        ValueError: If the weight is not more than 0, or nothing is left of the whole to be inverted.
    """

    name: str
    title: str
    measure: Share | WeightedIndex | Scaled
    weight: Exact = attrs.field(converter=exact)
    inverted: bool = False

    def __attrs_post_init__(self) -> None:
        if self.weight <= 0:
            raise ValueError(
                f"{self.name}: weight {self.weight} weighs nothing; give more than 0, or leave it out"
            )
        if self.inverted and (isinstance(self.measure, Scaled) or greatest_value(self.measure) != 1):
            raise ValueError(f"{self.name}: only a whole is inverted; exchange full and none in Scaled")

    @property
    def scale(self) -> Scale:
        """Percent."""
        return self.measure.scale

    @property
    def measures(self) -> tuple[Share | WeightedIndex | Scaled]:
        """What it weighs, as one of a row."""
        return (self.measure,)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return self.measure.questions

    @property
    def inner(self) -> tuple[IndexPart | Criterion, ...]:
        """What it is composed of itself."""
        return _composed_of(self.measure)

    def told(self, tallies: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value as it is shown: before it is inverted."""
        return self.measure.estimate(tallies)

    def estimate(self, tallies: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value as the index takes it."""
        estimate = self.measure.estimate(tallies)
        if estimate.bounds is None or not self.inverted:
            return estimate
        share = estimate.bounds
        assert share.high is not None  # noqa: S101  # a share, and an index of shares, is at most 1
        rest = Bounds(1 - share.high, 1 - share.low, low_open=share.high_open, high_open=share.low_open)
        return attrs.evolve(estimate, bounds=rest)


@frozen(kw_only=True, field_transformer=checked)
class WeightedIndex:
    """An index: the weighted mean of several shares, of other values scaled, and of indices.

    Its bounds are the sums of the bounds of its parts, exactly. Facts that two parts share may widen them.

    >>> from rnms.indicators.vocabulary import diagnostics, early_career, management, methodists, people
    >>> diagnosed = Share(people.STAFF, diagnostics.DIAGNOSED)
    >>> supported = Share(early_career.EARLY_CAREER, early_career.SUPPORTED)
    >>> index = WeightedIndex(
    ...     parts=[
    ...         IndexPart(name="diagnosed", title="прошли диагностику", measure=diagnosed, weight=3),
    ...         IndexPart(name="alone", title="без поддержки", measure=supported, weight=1, inverted=True),
    ...     ],
    ...     without=EmptyPart.LEFT_OUT,
    ... )
    >>> index.estimate([Tally(passed=1, failed=1), Tally(passed=1, failed_or_passed=1)]).bounds
    Bounds(low=Fraction(3, 8), high=Fraction(1, 2))

    Attributes:
        parts: What it weighs.
        without: What becomes of it when a part does not apply; the order, or else the profile, must choose.

    Raises:
        ValueError: If it has no parts, or two of one name.
    """

    parts: tuple[IndexPart, ...] = attrs.field(converter=tuple[IndexPart, ...])
    without: EmptyPart

    def __attrs_post_init__(self) -> None:
        names = [part.name for part in self.parts]
        if not names or len(distinct(names)) < len(names):
            raise ValueError(
                f"an index has parts, each with a name of its own, not {', '.join(names) or 'none'}"
            )

    @property
    def scale(self) -> Scale:
        """Percent, as its parts."""
        return Scale.PERCENT

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return distinct(word for part in self.parts for word in part.measure.words)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine, one for each part."""
        return tuple(question for part in self.parts for question in part.measure.questions)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its value from the answers, in the order of the questions."""
        estimates = [
            (part.weight, part.estimate(tallies)) for part, tallies in split_answers(self.parts, answers)
        ]
        needs_every_part = self.without is EmptyPart.NO_VALUE
        empty = (any if needs_every_part else all)(estimate.empty for _, estimate in estimates)
        return Estimate(
            bounds=None if empty else self._bounds(estimates),
            nonempty=(all if needs_every_part else any)(estimate.nonempty for _, estimate in estimates),
            empty=empty,
            over_whole=over_whole_of_any(estimate for _, estimate in estimates),
        )

    def _bounds(self, estimates: Sequence[tuple[Exact, Estimate]]) -> Bounds:
        if self.without is EmptyPart.NOTHING:
            estimates = [(weight, _or_nothing(estimate)) for weight, estimate in estimates]
        sure = [
            (weight, estimate.bounds)
            for weight, estimate in estimates
            if estimate.bounds and estimate.nonempty
        ]
        doubtful = [
            (weight, estimate.bounds)
            for weight, estimate in estimates
            if estimate.bounds and not estimate.nonempty
        ]
        if self.without is not EmptyPart.LEFT_OUT:
            sure, doubtful = [*sure, *doubtful], []
        low, low_open = _extreme_mean(sure, doubtful, lower=True)
        if any(bounds.high is None for _, bounds in (*sure, *doubtful)):
            return Bounds(low, None, low_open=low_open)
        high, high_open = _extreme_mean(sure, doubtful, lower=False)
        return Bounds(low, high, low_open=low_open, high_open=high_open)

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> WeightedIndex:
        """Put the same measure in the words of a reading."""
        parts: Iterable[IndexPart] = (
            attrs.evolve(part, measure=part.measure.rewritten(words, missing=missing)) for part in self.parts
        )
        return WeightedIndex(parts=parts, without=self.without)


@frozen(kw_only=True, field_transformer=checked)
class Grade:
    """So many points for something that is so: «2 балла — положение утверждено и опубликовано».

    >>> from rnms.indicators.vocabulary import management
    >>> Grade(points=2, measure=management.MONITORING_ADOPTED, title="утверждён").measure.denominator.key
    'region'

    Attributes:
        points: The points.
        measure: What is asked, of one period or of several («2 балла, если доля выросла»); a term alone is
            said of the region.
        norm: The values for which the points are given; by default a yes.
        title: What the act writes beside the points; by default what the measure asks.

    Raises:
        TypeError: If the points are not exact.
    """

    points: Exact = attrs.field(converter=exact)
    measure: OfOnePeriod | Scaled | Growth | OverPeriods = attrs.field(converter=_of_the_region)
    norm: Norm = YES
    title: str = ""


@frozen(kw_only=True, field_transformer=checked)
class Criterion:
    """A row of a table of points: the best of its grades that holds, or so many points for each unit.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> share = Share(people.STAFF, diagnostics.DIAGNOSED)
    >>> from rnms.model import at_least, percent
    >>> half = Grade(points=2, measure=share, norm=at_least(percent(50)))
    >>> quarter = Grade(points=1, measure=share, norm=at_least(percent(25)))
    >>> row = Criterion(name="diagnosed", title="охват", grades=[half, quarter])
    >>> row.estimate([Tally(passed=3, failed=6, failed_or_passed=3)]).bounds
    Bounds(low=1, high=2)

    Attributes:
        name: A short identifier.
        title: What it is about, in Russian.
        grades: What is asked for so many points; the best that holds counts.
        otherwise: The points where no grade holds.
        measure: What is counted instead, where each unit of it gives points; of a growth each unit by which
            it grew, and nothing where it fell.
        per: The points for each unit of the measure; for the whole of a share.
        most: The most points that it gives; ``None`` without a limit.

    Raises:
        TypeError: If points are not exact.
        ValueError: If it has neither grades nor a measure, both, or grades that give no more than nothing.
    """

    name: str
    title: str
    grades: tuple[Grade, ...] = attrs.field(default=(), converter=tuple[Grade, ...])
    otherwise: Exact = attrs.field(default=0, converter=exact)
    measure: OfOnePeriod | Scaled | Growth | OverPeriods | None = None
    per: Exact = attrs.field(default=1, converter=exact)
    most: Exact | None = attrs.field(default=None, converter=exact_or_none)

    def __attrs_post_init__(self) -> None:
        if bool(self.grades) is (self.measure is not None):
            raise ValueError(f"{self.name}: give grades, or a measure and the points per unit")
        for grade in self.grades:
            if grade.points <= self.otherwise:
                raise ValueError(
                    f"{self.name}: a grade of {grade.points} gives no more than {self.otherwise} without it;"
                    " order them by points, and give the least as otherwise"
                )
        if not self.grades and (self.per <= 0 or self.otherwise):
            raise ValueError(f"{self.name}: each unit gives more than 0 points, and none of it nothing")

    @property
    def scale(self) -> Scale:
        """Points."""
        return Scale.POINTS

    @property
    def measures(self) -> tuple[Graded, ...]:
        """What it asks, each once."""
        of_units: tuple[Graded, ...] = () if self.measure is None else (self.measure,)
        return of_units or distinct(grade.measure for grade in self.grades)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return distinct(word for measure in self.measures for word in measure.words)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return tuple(question for measure in self.measures for question in measure.questions)

    @property
    def inner(self) -> tuple[IndexPart | Criterion, ...]:
        """What it is composed of itself."""
        return () if self.measure is None else _composed_of(self.measure)

    @property
    def most_points(self) -> Exact | None:
        """The most points that it can give; ``None`` without a limit."""
        if self.grades:
            most: Exact | None = max(grade.points for grade in self.grades)
        else:
            greatest = greatest_value(self.measure)
            most = None if greatest is None else greatest * self.per
        return most if self.most is None or (most is not None and most < self.most) else self.most

    @property
    def weight(self) -> None:
        """None: points are added up as they are."""
        return

    @property
    def inverted(self) -> bool:
        """Whether its points are taken from the whole; they never are."""
        return False

    def told(self, tallies: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its points as they are shown."""
        return self.estimate(tallies)

    def estimates(self, tallies: Sequence[Tally | LoadTally]) -> tuple[Estimate, ...]:
        """Work out the values of its measures."""
        return tuple(measure.estimate(part) for measure, part in split_answers(self.measures, tallies))

    def estimate(self, tallies: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its points from the answers, in the order of the questions."""
        estimates = self.estimates(tallies)
        over_whole = over_whole_of_any(estimates)
        bounds = self._of_grades(tallies) if self.grades else self._of_units(*estimates)
        return Estimate(
            bounds=_capped(bounds, self.most),
            nonempty=any(estimate.nonempty for estimate in estimates),
            empty=all(estimate.empty for estimate in estimates),
            over_whole=over_whole,
        )

    def _of_grades(self, tallies: Sequence[Tally | LoadTally]) -> Bounds:
        """Find the points of the best grade that holds; grades of one measure are weighed together."""
        of_measures = [
            _points_for([attrs.evolve(self, most=None)], measure, part)
            for measure, part in split_answers(self.measures, tallies)
        ]
        return Bounds(
            max(bounds.low for bounds in of_measures), max(bounds.high or 0 for bounds in of_measures)
        )

    def given(self, measure: Graded, value: Exact | None) -> Exact:
        """Find the points that the grades of a measure give for a value; ``None`` is one above every number.

        >>> from rnms.indicators.vocabulary import people
        >>> staffed = Grade(points=2, measure=Count(people.STAFF))
        >>> Criterion(name="a", title="а", grades=[staffed]).given(Count(people.STAFF), 1)
        2
        """
        points = max(
            (
                grade.points
                for grade in self.grades
                if grade.measure == measure and _is_admitted(grade.norm, value)
            ),
            default=self.otherwise,
        )
        return points if self.most is None else min(points, self.most)

    def _of_units(self, estimate: Estimate) -> Bounds:
        if estimate.bounds is None:
            return ZERO if estimate.empty or estimate.over_whole else Bounds(0, None)
        bounds = _shifted(estimate.bounds, Fraction(0), Fraction(self.per))
        if estimate.unlimited:
            return Bounds(bounds.low, None) if self.most is None else Bounds.exact(self.most)
        bounds = _clamped(bounds, None)
        return bounds if estimate.nonempty else attrs.evolve(bounds, low=0, low_open=False)

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> Criterion:
        """Put the same row in the words of a reading."""
        if self.measure is not None:
            return attrs.evolve(self, measure=self.measure.rewritten(words, missing=missing))
        grades = [
            attrs.evolve(grade, measure=grade.measure.rewritten(words, missing=missing))
            for grade in self.grades
        ]
        return attrs.evolve(self, grades=grades)


@frozen(kw_only=True, field_transformer=checked)
class Score:
    """A sum of points: each row of a table gives some, and no more than a maximum counts.

    Its bounds are the sums of the bounds of its rows, exactly; rows that grade one and the same measure are
    weighed together. Other facts that two rows share may widen them.

    >>> from rnms.indicators.vocabulary import management
    >>> adopted = Grade(points=2, measure=management.MONITORING_ADOPTED)
    >>> roadmap = Grade(points=3, measure=management.ROADMAP_ADOPTED)
    >>> score = Score(
    ...     criteria=[
    ...         Criterion(name="monitoring", title="мониторинг", grades=[adopted]),
    ...         Criterion(name="roadmap", title="дорожная карта", grades=[roadmap]),
    ...     ],
    ...     most=4,
    ... )
    >>> score.estimate([Tally(passed=1), Tally(failed_or_passed=1)]).bounds, score.most_points
    (Bounds(low=2, high=4), 4)

    Attributes:
        criteria: The rows of the table.
        most: The most points that count; ``None`` where all do.
        without: What becomes of it when nobody is there to be counted in a row: by default the row gives
            nothing, else there is no sum.

    Raises:
        TypeError: If the maximum is not exact.
        ValueError: If it has no rows, two of one name, or leaves rows out: a sum has no weights to share.
    """

    criteria: tuple[Criterion, ...] = attrs.field(converter=tuple[Criterion, ...])
    most: Exact | None = attrs.field(default=None, converter=exact_or_none)
    without: EmptyPart = EmptyPart.NOTHING

    def __attrs_post_init__(self) -> None:
        names = [criterion.name for criterion in self.criteria]
        if not names or len(distinct(names)) < len(names):
            raise ValueError(
                f"a sum of points has rows, each with a name of its own, not {', '.join(names) or 'none'}"
            )
        if self.without is EmptyPart.LEFT_OUT:
            raise ValueError("a sum has no weights to share; write EmptyPart.NOTHING or EmptyPart.NO_VALUE")

    @property
    def scale(self) -> Scale:
        """Points."""
        return Scale.POINTS

    @property
    def parts(self) -> tuple[Criterion, ...]:
        """What it is composed of."""
        return self.criteria

    @property
    def most_points(self) -> Exact | None:
        """The most points that it can come to; ``None`` without a limit."""
        mosts = [criterion.most_points for criterion in self.criteria]
        limits = [most for most in mosts if most is not None]
        total = sum(limits) if len(limits) == len(mosts) else None
        return total if self.most is None or (total is not None and total < self.most) else self.most

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return distinct(word for criterion in self.criteria for word in criterion.words)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine."""
        return tuple(question for criterion in self.criteria for question in criterion.questions)

    def estimate(self, answers: Sequence[Tally | LoadTally]) -> Estimate:
        """Work out its points from the answers, in the order of the questions."""
        estimates = [criterion.estimate(part) for criterion, part in split_answers(self.criteria, answers)]
        needs_every_row = self.without is EmptyPart.NO_VALUE
        empty = needs_every_row and any(estimate.empty for estimate in estimates)
        bounds = [*self._bounds_of_rows(estimates, answers)]
        highs = [interval.high for interval in bounds if interval.high is not None]
        is_limited = len(highs) == len(bounds)
        total = Bounds(
            sum(interval.low for interval in bounds),
            sum(highs) if is_limited else None,
            low_open=any(interval.low_open for interval in bounds),
            high_open=is_limited and any(interval.high_open for interval in bounds),
        )
        return Estimate(
            bounds=None if empty else _capped(total, self.most),
            nonempty=not needs_every_row or all(estimate.nonempty for estimate in estimates),
            empty=empty,
            over_whole=over_whole_of_any(estimates),
        )

    def _bounds_of_rows(
        self, estimates: Iterable[Estimate], answers: Sequence[Tally | LoadTally]
    ) -> Iterator[Bounds]:
        """Bound the points of each row; of those that grade one measure, of all of them together."""
        graded: dict[Graded, tuple[Sequence[Tally | LoadTally], list[Criterion]]] = {}
        for (row, tallies), estimate in zip(split_answers(self.criteria, answers), estimates, strict=True):
            if row.grades and len(row.measures) == 1:
                [measure] = row.measures
                graded.setdefault(measure, (tallies, []))[1].append(row)
            elif estimate.bounds is not None:
                yield estimate.bounds
        for measure, (tallies, rows) in graded.items():
            yield _points_for(rows, measure, tallies)

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> Score:
        """Put the same measure in the words of a reading."""
        criteria = [row.rewritten(words, missing=missing) for row in self.criteria]
        return attrs.evolve(self, criteria=criteria)


class _Asking(Protocol):
    """What asks questions."""

    @property
    def questions(self) -> tuple[Question, ...]: ...


A = TypeVar("A", bound=_Asking)
B = TypeVar("B")


def split_answers(parts: Iterable[A], answers: Sequence[B]) -> Iterator[tuple[A, Sequence[B]]]:
    """Give each part of a measure the answers to its own questions."""
    first = 0
    for part in parts:
        last = first + len(part.questions)
        yield part, answers[first:last]
        first = last


def _composed_of(measure: Graded) -> tuple[IndexPart | Criterion, ...]:
    """List the parts of a composed measure, scaled or not; of any other none."""
    inner = measure.measure if isinstance(measure, Scaled) else measure
    return inner.parts if isinstance(inner, WeightedIndex | Score) else ()


def simple_measures(measure: Graded) -> Iterator[Simple]:
    """List the measures that a measure is made of, down to those that count members.

    >>> from rnms.indicators.vocabulary import people
    >>> [type(inner).__name__ for inner in simple_measures(Scaled(Count(people.STAFF), full=20))]
    ['Count']
    """
    if isinstance(measure, Scaled):
        yield from simple_measures(measure.measure)
    elif isinstance(measure, WeightedIndex):
        for part in measure.parts:
            yield from simple_measures(part.measure)
    elif isinstance(measure, Score):
        for criterion in measure.criteria:
            for inner in criterion.measures:
                yield from simple_measures(inner)
    elif isinstance(measure, Share | Count | Times | Ratio | Load | SumShare):
        yield measure
    else:
        yield from simple_measures(measure.of)


def missing_as_of(*measures: Graded) -> MissingAs | None:
    """Tell how measures count the members of whom nothing is known; ``None`` where one leaves them open.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> missing_as_of(Share(people.STAFF, diagnostics.DIAGNOSED, among_known=True))
    <MissingAs.LEFT_OUT: 'left_out'>
    """
    simples = (simple for measure in measures for simple in simple_measures(measure))
    counting = [simple for simple in simples if not isinstance(simple, Load | SumShare)]
    decisions = {simple.missing if isinstance(simple, Share) else None for simple in counting}
    return decisions.pop() if len(decisions) == 1 else None


def sums_that_decide(measures: Iterable[Simple]) -> Iterator[str]:
    """List the figures of loads on which the values of measures hang.

    >>> from rnms.indicators.vocabulary import methodists
    >>> list(sums_that_decide([methodists.MOST_ATTACHED]))
    ['regional_methodists.attached.largest']
    """
    for measure in measures:
        loads = measure.loads if isinstance(measure, SumShare) else [measure]
        yield from (key for load in loads if isinstance(load, Load) for key in load.keys_asked)


def greatest_value(measure: Graded | None) -> Exact | None:
    """Find the greatest value of a measure; ``None`` where it has no upper end."""
    match measure:
        case Scaled(most=most):
            return most
        case Score():
            return measure.most_points
        case WeightedIndex():
            mosts = [greatest_value(part.measure) for part in measure.parts]
            return None if None in mosts else max(most for most in mosts if most is not None)
        case Share():
            return 1
    return None


def _shifted(bounds: Bounds, shift: Fraction, factor: Fraction) -> Bounds:
    """Shift the bounds of a value by an amount, then multiply them."""
    low = (bounds.low + shift) * factor
    high = None if bounds.high is None else (bounds.high + shift) * factor
    if factor > 0:
        return attrs.evolve(bounds, low=low, high=high)
    if high is None:
        # Below every number; whoever scales such a value stops at nothing.
        least = low if low < 0 else Fraction(0)
        return Bounds(least, low, high_open=bounds.low_open and least < low)
    return Bounds(high, low, low_open=bounds.high_open, high_open=bounds.low_open)


def _clamped(bounds: Bounds, most: Exact | None) -> Bounds:
    """Cut the bounds of a value to what counts: from 0 up to a limit."""
    high = bounds.high
    if bounds.low < 0 or (high is not None and high <= 0):
        top = None if high is None else max(high, 0)
        is_open = top is not None and top > 0 and bounds.high_open
        bounds = Bounds(0, top, high_open=is_open)
    return _capped(bounds, most)


def _capped(bounds: Bounds, most: Exact | None) -> Bounds:
    """Cut the bounds of a value at a limit; what lies above counts as the limit."""
    if most is None or (bounds.high is not None and bounds.high <= most):
        return bounds
    if bounds.low >= most:
        return Bounds.exact(most)
    return Bounds(bounds.low, most, low_open=bounds.low_open)


def _is_admitted(norm: Norm, value: Exact | None) -> bool:
    return norm.high is None if value is None else norm.admits(value)


def _representatives(grades: Iterable[Grade], estimate: Estimate, *, is_whole: bool) -> list[Exact | None]:
    """Values that stand for all that an estimate leaves open: between two ends of norms one is as another."""
    bounds = estimate.bounds
    if bounds is None and estimate.empty:
        return []
    if estimate.unlimited:
        return [None]
    ends = {end for grade in grades for end in (grade.norm.low, grade.norm.high) if end is not None}
    own_ends = () if bounds is None else (bounds.low, bounds.high)
    marks = sorted({*ends, *(end for end in own_ends if end is not None)})
    candidates: list[Exact] = [*marks, *((lower + upper) / Fraction(2) for lower, upper in pairwise(marks))]
    if bounds is None:
        # By how much something grew of which nothing limits how much it was may be anything: less than any
        # end, or above every number.
        return [marks[0] - 1, *candidates, None]
    if is_whole:
        near = {number for mark in marks for number in (math.floor(mark), math.ceil(mark))}
        candidates = [number + shift for number in near for shift in (-1, 0, 1)]
    values: list[Exact | None] = [value for value in candidates if value in bounds]
    return [*values, None] if bounds.high is None else values


def _points_for(rows: Sequence[Criterion], measure: Graded, tallies: Sequence[Tally | LoadTally]) -> Bounds:
    """Bound the points that some rows together give for what one measure comes to."""
    estimate = measure.estimate(tallies)
    grades = [grade for row in rows for grade in row.grades if grade.measure == measure]
    # Among few members not every share between the ends can turn out.
    few = measure.values(tallies) if isinstance(measure, Share) else None
    values: Iterable[Exact | None] = few or _representatives(
        grades, estimate, is_whole=isinstance(measure, Count | Times)
    )
    points = [sum(row.given(measure, value) for row in rows) for value in values]
    if not estimate.nonempty:
        # Where nobody is counted, or perhaps nobody, perhaps no grade holds.
        points.append(sum(row.otherwise for row in rows))
    return Bounds(min(points), max(points))


def _or_nothing(estimate: Estimate) -> Estimate:
    """Turn an estimate into that of an index in which a part without members adds nothing."""
    if estimate.nonempty:
        return estimate
    if estimate.bounds is None:
        return attrs.evolve(estimate, bounds=ZERO)
    return attrs.evolve(estimate, bounds=attrs.evolve(estimate.bounds, low=0, low_open=False))


def _extreme_mean(
    sure: Iterable[tuple[Exact, Bounds]], doubtful: Iterable[tuple[Exact, Bounds]], *, lower: bool
) -> tuple[Fraction, bool]:
    """Find the least or greatest weighted mean when doubtful parts may be left out, and if it stays open."""

    def end(share: Bounds) -> tuple[Exact, bool]:
        return (share.low, share.low_open) if lower else (share.high or 0, share.high_open)

    total, weights, is_open = Fraction(0), Fraction(0), False
    for weight, share in sure:
        value, unreached = end(share)
        total, weights, is_open = total + Fraction(weight) * value, weights + weight, is_open or unreached
    # The best come first; of equal ones that which is reached, since then the other need not be taken.
    ranked = sorted(
        ((*end(share), weight) for weight, share in doubtful),
        key=lambda part: (part[0] if lower else -part[0], part[1]),
    )
    for value, unreached, weight in ranked:
        if weights and (value * weights >= total if lower else value * weights <= total):
            break
        total, weights, is_open = total + Fraction(weight) * value, weights + weight, is_open or unreached
    return total / weights, is_open


Simple = Share | Count | Times | Ratio | Load | SumShare
"""The measures that count members, made of no others."""

OfOnePeriod = Simple | WeightedIndex | Score
"""The measures of one period, of which others compare or join several."""

Graded: TypeAlias = "OfOnePeriod | Scaled | Growth | OverPeriods"
"""What gives points: of one period, or of several that are compared or joined."""
