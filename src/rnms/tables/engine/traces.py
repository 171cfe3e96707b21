"""What tables show of something that was carried out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from rnms.engine.shown import UNSURE, Shown, counted, fields_of_trace, preceded
from rnms.model.partial import PartialDay
from rnms.model.roadmap import CompletionSource
from rnms.tables.engine.catalog import FAULT, TIMES, Catalog
from rnms.tables.engine.counts import Found
from rnms.tables.engine.flags import filtered, negated, number
from rnms.tables.engine.rows import Rows
from rnms.tables.native import collected
from rnms.tables.types import FIRST, LAST, OF

_NUMBER = "number"


class Traces:
    """The records that a trace looks for, counted by what they tell.

    Args:
        catalog: The collections; that of the records is among them.
        trace: What is looked for.
    """

    def __init__(self, catalog: Catalog, trace: CompletionSource) -> None:
        self._catalog, self._trace = catalog, trace
        entity, names = trace.collection, fields_of_trace(trace)
        _, present = catalog.base(entity)
        self._names = names
        self._unread = [name for name in names if catalog.unread(entity, name)]
        self._marked = [name for name in names if f"{name}{FAULT}" in present]
        # A day that is known in part lies between two that are; an end that is known in part is unknown.
        self._in_part = {*catalog.in_part(entity)} & {*names} - {trace.lasting}
        frame = self._following()
        if trace.follows is not None:
            self._marked.append(UNSURE)
        if catalog.differs(entity):
            # Rows that tell one id in different ways show nothing for sure.
            frame = frame.with_columns((nw.col(TIMES) > 1).alias(f"id{FAULT}"))
            self._marked = ["id", *(name for name in self._marked if name != "id")]
        self._frame = frame

    def everywhere(self) -> Mapping[Shown, int]:
        """Count what all records show."""
        return self._read(self._counts(()))

    def by_region(self) -> Mapping[str, Mapping[Shown, int]]:
        """Count what the records of each region show; one that has none is left out."""
        contents = self._counts((OF,))
        rows: dict[str, list[int]] = {}
        for row, region in enumerate(contents[OF]):
            rows.setdefault(str(region), []).append(row)
        return {
            region: self._read({name: [column[row] for row in own] for name, column in contents.items()})
            for region, own in rows.items()
        }

    def _counts(self, by: Sequence[str]) -> Found:
        """Count the records of each kind."""
        trace = self._trace
        keys = [name for name in self._names if name not in self._unread]
        keys += [f"{name}{FAULT}" for name in self._marked]
        keys += [name + end for name in sorted(self._in_part) for end in (FIRST, LAST)]
        told = {trace.day, *trace.period, trace.lasting, *(name for name, _ in trace.where)}
        # Of what must be given it does not matter what it is: there would be as many kinds as records.
        plain = [name for name in keys if name in trace.given and name not in told]
        given = [nw.when(~nw.col(name).is_null()).then(nw.lit(1)).alias(name) for name in plain]
        frame = self._frame.select(*by, *keys).with_columns(*given) if given else self._frame
        [contents] = collected([frame.group_by(*by, *keys).agg(nw.len().alias(_NUMBER))])
        return contents

    def _read(self, contents: Found) -> Mapping[Shown, int]:
        numbers = contents[_NUMBER]
        blanks = [None] * len(numbers)
        facts = [blanks if name in self._unread else self._values(contents, name) for name in self._names]
        flags = [self._faults(contents, name) for name in self._marked]
        flags += [[True] * len(blanks) for _ in self._unread]
        rows = dict(zip(zip(*facts, *flags, strict=True), numbers, strict=True))
        return counted(self._trace, (*self._marked, *self._unread), rows)

    def _values(self, contents: Found, name: str) -> Sequence[Any]:
        """List what the kinds of records hold in a field; of a day known in part, the days that it may be."""
        if name not in self._in_part:
            return contents[name]
        days = zip(contents[name], contents[name + FIRST], contents[name + LAST], strict=True)
        return [day if first is None else PartialDay(first, last) for day, first, last in days]

    def _faults(self, contents: Found, name: str) -> Sequence[Any]:
        """Tell for each kind of records whether a field is faulty; a day that is known in part is not."""
        flags = contents[f"{name}{FAULT}"]
        if name not in self._in_part:
            return flags
        return [flag and first is None for flag, first in zip(flags, contents[name + FIRST], strict=True)]

    def _following(self) -> nw.LazyFrame[Any]:
        """Select the rows that may follow what must come first, and mark those that perhaps do not."""
        rows = Rows(self._catalog, self._trace.collection)
        if (follows := preceded(self._trace)) is not None:
            surely, perhaps = map(rows.holds, follows)
            unsure = number(negated(surely)).alias(f"{UNSURE}{FAULT}")
            rows.frame = filtered(rows.frame.with_columns(unsure), perhaps)
        frame: nw.LazyFrame[Any] = rows.frame
        return frame
