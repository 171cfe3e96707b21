"""The book of words for authors: as a list, and a word with all that it reads."""

from __future__ import annotations

from collections.abc import Iterable

from rnms.indicators.tally import distinct
from rnms.logic.facts import facts_of_word
from rnms.logic.population import Population
from rnms.logic.walks import is_unsaid
from rnms.regions.wordbook import FieldRead, WordEntry
from rnms.render.sentences import population_sentence, sentence
from rnms.render.texts import TEXTS


def word_list(entries: Iterable[WordEntry], *, lang: str = "ru") -> str:
    """The words by topic, a line for each: its key, its title, and who counts with it where that is asked.

    >>> from rnms.regions.wordbook import wordbook
    >>> print(word_list(wordbook()).splitlines()[0])
    Обязанности
    """
    listed = tuple(entries)
    blocks = []
    for topic in distinct(entry.topic for entry in listed):
        of_topic = [entry for entry in listed if entry.topic == topic]
        width = max(len(entry.key) for entry in of_topic)
        lines = [f"  {entry.key:<{width}}  {entry.word.title}{_short_users(entry)}" for entry in of_topic]
        blocks.append("\n".join([topic_title(topic, lang=lang), *lines]))
    return "\n\n".join(blocks)


def word_text(entry: WordEntry, *, lang: str = "ru") -> str:
    """A word in full: what it is, what it asks, who counts with it, which fields it reads.

    >>> from rnms.regions.wordbook import find_words, wordbook
    >>> [entry] = find_words("under_35", wordbook())
    >>> print(word_text(entry).splitlines()[0])
    under_35: моложе 35 лет (признак)
    """
    texts = TEXTS[lang].wordbook
    kind = texts.kinds[0 if entry.is_population else 1]
    lines = [f"{entry.key}: {entry.word.title} ({kind})", word_sentence(entry, lang=lang)]
    if entry.entity:
        lines.append(texts.of_records.format(collection_words(entry.entity, lang=lang)))
    lines.append(texts.users.format(user_words(entry)) if entry.users else texts.unused)
    if entry.fields:
        lines += [texts.fields, *(f"  {' — '.join(field_row(field, lang=lang))}" for field in entry.fields)]
    return "\n".join(lines)


def topic_title(topic: str, *, lang: str = "ru") -> str:
    """What a page of the vocabulary is about."""
    title = TEXTS[lang].wordbook.topics[topic]
    return f"{title[:1].upper()}{title[1:]}"


def word_sentence(entry: WordEntry, *, lang: str = "ru") -> str:
    """What a word asks of records, or that only figures tell it.

    >>> from rnms.regions.wordbook import find_words, wordbook
    >>> [entry] = find_words("under_35", wordbook())
    >>> word_sentence(entry)
    'моложе 35 лет: дата рождения позже последнего дня − 35 лет'
    """
    word = entry.word
    if isinstance(word, Population):
        is_told = bool(word.resolved().entity) or bool(word.union)
        return population_sentence(word, lang=lang) if is_told else TEXTS[lang].wordbook.by_figures
    if all(is_unsaid(fact) for fact in facts_of_word(word)):
        return TEXTS[lang].wordbook.by_figures
    return f"{word.title}: {sentence(word.where, lang=lang)}"


def user_words(entry: WordEntry) -> str:
    """The regions that count with a word, each with its indicators and duties."""
    return "; ".join(f"{region} {', '.join(codes)}" for region, codes in entry.users)


def field_row(field: FieldRead, *, lang: str = "ru") -> tuple[str, ...]:
    """A field: its name, what it holds, and the words or the collection in which it ends.

    >>> field_row(FieldRead(name="persons.category", sort="text", values=("highest", "first")))
    ('persons.category', 'текст', 'одно из: highest, first')
    """
    texts = TEXTS[lang].wordbook
    ends = [texts.leads.format(field.into)] if field.into else []
    ends += [texts.values.format(", ".join(field.values))] if field.values else []
    return (field.name, texts.sorts[field.sort], *ends)


def collection_words(collection: str, *, lang: str = "ru") -> str:
    """A collection by its name in files, and what one of its records is called."""
    noun = TEXTS[lang].records.collections.get(collection)
    return f"{collection} ({noun})" if noun else collection


def _short_users(entry: WordEntry) -> str:
    return f" [{user_words(entry)}]" if entry.users else ""
