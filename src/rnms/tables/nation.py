"""Regions side by side as one whole: the keys of each say of which it is, so that one query counts for all.

An id of one region and the same id of another are two; a reference leads to nobody outside its own
region. Numbers are moved apart by as much as none of them reaches; where one is a text, all become texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from rnms._values import frozen
from rnms.model.limits import plain_number
from rnms.model.system import field_kinds
from rnms.tables.native import collected
from rnms.tables.types import OF, is_text

_BETWEEN = "\x1f"
_MOST = 2**62
"""No composed number comes near the end of 64 bits."""


@frozen(kw_only=True)
class Composition:
    """How the keys of regions are told apart.

    Attributes:
        column: The column that names the region.
        keys: By collection that has it, the columns of keys into collections that have it too.
        span: By how much numbers are moved apart; none where keys are texts.
    """

    column: str
    keys: Mapping[str, tuple[str, ...]]
    span: int | None

    @classmethod
    def of(
        cls,
        frames: Mapping[str, nw.LazyFrame[Any]],
        columns: Mapping[str, Mapping[str, str]],
        column: str,
        parts: Iterable[str],
    ) -> Composition | None:
        """Compose the keys of tables; ``None`` where keys are of a kind that cannot be composed.

        Args:
            frames: All tables.
            columns: What columns are called.
            column: The column that names the region.
            parts: The collections that have it.
        """
        schemas = {name: frames[name].collect_schema() for name in frames}
        parts = tuple(parts)
        keys = {name: _keys(name, schemas[name].names(), columns.get(name, {}), parts) for name in parts}
        others = set(frames) - set(parts)
        if any(_keys(name, schemas[name].names(), columns.get(name, {}), parts) for name in others):
            # What belongs to all cannot refer to what belongs to one.
            return None
        types = [schemas[name][key] for name, names in keys.items() for key in (*names, column)]
        if any(column in names for names in keys.values()):
            return None
        if not all(map(can_name, types)):
            return None
        is_numbered = all(dtype.is_integer() for dtype in types)
        numbered = [frames[name].select(column, *names) for name, names in keys.items()]
        return cls(column=column, keys=keys, span=_span(numbered, column) if is_numbered else None)

    def composed(self, name: str, frame: nw.LazyFrame[Any], regions: Sequence[str]) -> nw.LazyFrame[Any]:
        """Give the rows of some regions keys that name their region, and a column with the region."""
        named = nw.col(self.column)
        if self.span is None:
            region = named.cast(nw.String)
            keys = [
                nw.concat_str([region, nw.lit(_BETWEEN), nw.col(key).cast(nw.String)]).alias(key)
                for key in self.keys[name]
            ]
            return frame.filter(region.is_in(list(regions))).with_columns(*keys, region.alias(OF))
        region = named.cast(nw.Int64)
        # A value that is written otherwise than its number names no row.
        read = {value: plain_number(value) for value in regions}
        numbers = [number for value, number in read.items() if str(number) == value]
        keys = [(region * self.span + nw.col(key).cast(nw.Int64)).alias(key) for key in self.keys[name]]
        return frame.filter(region.is_in(numbers)).with_columns(*keys, region.alias(OF))

    def own(self, key: Any) -> Any:
        r"""Write a composed key as its region does.

        >>> Composition(column="region", keys={}, span=1000).own(27005)
        5
        >>> Composition(column="region", keys={}, span=None).own("kirov\x1fm1")
        'm1'
        """
        if key is None:
            return None
        return key.partition(_BETWEEN)[2] if self.span is None else int(key) % self.span


def can_name(dtype: Any) -> bool:
    """Tell whether a column of a type can name regions or records: whole numbers, or texts.

    >>> can_name(nw.Int16()), can_name(nw.String()), can_name(nw.Float64())
    (True, True, False)
    """
    return bool(dtype.is_integer()) or is_text(dtype)


def _keys(
    name: str, present: Sequence[str], renamed: Mapping[str, str], parts: Sequence[str]
) -> tuple[str, ...]:
    """List the columns of a table that are keys into some collections."""
    named = (
        renamed.get(field, field)
        for field, kind in field_kinds(name).items()
        if kind.sort == "key" and kind.into in parts
    )
    return tuple(column for column in named if column in present)


def _span(parts: Sequence[nw.LazyFrame[Any]], column: str) -> int | None:
    """Work out by how much keys are moved apart; ``None`` where they would not fit, or one is negative."""
    ends = {"least": nw.Expr.min, "most": nw.Expr.max}
    extremes = [
        frame.select(
            *(end(nw.col(name)).alias(f"{what} {name}") for what, end in ends.items() for name in names)
        )
        for frame in parts
        for names in [frame.collect_schema().names()]
    ]
    numbers = [
        (label.partition(" ")[2], int(value))
        for contents in collected(extremes)
        for label, [value] in contents.items()
        if value is not None
    ]
    region = max((number for name, number in numbers if name == column), default=0)
    span = 1 + max((number for name, number in numbers if name != column), default=0)
    fits = all(number >= 0 for _, number in numbers) and (region + 1) * span < _MOST
    return span if fits else None
