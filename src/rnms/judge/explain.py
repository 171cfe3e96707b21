"""Explanations: how a number came, and why one member passes, fails or is not decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from rnms.engine.beside import united
from rnms.engine.engine import Engine, untold_of
from rnms.engine.states import Inspection, state_of
from rnms.errors import NoRecordsError
from rnms.indicators.counts import Share
from rnms.indicators.measures import Criterion, IndexPart, Score, WeightedIndex
from rnms.indicators.over_periods import Growth, OverPeriods
from rnms.indicators.tally import LoadTally, MemberState, Reason, Tally, distinct
from rnms.judge.assessment import redrawn
from rnms.judge.each import is_silence_read
from rnms.judge.strata import find_places, measure_of_part
from rnms.judge.verdict import judged
from rnms.logic.plan import PopulationPlan
from rnms.logic.population import MUNICIPALITY, ORGANIZATION
from rnms.logic.predicates import ALWAYS, And, Exists, Predicate
from rnms.logic.question import Question
from rnms.logic.walks import (
    children,
    conjuncts,
    gathered_by,
    is_comparison,
    is_existence,
    is_junction,
    is_subset,
    is_term,
    op_of,
    paths_of,
)
from rnms.model.checked import expect
from rnms.model.geography import map_of_level
from rnms.model.norm import Norm, Verdict
from rnms.model.partial import PartialDay
from rnms.model.period import Period
from rnms.model.subjects import Territory, names_by_id
from rnms.model.system import record_classes
from rnms.results.explanation import Candidate, Counted, Explanation, Gap, Graded, PartValue, Remark, Step
from rnms.results.judgement import TARGET_LOST

if TYPE_CHECKING:
    from rnms.judge.origin import ResultOrigin
    from rnms.results.judgement import Judgement

_NAMED = 100
"""How many events an explanation names at most in one state: those of a year are a few dozen."""
_COUNTED: tuple[tuple[MemberState, bool | None], ...] = (
    (MemberState.PASSED, True),
    (MemberState.UNKNOWN, None),
)
"""The states of what is counted, surely or perhaps."""
_HOLDS = {Verdict.MET: True, Verdict.NOT_MET: False}


AGAINST = {
    MemberState.PASSED: MemberState.FAILED,
    MemberState.FAILED: MemberState.PASSED,
    MemberState.UNKNOWN: MemberState.UNKNOWN,
    MemberState.OUT: MemberState.OUT,
}
"""The state of a member by whether a term holds for it, where less is better."""


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
        engine, at = origin.engine.on(period).records.records_behind(question, period, member)
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
    for part, result in zip(
        indicator.parts(), judgement.components if composed else (judgement,), strict=True
    ):
        depth = 1 if composed else 0
        if composed:
            steps.append(Step(asked=result.title, holds=_HOLDS.get(result.verdict), depth=depth))
        # Two rows of points that count the same ask for it twice.
        questions: set[tuple[Question, Period]] = set()
        for question, tally in zip(part.measure.questions, result.counts, strict=True):
            plain_question = (question.plain, question.period_of(result.period))
            if question.change is None and plain_question not in questions:
                questions.add(plain_question)
                period = None if question.shift is None else question.period_of(result.period)
                counted = Counted(question=question.plain, tally=tally, period=period)
                steps.append(Step(asked=counted, holds=True, depth=depth + 1))
                other_period = question.period_of(result.period)
                steps += _events(origin, question.plain, other_period, depth + 2)
        if isinstance(part.measure, WeightedIndex | Score):
            steps += _parts(part.measure.parts, result.components, depth + 1)
        if isinstance(part.measure, Growth | OverPeriods):
            steps.append(Step(asked=part.measure, holds=True, depth=depth + 1))
        steps.append(Step(asked=result, holds=_HOLDS.get(result.verdict), depth=depth + 1))
    return Explanation(member="", verdict=judgement.verdict, steps=tuple(steps))


def _parts(
    parts: Sequence[IndexPart | Criterion], judgements: Sequence[Judgement], depth: int
) -> Iterator[Step]:
    """Say what each part of an index or a sum of points gives, and which grade of it holds."""
    for part, judgement in zip(parts, judgements, strict=True):
        is_known = judgement.value is not None and judgement.value.is_exact
        yield Step(asked=PartValue(judgement=judgement), holds=True if is_known else None, depth=depth)
        if isinstance(part, Criterion):
            estimates = part.estimates(judgement.tallies)
            estimate_by_measure = dict(zip(part.measures, estimates, strict=True))
            for grade in part.grades:
                estimate = estimate_by_measure[grade.measure]
                verdict = judged(
                    estimate, grade.norm, reported=True, has_targets=True, running=False, accrues=False
                )
                holds = False if estimate.empty else _HOLDS.get(verdict)
                yield Step(asked=Graded(grade=grade), holds=holds, depth=depth + 1)
        yield from _parts(part.inner, judgement.components, depth + 1)


def _events(origin: ResultOrigin, question: Question, period: Period, depth: int) -> Iterator[Step]:
    """Name the events that were counted: those that surely are, and those that may be."""
    if question.term is not None or not question.of.unit.on_one_day:
        return
    if not question.of.resolved().entity or not origin.engine.records.knows(question):
        return
    origin = origin.as_they_are(question, period)
    records = origin.engine.on(period).records
    with origin.engine.reading():
        for state, holds in _COUNTED:
            for member, _ in records.standing(question, period, state)[:_NAMED]:
                engine, at = records.records_behind(question, period, member)
                if at is not None:
                    plan = engine.plan(question, period).of
                    record = Inspection(engine, plan.window, plan.entity, at)
                    yield Step(asked=_candidate(record), holds=holds, depth=depth)


def slices(origin: ResultOrigin, judgement: Judgement) -> Mapping[str, Judgement]:
    """Find the value of each organisation; an act sets them no targets but what it demands of each."""
    target = judgement.target
    own_target = target.of_one() if target is not None and target.each == ORGANIZATION else None
    measured = origin.under(judgement.name).measure
    if isinstance(measured, Share):
        by_id = _shares_by_organization(origin, judgement, measured)
    else:
        # Sums, counts and what is made of them: each organisation is made a population of its own.
        by_id = find_places(origin, judgement, "organizations")
    if own_target is None or measured is None:
        return by_id
    lost = tuple(reason for reason in judgement.reasons if reason.code == TARGET_LOST)
    as_of = origin.engine.records.as_of or judgement.period.end

    def verdict_by(norm: Norm | None, own: Judgement) -> Verdict:
        return judged(
            measured.estimate(own.tallies),
            norm,
            reported=own.verdict is not Verdict.NO_DATA,
            has_targets=True,
            running=as_of < judgement.period.end,
            accrues=origin.indicator.accrues and not judgement.compared,
        )

    minimum = own_target.minimum
    return {
        key: attrs.evolve(
            own,
            verdict=verdict_by(own_target.known_norm, own),
            by_minimum=None if minimum is None else verdict_by(minimum.known_norm, own),
            target=own_target,
            reasons=lost or own.reasons,
        )
        for key, own in by_id.items()
    }


def _shares_by_organization(
    origin: ResultOrigin, judgement: Judgement, measured: Share
) -> Mapping[str, Judgement]:
    question = origin.question(judgement.name, None)
    origin = origin.as_they_are(question, judgement.period)
    names = names_by_id(origin.engine.on(judgement.period).records.places("organizations"))
    found: dict[str, Judgement] = {}
    for key, tally in origin.tallies(question, judgement.period).items():
        estimate = measured.estimate([tally])
        found[key] = attrs.evolve(
            judgement,
            name=key,
            title=names.get(key, key),
            verdict=Verdict.NOT_APPLICABLE if estimate.empty else Verdict.NO_TARGET,
            by_minimum=None,
            value=estimate.bounds,
            target=None,
            reasons=(),
            tallies=(tally,),
            missing=(),
            deliveries=(),
            municipalities=(),
        )
    return found


def by_territory(
    origin: ResultOrigin, judgement: Judgement, level: str, component: str | None
) -> Mapping[str, Judgement]:
    """Find the value of each territory of a level, and which of its municipalities did not answer.

    People are counted once in each territory; municipalities are members there as they are in the region. One
    of which nobody told anything has no data; one without municipalities is no part of the map.
    """
    measured, period = measure_of_part(origin, judgement, component), judgement.period
    judgement = next((part for part in judgement.components if part.name == component), judgement)
    engine = origin.engine.on(period)
    # Changes of state between periods are counted for the region only.
    asked = [question for question in measured.questions if question.change is None]
    with origin.engine.reading():
        # Each period has its own map; a return belongs to the borders of its day.
        by_question = [
            _of_territories(
                origin.engine,
                question.plain,
                question.period_of(period),
                level,
                with_silent=is_silence_read(measured),
            )
            for question in asked
        ]
    unasked = [untold_of(question) for question in measured.questions if question.change is not None]
    system = engine.gathered(("territories",))
    inside = map_of_level(system, level).parts
    by_id: dict[str, Judgement] = {}
    for territory in system.territories or ():
        parts = inside.get(territory.id, ())
        if not parts:
            continue
        silent = tuple(place for place in judgement.missing if place.id in parts)
        deliveries = tuple(line for line in judgement.deliveries if line.municipality in parts)
        periods = distinct(question.period_of(period) for question in asked)
        moved = _moved(origin.engine, periods, period, territory)
        if moved is not None or not any(territory.id in tallies for tallies in by_question):
            untold = (Reason(code="not-reported", about=(question.key, question.title)) for question in asked)
            by_id[territory.id] = attrs.evolve(
                judgement,
                name=territory.id,
                title=territory.name,
                verdict=Verdict.NO_DATA,
                by_minimum=None,
                value=None,
                target=None,
                bands=(),
                reasons=distinct(untold) if moved is None else (redrawn(moved, territory.name),),
                components=(),
                tallies=(),
                missing=silent if moved is None else (),
                deliveries=deliveries if moved is None else (),
                municipalities=(),
            )
            continue
        own_tallies = (
            tallies.get(territory.id, untold_of(question))
            for question, tallies in zip(asked, by_question, strict=True)
        )
        tallies = (*own_tallies, *unasked)
        estimate = measured.estimate(tallies)
        without_value = estimate.empty or estimate.over_whole
        by_id[territory.id] = attrs.evolve(
            judgement,
            name=territory.id,
            title=territory.name,
            verdict=Verdict.NOT_APPLICABLE if without_value else Verdict.NO_TARGET,
            by_minimum=None,
            value=estimate.bounds,
            target=None,
            bands=(),
            reasons=(),
            components=(),
            tallies=tallies,
            missing=silent,
            deliveries=deliveries,
            municipalities=tuple(place for place in judgement.municipalities if place.name in parts),
        )
    return by_id


def _moved(
    engine: Engine, periods: Iterable[Period], judged_period: Period, territory: Territory
) -> Period | None:
    """Find a period in which a territory had other borders than in the judged one; ``None`` without one."""

    def inside(there: Engine) -> tuple[str, ...]:
        return map_of_level(there.gathered(("territories",)), territory.level).parts.get(territory.id, ())

    now = engine.on(judged_period)
    for period in periods:
        then = engine.on(period)
        if then is not now and not now.borders.covers_same(inside(now), then.borders, inside(then)):
            return period
    return None


def _of_territories(
    engine: Engine, question: Question, period: Period, level: str, *, with_silent: bool
) -> Mapping[str, Tally | LoadTally]:
    """Find the tally of each territory of a level of which anything was told, on the map of the period.

    Args:
        engine: The engine over the data.
        question: The question.
        period: The period.
        level: The level.
        with_silent: Whether silence is read where others told something.
    """
    engine = engine.on(period)
    if question.of.unit != MUNICIPALITY:
        of_level = engine.at_level(level, period)
        answer = of_level.answer(question, period)
        is_read = with_silent and answer.reported
        silent = of_level.left_open_by_silent(question, period) if is_read else {}
        return {**silent, **answer.municipalities}
    # Municipalities are themselves the members, each in one territory.
    answer = engine.answer(question, period)
    members, is_read = answer.municipalities, with_silent and answer.reported
    unknown = Tally(passed=1) if question.term is None else Tally(failed_or_passed=1)
    return {
        territory: united(
            [member if isinstance(member := members.get(key, unknown), Tally) else unknown for key in keys],
            disjoint=True,
            with_term=question.term is not None,
        )
        for territory, keys in map_of_level(engine.gathered(("territories",)), level).parts.items()
        if question.term is None or is_read or any(key in members for key in keys)
    }


def _membership(record: Inspection, plan: PopulationPlan) -> Iterator[Step]:
    """Say whether a record is a member, and by which records."""
    everything = And((*plan.made_by, plan.whole.where))
    absent = _told_absent(record, everything)
    yield Step(asked=plan.population, holds=record.how_surely(everything).holds)
    for part in (*plan.made_by, *children(plan.whole.where)):
        if part != ALWAYS:
            yield from _steps(record, part, 1, absent)


def _steps(
    record: Inspection, predicate: Predicate, depth: int, absent: frozenset[str] = frozenset()
) -> Iterator[Step]:
    """Say all that a predicate demands, one by one.

    Args:
        record: The record.
        predicate: The predicate.
        depth: How deep it stands.
        absent: The fields that it lacks, as another step says: nothing that is compared with them failed.
    """
    absent |= _told_absent(record, predicate)
    for part in conjuncts(predicate):
        if not _lacks_only(record, part, absent):
            yield from _step(record, part, depth, absent)


def _told_absent(record: Inspection, predicate: Predicate) -> frozenset[str]:
    """List the fields that a record does not have, and that some part of a conjunction asks for alone."""
    absent: frozenset[str] = frozenset()
    for part in conjuncts(predicate):
        if is_term(part):
            absent |= _told_absent(record, part.where)
        elif op_of(part) is not None and len(paths := paths_of(part)) == 1 and record.lacks(paths[0]):
            absent |= {paths[0]}
    return absent


def _lacks_only(record: Inspection, predicate: Predicate, absent: frozenset[str]) -> bool:
    """Tell whether nothing of a predicate fails but comparisons of other fields with absent ones."""
    if is_term(predicate):
        counting = record.in_window(record.window.counting_from(predicate.since))
        open_parts = [part for part in conjuncts(predicate.where) if not counting.how_surely(part).holds]
        return bool(open_parts) and all(_lacks_only(counting, part, absent) for part in open_parts)
    paths = paths_of(predicate) if op_of(predicate) is not None else ()
    return len(paths) > 1 and not absent.isdisjoint(paths)


def _step(record: Inspection, predicate: Predicate, depth: int, absent: frozenset[str]) -> Iterator[Step]:
    """Say how a predicate comes out and, where it does not surely hold, what is inside it."""
    holds = record.how_surely(predicate).holds
    yield Step(asked=predicate, holds=holds, code=_code(record, predicate), depth=depth)
    if is_term(predicate):
        counting = record.in_window(record.window.counting_from(predicate.since))
        yield from _steps(counting, predicate.where, depth + 1, absent)
    elif is_existence(predicate):
        # Once a record is found, the other candidates need not be listed.
        yield from _candidates(record, predicate, depth + 1, deep=holds is not True)
        if holds is None:
            yield from _unreported(record, predicate, depth + 1)
    elif gathered_by(predicate) is not None and holds is not True:
        yield from _lacking(record, predicate, depth + 1)
        for records in filter(is_existence, children(predicate)):
            yield from _candidates(record, records, depth + 1, deep=True)
            yield from _unreported(record, records, depth + 1)
    elif is_junction(predicate) and holds is not True:
        for part in children(predicate):
            yield from _steps(record, part, depth + 1, absent)
    elif is_comparison(predicate) and holds is None:
        days = record.known_in_part(predicate)
        code = "told_differently" if record.is_told_differently else "known_in_part" if days else "missing"
        remark = Remark(code=code, words=days if code == "known_in_part" else ())
        yield Step(asked=remark, holds=None, code=code, depth=depth + 1)
    if is_subset(predicate) and holds is not True:
        yield from _lacking(record, predicate, depth + 1)


def _lacking(record: Inspection, covers: Predicate, depth: int) -> Iterator[Step]:
    """List the words that a set lacks, or perhaps lacks."""
    words_by_answer: dict[bool | None, list[str]] = {}
    for word, certainty in record.lacking(covers).items():
        words_by_answer.setdefault(certainty.holds, []).append(word)
    for holds, words in words_by_answer.items():
        yield Step(asked=Remark(code="lacking", words=tuple(words)), holds=holds, depth=depth)


def _code(record: Inspection, predicate: Predicate) -> str:
    """Find the reason code of a predicate; a missing reference comes first, for then nothing is compared."""
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
    """List the records that could have been found: those with equal keys, each with what it lacks."""
    entity = sought.entity
    candidates = record.candidates(sought)
    if candidates is None:
        remark = Remark(code="not_collected", collection=entity)
        yield Step(asked=remark, holds=None, code="not_collected", depth=depth)
        return
    for inspected in candidates:
        surely = inspected.how_surely(sought.where)
        if sought.compare is not None:
            surely = min(surely, record.how_surely_in_order(sought.compare, inspected))
        holds = surely.holds
        yield Step(asked=_candidate(inspected), holds=holds, depth=depth)
        if deep and holds is not True:
            absent = _told_absent(inspected, sought.where)
            for part in children(sought.where):
                if inspected.how_surely(part).holds is not True:
                    yield from _steps(inspected, part, depth + 1, absent)
    if not candidates:
        yield Step(asked=Remark(code="no_records", collection=entity), holds=False, depth=depth)


def _unreported(record: Inspection, sought: Exists, depth: int) -> Iterator[Step]:
    """List the unreported parts in which such a record could be."""
    for part in record.gaps(sought):
        gap = Gap(collection=sought.entity, most=part.most, why=part.why)
        yield Step(asked=gap, holds=None, code="not_reported", depth=depth)


def _candidate(inspected: Inspection) -> Candidate:
    """Describe a record; one without days of its own by the days and title of the record it names."""
    told = inspected if _dates(inspected) else inspected.titled_reference() or inspected
    return Candidate(
        collection=inspected.entity,
        id=inspected.name,
        dates=_dates(told),
        title=getattr(told.record, "title", ""),
    )


def _dates(inspected: Inspection) -> tuple[dt.date | PartialDay | None, ...]:
    names = attrs.fields_dict(record_classes()[inspected.entity])
    return tuple(inspected.day(name) for name in ("date", "start", "end") if name in names)
