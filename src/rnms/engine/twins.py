"""Records under one id: told twice, or told in different ways.

An id names one record. Told twice word for word it is one record all the same. Where the rows under an id
differ, one of them at least is right as it stands, and nobody can say which: what all of them say is sure,
what one of them says is possible. A reference to the id is one to whatever record that is. People are counted
by their ids; of other things several may bear one.

Masks are integers with a byte, 0 or 1, for each record (:mod:`rnms.engine.records`).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rnms.engine.interpreter import Passing
from rnms.logic.paths import fields_of

Group = tuple[int, ...]
"""The places of records that tell one id in different ways."""


def told_once(
    name: str, records: Sequence[Any], unread: Mapping[int, Mapping[str, Any]] = MappingProxyType({})
) -> Sequence[int]:
    """List the places of the records, without repetitions of a record word for word.

    >>> from rnms.model import Person
    >>> told_once("persons", [Person(id="p1"), Person(id="p1"), Person(id="p2")])
    [0, 2]

    Args:
        name: Their collection.
        records: The records as they were read, of a day what is known of it.
        unread: What could not be read of them, by place and field: it says more than that nothing is given.
    """
    # The names of people are never shown, so they distinguish no records.
    facts = operator.attrgetter(*(field.name for field in fields_of(name).values() if field.repr))
    facts_by_id: dict[str, list[Any]] = {}
    places = []
    for place, record in enumerate(records):
        twins = facts_by_id.setdefault(record.id, [])
        version = facts(record), unread.get(place)
        if version not in twins:
            twins.append(version)
            places.append(place)
    return places


def grouped(ids: Sequence[str]) -> tuple[Group, ...]:
    """List the records under one id, wherever there are several.

    >>> grouped(["p1", "p2", "p1"])
    ((0, 2),)
    """
    places: dict[str, list[int]] = {}
    for place, key in enumerate(ids):
        places.setdefault(key, []).append(place)
    return tuple(tuple(group) for group in places.values() if len(group) > 1)


def surely(rows: int, size: int, groups: Sequence[Group], alike: Callable[[Group], bool]) -> int:
    """Keep the records that surely exist; of a group the first, if all of it are in the mask and alike.

    >>> surely(0x01_01_00_01, 4, [(0, 3)], lambda group: True) == 0x00_01_00_01
    True
    """
    if not groups:
        return rows
    flags = bytearray(rows.to_bytes(size, "little"))
    for group in groups:
        whole = all(flags[place] for place in group) and alike(group)
        for place in group:
            flags[place] = 0
        flags[group[0]] = whole
    return int.from_bytes(flags, "little")


def counted_by_id(
    certain: int, possible: int, size: int, groups: Sequence[Group], *, several: bool
) -> tuple[int, int]:
    """Part records into those surely and those perhaps counted, each id as often as it may be.

    Args:
        certain: Those that are, as they stand.
        possible: Those that may be.
        size: How many records there are.
        groups: Those under one id.
        several: Whether several may bear one id; else the first of a group stands for it.
    """
    if not groups:
        return certain, possible
    sure, may = (bytearray(mask.to_bytes(size, "little")) for mask in (certain, possible))
    for group in groups:
        candidates = [place for place in group if may[place]]
        surest = len(candidates) == len(group) and all(sure[place] for place in group)
        for place in group:
            sure[place] = 0
            may[place] = several and may[place]
        if candidates:
            first = candidates[0] if several else group[0]
            sure[first], may[first] = surest, 1
    return int.from_bytes(sure, "little"), int.from_bytes(may, "little")


def passing_by_id(passing: Passing[int], told: int, size: int, groups: Sequence[Group]) -> Passing[int]:
    """Find which records pass, where records under one id that may be members decide together.

    Args:
        passing: Who passes, each record as it stands.
        told: The records that may be members, as they stand.
        size: How many records there are.
        groups: Those under one id.
    """
    if not groups:
        return passing
    masks = (bytearray(mask.to_bytes(size, "little")) for mask in (told, *passing.flags))
    is_member, surely, perhaps, partly, silently = masks
    for group in groups:
        members = [place for place in group if is_member[place]]
        sure = all(surely[place] for place in members)
        answered = any(surely[place] or perhaps[place] for place in members)
        is_in_part = any(partly[place] for place in members) and not answered
        is_silent = any(silently[place] for place in members) and not answered and not is_in_part
        for place in group:
            surely[place] = sure
            perhaps[place] = answered and not sure
            partly[place] = is_in_part and not sure
            silently[place] = is_silent and not sure
    return Passing(*(int.from_bytes(flags, "little") for flags in (surely, perhaps, partly, silently)))


def spread(rows: int, size: int, groups: Sequence[Group]) -> int:
    """Add to records all that share an id with one of them.

    >>> spread(0x01_00_00, 3, [(0, 2)]) == 0x01_00_01
    True
    """
    if not groups:
        return rows
    flags = bytearray(rows.to_bytes(size, "little"))
    for group in groups:
        is_any = any(flags[place] for place in group)
        for place in group:
            flags[place] = is_any
    return int.from_bytes(flags, "little")
