"""The measures over several periods: growth, and the least, the largest or the mean of several values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from rnms._values import frozen
from rnms.indicators.counts import Count, Scale, Share, Times, quotient
from rnms.indicators.loads import Statistic
from rnms.indicators.measures import OfOnePeriod
from rnms.indicators.tally import (
    Estimate,
    LoadTally,
    MissingAs,
    Tally,
    distinct,
    limitless_last,
    middle,
    over_whole_of_any,
)
from rnms.logic.population import Word, Words
from rnms.logic.question import Change, Question
from rnms.model.checked import checked
from rnms.model.norm import Bounds, Exact, Norm, Verdict
from rnms.model.period import Period, PeriodKind
from rnms.model.shifts import PartOf, Shift, YearsBefore, shift

Answers = Sequence[Tally | LoadTally]


@frozen(field_transformer=checked)
class Growth:
    """By how much a value is more than that of another period; less than nothing where it fell.

    «Рост на 5 п.п. к прошлому году» is ``Growth(share)`` with ``at_least(percent(5))``, «положительная
    динамика» the same with ``more_than(0)``, «снижение на 5 п.п.» with ``at_most(percent(-5))``, «рост
    численности на 10 %» ``Growth(count, relative=True)``.

    The bounds of a count, and of a share whose denominators are certain, know that a fact which nobody knows
    is the same in both periods: they are as narrow as records allow where each fact is asked for in the same
    words. Those of a share whose denominators are open know how far these differ at the most, and may be
    wider. Those of other measures are the difference of both bounds, which may be wider still. In a
    municipality, from which people move, they always are.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> growth = Growth(Share(people.STAFF, diagnostics.DIAGNOSED))
    >>> tallies = [Tally(passed=2, failed=8), Tally(passed=3, failed=7)]
    >>> growth.estimate([*tallies, *[Tally(anything=None)] * 4]).bounds
    Bounds(low=Fraction(1, 10), high=Fraction(1, 10))

    Attributes:
        of: What is measured in both periods.
        against: The other period; by default the same of the year before. A :class:`~rnms.model.Period`
            is itself, whatever is judged.
        relative: Whether it is told as a part of the earlier value; else of shares in percentage points,
            of numbers as a number.

    Raises:
        ValueError: If what is measured compares or joins periods itself.
    """

    of: OfOnePeriod
    against: Shift = attrs.field(default=YearsBefore(1), converter=shift)
    relative: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _refuse_several_periods(self.of)

    @property
    def scale(self) -> Scale:
        """Percent of the earlier value, a number, points, or of shares percentage points."""
        if self.relative:
            return Scale.PERCENT
        is_number = self.of.scale in {Scale.NUMBER, Scale.POINTS}
        return self.of.scale if is_number else Scale.PERCENTAGE_POINTS

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return self.of.words

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine: of the other period, of the one that is judged, and of both together."""
        earlier = tuple(attrs.evolve(question, shift=self.against) for question in self.of.questions)
        return (*earlier, *self.of.questions, *self._of_changes())

    def _of_changes(self) -> Iterator[Question]:
        if (isinstance(self.of, Count) and not self.of.missing_as_none) or (
            isinstance(self.of, Share) and self.of.missing is None
        ):
            [question] = self.of.questions
            # Of a share those are counted as well who are members in one period and not in the other.
            for compared in distinct((question, attrs.evolve(question, term=None))):
                yield from (attrs.evolve(compared, shift=self.against, change=change) for change in Change)

    def values(self, answers: Answers) -> tuple[tuple[Shift | None, Estimate], ...]:
        """Work out the values of the other period and of the one that is judged, each with its period."""
        return tuple(_values(self.of, (self.against, None), answers))

    def estimate(self, answers: Answers) -> Estimate:
        """Work out its value from the answers, in the order of the questions."""
        [(_, earlier), (_, later)] = self.values(answers)
        over_whole = over_whole_of_any([earlier, later])
        is_from_nothing = self.is_from_nothing(earlier)
        if earlier.bounds is None or later.bounds is None or is_from_nothing or earlier.unlimited:
            return Estimate(bounds=None, nonempty=False, empty=True, over_whole=over_whole)
        is_defined = earlier.nonempty and later.nonempty
        of_bounds = difference(later.bounds, earlier.bounds)
        bounds = _narrowed(of_bounds, self._difference_of_both([earlier.bounds, later.bounds], answers))
        if self.relative:
            is_defined = is_defined and 0 not in earlier.bounds
            of_values = difference(quotient(later.bounds, earlier.bounds), Bounds.exact(1))
            # Nothing falls by more than all of it.
            bounds = _narrowed(of_values, bounds and quotient(bounds, earlier.bounds, least=-1))
        is_certain = is_defined and bounds is not None
        return Estimate(
            bounds=bounds,
            nonempty=is_certain,
            empty=False,
            over_whole=over_whole,
            # From a number to what is above every number it grew by more than any.
            unlimited=is_certain and later.unlimited and earlier.bounds.high is not None,
        )

    def is_from_nothing(self, earlier: Estimate) -> bool:
        """Tell whether the earlier value surely is 0, of which nothing is a part."""
        return self.relative and earlier.bounds is not None and earlier.bounds.high == 0

    def _difference_of_both(self, values: Sequence[Bounds], answers: Answers) -> Bounds | None:
        """Bound the difference by the members whose state changed, if their number is limited."""
        changes = answers[2 * len(self.of.questions) :]
        if not changes:
            return None
        change = _change(changes[:2])
        if change is None or isinstance(self.of, Count):
            return change
        # Where it is known how many there were and are, so is the change, whoever came and went.
        before, after = (answer.size() for answer in answers[:2])
        change_of_size = _narrowed(_change(changes[2:]), difference(after, before))
        if change_of_size is None or change_of_size.high is None:
            return None
        return _of_shares(values, [before, after], change, change_of_size)

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> Growth:
        """Put the same measure in the words of a reading."""
        of = self.of.rewritten(words, missing=missing)
        return Growth(of, self.against, relative=self.relative)


@frozen(field_transformer=checked)
class OverPeriods:
    """The least, the largest, the mean, the median or the sum of the values of several periods.

    «В среднем за три года» is ``OverPeriods(share, last_years(3), Statistic.MEAN)``, «в каждом квартале не
    менее» ``OverPeriods(share, parts_of_year(PeriodKind.QUARTER), Statistic.SMALLEST)``. Where nobody is
    there to be counted in one of them, it has no value. Its bounds are made of those of each: facts that
    several periods share may widen, never narrow them.

    >>> from rnms.indicators.vocabulary import people
    >>> mean = OverPeriods(Count(people.STAFF), last_years(2), Statistic.MEAN)
    >>> mean.estimate([Tally(passed=10), Tally(passed=13)]).bounds
    Bounds(low=Fraction(23, 2), high=Fraction(23, 2))

    Attributes:
        of: What is measured in each.
        periods: The periods, told by the one that is judged; ``None`` is that one itself.
        statistic: Which value stands for all.

    Raises:
        ValueError: If there are fewer than two periods, one is named twice, or what is measured compares or
            joins periods itself.
    """

    of: OfOnePeriod
    periods: tuple[Shift | None, ...] = attrs.field(converter=tuple[Shift | None, ...])
    statistic: Statistic

    def __attrs_post_init__(self) -> None:
        if len(self.periods) < 2 or len({*self.periods}) < len(self.periods):
            raise ValueError("give two periods or more, each once, such as last_years(3)")
        _refuse_several_periods(self.of)

    @property
    def scale(self) -> Scale:
        """That of what is measured; of yes and no a mean is a share, and a sum how often it was a yes."""
        if self.of.scale is not Scale.YES_NO:
            return self.of.scale
        return _OF_YES_AND_NO.get(self.statistic, Scale.YES_NO)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the order that it counts with."""
        return self.of.words

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks of an engine, period by period."""
        return tuple(
            attrs.evolve(question, shift=other) for other in self.periods for question in self.of.questions
        )

    def values(self, answers: Answers) -> tuple[tuple[Shift | None, Estimate], ...]:
        """Work out the value of each period, with the period."""
        return tuple(_values(self.of, self.periods, answers))

    def estimate(self, answers: Answers) -> Estimate:
        """Work out its value from the answers, in the order of the questions."""
        estimates = [estimate for _, estimate in self.values(answers)]
        over_whole = over_whole_of_any(estimates)
        values = [(one.bounds, one.unlimited) for one in estimates if one.bounds is not None]
        if len(values) < len(estimates):
            return Estimate(bounds=None, nonempty=False, empty=True, over_whole=over_whole)
        statistic = _STATISTICS[self.statistic]
        lows = [Fraction(value.low) for value, _ in values]
        highs = [None if value.high is None else Fraction(value.high) for value, _ in values]
        least = statistic([None if is_unlimited else Fraction(value.low) for value, is_unlimited in values])
        low = statistic(lows) if least is None else least
        assert low is not None  # noqa: S101  # none of these is above every number
        is_defined = all(estimate.nonempty for estimate in estimates)
        return Estimate(
            bounds=Bounds(low, statistic(highs)),
            nonempty=is_defined,
            empty=False,
            over_whole=over_whole,
            unlimited=is_defined and least is None,
        )

    def settled(self, answers: Answers, period: Period, as_of: dt.date) -> Bounds | None:
        """Find the least, or the largest, value of the periods that are over, or their sum.

        The others can only make it less, or larger. ``None`` where that is not so: of another statistic, and
        of what may turn out to have no value in one of them.

        >>> from rnms.indicators.vocabulary import people
        >>> least = OverPeriods(Count(people.STAFF), parts_of_year(PeriodKind.QUARTER), Statistic.SMALLEST)
        >>> counts = [Tally(passed=number) for number in (3, 1, 0, 0)]
        >>> least.settled(counts, Period.of(2024), dt.date(2024, 8, 1)) == Bounds(1, 1)
        True
        """
        has_value_always = isinstance(self.of, Count | Times)
        if not has_value_always or self.statistic in {Statistic.MEAN, Statistic.MEDIAN}:
            return None
        ends = [period.end if other is None else other.of(period).end for other in self.periods]
        estimates = [self.of.estimate([answer]) for answer in answers]
        over = [estimate.bounds for estimate, end in zip(estimates, ends, strict=True) if end <= as_of]
        values = [bounds for bounds in over if bounds is not None]
        statistic = _STATISTICS[self.statistic]
        low = statistic([Fraction(value.low) for value in values]) if values else None
        highs = [None if value.high is None else Fraction(value.high) for value in values]
        return None if low is None else Bounds(low, statistic(highs))

    def verdict_by_now(self, norm: Norm, answers: Answers, period: Period, as_of: dt.date) -> Verdict | None:
        """Find the verdict that the periods which are over leave no other: what sinks never rises again.

        >>> from rnms.indicators.vocabulary import people
        >>> from rnms.model.norm import at_least
        >>> least = OverPeriods(Count(people.STAFF), parts_of_year(PeriodKind.QUARTER), Statistic.SMALLEST)
        >>> counts = [Tally(passed=number) for number in (3, 1, 0, 0)]
        >>> least.verdict_by_now(at_least(2), counts, Period.of(2024), dt.date(2024, 8, 1))
        <Verdict.NOT_MET: 'not_met'>
        """
        settled = self.settled(answers, period, as_of)
        if settled is None:
            return None
        # What sinks can still fall below a lower end, and never come back above it; what rises the contrary.
        if self.statistic is Statistic.SMALLEST:
            own_end = None if norm.low is None else Norm(low=norm.low, low_open=norm.low_open)
        else:
            own_end = None if norm.high is None else Norm(high=norm.high, high_open=norm.high_open)
        if own_end is None:
            return Verdict.MET if norm.verdict(settled) is Verdict.MET else None
        return Verdict.NOT_MET if own_end.verdict(settled) is Verdict.NOT_MET else None

    def rewritten(self, words: Words, *, missing: MissingAs | None) -> OverPeriods:
        """Put the same measure in the words of a reading."""
        return OverPeriods(self.of.rewritten(words, missing=missing), self.periods, self.statistic)


def last_years(number: int) -> tuple[Shift | None, ...]:
    """Take the last years with the one that is judged: «за последние три года».

    >>> [shift and shift.years for shift in last_years(3)]
    [2, 1, None]
    """
    return (*(YearsBefore(years) for years in range(number - 1, 0, -1)), None)


def parts_of_year(kind: PeriodKind) -> tuple[Shift | None, ...]:
    """Take the quarters or half-years of the year that is judged: «в каждом квартале».

    >>> [part.number for part in parts_of_year(PeriodKind.QUARTER)]
    [1, 2, 3, 4]

    Raises:
        ValueError: If a year has no several parts of the kind.
    """
    number = {PeriodKind.QUARTER: 4, PeriodKind.HALF_YEAR: 2}.get(kind)
    if number is None:
        raise ValueError(f"a year has no several parts of kind {kind.value!r}; write QUARTER or HALF_YEAR")
    return tuple(PartOf(kind, part) for part in range(1, number + 1))


Measure = OfOnePeriod | Growth | OverPeriods


def _refuse_several_periods(of: OfOnePeriod) -> None:
    if any(question.shift is not None for question in of.questions):
        raise ValueError("what is made of growth is of several periods already; compare what it is made of")


def _values(
    of: OfOnePeriod, periods: Iterable[Shift | None], answers: Answers
) -> Iterator[tuple[Shift | None, Estimate]]:
    """Work out what is measured in each of several periods, from the answers period by period."""
    number = len(of.questions)
    for rank, period_shift in enumerate(periods):
        yield period_shift, of.estimate(answers[rank * number : (rank + 1) * number])


# Arithmetic of bounds.


def _narrowed(bounds: Bounds | None, also: Bounds | None) -> Bounds | None:
    """Intersect two bounds of one value, or take the one that is known."""
    if bounds is None or also is None:
        return also if bounds is None else bounds
    return bounds.meet(also) or bounds


def difference(later: Bounds, earlier: Bounds) -> Bounds | None:
    """Subtract the bounds of one value from another's; ``None`` where the subtrahend has no upper end.

    >>> difference(Bounds(3, 5), Bounds(1, 2))
    Bounds(low=1, high=4)
    """
    if earlier.high is None:
        return None
    high = None if later.high is None else later.high - earlier.low
    return Bounds(
        later.low - earlier.high,
        high,
        low_open=later.low_open or earlier.high_open,
        high_open=high is not None and (later.high_open or earlier.low_open),
    )


def _change(changes: Answers) -> Bounds | None:
    """Bound how many more came than went; ``None`` where there may be any number."""
    gained, lost = (tally.size() for tally in changes)
    if gained.high is None or lost.high is None:
        return None
    return Bounds(gained.low - lost.high, gained.high - lost.low)


def _of_shares(shares: Sequence[Bounds], sizes: Sequence[Bounds], passing: Bounds, size: Bounds) -> Bounds:
    """Bound the growth of a share by how many more pass, and how many more there are, than before.

    From p of n to (p + a) of (n + b) it grew by (a − b·p/n)/(n + b), and so by (a − b·(p + a)/(n + b))/n: by
    the change that is not made up by that of the members, in parts of those of one period.
    """
    growth: Bounds | None = None
    before, after = sizes
    for share, members in zip(shares, (after, before), strict=True):
        made_up = [Fraction(change) * end for change in _ends(size) for end in _ends(share)]
        least, most = _ends(passing)
        difference = Bounds(least - max(made_up), most - min(made_up))
        # Where there is a share, there is a member.
        there = attrs.evolve(members, low=max(members.low, 1))
        growth = _narrowed(growth, quotient(difference, there))
    assert growth is not None  # noqa: S101  # there are two periods
    return growth


def _ends(bounds: Bounds) -> tuple[Exact, Exact]:
    """Give both ends of what surely has an upper one, as a share and a change have."""
    assert bounds.high is not None  # noqa: S101  # the caller has looked
    return bounds.low, bounds.high


# Of several values, each of which may be above every number, ``None``. Each statistic grows with every one.


def _least(values: Sequence[Fraction | None]) -> Fraction | None:
    return min((value for value in values if value is not None), default=None)


def _largest(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return max(known) if len(known) == len(values) else None


def _total(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def _mean(values: Sequence[Fraction | None]) -> Fraction | None:
    total = _total(values)
    return None if total is None else total / len(values)


def _median(values: Sequence[Fraction | None]) -> Fraction | None:
    return middle(sorted(values, key=limitless_last))


_OF_YES_AND_NO = {
    Statistic.MEAN: Scale.PERCENT,
    Statistic.MEDIAN: Scale.PERCENT,
    Statistic.TOTAL: Scale.NUMBER,
}
_STATISTICS: Mapping[Statistic, Callable[[Sequence[Fraction | None]], Fraction | None]] = {
    Statistic.SMALLEST: _least,
    Statistic.LARGEST: _largest,
    Statistic.MEAN: _mean,
    Statistic.TOTAL: _total,
    Statistic.MEDIAN: _median,
}
