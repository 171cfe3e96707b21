"""How sure something is, while some facts are unknown."""

from __future__ import annotations

import enum


class Certainty(enum.IntEnum):
    """Whether something is so: not, perhaps, or surely, in this order.

    >>> Certainty.of(certain=False, possible=True)
    <Certainty.MAYBE: 1>
    >>> min(Certainty.YES, Certainty.MAYBE).name
    'MAYBE'
    """

    NO = 0
    MAYBE = 1
    YES = 2

    @classmethod
    def of(cls, *, certain: bool, possible: bool) -> Certainty:
        """Find what the certain and the possible form of a predicate say together."""
        return cls.YES if certain else cls.MAYBE if possible else cls.NO

    @property
    def holds(self) -> bool | None:
        """Whether it is so; ``None`` when that is not known."""
        return None if self is Certainty.MAYBE else self is Certainty.YES

    @property
    def negated(self) -> Certainty:
        """How sure the opposite is."""
        return Certainty(Certainty.YES - self)
