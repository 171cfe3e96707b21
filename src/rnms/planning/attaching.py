"""Attachments: which teacher to which methodist, within the norms of the order, or what is missing."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress

import attrs

from rnms._values import cached_property, frozen
from rnms.engine.records import RecordsEngine
from rnms.engine.source import expect_collected, look_at_data
from rnms.errors import FieldError
from rnms.indicators.vocabulary import people
from rnms.logic.population import Population
from rnms.logic.predicates import Predicate, active
from rnms.logic.window import Window
from rnms.model.checked import expect_day, shown
from rnms.model.development import Diagnostic
from rnms.model.people import Assignment, Methodist, Person, PoolLevel
from rnms.model.period import Period
from rnms.model.system import RegionalSystem
from rnms.model.working_days import ONE_DAY
from rnms.planning.flow import Allotment, Seats, Supply, allot
from rnms.planning.load_norms import LoadNorms, load_norms
from rnms.planning.missing_methodists import Kind, missing_methodists
from rnms.regions.profile import RegionProfile
from rnms.regions.registry import profile_of

MATCHES = ("municipality", "area")
"""What a teacher and a methodist may have to share, where the data tell it of both."""
Key = tuple[tuple[str, ...], tuple[str, ...], bool, int, tuple[int, ...]]
"""What people of a group share: municipalities, areas, whether they lack a diagnostic, who they are as
methodists (whoever is none has -1 there), and whom they have, if they have several."""
_STAND_IN = "~"
"""How the ids of methodists begin that are invented to ask whose attachment would count."""


@frozen(kw_only=True)
class Group:
    """People of the same municipalities and areas.

    >>> Group(municipalities=("m1",), areas=("физика",), people=300).people
    300

    Attributes:
        municipalities: Where they teach; empty is unknown, or does not matter.
        areas: Their areas; empty is unknown, or does not matter.
        people: How many of them depend on the seats that lack.
    """

    municipalities: tuple[str, ...]
    areas: tuple[str, ...]
    people: int


@frozen(kw_only=True)
class Lacking:
    """Why not everybody can be attached: these groups have only these methodists, who have no seat left.

    It is a proof: of the people in these groups, those left out who stay with others, no more can be attached
    than there are seats.

    >>> group = Group(municipalities=("m1",), areas=(), people=300)
    >>> Lacking(groups=(group,), full=("h1",), people=300, seats=250, places=50, methodists=1).places
    50

    Attributes:
        groups: The groups.
        full: Ids of the methodists that are full with them.
        people: How many people depend on them.
        seats: How many people they may have.
        places: How many seats are missing.
        methodists: How many methodists are missing at least, each of one municipality and one area, where
            these are matched.
    """

    groups: tuple[Group, ...]
    full: tuple[str, ...]
    people: int
    seats: int
    places: int
    methodists: int


@frozen(kw_only=True)
class Surplus:
    """That there are too few teachers for what each methodist must have at least.

    >>> Surplus(people=50, methodists=("m3",)).methodists
    ('m3',)

    Attributes:
        people: How many teachers are missing.
        methodists: The methodists without whom those left could have enough: ids.
    """

    people: int
    methodists: tuple[str, ...]


@frozen(kw_only=True)
class Attachments:
    """A proposal of attachments; nothing in it is decided, and the data stay as they are.

    >>> from rnms import planning, testing
    >>> planned = planning.attachments(testing.invented_region(staff=40, seed=1), on=dt.date(2023, 9, 1))
    >>> planned.lacking is None, planned.surplus.people > 0
    (True, True)

    Attributes:
        region: The name of the region.
        on: The day on which the new attachments begin.
        norms: What the order demands.
        assignments: Every attachment that stands on that day: those kept, as recorded, and new ones.
        new: Those that begin on that day; on the next, where what they replace begins on that very day.
        moved: Who leaves one methodist of the pool for another, by id.
        unattached: Who cannot be attached, by id.
        without_basis: Whose attachment rests on no diagnostic of their own on or before its first day, and
            who is unattached and has none, by id.
        doubles: Who has several methodists already; all of them stay as long as that costs nobody a seat.
        unclear: Of whom the data leave open whether they teach, or serve in the pool: to be asked.
        lacking: What hinders those who cannot be attached; ``None`` where everybody is.
        surplus: That there are fewer teachers than the norm demands; ``None`` where there are enough.
        loads: How many people each methodist has then, by id.
        municipality_by_person: Where each teacher who was counted teaches, by id.
        ended: The recorded attachments that are to end the day before, earlier than recorded if they have an
            end; on that day, if they begin on it.
        data: What they were proposed for.
    """

    region: str
    on: dt.date
    norms: LoadNorms
    assignments: tuple[Assignment, ...]
    new: tuple[Assignment, ...]
    moved: tuple[str, ...]
    unattached: tuple[str, ...]
    without_basis: tuple[str, ...]
    doubles: tuple[str, ...]
    unclear: tuple[str, ...]
    lacking: Lacking | None
    surplus: Surplus | None
    loads: Mapping[str, int]
    municipality_by_person: Mapping[str, tuple[str, ...]]
    ended: tuple[Assignment, ...]
    data: RegionalSystem = attrs.field(repr=False, eq=False)

    def system(self) -> RegionalSystem:
        """Put the attachments into a copy of the data, for ``evaluate``: what ends, ends the day before.

        What begins on that very day was recorded, too, and is no less there: it ends on it.
        """
        ended = {*self.ended}
        before = (
            attrs.evolve(record, end=_last_day(record, self.on)) if record in ended else record
            for record in self.data.assignments or ()
        )
        return attrs.evolve(self.data, assignments=(*before, *self.new))


def _last_day(ended: Assignment, on: dt.date) -> dt.date:
    """Find the last day of an attachment that ends before another day: its own first day at the earliest."""
    before = on - ONE_DAY
    return ended.start if type(ended.start) is dt.date and ended.start > before else before


def attachments(
    system: RegionalSystem,
    *,
    on: dt.date,
    region: RegionProfile | str | None = None,
    year: int | None = None,
    period: Period | int | str | None = None,
    match: Iterable[str] = MATCHES,
    keep: bool = True,
    readings: str | Iterable[str] = (),
    areas: Mapping[str, str | Iterable[str]] | None = None,
) -> Attachments:
    """Attach teachers to methodists within the norms of the order.

    As few as possible are left unattached, and of those who are attached as few as possible are moved; then
    the loads are as equal as they can be. Who is alike is chosen by id.

    >>> from rnms import testing
    >>> proposal = attachments(testing.invented_region(staff=40, seed=1), on=dt.date(2023, 9, 1), year=2023)
    >>> dict(proposal.loads), proposal.unattached
    ({'h1': 14}, ())

    Args:
        system: The data.
        on: The day on which new attachments begin.
        region: A key or a profile; by default the one that the data name.
        year: The reporting year for which the norm is set.
        period: The period for which it is set, in place of a year; by default that in which the day lies.
        match: What both must share where the data tell it of both: ``"municipality"``, ``"area"``.
        keep: Whether those who have a methodist stay unless a norm forbids it.
        readings: Names of readings to take together.
        areas: The areas of teachers and methodists by the id of the person, where they are known.

    Raises:
        UsageError: If the order sets no norm, or the data do not tell who teaches or who is a methodist.
        FieldError: If a day is no day, or there is no such thing to match.
        RegionNotFoundError: If no region has this key.
    """
    look_at_data(system, "attachments")
    expect_day(on, owner="attachments", field="on")
    match = (match,) if isinstance(match, str) else tuple(match)
    for word in match:
        if word not in MATCHES:
            raise FieldError(
                owner="attachments",
                field="match",
                given=shown(word),
                wanted="municipality or area",
                write='write match=("municipality",)',
            )
    expect_collected(system, "persons", "employments", "organizations", "methodists")
    key = system.region if region is None else region
    profile = profile_of(key)
    norms = load_norms(profile, on, period=year if period is None else period, readings=readings)
    areas_by_person = _areas(areas or {}) if "area" in match else {}
    roll = _Roll(system, profile, norms, on, areas_by_person, by_municipality="municipality" in match)
    return roll.proposed(keep=keep)


def _areas(areas: Mapping[str, str | Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {
        person: (own,) if isinstance(own, str) else tuple(sorted(set(own))) for person, own in areas.items()
    }


class _Roll:
    """Who is there on a day: teachers, methodists and who is attached to whom, as the order counts them.

    The engine is asked whose attachment would count: each person is attached, in a copy, to methodists that
    are invented, one of each level at which somebody serves.
    """

    def __init__(
        self,
        system: RegionalSystem,
        profile: RegionProfile,
        norms: LoadNorms,
        on: dt.date,
        areas: Mapping[str, tuple[str, ...]],
        *,
        by_municipality: bool,
    ) -> None:
        self.system, self.norms, self.on, self.areas = system, norms, on, areas
        self.by_municipality, self.region = by_municipality, system.title.strip() or profile.name
        self.persons = tuple(dict.fromkeys(person.id for person in system.persons or ()))
        self.vocabularies = profile.vocabularies
        self.recorded = self._engine(system)
        # The levels of those who serve; where nobody does, whoever would count at any level is counted.
        serving = {record.level for own in self._pool[0].values() for record in own} & {*PoolLevel}
        levels = [level for level in PoolLevel if level in serving or not serving]
        self.invented = {f"{_STAND_IN}{level.value}": level for level in levels}
        self.engine = self._engine(self._with_trials())

    def _engine(self, system: RegionalSystem) -> RecordsEngine:
        return RecordsEngine(system, self.on, self.vocabularies)

    @cached_property
    def window(self) -> Window:
        """The days that count: those of the period, as they were over on the day."""
        return attrs.evolve(self.recorded.window(self.norms.period), end=self.on)

    def _with_trials(self) -> RegionalSystem:
        stand_ins = [
            Methodist(id=name, person=name, level=level, start=self.on)
            for name, level in self.invented.items()
        ]
        trials = [
            Assignment(methodist=name, person=person, start=self.on)
            for person in self.persons
            for name in self.invented
        ]
        return attrs.evolve(
            self.system,
            persons=(*(self.system.persons or ()), *(Person(id=name) for name in self.invented)),
            methodists=(*(self.system.methodists or ()), *stand_ins),
            assignments=(*(self.system.assignments or ()), *trials),
        )

    def _flags(self, engine: RecordsEngine, collection: str, where: Predicate) -> tuple[bytes, bytes]:
        """Tell of each record of a collection whether something surely and whether it perhaps holds."""
        population = Population(key="asked", title="", entity=collection, where=where)
        return engine.belonging(population, self.window)

    # Teachers.

    @cached_property
    def _counted(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who surely and who perhaps counts once attached."""
        if self.norms.attached is None:
            assert self.norms.teachers is not None  # noqa: S101  # a norm counts one or the other
            ids = self.engine.columns.values("persons", "id")
            flags = self.engine.belonging(self.norms.teachers, self.window)
            sure, perhaps = (frozenset(compress(ids, flag)) for flag in flags)
            return sure, perhaps
        # Those that are tried follow those recorded.
        recorded = len(self.system.assignments or ())
        tried = [person for person in self.persons for _ in self.invented]
        sure, perhaps = (
            frozenset(compress(tried, flags[recorded:]))
            for flags in self._flags(self.engine, "assignments", self.norms.attached)
        )
        return sure, perhaps

    @cached_property
    def teachers(self) -> tuple[str, ...]:
        """Who surely counts once attached, by id."""
        return tuple(sorted(self._counted[0]))

    @cached_property
    def municipalities(self) -> Mapping[str, tuple[str, ...]]:
        """Where each of them teaches."""
        through = (self.norms.teachers or people.TEACHERS).resolved().through
        assert through is not None  # noqa: S101  # teachers are made by employments
        _, teaches = self._flags(self.engine, "employments", through.where)
        place_by_organization = {
            organization.id: organization.municipality for organization in self.system.organizations or ()
        }
        places: dict[str, tuple[str, ...]] = {}
        alone = {place: (place,) for place in place_by_organization.values() if place is not None}
        for record, flag in zip(self.engine.system.employments or (), teaches, strict=True):
            place = place_by_organization.get(record.organization)
            if flag and place is not None:
                own = places.setdefault(record.person, alone[place])
                if place not in own:
                    places[record.person] = tuple(sorted((*own, place)))
        return {person: places.get(person, ()) for person in self.teachers}

    @cached_property
    def basis(self) -> Mapping[str, str]:
        """The last diagnostic of each of them on or before the day, by id."""
        latest: dict[str, tuple[dt.date, str]] = {}
        for record in sorted(
            self.system.diagnostics or (), key=lambda diagnostic: diagnostic.id, reverse=True
        ):
            # Of a day that is known in part nobody can tell whether it came before.
            if type(record.date) is dt.date and record.date <= self.on:
                earlier = latest.get(record.person)
                if earlier is None or earlier[0] <= record.date:
                    latest[record.person] = (record.date, record.id)
        return {person: key for person, (_, key) in latest.items()}

    # Methodists.

    @cached_property
    def _pool(self) -> tuple[dict[str, list[Methodist]], dict[str, list[Methodist]]]:
        """The records of membership of who surely and who perhaps serves, by person."""
        through = self.norms.methodists.resolved().through
        assert through is not None  # noqa: S101  # a pool is made by records of membership
        surely, may = self._flags(self.recorded, "methodists", through.where)
        sure: dict[str, list[Methodist]] = {}
        unsure: dict[str, list[Methodist]] = {}
        persons = set(self.persons)
        records = sorted(
            zip(self.recorded.columns.records.of("methodists"), surely, may, strict=True),
            key=lambda row: row[0].id,
        )
        for record, is_sure, may_be in records:
            if record.person in persons and may_be:
                (sure if is_sure else unsure).setdefault(record.person, []).append(record)
        return sure, {person: own for person, own in unsure.items() if person not in sure}

    @cached_property
    def methodists(self) -> tuple[str, ...]:
        """Who surely serves, in the order of the ids of membership; then who perhaps does."""
        # The records were sorted by their ids, and so are the people whom they name.
        return tuple(person for part in self._pool for person in part)

    @cached_property
    def place_by_methodist(self) -> Mapping[str, int]:
        """The number of each of them."""
        return {person: place for place, person in enumerate(self.methodists)}

    @cached_property
    def serving(self) -> int:
        """How many surely serve."""
        return len(self._pool[0])

    @cached_property
    def ids(self) -> Sequence[str]:
        """The record of membership by which each of them is named."""
        return [records[0].id for part in self._pool for records in part.values()]

    @cached_property
    def _municipalities_served(self) -> Sequence[frozenset[str]]:
        """The municipalities to which the membership of each is bound; none where it is bound to none."""
        return [
            frozenset(record.municipality for record in records if record.municipality is not None)
            for records in self._pool[0].values()
        ]

    def takes(self, place: int, group: Key) -> bool:
        """Tell whether people of a group may come to one who surely serves."""
        municipalities, areas, _, itself, _ = group
        # Nobody guides oneself.
        if place == itself:
            return False
        served, own_areas = self._municipalities_served[place], self.areas.get(self.methodists[place], ())
        is_near = not (self.by_municipality and served and municipalities) or not served.isdisjoint(
            municipalities
        )
        return is_near and (not own_areas or not areas or not set(own_areas).isdisjoint(areas))

    # Attachments.

    @cached_property
    def place_by_membership(self) -> Mapping[str, int]:
        """The number of the methodist whom each record of membership names."""
        return {
            record.id: self.place_by_methodist[record.person]
            for record in self.system.methodists or ()
            if record.person in self.place_by_methodist
        }

    @cached_property
    def standing(self) -> Sequence[Assignment]:
        """The attachments of teachers to them that stand on the day, as they were given."""
        _, may = self._flags(self.engine, "assignments", self.norms.attached or active())
        teachers, methodists = self._counted[0], self.place_by_membership
        # Those that are tried follow, and are left out.
        return [
            record
            for record in compress(self.system.assignments or (), may)
            if record.methodist in methodists and record.person in teachers
        ]

    @cached_property
    def places_by_person(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the methodists whom each teacher has."""
        alone = [(place,) for place in range(len(self.methodists))]
        places: dict[str, tuple[int, ...]] = {}
        for record in self.standing:
            place = self.place_by_membership[record.methodist]
            own = places.setdefault(record.person, alone[place])
            if place not in own:
                places[record.person] = tuple(sorted((*own, place)))
        return places

    def proposed(self, *, keep: bool) -> Attachments:
        """Propose who is attached to whom."""
        places_by_person = self.places_by_person
        doubles = sorted(person for person, own in places_by_person.items() if len(own) > 1)
        # Where the order counts teachers, attached or not, nothing forbids that they have several.
        fixed = {} if self.norms.attached else {person: places_by_person[person] for person in doubles}
        loads = Counter(place for own in fixed.values() for place in own)
        seats = [
            Seats(
                most=self.norms.most,
                least=(self.norms.least or 0) if place < self.serving else 0,
                taken=loads[place],
            )
            for place in range(len(self.methodists))
        ]
        groups = self._groups(fixed)
        ordered = sorted(groups)
        supplies = [self._supply(group, groups[group], keep=keep) for group in ordered]
        together = self.norms.most_of(self.serving)
        allotment = allot(supplies, seats, None if together is None else together - len(fixed))
        places_planned = dict(fixed)
        staying, coming = _by_group(allotment.staying), _by_group(allotment.coming)
        for number, group in enumerate(ordered):
            before = places_by_person if keep else {}
            places_planned.update(_dealt(groups[group], group, staying[number], coming[number], before))
        lacking = self._lacking(allotment, ordered, supplies, seats, together, len(fixed))
        return self._proposal(places_planned, doubles, lacking)

    def _groups(self, fixed: Collection[str]) -> dict[Key, list[str]]:
        """Sort those who are not fixed by all that decides to whom they may be attached."""
        municipalities, areas, basis = self.municipalities, self.areas, self.basis
        place_by_methodist, places_by_person = self.place_by_methodist, self.places_by_person
        groups: dict[Key, list[str]] = {}
        for person in self.teachers:
            if person not in fixed:
                places = places_by_person.get(person, ())
                own = (
                    municipalities[person] if self.by_municipality else (),
                    areas.get(person, ()),
                    person not in basis,
                    place_by_methodist.get(person, -1),
                    places if len(places) > 1 else (),
                )
                groups.setdefault(own, []).append(person)
        return groups

    def _supply(self, group: Key, persons: Sequence[str], *, keep: bool) -> Supply:
        *_, lack_basis, _, several = group
        present = Counter(dict.fromkeys(several, len(persons)))
        if keep and not several:
            places = self.places_by_person
            present = Counter(chain.from_iterable(places.get(person, ()) for person in persons))
        return Supply(
            people=len(persons),
            allowed=tuple(
                place for place in range(self.serving) if place not in several and self.takes(place, group)
            ),
            present=present,
            is_second=lack_basis,
            further=len(persons) * max(len(several) - 1, 0),
        )

    def _proposal(
        self, places_planned: Mapping[str, tuple[int, ...]], doubles: Iterable[str], lacking: Lacking | None
    ) -> Attachments:
        staying: list[Assignment] = []
        ended: list[Assignment] = []
        resting: set[str] = set()
        for record in self.standing:
            if self.place_by_membership[record.methodist] not in places_planned.get(record.person, ()):
                ended.append(record)
            else:
                staying.append(record)
                if record.diagnostic is not None and self._rests(record):
                    resting.add(record.person)
        # Nobody has two methodists on one day: what begins on the day itself cannot end before it.
        start_by_person = {record.person: self.on + ONE_DAY for record in ended if record.start == self.on}
        new: list[Assignment] = []
        moved: list[str] = []
        for person in self.teachers:
            own, before = places_planned.get(person, ()), self.places_by_person.get(person, ())
            coming = () if own == before else [place for place in own if place not in before]
            if coming:
                diagnostic = self.basis.get(person)
                start = start_by_person.get(person, self.on)
                new += [
                    Assignment(methodist=self.ids[place], person=person, diagnostic=diagnostic, start=start)
                    for place in coming
                ]
                if before:
                    moved.append(person)
            if person in self.basis and (coming or not own):
                resting.add(person)
        loads = Counter(chain.from_iterable(places_planned.values()))
        unclear = sorted({*(self._counted[1] - self._counted[0] - self.invented.keys()), *self._pool[1]})

        def by_ids(record: Assignment) -> tuple[str, str]:
            return record.person, record.methodist

        return Attachments(
            region=self.region,
            on=self.on,
            norms=self.norms,
            assignments=tuple(sorted((*staying, *new), key=by_ids)),
            new=tuple(new),
            moved=tuple(moved),
            unattached=tuple(person for person in self.teachers if person not in places_planned),
            without_basis=tuple(person for person in self.teachers if person not in resting),
            doubles=tuple(doubles),
            unclear=tuple(unclear),
            lacking=lacking,
            surplus=self._surplus(loads),
            loads={key: loads[place] for place, key in enumerate(self.ids)},
            municipality_by_person=self.municipalities,
            ended=tuple(sorted(ended, key=by_ids)),
            data=self.system,
        )

    def _rests(self, record: Assignment) -> bool:
        """Tell whether an attachment rests on an earlier diagnostic of the same teacher."""
        basis = self._diagnostic_by_id.get(record.diagnostic or "")
        if basis is None or basis.person != record.person or type(record.start) is not dt.date:
            return False
        return type(basis.date) is dt.date and basis.date <= record.start

    @cached_property
    def _diagnostic_by_id(self) -> Mapping[str, Diagnostic]:
        return {record.id: record for record in self.system.diagnostics or ()}

    # What is missing.

    def _lacking(
        self,
        allotment: Allotment,
        ordered: Sequence[Key],
        supplies: Sequence[Supply],
        seats: Sequence[Seats],
        together: int | None,
        taken: int,
    ) -> Lacking | None:
        places = sum(allotment.without)
        if not places:
            return None
        everybody = sum(supply.people for supply in supplies) + taken
        methodists = self._missing(allotment, ordered, supplies, seats, everybody)
        if not allotment.short:
            # Only the mean forbids more: everybody shares the same seats.
            assert together is not None  # noqa: S101  # else a part of the proof would tell
            return Lacking(
                groups=_groups_named(ordered, [supply.people for supply in supplies]),
                full=tuple(self.ids[: self.serving]),
                people=everybody,
                seats=together,
                places=places,
                methodists=methodists,
            )
        numbers = sorted(number for cut in allotment.short for number in cut.groups)
        full = sorted(place for cut in allotment.short for place in cut.full)
        elsewhere = Counter[int]()
        for (number, place), staying in allotment.staying.items():
            if place not in full:
                elsewhere[number] += staying
        return Lacking(
            groups=_groups_named(
                [ordered[number] for number in numbers],
                [supplies[number].people - elsewhere[number] for number in numbers],
            ),
            full=tuple(self.ids[place] for place in full),
            people=sum(cut.people for cut in allotment.short),
            seats=sum(seats[place].most or 0 for place in full),
            places=places,
            methodists=methodists,
        )

    def _missing(
        self,
        allotment: Allotment,
        ordered: Sequence[Key],
        supplies: Sequence[Supply],
        seats: Sequence[Seats],
        everybody: int,
    ) -> int:
        """Find how many methodists must come for all to be attached, under the limits of each and of all."""
        if self.norms.mean_most is not None and not allotment.short:
            # Where the mean hinders, what else would hinder shows without it.
            allotment = allot(supplies, seats)
        by_seats = missing_methodists(supplies, _kinds(ordered), seats, allotment, self.norms.most)
        return max(by_seats, self.norms.methodists_for(everybody) - self.serving)

    def _surplus(self, loads: Mapping[int, int]) -> Surplus | None:
        """Find what is missing to what each must have at least, or all in the mean."""
        serving = range(self.serving)
        attached = sum(loads.get(place, 0) for place in serving)
        least, mean = self.norms.least or 0, self.norms.mean_least or 0
        below = sum(max(least - loads.get(place, 0), 0) for place in serving)
        people = max(below, -((attached - mean * len(serving)) // 1), 0)
        if not people:
            return None
        enough_for = self.norms.methodists_filled_by(attached) or 0
        # Those go first who have the fewest people, then the fewest whom they had before; of equals the last.
        stays = Counter(chain.from_iterable(self.places_by_person.values()))
        by_loss = sorted(serving, key=lambda place: (loads.get(place, 0), stays[place], -place))
        return Surplus(
            people=int(people),
            methodists=tuple(
                sorted(self.ids[place] for place in by_loss[: max(len(serving) - enough_for, 0)])
            ),
        )


def _by_group(numbers: Mapping[tuple[int, int], int]) -> defaultdict[int, dict[int, int]]:
    """Sort numbers of people by their group, then by where they go."""
    by_group: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (group, place), count in sorted(numbers.items()):
        by_group[group][place] = count
    return by_group


def _dealt(
    persons: Sequence[str],
    group: Key,
    staying: dict[int, int],
    coming: Mapping[int, int],
    places_by_person: Mapping[str, tuple[int, ...]],
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Deal the seats of a group out among its people: by id, those first who have a methodist."""
    movable: list[str] = []
    *_, several = group
    if several:
        yield from _dealt_in_turn(persons, _seats_of(staying) + _seats_of(coming))
        return
    for person in persons:
        place = places_by_person.get(person, ())
        if place and staying.get(place[0], 0):
            staying[place[0]] -= 1
            yield person, place
        else:
            movable.append(person)
    movable.sort(key=lambda person: (person not in places_by_person, person))
    yield from ((person, (place,)) for person, place in zip(movable, _seats_of(coming), strict=False))


def _seats_of(numbers: Mapping[int, int]) -> list[int]:
    return [place for place, count in numbers.items() for _ in range(count)]


def _dealt_in_turn(persons: Sequence[str], seats: Sequence[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Deal seats out turn by turn: of no methodist are there more than people, so nobody has one twice."""
    for number, person in enumerate(persons[: len(seats)]):
        yield person, tuple(sorted(seats[number :: len(persons)]))


def _kinds(groups: Iterable[Key]) -> list[frozenset[Kind]]:
    """List by group the municipalities and areas of methodists who could take it; where unknown, of all."""
    keys = [(municipalities, areas) for municipalities, areas, *_ in groups]
    towns, subjects = ({name for key in keys for name in key[part]} or {""} for part in (0, 1))
    return [
        frozenset(itertools.product(municipalities or towns, areas or subjects))
        for municipalities, areas in keys
    ]


def _groups_named(groups: Iterable[Key], sizes: Iterable[int]) -> tuple[Group, ...]:
    """Name groups by what they share; whether they have a basis does not matter for seats."""
    people: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    for (municipalities, areas, *_), size in zip(groups, sizes, strict=True):
        people[municipalities, areas] += size
    return tuple(
        Group(municipalities=municipalities, areas=areas, people=size)
        for (municipalities, areas), size in sorted(people.items())
        if size
    )
