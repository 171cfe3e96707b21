"""A process of its own that reads workbooks with calamine, and imports nothing of rnms.

Calamine can abort the whole process on a hostile file, so it never runs beside anything that could be lost.
A file comes in: its length, how many cells and how many sheets it may have, of eight bytes each, and its
bytes. What marshal writes goes out: a length of eight bytes and that many bytes.

Values of one kind go together, column by column: to write each of them by itself takes as long as to read it.
What it imports is waited for with every file that is read, so it is little.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import marshal
import struct
import sys
from array import array

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

_HEAD = 64
"""The first rows, whose columns hold titles too, go by themselves."""
BETWEEN = "\x1f"
"""Stands between texts that go together."""


def _limit_memory(most: int) -> None:
    """Let a file that asks for too much end this process; Windows has no such limit."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, ValueError, OSError):
        pass


class _TooManyError(Exception):
    """There are more sheets than were allowed, or they span more cells: which of them, and how many."""


def _sheets(data: bytes, most_cells: int, most_sheets: int) -> list[tuple[Any, ...]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    about_sheets = book.sheets_metadata
    if len(about_sheets) > most_sheets:
        raise _TooManyError("sheets", len(about_sheets))
    sheets, spanned = [], 0
    for about in about_sheets:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        # One cell far below and to the right, or one that repeats, stands for millions of values.
        last_row, last_column = sheet.end or (-1, -1)
        spanned += (last_row + 1) * (last_column + 1)
        if spanned > most_cells:
            raise _TooManyError("cells", spanned)
        is_hidden = about.visible is not SheetVisibleEnum.Visible
        rows = sheet.to_python(skip_empty_area=False)
        blocks = [list(_columns(block)) for block in (rows[:_HEAD], rows[_HEAD:])]
        sheets.append((about.name, is_hidden, blocks, sheet.merged_cell_ranges or []))
    return sheets


def _columns(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, Any, int]]:
    """Write each column as its kind, what it holds, and the length of its longest text."""
    for column in zip(*rows, strict=True):
        kinds = set(map(type, column))
        texts = column if kinds == {str} else [cell for cell in column if type(cell) is str]
        longest = max(map(len, texts), default=0) if str in kinds else 0
        if kinds == {float}:
            yield "numbers", array("d", column).tobytes(), 0
        elif kinds == {dt.date}:
            yield "days", array("l", map(dt.date.toordinal, column)).tobytes(), 0
        elif kinds == {str} and (joined := BETWEEN.join(column)).count(BETWEEN) == len(column) - 1:
            yield "texts", joined, longest
        elif kinds <= {float, str, bool, int}:
            yield "cells", column, longest
        else:
            yield "moments", [cell if type(cell) in _PLAIN else _moment(cell) for cell in column], longest


_PLAIN = {float, str, bool, int}


def _moment(moment: object) -> tuple[str, str]:
    """Write a moment as its kind and its text, since marshal has none."""
    return type(moment).__name__, str(moment)


def answer(data: bytes, cells: int, sheets: int) -> tuple[str, Any]:
    """Read the sheets of a workbook; or say why not."""
    try:
        return "read", _sheets(data, cells, sheets)
    except _TooManyError as error:
        kind, number = error.args
        return kind, number
    except BaseException as error:  # noqa: BLE001  # a panic of Rust is no Exception
        return "error", type(error).__name__


def main() -> None:
    """Read files until no more come.

    The arguments are the folder where calamine is installed, and the bytes of memory that it may take.
    """
    sys.path.append(sys.argv[1])
    _limit_memory(int(sys.argv[2]))
    # Rows of texts and numbers make no rings, and looking for some takes as long as writing them.
    gc.disable()
    come, go = sys.stdin.buffer, sys.stdout.buffer
    while len(head := come.read(24)) == 24:
        length, cells, sheets = struct.unpack("<QQQ", head)
        written = marshal.dumps(answer(come.read(length), cells, sheets))
        go.write(struct.pack("<Q", len(written)))
        go.write(written)
        go.flush()


if __name__ == "__main__":
    main()
