"""Faults of the data in words: a message says by its key and facts what the texts of a language say."""

from __future__ import annotations

from rnms.errors import DataError, RnmsError
from rnms.issues import Either, Fact, Issue, Message
from rnms.model.spelling import on_one_line
from rnms.render.texts import TEXTS
from rnms.render.texts.declarations import in_russian

_LONGEST = 120
"""The letters that a message keeps of a text that it quotes."""


def message_sentence(message: Message | str, *, lang: str = "ru") -> str:
    """Word a message; a text stays as somebody wrote it.

    >>> from rnms.issues import message
    >>> message_sentence(message("json.number", value="NaN"), lang="en")
    'NaN is no number; remove the value'
    """
    if isinstance(message, str):
        return message
    facts = {name: _worded(fact, lang) for name, fact in message.facts.items()}
    if message.key == "error.field" and lang == "ru":
        facts |= {name: in_russian(facts[name]) for name in ("given", "wanted", "write")}
    return TEXTS[lang].messages[message.key].format(**facts)


def issue_sentence(issue: Issue, *, lang: str = "ru") -> str:
    """Word an issue with its place; one that was read from a file keeps the words of the file."""
    return on_one_line(f"{issue.place}: {message_sentence(issue.message, lang=lang)}")


def issue_hint(issue: Issue, *, lang: str = "ru") -> str:
    """Word the way out that the code of an issue knows; empty for a code of somebody else.

    >>> issue_hint(Issue(place="$.a", text="", code="json.doubled-key"), lang="en")
    'keep one'
    """
    texts = TEXTS[lang].issues
    return texts[issue.code].hint if issue.code in texts else ""


def fault_sentence(error: RnmsError, *, lang: str = "ru") -> str:
    """Word what stopped the work, in one line: of a file every fault with its place.

    >>> from rnms.errors import RegionNotFoundError
    >>> fault_sentence(RegionNotFoundError("moon", ("ugra",)), lang="en")
    "no region 'moon'; known: ugra"
    """
    if not isinstance(error, DataError):
        return message_sentence(error.message, lang=lang)
    # What is wrong with a file as a whole has the file alone as its place.
    whole = {error.source, "$"}
    sentences = (
        message_sentence(issue.message, lang=lang)
        if issue.place in whole
        else issue_sentence(issue, lang=lang)
        for issue in error.issues
    )
    return f"{error.source}: {'; '.join(sentences)}"


def _worded(fact: Fact, lang: str) -> str:
    match fact:
        case Message():
            return message_sentence(fact, lang=lang)
        case Either(facts=facts):
            return TEXTS[lang].numbers.either.join(_worded(part, lang) for part in facts)
        case tuple():
            return ", ".join(_worded(part, lang) for part in fact)
    text = str(fact)
    # What was found, between its quotes: a few letters say which it is, a thousand hide what is said of it.
    return text if len(text) <= _LONGEST or text[0] not in "'\"" else f"{text[: _LONGEST - 2]}…{text[0]}"
