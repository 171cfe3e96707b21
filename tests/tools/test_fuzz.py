"""What throws dice is found by part, and what was tried is counted."""

from __future__ import annotations

import re
from pathlib import Path

from fuzz.__main__ import tried
from fuzz.parts import PARTS

ROOT = Path(__file__).parents[2]


def test_every_file_of_a_part_is_there_once() -> None:
    """A file that was moved or renamed is moved here, too."""
    listed = [path for paths in PARTS.values() for path in paths]

    assert [path for path in listed if not (ROOT / path).is_file()] == []
    assert len(listed) == len({*listed})


def test_every_file_of_a_part_throws_dice() -> None:
    """Of the rest no example more is drawn by a thorough run."""
    dice = re.compile(r"@given\(|\bdraws(_of_tables)?\(|\bst\.data\(")
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for paths in PARTS.values() for path in paths}

    assert [path for path, text in texts.items() if not dice.search(text)] == []


def test_a_part_says_what_was_tried() -> None:
    """Each example that Hypothesis drew counts."""
    PARTS["one"] = ("tests/files/test_cells.py",)
    try:
        inputs, faults, code = tried("one", is_thorough=False)
    finally:
        del PARTS["one"]

    assert (faults, code) == (0, 0)
    assert inputs > 20
