"""The backend of tables: the rows of a frame, where a flag is an expression.

An existence is a left join of a flag, or a semi-join where nothing but the rows that have it is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from rnms.engine.interpreter import Interpreter
from rnms.logic.normal import Forms
from rnms.logic.paths import is_plain, never_equal, operands_of, refers_to
from rnms.logic.predicates import OPERATORS, And, Exists, Fact, Op, Predicate
from rnms.logic.walks import (
    alike_in,
    conjuncts,
    denied,
    is_existence,
    is_fact,
    op_of,
    paths_of,
    sought_by,
    spellings_in,
)
from rnms.model.system import RegionalSystem, field_kinds
from rnms.tables.engine.catalog import Catalog
from rnms.tables.engine.columns import Column, Columns, field_of
from rnms.tables.engine.flags import Flag, all_of, any_of, both, either, filtered, negated
from rnms.tables.engine.loads import Carriers, Sums
from rnms.tables.engine.matches import Matches
from rnms.tables.engine.paths import paths_in, reads_fields, stage_of
from rnms.tables.engine.twins import agreeing
from rnms.tables.native import collected, joined, once


class Rows(Columns, Interpreter[Flag, Matches, nw.Expr]):
    """The rows of a collection, and what holds for them."""

    def __init__(self, catalog: Catalog, entity: str, bare: nw.LazyFrame[Any] | None = None) -> None:
        super().__init__(catalog, entity, bare)
        self._flags: dict[Predicate, Flag] = {}
        self._names: dict[tuple[Exists, tuple[str, ...]], str] = {}

    @classmethod
    def by_fields(cls, catalog: Catalog, entity: str, predicate: Predicate) -> Rows | None:
        """Drop the rows that a predicate excludes by their own fields alone."""
        own = tuple(filter(reads_fields, conjuncts(predicate)))
        if not own:
            return None
        rows = cls(catalog, entity)
        rows.keep(And(own))
        return rows

    @property
    def system(self) -> RegionalSystem:
        """What is small, and what was not reported."""
        return self.catalog.system

    def has(self, entity: str) -> bool:
        """Tell whether a collection was collected."""
        return self.catalog.has(entity)

    def others(self, entity: str) -> Rows:
        """Find the rows of another collection."""
        return Rows(self.catalog, entity)

    # Flags.

    def constant(self, *, holds: bool) -> Flag:
        """Make the flag that holds for all rows or none: a plain truth value, so that it can be folded."""
        return holds

    def is_never(self, flag: Flag) -> bool:
        """Tell whether a flag is known to hold for no row, whatever the tables hold."""
        return flag is False

    def both(self, first: Flag, second: Flag) -> Flag:
        """Combine two flags into one that holds where both do."""
        return both(first, second)

    def either(self, first: Flag, second: Flag) -> Flag:
        """Combine two flags into one that holds where at least one does."""
        return either(first, second)

    def negated(self, flag: Flag) -> Flag:
        """Negate a flag."""
        return negated(flag)

    def count(self, flag: Flag) -> int:
        """Count the rows for which a flag holds."""
        return 0 if flag is False else self.catalog.number(filtered(self.frame, flag))

    def holds(self, predicate: Predicate) -> Flag:
        """Flag the rows for which a predicate holds; all columns are asked for first, to be joined once."""
        if predicate not in self._flags:
            self.want(*paths_in(predicate))
            self._flags[predicate] = super().holds(predicate)
        return self._flags[predicate]

    # Rows that are kept.

    def keep(self, predicate: Predicate) -> None:
        """Keep only the rows for which a predicate holds.

        What the rows themselves tell comes before what is joined to them, and what is found by equal keys
        is a semi-join: no row is widened that is thrown away.
        """
        self.want(*paths_in(predicate))
        sifted: list[tuple[Exists, str]] = []
        stages: dict[tuple[str, ...], list[Predicate]] = {}
        for part in conjuncts(predicate):
            existence = denied(part) or part
            if is_existence(existence) and self._is_by_key(existence):
                sifted.append((existence, "semi" if existence is part else "anti"))
            else:
                stages.setdefault(stage_of(part), []).append(part)
        for order in sorted(stages):
            flag = all_of(map(self._chosen, stages[order]))
            self.frame = filtered(self.frame, flag)
        for existence, how in sifted:
            self._sift(existence, how)

    def agree(self, keys: Sequence[str]) -> None:
        """Keep one row of each id, if all rows of that id are here and agree in some columns."""
        agreed = agreeing(self, True, keys)
        self.frame = filtered(self.frame, agreed)

    def _chosen(self, predicate: Predicate) -> Flag:
        """Flag the rows for which a predicate holds, with null elsewhere: a filter needs no more."""
        if is_fact(predicate) and op_of(predicate) is not None:
            decided = self._by_null(predicate)
            return self.holds(predicate) if decided is None else decided
        return self.holds(predicate)

    def keep_listed(self, predicate: Predicate) -> None:
        """Keep the rows for which a predicate holds, where rows are ids alone: only kept ones are joined."""
        parts = tuple(conjuncts(predicate))
        side = Rows.by_fields(self.catalog, self.entity, predicate) if self._bare else None
        if side is not None:
            self.want(*paths_in(predicate))
            names_joined = self._joined.setdefault("", {"id"})
            names_joined |= self._wanted.get("", set())
            names = [
                name for name in self.catalog.base(self.entity)[1] if field_of(name) in names_joined - {"id"}
            ]
            self.frame = joined(self.frame, side.frame.select("id", *names), ["id"], how="inner")
            parts = tuple(part for part in parts if not reads_fields(part))
        self.keep(And(parts))

    def _is_by_key(self, existence: Exists) -> bool:
        """Tell whether equal keys alone decide, as in a certain form: an unknown key equals none."""
        if (
            existence.unknown
            or not existence.on
            or existence.compare is not None
            or not self.has(existence.entity)
        ):
            return False
        # What a reference to nobody is written like may be a name all the same.
        is_name = is_plain(existence) and any(path != "id" for _, path in existence.on)
        return not is_name and not never_equal(self.entity, existence)

    def _sift(self, existence: Exists, how: Any) -> None:
        matches = self.matches(existence)
        frame = matches.frame
        if matches.surest is not None:
            # What may be found was found; here is asked for what surely is.
            frame = matches.surest.filter(nw.col(matches.found) == 1)
        own_keys = [self.keyed(path, plain=matches.is_plain) for _, path in existence.on]
        self.frame = joined(self.frame, frame.select(*matches.keys), own_keys, its=matches.keys, how=how)

    # Facts.

    def operand(self, path: str, *, as_reference: bool) -> Column:
        """Find a column, or the one that tells where references lead."""
        return self.column(path, key=as_reference)

    def fact(self, fact: Fact) -> Flag:
        """Flag the rows for which a fact holds, in the shorter form where null decides a comparison."""
        decided = self._by_null(fact)
        return super().fact(fact) if decided is None else self._filled(fact, decided)

    def _by_null(self, fact: Fact) -> Flag | None:
        """Write a certain comparison that is null wherever something is unknown or absent; else ``None``."""
        if fact.unknown or op_of(fact) is None or never_equal(self.entity, fact):
            return None
        columns = self._columns_of(fact)
        holding = self.holding(fact)
        return holding if all(column.is_null for column in columns) else None

    def _filled(self, fact: Fact, decided: Flag) -> Flag:
        columns = self._columns_of(fact)
        if isinstance(decided, bool) or all(
            column.unknown is False and column.none is False for column in columns
        ):
            return decided
        return decided.fill_null(False)

    def _columns_of(self, fact: Fact) -> list[Column]:
        return [self.column(path, key=key) for path, key in operands_of(self.entity, fact)]

    def holding(self, fact: Fact) -> Flag:
        """Flag the rows for which a fact holds, right only where everything is known."""
        columns = self._columns_of(fact)
        if any(column.unknown is True for column in columns):
            return False
        values = [column.value for column in columns]
        op, operand = op_of(fact), sought_by(fact)
        if op is not None:
            return OPERATORS[op](values[0], values[1] if len(values) > 1 else operand)
        if isinstance(operand, str | int):
            return values[0].list.contains(operand).fill_null(False)
        if len(values) > 1:
            first, second = values
            if (alike := alike_in(fact)) is not None:
                return self._covered(paths_of(fact)[0], first, second, spellings_in(alike))
            words = set.intersection(*(self._words(path) for path in paths_of(fact)))
            return any_of(
                (first.list.contains(word) & second.list.contains(word)).fill_null(False)
                for word in sorted(words, key=str)
            )
        return True

    def decided_in_part(self, fact: Fact) -> tuple[Flag, Flag]:
        """Flag the rows where every possible day agrees, and those where none does."""
        op, value = op_of(fact), sought_by(fact)
        if not any(self._is_in_part(path) for path in paths_of(fact)):
            return False, False
        columns = [self.column(path) for path in paths_of(fact)]
        if op is not None and len(columns) < 2 and not isinstance(value, dt.date):
            return False, False
        in_part = any_of(~column.span[0].is_null() for column in columns if column.span is not None)
        if op is None:
            # Whatever day it is, there is one.
            return in_part, False
        known = all_of((in_part, *(_is_limited(column) for column in columns)))
        sides = [_between(column) for column in columns]
        if isinstance(value, dt.date):
            sides.append((nw.lit(value), nw.lit(value)))
        all_agree, one_does = _agree(op, *sides)
        return both(known, all_agree.fill_null(False)), both(known, (~one_does).fill_null(False))

    def _is_in_part(self, path: str) -> bool:
        """Tell whether a field at the end of a path is a day that some row knows in part."""
        *refs, name = path.split(".")
        entity = refers_to(self.entity, ".".join(refs)) if refs else self.entity
        return self.has(entity) and name in self.catalog.in_part(entity)

    def _covered(
        self, path: str, words: nw.Expr, others: nw.Expr, spellings: Mapping[str, frozenset[str]]
    ) -> Flag:
        """Flag the rows in which every word of a set is in another, in one of its spellings."""

        def has(values: nw.Expr, word: Any) -> Flag:
            return values.list.contains(word).fill_null(False)

        return all_of(
            any_of(
                (
                    negated(has(words, word)),
                    *(has(others, text) for text in (word, *sorted(spellings.get(word, ())))),
                )
            )
            for word in sorted(self._words(path), key=str)
        )

    def is_empty(self, path: str) -> Flag:
        """Flag the rows in which a set is known to be empty."""
        column = self.column(path)
        return both((column.value.list.len() == 0).fill_null(False), negated(column.unknown))

    def words(self, path: str) -> Sequence[str]:
        """List every word of a set that rows have."""
        return sorted(self._words(path))

    def values(self, path: str) -> tuple[str | int, ...]:
        """List every value, or word of a set, that a field of the rows holds."""
        *refs, name = path.split(".")
        entity = refers_to(self.entity, ".".join(refs)) if refs else self.entity
        if not self.has(entity):
            return ()
        if field_kinds(entity)[name].sort in {"texts", "ints"}:
            return tuple(sorted(self._words(path), key=str))
        [contents] = collected([self.catalog.base(entity)[0].select(name).unique()])
        present = {value for value in contents[name] if value is not None}
        return tuple(sorted((value if isinstance(value, int) else str(value) for value in present), key=str))

    def _words(self, path: str) -> set[Any]:
        """List the words of a set in all records: they are few."""
        *refs, name = path.split(".")
        entity = refers_to(self.entity, ".".join(refs)) if refs else self.entity
        if not self.has(entity):
            return set()
        cache = self.catalog.kept
        if (entity, name) not in cache:
            words = self.catalog.base(entity)[0].select(name).explode(name).unique()
            cache[entity, name] = {word for word in collected([words])[0][name] if word is not None}
        distinct_words: set[Any] = cache[entity, name]
        return distinct_words

    # Existence.

    def matches(self, sought: Exists) -> Matches:
        """Find the records that an existence looks for."""
        return Matches.of(self, sought)

    def so_many(self, matches: Matches, number: int) -> Flag:
        """Flag the rows for which there are at least so many matches; each region counts its own."""
        if not self.catalog.is_of_regions(matches.sought.entity):
            return super().so_many(matches, number)
        return self._of_regions(matches.regions(number))

    def of_nobody(self, matches: Matches) -> Flag:
        """Flag the rows for which a match belongs to an unknown record; each region counts its own."""
        if not self.catalog.is_of_regions(matches.sought.entity):
            return super().of_nobody(matches)
        return self._of_regions(matches.regions_of_nobody)

    def _of_regions(self, regions: Collection[Any]) -> Flag:
        """Flag the rows of some regions."""
        [of] = self.by()
        return nw.col(of).is_in(sorted(regions)) if regions else False

    def found(self, sought: Exists, matches: Matches) -> Flag:
        """Flag the rows whose key has so many matches, in the order asked for."""
        if matches.surest is not None:
            # One join serves both forms: by key, whether what is found surely is what is sought.
            surest = nw.col(self._name_of(sought, matches, matches.surest))
            return ~surest.is_null() if sought.unknown else (surest == 1).fill_null(False)
        extreme = nw.col(self._name_of(sought, matches, matches.distinct))
        exists = ~extreme.is_null()
        if sought.compare is None:
            return exists
        order = sought.compare
        mine = self.column(order.ours)
        day, unknown = mine.limit(last=not order.reads_last_of_theirs(may_hold=bool(sought.unknown)))
        is_known = negated(either(unknown, mine.none))
        holds = both(OPERATORS[order.op](extreme, day) & exists, is_known)
        return either(holds, both(unknown, exists)) if sought.unknown else holds

    def _name_of(self, existence: Exists, matches: Matches, frame: nw.LazyFrame[Any]) -> str:
        """Name the column that tells what was found by key: joined once for all who ask."""
        request = (matches.sought, tuple(path for _, path in existence.on))
        if request not in self._names:
            own_keys = [self.keyed(path, plain=matches.is_plain) for _, path in existence.on]
            name = matches.found
            if name in self._names.values():
                name = self.new_name()
                frame = frame.rename({matches.found: name})
            self._names[request] = name
            self.frame = joined(self.frame, frame, own_keys, its=matches.keys)
        return self._names[request]

    # Loads.

    def nothing(self) -> nw.Expr:
        """Make the load of rows that carry nothing."""
        return nw.lit(0)

    def carriers(self, sought: Exists) -> Carriers | Sums:
        """Find the records that an existence looks for, by the rows and the things that they name."""
        return Carriers(self, sought) if sought.adding is None else Sums(self, sought, sought.adding)

    def limitless(self, sought: Exists) -> Flag:
        """Flag the rows that may carry any amount of what is added up."""
        return False if sought.adding is None else Sums(self, sought, sought.adding).limitless()

    # Places.

    def with_id(self, key: str) -> Flag:
        """Flag the rows that have an id."""
        return nw.col("id").cast(nw.String) == key

    def led_to(self, path: str, others: Rows, flag: Flag) -> Flag:
        """Flag the rows that refer to a row for which a flag holds."""
        reference = self.column(path, key=True)
        if isinstance(flag, bool):
            # Nothing need be joined for what holds of all, or of none.
            return negated(reference.none) if flag else False
        name = self.new_name()
        ids = filtered(others.frame, flag).select(nw.col("id").alias(reference.name), nw.lit(1).alias(name))
        self.frame = joined(self.frame, once(ids, [reference.name]), [reference.name])
        return ~nw.col(name).is_null()

    def named_by(self, others: Rows, path: str, flag: Flag) -> Flag:
        """Flag the rows that other rows with a flag name: all rows, if one of those names an unknown one."""
        column = others.column(path, key=True)
        frame = filtered(others.frame, flag)
        if column.unknown is not False and self.catalog.any(filtered(frame, column.unknown)):
            return True
        name = self.new_name()
        ids = frame.select(nw.col(column.name).alias("id"), nw.lit(1).alias(name))
        self.frame = joined(self.frame, once(ids, ["id"]), ["id"])
        return ~nw.col(name).is_null()

    # Members.

    def settled(self, form: Predicate) -> Predicate:
        """Replace by its certain form each part of a predicate that cannot be unknown."""
        return self.catalog.settled(self.entity, form)

    def settled_forms(self, forms: Forms) -> tuple[Predicate, Predicate]:
        """Make both forms; they are one predicate, and one query, where nothing it reads is unknown."""
        return self.catalog.settled_forms(forms)

    def nameless(self, path: str, where: Predicate) -> int:
        """Keep the rows for which a predicate holds, and count those of them that name nobody."""
        if not self.catalog.can_be_unknown(self.entity, path, key=True):
            return 0
        self.keep(self.settled(where))
        return self.count(self.column(path, key=True).unknown)


def _is_limited(column: Column) -> Flag:
    """Flag the rows in which a day is known, if only in part."""
    is_known = negated(either(column.unknown, column.none))
    return is_known if column.span is None else either(is_known, ~column.span[0].is_null())


def _between(column: Column) -> tuple[nw.Expr, nw.Expr]:
    """Find the first and the last day that a day may be: the day itself, where it is known."""
    first, last = (column.limit(last=end)[0] for end in (False, True))
    return first, last


def _agree(op: Op, left: tuple[nw.Expr, nw.Expr], right: tuple[nw.Expr, nw.Expr]) -> tuple[nw.Expr, nw.Expr]:
    """Flag the rows where a comparison holds for all days of a span, and those where for any."""
    (first, last), (earliest, latest) = left, right
    if op is Op.EQ:
        return (first == latest) & (last == earliest), (first <= latest) & (earliest <= last)
    compare: Any = OPERATORS[op]
    if op in {Op.LE, Op.LT}:
        return compare(last, earliest), compare(first, latest)
    return compare(first, latest), compare(last, earliest)
