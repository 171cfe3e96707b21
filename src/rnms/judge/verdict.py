"""From an estimate and a target to a verdict, and from the verdicts of parts to that of the whole."""

from __future__ import annotations

from collections.abc import Sequence

from rnms.indicators.tally import Estimate
from rnms.model.norm import Bounds, Norm, Verdict

DECIDED = (Verdict.MET, Verdict.NOT_MET)
"""The verdicts that no further answer can change."""
_FROM_THE_WORST = (Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.PENDING, Verdict.MET)


def judged(
    estimate: Estimate, norm: Norm | None, *, reported: bool, has_targets: bool, running: bool, accrues: bool
) -> Verdict:
    """Judge an estimate.

    Args:
        estimate: What is known of the value.
        norm: What the act demands for the period; ``None`` where it demands nothing then.
        reported: Whether anything bears on the value at all.
        has_targets: Whether the act demands anything in some period. Then a period without a target is
            outside its table, whatever was reported.
        running: Whether the period was not over on the day of judgement.
        accrues: Whether what is reached stays reached.
    """
    if norm is None and has_targets:
        return Verdict.NO_TARGET
    if estimate.empty:
        return Verdict.NOT_APPLICABLE
    verdict = _of_estimate(estimate, norm)
    is_final = accrues and norm is not None and estimate.bounds and _is_final(verdict, norm, estimate.bounds)
    if running and norm is not None and not estimate.over_whole and not is_final:
        verdict = Verdict.PENDING
    if reported or verdict in DECIDED:
        return verdict
    return Verdict.PENDING if running else Verdict.NO_DATA


def _of_estimate(estimate: Estimate, norm: Norm | None) -> Verdict:
    """Judge a value by what is known of it, as if its period were over."""
    if estimate.over_whole:
        return Verdict.NOT_APPLICABLE
    if norm is None:
        return Verdict.NO_TARGET
    if estimate.unlimited:
        return Verdict.MET if norm.high is None else Verdict.NOT_MET
    # A share that may exceed the whole may turn out to be no value, so no verdict on it is certain.
    is_certain = estimate.nonempty and estimate.over_whole is False
    return norm.verdict(estimate.bounds) if is_certain and estimate.bounds else Verdict.UNDETERMINED


def _is_final(verdict: Verdict, norm: Norm, bounds: Bounds) -> bool:
    """Tell whether a value that can only grow keeps this verdict: it never comes back under an upper end."""
    if norm.high is None:
        return verdict is Verdict.MET
    return Norm(high=norm.high, high_open=norm.high_open).verdict(bounds) is Verdict.NOT_MET


def of_parts(verdicts: Sequence[Verdict]) -> Verdict:
    """Judge a whole: the worst of its parts; those that are not judged are left out.

    >>> of_parts([Verdict.MET, Verdict.NO_DATA])
    <Verdict.UNDETERMINED: 'undetermined'>
    """
    decided = [v for v in verdicts if v not in {Verdict.NOT_APPLICABLE, Verdict.NO_TARGET}]
    if not decided:
        return verdicts[0]
    if all(verdict is Verdict.NO_DATA for verdict in decided):
        return Verdict.NO_DATA
    present = {Verdict.UNDETERMINED if verdict is Verdict.NO_DATA else verdict for verdict in decided}
    return next(verdict for verdict in _FROM_THE_WORST if verdict in present)
