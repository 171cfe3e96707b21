"""The report as JSON and back, without loss. An act is written once and cited by its key."""

from __future__ import annotations

from typing import Any

import attrs

from rnms.files.converter import citing, structured
from rnms.files.json import parsed
from rnms.model.law import Act
from rnms.results.report import Report

VERSION = 1


def to_dict(report: Report) -> dict[str, Any]:
    """The report as plain JSON values."""
    return {"rnms-report": VERSION, **citing(report.acts).unstructure(report)}


def from_json(text: str) -> Report:
    """Read a report."""
    source = "report"
    raw, faults = parsed(text, source, version_key="rnms-report", version=VERSION)
    acts = structured({"acts": raw.get("acts", [])}, _Acts, source).acts
    return structured(raw, Report, source, converter=citing(acts), faults=faults)


@attrs.frozen(kw_only=True)
class _Acts:
    """The part of a report that must be read first."""

    acts: tuple[Act, ...]
