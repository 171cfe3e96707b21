"""Who may be a regional methodist in Ugra: each rule of clauses 2.1 and 4.2.4 for itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from kit.rows import by_source
from rnms import RegionalSystem
from rnms.judge import eligibility
from rnms.model import (
    Affiliation,
    Attestation,
    Category,
    Diagnostic,
    Employment,
    Enrolment,
    Methodist,
    Organization,
    OrganizationKind,
    Person,
    PoolLevel,
    Programme,
    ProgrammeKind,
    Role,
)

DAY = dt.date(2023, 12, 31)
# E75: highest category, higher pedagogical education, exactly five years.
PERSON = Person(
    id="p",
    category=Category.HIGHEST,
    higher_pedagogical_education=True,
    specialty_start=dt.date(2018, 12, 31),
)
METHODIST = Methodist(
    id="m",
    person="p",
    level=PoolLevel.REGIONAL,
    affiliation=Affiliation.CIVIL_CONTRACT,
    start=dt.date(2023, 1, 1),
)
WHOLE = RegionalSystem(
    region="ugra",
    municipalities=[],
    organizations=[Organization(id="s", kind=OrganizationKind.GENERAL)],
    persons=[PERSON],
    employments=[
        Employment(person="p", organization="s", role=Role.PEDAGOGICAL, start=dt.date(2018, 12, 31))
    ],
    methodists=[METHODIST],
    diagnostics=[Diagnostic(id="d", person="p", date=dt.date(2022, 10, 1))],
    programmes=[Programme(id="pr", kind=ProgrammeKind.ADVANCED_TRAINING, topics=("методическая поддержка",))],
    enrolments=[
        Enrolment(id="e", person="p", programme="pr", start=dt.date(2022, 11, 1), end=dt.date(2022, 12, 1))
    ],
    attestations=[],
)


@pytest.mark.parametrize(
    ("changes", "rule", "kept", "eligible", "core", "source"),
    by_source(
        [
            ({}, "E1", True, True, True, "E75: eligible and of the core"),
            ({"diagnostics": []}, "E1", False, False, False, "E77: no diagnostics"),
            (
                {"diagnostics": [Diagnostic(id="d", person="p")]},
                "E1",
                None,
                None,
                None,
                "its day is not known",
            ),
            ({"enrolments": []}, "E2", False, False, False, "l. 121: no training in methodical support"),
            ({"employments": []}, "E3", False, False, False, "l. 275: does not teach"),
            (
                {"employments": [], "methodists": [attrs.evolve(METHODIST, affiliation=Affiliation.STAFF)]},
                "E3",
                True,
                True,
                True,
                "l. 275: of staff of the centre it is not asked",
            ),
            (
                {"persons": [attrs.evolve(PERSON, category=Category.FIRST)]},
                "E4",
                False,
                True,
                False,
                "l. 273: not of the core, yet a member",
            ),
            (
                {"persons": [attrs.evolve(PERSON, specialty_start=dt.date(2019, 1, 1))]},
                "E4",
                False,
                True,
                False,
                "l. 273: a day less than five years",
            ),
            ({"persons": [attrs.evolve(PERSON, category=None)]}, "E4", None, True, None, "category unknown"),
            ({}, "E5", None, True, True, "l. 275: «могут войти» decides nothing"),
            (
                {"attestations": [Attestation(subject="p", duty="extra_ground", state=True)]},
                "E5",
                True,
                True,
                True,
                "l. 275",
            ),
            (
                {"methodists": [attrs.evolve(METHODIST, affiliation=None)]},
                "E6",
                None,
                None,
                None,
                "l. 119: the affiliation is not known",
            ),
        ]
    ),
)
def test_each_rule_is_judged_for_itself(
    changes: dict[str, Any],
    rule: str,
    kept: bool | None,
    eligible: bool | None,
    core: bool | None,
    source: str,
) -> None:
    """A rule is kept, broken or not known; duties decide, the core and the optional do not."""
    [found] = eligibility(attrs.evolve(WHOLE, **changes), as_of=DAY)

    assert (kept, eligible, core) == (found.rules[rule], found.is_eligible, found.is_core), source


def test_a_region_without_rules_judges_nobody() -> None:
    """Amur, Kirov and Khabarovsk print no rules for their pools."""
    assert eligibility(WHOLE, as_of=DAY, region="kirov") == ()
