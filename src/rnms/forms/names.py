"""Names of files that every file system takes, and tells apart."""

from __future__ import annotations

import re
import unicodedata

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
_DEVICES = re.compile(
    r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\..*)?", re.IGNORECASE | re.DOTALL
)
_LONGEST = 160
"""Bytes of UTF-8; a file system takes 255, and « — замечания.xlsx» must fit."""


def folded(stem: str) -> str:
    """Fold a name as file systems compare it: some know no case, some compose accents."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", stem).casefold())


def safe(name: str) -> str:
    """Make the nearest name that Windows, macOS and Linux accept for a file."""
    stem = _REFUSED.sub("_", unicodedata.normalize("NFC", name))
    stem = stem.encode()[:_LONGEST].decode(errors="ignore").strip(". \t\u00a0")
    # Files that begin so are of the system or of an office program, and collecting skips them.
    if not stem or _DEVICES.fullmatch(stem) or stem.startswith(("~", ".")):
        stem = f"_{stem}"
    return stem
