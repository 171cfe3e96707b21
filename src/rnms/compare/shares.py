"""What coverage, and what the municipalities, make of the change of a share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from rnms._values import frozen
from rnms.indicators.over_periods import difference
from rnms.indicators.tally import LoadTally, Tally
from rnms.model.norm import Bounds

_NOTHING = Bounds.exact(0)


@frozen(kw_only=True)
class Covered:
    """The change of the ends of a share, by what is known and of how many.

    With the share r of those known who pass, and the part c of all who are known, the least value is r·c and
    the greatest r·c + 1 - c. What r makes of the change of either end, at the mean of both c, is ``data``.

    >>> covered = Covered.of(
    ...     Tally(passed=12, failed=3, failed_or_passed=4), Tally(passed=15, failed=2, failed_or_passed=2)
    ... )
    >>> str(covered.data), str(covered.at_low), str(covered.at_high)
    ('112/1615', '143/1615', '-27/1615')

    Attributes:
        data: What the share of those known makes of the change of both ends.
        at_low: What the coverage makes of the change of the least value.
        at_high: What it makes of the change of the greatest.
    """

    data: Fraction
    at_low: Fraction
    at_high: Fraction

    @classmethod
    def of(cls, before: Tally, after: Tally) -> Covered | None:
        """Find the parts; ``None`` where the number of members is open, or nothing is known of any."""
        known_numbers = [tally.passed + tally.failed for tally in (before, after)]
        if not all(map(_is_of_known_size, (before, after))) or 0 in known_numbers:
            return None
        (earlier, later), (part_before, part_after) = (
            [Fraction(part, whole) for part, whole in pairs]
            for pairs in (
                zip((before.passed, after.passed), known_numbers, strict=True),
                zip(known_numbers, (before.surely_in, after.surely_in), strict=True),
            )
        )
        grown = part_after - part_before
        at_low = grown * (later + earlier) / 2
        return cls(
            data=(later - earlier) * (part_after + part_before) / 2, at_low=at_low, at_high=at_low - grown
        )


def _is_of_known_size(tally: Tally) -> bool:
    return tally.size().is_exact and tally.surely_in > 0 and tally.stated is None


@frozen(kw_only=True)
class ByPlace:
    """The change of a share, by the rates and the weights of the municipalities (Kitagawa).

    Where the map changed between the periods, those that were renamed, merged or parted are weighed as one.
    Whoever works in two municipalities counts in both, and once in the region: what this makes of the change,
    and those outside all municipalities, is the rest.

    >>> places = ByPlace.of(
    ...     {"m1": Tally(passed=5, failed=5), "m2": Tally(passed=1, failed=9)},
    ...     {"m1": Tally(passed=6, failed=4), "m2": Tally(passed=3, failed=27)},
    ...     Bounds.exact(Fraction(-3, 40)),
    ... )
    >>> str(places.rates.low), str(places.weights.low), str(places.overlap.low)
    ('3/80', '-9/80', '0')

    Attributes:
        rates: What the shares of the municipalities make of it, each at the mean of its weights.
        weights: What their parts in all members make of it, each at the mean of its shares.
        overlap: The rest.
    """

    rates: Bounds
    weights: Bounds
    overlap: Bounds

    @classmethod
    def of(
        cls,
        before: Mapping[str, Tally | LoadTally],
        after: Mapping[str, Tally | LoadTally],
        change: Bounds,
        *,
        is_partition: bool = False,
        united: Mapping[str, str] | None = None,
    ) -> ByPlace | None:
        """Find the parts; ``None`` where the number of members of one is open, or there are none at all.

        Args:
            before: What is known of each municipality in the earlier period, by id.
            after: The same of the later one.
            change: The change of the share of the region.
            is_partition: Whether each member surely is of one municipality, so that there is no rest.
            united: By id one name for all municipalities that lie in the same borders together.
        """
        earlier, later = (_Weighted.of(tallies, united or {}) for tallies in (before, after))
        if earlier is None or later is None:
            return None
        rates, weights, of_places = _NOTHING, _NOTHING, _NOTHING
        for place in {**earlier.shares, **later.shares}:
            # What has nobody in one of the periods has no share there: all of its change is one of weight.
            share_before = earlier.shares.get(place, later.shares.get(place, _NOTHING))
            share_after = later.shares.get(place, share_before)
            weight_before, weight_after = (
                weighted.weights.get(place, Fraction(0)) for weighted in (earlier, later)
            )
            if place in earlier.shares and place in later.shares:
                mean_weight = (weight_before + weight_after) / 2
                rates = _sum(rates, _times(_less(share_after, share_before), mean_weight))
                half = (weight_after - weight_before) / 2
                weights = _sum(weights, _sum(_times(share_before, half), _times(share_after, half)))
            else:
                weights = _sum(weights, _times(share_after, weight_after - weight_before))
            of_places = _sum(
                of_places,
                _less(_times(share_after, weight_after), _times(share_before, weight_before)),
            )
        overlap = _NOTHING if is_partition else _less(change, of_places)
        return cls(rates=rates, weights=weights, overlap=overlap)


@frozen
class _Weighted:
    """The municipalities that have members: the share of each, and its part in the members of all."""

    shares: Mapping[str, Bounds]
    weights: Mapping[str, Fraction]

    @classmethod
    def of(cls, tallies: Mapping[str, Tally | LoadTally], united: Mapping[str, str]) -> _Weighted | None:
        plain_tallies = {key: tally for key, tally in tallies.items() if isinstance(tally, Tally)}
        peopled = {key: tally for key, tally in plain_tallies.items() if not tally.surely_empty}
        if (
            not peopled
            or len(plain_tallies) < len(tallies)
            or not all(map(_is_of_known_size, peopled.values()))
        ):
            return None
        by_borders: dict[str, list[Tally]] = {}
        for key, tally in peopled.items():
            by_borders.setdefault(united.get(key, key), []).append(tally)
        peopled = {key: _together(parts) for key, parts in by_borders.items()}
        in_all = sum(tally.surely_in for tally in peopled.values())
        shares = {key: tally.share() or _NOTHING for key, tally in peopled.items()}
        return cls(shares, {key: Fraction(tally.surely_in, in_all) for key, tally in peopled.items()})


def _together(tallies: Sequence[Tally]) -> Tally:
    """Add up tallies of a known size."""
    return Tally(
        passed=sum(tally.passed for tally in tallies),
        failed=sum(tally.failed for tally in tallies),
        failed_or_passed=sum(tally.failed_or_passed for tally in tallies),
    )


def _sum(first: Bounds, second: Bounds) -> Bounds:
    is_limited = first.high is not None and second.high is not None
    return Bounds(first.low + second.low, (first.high or 0) + (second.high or 0) if is_limited else None)


def _less(later: Bounds, earlier: Bounds) -> Bounds:
    """Subtract a share, which has both ends."""
    subtracted = difference(later, earlier)
    assert subtracted is not None  # noqa: S101  # a share has both ends
    return Bounds(subtracted.low, subtracted.high)


def _times(share: Bounds, factor: Fraction) -> Bounds:
    low, high = sorted((share.low * factor, (share.high or 0) * factor))
    return Bounds(low, high)
