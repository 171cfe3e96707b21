"""A known breach is a breach: an end that nobody can reach any more decides like an end that is not there.

That an end is open exactly when no outcome reaches it is held against brute force in ``test_tally.py`` and
``test_weighted.py``; here it is followed to the verdict, from every source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.outcomes import outcomes
from kit.rows import by_source
from kit.strategies import tallies
from kit.tabled import KINDS, tabled
from rnms import Tables, Unreported, Verdict, regions
from rnms.indicators import Ratio, Scale, Share
from rnms.indicators.tally import LoadTally, MemberLoad, Tally
from rnms.indicators.vocabulary import diagnostics, methodists, people
from rnms.model import (
    Bounds,
    Diagnostic,
    Employment,
    Figure,
    Municipality,
    Norm,
    Organization,
    OrganizationKind,
    Person,
    Provider,
    RegionalSystem,
    Role,
    at_least,
    at_most,
    less_than,
    more_than,
    percent,
)
from rnms.results import Report
from rnms.results.shortfall import shortfall

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
ALL = at_least(1)
NONE = at_most(0)
ANY_NUMBER = Bounds(0, None)
DIAGNOSED = Share(people.STAFF, diagnostics.DIAGNOSED)
TEACHERS_TO_POOL = Ratio(people.SCHOOL_TEACHERS, methodists.POOL)


@pytest.mark.parametrize(
    ("norm", "bounds", "expected"),
    [
        (ALL, Bounds(0, 1), UNDETERMINED),
        (ALL, Bounds(0, 1, high_open=True), NOT_MET),
        (NONE, Bounds(0, 1, low_open=True), NOT_MET),
        (less_than(1), Bounds(0, 1), UNDETERMINED),
        (less_than(1), Bounds(0, 1, high_open=True), MET),
        (more_than(0), Bounds(0, None), UNDETERMINED),
        (more_than(0), Bounds(0, None, low_open=True), MET),
        (at_least(percent("10.55")), Bounds(percent("10.45"), percent("10.55"), high_open=True), NOT_MET),
        (at_least(percent("10.5")), Bounds(percent("10.45"), percent("10.55"), high_open=True), UNDETERMINED),
        (more_than(percent(10)), Bounds(percent(10), 1, low_open=True), MET),
    ],
)
def test_an_open_end_is_no_value(norm: Norm, bounds: Bounds, expected: Verdict) -> None:
    """An end that is not reached is judged as the values next to it are."""
    assert norm.verdict(bounds) is expected


@given(tallies, st.sampled_from([ALL, NONE, more_than(0), less_than(1), at_least(percent(50))]))
def test_a_share_is_decided_exactly_when_no_outcome_says_otherwise(tally: Tally, norm: Norm) -> None:
    """Every outcome of the undecided is judged alone; the verdict is theirs where they agree."""
    possible = [Fraction(passed, size) for passed, size in outcomes(tally) if size]
    share = tally.share()
    if share is None:
        return
    verdicts = {MET if norm.admits(value) else NOT_MET for value in possible}

    assert norm.verdict(share) is (verdicts.pop() if len(verdicts) == 1 else UNDETERMINED)


@given(tallies)
def test_who_surely_fails_is_short_where_everybody_must_pass(tally: Tally) -> None:
    """The shortfall agrees with the verdict: where a breach is known somebody is missing."""
    share, missing = tally.share(), shortfall([tally], ALL, Scale.PERCENT)
    if share is not None and missing is not None and tally.surely_in:
        assert (missing.low > 0) is (ALL.verdict(share) is NOT_MET)


def loaded(number: int) -> MemberLoad:
    return MemberLoad(sure=True, least=number, most=number)


@pytest.mark.parametrize(
    ("measure", "answers", "norm", "expected", "why"),
    by_source([
        (DIAGNOSED, [Tally(failed=147, anything=None)], ALL, NOT_MET, "147 fail"),
        (DIAGNOSED, [Tally(anything=None)], ALL, UNDETERMINED, "nobody fails"),
        (DIAGNOSED, [Tally(passed=1, anything=None)], NONE, NOT_MET, "one passes"),
        (TEACHERS_TO_POOL, [Tally(passed=1), Tally(out_or_passed=None)], NONE, NOT_MET,
         "one teacher to any number of methodists is more than none"),
        (methodists.MEAN_ATTACHED, [LoadTally(members=[loaded(5)], others=ANY_NUMBER)], NONE, NOT_MET,
         "one carries 5: the mean of any number is more than none"),
        (methodists.MOST_ATTACHED, [LoadTally(members=[loaded(251)], others=ANY_NUMBER)], at_most(250),
         NOT_MET,
         "one carries 251"),
        (methodists.FEWEST_ATTACHED, [LoadTally(members=[loaded(149)], others=ANY_NUMBER)], at_least(150),
         NOT_MET,
         "one carries 149"),
    ]),
)  # fmt: skip
def test_every_measure_knows_a_breach(
    measure: Any, answers: Any, norm: Norm, expected: Verdict, why: str
) -> None:
    """Whatever is missing besides."""
    assert norm.verdict(measure.estimate(answers).bounds) is expected, why


# From the data to the verdict.

DAY = dt.date(2023, 2, 1)
Source = Callable[[int, int], RegionalSystem | Tables]


def everybody_must() -> regions.RegionProfile:
    """Khabarovsk's order, were everybody to be diagnosed."""
    profile = regions.get("khabarovsk")
    diagnosed = profile.indicator("1")
    targets = [attrs.evolve(target, norm=ALL) for target in diagnosed.targets]
    strict = attrs.evolve(diagnosed, targets=targets)
    return attrs.evolve(
        profile, indicators=[strict if one.code == "1" else one for one in profile.indicators]
    )


def staff(diagnosed: int, others: int) -> RegionalSystem:
    """Staff of m1, of whom so many were diagnosed; m2 did not hand in its posts."""
    people = [Person(id=f"p{number}") for number in range(diagnosed + others)]
    return RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=key, name=f"Район {key}") for key in ("m1", "m2")],
        organizations=[Organization(id="s", kind=OrganizationKind.GENERAL, municipality="m1")],
        persons=people,
        employments=[
            Employment(person=person.id, organization="s", role=Role.PEDAGOGICAL, start=dt.date(2020, 9, 1))
            for person in people
        ],
        diagnostics=[
            Diagnostic(id=f"d{number}", person=f"p{number}", date=DAY, provider=Provider.CNPPM)
            for number in range(diagnosed)
        ],
        unreported=[Unreported(entity="employments", municipality="m2")],
    )


def reported(diagnosed: int, others: int) -> RegionalSystem:
    """By figures: of those who were asked so many were diagnosed; nobody knows how many there are."""
    figure = Figure(key="staff.diagnosed", period="2022/2023", count=diagnosed, among=diagnosed + others)
    return RegionalSystem(region="khabarovsk", figures=[figure])


def judged(data: RegionalSystem | Tables) -> Report:
    return rnms.evaluate(data, region=everybody_must(), period=2023, only="1")


def by_tables(kind: str) -> Source:
    return lambda diagnosed, others: tabled(staff(diagnosed, others), KINDS[kind], leave=("municipalities",))


SOURCES: dict[str, Source] = {
    "records": staff,
    "figures": reported,
    "polars": by_tables("polars"),
    "duckdb": by_tables("duckdb"),
}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("diagnosed", "others", "expected"),
    [(3, 147, NOT_MET), (3, 1, NOT_MET), (0, 1, NOT_MET), (3, 0, UNDETERMINED)],
)
def test_a_silent_municipality_hides_no_breach(
    source: str, diagnosed: int, others: int, expected: Verdict
) -> None:
    """Of «every one» a single known violator breaks it, whoever is silent; without one it is open."""
    report = judged(SOURCES[source](diagnosed, others))
    result = report["1"]

    assert (result.verdict, result.value) == (expected, Bounds(0, 1))
    if expected is NOT_MET:
        assert f"точно не выполняют: {others}" in result.reason
        assert "0–<100" in report.to_text()
    assert Report.from_json(report.to_json())["1"].value.high_open is (expected is NOT_MET)  # type: ignore[union-attr]
