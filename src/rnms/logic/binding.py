"""Bound predicates: what the days, keywords and terms of a predicate mean in a window.

A day of the period becomes a date, the year its number, a keyword all that the data write for it, a term its
predicate, counted from its own first day. A word that may be a slip of the wanted one leaves the fact
unknown. A bound predicate no longer depends on a window.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from itertools import permutations

import attrs

from rnms.logic.predicates import (
    ALWAYS,
    NOT_RECORDED,
    And,
    AnyKeyword,
    CoveredBy,
    Fact,
    Has,
    Keyword,
    Moment,
    Operand,
    Or,
    Predicate,
    Shares,
    Subset,
    TheYear,
)
from rnms.logic.walks import (
    at_some_year_end,
    is_fact,
    is_gathered,
    is_subset,
    is_term,
    is_unsaid,
    mapped,
    shares_words,
    sought_by,
    with_sought,
)
from rnms.logic.window import Lexicon, Window


@functools.lru_cache(maxsize=4096)
def bound(predicate: Predicate, window: Window) -> Predicate:
    """Find the predicate with every day, keyword and term replaced by what it means in a window."""
    operand = sought_by(predicate)
    if is_fact(predicate) and isinstance(operand, Keyword | AnyKeyword):
        return _spelled(predicate, operand, window.lexicon)
    if operand is not None:
        return with_sought(predicate, _constant(operand, window))
    if shares_words(predicate):
        return _shared(predicate, window.lexicon)
    if is_subset(predicate):
        return _included(predicate, window.lexicon)
    if is_fact(predicate) or is_unsaid(predicate):
        return predicate
    if is_gathered(predicate):
        where = bound(predicate.records.where, window)
        covered = attrs.evolve(predicate, records=attrs.evolve(predicate.records, where=where))
        return _included(covered, window.lexicon)
    if is_term(predicate):
        return bound(predicate.where, window.counting_from(predicate.since))
    part = at_some_year_end(predicate)
    if part is not None:
        ends = [dt.date(year, 12, 31) for year in range(window.since.year, window.end.year)]
        windows = [attrs.evolve(window, end=end) for end in (*ends, window.end)]
        return Or(tuple(bound(part, year_window) for year_window in windows))
    return mapped(predicate, lambda inner: bound(inner, window))


def _spelled(fact: Fact, word: Keyword | AnyKeyword, lexicon: Lexicon) -> Predicate:
    """Make a fact about a word, as the data write it; what may be a slip of it leaves the fact unknown."""
    if isinstance(word, Keyword):
        spelled = lexicon.spelled(word.field, word.text)
        surely, perhaps = (word.text, *spelled.surely), spelled.perhaps
    else:
        words = {field: (surely, perhaps) for field, surely, perhaps in lexicon.known}
        if word.field not in words:
            return ALWAYS
        surely, perhaps = words[word.field]
    sure, slips = ([with_sought(fact, text) for text in texts] for texts in (surely, perhaps))
    if len(sure) == 1 and not slips:
        return sure[0]
    return Or((*sure, *([And((Or(tuple(slips)), NOT_RECORDED))] if slips else [])))


def _shared(fact: Shares, lexicon: Lexicon) -> Predicate:
    """Require that two sets of words have one in common, however each writes it."""
    if not lexicon.alike and not lexicon.nearly:
        return fact

    def both(left: Iterable[str], right: Iterable[str]) -> Predicate:
        sides = ((fact.left, left), (fact.right, right))
        return And(tuple(Or(tuple(Has(path, text, fact.code) for text in texts)) for path, texts in sides))

    same = [both(texts, texts) for texts in lexicon.alike]
    slips = [both([word], [twin]) for pair in lexicon.nearly for word, twin in (pair, pair[::-1])]
    return Or((fact, *same, *([And((Or(tuple(slips)), NOT_RECORDED))] if slips else [])))


def _included(fact: Subset | CoveredBy, lexicon: Lexicon) -> Predicate:
    """Require that a set of words has all of another, however each writes them."""
    same = [pair for texts in lexicon.alike for pair in permutations(texts, 2)]
    slips = [pair for word, twin in lexicon.nearly for pair in ((word, twin), (twin, word))]

    def where_alike(pairs: Iterable[tuple[str, str]]) -> Predicate:
        alike = (*fact.alike, *pairs)
        # Said for each class: a type checker tells what both have, and what one of them is, apart.
        if is_subset(fact):
            return attrs.evolve(fact, alike=alike)
        return attrs.evolve(fact, alike=alike)

    surely = where_alike(same)
    return Or((surely, And((where_alike((*same, *slips)), NOT_RECORDED)))) if slips else surely


def _constant(operand: Operand, window: Window) -> Operand:
    match operand:
        case Moment():
            return window.day(operand)
        case TheYear():
            return window.year
    return operand
