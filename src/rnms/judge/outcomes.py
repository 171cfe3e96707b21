"""What the indicators and duties say, for the measures and meetings that must not say otherwise."""

from __future__ import annotations

import datetime as dt

from rnms.indicators.requirement import Requirement
from rnms.judge.assessment import Assessment
from rnms.judge.cases import chosen_readings, judge_indicator
from rnms.judge.completion import Outcome
from rnms.judge.duties import judge_duty, not_demanded, worst
from rnms.model.deadlines import Window
from rnms.model.period import Period, PeriodKind

_LAST_DAY = dt.date(dt.MAXYEAR - 1, 12, 31)
"""The last day whose periods a calendar reaches."""


def outcome_of(assessment: Assessment, asked_period: Period, code: str, window: Window) -> Outcome | None:
    """Find the outcome of the indicator or duty of a code in the period in which a window ends.

    Args:
        assessment: The data and the acts.
        asked_period: The period that was asked for, of which a duty speaks that is counted by none.
        code: The code of an indicator, of a part of one, or of a duty with a measure of its own.
        window: The window, which belongs to the period that holds its last day.

    Returns:
        The outcome; ``None`` where nothing of this code is judged for itself.
    """
    duty = _measured_duty(assessment, code)
    if duty is not None:
        kind = duty.period
    elif assessment.has_indicator(code):
        kind = assessment.find_indicator(code)[0].period
    else:
        return None
    day = min(window.due or min(assessment.as_of, asked_period.end), _LAST_DAY)
    period = asked_period if kind is None else _period_with(kind, day)
    key = (code, period)
    if key not in assessment.outcomes:
        assessment.outcomes[key] = (
            _outcome_of_indicator(assessment, code, period)
            if duty is None
            else _outcome_of_duty(assessment, duty, period)
        )
    return assessment.outcomes[key]


def _measured_duty(assessment: Assessment, code: str) -> Requirement | None:
    """Find a duty that has a measure of its own and is not judged by an indicator or by days."""
    duties = (duty for duty in assessment.profile.requirements if duty.measure is not None)
    return next((duty for duty in duties if duty.code == code), None)


def _outcome_of_duty(assessment: Assessment, duty: Requirement, asked_period: Period) -> Outcome:
    judgements = [judge_duty(assessment, duty, period) for period in duty.asked(asked_period)]
    verdict = (worst(judgements) or not_demanded(duty, asked_period)).verdict
    return Outcome(verdict, verdict, None if duty.is_standing else asked_period)


def _outcome_of_indicator(assessment: Assessment, code: str, period: Period) -> Outcome:
    """Judge an indicator or a part of one under the readings taken and without any."""
    judgement = judge_indicator(assessment, code, period)
    indicator, part = assessment.find_indicator(code)
    # A part is judged as it is declared.
    is_changed = not part and chosen_readings(indicator, assessment.readings)
    declared = judge_indicator(assessment, code, period, as_declared=True) if is_changed else judgement
    return Outcome(judgement.verdict, declared.verdict, period)


def _period_with(kind: PeriodKind | Period, day: dt.date) -> Period:
    """Find the period of a kind to which a day belongs."""
    if isinstance(kind, Period):
        return kind
    periods = (period for year in (day.year, day.year + 1) for period in kind.ending_in(year))
    return next(period for period in periods if day in period)
