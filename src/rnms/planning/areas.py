"""Areas of teachers and methodists, from a table: the data know none, and no order lists them."""

from __future__ import annotations

from pathlib import Path

from rnms._values import frozen
from rnms.planning.small_tables import records_of_table

_RUSSIAN = {"person": "человек", "area": "предмет"}
"""The headings of the table in Russian."""


@frozen(kw_only=True)
class PersonArea:
    """That somebody teaches an area, or guides those who do.

    >>> PersonArea(person="p1", area="физика").area
    'физика'

    Attributes:
        person: Id of the teacher or methodist.
        area: What it is, in the words of whoever wrote the table.
    """

    person: str
    area: str


def read_areas(path: str | Path) -> dict[str, tuple[str, ...]]:
    r"""Read the areas of people from a CSV file: ``person`` and ``area``, or the same in Russian.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "предметы.csv")
    ...     _ = file.write_text("человек;предмет\np1;физика\np1;химия\n", "utf-8")
    ...     read_areas(file)
    {'p1': ('физика', 'химия')}

    Raises:
        DataError: If the file cannot be read, or a row tells no area; all faults are named at once.
        OSError: If there is no such file.
    """
    areas: dict[str, dict[str, None]] = {}
    for record in records_of_table(PersonArea, "areas", _RUSSIAN, path):
        areas.setdefault(record.person, {})[record.area] = None
    return {person: (*own,) for person, own in areas.items()}
