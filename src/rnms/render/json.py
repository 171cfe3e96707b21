"""The report as JSON and back, without loss. An act is written once and cited by its key."""

from __future__ import annotations

from typing import Any

import attrs

from rnms._values import frozen
from rnms.errors import DataError
from rnms.files.converter import citing, structured
from rnms.files.json import parsed
from rnms.files.json_schema import schema_of
from rnms.issues import Issue
from rnms.model.law import Act, Clause
from rnms.results.report import Report

VERSION = 1
_TEXT = {"type": "string"}
_CLAUSE = {
    "type": "object",
    "description": "A place in an act, which stands in full among the acts of the report.",
    "properties": {
        "act": {**_TEXT, "description": "The key of the act."},
        "number": {**_TEXT, "description": "The place in it, as people cite it."},
        "document": {**_TEXT, "description": "The file in which it was read; empty is that of the act."},
        "line": {"type": ["integer", "null"], "description": "The line of the document."},
    },
    "required": ["act", "number"],
    "additionalProperties": False,
}
_ISSUE = {
    "type": "object",
    "description": "A fault of the data, in Russian words.",
    "properties": {"place": _TEXT, "text": _TEXT, "code": _TEXT},
    "required": ["place", "text", "code"],
    "additionalProperties": False,
}


def to_dict(report: Report) -> dict[str, Any]:
    """Write the report as plain JSON values."""
    converter = citing(report.acts)
    # The brief follows from the rest: whoever reads the file finds it first, and rnms makes it anew.
    brief = {"brief": converter.unstructure(report.brief)}
    written = converter.unstructure(attrs.evolve(report, data_digest=report.digest))
    return {"rnms-report": VERSION, **brief, **written}


def report_schema() -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of what :meth:`rnms.Report.to_json` writes.

    >>> report_schema()["properties"]["rnms-report"]["const"]
    1
    """
    version = {"const": VERSION, "description": "Version of the format."}
    brief = {"description": "What may be signed, and whom to ask what; it follows from the rest."}
    return schema_of(
        Report,
        f"urn:rnms:report:{VERSION}",
        {"rnms-report": version, "brief": brief},
        required="rnms-report",
        special={Clause: _CLAUSE, Issue: _ISSUE},
    )


def from_json(text: str | bytes, source: str = "report") -> Report:
    """Read a report; faults name what it was read from."""
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
