"""Regions side by side: one call, each region by its own order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from rnms.engine.source import Tabular
from rnms.errors import StoppedError
from rnms.judge.evaluation import evaluate
from rnms.model.checked import expect
from rnms.model.period import Period
from rnms.model.system import RegionalSystem
from rnms.regions.profile import RegionProfile
from rnms.results.report import Report

if TYPE_CHECKING:
    from rnms.files.progress import Progress
    from rnms.tables.tables import Tables


def evaluate_many(
    data: Tables | Iterable[RegionalSystem],
    *,
    period: Period | int | str,
    by: str = "region",
    regions: Mapping[str, RegionProfile | str] | Iterable[str] | None = None,
    systems: Iterable[RegionalSystem] = (),
    as_of: dt.date | None = None,
    readings: str | Iterable[str] = (),
    progress: Progress | None = None,
) -> dict[str, Report]:
    """Judge several regions, each by its own order; rows of no region are told in each report.

    >>> import rnms
    >>> reports = evaluate_many([rnms.example("khabarovsk_2023")], period=2023)
    >>> reports["khabarovsk"]["3"].verdict
    <Verdict.UNDETERMINED: 'undetermined'>

    Args:
        data: A system for each region; or tables in which a column says of every row which region's it is. A
            table without that column belongs to all.
        period: The reporting year, or a period.
        by: The name of that column.
        regions: The values of that column that are judged, with the profile or key of each where that is not
            the value itself; by default all values.
        systems: What is small of each region, by the region that it names; the tables' own system has what
            all share.
        as_of: The day of judgement.
        readings: Readings to take together, which every region must have.
        progress: Is told how many regions are judged, and of how many.

    Returns:
        The reports, by the value of the column, in order.

    Raises:
        LookupError: If no table has the column.
        ReadingNotFoundError: If a region has no reading of a name.
        RegionNotFoundError: If no region has the key.
        FieldError: If the data are neither systems nor tables.
        StoppedError: If somebody stops it by Ctrl-C; the reports that were made are in it.
        ValueError: If a region's system holds a collection that is a table, or there are two of a region.
    """
    expect(
        readings, Iterable, owner="evaluate_many", field="readings", wanted="names of readings",
        write="write ['by_act']",
    )  # fmt: skip
    names = (readings,) if isinstance(readings, str) else tuple(readings)
    if not isinstance(data, Tabular):
        systems_by_region = _by_region(data)
        region_reports = (
            (key, evaluate(system, period=period, as_of=as_of, readings=names))
            for key, system in systems_by_region.items()
        )
        return _gathered(region_reports, len(systems_by_region), progress)
    system_by_region = _by_region(systems, "systems")
    region_keys = data.values(by) if regions is None else regions
    profiles = region_keys if isinstance(region_keys, Mapping) else {key: key for key in region_keys}
    # A profile given as an object counts as an order of its own, even if another one equals it.
    orders = {key: one if isinstance(one, str) else id(one) for key, one in profiles.items()}
    # Nobody knows whose these rows are, so every report tells of them.
    regionless = data.issues_without(by)
    region_reports = (
        (key, evaluate(part, region=profiles[key], period=period, as_of=as_of, readings=names))
        for key, part in data.parted(by, orders, system_by_region)
    )
    with_regionless = (
        (key, attrs.evolve(report, issues=(*report.issues, *regionless)) if regionless else report)
        for key, report in region_reports
    )
    return _gathered(with_regionless, len(orders), progress)


def _gathered(
    region_reports: Iterable[tuple[str, Report]], number: int, progress: Progress | None
) -> dict[str, Report]:
    """Gather reports as they are made; those that there are when somebody stops are kept."""
    reports: dict[str, Report] = {}
    try:
        for key, report in region_reports:
            reports[key] = report
            if progress is not None:
                progress(len(reports), number)
    except KeyboardInterrupt:
        raise StoppedError(reports) from None
    return reports


def _by_region(data: Iterable[RegionalSystem], field: str = "data") -> dict[str, RegionalSystem]:
    """Index the systems by the region that each names; of one region there is one."""
    systems: dict[str, RegionalSystem] = {}
    hints = {"wanted": "a list of RegionalSystem, or Tables", "write": "write [rnms.load('край.json'), …]"}
    expect(data, Iterable, owner="evaluate_many", field=field, **hints)
    for system in data:
        expect(system, RegionalSystem, owner="evaluate_many", field=field, **hints)
        if system.region in systems:
            raise ValueError(f"{system.region}: there are two systems of this region; judge each by evaluate")
        systems[system.region] = system
    return systems
