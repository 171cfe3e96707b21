"""What shows that something was carried out: records, and the days that they name."""

from __future__ import annotations

import attrs

from rnms.model.development import Provider
from rnms.model.roadmap import CompletionSource
from rnms.model.subjects import AdoptionKind, AgreementKind, MeetingBody

ROUNDS = CompletionSource(collection="monitoring_rounds", day="end", period=("start", "end"), alone=True)
"""A round belongs to the day on which it ends (domain-spec 7.1), which is none before its first."""


def adopted(kind: AdoptionKind) -> CompletionSource:
    """Look for the adoption of a document of a kind.

    >>> adopted(AdoptionKind.ROADMAP).where
    (('kind', 'roadmap'),)
    """
    return CompletionSource(collection="adoptions", day="start", where=(("kind", kind.value),), alone=True)


def standing(kind: AdoptionKind) -> CompletionSource:
    """Look for a document of a kind that is in force, be it older than the act that asks for it.

    >>> standing(AdoptionKind.ROADMAP).lasting
    'end'
    """
    return attrs.evolve(adopted(kind), lasting="end")


def concluded(number: int) -> CompletionSource:
    """Look for so many agreements of cooperation.

    >>> concluded(5).number
    5
    """
    return CompletionSource(
        collection="agreements",
        day="date",
        where=(("kind", AgreementKind.COOPERATION.value),),
        number=number,
        alone=True,
    )


def met(body: MeetingBody) -> CompletionSource:
    """Look for a meeting of a body.

    >>> met(MeetingBody.REGIONAL_UMO).collection
    'meetings'
    """
    return CompletionSource(collection="meetings", day="date", where=(("body", body.value),))


DIAGNOSTICS = CompletionSource(collection="diagnostics", day="date")

DIAGNOSTICS_AT_THE_CENTRE = CompletionSource(
    collection="diagnostics", day="date", where=(("provider", Provider.CNPPM.value),)
)

ROUTES_ON_A_DIAGNOSTIC = CompletionSource(
    collection="routes", day="start", given=("diagnostic",), follows=("diagnostic", "date"), alone=True
)
"""What was developed on no diagnostic of the person, or before it, is no route built on its results."""

CHOSEN_BY_A_DIAGNOSTIC = CompletionSource(
    collection="enrolments", day="start", given=("diagnostic",), follows=("diagnostic", "date")
)

CHOSEN_BY_A_ROUTE = CompletionSource(
    collection="enrolments", day="start", given=("route",), follows=("route", "start")
)

SUPPORT = CompletionSource(collection="supports", day="start", lasting="end")
"""Support goes on from its first day to its last."""

DOCUMENTS = CompletionSource(collection="adoptions", day="start")

STATUTE = standing(AdoptionKind.STATUTE)

ROADMAP = standing(AdoptionKind.ROADMAP)

POOL_STATUTE = standing(AdoptionKind.POOL_STATUTE)

CRITERIA = standing(AdoptionKind.MONITORING_CRITERIA)

POOL_MEETINGS = met(MeetingBody.METHODIST_POOL)

UMO_MEETINGS = met(MeetingBody.REGIONAL_UMO)
