"""A minimal-cost flow from groups of people to whoever has seats, in exact integers.

In this order it leaves as few as possible without a seat, leaves as few seats as possible empty that must be
taken, keeps as many as possible where they are, prefers the groups that come first, lets as many as possible
have further seats, and makes the numbers of those with seats as equal as the rest allows. The distances to
the nodes prove all but the last (Ahuja, Magnanti, Orlin: Network Flows, ch. 9), which follows from the
splitting of Fujishige (1980).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from rnms._values import frozen

_UNLIMITED = 2**60
"""More than there are people."""


@frozen(kw_only=True)
class Supply:
    """People who are alike, so that it does not matter who of them has which seat.

    Attributes:
        people: How many.
        allowed: Those with seats to whom they may go, by number.
        present: How many are with whom at present; they may stay there, allowed or not.
        is_second: Whether they come after those of other groups.
        further: How many more seats they have besides one each, and may keep where no norm forbids it.
    """

    people: int
    allowed: tuple[int, ...]
    present: Mapping[int, int]
    is_second: bool = False
    further: int = 0


@frozen(kw_only=True)
class Seats:
    """The seats of one who has some.

    Attributes:
        most: The largest number; ``None`` is no limit.
        least: How many must be taken, if there is anybody for them.
        taken: How many are taken beforehand; they count where numbers are made equal, and in no limit.
    """

    most: int | None
    least: int = 0
    taken: int = 0


@frozen(kw_only=True)
class Allotment:
    """Who goes where.

    Attributes:
        staying: How many of a group stay with whom, by the numbers of both.
        coming: How many of a group come to whom.
        without: How many of each group have no seat.
        short: The proof that these cannot have one, in parts; empty where only the limit of all forbids it.
    """

    staying: Mapping[tuple[int, int], int]
    coming: Mapping[tuple[int, int], int]
    without: tuple[int, ...]
    short: tuple[Cut, ...]


@frozen(kw_only=True)
class Cut:
    """Groups that have nobody but those named to go to, all of whose seats they fill themselves.

    So their people, less those who stay elsewhere, less the seats, are the people without a seat.

    Attributes:
        groups: The groups, by number.
        full: Those whose seats they fill, by number.
        people: How many people depend on these seats.
        seats: How many seats there are.
    """

    groups: tuple[int, ...]
    full: tuple[int, ...]
    people: int
    seats: int


def allot(groups: Sequence[Supply], seats: Sequence[Seats], most: int | None = None) -> Allotment:
    """Give seats to groups of people.

    >>> town = Supply(people=5, allowed=(0, 1), present={0: 4})
    >>> allotment = allot([town], [Seats(most=3), Seats(most=3)])
    >>> dict(allotment.staying), dict(allotment.coming), allotment.without
    ({(0, 0): 3}, {(0, 1): 2}, (0,))

    Args:
        groups: The groups.
        seats: The seats of each who has some.
        most: The largest number that all of them take together; ``None`` is no limit.
    """
    network = _Network(groups, seats)
    network.fill(_UNLIMITED if most is None else max(most, 0))
    network.level()
    without = tuple(network.room[arc] for arc in network.entering)
    is_limited = most is not None and sum(group.people for group in groups) - sum(without) >= most
    return Allotment(
        staying=network.carried(network.staying),
        coming=network.carried(network.coming),
        without=without,
        short=() if is_limited else tuple(network.cuts()),
    )


class _Network:
    """The network: a source, the groups, those with seats, a sink; and two nodes used to make numbers equal.

    A group has a second arc from the source for seats that its people keep besides one each: so dear that
    whoever has none comes first.

    An arc and its reverse stand side by side, at an even number and the next; ``room`` is what still goes
    through each.
    """

    def __init__(self, groups: Sequence[Supply], seats: Sequence[Seats]) -> None:
        self.groups, self.seats = groups, seats
        self.of_group = range(1, 1 + len(groups))
        self.of_seats = range(1 + len(groups), 1 + len(groups) + len(seats))
        self.source, self.sink = 0, 1 + len(groups) + len(seats)
        self.above, self.below = self.sink + 1, self.sink + 2
        self.head: list[int] = []
        self.room: list[int] = []
        self.cost: list[int] = []
        self.arcs: list[list[int]] = [[] for _ in range(self.sink + 3)]
        self.price = [0] * len(self.arcs)
        # A cycle changes the order of groups by 1 at most, and who stays once on each of its arcs at most.
        move = 2
        empty = move * (len(self.arcs) + 1)
        # No way of anybody who has no seat yet costs as much.
        further = 3 * empty
        self.dearest = further + empty
        self.entering = [
            self._arc(self.source, node, group.people, int(group.is_second))
            for node, group in zip(self.of_group, groups, strict=True)
        ]
        for node, group in zip(self.of_group, groups, strict=True):
            if group.further:
                self._arc(self.source, node, group.further, further)
        self.staying: dict[tuple[int, int], int] = {}
        self.coming: dict[tuple[int, int], int] = {}
        for number, (node, group) in enumerate(zip(self.of_group, groups, strict=True)):
            for place, people in sorted(group.present.items()):
                self.staying[number, place] = self._arc(node, self.of_seats[place], people, 0)
            for place in group.allowed:
                self.coming[number, place] = self._arc(node, self.of_seats[place], group.people, move)
        self.needed: list[int] = []
        self.beyond: list[int] = []
        for node, own in zip(self.of_seats, seats, strict=True):
            limit = _UNLIMITED if own.most is None else max(own.most, 0)
            least = min(max(own.least, 0), limit)
            self.needed.append(self._arc(node, self.sink, least, 0))
            self.beyond.append(self._arc(node, self.sink, limit - least, empty))
        self.raised = [self._arc(self.above, node, 0, 0) for node in self.of_seats]
        self.lowered = [self._arc(node, self.below, 0, 0) for node in self.of_seats]

    def _arc(self, tail: int, head: int, room: int, cost: int) -> int:
        number = len(self.head)
        self.head += (head, tail)
        self.room += (room, 0)
        self.cost += (cost, -cost)
        self.arcs[tail].append(number)
        self.arcs[head].append(number + 1)
        return number

    def carried(self, arcs: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
        """Tell how much goes through each arc that is used."""
        return {key: self.room[arc + 1] for key, arc in arcs.items() if self.room[arc + 1]}

    # As many as possible, as cheaply as possible.

    def fill(self, most: int) -> None:
        """Send all that goes, at the least cost: along the cheapest ways until they are full, then on.

        Further seats are kept as long as nobody moves for them, unless where more people are needed.
        """
        while most and self._reprice() and self.price[self.sink] <= self.dearest:
            most -= self._push(self._tight(), self.source, self.sink, most)

    def _reprice(self) -> bool:
        """Find the distances from the source, and tell whether a way leads to the sink."""
        head, room, cost, price = self.head, self.room, self.cost, self.price
        distance = [_UNLIMITED] * len(self.arcs)
        distance[self.source] = 0
        queue = [(0, self.source)]
        while queue:
            so_far, node = heapq.heappop(queue)
            if so_far > distance[node]:
                continue
            base = so_far + price[node]
            for arc in self.arcs[node]:
                if room[arc]:
                    neighbour = head[arc]
                    length = base + cost[arc] - price[neighbour]
                    if length < distance[neighbour]:
                        distance[neighbour] = length
                        heapq.heappush(queue, (length, neighbour))
        reach = distance[self.sink]
        if reach == _UNLIMITED:
            return False
        # What lies beyond the sink gets its distance: so no arc with room ever costs less than nothing.
        for node, length in enumerate(distance):
            price[node] += min(length, reach)
        return True

    def _tight(self) -> list[list[int]]:
        """List the arcs of each node that lie on cheapest ways, with their reverses."""
        head, cost, price = self.head, self.cost, self.price
        return [
            [arc for arc in arcs if price[node] + cost[arc] == price[head[arc]]]
            for node, arcs in enumerate(self.arcs)
        ]

    def _push(self, arcs: Sequence[Sequence[int]], source: int, sink: int, most: int) -> int:
        """Send as much as goes through some arcs (Dinic 1970), and tell how much that is."""
        total = 0
        while total < most:
            depth = self._depths(arcs, source, sink)
            amount = 0 if depth[sink] < 0 else self._block(arcs, depth, source, sink, most - total)
            if not amount:
                break
            total += amount
        return total

    def _depths(self, arcs: Sequence[Sequence[int]], source: int, sink: int) -> list[int]:
        """Tell how many arcs away each node is; -1 where no way leads, or none no longer than to the sink."""
        head, room = self.head, self.room
        depth = [-1] * len(arcs)
        depth[source] = 0
        layer = [source]
        while layer and depth[sink] < 0:
            further = []
            for node in layer:
                for arc in arcs[node]:
                    neighbour = head[arc]
                    if room[arc] and depth[neighbour] < 0:
                        depth[neighbour] = depth[node] + 1
                        further.append(neighbour)
            layer = further
        return depth

    def _block(
        self, arcs: Sequence[Sequence[int]], depth: Sequence[int], source: int, sink: int, most: int
    ) -> int:
        """Send what goes along shortest ways until each is full; arcs that lead nowhere are left for good."""
        head, room = self.head, self.room
        following = [0] * len(arcs)
        path: list[int] = []
        node, total = source, 0
        while total < most:
            if node == sink:
                amount = min(most - total, *(room[arc] for arc in path))
                total += amount
                for arc in path:
                    room[arc] -= amount
                    room[arc ^ 1] += amount
                # On from where the way is full now.
                full = next((place for place, arc in enumerate(path) if not room[arc]), 0)
                node = head[path[full] ^ 1]
                del path[full:]
            own, place, next_depth = arcs[node], following[node], depth[node] + 1
            while place < len(own) and not (room[own[place]] and depth[head[own[place]]] == next_depth):
                place += 1
            following[node] = place
            if place < len(own):
                path.append(own[place])
                node = head[own[place]]
            elif path:
                node = head[path.pop() ^ 1]
                following[node] += 1
            else:
                break
        return total

    # Numbers as equal as they can be at that cost.

    def level(self) -> None:
        """Make the numbers equal along ways that cost nothing, so that everything else stays the best."""
        tight = self._tight()
        # Through the sink nobody is handed on: the two nodes above and below stand for it.
        tight[self.sink], tight[self.above] = [], self.arcs[self.above]
        for place, node in enumerate(self.of_seats):
            tight[node] = [arc for arc in tight[node] if self.head[arc] < self.sink] + [self.lowered[place]]
        numbers = [self._number(place) for place in range(len(self.seats))]
        parts = [(list(range(len(numbers))), min(numbers), max(numbers))] if numbers else []
        while parts:
            places, low, high = parts.pop()
            if high - low <= 1 or len(places) <= 1:
                continue
            middle = self._middle(places, low, high)
            reached = self._even_out(tight, places, middle)
            crowded = [place for place in places if self.of_seats[place] in reached]
            rest = [place for place in places if self.of_seats[place] not in reached]
            parts += [(crowded, middle, high), (rest, low, middle)]

    def _middle(self, places: Sequence[int], low: int, high: int) -> int:
        mean = sum(self._number(place) for place in places) // len(places)
        return min(max(mean, low + 1), high - 1)

    def _number(self, place: int) -> int:
        return self.seats[place].taken + self.room[self.needed[place] + 1] + self.room[self.beyond[place] + 1]

    def _even_out(self, tight: Sequence[Sequence[int]], places: Iterable[int], middle: int) -> set[int]:
        """Bring numbers above a middle down to it, those below it up, as far as ways lead between them.

        Returns:
            The nodes to which a way still leads from a number that could not be brought down.
        """
        for arc in chain(self.raised, self.lowered):
            self.room[arc] = self.room[arc + 1] = 0
        for place in places:
            gap = self._number(place) - middle
            if gap > 0:
                self.room[self.raised[place]] = min(gap, self._loose(place))
            elif gap < 0:
                self.room[self.lowered[place]] = min(-gap, self._free(place))
        self._push(tight, self.above, self.below, _UNLIMITED)
        for place in places:
            change = self.room[self.lowered[place] + 1] - self.room[self.raised[place] + 1]
            if change:
                arc = self._changing(place, more=change > 0)
                self.room[arc] -= change
                self.room[arc + 1] += change
        depth = self._depths(tight, self.above, self.below)
        return {node for node, layers in enumerate(depth) if layers >= 0}

    def _changing(self, place: int, *, more: bool) -> int:
        """Find the arc to the sink through which one more, or one less, would go."""
        arc = self.beyond[place]
        is_needed = self.room[self.needed[place]] if more else not self.room[arc + 1]
        return self.needed[place] if is_needed else arc

    def _is_tight(self, arc: int) -> bool:
        return self.price[self.head[arc ^ 1]] + self.cost[arc] == self.price[self.head[arc]]

    def _loose(self, place: int) -> int:
        """Tell how many may leave at no cost."""
        arc = self._changing(place, more=False)
        return self.room[arc + 1] if self._is_tight(arc) else 0

    def _free(self, place: int) -> int:
        """Tell how many may come at no cost."""
        arc = self._changing(place, more=True)
        return self.room[arc] if self._is_tight(arc) else 0

    # The proof.

    def cuts(self) -> Iterator[Cut]:
        """List what hinders those without a seat: each part that has nothing to do with the others alone."""
        head, room = self.head, self.room
        without = [node for node, arc in zip(self.of_group, self.entering, strict=True) if room[arc]]
        hindered = self._joined(without, lambda node: [head[arc] for arc in self.arcs[node] if room[arc]])
        while without:
            nodes = self._joined(
                without[:1],
                lambda node: [
                    head[arc]
                    for arc in self.arcs[node]
                    if head[arc] in hindered and (room[arc] or room[arc ^ 1])
                ],
            )
            without = [node for node in without if node not in nodes]
            groups = [number for number, node in enumerate(self.of_group) if node in nodes]
            full = [place for place, node in enumerate(self.of_seats) if node in nodes]
            elsewhere = sum(
                room[arc + 1]
                for (number, place), arc in self.staying.items()
                if self.of_group[number] in nodes and self.of_seats[place] not in nodes
            )
            yield Cut(
                groups=tuple(groups),
                full=tuple(full),
                people=sum(self.groups[number].people for number in groups) - elsewhere,
                seats=sum(self.seats[place].most or 0 for place in full),
            )

    def _joined(self, nodes: Iterable[int], neighbours: Callable[[int], Iterable[int]]) -> set[int]:
        """Find the groups and those with seats that some of them lead to, one after another."""
        nodes_joined: set[int] = set()
        queue = [*nodes]
        while queue:
            node = queue.pop()
            if node not in nodes_joined and 0 < node < self.sink:
                nodes_joined.add(node)
                queue += neighbours(node)
        return nodes_joined
