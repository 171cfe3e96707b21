"""Citations of the design, the specification and the semantics, and the anchors that they lead to.

``spec 7.1``, ``spec 3.5 I1-I5, 3.6 R1-R5``, ``DESIGN §3``, ``indicators.md R7``, ``trap 7``, ``E67``,
``S-UGR-02``; and, in a text that has cited ``spec 3.6 R1-R5``, ``R3`` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

SOURCES = re.compile(
    r"\b(?P<book>(?:[Dd]omain-)?[Ss]pec|DESIGN(?:\.md)?|(?:indicators|semantics)\.md)(?=\s+(?:§?\d|R\d))"
)
TOKEN = re.compile(r",?\s*(?:and\s+)?(?:(?P<to>[-–])|§?(?P<section>\d+(?:\.\d+)*)|(?P<label>[A-Z]\d{1,3})\b)")
ALONE = re.compile(
    r"\b(?:(?P<example>E\d{2,3})|(?P<duty>S-(?:UGR|AMU|KHB|KIR|GEN)-\d\d)|[Tt]rap (?P<trap>\d+)"
    r"|(?P<label>[A-Z]\d{1,2}))\b"
)
SECTION = re.compile(r"§(?P<section>\d+(?:\.\d+)*)(?:,? (?P<label>[A-Z]\d{1,2})\b)?")
OF_A_DOCUMENT = re.compile(r"\b00\d[^|;\"«»]*$")
ANCHORS = re.compile(r"^\((?P<target>[\w-]+)\)=$|\{#(?P<inline>[\w-]+)[ }]", re.MULTILINE)


@attrs.frozen
class Citation:
    """A place that a text cites: its words, its line, and the anchor that it should lead to."""

    text: str
    line: int
    target: str


def anchors(pages: Path) -> list[str]:
    """The explicit targets of the pages of a folder, one that is set twice twice."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(pages.rglob("*.md"))]
    return [match["target"] or match["inline"] for text in texts for match in ANCHORS.finditer(text)]


def citations(text: str, *, sections: bool = False) -> list[Citation]:
    """Find what a text cites, in the order in which it stands.

    Args:
        text: Code, its comments and strings among it, or prose.
        sections: Whether a section alone (``§4.4``) is one of the specification, as in tests; after a
            document's number it is one of that document.
    """
    found: list[tuple[int, str, str]] = []
    declared: dict[str, str] = {}
    taken: list[tuple[int, int]] = []
    for match in SOURCES.finditer(text):
        end = match.end()
        for place, words, target in _listed(text, end, match["book"].lower()):
            found.append((place, words, target))
            end = max(end, place + len(words))
            declared.setdefault(words, target)
        taken.append((match.start(), end))
    if sections:
        for match in SECTION.finditer(text):
            before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            if not _inside(match.start(), taken) and not OF_A_DOCUMENT.search(before):
                found.append((match.start(), match[0], _target("spec", match["section"], match["label"])))
                taken.append(match.span())
    for match in ALONE.finditer(text):
        target = _alone(match, declared)
        if target and not _inside(match.start(), taken):
            found.append((match.start(), match[0], target))
    return [Citation(words, text.count("\n", 0, place) + 1, target) for place, words, target in sorted(found)]


def _listed(text: str, place: int, book: str) -> Iterator[tuple[int, str, str]]:
    """The sections and labels after the name of a book; of a range, every one."""
    section = label = ""
    while (token := TOKEN.match(text, place)) is not None:
        place = token.end()
        upto = None
        if token["to"]:
            upto = TOKEN.match(text, place)
            if upto is None or upto["to"]:
                return
            place = upto.end()
        last = upto or token
        if last["section"]:
            for number in _range(section, last["section"]) if upto else [last["section"]]:
                section, label = number, ""
                yield last.start("section"), last["section"], _target(book, number, "")
        else:
            for each in _range(label, last["label"]) if upto else [last["label"]]:
                label = each
                yield last.start("label"), each, _target(book, section, each)


def _range(first: str, last: str) -> list[str]:
    """What follows the first up to the last: 3.2, 3.3 after 3.1; P2, P3 after P1."""
    stem, start = re.fullmatch(r"(.*?)(\d+)", first or last).groups()  # type: ignore[union-attr]
    end = int(re.search(r"\d+$", last)[0])  # type: ignore[index]
    return [f"{stem}{number}" for number in range(int(start) + 1, end + 1)]


def _target(book: str, section: str, label: str | None) -> str:
    if book.startswith(("indicators", "semantics")):
        return (label or f"semantics-{section}").lower()
    if label and re.fullmatch(r"E\d\d+", label):
        return label.lower()
    name = "design" if book.startswith("design") else "spec"
    return "-".join([name, *section.split("."), *([label] if label else [])]).lower()


def _alone(match: re.Match[str], declared: dict[str, str]) -> str:
    if match["trap"]:
        return f"trap-{match['trap']}"
    if match["label"]:
        # Only what the text has told of: "A1" may be a cell, "P4" a paragraph.
        return declared.get(match["label"], "")
    return match[0].lower()


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
