"""The rows of a collection, widened lazily by what predicates ask of them.

A path along references is a left join on a unique key; an existence is a left join of a flag, or a semi-join
where nothing but the rows that have it is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from rnms.engine._asking import OPERATORS, REGION, gaps_in, placing_of
from rnms.engine.frames._book import FAULT, KEY, LOST, Book, operands, refers_to
from rnms.engine.frames._flags import Flag, all_of, any_of, both, either, filtered, negated, number
from rnms.indicators import predicates
from rnms.indicators.predicates import Op, Path, Predicate
from rnms.io import ROW, collected, once
from rnms.model import Absence, Unreported

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

_BEFORE_ALL, _AFTER_ALL = dt.date(1, 1, 2), dt.date(9999, 12, 30)
_UNKNOWN_BEFORE, _UNKNOWN_AFTER = dt.date.min, dt.date.max
_Fact = predicates.Compare | predicates.Given | predicates.Has | predicates.Shares


@attrs.frozen
class Column:
    """A field of all rows, or along references a field of others.

    Attributes:
        name: The name of the column.
        value: Its value; anything where it is unknown or there is none.
        unknown: For which rows it is not known.
        none: For which rows there is none; of none of them it is not known.
        is_null: Whether the value is null wherever it is unknown or there is none.
        is_filled: Whether what is open was given a value.
    """

    name: str
    value: nw.Expr
    unknown: Flag
    none: Flag
    is_null: bool = True
    is_filled: bool = False


class Rows:
    """The rows of a collection.

    Args:
        book: The collections.
        entity: The collection.
        bare: A frame of ids alone, besides what else there is in it: further columns come when they are read.
    """

    def __init__(self, book: Book, entity: str, bare: nw.LazyFrame[Any] | None = None) -> None:
        self.book = book
        self.entity = entity
        self.frame: Any = bare
        if bare is None and entity != REGION:
            self.frame, _ = book.base(entity)
        self._bare = bare is not None
        self._wanted: dict[str, set[str]] = {}
        self._joined: dict[str, set[str]] = {}
        self._flags: dict[Predicate, Flag] = {}
        self._matches: dict[tuple[predicates.Exists, tuple[str, ...]], str] = {}
        self._found = 0

    # Columns.

    def want(self, *paths: str) -> None:
        """Say which paths will be read, so that what they lead to is joined once."""
        for path in paths:
            *refs, name = path.split(".")
            prefix = ""
            for ref in refs:
                self._wanted.setdefault(prefix, set()).add(ref)
                prefix += f"{ref}__"
            self._wanted.setdefault(prefix, set()).add(name)

    def column(self, path: str, *, key: bool = False) -> Column:
        """A column; as key, where a reference leads."""
        self.want(path)
        return self._at("", self.entity, path, key=key)

    def _at(self, prefix: str, entity: str, path: str, *, key: bool) -> Column:
        ref, _, rest = path.partition(".")
        if not rest:
            return self._own(prefix, entity, path, key=key and bool(refers_to(entity, path)))
        outer = self._own(prefix, entity, ref, key=True)
        into, inside = refers_to(entity, ref), f"{prefix}{ref}__"
        if not self.book.has(into):
            return self._nothing(into, rest, outer)
        self._follow(outer.name, inside, into)
        inner = self._at(inside, into, rest, key=key)
        always = outer.unknown is False and outer.none is False
        return Column(
            inner.name,
            inner.value,
            unknown=either(outer.unknown, both(inner.unknown, negated(outer.none))),
            none=either(outer.none, both(inner.none, negated(outer.unknown))),
            is_null=inner.is_null and (always or not inner.is_filled),
            is_filled=inner.is_filled,
        )

    def _own(self, prefix: str, entity: str, name: str, *, key: bool) -> Column:
        import narwhals.stable.v2 as nw

        book = self.book
        if self._bare and not prefix and name != "id":
            self._follow("id", "", self.entity)
        marked = name != "id" and (book.lost if key else book.faulty)(entity, name)
        flagged = nw.col(prefix + name + (LOST if key else FAULT))
        fault: Flag = (flagged.fill_null(False) if prefix else flagged) if marked else False
        if name != "id" and book.unread(entity, name):
            fault = True
        column = prefix + name + (KEY if key and marked else "")
        value, absent = nw.col(column), nw.col(prefix + name).is_null()
        filled = name != "id" and book.absent(entity, name, Absence.OPEN)
        if filled:
            value = value.fill_null(_BEFORE_ALL if name.endswith("start") else _AFTER_ALL)
        unknown, none = (
            absent if name != "id" and book.absent(entity, name, one) else False
            for one in (Absence.UNKNOWN, Absence.NONE)
        )
        return Column(
            column,
            value,
            unknown=either(fault, unknown),
            none=both(none, negated(fault)),
            is_null=key or not marked,
            is_filled=filled,
        )

    def _nothing(self, into: str, path: str, outer: Column) -> Column:
        """A column of what was not collected: whoever refers to it refers to somebody unknown."""
        import narwhals.stable.v2 as nw

        *refs, last = path.split(".")
        entity = refers_to(into, ".".join(refs)) if refs else into
        name = self.new_name()
        self.frame = self.frame.with_columns(
            nw.lit(None).cast(self.book.tables.type_of(entity, last)).alias(name)
        )
        return Column(name, nw.col(name), unknown=outer.unknown, none=outer.none)

    def _follow(self, column: str, prefix: str, into: str) -> None:
        """Join what is read of the records that a column refers to; each column of theirs gets the prefix."""
        import narwhals.stable.v2 as nw

        joined = self._joined.setdefault(prefix, {"id"} if not prefix else set())
        wanted = self._wanted.get(prefix, set()) - joined
        if not wanted:
            return
        joined |= wanted
        frame, names = self.book.base(into)
        if self.book.doubled(into):
            frame = frame.filter(~nw.col(f"id{FAULT}"))
        keep = [nw.col(name).alias(prefix + name) for name in names if field_of(name) in wanted]
        self.frame = self.frame.join(
            frame.select(nw.col("id").alias("__id"), *keep), left_on=column, right_on="__id", how="left"
        )

    # Predicates.

    def keep(self, predicate: Predicate) -> None:
        """Keep only the rows for which a two-valued predicate holds."""
        self.want(*paths_in(self.entity, predicate))
        sifted: list[tuple[predicates.Exists, str]] = []
        flags: list[Flag] = []
        for part in _conjuncts(predicate):
            match part:
                case predicates.Exists() if self._is_by_key(part):
                    sifted.append((part, "semi"))
                case predicates.Not(part=predicates.Exists() as sought) if self._is_by_key(sought):
                    sifted.append((sought, "anti"))
                case _:
                    flags.append(self.holds(part))
        self.frame = filtered(self.frame, all_of(flags))
        for sought, how in sifted:
            self._sift(sought, how)

    def keep_listed(self, predicate: Predicate) -> None:
        """The same for rows that are ids alone: what their own fields exclude is not joined at all."""
        import narwhals.stable.v2 as nw

        parts = tuple(_conjuncts(predicate))
        own = [part for part in parts if _reads_fields(part)]
        if own and self._bare:
            side = Rows(self.book, self.entity)
            side.keep(predicates.And(tuple(own)))
            self.want(*paths_in(self.entity, predicate))
            joined = self._joined.setdefault("", {"id"})
            joined |= self._wanted.get("", set())
            names = [name for name in self.book.base(self.entity)[1] if field_of(name) in joined - {"id"}]
            frame = side.frame
            if self.book.doubled(self.entity):
                frame = frame.filter(~nw.col(f"id{FAULT}"))
            chosen = frame.select(nw.col("id").alias("__id"), *names)
            self.frame = self.frame.join(chosen, left_on="id", right_on="__id", how="inner")
            parts = tuple(part for part in parts if part not in own)
        self.keep(predicates.And(parts))

    def _is_by_key(self, one: predicates.Exists) -> bool:
        """Whether equal keys alone decide: an unknown key equals none, so of the certain form they do."""
        return not one.unknown and bool(one.on) and one.compare is None and self.book.has(one.entity)

    def _sift(self, one: predicates.Exists, how: Any) -> None:
        import narwhals.stable.v2 as nw

        sought = Sought.of(self.book, one)
        frame = sought.frame
        if sought.surest is not None:
            # What may be found was found; here is asked for what surely is.
            frame = sought.surest.filter(nw.col(sought.found) == 1)
        ours = [self.keyed(path, plain=sought.is_plain) for _, path in one.on]
        self.frame = self.frame.join(frame.select(*sought.keys), left_on=ours, right_on=sought.keys, how=how)

    def written(self, flags: Sequence[Flag]) -> list[Flag]:
        """The same flags as columns: whoever reads them often finds them once."""
        import narwhals.stable.v2 as nw

        found = {id(flag): flag for flag in flags if not isinstance(flag, bool)}
        names = {key: self.new_name() for key in found}
        if found:
            self.frame = self.frame.with_columns(**{names[key]: flag for key, flag in found.items()})
        columns: dict[int, Flag] = {key: nw.col(name) for key, name in names.items()}
        return [columns.get(id(flag), flag) for flag in flags]

    def holds(self, predicate: Predicate) -> Flag:
        """For which rows a two-valued predicate holds."""
        if predicate not in self._flags:
            self.want(*paths_in(self.entity, predicate))
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

    def _decided(self, fact: _Fact) -> Flag:
        columns = [self.column(path, key=key) for path, key in operands(self.entity, fact)]
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
            return holding if unknown is False and none is False else holding.fill_null(False)
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
            return bool(one.unknown)
        sought = Sought.of(self.book, one)
        if not one.on:
            return sought.number() >= one.at_least or bool(
                one.unknown and gaps_in(self.book.system, one.entity, one.where)
            )
        if one.unknown and sought.of_nobody():
            # A record that names nobody we know may be about anybody.
            return True
        found = self._matched(one, sought)
        if not one.unknown:
            return found
        unknown = any_of(self._key(path, theirs, one.entity).unknown for theirs, path in one.on)
        if unknown is not False and sought.number() > 0:
            found = either(found, unknown)
        return either(found, self.perhaps_unreported(one))

    def _matched(self, one: predicates.Exists, sought: Sought) -> Flag:
        import narwhals.stable.v2 as nw

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
            self.frame = self.frame.join(frame, left_on=ours, right_on=sought.keys, how="left")
        return self._matches[asked]

    def _key(self, path: str, theirs: str, other: str) -> Column:
        plain = theirs != "id" and not refers_to(other, theirs)
        column = self.column(path, key=not plain)
        return attrs.evolve(column, unknown=False, none=False) if plain else column

    def keyed(self, path: str, *, plain: bool = False) -> str:
        """The name of the column with the key at the end of a path; as text where it is a plain name."""
        import narwhals.stable.v2 as nw

        column = self.column(path, key=not plain)
        if not plain:
            return column.name
        name = self.new_name()
        self.frame = self.frame.with_columns(nw.col(column.name).cast(nw.String).alias(name))
        return name

    def order(self) -> str:
        """The name of the column that tells in which order the rows came; without an order, the id."""
        import narwhals.stable.v2 as nw

        _, names = self.book.base(self.entity)
        if self._bare:
            self.want(ROW)
            self._follow("id", "", self.entity)
        if ROW in names:
            return ROW
        if "id" not in names:
            self.frame = self.frame.with_columns(nw.lit(0).alias("id"))
        return "id"

    def new_name(self) -> str:
        """A name for a column that no other has."""
        self._found += 1
        return f"__x{self._found}"

    # What was not reported.

    def perhaps_unreported(self, one: predicates.Exists) -> Flag:
        """Which rows may have a record that was not reported."""
        return any_of(
            self._perhaps_in(one, part) for part in gaps_in(self.book.system, one.entity, one.where)
        )

    def _perhaps_in(self, one: predicates.Exists, part: Unreported) -> Flag:
        ours = [own for theirs, own in one.on if theirs == placing_of(one.entity)]
        if part.municipality is None or not ours:
            return True
        return self.leading_to(ours[0], part.municipality)

    def leading_to(self, path: str, municipality: str) -> Flag:
        """Which rows may name a record of a municipality."""
        import narwhals.stable.v2 as nw

        key = self.column(path, key=True)
        into = refers_to(self.entity, path)
        if not self.book.has(into):
            return key.unknown
        there = Rows(self.book, into)
        flag = there.possibly_in(municipality)
        if flag is True:
            return negated(key.none)
        if flag is False:
            return key.unknown
        name = self.new_name()
        ids = filtered(there.frame, flag).select(nw.col("id").alias("__id"), nw.lit(1).alias(name))
        self.frame = self.frame.join(once(ids, ["__id"]), left_on=key.name, right_on="__id", how="left")
        return either(key.unknown, ~nw.col(name).is_null())

    def possibly_in(self, municipality: str) -> Flag:
        """Which rows may belong to a municipality."""
        import narwhals.stable.v2 as nw

        known = municipality in {place.id for place in self.book.system.municipalities or ()}
        if not known or self.entity in {REGION, "programmes"}:
            return True
        if self.entity == "municipalities":
            here = nw.col("id").cast(nw.String) == municipality
            return both(here, ~nw.col(f"id{FAULT}")) if self.book.doubled(self.entity) else here
        if self.entity == "persons":
            return self._people_possibly_in(municipality)
        placing = placing_of(self.entity)
        return self.leading_to(placing, municipality) if placing else True

    def _people_possibly_in(self, municipality: str) -> Flag:
        """People with any post there; everybody when posts there are not all known."""
        import narwhals.stable.v2 as nw

        unreported = any(
            part.entity == "employments" and part.municipality in {None, municipality}
            for part in self.book.system.unreported
        )
        if unreported or not self.book.has("employments"):
            return True
        posts = Rows(self.book, "employments")
        there = posts.leading_to("organization", municipality)
        people = posts.column("person", key=True)
        frame = filtered(posts.frame, there)
        if people.unknown is not False and self.book.any(filtered(frame, people.unknown)):
            return True
        name = self.new_name()
        ids = frame.select(nw.col(people.name).alias("__id"), nw.lit(1).alias(name))
        self.frame = self.frame.join(once(ids, ["__id"]), left_on="id", right_on="__id", how="left")
        return ~nw.col(name).is_null()


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


def field_of(column: str) -> str:
    """The field that a column of a collection belongs to: its facts, or what marks them."""
    return column if column == ROW else column.partition("__")[0]


def _conjuncts(predicate: Predicate) -> Iterator[Predicate]:
    if isinstance(predicate, predicates.And):
        for part in predicate.parts:
            yield from _conjuncts(part)
    else:
        yield predicate


def _reads_fields(predicate: Predicate) -> bool:
    """Whether a predicate speaks of nothing but fields of the record, or of those that it refers to."""
    if isinstance(predicate, predicates.Exists | predicates.Unsaid):
        return False
    return all(map(_reads_fields, predicates.children(predicate)))


class Sought:
    """The records that an existence looks for, by their keys.

    Attributes:
        one: The existence, without what it is compared with.
        frame: Their keys, perhaps several times the same.
        keys: The names of the columns.
        found: The name of the column that tells what was found by key.
        is_plain: Whether the key is a plain name, compared as it is written.
        surest: By key, whether one of them surely is what is sought; ``None`` where all of them are.
    """

    def __init__(self, book: Book, one: predicates.Exists) -> None:
        import narwhals.stable.v2 as nw

        self._book, self.one = book, one
        self._number: int | None = None
        self.found = f"__found{next(book.numbers)}"
        theirs = [path for path, _ in one.on]
        rows = Rows(book, one.entity)
        rows.want(*theirs)
        rows.keep(one.where)
        if not one.unknown and book.doubled(one.entity):
            rows.frame = rows.frame.filter(~nw.col(f"id{FAULT}"))
        self.is_plain = any(path != "id" and not refers_to(one.entity, path) for path in theirs)
        columns = [rows.column(path, key=not self.is_plain) for path in theirs]
        names = [rows.keyed(path, plain=self.is_plain) for path in theirs]
        shown: nw.Expr | None = None
        if one.compare is not None:
            shown = _shown(rows, one)
        elif one.unknown and one.at_least == 1 and theirs:
            shown = number(_surely(rows, one))
        self._rows = rows.frame
        self._unknown: Flag = False if self.is_plain else any_of(column.unknown for column in columns)
        self.keys = [f"__k{at}" for at in range(len(names))]
        self.surest: nw.LazyFrame[Any] | None = None
        if not theirs:
            return
        chosen = [nw.col(name).alias(key) for name, key in zip(names, self.keys, strict=True)]
        frame = rows.frame.select(*chosen, *([] if shown is None else [shown.alias(self.found)]))
        if self.is_plain or any_of(either(column.unknown, column.none) for column in columns) is not False:
            frame = frame.drop_nulls(self.keys)
        self.frame = frame
        if one.compare is not None:
            least = one.compare[1] in {Op.LE, Op.LT}
            extreme = nw.col(self.found).min() if least else nw.col(self.found).max()
            self.frame = frame.filter(~nw.col(self.found).is_null()).group_by(*self.keys).agg(extreme)
        elif one.at_least > 1:
            counted = frame.group_by(*self.keys).agg(nw.len().alias(self.found))
            self.frame = counted.filter(nw.col(self.found) >= one.at_least)
        elif shown is not None:
            self.surest = frame.group_by(*self.keys).agg(nw.col(self.found).max())

    @property
    def distinct(self) -> nw.LazyFrame[Any]:
        """Each key once, with the extreme value where one is asked for."""
        import narwhals.stable.v2 as nw

        found: nw.LazyFrame[Any] = self.frame
        if self.one.compare is not None or self.one.at_least > 1:
            return found
        return found.group_by(*self.keys).agg(nw.len().alias(self.found))

    @classmethod
    def of(cls, book: Book, one: predicates.Exists) -> Sought:
        """What an existence looks for; found once for all who look for the same."""
        alike = attrs.evolve(
            one, on=tuple((theirs, "") for theirs, _ in one.on), code="", of="",
            compare=one.compare and (*one.compare[:2], ""),
        )  # fmt: skip
        if book.is_definite_inside(one):
            alike = attrs.evolve(alike, unknown=False)
        elif one.on and one.compare is None and one.at_least == 1:
            possible = predicates.possible(one.where)
            alike = attrs.evolve(alike, where=book.settled(one.entity, possible), unknown=True)
        if alike not in book.kept:
            book.kept[alike] = cls(book, alike)
        found: Sought = book.kept[alike]
        return found

    def number(self) -> int:
        """How many such records there are; whether there are several of one key is not asked."""
        if self._number is None:
            self._number = self._book.number(self._rows)
        return self._number

    def of_nobody(self) -> bool:
        """Whether one of them is of somebody unknown."""
        return self._unknown is not False and self._book.any(filtered(self._rows, self._unknown))


def _surely(rows: Rows, one: predicates.Exists) -> Flag:
    """Which of the rows that may be what is sought surely are."""
    import narwhals.stable.v2 as nw

    flag = rows.holds(rows.book.settled(one.entity, predicates.certain(one.where)))
    return both(flag, ~nw.col(f"id{FAULT}")) if rows.book.doubled(one.entity) else flag


def _shown(rows: Rows, one: predicates.Exists) -> nw.Expr:
    """What a comparison looks at: nothing where it decides nothing, before or after all where it may."""
    import narwhals.stable.v2 as nw

    assert one.compare is not None  # noqa: S101  # asked before
    field, op, _ = one.compare
    column = rows.column(field)
    shown = _only(negated(either(column.none, column.unknown)), column.value)
    if column.unknown is False or not one.unknown:
        return shown
    far = nw.lit(_UNKNOWN_BEFORE if op in {Op.LE, Op.LT} else _UNKNOWN_AFTER)
    return far if column.unknown is True else nw.when(column.unknown).then(far).otherwise(shown)


def _only(flag: Flag, value: nw.Expr) -> nw.Expr:
    """A value where a flag holds, elsewhere nothing."""
    import narwhals.stable.v2 as nw

    if isinstance(flag, bool):
        return value if flag else nw.lit(None).cast(nw.Date)
    return nw.when(flag).then(value)
