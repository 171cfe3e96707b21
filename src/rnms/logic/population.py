"""Populations and terms: the words that an order counts with.

Figures report them by name, readings put one in place of another, reports print them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

import attrs

from rnms._values import frozen
from rnms.logic.predicates import ALWAYS, BY_FIGURE_ONLY, And, Predicate
from rnms.logic.walks import children, mapped
from rnms.model.checked import checked
from rnms.showing import short


@frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class Unit:
    """What one member of a population is.

    >>> PERSON.forms, PERSON.in_one_place
    (('человек', 'человека', 'человек'), False)

    Attributes:
        key: A short identifier.
        forms: The Russian noun after 1, after 2 and after 5.
        in_one_place: Whether a member belongs to one municipality only. If not (people work in two), the
            numbers of municipalities cannot be added up.
        on_one_day: Whether a member is an event, so that the numbers of two years can be added up.
        always_placed: Whether a member lies in some municipality always. Most need not: people of regional
            institutions work in none, so the numbers of municipalities are not yet those of the region.
    """

    key: str
    forms: tuple[str, str, str]
    in_one_place: bool = True
    on_one_day: bool = False
    always_placed: bool = False


PERSON = Unit(key="person", forms=("человек", "человека", "человек"), in_one_place=False)
METHODIST = Unit(key="methodist", forms=("методист", "методиста", "методистов"), in_one_place=False)
TEAM = Unit(key="team", forms=("команда", "команды", "команд"))
SCHOOL = Unit(key="school", forms=("школа", "школы", "школ"))
PROGRAMME = Unit(key="programme", forms=("программа", "программы", "программ"))
AGREEMENT = Unit(key="agreement", forms=("соглашение", "соглашения", "соглашений"), on_one_day=True)
ROUND = Unit(key="round", forms=("мониторинг", "мониторинга", "мониторингов"), on_one_day=True)
MUNICIPALITY = Unit(key="municipality", forms=("МСО", "МСО", "МСО"), always_placed=True)
ORGANIZATION = Unit(key="organization", forms=("организация", "организации", "организаций"))
REGION = Unit(key="region", forms=("регион", "региона", "регионов"))


@frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class Term:
    """A named property of members: a word of the order.

    >>> from rnms.indicators.vocabulary import early_career, people
    >>> early_career.UNDER_35.key, early_career.UNDER_35.title
    ('under_35', 'моложе 35 лет')

    Attributes:
        key: Its name in figures, after that of the population: ``"staff.diagnosed"``.
        title: What is said of a member for whom it holds, in Russian.
        where: What it says of a record; by default only a figure can report it. The terms inside are its
            narrower words: a reading may put another in place of one of them.
        since: The year from whose first day it accumulates («нарастающим итогом»); ``None`` when it looks at
            the period alone.
    """

    key: str
    title: str
    where: Predicate = BY_FIGURE_ONLY
    since: int | None = None

    __repr__ = short("key")

    @property
    def words(self) -> tuple[Term, ...]:
        """The narrower words that it is made of."""
        return tuple(_terms(self.where))

    def rewritten(self, words: Words) -> Term:
        """This term, or what readings make of it."""
        substitute = words.get(self, self)
        if not isinstance(substitute, Term):
            raise TypeError(
                f"a reading puts the population {substitute.key!r} in place of the term {self.key!r}"
            )
        words = {word: meaning for word, meaning in words.items() if word != self}
        where = _reworded(substitute.where, words)
        key, title = _said_in_key(substitute, substitute.words, tuple(_terms(where)))
        return attrs.evolve(substitute, key=key, title=title, where=where)


def _terms(predicate: Predicate) -> Iterator[Term]:
    """List the terms directly inside a predicate."""
    if isinstance(predicate, Term):
        yield predicate
    for child in children(predicate):
        yield from _terms(child)


def _reworded(predicate: Predicate, words: Words) -> Predicate:
    if isinstance(predicate, Term):
        return predicate.rewritten(words)
    return mapped(predicate, lambda part: _reworded(part, words))


@frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class Membership:
    """Related records that make a member, and give its place: teachers are made by employments.

    >>> from rnms.indicators.vocabulary import early_career, people
    >>> people.STAFF.through.entity, people.STAFF.through.member
    ('employments', 'person')

    Attributes:
        entity: The collection of those records.
        member: The field of theirs that names the member.
        where: What such a record must satisfy.
        place: The field that gives the municipality; empty when there is none.
        unique: Whether nobody has two of them at once, as of main places of work: then the numbers of
            municipalities add up.
    """

    entity: str
    member: str
    where: Predicate = ALWAYS
    place: str = ""
    unique: bool = False

    __repr__ = short("entity", "member")


@frozen(kw_only=True, cache_hash=True, field_transformer=checked)
class Population:
    """A named set that an order counts.

    >>> from rnms.indicators.vocabulary import early_career, people
    >>> people.STAFF.key, people.TEACHERS.within == people.STAFF
    ('staff', True)

    Attributes:
        key: Its name in figures: ``"staff"``.
        title: What the order calls it, in Russian.
        unit: What one member is.
        entity: The collection whose records are its members; empty when only figures report it.
        where: What a record must satisfy to be one.
        through: The related records that make one a member.
        place: The field that gives the municipality of a member, where no related record does.
        union: The populations that it joins, where the order names several.
        within: The population whose members these are, or belong to: people of schools, for one. Where that
            is empty, so is this. Of the same unit, it is inherited from.
        having: The terms that single out its members.
    """

    key: str
    title: str
    unit: Unit = PERSON
    entity: str = ""
    where: Predicate = ALWAYS
    through: Membership | None = None
    place: str = ""
    union: tuple[Population, ...] = ()
    within: Population | None = None
    having: tuple[Term, ...] = ()

    __repr__ = short("key")

    def rewritten(self, words: Words) -> Population:
        """This population, or what readings make of it."""
        substitute = words.get(self, self)
        if not isinstance(substitute, Population):
            raise TypeError(
                f"a reading puts the term {substitute.key!r} in place of the population {self.key!r}"
            )
        # What took its place may lie within it, as teachers do within staff: that is the same one no more.
        words = {word: meaning for word, meaning in words.items() if word != self}
        changed = tuple(term.rewritten(words) for term in substitute.having)
        key, title = _said_in_key(substitute, substitute.having, changed)
        # What lies within a meaning already, lies within no second one of the same word.
        above = {word: meaning for word, meaning in words.items() if meaning not in substitute.bases}
        return attrs.evolve(
            substitute,
            key=key,
            title=title,
            union=tuple(part.rewritten(words) for part in substitute.union),
            within=substitute.within and substitute.within.rewritten(above),
            having=changed,
        )

    @property
    def base(self) -> Population | None:
        """The population of the same unit within which this one lies and from which it inherits; if any.

        >>> from rnms.indicators.vocabulary import people
        >>> people.SCHOOL_TEACHERS.base == people.TEACHERS, people.STAFF.base
        (True, None)
        """
        return self.within if self.within is not None and self.within.unit == self.unit else None

    @property
    def in_one_place(self) -> bool:
        """Whether a member belongs to one municipality only, so that the numbers of municipalities add up.

        >>> from rnms.indicators.vocabulary import people
        >>> people.STAFF.in_one_place, people.STAFF_AT_MAIN_PLACE.in_one_place
        (False, True)
        """
        through = self.resolved().through
        return self.unit.in_one_place or (through is not None and through.unique)

    @property
    def bases(self) -> tuple[Population, ...]:
        """The base, the base of that, and so on."""
        return () if self.base is None else (self.base, *self.base.bases)

    def resolved(self) -> Population:
        """Find the same population with everything that it inherits said in itself."""
        return self._resolved

    @functools.cached_property
    def _resolved(self) -> Population:
        if self.entity or self.base is None:
            return attrs.evolve(self, where=And((self.where, *self.having)), having=())
        base = self.base.resolved()
        return attrs.evolve(
            self,
            entity=base.entity,
            where=And((base.where, self.where, *self.having)),
            through=self.through or base.through,
            place=self.place or base.place,
            having=(),
        )


Word = Population | Term
Words = Mapping[Word, Word]


def _said_in_key(word: Word, before: tuple[Term, ...], after: tuple[Term, ...]) -> tuple[str, str]:
    """Find the key and title of a word some of whose narrower words were replaced.

    It means something else now.
    """
    replaced = [term for term in after if term not in before]
    if not replaced:
        return word.key, word.title
    title = f"{word.title} ({'; '.join(term.title for term in replaced)})"
    return "@".join([word.key, *(term.key for term in replaced)]), title


OUTSIDE_MUNICIPALITIES = Term(
    key="outside_municipalities", title="есть вне муниципалитетов: только в организациях самого региона"
)
"""The figures that every population knows: how many stand in no municipality, or a yes or no."""

STRATA = {"unknown": "неизвестно", "none": "нет", "others": "остальные"}
"""The names of the groups that no value and no term sorts: value unknown, no value, all others."""

THE_REGION = Population(key="region", title="регион", unit=REGION, entity="region")
"""The population of one member that yes/no indicators are about."""
