"""The formats of the command line: the one place where a further format is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rnms._values import frozen
from rnms.render.csv import ENCODING
from rnms.render.docx import annex
from rnms.render.xlsx import workbook
from rnms.results.report import Report


@frozen
class Format:
    """A way to write a report.

    >>> FORMATS["docx"].is_file, FORMATS["markdown"].is_file
    (True, False)

    Attributes:
        write: Writes it in a language: as text for a console of any encoding, or as the bytes of a file.
        endings: How names of its files end.
        is_file: Whether the bytes are for a program, not for a screen.
    """

    write: Callable[[Report, str], str | bytes]
    endings: tuple[str, ...]
    is_file: bool = False


def _csv(report: Report, lang: str) -> bytes:
    return report.to_csv(lang=lang).encode(ENCODING)


def _docx(report: Report, lang: str) -> bytes:
    return annex(report, lang=lang)


def _xlsx(report: Report, lang: str) -> bytes:
    return workbook(report, lang=lang)


FORMATS: Mapping[str, Format] = {
    "text": Format(lambda report, lang: report.to_text(lang=lang), (".txt",)),
    "markdown": Format(lambda report, lang: report.to_markdown(lang=lang), (".md",)),
    "json": Format(lambda report, _: report.to_json().encode(), (".json",)),
    "html": Format(
        lambda report, lang: report.to_html(full_page=True, lang=lang).encode(), (".html", ".htm")
    ),
    "csv": Format(_csv, (".csv",)),
    "docx": Format(_docx, (".docx",), is_file=True),
    "xlsx": Format(_xlsx, (".xlsx",), is_file=True),
}
"""Every format by the name that the command line gives it."""
