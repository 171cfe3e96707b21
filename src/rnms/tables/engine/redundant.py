"""Comparisons that need not be made: nothing is open between what a predicate says besides.

What follows from a chain of days is said aloud in a predicate: a day in the middle may be unknown
(:mod:`rnms.logic.chains`). Where tables know every day in the middle, what follows decides nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias, TypeGuard

from rnms.logic.lasting import Kind, lasting
from rnms.logic.orders import Node, days_in, link_of
from rnms.logic.predicates import And, Compare, Given, Op, Operand, Or, Path, Predicate
from rnms.logic.walks import conjuncts, is_existence

Known: TypeAlias = "Callable[[Operand], bool]"
"""Whether an operand is known in every row."""
_Stated: TypeAlias = "tuple[Compare, ...]"


def without_redundant(entity: str, predicate: Predicate, is_known: Known) -> Predicate:
    """Leave out of a predicate about the rows of a collection comparisons that follow from others.

    It may be of the certain or of the possible form. Predicates about other records that it looks for stay as
    they are.

    >>> from rnms.logic.predicates import in_order
    >>> from rnms.logic.chains import with_implied_orders
    >>> chain = with_implied_orders(in_order("diagnostic.date", "start", "end"))
    >>> from rnms.render.sentences import sentence
    >>> sentence(without_redundant("enrolments", chain, lambda path: path == Path("start")))
    'диагностика → дата не позже «начало», начало не позже «конец»'

    Args:
        entity: The collection.
        predicate: What holds of its rows.
        is_known: Whether the field at the end of a path is known in every row, and there is no fault in it.
    """
    return _within(entity, predicate, is_known, ())


def _within(entity: str, predicate: Predicate, is_known: Known, around: _Stated) -> Predicate:
    if isinstance(predicate, Or):
        parts = tuple(_within(entity, part, is_known, around) for part in predicate.parts)
        return _first_alone(entity, Or(parts), is_known)
    if not isinstance(predicate, And):
        return predicate
    parts = tuple(conjuncts(predicate))
    if any(is_existence(part) and part.compare is not None for part in parts):
        # What follows may follow from the days of other records.
        return predicate
    stated = [*around, *(part for part in parts if _is_order(part))]
    present = _present(parts)
    kept: list[Predicate] = []
    for part in reversed(parts):
        if _is_order(part):
            stated.remove(part)
            if _follows(entity, part, stated, present, is_known):
                continue
            stated.append(part)
        kept.append(part)
    return And(tuple(_within(entity, part, is_known, tuple(stated)) for part in reversed(kept)))


def _is_order(part: Predicate) -> TypeGuard[Compare]:
    return isinstance(part, Compare) and part.op in {Op.LE, Op.LT, Op.GE, Op.GT}


def _present(parts: Iterable[Predicate]) -> tuple[Path, ...]:
    """List the fields that are demanded to be there."""
    return tuple(part.field for part in parts if isinstance(part, Given))


def _follows(
    entity: str, fact: Compare, others: Iterable[Compare], present: Iterable[Path], is_known: Known
) -> bool:
    """Tell whether a comparison follows from others along days that are all known."""
    links: dict[tuple[Node, Node], bool] = {}
    for other in others:
        pair, strict = link_of(other.left, other.op, other.right)
        links[pair] = links.get(pair, False) or strict
    (low, high), strict = link_of(fact.left, fact.op, fact.right)
    # No record ends before it begins; that it has an end at all must be said otherwise. Of a day that may be
    # unknown nothing follows surely so.
    spans = lasting(Kind(entity, may=True), (*links, *((path, path) for path in present)))
    links = {
        **{pair: False for pair in spans if fact.unknown or all(map(is_known, days_in([pair])))},
        **links,
    }
    return _leads(links, low, high, is_known, strict=strict)


def _leads(
    links: Mapping[tuple[Node, Node], bool], low: Node, high: Node, is_known: Known, *, strict: bool
) -> bool:
    """Tell whether a chain of links leads from one end to the other, as strict as it shall be."""
    reached = {(low, False)}
    queue = [(low, False)]
    while queue:
        node, is_strict = queue.pop()
        for (begin, end), more in links.items():
            step = (end, is_strict or more)
            if begin != node or step in reached:
                continue
            if end == high and step[1] >= strict:
                return True
            if end not in {low, high} and (not isinstance(end, Path) or is_known(end)):
                reached.add(step)
                queue.append(step)
    return False


def _first_alone(entity: str, alternatives: Or, is_known: Known) -> Predicate:
    """Leave a comparison without what would decide it where its own day is unknown, if that is known.

    What was over by a day had begun by then: the other day of the record is asked besides
    (:func:`rnms.logic.lasting.in_time`), and decides nothing where the first is known.
    """
    if len(alternatives.parts) != 2:
        return alternatives
    first, second = alternatives.parts
    if not isinstance(first, Compare) or not _is_order(first):
        return alternatives
    if not all(map(is_known, (first.left, first.right))):
        return alternatives
    parts = tuple(conjuncts(second))
    facts = tuple(part for part in parts if _is_order(part))
    return first if _follows(entity, first, facts, _present(parts), is_known) else alternatives
