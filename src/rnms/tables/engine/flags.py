"""Flags: two-valued expressions over the rows of a frame, folded where they are the same for all rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw

Flag: TypeAlias = "nw.Expr | bool"


def both(first: Flag, second: Flag) -> Flag:
    """Combine two flags into one that holds where both do."""
    if isinstance(first, bool):
        return second if first else False
    if isinstance(second, bool):
        return first if second else False
    return first & second


def either(first: Flag, second: Flag) -> Flag:
    """Combine two flags into one that holds where at least one does."""
    if isinstance(first, bool):
        return True if first else second
    if isinstance(second, bool):
        return True if second else first
    return first | second


def negated(flag: Flag) -> Flag:
    """Negate a flag."""
    return not flag if isinstance(flag, bool) else ~flag


def all_of(flags: Iterable[Flag]) -> Flag:
    """Combine flags into one that holds where all do."""
    conjunction: Flag = True
    for flag in flags:
        conjunction = both(conjunction, flag)
    return conjunction


def any_of(flags: Iterable[Flag]) -> Flag:
    """Combine flags into one that holds where at least one does."""
    disjunction: Flag = False
    for flag in flags:
        disjunction = either(disjunction, flag)
    return disjunction


def number(flag: Flag) -> nw.Expr:
    """0 or 1 for each row."""
    return nw.lit(int(flag)) if isinstance(flag, bool) else nw.when(flag).then(1).otherwise(0)


def filtered(frame: nw.LazyFrame[Any], flag: Flag) -> nw.LazyFrame[Any]:
    """Select the rows for which a flag holds."""
    if isinstance(flag, bool):
        return frame if flag else frame.head(0)
    return frame.filter(flag)
