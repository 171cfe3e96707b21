"""Counts of members, by how surely they are in and how surely they pass, as tallies and loads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import attrs

from rnms.indicators.tally import ZERO, LoadTally, MemberLoad, Number, Tally
from rnms.logic.certainty import Certainty
from rnms.logic.paths import municipality_of
from rnms.model.norm import Bounds
from rnms.model.returns import Unreported
from rnms.model.subjects import Municipality, Organization


class Kind(NamedTuple):
    """A kind of member: where it stands.

    Attributes:
        member: How surely it is one.
        passing: How surely it passes.
        answered: How surely somebody answered of it, where it passes perhaps: not at all where it does only
            because nobody reported of it, perhaps where a record tells of it beside one that is missing.
    """

    member: Certainty
    passing: Certainty
    answered: Certainty = Certainty.YES


Kinds: TypeAlias = "Mapping[Kind, int]"
"""How many members stand where."""

UNLISTED = Kind(Certainty.MAYBE, Certainty.MAYBE, answered=Certainty.NO)
"""The kind of an unknown member: nothing is known of it, and nothing was reported."""

PASSED, FAILED, _EITHER, _UNTOLD, _IN_PART, _OUT_OR_PASSED, _OUT_OR_FAILED, ANYTHING, _ANYTHING_IN_PART = (
    Kind(Certainty.YES, Certainty.YES),
    Kind(Certainty.YES, Certainty.NO),
    Kind(Certainty.YES, Certainty.MAYBE),
    Kind(Certainty.YES, Certainty.MAYBE, answered=Certainty.NO),
    Kind(Certainty.YES, Certainty.MAYBE, answered=Certainty.MAYBE),
    Kind(Certainty.MAYBE, Certainty.YES),
    Kind(Certainty.MAYBE, Certainty.NO),
    Kind(Certainty.MAYBE, Certainty.MAYBE),
    Kind(Certainty.MAYBE, Certainty.MAYBE, answered=Certainty.MAYBE),
)


def tally_of_kinds(kinds: Kinds, more: Number, *, with_term: bool) -> Tally:
    """Make a tally of the numbers of members of each kind.

    Args:
        kinds: How many there are.
        more: How many others may exist of whom nothing is known.
        with_term: Whether anything is asked of members.
    """
    in_part = kinds.get(_IN_PART, 0), kinds.get(_ANYTHING_IN_PART, 0)
    unlimited = kinds.get(ANYTHING, 0) + kinds.get(UNLISTED, 0) + in_part[1]
    doubtful = kinds.get(_OUT_OR_PASSED, 0)
    return Tally(
        passed=kinds.get(PASSED, 0),
        failed=kinds.get(FAILED, 0),
        failed_or_passed=kinds.get(_EITHER, 0) + kinds.get(_UNTOLD, 0) + in_part[0],
        out_or_failed=kinds.get(_OUT_OR_FAILED, 0),
        out_or_passed=doubtful if with_term else plus(doubtful, more),
        anything=plus(unlimited, more) if with_term else unlimited,
        counted=kinds.get(_EITHER, 0) + kinds.get(ANYTHING, 0),
        in_part=sum(in_part),
    )


def merged(first: Kinds, second: Kinds) -> Kinds:
    """Add up the counts of two groups."""
    if not first or not second:
        return first or second
    return {kind: first.get(kind, 0) + second.get(kind, 0) for kind in {**first, **second}}


def tallies_by_place(
    kinds: Mapping[str, Kinds],
    places: Iterable[Municipality | Organization],
    gaps: Iterable[Unreported],
    *,
    with_term: bool,
) -> dict[str, Tally | LoadTally]:
    """List the tally of each municipality or organisation.

    Args:
        kinds: How many members of each kind each place has.
        places: The places.
        gaps: The parts that were not reported, and could hold members: there may be any number of these.
        with_term: Whether anything is asked of members.
    """
    gapped = {part.municipality for part in gaps}
    inside: dict[str, set[str | None]] = {}
    for place in places:
        inside.setdefault(place.id, {None}).add(municipality_of(place))
    return {
        key: tally_of_kinds(kinds.get(key, {}), None if gapped & municipalities else 0, with_term=with_term)
        for key, municipalities in inside.items()
    }


def loads_of(
    members: Sequence[MemberLoad], more: Number, anywhere: tuple[int, int], bearers: int = 1
) -> LoadTally:
    """Make the loads of members, where the carriers of some things are unknown.

    Each of these things may weigh on any one member, and on another by every further record of it; where
    members may share an id, on all that share it.

    >>> members = [MemberLoad(sure=True, least=1, most=1), MemberLoad(sure=True, least=2, most=2)]
    >>> loads = loads_of(members, 0, (1, 1))
    >>> loads.largest(), loads.mean()
    (Bounds(low=2, high=3), Bounds(low=Fraction(3, 2), high=Fraction(2, 1)))

    Args:
        members: The members, with what they carry besides.
        more: How many others there may be.
        anywhere: How many things have an unknown carrier, and by how many records.
        bearers: How many of the members may bear one id at most.
    """
    rest = ZERO if more == 0 else Bounds(0, more)
    on_one, on_all = anywhere
    if not on_all:
        return LoadTally(members=members, others=rest)
    total = None
    mosts = [load.most for load in members if load.most is not None]
    if more == 0 and len(mosts) == len(members):
        total = Bounds(sum(load.least for load in members if load.sure), sum(mosts) + on_all * bearers)
    heavier = [
        attrs.evolve(load, most=plus(on_one, load.most), beside_most=plus(on_one, load.beside_most))
        for load in members
    ]
    return LoadTally(members=heavier, others=rest, total=total)


def plus(number: int, more: Number) -> Number:
    """Add two numbers; ``None`` stands for one without a limit, and so does the sum with it."""
    return None if more is None else number + more
