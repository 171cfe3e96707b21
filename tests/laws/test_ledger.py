"""The ledger beside a verdict: who answered badly is told from who was silent, and who asks for what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import pytest

import rnms
from kit.declared import CLAUSE, TEN, indicator, profile
from kit.records import collected, org, teacher
from rnms import Municipality, RegionalSystem
from rnms.indicators import Count, Target, yearly
from rnms.indicators.vocabulary import people
from rnms.judge.ask import ask
from rnms.model import Delivery, DeliveryStatus, Figure, Unreported, at_least
from rnms.results import Report

FOREST, RIVER, LAKE = (
    Municipality(id=f"m{number}", name=f"{name} район")
    for number, name in enumerate(("Лесной", "Заречный", "Озёрный"), start=1)
)
TARGETS = yearly({2023: TEN}, CLAUSE)


def posts_missing(*places: str | None, faulty: Any = ()) -> RegionalSystem:
    """No posts came of some municipalities, of which some sent a list that could not be read."""
    return collected(
        "nowhere",
        org("school", place="m3"),
        teacher("p1"),
        municipalities=[FOREST, RIVER, LAKE],
        unreported=[Unreported(entity="employments", municipality=place) for place in places],
        deliveries=[
            Delivery(municipality=place, question="employments", status=DeliveryStatus.FAULTY)
            for place in faulty
        ],
    )


def judged(data: RegionalSystem, **more: Any) -> Report:
    return rnms.evaluate(data, region=profile(indicator(targets=TARGETS)), period=2023, **more)


@pytest.mark.parametrize(
    ("places", "faulty", "told"),
    [
        (["m1", "m2"], [], [("unreported", FOREST.name, RIVER.name)]),
        (["m1", "m2"], ["m1"], [("unread", FOREST.name), ("unreported", RIVER.name)]),
        (["m1", "m2"], ["m1", "m2"], [("unread", FOREST.name, RIVER.name)]),
        (["m1"], ["m3"], [("unreported", FOREST.name)]),
        # Nobody knows of whom a register is that cannot be opened.
        ([None], [None], [("unread",)]),
        ([None], ["m1"], [("unreported",)]),
        ([None], ["m1", None], [("unread",)]),
        (["m1"], [None], [("unreported", FOREST.name)]),
        ([None], [], [("unreported",)]),
    ],
)
def test_a_list_that_came_and_was_not_read_is_told_from_one_that_did_not_come(
    places: list[str | None], faulty: list[str | None], told: list[tuple[str, ...]]
) -> None:
    """Each municipality stands under one of them, and both are told where both are so."""
    reasons = judged(posts_missing(*places, faulty=faulty))["1"].judgement.reasons

    assert [
        (reason.code, *reason.about[1:])
        for reason in reasons
        if reason.code in {"unread", "unreported"} and reason.about[0] == "employments"
    ] == told


def test_a_line_names_the_indicators_of_the_report_that_ask_for_it() -> None:
    """In the order of the report; those that were not judged are not among them."""
    staff = [
        indicator(code=code, measure=Count(people.STAFF), targets=[Target(2023, at_least(1), CLAUSE)])
        for code in ("2", "1")
    ]
    teachers = indicator(
        code="3", measure=Count(people.TEACHERS), targets=[Target(2023, at_least(1), CLAUSE)]
    )
    lines = [
        Delivery(municipality="m1", question=key, period=2023, status=DeliveryStatus.NOT_SENT)
        for key in ("staff", "teachers")
    ]
    data = RegionalSystem(region="nowhere", municipalities=[FOREST], deliveries=lines)

    def asked_by(only: Any = None) -> dict[str, tuple[str, ...]]:
        report = rnms.evaluate(data, region=profile(*staff, teachers), period=2023, only=only)
        return {line.delivery.question: line.indicators for line in report.ledger}

    assert asked_by() == {"staff": ("2", "1"), "teachers": ("3",)}
    assert asked_by(["1"]) == {"staff": ("1",)}


YEAR = "2022/2023"
NUMBERS = {
    "staff": 50, "staff.diagnosed": 5, "staff.with_route": 4, "school_teachers": 40, "municipal_pool": 4
}  # fmt: skip
"""What a municipality of Khabarovsk Krai answers by numbers."""


def answered(
    lacking: Mapping[str, tuple[str, ...]], status: DeliveryStatus = DeliveryStatus.FAULTY
) -> RegionalSystem:
    """Three municipalities gave their numbers, without those that are lacking of each."""
    asked = [(place.id, key, number) for place in (FOREST, RIVER, LAKE) for key, number in NUMBERS.items()]
    return RegionalSystem(
        region="khabarovsk",
        municipalities=[FOREST, RIVER, LAKE],
        figures=[
            Figure(key=key, period=YEAR, municipality=place, count=number)
            for place, key, number in asked
            if key not in lacking.get(place, ())
        ],
        deliveries=[
            Delivery(
                municipality=place,
                question=key,
                period=YEAR,
                status=status if key in lacking.get(place, ()) else DeliveryStatus.COUNTED,
            )
            for place, key, _ in asked
        ],
    )


@pytest.mark.parametrize("status", [*DeliveryStatus][:-1])
@pytest.mark.parametrize("key", NUMBERS)
def test_whoever_lacks_an_answer_lacks_it_in_every_indicator_that_reads_it(
    key: str, status: DeliveryStatus
) -> None:
    """A headcount beside a part that was given, a part of a union: he is asked for it, and named with it."""
    report = rnms.evaluate(answered({"m2": (key,)}, status), region="khabarovsk", period=2023)
    [line] = [line for line in report.ledger if line.delivery.status is status]

    assert line.name == RIVER.name
    assert line.indicators
    for code in line.indicators:
        result = report[code]
        parts = result.components or (result.judgement,)
        assert RIVER in result.missing
        assert result.judgement.became == {"m2": status}
        assert any(RIVER in ask(part).silent for part in parts)


@pytest.mark.parametrize("region", [None, 3])
def test_a_part_of_a_union_that_nobody_answers_names_who_answered_badly(region: int | None) -> None:
    """The methodists of the region and of municipalities are counted together; municipalities tell theirs."""
    places = {place.id: ("municipal_pool",) for place in (FOREST, RIVER, LAKE)}
    data = answered(places)
    if region is not None:
        of_region = Figure(key="regional_pool", period=YEAR, count=region)
        data = attrs.evolve(data, figures=[*data.figures, of_region])
    load = rnms.evaluate(data, region="khabarovsk", period=2023)["4"]["load"]

    assert [reason.about for reason in load.reasons if reason.code == "sent-faulty-too"] == [
        (FOREST.name, RIVER.name, LAKE.name)
    ]


@pytest.mark.parametrize(
    ("figures", "missing"),
    [
        ([("pool", 10, None), ("municipal_pool", 3, "m1")], []),
        ([("pool", 3, "m1")], ["m2"]),
        ([("municipal_pool", 3, "m1")], ["m2"]),
    ],
    ids=["the region told the whole", "one district told the whole", "one district told a part"],
)
def test_who_is_missing_of_a_union_is_who_could_still_tell(
    figures: list[tuple[str, int, str | None]], missing: list[str]
) -> None:
    """Where the whole was asked for who told none of it; else who told none of the parts that are theirs."""
    data = RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=key, name=key) for key in ("m1", "m2")],
        figures=[
            Figure(key="school_teachers", period="2022/2023", count=2000),
            *(
                Figure(key=key, period="2022/2023", count=count, municipality=place)
                for key, count, place in figures
            ),
        ],
    )
    load = rnms.evaluate(data, period=2023)["4"]["load"]

    assert [place.id for place in load.missing] == missing
