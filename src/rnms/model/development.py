"""A teacher's way: diagnostics, routes built on them (ИОМ), programmes, support."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator

from rnms._values import frozen
from rnms.model.schema import Absence, optional, reference, tuples
from rnms.showing import short


class Provider(enum.Enum):
    """Who held a diagnostic; the place matters where an order says «в ЦНППМ».

    >>> Provider("cnppm")
    <Provider.CNPPM: 'cnppm'>
    """

    CNPPM = "cnppm"
    SELF = "self"
    ORGANIZATION = "organization"
    FEDERAL = "federal"
    OTHER = "other"


@frozen(kw_only=True, field_transformer=tuples)
class Diagnostic:
    """That a person passed a diagnostic of professional competences.

    >>> found = Diagnostic(id="d1", person="p1", provider=Provider.CNPPM, deficits=())
    >>> found.deficits, found.areas
    ((), None)

    Attributes:
        id: Identifier.
        person: Who.
        date: When; absent is unknown.
        provider: By whom it was held; absent is unknown.
        areas: The areas of competence that it covered, in the words of the act; absent is unknown.
        deficits: The deficits that it found; empty is none found, absent is unknown.
    """

    id: str
    person: str = reference("persons")
    date: dt.date | None = optional(Absence.UNKNOWN)
    provider: Provider | None = optional(Absence.UNKNOWN)
    areas: tuple[str, ...] | None = optional(Absence.UNKNOWN)
    deficits: tuple[str, ...] | None = optional(Absence.UNKNOWN)


class RouteState(enum.Enum):
    """How far a route has come.

    >>> Route(id="r1", person="p1", start=dt.date(2023, 2, 1)).progress(dt.date(2023, 3, 1))
    <RouteState.IN_PROGRESS: 'in_progress'>
    """

    NOT_BEGUN = "not_begun"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Route:
    """An individual educational route (ИОМ) of a person.

    Attributes:
        id: Identifier.
        person: Whose.
        diagnostic: On whose results it rests; absent is none.
        start: The day it was developed; absent is unknown.
        end: The day it was completed; absent is not completed.
        organization: The organisation at which it was developed; absent is none.

    >>> route = Route(id="r", person="p", diagnostic="d", start=dt.date(2023, 2, 1))
    >>> later = Diagnostic(id="d", person="p", date=dt.date(2023, 3, 1), provider=Provider.CNPPM)
    >>> list(route.violations(later))
    ['route_before_diagnostic']
    """

    id: str
    person: str = reference("persons")
    diagnostic: str | None = optional(Absence.NONE, refers_to="diagnostics")
    start: dt.date | None = optional(Absence.UNKNOWN)
    end: dt.date | None = optional(Absence.OPEN)
    organization: str | None = optional(Absence.NONE, refers_to="organizations")

    def progress(self, as_of: dt.date) -> RouteState:
        """Find the state on a day: it counts once developed, completion is not needed to count."""
        if self.start is None:
            return RouteState.UNKNOWN
        if as_of < self.start:
            return RouteState.NOT_BEGUN
        return RouteState.IN_PROGRESS if self.end is None or as_of < self.end else RouteState.COMPLETED

    def violations(self, diagnostic: Diagnostic | None) -> Iterator[str]:
        """List why it does not rest on a diagnostic (000 row 2, 001 m. 7, 002 ind. 2, 003 2.1.2)."""
        if diagnostic is None or diagnostic.id != self.diagnostic:
            yield "no_diagnostic"
            return
        if diagnostic.person != self.person:
            yield "diagnostic_of_another"
        if None not in {diagnostic.date, self.start} and diagnostic.date > self.start:  # type: ignore[operator]
            yield "route_before_diagnostic"
        if self.start is not None and self.end is not None and self.end < self.start:
            yield "end_before_start"


@frozen(kw_only=True)
class RouteItem:
    """An element of a route: a programme, an event, an internship.

    >>> RouteItem(route="r1", programme="reading", hours=36).hours
    36

    Attributes:
        route: Of which route.
        programme: The programme, where it is one; absent is none.
        form: Formal, non-formal or informal education, as the act says.
        content: What it is.
        hours: How long, in hours; absent is unknown.
    """

    route: str = reference("routes")
    programme: str | None = optional(Absence.NONE, refers_to="programmes")
    form: str = ""
    content: str = ""
    hours: int | None = optional(Absence.UNKNOWN)


@frozen(kw_only=True)
class RouteDeveloper:
    """That a methodist took part in developing a route (001 l. 405).

    >>> RouteDeveloper(route="r1", methodist="m1").methodist
    'm1'

    Attributes:
        route: Of which route.
        methodist: Who.
    """

    route: str = reference("routes")
    methodist: str = reference("methodists")


class ProgrammeKind(enum.Enum):
    """The two kinds of programmes of additional professional education.

    >>> ProgrammeKind("retraining")
    <ProgrammeKind.RETRAINING: 'retraining'>
    """

    ADVANCED_TRAINING = "advanced_training"
    RETRAINING = "retraining"


class ProgrammeForm(enum.Enum):
    """The form in which a programme is taken.

    >>> ProgrammeForm("internship")
    <ProgrammeForm.INTERNSHIP: 'internship'>
    """

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    CORRESPONDENCE = "correspondence"
    NETWORK = "network"
    DISTANCE = "distance"
    INTERNSHIP = "internship"


@frozen(kw_only=True, field_transformer=tuples)
class Programme:
    """A programme of additional professional education.

    >>> listed = Programme(id="reading", register_start=dt.date(2022, 1, 1), topics=("чтение",))
    >>> listed.register_end is None
    True

    Attributes:
        id: Identifier.
        title: Its title.
        kind: Advanced training or retraining; absent is unknown.
        provider: Who runs it; absent is unknown.
        register_start: First day in the Federal Register; absent is never in it.
        register_end: Last day in it; absent is not ended.
        competences: The competences that it develops; absent is unknown.
        topics: What it is about, in the words of the act where that names it; absent is unknown.
        form: In which form it is taken; absent is unknown.
        hours: How long it is, in hours; absent is unknown.
    """

    id: str
    title: str = ""
    kind: ProgrammeKind | None = optional(Absence.UNKNOWN)
    provider: str | None = optional(Absence.UNKNOWN, refers_to="organizations")
    register_start: dt.date | None = optional(Absence.NONE)
    register_end: dt.date | None = optional(Absence.OPEN)
    competences: tuple[str, ...] | None = optional(Absence.UNKNOWN)
    topics: tuple[str, ...] | None = optional(Absence.UNKNOWN)
    form: ProgrammeForm | None = optional(Absence.UNKNOWN)
    hours: int | None = optional(Absence.UNKNOWN)

    __repr__ = short("id", "title", "kind")


@frozen(kw_only=True)
class Enrolment:
    """That a person takes a programme.

    >>> taken = Enrolment(id="e1", person="p1", programme="reading", start=dt.date(2023, 3, 1))
    >>> taken.end is None
    True

    Attributes:
        id: Identifier.
        person: Who.
        programme: Which.
        selected_on: The day it was chosen; absent is none, and the start counts.
        start: First day; absent is unknown.
        end: The day of completion; absent is not completed.
        diagnostic: The diagnostic by which it was chosen; absent is none.
        route: The route by which it was chosen; absent is none.
    """

    id: str
    person: str = reference("persons")
    programme: str = reference("programmes")
    selected_on: dt.date | None = optional(Absence.NONE)
    start: dt.date | None = optional(Absence.UNKNOWN)
    end: dt.date | None = optional(Absence.NONE)
    diagnostic: str | None = optional(Absence.NONE, refers_to="diagnostics")
    route: str | None = optional(Absence.NONE, refers_to="routes")


@frozen(kw_only=True)
class TeamTraining:
    """That a team takes a programme.

    >>> TeamTraining(team="t1", programme="reading", end=dt.date(2023, 4, 1)).end.year
    2023

    Attributes:
        team: Which team.
        programme: Which programme.
        start: First day; absent is unknown.
        end: The day of completion; absent is not completed.
    """

    team: str = reference("teams")
    programme: str = reference("programmes")
    start: dt.date | None = optional(Absence.UNKNOWN)
    end: dt.date | None = optional(Absence.NONE)


@frozen(kw_only=True)
class Support:
    """That a person takes part in a form of support and accompaniment.

    >>> Support(person="p1", form="наставничество", start=dt.date(2023, 9, 1)).form
    'наставничество'

    Attributes:
        person: Who.
        form: Which form: an open list, mentoring and clubs among them.
        start: First day; absent is unknown.
        end: Last day; absent is not ended.
    """

    person: str = reference("persons")
    form: str = ""
    start: dt.date | None = optional(Absence.UNKNOWN)
    end: dt.date | None = optional(Absence.OPEN)
