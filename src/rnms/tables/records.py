"""Tables as records: the system in memory that the rows of all tables make, for whoever wants it whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from rnms.model.system import RegionalSystem, as_read, field_kinds, record_classes
from rnms.tables.native import collected, lazy


def in_memory(
    tables: Mapping[str, Any], columns: Mapping[str, Mapping[str, str]], system: RegionalSystem
) -> RegionalSystem:
    """Read every row of tables into a system that holds the rest.

    >>> import pyarrow as pa
    >>> persons = pa.table({"id": ["p1"], "birth_date": ["1990-05-01"]})
    >>> in_memory({"persons": persons}, {}, RegionalSystem(region="ugra")).persons[0].birth_date
    datetime.date(1990, 5, 1)

    Args:
        tables: By the name of the collection.
        columns: What columns are called, by collection and by field, where it is not the field's name.
        system: The rest.
    """
    records: dict[str, Any] = {
        name: _records(name, table, columns.get(name, {})) for name, table in tables.items()
    }
    whole = attrs.evolve(system, **records)
    reading = as_read(whole)
    # What cannot be read stays as it is: with it the data are others than without.
    return whole if reading.issues else reading.as_known()


def _records(name: str, table: Any, renamed: Mapping[str, str]) -> tuple[Any, ...]:
    frame = lazy(table)
    present = frame.collect_schema().names()
    kinds = field_kinds(name)
    column_by_field = {field: renamed.get(field, field) for field in kinds}
    columns_there = {field: column for field, column in column_by_field.items() if column in present}
    # Of rows that tell nothing we know it is known how many there are.
    read = list(columns_there.values()) or present[:1]
    contents = collected([frame.select(*read)])[0] if read else {}
    lacking = {field: None for field, kind in kinds.items() if kind.required and field not in columns_there}
    rows = zip(*(contents[column] for column in read), strict=True)
    kind_of_record = record_classes()[name]
    return tuple(
        kind_of_record(
            **lacking,
            **{
                field: value
                for field, value in zip(columns_there, row, strict=False)
                if value is not None or kinds[field].required
            },
        )
        for row in rows
    )
