"""Which pages of the site can be run in a reader's browser, where there is nothing but rnms."""

from __future__ import annotations

import re
from collections.abc import Iterable

NEEDS_MORE = {"sh", "csv", "json", "toml", "console", "bash"}
"""Blocks of files and commands: what comes after them needs what they leave behind."""
ABSENT = re.compile(
    r"^\s*(?:>>>|\.\.\.) .*\b(pandas|polars|pyarrow|duckdb|ibis|narwhals|docx|flask|highspy|pytest|hypothesis"
    r"|subprocess|jsonschema|tempfile|matplotlib|to_docx|to_arrow|Tables|rnms_\w+)\b",
    re.MULTILINE,
)
"""What the folder lacks."""


def is_runnable(blocks: Iterable[tuple[str, str]]) -> bool:
    """Tell whether the examples of a page need nothing but rnms.

    Args:
        blocks: The language of each block, and its text.
    """
    listed = list(blocks)
    examples = [text for _, text in listed if ">>> " in text]
    return (
        bool(examples)
        and not any(language in NEEDS_MORE for language, _ in listed)
        and not any(ABSENT.search(text) for text in examples)
    )
