"""Statements of duties that cannot count: those that exclude each other, and those of nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rnms.engine.engine import Engine
from rnms.files.converter import perhaps
from rnms.issues import Issue
from rnms.model.spelling import normal
from rnms.model.subjects import Attestation
from rnms.regions.addressees import addressees
from rnms.regions.profile import RegionProfile

_REGION = "region"
_NAMED = {
    "persons": "человека",
    "organizations": "организации",
    "municipalities": "муниципалитета",
}


def faults_of_statements(engine: Engine, profile: RegionProfile) -> Iterator[Issue]:
    """What attestations state both ways of the same days, and whose subject names nobody.

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
    for index, statement in enumerate(statements):
        subject = _REGION if _is_region(profile, statement.subject) else statement.subject
        for duty in _duties(profile, statement.duty):
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
        beside = f" (см. $.attestations[{first}])" if engine.system.attestations is not None else ""
        text = (
            f"о {statement.subject!r} сказано, что {statement.duty} исполняется и что не исполняется, на одни"
            f" и те же дни{beside}; считается неизвестным; оставьте одно или дайте каждому start и end"
        )
        yield Issue(place=_place(engine, second, "state"), text=text, code="attestations.contradiction")


def _of_nobody(
    engine: Engine, profile: RegionProfile, statements: tuple[Attestation, ...]
) -> Iterator[Issue]:
    asked_of = addressees(profile)
    ids = {name: set(engine.records.ids(name)) for name in _NAMED if engine.records.has(name)}
    reported_keys = set()
    for index, statement in enumerate(statements):
        subject, key = statement.subject, (statement.subject, statement.duty)
        kinds = {name for duty in _duties(profile, statement.duty) for name in asked_of.get(duty, ())}
        if not kinds or key in reported_keys:
            continue
        reported_keys.add(key)
        # Into a collection that was not collected anybody may be meant.
        is_somebody = any(name in _NAMED and (name not in ids or subject in ids[name]) for name in kinds)
        if is_somebody or (_REGION in kinds and _is_region(profile, subject)):
            continue
        text = (
            f"{statement.duty} — обязанность {_whose(kinds)}, а {subject!r} — не {_no_id(kinds)}; не учтено"
        )
        near = _meant(engine, kinds, subject, ids)
        yield Issue(place=_place(engine, index, "subject"), text=text + near, code="reference.nobody")


def _whose(kinds: set[str]) -> str:
    return " или ".join(sorted("региона" if name == _REGION else _NAMED.get(name, name) for name in kinds))


def _no_id(kinds: set[str]) -> str:
    return "регион" if kinds == {_REGION} else f"id {_whose(kinds - {_REGION})}"


def _meant(engine: Engine, kinds: set[str], subject: str, ids: dict[str, set[str]]) -> str:
    """What the subject may stand for, as the end of a sentence."""
    if kinds == {_REGION}:
        return "; напишите 'region'"
    if "municipalities" in kinds:
        for municipality in engine.system.municipalities or ():
            if normal(municipality.name) == normal(subject):
                return f"; напишите id: {municipality.id!r}"
    subjects = sorted(key for name in kinds & ids.keys() for key in ids[name])
    return perhaps(subject, [*subjects, *([_REGION] if _REGION in kinds else [])]) or "; исправьте subject"


def _is_region(profile: RegionProfile, subject: str) -> bool:
    return any(entry.text == _REGION for entry in profile.vocabulary("attestations.subject").meant(subject))


def _duties(profile: RegionProfile, duty: str) -> tuple[str, ...]:
    """The keys of the duties that a word stands for; of a word that no act knows, the word itself."""
    entries = profile.vocabulary("attestations.duty").meant(duty)
    return tuple(entry.text for entry in entries) or (normal(duty),)


def _meet(first: Attestation, second: Attestation) -> bool:
    """Whether two statements speak of the same day; one that ends before it starts, of none."""
    starts = [statement.start or dt.date.min for statement in (first, second)]
    ends = [statement.end or dt.date.max for statement in (first, second)]
    return max(starts) <= min(ends)


def _place(engine: Engine, index: int, field: str) -> str:
    """Where a statement stands; of tables that keep no order, in which column."""
    if engine.system.attestations is None:
        return f"attestations.{field}"
    return f"$.attestations[{index}].{field}"
