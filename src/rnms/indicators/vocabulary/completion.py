"""What shows that something was carried out: records, and the days that they name."""

from __future__ import annotations

from rnms.model.development import Provider
from rnms.model.roadmap import Trace
from rnms.model.subjects import AdoptionKind, AgreementKind, MeetingBody

ROUNDS = Trace(collection="monitoring_rounds", day="end", period=("start", "end"), alone=True)
"""A round belongs to the day on which it ends (domain-spec 7.1), which is none before its first."""


def adopted(kind: AdoptionKind) -> Trace:
    """That a document of a kind was adopted.

    >>> adopted(AdoptionKind.ROADMAP).where
    (('kind', 'roadmap'),)
    """
    return Trace(collection="adoptions", day="start", where=(("kind", kind.value),), alone=True)


def concluded(number: int) -> Trace:
    """That so many agreements of cooperation were concluded.

    >>> concluded(5).number
    5
    """
    return Trace(
        collection="agreements",
        day="date",
        where=(("kind", AgreementKind.COOPERATION.value),),
        number=number,
        alone=True,
    )


def met(body: MeetingBody) -> Trace:
    """That somebody met.

    >>> met(MeetingBody.REGIONAL_UMO).collection
    'meetings'
    """
    return Trace(collection="meetings", day="date", where=(("body", body.value),))


DIAGNOSTICS = Trace(collection="diagnostics", day="date")

DIAGNOSTICS_AT_THE_CENTRE = Trace(
    collection="diagnostics", day="date", where=(("provider", Provider.CNPPM.value),)
)

ROUTES_ON_A_DIAGNOSTIC = Trace(
    collection="routes", day="start", given=("diagnostic",), follows=("diagnostic", "date"), alone=True
)
"""What was developed on no diagnostic of the person, or before it, is no route built on its results."""

CHOSEN_BY_A_DIAGNOSTIC = Trace(
    collection="enrolments", day="start", given=("diagnostic",), follows=("diagnostic", "date")
)

CHOSEN_BY_A_ROUTE = Trace(collection="enrolments", day="start", given=("route",), follows=("route", "start"))

SUPPORT = Trace(collection="supports", day="start", lasting="end")
"""Support goes on from its first day to its last."""

DOCUMENTS = Trace(collection="adoptions", day="start")

STATUTE = adopted(AdoptionKind.STATUTE)

ROADMAP = adopted(AdoptionKind.ROADMAP)

POOL_STATUTE = adopted(AdoptionKind.POOL_STATUTE)

CRITERIA = adopted(AdoptionKind.MONITORING_CRITERIA)

POOL_MEETINGS = met(MeetingBody.METHODIST_POOL)

UMO_MEETINGS = met(MeetingBody.REGIONAL_UMO)
