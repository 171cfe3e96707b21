"""The whole that is judged, and the check that its parts agree with each other."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, get_args

import attrs

from rnms._values import frozen
from rnms.errors import look_alikes
from rnms.issues import Issue, Message, message
from rnms.model.ages import too_young
from rnms.model.checked import checked, types_of
from rnms.model.deadlines import PlanItem
from rnms.model.development import (
    Diagnostic,
    Enrolment,
    Programme,
    Route,
    RouteDeveloper,
    RouteItem,
    Support,
    TeamTraining,
)
from rnms.model.events import Event, Participation
from rnms.model.field_values import values_of
from rnms.model.main_places import main_places
from rnms.model.misread import read
from rnms.model.partial import PartialDay, is_surely_before
from rnms.model.people import Assignment, Employment, Methodist, Person, Team, TeamMember
from rnms.model.returns import Claim, Delivery, Figure, Unreported, self_contradiction
from rnms.model.roadmap import MeasureReport
from rnms.model.schema import EARLIEST, FieldKind, about, kinds_of, ordered_days
from rnms.model.subjects import (
    Adoption,
    Agreement,
    Association,
    Attestation,
    Community,
    ContestEntry,
    Meeting,
    MethodicalModel,
    MonitoringRound,
    Municipality,
    Organization,
    Pair,
    Placement,
    Service,
    Site,
    Territory,
)
from rnms.showing import Shown

_MOST_NAMED = 4
"""Of so many collections at most a short form says how much each holds."""


@frozen(kw_only=True, field_transformer=checked)
class RegionalSystem(Shown):
    """A regional system as far as it was reported.

    A collection of records that is ``None`` was not collected; an empty one is empty.

    Attributes:
        region: Key of the region whose order judges it.
        title: What these data are, for readers.
        municipalities: The municipalities; ``None`` means that the list was not collected. When
            ``Unreported(entity="municipalities")`` says so, the list is not complete.
        figures: What was counted and reported.
        unreported: What should have come and did not.
        deliveries: The ledger: who was asked what, and what became of it.
        claims: What others have published about the result.
        organizations: Where people work.
        persons: Teachers and managers.
        employments: Who works where.
        diagnostics: Who passed a diagnostic.
        routes: Individual educational routes.
        route_items: What the routes are made of.
        route_developers: Who developed them.
        programmes: Programmes of additional professional education.
        enrolments: Who took them.
        teams: Management and pedagogical teams.
        team_members: Who belongs to them.
        team_trainings: Which programmes they took.
        supports: Who took part in a form of support.
        methodists: Who is in a methodical pool.
        assignments: Who is attached to which methodist.
        models: Municipal models of methodical support.
        associations: Methodical associations.
        communities: Pedagogical communities.
        contest_entries: Who took part in contests.
        adoptions: Documents that the region has adopted.
        agreements: Agreements of cooperation.
        monitoring_rounds: Monitorings held.
        measure_reports: Measures of the roadmap carried out.
        plan_items: Days on which a plan outside the order makes measures fall due.
        services: Municipal methodical services.
        sites: Internship and innovation sites.
        pairs: Pairs of teachers.
        meetings: Meetings held.
        territories: Parts of the region above its municipalities.
        placements: In which municipality organisations stood, and when.
        events: Methodical events held.
        participations: Who took part in them.
        attestations: What was stated of duties that no record shows.

    >>> RegionalSystem(region="khabarovsk", figures=[]).figures
    ()
    """

    # In the place of a record its name may have been put: a fault says of what kind it is, no more.
    _hides_members: ClassVar[bool] = True

    region: str
    title: str = ""
    municipalities: tuple[Municipality, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Municipality, ...])
    )
    figures: tuple[Figure, ...] = attrs.field(default=(), converter=tuple[Figure, ...])
    unreported: tuple[Unreported, ...] = attrs.field(default=(), converter=tuple[Unreported, ...])
    deliveries: tuple[Delivery, ...] = attrs.field(default=(), converter=tuple[Delivery, ...])
    claims: tuple[Claim, ...] = attrs.field(default=(), converter=tuple[Claim, ...])
    organizations: tuple[Organization, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Organization, ...])
    )
    persons: tuple[Person, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Person, ...])
    )
    employments: tuple[Employment, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Employment, ...])
    )
    diagnostics: tuple[Diagnostic, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Diagnostic, ...])
    )
    routes: tuple[Route, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Route, ...])
    )
    route_items: tuple[RouteItem, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[RouteItem, ...])
    )
    route_developers: tuple[RouteDeveloper, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[RouteDeveloper, ...])
    )
    programmes: tuple[Programme, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Programme, ...])
    )
    enrolments: tuple[Enrolment, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Enrolment, ...])
    )
    teams: tuple[Team, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Team, ...])
    )
    team_members: tuple[TeamMember, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[TeamMember, ...])
    )
    team_trainings: tuple[TeamTraining, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[TeamTraining, ...])
    )
    supports: tuple[Support, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Support, ...])
    )
    methodists: tuple[Methodist, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Methodist, ...])
    )
    assignments: tuple[Assignment, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Assignment, ...])
    )
    models: tuple[MethodicalModel, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[MethodicalModel, ...])
    )
    associations: tuple[Association, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Association, ...])
    )
    communities: tuple[Community, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Community, ...])
    )
    contest_entries: tuple[ContestEntry, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[ContestEntry, ...])
    )
    adoptions: tuple[Adoption, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Adoption, ...])
    )
    agreements: tuple[Agreement, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Agreement, ...])
    )
    monitoring_rounds: tuple[MonitoringRound, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[MonitoringRound, ...])
    )
    measure_reports: tuple[MeasureReport, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[MeasureReport, ...])
    )
    plan_items: tuple[PlanItem, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[PlanItem, ...])
    )
    services: tuple[Service, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Service, ...])
    )
    sites: tuple[Site, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Site, ...])
    )
    pairs: tuple[Pair, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Pair, ...])
    )
    meetings: tuple[Meeting, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Meeting, ...])
    )
    territories: tuple[Territory, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Territory, ...])
    )
    placements: tuple[Placement, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Placement, ...])
    )
    events: tuple[Event, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Event, ...])
    )
    participations: tuple[Participation, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Participation, ...])
    )
    attestations: tuple[Attestation, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Attestation, ...])
    )

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The faults of integrity: parts that contradict each other or refer to nobody.

        A faulty fact counts as unknown; the rest is judged all the same.
        """
        found: tuple[Issue, ...] | None = self._kept.get("issues")
        if found is None:
            reading = as_read(self)
            found = reading.faults
            if reading.lasts:
                self._kept["issues"] = found
        return found

    @functools.cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def __repr__(self) -> str:
        counts = [
            f"{len(records)} {name}"
            for name in record_classes()
            if (records := getattr(self, name)) is not None
        ]
        if len(counts) > _MOST_NAMED:
            total = sum(len(getattr(self, name) or ()) for name in record_classes())
            counts = [f"{total} records in {len(counts)} collections"]
        parts = [*counts, f"{len(self.figures)} figures", f"{len(self.unreported)} unreported"]
        return f"RegionalSystem(region={self.region!r}, {', '.join(parts)})"


def kept_with(system: RegionalSystem) -> dict[Hashable, Any]:
    """Give the store of what was worked out of a system before; it lives as long as the system.

    A system never changes, so what is found of it once is never stale. Nothing of this is a part of its
    value: it is neither compared nor copied nor written. What is kept must not hold the system itself, or
    both would wait for the collector of cycles.
    """
    return system._kept  # noqa: SLF001  # of this module alone


def without_names(system: RegionalSystem) -> RegionalSystem:
    """Leave out what people are called; where nobody has a name it is the system itself.

    It is made once for a system.

    >>> from rnms.model import Person
    >>> system = RegionalSystem(region="ugra", persons=[Person(id="p1", name="Вымыслова А.")])
    >>> [person.name for person in without_names(system).persons]
    [None]
    """
    if all(person.name is None for person in system.persons or ()):
        return system
    kept = kept_with(system)
    if "without names" not in kept:
        persons = [attrs.evolve(person, name=None) for person in system.persons or ()]
        kept["without names"] = attrs.evolve(system, persons=persons)
    nameless: RegionalSystem = kept["without names"]
    return nameless


@functools.cache
def record_classes() -> dict[str, type[attrs.AttrsInstance]]:
    """Map the collections of records to the class of what each holds."""
    hints = types_of(RegionalSystem)
    optional_ones = {name: get_args(hint) for name, hint in hints.items() if type(None) in get_args(hint)}
    return {name: get_args(options[0])[0] for name, options in optional_ones.items()}


@functools.cache
def is_about_people(collection: str) -> bool:
    """Tell whether records are people, or lead to people: what stands in them is theirs.

    >>> is_about_people("persons"), is_about_people("route_items"), is_about_people("organizations")
    (True, True, False)
    """
    if collection == "persons":
        return True
    referred_collections = {kind.into for kind in field_kinds(collection).values()} - {"", collection}
    return any(map(is_about_people, referred_collections))


def field_kinds(collection: str) -> Mapping[str, FieldKind]:
    """Map the fields of the records of a collection to what each holds.

    >>> field_kinds("persons")["birth_date"].sort
    'date'
    """
    return kinds_of(record_classes()[collection], collection)


def collections() -> tuple[str, ...]:
    """List the collections of a system, those that a return may leave out.

    >>> "persons" in collections(), "figures" in collections()
    (True, True)
    """
    return (*record_classes(), "figures", "claims")


@frozen
class Read:
    """A system as its values were read.

    >>> system = RegionalSystem(region="ugra", persons=[])
    >>> Read(system).faults, Read(system).incomplete(["persons"]) is system
    ((), True)

    Attributes:
        system: The system, each value of the kind of its field; the same object where all of them were.
        issues: What could not be read.
        misread: By collection and field what could not be read, by the places of their records: it is not
            known, whatever absence means there.
        partial: By collection and field the days of which is known only between which they lie, by the
            places of their records; these are among the misread.
        lasts: Whether none of the values can change, so that another look finds the same.
    """

    system: RegionalSystem
    issues: tuple[Issue, ...] = ()
    misread: Mapping[tuple[str, str], Mapping[int, Any]] = attrs.field(factory=dict)
    partial: Mapping[tuple[str, str], Mapping[int, PartialDay]] = attrs.field(factory=dict)
    lasts: bool = True

    def unread(self, collection: str) -> Mapping[int, Mapping[str, Any]]:
        """Find what could not be read of a collection's records, by their places and by field."""
        by_place: dict[int, dict[str, Any]] = {}
        for (name, field), values in self.misread.items():
            for place, value in values.items() if name == collection else ():
                if place not in self.partial.get((name, field), ()):
                    by_place.setdefault(place, {})[field] = value
        return by_place

    def as_known(self) -> RegionalSystem:
        """Make the system in which a day known in part stands as the part that is known.

        >>> from rnms.model import Diagnostic
        >>> system = RegionalSystem(region="ugra", diagnostics=[Diagnostic(id="d", person="p", date="2023")])
        >>> str(as_read(system).as_known().diagnostics[0].date)
        '2023'
        """
        changed: dict[str, Any] = {}
        for (collection, field), days in self.partial.items():
            records = changed.setdefault(collection, list(getattr(self.system, collection)))
            for place, day in days.items():
                change: dict[str, Any] = {field: day}
                records[place] = attrs.evolve(records[place], **change)
        return attrs.evolve(self.system, **changed) if changed else self.system

    @property
    def faults(self) -> tuple[Issue, ...]:
        """All faults: what could not be read, and what contradicts itself or refers to nobody."""
        return self.faults_among(record_classes())

    def faults_among(self, collections: Iterable[str]) -> tuple[Issue, ...]:
        """List all faults, where the records of other collections than these are known to agree."""
        return tuple(_faults(self, collections))

    def incomplete(self, collections: Collection[str]) -> RegionalSystem:
        """Make the system for whoever reads records one by one: an unreadable record may be any.

        A collection that holds one is not complete; one that lacks the day that all of its kind have is left
        out. A report of which the day is known in part says it again.
        """
        changed: dict[str, Any] = {}
        in_part = {key: days for key, days in self.partial.items() if key[0] == _REPORTS}
        unread = {key: values.keys() - in_part.get(key, {}).keys() for key, values in self.misread.items()}
        names = [name for name in collections if any(unread[key] for key in unread if key[0] == name)]
        for name in names:
            days = [kind.name for kind in field_kinds(name).values() if kind.required and kind.sort == "date"]
            unread_rows = frozenset[int]().union(*(unread.get((name, day), ()) for day in days))
            records = getattr(self.system, name)
            changed[name] = [record for index, record in enumerate(records) if index not in unread_rows]
        if in_part and _REPORTS in collections:
            # None of their days is demanded, so that each report is where it was.
            reports = [*(self.system.measure_reports or ())]
            for (_, field), days_in_part in in_part.items():
                for index, day in days_in_part.items():
                    told: dict[str, Any] = {field: day}
                    reports[index] = attrs.evolve(reports[index], **told)
            changed[_REPORTS] = reports
        gaps = [Unreported(entity=name, why="value-unread") for name in names]
        unreported = (*self.system.unreported, *gaps)
        return attrs.evolve(self.system, unreported=unreported, **changed) if changed else self.system


_REPORTS = "measure_reports"


def as_read(system: RegionalSystem, among: Iterable[str] | None = None) -> Read:
    """Read the values of records that were built by hand as strictly as those of a file.

    >>> from rnms.model import Diagnostic
    >>> diagnostics = [Diagnostic(id="d1", person="p1", provider=name) for name in ("cnppm", "ЦНППМ")]
    >>> read = as_read(RegionalSystem(region="ugra", diagnostics=diagnostics))
    >>> read.system.diagnostics[0].provider, [issue.place for issue in read.issues]
    (<Provider.CNPPM: 'cnppm'>, ['$.diagnostics[1].provider'])

    Args:
        system: The system.
        among: The collections wanted; by default all.
    """
    changed: dict[str, Any] = {}
    issues: list[Issue] = []
    misread: dict[tuple[str, str], dict[int, Any]] = {}
    partial: dict[tuple[str, str], dict[int, PartialDay]] = {}
    lasts = True
    for name in record_classes() if among is None else among:
        records = getattr(system, name)
        shows = not is_about_people(name)
        reading = read(name, records, field_kinds(name), shows=shows) if records else None
        if reading is None:
            continue
        lasts = lasts and reading.lasts
        if reading.records is not records:
            changed[name] = reading.records
        for index, field, issue in reading.faults:
            issues.append(issue)
            misread.setdefault((name, field), {})[index] = getattr(records[index], field)
        for index, field, day in reading.partial:
            misread.setdefault((name, field), {})[index] = day
            partial.setdefault((name, field), {})[index] = day
    if not changed and not issues:
        return Read(system)
    return Read(attrs.evolve(system, **changed), tuple(issues), misread, partial, lasts)


@frozen
class Fault:
    """A fault of a record: what is wrong with which of its fields.

    >>> from rnms.model import Diagnostic
    >>> system = RegionalSystem(region="ugra", persons=[], diagnostics=[Diagnostic(id="d1", person="p9")])
    >>> [fault] = record_faults(system)
    >>> fault.index, fault.issue.code
    (0, 'reference.nobody')

    Attributes:
        collection: The collection.
        index: The place of the record in it.
        fields: The fields that are faulty; their facts count as unknown. There are none where a record only
            repeats another.
        issue: The same for people.
    """

    collection: str
    index: int
    fields: tuple[str, ...]
    issue: Issue


def record_faults(
    system: RegionalSystem, among: Iterable[str] | None = None, reading: Read | None = None
) -> Iterator[Fault]:
    """List the faults of records: doubled ids, references to nobody, an end before a start.

    >>> from rnms.model import Diagnostic
    >>> doubled = [Diagnostic(id="d1", person="p1"), Diagnostic(id="d1", person="p2")]
    >>> system = RegionalSystem(region="ugra", diagnostics=doubled)
    >>> [fault.issue.place for fault in record_faults(system)]
    ['$.diagnostics[1].id']

    Args:
        system: The whole.
        among: The collections wanted; by default all.
        reading: How the records were read, where some of their values could not be.
    """

    @functools.cache
    def ids_of(name: str) -> list[str]:
        return values_of(getattr(system, name), "id")

    for name in record_classes() if among is None else among:
        if getattr(system, name):
            yield from _faults_of(system, name, ids_of, {} if reading is None else reading.unread(name))


def _faults_of(
    system: RegionalSystem,
    name: str,
    ids_of: Callable[[str], list[str]],
    unread: Mapping[int, Mapping[str, Any]],
) -> Iterator[Fault]:
    records = getattr(system, name)
    fields = attrs.fields_dict(record_classes()[name])
    if "id" in fields and len({*ids_of(name)}) < len(records):
        yield from _doubled(name, records, unread)
    if "id" in fields:
        yield from _looking_alike(name, ids_of(name))
    # Into a collection that was not collected anybody may be meant.
    targets = {
        field.name: about(field).refers_to
        for field in fields.values()
        if about(field).refers_to and getattr(system, about(field).refers_to) is not None
    }
    strangers = {
        field: {*values_of(records, field)}.difference(ids_of(into), [None])
        for field, into in targets.items()
    }
    strangers = {field: values for field, values in strangers.items() if values}
    if name == "employments":
        refer_to_nobody = (
            index
            for index, record in enumerate(records)
            if any(getattr(record, field) in values for field, values in strangers.items())
        )
        unusable = {*unread, *refer_to_nobody} if len(targets) == 2 else range(len(records))
        yield from _two_main_places(name, records, unusable)
    misdated = _misdated(records, fields)
    for index, record in enumerate(records) if strangers or misdated else ():
        for field, values in strangers.items():
            if getattr(record, field) in values:
                yield _nobody(name, index, field, getattr(record, field), about(fields[field]).refers_to)
        for pair in misdated.get(index, ()):
            yield _impossible(name, index, record, pair)


def _misdated(records: Sequence[Any], fields: Collection[str]) -> dict[int, list[tuple[str, ...]]]:
    """Find impossible days by the place of their record: two in the wrong order, or one that is too early."""
    found: dict[int, list[tuple[str, ...]]] = {}
    for first, second in ordered_days(fields):
        days = zip(values_of(records, first), values_of(records, second), strict=True)
        for index, (before, day) in enumerate(days):
            if before is not None and day is not None and is_surely_before(day, before):
                found.setdefault(index, []).append((first, second))
    for name, earliest in EARLIEST.items():
        if name in fields:
            for index, day in enumerate(values_of(records, name)):
                if day is not None and is_surely_before(day, earliest):
                    found.setdefault(index, []).append((name,))
    return found


def _impossible(name: str, index: int, record: Any, fields: tuple[str, ...]) -> Fault:
    first, last = str(getattr(record, fields[0])), str(getattr(record, fields[-1]))
    field, code = "birth_date", "dates.impossible-birth"
    if fields == ("start", "end"):
        field, code = "end", "dates.end-before-start"
        said = message("dates.end-before-start", end=last, start=first)
    elif len(fields) == 1:
        said = message("dates.impossible-birth", day=first)
    else:
        said = message("dates.impossible-birth/late", start=first, end=last)
    return Fault(name, index, fields, Issue(place=f"$.{name}[{index}].{field}", text=said, code=code))


def _two_main_places(name: str, records: Sequence[Any], unusable: Container[int]) -> Iterator[Fault]:
    for index in sorted(main_places(records, unusable).contrary):
        fault = message("employment.two-main-places", person=repr(records[index].person))
        issue = Issue(place=f"$.{name}[{index}].main", text=fault, code="employment.two-main-places")
        yield Fault(name, index, ("main",), issue)


def _doubled(name: str, records: Sequence[Any], unread: Mapping[int, Mapping[str, Any]]) -> Iterator[Fault]:
    versions_by_id: dict[str, list[Any]] = {}
    for index, record in enumerate(records):
        key, version = record.id, (record, unread.get(index))
        versions = versions_by_id.setdefault(key, [])
        if version in versions:
            fault = message("id.doubled/same", key=repr(key))
            issue = Issue(place=f"$.{name}[{index}].id", text=fault, code="id.doubled")
            yield Fault(name, index, (), issue)
        elif versions:
            fault = message("id.doubled/different", key=repr(key))
            issue = Issue(place=f"$.{name}[{index}].id", text=fault, code="id.doubled")
            yield Fault(name, index, ("id",), issue)
        versions.append(version)


def _looking_alike(name: str, ids: Sequence[str]) -> Iterator[Fault]:
    alike = look_alikes(ids)
    for index, key in enumerate(ids) if alike else ():
        if key in alike:
            issue = Issue(place=f"$.{name}[{index}].id", text=alike_ids(key, alike[key]), code="id.alike")
            yield Fault(name, index, (), issue)


def alike_ids(key: str, first: str) -> Message:
    """Say that two ids look the same, and by which signs they differ.

    >>> alike_ids("р1", "p1").facts["differ"]
    'U+0440, U+0070'
    """
    signs = [sign for sign in dict.fromkeys(key + first) if (sign in key) is not (sign in first)]
    differ = ", ".join(f"U+{ord(sign):04X}" for sign in signs)
    return message("id.alike", key=repr(key), first=repr(first), differ=differ)


def _nobody(name: str, index: int, field: str, value: Any, collection: str) -> Fault:
    fault = message("reference.nobody", value=repr(value), collection=collection)
    issue = Issue(place=f"$.{name}[{index}].{field}", text=fault, code="reference.nobody")
    return Fault(name, index, (field,), issue)


def _faults(reading: Read, collections_read: Iterable[str]) -> Iterator[Issue]:
    among = tuple(collections_read)
    yield from reading.issues
    system = reading.as_known()
    impossible_births = set()
    for fault in record_faults(system, among, reading):
        # What could not be read at all was told.
        if not reading.unread(fault.collection).get(fault.index, {}).keys() & {*fault.fields}:
            yield fault.issue
        if fault.issue.code == "dates.impossible-birth":
            impossible_births.add(fault.index)
    if "persons" in among:
        classes = record_classes()
        records_by_name = {name: (kind, getattr(system, name)) for name, kind in classes.items()}
        yield from too_young(records_by_name, told=impossible_births)
    ids = {municipality.id for municipality in system.municipalities or ()}
    for index, municipality in enumerate(system.municipalities or ()):
        for successor in municipality.successors:
            if successor not in ids:
                yield _nobody("municipalities", index, "successors", successor, "municipalities").issue
    for index, figure in enumerate(system.figures):
        place = f"$.figures[{index}]"
        if (contradiction := self_contradiction(figure)) is not None:
            sentence = message("figure.contradiction", key=figure.key, contradiction=contradiction)
            is_doubt = contradiction.key == "cell.share-or-percent"
            yield Issue(
                place=place, text=sentence, code="cell.share-or-percent" if is_doubt else sentence.key
            )
        if figure.missing is not None and figure.is_given:
            sentence = message("figure.missing-and-given", key=figure.key)
            yield Issue(place=place, text=sentence, code="figure.missing-and-given")
        if figure.municipality is not None and figure.municipality not in ids:
            yield _nobody("figures", index, "municipality", figure.municipality, "municipalities").issue
    for index, delivery in enumerate(system.deliveries):
        if delivery.municipality is not None and delivery.municipality not in ids:
            yield _nobody("deliveries", index, "municipality", delivery.municipality, "municipalities").issue
    names = collections()
    for index, part in enumerate(system.unreported):
        if part.municipality is not None and part.municipality not in ids:
            yield _nobody("unreported", index, "municipality", part.municipality, "municipalities").issue
        if part.entity not in names:
            sentence = message("unreported.entity", entity=repr(part.entity), known=tuple(names))
            yield Issue(place=f"$.unreported[{index}].entity", text=sentence, code="unreported.entity")
