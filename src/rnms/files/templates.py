"""A data file to fill in: every figure that a region's indicators ask for, not yet reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rnms.files.json import WORDS, as_dict
from rnms.indicators.tally import distinct
from rnms.model.limits import reported_period
from rnms.model.period import Period, periods_meant
from rnms.model.subjects import MUNICIPAL
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile, RequiredFigure
from rnms.regions.registry import composed


def template(
    profile: RegionProfile, *, period: Period | int | str, readings: str | Iterable[str] = ()
) -> dict[str, Any]:
    """Make a data file, as plain JSON values, with an empty place for every figure of the default readings.

    What is counted by the readings that are named has its places too.

    Under ``"$words"`` it lists the words that the region knows in fields of free text; nobody reads them.

    >>> from rnms import regions
    >>> template(regions.get("khabarovsk"), period=2023)["figures"][0]["count"] is None
    True

    >>> ugra = regions.get("ugra")
    >>> [len(template(ugra, period=2023, readings=names)["figures"]) for names in ([], ugra.readings)]
    [12, 33]

    Raises:
        PeriodError: If ``period`` names no period.
        ReadingNotFoundError: If no indicator has a reading of a name.
    """
    profile = composed(profile)
    names = set(profile.select_readings(readings))
    asked_period = reported_period(period)
    figures = [
        {"key": need.key, "period": str(period_meant), **_places_to_fill(need), "note": need.title}
        for need in profile.needs()
        if need.decides and (not need.readings or names.intersection(need.readings))
        for period_meant in distinct(map(need.question.period_of, periods_meant(need.period, asked_period)))
    ]
    whole = as_dict(RegionalSystem(region=profile.key, title=profile.name))
    return {**whole, "figures": figures, WORDS: _words(profile)}


def _words(profile: RegionProfile) -> dict[str, list[dict[str, Any]]]:
    """List by field the words that the region knows there, for whoever fills it."""
    return {
        vocabulary.field: [
            {"word": entry.text, "title": entry.title, "forms": list(entry.other_forms)}
            for entry in vocabulary.entries
        ]
        for vocabulary in profile.words_to_write
    }


def _places_to_fill(need: RequiredFigure) -> dict[str, None]:
    if need.yes_no:
        return {"holds": None}
    return {"count": None, "among": None} if need.of and need.level == MUNICIPAL else {"count": None}
