"""Municipalities that tell nothing of a number: what is found of one holds for all, and is found once.

What figures say of a number in a municipality hangs on those of its figures that are looked up on the way. So
it is found for a place of which nobody told anything, while the keys that are looked up are noted; any other
without a figure under one of these keys would be looked at in the same steps, with the same outcome.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import attrs

T = TypeVar("T")


class Places:
    """The municipalities, and under which keys each was told of.

    >>> places = Places(["m1", "m2", "m3"], [("staff", "m2")])
    >>> places.telling({"staff"}), places.silent
    (('m2',), '???')

    Args:
        listed: The municipalities that there are.
        told: The keys under which something was told of a place, be it listed or not.
        apart: The places of which others tell, so that none is like another.

    Attributes:
        listed: The municipalities that there are.
        silent: The id of a place of which nobody told anything: it is none of those that there are.
    """

    def __init__(
        self, listed: Sequence[str], told: Iterable[tuple[str, str]], apart: Collection[str] = ()
    ) -> None:
        self.listed = tuple(listed)
        self._order = {place: rank for rank, place in enumerate(listed)}
        self._keys: dict[str, set[str]] = {}
        self._by_key: dict[str, dict[str, None]] = {}
        self._apart = frozenset(apart)
        for key, place in told:
            self.add(key, place)
        # Longer than the id of any other.
        self.silent = "?" * (max(map(len, (*listed, *self._keys, *apart)), default=0) + 1)
        self._notes: list[set[str]] = []
        self._is_of_each: list[bool] = []

    def add(self, key: str, place: str) -> None:
        """Take in that something was told of a place under a key."""
        self._keys.setdefault(place, set()).add(key)
        self._by_key.setdefault(key, {})[place] = None

    def note(self, key: str, place: str | None) -> None:
        """Note that a key is looked up; only of the place of which nothing was told is it of interest."""
        if place == self.silent and self._notes:
            self._notes[-1].add(key)

    def note_each(self, place: str | None) -> None:
        """Note that something else than its figures tells of each place."""
        if place == self.silent and self._is_of_each:
            self._is_of_each[-1] = True

    @contextlib.contextmanager
    def noting(self) -> Iterator[Callable[[], frozenset[str] | None]]:
        """Collect the keys that are looked up inside; nothing where each place has its own outcome."""
        keys: set[str] = set()
        self._notes.append(keys)
        self._is_of_each.append(False)
        outcome: list[frozenset[str] | None] = []
        yield lambda: outcome[0]
        self._notes.pop()
        outcome.append(None if self._is_of_each.pop() else frozenset(keys))

    def pass_on(self, keys: frozenset[str] | None) -> None:
        """Note what was looked up when something was found that is asked for again."""
        if self._notes:
            if keys is None:
                self._is_of_each[-1] = True
            else:
                self._notes[-1].update(keys)

    def tells(self, place: str, keys: frozenset[str] | None) -> bool:
        """Whether something was told of a place under one of these keys, or it is like no other anyway."""
        if keys is None or place in self._apart:
            return True
        own = self._keys.get(place)
        return own is not None and not own.isdisjoint(keys)

    def telling(self, keys: Collection[str] | None) -> tuple[str, ...]:
        """The municipalities of which something was told under one of these keys, in their order."""
        if keys is None:
            return self.listed
        return self.in_order({place for key in keys for place in self._by_key.get(key, ())} | self._apart)

    def in_order(self, places: Iterable[str]) -> tuple[str, ...]:
        """Those of some places that are listed, in their order.

        >>> Places(["m1", "m2"], []).in_order({"m2", "m1", "gone"})
        ('m1', 'm2')
        """
        return tuple(sorted(self._order.keys() & places, key=self._order.__getitem__))

    def grouped(self, telling: Sequence[str]) -> list[tuple[str, int]]:
        """Some municipalities, and the silent one for all others, where the first of these stands.

        >>> Places(["m1", "m2", "m3"], []).grouped(["m2"])
        [('???', 2), ('m2', 1)]
        """
        groups = [(place, 1) for place in telling]
        if others := len(self.listed) - len(groups):
            pairs = enumerate(zip(telling, self.listed, strict=False))
            first = next((rank for rank, (place, listed) in pairs if place != listed), len(groups))
            groups.insert(first, (self.silent, others))
        return groups


@attrs.define(eq=False)
class AtPlaces(Generic[T]):
    """One number at every place, found when it is asked for.

    Attributes:
        places: The municipalities.
        find: Finds it at a place, or of the region.
    """

    places: Places
    find: Callable[[str | None], T]
    _found: dict[str | None, T] = attrs.field(factory=dict, init=False)
    _keys: frozenset[str] | None = attrs.field(default=None, init=False)
    _telling: tuple[str, ...] | None = attrs.field(default=None, init=False)

    def at(self, place: str | None) -> T:
        """What is found at a place; ``None`` is the region."""
        found = self._found
        if place in found:
            if place == self.places.silent:
                self.places.pass_on(self._keys)
            return found[place]
        if place is None:
            value = found[None] = self.find(None)
            return value
        if place == self.places.silent:
            with self.places.noting() as looked_up:
                value = self.find(place)
            self._keys = looked_up()
            found[place] = value
            self.places.pass_on(self._keys)
            return value
        silent = self.silent
        value = found[place] = self.find(place) if self.places.tells(place, self._keys) else silent
        return value

    @property
    def silent(self) -> T:
        """What is found at a place of which nobody told anything."""
        return self.at(self.places.silent)

    @property
    def telling(self) -> tuple[str, ...]:
        """The municipalities that have something of their own to say; all others are like the silent one."""
        if self._telling is None:
            _ = self.silent
            self._telling = self.places.telling(self._keys)
        return self._telling

    def cells(self) -> list[tuple[T, int]]:
        """What is found at all municipalities, with how many there are of each."""
        return [(self.at(place), number) for place, number in self.places.grouped(self.telling)]
