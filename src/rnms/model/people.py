"""People and where they work. A person is an id; a name is optional and never shown."""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from rnms._values import frozen
from rnms.model.schema import Absence, optional, reference


class Role(enum.Enum):
    """What an employment makes of a person.

    Heads, their deputies and heads of units are управленческие кадры (001 §2.1, 002 §1.3). Methodists, and
    whoever works as anything else, are neither teachers nor managers by that post.

    >>> Role("deputy_head")
    <Role.DEPUTY_HEAD: 'deputy_head'>
    """

    PEDAGOGICAL = "pedagogical"
    HEAD = "head"
    DEPUTY_HEAD = "deputy_head"
    UNIT_HEAD = "unit_head"
    METHODIST = "methodist"
    OTHER = "other"


class Category(enum.Enum):
    """A qualification category.

    >>> [category.value for category in Category]
    ['highest', 'first', 'none']
    """

    HIGHEST = "highest"
    FIRST = "first"
    NONE = "none"


@frozen(kw_only=True)
class Person:
    """A teacher or manager.

    >>> Person(id="p1", birth_date=dt.date(1999, 5, 1), name="Вымыслова А.").birth_date
    datetime.date(1999, 5, 1)
    >>> "Вымыслова" in repr(Person(id="p1", name="Вымыслова А."))
    False

    Attributes:
        id: Identifier; people are counted by it.
        birth_date: For «до 35 лет»; absent is unknown.
        career_start: The first day of pedagogical work, for «в первые три года работы»; absent is unknown.
        category: Qualification category; absent is unknown.
        higher_pedagogical_education: Absent is unknown.
        specialty_start: Since when in the specialty; absent is unknown.
        name: For whoever keeps the file; never in a repr, a log, an error or a report.
    """

    id: str
    birth_date: dt.date | None = optional(Absence.UNKNOWN)
    career_start: dt.date | None = optional(Absence.UNKNOWN)
    category: Category | None = optional(Absence.UNKNOWN)
    higher_pedagogical_education: bool | None = optional(Absence.UNKNOWN)
    specialty_start: dt.date | None = optional(Absence.UNKNOWN)
    name: str | None = optional(Absence.NONE, repr=False)


@frozen(kw_only=True)
class Employment:
    """That a person works in an organisation; one person may have several, in several municipalities.

    >>> job = Employment(person="p1", organization="o1", role=Role.PEDAGOGICAL, start=dt.date(2022, 9, 1))
    >>> job.end is None
    True

    Attributes:
        person: Who.
        organization: Where.
        role: As what.
        start: First day; absent is unknown.
        end: Last day; absent is not ended.
        main: Whether it is the main place of work; no is an external part-time job («внешний
            совместитель»), absent is unknown, unless another organisation is the main place at the time.
    """

    person: str = reference("persons")
    organization: str = reference("organizations")
    role: Role = attrs.field()
    start: dt.date | None = optional(Absence.UNKNOWN)
    end: dt.date | None = optional(Absence.OPEN)
    main: bool | None = optional(Absence.UNKNOWN)


class PoolLevel(enum.Enum):
    """Whose pool a methodist belongs to.

    >>> PoolLevel("municipal")
    <PoolLevel.MUNICIPAL: 'municipal'>
    """

    REGIONAL = "regional"
    MUNICIPAL = "municipal"


class Affiliation(enum.Enum):
    """How a methodist is bound to ЦНППМ (001 §2.1).

    >>> Affiliation("civil_contract")
    <Affiliation.CIVIL_CONTRACT: 'civil_contract'>
    """

    STAFF = "staff"
    CIVIL_CONTRACT = "civil_contract"
    OTHER = "other"


@frozen(kw_only=True)
class Methodist:
    """That a person is a methodist: a member of a methodical pool.

    >>> Methodist(id="m1", person="p1", level=PoolLevel.REGIONAL, start=dt.date(2023, 9, 1)).level.value
    'regional'

    Attributes:
        id: Identifier.
        person: Who.
        level: Of the regional or of a municipal pool.
        municipality: Whose pool, of a municipal one; absent is none.
        affiliation: How bound to ЦНППМ; absent is unknown.
        start: First day; absent is unknown.
        end: Last day; absent is not ended.
    """

    id: str
    person: str = reference("persons")
    level: PoolLevel = attrs.field()
    municipality: str | None = optional(Absence.NONE, refers_to="municipalities")
    affiliation: Affiliation | None = optional(Absence.UNKNOWN)
    start: dt.date | None = optional(Absence.UNKNOWN)
    end: dt.date | None = optional(Absence.OPEN)


@frozen(kw_only=True)
class Assignment:
    """Закрепление: a teacher attached to a methodist (001 6.3.1).

    >>> Assignment(methodist="m1", person="p2", diagnostic="d1", start=dt.date(2023, 9, 1)).diagnostic
    'd1'

    Attributes:
        methodist: To whom.
        person: Who.
        diagnostic: On whose results it rests; absent is none.
        start: First day; absent is unknown.
        end: Last day; absent is not ended.
    """

    methodist: str = reference("methodists")
    person: str = reference("persons")
    diagnostic: str | None = optional(Absence.NONE, refers_to="diagnostics")
    start: dt.date | None = optional(Absence.UNKNOWN)
    end: dt.date | None = optional(Absence.OPEN)


class TeamKind(enum.Enum):
    """What a team of an organisation is for.

    >>> TeamKind("management")
    <TeamKind.MANAGEMENT: 'management'>
    """

    MANAGEMENT = "management"
    PEDAGOGICAL = "pedagogical"


@frozen(kw_only=True)
class Team:
    """A management or pedagogical team of an organisation.

    >>> Team(id="t1", organization="o1", kind=TeamKind.MANAGEMENT).kind.value
    'management'

    Attributes:
        id: Identifier.
        organization: Whose team.
        kind: Management or pedagogical.
        start: First day; absent is always.
        end: Last day; absent is not ended.
    """

    id: str
    organization: str = reference("organizations")
    kind: TeamKind = attrs.field()
    start: dt.date | None = optional(Absence.OPEN)
    end: dt.date | None = optional(Absence.OPEN)


@frozen(kw_only=True)
class TeamMember:
    """That a person belongs to a team.

    >>> TeamMember(team="t1", person="p1", is_head=True).is_head
    True

    Attributes:
        team: Which.
        person: Who.
        is_head: Whether the head of the organisation; absent is unknown.
        start: First day; absent is always.
        end: Last day; absent is not ended.
    """

    team: str = reference("teams")
    person: str = reference("persons")
    is_head: bool | None = optional(Absence.UNKNOWN)
    start: dt.date | None = optional(Absence.OPEN)
    end: dt.date | None = optional(Absence.OPEN)
