"""The report as the annex to an order: A4 across, headings that repeat, columns numbered, acts cited."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rnms.errors import DataError, extra
from rnms.issues import Issue, message
from rnms.render.brief import brief_notes
from rnms.render.notes import Note, day_of, differences, notes, particulars, summary
from rnms.render.sections import Section, indicators, sections, written
from rnms.render.texts import TEXTS
from rnms.results.report import Report
from rnms.sheets.archive import without_clock
from rnms.sheets.cells import readable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

_FONT = "Times New Roman"
_MARGINS = {"left_margin": 20, "right_margin": 15, "top_margin": 20, "bottom_margin": 15}


def annex(report: Report, *, template: str | Path | bytes | None = None, lang: str = "ru") -> bytes:
    """Show the annex as a Word document; in a region's own blank it follows what that holds.

    Raises:
        MissingExtraError: If python-docx is not installed.
        DataError: If the template is no Word document.
    """
    with extra("docx"):
        import docx
    document = docx.Document() if template is None else _opened(template)
    if template is None:
        _set_up(document, lang)
    else:
        _lay_across(document)
    _head(document, report, lang)
    _notes(document, brief_notes(report, lang))
    _table(document, indicators(report, lang, clauses=True), lang)
    _notes(document, notes(report, lang))
    for section in sections(report, lang):
        _paragraph(document, section.title, bold=True, keep=True)
        _table(document, section, lang)
    _acts(document, report, lang)
    return _saved(document, report)


def _opened(template: str | Path | bytes) -> Document:
    """Make a blank; whatever is no Word document is refused in one way."""
    import docx
    from docx.opc.exceptions import OpcError

    if isinstance(template, bytes):
        name, data = "template.docx", template
    elif (path := Path(template)).is_file():
        name, data = path.name, path.read_bytes()
    else:
        raise FileNotFoundError(f"no template {path}")
    try:
        document = docx.Document(io.BytesIO(data))
        _make_pages_sound(document)
    # XML that is cut short is an error of syntax.
    except (OpcError, zipfile.BadZipFile, AttributeError, KeyError, SyntaxError, ValueError) as error:
        fault = message("template.no-docx", error=str(error))
        raise DataError(name, (Issue(place="$", text=fault, code="template.no-docx"),)) from error
    return document


def _make_pages_sound(document: Document) -> None:
    """Complete what other programs leave out of a page, and round what they write in fractions.

    Word reads a body without a page, a page without a size and margins of 1800.5; python-docx does not.
    """
    from docx.shared import Mm

    body: Any = document.element.body
    if not body.findall(_name("w:sectPr")):
        body.append(_element("w:sectPr"))
    for properties in body.iter(_name("w:sectPr")):
        for measures in (properties.get_or_add_pgSz(), properties.get_or_add_pgMar()):
            for name, length in measures.attrib.items():
                if re.fullmatch(r"-?[0-9]*\.[0-9]+", length):
                    measures.set(name, str(round(Fraction(length))))
    for page in document.sections:
        if not (page.page_width and page.page_height):
            page.page_width, page.page_height = Mm(210), Mm(297)
        margins = [getattr(page, name) for name in _MARGINS]
        if None in margins or margins[0] + margins[1] >= page.page_width:
            for name, margin in _MARGINS.items():
                setattr(page, name, Mm(margin))


def _set_up(document: Document, lang: str) -> None:
    """A4 across, the font of official papers, and its language, which Word checks the spelling by."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    for name, margin in _MARGINS.items():
        setattr(page, name, Mm(margin))
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(12)
    style.paragraph_format.space_after = Pt(0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for alphabet in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(_name(alphabet), _FONT)
    _set_language(document, properties, lang)


def _lay_across(document: Document) -> None:
    """Seven columns need a page across: where the blank is upright, the annex begins a page of its own."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    page = document.sections[-1]
    if (page.page_width or 0) >= (page.page_height or 0):
        return
    if document.tables or any(paragraph.text for paragraph in document.paragraphs):
        page = document.add_section(WD_SECTION.NEW_PAGE)
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width


def _set_language(document: Document, properties: Any, lang: str) -> None:
    for mark in document.styles.element.findall(f".//{_name('w:lang')}"):
        mark.getparent().remove(mark)
    language = TEXTS[lang].annex.language
    properties.append(_element("w:lang", val=language, eastAsia=language))


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(_name(f"w:{key}"), value)
    return element


def _paragraph(document: Document, text: str, *, bold: bool = False, keep: bool = False) -> Paragraph:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.add_run(readable(text)).bold = bold or None
    paragraph.paragraph_format.space_before = Pt(10 if keep else 3)
    paragraph.paragraph_format.keep_with_next = keep
    return paragraph


def _head(document: Document, report: Report, lang: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    texts = TEXTS[lang].annex
    annexed = _paragraph(document, "\n".join(filter(None, (texts.annex, texts.to))))
    annexed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, bold in (
        (texts.title.format(report.name), True),
        (" · ".join(particulars(report, lang)), False),
        (summary(report, lang), False),
    ):
        line = _paragraph(document, text, bold=bold)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_after = Pt(3)
    for difference in differences(report, lang):
        _paragraph(document, difference, bold=True)


def _notes(document: Document, sentences: Iterable[Note]) -> None:
    for note in sentences:
        _paragraph(document, note.text)
        for item in note.items:
            _paragraph(document, f"– {item}")


def _table(document: Document, section: Section, lang: str) -> None:
    """Make a table with the heads and the numbers of its columns on every page."""
    from docx.shared import Emu

    page = document.sections[-1]
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    whole = sum(column.width for column in section.columns)
    widths = [Emu(room * column.width // whole) for column in section.columns]
    titles = [column.title for column in section.columns]
    numbers = [str(number) for number in range(1, len(titles) + 1)]
    rows = [titles, numbers, *([written(cell, lang) for cell in row] for row in section.rows)]
    table = document.add_table(rows=0, cols=len(titles))
    table.autofit = False
    table._tbl.tblPr.append(_borders())  # noqa: SLF001  # python-docx has no name for it
    for index, texts in enumerate(rows):
        row = table.add_row()
        _fill(row, texts, widths, bold=index == 0, centred=index < 2)
        _mark(row, "w:cantSplit", *(["w:tblHeader"] if index < 2 else []))
    # LibreOffice reads the widths of columns, Word those of cells.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def _borders() -> Any:
    """Thin lines, since a blank may lack the style of tables that has them."""
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color="auto"))
    return borders


def _fill(row: _Row, texts: Sequence[str], widths: Sequence[Any], *, bold: bool, centred: bool) -> None:
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        _write(cell, text, bold=bold, centred=centred)


def _write(cell: _Cell, text: str, *, bold: bool, centred: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(readable(text))
    run.font.size, run.bold = Pt(10), bold or None
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _mark(row: _Row, *tags: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no name for it
    for tag in tags:
        properties.append(_element(tag))


def _acts(document: Document, report: Report, lang: str) -> None:
    if not report.acts:
        return
    _paragraph(document, TEXTS[lang].annex.acts, bold=True, keep=True)
    for number, act in enumerate(report.acts, start=1):
        title = " ".join(filter(None, (str(act), act.title)))
        _paragraph(document, f"{number}. {title}")


def _saved(document: Document, report: Report) -> bytes:
    properties = document.core_properties
    properties.author = properties.last_modified_by = f"rnms {report.version}"
    properties.title, properties.comments = readable(report.name), ""
    properties.created = properties.modified = day_of(report)
    properties.revision = 1
    file = io.BytesIO()
    document.save(file)
    return without_clock(file.getvalue())
