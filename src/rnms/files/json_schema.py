"""A JSON Schema of data files, generated from the classes and their docstrings."""

from __future__ import annotations

import datetime as dt
import enum
import inspect
import re
import types
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from rnms._values import frozen
from rnms.files.converter import EXACT, PERIOD
from rnms.files.json import VERSION, WORDS
from rnms.indicators.target import Years
from rnms.model.period import Period
from rnms.model.returns import INEQUALITY, PrintedShare
from rnms.model.system import RegionalSystem

_SHARE = (
    rf"^\s*({INEQUALITY})?\s*0*(100([.,]0+)?|\d{{1,2}}([.,]\d+)?)"
    r"\s*(%|процент(а|ов)?)?\s*$"
)


_PATTERNS: Mapping[Any, str] = {
    # Of a day the month or the year alone may be known.
    dt.date: r"^\d{4}(-\d\d(-\d\d(/\d{4}-\d\d-\d\d)?)?)?$",
    PrintedShare: _SHARE,
    Fraction: f"^{EXACT}$",
    Years: r"^\d{4}\.\.(\d{4})?$",
}
"""What is written as a text of its own form."""


def schema() -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of the files that :func:`load` reads.

    >>> schema()["properties"]["region"]["type"]
    'string'
    """
    version = {"const": VERSION, "description": "Version of the file format."}
    words = {"type": "object", "description": "Words of the region, as a template lists them; not read."}
    heads = {"$schema": {"type": "string"}, WORDS: words, "rnms": version}
    return schema_of(RegionalSystem, f"urn:rnms:system:{VERSION}", heads, required="rnms")


def schema_of(
    kind: type,
    address: str,
    heads: Mapping[str, Any],
    *,
    required: str,
    special: Mapping[type, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Make the JSON Schema of a file that holds one value.

    Args:
        kind: The class of the value.
        address: What the schema is called.
        heads: What stands in the file before the fields of the value.
        required: Which of these must.
        special: The schemas of the classes that are not written by their fields.
    """
    maker = _Maker(special=special or {})
    top = maker.of_class(kind)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        **top,
        "properties": {**heads, **top["properties"]},
        "required": [required, *top["required"]],
        "$defs": dict(sorted(maker.definitions.items())),
    }


@frozen(kw_only=True)
class _Maker:
    """Makes the schemas of types, and collects those of the classes that it meets."""

    special: Mapping[type, Mapping[str, Any]]
    definitions: dict[str, Any] = attrs.field(factory=dict)

    def of_class(self, kind: type) -> dict[str, Any]:
        """Make the schema of an object that holds the fields of a class."""
        hints = get_type_hints(kind)
        descriptions = _descriptions(kind)
        fields = [field for field in attrs.fields(kind) if "transient" not in field.metadata]
        properties = {}
        for field in fields:
            properties[field.name] = {
                **self.of_type(hints[field.name]),
                **field.metadata.get("schema", {}),
                "description": descriptions[field.name],
            }
        required = [field.name for field in fields if field.default is attrs.NOTHING]
        return {
            "type": "object",
            "description": (inspect.getdoc(kind) or "").partition("\n")[0],
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }

    def of_type(self, kind: Any) -> dict[str, Any]:
        """Make the schema of a type."""
        if get_origin(kind) in {Union, types.UnionType}:
            options = [self.of_type(option) for option in get_args(kind)]
            return {"anyOf": options}
        if get_origin(kind) is tuple:
            return {"type": "array", "items": self.of_type(get_args(kind)[0])}
        if kind in self.special:
            return dict(self.special[kind])
        if kind is Period:
            year = {"type": "integer", "minimum": 1000, "maximum": 9999}
            return {"anyOf": [{"type": "string", "pattern": f"^({PERIOD})$"}, year]}
        if kind in _PATTERNS:
            return {"type": "string", "pattern": _PATTERNS[kind]}
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            return {"enum": [member.value for member in kind]}
        if attrs.has(kind):
            if kind.__name__ not in self.definitions:
                self.definitions[kind.__name__] = {}  # a class may hold itself
                self.definitions[kind.__name__] = self.of_class(kind)
            return {"$ref": f"#/$defs/{kind.__name__}"}
        return {"type": {str: "string", int: "integer", bool: "boolean", type(None): "null"}[kind]}


def _descriptions(kind: type) -> dict[str, str]:
    """Collect what the docstring of a class says of its attributes."""
    doc = inspect.getdoc(kind) or ""
    _, _, rest = doc.partition("Attributes:\n")
    section = re.split(r"\n\n|\n(?=\S)", rest)[0]
    entries = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", section, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in entries}
