"""The report as a page: the whole of it, or as much as a notebook opens quickly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from rnms.render.html import Raw, page
from rnms.render.layout import Layout
from rnms.render.notes import heading, parts_of
from rnms.render.places import places_of
from rnms.render.printed import MOST_NAMES
from rnms.results.report import Report

MOST_ROWS = 80
"""The rows of municipalities that a notebook shows, of all indicators together."""
MOST_BYTES = 60_000
"""The size of an output that a notebook still opens quickly."""
_SHORTER: tuple[Mapping[str, Any], ...] = (
    {"most": MOST_NAMES},
    {"brief": True, "lines": MOST_NAMES},
    {"pictures": False},
    {"letters": 60, "lines": 2},
    {"rows": 0, "clauses": False, "letters": 50},
)
"""What a notebook gives up, one after another, until the report is small enough."""


def notebook(report: Report, *, lang: str = "ru") -> Raw:
    """Show the report for the output of a notebook.

    Small; the silent are named below the table all the same.
    """
    writer = Layout(report=report, lang=lang, rows=_fair(report))
    fragment = Raw("")
    for changes in _SHORTER:
        writer = attrs.evolve(writer, **changes)
        fragment = writer.fragment()
        if len(fragment.encode()) <= MOST_BYTES:
            break
    return fragment


def html(report: Report, *, full_page: bool = False, expand: bool = False, lang: str = "ru") -> Raw:
    """Show the whole report."""
    writer = Layout(report=report, lang=lang, expand=expand, top=1 if full_page else 3)
    return page(writer.fragment(), heading(report, lang), lang=lang) if full_page else writer.fragment()


def _fair(report: Report) -> int:
    """How many municipalities each part may show, so that all parts together show no more than allowed."""
    sizes = [len(places_of(part)) for result in report.results for part in parts_of(result)]
    return max(n for n in range(MOST_ROWS + 1) if sum(min(size, n) for size in sizes) <= MOST_ROWS)
