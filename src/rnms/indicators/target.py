"""Targets: what an act demands of a value in a period; bands, which grade it without demanding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from rnms._values import frozen
from rnms.errors import FieldError
from rnms.logic.population import MUNICIPALITY, ORGANIZATION, Unit
from rnms.model.checked import NONE_IS_TOLD, RARE, checked, shown
from rnms.model.law import Clause, Unknown
from rnms.model.norm import Bounds, Norm, Verdict
from rnms.model.period import Period, PeriodKind
from rnms.showing import short


@frozen(field_transformer=checked)
class Years:
    """Reporting years from the first to the last; no last year leaves the end open.

    >>> 2030 in Years(2022, None), str(Years(2022, None)), str(Years(2022, 2024))
    (True, '2022–…', '2022–2024')

    Attributes:
        first: The first year.
        last: The last, inside; ``None`` leaves the end open.
    """

    first: int
    last: int | None

    def __attrs_post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"years from {self.first} cannot end with {self.last}")

    def __contains__(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)

    def __str__(self) -> str:
        if self.last is None:
            return f"{self.first}–…"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def since(year: int) -> Years:
    """Make the period of every reporting year from this one on.

    >>> 2030 in since(2022), 2021 in since(2022)
    (True, False)
    """
    return Years(year, None)


def _years_or_period(value: Years | Period | int) -> Years | Period:
    return Years(value, value) if isinstance(value, int) else value


@frozen(field_transformer=checked)
class Minimum:
    """A norm set elsewhere that a target must respect: the federal value beside that of the region.

    >>> from rnms import regions
    >>> from rnms.model import at_least, at_most, percent
    >>> clause = regions.get("amur").indicator("1").clause
    >>> federal = Minimum(at_least(percent(10)), clause)
    >>> federal.is_kept_by(at_least(percent(20))), federal.is_kept_by(at_least(percent(5)))
    (True, False)

    Attributes:
        norm: The values that it admits; :class:`~rnms.model.Unknown` where they were lost.
        clause: Where it says so, in the act that sets it.
    """

    norm: Norm | Unknown
    clause: Clause = attrs.field(metadata=NONE_IS_TOLD)

    @property
    def known_norm(self) -> Norm | None:
        """The norm; ``None`` where the source does not tell it."""
        return None if isinstance(self.norm, Unknown) else self.norm

    def is_kept_by(self, norm: Norm) -> bool:
        """Tell whether every value that a norm admits is admitted here, too."""
        return self.known_norm is None or self.known_norm.covers(norm)


@frozen(field_transformer=checked)
class Target:
    """What the act demands for a period; reads as a row of its table.

    >>> from rnms import regions
    >>> target = regions.get("ugra").indicator("6.2.1").parts()[0].targets[0]
    >>> str(target.period), target.covers(Period.of(2021), PeriodKind.CALENDAR)
    ('2021', True)

    A target that is known to exist, but whose value is lost, is no missing target: nobody can tell whether
    it is reached, and reports say why.

    >>> lost = Target(2024, Unknown("страница утрачена"), target.clause)
    >>> lost.known_norm is None
    True

    Attributes:
        period: A reporting year, several (:class:`Years`), or one :class:`~rnms.model.Period`.
        norm: The values that it admits; :class:`~rnms.model.Unknown` where the source does not tell them.
        clause: Where it says so.
        minimum: The norm set elsewhere that this one must respect; it is judged beside it.
        each: Of whom each must keep it, ``MUNICIPALITY`` or ``ORGANIZATION`` of ``rnms.logic`` («в каждом
            муниципалитете»); by default it is demanded of the region as a whole. What is demanded of both
            are two components.

    Raises:
        ValueError: If it is demanded of each of something else.
    """

    period: Years | Period = attrs.field(converter=_years_or_period)
    norm: Norm | Unknown
    clause: Clause = attrs.field(metadata=NONE_IS_TOLD)
    minimum: Minimum | None = attrs.field(default=None, kw_only=True, metadata=RARE)
    each: Unit | None = attrs.field(default=None, kw_only=True, metadata=RARE)

    __repr__ = short("period", "norm")

    def __attrs_post_init__(self) -> None:
        if self.each is not None and self.each not in {MUNICIPALITY, ORGANIZATION}:
            raise ValueError(
                f"a target is demanded of each municipality or organisation, not of each {self.each.key};"
                " write each=MUNICIPALITY or each=ORGANIZATION"
            )

    @property
    def known_norm(self) -> Norm | None:
        """The norm; ``None`` where the source does not tell it."""
        return None if isinstance(self.norm, Unknown) else self.norm

    @property
    def norm_of_whole(self) -> Norm | None:
        """The norm of the region's own value; ``None`` where it is lost, or demanded of each."""
        return self.known_norm if self.each is None else None

    def of_one(self) -> Target:
        """Make the same target as it binds each one of those who must keep it."""
        return attrs.evolve(self, each=None)

    @property
    def norms(self) -> tuple[Norm, ...]:
        """Every norm that a value is held against, as far as the sources tell them."""
        norms = (self.known_norm, None if self.minimum is None else self.minimum.known_norm)
        return tuple(norm for norm in norms if norm is not None)

    @property
    def further_clauses(self) -> tuple[Clause, ...]:
        """The clauses that it cites beside its own: of its minimum, and where a lost value should stand."""
        gaps = [self.norm, *([] if self.minimum is None else [self.minimum.norm])]
        clauses = [gap.clause for gap in gaps if isinstance(gap, Unknown)]
        clauses += [] if self.minimum is None else [self.minimum.clause]
        return tuple(clause for clause in clauses if isinstance(clause, Clause))

    def covers(self, period: Period, kind: PeriodKind | Period) -> bool:
        """Tell whether it holds for a period of an indicator that counts by periods of ``kind``."""
        if isinstance(self.period, Period):
            return self.period == period
        return period.kind is kind and period.year in self.period

    def names(self, period: Period) -> bool:
        """Tell whether it speaks of this very period, not of a longer time that it belongs to."""
        if isinstance(self.period, Period):
            return self.period == period
        whole_year = period.kind in {PeriodKind.CALENDAR, PeriodKind.ACADEMIC}
        return whole_year and self.period == Years(period.year, period.year)


def yearly(
    norms: Mapping[int, Norm | Unknown],
    clause: Clause,
    *,
    minimum: Mapping[int, Minimum] | Minimum | None = None,
    each: Unit | None = None,
) -> tuple[Target, ...]:
    """Write the targets of one row of a table, a year a column.

    >>> from rnms import regions
    >>> clause = regions.get("ugra").indicator("6.2.1").clause
    >>> [str(target.period) for target in yearly({2021: at_least(1), 2022: at_least(2)}, clause)]
    ['2021', '2022']

    Args:
        norms: The norms by year; :class:`~rnms.model.Unknown` where the source does not tell one.
        clause: Where the act sets them.
        minimum: The norm set elsewhere that they must respect: one for all, or one for each year.
        each: Of whom each must keep them; by default the region as a whole.

    Raises:
        FieldError: If a norm is a number, or the norms are not given by year.
    """
    table: object = norms
    if not isinstance(table, Mapping):
        raise FieldError(
            owner="yearly",
            field="norms",
            given=shown(table),
            wanted="a table of norms by year",
            write="write yearly({2024: at_least(percent(10)), 2025: …}, CLAUSE)",
        )
    minima = dict.fromkeys(norms, minimum) if isinstance(minimum, Minimum) else minimum or {}
    return tuple(
        Target(year, norm, clause, minimum=minima.get(year), each=each) for year, norm in norms.items()
    )


@frozen(field_transformer=checked)
class Band:
    """A range of values that an act gives a name, beside what it demands: «средний уровень — от 50 до 80 %».

    >>> from rnms import regions
    >>> from rnms.model import between, percent
    >>> clause = regions.get("amur").indicator("1").clause
    >>> Band(label="средний", norm=between(percent(50), percent(80)), clause=clause).label
    'средний'

    Attributes:
        label: What the act calls it.
        norm: The values in it; an end that belongs to the next band is open.
        clause: Where it says so.
    """

    label: str
    norm: Norm
    clause: Clause


def bands_at(bands: Iterable[Band], value: Bounds | None) -> tuple[Band, ...]:
    """List the bands in which a value may lie; several where its bounds reach into them.

    >>> from rnms import regions
    >>> from rnms.model import Bounds, at_most, between
    >>> clause = regions.get("amur").indicator("1").clause
    >>> low, high = Band("низкий", at_most(5), clause), Band("высокий", between(6, 9), clause)
    >>> [band.label for band in bands_at([low, high], Bounds(4, 7))]
    ['низкий', 'высокий']
    """
    if value is None:
        return ()
    return tuple(band for band in bands if band.norm.verdict(value) is not Verdict.NOT_MET)
