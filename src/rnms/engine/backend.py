"""What a backend tells of the rows of one collection: all that the interpreter needs of data.

A backend knows how records lie: as columns and masks (:mod:`rnms.engine.masks`), or as a frame that some
query engine keeps (:mod:`rnms.tables.engine.rows`). It knows nothing of unknown facts that count as true, of
gaps, of members: that is the interpreter's (:mod:`rnms.engine.interpreter`), once for all backends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self, TypeVar

from rnms.logic.predicates import Exists, Fact
from rnms.model.system import RegionalSystem

F = TypeVar("F")
"""A flag: for which of the rows something holds. A mask, or an expression."""
F_co = TypeVar("F_co", covariant=True)


class Operand(Protocol[F_co]):
    """A field of all rows, or along references a field of others.

    Its values, and where a reference leads, are the backend's own affair.
    """

    @property
    def unknown(self) -> F_co:
        """For which rows it is not known."""

    @property
    def none(self) -> F_co:
        """For which rows there is none; of none of them it is not known."""


class Matches(Protocol):
    """The records that an existence looks for."""

    def number(self) -> int:
        """Count how many there are; whether several have one key is not asked."""

    def of_nobody(self) -> bool:
        """Tell whether one of them names, as a key, somebody unknown."""


M = TypeVar("M", bound=Matches)
A_co = TypeVar("A_co", covariant=True)
"""An amount of each row. Numbers one after another, or an expression."""


class Carriers(Protocol[A_co]):
    """The records by which rows carry things: each names a row and a thing."""

    def least(self) -> A_co:
        """Tell how many distinct things each row surely carries.

        Of unknown ones, one where there is no other.
        """

    def most(self) -> A_co:
        """Tell how many each row may carry: every unknown one may be another."""

    def of_nobody(self) -> int:
        """Count how many may be carried by rows that nobody knows."""


class Backend(Protocol[F, M, A_co]):
    """The rows of a collection.

    Attributes:
        entity: The collection.
    """

    entity: str

    @property
    def system(self) -> RegionalSystem:
        """What is small, and what was not reported."""

    def has(self, entity: str) -> bool:
        """Tell whether a collection was collected."""

    def others(self, entity: str) -> Self:
        """Find the rows of another collection."""

    # Flags.

    def constant(self, *, holds: bool) -> F:
        """Find the flag that holds for all rows, or for none."""

    def is_never(self, flag: F) -> bool:
        """Tell whether a flag is known to hold for no row: what is known so need not be asked any more."""

    def both(self, first: F, second: F) -> F:
        """Tell whether two flags hold."""

    def either(self, first: F, second: F) -> F:
        """Tell whether one at least of two flags holds."""

    def negated(self, flag: F) -> F:
        """Tell whether a flag does not hold."""

    def count(self, flag: F) -> int:
        """Tell for how many rows a flag holds."""

    # Facts.

    def operand(self, path: str, *, as_reference: bool) -> Operand[F]:
        """Give a field at the end of a path; as a reference, where that leads."""

    def holding(self, fact: Fact) -> F:
        """Tell whether a fact holds, where all that it reads is known; elsewhere anything."""

    def is_empty(self, path: str) -> F:
        """Tell whether the set at the end of a path is known to be empty."""

    def words(self, path: str) -> Sequence[str]:
        """List every word of the set at the end of a path, in whatever record it is known."""

    # Existence.

    def matches(self, sought: Exists) -> M:
        """Find the records that an existence looks for."""

    def found(self, sought: Exists, matches: M) -> F:
        """Tell which rows have as many of them by key, in the order asked for.

        With an unknown key, anything.
        """

    # Loads.

    def nothing(self) -> A_co:
        """Let each row carry nothing."""

    def carriers(self, sought: Exists) -> Carriers[A_co]:
        """Find the records that an existence looks for, by the rows and the things that they name."""

    def limitless(self, sought: Exists) -> F:
        """Which rows may carry any amount, since a number that is added up is not known and has no limit."""

    # Places.

    def with_id(self, key: str) -> F:
        """Tell which rows have an id."""

    def led_to(self, path: str, others: Self, flag: F) -> F:
        """Tell which rows refer to others for which a flag holds; with an unknown reference, anything."""

    def named_by(self, others: Self, path: str, flag: F) -> F:
        """Tell which rows others name for which a flag holds: all, if one of those names somebody unknown."""
