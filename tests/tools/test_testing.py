"""Invented regions: the same for the same seed, whole without faults, and judged by every order."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import attrs
import pytest

import rnms
from rnms import Verdict, regions
from rnms.engine.columns import Columns
from rnms.logic import MUNICIPALITY
from rnms.model import RegionalSystem
from rnms.model.schema import Absence, about
from rnms.model.system import as_read, record_classes, record_faults
from rnms.testing import invented_region
from rnms.testing.by_fields import records_by_fields

NOT_RECORDED = {Verdict.NO_DATA, Verdict.UNDETERMINED}
EVENTS = (
    "diagnostics",
    "routes",
    "enrolments",
    "supports",
    "assignments",
    "team_trainings",
    "contest_entries",
)


@pytest.fixture(scope="module")
def whole() -> RegionalSystem:
    return invented_region()


@pytest.fixture(scope="module")
def faulty() -> RegionalSystem:
    return invented_region(faults=0.05)


def test_the_same_seed_invents_the_same_region(whole: RegionalSystem) -> None:
    assert invented_region() == whole
    assert invented_region(unreported=0.1, faults=0.1) == invented_region(unreported=0.1, faults=0.1)


def test_another_process_invents_the_same_region(whole: RegionalSystem) -> None:
    # Hashes of strings differ from process to process; nothing may rest on the order of a set.
    code = "from rnms.testing import invented_region; print(repr(invented_region().enrolments[-1]))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert told.stdout.strip() == repr((whole.enrolments or ())[-1])


def test_another_seed_invents_another_region(whole: RegionalSystem) -> None:
    assert invented_region(seed=1).persons != whole.persons


def test_its_title_says_that_it_is_invented(whole: RegionalSystem) -> None:
    assert whole.title.startswith("Вымышленный регион")


def test_it_has_as_many_people_and_municipalities_as_asked() -> None:
    system = invented_region(staff=300, municipalities=7)
    assert (len(system.persons or ()), len(system.municipalities or ())) == (300, 7)


@pytest.mark.parametrize("staff", [1, 7, 60])
def test_it_may_be_as_small_as_one_person(staff: int) -> None:
    system = invented_region(staff=staff, municipalities=3, unreported=0.2, faults=0.2)
    assert system.persons
    assert rnms.evaluate(system, period=2023)


def test_there_are_about_three_events_to_a_person() -> None:
    system = invented_region(staff=4000)
    events = sum(len(getattr(system, name)) for name in EVENTS)
    assert 2.5 < events / 4000 < 3.0


def test_no_collection_is_empty_and_no_fact_is_unknown(whole: RegionalSystem) -> None:
    for name, kind in record_classes().items():
        records = getattr(whole, name)
        # The roadmap of Ugra leaves no deadline to other plans.
        assert records or name == "plan_items", name
        for field in attrs.fields(kind):
            if about(field).absence is Absence.UNKNOWN:
                assert all(getattr(record, field.name) is not None for record in records), (name, field.name)


@pytest.mark.parametrize("collection", sorted(record_classes()))
def test_a_collection_may_be_invented_from_its_fields(whole: RegionalSystem, collection: str) -> None:
    made = {name: getattr(whole, name) for name in record_classes()}
    records = records_by_fields(collection, made, "0")
    changed: dict[str, Any] = {collection: records}
    system = attrs.evolve(whole, **changed)
    assert len(records) == len(whole.municipalities or ())
    assert not as_read(system).issues
    assert not list(record_faults(system, [collection]))


@pytest.mark.slow
@pytest.mark.parametrize("key", regions.available())
@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_every_indicator_of_every_order_is_decided_under_every_reading(
    whole: RegionalSystem, key: str, year: int
) -> None:
    report = rnms.evaluate(whole, region=key, period=year)
    undecided = [
        (result.code, judgement.name)
        for result in report
        for judgement in result.judgements
        if judgement.verdict in NOT_RECORDED
    ]
    assert not undecided


@pytest.mark.parametrize("key", regions.available())
def test_an_order_finds_somebody_to_count_in_every_indicator(whole: RegionalSystem, key: str) -> None:
    report = rnms.evaluate(whole, region=key, period=2023)
    assert not [result.code for result in report if result.verdict is Verdict.NOT_APPLICABLE]


def test_a_region_without_faults_has_no_issues(whole: RegionalSystem) -> None:
    assert whole.issues == ()
    assert invented_region(unreported=0.3).issues == ()


def test_faults_are_of_every_kind(faulty: RegionalSystem) -> None:
    assert {issue.code for issue in faulty.issues} == {
        "dates.end-before-start",
        "id.doubled",
        "reference.nobody",
    }
    assert any(person.birth_date is None for person in faulty.persons or ())


def test_about_as_many_records_are_at_fault_as_asked(faulty: RegionalSystem) -> None:
    records = sum(len(getattr(faulty, name)) for name in record_classes())
    assert 0.04 < len(faulty.issues) / records < 0.06


def test_the_engine_finds_the_faults_that_are_listed_for_people(faulty: RegionalSystem) -> None:
    """The same fields of the same records; what repeats another word for word is read once."""
    listed: dict[str, dict[int, set[str]]] = {name: {} for name in record_classes()}
    repeated: dict[str, set[int]] = {name: set() for name in record_classes()}
    for fault in record_faults(faulty):
        if fault.issue.code == "id.doubled" and not fault.fields:
            repeated[fault.collection].add(fault.index)
        listed[fault.collection].setdefault(fault.index, set()).update({*fault.fields} - {"id"})
    columns = Columns(faulty)
    for collection, kind in record_classes().items():
        size = columns.size(collection)
        masks = {
            field.name: columns.faulty(collection, field.name).to_bytes(size, "little")
            for field in attrs.fields(kind)
        }
        found = [{name for name, mask in masks.items() if mask[at]} for at in range(size)]
        given = range(len(getattr(faulty, collection) or ()))
        read = [at for at in given if at not in repeated[collection]]
        assert found == [listed[collection].get(at, set()) for at in read], collection
    assert any(repeated.values())


def test_missing_returns_are_named_and_their_municipalities_too() -> None:
    system = invented_region(unreported=0.2)
    report = rnms.evaluate(system, period=2023)
    named = {
        part.municipality
        for part in system.unreported
        if part.entity == "enrolments" and part.period is not None and part.period.year <= 2023
    }
    assert report["6.2.1"].verdict is Verdict.UNDETERMINED
    assert {place.id for place in report["6.2.1"].missing} == named


def test_about_as_many_returns_are_missing_as_asked() -> None:
    missing = invented_region(unreported=0.2).unreported
    everything = invented_region(unreported=1).unreported
    assert 0.15 < len(missing) / len(everything) < 0.25
    assert all(part.why for part in missing)


@pytest.mark.parametrize("name", ["enrolments", "supports", "assignments", "models", "contest_entries"])
def test_the_records_of_missing_returns_are_missing(whole: RegionalSystem, name: str) -> None:
    # What is left is of the institute and the centre, which no municipality reports, or of no such year.
    left = getattr(invented_region(unreported=1), name)
    assert len(left) < len(getattr(whole, name)) / 5


@pytest.mark.slow
def test_the_whole_region_lies_within_the_bounds_of_what_was_reported(whole: RegionalSystem) -> None:
    for key in regions.available():
        exact = rnms.evaluate(whole, region=key, period=2023)
        bounds = rnms.evaluate(invented_region(unreported=0.2), region=key, period=2023)
        for result in exact:
            known, told = result.value, bounds[result.code].value
            if known is not None and told is not None:
                assert told.meet(known) == known, result.code


@pytest.mark.parametrize("key", regions.available())
def test_days_known_in_part_never_narrow_a_value(key: str) -> None:
    """Whatever is known of whole days lies within what months and years leave open; some days are open."""
    exact, in_part = (
        invented_region(staff=60, municipalities=3, seed=1, region=key, partial_days=share)
        for share in (0.0, 0.3)
    )
    reports = [rnms.evaluate(data, region=key, period=2023) for data in (exact, in_part)]
    values = [
        (known.value, known_in_part.value)
        for result, other in zip(*reports, strict=True)
        for known, known_in_part in zip(
            (result.judgement, *result.components), (other.judgement, *other.components), strict=True
        )
        if known.value is not None and known_in_part.value is not None
    ]

    assert in_part.issues == ()
    assert values
    for whole_value, open_value in values:
        assert open_value.low <= whole_value.low
        assert open_value.high is None or (whole_value.high or 0) <= open_value.high
    assert any(not open_value.is_exact for _, open_value in values)


@pytest.mark.parametrize("key", regions.available())
def test_a_merger_changes_no_number_of_people(key: str) -> None:
    """Whoever works there works in the okrug that it became; only municipalities are fewer."""
    apart, merged = (
        invented_region(staff=60, municipalities=3, seed=1, region=key, merger=merger)
        for merger in (False, True)
    )
    before, after = (rnms.evaluate(data, region=key, period=2024) for data in (apart, merged))
    of_people = [
        (result.value, after_merger.value)
        for result, after_merger in zip(before, after, strict=True)
        if all(
            question.of.unit != MUNICIPALITY for question in regions.get(key).indicator(result.code).questions
        )
    ]

    assert merged.issues == ()
    assert [place.id for place in merged.municipalities or ()] == ["m1", "m2", "m1-m2", "m3"]
    assert of_people
    assert all(value == value_after for value, value_after in of_people)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: invented_region(staff=0),
        lambda: invented_region(municipalities=0),
        lambda: invented_region(faults=1.5),
        lambda: invented_region(partial_days=2.0),
        lambda: invented_region(unreported=-0.1),
    ],
)
def test_what_cannot_be_invented_is_refused(refused: Callable[[], RegionalSystem]) -> None:
    with pytest.raises(ValueError, match="not"):
        refused()


def test_it_needs_no_test_framework() -> None:
    code = "import rnms.testing, sys; sys.exit('pytest' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
