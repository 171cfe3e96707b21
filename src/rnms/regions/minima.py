"""Minima set elsewhere, which stand whoever sets a target anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from rnms.indicators.target import Target, Years
from rnms.model.period import Period


def with_minima(target: Target, before: Iterable[Target]) -> Iterator[Target]:
    """Give a target that was set anew the minima of those of its periods before, unless it has its own.

    >>> from rnms import regions
    >>> from rnms.indicators import Minimum
    >>> from rnms.model import at_least, percent
    >>> clause = regions.get("amur").indicator("1").clause
    >>> federal = Minimum(at_least(percent(10)), clause)
    >>> before = Target(2024, at_least(percent(20)), clause, minimum=federal)
    >>> anew = Target(Years(2024, 2025), at_least(percent(15)), clause)
    >>> [(str(one.period), one.minimum == federal) for one in with_minima(anew, [before])]
    [('2024', True), ('2025', False)]
    """
    if target.minimum is not None:
        yield target
        return
    rest = [target]
    for old in before:
        if old.minimum is None or old.each != target.each:
            continue
        parts, rest = rest, []
        for part in parts:
            shared = _shared(part, old)
            if shared is not None:
                yield attrs.evolve(part, period=shared, minimum=old.minimum)
                rest += [attrs.evolve(part, period=span) for span in _without(part, old)]
            else:
                rest.append(part)
    yield from rest


def lost_minima(targets: Iterable[Target], before: Iterable[Target]) -> Iterator[Target]:
    """List the targets before whose minimum no target of their period keeps when they are set anew.

    So it is where these are demanded of others, or of years where that was of another period.
    """
    anew = [part for target in targets for part in with_minima(target, before)]
    for old in before:
        of_period = [target for target in anew if is_of_same_period(target, old)]
        if old.minimum is not None and any(target.minimum is None for target in of_period):
            yield old


def is_of_same_period(target: Target, old: Target) -> bool:
    """Tell whether two targets are of one period, or the one of years in which the other lies."""
    spans = (target.period, old.period)
    years = [span for span in spans if isinstance(span, Years)]
    others = [span for span in spans if not isinstance(span, Years)]
    if len(years) == 2:
        return years[0].first in years[1] or years[1].first in years[0]
    return spans[0] == spans[1] if not years else others[0].year in years[0]


def years_without(span: Years, taken: Years) -> Iterator[Years]:
    """Tell what is left of years without some of them.

    >>> [str(left) for left in years_without(Years(2022, None), Years(2024, 2024))]
    ['2022–2023', '2025–…']
    """
    if taken.first not in span and span.first not in taken:
        yield span
        return
    if span.first < taken.first:
        yield Years(span.first, taken.first - 1)
    if taken.last is not None and (span.last is None or span.last > taken.last):
        yield Years(taken.last + 1, span.last)


def _shared(target: Target, old: Target) -> Years | Period | None:
    """Find the part of the period of a target for which another was set; ``None`` where there is none."""
    if not isinstance(target.period, Years):
        is_within = isinstance(old.period, Years) and target.period.year in old.period
        return target.period if target.period == old.period or is_within else None
    if not isinstance(old.period, Years) or not is_of_same_period(target, old):
        return None
    lasts = [last for last in (target.period.last, old.period.last) if last is not None]
    return Years(max(target.period.first, old.period.first), min(lasts, default=None))


def _without(target: Target, old: Target) -> Iterator[Years]:
    if isinstance(target.period, Years) and isinstance(old.period, Years):
        yield from years_without(target.period, old.period)
