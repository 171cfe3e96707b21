"""One municipality or organisation judged alone: whoever is named stands in it."""

from __future__ import annotations

from typing import Any

import pytest

import rnms
from kit.tabled import KINDS, tabled
from rnms import regions
from rnms.errors import NoRecordsError
from rnms.indicators.tally import Tally
from rnms.testing import invented_region

REGIONS = regions.available()


def _forms(region: str) -> dict[str, Any]:
    data = invented_region(region=region, staff=40, municipalities=3, faults=0.2)
    return {"records": data, "polars": tabled(data, KINDS["polars"])}


@pytest.mark.parametrize("form", ["records", "polars"])
@pytest.mark.parametrize("region", REGIONS)
def test_as_many_are_listed_as_are_counted(region: str, form: str) -> None:
    """Of the region there are more: of one municipality those of the others are none of its members."""
    data, counted = _forms(region)[form], 0
    for place in invented_region(region=region, staff=40, municipalities=3, faults=0.2).municipalities or ():
        for result in rnms.evaluate(data, period=2023, municipality=place.id).results:
            [judgement, *_] = result.judgements
            if len(judgement.tallies) != 1 or not isinstance(judgement.tallies[0], Tally):
                continue
            try:
                failed = result.who("failed")
            except NoRecordsError:
                continue
            assert len(failed) == judgement.tallies[0].failed, (place.id, result.code)
            counted += len(failed)
    assert counted or region == "amur"


@pytest.mark.parametrize("region", REGIONS)
def test_of_a_duty_nobody_else_is_named(region: str) -> None:
    """Who breaks it in one municipality breaks it in the region, and in no other municipality."""
    data = invented_region(region=region, staff=40, municipalities=3, faults=0.2)
    whole = {finding.code: finding for finding in rnms.evaluate(data, period=2023).requirements}
    named: dict[str, list[str]] = {}
    for place in data.municipalities or ():
        for finding in rnms.evaluate(data, period=2023, municipality=place.id).requirements:
            named.setdefault(finding.code, []).extend(finding.failed)
    for code, failed in named.items():
        assert {*failed} <= {*whole[code].failed}, code
        assert len(failed) == len({*failed}), code


def test_members_that_nothing_places_are_those_of_no_municipality() -> None:
    """An attachment is of no municipality: of one alone it is not told, and nothing is listed for it."""
    data = invented_region(region="ugra", staff=40, municipalities=3, faults=0.2)
    [finding] = [
        one
        for one in rnms.evaluate(data, period=2023, municipality="m1").requirements
        if one.code == "S-UGR-10"
    ]

    assert rnms.evaluate(data, period=2023).requirement("S-UGR-10").failed
    assert not finding.failed
