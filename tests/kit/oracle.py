"""Answers held against all that may be true: brute force over small worlds."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from kit.worlds import (
    Counted,
    Scarcity,
    World,
    completed,
    counted,
    drawn,
    system,
    thrown,
    value,
)
from rnms.engine.records import RecordsEngine
from rnms.indicators import Share
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import Answer, Estimate, LoadTally, Tally
from rnms.logic.plan import reads
from rnms.logic.question import Question
from rnms.logic.window import Window
from rnms.model import (
    Period,
)

SAMPLED = 15
"""How many worlds are looked at for one system."""


def dice_of(*seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311  # nothing is kept secret here


def entities(measure: Measure) -> list[str]:
    return sorted(frozenset[str]().union(*(reads(question) for question in measure.questions)))


def estimated(measure: Measure, engine: RecordsEngine, period: Period) -> tuple[list[Answer], Estimate]:
    answers = [engine.answer(question, period) for question in measure.questions]
    return answers, measure.estimate([answer.tally for answer in answers])


def hold_in_worlds(
    measure: Measure,
    period: Period,
    as_of: dt.date | None,
    source: st.DataObject | random.Random,
    scarcity: Scarcity,
) -> None:
    dice = source if isinstance(source, random.Random) else dice_of(0)
    pick = thrown(source) if isinstance(source, random.Random) else drawn(source.draw)
    window = Window.of(period, as_of)
    data = system(pick, entities(measure), window, scarcity)
    answers, estimate = estimated(measure, RecordsEngine(data, as_of), period)
    for _ in range(SAMPLED):
        world = completed(data, window, thrown(dice))
        inside = answers_contain(measure.questions, answers, world, window)
        real = value(measure, inside)
        if isinstance(measure, Share) and measure.missing is not None:
            continue
        assert real is None or (estimate.bounds is not None and real in estimate.bounds)


def answers_contain(
    questions: Sequence[Question], answers: Sequence[Answer], world: World, window: Window
) -> list[Counted]:
    """Check every answer against a world, in the region and in each municipality."""
    found = []
    for question, answer in zip(questions, answers, strict=True):
        found.append(counted(question, world, window))
        tally_contains(answer.tally, found[-1])
        for place, tally in answer.municipalities.items():
            tally_contains(tally, counted(question, world, window, place))
    return found


def tally_contains(tally: Tally | LoadTally, real: Counted) -> None:
    assert real.size in tally.size()
    if isinstance(tally, LoadTally):
        for bounds, statistic in ((tally.largest(), max), (tally.smallest(), min)):
            assert not real.loads or (bounds is not None and statistic(real.loads) in bounds)
        return
    assert real.passing in tally.passing()
    share = tally.share()
    assert not real.size or (share is not None and Fraction(real.passing, real.size) in share)
