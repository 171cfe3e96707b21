"""Regions side by side: which families of indicators each has, with what targets, and which subjects."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from rnms._values import frozen
from rnms.indicators.definition import Component, Family, Indicator
from rnms.indicators.tally import distinct
from rnms.indicators.target import Target, Years
from rnms.model.law import Unknown
from rnms.model.period import PeriodKind
from rnms.model.statute import Subject, SubjectKind
from rnms.regions import kinds as _kinds
from rnms.regions.editions import Edition
from rnms.regions.registry import available, get
from rnms.showing import Shown, short


@frozen(kw_only=True)
class Cell:
    """What one region demands of one family of indicators.

    >>> [cell] = matrix(["ugra"]).at("teams_share", "ugra")
    >>> cell.code, str(cell.target(2023).period)
    ('6.2.2', '2023')

    Attributes:
        region: Key of the region.
        indicator: Its indicator.
        part: The part of it, where it has several.
    """

    region: str
    indicator: Indicator
    part: Component

    __repr__ = short("region", "code")

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
        """Find what is demanded for a reporting year, or for a longer span that contains it."""
        whole = PeriodKind.CALENDAR.ending_in(year)[0]
        standing = [
            target
            for target in self.part.targets
            if (year in target.period if isinstance(target.period, Years) else target.period.covers(whole))
        ]
        acts = distinct(target.clause.act for target in standing)
        return max(standing, key=Edition(acts, None).seniority, default=None)


@frozen(kw_only=True)
class Matrix(Shown):
    """Families by regions, as data; :func:`rnms.render.matrix_table` prints it.

    >>> matrix(["ugra", "amur"]).regions
    ('ugra', 'amur')

    Attributes:
        regions: Keys of the regions compared.
        families: The families that any of them has.
        cells: What each demands of each.
    """

    regions: tuple[str, ...]
    families: tuple[Family, ...]
    cells: tuple[Cell, ...]

    __repr__ = short("regions")

    @property
    def years(self) -> tuple[int, ...]:
        """The reporting years from the first that a target names to the last; an open end names none.

        >>> matrix(["khabarovsk"]).years, matrix(["ugra"]).years
        ((2022,), (2021, 2022, 2023, 2024))
        """
        spans = [target.period for cell in self.cells for target in cell.part.targets]
        named = {
            year
            for span in spans
            for year in ((span.first, span.last) if isinstance(span, Years) else (span.start.year, span.year))
            if year is not None
        }
        return tuple(range(min(named), max(named) + 1)) if named else ()

    def at(self, family: Family | str, region: str) -> tuple[Cell, ...]:
        """Find what a region demands of a family; empty where it has no such indicator."""
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


class Mention(enum.Enum):
    """How the documents of a region speak of a kind of subject.

    >>> [mention.value for mention in Mention]
    ['with_functions', 'only_named', 'absent', 'lost']
    """

    WITH_FUNCTIONS = "with_functions"
    ONLY_NAMED = "only_named"
    ABSENT = "absent"
    LOST = "lost"


@frozen(kw_only=True)
class SubjectCell:
    """What the documents of one region say of one kind of subject.

    >>> cell = subject_matrix(["kirov"]).cells[0]
    >>> cell.region, cell.mention.value
    ('kirov', 'only_named')

    Attributes:
        region: Key of the region.
        kind: The kind.
        mention: Whether they name it, with functions or without; or whether the page is lost.
        subjects: The subjects of this kind.
    """

    region: str
    kind: SubjectKind
    mention: Mention
    subjects: tuple[Subject, ...] = ()

    __repr__ = short("region", "mention")


@frozen(kw_only=True)
class SubjectMatrix(Shown):
    """Kinds of subject by regions, as data; :func:`rnms.render.subject_table` prints it.

    >>> subject_matrix(["kirov", "ugra"]).regions
    ('kirov', 'ugra')

    Attributes:
        regions: Keys of the regions compared.
        kinds: The kinds that regions share, then those that only one of these has.
        cells: One for each kind and region.
    """

    regions: tuple[str, ...]
    kinds: tuple[SubjectKind, ...]
    cells: tuple[SubjectCell, ...]

    __repr__ = short("regions")

    def at(self, kind: SubjectKind | str, region: str) -> SubjectCell:
        """Find what a region says of a kind of subject.

        Raises:
            LookupError: If the matrix has no such kind or region.
        """
        key = kind if isinstance(kind, str) else kind.key
        for cell in self.cells:
            if cell.region == region and cell.kind.key == key:
                return cell
        raise LookupError(f"no {key!r} in {region!r}; regions: {', '.join(self.regions)}; see kinds")


SHARED_KINDS = tuple(kind for kind in vars(_kinds).values() if isinstance(kind, SubjectKind))
"""The kinds of subject that a matrix always lists, whether or not a region has them."""


def subject_matrix(keys: Iterable[str] | None = None) -> SubjectMatrix:
    """Compare regions by the kinds of their subjects.

    >>> table = subject_matrix(["amur", "kirov"])
    >>> table.at("okrug_association", "kirov").mention, table.at("okrug_association", "amur").mention
    (<Mention.WITH_FUNCTIONS: 'with_functions'>, <Mention.ABSENT: 'absent'>)

    Args:
        keys: The regions; by default all that are installed.

    Raises:
        RegionNotFoundError: If a region is not known.
    """
    profiles = [get(key) for key in (available() if keys is None else keys)]
    kinds_of_all = [subject.kind for profile in profiles for subject in profile.subjects]
    kinds = distinct([*SHARED_KINDS, *kinds_of_all])
    cells = tuple(
        SubjectCell(
            region=profile.key,
            kind=kind,
            mention=_mention(subjects, is_lost=kind in profile.kinds_lost),
            subjects=subjects,
        )
        for kind in kinds
        for profile in profiles
        for subjects in [profile.subjects_of(kind)]
    )
    return SubjectMatrix(regions=tuple(profile.key for profile in profiles), kinds=kinds, cells=cells)


def _mention(subjects: tuple[Subject, ...], *, is_lost: bool) -> Mention:
    if is_lost:
        return Mention.LOST
    if not subjects:
        return Mention.ABSENT
    has_functions = any(
        not isinstance(subject.functions, Unknown) and subject.functions for subject in subjects
    )
    return Mention.WITH_FUNCTIONS if has_functions else Mention.ONLY_NAMED
