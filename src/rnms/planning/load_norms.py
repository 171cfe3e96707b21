"""What an order demands of the load of methodists, as its indicators declare it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard

import attrs

from rnms._values import frozen
from rnms.errors import UsageError
from rnms.indicators.counts import Ratio
from rnms.indicators.loads import Load, Statistic
from rnms.indicators.tally import distinct
from rnms.indicators.target import Target
from rnms.issues import message
from rnms.logic.population import Population
from rnms.logic.predicates import Exists, Predicate
from rnms.logic.walks import is_existence, is_term
from rnms.model.law import Clause
from rnms.model.norm import Exact
from rnms.model.period import Period, periods_meant
from rnms.regions.profile import RegionProfile


@frozen(kw_only=True)
class LoadNorms:
    """What an order demands of the load of methodists in a period.

    >>> from rnms import regions
    >>> norms = load_norms(regions.get("ugra"), dt.date(2022, 9, 1), period=2022)
    >>> norms.most, norms.mean_least, norms.least
    (250, 200, None)

    Attributes:
        period: The period.
        methodists: Those who carry, as the order counts them.
        attached: What makes an attachment count; ``None`` where the order counts teachers, attached or not.
        teachers: The teachers that the order counts where it does not ask for attachments.
        most: The largest number of one methodist; ``None`` where the order sets none, as in all that follow.
        least: The smallest number of one methodist.
        mean_most: The largest mean.
        mean_least: The smallest mean.
        clauses: Where the act sets them.
    """

    period: Period
    methodists: Population
    attached: Predicate | None = None
    teachers: Population | None = None
    most: int | None = None
    least: int | None = None
    mean_most: Exact | None = None
    mean_least: Exact | None = None
    clauses: tuple[Clause, ...] = ()

    def most_of(self, methodists: int) -> int | None:
        """Tell how many people so many methodists may have together; ``None`` where only each has a limit."""
        return None if self.mean_most is None else math.floor(self.mean_most * methodists)

    def methodists_for(self, people: int) -> int:
        """Tell how many methodists so many people need at least in the mean; none where it has no limit.

        >>> from rnms import regions
        >>> load_norms(regions.get("khabarovsk"), dt.date(2023, 5, 1)).methodists_for(12_301)
        124
        """
        if self.mean_most is None:
            return 0
        return math.ceil(people / self.mean_most) if self.mean_most > 0 else people

    def methodists_filled_by(self, people: int) -> int | None:
        """Tell for how many methodists so many people are enough; ``None`` where nothing is demanded."""
        floors = [floor for floor in (self.least, self.mean_least) if floor]
        return math.floor(people / max(floors)) if floors else None


def load_norms(
    profile: RegionProfile,
    day: dt.date,
    *,
    period: Period | int | str | None = None,
    readings: str | Iterable[str] = (),
) -> LoadNorms:
    """Find what an order demands of the load of methodists.

    Whatever its indicators measure of a pool, by attachments or by the number of teachers, counts; of several
    pools that of the first indicator.

    Args:
        profile: The region.
        day: The day for which people are attached.
        period: The period for which the norm is set; by default that in which the day lies.
        readings: Names of readings to take together.

    Raises:
        UsageError: If the order sets no norm for such a load in this period.
        PeriodError: If ``period`` names none.
        ReadingNotFoundError: If no indicator has a reading of this name.
    """
    asked_period = Period.between(day, day) if period is None else Period.of(period)
    names = profile.select_readings(readings)
    joint: LoadNorms | None = None
    for measure, target, own_period in _demanded(profile, asked_period, names):
        norms = _norms(measure, target, own_period)
        if joint is None:
            joint = norms
        elif norms.methodists == joint.methodists:
            joint = _joined(joint, norms)
    if joint is None:
        raise UsageError(message("error.no-load-norm", region=profile.key, period=str(asked_period)))
    return joint


def _demanded(
    profile: RegionProfile, asked_period: Period, names: Iterable[str]
) -> Iterator[tuple[Load | Ratio, Target, Period]]:
    """List the measures of the load of methodists, with what is demanded of each."""
    for indicator in profile.indicators:
        declared = indicator.under([reading for reading in indicator.readings if reading.name in names])
        for part in declared.parts():
            measure = part.measure
            if not _is_of_methodists(measure):
                continue
            for period in periods_meant(declared.period, asked_period)[-1:]:
                target = profile.edition.target(part.targets, period, declared.period)
                if target is not None and target.known_norm is not None:
                    yield measure, target, period


def _is_of_methodists(measure: object) -> TypeGuard[Load | Ratio]:
    """Tell whether a measure is of how many teachers methodists have."""
    match measure:
        case Load():
            existence = attachments_of(measure)
            return _is_pool(measure.of) and existence is not None and existence.entity == "assignments"
        case Ratio():
            return _is_pool(measure.denominator) and measure.numerator.resolved().entity == "persons"
    return False


def _is_pool(population: Population) -> bool:
    through = population.resolved().through
    return through is not None and through.entity == "methodists"


def attachments_of(load: Load) -> Exists | None:
    """Find what a load says of the records that are carried."""
    where = load.carrying.where
    while is_term(where):
        where = where.where
    return where if is_existence(where) else None


def _norms(measure: Load | Ratio, target: Target, period: Period) -> LoadNorms:
    norm = target.known_norm
    assert norm is not None  # noqa: S101  # a lost norm was left out
    clauses = (target.clause,)
    if isinstance(measure, Ratio):
        return LoadNorms(
            period=period,
            methodists=measure.denominator,
            teachers=measure.numerator,
            mean_most=norm.high,
            mean_least=norm.low,
            clauses=clauses,
        )
    existence = attachments_of(measure)
    own = LoadNorms(
        period=period,
        methodists=measure.of,
        attached=None if existence is None else existence.where,
        clauses=clauses,
    )
    if measure.statistic is Statistic.MEAN:
        return attrs.evolve(own, mean_most=norm.high, mean_least=norm.low)
    # The largest bounds everybody from above, the smallest from below.
    if measure.statistic is Statistic.LARGEST and norm.high is not None:
        return attrs.evolve(
            own, most=math.floor(norm.high) - int(norm.high_open and norm.high == norm.high // 1)
        )
    if measure.statistic is Statistic.SMALLEST and norm.low is not None:
        return attrs.evolve(own, least=math.ceil(norm.low) + int(norm.low_open and norm.low == norm.low // 1))
    return own


def _joined(first: LoadNorms, second: LoadNorms) -> LoadNorms:
    """Join two norms of the same methodists: both must be kept."""

    def stricter(name: str, choose: Any) -> Any:
        limits = [norm for norm in (getattr(first, name), getattr(second, name)) if norm is not None]
        return choose(limits, default=None)

    return attrs.evolve(
        first,
        attached=first.attached or second.attached,
        teachers=first.teachers or second.teachers,
        most=stricter("most", min),
        least=stricter("least", max),
        mean_most=stricter("mean_most", min),
        mean_least=stricter("mean_least", max),
        clauses=distinct((*first.clauses, *second.clauses)),
    )
