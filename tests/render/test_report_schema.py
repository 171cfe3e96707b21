"""The JSON Schema of reports: generated, shipped, and of one mind with what is written and read."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import attrs
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import rnms
from kit.effort import examples
from kit.reports import by_year, demo, forty
from kit.shown import given_figures, judged
from rnms import DataError, Report, regions, testing
from rnms.cli import main
from rnms.render.json import report_schema
from rnms.results.judgement import Judgement
from rnms.results.result import Result

SHIPPED = files("rnms") / "schema" / "rnms-report-1.schema.json"
VALIDATOR = Draft202012Validator(report_schema())


def faults(written: Any) -> list[str]:
    """What the schema finds wrong with a report."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(written)]


@pytest.mark.parametrize("kind", [Result, Judgement])
def test_only_what_is_rare_may_be_left_out(kind: Any) -> None:
    """Whoever reads a report by other means finds each other field, though it holds nothing.

    Of what is rare only what says something is there.
    """
    result, *_ = json.loads(demo().to_json())["results"]
    written = result if kind is Result else result["judgements"][0]
    may_lack = {field.name for field in attrs.fields(kind) if {"rare", "transient"} & field.metadata.keys()}

    assert {field.name for field in attrs.fields(kind)} - may_lack <= written.keys()
    assert not [name for name in may_lack & written.keys() if not written[name]]


def test_the_schema_that_is_shipped_is_the_one_generated(capsys: pytest.CaptureFixture[str]) -> None:
    """``rnms schema --report`` writes the file of the package, letter by letter."""
    assert main(["schema", "--report"]) == 0

    assert capsys.readouterr().out == SHIPPED.read_text(encoding="utf-8")


def test_the_schema_is_a_schema() -> None:
    """It is valid under draft 2020-12, and refers to nothing that it does not define."""
    Draft202012Validator.check_schema(report_schema())

    text = json.dumps(report_schema())
    assert set(report_schema()["$defs"]) == set(re.findall(r'"#/\$defs/(\w+)"', text))


def test_the_schema_describes_every_field() -> None:
    """Whoever reads a report by it finds a sentence beside each key, taken from the class."""
    objects = [report_schema(), *report_schema()["$defs"].values()]

    assert [
        key for one in objects for key, said in one["properties"].items() if not said["description"]
    ] == []
    assert all(one["description"] for one in objects)


@functools.cache
def invented(region: str) -> Report:
    """A region with faults in its records and returns that are missing."""
    system = testing.invented_region(staff=100, seed=1, region=region, unreported=0.1, faults=0.1)
    return rnms.evaluate(system, period=2023)


REPORTS: dict[str, Callable[[], Report]] = {
    "the demo": demo,
    "forty municipalities": forty,
    "a reading": lambda: demo().under("by_act"),
    "an earlier day": lambda: rnms.evaluate(
        rnms.example("ugra_invented"), period=2024, as_of=dt.date(2024, 6, 1), known_on=dt.date(2024, 6, 1)
    ),
    "a supposition": lambda: rnms.evaluate(
        rnms.example("ugra_invented"), period=2024, region=regions.get("ugra").without("6.2.1", why="план")
    ),
    **{f"year {at + 1}": lambda at=at: by_year()[at] for at in range(4)},  # type: ignore[misc]
    **{
        f"{key}, invented": lambda key=key: invented(key)  # type: ignore[misc]
        for key in regions.available()
    },
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_as_its_schema_says(name: str) -> None:
    """Every region and every manner of judging."""
    assert faults(json.loads(REPORTS[name]().to_json())) == []


@pytest.mark.slow
@given(given_figures())
@examples(15)
def test_whatever_is_reported_is_as_the_schema_says(figures: dict[str, Any]) -> None:
    """Whatever figures a region gives."""
    assert faults(judged(figures).to_dict()) == []


def objects_of(written: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of the objects within a report."""
    if isinstance(written, dict):
        yield path
        for key, value in written.items():
            yield from objects_of(value, (*path, key))
    elif isinstance(written, list):
        for at, value in enumerate(written):
            yield from objects_of(value, (*path, at))


def changed(path: tuple[str | int, ...], change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """The demo, with one of its objects changed."""
    written: dict[str, Any] = json.loads(demo().to_json())
    found: Any = written
    for step in path:
        found = found[step]
    change(found)
    return written


# One object of each class.
KINDS = {
    tuple("#" if isinstance(step, int) else step for step in path): path
    for path in objects_of(json.loads(demo().to_json()))
    # What follows from the rest is written for others, and not read again.
    if "brief" not in path
}


@pytest.mark.parametrize("path", KINDS.values(), ids=lambda path: "/".join(map(str, path)) or "whole")
def test_schema_and_reader_refuse_the_same(path: tuple[str | int, ...]) -> None:
    """A key too many, a number for a text: in whatever object, neither takes it."""
    for change in (lambda one: one.update(nobody=1), lambda one: one.update({next(iter(one)): 1.5})):
        written = changed(path, change)

        assert faults(written) != []
        with pytest.raises(DataError):
            Report.from_json(json.dumps(written))
