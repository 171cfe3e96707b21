"""The frames engine, held against the records engine: the same answers on every kind of table.

``RNMS_THOROUGH=1`` looks much longer; ``RNMS_SPARK`` and ``RNMS_POSTGRES`` look at Spark and PostgreSQL too.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
from typing import Any

import attrs
import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa
import pytest

import rnms
from kit.effort import draws, draws_of_tables
from kit.equality import agree, shown
from kit.tabled import KINDS, OUTSIDE, tabled
from kit.worlds import UNKNOWN_FACTS, Asked, a_load, a_measure, asked_of_records, system, thrown
from rnms.engine.mask_reasons import of_records
from rnms.engine.records import RecordsEngine
from rnms.errors import NoRecordsError
from rnms.indicators.tally import LoadTally, Tally
from rnms.indicators.vocabulary import diagnostics, early_career, methodists, people, teams
from rnms.logic import Population, Term
from rnms.logic.normal import forms
from rnms.logic.paths import REGION
from rnms.logic.plan import reads
from rnms.logic.predicates import exists, within
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import (
    Affiliation,
    Assignment,
    Bounds,
    Diagnostic,
    Employment,
    Methodist,
    Municipality,
    Organization,
    OrganizationKind,
    Period,
    Person,
    PoolLevel,
    Provider,
    RegionalSystem,
    Role,
    Unreported,
)
from rnms.results import Report
from rnms.tables.engine.engine import FramesEngine
from rnms.tables.engine.open import FEW
from rnms.testing import invented_region

YEAR = Period.of(2023)
ASKED = asked_of_records()
every_kind = pytest.mark.parametrize("kind", KINDS)


def _dice(*seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311  # nothing is kept secret here


def _number(kind: str) -> int:
    return draws_of_tables(kind, 20, thorough=1500)


@pytest.mark.parametrize("one", ASKED, ids=[one.name for one in ASKED])
def test_polars_answers_every_order_as_the_records_do(one: Asked) -> None:
    """Whatever is unknown, not reported, doubled or at fault, the answers are the same."""
    for seed in range(draws(1, thorough=40)):
        agree("polars", one.measure, one.period, _dice(one.name, seed))


@pytest.mark.slow
@every_kind
def test_every_kind_of_table_answers_orders_as_the_records_do(kind: str) -> None:
    """The same on frames of pandas and pyarrow, on DuckDB and on Ibis."""
    dice = _dice(kind)
    for _ in range(_number(kind)):
        one = dice.choice(ASKED)
        agree(kind, one.measure, one.period, dice)


@every_kind
def test_every_kind_of_table_answers_any_predicate_as_the_records_do(kind: str) -> None:
    """No predicate that the language can say means something else on tables."""
    dice = _dice(kind, "any")
    for _ in range(_number(kind)):
        agree(kind, a_measure(thrown(dice), Window.of(YEAR)), YEAR, dice)


@pytest.mark.parametrize("kind", ["spark", "postgres"])
def test_engines_of_their_own_answer_as_the_records_do(kind: str) -> None:
    """Spark and PostgreSQL, where they are: .ci/run starts both."""
    if not os.environ.get(f"RNMS_{kind.upper()}"):
        pytest.skip(f"RNMS_{kind.upper()} is not set: {kind} was not looked at")
    to_table = OUTSIDE[kind]()
    data = invented_region(staff=120)
    shares = [diagnostics.DIAGNOSED_SHARE, early_career.EARLY_CAREER_SHARE, teams.TEAMS_SHARE]
    questions = [q for one in shares if one.measure is not None for q in one.measure.questions]
    questions.append(Question(of=methodists.REGIONAL_METHODISTS, term=methodists.ATTACHED, load=True))
    frames, records = FramesEngine(tabled(data, to_table)), RecordsEngine(data)
    frames.prepare([(question, YEAR) for question in questions])
    for question in questions:
        assert shown(frames.answer(question, YEAR)) == shown(records.answer(question, YEAR))


@pytest.fixture(scope="module")
def region() -> RegionalSystem:
    return invented_region(staff=200)


@pytest.mark.parametrize("key", ["amur", "khabarovsk", "kirov", "ugra"])
def test_a_report_from_tables_is_the_report_from_records(region: RegionalSystem, key: str) -> None:
    """Results, readings, duties and their names: all the same, to the letter."""
    tables = tabled(region, KINDS["polars"])
    ours, theirs = (rnms.evaluate(data, region=key, period=2023) for data in (tables, region))
    assert unplaced(ours).to_json() == unplaced(theirs).to_json()


def unplaced(report: Report) -> Report:
    """A report whose issues do not say where they stand: tables have columns, records have places.

    Nor has it a digest of its data, of which the names of people are no part in tables.
    """
    return attrs.evolve(
        report, data=None, behind=None, issues=tuple(attrs.evolve(issue, place="") for issue in report.issues)
    )


def test_what_is_small_may_stay_in_the_system(region: RegionalSystem) -> None:
    """Municipalities, acts and meetings need no tables."""
    small = ("municipalities", "organizations", "adoptions", "monitoring_rounds", "models")
    for kind in ("polars", "duckdb"):
        tables = tabled(region, KINDS[kind], leave=small)
        ours = rnms.evaluate(tables, region="khabarovsk", period=2023, only="3")
        theirs = rnms.evaluate(region, region="khabarovsk", period=2023, only="3")
        assert unplaced(ours) == unplaced(theirs)


def test_figures_narrow_tables_as_they_narrow_records() -> None:
    """A headcount bounds the people of a silent municipality."""
    data = attrs_evolved(unreported=[Unreported(entity="employments", municipality="m1")])
    figures = [rnms.Figure(key="staff", period="2022/2023", count=10)]
    data = rnms.RegionalSystem(**{**as_fields(data), "figures": figures})
    tables = tabled(data, KINDS["polars"])
    for given in (data, tables):
        assert rnms.evaluate(given, period=2023, only="1")["1"].value == rnms.Bounds(0, 1)


def as_fields(data: RegionalSystem) -> dict[str, Any]:
    """The fields of a system by name."""
    import attrs

    return {field.name: getattr(data, field.name) for field in attrs.fields(RegionalSystem)}


def attrs_evolved(**changes: Any) -> RegionalSystem:
    """A region of one municipality, with changes."""
    return RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id="m1", name="Лесной")],
        organizations=(),
        persons=[Person(id="p1", name="не для отчёта")],
        employments=(),
        diagnostics=[Diagnostic(id="d", person="p1", provider=Provider.CNPPM)],
        **changes,
    )


# Who and why.


def test_who_and_why_are_the_same(region: RegionalSystem) -> None:
    """Ids are collected when they are asked for; an explanation reads the records around one member."""
    tables = tabled(region, KINDS["polars"])
    for code in ("1", "2", "5"):
        ours = rnms.evaluate(tables, region="khabarovsk", period=2023, only=code)[code]
        theirs = rnms.evaluate(region, region="khabarovsk", period=2023, only=code)[code]
        for state in ("passed", "failed", "unknown"):
            members = [one.id for one in theirs.who(state)]
            assert [one.id for one in ours.who(state)] == members
            for member in members[:2]:
                assert _unnumbered(ours.explain(member)) == _unnumbered(theirs.explain(member))


def _unnumbered(explanation: object) -> str:
    """Without the places of records that have no id: here they are those among the records that were read."""
    return re.sub(r"\[\d+\]", "", str(explanation))


def test_one_place_is_judged_alone(region: RegionalSystem) -> None:
    """A municipality and an organisation, and slices by organisation."""
    tables = tabled(region, KINDS["polars"])
    asked_of: dict[str, Any] = {"region": "khabarovsk", "period": 2023, "only": "1"}
    place, school = region.municipalities[0].id, region.organizations[0].id  # type: ignore[index]
    places: list[dict[str, Any]] = [{"municipality": place}, {"organization": school}]
    for alone in places:
        ours, theirs = (rnms.evaluate(data, **asked_of, **alone) for data in (tables, region))
        assert unplaced(ours) == unplaced(theirs)
    first, second = (rnms.evaluate(data, **asked_of)["1"] for data in (tables, region))
    assert first.by("organization") == second.by("organization")
    with pytest.raises(LookupError, match="no organization 'o0'"):
        rnms.evaluate(tables, **asked_of, organization="o0")


def test_a_member_that_is_not_there_is_an_error(region: RegionalSystem) -> None:
    """As of records."""
    result = rnms.evaluate(tabled(region, KINDS["polars"]), region="khabarovsk", period=2023, only="1")["1"]
    with pytest.raises(NoRecordsError, match="no record 'nobody'"):
        result.explain("nobody")


# One query where one is enough.


def test_where_nothing_is_unknown_both_forms_are_one(region: RegionalSystem) -> None:
    """The certain and the possible form of a predicate are the same where no null and no gap is."""
    question = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)
    whole = tabled(region, KINDS["polars"])
    gaps = RegionalSystem(**{**as_fields(region), "unreported": [Unreported(entity="diagnostics")]})
    for tables, alike in ((whole, True), (tabled(gaps, KINDS["polars"]), False)):
        catalog = FramesEngine(tables).catalog
        asked = forms(diagnostics.DIAGNOSED, Window.of(YEAR), "persons")
        certain, possible = catalog.settled_forms(asked)
        assert (certain == possible) is alike
        assert question.term is not None


def test_several_indicators_of_one_population_are_one_aggregation(
    region: RegionalSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All queries of a batch are collected together."""
    from rnms.tables.engine import engine as _engine

    calls: list[int] = []

    def counting(frames: list[Any]) -> Any:
        calls.append(len(frames))
        return collected(frames)

    collected = vars(_engine)["collected"]
    engine = FramesEngine(tabled(region, KINDS["polars"]))
    questions = [
        Question(of=people.STAFF, term=one) for one in (diagnostics.DIAGNOSED, diagnostics.WITH_ROUTE)
    ]
    monkeypatch.setattr(_engine, "collected", counting)
    engine.prepare([(question, YEAR) for question in questions])
    for question in questions:
        engine.answer(question, YEAR)
    # One for the region, one for its municipalities, one for people who stand in several.
    assert [number for number in calls if number] == [3]


# Limitations of narwhals that shaped the engine: what is gone should go here too.


def test_narwhals_still_collects_frames_one_by_one() -> None:
    """When it has collect_all, ours in rnms.tables can go."""
    assert not hasattr(nw, "collect_all")


def test_narwhals_still_numbers_rows_to_find_distinct_ones_in_duckdb() -> None:
    """When it groups them, `once` of rnms.tables is `unique`."""
    frame: Any = nw.from_native(KINDS["duckdb"](pa.table({"a": [1]}))).lazy()
    assert "row_number" in frame.unique(subset=["a"], keep="any").to_native().sql_query()


def test_narwhals_still_renames_both_sides_to_join_in_duckdb() -> None:
    """When it joins as one step, `joined` of rnms.tables is `join`."""
    one, two = (nw.from_native(KINDS["duckdb"](pa.table({"a": [1], name: [1]}))).lazy() for name in "bc")
    assert "lhs" in one.join(two, on="a", how="left").to_native().sql_query()


def test_narwhals_still_has_no_intersection_of_lists() -> None:
    """When it has one, Shares needs no words one by one."""
    assert not {"set_intersection", "intersection"} & set(dir(nw.col("a").list))


def test_narwhals_still_refuses_a_literal_as_a_filter() -> None:
    """When it filters by a literal, `filtered` needs no head(0)."""
    frame = nw.from_native(pl.LazyFrame({"a": [1]}))
    with pytest.raises(nw.exceptions.InvalidOperationError):
        frame.filter(nw.lit(False))


@pytest.mark.parametrize("seed", range(20))
def test_the_reasons_of_loads_are_those_of_records(seed: int) -> None:
    """What leaves open how much anybody carries is the same, wherever little is read."""
    pick = thrown(random.Random(f"reasons {seed}"))  # noqa: S311
    window, year = Window.of(Period.of(2023)), Period.of(2023)
    [question] = a_load(pick, window).questions
    data = system(pick, sorted(reads(question)), window, attrs.evolve(UNKNOWN_FACTS, usual=40))
    ours = of_records(RecordsEngine(data), question, year)
    theirs = FramesEngine(tabled(data, KINDS["polars"])).reasons(question, year)
    assert sorted(map(str, ours)) == sorted(map(str, theirs))


@pytest.mark.parametrize("seed", range(draws(8, thorough=600)))
@pytest.mark.parametrize("is_all_small", [True, False], ids=["little", "a few that refer to many"])
def test_the_reasons_of_any_measure_are_those_of_records(
    seed: int, is_all_small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing is open no field is named, though some record that does not count lacks it."""
    monkeypatch.setattr("rnms.tables.engine.engine.is_all_small", lambda *_: is_all_small)
    dice = _dice("why", seed)
    one = dice.choice(ASKED)
    measure, period = (
        (one.measure, one.period) if seed % 2 else (a_measure(thrown(dice), Window.of(YEAR)), YEAR)
    )
    collections = sorted(frozenset[str]().union(*(reads(question) for question in measure.questions)))
    data = system(thrown(dice), collections, Window.of(period), UNKNOWN_FACTS)
    frames, records = FramesEngine(tabled(data, KINDS["polars"])), RecordsEngine(data)
    for question in measure.questions:
        ours, theirs = (engine.reasons(question, period) for engine in (frames, records))
        assert sorted(map(str, ours)) == sorted(map(str, theirs)), data


def test_what_is_not_known_of_whoever_left_before_the_year_is_no_reason() -> None:
    """It leaves nothing open: neither records nor tables name it."""
    post = Employment(
        person="p2", organization="o1", role=Role.PEDAGOGICAL, start=dt.date(2015, 9, 1), main=True
    )
    left = [post, attrs.evolve(post, person="p1", end=dt.date(2020, 6, 30))]
    data = RegionalSystem(
        region="kirov",
        municipalities=(),
        organizations=[Organization(id="o1", kind=OrganizationKind.GENERAL)],
        persons=[Person(id="p1"), Person(id="p2", birth_date=dt.date(2000, 1, 1))],
        employments=left,
    )
    question = Question(of=people.STAFF, term=early_career.UNDER_35)
    for engine in (FramesEngine(tabled(data, KINDS["polars"])), RecordsEngine(data)):
        assert engine.answer(question, YEAR).tally.size().is_exact
        assert engine.reasons(question, YEAR) == ()


@pytest.mark.parametrize("others", [0, FEW], ids=["little", "many"])
def test_an_attachment_told_twice_once_without_its_day_leaves_nothing_open(others: int) -> None:
    """The other record tells all that was asked, so the day that is missing is no reason."""
    post = Employment(person="p", organization="o", role=Role.PEDAGOGICAL, start=dt.date(2015, 9, 1))
    told = Assignment(methodist="m", person="p", start=dt.date(2022, 9, 1))
    people_ids = ["m", "p", *(f"q{number}" for number in range(others))]
    data = RegionalSystem(
        region="ugra",
        municipalities=(),
        organizations=[Organization(id="o", kind=OrganizationKind.GENERAL)],
        persons=[Person(id=key) for key in people_ids],
        employments=[attrs.evolve(post, person=key) for key in people_ids],
        methodists=[
            Methodist(
                id="m", person="m", level=PoolLevel.REGIONAL, affiliation=Affiliation.STAFF, start=told.start
            )
        ],
        assignments=[told, attrs.evolve(told, start=None)],
    )
    [question] = methodists.MEAN_ATTACHED.questions
    for engine in (FramesEngine(tabled(data, KINDS["polars"])), RecordsEngine(data)):
        tally = engine.answer(question, YEAR).tally
        assert isinstance(tally, LoadTally)
        assert tally.mean() == Bounds.exact(1)
        assert engine.reasons(question, YEAR) == ()


@pytest.mark.parametrize("others", [0, FEW], ids=["little", "a few of many"])
def test_what_another_municipality_did_not_report_is_no_reason_where_nobody_works_there(others: int) -> None:
    """Tables look up where people work, as records do, though nobody asks for their posts."""
    post = Employment(person="p", organization="o1", role=Role.PEDAGOGICAL)
    data = RegionalSystem(
        region="kirov",
        municipalities=[Municipality(id=key, name=key) for key in ("m1", "m2")],
        organizations=[Organization(id="o1", municipality="m1")],
        persons=[Person(id="p"), *(Person(id=f"q{number}") for number in range(others))],
        employments=[post, *(attrs.evolve(post, person=f"q{number}") for number in range(others))],
        enrolments=(),
        unreported=[Unreported(entity="enrolments", municipality="m2")],
    )
    term = Term(key="t", title="t", where=exists("enrolments", "person"))
    question = Question(of=Population(key="k", title="k", entity="persons"), term=term)
    for engine in (FramesEngine(tabled(data, KINDS["polars"])), RecordsEngine(data)):
        tally = engine.answer(question, YEAR).tally
        assert isinstance(tally, Tally)
        assert tally.failed == 1 + others
        assert engine.reasons(question, YEAR) == ()


@pytest.mark.parametrize("others", [0, FEW], ids=["little", "a little that refers to many"])
def test_the_reasons_of_a_yes_or_no_are_those_of_records(others: int) -> None:
    """A day that is not known leaves open whether there was a diagnostic in the region."""
    data = RegionalSystem(
        region="ugra",
        persons=[Person(id=f"p{number}") for number in range(1 + others)],
        diagnostics=[Diagnostic(id="d", person="p0", date=None, provider=Provider.CNPPM)],
    )
    term = Term(key="t", title="t", where=exists("diagnostics", (), within("date")))
    question = Question(of=Population(key="r", title="r", entity=REGION), term=term)
    frames, records = FramesEngine(tabled(data, KINDS["polars"])), RecordsEngine(data)

    assert frames.answer(question, YEAR).tally == records.answer(question, YEAR).tally
    assert frames.reasons(question, YEAR) == records.reasons(question, YEAR) != ()


@pytest.mark.parametrize(
    ("collection", "table"),
    [
        ("employments", {"person": ["p"], "role": ["pedagogical"]}),
        ("employments", {"person": ["p"], "role": ["pedagogical"], "organization": [1.5]}),
        ("organizations", {"id": ["o"], "municipality": [1.5]}),
    ],
    ids=["no column of schools", "a column of no schools", "a column of no municipalities"],
)
def test_whoever_is_in_no_known_place_may_be_in_any(collection: str, table: dict[str, list[Any]]) -> None:
    """Where a column is missing or cannot be read, the place of nobody is known."""
    system = RegionalSystem(
        region="ugra",
        municipalities=[Municipality(id=key, name=key) for key in ("m1", "m2")],
        organizations=[Organization(id="o")],
        persons=[Person(id="p")],
        employments=[Employment(person="p", organization="o", role=Role.PEDAGOGICAL)],
    )
    given: dict[str, Any] = {collection: None}
    tables = rnms.Tables({collection: pl.DataFrame(table)}, system=attrs.evolve(system, **given))
    engine = FramesEngine(tables)
    answer = engine.answer(Question(of=people.STAFF), YEAR)

    assert answer.tally.size() == Bounds(0, 1)
    assert {key: tally.size() for key, tally in answer.municipalities.items()} == {
        "m1": Bounds(0, 1), "m2": Bounds(0, 1),
    }  # fmt: skip
