"""The pages of the vocabulary: a page for each topic, and one of what may be written."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any, get_args

from markdown import plain, table

from rnms import regions
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import distinct
from rnms.logic import predicates
from rnms.model import deadlines, norm
from rnms.regions.wordbook import WordEntry, wordbook
from rnms.render.sentences import field_words
from rnms.render.texts import TEXTS as REPORT_TEXTS
from rnms.render.wordbook import field_row, topic_title, user_words, word_sentence

TEXTS = {
    "en": {
        "title": "Vocabulary",
        "lead": (
            "The words that orders count with: populations and terms by topic, each with the sentence of what"
            " it asks, who counts with it, and the fields that it reads. In a terminal: `rnms words`."
        ),
        "language": "What may be written",
        "language_lead": (
            "Of what a word, a measure, a target and a deadline are made. Each is plain data; the example is"
            " that of its reference page."
        ),
        "kinds": ("Predicates", "Ways to write a predicate", "Measures", "Norms", "Deadlines"),
        "head": ("Word", "What it says", "Example"),
    },
    "ru": {
        "title": "Слова приказов",
        "lead": (
            "Слова, которыми считают приказы: совокупности и признаки по темам; у каждого — что ищется в"
            " записях, кто так считает и какие поля читаются. В терминале: `rnms words`."
        ),
        "language": "Что можно написать",
        "language_lead": (
            "Из чего состоят слово, мера, цель и срок. Всё это — данные; что значит каждое, сказано"
            " по-английски, как в справочнике."
        ),
        "kinds": ("Предикаты", "Как записать предикат", "Меры", "Нормы", "Сроки"),
        "head": ("Слово", "Что значит", "Пример"),
    },
}
_BUILDERS = (
    predicates.all_of, predicates.any_of, predicates.equals, predicates.one_of, predicates.same,
    predicates.on_or_before, predicates.on_or_after, predicates.before, predicates.after, predicates.within,
    predicates.active, predicates.in_order, predicates.exists,
)  # fmt: skip
_NORMS = (norm.at_least, norm.at_most, norm.more_than, norm.less_than, norm.between)


def word_pages() -> Iterator[tuple[str, str]]:
    """The pages by their names, in both languages."""
    book = wordbook(users=[regions.get(key) for key in regions.available()])
    topics = distinct(entry.topic for entry in book)
    for lang, texts in TEXTS.items():
        names = [topic.replace("_", "-") for topic in topics]
        yield f"{lang}/words/index.md", "\n".join(_index(texts, names))
        yield f"{lang}/words/language.md", "\n".join(_language(texts))
        for topic, name in zip(topics, names, strict=True):
            entries = [entry for entry in book if entry.topic == topic]
            yield f"{lang}/words/{name}.md", "\n".join(_topic(topic, entries, lang))


def _index(texts: dict[str, Any], names: list[str]) -> Iterator[str]:
    yield from (f"# {texts['title']}", "", texts["lead"], "", "```{toctree}", *names, "language", "```", "")


def _topic(topic: str, entries: list[WordEntry], lang: str) -> Iterator[str]:
    texts = REPORT_TEXTS[lang].wordbook
    yield from (f"# {plain(topic_title(topic, lang=lang))}", "")
    for entry in entries:
        kind = texts.kinds[0 if entry.is_population else 1]
        yield from (f"## `{entry.key}`", "", f"**{plain(entry.word.title)}** ({kind})", "")
        yield from (f"{plain(word_sentence(entry, lang=lang))}", "")
        users = texts.users.format(user_words(entry)) if entry.users else texts.unused
        yield from (plain(users), "")
        if entry.fields:
            rows = [
                (f"`{name}`", plain(f"{field_words(name, lang=lang)}: {sort}"), plain(rest))
                for name, sort, rest in ((*field_row(field, lang=lang), "")[:3] for field in entry.fields)
            ]
            yield from table(texts.fields_head, rows)


def _language(texts: dict[str, Any]) -> Iterator[str]:
    yield from (f"# {texts['language']}", "", texts["language_lead"], "")
    classes = [of for of in get_args(predicates.Predicate) if isinstance(of, type)]
    groups = (classes, _BUILDERS, get_args(Measure), _NORMS, get_args(deadlines.Deadline))
    for heading, words in zip(texts["kinds"], groups, strict=True):
        yield from (f"## {heading}", "")
        yield from table(texts["head"], [_row(word) for word in words])


def _row(word: Callable[..., Any]) -> tuple[str, str, str]:
    """A word with the first sentence of its docstring, and the first example that writes it."""
    text = inspect.getdoc(word) or ""
    summary = " ".join(text.partition("\n\n")[0].split())
    lines = [line[4:] for line in text.splitlines() if line.startswith((">>> ", "... "))]
    examples = [line for line in lines if f"{word.__name__}(" in line]
    example = f"`` {examples[0]} ``".replace("|", "\\|") if examples else ""
    return f"`{word.__name__}`", plain(summary), example
