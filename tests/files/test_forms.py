"""Forms: what they ask, that they come back, that every wrong cell is named and nothing else is lost."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import docx
import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, indicator, profile
from kit.effort import examples
from kit.office import SOFFICE, by_libreoffice
from rnms import (
    Bounds,
    Figure,
    Municipality,
    Period,
    RegionalSystem,
    Unreported,
    Verdict,
    forms,
    glossary,
    regions,
)
from rnms.errors import DataError, MissingExtraError, StoppedError
from rnms.files.templates import template
from rnms.forms import plan
from rnms.forms.collection import STOPPED, Collected
from rnms.forms.form_plan import FormQuestion, Plan, Request, saved_plan
from rnms.forms.leaflet import LEAFLET_FILE, STEPS
from rnms.forms.wording import head_text, prompt, question_text, row_titles
from rnms.forms.workbook import workbook
from rnms.indicators import Count, Force, Growth, Load, Requirement, Share, Statistic, SumShare, Target
from rnms.indicators.over_periods import Measure
from rnms.indicators.vocabulary import diagnostics, events, municipalities, people, programmes
from rnms.issues import Severity
from rnms.logic import THE_REGION, Term, predicates
from rnms.logic.predicates import Amount, Op, equals, exists
from rnms.model import DeliveryStatus, Evidence, EvidenceKind, PeriodKind, at_least
from rnms.model.returns import PrintedShare
from rnms.model.subjects import MUNICIPAL
from rnms.regions import FigureRelation, RegionProfile
from rnms.render.ledger import ledger_sentence
from rnms.render.printed import typeset
from rnms.results import Report
from rnms.sheets import Upload
from rnms.sheets.cells import put_text

YEAR = Period.of("2022/2023")
FOREST = Municipality(id="m1", name="Лесной район")
RIVER = Municipality(id="m2", name="Заречный район")
BOTH = (FOREST, RIVER)
CODES = {question.key: question.code for question in plan("khabarovsk", 2023, [FOREST]).questions}
MODEL, STAFF, DIAGNOSED = (CODES[key] for key in ("municipalities.with_model", "staff", "staff.diagnosed"))
PLANNED = CODES["municipalities.with_associations"]
"""The question whose answer either of two kinds of document supports."""


def written(folder: Path, *places: Municipality, **arguments: Any) -> dict[str, Path]:
    paths = forms.write("khabarovsk", 2023, places or (FOREST,), folder, **arguments)
    return dict(zip([place.id for place in places or (FOREST,)], paths, strict=True))


def row_of(sheet: Any, code: str) -> int:
    return next(row for row in range(5, sheet.max_row + 1) if sheet.cell(row, 1).value == code)


def fill(path: Path, answers: Mapping[str, Any], **others: Any) -> Path:
    """Put values in the column of values by code; a tuple is a value and its number format."""
    book = openpyxl.load_workbook(path)
    sheet = book["Форма"]
    for code, answer in answers.items():
        value, number_format = answer if isinstance(answer, tuple) else (answer, None)
        cell: Any = sheet.cell(row_of(sheet, code), 4)
        cell.value = value
        if number_format:
            cell.number_format = number_format
    for address, value in others.items():
        sheet[address] = value
    book.save(path)
    return path


def codes(collected: Collected) -> dict[str, str]:
    """The codes of issues by place, without those of cells left blank."""
    return {issue.place: issue.code for issue in collected.issues if issue.code != "form.blank"}


def answers(collected: Collected) -> dict[str, Any]:
    """What was reported, by key."""
    said = {}
    for figure in collected.figures:
        if figure.is_given:
            values = (figure.holds, figure.count, figure.share)
            said[figure.key] = next(value for value in values if value is not None)
    return said


# What a form asks.


def test_a_form_asks_what_a_municipality_can_answer() -> None:
    """Itself by yes and no, its people by number; never the region, nor what the region alone knows."""
    questions = {one.key: one for one in plan("khabarovsk", 2023, [FOREST]).questions}

    assert list(questions) == [
        "staff",
        "staff.diagnosed",
        "staff.with_route",
        "municipalities.with_model",
        "school_teachers",
        "municipal_pool",
        "municipalities.with_associations",
        "municipalities.with_communities",
        "municipalities.in_contests",
    ]
    assert {one.key for one in questions.values() if one.yes_no} == {
        key for key in questions if key.startswith("municipalities.")
    }
    assert {one.period for one in questions.values()} == {YEAR}
    assert questions["staff.diagnosed"].part_of == (STAFF,)
    assert questions["municipalities.with_model"].evidence == (EvidenceKind.ACT,)


# Sums, and relations among figures.

HOURS = Term(
    key="hours",
    title="часы",
    where=exists("route_items", "route.person", adding=Amount("hours", most=500)),
)
FORMAL = Term(
    key="formal",
    title="часы по программам",
    where=exists(
        "route_items",
        "route.person",
        equals("programme.kind", "advanced_training"),
        adding=Amount("hours", most=500),
    ),
)
SPENT = Term(key="spent", title="израсходовано рублей")
OF_PARTS = FigureRelation.of_parts(
    "teachers",
    "men",
    "women",
    code="3.1",
    clause=CLAUSE,
    titles={"men": "педагоги-мужчины", "women": "педагоги-женщины"},
)
NO_MORE = FigureRelation(
    code="3.2", left=["men"], op=Op.LE, right=["women"], clause=CLAUSE, titles=OF_PARTS.titles
)


OF_PROGRAMMES = Term(
    key="learnt", title="часы программ", where=exists("enrolments", "person", adding="programme.hours")
)


def summing(measure: Measure, *relations: FigureRelation) -> RegionProfile:
    return profile(indicator(measure=measure), relations=relations)


def asked(measure: Measure, *relations: FigureRelation) -> dict[str, FormQuestion]:
    form = plan(summing(measure, *relations), 2024, [FOREST])
    return {question.key: question for question in form.questions}


@pytest.mark.parametrize(
    ("measure", "keys", "unit"),
    [
        (Load(people.TEACHERS, HOURS, Statistic.TOTAL), ["teachers.hours.total"], "часы"),
        (Load(people.TEACHERS, HOURS, Statistic.MEAN), ["teachers.hours.total"], "часы"),
        (Load(people.TEACHERS, HOURS, Statistic.LARGEST), ["teachers.hours.largest"], "часы"),
        (
            Load(people.TEACHERS, HOURS, Statistic.MEDIAN),
            ["teachers.hours.largest", "teachers.hours.smallest"],
            "часы",
        ),
        (Growth(Load(people.TEACHERS, HOURS, Statistic.TOTAL)), ["teachers.hours.total"], "часы"),
        (
            SumShare(people.TEACHERS, people.TEACHERS, HOURS, FORMAL),
            ["teachers.formal.total", "teachers.hours.total"],
            "часы",
        ),
        (Load(people.TEACHERS, SPENT, Statistic.TOTAL), ["teachers.spent.total"], "число"),
        (Load(people.TEACHERS, OF_PROGRAMMES, Statistic.TOTAL), ["teachers.learnt.total"], "часы"),
    ],
)
def test_a_form_asks_for_the_sums_that_decide_a_value(measure: Measure, keys: list[str], unit: str) -> None:
    """Of hours, pupils, money: what the measure looks at, in the unit of what is added, by number alone."""
    questions = asked(measure)
    of_sums = {key: question for key, question in questions.items() if key.count(".") == 2}

    assert sorted(of_sums) == keys
    assert {question.unit for question in of_sums.values()} == {unit}
    assert not any(question.takes_share for question in of_sums.values())
    assert not any(questions["teachers"].code in question.part_of for question in of_sums.values())
    figures = template(profile(indicator(measure=measure)), period=2024)["figures"]
    assert {figure["key"] for figure in figures if figure["key"].count(".") == 2} == {*keys}


def test_a_sum_of_a_part_is_no_more_than_that_of_the_whole() -> None:
    """The hours of some programmes among all hours."""
    questions = asked(SumShare(people.TEACHERS, people.TEACHERS, HOURS, FORMAL))

    assert questions["teachers.formal.total"].part_of == (questions["teachers.hours.total"].code,)
    assert questions["teachers.hours.total"].part_of == ()


def test_a_form_asks_for_the_figures_of_relations() -> None:
    """Those that no indicator asks for, by their titles; a template has a place for each, too."""
    questions = asked(Share(people.TEACHERS, diagnostics.DIAGNOSED), OF_PARTS, NO_MORE)
    file = template(summing(Count(people.TEACHERS), OF_PARTS), period=2024)

    assert [(questions[key].code, questions[key].title) for key in ("men", "women")] == [
        ("К3.1.1", "Педагоги-мужчины, 2024 год"),
        ("К3.1.2", "Педагоги-женщины, 2024 год"),
    ]
    assert [figure["note"] for figure in file["figures"]][-2:] == ["педагоги-мужчины", "педагоги-женщины"]


def test_events_are_asked_of_those_who_hold_them() -> None:
    """Of a municipality its own; those of the region the region knows."""
    both = profile(
        indicator(measure=Count(events.REGIONAL_EVENTS)),
        indicator(code="2", measure=Count(events.MUNICIPAL_EVENTS)),
    )

    assert [question.key for question in plan(both, 2024, [FOREST]).questions] == ["municipal_events"]


def test_what_has_no_place_is_asked_where_the_act_wants_it_of_municipalities() -> None:
    """Of programmes no record tells a municipality: those of the region the region knows."""
    wanted = [
        indicator(measure=Count(programmes.PROGRAMMES)),
        indicator(code="2", measure=Count(programmes.ALL_PROGRAMMES), level=MUNICIPAL),
    ]

    assert [question.key for question in plan(profile(*wanted), 2024, [FOREST]).questions] == [
        "all_programmes"
    ]


def test_a_form_of_other_indicators_asks_for_no_relation() -> None:
    """Nor does one from which a figure of it was left out, hold it."""
    part = plan(
        profile(indicator(), indicator(code="2", measure=Count(people.TEACHERS)), relations=[OF_PARTS]),
        2024,
        [FOREST],
        only="1",
    )

    assert "men" not in {question.key for question in part.questions}
    assert part.relations == ()


@pytest.mark.parametrize(
    ("counts", "broken", "said"),
    [
        ({"teachers": 20, "men": 8, "women": 12}, [], ""),
        ({"teachers": 20, "men": 8, "women": 13}, ["3.1"], "П1.1 = 20, К3.1.1 = 8, К3.1.2 = 13; разница 1"),
        ({"teachers": 20, "men": 8}, [], ""),
        ({"teachers": 20, "men": 21}, ["3.1"], "П1.1 = 20, К3.1.1 = 21; разница 1"),
        ({"teachers": 20, "men": 12, "women": 8}, ["3.2"], "К3.1.1 = 12, К3.1.2 = 8; разница 4"),
        ({"men": 12, "women": 8}, ["3.2"], "К3.1.1 ≤ К3.1.2"),
    ],
)
@pytest.mark.parametrize("to", ["xlsx", "csv"])
def test_answers_that_break_a_relation_are_named_and_unknown(
    counts: dict[str, int], broken: list[str], said: str, to: str, tmp_path: Path
) -> None:
    """Equal, no more, sums; what is not answered breaks nothing unless the others exceed it."""
    region = summing(Count(people.TEACHERS), OF_PARTS, NO_MORE)
    [path] = forms.write(region, 2024, [FOREST], tmp_path, to=to)
    questions = {question.key: question.code for question in plan(region, 2024, [FOREST]).questions}
    values = {questions[key]: count for key, count in counts.items()}
    if to == "xlsx":
        fill(path, values)
    else:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        rows = [line.split(";") for line in lines]
        answered = [
            [*row[:3], str(values.get(row[0], row[3])) if row[0] in values else row[3], *row[4:]]
            for row in rows
        ]
        path.write_text("\n".join(";".join(row) for row in answered), encoding="utf-8-sig")
    collected = forms.collect(tmp_path)
    faults = [issue for issue in collected.issues if issue.code == "form.relation"]

    assert [
        name for name in ("3.1", "3.2") if any(f"соотношение {name} " in one.text for one in faults)
    ] == broken
    assert all(said in issue.text for issue in faults)
    assert (answers(collected) == counts) is (broken == [])
    if broken:
        related = {"3.1": {"teachers", "men", "women"}, "3.2": {"men", "women"}}[broken[0]]
        assert {*answers(collected)} == {*counts} - related


def test_a_workbook_shows_what_must_be_and_what_is_broken(tmp_path: Path) -> None:
    """Beside the question, and by the colour of the cells as soon as all are filled."""
    region = summing(Share(people.TEACHERS, diagnostics.DIAGNOSED), OF_PARTS)
    [path] = forms.write(region, 2024, [FOREST], tmp_path)
    sheet = openpyxl.load_workbook(path)["Форма"]
    rules = {rule.formula[0] for cells in sheet.conditional_formatting for rule in cells.rules}

    assert sheet["B5"].value.endswith(f"\nДолжно быть: П1.1 = К3.1.1 + К3.1.2 ({CLAUSE})")
    assert rules == {"AND(COUNT($D$5,$D$7,$D$8)=3,$D$5<>$D$7+$D$8)", "AND(COUNT($D$6,$D$5)=2,$D$6>$D$5)"}


def test_a_table_of_text_says_what_must_be_in_a_column_of_its_own(tmp_path: Path) -> None:
    """The relations that begin with an answer, and the documents that support it."""
    region = profile(
        indicator(
            measure=Share(people.TEACHERS, diagnostics.DIAGNOSED),
            evidence=[EvidenceKind.ACT, EvidenceKind.WORK_PLAN],
        ),
        relations=[OF_PARTS],
    )
    [path] = forms.write(region, 2024, [FOREST], tmp_path, to="csv")
    rows = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    told = {row["Код"]: row["Требования"] for row in rows if not row["Код"].startswith("_")}

    assert told == {
        "П1.1": f"П1.1 = К3.1.1 + К3.1.2 ({CLAUSE})",
        "П1.2": "Подтверждение: нормативный акт или план работы",
        "К3.1.1": "",
        "К3.1.2": "",
        "Исполнитель": None,
    }


SERVICE = Requirement(
    code="D-1",
    title="есть методическая служба",
    force=Force.DUTY,
    clause=CLAUSE,
    measure=Share(municipalities.MUNICIPALITIES, Term(key="with_service", title="есть методическая служба")),
)
OWN = Share(
    people.TEACHERS, Term(key="tutored", title="прошли обучение тьюторов", where=predicates.BY_FIGURE_ONLY)
)
OF_REGION = Share(THE_REGION, Term(key="portal", title="есть портал"))


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        ({}, [("Д1", "municipalities.with_service", f"Обязанность: {CLAUSE}")]),
        (
            {"period": PeriodKind.CALENDAR},
            [("Д1", "municipalities.with_service", f"Обязанность: {CLAUSE}, срок — по 31.12.2024")],
        ),
        ({"measure": OWN}, [("Д1", "teachers.tutored", f"Обязанность: {CLAUSE}")]),
        ({"measure": OF_REGION}, []),
        ({"measure": None, "same_as": "1"}, []),
        ({"measure": Share(people.TEACHERS, diagnostics.DIAGNOSED)}, []),
    ],
)
def test_a_form_asks_for_the_duties_of_a_municipality(
    changes: dict[str, Any], rows: list[tuple[str, str, str]]
) -> None:
    """With the clause and the day; nothing that only the region knows, nothing twice."""
    duty = attrs.evolve(SERVICE, **changes)
    region = profile(indicator(measure=Share(people.TEACHERS, diagnostics.DIAGNOSED)), requirements=[duty])
    form_plan = plan(region, 2024, [FOREST], duties=True)
    titles = row_titles(form_plan)
    told = [
        (one.code, one.key, question_text(one, titles[one.code], form_plan).partition("\n")[2])
        for one in form_plan.questions
        if one.duty
    ]

    assert told == rows
    assert form_plan.questions[: -len(rows) or None] == plan(region, 2024, [FOREST]).questions


def test_a_duty_is_judged_by_what_a_form_says_of_it(tmp_path: Path) -> None:
    """The whole way: asked, answered, collected, judged; and the plan keeps the clause."""
    region = profile(indicator(measure=Count(people.TEACHERS)), requirements=[SERVICE])
    paths = forms.write(region, 2024, BOTH, tmp_path, duties=True)
    for path, answer in zip(paths, ("да", "нет"), strict=True):
        fill(path, {"П1.1": 10, "Д1": answer})
    collected = forms.collect(tmp_path)
    report = rnms.evaluate(collected.system(), region=region, period=2024)

    assert collected.issues == ()
    assert collected.questions[-1].duty == str(CLAUSE)
    assert report.requirement("D-1").judgement.value == Bounds(Fraction(1, 2), Fraction(1, 2))
    assert report.requirement("D-1").judgement.verdict is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("documents", "lacking"),
    [
        (("приказ № 5", ""), ()),
        (("", ""), (EvidenceKind.ACT,)),
        (("раздел сайта: news", ""), (EvidenceKind.ACT,)),
    ],
)
def test_a_duty_asks_for_its_documents(
    documents: tuple[str, str], lacking: tuple[EvidenceKind, ...], tmp_path: Path
) -> None:
    """The form names their kinds, the report those that nobody named; no verdict hangs on it."""
    duty = attrs.evolve(SERVICE, evidence=[EvidenceKind.ACT])
    region = profile(indicator(measure=Count(people.TEACHERS)), requirements=[duty])
    paths = forms.write(region, 2024, BOTH, tmp_path, duties=True)
    form_plan = plan(region, 2024, BOTH, duties=True)
    for path, written in zip(paths, documents, strict=True):
        row = row_of(openpyxl.load_workbook(path)["Форма"], "Д1")
        fill(path, {"П1.1": 10, "Д1": "да"}, **{f"F{row}": written})
    report = rnms.evaluate(forms.collect(tmp_path).system(), region=region, period=2024)
    told = "Не назван подтверждающий документ (нормативный акт): D-1." in str(report)

    assert form_plan.questions[-1].evidence == (EvidenceKind.ACT,)
    assert report.requirement("D-1").verdict is Verdict.MET
    assert (report.requirement("D-1").evidence_lacking, told) == (lacking, bool(lacking))
    assert Report.from_json(report.to_json()) == report


def test_sums_of_municipalities_come_to_the_region(tmp_path: Path) -> None:
    """As any other number."""
    total = Load(people.TEACHERS, HOURS, Statistic.TOTAL)
    region = profile(indicator(measure=total, targets=[Target(2024, at_least(1000), CLAUSE)]))
    paths = forms.write(region, 2024, BOTH, tmp_path)
    code = asked(total)["teachers.hours.total"].code
    for path, hours in zip(paths, (700, 500), strict=True):
        fill(path, {code: hours})
    system = forms.collect(tmp_path).system()

    assert [figure.count for figure in system.figures if figure.is_given] == [700, 500]
    judgement = rnms.evaluate(system, region=region, period=2024)["1"].judgement
    assert [place.value for place in judgement.municipalities] == [
        rnms.Bounds.exact(700),
        rnms.Bounds.exact(500),
    ]
    assert judgement.value == rnms.Bounds(700, None)
    [said] = [reason for reason in judgement.reasons if reason.code == "sum-of-places"]
    assert "teachers.hours.total" in said.about


ATTACHED = Term(key="methodists", title="методисты", where=exists("methodists", "municipality", of="person"))
IN_POOL = Term(
    key="pool",
    title="методисты актива",
    where=exists("methodists", "municipality", equals("level", "municipal"), of="person"),
)


@pytest.mark.parametrize(
    ("statistic", "value"), [(Statistic.TOTAL, 8), (Statistic.MEAN, 4), (Statistic.LARGEST, 5)]
)
def test_what_a_municipality_has_is_a_number(statistic: Statistic, value: int, tmp_path: Path) -> None:
    """Whether it has a model it says by yes or no; how many methodists, by their number."""
    region = profile(indicator(measure=Load(municipalities.MUNICIPALITIES, ATTACHED, statistic)))
    [question] = plan(region, 2024, BOTH).questions
    for path, number in zip(forms.write(region, 2024, BOTH, tmp_path), (3, 5), strict=True):
        fill(path, {question.code: number})
    collected = forms.collect(tmp_path)

    assert (question.yes_no, question.unit) == (False, "число")
    assert not codes(collected)
    judgement = rnms.evaluate(collected.system(), region=region, period=2024)["1"].judgement
    assert judgement.value == rnms.Bounds.exact(value)


def test_what_a_municipality_has_of_a_part_is_no_more_than_of_the_whole() -> None:
    """Methodists of its pool among all of its methodists."""
    of_all = municipalities.MUNICIPALITIES
    questions = asked(SumShare(of_all, of_all, ATTACHED, IN_POOL))

    assert questions["municipalities.pool.total"].part_of == (
        questions["municipalities.methodists.total"].code,
    )


@pytest.mark.slow
@pytest.mark.parametrize("region", regions.available())
def test_every_question_bears_on_a_verdict(region: str) -> None:
    """Whatever one municipality alone answers, evaluate takes it: a value or a municipal part changes."""
    profile = regions.get(region)
    for question in plan(profile, 2023, [FOREST], readings=profile.readings).questions:
        figure = Figure(
            key=question.key,
            period=question.period,
            municipality=FOREST.id,
            holds=True if question.yes_no else None,
            # That nobody works in one municipality says nothing of the region.
            count=None if question.yes_no else 1,
        )
        without = rnms.evaluate(RegionalSystem(region=region, municipalities=[FOREST]), period=2023)
        system = RegionalSystem(region=region, municipalities=[FOREST], figures=[figure])
        report = rnms.evaluate(system, period=2023)
        judged = {result.code: result.judgements for result in report}

        assert not report.issues
        assert judged != {result.code: result.judgements for result in without}, question.key


def test_readings_and_indicators_are_chosen() -> None:
    """By default the questions of the order as it stands; more or fewer by name."""
    keys = [one.key for one in plan("khabarovsk", 2023, BOTH, only="6", readings="by_act").questions]

    assert keys == ["municipalities.with_communities", "municipalities.with_communities_by_act"]
    with pytest.raises(LookupError, match="all_kind"):
        plan("khabarovsk", 2023, BOTH, readings=["all_kind"])
    with pytest.raises(LookupError, match="'9'"):
        plan("khabarovsk", 2023, BOTH, only="9")
    with pytest.raises(ValueError, match="nothing of a municipality"):
        plan("ugra", 2023, BOTH, only="6.1.1")
    with pytest.raises(ValueError, match="at least one"):
        plan("khabarovsk", 2023, [])
    with pytest.raises(ValueError, match="one id: m1"):
        plan("khabarovsk", 2023, [FOREST, FOREST])


def test_the_same_question_of_two_periods_has_two_codes() -> None:
    """Each question names its own period, and no code stands twice."""
    both = plan("khabarovsk", 2023, BOTH, only="3", readings="calendar_year").questions

    assert [(one.key, str(one.period)) for one in both] == [
        ("municipalities.with_model", "2022/2023"),
        ("municipalities.with_model", "2023"),
    ]
    assert len({one.code for one in both}) == 2
    assert "2022/2023 учебный год" in both[0].title
    assert "2023 год" in both[1].title


# How it is written.


def test_a_form_is_ready_for_a_clerk(tmp_path: Path) -> None:
    """Head frozen and repeated, A4 landscape, answers unlocked and validated, the rest protected."""
    book = openpyxl.load_workbook(written(tmp_path)["m1"])
    sheet = book["Форма"]

    assert [cell.value for cell in sheet[4]] == [
        "Код", "Показатель", "Единица", "Значение", "Почему нет данных", "Подтверждение"
    ]  # fmt: skip
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$4:$4")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert [not sheet.cell(5, column).protection.locked for column in range(1, 7)] == [False] * 3 + [True] * 3
    assert all(cell.number_format == "@" and cell.data_type == "s" for cell in sheet["A"][4:13])
    formats = {code: sheet.cell(row_of(sheet, code), 4).number_format for code in (STAFF, MODEL)}
    assert formats == {STAFF: "#,##0", MODEL: "General"}
    assert {cell.font.name for row in sheet["A4:F13"] for cell in row} == {"Times New Roman"}
    assert sheet["A1"].font.size > sheet["A2"].font.size == sheet["A5"].font.size
    assert sheet.row_dimensions[1].height > sheet.row_dimensions[2].height
    assert sheet.row_dimensions[8].height > sheet.row_dimensions[5].height
    rules = {str(area): rule for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    assert {rule.formula1 for rule in sheet.data_validations.dataValidation} == {
        '"да,нет"', "0", '"не собирали,не применимо,собираем"',
        '"приказ №,распоряжение №,постановление №,нормативный акт:"',
        '"приказ №,распоряжение №,постановление №,нормативный акт:,план работы:"',
    }  # fmt: skip
    assert {area for area, rule in rules.items() if not rule.showErrorMessage} == {"F8", "F11", "F12"}
    assert rules["D5"].type == "whole"
    assert all(rule.prompt and rule.showInputMessage for rule in rules.values())
    assert [cell.value for cell in sheet[15] if cell.value] == ["Исполнитель, телефон"]
    assert not sheet["D15"].protection.locked
    assert book["_rnms"].sheet_state == "hidden"


REQUEST = {
    "basis": "распоряжение от 22.06.2022 № 759, п. 3",
    "due": dt.date(2024, 1, 15),
    "send_to": "отдел мониторинга института",
    "contact": "00-00-00",
}
REQUEST_LINES = [
    "Основание: распоряжение от 22.06.2022 № 759, п. 3",
    "Срок: не позднее 15.01.2024",
    "Куда прислать: отдел мониторинга института",
    "Телефон для вопросов: 00-00-00",
]


@pytest.mark.parametrize("asked", [{}, *({name: REQUEST[name]} for name in REQUEST), REQUEST])
def test_a_form_says_why_until_when_and_to_whom(asked: dict[str, Any], tmp_path: Path) -> None:
    """What was said stands above the table and in the plan; what was not leaves no empty line."""
    lines = [line for name, line in zip(REQUEST, REQUEST_LINES, strict=True) if name in asked]
    sheet = openpyxl.load_workbook(written(tmp_path / "xlsx", **asked)["m1"])["Форма"]
    table = written(tmp_path / "csv", to="csv", **asked)["m1"].read_text(encoding="utf-8-sig")

    assert sheet["A3"].value.split("\n")[:-1] == [
        *lines, "Считайте на 31.08.2023, а сделанное — по этот день включительно."
    ]  # fmt: skip
    assert [line.rstrip(";") for line in table.splitlines()[: len(lines) + 1]] == [
        *lines, "Код;Показатель;Единица;Значение;Почему нет данных;Подтверждение;Требования"
    ]  # fmt: skip
    assert saved_plan(tmp_path / "xlsx").request == Request(**asked)
    assert sheet.row_dimensions[3].height >= 15 * (len(lines) + 2)


@pytest.mark.parametrize(("due", "is_refused"), [("2022-08-31", True), ("2022-09-01", False)])
def test_nothing_is_due_before_the_days_that_are_asked_about(
    due: str, is_refused: bool, tmp_path: Path
) -> None:
    """A slip of the year is told before the forms go out; who asks while the period runs may."""
    asked: dict[str, Any] = {"only": "3", "due": dt.date.fromisoformat(due)}
    if not is_refused:
        assert written(tmp_path, **asked)
        return
    with pytest.raises(ValueError, match=r"before 01\.09\.2022, the first day asked about"):
        written(tmp_path, **asked)
    assert not list(tmp_path.iterdir())


def test_a_clause_is_the_basis_as_it_is_cited(tmp_path: Path) -> None:
    """The clause of a profile needs no words of its own."""
    sheet = openpyxl.load_workbook(written(tmp_path, basis=CLAUSE)["m1"])["Форма"]

    assert sheet["A3"].value.startswith(f"Основание: {CLAUSE}\n")


def test_a_form_of_several_periods_names_no_day() -> None:
    """Each row has its own."""
    form_plan = plan(profile(indicator(measure=Growth(Count(people.TEACHERS)))), 2024, BOTH)

    assert {question.period.year for question in form_plan.questions} == {2023, 2024}
    assert "Считайте на последний день периода, который назван в строке." in head_text(form_plan)


def test_parts_stand_below_their_wholes(tmp_path: Path) -> None:
    """«Из них» below the whole or another part of it; what stands apart names the code of its whole."""
    sheet = openpyxl.load_workbook(written(tmp_path)["m1"])["Форма"]
    leads = [
        (cell.value.partition(" педагог")[0].partition("\n")[0], cell.alignment.indent)
        for cell in sheet["B"][4:9]
    ]

    assert leads == [
        ("Педагогические работники и управленческие кадры, 2022/2023 учебный год", 0),
        ("из них:", 2), ("из них:", 2),
        ("Создана и функционирует модель методического сопровождения, 2022/2023 учебный год", 0),
        ("из П1.1:", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("region", regions.available())
def test_every_part_names_the_nearest_whole_that_is_asked(region: str) -> None:
    """A row is one step deeper than its deepest whole, and says of which it is a part: of that one."""
    form_plan = plan(region, 2023, [FOREST])
    titles = row_titles(form_plan)
    above: set[str] = set()
    for question in form_plan.questions:
        deepest = max((titles[whole].depth for whole in question.part_of), default=-1)
        nearest = {whole for whole in question.part_of if titles[whole].depth == deepest}
        title = titles[question.code]
        lead, _, _ = title.text.partition(": ")

        assert title.depth == deepest + 1
        assert title.text.startswith(("из них: ", "из П")) is bool(question.part_of)
        assert not nearest or nearest & (above if lead == "из них" else {lead.removeprefix("из ")})
        above = {question.code} | nearest


@pytest.mark.parametrize(
    ("region", "key", "defined"),
    [
        ("khabarovsk", "staff", []),
        ("khabarovsk", "staff.diagnosed", ["ЦНППМ"]),
        ("khabarovsk", "staff.with_route", ["ЦНППМ", "ИОМ"]),
        ("khabarovsk", "municipal_pool", ["муниципальный методический актив"]),
        # «модель» of a municipality is no «Модель РНМС».
        ("khabarovsk", "municipalities.with_model", []),
        ("ugra", "teams", ["управленческая команда"]),
        ("kirov", "teachers.completed_register_programme", ["Федеральный реестр"]),
    ],
)
def test_words_of_the_glossary_are_explained_where_one_answers(
    region: str, key: str, defined: list[str]
) -> None:
    """In the input message of the cell: words in any case of theirs, where the region uses them."""
    form_plan = plan(region, 2023, [FOREST])
    [question] = [question for question in form_plan.questions if question.key == key]
    lines = prompt(question, form_plan).split("\n")

    assert [line.partition(" — ")[0] for line in lines[1:]] == defined
    assert all(line.partition(" — ")[2] == glossary.lookup(word).definition
               for line, word in zip(lines[1:], defined, strict=True))  # fmt: skip


@pytest.mark.parametrize("region", regions.available())
def test_input_messages_fit_what_excel_shows(region: str) -> None:
    """A longer one makes Excel repair the file."""
    form_plan = plan(region, 2023, [FOREST], readings=regions.get(region).readings)

    assert max(len(prompt(question, form_plan)) for question in form_plan.questions) <= 255


@pytest.mark.parametrize("to", ["xlsx", "csv"])
def test_who_filled_the_form_is_no_data(to: str, tmp_path: Path) -> None:
    """The row is part of the form: nothing is said about it, and it reports nothing."""
    path = written(tmp_path, to=to)["m1"]
    if to == "xlsx":
        fill(path, {STAFF: 5}, D15="Исполнитель, 00-00-00")
    else:
        text = path.read_text(encoding="utf-8-sig").replace(f"{STAFF};", f"{STAFF};;;5;;\r\n~;", 1)
        lines = [line for line in text.splitlines() if not line.startswith("~")]
        lines = [f"{line[:-2]}00-00-00;;" if line.startswith("Исполнитель") else line for line in lines]
        path.write_text("\n".join(lines), encoding="utf-8")
    collected = forms.collect(tmp_path)

    assert answers(collected) == {"staff": 5}
    assert not codes(collected)


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    """No clock in a form: not in its properties, not in its ZIP; nor the system that wrote it."""
    first, second = (written(tmp_path / name)["m1"].read_bytes() for name in "ab")

    assert first == second
    with zipfile.ZipFile(tmp_path / "a" / "Лесной район.xlsx") as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {part.create_system for part in archive.infolist()} == {0}
        assert b"2000-01-01T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


def test_a_filled_form_is_never_written_over(tmp_path: Path) -> None:
    """Writing again is nothing new; where a clerk has answered, it is refused and nothing is written."""
    paths = written(tmp_path, *BOTH)
    written(tmp_path, *BOTH)
    fill(paths["m2"], {MODEL: "да"})
    paths["m1"].unlink()

    with pytest.raises(FileExistsError, match="Заречный район"):
        written(tmp_path, *BOTH)
    assert not paths["m1"].exists()


NAMES = [
    "=1+1 район", "CON", "con", "aux.район", "Лес/Река\\Поле", "a:b*c?", "район" * 90, "Лесной", "лесной",
    "лесной ", "", ".", "~$район", "\ufeffй", "й", "й", "_x0041_", "'кавычка", "a\r\nb", "+7 900", "\uffff",
]  # fmt: skip


@pytest.mark.slow
@examples(8)
@given(st.lists(st.text(), min_size=1, max_size=6))
@example(NAMES)
def test_any_name_survives_the_circle(names: list[str]) -> None:
    """Names that file systems refuse, confuse or cut, and formulas for names: each form finds its owner."""
    places = [Municipality(id=f"{name}{number}", name=name) for number, name in enumerate(names)]
    with tempfile.TemporaryDirectory() as folder:
        paths = forms.write("khabarovsk", 2023, places, folder, only="3")
        for number, path in enumerate(paths):
            fill(path, {MODEL: "да" if number % 2 else "нет"})
        # Every name is possible on Windows too.
        assert len({path.stem.casefold() for path in paths}) == len(paths)
        assert not any(set(path.name) & set('<>:"/\\|?*') or path.stem.endswith((".", " ")) for path in paths)
        collected = forms.collect(folder, "khabarovsk", 2023, places, only="3")

    assert not collected.issues
    assert [(figure.municipality, figure.holds) for figure in collected.figures] == [
        (place.id, bool(number % 2)) for number, place in enumerate(places)
    ]


# What comes back.


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("staff", 1208, 1208),
        ("staff", 1208.0, 1208),
        ("staff", "1\u00a0208", 1208),
        ("staff", "1 208", 1208),
        ("staff", "12,0", 12),
        ("staff", 0, 0),
        ("staff.diagnosed", "10,5 %", PrintedShare("10,5 %")),
        ("staff.diagnosed", "10.5%", PrintedShare("10.5%")),
        ("staff.diagnosed", (0.105, "0.0%"), PrintedShare("10,5 %")),
        ("staff.diagnosed", (0.1049, "0%"), PrintedShare("10 %")),
        ("municipalities.with_model", "Да", True),
        ("municipalities.with_model", " да. ", True),
        ("municipalities.with_model", True, True),
        ("municipalities.with_model", "НЕТ", False),
    ],
)
def test_what_can_be_read_in_one_way_is_read(key: str, value: Any, expected: Any, tmp_path: Path) -> None:
    """No-break spaces, percents, letters of any case: nothing to say about them."""
    fill(written(tmp_path)["m1"], {CODES[key]: value})
    collected = forms.collect(tmp_path)

    assert answers(collected) == {key: expected}
    assert not codes(collected)


@pytest.mark.parametrize(
    ("key", "value", "code", "said"),
    [
        ("staff", "1 208 чел.", "cell.number", "«1 208 чел.»"),
        ("staff", "100\n200", "cell.number", "«100 200»"),
        ("staff", "много", "cell.number", "«много»"),
        ("staff", True, "cell.number", "«да»"),
        ("staff", "=5+3", "cell.not-computed", "откройте файл в Excel и сохраните"),
        ("staff", "#REF!", "cell.error", "#REF!"),
        ("staff", dt.datetime(2026, 5, 3), "cell.date-for-number", "«03.05.2026»"),  # noqa: DTZ001
        ("staff", dt.time(3, 5), "cell.date-for-number", "Excel"),
        ("staff", -5, "cell.negative", "«-5»"),
        ("staff", "−5", "cell.negative", "«−5»"),
        # Of a headcount nobody takes a share, so that none is proposed.
        ("staff", 0.6, "cell.fraction", "ожидалось целое число, получено «0,6»"),
        ("staff", "12,5", "cell.fraction", "ожидалось целое число, получено «12,5»"),
        ("staff", "1.208", "cell.ambiguous", "тысячи"),
        ("staff", "1,000", "cell.ambiguous", "дробь"),
        ("staff", 1e300, "cell.too-large", ""),
        ("staff", "9" * 5000, "cell.too-large", ""),
        ("staff", "0," + "9" * 5000, "cell.too-large", ""),
        ("staff", "10,5 %", "cell.percent", "сколько"),
        ("staff", (0.105, "0.0%"), "cell.percent", "«10,5 %»"),
        ("staff.diagnosed", "105 %", "cell.percent", "от 0 до 100"),
        ("staff.diagnosed", 0.6, "cell.fraction", "напишите «60,0 %»"),
        ("staff.diagnosed", "12,55", "cell.fraction", "напишите «12,55 %»"),
        ("staff.diagnosed", "120,5", "cell.fraction", "получено «120,5»"),
        ("municipalities.with_model", "yes", "cell.yes-no", "«yes»"),
        ("municipalities.with_model", 1, "cell.yes-no", "«1»"),
        ("municipalities.with_model", "=TRUE()", "cell.not-computed", ""),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_else_is_lost(
    key: str, value: Any, code: str, said: str, tmp_path: Path
) -> None:
    """The issue has the cell and the clerk's words; the figure says that it is missing; the rest counts."""
    fill(written(tmp_path)["m1"], {CODES["municipal_pool"]: 7, CODES[key]: value})
    collected = forms.collect(tmp_path)
    question = next(one for one in plan("khabarovsk", 2023, [FOREST]).questions if one.key == key)
    row = 5 + list(CODES).index(key)

    assert codes(collected) == {f"Лесной район.xlsx[Форма!D{row}]": code}
    [issue] = [issue for issue in collected.issues if issue.code == code]
    assert issue.text.startswith(f"{question.code}: ")
    assert said in issue.text
    assert code != "cell.fraction" or ("%" in said) is ("%" in issue.text)
    assert issue.severity is Severity.ERROR
    assert answers(collected) == {"municipal_pool": 7}
    assert [figure.key for figure in collected.figures if figure.missing] == [key]


@pytest.mark.parametrize("nothing", [None, "", " ", "-", "–", "—", "−", "н/д", "Н/Д", "\u00a0"])
def test_blanks_are_not_zeros(nothing: str | None, tmp_path: Path) -> None:
    """What says nothing is not reported; without a reason that is a warning, with one it is the reason."""
    path = fill(written(tmp_path)["m1"], {MODEL: nothing, STAFF: 0, DIAGNOSED: nothing}, E6="не собирали")
    collected = forms.collect(tmp_path)

    assert answers(collected) == {"staff": 0}
    [figure] = [figure for figure in collected.figures if figure.missing]
    assert (figure.key, figure.missing) == ("staff.diagnosed", "не собирали")
    warned = {issue.place: issue.severity for issue in collected.issues if issue.code == "form.blank"}
    assert warned[f"{path.name}[Форма!D8]"] is Severity.WARNING
    assert f"{path.name}[Форма!D6]" not in warned


def test_a_value_beside_a_reason_is_unknown(tmp_path: Path) -> None:
    """Both cannot be true, and nobody guesses which."""
    fill(written(tmp_path)["m1"], {STAFF: 5}, E5="собираем")
    collected = forms.collect(tmp_path)

    assert codes(collected) == {"Лесной район.xlsx[Форма!D5]": "form.value-and-reason"}
    assert not answers(collected)
    reasons = [figure.missing for figure in collected.figures if figure.key == "staff"]
    assert reasons == ["даны и значение, и причина"]


def test_a_part_larger_than_its_whole_makes_both_unknown(tmp_path: Path) -> None:
    """Eleven of ten: both cells are named, the other answers count."""
    fill(written(tmp_path)["m1"], {STAFF: 10, DIAGNOSED: 11, MODEL: "да"})
    collected = forms.collect(tmp_path)

    assert codes(collected) == {
        "Лесной район.xlsx[Форма!D5]": "form.part-above-whole",
        "Лесной район.xlsx[Форма!D6]": "form.part-above-whole",
    }
    assert answers(collected) == {"municipalities.with_model": True}


@pytest.mark.parametrize("number", [0, 10])
def test_a_part_may_be_its_whole(number: int, tmp_path: Path) -> None:
    """Ten of ten, and nobody of nobody, are plain answers."""
    fill(written(tmp_path)["m1"], {STAFF: number, DIAGNOSED: number})
    collected = forms.collect(tmp_path)

    assert not codes(collected)
    assert answers(collected) == {"staff": number, "staff.diagnosed": number}


@pytest.mark.parametrize(
    ("code", "said", "evidence", "note"),
    [
        (MODEL, "Приказ № 5", (Evidence(kind=EvidenceKind.ACT, ref="Приказ № 5"),), ""),
        (MODEL, "Протокол: № 2", (Evidence(kind=EvidenceKind.PROTOCOL, ref="№ 2"),), ""),
        (PLANNED, "План работы:  на год",
         (Evidence(kind=EvidenceKind.WORK_PLAN, ref="на год"),), ""),
        (PLANNED, "Приказ № 5", (Evidence(kind=EvidenceKind.ACT, ref="Приказ № 5"),), ""),
        (PLANNED, "приказ: № 5", (Evidence(kind=EvidenceKind.ACT, ref="приказ № 5"),), ""),
        (PLANNED, "РАСПОРЯЖЕНИЕ администрации от 1.2.2023",
         (Evidence(kind=EvidenceKind.ACT, ref="РАСПОРЯЖЕНИЕ администрации от 1.2.2023"),), ""),
        (PLANNED, "постановление №17", (Evidence(kind=EvidenceKind.ACT, ref="постановление №17"),), ""),
        (PLANNED, "приказной порядок, 5", (), "приказной порядок, 5"),
        (PLANNED, "План работы на 2023 год",
         (Evidence(kind=EvidenceKind.WORK_PLAN, ref="План работы на 2023 год"),), ""),
        (PLANNED, "план работы № 3 на 2022/2023 учебный год",
         (Evidence(kind=EvidenceKind.WORK_PLAN, ref="план работы № 3 на 2022/2023 учебный год"),), ""),
        (PLANNED, "план работы на 2023 год разрабатывается", (), "план работы на 2023 год разрабатывается"),
        (PLANNED, "положение о совете", (), "положение о совете"),
        (CODES["municipalities.in_contests"], "грамоты", (), "грамоты"),
    ],
)  # fmt: skip
def test_evidence_is_kept_and_its_kind_is_not_guessed(
    code: str, said: str, evidence: tuple[Evidence, ...], note: str, tmp_path: Path
) -> None:
    """Where one kind is asked for, it is that; where the clerk names the kind, it is this; else a note."""
    row = 5 + list(CODES.values()).index(code)
    fill(written(tmp_path)["m1"], {code: "да"}, **{f"F{row}": said})
    collected = forms.collect(tmp_path)
    [figure] = [figure for figure in collected.figures if figure.is_given]

    assert (figure.evidence, figure.note) == (evidence, note)
    asked_for_several = code == PLANNED
    doubted = {"form.evidence-kind"} if asked_for_several and not evidence else set()
    assert set(codes(collected).values()) == doubted


@pytest.mark.parametrize(
    "kind",
    ["приказ №", "Приказ", "приказ не издавался", "нормативный акт:", "План работы", "да", "Имеется.", "500"],
)
@pytest.mark.parametrize("code", [MODEL, PLANNED])
def test_a_kind_alone_is_no_document(kind: str, code: str, tmp_path: Path) -> None:
    """Chosen from the list and left so: it is named, kept as a note, and supports nothing."""
    row = 5 + list(CODES.values()).index(code)
    fill(written(tmp_path)["m1"], {code: "да"}, **{f"F{row}": kind})
    collected = forms.collect(tmp_path)
    [figure] = [figure for figure in collected.figures if figure.is_given]

    assert codes(collected) == {f"Лесной район.xlsx[Форма!F{row}]": "form.evidence-unnamed"}
    assert (figure.evidence, figure.note) == ((), kind)
    [said] = [issue.text for issue in collected.issues if issue.code == "form.evidence-unnamed"]
    assert ("вид документа, но не" in said) is (kind not in {"да", "Имеется.", "500"})


@pytest.mark.parametrize(
    "nothing", ["нет", "Нет.", "отсутствует", "ОТСУТСТВУЮТ", "не имеется", "-", "—", "н/д"]
)
@pytest.mark.parametrize("code", [MODEL, PLANNED])
def test_nothing_is_no_document(nothing: str, code: str, tmp_path: Path) -> None:
    """«Нет» names no document, and there is nothing to say of it."""
    row = 5 + list(CODES.values()).index(code)
    fill(written(tmp_path)["m1"], {code: "да"}, **{f"F{row}": nothing})
    collected = forms.collect(tmp_path)
    [figure] = [figure for figure in collected.figures if figure.is_given]

    assert not codes(collected)
    assert (figure.evidence, figure.note) == ((), "")


@pytest.mark.parametrize("nothing", ["нет", "отсутствует", "-", "нет причин", "?", "???", "!"])
def test_nothing_is_no_reason(nothing: str, tmp_path: Path) -> None:
    """Beside a number the number counts; beside a blank there is still no reason, and «нет» is an answer."""
    fill(written(tmp_path)["m1"], {STAFF: 5}, E5=nothing, E6=nothing)
    collected = forms.collect(tmp_path)
    blanks = [issue.place for issue in collected.issues if issue.code == "form.blank"]

    assert answers(collected) == {"staff": 5}
    if nothing == "нет":
        assert codes(collected) == {"Лесной район.xlsx[Форма!E6]": "form.answer-as-reason"}
    else:
        assert not codes(collected)
        assert "Лесной район.xlsx[Форма!D6]" in blanks


def test_no_beside_yes_is_named(tmp_path: Path) -> None:
    """Of «да» and «нет» in one row nobody knows which is the answer."""
    fill(written(tmp_path)["m1"], {MODEL: "да"}, E8="нет")
    collected = forms.collect(tmp_path)

    assert codes(collected) == {"Лесной район.xlsx[Форма!D8]": "form.value-and-reason"}
    assert not answers(collected)


# Whose form it is, and whether it is whole.


def edited(path: Path, change: Any, sheet: str = "Форма") -> None:
    book = openpyxl.load_workbook(path)
    change(book[sheet])
    book.save(path)


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (lambda sheet: sheet.delete_rows(5), "form.row-missing", "[Форма]"),
        (lambda sheet: sheet.cell(14, 1, MODEL), "form.row-doubled", "[Форма!A14]"),
        (lambda sheet: sheet.cell(14, 1, "ещё"), "form.row-unknown", "[Форма!A14]"),
        (lambda sheet: sheet.cell(14, 4, 5), "form.row-unknown", "[Форма!A14]"),
        (lambda sheet: sheet.insert_rows(1), None, ""),
        (lambda sheet: sheet.insert_cols(2), None, ""),
        (lambda sheet: sheet.cell(8, 8, "приписка"), "form.outside", "[Форма!H8]"),
        (lambda sheet: sheet.cell(4, 4, "ЗНАЧЕНИЕ"), None, ""),
        (lambda sheet: sheet.cell(4, 4, "Знa\u00adчение"), None, ""),
    ],
    ids=["deleted", "doubled", "unknown", "no code", "moved down", "moved right", "beside", "case", "signs"],
)
def test_rows_are_found_by_code(change: Any, code: str | None, place: str, tmp_path: Path) -> None:
    """A row that is gone, doubled or strange is named; one that has moved is read."""
    path = fill(written(tmp_path)["m1"], {STAFF: 5, CODES["municipalities.in_contests"]: "да"})
    edited(path, change)
    collected = forms.collect(tmp_path)

    assert codes(collected) == ({} if code is None else {f"{path.name}{place}": code})
    assert answers(collected)["municipalities.in_contests"] is True


def test_a_code_of_two_alphabets_is_named_with_its_letter(tmp_path: Path) -> None:
    """A Latin letter that looks Cyrillic: the message says which, and the row is not guessed."""
    profile = regions.get("khabarovsk")
    odd = attrs.evolve(
        profile, requirements=[], indicators=[attrs.evolve(profile.indicator("3"), code="С-3")]
    )
    [path] = forms.write(odd, 2023, [FOREST], tmp_path)
    fill(path, {"ПС-3.1": "да"}, A5="ПC-3.1")
    collected = forms.collect(tmp_path)

    assert codes(collected) == {f"{path.name}[Форма!A5]": "cell.alphabets"}
    assert "«C»" in collected.issues[0].text
    assert not answers(collected)


def mark(name: str, said: str) -> Any:
    def change(sheet: Any) -> None:
        row = next(row for row in range(1, 9) if sheet.cell(row, 1).value == name)
        sheet.cell(row, 2, said)

    return change


@pytest.mark.parametrize(
    ("name", "said", "code"),
    [
        ("version", "0", "form.version"),
        ("region", '"ugra"', "form.region"),
        ("period", "2022", "form.period"),
        ("questions", "q0", "form.questions"),
        ("municipality", '"m9"', "form.stranger"),
    ],
)
def test_a_form_of_something_else_is_refused(name: str, said: str, code: str, tmp_path: Path) -> None:
    """Another version, region, period, other questions, a stranger: the file is named, nobody is silent."""
    path = fill(written(tmp_path)["m1"], {MODEL: "да"})
    edited(path, mark(name, said), "_rnms")
    collected = forms.collect(tmp_path)

    assert codes(collected) == {path.name: code}
    assert (collected.silent, collected.unread) == ((), (FOREST,))
    assert not collected.figures


def test_a_workbook_that_is_no_form_is_refused(tmp_path: Path) -> None:
    """Without the hidden sheet nobody knows whose it is; without a table there is nothing to read."""
    paths = written(tmp_path, *BOTH)
    for path, sheet in zip(paths.values(), ("_rnms", "Форма"), strict=True):
        book = openpyxl.load_workbook(path)
        del book[sheet]
        book.create_sheet("Лист1")
        book.save(path)
    collected = forms.collect(tmp_path)

    assert codes(collected) == {
        "Лесной район.xlsx": "form.unmarked",
        "Заречный район.xlsx": "form.no-table",
    }


def test_the_second_form_of_one_municipality_is_an_error(tmp_path: Path) -> None:
    """Neither counts, because nobody knows which is meant; the others do."""
    paths = written(tmp_path, *BOTH)
    for path in paths.values():
        fill(path, {MODEL: "да"})
    fill(Path(shutil.copy(paths["m1"], tmp_path / "Лесной район (1).xlsx")), {MODEL: "нет"})
    collected = forms.collect(tmp_path)

    assert codes(collected) == {"Лесной район (1).xlsx": "form.doubled"}
    assert (collected.silent, collected.unread) == ((), (FOREST,))
    assert [figure.municipality for figure in collected.figures] == ["m2"]


def test_of_several_forms_the_file_is_told_in_which_the_fault_is(tmp_path: Path) -> None:
    """The second of three: its name and the place of what is said of it are one."""
    path = fill(written(tmp_path)["m1"], {STAFF: 7})
    for number in (1, 2):
        fill(Path(shutil.copy(path, tmp_path / f"я{number}.xlsx")), {STAFF: number})
    collected = forms.collect(tmp_path)

    assert codes(collected) == {"я1.xlsx": "form.doubled", "я2.xlsx": "form.doubled"}
    assert {(line.file, line.place) for line in collected.deliveries} == {("я1.xlsx", "я1.xlsx")}


@pytest.mark.parametrize(
    ("others", "expected", "told"),
    [
        ([{}], 7, ["form.copied"]),
        ([{}, {}], 7, ["form.copied", "form.copied"]),
        ([{"A30": "примечание"}], 7, ["form.copied"]),
        ([{"E5": "пересчитали"}], None, ["form.doubled"]),
        ([{"D5": 7.0000001}], None, ["form.doubled"]),
        ([{}, {"D5": 8}], None, ["form.copied", "form.doubled"]),
    ],
)
def test_copies_that_say_the_same_count_once(
    others: list[dict[str, Any]], expected: int | None, told: list[str], tmp_path: Path
) -> None:
    """The same bytes or the same answers under another name are one return; others are a second one.

    So is what shows a seven and is none.
    """
    path = fill(written(tmp_path)["m1"], {STAFF: 7})
    for number, cells in enumerate(others):
        fill(Path(shutil.copy(path, tmp_path / f"я{number}.xlsx")), {}, **cells)
    collected = forms.collect(tmp_path)

    assert sorted(set(codes(collected).values())) == sorted({*told})
    assert sum(issue.code == "form.copied" for issue in collected.issues) == told.count("form.copied")
    assert answers(collected).get("staff") == expected


def test_the_form_that_bears_the_name_is_no_copy(tmp_path: Path) -> None:
    """Whatever the other one is called, it is the one that can be removed."""
    path = fill(written(tmp_path)["m1"], {STAFF: 7})
    shutil.copy(path, tmp_path / "А это копия.xlsx")
    copied = [issue for issue in forms.collect(tmp_path).issues if issue.code == "form.copied"]

    assert [issue.place for issue in copied] == ["А это копия.xlsx"]
    assert "что и Лесной район.xlsx" in copied[0].text


@pytest.mark.parametrize(
    ("title", "first", "second", "expected"),
    [
        ("Значение", 7, 7, (7, ["H4"])),
        ("ЗНАЧЕНИЕ", 7, "7", (7, ["H4"])),
        ("Значение", 7, 8, (None, ["H4", "D5"])),
        ("Значение", None, 8, (None, ["H4", "D5"])),
        ("Значение", 7, None, (7, [])),
        ("Год", 7, 8, (7, [])),
    ],
)
def test_a_second_column_of_answers_is_named(
    title: str, first: Any, second: Any, expected: tuple[int | None, list[str]], tmp_path: Path
) -> None:
    """Which of two columns holds nobody can tell where they differ; where they agree, nothing is lost."""
    fill(written(tmp_path)["m1"], {STAFF: first, MODEL: "да"}, H4=title, H5=second)
    collected = forms.collect(tmp_path)
    places = [issue.place for issue in collected.issues if issue.code == "form.second-column"]

    assert (answers(collected).get("staff"), [place[-3:-1] for place in places]) == expected


def test_answers_that_people_do_not_see_are_read_and_said(tmp_path: Path) -> None:
    """In a row or a column that is hidden; a hidden row or column without an answer says nothing."""
    path = fill(written(tmp_path)["m1"], {STAFF: 7})
    book = openpyxl.load_workbook(path)
    sheet = book["Форма"]
    for row in (5, 6):
        sheet.row_dimensions[row].hidden = True
    for column in "DF":
        sheet.column_dimensions[column].hidden = True
    book.save(path)
    collected = forms.collect(tmp_path)
    hidden = [issue for issue in collected.issues if issue.code == "table.hidden"]

    assert answers(collected) == {"staff": 7}
    assert [(issue.place[-4:], issue.facts) for issue in hidden] == [
        ("!A5]", {"number": 1, "rows": "5"}),
        ("!D4]", {"titles": ("«Значение»",)}),
    ]


def test_a_sheet_of_the_form_may_have_another_name(tmp_path: Path) -> None:
    """The hidden mark tells whose it is; of two sheets that look like the form neither is taken."""
    path = fill(written(tmp_path)["m1"], {STAFF: 7})
    book = openpyxl.load_workbook(path)
    book["Форма"].title = "Лист1"
    book.save(path)

    assert answers(forms.collect(tmp_path)) == {"staff": 7}

    book.copy_worksheet(book["Лист1"])
    book.save(path)

    assert codes(forms.collect(tmp_path)) == {path.name: "form.no-table"}


@pytest.mark.parametrize(
    "told",
    [
        "не издан", "Ещё не принят", "приказ в разработке", "на согласовании", "готовится", "будет",
        "постановление готовится",
    ],
)  # fmt: skip
def test_a_document_that_is_still_to_come_is_none(told: str, tmp_path: Path) -> None:
    """It is kept as a note; whoever names a number names a document."""
    path = written(tmp_path)["m1"]
    for words, expected in ((told, ((), told)), (f"{told}, есть приказ № 5", None)):
        fill(path, {MODEL: "да"}, F8=words)
        [figure] = [one for one in forms.collect(tmp_path).figures if one.key == "municipalities.with_model"]

        assert bool(figure.evidence) is (expected is None)
        assert expected is None or (figure.evidence, figure.note) == expected


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_form_saved_as_ods_is_read(tmp_path: Path) -> None:
    """As LibreOffice saves it: with what it shows in percent, hides, or cannot compute."""
    path = fill(written(tmp_path / "формы")["m1"], {STAFF: 7, DIAGNOSED: (1, "0%"), MODEL: "да"}, D7="=1/0")
    book = openpyxl.load_workbook(path)
    book["Форма"].row_dimensions[5].hidden = True
    book.save(path)
    by_libreoffice([path], to="ods")
    path.unlink()
    collected = forms.collect(tmp_path / "формы")

    assert answers(collected) == {
        "staff": 7, "staff.diagnosed": PrintedShare("100 %"), "municipalities.with_model": True
    }  # fmt: skip
    assert {place[-3:-1]: code for place, code in codes(collected).items()} == {
        "A5": "table.hidden", "D7": "cell.error"
    }  # fmt: skip
    assert {line.file for line in collected.deliveries} == {"Лесной район.ods"}


def test_a_form_with_macros_is_read_and_they_are_not_run(tmp_path: Path) -> None:
    path = fill(written(tmp_path)["m1"], {STAFF: 7})
    path.rename(path.with_suffix(".xlsm"))

    collected = forms.collect(tmp_path)

    assert {line.file for line in collected.deliveries} == {"Лесной район.xlsm"}
    assert 7 in answers(collected).values()


def test_whoever_sent_a_form_in_a_kind_that_is_not_read_is_not_called_silent(tmp_path: Path) -> None:
    """The mark in it says whose it is, whatever its name; what is wrong with it is said once."""
    written(tmp_path)["m1"].rename(tmp_path / "ответ.xlsb")
    collected = forms.collect(tmp_path)

    assert [place.id for place in collected.unread] == ["m1"]
    assert not collected.silent
    assert codes(collected) == {"ответ.xlsb": "file.kind"}


def test_files_that_are_no_forms_are_told_apart(tmp_path: Path) -> None:
    """Files of office programs at work are skipped; other formats are refused with a way out."""
    written(tmp_path)["m1"].unlink()
    for name in ("~$Лесной район.xlsx", ".~lock.Лесной район.xlsx#", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"x")
    for name in ("a.xls", "b.ods", "c.XLSM", "d.xlsx", "e.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "папка").mkdir()
    collected = forms.collect(tmp_path)

    assert codes(collected) == {
        "a.xls": "file.kind", "b.ods": "file.kind", "c.XLSM": "file.kind", "d.xlsx": "file.kind",
        "e.txt": "form.other-file", "Лесной район": "form.not-returned",
    }  # fmt: skip
    assert all(".xlsx" in issue.text for issue in collected.issues if issue.code == "file.kind")


def test_an_empty_form_is_no_return(tmp_path: Path) -> None:
    """Said once, not once a row."""
    written(tmp_path)
    collected = forms.collect(tmp_path)

    assert codes(collected) == {
        "Лесной район.xlsx[Форма]": "form.empty", "Лесной район": "form.not-returned"
    }  # fmt: skip
    assert collected.silent == (FOREST,)


# CSV.


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_csv_returns_too(encoding: str, delimiter: str, tmp_path: Path) -> None:
    """Three delimiters, told by the head, and every encoding that offices write."""
    path = written(tmp_path, to="csv")["m1"]
    text = path.read_text(encoding="utf-8-sig")
    lines = [line.split(";") for line in text.splitlines()]
    for line in lines:
        line[3] = {MODEL: "Да", STAFF: '"1 208"', DIAGNOSED: '"10,5 %"'}.get(line[0], line[3])
        line[1] = f'"{line[1]}"' if "," in line[1] else line[1]
    path.write_text("\n".join(delimiter.join(line) for line in lines), encoding=encoding)
    collected = forms.collect(tmp_path)

    assert answers(collected) == {
        "staff": 1208, "staff.diagnosed": PrintedShare("10,5 %"), "municipalities.with_model": True
    }  # fmt: skip
    assert not codes(collected)


def test_csv_that_a_clerk_saved_is_known_by_its_name(tmp_path: Path) -> None:
    """Saved from the workbook it has no marks: the name must be the one given out, and a warning says so."""
    written(tmp_path)["m1"].unlink()
    lines = [
        "Форма;;;;;",
        "Код;Показатель;Единица;Значение;Почему нет данных;Подтверждение",
        f"{MODEL};;;да;;",
    ]
    (tmp_path / "ЛЕСНОЙ район.csv").write_text("\n".join(lines), encoding="cp1251")
    (tmp_path / "отчёт.csv").write_text("\n".join(lines), encoding="cp1251")
    collected = forms.collect(tmp_path)
    said = {issue.place: issue.code for issue in collected.issues if issue.code != "form.row-missing"}

    assert said == {"ЛЕСНОЙ район.csv": "form.unmarked-csv", "отчёт.csv": "form.unmarked"}
    assert answers(collected) == {"municipalities.with_model": True}


def test_a_comma_that_splits_a_row_of_csv_spoils_that_row(tmp_path: Path) -> None:
    """«1,208» without quotes in a file of commas is two cells: the row is named, its answer unknown."""
    written(tmp_path)["m1"].unlink()
    lines = [
        "Код,Показатель,Единица,Значение,Почему нет данных,Подтверждение",
        f"{STAFF},,,1,208,,",
        f"{MODEL},,,да,,",
    ]
    (tmp_path / "Лесной район.csv").write_text("\n".join(lines), encoding="utf-8")
    collected = forms.collect(tmp_path)

    assert not {"staff"} & set(answers(collected))
    assert answers(collected) == {"municipalities.with_model": True}


# Collecting.


def test_collecting_needs_a_plan(tmp_path: Path) -> None:
    """Who was asked is told by the plan in the folder or by arguments; half of them is a mistake."""
    paths = written(tmp_path / "a", *BOTH)
    fill(paths["m1"], {MODEL: "да"})
    (tmp_path / "b").mkdir()
    shutil.copy(paths["m1"], tmp_path / "b" / "ответ.xlsx")
    alone = forms.collect(tmp_path / "b", "khabarovsk", 2023, BOTH)

    assert alone == forms.collect(tmp_path / "b", regions.get("khabarovsk"), "2023", list(BOTH))
    assert alone.silent == (RIVER,)
    with pytest.raises(FileNotFoundError, match="plan"):
        forms.collect(tmp_path / "b")
    with pytest.raises(TypeError, match="together"):
        forms.collect(tmp_path / "a", "khabarovsk")
    (tmp_path / "a" / "plan.json").write_text('{"rnms_forms": 2}', encoding="utf-8")
    with pytest.raises(DataError, match="rnms_forms"):
        forms.collect(tmp_path / "a")


def test_a_plan_survives_its_file(tmp_path: Path) -> None:
    """What the folder says was asked is what was asked."""
    written(tmp_path, *BOTH, readings="by_act")
    saved = saved_plan(tmp_path)
    assert isinstance(saved, Plan)
    assert saved == plan("khabarovsk", 2023, BOTH, readings="by_act")


def test_silence_is_named_and_what_is_collected_joins_other_data(tmp_path: Path) -> None:
    """Who sent nothing stays unknown for each period asked; the region's own figures stand beside."""
    fill(written(tmp_path, *BOTH)["m1"], {MODEL: "да"})
    collected = forms.collect(tmp_path)
    own = Figure(key="region.pool_formed", period=YEAR, holds=True)
    system = collected.system(RegionalSystem(region="khabarovsk", municipalities=[RIVER], figures=[own]))

    assert collected.unreported == (
        Unreported(entity="figures", municipality="m2", period=YEAR, why="форма не получена"),
    )
    assert system.municipalities == (RIVER, FOREST)
    assert own in system.figures
    assert not system.issues
    report = rnms.evaluate(system, period=2023)
    assert report["3"].verdict is Verdict.UNDETERMINED
    assert [place.name for place in report["3"].missing] == ["Заречный район"]
    with pytest.raises(ValueError, match="'ugra'"):
        collected.system(RegionalSystem(region="ugra"))


def test_a_bad_cell_leaves_the_verdict_open(tmp_path: Path) -> None:
    """One wrong «да» of two makes the share 50 to 100 %, never 50 %."""
    for path, said in zip(written(tmp_path, *BOTH).values(), ("да", "ага"), strict=True):
        fill(path, {MODEL: said})
    result = rnms.evaluate(forms.collect(tmp_path).system(), period=2023)["3"]

    assert result.verdict is Verdict.UNDETERMINED
    assert result.value == rnms.Bounds(rnms.model.percent(50), rnms.model.percent(100))


# The copy with remarks.


def test_a_copy_carries_the_remarks_and_the_answers(tmp_path: Path) -> None:
    """A comment on each bad cell, all answers as they were, and corrected it is a form again."""
    original = fill(
        written(tmp_path / "формы")["m1"],
        {STAFF: "много", MODEL: "=1+1", DIAGNOSED: 5},
        F8="@приказ",
        D15="00-00-00",
    )
    before = original.read_bytes()
    collected = forms.collect(tmp_path / "формы", remarks=tmp_path / "замечания")
    [copy] = collected.copies
    sheet = openpyxl.load_workbook(copy)["Форма"]

    assert sheet["D15"].value == "00-00-00"
    assert copy == tmp_path / "замечания" / "Лесной район — замечания.xlsx"
    assert original.read_bytes() == before
    assert {cell.coordinate for row in sheet for cell in row if cell.comment} >= {"D5", "D8"}
    assert "«много»" in sheet["D5"].comment.text
    assert [sheet[address].value for address in ("D5", "D6", "D8", "F8")] == ["много", 5, "=1+1", "@приказ"]
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]

    corrected = tmp_path / "снова"
    corrected.mkdir()
    shutil.copy(copy, corrected)
    fill(corrected / copy.name, {STAFF: 10, MODEL: "да"})
    again = forms.collect(corrected, "khabarovsk", 2023, [FOREST])
    assert not codes(again)
    assert answers(again) == {"staff": 10, "staff.diagnosed": 5, "municipalities.with_model": True}


def sent_back(folder: Path, remarks: str = "замечания") -> Path:
    """The only copy with remarks on the forms of a folder."""
    [copy] = forms.collect(folder, remarks=folder.parent / remarks).copies
    return copy


def returned_to(folder: Path, copy: Path, name: str = "", **cells: Any) -> Path:
    """Put a corrected copy among the forms."""
    return fill(Path(shutil.copy(copy, folder / (name or copy.name))), {}, **cells)


ALL = {f"D{row}": 1 if row in {5, 6, 7, 9, 10} else "да" for row in range(5, 14)}
"""An answer to every question of a form of Khabarovsk."""


def test_a_corrected_copy_replaces_what_it_was_made_of(tmp_path: Path) -> None:
    """Three rounds lie in one folder: the last counts, whatever its name and whoever saved it."""
    folder = tmp_path / "формы"
    original = fill(written(folder)["m1"], {STAFF: "много"}, D15="00-00-00")
    second = returned_to(folder, sent_back(folder), D5="мало")
    third = returned_to(folder, sent_back(folder, "ещё"), "последняя.xlsx", **ALL)
    openpyxl.load_workbook(original).save(original)
    collected = forms.collect(folder)

    assert not collected.issues
    assert answers(collected)["staff"] == 1
    assert {figure.place.partition("[")[0] for figure in collected.figures} == {third.name}
    marks: Any = {
        name.value: value.value for name, value in openpyxl.load_workbook(third)["_rnms"].iter_rows()
    }
    assert marks["round"] == "3"
    assert len(marks["replaces"].split()) == 2
    second.unlink()
    assert forms.collect(folder) == collected


def test_an_unchanged_copy_replaces_its_original_too(tmp_path: Path) -> None:
    """It says the same, so the same is wrong with it, once."""
    folder = tmp_path / "формы"
    fill(written(folder)["m1"], {STAFF: "много"})
    before = forms.collect(folder)
    returned_to(folder, sent_back(folder))
    after = forms.collect(folder)

    assert [issue.code for issue in after.issues] == [issue.code for issue in before.issues]
    assert not after.silent


@pytest.mark.parametrize("changed", ["original", "copies"])
def test_forms_of_which_neither_stands_for_the_other_count_for_nobody(changed: str, tmp_path: Path) -> None:
    """An original changed after its copy was made, or two copies of one: nobody knows which is meant."""
    folder = tmp_path / "формы"
    original = fill(written(folder)["m1"], {STAFF: "много"})
    copy = sent_back(folder)
    returned_to(folder, copy, D5=7)
    if changed == "original":
        fill(original, {STAFF: 8})
    else:
        returned_to(folder, copy, "вторая.xlsx", D5=8)
    collected = forms.collect(folder)

    assert [issue.code for issue in collected.issues] == ["form.doubled"]
    assert not collected.figures


def test_remarks_stand_in_a_column_and_are_printed(tmp_path: Path) -> None:
    """Comments are not printed: what is wrong stands beside its row, what is wrong with the whole below."""
    folder = tmp_path / "формы"
    fill(written(folder)["m1"], {STAFF: "много", DIAGNOSED: -1}, A17="ещё")
    sheet = openpyxl.load_workbook(sent_back(folder))["Форма"]

    assert sheet["G4"].value == "Замечание"
    assert [sheet[f"G{row}"].value for row in (5, 6)] == [
        "П1.1: ожидалось число, получено «много»", "П1.2: число не может быть отрицательным, получено «-1»"
    ]  # fmt: skip
    assert sheet["A16"].value.startswith("Замечание: строка не из формы, код «ещё»")
    assert sheet.print_area == "'Форма'!$A$1:$G$16"
    assert sheet["A3"].value.startswith("Исправьте красные ячейки")
    assert sheet.column_dimensions["G"].width == 40


def test_nothing_that_a_clerk_wrote_is_lost(tmp_path: Path) -> None:
    """What stands beside, below, in a changed title or on a sheet of his own goes on from copy to copy."""
    folder = tmp_path / "формы"
    path = fill(
        written(folder)["m1"],
        {STAFF: "много"},
        H8="приписка",
        A17="ещё",
        D17=9,
        B6="иначе",
        A18="Замечание: моё",
    )
    book = openpyxl.load_workbook(path)
    own: Any = book.create_sheet("Мои")
    own["B3"] = "=черновик"
    put_text(own["B3"], "=черновик")
    book.save(path)
    first = sent_back(folder)
    written_by_clerk = [
        ("B6", "иначе"), ("H8", "приписка"), ("A17", "ещё"), ("D17", "9"), ("A18", "Замечание: моё"),
        ("Мои!B3", "=черновик"),
    ]  # fmt: skip

    def leftovers(copy: Path) -> list[tuple[Any, ...]]:
        return list(openpyxl.load_workbook(copy)["Прочее из формы"].iter_rows(min_row=2, values_only=True))

    assert leftovers(first) == written_by_clerk
    returned_to(folder, first, H8="вторая приписка")
    assert leftovers(sent_back(folder, "ещё")) == [("H8", "вторая приписка"), *written_by_clerk]


def test_a_copy_of_a_form_as_it_was_given_out_has_nothing_left_over(tmp_path: Path) -> None:
    """Its own texts are nobody's words; so in each round."""
    folder = tmp_path / "формы"
    fill(written(folder, **REQUEST)["m1"], {STAFF: "много"}, D15="00-00-00", F8="приказ № 5")
    first = sent_back(folder)
    returned_to(folder, first, D5="мало")

    assert openpyxl.load_workbook(first).sheetnames == ["Форма", "_rnms"]
    assert openpyxl.load_workbook(sent_back(folder, "ещё")).sheetnames == ["Форма", "_rnms"]


def test_a_copy_of_a_table_of_text_has_nothing_left_over_of_its_marks(tmp_path: Path) -> None:
    """They stand in rows of their own below the questions, each with its value."""
    folder = tmp_path / "формы"
    path = written(folder, to="csv")["m1"]
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    rows = [line.split(";") for line in lines]
    answered = [[*row[:3], "много", *row[4:]] if row[0] == STAFF else row for row in rows]
    path.write_text("\n".join(";".join(row) for row in [*answered, ["", "приписка"]]), encoding="utf-8-sig")
    left = openpyxl.load_workbook(sent_back(folder))["Прочее из формы"]

    assert list(left.iter_rows(min_row=2, values_only=True)) == [(f"B{len(lines) + 1}", "приписка")]


def test_where_nobody_signs_a_word_beside_the_head_is_left_over(tmp_path: Path) -> None:
    """Whoever fills a table of text may leave out the row of the executor, and note something above."""
    folder = tmp_path / "формы"
    path = written(folder, to="csv")["m1"]
    rows = [line.split(";") for line in path.read_text(encoding="utf-8-sig").splitlines()]
    kept = [
        [*row[:3], "много", *row[4:]] if row[0] == STAFF else row for row in rows if row[0] != "Исполнитель"
    ]
    path.write_text("\n".join(map(";".join, [["", "", "", "приписка"], *kept])), encoding="utf-8-sig")
    left = openpyxl.load_workbook(sent_back(folder))["Прочее из формы"]

    assert list(left.iter_rows(min_row=2, values_only=True)) == [("D1", "приписка")]


def test_last_weeks_report_gives_way(tmp_path: Path) -> None:
    """Who answers again is taken at the new word, blanks too; who is silent now, at the earlier one."""
    third = Municipality(id="m3", name="Озёрный район")
    places = (*BOTH, third)
    own = Figure(key="staff", period=YEAR, municipality="m1", count=77)
    region = Figure(key="region.pool_formed", period=YEAR, holds=True)
    last = written(tmp_path / "прежде", *places)
    fill(last["m1"], {STAFF: 5, DIAGNOSED: 3})
    fill(last["m2"], {STAFF: 6})
    known = RegionalSystem(region="khabarovsk", figures=[own, region])
    base = forms.collect(tmp_path / "прежде").system(known)
    rnms.dump(base, tmp_path / "base.json")
    now = written(tmp_path / "теперь", *places)
    fill(now["m1"], {STAFF: 8})
    fill(now["m3"], {STAFF: 9})
    now["m2"].unlink()
    collected = forms.collect(tmp_path / "теперь")
    system = collected.system(rnms.load(tmp_path / "base.json"))

    assert [(figure.municipality, figure.key, figure.count) for figure in system.figures] == [
        ("m1", "staff", 77), (None, "region.pool_formed", None), ("m2", "staff", 6),
        ("m1", "staff", 8), ("m3", "staff", 9),
    ]  # fmt: skip
    assert not system.unreported
    assert collected.system(collected.system()) == collected.system()


def test_nobody_is_asked_again_for_what_he_has_sent(tmp_path: Path) -> None:
    """Whose earlier answers stand is not told to have sent nothing; whoever left a fault or nothing is."""
    third = Municipality(id="m3", name="Озёрный район")
    last = written(tmp_path / "прежде", *BOTH, third)
    fill(last["m1"], {}, **{f"E{row}": "не собирали" for row in range(5, 5 + len(CODES))})
    fill(last["m2"], {STAFF: "много"})
    base = forms.collect(tmp_path / "прежде").system()
    written(tmp_path / "теперь", *BOTH, third)
    collected = forms.collect(tmp_path / "теперь")
    asked_again = [issue.place for issue in collected.open_issues(base) if issue.code == "form.not-returned"]

    assert collected.silent == (*BOTH, third)
    assert asked_again == ["Заречный район", "Озёрный район"]


def test_whoever_sends_two_forms_now_is_not_taken_at_an_earlier_word(tmp_path: Path) -> None:
    """He has spoken, only nobody knows how."""
    fill(written(tmp_path / "прежде")["m1"], {STAFF: 5})
    base = forms.collect(tmp_path / "прежде").system()
    path = fill(written(tmp_path / "теперь")["m1"], {STAFF: 6})
    fill(Path(shutil.copy(path, path.with_name("вторая.xlsx"))), {STAFF: 8})
    system = forms.collect(tmp_path / "теперь").system(base)

    assert not system.figures
    assert [part.why for part in system.unreported] == ["получены две формы"]


def test_copies_go_to_another_folder(tmp_path: Path) -> None:
    """Among the forms they would be collected as seconds."""
    written(tmp_path)
    with pytest.raises(ValueError, match="another folder"):
        forms.collect(tmp_path, remarks=tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="links are those of POSIX")
@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_no_copy_goes_where_a_link_leads_to_a_form(tmp_path: Path, link: str) -> None:
    """What the sender wrote stays as it was."""
    folder, copies = tmp_path / "формы", tmp_path / "замечания"
    path = fill(written(folder)["m1"], {STAFF: -1})
    sent = path.read_bytes()
    [copy] = forms.collect(folder, remarks=copies).copies
    copy.unlink()
    getattr(copy, link)(path)

    with pytest.raises(ValueError, match="another folder"):
        forms.collect(folder, remarks=copies)

    assert path.read_bytes() == sent


FORMULAS = st.sampled_from(["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "-1", "\t=1", "#REF!", "_rnms.", MODEL])
CELLS = st.tuples(st.sampled_from(["Форма", "_rnms"]), st.integers(1, 9), st.integers(1, 7))


@pytest.mark.slow
@examples(30)
@given(st.dictionaries(CELLS, st.text(max_size=20) | FORMULAS, max_size=12))
@example({("Форма", 5, 4): "=1+1", ("Форма", 5, 6): "=cmd|' /C calc'!A0"})
@example({("Форма", 5, 5): "=1+1", ("Форма", 6, 5): "=1+1"})
def test_no_text_crashes_collecting_or_becomes_a_formula(texts: dict[tuple[str, int, int], str]) -> None:
    """Whatever is typed in any cell, all is read or refused, and the copy holds it as text."""
    with tempfile.TemporaryDirectory() as folder:
        [path] = forms.write("khabarovsk", 2023, [FOREST], f"{folder}/a", only=["3", "5"])
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            for area in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(area))
        for (name, row, column), text in texts.items():
            cell: Any = book[name].cell(row, column)
            put_text(cell, text)
        book.save(path)
        collected = forms.collect(f"{folder}/a", remarks=f"{folder}/b")
        for copy in collected.copies:
            sheets = openpyxl.load_workbook(copy).worksheets
            assert not [cell for sheet in sheets for row in sheet for cell in row if cell.data_type == "f"]
    # Each question has its line in the ledger, and what is counted is a figure.
    assert [line.question for line in collected.deliveries] == [one.key for one in collected.questions]
    given = {(figure.key, figure.period) for figure in collected.figures if figure.is_given}
    counted = [line for line in collected.deliveries if line.status is DeliveryStatus.COUNTED]
    assert {(line.question, line.period) for line in counted} == given
    # Any text may be the reason why there are no data.
    assert collected.issues or all(figure.missing for figure in collected.figures)
    assert all(figure.municipality == "m1" for figure in collected.figures)


# The ledger: who sent what.


def test_whoever_left_blanks_has_sent_a_part_and_made_no_fault(tmp_path: Path) -> None:
    """A warning is no error anywhere: not in the ledger, and not in a verdict that waits for the answer."""
    fill(written(tmp_path)["m1"], {STAFF: 7, DIAGNOSED: "много"})
    collected = forms.collect(tmp_path)
    report = rnms.evaluate(collected.system(), period=2023)
    blanks = {line.question for line in collected.deliveries if line.status is DeliveryStatus.BLANK}

    assert len(blanks) == sum(issue.code == "form.blank" for issue in collected.issues) == 7
    assert ledger_sentence(collected.ledger()) == (
        "Прислали с ошибкой (1: Лесной район, ячейка D6)"
        " · прислали не всё (1: Лесной район, ячейка D7 и ещё 6)."
    )
    assert report["5"].reason.endswith("оставили без ответа: Лесной район")
    assert "ошибк" not in report["5"].reason


def statuses(collected: Collected) -> dict[str | None, set[str]]:
    """What became of the questions to each municipality."""
    found: dict[str | None, set[str]] = {}
    for line in collected.deliveries:
        found.setdefault(line.municipality, set()).add(line.status.value)
    return found


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("Лесной район.pdf", b"%PDF", "file.kind"),
        ("Лесной район.xls", b"x", "file.kind"),
        ("Лесной район.zip", b"PK", "form.other-file"),
        ("Лесной район", b"PK", "form.other-file"),
        ("Лесной район.jpg", b"x", "form.other-file"),
        ("Лесной район — замечания.xlsx", b"PKx", "file.kind"),
        ("лесной район.csv", b"a;b", "form.no-table"),
    ],
)
def test_whoever_sends_what_cannot_be_read_is_not_silent(
    name: str, data: bytes, code: str, tmp_path: Path
) -> None:
    """The file tells whose it is: what is wrong with it is said, and the form is not asked for again."""
    for path in written(tmp_path, *BOTH).values():
        path.unlink()
    (tmp_path / name).write_bytes(data)
    collected = forms.collect(tmp_path)

    assert codes(collected) == {name: code, "Заречный район": "form.not-returned"}
    assert (collected.silent, collected.unread, collected.forms) == ((RIVER,), (FOREST,), 0)
    assert statuses(collected) == {"m1": {"faulty"}, "m2": {"not_sent"}}
    assert {(line.file, line.code) for line in collected.deliveries} == {(name, code), ("", "")}
    assert [part.why for part in collected.unreported] == ["форма не прочитана", "форма не получена"]


def test_a_form_of_a_neighbour_may_be_of_either(tmp_path: Path) -> None:
    """Its mark and its heading name two, and neither has sent another: nobody is called silent."""
    third = Municipality(id="m3", name="Озёрный район")
    paths = written(tmp_path, *BOTH, third)
    fill(paths["m1"], {STAFF: 7}, A2="Заречный район")
    paths["m2"].unlink()

    assert statuses(forms.collect(tmp_path)) == {"m1": {"faulty"}, "m2": {"faulty"}, "m3": {"not_sent"}}


def test_folders_and_archives_are_named_and_the_rest_is_collected(tmp_path: Path) -> None:
    """Each with a way out; a folder in which nothing lies, and that of our remarks, are nobody's matter."""
    fill(written(tmp_path)["m1"], {STAFF: "много"})
    for name in ("почта", "пустая", "замечания"):
        (tmp_path / name).mkdir()
    for name in ("почта/a.xlsx", "замечания/b.xlsx", "формы.zip", "форма"):
        (tmp_path / name).write_bytes(b"PK")
    collected = forms.collect(tmp_path, remarks=tmp_path / "замечания")
    said = {issue.place: issue.text for issue in collected.issues if issue.code != "form.blank"}

    assert {place: text for place, text in said.items() if "[" not in place} == {
        "почта": "папка внутри не просмотрена: переложите формы из неё сюда",
        "форма": "имя без окончания: если это форма, допишите .xlsx, иначе уберите из папки",
        "формы.zip": "в архиве формы не читаются: распакуйте его в эту папку",
    }
    assert statuses(collected) == {"m1": {"blank", "faulty"}}
    assert len(collected.copies) == 1


def test_the_ledger_judges_nothing_and_says_nothing_else_than_the_report(tmp_path: Path) -> None:
    """Without it every value and verdict is the same; what was mended by hand is no fault any more."""
    paths = written(tmp_path, *BOTH)
    fill(paths["m1"], {MODEL: "ага", STAFF: 5})
    paths["m2"].unlink()
    system = forms.collect(tmp_path).system()
    report = rnms.evaluate(system, period=2023)
    bare = rnms.evaluate(attrs.evolve(system, deliveries=()), period=2023)

    assert [(one.value, one.verdict, one.missing) for one in report] == [
        (one.value, one.verdict, one.missing) for one in bare
    ]
    assert report["3"].reason.endswith("прислали с ошибкой: Лесной район; не прислали: Заречный район")
    assert not bare.ledger
    assert "ledger" not in bare.to_dict()

    mended = Figure(key="municipalities.with_model", period=YEAR, municipality="m1", holds=True)
    figures = [one for one in system.figures if (one.municipality, one.key) != ("m1", mended.key)]
    by_hand = rnms.evaluate(attrs.evolve(system, figures=[*figures, mended]), period=2023)
    assert by_hand["3"].reason == "решат не приславшие: Заречный район"
    assert mended.key not in {
        line.delivery.question for line in by_hand.ledger if line.delivery.municipality == "m1"
    }


def test_a_document_that_is_not_named_leaves_a_reason_a_reason(tmp_path: Path) -> None:
    """The question was answered: that there is no number, and why."""
    row = row_of(openpyxl.load_workbook(written(tmp_path)["m1"])["Форма"], MODEL)
    fill(tmp_path / "Лесной район.xlsx", {}, **{f"E{row}": "не собирали", f"F{row}": "да"})
    collected = forms.collect(tmp_path)
    [model] = [one for one in collected.system().deliveries if one.question == "municipalities.with_model"]

    assert codes(collected) == {f"Лесной район.xlsx[Форма!F{row}]": "form.evidence-unnamed"}
    assert (model.status, model.words, model.code) == (DeliveryStatus.EXPLAINED, "не собирали", "")


def test_one_municipality_is_told_of_its_own_fault(tmp_path: Path) -> None:
    """Judged alone, it reads what became of its own answers, and of nobody else's."""
    fill(written(tmp_path, *BOTH)["m1"], {MODEL: "ага"})
    report = rnms.evaluate(forms.collect(tmp_path).system(), period=2023, municipality="m1", only="3")

    assert report["3"].reason.endswith("прислали с ошибкой: Лесной район")
    assert {line.name for line in report.ledger} == {"Лесной район"}


def test_an_earlier_fault_is_told_until_something_comes(tmp_path: Path) -> None:
    """A scan that came last week is no silence of this week; and what has not changed came when it came."""
    first, now = written(tmp_path / "прежде", *BOTH), written(tmp_path / "теперь", *BOTH)
    first["m1"].rename(tmp_path / "прежде" / "Лесной район.pdf")
    fill(first["m2"], {STAFF: 6, DIAGNOSED: 2})
    base = forms.collect(tmp_path / "прежде", came=dt.date(2024, 1, 15)).system()
    fill(now["m2"], {STAFF: 6, DIAGNOSED: 3})
    now["m1"].unlink()
    came = {"Заречный район.xlsx": dt.date(2024, 1, 22)}
    system = forms.collect(tmp_path / "теперь", came=came).system(base)

    assert {line.status.value for line in system.deliveries if line.municipality == "m1"} == {"faulty"}
    assert [part.why for part in system.unreported] == ["форма не прочитана"]
    days = {line.question: line.when for line in system.deliveries if line.municipality == "m2"}
    assert (days["staff"], days["staff.diagnosed"]) == (dt.date(2024, 1, 15), dt.date(2024, 1, 22))


# One form, and files in memory.


def test_one_form_is_checked_as_a_folder_of_it_is(tmp_path: Path) -> None:
    """Of bytes, a named upload or a path: the same figures, faults and copy as collecting gives."""
    folder = tmp_path / "формы"
    path = fill(written(folder)["m1"], {STAFF: "много", MODEL: "да"}, D15="00-00-00")
    form_plan = saved_plan(folder)
    collected = forms.collect(folder, remarks=tmp_path / "замечания")
    upload = Upload(f"C:\\Формы\\{path.name}", path.read_bytes())

    for form in (path, str(path), upload):
        checked = forms.check(form, form_plan)
        assert checked.municipality == FOREST
        assert checked.figures == collected.figures
        assert checked.issues == collected.issues
        assert checked.remarks == collected.copies[0].read_bytes()
    bare = forms.check(path.read_bytes(), form_plan)
    assert [issue.code for issue in bare.issues] == [issue.code for issue in collected.issues]
    assert bare.issues[0].place.startswith("upload.xlsx[Форма!")
    counted = forms.check(fill(path, {}, **ALL), form_plan)
    assert (counted.issues, counted.remarks) == ((), b"")
    assert len(counted.figures) == 9


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (b"", "form.no-table"),
        (b"PK", "file.kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.kind"),
        (Upload("форма.docx", b"PK"), "file.kind"),
        (Upload("форма.ods", b"PK"), "file.kind"),
        (Upload("форма", b"PK"), "form.other-file"),
        (Upload("форма.csv", "Код;Значение\r\n".encode()), "form.unmarked"),
        (b"x" * (5 * 2**20 + 1), "file.too-large"),
    ],
)
def test_what_is_no_form_is_an_issue_of_a_check(form: bytes | Upload, code: str) -> None:
    """Nothing is raised for what somebody has uploaded."""
    checked = forms.check(form, plan("khabarovsk", 2023, [FOREST]))

    assert [issue.code for issue in checked.issues] == [code]
    assert (checked.municipality, checked.figures, checked.remarks) == (None, (), b"")


def test_files_in_memory_are_collected_as_a_folder_is(tmp_path: Path) -> None:
    """The plan comes among them, or as arguments."""
    for path in written(tmp_path, *BOTH).values():
        fill(path, {STAFF: 5})
    uploads = [Upload(path.name, path.read_bytes()) for path in tmp_path.iterdir()]
    filled = [upload for upload in uploads if upload.suffix == ".xlsx"]

    assert forms.collect(uploads) == forms.collect(tmp_path)
    assert forms.collect(filled, "khabarovsk", 2023, BOTH) == forms.collect(tmp_path)
    with pytest.raises(FileNotFoundError, match="plan"):
        forms.collect(filled)


# The whole circle.


def text_of_docx(path: Path) -> str:
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def text_of_xlsx(path: Path) -> str:
    rows = (row for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(value) for row in rows for value in row)


def test_the_whole_circle(tmp_path: Path) -> None:
    """Nineteen are asked, fifteen answer, three of them wrongly in one cell: what is certain is certain."""
    places = [Municipality(id=f"m{number}", name=f"Район № {number}") for number in range(1, 20)]
    paths = forms.write("khabarovsk", 2023, places, tmp_path)
    for number, path in enumerate(paths[:15]):
        wrong = {0: "1 208 чел.", 1: "=1+1", 2: dt.datetime(2026, 5, 3)}.get(number, "да")  # noqa: DTZ001
        others = {key: "да" for key in CODES if key.startswith("municipalities.") and CODES[key] != MODEL}
        fill(path, {MODEL: wrong, **{CODES[key]: said for key, said in others.items()}})
    collected = forms.collect(tmp_path)
    report = rnms.evaluate(collected.system(), period=2023)

    assert len(collected.silent) == 4
    assert sorted(code for code in codes(collected).values() if code.startswith("cell.")) == [
        "cell.not-computed", "cell.yes-no", "cell.yes-no"
    ]  # fmt: skip
    assert report["3"].value == rnms.Bounds(Fraction(12, 19), 1)
    assert report["5"].value == rnms.Bounds(Fraction(15, 19), 1)
    assert report["5"].verdict is Verdict.MET
    assert report["3"].verdict is Verdict.UNDETERMINED
    assert len(report["3"].missing) == 7

    page = report.to_html(tmp_path / "отчёт.html", full_page=True)
    report.to_docx(tmp_path / "приложение.docx")
    report.to_xlsx(tmp_path / "отчёт.xlsx")
    report.to_csv(tmp_path / "отчёт.csv")
    for silent in collected.silent:
        assert silent.name in page
        assert typeset(silent.name) in text_of_docx(tmp_path / "приложение.docx")
        assert silent.name in text_of_xlsx(tmp_path / "отчёт.xlsx")
    assert "Район № 5.xlsx[Форма!D" in page
    assert "Район № 5.xlsx[Форма!D" in (tmp_path / "отчёт.csv").read_text(encoding="utf-8-sig")


@examples(20)
@given(st.text(), st.text(min_size=1))
@example("_x0041_ & <b> \r\n ", " rnms-name ")
def test_a_form_of_many_is_the_form_made_alone(name: str, key: str) -> None:
    """The forms of a round share a template; each holds what it would hold if openpyxl had made it alone."""
    place = Municipality(id=key, name=name)
    with tempfile.TemporaryDirectory() as folder:
        [path] = forms.write("khabarovsk", 2023, [place], folder, only="3")
        many = openpyxl.load_workbook(path)
    alone = openpyxl.load_workbook(io.BytesIO(workbook(plan("khabarovsk", 2023, [place], only="3"), place)))
    for sheet in alone.worksheets:
        other = many[sheet.title]
        for row, own in zip(other.iter_rows(), sheet.iter_rows(), strict=True):
            assert [cell.value or None for cell in row] == [cell.value or None for cell in own]
        assert other.row_dimensions[2].height == sheet.row_dimensions[2].height


@pytest.mark.parametrize(
    ("heading", "stem", "is_taken"),
    [
        ("Заречный район", "Лесной район", False),
        ("Лесной район", "Заречный район", False),
        ("Заречный  pайон", "прочее", False),
        ("Лесной район", "Лесной район (1)", True),
        ("Леснoй район", "Лесной район — замечания", True),
        ("Лесной раён", "форма", True),
        ("Муниципалитет: Заречный район", "Лесной район", False),
        ("Лесной район", "Заречный район (испр)", False),
        ("Лесной район", "Копия Заречный район", False),
        ("Лесной район (отдел образования)", "Лесной район - ответ", True),
    ],
)
def test_a_form_of_a_neighbour_is_named(heading: str, stem: str, is_taken: bool, tmp_path: Path) -> None:
    """Its mark says one municipality, its heading or file another: it counts for neither."""
    path = fill(written(tmp_path, *BOTH)["m1"], {STAFF: 7}, A2=heading)
    path.rename(tmp_path / f"{stem}.xlsx")
    collected = forms.collect(tmp_path)
    named = [issue.code for issue in collected.issues if issue.code == "form.neighbour"]

    assert {figure.municipality for figure in collected.figures} == ({"m1"} if is_taken else set())
    assert named == ([] if is_taken else ["form.neighbour"])


@pytest.mark.parametrize("heading", ["Дальний район", "x"])
def test_a_heading_of_nobody_is_remarked_upon(heading: str, tmp_path: Path) -> None:
    """Whom it means nobody knows; the mark tells whose the form is."""
    fill(written(tmp_path, *BOTH)["m1"], {STAFF: 7}, A2=heading)
    collected = forms.collect(tmp_path)

    assert answers(collected) == {"staff": 7}
    assert codes(collected)["Лесной район.xlsx[Форма!A2]"] == "form.neighbour"


@pytest.mark.parametrize(
    ("cells", "named", "reported"),
    [
        # Whoever answers one column beside has answered, and sees where.
        ({"G5": 500}, {"G5": "form.answer-outside"}, {}),
        ({"C8": "да"}, {"C8": "form.answer-outside"}, {}),
        ({"H5": "около 100 чел."}, {"H5": "form.answer-outside"}, {}),
        ({"F5": 500}, {"F5": "form.answer-outside"}, {}),
        ({"F8": "да"}, {"F8": "form.answer-outside"}, {}),
        ({"G5": 500, "E5": "собираем"}, {"G5": "form.answer-outside"}, {}),
        # What stands in its place counts all the same.
        ({"D5": 7, "G5": 8}, {"G5": "form.answer-outside"}, {"staff": 7}),
        # A document, a word or a row of his own is no answer, and is not lost either.
        ({"G8": "приказ № 5"}, {"G8": "form.outside"}, {}),
        ({"H17": "нет", "I18": "связь"}, {"H17": "form.outside"}, {}),
        ({"A5": "П9.9", "D5": 100}, {"": "form.row-missing", "A5": "form.row-unknown"}, {}),
        ({"D15": "00-00-00"}, {}, {}),
    ],
)
def test_whoever_writes_outside_the_places_for_answers_has_sent_a_form(
    cells: dict[str, Any], named: dict[str, str], reported: dict[str, int], tmp_path: Path
) -> None:
    """Each such cell is named, nobody is called silent for it, and what he wrote goes back to him."""
    folder = tmp_path / "формы"
    fill(written(folder)["m1"], {}, **cells)
    collected = forms.collect(folder, remarks=tmp_path / "замечания")
    left = openpyxl.load_workbook(collected.copies[0])

    assert {place.partition("!")[2][:-1]: code for place, code in codes(collected).items()} == named
    assert answers(collected) == reported
    assert not collected.silent
    kept = left["Прочее из формы"].iter_rows(min_row=2, values_only=True) if len(left.sheetnames) > 2 else []
    assert {str(value) for value in cells.values()} <= {
        *(str(text) for _, text in kept),
        *(str(cell.value) for row in left["Форма"].iter_rows() for cell in row),
    }


def test_of_much_outside_the_places_for_answers_the_first_is_named(tmp_path: Path) -> None:
    """One line for a form, however much stands there, and one for each sheet of his own."""
    path = fill(written(tmp_path)["m1"], {STAFF: 7}, **{f"H{row}": "приписка" for row in range(5, 13)})
    book = openpyxl.load_workbook(path)
    own: Any = book.create_sheet("Мои")
    own["B3"], own["B4"] = "пояснение", "и ещё"
    book.create_sheet("Пусто")
    book.save(path)
    said = [issue for issue in forms.collect(tmp_path).issues if issue.code == "form.outside"]

    assert [issue.place for issue in said] == ["Лесной район.xlsx[Форма!H5]", "Лесной район.xlsx[Мои]"]
    assert said[0].text.startswith("H5, H6, H7, H8, H9, H10 и ещё 2: ")
    assert not any("пояснение" in issue.text for issue in said)


def test_whoever_explains_on_a_sheet_of_his_own_has_sent_a_form(tmp_path: Path) -> None:
    path = written(tmp_path)["m1"]
    book = openpyxl.load_workbook(path)
    own: Any = book.create_sheet("Мои")
    own["A1"] = "ответим в мае"
    book.save(path)
    collected = forms.collect(tmp_path)

    assert codes(collected) == {"Лесной район.xlsx[Мои]": "form.outside"}
    assert not collected.silent


def test_a_second_sheet_of_answers_is_named(tmp_path: Path) -> None:
    """Only one sheet is read; an empty copy of it says nothing."""
    path = fill(written(tmp_path)["m1"], {STAFF: 7})
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Форма"]).title = "Форма (2)"
    empty = book.copy_worksheet(book["Форма"])
    empty.title = "Пустая"
    for row in range(5, 30):
        empty.cell(row, 4).value = None
    last = book.copy_worksheet(empty)
    last.title = "Последняя"
    last.cell(last.max_row, 4).value = 8
    book.save(path)
    collected = forms.collect(tmp_path)

    assert answers(collected) == {"staff": 7}
    assert [issue.place for issue in collected.issues if issue.code == "form.second-table"] == [
        "Лесной район.xlsx[Форма (2)]",
        "Лесной район.xlsx[Последняя]",
    ]


def test_answers_in_a_copy_of_the_form_alone_are_sent(tmp_path: Path) -> None:
    """Whoever left our sheet empty and filled a copy of it has sent a faulty form, and is not silent."""
    path = fill(written(tmp_path)["m1"], {STAFF: 7})
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Форма"]).title = "Форма (2)"
    for row in range(5, 30):
        book["Форма"].cell(row, 4).value = None
    book.save(path)
    collected = forms.collect(tmp_path)

    assert codes(collected) == {"Лесной район.xlsx[Форма (2)]": "form.second-table"}
    assert (collected.silent, collected.unread) == ((), (FOREST,))
    assert statuses(collected) == {"m1": {"faulty"}}


@pytest.mark.parametrize(
    "answer",
    [
        100,
        0,
        "100",
        "да",
        "Нет.",
        True,
        "10,5 %",
        dt.date(2023, 5, 1),
        "дa",
        "100 чел.",
        "приказ № 5",
        "1 000 школ",
        "около 100",
        "Не менее 100 чел.",
        "100–110",
        "≈ 100",
        "да, создана приказом",
        "Да. Работает",
    ],
)
def test_an_answer_among_the_reasons_is_no_reason(answer: Any, tmp_path: Path) -> None:
    """Pasted one column to the right, it is named at its cell, and nothing is reported."""
    fill(written(tmp_path)["m1"], {}, E5=answer)
    collected = forms.collect(tmp_path)

    assert codes(collected) == {"Лесной район.xlsx[Форма!E5]": "form.answer-as-reason"}
    assert [figure.missing for figure in collected.figures] == ["ответ не прочитан"]


@pytest.mark.parametrize(
    ("reason", "is_answer"),
    [
        ("100 человек в трёх школах", True),
        ("около 100 чел., список приложен", True),
        ("1 200 человек (без совместителей)", True),
        ("2 школы закрыты на ремонт", False),
        ("не собирали: 100 человек в отпуске", False),
        ("человек 100", False),
        ("№ приказа уточняется", False),
        ("план работы на 2023 год", False),
    ],
)
def test_a_count_in_words_among_the_reasons_is_no_reason(
    reason: str, is_answer: bool, tmp_path: Path
) -> None:
    """What begins with so many of what is counted is the answer; other numbers may be a reason."""
    fill(written(tmp_path)["m1"], {}, E5=reason)
    collected = forms.collect(tmp_path)

    named = {"Лесной район.xlsx[Форма!E5]": "form.answer-as-reason"}
    assert codes(collected) == (named if is_answer else {})
    assert [figure.missing for figure in collected.figures] == ["ответ не прочитан" if is_answer else reason]


def test_a_form_whose_reader_is_not_installed_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What to install is said; the other forms are collected."""
    paths = written(tmp_path, *BOTH)
    fill(paths["m1"], {STAFF: 7})
    paths["m2"].unlink()
    with zipfile.ZipFile(paths["m2"].with_suffix(".ods"), "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", "<content/>")
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    collected = forms.collect(tmp_path)
    [unread] = [issue for issue in collected.issues if issue.code == "file.unreadable"]

    assert 'pip install "rnms[calamine]"' in unread.text
    assert answers(collected) == {"staff": 7}
    assert statuses(collected)["m2"] == {"faulty"}


def test_where_nothing_reads_a_workbook_it_is_said_once_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No form of the round could be read, so none is called faulty."""
    written(tmp_path, *BOTH)
    monkeypatch.setattr("rnms.sheets.workbook.is_installed", lambda: False)
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    with pytest.raises(MissingExtraError, match=r'pip install "rnms\[xlsx\]"'):
        forms.collect(tmp_path)


def test_one_return_never_costs_another(tmp_path: Path) -> None:
    """Whatever one file raises is an issue of that file, and the rest is collected."""
    fill(written(tmp_path, *BOTH)["m1"], {STAFF: 7})
    odd = tmp_path / "Заречный район.xlsx"
    with zipfile.ZipFile(odd) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/app.xml"] = b'<?xml version="1.0" encoding="utf-7"?><a/>'
    with zipfile.ZipFile(odd, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    collected = forms.collect(tmp_path)

    assert answers(collected) == {"staff": 7}
    assert codes(collected)["Заречный район.xlsx"] == "file.unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_no_file_costs_no_return(tmp_path: Path) -> None:
    """A pipe in which nothing comes is not waited for, and a link that leads nowhere ends nothing."""
    fill(written(tmp_path)["m1"], {STAFF: 7})
    for name in ("канал.xlsx", "канал.csv"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "круг.xlsx").symlink_to("круг.xlsx")
    (tmp_path / "длинная.xlsx").symlink_to("x" * 300)
    collected = forms.collect(tmp_path)

    assert answers(collected) == {"staff": 7}
    assert codes(collected) == {
        "длинная.xlsx": "file.unreadable",
        "канал.csv": "file.kind",
        "канал.xlsx": "file.kind",
        "круг.xlsx": "file.unreadable",
    }


@pytest.mark.parametrize("sign", ["\n", "\x7f", "\u202e", "\u2028"])
def test_no_name_and_no_cell_steers_a_terminal(sign: str, tmp_path: Path) -> None:
    """Of a file, a sheet and an answer each fault is told on one line, whatever signs are in it."""
    path = fill(written(tmp_path)["m1"], {MODEL: f"да{sign}!"})
    (tmp_path / f"a{sign}b.xlsx").write_bytes(b"PK")
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Форма"]).title = f"Форма{sign}2"
    book.save(path)
    lines = [str(issue) for issue in forms.collect(tmp_path).issues]

    assert {"form.second-table", "cell.yes-no", "file.kind"} <= {*codes(forms.collect(tmp_path)).values()}
    assert not [line for line in lines if sign in line]


def test_forms_stay_in_memory(tmp_path: Path) -> None:
    """Without a folder the files are given back: the same as in one, and collected as they are."""
    kept = forms.write("khabarovsk", 2023, BOTH, only="3")
    paths = forms.write("khabarovsk", 2023, BOTH, tmp_path, only="3")

    assert [file.name for file in kept] == [*(path.name for path in paths), "plan.json", LEAFLET_FILE]
    assert {file.name: file.data for file in kept} == {
        path.name: path.read_bytes() for path in tmp_path.iterdir()
    }
    assert not forms.collect(kept).system().figures


# Whoever waits.


def test_a_leaflet_lies_beside_the_forms(tmp_path: Path) -> None:
    """One page for clerks, of this round; it is no form, and the same each time."""
    request = {"due": dt.date(2024, 1, 15), "contact": "00-00-00"}
    forms.write("khabarovsk", 2023, BOTH, tmp_path, only="3", **request)  # type: ignore[call-overload]
    page = (tmp_path / LEAFLET_FILE).read_text("utf-8")
    forms.write("khabarovsk", 2023, BOTH, tmp_path, only="3", **request)  # type: ignore[call-overload]
    collected = forms.collect(tmp_path)

    assert all(text in page for pair in STEPS.items() for text in pair)
    assert "Срок: не позднее 15.01.2024" in page
    assert "00-00-00" in page
    assert "<script" not in page
    assert [issue for issue in collected.issues if LEAFLET_FILE in issue.place] == []
    assert (tmp_path / LEAFLET_FILE).read_text("utf-8") == page


def test_the_leaflet_stands_in_the_documentation() -> None:
    """Word for word, whatever is printed from there."""
    page = " ".join((Path(__file__).parents[2] / "docs/ru/how-to/leaflet.md").read_text("utf-8").split())

    assert [heading for heading, text in STEPS.items() if f"**{heading}.** {text}" not in page] == []


def test_writing_and_collecting_tell_how_far_they_are(tmp_path: Path) -> None:
    """To the end; what is there already is not written again."""
    steps: list[tuple[int, int]] = []

    def tell(done: int, whole: int) -> None:
        steps.append((done, whole))

    forms.write("khabarovsk", 2023, BOTH, tmp_path, only="3", progress=tell)
    forms.collect(tmp_path, progress=tell)
    forms.write("khabarovsk", 2023, BOTH, tmp_path, only="3", progress=tell)

    assert steps == [(1, 2), (2, 2)] * 2


def stop(done: int, _: int) -> None:
    """What Ctrl-C does after the first."""
    if done == 1:
        raise KeyboardInterrupt


def test_writing_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    """What was written can be sent and collected; the same arguments write the rest."""
    with pytest.raises(KeyboardInterrupt):
        forms.write("khabarovsk", 2023, BOTH, tmp_path, only="3", progress=stop)
    first = [place.name for place in forms.collect(tmp_path).municipalities]
    written_now = sorted(path.name for path in tmp_path.glob("*.xlsx"))
    forms.write("khabarovsk", 2023, BOTH, tmp_path, only="3")

    assert (first, written_now) == ([place.name for place in BOTH], ["Лесной район.xlsx"])
    assert len(list(tmp_path.glob("*.xlsx"))) == 2


def test_collecting_that_is_stopped_keeps_what_was_read(tmp_path: Path) -> None:
    """Of whose form was not opened nothing is known, and that is said; an earlier word of theirs stays."""
    forms_of = written(tmp_path, *BOTH)
    for path in forms_of.values():
        fill(path, {STAFF: 7})
    before = forms.collect(tmp_path).system()
    fill(forms_of["m2"], {STAFF: 9})
    with pytest.raises(StoppedError) as stopped:
        forms.collect(tmp_path, progress=stop, remarks=tmp_path / "remarks")
    kept: Collected = stopped.value.done

    assert {figure.municipality: figure.count for figure in kept.figures} == {"m2": 9}
    assert [(part.municipality, part.why) for part in kept.unreported] == [("m1", STOPPED)]
    assert {*codes(kept).values()} == {"form.stopped"}
    assert {figure.municipality: figure.count for figure in kept.system(before).figures} == {"m1": 7, "m2": 9}
