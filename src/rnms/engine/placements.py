"""The records that place members, sorted by municipality or organisation."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, chain, compress, pairwise

import attrs

from rnms._values import frozen
from rnms.engine.columns import gathering, mask_of
from rnms.engine.counting import UNLISTED, Kind
from rnms.logic.certainty import Certainty

_KINDS = tuple(
    Kind(member, passing, answered)
    for member in (Certainty.MAYBE, Certainty.YES)
    for passing in Certainty
    for answered in (Certainty if passing is Certainty.MAYBE else (Certainty.YES,))
)
# Where a member stands is one byte, and how surely a record places it is added to that byte: the places of a
# region are then counted by `bytes.count`, about ten times as fast as by a mask for each kind and place.
_CODES = {kind: code for code, kind in enumerate(_KINDS, start=1)}
_STEP = len(_KINDS) + 1
_PLACED_KINDS = {
    placed * _STEP + code: kind._replace(member=min(placed, kind.member))
    for placed in (Certainty.MAYBE, Certainty.YES)
    for kind, code in _CODES.items()
}


def packed(kinds: Mapping[Kind, int], size: int) -> bytes:
    """Make one byte for each record, by where it stands, and one for an unknown member.

    Args:
        kinds: The masks of the records of each kind, none in two of them.
        size: How many records there are.
    """
    codes = sum(mask * _CODES[kind] for kind, mask in kinds.items())
    return codes.to_bytes(size, "little") + bytes([_CODES[UNLISTED]])


@frozen
class Placements:
    """The records that place members.

    Attributes:
        rows: How many records there are.
        order: Those whose place is known, sorted by it.
        member: The member of each; the number after all stands for somebody whom we do not know.
        starts: Where each place begins, and where the last ends.
        repeated: Where in the order a record places a member where another does, and where the first does.
        nowhere: The records whose place is not known, and the member of each.
        somewhere: Of each member of these the positions in the order, by place.
        placed: What was found of records that questions share.
    """

    rows: int
    order: Sequence[int]
    member: Sequence[int]
    starts: Sequence[int]
    repeated: dict[int, int]
    nowhere: dict[int, int]
    somewhere: dict[int, list[tuple[int, int]]]
    placed: dict[tuple[int, int], tuple[bytes, int]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, members: Sequence[int], nobody: int, places: Sequence[int], number: int) -> Placements:
        """Sort records by place.

        Args:
            members: The member of each, by number.
            nobody: How many members there are: from this number on it is somebody whom we do not know.
            places: The place of each, by number.
            number: How many places there are: this number stands for a place that we do not know.
        """
        if max(members, default=0) > nobody:
            members = [min(member, nobody) for member in members]
        rows_by_place: list[list[int]] = [[] for _ in range(number + 2)]
        appends = [rows.append for rows in rows_by_place]
        for row, place in enumerate(places):
            appends[place](row)
        placed_rows = rows_by_place[:number]
        order = [*chain.from_iterable(placed_rows)]
        starts = [*accumulate(map(len, placed_rows), initial=0)]
        member = gathering(order)(members)
        repeated = _repeated(member, nobody, starts)
        nowhere = {row: members[row] for row in rows_by_place[number]}
        somewhere: dict[int, list[tuple[int, int]]] = {
            person: [] for person in nowhere.values() if person < nobody
        }
        for municipality, (begin, end) in enumerate(pairwise(starts) if somewhere else ()):
            for position in range(begin, end):
                if member[position] in somewhere:
                    somewhere[member[position]].append((municipality, position))
        return cls(len(places), order, member, starts, repeated, nowhere, somewhere)

    @functools.cached_property
    def gather(self) -> Callable[[Sequence[int]], Sequence[int]]:
        """Select for the records, in their order, the values of their members."""
        return gathering(self.member)

    def kinds(self, certain: int, possible: int, standings: bytes) -> list[Mapping[Kind, int]]:
        """Count the members of each kind in each place.

        Args:
            certain: The records that surely place their member.
            possible: Those that perhaps do.
            standings: Where each member stands, packed.
        """
        if (certain, possible) not in self.placed:
            self.placed[certain, possible] = self._placed(certain, possible)
        placed, surely = self.placed[certain, possible]
        own = mask_of(self.gather(standings))
        combined = (surely * _STEP + own).to_bytes(len(self.order), "little")
        states = sorted(set(combined) & _PLACED_KINDS.keys())
        counts = [
            {state: combined.count(state, begin, end) for state in states}
            for begin, end in pairwise(self.starts)
        ]
        anywhere = self._anywhere(placed, surely, standings, counts)
        return [_by_kind(count, anywhere) for count in counts]

    def _anywhere(
        self, placed: bytes, surely: int, standings: bytes, counts: Sequence[dict[int, int]]
    ) -> Counter[int]:
        """List the members of unknown place: they may stand anywhere, but not twice where already counted."""
        strays = [member for row, member in self.nowhere.items() if placed[row]]
        if not strays:
            return Counter()
        perhaps = Certainty.MAYBE * _STEP
        unlisted = len(standings) - 1
        is_sure = surely.to_bytes(len(self.order), "little")
        anywhere = Counter(perhaps + standings[member] for member in strays if member == unlisted)
        for member in {member for member in strays if member < unlisted}:
            anywhere[perhaps + standings[member]] += 1
            for place, position in self.somewhere[member]:
                if is_sure[position]:
                    state = perhaps + standings[member]
                    counts[place][state] = counts[place].get(state, 0) - 1
        return anywhere

    def _placed(self, certain: int, possible: int) -> tuple[bytes, int]:
        """Tell how surely each member counts in each place: by its surest record there."""
        placed = (certain + possible).to_bytes(self.rows, "little")
        surely = bytearray(gathering(self.order)(placed))
        for position, first in self.repeated.items():
            surely[first] = max(surely[first], surely[position])
            surely[position] = 0
        return placed, mask_of(surely)


def _repeated(member: Sequence[int], nobody: int, starts: Sequence[int]) -> dict[int, int]:
    """List the positions at which a member is placed where it was before, with the first one there.

    >>> _repeated([7, 8, 7, 7, 9, 9], 9, [0, 3, 6])
    {2: 0}
    """
    # Unknown people may be different people.
    several = {person for person, times in Counter(member).items() if times > 1 and person != nobody}
    if not several:
        return {}
    repeated: dict[int, int] = {}
    for begin, end in pairwise(starts):
        firsts: dict[int, int] = {}
        is_repeating = map(several.__contains__, member[begin:end])
        for position in compress(range(begin, end), is_repeating):
            first = firsts.setdefault(member[position], position)
            if first != position:
                repeated[position] = first
    return repeated


def _by_kind(of_place: Mapping[int, int], anywhere: Mapping[int, int]) -> Mapping[Kind, int]:
    """List the counts of one place, together with those that count anywhere."""
    kinds: dict[Kind, int] = {}
    for counts in (of_place, anywhere):
        for state, times in counts.items():
            if state in _PLACED_KINDS:
                kind = _PLACED_KINDS[state]
                kinds[kind] = kinds.get(kind, 0) + times
    return kinds
