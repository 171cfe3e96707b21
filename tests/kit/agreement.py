"""What a report says otherwise than its profile and its data, found without the judge.

What a report alone shows, ``kit.consistency`` reads in every report of every test; here is what only who
knows the declared duties, the sources of the measures and the records can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import rnms
from rnms import Report, Verdict
from rnms.indicators import MonitoringRule
from rnms.indicators.vocabulary import completion
from rnms.judge.verdict import of_parts
from rnms.model import AdoptionKind, Period, RegionalSystem
from rnms.model.deadlines import Recurring
from rnms.model.roadmap import Progress, Scheduled
from rnms.regions import RegionProfile
from rnms.results.findings import ScheduleStatus
from rnms.results.judgement import DEFAULT, Judgement

DECIDED = {Verdict.MET, Verdict.NOT_MET}
DONE = {Progress.DONE_ON_TIME, Progress.DONE_LATE, Progress.IN_PROGRESS}
MISSED = {Progress.OVERDUE, Progress.DONE_LATE}


def disagreements(report: Report, profile: RegionProfile, data: RegionalSystem) -> list[str]:
    """Every two statements about one fact that differ."""
    return [
        *_duties_and_indicators(report, profile),
        *_duties_and_days(report, profile),
        *_measures_and_results(report, profile),
        *_rounds_and_measures(report, profile),
        *_days_of_the_calendar(report, profile, data),
        *_measures_and_the_roadmap(report, profile, data),
    ]


def _judgements(report: Report) -> dict[tuple[str, Period], Judgement]:
    """What a report says of every indicator, part and duty, by period."""
    found: dict[tuple[str, Period], Judgement] = {}
    for result in report:
        found[result.code, result.period] = result.judgement
        for part in result.readings[DEFAULT].components:
            found[f"{result.code}.{part.name}", result.period] = part
    for finding in report.requirements:
        found.setdefault((finding.code, finding.judgement.period), finding.judgement)
    return found


def _duties_and_indicators(report: Report, profile: RegionProfile) -> Iterator[str]:
    """A duty that is the same as an indicator has its value, and its verdict once that is due."""
    found = _judgements(report)
    for duty in profile.requirements:
        judged = report.requirement(duty.code).judgement
        other = found.get((duty.same_as, judged.period))
        if not duty.same_as or other is None or {judged.verdict, other.verdict} == {Verdict.NO_TARGET}:
            continue
        day = min(report.as_of or report.period.end, judged.period.end)
        if judged.verdict is Verdict.NO_TARGET and duty.is_standing and day < duty.clause.act.in_force_from:
            continue
        # What must always be kept is judged as of the day; by the end of the period its act may be void.
        void_later = {Verdict.NO_TARGET} if day < judged.period.end else set()
        waiting = {Verdict.PENDING, Verdict.UNDETERMINED, *void_later}
        waits = duty.is_standing and other.verdict in waiting
        # A duty of several periods has the value of the worst of them, and the verdict of all.
        of_all = of_parts([one.verdict for (code, _), one in found.items() if code == duty.same_as])
        same = judged.verdict in {other.verdict, of_all}
        if judged.value != other.value or not (same or waits):
            yield f"{duty.code} {judged.verdict.name}, {duty.same_as} {other.verdict.name}"


def _duties_and_days(report: Report, profile: RegionProfile) -> Iterator[str]:
    """A duty that days judge is broken where one of them passed in vain, and kept only where none did."""
    by_code: dict[str, list[ScheduleStatus]] = {}
    for one in (
        *report.roadmap,
        *report.meetings,
        *(one for rule in report.monitoring for one in rule.rounds),
    ):
        by_code.setdefault(one.code, []).append(one)
    for duty in profile.requirements:
        verdict = report.requirement(duty.code).verdict
        named = [one for code in duty.falls_due for one in by_code.get(code, ())]
        states = {one.progress for one in named}
        followed = {
            rule.follow_up.verdict
            for rule in report.monitoring
            if rule.code in duty.falls_due and rule.follow_up is not None
        }
        too_few = any(why.code == "too-few" for one in named for why in one.reasons)
        broken = bool(states & MISSED) or too_few or Verdict.NOT_MET in followed
        if broken and verdict is not Verdict.NOT_MET:
            yield f"{duty.code} {verdict.name}, but {duty.falls_due} was missed"
        if verdict is Verdict.MET and states - DONE - {Progress.NOT_REQUIRED}:
            yield f"{duty.code} MET, but {states}"


def _measures_and_results(report: Report, profile: RegionProfile) -> Iterator[str]:
    """What was carried out is what its indicators say, and what was missed is not met."""
    found = _judgements(report)
    defaults = {result.code: result.readings[DEFAULT] for result in report}
    duties = {finding.code: finding.judgement for finding in report.requirements}
    for one, scheduled in _occurrences(report, profile):
        due, start = one.due, one.occurrence.start
        for (code, period), judged in found.items():
            if code in scheduled.judged_by and due is not None and due in period:
                if judged.verdict is Verdict.NOT_MET and one.progress in DONE:
                    yield f"{one} although {code} is NOT_MET"
                whole = start is not None and start <= period.start and period.end <= due
                if judged.verdict is Verdict.MET and whole and one.progress in MISSED:
                    yield f"{one} although {code} is MET"
        for code in scheduled.demanded_by:
            judged_here = defaults.get(code) or duties.get(code)
            if judged_here is None or due is None or due not in judged_here.period:
                continue
            if judged_here.verdict is Verdict.MET and one.progress in MISSED and _recurs(scheduled):
                yield f"{one} although {code} is MET"
            if judged_here.verdict is Verdict.MET and one.progress is Progress.OVERDUE:
                yield f"{one} although {code} is MET"
            whole = start is not None and start in judged_here.period
            open_still = judged_here.verdict not in {Verdict.NOT_MET, Verdict.NO_TARGET}
            if one.progress in MISSED and _recurs(scheduled) and whole and open_still:
                yield f"{one} although {code} is {judged_here.verdict.name}"


def _recurs(scheduled: Scheduled) -> bool:
    return isinstance(scheduled.deadline, Recurring)


def _occurrences(report: Report, profile: RegionProfile) -> Iterator[tuple[ScheduleStatus, Scheduled]]:
    measures = {one.code: one for one in profile.roadmap}
    yield from ((one, measures[one.code]) for one in report.roadmap)
    rules: dict[str, MonitoringRule] = {one.code: one for one in profile.monitoring}
    for rule in report.monitoring:
        yield from ((one, rules[rule.code]) for one in rule.rounds)


def _rounds_and_measures(report: Report, profile: RegionProfile) -> Iterator[str]:
    """A measure that the rounds of a rule show says of a window what the rule says."""
    shown = {
        one.code
        for one in profile.roadmap
        for trace in one.sources
        if trace.collection == "monitoring_rounds"
    }
    rounds = {
        (one.occurrence.start, one.due): one.progress for rule in report.monitoring for one in rule.rounds
    }
    for one in report.roadmap:
        other = rounds.get((one.occurrence.start, one.due))
        if one.code in shown and other is not None and other is not one.progress:
            yield f"{one}, but the rule says {other.name}"


def _measures_and_the_roadmap(report: Report, profile: RegionProfile, data: RegionalSystem) -> Iterator[str]:
    """A roadmap that may be in force is not carried out only where surely no measure of it was."""
    maps = [one for one in data.adoptions or () if one.kind is AdoptionKind.ROADMAP]
    declared = {one.code: one for one in profile.indicators}
    for result in report:
        judged, period = result.readings[DEFAULT], result.period
        asks = declared[result.code].where_carried_out and judged.verdict is Verdict.NOT_MET
        is_later = (report.as_of or report.period.end) > period.end
        figures = {question.key for question in declared[result.code].questions}
        is_told = any(figure.key in figures for figure in data.figures)
        in_force = data.adoptions is None or any(
            (one.start is None or one.start <= period.end) and (one.end is None or one.end >= period.start)
            for one in maps
        )
        if not asks or is_later or is_told or not in_force:
            continue
        for one, measure in _occurrences(report, profile):
            inside = one.due is None or one.due in period
            done = one.progress in DONE and (one.done is None or one.done in period)
            shows = measure in profile.roadmap.measures and completion.DOCUMENTS not in measure.sources
            if inside and shows and (done or one.progress is Progress.UNKNOWN):
                yield f"{one} although {result.code} is NOT_MET"


def _days_of_the_calendar(report: Report, profile: RegionProfile, data: RegionalSystem) -> Iterator[str]:
    """The calendar names every day that a report holds something against, and no other."""
    asked = report.period
    found = rnms.deadlines(profile, asked.start, asked.end, plan=data.plan_items or ())
    listed = {(one.code, one.due) for one in found}
    judged = {
        (one.code, one.due)
        for one in _all(report)
        if one.due is not None and one.due in asked and one.progress is not Progress.NOT_REQUIRED
    }
    # A result that nobody can have is not required, but the day is.
    spared = {(one.code, one.due) for one in _all(report) if [why.code for why in one.reasons] == ["nobody"]}
    for code, due in sorted(listed ^ judged - spared, key=str):
        if (code, due) not in spared:
            yield f"{code} on {due} stands in one of report and calendar alone"


def _all(report: Report) -> Sequence[ScheduleStatus]:
    rounds = (one for rule in report.monitoring for one in rule.rounds)
    return (*report.roadmap, *rounds, *report.meetings)
