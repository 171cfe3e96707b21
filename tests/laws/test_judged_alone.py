"""One municipality or organisation judged alone: whoever is named stands in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import rnms
from kit.tabled import KINDS, tabled
from rnms import Figure, Municipality, RegionalSystem, regions
from rnms.errors import NoRecordsError
from rnms.indicators.tally import Tally
from rnms.model.subjects import Organization
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


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_place_judged_alone_is_called_by_its_name(lang: str) -> None:
    """In the heading of every form, and in one read from a file; by its id where it has no name."""
    places = [Municipality(id="a", name="Берёзовский район"), Municipality(id="b", name="")]
    schools = [Organization(id="o", name="СОШ 5", municipality="a")]
    data = RegionalSystem(region="ugra", municipalities=places, organizations=schools)
    named, unnamed = (rnms.evaluate(data, period=2023, municipality=place) for place in ("a", "b"))
    school = rnms.evaluate(data, period=2023, organization="o")

    for report in (named, rnms.Report.from_json(named.to_json())):
        for text in (report.to_text(lang=lang), report.to_markdown(lang=lang), report.to_html(lang=lang)):
            assert "Берёзовский район" in text
            assert " · a" not in text
    assert (named.place, unnamed.place, school.place) == ("Берёзовский район", "b", "СОШ 5")
    assert rnms.evaluate(data, period=2023).place == ""
    assert " · b" in unnamed.to_text(lang=lang)


@pytest.mark.parametrize(
    ("alone", "successors", "code", "about"),
    [
        ("x", ("y",), "off-map", ("2023", "Старый", "Новый")),
        ("x", ("y", "z"), "off-map", ("2023", "Старый", "Новый", "Другой")),
        ("x", (), "off-map-nowhere", ("2023", "Старый")),
        ("y", ("y",), "target-of-region", ()),
    ],
)
def test_of_a_place_that_became_another_that_is_said(
    alone: str, successors: tuple[str, ...], code: str, about: tuple[str, ...]
) -> None:
    """Its numbers were told, and count where it went: it is not what nobody reported."""
    places = [
        Municipality(id="x", name="Старый", end=dt.date(2023, 3, 1), successors=successors),
        Municipality(id="y", name="Новый", start=dt.date(2023, 3, 2)),
        Municipality(id="z", name="Другой"),
    ]
    counts = {"staff": 100, "staff.diagnosed": 20}
    figures = [Figure(key=key, period=2023, municipality="x", count=count) for key, count in counts.items()]
    data = RegionalSystem(region="kirov", municipalities=places, figures=figures)
    report = rnms.evaluate(data, period=2023, only="2.1.1", municipality=alone)
    [reason] = report["2.1.1"].judgements[0].reasons

    assert (reason.code, reason.about) == (code, about)
    assert all(name in report["2.1.1"].reason for name in about[1:])
    assert report.place == ("Старый" if alone == "x" else "Новый")
