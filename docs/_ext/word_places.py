"""Where each word of the language is understood: predicates, measures, deadlines, place by place."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
from markdown import plain, table

from rnms.regions import language

ROOT = Path(__file__).parents[2]
NAMED = "✓"
LEAD = (
    "Every word of the language, and where it is understood: printed from the sources."
    f" {NAMED} stands where the word is named; a number, where it need not be, for the reason below."
)


@attrs.frozen
class Place:
    """A place at which words are understood, and why one that it does not name needs no mention there.

    Attributes:
        title: What is done there.
        files: Where: below the root of the repository.
        reason: Why a word may be left unnamed; empty where each must be named.
    """

    title: str
    files: tuple[str, ...]
    reason: str = ""


_NODES = (
    Place("sentence", ("src/rnms/render/sentences.py",)),
    Place("forms of unknown", ("src/rnms/logic/normal.py", "src/rnms/logic/walks.py")),
    Place(
        "records",
        ("src/rnms/engine/interpreter.py", "src/rnms/engine/masks.py", "src/rnms/engine/backend.py"),
        "a plain fact, or rewritten into others before an engine meets it",
    ),
    Place(
        "tables",
        ("src/rnms/tables/engine/rows.py", "src/rnms/tables/engine/matches.py"),
        "read by walks; the interpreter over both backends is one",
    ),
    Place("figures", ("src/rnms/engine/figures.py",), "a figure answers for the term by its key"),
    Place("explain", ("src/rnms/judge/explain.py",), "walks what a predicate is made of"),
    Place("forms", ("src/rnms/forms/form_plan.py",), "asks for the keys and fields that words read"),
    Place("rules", ("src/rnms/regions/rules/misfits.py",), "holds paths and values of every fact by walks"),
    Place("witnesses", ("src/rnms/testing/witnesses.py",)),
    Place("oracle", ("tests/kit/worlds.py", "tests/kit/oracle.py")),
)
_MEASURES = (
    Place("sentence", ("src/rnms/render/sentences.py",), "said by its questions"),
    Place("records", ("src/rnms/engine/record_engine.py",), "engines answer questions and know no measure"),
    Place("tables", ("src/rnms/tables/engine/engine.py",), "engines answer questions and know no measure"),
    Place("figures", ("src/rnms/engine/figures.py",), "engines answer questions and know no measure"),
    Place("explain", ("src/rnms/judge/explain.py", "src/rnms/judge/origin.py"), "told by its tallies"),
    Place("forms", ("src/rnms/forms/form_plan.py",), "asks for the keys of its questions"),
    Place("rules", ("src/rnms/regions/rules/targets.py",), "held by its scale"),
    Place(
        "bounds held by brute force",
        (
            "tests/laws/test_tally.py", "tests/laws/test_weighted.py", "tests/laws/test_words.py",
            "tests/laws/test_ratio_to_nobody.py", "tests/laws/test_known_breach.py",
            "tests/laws/test_points.py", "tests/laws/test_growth.py", "tests/engines/test_sums.py",
        ),
        "a number of members, whose bounds are those of a tally",
    ),
)  # fmt: skip
_DEADLINES = (
    Place("days", ("src/rnms/model/deadlines.py",)),
    Place("kind of period", ("src/rnms/model/deadlines.py",)),
    Place("completion", ("src/rnms/judge/completion.py", "src/rnms/judge/schedule.py"), "by its days alone"),
    Place("rules", ("src/rnms/regions/rules/duties.py",), "held by its days"),
    Place(
        "worked rows",
        (
            "tests/regions/test_roadmap.py",
            "tests/laws/test_model.py",
            "tests/laws/test_time_of_duties.py",
            "tests/laws/test_deadlines_by_day.py",
        ),
        "by the days of the regions that declare it",
    ),
)


EXCEPT = {
    ("Unsaid", "oracle"): "no record decides it, so that no world differs by it",
    ("Known", "oracle"): "a world knows every fact; `tests/engines/test_sets.py` holds it against records",
}
"""Single words that a place need not name, and why."""


def words_and_places() -> Mapping[str, tuple[tuple[language.Maker, ...], tuple[Place, ...]]]:
    """The words of each kind, and the places at which they are understood."""
    return {
        "Predicates": (language.PREDICATES, _NODES),
        "Measures": (language.MEASURES, _MEASURES),
        "Deadlines": (language.DEADLINES, _DEADLINES),
    }


def cells() -> Iterator[tuple[str, str, str, str]]:
    """Kind, word, place and what stands there: that it is named, or why it need not be; else nothing."""
    for kind, (words, places) in words_and_places().items():
        for word in words:
            for place in places:
                is_named = any(word.__name__ in _names(ROOT / file) for file in place.files)
                reason = EXCEPT.get((word.__name__, place.title), place.reason)
                yield kind, word.__name__, place.title, NAMED if is_named else reason


def word_places() -> str:
    """The page: a table for each kind of word, the reasons below."""
    lines = [
        "# Words and places",
        "",
        LEAD,
        "",
    ]
    found = list(cells())
    for kind, (words, places) in words_and_places().items():
        texts = [text for of, _, _, text in found if of == kind]
        reasons = [text for text in dict.fromkeys(texts) if text not in {NAMED, ""}]
        rows = []
        for word in words:
            shown = [text for of, name, _, text in found if (of, name) == (kind, word.__name__)]
            marks = [text if text in {NAMED, ""} else str(reasons.index(text) + 1) for text in shown]
            rows.append([f"`{word.__name__}`", *marks])
        lines += [f"## {kind}", "", *table(["Word", *(place.title for place in places)], rows), ""]
        lines += [*(f"{number}. {plain(reason)}." for number, reason in enumerate(reasons, 1)), ""]
    return "\n".join(lines)


@functools.cache
def _names(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return frozenset(attributes | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})
