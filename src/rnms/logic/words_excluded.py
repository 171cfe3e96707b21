"""What a word of a field excludes: a record has one value there, known or not.

Whoever is of the highest category is of no other. Each condition alone may hold of a record whose value is
not known; two that ask for different words cannot both.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import attrs

from rnms._values import frozen
from rnms.logic.paths import kind_at
from rnms.logic.predicates import ALWAYS, And, Compare, Exists, Not, Op, Operand, Or, Predicate

NEVER = Or(())
"""What holds of no record."""


@frozen
class Words:
    """What is said of fields together.

    Attributes:
        has: The word of each field that has a certain one.
        lacks: Pairs of a field and a word that it has not.
    """

    has: tuple[tuple[str, Operand], ...] = ()
    lacks: frozenset[tuple[str, Operand]] = frozenset()

    def decide(self, fact: Compare) -> bool | None:
        """Tell whether a field has a word; ``None`` where that is open."""
        word = dict(self.has).get(fact.left.name)
        if word is not None:
            return word == fact.right
        return False if (fact.left.name, fact.right) in self.lacks else None

    def including(self, fact: Compare, *, holds: bool) -> Words:
        """Find what is said where a field has a word, or has it not, too."""
        pair = (fact.left.name, fact.right)
        return Words((*self.has, pair), self.lacks) if holds else Words(self.has, self.lacks | {pair})


@functools.lru_cache(maxsize=4096)
def without_excluded(predicate: Predicate, entity: str) -> Predicate:
    """Leave out of a predicate about the records of a collection what another part of it excludes.

    The words of an enumeration, and yes and no, exclude each other; a text may be written in several ways.

    >>> from rnms.logic.predicates import any_of, equals
    >>> first, highest = equals("category", "first"), equals("category", "highest")
    >>> without_excluded(And((first, highest)), "persons") == NEVER
    True
    >>> without_excluded(And((first, any_of(highest, first))), "persons").parts[1] == any_of(NEVER, ALWAYS)
    True
    """
    return _with_words(predicate, entity, Words())


@functools.lru_cache(maxsize=4096)
def among(predicate: Predicate, around: Predicate, entity: str) -> Predicate:
    """Leave out of a predicate what is excluded for records that satisfy another one.

    >>> from rnms.logic.predicates import equals
    >>> first, highest = equals("category", "first"), equals("category", "highest")
    >>> among(first, highest, "persons") == NEVER, among(highest, highest, "persons") == ALWAYS
    (True, True)

    Args:
        predicate: What is asked of the records of a collection.
        around: What all of them satisfy.
        entity: The collection.
    """
    words = Words()
    for part in _flat(And((around,))):
        fact, holds = _fact(part)
        if fact is not None and _asks_for_word(fact, entity) and words.decide(fact) is None:
            words = words.including(fact, holds=holds)
    return _with_words(predicate, entity, words) if words != Words() else predicate


def _with_words(predicate: Predicate, entity: str, words: Words) -> Predicate:
    """Write a predicate as it is where some words are known."""
    match predicate:
        case And():
            return _joint(tuple(_flat(predicate)), entity, words)
        case Or(parts=parts):
            return Or(tuple(_with_words(part, entity, words) for part in parts))
        case Not(part=part):
            return Not(_with_words(part, entity, words))
        case Exists():
            return attrs.evolve(predicate, where=_with_words(predicate.where, predicate.entity, Words()))
        case Compare() if _asks_for_word(predicate, entity):
            has_word = words.decide(predicate)
            return predicate if has_word is None else ALWAYS if has_word else NEVER
    return predicate


def _joint(parts: Sequence[Predicate], entity: str, around: Words) -> Predicate:
    """Write predicates that hold together: each as it is where the words of the others are known, too."""
    words = around
    for part in parts:
        fact, holds = _fact(part)
        if fact is not None and _asks_for_word(fact, entity):
            if words.decide(fact) not in {None, holds}:
                return NEVER
            words = words.including(fact, holds=holds)
    # What tells a word itself is no less asked for because it does.
    return And(
        tuple(_with_words(part, entity, around if _is_of_word(part, entity) else words) for part in parts)
    )


def _flat(predicate: And) -> Iterator[Predicate]:
    for part in predicate.parts:
        yield from _flat(part) if isinstance(part, And) else (part,)


def _fact(predicate: Predicate) -> tuple[Compare | None, bool]:
    """Find the comparison that is demanded, or denied."""
    match predicate:
        case Compare():
            return predicate, True
        case Not(part=Compare() as fact):
            return fact, False
    return None, True


def _is_of_word(predicate: Predicate, entity: str) -> bool:
    fact, _ = _fact(predicate)
    return fact is not None and _asks_for_word(fact, entity)


def _asks_for_word(fact: Compare, entity: str) -> bool:
    """Tell whether it is asked for one of several words that exclude each other."""
    if fact.op is not Op.EQ or not isinstance(fact.right, str | bool):
        return False
    kind = kind_at(entity, fact.left.name)
    return kind is not None and (kind.sort == "bool" or bool(kind.words))
