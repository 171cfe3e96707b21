"""Records that last: none of them ends before it begins, whatever is known of its days.

Nobody has said so, so it is no condition. It may only narrow the possible form of a predicate and widen the
certain one: what was over by a day had begun by then, what began after a day ends after it. Of a day that may
be absent something follows only where it is there.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from rnms._values import frozen
from rnms.logic.orders import Links, Node, days_in, ends_of, new_comparisons
from rnms.logic.predicates import And, Compare, Given, Not, Op, Or, Path, Predicate
from rnms.model.schema import Absence, about
from rnms.model.system import record_classes


@frozen
class Kind:
    """The records that a predicate speaks of, and the form of it that is wanted.

    Attributes:
        entity: Their collection.
        may: Whether the possible form is, or the certain one; ``None`` where it has to do for both.
    """

    entity: str = ""
    may: bool | None = None

    def of(self, entity: str) -> Kind:
        """Find the kind that an existence looks for; without a collection nothing more is known of it."""
        return attrs.evolve(self, entity=entity) if self.entity else self

    def denied(self) -> Kind:
        """Find the kind for a denied part: the possible form of a denial holds the part's certain form."""
        return attrs.evolve(self, may=None if self.may is None else not self.may)


def in_time(fact: Compare, kind: Kind, *, holds: bool) -> Predicate:
    """Make a comparison of a record's first or last day, as far as the other day decides it.

    What is over began before. Not so where the fact must possibly hold: an unknown last day tells nothing of
    a first day that is known.
    """
    days = _lasts(kind.entity, "")
    if goes_without_saying(fact, kind):
        return And(tuple(Given(day.path) for day in days if day.may_be_absent))
    if not days or kind.may is None or kind.may is holds or fact.op is Op.EQ:
        return fact
    first, last = days
    low, high = ends_of(fact)
    for day, opposite in ((first, last), (last, first)):
        end = low if day is first else high
        if end == day.path and opposite.path not in {low, high} and low != high:
            as_sure = _with(fact, day.path, opposite.path)
            presence = (Given(day.path),) if day.may_be_absent else ()
            return Or((fact, And((as_sure, *presence))))
    return fact


def goes_without_saying(fact: Compare, kind: Kind) -> bool:
    """Tell whether a comparison says that a record does not end before it begins."""
    paths = tuple(day.path for day in _lasts(kind.entity, ""))
    return fact.op in {Op.LE, Op.GE} and ends_of(fact) == paths


def _with(fact: Compare, path: Path, replacement: Path) -> Compare:
    """Make the same comparison of another field."""
    if fact.left == path:
        return attrs.evolve(fact, left=replacement)
    return attrs.evolve(fact, right=replacement)


def lasting(kind: Kind, links: Iterable[tuple[Node, Node]]) -> Links:
    """Require that nothing ends before it begins: the records themselves, and those that they name."""
    links = tuple(links)
    days = days_in(links)
    return {
        (first.path, last.path): False
        for first, last in _spans(kind, links)
        if all(day.path in days or not day.may_be_absent for day in (first, last))
    }


def unless_absent(kind: Kind, links: Links) -> Iterator[Predicate]:
    """Find what follows for the other day of what lasts, if there is one."""
    days = days_in(links)
    for first, last in _spans(kind, links):
        for (low, high), strict in links.items():
            opposite = last if high == first.path else first if low == last.path else None
            if opposite is not None and opposite.may_be_absent and opposite.path not in days:
                link = {
                    (
                        opposite.path if low == last.path else low,
                        opposite.path if opposite is last else high,
                    ): strict
                }
                yield from (Or((Not(Given(opposite.path)), part)) for part in new_comparisons(link, {}))


@frozen
class _Day:
    """The first or the last day of what lasts."""

    path: Path
    may_be_absent: bool


def _spans(kind: Kind, links: Iterable[tuple[Node, Node]]) -> Iterator[tuple[_Day, _Day]]:
    """The first and the last day of the records, and of those that they name, where links speak of either."""
    days_ordered = days_in(links) if kind.may else {}
    for prefix in dict.fromkeys(path.name.rpartition(".")[0] for path in days_ordered):
        days = _lasts(kind.entity, prefix)
        if any(day.path in days_ordered for day in days):
            first, last = days
            yield first, last


@functools.cache
def _lasts(entity: str, prefix: str) -> tuple[_Day, ...]:
    """List the first and the last day of a record at the end of a path; nothing if it does not last."""
    refs = prefix.split(".") if prefix else []
    for ref in refs:
        entity = about(_fields_of(entity)[ref]).refers_to
    fields = _fields_of(entity)
    if not {"start", "end"} <= fields.keys():
        return ()
    return tuple(
        _Day(Path(".".join((*refs, name))), about(fields[name]).absence is Absence.NONE)
        for name in ("start", "end")
    )


def _fields_of(entity: str) -> Mapping[str, attrs.Attribute[Any]]:
    return attrs.fields_dict(record_classes()[entity]) if entity in record_classes() else {}
