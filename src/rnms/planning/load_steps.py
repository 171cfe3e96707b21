"""How the load of methodists comes to what an order demands: as proposed attachments, one act for each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import attrs

from rnms._values import frozen
from rnms.errors import UsageError
from rnms.model.people import Assignment
from rnms.model.period import Period
from rnms.model.system import RegionalSystem
from rnms.model.working_days import ONE_DAY
from rnms.planning.acts import ActKind, Calendar
from rnms.planning.attaching import Attachments, attachments
from rnms.planning.scripts import Draft
from rnms.regions.profile import RegionProfile


@frozen(kw_only=True)
class Attaching:
    """The attachments that can be planned, and why more cannot.

    Attributes:
        drafts: Each person with the act: first who must move, then those to whoever has fewest people.
        why: As a code why no more can be attached.
        latest: The last day on which those could have been moved who cannot any more; ``None`` without such.
    """

    drafts: Sequence[tuple[str, Draft]]
    why: str
    latest: dt.date | None = None


def attaching_drafts(
    system: RegionalSystem,
    profile: RegionProfile,
    readings: Sequence[str],
    period: Period,
    calendar: Calendar,
    day: dt.date,
) -> Attaching | str:
    """Draft attachments by which methodists come to the load that an order demands; else a code why not.

    They begin on a day; who must move first ends on the day before, if that is still to come.
    """
    if system.assignments is None:
        return "no-records"
    try:
        proposal = attachments(system, on=day, region=profile, period=period, readings=readings)
    except UsageError:
        # The order measures the load of others than methodists, or the data do not tell who teaches.
        return "measure"
    why = "few-people" if proposal.surplus is not None else "few-methodists"
    is_over = day - ONE_DAY < calendar.first
    return Attaching(
        drafts=_drafts(proposal, calendar, day, can_move=not is_over),
        why=why if proposal.lacking or proposal.surplus else "exhausted",
        latest=calendar.latest((ActKind.ATTACH,)) - ONE_DAY if is_over and proposal.moved else None,
    )


def _drafts(
    proposal: Attachments, calendar: Calendar, day: dt.date, *, can_move: bool
) -> list[tuple[str, Draft]]:
    """Draft an act for each who moves, then for each who comes; what must end ends in the future."""
    places = {record: place for place, record in enumerate(proposal.data.assignments or ())}
    ended: dict[str, list[Assignment]] = {}
    for record in proposal.ended:
        ended.setdefault(record.person, []).append(record)
    moved = {*proposal.moved}
    loads = Counter(record.methodist for record in proposal.assignments if record not in {*proposal.new})
    drafted: list[tuple[tuple[bool, int, str], str, Draft]] = []
    for record in sorted(proposal.new, key=lambda record: record.person):
        own = ended.get(record.person, []) if record.person in moved else []
        is_kept = any(other.end is not None or not _is_before(other, day) for other in own)
        if is_kept or (own and not can_move):
            # What is recorded of its end is not changed, and nothing ends before the day of the plan.
            continue
        loads[record.methodist] += 1
        last = day - ONE_DAY
        draft = Draft(
            acts=(calendar.act(ActKind.ATTACH, record.methodist, first=day),),
            added=(("assignments", record),),
            closed=tuple(("assignments", places[other], attrs.evolve(other, end=last)) for other in own),
        )
        drafted.append(((not own, loads[record.methodist], record.person), record.person, draft))
    drafted.sort(key=lambda entry: entry[0])
    return [(person, draft) for _, person, draft in drafted]


def _is_before(record: Assignment, day: dt.date) -> bool:
    return record.start is None or (type(record.start) is dt.date and record.start < day)
