"""The paths that predicates read, and the conjuncts that they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rnms.logic import predicates
from rnms.logic.plan import refers_to
from rnms.logic.predicates import Op, Path, Predicate


def operands(entity: str, fact: Predicate) -> Iterable[tuple[str, bool]]:
    """The paths that a fact reads, and whether each is read as where it leads."""
    match fact:
        case predicates.Compare(left=left, op=op, right=Path() as right):
            key = op is Op.EQ and bool(refers_to(entity, left.name))
            return [(left.name, key), (right.name, key)]
        case predicates.Shares(left=left, right=right):
            return [(left.name, False), (right.name, False)]
        case predicates.Compare(left=left):
            return [(left.name, False)]
        case predicates.Given(field=field) | predicates.Has(field=field):
            return [(field.name, False)]
    raise TypeError(f"{fact!r} is no fact")


def paths_in(entity: str, predicate: Predicate) -> Iterator[str]:
    """The paths that a predicate reads of the rows that it speaks of."""
    match predicate:
        case predicates.Exists(on=on, compare=compare):
            yield from (ours for _, ours in on)
            if compare is not None:
                yield compare[2]
        case predicates.And() | predicates.Or() | predicates.Not():
            for part in predicates.children(predicate):
                yield from paths_in(entity, part)
        case predicates.Compare() | predicates.Given() | predicates.Has() | predicates.Shares():
            yield from (path for path, _ in operands(entity, predicate))


def conjuncts(predicate: Predicate) -> Iterator[Predicate]:
    """Walk over what must hold all at once."""
    if isinstance(predicate, predicates.And):
        for part in predicate.parts:
            yield from conjuncts(part)
    else:
        yield predicate


def stage_of(entity: str, predicate: Predicate) -> tuple[str, ...]:
    """The references that a predicate follows; after all others what looks for records."""
    refs = {path.rpartition(".")[0] for path in paths_in(entity, predicate)} - {""}
    return (*(["~"] if not reads_fields(predicate) else []), *sorted(refs))


def reads_fields(predicate: Predicate) -> bool:
    """Whether a predicate speaks of nothing but fields of the record, or of those that it refers to."""
    if isinstance(predicate, predicates.Exists | predicates.Unsaid):
        return False
    return all(map(reads_fields, predicates.children(predicate)))
