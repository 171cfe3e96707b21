"""Rules of acts: their days, what they change, and what cites them."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.indicators.tally import distinct
from rnms.model.law import Unknown
from rnms.regions.declaration import Declaration, clauses
from rnms.regions.editions import changed_by


def acts_were_read(profile: Declaration) -> Iterator[str]:
    """Nobody cites an act signed after ``read_on``."""
    for act in profile.acts:
        if act.date > profile.read_on:
            yield f"{act} is newer than read_on={profile.read_on}; read the acts again and move read_on"


def dates_of_acts_agree(profile: Declaration) -> Iterator[str]:
    """An act is signed before it is published, and before it becomes void."""
    for act in profile.acts:
        if act.published is not None and act.published < act.date:
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
            elif act_by_key[key].date > act.date or act.key in changed_by(act_by_key[key], act_by_key):
                yield f"{act} changes {act_by_key[key]}, which is not older; check both dates"
        for key in act.repeals:
            void = act_by_key[key].repealed_on if key in act_by_key else None
            if void is not None and void < act.effective:
                yield f"{act_by_key[key]} is void from {void}, before {act} repeals it; check repealed_on"


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
    gaps += [(f"requirement {duty.code}", duty.unknown) for duty in profile.requirements]
    for name, gap in gaps:
        if isinstance(gap, Unknown) and not gap.why.strip():
            yield f"{name} does not say why it is unknown; say what was lost, or where the act is silent"
        if isinstance(gap, Unknown) and gap.clause is None:
            yield f"{name} ({gap.why}) does not say where it should have stood; cite the clause"
