"""What was judged before, where all that it rests on is what it was: a keystroke changes one figure.

Who types a report in asks again after every figure. What is judged of figures rests on what the engine
tells, which is noted while it is judged; all else is the profile's and the frame's. Where records were
collected, whatever is judged may rest on any of them, and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

import attrs

from rnms._values import frozen
from rnms.engine.engine import Noted
from rnms.engine.recall import exact_key
from rnms.indicators.definition import Indicator
from rnms.judge.assessment import Assessment
from rnms.judge.indicator_results import judge_results
from rnms.judge.origin import ResultOrigin
from rnms.model.period import Period
from rnms.model.system import record_classes
from rnms.results.result import Result

T = TypeVar("T")
_LISTED = "municipalities"
_MOST_FRAMES = 16
_MOST_OUTCOMES = 4
"""How many outcomes of one thing are kept: somebody may take back what was typed."""


@frozen(eq=False)
class Judged:
    """What was judged in one frame: on one day, by the same readings, of the same municipalities.

    Each outcome stands with what the engine told for it, so of two threads that come at once
    either may keep what both find.

    Attributes:
        outcomes: What was judged, by what it is of.
    """

    outcomes: dict[Hashable, tuple[tuple[tuple[Noted, ...], Any], ...]] = attrs.field(factory=dict)


def judged_before(assessment: Assessment, asked_period: Period) -> Judged | None:
    """Find what was judged in the same frame; ``None`` where outcomes may rest on more than answers."""
    system, profile = assessment.data, assessment.profile
    names = [name for name in record_classes() if name != _LISTED]
    # The ledger is held against the figures themselves, and a map tells the same data in several ways.
    is_of_more = system.deliveries or assessment.engine.has_several_maps
    if is_of_more or any(map(assessment.engine.records.has, names)):
        return None
    frame = (
        assessment.as_of,
        assessment.day_is_over,
        assessment.readings,
        assessment.judged_alone,
        asked_period,
        system.municipalities,
        system.unreported,
        exact_key(system.claims),
        any(figure.status is not None for figure in system.figures),
    )
    if len(profile.judged) >= _MOST_FRAMES:
        profile.judged.clear()
    in_frame: Judged = profile.judged.setdefault(frame, Judged())
    return in_frame


def again(
    assessment: Assessment, before: Judged | None, key: Hashable, judge: Callable[[Assessment], T]
) -> T:
    """Find what was judged before, where it rests on the same answers; else judge.

    Args:
        assessment: The data and the acts.
        before: What was judged in the same frame.
        key: What it is of.
        judge: Judges it; what it gives must not hold the data.
    """
    if before is None:
        return judge(assessment)
    engine = assessment.engine
    remembered: tuple[tuple[tuple[Noted, ...], T], ...] = before.outcomes.get(key, ())
    for notes_then, outcome_then in remembered:
        if all(note.is_told_by(engine) for note in notes_then):
            return outcome_then
    # Outcomes that others asked for rest on answers that are not noted here.
    with engine.noting() as notes:
        outcome = judge(attrs.evolve(assessment))
    before.outcomes[key] = ((_each_once(notes), outcome), *remembered[: _MOST_OUTCOMES - 1])
    return outcome


def _each_once(notes: Iterable[Noted]) -> tuple[Noted, ...]:
    unlike = {(note.ask, note.question, note.period): note for note in notes}
    return tuple(unlike.values())


def results_again(
    assessment: Assessment, before: Judged | None, indicator: Indicator, asked_period: Period
) -> tuple[Result, ...]:
    """Judge an indicator, as ``judge_results``, or find its results again."""

    def judge(assessment: Assessment) -> tuple[tuple[Result, Indicator], ...]:
        return tuple(judge_results(assessment, indicator, asked_period))

    return tuple(
        attrs.evolve(
            result,
            origin=ResultOrigin(
                assessment.engine, declared, assessment.profile, alone=assessment.judged_alone
            ),
        )
        for result, declared in again(assessment, before, ("indicator", indicator.code), judge)
    )
