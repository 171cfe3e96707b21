"""The official documents, which are not shipped, and where the clauses of a profile stand in them.

``RNMS_SOURCES`` names the folder that holds them; ``clauses.toml`` says what stands at each clause.
"""

from __future__ import annotations

import functools
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import attrs
import pytest

from rnms.glossary import ENTRIES
from rnms.model import Clause
from rnms.model.roadmap import MeasureGroup
from rnms.regions import RegionProfile

FOLDER = os.environ.get("RNMS_SOURCES")
NOT_SHIPPED = "RNMS_SOURCES is not set: the official documents are not shipped and were not looked at"
reads_the_documents = pytest.mark.documents
"""Marks a test that is collected only where the documents are."""
FRAGMENTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("clauses.toml").read_text(encoding="utf-8")
)
"""By region and by path in its profile: what stands at the clause and in no paragraph near it."""
INITIALS = re.compile(
    r"[А-ЯЁ]\. ?[А-ЯЁ]\. ?([А-ЯЁ][а-яё]{3,})|([А-ЯЁ][а-яё]{3,}) [А-ЯЁ]\. ?[А-ЯЁ]\.(?! *[А-ЯЁ])"
)


@functools.cache
def lines(document: str) -> list[str]:
    """A document, line by line."""
    [path] = Path(FOLDER or "").glob(f"{document}_*.txt")
    return path.read_text(encoding="utf-8").split("\n")


def plain(text: str) -> str:
    """The letters alone: no markup, white space as one space."""
    return " ".join(re.sub(r"</?\w+>|\*\*?|\[bookmark: \w+\]|_", "", text).split())


def from_line(document: str, line: int) -> str:
    """A line and the two after it: a title may pass over the end of a line."""
    return plain(" ".join(lines(document)[line - 1 : line + 2]))


@functools.cache
def paragraphs(document: str) -> dict[int, str]:
    """The lines that are not empty, by number, each between ``^`` and ``$``."""
    numbered = enumerate(map(plain, lines(document)), 1)
    return {number: f"^{text}$" for number, text in numbered if text}


def neighbours(document: str, line: int) -> list[int]:
    """The paragraph before a line and the one after it."""
    numbers = list(paragraphs(document))
    place = numbers.index(line)
    return [*numbers[max(place - 1, 0) : place], *numbers[place + 1 : place + 2]]


def surnames() -> set[str]:
    """The surnames that the documents print beside initials."""
    texts = [path.read_text(encoding="utf-8") for path in Path(FOLDER or "").glob("*.txt")]
    return {"".join(groups) for text in texts for groups in INITIALS.findall(text)}


class Place(NamedTuple):
    """A line that something cites; the path says what: ``requirements/S-AMU-16``."""

    path: str
    document: str
    line: int


def places_of(profile: RegionProfile) -> list[Place]:
    """The line of every clause of a profile that has one."""
    found = cited(profile)
    return [Place(path, clause.document, clause.line) for path, clause in found if clause.line is not None]


def places_of_words() -> list[Place]:
    """Where the words of the glossary stand: by identifier, document and place among those in it."""
    places = []
    for entry in ENTRIES:
        before: Counter[str] = Counter()
        for _, document, line in entry.where:
            before[document] += 1
            places.append(Place(f"{entry.identifier} {document} ({before[document]})", document, line))
    return places


def cited(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Clause]]:
    """Every clause of a profile with the path that leads to it.

    What has a code, a key or a name goes by it, anything else by its clause and its place among its like.
    """
    if isinstance(value, MeasureGroup):  # told once, though every measure of the group holds it
        path = ("groups", value.code)
    clause = getattr(value, "clause", None)
    if isinstance(clause, Clause):
        yield "/".join(path), clause
    kind = type(value)
    if attrs.has(kind) and kind is not Clause:
        for field in attrs.fields(kind):
            if field.name != "clause":
                yield from cited(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple | list):
        before: Counter[str] = Counter()
        for item in value:
            yield from cited(item, (*path, _name(item, before)))


def _name(item: object, before: Counter[str]) -> str:
    for field in ("code", "key", "name"):
        name = getattr(item, field, None)
        if name and isinstance(name, str):
            return name
    clause = getattr(item, "clause", None)
    number = clause.number if isinstance(clause, Clause) else ""
    before[number] += 1
    return f"{number} ({before[number]})".strip()


def ancestors(path: str) -> Iterator[str]:
    """A path, then what it lies in, from near to far."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def misplaced(places: Iterable[Place], fragments: Mapping[str, str]) -> list[str]:
    """Name each place whose fragment is not at its line, or is in a paragraph beside it, too."""
    problems = []
    for path, document, line in places:
        texts = paragraphs(document)
        fragment = next((fragments[name] for name in ancestors(path) if name in fragments), None)
        if fragment is None:
            problems.append(f"{path}: clauses.toml does not say what stands at {document}, line {line}")
        elif fragment not in texts.get(line, ""):
            where = [number for number, text in texts.items() if fragment in text]
            problems.append(f"{path}: line {line} lacks «{fragment}»; {document} has it at {where}")
        else:
            common = [number for number in neighbours(document, line) if fragment in texts[number]]
            problems += [
                f"{path}: «{fragment}» is too common, line {number} has it, too" for number in common
            ]
    return problems
