"""An indicator over years: what was reached, what was demanded, and what is still needed each year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from rnms._values import frozen
from rnms.compare.changes import Change, Sign, pieces
from rnms.compare.comparison import compare
from rnms.compare.shown import Compared
from rnms.errors import IndicatorNotFoundError, UsageError
from rnms.indicators.definition import Indicator
from rnms.indicators.tally import distinct
from rnms.issues import message
from rnms.judge.evaluation import evaluate
from rnms.judge.origin import ResultOrigin
from rnms.judge.strata import measure_of_part
from rnms.logic.population import REGION, Term, Unit
from rnms.model.norm import Bounds
from rnms.model.period import Period
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.results.judgement import Judgement
from rnms.results.report import Report
from rnms.results.result import Result
from rnms.results.shortfall import shortfall
from rnms.showing import short

if TYPE_CHECKING:
    from rnms.tables.tables import Tables


@frozen(kw_only=True)
class TrajectoryStep:
    """An indicator in one year.

    >>> import rnms
    >>> step = trajectory(rnms.example("ugra_invented"), [2021, 2024], only="6.2.1")["6.2.1"].steps[0]
    >>> step.period, step.fall is None
    (Period('2021'), True)

    Attributes:
        period: The period judged.
        judgement: Its value, target and verdict.
        needed: Of a cumulative indicator, how many members a year must still pass for the last target of the
            trajectory to be reached in time; ``None`` where that cannot be told, or nothing is demanded.
        fall: The change since the year before, where the value surely fell: its parts say why.
    """

    period: Period
    judgement: Judgement
    needed: Bounds | None = None
    fall: Change | None = None

    __repr__ = short("period", "judgement")


@frozen(kw_only=True)
class Course:
    """An indicator, or one of its components, over the years.

    >>> import rnms
    >>> course = trajectory(rnms.example("ugra_invented"), range(2021, 2025), only="6.2.1")["6.2.1"]
    >>> course.accrues, len(course.steps)
    (True, 4)

    Attributes:
        code: The indicator's code.
        name: The name of the component; empty where there is one value.
        title: What it is.
        accrues: Whether it is cumulative.
        steps: One for each year, from the first.
        unit: Of whom it is told how many are needed; ``None`` where it is not told.
    """

    code: str
    name: str
    title: str
    accrues: bool
    steps: tuple[TrajectoryStep, ...]
    unit: Unit | None = None

    __repr__ = short("code", "name", "steps")


@frozen(kw_only=True)
class Trajectory(Compared):
    """The indicators of a region over several years.

    >>> import rnms
    >>> course = trajectory(rnms.example("ugra_invented"), [2022, 2023, 2024])["6.2.1"]
    >>> [step.judgement.verdict.value for step in course.steps]
    ['not_met', 'met', 'undetermined']

    Attributes:
        region: Key of the region.
        name: Its official name.
        courses: One for each indicator and component.
        reports: The reports of the years, from the first.
    """

    region: str
    name: str
    courses: tuple[Course, ...]
    reports: tuple[Report, ...] = attrs.field(repr=False)

    __repr__ = short("region", "courses")

    def __iter__(self) -> Iterator[Course]:
        return iter(self.courses)

    def __len__(self) -> int:
        return len(self.courses)

    def __getitem__(self, code: str | tuple[str, str]) -> Course:
        """Find the course of an indicator, or of its component: ``trajectory["4", "load"]``.

        Raises:
            IndicatorNotFoundError: If there is none.
        """
        key, name = code if isinstance(code, tuple) else (code, None)
        for course in self.courses:
            if course.code == key and name in {None, course.name}:
                return course
        raise IndicatorNotFoundError(key, self.region, distinct(course.code for course in self.courses))


def trajectory(
    data: RegionalSystem | Tables,
    years: Iterable[int],
    region: RegionProfile | str | None = None,
    *,
    only: str | Iterable[str] | None = None,
) -> Trajectory:
    """Judge a system for several years, and say what is still needed and why a value fell.

    >>> import rnms
    >>> trajectory(rnms.example("ugra_invented"), range(2021, 2025), only="6.2.1")["6.2.1"].code
    '6.2.1'

    Args:
        data: The system, with the facts of all years.
        years: The reporting years, in any order.
        region: A key or a profile; by default the one that the data name.
        only: Codes of the indicators wanted; by default all.

    Raises:
        UsageError: If there are no years.
        LookupError: As :func:`rnms.evaluate` does.
    """
    reports = tuple(evaluate(data, period=year, region=region, only=only) for year in sorted(set(years)))
    if not reports:
        raise UsageError(message("error.no-years"))
    last = reports[-1]
    return Trajectory(
        region=last.region,
        name=last.name,
        courses=tuple(
            course for code in distinct(result.code for result in last) for course in _courses(reports, code)
        ),
        reports=reports,
    )


def _courses(reports: tuple[Report, ...], code: str) -> Iterator[Course]:
    """Follow an indicator, or each of its components, through the reports: in each year its last period."""
    results = [[result for result in report if result.code == code][-1] for report in reports]
    last = results[-1]
    accrues = isinstance(last.origin, ResultOrigin) and _accrues(last.origin.indicator)
    for name in [part.name for part in last.components] or [""]:
        judgements = [result.judgement[name] if name else result.judgement for result in results]
        unit = _unit_counted(last, name) if accrues else None
        yield Course(
            code=code,
            name=name,
            title=judgements[-1].title if name else last.title,
            accrues=accrues,
            steps=tuple(
                TrajectoryStep(
                    period=judgement.period,
                    judgement=judgement,
                    needed=_needed(judgement, judgements[-1]) if unit else None,
                    fall=_fall(reports[index - 1 : index + 1], code, name),
                )
                for index, judgement in enumerate(judgements)
            ),
            unit=unit,
        )


def _unit_counted(last: Result, name: str) -> Unit | None:
    """Find the unit of the members that an indicator counts; the region alone is none to add to."""
    assert isinstance(last.origin, ResultOrigin)  # noqa: S101  # the report was judged here
    measure = measure_of_part(last.origin, last.judgement, name or None)
    unit = measure.questions[0].of.unit
    return None if unit == REGION else unit


def _accrues(indicator: Indicator) -> bool:
    """Tell whether what is reached in one year stays reached in the next: «нарастающим итогом»."""
    words = (word for part in indicator.parts() for word in part.measure.words)
    return indicator.accrues or any(isinstance(word, Term) and word.since is not None for word in words)


def _needed(judgement: Judgement, last: Judgement) -> Bounds | None:
    """Tell how many a year must still pass for the last target, if the number of all stays as it is."""
    norm = None if last.target is None else last.target.norm_of_whole
    if norm is None or judgement.compared or judgement.components:
        return None
    lacking = shortfall(judgement.counts, norm, judgement.scale)
    if lacking is None:
        return None
    left = max(1, last.period.year - judgement.period.year)
    return Bounds(
        Fraction(lacking.low) / left, None if lacking.high is None else Fraction(lacking.high) / left
    )


def _fall(reports: tuple[Report, ...], code: str, name: str) -> Change | None:
    """Explain what surely fell since the year before."""
    if len(reports) < 2:
        return None
    before, after = (
        attrs.evolve(report, results=tuple(result for result in report if result.code == code)[-1:])
        for report in reports
    )
    [change] = (change for change in compare(before, after) if change.after is not None)
    [piece] = (piece for piece in pieces(change) if piece.name == name)
    return piece if piece.certain is Sign.FELL else None
