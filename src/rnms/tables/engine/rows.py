"""The rows of a collection of which predicates are asked.

An existence is a left join of a flag, or a semi-join where nothing but the rows that have it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from rnms.logic import predicates
from rnms.logic.paths import is_plain, never_equal, operands_of, refers_to
from rnms.logic.predicates import OPERATORS, Path, Predicate
from rnms.logic.unreported import gaps_behind, hides_posts
from rnms.logic.walks import conjuncts
from rnms.tables.engine.book import Book
from rnms.tables.engine.columns import Column, field_of
from rnms.tables.engine.flags import Flag, all_of, any_of, both, either, filtered, negated
from rnms.tables.engine.paths import paths_in, reads_fields, stage_of
from rnms.tables.engine.placed import Placed
from rnms.tables.engine.sought import Sought
from rnms.tables.engine.twins import agreeing
from rnms.tables.native import collected, joined

_Fact = predicates.Compare | predicates.Given | predicates.Has | predicates.Shares


class Rows(Placed):
    """The rows of a collection, and what holds for them."""

    def __init__(self, book: Book, entity: str, bare: nw.LazyFrame[Any] | None = None) -> None:
        super().__init__(book, entity, bare)
        self._flags: dict[Predicate, Flag] = {}
        self._matches: dict[tuple[predicates.Exists, tuple[str, ...]], str] = {}

    @classmethod
    def by_fields(cls, book: Book, entity: str, predicate: Predicate) -> Rows | None:
        """The rows that a predicate does not exclude by their own fields; none if it asks nothing of them."""
        own = tuple(filter(reads_fields, conjuncts(predicate)))
        if not own:
            return None
        rows = cls(book, entity)
        rows.keep(predicates.And(own))
        return rows

    def others(self, entity: str) -> Rows:
        """The rows of another collection."""
        return Rows(self.book, entity)

    def keep(self, predicate: Predicate) -> None:
        """Keep only the rows for which a two-valued predicate holds."""
        self.want(*paths_in(predicate))
        sifted: list[tuple[predicates.Exists, str]] = []
        kept: dict[tuple[str, ...], list[Predicate]] = {}
        for part in conjuncts(predicate):
            match part:
                case predicates.Exists() if self._is_by_key(part):
                    sifted.append((part, "semi"))
                case predicates.Not(part=predicates.Exists() as sought) if self._is_by_key(sought):
                    sifted.append((sought, "anti"))
                case _:
                    kept.setdefault(stage_of(part), []).append(part)
        # What the rows themselves tell comes before what is joined to them.
        for order in sorted(kept):
            flag = all_of(map(self._chosen, kept[order]))
            self.frame = filtered(self.frame, flag)
        for sought, how in sifted:
            self._sift(sought, how)

    def agree(self, keys: Sequence[str]) -> None:
        """Keep only the rows that surely exist: one of an id, if all that tell it are here, by equal keys."""
        agreed = agreeing(self, True, keys)
        self.frame = filtered(self.frame, agreed)

    def _chosen(self, predicate: Predicate) -> Flag:
        """For which rows a predicate holds, or null where it does not: a filter needs no more."""
        if isinstance(predicate, predicates.Compare):
            return self._decided(predicate, perhaps_null=True)
        return self.holds(predicate)

    def keep_listed(self, predicate: Predicate) -> None:
        """The same for rows that are ids alone: what their own fields exclude is not joined at all."""
        parts = tuple(conjuncts(predicate))
        side = Rows.by_fields(self.book, self.entity, predicate) if self._bare else None
        if side is not None:
            self.want(*paths_in(predicate))
            there = self._joined.setdefault("", {"id"})
            there |= self._wanted.get("", set())
            names = [name for name in self.book.base(self.entity)[1] if field_of(name) in there - {"id"}]
            self.frame = joined(self.frame, side.frame.select("id", *names), ["id"], how="inner")
            parts = tuple(part for part in parts if not reads_fields(part))
        self.keep(predicates.And(parts))

    def _is_by_key(self, one: predicates.Exists) -> bool:
        """Whether equal keys alone decide: an unknown key equals none, so of the certain form they do."""
        if one.unknown or not one.on or one.compare is not None or not self.book.has(one.entity):
            return False
        # What a reference to nobody is written like may be a name all the same.
        named = is_plain(one) and any(ours != "id" for _, ours in one.on)
        return not named and not never_equal(self.entity, one)

    def _sift(self, one: predicates.Exists, how: Any) -> None:
        sought = Sought.of(self, one)
        frame = sought.frame
        if sought.surest is not None:
            # What may be found was found; here is asked for what surely is.
            frame = sought.surest.filter(nw.col(sought.found) == 1)
        ours = [self.keyed(path, plain=sought.is_plain) for _, path in one.on]
        self.frame = joined(self.frame, frame.select(*sought.keys), ours, its=sought.keys, how=how)

    def holds(self, predicate: Predicate) -> Flag:
        """For which rows a two-valued predicate holds."""
        if predicate not in self._flags:
            self.want(*paths_in(predicate))
            self._flags[predicate] = self._find(predicate)
        return self._flags[predicate]

    def _find(self, predicate: Predicate) -> Flag:
        match predicate:
            case predicates.And(parts=parts):
                return all_of(self.holds(part) for part in parts)
            case predicates.Or(parts=parts):
                return any_of(self.holds(part) for part in parts)
            case predicates.Not(part=part):
                return negated(self.holds(part))
            case predicates.Exists():
                return self._existing(predicate)
            case predicates.Unsaid(unknown=unknown):
                return bool(unknown)
            case predicates.Compare() | predicates.Given() | predicates.Has() | predicates.Shares():
                return self._decided(predicate)
        raise TypeError(f"{predicate!r} is not bound to a period")

    def _decided(self, fact: _Fact, *, perhaps_null: bool = False) -> Flag:
        if never_equal(self.entity, fact):
            return False
        columns = [self.column(path, key=key) for path, key in operands_of(self.entity, fact)]
        unknown = any_of(column.unknown for column in columns)
        none = any_of(column.none for column in columns)
        if isinstance(fact, predicates.Shares):
            # With an empty set nothing is shared, whatever the other one is.
            empty = [
                both((column.value.list.len() == 0).fill_null(False), negated(column.unknown))
                for column in columns
            ]
            none = either(none, any_of(empty))
        holding = self._holding(fact, columns)
        if fact.unknown:
            return both(either(holding, unknown), negated(none))
        if (
            isinstance(fact, predicates.Compare)
            and not isinstance(holding, bool)
            and all(column.is_null for column in columns)
        ):
            # Null decides as it should: nothing that is unknown or is not there compares.
            decided = perhaps_null or (unknown is False and none is False)
            return holding if decided else holding.fill_null(False)
        return both(holding, negated(either(none, unknown)))

    def _holding(self, fact: _Fact, columns: Sequence[Column]) -> Flag:
        """Whether a fact holds where everything is known; elsewhere anything."""
        if any(column.unknown is True for column in columns):
            return False
        match fact:
            case predicates.Compare(op=op, right=Path()):
                first, second = columns
                return OPERATORS[op](first.value, second.value)
            case predicates.Compare(op=op, right=right):
                return OPERATORS[op](columns[0].value, right)
            case predicates.Given():
                return True
            case predicates.Has(word=str() | int() as word):
                return columns[0].value.list.contains(word).fill_null(False)
            case predicates.Shares():
                first, second = columns
                words = sorted(self._words(fact.left.name) & self._words(fact.right.name), key=str)
                return any_of(
                    (first.value.list.contains(word) & second.value.list.contains(word)).fill_null(False)
                    for word in words
                )
        raise TypeError(f"{fact!r} is not bound to a period")

    def _words(self, path: str) -> set[Any]:
        """The words of a set in all records: they are few."""
        *refs, name = path.split(".")
        entity = refers_to(self.entity, ".".join(refs)) if refs else self.entity
        if not self.book.has(entity):
            return set()
        kept = self.book.kept
        if (entity, name) not in kept:
            words = self.book.base(entity)[0].select(name).explode(name).unique()
            kept[entity, name] = {word for word in collected([words])[0][name] if word is not None}
        found: set[Any] = kept[entity, name]
        return found

    # Existence.

    def _existing(self, one: predicates.Exists) -> Flag:
        if not self.book.has(one.entity):
            return bool(one.unknown and one.unreported)
        if never_equal(self.entity, one):
            return False
        sought = Sought.of(self, one)
        if not one.on:
            return sought.number() >= one.at_least or bool(one.unknown and gaps_behind(self.book.system, one))
        if one.unknown and sought.of_nobody():
            # A record that names nobody we know may be about anybody.
            return True
        found = self._matched(one, sought)
        unknown = any_of(self.column(path, key=not sought.is_plain).unknown for _, path in one.on)
        if not one.unknown:
            return both(found, negated(unknown)) if sought.is_plain else found
        hidden = hides_posts(self.book.system, one, listed=self.book.has("persons"))
        if unknown is not False and (hidden or sought.number() > 0):
            found = either(found, unknown)
        return either(found, self.perhaps_unreported(one))

    def _matched(self, one: predicates.Exists, sought: Sought) -> Flag:
        if sought.surest is not None:
            # One join serves both forms: by key, whether what is found surely is what is sought.
            found = nw.col(self._match(one, sought, sought.surest))
            return ~found.is_null() if one.unknown else (found == 1).fill_null(False)
        found = nw.col(self._match(one, sought, sought.distinct))
        there = ~found.is_null()
        if one.compare is None:
            return there
        mine = self.column(one.compare[2])
        holds = both(
            OPERATORS[one.compare[1]](found, mine.value) & there, negated(either(mine.unknown, mine.none))
        )
        return either(holds, both(mine.unknown, there)) if one.unknown else holds

    def _match(self, one: predicates.Exists, sought: Sought, frame: nw.LazyFrame[Any]) -> str:
        """The name of the column that tells what was found by key."""
        asked = (sought.one, tuple(path for _, path in one.on))
        if asked not in self._matches:
            ours = [self.keyed(path, plain=sought.is_plain) for _, path in one.on]
            name = sought.found
            if name in self._matches.values():
                name = self.new_name()
                frame = frame.rename({sought.found: name})
            self._matches[asked] = name
            self.frame = joined(self.frame, frame, ours, its=sought.keys)
        return self._matches[asked]
