"""Khabarovsk Krai: the order's worked examples, and what the published figures of 2023 prove.

A row is one case with the place it comes from; figures are invented unless the row says «published».
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

import rnms
from kit.rows import by_source
from rnms import Municipality, Verdict, regions

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NOT_APPLICABLE, NO_DATA = Verdict.NOT_APPLICABLE, Verdict.NO_DATA

EVERY_MUNICIPALITY = {"municipalities": 19}


def judged(
    code: str, figures: Mapping[str, Any], reading: str = "default", period: int = 2023
) -> rnms.Result:
    system = rnms.from_figures(figures, region="khabarovsk", period=period)
    return rnms.evaluate(system, period=period, only=code).under(reading)[code]


def of_19(term: str, count: int, among: int) -> dict[str, Any]:
    return {**EVERY_MUNICIPALITY, f"municipalities.{term}": {"count": count, "among": among}}


@pytest.mark.parametrize(
    ("code", "figures", "reading", "expected", "source"),
    by_source(
        [
            ("1", {"staff": 19_400, "staff.diagnosed": 2036}, "default", MET, "E01: 10.49 %, показатель 1"),
            (
                "1",
                {"staff.diagnosed": {"count": 2036, "share": "10,5%"}},
                "default",
                MET,
                "E02: no headcount",
            ),
            ("1", {"staff": 20_000, "staff.diagnosed": 2000}, "default", MET, "E03: 10 % exactly"),
            ("1", {"staff": 20_000, "staff.diagnosed": 1999}, "default", NOT_MET, "9.995 % is not 10 %"),
            ("1", {"staff": 0, "staff.diagnosed": 0}, "default", NOT_APPLICABLE, "E08: nobody to count"),
            ("1", {"staff": 0}, "default", NOT_APPLICABLE, "E08: nobody to count, nothing said of them"),
            ("1", {"staff.diagnosed": 2036}, "default", UNDETERMINED, "no headcount and no share"),
            ("1", {"staff.diagnosed": "10,5 %"}, "default", MET, "a share alone"),
            ("1", {"staff.diagnosed": "10 %"}, "default", UNDETERMINED, "a rounded 10 % may be 9.6 %"),
            ("1", {"staff.diagnosed": "более 10 %"}, "default", MET, "an inequality"),
            ("1", {}, "default", NO_DATA, "nothing reported"),
            (
                "1",
                {"teachers": 100, "teachers.diagnosed": 9},
                "teachers_only",
                NOT_MET,
                "§4.1: teachers only",
            ),
            (
                "2",
                {"staff": 19_801, "staff.with_route": 1980},
                "default",
                NOT_MET,
                "§5.2: fails above 19 800",
            ),
            ("2", {"staff": 19_800, "staff.with_route": 1980}, "default", MET, "§5.2: 10 % at 19 800"),
            ("3", of_19("with_model", 15, 15), "default", UNDETERMINED, "E15: 15 yes, 4 silent"),
            ("3", of_19("with_model", 15, 15), "respondents", MET, "E15 among respondents"),
            ("3", of_19("with_model", 14, 15), "default", NOT_MET, "E16: 14 yes, 1 no, 4 silent"),
            ("3", of_19("with_model", 14, 15), "respondents", NOT_MET, "E16 among respondents"),
            ("3", of_19("with_model", 19, 19), "default", MET, "E17: all yes"),
            ("5", of_19("with_associations", 15, 15), "default", MET, "E19"),
            ("5", of_19("with_associations", 15, 15), "respondents", MET, "E19 among respondents"),
            ("5", of_19("with_associations_by_act", 14, 15), "by_act", MET, "E20"),
            ("6", of_19("with_communities", 15, 15), "default", MET, "E21"),
            ("6", of_19("with_communities_by_act", 10, 15), "by_act", UNDETERMINED, "§5.2, row 6"),
            ("6", of_19("with_all_communities", 4, 15), "all_kinds", NOT_MET, "§4.1: all three kinds"),
            ("7", of_19("in_contests", 13, 19), "default", MET, "E24: 68.42 %"),
            ("7", of_19("in_contests", 12, 19), "default", NOT_MET, "E24: 63.16 %"),
            ("7", of_19("in_both_contests", 12, 19), "both_kinds", NOT_MET, "§4.1: both kinds"),
            (
                "4",
                {"region.pool_formed": True, "pool": 123, "school_teachers": 12_300},
                "default",
                MET,
                "E26: load 100",
            ),
            (
                "4",
                {"region.pool_formed": True, "pool": 123, "school_teachers": 12_301},
                "default",
                NOT_MET,
                "load above 100",
            ),
            (
                "4",
                {
                    "region.pool_formed": True,
                    "regional_pool": 123,
                    "municipal_pool": 77,
                    "pool": 200,
                    "school_teachers": 19_400,
                },
                "default",
                MET,
                "E28: union 200, load 97",
            ),
            (
                "4",
                {
                    "region.pool_formed": True,
                    "regional_pool": 123,
                    "municipal_pool": 77,
                    "pool": 200,
                    "school_teachers": 19_400,
                },
                "regional_only",
                NOT_MET,
                "E28: 157.7 for regional members alone",
            ),
            (
                "4",
                {
                    "region.pool_formed": True,
                    "regional_pool": 123,
                    "municipal_pool": 77,
                    "school_teachers": 19_400,
                },
                "default",
                UNDETERMINED,
                "the pools may overlap: from 97 to 157.7",
            ),
            (
                "4",
                {"region.pool_formed": True, "pool": 123},
                "default",
                UNDETERMINED,
                "E30: teachers unknown",
            ),
            (
                "4",
                {"region.pool_formed": False, "pool": 123, "school_teachers": 12_300},
                "default",
                NOT_MET,
                "E31: bank not formed",
            ),
            (
                "4",
                {"region.pool_formed": True, "pool": 2, "pool.attached.largest": 100},
                "each_member",
                MET,
                "§4.1: every member's own",
            ),
            (
                "4",
                {"region.pool_formed": True, "pool": 2, "pool.attached.largest": 101},
                "each_member",
                NOT_MET,
                "§4.1: every member's own",
            ),
            ("4", {}, "default", NO_DATA, "nothing reported of either part"),
        ]
    ),
)
def test_worked_examples(
    code: str, figures: dict[str, Any], reading: str, expected: Verdict, source: str
) -> None:
    """Each case of the order comes out as the order says."""
    assert expected is judged(code, figures, reading).verdict, source


@pytest.mark.parametrize(
    ("period", "expected"), [(2021, Verdict.NO_TARGET), (2022, MET), (2023, MET), (2030, MET)]
)
def test_the_order_sets_targets_from_its_own_year_on(period: int, expected: Verdict) -> None:
    """The order dates from 2022 and names no last year; a year before it has no target."""
    assert expected is judged("1", {"staff": 10, "staff.diagnosed": 1}, period=period).verdict


@pytest.mark.parametrize(
    ("as_of", "expected"), [(dt.date(2023, 8, 30), Verdict.PENDING), (dt.date(2023, 8, 31), MET)]
)
def test_a_running_year_is_pending(as_of: dt.date, expected: Verdict) -> None:
    """Until the academic year is over teachers come and go, so nothing is certain."""
    system = rnms.from_figures({"staff": 10, "staff.diagnosed": 1}, region="khabarovsk", period=2023)

    assert expected is rnms.evaluate(system, period=2023, as_of=as_of)["1"].verdict


def published() -> rnms.Report:
    return rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)


def test_the_published_figures_prove_five_of_seven_indicators() -> None:
    """E115, all municipalities: 1, 2, 5, 6, 7 met; 3 and 4 undetermined."""
    expected = {"1": MET, "2": MET, "3": UNDETERMINED, "4": UNDETERMINED, "5": MET, "6": MET, "7": MET}

    assert expected == published().verdicts


def test_among_respondents_the_third_is_met_too() -> None:
    """E115, respondents: the krai's own way of counting proves the third; the fourth stays open."""
    expected = {"1": MET, "2": MET, "3": MET, "4": UNDETERMINED, "5": MET, "6": MET, "7": MET}

    assert expected == published().under("respondents").verdicts


def test_the_four_silent_districts_are_named() -> None:
    """004 l.59: «кроме Амурского, Аяно-Майского, Советско-Гаванского и Хабаровского районов»."""
    expected = {"Амурский район", "Аяно-Майский район", "Советско-Гаванский район", "Хабаровский район"}

    for code in ("3", "5", "6", "7"):
        assert expected == {place.name for place in published()[code].missing}


def test_a_printed_share_bounds_the_staff_for_every_indicator() -> None:
    """§5.2: 2036 = 10,5 % gives 19 299…19 483 people, so 1980 are 10.16…10.26 %."""
    value = published()["2"].value

    assert value is not None
    assert (rnms.model.percent("10.16"), rnms.model.percent("10.26")) == (
        round(value.low, 4),
        round(value.high or 0, 4),
    )


def test_the_claim_of_the_report_is_set_beside_our_verdict() -> None:
    """004 l.76 says «достигнуты» of all; only the third and the fourth are not borne out."""
    assert [result.code for result in published() if result.disputed] == ["3", "4"]


def test_the_order_has_one_date_and_an_attested_variant() -> None:
    """E33: 22.06.2022 in document 000, 28.06.2022 in 004 l.57."""
    order = regions.get("khabarovsk").act("order")

    assert dt.date(2022, 6, 22) == order.date
    assert [(dt.date(2022, 6, 28), "004")] == [(one.date, one.document) for one in order.attested]


def test_readings_taken_together() -> None:
    """§5.2, row 6, by act and among respondents: 10 of 15 is 66.67 %, enough for 65 %."""
    system = rnms.example("khabarovsk_2023")
    report = rnms.evaluate(system, period=2023, readings=("by_act", "respondents"))

    assert MET is report["6"].verdict
    assert UNDETERMINED is report["6"].readings["by_act"].verdict
    assert MET is report["3"].verdict, "an indicator without one of them takes the other"


def test_what_the_order_does_not_know_is_refused_by_name() -> None:
    """E116: an unknown indicator or region is an error that lists those known."""
    system = rnms.example("khabarovsk_2023")

    with pytest.raises(LookupError, match=r"no indicator '8' in khabarovsk; known: 1, 2, 3, 4, 5, 6, 7"):
        rnms.evaluate(system, period=2023, only="8")
    with pytest.raises(LookupError, match=r"no region 'habarovsk'; known: .*did you mean 'khabarovsk'\?"):
        rnms.evaluate(system, period=2023, region="habarovsk")


def test_municipalities_that_answer_one_by_one_make_the_same_share() -> None:
    """E15 with names: 15 say yes, 4 are silent and named."""
    places = [Municipality(id=f"m{number}", name=f"Район {number}") for number in range(19)]
    period = "2022/2023"
    system = rnms.RegionalSystem(
        region="khabarovsk",
        municipalities=places,
        figures=[
            rnms.Figure(key="municipalities.with_model", period=period, municipality=place.id, holds=True)
            for place in places[:15]
        ],
    )
    result = rnms.evaluate(system, period=2023)["3"]

    assert UNDETERMINED is result.verdict
    assert rnms.Bounds(rnms.model.percent(100) * 15 / 19, 1) == result.value
    assert places[15:] == list(result.missing)
    assert len(result.judgement.municipalities) == 15
