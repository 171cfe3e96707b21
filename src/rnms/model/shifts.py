"""Other periods than the one that is judged: an earlier one, its beginning, its parts."""

from __future__ import annotations

from rnms._values import frozen
from rnms.errors import PeriodError
from rnms.model.checked import checked
from rnms.model.period import Period, PeriodKind
from rnms.model.working_days import ONE_DAY


@frozen(field_transformer=checked)
class YearsBefore:
    """The same period so many years earlier: «к прошлому году».

    >>> YearsBefore(1).of(Period.of("2023-H1")), YearsBefore(2).of(Period.of("2022/2023"))
    (Period('2022-H1'), Period('2020/2021'))

    Attributes:
        years: How many years.

    Raises:
        ValueError: If it is none.
    """

    years: int = 1

    def __attrs_post_init__(self) -> None:
        if self.years < 1:
            raise ValueError(f"{self.years} years before is not earlier; write 1 or more")

    def of(self, period: Period) -> Period:
        """Find the period to which this leads from one that is judged."""
        # Imported here: importing rnms stays cheap.
        from dateutil.relativedelta import relativedelta

        if period.start.year <= self.years:
            raise PeriodError(f"{period} less {self.years} years")
        back = relativedelta(years=-self.years)
        # The day after the last is moved, so that the end of a February stays one.
        return Period.between(period.start + back, period.end + ONE_DAY + back - ONE_DAY)


@frozen
class PeriodBefore:
    """The period of the same kind just before; of a plain interval, as many days: «к предыдущему кварталу».

    >>> PeriodBefore().of(Period.of("2023-Q1")), PeriodBefore().of(Period.of(2023))
    (Period('2022-Q4'), Period('2022'))
    """

    def of(self, period: Period) -> Period:
        """Find the period to which this leads from one that is judged."""
        last = period.start - ONE_DAY
        if period.kind is PeriodKind.INTERVAL:
            return Period.between(last - (period.end - period.start), last)
        return next(before for before in period.kind.ending_in(last.year) if before.end == last)


@frozen
class AtBeginning:
    """The first day of the period: what stood then, against what stands at its end.

    >>> AtBeginning().of(Period.of(2023))
    Period('2023-01-01/2023-01-01')
    """

    def of(self, period: Period) -> Period:
        """Find the period to which this leads from one that is judged."""
        return Period.between(period.start, period.start)


@frozen(field_transformer=checked)
class BasePeriod:
    """One period that an act names, whatever is judged: «к уровню 2021 года».

    >>> BasePeriod(Period.of(2021)).of(Period.of(2024))
    Period('2021')

    Attributes:
        period: That period.
    """

    period: Period

    def of(self, _: Period) -> Period:
        """Find the period to which this leads from one that is judged."""
        return self.period


@frozen(field_transformer=checked)
class PartOf:
    """A part of the period: its first quarter, its second half-year.

    >>> PartOf(PeriodKind.QUARTER, 1).of(Period.of("2022/2023"))
    Period('2022-Q4')

    Attributes:
        kind: The kind of the part.
        number: Which of those that lie within the period, from 1 on.

    Raises:
        ValueError: If nothing has such a number.
    """

    kind: PeriodKind
    number: int

    def __attrs_post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"parts are numbered from 1 on, not {self.number}")

    def of(self, period: Period) -> Period:
        """Find the part.

        Raises:
            PeriodError: If the period has no such part.
        """
        years = range(period.start.year, period.end.year + 1)
        parts = [part for year in years for part in self.kind.ending_in(year) if period.covers(part)]
        if self.number > len(parts):
            raise PeriodError(f"{self.kind.value} {self.number} of {period}")
        return parts[self.number - 1]


Shift = YearsBefore | PeriodBefore | AtBeginning | BasePeriod | PartOf
"""A period told by the one that is judged."""


def shift(value: Shift | Period) -> Shift:
    """Read a shift from itself or from one period; the converter of fields that hold one.

    >>> shift(Period.of(2021))
    BasePeriod(period=Period('2021'))
    """
    return BasePeriod(value) if isinstance(value, Period) else value
