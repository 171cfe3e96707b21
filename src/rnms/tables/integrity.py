"""What of tables is not as it should be, counted where they lie.

The faults are those of records (:func:`rnms.model.system.record_faults`), and those that only tables can
have: a column missing or of another type, a value missing that every record has, a word that is none of its
enumeration.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import narwhals.stable.v2 as nw

from rnms._values import cached_property, frozen
from rnms.errors import in_latin, look_alikes
from rnms.issues import Fact, Issue, Message, message
from rnms.model.limits import LARGEST_COUNT
from rnms.model.misread import DAY, TOO_EARLY, instead, outside_limits, shown, unshown
from rnms.model.schema import EARLIEST, FIRST_DAY, FieldKind
from rnms.model.system import alike_ids, field_kinds, is_about_people
from rnms.tables.days import is_misdated
from rnms.tables.main_places import CONTRARY, ELSEWHERE, MAIN, POSTS, can_tell, with_other_posts
from rnms.tables.native import aggregated, collected, joined
from rnms.tables.types import FIRST, MISTYPED, OF, TEXT

if TYPE_CHECKING:
    from rnms.tables.tables import Tables

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound="str | None")
_SAMPLE = 3


@frozen(kw_only=True)
class Counts:
    """How many rows of a collection have which fault.

    Attributes:
        rows: How many there are.
        absent: Those without a value, by field.
        strange: Those whose word is none of the enumeration, by field.
        doubled: Those whose id another has before them.
        impossible: Those of which a day or a number cannot be, by field.
        inexact: Those whose day is not known as a whole, by field: a month, a year, or what cannot be read.
        misread: Those of them whose text cannot be read, by field.
        early: Those whose day is earlier than any of the field, by field; of a birth that is impossible.
        foreign: Those whose id has a letter that is not Latin, or a sign nobody sees.
        nobody: Those that refer to nobody, by field; into what was not collected nobody is looked for.
        contrary: Those that others contradict in a field, by field: of two main places of work both.
        elsewhere: How many do not say whether they are of a main place of work, while another one is known.
    """

    rows: int
    absent: Mapping[str, int]
    strange: Mapping[str, int]
    doubled: int
    impossible: Mapping[str, int]
    inexact: Mapping[str, int] = attrs.field(factory=dict)
    misread: Mapping[str, int] = attrs.field(factory=dict)
    early: Mapping[str, int] = attrs.field(factory=dict)
    foreign: int = 0
    nobody: Mapping[str, int] = attrs.field(factory=dict)
    contrary: Mapping[str, int] = attrs.field(factory=dict)
    elsewhere: int = 0


_ALL = None
"""Stands for the region of rows where no column tells one."""


def counted_by_region(tables: Tables, regions: Iterable[R]) -> dict[R, dict[str, Counts]]:
    """Count by region the faults of each collection; of rows without a region, those of all of them.

    Args:
        tables: The tables.
        regions: The regions.
    """
    sizes = _numbers({name: tables.frame(name) for name in tables.collections})
    # A collection without rows is not asked again: few of a region's have any while it begins to count.
    names = [name for name in tables.collections if any(row["number"] for row in sizes[name].values())]
    contents = dict(
        zip(names, map(_rows, collected([_counting(tables, name) for name in names])), strict=True)
    )
    with_ids = {name: tables.frame(name) for name in names if "id" in field_kinds(name)}
    ids = _numbers({name: frame.select("id", *_by(frame)).unique() for name, frame in with_ids.items()})
    looked = [(name, kind) for name in names for kind in references(name) if tables.has(kind.into)]
    lost = _numbers({(name, kind.name): _lost(tables, name, kind) for name, kind in looked})
    main_places = _main_places(tables) if POSTS in names and can_tell(tables) else {}

    def of_region(name: str, region: str | None) -> Counts:
        row = _of(contents.get(name, {}), region)
        if not row.get("rows"):
            return _without_rows(name)
        counts = _read(row)
        nobody = {
            kind.name: _of(lost[name, kind.name], region).get("number", 0)
            for collection, kind in looked
            if collection == name
        }
        doubled = counts.rows - _of(ids[name], region)["number"] if name in ids else 0
        found = _of(main_places, region) if name == POSTS and main_places else {}
        contrary = {MAIN: found["contrary"]} if found.get("contrary") else {}
        elsewhere = found.get("elsewhere", 0)
        return attrs.evolve(counts, doubled=doubled, nobody=nobody, contrary=contrary, elsewhere=elsewhere)

    return {region: {name: of_region(name, region) for name in tables.collections} for region in regions}


def _main_places(tables: Tables) -> dict[str | None, dict[str, int]]:
    """Count the posts of which known main places of work tell something."""
    frame = with_other_posts(tables, tables.frame(POSTS))
    flags = {"contrary": CONTRARY, "elsewhere": ELSEWHERE}
    counts = [_sum(nw.col(column)).alias(name) for name, column in flags.items()]
    return _rows(collected([aggregated(frame, _by(frame), *counts)])[0])


def _numbers(frames: Mapping[K, nw.LazyFrame[Any]]) -> dict[K, dict[str | None, dict[str, int]]]:
    """Count the rows of several frames, by region."""
    counts = collected([aggregated(frame, _by(frame), _number()) for frame in frames.values()])
    return dict(zip(frames, map(_rows, counts), strict=True))


def _rows(contents: Mapping[str, Sequence[Any]]) -> dict[str | None, dict[str, int]]:
    """List the numbers of each region."""
    columns = {name: values for name, values in contents.items() if name != OF}
    regions = map(str, contents[OF]) if OF in contents else [_ALL]
    return {
        region: {name: int(values[place] or 0) for name, values in columns.items()}
        for place, region in enumerate(regions)
    }


def _of(rows: Mapping[str | None, Mapping[str, int]], region: str | None) -> Mapping[str, int]:
    """Find the numbers of a region, or of all; empty where it has no rows."""
    if region is _ALL and _ALL not in rows:
        names = dict.fromkeys(name for row in rows.values() for name in row)
        return {name: sum(row[name] for row in rows.values()) for name in names}
    return rows.get(region, rows.get(_ALL, {}))


def _by(frame: nw.LazyFrame[Any]) -> list[str]:
    return [OF] if OF in frame.collect_schema().names() else []


def _lost(tables: Tables, name: str, kind: FieldKind) -> nw.LazyFrame[Any]:
    ids = tables.frame(kind.into).select(nw.col("id").alias(kind.name))
    referring = tables.frame(name).filter(~nw.col(kind.name).is_null())
    return joined(referring, ids, [kind.name], how="anti")


class Integrity:
    """The faults of tables; all are counted when one is asked for.

    Args:
        tables: The tables.
        counts: The faults of each collection, where they were counted elsewhere.
    """

    def __init__(self, tables: Tables, counts: Mapping[str, Counts] | None = None) -> None:
        self._tables, self._given = tables, counts

    def __getitem__(self, collection: str) -> Counts:
        """The faults of a collection."""
        return self._counts[collection]

    @cached_property
    def _counts(self) -> Mapping[str, Counts]:
        return self._given or counted_by_region(self._tables, [_ALL])[_ALL]

    def _lost(self, name: str, kind: FieldKind) -> nw.LazyFrame[Any]:
        """Select the rows that refer to nobody."""
        return _lost(self._tables, name, kind)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All faults for people."""
        return tuple(issue for name in self._tables.collections for issue in self._issues_of(name))

    def _issues_of(self, name: str) -> Iterator[Issue]:
        tables, counts, is_table = self._tables, self[name], name in self._tables.tables
        kinds = field_kinds(name)
        for field, code in tables.lacks(name).items():
            yield (
                self._unread(name, field)
                if code == MISTYPED and is_table
                else _issue(name, field, message(code), code)
            )
        for field, number in counts.absent.items():
            if is_table and number and kinds[field].required and field not in tables.lacks(name):
                rows = tables.frame(name).filter(nw.col(field).is_null())
                yield said_of_rows(name, field, number, rows, message("value.missing"), "value.missing")
        for field, number in counts.strange.items():
            if number:
                rows = tables.frame(name).filter(is_strange(kinds[field]))
                fault = message("value.unknown-word", known=tuple(kinds[field].words))
                yield said_of_rows(name, field, number, rows, fault, "value.unknown-word")
        for field, number in counts.misread.items():
            if number:
                rows = tables.frame(name).filter(_is_misread(field))
                [sample] = collected([rows.select(nw.col(field + TEXT).min())])
                fault = instead(DAY, sample[field + TEXT][0])
                fault = unshown(fault) if is_about_people(name) else fault
                yield said_of_rows(name, field, number, rows, fault, "shape.value")
        for kind in references(name):
            number = counts.nobody.get(kind.name, 0)
            if number and (is_table or kind.into in tables.tables):
                rows = self._lost(name, kind)
                fault = message("reference.nobody/of-rows", collection=kind.into)
                yield said_of_rows(name, kind.name, number, rows, fault, "reference.nobody")
        if is_table and counts.doubled:
            fault = message("id.doubled/of-rows")
            rows = tables.frame(name).group_by("id").agg(nw.len().alias("__n")).filter(nw.col("__n") > 1)
            yield said_of_rows(name, "id", counts.doubled, rows, fault, "id.doubled")
        if is_table and counts.foreign:
            yield from self._looking_alike(name)
        for field, number in counts.early.items():
            if is_table and number:
                rows = tables.frame(name).filter(_is_early(field))
                yield said_of_rows(name, field, number, rows, TOO_EARLY, "shape.value")
        if is_table and counts.contrary:
            rows = with_other_posts(tables, tables.frame(name)).filter(nw.col(CONTRARY))
            fault = message("employment.two-main-places/of-rows")
            yield said_of_rows(name, MAIN, counts.contrary[MAIN], rows, fault, "employment.two-main-places")
        for field in kinds:
            number = counts.impossible.get(field, 0)
            if is_table and number and kinds[field].sort == "int":
                yield self._beyond(name, field, number)
        for field, code in DATE_FAULTS.items():
            early = counts.early.get(field, 0)
            number = counts.impossible.get(field, 0) - early
            if is_table and number:
                rows = tables.frame(name).filter(is_impossible(kinds, field, tables.inexact(name)))
                rows = rows.filter(~_is_early(field)) if early else rows
                yield said_of_rows(name, field, number, rows, message(f"{code}/of-rows"), code)

    def _unread(self, name: str, field: str) -> Issue:
        """Say of a column that cannot be read what it should hold, what it holds, and in which rows."""
        rows = self._tables.given(name, field)
        [count] = collected([rows.select(_number())])
        if not count["number"][0]:
            return _issue(name, field, message(MISTYPED), MISTYPED)
        [sample] = collected([rows.select(field).head(1)])
        facts: dict[str, Fact] = {
            "wanted": _wanted(field_kinds(name)[field]), "given": shown(sample[field][0])
        }  # fmt: skip
        fault = message("column.type/instead", **facts)
        fault = unshown(fault) if is_about_people(name) else fault
        return said_of_rows(name, field, count["number"][0], rows, fault, MISTYPED)

    def _beyond(self, name: str, field: str, number: int) -> Issue:
        """Say of numbers that are less or more than any which one of them is."""
        rows = self._tables.frame(name).filter(is_impossible(field_kinds(name), field))
        [sample] = collected([rows.select(field).head(1)])
        given = int(sample[field][0])
        fault = instead(outside_limits(given), given)
        fault = unshown(fault) if is_about_people(name) else fault
        return said_of_rows(name, field, number, rows, fault, "shape.value")

    def _looking_alike(self, name: str) -> Iterator[Issue]:
        """Name ids that look the same; what a Latin one looks like is asked for, and the others are few."""
        ids = self._tables.frame(name).select("id")
        if ids.collect_schema()["id"] != nw.String:
            # It was counted of keys that name the region, and that may be of any letters.
            return
        [contents] = collected([ids.filter(_is_foreign()).unique()])
        foreign = sorted(contents["id"])
        latin = [*{in_latin(key) for key in foreign}]
        [contents] = collected([ids.filter(nw.col("id").is_in(latin)).unique()])
        for key, first in look_alikes([*sorted(contents["id"]), *foreign]).items():
            yield _issue(name, "id", alike_ids(key, first), "id.alike")


def said_of_rows(
    name: str, field: str, number: int, rows: nw.LazyFrame[Any], fault: Message, code: str
) -> Issue:
    """Make an issue with the number of rows, and a few of them: by their ids, else by whom they are of."""
    columns = rows.collect_schema().names()
    keys = [kind.name for kind in field_kinds(name).values() if kind.sort == "key"]
    key = next((key for key in ("id", *keys) if key in columns), "id")
    sample: Fact = ""
    if key in columns:
        ids = collected([rows.select(key).sort(key).head(_SAMPLE)])[0][key]
        # What stands in a column of another type is no id: it may be the name of a person.
        names = ", ".join(str(key) for key in ids if isinstance(key, str | int))
        if names:
            sample = f" ({'' if key == 'id' else f'{key}: '}{names}{'…' if number > _SAMPLE else ''})"
    return _issue(name, field, message("of-rows", number=number, shown=sample, fault=fault), code)


def _wanted(kind: FieldKind) -> Message:
    """Name what the column of a field holds."""
    return message(f"wanted/{_KINDS.get(kind.sort, kind.sort)}")


_KINDS = {"key": "str", "text": "str", "date": "day", "texts": "list", "ints": "list"}


def references(collection: str) -> list[FieldKind]:
    """List the fields of a collection that refer to others."""
    return [kind for kind in field_kinds(collection).values() if kind.into and kind.name != "id"]


def is_strange(kind: FieldKind) -> nw.Expr:
    """Flag the words that are none of their enumeration.

    >>> import narwhals.stable.v2 as nw
    >>> import pyarrow as pa
    >>> from rnms.model.system import field_kinds
    >>> rows = nw.from_native(pa.table({"role": ["head", "boss"]}))
    >>> rows.select(is_strange(field_kinds("employments")["role"]))["role"].to_list()
    [False, True]
    """
    return ~nw.col(kind.name).is_null() & ~nw.col(kind.name).is_in(kind.words)


DATE_FAULTS = {"end": "dates.end-before-start", "birth_date": "dates.impossible-birth"}
"""By the field at which it is told, the code of a day that cannot be."""


def can_be_impossible(kinds: Mapping[str, FieldKind], field: str) -> bool:
    """Tell whether values of a field can be wrong: days out of order or too early, numbers below zero."""
    return kinds[field].sort in {"date", "int"}


def is_impossible(kinds: Mapping[str, FieldKind], field: str, inexact: Collection[str] = ()) -> nw.Expr:
    """Flag the rows with an impossible value: a day out of order or too early, a number that is no count.

    >>> import narwhals.stable.v2 as nw
    >>> import pyarrow as pa
    >>> from rnms.model.system import field_kinds
    >>> hours = pa.table({"hours": [36, -1]})
    >>> nw.from_native(hours).filter(is_impossible(field_kinds("programmes"), "hours")).shape
    (1, 1)

    Args:
        kinds: The fields of the collection.
        field: The day, or the number.
        inexact: The days of which some may be known in part.
    """
    if kinds[field].sort == "int":
        number = nw.col(field)
        return ((number < 0) | (number > LARGEST_COUNT)).fill_null(False)
    return is_misdated(kinds, field, inexact)


def _is_early(field: str) -> nw.Expr:
    """Flag the days that are earlier than any of the field; such a text was not read at all."""
    return (nw.col(field) < nw.lit(FIRST_DAY)).fill_null(False)


def _is_foreign() -> nw.Expr:
    """Flag the ids with a sign that is not of ASCII, as those have that only look Latin."""
    return nw.col("id").str.contains(r"[^\x00-\x7f]").fill_null(False)


def _counting(tables: Tables, name: str) -> nw.LazyFrame[Any]:
    """Write the query that counts the faults of a collection, in one row."""
    kinds = field_kinds(name)
    columns = [_number().alias("rows")]
    inexact = tables.inexact(name)
    for field in kinds:
        absent = nw.col(field).is_null()
        if field in inexact:
            absent &= nw.col(field + TEXT).is_null()
            columns.append(_sum(~nw.col(field + TEXT).is_null()).alias(f"inexact {field}"))
            columns.append(_sum(_is_misread(field)).alias(f"misread {field}"))
        columns.append(_sum(absent).alias(f"absent {field}"))
    columns += [
        _sum(is_strange(kind)).alias(f"strange {field}") for field, kind in kinds.items() if kind.words
    ]
    columns += [
        _sum(is_impossible(kinds, field, inexact)).alias(f"impossible {field}")
        for field in kinds
        if can_be_impossible(kinds, field)
    ]
    columns += [
        _sum(_is_early(field)).alias(f"early {field}")
        for field, kind in kinds.items()
        if kind.sort == "date" and field not in EARLIEST
    ]
    frame = tables.frame(name)
    if "id" in kinds and name in tables.tables and frame.collect_schema()["id"] == nw.String:
        columns.append(_sum(_is_foreign()).alias("foreign id"))
    return aggregated(frame, _by(frame), *columns)


def _is_misread(field: str) -> nw.Expr:
    """Flag the texts that cannot be read as days."""
    return ~nw.col(field + TEXT).is_null() & nw.col(field + FIRST).is_null()


def _sum(flag: nw.Expr) -> nw.Expr:
    """Count the rows for which a flag holds; not every database adds up or casts truth values."""
    return nw.when(flag).then(1).otherwise(0).sum()


def _number() -> nw.Expr:
    return nw.len().alias("number")


def _read(row: Mapping[str, int]) -> Counts:
    def of_fields(fault: str) -> dict[str, int]:
        pairs = ((key.partition(" "), number) for key, number in row.items())
        return {field: number for (told, _, field), number in pairs if told == fault and field}

    return Counts(
        rows=row["rows"],
        absent=of_fields("absent"),
        strange=of_fields("strange"),
        doubled=0,
        impossible=of_fields("impossible"),
        inexact=of_fields("inexact"),
        misread=of_fields("misread"),
        early=of_fields("early"),
        foreign=row.get("foreign id", 0),
    )


def _without_rows(name: str) -> Counts:
    """Make the counts of a collection without rows: no fault of any kind."""
    kinds = field_kinds(name)
    return Counts(
        rows=0,
        absent=dict.fromkeys(kinds, 0),
        strange=dict.fromkeys((field for field, kind in kinds.items() if kind.words), 0),
        doubled=0,
        impossible={},
        nobody=dict.fromkeys((kind.name for kind in references(name)), 0),
    )


def _issue(name: str, field: str, fault: Message, code: str) -> Issue:
    return Issue(place=f"{name}.{field}", text=fault, code=code)
