"""What predicates are made of, for whoever need not know what kinds of nodes there are.

Node classes are told apart here, in chains of days, in implication, in the interpreter, in sentences and
where witnesses of words are invented, and nowhere else: all others walk a predicate by these functions.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeGuard

import attrs

from rnms.logic.certainty import Certainty
from rnms.logic.predicates import (
    And,
    AtSomeYearEnd,
    Compare,
    CoveredBy,
    Exists,
    Fact,
    Given,
    Has,
    Known,
    Not,
    Op,
    Operand,
    Or,
    Path,
    Predicate,
    Shares,
    Subset,
    Unsaid,
)

if TYPE_CHECKING:
    from rnms.logic.population import Term


def children(predicate: Predicate) -> tuple[Predicate, ...]:
    """List the predicates directly inside another; a term stands for itself, as a word has one meaning.

    >>> from rnms.logic.predicates import active
    >>> len(children(active()))
    2
    """
    match predicate:
        case And(parts=parts) | Or(parts=parts):
            return parts
        case Not(part=part) | AtSomeYearEnd(part=part) | Known(part=part):
            return (part,)
        case Exists(where=where):
            return (where,)
        case CoveredBy(records=records, field=field):
            # A record whose set is not known leaves open what all of them have.
            return (attrs.evolve(records, where=And((records.where, Given(field)))),)
    return ()


def mapped(predicate: Predicate, change: Callable[[Predicate], Predicate]) -> Predicate:
    """Find the predicate with a change made to each one directly inside.

    >>> from rnms.logic.predicates import active
    >>> mapped(active(), Not) == And(tuple(Not(part) for part in active().parts))
    True
    """
    match predicate:
        case And(parts=parts):
            return And(tuple(change(part) for part in parts))
        case Or(parts=parts):
            return Or(tuple(change(part) for part in parts))
        case Not(part=part):
            return Not(change(part))
        case Known(part=part):
            return attrs.evolve(predicate, part=change(part))
        case AtSomeYearEnd(part=part):
            return AtSomeYearEnd(change(part))
        case Exists(where=where):
            return attrs.evolve(predicate, where=change(where))
        case CoveredBy(records=records):
            changed = change(records)
            assert isinstance(changed, Exists)  # noqa: S101  # an existence stays one
            return attrs.evolve(predicate, records=changed)
    return predicate


def is_fact(predicate: Predicate) -> TypeGuard[Fact]:
    """Tell whether a predicate speaks of fields of one record, with no other predicate inside.

    >>> from rnms.logic.predicates import active
    >>> is_fact(Given(Path("route"))), is_fact(active())
    (True, False)
    """
    return isinstance(predicate, Compare | Given | Has | Shares | Subset)


def is_existence(predicate: Predicate) -> TypeGuard[Exists]:
    """Tell whether a predicate looks for other records."""
    return isinstance(predicate, Exists)


def is_unsaid(predicate: Predicate) -> TypeGuard[Unsaid]:
    """Tell whether a predicate asks for what records do not say."""
    return isinstance(predicate, Unsaid)


def asks_what_is_known(predicate: Predicate) -> TypeGuard[Known]:
    """Tell whether a predicate asks whether a fact is known; that itself is never open."""
    return isinstance(predicate, Known)


def is_term(predicate: Predicate) -> TypeGuard[Term]:
    """Tell whether a predicate is a word of the order, which says what another predicate does."""
    kinds = Fact | CoveredBy | Exists | And | Or | Not | Known | AtSomeYearEnd | Unsaid
    return not isinstance(predicate, kinds)


def is_junction(predicate: Predicate) -> bool:
    """Tell whether a predicate joins others, or excludes one, about the same record and the same days."""
    return isinstance(predicate, And | Or | Not)


def inside(predicate: Predicate) -> tuple[Predicate, ...]:
    """List the predicates directly inside another; of a term what it says.

    >>> from rnms.indicators.vocabulary import early_career
    >>> inside(early_career.UNDER_35) == (early_career.UNDER_35.where,)
    True
    """
    return (predicate.where,) if is_term(predicate) else children(predicate)


def walk(entity: str, predicate: Predicate) -> Iterator[tuple[str, Predicate]]:
    """Walk over a predicate and all inside it, each with the collection of whose records it speaks.

    >>> from rnms.logic.predicates import equals, exists
    >>> found = exists("diagnostics", "person", equals("provider", "cnppm"))
    >>> [entity for entity, _ in walk("persons", found)]
    ['persons', 'diagnostics', 'diagnostics']
    """
    yield entity, predicate
    within = predicate.entity if isinstance(predicate, Exists) else entity
    for part in inside(predicate):
        yield from walk(within, part)


def conjuncts(predicate: Predicate) -> Iterator[Predicate]:
    """Walk over the parts of a conjunction, however deep; anything else is its own only part.

    >>> from rnms.logic.predicates import all_of, active
    >>> len(list(conjuncts(all_of(active(), Given(Path("route"))))))
    3
    """
    if isinstance(predicate, And):
        for part in predicate.parts:
            yield from conjuncts(part)
    else:
        yield predicate


def disjuncts(predicate: Predicate) -> Iterator[Predicate]:
    """Walk over the parts of a disjunction, however deep; anything else is its own only part.

    >>> from rnms.logic.predicates import any_of
    >>> len(list(disjuncts(any_of(Given(Path("route")), Given(Path("person"))))))
    2
    """
    if isinstance(predicate, Or):
        for part in predicate.parts:
            yield from disjuncts(part)
    else:
        yield predicate


@functools.lru_cache(maxsize=4096)
def paths_of(fact: Predicate) -> tuple[str, ...]:
    """List the paths that a fact reads; none of what is no fact.

    >>> from rnms.logic.predicates import same
    >>> paths_of(same("person", "diagnostic.person"))
    ('person', 'diagnostic.person')
    """
    match fact:
        case Compare(left=left, right=Path() as right):
            return (left.name, right.name)
        case Shares(left=left, right=right) | Subset(left=left, right=right):
            return (left.name, right.name)
        case Compare(left=field) | Given(field=field) | Has(field=field):
            return (field.name,)
        case CoveredBy(words=field):
            return (field.name,)
    return ()


def fields_asked(predicate: Predicate) -> Iterator[str]:
    """Walk over the fields of the record itself of which a predicate asks something.

    >>> from rnms.logic.predicates import within
    >>> list(fields_asked(within("date")))
    ['date', 'date']
    """
    if is_fact(predicate):
        yield paths_of(predicate)[0]
    for part in () if is_existence(predicate) else children(predicate):
        yield from fields_asked(part)


def of_field(predicate: Predicate, field: str) -> Predicate:
    """Make the same fact about another field.

    >>> from rnms.logic.predicates import equals
    >>> of_field(equals("start", "x"), "end").left.name
    'end'
    """
    match predicate:
        case Compare() | Shares() | Subset():
            return attrs.evolve(predicate, left=Path(field))
        case Given() | Has():
            return attrs.evolve(predicate, field=Path(field))
        case Exists():
            return predicate
    return mapped(predicate, lambda part: of_field(part, field))


def sought_by(fact: Predicate) -> Operand | None:
    """Find what a fact compares its field with or looks for in it; nothing where that is another field.

    >>> from rnms.logic.predicates import equals
    >>> sought_by(equals("provider", "cnppm"))
    'cnppm'
    """
    match fact:
        case Compare(right=Path()):
            return None
        case Compare(right=sought) | Has(word=sought):
            return sought
    return None


def with_sought(fact: Predicate, sought: Operand) -> Predicate:
    """Find the fact that compares its field with something else, or looks for something else in it.

    >>> from rnms.logic.predicates import equals
    >>> with_sought(equals("provider", "cnppm"), "iro") == equals("provider", "iro")
    True
    """
    match fact:
        case Compare():
            return attrs.evolve(fact, right=sought)
        case Has():
            return attrs.evolve(fact, word=sought)
    return fact


def op_of(fact: Predicate) -> Op | None:
    """Find the comparison that a fact makes; nothing where it makes none."""
    return fact.op if isinstance(fact, Compare) else None


def is_comparison(predicate: Predicate) -> bool:
    """Tell whether a predicate sets a field beside another, or beside a value."""
    return len(paths_of(predicate)) > 1 or sought_by(predicate) is not None


def sets_compared(predicate: Predicate) -> tuple[str, str] | None:
    """Find the path to the set whose words are looked for, and to that in which they are; nothing elsewhere.

    >>> sets_compared(Shares(Path("programme.competences"), Path("diagnostic.deficits")))
    ('diagnostic.deficits', 'programme.competences')
    """
    match predicate:
        case Shares(left=having, right=asked) | Subset(left=asked, right=having):
            return asked.name, having.name
        case CoveredBy(words=asked, field=having):
            return asked.name, having.name
    return None


def is_subset(predicate: Predicate) -> TypeGuard[Subset]:
    """Tell whether a predicate asks that all words of one set are in another of the same record."""
    return isinstance(predicate, Subset)


def is_gathered(predicate: Predicate) -> TypeGuard[CoveredBy]:
    """Tell whether a predicate looks for words in the sets of other records."""
    return isinstance(predicate, CoveredBy)


def gathered_by(predicate: Predicate) -> tuple[Exists, str] | None:
    """Find the existence, and the field of its records, whose sets together must have all wanted words.

    >>> from rnms.logic.predicates import covers, exists
    >>> gathered_by(covers("programme.topics", "areas", records=exists("route_items", "route")))[1]
    'programme.topics'
    """
    return (predicate.records, predicate.field.name) if isinstance(predicate, CoveredBy) else None


def covering(predicate: Predicate, word: str) -> tuple[Predicate, Predicate] | None:
    """Make two facts about a word: that the wanted set has it, and that the set or sets beside have it.

    >>> from rnms.logic.predicates import covers
    >>> asked, having = covering(covers("programme.topics", "areas"), "чтение")
    >>> asked.field.name, having.field.name
    ('areas', 'programme.topics')
    """
    match predicate:
        case Subset(left=asked, right=having):
            return Has(asked, word), Has(having, word)
        case CoveredBy(words=asked, records=records, field=having):
            where = And((records.where, Has(having, word)))
            return Has(asked, word), attrs.evolve(records, where=where)
    return None


def alike_in(fact: Predicate) -> tuple[tuple[str, str], ...] | None:
    """List the words that count as one, where a fact asks whether all words of a set are in another.

    >>> alike_in(Subset(Path("areas"), Path("deficits"), alike=(("чтение", "Чтение"),)))
    (('чтение', 'Чтение'),)
    """
    return fact.alike if isinstance(fact, Subset) else None


def spellings_in(alike: tuple[tuple[str, str], ...]) -> Mapping[str, frozenset[str]]:
    """List by word those that count as it.

    >>> spellings_in((("чтение", "Чтение"),))
    {'чтение': frozenset({'Чтение'})}
    """
    words = dict.fromkeys(word for word, _ in alike)
    return {word: frozenset(twin for first, twin in alike if first == word) for word in words}


def shares_words(predicate: Predicate) -> TypeGuard[Shares]:
    """Tell whether a predicate asks what two sets of words have in common."""
    return isinstance(predicate, Shares)


def compared_with(fact: Predicate) -> tuple[str, Op, Operand] | None:
    """Find the field, the comparison and the value, where a fact compares a field with a value.

    >>> from rnms.logic.predicates import equals
    >>> compared_with(equals("provider", "cnppm"))
    ('provider', <Op.EQ: '='>, 'cnppm')
    """
    if not isinstance(fact, Compare) or isinstance(fact.right, Path):
        return None
    return fact.left.name, fact.op, fact.right


def given_field(fact: Predicate) -> str | None:
    """Find the field of which a fact asks that it is there; ``None`` where it asks for something else.

    >>> from rnms.logic.predicates import Given
    >>> given_field(Given(Path("end")))
    'end'
    """
    return fact.field.name if isinstance(fact, Given) else None


def demanded_parts(predicate: Predicate) -> Iterator[Predicate]:
    """Walk over the parts that a predicate demands, together or as alternatives, without denied ones."""
    if isinstance(predicate, And | Or):
        for part in predicate.parts:
            yield from demanded_parts(part)
    else:
        yield predicate


def denied(predicate: Predicate) -> Predicate | None:
    """Find the part that a predicate denies; ``None`` where it denies nothing."""
    return predicate.part if isinstance(predicate, Not) else None


def at_some_year_end(predicate: Predicate) -> Predicate | None:
    """Find what a predicate asks of the end of some year; ``None`` where it asks nothing of one."""
    return predicate.part if isinstance(predicate, AtSomeYearEnd) else None


def how_surely(predicate: Predicate, of_part: Callable[[Predicate], Certainty]) -> Certainty:
    """Tell how surely a predicate holds, from how surely each fact and existence inside it does.

    >>> from rnms.logic.predicates import active
    >>> how_surely(Not(active()), lambda fact: Certainty.YES)
    <Certainty.NO: 0>
    """
    match predicate:
        case And(parts=parts):
            return min((how_surely(part, of_part) for part in parts), default=Certainty.YES)
        case Or(parts=parts):
            return max((how_surely(part, of_part) for part in parts), default=Certainty.NO)
        case Not(part=part):
            return how_surely(part, of_part).negated
    return of_part(predicate)
