"""What stands in a record about people is shown in no fault: a name may stand in any field of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import rnms
from rnms import RegionalSystem
from rnms.cli import main
from rnms.errors import DataError, FieldError
from rnms.files.converter import plain
from rnms.intake import suggest
from rnms.model.system import field_kinds, is_about_people, record_classes
from rnms.render.issues import issues_as_dict
from rnms.render.messages import issue_sentence
from rnms.sheets import Upload, read_table
from rnms.sheets.area import Area
from rnms.sheets.values import Sheet

NAME = "Иванова Мария"
SNILS = "112-233-445 95"
ABOUT_PEOPLE = [collection for collection in record_classes() if is_about_people(collection)]
SHAPES: dict[str, Any] = {
    "a text": NAME,
    "a text in a list": [NAME],
    "a list in a list": [[NAME]],
    "a value of an object": {"ФИО": NAME},
    "a key of an object": {NAME: 1},
    "a key of one word": {"Иванова": 1},
    "half a sign beside it": f"{NAME} \ud83d",
    "a number of insurance": SNILS,
    "the same as a number": int("".join(filter(str.isdecimal, SNILS))),
}


def told_of(raw: dict[str, Any]) -> str:
    """What is said of a file: its error, the issues of the system, in both languages and as JSON."""
    text = json.dumps({"rnms": 1, "region": "ugra", **raw})
    try:
        system = rnms.load(text.encode())
    except DataError as error:
        issues, said = error.issues, f"{error!s} {error!r}"
    else:
        issues, said = system.issues, repr(system)
    sentences = [issue_sentence(issue, lang=lang) for issue in issues for lang in ("ru", "en")]
    return " ".join([said, *sentences, json.dumps(issues_as_dict(issues), ensure_ascii=False), repr(issues)])


def shows_person(said: str) -> bool:
    """Whether it tells a name or a number of insurance."""
    return "Иванова" in said or "445" in said


def test_the_records_about_people_are_those_that_lead_to_them() -> None:
    """Whoever adds a collection need not think of it here."""
    assert {"persons", "employments", "diagnostics", "routes", "route_items", "enrolments"} <= {*ABOUT_PEOPLE}
    assert not {"organizations", "municipalities", "programmes"} & {*ABOUT_PEOPLE}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("collection", ABOUT_PEOPLE)
def test_no_fault_of_a_file_shows_what_stands_in_it(collection: str, shape: str) -> None:
    """As the list, as a record, in each field, as a key: its kind and place are told, nothing else."""
    value = SHAPES[shape]
    records: list[Any] = [value, [value], [{"id": "p1", **(value if isinstance(value, dict) else {})}]]
    records += [[{"id": "p1", field: value}] for field in field_kinds(collection)]
    records += [[{"id": "p1", NAME: value}]]

    for record in records:
        said = told_of({collection: record})
        if record != [{"id": value}]:  # an id is shown: by it people are found
            assert not shows_person(said), said


def test_a_doubled_key_is_not_shown_either() -> None:
    """The reader finds it before it knows what it reads."""
    text = f'{{"rnms": 1, "region": "ugra", "persons": [{{"id": "p1", "{NAME}": 1, "{NAME}": 2}}]}}'

    with pytest.raises(DataError) as caught:
        rnms.load(text.encode())

    assert not shows_person(str(caught.value))
    assert "$.persons[0][…]" in str(caught.value)


@pytest.mark.parametrize(
    "raw",
    [
        [{"id": "p1", "name": NAME}],
        [[NAME]],
        NAME,
        {NAME: 1},
        {NAME: [{"id": "p1"}]},
        {f"{NAME} 2": {NAME: 1}},
    ],
    ids=["people alone", "rows", "a text", "a key", "a list by name", "an object by name"],
)
def test_a_file_that_is_people_and_nothing_else_shows_none(raw: Any) -> None:
    """What was exported alone, or keyed by names, is refused by its kind."""
    whole = {"rnms": 1, "region": "ugra", **raw} if isinstance(raw, dict) else raw
    with pytest.raises(DataError) as caught:
        rnms.load(json.dumps(whole, ensure_ascii=False).encode())

    assert not shows_person(f"{caught.value!s} {caught.value!r} {caught.value.issues!r}")


def _cells(collection: str) -> list[dict[str, str]]:
    """Rows of a table with a name in each field in turn that is neither an id nor a reference."""
    kinds = field_kinds(collection)
    whole = {name: "p1" for name, kind in kinds.items() if kind.required or name == "id"}
    own = [name for name, kind in kinds.items() if not kind.into and name != "id"]
    return [{**whole, name: value} for name in (*own, "ФИО") for value in (NAME, SNILS, "11223344595")]


@pytest.mark.parametrize("collection", ABOUT_PEOPLE)
def test_no_fault_of_a_table_shows_what_stands_in_it(collection: str, tmp_path: Path) -> None:
    """In a CSV file that becomes a table, one that is read row by row, and a frame."""
    for row in _cells(collection):
        (tmp_path / f"{collection}.csv").write_text(
            f"{';'.join(row)}\n{';'.join(row.values())}\n", encoding="utf-8"
        )
        system = rnms.RegionalSystem(region="ugra")
        columns = {name: name for name in row if name in field_kinds(collection)}
        table, frame = read_table, {collection: pl.DataFrame([row])}
        readers: list[Callable[[], Any]] = [
            partial(rnms.Tables.read, tmp_path, system=system),
            partial(rnms.Tables, frame, system=system),
            partial(table, tmp_path / f"{collection}.csv", collection, columns=columns),
        ]
        for read in readers:
            try:
                data = read()
            except DataError as error:
                issues, said = error.issues, f"{error!s} {error!r}"
            else:
                issues, said = data.issues, repr(data)
            sentences = [issue_sentence(issue, lang=lang) for issue in issues for lang in ("ru", "en")]
            assert not shows_person(" ".join([said, *sentences, repr(issues)])), (row, sentences)


def test_a_sheet_is_shown_without_its_cells() -> None:
    """So no trace of an error and no log that shows one tells of people."""
    sheet = Sheet(file="кадры.xlsx", name="Кадры", rows=[["ФИО"], [NAME], [SNILS]])

    assert "кадры.xlsx" in repr(sheet)
    assert not shows_person(repr(sheet))
    assert not shows_person(repr(Area(sheet=sheet)))


def test_a_register_without_a_head_is_not_taken_for_one() -> None:
    """Whoever asks for a mapping gets no row of it."""
    rows = f"{NAME};{SNILS};учитель\nПетрова Анна;087-654-303 00;директор\n"
    mapping = suggest(Upload("кадры.csv", rows.encode()))

    assert not shows_person(mapping)
    assert "похожа на запись о человеке" in mapping


@pytest.mark.parametrize("collection", ABOUT_PEOPLE)
def test_no_fault_of_what_was_built_by_hand_shows_it(collection: str) -> None:
    """A notebook keeps what it prints."""
    kind = record_classes()[collection]
    whole = {field.name: "p1" for field in field_kinds(collection).values() if field.required}
    for name in field_kinds(collection):
        if name in {"id", "name"}:
            continue
        record: dict[str, Any] = {**whole, name: NAME}
        records: dict[str, Any] = {collection: [kind(**record)]}
        system = rnms.RegionalSystem(region="ugra", **records)
        is_reference = field_kinds(collection)[name].into != ""
        for issue in system.issues:
            # A reference is an id, whatever it looks like.
            assert is_reference or not shows_person(issue.text), issue.text


@pytest.mark.parametrize("collection", ABOUT_PEOPLE)
def test_no_fault_of_what_stands_in_the_place_of_a_record_shows_it(collection: str) -> None:
    """Whoever builds a system by hand may put a name where a person belongs."""
    records: dict[str, Any] = {collection: [NAME]}
    with pytest.raises(FieldError) as caught:
        RegionalSystem(region="ugra", **records)

    assert not shows_person(f"{caught.value!s} {caught.value!r} {caught.value.message!r}")


@pytest.mark.parametrize("ids", [[[NAME]], [{NAME: 1}], [NAME.encode()]], ids=["lists", "objects", "bytes"])
def test_no_fault_of_a_column_of_ids_shows_what_is_no_id(ids: list[Any]) -> None:
    """The rows of other faults are named by their ids, which nothing else stands for."""
    tables = rnms.Tables({"persons": pl.DataFrame({"id": ids})}, system=RegionalSystem(region="ugra"))

    assert "column.type" in {issue.code for issue in tables.issues}
    assert not shows_person(" ".join(map(str, tables.issues)))


def test_the_command_line_shows_none(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """What is copied into a letter tells nobody's name."""
    file = tmp_path / "край.json"
    raw = {"rnms": 1, "region": "ugra", "persons": [{"id": "p1", "birth_date": NAME, "ФИО": NAME}]}
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")

    main(["check", str(file)])
    main(["check", str(file), "--to", "json"])
    main(["evaluate", str(file), "--period", "2023"])

    captured = capsys.readouterr()
    assert not shows_person(captured.out + captured.err)
    assert "$.persons[0].birth_date: ожидается дата вида" in captured.out + captured.err


def test_of_a_name_of_a_wrong_shape_not_even_the_kind_is_told() -> None:
    """Whatever stands there, the sentence is the same."""
    told = set()
    for name in (5, True, ["Мария"], {"first": "Мария"}):
        data = {"rnms": 1, "region": "ugra", "persons": [{"id": "p1", "name": name}]}
        with pytest.raises(DataError) as refused:
            rnms.load(json.dumps(data).encode())
        told.add(tuple((issue.place, issue.text) for issue in refused.value.issues))

    [[(place, _)]] = told
    assert place == "$.persons[0].name"


def test_what_is_not_about_people_is_shown() -> None:
    """There it helps whoever mends it."""
    with pytest.raises(DataError, match="LESNAYA"):
        rnms.load(b'{"rnms": 1, "region": "ugra", "organizations": [{"id": "o1", "pupils": "LESNAYA"}]}')


def test_a_file_that_is_sound_is_read_as_ever() -> None:
    """A name may stand where names stand, and is written back."""
    raw = {"rnms": 1, "region": "ugra", "persons": [{"id": "p1", "name": NAME}]}
    system = rnms.load(json.dumps(raw).encode())

    assert plain().unstructure(system)["persons"] == [{"id": "p1", "name": NAME}]
    assert not shows_person(repr(system))
