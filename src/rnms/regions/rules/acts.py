"""Rules of acts: their days, what they change, and what cites them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from rnms.indicators.tally import distinct
from rnms.model.law import Act, Unknown
from rnms.regions.declaration import Declaration, clauses, falling_due, targets_of
from rnms.regions.editions import changed_by, existed_by


def acts_were_read(profile: Declaration) -> Iterator[str]:
    """Nobody cites an act signed after ``read_on``."""
    for act in profile.acts:
        if not isinstance(act.date, Unknown) and act.date > profile.read_on:
            yield f"{act} is newer than read_on={profile.read_on}; read the acts again and move read_on"


def dates_of_acts_agree(profile: Declaration) -> Iterator[str]:
    """An act is signed before it is published, and before it becomes void."""
    for act in profile.acts:
        # Of an act of unknown date nothing can come too early.
        signed = dt.date.min if isinstance(act.date, Unknown) else act.date
        if act.published is not None and act.published < signed:
            yield f"{act} is published on {act.published}, before it was signed; check both dates"
        if act.repealed_on is not None and act.repealed_on < act.effective:
            yield f"{act} is void from {act.repealed_on}, before it is in force; check both dates"


def acts_change_known_acts(profile: Declaration) -> Iterator[str]:
    """What an act amends or repeals is among the acts, is older, and became void on no other day."""
    act_by_key = {act.key: act for act in profile.acts}
    for act in profile.acts:
        for key in distinct((*act.amends, *act.repeals)):
            if key not in act_by_key:
                yield f"{act} changes act {key!r}, which is not among the acts of the profile; add it"
            elif _is_newer(act_by_key[key], act, profile.acts) or act.key in changed_by(
                act_by_key[key], act_by_key
            ):
                yield f"{act} changes {act_by_key[key]}, which is not older; check both dates"
        for key in act.repeals:
            void = act_by_key[key].repealed_on if key in act_by_key else None
            if void is not None and void < act.effective:
                yield f"{act_by_key[key]} is void from {void}, before {act} repeals it; check repealed_on"


def acts_of_unknown_date_are_placed(profile: Declaration) -> Iterator[str]:
    """Of an act whose date is unknown something tells by when it surely existed."""
    for act in profile.acts:
        if existed_by(act, profile.acts) == dt.date.max:
            yield (
                f"nothing tells by when {act} ({act.key}) existed; give the clause that refers to it,"
                " date=Unknown(why, clause), or attested, published or in_force"
            )


def clauses_cite_acts_of_the_profile(profile: Declaration) -> Iterator[str]:
    """Every act that is cited is among the acts."""
    for name, clause in clauses(profile):
        if clause.act not in profile.acts:
            yield f"{name} cites {clause.act}, which is not among the acts of the profile; add it"


def sources_are_named(profile: Declaration) -> Iterator[str]:
    """Every clause names the document in which somebody read it."""
    for name, clause in clauses(profile):
        if not clause.document:
            yield f"{name} cites {clause}, read nowhere; give its act, or the clause, a document"


def unknowns_say_why_and_where(profile: Declaration) -> Iterator[str]:
    """What the sources do not say is told with its reason and with the clause where it should have stood."""
    gaps: list[tuple[str, object]] = [("an unknown", gap) for gap in profile.unknown]
    gaps += [(f"subject {subject.key}", subject.functions) for subject in profile.subjects]
    gaps += [
        (f"the deadline of {kind} {task.code}", task.deadline)
        for kind, scheduled in falling_due(profile)
        for task in scheduled
    ]
    gaps += [(f"requirement {duty.code}", duty.unknown) for duty in profile.requirements]
    for act in profile.acts:
        for field, unknown in act.unknowns:
            if not unknown.why.strip():
                yield f"the {field} of act {act.key} does not say why it is unknown; say what was lost"
    for name, target in targets_of(profile):
        if isinstance(target.norm, Unknown) and not target.norm.why.strip():
            yield f"{name}: a lost norm does not say why it is unknown; say what was lost"
    for name, gap in gaps:
        if isinstance(gap, Unknown) and not gap.why.strip():
            yield f"{name} does not say why it is unknown; say what was lost, or where the act is silent"
        if isinstance(gap, Unknown) and gap.clause is None:
            yield f"{name} ({gap.why}) does not say where it should have stood; cite the clause"


def _is_newer(amended: Act, act: Act, acts: Iterable[Act]) -> bool:
    """Tell whether an act is surely newer than one that changes it."""
    return not isinstance(amended.date, Unknown) and amended.date > existed_by(act, acts)
