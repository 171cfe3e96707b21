"""How tests write down what a clause demands, and the examples on both sides of it.

A :class:`Demand` is one clause: a small region of which everything was collected, a record that satisfies the
clause in it, and the same record changed in one respect at a time, each with the value worked out by hand.
What a row does not name does not exist.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest

import rnms
from kit.records import Piece, collected, day_or_fact, flat, person, said, towns
from kit.tabled import KINDS, tabled
from rnms import Bounds, Municipality, RegionalSystem, Tables, regions
from rnms.engine.engine import Engine
from rnms.indicators.over_periods import Measure
from rnms.model import (
    Affiliation,
    Category,
    Organization,
    OrganizationKind,
    ProgrammeKind,
    Provider,
    Role,
    TeamKind,
    Verdict,
)
from rnms.results.judgement import Judgement

Expected = int | Fraction | Bounds | None
"""The value; ``None`` where there is nobody to be counted."""

HALF = Fraction(1, 2)
NOBODY_KNOWS = Bounds(0, 1)
GENERAL, PRESCHOOL, OFFICE = OrganizationKind.GENERAL, OrganizationKind.PRESCHOOL, OrganizationKind.OTHER
COLLEGE, UNIVERSITY = OrganizationKind.VOCATIONAL, OrganizationKind.HIGHER
INSTITUTE, CENTRE = OrganizationKind.PROFESSIONAL_DEVELOPMENT, OrganizationKind.CNPPM
SERVICE = OrganizationKind.METHODICAL_SERVICE
TEACHER, HEAD, DEPUTY = Role.PEDAGOGICAL, Role.HEAD, Role.DEPUTY_HEAD
CNPPM, OWN, FEDERAL = Provider.CNPPM, Provider.ORGANIZATION, Provider.FEDERAL
TRAINING, RETRAINING = ProgrammeKind.ADVANCED_TRAINING, ProgrammeKind.RETRAINING
MANAGEMENT, PEDAGOGICAL = TeamKind.MANAGEMENT, TeamKind.PEDAGOGICAL
STAFF, CONTRACT = Affiliation.STAFF, Affiliation.CIVIL_CONTRACT
QUALITY, METHODS = "эффективность управления качеством образования", "методическая поддержка"

ORGANIZATIONS = tuple(
    Organization(id=name, kind=kind, municipality=place, name=name, low_results_years=())
    for name, kind, place in (
        ("school", GENERAL, "m1"),
        ("school2", GENERAL, "m2"),
        ("kindergarten", PRESCHOOL, "m1"),
        ("college", COLLEGE, "m1"),
        ("office", OFFICE, "m1"),
        ("service", SERVICE, "m1"),
        ("unknown", None, "m1"),
        ("boarding", GENERAL, None),
        ("university", UNIVERSITY, None),
        ("institute", INSTITUTE, None),
        ("centre", CENTRE, None),
        ("regional_service", SERVICE, None),
    )
)
"""What is always there; the last ones belong to no municipality."""


@attrs.frozen
class Change:
    """One respect in which an example differs from what satisfies the clause.

    Attributes:
        respect: The respect: level, date, kind, who, the same person twice.
        expected: The value then.
        facts: The facts of the record that are others.
        also: What stands beside the record.
    """

    respect: str
    expected: Expected
    facts: dict[str, Any]
    also: Piece


def other(respect: str, expected: Expected = 0, also: Piece = (), **facts: Any) -> Change:
    """The record with one fact changed, or with something beside it; by default nothing passes then."""
    assert len(facts) <= 1, f"{respect}: an example differs in one respect"
    return Change(respect, expected, facts, also)


@attrs.frozen
class Demand:
    """What a clause demands.

    Attributes:
        measure: The duty or the indicator, after a colon its component, after a blank the reading.
        source: The document, the clause and its line.
        demands: The level, the date, the kind and the people that it names.
        base: What is there.
        record: The record that satisfies it.
        expected: The value then.
        changes: The examples that differ in one respect.
        period: The period asked for.
        alone: Whether no other organisation is there than those of the row.
    """

    measure: str
    source: str
    demands: str
    base: Piece
    record: Any
    expected: Expected
    changes: tuple[Change, ...]
    period: int
    alone: bool

    def examples(self) -> Iterator[tuple[str, Piece, Expected]]:
        """What satisfies the clause, then the others."""
        yield "as demanded", (self.base, self.record), self.expected
        for change in self.changes:
            facts = {name: day_or_fact(value) for name, value in change.facts.items()}
            changed = attrs.evolve(self.record, **facts)
            yield change.respect, (self.base, changed, change.also), change.expected


def demand(  # a row of a table
    measure: str,
    source: str,
    demands: str,
    base: Piece,
    record: Any,
    *changes: Change,
    expected: Expected = 1,
    period: int = 2023,
    alone: bool = False,
) -> Demand:
    """A row."""
    return Demand(measure, source, demands, base, record, expected, changes, period, alone)


def attested(measure: str, source: str, demands: str, duty: str) -> Demand:
    """A duty of the region that no record shows: somebody states it."""
    return demand(
        measure,
        source,
        demands,
        (),
        said(duty),
        other("stated otherwise", state=False),
        other("of a municipality", NOBODY_KNOWS, subject="m1"),
        other("no longer", NOBODY_KNOWS, end="2023-11-30"),
    )


# Records, with what every one of them has.


def core(key: str, **facts: Any) -> Any:
    about: dict[str, Any] = {"category": Category.HIGHEST, "higher_pedagogical_education": True}
    return person(key, **about | {"specialty_start": "2000-09-01"} | facts)


def listed(key: str, *years: int, kind: OrganizationKind | None = GENERAL) -> Any:
    return Organization(id=key, kind=kind, municipality="m1", name=key, low_results_years=years)


TWO = towns("m1", "m2")


# How they are judged.


def system(region: str, pieces: Piece, *, alone: bool = False) -> RegionalSystem:
    """A system of which everything was collected."""
    records = [*(() if alone else ORGANIZATIONS), *flat(pieces)]
    named = any(isinstance(record, Municipality) for record in records)
    return collected(region, records, () if named or alone else TWO)


def judged(region: str, row: Demand, pieces: Piece) -> Judgement:
    """The judgement of a duty, of an indicator or of its component, under a reading."""
    measure, *reading = row.measure.split()
    data = system(region, pieces, alone=row.alone)
    if measure.startswith("S-"):
        return rnms.evaluate(data, period=row.period).requirement(measure).judgement
    code, _, part = measure.partition(":")
    found = rnms.evaluate(data, period=row.period, only=code)[code].readings[(*reading, "default")[0]]
    return found[part] if part else found


def measured(region: str, row: Demand) -> Measure:
    """The measure of a row."""
    profile = regions.get(region)
    measure, *reading = row.measure.split()
    if measure.startswith("S-"):
        [duty] = [one for one in profile.requirements if one.code == measure]
        assert duty.measure is not None
        return duty.measure
    code, _, name = measure.partition(":")
    indicator = profile.indicator(code)
    indicator = indicator.under([one for one in indicator.readings if one.name in reading])
    [part] = [one for one in indicator.parts() if not name or one.name == name]
    return part.measure


def as_bounds(expected: Expected) -> Bounds | None:
    return expected if expected is None or isinstance(expected, Bounds) else Bounds.exact(expected)


def every_example(rows: Sequence[Demand]) -> list[Any]:
    """Each example of each row, named by the clause and the respect."""
    found = []
    for row in rows:
        for respect, pieces, expected in row.examples():
            name = f"{row.measure}, {row.source}: {respect}"
            found.append(pytest.param(row, pieces, expected, id=name))
    return found


def check(region: str, row: Demand, pieces: Piece, expected: Expected) -> None:
    """Records come to the value that was worked out by hand."""
    if is_by_days(region, row):
        _check_days(region, row, system(region, pieces, alone=row.alone), expected)
        return
    assert judged(region, row, pieces).value == as_bounds(expected), f"{row.source} demands {row.demands}"


def check_tables(region: str, row: Demand, pieces: Piece, expected: Expected) -> None:
    """Tables of the same records come to that value, too."""
    data = tabled(system(region, pieces, alone=row.alone), KINDS["polars"])
    if is_by_days(region, row):
        _check_days(region, row, data, expected)
        return
    period = judged(region, row, pieces).period
    measure, profile = measured(region, row), regions.get(region)
    engine = Engine(data, None, profile.questions, profile.vocabularies)
    answers = [engine.answer(question, period).tally for question in measure.questions]
    assert measure.estimate(answers).bounds == as_bounds(expected), f"{row.source} demands {row.demands}"


def is_by_days(region: str, row: Demand) -> bool:
    """Whether a duty has no measure but the days on which measures of the roadmap are due."""
    return any(
        one.code == row.measure and one.measure is None and one.falls_due
        for one in regions.get(region).requirements
    )


def _check_days(region: str, row: Demand, data: RegionalSystem | Tables, expected: Expected) -> None:
    """What is kept counts 1 and what is broken 0; after the year nothing is still to come."""
    verdict = {"1": Verdict.MET, "0": Verdict.NOT_MET}.get(str(expected), Verdict.UNDETERMINED)
    report = rnms.evaluate(data, period=row.period, as_of=dt.date(row.period + 1, 2, 1), region=region)
    assert report.requirement(row.measure).verdict is verdict, f"{row.source} demands {row.demands}"


def demanded(region: str) -> set[str]:
    """Every part of an indicator and every duty that a region judges by a measure of its own, or by days."""
    profile = regions.get(region)
    parts = {
        f"{one.code}:{part.name}" if len(one.parts()) > 1 else one.code
        for one in profile.indicators
        for part in one.parts()
    }
    return parts | {one.code for one in profile.requirements if one.measure is not None or one.falls_due}


def check_rows(region: str, rows: Sequence[Demand]) -> None:
    """Every clause has a row, and every row an example on either side."""
    assert {row.measure.split()[0] for row in rows} == demanded(region)
    for row in rows:
        values = {str(as_bounds(expected)) for _, _, expected in row.examples()}
        assert len(values) > 1, f"{row.measure}: all examples come to the same"
        assert row.demands


def clause_tests(region: str, rows: Sequence[Demand]) -> tuple[Callable[..., None], ...]:
    """What every table of clauses is held to: that it is whole, and that each example comes out."""

    def test_every_clause_has_its_row() -> None:
        """No indicator, component or duty of the region is left without examples on both sides."""
        check_rows(region, rows)

    @pytest.mark.parametrize(("row", "pieces", "expected"), every_example(rows))
    def test_what_a_clause_demands(row: Demand, pieces: Piece, expected: Expected) -> None:
        """An example that differs in one respect comes out as the clause says."""
        check(region, row, pieces, expected)

    @pytest.mark.slow
    @pytest.mark.parametrize(("row", "pieces", "expected"), every_example(rows))
    def test_tables_agree(row: Demand, pieces: Piece, expected: Expected) -> None:
        """Tables give what records give."""
        check_tables(region, row, pieces, expected)

    return test_every_clause_has_its_row, test_what_a_clause_demands, test_tables_agree
