"""The ledger of registers: what came of each collection from each municipality, and what was not read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from rnms.intake.rows import Fault, Row
from rnms.model.returns import Delivery, DeliveryStatus
from rnms.render.texts import TEXTS


def ledger_of_rows(
    rows: Sequence[Row], faults: Iterable[Fault], came: dt.date | None
) -> tuple[Delivery, ...]:
    """List what came of each collection from each municipality in each file.

    A register is not asked of anybody, so that nobody has failed to send it. Of many rows with one kind of
    fault the first is named; what stands in a cell is not told, since it may be a person.

    Args:
        rows: The rows, their records made.
        faults: What is wrong, cell by cell.
        came: The day on which the registers came, if that was told.
    """
    fault_of_row: dict[tuple[int, int], Fault] = {}
    for fault in faults:
        fault_of_row.setdefault((id(fault.area), fault.row), fault)
    came_in: dict[tuple[str, str | None, str], dict[str, Delivery]] = {}
    for row in rows:
        file = row.area.sheet.file
        for number in row.records:
            came_in.setdefault((row.sheet.records[number].collection, row.municipality, file), {})
        for collection in row.lost:
            cell = fault_of_row.get((id(row.area), row.number))
            place = row.area.sheet.place(row.number, 1) if cell is None else cell.place
            # Where no cell is at fault, a column is not there that would tell.
            code = "table.no-column" if cell is None else cell.code
            line = register_line(collection, row.municipality, file, came, place, code)
            came_in.setdefault((collection, row.municipality, file), {}).setdefault(code, line)
    return tuple(
        line
        for (collection, municipality, file), faulty in came_in.items()
        for line in faulty.values() or [register_line(collection, municipality, file, came)]
    )


def register_line(
    collection: str,
    municipality: str | None,
    file: str,
    came: dt.date | None,
    place: str = "",
    code: str = "",
) -> Delivery:
    """Make a line of the ledger: with a place it is a fault, else all that came is counted."""
    return Delivery(
        municipality=municipality,
        question=collection,
        status=DeliveryStatus.FAULTY if place else DeliveryStatus.COUNTED,
        place=place,
        words=TEXTS["ru"].issues[code].meaning if code else "",
        code=code,
        file=file,
        when=came,
    )
