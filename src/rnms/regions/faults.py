"""What is wrong with a declaration: rules whose breach makes it contradict itself.

A profile that breaks one cannot be made; it is told all its faults, each in one sentence that says what to
do. The rules that need a trial are in :mod:`rnms.testing`, which runs these too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import attrs

from rnms.indicators.definition import Band, Component, Indicator, Target, Years
from rnms.indicators.measures import Count, Measure, Scale, Times
from rnms.indicators.tally import distinct
from rnms.logic.population import Population, Term, Word
from rnms.model.law import Clause, Unknown
from rnms.model.norm import Norm
from rnms.model.period import Period, PeriodKind
from rnms.model.roadmap import Scheduled
from rnms.regions.editions import are_related, changed_by, seniority

if TYPE_CHECKING:
    from rnms.regions.profile import RegionProfile

RESERVED = "default"

Contradiction = Callable[["RegionProfile"], Iterator[str]]
"""A rule: yields a sentence for each breach."""


def faults_of(profile: RegionProfile) -> Iterator[str]:
    """Every fault of a profile's declaration."""
    for rule in CONTRADICTIONS:
        try:
            yield from rule(profile)
        except TypeError as error:
            yield f"{rule.__name__} cannot be checked ({error}); give the words of rnms, and tuples of them"


def key_names_a_module(profile: RegionProfile) -> Iterator[str]:
    """The key is a lower-case identifier, as the module of the region."""
    if not is_key(profile.key):
        yield f"key {profile.key!r} is no lower-case identifier; name it as its module"


def is_key(key: str) -> bool:
    """Tell whether a region can be called so: its module and its package will be, too.

    >>> is_key("altai"), is_key("Алтай")
    (True, False)
    """
    return key.isidentifier() and key.isascii() and key == key.lower() and not key.startswith("_")


def names_are_given_once(profile: RegionProfile) -> Iterator[str]:
    """Acts, indicators, their parts and readings, subjects, duties and measures have names of their own."""
    yield from _doubled("act", (act.key for act in profile.acts))
    yield from _doubled("indicator", (one.code for one in profile.indicators))
    for name, parts in _variants(profile):
        yield from _doubled(f"{name}: component", (part.name for part in parts))
    for one in profile.indicators:
        yield from _doubled(f"indicator {one.code}: reading", (reading.name for reading in one.readings))
    yield from _doubled("subject", (subject.key for subject in profile.subjects))
    yield from _doubled("requirement", (duty.code for duty in profile.requirements))
    for what, scheduled in falling_due(profile):
        yield from _doubled(what, (one.code for one in scheduled))


def acts_were_read(profile: RegionProfile) -> Iterator[str]:
    """Nobody cites an act signed after ``read_on``."""
    for act in profile.acts:
        if act.date > profile.read_on:
            yield f"{act} is newer than read_on={profile.read_on}; read the acts again and move read_on"


def acts_change_known_acts(profile: RegionProfile) -> Iterator[str]:
    """What an act amends or repeals is among the acts, is older, and became void on no other day."""
    known = {act.key: act for act in profile.acts}
    for act in profile.acts:
        for key in distinct((*act.amends, *act.repeals)):
            if key not in known:
                yield f"{act} changes act {key!r}, which is not among the acts of the profile; add it"
            elif known[key].date > act.date or act.key in changed_by(known[key], known):
                yield f"{act} changes {known[key]}, which is not older; check both dates"
        for key in act.repeals:
            void = known[key].repealed_on if key in known else None
            if void is not None and void < act.effective:
                yield f"{known[key]} is void from {void}, before {act} repeals it; check repealed_on"


def indicators_are_measured(profile: RegionProfile) -> Iterator[str]:
    """An indicator cites its clause and has a measure, or else components with targets of their own."""
    for one in profile.indicators:
        name = f"indicator {one.code}"
        given: object = one.clause
        if not isinstance(given, Clause):
            yield f"{name} has no clause; cite the act that sets it"
        if one.measure is None and not one.components:
            yield f"{name} has neither a measure nor components; its family {one.family.key} gives none"
        if one.measure is not None and one.components:
            yield f"{name} has a measure and components; keep one"
        if one.targets and one.components:
            yield f"{name} has targets beside its components, where they would be lost; move them there"


def targets_cite_their_clause(profile: RegionProfile) -> Iterator[str]:
    """Every target cites the clause that sets it."""
    for name, part, _ in _parts(profile):
        for target in part.targets:
            given: object = target.clause
            if not isinstance(given, Clause):
                yield (
                    f"the target of {target.period} of {name} has no clause: every regional number cites the"
                    " act that sets it"
                )


def targets_do_not_collide(profile: RegionProfile) -> Iterator[str]:
    """Of two targets for one period one act changes the other's, so that one of them stands."""
    known = {act.key: act for act in profile.acts}
    for name, part, kind in _parts(profile):
        cited = [target for target in part.targets if _is_clause(target.clause)]
        for one, other in combinations(cited, 2):
            if not _overlap(one, other, kind):
                continue
            first, second = one.clause.act, other.clause.act
            if first == second:
                yield f"{name} has two targets for {other.period}; keep one"
            elif not are_related(first, second, known):
                yield (
                    f"{name} has two targets for {other.period}, by {first} and by {second}; keep one, or say"
                    " which act amends or repeals the other"
                )
            elif not first.supposed and seniority(one) == seniority(other):
                yield f"{name} is changed twice for {other.period} by acts of one day; keep the later one"


def cumulative_targets_never_fall(profile: RegionProfile) -> Iterator[str]:
    """Where a measure accumulates over the years, what is demanded does not fall."""
    for name, part, _ in _parts(profile):
        if any(True for word in part.measure.words for _ in _since(word)):
            cited = sorted((one for one in part.targets if _is_clause(one.clause)), key=seniority)
            tables = [[one for one in cited if one.clause.act == act] for act in profile.acts]
            tables.append(list({one.period: one for one in cited}.values()))
            yield from distinct(said for table in tables for said in _falling(name, table))


def norms_fit_their_scale(profile: RegionProfile) -> Iterator[str]:
    """Shares are demanded in percent, numbers of members as whole numbers, and nothing less than 0."""
    for name, part, _ in _parts(profile):
        for norm in (*(target.norm for target in part.targets), *(band.norm for band in part.bands)):
            yield from (f"{name}: {said}" for said in _misfit(norm, part.measure))
    for duty in profile.requirements:
        if duty.measure is not None:
            yield from (f"requirement {duty.code}: {said}" for said in _misfit(duty.norm, duty.measure))


def bands_tile_their_scale(profile: RegionProfile) -> Iterator[str]:
    """Named ranges leave no value without a name and give none two."""
    for name, part, _ in _parts(profile):
        if part.bands:
            yield from _doubled(f"{name}: band", (band.label for band in part.bands))
            yield from (f"{name}: {said}" for said in _untiled(part.bands, part.measure.scale))


def readings_decide_something(profile: RegionProfile) -> Iterator[str]:
    """A reading has a name of its own, says why one may decide so, and what it redefines."""
    for one in profile.indicators:
        for reading in one.readings:
            which = f"reading {reading.name} of indicator {one.code}"
            if reading.name == RESERVED:
                yield f"{which} takes the name of what no reading changes; choose another"
            if not reading.why.strip():
                yield f"{which} gives no reason; say why one may decide so"
            if not reading.changes:
                yield f"{which} changes nothing; say what it redefines"


def words_mean_one_thing(profile: RegionProfile) -> Iterator[str]:
    """No two words share a key: a figure could not tell which it reports."""
    known: dict[tuple[type, str], Word] = {}
    for name, measure in measures(profile):
        for word in distinct(inner for outer in measure.words for inner in all_words(outer)):
            if known.setdefault((type(word), word.key), word) != word:
                yield f"{word.key!r} means two things in {name}; rename one"


def requirements_are_checked_one_way(profile: RegionProfile) -> Iterator[str]:
    """A requirement has a measure, is judged elsewhere, is a matter of the data, or says why nobody can."""
    known = [name for one in profile.indicators for name in one.names]
    for duty in profile.requirements:
        ways = [
            duty.measure is not None,
            bool(duty.same_as),
            bool(duty.falls_due),
            duty.unknown is not None,
            bool(duty.broken_by),
        ]
        if sum(ways) != 1:
            known_ways = "measure, same_as, unknown and broken_by, or falls_due"
            yield f"requirement {duty.code} needs one of {known_ways}; it has {sum(ways)}"
        if duty.same_as and duty.same_as not in known:
            yield f"requirement {duty.code} is the same as {duty.same_as}, which is no indicator; name one"
        if duty.falls_due and duty.is_standing:
            named = ", ".join(duty.falls_due)
            yield f"requirement {duty.code} falls due with {named}; say within which period"


def clauses_cite_acts_of_the_profile(profile: RegionProfile) -> Iterator[str]:
    """Every act that is cited is among the acts."""
    for name, clause in clauses(profile):
        if clause.act not in profile.acts:
            yield f"{name} cites {clause.act}, which is not among the acts of the profile; add it"


CONTRADICTIONS: tuple[Contradiction, ...] = (
    key_names_a_module,
    names_are_given_once,
    acts_were_read,
    acts_change_known_acts,
    indicators_are_measured,
    targets_cite_their_clause,
    targets_do_not_collide,
    cumulative_targets_never_fall,
    norms_fit_their_scale,
    bands_tile_their_scale,
    readings_decide_something,
    words_mean_one_thing,
    requirements_are_checked_one_way,
    clauses_cite_acts_of_the_profile,
)
"""The rules that every profile keeps, or it is not made."""


# What a profile holds.


def clauses(profile: RegionProfile) -> Iterator[tuple[str, Clause]]:
    """Every clause that a profile cites, and what cites it."""
    for one in profile.indicators:
        cited: list[object] = [one.clause, *(reading.clause for reading in one.readings)]
        for reading in one.readings:
            cited += [target.clause for target in reading.targets or ()]
        for part in (*one.parts(), *(part for reading in one.readings for part in reading.components or ())):
            cited += [target.clause for target in part.targets]
            cited += [band.clause for band in part.bands]
        # Targets that are wrongly declared beside components are told of by another rule.
        cited += [target.clause for target in one.targets]
        yield from ((f"indicator {one.code}", each) for each in distinct(cited) if isinstance(each, Clause))
    yield from (("an unknown", one.clause) for one in profile.unknown if one.clause is not None)
    for subject in profile.subjects:
        yield f"subject {subject.key}", subject.clause
        functions = () if isinstance(subject.functions, Unknown) else subject.functions
        yield from ((f"subject {subject.key}", function.clause) for function in functions)
    yield from ((f"requirement {duty.code}", duty.clause) for duty in profile.requirements)
    yield from ((f"rule {rule.code}", rule.clause) for rule in profile.methodist_rules)
    yield from ((f"provision «{one.text}»", one.clause) for one in profile.provisions)
    yield from ((f"the spelling of {one.keyword.text!r}", one.clause) for one in profile.spellings)
    if profile.roadmap.clause is not None:
        yield "the roadmap", profile.roadmap.clause
    for what, scheduled in falling_due(profile):
        yield from ((f"{what} {one.code}", one.clause) for one in scheduled)
    for measure in profile.roadmap:
        yield f"measure {measure.code}", measure.group.clause
        yield f"measure {measure.code}", measure.direction.clause
    for rule in profile.monitoring:
        if rule.follow_up is not None:
            yield f"monitoring {rule.code}", rule.follow_up.clause


def falling_due(profile: RegionProfile) -> Iterator[tuple[str, Sequence[Scheduled]]]:
    """What falls due by a profile, each kind by its name."""
    yield "measure", profile.roadmap.measures
    yield "monitoring", profile.monitoring
    yield "meeting", profile.meetings


def _variants(profile: RegionProfile) -> Iterator[tuple[str, Sequence[Component]]]:
    """The parts of every indicator, as the act declares them and as a reading does."""
    for one in profile.indicators:
        yield f"indicator {one.code}", one.parts()
        for reading in one.readings:
            yield f"reading {reading.name} of indicator {one.code}", reading.components or ()


def _parts(profile: RegionProfile) -> Iterator[tuple[str, Component, PeriodKind | Period]]:
    """Every part that has a measure and targets, its name, and the kind of period that it counts by."""
    for one in profile.indicators:
        for part in one.parts():
            yield _called(f"indicator {one.code}", part, one), part, one.period
        for reading in one.readings:
            which, kind = f"reading {reading.name} of indicator {one.code}", reading.period or one.period
            for part in reading.components or ():
                yield _called(which, part, one), part, kind
            measure = reading.measure or one.measure
            if reading.targets is not None and measure is not None:
                yield (
                    which,
                    attrs.evolve(
                        Component(name=one.code, title=one.title, measure=measure), targets=reading.targets
                    ),
                    kind,
                )


def _called(whole: str, part: Component, indicator: Indicator) -> str:
    return whole if part.name == indicator.code else f"{whole}, component {part.name}"


def measures(profile: RegionProfile) -> Iterator[tuple[str, Measure]]:
    """Every measure of a profile, as each reading understands it, and what it is the measure of."""
    for one in profile.indicators:
        for variant in (one, *(one.under([reading]) for reading in one.readings)):
            yield from ((f"indicator {one.code}", part.measure) for part in variant.parts())
    follow_ups = (rule.follow_up for rule in profile.monitoring if rule.follow_up is not None)
    for duty in (*profile.requirements, *follow_ups):
        if duty.measure is not None:
            yield f"requirement {duty.code}", duty.measure


def all_words(word: Word) -> Iterator[Word]:
    """A word, and all those that it is made of."""
    yield word
    for inner in _inside(word):
        yield from all_words(inner)


def _inside(word: Word) -> tuple[Word, ...]:
    if isinstance(word, Term):
        return word.words
    within: tuple[Population, ...] = () if word.within is None else (word.within,)
    return (*word.union, *within, *word.having)


def _since(word: Word) -> Iterator[int]:
    for inner in all_words(word):
        if isinstance(inner, Term) and inner.since is not None:
            yield inner.since


# How a breach is found.


def _doubled(what: str, names: Iterable[str]) -> Iterator[str]:
    listed = list(names)
    for name in distinct(listed):
        if listed.count(name) > 1:
            yield f"{what} {name} is declared {listed.count(name)} times; keep one"


def _is_clause(given: object) -> bool:
    return isinstance(given, Clause)


def _overlap(one: Target, other: Target, kind: PeriodKind | Period) -> bool:
    if isinstance(one.period, Period):
        return other.covers(one.period, kind)
    if isinstance(other.period, Period):
        return one.covers(other.period, kind)
    first = max(one.period.first, other.period.first)
    return first in one.period and first in other.period


def _falling(name: str, targets: Sequence[Target]) -> Iterator[str]:
    yearly = sorted(
        (target.period.first, target.norm.low)
        for target in targets
        if isinstance(target.period, Years) and target.norm.low is not None
    )
    for (year, low), (later, lower) in pairwise(yearly):
        if lower < low:
            yield f"{name} accumulates, but its target falls from {year} to {later}; check the table"


def _misfit(norm: Norm, measure: Measure) -> Iterator[str]:
    ends = [end for end in (norm.low, norm.high) if end is not None]
    if min(ends) < 0:
        yield f"{min(ends)} is less than nothing; nothing is counted below 0"
    if measure.scale is not Scale.NUMBER and max(ends) > 1:
        yield f"a share of {max(ends)} is more than the whole; write percent({max(ends)})"
    if isinstance(measure, Count | Times) and any(end.denominator != 1 for end in ends):
        broken = next(end for end in ends if end.denominator != 1)
        yield f"{broken} of a member cannot be counted; write a whole number"


def _untiled(bands: Sequence[Band], scale: Scale) -> Iterator[str]:
    """Where bands do not reach the ends of the scale, leave a gap or overlap."""
    ordered = sorted(bands, key=lambda band: (band.norm.low is not None, band.norm.low or 0))
    first, last = ordered[0], ordered[-1]
    if first.norm.low is not None and (first.norm.low > 0 or first.norm.low_open):
        yield f"no band holds what lies below {first.label!r}; begin it at 0"
    most = None if scale is Scale.NUMBER else 1
    reaches = last.norm.high is None or (most is not None and last.norm.admits(most))
    if not reaches:
        yield f"no band holds what lies above {last.label!r}; leave its upper end out"
    for one, after in pairwise(ordered):
        high, low = one.norm.high, after.norm.low
        if high is None or low is None or low < high:
            yield f"bands {one.label!r} and {after.label!r} overlap; end one where the other begins"
        elif low > high or (one.norm.high_open and after.norm.low_open):
            yield f"no band lies between {one.label!r} and {after.label!r}; end one where the other begins"
        elif not one.norm.high_open and not after.norm.low_open:
            yield f"{low} lies in both {one.label!r} and {after.label!r}; leave the end of one of them open"
