"""Small tables that a plan is given beside the data: CSV files headed by the fields, or in Russian."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import attrs

from rnms.errors import DataError, nearest
from rnms.files.converter import perhaps
from rnms.issues import Issue, message
from rnms.model.limits import Limits
from rnms.sheets.area import Area, head_of
from rnms.sheets.csv import read_csv
from rnms.sheets.rows import Reader
from rnms.sheets.safety import source_of

T = TypeVar("T", bound=attrs.AttrsInstance)


def records_of_table(
    kind: type[T], collection: str, russian: Mapping[str, str], path: str | Path
) -> tuple[T, ...]:
    """Read a table into records, one a row.

    Args:
        kind: The class of the records.
        collection: What they are called in issues.
        russian: The heading of each field in Russian.
        path: The file.

    Raises:
        DataError: If the file cannot be read, or a row is no record; all faults are named at once.
        OSError: If there is no such file.
    """
    source = source_of(path)
    names = {**{name: name for name in russian}, **{title: name for name, title in russian.items()}}
    sheet = read_csv(source, Limits(), names)
    area = Area(sheet=sheet, head=(head_of(sheet, names),) * 2)
    field_by_title = {title: name for title, name in names.items() if area.columns(title)}
    fields = attrs.fields_dict(attrs.resolve_types(kind))
    needed = {name for name in russian if fields[name].default is attrs.NOTHING}
    columns: Mapping[str, str] = field_by_title | {
        russian[name]: name for name in russian if name in needed and name not in field_by_title.values()
    }
    table = Reader(kind, collection, area, columns, {}).table()
    issues = (*table.issues, *_doubtful(area, columns, russian, table.other_columns))
    if issues:
        raise DataError(source.name, issues)
    return tuple(record for record in table.records if isinstance(record, kind))


def _doubtful(
    area: Area, columns: Mapping[str, str], russian: Mapping[str, str], others: Iterable[str]
) -> Iterator[Issue]:
    """Tell columns that would be lost: a second one of a field, and one whose title is a slip."""
    place = area.sheet.place(area.head[0], 1)
    for name, number in Counter(columns.values()).items():
        if number > 1:
            fault = message("table.doubled-column", title=russian[name])
            yield Issue(place=place, text=fault, code="table.doubled-column")
    missing = [title for name, title in russian.items() if name not in columns.values()]
    for other in others:
        for title in nearest(other, missing):
            fault = message("table.no-column", title=title, near=perhaps(title, [other]))
            yield Issue(place=place, text=fault, code="table.no-column")
