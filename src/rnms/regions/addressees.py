"""Of whom the duties of a profile may be stated: people, organisations, municipalities, or the region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rnms.indicators.vocabulary.duties import OF_THE_REGION
from rnms.indicators.vocabulary.people import ALL_PERSONS
from rnms.logic.facts import keywords_in
from rnms.logic.population import Population
from rnms.logic.predicates import Predicate
from rnms.logic.walks import is_existence, walk
from rnms.regions.declaration import all_words
from rnms.regions.profile import RegionProfile
from rnms.regions.rules.misfits import REGION, kind_at

_DUTY = "attestations.duty"


def addressees(profile: RegionProfile) -> Mapping[str, frozenset[str]]:
    """Find, by the key of each duty that is stated, the collections whose members it is asked of.

    >>> from rnms import regions
    >>> asked = addressees(regions.get("ugra"))
    >>> sorted(asked["portal_account"]), sorted(asked["with_methodical_council"])
    (['region'], ['organizations'])
    """
    kinds_by_duty: dict[str, set[str]] = {}
    for entity, where in _asked(profile):
        for duty, asked_of in _of_predicate(where, entity):
            kinds_by_duty.setdefault(duty, set()).add(asked_of)
    return {duty: frozenset(names) for duty, names in kinds_by_duty.items()}


def _asked(profile: RegionProfile) -> Iterator[tuple[str, Predicate]]:
    """List every predicate of a profile, and of whose records it speaks."""
    for question in profile.questions:
        entity = question.of.resolved().entity
        for word in all_words(question.of):
            if isinstance(word, Population):
                yield word.resolved().entity, word.where
                if word.through is not None:
                    yield word.through.entity, word.through.where
        if question.term is not None:
            yield entity, question.term.where
    for rule in profile.methodist_rules:
        yield ALL_PERSONS.entity, rule.term.where


def _of_predicate(predicate: Predicate, entity: str) -> Iterator[tuple[str, str]]:
    for asking_entity, existence in walk(entity, predicate):
        if is_existence(existence) and existence.entity == "attestations":
            words = [
                word for _, fact in walk(existence.entity, existence.where) for word in keywords_in(fact)
            ]
            asked_of = [
                _led_to(asking_entity, own_path)
                for record_path, own_path in existence.on
                if record_path == "subject"
            ]
            asked_of += [REGION] * (OF_THE_REGION in words)
            yield from ((word.text, name) for word in words if word.field == _DUTY for name in asked_of)


def _led_to(entity: str, path: str) -> str:
    if path == "id":
        return entity
    kind = kind_at(entity, path)
    return "" if kind is None else kind.into
