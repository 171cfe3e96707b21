"""What every engine over records asks of a question: what it reads, who is placed where, what ghosts do."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from rnms.logic import predicates
from rnms.logic.chains import closed, possibly, surely
from rnms.logic.population import Population, Term
from rnms.logic.predicates import Op, Path, Predicate, Window
from rnms.logic.question import Question
from rnms.model.period import Period
from rnms.model.returns import Unreported
from rnms.model.schema import Absence, about
from rnms.model.subjects import Municipality, Organization
from rnms.model.system import RegionalSystem, record_classes

REGION = "region"
OPERATORS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: operator.eq,
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
}


@functools.cache
def fields_of(entity: str) -> Mapping[str, attrs.Attribute[Any]]:
    """The fields of the records of a collection; the region itself has none."""
    return {} if entity == REGION else attrs.fields_dict(record_classes()[entity])


def in_window(predicate: Predicate, window: Window, entity: str) -> Predicate:
    """What a predicate about a collection says in a window, with all that its chains of dates imply."""
    return closed(predicates.bound(predicate, window), entity)


def refers_to(entity: str, path: str) -> str:
    """The collection that a path leads to; empty where its end is a plain value."""
    ref, _, rest = path.partition(".")
    into = entity if ref == "id" else about(fields_of(entity)[ref]).refers_to
    return refers_to(into, rest) if rest else into


def never_equal(entity: str, predicate: Predicate) -> bool:
    """Whether what shall be equal leads to records of different collections, so that it never is.

    A plain name, such as the subject of an attestation, is compared as it is written.

    >>> from rnms.logic.predicates import exists, same
    >>> never_equal("employments", same("person", "organization"))
    True
    >>> never_equal("persons", exists("attestations", (("subject", "id"),)))
    False
    """
    match predicate:
        case predicates.Exists(entity=other, on=on):
            return any(refers_to(other, theirs) not in {"", refers_to(entity, ours)} for theirs, ours in on)
        case predicates.Compare(left=left, op=Op.EQ, right=Path() as right):
            return refers_to(entity, left.name) != refers_to(entity, right.name)
    return False


def is_plain(sought: predicates.Exists) -> bool:
    """Whether the key of an existence is a plain name, which is compared as it is written.

    >>> is_plain(predicates.exists("attestations", (("subject", "id"),)))
    True

    Raises:
        ValueError: If there are further keys.
    """
    names = [theirs for theirs, _ in sought.on if not refers_to(sought.entity, theirs)]
    if names and len(sought.on) > 1:
        raise ValueError(f"{sought.entity}.{names[0]} is a plain name and no reference; make it the only key")
    return bool(names)


def forms(predicate: Predicate, window: Window, entity: str) -> tuple[Predicate, Predicate]:
    """The certain and the possible form of a predicate about the records of a collection, in a window.

    >>> from rnms.model import Period
    >>> sure, perhaps = forms(predicates.standing(), Window.of(Period.of(2023)), "employments")
    >>> sure == perhaps
    False
    """
    bound = predicates.bound(predicate, window)
    return predicates.certain(surely(bound, entity)), predicates.possible(possibly(bound, entity))


def possible_as_reported(predicate: Predicate, window: Window, entity: str) -> Predicate:
    """The possible form of a predicate in a window, for those alone of whom something was reported."""
    return predicates.possible_as_reported(possibly(predicates.bound(predicate, window), entity))


def placing_of(entity: str) -> str:
    """The reference that places a record in a municipality: its own, or one that every record has.

    A record that names nobody there may belong anywhere: a route is placed by its person, not by the
    organisation that few routes name.
    """
    fields = fields_of(entity)
    refs = ("organization", "team", "route", "person", "methodist")
    required = (name for name in refs if name in fields and fields[name].default is attrs.NOTHING)
    return "municipality" if "municipality" in fields else next(required, "")


def days_missing(entity: str, period: Period) -> Mapping[str, tuple[dt.date, dt.date]]:
    """The days between which the dates of a record lie that is missing from the list of a period.

    What happens on a day happened in the period. What lasts may have begun before it, and lasted into it: the
    staff list of 2023 also names those who were hired before. Of all else a list of a period tells no days.

    >>> [str(day) for day in days_missing("diagnostics", Period.of(2023))["date"]]
    ['2023-01-01', '2023-12-31']
    >>> {name: str(days[1]) for name, days in days_missing("employments", Period.of(2023)).items()}
    {'start': '2023-12-31', 'end': '9999-12-31'}
    """
    names = fields_of(entity)
    if "date" in names:
        return {"date": (period.start, period.end)}
    if {"start", "end"} <= names.keys():
        return {"start": (dt.date.min, period.end), "end": (period.start, dt.date.max)}
    return {}


def gaps_in(system: RegionalSystem, entity: str, where: Predicate) -> list[Unreported]:
    """The unreported parts of a collection that could hold a record for which this possibly holds.

    >>> silent = Unreported(entity="diagnostics", period=2023)
    >>> system = RegionalSystem(region="ugra", unreported=[silent])
    >>> _, later = forms(predicates.after("date", predicates.END), Window.of(Period.of(2023)), "diagnostics")
    >>> gaps_in(system, "diagnostics", predicates.ALWAYS) == [silent], gaps_in(system, "diagnostics", later)
    (True, [])
    """
    return [part for part in system.unreported if part.entity == entity and could_hold(part, where)]


def could_hold(part: Unreported, where: Predicate) -> bool:
    """Whether a record for which this holds could be missing there."""
    placed = _placed(where, _placing_path(part.entity), part.municipality)
    return _ghost(placed, part.entity, part.period)[1]


def gaps_of_members(system: RegionalSystem, whole: Population, own: Predicate) -> list[Unreported]:
    """The unreported parts of a population's own collection that could hold a member.

    A person on no list is a member where a record makes one. Of all such records but posts
    (:func:`hides_posts`) it is said where some are missing; a record of nobody counts itself.

    >>> from rnms.indicators.vocabulary import methodists, people
    >>> system = RegionalSystem(region="ugra", unreported=[Unreported(entity="persons")])
    >>> len(gaps_of_members(system, people.STAFF, predicates.ALWAYS))
    1
    >>> gaps_of_members(system, methodists.REGIONAL_METHODISTS, predicates.ALWAYS)
    []
    """
    through = whole.through
    if whole.entity == "persons" and through is not None and through.entity != "employments":
        return []
    return gaps_in(system, whole.entity, own)


def gaps_behind(system: RegionalSystem, sought: predicates.Exists) -> list[Unreported]:
    """The unreported parts that could hold a record that an existence looks for."""
    return gaps_in(system, sought.entity, sought.where) if sought.unreported else []


def hides_posts(system: RegionalSystem, sought: predicates.Exists, *, listed: bool) -> bool:
    """Whether somebody on no list may have a post that is on none either.

    The posts of all whom a list names were reported; where people are missing, their posts are, too.

    Args:
        system: The system.
        sought: The post that is looked for.
        listed: Whether there is a list of people at all.
    """
    if sought.entity != "employments" or not sought.unreported or "person" not in dict(sought.on):
        return False
    return not listed or any(part.entity == "persons" for part in system.unreported)


def gaps_of_term(
    system: RegionalSystem, term: Term | None, window: Window, entity: str
) -> Iterator[Unreported]:
    """The unreported parts that could hold what the term of a question about a collection looks for."""
    if term is not None:
        _, possible = forms(term, window, entity)
        yield from _gaps_inside(system, possible)


def _gaps_inside(system: RegionalSystem, predicate: Predicate) -> Iterator[Unreported]:
    if isinstance(predicate, predicates.Exists):
        yield from gaps_in(system, predicate.entity, predicate.where)
    for child in predicates.children(predicate):
        yield from _gaps_inside(system, child)


def _placing_path(entity: str) -> str:
    """The path to the municipality of a record of a collection; empty where there is none."""
    placing = placing_of(entity)
    if placing in {"municipality", ""}:
        return placing
    inner = _placing_path(about(fields_of(entity)[placing]).refers_to)
    return f"{placing}.{inner}" if inner else ""


def _placed(predicate: Predicate, path: str, municipality: str | None) -> Predicate:
    """What a predicate says of a record of which only the municipality is known."""
    if not path or municipality is None:
        return predicate
    match predicate:
        case predicates.Compare(left=Path(name=name), op=Op.EQ, right=str() as place) if name == path:
            return predicates.ALWAYS if place == municipality else predicates.Or(())
        case predicates.And() | predicates.Or() | predicates.Not():
            return predicates.mapped(predicate, lambda part: _placed(part, path, municipality))
    return predicate


def _ghost(predicate: Predicate, entity: str, period: Period | None) -> tuple[bool, bool]:
    """Whether a predicate surely and whether it possibly holds for a record known by its period alone."""
    match predicate:
        case predicates.And(parts=parts):
            states = [_ghost(part, entity, period) for part in parts]
            return all(sure for sure, _ in states), all(may for _, may in states)
        case predicates.Or(parts=parts):
            states = [_ghost(part, entity, period) for part in parts]
            return any(sure for sure, _ in states), any(may for _, may in states)
        case predicates.Not(part=part):
            sure, may = _ghost(part, entity, period)
            return not may, not sure
        case predicates.Compare(left=Path(name=name), op=op, right=dt.date() as day) if period is not None:
            first, last = days_missing(entity, period).get(name, (dt.date.min, dt.date.max))
            least, most = (OPERATORS[op](end, day) for end in (first, last))
            if op is Op.EQ:
                return least and most, first <= day <= last
            # Of what has no such day nothing is said, so it surely is not so.
            given = about(fields_of(entity)[name]).absence is not Absence.NONE if "." not in name else False
            return least and most and given, least or most
    return False, True


def place_path(whole: Population, collection: str) -> str:
    """The path from the record that places a member to its municipality or organisation."""
    path = whole.through.place if whole.through is not None else whole.place
    if collection == "municipalities":
        return path
    entity = whole.entity if whole.through is None else whole.through.entity
    if entity == "organizations":
        return "id"
    organization, _, last = path.rpartition(".")
    return organization if last == "municipality" else ""


def municipality_of(place: Municipality | Organization) -> str | None:
    """Name the municipality of a place: of a municipality, itself."""
    return place.id if isinstance(place, Municipality) else place.municipality


def makers(predicate: Predicate) -> Iterator[predicates.Exists]:
    """The records that a predicate demands of a person: one of nobody may be of a person on no list."""
    if isinstance(predicate, predicates.And | predicates.Or):
        for part in predicate.parts:
            yield from makers(part)
    elif isinstance(predicate, predicates.Exists) and [ours for _, ours in predicate.on] == ["id"]:
        [(theirs, _)] = predicate.on
        if refers_to(predicate.entity, theirs) == "persons":
            yield predicate


@functools.lru_cache(maxsize=4096)
def reads(question: Question) -> frozenset[str]:
    """The collections that a question reads; an empty name where records cannot answer it."""
    if question.times:
        return frozenset(name for part in question.times for name in reads(Question(of=part)))
    whole = question.of.resolved()
    read = {whole.entity, *_collections(whole.entity, whole.where)}
    if whole.through is not None:
        read |= {whole.through.entity, *_collections(whole.through.entity, whole.through.where)}
    if question.term is not None:
        read |= set(_collections(whole.entity, question.term))
    return frozenset(read)


def _collections(entity: str, predicate: Predicate) -> Iterator[str]:
    match predicate:
        case predicates.Unsaid(by_figure=True):
            yield ""
        case Term(where=where):
            yield from _collections(entity, where)
        case predicates.Compare(left=left, right=right):
            yield from _along(entity, left.name)
            if isinstance(right, Path):
                yield from _along(entity, right.name)
        case predicates.Given(field=field) | predicates.Has(field=field):
            yield from _along(entity, field.name)
        case predicates.Shares(left=left, right=right):
            yield from (*_along(entity, left.name), *_along(entity, right.name))
        case predicates.Exists():
            yield predicate.entity
            for theirs, ours in predicate.on:
                yield from (*_along(predicate.entity, theirs), *_along(entity, ours))
            entity = predicate.entity
    for child in predicates.children(predicate):
        yield from _collections(entity, child)


def _along(entity: str, path: str) -> Iterator[str]:
    """The collections that a path leads through."""
    for ref in path.split(".")[:-1]:
        entity = about(attrs.fields_dict(record_classes()[entity])[ref]).refers_to
        yield entity
