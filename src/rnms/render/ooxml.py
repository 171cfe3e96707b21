"""What python-docx has no names for: elements of WordprocessingML, fields, footnotes, places of a blank."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rnms.model.spelling import on_one_line
from rnms.sheets.cells import readable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_NOTE_SIZE = "18"
"""The size of a footnote, in half points."""


def name(tag: str) -> str:
    """Write the full name of a tag: ``w:p``."""
    from docx.oxml.ns import qn

    return str(qn(tag))


def element(tag: str, *inner: Any, **attributes: str) -> Any:
    """Make an element with its attributes of the same space, and what stands in it."""
    from docx.oxml.parser import OxmlElement

    node = OxmlElement(tag)
    for key, value in attributes.items():
        node.set(name(f"w:{key}"), value)
    node.extend(inner)
    return node


def borders(tag: str, sides: Sequence[str], line: str = "single") -> Any:
    """Make thin lines, since a blank may lack the style of tables that has them."""
    return element(tag, *(element(f"w:{side}", val=line, sz="4", space="0", color="auto") for side in sides))


def add_borders(table: Table, sides: Sequence[str]) -> None:
    """Add lines to a table, where the schema has them: programs may refuse properties in another order."""
    properties: Any = table._tbl.tblPr  # noqa: SLF001  # python-docx has no name for it
    behind = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    first = next((node for node in properties if node.tag in set(map(name, behind))), None)
    lines = borders("w:tblBorders", sides)
    if first is None:
        properties.append(lines)
    else:
        first.addprevious(lines)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that the program fills: ``PAGE``, ``NUMPAGES``."""
    field = element("w:fldSimple", instr=instruction)
    run = element("w:r", element("w:t"))
    run[0].text = "1"
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  # python-docx has no name for it


# Footnotes.


class Footnotes:
    """The footnotes of a document, behind those that its blank has."""

    def __init__(self, document: Document) -> None:
        self._part = document.part
        self._notes: list[Any] = []
        self._first = 1 + max((int(note.get(name("w:id"))) for note in self._present()), default=0)

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Add a footnote to the end of a paragraph."""
        number = str(self._first + len(self._notes))
        paragraph._p.append(_raised(element("w:footnoteReference", id=number)))  # noqa: SLF001
        words = element("w:t")
        words.text = f" {readable(on_one_line(text))}"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run = element("w:r", element("w:rPr", element("w:sz", val=_NOTE_SIZE)), words)
        spacing = element("w:pPr", element("w:spacing", before="0", after="0"))
        body = element("w:p", spacing, _raised(element("w:footnoteRef"), size=_NOTE_SIZE), run)
        self._notes.append(element("w:footnote", body, id=number))

    def write(self) -> None:
        """Write them into their part of the document, which is made where the blank has none."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.oxml import serialize_part_xml
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if not self._notes:
            return
        root, part = self._root(), self._old_part()
        root.extend(self._notes)
        content = serialize_part_xml(root)
        if part is not None:
            part._blob = content  # noqa: SLF001  # its only home
            return
        place = PackURI("/word/footnotes.xml")
        made = Part(place, CONTENT_TYPE.WML_FOOTNOTES, content, self._part.package)
        self._part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)

    def _present(self) -> Iterator[Any]:
        yield from self._root().iter(name("w:footnote"))

    def _old_part(self) -> Part | None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        parts = (
            relation
            for relation in self._part.rels.values()
            if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES
        )
        return next((relation.target_part for relation in parts), None)

    def _root(self) -> Any:
        """Read the footnotes that are there; without any the two lines that every such part begins with."""
        from docx.oxml.parser import parse_xml

        if (part := self._old_part()) is not None:
            return parse_xml(part.blob)
        kinds = (("-1", "separator"), ("0", "continuationSeparator"))
        lines = (
            element("w:footnote", element("w:p", element("w:r", element(f"w:{kind}"))), id=number, type=kind)
            for number, kind in kinds
        )
        return element("w:footnotes", *lines)


def _raised(mark: Any, *, size: str = "") -> Any:
    sizes = [element("w:sz", val=size)] if size else []
    return element("w:r", element("w:rPr", *sizes, element("w:vertAlign", val="superscript")), mark)


# A place in a blank.


def says_something(part: Any) -> bool:
    """Tell whether a part of a document shows anything: a text, a field, a picture."""
    shown = ("w:t", "w:fldSimple", "w:instrText", "w:drawing", "w:pict", "w:object")
    return any(node.text or len(node) or node.tag != name("w:t") for node in part.iter(*map(name, shown)))


def place_of(document: Document, key: str) -> Any | None:
    """Find what of the body holds the bookmark or the content control of a name: a paragraph, a table."""
    body: Any = document.element.body
    for mark in body.iter(name("w:bookmarkStart"), name("w:tag")):
        if key in {mark.get(name("w:name")), mark.get(name("w:val"))}:
            return next(above for above in (mark, *mark.iterancestors()) if above.getparent() is body)
    return None


def page_of(document: Document, place: Any) -> Any:
    """Find the section of a document in which an element of its body stands."""
    body: Any = document.element.body
    children = list(body)
    before = children[: children.index(place)]
    ended = sum(1 for child in before if child.find(f"{name('w:pPr')}/{name('w:sectPr')}") is not None)
    return document.sections[ended]


def across(page: Any, place: Any, elements: Sequence[Any], *, margins: Mapping[str, int]) -> Sequence[Any]:
    """Put elements on pages of their own across, where a place is on an upright page.

    Args:
        page: The section in which the place is; where nothing follows on it, it is turned itself.
        place: The place.
        elements: What goes there.
        margins: The margins of the pages across, in twentieths of a point.

    Returns:
        The elements between the ends of sections that this takes.
    """
    upright = page._sectPr  # noqa: SLF001  # python-docx has no name for it
    turned = copy.deepcopy(upright)
    _turn(turned, margins)
    ends = []
    if any(map(says_something, place.itersiblings(preceding=True))):
        ends.append(_end_of_section(copy.deepcopy(upright)))
    if any(map(says_something, place.itersiblings())):
        return [*ends, *elements, _end_of_section(turned)]
    _turn(upright, margins)
    return [*ends, *elements]


def _turn(section: Any, margins: Mapping[str, int]) -> None:
    size = section.find(name("w:pgSz"))
    width, height = (size.get(name(f"w:{side}")) for side in ("w", "h"))
    for side, length in (("w", height), ("h", width), ("orient", "landscape")):
        size.set(name(f"w:{side}"), length)
    edges = section.find(name("w:pgMar"))
    for side, length in margins.items():
        edges.set(name(f"w:{side}"), str(length))
    for kind in section.findall(name("w:type")):
        section.remove(kind)


def _end_of_section(section: Any) -> Any:
    return element("w:p", element("w:pPr", section))


def put_in_place(place: Any, elements: Sequence[Any]) -> None:
    """Move elements to a place; what held it goes, unless it says something itself."""
    for block in elements:
        place.addprevious(block)
    is_control = place.tag == name("w:sdt")
    is_section = place.find(f"{name('w:pPr')}/{name('w:sectPr')}") is not None
    if is_control or not (is_section or says_something(place)):
        place.getparent().remove(place)
