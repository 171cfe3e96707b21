"""Ugra, Amur and Kirov: the worked examples of their orders, a row a case with the place it comes from.

Figures are invented; the expected verdicts follow from the targets of the orders alone.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

import rnms
from kit.rows import by_source
from rnms import Figure, Period, RegionalSystem, Verdict, regions
from rnms.indicators.target import Years
from rnms.model import Norm, at_least, at_most, percent
from rnms.model.norm import Exact

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NO_TARGET, NOT_APPLICABLE = Verdict.NO_TARGET, Verdict.NOT_APPLICABLE
NO_DATA, PENDING = Verdict.NO_DATA, Verdict.PENDING

REGISTER = "teachers.completed_register_programme"
SUPPORTED = "early_career.supported_cumulatively"
LOADS = {
    "regional_methodists": 3,
    "regional_methodists.attached.total": 680,
    "regional_methodists.attached.largest": 250,
    "regional_methodists.attached.smallest": 200,
}
FULL_LOADS = {
    "regional_methodists": 3,
    "regional_methodists.attached.total": 750,
    "regional_methodists.attached.largest": 250,
}
BROKEN_LOADS = {
    "regional_methodists": 3,
    "regional_methodists.attached.total": 601,
    "regional_methodists.attached.largest": 251,
    "regional_methodists.attached.smallest": 150,
}
TEN_SCHOOLS = {
    "listed_schools": 10,
    "listed_schools.sent_both_teams": 10,
    "listed_school_teachers": 200,
    "listed_school_teachers.diagnosed_anywhere": 200,
    "listed_diagnosed.with_later_route": 200,
}


def judged(region: str, code: str, period: int, figures: dict[str, Any], reading: str) -> rnms.Result:
    system = rnms.from_figures(figures, region=region, period=period)
    return rnms.evaluate(system, period=period, only=code).under(reading)[code]


@pytest.mark.parametrize(
    ("code", "period", "figures", "reading", "expected", "source"),
    by_source(
        [
            ("6.1.1", 2023, {"region.roadmap_adopted": True}, "default", MET, "E34"),
            ("6.1.1", 2022, {"region.roadmap_adopted": True}, "default", MET, "E35: the predecessor act"),
            ("6.1.1", 2022, {"region.own_roadmap_adopted": False}, "own_roadmap", NOT_MET, "E35, ALT"),
            ("6.1.1", 2020, {"region.roadmap_adopted": True}, "default", NO_TARGET, "6.1: from 2021 on"),
            ("6.1.1", 2025, {"region.roadmap_adopted": True}, "default", NO_TARGET, "6.1: until 2024"),
            ("6.1.2", 2022, {"region.monitoring_adopted": True}, "default", NO_TARGET, "E36: from 2023 on"),
            ("6.1.2", 2022, {}, "default", NO_TARGET, "E36: whatever was reported"),
            ("6.1.2", 2023, {"region.monitoring_adopted": True}, "default", MET, "E37"),
            ("6.1.2", 2023, {"region.monitoring_adopted": False}, "default", NOT_MET, "6.1.2"),
            (
                "6.1.2",
                2023,
                {"region.monitoring_adopted_once_a_year": True},
                "once_a_year",
                MET,
                "6.1.2, ALT: one round",
            ),
            ("6.2.1", 2023, {"teachers": 20_000, REGISTER: 4050}, "default", MET, "E39: 20.25 %"),
            ("6.2.1", 2022, {"teachers": 20_000, REGISTER: 1900}, "default", NOT_MET, "E41: 9.5 %"),
            ("6.2.1", 2021, {"teachers": 20_000, REGISTER: 1000}, "default", MET, "6.2.1: 5 % exactly"),
            ("6.2.1", 2024, {"teachers": 20_000, REGISTER: 5999}, "default", NOT_MET, "6.2.1: 29.995 %"),
            ("6.2.1", 2025, {"teachers": 20_000, REGISTER: 9000}, "default", NO_TARGET, "E49"),
            ("6.2.1", 2025, {}, "default", NO_TARGET, "E49: whatever was reported"),
            ("6.2.1", 2020, {"teachers": 20_000, REGISTER: 0}, "default", NO_TARGET, "before the table"),
            (
                "6.2.1",
                2023,
                {"teachers": 100, f"{REGISTER}@chosen_strictly": 19},
                "selection_strict",
                NOT_MET,
                "§3.6 R3, strict",
            ),
            (
                "6.2.1",
                2023,
                {"teachers": 100, f"{REGISTER}@in_register_at_start": 20},
                "register_at_start",
                MET,
                "§3.6 R2, ALT",
            ),
            (
                "6.2.1",
                2023,
                {"teachers": 100, "ever_completed_register_programme": 120},
                "with_leavers",
                NOT_APPLICABLE,
                "6.2.1, leavers: above 100 % is no share",
            ),
            ("6.2.2", 2023, {"teams": 520, "teams.trained": 156}, "default", MET, "E54: 30 %"),
            ("6.2.2", 2023, {"teams": 520, "teams.trained": 155}, "default", NOT_MET, "E54: 29.81 %"),
            (
                "6.2.2",
                2023,
                {"teams": 520, "teams.trained@by_all_members": 155},
                "team_all_members",
                NOT_MET,
                "§3.7 T2",
            ),
            ("6.3.1", 2022, LOADS, "default", MET, "E59: mean 226.67, largest 250"),
            ("6.3.1", 2022, LOADS, "cap_yearly", NOT_MET, "E59: 250 > 200"),
            ("6.3.1", 2022, LOADS, "each_minimum", MET, "E59: smallest 200"),
            ("6.3.1", 2023, FULL_LOADS, "default", MET, "E61: 250 each"),
            ("6.3.1", 2023, FULL_LOADS, "cap_250", MET, "E61"),
            ("6.3.1", 2023, FULL_LOADS, "cap_yearly", MET, "E61"),
            ("6.3.1", 2023, FULL_LOADS, "minimum", MET, "E61"),
            ("6.3.1", 2023, FULL_LOADS, "each_minimum", MET, "E61"),
            ("6.3.1", 2022, BROKEN_LOADS, "default", NOT_MET, "E63: 251 breaks the cap"),
            ("6.3.1", 2022, BROKEN_LOADS, "minimum", MET, "E63: mean 200.33"),
            ("6.3.1", 2022, BROKEN_LOADS, "each_minimum", NOT_MET, "E63: one has 150"),
            ("6.3.1", 2022, {"regional_methodists": 0}, "default", NOT_APPLICABLE, "E65: no methodists"),
            ("6.3.1", 2022, {"regional_methodists": 3}, "default", NO_DATA, "loads not reported"),
            ("6.3.2", 2023, {"early_career": 1000, SUPPORTED: 640}, "default", MET, "E67: 64 %"),
            ("6.3.2", 2023, {"early_career": 1000, SUPPORTED: 590}, "default", NOT_MET, "E67: 59 %"),
            ("6.3.2", 2023, {"early_career": 0}, "default", NOT_APPLICABLE, "E74: empty cohort"),
            ("6.3.2", 2023, {"teachers": 0}, "default", NOT_APPLICABLE, "E74: no teachers at all"),
            (
                "6.3.2",
                2023,
                {"early_career@under_36": 10, "early_career@under_36.supported_cumulatively": 5},
                "age_inclusive",
                NOT_MET,
                "E68, ALT",
            ),
            (
                "6.3.2",
                2023,
                {"ever_supported": 30, "early_career": 20},
                "naive",
                NOT_APPLICABLE,
                "6.3.2, ALT-2: 150 % is no share",
            ),
            (
                "6.3.2",
                2023,
                {"ever_early_career": 100, "ever_early_career.supported_in_some_year": 59},
                "all_ever",
                NOT_MET,
                "6.3.2, ALT-1",
            ),
        ]
    ),
)
def test_ugra(
    code: str, period: int, figures: dict[str, Any], reading: str, expected: Verdict, source: str
) -> None:
    """Each case of Ugra's order comes out as the order says."""
    assert expected is judged("ugra", code, period, figures, reading).verdict, source


@pytest.mark.parametrize(
    ("code", "figures", "value", "expected", "source"),
    by_source(
        [
            ("1", {"staff": 15_000, "staff.diagnosed": 3000}, percent(20), NO_TARGET, "E78"),
            ("2", {"staff": 15_000, "staff.with_route": 2500}, Fraction(1, 6), NO_TARGET, "E79: 16.67 %"),
            (
                "3",
                {"teachers": 50, "teachers.completed_register_programme_by_cnppm": 5},
                percent(10),
                NO_TARGET,
                "6.1, показатель 3",
            ),
            ("4", {"teams": 8, "teams.trained_in_quality": 2}, percent(25), NO_TARGET, "6.1, показатель 4"),
            ("5", {"early_career": 200, "early_career.supported": 140}, percent(70), NO_TARGET, "E82"),
            ("6", {"programmes": 48, "programmes.placed_in_register": 12}, percent(25), NO_TARGET, "E83"),
            ("6", {"programmes": 0}, None, NOT_APPLICABLE, "E83: 0 of 0"),
            ("6", {"programmes": 0, "programmes.placed_in_register": 0}, None, NOT_APPLICABLE, "E83: 0 of 0"),
            ("1", {}, None, NO_DATA, "nothing reported"),
        ]
    ),
)
def test_amur(
    code: str, figures: dict[str, Any], value: Fraction | None, expected: Verdict, source: str
) -> None:
    """Amur sets no targets: the value stands for itself."""
    result = judged("amur", code, 2023, figures, "default")

    assert expected is result.verdict, source
    assert result.value == (None if value is None else rnms.Bounds.exact(value)), source


@pytest.mark.parametrize(
    ("code", "period", "figures", "reading", "expected", "source"),
    by_source(
        [
            ("1.3.2", 2023, {"monitoring_rounds": 1}, "default", MET, "§4.4: May 2023 was not due"),
            ("1.3.2", 2023, {"monitoring_rounds": 1}, "both_rounds_of_2023", NOT_MET, "§4.4, ALT"),
            ("1.3.2", 2024, {"monitoring_rounds": 1}, "default", NOT_MET, "two a year"),
            ("1.3.2", 2024, {"monitoring_rounds": 2}, "default", MET, "two a year"),
            ("2.1.1", 2023, {"staff": 11_000, "staff.diagnosed": 1100}, "default", MET, "E86: 10 %"),
            ("2.1.1", 2023, {"staff": 11_000, "staff.diagnosed": 1099}, "default", NOT_MET, "E86: 9.99 %"),
            ("2.1.1", 2025, {"staff": 11_000, "staff.diagnosed": 1100}, "default", NO_TARGET, "horizon 2024"),
            ("2.1.1", 2025, {"staff": 11_000, "staff.diagnosed": 1100}, "without_end", MET, "«ежегодно»"),
            ("2.1.2", 2024, {"staff": 11_000, "staff.with_route": 1200}, "default", MET, "E87: 10.91 %"),
            ("2.1.3", 2024, {"teachers": 11_000, REGISTER: 3300}, "default", MET, "E89: 30 %"),
            ("2.1.3", 2024, {"teachers": 11_000, REGISTER: 3299}, "default", NOT_MET, "E89: 29.99 %"),
            ("2.1.3", 2023, {"teachers": 11_000, REGISTER: 3300}, "default", NO_TARGET, "nothing for 2023"),
            ("2.1.3", 2023, {"teachers": 11_000, REGISTER: 3299}, "by_start_of_2024", NOT_MET, "ALT"),
            ("2.1.3", 2024, {"teachers": 11_000, REGISTER: 3300}, "by_start_of_2024", NO_TARGET, "ALT"),
            (
                "2.4.1",
                2024,
                {"early_career": 500, "early_career.supported": 350},
                "default",
                MET,
                "E90: 70 %",
            ),
            ("2.4.1", 2024, {"early_career": 500, "early_career.supported": 349}, "default", NOT_MET, "E90"),
            ("2.4.1", 2024, {"early_career": 500, SUPPORTED: 349}, "cumulative", NOT_MET, "ALT, as Ugra"),
            (
                "2.4.1",
                2024,
                {"teachers_under_35": 10, "teachers_under_35.supported_in_first_years": 7},
                "all_under_35",
                MET,
                "ALT: all under 35",
            ),
            ("2.4.3", 2023, TEN_SCHOOLS, "default", MET, "2.4.3: all"),
            (
                "2.4.3",
                2023,
                {**TEN_SCHOOLS, "listed_schools.sent_both_teams": 9},
                "default",
                NOT_MET,
                "E96: 90 % sent both teams",
            ),
            (
                "2.4.3",
                2023,
                {**TEN_SCHOOLS, "listed_diagnosed.with_later_route": 199},
                "default",
                NOT_MET,
                "2.4.3.c: one without a route",
            ),
            (
                "2.4.3",
                2023,
                {
                    **TEN_SCHOOLS,
                    "listed_school_teachers.diagnosed_anywhere": 150,
                    "listed_diagnosed.with_later_route": 150,
                    "listed_schools.with_diagnosed_teacher": 10,
                },
                "one_diagnosed_per_school",
                MET,
                "2.4.3.b, ALT",
            ),
            ("2.4.3", 2023, {"listed_schools": 0}, "default", NOT_APPLICABLE, "E98: empty list"),
            ("2.4.3", 2025, TEN_SCHOOLS, "default", NO_TARGET, "horizon 2024"),
        ]
    ),
)
def test_kirov(
    code: str, period: int, figures: dict[str, Any], reading: str, expected: Verdict, source: str
) -> None:
    """Each case of Kirov's roadmap comes out as the roadmap says."""
    assert expected is judged("kirov", code, period, figures, reading).verdict, source


@pytest.mark.parametrize(
    ("concluded", "as_of", "expected", "source"),
    by_source(
        [
            ({2022: 1, 2023: 3, 2024: 2}, None, MET, "E92: 3 and 2; the one of 2022 does not count"),
            ({2023: 3, 2024: 1}, None, NOT_MET, "E93: four by the end"),
            ({2022: 2, 2023: 3, 2024: 1}, None, NOT_MET, "E92: those of 2022 do not count"),
            ({2023: 3}, dt.date(2023, 12, 31), PENDING, "§4.4: pending while fewer than five"),
            ({2023: 5}, dt.date(2023, 12, 31), MET, "five are five, whatever follows"),
            ({2023: 3}, None, UNDETERMINED, "2024 not reported"),
        ]
    ),
)
def test_kirov_counts_agreements_of_both_years_together(
    concluded: dict[int, int], as_of: dt.date | None, expected: Verdict, source: str
) -> None:
    """1.1.3: «в течение 2023, 2024 годов» is one period; what is concluded stays so."""
    figures = [Figure(key="agreements", period=year, count=count) for year, count in concluded.items()]
    system = RegionalSystem(region="kirov", figures=figures)

    assert expected is rnms.evaluate(system, period=2024, as_of=as_of)["1.1.3"].verdict, source


def test_a_question_for_2023_leaves_the_agreements_of_both_years_pending() -> None:
    """A reporting year inside a longer period asks for the whole, and the whole still runs."""
    system = rnms.from_figures({"agreements": 3}, region="kirov", period=2023)
    report = rnms.evaluate(system, period=2023, only="1.1.3")

    assert PENDING is report["1.1.3"].verdict
    assert Period.of("2023-01-01/2024-12-31") == report["1.1.3"].period


@pytest.mark.parametrize(
    ("figures", "expected"),
    [({"region.roadmap_adopted": True}, MET), ({"teachers": 9, REGISTER: 9}, PENDING)],
)
def test_only_what_stays_reached_is_decided_before_the_year_ends(
    figures: dict[str, Any], expected: Verdict
) -> None:
    """An act adopted in June stays adopted; teachers may still come and go."""
    system = rnms.from_figures(figures, region="ugra", period=2023)
    report = rnms.evaluate(system, period=2023, as_of=dt.date(2023, 6, 30))

    assert expected in report.verdicts.values()
    assert {expected, PENDING} == set(report.verdicts.values())


def test_the_parts_of_a_band_are_judged_and_shown_apart() -> None:
    """6.3.1 of 2022 with 251: the minimum is met, the cap is not."""
    result = judged("ugra", "6.3.1", 2022, BROKEN_LOADS, "default")

    assert MET is result["minimum_part"].verdict
    assert NOT_MET is result["cap_part"].verdict
    assert result.contested


def by_year(*lows: Exact) -> dict[int, Norm]:
    """The minimum values of a table with the columns 2021 to 2024."""
    return {year: at_least(low) for year, low in zip(range(2021, 2025), lows, strict=True)}


# Spec 4.6: every target of the four regions at a glance, in per cent or persons.
YES = at_least(1)
AT_A_GLANCE: dict[tuple[str, str], dict[int, Norm]] = {
    ("khabarovsk", "1"): dict.fromkeys((2022, 2023, 2024), at_least(percent(10))),
    ("khabarovsk", "2"): dict.fromkeys((2022, 2023, 2024), at_least(percent(10))),
    ("khabarovsk", "3"): dict.fromkeys((2022, 2023, 2024), at_least(percent(100))),
    ("khabarovsk", "4.formed"): dict.fromkeys((2022, 2023, 2024), YES),
    ("khabarovsk", "4.load"): dict.fromkeys((2022, 2023, 2024), at_most(100)),
    ("khabarovsk", "5"): dict.fromkeys((2022, 2023, 2024), at_least(percent(65))),
    ("khabarovsk", "6"): dict.fromkeys((2022, 2023, 2024), at_least(percent(65))),
    ("khabarovsk", "7"): dict.fromkeys((2022, 2023, 2024), at_least(percent(65))),
    ("ugra", "6.1.1"): dict.fromkeys((2021, 2022, 2023, 2024), YES),
    ("ugra", "6.1.2"): dict.fromkeys((2023, 2024), YES),
    ("ugra", "6.2.1"): by_year(*map(percent, (5, 10, 20, 30))),
    ("ugra", "6.2.2"): by_year(*map(percent, (10, 20, 30, 40))),
    ("ugra", "6.3.1.minimum_part"): by_year(150, 200, 250, 250),
    ("ugra", "6.3.1.cap_part"): dict.fromkeys((2021, 2022, 2023, 2024), at_most(250)),
    ("ugra", "6.3.2"): by_year(*map(percent, (40, 50, 60, 70))),
    **{("amur", str(code)): {} for code in range(1, 7)},
    ("kirov", "1.1.3"): {2023: at_least(5), 2024: at_least(5)},
    ("kirov", "1.3.2"): {2023: at_least(1), 2024: at_least(2)},
    ("kirov", "2.1.1"): dict.fromkeys((2023, 2024), at_least(percent(10))),
    ("kirov", "2.1.2"): dict.fromkeys((2023, 2024), at_least(percent(10))),
    ("kirov", "2.1.3"): {2024: at_least(percent(30))},
    ("kirov", "2.4.1"): {2024: at_least(percent(70))},
    ("kirov", "2.4.3.a"): dict.fromkeys((2023, 2024), at_least(percent(100))),
    ("kirov", "2.4.3.b"): dict.fromkeys((2023, 2024), at_least(percent(100))),
    ("kirov", "2.4.3.c"): dict.fromkeys((2023, 2024), at_least(percent(100))),
}


def test_every_target_stands_in_the_table_of_the_four_regions() -> None:
    """The matrix of 2021-2024 is exactly the table of spec 4.6."""
    cells = regions.matrix(["khabarovsk", "ugra", "amur", "kirov"]).cells
    declared = {
        (cell.region, cell.code): {
            year: target.norm for year in range(2021, 2025) if (target := cell.target(year)) is not None
        }
        for cell in cells
    }

    assert declared == AT_A_GLANCE


@pytest.mark.parametrize(
    ("region", "code", "year", "expected"),
    [("khabarovsk", "1", 2030, True), ("ugra", "6.2.1", 2025, False), ("kirov", "2.1.1", 2025, False)],
)
def test_targets_end_where_the_order_ends(region: str, code: str, year: int, expected: bool) -> None:
    """Khabarovsk names no last year; the tables of Ugra and Kirov end with 2024."""
    targets = regions.get(region).indicator(code).targets
    covered = any(isinstance(target.period, Years) and year in target.period for target in targets)

    assert expected is covered
