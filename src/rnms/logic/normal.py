"""The normal form of a predicate: bound to a window, closed, certain or possible.

It is *bound* (:mod:`rnms.logic.binding`), *closed* (:mod:`rnms.logic.chains`) and at last split into its
*certain* and *possible* forms, both two-valued: an unknown fact counts as false in the one and as true in the
other, what is denied the other way round. No backend ever meets a third value.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import attrs

from rnms._values import frozen
from rnms.logic.binding import bound
from rnms.logic.chains import possibly, surely, with_implied_orders
from rnms.logic.predicates import ALWAYS, Known, Not, Or, Predicate
from rnms.logic.walks import asks_what_is_known, denied, is_existence, is_fact, is_gathered, is_unsaid, mapped
from rnms.logic.window import Window
from rnms.logic.words_excluded import among


@frozen
class Forms:
    """What a predicate says of the records of a collection in a window, in its two-valued forms.

    >>> from rnms.logic.predicates import active
    >>> from rnms.model import Period
    >>> sure, perhaps = forms(active(), Window.of(Period.of(2023)), "employments")
    >>> sure == perhaps
    False

    Attributes:
        entity: The collection.
        bound: The predicate, bound to the window.
        around: What all the records satisfy of which it is asked, bound, too.
    """

    entity: str
    bound: Predicate
    around: Predicate = ALWAYS

    def __iter__(self) -> Iterator[Predicate]:
        """Walk over the certain and the possible form."""
        return iter((self.certain, self.possible))

    @functools.cached_property
    def normal(self) -> Predicate:
        """The bound predicate with what follows from its own comparisons, and from nothing else."""
        return with_implied_orders(self.bound, self.entity)

    @functools.cached_property
    def certain(self) -> Predicate:
        """What holds whatever the unknown facts are."""
        return certain(surely(self._among_all, self.entity))

    @functools.cached_property
    def possible(self) -> Predicate:
        """What holds unless the known facts exclude it."""
        return possible(possibly(self._among_all, self.entity))

    @functools.cached_property
    def possible_as_reported(self) -> Predicate:
        """What holds unless the known facts exclude it, judged by the reported records alone."""
        return possible_as_reported(possibly(self._among_all, self.entity))

    @property
    def _among_all(self) -> Predicate:
        return among(self.bound, self.around, self.entity)


def forms(predicate: Predicate, window: Window, entity: str, around: Predicate = ALWAYS) -> Forms:
    """Say what a predicate about the records of a collection means in a window.

    Args:
        predicate: The predicate.
        window: The window.
        entity: The collection.
        around: What all the records satisfy of which it is asked.
    """
    return Forms(entity, bound(predicate, window), bound(around, window))


# Certain and possible.


def certain(predicate: Predicate) -> Predicate:
    """Find the two-valued form that holds when it does whatever the unknown facts are.

    >>> from rnms.logic.predicates import Given, Path
    >>> certain(Given(Path("start"))).unknown
    False
    """
    return _decided(predicate, unknown=False)


def possible_as_reported(predicate: Predicate) -> Predicate:
    """Find the possible form of what was reported: records that nobody reported add nothing.

    Where the two possible forms differ nobody answered; where they agree somebody left the fact open.

    >>> from rnms.logic.predicates import exists
    >>> possible_as_reported(exists("diagnostics", "person")).unreported
    False
    """
    return _decided(predicate, unknown=True, unreported=False)


def possible(predicate: Predicate) -> Predicate:
    """Find the two-valued form that holds unless the known facts exclude it.

    >>> from rnms.logic.predicates import Given, Path
    >>> possible(Not(Given(Path("start")))).part.unknown
    False
    """
    return _decided(predicate, unknown=True)


@functools.lru_cache(maxsize=8192)
def _decided(predicate: Predicate, *, unknown: bool, unreported: bool = True) -> Predicate:
    """Decide unknown facts, and perhaps unreported records, as true or as false."""
    part = denied(predicate)
    if part is not None:
        return Not(_decided(part, unknown=not unknown, unreported=unreported))
    if is_fact(predicate) or is_unsaid(predicate):
        return attrs.evolve(predicate, unknown=unknown)
    if asks_what_is_known(predicate):
        # What is known is so in both forms: it is a fact of the data.
        return predicate if predicate.is_decided else _known(predicate)
    decided = mapped(predicate, lambda inside: _decided(inside, unknown=unknown, unreported=unreported))
    if is_existence(decided):
        return attrs.evolve(decided, unknown=unknown, unreported=unreported or not unknown)
    if is_gathered(decided):
        return attrs.evolve(decided, unknown=unknown)
    return decided


def _known(predicate: Known) -> Known:
    """Require that a predicate holds whatever the unknown facts are, or does not whatever they are."""
    perhaps = predicate.part if predicate.perhaps is None else predicate.perhaps
    return Known(Or((certain(predicate.part), Not(possible(perhaps)))), predicate.code, is_decided=True)
