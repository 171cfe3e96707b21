"""The whole that is judged, and the check that its parts agree with each other."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args, get_type_hints

import attrs

from rnms.model._deadlines import PlanItem
from rnms.model._development import (
    Diagnostic,
    Enrolment,
    Programme,
    Route,
    RouteDeveloper,
    RouteItem,
    Support,
    TeamTraining,
)
from rnms.model._fields import about
from rnms.model._issue import Issue
from rnms.model._people import Assignment, Employment, Methodist, Person, Team, TeamMember
from rnms.model._returns import Claim, Figure, Unreported, self_contradiction
from rnms.model._roadmap import MeasureReport
from rnms.model._subjects import (
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
    Service,
    Site,
)


@attrs.frozen(kw_only=True)
class RegionalSystem:
    """A regional system as far as it was reported.

    A collection of records that is ``None`` was not collected; an empty one is empty.

    Attributes:
        region: Key of the region whose order judges it.
        title: What these data are, for readers.
        municipalities: The municipalities; ``None`` means that the list was not collected. When
            ``Unreported(entity="municipalities")`` says so, the list is not complete.
        figures: What was counted and reported.
        unreported: What should have come and did not.
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
        attestations: What was stated of duties that no record shows.

    >>> RegionalSystem(region="khabarovsk", figures=[]).figures
    ()
    """

    region: str
    title: str = ""
    municipalities: tuple[Municipality, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Municipality, ...])
    )
    figures: tuple[Figure, ...] = attrs.field(default=(), converter=tuple[Figure, ...])
    unreported: tuple[Unreported, ...] = attrs.field(default=(), converter=tuple[Unreported, ...])
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
    attestations: tuple[Attestation, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(tuple[Attestation, ...])
    )

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The faults of integrity: parts that contradict each other or refer to nobody.

        A faulty fact counts as unknown; the rest is judged all the same.
        """
        return tuple(_faults(self))

    def __repr__(self) -> str:
        counts = [
            f"{len(records)} {name}"
            for name in record_classes()
            if (records := getattr(self, name)) is not None
        ]
        parts = [*counts, f"{len(self.figures)} figures", f"{len(self.unreported)} unreported"]
        return f"RegionalSystem(region={self.region!r}, {', '.join(parts)})"


@functools.cache
def record_classes() -> dict[str, type[attrs.AttrsInstance]]:
    """The collections of records, by name, and the class of what each holds."""
    hints = get_type_hints(RegionalSystem)
    optional_ones = {name: get_args(hint) for name, hint in hints.items() if type(None) in get_args(hint)}
    return {name: get_args(options[0])[0] for name, options in optional_ones.items()}


def collections() -> tuple[str, ...]:
    """The names of the collections of a system, those that a return may leave out.

    >>> "persons" in collections(), "figures" in collections()
    (True, True)
    """
    return (*record_classes(), "figures", "claims")


@attrs.frozen
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


def record_faults(system: RegionalSystem, among: Iterable[str] | None = None) -> Iterator[Fault]:
    """The faults of records: doubled ids, references to nobody, an end before a start.

    >>> from rnms.model import Diagnostic
    >>> doubled = [Diagnostic(id="d1", person="p1"), Diagnostic(id="d1", person="p2")]
    >>> system = RegionalSystem(region="ugra", diagnostics=doubled)
    >>> [fault.issue.place for fault in record_faults(system)]
    ['$.diagnostics[1].id']

    Args:
        system: The whole.
        among: The collections wanted; by default all.
    """
    for name in record_classes() if among is None else among:
        yield from _faults_of(system, name)


def _faults_of(system: RegionalSystem, name: str) -> Iterator[Fault]:
    records = getattr(system, name) or ()
    fields = attrs.fields_dict(record_classes()[name])
    if "id" in fields:
        yield from _doubled(name, records)
    # Into a collection that was not collected anybody may be meant.
    known = {
        field.name: {None, *(record.id for record in getattr(system, about(field).refers_to))}
        for field in fields.values()
        if about(field).refers_to and getattr(system, about(field).refers_to) is not None
    }
    strangers = {field: {getattr(record, field) for record in records} - ids for field, ids in known.items()}
    strangers = {field: values for field, values in strangers.items() if values}
    dated = "start" in fields and "end" in fields
    for index, record in enumerate(records) if strangers or dated else ():
        for field, values in strangers.items():
            if getattr(record, field) in values:
                yield _nobody(name, index, field, getattr(record, field), about(fields[field]).refers_to)
        if dated and record.start is not None and record.end is not None and record.end < record.start:
            place = f"$.{name}[{index}].end"
            text = f"конец {record.end} раньше начала {record.start}; обе даты не учтены, исправьте их"
            issue = Issue(place=place, text=text, code="dates.end-before-start")
            yield Fault(name, index, ("start", "end"), issue)


def _doubled(name: str, records: Sequence[Any]) -> Iterator[Fault]:
    ids = [record.id for record in records]
    if len(set(ids)) == len(ids):
        return
    known: dict[str, list[Any]] = {}
    for index, (key, record) in enumerate(zip(ids, records, strict=True)):
        versions = known.setdefault(key, [])
        if record in versions:
            text = f"запись {key!r} повторена слово в слово; учтена один раз, уберите повтор"
            issue = Issue(place=f"$.{name}[{index}].id", text=text, code="id.doubled")
            yield Fault(name, index, (), issue)
        elif versions:
            text = (
                f"идентификатор {key!r} уже есть выше; в чём записи различаются, не известно, дайте ей свой"
            )
            issue = Issue(place=f"$.{name}[{index}].id", text=text, code="id.doubled")
            yield Fault(name, index, ("id",), issue)
        versions.append(record)


def _nobody(name: str, index: int, field: str, value: Any, collection: str) -> Fault:
    text = f"{value!r} нет в {collection}; добавьте или исправьте"
    issue = Issue(place=f"$.{name}[{index}].{field}", text=text, code="reference.nobody")
    return Fault(name, index, (field,), issue)


def _faults(system: RegionalSystem) -> Iterator[Issue]:
    for fault in record_faults(system):
        yield fault.issue
    known = {municipality.id for municipality in system.municipalities or ()}
    for index, figure in enumerate(system.figures):
        place = f"$.figures[{index}]"
        if (text := self_contradiction(figure)) is not None:
            yield Issue(place=place, text=f"{figure.key}: {text}", code="figure.contradiction")
        if figure.missing is not None and figure.is_given:
            text = f"{figure.key}: указаны и значение, и причина его отсутствия; оставьте одно"
            yield Issue(place=place, text=text, code="figure.missing-and-given")
        if figure.municipality is not None and figure.municipality not in known:
            yield _nobody("figures", index, "municipality", figure.municipality, "municipalities").issue
    names = collections()
    for index, part in enumerate(system.unreported):
        if part.municipality is not None and part.municipality not in known:
            yield _nobody("unreported", index, "municipality", part.municipality, "municipalities").issue
        if part.entity not in names:
            text = f"нет набора данных {part.entity!r}; есть: {', '.join(names)}"
            yield Issue(place=f"$.unreported[{index}].entity", text=text, code="unreported.entity")
