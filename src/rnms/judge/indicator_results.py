"""Results: an indicator under the reading taken and under every other, with its evidence and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from rnms.indicators.definition import Indicator
from rnms.indicators.tally import Reason, distinct
from rnms.indicators.vocabulary.completion import DOCUMENTS
from rnms.judge.assessment import Assessment
from rnms.judge.cases import Case, cases_of, chosen_readings, judge_case, name_of, periods_of
from rnms.judge.completion import falls_within, is_one_in_which_it_was_done
from rnms.judge.parts import OPEN
from rnms.judge.schedule import fulfilments
from rnms.logic.question import Question
from rnms.model.period import Period
from rnms.model.returns import Claim, Figure, statuses_of
from rnms.model.roadmap import Progress
from rnms.results.findings import ScheduleStatus
from rnms.results.result import Result


def judge_results(
    assessment: Assessment, indicator: Indicator, asked_period: Period
) -> Iterator[tuple[Result, Indicator]]:
    """Judge an indicator: one result for each period of its kind that the question means.

    With each, the indicator as it was judged; who shows a result puts the data behind it.
    """
    rows_as_declared = cases_of(indicator, assessment.readings, asked_period)
    periods = periods_of(indicator, asked_period)
    for number, period in enumerate(periods, start=-len(periods)):
        declared, reasons = _as_the_roadmap_shows(assessment, indicator, period)
        is_changed = declared is not indicator
        rows = cases_of(declared, assessment.readings, asked_period) if is_changed else rows_as_declared
        # A reading may have another kind of period: then periods are paired from the last one backwards.
        cases = [row[max(number, -len(row))] for row in rows]
        result = _result(assessment, declared, cases)
        yield _left_open_by(reasons, result) if reasons else result, declared


def _as_the_roadmap_shows(
    assessment: Assessment, indicator: Indicator, period: Period
) -> tuple[Indicator, tuple[Reason, ...]]:
    """Declare an indicator as the roadmap shows it carried out, surely or perhaps, and say why only perhaps.

    The approval of the map does not show that its measures were carried out.
    """
    if not indicator.where_carried_out or assessment.judged_alone is not None:
        return indicator, ()
    # A measure carried out after the period shows nothing for it.
    is_over = assessment.as_of >= period.end or assessment.day_is_over
    then_assessment = attrs.evolve(assessment, as_of=min(assessment.as_of, period.end), day_is_over=is_over)
    measures = assessment.profile.roadmap.measures
    codes = [measure.code for measure in measures if DOCUMENTS not in measure.sources]
    by_records = then_assessment.progress(measures, period, only=codes)
    occurrences = (*by_records, *fulfilments(then_assessment, measures, period, codes))
    is_done = any(_is_done_in(occurrence, period) for occurrence in occurrences)
    if is_done or _is_done_in_one_of(by_records, period):
        return indicator.carried_out(), ()
    unknown = [occurrence for occurrence in occurrences if occurrence.progress is Progress.UNKNOWN]
    if not unknown:
        return indicator, ()
    reasons = distinct(reason for occurrence in unknown for reason in occurrence.reasons)
    return indicator.carried_out(surely=False), reasons


def _is_done_in(occurrence: ScheduleStatus, period: Period) -> bool:
    """Tell whether something was carried out in a period, be the day known or not."""
    if occurrence.done is not None:
        return occurrence.done in period
    is_on_time = occurrence.progress is Progress.DONE_ON_TIME
    return occurrence.progress is Progress.IN_PROGRESS or (is_on_time and falls_within(occurrence, period))


def _is_done_in_one_of(occurrences: Iterable[ScheduleStatus], period: Period) -> bool:
    """Tell whether one measure was carried out in one of several times, all of them in a period."""
    is_within: dict[str, bool] = {}
    for occurrence in filter(is_one_in_which_it_was_done, occurrences):
        code = occurrence.code
        is_within[code] = is_within.get(code, True) and falls_within(occurrence, period)
    return any(is_within.values())


def _left_open_by(reasons: tuple[Reason, ...], result: Result) -> Result:
    """Add to the open judgements of a result what else leaves them open."""
    judgements = [
        attrs.evolve(judgement, reasons=distinct((*judgement.reasons, *reasons)))
        if judgement.verdict in OPEN
        else judgement
        for judgement in result.judgements
    ]
    return attrs.evolve(result, judgements=tuple(judgements))


def _figures_behind(assessment: Assessment, indicator: Indicator, period: Period) -> Iterator[Figure]:
    """Walk over the figures of the populations that an indicator counts in, where any says how firm it is."""
    if any(figure.status is not None for figure in assessment.data.figures):
        asked = distinct(
            (Question(of=population), question.period_of(period))
            for question in indicator.questions
            if question.change is None
            for population in (question.of, *question.of.bases)
        )
        for headcount, asked_period in asked:
            yield from assessment.answer(headcount, asked_period).figures


def _result(assessment: Assessment, indicator: Indicator, cases: Sequence[Case]) -> Result:
    period = cases[0].period
    judgements = tuple(judge_case(assessment, case) for case in cases)
    answers = [assessment.answer(question, period) for question in indicator.questions]
    figures = [figure for answer in answers for figure in answer.figures]
    evidence = distinct(document for figure in figures for document in figure.evidence)
    is_shown = any(document.kind in indicator.evidence for document in evidence)
    return Result(
        code=indicator.code,
        title=indicator.title,
        level=indicator.level,
        clause=indicator.clause,
        judgements=judgements,
        taken=name_of(chosen_readings(indicator, assessment.readings)),
        evidence=evidence,
        evidence_lacking=() if is_shown or not figures else indicator.evidence,
        claims=tuple(claim for claim in assessment.data.claims if _is_about(claim, indicator, period)),
        quotes=distinct(quote for figure in figures for quote in figure.quotes),
        statuses=statuses_of((*figures, *_figures_behind(assessment, indicator, period))),
        region=assessment.profile.key,
        as_of=assessment.as_of,
    )


def _is_about(claim: Claim, indicator: Indicator, period: Period) -> bool:
    if claim.key is not None or claim.municipality is not None or claim.period != period:
        return False
    return claim.indicator is None or claim.indicator in indicator.names
