"""What tables leave open: of a few members record by record, of many by what columns lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rnms.engine.reasons import IN_PART, Gap, grouped, reason_of, silence
from rnms.indicators.tally import Reason
from rnms.logic.paths import REGION, fields_of, placed_by, refers_to
from rnms.logic.plan import question_plan, reads
from rnms.logic.predicates import Exists, Predicate
from rnms.logic.question import Question
from rnms.logic.unreported import gaps_in
from rnms.logic.walks import is_existence, is_unsaid, paths_of, walk
from rnms.logic.window import Window
from rnms.model.schema import Absence, about
from rnms.model.system import RegionalSystem
from rnms.tables.engine.behind import gathered, has_gaps_of_places
from rnms.tables.engine.catalog import Catalog

FEW = 1000
"""Of so many members at most the records are looked at."""


def is_small(catalog: Catalog, question: Question) -> bool:
    """Tell whether all that a question reads is small enough to be read record by record."""
    return _is_small(catalog, reads(question))


def is_all_small(catalog: Catalog, question: Question) -> bool:
    """Tell whether what a question reads, and all that those records refer to, is small enough."""
    return _is_small(catalog, _read_and_named(catalog, question))


def _is_small(catalog: Catalog, names: Iterable[str]) -> bool:
    return sum(catalog.integrity[name].rows for name in names if name != REGION and catalog.has(name)) <= FEW


def _read_and_named(catalog: Catalog, question: Question) -> frozenset[str]:
    """List the collections that a question reads, and those that their records refer to.

    Where the records of a municipality are missing, those that tell who belongs to it, too.
    """
    collections = reads(question)
    targets = (about(field).refers_to for name in collections for field in fields_of(name).values())
    named = collections | frozenset(filter(None, targets))
    if not has_gaps_of_places(catalog):
        return named
    placing = (name for collection in named for name in placed_by(collection))
    return named | frozenset(placing)


def records_of_all(catalog: Catalog, question: Question) -> RegionalSystem:
    """Read what tells what is open, where all that is read or named is small."""
    return gathered(catalog, sorted(_read_and_named(catalog, question) - {REGION}))


def of_many(catalog: Catalog, question: Question, window: Window) -> tuple[Reason, ...]:
    """Find what is open for many: the fields read that are not known everywhere, with the number of rows."""
    plan = question_plan(question, window)
    number_by_gap: dict[Gap, int] = {}
    for forms in (plan.of.own, plan.of.made, plan.passing):
        for gap, number in _gaps(catalog, plan.of.entity, forms.possible) if forms is not None else ():
            number_by_gap[gap] = max(number, number_by_gap.get(gap, 0))
    most_first = sorted(number_by_gap.items(), key=lambda item: -item[1])
    return grouped([reason_of(gap, number, None, question) for gap, number in most_first], catalog.system)


def _gaps(catalog: Catalog, entity: str, predicate: Predicate) -> Iterator[tuple[Gap, int]]:
    """List what is unknown of all that a predicate reads."""
    for asking, part in walk(entity, predicate):
        if asking != entity and not catalog.has(asking):
            # That it was not collected is said of whoever looks for its records.
            continue
        if asking != REGION and catalog.has(asking) and catalog.differs(asking):
            yield ("doubled", asking), len(frozenset[Any]().union(*catalog.differing(asking).values()))
        if is_existence(part):
            yield from _gaps_behind(catalog, asking, part)
        if is_unsaid(part):
            yield ("unsaid", part.about), 0
        for path in paths_of(part):
            yield from _along(catalog, asking, path)


def _gaps_behind(catalog: Catalog, entity: str, existence: Exists) -> Iterator[tuple[Gap, int]]:
    """List what is unknown of the keys and days by which an existence looks for records."""
    collection = existence.entity
    if not catalog.has(collection):
        yield ("not-collected", collection), 0
        return
    yield from ((silence(part), 0) for part in gaps_in(catalog.system, collection, existence.where))
    order = existence.compare
    compared = [] if order is None else [(order.their, order.ours)]
    for path, own_path in (*existence.on, *compared):
        yield from (*_along(catalog, collection, path), *_along(catalog, entity, own_path))
    if existence.adding is not None:
        yield from _along(catalog, collection, existence.adding.field)
    if existence.of:
        yield from _along(catalog, collection, existence.of)


def _along(catalog: Catalog, entity: str, path: str) -> Iterator[tuple[Gap, int]]:
    """List the fields along a path that are unknown in some rows."""
    ref, _, rest = path.partition(".")
    if ref == "id" or ref not in fields_of(entity) or not catalog.has(entity):
        return
    counts = catalog.integrity[entity]
    into = refers_to(entity, ref)
    lacks = catalog.absent(entity, ref, Absence.UNKNOWN) or catalog.unread(entity, ref)
    absent = counts.absent[ref] if lacks else 0
    in_part = counts.inexact.get(ref, 0)
    faulty = counts.strange.get(ref, 0) + counts.nobody.get(ref, 0)
    faulty += counts.impossible.get(ref, 0)
    if absent:
        yield ("unknown-field", entity, ref), absent
    if in_part:
        yield (IN_PART, entity, ref, ""), in_part
    if faulty:
        yield ("faulty-field", entity, ref), faulty
    if into and not catalog.has(into):
        yield ("not-collected", into), 0
    elif rest:
        yield from _along(catalog, into, rest)
