"""The JSON Schema of data files: generated, shipped, and of one mind with ``rnms.load``."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kit.rows import by_source
from kit.strategies import INEQUALITIES, periods, printed_shares, systems
from rnms import DataError, RegionalSystem, examples, regions
from rnms.files import loads, schema, template
from rnms.files.json import WORDS, as_dict

SHIPPED = files("rnms") / "schema" / "rnms-1.schema.json"
VALIDATOR = Draft202012Validator(schema())


def test_the_schema_that_is_shipped_is_the_one_generated() -> None:
    """The file in the package is what the classes say; ``rnms schema`` writes it anew."""
    assert schema() == json.loads(SHIPPED.read_text(encoding="utf-8"))


def test_the_schema_is_a_schema() -> None:
    """It is valid under draft 2020-12, and refers to nothing that it does not define."""
    Draft202012Validator.check_schema(schema())

    text = json.dumps(schema())
    assert set(schema()["$defs"]) == set(re.findall(r'"#/\$defs/(\w+)"', text))


def test_the_schema_describes_every_field() -> None:
    """Editors show a sentence beside each key, taken from the class; none is empty."""
    objects = [schema(), *schema()["$defs"].values()]

    undescribed = [
        key
        for one in objects
        for key, said in one["properties"].items()
        if key != "$schema" and not said.get("description")
    ]
    assert not undescribed
    assert all(one["description"] for one in objects)


def test_the_schema_knows_every_collection() -> None:
    """Every field of a system is a key of the file, and only the region is demanded beside the version."""
    keys = {field.name for field in attrs.fields(RegionalSystem)}

    assert keys | {"rnms", "$schema", WORDS} == set(schema()["properties"])
    assert schema()["required"] == ["rnms", "region"]


@pytest.mark.parametrize("name", examples.names())
def test_an_example_is_valid(name: str) -> None:
    """Every file that ships with rnms fits the schema as it is written, not only as it is read."""
    VALIDATOR.validate(json.loads(examples.text(name)))


def test_a_template_asks_among_how_many_of_municipalities_alone() -> None:
    """Not all of them may have answered; of people the number of the whole has a row of its own."""
    figures = template(regions.get("khabarovsk"), period=2023)["figures"]
    places = {figure["key"]: {*figure} - {"key", "period", "note"} for figure in figures}

    assert places["municipalities.with_model"] == {"count", "among"}
    assert places["staff"] == places["staff.diagnosed"] == {"count"}


@pytest.mark.parametrize("key", regions.available())
def test_a_template_is_valid(key: str) -> None:
    """The file that a region gives to fill in fits the schema."""
    VALIDATOR.validate(template(regions.get(key), period=2023))


@given(systems)
def test_whatever_is_written_is_valid(system: RegionalSystem) -> None:
    """Every system, written as JSON, fits the schema."""
    VALIDATOR.validate(as_dict(system))


@given(st.text("0123456789-/HQ", max_size=21) | periods.map(str) | st.integers(0, 10_000))
def test_a_period_that_loads_is_valid(period: str | int) -> None:
    """The schema refuses no period that rnms reads."""
    raw = {"rnms": 1, "region": "amur", "unreported": [{"entity": "figures", "period": period}]}
    if loads_without_faults(raw):
        VALIDATOR.validate(raw)


@given(
    printed_shares.map(str)
    | st.from_regex(r"(более|>=|≥)? ?0?\d{1,3}([.,]\d{1,2})?[ \u00a0]?(%|процентов)?", fullmatch=True)
    | st.tuples(st.sampled_from(INEQUALITIES), st.text("0159,. %", max_size=6)).map("".join)
)
def test_a_share_that_loads_is_valid(share: str) -> None:
    """The schema refuses no printed share that rnms reads."""
    raw = {"rnms": 1, "region": "amur", "figures": [{"key": "staff", "period": 2023, "share": share}]}
    if loads_without_faults(raw):
        VALIDATOR.validate(raw)


def loads_without_faults(raw: dict[str, Any]) -> bool:
    try:
        loads(json.dumps(raw))
    except DataError:
        return False
    return True


FIGURE = {"key": "staff", "period": 2023}
QUOTE = {"document": "004", "line": 5, "text": "…"}


@pytest.mark.parametrize(
    ("broken", "source"),
    by_source([
        ([], "no object"),
        ({"region": "amur"}, "no version"),
        ({"rnms": 2, "region": "amur"}, "another version"),
        ({"rnms": True, "region": "amur"}, "true is not 1"),
        ({"rnms": "1", "region": "amur"}, "a version in quotes"),
        ({"rnms": 1}, "no region"),
        ({"rnms": 1, "region": 27}, "a number instead of a text"),
        ({"rnms": 1, "region": None}, "null instead of a text"),
        ({"rnms": 1, "region": "amur", "$schema": 1}, "an address that is no text"),
        ({"rnms": 1, "region": "amur", "figurs": []}, "an unknown key"),
        ({"rnms": 1, "region": "amur", "figures": {}}, "an object instead of a list"),
        ({"rnms": 1, "region": "amur", "figures": None}, "null instead of a list"),
        ({"rnms": 1, "region": "amur", "figures": "staff"}, "a text instead of a list"),
        ({"rnms": 1, "region": "amur", "figures": [[]]}, "a list instead of an object"),
        ({"rnms": 1, "region": "amur", "municipalities": [{"id": "a"}]}, "a municipality without a name"),
        ({"rnms": 1, "region": "amur", "figures": [{"key": "staff"}]}, "no period"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "cuont": 5}]}, "an unknown key inside"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "count": True}]}, "a bool is no number"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "count": "5"}]}, "a number in quotes"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "count": 5.5}]}, "a part of a person"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "count": -1}]}, "a negative number"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "among": -1}]}, "a negative number"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "share": 10.5}]}, "a share as a number"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "share": "много"}]}, "no share"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "share": "100,1 %"}]}, "more than the whole"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "share": "-5 %"}]}, "less than nothing"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "holds": "да"}]}, "a yes in words"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "holds": 1}]}, "1 is not true"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "period": "2023-13"}]}, "no period"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "period": "2023-Q5"}]}, "no quarter"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "period": 23}]}, "no year"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "period": 20_230}]}, "no year"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "period": None}]}, "null is no period"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "evidence": [{"kind": "приказ", "ref": ""}]}]},
         "an unknown kind of document"),
        ({"rnms": 1, "region": "amur", "figures": [{**FIGURE, "quotes": [{**QUOTE, "line": "5"}]}]},
         "a line in quotes"),
        ({"rnms": 1, "region": "amur", "claims": [{"verdict": "met", "period": 2023}]}, "a claim, no words"),
        ({"rnms": 1, "region": "amur", "claims": [{"verdict": "да", "period": 2023, "quote": QUOTE}]},
         "an unknown verdict"),
        ({"rnms": 1, "region": "amur", "unreported": [{"municipality": "a"}]}, "nothing named"),
        ({"rnms": 1, "region": "amur", "persons": [{"id": "p", "birth_date": "31.12.1990"}]}, "no date"),
        ({"rnms": 1, "region": "amur", "employments": [{"person": "p", "role": "head"}]}, "nowhere employed"),
        ({"rnms": 1, "region": "amur", "teams": [{"id": "t", "organization": "o", "kind": "a"}]}, "no kind"),
    ]),
)  # fmt: skip
def test_a_broken_file_is_refused_by_both(broken: Any, source: str) -> None:
    """An editor that knows the schema and ``rnms.load`` refuse the same files."""
    with pytest.raises(DataError):
        loads(json.dumps(broken))

    assert not VALIDATOR.is_valid(broken), source
