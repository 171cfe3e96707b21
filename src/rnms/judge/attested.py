"""Statements of duties that cannot count: those that exclude each other, and those of nobody."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator

from rnms.engine.engine import Engine
from rnms.files.converter import perhaps
from rnms.issues import Either, Fact, Issue, Message, message
from rnms.model.spelling import normal
from rnms.model.subjects import Attestation
from rnms.regions.addressees import addressees
from rnms.regions.profile import RegionProfile

_REGION = "region"
_NAMED = ("municipalities", "organizations", "persons")
"""The collections whose records a statement names by id."""
_WHOSE = ("municipalities", "organizations", "region", "persons")
"""The collections whose members can have duties, in the order in which reports list them."""


def faults_of_statements(engine: Engine, profile: RegionProfile) -> Iterator[Issue]:
    """List the statements that contradict each other about the same days, and those of nobody.

    Args:
        engine: The engine over the records.
        profile: The region, which knows the spellings of its duties, and of whom each is asked.
    """
    if not engine.records.holds_any("attestations"):
        return
    statements = engine.gathered(("attestations",)).attestations or ()
    yield from _contradictions(engine, profile, statements)
    yield from _of_nobody(engine, profile, statements)


def _contradictions(
    engine: Engine, profile: RegionProfile, statements: tuple[Attestation, ...]
) -> Iterator[Issue]:
    by_duty: dict[tuple[str, str], list[int]] = {}
    duties_of = functools.cache(functools.partial(_duties, profile))
    is_region = functools.cache(functools.partial(_is_region, profile))
    for index, statement in enumerate(statements):
        subject = _REGION if is_region(statement.subject) else statement.subject
        for duty in duties_of(statement.duty):
            by_duty.setdefault((subject, duty), []).append(index)
    reported_pairs = set()
    for indices in by_duty.values():
        yes, no = (
            [index for index in indices if statements[index].state is state] for state in (True, False)
        )
        pairs = (
            (affirmed, denied)
            for affirmed in yes
            for denied in no
            if _meet(statements[affirmed], statements[denied])
        )
        pair = next(pairs, None)
        if pair is None or pair in reported_pairs:
            continue
        reported_pairs.add(pair)
        first, second = sorted(pair)
        statement = statements[second]
        beside: Fact = ""
        if engine.system.attestations is not None:
            beside = message("attestations.contradiction/beside", place=f"$.attestations[{first}]")
        sentence = message(
            "attestations.contradiction",
            subject=repr(statement.subject),
            duty=statement.duty,
            beside=beside,
        )
        yield Issue(place=_place(engine, second, "state"), text=sentence, code="attestations.contradiction")


def _of_nobody(
    engine: Engine, profile: RegionProfile, statements: tuple[Attestation, ...]
) -> Iterator[Issue]:
    asked_of = addressees(profile)
    ids = {name: set(engine.records.ids(name)) for name in _NAMED if engine.records.has(name)}
    duties_of = functools.cache(functools.partial(_duties, profile))
    reported_keys = set()
    for index, statement in enumerate(statements):
        subject, key = statement.subject, (statement.subject, statement.duty)
        kinds = {name for duty in duties_of(statement.duty) for name in asked_of.get(duty, ())}
        if not kinds or key in reported_keys:
            continue
        reported_keys.add(key)
        # A subject may be any record of a collection that was not collected.
        is_somebody = any(name in _NAMED and (name not in ids or subject in ids[name]) for name in kinds)
        if is_somebody or (_REGION in kinds and _is_region(profile, subject)):
            continue
        sentence = message(
            "reference.nobody/attested",
            duty=statement.duty,
            whose=_whose(kinds),
            subject=repr(subject),
            id=_id_of(kinds),
            near=_meant(engine, kinds, subject, ids),
        )
        yield Issue(place=_place(engine, index, "subject"), text=sentence, code="reference.nobody")


def _whose(kinds: set[str]) -> Either:
    other_kinds = sorted(kinds.difference(_WHOSE))
    return Either((*other_kinds, *(message(f"whose/{name}") for name in _WHOSE if name in kinds)))


def _id_of(kinds: set[str]) -> Message:
    if kinds == {_REGION}:
        return message("reference.nobody/region")
    return message("reference.nobody/id", whose=_whose(kinds - {_REGION}))


def _meant(engine: Engine, kinds: set[str], subject: str, ids: dict[str, set[str]]) -> Fact:
    """Suggest what the subject may stand for, as the end of a sentence."""
    if kinds == {_REGION}:
        return message("reference.nobody/write-region")
    if "municipalities" in kinds:
        for municipality in engine.system.municipalities or ():
            if normal(municipality.name) == normal(subject):
                return message("reference.nobody/write-id", id=repr(municipality.id))
    subjects = sorted(key for name in kinds & ids.keys() for key in ids[name])
    return perhaps(subject, [*subjects, *([_REGION] if _REGION in kinds else [])]) or message(
        "reference.nobody/mend"
    )


def _is_region(profile: RegionProfile, subject: str) -> bool:
    return any(entry.text == _REGION for entry in profile.vocabulary("attestations.subject").meant(subject))


def _duties(profile: RegionProfile, duty: str) -> tuple[str, ...]:
    """List the duties that a word stands for, by key; of a word that no act knows, the word itself."""
    entries = profile.vocabulary("attestations.duty").meant(duty)
    return tuple(entry.text for entry in entries) or (normal(duty),)


def _meet(first: Attestation, second: Attestation) -> bool:
    """Tell whether two statements cover a common day; one that ends before it starts covers none."""
    starts = [statement.start or dt.date.min for statement in (first, second)]
    ends = [statement.end or dt.date.max for statement in (first, second)]
    return max(starts) <= min(ends)


def _place(engine: Engine, index: int, field: str) -> str:
    """Name the place of a statement; in tables that keep no order, its column."""
    if engine.system.attestations is None:
        return f"attestations.{field}"
    return f"$.attestations[{index}].{field}"
