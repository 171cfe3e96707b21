"""How long the tests that throw dice go on: as usual, much longer, or quickly.

``RNMS_THOROUGH=1`` is for who has changed an engine, ``RNMS_QUICK=1`` for a Python on which the same code is
looked at once more. Whatever draws examples or seeds asks here for their number.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

THOROUGH = bool(os.environ.get("RNMS_THOROUGH"))
QUICK = bool(os.environ.get("RNMS_QUICK")) and not THOROUGH
_MORE, _FEWER = 50, 5
_OTHER_DOORS = 10
"""So many times as long as polars other kinds of table take for one question."""


def draws(usual: int, thorough: int | None = None) -> int:
    """Return how many examples or seeds to look at, of so many that are usual."""
    if THOROUGH:
        return usual * _MORE if thorough is None else thorough
    return -(-usual // _FEWER) if QUICK else usual


def draws_of_tables(kind: str, usual: int, thorough: int) -> int:
    """Return how many seeds to look at in tables of a kind: of others than polars so many as take as long."""
    return draws(usual, thorough) if kind == "polars" else draws(2, thorough // _OTHER_DOORS)


def examples(usual: int, thorough: int | None = None, **others: Any) -> settings:
    """Return the settings under which Hypothesis draws so many examples."""
    return settings(max_examples=draws(usual, thorough), **others)
