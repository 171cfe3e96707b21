"""What is wrong where a file is no JSON or no TOML, in words of our own: parsers speak English alone."""

from __future__ import annotations

from collections.abc import Mapping

from rnms.issues import Message, message

_KINDS: Mapping[str, tuple[str, ...]] = {
    "value": ("Expecting value", "Invalid value"),
    "property": ("Expecting property name",),
    "comma": ("Expecting ',' delimiter",),
    "colon": ("Expecting ':' delimiter",),
    "trailing-comma": ("Illegal trailing comma",),
    "extra": ("Extra data",),
    "quotes": ("Unterminated string", "Expected \"'"),
    "escape": ("Invalid \\", "Unescaped '\\'"),
    "character": ("Invalid control character", "Illegal character", "Found invalid character"),
    "equals": ("Expected '=' after a key",),
    "key": ("Invalid initial character for a key part", "Invalid statement"),
    "line": ("Expected newline or end of document",),
    "bracket": ("Unclosed", "Expected ']", "Expected '}'"),
    "twice": ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate"),
}
"""By what is wrong, how what a parser says of it begins."""


def unparsed(sentence: str) -> Message:
    """Tell what a parser found.

    >>> unparsed("Expecting ',' delimiter: line 1 column 9 (char 8)").key
    'unparsed/comma'
    """
    kinds = (kind for kind, beginnings in _KINDS.items() if sentence.startswith(beginnings))
    return message(f"unparsed/{next(kinds, 'other')}")
