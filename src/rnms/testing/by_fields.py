"""Records of the collections that nobody invents by hand: made from what their fields declare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rnms.model.schema import FieldKind
from rnms.model.system import field_kinds, record_classes
from rnms.testing.dice import FIRST, YEARS, Dice


def records_by_fields(collection: str, made: Mapping[str, Sequence[Any]], seed: str) -> list[Any]:
    """Invent records of a collection from what its fields declare, which name records that there are."""
    dice = Dice.of(seed)
    # What may name another of its own kind, such as a territory above, names none.
    others = {**made, collection: ()}
    return [
        record_classes()[collection](**facts_by_fields(collection, number, others, dice))
        for number in range(1, len(made["municipalities"]) + 1)
    ]


def facts_by_fields(
    collection: str, number: int, collections: Mapping[str, Sequence[Any]], dice: Dice
) -> dict[str, Any]:
    """Invent the facts of a record, which name records that there are."""
    kinds = field_kinds(collection)
    facts = {
        name: _fact(kind, f"{collection}{number}", collections, dice)
        for name, kind in kinds.items()
        if kind.sort != "date"
    }
    day = dice.day(FIRST, dt.date(2022, 12, 31))
    # Nothing ends before it starts, whichever field stands first.
    for name in sorted((name for name in kinds if name not in facts), key=lambda name: "end" in name):
        facts[name] = day = dice.later(day, 0, 90)
    return facts


def _fact(kind: FieldKind, key: str, collections: Mapping[str, Sequence[Any]], dice: Dice) -> Any:
    if kind.name == "id":
        return key
    if kind.into:
        named = collections.get(kind.into)
        return dice.one_of(named).id if named else None
    if kind.enumeration is not None:
        return dice.one_of(tuple(kind.enumeration))
    values = {
        "bool": dice.chance(0.9),
        "int": dice.one_of(range(1, 100)),
        "text": f"вымышленное: {key}",
        "texts": (f"вымышленное: {key}",),
        "ints": (YEARS[0],),
    }
    return values[kind.sort]
