"""Tables under a title, with sentences and pictures, in every format; what is no report of its own."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

import attrs

from rnms._values import frozen
from rnms.model.spelling import each_on_one_line, on_one_line
from rnms.render.csv import ENCODING, csv_cell
from rnms.render.docx import tables_of
from rnms.render.html import Raw, fragment, h, page
from rnms.render.layout import table_of
from rnms.render.plain import WIDE, Screen
from rnms.render.printed import code_in_print
from rnms.render.render import escaped, piped, plain
from rnms.render.sections import Code, Section
from rnms.render.xlsx import workbook_of
from rnms.writing import write_file

T = TypeVar("T")


def _in_print(section: Section) -> Section:
    """Leave out of the codes in the first column what only files name."""
    rows = tuple(
        (Code(code_in_print(first.text)), *rest) if isinstance(first, Code) else (first, *rest)
        for first, *rest in section.rows
    )
    return attrs.evolve(section, rows=rows)


@frozen(kw_only=True)
class Tabled:
    """Tables under a title.

    Each sentence stands on one line, whatever a name in it holds.

    Attributes:
        title: The title.
        day: The day of which they speak, which office files carry.
        sentences: What one must know before them.
        tables: The tables.
        pictures: Below what heading each picture stands; a page alone has them.
    """

    title: str = attrs.field(converter=on_one_line)
    day: dt.date
    sentences: tuple[str, ...] = attrs.field(default=(), converter=each_on_one_line)
    tables: tuple[Section, ...] = ()
    pictures: tuple[tuple[str, Raw], ...] = attrs.field(default=(), repr=False)

    @property
    def moment(self) -> dt.datetime:
        """The day as office files have it."""
        return dt.datetime.combine(self.day, dt.time())


@frozen
class Writer(Generic[T]):
    """Writes a value as tables in every format.

    Attributes:
        tabled: Makes the tables of the value in a language.
    """

    tabled: Callable[[T, str], Tabled]

    def text(self, value: T, lang: str, screen: Screen = WIDE) -> str:
        """Write it for a terminal."""
        tabled = self.tabled(value, lang)
        lines = [screen.emphasized(screen.folded(tabled.title)), *map(screen.folded, tabled.sentences)]
        for section in tabled.tables:
            lines += ["", screen.emphasized(section.title), "", plain(section, lang, screen)]
        return "\n".join(lines)

    def markdown(self, value: T, lang: str) -> str:
        """Write it in Markdown."""
        tabled = self.tabled(value, lang)
        lines = [f"### {escaped(tabled.title)}"]
        lines += [f"\n{escaped(sentence)}" for sentence in tabled.sentences]
        for section in tabled.tables:
            lines += ["", section.title, "", piped(section, lang)]
        return "\n".join(lines)

    def html(self, value: T, lang: str, path: str | Path | None = None, *, full_page: bool = False) -> str:
        """Write it as HTML: a page, or a fragment; into ``path`` too, if given."""
        tabled = self.tabled(value, lang)
        top = 1 if full_page else 3
        kids = [h(f"h{top}", tabled.title), *(h("p", sentence) for sentence in tabled.sentences)]
        for heading, picture in tabled.pictures:
            kids += [h(f"h{top + 1}", heading), picture]
        for section in tabled.tables:
            kids += [h(f"h{top + 1}", section.title), table_of(section, lang)]
        body = fragment(*kids, lang=lang)
        text = str(page(body, tabled.title, lang=lang) if full_page else body)
        if path is not None:
            write_file(path, text)
        return text

    def csv(self, value: T, lang: str) -> bytes:
        """Write its first table for a Russian Excel."""
        file = io.StringIO()
        # Excel knows CRLF; what needs quotes gets them.
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        for section in self.tabled(value, lang).tables[:1]:
            writer.writerow(column.title for column in section.columns)
            writer.writerows([csv_cell(cell, lang) for cell in row] for row in section.rows)
        return file.getvalue().encode(ENCODING)

    def docx(self, value: T, lang: str) -> bytes:
        """Write it as a Word document."""
        tabled = self.tabled(value, lang)
        tables = [*map(_in_print, tabled.tables)]
        return tables_of(tabled.title, tabled.sentences, tables, day=tabled.moment, lang=lang)

    def xlsx(self, value: T, lang: str) -> bytes:
        """Write it as a workbook."""
        tabled = self.tabled(value, lang)
        return workbook_of(tabled.title, tabled.sentences, tabled.tables, day=tabled.moment, lang=lang)

    @property
    def by_format(self) -> Mapping[str, Callable[[T, str], str | bytes]]:
        """How it is written, by the name of the format; JSON is no matter of tables."""
        return {
            "text": self.text,
            "markdown": self.markdown,
            "html": lambda value, lang: self.html(value, lang, full_page=True).encode(),
            "csv": self.csv,
            "docx": self.docx,
            "xlsx": self.xlsx,
        }
