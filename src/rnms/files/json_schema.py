"""A JSON Schema of data files, generated from the classes and their docstrings."""

from __future__ import annotations

import datetime as dt
import enum
import inspect
import re
import types
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from rnms.files.converter import PERIOD
from rnms.files.json import VERSION, WORDS
from rnms.model.period import Period
from rnms.model.returns import PrintedShare
from rnms.model.system import RegionalSystem

_SHARE = (
    r"^\s*(не менее|не более|более|менее|>=|<=|[<>≥≤])?\s*0*(100([.,]0+)?|\d{1,2}([.,]\d+)?)"
    r"\s*(%|процент(а|ов)?)?\s*$"
)


def schema() -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of the files that :func:`load` reads.

    >>> schema()["properties"]["region"]["type"]
    'string'
    """
    definitions: dict[str, Any] = {}
    top = _of_class(RegionalSystem, definitions)
    version = {"const": VERSION, "description": "Version of the file format."}
    words = {"type": "object", "description": "Words of the region, as a template lists them; not read."}
    properties = {"$schema": {"type": "string"}, WORDS: words, "rnms": version, **top["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:rnms:system:{VERSION}",
        **top,
        "properties": properties,
        "required": ["rnms", *top["required"]],
        "$defs": dict(sorted(definitions.items())),
    }


def _of_class(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    descriptions = _descriptions(kind)
    properties = {}
    for field in attrs.fields(kind):
        described = {"description": descriptions[field.name]} if field.name in descriptions else {}
        properties[field.name] = {
            **_of_type(hints[field.name], definitions), **field.metadata.get("schema", {}), **described
        }  # fmt: skip
    required = [field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING]
    return {
        "type": "object",
        "description": (inspect.getdoc(kind) or "").partition("\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _of_type(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if get_origin(kind) in {Union, types.UnionType}:
        options = [_of_type(option, definitions) for option in get_args(kind)]
        return {"anyOf": options}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of_type(get_args(kind)[0], definitions)}
    if kind is Period:
        year = {"type": "integer", "minimum": 1000, "maximum": 9999}
        return {"anyOf": [{"type": "string", "pattern": f"^({PERIOD})$"}, year]}
    if kind is dt.date:
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
    if kind is PrintedShare:
        return {"type": "string", "pattern": _SHARE}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return {"enum": [member.value for member in kind]}
    if attrs.has(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}  # a class may hold itself
            definitions[kind.__name__] = _of_class(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return {"type": {str: "string", int: "integer", bool: "boolean", type(None): "null"}[kind]}


def _descriptions(kind: type) -> dict[str, str]:
    """Collect what the docstring of a class says of its attributes."""
    doc = inspect.getdoc(kind) or ""
    _, _, rest = doc.partition("Attributes:\n")
    section = re.split(r"\n\n|\n(?=\S)", rest)[0]
    entries = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", section, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in entries}
