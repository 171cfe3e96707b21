"""The paths that predicates read of the rows that they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.logic.predicates import Predicate
from rnms.logic.walks import children, is_existence, is_unsaid, paths_of


def paths_in(predicate: Predicate) -> Iterator[str]:
    """The paths that a predicate reads of the rows that it speaks of."""
    if is_existence(predicate):
        yield from (path for _, path in predicate.on)
        if predicate.compare is not None:
            yield predicate.compare.ours
        return
    for part in children(predicate):
        yield from paths_in(part)
    yield from paths_of(predicate)


def stage_of(predicate: Predicate) -> tuple[str, ...]:
    """The references that a predicate follows; after all others what looks for records."""
    refs = {path.rpartition(".")[0] for path in paths_in(predicate)} - {""}
    return (*(["~"] if not reads_fields(predicate) else []), *sorted(refs))


def reads_fields(predicate: Predicate) -> bool:
    """Whether a predicate speaks of nothing but fields of the record, or of those that it refers to."""
    if is_existence(predicate) or is_unsaid(predicate):
        return False
    return all(map(reads_fields, children(predicate)))
