"""What the words of data mean by the vocabularies of a region: looked up once, for all records."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from rnms._values import frozen
from rnms.indicators.tally import distinct
from rnms.logic.facts import facts_of_word, keywords_in
from rnms.logic.likeness import LONGEST, NearWords
from rnms.logic.predicates import AnyKeyword
from rnms.logic.question import Question
from rnms.logic.walks import compared_with, sets_compared
from rnms.logic.window import PLAIN, Lexicon, Spelled
from rnms.model.spelling import is_near, normal
from rnms.model.system import RegionalSystem
from rnms.regions.vocabulary import MEASURES, Vocabulary

Written = Mapping[str, Mapping[str, int]]
"""The words that the data write, by field, each with the number of records."""
_KEYS = ("figures.key", "claims.indicator", "measure_reports.measure", "plan_items.measure")
"""The fields whose words are looked up by key, record by record."""


def lexicon_of(vocabularies: Sequence[Vocabulary], written: Written) -> Lexicon:
    """Find what the words that were written mean.

    >>> from rnms import regions
    >>> topics = regions.get("ugra").vocabulary("programmes.topics")
    >>> found = lexicon_of([topics], {"programmes.topics": {"Методическая поддержка": 2, "воспитание": 1}})
    >>> found.spelled("programmes.topics", "методическая поддержка").surely
    ('Методическая поддержка',)
    """
    vocabularies_read = [vocabulary for vocabulary in vocabularies if vocabulary.field in written]
    keywords = (
        spelled
        for vocabulary in vocabularies_read
        for spelled in _spelled(vocabulary, sorted(written[vocabulary.field]))
    )
    pairs = [(asked, vocabulary.field) for vocabulary in vocabularies for asked in vocabulary.compared]
    words_compared = {word for pair in pairs for field in pair for word in written.get(field, {})}
    return Lexicon(
        keywords=tuple(keywords),
        known=tuple(
            _known(vocabulary, sorted(written[vocabulary.field]))
            for vocabulary in vocabularies_read
            if vocabulary.field == MEASURES
        ),
        alike=tuple(_alike(words_compared)),
        nearly=distinct(
            slip
            for asked, having in pairs
            for slip in slips(sorted(written.get(asked, {})), written.get(having, {})).pairs
        ),
    )


def _spelled(vocabulary: Vocabulary, words: Sequence[str]) -> Iterator[Spelled]:
    surely: dict[str, list[str]] = {}
    perhaps: dict[str, list[str]] = {}
    for word in words:
        for entry in vocabulary.meant(word):
            if entry.text != word:
                surely.setdefault(entry.text, []).append(word)
        for entry in vocabulary.perhaps(word):
            perhaps.setdefault(entry.text, []).append(word)
    for entry in vocabulary.entries:
        text = entry.text
        if text in surely or text in perhaps:
            yield Spelled(
                field=vocabulary.field,
                text=text,
                surely=tuple(surely.get(text, ())),
                perhaps=tuple(perhaps.get(text, ())),
            )


def _known(vocabulary: Vocabulary, words: Sequence[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Part the written words into those that surely are of a vocabulary and those that may be slips."""
    surely = [word for word in words if vocabulary.meant(word)]
    # At least one word, so that an absent one stays unknown.
    first = vocabulary.entries[0].text
    return vocabulary.field, tuple(surely) or (first,), tuple(word for word in words if word not in surely)


def _alike(words: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """List the words that have several spellings."""
    spellings_by_word: dict[str, list[str]] = {}
    for word in sorted(words):
        spellings_by_word.setdefault(normal(word), []).append(word)
    return (tuple(spellings) for spellings in spellings_by_word.values() if len(spellings) > 1)


_MOST_LETTERS = 10**10
"""So many pairs of letters are compared in a second or two: of a thousand words of a hundred letters each."""
_MOST_COMPARED = 20_000
"""So many pairs of words are compared by themselves in a second or two."""


@frozen(kw_only=True)
class Slips:
    """Words of one side that may be slips of words of another.

    Attributes:
        pairs: Each such word with a word of which it may be a slip; a pair for each of these.
        is_whole: Whether all were looked for; there may be too many words, or one too long.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    is_whole: bool = True


def slips(words: Iterable[str], others: Iterable[str]) -> Slips:
    """Find the words that occur only on one side, each with the words of which it may be a slip.

    >>> slips(["чтение", "измерения"], ["Чтение", "измеренья", "речь"]).pairs
    (('измерения', 'измеренья'),)
    """
    candidates = sorted(others)
    plain = {normal(word) for word in candidates}
    words_alone = [word for word in words if normal(word) not in plain]
    if not words_alone or not candidates:
        return Slips()
    lengths = [[len(normal(word)) for word in side] for side in (words_alone, candidates)]
    if math.prod(map(sum, lengths)) > _MOST_LETTERS:
        return Slips(is_whole=False)
    near_words = NearWords(candidates)
    compared = ((word, candidate) for word in words_alone for candidate in near_words.candidates(word))
    pairs = tuple(pair for pair in itertools.islice(compared, _MOST_COMPARED) if is_near(*pair))
    is_whole = max(map(max, lengths)) <= LONGEST and next(compared, None) is None
    return Slips(pairs=pairs, is_whole=is_whole)


def unread(question: Question, lexicon: Lexicon) -> tuple[str, ...]:
    """List the words in the data that may be slips of those that a question looks for.

    >>> from rnms.indicators.vocabulary import methodists
    >>> spelled = Spelled(
    ...     field="programmes.topics", text="методическая поддержка", perhaps=("мет. поддержка",)
    ... )
    >>> trained = Question(of=methodists.REGIONAL_POOL, term=methodists.POOL_TRAINED)
    >>> unread(trained, Lexicon(keywords=(spelled,)))
    ('мет. поддержка',)
    """
    if lexicon == PLAIN:
        return ()
    slips_of_any = {field: perhaps for field, _, perhaps in lexicon.known}
    words = (question.of, *(() if question.term is None else (question.term,)))
    slips_found: list[str] = []
    for fact in distinct(fact for word in words for fact in facts_of_word(word)):
        _, _, operand = compared_with(fact) or ("", None, None)
        if sets_compared(fact) is not None:
            slips_found += [slip for _, slip in lexicon.nearly]
        elif isinstance(operand, AnyKeyword):
            slips_found += slips_of_any.get(operand.field, ())
        for keyword in keywords_in(fact):
            slips_found += lexicon.spelled(keyword.field, keyword.text).perhaps
    return distinct(slips_found)


def respelled(system: RegionalSystem, vocabularies: Iterable[Vocabulary]) -> RegionalSystem:
    """Find the system with the keys of figures, measures and indicators as the region has them.

    >>> from rnms import regions
    >>> from rnms.model import Figure
    >>> figure = Figure(key="Staff", period=2023, count=100)
    >>> data = RegionalSystem(region="khabarovsk", figures=[figure])
    >>> respelled(data, regions.get("khabarovsk").vocabularies).figures[0].key
    'staff'
    """
    changes: dict[str, Any] = {}
    for vocabulary in vocabularies:
        collection, _, name = vocabulary.field.partition(".")
        if vocabulary.field in _KEYS and (records := getattr(system, collection)):
            cached_read = functools.cache(functools.partial(_read, vocabulary))
            # What is no text, as records that were built by hand may hold it, is told where they are read.
            spellings = (getattr(record, name) for record in records)
            keys = [cached_read(key) if isinstance(key, str) else key for key in spellings]
            if any(key != getattr(record, name) for key, record in zip(keys, records, strict=True)):
                changes[collection] = tuple(
                    attrs.evolve(record, **{name: key}) for key, record in zip(keys, records, strict=True)
                )
    return attrs.evolve(system, **changes) if changes else system


def _read(vocabulary: Vocabulary, spelling: str) -> str:
    """Find the one word that a spelling stands for, else the spelling."""
    keywords = vocabulary.meant(spelling)
    return keywords[0].text if len(keywords) == 1 else spelling
