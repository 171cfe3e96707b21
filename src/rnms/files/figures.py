"""A regional system from a handful of numbers, without a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from rnms._values import frozen
from rnms.errors import DataError, FieldError, UsageError
from rnms.files.converter import perhaps
from rnms.indicators.requirement import Requirement
from rnms.indicators.tally import distinct
from rnms.issues import Issue, Message, message
from rnms.logic.population import OUTSIDE_MUNICIPALITIES
from rnms.logic.question import Question
from rnms.model.checked import expect
from rnms.model.limits import LARGEST_COUNT, plain_number, reported_period
from rnms.model.misread import instead, outside_limits
from rnms.model.period import Period
from rnms.model.returns import Figure
from rnms.model.subjects import Municipality
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile, RequiredFigure
from rnms.regions.registry import profile_of

_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(\s[0-9]{3})+")
_FRACTION = re.compile(r"0[.,][0-9]+")


def from_figures(
    figures: Mapping[str, object],
    *,
    region: RegionProfile | str,
    period: Period | int | str,
    municipalities: Iterable[Municipality] | None = None,
) -> RegionalSystem:
    """Make a system of reported figures, for the periods that the region asks each of them for.

    >>> import rnms
    >>> numbers = {"staff": 19400, "staff.diagnosed": 2036}
    >>> system = rnms.from_figures(numbers, region="khabarovsk", period=2023)
    >>> rnms.evaluate(system, period=2023, only="1")["1"].verdict
    <Verdict.MET: 'met'>

    Args:
        figures: By key, as ``profile.needs()`` lists them: a count, a yes or no, a text as printed (a share
            only with its sign, ``"10,5 %"``: of ``"0,93"`` an issue asks which it is; ``"2036"`` counts), the
            fields of a :class:`~rnms.model.Figure`, or ``None`` for «not reported».
            ``"staff.outside_municipalities"``, of any population, says how many are in none; ``False`` is
            nobody.
        region: A key or a profile.
        period: The reporting year, or a period.
        municipalities: The municipalities, where their number matters.

    Raises:
        DataError: If a key is no word of the region's order, what stands beside it is no figure, or what asks
            for it counts by parts of ``period`` and that does not say which; all faults are listed, each with
            its key.
        FieldError: If the figures are no mapping.
        PeriodError: If ``period`` names no period.
        RegionNotFoundError: If no region has this key.
    """
    expect(
        figures, Mapping, owner="from_figures", field="figures", wanted="a mapping of numbers by key",
        write="write {'staff': 19400, …}",
    )  # fmt: skip
    for key in figures:
        expect(key, str, owner="from_figures", field="figures", wanted="a key", write="write 'staff'")
    profile = profile_of(region)
    asked_period = reported_period(period)
    vocabulary = profile.vocabulary("figures.key")
    demand = _Demand.of(profile)
    figures = {
        next((entry.text for entry in vocabulary.meant(key)), key): value for key, value in figures.items()
    }
    made, issues = list[Figure](), list[Issue]()
    for key, value in figures.items():
        try:
            made += _figures(key, value, demand.periods(key, asked_period))
        except _FigureError as error:
            issues.append(Issue(place=key, text=error.message, code=error.code))
    if issues:
        raise DataError("figures", tuple(issues))
    return RegionalSystem(region=profile.key, municipalities=municipalities, figures=made)


class _FigureError(Exception):
    """That something is no figure of an order: what is wrong, for people and for tools."""

    def __init__(self, code: str, fault: Message) -> None:
        self.code, self.message = code, fault


def _figures(key: str, value: object, periods: Iterable[Period]) -> list[Figure]:
    fields = _fields(value)
    try:
        return [Figure(key=key, period=period, **fields) for period in periods]
    except (UsageError, FieldError) as error:
        fault = error.message
        assert isinstance(fault, Message)  # noqa: S101  # these two say by a key what is wrong
        raise _FigureError("shape.value", fault) from error


def _fields(value: object) -> Mapping[str, Any]:
    match value:
        case None:
            return {}
        case bool():
            return {"holds": value}
        case int():
            return {"count": _count(value)}
        case str():
            return _printed(value)
        case Mapping():
            names = [name for name in attrs.fields_dict(Figure) if name not in {"key", "period"}]
            for name in value:
                if name not in names:
                    near = perhaps(str(name), names)
                    fault = message("shape.unknown-key", key=repr(name), near=near)
                    raise _FigureError("shape.unknown-key", fault)
            return value
    raise _FigureError("shape.type", instead(message("wanted/figure"), value))


def _count(number: int) -> int:
    if not 0 <= number <= LARGEST_COUNT:
        raise _FigureError("shape.value", instead(outside_limits(number), number))
    return number


def _printed(text: str) -> Mapping[str, Any]:
    """Read a text as a report prints it: a share says per cent, a whole number counts."""
    # A fraction without its sign is taken as it stands: that it is doubted is an issue of the system.
    if "%" in text or "процент" in text or _FRACTION.fullmatch(text.strip()):
        return {"share": text}
    if _WHOLE.fullmatch(text.strip()):
        number = plain_number("".join(text.split()))
        if number is None:  # more digits than anybody counts
            raise _FigureError("shape.value", instead(message("wanted/at-most", most=LARGEST_COUNT), text))
        return {"count": _count(number)}
    raise _FigureError("shape.value", instead(message("wanted/figure"), text))


@frozen(kw_only=True, eq=False, repr=False)
class _Demand:
    """What a region asks for, by key.

    Attributes:
        profile: The region.
        keys: The keys of all figures that bear on anything.
        needs: What indicators need.
        duties: The duties that ask for it themselves.
    """

    profile: RegionProfile
    keys: frozenset[str]
    needs: Mapping[str, Sequence[RequiredFigure]]
    duties: Mapping[str, Sequence[Requirement]]

    @classmethod
    def of(cls, profile: RegionProfile) -> _Demand:
        """Sort what a region asks for by key, once for all figures."""
        needs: dict[str, list[RequiredFigure]] = {}
        for need in profile.needs():
            needs.setdefault(need.key, []).append(need)
        duties: dict[str, list[Requirement]] = {}
        for duty in profile.requirements:
            for key in distinct(_words(duty)):
                duties.setdefault(key, []).append(duty)
        return cls(profile=profile, keys=frozenset(profile.figure_keys), needs=needs, duties=duties)

    def periods(self, key: str, asked_period: Period) -> tuple[Period, ...]:
        """List the periods for which indicators and duties ask for a key."""
        if key not in self.keys:
            near = perhaps(key, self.profile.figure_keys)
            fault = message("figure.unknown-key", key=repr(key), region=self.profile.key, near=near)
            raise _FigureError("figure.unknown-key", fault)
        # Who is outside municipalities is told for the periods for which all are.
        population_key = key.removesuffix(f".{OUTSIDE_MUNICIPALITIES.key}")
        needs = self.needs.get(population_key, ())
        # A figure is of the period that is judged, unless that is never asked for.
        needs = [need for need in needs if need.question.shift is None] or needs
        of_indicators = [need.periods(asked_period) for need in needs if not need.readings]
        of_duties = [duty.asked(asked_period) for duty in self.duties.get(population_key, ())]
        of_readings = [need.periods(asked_period) for need in needs]
        by_parts = distinct([*of_indicators, *of_duties] or of_readings)
        for periods in by_parts:
            if len(periods) != 1:
                names = tuple(map(str, periods))
                fault = message("figure.several-periods", periods=names, first=repr(names[0]))
                raise _FigureError("figure.several-periods", fault)
        return distinct([period for [period] in by_parts] or [asked_period])


def _words(duty: Requirement) -> list[str]:
    """List the keys that a duty itself asks for, and those of the populations that it counts among."""
    questions = () if duty.measure is None else duty.measure.questions
    return [
        key for asker in questions for question in (asker, Question(of=asker.of)) for key in question.keys
    ]
