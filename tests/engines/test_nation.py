"""Regions judged by one order are counted together, and each is told what it would be told alone."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs
import polars as pl
import pyarrow as pa
import pytest

import rnms
from kit.effort import draws, draws_of_tables
from kit.equality import shown
from kit.tabled import KINDS
from kit.worlds import (
    COMPLETE,
    SCARCITIES,
    Asked,
    Scarcity,
    a_load,
    a_measure,
    asked_of_records,
    system,
    thrown,
    traces_of_orders,
)
from rnms.indicators.tally import MemberState
from rnms.logic import Population
from rnms.logic.plan import question_plan, reads
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import Bounds, Municipality, Period, RegionalSystem, Unreported
from rnms.model.roadmap import CompletionSource
from rnms.model.system import field_kinds, record_classes
from rnms.tables.engine.engine import FramesEngine
from rnms.tables.native import as_arrow
from rnms.testing import invented_region

YEAR = Period.of(2023)
ASKED = asked_of_records()
TRACES = traces_of_orders()
STATES = (MemberState.PASSED, MemberState.FAILED, MemberState.UNKNOWN)
engines = pytest.mark.parametrize("kind", ["polars", "duckdb", "pandas"])


def _dice(*seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311  # nothing is kept secret here


def _nation(
    kind: str, systems: Mapping[str, RegionalSystem], dice: random.Random, keys: str = "texts"
) -> rnms.Tables:
    """The records of several regions in tables with a column ``region``; some rows are of none."""
    names = [name for name in record_classes() if any(getattr(one, name) for one in systems.values())]
    shares_programmes = dice.random() < 0.5
    tables = {}
    for name in names:
        parts = []
        for region, one in systems.items():
            records = tuple(getattr(one, name) or ())
            if name == "programmes" and shares_programmes:
                records = tuple(attrs.evolve(record, provider=None) for record in records)
            part = as_arrow(name, records)
            # Whole numbers of which pandas lacks one are none there.
            is_lost = [dice.random() < 0.1 and (kind, keys) != ("pandas", "numbers") for _ in records]
            of = pa.array([None if lost else region for lost in is_lost], pa.string())
            parts.append(part.append_column("region", of))
        table = pa.concat_tables(parts, promote_options="permissive")
        if name == "programmes" and shares_programmes:
            table = pa.concat_tables(parts[:1]).drop_columns(["region", "provider"])
        # What may be absent and is so of all needs no column.
        optional = [field for field, said in field_kinds(name).items() if not said.required]
        unsaid = [
            field
            for field in optional
            if field in table.column_names and table[field].null_count == len(table)
        ]
        table = table.drop_columns([field for field in unsaid if dice.random() < 0.3])
        tables[name] = KINDS[kind](_numbered(table) if keys == "numbers" else table)
    return rnms.Tables(tables, system=RegionalSystem(region="ugra"))


def _numbered(table: pa.Table) -> pa.Table:
    """The same table where regions and keys are whole numbers."""
    for at, name in enumerate(table.column_names):
        column = table[name]
        ids = {text for text in column.to_pylist() if isinstance(text, str)}
        if name == "region":
            numbers = [None if text is None else int(text) for text in column.to_pylist()]
        elif ids and all(text[:2].isalpha() and text[2:].isdecimal() for text in ids):
            numbers = [None if text is None else int(text[2:]) for text in column.to_pylist()]
        else:
            continue
        table = table.set_column(at, name, pa.array(numbers, pa.int64()))
    return table


def _silent(systems: Mapping[str, RegionalSystem]) -> dict[str, RegionalSystem]:
    """What was not reported of each."""
    return {
        region: RegionalSystem(region=region, unreported=one.unreported)
        for region, one in systems.items()
        if one.unreported
    }


def _told_alike(
    kind: str, questions: Iterable[Question], period: Period, dice: random.Random, keys: str
) -> int:
    """Ask regions together and alone; count the questions that were asked of several at once."""
    questions = list(questions)
    entities = sorted(frozenset[str]().union(*(reads(question) for question in questions)))
    pick, scarce = thrown(dice), dice.choice(SCARCITIES)
    window, regions = Window.of(period), ["0", "1", "2"][: dice.choice([2, 3])]
    systems = {region: system(pick, entities, window, scarce) for region in regions}
    tables, silent = _nation(kind, systems, dice, keys), _silent(systems)
    # One of no rows at all is among them.
    orders = dict.fromkeys([*systems, "7"], "ugra")
    together = 0
    for region, part in tables.parted("region", orders, silent) if tables.tables else ():
        apart = tables.where("region", region, silent.get(region))
        one, alone = FramesEngine(part), FramesEngine(apart)
        assert part.issues == apart.issues, systems
        for engine in (one, alone):
            engine.prepare([(question, period) for question in questions])
        for question in questions:
            assert shown(one.answer(question, period)) == shown(alone.answer(question, period)), systems
            for state in () if question.load else STATES:
                found = (engine.standing(question, period, state) for engine in (one, alone))
                assert len({tuple(sorted(members)) for members in found}) == 1, systems
            if part.nation is not None:
                plan = one.plan(question, period)
                together += plan in part.nation.nation.counted(region, [plan], ())
    return together


@pytest.mark.parametrize(
    "kind", ["polars", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("duckdb", "pandas"))]
)
@pytest.mark.parametrize("keys", ["texts", "numbers"])
def test_any_question_is_answered_of_several_regions_as_of_each(kind: str, keys: str) -> None:
    """Equal ids in two regions, a region with nothing, silent parts and rows of no region change nothing."""
    dice, together = _dice(kind, keys), 0
    for _ in range(draws_of_tables(kind, 12, thorough=1500)):
        measure = (a_measure if dice.random() < 0.9 else a_load)(thrown(dice), Window.of(YEAR))
        together += _told_alike(kind, measure.questions, YEAR, dice, keys)
    assert together


@pytest.mark.parametrize("one", ASKED, ids=[one.name for one in ASKED])
@pytest.mark.slow
def test_every_order_is_answered_of_several_regions_as_of_each(one: Asked) -> None:
    """The same for what the orders ask."""
    for seed in range(draws(1, thorough=20)):
        _told_alike("polars", one.measure.questions, one.period, _dice(one.name, seed), "texts")


@pytest.mark.parametrize("scarce", [COMPLETE, SCARCITIES[3]], ids=["complete", "doubled ids"])
def test_what_was_carried_out_is_told_of_several_regions_as_of_each(scarce: Scarcity) -> None:
    """Whatever the orders look for, and what is sought of one person, whose id another region may have."""
    dice, window, together = _dice("traces"), Window.of(YEAR), 0
    collections = sorted({"diagnostics", "persons", *(trace.collection for trace in TRACES)})
    systems = {region: system(thrown(dice), collections, window, scarce) for region in ("0", "1")}
    tested = sorted({one.person for data in systems.values() for one in data.diagnostics or ()})
    of_one = [
        CompletionSource(collection="diagnostics", day="date", where=(("person", key),)) for key in tested
    ]
    tables = _nation("polars", systems, dice)
    for region, part in tables.parted("region", dict.fromkeys(systems, "ugra"), {}):
        one, alone = FramesEngine(part), FramesEngine(tables.where("region", region))
        for trace in (*TRACES, *of_one):
            assert one.shown(trace) == alone.shown(trace), (trace, systems)
            together += part.nation is not None and part.nation.nation.shown(region, trace) is not None
    assert tested
    assert together or scarce.doubled


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["polars", "duckdb"])
def test_reports_of_many_regions_are_those_of_each(kind: str) -> None:
    """Results, findings, reasons and issues: all the same, to the letter."""
    systems = {str(number): invented_region(staff=60, seed=number) for number in range(3)}
    tables = _nation(kind, systems, _dice(kind))
    orders = dict.fromkeys([*systems, "7"], "khabarovsk")
    reports = rnms.evaluate_many(tables, period=2023, regions=orders)
    lost = tables.issues_without("region")
    assert list(reports) == list(orders)
    for region, report in reports.items():
        alone = rnms.evaluate(tables.where("region", region), region="khabarovsk", period=2023)
        assert report == attrs.evolve(alone, issues=(*alone.issues, *lost))


def test_regions_of_one_order_are_counted_together_and_others_by_themselves() -> None:
    """Who lacks a part, tells an id twice or has an order of its own is judged alone."""
    persons = pl.DataFrame({"id": ["p1", "p2", "p1", "p1", "p1", "p1", "p1"], "region": list("aabbcde")})
    silent = RegionalSystem(region="c", unreported=[Unreported(entity="persons")])
    tables = rnms.Tables({"persons": persons}, system=RegionalSystem(region="ugra"))
    orders = {"a": "ugra", "b": "ugra", "c": "ugra", "d": "kirov", "e": "ugra"}
    parts = dict(tables.parted("region", orders, {"c": silent}))
    assert [region for region, part in parts.items() if part.nation is not None] == ["a", "b", "e"]
    everybody = Question(of=Population(key="everybody", title="все", entity="persons"))
    counted = {
        region: part.nation.nation.counted(region, [question_plan(everybody, Window.of(YEAR))], ())
        for region, part in parts.items()
        if part.nation is not None
    }
    assert [region for region, plans in counted.items() if plans] == ["a", "e"]


def test_of_places_that_regions_share_each_is_told_its_own() -> None:
    """A list of municipalities that says of no region whose they are is that of all."""
    places = [Municipality(id=key, name=key) for key in ("m1", "m2")]
    schools = pl.DataFrame(
        {"id": ["s1", "s1", "s2"], "municipality": ["m1", "m1", "m2"], "region": ["a", "b", "b"]}
    )
    tables = rnms.Tables(
        {"organizations": schools}, system=RegionalSystem(region="ugra", municipalities=places)
    )
    of = Question(of=Population(key="schools", title="", entity="organizations", place="municipality"))
    sizes = {}
    for region, part in tables.parted("region", dict.fromkeys("ab", "ugra"), {}):
        engine = FramesEngine(part)
        assert part.nation is not None
        assert part.nation.nation.counted(region, [engine.plan(of, YEAR)], ())
        by_place = engine.answer(of, YEAR).municipalities
        sizes[region] = [by_place[place.id].size() for place in places]

    assert sizes == {"a": [Bounds(1, 1), Bounds(0, 0)], "b": [Bounds(1, 1), Bounds(1, 1)]}


def test_what_was_counted_of_all_is_told_until_they_are_judged_anew(tmp_path: Path) -> None:
    """Whatever is written into a file meanwhile, what one judgement counts is of one moment."""
    file = tmp_path / "persons.csv"
    tables = rnms.Tables({"persons": _scanned(file, "p1,a", "p1,b")}, system=RegionalSystem(region="ugra"))
    everybody = Question(of=Population(key="everybody", title="все", entity="persons"))

    def numbers(parts: Mapping[str, rnms.Tables]) -> dict[str, Bounds]:
        tallies = {region: FramesEngine(part).answer(everybody, YEAR).tally for region, part in parts.items()}
        return {region: tally.size() for region, tally in tallies.items()}

    orders = dict.fromkeys("ab", "ugra")
    parts = dict(tables.parted("region", orders, {}))
    before = numbers(parts)
    _scanned(file, "p1,a", "p1,b", "p2,b", "p2,b")

    assert before == numbers(parts) == {"a": Bounds(1, 1), "b": Bounds(1, 1)}
    assert numbers(dict(tables.parted("region", orders, {}))) == {"a": Bounds(1, 1), "b": Bounds(2, 2)}


def _scanned(file: Path, *rows: str) -> pl.LazyFrame:
    """A file of persons that is read when it is asked."""
    file.write_text("\n".join(["id,region", *rows]), encoding="utf-8")
    return pl.scan_csv(file)
