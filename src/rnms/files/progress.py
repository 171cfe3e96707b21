"""How far long work has come, for whoever waits, and what of it is done when somebody stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

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


class StoppedError(KeyboardInterrupt, Generic[T]):
    """Whoever waited has stopped long work, by Ctrl-C; what was done until then is kept.

    >>> StoppedError({"kirov": 1}).done
    {'kirov': 1}

    Attributes:
        done: What the work would have given, of the part that was done.
    """

    def __init__(self, done: T) -> None:
        super().__init__()
        self.done = done
