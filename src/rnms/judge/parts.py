"""One measure held against one target: value, verdict, reasons, parts of an index, municipalities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rnms.indicators.definition import Component, Target, bands_at
from rnms.indicators.measures import WeightedIndex
from rnms.indicators.tally import Answer, Estimate, Reason, distinct
from rnms.judge.assessment import Assessment
from rnms.judge.verdict import judged
from rnms.model.norm import Verdict
from rnms.model.period import Period
from rnms.model.subjects import Municipality
from rnms.results.judgement import Judgement

OPEN = (Verdict.UNDETERMINED, Verdict.NO_DATA)
"""The verdicts that never stand without what decides them."""


def judge_part(
    assessment: Assessment,
    part: Component,
    period: Period,
    target: Target | None,
    *,
    accrues: bool,
    is_standing: bool = False,
) -> Judgement:
    """Judge a part of an indicator, or the measure of a duty.

    Args:
        assessment: The data and the acts.
        part: What is measured.
        period: The period.
        target: What is demanded for the period; ``None`` where nothing is.
        accrues: Whether what is reached stays reached.
        is_standing: Whether it must be kept always, so that it is judged while the period runs.
    """
    questions = part.measure.questions
    answers = [assessment.answer(question, period) for question in questions]
    estimate = part.measure.estimate([answer.tally for answer in answers])
    # The acts set targets for the region, not for a municipality or organisation alone.
    target, has_targets = (None, False) if assessment.judged_alone else (target, bool(part.targets))
    reported = any(answer.reported for answer in answers)
    verdict = judged(
        estimate,
        None if target is None else target.norm,
        reported=reported,
        has_targets=has_targets,
        running=assessment.as_of < period.end and not is_standing,
        accrues=accrues,
    )
    silent = distinct(municipality for answer in answers for municipality in answer.silent)
    value = estimate.bounds if reported else None
    index_parts = (
        tuple(_judge_index_parts(assessment, part.measure, answers, period))
        if isinstance(part.measure, WeightedIndex)
        else ()
    )
    reasons = [*_reasons(verdict, estimate, period, has_targets=has_targets)]
    if verdict in OPEN:
        reasons += assessment.reasons_left_open(questions, answers, period)
    reasons += _parts_not_counted(index_parts, verdict)
    return Judgement(
        name=part.name,
        title=part.title,
        period=period,
        verdict=verdict,
        value=value,
        scale=part.measure.scale,
        target=target,
        bands=bands_at(part.bands, value),
        reasons=distinct(reasons),
        components=index_parts,
        tallies=tuple(answer.tally for answer in answers),
        missing=tuple(
            municipality for municipality in assessment.municipalities if municipality.id in silent
        ),
        municipalities=tuple(_judge_municipalities(assessment, part, answers, period)),
    )


def _judge_index_parts(
    assessment: Assessment, index: WeightedIndex, answers: Sequence[Answer], period: Period
) -> Iterator[Judgement]:
    """Judge the parts of an index, each with its share; the act sets them no targets."""
    for part, answer in zip(index.parts, answers, strict=True):
        estimate = part.measure.estimate([answer.tally])
        verdict = Verdict.NO_TARGET if answer.reported else Verdict.NO_DATA
        verdict = Verdict.NOT_APPLICABLE if estimate.empty else verdict
        questions = part.measure.questions
        yield Judgement(
            name=part.name,
            title=part.title,
            period=period,
            verdict=verdict,
            value=estimate.bounds if answer.reported else None,
            scale=part.measure.scale,
            reasons=(assessment.reasons_left_open(questions, [answer], period) if verdict in OPEN else ()),
            tallies=(answer.tally,),
            weight=part.weight,
            inverted=part.inverted,
        )


def _judge_municipalities(
    assessment: Assessment, part: Component, answers: Sequence[Answer], period: Period
) -> Iterator[Judgement]:
    """Judge the municipalities of which every question was answered; the acts set them no targets."""
    for municipality in assessment.municipalities:
        if all(municipality.id in answer.municipalities for answer in answers):
            tallies = [answer.municipalities[municipality.id] for answer in answers]
            estimate = part.measure.estimate(tallies)
            is_without_value = estimate.empty or estimate.over_whole
            yield Judgement(
                name=municipality.id,
                title=municipality.name,
                period=period,
                verdict=Verdict.NOT_APPLICABLE if is_without_value else Verdict.NO_TARGET,
                value=estimate.bounds,
                scale=part.measure.scale,
                reasons=(Reason(code="over-whole"),) if estimate.over_whole else (),
                tallies=tuple(tallies),
                sources=_sources(answers, municipality),
            )


def _sources(answers: Sequence[Answer], municipality: Municipality) -> tuple[str, ...]:
    """The cells and documents in which the figures of a municipality stand."""
    figures = [
        figure for answer in answers for figure in answer.figures if figure.municipality == municipality.id
    ]
    sources = [(figure.place, *(document.ref for document in figure.evidence)) for figure in figures]
    return distinct(source for of_figure in sources for source in of_figure if source)


def _reasons(verdict: Verdict, estimate: Estimate, period: Period, *, has_targets: bool) -> Iterator[Reason]:
    if estimate.over_whole is not False and verdict in {Verdict.NOT_APPLICABLE, Verdict.UNDETERMINED}:
        yield Reason(code="over-whole" if estimate.over_whole else "perhaps-over-whole")
    if estimate.unlimited and verdict in {Verdict.MET, Verdict.NOT_MET}:
        yield Reason(code="unlimited")
    match verdict:
        case Verdict.NO_TARGET:
            yield Reason(code="no-target-then" if has_targets else "no-target")
        case Verdict.NOT_APPLICABLE if estimate.empty:
            yield Reason(code="nobody")
        case Verdict.PENDING:
            yield Reason(code="still-runs", about=(f"{period.end:%d.%m.%Y}",))


def _parts_not_counted(index_parts: Sequence[Judgement], verdict: Verdict) -> Iterator[Reason]:
    """Name the parts of an index that do not apply, where it has a value without them."""
    titles = tuple(part.title for part in index_parts if part.verdict is Verdict.NOT_APPLICABLE)
    if titles and verdict is not Verdict.NOT_APPLICABLE:
        yield Reason(code="not-counted", about=titles)
