"""Findings: what is said of a duty, and of a rule of monitoring with what must follow its rounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from rnms.indicators.counts import Scale, Share
from rnms.indicators.requirement import Requirement
from rnms.indicators.schedule import MonitoringRule
from rnms.indicators.tally import MemberState, Reason, distinct
from rnms.issues import Issue
from rnms.judge.assessment import COLLECTIONS, Assessment
from rnms.judge.cases import chosen_cases, judge_case
from rnms.judge.completion import frequency, is_missed, is_one_of_too_many
from rnms.judge.duties import is_beside_the_point, judge_duty, not_demanded, worst
from rnms.judge.schedule import fulfilments
from rnms.judge.verdict import DECIDED, of_parts
from rnms.logic.population import MUNICIPALITY
from rnms.logic.question import Question
from rnms.model.deadlines import counted_by
from rnms.model.norm import Bounds, Norm, Verdict
from rnms.model.period import Period, periods_meant
from rnms.model.returns import EvidenceKind
from rnms.model.roadmap import Progress
from rnms.results.findings import Finding, MonitoringFinding, ScheduleStatus
from rnms.results.judgement import Judgement


def judge_requirement(assessment: Assessment, duty: Requirement, asked_period: Period) -> Finding:
    """Judge a structural duty: by its measure, by the indicator that is the same, or by days it names."""
    # The worst of several periods counts.
    judgements = [_judge_in_period(assessment, duty, period) for period in duty.asked(asked_period)]
    judgements += _judge_over_all(assessment, duty, judgements)
    judgement = worst(judgements) or not_demanded(duty, asked_period)
    failed: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    if duty.same_as:
        undecided = _silent(judgement)
        failing = _failing_by_indicator(assessment, duty, judgement)
        failed = tuple(name for name in failing if name not in undecided)
    elif duty.each is not None:
        failed, undecided = _each_by_state(judgement)
    elif isinstance(duty.measure, Share) and judgement.verdict is not Verdict.NO_TARGET:
        norm = duty.target.known_norm
        assert norm is not None  # noqa: S101  # else there would be no target
        failed, undecided = _members_by_state(assessment, duty.measure, judgement, norm)
    return Finding(
        code=duty.code,
        title=duty.title,
        force=duty.force,
        clause=duty.clause,
        judgement=judgement,
        same_as=duty.same_as,
        falls_due=duty.falls_due,
        failed=failed,
        undecided=undecided,
        members=_members_of(duty),
        evidence_lacking=_evidence_lacking(assessment, duty, judgement.period),
    )


def _evidence_lacking(assessment: Assessment, duty: Requirement, period: Period) -> tuple[EvidenceKind, ...]:
    """List the kinds of document that figures should have named; of what records show none is asked."""
    if not duty.evidence or duty.measure is None:
        return ()
    answers = [assessment.answer(question, period) for question in duty.measure.questions]
    figures = [figure for answer in answers for figure in answer.figures]
    is_shown = any(document.kind in duty.evidence for figure in figures for document in figure.evidence)
    return () if is_shown or not figures else duty.evidence


def judge_rule(assessment: Assessment, rule: MonitoringRule, asked_period: Period) -> MonitoringFinding:
    """Judge whether rounds were held as often as they shall be, and what followed them."""
    # A rule that is a measure of the roadmap, too, is told once: reports of the measure show it as well.
    measures = assessment.profile.roadmap.measures
    is_measure = any(measure.code == rule.code for measure in measures)
    span = counted_span(assessment, rule, asked_period)
    rounds = fulfilments(assessment, measures if is_measure else [rule], span, only=[rule.code])
    verdict = _frequency(assessment, rule, rounds, asked_period)
    if verdict is Verdict.NOT_MET and frequency(rounds) is not verdict:
        rounds = _broken_by(rule.same_as, rounds)
    follow_up = rule.follow_up
    return MonitoringFinding(
        code=rule.code,
        title=rule.title,
        clause=rule.clause,
        verdict=verdict,
        rounds=rounds,
        follow_up=None if follow_up is None else judge_requirement(assessment, follow_up, span),
    )


def finding_of_faults(
    duty: Requirement, asked_period: Period, faults: Iterable[Issue], *, is_empty: bool
) -> Finding:
    """Judge a duty that faults decide: those found in reading the data and in answering from them.

    Args:
        duty: The duty.
        asked_period: The period.
        faults: All faults of the data.
        is_empty: Whether there are no data that could be at fault.
    """
    number = sum(issue.code in duty.broken_by for issue in faults)
    verdict = Verdict.NOT_MET if number else Verdict.NOT_APPLICABLE if is_empty else Verdict.MET
    reasons = {
        Verdict.NOT_MET: Reason(code="faults", about=(str(number),)),
        Verdict.NOT_APPLICABLE: Reason(code="nothing-given"),
    }
    return Finding(
        code=duty.code,
        title=duty.title,
        force=duty.force,
        clause=duty.clause,
        judgement=Judgement(
            name=duty.code,
            title=duty.title,
            period=asked_period,
            verdict=verdict,
            reasons=(reasons[verdict],) if verdict in reasons else (),
        ),
    )


def counted_span(assessment: Assessment, rule: MonitoringRule, asked_period: Period) -> Period:
    """Join the periods by which a rule counts, or the indicator that counts the same."""
    kind = (
        assessment.find_indicator(rule.same_as)[0].period
        if assessment.has_indicator(rule.same_as)
        else counted_by(rule.deadline)
    )
    periods = () if kind is None else periods_meant(kind, asked_period)
    return Period.between(periods[0].start, periods[-1].end) if periods else asked_period


# A duty in one period.


def _judge_in_period(assessment: Assessment, duty: Requirement, period: Period) -> Judgement:
    # A schedule already leaves out the days on which its act was not in force.
    is_by_days = bool(duty.falls_due) and not duty.same_as
    if is_by_days and not is_beside_the_point(assessment, duty):
        return _judge_by_days(assessment, duty, period)
    return judge_duty(assessment, duty, period)


def _judge_over_all(
    assessment: Assessment, duty: Requirement, judgements: Sequence[Judgement]
) -> list[Judgement]:
    """Say not met where several periods cannot all be kept, and nobody knows which one is broken."""
    is_broken = any(judgement.verdict is Verdict.NOT_MET for judgement in judgements)
    if not duty.falls_due or len(judgements) < 2 or is_broken:
        return []
    span = Period.between(judgements[0].period.start, judgements[-1].period.end)
    together = _judge_in_period(assessment, duty, span)
    return [together] if together.verdict is Verdict.NOT_MET else []


def _judge_by_days(assessment: Assessment, duty: Requirement, period: Period) -> Judgement:
    """Judge whether all that a duty names was done in its time, and what must follow it did."""
    profile = assessment.profile
    rules = {rule.code: rule for rule in profile.monitoring}
    occurrences: list[ScheduleStatus] = []
    follow_ups: list[Judgement] = []
    for code in duty.falls_due:
        if code in rules:
            finding = judge_rule(assessment, rules[code], period)
            occurrences += finding.rounds
            follow_ups += [] if finding.follow_up is None else [finding.follow_up.judgement]
        else:
            for scheduled in (profile.roadmap.measures, profile.meetings):
                occurrences += fulfilments(assessment, scheduled, period, only=(code,))
    by_days = frequency(occurrences)
    verdict = of_parts([by_days, *(follow_up.verdict for follow_up in follow_ups)])
    is_told = by_days is not Verdict.UNDETERMINED or _is_collected(assessment, duty.falls_due)
    if verdict is Verdict.UNDETERMINED and not is_told:
        verdict = Verdict.NO_DATA
    values = {Verdict.MET: Bounds.exact(1), Verdict.NOT_MET: Bounds.exact(0)}
    is_open = verdict in {Verdict.UNDETERMINED, Verdict.PENDING}
    is_demanded = verdict not in {Verdict.NO_TARGET, Verdict.NOT_APPLICABLE}
    return Judgement(
        name=duty.code,
        title=duty.title,
        period=period,
        verdict=verdict,
        value=Bounds(0, 1) if is_open else values.get(verdict),
        scale=Scale.YES_NO,
        target=attrs.evolve(duty.target, period=period) if is_demanded else None,
        reasons=tuple(_reasons_by_days(verdict, occurrences, follow_ups)),
    )


def _is_collected(assessment: Assessment, codes: Sequence[str]) -> bool:
    """Tell whether any records were collected that could show what falls due under some codes.

    Where registers show it, reports of measures are not asked: their silence says nothing.
    """
    records = assessment.engine.records
    tasks = [task for task in assessment.profile.scheduled if task.code in codes]
    return any(records.has(trace.collection) for task in tasks for trace in task.registers or task.traces)


def _reasons_by_days(
    verdict: Verdict, occurrences: Sequence[ScheduleStatus], follow_ups: Sequence[Judgement]
) -> Iterator[Reason]:
    """Say what was missed, or why what falls due is not judged, or not judged yet."""
    match verdict:
        case Verdict.NOT_MET:
            yield from _missed(occurrences)
            broken = (follow_up for follow_up in follow_ups if follow_up.verdict is Verdict.NOT_MET)
            yield from (Reason(code="part", about=(follow_up.title,)) for follow_up in broken)
        case Verdict.NO_TARGET:
            yield Reason(code="no-target-then")
        case Verdict.PENDING:
            pending = [occurrence for occurrence in occurrences if occurrence.progress is Progress.PENDING]
            days = [occurrence.due for occurrence in pending if occurrence.due is not None]
            yield from (Reason(code="still-runs", about=(f"{max(days):%d.%m.%Y}",)) for _ in days[:1])
            # Where no day has decided yet, a later one will.
            open_ended = [] if days else pending
            yield from distinct(reason for occurrence in open_ended for reason in occurrence.reasons)
        case Verdict.UNDETERMINED | Verdict.NO_DATA:
            open_states = {Progress.UNKNOWN, Progress.UNKNOWN_DEADLINE}
            reasons = [occurrence.reasons for occurrence in occurrences if occurrence.progress in open_states]
            reasons += [follow_up.reasons for follow_up in follow_ups if follow_up.verdict is not Verdict.MET]
            yield from distinct(reason for of_one in reasons for reason in of_one)


def _missed(occurrences: Sequence[ScheduleStatus]) -> Iterator[Reason]:
    """Name what was not done in its time and the last days for it, or that too little was done for all."""
    days_by_code: dict[str, list[str]] = {}
    for occurrence in filter(is_missed, occurrences):
        days = days_by_code.setdefault(occurrence.code, [])
        days += [] if occurrence.due is None else [f"{occurrence.due:%d.%m.%Y}"]
    yield from (Reason(code="not-in-time", about=(code, *days)) for code, days in days_by_code.items())
    if not days_by_code:
        together = [occurrence for occurrence in occurrences if is_one_of_too_many(occurrence)]
        yield from distinct(reason for occurrence in together for reason in occurrence.reasons)


# Members that fail.


def _members_of(duty: Requirement) -> str:
    """Name the collection of the members that keep or break a duty; empty where it has no members."""
    if duty.each is not None:
        return COLLECTIONS[duty.each.key]
    return duty.measure.denominator.resolved().entity if isinstance(duty.measure, Share) else ""


def _each_by_state(judgement: Judgement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List by name, where each must keep a duty, the places that fail and those not decided."""
    by_code = {reason.code: reason.about for reason in judgement.reasons}
    _, _, *failed = by_code.get("each-failed", ("", ""))
    return tuple(failed), by_code.get("each-open", ())


def _members_by_state(
    assessment: Assessment, measure: Share, judgement: Judgement, norm: Norm
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the members that break a norm and those not decided: people by id, all others by name."""
    [question] = measure.questions
    engine, period = assessment.engine, judgement.period
    breaking_state = _state_that_breaks(norm)
    is_known = engine.records.knows(question)
    if not is_known and question.of.unit == MUNICIPALITY:
        return _municipalities_by_state(judgement, breaking_state)
    own_question = _question_of_listed(assessment, question, period)
    if own_question is None:
        return (), ()

    failed = engine.standing(own_question, period, breaking_state) if breaking_state is not None else ()
    # Of two records under one id the one that surely breaks the norm is listed; the open one adds nothing.
    keys_failed = {key for key, _ in failed}
    # Where a collection is missing, the undecided would be all; they are listed beside those who fail.
    is_listed = is_known or judgement.verdict is Verdict.NOT_MET
    unknown = engine.standing(own_question, period, MemberState.UNKNOWN) if is_listed else ()
    undecided = [(key, name) for key, name in unknown if key not in keys_failed]
    names = _names_told_apart((*failed, *undecided))
    return tuple(names[member] for member in dict.fromkeys(failed)), tuple(
        names[member] for member in dict.fromkeys(undecided)
    )


def _question_of_listed(assessment: Assessment, question: Question, period: Period) -> Question | None:
    """Ask about the members whom records list, of a place judged alone only its own; ``None`` without any."""
    engine = assessment.engine
    if not engine.records.lists_members(question):
        return None
    is_told_in_part = question.of.unit.on_one_day and not engine.records.knows(question)
    if is_told_in_part and engine.answer(question, period).figures:
        # A figure judges what happened in a period, and records do not tell all of it.
        return None
    if assessment.judged_alone is None:
        return question
    kind, place = assessment.judged_alone
    return engine.in_place(question, period, COLLECTIONS[kind], place)


def _names_told_apart(members: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Name members; those of one name by their ids, too: schools of two districts may be called alike."""
    keys_by_name: dict[str, set[str]] = {}
    for key, name in members:
        keys_by_name.setdefault(name or key, set()).add(key)
    return {
        (key, name): f"{name} ({key})" if len(keys_by_name[name or key]) > 1 else name or key
        for key, name in members
    }


_SURE = {MemberState.FAILED: Bounds.exact(0), MemberState.PASSED: Bounds.exact(1)}
"""The value of a yes or no in each sure state."""


def _state_that_breaks(norm: Norm) -> MemberState | None:
    """Find the state in which a single member breaks a norm; ``None`` where the norm admits some failures."""
    if norm.low == 1:
        return MemberState.FAILED
    return MemberState.PASSED if norm.high == 0 else None


def _failing_by_indicator(assessment: Assessment, duty: Requirement, judgement: Judgement) -> tuple[str, ...]:
    """List the members that break a duty judged by an indicator, where that demands it of every member."""
    target = judgement.target
    norm = None if target is None else target.known_norm
    if target is None or norm is None or judgement.verdict is Verdict.NO_TARGET:
        return ()
    if target.each is not None:
        return tuple(part.title for part in judgement.municipalities if part.verdict is Verdict.NOT_MET)
    indicator, part = assessment.find_indicator(duty.same_as)
    cases = chosen_cases(indicator, assessment.readings, judgement.period, as_declared=bool(part))
    parts = cases[0].indicator.parts() if cases else ()
    measures = [component.measure for component in parts if len(parts) == 1 or component.name == part]
    shares = [measure for measure in measures if isinstance(measure, Share)]
    return tuple(
        name for share in shares for name in _members_by_state(assessment, share, judgement, norm)[0]
    )


def _municipalities_by_state(
    judgement: Judgement, breaking_state: MemberState | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the municipalities that break a norm and those not decided, as reports of each say."""
    values = [(part.title, part.value) for part in judgement.municipalities if part.value is not None]
    breaking_value = None if breaking_state is None else _SURE[breaking_state]
    failed = tuple(name for name, value in values if value == breaking_value)
    undecided = tuple(name for name, value in values if not value.is_exact)
    return failed, (*undecided, *_silent(judgement))


def _silent(judgement: Judgement) -> tuple[str, ...]:
    """Name the municipalities that told nothing where others did; where nobody did it is so of all."""
    missing = () if judgement.verdict is Verdict.NO_DATA else judgement.missing
    return tuple(municipality.name for municipality in missing)


# Rounds of monitoring.


def _frequency(
    assessment: Assessment, rule: MonitoringRule, rounds: Sequence[ScheduleStatus], asked_period: Period
) -> Verdict:
    """Judge whether every round was held; by its indicator where records or a reading do not decide."""
    by_records = frequency(rounds)
    if not assessment.has_indicator(rule.same_as):
        return by_records
    indicator, _ = assessment.find_indicator(rule.same_as)
    cases = chosen_cases(indicator, assessment.readings, asked_period)
    by_indicator = of_parts([judge_case(assessment, case).verdict for case in cases])
    is_decided = by_indicator in DECIDED
    is_under_a_reading = any(case.readings for case in cases)
    # A figure of rounds that were not held outweighs reports that they were.
    is_outweighed = by_records in {Verdict.UNDETERMINED, Verdict.MET}
    prevails = is_decided and (is_outweighed or is_under_a_reading)
    return by_indicator if prevails else by_records


def _broken_by(code: str, rounds: Sequence[ScheduleStatus]) -> tuple[ScheduleStatus, ...]:
    """Add to the rounds that were not held in time that the indicator which counts them is not met."""
    reason = Reason(code="result-missed", about=(code,))
    is_held = [occurrence.progress is Progress.DONE_ON_TIME for occurrence in rounds]
    return tuple(
        occurrence
        if is_in_time and not all(is_held)
        else attrs.evolve(occurrence, reasons=(*occurrence.reasons, reason))
        for occurrence, is_in_time in zip(rounds, is_held, strict=True)
    )
