"""What is recorded of each member, by id: of whom something can be completed, continued, or begun anew."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rnms._values import cached_property
from rnms.model.development import Diagnostic, Enrolment, Programme, Provider, Route, TeamTraining
from rnms.model.people import Employment, Methodist, PoolLevel, Role, Team
from rnms.model.system import RegionalSystem, as_read, record_classes

_MOST_KINDS = 6
"""Of so many programmes of different kinds each is tried, where nothing tells which is wanted."""


class Recorded:
    """A system as plans look at it: records by member, what is open, and ids that are free.

    >>> recorded = Recorded(RegionalSystem(region="ugra", enrolments=[]), dt.date.max)
    >>> recorded.has("enrolments"), recorded.has("routes"), recorded.new_id("p1")
    (True, False, '~p1')

    Args:
        system: The system.
        last: The last day of the period.
        mark: Tells apart the ids that are made for several ends at once.
        measures: Codes of the measures of the roadmap that can be carried out.
    """

    def __init__(
        self, system: RegionalSystem, last: dt.date, *, mark: int = 0, measures: Sequence[str] = ()
    ) -> None:
        reading = as_read(system)
        self.measures = measures
        self.system = system
        self._last = last
        self._mark = mark
        self._known = reading.system
        self._misread = reading.misread

    def has(self, collection: str) -> bool:
        """Tell whether a collection was collected: else a new record would say that there are no others."""
        return getattr(self.system, collection) is not None

    def of(self, collection: str) -> tuple[Any, ...]:
        """List the records of a collection."""
        records: tuple[Any, ...] | None = getattr(self._known, collection)
        return records or ()

    def system_record(self, collection: str, place: int) -> Any:
        """Find a record as it was given, whatever of it could not be read."""
        return getattr(self.system, collection)[place]

    @cached_property
    def forms_of_support(self) -> Sequence[str]:
        """The forms of support that are recorded anywhere, or one without a name."""
        return sorted({support.form for support in self.of("supports")}) or [""]

    def _is_open(self, collection: str, place: int, record: Enrolment | TeamTraining) -> bool:
        """Tell whether something is surely not completed: an end that cannot be read is no open one."""
        is_begun = record.start is None or record.start <= self._last
        return record.end is None and is_begun and place not in self._misread.get((collection, "end"), {})

    @cached_property
    def open_enrolments(self) -> Mapping[str, Sequence[tuple[int, Enrolment]]]:
        """The open enrolments of each person, with their places; what was chosen by something first."""
        return self._open("enrolments", "person", lambda record: not (record.diagnostic or record.route))

    @cached_property
    def open_trainings(self) -> Mapping[str, Sequence[tuple[int, TeamTraining]]]:
        """The open trainings of each team, with their places."""
        return self._open("team_trainings", "team", lambda _: False)

    def _open(
        self, collection: str, member: str, rank: Callable[[Any], bool]
    ) -> Mapping[str, Sequence[tuple[int, Any]]]:
        by_member: dict[str, list[tuple[int, Any]]] = {}
        for place, record in enumerate(self.of(collection)):
            if self._is_open(collection, place, record):
                by_member.setdefault(getattr(record, member), []).append((place, record))
        return {key: sorted(records, key=lambda entry: rank(entry[1])) for key, records in by_member.items()}

    @cached_property
    def diagnostics(self) -> Mapping[str, Sequence[Diagnostic]]:
        """The dated diagnostics of each person: those of the centre first, the last first."""
        by_person: dict[str, list[Diagnostic]] = {}
        for diagnostic in sorted(self.of("diagnostics"), key=_day_held, reverse=True):
            if diagnostic.date is not None:
                by_person.setdefault(diagnostic.person, []).append(diagnostic)
        return {
            person: sorted(diagnostics, key=lambda diagnostic: diagnostic.provider is not Provider.CNPPM)
            for person, diagnostics in by_person.items()
        }

    @cached_property
    def routes(self) -> Mapping[str, Sequence[Route]]:
        """The routes of each person of which the day is known, the last first."""
        by_person: dict[str, list[Route]] = {}
        for route in sorted(self.of("routes"), key=lambda route: route.start or dt.date.min, reverse=True):
            if route.start is not None:
                by_person.setdefault(route.person, []).append(route)
        return by_person

    @cached_property
    def programmes_of_routes(self) -> Mapping[str, Sequence[str]]:
        """The programmes of each route."""
        by_route: dict[str, list[str]] = {}
        for item in self.of("route_items"):
            if item.programme is not None:
                by_route.setdefault(item.route, []).append(item.programme)
        return by_route

    @cached_property
    def programmes(self) -> Mapping[str, Programme]:
        """The programmes by id."""
        return {programme.id: programme for programme in self.of("programmes")}

    def best_programmes(self, deficits: frozenset[str], first: dt.date) -> Sequence[Programme]:
        """List programmes: what is in the register throughout first, of these what answers a deficit.

        Of each kind, form and set of topics the first alone: another would be judged as it is.
        """
        key = (deficits, first)
        if key not in self._best:
            self._best[key] = self._find_best(deficits, first)
        return self._best[key]

    @cached_property
    def _best(self) -> dict[tuple[frozenset[str], dt.date], Sequence[Programme]]:
        return {}

    def _find_best(self, deficits: frozenset[str], first: dt.date) -> Sequence[Programme]:
        def rank(programme: Programme) -> tuple[bool, bool]:
            begin, end = programme.register_start, programme.register_end
            is_in_register = begin is not None and begin <= first and (end is None or end >= self._last)
            return not is_in_register, not deficits & {*(programme.competences or ())}

        kinds: dict[Any, Programme] = {}
        for programme in sorted(self.programmes.values(), key=rank):
            kinds.setdefault((programme.kind, programme.form, programme.topics), programme)
        return [*kinds.values()][:_MOST_KINDS]

    # Where members are, and who could be appointed or attached.

    @cached_property
    def posts(self) -> Mapping[str, Sequence[Employment]]:
        """The employments of each person that are not ended on the last day."""
        by_person: dict[str, list[Employment]] = {}
        for post in self.of("employments"):
            if post.end is None or post.end >= self._last:
                by_person.setdefault(post.person, []).append(post)
        return by_person

    def employed(self) -> Iterator[str]:
        """List the people who could be appointed: those with a post as a teacher or methodist."""
        for person, posts in self.posts.items():
            if any(post.role in {Role.PEDAGOGICAL, Role.METHODIST} for post in posts):
                yield person

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """The municipality of each organisation of which it can be told; empty of the region's own."""
        unread = self._misread.get(("organizations", "municipality"), {})
        return {
            organization.id: organization.municipality or ""
            for row, organization in enumerate(self.of("organizations"))
            if row not in unread
        }

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {place.id: place.name.strip() or place.id for place in self.of("municipalities")}

    @cached_property
    def teams_of(self) -> Mapping[str, Sequence[Team]]:
        """The teams of each organisation."""
        by_organization: dict[str, list[Team]] = {}
        for team in self.of("teams"):
            by_organization.setdefault(team.organization, []).append(team)
        return by_organization

    @cached_property
    def _teams(self) -> Mapping[str, str]:
        return {team.id: team.organization for team in self.of("teams")}

    def municipality_id(self, entity: str, member: str) -> str:
        """Find the id of a member's municipality, of a person by the first post; empty where it has none."""
        return next(iter(self.municipality_ids(entity, member)), "")

    def municipality_ids(self, entity: str, member: str) -> Sequence[str]:
        """List the ids of a member's municipalities, as far as its organisations are listed."""
        if entity == "municipalities":
            return (member,)
        own = self._organizations(entity, member)
        return [*filter(None, (self._places.get(organization, "") for organization in own))]

    def is_outside(self, entity: str, member: str) -> bool:
        """Tell whether a member surely stands in no municipality: whatever it belongs to is the region's own.

        Of what belongs to organisations that are not listed, or where no municipalities are, nobody knows.
        """
        own = self._organizations(entity, member)
        is_told = bool(own) and bool(self.of("municipalities"))
        return is_told and all(self._places.get(organization) == "" for organization in own)

    def _organizations(self, entity: str, member: str) -> Sequence[str]:
        """List the organisations to which a member belongs, those of a person by post."""
        if entity == "organizations":
            return (member,)
        if entity == "teams":
            return (self._teams[member],) if member in self._teams else ()
        return [post.organization for post in self.posts.get(member, ())]

    def municipality(self, entity: str, member: str) -> str:
        """Name the municipality of a member."""
        place = self.municipality_id(entity, member)
        return self._names.get(place, place)

    @cached_property
    def least_attached(self) -> Iterator[str]:
        """The methodists of the regional pool, turn by turn, those with the fewest teachers first."""
        numbers = dict.fromkeys(
            (
                methodist.id
                for methodist in self.of("methodists")
                if isinstance(methodist, Methodist)
                and methodist.level is PoolLevel.REGIONAL
                and (methodist.end is None or methodist.end >= self._last)
            ),
            0,
        )
        for assignment in self.of("assignments"):
            if assignment.methodist in numbers and (assignment.end is None or assignment.end >= self._last):
                numbers[assignment.methodist] += 1
        return _in_turn(numbers)

    # Ids.

    @cached_property
    def _prefix(self) -> str:
        """What no id begins with."""
        ids = {
            str(record.id)
            for name, kind in record_classes().items()
            if hasattr(kind, "id")
            for record in self.of(name)
        }
        prefix = "~"
        while any(key.startswith(prefix) for key in ids):
            prefix += "~"
        return prefix + "~" * self._mark

    def new_id(self, member: str) -> str:
        """Make an id for a record that a plan would bring: nobody has it."""
        return f"{self._prefix}{member}"


def _day_held(diagnostic: Diagnostic) -> dt.date:
    return diagnostic.date or dt.date.min


def _in_turn(numbers: dict[str, int]) -> Iterator[str]:
    """Name who carries least, again and again, each time with one more."""
    heap = [(number, key) for key, number in numbers.items()]
    heapq.heapify(heap)
    while heap:
        number, key = heap[0]
        yield key
        heapq.heapreplace(heap, (number + 1, key))
