"""What those who came, who left and who stayed make of the change of a share, over every world.

Of whom the share is, and who of them passes, is not always known. A world says it of each member in both
periods; in each the three parts add up exactly. The ends of each part are found over all worlds, so the ends
of one part may be those of another world than the ends of the next.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from rnms._values import frozen
from rnms.indicators.tally import extreme_mean
from rnms.model.norm import Bounds


class Standing(enum.IntFlag):
    """What unknown facts leave open of a member in one period.

    >>> Standing.FAILED | Standing.PASSED
    <Standing.FAILED|PASSED: 6>
    """

    OUT = 1
    FAILED = 2
    PASSED = 4


IN = Standing.FAILED | Standing.PASSED
"""A member, whether it passes or not."""
Moves = Mapping[tuple[Standing, Standing], int]
"""How many members stand so in the earlier and in the later period."""


@frozen(kw_only=True)
class Flow:
    """The change of a share, by who is a member in both periods and who in one of them.

    >>> moves = {
    ...     (Standing.PASSED, Standing.PASSED): 1,
    ...     (Standing.FAILED, Standing.PASSED): 1,
    ...     (Standing.FAILED, Standing.OUT): 1,
    ...     (Standing.OUT, Standing.FAILED): 1,
    ... }
    >>> flow = Flow.of(moves)
    >>> [str(bounds.low) for bounds in (flow.came, flow.left, flow.stayed)]
    ['-1/3', '1/6', '1/2']

    Attributes:
        came: The later share less the later share of those who stayed: what the newcomers make of it.
        left: The earlier share of those who stayed less the earlier share: what the leavers took away.
        stayed: By how much the share of those who stayed grew.
    """

    came: Bounds
    left: Bounds
    stayed: Bounds

    @classmethod
    def of(cls, moves: Moves) -> Flow | None:
        """Find the parts; ``None`` where nobody surely is a member in both periods."""
        if not any(
            number and _surely_in(before) and _surely_in(after) for (before, after), number in moves.items()
        ):
            return None
        back = {(after, before): number for (before, after), number in moves.items()}
        came, left = _came(moves), _came(back)
        assert left.high is not None  # noqa: S101  # a part of a share has both ends
        return cls(came=came, left=Bounds(-left.high, -left.low), stayed=_stayed(moves))


def _surely_in(standing: Standing) -> bool:
    return Standing.OUT not in standing


def _stayed(moves: Moves) -> Bounds:
    """Bound the mean of what those who stayed gained: each 1, 0 or -1, and some perhaps did not stay."""
    least: dict[bool, dict[int, int]] = {True: {}, False: {}}
    most: dict[bool, dict[int, int]] = {True: {}, False: {}}
    for (before, after), number in moves.items():
        if not (before & IN and after & IN):
            continue
        is_sure = _surely_in(before) and _surely_in(after)
        for gains, gain in (
            (least, _best(after, passing=False) - _best(before, passing=True)),
            (most, _best(after, passing=True) - _best(before, passing=False)),
        ):
            gains[is_sure][gain] = gains[is_sure].get(gain, 0) + number
    return Bounds(
        extreme_mean(least[True].items(), least[False].items(), lower=True),
        extreme_mean(most[True].items(), most[False].items(), lower=False),
    )


def _best(standing: Standing, *, passing: bool) -> int:
    """Suppose that a member passes where it may, or that it fails where it may."""
    return int(Standing.PASSED in standing if passing else Standing.FAILED not in standing)


def _came(moves: Moves) -> Bounds:
    """Bound the later share less the later share of those who stayed."""
    # Whoever fails takes away from both shares what whoever passes gives.
    turned = {(before, _turned(after)): number for (before, after), number in moves.items()}
    return Bounds(-_Newcomers.of(turned).most(), _Newcomers.of(moves).most())


def _turned(standing: Standing) -> Standing:
    turned = standing & Standing.OUT
    turned |= Standing.PASSED if Standing.FAILED in standing else Standing(0)
    return turned | (Standing.FAILED if Standing.PASSED in standing else Standing(0))


@frozen(kw_only=True)
class _Newcomers:
    """Members of the later period, as they make its share the most above that of those who stayed.

    Whoever stayed then fails where that is possible, and whoever came passes. What is left to choose is told
    here: each choice of it is as good as any other of those that this leaves out.

    Attributes:
        stayed: How many surely stayed.
        stayed_passing: How many of them pass.
        came: How many came.
        came_passing: How many of them pass.
        either: How many either stayed and fail, or came and pass.
        failing: How many stayed and fail, or are out.
        passing: How many stayed and pass, or are out.
    """

    stayed: int = 0
    stayed_passing: int = 0
    came: int = 0
    came_passing: int = 0
    either: int = 0
    failing: int = 0
    passing: int = 0

    @classmethod
    def of(cls, moves: Moves) -> _Newcomers:
        """Sort members by what is left to choose of each."""
        numbers: dict[str, int] = {}
        for (before, after), number in moves.items():
            for name in _choice(before, after):
                numbers[name] = numbers.get(name, 0) + number
        return cls(**numbers)

    def most(self) -> Fraction:
        """Find the greatest difference of both shares."""
        # Those who stayed and pass move it down and then up again as they become more: all of them, or none.
        return max(self._most_with(with_passing) for with_passing in {0, self.passing})

    def _most_with(self, with_passing: int) -> Fraction:
        def difference(either: int, failing: int) -> tuple[int, int]:
            stayed = self.stayed + with_passing + either + failing
            passing = self.stayed_passing + with_passing
            came = self.came + self.either - either
            in_all, in_all_passing = stayed + came, passing + self.came_passing + self.either - either
            return in_all_passing * stayed - passing * in_all, in_all * stayed

        # By either number it grows up to some point and falls from there on.
        if self.either <= self.failing:
            return _greatest(
                _peak(functools.partial(difference, either), self.failing)
                for either in range(self.either + 1)
            )
        return _greatest(
            _peak(functools.partial(difference, failing=failing), self.either)
            for failing in range(self.failing + 1)
        )


def _choice(before: Standing, after: Standing) -> Iterable[str]:
    """Say as what a member of the later period counts where the newcomers shall be the best."""
    if not after & IN:
        return ()
    may_stay, may_come, may_be_out = bool(before & IN), Standing.OUT in before, Standing.OUT in after
    passes_staying, passes_coming = Standing.FAILED not in after, Standing.PASSED in after
    if may_come and passes_coming:
        return ("either",) if may_stay and not passes_staying else ("came", "came_passing")
    if may_stay:
        if may_be_out:
            return ("passing",) if passes_staying else ("failing",)
        return ("stayed", "stayed_passing") if passes_staying else ("stayed",)
    return () if may_be_out else ("came",)


def _peak(value: Callable[[int], tuple[int, int]], last: int) -> tuple[int, int]:
    """Find the greatest value of what grows with a number up to some point, and falls from there on."""
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        if _exceeds(value(middle + 1), value(middle)):
            low = middle + 1
        else:
            high = middle
    return value(low)


def _greatest(values: Iterable[tuple[int, int]]) -> Fraction:
    greatest: tuple[int, int] | None = None
    for value in values:
        if greatest is None or _exceeds(value, greatest):
            greatest = value
    assert greatest is not None  # noqa: S101  # there is one for nobody
    return Fraction(*greatest)


def _exceeds(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Compare two fractions without making them: there are many of them."""
    return first[0] * second[1] > second[0] * first[1]
