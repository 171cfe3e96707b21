"""One row of a register → its records: each cell by the mapping, each fault with its cell."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_origin

import attrs

from rnms._values import define, frozen
from rnms.intake.confirmed import Confirmation
from rnms.intake.days import read_day, read_service, worked_on
from rnms.intake.keys import Digests, shows_snils, snils_digits, telling_words
from rnms.intake.mapping import LEFT_OUT, RecordMap, RegisterMap, SheetMap, Source, fields_of
from rnms.intake.names import Dictionary, Names, fits_any, skeleton_of
from rnms.issues import Fact, Message, message
from rnms.model.partial import PartialDay, is_surely_before
from rnms.model.schema import EARLIEST, about
from rnms.model.spelling import as_seen
from rnms.model.system import record_classes
from rnms.sheets.area import Area, title_of
from rnms.sheets.reading import CellError, text
from rnms.sheets.rows import kind_of, may_be_unknown, reader_of
from rnms.sheets.values import Broken, Cell, quoted

STANDING = {"employments", "methodists", "assignments", "team_members"}
"""What a register of a day says of that day: who is listed was there."""
NAMED = {"municipalities", "organizations", "programmes", "territories"}
"""The collections whose records are found by their names."""
_PREFIXES = {"organizations": "o", "municipalities": "m", "programmes": "pr", "persons": "p"}

_NO_KEY = {"нет", "отсутствует", "не указан"}
"""What stands for a СНИЛС that nobody knows."""
_NO_MEMBER = {"нет", "отсутствуют", "отсутствует", "не выявлены", "не выявлено", "не выявлен"}
"""What stands in a list that has no member, as it is seen; a dictionary may say otherwise."""


@frozen
class Fault:
    """A fault of a cell.

    Attributes:
        area: The table.
        row: Its row.
        column: Its column.
        code: The code of the issue.
        message: What is wrong.
        word: Whether the mapping does not know a word, and which; empty for any other fault.
        near: Of a name that is nobody's, the nearest names there are.
    """

    area: Area = attrs.field(repr=False)
    row: int
    column: int
    code: str
    message: Message
    word: str = ""
    near: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return self.area.sheet.place(self.row, self.column)


class _Lost(Exception):  # noqa: N818  # no error: a record that is not made
    pass


class _LeftOut(Exception):  # noqa: N818  # no error: a word says that there is nothing
    pass


@define(eq=False)
class Row:
    """A row, and what becomes of it.

    Attributes:
        sheet: What the mapping says of its sheet.
        area: The table in which it stands.
        number: Its number.
        person: The key of its person; ``None`` until it is known, or where there is none.
        municipality: The municipality in which it stands; ``None`` where that is not known.
        records: By the number of the record in the mapping, the records made.
        lost: The collections of the records that could not be made.
    """

    sheet: SheetMap
    area: Area = attrs.field(repr=False)
    number: int
    person: str | None = None
    municipality: str | None = None
    records: dict[int, Any] = attrs.field(factory=dict, repr=False)
    lost: list[str] = attrs.field(factory=list)


@define(eq=False, slots=False)
class Reader:
    """Reads rows by a mapping.

    Attributes:
        mapping: The mapping.
        digests: What makes keys.
        names: By collection, what finds its records by name; filled as collections are read.
        faults: What is wrong, cell by cell.
        one_or_two: By the name and birth date of a person, the keys under which they stand, each with a cell.
        confirmed: By a column and a name as they are seen, what a person has confirmed it to mean.
    """

    mapping: RegisterMap
    digests: Digests
    names: dict[str, Names] = attrs.field(factory=dict)
    faults: list[Fault] = attrs.field(factory=list)
    one_or_two: dict[str, dict[str, Row]] = attrs.field(factory=dict)
    confirmed: Mapping[tuple[str, str], Confirmation] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self._dictionaries = {name: Dictionary(words) for name, words in self.mapping.words.items()}
        self._columns: dict[tuple[int, str], int] = {}
        self._areas: list[Area] = []

    # Cells.

    def column(self, area: Area, title: str) -> int:
        """Find the column of a title; 0 where it is not there."""
        key = (id(area), title)
        if key not in self._columns:
            self._areas.append(area)  # so that no other has its id
            columns, name = placed_columns(area), title_of(title)
            alike = (column for heading, column in columns.items() if as_seen(heading) == as_seen(name))
            self._columns[key] = columns.get(name) or next(alike, 0)
        return self._columns[key]

    def cell(self, row: Row, title: str) -> Cell:
        """Find the cell of a row under a title; blank where the column is not there."""
        column = self.column(row.area, title)
        return row.area.cells.at(row.number, column) if column else Cell()

    def is_skipped(self, row: Row) -> bool:
        """Tell whether the mapping says that a row is no record."""
        first = next((cell for cell in row.area.cells.row(row.number) if not cell.is_blank), Cell())
        return fits_any(str(first), row.sheet.skip) or any(
            fits_any(self._told(row, condition.column), condition.words) for condition in row.sheet.skip_if
        )

    def _told(self, row: Row, title: str) -> str:
        cell = self.cell(row, title)
        return "" if cell.is_blank else str(cell)

    def fault(
        self,
        row: Row,
        title: str | None,
        code: str,
        fault: Message,
        word: str = "",
        near: tuple[str, ...] = (),
    ) -> None:
        """Note what is wrong with a cell; what may show a person is not shown."""
        column = self.column(row.area, title) if title else 0
        if self._shows_person(row, title, fault):
            fault, word, near = _unshown(fault), "", ()
        self.faults.append(Fault(row.area, row.number, column or 1, code, fault, word, near))

    def _shows_person(self, row: Row, title: str | None, fault: Message) -> bool:
        """Whether a message quotes the key or the name of somebody, or what may be one in a wrong column."""
        quoted_texts = " ".join(_texts(fault))
        if not quoted_texts:
            return False
        if shows_snils(quoted_texts):
            return True
        secrets = set()
        for record in row.sheet.records:
            if record.collection == "persons":
                birth = record.fields.get("birth_date")
                is_birth = birth is not None and title == birth.column
                if "given" in fault.facts and (is_birth or title in record.otherwise):
                    return True
                if title in record.key and record.key_is == "snils":
                    return True
                for column in (*record.key, *record.otherwise):
                    secrets |= telling_words(self._told(row, column))
        return bool(secrets & telling_words(quoted_texts))

    # The person of a row.

    def find_person(self, row: Row) -> None:
        """Find the key of the person of a row: by the СНИЛС, or by name and birth date; else it is lost."""
        maps = [record for record in row.sheet.records if record.collection == "persons"]
        if not maps or "id" in maps[0].fields:
            return
        record = maps[0]
        name = self._name_key(row, record)
        row.person = self._own_key(row, record) or name
        if row.person is None:
            self.fault(row, (*record.key, *record.otherwise)[0], "intake.nobody", message("intake.nobody"))
        elif name is not None:
            self.one_or_two.setdefault(name, {}).setdefault(row.person, row)

    def _own_key(self, row: Row, record: RecordMap) -> str | None:
        texts = [self._told(row, title) for title in record.key]
        if not all(texts) or set(map(as_seen, texts)) <= _NO_KEY:
            return None
        if record.key_is == "code":
            return self.digests.of_texts("p", texts)
        digits = snils_digits("".join(texts))
        if digits is None:
            self.fault(row, record.key[0], "intake.snils", message("intake.snils"))
            return None
        return self.digests.of_snils(digits)

    def _name_key(self, row: Row, record: RecordMap) -> str | None:
        """Find the key of name and birth date; a namesake without one is anybody."""
        birth = record.fields.get("birth_date")
        parts = []
        for title in record.otherwise:
            cell = self.cell(row, title)
            if birth is not None and title == birth.column:
                try:
                    day = read_day(cell, birth.dates, row.sheet.as_of)
                except CellError:
                    return None
                if isinstance(day, PartialDay):
                    return None
                parts.append(str(day))
            else:
                parts.append(self._told(row, title))
        # A patronymic may be missing; two names of a person may not.
        return self.digests.of_texts("p", parts) if sum(map(bool, parts)) >= 2 else None

    # The municipality of a row.

    def find_municipality(self, row: Row) -> None:
        """Find where a row stands, for what is lost in it."""
        source = row.sheet.municipality_of_row
        if source is not None and source.value is not None:
            row.municipality = str(source.value)
            return
        title = next(
            (
                of_field.within
                for record in row.sheet.records
                for of_field in record.fields.values()
                if of_field.within is not None
            ),
            None,
        )
        title = source.column if source is not None else title
        names = self.names.get("municipalities")
        if title is not None and names is not None:
            ids = self._found(names, title, self._told(row, title))
            row.municipality = ids[0] if len(ids) == 1 else None

    # Records.

    def make(self, row: Row, number: int) -> Any | None:
        """Make a record of a row, if the row has one; one that cannot be made is noted as lost."""
        record = row.sheet.records[number]
        if not self._has(row, record):
            if not all(self.column(row.area, title) for title in record.columns):
                # Whether the row has one is told by a column that is not there.
                row.lost.append(record.collection)
            return None
        needs_person = record.collection == "persons" or "person" in fields_of(record.collection)
        if needs_person and row.person is None and not {"id", "person"} & set(record.fields):
            row.lost.append(record.collection)
            return None
        try:
            made = self._made(row, record, number)
        except _LeftOut:
            return None
        except _Lost:
            row.lost.append(record.collection)
            return None
        row.records[number] = made
        return made

    def _has(self, row: Row, record: RecordMap) -> bool:
        """Tell whether a row says anything of a record."""
        if record.when is not None:
            return fits_any(self._told(row, record.when.column), record.when.words)
        if record.collection == "persons" and row.person is not None:
            return True
        own = [source.column for source in record.fields.values() if source.column is not None]
        return any(not self.cell(row, title).is_blank for title in (*own, *record.key, *record.otherwise))

    def _made(self, row: Row, record: RecordMap, number: int) -> Any:
        values: dict[str, Any] = {}
        is_lost = False
        fields = fields_of(record.collection)
        # Words come first: where one says that there is no record, its other cells are nobody's.
        for name, source in sorted(record.fields.items(), key=lambda item: item[1].words is None):
            # Every cell is looked at, so that all its faults are told at once.
            try:
                value = self._value(row, source, fields[name])
            except _Lost:
                is_lost = True
            else:
                values |= {} if value is None else {name: value}
        if is_lost:
            raise _Lost
        start, end = values.get("start"), values.get("end")
        if start is not None and end is not None and is_surely_before(end, start):
            fault = message("dates.end-before-start", end=str(end), start=str(start))
            self.fault(row, record.fields["end"].column, "dates.end-before-start", fault)
        if record.collection in STANDING and row.sheet.as_of is not None:
            pair = worked_on(values.get("start"), values.get("end"), row.sheet.as_of)
            values["start"], values["end"] = pair
        if "person" in fields and "person" not in values and row.person is not None:
            values["person"] = row.person
        if "id" in fields and "id" not in values:
            values["id"] = self._id(row, record, number, values)
        try:
            return record_classes()[record.collection](**values)
        except (TypeError, ValueError):
            self.fault(row, next(iter(record.columns), None), "cell.value", message("cell.value/row"))
            raise _Lost from None

    def _id(self, row: Row, record: RecordMap, number: int, values: Mapping[str, Any]) -> str:
        """Make the id of a record: of a person the key, of a name its skeleton, else all that it says."""
        if record.collection == "persons":
            return str(row.person)
        prefix = _PREFIXES.get(record.collection, record.collection.rstrip("s"))
        if record.key:
            cells = [self._told(row, title) for title in record.key]
            return self.digests.of_texts(prefix, [*cells, row.person or ""])
        name = values.get("name") or values.get("title")
        if record.collection in NAMED and name:
            place = values.get("municipality") or ""
            # One that is known already keeps its id, whichever register names it.
            ids = self.names[record.collection].find(str(name), place or None)
            if len(ids) == 1:
                return ids[0]
            return self.digests.of_texts(prefix, [self.skeleton(record.collection, str(name), place), place])
        facts = [f"{field}={value}" for field, value in sorted(values.items())]
        return self.digests.of_texts(prefix, [str(number), *facts])

    def skeleton(self, collection: str, name: str, municipality: str = "") -> str:
        """Write a name as it is compared: a programme by its title as it is seen, others by a skeleton."""
        if collection == "programmes":
            return as_seen(name)
        places = self.names.get("municipalities")
        return skeleton_of(name, places.name(municipality) if places is not None else "")

    # Values.

    def _value(self, row: Row, source: Source, field: attrs.Attribute[Any]) -> Any:
        """Read the value of a field; ``None`` where the row does not say it."""
        if source.same_row:
            return self._of_same_row(row, field)
        if source.value is not None:
            return _converted(source.value, field)
        title = source.column or ""
        if not self.column(row.area, title):  # that it is missing was a fault of the head
            return self._unread(field)
        cell = self.cell(row, title)
        if cell.is_blank:
            if field.default is attrs.NOTHING:
                self.fault(row, title, "cell.blank", message("cell.blank", field=field.name))
                raise _Lost
            return None
        try:
            return self._read(row, cell, source, field)
        except CellError as error:
            self.fault(row, title, error.code, error.message)
        except _UnknownWordError as error:
            self.fault(row, error.title or title, error.code, error.message, error.word, error.near)
        except _LeftOut:
            if field.default is attrs.NOTHING:
                raise
            return None
        return self._unread(field)

    def _unread(self, field: attrs.Attribute[Any]) -> None:
        """Leave open what could not be read, where nothing else would be said so."""
        if not may_be_unknown(field):
            raise _Lost

    def _of_same_row(self, row: Row, field: attrs.Attribute[Any]) -> Any:
        collection = about(field).refers_to
        made = [
            record
            for number, record in row.records.items()
            if row.sheet.records[number].collection == collection
        ]
        if made:
            return made[0].id
        if collection in row.lost or field.default is attrs.NOTHING:
            raise _Lost
        return None

    def _read(self, row: Row, cell: Cell, source: Source, field: attrs.Attribute[Any]) -> Any:
        kind = kind_of(field)
        if isinstance(cell.content, str | Broken):
            text(cell)  # an error of a formula is no word
        if source.split or get_origin(kind) is tuple:
            return self._list(cell, source, field)
        if source.words is not None:
            meaning = self._dictionaries[source.words].meaning(str(cell))
            if meaning == LEFT_OUT:
                raise _LeftOut
            if meaning is not None:
                return _converted(meaning, field)
            if (kind is str and not about(field).refers_to) or (
                isinstance(kind, type) and issubclass(kind, enum.Enum)
            ):
                raise _UnknownWordError(
                    str(cell), message("intake.word", word=quoted(cell), words=source.words, near="")
                )
        if about(field).refers_to in NAMED:
            return self._named(row, cell, source, about(field).refers_to)
        if kind is dt.date:
            return self._day(row, cell, source, field.name)
        return reader_of(kind)(cell)

    def _day(self, row: Row, cell: Cell, source: Source, field: str) -> dt.date | PartialDay:
        as_of = row.sheet.as_of
        if source.service is not None and as_of is not None:
            return read_service(cell, as_of, unbroken=source.service == "unbroken")
        day = read_day(cell, source.dates, as_of)
        first, last = (day.first, day.last) if isinstance(day, PartialDay) else (day, day)
        if last < EARLIEST.get(field, dt.date.min) or (
            field in {"birth_date", "career_start"} and as_of is not None and first > as_of
        ):
            raise CellError("dates.impossible-birth", message("dates.impossible-birth/register"))
        return day

    def _list(self, cell: Cell, source: Source, field: attrs.Attribute[Any]) -> tuple[Any, ...]:
        """Read the members of a list in one cell; one that is known and left out is none of them."""
        separators = "|".join(map(re.escape, source.split or (";",)))
        parts = [part.strip() for part in re.split(separators, text(cell)) if part.strip()]
        members: list[Any] = []
        reader = reader_of(kind_of(field))
        for part in parts:
            meaning: object = None
            if source.words is not None:
                meaning = self._dictionaries[source.words].meaning(part)
                if meaning is None:
                    raise _UnknownWordError(
                        part, message("intake.word", word=quoted(part), words=source.words, near="")
                    )
            if meaning == LEFT_OUT or (meaning is None and as_seen(part) in _NO_MEMBER):
                continue
            members += reader(Cell(part)) if meaning is None else [meaning]
        return tuple(dict.fromkeys(members))

    def _named(self, row: Row, cell: Cell, source: Source, collection: str) -> str:
        """Find whom a cell names: exactly one, or an issue with the nearest names."""
        name = text(cell)
        names = self.names.get(collection)
        within = None
        if source.within is not None:
            within = self._one_of(
                self.names.get("municipalities"), source.within, self._told(row, source.within)
            )
        return self._one_of(names, source.column or "", name, within)

    def _found(self, names: Names, title: str, name: str, within: str | None = None) -> tuple[str, ...]:
        """List the ids that a name may mean; what a person has confirmed counts where that is not one."""
        ids = names.find(name, within)
        confirmed = self.confirmed.get((as_seen(title), as_seen(name)))
        return ids if len(ids) == 1 or confirmed is None else names.find(confirmed.name, within)

    def _one_of(self, names: Names | None, title: str, name: str, within: str | None = None) -> str:
        """Find the only record that a name in a column may mean."""
        ids = () if names is None else self._found(names, title, name, within)
        if len(ids) == 1:
            return ids[0]
        if ids and names is not None:
            known = tuple(names.name(key) for key in ids)
            fault = message("intake.name/several", name=quoted(name), known=tuple(map(quoted, known)))
            raise _UnknownWordError(name, fault, "intake.name", title, known)
        alike = () if names is None else names.near(name, within)
        near: Fact = message("intake.perhaps", names=tuple(map(quoted, alike))) if alike else ""
        fault = message("intake.name", name=quoted(name), near=near)
        raise _UnknownWordError(name, fault, "intake.name", title, alike)


class _UnknownWordError(ValueError):
    """A word that the mapping does not know, or a name that is nobody's."""

    def __init__(
        self,
        word: str,
        fault: Message,
        code: str = "intake.word",
        title: str = "",
        near: tuple[str, ...] = (),
    ) -> None:
        super().__init__(code)
        self.word = word
        self.title = title
        self.near = near
        self.message = fault
        self.code = code


def _converted(value: object, field: attrs.Attribute[Any]) -> Any:
    """Give a word of a mapping as a value of the field; one text of a list is a list of one."""
    kind = kind_of(field)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(value)
    if kind is dt.date:
        return read_day(Cell(str(value)), ("yyyy-mm-dd", "month", "year"), None)
    return (value,) if get_origin(kind) is tuple else value


def _unshown(fault: Message) -> Message:
    """Say the same without what stands in the cell, where nothing else of it is told."""
    if {"given"} <= fault.facts.keys() <= {"given", "ways"}:
        return message(fault.key, **{**fault.facts, "given": "«…»"})
    return message("cell.value/unshown")


def _texts(fault: Message) -> Iterator[str]:
    """List the texts that a message speaks of."""
    for fact in fault.facts.values():
        parts: Sequence[Fact] = fact if isinstance(fact, tuple) else (fact,)
        for part in parts:
            if isinstance(part, Message):
                yield from _texts(part)
            else:
                yield str(part)


def placed_columns(area: Area) -> dict[str, int]:
    """Number the columns of a table by title; a second one of a title is «… [2]».

    >>> from rnms.sheets.values import Sheet
    >>> placed_columns(Area(sheet=Sheet(file="a.csv", rows=[["Дата", "Дата"]])))
    {'Дата': 1, 'Дата [2]': 2}
    """
    columns: dict[str, int] = {}
    for column, title in area.titles.items():
        number, own = 1, title
        while own in columns:
            number += 1
            own = f"{title} [{number}]"
        columns[own] = column
    return columns
