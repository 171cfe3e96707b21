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
    for indicator in profile.indicators:
        name = f"indicator {indicator.code}"
        clause: object = indicator.clause
        if not isinstance(clause, Clause):
            yield f"{name} has no clause; cite the act that sets it"
        if indicator.measure is None and not indicator.components:
            yield f"{name} has neither a measure nor components; its family {indicator.family.key} gives none"
        if indicator.measure is not None and indicator.components:
            yield f"{name} has a measure and components; keep one"
        if indicator.targets and indicator.components:
            yield f"{name} has targets beside its components, where they would be lost; move them there"


def targets_cite_their_clause(profile: Declaration) -> Iterator[str]:
    """Every target cites the clause that sets it."""
    for name, part, _ in _parts(profile):
        for target in part.targets:
            clause: object = target.clause
            if not isinstance(clause, Clause):
                yield (
                    f"the target of {target.period} of {name} has no clause: every regional number cites the"
                    " act that sets it"
                )


def targets_do_not_collide(profile: Declaration) -> Iterator[str]:
    """Of two targets for one period one act changes the other's, so that one of them stands."""
    act_by_key = {act.key: act for act in profile.acts}
    for name, part, kind in _parts(profile):
        cited = [target for target in part.targets if _is_clause(target.clause)]
        for target, rival in combinations(cited, 2):
            if not _overlap(target, rival, kind):
                continue
            first, second = target.clause.act, rival.clause.act
            if first == second:
                yield f"{name} has two targets for {rival.period}; keep one"
            elif not are_related(first, second, act_by_key):
                yield (
                    f"{name} has two targets for {rival.period}, by {first} and by {second}; keep one, or"
                    " say which act amends or repeals the other"
                )
            elif not first.supposed and seniority(target) == seniority(rival):
                yield f"{name} is changed twice for {rival.period} by acts of one day; keep the later one"


def targets_meet_a_period(profile: Declaration) -> Iterator[str]:
    """A target is set for periods that the indicator is asked for."""
    for indicator in profile.indicators:
        for variant in indicator.variants():
            for target in (target for part in variant.parts() for target in part.targets):
                if not _meets(target, variant.period):
                    kind = variant.period
                    period_kind = kind.value if isinstance(kind, PeriodKind) else kind
                    yield (
                        f"the target of {target.period} of indicator {indicator.code} is never asked for:"
                        f" it counts by {period_kind}; give the target such a period,"
                        " or the indicator another kind"
                    )


def cumulative_targets_never_fall(profile: Declaration) -> Iterator[str]:
    """Where a measure accumulates over the years, what is demanded does not fall."""
    for name, part, _ in _parts(profile):
        if any(True for word in part.measure.words for _ in _since(word)):
            cited = sorted((target for target in part.targets if _is_clause(target.clause)), key=seniority)
            tables = [[target for target in cited if target.clause.act == act] for act in profile.acts]
            tables.append(list({target.period: target for target in cited}.values()))
            yield from distinct(breach for table in tables for breach in _falling(name, table))


def norms_fit_their_scale(profile: Declaration) -> Iterator[str]:
    """Shares are demanded in percent, numbers of members as whole numbers, and nothing less than 0."""
    for name, part, _ in _parts(profile):
        for norm in (*(target.norm for target in part.targets), *(band.norm for band in part.bands)):
            yield from (f"{name}: {breach}" for breach in _misfit(norm, part.measure))
    for duty in profile.requirements:
        if duty.measure is not None:
            yield from (f"requirement {duty.code}: {breach}" for breach in _misfit(duty.norm, duty.measure))


def bands_tile_their_scale(profile: Declaration) -> Iterator[str]:
    """Named ranges leave no value without a name and give none two."""
    for name, part, _ in _parts(profile):
        if part.bands:
            yield from doubled(f"{name}: band", (band.label for band in part.bands))
            yield from (f"{name}: {breach}" for breach in _untiled(part.bands, part.measure.scale))


def directions_agree_with_norms(profile: Declaration) -> Iterator[str]:
    """Where less is better, an act demands no least value alone."""
    for indicator in profile.indicators:
        if indicator.direction is Direction.DECREASE:
            for target in (target for part in indicator.parts() for target in part.targets):
                if target.norm.high is None:
                    yield (
                        f"indicator {indicator.code} is better when it falls, but {target.period} demands"
                        " a least value; write at_most, or mend its direction"
                    )


# What has targets.


def _parts(profile: Declaration) -> Iterator[tuple[str, Component, PeriodKind | Period]]:
    """List every part that has a measure and targets, its name, and the kind of period that it counts by."""
    for indicator in profile.indicators:
        for part in indicator.parts():
            yield _called(f"indicator {indicator.code}", part, indicator), part, indicator.period
        for reading in indicator.readings:
            label, kind = (
                f"reading {reading.name} of indicator {indicator.code}",
                reading.period or indicator.period,
            )
            for part in reading.components or ():
                yield _called(label, part, indicator), part, kind
            measure = reading.measure or indicator.measure
            if reading.targets is not None and measure is not None:
                yield (
                    label,
                    attrs.evolve(
                        Component(name=indicator.code, title=indicator.title, measure=measure),
                        targets=reading.targets,
                    ),
                    kind,
                )


def _called(whole: str, part: Component, indicator: Indicator) -> str:
    return whole if part.name == indicator.code else f"{whole}, component {part.name}"


# How a breach is found.


def _is_clause(value: object) -> bool:
    return isinstance(value, Clause)


def _overlap(target: Target, rival: Target, kind: PeriodKind | Period) -> bool:
    if isinstance(target.period, Period):
        return rival.covers(target.period, kind)
    if isinstance(rival.period, Period):
        return target.covers(rival.period, kind)
    first = max(target.period.first, rival.period.first)
    return first in target.period and first in rival.period


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
    """Tell where bands do not reach the ends of the scale, leave a gap or overlap."""
    ordered = sorted(bands, key=lambda band: (band.norm.low is not None, band.norm.low or 0))
    first, last = ordered[0], ordered[-1]
    if first.norm.low is not None and (first.norm.low > 0 or first.norm.low_open):
        yield f"no band holds what lies below {first.label!r}; begin it at 0"
    most = None if scale is Scale.NUMBER else 1
    reaches = last.norm.high is None or (most is not None and last.norm.admits(most))
    if not reaches:
        yield f"no band holds what lies above {last.label!r}; leave its upper end out"
    for band, after in pairwise(ordered):
        high, low = band.norm.high, after.norm.low
        if high is None or low is None or low < high:
            yield f"bands {band.label!r} and {after.label!r} overlap; end one where the other begins"
        elif low > high or (band.norm.high_open and after.norm.low_open):
            yield f"no band lies between {band.label!r} and {after.label!r}; end one where the other begins"
        elif not band.norm.high_open and not after.norm.low_open:
            yield f"{low} lies in both {band.label!r} and {after.label!r}; leave the end of one of them open"
