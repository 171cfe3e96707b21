"""Regions side by side: which families of indicators each has, and with what targets."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from rnms.indicators import Component, Family, Indicator, Target, Years, distinct
from rnms.model import PeriodKind
from rnms.regions._registry import available, get


@attrs.frozen(kw_only=True)
class Cell:
    """What one region demands of one family of indicators.

    Attributes:
        region: Key of the region.
        indicator: Its indicator.
        part: The part of it, where it has several.
    """

    region: str
    indicator: Indicator
    part: Component

    @property
    def family(self) -> Family:
        """The family of the part, or else of the whole."""
        return self.part.family or self.indicator.family

    @property
    def code(self) -> str:
        """The indicator's code, with the name of the part where it has several."""
        whole = self.part.name == self.indicator.code
        return self.indicator.code if whole else f"{self.indicator.code}.{self.part.name}"

    def target(self, year: int) -> Target | None:
        """What is demanded for a reporting year, or for a longer span that contains it."""
        for target in self.part.targets:
            if isinstance(target.period, Years):
                if year in target.period:
                    return target
            elif target.period.covers(PeriodKind.CALENDAR.ending_in(year)[0]):
                return target
        return None


@attrs.frozen(kw_only=True)
class Matrix:
    """Families by regions, as data; :func:`rnms.report.matrix_table` prints it.

    Attributes:
        regions: Keys of the regions compared.
        families: The families that any of them has.
        cells: What each demands of each.
    """

    regions: tuple[str, ...]
    families: tuple[Family, ...]
    cells: tuple[Cell, ...]

    def at(self, family: Family | str, region: str) -> tuple[Cell, ...]:
        """What a region demands of a family; empty where it has no such indicator."""
        key = family if isinstance(family, str) else family.key
        return tuple(cell for cell in self.cells if cell.region == region and cell.family.key == key)


def matrix(keys: Iterable[str] | None = None) -> Matrix:
    """Compare regions by the families of their indicators.

    >>> table = matrix(["ugra", "amur"])
    >>> [cell.code for cell in table.at("teams_share", "ugra")], table.at("agreements_count", "amur")
    (['6.2.2'], ())

    Args:
        keys: The regions; by default all that are installed.

    Raises:
        RegionNotFoundError: If a region is not known.
    """
    regions = tuple(available() if keys is None else keys)
    cells = tuple(
        Cell(region=key, indicator=indicator, part=part)
        for key in regions
        for indicator in get(key).indicators
        for part in indicator.parts()
    )
    families = distinct(cell.family for cell in cells)
    return Matrix(regions=regions, families=families, cells=cells)
