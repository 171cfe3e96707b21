"""The report as the annex to an order, to be signed: A4 across, heads that repeat, reasons in footnotes."""

from __future__ import annotations

import datetime as dt
import errno
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rnms._version import __version__
from rnms.errors import DataError, extra
from rnms.indicators.tally import distinct
from rnms.issues import Issue, message
from rnms.render import words
from rnms.render.brief import brief_notes
from rnms.render.notes import (
    Note,
    day_of,
    days_judged,
    differences,
    digest_sentence,
    notes,
    place_judged,
    shows_results,
    summary,
)
from rnms.render.ooxml import (
    Footnotes,
    across,
    add_borders,
    add_field,
    borders,
    element,
    name,
    page_of,
    place_of,
    put_in_place,
    says_something,
)
from rnms.render.printed import Print, cited_act, typeset
from rnms.render.sections import (
    Amount,
    Code,
    Mark,
    Section,
    columns,
    printed_indicators,
    sections,
    written,
)
from rnms.render.texts import TEXTS
from rnms.results.report import Report
from rnms.sheets.archive import without_clock
from rnms.sheets.cells import readable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

_FONT = "Times New Roman"
_SIZE, _SMALL = 10, 8
"""The sizes of a table and of what stands below a line to be filled, in points."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_FOOT = 8
"""How far the number of a page is from its edge, in millimetres."""
_ANNEX_WIDTH = 75
"""How wide the words above the title are, at the right, in millimetres."""
_SIGNER, _LINE, _GAP = 30, 60, 4
"""The widths of who signs, of a line to be filled and of the gap before it, in millimetres."""
PLACE = "rnms"
"""The name of the bookmark or content control of a blank where the annex goes."""
_MARGINS = {"left_margin": 20, "right_margin": 15, "top_margin": 20, "bottom_margin": 15}


def annex(report: Report, *, template: str | Path | bytes | None = None, lang: str = "ru") -> bytes:
    """Show the annex as a Word document; in a region's own blank it stands in its place, or follows the rest.

    Raises:
        MissingExtraError: If python-docx is not installed.
        DataError: If the template is no Word document.
    """
    with extra("docx"):
        import docx
    document = docx.Document() if template is None else _opened(template)
    place = None if template is None else place_of(document, PLACE)
    if template is None:
        _set_up(document, lang)
    elif place is None:
        _lay_across(document)
    paper = _Paper(document, report, Print.of(report, lang), place)
    if place is None:
        paper.head()
    paper.body()
    if place is None:
        paper.signatures()
    paper.lists()
    paper.finish()
    return _saved(document, version=report.version, title=report.name, day=day_of(report))


def tables_of(
    title: str, sentences: Iterable[str], tables: Iterable[Section], *, day: dt.datetime, lang: str
) -> bytes:
    """Write tables under a title as a Word document, without signatures.

    Raises:
        MissingExtraError: If python-docx is not installed.
    """
    with extra("docx"):
        import docx
    document = docx.Document()
    _set_up(document, lang)
    sheets = _Sheets(document, lang)
    sheets.title(title)
    for sentence in sentences:
        sheets.paragraph(sentence)
    for section in tables:
        sheets.title(section.title)
        sheets.table(section)
    sheets.number_pages()
    sheets.notes.write()
    return _saved(document, version=__version__, title=title, day=day)


def _opened(template: str | Path | bytes) -> Document:
    """Make a blank; whatever is no Word document is refused in one way."""
    import docx
    from docx.opc.exceptions import OpcError

    if isinstance(template, bytes):
        file, data = "template.docx", template
    elif (path := Path(template)).is_file():
        file, data = path.name, path.read_bytes()
    else:
        raise FileNotFoundError(errno.ENOENT, "no template", str(path))
    try:
        document = docx.Document(io.BytesIO(data))
        _make_pages_sound(document)
        _name(
            document.core_properties, version="", title=""
        )  # a part that is none fails here, not at the end
    # XML that is cut short is an error of syntax.
    except (OpcError, zipfile.BadZipFile, AttributeError, KeyError, SyntaxError, ValueError) as error:
        fault = message("template.no-docx")
        raise DataError(file, (Issue(place="$", text=fault, code="template.no-docx"),)) from error
    return document


def _make_pages_sound(document: Document) -> None:
    """Complete what other programs leave out of a page, and round what they write in fractions.

    Word reads a body without a page, a page without a size and margins of 1800.5; python-docx does not.
    """
    from docx.shared import Mm

    body: Any = document.element.body
    if not body.findall(name("w:sectPr")):
        body.append(element("w:sectPr"))
    for properties in body.iter(name("w:sectPr")):
        for measures in (properties.get_or_add_pgSz(), properties.get_or_add_pgMar()):
            for measure, length in measures.attrib.items():
                if re.fullmatch(r"-?[0-9]*\.[0-9]+", length):
                    measures.set(measure, str(round(Fraction(length))))
    for page in document.sections:
        if not (page.page_width and page.page_height):
            page.page_width, page.page_height = Mm(210), Mm(297)
        margins = [getattr(page, side) for side in _MARGINS]
        if None in margins or margins[0] + margins[1] >= page.page_width:
            for side, margin in _MARGINS.items():
                setattr(page, side, Mm(margin))


def _set_up(document: Document, lang: str) -> None:
    """A4 across, the font of official papers, and its language, which Word checks the spelling by."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    for side, margin in _MARGINS.items():
        setattr(page, side, Mm(margin))
    page.footer_distance = Mm(_FOOT)
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(12)
    style.paragraph_format.space_after = Pt(0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for alphabet in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(name(alphabet), _FONT)
    _set_language(document, properties, lang)


def _lay_across(document: Document) -> None:
    """Eight columns need a page across: where the blank is upright, the annex begins a page of its own."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    page = document.sections[-1]
    if (page.page_width or 0) >= (page.page_height or 0):
        return
    if document.tables or any(paragraph.text for paragraph in document.paragraphs):
        page = document.add_section(WD_SECTION.NEW_PAGE)
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width


def _set_language(document: Document, properties: Any, lang: str) -> None:
    for mark in document.styles.element.findall(f".//{name('w:lang')}"):
        mark.getparent().remove(mark)
    language = TEXTS[lang].annex.language
    properties.append(element("w:lang", val=language, eastAsia=language))


class _Sheets:
    """The pages of a document while they are written: where they stand, and what their tables cite."""

    def __init__(self, document: Document, lang: str, place: Any | None = None) -> None:
        self.document, self.lang = document, lang
        self.place = place
        self.sheet = document.sections[-1] if place is None else page_of(document, place)
        # Eight columns need a page across.
        self._is_turned = place is not None and (self.sheet.page_width or 0) < (self.sheet.page_height or 0)
        self.notes = Footnotes(document)
        self.texts = TEXTS[lang].annex

    def room(self) -> int:
        """Measure how wide the text of the page is."""
        from docx.shared import Mm

        sheet = self.sheet
        if self._is_turned:
            return int((sheet.page_height or 0) - Mm(_MARGINS["left_margin"] + _MARGINS["right_margin"]))
        return int((sheet.page_width or 0) - (sheet.left_margin or 0) - (sheet.right_margin or 0))

    def title(self, text: str) -> None:
        """Write what stands above a part, on the same page as what follows."""
        self.paragraph(text, bold=True, keep=True)

    def paragraph(self, text: str, *, bold: bool = False, keep: bool = False) -> Paragraph:
        """Write a paragraph."""
        from docx.shared import Pt

        paragraph = self.document.add_paragraph()
        paragraph.add_run(readable(typeset(text))).bold = bold or None
        paragraph.paragraph_format.space_before = Pt(10 if keep else 3)
        paragraph.paragraph_format.keep_with_next = keep
        return paragraph

    def table(self, section: Section) -> None:
        """Make a table with the heads and the numbers of its columns on every page."""
        from docx.shared import Emu

        lang = self.lang
        whole = sum(column.width for column in section.columns)
        widths = [Emu(self.room() * column.width // whole) for column in section.columns]
        titles = [column.title for column in section.columns]
        numbers = [str(number) for number in range(1, len(titles) + 1)]
        table = self.document.add_table(rows=0, cols=len(titles))
        table.autofit = False
        add_borders(table, _SIDES)
        for texts in (titles, numbers):
            row = table.add_row()
            _mark(row, "w:cantSplit", "w:tblHeader")
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = width
                _write(cell, text, bold=texts is titles, centred=True)
        for contents in section.rows:
            row = table.add_row()
            _mark(row, "w:cantSplit")
            for cell, content, width in zip(row.cells, contents, widths, strict=True):
                cell.width = width
                is_mark = isinstance(content, Mark)
                text = content.words if isinstance(content, Mark) else written(content, lang)
                paragraph = _write(cell, typeset(text), bold=is_mark)
                if isinstance(content, Mark) and content.why:
                    self.notes.add(paragraph, typeset(content.why))
        # LibreOffice reads the widths of columns, Word those of cells.
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width

    def number_pages(self) -> None:
        """Write «page of pages» where a blank has no foot of its own."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        for number, sheet in enumerate(self.document.sections):
            foot = sheet.footer
            if number and foot.is_linked_to_previous:
                continue
            line = foot.paragraphs[0] if foot.paragraphs else foot.add_paragraph()
            if says_something(foot._element):  # noqa: SLF001  # python-docx has no name for it
                continue
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            for text, field in zip(self.texts.page, ("PAGE", "NUMPAGES"), strict=True):
                line.add_run(text)
                add_field(line, field)


class _Paper(_Sheets):
    """The annex while it is written: its document, its report, what its pages cite, and where it stands."""

    def __init__(self, document: Document, report: Report, page: Print, place: Any | None) -> None:
        super().__init__(document, page.lang, place)
        self.report, self.page = report, page
        self._before = set(document.element.body)

    def head(self) -> None:
        """Write to which order the annex belongs, its title, its basis, the day, the sum, the digest."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm, Pt

        report, lang, texts = self.report, self.page.lang, self.texts
        annexed = self.paragraph(texts.annex)
        annexed.paragraph_format.left_indent = max(self.room() - Mm(_ANNEX_WIDTH), 0)
        first, second = texts.titles
        first = first if shows_results(report) else TEXTS[lang].audit.title
        for number, text in enumerate(
            (first, second.format(place=place_judged(report), period=self.period()))
        ):
            line = self.paragraph(text, bold=True, keep=number == 0)
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.space_before = Pt(0 if number else 12)
            line.paragraph_format.space_after = Pt(6 if number else 0)
        if report.act is not None:
            self.paragraph(texts.basis.format(cited_act(report.act)))
        self.paragraph(days_judged(report, lang))
        self.paragraph(texts.total.format(summary(report, lang)))
        for difference in differences(report, lang, self.page):
            self.paragraph(difference, bold=True)
        self.paragraph(digest_sentence(report, lang))
        self.document.paragraphs[-1].paragraph_format.space_after = Pt(6)

    def body(self) -> None:
        """Write the brief, the indicators, what one must know besides, the further tables, the acts."""
        report, lang = self.report, self.page.lang
        self.write_notes(brief_notes(report, lang, page=self.page))
        if shows_results(report):
            self.table(printed_indicators(report, lang, self.page))
        self.title(self.texts.notes)
        self.write_notes(notes(report, lang, page=self.page))
        for section in sections(report, lang, page=self.page):
            self.title(section.title)
            self.table(section)
        if report.acts:
            self.title(self.texts.acts)
        for number, act in enumerate(report.acts, start=1):
            self.paragraph(f"{number}. {cited_act(act)}")

    def write_notes(self, written: Iterable[Note]) -> None:
        """Write sentences, and the list that each opens; a table below them stands a little apart."""
        from docx.shared import Pt

        lines = []
        for note in written:
            lines.append(self.paragraph(note.text))
            lines += [self.paragraph(f"\N{EN DASH} {item}") for item in note.items]
        for line in lines[-1:]:
            line.paragraph_format.space_after = Pt(6)

    def signatures(self) -> None:
        """Write lines for those who sign: role, post, signature, name; they stay on one page."""
        from docx.shared import Emu, Pt

        self.paragraph("")
        # A page with signatures alone could be put under any other paper.
        for above in self.document.paragraphs[-3:]:
            above.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=0, cols=2 * len(self.texts.signed) + 1)
        table.autofit = False
        shares = (_SIGNER, *(_GAP, _LINE) * len(self.texts.signed))
        widths = [Emu(self.room() * share // sum(shares)) for share in shares]
        for signer in self.texts.signers:
            blanks = [""] * len(self.texts.signed)
            for texts, is_line in (((signer, *blanks), True), (("", *self.texts.signed), False)):
                row = table.add_row()
                _mark(row, "w:cantSplit")
                padded = [texts[0], *(text for caption in texts[1:] for text in ("", caption))]
                for index, (cell, text, width) in enumerate(zip(row.cells, padded, widths, strict=True)):
                    cell.width = width
                    _write(cell, text, centred=not is_line, size=_SIZE if is_line else _SMALL)
                    paragraph = cell.paragraphs[0].paragraph_format
                    paragraph.keep_with_next = not (signer == self.texts.signers[-1] and not is_line)
                    paragraph.space_before = Pt(12 if is_line else 0)
                    if is_line and index and index % 2 == 0:
                        cell._tc.get_or_add_tcPr().append(borders("w:tcBorders", ("bottom",)))  # noqa: SLF001
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width

    def lists(self) -> None:
        """Write the lists that were too long to stand where they are cited."""
        if not self.page.lists:
            return
        self.title(self.texts.lists)
        rows = tuple(
            (Code(str(number)), Amount(len(names)), "; ".join(names))
            for names, number in self.page.lists.items()
        )
        self.table(
            Section(
                key="lists",
                title=self.texts.lists,
                columns=columns(self.texts.lists_head, (20, 24, 218)),
                rows=rows,
            )
        )

    def finish(self) -> None:
        """Put everything in its place, number the pages, write the footnotes."""
        if self.place is not None:
            body: Any = self.document.element.body
            added = [block for block in body if block not in self._before]
            for block in added:
                body.remove(block)
            put_in_place(self.place, self._across(added) if self._is_turned else added)
        self.number_pages()
        self.notes.write()

    def _across(self, elements: Sequence[Any]) -> Sequence[Any]:
        """Give elements pages of their own across, with the margins of the annex."""
        from docx.shared import Mm

        sides = {side: Mm(_MARGINS[f"{side}_margin"]).twips for side in ("left", "right")}
        return across(self.sheet, self.place, elements, margins=sides)

    def period(self) -> str:
        """Write for when was judged."""
        lang = self.page.lang
        periods = distinct(words.period(result.period, lang=lang) for result in self.report.results)
        return ", ".join(periods) or words.period(self.report.period, lang=lang)


def _write(
    cell: _Cell, text: str, *, bold: bool = False, centred: bool = False, size: int = _SIZE
) -> Paragraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph: Paragraph = cell.paragraphs[0]
    run = paragraph.add_run(readable(text))
    run.font.size, run.bold = Pt(size), bold or None
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _mark(row: _Row, *tags: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no name for it
    for tag in tags:
        properties.append(element(tag))


def _name(properties: Any, *, version: str, title: str) -> None:
    properties.author = properties.last_modified_by = f"rnms {version}"
    properties.title, properties.comments = readable(title), ""


def _saved(document: Document, *, version: str, title: str, day: dt.datetime) -> bytes:
    properties = document.core_properties
    _name(properties, version=version, title=title)
    properties.created = properties.modified = day
    properties.revision = 1
    file = io.BytesIO()
    document.save(file)
    return without_clock(file.getvalue())
