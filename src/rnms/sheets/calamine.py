"""Workbooks of every office program, as calamine reads them in a process of its own.

In a browser there are no processes: there a worker, which the page can end and begin anew, stands for one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.util
import marshal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import attrs

from rnms._values import frozen
from rnms.model.garbage import uncollected
from rnms.model.limits import Limits
from rnms.sheets import child
from rnms.sheets.values import Content

_CHILD = Path(__file__).with_name("child.py")
_HAS_PROCESSES = sys.platform != "emscripten"


def is_installed() -> bool:
    """Tell whether calamine can be asked for what others read, too: it is there, and so is a process for it.

    A cell far away makes it ask for more memory than there is, which without a process would end everything.
    """
    return bool(_installed_in() and sys.executable) and _HAS_PROCESSES


def _installed_in() -> str:
    """Find the folder in which calamine is installed; empty where there is none."""
    spec = importlib.util.find_spec("python_calamine")
    return "" if spec is None or spec.origin is None else str(Path(spec.origin).parents[1])


class CrashError(Exception):
    """The process ended, or took too long: the file is hostile or too large."""


class UnreadError(Exception):
    """Calamine cannot read the file."""


class TooManyError(Exception):
    """There are more ``cells`` or ``sheets`` than may be: which, and how many, are its arguments."""


@frozen(kw_only=True)
class ReadSheet:
    """A sheet as calamine gives it.

    Attributes:
        name: Its name.
        hidden: Whether people do not see it.
        rows: The content of its cells from row 1 and column 1 on; an empty text where there is none.
        merged: First row, first column, last row, last column of merged cells.
        longest: How many signs the longest text has.
    """

    name: str
    hidden: bool
    rows: Sequence[Sequence[Content | float]] = attrs.field(repr=False)
    merged: tuple[tuple[int, int, int, int], ...]
    longest: int


class Calamine:
    """A process that reads one workbook after another; one that ends by a file is begun anew for the next.

    >>> with Calamine() as calamine:
    ...     pass

    Args:
        memory: Bytes that it may take.
        seconds: How long a file may take.
    """

    def __init__(self, *, memory: int = 2 * 2**30, seconds: int = 120) -> None:
        self._memory = memory
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = False
        self._waiting = (b"", 0, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def ask(self, data: bytes, limits: Limits) -> None:
        """Let a workbook be read, while the caller does something else.

        Args:
            data: The file.
            limits: How many sheets it may have, and how many cells these may span together.
        """
        if not _HAS_PROCESSES:
            # Nothing is read before the caller has looked at the parts, which may refuse the file.
            self._waiting = data, limits.cells, limits.sheets
            return
        if self._asked:
            self._end()  # nobody waits for the last answer any more
        process = self._process = self._process or self._begun()
        assert process.stdin is not None  # noqa: S101  # pipes were asked for
        self._asked = True
        with contextlib.suppress(OSError):  # that it has ended is told by its answer
            process.stdin.write(struct.pack("<QQQ", len(data), limits.cells, limits.sheets) + data)
            process.stdin.flush()

    def sheets(self) -> list[ReadSheet]:
        """List the sheets of the workbook that was asked for.

        Raises:
            CrashError: If the process did not survive it.
            TooManyError: If it has more sheets than it may, or these span more cells.
            UnreadError: If it is no workbook that calamine can read.
        """
        with uncollected():
            return self._sheets_of(*self._answer())

    @staticmethod
    def _sheets_of(kind: str, answer: Any) -> list[ReadSheet]:
        if kind == "error":
            raise UnreadError(answer)
        if kind in {"cells", "sheets"}:
            raise TooManyError(kind, answer)
        return [
            ReadSheet(
                name=name,
                hidden=is_hidden,
                rows=_rows(blocks),
                merged=tuple(
                    (top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merged
                ),
                longest=max((longest for block in blocks for _, _, longest in block), default=0),
            )
            for name, is_hidden, blocks, merged in answer
        ]

    def _answer(self) -> tuple[str, Any]:
        if not _HAS_PROCESSES:
            return child.answer(*self._waiting)
        process = self._process
        assert process is not None  # noqa: S101  # it was asked
        assert process.stdout is not None  # noqa: S101  # pipes were asked for
        timer = threading.Timer(self._seconds, process.kill)
        timer.start()
        try:
            head = process.stdout.read(8)
            (length,) = struct.unpack("<Q", head) if len(head) == 8 else (0,)
            answer = process.stdout.read(length)
        finally:
            timer.cancel()
        self._asked = False
        if not answer or len(answer) < length:
            self._end()
            raise CrashError
        # Whoever rules the child rules as much as this process: it is a fence against crashes and hunger.
        kind, content = marshal.loads(answer)  # noqa: S302  # written by our own child
        return kind, content

    def _begun(self) -> subprocess.Popen[bytes]:
        # Its own folder is not searched (-I): modules here are named like some of the standard library. What
        # is installed beside calamine is not looked for either (-S), which takes as long as a small file.
        return subprocess.Popen(  # noqa: S603  # this Python, and a file of rnms
            [sys.executable, "-I", "-S", str(_CHILD), _installed_in(), str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(OSError):  # what it did not read any more
                self._process.communicate()
            self._process = None
        self._asked = False


def _rows(blocks: Any) -> list[tuple[Any, ...]]:
    """Read rows from blocks of columns."""
    return [
        row
        for block in blocks
        for row in zip(*(_READ[kind](column) for kind, column, _ in block), strict=True)
    ]


def _numbers(column: bytes) -> Sequence[float]:
    return memoryview(column).cast("d").tolist()


def _days(column: bytes) -> list[dt.date]:
    return list(map(dt.date.fromordinal, memoryview(column).cast("l")))


_MOMENTS: Mapping[str, Callable[[str], Any]] = {
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "time": dt.time.fromisoformat,
    "timedelta": str,
}
_READ: Mapping[str, Callable[[Any], Sequence[Any]]] = {
    "numbers": _numbers,
    "days": _days,
    "texts": lambda column: column.split(child.BETWEEN),
    "cells": lambda column: column,
    "moments": lambda column: [
        _MOMENTS[cell[0]](cell[1]) if type(cell) is tuple else cell for cell in column
    ],
}
