"""The single facts that words ask for: predicates without others inside."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.logic.population import Population, Term, Word
from rnms.logic.predicates import Keyword, Predicate
from rnms.logic.walks import inside, sets_compared, sought_by


def facts_of_word(word: Word) -> Iterator[Predicate]:
    """List every fact that a population or a term asks for.

    >>> from rnms.indicators.vocabulary import early_career, methodists
    >>> len(list(facts_of_word(early_career.UNDER_35)))
    1
    """
    if isinstance(word, Term):
        yield from _facts(word.where)
        return
    yield from _facts(word.where)
    if word.through is not None:
        yield from _facts(word.through.where)
    within: tuple[Population, ...] = () if word.within is None else (word.within,)
    words: tuple[Word, ...] = (*word.having, *word.union, *within)
    for inner in words:
        yield from facts_of_word(inner)


def _facts(predicate: Predicate) -> Iterator[Predicate]:
    parts = inside(predicate)
    for part in parts:
        yield from _facts(part)
    if not parts or sets_compared(predicate) is not None:
        yield predicate


def keywords_in(fact: Predicate) -> tuple[Keyword, ...]:
    """List the keyword that a fact looks for, if it looks for one.

    >>> from rnms.indicators.vocabulary import early_career, methodists
    >>> [word.text for fact in facts_of_word(methodists.POOL_TRAINED) for word in keywords_in(fact)]
    ['методическая поддержка']
    """
    word = sought_by(fact)
    return (word,) if isinstance(word, Keyword) else ()
