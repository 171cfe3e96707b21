"""Small regional systems, every completion of them, and an interpreter that nobody could take for the engine.

A *world* is a system of which everything is known. :func:`completed` makes one out of a system: each unknown
fact takes some value, each part that was not reported adds a record or none. :func:`holds` then reads
predicates as their documentation does, two-valued, one record after the other.

Whatever is chosen is chosen by a :class:`Pick`: Hypothesis, a random generator or :func:`every` in turn.
"""

from __future__ import annotations

import datetime as dt
import enum
import random
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol, TypeVar, get_args, get_type_hints

import attrs
from hypothesis import strategies as st

from kit.outcomes import VAST
from rnms import regions
from rnms.indicators import (
    Count,
    EmptyPart,
    Growth,
    Indicator,
    Load,
    OverPeriods,
    Ratio,
    Scaled,
    Score,
    Share,
    SumShare,
    Times,
    WeightedIndex,
)
from rnms.indicators.counts import Scale
from rnms.indicators.loads import Statistic
from rnms.indicators.measures import split_answers
from rnms.indicators.over_periods import Measure
from rnms.indicators.vocabulary import early_career, teams
from rnms.logic import Membership, Population, Term, predicates
from rnms.logic.plan import reads
from rnms.logic.predicates import AnyKeyword, Keyword, Moment, Op, Path, Predicate, TheYear
from rnms.logic.question import Change, Question
from rnms.logic.walks import children
from rnms.logic.window import Window
from rnms.model import Municipality, Period, RegionalSystem, Unreported
from rnms.model.partial import PartialDay, is_surely_before
from rnms.model.period import periods_asked
from rnms.model.roadmap import CompletionSource
from rnms.model.schema import Absence, about
from rnms.model.system import record_classes

T = TypeVar("T")
REGION = "region"
YEAR = 2023
ABOVE_ALL = Fraction(VAST**2)
"""What somebody is to nobody."""


class Pick(Protocol):
    """Chooses one of several."""

    def __call__(self, options: Sequence[T], /) -> T:
        """One of the options."""


def drawn(draw: Callable[..., Any]) -> Pick:
    """Let Hypothesis choose."""

    def pick(options: Sequence[T], /) -> T:
        chosen: T = options[0] if len(options) == 1 else draw(st.sampled_from(options))
        return chosen

    return pick


def thrown(dice: random.Random) -> Pick:
    """Let chance choose."""
    return dice.choice


def every(build: Callable[[Pick], T], limit: int) -> Iterator[T]:
    """Everything that can be built, one choice after the other; at most so many."""
    path: list[tuple[int, int]] = []
    for _ in range(limit):
        at = 0

        def pick(options: Sequence[Any], /) -> Any:
            nonlocal at
            if at == len(path):
                path.append((0, len(options)))
            chosen = options[path[at][0]]
            at += 1
            return chosen

        yield build(pick)
        while path and path[-1][0] + 1 == path[-1][1]:
            path.pop()
        if not path:
            return
        path[-1] = (path[-1][0] + 1, path[-1][1])


# What fields hold.


@attrs.frozen
class Kind:
    """What a field of a collection holds.

    Attributes:
        name: Its name.
        sort: ``"reference"``, ``"date"``, ``"enum"``, ``"words"``, ``"years"``, ``"yes"``, ``"number"`` or
            ``"text"``.
        into: The collection that it refers to.
        absence: What its absence means; ``None`` where it is always given.
        choice: The enumeration.
    """

    name: str
    sort: str
    into: str
    absence: Absence | None
    choice: type[enum.Enum] | None


def kinds(entity: str) -> dict[str, Kind]:
    """The fields of a collection, but for what nobody compares."""
    if entity not in _KINDS:
        cls = record_classes()[entity]
        hints = get_type_hints(cls)
        fields = {field.name: field for field in attrs.fields(cls)}
        _KINDS[entity] = {
            name: _kind(field, hints[name]) for name, field in fields.items() if name not in {"id", "name"}
        }
    return _KINDS[entity]


_KINDS: dict[str, dict[str, Kind]] = {}


def _kind(field: attrs.Attribute[Any], hint: Any) -> Kind:
    options = get_args(hint)
    optional = type(None) in options
    plain = next(one for one in options if one is not type(None)) if optional else hint
    choice = plain if isinstance(plain, type) and issubclass(plain, enum.Enum) else None
    into = about(field).refers_to
    sorts = {dt.date: "date", bool: "yes", int: "number", str: "text"}
    if into:
        sort = "reference"
    elif choice is not None:
        sort = "enum"
    elif get_args(plain):
        sort = "years" if get_args(plain)[0] is int else "words"
    else:
        sort = sorts[plain]
    return Kind(field.name, sort, into, about(field).absence if optional else None, choice)


WORDS = ("a", teams.QUALITY.text)
EARLY = dt.timedelta(days=20)


def days(window: Window, field: str) -> tuple[dt.date, ...]:
    """Representative days: around the borders that a window has for a field."""
    one = dt.timedelta(days=1)
    if field == "birth_date":
        young = window.end.replace(year=window.end.year - 35, day=min(window.end.day, 28))
        older = young.replace(year=young.year - 1)
        exact = [window.day(Moment(predicates.Day.END, years=-years)) for years in (35, 36)]
        return tuple(sorted({young, older, *exact, *(day + one for day in exact), older.replace(1970)}))
    if field in {"career_start", "specialty_start"}:
        border = window.day(Moment(predicates.Day.END, years=-3))
        return (border, border + one, window.start, window.end, window.end + one)
    middle = window.start + (window.end - window.start) / 2
    return (
        middle,
        window.start,
        window.end,
        window.start - one,
        window.end + one,
        window.start + EARLY,
        window.end.replace(month=5, day=15),
        window.end.replace(month=11, day=15),
        dt.date(2021, 1, 1),
        dt.date(2020, 12, 31),
    )


def _possible(kind: Kind, window: Window) -> tuple[Any, ...]:
    """What an unknown field may hold: what records hold, and a day before all of theirs."""
    found = values(kind, window)
    return (*found, min(found) - dt.timedelta(days=1)) if kind.sort == "date" else found


def values(kind: Kind, window: Window) -> tuple[Any, ...]:
    """What a field may hold when it is given."""
    match kind.sort:
        case "date":
            return days(window, kind.name)
        case "enum":
            assert kind.choice is not None
            return tuple(kind.choice)
        case "words":
            return ((), *((word,) for word in WORDS), WORDS)
        case "years":
            return ((), (YEAR,), (YEAR - 1,), (window.end.year,))
        case "yes":
            return (True, False)
        case "number":
            return (8, 16, 36)
    return ("x",)


# Systems.


@attrs.frozen(kw_only=True)
class Scarcity:
    """How often, in a hundred, something is not as it should be.

    Attributes:
        missing: An optional fact is not given.
        nobody: A reference names nobody.
        doubled: An id is that of another.
        silent: A collection has a part that was not reported.
        absent: A collection was not collected.
        usual: A fact is what one expects of a member that passes.
    """

    missing: int = 6
    nobody: int = 2
    doubled: int = 1
    silent: int = 4
    absent: int = 1
    usual: int = 50


COMPLETE = Scarcity(missing=0, nobody=0, doubled=0, silent=0, absent=0)
UNKNOWN_FACTS = Scarcity(missing=12, nobody=0, doubled=0, silent=0, absent=0)
SCARCITIES = (
    Scarcity(),
    UNKNOWN_FACTS,
    Scarcity(missing=4, nobody=8, doubled=0, silent=0, absent=0),
    Scarcity(missing=2, nobody=0, doubled=8, silent=0, absent=0),
    Scarcity(missing=2, nobody=0, doubled=0, silent=12, absent=0),
    Scarcity(missing=2, nobody=2, doubled=0, silent=0, absent=8, usual=80),
)


def _rarely(pick: Pick, percent: int) -> bool:
    return percent > 0 and pick(range(100)) >= 100 - percent


def system(
    pick: Pick,
    entities: Sequence[str],
    window: Window,
    scarce: Scarcity = SCARCITIES[0],
    sizes_of: Mapping[str, Sequence[int]] | None = None,
    likely: Mapping[str, Sequence[Any]] | None = None,
) -> RegionalSystem:
    """A system with a few records of some collections and of those that they refer to, and no others.

    Args:
        pick: What chooses.
        entities: The collections.
        window: The days that matter.
        scarce: What is not as it should be.
        sizes_of: How many records a collection may have.
        likely: What fields usually hold, by their names.
    """
    wanted = _with_references(entities)
    counts: dict[str, Sequence[int]] = {
        name: (0, 1, 1, 2, 2, 3) if name in entities else (1, 1, 2) for name in wanted
    }
    counts |= {"persons": (1, 2, 2, 3), "organizations": (2, 2, 3), "municipalities": (2,)}
    counts.update(sizes_of or {})
    sizes = {name: pick(counts[name]) if name in wanted else 0 for name in record_classes()}
    for name in [*wanted, *wanted]:
        # Without anybody to name there is no record.
        named = [kind.into for kind in kinds(name).values() if kind.into and kind.absence is None]
        sizes[name] = sizes[name] if all(sizes[into] for into in named) else 0
    made: dict[str, Any] = {}
    for name, cls in record_classes().items():
        has_id = "id" in attrs.fields_dict(cls)
        records: list[attrs.AttrsInstance] = []
        for index in range(sizes[name]):
            own = {"id": f"{name[:2]}{index}"} if has_id else {}
            twice = index > 0 and has_id and _rarely(pick, scarce.doubled)
            if name == "municipalities":
                records.append(Municipality(id=f"mu{index}", name=""))
                continue
            facts = {
                kind.name: _fact(pick, kind, sizes, window, scarce, likely or {})
                for kind in kinds(name).values()
            }
            if twice:
                # The same word for word, or but for some of it.
                own = {"id": records[-1].id}  # type: ignore[attr-defined]
                kept = pick([0, 1, len(facts) - 1, len(facts)])
                facts |= {field: getattr(records[-1], field) for field in list(facts)[:kept]}
            _ordered(facts, scarce)
            records.append(cls(**own, **{key: value for key, value in facts.items() if value is not None}))
        absent = name != "municipalities" and name in wanted and _rarely(pick, scarce.absent)
        made[name] = None if absent else records
    parts = [
        Unreported(
            entity=name,
            municipality=None if name == "municipalities" else pick([None, "mu0", "mu0", "mu1"]),
            period=pick([None, YEAR, YEAR - 1]),
            most=pick([None, None, 1, 2]),
        )
        for name in wanted
        if _rarely(pick, scarce.silent)
    ]
    return RegionalSystem(region="x", unreported=tuple(parts), **made)


def _ordered(facts: dict[str, Any], scarce: Scarcity) -> None:
    """An end is rarely before its start, and never where nothing is to be at fault."""
    start, end = facts.get("start"), facts.get("end")
    if start is not None and end is not None and end < start and not scarce.nobody:
        facts["start"], facts["end"] = end, start


def _with_references(entities: Sequence[str]) -> list[str]:
    found: dict[str, None] = dict.fromkeys(("municipalities", "organizations", "persons"))
    todo = [name for name in entities if name != REGION]
    while todo:
        name = todo.pop()
        if name in found and name not in {"municipalities", "organizations", "persons"}:
            continue
        found[name] = None
        todo += [kind.into for kind in kinds(name).values() if kind.into and kind.into not in found]
    return [name for name in record_classes() if name in found]


def _fact(
    pick: Pick,
    kind: Kind,
    sizes: dict[str, int],
    window: Window,
    scarce: Scarcity,
    likely: Mapping[str, Sequence[Any]],
) -> Any:
    if kind.sort == "reference":
        if _rarely(pick, scarce.nobody):
            return pick(["nobody", "nobody at all"])
        known = [f"{kind.into[:2]}{index}" for index in range(sizes[kind.into])]
        if kind.absence is Absence.UNKNOWN:
            return None if not known or _rarely(pick, scarce.missing) else pick(known)
        if kind.absence is not None:
            return known[0] if known and _rarely(pick, scarce.usual) else pick([*known, *known, None])
        return pick(known)
    if kind.absence is Absence.UNKNOWN and _rarely(pick, scarce.missing):
        return None
    options = _subjects(sizes) if kind.name == "subject" else list(values(kind, window))
    if _rarely(pick, scarce.usual):
        said = [one for one in options if kind.sort == "enum" and _plain(one) in likely.get(kind.name, ())]
        said += likely.get(kind.name, ()) if kind.sort == "text" else ()
        return pick(said) if said else _usual(kind, options, window)
    if kind.absence in {Absence.NONE, Absence.OPEN}:
        options += [None] * (1 if kind.sort == "date" and kind.absence is Absence.NONE else 4)
    if kind.sort == "date":
        options += [options[0]] * 3
    if kind.sort == "enum":
        options += [options[0]] * len(options)
    return pick(options)


SUBJECTS = ("persons", "organizations", "municipalities")


def _subjects(sizes: Mapping[str, int]) -> list[str]:
    """Of whom something can be stated: a person, an organisation, a municipality, the region."""
    return [f"{name[:2]}{index}" for name in SUBJECTS for index in range(sizes[name])] + [REGION, "nobody"]


def _usual(kind: Kind, options: Sequence[Any], window: Window) -> Any:
    if kind.name == "end":
        return None if kind.absence is Absence.OPEN else options[0]
    if kind.sort == "date":
        return {"birth_date": options[-1], "career_start": options[1]}.get(kind.name, window.start + EARLY)
    return {"words": WORDS, "years": (window.end.year,)}.get(kind.sort, options[0])


# Worlds.


class Row:
    """A record of which everything is known; two rows are the same only if they are one, or bear one id."""

    def __init__(self, entity: str, key: str = "") -> None:
        self.entity = entity
        self.key = key
        self.named = self
        """Whom references to its id lead to."""
        self.facts: dict[str, Any] = {}

    def __repr__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"<{self.entity} {self.key} {facts}>"


World = dict[str, list[Row]]
_NEW = object()


def completed(system: RegionalSystem, window: Window, pick: Pick) -> World:
    """A world that the system leaves possible."""
    return _Completion(system, window, pick).world


class _Completion:
    def __init__(self, system: RegionalSystem, window: Window, pick: Pick) -> None:
        self.window, self.pick = window, pick
        self.world: World = {REGION: [Row(REGION)]}
        self.known: dict[tuple[str, str], Row] = {}
        self.records: list[tuple[Row, Any]] = []
        self.ghosts: list[tuple[Row, Unreported]] = []
        for name in record_classes():
            self._keep(name, getattr(system, name))
        self.uncollected = {name for name in record_classes() if getattr(system, name) is None}
        for name in record_classes():
            if name in self.uncollected:
                self._haunt(Unreported(entity=name))
        for part in system.unreported:
            self._haunt(part)
        for name in record_classes():
            for row, record in self.records:
                if row.entity == name:
                    self._fill(row, record)
            for row, part in self.ghosts:
                if row.entity == name:
                    self._invent(row, part)
        self._keep_one_main_place()

    def _keep_one_main_place(self) -> None:
        """Beside a main place that is told nobody has another one (ТК РФ, ст. 60.1)."""
        jobs = [(row, record) for row, record in self.records if row.entity == "employments"]
        for row, record in jobs:
            if record.main is None and any(
                other.main is True and _is_beside(row, theirs) for theirs, other in jobs
            ):
                row.facts["main"] = False

    def _keep(self, name: str, records: Sequence[Any] | None) -> None:
        self.world[name] = []
        for told in _by_id(records or ()):
            # One at least is right as it stands; people are counted by their ids.
            right = self.pick(told)
            for record in told:
                row = Row(name, getattr(record, "id", ""))
                if record is right:
                    self.known[name, row.key] = row
                elif name == "persons" or not self.pick([False, True]):
                    continue
                self.world[name].append(row)
                self.records.append((row, record))
        for row in self.world[name]:
            row.named = self.known[name, row.key] if row.key else row

    def _haunt(self, part: Unreported) -> None:
        for _ in range(self.pick(range((1 if part.most is None else part.most) + 1))):
            self._haunt_once(part)

    def _haunt_once(self, part: Unreported) -> None:
        row = Row(part.entity, "ghost")
        self.world[part.entity].append(row)
        self.ghosts.append((row, part))
        if part.entity == "persons":
            # The posts at schools that we know are all reported, so this one is elsewhere.
            post = Row("employments", "elsewhere")
            self.world["employments"].append(post)
            post.facts["person"] = row
            self.ghosts.append((post, attrs.evolve(part, entity="employments", period=None)))

    def _fill(self, row: Row, record: Any) -> None:
        start, end = getattr(record, "start", None), getattr(record, "end", None)
        latest = end.last if isinstance(end, PartialDay) else end
        reversed_ = start is not None and end is not None and is_surely_before(end, start)
        unknown, in_part = [], []
        for kind in kinds(row.entity).values():
            value = getattr(record, kind.name)
            if kind.sort == "reference":
                row.facts[kind.name] = self._referred(kind, value)
            elif isinstance(value, PartialDay) and not (reversed_ and kind.name in {"start", "end"}):
                in_part.append(kind)
            elif value is not None and not (reversed_ and kind.name in {"start", "end"}):
                row.facts[kind.name] = _plain(value)
            elif value is not None or kind.absence is Absence.UNKNOWN:
                unknown.append(kind)
            else:
                row.facts[kind.name] = _absent(kind)
        for kind in in_part:
            span = getattr(record, kind.name)
            inside = [day for day in values(kind, self.window) if span.first <= day <= span.last]
            may_be = [span.first, span.last, *inside]
            options = [day for day in may_be if kind.name != "start" or latest is None or day <= latest]
            row.facts[kind.name] = self._one_of(kind, options, row)
        for kind in unknown:
            if kind.absence is Absence.UNKNOWN:
                row.facts[kind.name] = self._one_of(kind, _possible(kind, self.window), row)
            else:
                row.facts[kind.name] = self._any(kind, row)

    def _referred(self, kind: Kind, value: str | None) -> Row | None:
        if value is None and kind.absence is not Absence.UNKNOWN:
            return None
        key = (kind.into, value or "")
        if value is not None and key in self.known:
            return self.known[key]
        # What names somebody of whom no list was collected is not at fault: it names somebody.
        named = value is not None and kind.into in self.uncollected
        return self._somebody(attrs.evolve(kind, absence=None) if named else kind)

    def _somebody(self, kind: Kind, among: Sequence[Row] | None = None) -> Row | None:
        """A record of those known, one that nobody knows, or none where there may be none."""
        options: list[Any] = list(self.world[kind.into] if among is None else among)
        if among is None or not options:
            options.append(_NEW)
        if kind.absence is not None and among is None:
            options.append(None)
        chosen = self.pick(options)
        if chosen is not _NEW:
            found: Row | None = chosen
            return found
        row = Row(kind.into, "new")
        if kind.into == "persons":
            self.world["persons"].append(row)
        for own in kinds(kind.into).values():
            if own.sort == "reference":
                there: list[Row | None] = [*self.world[own.into]]
                row.facts[own.name] = self.pick(there + [None] * (own.absence is not None or not there))
            else:
                row.facts[own.name] = self._any(own, row)
        return row

    def _any(self, kind: Kind, row: Row) -> Any:
        options = list(values(kind, self.window))
        if kind.name == "subject":
            options = [REGION, *(row.key for name in SUBJECTS for row in self.world[name])]
        if kind.absence in {Absence.NONE, Absence.OPEN}:
            options.append(None)
        return self._one_of(kind, options, row)

    def _one_of(self, kind: Kind, options: Sequence[Any], row: Row) -> Any:
        """One of several values; nothing ends before it begins."""
        other = row.facts.get({"start": "end", "end": "start"}.get(kind.name, ""))
        if other is not None:
            fit = [
                one
                for one in options
                if one is None or (other <= one) is (kind.name == "end") or one == other
            ]
            options = fit or [other]
        chosen = self.pick(options)
        return _absent(kind) if chosen is None else _plain(chosen)

    def _invent(self, row: Row, part: Unreported) -> None:
        """A record of which only the place and the period are known."""
        place = None if part.municipality is None else self.known["municipalities", part.municipality]
        spans = {} if part.period is None else _spans(row.entity, part.period)
        placing = next(iter(_placing(row.entity)), None)
        for kind in kinds(row.entity).values():
            if kind.name in row.facts:
                continue
            if kind.name in spans:
                first, last = spans[kind.name]
                inside = [day for day in values(kind, self.window) if first <= day <= last]
                ends = [day for day in (first, last) if day not in {dt.date.min, dt.date.max}]
                absent = [None] * (kind.absence in {Absence.OPEN, Absence.NONE})
                row.facts[kind.name] = self._one_of(kind, [*inside, *ends, *absent], row)
            elif kind.sort != "reference":
                row.facts[kind.name] = self._any(kind, row)
            elif row.key == "elsewhere":
                row.facts[kind.name] = school = self._somebody(kind, ())
                if school is not None and place is not None:
                    school.facts["municipality"] = place
            elif kind.name == placing and place is not None:
                row.facts[kind.name] = self._placed(kind, place)
            else:
                row.facts[kind.name] = self._somebody(kind)

    def _placed(self, kind: Kind, place: Row) -> Row | None:
        if kind.into == "municipalities":
            return place
        there = [row for row in self.world[kind.into] if self._stands(row, place)]
        found = self._somebody(kind, there)
        if not there and found is not None:
            if kind.into == "persons":
                # Nobody works there, so it is a record of nobody.
                self.world["persons"].remove(found)
            for name in _placing(kind.into)[:1]:
                found.facts[name] = self._placed(kinds(kind.into)[name], place)
        return found

    def _stands(self, row: Row, place: Row) -> bool:
        """Whether a record belongs to a municipality; a person, where they have any post."""
        if row is place:
            return True
        if row.entity == "persons":
            posts = [post for post in self.world["employments"] if post.facts.get("person") is row]
            return any(self._stands(post, place) for post in posts)
        for name in _placing(row.entity)[:1]:
            target = row.facts.get(name)
            return isinstance(target, Row) and self._stands(target, place)
        return False


def _is_beside(row: Row, other: Row) -> bool:
    """Whether two posts are one person's, at two places of work, on some day."""
    facts, theirs = row.facts, other.facts
    if facts["person"] is not theirs["person"] or facts["organization"] is theirs["organization"]:
        return False
    last = min(facts["end"] or dt.date.max, theirs["end"] or dt.date.max)
    return bool(max(facts["start"], theirs["start"]) <= last)


def _spans(entity: str, period: Period) -> dict[str, tuple[dt.date, dt.date]]:
    """Between which days a record lies that is missing from the list of a period: what lasts, lasted then."""
    if "date" in kinds(entity):
        return {"date": (period.start, period.end)}
    if {"start", "end"} <= kinds(entity).keys():
        return {"start": (dt.date.min, period.end), "end": (period.start, dt.date.max)}
    return {}


def _by_id(records: Sequence[Any]) -> list[list[Any]]:
    """The records by their ids; what is told twice word for word is told once."""
    told: dict[Any, list[Any]] = {}
    for at, record in enumerate(records):
        versions = told.setdefault(getattr(record, "id", at), [])
        if record not in versions:
            versions.append(record)
    return list(told.values())


def _placing(entity: str) -> list[str]:
    """The references that place a record, the nearest first: its municipality, or what it always names."""
    names = ("municipality", "organization", "team", "route", "person", "methodist")
    given = {kind.name for kind in kinds(entity).values() if kind.absence is None}
    return [name for name in names if name in kinds(entity) and name in {"municipality", *given}]


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    return frozenset(value) if isinstance(value, tuple) else value


def _absent(kind: Kind) -> Any:
    if kind.absence is Absence.OPEN and kind.sort == "date":
        return dt.date.min if kind.name.endswith("start") else dt.date.max
    return None


# What predicates mean.


def look(row: Row, path: str) -> Any:
    """The fact at the end of a path; ``None`` where there is none."""
    found: Any = row
    for name in path.split("."):
        if found is None:
            return None
        found = found.named if name == "id" else found.facts[name]
    return found


_COMPARE: dict[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: lambda a, b: bool(a == b),
    Op.LT: lambda a, b: bool(a < b),
    Op.LE: lambda a, b: bool(a <= b),
    Op.GT: lambda a, b: bool(a > b),
    Op.GE: lambda a, b: bool(a >= b),
}


def holds(predicate: Predicate, row: Row, world: World, window: Window) -> bool:
    """Whether what a predicate says of a record is so."""
    match predicate:
        case predicates.And(parts=parts):
            return all(holds(part, row, world, window) for part in parts)
        case predicates.Or(parts=parts):
            return any(holds(part, row, world, window) for part in parts)
        case predicates.Not(part=part):
            return not holds(part, row, world, window)
        case predicates.Compare(right=AnyKeyword()):
            # Worlds have no vocabulary, so no word is excluded.
            return True
        case predicates.Compare(left=left, op=op, right=right):
            ours = look(row, left.name)
            other = look(row, right.name) if isinstance(right, Path) else _operand(right, window)
            return ours is not None and other is not None and _COMPARE[op](ours, other)
        case predicates.Given(field=field):
            return look(row, field.name) is not None
        case predicates.Has(field=field, word=word):
            return _operand(word, window) in (look(row, field.name) or ())
        case predicates.Shares(left=left, right=right):
            return bool(set(look(row, left.name) or ()) & set(look(row, right.name) or ()))
        case predicates.Subset(left=left, right=right):
            words = look(row, left.name)
            return words is not None and set(words) <= set(look(row, right.name) or ())
        case predicates.CoveredBy(words=path, records=records, field=field):
            words = look(row, path.name)
            sets = [look(one, field.name) or () for one in found(records, row, world, window)]
            return words is not None and set(words) <= {word for one in sets for word in one}
        case predicates.Exists(at_least=at_least, of=of):
            others = found(predicate, row, world, window)
            return len({id(look(one, of)) for one in others} if of else others) >= at_least
        case predicates.AtSomeYearEnd(part=part):
            ends = [dt.date(year, 12, 31) for year in range(window.since.year, window.end.year)]
            return any(holds(part, row, world, attrs.evolve(window, end=end)) for end in (*ends, window.end))
        case Term(where=where, since=since):
            first = window.since if since is None else dt.date(since, 1, 1)
            return holds(where, row, world, attrs.evolve(window, since=first))
    raise TypeError(predicate)


def found(one: predicates.Exists, row: Row, world: World, window: Window) -> list[Row]:
    """The records that an existence speaks of."""
    return [
        other
        for other in world[one.entity]
        if all(_alike(look(other, theirs), look(row, ours)) for theirs, ours in one.on)
        and (one.compare is None or _ordered_pair(one.compare, other, row))
        and holds(one.where, other, world, window)
    ]


def _alike(theirs: Any, ours: Any) -> bool:
    """Whether two records are one; of a record and a name, whether it is called so."""
    if isinstance(theirs, str):
        return theirs == (ours.key if isinstance(ours, Row) else ours)
    return theirs is not None and theirs is ours


def _ordered_pair(order: predicates.DateOrder, other: Row, row: Row) -> bool:
    first, second = look(other, order.their), look(row, order.ours)
    return first is not None and second is not None and _COMPARE[order.op](first, second)


def _operand(operand: Any, window: Window) -> Any:
    match operand:
        case Moment():
            return window.day(operand)
        case TheYear():
            return window.year
        case Keyword(text=text):
            return text
    return operand


def members(population: Population, world: World, window: Window, place: str | None = None) -> list[Row]:
    """The members of a population, in the region or where a municipality counts them."""
    whole = population.resolved()
    inside = [row for row in world[whole.entity] if holds(whole.where, row, world, window)]
    # Nobody counts whom no list shows and no record makes a member.
    bare = {name: rows if name == whole.entity else [] for name, rows in world.items()}
    if whole.through is None:
        inside = [row for row in inside if row.key != "new" or not holds(whole.where, row, bare, window)]
    through = whole.through
    if through is None:
        return [row for row in inside if place is None or _is(look(row, whole.place), place)]
    makers = [row for row in world[through.entity] if holds(through.where, row, world, window)]
    if place is not None:
        makers = [row for row in makers if _is(look(row, through.place), place)]
    made = [look(row, through.member) for row in makers]
    return [row for row in inside if any(row is one or row.key == one for one in made)]


def _is(row: Any, place: str) -> bool:
    return isinstance(row, Row) and row.key == place


@attrs.frozen(kw_only=True)
class Counted:
    """What a question comes to in a world.

    Attributes:
        size: How many members there are.
        passing: How many pass; all of them where nothing is asked of them.
        loads: What each carries.
    """

    size: int
    passing: int
    loads: tuple[int, ...]


def counted(question: Question, world: World, window: Window, place: str | None = None) -> Counted:
    """The plain answer to a question in a world."""
    judged = Period.between(window.start, window.end)
    if question.change is not None:
        here, there = (
            passing_in(question, world, judged),
            passing_in(question, world, question.period_of(judged)),
        )
        moved = here - there if question.change is Change.GAINED else there - here
        return Counted(size=len(moved), passing=len(moved), loads=())
    if question.shift is not None:
        return counted(question.plain, world, Window.of(question.period_of(judged)), place)
    if question.times:
        times = sum(bool(members(part, world, window, place)) for part in question.times)
        return Counted(size=times, passing=times, loads=())
    inside = members(question.of, world, window, place)
    term = question.term
    if term is None:
        return Counted(size=len(inside), passing=len(inside), loads=())
    if not question.load:
        passing = sum(holds(term, row, world, window) for row in inside)
        return Counted(size=len(inside), passing=passing, loads=())
    where = term.where
    assert isinstance(where, predicates.Exists)
    if where.adding is not None:
        field = where.adding.field
        sums = [sum(look(one, field) or 0 for one in found(where, row, world, window)) for row in inside]
        return Counted(size=len(inside), passing=0, loads=tuple(sums))
    loads = [{id(look(one, where.of)) for one in found(where, row, world, window)} for row in inside]
    return Counted(size=len(inside), passing=0, loads=tuple(len(things) for things in loads))


def passing_in(question: Question, world: World, period: Period) -> set[int]:
    """Who passes in a period, or is a member where nothing is asked of them."""
    window, term = Window.of(period), question.term
    rows = members(question.of, world, window)
    return {id(row) for row in rows if term is None or holds(term, row, world, window)}


def value(measure: Measure | Scaled, answers: Sequence[Counted]) -> Fraction | None:
    """What a measure comes to in a world; ``None`` where it is not defined."""
    match measure:
        case Share():
            [one] = answers
            return Fraction(one.passing, one.size) if one.size else None
        case Count() | Times():
            [one] = answers
            return Fraction(one.size)
        case Ratio():
            first, second = answers
            if second.size:
                return Fraction(first.size, second.size)
            return ABOVE_ALL if first.size and measure.scale is Scale.NUMBER else None
        case Load(statistic=statistic):
            [one] = answers
            if not one.loads:
                return Fraction(0) if statistic is Statistic.TOTAL else None
            mean = Fraction(sum(one.loads), len(one.loads))
            return {
                Statistic.TOTAL: Fraction(sum(one.loads)),
                Statistic.MEDIAN: Fraction(statistics.median(map(Fraction, one.loads))),
                Statistic.MEAN: mean,
                Statistic.LARGEST: Fraction(max(one.loads)),
                Statistic.SMALLEST: Fraction(min(one.loads)),
            }[statistic]
        case SumShare():
            first, second = answers
            return Fraction(sum(first.loads), sum(second.loads)) if sum(second.loads) else None
        case WeightedIndex():
            return index(measure, answers)
        case Scaled():
            inner = value(measure.measure, answers)
            if inner is None:
                return None
            share = max((inner - measure.none) / Fraction(measure.full - measure.none), Fraction(0))
            return share if measure.most is None else min(share, Fraction(measure.most))
        case Score():
            return score(measure, answers)
        case Growth():
            return growth(measure, answers)
        case OverPeriods():
            return over_periods(measure, answers)
    raise AssertionError(measure)


def score(measure: Score, answers: Sequence[Counted]) -> Fraction | None:
    """What a sum of points comes to in a world."""
    total = Fraction(0)
    for row, own in split_answers(measure.criteria, answers):
        found = {inner: value(inner, one) for inner, one in split_answers(row.measures, own)}
        if measure.without is EmptyPart.NO_VALUE and all(one is None for one in found.values()):
            return None
        points = [row.otherwise]
        for grade in row.grades:
            one = found[grade.measure]
            points += [grade.points] if one is not None and grade.norm.admits(one) else []
        if row.measure is not None:
            points = [(found[row.measure] or Fraction(0)) * row.per]
        best = Fraction(max(points))
        total += best if row.most is None else min(best, Fraction(row.most))
    return total if measure.most is None else min(total, Fraction(measure.most))


def growth(measure: Growth, answers: Sequence[Counted]) -> Fraction | None:
    """By how much a value is more than that of another period."""
    number = len(measure.of.questions)
    before = value(measure.of, answers[:number])
    after = value(measure.of, answers[number : 2 * number])
    if before is None or after is None or before == ABOVE_ALL or (measure.relative and not before):
        return None
    return (after - before) / before if measure.relative else after - before


def over_periods(measure: OverPeriods, answers: Sequence[Counted]) -> Fraction | None:
    """The least, largest or mean of the values of several periods."""
    number = len(measure.of.questions)
    starts = range(0, len(answers), number)
    values = [value(measure.of, answers[start : start + number]) for start in starts]
    known = [one for one in values if one is not None]
    if len(known) < len(values):
        return None
    total = sum(known, Fraction(0))
    return {
        Statistic.MEAN: total / len(known),
        Statistic.LARGEST: max(known),
        Statistic.SMALLEST: min(known),
        Statistic.TOTAL: total,
        Statistic.MEDIAN: statistics.median(known),
    }[measure.statistic]


def index(measure: WeightedIndex, answers: Sequence[Counted]) -> Fraction | None:
    """What an index comes to in a world."""
    shares = [value(part.measure, own) for part, own in split_answers(measure.parts, answers)]
    taken: list[tuple[Fraction, Fraction]] = []
    for part, share in zip(measure.parts, shares, strict=True):
        if share is not None:
            taken.append((Fraction(part.weight), 1 - share if part.inverted else share))
        elif measure.without is EmptyPart.NOTHING:
            taken.append((Fraction(part.weight), Fraction(0)))
        elif measure.without is EmptyPart.NO_VALUE:
            return None
    if all(share is None for share in shares):
        return None
    return sum(weight * one for weight, one in taken) / sum((weight for weight, _ in taken), Fraction(0))


# What is asked.


@attrs.frozen(kw_only=True)
class Asked:
    """A measure of a region's order under one of its readings.

    Attributes:
        name: Region, indicator, component and reading.
        measure: The measure.
        period: A period that it is asked for.
    """

    name: str
    measure: Measure
    period: Period


def asked() -> list[Asked]:
    """Every measure of every region under every reading, each once."""
    found: dict[tuple[Measure, Period], str] = {}
    for key in regions.available():
        for indicator in regions.get(key).indicators:
            variants: list[tuple[str, Indicator]] = [("", indicator)]
            variants += [(f" {one.name}", indicator.under([one])) for one in indicator.readings]
            for name, variant in variants:
                for part in variant.parts():
                    period = periods_asked(variant.period, Period.of(YEAR))[-1]
                    component = "" if part.name == indicator.code else f".{part.name}"
                    label = f"{key} {indicator.code}{component}{name}"
                    found.setdefault((part.measure, period), label)
    return [Asked(name=name, measure=measure, period=period) for (measure, period), name in found.items()]


def traces_of_orders() -> list[CompletionSource]:
    """List what the orders of all regions look for to see that something was carried out."""
    scheduled = (one for key in regions.available() for one in regions.get(key).scheduled)
    return sorted({trace for one in scheduled for trace in one.traces}, key=repr)


def asked_of_records() -> list[Asked]:
    """Those of them that records can answer."""
    return [one for one in asked() if all(map(_is_of_records, one.measure.questions))]


def _is_of_records(question: Question) -> bool:
    return bool(question.of.resolved().entity) and "" not in reads(question)


# Predicates at random.

_REFERRED = ("persons", "organizations", "municipalities", "diagnostics", "routes", "teams", "programmes")


def _paths(entity: str, sort: str, depth: int = 1) -> list[str]:
    """Paths to fields of a sort, along one reference at most."""
    if entity == REGION:
        return []
    own = [kind.name for kind in kinds(entity).values() if kind.sort == sort]
    for kind in kinds(entity).values():
        if depth and kind.into:
            own += [f"{kind.name}.{path}" for path in _paths(kind.into, sort, depth - 1)]
    return own


def _kind_at(entity: str, path: str) -> Kind:
    name, _, rest = path.partition(".")
    kind = kinds(entity)[name]
    return _kind_at(kind.into, rest) if rest else kind


def a_predicate(pick: Pick, entity: str, window: Window, depth: int = 2) -> Predicate:
    """A predicate over the records of a collection."""
    inner = ["and", "or", "not", "exists", "exists", "exists", "term", "year"] if depth else []
    dates = _paths(entity, "date")
    leaves = (["date", "date", "order"] if dates else []) + [
        sort for sort in ("enum", "words", "years", "yes", "number", "reference") if _paths(entity, sort)
    ]
    if not leaves and not inner:
        return predicates.ALWAYS
    which = pick([*inner, *leaves])
    match which:
        case "and" | "or":
            parts = tuple(a_predicate(pick, entity, window, depth - 1) for _ in range(pick([2, 2, 3])))
            return predicates.And(parts) if which == "and" else predicates.Or(parts)
        case "not":
            return predicates.Not(a_predicate(pick, entity, window, depth - 1))
        case "year":
            return predicates.AtSomeYearEnd(a_predicate(pick, entity, window, depth - 1))
        case "term":
            where = a_predicate(pick, entity, window, depth - 1)
            return Term(key="t", title="t", where=where, since=pick([None, 2021, 2022]))
        case "exists":
            return _an_existence(pick, entity, window, depth)
        case "date":
            moment = pick([predicates.START, predicates.END, predicates.SINCE, early_career.THREE_YEARS_AGO])
            return predicates.Compare(Path(pick(dates)), pick(list(Op)), moment)
        case "order":
            return predicates.in_order(*(pick(dates) for _ in range(pick([2, 3]))))
        case "words":
            first, second = (Path(pick(_paths(entity, "words"))) for _ in range(2))
            sets: list[Predicate] = [
                predicates.Has(first, WORDS[0]),
                predicates.Shares(first, second),
                predicates.Subset(first, second),
            ]
            if depth:
                records = attrs.evolve(
                    _an_existence(pick, entity, window, depth), at_least=1, compare=None, of=""
                )
                if held := _paths(records.entity, "words"):
                    sets += [predicates.CoveredBy(first, records, Path(pick(held)))] * 3
            return pick(sets)
        case "years":
            return predicates.Has(Path(pick(_paths(entity, "years"))), predicates.THE_YEAR)
        case "reference":
            return _about_a_reference(pick, entity)
    path = pick(_paths(entity, which))
    constant = _plain(pick(values(_kind_at(entity, path), window)))
    op = pick(list(Op)) if which == "number" else Op.EQ
    return predicates.Compare(Path(path), op, constant)


def _about_a_reference(pick: Pick, entity: str) -> Predicate:
    path = pick(_paths(entity, "reference"))
    kind = _kind_at(entity, path)
    if kind.absence is Absence.NONE and pick([True, False]):
        return predicates.Given(Path(path))
    alike = [one for one in _paths(entity, "reference") if _kind_at(entity, one).into == kind.into]
    return predicates.same(path, pick(alike))


def _an_existence(pick: Pick, entity: str, window: Window, depth: int) -> predicates.Exists:
    """Records of another collection that refer to this one, or to what this one refers to."""
    ours = {} if entity == REGION else {kind.into: kind.name for kind in kinds(entity).values() if kind.into}
    ours[entity] = "id"
    joins = [
        (other, kind.name, ours[kind.into])
        for other in _JOINED
        for kind in kinds(other).values()
        if kind.into in ours and kind.into in _REFERRED
    ]
    # A plain name, compared as it is written.
    named = [("attestations", "subject", own) for into, own in ours.items() if into in SUBJECTS]
    if named and pick(range(8)) == 0:
        joins = named
    if not joins:
        other = pick(["adoptions", "monitoring_rounds"])
        where = a_predicate(pick, other, window, 0)
        return predicates.exists(other, (), where, at_least=pick([1, 1, 2]))
    other, theirs, mine = pick(joins)
    keys = [(theirs, mine)]
    more = [(field, own) for name, field, own in joins if name == other and (field, own) != (theirs, mine)]
    if more and joins is not named:
        keys += pick([[], [], [pick(more)]])
    compare = None
    if entity != REGION and _paths(entity, "date", 0) and _paths(other, "date", 0) and pick([False, True]):
        op = pick([Op.LE, Op.LT, Op.GE, Op.GT])
        compare = predicates.DateOrder(pick(_paths(other, "date", 0)), op, pick(_paths(entity, "date", 0)))
    at_least = 1 if compare else pick([1, 1, 2])
    distinct = [kind.name for kind in kinds(other).values() if kind.into and kind.absence is None]
    return predicates.exists(
        other,
        tuple(keys),
        a_predicate(pick, other, window, depth - 1),
        at_least=at_least,
        compare=compare,
        of=pick(["", *distinct]) if at_least > 1 else "",
    )


_JOINED = ("employments", "diagnostics", "routes", "enrolments", "route_items", "team_members", "teams",
           "team_trainings", "supports", "contest_entries", "associations", "assignments")  # fmt: skip
_MADE = (
    ("persons", Membership(entity="employments", member="person", place="organization.municipality")),
    ("persons", Membership(entity="team_members", member="person", place="team.organization.municipality")),
    ("persons", Membership(entity="methodists", member="person", place="municipality")),
    ("persons", None),
    ("teams", None),
    ("organizations", None),
    ("municipalities", None),
    ("enrolments", None),
    ("methodists", None),
)
_PLACES = {
    "teams": "organization.municipality",
    "organizations": "municipality",
    "municipalities": "id",
    "methodists": "municipality",
}


def a_measure(pick: Pick, window: Window) -> Share:
    """The share of a random population for whom a random term holds."""
    entity, through = pick(_MADE)
    if through is not None:
        through = attrs.evolve(through, where=a_predicate(pick, through.entity, window, pick([0, 1])))
    population = Population(
        key="p",
        title="p",
        entity=entity,
        where=pick([predicates.ALWAYS, a_predicate(pick, entity, window, 1)]),
        through=through,
        place="" if through is not None else _PLACES.get(entity, ""),
    )
    return Share(population, Term(key="q", title="q", where=a_predicate(pick, entity, window)))


def a_load(pick: Pick, window: Window) -> Load:
    """How much the members of a random population carry; most often nothing is asked of what they carry."""
    of = a_measure(pick, window).denominator
    ties = [
        (other, kind.name, its.name)
        for other in _JOINED
        for kind in kinds(other).values()
        for its in kinds(other).values()
        if kind.into == of.entity and its.into and its.name != kind.name
    ]
    if not ties:
        of, ties = attrs.evolve(of, entity="persons", where=predicates.ALWAYS, place="", through=None), _TIES
    other, theirs, its = pick(ties)
    adding: Any = None
    if pick([False, True]) and of.entity == "persons":
        # A number of a record along a reference, as no collection but that of route items has one.
        other, theirs, its, adding = (
            "route_items",
            "route.person",
            "",
            predicates.Amount("hours", most=pick([None, 40])),
        )
    asked = pick([predicates.ALWAYS, predicates.ALWAYS, a_predicate(pick, other, window, pick([0, 1]))])
    carrying = Term(key="q", title="q", where=predicates.exists(other, theirs, asked, of=its, adding=adding))
    return Load(of, carrying, pick(list(Statistic)))


_TIES = [("employments", "person", "organization"), ("assignments", "person", "methodist")]


def fields_read(question: Question) -> frozenset[str]:
    """The names of the fields that a question looks at."""
    whole = question.of.resolved()
    said = [whole.where, *([] if whole.through is None else [whole.through.where])]
    if question.term is not None:
        said.append(question.term)
    return frozenset(part for one in said for path in _read(one) for part in path.split("."))


def constants_read(question: Question) -> dict[str, list[Any]]:
    """What a question compares fields with, by their names."""
    whole = question.of.resolved()
    said = [whole.where, *([] if whole.through is None else [whole.through.where])]
    if question.term is not None:
        said.append(question.term)
    found: dict[str, list[Any]] = {}
    for one in said:
        for path, constant in _constants(one):
            found.setdefault(path.split(".")[-1], []).append(constant)
    return found


def _constants(predicate: Predicate) -> Iterator[tuple[str, Any]]:
    if isinstance(predicate, predicates.Not):
        return
    if isinstance(predicate, predicates.Compare) and predicate.op is Op.EQ:
        right = predicate.right
        yield predicate.left.name, right.text if isinstance(right, Keyword) else right
    for child in (predicate.where,) if isinstance(predicate, Term) else children(predicate):
        yield from _constants(child)


def _read(predicate: Predicate) -> Iterator[str]:
    match predicate:
        case (
            predicates.Compare(left=left, right=right)
            | predicates.Shares(left=left, right=right)
            | predicates.Subset(left=left, right=right)
        ):
            yield left.name
            if isinstance(right, Path):
                yield right.name
        case predicates.Given(field=field) | predicates.Has(field=field):
            yield field.name
        case predicates.CoveredBy(words=words, field=field):
            yield from (words.name, field.name)
        case predicates.Exists(compare=order, of=of):
            yield from (order.their, order.ours) if order is not None else ((of,) if of else ())
        case Term(where=where):
            yield from _read(where)
    for child in children(predicate):
        yield from _read(child)


def blanked(
    pick: Pick, system: RegionalSystem, number: int, fields: Iterable[str] | None = None
) -> RegionalSystem:
    """The same system with some facts that were known not known any more, of these fields alone."""
    for _ in range(number):
        places = [
            (name, index, kind.name)
            for name in record_classes()
            if name != "municipalities"
            for index, record in enumerate(getattr(system, name) or ())
            for kind in kinds(name).values()
            if kind.absence is Absence.UNKNOWN and getattr(record, kind.name) is not None
            if fields is None or kind.name in fields
        ]
        if not places:
            break
        name, index, field = pick(places)
        records = list(getattr(system, name))
        records[index] = attrs.evolve(records[index], **{field: None})
        system = replaced(system, name, records)
    return system


def replaced(system: RegionalSystem, name: str, records: Sequence[Any]) -> RegionalSystem:
    """The same system with other records in a collection."""
    changed: dict[str, Any] = {name: records}
    return attrs.evolve(system, **changed)
