"""Tables in files, read by DuckDB: what they hold is checked first, and nothing of it is guessed."""

from __future__ import annotations

import codecs
import csv
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rnms.errors import DataError, extra
from rnms.issues import Issue, Message, message
from rnms.model.misread import unshown
from rnms.model.system import field_kinds, is_about_people, record_classes
from rnms.sheets.area import title_of
from rnms.sheets.encodings import decoded
from rnms.sheets.safety import Upload
from rnms.showing import in_short

ENDINGS = (".parquet", ".csv")
_DELIMITERS = (",", ";", "\t")
_MOST = 20
"""So many faults of a file are listed."""


def read_file(
    connection: Any, path: Path | Upload, columns: Mapping[str, str], encoding: str | None = None
) -> Any:
    """Read a table of a collection that the file is named by.

    The head of a CSV names the columns; every row has as many cells. Words and ids are text as they stand; a
    day is 2022-09-05 or 05.09.2022, or what is known of it, yes is true and no false.

    Args:
        connection: The connection of DuckDB that will read it.
        path: The file.
        columns: What columns are called, by field, where it is not the field's name.
        encoding: In which encoding a CSV is; by default UTF-8, or the one that its letters tell.

    Raises:
        DataError: If it cannot be read so; its issues name rows and columns.
    """
    with extra("frames"):
        import duckdb

    if isinstance(path, Path) and (path.suffix.lower() != ".csv" or _is_utf8(path, encoding)):
        return _read(connection, path, columns)
    with _in_utf8(path, encoding) as copy:
        # The copy goes when it is read, and a relation would look for it later.
        table = _read(connection, copy, columns)
        try:
            return connection.from_arrow(table.to_arrow_table())
        except duckdb.Error as error:
            raise _refused(copy, error) from None


def _is_utf8(path: Path, encoding: str | None) -> bool:
    """Tell whether a file can be read where it lies."""
    if encoding is not None:
        return codecs.lookup(encoding).name in {"utf-8", "utf-8-sig"}
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(2**20):
                if "\0" in decoder.decode(piece):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def _in_utf8(file: Path | Upload, encoding: str | None) -> Iterator[Path]:
    """Lay a file on disk under its own name, a CSV in UTF-8, while it is read."""
    data = file.data if isinstance(file, Upload) else file.read_bytes()
    if file.suffix.lower() == ".csv":
        try:
            text = decoded(data) if encoding is None else data.decode(encoding)
        except UnicodeDecodeError:
            text = None
        if text is None:
            issue = Issue(place=file.name, text=message("file.encoding"), code="file.encoding")
            raise DataError(file.name, (issue,))
        data = text.encode()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, file.name)
        copy.write_bytes(data)
        yield copy


def _read(connection: Any, path: Path, columns: Mapping[str, str]) -> Any:
    """Read a file that lies on disk, a CSV in UTF-8."""
    with extra("frames"):
        import duckdb

    try:
        if path.suffix.lower() == ".parquet":
            table = connection.read_parquet(str(path))
            _check_columns(table.columns, path, columns)
            return table
        table = connection.read_csv(
            str(path), header=True, delimiter=_delimiter(path, columns), quotechar='"', escapechar='"',
            null_padding=False, strict_mode=True, auto_detect=False, columns=_head(path, columns),
            encoding="utf-8",
        )  # fmt: skip
        return _typed(table, path, columns)
    except duckdb.Error as error:
        raise _refused(path, error) from None


_CSV_LINE = re.compile(r"CSV Error on Line: (\d+)")
_CSV_CELLS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")


def _refused(path: Path, error: Exception) -> DataError:
    """Say what of a file the engine cannot read: its row where it tells that, else in its own words."""
    line = _CSV_LINE.search(str(error))
    cells = _CSV_CELLS.search(str(error))
    if line is not None and (cells is not None or "quote" in str(error)):
        code, said = "table.quote", message("table.quote")
        if cells is not None:
            wanted, number = map(int, cells.groups())
            key = "table.ragged/wide" if number > wanted else "table.ragged/narrow"
            code, said = "table.ragged", message(key, number=number, wanted=wanted)
        return DataError(path.name, (Issue(place=f"{path.name}[{line[1]}]", text=said, code=code),))
    # The folder is of no use to whoever sent the file, and may be ours.
    why = " ".join(str(error).replace(str(path), path.name).split("\n")[0].split())
    said = message("file.unreadable/engine", error=why)
    return DataError(path.name, (Issue(place=path.name, text=said, code="file.unreadable"),))


def _check_columns(titles: Sequence[str], path: Path, columns: Mapping[str, str]) -> None:
    """Refuse a table that has no column of its collection: it is no empty collection."""
    fields = field_kinds(path.stem) if path.stem in record_classes() else {}
    names = {columns.get(field, field): None for field in fields}
    if fields and not names.keys() & set(titles):
        said = message("table.no-columns", known=tuple(names))
        raise DataError(path.name, (Issue(place=path.name, text=said, code="table.no-columns"),))


# CSV.


def _head(path: Path, columns: Mapping[str, str]) -> dict[str, str]:
    """Read the titles of the columns, all of them text."""
    row = _first_row(path, _delimiter(path, columns))
    # A head that ends with a delimiter has a column without a title, which is no field.
    titles = [title or f"[{number}]" for number, title in enumerate(row, 1)]
    if doubled := [title for title in titles if titles.count(title) > 1]:
        fault = message("table.doubled-column", title=doubled[0])
        raise DataError(path.name, (Issue(place=path.name, text=fault, code="table.doubled-column"),))
    _check_columns(titles, path, columns)
    return dict.fromkeys(titles, "VARCHAR")


def _delimiter(path: Path, columns: Mapping[str, str]) -> str:
    """Find the delimiter that shows most of the columns."""
    fields = field_kinds(path.stem) if path.stem in record_classes() else {}
    names = {columns.get(field, field) for field in fields}
    return max(_DELIMITERS, key=lambda sign: (len(names & set(_first_row(path, sign))), sign == ","))


def _first_row(path: Path, delimiter: str) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            # Signs nobody sees, and blanks around it, make no other title.
            return [title_of(cell) for cell in next(csv.reader(file, delimiter=delimiter), [])]
    except (UnicodeDecodeError, csv.Error):
        raise DataError(
            path.name, (Issue(place=path.name, text=message("file.encoding/utf-8"), code="file.encoding"),)
        ) from None


_AS = {
    # A year has four digits and is of our age: of two the engine would make one of the first century.
    "date": (
        "CASE WHEN regexp_full_match({0}, '(19|[2-9][0-9])[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}')"
        " THEN try_strptime({0}, '%Y-%m-%d')"
        " WHEN regexp_full_match({0}, '[0-9]{{1,2}}[.][0-9]{{1,2}}[.](19|[2-9][0-9])[0-9]{{2}}')"
        " THEN try_strptime({0}, '%d.%m.%Y') END::DATE"
    ),
    "int": "CASE WHEN regexp_full_match({0}, '-?[0-9]{{1,18}}') THEN CAST({0} AS BIGINT) END",
    "bool": "CASE lower({0}) WHEN 'true' THEN true WHEN 'false' THEN false END",
}
_DAY_TEXT = "coalesce(CAST(" + _AS["date"] + " AS VARCHAR), {0})"
_WANTED = {"int": "wanted/int", "bool": "wanted/bool"}


def _typed(table: Any, path: Path, columns: Mapping[str, str]) -> Any:
    """Give each column the type of its field; a cell that is none is a fault with its row."""
    fields = field_kinds(path.stem) if path.stem in record_classes() else {}
    sorts = {columns.get(name, name): kind.sort for name, kind in fields.items()}
    read_as = {column: _AS[sorts[column]] for column in table.columns if sorts.get(column) in _AS}
    given = {column: f"nullif(trim({_quoted(column)}), '')" for column in table.columns}
    typed = {column: as_type.format(given[column]) for column, as_type in read_as.items()}
    unread = {column: f"{given[column]} IS NOT NULL AND ({typed[column]}) IS NULL" for column in typed}
    # One look at the whole file: a row that is not parted like its head fails here.
    counts = table.aggregate(", ".join(["count(*)", *(f"count_if({test})" for test in unread.values())]))
    [(_, *numbers)] = counts.fetchall()
    failed = [column for column, number in zip(unread, numbers, strict=True) if number]
    faults = [
        issue
        for column in failed
        if sorts[column] != "date"
        for issue in _unread(table, path, column, given[column], unread[column], sorts[column])
    ]
    if faults:
        raise DataError(path.name, tuple(faults[:_MOST]))
    # Where some day is not known as a whole, texts stay: what each of them tells is read with the rest.
    typed |= {column: _DAY_TEXT.format(given[column]) for column in failed}
    expressions = (
        f"{typed[column]} AS {_quoted(column)}" if column in typed else _quoted(column)
        for column in table.columns
    )
    return table.project(", ".join(expressions))


def _quoted(column: str) -> str:
    escaped = column.replace('"', '""')
    return f'"{escaped}"'


def _unread(table: Any, path: Path, column: str, given: str, test: str, sort: str) -> Iterator[Issue]:
    """List the cells of a column that are not of its type."""
    numbered = table.project(f"*, row_number() OVER () AS __line, {given} AS __given")
    rows = numbered.filter(test).order("__line").limit(_MOST)
    for line, value in rows.project("__line, __given").fetchall():
        fault: Message = message("shape.type/instead", expected=message(_WANTED[sort]), given=in_short(value))
        fault = unshown(fault) if is_about_people(path.stem) else fault
        # The head is the first row.
        yield Issue(place=f"{path.name}[{line + 1}].{column}", text=fault, code="shape.value")
