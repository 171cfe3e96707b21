"""What a claim says in numbers: whether these can be, and what they say of a target."""

from __future__ import annotations

from fractions import Fraction

from rnms.audit.printed import Printed, sizes_behind
from rnms.audit.subjects import Subject, scale_of
from rnms.indicators.counts import Count, Ratio, Scale, Share, Times
from rnms.indicators.loads import Load, Statistic
from rnms.indicators.over_periods import Measure
from rnms.indicators.tally import Reason
from rnms.logic.walks import is_existence
from rnms.model.norm import Bounds, Norm, Verdict
from rnms.model.returns import Claim


def number_text(claim: Claim, subject: Subject) -> str | None:
    """Find the printed number that was rounded: a share; of a mean a whole number, too."""
    if claim.share is not None:
        return claim.share
    measure = subject.measure
    # Beside a share stands how many pass, be they a part of the others or not.
    is_of_share = isinstance(measure, Share) or (
        isinstance(measure, Ratio) and measure.scale is Scale.PERCENT
    )
    return None if claim.count is None or is_of_share or is_whole(measure) else str(claim.count)


def is_whole(measure: Measure | None) -> bool:
    """Tell whether a value is a whole number whatever is counted, so that nothing of it was rounded.

    >>> from rnms import regions
    >>> [is_whole(part.measure) for part in regions.get("ugra").indicator("6.3.1").parts()]
    [False, True]
    """
    if isinstance(measure, Load):
        is_one_load = measure.statistic in {Statistic.LARGEST, Statistic.SMALLEST, Statistic.TOTAL}
        carrying = measure.carrying.where
        return is_one_load and is_existence(carrying) and carrying.adding is None
    return isinstance(measure, Count | Times)


def printed_share(claim: Claim, subject: Subject | None) -> tuple[Printed, bool] | None:
    """Read the share that a claim prints, and tell whether it is one; a mean is none."""
    if claim.share is None:
        return None
    is_share = scale_of(subject) is Scale.PERCENT or "%" in claim.share or "процент" in claim.share
    return Printed.of(claim.share, is_share=is_share), is_share


def impossible(claim: Claim, subject: Subject | None) -> Reason | None:
    """Say why no whole numbers satisfy a claim, however it was rounded; ``None`` where some do.

    >>> from rnms.model import Claim, Quote
    >>> quote = Quote(document="", line=0, text="14 (95 %)")
    >>> impossible(Claim(period=2023, quote=quote, key="x", count=14, share="95 %"), None)
    Reason('audit-no-integers-of-count', ('95 %', '14'))
    """
    if claim.count is not None and claim.among is not None and claim.count > claim.among:
        return Reason(code="audit-count-above-among", about=(str(claim.count), str(claim.among)))
    share = printed_share(claim, subject)
    if share is None:
        return None
    printed, is_share = share
    for _, norm in printed.norms():
        if sizes_behind(claim.count, claim.among, norm, is_part=is_share) is not None:
            return None
    printed_numbers = {"count": claim.count, "size": claim.among}
    numbers = {name: str(number) for name, number in printed_numbers.items() if number is not None}
    which = "both" if len(numbers) > 1 else "".join(numbers)
    code = f"audit-no-integers-of-{which}" if which else "audit-no-integers"
    return Reason(code=code, about=(claim.share or "", *numbers.values()))


def verdict_of_numbers(claim: Claim, norm: Norm | None, subject: Subject) -> Verdict | None:
    """Judge the numbers of a claim by a target; ``None`` where a rounding or nothing decides."""
    measure = subject.measure
    if norm is None or measure is None:
        return None
    if claim.holds is not None:
        return norm.verdict(Bounds.exact(int(claim.holds)))
    if isinstance(measure, Share) and claim.count is not None and claim.among:
        return norm.verdict(Bounds.exact(Fraction(claim.count, claim.among)))
    if is_whole(measure) and claim.share is None:
        return None if claim.count is None else norm.verdict(Bounds.exact(claim.count))
    text = number_text(claim, subject)
    if text is None:
        return None
    is_share = measure.scale is Scale.PERCENT
    count = claim.count if isinstance(measure, Share) else None
    admitted = (
        _values(values, is_share=is_share) if count is None else _shares(count, values)
        for _, values in Printed.of(text, is_share=is_share).norms()
    )
    verdicts = {norm.verdict(values) for values in admitted if values is not None}
    return verdicts.pop() if len(verdicts) == 1 else None


def _shares(count: int, norm: Norm) -> Bounds | None:
    """Find the shares that so many are of the numbers of which a norm admits them; ``None`` of none."""
    sizes = sizes_behind(count, None, norm)
    if sizes is None or count == 0:
        return None if sizes is None else Bounds.exact(0)
    return Bounds(0 if sizes.high is None else Fraction(count, sizes.high), Fraction(count, sizes.low))


def _values(norm: Norm, *, is_share: bool) -> Bounds:
    """Find the values that a norm admits of a share, or of what is not less than 0."""
    whole = Bounds(0, 1 if is_share else None)
    low = 0 if norm.low is None else norm.low
    values = Bounds(low, norm.high, low_open=norm.low_open, high_open=norm.high_open)
    return values.meet(whole) or values
