"""The mapping: a TOML file that says what of a register becomes which record, read strictly."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import attrs
import cattrs

from rnms._values import frozen
from rnms.errors import DataError
from rnms.files.converter import ShapeError, perhaps, plain, structured
from rnms.files.unparsed import unparsed
from rnms.intake.days import WAYS, is_way
from rnms.issues import Issue, Message, message
from rnms.model.limits import Limits
from rnms.model.misread import KINDS, instead
from rnms.model.schema import about, tuples
from rnms.model.system import record_classes
from rnms.sheets.rows import kind_of, meanings_of
from rnms.sheets.safety import Upload, contents, file_name, source_of

T = TypeVar("T")
VERSION = 1
VERSION_KEY = "rnms-intake"
_AT = re.compile(r"at line (?P<line>\d+), column (?P<column>\d+)")
"""Where the parser stopped; at the end of the file it gives no number."""
LEFT_OUT = "-"
"""The meaning of a word that is known and left out."""
Word = str | bool | int


@frozen(kw_only=True, field_transformer=tuples)
class Condition:
    """What a column must hold.

    >>> Condition(column="Статус", words=["уволен*"]).words
    ('уволен*',)

    Attributes:
        column: Its title; of a head of several rows the titles are joined, «ФИО / Фамилия».
        words: Patterns of which one must fit: ``*`` stands for anything, an empty one for a blank cell.
    """

    column: str
    words: tuple[str, ...]


@frozen(kw_only=True, field_transformer=tuples)
class Source:
    """Where a field of a record comes from. A text alone, ``start = "Принят"``, is the title of a column.

    >>> Source(column="Принят", dates=["dd.mm.yyyy", "month"]).dates
    ('dd.mm.yyyy', 'month')

    Attributes:
        column: The title of the column that holds it.
        value: What it is in every row, where no column says it.
        words: The name of the dictionary, ``[words.NAME]``, that tells what the cells mean.
        dates: How days are written: ``dd.mm.yyyy``, ``yyyy-mm-dd``, ``dd.mm.yy``; ``month`` and ``year`` take
            a day of which only these are known. By default only whole days with four digits of the year.
        service: The column holds a length of service on ``as_of``, «14 лет 3 мес.», of which the start is
            bounded: ``unbroken`` from both sides, ``total``, where there may be breaks, from above.
        split: What separates the members of a list in one cell; by default a semicolon.
        within: The column of the municipality in which an organisation is looked for.
        same_row: The record that the same row makes, ``diagnostic = { same_row = true }``.
    """

    column: str | None = None
    value: Word | None = None
    words: str | None = None
    dates: tuple[str, ...] = ()
    service: str | None = None
    split: tuple[str, ...] = ()
    within: str | None = None
    same_row: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The titles that it reads."""
        return tuple(title for title in (self.column, self.within) if title is not None)


@frozen(kw_only=True, field_transformer=tuples)
class RecordMap:
    """What of a row becomes a record of one collection: the table ``[sheet.employment]`` and its like.

    A record is made where one of the columns of its own is filled, or ``when`` holds.

    >>> RecordMap(collection="routes", fields={"start": Source(column="ИОМ")}).columns
    ('ИОМ',)

    Attributes:
        collection: The collection of :class:`~rnms.RegionalSystem`; the table has the name of its class.
        fields: By field, where it comes from.
        key: The columns that tell one record from another; the id is their digest. Of a person, the СНИЛС.
        otherwise: Of a person without a right СНИЛС, the columns of the name and the birth date.
        key_is: Of a person, ``snils`` or ``code``: whether the control number of the key is checked.
        when: What must hold for a record to be made.
    """

    collection: str
    fields: Mapping[str, Source] = attrs.field(factory=dict)
    key: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    key_is: str = "snils"
    when: Condition | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The titles that it reads."""
        of_fields = [title for source in self.fields.values() for title in source.columns]
        of_condition = [] if self.when is None else [self.when.column]
        return tuple(dict.fromkeys((*self.key, *self.otherwise, *of_fields, *of_condition)))


@frozen(kw_only=True, field_transformer=tuples)
class SheetMap:
    """What one kind of sheet holds: a table ``[[sheet]]``.

    >>> SheetMap(name="Кадры*", header=[3, 4]).header
    (3, 4)

    Attributes:
        name: The pattern of its name; of CSV nothing is asked.
        file: The pattern of the name of its file, where a mapping reads several.
        header: The rows of the head, the first and the last; by default those that show most of the titles.
        end: A pattern: where a row begins so, the data end.
        skip: Patterns: rows that begin so are no records.
        skip_if: Rows for which one of these holds are no records.
        ignore: Patterns of the titles of columns that are known and not read.
        as_of: The day of which the register speaks: whom it lists worked on that day.
        municipality_of_row: Where the municipality of a row stands, for what cannot be read in it; by
            default where an organisation is looked for ``within``.
        records: What a row makes, in the order of the file.
    """

    name: str = "*"
    file: str = "*"
    header: tuple[int, ...] = ()
    end: str | None = None
    skip: tuple[str, ...] = ()
    skip_if: tuple[Condition, ...] = ()
    ignore: tuple[str, ...] = ()
    as_of: dt.date | None = None
    municipality_of_row: Source | None = None
    records: tuple[RecordMap, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The titles that it reads."""
        titles = [title for record in self.records for title in record.columns]
        titles += () if self.municipality_of_row is None else self.municipality_of_row.columns
        titles += [condition.column for condition in self.skip_if]
        return tuple(dict.fromkeys(titles))


@frozen(kw_only=True)
class RegisterMap:
    r"""A mapping of registers to records.

    >>> text = 'rnms-intake = 1\nregion = "kirov"\n[[sheet]]\n[[sheet.organization]]\nname = "ОО"'
    >>> [record.collection for record in loads_mapping(text).sheet[0].records]
    ['organizations']

    Attributes:
        region: The key of the region.
        name: What tells it from other mappings of the same system; by default the name of its file.
        words: By name, dictionaries: patterns, of which the first that fits counts, and what they mean;
            ``"-"`` is known and left out.
        sheet: The kinds of sheets; of a sheet that fits several the first counts.
    """

    region: str
    name: str = ""
    words: Mapping[str, Mapping[str, Word]] = attrs.field(factory=dict)
    sheet: tuple[SheetMap, ...] = ()


@functools.cache
def tables() -> Mapping[str, str]:
    """List the names of the tables of a sheet that make records, and the collection of each.

    >>> tables()["route_item"]
    'route_items'
    """
    return {
        re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower(): collection
        for collection, kind in record_classes().items()
    }


@functools.cache
def fields_of(collection: str) -> Mapping[str, attrs.Attribute[Any]]:
    """List the fields of records that a column may fill: all but what is never shown, the name of a person.

    >>> "birth_date" in fields_of("persons"), "name" in fields_of("persons")
    (True, False)
    """
    fields = attrs.fields_dict(attrs.resolve_types(record_classes()[collection]))
    return {name: field for name, field in fields.items() if field.repr}


def load_mapping(file: str | Path | bytes | Upload) -> RegisterMap:
    r"""Read a mapping from a TOML file, or from what is in it.

    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp(), "staff.toml")
    >>> text = 'rnms-intake = 1\nregion = "kirov"\n[[sheet]]\nnme = "Кадры"'
    >>> _ = path.write_text(text, encoding="utf-8")
    >>> try:
    ...     load_mapping(path)
    ... except DataError as error:
    ...     print(error.issues[0])
    staff.toml[sheet.nme]: неизвестный ключ 'nme'; возможно, 'name'

    Raises:
        DataError: If it is no TOML, or no mapping; all faults are listed, each with its place.
        OSError: If the file cannot be read.
    """
    source = Upload("mapping.toml", file) if isinstance(file, bytes) else source_of(file)
    data = contents(source, Limits())
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        issue = Issue(place=file_name(source), text=message("file.encoding/utf-8"), code="file.encoding")
        raise DataError(file_name(source), (issue,)) from None
    return loads_mapping(text, source=file_name(source))


def loads_mapping(text: str, *, source: str = "mapping.toml") -> RegisterMap:
    """Read a mapping from TOML text, as :func:`load_mapping` does from a file."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        sentence = str(error)
        position = _AT.search(sentence)
        place = source if position is None else f"{source} ({position['line']}:{position['column']})"
        issue = Issue(place=place, text=message("intake.toml", error=unparsed(sentence)), code="intake.toml")
        raise DataError(source, (issue,)) from None
    return _Structuring(source).mapping(raw)


class _Structuring:
    """Makes values of the tables of TOML, and gathers every fault with its place."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._issues: list[Issue] = []

    def mapping(self, raw: dict[str, Any]) -> RegisterMap:
        version = raw.pop(VERSION_KEY, None)
        if version != VERSION or isinstance(version, bool):
            raw_value = repr(version) if version is not None else message("nothing")
            self._fault(
                VERSION_KEY,
                message("file.version", key=VERSION_KEY, version=VERSION, given=raw_value),
                "file.version",
            )
        raw_sheets = self._tables(raw.pop("sheet", []), "sheet")
        words = self._words(raw.pop("words", {}))
        head = self._structured(raw, RegisterMap, "")
        several = len(raw_sheets) > 1
        sheets = [
            self._sheet(table, f"sheet[{number}]" if several else "sheet", words)
            for number, table in enumerate(raw_sheets, 1)
        ]
        if not raw_sheets:
            self._fault("sheet", message("shape.missing-key", key="'sheet'"), "shape.missing-key")
        if self._issues or head is None:
            raise DataError(self._source, tuple(self._issues))
        name = head.name or self._source
        return attrs.evolve(head, name=name, words=words, sheet=tuple(sheets))

    def _sheet(self, raw: dict[str, Any], place: str, words: Mapping[str, Mapping[str, Word]]) -> SheetMap:
        own = {name: raw.pop(name) for name in list(raw) if name in tables()}
        municipality = raw.pop("municipality_of_row", None)
        known = (*(field.name for field in attrs.fields(SheetMap) if field.name != "records"), *tables())
        for key in [key for key in raw if key not in known]:
            raw.pop(key)
            self._unknown_key(key, f"{place}.{key}", known)
        if isinstance(raw.get("header"), int):
            raw["header"] = [raw["header"]] * 2
        sheet = self._structured(raw, SheetMap, place) or SheetMap()
        if sheet.header and not (len(sheet.header) == 2 and 1 <= sheet.header[0] <= sheet.header[1]):
            self._fault(f"{place}.header", message("intake.header"), "intake.mapping")
        records = [
            self._record(table, tables()[name], where, words, sheet.as_of)
            for name, raw_value in own.items()
            for table, where in self._numbered(raw_value, f"{place}.{name}")
        ]
        place_of_row = None
        if municipality is not None:
            place_of_row = self._source_of(municipality, f"{place}.municipality_of_row")
        return attrs.evolve(sheet, records=tuple(records), municipality_of_row=place_of_row)

    def _record(
        self,
        raw: dict[str, Any],
        collection: str,
        place: str,
        words: Mapping[str, Mapping[str, Word]],
        as_of: dt.date | None,
    ) -> RecordMap:
        fields = fields_of(collection)
        own = {name: raw.pop(name) for name in list(raw) if name in fields}
        known = ["key", "when", *(("otherwise", "key_is") if collection == "persons" else ())]
        for key in [key for key in raw if key not in known]:
            raw.pop(key)
            self._unknown_key(key, f"{place}.{key}", (*fields, *known))
        record = self._structured({**raw, "collection": collection}, RecordMap, place)
        sources = {}
        for name, raw_value in own.items():
            source = self._source_of(raw_value, f"{place}.{name}")
            if source is not None:
                self._check(source, fields[name], f"{place}.{name}", words, as_of)
                sources[name] = source
        if record is None:
            return RecordMap(collection=collection)
        if record.key_is not in {"snils", "code"}:
            self._among(f"{place}.key_is", record.key_is, ("snils", "code"))
        for name, field in fields.items():
            # An id is made, and the person of a row is known.
            if field.default is attrs.NOTHING and name not in {*sources, *own, "id", "person"}:
                self._fault(place, message("shape.missing-key", key=repr(name)), "shape.missing-key")
        if collection == "persons" and not (record.key or record.otherwise or "id" in sources):
            self._fault(place, message("shape.missing-key", key="'key'"), "shape.missing-key")
        return attrs.evolve(record, fields=sources)

    def _source_of(self, raw_value: Any, place: str) -> Source | None:
        return self._structured(
            {"column": raw_value} if isinstance(raw_value, str) else raw_value, Source, place
        )

    def _check(
        self,
        source: Source,
        field: attrs.Attribute[Any],
        place: str,
        words: Mapping[str, Mapping[str, Word]],
        as_of: dt.date | None,
    ) -> None:
        """Hold a source to its field: one origin, words that there are, days only where days are."""
        kind = kind_of(field)
        origins = [source.column is not None, source.value is not None, source.same_row]
        if sum(origins) != 1:
            self._fault(place, message("intake.one-origin"), "intake.mapping")
        if source.same_row and not about(field).refers_to:
            self._fault(f"{place}.same_row", message("intake.same-row"), "intake.mapping")
        if source.words is not None and source.words not in words:
            self._among(f"{place}.words", source.words, words)
        elif source.words is not None:
            self._meanings(field, words[source.words], f"words.{source.words}")
        if source.value is not None:
            self._meanings(field, {"": source.value}, f"{place}.value")
        for way in source.dates:
            if not is_way(way):
                self._among(f"{place}.dates", way, WAYS)
        if (source.dates or source.service) and kind is not dt.date:
            self._fault(place, message("intake.no-day", field=field.name), "intake.mapping")
        if source.service not in {None, "total", "unbroken"}:
            self._among(f"{place}.service", str(source.service), ("total", "unbroken"))
        if as_of is None and (
            source.service is not None
            or any(way.endswith("yy") and not way.endswith("yyyy") for way in source.dates)
        ):
            self._fault(place, message("intake.as-of"), "intake.mapping")
        if source.within is not None and about(field).refers_to != "organizations":
            self._fault(f"{place}.within", message("intake.within"), "intake.mapping")

    def _meanings(self, field: attrs.Attribute[Any], words: Mapping[str, Word], place: str) -> None:
        """Hold what words mean to what a field can be."""
        meanings = {word: value for word, value in words.items() if value != LEFT_OUT}
        kind = kind_of(field)
        wanted = {bool: bool, int: int}.get(kind, str)
        for word, value in meanings.items():
            where = f"{place}[{word!r}]" if word else place
            try:
                meanings_of(field, {word: value})
            except LookupError:
                self._among(where, str(value), [str(member.value) for member in kind])
                continue
            if type(value) is not wanted:
                fault = message(
                    "shape.type/instead", expected=message(f"wanted/{wanted.__name__}"), given=repr(value)
                )
                self._fault(where, fault, "shape.type")

    def _words(self, raw: Any) -> dict[str, Mapping[str, Word]]:
        if not isinstance(raw, dict) or not all(isinstance(table, dict) for table in raw.values()):
            self._fault("words", message("intake.words"), "intake.mapping")
            return {}
        for name, table in raw.items():
            for word, value in table.items():
                if not isinstance(value, Word):
                    self._fault(f"words.{name}[{word!r}]", message("intake.words"), "intake.mapping")
        return raw

    def _tables(self, raw_value: Any, place: str) -> list[dict[str, Any]]:
        """Read one table, or several of a name."""
        listed = raw_value if isinstance(raw_value, list) else [raw_value]
        if not all(isinstance(table, dict) for table in listed):
            self._fault(place, message("intake.table", key=place.rpartition(".")[2]), "intake.mapping")
            return []
        return listed

    def _numbered(self, raw_value: Any, place: str) -> Iterator[tuple[dict[str, Any], str]]:
        listed = self._tables(raw_value, place)
        for number, table in enumerate(listed, 1):
            yield table, f"{place}[{number}]" if len(listed) > 1 else place

    def _structured(self, raw: Any, kind: type[T], place: str) -> T | None:
        try:
            return structured(_plain(raw), kind, self._source, converter=_converter())
        except DataError as error:
            for issue in error.issues:
                inside = issue.place.removeprefix("$")
                where = f"{place}{inside}" if place else inside.removeprefix(".")
                self._issues.append(attrs.evolve(issue, place=f"{self._source}[{where}]"))
            return None

    def _unknown_key(self, key: str, place: str, known: Iterable[str]) -> None:
        fault = message("shape.unknown-key", key=repr(key), near=perhaps(key, known))
        self._fault(place, fault, "shape.unknown-key")

    def _among(self, place: str, raw_value: str, known: Iterable[str]) -> None:
        fault = message("shape.type/not-among", given=repr(raw_value), words=tuple(known))
        self._fault(place, fault, "shape.value")

    def _fault(self, place: str, fault: Message, code: str) -> None:
        self._issues.append(Issue(place=f"{self._source}[{place}]", text=fault, code=code))


@functools.cache
def _converter() -> cattrs.Converter:
    """Make the converter of mappings: that of data files, which knows constants too."""
    converter = plain().copy()
    converter.register_structure_hook_func(lambda kind: kind in (Word, Word | None), _constant)
    return converter


def _constant(value: Any, _: Any) -> Word:
    if not isinstance(value, Word):
        raise ShapeError(instead(KINDS[str], value))
    return value


def _plain(raw: Any) -> Any:
    """Write the dates of TOML as JSON has them."""
    if isinstance(raw, dict):
        return {key: _plain(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_plain(value) for value in raw]
    return str(raw) if isinstance(raw, dt.date) else raw
