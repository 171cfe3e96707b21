"""Tables told on the map of a day, as :func:`rnms.model.geography.restated` tells records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals.stable.v2 as nw

from rnms.model.geography import Map
from rnms.model.system import field_kinds


def retold(collection: str, frame: nw.LazyFrame[Any], on: Map, seats: Mapping[str, str]) -> nw.LazyFrame[Any]:
    """Lead a collection's references to municipalities to where these belong.

    >>> import polars as pl
    >>> services = nw.from_native(pl.LazyFrame({"municipality": ["a", "x"], "kind": ["service", "service"]}))
    >>> on = Map(municipalities=(), targets={"a": ("ab",)})
    >>> retold("services", services, on, {}).collect("pyarrow")["municipality"].to_list()
    ['ab', 'x']

    Args:
        collection: The name of the collection.
        frame: Its rows.
        on: The map.
        seats: Where organisations stand, if not where they say themselves.
    """
    names = [
        name
        for name, kind in field_kinds(collection).items()
        if kind.into == "municipalities" and name != "id"
    ]
    if collection == "attestations":
        subject, moved = nw.col("subject").cast(nw.String), [(key, on.subject(key)) for key in on.targets]
        return frame.with_columns(_moved(subject, moved, subject).alias("subject"))
    if not names:
        return frame
    # An unknown place is a text, also where the ids of municipalities are numbers.
    frame = frame.with_columns(*(nw.col(name).cast(nw.String) for name in names))
    if collection == "organizations" and seats:
        ids = nw.col("id").cast(nw.String)
        frame = frame.with_columns(*(_moved(ids, seats.items(), nw.col(name)).alias(name) for name in names))
    moves = [(key, place) for key in on.targets if (place := on.place(key)) is not None]
    return frame.with_columns(*(_moved(nw.col(name), moves, nw.col(name)).alias(name) for name in names))


def _moved(keys: nw.Expr, moves: Iterable[tuple[str, str]], otherwise: nw.Expr) -> nw.Expr:
    """Replace each key by where it belongs; a key that does not move stays."""
    keys_by_place: dict[str, list[str]] = {}
    for key, place in moves:
        keys_by_place.setdefault(place, []).append(key)
    for place, group in keys_by_place.items():
        otherwise = nw.when(keys.is_in(group)).then(nw.lit(place)).otherwise(otherwise)
    return otherwise
