"""Offers of programmes: groups with dates, hours and seats. No order speaks of them: they are no records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import attrs

from rnms._values import frozen
from rnms.errors import DataError, UsageError
from rnms.issues import message
from rnms.model.limits import Limits
from rnms.model.schema import Absence, optional
from rnms.sheets.area import Area, head_of
from rnms.sheets.csv import read_csv
from rnms.sheets.rows import Reader
from rnms.sheets.safety import source_of

_RUSSIAN = {
    "programme": "программа",
    "start": "начало",
    "end": "окончание",
    "hours": "часов",
    "seats": "мест",
    "municipality": "муниципалитет",
}
"""The headings of a table of offers in Russian; in English they are the names of the fields."""


@frozen(kw_only=True)
class Offer:
    """A group that takes a programme: from when to when, how many hours, how many seats.

    A programme that is taught in several groups has several offers.

    >>> Offer(programme="g1", start=dt.date(2023, 10, 2), end=dt.date(2023, 11, 20), hours=36, seats=25).seats
    25

    Attributes:
        programme: Id of the programme.
        start: First day.
        end: The day of completion.
        hours: How long it is, in hours.
        seats: How many people it takes.
        municipality: Id of the municipality whose people it takes; absent is anybody's.

    Raises:
        UsageError: If it ends before it begins, or has less than no hours or no seats.
    """

    programme: str
    start: dt.date
    end: dt.date
    hours: int
    seats: int
    municipality: str | None = optional(Absence.NONE)

    def __attrs_post_init__(self) -> None:
        if self.end < self.start or self.hours < 0 or self.seats < 0:
            raise UsageError(message("planning.bad-offer", programme=self.programme, start=str(self.start)))


def read_offers(path: str | Path) -> tuple[Offer, ...]:
    r"""Read offers from a CSV file, whose headings are the fields of :class:`Offer` or the same in Russian.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "предложения.csv")
    ...     head = "программа;начало;окончание;часов;мест"
    ...     _ = file.write_text(f"{head}\ng1;02.10.2023;20.11.2023;36;25\n", "utf-8")
    ...     read_offers(file)[0].hours
    36

    Raises:
        DataError: If the file cannot be read, or a row is no offer; all faults are named at once.
        OSError: If there is no such file.
    """
    source = source_of(path)
    names = {**{name: name for name in _RUSSIAN}, **{title: name for name, title in _RUSSIAN.items()}}
    sheet = read_csv(source, Limits(), names)
    area = Area(sheet=sheet, head=(head_of(sheet, names),) * 2)
    field_by_title = {title: name for title, name in names.items() if area.columns(title)}
    columns: Mapping[str, str] = field_by_title | {
        _RUSSIAN[name]: name for name in _RUSSIAN if name not in {*field_by_title.values(), "municipality"}
    }
    table = Reader(attrs.resolve_types(Offer), "offers", area, columns, {}).table()
    if table.issues:
        raise DataError(source.name, table.issues)
    return tuple(record for record in table.records if isinstance(record, Offer))
