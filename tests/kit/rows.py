"""Tables of cases, each row under the name of what it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def by_source(rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Name each row by what it says last: its clause, its line, or the reason for it."""
    return [pytest.param(*row, id=str(row[-1])) for row in rows]
