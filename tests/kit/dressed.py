"""Tables whose columns are of whatever types people have: numbered ids, days as texts, categories, no column.

Beside each stand the records that mean the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pyarrow as pa

from kit.tabled import KINDS, unsaid
from rnms import Tables
from rnms.model import RegionalSystem
from rnms.model.schema import FieldKind
from rnms.model.system import field_kinds, record_classes
from rnms.tables.native import as_arrow

_WHOLE = (pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint64())
_UNREADABLE = 1.5
"""No key, no day, no word, no whole number and no truth value."""


def dressed(system: RegionalSystem, kind: str, dice: random.Random) -> tuple[Tables, RegionalSystem]:
    """The system as tables of a kind with columns of various types, and the records that they mean.

    Some columns are missing, and some hold what cannot be read: of those fields nothing is known.
    """
    system = _numbered(system)
    numbered = {name: dice.choice(["numbers", "texts", "both"]) for name in record_classes()}
    tables: dict[str, Any] = {}
    renamed: dict[str, dict[str, str]] = {}
    meant: dict[str, Any] = {}
    for name in record_classes():
        records = getattr(system, name)
        if records is None:
            continue
        table = unsaid(name, as_arrow(name, records))
        changes: dict[str, Any] = {}
        for field, said in field_kinds(name).items():
            column, change = _column(table[field].combine_chunks(), said, numbered, kind, dice)
            changes |= {field: change[0]} if change else {}
            at = table.column_names.index(field)
            if column is None:
                table = table.drop_columns([field])
            else:
                called = dice.choice([field, field, f"{field} (поле)"])
                renamed.setdefault(name, {}).update({field: called} if called != field else {})
                table = table.set_column(at, called, column)
        order = dice.sample(table.column_names, table.num_columns)
        tables[name] = KINDS[kind](
            table.select(order).append_column("прочее", pa.nulls(len(table), pa.string()))
        )
        meant[name] = [attrs.evolve(record, **changes) for record in records]
    rest: dict[str, Any] = dict.fromkeys(tables)
    return Tables(tables, system=attrs.evolve(system, **rest), columns=renamed), attrs.evolve(system, **meant)


def _column(
    cells: pa.Array, said: FieldKind, numbered: Mapping[str, str], kind: str, dice: random.Random
) -> tuple[pa.Array | None, list[Any]]:
    """A column of another type, if any, and what its field then holds in every record, if another thing."""
    lot = dice.randrange(100)
    is_empty = cells.null_count == len(cells)
    if said.default == ():
        # What became of a municipality is read by the map alone, where no list is an empty one.
        return cells, []
    if said.name not in {"id", "name"} and lot < 3:
        return None, [None]
    if said.sort in {"key", "date", "int"} and said.name != "id" and lot < 5 and len(cells):
        return pa.array([_UNREADABLE] * len(cells)), [_UNREADABLE]
    if is_empty and said.name not in {"id", "name"} and lot < 40:
        return (None, []) if not said.required else (cells, [])
    if is_empty and lot < 60 and kind in {"polars", "pandas", "pyarrow"}:
        return pa.nulls(len(cells)), []
    match said.sort:
        case "key":
            way = numbered[said.into]
            if way == "numbers" or (way == "both" and dice.random() < 0.5):
                return cells.cast(dice.choice(_WHOLE)), []
            return (cells.dictionary_encode() if dice.random() < 0.3 else cells), []
        case "text" if not is_empty and dice.random() < 0.3:
            return cells.dictionary_encode(), []
        case "date" if dice.random() < 0.5:
            if dice.random() < 0.3:
                return cells.cast(pa.timestamp("us")), []
            texts = pa.array(
                [None if day is None else day.isoformat() for day in cells.to_pylist()], pa.string()
            )
            return (texts.dictionary_encode() if dice.random() < 0.3 else texts), []
        case "int":
            return cells.cast(dice.choice(_WHOLE[1:4])), []
        case "ints":
            return cells.cast(pa.list_(dice.choice(_WHOLE[1:4]))), []
    return cells, []


def _numbered(system: RegionalSystem) -> RegionalSystem:
    """The same system with a number of two digits, written as text, for each id."""
    numbers: dict[str, str] = {}

    def number(key: str | None) -> str | None:
        return None if key is None else numbers.setdefault(key, str(10 + len(numbers)))

    changed: dict[str, Any] = {
        name: [
            attrs.evolve(record, **{field: number(getattr(record, field)) for field in _keys(name)})
            for record in records
        ]
        for name in record_classes()
        if (records := getattr(system, name)) is not None
    }
    parts = [attrs.evolve(part, municipality=number(part.municipality)) for part in system.unreported]
    return attrs.evolve(system, unreported=parts, **changed)


def _keys(name: str) -> Iterator[str]:
    return (field for field, kind in field_kinds(name).items() if kind.sort == "key" or field == "subject")
