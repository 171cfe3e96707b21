"""Registers and a mapping → a regional system, what could not be read, and what has changed since."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import attrs

from rnms._values import frozen
from rnms.errors import DataError, UsageError
from rnms.files.converter import perhaps
from rnms.files.progress import Progress
from rnms.intake.confirmed import Confirmation, confirmations
from rnms.intake.journal import Changes, Journal, JournalRow, compared, record_key, without_brought
from rnms.intake.keys import Digests
from rnms.intake.ledger import ledger_of_rows, register_line
from rnms.intake.mapping import RegisterMap, SheetMap, load_mapping
from rnms.intake.names import Named, Names, fits_any, pattern
from rnms.intake.remarks import copy_with_remarks
from rnms.intake.rows import NAMED, Fault, Reader, Row, placed_columns
from rnms.issues import Fact, Issue, Message, message
from rnms.model.checked import expect_day
from rnms.model.limits import Limits
from rnms.model.returns import Delivery, Unreported
from rnms.model.schema import about
from rnms.model.spelling import as_seen
from rnms.model.system import RegionalSystem, record_classes
from rnms.sheets.area import BETWEEN, Area, title_of
from rnms.sheets.calamine import Calamine
from rnms.sheets.csv import read_csv
from rnms.sheets.safety import OTHER_KINDS, WORKBOOKS, Upload, file_name, refused, source_of
from rnms.sheets.values import Sheet, letters_of, put, quoted
from rnms.sheets.workbook import read_workbook
from rnms.writing import write_file

File = str | Path | bytes | Upload
HEADING = "(подзаголовок)"
"""The title by which a mapping names the merged cell above a group of rows: a district, a school."""
_WHY = "rows-unread"
_OF_THE_MAP = {"municipalities", "territories"}
_HEAD_WITHIN, _HEAD_ROWS = 50, 3
"""The head of a table stands in one of the first rows, and has at most so many."""


@frozen(kw_only=True)
class Unknown:
    """A word that the mapping does not know, or a name that is nobody's.

    Attributes:
        word: The word, as it is first written.
        column: The title of the column.
        places: The cells in which it stands.
    """

    word: str
    column: str
    places: tuple[str, ...]


@frozen(kw_only=True)
class Intake:
    """What registers gave.

    Attributes:
        system: The system that was known, and what came to it.
        issues: What could not be read and what is to be asked, faults of one word together.
        faults: The same cell by cell, for a copy of the register.
        unknown: The words that the mapping does not know, the most frequent first.
        counts: By collection, how many records the registers made.
        rows: How many rows were read.
        lost: By collection, how many records could not be made.
        changes: How the rows differ from the last reading by the same mapping.
        journal: What the mapping brought, for the next reading.
        confirmed: The names that a person has confirmed.
        registers: The files that were read.

    >>> Intake(system=RegionalSystem(region="kirov"), journal=Journal(mapping="staff.toml"))
    Intake(0 rows, 0 records, 0 issues)
    """

    system: RegionalSystem
    journal: Journal
    issues: tuple[Issue, ...] = ()
    faults: tuple[Fault, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    counts: Mapping[str, int] = attrs.field(factory=dict)
    rows: int = 0
    lost: Mapping[str, int] = attrs.field(factory=dict)
    changes: Changes = attrs.field(factory=Changes)
    confirmed: tuple[Confirmation, ...] = ()
    registers: tuple[Path | Upload, ...] = ()

    def __repr__(self) -> str:
        return f"Intake({self.rows} rows, {sum(self.counts.values())} records, {len(self.issues)} issues)"

    def issues_workbook(self, path: str | Path | None = None, *, register: str = "") -> bytes:
        """Write a copy of a register with a column «Замечание», for whoever keeps it.

        Beside it stand the words that the mapping does not know, and the names that are nobody's with the
        nearest there are: those in whose row somebody writes «да» under «Подтверждаю» are taken by the next
        :func:`read` that is given this workbook as ``confirmed``.

        Args:
            path: Where to; by default nowhere.
            register: The name of the file, where several were read.

        Raises:
            DataError: If the register is not safe to open.
            LookupError: If no file of this name was read, or several were and none is named.
            MissingExtraError: If openpyxl is not installed.
            OSError: If the register cannot be read.
        """
        named = [file for file in self.registers if register in ("", file_name(file))]
        if len(named) != 1:
            known = ", ".join(map(file_name, self.registers))
            raise LookupError(f"name one of the registers that were read: {known}")
        data = copy_with_remarks(named[0], self.faults, confirmed=self.confirmed)
        if path is not None:
            write_file(path, data)
        return data


def read(
    registers: File | Iterable[File],
    mapping: RegisterMap | File,
    *,
    salt: bytes,
    known: RegionalSystem | None = None,
    journal: Journal | None = None,
    confirmed: File | Iterable[File] = (),
    drop_vanished: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
    came: dt.date | None = None,
) -> Intake:
    r"""Read registers by a mapping.

    What the same mapping brought before is replaced; a row that is no more is asked about, and its records
    stay. A register that cannot be read is an issue, and the rest is read.

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> cells = "СНИЛС;Школа;Должность\n112-233-445 95;СОШ 5;учитель"
    >>> _ = (folder / "кадры.csv").write_text(cells, encoding="utf-8")
    >>> _ = (folder / "staff.toml").write_text('''
    ... rnms-intake = 1
    ... region = "kirov"
    ... [words.role]
    ... "учител*" = "pedagogical"
    ... [[sheet]]
    ... [sheet.organization]
    ... name = "Школа"
    ... [sheet.person]
    ... key = ["СНИЛС"]
    ... [sheet.employment]
    ... organization = "Школа"
    ... role = { column = "Должность", words = "role" }
    ... ''', encoding="utf-8")
    >>> took = read(folder / "кадры.csv", folder / "staff.toml", salt=b"invented, of the docs")
    >>> took, took.system.employments[0].role.value
    (Intake(1 rows, 3 records, 0 issues), 'pedagogical')

    Args:
        registers: The files: workbooks or CSV, or what is in them; an :class:`~rnms.sheets.Upload` gives
            bytes a name, by which the mapping may tell them.
        mapping: The mapping, or its file, or what is in that.
        salt: The secret of the region with which the keys of people are made; it is never shown.
        known: The system that is known: municipalities, schools, what other registers gave.
        journal: What the same mapping brought to it before.
        confirmed: Workbooks with remarks in which a person has confirmed what names mean.
        drop_vanished: Whether records go whose rows are no more.
        limits: How large a file may be.
        progress: Is told how many rows are done, and of how many.
        came: The day on which the registers came, for the ledger.

    Raises:
        DataError: If the mapping is none.
        FieldError: If the day on which the registers came is none.
        ValueError: If the salt is too short, the mapping is of another region than the system, or two
            registers have one name: what is wrong is told by it.
    """
    if came is not None:
        expect_day(came, owner="intake.read", field="came")
    if not isinstance(mapping, RegisterMap):
        mapping = load_mapping(mapping)
    system = RegionalSystem(region=mapping.region) if known is None else known
    if system.region != mapping.region:
        regions = {"region": repr(mapping.region), "other": repr(system.region)}
        raise UsageError(message("error.other-region/mapping", **regions))
    files, limits = _files(registers), limits or Limits()
    expect_own_names(files)
    known_names, issues = confirmations(_files(confirmed), limits)
    work = _Work(mapping, Digests(salt), system, journal, limits, progress, known_names)
    with Calamine() as calamine:
        for file in files:
            work.open(file, calamine)
    work.name_missing_sheets()
    work.make_records()
    took = work.taken(drop_vanished=drop_vanished, came=came)
    return attrs.evolve(took, issues=(*issues, *took.issues), registers=files)


def expect_own_names(files: Iterable[Path | Upload]) -> None:
    """Refuse files of one name: what is wrong, and the copies with remarks, are told apart by it.

    Raises:
        UsageError: If two have one name.
    """
    doubled = [name for name, times in Counter(map(file_name, files)).items() if times > 1]
    if doubled:
        raise UsageError(message("error.same-name", names=tuple(map(quoted, doubled))))


def _files(given: File | Iterable[File]) -> tuple[Path | Upload, ...]:
    """List files, of which one may be given alone."""
    listed: Iterable[File] = [given] if isinstance(given, File) else given
    return tuple(map(source_of, listed))


class _Work:
    """One reading, step by step."""

    def __init__(
        self,
        mapping: RegisterMap,
        digests: Digests,
        known: RegionalSystem,
        journal: Journal | None,
        limits: Limits,
        progress: Progress | None,
        confirmed: Mapping[tuple[str, str], Confirmation],
    ) -> None:
        self._mapping, self._digests, self._known = mapping, digests, known
        self._journal, self._limits, self._progress = journal, limits, progress
        self._reader = Reader(mapping, digests, confirmed=confirmed)
        self._rows: list[Row] = []
        self._issues: list[Issue] = []
        self._gaps: Counter[tuple[str, str | None]] = Counter()
        self._unread_files: dict[str, Issue] = {}
        self._met: set[int] = set()
        self._unmet: set[str] = set()
        self._place_names = {place.id: place.name for place in known.municipalities or ()}

    # Files to rows.

    def open(self, path: Path | Upload, calamine: Calamine) -> None:
        """Read the sheets of a file, and find the rows of each that the mapping knows."""
        file, is_mapped = file_name(path), False
        try:
            sheets = self._sheets(path, calamine)
        except DataError as error:
            self._note_unread(file, *error.issues)
            return
        except OSError as error:
            fault = message("intake.file", error=str(error.strerror or type(error).__name__))
            self._note_unread(file, Issue(place=file, text=fault, code="intake.file"))
            return
        for sheet in sheets:
            if not sheet.last_row:
                continue
            sheet_map = self._map_of(sheet)
            if sheet_map is not None:
                is_mapped = True
                self._read_sheet(sheet, sheet_map)
            elif not sheet.hidden:
                fault = message("intake.other-sheet", name=quoted(sheet.name))
                self._issues.append(Issue(place=sheet.place(), text=fault, code="intake.other-sheet"))
        if not any(sheet.last_row for sheet in sheets):
            self._note_unread(
                file, Issue(place=file, text=message("table.no-sheet/empty"), code="table.no-sheet")
            )
        elif not is_mapped:
            names = tuple(f"«{sheet.name}»" for sheet in self._mapping.sheet)
            fault = message(
                "table.no-sheet", name=", ".join(names), known=tuple(quoted(sheet.name) for sheet in sheets)
            )
            self._note_unread(file, Issue(place=file, text=fault, code="table.no-sheet"))

    def _note_unread(self, file: str, *issues: Issue) -> None:
        """Say why nothing is known of what stands in a file, or in a sheet of it."""
        self._issues += issues
        self._unread_files.setdefault(file, issues[0])

    def _sheets(self, path: Path | Upload, calamine: Calamine) -> Sequence[Sheet]:
        ending = path.suffix.casefold()
        if ending == ".csv":
            titles = [title for sheet in self._mapping.sheet for title in sheet.columns]
            return (read_csv(path, self._limits, {part for title in titles for part in _parts(title)}),)
        if ending in WORKBOOKS:
            return read_workbook(path, self._limits, calamine)
        kinds: Fact = "" if ending in OTHER_KINDS else message("file.kind/read")
        fault = message("file.kind", ending=ending or message("file.kind/none"), read=kinds)
        raise refused(file_name(path), "file.kind", fault)

    def _map_of(self, sheet: Sheet) -> SheetMap | None:
        return next(
            (
                sheet_map
                for sheet_map in self._mapping.sheet
                if fits_any(sheet.file, [sheet_map.file])
                and (not sheet.name or fits_any(sheet.name, [sheet_map.name]))
            ),
            None,
        )

    def _read_sheet(self, sheet: Sheet, sheet_map: SheetMap) -> None:
        self._met.add(id(sheet_map))
        first, last = sheet_map.header or head_span(sheet, sheet_map.columns)
        area = Area(sheet=sheet, head=(first, last))
        if HEADING in sheet_map.columns:
            area = with_headings(area)
        if sheet_map.end is not None:
            area = attrs.evolve(area, end=_end(area, sheet_map.end))
        if not any(self._reader.column(area, title) for title in sheet_map.columns if title != HEADING):
            fault = message("table.no-columns", known=tuple(sheet_map.columns))
            self._note_unread(sheet.file, Issue(place=sheet.place(), text=fault, code="table.no-columns"))
            return
        for title in sheet_map.columns:
            if not self._reader.column(area, title):
                near = perhaps(title_of(title), placed_columns(area))
                fault = message("table.no-column", title=title, near=near)
                self._issues.append(Issue(place=sheet.place(last, 1), text=fault, code="table.no-column"))
        self._name_others(area, sheet_map)
        skipped, records = set(), set(area.rows)
        for number in range(last + 1, (area.end or sheet.last_row) + 1):
            row = Row(sheet_map, area, number)
            if self._reader.is_skipped(row):
                skipped.add(sheet.place(number, 1))
            elif number in records:
                self._rows.append(row)
        if HEADING in sheet_map.columns:
            skipped |= {sheet.place(number, 1) for number in area.headings}
        self._issues += [
            issue for issue in area.issues if issue.code != "table.no-record" or issue.place not in skipped
        ]
        for collection in {record.collection for record in sheet_map.records}:
            self._gaps[collection, None] += area.lost

    def _name_others(self, area: Area, sheet_map: SheetMap) -> None:
        """Name the columns that the mapping does not know."""
        known = {self._reader.column(area, title) for title in sheet_map.columns}
        for title, column in placed_columns(area).items():
            if column not in known and not fits_any(title, sheet_map.ignore):
                place = area.sheet.place(area.head[1], column)
                fault = message("intake.other-column", title=f"«{title}»")
                self._issues.append(Issue(place=place, text=fault, code="intake.other-column"))

    def name_missing_sheets(self) -> None:
        """Name the sheets of the mapping that no file has, where some of it was found: they say nothing."""
        for sheet_map in self._mapping.sheet if self._met else ():
            if id(sheet_map) not in self._met:
                names = tuple(quoted(name) for name in (sheet_map.file, sheet_map.name) if name != "*")
                fault = message("table.no-sheet/of-mapping", name=", ".join(names))
                self._issues.append(Issue(place=self._mapping.name, text=fault, code="table.no-sheet"))
                self._unmet |= {record.collection for record in sheet_map.records}

    # Rows to records.

    def make_records(self) -> None:
        """Make the records of all rows, those first that others refer to."""
        steps = _order([record.collection for sheet in self._mapping.sheet for record in sheet.records])
        # Where a row stands is told by the municipalities, also by those that came with it.
        steps.sort(key=lambda collection: collection not in _OF_THE_MAP)
        steps_done, whole = 0, len(self._rows) * max(1, len(steps))
        # Municipalities first: their names do not tell the schools in them apart.
        for collection in sorted(NAMED, key=lambda name: name != "municipalities"):
            self._name(collection)
        is_placed = False
        for collection in steps:
            if not is_placed and collection not in _OF_THE_MAP:
                # Whoever is lost from here on is lost somewhere.
                for row in self._rows:
                    self._reader.find_municipality(row)
                    self._reader.find_person(row)
                is_placed = True
            for row in self._rows:
                for number, record in enumerate(row.sheet.records):
                    if record.collection == collection:
                        self._reader.make(row, number)
                steps_done += 1
                if self._progress is not None and (steps_done % 500 == 0 or steps_done == whole):
                    self._progress(steps_done, whole)
            if collection in NAMED:
                self._name(collection)

    def _name(self, collection: str) -> None:
        """Let the records of a collection be found by name: those that are known, and those made."""
        own = [
            record
            for row in self._rows
            for number, record in row.records.items()
            if row.sheet.records[number].collection == collection
        ]
        records = [*(getattr(self._known, collection) or ()), *own]
        named = [
            Named(
                record.id,
                str(getattr(record, "name", "") or getattr(record, "title", "")),
                getattr(record, "municipality", None),
            )
            for record in records
        ]
        if collection == "municipalities":
            self._place_names = {record.id: record.name for record in named}
        # The first of an id counts, as among the records.
        first = {record.id: record for record in reversed(named)}
        self._reader.names[collection] = Names(reversed(first.values()), self._place_names)

    # Records to a system.

    def taken(self, *, drop_vanished: bool, came: dt.date | None) -> Intake:
        """Put together what came, what was known, and what is to be asked."""
        journal_rows = [self._journal_row(row) for row in self._rows]
        before = self._journal.rows if self._journal is not None else ()
        changes = compared(journal_rows, before)
        records_made = self._merged()
        new_keys = {
            record_key(collection, record)
            for collection, records in records_made.items()
            for record in records
        }
        # A register that could not be opened has lost no row.
        if drop_vanished and not self._unread_files:
            stays: tuple[JournalRow, ...] = ()
        else:
            stays = changes.vanished
            self._ask_of_vanished(stays)
        owned = set(self._journal.records) if self._journal is not None else set()
        keys_kept = {key for row in stays for key in row.records if key in owned and key not in new_keys}
        base = without_brought(self._known, self._journal, keys_kept)
        system, own = self._added(base, records_made)
        gaps = self._all_gaps(stays)
        deliveries = self._deliveries(came)
        system = attrs.evolve(
            system,
            unreported=(*base.unreported, *gaps),
            deliveries=(*base.deliveries, *deliveries),
        )
        self._tell_salt()
        self._tell_one_or_two()
        lost_records = Counter(collection for row in self._rows for collection in row.lost)
        return Intake(
            system=system,
            journal=Journal(
                mapping=self._mapping.name,
                salt=self._digests.key("salt"),
                rows=(*journal_rows, *stays),
                records=tuple(sorted({*own, *keys_kept})),
                gaps=gaps,
                deliveries=deliveries,
            ),
            issues=(*self._issues, *grouped(self._reader.faults)),
            faults=tuple(self._reader.faults),
            unknown=_unknown(self._reader.faults),
            counts={collection: len(records) for collection, records in records_made.items()},
            rows=len(self._rows),
            lost=dict(lost_records),
            changes=changes,
            confirmed=tuple(self._reader.confirmed.values()),
        )

    def _deliveries(self, came: dt.date | None) -> tuple[Delivery, ...]:
        """Make the ledger: what came of each collection and municipality, the first fault of each kind."""
        collections = {record.collection for sheet in self._mapping.sheet for record in sheet.records}
        unread = [
            register_line(collection, None, file, came, issue.place, issue.code)
            for file, issue in self._unread_files.items()
            for collection in sorted(collections)
        ]
        return (*ledger_of_rows(self._rows, self._reader.faults, came), *unread)

    def _journal_row(self, row: Row) -> JournalRow:
        cells = [str(cell) for cell in row.area.cells.row(row.number)]
        kind = str(self._mapping.sheet.index(row.sheet))
        records = {
            record_key(row.sheet.records[number].collection, record) for number, record in row.records.items()
        }
        return JournalRow(
            place=row.area.sheet.place(row.number, 1),
            digest=self._digests.key(kind, *cells),
            person=row.person or "",
            records=tuple(sorted(records)),
            lost=tuple(row.lost),
            municipality=row.municipality,
        )

    def _merged(self) -> dict[str, list[Any]]:
        """List the records of all rows, one of each id: what the first leaves open is taken from the next."""
        merged: dict[str, dict[str, Any]] = {
            record.collection: {} for sheet in self._mapping.sheet for record in sheet.records
        }
        differences_told: set[tuple[str, str]] = set()
        for row in self._rows:
            for number, record in row.records.items():
                collection = row.sheet.records[number].collection
                key = record_key(collection, record)
                first = merged[collection].get(key)
                if first is None:
                    merged[collection][key] = record
                    continue
                merged[collection][key], differing = _joined(first, record, collection)
                for field in differing:
                    if (key, field) not in differences_told:
                        differences_told.add((key, field))
                        source = row.sheet.records[number].fields.get(field)
                        title = None if source is None else source.column
                        self._reader.fault(
                            row, title, "intake.differs", message("intake.differs", field=field)
                        )
        return {collection: list(records.values()) for collection, records in merged.items()}

    def _added(self, base: RegionalSystem, made: Mapping[str, list[Any]]) -> tuple[RegionalSystem, set[str]]:
        """Add records to a system; what it has of its own stays, and what it leaves open is filled."""
        changed: dict[str, Any] = {}
        own: set[str] = set()
        for collection, records in made.items():
            present = {record_key(collection, record): record for record in getattr(base, collection) or ()}
            new = []
            for record in records:
                key = record_key(collection, record)
                if key in present:
                    present[key], _ = _joined(present[key], record, collection)
                else:
                    own.add(key)
                    new.append(record)
            changed[collection] = [*present.values(), *new]
        return attrs.evolve(base, **changed), own

    def _all_gaps(self, stays: Iterable[JournalRow]) -> tuple[Unreported, ...]:
        """Find what is missing: of each collection and municipality so many records as could not be made."""
        gaps = Counter(self._gaps)
        for row in self._rows:
            gaps.update((collection, row.municipality) for collection in row.lost)
        for row_before in stays:
            gaps.update((collection, row_before.municipality) for collection in row_before.lost)
        listed = [
            Unreported(entity=collection, municipality=municipality, why=_WHY, most=number)
            for (collection, municipality), number in sorted(
                gaps.items(), key=lambda item: (item[0][0], item[0][1] or "")
            )
            if number
        ]
        unread = set(self._unmet)
        if self._unread_files:
            unread |= {record.collection for sheet in self._mapping.sheet for record in sheet.records}
        listed += [Unreported(entity=collection, why=_WHY) for collection in sorted(unread)]
        return tuple(listed)

    def _ask_of_vanished(self, rows: Iterable[JournalRow]) -> None:
        for row in rows if not self._unread_files else ():
            self._issues.append(
                Issue(place=row.place, text=message("intake.vanished"), code="intake.vanished")
            )

    def _tell_salt(self) -> None:
        if self._journal is not None and self._journal.salt not in {"", self._digests.key("salt")}:
            self._issues.append(
                Issue(place=self._mapping.name, text=message("intake.salt"), code="intake.salt")
            )

    def _tell_one_or_two(self) -> None:
        for people in self._reader.one_or_two.values():
            if len(people) > 1:
                first, *namesakes = people.values()
                for row in namesakes:
                    place = first.area.sheet.place(first.number, 1)
                    fault = message("intake.one-or-two", place=place)
                    self._reader.fault(row, None, "intake.one-or-two", fault)


def head_span(sheet: Sheet, titles: Iterable[str]) -> tuple[int, int]:
    """Find the rows of the head: those that show most of the titles, as few as may be.

    >>> rows = [["Перечень"], ["ФИО", None, "Школа"], ["Фамилия", "Имя", None]]
    >>> head_span(Sheet(file="a.xlsx", rows=rows, merged=((2, 1, 2, 2),)), ["ФИО / Фамилия", "Школа"])
    (2, 3)
    """
    wanted_titles = {as_seen(title) for title in titles}
    sheet = top_of(sheet, _HEAD_WITHIN + _HEAD_ROWS)
    spans = []
    for first in range(1, min(sheet.last_row, _HEAD_WITHIN) + 1):
        for last in range(first, min(first + _HEAD_ROWS, sheet.last_row + 1)):
            titles_shown = {as_seen(title) for title in placed_columns(Area(sheet=sheet, head=(first, last)))}
            spans.append((-len(wanted_titles & titles_shown), last - first, first))
    _, more, first = min(spans, default=(0, 0, 1))
    return first, first + more


def with_headings(area: Area) -> Area:
    """Give a table a last column in which the heading above each row stands, as a mapping can name it.

    >>> rows = [["ФИО", "Школа"], ["Лесной район", None], ["Вымыслов", "СОШ 5"]]
    >>> area = with_headings(Area(sheet=Sheet(file="a.xlsx", rows=rows, merged=((2, 1, 2, 2),))))
    >>> area.titles[3], str(area.cells.at(3, 3))
    ('(подзаголовок)', 'Лесной район')
    """
    rows = [list(row) for row in area.sheet.rows]
    column = area.sheet.last_column + 1
    put(rows, area.head[1], column, HEADING)
    heading, records = "", set(area.rows)
    for row in range(area.head[1] + 1, area.sheet.last_row + 1):
        heading = area.headings.get(row, heading)
        if row in records:
            put(rows, row, column, heading)
    return attrs.evolve(area, sheet=attrs.evolve(area.sheet, rows=rows), added=1)


def top_of(sheet: Sheet, rows: int) -> Sheet:
    """Take the first rows of a sheet: merged cells of a long one need not be filled to find its head.

    >>> top_of(Sheet(file="a.csv", rows=[["код"], ["7"]]), 1).last_row
    1
    """
    merged = tuple(area for area in sheet.merged if area[2] <= rows)
    return attrs.evolve(sheet, rows=sheet.rows[:rows], merged=merged)


def grouped(faults: Iterable[Fault]) -> tuple[Issue, ...]:
    """Make issues of faults: those that say the same of one column are one, with how many rows they are.

    >>> grouped(())
    ()
    """
    groups: dict[tuple[str, str, int, str, str], list[Fault]] = {}
    for fault in faults:
        sheet = fault.area.sheet
        same = as_seen(fault.word) if fault.word else _kind_of(fault.message)
        groups.setdefault((sheet.file, sheet.name, fault.column, fault.code, same), []).append(fault)
    issues = []
    for group in groups.values():
        first = group[0]
        sentence: Message | str = first.message
        if len(group) > 1:
            sentence = message("intake.rows", fault=first.message, number=len(group))
        issues.append(Issue(place=first.place, text=sentence, code=first.code))
    return tuple(issues)


_OF_CELL = {"given", "start", "end"}
"""The facts of a message that tell what a cell holds."""


def _kind_of(fault: Message) -> str:
    """Write a message without which digits and letters the cell held: one way of writing is one fault."""
    facts = {name: fact for name, fact in fault.facts.items() if name not in _OF_CELL}
    written = re.sub(r"[^\W\d_]+", "a", re.sub(r"[0-9]", "0", str(fault.facts.get("given", ""))))
    return f"{fault.key} {facts!r} {written}"


def _unknown(faults: Iterable[Fault]) -> tuple[Unknown, ...]:
    words: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        if fault.word:
            title = fault.area.titles.get(fault.column, letters_of(fault.column))
            words.setdefault((title, as_seen(fault.word)), []).append(fault)
    listed = [
        Unknown(word=group[0].word, column=title, places=tuple(fault.place for fault in group))
        for (title, _), group in words.items()
    ]
    return tuple(sorted(listed, key=lambda unknown: -len(unknown.places)))


def _joined(first: Any, second: Any, collection: str) -> tuple[Any, list[str]]:
    """Fill what a record leaves open from another of its id; tell the fields in which they differ."""
    filled: dict[str, Any] = {}
    differing = []
    for field in attrs.fields(record_classes()[collection]):
        value, further = getattr(first, field.name), getattr(second, field.name)
        if further in (None, "") or value == further:
            continue
        if value in (None, ""):
            filled[field.name] = further
        elif not (collection in NAMED and field.name in {"name", "title"}):
            # Of two spellings of one name the first stays.
            differing.append(field.name)
    return (attrs.evolve(first, **filled) if filled else first), differing


def _order(collections: Iterable[str]) -> list[str]:
    """List the collections of a mapping, those first to which others refer."""
    own_names = set(collections)
    graph = {
        # Sorted, so that the same registers give the same data in the same order.
        name: sorted(
            {about(field).refers_to for field in attrs.fields(record_classes()[name])} & own_names - {name}
        )
        for name in sorted(own_names)
    }
    return [*TopologicalSorter(graph).static_order()]


def _end(area: Area, ends: str) -> int:
    """Find the last row before the one that begins as the mapping says that the data end."""
    fits = pattern(ends)
    for number in range(area.head[1] + 1, area.sheet.last_row + 1):
        first = next((cell for cell in area.cells.row(number) if not cell.is_blank), None)
        if first is not None and fits.fullmatch(as_seen(str(first))):
            return number - 1
    return area.sheet.last_row


def _parts(title: str) -> Iterator[str]:
    """Give a title, and what each row of a head shows of it."""
    yield title_of(title)
    yield from map(title_of, title.split(BETWEEN))
