"""A regional system from a handful of numbers, without a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from rnms.errors import suggestion
from rnms.indicators import OUTSIDE_MUNICIPALITIES
from rnms.model import Figure, Municipality, Period, RegionalSystem, periods_asked
from rnms.model._checked import expect, shown
from rnms.regions import RegionProfile, get


def from_figures(
    figures: Mapping[str, object],
    *,
    region: RegionProfile | str,
    period: Period | int | str,
    municipalities: Iterable[Municipality] | None = None,
) -> RegionalSystem:
    """Make a system of reported figures, for the period that the region asks each of them for.

    >>> import rnms
    >>> numbers = {"staff": 19400, "staff.diagnosed": 2036}
    >>> system = rnms.from_figures(numbers, region="khabarovsk", period=2023)
    >>> rnms.evaluate(system, period=2023, only="1")["1"].verdict
    <Verdict.MET: 'met'>

    Args:
        figures: By key, as ``profile.needs()`` lists them: a count, a yes or no, a share as printed
            (``"10,5 %"``), the fields of a :class:`~rnms.model.Figure`, or ``None`` for «not reported».
            ``"staff.outside_municipalities"``, of any population, says how many are in none; ``False`` is
            nobody.
        region: A key or a profile.
        period: The reporting year, or a period.
        municipalities: The municipalities, where their number matters.

    Raises:
        LookupError: If a key is no word of the region's order, or a field none of a figure.
        FieldError: If the figures are no mapping.
        PeriodError: If ``period`` names no period.
        ValueError: If a number is no figure, or an indicator counts by parts of the year and ``period`` does
            not say which.
    """
    expect(
        figures, Mapping, owner="from_figures", field="figures", wanted="a mapping of numbers by key",
        write="write {'staff': 19400, …}",
    )  # fmt: skip
    for key in figures:
        expect(key, str, owner="from_figures", field="figures", wanted="a key", write="write 'staff'")
    profile = region if isinstance(region, RegionProfile) else get(region)
    asked = Period.of(period)
    known = profile.vocabulary("figures.key")
    figures = {next((entry.text for entry in known.meant(key)), key): given for key, given in figures.items()}
    return RegionalSystem(
        region=profile.key,
        municipalities=municipalities,
        figures=[
            Figure(key=key, period=at, **_fields(key, given))
            for key, given in figures.items()
            for at in _periods(key, asked, profile)
        ],
    )


def _fields(key: str, given: object) -> Mapping[str, Any]:
    match given:
        case None:
            return {}
        case bool():
            return {"holds": given}
        case int():
            return {"count": given}
        case str():
            return {"share": given}
        case Mapping():
            known = [name for name in attrs.fields_dict(Figure) if name not in {"key", "period"}]
            for name in given:
                if name not in known:
                    said = f"{key}: {shown(name)} is no field that a figure has here"
                    raise LookupError(f"{said}{suggestion(name, known)}; known: {', '.join(known)}")
            return given
    raise TypeError(
        f"{key}: {shown(given)} is no figure; give a count, a yes or no, a share as printed, or fields"
    )


def _periods(key: str, asked: Period, profile: RegionProfile) -> list[Period]:
    # Who is outside municipalities is told for the periods for which all are.
    counted = key.removesuffix(f".{OUTSIDE_MUNICIPALITIES.key}")
    needs = [need for need in profile.needs() if need.key == counted and key in profile.words]
    if not needs:
        if key in profile.words:
            return [asked]  # a word of a structural duty, which is judged for the period asked
        near = suggestion(key, profile.words)
        raise LookupError(f"{key!r} is no word of {profile.key}{near}; see profile.needs()")
    by_default = [need.period for need in needs if not need.readings]
    kinds = dict.fromkeys(by_default or [need.period for need in needs])
    found = [periods_asked(kind, asked) for kind in kinds]
    if any(len(periods) != 1 for periods in found):
        raise ValueError(f"{key!r} is counted by parts of the year; say which: period='2023-Q1'")
    return list(dict.fromkeys(period for [period] in found))
