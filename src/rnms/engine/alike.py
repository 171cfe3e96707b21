"""Municipalities that tell nothing of a number: what is found of one holds for all, and is found once.

What figures say of a number in a municipality hangs on those of its figures that are looked up on the way. So
it is found for a place of which nobody told anything, while it is noted what is looked up, a key of a period;
any other without a figure of these would be looked at in the same steps, with the same outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Generic, TypeVar

import attrs

from rnms.engine.recall import Reads, Recall
from rnms.logic.population import Population
from rnms.model.period import Period

T = TypeVar("T")
Key = tuple[str, Period]
"""The key of a figure, and its period."""


@attrs.define(eq=False)
class LookedUp:
    """What was looked up to find something of a place of which nobody told anything.

    Attributes:
        keys: The keys of figures, each for a period.
        uncounted: The populations whose size nothing but figures tells.
        is_of_each: Whether something else tells of each place, so that none is like another.
        is_regional: Whether a number of the region was looked up, so that it holds of these data alone.
    """

    keys: set[Key] = attrs.field(factory=set)
    uncounted: set[Population] = attrs.field(factory=set)
    is_of_each: bool = False
    is_regional: bool = False

    @property
    def is_of_these(self) -> bool:
        """Whether it holds of these data alone."""
        return self.is_of_each or self.is_regional

    def add(self, other: LookedUp) -> None:
        """Take in what was looked up for a part."""
        self.keys |= other.keys
        self.uncounted |= other.uncounted
        self.is_of_each |= other.is_of_each
        self.is_regional |= other.is_regional


_FEW = 16
"""Of so many times as many places some are sorted sooner than all are walked through."""


class Places:
    """The municipalities, and under which keys each was told of.

    >>> year = Period.of(2023)
    >>> places = Places(["m1", "m2", "m3"], [("staff", year, "m2"), ("staff", year, None)])
    >>> places.telling(LookedUp(keys={("staff", year)})), places.silent
    (('m2',), '???')

    Args:
        listed: The municipalities that there are.
        told: The keys under which something was told for a period, of a place, be it listed or not.
        apart: The places of which others tell, so that none is like another.
        is_counted: Whether something better than figures tells the size of a population.

    Attributes:
        listed: The municipalities that there are.
        silent: The id of a place of which nobody told anything: it is none of those that there are.
    """

    def __init__(
        self,
        listed: Sequence[str],
        told: Iterable[tuple[str, Period, str | None]],
        apart: Collection[str] = (),
        is_counted: Callable[[Population], bool] = lambda _: False,
    ) -> None:
        self.listed = tuple(dict.fromkeys(listed))
        self._order = {place: rank for rank, place in enumerate(listed)}
        self._keys: dict[str, set[Key]] = {}
        self._by_key: dict[Key, dict[str, None]] = {}
        self._apart = frozenset(apart)
        for number in told:
            self.add(number)
        # Longer than the id of any other.
        self.silent = "?" * (max(map(len, (*listed, *self._keys, *apart)), default=0) + 1)
        self._is_counted = is_counted
        self._notes: list[LookedUp] = []

    def add(self, number: tuple[str, Period, str | None]) -> None:
        """Take in that something was told under a key for a period, of a place or of the region."""
        key, period, place = number
        if place is not None:
            self._keys.setdefault(place, set()).add((key, period))
            self._by_key.setdefault((key, period), {})[place] = None

    def note(self, number: tuple[str, Period, str | None]) -> None:
        """Note that a number is looked up; only of the place of which nothing was told is it of interest."""
        key, period, place = number
        if place == self.silent and self._notes:
            self._notes[-1].keys.add((key, period))

    def note_uncounted(self, population: Population, place: str | None) -> None:
        """Note that nothing but figures tells the size of a population."""
        if place == self.silent and self._notes:
            self._notes[-1].uncounted.add(population)

    def note_each(self, place: str | None) -> None:
        """Note that something else than its figures tells of each place."""
        if place == self.silent and self._notes:
            self._notes[-1].is_of_each = True

    def note_region(self) -> None:
        """Note that a number of the region is looked up."""
        if self._notes:
            self._notes[-1].is_regional = True

    def noting(self, find: Callable[[str], T]) -> tuple[T, LookedUp]:
        """Find something of the silent place, and note what was looked up on the way."""
        looked_up = LookedUp()
        self._notes.append(looked_up)
        value = find(self.silent)
        self._notes.pop()
        return value, looked_up

    def pass_on(self, looked_up: LookedUp) -> None:
        """Note what was looked up when something was found that is asked for again."""
        if self._notes:
            self._notes[-1].add(looked_up)

    def holds(self, looked_up: LookedUp) -> bool:
        """Tell whether what was found elsewhere holds here.

        Nothing else tells a size that figures alone told.
        """
        return not looked_up.is_of_each and not any(map(self._is_counted, looked_up.uncounted))

    def tells(self, place: str, looked_up: LookedUp) -> bool:
        """Tell whether something was told of a place under these keys, or it is like no other anyway."""
        if looked_up.is_of_each or place in self._apart:
            return True
        own = self._keys.get(place)
        return own is not None and not own.isdisjoint(looked_up.keys)

    def telling(self, looked_up: LookedUp) -> tuple[str, ...]:
        """List the municipalities of which something was told under one of these keys, in their order."""
        if looked_up.is_of_each:
            return self.listed
        told = {place for key in looked_up.keys for place in self._by_key.get(key, ())}
        return self.in_order(told | self._apart)

    def in_order(self, places: AbstractSet[str]) -> tuple[str, ...]:
        """List those of some places that are listed, in their order.

        >>> Places(["m1", "m2"], []).in_order({"m2", "m1", "gone"})
        ('m1', 'm2')
        """
        if len(places) * _FEW < len(self.listed):
            return tuple(sorted(self._order.keys() & places, key=self._order.__getitem__))
        return tuple(filter(places.__contains__, self.listed))

    def grouped(self, telling: Sequence[str]) -> list[tuple[str, int]]:
        """List some municipalities, and the silent one for all others, where the first of these stands.

        >>> Places(["m1", "m2", "m3"], []).grouped(["m2"])
        [('???', 2), ('m2', 1)]
        """
        groups = [(place, 1) for place in telling]
        if others := len(self.listed) - len(groups):
            pairs = enumerate(zip(telling, self.listed, strict=False))
            first = next((rank for rank, (place, listed) in pairs if place != listed), len(groups))
            groups.insert(first, (self.silent, others))
        return groups


Kept = dict[tuple[Hashable, ...], tuple[Any, LookedUp]]
"""What was found of silent places, by what it is; for whoever looks up the same words."""
_MOST_KEPT = 8192


@attrs.define(eq=False)
class AtPlaces(Generic[T]):
    """One number at every place, found when it is asked for.

    Attributes:
        places: The municipalities.
        find: Finds it at a place, or of the region.
        number: What it is.
        kept: What others found of silent places. It is the same for all who look up the same words, so of two
            threads that find it at once either may be kept; and it never grows without end.
        recall: Finds again what was found of nearly the same figures.
    """

    places: Places
    find: Callable[[str | None], T]
    number: tuple[Hashable, ...]
    kept: Kept
    recall: Recall
    _found: dict[str | None, T] = attrs.field(factory=dict, init=False)
    _reads: dict[str | None, Reads | None] = attrs.field(factory=dict, init=False)
    _alike: set[str] = attrs.field(factory=set, init=False)
    _looked_up: LookedUp | None = attrs.field(default=None, init=False)
    _telling: tuple[str, ...] | None = attrs.field(default=None, init=False)

    def at(self, place: str | None) -> T:
        """Find what is found at a place; ``None`` is the region."""
        found = self._found
        if place == self.places.silent:
            self.places.pass_on(self._of_silent())
        elif place is None:
            self.places.note_region()
        if place not in found:
            if place is not None and not self.places.tells(place, self._of_silent()):
                found[place] = found[self.places.silent]
                self._alike.add(place)
            else:
                found[place], self._reads[place] = self.recall.find(
                    self.number, place, lambda: self.find(place)
                )
        value = found[place]
        self._note(place, value)
        return value

    def _note(self, place: str | None, value: T) -> None:
        """Note that it is read at a place; of one of which nothing was told, what the value hangs on."""
        looked_up = self._looked_up
        is_alike = place in self._alike or place == self.places.silent
        if is_alike and looked_up is not None and not looked_up.is_of_these:
            self.recall.note_uncounted(looked_up.uncounted)
        else:
            self.recall.note_cell(self, place, value, self._reads.get(place))

    @property
    def telling(self) -> tuple[str, ...]:
        """The municipalities that have something of their own to say; all others are like the silent one."""
        looked_up = self._of_silent()
        if self._telling is None:
            self._telling = self.places.telling(looked_up)
        if looked_up.is_of_these:
            self.recall.note_telling(self, self._telling, self._reads.get(self.places.silent))
        return self._telling

    def cells(self) -> list[tuple[T, int]]:
        """Find what is found at all municipalities, with how many there are of each."""
        if self.recall.is_on:
            return [(self.at(place), number) for place, number in self.places.grouped(self.telling)]
        self.at_telling()
        found = self._found
        return [(found[place], number) for place, number in self.places.grouped(self.telling)]

    def at_telling(self) -> Iterator[tuple[str, T]]:
        """Find what is found at the municipalities that have something of their own to say."""
        if self.recall.is_on:
            # What is read must be noted.
            return iter([(place, self.at(place)) for place in self.telling])
        telling, found, find = self.telling, self._found, self.find
        for place in telling:
            if place not in found:
                found[place] = find(place)
        return zip(telling, map(found.__getitem__, telling), strict=True)

    def _of_silent(self) -> LookedUp:
        """Find it at the silent place, if that was not done yet; what was looked up for it."""
        if self._looked_up is None:
            known = self.kept.get(self.number)
            if known is None or not self.places.holds(known[1]):
                silent = self.places.silent
                noted, self._reads[silent] = self.recall.find(self.number, silent, self._noting_silent)
                known = noted
                if not known[1].is_of_these:
                    if len(self.kept) >= _MOST_KEPT:
                        self.kept.clear()
                    self.kept[self.number] = known
            self._found[self.places.silent], self._looked_up = known
        return self._looked_up

    def _noting_silent(self) -> tuple[T, LookedUp]:
        return self.places.noting(self.find)
