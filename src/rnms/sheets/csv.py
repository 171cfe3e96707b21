"""CSV as Russian offices have it: encoding and delimiter told without guessing, each row held to its quotes.

The delimiter is the one that shows most of the column titles that the table should have, or the one that the
first line names as Excel does (``sep=;``).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from rnms.files.json import BOOKS
from rnms.issues import message
from rnms.model.limits import Limits
from rnms.sheets.cells import csv_text, readable, text_of_csv
from rnms.sheets.encodings import decoded
from rnms.sheets.safety import Upload, check_size, contents, file_name, refused, too_wide_or_long
from rnms.sheets.values import Broken, Sheet

DELIMITERS = (";", "\t", ",")


def read_csv(path: Path | Upload, limits: Limits, titles: Iterable[str]) -> Sheet:
    """Read the only sheet of a CSV file whose head has these column titles.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "места.csv")
    ...     written = path.write_text("id;name", encoding="utf-8")
    ...     str(read_csv(path, Limits(), ["id", "name"]).at(1, 2))
    'name'

    Raises:
        DataError: If its encoding cannot be told, or it is not small enough to read.
        OSError: If the file cannot be read.
    """
    titles = set(titles)
    content = contents(path, limits)
    text = decoded(content, titles)
    if text is None and content.startswith(BOOKS):
        raise refused(file_name(path), "file.kind", message("file.kind/no-csv"))
    if text is None:
        raise refused(file_name(path), "file.encoding")
    first_line = _NAMED_DELIMITER.match(text)
    lines = _LINE.findall(_without_blank_end(text[first_line.end() :] if first_line else text))
    delimiters = (first_line[1],) if first_line else DELIMITERS
    delimiter = max(delimiters, key=lambda sign: _titles_in(lines[:_HEAD_WITHIN], sign, titles))
    rows = tuple(islice(_rows(lines, delimiter), limits.rows + 1))
    if len(rows) > limits.rows:
        # The rest is not parted: of millions of rows each takes its time.
        raise refused(file_name(path), "file.too-large", too_wide_or_long(len(lines), len(rows[0]), limits))
    sheet = Sheet(file=file_name(path), rows=rows, is_text=True)
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


def _without_blank_end(text: str) -> str:
    r"""Leave out the rows at the end in which nothing stands; a spreadsheet may write a million of them.

    >>> _without_blank_end("id;name\nm1;\n;\n;\n")
    'id;name\nm1;\n'
    """
    end = len(text.rstrip("\r\n;,\t "))
    filled = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?").match(text, end)
    return text if filled is None else text[: filled.end()]


_NAMED_DELIMITER = re.compile(r"\ufeff?sep=([^\r\n])\r?\n")
"""The first line in which Excel names the delimiter; it is no row."""


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line: Python knows more signs that part lines, such as a form feed, and these stand inside of cells."""


_MOST_IN_VAIN = 3 * 10**7
"""So many signs behind open quotes are read in a second or two."""


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[list[str | Broken]]:
    """Part lines into rows; one that opens a quote and does not close it is a fault, and no other row is.

    An open quote is followed to the end of the file: where that was in vain too often, a quote is closed in
    its line or not at all.
    """
    number = in_vain = 0
    while number < len(lines):
        last = len(lines) if in_vain < _MOST_IN_VAIN else number + 1
        reader = csv.reader((lines[place] for place in range(number, last)), delimiter=delimiter, strict=True)
        begin, end = number, 0
        is_open = False
        try:
            for row in reader:
                if reader.line_num - end > 1 and _swallows(
                    lines[begin + end : begin + reader.line_num], delimiter
                ):
                    is_open = True
                    break
                end = reader.line_num
                yield [_content(cell) for cell in row]
        except csv.Error:
            is_open = True
        number = begin + end
        if is_open:
            in_vain += sum(map(len, lines[number : begin + reader.line_num]))
            broken = lines[number].rstrip("\r\n")
            yield [Broken("table.quote", message("table.quote"), broken)]
            number += 1


def _content(cell: str) -> str | Broken:
    """Read a cell: of «="007"», by which spreadsheets keep a text, the text; no other formula is computed."""
    match = _TEXT_FORMULA.fullmatch(cell)
    if match is not None:
        return match[1].replace('""', '"')
    if cell.startswith("=") and len(cell) > 1:
        return Broken("cell.not-computed", message("cell.not-computed"), cell)
    return text_of_csv(cell)


_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')


def _swallows(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether a row of several lines has taken in another.

    One with as many delimiters as it has itself.
    """
    counts = [line.count(delimiter) for line in lines]
    width = len(next(csv.reader(lines, delimiter=delimiter))) - 1
    return width > 0 and any(count >= width for count in counts[1:])


def _titles_in(lines: Sequence[str], delimiter: str, titles: set[str]) -> int:
    rows = ([" ".join(cell.split()) for cell in row] for row in csv.reader(lines, delimiter=delimiter))
    try:
        return max((len(titles.intersection(row)) for row in rows), default=0)
    except csv.Error:
        return 0


_HEAD_WITHIN = 50
"""The head of a table stands in one of the first rows."""
