"""Some to nobody are more than any number: that breaks an upper limit, and nobody to nobody breaks none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

import rnms
from kit.tabled import KINDS, tabled
from rnms import RegionalSystem, Tables, Verdict
from rnms.indicators import Ratio
from rnms.indicators.tally import Tally
from rnms.indicators.vocabulary import methodists, programmes
from rnms.judge.verdict import judged
from rnms.model import (
    Adoption,
    AdoptionKind,
    Employment,
    Organization,
    OrganizationKind,
    Person,
    Role,
)
from rnms.model.norm import Norm, at_least, at_most, percent
from rnms.model.system import record_classes
from rnms.render import words

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NOT_APPLICABLE = Verdict.NOT_APPLICABLE
LOAD = methodists.TEACHERS_PER_MEMBER
SHARE = programmes.REGISTER_PROGRAMMES_OF_ALL_EVER

RATIOS = [
    # measure, how many, to how many, norm, verdict
    (LOAD, Tally(passed=100), Tally(), at_most(100), NOT_MET, "0 >= 1 is false (spec l. 474)"),
    (LOAD, Tally(passed=1), Tally(), at_most(100), NOT_MET, "one teacher needs one member"),
    (LOAD, Tally(), Tally(), at_most(100), NOT_APPLICABLE, "nobody needs nobody"),
    (LOAD, Tally(), Tally(passed=1), at_most(100), MET, "0 to 1"),
    (LOAD, Tally(out_or_passed=5), Tally(), at_most(100), UNDETERMINED, "perhaps there is a teacher"),
    (LOAD, Tally(passed=1), Tally(), at_least(3), MET, "above every number"),
    (LOAD, Tally(passed=500), Tally(out_or_passed=4), at_most(100), NOT_MET, "500 to 4 at best"),
    (LOAD, Tally(passed=500), Tally(out_or_passed=5), at_most(100), UNDETERMINED, "500 to 5, or to none"),
    (SHARE, Tally(passed=5), Tally(), at_least(percent(20)), NOT_APPLICABLE, "a part of nobody is no share"),
]


@pytest.mark.parametrize(("measure", "count", "per", "norm", "verdict", "why"), RATIOS)
def test_a_ratio_to_nobody(
    measure: Ratio, count: Tally, per: Tally, norm: Norm, verdict: Verdict, why: str
) -> None:
    estimate = measure.estimate([count, per])

    found = judged(estimate, norm, reported=True, has_targets=True, running=False, accrues=False)
    assert found is verdict, why


def krai(teachers: int) -> RegionalSystem:
    """A krai whose bank was approved with nobody in it."""
    kept: Mapping[str, tuple[()]] = dict.fromkeys(record_classes(), ())
    given: dict[str, object] = {
        "organizations": [Organization(id="s", kind=OrganizationKind.GENERAL)],
        "persons": [Person(id=f"t{number}") for number in range(teachers)],
        "employments": [
            Employment(
                person=f"t{number}",
                organization="s",
                role=Role.PEDAGOGICAL,
                start=dt.date(2020, 9, 1),
            )
            for number in range(teachers)
        ],
        "adoptions": [Adoption(kind=AdoptionKind.METHODIST_POOL, start=dt.date(2022, 9, 1))],
    }
    return RegionalSystem(region="khabarovsk", **{**kept, **given})  # type: ignore[arg-type]


def figures(teachers: int) -> RegionalSystem:
    said = {"pool": 0, "school_teachers": teachers, "region.pool_formed": True}
    return rnms.from_figures(said, region="khabarovsk", period="2022/2023")


@pytest.mark.parametrize(("teachers", "verdict", "part"), [(0, MET, NOT_APPLICABLE), (7, NOT_MET, NOT_MET)])
@pytest.mark.parametrize("source", ["records", "tables", "figures"])
def test_a_bank_without_anybody_is_too_small_for_one_teacher(
    source: str, teachers: int, verdict: Verdict, part: Verdict
) -> None:
    """000 row 4: no more than a hundred teachers to one member of the bank."""
    data: RegionalSystem | Tables = figures(teachers) if source == "figures" else krai(teachers)
    if source == "tables":
        assert isinstance(data, RegionalSystem)
        data = tabled(data, KINDS["polars"])
    report = rnms.evaluate(data, period=2023)

    assert (report["4"].verdict, report.requirement("S-KHB-02").verdict) == (verdict, verdict)
    load = next(one for one in report["4"].components if one.name == "load")
    assert load.verdict is part
    if part is NOT_MET:
        assert load.value is not None
        assert (load.value.high, [why.code for why in load.reasons]) == (None, ["unlimited"])
        assert "делить не на кого" in words.reason(load)
