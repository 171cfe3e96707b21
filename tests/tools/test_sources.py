"""Official titles and quotations stand letter for letter in the documents that they come from.

The documents are not shipped. ``RNMS_SOURCES`` names the folder that holds them; without it one test
says that they were not looked at, and those that read them are not collected (``tests/conftest.py``).
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
    reads_the_documents,
    surnames,
)
from rnms import examples, regions
from rnms.glossary import ENTRIES
from rnms.indicators import Indicator
from rnms.model import Clause
from rnms.model.roadmap import RoadmapMeasure, Scheduled
from rnms.model.statute import Subject

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


def test_the_documents_are_looked_at_or_it_is_said() -> None:
    """Where the documents are not, this is the one line that says so."""
    if FOLDER is None:
        pytest.skip(NOT_SHIPPED)
    assert {path.name[:3] for path in Path(FOLDER).glob("*.txt")} >= {"000", "001", "002", "003", "004"}


def test_every_clause_points_into_a_document() -> None:
    """A clause names a document; what has no line says that its page did not reach us."""
    clauses = {key: [clause for _, clause in cited(regions.get(key))] for key in regions.available()}

    assert [str(clause) for found in clauses.values() for clause in found if not clause.document] == []
    assert max(sum(clause.line is None for clause in found) for found in clauses.values()) <= 1


LAST_LINES = {"000": 27, "001": 71, "002": 36, "003": 0}
"""The last line of an order itself, by its document; what follows are its annexes."""


def test_a_point_of_an_annex_names_the_annex() -> None:
    """«п. 6.1» alone is a point of the order, and that has four; the Statute has it (002 ll. 21-27, 37)."""
    clauses = [(key, clause) for key in regions.available() for _, clause in cited(regions.get(key))]
    misnamed = [
        (key, str(clause))
        for key, clause in clauses
        if clause.number.startswith(("п. ", "пп. "))
        and (clause.line or 0) > LAST_LINES.get(clause.document, 10**9)
    ]

    assert misnamed == []


@reads_the_documents
def test_the_title_of_an_indicator_stands_at_its_line() -> None:
    """The title is found where its clause points, misprints included."""
    assert [(key, one.code) for key, one in INDICATORS if not starts_at_its_line(one)] == []


def starts_at_its_line(titled: Indicator | Subject) -> bool:
    """Whether the document prints a title at the line that its clause names."""
    clause = titled.clause
    return clause.line is not None and plain(titled.title) in from_line(clause.document, clause.line)


@reads_the_documents
def test_every_clause_stands_at_its_line() -> None:
    """The document prints, at the line that is cited and in no paragraph beside it, the clause's fragment."""
    assert [fault for key, places in PLACES.items() for fault in misplaced(places, FRAGMENTS[key])] == []


@reads_the_documents
@pytest.mark.parametrize("key", PLACES)
def test_a_clause_moved_by_a_paragraph_is_found(key: str) -> None:
    """Whichever clause is moved to the paragraph before or after it, it is named: every one, both ways."""
    moves = [
        place._replace(line=line) for place in PLACES[key] for line in neighbours(place.document, place.line)
    ]
    unseen = [move for move in moves if not misplaced([move], FRAGMENTS[key])]

    assert len(moves) > 1.9 * len(PLACES[key]) > 80
    assert unseen == []


def test_every_fragment_belongs_to_a_clause() -> None:
    """No entry of the file of fragments is left over from what is gone."""
    paths = {(key, name) for key in PLACES for place in PLACES[key] for name in ancestors(place.path)}
    fragments = {(key, name) for key, names in FRAGMENTS.items() for name in names}

    assert fragments - paths == set()


@reads_the_documents
def test_a_fragment_that_is_missing_or_too_common_is_named() -> None:
    """A clause without a fragment is a fault, and so is a fragment that the paragraph beside it has, too."""
    places = [place for place in PLACES["ugra"] if place.path == "indicators/6.3.1"]

    assert misplaced(places, {"indicators": "150 200 250 250"}) == []
    assert "does not say what stands" in misplaced(places, {})[0]
    assert "too common" in misplaced(places, {"indicators": "педагогических работников"})[0]


@reads_the_documents
def test_the_title_of_a_subject_stands_at_its_line() -> None:
    """The title is found where its clause points, in the case in which it stands there."""
    assert [(key, one.key) for key, one in SUBJECTS if not starts_at_its_line(one)] == []


def row_of(clause: Clause) -> str:
    """What the document prints at a clause and in the lines after it: cells may pass over a page break."""
    return plain(" ".join(lines(clause.document)[(clause.line or 1) - 1 : (clause.line or 1) + 10]))


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w«»\"]+", text))


def cells_elsewhere(scheduled: Scheduled) -> list[str]:
    """The cells of what falls due that do not stand in its row; one that is cut by a page is joined."""
    if scheduled.clause.line is None:
        return ["no line"]
    row = row_of(scheduled.clause)
    cells = [scheduled.title]
    cells += [scheduled.responsible, scheduled.executors] if isinstance(scheduled, RoadmapMeasure) else []
    missing = [cell for cell in cells if cell not in row and not letters(cell) <= letters(row)]
    return missing + [text for text in [scheduled.deadline_text] if text not in row]


@reads_the_documents
def test_what_falls_due_stands_at_its_line() -> None:
    """Title, deadline, responsible and executors of a measure."""
    rows = {(key, scheduled.code): cells_elsewhere(scheduled) for key, scheduled in SCHEDULED}

    assert {row: cells for row, cells in rows.items() if cells} == {}


@reads_the_documents
def test_the_headings_of_a_roadmap_stand_at_their_lines() -> None:
    """A direction and a group of measures are named as the document heads them."""
    lines_of = {(key, group.code): group.clause.line for key, group in GROUPS}

    assert [row for row, line in lines_of.items() if line is None] == []
    assert [(key, group.code) for key, group in GROUPS if group.title not in row_of(group.clause)] == []


@reads_the_documents
def test_no_official_is_named() -> None:
    """The documents name people; the pages of regions, the site and the tests name posts only."""
    declared = "".join(path.read_text(encoding="utf-8") for path in [*PAGES, *TEXTS])

    assert len(surnames()) > 5
    assert not {name for name in surnames() if re.search(rf"\b{name[:-1]}", declared)}


@reads_the_documents
def test_a_quotation_stands_at_its_line() -> None:
    """The words of a source begin at the line named."""
    assert len(QUOTES) > 20
    assert [
        str(quote) for quote in QUOTES if plain(quote.text) not in from_line(quote.document, quote.line)
    ] == []


def test_the_places_of_a_word_are_in_the_documents_of_their_regions() -> None:
    """Each place of the glossary is in a document of the region that it names."""
    documents = {"khabarovsk": {"000", "004"}, "ugra": {"001"}, "amur": {"002"}, "kirov": {"003"}}
    places = [(entry.identifier, *place) for entry in ENTRIES for place in entry.where]

    assert [place for place in places if place[2] not in documents[place[1]]] == []


@reads_the_documents
def test_an_attested_date_stands_at_its_line() -> None:
    """A document that dates an act otherwise prints that date where it is said to."""
    dates = [date for key in regions.available() for act in regions.get(key).acts for date in act.attested]

    assert dates
    for date in dates:
        assert f"{date.date:%d.%m.%Y}" in from_line(date.document, date.line)


@reads_the_documents
def test_a_quotation_of_the_specification_stands_in_a_document() -> None:
    """What the specification quotes in Russian is printed so, misprints included (spec 0.2)."""
    printed = "\n".join(
        plain(text.read_text(encoding="utf-8")) for text in sorted(Path(FOLDER or "").glob("*.txt"))
    )
    quoted = [(path.stem, part) for path in SPECIFICATION for part in russian_quotations(path)]

    assert [(page, part) for page, part in quoted if part not in printed] == []


def russian_quotations(path: Path) -> list[str]:
    """What a page quotes in Russian, but for what is ours; what stands between two dots is left out."""
    quoted = [plain(span) for span in re.findall(r"`([^`\n]*[А-Яа-яЁё][^`\n]*)`", spans(path))]
    return [part.strip() for span in quoted if not span.startswith(OURS) for part in span.split("…")]


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
