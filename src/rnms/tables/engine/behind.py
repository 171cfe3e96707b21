"""The records of tables that a question reads of one member, so that they can be explained one by one."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args, get_type_hints

import attrs
import narwhals.stable.v2 as nw

from rnms.engine.columns import numbered
from rnms.logic import predicates
from rnms.logic.paths import REGION, fields_of, refers_to
from rnms.logic.plan import QuestionPlan, question_plan
from rnms.logic.predicates import Predicate
from rnms.logic.question import Question
from rnms.logic.walks import children, is_existence, paths_of
from rnms.logic.window import Window
from rnms.model.system import RegionalSystem, field_kinds, record_classes
from rnms.tables.engine.catalog import Catalog
from rnms.tables.engine.counts import rows_of
from rnms.tables.engine.flags import both, either, filtered, negated
from rnms.tables.engine.rows import Rows
from rnms.tables.native import collected
from rnms.tables.types import ROW, TEXT

Row = Mapping[str, Any]
_FEW = 5
"""How many records of nobody are shown: one is enough to leave everybody open."""


def records_behind(
    catalog: Catalog, question: Question, window: Window, *members: str, few: int = _FEW
) -> RegionalSystem:
    """Read the records that decide where members stand, and no others."""
    return _Gathering(catalog, few).system(question_plan(question, window), members)


def gathered(catalog: Catalog, collections: Iterable[str]) -> RegionalSystem:
    """Read all records of some collections, which must be small."""
    records_along = {name: getattr(catalog.tables.system, name) for name in collections}
    records: dict[str, Any] = {
        # What comes along with the tables is told as it was given: its days known in part, its faults.
        name: tuple(_record(name, row) for row in _rows(name, catalog.tables.frame(name)))
        if records_along[name] is None
        else records_along[name]
        for name in records_along
        if catalog.has(name) and (name != "municipalities" or records_along[name] is not None)
    }
    return attrs.evolve(catalog.system, **records)


def has_gaps_of_places(catalog: Catalog) -> bool:
    """Tell whether records of some municipality are missing, so that it matters who belongs to it."""
    return any(part.municipality is not None for part in catalog.system.unreported)


class _Gathering:
    def __init__(self, catalog: Catalog, few: int) -> None:
        self._catalog, self._few = catalog, few
        self._kept: dict[str, dict[str, Row]] = {
            name: {} for name in catalog.tables.collections if name != "municipalities"
        }

    def system(self, plan: QuestionPlan, members: Sequence[str]) -> RegionalSystem:
        """Gather the records that decide where some members stand."""
        entity = plan.of.entity
        start: list[Row] = [{}]
        if entity != REGION:
            start = self._keep(entity, self._named(entity, members))
        for forms in (plan.of.own, plan.passing, plan.of.made):
            if forms is not None:
                # What may hold reads what holds surely.
                self._gather(entity, start, self._catalog.settled(entity, forms.possible))
        if has_gaps_of_places(self._catalog):
            self._keep_posts()
        records: dict[str, Any] = {
            name: tuple(_record(name, row) for row in rows.values()) for name, rows in self._kept.items()
        }
        return attrs.evolve(self._catalog.system, **records)

    def _keep_posts(self) -> None:
        """Keep the posts of the people who were kept, which tell in which municipalities they work."""
        ids = [row["id"] for row in self._kept.get("persons", {}).values()]
        if ids and self._catalog.has("employments"):
            of_them = self._catalog.tables.frame("employments").filter(nw.col("person").is_in(ids))
            self._follow("employments", self._keep("employments", of_them), "organization")
            self._follow("employments", self._keep("employments", self._posts_of_nobody()), "organization")

    def _posts_of_nobody(self) -> nw.LazyFrame[Any]:
        """Select the posts that may be anybody's where records are missing."""
        posts = Rows(self._catalog, "employments")
        person = posts.column("person", key=True)
        place = posts.column("organization.municipality", key=True)
        silent = {part.municipality for part in self._catalog.system.unreported} - {None}
        listed = {municipality.id for municipality in self._catalog.system.municipalities or ()}
        # A place that nobody has listed may be any.
        is_silent: Any = True
        if silent <= listed:
            named = nw.col(place.name).cast(nw.String).is_in(sorted(filter(None, silent)))
            is_silent = either(place.unknown, named.fill_null(False))
        return filtered(posts.frame, both(person.unknown, is_silent))

    def _named(self, entity: str, members: Sequence[str]) -> nw.LazyFrame[Any]:
        """Select the rows with these ids, or with these numbers where rows have no ids."""
        if "id" in fields_of(entity):
            return self._catalog.tables.frame(entity).filter(
                nw.col("id").cast(nw.String).is_in(list(members))
            )
        numbers = [number for key in members if (number := numbered(entity, key)) is not None]
        frame, _ = self._catalog.base(entity)
        return filtered(frame, nw.col(ROW).is_in(numbers) if numbers else False)

    def _gather(self, entity: str, rows: list[Row], predicate: Predicate) -> None:
        """Keep what a predicate reads of these rows."""
        if not rows:
            return
        if is_existence(predicate):
            if self._catalog.has(predicate.entity):
                self._gather(predicate.entity, self._found(entity, rows, predicate), predicate.where)
            return
        for child in children(predicate):
            self._gather(entity, rows, child)
        for path in paths_of(predicate):
            self._follow(entity, rows, path)

    def _found(self, entity: str, rows: list[Row], existence: predicates.Exists) -> list[Row]:
        """Read the records whose keys are those of the rows, and a few of those whose key is unknown."""
        inner = Rows(self._catalog, existence.entity)
        if existence.compare is not None:
            self._follow(entity, rows, existence.compare.ours)
        unknown: Any = False
        for path, own_path in existence.on:
            keys = {str(value) for value in self._follow(entity, rows, own_path) if value is not None}
            column = inner.column(path, key=bool(refers_to(existence.entity, path)))
            alike = nw.col(column.name).cast(nw.String).is_in(sorted(keys)).fill_null(False)
            inner.frame = filtered(inner.frame, either(alike, column.unknown))
            unknown = either(unknown, column.unknown)
        rows_named = filtered(inner.frame, negated(unknown))
        records = self._keep(existence.entity, rows_named)
        if unknown is not False:
            inner.keep(existence.where)
            records += self._keep(existence.entity, filtered(inner.frame, unknown).head(self._few))
        for path, _ in existence.on:
            self._follow(existence.entity, records, path)
        if existence.compare is not None:
            self._follow(existence.entity, records, existence.compare.their)
        return records

    def _follow(self, entity: str, rows: Iterable[Row], path: str) -> list[Any]:
        """Follow a path to the values at its end; the records along it are kept."""
        ref, _, rest = path.partition(".")
        values = [row[ref] for row in rows]
        into = refers_to(entity, ref)
        if ref == "id" or not into:
            return values
        if not self._catalog.has(into):
            return [] if rest else values
        keys = sorted({value for value in values if value is not None})
        targets: list[Row] = []
        if into != "municipalities" and keys:
            targets = self._keep(into, self._catalog.tables.frame(into).filter(nw.col("id").is_in(keys)))
        return self._follow(into, targets, rest) if rest else values

    def _keep(self, entity: str, frame: nw.LazyFrame[Any]) -> list[Row]:
        rows = _rows(entity, frame)
        self._kept.get(entity, {}).update({repr(row): row for row in rows})
        return rows


def _rows(entity: str, frame: nw.LazyFrame[Any]) -> list[Row]:
    kinds, present = field_kinds(entity), frame.collect_schema().names()
    more = [name for name in (ROW, *(field + TEXT for field in kinds)) if name in present]
    [contents] = collected([frame.select(*kinds, *more)])
    return sorted(rows_of(contents), key=lambda row: row.get(ROW, 0))


def _record(collection: str, row: Row) -> Any:
    return record_classes()[collection](**dict(_facts(collection, row)))


@functools.cache
def _types(collection: str) -> Mapping[str, Any]:
    """Find the type of each field; of a field that may be absent the one that it has where it is not."""
    hints = get_type_hints(record_classes()[collection])
    return {name: (*get_args(hint), hint)[0] for name, hint in hints.items()}


def _facts(collection: str, row: Row) -> Iterator[tuple[str, Any]]:
    for name, kind in field_kinds(collection).items():
        value = row[name]
        if row.get(name + TEXT) is not None:
            # Whoever reads the record reads the text as that of any record.
            value = row[name + TEXT]
        elif kind.words:
            value = _types(collection)[name](value) if value in kind.words else None
        elif kind.sort == "key" and value is not None:
            value = str(value)
        if value is None and kind.required and kind.into:
            # A row must name somebody here; one that does not names nobody.
            value = ""
        yield name, value
