"""What leaves an answer from records and figures open."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rnms.engine.figure_reasons import of_figures
from rnms.engine.figures import FiguresEngine
from rnms.engine.record_engine import RecordEngine
from rnms.engine.recorded import single_questions
from rnms.indicators.tally import Answer, Reason, distinct
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
    explained = {reason.about[0] for reason in by_figures if reason.code == "explained"}
    own = [
        reason
        for reason in answer.reasons
        if reason.code != "not-reported" or reason.about[0] not in explained
    ]
    asked_for = (
        _wanted_still(reason, question, period, figures, places)
        for reason in distinct((*own, *by_records, *by_figures))
    )
    return tuple(reason for reason in asked_for if reason is not None)


def _wanted_still(
    reason: Reason, question: Question, period: Period, figures: FiguresEngine, places: Iterable[Municipality]
) -> Reason | None:
    """Give a reason that asks for headcounts, for those alone that nobody gave."""
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
