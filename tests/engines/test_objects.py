"""What a notebook builds is read as strictly as a file: the right value, or an issue and nothing known."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import attrs
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

import rnms
from kit.tabled import KINDS, tabled
from rnms import files, model
from rnms.engine.records import RecordsEngine
from rnms.errors import DataError, FieldError
from rnms.judge import eligibility, roadmap
from rnms.logic import Population, Term
from rnms.logic.predicates import END, Compare, Has, Not, Op, Path, Predicate, equals, on_or_before
from rnms.logic.question import Question
from rnms.model import (
    Adoption,
    AdoptionKind,
    Diagnostic,
    Employment,
    Enrolment,
    Figure,
    MethodicalModel,
    Municipality,
    Organization,
    OrganizationKind,
    Period,
    Person,
    PlanItem,
    Provider,
    RegionalSystem,
    Role,
    RouteItem,
)
from rnms.model.roadmap import Progress
from rnms.model.system import as_read, field_kinds, record_classes
from rnms.tables.engine.engine import FramesEngine
from rnms.tables.native import as_arrow

YEAR = Period.of(2023)
DAY = dt.date(2023, 3, 1)
MOMENT = dt.datetime(2023, 3, 1, 15, 30)  # noqa: DTZ001  # as notebooks have them
RECORDS: dict[str, Any] = {
    "municipalities": Municipality(id="m1", name="Лесной"),
    "organizations": Organization(
        id="o1", kind=OrganizationKind.GENERAL, municipality="m1", low_results_years=(2023,)
    ),
    "persons": Person(id="p1", birth_date=dt.date(1980, 5, 1), higher_pedagogical_education=True),
    "employments": Employment(person="p1", organization="o1", role=Role.PEDAGOGICAL, start=DAY, end=DAY),
    "diagnostics": Diagnostic(id="d1", person="p1", date=DAY, provider=Provider.CNPPM, areas=("чтение",)),
    "routes": model.Route(id="r1", person="p1", diagnostic="d1", start=DAY),
    "route_items": RouteItem(route="r1", hours=36),
    "programmes": model.Programme(id="g1"),
    "enrolments": Enrolment(id="e1", person="p1", programme="g1", end=DAY),
    "models": MethodicalModel(municipality="m1", functioning=True),
}


def region(**changes: Any) -> RegionalSystem:
    """One record of each collection, some with other facts; everything else is empty."""
    listed: dict[str, Any] = dict.fromkeys(record_classes(), ())
    listed |= {name: [record] for name, record in RECORDS.items()}
    for path, value in changes.items():
        name, field = path.split("__")
        listed[name] = [attrs.evolve(listed[name][0], **{field: value})]
    return RegionalSystem(region="khabarovsk", **listed)


# The right value.

RIGHT: list[tuple[str, Any, Any]] = [
    ("organizations__kind", "general", OrganizationKind.GENERAL),
    ("organizations__kind", np.str_("preschool"), OrganizationKind.PRESCHOOL),
    ("employments__role", "pedagogical", Role.PEDAGOGICAL),
    ("diagnostics__date", MOMENT, DAY),
    ("diagnostics__date", pd.Timestamp("2023-03-01 15:30"), DAY),
    ("diagnostics__date", np.datetime64("2023-03-01T15:30"), DAY),
    ("diagnostics__date", np.datetime64("2023-03-01", "ns"), DAY),
    ("diagnostics__date", "2023-03-01", DAY),
    ("diagnostics__date", pd.NaT, None),
    ("diagnostics__date", np.datetime64("NaT", "s"), None),
    ("employments__end", pd.NaT, None),
    ("enrolments__end", float("nan"), None),
    ("models__functioning", np.bool_(True), True),
    ("models__functioning", np.bool_(False), False),
    ("models__functioning", float("nan"), None),
    ("models__functioning", np.float32("nan"), None),
    ("models__functioning", pd.NA, None),
    ("persons__higher_pedagogical_education", pd.NA, None),
    ("route_items__hours", np.int64(36), 36),
    ("route_items__hours", 36.0, 36),
    ("route_items__hours", pd.NA, None),
    ("diagnostics__areas", ["чтение", "счёт"], ("чтение", "счёт")),
    ("diagnostics__areas", {"чтение"}, ("чтение",)),
    ("diagnostics__areas", np.array(["чтение"]), ("чтение",)),
    ("diagnostics__areas", (np.str_("чтение"),), ("чтение",)),
    ("organizations__low_results_years", [np.int64(2023)], (2023,)),
    ("organizations__low_results_years", np.array([2022, 2023]), (2022, 2023)),
    ("organizations__municipality", pd.NA, None),
    ("organizations__municipality", np.str_("m1"), "m1"),
    ("persons__id", 7, "7"),
    ("employments__person", 7.0, "7"),
    ("employments__person", np.int64(7), "7"),
    ("route_items__form", float("nan"), ""),
]


@pytest.mark.parametrize(
    ("path", "given", "meant"), RIGHT, ids=[f"{path} {value!r}" for path, value, _ in RIGHT]
)
def test_what_is_nearly_right_is_read_as_what_it_says(path: str, given: Any, meant: Any) -> None:
    """A word, a moment, numpy's numbers, one of the kinds of nothing; and answers are those of the value."""
    name, field = path.split("__")
    read = as_read(region(**{path: given}))
    value = getattr(getattr(read.system, name)[0], field)

    assert (value, type(value)) == (meant, type(meant))
    assert (read.issues, read.misread) == ((), {})
    assert read.system == region(**{path: meant})
    assert _answers(region(**{path: given})) == _answers(region(**{path: meant}))
    assert region(**{path: given}).issues == region(**{path: meant}).issues


def _answers(data: RegionalSystem) -> list[Any]:
    report = rnms.evaluate(data, period=2023, only=("1", "2", "3"))
    return [(result.code, result.value, result.verdict) for result in report]


# Neither right nor nearly so.

A_DAY = 'дата вида "2023-12-31"'
A_TEXT, A_NUMBER = "значение вида «текст»", "значение вида «число»"
"""What is said of a value in a record about people."""
WRONG: list[tuple[str, Any, str, str]] = [
    ("organizations__kind", "school", "shape.type", '"school" не подходит; допустимо: general, preschool'),
    ("organizations__kind", 5, "shape.type", "5 не подходит; допустимо: general"),
    ("employments__role", None, "shape.type", "null не подходит; допустимо: pedagogical"),
    ("diagnostics__date", "вчера", "shape.value", f"ожидается {A_DAY}, а дано {A_TEXT}"),
    ("diagnostics__date", "01.03.2023", "shape.value", f"{A_DAY}, а дано {A_TEXT}"),
    ("diagnostics__date", 20230301, "shape.type", f"{A_DAY}, а дано {A_NUMBER}"),
    ("models__functioning", 2, "shape.type", "ожидается true или false, а дано 2"),
    ("models__functioning", 0, "shape.type", "ожидается true или false, а дано 0"),
    ("models__functioning", "да", "shape.type", 'ожидается true или false, а дано "да"'),
    ("route_items__hours", "36", "shape.type", "ожидается целое число, а дано значение вида «текст»"),
    ("route_items__hours", 36.5, "shape.type", f"ожидается целое число, а дано {A_NUMBER}"),
    ("route_items__hours", True, "shape.type", "ожидается целое число, а дано true"),
    ("diagnostics__areas", "чтение", "shape.type", "ожидается список […], а дано значение вида «текст»"),
    ("diagnostics__person", 1.5, "shape.type", f"ожидается строка, а дано {A_NUMBER}"),
    ("diagnostics__person", None, "shape.type", "ожидается строка, а дано null"),
    ("route_items__form", 5, "shape.type", f"ожидается строка, а дано {A_NUMBER}"),
    ("employments__end", "никогда", "shape.value", f"{A_DAY}, а дано {A_TEXT}"),
    ("organizations__municipality", True, "shape.type", "ожидается строка, а дано true"),
    ("persons__id", 1.5, "shape.type", f"ожидается строка, а дано {A_NUMBER}"),
]  # fmt: skip
of_every_wrong_value = pytest.mark.parametrize(
    ("path", "given", "code", "said"), WRONG, ids=[f"{path} {value!r}" for path, value, *_ in WRONG]
)


@of_every_wrong_value
def test_what_is_wrong_is_told_as_of_a_file(path: str, given: Any, code: str, said: str) -> None:
    """Objects and JSON give one place, one code and one text; an evaluation lists it, too."""
    name, field = path.split("__")
    data = region(**{path: given})
    text = files.dumps(region())
    raw = json.loads(text)
    raw[name][0][field] = given
    with pytest.raises(DataError) as caught:
        files.loads(json.dumps(raw))

    [issue] = as_read(data).issues
    assert (issue,) == caught.value.issues
    assert (issue.place, issue.code) == (f"$.{name}[0].{field}", code)
    assert said in issue.text
    # Somebody whose id is not known is referred to by nobody.
    rest = [one for one in data.issues if one != issue]
    assert issue in data.issues
    assert {one.code for one in rest} <= ({"reference.nobody"} if field == "id" else set())
    assert issue in rnms.evaluate(data, period=2023, only="1").issues


FACTS: dict[str, Predicate] = {
    "organizations__kind": equals("kind", "general"),
    "employments__role": equals("role", "pedagogical"),
    "diagnostics__date": on_or_before("date", END),
    "models__functioning": equals("functioning", value=True),
    "route_items__hours": Compare(Path("hours"), Op.GE, 36),
    "diagnostics__areas": Has(Path("areas"), "чтение"),
    "diagnostics__person": equals("person.higher_pedagogical_education", value=True),
    "employments__end": on_or_before("end", END),
    "organizations__municipality": equals("municipality.name", "Лесной"),
}


@of_every_wrong_value
def test_what_is_wrong_is_not_known(path: str, given: Any, code: str, said: str) -> None:
    """Neither yes nor no, whatever its absence would mean; tables say the same."""
    assert code
    assert said
    name, field = path.split("__")
    if path not in FACTS:
        return
    of = Population(key="p", title="p", entity=name)
    holds = Term(key="q", title="q", where=FACTS[path])
    not_so = Term(key="n", title="n", where=Not(FACTS[path]))
    data = region(**{path: given})
    for term in (holds, not_so):
        tally = RecordsEngine(data).answer(Question(of=of, term=term), YEAR).tally
        assert tally.passing() == rnms.Bounds(0, 1)  # type: ignore[union-attr]
        for tables in (_in_a_table(name, field, given), _beside_tables(data, name)) * (term is holds):
            assert FramesEngine(tables).answer(Question(of=of, term=term), YEAR).tally == tally
            assert tables.issues


def _in_a_table(name: str, field: str, given: Any) -> rnms.Tables:
    """The collection as a table in whose column the value stands."""
    rows = as_arrow(name, (RECORDS[name],)).to_pandas()
    rows[field] = [given]
    rest: dict[str, Any] = {name: None}
    return rnms.Tables({name: rows}, system=attrs.evolve(region(), **rest))


def _beside_tables(data: RegionalSystem, name: str) -> rnms.Tables:
    """The collection left in the system that comes along with tables."""
    other = "persons" if name != "persons" else "diagnostics"
    return tabled(data, KINDS["polars"], leave=tuple(one for one in record_classes() if one != other))


def test_the_case_of_the_issue() -> None:
    """NaN, 2 and «да» are no «no»; a plain word beside an enumeration is that word; a moment is its day."""
    for value, bounds in (
        (float("nan"), (0, 1)),
        (2, (0, 1)),
        ("да", (0, 1)),
        (True, (1, 1)),
        (False, (0, 0)),
    ):
        found = rnms.evaluate(region(models__functioning=value), period=2023, only="3")["3"]
        assert (found.value.low, found.value.high) == bounds  # type: ignore[union-attr]
    post = {"employments__role": "pedagogical", "employments__end": None, "organizations__kind": "general"}
    data = region(**post, diagnostics__date=MOMENT, diagnostics__provider="cnppm")
    assert rnms.evaluate(data, period=2023, only="1")["1"].value == rnms.Bounds(1, 1)


def test_a_value_inside_a_set_is_told_with_its_place() -> None:
    """As in a file."""
    data = region(diagnostics__areas=("чтение", 5))
    [issue] = as_read(data).issues

    assert (issue.place, issue.text) == (
        "$.diagnostics[0].areas[1]",
        f"ожидается строка, а дано {A_NUMBER}",
    )


def test_a_person_of_no_readable_id_is_nobody_whom_others_name() -> None:
    """They count, and no record is theirs for sure."""
    data = region(persons__id=1.5)
    of = Population(key="p", title="p", entity="persons")
    assert RecordsEngine(data).answer(Question(of=of), YEAR).tally.size().low == 1
    assert [issue.code for issue in data.issues].count("reference.nobody") == 4


def test_what_falls_due_is_read_as_well() -> None:
    """A document of a kind that nobody can read may be any; one written as text is what it says."""
    adopted = Adoption(kind="roadmap", start=MOMENT)  # type: ignore[arg-type]
    data = attrs.evolve(region(), region="ugra", adoptions=[adopted])
    plain = attrs.evolve(data, adoptions=[Adoption(kind=AdoptionKind.ROADMAP, start=DAY)])
    for year in (2022, 2023):
        ours, theirs = (rnms.evaluate(one, period=year).roadmap for one in (data, plain))
        assert ours == theirs
    misspelt: Any = "дорожная карта"
    unread = attrs.evolve(data, adoptions=[Adoption(kind=misspelt, start=DAY)], measure_reports=None)
    nothing, missing = attrs.evolve(unread, adoptions=[]), attrs.evolve(unread, adoptions=None)
    # Of these it tells more than nobody knows: of measure 1 any document does, whatever its kind, and
    # measure 5 asks for a pool besides, of which nobody is a member.
    told: dict[str, list[Progress]] = {
        "1": [Progress.IN_PROGRESS, Progress.PENDING, Progress.UNKNOWN],
        "5": [Progress.OVERDUE, Progress.OVERDUE, Progress.OVERDUE],
    }
    reports = [
        rnms.evaluate(one_, period=2023, as_of=dt.date(2024, 1, 1)).roadmap
        for one_ in (unread, nothing, missing)
    ]
    states = [[one.progress for one in report if one.code not in told] for report in reports]
    assert states[0] == states[2] != states[1]
    for code, expected in told.items():
        assert [one.progress for report in reports for one in report if one.code == code] == expected
    span = (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    shown = [
        [
            one.progress
            for one in roadmap("ugra", *span, data=one_, as_of=dt.date(2024, 1, 1))
            if one.code not in told
        ]
        for one_ in (unread, nothing, missing)
    ]
    assert shown[0] == shown[2] != shown[1]


def test_a_line_of_a_plan_without_a_readable_day_plans_nothing() -> None:
    """It is an issue, and no crash."""
    unread: Any = [PlanItem(measure="9", end="скоро")]  # type: ignore[arg-type]
    data = attrs.evolve(region(), region="ugra", plan_items=unread)

    assert "$.plan_items[0].end" in [issue.place for issue in rnms.evaluate(data, period=2023).issues]
    assert roadmap("ugra", dt.date(2023, 1, 1), dt.date(2023, 12, 31), data=data)


def test_what_can_be_read_stays_beside_what_cannot() -> None:
    """A line of a plan without its day is left out; of a record without another value the rest is known."""
    wrong: Any = ["скоро", "ЦНППМ"]
    lines = [PlanItem(measure="8", end=DAY), PlanItem(measure="9", end=wrong[0])]
    passed = [
        model.Diagnostic(id=key, person="p", date=DAY, provider=provider)
        for key, provider in (("a", model.Provider.CNPPM), ("b", wrong[1]))
    ]
    passed.append(model.Diagnostic(id="c", person="p", date=wrong[0]))
    data = RegionalSystem(region="ugra", plan_items=lines, diagnostics=passed)
    found = as_read(data).incomplete(["plan_items", "diagnostics", "measure_reports"])

    assert found.plan_items == (lines[0],)
    assert found.diagnostics == (
        passed[0],
        attrs.evolve(passed[1], provider=None),
        attrs.evolve(passed[2], date=None),
    )
    assert found.measure_reports is None
    assert [part.entity for part in found.unreported] == ["plan_items", "diagnostics"]


def test_who_may_be_a_methodist_is_asked_of_ids_as_they_are_read() -> None:
    """Whole numbers of a frame, for one."""
    number: Any = 7
    pool = [model.Methodist(id="k", person=number, level=model.PoolLevel.REGIONAL, start=DAY)]
    data = attrs.evolve(region(persons__id=number), region="ugra", methodists=pool)

    assert [one.person for one in eligibility(data, as_of=dt.date(2023, 12, 31))] == ["7"]


def test_records_are_of_their_class() -> None:
    """A dictionary, a record of another collection, one without a list: told where the system is made."""
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"persons": [{"id": "p1"}]}, "RegionalSystem.persons: a dict is not a Person; write Person(id=…)"),
        ({"persons": Person(id="p1")}, "a Person is not a tuple of Person; put it in a list: [ … ]"),
        ({"persons": [RECORDS["diagnostics"]]}, "RegionalSystem.persons: a Diagnostic is not a Person"),
        (
            {"figures": [5]},
            "RegionalSystem.figures: a whole number is not a Figure; write Figure(key=…, period=…)",
        ),
        ({"region": 5}, "RegionalSystem.region: 5 is not a text"),
    ]
    for fields, said in wrong:
        with pytest.raises(FieldError) as caught:
            RegionalSystem(**{"region": "ugra", **fields})
        assert said in str(caught.value)


def test_a_sound_system_is_the_same_object() -> None:
    """Nothing is made anew where there is nothing to read."""
    data = region()
    assert as_read(data).system is data


@pytest.mark.parametrize("kind", ["pandas", "polars", "duckdb"])
def test_records_built_from_the_rows_of_a_frame_answer_as_the_frame(kind: str) -> None:
    """What pandas makes of dates, flags and missing cells, row by row, is what the table says."""
    rows = pd.DataFrame(
        {
            "id": [1, 2, 3, 4],
            "birth_date": pd.to_datetime(["1999-05-01", None, "1970-01-01", "2000-02-02"]),
            "higher_pedagogical_education": [True, None, False, True],
        }
    )
    built = [Person(**row) for row in rows.to_dict("records")]
    system = RegionalSystem(region="khabarovsk", persons=built)
    given: Any = {"pandas": rows, "polars": pl.from_pandas(rows), "duckdb": duckdb.from_df(rows)}[kind]
    tables = rnms.Tables({"persons": given}, system=RegionalSystem(region="khabarovsk"))
    everybody = Population(key="p", title="p", entity="persons")
    for where in (
        equals("higher_pedagogical_education", value=True),
        Compare(Path("birth_date"), Op.GE, dt.date(1990, 1, 1)),
    ):
        asked = Question(of=everybody, term=Term(key="q", title="q", where=where))
        tally = RecordsEngine(system).answer(asked, YEAR).tally
        assert tally == FramesEngine(tables).answer(asked, YEAR).tally
        assert tally.passing() == rnms.Bounds(2, 3)  # type: ignore[union-attr]
    assert (system.issues, tables.issues) == ((), ())


# Figures.


@pytest.mark.parametrize(
    ("given", "count"),
    [(np.int64(12), 12), (12.0, 12), (np.float64(12), 12), (pd.NA, None), (float("nan"), None), (None, None)],
)
def test_a_number_of_numpy_is_a_number(given: Any, count: int | None) -> None:
    """And what pandas has for nothing was not reported."""
    figure = Figure(key="staff", period=2023, count=given)

    assert (figure.count, type(figure.count)) == (count, type(count))
    yes: Any = np.bool_(True)
    assert Figure(key="a", period=2023, holds=yes).holds is True


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"count": "12"}, "Figure.count: '12' is not a whole number; write it without quotes"),
        ({"count": 12.5}, "Figure.count: 12.5 is not a whole number"),
        ({"count": True}, "Figure.count: True is not a whole number"),
        ({"holds": "да"}, "Figure.holds: 'да' is not True or False"),
        ({"holds": 2}, "Figure.holds: 2 is not True or False"),
        ({"municipality": 5}, "Figure.municipality: 5 is not a text"),
        ({"evidence": "протокол"}, "Figure.evidence: 'протокол' is not a tuple of Evidence; write Evidence("),
    ],
)
def test_a_figure_of_another_kind_is_refused(fields: dict[str, Any], said: str) -> None:
    """Where it is made, in one line."""
    with pytest.raises(FieldError) as caught:
        Figure(**{"key": "staff", "period": 2023, **fields})

    assert said in str(caught.value)


# What stands in no file.


@pytest.mark.parametrize("value", [-1, [1]], ids=["a number", "a list"])
@pytest.mark.parametrize("collection", record_classes())
def test_a_report_of_what_cannot_be_read_is_written(collection: str, value: Any) -> None:
    """Whichever field holds it."""
    kind, kinds = record_classes()[collection], field_kinds(collection)
    whole = {name: "p1" for name, field in kinds.items() if field.required or name == "id"}
    fields: dict[str, Any] = {collection: [kind(**{**whole, name: value}) for name in kinds]}
    system = rnms.RegionalSystem(region="ugra", **fields)
    report = rnms.evaluate(system, period=2023, only="6.2.1")

    assert report.digest
    assert rnms.Report.from_json(report.to_json()) == report


def test_data_that_no_file_can_hold_are_refused_as_a_file_of_them_would_be() -> None:
    """With the places and the words of what is read; an id that is a number is written as a text."""
    system = rnms.RegionalSystem(region="ugra", municipalities=[model.Municipality(id="m1", name=-1)])  # type: ignore[arg-type]
    with pytest.raises(DataError) as caught:
        files.dumps(system)

    assert caught.value.issues == as_read(system).issues
    numbered = rnms.RegionalSystem(region="ugra", persons=[model.Person(id=5)])  # type: ignore[arg-type]
    assert files.loads(files.dumps(numbered)).persons == (model.Person(id="5"),)
