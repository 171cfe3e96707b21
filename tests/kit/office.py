"""What office programs read of our files, and what they save anew, which must say the same."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
Save = Callable[[Sequence[Path]], None]


def by_library(paths: Sequence[Path]) -> None:
    """Save workbooks anew with openpyxl."""
    for path in paths:
        openpyxl.load_workbook(path).save(path)


def by_libreoffice(paths: Sequence[Path], to: str = "xlsx") -> None:
    """Save workbooks anew with LibreOffice, which must be there, in this format."""
    assert SOFFICE is not None
    saved = paths[0].parent.parent / "saved"
    profile = (paths[0].parent.parent / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
    subprocess.run([*command, "--outdir", saved, *paths], check=True, capture_output=True, timeout=180)
    for path in paths:
        shutil.move(saved / path.with_suffix(f".{to}").name, path.with_suffix(f".{to}"))


def text_of_word(content: bytes) -> str:
    """All that a Word document says, in order: a paragraph or a row a line, notes and foot last."""
    lines: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [
            name
            for name in ("word/document.xml", "word/footnotes.xml", *sorted(archive.namelist()))
            if name in archive.namelist()
        ]
        read = [name for name in dict.fromkeys(parts) if name.startswith(_READ)]
        for name in read:
            lines += _lines(parse_xml(archive.read(name)))
    return "\n".join(lines) + "\n"


_READ = ("word/document", "word/footnotes", "word/footer", "word/header")


def _lines(part: Any) -> Sequence[str]:
    lines: list[str] = []
    for one in part.iter(qn("w:p"), qn("w:tr")):
        if one.tag == qn("w:tr"):
            lines.append(" | ".join(_text(cell) for cell in one.iter(qn("w:tc"))))
        elif not any(True for _ in one.iterancestors(qn("w:tr"))):
            lines.append(_text(one))
    return lines


def _text(part: Any) -> str:
    """What a part says; a field as its instruction, a reference to a note as its number."""
    said = []
    for one in part.iter():
        if one.tag == qn("w:t") and one.getparent().getparent().tag != qn("w:fldSimple"):
            said.append(one.text or "")
        elif one.tag == qn("w:br"):
            said.append("\n")
        elif one.tag == qn("w:fldSimple"):
            said.append("{" + str(one.get(qn("w:instr"))) + "}")
        elif one.tag == qn("w:footnoteReference"):
            said.append(f"[{one.get(qn('w:id'))}]")
    return "".join(said)


def layout_of_workbook(path: Path) -> str:
    """How a workbook looks: sizes, looks and rules of its sheets, and which cells share each look."""
    lines: list[str] = []
    for sheet in openpyxl.load_workbook(path):
        lines += [f"== {sheet.title} ({sheet.sheet_state})", *_page_of(sheet)]
        lines += [
            f"column {letter}: {column.width:g}{' hidden' * column.hidden}"
            for letter, column in sorted(sheet.column_dimensions.items())
        ]
        lines += [
            f"row {number}: {row.height:g}{' hidden' * row.hidden}"
            for number, row in sorted(sheet.row_dimensions.items())
            if row.height is not None
        ]
        lines += [f"merged: {area}" for area in sorted(map(str, sheet.merged_cells.ranges))]
        rules = [f"{rule.sqref}: {_rule(rule)}" for rule in sheet.data_validations.dataValidation]
        rules += [
            f"{area.sqref}: colour where {' '.join(rule.formula)}"
            for area in sheet.conditional_formatting
            for rule in area.rules
        ]
        lines += sorted(rules)
        cells_by_look: dict[str, list[str]] = {}
        for row in sheet.iter_rows():
            for cell in row:
                cells_by_look.setdefault(_look(cell), []).append(cell.coordinate)
                if cell.comment is not None:
                    lines.append(f"{cell.coordinate} note: {cell.comment.text!r}")
        lines += [f"{look}: {' '.join(cells)}" for look, cells in cells_by_look.items()]
    return "\n".join(lines) + "\n"


def _page_of(sheet: Any) -> list[str]:
    page, setup, foot = sheet.page_setup, sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
    fits = f"{page.fitToWidth} × {page.fitToHeight} {bool(setup and setup.fitToPage)}"
    return [
        f"protected: {sheet.protection.sheet}; frozen: {sheet.freeze_panes}; filter: {sheet.auto_filter.ref}",
        f"paper: {page.paperSize} {page.orientation}, {fits}",
        f"printed: {sheet.print_area}; titles: {sheet.print_title_rows}",
        f"foot: {foot.left.text} | {foot.center.text} | {foot.right.text}",
    ]


def _rule(rule: Any) -> str:
    said = [rule.type, rule.operator, rule.formula1, rule.formula2, rule.showErrorMessage, rule.errorStyle]
    return " ".join(map(str, [*said, rule.promptTitle, rule.prompt, rule.errorTitle, rule.error]))


def _look(cell: Any) -> str:
    font, lies, edges = cell.font, cell.alignment, cell.border
    fill = cell.fill.start_color.rgb if cell.fill.fill_type else "-"
    frame = "".join(side[0] for side in ("left", "right", "top", "bottom") if getattr(edges, side).style)
    return (
        f"{font.name} {font.sz}{' bold' * bool(font.b)}{' italic' * bool(font.i)}"
        f" {font.color.rgb if font.color is not None and font.color.type == 'rgb' else '-'}, fill {fill},"
        f" frame {frame or '-'}, {lies.horizontal} {lies.vertical} wrap {bool(lies.wrap_text)}"
        f" indent {lies.indent:g}, {cell.number_format}{'' if cell.protection.locked else ', open'}"
    )
