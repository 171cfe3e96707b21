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
        files: Where: below the root of the repository; of a folder every module in it.
        reason: Why a word may be left unnamed; empty where each must be named.
    """

    title: str
    files: tuple[str, ...]
    reason: str = ""


_PAGE = Place("docs entry", ("src/rnms/regions/language.py",))
_NODES = (
    _PAGE,
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
    _PAGE,
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
    _PAGE,
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
_PERIODS = (
    _PAGE,
    Place("sentence", ("src/rnms/render/texts",)),
    Place("days", ("src/rnms/model/shifts.py",)),
    Place("example package", ("examples/region_plugin/src",)),
    Place("laws by brute force", ("tests/laws",)),
)
_DECLARED = (
    _PAGE,
    Place("sentence", ("src/rnms/render", "src/rnms/forms/wording.py", "src/rnms/cli")),
    Place(
        "judged",
        (
            "src/rnms/engine",
            "src/rnms/judge",
            "src/rnms/model/day_deadlines.py",
            "src/rnms/model/deadlines.py",
        ),
        "composed before anything is judged",
    ),
    Place("explain", ("src/rnms/judge", "src/rnms/results"), "told by the part that it made or changed"),
    Place(
        "forms and files", ("src/rnms/forms", "src/rnms/files"), "read and written as any part of a profile"
    ),
    Place("rules", ("src/rnms/regions/rules", "src/rnms/regions/composition.py")),
    Place("example package", ("examples/region_plugin/src",)),
    Place("laws by brute force", ("tests/laws",)),
    Place("engines agree", ("tests/engines",), "engines answer questions and know no declaration"),
)
_DATA = (
    _PAGE,
    Place("sentence", ("src/rnms/render",)),
    Place("records", ("src/rnms/engine", "src/rnms/model/system.py")),
    Place("tables", ("src/rnms/tables",), "a collection like any other, read by its schema"),
    Place(
        "explain", ("src/rnms/judge", "src/rnms/results", "src/rnms/render"), "told as the record that it is"
    ),
    Place(
        "forms, files, registers",
        ("src/rnms/forms", "src/rnms/files", "src/rnms/intake"),
        "a collection like any other, read by its schema",
    ),
    Place("invented regions", ("src/rnms/testing",)),
    Place("laws by brute force", ("tests/laws", "tests/kit")),
    Place("engines agree", ("tests/engines",), "worlds draw records of every collection"),
)
NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Declarations": {
        "Target": ("each",),
        "Minimum": ("Minimum", "minimum"),
        "Unknown": ("Unknown",),
        "Import": ("Import", "imports", "origin_of"),
        "Amendment": ("Amendment", "amends"),
        "FigureRelation": ("FigureRelation", "relations"),
        "IndexPart": ("IndexPart",),
        "Scaled": ("Scaled",),
        "Criterion": ("Criterion", "criteria"),
        "Grade": ("Grade", "grades"),
        "DayOff": ("DayOff", "day_off"),
        "WorkCalendar": ("WorkCalendar", "LABOUR_CODE"),
    },
    "Data": {
        "PartialDay": ("PartialDay", "partial_days"),
        "FigureStatus": ("FigureStatus", "statuses"),
        "Unreported": ("Unreported", "unreported"),
        "Municipality": ("successors",),
        "Placement": ("Placement", "placements"),
        "Territory": ("Territory", "territories"),
        "Employment": ("Employment", "employments"),
        "Event": ("Event", "events"),
        "Participation": ("Participation", "participations"),
    },
}
"""Words of declarations and of data, each with the names by which code speaks of it."""


EXCEPT = {
    ("Unsaid", "oracle"): "no record decides it, so that no world differs by it",
    ("Known", "oracle"): "a world knows every fact; tests/engines/test_sets.py holds it against records",
    ("DayOff", "sentence"): "the deadline is said as the act prints it",
    ("DayOff", "rules"): "held by the days of its deadline",
    ("WorkCalendar", "sentence"): "the deadline is said as the act prints it",
    ("WorkCalendar", "rules"): "held by the days of its deadline",
    ("IndexPart", "rules"): "refused where it is made",
    ("FigureStatus", "tables"): "figures are no table",
    ("FigureStatus", "forms, files, registers"): "a form asks for numbers, not how firm they are",
}
"""Single words that a place need not name, and why."""


def words_and_places() -> Mapping[str, tuple[tuple[language.Maker, ...], tuple[Place, ...]]]:
    """The words of each kind, and the places at which they are understood."""
    return {
        "Predicates": (language.PREDICATES, _NODES),
        "Measures": (language.MEASURES, _MEASURES),
        "Deadlines": (language.DEADLINES, _DEADLINES),
        "Other periods": (language.OTHER_PERIODS, _PERIODS),
        "Declarations": (_makers("Declarations"), _DECLARED),
        "Data": (_makers("Data"), _DATA),
    }


def cells() -> Iterator[tuple[str, str, str, str]]:
    """Kind, word, place and what stands there: that it is named, or why it need not be; else nothing."""
    for kind, (words, places) in words_and_places().items():
        for word in words:
            for place in places:
                by_itself = (word.__name__,)
                names = by_itself if place is _PAGE else NAMES.get(kind, {}).get(word.__name__, by_itself)
                is_named = any(not _names(path).isdisjoint(names) for path in _modules(place))
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


def _makers(kind: str) -> tuple[language.Maker, ...]:
    """The words of a kind of several names, as the language has them."""
    makers = (maker for makers in language.GROUPS.values() for maker in makers)
    return tuple(maker for maker in makers if maker.__name__ in NAMES[kind])


@functools.cache
def _modules(place: Place) -> tuple[Path, ...]:
    """The modules of a place: its files, and all in its folders."""
    paths = [ROOT / file for file in place.files]
    return tuple(module for path in paths for module in (path.rglob("*.py") if path.is_dir() else [path]))


@functools.cache
def _names(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    given = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg}
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    texts = {value for value in constants if isinstance(value, str)}
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return frozenset(attributes | given | texts | names)
