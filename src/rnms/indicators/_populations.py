"""Populations and terms: the words that an order counts with.

Figures report them by name, readings replace one by another, reports print them.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs


@attrs.frozen(kw_only=True)
class Unit:
    """What one member of a population is.

    Attributes:
        key: A short identifier.
        forms: The Russian noun after 1, after 2 and after 5.
        in_one_place: Whether a member belongs to one municipality only. If not (people work in two), the
            numbers of municipalities cannot be added up.
    """

    key: str
    forms: tuple[str, str, str]
    in_one_place: bool


PERSON = Unit(key="person", forms=("человек", "человека", "человек"), in_one_place=False)
MUNICIPALITY = Unit(key="municipality", forms=("МСО", "МСО", "МСО"), in_one_place=True)
REGION = Unit(key="region", forms=("регион", "региона", "регионов"), in_one_place=True)


@attrs.frozen(kw_only=True)
class Population:
    """A named set that an order counts.

    Attributes:
        key: Its name in figures: ``"staff"``.
        title: What the order calls it, in Russian.
        unit: What one member is.
        union: The populations that it is made of, where the order joins several.
    """

    key: str
    title: str
    unit: Unit = PERSON
    union: tuple[Population, ...] = ()

    def rewritten(self, words: Words) -> Population:
        """This population, or what a reading puts in its place."""
        found = words.get(self, self)
        if not isinstance(found, Population):
            raise TypeError(f"a reading puts the term {found.key!r} in place of the population {self.key!r}")
        return attrs.evolve(found, union=tuple(part.rewritten(words) for part in found.union))


@attrs.frozen(kw_only=True)
class Term:
    """A named property of members: a word of the order.

    Attributes:
        key: Its name in figures, after that of the population: ``"staff.diagnosed"``.
        title: What is said of a member for whom it holds, in Russian.
    """

    key: str
    title: str

    def rewritten(self, words: Words) -> Term:
        """This term, or what a reading puts in its place."""
        found = words.get(self, self)
        if not isinstance(found, Term):
            raise TypeError(f"a reading puts the population {found.key!r} in place of the term {self.key!r}")
        return found


Word = Population | Term
Words = Mapping[Word, Word]

THE_REGION = Population(key="region", title="регион", unit=REGION)
"""The population of one member that yes/no indicators are about."""
