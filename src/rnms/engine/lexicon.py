"""What the words of data mean by the vocabularies of a region: looked up once, for all records."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from rnms.indicators.tally import distinct
from rnms.logic import predicates
from rnms.logic.facts import facts_of_word, keywords_in
from rnms.logic.question import Question
from rnms.logic.window import PLAIN, Lexicon, Spelled
from rnms.model.spelling import is_near, normal
from rnms.model.system import RegionalSystem
from rnms.regions.vocabulary import COMPARED, MEASURES, Vocabulary

Written = Mapping[str, Mapping[str, int]]
"""By field, every word that data write there, and how many records do."""
_KEYS = ("figures.key", "claims.indicator", "measure_reports.measure", "plan_items.measure")
"""What is looked up by key, record by record."""


def lexicon_of(vocabularies: Sequence[Vocabulary], written: Written) -> Lexicon:
    """What the words that were written mean.

    >>> from rnms import regions
    >>> topics = regions.get("ugra").vocabulary("programmes.topics")
    >>> found = lexicon_of([topics], {"programmes.topics": {"Методическая поддержка": 2, "воспитание": 1}})
    >>> found.spelled("programmes.topics", "методическая поддержка").surely
    ('Методическая поддержка',)
    """
    read = [one for one in vocabularies if one.field in written and one.field not in COMPARED]
    keywords = (spelled for one in read for spelled in _spelled(one, sorted(written[one.field])))
    sets = [sorted(written.get(field, {})) for field in COMPARED]
    return Lexicon(
        keywords=tuple(keywords),
        known=tuple(_known(one, sorted(written[one.field])) for one in read if one.field == MEASURES),
        alike=tuple(_alike({word for words in sets for word in words})),
        nearly=tuple(_nearly(*sets)),
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
    """The words that surely are of a vocabulary, and all others: each may be a slip of one that is."""
    surely = [word for word in words if vocabulary.meant(word)]
    # One at the least, so that a word that is not given stays unknown.
    first = vocabulary.entries[0].text
    return vocabulary.field, tuple(surely) or (first,), tuple(word for word in words if word not in surely)


def _alike(words: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The words that have several spellings."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        found.setdefault(normal(word), []).append(word)
    return (tuple(spellings) for spellings in found.values() if len(spellings) > 1)


def slips(words: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words that the others have in no spelling, each with those of which it may be a slip.

    >>> list(slips(["чтение", "измерения"], ["Чтение", "измеренья", "речь"]))
    [('измерения', 'измеренья')]
    """
    known = sorted(others)
    plain = {normal(word) for word in known}
    for word in words:
        if normal(word) not in plain:
            yield from ((word, other) for other in known if is_near(word, other))


def _nearly(words: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    return slips(others, words)


def unread(question: Question, lexicon: Lexicon) -> tuple[str, ...]:
    """The words in the data that may be slips of those that a question looks for.

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
    found: list[str] = []
    for fact in distinct(fact for word in words for fact in facts_of_word(word)):
        match fact:
            case predicates.Shares():
                found += [other for _, other in lexicon.nearly]
            case predicates.Compare(right=predicates.AnyKeyword(field=field)):
                found += slips_of_any.get(field, ())
        for keyword in keywords_in(fact):
            found += lexicon.spelled(keyword.field, keyword.text).perhaps
    return distinct(found)


def respelled(system: RegionalSystem, vocabularies: Iterable[Vocabulary]) -> RegionalSystem:
    """The system with the keys of figures, measures and indicators as the region has them.

    >>> from rnms import regions
    >>> from rnms.model import Figure
    >>> figure = Figure(key="Staff", period=2023, count=100)
    >>> data = RegionalSystem(region="khabarovsk", figures=[figure])
    >>> respelled(data, regions.get("khabarovsk").vocabularies).figures[0].key
    'staff'
    """
    made: dict[str, Any] = {}
    for vocabulary in vocabularies:
        collection, _, name = vocabulary.field.partition(".")
        if vocabulary.field in _KEYS and (records := getattr(system, collection)):
            read = functools.cache(functools.partial(_read, vocabulary))
            keys = [read(getattr(record, name)) for record in records]
            if any(key != getattr(record, name) for key, record in zip(keys, records, strict=True)):
                made[collection] = tuple(
                    attrs.evolve(record, **{name: key}) for key, record in zip(keys, records, strict=True)
                )
    return attrs.evolve(system, **made) if made else system


def _read(vocabulary: Vocabulary, written: str | None) -> str | None:
    """The one word that a spelling stands for, else the spelling."""
    meant = vocabulary.meant(written) if written is not None else ()
    return meant[0].text if len(meant) == 1 else written
