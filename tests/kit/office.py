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
