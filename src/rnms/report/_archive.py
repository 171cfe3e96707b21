"""Office files with the same bytes for the same report: no clock in them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from rnms.report._report import Report

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day before which no archive dates a file."""


def day_of(report: Report) -> dt.datetime:
    """The date of the document: the day of judgement."""
    return dt.datetime.combine(report.as_of or report.period.end, dt.time())  # a day has no zone


def without_clock(archive: bytes, replaced: dict[str, bytes] | None = None) -> bytes:
    """The same archive with fixed times, and some of its files replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as read,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, (replaced or {}).get(name, read.read(name)))
    return file.getvalue()
