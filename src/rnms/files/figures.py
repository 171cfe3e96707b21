"""A regional system from a handful of numbers, without a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from rnms._values import frozen
from rnms.errors import suggestion
from rnms.indicators.requirement import Requirement
from rnms.indicators.tally import distinct
from rnms.logic.population import OUTSIDE_MUNICIPALITIES
from rnms.logic.question import Question
from rnms.model.checked import expect, shown
from rnms.model.limits import reported_period
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
        LookupError: If a key is no word of the region's order, or a field none of a figure.
        FieldError: If the figures are no mapping.
        PeriodError: If ``period`` names no period.
        ValueError: If a number is no figure, or what asks for it counts by parts of ``period`` and that does
            not say which.
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
    return RegionalSystem(
        region=profile.key,
        municipalities=municipalities,
        figures=[
            Figure(key=key, period=figure_period, **_fields(key, value))
            for key, value in figures.items()
            for figure_period in demand.periods(key, asked_period)
        ],
    )


def _fields(key: str, value: object) -> Mapping[str, Any]:
    match value:
        case None:
            return {}
        case bool():
            return {"holds": value}
        case int():
            return {"count": value}
        case str():
            return _printed(key, value)
        case Mapping():
            names = [name for name in attrs.fields_dict(Figure) if name not in {"key", "period"}]
            for name in value:
                if name not in names:
                    message = f"{key}: {shown(name)} is no field that a figure has here"
                    raise LookupError(f"{message}{suggestion(name, names)}; known: {', '.join(names)}")
            return value
    raise TypeError(
        f"{key}: {shown(value)} is no figure; give a count, a yes or no, a share as printed, or fields"
    )


def _printed(key: str, text: str) -> Mapping[str, Any]:
    """Read a text as a report prints it: a share says per cent, a whole number counts."""
    # A fraction without its sign is taken as it stands: that it is doubted is an issue of the system.
    if "%" in text or "процент" in text or _FRACTION.fullmatch(text.strip()):
        return {"share": text}
    if _WHOLE.fullmatch(text.strip()):
        return {"count": int("".join(text.split()))}
    raise ValueError(f"{key}: {text!r} is neither a whole number nor a share; write 12 or '12 %'")


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
            near = suggestion(key, self.profile.figure_keys)
            raise LookupError(f"{key!r} is no word of {self.profile.key}{near}; see profile.needs()")
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
                listed = ", ".join(map(str, periods))
                raise ValueError(
                    f"{key!r} is counted for each of {listed}; say which: period={str(periods[0])!r}"
                )
        return distinct([period for [period] in by_parts] or [asked_period])


def _words(duty: Requirement) -> list[str]:
    """List the keys that a duty itself asks for, and those of the populations that it counts among."""
    questions = () if duty.measure is None else duty.measure.questions
    return [
        key for asker in questions for question in (asker, Question(of=asker.of)) for key in question.keys
    ]
