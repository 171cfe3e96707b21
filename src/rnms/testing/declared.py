"""Rules of the kit that a reader of the declaration could check: sources, titles, targets, readings."""

from __future__ import annotations

from collections.abc import Iterator

from rnms.indicators.definition import Direction, Family, Indicator, Reading, Target
from rnms.indicators.tally import distinct
from rnms.indicators.vocabulary import shared
from rnms.model.deadlines import AnnualAfter, windows
from rnms.model.law import Unknown
from rnms.model.period import Period, PeriodKind
from rnms.regions.faults import clauses, falling_due
from rnms.regions.profile import RegionProfile
from rnms.testing.spoken import words_of


def sources_are_named(profile: RegionProfile) -> Iterator[str]:
    """Every clause names the document in which somebody read it."""
    for name, clause in clauses(profile):
        if not clause.document:
            yield f"{name} cites {clause}, read nowhere; give its act, or the clause, a document"


def dates_of_acts_agree(profile: RegionProfile) -> Iterator[str]:
    """An act is signed before it is published, and before it becomes void."""
    for act in profile.acts:
        if act.published is not None and act.published < act.date:
            yield f"{act} is published on {act.published}, before it was signed; check both dates"
        if act.repealed_on is not None and act.repealed_on < act.effective:
            yield f"{act} is void from {act.repealed_on}, before it is in force; check both dates"


def unknowns_say_why_and_where(profile: RegionProfile) -> Iterator[str]:
    """What the sources do not say is told with its reason and with the clause where it should have stood."""
    told: list[tuple[str, object]] = [("an unknown", one) for one in profile.unknown]
    told += [(f"subject {one.key}", one.functions) for one in profile.subjects]
    told += [(f"requirement {one.code}", one.unknown) for one in profile.requirements]
    for name, one in told:
        if isinstance(one, Unknown) and not one.why.strip():
            yield f"{name} does not say why it is unknown; say what was lost, or where the act is silent"
        if isinstance(one, Unknown) and one.clause is None:
            yield f"{name} ({one.why}) does not say where it should have stood; cite the clause"


def titles_are_said(profile: RegionProfile) -> Iterator[str]:
    """Whatever a report names has a title in Russian."""
    named = [("name", profile.name), ("system_name", profile.system_name)]
    named += [(f"indicator {one.code}", one.title) for one in profile.indicators]
    for one in profile.indicators:
        whole = f"indicator {one.code}"
        named += [(f"reading {reading.name} of {whole}", reading.title) for reading in one.readings]
        for variant in (one, *(one.under([reading]) for reading in one.readings)):
            named += [(f"{whole}, component {part.name}", part.title) for part in variant.parts()]
    named += [(f"requirement {duty.code}", duty.title) for duty in profile.requirements]
    for what, scheduled in falling_due(profile):
        for due in scheduled:
            named += [(f"{what} {due.code}", due.title), (f"{what} {due.code}, deadline", due.deadline_text)]
    named += [(f"word {word.key!r}", word.title) for word in words_of(profile)]
    for name, title in distinct(named):
        if not title.strip():
            yield f"{name} has no title; write what the act calls it"


def families_are_known(profile: RegionProfile) -> Iterator[str]:
    """A family of rnms is used as it is; a family of one's own has a key of its own."""
    known = {one.key: one for one in shared(Family)}
    for one in profile.indicators:
        for family in (one.family, *(part.family for part in one.parts() if part.family is not None)):
            if known.setdefault(family.key, family) != family:
                yield (
                    f"indicator {one.code} calls its family {family.key!r}, which is another one; take that"
                    " of rnms.indicators.vocabulary, or choose another key"
                )


def targets_meet_a_period(profile: RegionProfile) -> Iterator[str]:
    """A target is set for periods that the indicator is asked for."""
    for one in profile.indicators:
        for variant in (one, *(one.under([reading]) for reading in one.readings)):
            for target in (target for part in variant.parts() for target in part.targets):
                if not _meets(target, variant.period):
                    kind = variant.period
                    asked = kind.value if isinstance(kind, PeriodKind) else kind
                    yield (
                        f"the target of {target.period} of indicator {one.code} is never asked for: it counts"
                        f" by {asked}; give the target such a period, or the indicator another kind"
                    )


def directions_agree_with_norms(profile: RegionProfile) -> Iterator[str]:
    """Where less is better, an act demands no least value alone."""
    for one in profile.indicators:
        if one.direction is Direction.DECREASE:
            for target in (target for part in one.parts() for target in part.targets):
                if target.norm.high is None:
                    yield (
                        f"indicator {one.code} is better when it falls, but {target.period} demands a least"
                        " value; write at_most, or mend its direction"
                    )


def readings_change_what_they_read(profile: RegionProfile) -> Iterator[str]:
    """A reading comes to another indicator than the declaration does."""
    for one in profile.indicators:
        for reading in one.readings:
            if reading.changes and _same(one, one.under([reading])):
                yield (
                    f"reading {reading.name} of indicator {one.code} changes nothing in it;"
                    " it redefines words that the indicator does not use, or says the same again"
                )


def reading_names_mean_one_decision(profile: RegionProfile) -> Iterator[str]:
    """A name of a reading means the same wherever it stands."""
    titles = {one.name: one.title for one in shared(Reading)}
    for indicator in profile.indicators:
        for one in indicator.readings:
            if titles.setdefault(one.name, one.title) != one.title:
                yield (
                    f"reading {one.name} of indicator {indicator.code} is another decision than"
                    f" «{titles[one.name]}»; give it another name"
                )


def deadlines_lie_inside_the_horizon(profile: RegionProfile) -> Iterator[str]:
    """What falls due once falls due while its plan lasts."""
    for what, scheduled in falling_due(profile):
        for one in scheduled:
            ends = (one.until, profile.roadmap.until if what == "measure" else None)
            until = min((day for day in ends if day is not None), default=None)
            for window in windows(one.deadline, ()):
                if until is not None and window.due is not None and window.due > until:
                    due = f"{what} {one.code} falls due on {window.due}"
                    yield f"{due}, after its plan ends on {until}; check both"


def measures_name_measures(profile: RegionProfile) -> Iterator[str]:
    """A measure that follows another, shares its results or is judged elsewhere names what there is."""
    measures = [one.code for one in profile.roadmap]
    judged = [*(name for one in profile.indicators for name in one.names)]
    judged += [duty.code for duty in profile.requirements]
    for one in profile.roadmap:
        if isinstance(one.deadline, AnnualAfter) and one.deadline.measure not in measures:
            yield f"measure {one.code} follows {one.deadline.measure}, which is no measure; name one"
        if one.result_of and one.result_of not in measures:
            yield f"measure {one.code} shares the results of {one.result_of}, which is no measure; name one"
    for what, scheduled in falling_due(profile):
        for other in scheduled:
            for code in (*other.judged_by, *other.demanded_by):
                if code not in judged:
                    yield f"{what} {other.code} is judged by {code}, no indicator or requirement; name one"
    due = {one.code for _, scheduled in falling_due(profile) for one in scheduled}
    for duty in profile.requirements:
        for code in duty.falls_due:
            if code not in due:
                yield f"requirement {duty.code} is judged by {code}, which never falls due; name what does"
    for rule in profile.monitoring:
        if rule.same_as and rule.same_as not in [one.code for one in profile.indicators]:
            yield f"monitoring {rule.code} is the same as {rule.same_as}, which is no indicator; name one"


def duties_end_with_their_plan(profile: RegionProfile) -> Iterator[str]:
    """What is demanded by the days of a plan, or judges what shall come of them, binds no longer than it."""
    ends = {one.code: one.until for _, scheduled in falling_due(profile) for one in scheduled if one.until}
    for duty in profile.requirements:
        named = list(duty.falls_due)
        named += [one.code for one in profile.roadmap if {duty.code, duty.same_as} & {*one.judged_by}]
        days = [ends[code] for code in named if code in ends]
        if isinstance(duty.period, Period):
            continue
        if days and len(days) == len(named) and (duty.until is None or duty.until > max(days)):
            yield f"requirement {duty.code} binds longer than its plan, to {max(days)}; say until when"


DECLARATIONS = (
    sources_are_named,
    dates_of_acts_agree,
    unknowns_say_why_and_where,
    titles_are_said,
    families_are_known,
    targets_meet_a_period,
    directions_agree_with_norms,
    readings_change_what_they_read,
    reading_names_mean_one_decision,
    deadlines_lie_inside_the_horizon,
    measures_name_measures,
    duties_end_with_their_plan,
)
"""The rules of this module."""


# Periods and readings.


def _meets(target: Target, kind: PeriodKind | Period) -> bool:
    if not isinstance(target.period, Period):
        return isinstance(kind, PeriodKind)
    return target.period == kind if isinstance(kind, Period) else target.period.kind is kind


def _same(one: Indicator, other: Indicator) -> bool:
    return (one.parts(), one.period) == (other.parts(), other.period)
