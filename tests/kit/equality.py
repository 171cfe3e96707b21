"""Both engines hold the same: how they are compared."""

from __future__ import annotations

import random
from typing import Any

from kit.tabled import KINDS, tabled
from kit.worlds import SCARCITIES, system, thrown
from rnms.engine.records import RecordsEngine
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import Answer, LoadTally
from rnms.logic.plan import reads
from rnms.logic.window import Window
from rnms.model import Period
from rnms.tables.engine.engine import FramesEngine


def shown(answer: Answer) -> Any:
    tally: Any = answer.tally
    if isinstance(tally, LoadTally):
        # A database keeps no order.
        tally = (sorted(map(str, tally.members)), tally.others)
    return tally, dict(answer.municipalities), answer.reported, answer.silent, answer.reasons


def agree(kind: str, measure: Measure, period: Period, dice: random.Random) -> None:
    entities = sorted(frozenset[str]().union(*(reads(question) for question in measure.questions)))
    data = system(thrown(dice), entities, Window.of(period), dice.choice(SCARCITIES))
    frames, records = FramesEngine(tabled(data, KINDS[kind])), RecordsEngine(data)
    frames.prepare([(question, period) for question in measure.questions])
    for question in measure.questions:
        assert shown(frames.answer(question, period)) == shown(records.answer(question, period)), data
