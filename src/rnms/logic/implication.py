"""Implication: which words of an order hold wherever others do, read off from what they say.

Whoever is counted by a narrower word is counted by the wider one too, so the number of the first never
exceeds that of the second. What is found here is so whatever the records are; much that is so is not found.
A route, for one, does not imply a diagnostic of the same period: the diagnostic behind it may be older.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator

import attrs

from rnms.logic.binding import bound
from rnms.logic.chains import with_implied_orders
from rnms.logic.population import REGION, Population, Term
from rnms.logic.predicates import (
    ALWAYS,
    OPERATORS,
    And,
    Compare,
    CoveredBy,
    DateOrder,
    Exists,
    Given,
    Has,
    Not,
    Op,
    Or,
    Path,
    Predicate,
    Shares,
    Subset,
    exists,
)
from rnms.logic.question import Question
from rnms.logic.walks import children, conjuncts, mapped, paths_of
from rnms.logic.window import Window
from rnms.model.system import field_kinds

_WEAKER = {
    Op.EQ: {Op.EQ, Op.LE, Op.GE},
    Op.LT: {Op.LT, Op.LE},
    Op.LE: {Op.LE},
    Op.GT: {Op.GT, Op.GE},
    Op.GE: {Op.GE},
}
"""The comparisons that also hold of two values for which one comparison holds."""
_MIRRORED = {Op.GT: Op.LT, Op.GE: Op.LE}


def implies(stronger: Predicate, weaker: Predicate) -> bool:
    """Tell whether one predicate surely holds wherever another does; both are bound to their windows.

    Sound and not complete: what records alone decide, and what no predicate says, is never implied.

    >>> from rnms.indicators.vocabulary import diagnostics, methodists, municipalities, people
    >>> from rnms.model import Period
    >>> year = Window.of(Period.of(2023))
    >>> by_act, any_association = (
    ...     bound(term, year)
    ...     for term in (municipalities.WITH_ASSOCIATIONS_BY_ACT, municipalities.WITH_ASSOCIATIONS)
    ... )
    >>> implies(by_act, any_association), implies(any_association, by_act)
    (True, False)
    """
    return _follows(_with_what_follows(stronger), _bare(weaker))


@functools.lru_cache(maxsize=8192)
def _with_what_follows(predicate: Predicate) -> Predicate:
    """Write out in a predicate everything that is sure wherever it holds."""
    return _bare(with_implied_orders(_with_what_all_are(_bare(predicate))))


def _with_what_all_are(predicate: Predicate) -> Predicate:
    """Demand of the records that exist what a denied existence says that none of them lacks.

    Who has members, and none who did not begin, has members who began.
    """
    if not isinstance(predicate, And):
        return predicate
    lacking = [part.part for part in predicate.parts if isinstance(part, Not)]
    absences = [
        part for part in lacking if isinstance(part, Exists) and part.at_least == 1 and part.compare is None
    ]
    return And(
        tuple(_as_all_are(part, absences) if isinstance(part, Exists) else part for part in predicate.parts)
    )


def _as_all_are(existence: Exists, absences: Iterable[Exists]) -> Exists:
    parts = [existence.where]
    for lacking in absences:
        if lacking.entity == existence.entity and set(lacking.on) <= set(existence.on):
            rest = [part for part in conjuncts(lacking.where) if not _follows(existence.where, part)]
            parts += [rest[0].part if isinstance(rest[0], Not) else Not(rest[0])] if len(rest) == 1 else []
    return existence if len(parts) == 1 else attrs.evolve(existence, where=And(tuple(parts)))


@functools.lru_cache(maxsize=8192)
def _bare(predicate: Predicate) -> Predicate:
    """Strip a predicate of reason codes, flatten conjunctions, and compare fields in one direction."""
    match predicate:
        case And(parts=parts):
            flat = [
                part
                for inner in map(_bare, parts)
                for part in (inner.parts if isinstance(inner, And) else (inner,))
            ]
            return And(tuple(dict.fromkeys(flat)))
        case Compare(left=left, op=op, right=Path() as right) if op in _MIRRORED:
            return Compare(right, _MIRRORED[op], left)
        case Compare(left=left, op=Op.GE, right=dt.date.min):
            # Whatever day it is, it is not before the first of all.
            return Given(left)
        case Compare() | Has() | Shares() | Subset():
            return attrs.evolve(predicate, code="")
        case CoveredBy():
            return mapped(attrs.evolve(predicate, code=""), _bare)
        case Exists():
            # How a load counts does not matter to whether anything is there.
            return attrs.evolve(predicate, where=_bare(predicate.where), code="", of="", adding=None)
    return mapped(predicate, _bare)


@functools.lru_cache(maxsize=32768)
def _follows(stronger: Predicate, weaker: Predicate) -> bool:
    """Tell whether one bare predicate implies another, by the parts of both, then by single facts."""
    if isinstance(weaker, And):
        return all(_follows(stronger, part) for part in weaker.parts)
    if isinstance(stronger, Or):
        return all(_follows(part, weaker) for part in stronger.parts)
    if isinstance(stronger, And) and any(_follows(part, weaker) for part in stronger.parts):
        return True
    if isinstance(weaker, Or):
        return any(_follows(stronger, part) for part in weaker.parts)
    return _follows_alone(stronger, weaker)


def _follows_alone(stronger: Predicate, weaker: Predicate) -> bool:
    match stronger, weaker:
        case Exists(), Exists():
            return _more_exist(stronger, weaker) or _names_such(stronger, weaker)
        case Not(part=excluded), Not(part=narrower):
            return _follows(narrower, excluded)
        case Compare(op=Op.EQ, left=left, right=value), Not(part=Compare(op=Op.EQ, right=other) as refused):
            constants = not isinstance(value, Path) and type(value) is type(other)
            return constants and left == refused.left and value != other
        case Compare(), Compare():
            return _stricter(stronger, weaker)
        case ((Compare() | Has() | Shares() | Given()), Given(field=field)):
            # A comparison with what is not there is false, wherever along the path it ends.
            return any(path == field.name or path.startswith(f"{field.name}.") for path in paths_of(stronger))
        case ((Subset(left=left) | CoveredBy(words=left)), Given(field=field)):
            # Of an empty set the other one need not be there.
            return left.name == field.name or left.name.startswith(f"{field.name}.")
        case Shares(left=left, right=right), Shares():
            return {left, right} == {weaker.left, weaker.right}
        case (Has(), Has()) | (Subset(), Subset()) | (CoveredBy(), CoveredBy()):
            return stronger == weaker
    return False


def _more_exist(stronger: Exists, weaker: Exists) -> bool:
    """Tell whether whoever has so many records of the narrower kind has as many of the wider one."""
    if not (
        stronger.entity == weaker.entity
        and set(weaker.on) <= set(stronger.on)
        and stronger.at_least >= weaker.at_least
        and _compares_as(stronger.compare, weaker.compare)
    ):
        return False
    premise = _bare(with_implied_orders(stronger.where))
    return _follows(premise, _with_those_named(weaker.where, stronger.entity, premise))


def _names_such(stronger: Exists, weaker: Exists) -> bool:
    """Tell whether the records of one kind name records of another: who has a route has its diagnostic."""
    if weaker.at_least != 1 or weaker.compare is not None or stronger.entity == weaker.entity:
        return False
    own = {own_path: record_path for record_path, own_path in stronger.on}
    if any(own_path not in own for _, own_path in weaker.on):
        return False
    # Whose record it is says the other record, which is that of the same one.
    same = tuple((record_path, own[own_path]) for record_path, own_path in weaker.on)
    premise = _bare(with_implied_orders(stronger.where))
    fields = [name for name in _named_in(premise) if _into(stronger.entity, name) == weaker.entity]
    return any(_follows(premise, _is_such(name, attrs.evolve(weaker, on=same))) for name in fields)


def _with_those_named(weaker: Predicate, entity: str, premise: Predicate) -> Predicate:
    """Let an existence hold, too, where a record that this one names is one that it looks for."""
    if isinstance(weaker, And | Or):
        return mapped(weaker, lambda part: _with_those_named(part, entity, premise))
    if not isinstance(weaker, Exists) or weaker.at_least != 1:
        return weaker
    fields = [name for name in _named_in(premise) if _into(entity, name) == weaker.entity]
    return Or((weaker, *(_is_such(name, weaker) for name in fields))) if fields else weaker


def _named_in(predicate: Predicate) -> tuple[str, ...]:
    """List the fields, through others too, of which a predicate says something."""
    paths = [path.split(".") for path in paths_of(predicate)]
    prefixes = [".".join(path[:depth]) for path in paths for depth in range(1, len(path))]
    inside = () if isinstance(predicate, Exists) else children(predicate)
    return tuple(dict.fromkeys((*prefixes, *(name for part in inside for name in _named_in(part)))))


def _into(entity: str, path: str) -> str:
    """Name the collection into which a path leads; empty where it leads into none."""
    for name in path.split("."):
        kinds = field_kinds(entity) if entity else {}
        entity = kinds[name].into if name in kinds else ""
    return entity


def _is_such(name: str, existence: Exists) -> Predicate:
    """Require that the record at the end of a path is one that an existence looks for."""
    facts: list[Predicate] = [Given(Path(name)), _seen_from(name, existence.where)]
    facts += [
        Compare(Path(f"{name}.{record_path}"), Op.EQ, Path(own_path))
        for record_path, own_path in existence.on
    ]
    if existence.compare is not None:
        order = existence.compare
        facts.append(Compare(Path(f"{name}.{order.their}"), order.op, Path(order.ours)))
    return _bare(And(tuple(facts)))


def _compares_as(stronger: DateOrder | None, weaker: DateOrder | None) -> bool:
    if weaker is None:
        return True
    if stronger is None:
        return False
    is_of_same = (stronger.their, stronger.ours) == (weaker.their, weaker.ours)
    return is_of_same and weaker.op in _WEAKER[stronger.op]


def _stricter(stronger: Compare, weaker: Compare) -> bool:
    strong_value, weak_value = stronger.right, weaker.right
    if stronger.left != weaker.left:
        return False
    if isinstance(strong_value, Path) or strong_value == weak_value:
        return strong_value == weak_value and weaker.op in _WEAKER[stronger.op]
    if type(strong_value) is not type(weak_value) or isinstance(strong_value, str | bool):
        return False
    if stronger.op is Op.EQ:
        return OPERATORS[weaker.op](strong_value, weak_value)
    upwards = {Op.LT, Op.LE}
    if (stronger.op in upwards) is not (weaker.op in upwards) or weaker.op is Op.EQ:
        return False
    return OPERATORS[Op.LT if stronger.op in upwards else Op.GT](strong_value, weak_value)


# Sets of members.


def included(
    narrow: Question, window: Window, wide: Question, other: Window, *, by_place: bool = False
) -> bool:
    """Tell whether whoever passes one question surely passes another.

    >>> from rnms.indicators.vocabulary import diagnostics, methodists, municipalities, people
    >>> from rnms.model import Period
    >>> year = Window.of(Period.of(2023))
    >>> staff = Question(of=people.STAFF, term=diagnostics.DIAGNOSED)
    >>> teachers = Question(of=people.TEACHERS, term=diagnostics.DIAGNOSED)
    >>> included(teachers, year, staff, year), included(staff, year, teachers, year)
    (True, False)

    Args:
        narrow: The question whose members are sought in the other.
        window: The days that it speaks of.
        wide: The question that may hold them all.
        other: The days that this one speaks of.
        by_place: Whether it must be so in each municipality too, not only in the region.
    """
    if narrow.of.unit != wide.of.unit or narrow.load or wide.load:
        return False
    if not _belongs(narrow, window, wide.of, other, by_place=by_place):
        return False
    return wide.term is None or _passes(narrow, window, wide.term, other)


def failures_included(
    narrow: Question, window: Window, wide: Question, other: Window, *, by_place: bool = False
) -> bool:
    """Tell whether whoever fails one question surely fails another.

    >>> from rnms.indicators.vocabulary import diagnostics, methodists, municipalities, people
    >>> from rnms.model import Period
    >>> year = Window.of(Period.of(2023))
    >>> any_kind = Question(of=municipalities.MUNICIPALITIES, term=municipalities.WITH_COMMUNITIES)
    >>> all_kinds = Question(of=municipalities.MUNICIPALITIES, term=municipalities.WITH_ALL_COMMUNITIES)
    >>> failures_included(any_kind, year, all_kinds, year)
    True
    """
    if narrow.term is None or wide.term is None:
        return False
    if not included(Question(of=narrow.of), window, Question(of=wide.of), other, by_place=by_place):
        return False
    # Of the members of the narrower population whoever passed the wider question would pass this one.
    if window == other:
        return _passes(Question(of=narrow.of, term=wide.term), window, narrow.term, window)
    premise = And((_premise(Question(of=narrow.of), window), bound(wide.term, other)))
    return bool(narrow.of.resolved().entity) and implies(premise, bound(narrow.term, window))


def _belongs(
    narrow: Question, window: Window, wide: Population, wide_window: Window, *, by_place: bool
) -> bool:
    """Tell whether whoever passes a question is a member of a population."""
    population = narrow.of
    if window == wide_window and _belongs_by_name(narrow, window, wide, by_place=by_place):
        return True
    own, wider = population.resolved(), wide.resolved()
    if not own.entity or own.entity != wider.entity:
        return False
    if by_place and (own.through is None) is not (wider.through is None):
        return False
    if wider.through is None:
        placed = not by_place or (own.place == wider.place != "")
    else:
        placed = (
            own.through is not None
            and (own.through.entity, own.through.member, own.through.place)
            == (wider.through.entity, wider.through.member, wider.through.place)
            and implies(bound(own.through.where, window), bound(wider.through.where, wide_window))
        )
    return placed and implies(_premise(narrow, window), bound(wider.where, wide_window))


def _belongs_by_name(narrow: Question, window: Window, wide: Population, *, by_place: bool) -> bool:
    """Tell whether whoever passes belongs because populations are declared within each other."""
    narrow_population = narrow.of
    if narrow_population == wide:
        return True

    def inside(question: Question, population: Population) -> bool:
        return _belongs(question, window, population, window, by_place=by_place)

    base = narrow_population.base
    if base is not None and inside(attrs.evolve(narrow, of=base), wide):
        return True
    if any(inside(narrow, part) for part in wide.union):
        return True
    if narrow_population.union and all(
        inside(attrs.evolve(narrow, of=part), wide) for part in narrow_population.union
    ):
        return True
    only_singled_out = wide.having and wide.where == ALWAYS and wide.through is None and not wide.entity
    return (
        bool(only_singled_out)
        and wide.base is not None
        and inside(narrow, wide.base)
        and all(_passes(narrow, window, term, window) for term in wide.having)
    )


def _passes(narrow: Question, window: Window, term: Term, term_window: Window) -> bool:
    """Tell whether whoever passes a question has a property."""
    if window == term_window and (term == narrow.term or term in _all_having(narrow.of)):
        return True
    if not narrow.of.resolved().entity:
        return False
    return implies(_premise(narrow, window), bound(term, term_window))


def _all_having(population: Population) -> Iterator[Term]:
    return (term for inherited in (population, *population.bases) for term in inherited.having)


@functools.lru_cache(maxsize=4096)
def _premise(question: Question, window: Window) -> Predicate:
    """Find all that is so of whoever passes a question: as a member, by what makes one, and by the term."""
    whole = question.of.resolved()
    parts: list[Predicate] = [whole.where]
    if whole.through is not None:
        parts.append(exists(whole.through.entity, whole.through.member, whole.through.where))
    if question.term is not None:
        parts.append(question.term)
    return bound(And(tuple(parts)), window)


# Which records must exist.


def entails_somebody(one: Question, wide: Question, window: Window) -> bool:
    """Tell whether, where anybody passes one question, somebody surely passes another.

    >>> from rnms.indicators.vocabulary import diagnostics, methodists, municipalities, people
    >>> from rnms.model import Period
    >>> year = Window.of(Period.of(2023))
    >>> in_place = methodists.POOL_AND_PLAN_IN_PLACE.questions[0]
    >>> entails_somebody(in_place, Question(of=methodists.REGIONAL_POOL), year)
    True

    Args:
        one: The question that somebody passes, perhaps the region.
        wide: The question of other members.
        window: The days that both speak of.
    """
    entity, demand = _record_behind(wide, window)
    if not entity or one.load or wide.load:
        return False
    if one.of.unit == REGION:
        return one.term is not None and implies(bound(one.term, window), exists(entity, (), demand))
    whole = one.of.resolved()
    if not whole.entity:
        return False
    facts = tuple(conjuncts(_bare(with_implied_orders(_premise(one, window)))))
    return any(
        implies(And((fact.where, *(_seen_from(field, premise) for premise in facts))), demand)
        for fact in facts
        if isinstance(fact, Exists) and fact.entity == entity
        for field in [_reference(fact)]
        if field
    )


def entails_as_many(one: Question, wide: Question, window: Window) -> bool:
    """Tell whether whoever passes one question has a record of his own that passes another.

    >>> from rnms.indicators.vocabulary import diagnostics, people
    >>> from rnms.model import Period
    >>> year = Window.of(Period.of(2023))
    >>> with_route = Question(of=people.STAFF, term=diagnostics.WITH_ROUTE)
    >>> entails_as_many(with_route, Question(of=diagnostics.ROUTES), year)
    True
    """
    return (
        one.of.unit != REGION and wide.of.resolved().through is None and entails_somebody(one, wide, window)
    )


def _record_behind(question: Question, window: Window) -> tuple[str, Predicate]:
    """Find the collection and the predicate of the records each of which makes somebody pass."""
    whole = question.of.resolved()
    own = bound(And((whole.where, *(() if question.term is None else (question.term,)))), window)
    if whole.through is None:
        return whole.entity, own
    where = bound(whole.through.where, window)
    return whole.through.entity, And((where, _seen_from(whole.through.member, own)))


def _reference(fact: Exists) -> str:
    """Name the field by which other records refer to this one; empty where none does."""
    return next((record_path for record_path, own_path in fact.on if own_path == "id"), "")


def _seen_from(field: str, predicate: Predicate) -> Predicate:
    """Say of the records that refer to a record by a field what is so of that record."""

    def path(name: str) -> str:
        return field if name == "id" else f"{field}.{name}"

    match predicate:
        case Compare(left=left, right=right):
            operand = Path(path(right.name)) if isinstance(right, Path) else right
            return attrs.evolve(predicate, left=Path(path(left.name)), right=operand)
        case Has(field=inner) | Given(field=inner):
            return attrs.evolve(predicate, field=Path(path(inner.name)))
        case Shares(left=left, right=operand) | Subset(left=left, right=operand):
            return attrs.evolve(predicate, left=Path(path(left.name)), right=Path(path(operand.name)))
        case CoveredBy(words=words):
            renamed = attrs.evolve(predicate, words=Path(path(words.name)))
            return mapped(renamed, lambda part: _seen_from(field, part))
        case Exists(on=keys, compare=order):
            keys_seen = tuple((record_path, path(own_path)) for record_path, own_path in keys)
            seen_order = None if order is None else attrs.evolve(order, ours=path(order.ours))
            return attrs.evolve(predicate, on=keys_seen, compare=seen_order)
    return mapped(predicate, lambda part: _seen_from(field, part))


def carries_only(load: Question, of: Population, window: Window) -> bool:
    """Tell whether whoever is carried, and counted as a load, is a member of a population.

    >>> from rnms.indicators.vocabulary import diagnostics, methodists, municipalities, people
    >>> from rnms.model import Period
    >>> [attached] = methodists.MOST_ATTACHED.questions
    >>> carries_only(attached, people.TEACHERS, Window.of(Period.of(2023)))
    True
    """
    carried = None if load.term is None else load.term.where
    whole = of.resolved()
    if not isinstance(carried, Exists) or not carried.of or not whole.entity:
        return False
    kinds = field_kinds(carried.entity)
    if kinds[carried.of].into != whole.entity:
        return False
    member = _seen_from(carried.of, _premise(Question(of=of), window))
    return implies(bound(carried.where, window), member)


def carries_by(load: Question, of: Population, window: Window) -> bool:
    """Tell whether a load counts nobody for whom there is no record of his own in a population.

    >>> from rnms.indicators.vocabulary import methodists
    >>> from rnms.model import Period
    >>> [attached] = methodists.MOST_ATTACHED.questions
    >>> carries_by(attached, methodists.ATTACHMENTS, Window.of(Period.of(2023)))
    True
    """
    carried = None if load.term is None else load.term.where
    whole = of.resolved()
    if not isinstance(carried, Exists) or whole.entity != carried.entity or whole.through is not None:
        return False
    if carried.adding is not None:
        # One record holds more than one of what is added up.
        return False
    field = _reference(carried)
    if not field:
        return False
    carrier = _seen_from(field, _premise(Question(of=load.of), window))
    return implies(And((bound(carried.where, window), carrier)), bound(whole.where, window))
