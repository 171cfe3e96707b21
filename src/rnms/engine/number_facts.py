"""Facts about one number: its bounds, the figures behind them, and what all of them leave open."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rnms._values import frozen
from rnms.indicators.tally import Number
from rnms.model.norm import Bounds, Exact

ANY_NUMBER = Bounds(0, None)
SOMEBODY = Bounds(1, None)
Figures = frozenset[int]
"""Figures by their index."""
NO_FIGURES: Figures = frozenset()


@frozen(kw_only=True)
class KnownNumber:
    """The bounds of a number, and the figures that give them.

    Attributes:
        bounds: The number.
        low_from: The figures that give the low end.
        high_from: The figures that give the high end.
    """

    bounds: Bounds
    low_from: Figures = NO_FIGURES
    high_from: Figures = NO_FIGURES


NOTHING_KNOWN = KnownNumber(bounds=ANY_NUMBER)


@frozen(kw_only=True)
class NumberFact:
    """The bounds that one source gives to a number.

    Attributes:
        bounds: The number, such as of those who pass.
        failing: How many surely fail.
        failing_most: How many fail at most; ``None`` where only the size limits it.
        asked: How many of them were asked at most; ``None`` when it may be all.
        stated: The share as printed, where no count stands beside it.
        figure: The index of the figure that says so; ``None`` when it was inferred.
        low_from: The figures that give the low end.
        high_from: The figures that give the high end.
        failing_from: The figures that tell who fails.
    """

    bounds: Bounds
    failing: int = 0
    failing_most: Number = None
    asked: Number = None
    stated: Bounds | None = None
    figure: int | None = None
    low_from: Figures = NO_FIGURES
    high_from: Figures = NO_FIGURES
    failing_from: Figures = NO_FIGURES

    @classmethod
    def said(cls, bounds: Bounds, figure: int) -> NumberFact:
        """Make a fact that a figure says without regard to any other."""
        alone = frozenset([figure])
        return cls(bounds=bounds, figure=figure, low_from=alone, high_from=alone)

    @classmethod
    def of(cls, known: KnownNumber) -> NumberFact:
        """Make a fact that follows from other numbers."""
        return cls(bounds=known.bounds, low_from=known.low_from, high_from=known.high_from)

    def against(self, other: NumberFact) -> tuple[Figures, Figures] | None:
        """Find the figures of each side by which the two cannot both be true; ``None`` when they can."""
        shares = (self.stated, other.stated)
        if shares[0] is not None and shares[1] is not None and shares[0].meet(shares[1]) is None:
            return _itself(self.figure), _itself(other.figure)
        if self.bounds.meet(other.bounds) is not None:
            return None
        if other.bounds.high is not None and self.bounds.low > other.bounds.high:
            return self.low_from, other.high_from
        return self.high_from, other.low_from


def _itself(figure: int | None) -> Figures:
    return NO_FIGURES if figure is None else frozenset([figure])


@frozen(kw_only=True)
class Reconciliation:
    """The result of all facts about one number.

    Attributes:
        known: What those that are believed leave open.
        refused: The facts that are not believed.
        named: The figures that contradict each other.
        behind_refused: Those of them by which the facts that are not believed contradict others.
        is_against_given: Whether one contradicts what is given without figures.
    """

    known: KnownNumber
    refused: tuple[NumberFact, ...] = ()
    named: Figures = NO_FIGURES
    behind_refused: Figures = NO_FIGURES
    is_against_given: bool = False

    @property
    def figures(self) -> Figures:
        """The figures of this very number that are not believed."""
        return frozenset(fact.figure for fact in self.refused if fact.figure is not None)


def reconcile(base: KnownNumber, facts: Sequence[NumberFact]) -> Reconciliation:
    """Find what all facts leave open, and those that contradict another or what is given.

    Intervals have a common point when each two of them have one, so what remains always meets.
    """
    # Most facts leave everything open, and contradict nothing.
    facts = [fact for fact in facts if fact.bounds != ANY_NUMBER or fact.stated is not None]
    if not facts:
        return Reconciliation(known=base)
    # And most are alone.
    if len(facts) == 1 and (narrowed := narrowed_by(base, facts[0])) is not None:
        return Reconciliation(known=narrowed)
    # A file may say the same a thousand times, or a thousand things of one number.
    # Bounds are equal whether an end is open or not, which their text tells.
    rivals = {(fact.bounds, repr(fact.stated)): fact for fact in facts}.values()
    exclude = _excluded_by_order if all(map(_is_plain, facts)) else _excluded_one_by_one
    excluded = exclude(base, facts, rivals)
    out = set(excluded.refused)
    common: KnownNumber | None = base
    for fact in facts:
        if fact not in out:
            common = None if common is None else narrowed_by(common, fact)
    assert common is not None  # noqa: S101  # see above
    return Reconciliation(
        known=common,
        refused=excluded.refused,
        named=excluded.own_sides | excluded.other_sides,
        behind_refused=excluded.own_sides,
        is_against_given=excluded.is_against_given,
    )


@frozen(kw_only=True)
class _Excluded:
    """The facts that exclude each other or what is given, and the figures of either side by which they do."""

    refused: tuple[NumberFact, ...]
    own_sides: Figures
    other_sides: Figures
    is_against_given: bool


def _is_plain(fact: NumberFact) -> bool:
    """Tell whether a fact is of a number alone whose ends can be reached."""
    bounds = fact.bounds
    return fact.stated is None and not (bounds.low_open or bounds.high_open)


def _excluded_by_order(
    base: KnownNumber, facts: Sequence[NumberFact], rivals: Collection[NumberFact]
) -> _Excluded:
    """Find the facts that exclude each other, where only that one lies below another makes them.

    So each is held against the least high end and the greatest low one, not against all others.
    """
    source = NumberFact.of(base)
    least_high = min((fact.bounds.high for fact in rivals if fact.bounds.high is not None), default=None)
    greatest_low = max(fact.bounds.low for fact in rivals)
    refused: list[NumberFact] = []
    own_sides: set[int] = set()
    given_sides: Figures = NO_FIGURES
    is_against_given = False
    for fact in facts:
        is_above = least_high is not None and fact.bounds.low > least_high
        is_below = fact.bounds.high is not None and fact.bounds.high < greatest_low
        # The other side of each pair is itself a fact that is refused, and so named by its own side.
        own_sides.update(fact.low_from if is_above else (), fact.high_from if is_below else ())
        sides = fact.against(source)
        if sides is not None:
            is_against_given = True
            own_sides |= sides[0]
            given_sides |= sides[1]
        if sides is not None or is_above or is_below:
            refused.append(fact)
    return _Excluded(
        refused=tuple(refused),
        own_sides=frozenset(own_sides),
        other_sides=given_sides,
        is_against_given=is_against_given,
    )


def _excluded_one_by_one(
    base: KnownNumber, facts: Sequence[NumberFact], rivals: Collection[NumberFact]
) -> _Excluded:
    """Find the facts that exclude each other, each held against all others."""
    source = NumberFact.of(base)
    refused: list[NumberFact] = []
    own_sides: Figures = NO_FIGURES
    other_sides: Figures = NO_FIGURES
    is_against_given = False
    for fact in facts:
        against = [
            (rival, sides)
            for rival in rivals
            if rival is not fact and (sides := fact.against(rival)) is not None
        ]
        if (sides := fact.against(source)) is not None:
            is_against_given = True
            against.append((source, sides))
        if against:
            refused.append(fact)
            own_sides = own_sides.union(*(own for _, (own, _) in against))
            other_sides = other_sides.union(*(other for _, (_, other) in against))
    return _Excluded(
        refused=tuple(refused),
        own_sides=own_sides,
        other_sides=other_sides,
        is_against_given=is_against_given,
    )


def narrowed_by(number: KnownNumber, fact: NumberFact) -> KnownNumber | None:
    """Narrow what is known of a number by a fact; ``None`` where the two exclude each other."""
    bounds = number.bounds.meet(fact.bounds)
    if bounds is None:
        return None
    return KnownNumber(
        bounds=bounds,
        low_from=number.low_from if bounds.low == number.bounds.low else fact.low_from,
        high_from=number.high_from if bounds.high == number.bounds.high else fact.high_from,
    )


def minus(high: Exact | None, low: int) -> Number:
    """Subtract from a high end, which may be open."""
    return None if high is None else int(high) - low
