"""The report as text: for a terminal and for Markdown. One set of tables and notes, two manners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rnms.render.brief import brief_notes
from rnms.render.notes import Note, differences, heading, notes, summary
from rnms.render.sections import MOST_NAMES, Section, indicators, sections, written
from rnms.results.report import Report


def text(report: Report, *, lang: str = "ru") -> str:
    """Write the report for a terminal."""
    head = [heading(report, lang), summary(report, lang), *differences(report, lang)]
    lines = [*head, "", *_bulleted(brief_notes(report, lang)), "", _plain(indicators(report, lang), lang), ""]
    lines += _bulleted(notes(report, lang))
    for section in sections(report, lang, most=MOST_NAMES):
        lines += ["", section.title, "", _plain(section, lang)]
    return "\n".join(lines)


def markdown(report: Report, *, lang: str = "ru") -> str:
    """Write the report in Markdown."""
    lines = [f"### {_escaped(heading(report, lang))}", "", summary(report, lang)]
    lines += [f"\n{_escaped(line)}" for line in differences(report, lang)]
    lines += _listed(brief_notes(report, lang))
    lines += ["", _piped(indicators(report, lang), lang)]
    lines += _listed(notes(report, lang))
    for section in sections(report, lang, most=MOST_NAMES):
        lines += ["", section.title, "", _piped(section, lang)]
    return "\n".join(lines)


def brief(report: Report, *, lang: str = "ru") -> str:
    """Write the brief alone, for a terminal, with every name."""
    lines = [heading(report, lang), "", *_bulleted(brief_notes(report, lang, most=None))]
    return "\n".join(lines)


def _bulleted(sentences: Iterable[Note]) -> Iterator[str]:
    """Write notes for a terminal."""
    for note in sentences:
        yield note.text
        yield from (f"- {item}" for item in note.items)


def _listed(sentences: Iterable[Note]) -> Iterator[str]:
    """Write notes in Markdown."""
    for note in sentences:
        yield f"\n{_escaped(note.text)}"
        yield from (f"- {_escaped(item)}" for item in note.items)


def _plain(section: Section, lang: str) -> str:
    # Imported here: importing rnms stays cheap.
    from tabulate import tabulate

    return tabulate(
        [[written(cell, lang) for cell in row] for row in section.rows],
        headers=[column.title for column in section.columns],
        tablefmt="simple",
        disable_numparse=True,
        maxcolwidths=[column.wrap for column in section.columns],
        preserve_whitespace=True,
    )


def _piped(section: Section, lang: str) -> str:
    from tabulate import tabulate

    return tabulate(
        [[_escaped(written(cell, lang)) for cell in row] for row in section.rows],
        headers=[column.title for column in section.columns],
        tablefmt="pipe",
        disable_numparse=True,
    )


def _escaped(cell: str) -> str:
    for mark in ("\\", "|", "*", "_", "<", "[", "`", "&", "~"):
        cell = cell.replace(mark, f"\\{mark}")
    return " ".join(cell.splitlines())
