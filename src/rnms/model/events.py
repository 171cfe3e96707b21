"""What was held for teachers: conferences, seminars, contests, weeks, and who took part."""

from __future__ import annotations

import datetime as dt
import enum

from rnms._values import frozen
from rnms.model.schema import Absence, optional, reference


class EventKind(enum.Enum):
    """What an event is.

    >>> EventKind("seminar")
    <EventKind.SEMINAR: 'seminar'>
    """

    CONFERENCE = "conference"
    FORUM = "forum"
    SEMINAR = "seminar"
    WEBINAR = "webinar"
    MASTER_CLASS = "master_class"
    CONTEST = "contest"
    WEEK = "week"
    OTHER = "other"


@frozen(kw_only=True)
class Event:
    """A methodical event that was held: it belongs to the period in which its last day lies.

    Of a contest of which only the municipality that took part is known, a :class:`ContestEntry` tells.

    >>> week = Event(id="v1", kind=EventKind.WEEK, start=dt.date(2023, 3, 13), end=dt.date(2023, 3, 17))
    >>> week.municipality is None
    True

    Attributes:
        id: Identifier.
        title: Its title.
        kind: What it is; absent is unknown.
        level: Key of its level (``"regional"``, ``"municipal"``, …) or what the act calls it; absent is
            unknown.
        municipality: Whose, of one that a municipality holds; absent is none.
        organization: Who holds it; absent is none.
        start: First day; absent is unknown.
        end: Last day; absent is none: it took one day.
    """

    id: str
    title: str = ""
    kind: EventKind | None = optional(Absence.UNKNOWN)
    level: str | None = optional(Absence.UNKNOWN)
    municipality: str | None = optional(Absence.NONE, refers_to="municipalities")
    organization: str | None = optional(Absence.NONE, refers_to="organizations")
    start: dt.date | None = optional(Absence.UNKNOWN)
    end: dt.date | None = optional(Absence.NONE)


class ParticipantRole(enum.Enum):
    """As what somebody takes part in an event.

    >>> ParticipantRole("speaker")
    <ParticipantRole.SPEAKER: 'speaker'>
    """

    LISTENER = "listener"
    SPEAKER = "speaker"
    CONTESTANT = "contestant"
    EXPERT = "expert"
    ORGANIZER = "organizer"


@frozen(kw_only=True)
class Participation:
    """That a person took part in an event.

    >>> Participation(event="v1", person="p1", acted_as=ParticipantRole.SPEAKER).prize is None
    True

    Attributes:
        event: In which.
        person: Who.
        acted_as: As what; absent is unknown.
        prize: Whether as a winner or with a prize («победитель или призёр»); absent is unknown.
    """

    event: str = reference("events")
    person: str = reference("persons")
    acted_as: ParticipantRole | None = optional(Absence.UNKNOWN)
    prize: bool | None = optional(Absence.UNKNOWN)
