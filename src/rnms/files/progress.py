"""How far long work has come, for whoever waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


def counted(items: Sequence[T], progress: Progress | None) -> Iterator[T]:
    """Give items one by one, and tell after each how many are done.

    >>> steps = []
    >>> [item for item in counted("аб", lambda done, whole: steps.append((done, whole)))], steps
    (['а', 'б'], [(1, 2), (2, 2)])
    """
    for done, item in enumerate(items, 1):
        yield item
        if progress is not None:
            progress(done, len(items))
