"""Paths along references: which collections they lead through, and what places a record."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from rnms.logic.predicates import Exists, Op, Predicate
from rnms.logic.walks import is_existence, op_of, paths_of
from rnms.model.schema import FieldKind, about
from rnms.model.subjects import Municipality, Organization
from rnms.model.system import field_kinds, record_classes

REGION = "region"


@functools.cache
def fields_of(entity: str) -> Mapping[str, attrs.Attribute[Any]]:
    """List the fields of the records of a collection; the region itself has none."""
    return {} if entity == REGION else attrs.fields_dict(record_classes()[entity])


def refers_to(entity: str, path: str) -> str:
    """Name the collection that a path leads to; empty where its end is a plain value."""
    ref, _, rest = path.partition(".")
    into = entity if ref == "id" else about(fields_of(entity)[ref]).refers_to
    return refers_to(into, rest) if rest else into


def kind_at(entity: str, path: str) -> FieldKind | None:
    """Find what the field at the end of a path holds; ``None`` where there is no such field.

    >>> kind_at("employments", "organization.kind").sort, kind_at("persons", "height")
    ('text', None)
    """
    name, _, rest = path.partition(".")
    if entity not in record_classes() or name not in field_kinds(entity):
        return None
    kind = field_kinds(entity)[name]
    if not rest:
        return kind
    return kind_at(kind.into, rest) if kind.into and name != "id" else None


@functools.lru_cache(maxsize=4096)
def never_equal(entity: str, predicate: Predicate) -> bool:
    """Tell whether what shall be equal leads to records of different collections, so that it never is.

    A plain name, such as the subject of an attestation, is compared as it is written.

    >>> from rnms.logic.predicates import exists, same
    >>> never_equal("employments", same("person", "organization"))
    True
    >>> never_equal("persons", exists("attestations", (("subject", "id"),)))
    False
    """
    if is_existence(predicate):
        pairs = (
            (refers_to(predicate.entity, record_path), refers_to(entity, own_path))
            for record_path, own_path in predicate.on
        )
        return any(record_target not in {"", own_target} for record_target, own_target in pairs)
    paths = paths_of(predicate)
    if op_of(predicate) is not Op.EQ or len(paths) < 2:
        return False
    left, right = paths
    return refers_to(entity, left) != refers_to(entity, right)


@functools.lru_cache(maxsize=4096)
def operands_of(entity: str, fact: Predicate) -> tuple[tuple[str, bool], ...]:
    """List the paths that a fact reads, and whether each is read as where it leads.

    >>> from rnms.logic.predicates import same
    >>> operands_of("enrolments", same("person", "diagnostic.person"))
    (('person', True), ('diagnostic.person', True))
    """
    paths = paths_of(fact)
    # Of references it is only asked whether they lead to one record.
    as_reference = len(paths) > 1 and bool(refers_to(entity, paths[0]))
    return tuple((path, as_reference) for path in paths)


def collections_along(entity: str, path: str) -> Iterator[str]:
    """List the collections that a path leads through.

    >>> list(collections_along("enrolments", "diagnostic.person"))
    ['diagnostics']
    """
    for ref in path.split(".")[:-1]:
        entity = about(fields_of(entity)[ref]).refers_to
        yield entity


def fields_along(entity: str, path: str) -> Iterator[tuple[str, str]]:
    """List the fields that a path reads, each with its collection.

    >>> list(fields_along("enrolments", "diagnostic.person"))
    [('enrolments', 'diagnostic'), ('diagnostics', 'person')]
    """
    entities = (entity, *collections_along(entity, path))
    yield from zip(entities, path.split("."), strict=True)


def is_plain(sought: Exists) -> bool:
    """Tell whether the key of an existence is a plain name, which is compared as it is written.

    >>> from rnms.logic.predicates import exists
    >>> is_plain(exists("attestations", (("subject", "id"),)))
    True

    Raises:
        ValueError: If there are further keys.
    """
    names = [path for path, _ in sought.on if not refers_to(sought.entity, path)]
    if names and len(sought.on) > 1:
        raise ValueError(f"{sought.entity}.{names[0]} is a plain name and no reference; make it the only key")
    return bool(names)


def placing_reference(entity: str) -> str:
    """Name the reference that places a record in a municipality: its own, or one that every record has.

    A record that names nobody there may belong anywhere: a route is placed by its person, not by the
    organisation that few routes name.
    """
    fields = fields_of(entity)
    refs = ("organization", "team", "route", "person", "methodist")
    required = (name for name in refs if name in fields and fields[name].default is attrs.NOTHING)
    return "municipality" if "municipality" in fields else next(required, "")


def placed_by(entity: str) -> Iterator[str]:
    """List the collections that tell to which municipality a record belongs: of people, their posts.

    >>> list(placed_by("route_items"))
    ['routes', 'persons', 'employments', 'organizations', 'municipalities']
    """
    if entity == "persons":
        yield "employments"
        yield from placed_by("employments")
    elif (placing := "" if entity == REGION else placing_reference(entity)) and entity != "municipalities":
        into = about(fields_of(entity)[placing]).refers_to
        yield into
        yield from placed_by(into)


def is_placing(entity: str, path: str) -> bool:
    """Tell whether a path leads from a record to what places it, step by step.

    >>> is_placing("route_items", "route.person"), is_placing("routes", "organization")
    (True, False)
    """
    name, _, rest = path.partition(".")
    if name != placing_reference(entity):
        return False
    return not rest or is_placing(about(fields_of(entity)[name]).refers_to, rest)


def placing_path(entity: str) -> str:
    """Name the path to the municipality of a record of a collection; empty where there is none."""
    placing = placing_reference(entity)
    if placing in {"municipality", ""}:
        return placing
    inner = placing_path(about(fields_of(entity)[placing]).refers_to)
    return f"{placing}.{inner}" if inner else ""


def municipality_of(place: Municipality | Organization) -> str | None:
    """Name the municipality of a place: of a municipality, itself."""
    return place.id if isinstance(place, Municipality) else place.municipality
