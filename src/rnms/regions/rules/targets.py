"""Rules of indicators and targets: what is measured, what is demanded of it, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

import attrs

from rnms.errors import PeriodError
from rnms.indicators.counts import Count, Scale, Times
from rnms.indicators.definition import Component, Direction, Indicator
from rnms.indicators.loads import Statistic
from rnms.indicators.measures import Scaled, Score, WeightedIndex, greatest_value
from rnms.indicators.over_periods import Growth, Measure, OverPeriods
from rnms.indicators.tally import distinct
from rnms.indicators.target import Band, Target, Years
from rnms.logic.population import MUNICIPALITY, ORGANIZATION, REGION, Term, Word
from rnms.model.law import Clause
from rnms.model.norm import YES, Exact, Norm
from rnms.model.period import Period, PeriodKind
from rnms.model.shifts import PartOf
from rnms.regions.declaration import Declaration, all_words, duties_of
from rnms.regions.editions import Edition, are_related
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
    seniority = Edition(profile.acts, None).seniority
    for name, part, kind in _parts(profile):
        cited = [target for target in part.targets if _is_clause(target.clause)]
        for target, rival in combinations(cited, 2):
            if not _overlap(target, rival, kind):
                continue
            first, second = target.clause.act, rival.clause.act
            if first == second:
                what = (
                    "; keep one"
                    if target.each == rival.each
                    else ", one of them for each; make components of them"
                )
                yield f"{name} has two targets for {rival.period}{what}"
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
    seniority = Edition(profile.acts, None).seniority
    for name, part, _ in _parts(profile):
        # What accumulates may grow by less than it did.
        grows = isinstance(part.measure, Growth)
        if not grows and any(True for word in part.measure.words for _ in _since(word)):
            cited = sorted((target for target in part.targets if _is_clause(target.clause)), key=seniority)
            tables = [[target for target in cited if target.clause.act == act] for act in profile.acts]
            tables.append(list({target.period: target for target in cited}.values()))
            yield from distinct(breach for table in tables for breach in _falling(name, table))


def norms_fit_their_scale(profile: Declaration) -> Iterator[str]:
    """Shares are demanded in percent, numbers of members as whole numbers, and nothing less than 0."""
    for name, part, _ in _parts(profile):
        norms = [norm for target in part.targets for norm in target.norms]
        for norm in (*norms, *(band.norm for band in part.bands)):
            yield from (f"{name}: {breach}" for breach in _misfit(norm, part.measure))
        if isinstance(part.measure, Score):
            yield from (f"{name}, {breach}" for breach in _misfits_of_grades(part.measure))
    for duty in duties_of(profile):
        if duty.measure is not None:
            for norm in duty.target.norms:
                yield from (f"requirement {duty.code}: {breach}" for breach in _misfit(norm, duty.measure))


def compared_periods_exist(profile: Declaration) -> Iterator[str]:
    """What compares or joins periods does so with those that the period has by which it counts."""
    counted: list[tuple[str, Measure, PeriodKind | Period | None]] = [
        (name, part.measure, kind) for name, part, kind in _measured(profile)
    ]
    counted += [
        (f"requirement {duty.code}", duty.measure, duty.period)
        for duty in profile.requirements
        if duty.measure is not None
    ]
    for name, measure, kind in counted:
        for part in distinct(question.shift for question in measure.questions):
            if isinstance(part, PartOf) and not _has_part(kind, part):
                whole = "a day" if kind is None else kind.value if isinstance(kind, PeriodKind) else kind
                yield f"{name} asks for {part.kind.value} {part.number} of {whole}; count by a longer period"


def _measured(profile: Declaration) -> Iterator[tuple[str, Component, PeriodKind | Period]]:
    """List every part of an indicator as each reading understands it, and the part's kind of period."""
    for indicator in profile.indicators:
        for variant in indicator.variants():
            yield from ((f"indicator {indicator.code}", part, variant.period) for part in variant.parts())


def _has_part(kind: PeriodKind | Period | None, part: PartOf) -> bool:
    """Tell whether periods of a kind have a part; an interval may have any."""
    if kind is None or kind is PeriodKind.INTERVAL:
        return kind is not None
    period = kind if isinstance(kind, Period) else kind.ending_in(dt.MINYEAR + 1)[0]
    try:
        part.of(period)
    except PeriodError:
        return False
    return True


def bands_tile_their_scale(profile: Declaration) -> Iterator[str]:
    """Named ranges leave no value without a name and give none two."""
    for name, part, _ in _parts(profile):
        if part.bands:
            yield from doubled(f"{name}: band", (band.label for band in part.bands))
            yield from (f"{name}: {breach}" for breach in _untiled(part.bands, part.measure))


def targets_respect_their_minimum(profile: Declaration) -> Iterator[str]:
    """No target admits what the norm set elsewhere beside it refuses."""
    targets: list[tuple[str, Target, Measure | None]] = [
        (f"the target of {target.period} of {name}", target, part.measure)
        for name, part, _ in _parts(profile)
        for target in part.targets
    ]
    targets += [(f"requirement {duty.code}", duty.target, duty.measure) for duty in duties_of(profile)]
    for name, target, measure in targets:
        minimum, norm = target.minimum, target.known_norm
        if minimum is not None and norm is not None and not minimum.is_kept_by(_possible(norm, measure)):
            yield f"{name} is laxer than {minimum.clause} admits; check both norms"


def targets_respect_the_parent(profile: Declaration) -> Iterator[str]:
    """No target admits what the profile above refuses of the same indicator."""
    parent = profile.parent
    if not isinstance(parent, Declaration):
        return
    for indicator in profile.indicators:
        for part in indicator.parts():
            above = _counterpart(indicator, part, parent)
            name = _called(f"indicator {indicator.code}", part, indicator)
            if above is not None and indicator.period == above[0].period:
                yield from distinct(_laxer(name, part, above[1].targets, profile, parent, indicator))


def targets_for_each_are_counted_by_place(profile: Declaration) -> Iterator[str]:
    """What is demanded of each municipality or organisation is counted there."""
    measured = [
        (name, part.measure, {target.each: None for target in part.targets})
        for name, part, _ in _parts(profile)
    ]
    measured += [
        (f"requirement {duty.code}", duty.measure, {duty.each: None})
        for duty in duties_of(profile)
        if duty.measure is not None
    ]
    for name, measure, units in measured:
        for unit in (unit for unit in units if unit is not None):
            for question in measure.questions:
                if question.of.unit == REGION or (unit, question.of.unit) == (ORGANIZATION, MUNICIPALITY):
                    yield (
                        f"{name}: {question.key} has no {unit.key} of its own; count what each has,"
                        " or demand it of the region as a whole"
                    )


def directions_agree_with_norms(profile: Declaration) -> Iterator[str]:
    """Where less is better, an act demands no least value alone."""
    for indicator in profile.indicators:
        if indicator.direction is Direction.DECREASE:
            for target in (target for part in indicator.parts() for target in part.targets):
                if target.known_norm is not None and target.known_norm.high is None:
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
        (target.period.first, norm.low)
        for target in targets
        for norm in [target.known_norm]
        if isinstance(target.period, Years) and norm is not None and norm.low is not None
    )
    for (year, low), (later, lower) in pairwise(yearly):
        if lower < low:
            yield f"{name} accumulates, but its target falls from {year} to {later}; check the table"


def _misfit(norm: Norm, measure: Measure) -> Iterator[str]:
    ends = [end for end in (norm.low, norm.high) if end is not None]
    if isinstance(measure, Growth):
        yield from _misfit_of_growth(ends, measure)
        return
    if min(ends) < 0:
        yield f"{min(ends)} is less than nothing; nothing is counted below 0"
    most = _greatest(measure)
    if measure.scale is Scale.POINTS:
        if most is not None and (norm.low or 0) > most:
            yield f"{norm.low} points are never reached; the rows give at most {most}"
        of_points = measure.of if isinstance(measure, OverPeriods) else measure
        if isinstance(of_points, Score) and _gives_whole_points(of_points):
            for end in (end for end in ends if 0 < end < 1):
                yield f"{end} of a point is never given; points are no percent, write how many are demanded"
    elif most is not None and max(ends) > max(most, 1):
        yield f"a share of {max(ends)} is more than the whole; write percent({max(ends)})"
    # A mean, or the middle of an even number of values, may lie between two numbers of members.
    is_between = isinstance(measure, OverPeriods) and measure.statistic in {Statistic.MEAN, Statistic.MEDIAN}
    counts = measure.of if isinstance(measure, OverPeriods) and not is_between else measure
    if isinstance(counts, Count | Times) and any(end.denominator != 1 for end in ends):
        broken = next(end for end in ends if end.denominator != 1)
        yield f"{broken} of a member cannot be counted; write a whole number"


def _gives_whole_points(score: Score) -> bool:
    """Tell whether every number of points that a table names is a whole one."""
    grades = [grade.points for row in score.criteria for grade in row.grades]
    points = [*grades, *(row.otherwise for row in score.criteria), *(row.per for row in score.criteria)]
    return all(one.denominator == 1 for one in points)


def _misfits_of_grades(score: Score) -> Iterator[str]:
    """List where a grade asks for what its measure never is."""
    for row in score.criteria:
        for grade in row.grades:
            if grade.norm != YES and not isinstance(grade.measure, Scaled):
                for breach in _misfit(grade.norm, grade.measure):
                    yield f"{row.name}: {breach}"


def _counterpart(
    indicator: Indicator, part: Component, parent: Declaration
) -> tuple[Indicator, Component] | None:
    """Find the part of an indicator above that is the same: of one family, best of one measure or code."""
    family = part.family or indicator.family
    same = [
        (above, other)
        for above in parent.indicators
        for other in above.parts()
        if (other.family or above.family).key == family.key and other.measure.scale is part.measure.scale
    ]
    by_measure = [pair for pair in same if pair[1].measure == part.measure]
    by_code = [
        (above, other)
        for above, other in by_measure or same
        if above.code == indicator.code and other.name in {part.name, above.code}
    ]
    candidates = by_code or by_measure or same
    return candidates[0] if len(candidates) == 1 else None


def _laxer(
    name: str,
    part: Component,
    above: Sequence[Target],
    profile: Declaration,
    parent: Declaration,
    indicator: Indicator,
) -> Iterator[str]:
    """List where a target of one profile admits what the profile above refuses, period by period."""
    own_edition, edition = Edition(profile.acts, None), Edition(parent.acts, None)
    for period in _periods((*part.targets, *above), indicator.period):
        target = own_edition.target(part.targets, period, indicator.period)
        demanded = edition.target(above, period, indicator.period)
        norm = None if target is None else target.known_norm
        limit = None if demanded is None else demanded.known_norm
        if target is None or demanded is None or norm is None or limit is None:
            continue
        if target.each not in {None, demanded.each}:
            # Each may keep a lesser value than all of them together must reach.
            continue
        if not limit.covers(_possible(norm, part.measure)):
            yield (
                f"the target of {target.period} of {name} is laxer than {parent.key} admits"
                f" ({demanded.clause}); check both norms"
            )


def _periods(targets: Sequence[Target], kind: PeriodKind | Period) -> Iterator[Period]:
    """List the periods of a kind of which any of several targets speaks by name."""
    years: set[int] = set()
    for target in targets:
        if isinstance(target.period, Period):
            yield target.period
        else:
            years |= {target.period.first, target.period.last or target.period.first}
    # Between the first and the last year of all targets any may change; a far end says nothing new.
    for year in range(min(years, default=0), min(max(years, default=-1), min(years, default=0) + 60) + 1):
        yield from kind.ending_in(year) if isinstance(kind, PeriodKind) else ()


def _greatest(measure: Measure) -> Exact | None:
    """Find the greatest value that a measure can have; ``None`` where it has no upper end."""
    if isinstance(measure, OverPeriods):
        most = _greatest(measure.of)
        is_sum = measure.statistic is Statistic.TOTAL
        return most * len(measure.periods) if is_sum and most is not None else most
    if isinstance(measure, Growth):
        return 1 if measure.scale is Scale.PERCENTAGE_POINTS and _greatest(measure.of) == 1 else None
    if isinstance(measure, Score | WeightedIndex):
        return greatest_value(measure)
    return None if measure.scale is Scale.NUMBER else 1


def _possible(norm: Norm, measure: Measure | None) -> Norm:
    """Cut a norm to the values that a measure can have: «не более 5 %» of a share is from 0 to 5 %."""
    counts = measure.of if isinstance(measure, OverPeriods) else measure
    if isinstance(counts, Growth | WeightedIndex):
        return norm
    most = None if measure is None else _greatest(measure)
    # An end that a norm does not set is one that values reach.
    low, low_open = (0, False) if norm.low is None else (norm.low, norm.low_open)
    high, high_open = (most, False) if norm.high is None else (norm.high, norm.high_open)
    # What lies outside the scale is told by itself.
    is_within = high is None or low < high or (low == high and not (low_open or high_open))
    if not is_within:
        return norm
    return attrs.evolve(norm, low=low, high=high, low_open=low_open, high_open=high_open)


def _misfit_of_growth(ends: Sequence[Exact], measure: Growth) -> Iterator[str]:
    """Report a growth that nothing can have: of shares more than the whole, of members a part."""
    most = max(abs(Fraction(end)) for end in ends)
    if _greatest(measure) == 1 and most > 1:
        yield f"a share grows by no {most} of the whole; in percentage points write percent({most})"
    if measure.relative and min(ends) < -1:
        yield f"nothing falls by more than the whole, {min(ends)}; write percent({min(ends)})"
    if isinstance(measure.of, Count | Times) and not measure.relative:
        for end in ends:
            if end.denominator != 1:
                yield f"a number of members grows by no {end}; write a whole number, or relative=True"


def _untiled(bands: Sequence[Band], measure: Measure) -> Iterator[str]:
    """List where bands do not reach the ends of the scale, leave a gap or overlap."""
    ordered = sorted(bands, key=lambda band: (band.norm.low is not None, band.norm.low or 0))
    first, last = ordered[0], ordered[-1]
    least = -1 if measure.scale is Scale.PERCENTAGE_POINTS else 0
    if first.norm.low is not None and (first.norm.low > least or first.norm.low_open):
        yield f"no band holds what lies below {first.label!r}; begin it at 0"
    most = _greatest(measure)
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
