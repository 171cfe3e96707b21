"""From an estimate and a target to a verdict, and from the verdicts of parts to that of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.rows import by_source
from kit.strategies import bounds, bounds_of, counts, norms, verdicts
from rnms.indicators.tally import Estimate
from rnms.judge.verdict import judged, of_parts
from rnms.model import Bounds, Norm, Verdict, at_least, at_most, between, percent

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NO_TARGET, NOT_APPLICABLE = Verdict.NO_TARGET, Verdict.NOT_APPLICABLE
NO_DATA, PENDING = Verdict.NO_DATA, Verdict.PENDING

TEN = at_least(percent(10))
BELOW_9 = between(percent(3), percent(8))
ENOUGH = Estimate(bounds=Bounds(percent(10), percent(11)), nonempty=True, empty=False)
TOO_LITTLE = Estimate(bounds=Bounds(percent(8), percent(9)), nonempty=True, empty=False)
OPEN = Estimate(bounds=Bounds(percent(9), percent(11)), nonempty=True, empty=False)
PERHAPS_NOBODY = Estimate(bounds=Bounds(1, 1), nonempty=False, empty=False)
ZERO = Estimate(bounds=None, nonempty=False, empty=True)


def verdict_of(estimate: Estimate, norm: Norm | None, **said: bool) -> Verdict:
    """The verdict where everything is in order, but for what is said."""
    facts = {"reported": True, "has_targets": norm is not None, "running": False, "accrues": False, **said}
    return judged(estimate, norm, **facts)


@pytest.mark.parametrize(
    ("estimate", "norm", "said", "expected", "source"),
    by_source(
        [
            (ENOUGH, TEN, {}, MET, "all that is possible is enough"),
            (TOO_LITTLE, TEN, {}, NOT_MET, "nothing that is possible is enough"),
            (OPEN, TEN, {}, UNDETERMINED, "the missing data decide"),
            (PERHAPS_NOBODY, TEN, {}, UNDETERMINED, "§2: MET demands a surely non-empty population"),
            (PERHAPS_NOBODY, at_most(0), {}, UNDETERMINED, "§2: so does NOT_MET"),
            (ZERO, TEN, {}, NOT_APPLICABLE, "§4: an empty population"),
            (ZERO, None, {}, NOT_APPLICABLE, "an empty population without a target"),
            (ZERO, TEN, {"reported": False}, NOT_APPLICABLE, "known to be empty without a word on it"),
            (ZERO, TEN, {"running": True}, NOT_APPLICABLE, "an empty population in a running period"),
            (OPEN, TEN, {"reported": False}, NO_DATA, "nothing was reported"),
            (OPEN, None, {"reported": False}, NO_DATA, "nothing was reported where the act sets no target"),
            (OPEN, TEN, {"reported": False, "running": True}, PENDING, "nothing was reported yet"),
            (ENOUGH, None, {}, NO_TARGET, "the act sets no target at all"),
            (ENOUGH, None, {"has_targets": True}, NO_TARGET, "it sets none for this period"),
            (OPEN, None, {"has_targets": True, "reported": False}, NO_TARGET, "outside the table of the act"),
            (
                ZERO,
                None,
                {"has_targets": True},
                NO_TARGET,
                "outside the table of the act, and nobody there",
            ),
            (ENOUGH, None, {"running": True}, NO_TARGET, "a running period has no target either"),
            (ENOUGH, TEN, {"running": True}, PENDING, "people may still leave"),
            (TOO_LITTLE, TEN, {"running": True}, PENDING, "people may still come"),
            (OPEN, TEN, {"running": True}, PENDING, "neither is certain"),
            (ENOUGH, TEN, {"running": True, "accrues": True}, MET, "what is reached stays reached"),
            (TOO_LITTLE, TEN, {"running": True, "accrues": True}, PENDING, "it may still be reached"),
            (OPEN, TEN, {"running": True, "accrues": True}, PENDING, "nothing is certain"),
            (
                TOO_LITTLE,
                at_most(percent(10)),
                {"running": True, "accrues": True},
                PENDING,
                "it may still grow",
            ),
            (
                OPEN,
                at_most(percent(8)),
                {"running": True, "accrues": True},
                NOT_MET,
                "too much stays too much",
            ),
            (ENOUGH, between(0, 1), {"running": True, "accrues": True}, PENDING, "it may grow too large"),
            (OPEN, BELOW_9, {"running": True, "accrues": True}, NOT_MET, "above a band it stays above"),
            (PERHAPS_NOBODY, TEN, {"running": True, "accrues": True}, PENDING, "perhaps nobody"),
        ]
    ),
)
def test_worked_examples(
    estimate: Estimate, norm: Norm | None, said: dict[str, Any], expected: Verdict, source: str
) -> None:
    """An estimate, a target and the day of judgement make one verdict."""
    assert expected is verdict_of(estimate, norm, **said), source


@given(norms, bounds)
def test_a_period_that_is_over_is_judged_by_its_norm(norm: Norm, value: Bounds) -> None:
    """Where somebody is counted and the period is over, the norm alone decides."""
    estimate = Estimate(bounds=value, nonempty=True, empty=False)

    assert norm.verdict(value) is verdict_of(estimate, norm)
    assert norm.verdict(value) is verdict_of(estimate, norm, accrues=True)


@given(norms, bounds, bounds_of(counts))
def test_what_is_decided_in_a_running_period_stays_decided(norm: Norm, now: Bounds, growth: Bounds) -> None:
    """A verdict given before the end holds at the end, however much the value has grown."""
    early = verdict_of(Estimate(bounds=now, nonempty=True, empty=False), norm, running=True, accrues=True)
    high = None if now.high is None or growth.high is None else now.high + growth.high
    grown = Estimate(bounds=Bounds(now.low + growth.low, high), nonempty=True, empty=False)

    assert early in (PENDING, verdict_of(grown, norm))


@pytest.mark.parametrize(
    ("parts", "expected", "source"),
    by_source(
        [
            ([MET, MET], MET, "both are met"),
            ([MET, NOT_MET], NOT_MET, "the worst decides"),
            ([UNDETERMINED, NOT_MET], NOT_MET, "what is open cannot make it better"),
            ([PENDING, NOT_MET], NOT_MET, "neither can what still runs"),
            ([NO_DATA, NOT_MET], NOT_MET, "neither can what was not reported"),
            ([MET, UNDETERMINED], UNDETERMINED, "open is worse than met"),
            ([PENDING, UNDETERMINED], UNDETERMINED, "open is worse than running"),
            ([MET, PENDING], PENDING, "running is worse than met"),
            ([MET, NO_DATA], UNDETERMINED, "no data leave it open"),
            ([PENDING, NO_DATA], UNDETERMINED, "no data leave it open, whatever runs"),
            ([NO_DATA, NO_DATA], NO_DATA, "no data at all"),
            ([NO_DATA, NO_TARGET], NO_DATA, "no data of all that is judged"),
            ([NO_DATA, NOT_APPLICABLE], NO_DATA, "no data of all that can be judged"),
            ([MET, NOT_APPLICABLE], MET, "what does not apply is left out"),
            ([NOT_MET, NO_TARGET], NOT_MET, "what has no target is left out"),
            ([UNDETERMINED, NO_TARGET, NOT_APPLICABLE], UNDETERMINED, "both are left out"),
            ([NOT_APPLICABLE, NOT_APPLICABLE], NOT_APPLICABLE, "nothing applies"),
            ([NO_TARGET, NO_TARGET], NO_TARGET, "nothing has a target"),
            ([NO_TARGET, NOT_APPLICABLE], NO_TARGET, "nothing is decided: the first part speaks"),
            ([NOT_APPLICABLE, NO_TARGET], NOT_APPLICABLE, "nothing is decided: the first part speaks"),
        ]
    ),
)
def test_the_worst_part_decides(parts: list[Verdict], expected: Verdict, source: str) -> None:
    """§4: NOT_MET, UNDETERMINED, PENDING, MET, from the worst; what is not judged is left out."""
    assert expected is of_parts(parts), source


several = st.lists(verdicts, min_size=1, max_size=5)


def is_judged(verdict: Verdict) -> bool:
    return verdict not in {NO_TARGET, NOT_APPLICABLE}


@given(several.filter(lambda parts: any(map(is_judged, parts))), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_does_not_matter(parts: Sequence[Verdict], random: Any) -> None:
    """Where anything is judged, the parts may stand in any order."""
    shuffled = list(parts)
    random.shuffle(shuffled)

    assert of_parts(parts) is of_parts(shuffled)


@given(verdicts, st.integers(min_value=1, max_value=4))
def test_parts_that_agree_make_a_whole_that_agrees(verdict: Verdict, times: int) -> None:
    """A whole of one part, or of equal parts, is judged as they are."""
    assert verdict is of_parts([verdict] * times)


@given(several, st.sampled_from([NO_TARGET, NOT_APPLICABLE]))
def test_a_part_that_is_not_judged_changes_nothing(parts: list[Verdict], other: Verdict) -> None:
    """What has no target or does not apply says nothing of the whole, unless it is all there is."""
    assert of_parts(parts) is of_parts([*parts, other])


@given(several, several)
def test_a_whole_is_met_only_if_every_judged_part_is(parts: list[Verdict], more: list[Verdict]) -> None:
    """MET means that no judged part is anything else; NOT_MET that some part is not met."""
    everything = [*parts, *more]
    judged_parts = set(filter(is_judged, everything))

    assert (judged_parts == {MET}) is (of_parts(everything) is MET)
    assert (NOT_MET in everything) is (of_parts(everything) is NOT_MET)
