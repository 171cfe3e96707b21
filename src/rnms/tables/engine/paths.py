"""The paths that predicates read of the rows that they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.logic.predicates import Predicate
from rnms.logic.walks import children, is_existence, is_unsaid, paths_of


def paths_in(predicate: Predicate) -> Iterator[str]:
    """List the paths that a predicate reads from the rows that it is about."""
    if is_existence(predicate):
        yield from (path for _, path in predicate.on)
        if predicate.compare is not None:
            yield predicate.compare.ours
        return
    for part in children(predicate):
        yield from paths_in(part)
    yield from paths_of(predicate)


def stage_of(predicate: Predicate) -> tuple[str, ...]:
    """List the references that a predicate follows; an existence comes after all others."""
    refs = {path.rpartition(".")[0] for path in paths_in(predicate)} - {""}
    return (*(["~"] if not reads_fields(predicate) else []), *sorted(refs))


def reads_fields(predicate: Predicate) -> bool:
    """Tell whether a predicate reads only fields of the record, or of those that it refers to."""
    if is_existence(predicate) or is_unsaid(predicate):
        return False
    return all(map(reads_fields, children(predicate)))
