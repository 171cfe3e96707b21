"""Events: conferences, seminars, contests and weeks that were held, and who took part."""

from __future__ import annotations

from rnms.indicators.counts import Count, Share
from rnms.indicators.definition import Family
from rnms.indicators.vocabulary.municipalities import MUNICIPALITIES
from rnms.indicators.vocabulary.people import TEACHERS
from rnms.logic.population import Population, Term, Unit
from rnms.logic.predicates import (
    Given,
    Keyword,
    Not,
    Path,
    Predicate,
    all_of,
    any_of,
    equals,
    exists,
    one_of,
    within,
)
from rnms.model.events import EventKind, ParticipantRole
from rnms.model.subjects import MUNICIPAL, REGIONAL

EVENT = Unit(key="event", forms=("мероприятие", "мероприятия", "мероприятий"), on_one_day=True)

# What was held: an event belongs to the period in which its last day lies, so that none counts in two.


def held(event: str = "") -> Predicate:
    """State that an event was held in the period; ``"event"`` where a record names it.

    >>> from rnms.render.sentences import sentence
    >>> sentence(held("event").parts[0].parts[0], lang="en")
    'event → end not before the first day that counts'
    """
    start, end = (f"{event}.{name}" if event else name for name in ("start", "end"))
    return any_of(
        within(end, code="not_held_then"),
        all_of(Not(Given(Path(end))), within(start, code="not_held_then")),
    )


def at_level(key: str, event: str = "") -> Predicate:
    """State that an event is of a level, by its key.

    >>> at_level("municipal").right.field
    'events.level'
    """
    level = f"{event}.level" if event else "level"
    return equals(level, Keyword(field="events.level", text=key), code="another_level")


def of_kind(*kinds: EventKind, event: str = "") -> Predicate:
    """State that an event is of one of some kinds.

    >>> from rnms.render.sentences import sentence
    >>> sentence(of_kind(EventKind.SEMINAR, EventKind.WEBINAR))
    'вид — «семинар» или «вебинар»'
    """
    return one_of(f"{event}.kind" if event else "kind", *kinds, code="another_kind")


def events(key: str, title: str, *conditions: Predicate) -> Population:
    """Make the population of events held in the period that meet conditions.

    >>> events("contests", "конкурсы", of_kind(EventKind.CONTEST)).base.key
    'events'
    """
    return Population(key=key, title=title, unit=EVENT, within=EVENTS, where=all_of(*conditions))


EVENTS = Population(
    key="events",
    title="проведённые методические мероприятия",
    unit=EVENT,
    entity="events",
    where=held(),
    place="municipality",
)

REGIONAL_EVENTS = events("regional_events", "региональные методические мероприятия", at_level(REGIONAL.key))

MUNICIPAL_EVENTS = events(
    "municipal_events", "муниципальные методические мероприятия", at_level(MUNICIPAL.key)
)

# Who took part: a person in so many different events, a municipality by those that it held.


def took_part(
    key: str, title: str, *conditions: Predicate, at_least: int = 1, since: int | None = None
) -> Term:
    """Make the word for people who took part in so many different events held in the period.

    >>> from rnms.indicators.vocabulary import events
    >>> twice = took_part("at_two_seminars", "были на двух семинарах", at_least=2)
    >>> twice.where.of, twice.where.at_least
    ('event', 2)

    Args:
        key: Its key.
        title: What is said of those for whom it holds.
        conditions: What the participation must satisfy: ``of_kind(…, event="event")``, ``as_role(…)``.
        at_least: In how many events.
        since: The year from which it accumulates.
    """
    where = exists(
        "participations",
        "person",
        held("event"),
        *conditions,
        at_least=at_least,
        of="event" if at_least > 1 else "",
        code="no_event",
    )
    return Term(key=key, title=title, where=where, since=since)


def as_role(*roles: ParticipantRole) -> Predicate:
    """State that somebody took part in one of some roles.

    >>> from rnms.render.sentences import sentence
    >>> sentence(as_role(ParticipantRole.SPEAKER))
    'в качестве — «докладчик»'
    """
    return one_of("acted_as", *roles, code="another_role")


def held_events(key: str, title: str, *conditions: Predicate, at_least: int = 1) -> Term:
    """Make the word for municipalities that held so many events in the period.

    >>> held_events("with_two_events", "провели не менее двух мероприятий", at_least=2).where.at_least
    2
    """
    where = exists("events", "municipality", held(), *conditions, at_least=at_least, code="no_event")
    return Term(key=key, title=title, where=where)


TOOK_PART = took_part("took_part", "участвовали в методических мероприятиях")

TOOK_PART_TWICE = took_part(
    "took_part_twice", "участвовали не менее чем в двух методических мероприятиях", at_least=2
)

SPOKE = took_part("spoke", "выступили на методических мероприятиях", as_role(ParticipantRole.SPEAKER))

WON = took_part(
    "won",
    "победители и призёры конкурсов",
    of_kind(EventKind.CONTEST, event="event"),
    equals("prize", value=True, code="no_prize"),
)

WITH_EVENTS = held_events("with_events", "провели методическое мероприятие")

WITH_TWO_EVENTS = held_events("with_two_events", "провели не менее двух методических мероприятий", at_least=2)

# What is measured.

EVENTS_COUNT = Family(key="events_count", title="методические мероприятия", measure=Count(EVENTS))

MUNICIPAL_EVENTS_COUNT = Family(
    key="municipal_events_count",
    title="муниципальные методические мероприятия",
    measure=Count(MUNICIPAL_EVENTS),
)

PARTICIPANTS_SHARE = Family(
    key="event_participants_share",
    title="участвовали в методических мероприятиях",
    measure=Share(TEACHERS, TOOK_PART),
)

MUNICIPALITIES_WITH_EVENTS_SHARE = Family(
    key="municipalities_with_events_share",
    title="муниципалитеты, где проведены методические мероприятия",
    measure=Share(MUNICIPALITIES, WITH_EVENTS),
)
