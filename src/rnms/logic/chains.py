"""Closed predicates: whatever follows from comparisons that hold together is written out.

Comparisons hold together in a conjunction, in every alternative inside it, in alternatives none of which may
hold and, across its one comparison, in a record that is looked for and the one that looks for it. What is
added follows from what is there (:mod:`rnms.logic.orders`), so a predicate never comes to mean another thing:
its certain form stays as sure, its possible form excludes what no day can bring about. That no record ends
before it begins (:mod:`rnms.logic.lasting`) may be drawn upon only where it is known which of the two forms
is wanted (:func:`surely`, :func:`possibly`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from itertools import combinations

import attrs

from rnms.logic.lasting import Kind, goes_without_saying, in_time, lasting, unless_absent
from rnms.logic.orders import (
    OTHERWISE,
    Link,
    Links,
    Node,
    Ours,
    chained,
    is_excluded,
    link_of,
    new_comparisons,
    strictest_of,
)
from rnms.logic.predicates import (
    And,
    Compare,
    DateOrder,
    Exists,
    Given,
    Not,
    Op,
    Operand,
    Or,
    Path,
    Predicate,
)
from rnms.logic.walks import asks_what_is_known, children, is_gathered, mapped
from rnms.logic.words_excluded import without_excluded


@functools.lru_cache(maxsize=4096)
def with_implied_orders(predicate: Predicate, entity: str = "") -> Predicate:
    """Write out in a predicate everything that follows from its chains of dates.

    An existence stays an existence: loads count what it finds. Of records of a collection that is named it is
    not asked whether they end after they begin.

    >>> from rnms.logic.predicates import any_of, equals, in_order
    >>> from rnms.render.sentences import sentence
    >>> sentence(with_implied_orders(in_order("diagnostic.date", "start", "end")).parts[-1])
    'диагностика → дата не позже «конец»'
    """
    return _whole(predicate, Kind(entity))


@functools.lru_cache(maxsize=4096)
def surely(predicate: Predicate, entity: str) -> Predicate:
    """Find the predicate to take the certain form of, about records that do not end before they begin.

    >>> from rnms.logic.predicates import END, on_or_before
    >>> from rnms.render.sentences import sentence
    >>> sentence(surely(on_or_before("start", END), "monitoring_rounds"))
    'начало не позже последнего дня или конец не позже последнего дня'
    """
    return _whole(predicate, Kind(entity, may=False))


@functools.lru_cache(maxsize=4096)
def possibly(predicate: Predicate, entity: str) -> Predicate:
    """Find the predicate to take the possible form of, about records that do not end before they begin.

    >>> import datetime as dt
    >>> from rnms.logic.predicates import before
    >>> from rnms.render.sentences import sentence
    >>> sentence(possibly(before("end", dt.date(2024, 1, 1)), "monitoring_rounds").parts[-1])
    'начало раньше 01.01.2024'
    """
    return _whole(without_excluded(predicate, entity), Kind(entity, may=True))


def _whole(predicate: Predicate, kind: Kind) -> Predicate:
    """Make a predicate that stands alone."""
    if isinstance(predicate, Exists):
        return attrs.evolve(predicate, where=_whole(predicate.where, kind.of(predicate.entity)))
    if is_gathered(predicate):
        return mapped(predicate, lambda records: _whole(records, kind))
    return _closed(predicate, {}, kind, holds=True)


def _closed(predicate: Predicate, around: Links, kind: Kind, *, holds: bool) -> Predicate:
    """Make a predicate that must hold, or must not, where some comparisons hold around it."""
    match predicate:
        case Not(part=part):
            return Not(_closed(part, around, kind, holds=not holds))
        case And(parts=parts) if holds:
            return _joint(parts, around, kind, holds=True)
        case Or(parts=parts) if not holds:
            return _joint(parts, around, kind, holds=False)
        case And() | Or():
            return mapped(predicate, lambda part: _closed(part, around, kind, holds=holds))
    return _joint((predicate,), around, kind, holds=holds)


def _joint(parts: tuple[Predicate, ...], around: Links, kind: Kind, *, holds: bool) -> Predicate:
    """Close predicates that hold together, or of which none does, by what follows from them all."""
    orders, implied_orders = _said(parts, around, kind, holds=holds)
    around = {**lasting(kind, (*around, *orders, *(link for link, _ in implied_orders))), **around}
    closure = (
        chained({**around, **strictest_of((*orders.items(), *implied_orders))})
        if orders or implied_orders
        else around
    )
    inside = [_inside(part, closure, kind, holds=holds) for part in parts]
    implied = [
        *(_inside(part, {}, kind, holds=holds) for part in new_comparisons(closure, {**around, **orders})),
        *unless_absent(kind, closure),
        *_several(parts, kind, holds=holds),
    ]
    if not holds:
        implied = [Not(part) for part in implied]
    if len(inside) == 1 and not implied:
        return inside[0]
    return (And if holds else Or)((*inside, *implied))


def _inside(part: Predicate, around: Links, kind: Kind, *, holds: bool) -> Predicate:
    if is_gathered(part):
        return _whole(part, kind if holds else kind.denied())
    if asks_what_is_known(part) and part.perhaps is None:
        inner = part.part
        return attrs.evolve(part, part=surely(inner, kind.entity), perhaps=possibly(inner, kind.entity))
    match part:
        case Exists():
            return _existence(part, around, kind) if holds else _whole(part, kind.denied())
        case And() | Or() | Not():
            return _closed(part, around, kind, holds=holds)
        case Compare():
            return in_time(part, kind, holds=holds)
    return part


# The comparisons that a predicate demands.


def _said(
    parts: Iterable[Predicate], around: Links, kind: Kind, *, holds: bool
) -> tuple[Links, tuple[Link, ...]]:
    """List the comparisons that hold where all these parts do, or none does.

    With them those that existences imply.
    """
    facts = [fact for part in parts for fact in _facts(part, holds=holds)]
    nodes_given = {node for link in around for node in link}
    for fact, sure in facts:
        if sure:
            nodes_given |= {fact.left, fact.right} if isinstance(fact, Compare) else set()
            nodes_given |= {fact.field} if isinstance(fact, Given) else set()
    comparisons = []
    for fact, sure in facts:
        if (
            not isinstance(fact, Compare)
            or fact.op is Op.EQ
            or (not kind.may and goes_without_saying(fact, kind))
        ):
            continue
        # What is not earlier is as late or later only if both are there.
        if sure or {fact.left, fact.right} <= {*nodes_given, *_constants(fact)}:
            comparisons.append(link_of(fact.left, fact.op if sure else OTHERWISE[fact.op], fact.right))
    orders = strictest_of(comparisons)
    days = {node for link in (*orders, *around) for node in link}
    for fact, sure in facts:
        if sure and isinstance(fact, Compare) and fact.op is Op.EQ and {fact.left, fact.right} & days:
            # Of the same day each is not later than the other.
            orders = {(fact.left, fact.right): False, (fact.right, fact.left): False, **orders}
    implied_orders = [
        link for fact, sure in facts if sure and isinstance(fact, Exists) for link in _of_ours(fact, kind)
    ]
    return orders, tuple(implied_orders)


def _facts(predicate: Predicate, *, holds: bool) -> Iterator[tuple[Compare | Given | Exists, bool]]:
    """Find what surely is, and what surely is not, where a predicate holds or does not."""
    match predicate:
        case Not(part=part):
            yield from _facts(part, holds=not holds)
        case And() | Or():
            if isinstance(predicate, And) is holds:
                for part in children(predicate):
                    yield from _facts(part, holds=holds)
        case Compare() | Given() | Exists():
            yield predicate, holds


def _constants(fact: Compare) -> set[Operand]:
    return set() if isinstance(fact.right, Path) else {fact.right}


# Records that are looked for.


def _several(parts: Iterable[Predicate], kind: Kind, *, holds: bool) -> Iterator[Predicate]:
    """Require that there are as many records as existences which exclude each other ask for together.

    A round in May and a round in November are two rounds: one without a day is but one of them.
    """
    facts = [fact for part in parts for fact, sure in _facts(part, holds=holds) if sure]
    existences = [fact for fact in facts if isinstance(fact, Exists) and fact.compare is None and not fact.of]
    for first, second in combinations(existences, 2):
        if (first.entity, first.on) == (second.entity, second.on) and _exclude(
            first.where, second.where, kind.of(first.entity)
        ):
            number = first.at_least + second.at_least
            where = Or(
                tuple(_whole(existence.where, kind.of(existence.entity)) for existence in (first, second))
            )
            yield attrs.evolve(first, where=where, at_least=number)


def _exclude(first: Predicate, second: Predicate, kind: Kind) -> bool:
    """Tell whether no record can satisfy both, whatever its days are."""
    links = chained(_together((first, second), kind))
    return any(is_excluded(low, high, strict=strict) for (low, high), strict in links.items())


def _existence(existence: Exists, around: Links, kind: Kind) -> Predicate:
    """Make an existence that holds where some comparisons do, and what follows for its one comparison."""
    kind = kind.of(existence.entity)
    if not _is_chained(existence):
        return _whole(existence, kind)
    within = _together((existence.where,), kind, also=_compared(existence)[0])
    own_orders = {(_seen(low), _seen(high)): strict for (low, high), strict in around.items()}
    closure = chained({**chained(within), **own_orders, **strictest_of([_compared(existence)])})
    record_orders = {link: strict for link, strict in closure.items() if Ours not in map(type, link)}
    where = _closed(existence.where, record_orders, kind, holds=True)
    implied = [_inside(part, {}, kind, holds=True) for part in new_comparisons(record_orders, within)]
    narrowed = attrs.evolve(existence, where=And((where, *implied)) if implied else where)
    comparisons = [
        attrs.evolve(narrowed, compare=DateOrder(low.name, Op.LT if strict else Op.LE, high.name))
        if isinstance(low, Path)
        else attrs.evolve(narrowed, compare=DateOrder(high.name, Op.GT if strict else Op.GE, low.name))
        for (low, high), strict in closure.items()
        if {type(low), type(high)} == {Path, Ours} and (low, high) != _compared(existence)[0]
        if isinstance(low, Path | Ours) and isinstance(high, Path | Ours)
    ]
    return And((narrowed, *comparisons)) if comparisons else narrowed


def _is_chained(existence: Exists) -> bool:
    """Tell whether the comparison of an existence orders a day of the other record and a day of this one."""
    return existence.compare is not None and existence.compare.op is not Op.EQ and existence.at_least >= 1


def _together(parts: tuple[Predicate, ...], kind: Kind, also: tuple[Node, Node] | None = None) -> Links:
    """Find what holds of a record for which all these predicates and one link hold."""
    orders, implied_orders = _said(parts, {}, kind, holds=True)
    links = {**orders, **strictest_of(implied_orders)}
    return {**lasting(kind, (*links, *([] if also is None else [also]))), **links}


def _compared(existence: Exists) -> Link:
    assert existence.compare is not None  # noqa: S101  # asked before
    order = existence.compare
    return link_of(Path(order.their), order.op, Ours(order.ours))


def _seen(node: Node) -> Node:
    """Name a field of this record as the records looked for see it; plain names are their own fields."""
    return Ours(node.name) if isinstance(node, Path) else node


def _of_ours(existence: Exists, kind: Kind) -> Iterator[Link]:
    """Find what an existence says of the field of this record that it compares."""
    if not _is_chained(existence):
        return
    within = _together((existence.where,), kind.of(existence.entity), also=_compared(existence)[0])
    for (low, high), strict in chained({**within, **strictest_of([_compared(existence)])}).items():
        if isinstance(low, Ours) and not isinstance(high, Path | Ours):
            yield (Path(low.name), high), strict
        elif isinstance(high, Ours) and not isinstance(low, Path | Ours):
            yield (low, Path(high.name)), strict
