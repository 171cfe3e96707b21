"""Pages about the words: each on its topic's page, and at each place of the language or with a reason."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rnms.indicators.vocabulary import PAGES
from rnms.regions.language import language
from rnms.regions.wordbook import wordbook
from rnms.render.texts import TEXTS

EXTENSIONS = Path(__file__).parents[2] / "docs" / "_ext"


@pytest.fixture(name="extension")
def _extension(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(EXTENSIONS))
    before = set(sys.modules)
    yield importlib.import_module
    for name in set(sys.modules) - before:
        if name in {"markdown", "word_pages", "word_places"}:
            del sys.modules[name]


def test_no_word_is_missing_at_a_place_without_a_reason(extension: Any) -> None:
    """A new predicate, measure or deadline is understood everywhere, or it is said why it need not be."""
    places = extension("word_places")
    empty = [(word, place) for _, word, place, text in places.cells() if not text]

    assert empty == []
    assert {kind for kind, _, _, _ in places.cells()} == {
        "Predicates",
        "Measures",
        "Deadlines",
        "Other periods",
        *places.NAMES,
    }


def test_a_reason_that_nothing_needs_is_taken_away(extension: Any) -> None:
    """An exception stands for a word that a place does not name."""
    places = extension("word_places")
    used = {(word, place) for _, word, place, text in places.cells() if text in places.EXCEPT.values()}

    assert used == set(places.EXCEPT)


@pytest.mark.parametrize("lang", TEXTS)
def test_every_word_stands_on_the_page_of_its_topic(lang: str, extension: Any) -> None:
    """With its sentence; and a page says what may be written."""
    pages = dict(extension("word_pages").word_pages())
    topics = {page.__name__.rpartition(".")[2].replace("_", "-") for page in PAGES}

    assert {f"{lang}/words/{name}.md" for name in ("index", "language")} <= set(pages)
    assert {name.split("/")[-1][:-3] for name in pages} - {"index", "language"} <= topics
    for entry in wordbook():
        page = pages[f"{lang}/words/{entry.topic.replace('_', '-')}.md"]
        assert f"## `{entry.key}`\n" in page


def test_what_may_be_written_has_an_example(extension: Any) -> None:
    """Of every node, measure, norm and deadline; of an enumeration its members are listed."""
    declared = [word.name for word in language() if word.group == "declared"]
    enumerations = [word.name for word in language() if [field.name for field in word.fields] == [word.name]]
    page = dict(extension("word_pages").word_pages())["en/words/language.md"]
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    bare = [row.split("`")[1].split()[0] for row in rows if row.rstrip().endswith("|  |")]

    assert len(rows) > 40
    assert set(bare) <= {"Unsaid", *declared, *enumerations}
