"""Days of which the month or the year alone is known: certain where all agree, possible where one does."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from typing import Any

import attrs
import duckdb
import polars as pl
import pyarrow as pa
import pytest

import rnms
from kit.declared import CLAUSE, indicator, profile
from kit.effort import draws, draws_of_tables
from kit.equality import shown
from kit.oracle import answers_contain, entities
from kit.tabled import KINDS, tabled
from kit.worlds import (
    SCARCITIES,
    Pick,
    a_measure,
    asked_of_records,
    completed,
    kinds,
    replaced,
    system,
    thrown,
    traces_of_orders,
)
from rnms import RegionalSystem, Tables, files
from rnms.engine.mask_reasons import of_records
from rnms.engine.records import RecordsEngine
from rnms.indicators import Share, Target
from rnms.indicators.tally import Tally
from rnms.logic import Population, Term
from rnms.logic.predicates import (
    END,
    OPERATORS,
    START,
    Compare,
    DateOrder,
    Given,
    Op,
    Path,
    Predicate,
    any_of,
    before,
    exists,
    in_order,
    on_or_before,
    within,
)
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import Diagnostic, Organization, Period, Person, Route, Team, TeamKind, at_least, percent
from rnms.model.norm import Bounds
from rnms.model.partial import PartialDay
from rnms.model.system import record_classes
from rnms.render.words import reason, reasons
from rnms.sheets.reading import CellError, day
from rnms.sheets.values import Cell
from rnms.tables.engine.engine import FramesEngine

YEAR = Period.of(2023)
DIAGNOSTICS = Population(key="p", title="p", entity="diagnostics")


def _tally(day: object, where: Predicate, kind: str = "records") -> Tally:
    data = RegionalSystem(region="x", diagnostics=[_diagnostic(day)])
    question = Question(of=DIAGNOSTICS, term=Term(key="q", title="q", where=where))
    engine = RecordsEngine(data) if kind == "records" else FramesEngine(tabled(data, KINDS[kind]))
    tally = engine.answer(question, YEAR).tally
    assert isinstance(tally, Tally)
    return tally


def _diagnostic(day: Any) -> Diagnostic:
    return Diagnostic(id="d1", person="p1", date=day)


PASSED, FAILED, OPEN = Tally(passed=1), Tally(failed=1), Tally(failed_or_passed=1, counted=1)


@pytest.mark.parametrize(
    ("day", "where", "expected"),
    [
        ("2023", within("date"), PASSED),
        ("2022", within("date"), FAILED),
        ("март 2023", within("date"), PASSED),
        ("2023-03", within("date"), PASSED),
        ("2022-12-30/2023-01-01", within("date"), OPEN),
        ("2023", Compare(Path("date"), Op.LE, dt.date(2023, 6, 30)), OPEN),
        ("2023-06", Compare(Path("date"), Op.LE, dt.date(2023, 6, 30)), PASSED),
        ("2023-06", Compare(Path("date"), Op.LT, dt.date(2023, 6, 30)), OPEN),
        ("2023-07", Compare(Path("date"), Op.LE, dt.date(2023, 6, 30)), FAILED),
        ("2023-07", Compare(Path("date"), Op.GT, dt.date(2023, 6, 30)), PASSED),
        ("2023-07", Compare(Path("date"), Op.EQ, dt.date(2023, 6, 30)), FAILED),
        ("2023-06", Compare(Path("date"), Op.EQ, dt.date(2023, 6, 30)), OPEN),
        ("2023-06", Compare(Path("date"), Op.EQ, dt.date(2023, 6, 1)), OPEN),
        ("2023-06", Compare(Path("date"), Op.EQ, dt.date(2023, 5, 31)), FAILED),
        ("2023-06", Compare(Path("date"), Op.EQ, dt.date(2023, 7, 1)), FAILED),
        ("2023-06", Compare(Path("date"), Op.GE, dt.date(2023, 6, 1)), PASSED),
        ("2023-06", Compare(Path("date"), Op.GT, dt.date(2023, 6, 1)), OPEN),
        ("2023-06", Compare(Path("date"), Op.GE, dt.date(2023, 6, 30)), OPEN),
        ("2023-06", Compare(Path("date"), Op.GT, dt.date(2023, 6, 30)), FAILED),
        ("2023-06", Compare(Path("date"), Op.LE, dt.date(2023, 6, 1)), OPEN),
        ("2023-06", Compare(Path("date"), Op.LT, dt.date(2023, 6, 1)), FAILED),
        ("2022", before("date", START), PASSED),
        ("2024", on_or_before("date", END), FAILED),
        ("2023", Given(Path("date")), PASSED),
    ],
)
def test_a_comparison_is_certain_where_every_day_agrees(day: str, where: Predicate, expected: Tally) -> None:
    """And possible where one does; as a text of a record, and as a value, of a record or in a table."""
    assert attrs.evolve(_tally(PartialDay.of(day), where), counted=0) == attrs.evolve(expected, counted=0)
    assert _tally(day, where) == _tally(PartialDay.of(day), where)
    assert _tally(PartialDay.of(day), where, "polars") == _tally(day, where)


ROUTES = Population(key="r", title="r", entity="routes")


def _span(first: int, last: int) -> PartialDay:
    return PartialDay(dt.date(2023, 5, first), dt.date(2023, 5, last))


def _days(day: dt.date | PartialDay | None) -> list[dt.date | None]:
    """Every day that it may be; of one that nobody knows a day before all and one after all."""
    if day is None:
        return [dt.date(2000, 1, 1), dt.date(2030, 1, 1)]
    if isinstance(day, PartialDay):
        return [dt.date.fromordinal(n) for n in range(day.first.toordinal(), day.last.toordinal() + 1)]
    return [day]


@pytest.mark.parametrize("kind", ["records", "polars", pytest.param("duckdb", marks=pytest.mark.slow)])
@pytest.mark.parametrize("op", [Op.LE, Op.LT, Op.GE, Op.GT])
def test_an_order_with_another_record_is_decided_where_all_days_agree(kind: str, op: Op) -> None:
    """Sure where it holds on each of their days and of ours, possible where it does on one."""
    ours: list[dt.date | PartialDay | None] = [dt.date(2023, 5, 4), _span(3, 5), _span(4, 7), None]
    dates: list[dt.date | PartialDay | None] = [
        dt.date(2023, 5, 4),
        _span(1, 2),
        _span(1, 3),
        _span(2, 6),
        _span(5, 6),
        _span(6, 9),
        None,
    ]
    theirs = [*itertools.combinations_with_replacement(dates, 2), *((date,) for date in dates)]
    cases = dict(enumerate(itertools.product(ours, theirs)))
    data = RegionalSystem(
        region="x",
        persons=[Person(id=f"p{number}") for number in cases],
        routes=[Route(id=f"r{number}", person=f"p{number}", start=day) for number, (day, _) in cases.items()],  # type: ignore[arg-type]
        diagnostics=[
            attrs.evolve(_diagnostic(date), id=f"d{number}.{place}", person=f"p{number}")
            for number, (_, days) in cases.items()
            for place, date in enumerate(days)
        ],
    )
    order = exists("diagnostics", (("person", "person"),), compare=DateOrder("date", op, "start"))
    question = Question(of=ROUTES, term=Term(key="q", title="q", where=order))
    verdicts = [
        {
            any(OPERATORS[op](date, day) for date in dates_of_all)
            for day in _days(own)
            for dates_of_all in itertools.product(*map(_days, days))
        }
        for own, days in cases.values()
    ]
    expected = Tally(
        passed=verdicts.count({True}),
        failed=verdicts.count({False}),
        failed_or_passed=verdicts.count({False, True}),
    )
    engine = RecordsEngine(data) if kind == "records" else FramesEngine(tabled(data, KINDS[kind]))
    tally = engine.answer(question, YEAR).tally
    assert isinstance(tally, Tally)
    assert attrs.evolve(tally, counted=0) == expected


TEAMS = Population(key="t", title="t", entity="teams")
IN_ORDER, REVERSED = in_order("start", "end"), in_order("end", "start")


@pytest.mark.parametrize("kind", ["records", "polars", pytest.param("duckdb", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("start", "end", "where", "expected", "is_fault"),
    [
        ("2023", "2023-01-21", IN_ORDER, PASSED, False),
        ("2023", "2023-01-21", REVERSED, OPEN, False),
        ("2023", "2022", IN_ORDER, PASSED, True),
        ("2023", "2022", REVERSED, OPEN, True),
        ("2023", "2022-12-31", before("start", START), OPEN, True),
        ("2023-01-01", "2022", before("start", START), OPEN, True),
        ("2023-01-01", "2022", before("end", START), OPEN, True),
        ("2022", "2022", before("end", START), PASSED, False),
        ("2022-12-30/2023-01-02", "2022-12-30", before("start", START), PASSED, False),
    ],
)
def test_an_end_that_surely_comes_before_its_start_leaves_both_open(
    kind: str, start: str, end: str, where: Predicate, expected: Tally, is_fault: bool
) -> None:
    """As with whole days: one of them is wrong, and nobody knows which; it is told once."""
    days: dict[str, Any] = {
        name: dt.date.fromisoformat(text) if len(text) == len("2023-01-01") else PartialDay.of(text)
        for name, text in (("start", start), ("end", end))
    }
    team = Team(id="t", organization="o", kind=TeamKind.MANAGEMENT, **days)
    data = RegionalSystem(region="x", organizations=[Organization(id="o")], teams=[team])
    engine = RecordsEngine(data) if kind == "records" else FramesEngine(tabled(data, KINDS[kind]))
    tally = engine.answer(Question(of=TEAMS, term=Term(key="q", title="q", where=where)), YEAR).tally
    assert isinstance(tally, Tally)
    assert attrs.evolve(tally, counted=0) == attrs.evolve(expected, counted=0)
    codes = [issue.code for issue in engine.issues]
    assert codes == ["dates.end-before-start"] * is_fault


def _blurred(pick: Pick, data: RegionalSystem) -> RegionalSystem:
    """The same system where of some days the month, the year or a span alone is known."""
    for name in record_classes():
        dates = [kind.name for kind in kinds(name).values() if kind.sort == "date"]
        records = list(getattr(data, name) or ())
        for index in range(len(records)):
            for field in dates:
                day = getattr(records[index], field)
                if day is not None and pick([False, True]):
                    options = [
                        PartialDay.of(f"{day:%Y}"),
                        PartialDay.of(f"{day:%Y-%m}"),
                        PartialDay(day - dt.timedelta(days=40), day + dt.timedelta(days=pick([0, 300]))),
                    ]
                    records[index] = attrs.evolve(records[index], **{field: pick(options)})
        if records:
            data = replaced(data, name, records)
    return data


@pytest.mark.parametrize("seed", range(draws(30, thorough=600)))
def test_the_bounds_hold_for_every_day_that_is_possible(seed: int) -> None:
    """Brute force: whichever of its days each turns out to be."""
    dice = random.Random(f"partial {seed}")  # noqa: S311  # nothing is kept secret here
    pick, window = thrown(dice), Window.of(YEAR)
    for _ in range(6):
        measure = a_measure(pick, window)
        data = _blurred(pick, system(pick, entities(measure), window, dice.choice(SCARCITIES)))
        engine = RecordsEngine(data)
        answers = [engine.answer(question, YEAR) for question in measure.questions]
        for _ in range(6):
            answers_contain(measure.questions, answers, completed(data, window, pick), window)


def test_files_say_them_and_are_written_as_they_were_read() -> None:
    """In JSON a year, a month, or two days."""
    for text in ("2023", "2023-03", "2023-01-05/2023-02-03"):
        data = files.loads(
            '{"rnms": 1, "region": "ugra", "diagnostics": [{"id": "d", "person": "p", "date": "'
            + text
            + '"}]}'
        )
        assert data.issues == ()
        assert f'"date": "{text}"' in files.dumps(data)
        assert files.loads(files.dumps(data)) == data


ASKED = asked_of_records()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["polars", "pandas", "duckdb"])
def test_every_kind_of_table_tells_what_records_do(kind: str) -> None:
    """Answers and reasons, also where small collections come along as records."""
    dice = random.Random(f"tables {kind}")  # noqa: S311  # nothing is kept secret here
    for _ in range(draws_of_tables(kind, 10, thorough=600)):
        pick = thrown(dice)
        one = dice.choice(ASKED)
        measure, period = pick([(one.measure, one.period), (a_measure(pick, Window.of(YEAR)), YEAR)])
        window = Window.of(period)
        data = _blurred(pick, system(pick, entities(measure), window, dice.choice(SCARCITIES)))
        leave = pick([(), ("employments", "diagnostics"), ("organizations",)])
        frames, records = FramesEngine(tabled(data, KINDS[kind], leave=leave)), RecordsEngine(data)
        frames.prepare([(question, period) for question in measure.questions])
        for question in measure.questions:
            assert shown(frames.answer(question, period)) == shown(records.answer(question, period)), data
            if not records.knows(question):
                continue
            ours, theirs = (engine.reasons(question, period) for engine in (frames, records))
            assert sorted(map(str, ours)) == sorted(map(str, theirs)), data


def test_tables_show_as_records_when_something_was_carried_out() -> None:
    """Whichever of its days the end of a round is, it lies in a year: that year has it."""
    dice, sure = random.Random("traces"), 0  # noqa: S311  # nothing is kept secret here
    for trace in traces_of_orders() * draws(2, thorough=60):
        pick, name = thrown(dice), trace.collection
        data = _blurred(pick, system(pick, [name], Window.of(YEAR), dice.choice(SCARCITIES), {name: (2, 4)}))
        days = RecordsEngine(data).shown(trace)
        assert FramesEngine(tabled(data, KINDS["polars"])).shown(trace) == days, data
        sure += any(one.sure and one.first < one.last for one in days)
    assert sure


@pytest.mark.parametrize("kind", ["polars", "pandas", "duckdb"])
def test_a_column_of_texts_holds_days_that_are_known_in_part(kind: str) -> None:
    """In whatever words files and cells say them; what is no day is told with its text, and is unknown."""
    days = ["2023-03-01", "2023", "март 2023", "2022-12-30/2023-01-01", "2022", "вчера", None]
    table = pa.table({"id": list("abcdefg"), "person": ["p"] * len(days), "date": days})
    tables = Tables({"diagnostics": KINDS[kind](table)}, system=RegionalSystem(region="x"))
    question = Question(of=DIAGNOSTICS, term=Term(key="q", title="q", where=within("date")))

    tally = FramesEngine(tables).answer(question, YEAR).tally
    assert isinstance(tally, Tally)
    assert (tally.passed, tally.failed, tally.failed_or_passed) == (3, 1, 3)
    [fault] = tables.issues
    assert (fault.code, fault.place) == ("shape.value", "diagnostics.date")
    assert "значение вида «текст»" in fault.text
    assert "(f)" in fault.text


def test_records_that_come_along_with_tables_tell_what_is_known_of_their_days() -> None:
    """As of records alone: the days that decide."""
    data = RegionalSystem(
        region="x",
        persons=[Person(id="p1"), Person(id="p2")],
        diagnostics=[_diagnostic("2023"), attrs.evolve(_diagnostic("вчера"), id="d2", person="p2")],
    )
    on_time = exists("diagnostics", "person", Compare(Path("date"), Op.LE, dt.date(2023, 6, 30)))
    question = Question(
        of=Population(key="p", title="p", entity="persons"), term=Term(key="q", title="q", where=on_time)
    )
    frames = FramesEngine(tabled(data, KINDS["polars"], leave=("diagnostics",)))
    told = [(reason.code, *reason.about[:3]) for reason in frames.reasons(question, YEAR)]
    assert told == [
        ("known-in-part", "diagnostics", "date", "2023"),
        ("unknown-field", "diagnostics", "date", "1"),
    ]
    assert frames.reasons(question, YEAR) == RecordsEngine(data).reasons(question, YEAR)


def test_a_column_of_which_no_text_is_a_day_is_of_another_type() -> None:
    """It holds something else: that is said once, and not of every text."""
    frame = pl.DataFrame({"id": ["a", "b"], "person": ["p", "p"], "date": ["вчера", "сегодня"]})
    tables = Tables({"diagnostics": frame}, system=RegionalSystem(region="x"))
    assert [issue.code for issue in tables.issues] == ["column.type"]


@pytest.mark.parametrize("empty", [pl.String, pl.Categorical, pl.Null, pl.Datetime])
def test_a_column_without_any_day_is_of_whatever_type(empty: Any) -> None:
    """There is nothing in it that could not be read."""
    frame = pl.DataFrame({"id": ["a"], "person": ["p"], "date": pl.Series([None], dtype=empty)})
    tables = Tables({"diagnostics": frame}, system=RegionalSystem(region="x"))
    assert tables.issues == ()


def test_a_text_that_comes_later_is_read_when_it_is_there() -> None:
    """A database that says more by now is read anew."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE d AS SELECT 'a' AS id, 'p' AS person, '2023-03' AS date")
    tables = Tables({"diagnostics": connection.table("d")}, system=RegionalSystem(region="x"))
    question = Question(of=DIAGNOSTICS, term=Term(key="q", title="q", where=within("date")))

    def told() -> tuple[int, int]:
        tally = tables.opened(None)[1].answer(question, YEAR).tally
        assert isinstance(tally, Tally)
        return tally.passed, tally.failed_or_passed

    assert told() == (1, 0)
    connection.execute("INSERT INTO d VALUES ('b', 'p', '2023-04'), ('c', 'p', '2023-05-06')")
    assert told() == (3, 0)
    assert tables.issues == ()


def test_a_region_with_partial_days_is_judged() -> None:
    """A report comes of it, and the faults name no such day."""
    persons = [Person(id="p1", birth_date=PartialDay.of("1990"))]  # type: ignore[arg-type]
    data = RegionalSystem(region="ugra", persons=persons, employments=(), organizations=(), municipalities=())
    report = rnms.evaluate(data, period=2023)
    assert not [issue for issue in report.issues if "birth_date" in issue.place]


@pytest.mark.parametrize("code", ["2.4.1", "2.1.2", "2.4.3"])
def test_no_day_is_asked_for_that_decides_nothing(code: str) -> None:
    """Support to some day of 2024 is in the career; a diagnostic of February precedes a route of May."""
    data = files.loads(
        """{"rnms": 1, "region": "kirov", "municipalities": [{"id": "m", "name": "Лесной район"}],
        "organizations": [{"id": "o", "kind": "general", "municipality": "m", "low_results_years": [2024]}],
        "persons": [{"id": "p", "birth_date": "1995-01-01", "career_start": "2022-05"}],
        "employments": [
            {"person": "p", "organization": "o", "role": "pedagogical", "start": "2022-05-20"}],
        "supports": [{"person": "p", "form": "x", "start": "2023-05-01", "end": "2024"}],
        "diagnostics": [{"id": "d", "person": "p", "date": "2024-02", "provider": "cnppm"}],
        "routes": [{"id": "r", "person": "p", "diagnostic": "d", "start": "2024-05"}]}"""
    )
    result = rnms.evaluate(data, period=2024, only=code)[code]
    judgement = result.components[2] if result.components else result.judgement
    assert judgement.value == Bounds.exact(1)


@pytest.mark.parametrize(
    ("date", "start", "sign"),
    [
        (dt.date(2023, 5, 1), dt.date(2023, 5, 10), "✓"),
        (dt.date(2023, 7, 1), dt.date(2023, 5, 10), "✗"),
        (PartialDay.of("2023-05"), dt.date(2023, 5, 10), "?"),
        (PartialDay.of("2023-07"), PartialDay.of("2023-05"), "✗"),
        (PartialDay.of("2023-04"), PartialDay.of("2023-05"), "✓"),
        (None, dt.date(2023, 5, 10), "?"),
    ],
)
def test_a_record_that_is_explained_stands_in_order_or_not(date: Any, start: Any, sign: str) -> None:
    """What is found is what is asked for: no record is told as found that comes too late."""
    data = RegionalSystem(
        region="x",
        persons=[Person(id="p1")],
        diagnostics=[_diagnostic(date)],
        routes=[Route(id="r1", person="p1", start=start)],
    )
    order = exists("diagnostics", (("person", "person"),), compare=DateOrder("date", Op.LE, "start"))
    share = Share(ROUTES, Term(key="t", title="t", where=order))
    asked = profile(indicator(measure=share, targets=[Target(2023, at_least(percent(50)), CLAUSE)]))
    explained = str(rnms.evaluate(data, region=asked, period=2023)["1"].explain("r1"))

    [line] = [line for line in explained.splitlines() if " d1" in line]
    assert line.strip().startswith(sign)


@pytest.mark.parametrize("text", ["сентябрь 2022", "09.2022", "2022"])
def test_a_cell_that_says_a_month_or_a_year_is_read_in_part(text: str) -> None:
    """As registers write it; a number alone is no year, for Excel counts days so."""
    assert day(Cell(text)) == PartialDay.of(text)
    with pytest.raises(CellError):
        day(Cell(2022))


@pytest.mark.parametrize("word", ["маршрут", "мартобря", "декада", "марток", "майор", "сеновал"])
def test_a_word_that_begins_like_a_month_is_none(word: str) -> None:
    """«Маршрут 2024» in a column of days is a misplaced text, not March."""
    with pytest.raises(ValueError, match="no year or month"):
        PartialDay.of(f"{word} 2024")


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("январь января январе янв", 1),
        ("февраль февраля феврале фев февр", 2),
        ("март марта марте мар", 3),
        ("апрель апреля апреле апр", 4),
        ("май мая мае", 5),
        ("июнь июня июне июн", 6),
        ("июль июля июле июл", 7),
        ("август августа августе авг", 8),
        ("сентябрь сентября сентябре сен сент", 9),
        ("октябрь октября октябре окт", 10),
        ("ноябрь ноября ноябре ноя нояб", 11),
        ("декабрь декабря декабре дек", 12),
    ],
)
def test_months_are_read_in_the_cases_of_a_date_and_cut_short(words: str, month: int) -> None:
    for word in words.split():
        assert str(PartialDay.of(f"{word} 2024")) == f"2024-{month:02}"


SAID = "у\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}человека решит точный день: дата (диагностика)"


@pytest.mark.parametrize("kind", ["records", "polars"])
@pytest.mark.parametrize(
    ("days", "ru", "en"),
    [
        (
            ["2022-12-30/2023-01-02"],
            "известен только промежуток: 30.12.2022 – 02.01.2023",
            "only the span is known: 30.12.2022 – 02.01.2023",
        ),
        (
            ["2023-01-01/9999-12-31"],
            "известно только: не раньше 01.01.2023",
            "all that is known: not before 01.01.2023",
        ),
    ],
)
def test_what_is_known_of_a_day_is_said(kind: str, days: list[str], ru: str, en: str) -> None:
    """Not that it was not given: what is known, and that the day decides; to whoever asks of one, too."""
    data = RegionalSystem(
        region="x",
        persons=[Person(id=f"p{number}") for number in range(len(days))],
        diagnostics=[
            attrs.evolve(_diagnostic(PartialDay.of(day)), id=f"d{number}", person=f"p{number}")
            for number, day in enumerate(days)
        ],
    )
    term = Term(key="t", title="t", where=exists("diagnostics", "person", within("date")))
    share = Share(Population(key="p", title="p", entity="persons"), term)
    asked = profile(indicator(measure=share, targets=[Target(2023, at_least(percent(50)), CLAUSE)]))
    result = rnms.evaluate(
        data if kind == "records" else tabled(data, KINDS[kind]), region=asked, period=2023
    )["1"]

    assert result.reason == f"{SAID.format(1)}, {ru}"
    assert (
        reason(result.judgement, lang="en") == f"the exact day decides for 1 person: date (diagnostic), {en}"
    )
    [member] = result.who("unknown")
    assert member.reasons[0] == "known_in_part"
    assert f"? {ru}; решит точный день  [known_in_part]" in str(result.explain(member.id))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2023"], "известен только год: 2023"),
        (["2023", "март 2023"], "известен только год: 2023, известен только месяц: март 2023"),
        (["2023-05", "2023-06"], "известен только месяц: май 2023, июнь 2023"),
        (["2023-01", "2023-02", "2023-03", "2023-04"], "известен только месяц, год или промежуток"),
    ],
)
def test_few_days_are_written_out_and_many_are_not(days: list[str], said: str) -> None:
    """Each once, by what is known of it; the number of members is theirs together."""
    some_days = (Compare(Path("date"), Op.EQ, dt.date(2023, month, 14)) for month in range(1, 7))
    either = Term(key="q", title="q", where=any_of(*some_days))
    data = RegionalSystem(
        region="x",
        diagnostics=[
            attrs.evolve(_diagnostic(PartialDay.of(day)), id=f"d{number}") for number, day in enumerate(days)
        ],
    )
    asked = Question(of=DIAGNOSTICS, term=either)
    [told] = [one for one in of_records(RecordsEngine(data), asked, YEAR) if one.code == "known-in-part"]

    assert reasons([told]).endswith(f", {said}")


def test_of_many_records_tables_count_those_known_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they are too many to look at each: how many, beside those of which nothing is known."""
    for module in ("engine", "open"):
        monkeypatch.setattr(f"rnms.tables.engine.{module}.FEW", 0)
    days = [PartialDay.of("2022-12-30/2023-01-02"), PartialDay.of("2022-12-31/2023-01-02"), None]
    data = RegionalSystem(
        region="x",
        persons=[Person(id="p0")],
        diagnostics=[
            attrs.evolve(_diagnostic(day), id=f"d{number}", person="p0") for number, day in enumerate(days)
        ],
    )
    term = Term(key="t", title="t", where=exists("diagnostics", "person", within("date")))
    question = Question(of=Population(key="p", title="p", entity="persons"), term=term)
    told = FramesEngine(tabled(data, KINDS["polars"])).reasons(question, YEAR)

    assert {one.code: one.about[:-1] for one in told} == {
        "known-in-part": ("diagnostics", "date", "", "2"),
        "unknown-field": ("diagnostics", "date", "1"),
    }
    assert "известен только месяц, год или промежуток" in reasons(told)
