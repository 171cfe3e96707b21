"""Events that were held, and who took part: counted, named, each in one period alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

import rnms
from kit.records import collected, made, org, person, towns, works
from kit.tabled import KINDS, tabled
from rnms import RegionalSystem, files, regions, testing
from rnms.engine.engine import Engine
from rnms.indicators import Indicator
from rnms.indicators.tally import Tally
from rnms.indicators.vocabulary import events, municipalities, people
from rnms.logic import Population, Term
from rnms.logic.question import Question
from rnms.model import (
    Bounds,
    Event,
    EventKind,
    Figure,
    ParticipantRole,
    Participation,
    Period,
    Unreported,
)
from rnms.render.sentences import sentence

YEAR = Period.of(2023)
END = dt.date(2023, 12, 31)
PLACES = (towns("m1", "m2"), org("school", place="m1"))
TEACHER = (person("p"), works("p"))


def event(key: str = "v1", start: str | None = "2023-03-01", end: str | None = None, **facts: Any) -> Any:
    return made(Event, id=key, start=start, end=end, **facts)


def came(key: str = "v1", name: str = "p", **facts: Any) -> Any:
    return made(Participation, event=key, person=name, **facts)


def answer(system: RegionalSystem, of: Population, term: Term | None = None, period: Period = YEAR) -> Any:
    """The answer by records, which tables must give, too."""
    question = Question(of=of, term=term)
    by_records, by_tables = (
        Engine(data, None).answer(question, period) for data in (system, tabled(system, KINDS["polars"]))
    )
    assert by_records.tally == by_tables.tally
    assert by_records.municipalities == by_tables.municipalities
    return by_records


# How many were held.


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        ("2023-03-01", None, 1),
        ("2022-12-29", None, 0),
        ("2022-12-29", "2023-01-03", 1),
        ("2023-12-29", "2024-01-03", 0),
        (None, "2023-01-03", 1),
    ],
)
def test_an_event_belongs_to_the_period_of_its_last_day(
    start: str | None, end: str | None, number: int
) -> None:
    system = collected("ugra", PLACES, event(start=start, end=end))

    assert answer(system, events.EVENTS).tally.size() == Bounds.exact(number)


def test_of_an_event_without_a_day_it_is_not_known_whether_it_was_held_then() -> None:
    assert answer(collected("ugra", PLACES, event(start=None)), events.EVENTS).tally.size() == Bounds(0, 1)


def test_events_are_counted_by_level_and_by_municipality() -> None:
    system = collected(
        "ugra",
        PLACES,
        event("a", level="municipal", municipality="m1"),
        event("b", level="municipal", municipality="m2"),
        event("c", level="regional"),
        event("d", municipality="m2"),
    )

    municipal, regional = (answer(system, of) for of in (events.MUNICIPAL_EVENTS, events.REGIONAL_EVENTS))

    assert municipal.tally.size() == Bounds(2, 3)
    assert {place: tally.size() for place, tally in municipal.municipalities.items()} == {
        "m1": Bounds(1, 1),
        "m2": Bounds(1, 2),
    }
    assert regional.tally.size() == Bounds(1, 2)


def test_numbers_of_events_add_up_over_municipalities_and_over_quarters() -> None:
    question = Question(of=events.EVENTS)
    quarters = [Period.of(f"2023-Q{number}") for number in (1, 2, 3, 4)]
    of_region = Figure(key="events.outside_municipalities", period=YEAR, count=1)
    by_place = [Figure(key="events", period=YEAR, count=2, municipality=key) for key in ("m1", "m2")]
    by_quarter = [Figure(key="events", period=quarter, count=2) for quarter in quarters]

    for figures, number in (([of_region, *by_place], 5), (by_quarter, 8)):
        system = collected("ugra", PLACES, figures=figures, events=None)
        tally = Engine(system, END, [question]).answer(question, YEAR).tally
        assert isinstance(tally, Tally)
        assert tally.size() == Bounds.exact(number)


ASKED = [
    *(f"2023-Q{number}" for number in (1, 2, 3, 4)),
    *("2023-H1", "2023-H2", "2023-03-01/2023-03-31", "2023-06-01/2023-06-30", "2022/2023", "2023/2024"),
    *("2022", "2023", "2024"),
]


@pytest.mark.parametrize("missing", ["2023-Q2", "2023-05-01/2023-05-31", "2023-H2", "2022/2023", "2023"])
@pytest.mark.parametrize("asked", ASKED)
def test_a_list_that_is_missing_leaves_open_only_periods_in_which_an_event_of_it_may_end(
    asked: str, missing: str
) -> None:
    """An event of the second quarter, be it of one day or of a week, is none of the first or the third.

    https://github.com/dhis2/dhis2-core: «a low value may … mean a period has not been reported yet».
    """
    gap, period = Period.of(missing), Period.of(asked)
    days = [gap.start + dt.timedelta(number) for number in range((gap.end - gap.start).days + 1)]
    # Of one day, or with a last day: it is in the list of the period in which that lies.
    may_count = any(day in period for day in days)
    system = collected("ugra", PLACES, Unreported(entity="events", period=gap))

    assert answer(system, events.EVENTS, period=period).tally.size() == Bounds(0, None if may_count else 0)


# Who took part.


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ((event("a"), event("b"), came("a"), came("b")), (1, 0)),
        ((event("a"), came("a"), came("a", acted_as=ParticipantRole.SPEAKER)), (0, 1)),
        ((event("a"), event("b", "2022-03-01"), came("a"), came("b")), (0, 1)),
        ((event("a"), event("b", None), came("a"), came("b")), (0, 0)),
    ],
    ids=["two events", "one event twice", "one of another year", "one without a day"],
)
def test_who_took_part_twice_was_at_two_different_events(pieces: Any, expected: tuple[int, int]) -> None:
    """«Не менее 2 мероприятий в год»."""
    tally = answer(collected("ugra", PLACES, TEACHER, pieces), people.TEACHERS, events.TOOK_PART_TWICE).tally

    assert (tally.passed, tally.failed) == expected


def test_one_event_is_not_different_from_any() -> None:
    """That they are different is said only of several."""
    once, twice = (events.took_part("t", "были", at_least=number) for number in (1, 2))

    assert "разн" in sentence(twice.where)
    assert "разн" not in sentence(once.where)
    assert (once, twice) == tuple(
        attrs.evolve(term, key="t", title="были") for term in (events.TOOK_PART, events.TOOK_PART_TWICE)
    )


def test_participations_that_were_not_reported_leave_open_who_took_part() -> None:
    gap = Unreported(entity="participations", municipality="m1", period=2023)
    system = collected("ugra", PLACES, TEACHER, event(), gap)

    assert answer(system, people.TEACHERS, events.TOOK_PART).tally.passing() == Bounds(0, 1)


@pytest.mark.parametrize(
    ("kind", "prize", "expected"),
    [
        (EventKind.CONTEST, True, Bounds(1, 1)),
        (EventKind.CONTEST, None, Bounds(0, 1)),
        (EventKind.SEMINAR, True, Bounds(0, 0)),
        (None, True, Bounds(0, 1)),
    ],
)
def test_a_prize_is_won_at_a_contest(kind: EventKind | None, prize: bool | None, expected: Bounds) -> None:
    system = collected("ugra", PLACES, TEACHER, event(kind=kind), came(prize=prize))

    assert answer(system, people.TEACHERS, events.WON).tally.passing() == expected


def test_each_municipality_has_its_number_of_events() -> None:
    system = collected("ugra", PLACES, event("a", municipality="m1"), event("b", municipality="m1"))

    tally = answer(system, municipalities.MUNICIPALITIES, events.WITH_TWO_EVENTS).tally

    assert (tally.passed, tally.failed) == (1, 1)


# What they are called.


def counting_events() -> rnms.regions.RegionProfile:
    """The order of Ugra with two indicators of events in place of its own."""
    profile = regions.get("ugra")
    share, count, municipal = (
        Indicator(code=code, title=family.title, family=family, clause=profile.indicators[0].clause)
        for code, family in (
            ("1", events.PARTICIPANTS_SHARE),
            ("2", events.EVENTS_COUNT),
            ("3", events.MUNICIPAL_EVENTS_COUNT),
        )
    )
    return attrs.evolve(profile, indicators=(share, count, municipal), requirements=(), monitoring=())


@pytest.mark.parametrize("as_tables", [False, True], ids=["records", "tables"])
def test_an_explanation_names_the_events_that_were_counted(as_tables: bool) -> None:  # a case
    pieces = event(title="Августовская конференция"), event("v2", None, title="Семинар"), came()
    system = collected("ugra", PLACES, TEACHER, pieces)
    data = tabled(system, KINDS["polars"]) if as_tables else system
    report = rnms.evaluate(data, region=counting_events(), period=2023)

    _, counted, *named = str(report["2"].explain()).splitlines()
    assert counted.startswith("  ✓ проведённые методические мероприятия: ")
    assert counted.endswith(" — 1–2 из 1–2")
    assert named[:2] == [
        "    ✓ мероприятие v1 «Августовская конференция» (2023-03-01 – …)",
        "    ? мероприятие v2 «Семинар» (… – …)",
    ]
    assert "участие в мероприятии participations[0] «Августовская конференция» (2023-03-01" in str(
        report["1"].explain("p")
    )


def test_the_level_of_an_event_may_be_written_as_the_act_writes_it() -> None:
    system = collected("ugra", PLACES, event(level="муниципальный", municipality="m1"))
    vocabularies = counting_events().vocabularies

    answered = Engine(system, END, vocabularies=vocabularies).answer(
        Question(of=events.MUNICIPAL_EVENTS), YEAR
    )

    assert answered.tally == Tally(passed=1)


def test_events_come_back_from_files_and_stand_in_invented_regions() -> None:
    system = testing.invented_region(staff=200, municipalities=2)

    assert system.events
    assert system.participations
    assert files.loads(files.dumps(system)) == system
    for term in (events.TOOK_PART, events.TOOK_PART_TWICE, events.SPOKE, events.WON):
        tally = Engine(system, END).answer(Question(of=people.TEACHERS, term=term), YEAR).tally
        assert isinstance(tally, Tally)
        assert tally.passed
        assert tally.failed
