"""The narrow waist: what any engine answers, and the arithmetic of bounds that follows from it.

An engine says how many members of a population stand where. A member's *kind* is the set of final states,
out of {out of the population, in it and failing, in it and passing}, that unknown facts leave open.
"""

from __future__ import annotations

import bisect
import enum
import functools
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

import attrs

from rnms._values import frozen
from rnms.model.checked import RARE
from rnms.model.norm import Bounds, Exact
from rnms.model.returns import Figure
from rnms.showing import short

T = TypeVar("T")
Number = int | None
"""A number of members; ``None`` is any number."""
ZERO = Bounds.exact(0)


def _sum(*numbers: Number) -> Number:
    finite_numbers = [number for number in numbers if number is not None]
    return sum(finite_numbers) if len(finite_numbers) == len(numbers) else None


class MissingAs(enum.Enum):
    """What a reading decides of those of whom nothing is known.

    * ``LEFT_OUT``: they are not counted, neither above nor below.
    * ``NONE``: what nobody told of is not there: they fail.

    >>> MissingAs("none")
    <MissingAs.NONE: 'none'>
    """

    LEFT_OUT = "left_out"
    NONE = "none"

    @classmethod
    def chosen(cls, *, among_known: bool, missing_as_none: bool) -> MissingAs | None:
        """Name what was decided; ``None`` where those of whom nothing is known leave it open."""
        if among_known:
            return cls.LEFT_OUT
        return cls.NONE if missing_as_none else None


class MemberState(enum.StrEnum):
    """Where a member of a population stands; its word says the same: ``"failed"``.

    * ``PASSED`` / ``FAILED``: whatever the missing facts turn out to be.
    * ``UNKNOWN``: they could decide either way.
    * ``OUT``: it is no member.

    >>> MemberState("failed")
    <MemberState.FAILED: 'failed'>
    >>> MemberState.FAILED == "failed"
    True
    """

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    OUT = "out"


@frozen(kw_only=True)
class Tally:
    """How many members are of each kind; those surely out are not counted.

    >>> Tally(passed=15, failed_or_passed=4).share()
    Bounds(low=Fraction(15, 19), high=Fraction(1, 1))

    Attributes:
        passed: Surely in, surely passing.
        failed: Surely in, surely failing.
        failed_or_passed: Surely in; unknown facts decide.
        out_or_failed: Perhaps in, and then failing; ``None`` when there may be any number of them.
        out_or_passed: Perhaps in, and then passing.
        anything: Nothing is sure.
        counted: How many of the undecided somebody may have counted all the same, but told in a number that
            leaves them open, such as a rounded share; ``None`` when it may be all.
        in_part: How many others of the undecided answered in part: a record tells of each, and one that is
            missing may make it pass.
        stated: The share as somebody printed it, where the counts behind it are not known.
    """

    passed: int = 0
    failed: int = 0
    failed_or_passed: int = 0
    out_or_failed: Number = 0
    out_or_passed: Number = 0
    anything: Number = 0
    counted: Number = 0
    in_part: int = attrs.field(default=0, metadata=RARE)
    stated: Bounds | None = None

    @property
    def surely_in(self) -> int:
        """How many are members whatever the missing facts are."""
        return self.passed + self.failed + self.failed_or_passed

    @property
    def surely_empty(self) -> bool:
        """Whether nobody can be a member."""
        return self.surely_in == 0 and _sum(self.out_or_failed, self.out_or_passed, self.anything) == 0

    @property
    def is_exact(self) -> bool:
        """Whether nothing is open of anybody: who is a member, and who of them passes."""
        return self.size().is_exact and self.passing().is_exact

    def size(self) -> Bounds:
        """Count the members."""
        doubtful = (self.out_or_failed, self.out_or_passed, self.anything)
        return Bounds(self.surely_in, _sum(self.surely_in, *doubtful))

    def passing(self) -> Bounds:
        """Count the members that pass."""
        undecided = (self.failed_or_passed, self.out_or_passed, self.anything)
        return Bounds(self.passed, _sum(self.passed, *undecided))

    def share(self) -> Bounds | None:
        """Work out the share that passes; ``None`` where there can be no members.

        Choices are independent and monotone, so the ends are reached greedily: the least share lets the
        undecided prefer failing, then being out, then passing; the greatest the other way round.
        """
        if self.surely_empty:
            return None
        rest = _sum(self.failed, self.failed_or_passed, self.out_or_failed, self.anything)
        low = _fraction(self.passed, rest, nobody=1, unlimited=0)
        passing = _sum(self.passed, self.failed_or_passed, self.out_or_passed, self.anything)
        high = Fraction(1) if passing is None else _fraction(passing, self.failed, nobody=0, unlimited=0)
        bounds = Bounds(
            low,
            high,
            # Any number of others comes near an end that one member on the other side keeps out of reach.
            low_open=rest is None and self.passed > 0,
            high_open=passing is None and self.failed > 0,
        )
        return _narrowed(bounds, self.stated)

    def shares(self, most: int) -> frozenset[Fraction] | None:
        """List all shares that can turn out; ``None`` where there are more than so many completions.

        >>> sorted(map(str, Tally(passed=1, failed=1, failed_or_passed=1).shares(most=10)))
        ['1/3', '2/3']
        """
        perhaps_failing, perhaps_passing, perhaps_any = self.out_or_failed, self.out_or_passed, self.anything
        if perhaps_failing is None or perhaps_passing is None or perhaps_any is None:
            return None
        open_numbers = (self.failed_or_passed, perhaps_failing, perhaps_passing, perhaps_any, perhaps_any)
        if math.prod(number + 1 for number in open_numbers) > most:
            return None
        shares = set()
        for turned, failing, passing, any_failing, any_passing in itertools.product(
            *(range(number + 1) for number in open_numbers)
        ):
            passing_members = self.passed + turned + passing + any_passing
            members = self.surely_in + failing + passing + any_failing + any_passing
            if members and any_failing + any_passing <= perhaps_any:
                shares.add(Fraction(passing_members, members))
        return frozenset(share for share in shares if self.stated is None or share in self.stated)

    def decided(self, missing: MissingAs) -> Tally:
        """Make the tally in which members of whom nothing is known are left out, or fail.

        >>> Tally(passed=15, failed_or_passed=4).decided(MissingAs.NONE).failed
        4
        """
        return self.among_known() if missing is MissingAs.LEFT_OUT else self._missing_as_none()

    def _missing_as_none(self) -> Tally:
        """Make the tally in which every member not known to pass fails.

        Who is known but not told apart may be any of the undecided, so each of these may still pass.
        """
        if self.counted is None:
            return self
        open_still = min(self.counted, self.failed_or_passed)
        open_members = self.counted if self.anything is None else min(self.counted, self.anything)
        rest = None if self.anything is None else self.anything - open_members
        return attrs.evolve(
            self,
            failed=self.failed + self.failed_or_passed - open_still,
            failed_or_passed=open_still,
            out_or_failed=_sum(self.out_or_failed, rest),
            anything=open_members,
        )

    def among_known(self) -> Tally:
        """Make the tally of only those members who answered, be it in part or with an open answer.

        Who is known but not told apart may be any of the undecided, so each of these may be out.
        """
        if self.counted is None:
            return self
        undecided = _sum(self.failed_or_passed, self.anything)
        answered = self.counted + self.in_part
        return attrs.evolve(
            self, failed_or_passed=0, anything=answered if undecided is None else min(answered, undecided)
        )


def _fraction(passing: int, rest: Number, *, nobody: int, unlimited: int) -> Fraction:
    if rest is None:
        return Fraction(unlimited)
    return Fraction(passing, passing + rest) if passing + rest else Fraction(nobody)


@frozen(kw_only=True)
class MemberLoad:
    """What one member carries.

    >>> LoadTally(members=[MemberLoad(sure=True, least=80, most=120)]).largest()
    Bounds(low=80, high=120)

    Attributes:
        sure: Whether it surely is a member.
        least: The least that it can carry.
        most: The most; ``None`` when nothing limits it.
        beside_least: The least that it carries of what was asked besides; 0 where nothing was.
        beside_most: The most of that; ``None`` when nothing limits it.
    """

    sure: bool
    least: int
    most: Number
    beside_least: int = 0
    beside_most: Number = 0


Alike = tuple[MemberLoad, int]
"""What each of some members carries, and how many they are."""


@frozen(kw_only=True)
class LoadTally:
    """How much the members of a population carry, one by one as far as that is known.

    >>> LoadTally(members=[MemberLoad(sure=True, least=n, most=n) for n in (200, 230, 250)]).mean()
    Bounds(low=Fraction(680, 3), high=Fraction(680, 3))

    Attributes:
        members: The members known one by one.
        others: How many more there are, of whom nothing is known one by one.
        total: What all carry together, where it was reported.
        largest_stated: The largest load, where it was reported.
        smallest_stated: The smallest load, where it was reported.
    """

    members: tuple[MemberLoad, ...] = attrs.field(default=(), converter=tuple[MemberLoad, ...])
    others: Bounds = ZERO
    total: Bounds | None = None
    largest_stated: Bounds | None = None
    smallest_stated: Bounds | None = None

    __repr__ = short("total", "members")

    @property
    def is_exact(self) -> bool:
        """Whether nothing is open of anybody: who is a member, and how much each carries."""
        return self.others == ZERO and all(
            load.sure and load.least == load.most and load.beside_least == load.beside_most
            for load in self.members
        )

    def size(self) -> Bounds:
        """Count the members."""
        sure = sum(member.sure for member in self.members)
        most = None if self.others.high is None else self.others.high + len(self.members)
        return Bounds(self.others.low + sure, most)

    @property
    def has_members(self) -> bool:
        """Whether there surely is a member; who is said to carry something is one."""
        stated = (self.total, self.largest_stated, self.smallest_stated)
        return self.size().low > 0 or any(bounds is not None and bounds.low > 0 for bounds in stated)

    def mean(self) -> Bounds | None:
        """Work out the mean load; ``None`` where there can be no members."""
        if self.size().high == 0:
            return None
        sure, doubtful = self._split()
        if self.others.high is None:
            # Any number of others who carry nothing brings the mean near 0, never to it.
            bounds = Bounds(0, None, low_open=any(m.least for m, _ in sure))
        else:
            low = extreme_mean(_leasts(sure), _leasts(doubtful), lower=True)
            mosts = [(most, number) for most, number in _mosts(sure) if most is not None]
            doubtful_mosts = [(most, number) for most, number in _mosts(doubtful) if most is not None]
            is_unlimited = len(mosts) + len(doubtful_mosts) < len(sure) + len(doubtful)
            high = None if is_unlimited else extreme_mean(mosts, doubtful_mosts, lower=False)
            bounds = Bounds(low, high)
        return _narrowed(bounds, self._stated.mean)

    def largest(self) -> Bounds | None:
        """Find the largest load; ``None`` where there can be no members."""
        if self.size().high == 0:
            return None
        sure, doubtful = self._split()
        low = max((m.least for m, _ in sure), default=min((m.least for m, _ in doubtful), default=0))
        mosts = [m.most for m, _ in (*sure, *doubtful)]
        high = None if None in mosts else max(most or 0 for most in mosts)
        return _narrowed(Bounds(low, high), self._stated.largest)

    def sum(self) -> Bounds:
        """Add up what all members carry, or take what was reported; without members it is 0."""
        sure = [member.least for member in self.members if member.sure]
        mosts = [member.most for member in self.members]
        high = None if self.others.high != 0 else _sum(*mosts)
        size = self.size()
        stated = self.total if size.high == 0 else self._stated.total
        if stated is not None and not size.low:
            # What statistics tell of each other holds where there is a member; else the sum is 0.
            stated = Bounds(0 if self.total is None else self.total.low, stated.high)
        return _narrowed(Bounds(sum(sure), high), stated)

    def median(self) -> Bounds | None:
        """Find the median load; ``None`` where there can be no members."""
        if self.size().high == 0:
            return None
        if self.others.high is None:
            # Any number of others may carry nothing, or as much as they like.
            return _narrowed(Bounds(0, None), self._stated.median)
        sure, doubtful = self._split()
        low = _extreme_median(_leasts(sure), _leasts(doubtful), lower=True)
        high = _extreme_median(_mosts(sure), _mosts(doubtful), lower=False)
        assert low is not None  # noqa: S101  # every member carries something at the least
        return _narrowed(Bounds(low, high), self._stated.median)

    def smallest(self) -> Bounds | None:
        """Find the smallest load; ``None`` where there can be no members."""
        if self.size().high == 0:
            return None
        sure, doubtful = self._split()
        low = min(m.least for m, _ in (*sure, *doubtful))
        mosts = [m.most for m, _ in sure if m.most is not None]
        unknown = [m.most for m, _ in doubtful]
        high: Number = min(mosts, default=None)
        if not sure and None not in unknown:
            high = max(most or 0 for most in unknown)
        return _narrowed(Bounds(low, high), self._stated.smallest)

    def _split(self) -> tuple[list[Alike], list[Alike]]:
        """Part members into sure and doubtful ones, with how many are alike.

        The others, of whom nothing is known one by one, are alike: each may carry nothing, or any load.
        """
        least = int(self.others.low)
        # One more stands for any number of them: it may carry nothing or more than all.
        extra = 1 if self.others.high is None else int(self.others.high) - least
        sure, doubtful = (
            [(member, 1) for member in self.members if member.sure is is_sure] for is_sure in (True, False)
        )
        sure += [(MemberLoad(sure=True, least=0, most=None), least)] if least else []
        doubtful += [(MemberLoad(sure=False, least=0, most=None), extra)] if extra else []
        return sure, doubtful

    @functools.cached_property
    def _stated(self) -> StatedLoads:
        """What was reported of the loads of all, where there is a member."""
        reported = {"total": self.total, "largest": self.largest_stated, "smallest": self.smallest_stated}
        statistics = {name: bounds for name, bounds in reported.items() if bounds is not None}
        return StatedLoads.of(self.size(), **statistics) if statistics else NOTHING_STATED


def _narrowed(bounds: Bounds, also: Bounds | None) -> Bounds:
    """Intersect two bounds; where they contradict each other, keep the first."""
    return bounds if also is None else (bounds.meet(also) or bounds)


def _leasts(groups: Iterable[Alike]) -> list[tuple[int, int]]:
    """List the least load of members that are alike, with how many they are."""
    return [(member.least, number) for member, number in groups]


def _mosts(groups: Iterable[Alike]) -> list[tuple[Number, int]]:
    """List the greatest load of members that are alike, with how many they are."""
    return [(member.most, number) for member, number in groups]


def extreme_mean(
    sure: Iterable[tuple[int, int]], doubtful: Iterable[tuple[int, int]], *, lower: bool
) -> Fraction:
    """Find the least or greatest mean when doubtful members may be left out; each load by how many carry it.

    Whoever brings the mean nearer to its load leaves it on the same side of that: those who carry as much are
    counted together, or none of them.
    """
    total, number = 0, 0
    for load, times in sure:
        total, number = total + load * times, number + times
    for load, times in sorted(doubtful, reverse=not lower):
        if number and (load * number >= total if lower else load * number <= total):
            break
        total, number = total + load * times, number + times
    return Fraction(total, number)


def _extreme_median(
    sure: Iterable[tuple[Number, int]], doubtful: Iterable[tuple[Number, int]], *, lower: bool
) -> Fraction | None:
    """Find the least or greatest median when doubtful members may be left out; ``None`` without a limit.

    Each load stands with how many carry it. Those who carry as much are counted together, or none of them:
    once so many are in that theirs is the middle load, more of them leave it there.
    """
    # The best come first; what lies beyond the middle already moves it no further.
    counted, ordered = sorted(sure, key=_by_load), sorted(doubtful, key=_by_load, reverse=not lower)

    def median_with(number: int) -> Fraction | None:
        return _middle_of([*counted, *ordered[:number]])

    def moves_no_further(number: int) -> bool:
        if not counted and not number:
            return False
        rank, rank_of_middle = limitless_last(ordered[number][0]), limitless_last(median_with(number))
        return rank >= rank_of_middle if lower else rank <= rank_of_middle

    return median_with(bisect.bisect_left(range(len(ordered)), True, key=moves_no_further))


def _by_load(load: tuple[Number, int]) -> tuple[bool, Exact]:
    return limitless_last(load[0])


def _middle_of(loads: Iterable[tuple[Number, int]]) -> Fraction | None:
    """Find the median of loads, each with how many carry it; ``None`` where it has no limit."""
    ordered = sorted(loads, key=_by_load)
    ends = [*itertools.accumulate(number for _, number in ordered)]
    low, high = (ordered[bisect.bisect_right(ends, rank)][0] for rank in ((ends[-1] - 1) // 2, ends[-1] // 2))
    return middle([low, high])


def limitless_last(value: Exact | None) -> tuple[bool, Exact]:
    """Make the key that sorts values of which ``None`` stands for one above every number.

    >>> sorted([None, 3, 1], key=limitless_last)
    [1, 3, None]
    """
    return (value is None, value or 0)


def middle(values: Sequence[Fraction | Number]) -> Fraction | None:
    """Find the median of values so sorted; ``None`` where a value without a limit is in the middle.

    >>> middle([1, 3, None]), middle([1, None])
    (Fraction(3, 1), None)
    """
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    return None if low is None or high is None else Fraction(low + high) / 2


@frozen(kw_only=True)
class Estimate:
    """The value of a measure, as far as the facts allow.

    >>> Estimate(bounds=Bounds(0, 1), nonempty=False, empty=False).bounds.high
    1

    Attributes:
        bounds: Its bounds; ``None`` when it is not defined.
        nonempty: Whether there surely is somebody to count.
        empty: Whether there surely is nobody.
        over_whole: Whether it surely is more than the whole, as no share can be; ``None`` where it may be.
        unlimited: Whether it surely is above every number, as what many are to nobody.
    """

    bounds: Bounds | None
    nonempty: bool
    empty: bool
    over_whole: bool | None = False
    unlimited: bool = False


def over_whole_of_any(estimates: Iterable[Estimate]) -> bool | None:
    """Tell whether any of several values is surely more than its whole; ``None`` where one may be.

    >>> over_whole_of_any([Estimate(bounds=Bounds(2, 2), nonempty=True, empty=False, over_whole=True)])
    True
    """
    states = {estimate.over_whole for estimate in estimates}
    return True if True in states else None if None in states else False


@frozen(kw_only=True)
class Reason:
    """Why a value is as it is: a code for tools, and what it speaks of. Reports put it in words.

    >>> import rnms
    >>> report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    >>> report["4"]["load"].reasons[0].code
    'explained'

    Attributes:
        code: A stable code such as ``"headcount-unknown"``.
        about: What the sentence speaks of: of a word of the order, its key and its title; of members, how
            many, the key of their unit (``"record"`` where records are counted) and its Russian nouns.
    """

    code: str
    about: tuple[str, ...] = ()

    __repr__ = short("code", "about")


LEFT_OUT_FIGURES = frozenset({"contradiction", "not-a-number", "without-successor"})
"""The codes of why a figure does not count; they speak of its key, of its title and of its municipality."""


@frozen(kw_only=True)
class Answer:
    """What an engine says to a question.

    >>> Answer(tally=Tally(passed=15, failed_or_passed=4), silent=("m4",)).reported
    True

    Attributes:
        tally: For the region.
        municipalities: For each municipality of which something was reported, by id.
        reported: Whether anything bears on the question.
        silent: Ids of the municipalities whose return is missing.
        figures: The figures that it rests on.
        reasons: What limits it.
    """

    tally: Tally | LoadTally
    municipalities: Mapping[str, Tally | LoadTally] = attrs.field(factory=dict)
    reported: bool = True
    silent: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether somebody surely fails: of a yes or no, whether it is surely no."""
        return isinstance(self.tally, Tally) and self.tally.failed > 0


def distinct(items: Iterable[T]) -> tuple[T, ...]:
    """Drop repetitions, keeping the first of each.

    >>> distinct(["ugra", "amur", "ugra"])
    ('ugra', 'amur')
    """
    return tuple(dict.fromkeys(items))


# Statistics of loads that somebody stated.

_ANY = Bounds(0, None)
_ROUNDS = 8
"""How often the statistics are looked at: each time they may tell more, rarely more than twice."""


@frozen(kw_only=True)
class StatedLoads:
    """What statistics of loads tell of each other, where there is at least one member.

    Each carries a whole number of things, or none. Between the two ends of a statistic may lie what no loads
    have; beyond them lies nothing that any have.

    >>> ten = StatedLoads.of(Bounds.exact(10), largest=Bounds.exact(249))
    >>> ten.mean.high == 249, ten.total
    (True, Bounds(low=249, high=2490))

    Attributes:
        total: What all carry.
        largest: The largest load.
        smallest: The smallest load.
        mean: The mean load.
        median: The median load.
    """

    total: Bounds
    largest: Bounds
    smallest: Bounds
    mean: Bounds
    median: Bounds

    @classmethod
    def of(
        cls, size: Bounds, total: Bounds = _ANY, largest: Bounds = _ANY, smallest: Bounds = _ANY
    ) -> StatedLoads:
        """Find what the statistics leave of each other.

        Args:
            size: How many carry something.
            total: What all were said to carry.
            largest: The largest load that was stated.
            smallest: The smallest load that was stated.
        """
        for _ in range(_ROUNDS):
            size = _members_of(size, total, largest, smallest)
            before = (size, total, largest, smallest)
            total = _narrowed(total, _total_of(size, largest, smallest))
            largest = _narrowed(largest, _largest_of(size, total, smallest))
            smallest = _narrowed(smallest, _smallest_of(size, total, largest))
            if (_members_of(size, total, largest, smallest), total, largest, smallest) == before:
                break
        return cls(
            total=total,
            largest=largest,
            smallest=smallest,
            mean=_mean_of(size, total, largest, smallest),
            median=_median_of(size, total, largest, smallest),
        )


def _members_of(size: Bounds, total: Bounds, largest: Bounds, smallest: Bounds) -> Bounds:
    """Bound the number of members; where no number fits, no more is taken than that there is one."""
    members = members_carrying(size, total, largest, smallest)
    return Bounds(max(size.low, 1), size.high) if members is None else members


def members_carrying(size: Bounds, total: Bounds, largest: Bounds, smallest: Bounds) -> Bounds | None:
    """Bound the number of members who have such loads: as many as all takes, and as few as carry the least.

    >>> ten, four, any_load = Bounds.exact(10), Bounds.exact(4), Bounds(0, None)
    >>> members_carrying(any_load, total=ten, largest=four, smallest=any_load)
    Bounds(low=3, high=None)
    >>> members_carrying(any_load, total=ten, largest=any_load, smallest=Bounds.exact(6)) is None
    True

    Returns:
        ``None`` where nobody can have them, be they one or many.
    """
    low: Exact = max(size.low, 1)
    high = size.high
    least_of_one = max(largest.low, smallest.low)
    most_of_one = min((end for end in (largest.high, smallest.high) if end is not None), default=None)
    if most_of_one is not None and max(least_of_one, total.low) > most_of_one:
        # Of one alone all three are the same.
        low = max(low, 2)
    if total.high is not None and least_of_one > total.high:
        return None
    if largest.high is not None and most_of_one is not None and total.low > most_of_one:
        if not largest.high:
            return None
        low = max(low, math.ceil(Fraction(total.low - most_of_one) / largest.high) + 1)
    if smallest.low and total.high is not None:
        most = (total.high - least_of_one) // smallest.low + 1
        high = most if high is None else min(high, most)
    return Bounds(low, high) if high is None or low <= high else None


def _total_of(size: Bounds, largest: Bounds, smallest: Bounds) -> Bounds:
    """Bound what all carry: one the largest load, one the smallest, and the others between them."""
    low = largest.low + (size.low - 1) * smallest.low
    if size.high is None or largest.high is None:
        only = size.high == 1 and smallest.high is not None
        return Bounds(low, max(low, smallest.high or 0) if only else None)
    least = largest.high if smallest.high is None else min(smallest.high, largest.high)
    return _ordered(low, least + (size.high - 1) * largest.high)


def _largest_of(size: Bounds, total: Bounds, smallest: Bounds) -> Bounds:
    """Bound the largest load: at least the mean, at most what the others leave of the total."""
    low: Exact = smallest.low
    if size.high is not None:
        low = max(low, math.ceil(Fraction(total.low) / size.high))
        if smallest.high is not None and size.high > 1:
            low = max(low, math.ceil(Fraction(total.low - smallest.high) / (size.high - 1)))
    ends = [smallest.high] if size.high == 1 else []
    ends += [None if total.high is None else total.high - (size.low - 1) * smallest.low]
    return _ordered(low, min((end for end in ends if end is not None), default=None))


def _smallest_of(size: Bounds, total: Bounds, largest: Bounds) -> Bounds:
    """Bound the smallest load: at least what the others leave of the total, at most the mean."""
    low: Exact = largest.low if size.high == 1 else 0
    if size.high is not None and (largest.high is not None or size.high == 1):
        low = max(low, total.low - (size.high - 1) * (largest.high or 0))
    ends = [largest.high]
    if total.high is not None:
        ends.append(total.high // size.low)
        if size.low > 1:
            ends.append((total.high - largest.low) // (size.low - 1))
    return _ordered(low, min((end for end in ends if end is not None), default=None))


def _mean_of(size: Bounds, total: Bounds, largest: Bounds, smallest: Bounds) -> Bounds:
    """Bound the mean; where any number may carry, it comes near an end without reaching it."""
    low = Fraction(smallest.low)
    if size.high is not None:
        low = max(Fraction(total.low) / size.high, low + Fraction(largest.low - smallest.low) / size.high)
    ends: list[Exact] = [] if total.high is None else [Fraction(total.high) / size.low]
    gap: Exact = 0
    if largest.high is not None:
        gap = 0 if smallest.high is None else max(largest.high - smallest.high, 0)
        ends.append(largest.high - (Fraction(gap) / size.high if size.high else 0))
    high = min(ends, default=None)
    if high is not None and high <= low:
        return Bounds.exact(low)
    return Bounds(
        low,
        high,
        low_open=size.high is None and max(largest.low, min(total.low, 1)) > low,
        high_open=gap > 0 and size.high is None and high == largest.high,
    )


def _median_of(size: Bounds, total: Bounds, largest: Bounds, smallest: Bounds) -> Bounds:
    """Bound the median: more than half carry no less, and more than half no more."""
    low = Fraction(smallest.low)
    ends = [largest.high]
    if size.high is not None and largest.high is not None:
        half = size.high // 2 + 1
        low = max(low, Fraction(total.low - (size.high - half) * largest.high) / half)
    if total.high is not None:
        half = size.low // 2 + 1
        ends.append(Fraction(total.high - (size.low - half) * smallest.low) / half)
    return _ordered(low, min((end for end in ends if end is not None), default=None))


def _ordered(low: Exact, high: Exact | None) -> Bounds:
    return Bounds(low, None if high is None else max(low, high))


NOTHING_STATED = StatedLoads(total=_ANY, largest=_ANY, smallest=_ANY, mean=_ANY, median=_ANY)
"""What is known where nobody stated a statistic."""
