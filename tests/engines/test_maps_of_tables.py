"""Tables whose map changes in mid-period, held against records: merged, split, renamed, moved."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import attrs
import pytest

import rnms
from kit.effort import draws_of_tables
from kit.equality import shown
from kit.tabled import KINDS, tabled
from kit.worlds import SCARCITIES, Pick, a_measure, asked_of_records, system, thrown
from rnms import RegionalSystem
from rnms.engine.engine import Engine
from rnms.indicators.over_periods import Measure
from rnms.indicators.vocabulary import municipalities, people
from rnms.logic.plan import reads
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import Attestation, Figure, Municipality, Period, Placement, Territory, Verdict

YEAR = Period.of(2023)
ASKED = asked_of_records()
OF_PEOPLE_AND_PLACES = (
    Question(of=people.STAFF),
    Question(of=municipalities.MUNICIPALITIES, term=municipalities.WITH_MODEL),
)


def _dice(*seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311  # nothing is kept secret here


def _redrawn(pick: Pick, data: RegionalSystem, window: Window) -> RegionalSystem:
    """The same system where a municipality ends on some day, and organisations stand elsewhere."""
    day = pick([window.start, window.end, dt.date(2022, 5, 31), dt.date(2023, 6, 30), dt.date(2030, 1, 1)])
    after = day + dt.timedelta(days=1)
    places = list(data.municipalities or ())
    if places:
        news = [Municipality(id=key, name=key, start=after) for key in pick([["n"], ["n1", "n2"], []])]
        into = (*(new.id for new in news), *pick([[], [places[-1].id], ["nobody"]]))
        places[0] = attrs.evolve(places[0], end=day, successors=into)
        places = [*places, *news]
    keys = [place.id for place in places] or ["m"]
    placements = [
        Placement(
            organization=pick([one.id for one in data.organizations or ()] or ["o"]),
            municipality=pick(keys),
            start=pick([None, after, day]),
            end=pick([None, day]),
        )
        for _ in range(pick([0, 0, 1, 2]))
    ]
    figures = [
        Figure(
            key="staff", period=pick([2022, 2023]), count=pick([0, 2, 5]), municipality=pick([None, *keys])
        )
        for _ in range(pick([0, 0, 1]))
    ]
    territories = [Territory(id="t", name="t", level="okrug")]
    places = [attrs.evolve(place, territory=pick([None, "t"])) for place in places]
    return attrs.evolve(
        data,
        municipalities=places if data.municipalities is not None else None,
        placements=placements or pick([None, []]),
        figures=figures,
        territories=territories,
    )


def _world(pick: Pick, measure: Measure, period: Period, dice: random.Random) -> RegionalSystem:
    collections = frozenset[str](["organizations"]).union(*(reads(one) for one in measure.questions))
    window = Window.of(period)
    data = system(pick, sorted(collections), window, dice.choice(SCARCITIES))
    return _redrawn(pick, data, window)


def _told(data: Any, questions: Any, period: Period, as_of: dt.date | None) -> list[Any]:
    engine = Engine(data, as_of, words=questions)
    pairs = [(question, year) for question in questions for year in (period, Period.of(2022))]
    engine.prepare(pairs)
    answers = [shown(engine.answer(*pair)) for pair in pairs]
    okrugs = [shown(engine.at_level("okrug", period).answer(question, period)) for question in questions]
    schools = [engine.by_organization(*pair) for pair in pairs]
    return [answers, okrugs, schools, {str(issue) for issue in engine.issues}]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["polars", "pandas", "duckdb"])
def test_tables_whose_map_changes_tell_what_records_do(kind: str) -> None:
    """On the map of each period, in the region, in each municipality, okrug and organisation."""
    dice = _dice("map", kind)
    for _ in range(draws_of_tables(kind, 10, thorough=400)):
        pick = thrown(dice)
        one = dice.choice(ASKED)
        measure, period = pick([(one.measure, one.period), (a_measure(pick, Window.of(YEAR)), YEAR)])
        data = _world(pick, measure, period, dice)
        questions = [question for question in measure.questions if question.change is None]
        questions += OF_PEOPLE_AND_PLACES
        as_of = pick([None, period.end, dt.date(2023, 6, 30)])
        leave = pick([(), ("municipalities",), ("placements", "organizations"), ("territories",)])
        by_tables = _told(tabled(data, KINDS[kind], leave=leave), questions, period, as_of)
        assert by_tables == _told(data, questions, period, as_of), data


@pytest.mark.parametrize("state", [True, False, None])
@pytest.mark.parametrize("subject", ["a", "c", "s", "c1"])
def test_what_was_stated_of_a_municipality_is_stated_of_what_it_became(
    subject: str, state: bool | None
) -> None:
    """By tables as by records: of one that became one other; of which part of a split one, nobody says."""
    day = dt.date(2023, 6, 30)
    places = [
        Municipality(id="a", name="А", end=day, successors=("c",)),
        Municipality(id="s", name="С", end=day, successors=("c1", "c2")),
        *(Municipality(id=key, name=key, start=day + dt.timedelta(days=1)) for key in ("c", "c1", "c2")),
    ]
    duty = "delivered_monitoring_report"
    stated = [Attestation(subject=subject, duty=duty, state=state)]
    data = RegionalSystem(region="khabarovsk", municipalities=places, attestations=stated)
    by_records, by_tables = (
        rnms.evaluate(form, period=2023).requirement("S-KHB-04").judgement
        for form in (data, tabled(data, KINDS["polars"], leave=("municipalities",)))
    )

    assert (by_tables.verdict, by_tables.value) == (by_records.verdict, by_records.value)
    # Five of the six that answer for it are silent, so that only a breach decides.
    assert (by_records.verdict is Verdict.NOT_MET) == (state is False and subject != "s")
