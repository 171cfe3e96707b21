"""The report as JSON and back, without loss. An act is written once and cited by its key."""

from __future__ import annotations

from typing import Any

import attrs

from rnms._values import frozen
from rnms.errors import DataError
from rnms.files.converter import citing, structured
from rnms.files.json import parsed
from rnms.model.law import Act
from rnms.results.report import Report

VERSION = 1


def to_dict(report: Report) -> dict[str, Any]:
    """Write the report as plain JSON values."""
    converter = citing(report.acts)
    # The brief follows from the rest: whoever reads the file finds it first, and rnms makes it anew.
    brief = {"brief": converter.unstructure(report.brief)}
    written = converter.unstructure(attrs.evolve(report, data_digest=report.digest))
    return {"rnms-report": VERSION, **brief, **written}


def from_json(text: str) -> Report:
    """Read a report."""
    source = "report"
    raw, faults = parsed(text, source, version_key="rnms-report", version=VERSION)
    raw.pop("brief", None)
    acts = _acts(raw.get("acts", []), source)
    return structured(raw, Report, source, converter=citing(acts), faults=faults)


def _acts(raw: Any, source: str) -> tuple[Act, ...]:
    """Read the acts; one of unknown date after the act that its clause cites."""
    acts: tuple[Act, ...] = ()
    entries = [entry for entry in raw if isinstance(entry, dict)] if isinstance(raw, list) else []
    while True:
        keys = {act.key for act in acts}
        ready = [entry for entry in entries if str(entry.get("key")) not in keys and _cited(entry) <= keys]
        try:
            acts += structured({"acts": ready}, _Acts, source, converter=citing(acts)).acts
        except DataError:
            ready = []
        if not ready:
            return structured({"acts": raw}, _Acts, source, converter=citing(acts)).acts


def _cited(entry: dict[str, Any]) -> set[str]:
    """List the keys of the acts that the unknown fields of an act cite."""
    gaps = [value["clause"] for value in entry.values() if isinstance(value, dict) and value.get("clause")]
    return {str(clause.get("act")) for clause in gaps if isinstance(clause, dict)}


@frozen(kw_only=True)
class _Acts:
    """The part of a report that must be read first."""

    acts: tuple[Act, ...]
