"""Explanations: how a number came, and why one member passes, fails or is not decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from rnms.engine.records import RecordsEngine, identifier
from rnms.indicators.measures import Share
from rnms.logic import predicates
from rnms.logic.plan import forms, gaps_in
from rnms.logic.population import Term
from rnms.logic.predicates import Predicate, Window
from rnms.logic.question import Question
from rnms.model.checked import expect
from rnms.model.norm import Verdict
from rnms.model.period import Period
from rnms.model.system import record_classes
from rnms.results.explanation import Candidate, Counted, Explanation, Gap, Remark, Step
from rnms.results.origin import NoRecordsError

if TYPE_CHECKING:
    from rnms.judge.origin import ResultOrigin
    from rnms.results.judgement import Judgement

_HOLDS = {Verdict.MET: True, Verdict.NOT_MET: False}


def explain(origin: ResultOrigin, question: Question, period: Period, member: str) -> Explanation:
    """Say term by term why a member stands where it stands.

    Raises:
        NoRecordsError: If there is no such record.
        FieldError: If it is no id.
        TablesChangedError: If the data say something else by now.
    """
    expect(member, str, owner="explain", field="member", wanted="an id", write="write it as text: 'p1'")
    origin = origin.as_they_are(question, period)
    with origin.engine.reading():
        engine, at = origin.engine.records.around(question, period, member)
    window = engine.window(period)
    members = engine.members(question.of, window)
    if at is None:
        raise NoRecordsError(f"no record {member!r} in {members.entity}; check the id")
    steps = [*_membership(engine, question, window, at)]
    if question.term is not None:
        steps += _steps(engine, members.entity, question.term, window, at, 0)
    state = next(
        (state for state, mask in engine.states(question, period).items() if mask >> (8 * at) & 1), "out"
    )
    told = origin.engine.told_state(question, period, member) if state == "unknown" else None
    if told is not None:
        steps.append(Step(asked=Remark(code="reported"), holds=told == "passed", code="reported"))
    return Explanation(member=member, state=told or state, steps=tuple(steps))


def explain_number(origin: ResultOrigin, judgement: Judgement, title: str) -> Explanation:
    """Say how a number came: who was counted, what was found, what the act demands."""
    steps = [Step(asked=title, holds=_HOLDS.get(judgement.verdict))]
    indicator = origin.under(judgement.name)
    composed = indicator.measure is None
    for part, judged in zip(
        indicator.parts(), judgement.components if composed else (judgement,), strict=True
    ):
        depth = 1 if composed else 0
        if composed:
            steps.append(Step(asked=judged.title, holds=_HOLDS.get(judged.verdict), depth=depth))
        for question, tally in zip(part.measure.questions, judged.tallies, strict=True):
            counted = Counted(question=question, tally=tally)
            steps.append(Step(asked=counted, holds=True, depth=depth + 1))
        steps.append(Step(asked=judged, holds=_HOLDS.get(judged.verdict), depth=depth + 1))
    return Explanation(member="", state=judgement.verdict.value, steps=tuple(steps))


def slices(origin: ResultOrigin, judgement: Judgement) -> Mapping[str, Judgement]:
    """The value of each organisation; an act sets them no targets."""
    measured = origin.under(judgement.name).measure
    if not isinstance(measured, Share):
        raise NoRecordsError(f"{origin.indicator.code} is no share, so it has no slices by organisation")
    question = origin.question(judgement.name, None)
    found: dict[str, Judgement] = {}
    origin = origin.as_they_are(question, judgement.period)
    for key, tally in origin.tallies(question, judgement.period).items():
        estimate = measured.estimate([tally])
        found[key] = attrs.evolve(
            judgement,
            name=key,
            title=key,
            verdict=Verdict.NOT_APPLICABLE if estimate.empty else Verdict.NO_TARGET,
            value=estimate.bounds,
            target=None,
            reasons=(),
            tallies=(tally,),
            missing=(),
            municipalities=(),
        )
    return found


def _membership(engine: RecordsEngine, question: Question, window: Window, at: int) -> Iterator[Step]:
    whole = question.of.resolved()
    made: tuple[Predicate, ...] = ()
    if whole.through is not None:
        made = (
            predicates.exists(
                whole.through.entity, whole.through.member, whole.through.where, code="not_a_member"
            ),
        )
    everything = predicates.And((*made, whole.where))
    yield Step(asked=question.of, holds=_state(engine, whole.entity, everything, window, at))
    for part in (*made, *predicates.children(whole.where)):
        if part != predicates.ALWAYS:
            yield from _steps(engine, whole.entity, part, window, at, 1)


def _state(engine: RecordsEngine, entity: str, predicate: Predicate, window: Window, at: int) -> bool | None:
    sure, may = (engine.columns.rows(entity, form) for form in forms(predicate, window, entity))
    versions = engine.columns.versions(entity, at)
    if all(sure >> (8 * version) & 1 for version in versions):
        return True
    return None if any(may >> (8 * version) & 1 for version in versions) else False


def _steps(
    engine: RecordsEngine, entity: str, predicate: Predicate, window: Window, at: int, depth: int
) -> Iterator[Step]:
    """A predicate and, where it does not surely hold, what is inside it."""
    holds = _state(engine, entity, predicate, window, at)
    if isinstance(predicate, predicates.And):
        for part in predicate.parts:
            yield from _steps(engine, entity, part, window, at, depth)
        return
    code = _absent(engine, entity, predicate, at) or getattr(predicate, "code", "")
    if not code and isinstance(predicate, predicates.Compare):
        code = predicate.left.name
    yield Step(asked=predicate, holds=holds, code=code, depth=depth)
    if isinstance(predicate, Term):
        since = (
            window.since
            if predicate.since is None
            else window.since.replace(year=predicate.since, month=1, day=1)
        )
        yield from _steps(engine, entity, predicate.where, attrs.evolve(window, since=since), at, depth + 1)
    elif isinstance(predicate, predicates.Exists):
        # What is found needs no account of what else there is.
        yield from _candidates(engine, entity, predicate, window, at, depth + 1, deep=holds is not True)
        if holds is None:
            yield from _unreported(engine, predicate, window, depth + 1)
    elif isinstance(predicate, predicates.Or | predicates.Not) and holds is not True:
        for part in predicates.children(predicate):
            yield from _steps(engine, entity, part, window, at, depth + 1)
    elif isinstance(predicate, predicates.Compare | predicates.Has | predicates.Shares) and holds is None:
        code = "told_differently" if len(engine.columns.versions(entity, at)) > 1 else "missing"
        yield Step(asked=Remark(code=code), holds=None, code=code, depth=depth + 1)


def _absent(engine: RecordsEngine, entity: str, predicate: Predicate, at: int) -> str:
    """The code of a reference that is not there, for which nothing can be compared."""
    if not isinstance(predicate, predicates.Compare):
        return ""
    columns = engine.columns
    for operand in (predicate.left, predicate.right):
        ref, _, rest = operand.name.partition(".") if isinstance(operand, predicates.Path) else ("", "", "")
        if rest:
            keys = columns.keys(entity, ref)
            if keys.places[at] > columns.size(keys.into):
                return f"no_{ref}"
    return ""


def _candidates(
    engine: RecordsEngine,
    entity: str,
    one: predicates.Exists,
    window: Window,
    at: int,
    depth: int,
    *,
    deep: bool,
) -> Iterator[Step]:
    """The records that could have been found: those with equal keys, each with what it lacks."""
    columns = engine.columns
    records = columns.records[one.entity]
    if records is None:
        remark = Remark(code="not_collected", collection=one.entity)
        yield Step(asked=remark, holds=None, code="not_collected", depth=depth)
        return
    found = columns.candidates(entity, at, one)
    for row in found:
        candidate = Candidate(
            collection=one.entity,
            id=identifier(one.entity, records[row], row),
            dates=_dates(one.entity, records[row]),
        )
        holds = _state(engine, one.entity, one.where, window, row)
        yield Step(asked=candidate, holds=holds, depth=depth)
        if deep and holds is not True:
            for part in predicates.children(one.where):
                if _state(engine, one.entity, part, window, row) is not True:
                    yield from _steps(engine, one.entity, part, window, row, depth + 1)
    if not found:
        yield Step(asked=Remark(code="no_records", collection=one.entity), holds=False, depth=depth)


def _unreported(engine: RecordsEngine, one: predicates.Exists, window: Window, depth: int) -> Iterator[Step]:
    """The parts that were not reported, in which such a record could be."""
    _, where = forms(one.where, window, one.entity)
    for part in gaps_in(engine.columns.system, one.entity, where):
        gap = Gap(collection=one.entity, most=part.most, why=part.why)
        yield Step(asked=gap, holds=None, code="not_reported", depth=depth)


def _dates(entity: str, record: object) -> tuple[dt.date | None, ...]:
    fields = attrs.fields_dict(record_classes()[entity])
    return tuple(getattr(record, name) for name in ("date", "start", "end") if name in fields)
