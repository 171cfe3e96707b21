"""Rules of indicators and targets: what is measured, what is demanded of it, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import attrs

from rnms.indicators.definition import Band, Component, Direction, Indicator, Target, Years
from rnms.indicators.measures import Count, Measure, Scale, Times
from rnms.indicators.tally import distinct
from rnms.logic.population import Term, Word
from rnms.model.law import Clause
from rnms.model.norm import Norm
from rnms.model.period import Period, PeriodKind
from rnms.regions.declaration import Declaration, all_words
from rnms.regions.editions import are_related, seniority
from rnms.regions.rules.names import doubled


def indicators_are_measured(profile: Declaration) -> Iterator[str]:
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


def targets_cite_their_clause(profile: Declaration) -> Iterator[str]:
    """Every target cites the clause that sets it."""
    for name, part, _ in _parts(profile):
        for target in part.targets:
            given: object = target.clause
            if not isinstance(given, Clause):
                yield (
                    f"the target of {target.period} of {name} has no clause: every regional number cites the"
                    " act that sets it"
                )


def targets_do_not_collide(profile: Declaration) -> Iterator[str]:
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


def targets_meet_a_period(profile: Declaration) -> Iterator[str]:
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


def cumulative_targets_never_fall(profile: Declaration) -> Iterator[str]:
    """Where a measure accumulates over the years, what is demanded does not fall."""
    for name, part, _ in _parts(profile):
        if any(True for word in part.measure.words for _ in _since(word)):
            cited = sorted((one for one in part.targets if _is_clause(one.clause)), key=seniority)
            tables = [[one for one in cited if one.clause.act == act] for act in profile.acts]
            tables.append(list({one.period: one for one in cited}.values()))
            yield from distinct(said for table in tables for said in _falling(name, table))


def norms_fit_their_scale(profile: Declaration) -> Iterator[str]:
    """Shares are demanded in percent, numbers of members as whole numbers, and nothing less than 0."""
    for name, part, _ in _parts(profile):
        for norm in (*(target.norm for target in part.targets), *(band.norm for band in part.bands)):
            yield from (f"{name}: {said}" for said in _misfit(norm, part.measure))
    for duty in profile.requirements:
        if duty.measure is not None:
            yield from (f"requirement {duty.code}: {said}" for said in _misfit(duty.norm, duty.measure))


def bands_tile_their_scale(profile: Declaration) -> Iterator[str]:
    """Named ranges leave no value without a name and give none two."""
    for name, part, _ in _parts(profile):
        if part.bands:
            yield from doubled(f"{name}: band", (band.label for band in part.bands))
            yield from (f"{name}: {said}" for said in _untiled(part.bands, part.measure.scale))


def directions_agree_with_norms(profile: Declaration) -> Iterator[str]:
    """Where less is better, an act demands no least value alone."""
    for one in profile.indicators:
        if one.direction is Direction.DECREASE:
            for target in (target for part in one.parts() for target in part.targets):
                if target.norm.high is None:
                    yield (
                        f"indicator {one.code} is better when it falls, but {target.period} demands a least"
                        " value; write at_most, or mend its direction"
                    )


# What has targets.


def _parts(profile: Declaration) -> Iterator[tuple[str, Component, PeriodKind | Period]]:
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


# How a breach is found.


def _is_clause(given: object) -> bool:
    return isinstance(given, Clause)


def _overlap(one: Target, other: Target, kind: PeriodKind | Period) -> bool:
    if isinstance(one.period, Period):
        return other.covers(one.period, kind)
    if isinstance(other.period, Period):
        return one.covers(other.period, kind)
    first = max(one.period.first, other.period.first)
    return first in one.period and first in other.period


def _meets(target: Target, kind: PeriodKind | Period) -> bool:
    if not isinstance(target.period, Period):
        return isinstance(kind, PeriodKind)
    return target.period == kind if isinstance(kind, Period) else target.period.kind is kind


def _since(word: Word) -> Iterator[int]:
    for inner in all_words(word):
        if isinstance(inner, Term) and inner.since is not None:
            yield inner.since


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
