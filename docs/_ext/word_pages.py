"""The pages of the vocabulary: a page for each topic, and one of what may be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markdown import plain, table

from rnms import regions
from rnms.indicators.tally import distinct
from rnms.regions.language import LanguageWord, language
from rnms.regions.wordbook import WordEntry, wordbook
from rnms.render.sentences import field_words
from rnms.render.texts import TEXTS as REPORT_TEXTS
from rnms.render.wordbook import field_row, in_code, language_title, topic_title, user_words, word_sentence

TEXTS = {
    "en": {
        "title": "Vocabulary",
        "lead": (
            "The words that orders count with: populations and terms by topic, each with the sentence of what"
            " it asks, who counts with it, and the fields that it reads. In a terminal: `rnms words`."
        ),
        "language": "What may be written",
        "language_lead": (
            "Of what a page, a word, a measure, a target and a deadline are made. Each is plain data; the"
            " example is that of its reference page. In a terminal: `rnms words Growth`, `rnms words each`."
        ),
        "head": ("Word", "What it says", "What it is given", "Example"),
    },
    "ru": {
        "title": "Слова приказов",
        "lead": (
            "Слова, которыми считают приказы: совокупности и признаки по темам; у каждого — что ищется в"
            " записях, кто так считает и какие поля читаются. В терминале: `rnms words`."
        ),
        "language": "Что можно написать",
        "language_lead": (
            "Из чего состоят страница, слово, мера, цель и срок. Всё это — данные; пример взят со страницы"
            " справочника. В терминале: `rnms words Growth`, `rnms words рост`."
        ),
        "head": ("Слово", "Что значит", "Что указывают", "Пример"),
    },
}


def word_pages() -> Iterator[tuple[str, str]]:
    """The pages by their names, in both languages."""
    book = wordbook(users=[regions.get(key) for key in regions.available()])
    topics = distinct(entry.topic for entry in book)
    for lang, texts in TEXTS.items():
        names = [topic.replace("_", "-") for topic in topics]
        yield f"{lang}/words/index.md", "\n".join(_index(texts, names))
        yield f"{lang}/words/language.md", "\n".join(_language(texts, lang))
        for topic, name in zip(topics, names, strict=True):
            entries = [entry for entry in book if entry.topic == topic]
            yield f"{lang}/words/{name}.md", "\n".join(_topic(topic, entries, lang))


def _index(texts: dict[str, Any], names: list[str]) -> Iterator[str]:
    yield from (f"# {texts['title']}", "", texts["lead"], "", "```{toctree}", *names, "language", "```", "")


def _topic(topic: str, entries: list[WordEntry], lang: str) -> Iterator[str]:
    texts = REPORT_TEXTS[lang].wordbook
    yield from (f"# {plain(topic_title(topic, lang=lang))}", "")
    keys = [entry.key for entry in entries]
    for at, entry in enumerate(entries):
        kind = texts.kinds[0 if entry.is_population else 1]
        # What readings put in its place under the same key stands below it.
        yield from () if entry.key in keys[:at] else (f"## `{entry.key}`", "")
        yield from (f"**{plain(entry.word.title)}** ({kind})", "")
        yield from (f"{plain(word_sentence(entry, lang=lang))}", "")
        code = in_code(entry)
        yield from (plain(texts.in_code.format(code)), "") if code else ()
        users = texts.users.format(user_words(entry)) if entry.users else texts.unused
        yield from (plain(users), "")
        if entry.fields:
            rows = [
                (f"`{name}`", plain(f"{field_words(name, lang=lang)}: {sort}"), plain(rest))
                for name, sort, rest in ((*field_row(field, lang=lang), "")[:3] for field in entry.fields)
            ]
            yield from table(texts.fields_head, rows)


def _language(texts: dict[str, Any], lang: str) -> Iterator[str]:
    yield from (f"# {texts['language']}", "", texts["language_lead"], "")
    words = language()
    for group in distinct(word.group for word in words):
        yield from (f"## {REPORT_TEXTS[lang].wordbook.language_kinds[group]}", "")
        yield from table(texts["head"], [_row(word, lang) for word in words if word.group == group])


def _row(word: LanguageWord, lang: str) -> tuple[str, str, str, str]:
    """A word: what it says, what it is given, and the first example that writes it."""
    given = ", ".join(f"`{name}`" for name in distinct(field.name for field in word.fields))
    example = f"`` {word.example} ``".replace("|", "\\|") if word.example else ""
    return f"`{word.name}`", plain(language_title(word, lang=lang)), given, example
