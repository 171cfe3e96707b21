"""Explanations: how a number came, and why one member passes, fails or is not decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from rnms.engine.states import Inspection, state_of
from rnms.indicators.measures import Share
from rnms.indicators.tally import MemberState
from rnms.logic.plan import PopulationPlan
from rnms.logic.predicates import ALWAYS, And, Exists, Predicate
from rnms.logic.question import Question
from rnms.logic.walks import (
    children,
    conjuncts,
    is_comparison,
    is_existence,
    is_junction,
    is_term,
    op_of,
    paths_of,
)
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


AGAINST = {
    MemberState.PASSED: MemberState.FAILED,
    MemberState.FAILED: MemberState.PASSED,
    MemberState.UNKNOWN: MemberState.UNKNOWN,
    MemberState.OUT: MemberState.OUT,
}
"""Where a member stands for whom a term holds, fails or is not decided, where less of it is better."""


def explain(
    origin: ResultOrigin, question: Question, period: Period, member: str, *, counts_against: bool = False
) -> Explanation:
    """Say term by term why a member stands where it stands.

    Args:
        origin: The data.
        question: The question of the share.
        period: The period judged.
        member: The id of the member.
        counts_against: Whether less is better: then whoever the term holds for fails, and that is said last.

    Raises:
        NoRecordsError: If there is no such record.
        FieldError: If it is no id.
        TablesChangedError: If the data say something else by now.
    """
    expect(member, str, owner="explain", field="member", wanted="an id", write="write it as text: 'p1'")
    origin = origin.as_they_are(question, period)
    with origin.engine.reading():
        engine, at = origin.engine.records.records_behind(question, period, member)
    plan = engine.plan(question, period)
    if at is None:
        raise NoRecordsError(f"no record {member!r} in {plan.of.entity}; check the id")
    record = Inspection(engine, plan.window, plan.of.entity, at)
    steps = [*_membership(record, plan.of)]
    if question.term is not None:
        steps += _steps(record, question.term, 0)
    state = state_of(engine, question, period, at)
    told = origin.engine.told_state(question, period, member) if state is MemberState.UNKNOWN else None
    if told is not None:
        steps.append(Step(asked=Remark(code="reported"), holds=told is MemberState.PASSED, code="reported"))
    state = told or state
    if counts_against and state in {MemberState.PASSED, MemberState.FAILED}:
        holds = state is MemberState.FAILED
        steps.append(Step(asked=Remark(code="less_is_better"), holds=holds, code="counts_against"))
    return Explanation(member=member, state=AGAINST[state] if counts_against else state, steps=tuple(steps))


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


def _membership(record: Inspection, plan: PopulationPlan) -> Iterator[Step]:
    """Whether it is a member, and by what."""
    holds = record.how_surely(And((*plan.made_by, plan.whole.where))).holds
    yield Step(asked=plan.population, holds=holds)
    for part in (*plan.made_by, *children(plan.whole.where)):
        if part != ALWAYS:
            yield from _steps(record, part, 1)


def _steps(record: Inspection, predicate: Predicate, depth: int) -> Iterator[Step]:
    """All that a predicate demands, one by one."""
    for part in conjuncts(predicate):
        yield from _step(record, part, depth)


def _step(record: Inspection, predicate: Predicate, depth: int) -> Iterator[Step]:
    """A predicate and, where it does not surely hold, what is inside it."""
    holds = record.how_surely(predicate).holds
    yield Step(asked=predicate, holds=holds, code=_code(record, predicate), depth=depth)
    if is_term(predicate):
        counting = record.in_window(record.window.counting_from(predicate.since))
        yield from _steps(counting, predicate.where, depth + 1)
    elif is_existence(predicate):
        # What is found needs no account of what else there is.
        yield from _candidates(record, predicate, depth + 1, deep=holds is not True)
        if holds is None:
            yield from _unreported(record, predicate, depth + 1)
    elif is_junction(predicate) and holds is not True:
        for part in children(predicate):
            yield from _steps(record, part, depth + 1)
    elif is_comparison(predicate) and holds is None:
        code = "told_differently" if record.is_told_differently else "missing"
        yield Step(asked=Remark(code=code), holds=None, code=code, depth=depth + 1)


def _code(record: Inspection, predicate: Predicate) -> str:
    """The code of a predicate: of a reference that is not there first, for nothing can be compared then."""
    named: str = getattr(predicate, "code", "")
    if op_of(predicate) is None:
        return named
    paths = paths_of(predicate)
    for path in paths:
        ref, _, rest = path.partition(".")
        if rest and record.has_none(ref):
            return f"no_{ref}"
    return named or paths[0]


def _candidates(record: Inspection, sought: Exists, depth: int, *, deep: bool) -> Iterator[Step]:
    """The records that could have been found: those with equal keys, each with what it lacks."""
    entity = sought.entity
    candidates = record.candidates(sought)
    if candidates is None:
        remark = Remark(code="not_collected", collection=entity)
        yield Step(asked=remark, holds=None, code="not_collected", depth=depth)
        return
    for inspected in candidates:
        candidate = Candidate(collection=entity, id=inspected.name, dates=_dates(entity, inspected.record))
        holds = inspected.how_surely(sought.where).holds
        yield Step(asked=candidate, holds=holds, depth=depth)
        if deep and holds is not True:
            for part in children(sought.where):
                if inspected.how_surely(part).holds is not True:
                    yield from _steps(inspected, part, depth + 1)
    if not candidates:
        yield Step(asked=Remark(code="no_records", collection=entity), holds=False, depth=depth)


def _unreported(record: Inspection, sought: Exists, depth: int) -> Iterator[Step]:
    """The parts that were not reported, in which such a record could be."""
    for part in record.gaps(sought):
        gap = Gap(collection=sought.entity, most=part.most, why=part.why)
        yield Step(asked=gap, holds=None, code="not_reported", depth=depth)


def _dates(entity: str, record: object) -> tuple[dt.date | None, ...]:
    fields = attrs.fields_dict(record_classes()[entity])
    return tuple(getattr(record, name) for name in ("date", "start", "end") if name in fields)
