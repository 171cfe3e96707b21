"""Results: an indicator under the reading taken and under every other, with its evidence and claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rnms.indicators.definition import Indicator
from rnms.indicators.tally import distinct
from rnms.indicators.vocabulary.completion import DOCUMENTS
from rnms.judge.assessment import Assessment
from rnms.judge.cases import Case, cases_of, chosen_readings, judge_case, name_of, periods_of
from rnms.judge.origin import ResultOrigin
from rnms.model.period import Period
from rnms.model.returns import Claim
from rnms.results.result import Result


def judge_results(assessment: Assessment, indicator: Indicator, asked: Period) -> Iterator[Result]:
    """Judge an indicator: one result for each period of its kind that the question means."""
    rows_as_declared = cases_of(indicator, assessment.readings, asked)
    periods = periods_of(indicator, asked)
    for number, period in enumerate(periods, start=-len(periods)):
        declared, rows = indicator, rows_as_declared
        if _is_carried_out(assessment, indicator, period):
            declared = indicator.carried_out()
            rows = cases_of(declared, assessment.readings, asked)
        # A reading may ask for another kind of period: one for one from the last, or else the first.
        cases = [row[max(number, -len(row))] for row in rows]
        yield _result(assessment, declared, cases)


def _is_carried_out(assessment: Assessment, indicator: Indicator, period: Period) -> bool:
    """Tell whether records show a measure of the roadmap; that the map was approved shows none."""
    if not indicator.where_carried_out or assessment.judged_alone is not None:
        return False
    measures = assessment.profile.roadmap.measures
    codes = [measure.code for measure in measures if DOCUMENTS not in measure.seen_in]
    occurrences = assessment.progress(measures, period, only=codes)
    return any(occurrence.done is not None and occurrence.done in period for occurrence in occurrences)


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
        region=assessment.profile.key,
        as_of=assessment.as_of,
        origin=ResultOrigin(assessment.engine, indicator),
    )


def _is_about(claim: Claim, indicator: Indicator, period: Period) -> bool:
    return claim.indicator in {None, indicator.code} and claim.period == period
