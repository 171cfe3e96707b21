"""Overlays: what is supposed against the acts of a region, to see what would follow.

A supposition is cited as an act is, but is marked as none, so that no report can take it for one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeVar

from rnms._values import frozen
from rnms.errors import FieldError, IndicatorNotFoundError
from rnms.indicators.counts import Scale
from rnms.indicators.definition import Indicator
from rnms.indicators.tally import distinct
from rnms.indicators.target import Target, Years
from rnms.logic.population import Unit
from rnms.model.checked import shown
from rnms.model.law import Act
from rnms.model.norm import Norm
from rnms.model.period import Period
from rnms.regions.minima import with_minima

K = TypeVar("K")
V = TypeVar("V")


@frozen(kw_only=True)
class SupposedChange:
    """One thing that is supposed.

    >>> from rnms import regions
    >>> from rnms.model import at_least, percent
    >>> harder = regions.get("ugra").with_targets({"6.2.1": {2025: at_least(percent(50))}}, why="план")
    >>> [change.indicator for change in harder.changes]
    ['6.2.1']

    Attributes:
        indicator: The code of the indicator, or of a part of it.
        targets: Its supposed targets; none where it is left out.
        scale: How they are written.
        why: Why one supposes so.
    """

    indicator: str
    targets: tuple[Target, ...] = ()
    scale: Scale = Scale.NUMBER
    why: str = ""


def supposed(on: dt.date, number: int, why: str) -> Act:
    """Make what stands in place of an act where something is supposed."""
    return Act(
        key=f"supposition_{number + 1}", kind="предположение", date=on, issuer="", title=why, supposed=True
    )


def retargeted(
    region: str,
    indicators: Iterable[Indicator],
    norms: Mapping[str, Mapping[Years | Period | int | str, Norm]],
    supposition: Act,
) -> tuple[tuple[Indicator, ...], tuple[SupposedChange, ...]]:
    """Put supposed targets in place of those of the same periods, and tell what was changed."""
    listed = tuple(indicators)
    scales = {name: scale for indicator in listed for name, scale in _scales(indicator)}
    # What is demanded of each stays demanded of each.
    units = {name: unit for indicator in listed for name, unit in _units(indicator)}
    clause = supposition.clause("")
    targets: dict[str, tuple[Target, ...]] = {}
    for code, by_period in _table(norms, "norms by indicator").items():
        if code not in scales:
            raise IndicatorNotFoundError(code, region, tuple(scales))
        targets[code] = tuple(
            Target(
                Period.of(period) if isinstance(period, str) else period, norm, clause, each=units.get(code)
            )
            for period, norm in _table(by_period, f"norms of {code} by year").items()
        )

    def change(name: str, old_targets: tuple[Target, ...]) -> Iterable[Target]:
        replaced = {target.period for target in targets.get(name, ())}
        rest = (
            target for target in old_targets if not (target.clause.act.supposed and target.period in replaced)
        )
        # What another act demands at the least stands, whatever is supposed.
        anew = (one for target in targets.get(name, ()) for one in with_minima(target, old_targets))
        return (*rest, *anew)

    changed = tuple(
        indicator.retargeted(change) if any(name in targets for name in indicator.names) else indicator
        for indicator in listed
    )
    return changed, tuple(
        SupposedChange(indicator=code, targets=of_code, scale=scales[code], why=supposition.title)
        for code, of_code in targets.items()
    )


def _table(value: Mapping[K, V], wording: str) -> Mapping[K, V]:
    """Pass on what was given by key; anything else is refused."""
    if not isinstance(value, Mapping):
        raise FieldError(
            owner="with_targets",
            field="norms",
            given=shown(value),
            wanted=wording,
            write="write {'6.2.1': {2025: at_least(percent(50))}}",
        )
    return value


def _units(indicator: Indicator) -> Iterable[tuple[str, Unit | None]]:
    """List the names under which an indicator has targets, and who must keep them, if all say so."""
    whole = indicator.measure is not None
    names = indicator.names[:1] if whole else indicator.names[1:]
    for name, part in zip(names, indicator.parts(), strict=True):
        units = distinct(target.each for target in part.targets)
        yield name, units[0] if len(units) == 1 else None


def _scales(indicator: Indicator) -> Iterable[tuple[str, Scale]]:
    """Find the names under which an indicator has targets, and how these are written."""
    whole = indicator.measure is not None
    names = indicator.names[:1] if whole else indicator.names[1:]
    return ((name, part.measure.scale) for name, part in zip(names, indicator.parts(), strict=True))
