"""Orders of days: what is not later than what, and what follows from chains of them.

From ``a <= b`` and ``b <= c`` follows ``a <= c``: when ``b`` is not known the first two say nothing, the
third still may. A chain leads over fields, which may be unknown, and never over a day, which is not. It is
strict where one of its links is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from rnms._values import frozen
from rnms.logic.predicates import NEVER, Compare, Op, Operand, Path, Predicate


@frozen
class Ours:
    """A field of the record that looks for others, where those others speak."""

    name: str


Node: TypeAlias = Operand | Ours
Link: TypeAlias = tuple[tuple[Node, Node], bool]
Links: TypeAlias = Mapping[tuple[Node, Node], bool]
"""Links: pairs of a node and one not earlier, each with whether it is surely later."""
_LOW_FIRST = {Op.LE: False, Op.LT: True}
_HIGH_FIRST = {Op.GE: False, Op.GT: True}
OTHERWISE = {Op.LE: Op.GT, Op.LT: Op.GE, Op.GE: Op.LT, Op.GT: Op.LE}


def link_of(left: Node, op: Op, right: Node) -> Link:
    """Make a comparison of two nodes as a link, the lower one first."""
    return ((left, right), _LOW_FIRST[op]) if op in _LOW_FIRST else ((right, left), _HIGH_FIRST[op])


def strictest_of(links: Iterable[Link]) -> dict[tuple[Node, Node], bool]:
    """List the links, each as strict as the strictest that was said."""
    strictest: dict[tuple[Node, Node], bool] = {}
    for pair, strict in links:
        strictest[pair] = strictest.get(pair, False) or strict
    return strictest


def ends_of(fact: Compare) -> tuple[Operand, Operand]:
    """Find the lower and the higher side of a comparison."""
    return (fact.left, fact.right) if fact.op in _LOW_FIRST else (fact.right, fact.left)


def days_in(links: Iterable[tuple[Node, Node]]) -> dict[Path, None]:
    """List the days of which links speak, which therefore are there."""
    return {node: None for link in links for node in link if isinstance(node, Path)}


def chained(links: Links) -> Links:
    """Find the links with all that follow from chains of them.

    Over fields, which may be unknown, as no day is.
    """
    closure = dict(links)
    below: dict[Node, dict[Node, None]] = {}
    above: dict[Node, dict[Node, None]] = {}
    for low, high in closure:
        above.setdefault(low, {})[high] = None
        below.setdefault(high, {})[low] = None
    for middle in [node for node in below if node in above and isinstance(node, Path | Ours)]:
        for low in list(below[middle]):
            for high in list(above[middle]):
                strict = closure[low, middle] or closure[middle, high]
                closure[low, high] = closure.get((low, high), False) or strict
                above.setdefault(low, {})[high] = None
                below.setdefault(high, {})[low] = None
    return closure


def new_comparisons(closure: Links, stated: Links) -> list[Predicate]:
    """List the links that are new, as predicates; what no day can bring about never holds."""
    if any(is_excluded(low, high, strict=strict) for (low, high), strict in closure.items()):
        return [NEVER]
    implied: list[Predicate] = []
    for (low, high), strict in closure.items():
        is_known = (low, high) in stated and stated[low, high] >= strict
        if is_known or low == high or isinstance(low, Ours) or isinstance(high, Ours):
            continue
        if isinstance(low, Path):
            implied.append(Compare(low, Op.LT if strict else Op.LE, high, "out_of_order"))
        elif isinstance(high, Path):
            implied.append(Compare(high, Op.GT if strict else Op.GE, low, "out_of_order"))
    return implied


def is_excluded(low: Node, high: Node, *, strict: bool) -> bool:
    """Tell whether two days, two numbers, or a field and itself cannot stand so."""
    if low == high:
        return strict
    if isinstance(low, dt.date) and isinstance(high, dt.date):
        return high < low
    return isinstance(low, int) and isinstance(high, int) and high < low
