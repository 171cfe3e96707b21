"""What was found of figures, found again where nearly the same figures are asked.

Who types a report in changes one figure at a time, and each time makes another system. What hangs on none of
the changed figures is what it was. So it is noted of each number which figures were read for it and which
other numbers; where all of these are what they were, so is the number, and it is not worked out again. It is
looked at anew in the same order, so that whatever was said on the way is said again.
"""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Protocol, TypeVar

import attrs

from rnms._values import define
from rnms.logic.population import Population
from rnms.model.returns import Figure

T = TypeVar("T")
Number = tuple[Hashable, ...]
"""What a number is: how it is found, and of what."""
_MOST_FIGURES = 500
"""Of how many figures numbers are kept: of more, whoever waits for them waits for other things."""
_MOST_KEPT = 8192
_MOST_STATES = 64
_MOST_VALUES = 4
"""How many values of one number are kept: somebody may take back what was typed."""
_MOST_VERSIONS = 16
"""How many values of one figure are told apart: somebody may type for hours."""


class Cells(Protocol):
    """One number at every place."""

    number: Number

    @property
    def telling(self) -> tuple[str, ...]:
        """The municipalities that have something of their own to say."""

    def at(self, place: str | None) -> Any:
        """Find it at a place; ``None`` is the region."""


@define(eq=False)
class Reads:
    """What was read to find something.

    Attributes:
        figures: The figures, by the numbers of what they say.
        cells: Other numbers, by where they lie in memory while it is found, and the place: which, at which
            place, and what was found.
        telling: Of which numbers it was asked what municipalities tell of them.
        uncounted: The populations whose size nothing but figures tells.
        figures_behind: The figures that were read for it, and for whatever was read for it, and so on.
        uncounted_behind: The populations, likewise.
        is_whole: Whether these are all that it hangs on.
        is_repeatable: Whether nothing was said on the way, and nothing read, that another look alone says or
            reads again.
    """

    figures: set[int] = attrs.field(factory=set)
    cells: dict[tuple[int, str | None], tuple[Number, str | None, Any]] = attrs.field(factory=dict)
    telling: dict[int, tuple[Number, tuple[str, ...]]] = attrs.field(factory=dict)
    uncounted: dict[Population, None] = attrs.field(factory=dict)
    figures_behind: set[int] = attrs.field(factory=set)
    uncounted_behind: dict[Population, None] = attrs.field(factory=dict)
    is_whole: bool = True
    is_repeatable: bool = True

    def add_figures(self, figures: Iterable[int]) -> None:
        """Take in figures that were read."""
        self.figures.update(figures)
        self.figures_behind.update(figures)

    def add_uncounted(self, populations: Mapping[Population, None]) -> None:
        """Take in populations whose size nothing but figures tells."""
        self.uncounted.update(populations)
        self.uncounted_behind.update(populations)

    def add_behind(self, other: Reads | None) -> None:
        """Take in all that something hangs on that was read; ``None`` where that is not known."""
        if other is None or not (other.is_whole and other.is_repeatable):
            self.is_whole = False
        else:
            self.figures_behind.update(other.figures_behind)
            self.uncounted_behind.update(other.uncounted_behind)


@define(eq=False)
class Memory:
    """What was found of systems that differ in nothing but what their figures say.

    It hangs on nothing that is not noted with it, so of two threads that come at once either may keep what
    both find.

    Attributes:
        found: What was found, by what it is, each time with what was read for it, the last first.
        states: What stands for each set of figures that were not believed.
        versions: By place in the system the figures that stood there, each with a number of its own.
    """

    found: dict[tuple[Hashable, ...], tuple[tuple[Reads, Any], ...]] = attrs.field(factory=dict)
    states: dict[Hashable, object] = attrs.field(factory=dict)
    versions: dict[int, tuple[tuple[Figure, int], ...]] = attrs.field(factory=dict)
    _numbers: Iterator[int] = attrs.field(factory=itertools.count, init=False)

    def number_of(self, index: int, figure: Figure) -> int:
        """Number what a figure says there: as before, where one there said the same in all fields."""
        versions = self.versions.get(index, ())
        for version, number in versions:
            if version is figure or is_same(version, figure):
                return number
        number = next(self._numbers)
        self.versions[index] = ((figure, number), *versions[: _MOST_VERSIONS - 1])
        return number


class Recall:
    """Notes what is read of the figures of one system, and finds again what was found before.

    Args:
        figures: The figures.
        is_uncounted: Whether nothing but figures tells the size of a population.
    """

    def __init__(self, figures: Sequence[Figure], is_uncounted: Callable[[Population], bool]) -> None:
        self._figures = figures
        self._numbers: Sequence[int] = ()
        self._all_numbers: frozenset[int] = frozenset()
        self._is_uncounted = is_uncounted
        self._memory: Memory | None = None
        self._state: object = None
        self._is_begun: Callable[[], bool] = lambda: True
        self._makers: dict[Hashable, Callable[..., Cells]] = {}
        self._reading: list[Reads] = []
        self._known_numbers: dict[int, tuple[Number, Cells]] = {}

    def use(self, memory: Memory) -> None:
        """Find again what was found of systems of the same figures, but for what these say."""
        if len(self._figures) <= _MOST_FIGURES:
            self._memory = memory
            self._numbers = [memory.number_of(index, figure) for index, figure in enumerate(self._figures)]
            self._all_numbers = frozenset(self._numbers)

    @property
    def is_on(self) -> bool:
        """Whether anything is kept of these figures, so that what is read must be noted."""
        return self._memory is not None

    def begin(self, state: Hashable, is_still_so: Callable[[], bool]) -> None:
        """Find from now on what holds where some figures are not believed.

        Args:
            state: Which are not believed, and of what.
            is_still_so: Whether that is still so.
        """
        memory = self._memory
        if memory is not None:
            if len(memory.states) >= _MOST_STATES:
                memory.states.clear()
                memory.found.clear()
            self._state, self._is_begun = memory.states.setdefault(state, object()), is_still_so

    def make_with(self, name: Hashable, make: Callable[..., Cells]) -> None:
        """Tell how numbers of a name are made."""
        self._makers[name] = make
        self._known_numbers.clear()

    # Notes.

    def note_figures(self, indexes: Sequence[int]) -> None:
        """Note that figures are read."""
        if self._reading and indexes:
            self._reading[-1].add_figures([self._numbers[index] for index in indexes])

    def note_cell(self, cells: Cells, place: str | None, value: object, reads: Reads | None) -> None:
        """Note that another number is read, and what was read for that."""
        key = (id(cells), place)
        if self._reading and key not in self._reading[-1].cells:
            self._reading[-1].cells[key] = (cells.number, place, value)
            self._reading[-1].add_behind(reads)

    def note_telling(self, cells: Cells, telling: tuple[str, ...], reads: Reads | None) -> None:
        """Note that it is read which municipalities tell of a number, and what was read for that."""
        if self._reading and id(cells) not in self._reading[-1].telling:
            self._reading[-1].telling[id(cells)] = (cells.number, telling)
            self._reading[-1].add_behind(reads)

    def note_uncounted(self, populations: Iterable[Population]) -> None:
        """Note that nothing but figures tells the size of some populations."""
        if self._reading:
            self._reading[-1].add_uncounted(dict.fromkeys(populations))

    def note_unrepeatable(self) -> None:
        """Note that something was said, or read, that another look alone says or reads again."""
        if self._reading:
            self._reading[-1].is_repeatable = False

    # What was found.

    def find(self, number: Number, place: str | None, find: Callable[[], T]) -> tuple[T, Reads | None]:
        """Find a number at a place: again, where all that was read for it is what it was.

        Returns:
            What was found, and what was read for it; ``None`` where it hangs on more than is noted.
        """
        memory = self._memory
        if memory is None or not self._is_begun():
            return find(), None
        key = (self._state, *number, place)
        remembered: tuple[tuple[Reads, T], ...] = memory.found.get(key, ())
        for reads_then, value in remembered:
            if self._is_as_then(reads_then):
                return value, reads_then
        for reads_then, value in remembered[:1]:
            reads_now = self._still(reads_then)
            if reads_now is not None:
                memory.found[key] = ((reads_now, value), *remembered[: _MOST_VALUES - 1])
                return value, reads_now
        reads = Reads()
        self._reading.append(reads)
        try:
            value = find()
        finally:
            self._reading.pop()
        if not self._is_begun():
            return value, None
        # Whoever read the same then read it now.
        value = next((before for _, before in remembered if is_same(before, value)), value)
        if len(memory.found) >= _MOST_KEPT:
            memory.found.clear()
        memory.found[key] = ((reads, value), *remembered[: _MOST_VALUES - 1])
        return value, reads

    def _is_as_then(self, reads: Reads) -> bool:
        """Tell whether none of the figures behind something changed."""
        is_told = reads.is_repeatable and reads.is_whole
        return is_told and self._is_unchanged(reads.figures_behind, reads.uncounted_behind)

    def _still(self, reads: Reads) -> Reads | None:
        """Find what would be read now, where that is what it was; else ``None``."""
        if not reads.is_repeatable or not self._is_unchanged(reads.figures, reads.uncounted):
            return None
        read_now = Reads()
        read_now.add_figures(reads.figures)
        read_now.add_uncounted(reads.uncounted)
        self._reading.append(read_now)
        try:
            is_still = all(
                self._cells(number).at(place) is value for number, place, value in reads.cells.values()
            ) and all(self._cells(number).telling == telling for number, telling in reads.telling.values())
        finally:
            self._reading.pop()
        return read_now if is_still else None

    def _is_unchanged(self, figures: AbstractSet[int], uncounted: Iterable[Population]) -> bool:
        return figures <= self._all_numbers and all(map(self._is_uncounted, uncounted))

    def _cells(self, number: Number) -> Cells:
        """Find a number of this system, by where its name lies in memory: that is told quickest."""
        entry = self._known_numbers.get(id(number))
        if entry is None:
            entry = self._known_numbers[id(number)] = number, self._makers[number[0]](*number[1:])
        return entry[1]


def is_same(first: object, second: object) -> bool:
    """Tell whether values are the same in every field: 1 is no yes, and an open end no closed one.

    >>> is_same(1, True), is_same((1, "a"), (1, "a"))
    (False, True)
    """
    if first is second:
        return True
    if type(first) is not type(second):
        return False
    kind: Any = type(first)
    parts_of = _parts_of(kind)
    if parts_of is None:
        return first == second
    parts, others = parts_of(first), parts_of(second)
    return len(parts) == len(others) and all(map(is_same, parts, others))


def exact_key(value: object) -> Hashable:
    """Make a key that only values which are the same in every field share.

    Values may be equal though they differ: 1 equals ``True``, and bounds ask only where their ends are.
    Their short forms leave fields out.

    >>> exact_key(1) == exact_key(True), exact_key((1, "a")) == exact_key((1, "a"))
    (False, True)
    """
    kind: Any = type(value)
    parts_of = _parts_of(kind)
    return (kind, value) if parts_of is None else (kind, *map(exact_key, parts_of(value)))


@functools.cache
def _parts_of(kind: type[Any]) -> Callable[[Any], Sequence[Any]] | None:
    """Make what lists the values that a value of a kind is made of; nothing where it is one itself."""
    if attrs.has(kind):
        names = [field.name for field in attrs.fields(kind) if not field.metadata.get("transient")]
        if len(names) > 1:
            return operator.attrgetter(*names)
        return lambda value: tuple(getattr(value, name) for name in names)
    if issubclass(kind, tuple | list):
        return tuple
    if issubclass(kind, Mapping):
        return lambda entries: tuple(entries.items())
    return None
