"""Files that a stranger may have made: how large they may be, and how they are refused.

Sizes are counted before anything is unpacked or unfolds.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path, PurePath

import attrs

from rnms._values import frozen
from rnms.errors import DataError
from rnms.issues import Issue, Message, message
from rnms.model.limits import Limits, too_large
from rnms.model.spelling import on_one_line
from rnms.sheets.values import Broken, Sheet


def _last_part(name: str) -> str:
    """The name of a file without the folders that a browser or an archive tells before it."""
    return re.split(r"[/\\]", name)[-1]


@frozen
class Upload:
    """A file that lies in memory, as a portal gets it.

    >>> Upload("Лесной район.xlsx", b"").suffix
    '.xlsx'

    Attributes:
        name: The name under which it came; its ending says of which kind it is.
        data: What it holds.
    """

    name: str = attrs.field(converter=_last_part)
    data: bytes = attrs.field(repr=False)

    @property
    def suffix(self) -> str:
        """The ending of its name."""
        return PurePath(self.name).suffix

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return PurePath(self.name).stem


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the binary files of Office begin, and those under a password."""
_ODS = b"mimetypeapplication/vnd.oasis"


def source_of(file: str | Path | bytes | Upload) -> Path | Upload:
    """Give what is read: a path, or bytes with a name; bare bytes are named by what they begin with.

    >>> source_of(b"PK").name, source_of("a.csv").name
    ('upload.xlsx', 'a.csv')
    """
    if isinstance(file, bytes):
        ending = ".ods" if _ODS in file[:100] else ".xlsx" if file.startswith(b"PK") else ".csv"
        return Upload(f"upload{'.xls' if file.startswith(OLE) else ending}", file)
    return file if isinstance(file, Upload) else Path(file)


def refused(file: str, code: str, fault: Message | None = None) -> DataError:
    """Make the error that says why a file is not read: by default in the first sentence of the code."""
    return DataError(file, (Issue(place=file, text=fault or message(code), code=code),))


def contents(path: Path | Upload, limits: Limits) -> bytes:
    """Read the bytes of a file that is not too large.

    Raises:
        DataError: If it is.
        OSError: If it cannot be read.
    """
    if isinstance(path, Upload):
        data = path.data
    else:
        if not (path.is_file() or path.is_dir()) and path.exists():
            # In a pipe nothing may ever come.
            raise refused(file_name(path), "file.kind", message("file.kind/no-file"))
        with path.open("rb") as file:
            data = file.read(limits.bytes + 1)
            if len(data) > limits.bytes:
                raise _too_large(path, os.fstat(file.fileno()).st_size, limits.bytes)
    if len(data) > limits.bytes:
        raise _too_large(path, len(data), limits.bytes)
    return data


def _too_large(path: Path | Upload, size: int, most: int) -> DataError:
    return refused(file_name(path), "file.too-large", too_large("file.too-large", size, most))


def is_folder(path: Path | Upload) -> bool:
    """Tell whether a path leads to a folder; one that leads nowhere, or may not be followed, does not.

    >>> is_folder(Path(".")), is_folder(Path("/".join("a" * 5000)))
    (True, False)
    """
    with contextlib.suppress(OSError):
        return isinstance(path, Path) and path.is_dir()
    return False


def file_name(path: Path | Upload) -> str:
    """Write the name of a file for people; where the locale cannot spell it, its bytes are read as UTF-8.

    >>> from pathlib import Path
    >>> file_name(Path("формы/Лесной район.xlsx"))
    'Лесной район.xlsx'
    """
    return on_one_line(os.fsencode(path.name).decode(errors="replace"))


WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""Endings of the workbooks that are read."""
OTHER_KINDS = {".fods", ".numbers", ".xltx", ".xltm", ".xlt", ".tsv", ".docx", ".doc", ".pdf"}
"""Endings of files in which tables come, but none that is read."""


def check_size(sheet: Sheet, limits: Limits, *, longest: int | None = None) -> None:
    """Refuse a sheet of too many rows or columns, or with a cell of a text that nobody has written.

    Args:
        sheet: The sheet.
        limits: How large it may be.
        longest: How many signs its longest text has, where that is known.

    Raises:
        DataError: If it is too large.
    """
    if sheet.last_row > limits.rows or sheet.last_column > limits.columns:
        raise refused(
            sheet.place(), "file.too-large", too_wide_or_long(sheet.last_row, sheet.last_column, limits)
        )
    if longest is not None and longest <= limits.text:
        return
    for row, cells in enumerate(sheet.rows, start=1):
        for column, content in enumerate(cells, start=1):
            text = content.shown if isinstance(content, Broken) else content
            if isinstance(text, str) and len(text) > limits.text:
                fault = message("file.too-large/text", met=len(text), most=limits.text)
                raise refused(sheet.place(row, column), "file.too-large", fault)


def too_wide_or_long(rows: int, columns: int, limits: Limits) -> Message:
    """Say how many rows and columns a sheet has, and how many it may have.

    >>> too_wide_or_long(200, 3, Limits(rows=100)).facts["met_rows"]
    200
    """
    met = {"met_rows": rows, "met_columns": columns}
    return message("file.too-large/sheet", **met, rows=limits.rows, columns=limits.columns)
