"""Work that makes many values and no cycle of them, spared the search for cycles."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for cycles until the work is done, unless somebody else does.

    That would go through all that was made again and again, a quarter or a third of the whole time, and find
    none: values of the model and what is found of them hold what was there before them.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
