"""Cases: an indicator under some readings for one period, and the judgement of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from rnms._values import frozen
from rnms.indicators.counts import Count, Scale, Times
from rnms.indicators.definition import Indicator, Reading
from rnms.indicators.tally import LEFT_OUT_FIGURES, Reason, distinct
from rnms.indicators.target import Target
from rnms.judge.assessment import Assessment
from rnms.judge.completion import (
    falls_within,
    frequency,
    is_missed,
    is_one_of_too_many,
    recurs,
    windows_of,
)
from rnms.judge.parts import OPEN, judge_part
from rnms.judge.verdict import of_parts
from rnms.model.norm import Bounds, Norm, Verdict
from rnms.model.period import Period, periods_meant
from rnms.model.roadmap import Progress
from rnms.model.working_days import ONE_DAY
from rnms.results.findings import ScheduleStatus
from rnms.results.judgement import DEFAULT, TARGET_LOST, Judgement

_BESIDE_LOST = {Verdict.MET, Verdict.NO_TARGET, Verdict.NOT_APPLICABLE}
"""The verdicts of the other parts beside which a part with a lost target decides the whole."""
_UNDECIDED = {Verdict.PENDING, *OPEN}
"""The verdicts that become a broken target when something demanded was missed elsewhere."""


@frozen(kw_only=True)
class Case:
    """What is judged at one time: an indicator under some readings, for one period.

    Attributes:
        indicator: The indicator as the readings understand it.
        readings: The readings taken together; none is the declaration itself.
        period: The period.
    """

    indicator: Indicator
    readings: tuple[Reading, ...] = ()
    period: Period

    @property
    def name(self) -> str:
        """The names of the readings; ``"default"`` without any."""
        return name_of(self.readings)

    @property
    def title(self) -> str:
        """The titles of the readings, for readers; empty without any."""
        return ", ".join(reading.title for reading in self.readings)


def case_of(indicator: Indicator, readings: Sequence[Reading], period: Period) -> Case:
    """Make the case of an indicator as it is declared, under some of its readings."""
    changed = indicator.under(readings) if readings else indicator
    return Case(indicator=changed, readings=tuple(readings), period=period)


def cases_of(
    indicator: Indicator, names: Sequence[str], asked_period: Period
) -> tuple[tuple[Case, ...], ...]:
    """List the cases of an indicator: a row for the default, for each reading, and for those taken together.

    Args:
        indicator: The indicator as its region declares it.
        names: Names of the readings that are taken together, of this indicator or of others.
        asked_period: The period that was asked for; a row has a case for each period that this means.
    """
    readings_together = chosen_readings(indicator, names)
    alone = [(reading,) for reading in indicator.readings]
    together = [readings_together] if len(readings_together) > 1 else []
    return tuple(_row(indicator, readings, asked_period) for readings in ((), *alone, *together))


def chosen_cases(
    indicator: Indicator, names: Sequence[str], asked_period: Period, *, as_declared: bool = False
) -> tuple[Case, ...]:
    """List the cases that count: under the readings taken, or as the act declares the indicator."""
    return _row(indicator, () if as_declared else chosen_readings(indicator, names), asked_period)


def chosen_readings(indicator: Indicator, names: Sequence[str]) -> tuple[Reading, ...]:
    """List the readings of an indicator that are taken, in the order of the indicator."""
    return tuple(reading for reading in indicator.readings if reading.name in names)


def name_of(readings: Sequence[Reading]) -> str:
    """Name the judgement under some readings."""
    return "+".join(reading.name for reading in readings) or DEFAULT


def _row(indicator: Indicator, readings: Sequence[Reading], asked_period: Period) -> tuple[Case, ...]:
    # A reading may count by another kind of period than the declaration.
    first = case_of(indicator, readings, asked_period)
    return tuple(attrs.evolve(first, period=period) for period in periods_of(first.indicator, asked_period))


def periods_of(indicator: Indicator, asked_period: Period) -> tuple[Period, ...]:
    """List the periods of an indicator that a question means; the asked one where it has no such period."""
    return periods_meant(indicator.period, asked_period) or (asked_period,)


def judge_case(assessment: Assessment, case: Case, *, is_standing: bool = False) -> Judgement:
    """Judge an indicator under some readings for one period: part by part, then as a whole.

    Args:
        assessment: The data and the acts.
        case: The case.
        is_standing: Whether it must be kept always, so that it is judged while the period runs.
    """
    indicator, period = case.indicator, case.period
    # A standing target binds while its act is in force, whenever the period ends.
    day = min(assessment.as_of, period.end) if is_standing else period.end
    is_settled = is_standing or _has_passed(assessment, indicator, period)
    parts = [
        judge_part(
            assessment,
            part,
            period,
            assessment.edition.target(part.targets, period, indicator.period, day),
            accrues=indicator.accrues,
            is_standing=is_settled,
        )
        for part in indicator.parts()
    ]
    if indicator.measure is not None:
        judgement = attrs.evolve(parts[0], name=case.name, title=case.title)
        judgement = _kept_by_what_was_done(assessment, judgement, indicator)
        return _broken_by_what_was_missed(assessment, judgement, indicator)
    return Judgement(
        name=case.name,
        title=case.title,
        period=period,
        verdict=_of_judgements(parts),
        reasons=_reasons_of_parts(parts),
        missing=distinct(municipality for part in parts for municipality in part.missing),
        deliveries=distinct(delivery for part in parts for delivery in part.deliveries),
        components=tuple(parts),
    )


def judge_indicator(
    assessment: Assessment, code: str, period: Period, *, as_declared: bool = False
) -> Judgement:
    """Judge an indicator or a part of one: under the readings taken, or as it is declared."""
    indicator, part = assessment.find_indicator(code)
    is_declared = as_declared or bool(part)
    readings = () if is_declared else chosen_readings(indicator, assessment.readings)
    judgement = judge_case(assessment, case_of(indicator, readings, period))
    return judgement[part] if part else judgement


def _of_judgements(parts: Sequence[Judgement]) -> Verdict:
    """Judge a whole: met only where no part has a target that somebody lost."""
    verdict = of_parts([part.verdict for part in parts])
    is_lost = any(part.is_target_lost for part in parts)
    return Verdict.NO_TARGET if is_lost and verdict in _BESIDE_LOST else verdict


def _reasons_of_parts(parts: Sequence[Judgement]) -> tuple[Reason, ...]:
    """Name the parts that decide, where not all do or they break it; and why the whole is open, if it is."""
    verdict = _of_judgements(parts)
    if verdict is Verdict.NO_TARGET and any(part.is_target_lost for part in parts):
        lost = [part for part in parts if part.is_target_lost]
        named = Reason(code="part", about=tuple(part.title for part in lost))
        told = [reason for part in lost for reason in part.reasons if reason.code == TARGET_LOST]
        return distinct(([named] if len(lost) < len(parts) else []) + told)
    deciding = [part.title for part in parts if of_parts([part.verdict]) is verdict]
    # Parts without data, beside others, leave the whole open.
    deciding = deciding or [part.title for part in parts if part.verdict is Verdict.NO_DATA]
    decided_by_some = len(deciding) < len(parts) and verdict is not Verdict.MET
    # A whole has no distance of its own to tell.
    is_named = decided_by_some or verdict is Verdict.NOT_MET
    reasons = [Reason(code="part", about=tuple(deciding))] if is_named else []
    # A reason that all parts share, or that data contradict each other, belongs to the whole.
    open_parts = [part for part in parts if part.verdict in OPEN] if verdict in OPEN else []
    reasons += [
        reason
        for part in open_parts
        for reason in part.reasons
        if not decided_by_some or reason.code in LEFT_OUT_FIGURES
    ]
    return distinct(reasons)


def _has_passed(assessment: Assessment, indicator: Indicator, period: Period) -> bool:
    """Tell whether all the days are over on which a rule asks for the rounds that an indicator counts."""
    if assessment.as_of >= period.end:
        return False
    days = [
        window.due
        for rule in assessment.profile.monitoring
        if rule.same_as == indicator.code
        for window in windows_of(rule, period, assessment.as_of, (), assessment.edition)
        if window.due is not None and window.due in period
    ]
    return bool(days) and all(assessment.is_over(day, period) for day in days)


def _broken_by_what_was_missed(
    assessment: Assessment, judgement: Judgement, indicator: Indicator
) -> Judgement:
    """Say not met where something that the indicator demands was not done in its time."""
    target = judgement.target or _target_before_repeal(assessment, judgement, indicator)
    norm = None if target is None else target.known_norm
    is_open = judgement.verdict in {*_UNDECIDED, Verdict.NO_TARGET}
    if judgement.name != DEFAULT or not is_open or target is None or norm is None:
        return judgement
    missed = _missed(assessment, indicator.code, judgement.period)
    if not missed:
        return judgement
    return attrs.evolve(
        judgement,
        verdict=Verdict.NOT_MET,
        target=target,
        value=judgement.value if target.each else _short_of(norm, judgement),
        reasons=(Reason(code="time-passed", about=missed),),
    )


def _kept_by_what_was_done(assessment: Assessment, judgement: Judgement, indicator: Indicator) -> Judgement:
    """Say met where nothing counts rounds, and reports show each of them that a rule asks for.

    What a register of rounds leaves open reports do not close.
    """
    norm = None if judgement.target is None else judgement.target.known_norm
    is_open = judgement.verdict in {Verdict.NO_DATA, Verdict.PENDING} and judgement.value is None
    if not is_open or norm is None or assessment.judged_alone is not None:
        return judgement
    rounds = list(_rounds_counted(assessment, indicator.code, judgement.period))
    done = sum(occurrence.progress is Progress.DONE_ON_TIME for occurrence in rounds)
    value = _of_rounds(indicator, done)
    if frequency(rounds) is not Verdict.MET or value is None or norm.verdict(value) is not Verdict.MET:
        return judgement
    reason = Reason(code="by-reports", about=distinct(occurrence.code for occurrence in rounds))
    return attrs.evolve(judgement, verdict=Verdict.MET, value=value, reasons=(reason,))


def _rounds_counted(assessment: Assessment, code: str, period: Period) -> Iterator[ScheduleStatus]:
    """Walk over the rounds of rules that an indicator counts; a rule that is a measure is told by that."""
    measures = assessment.profile.roadmap.measures
    for rule in assessment.profile.monitoring:
        if rule.same_as == code:
            is_measure = any(measure.code == rule.code for measure in measures)
            yield from assessment.progress(measures if is_measure else [rule], period, only=[rule.code])


def _of_rounds(indicator: Indicator, number: int) -> Bounds | None:
    """Find the value where so many rounds were held at least, each in a time of its own."""
    measure = indicator.measure
    if isinstance(measure, Times):
        return Bounds(number, max(number, len(measure.times)))
    return Bounds(number, None) if isinstance(measure, Count) else None


def _target_before_repeal(
    assessment: Assessment, judgement: Judgement, indicator: Indicator
) -> Target | None:
    """Find the target of rounds as it stood before a repeal within the period, where a rule counts them."""
    edition = assessment.edition
    counts_rounds = any(rule.same_as == indicator.code for rule in assessment.profile.monitoring)
    void = edition.void_since(indicator.clause.act)
    period = judgement.period
    if not counts_rounds or void is None or void not in period or assessment.judged_alone is not None:
        return None
    return edition.target(indicator.targets, period, indicator.period, void - ONE_DAY)


def _missed(assessment: Assessment, code: str, period: Period) -> tuple[str, ...]:
    """List the codes of the measures that an indicator demands and that were not done in time."""
    occurrences: list[ScheduleStatus] = []
    for scheduled in (assessment.profile.roadmap.measures, assessment.profile.monitoring):
        demanded = [task.code for task in scheduled if code in task.demanded_by and recurs(task)]
        occurrences += assessment.progress(scheduled, period, only=demanded) if demanded else ()
    inside = [occurrence for occurrence in occurrences if falls_within(occurrence, period)]
    # Where something falls due outside the period, too, one missed of several may be missed there.
    outside = {occurrence.code for occurrence in occurrences if occurrence not in inside}
    return distinct(
        occurrence.code
        for occurrence in inside
        if is_missed(occurrence) or (occurrence.code not in outside and is_one_of_too_many(occurrence))
    )


def _short_of(norm: Norm, judgement: Judgement) -> Bounds | None:
    """Bound the value of what is surely not met: of whole numbers below the least that is demanded."""
    value, least = judgement.value, norm.low
    if judgement.scale is Scale.YES_NO:
        return Bounds.exact(0)
    if value is None or least is None or judgement.scale is not Scale.NUMBER:
        return value
    most = least if norm.low_open else least - 1
    is_whole = isinstance(most, int) and isinstance(value.low, int)
    is_wide = value.high is None or value.high > most
    return Bounds(value.low, most) if is_whole and is_wide and value.low <= most else value
