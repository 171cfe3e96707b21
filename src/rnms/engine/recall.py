"""What was found of figures, found again where nearly the same figures are asked.

Who types a report in changes one figure at a time, and each time makes another system. What hangs on none of
the changed figures is what it was. So it is noted of each number which figures were read for it and which
other numbers; where all of these are what they were, so is the number, and it is not worked out again. It is
looked at anew in the same order, so that whatever was said on the way is said again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Protocol, TypeVar

import attrs

from rnms.logic.population import Population
from rnms.model.returns import Figure

T = TypeVar("T")
_MOST_FIGURES = 500
"""Of how many figures numbers are kept: of more, whoever waits for them waits for other things."""
_MOST_KEPT = 8192
_MOST_VERSIONS = 16
"""How many values of one figure are told apart: somebody may type for hours."""


class Cells(Protocol):
    """One number at every place."""

    @property
    def telling(self) -> tuple[str, ...]:
        """The municipalities that have something of their own to say."""

    def at(self, place: str | None) -> Any:
        """Find it at a place; ``None`` is the region."""


@attrs.define(eq=False)
class Reads:
    """What was read to find something.

    Attributes:
        figures: The figures, each with its place in the system.
        cells: Other numbers: which, at which place, and what was found.
        telling: Of which numbers it was asked what municipalities tell of them.
        uncounted: The populations whose size nothing but figures tells.
    """

    figures: dict[int, Figure] = attrs.field(factory=dict)
    cells: list[tuple[tuple[Hashable, ...], str | None, Any]] = attrs.field(factory=list)
    telling: list[tuple[tuple[Hashable, ...], tuple[str, ...]]] = attrs.field(factory=list)
    uncounted: dict[Population, None] = attrs.field(factory=dict)


@attrs.define(eq=False)
class Memory:
    """What was found of systems that differ in nothing but what their figures say.

    It hangs on nothing that is not noted with it, so of two threads that come at once either may keep what
    both find.

    Attributes:
        found: What was found, by what it is, with what was read for it.
        versions: By place in the system the figures that stood there.
    """

    found: dict[tuple[Hashable, ...], tuple[Reads, Any]] = attrs.field(factory=dict)
    versions: dict[int, tuple[Figure, ...]] = attrs.field(factory=dict)

    def known(self, index: int, figure: Figure) -> Figure:
        """Give the figure that stood there before and says the same in every field; else the figure itself."""
        versions = self.versions.get(index, ())
        for version in versions:
            if version is figure or _is_same(version, figure):
                return version
        self.versions[index] = (figure, *versions[: _MOST_VERSIONS - 1])
        return figure


class Recall:
    """Notes what is read of the figures of one system, and finds again what was found before.

    Args:
        figures: The figures.
        is_uncounted: Whether nothing but figures tells the size of a population.
    """

    def __init__(self, figures: Sequence[Figure], is_uncounted: Callable[[Population], bool]) -> None:
        self._figures: Sequence[Figure] = figures
        self._is_uncounted = is_uncounted
        self._memory: Memory | None = None
        self._is_plain: Callable[[], bool] = lambda: True
        self._makers: dict[Hashable, Callable[..., Cells]] = {}
        self._reading: list[Reads] = []
        self._unrepeatable = 0

    def use(self, memory: Memory, is_plain: Callable[[], bool]) -> None:
        """Find again what this memory holds.

        Args:
            memory: What was found of systems of the same figures, but for what these say.
            is_plain: Whether every figure is believed; else what is found hangs on more than is noted.
        """
        if len(self._figures) <= _MOST_FIGURES:
            self._memory, self._is_plain = memory, is_plain
            self._figures = [memory.known(index, figure) for index, figure in enumerate(self._figures)]

    def make_with(self, name: Hashable, make: Callable[..., Cells]) -> None:
        """Tell how numbers of a name are made."""
        self._makers[name] = make

    # Notes.

    def note_figures(self, indexes: Sequence[int]) -> None:
        """Note that figures are read."""
        if self._reading and indexes:
            self._reading[-1].figures.update((index, self._figures[index]) for index in indexes)

    def note_cell(self, number: tuple[Hashable, ...], place: str | None, value: object) -> None:
        """Note that another number is read."""
        if self._reading:
            self._reading[-1].cells.append((number, place, value))

    def note_telling(self, number: tuple[Hashable, ...], telling: tuple[str, ...]) -> None:
        """Note that it is read which municipalities tell of a number."""
        if self._reading:
            self._reading[-1].telling.append((number, telling))

    def note_uncounted(self, population: Population) -> None:
        """Note that nothing but figures tells the size of a population."""
        if self._reading:
            self._reading[-1].uncounted[population] = None

    def note_unrepeatable(self) -> None:
        """Note that something was said, or read, that another look alone says or reads again."""
        self._unrepeatable += 1

    # What was found.

    def find(self, number: tuple[Hashable, ...], place: str | None, find: Callable[[], T]) -> T:
        """Find a number at a place: again, where all that was read for it is what it was."""
        memory = self._memory
        if memory is None or not self._is_plain():
            return find()
        key = (*number, place)
        known: tuple[Reads, T] | None = memory.found.get(key)
        if known is not None and self._is_still(known[0]):
            return known[1]
        reads, before = Reads(), self._unrepeatable
        self._reading.append(reads)
        try:
            value = find()
        finally:
            self._reading.pop()
        if self._unrepeatable == before and self._is_plain():
            if known is not None and _is_same(known[1], value):
                # Whoever read it then read the same now.
                value = known[1]
            if len(memory.found) >= _MOST_KEPT:
                memory.found.clear()
            memory.found[key] = (reads, value)
        return value

    def _is_still(self, reads: Reads) -> bool:
        """Tell whether all that was read is what it was."""
        figures = self._figures
        if not all(figures[index] is figure for index, figure in reads.figures.items()):
            return False
        if not all(map(self._is_uncounted, reads.uncounted)):
            return False
        # What is looked at here is noted with whoever is about to be found, not with who asks for it.
        self._reading.append(Reads())
        try:
            return all(
                self._cells(number).at(place) is value for number, place, value in reads.cells
            ) and all(self._cells(number).telling == telling for number, telling in reads.telling)
        finally:
            self._reading.pop()

    def _cells(self, number: tuple[Hashable, ...]) -> Cells:
        return self._makers[number[0]](*number[1:])


def _is_same(first: object, second: object) -> bool:
    """Tell whether values are the same in all that they show: 1 is no yes, and an open end no closed one."""
    return first is second or (first == second and repr(first) == repr(second))
