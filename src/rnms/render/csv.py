"""The report as CSV that a Russian Excel opens: semicolons, decimal commas, CRLF, a byte order mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from fractions import Fraction

from rnms.indicators.counts import Scale
from rnms.render import words
from rnms.render.brief import brief_notes
from rnms.render.ledger import fault_words, status_words, what_was_asked
from rnms.render.notes import digest_sentence, shows_results
from rnms.render.sections import Amount, Cell, Code, published, written
from rnms.render.sheets import places, values
from rnms.render.texts import TEXTS
from rnms.results.ledger import LedgerEntry
from rnms.results.report import Report
from rnms.sheets.cells import csv_text, readable

ENCODING = "utf-8-sig"
_DIGITS = 6


def text(report: Report, *, lang: str = "ru") -> str:
    """Write the brief, then a row for each indicator, component, reading that differs, place and question.

    Rows of the brief have no code: their title says what they list, and the reason column has one entry.
    """
    file = io.StringIO()
    # Excel knows CRLF; what needs quotes gets them.
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    if report.published is not None and not shows_results(report):
        for section in published(report.published, lang):
            writer.writerow([column.title for column in section.columns])
            writer.writerows([csv_cell(cell, lang) for cell in row] for row in section.rows)
        return file.getvalue()
    writer.writerow(TEXTS[lang].sheets.csv_head)
    writer.writerows([csv_cell(cell, lang) for cell in row] for row in _rows(report, lang))
    return file.getvalue()


def _rows(report: Report, lang: str) -> Iterator[tuple[Cell, ...]]:
    for note in brief_notes(report, lang, most=None):
        for item in note.items or ("",):
            yield "", note.text, "", "", "", "", "", "", "", "", item, ""
    titles: dict[Cell, Cell] = {}
    for code, title, period, reading, _, _, low, high, target, verdict, why, clause in values(
        report, lang
    ).rows:
        titles[code] = title
        yield code, title, period, reading, "", _unit(low, lang), low, high, target, verdict, why, clause
    for code, period, name, came, _, _, low, high, source, _ in places(report, lang).rows:
        yield code, titles[code], period, "", name, _unit(low, lang), low, high, "", "", came, source
    for entry in report.ledger:
        yield _of_ledger(entry, lang)
    foot = TEXTS[lang].notes.foot.format(report.version, report.source)
    yield "", foot, "", "", "", "", "", "", "", "", digest_sentence(report, lang), ""


def _of_ledger(entry: LedgerEntry, lang: str) -> tuple[Cell, ...]:
    """Write a line of the ledger: what was asked, of whom, what became of it, and where that stands."""
    line = entry.delivery
    period = "" if line.period is None else words.period(line.period, lang=lang)
    outcome = "; ".join(
        filter(None, (status_words(line.status, "", lang=lang), fault_words(line, lang=lang)))
    )
    came = "" if line.when is None else f"{line.when:%d.%m.%Y}"
    source = ", ".join(filter(None, (line.place or line.file, came)))
    title = what_was_asked(entry, lang=lang)
    code = Code(", ".join(entry.indicators)) if entry.indicators else ""
    return code, title, period, "", entry.name, "", "", "", "", "", outcome, source


def _unit(cell: Cell, lang: str) -> str:
    if not isinstance(cell, Amount):
        return ""
    return {Scale.PERCENT: "%", Scale.PERCENTAGE_POINTS: TEXTS[lang].numbers.points.strip()}.get(
        cell.scale, ""
    )


def csv_cell(cell: Cell, lang: str) -> str:
    """Write a cell so that Excel takes it for what it is.

    >>> csv_cell(Code("6.2.1"), "ru")
    '№ 6.2.1'
    """
    match cell:
        case Amount(value=value, scale=scale):
            return _decimal(
                Fraction(value) * (100 if scale in {Scale.PERCENT, Scale.PERCENTAGE_POINTS} else 1), lang
            )
        case Code(text=code):
            # Excel makes a date of 6.2.1 and a number of 1.10, quoted or not.
            return f"№ {readable(code)}"
    return csv_text(readable(written(cell, lang)))


def _decimal(value: Fraction, lang: str) -> str:
    """Write a number without groups, with no more decimals than it needs."""
    whole, rest = divmod(int(abs(words.rounded(value, _DIGITS)) * 10**_DIGITS), 10**_DIGITS)
    decimals = f"{rest:0{_DIGITS}}".rstrip("0")
    point = TEXTS[lang].numbers.point
    return f"{'-' if value < 0 else ''}{whole}{point if decimals else ''}{decimals}"
