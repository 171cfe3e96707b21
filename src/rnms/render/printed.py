"""Print: what is signed and filed. No key of a file, no long list in a sentence, spaces that hold.

Keys are for those who fill files; in print the words stand alone, and the rest is as on a screen.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

import attrs

from rnms._values import frozen
from rnms.model.law import Act
from rnms.render.texts import TEXTS
from rnms.results.judgement import Judgement
from rnms.results.report import Report

NBSP = "\u00a0"
MOST_NAMES = 6
"""How many names a sentence or a cell holds."""

_PART = re.compile(r"\.[a-z]\w*$")


@frozen
class Print:
    """One document while it is written: what names a list cites, in the order in which they are cited.

    >>> page = Print("ru")
    >>> page.listed(["Лесной", "Озёрный"])
    'Лесной, Озёрный'
    >>> page.listed([f"район {number}" for number in range(7)]).replace(NBSP, " ")
    '7 (список 1)'
    >>> [len(names) for names in page.lists]
    [7]

    Attributes:
        lang: ``"ru"`` or ``"en"``.
        names: What is printed instead of codes that only files have.
        lists: The lists too long to stand where they are cited, each once, with their numbers.
    """

    lang: str
    names: Mapping[str, str] = attrs.field(factory=dict)
    lists: dict[tuple[str, ...], int] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(cls, report: Report, lang: str) -> Print:
        """Begin a document about a report: parts are named by their titles, duties by their numbers."""
        duty = TEXTS[lang].annex.duty
        duties = {
            finding.code: duty.format(number) for number, finding in enumerate(report.requirements, start=1)
        }
        return cls(lang, {**duties, **part_names(report)})

    def named(self, code: str) -> str:
        """Write a code as it is printed."""
        return self.names.get(code, code)

    def listed(self, names: Sequence[str]) -> str:
        """Write names; of more than a few how many they are, and the list at the end that has them."""
        if len(names) <= MOST_NAMES:
            return ", ".join(names)
        number = self.lists.setdefault(tuple(names), len(self.lists) + 1)
        return TEXTS[self.lang].annex.cited_list.format(len(names), number)


def part_names(report: Report) -> dict[str, str]:
    """Name the parts of all indicators by their titles, by the codes that commands take."""
    return {
        f"{result.code}.{part.name}": part_code(result.code, part, result.components)
        for result in report.results
        for part in result.components
    }


def part_code(code: str, part: Judgement, parts: Sequence[Judgement]) -> str:
    """Write the code of a part by the first words of its title that tell it from the others.

    >>> import rnms
    >>> result = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)["4"]
    >>> [part_code("4", part, result.components) for part in result.components]
    ['4 (банк)', '4 (педагогов)']
    """
    words = part.title.split()
    titles = [sibling.title for sibling in parts if sibling is not part]
    for number, word in enumerate(words, start=1):
        first = " ".join(words[:number]).rstrip(",;:")
        # «из» alone names nothing.
        if len(word) > _LONGEST_PREPOSITION and not any(title.startswith(first) for title in titles):
            return f"{code} ({first})"
    return f"{code} ({part.title})"


_LONGEST_PREPOSITION = 2

_QUOTED = re.compile('"([^"]*)"')


def quoted(title: str) -> str:
    """Write a title in «ёлочки», and what it quotes itself in „лапки“.

    >>> quoted('О проекте "Школа"')
    '«О проекте „Школа“»'
    """
    inner = _QUOTED.sub("„\\1“", title).replace("«", "„").replace("»", "“")
    return f"«{inner}»"


def cited_title(act: Act) -> str:
    """Write the title of an act in «ёлочки»; a mere description of it, which begins small, as it is."""
    return quoted(act.title) if act.title[:1].isupper() else act.title


def cited_act(act: Act) -> str:
    """Write an act as papers cite it: its title in «ёлочки», a mere description of it in parentheses.

    >>> import rnms
    >>> acts = rnms.regions.get("khabarovsk").acts
    >>> cited_act(acts[0])[:52].replace(NBSP, " ")
    'распоряжение от 22.06.2022 № 759 «О создании и функц'
    """
    if act.supposed or not act.title:
        return typeset(str(act))
    title = cited_title(act)
    return typeset(f"{act} {title}" if title.startswith("«") else f"{act} ({title})")


_SIGNS = (
    (re.compile(r"(?<=[№§]) (?=\S)"), NBSP),
    (re.compile(r"(?<=\d) (?=%)"), NBSP),
    (re.compile(r" (?=[–—] )"), NBSP),
    (re.compile(r"(?<![\w\-])-(?=\d)"), "\N{MINUS SIGN}"),
)


@functools.cache
def _held() -> tuple[tuple[re.Pattern[str], str], ...]:
    """List what is put where; by the words of every language, since acts are cited in theirs."""
    texts = [TEXTS[lang].annex for lang in TEXTS]
    units, numbered = (
        "|".join(re.escape(word) for words in of_languages for word in words.split())
        for of_languages in ([text.units for text in texts], [text.numbered for text in texts])
    )
    return (
        *_SIGNS,
        (re.compile(rf"(?<=\d) (?=(?:{units})(?!\w))"), NBSP),
        (re.compile(rf"(?<!\w)({numbered}) (?=\d)"), rf"\1{NBSP}"),
    )


def typeset(text: str) -> str:
    """Put spaces that do not break where a line must not: «№ 759», «2023 г.», «10 %», and a true minus.

    >>> typeset("№ 759 от 2023 г., п. 6.2: -3 %").replace(NBSP, "~")
    '№~759 от 2023~г., п.~6.2: −3~%'
    """
    for pattern, instead in _held():
        text = pattern.sub(instead, text)
    return text


def code_in_print(code: str) -> str:
    """Write the code of an indicator without the name of a part of it, which its title tells.

    >>> code_in_print("6.3.1.cap_part"), code_in_print("6.3.1"), code_in_print("*")
    ('6.3.1', '6.3.1', '*')
    """
    return _PART.sub("", code)
