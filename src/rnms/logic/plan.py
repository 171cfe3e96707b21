"""The plan of a question: all that an engine must know of it in a window, whatever the data are."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from rnms._values import frozen
from rnms.logic.normal import Forms, forms
from rnms.logic.paths import collections_along, fields_along, refers_to
from rnms.logic.population import Membership, Population
from rnms.logic.predicates import ALWAYS, And, Exists, Predicate, exists
from rnms.logic.question import Question
from rnms.logic.unreported import gaps_in, gaps_of_members
from rnms.logic.walks import children, demanded_parts, is_existence, is_unsaid, paths_of, walk
from rnms.logic.window import Window
from rnms.model.returns import Unreported
from rnms.model.system import RegionalSystem


@frozen(kw_only=True)
class PopulationPlan:
    """Who belongs to a population in a window, as predicates that engines evaluate.

    Attributes:
        population: The population.
        window: The days of which it speaks, and what the words of the data mean.
        whole: The population with everything that it inherits said in itself.
    """

    population: Population
    window: Window
    whole: Population

    @property
    def entity(self) -> str:
        """The collection whose records are members; empty where only figures report them."""
        return self.whole.entity

    @property
    def through(self) -> Membership | None:
        """The related records that make members."""
        return self.whole.through

    @property
    def made_by(self) -> tuple[Exists, ...]:
        """The related records that make one a member, as they are declared."""
        if self.through is None:
            return ()
        membership = exists(self.through.entity, self.through.member, self.through.where, code="not_a_member")
        return (membership,)

    @functools.cached_property
    def own(self) -> Forms:
        """What a record must satisfy itself."""
        return forms(self.whole.where, self.window, self.entity)

    @functools.cached_property
    def made(self) -> Forms | None:
        """The condition that a related record makes a member; ``None`` where none does."""
        return forms(self.made_by[0], self.window, self.entity) if self.made_by else None

    @functools.cached_property
    def belonging(self) -> Forms:
        """What a record must satisfy to be a member: its own condition and that of the related record."""
        return forms(And((*self.made_by, self.whole.where)), self.window, self.entity)

    @functools.cached_property
    def placing(self) -> Forms | None:
        """What a related record must satisfy to place a member; nothing where none does."""
        if self.through is None:
            return None
        return forms(self.through.where, self.window, self.through.entity)

    @functools.cached_property
    def membership_records(self) -> tuple[Exists, ...]:
        """The records by which a person on no list may be a member."""
        if self.entity != "persons":
            return ()
        return tuple(membership_records((self.made or self.own).possible))

    @property
    def counts_ids(self) -> bool:
        """Whether one id is one member: so it is of people, and of whatever other records make."""
        return self.through is not None or self.entity == "persons"

    def gaps(self, system: RegionalSystem) -> tuple[Unreported, ...]:
        """List the unreported parts of the collection of members that could hold a member."""
        return tuple(gaps_of_members(system, self.whole, self.own.possible))

    def gaps_making(self, record: Exists, system: RegionalSystem) -> tuple[Unreported, ...]:
        """List the unreported parts of the records that make members which could add a new member."""
        # A post that was not reported may be of somebody new; other records are of people who have posts.
        if self.through is None and record.entity != "employments":
            return ()
        return tuple(gaps_in(system, record.entity, record.where))

    def place_path(self, collection: str) -> str:
        """Name the path from the record that places a member to its municipality or organisation."""
        path = self.whole.place if self.through is None else self.through.place
        if collection == "municipalities":
            return path
        entity = self.entity if self.through is None else self.through.entity
        if entity == "organizations":
            return "id"
        organization, _, last = path.rpartition(".")
        return organization if last == "municipality" else ""


@frozen(kw_only=True)
class QuestionPlan:
    """What a question asks in a window, as predicates that engines evaluate.

    Attributes:
        question: The question.
        of: The plan of its population.
    """

    question: Question
    of: PopulationPlan

    @property
    def window(self) -> Window:
        """The days of which it speaks."""
        return self.of.window

    @functools.cached_property
    def passing(self) -> Forms | None:
        """What a member must satisfy to pass; nothing where only the size is asked for."""
        term = self.question.term
        return None if term is None else forms(term, self.window, self.of.entity, self.of.whole.where)

    @functools.cached_property
    def looked_for(self) -> tuple[Exists, ...]:
        """The records that may make a member pass."""
        passing = ALWAYS if self.passing is None else self.passing.possible
        return tuple(part for _, part in walk(self.of.entity, passing) if is_existence(part))

    @functools.cached_property
    def answers(self) -> tuple[Exists, ...]:
        """The records by which a member answers: those of its own, not what stands behind them."""
        return () if self.passing is None else tuple(_own_records(self.passing.possible))

    def gaps(self, system: RegionalSystem) -> tuple[Unreported, ...]:
        """List the unreported parts that could make a member pass."""
        return tuple(
            part
            for existence in self.looked_for
            for part in gaps_in(system, existence.entity, existence.where)
        )


def _own_records(predicate: Predicate) -> Iterator[Exists]:
    """Walk over the records that a predicate looks for, without those that they are asked for."""
    if is_existence(predicate):
        yield predicate
        return
    for part in children(predicate):
        yield from _own_records(part)


@functools.lru_cache(maxsize=1024)
def population_plan(population: Population, window: Window) -> PopulationPlan:
    """Make the plan of a population in a window."""
    return PopulationPlan(population=population, window=window, whole=population.resolved())


@functools.lru_cache(maxsize=4096)
def question_plan(question: Question, window: Window) -> QuestionPlan:
    """Make the plan of a question in a window.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> from rnms.model import Period
    >>> asked = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)
    >>> plan = question_plan(asked, Window.of(Period.of(2023)))
    >>> plan.of.entity, [sought.entity for sought in plan.looked_for]
    ('persons', ['diagnostics'])
    """
    return QuestionPlan(question=question, of=population_plan(question.of, window))


def membership_records(predicate: Predicate) -> Iterator[Exists]:
    """List the records that a predicate demands of a person: one of nobody may be of a person on no list."""
    for part in demanded_parts(predicate):
        if is_existence(part) and [own_path for _, own_path in part.on] == ["id"]:
            [(record_path, _)] = part.on
            if refers_to(part.entity, record_path) == "persons":
                yield part


# What is read.


@functools.lru_cache(maxsize=4096)
def reads(question: Question) -> frozenset[str]:
    """List the collections that a question reads; an empty name where records cannot answer it."""
    if question.times:
        return frozenset(name for part in question.times for name in reads(Question(of=part)))
    whole = question.of.resolved()
    collections = {whole.entity, *_collections(whole.entity, whole.where)}
    if whole.through is not None:
        collections |= {whole.through.entity, *_collections(whole.through.entity, whole.through.where)}
    if question.term is not None:
        collections |= set(_collections(whole.entity, question.term))
    return frozenset(collections)


def _collections(entity: str, predicate: Predicate) -> Iterator[str]:
    """List the collections that a predicate over the records of another reads."""
    for asking, part in walk(entity, predicate):
        if is_unsaid(part) and part.by_figure:
            yield ""
        for path in paths_of(part):
            yield from collections_along(asking, path)
        if is_existence(part):
            yield part.entity
            if part.adding is not None:
                yield from collections_along(part.entity, part.adding.field)
            for record_path, own_path in part.on:
                yield from (
                    *collections_along(part.entity, record_path),
                    *collections_along(asking, own_path),
                )


@functools.lru_cache(maxsize=4096)
def fields_read(question: Question) -> frozenset[tuple[str, str]]:
    """List the fields on which the answer to a question rests, each with its collection.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> fields = fields_read(Question(of=people.STAFF, term=diagnostics.DIAGNOSED))
    >>> ("diagnostics", "date") in fields, ("persons", "birth_date") in fields
    (True, False)
    """
    if question.times:
        return frozenset(field for part in question.times for field in fields_read(Question(of=part)))
    whole = question.of.resolved()
    parts = [(whole.entity, whole.where)]
    if whole.through is not None:
        parts.append((whole.through.entity, whole.through.where))
    parts += [(whole.entity, term) for term in (question.term, question.beside) if term is not None]
    return frozenset(field for entity, predicate in parts for field in _fields(entity, predicate))


def _fields(entity: str, predicate: Predicate) -> Iterator[tuple[str, str]]:
    """List the fields that a predicate over the records of a collection reads."""
    for asking, part in walk(entity, predicate):
        for path in paths_of(part):
            yield from fields_along(asking, path)
        if is_existence(part):
            if part.adding is not None:
                yield from fields_along(part.entity, part.adding.field)
            for record_path, own_path in part.on:
                yield from (*fields_along(part.entity, record_path), *fields_along(asking, own_path))
