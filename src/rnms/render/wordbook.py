"""The book of words for authors: as a list, and a word with all that it reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rnms.errors import NameNotFoundError, did_you_mean, nearest
from rnms.indicators.tally import distinct
from rnms.issues import message
from rnms.logic.facts import facts_of_word
from rnms.logic.population import Population
from rnms.logic.walks import is_unsaid
from rnms.model.spelling import words_in_common
from rnms.regions.language import LanguageField, LanguageWord
from rnms.regions.wordbook import FieldRead, WordEntry, fields_with_values, find_words
from rnms.render.sentences import population_sentence, sentence
from rnms.render.texts import TEXTS


def word_list(entries: Iterable[WordEntry], *, lang: str = "ru") -> str:
    """Write the words by topic, a line for each.

    Its key, its title, and who counts with it where that is asked.

    >>> from rnms.regions.wordbook import wordbook
    >>> print(word_list(wordbook()).splitlines()[0])
    Обязанности
    """
    listed = tuple(entries)
    blocks = []
    for topic in distinct(entry.topic for entry in listed):
        of_topic = [entry for entry in listed if entry.topic == topic]
        width = max(len(entry.key) for entry in of_topic)
        # Readings put one word in place of another under one key and title.
        lines = distinct(
            f"  {entry.key:<{width}}  {entry.word.title}{_short_users(entry)}" for entry in of_topic
        )
        blocks.append("\n".join([topic_title(topic, lang=lang), *lines]))
    return "\n\n".join(blocks)


def language_list(words: Iterable[LanguageWord], *, lang: str = "ru") -> str:
    """Write the words of the language by kind, a line for each: its name, and what it says.

    >>> from rnms.regions.language import language
    >>> print(language_list(language()).splitlines()[0])
    Что объявляет регион
    """
    listed = tuple(words)
    blocks = []
    for group in distinct(word.group for word in listed):
        of_group = [word for word in listed if word.group == group]
        width = max(len(word.name) for word in of_group)
        lines = [f"  {word.name:<{width}}  {language_title(word, lang=lang)}" for word in of_group]
        blocks.append("\n".join([TEXTS[lang].wordbook.language_kinds[group], *lines]))
    return "\n\n".join(blocks)


def found_text(
    asked: str, entries: Iterable[WordEntry], words: Iterable[LanguageWord], *, lang: str = "ru"
) -> str:
    """Say what is known of a word: by its key, its name in code, the name of what it is given, or in words.

    In words it is found by its title and what else people call it, or as a value that a field may hold.

    >>> from rnms.regions.language import language
    >>> from rnms.regions.wordbook import wordbook
    >>> print(found_text("Target(each=)", wordbook(), language()).splitlines()[0])
    Target: целевое значение; each — для каждого муниципалитета или каждой организации
    >>> print(found_text("баллы", wordbook(), language()).splitlines()[3])
      Score  баллы: сумма баллов по критериям, не больше максимума

    Raises:
        LookupError: If nothing is called so.
    """
    entries, words = tuple(entries), tuple(words)
    by_name = _named(asked.partition("(")[0], words)
    if by_name:
        # A word that orders count may be called as what makes others of its kind is.
        so_called = [entry for entry in entries if asked == entry.key or asked in _names_in_code(entry)]
        made = [words_text(so_called, lang=lang)] if so_called else []
        return "\n\n".join([*(language_text(word, lang=lang) for word in by_name), *made])
    in_pages = [entry for entry in entries if asked in _names_in_code(entry)]
    if in_pages:
        return words_text(in_pages, lang=lang)
    try:
        return words_text(find_words(asked, entries), lang=lang)
    except LookupError:
        given = [word for word in words if asked.rstrip("=") in {field.name for field in word.fields}]
        lists = _alike(asked, entries, words, given, lang)
        if not any(lists):
            if "." in asked:
                raise
            near = did_you_mean(
                nearest(asked, [*(entry.key for entry in entries), *(word.name for word in words)])
            )
            hint = near or message("error.no-word/all")
            raise NameNotFoundError(message("error.no-word", word=repr(asked), near=hint)) from None
    return "\n\n".join([TEXTS[lang].wordbook.like_it.format(asked), *filter(None, lists)])


def _alike(
    asked: str,
    entries: Sequence[WordEntry],
    words: Sequence[LanguageWord],
    given: Sequence[LanguageWord],
    lang: str,
) -> tuple[str, ...]:
    """List what shares most of the words that are asked for: words, values of fields, words of the language.

    Where nothing has one of them in any form, what begins as one of them is listed.
    """
    russian = TEXTS["ru"].records.words
    values = [(field, value) for field in fields_with_values(entries) for value in field.values]
    for by_beginning in (False, True):

        def shared(*texts: str, by_beginning: bool = by_beginning) -> int:
            return words_in_common(" ".join(texts), asked, by_beginning=by_beginning)

        of_entries = {
            entry: max(shared(entry.word.title), by_beginning and entry.key.startswith(asked.casefold()))
            for entry in entries
        }
        of_words = {
            word: shared(word.title, language_title(word, lang=lang), word.synonyms) for word in words
        }
        of_values = {
            (field, value): value == asked or shared(russian.get(value, value * (not value.isascii())))
            for field, value in values
        }
        most = max(0, *of_entries.values(), *of_words.values(), *of_values.values())
        if most or given:
            near = [word for word, number in of_words.items() if most and number == most]
            return (
                word_list(
                    [entry for entry, number in of_entries.items() if most and number == most], lang=lang
                ),
                _value_list([pair for pair, number in of_values.items() if most and number == most], lang),
                language_list(given or near, lang=lang),
            )
    return ()


def _value_list(values: Sequence[tuple[FieldRead, str]], lang: str) -> str:
    """Write values of fields, a line for each: the field, the value as data hold it, and what it says."""
    if not values:
        return ""
    texts = TEXTS[lang]
    width = max(len(field.name) for field, _ in values)
    lines = [
        f"  {field.name:<{width}}  {value}"
        + (f" — {texts.records.words[value]}" if value in texts.records.words else "")
        for field, value in values
    ]
    return "\n".join([texts.wordbook.field_values, *lines])


def _names_in_code(entry: WordEntry) -> set[str]:
    """``"people.STAFF"`` and ``"STAFF"``, and the same of the families that count with it."""
    names = {*filter(None, [entry.name, *entry.families])}
    return names | {name.rpartition(".")[2] for name in names}


def _named(name: str, words: Iterable[LanguageWord]) -> list[LanguageWord]:
    """List the word of a name, in its very letters or else whatever their case."""
    folded = [word for word in words if word.name.casefold() == name.casefold()]
    return [word for word in folded if word.name == name] or folded


def language_text(word: LanguageWord, *, lang: str = "ru") -> str:
    """Write a word of the language in full.

    What it says, an example, what it is given, who is declared with it.

    >>> from rnms.regions.language import language_word
    >>> print(language_text(language_word("last_years"), lang="en").splitlines()[0])
    last_years: Take the last years with the one that is judged: «за последние три года».
    """
    texts = TEXTS[lang].wordbook
    lines = [f"{word.name}: {language_title(word, lang=lang)}"]
    lines.append(texts.written_from.format(word.module, word.name))
    lines += [texts.example.format(word.example)] if word.example else []
    if word.is_seen_in_profiles:
        lines.append(texts.users.format(user_words(word)) if word.users else texts.unused_in_language)
    if word.fields:
        head = texts.given[any(field.meaning for field in word.fields)]
        lines += [head, *(f"  {' — '.join(given_row(field, lang=lang))}" for field in word.fields)]
    return "\n".join(lines)


def language_title(word: LanguageWord, *, lang: str = "ru") -> str:
    """Say what a word of the language says: its Russian title, in any other language its docstring."""
    return word.title if lang == "ru" else word.meaning


def given_row(field: LanguageField, *, lang: str = "ru") -> tuple[str, ...]:
    """Find what a word is given: its name, what belongs there, what it says, the values it may have."""
    values = [TEXTS[lang].wordbook.values.format(", ".join(field.values))] if field.values else []
    return (field.name, *([] if field.values else [field.kind]), *filter(None, [field.meaning]), *values)


def words_text(entries: Iterable[WordEntry], *, lang: str = "ru") -> str:
    """Words in full; what one key says in several ways, readings choose from, is numbered."""
    listed = tuple(entries)
    keys = [entry.key for entry in listed]
    texts = []
    for at, entry in enumerate(listed):
        number = f" [{keys[: at + 1].count(entry.key)}/{keys.count(entry.key)}]"
        head, _, rest = word_text(entry, lang=lang).partition("\n")
        texts.append(f"{head}{number if keys.count(entry.key) > 1 else ''}\n{rest}")
    return "\n\n".join(texts)


def word_text(entry: WordEntry, *, lang: str = "ru") -> str:
    """Write a word in full: what it is, what it asks, who counts with it, which fields it reads.

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
    lines += [texts.in_code.format(code) for code in [in_code(entry)] if code]
    lines.append(texts.users.format(user_words(entry)) if entry.users else texts.unused)
    if entry.fields:
        lines += [texts.fields, *(f"  {' — '.join(field_row(field, lang=lang))}" for field in entry.fields)]
    return "\n".join(lines)


def topic_title(topic: str, *, lang: str = "ru") -> str:
    """Say what a page of the vocabulary is about."""
    title = TEXTS[lang].wordbook.topics[topic]
    return f"{title[:1].upper()}{title[1:]}"


def word_sentence(entry: WordEntry, *, lang: str = "ru") -> str:
    """Say what a word asks of records, or that only figures tell it.

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


def in_code(entry: WordEntry) -> str:
    """Tell how code calls a word, and the families that count with it.

    Empty where no page of ours declares it.

    >>> from rnms.regions.wordbook import find_words, wordbook
    >>> in_code(find_words("diagnosed", wordbook())[0])
    'diagnostics.DIAGNOSED (diagnostics.DIAGNOSED_SHARE)'
    """
    families = f" ({', '.join(entry.families)})" if entry.families else ""
    return f"{entry.name}{families}".strip()


def user_words(entry: WordEntry | LanguageWord) -> str:
    """Write the regions that count with a word, each with its indicators and duties."""
    return "; ".join(f"{region} {', '.join(codes)}" for region, codes in entry.users)


def field_row(field: FieldRead, *, lang: str = "ru") -> tuple[str, ...]:
    """Give a field: its name, what it holds, and the words or the collection in which it ends.

    >>> field_row(FieldRead(name="persons.category", sort="text", values=("highest", "first")))
    ('persons.category', 'текст', 'одно из: highest, first')
    """
    texts = TEXTS[lang].wordbook
    ends = [texts.leads.format(field.into)] if field.into else []
    ends += [texts.values.format(", ".join(field.values))] if field.values else []
    return (field.name, texts.sorts[field.sort], *ends)


def collection_words(collection: str, *, lang: str = "ru") -> str:
    """Write a collection by its name in files, and what one of its records is called."""
    noun = TEXTS[lang].records.collections.get(collection)
    return f"{collection} ({noun})" if noun else collection


def _short_users(entry: WordEntry) -> str:
    return f" [{user_words(entry)}]" if entry.users else ""
