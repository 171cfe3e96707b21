"""People in what is shown: by id, and by name beside it only where that was asked for and a name is known."""

from __future__ import annotations

from collections.abc import Mapping

from rnms.model.spelling import on_one_line
from rnms.model.system import RegionalSystem


class Namer:
    """Names people.

    >>> Namer({"p1": "Вымышленная А."})("p1"), Namer({})("p1")
    ('p1 Вымышленная А.', 'p1')
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __call__(self, person: str, key: str = "") -> str:
        """Name a person by the id, or by that of a record of theirs."""
        name = on_one_line(self._names.get(person, ""))
        return f"{key or person} {name}".strip()


def namer_of(system: RegionalSystem, *, names: bool) -> Namer:
    """Make what names the people of a system: by id alone, unless names are asked for."""
    people = system.persons or () if names else ()
    return Namer({person.id: person.name for person in people if person.name})
