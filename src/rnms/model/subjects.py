"""Who makes up a regional system: levels, municipalities, organisations, associations and what they adopt."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

import attrs

from rnms._values import frozen
from rnms.model.checked import checked
from rnms.model.schema import Absence, optional, reference, tuples


@frozen(order=True, field_transformer=checked)
class Level:
    """A level of a regional system; levels are ordered from the federation down to a school.

    Not a closed list: an order may know a level of its own, and its profile then makes one.

    >>> FEDERAL < REGIONAL < Level(30, "okrug", "окружной") < MUNICIPAL
    True

    Attributes:
        rank: The smaller, the higher; leave room between two ranks.
        key: A short identifier.
        title: What the acts call it, in Russian.
    """

    rank: int
    key: str = attrs.field(order=False)
    title: str = attrs.field(order=False)


FEDERAL = Level(10, "federal", "федеральный")
REGIONAL = Level(20, "regional", "региональный")
MUNICIPAL = Level(40, "municipal", "муниципальный")
INSTITUTIONAL = Level(50, "institutional", "институциональный")


@frozen(kw_only=True)
class Territory:
    """A part of the region above its municipalities: an education okrug, a zone, a cluster.

    >>> Territory(id="t1", name="Западный образовательный округ", level="okrug").parent is None
    True

    Attributes:
        id: Identifier.
        name: Its name as officials write it.
        level: Key of its level: ``"okrug"``.
        parent: The territory in which it lies, of a level above; absent is none.
    """

    id: str
    name: str = ""
    level: str
    parent: str | None = optional(Absence.NONE, refers_to="territories")


@frozen(kw_only=True, field_transformer=tuples)
class Municipality:
    """A municipal education system (МСО), the unit that municipal indicators count.

    One that merges, splits, is renamed or becomes an okrug ends, and names its successors: what is told of it
    is told of them on every day after its last one. Its days may be known in part («2023», «март 2023»):
    on a day by which nobody knows whether it is there, nobody knows which municipalities there are.

    >>> Municipality(id="m1", name="Лесной район").name
    'Лесной район'
    >>> Municipality(id="m1", name="Лесной район", end=dt.date(2023, 6, 30), successors=("m2",)).successors
    ('m2',)

    Attributes:
        id: Identifier, unique in the system.
        name: Its name as officials write it.
        start: First day; absent is always.
        end: Last day; absent is not ended.
        successors: Ids of the municipalities that it became or went into; of a split one there are several.
        territory: The territory in which it lies; absent is none.
    """

    id: str
    name: str
    start: dt.date | None = optional(Absence.OPEN)
    end: dt.date | None = optional(Absence.OPEN)
    successors: tuple[str, ...] = ()
    territory: str | None = optional(Absence.NONE, refers_to="territories")


class OrganizationKind(enum.Enum):
    """What an organisation is; one of the federal level is no part of the regional system.

    >>> OrganizationKind("cnppm")
    <OrganizationKind.CNPPM: 'cnppm'>
    """

    GENERAL = "general"
    PRESCHOOL = "preschool"
    SUPPLEMENTARY = "supplementary"
    VOCATIONAL = "vocational"
    HIGHER = "higher"
    PROFESSIONAL_DEVELOPMENT = "professional_development"
    CNPPM = "cnppm"
    METHODICAL_SERVICE = "methodical_service"
    FEDERAL = "federal"
    OTHER = "other"


@frozen(kw_only=True, field_transformer=tuples)
class Organization:
    """An organisation where people work.

    >>> Organization(id="o1", municipality="m1", low_results_years=(2023,)).low_results_years
    (2023,)

    Attributes:
        id: Identifier.
        kind: What it is; absent is unknown. People of higher education alone are no pedagogical workers.
        municipality: Where it is; absent is none: an institution of the region. Where it moved, a
            :class:`Placement` says since when.
        name: Its name.
        low_results_years: The years in which it stood in the federal list of schools with low results;
            absent is unknown, empty is never.
        pupils: How many learn there; absent is unknown.
    """

    id: str
    kind: OrganizationKind | None = optional(Absence.UNKNOWN)
    municipality: str | None = optional(Absence.NONE, refers_to="municipalities")
    name: str = ""
    low_results_years: tuple[int, ...] | None = optional(Absence.UNKNOWN)
    pupils: int | None = optional(Absence.UNKNOWN)


def names_by_id(places: Iterable[Municipality | Organization]) -> dict[str, str]:
    """List the names of places by id; of one without a name the id.

    >>> names_by_id([Organization(id="o1", name="Школа 1"), Organization(id="o2")])
    {'o1': 'Школа 1', 'o2': 'o2'}
    """
    return {place.id: place.name.strip() or place.id for place in places}


@frozen(kw_only=True)
class Placement:
    """That an organisation stands in a municipality for some days, whatever else is said of its place.

    >>> Placement(organization="o1", municipality="m2", start=dt.date(2023, 9, 1)).end is None
    True

    Attributes:
        organization: Which.
        municipality: Where.
        start: First day; absent is always.
        end: Last day; absent is not ended.
    """

    organization: str = reference("organizations")
    municipality: str = reference("municipalities")
    start: dt.date | None = optional(Absence.OPEN)
    end: dt.date | None = optional(Absence.OPEN)


@frozen(kw_only=True)
class MethodicalModel:
    """A municipal model of methodical support (Khabarovsk, indicator 3).

    >>> MethodicalModel(municipality="m1", functioning=True).act is None
    True

    Attributes:
        municipality: Whose.
        functioning: Whether it works; absent is unknown.
        act: The act that sets it; absent is none.
        start: Since when; absent is always.
        end: Until when; absent is not ended.
    """

    municipality: str = reference("municipalities")
    functioning: bool | None = optional(Absence.UNKNOWN)
    act: str | None = optional(Absence.NONE)
    start: dt.date | None = optional(Absence.OPEN)
    end: dt.date | None = optional(Absence.OPEN)


@frozen(kw_only=True)
class Association:
    """A methodical association of teachers.

    >>> Association(municipality="m1", level="municipal", functioning=True, plan=True).plan
    True

    Attributes:
        municipality: Whose, of a municipal one; absent is none.
        organization: Whose, of an institutional one; absent is none.
        level: Key of its level (``"regional"``, ``"okrug"``, …) or what the act calls it; absent is none, and
            whose it is tells the level: an organisation's is institutional, any other of a municipality is
            municipal.
        functioning: Whether it works; absent is unknown.
        plan: Whether it has a plan of work; absent is unknown.
        act: The act that created it; absent is none.
        start: Since when; absent is always.
        end: Until when; absent is not ended.
    """

    municipality: str | None = optional(Absence.NONE, refers_to="municipalities")
    organization: str | None = optional(Absence.NONE, refers_to="organizations")
    level: str | None = optional(Absence.NONE)
    functioning: bool | None = optional(Absence.UNKNOWN)
    plan: bool | None = optional(Absence.UNKNOWN)
    act: str | None = optional(Absence.NONE)
    start: dt.date | None = optional(Absence.OPEN)
    end: dt.date | None = optional(Absence.OPEN)


class CommunityKind(enum.Enum):
    """Whom a pedagogical community joins.

    >>> CommunityKind("young")
    <CommunityKind.YOUNG: 'young'>
    """

    LEADERS = "leaders"
    YOUNG = "young"
    NETWORK = "network"
    MANAGERS = "managers"
    PROFESSIONAL = "professional"


@frozen(kw_only=True)
class Community:
    """A pedagogical community.

    >>> Community(kind=CommunityKind.NETWORK, municipality="m1", functioning=True).kind.value
    'network'

    Attributes:
        municipality: Whose; absent is none.
        kind: Whom it joins.
        functioning: Whether it works; absent is unknown.
        act: The act that created it; absent is none.
        start: Since when; absent is always.
        end: Until when; absent is not ended.
    """

    kind: CommunityKind
    municipality: str | None = optional(Absence.NONE, refers_to="municipalities")
    functioning: bool | None = optional(Absence.UNKNOWN)
    act: str | None = optional(Absence.NONE)
    start: dt.date | None = optional(Absence.OPEN)
    end: dt.date | None = optional(Absence.OPEN)


class ContestKind(enum.Enum):
    """The two kinds of contests that Khabarovsk's indicator 7 names.

    >>> [kind.value for kind in ContestKind]
    ['krai', 'regional_stage']
    """

    KRAI = "krai"
    REGIONAL_STAGE = "regional_stage"


@frozen(kw_only=True)
class ContestEntry:
    """That teachers of a municipality took part in a contest of professional mastery.

    Of contests with a title, days and participants, :class:`Event` tells.

    >>> ContestEntry(municipality="m1", kind=ContestKind.KRAI, date=dt.date(2023, 3, 1)).person is None
    True

    Attributes:
        municipality: Whose teachers.
        kind: What contest.
        date: When; absent is unknown.
        person: Who; absent is unknown.
    """

    municipality: str = reference("municipalities")
    kind: ContestKind = attrs.field()
    date: dt.date | None = optional(Absence.UNKNOWN)
    person: str | None = optional(Absence.UNKNOWN, refers_to="persons")


class AdoptionKind(enum.Enum):
    """What an adopted document is.

    >>> AdoptionKind("roadmap")
    <AdoptionKind.ROADMAP: 'roadmap'>
    """

    ROADMAP = "roadmap"
    MONITORING_CRITERIA = "monitoring_criteria"
    METHODIST_POOL = "methodist_pool"
    STATUTE = "statute"
    POOL_STATUTE = "pool_statute"


@frozen(kw_only=True)
class Adoption:
    """A document that the region has adopted.

    >>> Adoption(kind=AdoptionKind.ROADMAP, ref="приказ № 5", start=dt.date(2021, 2, 1)).end is None
    True

    Attributes:
        kind: What it is.
        ref: Its name, number and date.
        act: Key or number of the act in the region's profile, where it is one of them; absent is none.
        start: Since when in force; absent is unknown.
        end: The last day in force; absent is not ended.
    """

    kind: AdoptionKind
    ref: str = ""
    act: str | None = optional(Absence.NONE)
    start: dt.date | None = optional(Absence.UNKNOWN)
    end: dt.date | None = optional(Absence.OPEN)


class AgreementKind(enum.Enum):
    """What an agreement is: of cooperation, or of a municipality with the ministry and the institute.

    >>> AgreementKind("tripartite")
    <AgreementKind.TRIPARTITE: 'tripartite'>
    """

    COOPERATION = "cooperation"
    TRIPARTITE = "tripartite"


@frozen(kw_only=True)
class Agreement:
    """An agreement.

    >>> Agreement(id="a1", date=dt.date(2023, 5, 1), partner="педагогический университет").kind.value
    'cooperation'

    Attributes:
        id: Identifier.
        date: When it was concluded; absent is unknown.
        kind: Of cooperation, or tripartite.
        municipality: Whose authority is a party, of a tripartite one; absent is none.
        partner: With whom.
    """

    id: str
    date: dt.date | None = optional(Absence.UNKNOWN)
    kind: AgreementKind = AgreementKind.COOPERATION
    municipality: str | None = optional(Absence.NONE, refers_to="municipalities")
    partner: str = ""


@frozen(kw_only=True)
class MonitoringRound:
    """A monitoring that was held; its last day decides the period it belongs to.

    >>> MonitoringRound(id="r1", start=dt.date(2023, 5, 10), end=dt.date(2023, 5, 31)).analysed is None
    True

    Attributes:
        id: Identifier.
        start: First day; absent is unknown.
        end: Last day; absent is unknown.
        analysed: Whether its results were analysed; absent is unknown.
        recommended: Whether addressed recommendations followed; absent is unknown.
    """

    id: str
    start: dt.date | None = optional(Absence.UNKNOWN)
    end: dt.date | None = optional(Absence.UNKNOWN)
    analysed: bool | None = optional(Absence.UNKNOWN)
    recommended: bool | None = optional(Absence.UNKNOWN)


class ServiceKind(enum.Enum):
    """The forms of a municipal methodical service (001 §4.2.7, 002 §3.3.1).

    >>> ServiceKind("methodical_centre")
    <ServiceKind.METHODICAL_CENTRE: 'methodical_centre'>
    """

    COUNCIL = "council"
    SERVICE = "service"
    DEVELOPMENT_CENTRE = "development_centre"
    METHODICAL_CENTRE = "methodical_centre"


@frozen(kw_only=True)
class Service:
    """A methodical service of a municipality, in one of its forms.

    >>> Service(municipality="m1", kind=ServiceKind.METHODICAL_CENTRE).end is None
    True

    Attributes:
        municipality: Whose.
        kind: In which form.
        start: Since when; absent is always.
        end: Until when; absent is not ended.
    """

    municipality: str = reference("municipalities")
    kind: ServiceKind = attrs.field()
    start: dt.date | None = optional(Absence.OPEN)
    end: dt.date | None = optional(Absence.OPEN)


class SiteKind(enum.Enum):
    """The statuses that an organisation can be given.

    >>> SiteKind("internship")
    <SiteKind.INTERNSHIP: 'internship'>
    """

    INTERNSHIP = "internship"
    INNOVATION = "innovation"


@frozen(kw_only=True)
class Site:
    """The status of an internship or innovation site.

    >>> Site(organization="o1", kind=SiteKind.INNOVATION, start=dt.date(2023, 1, 1)).start.year
    2023

    Attributes:
        organization: Who has it.
        kind: Which status.
        start: Since when; absent is always.
        end: Until when; absent is not ended.
    """

    organization: str = reference("organizations")
    kind: SiteKind = attrs.field()
    start: dt.date | None = optional(Absence.OPEN)
    end: dt.date | None = optional(Absence.OPEN)


class PairBasis(enum.Enum):
    """On what a pair of teachers rests (002 §3.4.3).

    >>> PairBasis("mentor_and_young")
    <PairBasis.MENTOR_AND_YOUNG: 'mentor_and_young'>
    """

    SUBJECT = "subject"
    MENTOR_AND_YOUNG = "mentor_and_young"
    COMPETENCE = "competence"


@frozen(kw_only=True)
class Pair:
    """A pair of teachers of an organisation who learn from each other.

    >>> Pair(organization="o1", first="p1", second="p2", basis=PairBasis.SUBJECT).basis.value
    'subject'

    Attributes:
        organization: Where.
        basis: On what it rests; absent is unknown.
        first: One of them.
        second: The other.
    """

    organization: str = reference("organizations")
    first: str = reference("persons")
    second: str = reference("persons")
    basis: PairBasis | None = optional(Absence.UNKNOWN)


class MeetingBody(enum.Enum):
    """Who meets.

    >>> MeetingBody("regional_umo")
    <MeetingBody.REGIONAL_UMO: 'regional_umo'>
    """

    REGIONAL_UMO = "regional_umo"
    METHODIST_POOL = "methodist_pool"


@frozen(kw_only=True)
class Meeting:
    """A meeting that was held.

    >>> Meeting(body=MeetingBody.REGIONAL_UMO, date=dt.date(2024, 2, 15)).date.month
    2

    Attributes:
        body: Of whom.
        date: When; absent is unknown.
    """

    body: MeetingBody
    date: dt.date | None = optional(Absence.UNKNOWN)


@frozen(kw_only=True)
class Attestation:
    """That somebody states of a subject that a duty is kept or not: what no other record can show.

    Two that say yes and no of one duty and day decide nothing, and are an issue.

    >>> Attestation(subject="region", duty="S-UGR-02", state=True, evidence="устав института").state
    True

    Attributes:
        subject: Id of the person, organisation or municipality; ``"region"`` for the region itself, which its
            name means, too.
        duty: Key of the duty, or code of the requirement that asks for it; ``rnms regions`` lists both.
        state: Whether it is kept; absent is unknown.
        evidence: What shows it.
        start: Since when; absent is always.
        end: Until when; absent is not ended.
    """

    subject: str
    duty: str
    state: bool | None = optional(Absence.UNKNOWN)
    evidence: str = ""
    start: dt.date | None = optional(Absence.OPEN)
    end: dt.date | None = optional(Absence.OPEN)
