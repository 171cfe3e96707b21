"""How sure something is, while some facts are unknown."""

from __future__ import annotations

import enum


class Certainty(enum.Enum):
    """Whether something is so: not, perhaps, or surely.

    >>> Certainty.of(certain=False, possible=True)
    <Certainty.MAYBE: 'maybe'>
    """

    NO = "no"
    MAYBE = "maybe"
    YES = "yes"

    @classmethod
    def of(cls, *, certain: bool, possible: bool) -> Certainty:
        """What the certain and the possible form of a predicate say together."""
        return cls.YES if certain else cls.MAYBE if possible else cls.NO

    @property
    def holds(self) -> bool | None:
        """Whether it is so; ``None`` when that is not known."""
        return {Certainty.YES: True, Certainty.NO: False}.get(self)

    @property
    def negated(self) -> Certainty:
        """How sure the opposite is."""
        return {Certainty.YES: Certainty.NO, Certainty.NO: Certainty.YES}.get(self, self)
