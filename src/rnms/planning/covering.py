"""Whom which groups cover at the least: the task in whole numbers, its cheapest answers and its bound.

People with equal deficits are one group with a number. A *bundle* is a set of courses for one person. Each
person gets one bundle, the empty one among them, and no course has more people than seats.

What counts first is how many deficits stay uncovered, then the hours, then the number of programmes. Three
whole numbers weigh them, so that one sum is least.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from rnms._values import frozen
from rnms.errors import extra

if TYPE_CHECKING:
    import numpy as np

    Integers: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]

MOST_DEFICITS = 10
"""How many deficits of one person are covered at most: the work doubles, and more, with each."""
SCALE = 1024
"""Prices of seats are whole multiples of one part in so many, so that a bound is worked out exactly."""
_FAR = 2**61
"""Dearer than any bundle."""


@frozen(kw_only=True)
class Course:
    """What the seats of like groups give: the same competences in the same hours to the same people.

    Attributes:
        hours: How long it is.
        seats: How many people it takes.
    """

    hours: int
    seats: int


@frozen(kw_only=True)
class Group:
    """People with equal deficits who may take the same courses.

    Attributes:
        number: How many they are.
        deficits: How many deficits each has.
        masks: By course the deficits that it covers, as bits; a course that covers none is not named.
    """

    number: int
    deficits: int
    masks: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, number: int, deficits: Sequence[str], courses: Mapping[int, Collection[str]]) -> Group:
        """Make a group by its deficits and by what the courses develop that its people may take.

        >>> Group.of(3, ["A", "B"], {0: {"B", "C"}, 1: {"C"}}).masks
        ((0, 2),)
        """
        masks = {
            course: sum(1 << bit for bit, deficit in enumerate(deficits) if deficit in competences)
            for course, competences in courses.items()
        }
        covering = tuple((course, mask) for course, mask in masks.items() if mask)
        return cls(number=number, deficits=len(deficits), masks=covering)


@frozen(kw_only=True)
class Weights:
    """What an uncovered deficit, an hour and a programme weigh in the sum that is least.

    >>> Weights(deficit=1000, hour=10, programme=1).cost(deficits=0, hours=24, programmes=1)
    241
    """

    deficit: int
    hour: int
    programme: int

    def cost(self, *, deficits: int, hours: int, programmes: int) -> int:
        """Weigh a bundle."""
        return self.deficit * deficits + self.hour * hours + self.programme * programmes


@frozen(kw_only=True)
class Bundle:
    """A set of courses for one person of a group.

    Attributes:
        group: Which group.
        courses: Which courses, in order.
        uncovered: How many deficits stay.
        hours: The hours of all its courses.
    """

    group: int
    courses: tuple[int, ...]
    uncovered: int
    hours: int

    def cost(self, weights: Weights) -> int:
        """Weigh it."""
        return weights.cost(deficits=self.uncovered, hours=self.hours, programmes=len(self.courses))


@frozen(kw_only=True)
class Task:
    """Groups and courses."""

    groups: tuple[Group, ...]
    courses: tuple[Course, ...]

    def bundle(self, group: int, courses: Sequence[int]) -> Bundle:
        """Make a bundle, its numbers worked out from its courses."""
        masks = dict(self.groups[group].masks)
        covered = 0
        for course in courses:
            covered |= masks[course]
        return Bundle(
            group=group,
            courses=tuple(sorted(courses)),
            uncovered=self.groups[group].deficits - covered.bit_count(),
            hours=sum(self.courses[course].hours for course in courses),
        )

    def bundles(self, most: int) -> tuple[Bundle, ...] | None:
        """List every bundle in which no course is superfluous; ``None`` where there are more than so many."""
        bundles: list[Bundle] = []
        for index, group in enumerate(self.groups):
            for courses in _irredundant(group.masks):
                bundles.append(self.bundle(index, courses))
                if len(bundles) > most:
                    return None
        return tuple(bundles)


def _irredundant(masks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """List the sets of courses each of which covers something that no other of the set does."""

    def grown(start: int, courses: tuple[int, ...], single: tuple[int, ...], covered: int) -> Iterator[Any]:
        yield courses
        for place in range(start, len(masks)):
            course, mask = masks[place]
            own = mask & ~covered
            alone_without = tuple(alone & ~mask for alone in single)
            # A course once superfluous stays so, whatever is added.
            if own and all(alone_without):
                yield from grown(place + 1, (*courses, course), (*alone_without, own), covered | mask)

    yield from grown(0, (), (), 0)


class Pricing:
    """Finds for each group its cheapest bundle, where seats have prices.

    Groups with equally many deficits are looked at together; of each group a cover by subsets is worked out,
    from nothing to all its deficits.

    >>> task = Task(
    ...     groups=[Group(number=1, deficits=2, masks=((0, 1), (1, 2), (2, 3)))],
    ...     courses=[Course(hours=hours, seats=1) for hours in (16, 16, 24)],
    ... )
    >>> _, bundles = Pricing(task).cheapest(Weights(deficit=1000, hour=1, programme=0), [0, 0, 0])
    >>> [bundle.courses for bundle in bundles]
    [(2,)]

    Args:
        task: The groups and courses.

    Raises:
        MissingExtraError: If numpy is not installed.
    """

    def __init__(self, task: Task) -> None:
        with extra("plan"):
            import numpy as np
        self._task = task
        self._by_size: list[tuple[int, list[int], list[tuple[int, Integers, Integers]]]] = []
        for size in sorted({group.deficits for group in task.groups}):
            indices = [index for index, group in enumerate(task.groups) if group.deficits == size]
            rows: dict[int, list[tuple[int, int]]] = {}
            for row, index in enumerate(indices):
                for course, mask in task.groups[index].masks:
                    rows.setdefault(course, []).append((row, mask))
            tables = [
                (course, *np.array(pairs, dtype=np.int64).T.copy()) for course, pairs in sorted(rows.items())
            ]
            self._by_size.append((size, indices, tables))

    def least(self, weights: Weights, prices: Sequence[int]) -> int:
        """Bound from below what everybody together costs, in parts of :data:`SCALE`.

        True of any prices that are not negative: who pays for a seat pays no less than without that price,
        and no more seats are sold than there are.

        Args:
            weights: What weighs.
            prices: The price of a seat of each course, in parts of :data:`SCALE`.
        """
        sold = sum(price * course.seats for price, course in zip(prices, self._task.courses, strict=True))
        costs, _ = self._worked_out(weights, prices, with_bundles=None)
        return sum(map(int.__mul__, costs, (group.number for group in self._task.groups))) - sold

    def bound(self, weights: Weights, prices: Sequence[int]) -> Fraction:
        """Give the same as an exact fraction."""
        return Fraction(self.least(weights, prices), SCALE)

    def cheapest(
        self, weights: Weights, prices: Sequence[int], below: Sequence[int] | None = None
    ) -> tuple[list[int], list[Bundle]]:
        """Find what the cheapest bundle of each group costs, and these bundles.

        Args:
            weights: What weighs.
            prices: The price of a seat of each course, in parts of :data:`SCALE`.
            below: By group in the same parts, below what cost a bundle is wanted; by default each is.
        """
        return self._worked_out(weights, prices, with_bundles=below or [_FAR] * len(self._task.groups))

    def _worked_out(
        self, weights: Weights, prices: Sequence[int], *, with_bundles: Sequence[int] | None
    ) -> tuple[list[int], list[Bundle]]:
        import numpy as np

        costs = [0] * len(self._task.groups)
        bundles: list[Bundle] = []
        for size, indices, tables in self._by_size:
            states = 1 << size
            # The cheapest course that covers at least these deficits, and which that is.
            best = np.full((states, len(indices)), _FAR, dtype=np.int64)
            courses = np.full((states, len(indices)), -1, dtype=np.int64)
            for course, rows, masks in tables:
                price = SCALE * weights.cost(deficits=0, hours=self._task.courses[course].hours, programmes=1)
                price += prices[course]
                is_cheaper = price < best[masks, rows]
                best[masks[is_cheaper], rows[is_cheaper]] = price
                courses[masks[is_cheaper], rows[is_cheaper]] = course
            for bit in range(size):
                for state in range(states):
                    if not state >> bit & 1:
                        _take_cheaper(best, courses, state, state | 1 << bit)
            cover = np.zeros((states, len(indices)), dtype=np.int64)
            covers = np.zeros((states, len(indices)), dtype=np.int64)
            for state in range(1, states):
                lowest = state & -state
                # The lowest deficit stays uncovered, or one course covers it and perhaps some of the others.
                cover[state] = cover[state ^ lowest] + SCALE * weights.deficit
                above = rest = state ^ lowest
                while True:
                    subset = rest | lowest
                    cost = cover[state ^ subset] + best[subset]
                    is_cheaper = cost < cover[state]
                    cover[state][is_cheaper] = cost[is_cheaper]
                    covers[state][is_cheaper] = subset
                    if not rest:
                        break
                    rest = (rest - 1) & above
            for row, (index, cost) in enumerate(zip(indices, cover[-1].tolist(), strict=True)):
                costs[index] = cost
                if with_bundles is not None and cost < with_bundles[index]:
                    bundles.append(self._task.bundle(index, _courses(covers, courses, row, states - 1)))
        return costs, bundles


def _take_cheaper(best: Integers, courses: Integers, state: int, wider: int) -> None:
    """Let what covers more stand for what covers less, where it costs less."""
    is_cheaper = best[wider] < best[state]
    best[state][is_cheaper] = best[wider][is_cheaper]
    courses[state][is_cheaper] = courses[wider][is_cheaper]


def _courses(covers: Integers, courses: Integers, row: int, state: int) -> list[int]:
    """Read the courses of a cover back, from all deficits to none."""
    own: set[int] = set()
    while state:
        subset = int(covers[state, row])
        if subset:
            own.add(int(courses[subset, row]))
        state ^= subset or state & -state
    return sorted(own)
