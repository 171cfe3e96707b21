"""A process of its own that reads workbooks with calamine, and imports nothing of rnms.

Calamine can abort the whole process on a hostile file, so it never runs beside anything that could be lost.
A file comes in: its length and how many cells it may have, of eight bytes each, and its bytes. JSON goes out:
a length of eight bytes and that many bytes.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import struct
import sys
from typing import Any


def _limit_memory(most: int) -> None:
    """Let a file that asks for too much end this process; Windows has no such limit."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


class _TooManyCellsError(Exception):
    """The sheets together span more cells than were allowed."""


def _sheets(data: bytes, cells: int) -> list[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets, spanned = [], 0
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        # One cell far below and to the right, or one that repeats, stands for millions of values.
        last_row, last_column = sheet.end or (-1, -1)
        spanned += (last_row + 1) * (last_column + 1)
        if spanned > cells:
            raise _TooManyCellsError(spanned)
        sheets.append(
            {
                "name": about.name,
                "hidden": about.visible is not SheetVisibleEnum.Visible,
                "rows": sheet.to_python(skip_empty_area=False),
                "merged": sheet.merged_cell_ranges or [],
            }
        )
    return sheets


def answer(data: bytes, cells: int) -> bytes:
    """Read the sheets of a workbook as JSON; or say why not."""
    try:
        return _written({"sheets": _sheets(data, cells)})
    except _TooManyCellsError as error:
        return _written({"cells": error.args[0]})
    except BaseException as error:  # noqa: BLE001  # a panic of Rust is no Exception
        return json.dumps({"error": type(error).__name__}).encode()


def _written(answer: dict[str, Any]) -> bytes:
    """Write an answer as JSON, quicker by the extra ``fast``."""
    with contextlib.suppress(ImportError, TypeError):  # a number may be too large for it
        import orjson

        quickly: bytes = orjson.dumps(answer, default=_moment, option=orjson.OPT_PASSTHROUGH_DATETIME)
        # It writes nothing for what is no number, and else nothing is absent.
        if b"null" not in quickly:
            return quickly
    return json.dumps(
        answer, default=_moment, ensure_ascii=False, check_circular=False, separators=(",", ":")
    ).encode()


def _moment(moment: object) -> list[str]:
    """Write a moment as its kind and its text, since JSON has none."""
    return [type(moment).__name__, str(moment)]


def main() -> None:
    """Read files until no more come."""
    _limit_memory(int(sys.argv[1]))
    # Rows of texts and numbers make no rings, and looking for some takes as long as writing them.
    gc.disable()
    come, go = sys.stdin.buffer, sys.stdout.buffer
    while len(head := come.read(16)) == 16:
        length, cells = struct.unpack("<QQ", head)
        written = answer(come.read(length), cells)
        go.write(struct.pack("<Q", len(written)) + written)
        go.flush()


if __name__ == "__main__":
    main()
