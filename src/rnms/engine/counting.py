"""Counts of members, by how surely they are in and how surely they pass, as tallies and loads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import attrs

from rnms.indicators.tally import NOBODY, Carried, Loads, Number, Tally
from rnms.model.norm import Bounds

Kinds: TypeAlias = "Mapping[tuple[int, int], int]"
"""How many members stand where: 2 surely in, 1 perhaps; 2 surely passing, 1 perhaps, 0 not, and 3 perhaps
because nobody reported it."""


def tally_of_kinds(kinds: Kinds, more: Number, *, with_term: bool) -> Tally:
    """The tally of members of whom is known how surely they are members and how surely they pass.

    Args:
        kinds: How many there are.
        more: How many others may exist of whom nothing is known.
        with_term: Whether anything is asked of members.
    """
    anything = kinds.get((1, 1), 0) + kinds.get((1, 3), 0)
    doubtful = kinds.get((1, 2), 0)
    return Tally(
        passed=kinds.get((2, 2), 0),
        failed=kinds.get((2, 0), 0),
        failed_or_passed=kinds.get((2, 1), 0) + kinds.get((2, 3), 0),
        out_or_failed=kinds.get((1, 0), 0),
        out_or_passed=doubtful if with_term else plus(doubtful, more),
        anything=plus(anything, more) if with_term else anything,
        counted=kinds.get((2, 1), 0) + kinds.get((1, 1), 0),
    )


def loads_of(members: Sequence[Carried], more: Number, anywhere: int) -> Loads:
    """The loads of members, where some things are carried by nobody that we know.

    Each of these may weigh on any member, and on no more than one.

    >>> loads = loads_of([Carried(sure=True, least=1, most=1), Carried(sure=True, least=2, most=2)], 0, 1)
    >>> loads.largest(), loads.mean()
    (Bounds(low=2, high=3), Bounds(low=Fraction(3, 2), high=Fraction(2, 1)))

    Args:
        members: The members, with what they carry besides.
        more: How many others there may be.
        anywhere: How many things are carried by nobody that we know.
    """
    others = NOBODY if more == 0 else Bounds(0, more)
    if not anywhere:
        return Loads(members=members, others=others)
    total = None
    mosts = [one.most for one in members if one.most is not None]
    if more == 0 and len(mosts) == len(members):
        total = Bounds(sum(one.least for one in members if one.sure), sum(mosts) + anywhere)
    heavier = [one if one.most is None else attrs.evolve(one, most=one.most + anywhere) for one in members]
    return Loads(members=heavier, others=others, total=total)


def plus(number: int, more: Number) -> Number:
    """Add to a number; without an upper end there is none after it either."""
    return None if more is None else number + more
