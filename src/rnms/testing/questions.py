"""What orders ask of records: for whoever invents the records that answer."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from typing import Any

from rnms.indicators.definition import Family
from rnms.indicators.vocabulary import shared
from rnms.logic import predicates
from rnms.logic.facts import keywords_in
from rnms.logic.population import Population
from rnms.logic.question import Question
from rnms.logic.walks import children, is_existence, is_fact, op_of, paths_of, sought_by, walk
from rnms.regions.declaration import measures
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import available, get, source


def asked_of_records(profile: RegionProfile) -> tuple[Question, ...]:
    """List what a region asks of records, question by question, whatever the period."""
    all_questions = (question for _, measure in measures(profile) for question in measure.questions)
    # Who stands otherwise in another period is asked of no period alone.
    questions = (question.plain for question in all_questions if question.change is None)
    return tuple(dict.fromkeys(question for question in questions if _entity_of(question)))


def foreign_questions(profile: RegionProfile) -> tuple[Question, ...]:
    """List the questions that no built-in region asks of records invented by hand.

    >>> foreign_questions(get("ugra"))
    ()
    """
    native = _native_facts()
    return tuple(question for question in asked_of_records(profile) if not _facts_asked(question) <= native)


@functools.cache
def _native_facts() -> frozenset[tuple[Any, ...]]:
    """Collect every fact that the shared words and the built-in regions ask for."""
    built_in = [get(key) for key in available() if source(key).endswith(f"(rnms.regions.{key}:PROFILE)")]
    questions = [question for profile in built_in for question in asked_of_records(profile)]
    families = [family.measure for family in shared(Family) if family.measure is not None]
    questions += [question for measure in families for question in measure.questions]
    return frozenset(fact for question in questions for fact in _facts_asked(question))


def _facts_asked(question: Question) -> frozenset[tuple[Any, ...]]:
    """List the facts that a question asks for; of days only the fields, for people are of every age."""
    whole = question.of.resolved()
    parts = [*walk(whole.entity, whole.where)]
    if whole.through is not None:
        parts += walk(whole.through.entity, whole.through.where)
    if question.term is not None:
        parts += walk(whole.entity, question.term)
    return frozenset(fact for entity, part in parts for fact in _as_asked(entity, part))


def _as_asked(entity: str, part: predicates.Predicate) -> Iterator[tuple[Any, ...]]:
    if is_existence(part):
        yield entity, part.entity, part.on, part.at_least, part.of
    elif is_fact(part):
        paths, sought = paths_of(part), sought_by(part)
        is_day = isinstance(sought, predicates.Moment | dt.date)
        yield entity, paths, None if is_day else (op_of(part), sought)


def _entity_of(question: Question) -> str:
    of = question.of.resolved()
    return of.entity or next((part.resolved().entity for part in of.union), "")


def attested_duties(profile: RegionProfile) -> list[tuple[str, str]]:
    """List the duties that an order has attested, each with the collection of its subjects."""
    questions = [
        question for duty in profile.requirements if duty.measure for question in duty.measure.questions
    ]
    return list(
        dict.fromkeys(
            (question.of.resolved().entity if one.on else "region", word.text)
            for question in questions
            for one in _inside(question.term or question.of)
            if is_existence(one) and one.entity == "attestations"
            for part in children(one.where)
            for word in keywords_in(part)
            if word.field == "attestations.duty"
        )
    )


def _inside(word: predicates.Predicate | Population) -> Iterator[predicates.Predicate]:
    """List every predicate inside another, or inside what a population says."""
    predicate = word.resolved().where if isinstance(word, Population) else word
    return (part for _, part in walk("", predicate))
