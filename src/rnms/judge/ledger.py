"""What the ledger says beside a report: nothing is judged by it, and it says nothing else than the report."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import attrs

from rnms.engine.engine import Engine
from rnms.indicators.tally import Reason, distinct
from rnms.judge.assessment import Assessment
from rnms.logic.plan import reads
from rnms.logic.question import Question, with_populations
from rnms.model.period import Period
from rnms.model.returns import Delivery, DeliveryStatus
from rnms.results.ledger import NOT_COUNTED, LedgerEntry, entries


def ledger_of(
    assessment: Assessment, questions: Iterable[tuple[Question, Period]], codes: Container[str]
) -> tuple[LedgerEntry, ...]:
    """List the lines of the ledger that are about what a report asks, as far as the data bear them out.

    Args:
        assessment: The data and the acts.
        questions: What the report asks, each for the period that is judged.
        codes: The codes of the indicators that it judges.
    """
    system = assessment.data
    if not system.deliveries:
        return ()
    keys_asked = {key for question, period in questions for key in _keys(question, period)}
    needs = assessment.profile.needs()
    titles = {need.key: need.title for need in needs}
    indicators = {
        key: distinct(code for need in needs if need.key == key for code in need.indicators if code in codes)
        for key in titles
    }
    lines = _lines(assessment, assessment.engine, keys_asked)
    return entries(lines, system.municipalities or (), titles, indicators)


def _lines(
    assessment: Assessment, engine: Engine, keys_asked: Container[tuple[str, Period | None]]
) -> Iterator[Delivery]:
    """List the lines about something that is asked, of the municipality alone where one is judged alone."""
    alone = None if assessment.judged_alone is None else assessment.judged_alone[1]
    return (
        delivery
        for delivery in engine.deliveries
        if is_about(delivery, keys_asked) and alone in {None, delivery.municipality}
    )


def is_about(delivery: Delivery, keys_asked: Container[tuple[str, Period | None]]) -> bool:
    """Tell whether a line is about something that is asked; one of no period is about any."""
    return (delivery.question, delivery.period) in keys_asked or (delivery.question, None) in keys_asked


def _keys(question: Question, period: Period) -> Iterator[tuple[str, Period | None]]:
    """List what answers a question: figures of it and of its populations, and the collections it reads."""
    of_period = question.period_of(period)
    yield from ((key, of_period) for inner in with_populations(question) for key in inner.keys)
    yield from ((collection, None) for collection in reads(question))


def uncounted(assessment: Assessment, questions: Sequence[Question], period: Period) -> tuple[Delivery, ...]:
    """List what became of questions wherever they were not answered so that it counts."""
    engine = assessment.engine.on(period)
    if not engine.deliveries:
        return ()
    keys_asked = {key for question in questions for key in _keys(question, period)}
    lines = _lines(assessment, engine, keys_asked)
    return tuple(delivery for delivery in lines if delivery.status is not DeliveryStatus.COUNTED)


def told_apart(
    reasons: Iterable[Reason],
    deliveries: Iterable[Delivery],
    questions: Iterable[Question],
    missing: Container[str],
    names: Mapping[str, str],
) -> Iterator[Reason]:
    """Say of whoever answered badly that he did: he neither explained himself nor was he silent.

    Args:
        reasons: Why a verdict is open.
        deliveries: What became of the questions, where they were not answered so that it counts.
        questions: The questions: what is asked of the parts of a union is asked of the union.
        missing: The ids of the municipalities that are named as missing.
        names: The names of municipalities by id.
    """
    lines_by_question: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        lines_by_question.setdefault(delivery.question, []).append(delivery)
    for whole in distinct(question.of for question in questions if question.of.union):
        of_parts = [line for part in whole.union for line in lines_by_question.get(part.key, ())]
        lines_by_question.setdefault(whole.key, []).extend(of_parts)
    besides: dict[str, dict[str, None]] = {}
    for reason in reasons:
        key, *about = reason.about or ("",)
        lines = lines_by_question.get(key, [])
        line_by_name = {names.get(line.municipality or "", ""): line for line in lines}
        faulty = [name for name, line in line_by_name.items() if line.status is DeliveryStatus.FAULTY]
        speaks_of: Iterable[str] = ()
        if reason.code == "explained-by":
            # What stands there as a reason was written by whoever read the form.
            why, *explaining = about
            if rest := [name for name in explaining if name not in faulty]:
                yield attrs.evolve(reason, about=(key, why, *rest))
            speaks_of = [name for name in explaining if name in faulty]
        elif reason.code == "unreported":
            yield from _unread(reason, lines, faulty)
        else:
            yield reason
            if reason.code == "headcount-of":
                speaks_of = [name for name in about if name in faulty]
            elif reason.code in {"not-reported", "headcount-unknown"}:
                speaks_of = [name for name in line_by_name if name]
        for name in speaks_of:
            # Those who are missing are told of by name, unless nobody has answered.
            if reason.code == "not-reported" or line_by_name[name].municipality not in missing:
                besides.setdefault(NOT_COUNTED[line_by_name[name].status], {})[name] = None
    for code, more_names in besides.items():
        yield Reason(code=f"{code}-too", about=tuple(more_names))


def _unread(reason: Reason, lines: Sequence[Delivery], faulty: Sequence[str]) -> Iterator[Reason]:
    """Tell of a collection what came and was not read from what did not come."""
    key, *about = reason.about
    unread = [name for name in about if name in faulty]
    rest = [name for name in about if name not in faulty]
    is_all_unread = not about and any(line.municipality is None for line in lines)
    if unread or is_all_unread:
        yield Reason(code="unread", about=(key, *unread))
    if rest or not (unread or is_all_unread):
        yield attrs.evolve(reason, about=(key, *rest))
