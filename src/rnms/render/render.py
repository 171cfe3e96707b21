"""The report as text: for a terminal and for Markdown. One set of tables and notes, two manners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rnms.model.spelling import on_one_line
from rnms.render.brief import brief_notes
from rnms.render.notes import Note, differences, heading, notes, shows_results, summary
from rnms.render.plain import WIDE, PlainCell, PlainColumn, Screen, plain_table
from rnms.render.printed import MOST_NAMES
from rnms.render.sections import Cell, Mark, Section, indicators, sections, written
from rnms.results.report import Report


def text(report: Report, *, lang: str = "ru", screen: Screen = WIDE) -> str:
    """Write the report for a terminal."""
    head = map(on_one_line, (summary(report, lang), *differences(report, lang)))
    lines = [screen.emphasized(screen.folded(on_one_line(heading(report, lang)))), *map(screen.folded, head)]
    lines += ["", *_bulleted(brief_notes(report, lang), screen)]
    lines += ["", plain(indicators(report, lang), lang, screen), ""] if shows_results(report) else [""]
    lines += _bulleted(notes(report, lang), screen)
    for section in sections(report, lang, most=MOST_NAMES):
        lines += ["", screen.emphasized(section.title), "", plain(section, lang, screen)]
    return "\n".join(lines)


def markdown(report: Report, *, lang: str = "ru") -> str:
    """Write the report in Markdown."""
    lines = [f"### {escaped(heading(report, lang))}", "", summary(report, lang)]
    lines += [f"\n{escaped(line)}" for line in differences(report, lang)]
    lines += _listed(brief_notes(report, lang))
    lines += ["", piped(indicators(report, lang), lang)] if shows_results(report) else []
    lines += _listed(notes(report, lang))
    for section in sections(report, lang, most=MOST_NAMES):
        lines += ["", section.title, "", piped(section, lang)]
    return "\n".join(lines)


def brief(report: Report, *, lang: str = "ru", screen: Screen = WIDE) -> str:
    """Write the brief alone, for a terminal, with every name."""
    title = screen.emphasized(screen.folded(on_one_line(heading(report, lang))))
    return "\n".join([title, "", *_bulleted(brief_notes(report, lang, most=None), screen)])


def _bulleted(sentences: Iterable[Note], screen: Screen) -> Iterator[str]:
    """Write notes for a terminal."""
    for note in sentences:
        yield screen.folded(note.text)
        yield from (screen.folded(f"- {item}") for item in note.items)


def _listed(sentences: Iterable[Note]) -> Iterator[str]:
    """Write notes in Markdown."""
    for note in sentences:
        yield f"\n{escaped(note.text)}"
        yield from (f"- {escaped(item)}" for item in note.items)


def plain(section: Section, lang: str, screen: Screen) -> str:
    """Write a table for a terminal."""
    columns = [PlainColumn(column.title, column.wrap) for column in section.columns]
    return plain_table(columns, [[_plain_cell(cell, lang) for cell in row] for row in section.rows], screen)


def _plain_cell(cell: Cell, lang: str) -> PlainCell:
    return PlainCell(written(cell, lang), cell.state if isinstance(cell, Mark) else "")


def piped(section: Section, lang: str) -> str:
    """Write a table in Markdown."""
    # Imported here: importing rnms stays cheap.
    from tabulate import tabulate

    return tabulate(
        [[escaped(written(cell, lang)) for cell in row] for row in section.rows],
        headers=[column.title for column in section.columns],
        tablefmt="pipe",
        disable_numparse=True,
    )


def escaped(cell: str) -> str:
    r"""Write a text in Markdown, in one line.

    >>> print(escaped("a_b|c"))
    a\_b\|c
    """
    for mark in ("\\", "|", "*", "_", "<", "[", "`", "&", "~"):
        cell = cell.replace(mark, f"\\{mark}")
    return on_one_line(cell)
