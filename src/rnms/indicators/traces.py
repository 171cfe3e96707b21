"""The records that show that something which falls due was carried out, beside the reports of it."""

from rnms.model import AdoptionKind, MeetingBody, Trace

ROUNDS = Trace(collection="monitoring_rounds", day="end")
"""A round belongs to the day on which it ends (domain-spec 7.1)."""


def adopted(kind: AdoptionKind) -> Trace:
    """That a document of a kind was adopted.

    >>> adopted(AdoptionKind.ROADMAP).where
    (('kind', 'roadmap'),)
    """
    return Trace(collection="adoptions", day="start", where=(("kind", kind.value),))


def met(body: MeetingBody) -> Trace:
    """That somebody met.

    >>> met(MeetingBody.REGIONAL_UMO).collection
    'meetings'
    """
    return Trace(collection="meetings", day="date", where=(("body", body.value),))


STATUTE_ADOPTED = adopted(AdoptionKind.STATUTE)
ROADMAP_ADOPTED = adopted(AdoptionKind.ROADMAP)
POOL_STATUTE_ADOPTED = adopted(AdoptionKind.POOL_STATUTE)
CRITERIA_ADOPTED = adopted(AdoptionKind.MONITORING_CRITERIA)
POOL_MEETINGS = met(MeetingBody.METHODIST_POOL)
UMO_MEETINGS = met(MeetingBody.REGIONAL_UMO)
