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
"""A flag: which of the rows meet a condition. A mask, or an expression."""
F_co = TypeVar("F_co", covariant=True)


class Operand(Protocol[F_co]):
    """A field of all rows, or along references a field of others.

    Its values, and where a reference leads, are the backend's own affair.
    """

    @property
    def unknown(self) -> F_co:
        """The rows in which the field is not known."""

    @property
    def none(self) -> F_co:
        """The rows in which the field is absent; it is unknown in none of these."""


class Matches(Protocol):
    """The records that an existence looks for."""

    def number(self) -> int:
        """Count the records, whether or not several have one key."""

    def of_nobody(self) -> bool:
        """Tell whether one of the records has a key that refers to an unknown record."""


M = TypeVar("M", bound=Matches)
A_co = TypeVar("A_co", covariant=True)
"""An amount of each row. Numbers one after another, or an expression."""


class Carriers(Protocol[A_co]):
    """The records by which rows carry things: each names a row and a thing."""

    def least(self) -> A_co:
        """Count the distinct things that each row surely carries.

        Of unknown ones, one where there is no other.
        """

    def most(self) -> A_co:
        """Count the things that each row may carry: every unknown one may be another."""

    def of_nobody(self) -> tuple[int, int]:
        """Count what unknown rows carry: the most that may weigh on one row, and the most on all together.

        Two records of one thing may be of two rows.
        """


class Backend(Protocol[F, M, A_co]):
    """The rows of a collection.

    Attributes:
        entity: The collection.
    """

    entity: str

    @property
    def system(self) -> RegionalSystem:
        """The small collections, and the parts that were not reported."""

    def has(self, entity: str) -> bool:
        """Tell whether a collection was collected."""

    def others(self, entity: str) -> Self:
        """Find the rows of another collection."""

    # Flags.

    def constant(self, *, holds: bool) -> F:
        """Make the flag that holds for all rows, or for none."""

    def is_never(self, flag: F) -> bool:
        """Tell whether a flag is known to hold for no row, so that nothing more need be asked."""

    def both(self, first: F, second: F) -> F:
        """Combine two flags into one that holds where both do."""

    def either(self, first: F, second: F) -> F:
        """Combine two flags into one that holds where at least one does."""

    def negated(self, flag: F) -> F:
        """Negate a flag."""

    def count(self, flag: F) -> int:
        """Count the rows for which a flag holds."""

    # Facts.

    def operand(self, path: str, *, as_reference: bool) -> Operand[F]:
        """Find the field at the end of a path; as a reference, where it leads."""

    def holding(self, fact: Fact) -> F:
        """Flag the rows for which a fact holds, right only where all that it reads is known."""

    def is_empty(self, path: str) -> F:
        """Flag the rows in which the set at the end of a path is known to be empty."""

    def words(self, path: str) -> Sequence[str]:
        """List every word of the set at the end of a path, in whatever record it is known."""

    # Existence.

    def matches(self, sought: Exists) -> M:
        """Find the records that an existence looks for."""

    def found(self, sought: Exists, matches: M) -> F:
        """Flag the rows with as many matches by key as the existence wants, in the order that it wants.

        With an unknown key, anything.
        """

    # Loads.

    def nothing(self) -> A_co:
        """Make the load of rows that carry nothing."""

    def carriers(self, sought: Exists) -> Carriers[A_co]:
        """Find the records that an existence looks for, by the rows and the things that they name."""

    def limitless(self, sought: Exists) -> F:
        """Flag the rows that may carry any amount: a number that is added up is unknown and has no limit."""

    # Places.

    def with_id(self, key: str) -> F:
        """Flag the rows that have an id."""

    def led_to(self, path: str, others: Self, flag: F) -> F:
        """Flag the rows that refer to a flagged row; with an unknown reference, either way."""

    def named_by(self, others: Self, path: str, flag: F) -> F:
        """Flag the rows that flagged rows name: all rows, if one of those names an unknown one."""
