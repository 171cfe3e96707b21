"""Office programs through which a form goes on its way: what they save anew must say the same."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
Save = Callable[[Sequence[Path]], None]


def by_library(paths: Sequence[Path]) -> None:
    """Save workbooks anew with openpyxl."""
    for path in paths:
        openpyxl.load_workbook(path).save(path)


def by_libreoffice(paths: Sequence[Path]) -> None:
    """Save workbooks anew with LibreOffice, which must be there."""
    assert SOFFICE is not None
    saved = paths[0].parent.parent / "saved"
    profile = (paths[0].parent.parent / "profile").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", saved, *paths], check=True, capture_output=True, timeout=180)
    for path in paths:
        shutil.move(saved / path.name, path)
