"""Norms and bounds: what an act demands, what is known, and the verdict between the two.

Exact arithmetic only. Knows no region, no file and no calendar.
"""

from __future__ import annotations

import enum
from fractions import Fraction
from typing import Any

import attrs

from rnms._values import frozen
from rnms.model.checked import TRANSIENT, checked
from rnms.showing import Shown, in_short

Exact = int | Fraction


class Verdict(enum.Enum):
    """What the data say about a norm.

    * ``MET`` / ``NOT_MET``: whatever the missing data turn out to be.
    * ``UNDETERMINED``: the missing data could decide either way.
    * ``NO_TARGET``: the act sets none for this period, or its value is lost; the reason tells which.
    * ``NOT_APPLICABLE``: nobody is there to be counted, or a part is more than its whole.
    * ``NO_DATA``: nothing was reported that bears on it.
    * ``PENDING``: the period still runs and nothing certain decides.

    >>> Verdict("undetermined") is at_least(1).verdict(Bounds(0, 1))
    True
    """

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NO_TARGET = "no_target"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"
    PENDING = "pending"


def exact(value: Exact) -> Exact:
    """Pass an exact number through; a float or a bool is refused.

    >>> exact(3)
    3

    Raises:
        TypeError: If the value is neither ``int`` nor ``Fraction``.
    """
    # As nearly all are.
    if type(value) is int:
        return value
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise TypeError(
            f"{in_short(value)} is not exact: give an int or a Fraction, or write percent('10.5')"
        )
    return value


def exact_or_none(value: Exact | None) -> Exact | None:
    """Pass an exact number or ``None`` through; a float or a bool is refused.

    >>> exact_or_none(None) is None
    True
    """
    return None if value is None else exact(value)


def percent(value: int | str | Fraction) -> Fraction:
    """Write a share as the act prints it.

    >>> percent(60), percent("37,5")
    (Fraction(3, 5), Fraction(3, 8))

    Raises:
        TypeError: If a float is given: 0.1 is not a tenth.
        ValueError: If the text is no number.
    """
    if isinstance(value, str):
        try:
            return Fraction(value.replace(",", ".")) / 100
        except (ValueError, ZeroDivisionError):
            raise ValueError(f"{value!r} is no number; write percent('37,5')") from None
    return Fraction(exact(value)) / 100


@frozen(repr=False)
class Bounds(Shown):
    r"""The least and the greatest value that the known facts leave open.

    An end is included unless it is open: no completion of the facts reaches an open end, although some come
    as near as one likes. With one sure failure among any number of members a share stays below 1. Bounds are
    equal when their ends are, open or not.

    >>> Bounds(Fraction(15, 19), 1)
    Bounds(low=Fraction(15, 19), high=1)
    >>> Bounds.exact(12) in Bounds(10, None)
    True
    >>> 1 in Bounds(0, 1, high_open=True)
    False

    As text a share is in per cent, any other number as it is; a format is that of each end:

    >>> str(Bounds(Fraction(15, 19), 1, is_share=True)), str(Bounds(Fraction(15, 19), 1))
    ('78,9–100\xa0%', '0,789–1')
    >>> format(Bounds(Fraction(15, 19), 1), ".2%")
    '78.95–100.00%'

    Attributes:
        low: The least value.
        high: The greatest value; ``None`` when nothing limits it.
        low_open: Whether ``low`` itself cannot be reached.
        high_open: Whether ``high`` itself cannot be reached; without an end there is nothing to reach.
        is_share: Whether it is written in per cent. The value of a judgement knows what it is; in files its
            scale says so.

    Raises:
        TypeError: If an end is a float or a bool.
        ValueError: If no value lies between the ends.
    """

    low: Exact = attrs.field(converter=exact)
    high: Exact | None = attrs.field(converter=exact_or_none)
    # What is known of an end makes it no other end: a share ranges over [0, 1] whether 1 is reached or not.
    low_open: bool = attrs.field(default=False, kw_only=True, eq=False)
    high_open: bool = attrs.field(default=False, kw_only=True, eq=False)
    is_share: bool = attrs.field(default=False, kw_only=True, eq=False, metadata=TRANSIENT)

    def __attrs_post_init__(self) -> None:
        if self.high is None:
            if self.high_open:
                raise ValueError("there is no end to be open: give high, or leave high_open out")
            return
        if self.high < self.low:
            raise ValueError(f"no value lies between {self.low} and {self.high}: low exceeds high")
        if self.high == self.low and (self.low_open or self.high_open):
            raise ValueError(f"no value is left: {self.low} is both ends, and an open one")

    @classmethod
    def exact(cls, value: Exact) -> Bounds:
        """Make the bounds of a value that is known."""
        return cls(value, value)

    @property
    def is_exact(self) -> bool:
        """Whether a single value is left."""
        return self.low == self.high

    def __contains__(self, other: Exact | Bounds) -> bool:
        if not isinstance(other, Bounds):
            other = Bounds.exact(other)
        lower = _lower_end(self) <= _lower_end(other)
        return lower and (
            self.high is None or (other.high is not None and _upper_end(other) <= _upper_end(self))
        )

    def meet(self, other: Bounds) -> Bounds | None:
        """Intersect two bounds; ``None`` when they contradict each other."""
        if _lies_below(self, other) or _lies_below(other, self):
            return None
        lower = max(self, other, key=_lower_end)
        upper = min(
            (interval for interval in (self, other) if interval.high is not None),
            key=_upper_end,
            default=self,
        )
        if lower is upper or (lower is other and other.high == upper.high and upper.high is None):
            return lower
        return Bounds(
            lower.low,
            upper.high,
            low_open=lower.low_open,
            high_open=upper.high_open,
            is_share=self.is_share or other.is_share,
        )

    def __str__(self) -> str:
        from rnms.render.words import bounds_alone

        return bounds_alone(self)

    def __format__(self, spec: str) -> str:
        from rnms.render.words import bounds_formatted

        return bounds_formatted(self, spec) if spec else str(self)

    def __repr__(self) -> str:
        open_ends = "".join(f", {name}=True" for name in ("low_open", "high_open") if getattr(self, name))
        return f"Bounds(low={self.low!r}, high={self.high!r}{open_ends})"


@frozen(kw_only=True, field_transformer=checked)
class Norm:
    """The values that an act admits, from ``low`` to ``high``.

    >>> at_least(percent(60)).verdict(Bounds(percent(58), percent(64)))
    <Verdict.UNDETERMINED: 'undetermined'>

    Attributes:
        low: The least admitted value; ``None`` when there is none.
        high: The greatest admitted value; ``None`` when there is none.
        low_open: Whether ``low`` itself is refused.
        high_open: Whether ``high`` itself is refused.

    Raises:
        ValueError: If it admits everything or nothing.
    """

    low: Exact | None = attrs.field(default=None, converter=exact_or_none)
    high: Exact | None = attrs.field(default=None, converter=exact_or_none)
    low_open: bool = False
    high_open: bool = False

    def __attrs_post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a norm without ends admits everything: give low, high or both")
        if self.low is not None and self.high is not None:
            open_end = self.low_open or self.high_open
            if self.high < self.low or (open_end and self.low == self.high):
                raise ValueError(f"a norm from {self.low} to {self.high} admits nothing")

    def admits(self, value: Exact) -> bool:
        """Tell whether the act admits a value; compared exactly, never rounded.

        >>> at_least(percent(10)).admits(Fraction(1999, 20000))
        False

        Raises:
            TypeError: If the value is a float or a bool.
        """
        return self.verdict(Bounds.exact(value)) is Verdict.MET

    def covers(self, other: Norm) -> bool:
        """Tell whether it admits every value that another norm admits, so that the other is as strict.

        >>> at_least(5).covers(at_least(6)), at_least(5).covers(more_than(4))
        (True, False)
        """
        is_low_kept = self.low is None or (other.low is not None and _lower_end(other) >= _lower_end(self))
        is_high_kept = self.high is None or (other.high is not None and _upper_end(other) <= _upper_end(self))
        return is_low_kept and is_high_kept

    def verdict(self, bounds: Bounds) -> Verdict:
        """Judge what is known: MET or NOT_MET only when every possible value says so.

        >>> at_least(1).verdict(Bounds(0, 1, high_open=True))
        <Verdict.NOT_MET: 'not_met'>
        """
        high_enough = self.low is None or _lower_end(bounds) >= _lower_end(self)
        low_enough = self.high is None or (bounds.high is not None and _upper_end(bounds) <= _upper_end(self))
        if high_enough and low_enough:
            return Verdict.MET
        if _lies_below(bounds, self) or _lies_below(self, bounds):
            return Verdict.NOT_MET
        return Verdict.UNDETERMINED


Interval = Bounds | Norm


def _lower_end(interval: Interval) -> tuple[Any, bool]:
    """Make a key that sorts lower ends: an open end stands behind a closed one of the same number."""
    return interval.low, interval.low_open


def _upper_end(interval: Interval) -> tuple[Any, bool]:
    """Make a key that sorts upper ends: an open end stands before a closed one of the same number."""
    return interval.high, not interval.high_open


def _lies_below(lower: Interval, upper: Interval) -> bool:
    """Tell whether every value of the one is less than every value of the other."""
    if lower.high is None or upper.low is None:
        return False
    return lower.high < upper.low or (lower.high == upper.low and (lower.high_open or upper.low_open))


def at_least(value: Exact) -> Norm:
    """«Не менее»: the value itself is enough.

    >>> at_least(percent(10)).verdict(Bounds.exact(percent("10.5")))
    <Verdict.MET: 'met'>
    """
    return Norm(low=value)


def at_most(value: Exact) -> Norm:
    """«Не более»: the value itself is still admitted.

    >>> at_most(100).verdict(Bounds(90, 120))
    <Verdict.UNDETERMINED: 'undetermined'>
    """
    return Norm(high=value)


def more_than(value: Exact) -> Norm:
    """«Более»: the value itself is not enough.

    >>> more_than(percent(10)).verdict(Bounds.exact(percent(10)))
    <Verdict.NOT_MET: 'not_met'>
    """
    return Norm(low=value, low_open=True)


def less_than(value: Exact) -> Norm:
    """«Менее»: the value itself is too much.

    >>> less_than(5).verdict(Bounds.exact(4))
    <Verdict.MET: 'met'>
    """
    return Norm(high=value, high_open=True)


def between(low: Exact, high: Exact) -> Norm:
    """«От … до …», both ends admitted.

    >>> between(150, 250).verdict(Bounds.exact(200))
    <Verdict.MET: 'met'>
    """
    return Norm(low=low, high=high)


YES = at_least(1)
"""The norm of a yes/no indicator: a share over one member, the region, that must be whole."""
