"""Figures that exclude each other, institutions of the region, and what parts of a year add up to.

A row is a region's report with a number in it that cannot be, or that is not yet the whole; the sum is in its
last column. What cannot be is never a verdict, and never «nobody to count».
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import indicator, profile
from kit.effort import examples
from kit.rows import by_source
from rnms import Bounds, Figure, Municipality, RegionalSystem, Verdict, files
from rnms.engine.engine import Engine
from rnms.indicators import Load, Share, Statistic, SumShare
from rnms.indicators.tally import LEFT_OUT_FIGURES, distinct
from rnms.indicators.vocabulary import diagnostics, municipalities, people
from rnms.issues import Issue, Message
from rnms.logic import Term
from rnms.logic.predicates import equals, exists
from rnms.logic.question import Question
from rnms.model import Period
from rnms.render.messages import issue_sentence

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
STAFF = {"staff": 100, "staff.diagnosed": 12}
MODELS = "municipalities.with_model"
LOAD = "regional_methodists.attached"
POOL: dict[str, object] = {"regional_methodists": 10}
BY_ACT = "municipalities.with_associations_by_act"
ANY = "municipalities.with_associations"
CHOSEN = "teachers.completed_register_programme"
EVER = "ever_completed_register_programme"


def loads(**numbers: int) -> dict[str, object]:
    return POOL | {f"{LOAD}.{name}": number for name, number in numbers.items()}


def judged(region: str, code: str, figures: Mapping[str, object], year: int = 2023) -> rnms.Report:
    return rnms.evaluate(rnms.from_figures(figures, region=region, period=year), period=year, only=code)


def verdict(report: rnms.Report, code: str, part: str = "") -> tuple[Verdict, Bounds | None]:
    judgement = report[code].judgement
    if part:
        judgement = judgement[part]
    return judgement.verdict, judgement.value


CONTRADICTIONS: list[tuple[str, str, dict[str, object], Verdict, list[str], str]] = [
    ("khabarovsk", "1", {**STAFF, "teachers": 80, "teachers.diagnosed": 20}, UNDETERMINED,
     ["staff.diagnosed 12", "teachers.diagnosed 20", "ни одно не учтено"], "000 row 1: teachers are staff"),
    ("khabarovsk", "1", {"staff": 100, "staff.diagnosed": 90, "teachers": 80, "teachers.diagnosed": 60},
     UNDETERMINED, ["staff 100", "staff.diagnosed 90", "teachers 80", "teachers.diagnosed 60"],
     "20 teachers fail of 10 who fail"),
    ("khabarovsk", "1", {**STAFF, "teachers": 120}, MET, ["staff 100", "teachers 120", "учтено: staff 100"],
     "120 teachers of a staff of 100: the headcount of the whole stands for itself"),
    ("khabarovsk", "1", {**STAFF, "teachers.diagnosed": 101}, MET,
     ["staff 100", "teachers.diagnosed 101", "учтено: staff 100"], "101 of a staff of 100"),
    ("ugra", "6.3.2", {"teachers": 1000, "ever_early_career": 59, "early_career": 60}, Verdict.NO_DATA,
     ["ever_early_career 59", "early_career 60", "ни одно не учтено"], "60 young of 59 who ever were"),
    ("khabarovsk", "1", {"staff": 0, "staff.diagnosed": 0, "teachers": 5}, UNDETERMINED,
     ["staff 0", "teachers 5", "ни одно не учтено"], "nobody, and five of them"),
    ("khabarovsk", "5", {"municipalities": 19, "municipalities.with_associations": 10,
     "municipalities.with_associations_by_act": 14}, UNDETERMINED,
     ["municipalities.with_associations 10", "municipalities.with_associations_by_act 14"],
     "14 by act of 10 that have any"),
    ("khabarovsk", "6", {"municipalities": 19, "municipalities.with_communities": 15,
     "municipalities.with_all_communities": 16}, UNDETERMINED,
     ["municipalities.with_communities 15", "municipalities.with_all_communities 16"], "16 of 15"),
    ("khabarovsk", "7", {"municipalities": 19, "municipalities.in_contests": {"count": 10, "among": 19},
     "municipalities.in_both_contests": "100 %"}, UNDETERMINED,
     ["municipalities.in_contests 10 из 19", "municipalities.in_both_contests 100 %"], "19 of 10"),
    ("khabarovsk", "3", {"municipalities": 19, MODELS: {"count": 15, "among": 25}}, UNDETERMINED,
     ["municipalities 19", f"{MODELS} 15 из 25"], "25 asked of 19"),
    ("khabarovsk", "4", {"regional_pool": 123, "municipal_pool": 77, "pool": 250, "school_teachers": 5000,
     "region.pool_formed": True}, UNDETERMINED,
     ["pool 250", "regional_pool 123", "municipal_pool 77", "ни одно не учтено"], "250 of at most 200"),
    ("ugra", "6.1.2", {"region.monitoring_adopted": True, "region.monitoring_adopted_once_a_year": False},
     UNDETERMINED, ["region.monitoring_adopted да", "region.monitoring_adopted_once_a_year нет"],
     "twice a year, not once"),
    ("ugra", "6.2.1", {"teachers": 100, "teachers.completed_register_programme": 20, EVER: 15}, UNDETERMINED,
     ["teachers.completed_register_programme 20", f"{EVER} 15"],
     "20 of the teachers, 15 with those who left: neither is a headcount"),
    ("kirov", "2.4.3", {"listed_schools": 2, "listed_schools.sent_both_teams": 2,
     "listed_school_teachers": 10, "listed_school_teachers.diagnosed_anywhere": 10, "listed_diagnosed": 9,
     "listed_diagnosed.with_later_route": 9}, UNDETERMINED,
     ["listed_school_teachers.diagnosed_anywhere 10", "listed_diagnosed 9", "ни одно не учтено"],
     "both are the diagnosed"),
    ("khabarovsk", "5", {ANY: "60 %", BY_ACT: "93 %"}, UNDETERMINED, [f"{ANY} 60 %", f"{BY_ACT} 93 %"],
     "of however many"),
    ("khabarovsk", "5", {"municipalities": 19, ANY: {"count": 10, "among": 15},
     BY_ACT: {"count": 14, "among": 15}}, UNDETERMINED, [f"{ANY} 10 из 15", f"{BY_ACT} 14 из 15"],
     "of the same 15"),
    ("khabarovsk", "7", {"municipalities.in_contests": "60 %", "municipalities.in_both_contests": "93 %"},
     UNDETERMINED, ["municipalities.in_contests 60 %"], "in both is in one"),
    ("ugra", "6.2.1", {"teachers.completed_register_programme": "25 %",
     "teachers.completed_register_programme@in_register_at_start": "30 %"}, UNDETERMINED,
     ["teachers.completed_register_programme 25 %"], "who was there at the start was there"),
    ("ugra", "6.3.1", {f"{LOAD}.total": 1, f"{LOAD}.largest": 0}, UNDETERMINED,
     [f"{LOAD}.total 1", f"{LOAD}.largest 0", "ни одно не учтено"], "nobody carries the one"),
    ("ugra", "6.3.1", {f"{LOAD}.total": 350, f"{LOAD}.smallest": 200}, UNDETERMINED,
     [f"{LOAD}.total 350", f"{LOAD}.smallest 200", "ни одно не учтено"], "one carries 200, two carry 400"),
    ("ugra", "6.3.1", {f"{LOAD}.total": 300, f"{LOAD}.largest": 300, f"{LOAD}.smallest": 100}, UNDETERMINED,
     [f"{LOAD}.total 300", f"{LOAD}.largest 300", f"{LOAD}.smallest 100", "ни одно не учтено"],
     "who carries 300 is alone, and carries no 100"),
    ("ugra", "6.3.1", loads(total=2500, largest=250, smallest=300), UNDETERMINED,
     [f"{LOAD}.largest 250", f"{LOAD}.smallest 300"], "the smallest over the largest"),
    ("ugra", "6.3.1", loads(total=2600, largest=250), UNDETERMINED,
     [f"{LOAD}.total 2600", f"{LOAD}.largest 250", "учтено: regional_methodists 10"], "10 × 250 = 2500"),
    ("ugra", "6.3.1", loads(total=1500, smallest=200), UNDETERMINED,
     [f"{LOAD}.total 1500", f"{LOAD}.smallest 200"], "10 × 200 = 2000"),
    ("ugra", "6.3.1", loads(total=2480, largest=250, smallest=200), UNDETERMINED,
     [f"{LOAD}.total 2480", f"{LOAD}.largest 250", f"{LOAD}.smallest 200"], "200 + 9 × 250 = 2450"),
    ("ugra", "6.3.1", loads(total=200, largest=250), UNDETERMINED,
     [f"{LOAD}.total 200", f"{LOAD}.largest 250"], "one alone carries more than all"),
    ("ugra", "6.3.1", {"regional_methodists": 1, f"{LOAD}.total": 100, f"{LOAD}.smallest": 1}, UNDETERMINED,
     [f"{LOAD}.total 100", f"{LOAD}.smallest 1", "учтено: regional_methodists 1"], "one alone carries all"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("region", "code", "figures", "expected", "named", "source"), by_source(CONTRADICTIONS)
)
def test_what_cannot_be_is_no_verdict(
    region: str, code: str, figures: dict[str, object], expected: Verdict, named: list[str], source: str
) -> None:
    """One issue names both sides with their values and periods, and what was counted instead."""
    report = judged(region, code, figures)

    assert report[code].verdict is expected, source
    assert [issue.code for issue in report.issues] == ["figures.contradiction"], source
    [issue] = report.issues
    assert [text for text in named if text not in issue.text] == [], source
    assert "2023" in issue.text
    for reading in report[code].readings.values():
        assert reading.verdict is not Verdict.NOT_APPLICABLE, source


TEAMS_BY = {"by_any": "teams.trained@by_any_member", "by_all": "teams.trained@by_all_members"}
QUALITY_BY = {
    name: f"teams.trained_in_quality@quality_{name}_member{'s' * (name == 'by_all')}" for name in TEAMS_BY
}
LISTED: dict[str, object] = {"listed_schools": 3, "listed_school_teachers": 9}
DIAGNOSED_OF_LISTED = ("listed_schools.with_diagnosed_teacher", "listed_school_teachers.diagnosed_anywhere")
TWO: dict[str, object] = {"regional_methodists": 2, f"{LOAD}.total": 500}
LOADS_OF_NOBODY: list[tuple[str, dict[str, object], list[str], str]] = [
    ("ugra", {"regional_methodists": 0, f"{LOAD}.{name}": 300},
     ["regional_methodists 0", f"{LOAD}.{name} 300", "ни одно"], "who carries is somebody")
    for name in ("total", "largest", "smallest")
]  # fmt: skip
TOO_FEW_ROUTES: list[tuple[str, dict[str, object], list[str], str]] = [
    ("kirov", {"staff": 10, "staff.with_route": 5, **routes}, ["staff.with_route 5", named], "one for each")
    for routes, named in (
        ({"routes": 0}, "routes 0"),
        ({"routes": 3}, "routes 3"),
        ({"routes": 10, "routes.after_diagnostic": 2}, "routes.after_diagnostic 2"),
    )
]  # fmt: skip
WORDS_APART: list[tuple[str, dict[str, object], list[str], str]] = [
    ("ugra", {**TWO, f"{LOAD}.largest": 250, "teachers": 200},
     [f"{LOAD}.largest 250", "учтено: regional_methodists 2, 2023, teachers 200"],
     "one carries 250 of 200 teachers"),
    ("ugra", {**TWO, f"{LOAD}.largest": 250, "teachers": 250}, [], "all of them"),
    ("khabarovsk", {"staff": 100, "staff.diagnosed": {"count": 12, "among": 50}, "teachers": 80,
     "teachers.diagnosed": 20}, [], "12 of the 50 who were asked, and 8 others"),
    ("ugra", {**TWO, "teachers": 200},
     [f"{LOAD}: на кого-то приходится больше, чем всего есть (teachers): ", "regional_methodists 2",
      f"{LOAD}.total 500", "teachers 200", "учтено: regional_methodists 2"], "two have 400 at the most"),
    ("ugra", {**TWO, "teachers": 250}, [], "both have all"),
    ("ugra", {**TWO, f"{LOAD}.smallest": 240, "teachers": 255}, [f"{LOAD}.smallest 240", "teachers 255"],
     "the other has 260"),
    ("ugra", {**TWO, f"{LOAD}.smallest": 240, "teachers": 260}, [], "all of them"),
    ("ugra", {"regional_methodists": 2, f"{LOAD}.smallest": 200, "attachments": 399},
     [f"{LOAD}: больше, чем записей (attachments): ", f"{LOAD}.smallest 200", "attachments 399"],
     "each is carried by an attachment, so two carry 400 by as many"),
    ("ugra", {"regional_methodists": 2, f"{LOAD}.total": 500, f"{LOAD}.largest": 200},
     [f"{LOAD}: при такой численности так не бывает (сумма, наибольшее): ", "regional_methodists 2"],
     "what is true of the figures named"),
    ("ugra", {f"{LOAD}.total": 100, f"{LOAD}.largest": 200},
     [f"{LOAD}: вместе такими быть не могут (сумма, наибольшее): "], "what is true of the figures named"),
    ("ugra", {"teams": 10, TEAMS_BY["by_any"]: 3, TEAMS_BY["by_all"]: 4},
     [f"{TEAMS_BY['by_any']} 3", f"{TEAMS_BY['by_all']} 4"], "who has all has one"),
    ("ugra", {"teams": 10, TEAMS_BY["by_any"]: 4, TEAMS_BY["by_all"]: 4}, [], "each of one member"),
    ("amur", {"teams": 10, QUALITY_BY["by_any"]: 3, QUALITY_BY["by_all"]: 4},
     [f"{QUALITY_BY['by_any']} 3", f"{QUALITY_BY['by_all']} 4"], "who has all has one"),
    ("khabarovsk", {"pool": 0, "school_teachers": 100, "pool.attached.largest": 10,
     "region.pool_formed": True}, ["pool 0", "pool.attached.largest 10", "ни одно"],
     "who carries is somebody"),
    *LOADS_OF_NOBODY,
    ("ugra", {"regional_methodists": 0, f"{LOAD}.total": 0, f"{LOAD}.largest": 0}, [], "nobody carries"),
    ("kirov", {"listed_schools": 0, "listed_school_teachers": 10},
     ["listed_schools 0", "listed_school_teachers 10", "ни одно"], "each teaches at one"),
    ("kirov", {"listed_schools": 0, "listed_school_teachers": 0}, [], "nobody teaches at none"),
    ("ugra", {"teachers": 100, CHOSEN: 20, f"{CHOSEN}@chosen_leniently": 15},
     [f"{CHOSEN} 20", f"{CHOSEN}@chosen_leniently 15", "ни одно"], "a named diagnostic is an earlier one"),
    ("ugra", {"teachers": 100, CHOSEN: 20, f"{CHOSEN}@chosen_leniently": 20}, [], "all by a named one"),
    ("amur", {"teachers": 100, f"{CHOSEN}_by_cnppm": 20, f"{CHOSEN}_by_cnppm@chosen_by_cnppm_leniently": 15},
     [f"{CHOSEN}_by_cnppm 20"], "a named diagnostic of the centre is one of the centre"),
    ("ugra", {**TWO, f"{LOAD}.largest": 250, "attachments": 400}, [f"{LOAD}.total 500", "attachments 400"],
     "each is carried by an attachment"),
    ("ugra", {**TWO, f"{LOAD}.largest": 250, "attachments": 500}, [], "one for each"),
    *TOO_FEW_ROUTES,
    ("kirov", {"staff": 10, "staff.with_route": 5, "routes": 5}, [], "one for each"),
    ("ugra", {"regional_pool": 0, "region.pool_and_plan_in_place": True},
     ["regional_pool 0", "region.pool_and_plan_in_place да"], "a pool of nobody is none"),
    ("ugra", {"regional_pool": 0, "region.pool_and_plan_in_place": False}, [], "so it is not in place"),
    ("ugra", {"regional_pool": 1, "region.pool_and_plan_in_place": True}, [], "one is a pool"),
    ("ugra", {"municipalities": 0, "region.three_levels": True},
     ["municipalities 0", "region.three_levels да"], "no level is empty"),
    ("kirov", {**LISTED, DIAGNOSED_OF_LISTED[0]: 3, DIAGNOSED_OF_LISTED[1]: 0},
     [f"{DIAGNOSED_OF_LISTED[0]} 3", f"{DIAGNOSED_OF_LISTED[1]} 0"], "a teacher of each is diagnosed"),
    ("kirov", {**LISTED, DIAGNOSED_OF_LISTED[0]: 3, DIAGNOSED_OF_LISTED[1]: 1}, [], "one may teach at three"),
]  # fmt: skip


@pytest.mark.parametrize(("region", "figures", "named", "source"), by_source(WORDS_APART))
def test_what_words_tell_of_each_other_is_held_against_figures(
    region: str, figures: dict[str, object], named: list[str], source: str
) -> None:
    """Found in what the words say: one issue where they exclude each other, none at the border."""
    report = rnms.evaluate(rnms.from_figures(figures, region=region, period=2023), period=2023)

    assert [issue.code for issue in report.issues] == ["figures.contradiction"] * bool(named), source
    texts = " ".join(issue.text for issue in report.issues)
    assert [text for text in named if text not in texts] == [], source


def test_each_limit_of_loads_is_told_with_the_figures_that_exceed_it() -> None:
    """One carries more teachers than there are, and all carry more than attachments name: two faults."""
    loads_told = {**TWO, f"{LOAD}.largest": 300, "teachers": 280, "attachments": 450}
    report = judged("ugra", "6.3.1", loads_told)

    numbers = [sorted(re.findall(r"(\d+), 2023\)", issue.text)) for issue in report.issues]
    assert numbers == [["280", "300"], ["450", "500"]]


POSSIBLE: list[tuple[str, str, dict[str, object], str]] = [
    ("khabarovsk", "1", {**STAFF, "teachers": 80, "teachers.diagnosed": 12}, "all of them teachers"),
    ("khabarovsk", "2", {**STAFF, "staff.with_route": 40}, "the diagnostic behind a route may be older"),
    ("khabarovsk", "5", {"municipalities": 19, "municipalities.with_associations": 14,
     "municipalities.with_associations_by_act": 14}, "each by act"),
    ("khabarovsk", "5", {ANY: "60 %", BY_ACT: "60 %"}, "each by act"),
    ("ugra", "6.3.1", loads(total=2450, largest=250, smallest=200), "one of 200 and nine of 250"),
    ("ugra", "6.3.1", loads(total=0, largest=0, smallest=0), "nobody is attached"),
]  # fmt: skip


@pytest.mark.parametrize(("region", "code", "figures", "source"), by_source(POSSIBLE))
def test_what_can_be_is_not_blamed(region: str, code: str, figures: dict[str, object], source: str) -> None:
    """At the border of the possible nothing is refused."""
    report = judged(region, code, figures)

    assert report.issues == (), source
    assert report[code].verdict in {MET, NOT_MET}, source


def test_what_is_not_in_the_contradiction_stays() -> None:
    """The pool's total is refused with its smallest load; its largest stands, and the cap by it."""
    report = judged("ugra", "6.3.1", loads(total=1500, largest=250, smallest=200))

    assert verdict(report, "6.3.1", "cap_part") == (MET, Bounds.exact(250))
    assert verdict(report, "6.3.1", "minimum_part")[0] is UNDETERMINED


@pytest.mark.parametrize(
    ("key", "figures", "issues", "source"),
    by_source(
        [
            (
                EVER,
                {2022: 500, 2023: 400},
                ["figures.contradiction"],
                "nobody leaves those who ever completed one",
            ),
            (EVER, {2022: 500, 2023: 500}, [], "nobody came"),
            (
                "teachers.completed_register_programme",
                {2022: 500, 2023: 400},
                [],
                "3.7 U1: a hundred have left",
            ),
        ]
    ),
)
def test_what_accumulates_never_falls(
    key: str, figures: dict[int, int], issues: list[str], source: str
) -> None:
    """A cumulative number is no smaller a year later, unless leavers leave it."""
    told = [Figure(key=key, period=year, count=count) for year, count in figures.items()]
    told.append(Figure(key="teachers", period=2023, count=1000))
    report = rnms.evaluate(RegionalSystem(region="ugra", figures=told), period=2023, only="6.2.1")

    assert [issue.code for issue in report.issues] == issues, source


def test_municipalities_that_accumulate_may_be_fewer_once_they_merged() -> None:
    """Two had taken part by June and one by December: the two may be one by then, so neither is blamed."""
    since_2021 = attrs.evolve(municipalities.IN_CONTESTS, since=2021)
    order = profile(indicator(measure=Share(municipalities.MUNICIPALITIES, since_2021)))
    key = f"municipalities.{since_2021.key}"
    figures = [figure(key, None, period, count=count) for period, count in (("2023-H1", 2), (2023, 1))]
    data = RegionalSystem(region="nowhere", municipalities=places(2), figures=figures)
    report = rnms.evaluate(data, region=order, period=2023)

    assert (report["1"].value, report.issues) == (Bounds.exact(Fraction(1, 2)), ())


# By municipality.


def places(number: int) -> list[Municipality]:
    return [Municipality(id=f"m{at}", name=f"Район {at}") for at in range(1, number + 1)]


def figure(key: str, place: str | None = None, period: int | str = "2022/2023", **numbers: Any) -> Figure:
    return Figure(key=key, period=period, municipality=place, **numbers)


def krai(figures: Iterable[Figure], code: str, number: int = 4, region: str = "khabarovsk") -> rnms.Report:
    data = RegionalSystem(region=region, municipalities=places(number), figures=tuple(figures))
    return rnms.evaluate(data, period=2023, only=code)


@pytest.mark.parametrize(
    ("figures", "value", "named", "source"),
    by_source([
        ([figure(ANY, "m1", holds=False), figure(BY_ACT, "m1", holds=True), figure(ANY, "m2", holds=True)],
         Bounds(Fraction(1, 4), 1), [f"{ANY} нет, m1", f"{BY_ACT} да, m1", "ни одно не учтено"],
         "m1 has one by act, and none"),
        ([figure(ANY, count=2), *(figure(BY_ACT, f"m{at}", holds=True) for at in range(1, 5))], Bounds(0, 1),
         [f"{ANY} 2", f"{BY_ACT} да, m1", f"{BY_ACT} да, m4", "для региона ни одно не учтено"],
         "two of the region, four one by one"),
        ([figure(BY_ACT, count=4), *(figure(ANY, f"m{at}", holds=at < 3) for at in range(1, 5))],
         Bounds(0, 1), [f"{BY_ACT} 4", f"{ANY} нет, m3"], "four by act, and two have none at all"),
    ]),
)  # fmt: skip
def test_municipalities_that_exclude_each_other(
    figures: list[Figure], value: Bounds, named: list[str], source: str
) -> None:
    """In a municipality, and between it and the region, a part exceeds no whole either."""
    report = krai(figures, "5")

    assert report["5"].value == value, source
    assert [issue.code for issue in report.issues] == ["figures.contradiction"], source
    assert [text for text in named if text not in report.issues[0].text] == [], source


@pytest.mark.parametrize(
    ("figures", "by_act", "expected", "silent", "source"),
    by_source([
        ([figure(ANY, "m1", holds=False), figure(ANY, "m2", holds=True), figure(BY_ACT, "m2", holds=True)],
         Bounds.exact(Fraction(1, 2)), NOT_MET, [], "m1 has none, so none by act"),
        ([figure(ANY, "m1", holds=True), figure(ANY, "m2", holds=True), figure(BY_ACT, "m2", holds=True)],
         Bounds(Fraction(1, 2), 1), UNDETERMINED, ["m1"], "m1 may have one without an act"),
        ([figure(ANY, count=1), figure(BY_ACT, "m2", holds=True)], Bounds.exact(Fraction(1, 2)), NOT_MET,
         ["m1"], "one of the two has any"),
        ([figure(ANY, count=1, among=1), figure(BY_ACT, "m2", holds=True)], Bounds(Fraction(1, 2), 1),
         UNDETERMINED, ["m1"], "one of the one who was asked"),
    ]),
)  # fmt: skip
def test_what_is_narrower_is_no_more_than_what_is_wider(
    figures: list[Figure], by_act: Bounds, expected: Verdict, silent: list[str], source: str
) -> None:
    found = krai(figures, "5", 2)["5"].readings["by_act"]

    assert (found.value, found.verdict) == (by_act, expected), source
    assert [place.id for place in found.missing] == silent, source


@pytest.mark.parametrize(
    ("figures", "value", "source"),
    by_source([
        ([figure(BY_ACT, f"m{at}", holds=True) for at in (1, 2)] + [figure(ANY, "m1", holds=True)],
         Bounds.exact(Fraction(1)), "who has one by act has one"),
        ([figure(BY_ACT, "m1", holds=False), figure(ANY, "m2", holds=True)], Bounds(Fraction(1, 2), 1),
         "m1 may have one without an act"),
        ([figure(BY_ACT, count=2), figure(ANY, "m1", holds=True)], Bounds.exact(Fraction(1)), "both by act"),
    ]),
)  # fmt: skip
def test_what_is_wider_is_no_less_than_what_is_narrower(
    figures: list[Figure], value: Bounds, source: str
) -> None:
    assert krai(figures, "5", 2)["5"].value == value, source


PEOPLE = [figure("staff", "m1", count=500), figure("staff", "m2", count=450)]


def test_a_headcount_of_the_region_stands_against_more_in_a_municipality() -> None:
    """120 teachers in one municipality of a staff of 100 cannot be: the headcount is counted."""
    staff = figure("staff", count=100), figure("staff.diagnosed", count=12)
    report = krai([*staff, figure("teachers", "m1", count=120)], "1")

    [issue] = report.issues
    assert "teachers 120" in issue.text
    assert "учтено: staff 100" in issue.text
    assert report["1"].value == Bounds.exact(Fraction(3, 25))


def test_a_headcount_that_another_denies_does_not_stand() -> None:
    """A staff of 100 or of 90 is no headcount that 120 teachers could be held against."""
    heads = figure("staff", count=100), figure("staff", count=90), figure("teachers", count=120)
    report = krai([*heads, figure("staff.diagnosed", count=12)], "1")

    assert [issue.text for issue in report.issues if "учтено: staff" in issue.text] == []
    assert report["1"].verdict is UNDETERMINED


@pytest.mark.parametrize(
    ("figures", "value", "expected", "source"),
    by_source([
        ([figure("staff.diagnosed", count=120)], Bounds(0, Fraction(120, 500)), UNDETERMINED,
         "institutions of the region may employ any number"),
        ([figure("staff.diagnosed", count=120), figure("staff", count=1000)],
         Bounds.exact(Fraction(12, 100)), MET, "50 more there: the region's own number is taken"),
        ([figure("staff.diagnosed", count=120), figure("staff.outside_municipalities", count=50)],
         Bounds(Fraction(12, 100), Fraction(120, 550)), MET, "50 in no municipality: 550 … 1000 people"),
        ([figure("staff.diagnosed", count=120), figure("staff.outside_municipalities", holds=False)],
         Bounds(Fraction(120, 950), Fraction(24, 100)), MET, "nobody there: 500 … 950 people"),
    ]),
)  # fmt: skip
def test_institutions_of_the_region_employ_people_too(
    figures: list[Figure], value: Bounds, expected: Verdict, source: str
) -> None:
    """Municipal numbers bound those of the region from above only where nobody is outside them."""
    report = krai([*PEOPLE, *figures], "1", 2)

    assert (report["1"].value, report["1"].verdict) == (value, expected), source
    assert report.issues == ()
    codes = {reason.code for reason in report["1"].judgement.reasons}
    assert ("outside" in codes) is (expected is UNDETERMINED), source


STAFF_OF_ONE = [figure("staff", "m1", count=500), figure("staff.diagnosed", "m1", count=40)]
TEAMS_OF_TWO = [
    Figure(key=key, period=2023, municipality=place, count=count)
    for key, place, count in (
        ("teams", "m1", 50), ("teams.trained", "m1", 15), ("teams", "m2", 50), ("teams.trained", "m2", 14),
    )
]  # fmt: skip


@pytest.mark.parametrize(
    ("region", "code", "figures", "source"),
    by_source([
        ("khabarovsk", "1", [*STAFF_OF_ONE, figure("staff", count=1000),
                             figure("staff.outside_municipalities", count=0)],
         "500 in all their municipalities, nobody outside, 1000 in the region: 8 % or up to 54 %"),
        ("khabarovsk", "1", [*PEOPLE, figure("staff.diagnosed", "m1", count=40), figure("staff", count=1000),
                             figure("staff.outside_municipalities", count=1200)],
         "1200 outside of 1000 in all"),
        ("khabarovsk", "1", [*PEOPLE, figure("staff.diagnosed", "m1", count=40), figure("staff", count=520),
                             figure("staff.outside_municipalities", count=50)],
         "500 in one municipality and 50 in none of 520"),
        ("ugra", "6.2.2", [*TEAMS_OF_TWO, Figure(key="teams", period=2023, count=200),
                           Figure(key="teams.outside_municipalities", period=2023, count=0)],
         "29 of 100, or up to 129 of 200"),
    ]),
)  # fmt: skip
def test_who_is_outside_is_not_believed_where_it_excludes_the_rest(
    region: str, code: str, figures: list[Figure], source: str
) -> None:
    """What municipalities, the region and «outside» say together cannot be: none of it decides."""
    number = len({told.municipality for told in figures if told.municipality})
    data = RegionalSystem(region=region, municipalities=places(number), figures=figures)
    report = rnms.evaluate(data, period=2023, only=code)

    assert report[code].verdict is UNDETERMINED, source
    [issue] = report.issues
    assert issue.code == "figures.contradiction"
    assert "outside_municipalities" in issue.text
    assert "противореч" in report[code].reason


def test_who_is_outside_adds_to_every_municipality() -> None:
    """3 of the pool in the only municipality and 2 in none are 5."""
    figures = [figure("pool", "m1", count=3), figure("pool.outside_municipalities", count=2),
               figure("school_teachers", count=500), figure("region.pool_formed", holds=True)]  # fmt: skip

    assert krai(figures, "4", 1)["4"]["load"].value == Bounds.exact(100)


def test_nobody_of_a_wider_population_is_nobody_of_a_narrower() -> None:
    """Where no staff work outside municipalities, no teachers do."""
    told = [figure(f"teachers{key}", f"m{at}", count=count) for key, count in (("", 80), (".diagnosed", 20))
            for at in (1, 2)]  # fmt: skip
    open_, closed = (
        krai([*told, *more], "1", 2)["1"].readings["teachers_only"].value
        for more in ([], [figure("staff.outside_municipalities", count=0)])
    )

    assert open_ == Bounds(0, 1)
    # The same 20 pass in both, or 40 in all; 60 fail in each.
    assert closed == Bounds(Fraction(20, 140), Fraction(40, 100))


def test_who_is_outside_can_be_told_by_hand() -> None:
    """The word stands beside every population, for the period for which that is asked."""
    profile = rnms.regions.get("khabarovsk")
    figures = {"staff.outside_municipalities": False}
    [said] = rnms.from_figures(figures, region=profile, period=2023).figures

    assert (said.holds, said.period) == (False, Period.of("2022/2023"))
    assert "pool.outside_municipalities" in profile.figure_keys
    assert "municipalities.outside_municipalities" not in profile.figure_keys
    with pytest.raises(rnms.DataError, match="не слово приказа"):
        rnms.from_figures({"nobody.outside_municipalities": 0}, region=profile, period=2023)


# What a figure by hand means, and what answers nothing.


@pytest.mark.parametrize(
    ("given", "count", "share", "source"),
    by_source(
        [
            ("12", 12, None, "a plain number counts"),
            (" 2036 ", 2036, None, "with blanks around"),
            ("19 400", 19400, None, "thousands apart"),
            ("19\u00a0400", 19400, None, "by a blank that does not break"),
            ("12 %", None, "12 %", "per cent is a share"),
            ("более 10 процентов", None, "более 10 процентов", "in words"),
        ]
    ),
)
def test_a_text_is_a_share_only_where_it_says_so(
    given: str, count: int | None, share: str | None, source: str
) -> None:
    system = rnms.from_figures({"staff.diagnosed": given}, region="khabarovsk", period=2023)
    [said] = system.figures

    assert (said.count, said.share and said.share.text) == (count, share), source


def test_twelve_people_in_a_text_are_twelve_people() -> None:
    """12 of 1000 are 1.2 %, below the 10 % of the order: not a share of 12 %."""
    report = judged("khabarovsk", "1", {"staff": "1 000", "staff.diagnosed": "12"})

    assert verdict(report, "1") == (NOT_MET, Bounds.exact(Fraction(12, 1000)))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("0,93", "93 %"),
        ("0.105", "10,5 %"),
        (" 0,5 ", "50 %"),
        ({"share": "1"}, "100 %"),
        ({"share": "0,93"}, "93 %"),
    ],
)
def test_a_fraction_without_its_sign_is_doubted(given: object, told: str) -> None:
    """93 % is above the target of 10 %, 0,93 % below: nobody knows which was meant, and that is asked."""
    system = rnms.from_figures({"staff": 19400, "staff.diagnosed": given}, region="khabarovsk", period=2023)
    [issue] = system.issues
    report = rnms.evaluate(system, period=2023, only="1")

    assert (issue.code, issue.place) == ("cell.share-or-percent", "$.figures[1]")
    assert told in issue.text.replace("\u00a0", " ")
    assert (report["1"].value, report["1"].verdict) == (None, Verdict.NO_DATA)
    assert files.loads(files.dumps(system)).issues == system.issues


def test_a_share_that_its_numbers_tell_needs_no_sign() -> None:
    """93 of 100 is 93 %, whatever sign is left out; and 0,93 % is no such share."""
    told = {"staff": 100, "staff.diagnosed": {"count": 93, "among": 100, "share": "93"}}
    system = rnms.from_figures(told, region="khabarovsk", period=2023)

    assert system.issues == ()


@pytest.mark.parametrize("given", ["10,5", "1,000", "12.0", "много", "", "1 2"])
def test_a_text_of_two_meanings_is_refused(given: str) -> None:
    with pytest.raises(rnms.DataError, match=r"staff\.diagnosed: ожидается число, .*: 12, \"10,5 %\""):
        rnms.from_figures({"staff.diagnosed": given}, region="khabarovsk", period=2023)


FIGURES = [
    ("staff", "сто", "shape.value"),
    ("staff", "120 %", "shape.value"),
    ("staff", f"{'1' * 5000} %", "shape.value"),
    ("staff", "1" * 5000, "shape.value"),
    ("staff", -1, "shape.value"),
    ("staff", 10**5000, "shape.value"),
    ("staff", 100.5, "shape.type"),
    ("staff", [1], "shape.type"),
    ("staff", {"count": 1, "holds": True}, "shape.value"),
    ("staff", {"count": "1"}, "shape.value"),
    ("staff", {"cnt": 1}, "shape.unknown-key"),
    ("foo", 1, "figure.unknown-key"),
    ("region.monitoring_adopted", True, "figure.unknown-key"),
]
"""What is no figure of Khabarovsk, and the code that says so."""


@pytest.mark.parametrize(("key", "given", "code"), FIGURES, ids=[f"{key} {code}" for key, _, code in FIGURES])
def test_what_is_no_figure_is_a_fault_of_data(key: str, given: object, code: str) -> None:
    """Told with its key, in both languages, beside every other; a portal catches one kind of error."""
    figures = {key: given, "pool": "много", "municipalities": 19}
    with pytest.raises(rnms.RnmsError) as caught:
        rnms.from_figures(figures, region="khabarovsk", period=2023)

    error = caught.value
    assert isinstance(error, rnms.DataError)
    assert [(issue.place, issue.code) for issue in error.issues] == [(key, code), ("pool", "shape.value")]
    russian, english = (issue_sentence(error.issues[0], lang=lang) for lang in ("ru", "en"))
    assert re.search("[а-я]{3}", russian)
    assert not re.search("[а-я]{3}", english.replace("сто", ""))


@pytest.mark.parametrize(
    ("region", "key", "asked", "periods", "source"),
    by_source([
        ("khabarovsk", "municipalities.delivered_monitoring_report", 2023, ["2022/2023"],
         "S-KHB-04: the monitoring of August closes the academic year"),
        ("khabarovsk", "municipalities", 2023, ["2022/2023"], "as those of whom the duty tells"),
        ("khabarovsk", "routes", 2023, ["2023"], "S-GEN-01 stands always: as asked"),
        ("ugra", "region.five_areas", "2023-H1", ["2023"], "S-UGR-20: yearly"),
        ("amur", "municipalities.with_methodical_service", "2023-H1", ["2023-H1"], "S-AMU-07 stands always"),
    ]),
)  # fmt: skip
def test_the_word_of_a_duty_is_of_the_period_that_it_is_judged_for(
    region: str, key: str, asked: int | str, periods: list[str], source: str
) -> None:
    system = rnms.from_figures({key: 1}, region=region, period=asked)

    assert [str(said.period) for said in system.figures] == periods, source


def test_a_duty_is_judged_by_its_word() -> None:
    """S-KHB-04: 15 of the 19 sent data for the monitoring of August 2023."""
    figures = {"municipalities": 19, "municipalities.delivered_monitoring_report": 15}
    report = rnms.evaluate(rnms.from_figures(figures, region="khabarovsk", period=2023), period=2023)

    assert report.requirement("S-KHB-04").verdict is NOT_MET


def test_what_is_counted_by_years_is_asked_for_one_of_them() -> None:
    with pytest.raises(rnms.DataError, match=r"каждый период: 2022, 2023; .* period='2022'"):
        rnms.from_figures({"region.five_areas": True}, region="ugra", period="2022/2023")


UNHEARD: list[tuple[str, Figure, str, str]] = [
    ("khabarovsk", figure("staff", share="50 %"), "share", "figure.unheard"),
    ("khabarovsk", figure("staff", holds=True), "holds", "figure.yes-no"),
    ("khabarovsk", figure("staff", "m1", holds=False), "holds", "figure.yes-no"),
    ("khabarovsk", figure("staff.outside_municipalities", share="5 %"), "share", "figure.unheard"),
    ("khabarovsk", figure("staff.outside_municipalities", "m1", count=0), "municipality", "figure.unheard"),
    ("khabarovsk", figure("pool.attached.total", share="50 %"), "share", "figure.unheard"),
    (
        "ugra",
        figure("regional_methodists.attached.largest", period=2023, holds=True),
        "holds",
        "figure.yes-no",
    ),
    ("kirov", figure("monitoring_rounds", period=2023, share="50 %"), "share", "figure.unheard"),
]


@pytest.mark.parametrize(("region", "said", "field", "code"), UNHEARD)
def test_a_figure_that_answers_nothing_is_told(region: str, said: Figure, field: str, code: str) -> None:
    system = RegionalSystem(region=region, municipalities=places(1), figures=[said])
    [issue] = rnms.evaluate(system, period=2023).issues

    assert (issue.place, issue.code) == (f"$.figures[0].{field}", code)


HEADS = [figure("staff", "m1", count=500), figure("staff.diagnosed", "m1", count=40)]
OUT = "staff.outside_municipalities"


@pytest.mark.parametrize(
    ("figures", "codes", "source"),
    by_source([
        (HEADS, ["outside", "sum-of-places"], "nothing is said of the region"),
        ([*HEADS, figure(OUT, holds=True)], ["outside-too", "sum-of-places"], "somebody is outside"),
        ([*HEADS, figure(OUT, count=100)], ["outside-too", "sum-of-places"], "of the 100 nothing is known"),
        ([*HEADS, figure("staff", count=1000), figure(OUT, count=0)], ["contradiction"], "500 of 1000"),
        ([*HEADS, figure(OUT, count=0), figure(OUT, count=30)], ["contradiction", "sum-of-places"],
         "nobody, and thirty"),
        ([HEADS[0], figure("staff", count=1000), figure(OUT, count=0)], ["contradiction", "not-reported"],
         "and nobody said how many are diagnosed"),
    ]),
)  # fmt: skip
def test_no_reason_asks_for_a_number_that_was_given(
    figures: list[Figure], codes: list[str], source: str
) -> None:
    reasons = krai(figures, "1", 1)["1"].judgement.reasons

    assert sorted({reason.code for reason in reasons}) == codes, source


TEAMS, TRAINED = "teams", "teams.trained"
TEAMS_TOLD = [figure(TEAMS, "m2", 2023, count=5), figure(TRAINED, "m2", 2023, count=2)]


@pytest.mark.parametrize(
    ("region", "code", "figures", "left_out", "source"),
    by_source([
        ("kirov", "2.1.1", [figure("staff", None, 2023, count=1000),
                            figure("teachers", None, 2023, count=1100),
                            figure("staff.diagnosed", None, 2023, share="10 %")], [],
         "a headcount that its part exceeds is counted"),
        ("ugra", "6.3.1", [figure("regional_methodists", None, 2023, count=2),
                           figure(f"{LOAD}.total", None, 2023, count=500),
                           figure("teachers", None, 2023, count=200)],
         [("contradiction", LOAD), ("contradiction", f"{LOAD}.total")],
         "and so are the methodists; the total is not"),
        ("khabarovsk", "4", [figure("pool", count=100), figure("regional_pool", count=123),
                             figure("school_teachers", count=12000)],
         [("contradiction", "pool")], "of a part and its union neither counts"),
        ("ugra", "6.2.2", [*TEAMS_TOLD, figure(TEAMS, "m1", 2023, holds=True),
                           figure(TRAINED, "m1", 2023, count=2)],
         [("not-a-number", TEAMS, "Район 1")], "a yes in place of a number"),
        ("ugra", "6.2.2", [*TEAMS_TOLD, figure(TEAMS, "m1", 2023, count=5),
                           figure(TRAINED, "m1", 2023, holds=True)],
         [("not-a-number", TRAINED, "Район 1")], "nor is it of those who pass"),
        ("ugra", "6.2.2", [figure(TEAMS, None, 2023, count=5), figure(TRAINED, None, 2023, holds=True)],
         [("not-a-number", TRAINED)], "nor of the region"),
        ("ugra", "6.2.2", [figure(TEAMS, None, 2023, share="50 %"), figure(TRAINED, None, 2023, count=2)],
         [("not-a-number", TEAMS)], "a share of nothing that is known is no headcount"),
    ]),
)  # fmt: skip
def test_a_reason_says_of_a_figure_what_its_issue_says(
    region: str, code: str, figures: list[Figure], left_out: list[tuple[str, ...]], source: str
) -> None:
    """That data contradict each other is a reason of what does not count for it, and of nothing else."""
    report = krai(figures, code, 2, region=region)
    [issue] = report.issues
    parts = (report[code].judgement, *report[code].components)
    reasons = distinct(reason for part in parts for reason in part.reasons)
    named = [reason for reason in reasons if reason.code in LEFT_OUT_FIGURES]

    assert issue.code.startswith("figure"), source
    assert [(reason.code, reason.about[0], *reason.about[2:]) for reason in named] == left_out, source


def test_a_yes_beside_a_number_excludes_nothing() -> None:
    """2 of 5: a yes is no answer to how many were trained, and the number is one."""
    counts = [figure(TEAMS, None, 2023, count=5), figure(TRAINED, None, 2023, count=2)]
    report = krai([*counts, figure(TRAINED, None, 2023, holds=True)], "6.2.2", region="ugra")

    assert report["6.2.2"].value == Bounds.exact(Fraction(2, 5))
    assert [issue.code for issue in report.issues] == ["figure.yes-no"]


OTHER, OUTSIDE = "2020/2021", "staff.outside_municipalities"
LOADS_APART = [figure(f"{LOAD}.{name}", None, 2020, count=n) for name, n in (("largest", 16), ("total", 15))]


@pytest.mark.parametrize(
    ("region", "figures", "expected", "source"),
    by_source([
        ("khabarovsk", [figure("staff", None, OTHER, count=n) for n in (16, 15)], NOT_MET, "another year"),
        ("khabarovsk", [figure("staff", None, OTHER, count=16)] * 2, MET, "the same twice"),
        ("khabarovsk", [figure("staff", "m1", OTHER, count=n) for n in (16, 17)], NOT_MET, "a municipality"),
        ("khabarovsk", [figure(OUTSIDE, None, OTHER, count=n) for n in (1, 2)], NOT_MET, "outside of them"),
        ("ugra", LOADS_APART, NOT_MET, "the largest load above all loads"),
        ("ugra", LOADS_APART[:1], MET, "the largest alone"),
        ("ugra", [figure("teachers", None, period, count=n) for period, n in ((2020, 5), (2021, 4))], MET,
         "teachers come and go"),
    ]),
)  # fmt: skip
def test_contradictions_that_nobody_asked_for_are_contradictions(
    region: str, figures: list[Figure], expected: Verdict, source: str
) -> None:
    """S-GEN-02: data must not contradict themselves, whatever year the report is of."""
    system = RegionalSystem(region=region, municipalities=places(2), figures=figures)
    report = rnms.evaluate(system, period=2023)

    assert report.requirement("S-GEN-02").verdict is expected, source
    assert bool(report.issues) is (expected is NOT_MET), source


# By parts of the year.


def counted(period: str, number: int, place: str | None = None) -> Figure:
    return figure("agreements", place, period, count=number)


@pytest.mark.parametrize(
    ("figures", "value", "expected", "source"),
    by_source([
        ([counted("2023-H1", 1), counted("2023-H2", 2), counted("2024", 3)], Bounds.exact(6), MET, "1+2+3"),
        ([counted(f"2023-Q{at}", 1, place) for at in range(1, 5) for place in ("m1", "m2")],
         Bounds(8, None), MET, "eight by quarter and municipality; the region itself may have more"),
        ([counted("2023-Q1", 2, "m1"), counted("2024-Q3", 2, "m2")], Bounds(4, None), UNDETERMINED,
         "four of five, and much is not told"),
        ([counted("2023-01-01/2023-01-31", 3, "m1"), counted("2023-Q1", 4, "m1"), counted("2023-Q2", 1)],
         Bounds(5, None), MET, "three in January are among the four of the quarter, and one more"),
    ]),
)  # fmt: skip
def test_parts_of_the_year_and_of_the_region_add_up(
    figures: list[Figure], value: Bounds, expected: Verdict, source: str
) -> None:
    """003 ll. 75-76: what was concluded by quarters, and in municipalities, was concluded in all."""
    data = RegionalSystem(region="kirov", municipalities=places(2), figures=figures)
    result = rnms.evaluate(data, period=2024, only="1.1.3")["1.1.3"]

    assert (result.value, result.verdict) == (value, expected), source


def rounds(period: str, number: int) -> Figure:
    return figure("monitoring_rounds", None, period, count=number)


@pytest.mark.parametrize(
    ("figures", "value", "expected", "source"),
    by_source([
        ([rounds("2024-11-01/2024-11-30", 2)], Bounds(0, 2), UNDETERMINED, "one window lies there"),
        ([rounds("2024-H1", 2), rounds("2024-H2", 0)], Bounds(0, 1), NOT_MET, "only May lies in the half"),
        ([rounds("2024", 2), rounds("2024-H1", 0)], Bounds(0, 2), UNDETERMINED, "November alone is one"),
        ([rounds("2024", 3)], Bounds(0, 2), UNDETERMINED, "three of two months"),
    ]),
)  # fmt: skip
def test_there_are_no_more_times_than_the_period_has(
    figures: list[Figure], value: Bounds, expected: Verdict, source: str
) -> None:
    """003 l. 82: «май, ноябрь», in each once, so that no period holds more."""
    data = RegionalSystem(region="kirov", figures=figures)
    report = rnms.evaluate(data, period=2024, only="1.3.2")

    assert (report["1.3.2"].value, report["1.3.2"].verdict) == (value, expected), source
    assert [issue.code for issue in report.issues] == ["figures.contradiction"]


@pytest.mark.parametrize(
    ("figures", "value", "source"),
    by_source([
        ([rounds("2024-H1", 1), rounds("2024-H2", 1)], Bounds.exact(2), "one in each half-year is both"),
        ([rounds("2024-11-01/2024-11-30", 1)], Bounds(1, 2), "one in November leaves May open"),
        ([rounds("2024-05-31/2024-10-31", 1)], Bounds(1, 2), "one on the last of May, which begins the part"),
        ([rounds("2024-01-01/2024-05-01", 1)], Bounds(1, 2), "one on the first of May, which ends the part"),
    ]),
)  # fmt: skip
def test_times_of_the_parts_add_up(figures: list[Figure], value: Bounds, source: str) -> None:
    """Each counts that lies within the part, be it on one day."""
    report = rnms.evaluate(RegionalSystem(region="kirov", figures=figures), period=2024, only="1.3.2")

    assert (report["1.3.2"].value, report.issues) == (value, ()), source


@pytest.mark.parametrize(
    ("numbers", "source"),
    by_source(
        [
            ({f"{LOAD}.largest": 251}, "who carries 251 is somebody"),
            ({"regional_methodists": 2, f"{LOAD}.smallest": 300}, "the largest is no less than the smallest"),
            ({f"{LOAD}.smallest": 300}, "both at once"),
        ]
    ),
)
def test_a_stated_load_is_somebodys(numbers: dict[str, object], source: str) -> None:
    """010 l. 477: «не более 250 человек»; one who carries more breaks it, however many there are."""
    assert verdict(judged("ugra", "6.3.1", numbers), "6.3.1", "cap_part")[0] is NOT_MET, source


@pytest.mark.parametrize(
    ("numbers", "expected", "source"),
    by_source(
        [
            (loads(largest=249), NOT_MET, "001 l. 477: none carries 250, so the mean is below"),
            ({f"{LOAD}.largest": 249}, NOT_MET, "however many they are"),
            (loads(largest=250), UNDETERMINED, "all may carry 250"),
            (loads(largest=250, smallest=249), NOT_MET, "one carries less, and none more"),
            (loads(smallest=250), MET, "each carries 250"),
            (loads(largest=2250, smallest=0), UNDETERMINED, "2250 and eight of 250 are 4250"),
        ]
    ),
)
def test_the_largest_and_the_smallest_load_bound_the_mean(
    numbers: dict[str, object], expected: Verdict, source: str
) -> None:
    assert verdict(judged("ugra", "6.3.1", numbers), "6.3.1", "minimum_part")[0] is expected, source


@pytest.mark.parametrize(
    ("region", "figures", "code"),
    [
        (
            "khabarovsk",
            {"pool": 0, "school_teachers": 100, "pool.attached.largest": 10, "region.pool_formed": True},
            "4",
        ),
        ("ugra", {"regional_methodists": 0, f"{LOAD}.total": 300}, "6.3.1"),
        ("ugra", {"regional_methodists": 0, f"{LOAD}.largest": 300}, "6.3.1"),
        ("ugra", {"regional_methodists": 0, f"{LOAD}.smallest": 300}, "6.3.1"),
    ],
)
def test_nobody_who_carries_something_decides_nothing(
    region: str, figures: dict[str, object], code: str
) -> None:
    """A pool of nobody with a load is never «nobody to count»."""
    report = rnms.evaluate(rnms.from_figures(figures, region=region, period=2023), period=2023)
    duty = {"4": "S-KHB-02", "6.3.1": "S-UGR-09"}[code]

    assert (report[code].verdict, report.requirement(duty).verdict) == (UNDETERMINED, UNDETERMINED)


@pytest.mark.parametrize(("smallest", "expected"), [(100, NOT_MET), (0, UNDETERMINED)])
def test_the_smallest_load_of_a_municipality_limits_that_of_the_region(
    smallest: int, expected: Verdict
) -> None:
    """Ugra 6.3.1, «each_minimum»: who carries 100 in m1 is one of all; 0 may be written where nobody is."""
    figures = [
        figure(f"{LOAD}.smallest", "m1", 2023, count=smallest),
        figure("regional_methodists", "m2", 2023, count=3),
    ]
    report = krai(figures, "6.3.1", 2, region="ugra")

    assert report["6.3.1"].readings["each_minimum"].verdict is expected


def test_a_smallest_load_of_nothing_may_be_that_of_nobody() -> None:
    """Ugra 6.3.1, «each_minimum»: who wrote 0 may have no methodist; of 250 in m2 nothing is too little."""
    figures = [
        figure(f"{LOAD}.smallest", "m1", 2023, count=0),
        figure("regional_methodists", "m2", 2023, count=2),
        figure(f"{LOAD}.smallest", "m2", 2023, count=250),
    ]
    reading = krai(figures, "6.3.1", 2, region="ugra")["6.3.1"].readings["each_minimum"]

    assert reading.verdict is UNDETERMINED
    somebody = [*figures, figure("regional_methodists", "m1", 2023, count=1)]
    assert krai(somebody, "6.3.1", 2, region="ugra")["6.3.1"].readings["each_minimum"].verdict is NOT_MET


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        ("1", {"staff": 0, "staff.diagnosed": 5}),
        ("3", {"municipalities": 0, MODELS: 5}),
    ],
)
def test_what_is_refused_tells_nothing_of_other_words(code: str, figures: dict[str, object]) -> None:
    """Five of nobody are no «0 %»: neither number counts."""
    report = judged("khabarovsk", code, figures)

    assert verdict(report, code) == (UNDETERMINED, Bounds(0, 1))
    assert "ни одно не учтено" in report.issues[0].text


def test_nobody_answered_is_not_nobody_eligible() -> None:
    """The reading `respondents` has no value where all are silent, but there are municipalities."""
    reading = krai([], "3", 3)["3"].readings["respondents"]

    assert reading.verdict is not Verdict.NOT_APPLICABLE


ROUTES, BUILT_AFTER = "routes", "routes.after_diagnostic"


@pytest.mark.parametrize(
    ("counted", "expected", "issues", "source"),
    by_source([
        ({(ROUTES, "2023-H1"): 10, (ROUTES, "2023-H2"): 10, (BUILT_AFTER, "2023-H1"): 10,
          (BUILT_AFTER, "2023-H2"): 9}, NOT_MET, [], "19 of 20"),
        ({(ROUTES, "2023-H1"): 10, (ROUTES, "2023-H2"): 10, (BUILT_AFTER, "2023-H1"): 10,
          (BUILT_AFTER, "2023-H2"): 10}, MET, [], "20 of 20"),
        ({(ROUTES, "2023"): 20, (BUILT_AFTER, "2023-H1"): 10, (BUILT_AFTER, "2023-Q3"): 10}, MET, [],
         "all 20 by September"),
        ({(ROUTES, "2023-H1"): 10, (ROUTES, "2023"): 5, (BUILT_AFTER, "2023"): 5}, UNDETERMINED,
         ["figures.contradiction"], "10 of the half-year, 5 of the year"),
        ({(ROUTES, "2023"): 20, (BUILT_AFTER, "2023-H1"): 10, (BUILT_AFTER, "2023"): 5}, UNDETERMINED,
         ["figures.contradiction"], "10 of the half-year, 5 of the year"),
    ]),
)  # fmt: skip
def test_routes_are_added_up_by_the_day_on_which_they_begin(
    counted: dict[tuple[str, str], int], expected: Verdict, issues: list[str], source: str
) -> None:
    """S-GEN-01: each route begins on one day, and whether it follows a diagnostic hangs on no period."""
    figures = [figure(key, None, period, count=count) for (key, period), count in counted.items()]
    report = rnms.evaluate(RegionalSystem(region="kirov", figures=figures), period=2023)

    assert report.requirement("S-GEN-01").verdict is expected, source
    assert [issue.code for issue in report.issues] == issues, source


def test_what_is_said_to_count_of_a_load_is_what_bounds_use() -> None:
    """Ugra 6.3.1: largest of the region 200, of one municipality 250: neither bounds the region."""
    key = "regional_methodists.attached.largest"
    figures = [figure(key, period=2023, count=200), figure(key, "m1", 2023, count=250)]
    report = krai(figures, "6.3.1", 2, "ugra")
    [cap] = [part for part in report["6.3.1"].components if part.name == "cap_part"]
    [issue] = [issue.text for issue in report.issues]

    assert cap.value == Bounds(0, None)
    assert "ни одно не учтено" in issue
    assert "; учтено:" not in issue


TEN_OF_WHICH_FIVE = [figure("staff", "m2", count=10), figure("staff.diagnosed", "m2", count=5)]


@pytest.mark.parametrize(
    ("regional", "first", "high", "source"),
    by_source([
        ([figure("staff", count=50), figure("staff.diagnosed", count=40)],
         ("staff", "staff.diagnosed", 30), Fraction(40, 45),
         "60 in m1, 50 in the region: 30 of m1 need not fail; of the other municipality 5 do"),
        ([figure("staff.with_route", count=10), figure("staff.diagnosed", count=40)],
         ("staff.with_route", "staff.diagnosed", 0), Fraction(40, 45),
         "60 with a route in m1, 10 in the region: there need not be 60, of whom none was diagnosed"),
    ]),
)  # fmt: skip
@pytest.mark.parametrize("more", [0, 30, 540])
def test_what_is_not_counted_for_the_region_decides_nothing_of_it(
    regional: list[Figure], first: tuple[str, str, int], high: Fraction, source: str, more: int
) -> None:
    """Khabarovsk 1: whatever the figure says that the region excludes, its bounds are the same."""
    key, passing_key, passing = first
    figures = [*regional, *TEN_OF_WHICH_FIVE, figure(key, "m1", count=60 + more),
               figure(passing_key, "m1", count=passing)]  # fmt: skip
    data = RegionalSystem(region="khabarovsk", municipalities=places(2), figures=figures)
    report = rnms.evaluate(data, period=2023)

    assert report["1"].value is not None, source
    assert report["1"].value.high == high, source
    assert report["1"].verdict is UNDETERMINED, source
    assert any("для региона ни одно не учтено" in issue.text for issue in report.issues), source


@pytest.mark.parametrize(
    ("others", "source"),
    by_source([
        ([], "30 or 40 of staff"),
        ([figure("staff.with_route", "m1", count=60)], "60 of m1 have a route, which excludes either"),
        ([figure("staff.with_route", "m1", count=35)], "35 of m1 have a route, which excludes one"),
        ([figure("staff.with_route", count=60)], "60 of the region have one"),
        ([figure("staff.with_route", "m1", count=60), figure("staff", "m1", count=50)], "more than m1 has"),
    ]),
)  # fmt: skip
def test_of_one_number_told_in_two_ways_neither_is_believed(others: list[Figure], source: str) -> None:
    """Khabarovsk 1: of 40 the four are ten percent, of 30 more; whatever else excludes one of these."""
    for numbers in ((30, 40), (40, 30)):
        figures = [*(figure("staff", count=number) for number in numbers), *others]
        result = krai([*figures, figure("staff.diagnosed", count=4)], "1", 2)["1"]

        assert result.verdict is UNDETERMINED, source
        assert result.value == Bounds(0, 1), source


def test_nor_of_two_shares_one_of_which_stands_beside_a_number() -> None:
    """Khabarovsk 1: all 40 or 8 of ten were diagnosed; that the staff are ten excludes the first."""
    shares = [figure("staff.diagnosed", count=40, share="100 %"), figure("staff.diagnosed", share="80 %")]
    result = krai([*shares, figure("staff", count=10)], "1", 2)["1"]

    assert (result.verdict, result.value) == (UNDETERMINED, Bounds(0, 1))


# What the region excludes counts nowhere.

WORDS = [
    Question(of=people.STAFF, term=diagnostics.DIAGNOSED),
    Question(of=people.STAFF),
    Question(of=people.TEACHERS),
    Question(of=people.STAFF, term=diagnostics.WITH_ROUTE),
    *Load(people.STAFF, Term(key="hours", title="часы"), Statistic.MEAN).questions,
]
KEYS = ["staff", "staff.diagnosed", "teachers", "staff.with_route", "staff.hours.total"]
PLACES = [None, "m1", "m2"]
"""The region, and its municipalities."""


def told(figures: list[Figure]) -> tuple[list[object], list[Issue]]:
    """Everything that figures say of the region and of each municipality, and what is wrong with them."""
    system = RegionalSystem(region="khabarovsk", municipalities=places(2), figures=figures)
    engine = Engine(system, words=WORDS)
    answers = [engine.answer(word, Period.of(2023)) for word in WORDS]
    engine.look_at_figures()
    return [(answer.tally, dict(answer.municipalities)) for answer in answers], list(engine.issues)


def not_counted(issue: Issue) -> list[int]:
    """List the figures of municipalities of which an issue says that they do not count."""
    outcome = issue.facts.get("outcome")
    if not isinstance(outcome, Message) or outcome.key.rpartition("/")[2] not in {"none-of-region", "none"}:
        return []
    indices = issue.facts["indices"]
    assert isinstance(indices, tuple)
    return [index for index in indices if isinstance(index, int)]


@examples(60)
@given(
    numbers=st.lists(
        st.one_of(st.none(), st.sampled_from([0, 1, 2, 5, 10, 30, 60])), min_size=15, max_size=15
    ),
    nobody_outside=st.booleans(),
    more=st.sampled_from([1, 7, 1000]),
)
def test_what_is_not_counted_counts_nowhere(
    numbers: list[int | None], nobody_outside: bool, more: int
) -> None:
    """Whatever such a figure says, region and municipalities stay as they are, or more is told."""
    named = zip(itertools.product(PLACES, KEYS), numbers, strict=True)
    figures = [figure(key, place, 2023, count=count) for (place, key), count in named if count is not None]
    figures += [figure(OUTSIDE, None, 2023, count=0)] if nobody_outside else []
    counted, issues = told(figures)
    for index in distinct(index for issue in issues for index in not_counted(issue)):
        said = figures[index].count
        assert said is not None
        changed = [*figures]
        changed[index] = attrs.evolve(figures[index], count=said + more)
        counted_anew, told_anew = told(changed)
        shape = [[not_counted(issue) for issue in found] for found in (issues, told_anew)]
        if shape[0] == shape[1]:
            assert counted_anew == counted, (index, figures)


ALL_HOURS = exists("route_items", "route.person", adding="hours")
ONLINE = exists("route_items", "route.person", equals("programme.form", "distance"), adding="hours")


@pytest.mark.parametrize(
    ("figures", "expected", "codes"),
    [
        ({"online.total": 40, "hours.total": 50}, Bounds.exact(Fraction(4, 5)), []),
        ({"online.total": 50, "hours.total": 50}, Bounds.exact(1), []),
        ({"online.total": 51, "hours.total": 50}, Bounds(0, 1), ["figures.contradiction"]),
        ({"online.largest": 21, "hours.largest": 20}, Bounds(0, 1), ["figures.contradiction"]),
        # The one who carries least of all may carry nothing online.
        ({"online.smallest": 5, "hours.smallest": 6}, Bounds(0, 1), []),
    ],
)
def test_a_sum_of_a_part_is_no_more_than_that_of_the_whole(
    figures: dict[str, int], expected: Bounds, codes: list[str]
) -> None:
    """Hours online are hours: fifty-one of fifty are told, and neither number counts."""
    hours, online = (
        Term(key=key, title=key, where=where) for key, where in (("hours", ALL_HOURS), ("online", ONLINE))
    )
    order = profile(indicator(measure=SumShare(people.TEACHERS, people.TEACHERS, hours, online)))
    reported = [
        figure("teachers", None, 2024, count=2),
        *(figure(f"teachers.{key}", None, 2024, count=count) for key, count in figures.items()),
    ]
    report = rnms.evaluate(RegionalSystem(region="nowhere", figures=reported), region=order, period=2024)

    assert report["1"].value == expected
    assert [issue.code for issue in report.issues] == codes
