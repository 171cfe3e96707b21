"""Official titles and quotations stand letter for letter in the documents that they come from.

The documents are not shipped. ``RNMS_SOURCES`` names the folder that holds them.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kit.sources import (
    FOLDER,
    FRAGMENTS,
    NOT_SHIPPED,
    ancestors,
    cited,
    from_line,
    lines,
    misplaced,
    neighbours,
    places_of,
    places_of_words,
    plain,
    surnames,
)
from rnms import examples, regions
from rnms.glossary import ENTRIES
from rnms.indicators import Indicator
from rnms.model import Clause, Quote
from rnms.model.roadmap import MeasureGroup, RoadmapMeasure, Scheduled
from rnms.model.statute import Subject

if FOLDER is None:
    pytest.skip(NOT_SHIPPED, allow_module_level=True)

INDICATORS = [(key, indicator) for key in regions.available() for indicator in regions.get(key).indicators]
PLACES = {key: places_of(regions.get(key)) for key in regions.available()} | {"glossary": places_of_words()}
SUBJECTS = [(key, subject) for key in regions.available() for subject in regions.get(key).subjects]
SCHEDULED = [(key, one) for key in regions.available() for one in regions.get(key).scheduled]
GROUPS = [
    (key, group)
    for key in regions.available()
    for roadmap in [regions.get(key).roadmap]
    for group in dict.fromkeys((*roadmap.directions, *roadmap.groups))
]
PAGES = sorted(Path(regions.__file__).parent.rglob("*.py"))
ROOT = Path(__file__).parents[2]
TEXTS = sorted(
    path
    for kind in ("docs/**/*.md", "tests/*.toml", "tests/*.py", "examples/**/*.json")
    for path in ROOT.glob(kind)
)
SPECIFICATION = sorted((ROOT / "docs" / "en" / "internals" / "domain").glob("*.md"))
# Joined over the end of a page, or lists of ours in which Russian words stand (spec 0.6).
OURS = (
    "Реализация инновационной деятельности на базе образовательных организаций; ",
    "LegalAct: ",
    "Expertise ",
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


@pytest.mark.parametrize("key", regions.available())
def test_every_clause_points_into_a_document(key: str) -> None:
    """A clause names a document; what has no line says that its page did not reach us."""
    clauses = [clause for _, clause in cited(regions.get(key))]

    assert [str(clause) for clause in clauses if not clause.document] == []
    assert len([clause for clause in clauses if clause.line is None]) <= 1


@pytest.mark.parametrize("key", PLACES)
def test_every_clause_stands_at_its_line(key: str) -> None:
    """The document prints, at the line that is cited and in no paragraph beside it, the clause's fragment."""
    assert misplaced(PLACES[key], FRAGMENTS[key]) == []


@pytest.mark.parametrize("key", PLACES)
def test_a_clause_moved_by_a_paragraph_is_found(key: str) -> None:
    """Whichever clause is moved to the paragraph before or after it, it is named: every one, both ways."""
    moves = [
        place._replace(line=line) for place in PLACES[key] for line in neighbours(place.document, place.line)
    ]
    unseen = [move for move in moves if not misplaced([move], FRAGMENTS[key])]

    assert len(moves) > 1.9 * len(PLACES[key]) > 80
    assert unseen == []


@pytest.mark.parametrize("key", PLACES)
def test_every_fragment_belongs_to_a_clause(key: str) -> None:
    """No entry of the file of fragments is left over from what is gone."""
    paths = {name for place in PLACES[key] for name in ancestors(place.path)}

    assert set(FRAGMENTS[key]) - paths == set()


def test_a_fragment_that_is_missing_or_too_common_is_named() -> None:
    """A clause without a fragment is a fault, and so is a fragment that the paragraph beside it has, too."""
    places = [place for place in PLACES["ugra"] if place.path == "indicators/6.3.1"]

    assert misplaced(places, {"indicators": "150 200 250 250"}) == []
    assert "does not say what stands" in misplaced(places, {})[0]
    assert "too common" in misplaced(places, {"indicators": "педагогических работников"})[0]


@pytest.mark.parametrize(("key", "subject"), SUBJECTS, ids=lambda value: getattr(value, "key", value))
def test_the_title_of_a_subject_stands_at_its_line(key: str, subject: Subject) -> None:
    """The title is found where its clause points, in the case in which it stands there."""
    clause = subject.clause
    assert clause.line is not None, f"{key} {subject.key} names no line"

    assert plain(subject.title) in from_line(clause.document, clause.line)


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
    """The documents name people; the pages of regions, the site and the tests name posts only."""
    declared = "".join(path.read_text(encoding="utf-8") for path in [*PAGES, *TEXTS])

    assert len(surnames()) > 5
    assert not {name for name in surnames() if re.search(rf"\b{name[:-1]}", declared)}


@pytest.mark.parametrize("quote", QUOTES, ids=lambda quote: f"{quote.document}-{quote.line}")
def test_a_quotation_stands_at_its_line(quote: Quote) -> None:
    """The words of a source begin at the line named."""
    assert plain(quote.text) in from_line(quote.document, quote.line)


def test_the_places_of_a_word_are_in_the_documents_of_their_regions() -> None:
    """Each place of the glossary is in a document of the region that it names."""
    documents = {"khabarovsk": {"000", "004"}, "ugra": {"001"}, "amur": {"002"}, "kirov": {"003"}}
    places = [(entry.identifier, *place) for entry in ENTRIES for place in entry.where]

    assert [place for place in places if place[2] not in documents[place[1]]] == []


def test_an_attested_date_stands_at_its_line() -> None:
    """A document that dates an act otherwise prints that date where it is said to."""
    dates = [date for key in regions.available() for act in regions.get(key).acts for date in act.attested]

    assert dates
    for date in dates:
        assert f"{date.date:%d.%m.%Y}" in from_line(date.document, date.line)


@pytest.mark.parametrize("path", SPECIFICATION, ids=lambda path: path.stem)
def test_a_quotation_of_the_specification_stands_in_a_document(path: Path) -> None:
    """What the specification quotes in Russian is printed so, misprints included (spec 0.2)."""
    printed = "\n".join(
        plain(text.read_text(encoding="utf-8")) for text in sorted(Path(FOLDER or "").glob("*.txt"))
    )
    quoted = [plain(span) for span in re.findall(r"`([^`\n]*[А-Яа-яЁё][^`\n]*)`", spans(path))]
    parts = [part.strip() for span in quoted if not span.startswith(OURS) for part in span.split("…")]

    assert [part for part in parts if part not in printed] == []


def spans(path: Path) -> str:
    """A page's code spans alone, one a line: what stands between two of them is none."""
    return "\n".join(re.findall(r"`[^`\n]*`", path.read_text(encoding="utf-8")))


def test_the_specification_quotes_much() -> None:
    """The quotations are found: several hundred of them."""
    assert (
        sum(
            len(re.findall("[А-Яа-яЁё]", span)) > 3
            for page in SPECIFICATION
            for span in spans(page).split("\n")
        )
        > 300
    )
