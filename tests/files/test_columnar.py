"""The two readers of JSON, by columns and value by value, agree on every file; so do the two writers."""

from __future__ import annotations

import codecs
import datetime as dt
import functools
import gc
import json
import math
import pickle
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import draws, examples
from kit.strategies import systems
from rnms import DataError, Figure, RegionalSystem
from rnms.files import dumps, load, loads
from rnms.files.columnar_reader import _only_stores, fastest, of_python, quickly
from rnms.files.columnar_writer import quick_text
from rnms.files.converter import plain
from rnms.files.json import HEAD, VERSION, as_dict, read_strictly, write_json
from rnms.model import Employment, Person, Programme, Role
from rnms.model.partial import PartialDay
from rnms.model.system import record_classes
from rnms.testing import invented_region

PARSERS: Mapping[str, Callable[[bytes], Any]] = {"Python": of_python, "orjson": orjson.loads}


def exactly(value: Any) -> Any:
    """A value with the class of everything in it: to Python yes is 1."""
    if attrs.has(type(value)):
        return (type(value), *(exactly(getattr(value, field.name)) for field in attrs.fields(type(value))))
    return (tuple, *map(exactly, value)) if isinstance(value, tuple) else (type(value), value)


def outcome(read: Callable[[], RegionalSystem]) -> Any:
    """What a reader makes of a file: the system, or all its faults."""
    try:
        return exactly(read())
    except DataError as error:
        return [(issue.place, issue.code, str(issue)) for issue in error.issues]


def read_by_columns(content: bytes, parser: str) -> RegionalSystem | None:
    return quickly(content, RegionalSystem, head=HEAD, parse=PARSERS[parser])


def agree(text: str) -> bool:
    """Whether a text was read by columns; if so, it was read as the strict reader reads it."""
    expected = outcome(lambda: read_strictly(text, "text"))
    assert outcome(lambda: loads(text)) == expected
    try:
        content = text.encode()
    except UnicodeEncodeError:
        return False
    readings = [reading for name in PARSERS if (reading := read_by_columns(content, name)) is not None]
    assert [exactly(reading) for reading in readings] == [expected] * len(readings)
    return bool(readings)


# What is sound.


def go_and_come_back(system: RegionalSystem) -> None:
    """Write and read by columns; letters of the text and classes of values are as value by value."""
    text = quick_text(system, rnms=VERSION)
    assert text == write_json(as_dict(system), None).removesuffix("\n")
    for parser in PARSERS:
        assert exactly(read_by_columns(text.encode(), parser)) == exactly(system)
    assert exactly(read_strictly(text, "text")) == exactly(system)


@examples(40)
@given(systems)
def test_every_system_goes_by_columns(system: RegionalSystem) -> None:
    """No system that keeps to the model needs the careful writer, nor its file the strict reader."""
    go_and_come_back(system)


def test_a_whole_region_goes_by_columns() -> None:
    """Whatever the collections of a region hold, and more records than are read together."""
    persons = [Person(id=f"p{number}", name="А" if number < 2000 else None) for number in range(2500)]

    go_and_come_back(invented_region(staff=60))
    go_and_come_back(RegionalSystem(region="ugra", persons=persons))


@pytest.mark.parametrize("name", rnms.examples.names())
def test_an_example_is_read_by_columns(name: str) -> None:
    text = rnms.examples.text(name)

    assert agree(text)


def test_what_is_read_is_a_value_like_any_other() -> None:
    """What was made without being called is equal, hashed, shown, copied and changed as what was."""
    text = '{"rnms": 1, "region": "ugra", "persons": [{"id": "p1", "birth_date": "1990-05-01"}]}'
    [person] = loads(text).persons or ()
    called = Person(id="p1", birth_date=dt.date(1990, 5, 1))

    assert (person, hash(person), repr(person)) == (called, hash(called), repr(called))
    assert pickle.loads(pickle.dumps(person)) == called  # noqa: S301  # our own bytes
    assert attrs.evolve(person, id="p2") == attrs.evolve(called, id="p2")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        person.id = "p2"  # type: ignore[misc]


def file_of(**fields: str) -> str:
    """A file of these fields, each of them as JSON."""
    return (
        '{"rnms": 1, "region": "ugra"' + "".join(f', "{name}": {said}' for name, said in fields.items()) + "}"
    )


def listed(collection: str, *records: str) -> str:
    """A file of these records, each as JSON without its brackets."""
    return file_of(**{collection: "[" + ", ".join(f"{{{record}}}" for record in records) + "]"})


def pairs(**fields: str) -> str:
    return ", ".join(f'"{name}": {value}' for name, value in fields.items())


def person(**fields: str) -> str:
    return listed("persons", pairs(**{"id": '"p1"', **fields}))


def organization(**fields: str) -> str:
    return listed("organizations", pairs(id='"o1"', **fields))


def figures(**fields: str) -> str:
    """A file of two figures, a good one and one with these fields."""
    good = {"key": '"a"', "period": "2023"}
    return listed("figures", pairs(**good, count="1"), pairs(**good | fields))


@pytest.mark.parametrize(
    "text",
    [
        '{"$schema": "rnms-1.schema.json", "rnms": 1, "region": "amur"}',
        file_of(title='"а: б"'),
        '{ "rnms" : 1 ,\r\n\t"region" : "ugra", "title": "а : б" }',
        file_of(title='"\\u0430\\n\\"\\u0000\\\\"'),
        file_of(title='"а\\": б"'),
        file_of(persons="null", municipalities="[]"),
        person(birth_date='"1990"'),
        person(birth_date='"март 1990"'),
        person(birth_date="null", category="null"),
        file_of(figures='[{"key": "staff", "period": 2023}, {"key": "staff", "period": "2023"}]'),
        file_of(figures='[{"key": "staff", "period": "2023", "count": -0, "evidence": []}]'),
        file_of(
            organizations='[{"id": "o", "low_results_years": []}, {"id": "p", "low_results_years": null}]'
        ),
        file_of(persons='[{"id": "p", "name": "А"}, {"id": "p"}]'),
    ],
)
def test_a_sound_file_is_read_by_columns(text: str) -> None:
    """What the strict reader takes without a word, the other takes in whatever spelling."""
    for parser in PARSERS:
        assert read_by_columns(text.encode(), parser) is not None
    assert agree(text)


# What is not.


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", '{"rnms": 1}',
        '{"rnms": 1.0, "region": "ugra"}', '{"rnms": true, "region": "ugra"}',
        '\ufeff{"rnms": 1, "region": "ugra"}',
        '{"rnms": 1, "region": "ugra", "region": "ugra"}',
        '{"rnms": 1, "rnms": 1, "region": "ugra"}',
        '{"rnms": 1, "region": "ugra", "$schema": 1, "$schema": "a"}',
        '{"rnms": 1, "region" : "ugra", "region" : "ugra", "title": ":"}',
        '{"rnms": 1, "region": "ugra", "region": "ugra", "title": "\\u003A"}',
        '{"rnms": 1, "region": "ugra", "title" : ":)", "title": ":)"}',
        '{"rnms": 1, "region": "ugra", "title" :"а", "title": ":"}',
        '{"rnms": 1, "region": "ugra", "t\\u0069tle": "а", "title": ""}',
        listed("persons", '"id": "p1", "id": "p1"'), listed("persons", '"id": "p1", "name": "", "name": ""'),
        figures(evidence='[{"kind": "act", "ref": "", "ref": ""}]'),
        file_of(title="NaN"), file_of(title="-Infinity"), file_of(title="'a'"), file_of(title='"а": "б"'),
        file_of(title='"\\ud800"'), file_of(title='"\ud800"'), file_of(title='"\\uDBFF"'),
        file_of(title='"\\ud83d\\ude00"'), file_of(title='"\\\\ud800"'), file_of(**{"\\ud800": "1"}),
        file_of(title='"\t"'), file_of(title='"\x7f"'),
        file_of(title="[" * 200 + "]" * 200), file_of(title="9" * 5000),
        file_of(**{"$words": '{"a": {"b": 1}}'}), file_of(**{"$words": '{"a": 1, "a": 2}'}),
        file_of(**{"$words": "1e400"}), file_of(**{"$schema": "null"}),
        file_of(persons="{}"), file_of(persons='"p"'), file_of(persons="[[]]"), file_of(figures="null"),
        person(birth_date='"2023-W01-1"'), person(birth_date='"19900501"'),
        person(birth_date='"1990-05-01T00"'), person(birth_date='"1990-02-30"'),
        person(birth_date='"٢٠٢٣-01-01"'), person(birth_date="1990"), person(birth_date='["1990"]'),
        person(birth_date="{}"), person(birth_date="true"),
        person(category='"First"'), person(category='["first"]'),
        person(higher_pedagogical_education="1"), person(higher_pedagogical_education="0.0"),
        person(name="5"), person(nam='"А"'),
        organization(pupils="5.0"), organization(pupils="1e2"), organization(pupils="true"),
        organization(pupils='"5"'), organization(pupils=str(2**64)), organization(pupils=str(2**64 - 1)),
        figures(period='"1066"'), figures(count=str(10**9 + 1)), figures(count="1", among="-1"),
        listed("unreported", '"entity": "figures", "period": "1066"'),
        listed("unreported", f'"entity": "figures", "most": {10**9 + 1}'),
        listed("claims", '"indicator": "1", "period": "1066"'),
        organization(low_results_years="[2023, true]"), organization(low_results_years="2023"),
        figures(period="2023.0"), figures(period="true"), figures(period="null"), figures(period='"2024/23"'),
        figures(count="true"), figures(count="-1"), figures(count="1", holds="true"),
        listed("unreported", '"entity": "figures", "most": -1'),
        listed("agreements", '"id": "a", "kind": null'), listed("agreements", '"id": "a", "partner": null'),
    ],
)  # fmt: skip
def test_both_readers_agree_on_what_is_odd(text: str) -> None:
    """Where parsers and readers are apt to differ, the fault is the strict reader's, or there is none."""
    agree(text)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe{\x00}\x00", '{"rnms": 1, "region": "ugra"}'.encode("utf-16"),
        codecs.BOM_UTF8 + b'{"rnms": 1, "region": "ugra"}',
        codecs.BOM_UTF8 * 2 + b'{"rnms": 1, "region": "ugra"}',
        b'{"rnms": 1, "region": "\xed\xa0\x80"}', b'{"rnms": 1, "region": "\xff"}',
        b'{"rnms": 1,\r\n"region": ugra}', b'{"rnms": 1,\r"region": ugra}',
    ],
)  # fmt: skip
def test_both_readers_agree_on_bytes(content: bytes, tmp_path: Path) -> None:
    """Whatever bytes a file holds, the faults and their lines are those of its text."""
    path = tmp_path / "data.json"
    path.write_bytes(content)

    def strictly() -> RegionalSystem:
        return read_strictly(path.read_text(encoding="utf-8-sig"), path.name)

    try:
        expected = outcome(strictly)
    except UnicodeDecodeError:
        with pytest.raises(DataError, match="UTF-8"):
            load(path)
    else:
        assert outcome(lambda: load(path)) == expected
    try:
        expected = outcome(lambda: read_strictly(content, "text"))
    except UnicodeDecodeError:
        with pytest.raises(UnicodeDecodeError):
            loads(content)
    else:
        assert outcome(lambda: loads(content)) == expected


# Files that are spoilt at random.

ODD = (
    "null", "true", "false", "0", "1", "-1", "-0", "1.0", "1e400", "NaN", "Infinity", "2023", "2023.0",
    "[]", "{}", "[[]]", '[""]', "[null]", '[{"id": "a"}]', '{"document": "a", "line": 1, "text": "b"}',
    '""', '":"', '"а : б"', '"\\": "',
    '"2023"', '"2023-01-31"', '"2023-01-31T00:00"', '"03.2023"', '"2022/2023"',
    '"10 %"', '"act"', '"other"', '"\\ud800"', '"\\ud83d\\ude00"', '"\\u0430\\u0000"',
    str(2**63), str(2**64), "9" * 400,
)  # fmt: skip
"""Values that one field takes and another does not."""
LAYOUTS: tuple[dict[str, Any], ...] = (
    {}, {"indent": 1}, {"ensure_ascii": False}, {"separators": (",", ":")}, {"separators": (" , ", " : ")}
)  # fmt: skip
"""How others may write the same."""
_HERE = "\u0001here\u0001"


def held(value: Any) -> list[Any]:
    """What an object or a list holds."""
    return list(value.values() if isinstance(value, dict) else value)


def objects(value: Any) -> Iterator[Any]:
    """Every object and list in a value, itself too."""
    if isinstance(value, dict | list):
        yield value
        for inner in held(value):
            yield from objects(inner)


def spoilt(text: str, dice: random.Random) -> str:
    """A file with something wrong in it, or only odd."""
    how = dice.choice(
        ["value", "value", "drop", "rename", "double", "double", "move", "cut", "delete", "insert"]
    )
    if how in {"cut", "delete", "insert"}:
        place = dice.randrange(len(text) + 1)
        rest = text[place:] if how == "insert" else text[place + 1 :] if how == "delete" else ""
        return text[:place] + (dice.choice('{}[]":,\\ 0e.\ufeff\ud800') if how == "insert" else "") + rest
    raw = json.loads(text)
    holder = dice.choice([one for one in objects(raw) if one])
    key = dice.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    inserted = json.dumps(key)
    if how == "value":
        holder[key], inserted = _HERE, dice.choice(ODD)
    elif how == "drop":
        del holder[key]
    elif how == "move":
        holder[key] = dice.choice(
            [inner for one in objects(raw) for inner in (one.values() if isinstance(one, dict) else one)]
        )
    elif isinstance(holder, dict):
        value = holder.pop(key) if how == "rename" else holder[key]
        holder[_HERE if how == "double" else dice.choice(["id", "idd", "start", "а"])] = value
    layout: dict[str, Any] = dice.choice(
        [
            {},
            {"indent": 1},
            {"ensure_ascii": False},
            {"separators": (",", ":")},
            {"separators": (" , ", " : ")},
        ]
    )
    try:
        return json.dumps(raw, **layout).replace(json.dumps(_HERE), inserted)
    except ValueError:  # it was moved into itself
        return text


@examples(30)
@given(systems, st.randoms(use_true_random=False))
def test_both_readers_agree_on_spoilt_files(system: RegionalSystem, dice: random.Random) -> None:
    """Drop, double, rename, replace, cut: whatever becomes of a good file, both say the same of it."""
    text = dumps(system)
    for _ in range(6):
        agree(spoilt(text, dice))


def test_files_are_spoilt_in_both_senses() -> None:
    """Some of what is spoilt is still read by columns, and some is refused."""
    dice, text = random.Random(5), dumps(rnms.example("khabarovsk_2023"))  # noqa: S311  # dice
    were_read = [agree(spoilt(text, dice)) for _ in range(draws(40, 400))]
    # Most of a file that is spoilt at random is refused: a quick run looks on until one is not.
    rest = (agree(spoilt(text, dice)) for _ in range(400))

    assert False in were_read
    assert True in were_read or any(rest)


# How values are made.


def test_records_are_made_without_being_called() -> None:
    """No class of records does more than store, so that all are made by columns."""
    assert [cls for cls in record_classes().values() if not _only_stores(cls)] == []
    assert not _only_stores(Figure)


def _doubled(number: int) -> int:
    return 2 * number


@attrs.frozen
class _Converts:
    number: int = attrs.field(converter=_doubled)


def test_what_is_stored_is_converted() -> None:
    """Who is made without being called holds what its converters make, as who is called does."""
    assert _only_stores(_Converts)
    assert quickly(b'{"number": -5}', _Converts, head={}) == _Converts(-5)


@attrs.frozen
class _ConvertsByItself:
    number: int = attrs.field(converter=attrs.Converter(_doubled))  # type: ignore[misc]


@attrs.frozen
class _Checks:
    number: int = attrs.field(validator=attrs.validators.gt(0))


@attrs.frozen
class _Finishes:
    number: int

    def __attrs_post_init__(self) -> None:
        assert self.number


@attrs.frozen
class _Counts:
    number: int
    double: int = attrs.field(init=False, default=0)


@attrs.frozen(slots=False)
class _HasNoSlots:
    number: int


@attrs.frozen(cache_hash=True)
class _KeepsItsHash:
    number: int


@attrs.frozen(init=False)
class _MakesItself:
    number: int

    def __init__(self, number: int) -> None:
        self.__attrs_init__(number + 1)


DO_MORE = [_ConvertsByItself, _Checks, _Finishes, _Counts, _HasNoSlots, _KeepsItsHash, _MakesItself]


@pytest.mark.parametrize("cls", DO_MORE)
def test_a_class_that_does_more_than_store_is_called(cls: type[attrs.AttrsInstance]) -> None:
    assert not _only_stores(cls)


@attrs.frozen
class _Doubles:
    number: int
    double: int = attrs.field(init=False, default=0)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "double", 2 * self.number)


@attrs.frozen
class _ListsNothing:
    number: int
    others: tuple[int, ...] = attrs.field(factory=tuple)


@pytest.mark.parametrize("cls", [_Converts, *DO_MORE, _Doubles, _ListsNothing])
def test_whatever_a_class_does_both_ways_say_the_same_of_it(cls: type[attrs.AttrsInstance]) -> None:
    """Made, counted or changed by the class: by columns it is read and written so, or not at all."""
    value = plain().structure({"number": 5}, cls)

    assert quickly(b'{"number": 5}', cls, head={}) in (None, value)
    assert quick_text(value) in (None, write_json(plain().unstructure(value), None).removesuffix("\n"))


def test_the_collector_is_as_it_was() -> None:
    """Whether it is on or off, faults or none: reading leaves the collector of cycles as it was."""
    for text in (file_of(), "{"):
        for is_on in (True, False):
            (gc.enable if is_on else gc.disable)()
            try:
                outcome(functools.partial(loads, text))
                assert gc.isenabled() is is_on
            finally:
                gc.enable()


def test_the_extra_is_taken_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser of the extra is used if it is installed, and nothing is missed if it is not."""
    assert fastest() is orjson.loads

    monkeypatch.setitem(sys.modules, "orjson", None)
    assert fastest.__wrapped__() is of_python


# Writing.


class _Text(str):
    """A text of another class, as numpy has one."""

    __slots__ = ()


@pytest.mark.parametrize(
    "record",
    [
        Person(id="p", birth_date=PartialDay.of("1990")),  # type: ignore[arg-type]
        Person(id=_Text("p")),
        Person(id=5),  # type: ignore[arg-type]
        Person(id="p", birth_date=dt.datetime(1990, 5, 1, 12)),  # noqa: DTZ001
        Person(id="p", birth_date="1990-05-01"),  # type: ignore[arg-type]
        Person(id="p", category="first"),  # type: ignore[arg-type]
        Person(id="p", higher_pedagogical_education=1),  # type: ignore[arg-type]
        Person(id="p", birth_date=math.nan),  # type: ignore[arg-type]
        Person(id="p", birth_date={"a"}),  # type: ignore[arg-type]
        Employment(person="p", organization="o", role=Role.HEAD, main=0),  # type: ignore[arg-type]
        Programme(id="g", hours=True, topics=("а", "б")),
        Programme(id="g", hours=36.0),  # type: ignore[arg-type]
        Programme(id="g", topics=["а"]),  # type: ignore[arg-type]
        Programme(id="g", topics=()),
        Programme(id="\ud800", title='\u2028"\\\x00'),
    ],
)  # fmt: skip
def test_records_of_a_notebook_are_written_as_before(record: Any) -> None:
    """What is of no class that a file could give is written, or refused, by the careful writer."""
    [name] = [name for name, cls in record_classes().items() if cls is type(record)]
    collections: dict[str, Any] = {name: [record, record]}
    system = RegionalSystem(region="ugra", **collections)

    def said(write: Callable[[], str]) -> str:
        try:
            return write()
        except (AttributeError, TypeError, ValueError) as error:
            return repr(error)

    assert said(lambda: dumps(system)) == said(lambda: write_json(as_dict(system), None))
