"""What records show of a completion: on which days it may have been, and whether it surely was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from rnms._values import frozen
from rnms.logic.normal import certain, possible
from rnms.logic.paths import fields_of
from rnms.logic.predicates import And, Given, Path, Predicate, all_of, equals, in_order, same
from rnms.model.partial import PartialDay
from rnms.model.roadmap import CompletionSource
from rnms.model.schema import Absence, about

Span = tuple[dt.date, dt.date]
"""The first and the last day on which something may have been."""


def counted(
    trace: CompletionSource, faulty: Sequence[str], rows: Mapping[tuple[Any, ...], int]
) -> Mapping[Shown, int]:
    """Find what records show, counted.

    Args:
        trace: What is looked for.
        faulty: The fields that are at fault somewhere.
        rows: How many records there are of each kind: the fields that are read, then for each of those at
            fault whether it is so here.
    """
    counts: dict[Shown, int] = {}
    names, demands = fields_of_trace(trace), _demands(trace)
    for row, number in rows.items():
        flags = row[len(names) :]
        faults = [name for name, is_faulty in zip(faulty, flags, strict=True) if is_faulty] if flags else ()
        record_shown = _shown_by(trace, demands, dict(zip(names, row, strict=False)), faults)
        if record_shown is not None:
            counts[record_shown] = counts.get(record_shown, 0) + number
    return counts


@frozen(cache_hash=True)
class Shown:
    """What a record shows of a completion: on which days it may have been, and whether it surely was.

    >>> Shown(dt.date(2023, 3, 1), dt.date(2023, 3, 31), sure=True).surely_by(
    ...     dt.date(2023, 1, 1), dt.date(2023, 12, 31)
    ... )
    datetime.date(2023, 3, 31)

    Attributes:
        first: The first day on which it may have been.
        last: The last.
        sure: Whether the record surely shows it.
        lasts: The last day until which it was so; ``None`` where it is of one day.
        may_last: The last day until which it may have been so, where nobody knows how long it was.
    """

    first: dt.date
    last: dt.date
    sure: bool
    lasts: dt.date | None = None
    may_last: dt.date | None = None

    @property
    def latest(self) -> dt.date:
        """The last day on which it may have been so."""
        return max(self.last, self.lasts or self.last, self.may_last or self.last)

    def begins(self, start: dt.date, end: dt.date) -> dt.date | None:
        """Find the earliest day between two on which it may have been.

        >>> Shown(dt.date(2022, 9, 1), dt.date(2022, 9, 1), sure=True, lasts=dt.date.max).begins(
        ...     dt.date(2023, 1, 1), dt.date(2023, 12, 31)
        ... )
        datetime.date(2023, 1, 1)
        """
        if self.first > end or self.latest < start:
            return None
        return max(self.first, start)

    def surely_by(self, start: dt.date, end: dt.date) -> dt.date | None:
        """Find the day between two by which it surely was."""
        if not self.sure or self.last > end:
            return None
        if self.lasts is not None and self.lasts >= start:
            return max(self.last, start)
        return self.last if self.first >= start else None


UNSURE = "unsure"
"""What is at fault in a record of which nobody knows whether it follows what must come first."""


def preceded(trace: CompletionSource) -> tuple[Predicate, Predicate] | None:
    """Require that a record surely, and that it possibly, follows what must come first.

    Nothing where nothing must.

    >>> preceded(CompletionSource(collection="routes", day="start")) is None
    True
    """
    if trace.follows is None:
        return None
    reference, day = trace.follows
    follows = all_of(same(f"{reference}.person", "person"), in_order(f"{reference}.{day}", trace.day))
    return certain(follows), possible(follows)


def demanded(trace: CompletionSource) -> Predicate:
    """Make the condition that a record may be one of a completion source, as far as its own fields tell.

    >>> demanded(CompletionSource(collection="routes", day="start")) == demanded(
    ...     CompletionSource(collection="routes", day="start", given=("diagnostic",))
    ... )
    False
    """
    facts = [equals(name, value) for name, value in trace.where]
    return possible(And((*facts, *(Given(Path(name)) for name in trace.given))))


def fields_of_trace(trace: CompletionSource) -> tuple[str, ...]:
    """List the fields of a record that tell what it shows.

    >>> fields_of_trace(CompletionSource(collection="routes", day="start", given=("diagnostic",)))
    ('start', 'diagnostic')
    """
    demands = (name for name, _ in trace.where)
    lasting = (trace.lasting,) if trace.lasting else ()
    return tuple(dict.fromkeys((trace.day, *trace.period, *lasting, *demands, *trace.given)))


def shown_by(trace: CompletionSource, facts: Mapping[str, Any], faulty: Container[str]) -> Shown | None:
    """Find what a record shows; ``None`` where it surely is none of a completion source.

    >>> trace = CompletionSource(collection="adoptions", day="start", where=(("kind", "roadmap"),))
    >>> shown_by(trace, {"start": dt.date(2023, 3, 31), "kind": "statute"}, ()) is None
    True

    Args:
        trace: What is looked for.
        facts: The fields that it reads.
        faulty: Those at fault, which count as unknown; with ``"id"`` the whole record does, and ``UNSURE``
            where it is not known whether it follows what must come first.
    """
    return _shown_by(trace, _demands(trace), facts, faulty)


def _demands(trace: CompletionSource) -> list[tuple[str, str | None, bool]]:
    """List what fields must hold, ``None`` for anything, and whether one without a value is not known."""
    fields = fields_of(trace.collection)
    demands = (*trace.where, *((name, None) for name in trace.given))
    return [(name, demand, about(fields[name]).absence is Absence.UNKNOWN) for name, demand in demands]


def _shown_by(
    trace: CompletionSource,
    demands: Iterable[tuple[str, str | None, bool]],
    facts: Mapping[str, Any],
    faulty: Container[str],
) -> Shown | None:
    sure = UNSURE not in faulty
    for name, demand, is_unknown_without in demands:
        value = getattr(facts[name], "value", facts[name])
        if name in faulty or (value is None and is_unknown_without):
            sure = False
        elif value is None or (demand is not None and value != demand):
            return None
    began = None if "id" in faulty else _days_of(trace.day, facts, faulty)
    if "id" in faulty or trace.lasting in faulty:
        if began is None:
            return Shown(dt.date.min, dt.date.max, sure)
        # However long it lasts, it was so on its first day.
        return Shown(*began, sure, may_last=dt.date.max)
    lasts = (facts[trace.lasting] or dt.date.max) if trace.lasting else None
    if began is not None:
        return Shown(*began, sure, lasts)
    first, last = (_days_of(name, facts, faulty) for name in trace.period or (trace.day, trace.day))
    earliest = dt.date.min if first is None else first[0]
    latest = lasts or dt.date.max if last is None else last[1]
    return Shown(earliest, latest, sure, lasts)


def _days_of(name: str, facts: Mapping[str, Any], faulty: Container[str]) -> Span | None:
    value = None if name in faulty else facts[name]
    if isinstance(value, PartialDay):
        return value.first, value.last
    return None if value is None else (value, value)
