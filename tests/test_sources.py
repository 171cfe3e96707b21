"""Official titles and quotations stand letter for letter in the documents that they come from.

The documents are not shipped. ``RNMS_SOURCES`` names the folder that holds them.
"""

from __future__ import annotations

import functools
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from rnms import examples, regions
from rnms.indicators import Indicator
from rnms.model import Clause, MeasureGroup, Quote, RoadmapMeasure, Scheduled, Subject, Unknown

FOLDER = os.environ.get("RNMS_SOURCES")

pytestmark = pytest.mark.skipif(
    FOLDER is None, reason="RNMS_SOURCES is not set: the official documents are not shipped with rnms"
)


@functools.cache
def lines(document: str) -> list[str]:
    [path] = Path(FOLDER or "").glob(f"{document}_*.txt")
    return path.read_text(encoding="utf-8").split("\n")


def plain(text: str) -> str:
    """The letters alone: no markup, white space as one space."""
    return " ".join(re.sub(r"</?\w+>|\*\*?|\[bookmark: \w+\]|_", "", text).split())


def from_line(document: str, line: int) -> str:
    return plain(" ".join(lines(document)[line - 1 : line + 2]))


INDICATORS = [(key, indicator) for key in regions.available() for indicator in regions.get(key).indicators]
CLAUSES = [
    (key, clause)
    for key, indicator in INDICATORS
    for clause in dict.fromkeys(
        [
            indicator.clause,
            *(target.clause for part in indicator.parts() for target in part.targets),
            *(reading.clause for reading in indicator.readings if reading.clause is not None),
        ]
    )
]
SUBJECTS = [(key, subject) for key in regions.available() for subject in regions.get(key).subjects]
STATUTE = [
    (key, clause)
    for key in regions.available()
    for profile in [regions.get(key)]
    for clause in dict.fromkeys(
        [
            *(
                function.clause
                for subject in profile.subjects
                if not isinstance(subject.functions, Unknown)
                for function in subject.functions
            ),
            *(duty.clause for duty in profile.requirements),
            *(one.clause for one in profile.provisions),
        ]
    )
]
SCHEDULED = [(key, one) for key in regions.available() for one in regions.get(key).scheduled]
GROUPS = [
    (key, group)
    for key in regions.available()
    for roadmap in [regions.get(key).roadmap]
    for group in dict.fromkeys((*roadmap.directions, *roadmap.groups))
]
PAGES = sorted(Path(regions.__file__).parent.rglob("*.py"))
OFFICIAL = re.compile(
    r"[А-ЯЁ]\. ?[А-ЯЁ]\. ?([А-ЯЁ][а-яё]{3,})|([А-ЯЁ][а-яё]{3,}) [А-ЯЁ]\. ?[А-ЯЁ]\.(?! *[А-ЯЁ])"
)
QUOTES = [
    quote
    for name in examples.names()
    for system in [examples.example(name)]
    for quote in (
        *(quote for figure in system.figures for quote in figure.quotes),
        *(claim.quote for claim in system.claims),
    )
]


@pytest.mark.parametrize(("key", "indicator"), INDICATORS, ids=lambda value: getattr(value, "code", value))
def test_the_title_of_an_indicator_stands_at_its_line(key: str, indicator: Indicator) -> None:
    """The title is found where its clause points, misprints included."""
    clause = indicator.clause
    assert clause.line is not None, f"{key} {indicator.code} names no line"

    assert plain(indicator.title) in from_line(clause.document, clause.line)


@pytest.mark.parametrize(("key", "clause"), CLAUSES, ids=str)
def test_every_clause_points_into_a_document(key: str, clause: Clause) -> None:
    """A clause names a document that is there, and a line of it that is not empty."""
    assert clause.document, f"{key}: {clause} names no document"
    assert clause.line is not None, f"{key}: {clause} names no line"

    assert lines(clause.document)[clause.line - 1].strip()


@pytest.mark.parametrize(("key", "subject"), SUBJECTS, ids=lambda value: getattr(value, "key", value))
def test_the_title_of_a_subject_stands_at_its_line(key: str, subject: Subject) -> None:
    """The title is found where its clause points, in the case in which it stands there."""
    clause = subject.clause
    assert clause.line is not None, f"{key} {subject.key} names no line"

    assert plain(subject.title) in from_line(clause.document, clause.line)


@pytest.mark.parametrize(("key", "clause"), STATUTE, ids=str)
def test_every_function_duty_and_provision_points_into_a_document(key: str, clause: Clause) -> None:
    """What a subject does, what must be in place and to what end: each stands at a line that is not empty."""
    assert clause.document, f"{key}: {clause} names no document"
    assert clause.line is not None, f"{key}: {clause} names no line"

    assert lines(clause.document)[clause.line - 1].strip()


def row_of(clause: Clause) -> str:
    """What the document prints at a clause and in the lines after it: cells may pass over a page break."""
    return plain(" ".join(lines(clause.document)[(clause.line or 1) - 1 : (clause.line or 1) + 10]))


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w«»\"]+", text))


@pytest.mark.parametrize(("key", "one"), SCHEDULED, ids=lambda value: getattr(value, "code", value))
def test_what_falls_due_stands_at_its_line(key: str, one: Scheduled) -> None:
    """Title, deadline, responsible and executors of a measure; a cell that is cut by a page is joined."""
    assert one.clause.line is not None, f"{key} {one.code} names no line"
    row = row_of(one.clause)
    cells = [one.title, one.deadline_text]
    cells += [one.responsible, one.executors] if isinstance(one, RoadmapMeasure) else []

    assert one.deadline_text in row
    for cell in cells:
        assert cell in row or letters(cell) <= letters(row), cell


@pytest.mark.parametrize(("key", "group"), GROUPS, ids=lambda value: getattr(value, "code", value))
def test_the_headings_of_a_roadmap_stand_at_their_lines(key: str, group: MeasureGroup) -> None:
    assert group.clause.line is not None, f"{key} {group.code} names no line"

    assert group.title in row_of(group.clause)


def test_no_official_is_named() -> None:
    """The documents name people; the pages of regions name posts only."""
    texts = [path.read_text(encoding="utf-8") for path in Path(FOLDER or "").glob("*.txt")]
    surnames = {"".join(found) for text in texts for found in OFFICIAL.findall(text)}
    declared = "".join(path.read_text(encoding="utf-8") for path in PAGES)

    assert len(surnames) > 5
    assert not {name for name in surnames if re.search(rf"\b{name[:-1]}", declared)}


@pytest.mark.parametrize("quote", QUOTES, ids=lambda quote: f"{quote.document}-{quote.line}")
def test_a_quotation_stands_at_its_line(quote: Quote) -> None:
    """The words of a source begin at the line named."""
    assert plain(quote.text) in from_line(quote.document, quote.line)
