"""What leaves an answer from records and figures open."""

from __future__ import annotations

from collections.abc import Container, Iterable

import attrs

from rnms.engine.figure_reasons import of_figures
from rnms.engine.figures import FiguresEngine
from rnms.engine.record_engine import RecordEngine
from rnms.engine.recorded import single_questions
from rnms.indicators.tally import LEFT_OUT_FIGURES, Answer, Reason, distinct
from rnms.logic.question import Question
from rnms.model.period import Period
from rnms.model.subjects import Municipality


def reasons_left(
    answer: Answer,
    question: Question,
    period: Period,
    *,
    records: RecordEngine,
    figures: FiguresEngine,
    places: Iterable[Municipality],
) -> tuple[Reason, ...]:
    """List what leaves an answer open: in records, in figures, and that nobody reported.

    Args:
        answer: The answer.
        question: The question.
        period: Its period.
        records: The engine over the records.
        figures: The engine over the figures.
        places: The municipalities.
    """
    is_known = records.knows(question)
    by_records = [
        reason
        for single in (single_questions(question) if is_known else ())
        for reason in records.reasons(single, period)
    ]
    by_figures: tuple[Reason, ...] = ()
    if not is_known or answer.figures:
        by_figures = of_figures(figures, question, period)
    # What was left out with an explanation, or is not believed, was reported: that says all.
    keys_told = {
        reason.about[0]
        for reason in by_figures
        if reason.code == "explained" or (reason.code in LEFT_OUT_FIGURES and len(reason.about) == 2)
    }
    asked_for = (
        _wanted_still(reason, keys_told, question, period, figures, places)
        for reason in distinct((*answer.reasons, *by_records, *by_figures))
    )
    return tuple(reason for reason in asked_for if reason is not None)


def _wanted_still(
    reason: Reason,
    keys_told: Container[str],
    question: Question,
    period: Period,
    figures: FiguresEngine,
    places: Iterable[Municipality],
) -> Reason | None:
    """Give a reason that asks for numbers, for those alone that nobody gave."""
    if reason.code == "not-reported":
        keys, *titles = reason.about
        keys_lacking = ", ".join(key for key in keys.split(", ") if key not in keys_told)
        return attrs.evolve(reason, about=(keys_lacking, *titles)) if keys_lacking else None
    if reason.code != "headcount-of":
        return reason
    names_with_headcount = {
        place.name.strip() or place.id
        for place in places
        if (told := figures.of_place(Question(of=question.of), period, place.id)) is not None
        and told.size().high is not None
    }
    key, title, *names = reason.about
    lacking = [name for name in names if name not in names_with_headcount]
    return attrs.evolve(reason, about=(key, title, *lacking)) if lacking else None
