"""The facts that differ between two files of one region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping

import attrs

from rnms.compare.changes import Fact
from rnms.model.returns import Figure
from rnms.model.system import RegionalSystem, record_classes

FIGURES = "figures"
_ANSWERS = ("count", "among", "share", "holds", "missing")
"""The fields of a figure that answer; the rest says where it stands and how firm it is."""


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
        told, tells = earlier.get(key, ()), later.get(key, ())
        texts = ["; ".join(map(_answer, figures)) for figures in (told, tells)]
        if texts[0] != texts[1]:
            name, municipality, _ = key
            yield Fact(
                collection=FIGURES,
                id=name,
                municipality=municipality,
                before=texts[0],
                after=texts[1],
                change="changed" if told and tells else "added" if tells else "removed",
            )


def _by_key(figures: tuple[Figure, ...]) -> Mapping[tuple[str, str, str], tuple[Figure, ...]]:
    by_key: dict[tuple[str, str, str], tuple[Figure, ...]] = {}
    for figure in figures:
        key = figure.key, figure.municipality or "", str(figure.period)
        by_key[key] = (*by_key.get(key, ()), figure)
    return by_key


def _answer(figure: Figure) -> str:
    told = ((name, getattr(figure, name)) for name in _ANSWERS)
    return ", ".join(f"{name}={value}" for name, value in told if value is not None)


def _unreported(before: RegionalSystem, after: RegionalSystem) -> Iterator[Fact]:
    for gaps, others, change in (
        (before.unreported, after.unreported, "removed"),
        (after.unreported, before.unreported, "added"),
    ):
        for gap in gaps:
            if gap not in others:
                yield Fact(
                    collection="unreported", id=gap.entity, municipality=gap.municipality or "", change=change
                )


def _records(before: RegionalSystem, after: RegionalSystem) -> Iterator[Fact]:
    for collection, record_class in record_classes().items():
        told, tells = getattr(before, collection), getattr(after, collection)
        if told is tells or told == tells:
            continue
        fields = [field.name for field in attrs.fields(record_class)]
        if "id" in fields:
            yield from _by_id(collection, fields, told or (), tells or ())
        else:
            yield from _without_ids(collection, fields, told or (), tells or ())


def _by_id(
    collection: str, fields: list[str], told: tuple[object, ...], tells: tuple[object, ...]
) -> Iterator[Fact]:
    earlier, later = (
        {str(getattr(record, "id", "")): record for record in records} for records in (told, tells)
    )
    for key in {**earlier, **later}:
        if key not in later or key not in earlier:
            yield Fact(collection=collection, id=key, change="removed" if key in earlier else "added")
        elif earlier[key] != later[key]:
            for field in fields:
                if getattr(earlier[key], field) != getattr(later[key], field):
                    yield Fact(collection=collection, id=key, field=field)


def _without_ids(
    collection: str, fields: list[str], told: tuple[Hashable, ...], tells: tuple[Hashable, ...]
) -> Iterator[Fact]:
    """List the records that only one of the files has; each is known by what its first reference names."""
    earlier, later = Counter(told), Counter(tells)
    about = next(
        (field for field in ("person", "team", "organization", "municipality") if field in fields), ""
    )
    for records, change in ((earlier - later, "removed"), (later - earlier, "added")):
        for record in records.elements():
            yield Fact(collection=collection, id=str(getattr(record, about, "") or ""), change=change)
