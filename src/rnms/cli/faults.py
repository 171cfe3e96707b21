"""Faults in the language of the command line: a fact, a rule and a way out, in one line.

The library raises its errors in English; the Russian texts have the sentence for each. So a sentence that
is new there is still understood, and a test finds it.
"""

from __future__ import annotations

import errno
import functools
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from rnms.cli.texts import CommandTexts
from rnms.errors import DataError

_PLACE = re.compile(r"\\{(\w+)\\}")


def fault_sentence(error: Exception, texts: CommandTexts) -> str:
    """Word what stopped a command."""
    if isinstance(error, DataError):
        # Imported here: help needs no words of issues.
        issue_sentence = import_module("rnms.render.messages").issue_sentence
        sentences = "; ".join(issue_sentence(issue, lang=texts.lang) for issue in error.issues)
        return f"{error.source}: {sentences}"
    # What we raise ourselves has no number of the system, and says what to do.
    if isinstance(error, OSError) and error.errno is not None:
        return _of_file(error, texts)
    return translated(str(error), texts.sentences)


def _of_file(error: OSError, texts: CommandTexts) -> str:
    """Word why a file cannot be read or written."""
    path = "" if error.filename is None else str(error.filename)
    if error.errno == errno.ENOSPC:
        return texts.of_files["ENOSPC"]
    if isinstance(error, FileNotFoundError) and path and not Path(path).parent.exists():
        return texts.of_files["folder"].format(path=Path(path).parent)
    kind = type(error).__name__
    template = texts.of_files.get(kind, texts.of_files["OSError"])
    return template.format(path=path, why=error.strerror)


def translated(sentence: str, sentences: Mapping[str, str]) -> str:
    """Say an English sentence as a language does; what its places hold is said so too.

    >>> ru = {"no region {key}; known: {known}": "региона {key} нет; есть: {known}"}
    >>> translated("no region 'x'; known: amur, ugra", ru)
    "региона 'x' нет; есть: amur, ugra"

    Args:
        sentence: What was said.
        sentences: The sentences of the language, by the English ones with names in braces for what changes.
    """
    for english, here in sentences.items():
        match = _pattern(english).fullmatch(sentence)
        if match is not None:
            return here.format_map(
                {place: translated(words, sentences) for place, words in match.groupdict().items()}
            )
    return sentence


@functools.cache
def _pattern(english: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(english)), re.DOTALL)
