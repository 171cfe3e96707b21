"""One measure held against one target: value, verdict, reasons, parts of an index, municipalities."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs

from rnms.engine.engine import UNANSWERED, untold_of
from rnms.indicators.counts import Scale
from rnms.indicators.definition import Component
from rnms.indicators.loads import Load, Statistic, SumShare
from rnms.indicators.measures import (
    Criterion,
    IndexPart,
    Score,
    Simple,
    WeightedIndex,
    missing_as_of,
    simple_measures,
    sums_that_decide,
)
from rnms.indicators.over_periods import Growth, Measure, OverPeriods
from rnms.indicators.tally import Answer, Estimate, LoadTally, Reason, Tally, distinct
from rnms.indicators.target import Target, bands_at
from rnms.judge.assessment import Assessment, redrawn
from rnms.judge.each import OF_THE_WHOLE, EachJudge, EachPlace, is_silence_read, with_silence_read
from rnms.judge.ledger import told_apart, uncounted
from rnms.judge.verdict import DECIDED, judged
from rnms.logic.population import MUNICIPALITY, Population
from rnms.logic.question import Question
from rnms.model.law import Unknown
from rnms.model.norm import Norm, Verdict
from rnms.model.period import Period
from rnms.model.subjects import names_by_id
from rnms.results.judgement import TARGET_LOST, Judgement, Unanswered

OPEN = (Verdict.UNDETERMINED, Verdict.NO_DATA)
"""The verdicts that must always have a reason."""
OF_THE_REGION = Reason(code="target-of-region")
"""That something is demanded of the region, not of the place that is judged alone."""
_OF_HEADCOUNTS = {"headcount-unknown", "headcount-of"}


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
    whole_target = target
    target, has_targets = _demanded(assessment, part, target)
    is_of_each_municipality = target is not None and target.each == MUNICIPALITY
    answered = assessment.engine.answer_with_loads if is_of_each_municipality else assessment.answer
    answers = [answered(question, period) for question in questions]
    if is_silence_read(part.measure):
        answers = [
            with_silence_read(assessment, question, answer, period)
            for question, answer in zip(questions, answers, strict=True)
        ]
    told_tallies = [*_tallies(part, answers, period)]
    estimate = part.measure.estimate(told_tallies)
    reported = any(answer.reported for answer in answers)
    is_running = assessment.as_of < period.end and not is_standing
    compared = periods_compared(questions, period)
    # A growth may shrink again while the period runs.
    accrues = accrues and not compared
    each = (
        None
        if target is None or target.each is None
        else EachJudge.of(assessment, part, target, answers, period, is_running=is_running, accrues=accrues)
    )

    def verdict_by(norm: Norm | None, *, has_targets: bool) -> Verdict:
        if each is not None:
            return each.verdict(norm, reported=reported)
        verdict = judged(
            estimate,
            norm,
            reported=reported,
            has_targets=has_targets,
            running=is_running,
            accrues=accrues,
        )
        if verdict is Verdict.PENDING and norm is not None and isinstance(part.measure, OverPeriods):
            tallies = [answer.tally for answer in answers]
            return part.measure.verdict_by_now(norm, tallies, period, assessment.as_of) or verdict
        return verdict

    norm = None if target is None else target.known_norm
    verdict = verdict_by(norm, has_targets=has_targets)
    silent = {municipality for answer in answers for municipality in answer.silent}
    is_told = reported or verdict in DECIDED
    value = estimate.bounds if is_told else None
    composed = part.measure.parts if isinstance(part.measure, WeightedIndex | Score) else ()
    index_parts = tuple(_judge_inner_parts(assessment, composed, answers, period))
    minimum = None if target is None else target.minimum
    by_minimum = None if minimum is None else verdict_by(minimum.known_norm, has_targets=True)
    reasons = [*_reasons(verdict, estimate, period, target, has_targets=has_targets)]
    if verdict is Verdict.NO_TARGET and target is None and whole_target is not None:
        reasons = [OF_THE_REGION]
    if verdict is Verdict.NOT_APPLICABLE and estimate.empty:
        reasons += _why_empty(part.measure, answers, period, index_parts)
    if each is not None:
        reasons += each.reasons(verdict, norm)
        silent |= set() if norm is None else set(each.silent)
    if verdict is Verdict.NOT_MET and part.measure.scale is Scale.YES_NO:
        reasons += _not_so(assessment, questions, answers, period)
    if verdict in OPEN:
        left_open = assessment.reasons_left_open(questions, answers, period)
        if each is not None:
            left_open = tuple(reason for reason in left_open if reason.code not in OF_THE_WHOLE)
        reasons += _that_decide(left_open, part.measure, answers, period)
    if verdict is not Verdict.NOT_APPLICABLE:
        reasons += _parts_not_counted(index_parts)
    deliveries = uncounted(assessment, questions, period)
    names = names_by_id(assessment.municipalities)
    reasons = [*told_apart(reasons, deliveries, questions, silent, names)] if deliveries else reasons
    return Judgement(
        name=part.name,
        title=part.title,
        period=period,
        verdict=verdict,
        value=value,
        scale=part.measure.scale,
        target=target,
        by_minimum=by_minimum,
        bands=bands_at(part.bands, value),
        reasons=distinct(reasons),
        components=index_parts,
        tallies=tuple(told_tallies),
        missing_as=missing_as_of(part.measure),
        missing=tuple(
            municipality for municipality in assessment.municipalities if municipality.id in silent
        ),
        unanswered=tuple(_unanswered(assessment, questions, period))
        if verdict is Verdict.UNDETERMINED and each is None
        else (),
        deliveries=tuple(delivery for delivery in deliveries if delivery.municipality in silent),
        municipalities=tuple(_judge_municipalities(assessment, part, answers, period, each, target))
        if is_told
        else (),
        compared=compared,
    )


def _tallies(part: Component, answers: Sequence[Answer], period: Period) -> Iterator[Tally | LoadTally]:
    """List what was told; a period of which nobody told anything stays open where silence is read as none."""
    periods_asked = [question.period_of(period) for question in part.measure.questions]
    periods_told = {
        asked_period for asked_period, answer in zip(periods_asked, answers, strict=True) if answer.reported
    }
    is_read = is_silence_read(part.measure)
    for asked_period, answer in zip(periods_asked, answers, strict=True):
        tally = answer.tally
        if is_read and asked_period not in periods_told and isinstance(tally, Tally):
            tally = attrs.evolve(tally, counted=None)
        yield tally


def _not_so(
    assessment: Assessment, questions: Sequence[Question], answers: Sequence[Answer], period: Period
) -> Iterator[Reason]:
    """Say what surely is not so of what was asked: a yes or no has no distance to tell."""
    for question, answer in zip(questions, answers, strict=True):
        if answer.has_failed:
            for term in assessment.broken_terms(question, period):
                yield Reason(code="not-so", about=(term.title,))


def _that_decide(
    reasons: Iterable[Reason], measure: Measure, answers: Sequence[Answer], period: Period
) -> Iterator[Reason]:
    """Ask for no figure of a load on which the value does not hang.

    Of hours in all neither for the most nor for how many people have any.
    """
    settled = _loads_settled(measure, answers, period)
    measures = [*simple_measures(measure)]
    deciding = {*sums_that_decide(measures)}
    spare = {key for question in measure.questions if question.load for key in question.keys} - deciding
    spare |= {*_headcounts_of_totals(measures)}
    for reason in reasons:
        if reason.code in _OF_HEADCOUNTS:
            if reason.about[0] not in spare:
                yield reason
        elif reason.code == "sum-of-places":
            words = zip(reason.about[::2], reason.about[1::2], strict=True)
            if pairs := [word for word in words if word[0] not in spare]:
                yield attrs.evolve(reason, about=tuple(itertools.chain(*pairs)))
        elif reason.code == "not-reported":
            keys, *title = reason.about
            asked = [key for key in keys.split(", ") if key not in spare]
            if asked:
                yield attrs.evolve(reason, about=(", ".join(asked), *title))
        elif reason.code != "open-in-period" or reason.about[:2] not in settled:
            yield reason


def _loads_settled(measure: Measure, answers: Sequence[Answer], period: Period) -> set[tuple[str, ...]]:
    """List the loads, by period and key, of which that is certain for which they are asked."""
    loads = [simple for simple in simple_measures(measure) if isinstance(simple, Load)]
    settled: set[tuple[str, ...]] = set()
    for question, answer in zip(measure.questions, answers, strict=True):
        estimates = [load.estimate([answer.tally]) for load in loads if load.questions == (question.plain,)]
        values = [estimate.bounds if estimate.nonempty else None for estimate in estimates]
        if values and all(bounds is not None and bounds.is_exact for bounds in values):
            settled.add((str(question.period_of(period)), question.key))
    return settled


def _headcounts_of_totals(measures: Sequence[Simple]) -> set[str]:
    """List the headcounts of whom only the sum is asked for: it is the same, however many carry it."""
    totals: set[str] = set()
    others: set[str] = set()
    for measure in measures:
        of_total = isinstance(measure, SumShare) or (
            isinstance(measure, Load) and measure.statistic is Statistic.TOTAL
        )
        populations = [word for word in measure.words if isinstance(word, Population)]
        keys = {part.key for whole in populations for part in (whole, *whole.union)}
        (totals if of_total else others).update(keys)
    return totals - others


def _unanswered(
    assessment: Assessment, questions: Sequence[Question], period: Period
) -> Iterator[Unanswered]:
    """Find what those who are missing leave open of each question."""
    if assessment.judged_alone is not None:
        return
    for question in questions:
        if question.change is None and question.shift is None:
            tallies = assessment.engine.left_open_by_silent(question, period)
            yield Unanswered(
                key=question.of.key,
                title=question.of.title,
                places=tuple(tallies),
                tallies=tuple(tallies.values()),
                is_everybody_placed=assessment.engine.places_everybody(question, period),
            )


def _demanded(assessment: Assessment, part: Component, target: Target | None) -> tuple[Target | None, bool]:
    """Find the target of what is judged; a place judged alone has only the targets for each such place."""
    if assessment.judged_alone is None:
        return target, bool(part.targets)
    kind, _ = assessment.judged_alone
    units = {None if each_target.each is None else each_target.each.key for each_target in part.targets}
    if kind not in units:
        return None, False
    is_of_each = target is not None and target.each is not None and target.each.key == kind
    return target.of_one() if target is not None and is_of_each else None, True


def periods_compared(questions: Sequence[Question], period: Period) -> tuple[Period, ...]:
    """List the periods of a value, where these are others than the judged one."""
    periods = distinct(question.period_of(period) for question in questions if question.change is None)
    return () if periods == (period,) else periods


def _judge_inner_parts(
    assessment: Assessment, parts: Sequence[IndexPart | Criterion], answers: Sequence[Answer], period: Period
) -> Iterator[Judgement]:
    """Judge the parts of an index or a sum of points, each with its value; the act sets them no targets."""
    first = 0
    for part in parts:
        own_answers = answers[first : first + len(part.questions)]
        first += len(part.questions)
        tallies = tuple(answer.tally for answer in own_answers)
        estimate = part.told(tallies)
        is_reported = any(answer.reported for answer in own_answers)
        verdict = Verdict.NO_TARGET if is_reported else Verdict.NO_DATA
        verdict = Verdict.NOT_APPLICABLE if estimate.empty else verdict
        is_open = verdict in OPEN
        yield Judgement(
            name=part.name,
            title=part.title,
            period=period,
            verdict=verdict,
            value=estimate.bounds if is_reported else None,
            scale=part.scale,
            reasons=(assessment.reasons_left_open(part.questions, own_answers, period) if is_open else ()),
            tallies=tallies,
            missing_as=missing_as_of(*part.measures),
            components=tuple(_judge_inner_parts(assessment, part.inner, own_answers, period)),
            weight=part.weight,
            inverted=part.inverted,
        )


def _judge_municipalities(
    assessment: Assessment,
    part: Component,
    answers: Sequence[Answer],
    period: Period,
    each: EachJudge | None,
    target: Target | None,
) -> Iterator[Judgement]:
    """Judge the municipalities that answered every question, by the target for each one if there is one."""
    is_of_each = each is not None and target is not None and target.each == MUNICIPALITY
    own_target = target.of_one() if target is not None and is_of_each else None
    reasons_of_region = (
        assessment.reasons_left_open(part.measure.questions, answers, period) if is_of_each else ()
    )
    # Changes of state between periods are counted for the region only.
    asked_of_it = [question.change is None for question in part.measure.questions]
    compared = periods_compared(part.measure.questions, period)
    sources = _sources_by_municipality(answers)
    moved = assessment.redrawn(part.measure.questions, period)
    told = [answer.municipalities for answer, is_asked in zip(answers, asked_of_it, strict=True) if is_asked]
    # Of what is demanded of each, a part of what was asked may decide.
    suffices = all if own_target is None else any
    if not moved and not suffices(told):
        return
    for municipality in assessment.municipalities:
        is_told = suffices(municipality.id in of_question for of_question in told)
        if not moved and not is_told:
            continue
        of_municipality = [
            answer.municipalities.get(municipality.id) if is_asked else UNANSWERED.tally
            for answer, is_asked in zip(answers, asked_of_it, strict=True)
        ]
        if is_told and own_target is not None and municipality.id not in moved:
            of_municipality = [
                untold_of(question) if tally is None else tally
                for question, tally in zip(part.measure.questions, of_municipality, strict=True)
            ]
        tallies = [tally for tally in of_municipality if tally is not None]
        if len(tallies) == len(answers):
            estimate = part.measure.estimate(tallies)
            is_without_value = estimate.empty or estimate.over_whole
            verdict = Verdict.NOT_APPLICABLE if is_without_value else Verdict.NO_TARGET
            by_minimum: Verdict | None = None
            reasons: tuple[Reason, ...] = ()
            if municipality.id in moved and estimate.bounds is None:
                reasons = (redrawn(moved[municipality.id], municipality.name),)
            if each is not None and own_target is not None:
                place = EachPlace(id=municipality.id, name=municipality.name, estimate=estimate)
                verdict = each.verdict_of(place, own_target.known_norm)
                if own_target.minimum is not None:
                    by_minimum = each.verdict_of(place, own_target.minimum.known_norm)
                reasons = each.reasons_of(place, verdict, reasons_of_region)
                if isinstance(own_target.norm, Unknown):
                    reasons = (Reason(code=TARGET_LOST, about=(own_target.norm.why,)),)
            yield Judgement(
                name=municipality.id,
                title=municipality.name,
                period=period,
                verdict=verdict,
                value=estimate.bounds,
                scale=part.measure.scale,
                target=own_target,
                by_minimum=by_minimum,
                reasons=(Reason(code="over-whole"),) if estimate.over_whole else reasons,
                tallies=tuple(tallies),
                missing_as=missing_as_of(part.measure),
                compared=compared,
                sources=tuple(sources.get(municipality.id, ())),
            )
        elif municipality.id in moved and any(municipality.id in answer.municipalities for answer in answers):
            # It did report, but its earlier value belongs to other borders.
            yield Judgement(
                name=municipality.id,
                title=municipality.name,
                period=period,
                verdict=Verdict.NO_DATA,
                scale=part.measure.scale,
                target=own_target,
                reasons=(redrawn(moved[municipality.id], municipality.name),),
                compared=compared,
                sources=tuple(sources.get(municipality.id, ())),
            )


def _sources_by_municipality(answers: Sequence[Answer]) -> dict[str, dict[str, None]]:
    """List the cells and documents in which the figures of each municipality stand, by its id."""
    sources: dict[str, dict[str, None]] = {}
    for answer in answers:
        for figure in answer.figures:
            if figure.municipality is not None:
                own_sources = (figure.place, *(document.ref for document in figure.evidence))
                sources.setdefault(figure.municipality, {}).update(
                    (source, None) for source in own_sources if source
                )
    return sources


def _reasons(
    verdict: Verdict, estimate: Estimate, period: Period, target: Target | None, *, has_targets: bool
) -> Iterator[Reason]:
    if estimate.over_whole is not False and verdict in {Verdict.NOT_APPLICABLE, Verdict.UNDETERMINED}:
        yield Reason(code="over-whole" if estimate.over_whole else "perhaps-over-whole")
    if estimate.unlimited and verdict in DECIDED:
        yield Reason(code="unlimited")
    match verdict:
        case Verdict.NO_TARGET if target is not None and isinstance(target.norm, Unknown):
            yield Reason(code=TARGET_LOST, about=(target.norm.why,))
        case Verdict.NO_TARGET:
            yield Reason(code="no-target-then" if has_targets else "no-target")
        case Verdict.PENDING:
            yield Reason(code="still-runs", about=(f"{period.end:%d.%m.%Y}",))


def _why_empty(
    measure: Measure, answers: Sequence[Answer], period: Period, index_parts: Sequence[Judgement]
) -> Iterator[Reason]:
    """Say where nobody is counted: in which period, or in which part of an index; else in all of it."""
    reasons: list[Reason] = []
    if isinstance(measure, Growth | OverPeriods):
        for period_shift, estimate in measure.values([answer.tally for answer in answers]):
            about = (str(period if period_shift is None else period_shift.of(period)),)
            if estimate.empty or (estimate.unlimited and period_shift is not None):
                reasons.append(Reason(code="nobody-in-period", about=about))
            elif (
                isinstance(measure, Growth) and period_shift is not None and measure.is_from_nothing(estimate)
            ):
                reasons.append(Reason(code="from-nothing", about=about))
    elif not all(part.verdict is Verdict.NOT_APPLICABLE for part in index_parts):
        reasons += _parts_not_counted(index_parts)
    yield from reasons or [Reason(code="nobody")]


def _parts_not_counted(index_parts: Sequence[Judgement]) -> Iterator[Reason]:
    """Name the parts of an index that do not apply."""
    titles = tuple(part.title for part in index_parts if part.verdict is Verdict.NOT_APPLICABLE)
    if titles:
        yield Reason(code="not-counted", about=titles)
