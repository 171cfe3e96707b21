"""The words of the orders: what regions share, a page for each topic, in the order of a teacher's way.

Read these pages first: they are the words that orders count with. Regions compose their indicators of them,
figures report them by key, readings put one in place of another, engines look for them in records.
"""

from typing import TypeVar

from rnms.indicators.vocabulary import (
    completion,
    diagnostics,
    duties,
    early_career,
    events,
    low_results,
    management,
    methodists,
    municipalities,
    organizations,
    people,
    programmes,
    teams,
)

T = TypeVar("T")

PAGES = (
    duties,
    completion,
    people,
    organizations,
    diagnostics,
    programmes,
    teams,
    early_career,
    methodists,
    municipalities,
    events,
    management,
    low_results,
)
"""The pages, each after those that it takes words from."""


def shared(kind: type[T]) -> tuple[T, ...]:
    """Collect what the pages declare of a kind, each value once.

    >>> from rnms.indicators import Reading
    >>> [reading.name for reading in shared(Reading)][:2]
    ['without_part_timers', 'selection_strict']
    """
    declared = (value for page in PAGES for value in vars(page).values() if isinstance(value, kind))
    return tuple({id(value): value for value in declared}.values())
