"""Pieces of Markdown, their text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence


def plain(text: object) -> str:
    """Text as it stands: nothing in it is markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|$~^])", r"\\\1", " ".join(str(text).split()))


def in_code(text: object) -> str:
    """Text as it stands, but what is between backquotes is code."""
    parts = " ".join(str(text).split()).split("`")
    return "".join(
        f"`{part}`" if place % 2 else f"{' ' * part[:1].isspace()}{plain(part)}{' ' * part[-1:].isspace()}"
        for place, part in enumerate(parts)
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; cells are Markdown."""
    yield from ("", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}")
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def listed(items: Iterable[str], indent: str = "") -> Iterator[str]:
    """The lines of a list; items are Markdown."""
    yield from (f"{indent}- {item}" for item in items)
    yield ""
