"""Whatever types the columns of tables have, and whichever are missing: they mean what their records mean."""

from __future__ import annotations

import datetime as dt
import random

import polars as pl
import pytest

from kit.dressed import dressed
from kit.effort import draws
from kit.equality import shown
from kit.tabled import KINDS, tabled
from kit.worlds import SCARCITIES, Scarcity, a_measure, asked_of_records, system, thrown, traces_of_orders
from rnms import RegionalSystem, Tables
from rnms.engine.records import RecordsEngine
from rnms.engine.shown import Shown
from rnms.indicators.tally import MemberState
from rnms.logic.paths import REGION
from rnms.logic.plan import reads
from rnms.logic.window import Window
from rnms.model import Diagnostic, Period
from rnms.model.roadmap import CompletionSource
from rnms.model.system import as_read, record_classes
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2023)
ASKED = asked_of_records()
STATES = (MemberState.PASSED, MemberState.FAILED, MemberState.UNKNOWN)
every_kind = pytest.mark.parametrize(
    "kind", [kind if kind == "polars" else pytest.param(kind, marks=pytest.mark.slow) for kind in KINDS]
)


@every_kind
@pytest.mark.parametrize("seed", range(draws(20, thorough=600)))
def test_columns_of_any_type_are_read_as_the_records_that_they_mean(seed: int, kind: str) -> None:
    """Numbered ids, days as texts, categories, numbers of few bits, other names; a column that is missing."""
    dice = random.Random(f"{kind} {seed}")  # noqa: S311
    one = dice.choice(ASKED)
    measure, period = (
        (one.measure, one.period) if seed % 2 else (a_measure(thrown(dice), Window.of(YEAR)), YEAR)
    )
    collections = sorted(frozenset[str]().union(*(reads(question) for question in measure.questions)))
    data = system(thrown(dice), collections, Window.of(period), dice.choice(SCARCITIES))
    tables, meant = dressed(data, kind, dice)
    frames, records = FramesEngine(tables), RecordsEngine(meant)
    for question in measure.questions:
        assert shown(frames.answer(question, period)) == shown(records.answer(question, period)), meant
        for state in STATES:
            found, expected = (
                sorted(key for key, _ in engine.standing(question, period, state))
                for engine in (frames, records)
            )
            assert found == expected, meant


@pytest.mark.parametrize("state", STATES)
def test_the_region_itself_is_on_no_list(state: MemberState) -> None:
    """It has no id by which a list could name it: neither records nor tables do."""
    of_region = [
        (question, one.period)
        for one in ASKED
        for question in one.measure.questions
        if question.of.resolved().entity == REGION
    ]
    data = RegionalSystem(region="ugra", measure_reports=[], monitoring_rounds=[])
    assert of_region
    for engine in (RecordsEngine(data), FramesEngine(tabled(data, KINDS["polars"]))):
        assert {engine.standing(question, period, state) for question, period in of_region} == {()}


UNTIDY = Scarcity(missing=8, nobody=6, doubled=25)
TRACES = traces_of_orders()


@every_kind
@pytest.mark.parametrize("seed", range(draws(40, thorough=1500)))
def test_what_is_looked_up_in_a_collection_is_found_in_tables_too(seed: int, kind: str) -> None:
    """What records show of a completion, their ids, the words of each field, and whether there is any."""
    dice = random.Random(f"looked up {kind} {seed}")  # noqa: S311
    traces = [trace for trace in TRACES if trace.collection == dice.choice(TRACES).collection]
    name = traces[0].collection
    data = system(thrown(dice), [name], Window.of(YEAR), UNTIDY, {name: (0, 2, 4, 6)})
    tables, meant = dressed(data, kind, dice)
    frames, records = FramesEngine(tables), RecordsEngine(meant)
    for trace in traces:
        assert frames.shown(trace) == records.shown(trace), meant
    for name in record_classes():
        assert frames.has(name) == records.has(name)
        assert frames.holds_any(name) == records.holds_any(name)


def test_a_row_that_says_less_shows_less_beside_an_id_told_in_two_ways() -> None:
    """Who held one diagnostic is no known word, another has two rows: neither was surely held on its day."""
    days = [dt.date(2023, month, 1) for month in (1, 1, 2, 3)]
    diagnostics = {
        "id": ["d1", "d1", "d2", "d3"],
        "person": ["p1", "p2", "p3", "p4"],
        "provider": ["cnppm", "cnppm", "ЦНППМ", "cnppm"],
        "date": days,
    }
    tables = Tables({"diagnostics": pl.DataFrame(diagnostics)}, system=RegionalSystem(region="ugra"))
    records = [
        Diagnostic(**dict(zip(diagnostics, row, strict=True)))
        for row in zip(*diagnostics.values(), strict=True)
    ]
    trace = CompletionSource(collection="diagnostics", day="date", where=(("provider", "cnppm"),))
    of_records, of_tables = (
        engine.shown(trace)
        for engine in (
            RecordsEngine(as_read(RegionalSystem(region="ugra", diagnostics=records)).as_known()),
            FramesEngine(tables),
        )
    )

    assert of_tables == {
        Shown(dt.date.min, dt.date.max, sure=True): 2,
        Shown(days[2], days[2], sure=False): 1,
        Shown(days[3], days[3], sure=True): 1,
    }
    assert of_records == of_tables
