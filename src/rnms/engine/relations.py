"""Figures held against the relations that a form declares: which are broken, and what else follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from rnms._values import frozen
from rnms.indicators.tally import distinct
from rnms.issues import Fact, Issue, Message, message
from rnms.logic.predicates import Op
from rnms.model.limits import LARGEST_COUNT
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.returns import Figure, FigureStatus, self_contradiction
from rnms.model.system import RegionalSystem
from rnms.regions.relations import FigureRelation

At = tuple[Period, str | None]
"""A period, and a municipality or the region."""
_ANY = Bounds(0, None)
_ROUNDS = 20
"""How often relations are looked at: each time they may tell more of each other, rarely more than thrice."""


@frozen(kw_only=True)
class _Term:
    """A term of one side of a relation: its figure, and where that stands.

    Attributes:
        key: Its key.
        number: Its number; anything where nobody gave it.
        figures: The figures that give it, by their places in the system.
    """

    key: str
    number: Bounds
    figures: tuple[int, ...] = ()


def with_derived(system: RegionalSystem, relations: Sequence[FigureRelation]) -> RegionalSystem:
    """Find the system with every figure that a relation leaves one choice.

    A part is the whole less the others.

    >>> import datetime as dt
    >>> from rnms.model import Act
    >>> form = Act(key="oo_1", kind="форма", date=dt.date(2023, 7, 1), issuer="…")
    >>> whole = FigureRelation.of_parts("staff", "men", "women", code="1", clause=form.clause("раздел 3.1"))
    >>> figures = [Figure(key="staff", period=2023, count=10), Figure(key="men", period=2023, count=3)]
    >>> with_derived(RegionalSystem(region="x", figures=figures), [whole]).figures[-1].count
    7
    """
    while relations:
        known = _by_key(system)
        derived = {
            (figure.key, figure.period, figure.municipality): figure
            for relation in relations
            for at in _asked_of(relation, known)
            for figure in _left_open(relation, at, known, system)
        }
        if not derived:
            break
        system = attrs.evolve(system, figures=(*system.figures, *derived.values()))
    return system


@frozen(kw_only=True)
class Limit:
    """What relations leave of a number that nobody gave.

    Attributes:
        bounds: The number.
        figures: The figures by which they do, by their places in the system.
    """

    bounds: Bounds = _ANY
    figures: frozenset[int] = frozenset()


def limits_by_relations(
    system: RegionalSystem, relations: Sequence[FigureRelation]
) -> Mapping[tuple[str, Period, str | None], Limit]:
    """Bound by relations the figures that are not given, or not given for all.

    At most the whole, and so on.

    Each relation is looked at by itself, again and again until none tells more, so that a bound may be wider
    than all of them together would have it. Where they leave nothing, nothing is said of that place.

    >>> import datetime as dt
    >>> from rnms.model import Act
    >>> form = Act(key="oo_1", kind="форма", date=dt.date(2023, 7, 1), issuer="…")
    >>> parts = ("men", "women", "unsaid")
    >>> whole = FigureRelation.of_parts("staff", *parts, code="1", clause=form.clause("раздел 3.1"))
    >>> figures = [Figure(key="staff", period=2023, count=10), Figure(key="men", period=2023, count=3)]
    >>> limits = limits_by_relations(RegionalSystem(region="x", figures=figures), [whole])
    >>> limits["women", Period.of(2023), None].bounds
    Bounds(low=0, high=7)
    """
    known = _by_key(system) if relations else {}
    limits: dict[tuple[str, Period, str | None], Limit] = {}
    for at in distinct(at for relation in relations for at in _asked_of(relation, known)):
        found = _propagated(relations, at, known, system)
        limits.update({(key, *at): limit for key, limit in (found or {}).items() if limit.bounds != _ANY})
    return limits


def _propagated(
    relations: Sequence[FigureRelation],
    at: At,
    known: Mapping[tuple[str, Period, str | None], list[int]],
    system: RegionalSystem,
) -> dict[str, Limit] | None:
    """List the limits of what is open in one place; ``None`` where no numbers keep all relations."""
    terms = [_term(key, at, known, system) for key in distinct(key for one in relations for key in one.keys)]
    limits = {term.key: Limit(bounds=term.number, figures=frozenset(term.figures)) for term in terms}
    for _ in range(_ROUNDS):
        before = dict(limits)
        for relation in relations:
            for lesser, greater in _orders(relation):
                for key in relation.keys:
                    narrowed = _narrowed(key, lesser, greater, limits)
                    if narrowed is None:
                        return None
                    limits[key] = narrowed
        if limits == before:
            break
    return {term.key: limits[term.key] for term in terms if not term.number.is_exact}


def _orders(relation: FigureRelation) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """List the sides of which one is no more than the other."""
    if relation.op in {Op.EQ, Op.LE}:
        yield relation.left, relation.right
    if relation.op in {Op.EQ, Op.GE}:
        yield relation.right, relation.left


def _narrowed(
    key: str, lesser: Sequence[str], greater: Sequence[str], limits: Mapping[str, Limit]
) -> Limit | None:
    """Narrow a number by the others of an inequality; ``None`` where nothing is left of it."""
    own, others = (lesser, greater) if key in lesser else (greater, lesser)
    rest = _sum_of(limits[other].bounds for other in own if other != key)
    opposite = _sum_of(limits[other].bounds for other in others)
    told = _ANY
    if own is lesser and opposite.high is not None:
        if opposite.high < rest.low:
            return None
        told = Bounds(0, opposite.high - rest.low)
    elif own is greater and rest.high is not None:
        told = Bounds(max(opposite.low - rest.high, 0), None)
    limit = limits[key]
    common = limit.bounds.meet(told)
    if common is None or common == limit.bounds:
        return None if common is None else limit
    behind = (limits[other].figures for other in (*lesser, *greater))
    return Limit(bounds=common, figures=limit.figures.union(*behind))


def broken_relations(system: RegionalSystem, relations: Sequence[FigureRelation]) -> Iterator[Issue]:
    """List the relations that figures break: both sides, the difference, and where each number stands."""
    known = _by_key(system) if relations else {}
    for relation in relations:
        for at in _asked_of(relation, known):
            left, right = (
                [_term(key, at, known, system) for key in side] for side in (relation.left, relation.right)
            )
            excess = difference(relation.op, _sum(left), _sum(right))
            if excess:
                yield _issue(relation, at, left, right, excess, system)


def _by_key(system: RegionalSystem) -> Mapping[tuple[str, Period, str | None], list[int]]:
    """List the figures that say something, by key, period and municipality."""
    indices: dict[tuple[str, Period, str | None], list[int]] = {}
    for index, figure in enumerate(system.figures):
        is_number = figure.count is not None and figure.missing is None
        if is_number and self_contradiction(figure) is None:
            indices.setdefault((figure.key, figure.period, figure.municipality), []).append(index)
    return indices


def _asked_of(
    relation: FigureRelation, known: Mapping[tuple[str, Period, str | None], list[int]]
) -> tuple[At, ...]:
    """List the periods and places for which a figure of a relation was given."""
    return distinct((period, place) for key, period, place in known if key in relation.keys)


def _term(
    key: str,
    at: At,
    known: Mapping[tuple[str, Period, str | None], list[int]],
    system: RegionalSystem,
) -> _Term:
    indices = known.get((key, *at), [])
    figures = [system.figures[index] for index in indices]
    counts = [figure.count for figure in figures if figure.count is not None]
    if not counts:
        return _Term(key=key, number=_ANY)
    # Of those who were not asked there may be more; what is told in two ways lies between them.
    is_partial = any(figure.among is not None for figure in figures)
    bounds = Bounds(min(counts), None if is_partial else max(counts))
    return _Term(key=key, number=bounds, figures=tuple(indices))


def _sum(terms: Iterable[_Term]) -> Bounds:
    return _sum_of(term.number for term in terms)


def _sum_of(bounds: Iterable[Bounds]) -> Bounds:
    numbers = [*bounds]
    highs = [number.high for number in numbers if number.high is not None]
    return Bounds(sum(number.low for number in numbers), sum(highs) if len(highs) == len(numbers) else None)


def difference(op: Op, left: Bounds, right: Bounds) -> int:
    """Tell by how much a relation is surely broken; 0 where it may hold.

    >>> difference(Op.EQ, Bounds(20, 20), Bounds(12, None)), difference(Op.LE, Bounds(21, 21), Bounds(20, 20))
    (0, 1)
    """
    over = 0 if right.high is None else int(left.low - right.high)
    under = 0 if left.high is None else int(right.low - left.high)
    allowed = {Op.EQ: (over, under), Op.LE: (over,), Op.GE: (under,)}[op]
    return max(0, *allowed)


def _left_open(
    relation: FigureRelation,
    at: At,
    known: Mapping[tuple[str, Period, str | None], list[int]],
    system: RegionalSystem,
) -> Iterator[Figure]:
    """Find the one figure of an equality that is not given, where all others are known exactly."""
    if relation.op is not Op.EQ:
        return
    sides = [[_term(key, at, known, system) for key in side] for side in (relation.left, relation.right)]
    missing = [term for side in sides for term in side if not term.figures]
    given = [term for side in sides for term in side if term.figures]
    if len(missing) != 1 or not all(term.number.is_exact for term in given):
        return
    own, opposite = sides if missing[0] in sides[0] else sides[::-1]
    rest = sum(term.number.low for term in own if term.figures)
    count = int(sum(term.number.low for term in opposite) - rest)
    if not 0 <= count <= LARGEST_COUNT:
        return
    period, place = at
    sources = [system.figures[index] for term in given for index in term.figures]
    statuses = {figure.status for figure in sources}
    yield Figure(
        key=missing[0].key,
        period=period,
        municipality=place,
        count=count,
        status=next((status for status in FigureStatus if status in statuses), None),
        evidence=distinct(document for figure in sources for document in figure.evidence),
        note=f"= {relation.code} ({relation.clause})",
    )


def _issue(
    relation: FigureRelation,
    at: At,
    left: Sequence[_Term],
    right: Sequence[_Term],
    difference: int,
    system: RegionalSystem,
) -> Issue:
    period, place = at
    indices = sorted(index for term in (*left, *right) for index in term.figures)
    names = {municipality.id: municipality.name for municipality in system.municipalities or ()}
    where = message("figures.relation/region") if place is None else (names.get(place, "").strip() or place)

    def side(terms: Sequence[_Term]) -> tuple[Fact, ...]:
        return tuple(_told(term, system) for term in terms)

    fault = message(
        "figures.relation",
        code=relation.code,
        clause=str(relation.clause),
        period=str(period),
        where=where,
        left=side(left),
        right=side(right),
        left_sum=_written(_sum(left)),
        right_sum=_written(_sum(right)),
        op=message(f"figures.relation/{relation.op.name.lower()}"),
        difference=difference,
    )
    return Issue(place=f"$.figures[{indices[0]}]", text=fault, code="figures.relation")


def _told(term: _Term, system: RegionalSystem) -> Message:
    """Make a figure of a side: its key, its number, and where it stands."""
    if not term.figures:
        return message("figures.relation/not-given", key=term.key)
    places = distinct(system.figures[index].place or f"$.figures[{index}]" for index in term.figures)
    return message(
        "figures.relation/term", key=term.key, number=_written(term.number), place="; ".join(places)
    )


def _written(number: Bounds) -> str:
    if number.is_exact:
        return str(number.low)
    return f"≥ {number.low}" if number.high is None else f"{number.low}…{number.high}"
