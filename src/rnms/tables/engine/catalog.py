"""The collections of tables as engines read them: facts at fault marked, and what can be unknown at all."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import narwhals.stable.v2 as nw

from rnms.logic.normal import Forms, certain, possible
from rnms.logic.paths import REGION, operands_of, refers_to
from rnms.logic.predicates import Exists, Operand, Path, Predicate
from rnms.logic.unreported import gaps_behind
from rnms.logic.walks import children, gathered_by, is_existence, is_fact, is_unsaid, mapped
from rnms.model.returns import Unreported
from rnms.model.schema import Absence
from rnms.model.system import field_kinds
from rnms.tables.engine.counts import rows_of
from rnms.tables.engine.redundant import without_redundant
from rnms.tables.integrity import is_impossible, is_strange
from rnms.tables.main_places import CONTRARY, ELSEWHERE, MAIN, POSTS, with_other_posts
from rnms.tables.native import collected, joined, once
from rnms.tables.types import FIRST, LAST, OF, ROW, TEXT

if TYPE_CHECKING:
    from rnms.tables.tables import Tables

FAULT, LOST, KEY, DIFFERS, ANY = "__fault", "__lost", "__key", "__differs", "__any"
"""How columns end that say: a field is at fault, a reference leads nowhere, where a reference leads, others
under the same id tell something else, where one of these rows leads, whichever it is."""
_UNREAD = "__unread"
"""How columns end that hold the text of a day that could not be read."""
TIMES = "id__times"
"""The column that says in how many ways the id of a row is told."""


class Catalog:
    """The collections of tables with what is known about them before a question is asked.

    Args:
        tables: The tables.
        numbered: A collection without ids whose rows are to be told apart by numbers.
        unreported: What was not reported, if it is other than the system says.
    """

    def __init__(
        self, tables: Tables, *, numbered: str = "", unreported: Sequence[Unreported] | None = None
    ) -> None:
        self.tables = tables
        self._numbered = numbered
        self.system = tables.judged
        if unreported is not None:
            self.system = attrs.evolve(self.system, unreported=unreported)
        self.integrity = tables.integrity
        """Counted for this catalog alone: what was definite for another one need not be so now."""
        self.kept: dict[Hashable, Any] = {}
        """What questions share."""
        self.numbers = itertools.count()
        """For names that no other column of any frame has."""

    @property
    def by(self) -> list[str]:
        """The column by which whatever is counted is counted: that of the region, where there are several."""
        return [OF] if self.tables.is_whole else []

    def is_of_regions(self, entity: str) -> bool:
        """Flag the rows of a collection that are of one of several regions."""
        return self.tables.is_whole and OF in self.tables.frame(entity).collect_schema().names()

    def numbering(self, entity: str) -> Catalog:
        """Make the same catalog, in which rows with neither ids nor an order have numbers."""
        if entity == REGION or not self.has(entity) or "id" in field_kinds(entity):
            return self
        return Catalog(self.tables, numbered=entity, unreported=self.system.unreported)

    def has(self, entity: str) -> bool:
        """Tell whether a collection was collected."""
        return self.tables.has(entity)

    def any(self, frame: nw.LazyFrame[Any]) -> bool:
        """Tell whether a frame has a row."""
        return self.number(frame.head(1)) > 0

    def number(self, frame: nw.LazyFrame[Any]) -> int:
        """Count the rows of a frame."""
        return int(collected([frame.select(nw.len().alias("number"))])[0]["number"][0])

    def by_region(self, frame: nw.LazyFrame[Any]) -> dict[Any, int]:
        """Count the rows of a frame by region; a region without rows is left out."""
        [counts] = collected([frame.group_by(OF).agg(nw.len().alias("number"))])
        return dict(zip(counts[OF], map(int, counts["number"]), strict=True))

    def words(self, fields: Iterable[str]) -> dict[str, dict[str, int]]:
        """Count, by field, the rows of every word that its column holds."""
        totals: dict[str, dict[str, int]] = {}
        for of_region in self.words_by_region(fields).values():
            for field, numbers in of_region.items():
                counts = totals.setdefault(field, {})
                for word, number in numbers.items():
                    counts[word] = counts.get(word, 0) + number
        return totals

    def words_by_region(self, fields: Iterable[str]) -> dict[str | None, dict[str, dict[str, int]]]:
        """Count the same by region; what is of no region alone stands under ``None``."""
        pairs = [field.partition(".")[::2] for field in fields]
        fields_present = [(entity, name) for entity, name in pairs if self.has(entity)]
        counts = collected([self._counted(entity, name) for entity, name in fields_present])
        by_region: dict[str | None, dict[str, dict[str, int]]] = {}
        for (entity, name), rows in zip(fields_present, counts, strict=True):
            regions = map(str, rows[OF]) if OF in rows else itertools.repeat(None)
            by_region.setdefault(None, {}).setdefault(f"{entity}.{name}", {})
            for region, word, number in zip(regions, rows[name], rows["number"], strict=False):
                if word is not None:
                    of_region = by_region.setdefault(region, {}).setdefault(f"{entity}.{name}", {})
                    of_region[word] = int(number)
        return by_region

    def _counted(self, entity: str, name: str) -> nw.LazyFrame[Any]:
        by = self.by if self.is_of_regions(entity) else []
        column = self.tables.frame(entity).select(name, *by)
        if field_kinds(entity)[name].sort == "texts":
            column = column.explode(name)
        return column.group_by(name, *by).agg(nw.len().alias("number"))

    # Faults.

    def frame(self, entity: str) -> nw.LazyFrame[Any]:
        """Find a collection, in which rows repeated word for word stand once."""
        frame = self.tables.frame(entity)
        if not self.integrity[entity].doubled:
            return frame
        names = list(field_kinds(entity))
        order = [nw.col(ROW).min()] if ROW in frame.collect_schema().names() else []
        inexact = self.tables.inexact(entity)
        if not inexact:
            return frame.group_by(*names).agg(*order) if order else frame.select(*names).unique()
        # A month is one however it is written; what cannot be read is what is written.
        unread = [
            nw.when(nw.col(name + FIRST).is_null()).then(nw.col(name + TEXT)).alias(name + _UNREAD)
            for name in inexact
        ]
        spans = [name + end for name in inexact for end in (FIRST, LAST)]
        hidden = [name + _UNREAD for name in inexact]
        texts = [nw.col(name + TEXT).max() for name in inexact]
        return frame.with_columns(*unread).group_by(*names, *spans, *hidden).agg(*order, *texts).drop(*hidden)

    @functools.cache  # noqa: B019  # the catalog lives as long as its engine
    def differing(self, entity: str) -> Mapping[str, frozenset[Any]]:
        """Find the ids that rows tell in different ways, by the field in which they differ."""
        if not self.has(entity) or not self.integrity[entity].doubled:
            return {}
        inexact = [name + part for name in self.tables.inexact(entity) for part in (FIRST, LAST, TEXT)]
        frame = self.frame(entity).select(*field_kinds(entity), *inexact)
        several = frame.with_columns(nw.len().over("id").alias(TIMES)).filter(nw.col(TIMES) > 1)
        rows_by_id: dict[Any, list[dict[str, Any]]] = {}
        for row in rows_of(collected([several])[0]):
            rows_by_id.setdefault(row["id"], []).append(row)
        return {
            name: frozenset(
                key for key, rows in rows_by_id.items() if len({_told(row, name) for row in rows}) > 1
            )
            for name in (field_kinds(entity) if rows_by_id else ())
        }

    def differs(self, entity: str, name: str = "") -> bool:
        """Tell whether rows differ under one id: in a field, or in any."""
        differing = self.differing(entity)
        return bool(differing.get(name)) if name else bool(differing)

    def faulty(self, entity: str, name: str) -> bool:
        """Tell whether a field is at fault in some row."""
        counts = self.integrity[entity]
        faults = (counts.impossible, counts.strange, counts.nobody, counts.inexact, counts.contrary)
        return any(fault.get(name) for fault in faults)

    def in_part(self, entity: str) -> tuple[str, ...]:
        """List the fields in which some day is known in part."""
        return tuple(name for name, number in self.integrity[entity].inexact.items() if number)

    def lost(self, entity: str, name: str) -> bool:
        """Tell whether a reference leads to nobody in some row."""
        return not self.has(refers_to(entity, name)) or bool(self.integrity[entity].nobody.get(name))

    def absent(self, entity: str, name: str, absence: Absence) -> bool:
        """Tell whether a field that may be absent, with this meaning, is not given in some row."""
        counts = self.integrity[entity]
        return counts.absent[name] > 0 and field_kinds(entity)[name].absence is absence

    def unread(self, entity: str, name: str) -> bool:
        """Tell whether the column of a field is missing or of no use."""
        return name in self.tables.lacks(entity)

    @functools.cache  # noqa: B019  # the catalog lives as long as its engine
    def base(self, entity: str) -> tuple[nw.LazyFrame[Any], tuple[str, ...]]:
        """Find a collection with its faults marked, and the names of its columns."""
        frame, marks = self.frame(entity), []
        names = list(field_kinds(entity))
        if entity == POSTS and (self.integrity[entity].contrary or self.integrity[entity].elsewhere):
            frame = with_other_posts(self.tables, frame)
            frame = frame.with_columns(
                nw.when(nw.col(ELSEWHERE)).then(nw.lit(False)).otherwise(nw.col(MAIN)).alias(MAIN)
            )
        if entity == self._numbered and ROW not in frame.collect_schema().names():
            frame = frame.with_row_index(ROW, order_by=names)
        ordered = ROW in frame.collect_schema().names()
        if self.differs(entity):
            marks.append(nw.len().over("id").alias(TIMES))
        for name, kind in field_kinds(entity).items():
            if kind.words and self.integrity[entity].strange[name]:
                marks.append(is_strange(kind).alias(name + FAULT))
            elif entity == POSTS and name == MAIN and self.faulty(entity, name):
                marks.append(nw.col(CONTRARY).alias(name + FAULT))
            elif kind.sort in {"date", "int"} and self.faulty(entity, name):
                marks.append(self._faulty_value(entity, name).alias(name + FAULT))
        for name in self.in_part(entity):
            # Of what is told in several ways nothing is said in part, nor of a day that cannot be.
            conditions = [nw.len().over("id") == 1] if self.differs(entity) else []
            if self.integrity[entity].impossible.get(name):
                conditions.append(~is_impossible(field_kinds(entity), name, self.tables.inexact(entity)))
            if conditions:
                spans = [name + end for end in (FIRST, LAST)]
                is_said = functools.reduce(operator.and_, conditions)
                marks += [nw.when(is_said).then(nw.col(span)).alias(span) for span in spans]
        frame = frame.with_columns(*marks) if marks else frame
        names += [name + FAULT for name in names if self._is_marked(entity, name)]
        names += [TIMES] * self.differs(entity)
        names += [name + TEXT for name in self.tables.inexact(entity)]
        names += [name + end for name in self.in_part(entity) for end in (FIRST, LAST)]
        for name, kind in field_kinds(entity).items():
            if kind.into and name != "id":
                frame, more = self._checked(entity, frame, name, kind.into)
                names += more
        names += [ROW] * ordered + [OF] * self.is_of_regions(entity)
        present = frame.collect_schema().names()
        return frame if present == names else frame.select(*names), tuple(names)

    def _faulty_value(self, entity: str, name: str) -> nw.Expr:
        """Flag the rows in which a day or a number is at fault, or a day not known as a whole."""
        counts = self.integrity[entity]
        faults = [~nw.col(name + TEXT).is_null()] if counts.inexact.get(name) else []
        if counts.impossible.get(name):
            faults.append(is_impossible(field_kinds(entity), name, self.tables.inexact(entity)))
        return functools.reduce(operator.or_, faults)

    @functools.cache  # noqa: B019  # the catalog lives as long as its engine
    def referred(self, entity: str) -> tuple[nw.LazyFrame[Any], tuple[str, ...]]:
        """Find what references lead to: one row for each id, without what its rows tell differently."""
        frame, names = self.base(entity)
        if not self.differs(entity):
            return frame, names
        marks, hidden = {}, []
        for name, ids in self.differing(entity).items():
            told_apart = nw.col("id").is_in(sorted(ids))
            if ids:
                marks[name + DIFFERS] = told_apart
                columns = [column for column in (name, name + KEY) if column in names]
                if field_kinds(entity)[name].into:
                    marks |= {column + ANY: nw.col(column) for column in columns}
                hidden += [nw.when(~told_apart).then(nw.col(column)).alias(column) for column in columns]
        return once(frame.with_columns(*hidden, **marks), ["id"]), (*names, *marks)

    def _is_marked(self, entity: str, name: str) -> bool:
        return self.faulty(entity, name) and not field_kinds(entity)[name].into

    def _checked(
        self, entity: str, frame: nw.LazyFrame[Any], name: str, into: str
    ) -> tuple[nw.LazyFrame[Any], list[str]]:
        """Add the columns that tell where a reference leads, unless it always leads somewhere."""
        if not self.lost(entity, name):
            return frame, []
        is_filled = ~nw.col(name).is_null()
        if not self.has(into):
            empty = nw.when(nw.lit(False)).then(nw.col(name)).alias(name + KEY)
            return frame.with_columns(is_filled.alias(name + LOST), empty), [name + LOST, name + KEY]
        ids = self.tables.frame(into).group_by("id").agg(nw.len().alias("__n")).rename({"id": name})
        frame = joined(frame, ids, [name])
        is_lost = nw.col("__n").is_null()
        marks = [
            (is_filled & is_lost).alias(name + LOST),
            nw.when(~is_lost).then(nw.col(name)).alias(name + KEY),
        ]
        if self.faulty(entity, name):
            marks.append((is_filled & is_lost).alias(name + FAULT))
        frame = frame.with_columns(*marks).drop("__n")
        return frame, [name + LOST, name + KEY] + [name + FAULT] * self.faulty(entity, name)

    # What can be unknown.

    def settled_forms(self, forms: Forms) -> tuple[Predicate, Predicate]:
        """Make the certain and the possible form; they are equal where nothing that they read is unknown."""
        certain_form = self.settled(forms.entity, certain(forms.normal))
        if certain_form == self.settled(forms.entity, possible(forms.normal)):
            # What follows besides excludes nothing more.
            return certain_form, certain_form
        return self.settled(forms.entity, forms.certain), self.settled(forms.entity, forms.possible)

    def settled(self, entity: str, predicate: Predicate) -> Predicate:
        """Replace by its certain form each part that cannot be unknown, and leave out what follows."""
        return without_redundant(entity, self._settled(entity, predicate), self._known_in(entity))

    def _known_in(self, entity: str) -> Callable[[Operand], bool]:
        """Make what tells whether an operand of predicates about a collection is known in every row."""
        return lambda operand: not isinstance(operand, Path) or not self.can_be_unknown(entity, operand.name)

    def _settled(self, entity: str, predicate: Predicate) -> Predicate:
        if is_existence(predicate):
            inner = attrs.evolve(predicate, where=self.settled(predicate.entity, predicate.where))
            return attrs.evolve(inner, unknown=False) if self.is_definite(entity, predicate) else inner
        if is_fact(predicate):
            return (
                attrs.evolve(predicate, unknown=False) if self.is_definite(entity, predicate) else predicate
            )
        if gathered_by(predicate) is not None:
            # The set and the records in which its words are looked for are of one form.
            return certain(predicate) if self.is_definite(entity, predicate) else predicate
        return mapped(predicate, lambda part: self._settled(entity, part))

    def is_definite(self, entity: str, predicate: Predicate) -> bool:
        """Tell whether everything that a predicate reads is known."""
        if is_existence(predicate):
            return self._is_definite_existence(entity, predicate)
        is_definite_inside = all(self.is_definite(entity, part) for part in children(predicate))
        operands = operands_of(entity, predicate)
        return (
            is_definite_inside
            and not is_unsaid(predicate)
            and not any(self.can_be_unknown(entity, path, key=key) for path, key in operands)
        )

    def is_definite_inside(self, one: Exists) -> bool:
        """Tell whether it is known which records an existence looks for, and whose they are."""
        if one.compare is not None and self.can_be_unknown(one.entity, one.compare.their):
            return False
        paths = [path for path, _ in one.on] + [one.of] * (bool(one.of) and one.at_least > 1)
        keys = (self.can_be_unknown(one.entity, path, key=True) for path in paths)
        return not self.differs(one.entity) and self.is_definite(one.entity, one.where) and not any(keys)

    def _is_definite_existence(self, entity: str, existence: Exists) -> bool:
        if not self.has(existence.entity) or gaps_behind(self.system, existence):
            return False
        if existence.compare is not None and self.can_be_unknown(entity, existence.compare.ours):
            return False
        keys = (self.can_be_unknown(entity, path, key=True) for _, path in existence.on)
        # A load counts those whom the records name: two that name nobody we know may name one or two.
        carried = bool(existence.of) and self.can_be_unknown(existence.entity, existence.of, key=True)
        if existence.adding is not None:
            carried = self.can_be_unknown(existence.entity, existence.adding.field)
        return self.is_definite_inside(existence) and not carried and not any(keys)

    def can_be_unknown(self, entity: str, path: str, *, key: bool = False) -> bool:
        """Tell whether some record has a field, or refers to a record with one, that is not known."""
        if not self.has(entity):
            return True
        ref, _, rest = path.partition(".")
        if rest:
            into = refers_to(entity, ref)
            return (
                self.can_be_unknown(entity, ref, key=True)
                or self.differs(into, rest.partition(".")[0])
                or self.can_be_unknown(into, rest, key=key)
            )
        if path == "id":
            return False
        if key and refers_to(entity, path):
            return (
                self.lost(entity, path)
                or self.absent(entity, path, Absence.UNKNOWN)
                or self.unread(entity, path)
            )
        return (
            self.faulty(entity, path)
            or self.absent(entity, path, Absence.UNKNOWN)
            or self.unread(entity, path)
        )


def _told(row: Mapping[str, Any], name: str) -> tuple[Hashable, ...]:
    """Read what a row tells in a field and, of a day not known as a whole, its span or its text."""
    value, first = row[name], row.get(name + FIRST)
    in_part = row.get(name + TEXT) if first is None else (first, row[name + LAST])
    return tuple(value) if isinstance(value, list) else value, in_part
