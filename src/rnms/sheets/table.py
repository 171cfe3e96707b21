"""Records from the tables that institutes have: an explicit mapping of columns, strict types, no guessing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from rnms.errors import suggestion
from rnms.issues import Fact, message
from rnms.model.limits import Limits
from rnms.model.returns import Figure
from rnms.model.system import record_classes
from rnms.sheets.area import BETWEEN, Area, head_of, title_of
from rnms.sheets.csv import read_csv
from rnms.sheets.rows import Reader, Table, kind_of, meanings_of, reader_of
from rnms.sheets.safety import OTHER_KINDS, WORKBOOKS, Upload, file_name, refused, source_of
from rnms.sheets.values import Sheet, quoted
from rnms.sheets.workbook import read_workbook


def read_table(
    path: str | Path | bytes | Upload,
    entity: str,
    *,
    columns: Mapping[str, str],
    sheet: str | None = None,
    header_rows: int | tuple[int, int] | None = None,
    words: Mapping[str, Mapping[str, object]] | None = None,
    limits: Limits | None = None,
) -> Table:
    r"""Read records from a workbook (XLSX, XLSM, XLSB, XLS, ODS) or a CSV file.

    A faulty cell becomes unknown where its field may be; else its row gives no record, and the table says so.
    Merged cells count as filled, formulas as the value that is saved with them.

    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "школы.csv")
    >>> _ = path.write_text("Код;Вид\n1;школа\n2;лицей\n", encoding="utf-8")
    >>> table = read_table(
    ...     path, "organizations", columns={"Код": "id", "Вид": "kind"}, words={"kind": {"школа": "general"}}
    ... )
    >>> [record.id for record in table.records], table.issues[0].place
    (['1', '2'], 'школы.csv[B3]')

    Args:
        path: The file, or its bytes; :class:`Upload` gives these the name that the issues say.
        entity: The collection that its rows belong to: ``"persons"``, ``"enrolments"``, ``"figures"``.
        columns: By column title, the field that it fills. Of a head of several rows the titles are joined:
            ``"Диагностика / дата"``.
        sheet: Its name; needed where a workbook has several that people see.
        header_rows: The row of the column titles, or the first and the last of them; by default the row that
            shows most of them.
        words: By field, what the words of this table mean: ``{"kind": {"школа": "general"}}``.
        limits: How large the file may be.

    Raises:
        DataError: If the file is not a table that can be read at all.
        LookupError: If there is no such entity, field or word, or the columns do not fit its fields.
        MissingExtraError: If a package to read XLSX is not installed.
        OSError: If the file cannot be read.
    """
    source = source_of(path)
    kind = _class_of(entity)
    fields = attrs.fields_dict(attrs.resolve_types(kind))
    for field in (*columns.values(), *(words or {})):
        if field not in fields:
            raise LookupError(f"{entity} have no field {field!r}{suggestion(field, fields)}")
    for title, field in columns.items():
        reader_of(kind_of(fields[field]))
        if doubled := [
            other_title
            for other_title, field_name in columns.items()
            if field_name == field and other_title != title
        ]:
            raise LookupError(f"columns {title!r} and {doubled[0]!r} both fill {field!r}; name one")
    required = [name for name, field in fields.items() if field.default is attrs.NOTHING]
    if lacking := [name for name in required if name not in columns.values()]:
        raise LookupError(f"no column fills {', '.join(lacking)}, which every record of {entity} has")
    meanings = {name: meanings_of(fields[name], own_words) for name, own_words in (words or {}).items()}
    head = (header_rows, header_rows) if isinstance(header_rows, int) else header_rows
    if head is not None and not 1 <= head[0] <= head[1]:
        raise ValueError(f"header_rows are numbered from 1, the first before the last: {header_rows}")
    table_sheet = _sheet(source, sheet, columns, limits or Limits())
    if head is None:
        head = (head_of(table_sheet, columns),) * 2
    return Reader(kind, entity, Area(sheet=table_sheet, head=head), columns, meanings).table()


def _class_of(entity: str) -> type[attrs.AttrsInstance]:
    classes = {**record_classes(), "figures": Figure}
    if entity not in classes:
        raise LookupError(f"no entity {entity!r}{suggestion(entity, classes)}; known: {', '.join(classes)}")
    return classes[entity]


def _shows_titles(sheet: Sheet, columns: Mapping[str, str]) -> bool:
    """Tell whether a row of a sheet shows any title of the mapping."""
    area = Area(sheet=sheet, head=(head_of(sheet, columns),) * 2)
    return any(area.columns(part) for title in columns for part in (title, *title.split(BETWEEN)))


def _sheet(path: Path | Upload, name: str | None, columns: Mapping[str, str], limits: Limits) -> Sheet:
    ending = path.suffix.casefold()
    if ending == ".csv":
        if name is not None:
            raise ValueError(f"a CSV file has no sheet {name!r}")
        # Of a head of several rows each has but a part of the titles.
        parts = {title_of(part) for title in columns for part in (title, *title.split(BETWEEN))}
        return read_csv(path, limits, parts)
    if ending not in WORKBOOKS:
        kinds: Fact = "" if ending in OTHER_KINDS else message("file.kind/read")
        fault = message("file.kind", ending=ending or message("file.kind/none"), read=kinds)
        raise refused(file_name(path), "file.kind", fault)
    sheets = read_workbook(path, limits)
    # Old programs begin a workbook with three sheets, of which two stay empty.
    visible_sheets = [sheet for sheet in sheets if not sheet.hidden and sheet.last_row]
    candidates = visible_sheets if name is None else [sheet for sheet in sheets if sheet.name == name]
    if name is None and len(candidates) > 1:
        # Beside the table stand explanations and sums, with none of its titles.
        with_titles = [sheet for sheet in candidates if _shows_titles(sheet, columns)]
        candidates = with_titles if len(with_titles) == 1 else candidates
    if not candidates and name is None and sheets:
        candidates = [sheets[0]]
    if len(candidates) != 1:
        names = tuple(quoted(sheet.name) for sheet in (visible_sheets if name is None else sheets))
        if name is None:
            raise refused(file_name(path), "table.no-sheet", message("table.no-sheet/unnamed", known=names))
        fault = message("table.no-sheet", name=f"«{name}»", known=names)
        raise refused(file_name(path), "table.no-sheet", fault)
    return candidates[0]
