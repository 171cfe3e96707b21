"""What figures tell of loads: their sum, the largest and the smallest, and which of these disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from rnms.engine.number_facts import NO_FIGURES, NOTHING_KNOWN, Figures, KnownNumber
from rnms.engine.unions import union_of
from rnms.model.norm import Bounds, Exact


@attrs.frozen(kw_only=True)
class LoadStatistics:
    """What figures tell of loads: their sum, the largest and the smallest, and which of them disagree."""

    total: KnownNumber = NOTHING_KNOWN
    largest: KnownNumber = NOTHING_KNOWN
    smallest: KnownNumber = NOTHING_KNOWN
    named: Figures = NO_FIGURES
    contradicted: bool = False


def statistics_in_places(
    cells: Sequence[tuple[Bounds, LoadStatistics, int]], *, disjoint: bool, all_known: bool
) -> LoadStatistics:
    """What municipalities report of loads: the largest of all is the largest of the largest."""
    filled = [statistics for size, statistics, _ in cells if size.high != 0]
    if not filled:
        return LoadStatistics()
    most = max((statistics.largest for statistics in filled), key=lambda statistic: statistic.bounds.low)
    highs = [statistics.largest.bounds.high for statistics in filled]
    largest = KnownNumber(bounds=Bounds(most.bounds.low, None), low_from=most.low_from)
    if all_known and None not in highs:
        largest = KnownNumber(
            bounds=Bounds(most.bounds.low, max(high for high in highs if high is not None)),
            low_from=most.low_from,
            high_from=NO_FIGURES.union(*(statistics.largest.high_from for statistics in filled)),
        )
    # Where nobody carries anything, the smallest load may have been written as 0.
    certain = [
        statistics.smallest
        for size, statistics, _ in cells
        if size.low > 0 and statistics.smallest.bounds.high is not None
    ]
    least = min(certain, key=lambda statistic: statistic.bounds.high or 0, default=NOTHING_KNOWN)
    low = min(statistics.smallest.bounds.low for statistics in filled) if all_known else 0
    smallest = KnownNumber(
        bounds=Bounds(low, least.bounds.high),
        low_from=NO_FIGURES.union(*(statistics.smallest.low_from for statistics in filled))
        if low
        else NO_FIGURES,
        high_from=least.high_from,
    )
    totals = [(statistics.total, times) for _, statistics, times in cells]
    total = union_of(totals, disjoint=disjoint, all_known=all_known)
    return LoadStatistics(total=total, largest=largest, smallest=smallest)


def impossible_statistics(
    statistics: LoadStatistics, size: KnownNumber, limits: Iterable[tuple[str, KnownNumber]] = ()
) -> list[tuple[set[str], Figures]]:
    """The statistics that no loads have together, each time with the figures that say so."""
    total, largest, smallest = statistics.total, statistics.largest, statistics.smallest
    excluded: list[tuple[set[str], Figures]] = []

    def exceeds(low: Exact, high: Exact | None, names: str, *figures: Figures) -> None:
        if high is not None and low > high:
            excluded.append((set(names.split()), NO_FIGURES.union(*figures)))

    exceeds(
        smallest.bounds.low, largest.bounds.high, "smallest largest", smallest.low_from, largest.high_from
    )
    exceeds(largest.bounds.low, total.bounds.high, "largest total", largest.low_from, total.high_from)
    for name, limit in limits:
        statistic: KnownNumber = getattr(statistics, name)
        exceeds(statistic.bounds.low, limit.bounds.high, name, statistic.low_from, limit.high_from)
    least = size.bounds.low * smallest.bounds.low
    exceeds(least, total.bounds.high, "total smallest", smallest.low_from, size.low_from, total.high_from)
    if size.bounds.low and not excluded:
        # One carries the largest load, and each of the others the smallest at least.
        exceeds(
            max(largest.bounds.low, smallest.bounds.low) + least - smallest.bounds.low,
            total.bounds.high,
            "total smallest largest",
            smallest.low_from,
            largest.low_from,
            size.low_from,
            total.high_from,
        )
    if size.bounds.high == 0:
        for name, statistic in (("total", total), ("largest", largest), ("smallest", smallest)):
            exceeds(statistic.bounds.low, 0, name, statistic.low_from, size.high_from)
    elif size.bounds.high is not None and largest.bounds.high is not None:
        most = size.bounds.high * largest.bounds.high
        exceeds(total.bounds.low, most, "total largest", largest.high_from, size.high_from, total.low_from)
        if smallest.bounds.high is not None and not excluded:
            # One carries the smallest load, and each of the others the largest at most.
            exceeds(
                total.bounds.low,
                min(smallest.bounds.high, largest.bounds.high) + most - largest.bounds.high,
                "total largest smallest",
                smallest.high_from,
                largest.high_from,
                size.high_from,
                total.low_from,
            )
    return excluded
