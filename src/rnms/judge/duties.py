"""A duty in one period, judged by its own measure or by the indicator that demands the same."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from rnms.indicators.counts import Share
from rnms.indicators.definition import Component
from rnms.indicators.requirement import Requirement
from rnms.indicators.tally import Reason
from rnms.judge.assessment import Assessment
from rnms.judge.cases import chosen_cases, judge_case
from rnms.judge.completion import windows_of
from rnms.judge.parts import OF_THE_REGION, judge_part
from rnms.judge.verdict import of_parts
from rnms.logic.population import REGION
from rnms.model.norm import Verdict
from rnms.model.period import Period
from rnms.model.roadmap import Progress
from rnms.model.working_days import ONE_DAY
from rnms.results.judgement import Judgement

_FROM_THE_WORST = (
    Verdict.NOT_MET,
    Verdict.UNDETERMINED,
    Verdict.NO_DATA,
    Verdict.PENDING,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
    Verdict.NO_TARGET,
)
"""The verdicts in the order of precedence: the first of several periods' verdicts stands for all."""


def judge_duty(assessment: Assessment, duty: Requirement, period: Period) -> Judgement:
    """Judge a duty that no day decides, for one period."""
    if duty.same_as:
        return _judge_by_indicator(assessment, duty, period)
    if is_beside_the_point(assessment, duty):
        return _without_value(duty, period, Verdict.NO_TARGET, OF_THE_REGION)
    period = period_in_force(assessment, duty, period)
    if not _binds(assessment, duty, period):
        return not_demanded(duty, period)
    if duty.measure is None:
        return _unchecked(duty, period)
    part = Component(
        name=duty.code,
        title=duty.title,
        measure=duty.measure,
        targets=[
            attrs.evolve(assessment.edition.with_minimum_in_force(duty.target, period.end), period=period)
        ],
    )
    # A task of the period that was done stays done.
    judgement = judge_part(
        assessment, part, period, part.targets[0], accrues=True, is_standing=duty.is_standing
    )
    return _pending_until_due(assessment, duty, judgement)


def is_beside_the_point(assessment: Assessment, duty: Requirement) -> bool:
    """Tell whether a duty is the region's while a municipality or organisation is judged alone."""
    measure = duty.measure
    is_of_region = bool(duty.falls_due) or (isinstance(measure, Share) and measure.denominator.unit == REGION)
    return assessment.judged_alone is not None and is_of_region


def period_in_force(assessment: Assessment, duty: Requirement, period: Period) -> Period:
    """Cut a period to the days on which the act of a duty was in force, where its members are events.

    A figure counted over the whole period cannot be cut.
    """
    act, measure = duty.clause.act, duty.measure
    if not isinstance(measure, Share) or not measure.denominator.unit.on_one_day:
        return period
    records, questions = assessment.engine.records, measure.questions
    if not all(map(records.knows, questions)):
        answers = [assessment.engine.answer(question, period) for question in questions]
        if any(answer.figures for answer in answers):
            return period
    since, void = duty.since or assessment.edition.in_force_from(act), assessment.edition.void_since(act)
    first = since if since in period else period.start
    last = period.end if void is None or void not in period else void - ONE_DAY
    return Period.between(first, last) if first <= last else period


def _binds(assessment: Assessment, duty: Requirement, period: Period) -> bool:
    """Tell whether a duty must be kept on the day of judgement, or falls due with a period."""
    act, edition = duty.clause.act, assessment.edition
    day = min(assessment.as_of, period.end) if duty.is_standing else period.end
    if duty.since is not None:
        return duty.since <= day and edition.outlasts(act, day) and day <= (duty.until or day)
    return edition.binds(act, day, duty.until)


def _pending_until_due(assessment: Assessment, duty: Requirement, judgement: Judgement) -> Judgement:
    """Say pending where a duty is not kept yet and need not be: some first day is still to come."""
    period, measures = judgement.period, assessment.profile.roadmap.measures
    composing = [measure for measure in measures if measure.code in duty.first_due]
    as_of, edition = assessment.as_of, assessment.edition
    every_window = (windows_of(measure, period, as_of, (), edition)[:1] for measure in composing)
    first_days = [window.due for first_window in every_window for window in first_window]
    due = max((day for day in first_days if day is not None), default=None)
    if (
        due is None
        or assessment.is_over(due, period)
        or judgement.verdict in {Verdict.MET, Verdict.NO_TARGET}
    ):
        return judgement
    occurrences = assessment.progress(measures, period, only=duty.first_due)
    # A document adopted late exists all the same.
    if any(occurrence.progress is Progress.OVERDUE for occurrence in occurrences):
        return judgement
    reason = Reason(code="still-runs", about=(f"{due:%d.%m.%Y}",))
    return attrs.evolve(judgement, verdict=Verdict.PENDING, reasons=(reason,))


def _judge_by_indicator(assessment: Assessment, duty: Requirement, asked_period: Period) -> Judgement:
    """Judge by the indicator that is the same, or by one part of it as the act declares it."""
    indicator, part = assessment.find_indicator(duty.same_as)
    # A reading may lack this part, or measure it otherwise than the duty means.
    cases = chosen_cases(indicator, assessment.readings, asked_period, as_declared=bool(part))
    # A period that has not begun on the day of judgement cannot be judged.
    begun_cases = (
        [case for case in cases if case.period.start <= assessment.as_of] if duty.is_standing else []
    )
    judgements = []
    for case in begun_cases or cases:
        if duty.is_standing and not _binds(assessment, duty, case.period):
            judgements.append(not_demanded(duty, case.period))
        else:
            judgement = judge_case(assessment, case, is_standing=bool(begun_cases))
            judgements.append(judgement[part] if part else judgement)
    return worst(judgements) or not_demanded(duty, asked_period)


def worst(judgements: Sequence[Judgement]) -> Judgement | None:
    """Choose the judgement that speaks for several periods; ``None`` of none."""
    if not judgements:
        return None
    first, *rest = sorted(judgements, key=lambda judgement: _FROM_THE_WORST.index(judgement.verdict))
    verdict = of_parts([first.verdict, *(judgement.verdict for judgement in rest)])
    return attrs.evolve(first, verdict=verdict)


def not_demanded(duty: Requirement, period: Period) -> Judgement:
    """Say of a duty that it does not bind in a period."""
    return _without_value(duty, period, Verdict.NO_TARGET, Reason(code="no-target-then"))


def _unchecked(duty: Requirement, period: Period) -> Judgement:
    """Say of a duty that nobody can check it."""
    why = "" if duty.unknown is None else duty.unknown.why
    return _without_value(duty, period, Verdict.UNDETERMINED, Reason(code="uncheckable", about=(why,)))


def _without_value(duty: Requirement, period: Period, verdict: Verdict, reason: Reason) -> Judgement:
    return Judgement(name=duty.code, title=duty.title, period=period, verdict=verdict, reasons=(reason,))
