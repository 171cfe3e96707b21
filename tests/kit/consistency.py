"""What a report may never do: say two things of one fact, or leave a verdict open or broken without a reason.

Read here from the report alone, in every test; ``kit.agreement`` holds it against its profile and data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rnms import Report, Result, Verdict
from rnms.indicators import Scale
from rnms.indicators.requirement import ALL_MEMBERS
from rnms.indicators.vocabulary.duties import CONTRADICTION_CODES
from rnms.judge.verdict import of_parts
from rnms.model.roadmap import Progress
from rnms.model.spelling import on_one_line
from rnms.render import notes as _notes
from rnms.render import sections as _sections
from rnms.render import words as _words
from rnms.render.brief import brief_notes as _brief_notes
from rnms.results.brief import Ask
from rnms.results.findings import Finding, MonitoringFinding, ScheduleStatus
from rnms.results.judgement import Judgement

LANGUAGES = ("ru", "en")
OPEN = {Verdict.UNDETERMINED, Verdict.NO_DATA}
NOT_JUDGED = {Verdict.NO_TARGET, Verdict.NOT_APPLICABLE}
BROKEN = {Progress.OVERDUE, Progress.DONE_LATE}
OPEN_PROGRESS = {Progress.UNKNOWN, Progress.UNKNOWN_DEADLINE}


def contradictions(report: Report) -> list[str]:
    """Every pair of statements that differ about one fact, and every verdict that lacks its reason."""
    found = [
        *_silences(report),
        *(line for result in report.results for line in _of_result(result)),
        *(line for finding in _findings(report) for line in _of_finding(finding)),
        *_of_same(report),
        *(line for rule in report.monitoring for line in _of_rule(rule, report)),
        *_of_measures(report),
        *_of_faults(report),
        *_of_tables(report),
        *_of_brief(report),
    ]
    return list(dict.fromkeys(found))


def inside(judgement: Judgement) -> Iterator[Judgement]:
    """A judgement and those within it."""
    yield judgement
    for part in (*judgement.components, *judgement.municipalities):
        yield from inside(part)


def _findings(report: Report) -> Iterator[Finding]:
    yield from report.requirements
    yield from (rule.follow_up for rule in report.monitoring if rule.follow_up is not None)


def _fulfilments(report: Report) -> Iterator[ScheduleStatus]:
    yield from (*report.roadmap, *report.meetings)
    yield from (one for rule in report.monitoring for one in rule.rounds)


# No silence.


def _silences(report: Report) -> Iterator[str]:
    judged = [(result.code, one) for result in report.results for one in result.judgements]
    judged += [(finding.code, finding.judgement) for finding in _findings(report)]
    for code, judgement in judged:
        for part in inside(judgement):
            if part.verdict in {*OPEN, Verdict.NOT_MET}:
                yield from _without_words(f"{code} {judgement.name} {part.name}", part)
    reasons = {reason for _, judgement in judged for part in inside(judgement) for reason in part.reasons}
    reasons |= {reason for fulfilment in _fulfilments(report) for reason in fulfilment.reasons}
    for reason in reasons:
        for lang in LANGUAGES:
            sentence = _words.reasons([reason], lang=lang)
            if re.search(r":\s*($|[;,.])", sentence):
                yield f"{reason.code}: nothing follows what announces a list ({lang}: {sentence!r})"
    for fulfilment in _fulfilments(report):
        if fulfilment.progress in OPEN_PROGRESS and not _words.reasons(fulfilment.reasons):
            yield f"{fulfilment.code}: {fulfilment.progress.name} without a reason"
    for rule in report.monitoring:
        said = [one for one in rule.rounds if one.reasons]
        if rule.verdict in OPEN and not said:
            yield f"rule {rule.code}: {rule.verdict.name} without a reason"


def _without_words(name: str, judgement: Judgement) -> Iterator[str]:
    for lang in LANGUAGES:
        said = _words.reason(judgement, lang=lang)
        if not said or any(not part.strip() or part.rstrip().endswith(":") for part in said.split("; ")):
            yield f"{name}: {judgement.verdict.name} without a reason ({lang}: {said!r})"


# One verdict of one value.


def _of_result(result: Result) -> Iterator[str]:
    for judgement in result.judgements:
        for part in inside(judgement):
            name = f"{result.code} {judgement.name} {part.name}"
            yield from _of_value(name, part)
            yield from _of_whole(name, part)


def _of_value(name: str, judgement: Judgement) -> Iterator[str]:
    if judgement.target is None or judgement.value is None or judgement.components:
        return
    norm = judgement.target.known_norm
    if judgement.target.each is not None:
        return
    if norm is None:
        if judgement.verdict is not Verdict.NO_TARGET:
            yield f"{name}: {judgement.verdict}, and nobody knows what is demanded"
        return
    if any(reason.code == "unlimited" for reason in judgement.reasons):
        # Above every number: met wherever there is no upper end.
        if judgement.verdict is not (Verdict.MET if norm.high is None else Verdict.NOT_MET):
            yield f"{name}: {judgement.verdict.name}, and it is above every number"
        return
    by_value = norm.verdict(judgement.value)
    if judgement.verdict is Verdict.MET and by_value is not Verdict.MET:
        yield f"{name}: MET, and {judgement.value} is not within {norm}"
    if judgement.verdict is Verdict.NOT_MET and by_value is Verdict.MET:
        yield f"{name}: NOT_MET, and {judgement.value} is within {judgement.target.norm}"


def _of_whole(name: str, judgement: Judgement) -> Iterator[str]:
    """What parts say of an indicator that has several, not an index."""
    verdicts = {part.verdict for part in judgement.components}
    if not verdicts or judgement.value is not None or judgement.tallies:
        return
    if judgement.verdict is Verdict.MET and verdicts & {Verdict.NOT_MET, *OPEN}:
        yield f"{name}: MET, and of its parts one is not"
    if Verdict.NOT_MET in verdicts and judgement.verdict is not Verdict.NOT_MET:
        yield f"{name}: {judgement.verdict.name}, and a part is NOT_MET"
    if judgement.verdict is Verdict.NOT_MET and Verdict.NOT_MET not in verdicts:
        yield f"{name}: NOT_MET, and no part is"
    told = {reason for part in judgement.components for reason in part.reasons}
    lacking = {one for one in told if one.code == "contradiction"} - set(judgement.reasons)
    if judgement.verdict in OPEN and lacking:
        yield f"{name}: a contradiction is named in a part and not in the whole"


def _of_finding(finding: Finding) -> Iterator[str]:
    both = set(finding.failed) & set(finding.undecided)
    if both:
        yield f"{finding.code}: {', '.join(sorted(both))} fail and are not decided"
    target = finding.judgement.target
    if finding.verdict is Verdict.MET and finding.failed and (target is None or target.norm == ALL_MEMBERS):
        yield f"{finding.code}: kept by every one, and {finding.failed[0]} does not keep it"
    silent = {municipality.name for municipality in finding.judgement.missing}
    if finding.verdict is Verdict.NO_DATA and not silent.isdisjoint(finding.undecided):
        yield f"{finding.code}: nobody told anything, and it is said of some alone that nothing is known"
    yield from _of_value(finding.code, finding.judgement)


# One fact, said in several places.


def _of_same(report: Report) -> Iterator[str]:
    for finding in report.requirements:
        # Of several periods the worst speaks for the duty.
        results = {
            result.code: result for result in report.results if result.period == finding.judgement.period
        }
        same = _judgement_of(finding.same_as, results)
        if same is None:
            continue
        # While the period of an indicator runs, what must always be so is judged as of the day all the same.
        day = min(report.as_of or report.period.end, same.period.end)
        alike = same.verdict is Verdict.PENDING or _class(same.verdict) == _class(finding.verdict)
        # Its act may be void by the end of the period, and in force on the day.
        alike = alike or (same.verdict is Verdict.NO_TARGET and day < same.period.end)
        # What nothing demands then has a value as an indicator, and none as a duty.
        nothing_demanded = {same.verdict, finding.verdict} == {Verdict.NO_TARGET} or (
            finding.verdict is Verdict.NO_TARGET and day < finding.clause.act.in_force_from
        )
        if nothing_demanded:
            continue
        if not alike or same.value != finding.judgement.value:
            said = f"{finding.code}: {finding.verdict.name}"
            yield f"{said}, and indicator {finding.same_as}: {same.verdict.name}"


def _judgement_of(code: str, results: dict[str, Result]) -> Judgement | None:
    if code in results:
        return results[code].judgement
    whole, _, part = code.rpartition(".")
    if whole not in results:
        return None
    return results[whole].readings["default"][part]


def _of_rule(rule: MonitoringFinding, report: Report) -> Iterator[str]:
    states = {one.progress for one in rule.rounds}
    if rule.verdict is Verdict.MET and states & (BROKEN | OPEN_PROGRESS):
        yield f"rule {rule.code}: MET, and a round is not held in time"
    # A count or a reading may be broken by no window alone: then a round says so.
    told_by = {"result-missed", "too-few"}
    said = any(why.code in told_by for one in rule.rounds for why in one.reasons)
    if rule.verdict is Verdict.NOT_MET and not states & BROKEN and not said:
        yield f"rule {rule.code}: NOT_MET, and no round says why"
    told = [result.verdict for result in report.results if result.code == rule.code]
    # A window may end before its act is void, the year of the indicator after it.
    spared = Progress.NOT_REQUIRED in states and rule.verdict is Verdict.MET
    ended = bool(told) and of_parts(told) is Verdict.NO_TARGET and spared
    # While a window still runs, what is open of another is open in both words.
    waiting = {*OPEN, Verdict.PENDING}
    # A year that is over may be kept besides.
    open_years = {*told} - {Verdict.MET}
    both_wait = Progress.PENDING in states and bool(open_years) and {*open_years, rule.verdict} <= waiting
    # Too few records for the windows of several years break the rule, and leave open which year it is.
    too_few = any(why.code == "too-few" for one in rule.rounds for why in one.reasons)
    either_year = too_few and len(told) > 1 and set(told) <= waiting
    excused = ended or both_wait or either_year
    if told and not excused and _class(of_parts(told)) != _class(rule.verdict):
        yield f"rule {rule.code}: {rule.verdict.name}, and the indicator: {of_parts(told).name}"
    follow_up = Verdict.MET if rule.follow_up is None else rule.follow_up.verdict
    for finding in report.requirements:
        if finding.clause != rule.clause:
            continue
        if finding.verdict is Verdict.MET and Verdict.NOT_MET in {rule.verdict, follow_up}:
            yield f"{finding.code}: kept, and rule {rule.code} or what follows it is not"
        if finding.verdict is Verdict.NOT_MET and {rule.verdict, follow_up} == {Verdict.MET}:
            yield f"{finding.code}: not kept, and rule {rule.code} and what follows it are"


def _class(verdict: Verdict) -> str:
    """What a verdict comes to, where several words say the same."""
    return "open" if verdict in OPEN else "not judged" if verdict in NOT_JUDGED else verdict.name


def _of_measures(report: Report) -> Iterator[str]:
    """The measures that are counted themselves: rounds in two places, and a number or a yes as the result."""
    rounds = {(one.code, one.due): one for rule in report.monitoring for one in rule.rounds}
    for one in report.roadmap:
        held = rounds.get((one.code, one.due))
        if held is not None and held.progress is not one.progress:
            yield f"measure {one.code}: {one.progress.name}, and as monitoring: {held.progress.name}"
    for result in report.results:
        if result.judgement.scale is Scale.PERCENT or result.components or result.taken != "default":
            continue
        states = {
            one.progress
            for one in report.roadmap
            if one.code == result.code and one.due is not None and one.due in result.period
        } - {Progress.NOT_REQUIRED}
        if result.verdict is Verdict.MET and Progress.OVERDUE in states:
            yield f"measure {result.code}: overdue, and its indicator is met"
        if result.verdict is Verdict.NOT_MET and states and states <= {Progress.DONE_ON_TIME}:
            yield f"measure {result.code}: done, and its indicator is not met"


def _of_faults(report: Report) -> Iterator[str]:
    faults = [issue for issue in report.issues if issue.code in CONTRADICTION_CODES]
    for finding in report.requirements:
        if finding.code == "S-GEN-02" and (finding.verdict is Verdict.NOT_MET) is not bool(faults):
            yield f"S-GEN-02: {finding.verdict.name}, and the faults are {len(faults)}"


# What is shown.


def _of_tables(report: Report) -> Iterator[str]:
    counts = _notes.counts(report)
    if sum(counts.values()) != len(report.results):
        yield f"the heading counts {sum(counts.values())} verdicts of {len(report.results)}"
    for lang in LANGUAGES:
        yield from _of_marks(report, lang)
    named = "; ".join(note.text for note in _notes.notes(report, "ru"))
    for result in report.results:
        for place in result.missing:
            if on_one_line(place.name) not in named:
                yield f"{result.code}: {place.name} did not report, and no note says so"


def _of_marks(report: Report, lang: str) -> Iterator[str]:
    shown = list(_marks(_sections.indicators(report, lang).rows))
    said = [
        part.verdict.value for result in report.results for part in (result.judgement, *result.components)
    ]
    if shown != said:
        yield f"the table of indicators shows {shown} for {said}"
    shown = list(_marks(_sections.duties(report, lang).rows))
    said = [finding.verdict.value for finding in report.requirements]
    if shown != said:
        yield f"the table of duties shows {shown} for {said}"


def _marks(rows: Iterable[tuple[_sections.Cell, ...]]) -> Iterator[str]:
    return (cell.state for row in rows for cell in row if isinstance(cell, _sections.Mark))


# The brief.


def _of_brief(report: Report) -> Iterator[str]:
    """What may be signed is met, and of what is open somebody or something is asked for."""
    brief = report.brief
    signable = {one.at: one.unless for one in brief.signable}
    refused = {one.at: one.verdict for one in brief.refused}
    asked = {one.at for one in brief.requests if _asks(one.ask)}
    about = {(one.at, one.code, one.period) for one in (*brief.signable, *brief.refused, *brief.requests)}
    if about - {(at, result.code, result.period) for at, result in enumerate(report.results)}:
        yield f"the brief is about no result of the report: {about}"
    for key, result in enumerate(report.results):
        if (key in signable) is not (result.verdict is Verdict.MET):
            yield f"{result.code}: {result.verdict.name}, and signable: {key in signable}"
        if key not in {*signable, *refused} and result.code not in brief.not_judged:
            yield f"{result.code}: {result.verdict.name}, and the brief is silent of it"
        if refused.get(key, result.verdict) is not result.verdict:
            yield f"{result.code}: {result.verdict.name}, and refused as {refused[key].name}"
        if (key in asked) is not (result.verdict in OPEN):
            yield f"{result.code}: {result.verdict.name}, and something is asked for: {key in asked}"
        otherwise = {
            one.name for one in result.judgements if one.is_informed and one.verdict != result.verdict
        }
        if key in signable and set(signable[key]) != otherwise:
            yield f"{result.code}: signable unless {signable[key]}, and {otherwise} judge otherwise"
    for lang in LANGUAGES:
        for note in _brief_notes(report, lang):
            for line in (note.text, *note.items):
                if not line.strip() or (line.rstrip().endswith(":") and not note.items):
                    yield f"a line of the brief says nothing ({lang}: {line!r})"


def _asks(ask: Ask) -> bool:
    return bool(ask.to_meet or ask.to_fail or ask.silent or ask.headcounts or ask.facts)
