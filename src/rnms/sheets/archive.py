"""Office files with the same bytes for the same content: no clock in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day before which no archive dates a file."""


def without_clock(archive: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """Write the same archive with fixed times, and some of its files replaced.

    >>> import io, zipfile
    >>> archive = io.BytesIO()
    >>> with zipfile.ZipFile(archive, "w") as file:
    ...     file.writestr("слово.txt", "да")
    >>> zipfile.ZipFile(io.BytesIO(without_clock(archive.getvalue()))).namelist()
    ['слово.txt']
    """
    return archived({**parts(archive), **(replaced or {})})


def parts(archive: bytes) -> dict[str, bytes]:
    """Read the files of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        return {name: source.read(name) for name in source.namelist()}


def archived(contents: Mapping[str, bytes]) -> bytes:
    """Write files as an archive: the same bytes for the same files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The system that wrote it would show in the bytes.
            entry.create_system = 0
            copy.writestr(entry, data)
    return file.getvalue()
