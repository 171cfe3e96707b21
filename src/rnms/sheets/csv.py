"""CSV as Russian offices have it: of three encodings and three delimiters, told apart without guessing.

A mark at the start tells Unicode; what reads as strict UTF-8 is UTF-8; the rest is cp1251. The delimiter is
the one that shows most of the column titles that the table should have.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from rnms.issues import message
from rnms.sheets.cells import csv_text, readable, text_of_csv
from rnms.sheets.safety import Limits, check_size, contents, file_name, refused
from rnms.sheets.values import Sheet

DELIMITERS = (";", "\t", ",")


def read_csv(path: Path, limits: Limits, titles: Iterable[str]) -> Sheet:
    """Read the only sheet of a CSV file whose head has these column titles.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "места.csv")
    ...     written = path.write_text("id;name", encoding="utf-8")
    ...     str(read_csv(path, Limits(), ["id", "name"]).at(1, 2))
    'name'

    Raises:
        DataError: If it is no CSV, or one that is not small enough to read.
        OSError: If the file cannot be read.
    """
    decoded_text = _decoded(contents(path, limits), file_name(path))
    try:
        parsed = [_rows(decoded_text, delimiter) for delimiter in DELIMITERS]
    except csv.Error:
        raise refused(file_name(path), "file.unreadable", message("file.unreadable/csv")) from None
    rows = max(parsed, key=lambda rows: _titles_in(rows, set(titles)))
    sheet = Sheet(file=file_name(path), rows=[list(map(text_of_csv, row)) for row in rows])
    check_size(sheet, limits)
    return sheet


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    r"""Write the CSV that Russian Excel opens: a mark of UTF-8, semicolons, no formula.

    >>> write_csv([["Код", "=1+1"]]).decode("utf-8-sig")
    "Код;'=1+1\r\n"
    """
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(
        [csv_text(readable(text)) for text in row] for row in rows
    )
    return file.getvalue().encode("utf-8-sig", errors="replace")


def _rows(lines_text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(lines_text, newline=""), delimiter=delimiter))


def _titles_in(rows: list[list[str]], titles: set[str]) -> int:
    return max(
        (len(titles & {" ".join(cell.split()) for cell in row}) for row in rows[:_HEAD_WITHIN]), default=0
    )


_HEAD_WITHIN = 50
"""The head of a table stands in one of the first rows."""


def _decoded(data: bytes, file: str) -> str:
    encodings = ["utf-8", "cp1251"]
    if data.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            decoded_text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in decoded_text:
            return decoded_text
    raise refused(file, "file.encoding")
