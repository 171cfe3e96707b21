"""The facts that differ between two files of one region."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping

import attrs

from rnms.compare.changes import Fact
from rnms.model.norm import Norm
from rnms.model.partial import PartialDay
from rnms.model.people import Person
from rnms.model.returns import Figure
from rnms.model.system import RegionalSystem, record_classes

FIGURES = "figures"
_ANSWERS = ("count", "among", "share", "holds", "missing")
"""The fields of a figure that answer; the rest says where it stands and how firm it is."""
CHANGED, ADDED, REMOVED, LEARNT, WITHDRAWN = "changed", "added", "removed", "learnt", "withdrawn"
RESTATED = "restated"
"""What becomes of a fact."""


def differing_facts(before: RegionalSystem, after: RegionalSystem) -> tuple[Fact, ...]:
    """List the facts that differ: figures by key and place, records by id and field; names are never told.

    >>> import rnms
    >>> system = rnms.example("khabarovsk_2023")
    >>> differing_facts(system, system)
    ()
    """
    if before is after:
        return ()
    return (*_figures(before, after), *_unreported(before, after), *_records(before, after))


def _figures(before: RegionalSystem, after: RegionalSystem) -> Iterator[Fact]:
    earlier, later = map(_by_key, (before.figures, after.figures))
    for key in {**earlier, **later}:
        figures_before, figures_after = earlier.get(key, ()), later.get(key, ())
        if [*map(_answered, figures_before)] != [*map(_answered, figures_after)]:
            name, municipality, period = key
            texts = ["; ".join(map(_answer, figures)) for figures in (figures_before, figures_after)]
            yield Fact(
                collection=FIGURES,
                id=name,
                municipality=municipality,
                period=period,
                before=texts[0],
                after=texts[1],
                change=_change_of_figures(figures_before, figures_after),
            )


def _change_of_figures(before: tuple[Figure, ...], after: tuple[Figure, ...]) -> str:
    """Tell what became of the figures of a key."""
    if not before or not after:
        return ADDED if after else REMOVED
    if len(before) > 1 or len(after) > 1:
        return CHANGED
    earlier, later = map(_answered, (*before, *after))
    # Why there is no number is no number.
    changes = {_change(earlier[name], later[name]) for name in _ANSWERS if name != "missing"} - {""}
    if changes == {LEARNT, WITHDRAWN}:
        # A number instead of a share, or the other way round: the one does not correct the other.
        return RESTATED
    return changes.pop() if len(changes) == 1 else CHANGED


def _answered(figure: Figure) -> dict[str, object]:
    """Tell what a figure answers: a share is what it admits, however it is written."""
    share = None if figure.share is None else figure.share.admitted
    return {**{name: getattr(figure, name) for name in _ANSWERS}, "share": share}


def _change(before: object, after: object) -> str:
    """Tell what became of the value of a field; nothing where it is the same."""
    if before == after:
        return ""
    if before is None or _holds(before, after):
        return LEARNT
    return WITHDRAWN if after is None or _holds(after, before) else CHANGED


def _holds(wide: object, narrow: object) -> bool:
    """Tell whether a day that is known in part may be another, or a share that was rounded a closer one."""
    if isinstance(wide, Norm) and isinstance(narrow, Norm):
        return wide.covers(narrow)
    if not isinstance(wide, PartialDay):
        return False
    if isinstance(narrow, PartialDay):
        return wide.first <= narrow.first and narrow.last <= wide.last
    return isinstance(narrow, dt.date) and wide.first <= narrow <= wide.last


def _by_key(figures: tuple[Figure, ...]) -> Mapping[tuple[str, str, str], tuple[Figure, ...]]:
    by_key: dict[tuple[str, str, str], tuple[Figure, ...]] = {}
    for figure in figures:
        key = figure.key, figure.municipality or "", str(figure.period)
        by_key[key] = (*by_key.get(key, ()), figure)
    return by_key


def _answer(figure: Figure) -> str:
    values = ((name, getattr(figure, name)) for name in _ANSWERS)
    return ", ".join(f"{name}={value}" for name, value in values if value is not None)


def _unreported(before: RegionalSystem, after: RegionalSystem) -> Iterator[Fact]:
    for gaps, gaps_elsewhere, change in (
        (before.unreported, after.unreported, REMOVED),
        (after.unreported, before.unreported, ADDED),
    ):
        for gap in gaps:
            if gap not in gaps_elsewhere:
                yield Fact(
                    collection="unreported", id=gap.entity, municipality=gap.municipality or "", change=change
                )


def _records(before: RegionalSystem, after: RegionalSystem) -> Iterator[Fact]:
    for collection, record_class in record_classes().items():
        records_before, records_after = getattr(before, collection), getattr(after, collection)
        if records_before is records_after or records_before == records_after:
            continue
        fields = [field.name for field in attrs.fields(record_class)]
        if record_class is Person:
            # What somebody is called bears on nothing, and a report that was pickled does not know it.
            fields.remove("name")
        if "id" in fields:
            yield from _by_id(collection, fields, records_before or (), records_after or ())
        else:
            yield from _without_ids(collection, fields, records_before or (), records_after or ())


def _by_id(
    collection: str, fields: list[str], records_before: tuple[object, ...], records_after: tuple[object, ...]
) -> Iterator[Fact]:
    earlier, later = (
        {str(getattr(record, "id", "")): record for record in records}
        for records in (records_before, records_after)
    )
    for key in {**earlier, **later}:
        if key not in later or key not in earlier:
            yield Fact(collection=collection, id=key, change=REMOVED if key in earlier else ADDED)
        elif earlier[key] != later[key]:
            for field in fields:
                if change := _change(getattr(earlier[key], field), getattr(later[key], field)):
                    yield Fact(collection=collection, id=key, field=field, change=change)


def _without_ids(
    collection: str,
    fields: list[str],
    records_before: tuple[Hashable, ...],
    records_after: tuple[Hashable, ...],
) -> Iterator[Fact]:
    """List the records that only one of the files has; each is known by what its first reference names."""
    earlier, later = Counter(records_before), Counter(records_after)
    about = next(
        (field for field in ("person", "team", "organization", "municipality") if field in fields), ""
    )
    for records, change in ((earlier - later, REMOVED), (later - earlier, ADDED)):
        for record in records.elements():
            yield Fact(collection=collection, id=str(getattr(record, about, "") or ""), change=change)
