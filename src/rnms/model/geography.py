"""The map of a region on a day: which municipalities there are, and where what others told of now belongs.

All of one period is told on one map, that of the day on which its populations stand: so the numbers of its
municipalities are parts of one whole, and an earlier period keeps the map of its own. What is told of a
municipality that is gone by then counts where it went; what is told of one that is not there yet, where it
came from. Of a split one nobody knows which of its successors is meant, so that it may be any of them and
none beside them.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import attrs

from rnms._values import frozen
from rnms.model.partial import PartialDay
from rnms.model.returns import Delivery, Unreported
from rnms.model.schema import about
from rnms.model.subjects import Municipality, Organization, Placement
from rnms.model.system import RegionalSystem, record_classes
from rnms.model.working_days import ONE_DAY

ANYWHERE = "?"
"""The id of a place that nobody knows: no municipality bears it."""


_Span = tuple[dt.date, dt.date]
"""The first and the last day that a day may be."""


def _span(day: dt.date | PartialDay | None) -> _Span | None:
    if day is None:
        return None
    return (day.first, day.last) if isinstance(day, PartialDay) else (day, day)


def is_there(municipality: Municipality, day: dt.date) -> bool:
    """Tell whether a municipality is or may be there on a day; days that contradict each other do not end it.

    >>> is_there(Municipality(id="m", name="", end=dt.date(2023, 6, 30)), dt.date(2023, 7, 1))
    False
    >>> is_there(Municipality(id="m", name="", end=PartialDay.of("2023")), dt.date(2023, 7, 1))
    True
    """
    start, end = _span(municipality.start), _span(municipality.end)
    if start is not None and end is not None and end[1] < start[0]:
        return True
    return (start is None or start[0] <= day) and (end is None or day <= end[1])


def map_days(system: RegionalSystem) -> tuple[dt.date, ...]:
    """List the days on which the map of a region changes, in order; empty where it never does.

    >>> places = [Municipality(id="m", name="", end=dt.date(2023, 6, 30))]
    >>> [str(day) for day in map_days(RegionalSystem(region="ugra", municipalities=places))]
    ['2023-07-01']
    """
    days = list(_lives(system.municipalities or ()).values())
    moves = is_moving(system.placements or (), system.organizations or ())
    if moves:
        days += [(_span(placement.start), _span(placement.end)) for placement in system.placements or ()]
    # Of a day known in part nobody knows on which of its days the map changes.
    starts = {day for start, _ in days for day in start or ()}
    ends = {day + ONE_DAY for _, end in days for day in end or () if day < dt.date.max}
    # One that always holds is a map of its own, too.
    always = {dt.date.min} if moves else set()
    return tuple(sorted(starts | ends | always))


def _lives(municipalities: Iterable[Municipality]) -> dict[str, tuple[_Span | None, _Span | None]]:
    """Find between which days each municipality began and ended; what follows one begins after its end."""
    lives = {place.id: (_span(place.start), _span(place.end)) for place in municipalities}
    for place in municipalities:
        for successor in place.successors:
            start, end = lives.get(successor, (None, None))[0], lives[place.id][1]
            if start is not None and end is not None and end[0] < start[1]:
                lives[place.id] = (lives[place.id][0], (end[0], min(end[1], start[1] - ONE_DAY)))
                lives[successor] = ((max(start[0], end[0] + ONE_DAY), start[1]), lives[successor][1])
    return lives


def _dated(
    municipalities: Iterable[Municipality], day: dt.date
) -> tuple[tuple[Municipality, ...], tuple[Municipality, ...]]:
    """Date what is known in part so that it is there on a day, or not; list those of which nobody knows."""
    places = tuple(municipalities)
    lives = _lives(places)
    dated, undated = [], []
    for place in places:
        start, end = lives[place.id]
        is_open = (start is not None and start[0] <= day < start[1]) or (
            end is not None and end[0] < day <= end[1]
        )
        if is_open and _is_in_part(place):
            undated.append(place)
        elif _is_in_part(place):
            began = None if start is None else start[1] if start[1] <= day else start[0]
            ended = None if end is None else end[0] if day <= end[0] else end[1]
            place = attrs.evolve(place, start=began, end=ended)  # noqa: PLW2901  # the same, dated
        dated.append(place)
    return tuple(dated), tuple(undated)


def _told_differently(places: Iterable[Municipality], day: dt.date) -> tuple[Municipality, ...]:
    """List those that two lines tell differently: as there on a day and as gone, or with other successors.

    Which line is right nobody knows, so neither may be taken because it stands first.
    """
    lines_by_id: dict[str, dict[tuple[bool, tuple[str, ...]], Municipality]] = {}
    for place in places:
        there = is_there(place, day)
        lines_by_id.setdefault(place.id, {})[there, () if there else tuple(place.successors)] = place
    return tuple(next(iter(lines.values())) for lines in lines_by_id.values() if len(lines) > 1)


def _is_in_part(place: Municipality) -> bool:
    days: tuple[object, ...] = (place.start, place.end)
    return any(isinstance(day, PartialDay) for day in days)


def is_moving(placements: Iterable[Placement], organizations: Iterable[Organization]) -> bool:
    """Tell whether some placement names another municipality than its organisation does.

    >>> stands = Placement(organization="o", municipality="m")
    >>> is_moving([stands], [Organization(id="o", municipality="m")]), is_moving([stands], [])
    (False, True)
    """
    own = {organization.id: organization.municipality for organization in organizations}
    return any(own.get(placement.organization) != placement.municipality for placement in placements)


def epoch(days: Sequence[dt.date], day: dt.date) -> int:
    """Count the changes of the map before a day or on it.

    >>> epoch([dt.date(2023, 7, 1)], dt.date(2023, 7, 1))
    1
    """
    return bisect.bisect_right(days, day)


@frozen(kw_only=True)
class Map:
    """Where what is told of a municipality belongs.

    Attributes:
        municipalities: Those that there are.
        targets: By the id of a municipality that is none of them, those where it may belong.
        whole: By the id of one that there is, whether those that belong to it make up all of it.
        undated: Those of which nobody knows whether they were there by then, or what they became; then there
            may be any.
        absent: Those that data may name though they are none of the map.
    """

    municipalities: tuple[Municipality, ...]
    targets: Mapping[str, tuple[str, ...]]
    whole: Mapping[str, bool] = attrs.field(factory=dict)
    undated: tuple[Municipality, ...] = ()
    absent: tuple[Municipality, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it is known which municipalities there are."""
        return not self.undated

    @property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of a place those that belong to it alone."""
        return _grouped((targets[0], key) for key, targets in self.targets.items() if len(targets) == 1)

    @property
    def shared(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of a place those that it shares with others."""
        return _grouped((target, key) for key, targets in self.split.items() for target in targets)

    @property
    def split(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of a place that is gone the several to which it may belong."""
        return {key: targets for key, targets in self.targets.items() if len(targets) > 1}

    @property
    def without_successor(self) -> set[str]:
        """The ids of places that are none of the map, and of which nothing says where they belong."""
        return {key for key, targets in self.targets.items() if not targets}

    @property
    def unclear(self) -> tuple[Municipality, ...]:
        """What stands for the places that may be one of several."""
        return tuple(Municipality(id=f"{ANYWHERE} {key}", name="") for key in self.split)

    def over(self, earlier: Map) -> Map:
        """Compose this map with the earlier one on which the data were told before.

        >>> earlier = Map(municipalities=(), targets={"a": ("b",)})
        >>> Map(municipalities=(), targets={"b": ("t",)}).over(earlier).parts
        {'b': ('a',), 't': ('b',)}
        """
        return attrs.evolve(
            self,
            targets={**earlier.targets, **self.targets},
            whole={**earlier.whole, **self.whole},
            absent=(*self.absent, *earlier.absent),
        )

    def subject(self, subject: str) -> str:
        """Find whom a statement is about: of a municipality that became one other, that one.

        >>> Map(municipalities=(), targets={"m": ("n",), "s": ("a", "b")}).subject("m")
        'n'
        """
        targets = self.targets.get(subject, ())
        return targets[0] if len(targets) == 1 else subject

    def place(self, municipality: str | None) -> str | None:
        """Find where something told of a municipality belongs: an unknown place where there are several.

        >>> Map(municipalities=(), targets={"m": ("a", "b")}).place("m")
        '? m'
        """
        targets = () if municipality is None else self.targets.get(municipality, (municipality,))
        if len(targets) == 1:
            return targets[0]
        return None if municipality is None else f"{ANYWHERE} {municipality}"


@frozen(eq=False)
class Borders:
    """The municipalities of a map, and how they were drawn of those that data name.

    Attributes:
        places: The municipalities of the map, by id.
        targets: By the id of a municipality that is none of them, those where it may belong.
    """

    places: tuple[str, ...]
    targets: Mapping[str, tuple[str, ...]]

    def redrawn_since(self, earlier: Borders) -> set[str | None]:
        """The municipalities on the maps of both to which on one belongs what on the other is one itself."""
        joined: set[str | None] = set()
        for borders, apart in ((self, earlier.places), (earlier, self.places)):
            for key in borders.targets.keys() & {*apart}:
                joined.update(borders.targets[key])
        return joined & {*self.places} & {*earlier.places}

    def united_with(self, earlier: Borders) -> Mapping[str, str]:
        """Name alike the municipalities of both maps that together lie in the same borders.

        >>> merged = Borders(("c", "d"), {"a": ("c",), "b": ("c",)})
        >>> sorted(merged.united_with(Borders(("a", "b", "d"), {})).items())
        [('a', 'a'), ('b', 'a'), ('c', 'a')]
        """
        united: dict[str, str] = {}
        for borders, apart in ((self, earlier.places), (earlier, self.places)):
            for key in borders.targets.keys() & {*apart}:
                group = {key, *borders.targets[key]}
                names = {united.get(place, place) for place in group}
                group |= {place for place, name in united.items() if name in names}
                united.update(dict.fromkeys(group, min(names)))
        return united

    def covers_same(self, places: Collection[str], borders: Borders, group: Collection[str]) -> bool:
        """Tell whether some municipalities of this map lie where a group of another does, nowhere else."""
        sides = (self, places), (borders, group)
        return all(
            {target in to_group for target in to.targets.get(key, (key,))} == {key in from_group}
            for (start, from_group), (to, to_group) in (sides, sides[::-1])
            for key in start.places
        )


def map_on(system: RegionalSystem, day: dt.date) -> Map:
    """Draw the map of a day; an unknown one where nobody knows whether a municipality was there by then.

    >>> old = Municipality(id="a", name="Район", end=dt.date(2023, 6, 30), successors=("b",))
    >>> new = Municipality(id="b", name="Округ", start=dt.date(2023, 7, 1))
    >>> system = RegionalSystem(region="ugra", municipalities=[old, new])
    >>> [dict(map_on(system, dt.date(year, 12, 31)).targets) for year in (2022, 2023)]
    [{'b': ('a',)}, {'a': ('b',)}]
    >>> in_part = attrs.evolve(system, municipalities=[attrs.evolve(old, end=PartialDay.of("2023")), new])
    >>> map_on(in_part, dt.date(2023, 3, 1)).is_known
    False
    """
    places, undated = _dated(system.municipalities or (), day)
    undated = undated or _told_differently(places, day)
    if undated:
        return Map(municipalities=(), targets={}, undated=undated, absent=places)
    by_id = {place.id: place for place in places}
    before: dict[str, list[str]] = {key: [] for key in by_id}
    for place in by_id.values():
        for successor in place.successors:
            if successor in before:
                before[successor].append(place.id)

    def lead(key: str, neighbours: Callable[[str], Iterable[str]], visited: tuple[str, ...]) -> list[str]:
        """Follow successors, or predecessors, to those that there are."""
        if is_there(by_id[key], day):
            return [key]
        return [
            found
            for neighbour in neighbours(key)
            if neighbour in by_id and neighbour not in visited
            for found in lead(neighbour, neighbours, (*visited, key))
        ]

    targets: dict[str, tuple[str, ...]] = {}
    for key, place in by_id.items():
        if not is_there(place, day):
            is_over = place.end is not None and place.end < day
            found = lead(key, lambda at: by_id[at].successors, ()) if is_over else lead(key, before.get, ())  # type: ignore[arg-type]
            targets[key] = tuple(dict.fromkeys(found))
    there = tuple(place for place in places if is_there(place, day))
    # What began with a day is made of what it came from; what was always there, of more than what joined it.
    whole = {place.id: place.start is not None and bool(before[place.id]) for place in there}
    return Map(
        municipalities=there,
        targets=targets,
        whole=whole,
        absent=tuple(place for place in places if place.id in targets),
    )


def map_of_level(system: RegionalSystem, level: str) -> Map:
    """Draw the map whose places are the territories of a level, each made of its municipalities.

    >>> from rnms.model.subjects import Territory
    >>> okrug = Territory(id="t", name="Западный", level="okrug")
    >>> inside = Municipality(id="m", name="Район", territory="t")
    >>> system = RegionalSystem(region="kirov", territories=[okrug], municipalities=[inside])
    >>> map_of_level(system, "okrug").parts
    {'t': ('m',)}
    """
    territories = {territory.id: territory for territory in system.territories or ()}

    def above(key: str | None, visited: tuple[str, ...] = ()) -> str | None:
        """Find the territory of the level in which another lies."""
        if key not in territories or key in visited:
            return None
        return key if territories[key].level == level else above(territories[key].parent, (*visited, key))

    places = [
        Municipality(id=territory.id, name=territory.name)
        for territory in territories.values()
        if territory.level == level
    ]
    inside = {place.id: above(place.territory) for place in system.municipalities or ()}
    targets = {key: (territory,) for key, territory in inside.items() if territory is not None}
    outside = [place for place in system.municipalities or () if inside[place.id] is None]
    is_complete = not any(part.entity == "municipalities" for part in system.unreported)
    return Map(
        municipalities=(*places, *outside),
        targets=targets,
        whole={place.id: is_complete for place in places},
        absent=tuple(place for place in system.municipalities or () if place.id in targets),
    )


def restated(system: RegionalSystem, on: Map, seats: Mapping[str, str] | None = None) -> RegionalSystem:
    """Tell a system on a map; figures keep the municipality they are told of, and their order.

    >>> from rnms.model import Service, ServiceKind
    >>> services = [Service(municipality="a", kind=ServiceKind.SERVICE)]
    >>> old = Municipality(id="a", name="Район", end=dt.date(2023, 6, 30), successors=("b",))
    >>> new = Municipality(id="b", name="Округ")
    >>> system = RegionalSystem(region="ugra", municipalities=[old, new], services=services)
    >>> day = dt.date(2023, 12, 31)
    >>> restated(system, map_on(system, day)).services[0].municipality
    'b'

    Args:
        system: The system.
        on: The map.
        seats: Where organisations stand, if not where they say themselves.
    """
    changed: dict[str, Any] = {}
    seats = seats or {}
    for name, cls in record_classes().items():
        records = getattr(system, name)
        fields = [field.name for field in attrs.fields(cls) if about(field).refers_to == "municipalities"]
        if not records or not fields:
            continue
        rows = []
        for record in records:
            facts = {field: getattr(record, field) for field in fields}
            if name == "organizations" and isinstance(record.id, str) and record.id in seats:
                facts = dict.fromkeys(fields, seats[record.id])
            # What is no name of a municipality stays as it is: whoever reads it says so.
            placed = {
                field: on.place(value) if isinstance(value, str) else value for field, value in facts.items()
            }
            news = {field: place for field, place in placed.items() if place != getattr(record, field)}
            rows.append(attrs.evolve(record, **news) if news else record)
        changed[name] = rows
    if system.attestations is not None:
        changed["attestations"] = [
            record if subject == record.subject else attrs.evolve(record, subject=subject)
            for record in system.attestations
            for subject in [on.subject(record.subject)]
        ]
    gaps = [
        attrs.evolve(part, municipality=place)
        for part in system.unreported
        for place in _gap_places(part, on)
    ]
    deliveries = [
        attrs.evolve(delivery, municipality=place)
        for delivery in system.deliveries
        for place in _gap_places(delivery, on)
    ]
    is_listed = on.is_known and (bool(on.municipalities) or system.municipalities is not None)
    municipalities = on.municipalities if is_listed else None
    return attrs.evolve(
        system, municipalities=municipalities, unreported=gaps, deliveries=deliveries, **changed
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for place, part in pairs:
        groups.setdefault(place, []).append(part)
    return {place: tuple(parts) for place, parts in groups.items()}


def _gap_places(part: Unreported | Delivery, on: Map) -> tuple[str | None, ...]:
    """List where missing records may belong: in one of several places, or anywhere where that is unknown."""
    if part.municipality is None:
        return (None,)
    return on.targets.get(part.municipality, (part.municipality,)) or (None,)


def seats_on(placements: Iterable[Placement], day: dt.date) -> Mapping[str, str]:
    """Find where placements say that organisations stand on a day; two that differ leave it unknown.

    So does one of which nobody knows whether it holds by then.

    >>> seats_on([Placement(organization="o", municipality="m")], dt.date(2023, 12, 31))
    {'o': 'm'}
    """
    seats: dict[str, str] = {}
    for placement in placements:
        start, end = _span(placement.start), _span(placement.end)
        if (start is None or start[0] <= day) and (end is None or day <= end[1]):
            is_sure = (start is None or start[1] <= day) and (end is None or day <= end[0])
            seat = seats.get(placement.organization, placement.municipality)
            is_one = is_sure and seat == placement.municipality
            seats[placement.organization] = seat if is_one else ANYWHERE
    return seats
