"""What an order that was taken from paper to a package brought to light."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import rnms
from kit.declared import CLAUSE, TEN, indicator, profile
from kit.records import collected, diagnostic, org, person, programme, route, works
from rnms import Figure, Municipality, RegionalSystem, Verdict, regions
from rnms.cli import main
from rnms.indicators import (
    Count,
    Criterion,
    Growth,
    Load,
    Scaled,
    Score,
    Share,
    Statistic,
    SumShare,
    Target,
    since,
)
from rnms.indicators.vocabulary import diagnostics, events, people
from rnms.logic import MUNICIPALITY, Term
from rnms.logic.predicates import Amount, Op, Predicate, equals, exists
from rnms.model import OrganizationKind, Period, RouteItem
from rnms.regions import FigureRelation
from rnms.render.printed import NBSP
from rnms.render.words import part_sentences

JUNE, JULY = dt.date(2024, 6, 30), dt.date(2024, 7, 1)
MERGED = [
    Municipality(id="town", name="Город"),
    Municipality(id="old", name="Район", end=JUNE, successors=("new",)),
    Municipality(id="new", name="Округ", start=JULY),
]


def counted(year: int, place: str, among: int, diagnosed: int) -> list[Figure]:
    return [
        Figure(key=key, period=Period.of(year), count=count, municipality=place)
        for key, count in (("staff", among), ("staff.diagnosed", diagnosed))
    ]


@pytest.mark.parametrize(("year", "district"), [(2023, "old"), (2024, "old"), (2024, "new"), (2025, "new")])
def test_a_target_for_each_is_one_of_those_that_the_map_of_the_period_shows(year: int, district: str) -> None:
    order = profile(indicator(targets=(Target(since(2023), TEN, CLAUSE, each=MUNICIPALITY),)))
    figures = [*counted(year, "town", 100, 20), *counted(year, district, 50, 10)]
    system = RegionalSystem(region="nowhere", municipalities=MERGED, figures=figures)
    result = rnms.evaluate(system, region=order, period=year)["1"]
    assert (result.verdict, result.missing, result.judgement.reasons) == (Verdict.MET, (), ())


@pytest.mark.parametrize("successors", ["new", 4, [4]])
def test_successors_that_cannot_be_read_are_told_and_break_nothing(successors: Any) -> None:
    gone = Municipality(id="old", name="Район", end=JUNE, successors=successors)
    system = RegionalSystem(region="nowhere", municipalities=[gone, *MERGED[2:]])
    assert [issue.place.rstrip("[0]") for issue in system.issues] == ["$.municipalities[0].successors"]
    assert rnms.evaluate(system, region=profile(indicator()), period=2024)["1"].verdict is Verdict.NO_DATA


def test_a_growth_has_strata_where_records_tell_them() -> None:
    system = collected(
        "nowhere",
        [org("school", kind=OrganizationKind.GENERAL), org("garden", kind=OrganizationKind.PRESCHOOL)],
        [person(name) for name in ("a", "b", "c")],
        [works("a", at="school"), works("b", at="school"), works("c", at="garden")],
        [diagnostic("a", "2024-02-01"), diagnostic("c", "2023-02-01")],
    )
    order = profile(indicator(measure=Growth(Share(people.STAFF, diagnostics.DIAGNOSED))))
    strata = rnms.evaluate(system, region=order, period=2024)["1"].by("organization.kind")
    assert {key: str(stratum.value.low) for key, stratum in strata.items() if stratum.value is not None} == {
        "general": "1/2",
        "preschool": "-1",
    }


@pytest.mark.parametrize(
    ("lang", "counted_words"),
    [
        ("ru", "членов 2, в среднем 18–38, больше всего 36–76"),
        ("en", "members 2, 18–38 on average, 36–76 at the most"),
    ],
)
def test_an_explained_sum_shows_numbers_and_no_values_of_python(lang: str, counted_words: str) -> None:
    hours = Term(
        key="hours",
        title="часы",
        where=exists("route_items", "route.person", adding=Amount("hours", most=40)),
    )
    system = collected(
        "nowhere",
        [org("school"), person("a"), person("b"), works("a"), works("b"), diagnostic("a"), route("a")],
        [RouteItem(route="r-a", hours=36), RouteItem(route="r-a")],
    )
    order = profile(indicator(measure=Load(people.STAFF, hours, Statistic.TOTAL)))
    explanation = rnms.evaluate(system, region=order, period=2024)["1"].explain()
    assert counted_words in explanation.to_text(lang=lang)


def test_a_table_of_points_tells_what_each_unit_gives_and_where_it_ends() -> None:
    measure = Score(
        criteria=[
            Criterion(name="events", title="мероприятия", measure=Count(events.EVENTS), most=3),
            Criterion(name="staff", title="кадры", measure=Scaled(Count(people.STAFF), full=10), per=2),
        ],
        most=4,
    )
    assert [line.replace(NBSP, " ") for line in part_sentences(measure)] == [
        "мероприятия",
        "  проведённые методические мероприятия: 1 балл за 1; ≤ 3 балла",
        "кадры",
        "  педагогические работники и управленческие кадры: 2 балла при 10, ничего при 0; ≤ 2 балла",
        "всего ≤ 4 балла",
    ]
    assert "  проведённые методические мероприятия: 1 point for 1; ≤ 3 points" in [
        line.replace(NBSP, " ") for line in part_sentences(measure, lang="en")
    ]


def hours_of(*conditions: Predicate, most: int = 500) -> Term:
    sought = exists("route_items", "route.person", *conditions, adding=Amount("hours", most=most))
    return Term(key=f"hours_{len(conditions)}_{most}", title="часы", where=sought)


@pytest.mark.parametrize(
    ("of_part", "high"),
    [
        (hours_of(equals("programme.kind", "advanced_training")), "1"),
        (hours_of(), "1"),
        (
            Term(
                key="hours_alone", title="часы", where=exists("route_items", "route.person", adding="hours")
            ),
            "None",
        ),
    ],
)
def test_the_sum_over_some_of_the_records_is_no_more_than_over_all(of_part: Term, high: str) -> None:
    system = collected(
        "nowhere",
        [org("school"), person("a"), works("a"), diagnostic("a"), route("a"), programme()],
        [RouteItem(route="r-a", programme="course", hours=36), RouteItem(route="r-a", programme="course")],
    )
    order = profile(indicator(measure=SumShare(people.STAFF, people.STAFF, hours_of(), of_part)))
    value = rnms.evaluate(system, region=order, period=2024)["1"].value
    assert value is not None
    assert str(value.high) == high


def test_a_region_is_shown_with_each_need_once_and_its_relations(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    diagnosed = Share(people.STAFF, diagnostics.DIAGNOSED)
    part = FigureRelation(code="7", left=["staff.diagnosed"], op=Op.LE, right=["staff"], clause=CLAUSE)
    order = profile(
        indicator(), indicator(code="2", measure=Growth(diagnosed)), relations=[part], spellings=()
    )
    monkeypatch.setattr(regions, "get", lambda _: order)
    assert main(["regions", "amur"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.rpartition("[")[2] for line in lines if line.startswith("  staff:")] == ["1, 2]"]
    assert f"  7. соотношение: staff.diagnosed ≤ staff — {CLAUSE}" in lines
