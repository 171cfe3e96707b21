"""How many methodists are missing at least: what seats of further ones would suffice, by a search in flows.

A methodist who comes works in one municipality and one area, where these are matched. So the fewest are
sought over the kinds of methodists: who could take the people of several groups counts once for them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from rnms._values import frozen
from rnms.planning.flow import Allotment, Cut, Seats, Supply, allot

Kind = tuple[str, str]
"""The municipality and the area of a methodist who could come; empty where nothing is to be matched."""
_MOST_WORK = 20_000
"""How long choices of kinds are tried: in groups times seats, so that the same input gives the same output.

Where they do not tell, the number is the least that is proven.
"""
_MOST_TRIED = 200
"""How many further methodists are tried one after another."""


@frozen(kw_only=True)
class _Part:
    """Groups that are hindered, and whoever they fill: no methodist who could come takes people of two parts.

    Attributes:
        supplies: The people of each group who depend on these seats.
        kinds: The kinds of methodists who could take each group, by its number.
        seats: The seats that there are.
        limit: The seats of one who comes.
    """

    supplies: tuple[Supply, ...]
    kinds: tuple[frozenset[Kind], ...]
    seats: tuple[Seats, ...]
    limit: int

    def with_more(self, coming: Mapping[Kind, int]) -> Allotment:
        """Give the seats out anew, those of methodists who come among them."""
        places = {kind: place for place, kind in enumerate(coming, len(self.seats))}
        supplies = [
            attrs.evolve(
                supply, allowed=(*supply.allowed, *(places[kind] for kind in coming if kind in kinds))
            )
            for supply, kinds in zip(self.supplies, self.kinds, strict=True)
        ]
        return allot(supplies, [*self.seats, *(Seats(most=self.limit * count) for count in coming.values())])

    def hindered(self, allotment: Allotment) -> list[Kind]:
        """List the kinds of which one must come: those that would take people of the first part hindered."""
        groups = allotment.short[0].groups
        return sorted(frozenset[Kind]().union(*(self.kinds[number] for number in groups)))

    def likely(self) -> Counter[Kind]:
        """Find who must come for those whom one kind alone takes, were every seat good for everybody."""
        people: Counter[Kind] = Counter()
        for supply, kinds in zip(self.supplies, self.kinds, strict=True):
            if len(kinds) == 1:
                people.update(dict.fromkeys(kinds, supply.people))
        return _fewest_with(people, sum(own.most or 0 for own in self.seats), self.limit)

    def without_any(self) -> int:
        """Tell how many people have no seat unless somebody comes."""
        return sum(supply.people for supply in self.supplies) - sum(own.most or 0 for own in self.seats)


def missing_methodists(
    supplies: Sequence[Supply],
    kinds: Sequence[frozenset[Kind]],
    seats: Sequence[Seats],
    allotment: Allotment,
    limit: int | None,
) -> int:
    """Find the fewest methodists with whom everybody would have a seat.

    >>> town, village = (Supply(people=number, allowed=(), present={}) for number in (3, 2))
    >>> of_each = [frozenset({("m1", "")}), frozenset({("m2", "")})]
    >>> missing_methodists([town, village], of_each, [], allot([town, village], []), limit=5)
    2

    Args:
        supplies: The groups.
        kinds: The kinds of methodists who could take the people of each group.
        seats: The seats of those who are there.
        allotment: Who goes where now.
        limit: How many people one may have; ``None`` is no limit.
    """
    if limit is not None and limit <= 0:
        return sum(allotment.without)
    parts = _joined(allotment.short, kinds)
    return sum(_fewest(_part(cuts, supplies, kinds, seats, allotment, limit)) for cuts in parts)


def _joined(cuts: Iterable[Cut], kinds: Sequence[frozenset[Kind]]) -> list[list[Cut]]:
    """Join what one methodist could help together."""
    parts: list[tuple[list[Cut], frozenset[Kind]]] = []
    for cut in cuts:
        joined, own = [cut], frozenset[Kind]().union(*(kinds[number] for number in cut.groups))
        apart = []
        for part in parts:
            if part[1].isdisjoint(own):
                apart.append(part)
            else:
                joined, own = [*part[0], *joined], own | part[1]
        parts = [*apart, (joined, own)]
    return [part for part, _ in parts]


def _part(
    cuts: Sequence[Cut],
    supplies: Sequence[Supply],
    kinds: Sequence[frozenset[Kind]],
    seats: Sequence[Seats],
    allotment: Allotment,
    limit: int | None,
) -> _Part:
    groups = sorted(number for cut in cuts for number in cut.groups)
    full = {place: at for at, place in enumerate(sorted(place for cut in cuts for place in cut.full))}
    elsewhere: Counter[int] = Counter()
    for (number, place), staying in allotment.staying.items():
        if place not in full:
            elsewhere[number] += staying
    own = tuple(
        Supply(
            people=supplies[number].people - elsewhere[number],
            allowed=tuple(full[place] for place in supplies[number].allowed if place in full),
            present={
                full[place]: count for place, count in supplies[number].present.items() if place in full
            },
        )
        for number in groups
    )
    return _Part(
        supplies=own,
        kinds=tuple(kinds[number] for number in groups),
        seats=tuple(Seats(most=seats[place].most) for place in full),
        limit=sum(supply.people for supply in own) if limit is None else limit,
    )


def _fewest(part: _Part) -> int:
    """Find the fewest methodists whom a part needs; where that is not told soon, how many at least."""
    likely = part.likely()
    least = max(likely.total(), math.ceil(part.without_any() / part.limit))
    search = _Search(part)
    if frozenset.intersection(*part.kinds) or search.suffices(least - likely.total(), likely):
        return least
    number = least
    while search.suffices(number, Counter()) is False:
        number += 1
    # What is not known is not excluded.
    return number


class _Search:
    """The search for kinds of methodists who suffice for a part: whoever is hindered needs one of theirs."""

    def __init__(self, part: _Part) -> None:
        self.part, self.work = part, 0
        self.tried: set[tuple[int, frozenset[tuple[Kind, int]]]] = set()

    def suffices(self, number: int, coming: Counter[Kind]) -> bool | None:
        """Tell whether so many suffice besides those who come already; ``None`` where the search ends."""
        part = self.part
        if self.work > _MOST_WORK or number > _MOST_TRIED:
            return None
        self.work += len(part.supplies) * (1 + len(part.seats) + len(coming))
        allotment = part.with_more(coming)
        without = sum(allotment.without)
        if not without:
            return True
        if without > number * part.limit:
            return False
        for kind in part.hindered(allotment):
            more = coming + Counter({kind: 1})
            choice = number, frozenset(more.items())
            if choice not in self.tried:
                self.tried.add(choice)
                suffices = self.suffices(number - 1, more)
                if suffices is not False:
                    return suffices
        return False


def _fewest_with(people: Mapping[Kind, int], seats: int, limit: int) -> Counter[Kind]:
    """Find who must come where each takes people of one kind, and seats that are there take anybody.

    >>> _fewest_with({("m1", ""): 3, ("m2", ""): 3, ("m3", ""): 3}, 3, 5).total()
    2
    >>> _fewest_with({("m1", ""): 6, ("m2", ""): 1}, 1, 5)
    Counter({('m1', ''): 1, ('m2', ''): 1})
    """
    coming = Counter({kind: math.ceil(own / limit) for kind, own in people.items()})
    # The last of a kind who comes has the fewest to take, and is spared by the fewest seats.
    for rest, kind in sorted(((own - 1) % limit + 1, kind) for kind, own in people.items()):
        if rest > seats:
            return +coming
        seats -= rest
        coming[kind] -= 1
    for kind, number in coming.items():
        spared = min(number, seats // limit)
        seats -= spared * limit
        coming[kind] -= spared
    return +coming
