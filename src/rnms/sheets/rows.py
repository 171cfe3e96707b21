"""The rows of a table as records: each cell by the type of its field, each fault with its cell."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, get_args, get_origin

import attrs

from rnms._values import cached_property, define, frozen
from rnms.errors import PeriodError, visible
from rnms.files.converter import perhaps
from rnms.issues import Issue, Message, message
from rnms.model.limits import reported_period
from rnms.model.period import Period
from rnms.model.returns import Figure, PrintedShare, Unreported
from rnms.model.schema import Absence, about
from rnms.model.spelling import as_seen
from rnms.model.system import RegionalSystem, is_about_people, record_classes
from rnms.sheets.area import Area, title_of
from rnms.sheets.reading import CellError, day, is_percent, mixed_letters, share, text, whole_number, yes_no
from rnms.sheets.values import Cell, Sheet, decimal, quoted


@frozen(kw_only=True)
class Table:
    """What a table gave.

    >>> from rnms.model import Person
    >>> table = Table(entity="persons", records=[Person(id="p1")], lost=1)
    >>> [gap.entity for gap in table.into(RegionalSystem(region="ugra")).unreported]
    ['persons']

    Attributes:
        entity: The collection of :class:`~rnms.model.RegionalSystem` that its rows belong to.
        records: One for each row that could be read, in the order of rows.
        issues: The faults, each with its cell.
        other_columns: The titles of the columns that the mapping does not name.
        lost: How many rows gave no record, because a fact in them could not be left unknown.
    """

    entity: str
    records: tuple[Any, ...] = attrs.field(repr=False)
    issues: tuple[Issue, ...] = ()
    # Where a table has no head, its first row stands here, whoever it names.
    other_columns: tuple[str, ...] = attrs.field(default=(), repr=False)
    lost: int = 0

    def into(self, system: RegionalSystem) -> RegionalSystem:
        """Add the records to a system; so many rows as were lost are missing from its collection."""
        records: dict[str, Any] = {self.entity: (*(getattr(system, self.entity) or ()), *self.records)}
        gap = Unreported(entity=self.entity, why="rows-unread", most=self.lost)
        return attrs.evolve(
            system,
            unreported=(*system.unreported, gap) if self.lost else system.unreported,
            **records,
        )


def kind_of(field: attrs.Attribute[Any]) -> Any:
    """Find the type of what a field holds, where it holds anything."""
    if get_origin(field.type) is tuple:
        return field.type
    return next(option for option in (*get_args(field.type), field.type) if option is not type(None))


def meanings_of(field: attrs.Attribute[Any], words: Mapping[str, object]) -> dict[str, object]:
    """Tell what the words of a table mean, as values of the field."""
    kind = kind_of(field)
    if not (isinstance(kind, type) and issubclass(kind, enum.Enum)):
        return {as_seen(word): value for word, value in words.items()}
    member_by_value = {member.value: member for member in kind}
    meanings: dict[str, object] = {}
    for word, value in words.items():
        meaning = value.value if isinstance(value, kind) else value
        if meaning not in member_by_value:
            raise LookupError(f"{field.name} cannot be {meaning!r}; known: {', '.join(member_by_value)}")
        meanings[as_seen(word)] = member_by_value[meaning]
    return meanings


class _Lost(Exception):  # noqa: N818  # no error: a row that gives no record
    pass


@frozen(kw_only=True)
class _Field:
    """A field that a column fills, and how.

    Attributes:
        field: The field.
        is_share: Whether it holds a printed share.
        is_id: Whether its texts name something.
        words: What the words of this table mean.
        read: What reads a cell as its value.
    """

    field: attrs.Attribute[Any]
    is_share: bool
    is_id: bool
    words: Mapping[str, object]
    read: Callable[[Cell], Any]


@define(slots=False)
class Reader:
    """Reads the rows of one sheet into records of one class."""

    kind: type[attrs.AttrsInstance]
    entity: str
    area: Area
    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, object]]
    issues: list[Issue] = attrs.field(factory=list)

    @property
    def sheet(self) -> Sheet:
        """The sheet with its merged cells filled."""
        return self.area.cells

    def table(self) -> Table:
        """Read everything below the head."""
        columns = dict(self._placed())
        placed = [(field, columns[name]) for name, field in self._fields.items()]
        self.issues += self.area.issues
        records, lost_rows = [], self.area.lost
        for row in self.area.rows:
            try:
                records.append(self._record(row, placed))
            except _Lost:
                lost_rows += 1
        expected = {column for title in self.columns for column in self.area.columns(title)}
        other_titles = dict.fromkeys(
            title for column, title in self.area.titles.items() if column not in expected
        )
        return Table(
            entity=self.entity,
            records=tuple(records),
            issues=tuple(self.issues),
            other_columns=tuple(other_titles),
            lost=lost_rows,
        )

    def _placed(self) -> Iterator[tuple[str, int]]:
        """Find the column that fills each field; 0 for a column that is not there."""
        _, row = self.area.head
        for title, field in self.columns.items():
            matches = self.area.columns(title)
            if len(matches) != 1:
                if matches:
                    fault = message("table.doubled-column", title=title)
                    self._fault(row, matches[-1], "table.doubled-column", fault)
                else:
                    near = perhaps(title_of(title), self.area.titles.values())
                    self._fault(row, 0, "table.no-column", message("table.no-column", title=title, near=near))
            yield field, matches[0] if len(matches) == 1 else 0

    @cached_property
    def _fields(self) -> Mapping[str, _Field]:
        """The fields in the order of the class, as they are read."""
        return {
            field.name: _Field(
                field=field,
                is_share=kind_of(field) is PrintedShare,
                is_id=field.name == "id" or bool(about(field).refers_to),
                words=self.words.get(field.name, {}),
                read=reader_of(kind_of(field)),
            )
            for field in attrs.fields(self.kind)
            if field.name in self.columns.values()
        }

    def _record(self, row: int, placed: Sequence[tuple[_Field, int]]) -> Any:
        values: dict[str, Any] = {}
        is_lost = False
        for field, column in placed:
            try:
                values.update(self._value(row, column, field))
            except _Lost:
                is_lost = True
        if is_lost:
            raise _Lost
        if self.kind is Figure and not values.get("place"):
            values["place"] = self._place_of_figure(row, placed, values)
        try:
            return self.kind(**values)
        except ValueError:
            self._fault(row, 1, "cell.value", message("cell.value/row"))
            raise _Lost from None

    def _place_of_figure(
        self, row: int, placed: Sequence[tuple[_Field, int]], values: Mapping[str, Any]
    ) -> str:
        """Name the cell of the number that a figure tells, or of the reason why there is none."""
        columns = {field.field.name: column for field, column in placed}
        told = next((name for name in _TELLING if values.get(name) is not None), "key")
        return self.sheet.place(row, columns[told])

    def _value(self, row: int, column: int, about_field: _Field) -> dict[str, Any]:
        """Read the value of a field, where the row gives one."""
        field = about_field.field
        if not column:  # that it is missing was fault of the head
            return _unknown(field)
        cell = self.sheet.at(row, column)
        if cell.is_blank and field.default is not attrs.NOTHING:
            return {}
        try:
            if about_field.is_share:
                self._doubt_fraction(row, column, cell)
            return {field.name: self._read(cell, about_field)}
        except CellError as error:
            # What is never shown, a person's name, is not shown here either, nor what may be one in a
            # wrong column.
            is_of_people = self.entity in record_classes() and is_about_people(self.entity)
            fault = _unshown(error.message) if is_of_people else error.message
            fault = fault if field.repr else message("cell.value/unshown")
            self._fault(row, column, error.code, fault)
            return _unknown(field)

    @staticmethod
    def _read(cell: Cell, field: _Field) -> Any:
        if cell.is_blank:
            raise CellError("cell.blank", message("cell.blank", field=field.field.name))
        if field.words and (word := as_seen(str(cell))) in field.words:
            return field.words[word]
        value = _read_beside(cell, field)
        if isinstance(value, str) and field.is_id:
            # A blank that does not break, or two of them, make no other id.
            value = " ".join(value.split())
            letters = mixed_letters(value)
            if letters:
                raise CellError(
                    "cell.alphabets", message("cell.alphabets", word=quoted(value), letters=letters)
                )
        return value

    def _doubt_fraction(self, row: int, column: int, cell: Cell) -> None:
        """Doubt a number of at most one without its sign: is 0.93 a fraction, or less than one per cent?

        Beside numbers above one it is per cent as they are, and said; else nobody knows.
        """
        number = _bare_share(cell)
        if number is None or not 0 < number <= 1:
            return
        if column not in self._percents:
            percent = decimal(number * 100, 1)
            raise CellError(
                "cell.share-or-percent",
                message("cell.share-or-percent", given=quoted(cell), percent=percent),
            )
        if number < 1:
            fault = message("cell.share-as-fraction", given=quoted(cell))
            self._fault(row, column, "cell.share-as-fraction", fault)

    @cached_property
    def _percents(self) -> set[int]:
        """The columns of shares in which a number without its sign is above one."""
        shares = {field.name for field in attrs.fields(self.kind) if kind_of(field) is PrintedShare}
        columns = {
            column
            for title, name in self.columns.items()
            if name in shares
            for column in self.area.columns(title)
        }
        return {
            column
            for column in columns
            if any((_bare_share(self.sheet.at(row, column)) or 0) > 1 for row in self.area.rows)
        }

    def _fault(self, row: int, column: int, code: str, fault: Message) -> None:
        place = self.sheet.place(row, column) if column else self.sheet.place(row, 1)
        self.issues.append(Issue(place=place, text=fault, code=code))


def _unshown(fault: Message) -> Message:
    """Say the same without what stands in the cell."""
    shown = {name: fact for name, fact in fault.facts.items() if name not in _QUOTING}
    hidden = dict.fromkeys(fault.facts.keys() & _QUOTING, "«…»")
    return message(fault.key, **shown, **hidden)


def _read_beside(cell: Cell, field: _Field) -> Any:
    """Read what is no word of this table; of what is no word at all those of the table are named, too."""
    try:
        return field.read(cell)
    except CellError as error:
        spellings = error.message.facts.get("known")
        if error.code != "cell.word" or not isinstance(spellings, tuple) or not field.words:
            raise
        near = perhaps(as_seen(str(cell)), field.words)
        known = (*field.words, *spellings)
        raise CellError(error.code, message(error.code, given=quoted(cell), known=known, near=near)) from None


_TELLING = ("count", "holds", "share", "among", "missing")
"""What a figure tells, by the fields in which it tells it, the number itself first."""
_QUOTING = {"given", "word"}
"""The facts of a fault that say what stands in a cell."""


def _bare_share(cell: Cell) -> int | Fraction | None:
    """Read a number that does not say that it is per cent."""
    content = cell.content
    if is_percent(cell) or isinstance(content, bool):
        return None
    if isinstance(content, str) and re.fullmatch(r"[0-9]+([.,][0-9]+)?", visible(content).strip()):
        return Fraction(visible(content).strip().replace(",", "."))
    return content if isinstance(content, int | Fraction) else None


def may_be_unknown(field: attrs.Attribute[Any]) -> bool:
    """Tell whether a field that is left out says that nobody knows it."""
    return field.default == "" or (field.default is None and about(field).absence is Absence.UNKNOWN)


def _unknown(field: attrs.Attribute[Any]) -> dict[str, Any]:
    """Leave a field out, where that means that nobody knows it; else the row says nothing true."""
    if may_be_unknown(field):
        return {}
    raise _Lost


def reader_of(kind: Any) -> Callable[[Cell], Any]:
    """Find what reads a cell as a value of a type.

    Raises:
        LookupError: If no cell can hold one.
    """
    if get_origin(kind) is tuple:
        inner = reader_of(get_args(kind)[0])
        return lambda cell: tuple(inner(Cell(part.strip())) for part in text(cell).split(";") if part.strip())
    readers: dict[Any, Callable[[Cell], Any]] = {
        str: text, int: whole_number, bool: yes_no, dt.date: day, PrintedShare: share, Period: _period
    }  # fmt: skip
    if kind in readers:
        return readers[kind]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return lambda cell: _word(cell, kind)
    raise LookupError(f"a column cannot hold {getattr(kind, '__name__', kind)}")


def _period(cell: Cell) -> Period:
    try:
        return reported_period(text(cell))
    except PeriodError:
        raise CellError("cell.value", message("cell.value/period", given=quoted(cell))) from None


def _word(cell: Cell, kind: type[enum.Enum]) -> enum.Enum:
    word = as_seen(text(cell))
    for member in kind:
        if as_seen(str(member.value)) == word:
            return member
    spellings = tuple(str(member.value) for member in kind)
    near = perhaps(text(cell), spellings)
    raise CellError("cell.word", message("cell.word", given=quoted(cell), known=spellings, near=near))
