"""JSON files: what is written is read back, what is wrong is named with its place, all at once."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.rows import by_source
from kit.strategies import systems
from rnms import DataError, Figure, Municipality, RegionalSystem, Unreported, examples
from rnms.errors import FieldError
from rnms.files import dumps, loads
from rnms.model import Claim, Diagnostic, Evidence, Organization, Person, Programme, Quote, Route
from rnms.model.schema import as_tuple
from rnms.model.system import record_classes
from rnms.render.messages import issue_sentence

# What is written is read back.


@given(systems)
def test_what_is_written_is_read_back(system: RegionalSystem) -> None:
    """A system written as JSON and read again is equal to the one written."""
    assert system == loads(dumps(system))


@pytest.mark.parametrize("listed", [list, set, frozenset])
def test_what_was_listed_in_a_record_is_read_back(listed: Any) -> None:
    """A list or a set of words is kept as files keep it."""
    words, years, places = listed(["чтение", "письмо"]), listed([2024, 2023]), listed(["m2", "m3"])
    system = RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id="m1", name="Лесной район", successors=places)],
        organizations=[Organization(id="o1", low_results_years=years)],
        diagnostics=[Diagnostic(id="d1", person="p1", areas=words, deficits=words)],
        programmes=[Programme(id="c1", competences=words, topics=words)],
    )

    assert loads(dumps(system)) == system
    assert hash(system) == hash(loads(dumps(system)))


def test_every_list_of_a_record_is_kept_so() -> None:
    """In every collection, also in those to come."""
    kept = [
        (name, field.name)
        for name, records in record_classes().items()
        for field in attrs.fields(records)
        if str(field.type).startswith("tuple[") and field.converter is not as_tuple
    ]

    assert kept == []


@pytest.mark.parametrize("name", examples.names())
def test_a_file_keeps_an_example(name: str, tmp_path: Path) -> None:
    """An example goes through a file unharmed, whatever has been written there before."""
    path = tmp_path / "данные.json"
    path.write_text("x" * 1_000_000, encoding="utf-8")
    rnms.dump(rnms.example(name), path)

    assert rnms.example(name) == rnms.load(path) == rnms.load(str(path))


def test_a_file_is_readable_by_people(tmp_path: Path) -> None:
    """Cyrillic stays Cyrillic, what is left at its default is not written, lines end in \\n everywhere."""
    path = tmp_path / "system.json"
    rnms.dump(RegionalSystem(region="khabarovsk", figures=[Figure(key="staff", period="2022/2023")]), path)

    assert path.read_bytes().decode() == (
        '{\n  "rnms": 1,\n  "region": "khabarovsk",\n  "figures": [\n'
        '    {\n      "key": "staff",\n      "period": "2022/2023"\n    }\n  ]\n}\n'
    )
    rnms.dump(RegionalSystem(region="khabarovsk", title="Хабаровский край"), path)
    assert "Хабаровский край" in path.read_text(encoding="utf-8")


def test_a_list_not_collected_is_not_an_empty_list() -> None:
    """A missing list of municipalities means that nobody asked; an empty one, that there are none."""
    empty = RegionalSystem(region="khabarovsk", municipalities=[])

    assert loads('{"rnms": 1, "region": "khabarovsk"}').municipalities is None
    assert loads(dumps(empty)).municipalities == ()


def test_an_editor_may_be_told_the_schema() -> None:
    """The key $schema, by which editors complete a file, is read over."""
    assert loads('{"$schema": "rnms-1.schema.json", "rnms": 1, "region": "amur"}').region == "amur"


# What is wrong is named.


def refused(text: str) -> list[tuple[str, str]]:
    """The place and code of every fault in a text that must be refused."""
    with pytest.raises(DataError) as caught:
        loads(text, source="f.json")
    assert str(caught.value).startswith("f.json: ")
    assert all(issue.place.startswith("$") and issue.text for issue in caught.value.issues)
    return [(issue.place, issue.code) for issue in caught.value.issues]


def file_of(**fields: Any) -> str:
    return json.dumps({"rnms": 1, "region": "khabarovsk", **fields}, ensure_ascii=False)


def with_figure(**fields: Any) -> str:
    return file_of(figures=[{"key": "staff", "period": 2023, **fields}])


@pytest.mark.parametrize(
    ("text", "expected", "source"),
    [
        ("", [("$ (1:1)", "json")], "an empty file"),
        ("   \n", [("$ (2:1)", "json")], "nothing but white space"),
        ("{", [("$ (1:2)", "json")], "cut off"),
        ('{"rnms": 1,\n region: "x"}', [("$ (2:2)", "json")], "a key without quotes, in line 2"),
        ("{'rnms': 1}", [("$ (1:2)", "json")], "quotes of Python"),
        ("[]", [("$", "shape.type")], "a list instead of an object"),
        ('"khabarovsk"', [("$", "shape.type")], "a text instead of an object"),
        ("null", [("$", "shape.type")], "nothing instead of an object"),
        ("NaN", [("$", "json.number"), ("$", "shape.type")], "no number and no object"),
        ("9" * 5000, [("$", "json")], "a number that Python refuses to read"),
        ("[" * 100_000, [("$", "json")], "nested deeper than Python can parse"),
        ("[" * 500 + "]" * 500, [("$", "json")], "nested deeper than any file"),
        (file_of(region="x").replace('"x"', "[" * 400 + "]" * 400), [("$", "json")], "nested within a field"),
        ("{}", [("$.rnms", "file.version")], "no version"),
        ('{"region": "khabarovsk"}', [("$.rnms", "file.version")], "no version"),
        (file_of(rnms=2), [("$.rnms", "file.version")], "a version of the future"),
        (file_of(rnms="1"), [("$.rnms", "file.version")], "a version in quotes"),
        (file_of(rnms=True), [("$.rnms", "file.version")], "true is not 1"),
        ('{"rnms": 1}', [("$.region", "shape.missing-key")], "no region"),
        (file_of(region=27), [("$.region", "shape.type")], "a number instead of a text"),
        (file_of(figures={}), [("$.figures", "shape.type")], "an object instead of a list"),
        (file_of(figures="staff"), [("$.figures", "shape.type")], "a text is no list of letters"),
        (file_of(figures=None), [("$.figures", "shape.type")], "null instead of a list"),
        (file_of(municipalities=["a"]), [("$.municipalities[0]", "shape.type")], "a text, not an object"),
        (file_of(figures=[[]]), [("$.figures[0]", "shape.type")], "a list instead of an object"),
        (file_of(figurs=[]), [("$.figurs", "shape.unknown-key")], "a misspelt key"),
        (file_of(**{"a b": 1}), [('$["a b"]', "shape.unknown-key")], "a key with a space"),
        (file_of(**{"$schema": 5}), [("$.$schema", "shape.type")], "an address that is no text"),
        ('{"rnms": 1, "region": "a", "region": "b"}', [("$.region", "json.doubled-key")], "a doubled key"),
        ('{"rnms": 1, "region": "a", "region": 5}',
         [("$.region", "json.doubled-key"), ("$.region", "shape.type")], "a doubled key, and wrong too"),
        ('{"rnms": 1, "region": "\\ud800"}', [("$.region", "json.text")], "half of a surrogate pair"),
        ('{"rnms": 1, "region": "a", "\\ud800": 1}', [("$", "json")], "half of a surrogate pair as a key"),
        (with_figure(count=True), [("$.figures[0].count", "shape.type")], "a bool is no number"),
        (with_figure(count="5"), [("$.figures[0].count", "shape.type")], '"5" is not 5'),
        (with_figure(count=5.0), [("$.figures[0].count", "shape.type")], "5.0 is not 5"),
        (with_figure(count=float("nan")), [("$.figures[0].count", "json.number")], "NaN"),
        (with_figure(count=float("inf")), [("$.figures[0].count", "json.number")], "Infinity"),
        (with_figure(count=5).replace("5", "1e999"), [("$.figures[0].count", "json.number")], "1e999"),
        (with_figure(count=-1), [("$.figures[0].count", "shape.value")], "a negative count"),
        (with_figure(among=-1), [("$.figures[0].among", "shape.value")], "a negative number of those asked"),
        (with_figure(holds=1), [("$.figures[0].holds", "shape.type")], "1 is not true"),
        (with_figure(holds=True, count=1), [("$.figures[0]", "shape.value")], "a yes and a number"),
        (with_figure(share=10.5), [("$.figures[0].share", "shape.type")], "a share that is not as printed"),
        (with_figure(share="120 %"), [("$.figures[0].share", "shape.value")], "more than the whole"),
        (with_figure(share="много"), [("$.figures[0].share", "shape.value")], "no share"),
        (with_figure(period="2022/2024"), [("$.figures[0].period", "shape.value")], "no school year"),
        (with_figure(period="2023-Q5"), [("$.figures[0].period", "shape.value")], "a fifth quarter"),
        (with_figure(period=23), [("$.figures[0].period", "shape.value")], "a year of two digits"),
        (with_figure(period="0000"), [("$.figures[0].period", "shape.value")], "there was no year 0"),
        (with_figure(period="20230101/20231231"), [("$.figures[0].period", "shape.value")], "no dashes"),
        (with_figure(period="2023-12-31/2023-01-01"), [("$.figures[0].period", "shape.value")], "backwards"),
        (with_figure(period=True), [("$.figures[0].period", "shape.type")], "a bool is no year"),
        (with_figure(period=None), [("$.figures[0].period", "shape.type")], "null is no year"),
        (file_of(unreported=[{"entity": "figures", "period": 1.5}]),
         [("$.unreported[0].period", "shape.type")], "a year and a half"),
        (with_figure(evidence=[{"kind": "приказ", "ref": ""}]),
         [("$.figures[0].evidence[0].kind", "shape.type")], "a kind of document that nobody knows"),
        (file_of(persons=[{"id": "p", "birth_date": 1990}]),
         [("$.persons[0].birth_date", "shape.type")], "a year is no day"),
        (file_of(persons=[{"id": "p", "birth_date": "31.12.1990"}]),
         [("$.persons[0].birth_date", "shape.value")], "days of a file begin with the year"),
        (file_of(persons=[{"id": "p", "birth_date": "19901231"}]),
         [("$.persons[0].birth_date", "shape.value")], "no dashes"),
        (file_of(persons=[{"id": "p", "birth_date": "1990-02-30"}]),
         [("$.persons[0].birth_date", "shape.value")], "no such day"),
        (file_of(employments=[{"person": "p", "organization": "o", "role": "директор"}]),
         [("$.employments[0].role", "shape.type")], "a role that nobody knows"),
        (file_of(diagnostics=[{"id": "d", "person": "p", "areas": "предметная"}]),
         [("$.diagnostics[0].areas", "shape.type")], "a text is no list of letters"),
        (with_figure(quotes=[{"document": "004", "line": "5", "text": ""}]),
         [("$.figures[0].quotes[0].line", "shape.type")], "a line in quotes"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 60 else "",
)  # fmt: skip
def test_a_fault_is_refused_at_its_place(text: str, expected: list[tuple[str, str]], source: str) -> None:
    """A file of the wrong shape is refused with the path and the code of its fault."""
    assert expected == refused(text), source


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "здесь нужно значение"),
        ('{"rnms": 1 "region": "x"}', "не хватает запятой"),
        ('{"rnms" 1}', "после ключа не хватает двоеточия"),
        ("{rnms: 1}", "здесь нужен ключ в двойных кавычках"),
        ('{"rnms": 1}}', "после конца стоит лишнее"),
        ('{"rnms', "кавычки не закрыты"),
        (r'{"rnms": "C:\q"}', "после обратной косой черты"),
        ('{"rnms": "a\tb"}', "знак, которого здесь не бывает"),
        ("9" * 5000, "запись не по правилам"),
    ],
)
def test_no_json_is_told_in_russian(text: str, said: str) -> None:
    """Whatever the parser says in English, the reader is told in the language of the rest."""
    with pytest.raises(DataError) as caught:
        loads(text, source="f.json")
    [issue] = caught.value.issues
    told = issue_sentence(issue, lang="ru").partition("это не JSON: ")[2]

    assert told.startswith(said)
    assert re.search("[A-Za-z]", told) is None


def test_all_faults_come_back_at_once() -> None:
    """A file with many faults is refused once, and every one of them is listed."""
    text = """{
      "rnms": 1, "rnms": 1, "titel": NaN, "region": "khabarovsk",
      "municipalities": [{"id": 1}, "Амурский район"],
      "figures": [
        {"key": "staff", "period": "2023-13", "count": -1, "share": "много", "cuont": 5, "holds": "да"},
        {"key": "staff", "period": 2023, "count": true, "count": 1e999},
        {"period": "2022/2023", "quotes": [{"document": "004", "text": 5}]}
      ],
      "claims": [{"verdict": "достигнуто", "period": 2023, "quote": null}]
    }"""

    assert sorted(refused(text)) == [
        ("$.claims[0].quote", "shape.type"),
        ("$.claims[0].verdict", "shape.type"),
        ("$.figures[0].count", "shape.value"),
        ("$.figures[0].cuont", "shape.unknown-key"),
        ("$.figures[0].holds", "shape.type"),
        ("$.figures[0].period", "shape.value"),
        ("$.figures[0].share", "shape.value"),
        ("$.figures[1].count", "json.doubled-key"),
        ("$.figures[1].count", "json.number"),
        ("$.figures[2].key", "shape.missing-key"),
        ("$.figures[2].quotes[0].line", "shape.missing-key"),
        ("$.figures[2].quotes[0].text", "shape.type"),
        ("$.municipalities[0].id", "shape.type"),
        ("$.municipalities[0].name", "shape.missing-key"),
        ("$.municipalities[1]", "shape.type"),
        ("$.rnms", "json.doubled-key"),
        ("$.titel", "json.number"),
        ("$.titel", "shape.unknown-key"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (file_of(figurs=[]), "неизвестный ключ 'figurs'; возможно, 'figures'"),
        (with_figure(cuont=5), "неизвестный ключ 'cuont'; возможно, 'count'"),
        (file_of(zzz=[]), "неизвестный ключ 'zzz'"),
        (with_figure(count="5"), 'ожидается целое число, а дано "5"'),
        (with_figure(count=-1), "ожидается число не меньше 0, а дано -1"),
        (with_figure(share="много"), 'ожидается доля, как она напечатана: "10,5 %", а дано "много"'),
        (
            file_of(claims=[{"verdict": "да", "period": 1, "quote": {}}]),
            "допустимо: met, not_met, undetermined",
        ),
        (file_of(region="я" * 1000).replace('"яя', '["яя').replace('яя"', 'яя"]'), "я…"),
        (file_of(rnms=2), 'нужна версия формата "rnms": 1, а дано 2'),
        ("{}", 'нужна версия формата "rnms": 1, а дано ничего'),
        ('{"rnms-report": 1}', "это отчёт (его пишет rnms evaluate --to json, читают rnms compare"),
        ('{"rnms_forms": 1}', "это план форм (его читает rnms collect); нужно: данные региона"),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_is_right(text: str, expected: str) -> None:
    """The words name what was given and what was expected, shortly, in Russian: clerks read them."""
    with pytest.raises(DataError) as caught:
        loads(text)

    assert expected in caught.value.issues[0].text
    assert len(caught.value.issues[0].text) < 200


@pytest.mark.parametrize("start", [b"PK\x03\x04\x14\xff", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_is_no_file_of_data(start: bytes) -> None:
    """It names the commands that read one."""
    with pytest.raises(DataError) as caught:
        rnms.load(start)
    [issue] = caught.value.issues
    assert issue.code == "file.kind"
    assert "rnms collect" in issue.text


def test_the_mark_of_utf_8_is_no_fault_of_a_text() -> None:
    text = "\ufeff" + file_of()

    assert loads(text) == loads(text.encode()) == loads(file_of())


def test_a_fault_never_shows_a_name() -> None:
    """The name of a person stands in no error, whatever is wrong with it."""
    text = file_of(
        persons=[{"id": 5, "name": ["Иванов Иван"]}, {"id": "q", "name": "Петров", "birth_date": ""}]
    )

    assert sorted(refused(text)) == [
        ("$.persons[0].id", "shape.type"),
        ("$.persons[0].name", "shape.type"),
        ("$.persons[1].birth_date", "shape.value"),
    ]
    with pytest.raises(DataError) as caught:
        loads(text)
    assert "Иванов" not in str(caught.value)
    assert "Петров" not in str(caught.value)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Windows editors put one before UTF-8; the file is read all the same."""
    path = tmp_path / "system.json"
    path.write_text('{"rnms": 1, "region": "amur", "title": "край"}', encoding="utf-8-sig")

    assert rnms.load(path).title == "край"


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r", "utf-16"])
def test_another_encoding_is_refused_by_name(encoding: str, tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused with advice, never read as gibberish."""
    path = tmp_path / "system.json"
    path.write_text('{"rnms": 1, "region": "amur", "title": "край"}', encoding=encoding)

    with pytest.raises(DataError, match=r"^system\.json: \$: файл не в кодировке UTF-8; сохраните") as caught:
        rnms.load(path)
    assert [issue.code for issue in caught.value.issues] == ["file.encoding"]


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    """A file that is not there is the usual FileNotFoundError: there is no fault to list."""
    with pytest.raises(FileNotFoundError):
        rnms.load(tmp_path / "nowhere.json")


# Whatever comes, it loads or is refused with places.

NAMES = sorted(
    {"rnms", "$schema", "figurs"}
    | {
        field.name
        for kind in (
            RegionalSystem,
            Figure,
            Municipality,
            Unreported,
            Evidence,
            Claim,
            Quote,
        )
        for field in attrs.fields(kind)
    }
)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-1, 2)
    | st.integers()
    | st.floats()
    | st.sampled_from(
        ["2023", "2022/2023", "0001", "10,5 %", "met", "act", "figures", "khabarovsk", "\ud800"]
    )
    | st.text(max_size=5)
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=20,
)


def loads_or_is_refused(text: str) -> None:
    """Whatever loads can be written again; whatever does not is refused with places, and nothing else."""
    try:
        system = loads(text)
    except DataError as error:
        faults, fine = error.issues, bool(error.issues)
    else:
        faults, fine = system.issues, system == loads(dumps(system))

    assert fine
    assert all(fault.place.startswith("$") and fault.text and fault.code for fault in faults)
    assert not any("\n" in fault.place or "\r" in fault.place for fault in faults)


@given(values)
def test_any_json_loads_or_is_refused(value: Any) -> None:
    """No JSON value makes anything but a system or a list of faults."""
    loads_or_is_refused(json.dumps(value))


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in attrs.fields(RegionalSystem)]), values, max_size=4
    )
)
def test_any_fields_load_or_are_refused(fields: dict[str, Any]) -> None:
    """Behind the door of the version too, no value makes anything but a system or a list of faults."""
    loads_or_is_refused(json.dumps({"rnms": 1, **fields}))


@given(st.text(st.characters(), max_size=30) | st.text('[]{}":,truefalsn0123456789.eE+-\\ "', max_size=30))
def test_any_text_loads_or_is_refused(text: str) -> None:
    """No text makes anything but a system or a list of faults."""
    loads_or_is_refused(text)


@given(systems, st.data())
def test_a_file_with_one_wrong_value_loads_or_is_refused(system: RegionalSystem, data: st.DataObject) -> None:
    """Put anything anywhere into a good file: it loads, or is refused at a place that is there."""
    raw = json.loads(dumps(system))
    holder, key = data.draw(st.sampled_from(list(_holders(raw))))
    holder[key] = data.draw(values)

    loads_or_is_refused(json.dumps(raw))


def _holders(value: Any) -> list[tuple[Any, Any]]:
    """Every object or list, with every one of its keys or indices."""
    if isinstance(value, dict):
        pairs: list[tuple[Any, Any]] = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    else:
        return []
    return [(value, key) for key, _ in pairs] + [found for _, inner in pairs for found in _holders(inner)]


# What fits the shape and yet contradicts itself.

AMURSKY = Municipality(id="amursky", name="Амурский район")


def number(**said: Any) -> Figure:
    return Figure(key="municipalities.with_model", period="2022/2023", **said)


@pytest.mark.parametrize(
    ("fields", "expected", "source"),
    by_source([
        ({"figures": [number(count=15, among=19)]}, [], "a good figure"),
        ({"figures": [number(missing="нет отчёта")]}, [], "a figure that says why it is not there"),
        ({"municipalities": [AMURSKY, AMURSKY]}, [("$.municipalities[1].id", "id.doubled")], "a doubled id"),
        ({"figures": [number(count=1, municipality="amursky")], "municipalities": [AMURSKY]}, [], "listed"),
        ({"figures": [number(count=1, municipality="omsk")], "municipalities": [AMURSKY]},
         [("$.figures[0].municipality", "reference.nobody")], "it is not listed"),
        ({"figures": [number(count=1), number(count=1, municipality="omsk")]},
         [("$.figures[1].municipality", "reference.nobody")], "nothing is listed"),
        ({"figures": [number(count=20, among=19)]}, [("$.figures[0]", "figure.contradiction")], "20 of 19"),
        ({"figures": [number(count=15, among=19, share="100 %")]},
         [("$.figures[0]", "figure.contradiction")], "15 of 19 is not 100 %"),
        ({"figures": [number(count=3, share="0,01 %")]}, [], "3 of 30 000"),
        ({"figures": [number(count=0, share="5 %")]}, [("$.figures[0]", "figure.contradiction")], "0"),
        ({"figures": [number(count=1, share="70 %")]},
         [("$.figures[0]", "figure.contradiction")], "1 of 1 is 100 %, 1 of 2 is 50 %"),
        ({"figures": [number(count=5, missing="нет отчёта")]},
         [("$.figures[0]", "figure.missing-and-given")], "given and missing"),
        ({"routes": [Route(id="r", person="p", start=dt.date(2023, 2, 1), end=dt.date(2023, 1, 1))]},
         [("$.routes[0].end", "dates.end-before-start")], "an end before its start"),
        ({"persons": [Person(id="p", birth_date=dt.date(2020, 5, 1))],
          "routes": [Route(id="r", person="p", start=dt.date(2023, 2, 1))]},
         [("$.persons[0].birth_date", "dates.too-young")], "a route at the age of three"),
        ({"persons": [Person(id="p", birth_date=dt.date(2025, 5, 1))],
          "diagnostics": [Diagnostic(id="d", person="p", date=dt.date(2023, 2, 1))]},
         [("$.persons[0].birth_date", "dates.too-young")], "a birth after the first diagnostic"),
        ({"persons": [Person(id="p", birth_date=dt.date(2010, 5, 1), career_start=dt.date(2023, 9, 1))]},
         [("$.persons[0].birth_date", "dates.too-young")], "work at the age of thirteen"),
        ({"persons": [Person(id="p", birth_date=dt.date(2010, 5, 1), career_start=dt.date(2024, 2, 1))]},
         [], "in the year in which one becomes fourteen"),
        ({"persons": [Person(id="p", birth_date=dt.date(2090, 5, 1))]},
         [("$.persons[0].birth_date", "dates.too-young")], "a birth after which nobody comes to work"),
        ({"persons": [Person(id="p")], "routes": [Route(id="r", person="q")]},
         [("$.routes[0].person", "reference.nobody")], "a person who is not listed"),
        ({"routes": [Route(id="r", person="q")]}, [], "nobody is listed, so anybody may be meant"),
        ({"unreported": [Unreported(entity="figures", municipality="omsk")]},
         [("$.unreported[0].municipality", "reference.nobody")], "a silent one who is not listed"),
        ({"unreported": [Unreported(entity="teachers")]},
         [("$.unreported[0].entity", "unreported.entity")], "a collection that there is not"),
        ({"figures": [number(count=20, among=19, municipality="omsk")],
          "unreported": [Unreported(entity="x")]},
         [("$.figures[0]", "figure.contradiction"), ("$.figures[0].municipality", "reference.nobody"),
          ("$.unreported[0].entity", "unreported.entity")], "all at once"),
    ]),
)  # fmt: skip
def test_a_contradiction_is_an_issue_with_its_place(
    fields: dict[str, Any], expected: list[tuple[str, str]], source: str
) -> None:
    """Parts that contradict each other load, and every contradiction is listed with its place."""
    system = RegionalSystem(region="khabarovsk", **fields)

    assert expected == [(issue.place, issue.code) for issue in system.issues], source
    assert system.issues == loads(dumps(system)).issues


def test_bytes_are_read_as_a_file_is() -> None:
    """What a portal has in memory; a fault names no file of ours."""
    system = RegionalSystem(region="ugra", persons=[])
    text = rnms.files.dumps(system).encode()

    assert rnms.load(text) == rnms.load(b"\xef\xbb\xbf" + text) == system
    assert rnms.load(io.BytesIO(text)) == system
    for data in ('{"rnms": 1}'.encode("utf-16"), b"[]"):
        with pytest.raises(DataError, match=r"upload\.json"):
            rnms.load(data)
        with pytest.raises(DataError, match=r"upload\.json"):
            rnms.load(io.BytesIO(data))
    for wrong in (5, io.StringIO("{}"), None):
        with pytest.raises(FieldError, match="stream of bytes"):
            rnms.load(wrong)  # type: ignore[arg-type]
