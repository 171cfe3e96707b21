"""Published claims: what each admits, what data leave open, and what a publication says against itself."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.tabled import KINDS, tabled
from rnms import audit, regions, testing
from rnms.audit.attainable import Admitted, standing_of
from rnms.audit.claimed import impossible
from rnms.audit.printed import Printed, PrintedText, read_printed
from rnms.errors import DataError
from rnms.indicators.tally import Tally
from rnms.issues import Message
from rnms.model import Claim, ClaimPart, Figure, Municipality, Quote, RegionalSystem, Verdict
from rnms.results.audit import Checked, Rounding, Standing

EXAMPLE = rnms.example("khabarovsk_2023")


def audited(printed: Mapping[str, str], data: RegionalSystem | None = EXAMPLE) -> audit.Audit:
    """The audit of a publication of Khabarovsk."""
    claims = audit.published("khabarovsk", 2023, printed)
    return audit.check(claims, data=data, region="khabarovsk", period=2023)


R, W, C, N = Standing.REPRODUCED, Standing.WITHIN, Standing.CONTRADICTED, Standing.IMPOSSIBLE
BESIDE_DATA = [
    ("B1.1", "5", "14 (93 %)", R, ("respondents+by_act",), None),
    ("B1.2", "5", "14 (95 %)", N, (), None),
    ("B1.3", "5", "14 из 15 (94 %)", R, ("respondents+by_act",), Rounding.UP),
    ("B1.4", "1", "2036 (10,4 %)", W, ("default",), Rounding.DOWN),
    ("B1.5", "3", "100 %", R, ("respondents",), None),
    ("B1.6", "4", "достигнут", W, ("default",), None),
    ("B1.7", "staff", "19 500", C, (), None),
    ("B1.8", "5", "92 %", C, (), None),
]


@pytest.mark.parametrize(
    ("about", "printed", "standing", "readings", "rounding"),
    [row[1:] for row in BESIDE_DATA],
    ids=[row[0] for row in BESIDE_DATA],
)
def test_a_claim_beside_the_data(
    about: str, printed: str, standing: Standing, readings: tuple[str, ...], rounding: Rounding | None
) -> None:
    """Each stands as worked out by hand, under the fewest readings."""
    [checked] = audited({about: printed})

    assert (checked.standing, checked.readings, checked.rounding) == (standing, readings, rounding)


DIAGNOSED = {"staff": 10, "staff.diagnosed": 1}
TEAMS = {"teams": 5, "teams.trained": 3}
NO_TARGET = ("audit-no-verdict", "no-target")
OF_NUMBER_AND_VERDICT = [
    ("amur", DIAGNOSED, {"1": "11 %, достигнут"}, C, ("audit-number-fails", *NO_TARGET)),
    ("amur", DIAGNOSED, {"1": "2 (20 %), достигнут"}, C, ("audit-number-fails", *NO_TARGET)),
    ("amur", DIAGNOSED, {"1": "10 %, достигнут"}, Standing.NOT_CHECKABLE, NO_TARGET),
    ("amur", DIAGNOSED, {"1": "достигнут"}, Standing.NOT_CHECKABLE, NO_TARGET),
    ("amur", DIAGNOSED, {"1": "10 %"}, R, ()),
    ("amur", DIAGNOSED, {"staff": "11, достигнут"}, C, ("audit-number-fails", "audit-no-target")),
    ("amur", DIAGNOSED, {"staff": "10, достигнут"}, Standing.NOT_CHECKABLE, ("audit-no-target",)),
    ("ugra", TEAMS, {"6.2.2": "60 %, не достигнуто"}, C, ("audit-verdict-fails",)),
    ("ugra", TEAMS, {"6.2.2": "50 %, достигнуто"}, C, ("audit-number-fails",)),
    ("ugra", TEAMS, {"6.2.2": "20 %, не достигнуто"}, C, ("audit-number-fails", "audit-verdict-fails")),
]


@pytest.mark.parametrize(("region", "figures", "printed", "standing", "codes"), OF_NUMBER_AND_VERDICT)
def test_a_number_and_a_verdict_are_held_apart(
    region: str,
    figures: Mapping[str, int],
    printed: Mapping[str, str],
    standing: Standing,
    codes: tuple[str, ...],
) -> None:
    """A verdict that nobody can check hides no number that the data contradict; what fails is named."""
    data = rnms.from_figures(figures, region=region, period=2023)
    [checked] = audit.check(audit.published(region, 2023, printed), data=data, period=2023)

    assert (checked.standing, tuple(reason.code for reason in checked.reasons)) == (standing, codes)


def test_parts_stand_for_themselves() -> None:
    """B1.6: «достигнут» of 4 is open since the load is; that the bank was formed is reproduced."""
    [checked] = audited({"4": "достигнут"})

    assert [(part.about, part.standing) for part in checked.parts] == [("4.formed", R), ("4.load", W)]


def test_what_is_said_of_all_indicators_stands_as_the_worst() -> None:
    """«достигнуты»: 1, 2, 5, 6, 7 by default, 3 only among respondents, 4 possible."""
    [checked] = audited({"*": "достигнуты"})

    assert checked.standing is W
    assert {part.about: (part.standing, part.readings) for part in checked.parts} == {
        **dict.fromkeys(("1", "2", "5", "6", "7"), (R, ("default",))),
        "3": (R, ("respondents",)),
        "4": (W, ("default",)),
    }


def test_not_all_are_reached_where_one_is_not() -> None:
    """«не достигнуты»: 3 and 4 may not be, nor 6 if only acts count; what is reached does not deny it."""
    [checked] = audited({"*": "не достигнуты"})

    assert (checked.standing, checked.reasons[0].about) == (W, ("3, 4, 6",))
    assert checked.parts[0].standing is C


ALONE = [
    ("B1.9", {"1": "2036 (10,5 %)", "2": "1980 (9,9 %)"}, "different-bases", False,
     ("1", "19208–19576", "2", "19801–20204")),
    ("B1.10", {"3": "15 (100 %)", "5": "14 (93 %)", "7": "15 (100 %)"}, "base", True,
     ("муниципальные системы образования", "15")),
    ("B1.11", {"3": "14 из 15 (93 %), достигнут"}, "verdict-against-its-number", False, ("3",)),
    ("B1.12", {"staff.with_route": "2100", "staff.diagnosed": "2036"}, "before-the-period", True,
     ("staff.with_route", "2100", "staff.diagnosed", "2036", "64")),
    ("B1.12 by indicator", {"2": "2100", "1": "2036"}, "before-the-period", True,
     ("2", "2100", "1", "2036", "64")),
    ("granularity", {"5": "14 (95 %)"}, "granularity", False, ("95 %", "14")),
    ("part", {"municipalities": "15", "3": "16"}, "part-exceeds-whole", False,
     ("3", "16", "municipalities", "15")),
    ("by act", {"municipalities.with_associations": "13", "municipalities.with_associations_by_act": "14"},
     "part-exceeds-whole", False,
     ("municipalities.with_associations_by_act", "14", "municipalities.with_associations", "13")),
    ("union", {"pool": "200", "regional_pool": "123", "municipal_pool": "50"}, "union", False,
     ("pool", "200", "173")),
    ("two units", {"staff.with_route": "1980", "routes": "1980"}, "one-number-two-units", True,
     ("1980", "человек", "ИОМ")),
    ("mean", {"4.load": "84,35", "pool": "3"}, "mean", False, ("84,35", "3")),
    ("mean of both", {"4.load": "99", "school_teachers": "12000", "pool": "100"}, "mean", False,
     ("99", "12000", "100")),
    ("all but none", {"*": "не достигнуты", **dict.fromkeys("1234567", "достигнут")},
     "opposite-verdicts", False, ()),
    ("a whole but no part", {"4": "не достигнут", "4.load": "достигнут", "4.formed": "достигнут"},
     "opposite-verdicts", False, ("4",)),
    ("base beside its number", {"3": "15 (100 %)", "5": "14 (93 %)", "municipalities": "19"}, "base", True,
     ("муниципальные системы образования", "15", "19")),
    ("base between", {"1": "2036 (10,5 %)", "staff": "20000"}, "base", True,
     ("педагогические работники и управленческие кадры", "19208–19576", "20000")),
    ("zeros count", {"1": "2036 (10,50 %)", "2": "1980 (10,25 %)"}, "different-bases", False,
     ("1", "19373–19408", "2", "19299–19335")),
    ("two bases of one report", {"3": "15 (100 %)", "5": "14 (74 %)"}, "different-bases", False,
     ("3", "15", "5", "19")),
    ("of none", {"1": "0 (0,1 %)"}, "granularity", False, ("0,1 %", "0")),
    ("above all", {"5": "15 из 14"}, "granularity", False, ("15", "14")),
    ("below 10 %", {"1": "9,99 %, достигнут"}, "verdict-against-its-number", False, ("1",)),
    ("no pool", {"4.formed": "нет", "4": "достигнут"}, "verdict-against-its-number", False, ("4.formed",)),
    ("load", {"4.load": "100,5, достигнут"}, "verdict-against-its-number", False, ("4.load",)),
    ("all but one", {"*": "достигнуты", "2": "не достигнут"}, "opposite-verdicts", False, ("2",)),
    ("all but a part", {"*": "достигнуты", "4.load": "не достигнут"}, "opposite-verdicts", False,
     ("4.load",)),
    ("a whole but its part", {"4": "достигнут", "4.load": "не достигнут"}, "opposite-verdicts", False,
     ("4.load",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "kind", "remark", "about"), [row[1:] for row in ALONE], ids=[row[0] for row in ALONE]
)
def test_a_publication_against_itself(
    printed: Mapping[str, str], kind: str, remark: bool, about: tuple[str, ...]
) -> None:
    """What claims say together, without any data of ours."""
    claims = audit.published("khabarovsk", 2023, printed)
    found = [one for one in audit.within(claims, region="khabarovsk", period=2023) if one.kind == kind]

    assert [(one.remark, one.reason.about) for one in found] == [(remark, about)]
    assert {id(claim) for claim in found[0].claims} <= set(map(id, claims))


CONSISTENT = [
    {"1": "2036 (10,5 %)", "2": "1980 (10,2 %)"},
    {"3": "15 (100 %), достигнут"},
    {"municipalities.with_associations": "15", "municipalities.with_associations_by_act": "14"},
    {"pool": "160", "regional_pool": "123", "municipal_pool": "50"},
    {"3": "15", "5": "15"},
    {"4.load": "84,3", "pool": "123"},
    {"1": "2100", "2": "2036"},
    {"1": "2036 (10,50 %)", "2": "1980 (10,21 %)"},
    {"1": "2036 (10,5 %)", "2": "более 10 %"},
    {"5": "14 (74 %)", "3": "15 (79 %)"},
    {"3": "100 %, не достигнут"},
    {"3": "100 %", "*": "не достигнуты"},
    {"1": "10 %, достигнут"},
    {"pool": "123", "regional_pool": "123"},
    {"4.load": "84,34", "pool": "3"},
    {"4.formed": "да", "4": "не достигнут"},
    {"*": "не достигнуты", "2": "достигнут"},
    {"4": "не достигнут", "4.load": "достигнут"},
    {"1": "достигнут", "2": "не достигнут"},
    {"1": "5 (0 %)"},
    {"4.load": "120,4", "school_teachers": "12037", "pool": "100"},
    {"4.load": "120", "school_teachers": "12037", "pool": "100"},
    {"*": "не достигнуты", **dict.fromkeys("123456", "достигнут")},
    {"4": "не достигнут", "4.load": "достигнут"},
    {"1": "2036 (10,5 %), достигнут"},
]


@pytest.mark.parametrize("printed", CONSISTENT, ids=str)
def test_a_publication_that_is_consistent(printed: Mapping[str, str]) -> None:
    """Nothing is said against what can be true; remarks aside."""
    claims = audit.published("khabarovsk", 2023, printed)

    assert [one for one in audit.within(claims, region="khabarovsk", period=2023) if not one.remark] == []


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        # Of 30 teams alone 12 are 40 %, and that is the target.
        ({"6.2.2": "12 команд (40 %), не достигнуто"}, ["audit-verdict-against-its-number"]),
        ({"6.2.2": "40 %, не достигнуто"}, []),
        ({"6.2.2": "120 (40 %), не достигнуто"}, []),
        # The most that one has is no mean that was rounded.
        ({"6.3.1.cap_part": "250, не выполнено"}, ["audit-verdict-against-its-number"]),
        ({"6.3.1.minimum_part": "250, не выполнено"}, []),
        ({"6.3.1.minimum_part": "251,5", "6.3.1.cap_part": "250"}, ["audit-mean-above-largest"]),
        ({"6.3.1.minimum_part": "250", "6.3.1.cap_part": "249"}, ["audit-mean-above-largest"]),
        ({"6.3.1.minimum_part": "250", "6.3.1.cap_part": "250"}, []),
    ],
    ids=str,
)
def test_numbers_of_yugra_against_themselves(printed: Mapping[str, str], codes: list[str]) -> None:
    """What a count, the share beside it and the mean of loads admit together."""
    claims = audit.published("ugra", 2024, printed)
    found = [one for one in audit.within(claims, region="ugra", period=2024) if not one.remark]

    assert [one.reason.code for one in found] == codes


def test_an_answer_that_denies_a_verdict_is_no_number() -> None:
    """Nothing is said of a number where none is printed."""
    claims = audit.published("khabarovsk", 2023, {"4.formed": "нет, выполнено"})
    [found] = audit.within(claims, region="khabarovsk", period=2023)

    assert found.reason.code == "audit-verdict-against-its-answer"


@pytest.mark.parametrize(
    ("fields", "of_second", "found"),
    [
        ({"indicator": "2"}, {}, [("2",)]),
        ({"indicator": "2"}, {"quote": Quote(document="004", line=9, text="")}, [("2",)]),
        ({"indicator": "2", "period": "2022/2023"}, {"period": "2023"}, [("2",)]),
        ({"indicator": "2"}, {"period": "2021/2022"}, []),
        ({}, {}, [()]),
        ({"indicator": "3", "municipality": "Район"}, {}, [("3",)]),
        ({"indicator": "3", "municipality": "Район"}, {"municipality": None}, []),
    ],
)
def test_one_of_two_opposite_verdicts_is_wrong(
    fields: dict[str, Any], of_second: dict[str, Any], found: list[tuple[str, ...]]
) -> None:
    """Of one thing in one period, in whichever documents they stand."""
    told: dict[str, Any] = {"period": 2023, "quote": Quote(document="", line=0, text="")} | fields
    reached = Claim(**told, verdict=Verdict.MET)
    missed = Claim(**told | of_second, verdict=Verdict.NOT_MET)
    against = audit.within([missed, reached], region="khabarovsk", period=2023)

    assert [one.reason.about for one in against] == found
    assert all(one.certain and one.decisive and one.claims == (reached, missed) for one in against)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ({"count": 15, "among": 15}, "audit-opposite-verdicts-reached"),
        ({"count": 14, "among": 15}, "audit-opposite-verdicts-missed"),
        ({"count": 14}, "audit-opposite-verdicts"),
    ],
)
@pytest.mark.parametrize("beside", [Verdict.MET, Verdict.NOT_MET])
def test_opposite_verdicts_and_the_number_beside_one_are_told_once(
    number: dict[str, Any], code: str, beside: Verdict
) -> None:
    """Which of them the number denies is a part of the same conflict."""
    claims = [
        claim(indicator="3", verdict=verdict, **(number if verdict is beside else {}))
        for verdict in (Verdict.MET, Verdict.NOT_MET)
    ]
    against = [found for found in audit.within(claims, region="khabarovsk", period=2023) if not found.remark]

    assert [(found.kind, found.reason.code) for found in against] == [("opposite-verdicts", code)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Код;Напечатано;Строка\n22;около 5;x\n2;достигнут;1\n",
            {"A2": "claim.unknown-word", "B2": "claim.unread", "C2": "claim.unread"},
        ),
        # Of two columns that are called alike nobody knows which was meant.
        ("Код;Напечатано;Напечатано\n1;5 %;7 %\n", {"C1": "table.doubled-column"}),
    ],
    ids=["of a line", "of the head"],
)
def test_the_faults_of_a_publication_are_told_where_they_stand(
    text: str, codes: dict[str, str], tmp_path: Path
) -> None:
    """The code at its cell, the printed text and the line of the document at theirs; all at once."""
    file = tmp_path / "напечатано.csv"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(rnms.DataError) as caught:
        audit.read_claims(file, region="khabarovsk", period=2023)
    assert {issue.place: issue.code for issue in caught.value.issues} == {
        f"напечатано.csv[{cell}]": code for cell, code in codes.items()
    }


def test_the_base_of_shares_beside_the_population() -> None:
    """B1.10: shares of 15, while the data know 19."""
    within = audited({"3": "15 (100 %)", "5": "14 (93 %)"}).within

    assert [one.reason.about for one in within] == [("муниципальные системы образования", "15", "19")]


def test_a_verdict_against_its_number_is_decisive() -> None:
    """B1.11: the target is 100 %."""
    [found] = [
        one for one in audited({"3": "14 (93 %), достигнут"}, None).within if one.kind.startswith("verdict")
    ]

    assert found.decisive


def test_a_count_that_only_a_reading_gives() -> None:
    """B1.13: those who left are counted; the default's number stands beside."""
    report = rnms.evaluate(testing.invented_region(staff=400, seed=2), region="ugra", period=2023)
    counts = {name: judgement.tallies[0] for name, judgement in report["6.2.1"].readings.items()}
    count = counts["with_leavers"].passed  # type: ignore[union-attr]
    [checked] = report.audit(audit.published("ugra", 2023, {"6.2.1": str(count)}))

    assert (checked.standing, checked.readings) == (R, ("with_leavers",))
    assert (checked.ours, checked.there) == (rnms.Bounds.exact(28), rnms.Bounds.exact(count))


def claim(**said: object) -> Claim:
    """A claim of 2023."""
    return Claim(period=2023, quote=Quote(document="", line=0, text=""), **said)  # type: ignore[arg-type]


SUMS = [
    ("municipalities", "m", 15, (7, 8), []),
    ("municipalities", "m", 15, (7, 9), ["audit-sum"]),
    ("staff", "m", 15, (7, 9), []),
    ("staff", "m", 20, (7, 9), ["audit-sum-at-least"]),
    ("staff", "m", 8, (7, 9), ["audit-sum-at-least"]),
    ("routes", "2023-Q", 15, (7, 8), []),
    ("routes", "2023-Q", 15, (7, 9), ["audit-sum"]),
]


@pytest.mark.parametrize(("key", "part", "count", "numbers", "expected"), SUMS, ids=str)
def test_parts_add_up_only_where_nobody_is_in_two(
    key: str, part: str, count: int, numbers: tuple[int, ...], expected: list[str]
) -> None:
    """People work in two municipalities; a municipality, and a route of a quarter, is one thing."""
    parts = [ClaimPart(key=f"{part}{at}", count=number) for at, number in enumerate(numbers, start=1)]
    found = audit.within([claim(key=key, count=count, parts=parts)], region="khabarovsk", period=2023)

    assert [one.reason.code for one in found if one.kind == "sum"] == expected


def test_what_accumulates_falls_only_where_some_left() -> None:
    """6.2.1 of Ugra accumulates; who leaves is counted no more."""
    claims = [
        Claim(period=year, quote=Quote(document="", line=0, text=""), indicator="6.2.1", count=count)
        for year, count in ((2022, 1900), (2023, 1880))
    ]
    [found] = audit.within(claims, region="ugra", period=2023)

    assert (found.kind, found.remark) == ("falls", True)
    assert found.reason.about == ("6.2.1", "2022", "1900", "2023", "1880", "20")


def test_a_pair_is_impossible_where_no_reading_explains_it() -> None:
    """A word of one meaning: more routes after a diagnostic than routes."""
    claims = [claim(key="routes", count=5), claim(key="routes.after_diagnostic", count=7)]
    checked = audit.check(claims, region="khabarovsk", period=2023)

    assert [one.standing for one in checked] == [N, N]


def test_two_claims_of_one_publication_make_each_other_impossible() -> None:
    """B1.9, with nothing but the publication: no number of people gives both shares."""
    claims = audit.published("khabarovsk", 2023, {"1": "2036 (10,5 %)", "2": "1980 (9,9 %)", "3": "15"})
    checked = audit.check(claims, region="khabarovsk", period=2023)

    assert [one.standing for one in checked] == [N, N, Standing.NOT_CHECKABLE]
    assert checked["1"][0].reasons[0].about == ("1", "19208–19576", "2", "19801–20204")


def test_what_the_data_reproduce_stays_so_beside_another_claim() -> None:
    """B1.9 beside data: the first is theirs; the second they contradict."""
    checked = audited({"1": "2036 (10,5 %)", "2": "1980 (9,9 %)"})

    assert [one.standing for one in checked] == [R, C]


BY_ACT, ALL = "municipalities.with_associations_by_act", "municipalities.with_associations"
SENTENCES = [
    ("as the report says", {"count": 15, "share": "100 %"}, [(BY_ACT, 14, "93 %")], R, ("respondents",)),
    ("of 15, of 19", {"count": 15, "share": "100 %"}, [(BY_ACT, 14, "74 %")], C, ()),
    ("parts alone", {}, [(ALL, 15, "100 %"), (BY_ACT, 14, "93 %")], R, ("respondents",)),
    ("parts of two readings", {}, [(ALL, 15, "100 %"), (BY_ACT, 14, "74 %")], C, ()),
    ("cut, both", {"share": "100 %"}, [(BY_ACT, 14, "93,4 %")], R, ("respondents",)),
]


@pytest.mark.parametrize(
    ("said", "parts", "standing", "readings"),
    [row[1:] for row in SENTENCES],
    ids=[row[0] for row in SENTENCES],
)
def test_one_sentence_is_counted_in_one_way(
    said: Mapping[str, object],
    parts: list[tuple[str, int, str]],
    standing: Standing,
    readings: tuple[str, ...],
) -> None:
    """A claim and its parts stand as the best reading of all of them; each of the parts for itself."""
    of_claim = [ClaimPart(key=key, count=count, share=share) for key, count, share in parts]
    [checked] = audit.check([claim(indicator="5", parts=of_claim, **said)], data=EXAMPLE, period=2023)

    assert (checked.standing, checked.readings) == (standing, readings)
    assert ("audit-not-together" in {reason.code for reason in checked.reasons}) is (standing is C)
    assert C not in {part.standing for part in checked.parts}


def test_parts_of_other_sentences_are_counted_for_themselves() -> None:
    """One document gives the whole, another the part."""
    elsewhere = Quote(document="004", line=9, text="14 (74 %)")
    part = ClaimPart(key=BY_ACT, count=14, share="74 %", quote=elsewhere)
    [checked] = audit.check([claim(indicator="5", count=15, parts=[part])], data=EXAMPLE, period=2023)

    assert checked.standing is W


OF_PLACES = [
    ("k0", "да", R), ("k0", "нет", C), ("k0", "100 %", R), ("Район 0", "да", R), ("k1", "нет", R),
    ("k2", "да", Standing.NOT_CHECKABLE), ("Марс", "да", Standing.NOT_CHECKABLE),
]  # fmt: skip


@pytest.mark.parametrize(("place", "printed", "standing"), OF_PLACES, ids=str)
def test_the_line_of_one_municipality(tmp_path: Path, place: str, printed: str, standing: Standing) -> None:
    """Named by id or as it is called, in a column of its own; its «да» is that of a member."""
    system = RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=f"k{at}", name=f"Район {at}") for at in range(3)],
        figures=[
            Figure(key="municipalities.with_model", period="2022/2023", municipality=f"k{at}", holds=not at)
            for at in range(2)
        ],
    )
    file = tmp_path / "напечатано.csv"
    file.write_text(f"Код;Напечатано;МСО\n3;{printed};{place}\n", encoding="utf-8")
    claims = audit.read_claims(file, region="khabarovsk", period=2023)
    [checked] = audit.check(claims, data=system, period=2023)

    assert checked.standing is standing
    assert checked.claim is claims[0]
    called = place if place == "Марс" else f"Район {place[-1]}"
    assert checked.place == ("" if place == "Марс" else called)
    text = rnms.evaluate(system, period=2023, only="3").audit(claims).report.to_text()
    assert f": {called}" in " ".join(text.split())


def test_claims_beside_tables_stand_as_beside_records() -> None:
    """The same people in tables."""
    system = testing.invented_region(staff=60, seed=2)
    count = rnms.evaluate(system, period=2023)["6.2.1"].judgement.tallies[0].passed  # type: ignore[union-attr]
    texts = [{"6.2.1": str(count)}, {"6.2.1": str(count + 1)}, {"6.2.1": "100 %, достигнут"}]
    claims = [one for printed in texts for one in audit.published("ugra", 2023, printed)]

    of_records = audit.check(claims, data=system, region="ugra", period=2023)
    of_tables = audit.check(claims, data=tabled(system, KINDS["polars"]), region="ugra", period=2023)

    assert [(one.standing, one.readings) for one in of_tables] == [
        (one.standing, one.readings) for one in of_records
    ]
    assert {R, C} <= {one.standing for one in of_tables}


def test_no_verdict_hangs_on_what_was_published() -> None:
    """Claims are kept beside verdicts and never used for them."""
    without = rnms.evaluate(_without_claims(), period=2023)

    assert without.verdicts == rnms.evaluate(EXAMPLE, period=2023).verdicts


def _without_claims() -> RegionalSystem:
    import attrs

    return attrs.evolve(EXAMPLE, claims=())


# What is printed.


def as_printed(share: Fraction, digits: int, rounding: Rounding) -> str:
    """Print a share, written anew: the oracle of the intervals."""
    scaled = share * 100 * 10**digits
    whole = {
        Rounding.HALF_UP: math.floor(scaled + Fraction(1, 2)),
        Rounding.HALF_EVEN: round(scaled),
        Rounding.DOWN: math.floor(scaled),
        Rounding.UP: math.ceil(scaled),
    }[rounding]
    before, after = divmod(whole, 10**digits)
    return f"{before},{after:0{digits}} %" if digits else f"{before} %"


@given(st.integers(1, 60), st.data(), st.integers(0, 1), st.sampled_from(Rounding))
def test_a_true_publication_never_denies_itself(
    size: int, data: st.DataObject, digits: int, rounding: Rounding
) -> None:
    """Whatever is printed of one truth, rounded in whichever way: its number, its verdict, its headcount."""
    share = Fraction(data.draw(st.integers(0, size)), size)
    verdict = "достигнут" if share >= Fraction(2, 5) else "не достигнут"
    loads = data.draw(st.lists(st.integers(0, 300), min_size=1, max_size=5))
    mean = as_printed(Fraction(sum(loads), 100 * len(loads)), digits, rounding).removesuffix(" %")
    printed = {
        "6.2.2": f"{share * size} ({as_printed(share, digits, rounding)}), {verdict}",
        "teams": str(size),
        "6.3.1.minimum_part": mean if float(mean.replace(",", ".")) > 1 else "2",
        "6.3.1.cap_part": str(max(2, *loads)),
    }
    claims = audit.published("ugra", 2024, printed)

    assert audit.within(claims, region="ugra", period=2024) == ()


@given(st.integers(1, 60), st.data(), st.integers(0, 2), st.sampled_from(Rounding))
def test_a_printed_share_admits_what_it_was_made_of(
    size: int, data: st.DataObject, digits: int, rounding: Rounding
) -> None:
    """Under each rounding those fractions and no others."""
    share, other = (Fraction(data.draw(st.integers(0, size)), size) for _ in range(2))
    text = as_printed(share, digits, rounding)

    admitted = Printed.of(text).norm(rounding)
    assert admitted.admits(share)
    assert admitted.admits(other) is (as_printed(other, digits, rounding) == text)


@given(
    st.none() | st.integers(0, 12),
    st.none() | st.integers(0, 14),
    st.none() | st.tuples(st.integers(2, 104), st.integers(0, 1)),
)
@examples(40)
def test_impossible_is_what_no_integers_satisfy(
    count: int | None, among: int | None, printed: tuple[int, int] | None
) -> None:
    """Brute force over whole numbers, under the four roundings."""
    if count is None and among is None and printed is None:
        return
    share = None if printed is None else f"{printed[0]}{',5' * printed[1]} %"
    digits = 0 if printed is None else printed[1]
    sizes = range(1 if share else 0, 700) if among is None else [among]
    satisfied = any(
        share is None
        or (size > 0 and any(as_printed(Fraction(passing, size), digits, way) == share for way in Rounding))
        for size in sizes
        for passing in (range(min(size, 210) + 1) if count is None else [count])
        if passing <= size
    )
    found = impossible(claim(key="municipalities.with_model", count=count, among=among, share=share), None)

    assert (found is None) is satisfied


TEXTS = [
    ("2036 – 10,5%", PrintedText(count=2036, share="10,5%")),
    ("14 (93 %)", PrintedText(count=14, share="93 %")),
    ("В 15 МСО (100 %)", PrintedText(count=15, share="100 %")),
    ("во всех 15 МСО (100%)", PrintedText(count=15, share="100%")),
    ("14 из 15 (94 %)", PrintedText(count=14, among=15, share="94 %")),
    ("1980 педагогов - более 10%", PrintedText(count=1980, share="более 10%")),
    ("19\N{NO-BREAK SPACE}500 чел.", PrintedText(count=19500)),
    ("100 %", PrintedText(share="100 %")),
    ("0 %", PrintedText(share="0 %")),
    ("10,50 процента", PrintedText(share="10,50 процента")),
    ("достигнуты", PrintedText(verdict=Verdict.MET)),
    ("не достигнут", PrintedText(verdict=Verdict.NOT_MET)),
    ("сформирован", PrintedText(holds=True)),
    ("нет", PrintedText(holds=False)),
    ("15 (100 %), достигнут", PrintedText(count=15, share="100 %", verdict=Verdict.MET)),
    ("84,3", PrintedText(share="84,3")),
    ("100,5, достигнут", PrintedText(share="100,5", verdict=Verdict.MET)),
    ("свыше 93%", PrintedText(share="свыше 93%")),
    ("не меньше 65 %", PrintedText(share="не меньше 65 %")),
    ("14 МСО из 15 (93 %)", PrintedText(count=14, among=15, share="93 %")),
    ("15 из 15, достигнут.", PrintedText(count=15, among=15, verdict=Verdict.MET)),
    ("14 из 15 муниципальных образований", PrintedText(count=14, among=15)),
    (
        "2\N{NARROW NO-BREAK SPACE}036 педагогических работников (10,5%)",
        PrintedText(count=2036, share="10,5%"),
    ),
    ("7 управленческих команд", PrintedText(count=7)),
    ("4,5 балла", PrintedText(share="4,5")),
    ("14 (93\N{SOFT HYPHEN} %)\N{ZERO WIDTH SPACE}", PrintedText(count=14, share="93 %")),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text for text, _ in TEXTS])
def test_a_printed_text_is_read_whole(text: str, expected: PrintedText) -> None:
    """As documents print it."""
    assert read_printed(text) == expected


@pytest.mark.parametrize(
    "text",
    ["около 14", "14 (93 %) *", "14 15", "93 % и 94 %", "14 MCO", "не менее 14", "0,93", "", "—", "14а",
     "1,5,6", "14 из", "14 +", "примерно 10,5 %", "достигнуто частично", "-5 %", "1.980 чел.", "14-15",
     "14 (93 %), в т.ч. 14 по акту", "больше 14", "1,5 тыс.", "14 из 15,5", "01.10.2023", "12 34",
     "14 (93 %)1"],
)  # fmt: skip
def test_no_letter_is_passed_over(text: str) -> None:
    """What is not understood is told, and nothing is read of it."""
    assert isinstance(read_printed(text), Message)


@given(
    st.integers(0, 99_999),
    st.sampled_from([" ", " – ", " (", "; ", "\N{NO-BREAK SPACE}- "]),
    st.integers(0, 100),
    st.sampled_from(["", ",5", ",50"]),
    st.sampled_from(["%", " %", "\N{NO-BREAK SPACE}%", " процентов"]),
    st.text("бгжзлхцщэюяqz#*", max_size=2),
)
def test_numbers_are_found_between_other_signs(
    count: int, between: str, whole: int, decimals: str, sign: str, foreign: str
) -> None:
    """The share first, then the number; a foreign letter anywhere is a fault."""
    text = f"{count}{between}{whole}{decimals}{sign}"
    printed = read_printed(f"{text}{foreign and ' '}{foreign}")
    if foreign:
        assert isinstance(printed, Message)
    else:
        share = " ".join(f"{whole}{decimals}{sign}".split())
        assert printed == PrintedText(count=count, share=share)


def test_faults_of_a_publication_are_told_at_once() -> None:
    """Each with its place: a word that is not there, a text that says more than is known."""
    with pytest.raises(DataError) as failed:
        audit.published("khabarovsk", 2023, {"55": "14", "5": "примерно 14", "3": "100 %"})

    assert [(issue.place, issue.code) for issue in failed.value.issues] == [
        ("55", "claim.unknown-word"),
        ("5", "claim.unread"),
    ]


@pytest.mark.parametrize(
    ("region", "code", "advice"),
    [
        ("ugra", "regional_methodists.attached.total", "6.3.1.minimum_part, 6.3.1.cap_part"),
        ("ugra", "regional_methodists.attached.totl", "см. profile.needs()"),
        ("kirov", "monitoring_rounds", "1.3.2"),
        ("kirov", "staff.outside_municipalities", "уберите строку"),
    ],
)
def test_no_word_is_suggested_that_is_refused(region: str, code: str, advice: str) -> None:
    """Of a word that data alone know the code is named by which the same is printed."""
    with pytest.raises(DataError) as failed:
        audit.published(region, 2024, {code: "700"})

    [issue] = failed.value.issues
    assert issue.code == "claim.unknown-word"
    assert advice in issue.text
    assert f"'{code}'" not in issue.text
    assert "attached.total'" not in issue.text


# What data leave open.


def completions(tally: Tally) -> Iterator[tuple[int, int]]:
    """How many pass of how many, in every world that a tally leaves open."""
    doubtful = itertools.product(
        range(tally.failed_or_passed + 1), range((tally.out_or_failed or 0) + 1),
        range((tally.out_or_passed or 0) + 1), range((tally.anything or 0) + 1),
    )  # fmt: skip
    for passing, failing, joining, rest in doubtful:
        for passing_of_rest in range(rest + 1):
            size = tally.surely_in + failing + joining + rest
            yield tally.passed + passing + joining + passing_of_rest, size


SMALL = st.integers(0, 3)
TALLIES = st.builds(
    Tally, passed=SMALL, failed=SMALL, failed_or_passed=SMALL, out_or_failed=SMALL, out_or_passed=SMALL,
    anything=SMALL,
)  # fmt: skip


@given(
    TALLIES,
    st.none() | st.integers(0, 8),
    st.none() | st.integers(0, 10),
    st.none() | st.tuples(st.integers(0, 100), st.sampled_from(Rounding)),
)
def test_a_standing_is_that_of_every_world(
    tally: Tally, count: int | None, among: int | None, share: tuple[int, Rounding] | None
) -> None:
    """Reproduced in all of them, contradicted in none, within in some: brute force."""
    norm = None if share is None else Printed.of(f"{share[0]} %").norm(share[1])
    admitted = Admitted(count=count, among=among, share=norm)
    worlds = [admitted.admits(passing, size) for passing, size in completions(tally)]

    assert standing_of(tally, admitted) is (R if all(worlds) else W if any(worlds) else C)


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=5), st.data())
def test_what_is_reproduced_no_completion_denies(answers: list[bool | None], data: st.DataObject) -> None:
    """From figures of municipalities to the standing, by every way to fill what is not told."""
    names = [f"m{number}" for number in range(len(answers))]
    printed = data.draw(
        st.sampled_from(
            [
                f"{k} ({as_printed(Fraction(k, n), 0, Rounding.HALF_UP)})"
                for n in range(1, len(answers) + 1)
                for k in range(n + 1)
            ]
        )
    )
    checked = _of_municipalities(names, answers, printed)
    by_default = [name for name in checked.readings if name == "default"]
    worlds = itertools.product(*([answer] if answer is not None else [True, False] for answer in answers))
    admitted = [_is_so(printed, [*world]) for world in worlds]
    if checked.standing is R and by_default:
        assert all(admitted)
    if checked.standing in {C, N}:
        assert not any(admitted)
    if checked.standing is R and "respondents" in checked.readings:
        assert _is_so(printed, [answer for answer in answers if answer is not None])


def _of_municipalities(names: list[str], answers: list[bool | None], printed: str) -> Checked:
    system = RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=name, name=name) for name in names],
        figures=[
            Figure(key="municipalities.with_model", period="2022/2023", municipality=name, holds=answer)
            for name, answer in zip(names, answers, strict=True)
            if answer is not None
        ],
    )
    [checked] = audited({"3": printed}, system)
    return checked


def _is_so(printed: str, world: list[bool | None]) -> bool:
    count, share = printed.split(" (")
    passing = sum(map(bool, world))
    return (
        passing == int(count)
        and bool(world)
        and any(as_printed(Fraction(passing, len(world)), 0, way) == share.strip(")") for way in Rounding)
    )


def test_the_words_of_a_template_are_those_that_can_be_audited() -> None:
    """Each stands for something, in every region."""
    for key in regions.available():
        content = audit.template(key, 2024)

        assert content.startswith(b"PK")
