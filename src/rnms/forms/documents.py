"""The document behind an answer: its kinds as a clerk chooses them, and what he wrote as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rnms._values import frozen
from rnms.model.returns import Evidence, EvidenceKind
from rnms.model.spelling import as_seen
from rnms.render.texts import TEXTS

ACTS = ("приказ", "распоряжение", "постановление")
"""What the acts of a municipality are called; each is a normative act."""
_NOT_YET = re.compile(
    r"((еще|пока) )?не [^\d№]*|[^\d№]*\b(в (работе|разработке|стадии)|на (согласовании|подписи|подписании)"
    r"|готов[ия]тся|разрабатывается|планируется|будет)\b[^\d№]*"
)
"""Words that a document is still to come, and no number of one."""
_NONE = {as_seen(word) for word in ("нет", "нет документа", "отсутствует", "отсутствуют", "не имеется")}
_YES = {as_seen(word) for word in ("да", "есть", "имеется", "имеются", "в наличии", "прилагается")}
"""Words that say that there is a document, and not which."""
_NAMED = re.compile(r"(?P<word>[^\W\d_]+(?:\s+[^\W\d_]+)*?)\s*:\s*(?P<ref>.*)", re.DOTALL)
_ACT = re.compile(rf"(?P<word>{'|'.join(ACTS)})\b[\s:]*(?P<ref>.*)", re.DOTALL | re.IGNORECASE)

_OF_A_DAY = re.compile(r"( ?(на|за|от|№|n\w) ?[\d./–—-]+( учебный)?( год[ау]?| г\.?)?)+")
"""A number, a day or a year behind the kind of a document."""


@frozen
class Document:
    """What a clerk wrote about the document behind an answer.

    Attributes:
        evidence: The document, where its kind is named or is the only one that was asked for.
        note: What was written, where it is no document of a known kind.
        fault: The message of what is wrong with it, if anything is: its code, or one of its sentences.
    """

    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    fault: str = ""


def choices(asked_kinds: Sequence[EvidenceKind]) -> Iterator[str]:
    """Word the kinds of document among which a clerk chooses, each as the beginning of what he writes.

    >>> list(choices([EvidenceKind.ACT, EvidenceKind.WORK_PLAN]))
    ['приказ №', 'распоряжение №', 'постановление №', 'нормативный акт:', 'план работы:']
    """
    for kind in asked_kinds:
        if kind is EvidenceKind.ACT:
            yield from (f"{word} №" for word in ACTS)
        yield f"{TEXTS['ru'].evidence[kind]}:"


def is_none(text: str) -> bool:
    """Tell whether a text says that there is no document.

    >>> is_none("Нет."), is_none("приказ № 5")
    (True, False)
    """
    return as_seen(text.strip()) in _NONE


def document(text: str, asked_kinds: Sequence[EvidenceKind]) -> Document:
    """Read what was written as evidence.

    >>> document("Приказ от 01.02.2023 № 17", [EvidenceKind.ACT, EvidenceKind.WORK_PLAN]).evidence
    (Evidence(kind=<EvidenceKind.ACT: 'act'>, ref='Приказ от 01.02.2023 № 17'),)
    >>> document("отсутствует", [EvidenceKind.ACT])
    Document(evidence=(), note='', fault='')
    >>> document("500", [EvidenceKind.ACT])
    Document(evidence=(), note='500', fault='form.evidence-unnamed/none')
    """
    text = text.strip()
    if is_none(text):
        return Document()
    if _NOT_YET.fullmatch(as_seen(text)):
        return Document(note=text)
    if as_seen(text) in _YES or text.isdecimal():
        return Document(note=text, fault="form.evidence-unnamed/none")
    kind_and_name = _named(text)
    if kind_and_name is not None:
        kind, ref = kind_and_name
        if not ref:
            # A word alone names no document: nobody could ask to see it.
            return Document(note=text, fault="form.evidence-unnamed")
        return Document((Evidence(kind=kind, ref=ref),))
    if len(asked_kinds) == 1:
        return Document((Evidence(kind=asked_kinds[0], ref=text),))
    return Document(note=text, fault="form.evidence-kind" if asked_kinds else "")


def _named(text: str) -> tuple[EvidenceKind, str] | None:
    """Find the kind that a text names, and the document; an empty one where none is told from others."""
    if match := _ACT.fullmatch(text):
        has_number = any(sign.isdigit() for sign in match["ref"])
        return EvidenceKind.ACT, " ".join(f"{match['word']} {match['ref']}".split()) if has_number else ""
    kinds = {as_seen(words): kind for kind, words in TEXTS["ru"].evidence.items()}
    if as_seen(text) in kinds:
        return kinds[as_seen(text)], ""
    match = _NAMED.fullmatch(text)
    if match and as_seen(match["word"]) in kinds:
        return kinds[as_seen(match["word"])], match["ref"].strip()
    # Without a colon the whole is the name: «план работы на 2023 год».
    seen = as_seen(text)
    named = (kind for words, kind in kinds.items() if _OF_A_DAY.fullmatch(seen.removeprefix(words)))
    kind = next(named, None)
    return None if kind is None else (kind, text)
