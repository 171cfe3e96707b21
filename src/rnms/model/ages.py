"""Births that cannot be: the records of a person tell of days on which nobody of that age works."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs

from rnms.issues import Issue, message
from rnms.model.field_values import values_of
from rnms.model.limits import LAST_YEAR
from rnms.model.partial import PartialDay
from rnms.model.schema import kinds_of

YOUNGEST = 14
"""Nobody works who is younger (ТК РФ, ст. 63)."""
_BIRTH = "birth_date"


def too_young(
    collections: Mapping[str, tuple[type[attrs.AttrsInstance], Any]], *, told: Collection[int] = ()
) -> Iterator[Issue]:
    """List the births after which a record comes too soon: a hire at the age of three, a course before birth.

    Years are compared, so that nobody of that age is named; a birth so late that no period is left to work in
    is named without a record.

    >>> import datetime as dt
    >>> from rnms.model import Employment, Person, Role
    >>> person = Person(id="p1", birth_date=dt.date(2020, 5, 1))
    >>> job = Employment(person="p1", organization="o1", role=Role.HEAD, start=dt.date(2023, 9, 1))
    >>> tables = {"persons": (Person, [person]), "employments": (Employment, [job])}
    >>> [(issue.place, issue.code) for issue in too_young(tables)]
    [('$.persons[0].birth_date', 'dates.too-young')]

    Args:
        collections: By name, the class of the records, and these; ``None`` where they were not collected.
        told: The persons, by their place in the list, of whom an impossible birth is told already.
    """
    _, persons = collections.get("persons", (None, None))
    births = dict(zip(values_of(persons or (), "id"), values_of(persons or (), _BIRTH), strict=True))
    doubts, worked_from = {}, {}
    for key, birth in births.items():
        if birth is not None:
            year = (birth.first if isinstance(birth, PartialDay) else birth).year + YOUNGEST
            worked_from[key] = year
            if year > LAST_YEAR:
                doubts[key] = ""
    for name, (kind, records) in collections.items():
        for person, field in _days_of_people(name, kind) if records and worked_from else ():
            days = values_of(records, field)
            if PartialDay in set(map(type, days)):
                days = [day.last if isinstance(day, PartialDay) else day for day in days]
            pairs = zip(values_of(records, person), days, strict=True)
            for index, (key, day) in enumerate(pairs):
                if day is not None and day.year < worked_from.get(key, 0):
                    doubts[key] = doubts.get(key) or f"$.{name}[{index}].{field}"
    for index, key in enumerate(values_of(persons or (), "id") if doubts else ()):
        if (place := doubts.pop(key, None)) is not None and index not in told:
            said = "dates.too-young" if place else "dates.too-young/never"
            text = message(said, place=place, age=YOUNGEST)
            yield Issue(place=f"$.persons[{index}].{_BIRTH}", text=text, code="dates.too-young")


@functools.cache
def _days_of_people(name: str, kind: type[attrs.AttrsInstance]) -> tuple[tuple[str, str], ...]:
    """List the fields that hold days of a person, each beside the field that names the person."""
    fields = kinds_of(kind, name).values()
    people = [field.name for field in fields if field.into == "persons"]
    # What ends has begun before.
    days = sorted({field.name for field in fields if field.sort == "date"} - {_BIRTH, "end"})
    return tuple((person, day) for person in people for day in days)
