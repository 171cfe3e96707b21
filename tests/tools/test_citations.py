"""Whatever cites the design, the specification or the semantics cites something that is there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kit.citations import anchors, citations

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "en" / "internals"
ANCHORS = anchors(PAGES)
FILES = {
    "src": sorted((ROOT / "src").rglob("*.py")),
    "tests": sorted(path for path in (ROOT / "tests").rglob("*.py") if "citations" not in path.name),
    "docs": sorted(path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts),
    "examples": sorted((ROOT / "examples").rglob("*.py")),
    "benchmarks": sorted((ROOT / "benchmarks").rglob("*.py")),
    "first pages": sorted(ROOT.glob("*.md")),
}


def test_an_anchor_is_set_once() -> None:
    """No two places claim one address, and the law is all there."""
    count = Counter(ANCHORS)

    assert {anchor: number for anchor, number in count.items() if number > 1} == {}
    assert {"spec-7-1", "spec-0-5", "e01", "e67", "e116", "trap-14", "design-3", "r2", "r10"} <= set(count)
    assert len([anchor for anchor in count if anchor.startswith("e") and anchor[1:].isdigit()]) == 77


def test_every_citation_resolves() -> None:
    """A section, an example, a rule or a trap that is cited is an anchor of the pages on the inside."""
    dead = [
        f"{path.relative_to(ROOT)}:{citation.line}: {citation.text} ({citation.target})"
        for kind, paths in FILES.items()
        for path in paths
        for citation in citations(path.read_text(encoding="utf-8"), sections=kind == "tests")
        if citation.target not in ANCHORS
    ]

    assert dead == []


def test_the_tests_cite_what_they_hold() -> None:
    """The reader of citations finds them where they are known to be many."""
    texts = [path.read_text(encoding="utf-8") for path in FILES["tests"]]
    cited = {citation.target for text in texts for citation in citations(text, sections=True)}

    assert len([target for target in cited if target.startswith("e")]) >= 77
    assert {"spec-3-6-r3", "spec-3-1-p4", "spec-8", "spec-10-4", "design-3", "s-ugr-02"} <= cited


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A round ends (domain-spec 7.1).", ["spec-7-1"]),
        ("spec 10.1-10.4, row by row", ["spec-10-1", "spec-10-2", "spec-10-3", "spec-10-4"]),
        ("Spec §2.1, 2.4, 2.5: level", ["spec-2-1", "spec-2-4", "spec-2-5"]),
        (
            "spec 3.1, P1-P3. Then P2: of two",
            ["spec-3-1", *(f"spec-3-1-p{n}" for n in (1, 2, 3)), "spec-3-1-p2"],
        ),
        ("spec 3.5 I1, 3.6 R3", ["spec-3-5", "spec-3-5-i1", "spec-3-6", "spec-3-6-r3"]),
        ("Domain-spec 7.1, rows E84 and E85", ["spec-7-1", "e84", "e85"]),
        ("domain-spec 6.1 and 6.4, a row", ["spec-6-1", "spec-6-4"]),
        ("DESIGN §3: imports", ["design-3"]),
        ("indicators.md R7", ["r7"]),
        ("trap 7 and S-UGR-02", ["trap-7", "s-ugr-02"]),
        ("a cell A1, a paragraph P4, R3 of nothing", []),
        ("spec 99.9 is cited, and E999", ["spec-99-9", "e999"]),
    ],
)
def test_citations_are_read_as_people_write_them(text: str, targets: list[str]) -> None:
    """Lists, ranges, labels that a section has told of; what is no citation is left alone."""
    assert [citation.target for citation in citations(text)] == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ('"§4.4: pending below five"', ["spec-4-4"]),
        ('"§3.6 R3, strict"', ["spec-3-6-r3"]),
        ('"""§3.2, E3: not asked of staff"""', ["spec-3-2-e3"]),
        ("The forms (001 §4.2.7, 002 §3.3.1).", []),
    ],
)
def test_a_section_alone_is_one_of_the_specification(text: str, targets: list[str]) -> None:
    """In tests; after the number of a document it is a clause of that document."""
    assert [citation.target for citation in citations(text, sections=True)] == targets
    assert citations(text) == []


def test_what_leads_nowhere_is_told_with_its_line() -> None:
    """A citation knows where it stands."""
    [citation] = citations("first\nsecond, see spec 99.9\n")

    assert (citation.line, citation.target in ANCHORS) == (2, False)
