"""What is found of a system is kept with it: never stale, never a part of it, and gone when it is gone."""

from __future__ import annotations

import copy
import datetime as dt
import gc
import operator
import pickle
import threading
import weakref
from array import array
from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnms import evaluate, testing
from rnms.engine.codes import Codes
from rnms.engine.columns import columns_of
from rnms.engine.days import Days
from rnms.engine.source import opened
from rnms.model import Diagnostic, Organization, Person, RegionalSystem, Role, Team, TeamKind
from rnms.model.system import Read, as_read, kept_with

REGION = testing.invented_region(staff=150, seed=7)
COMPARISONS = (operator.lt, operator.le, operator.eq, operator.ge, operator.gt)
NUMBERS = st.integers(0, 10**9 + 2) | st.integers(738_000, 738_003)


def judged(system: RegionalSystem) -> Any:
    report = evaluate(system, region="ugra", period=2023)
    return report.results, report.requirements, report.roadmap, report.issues


def test_who_asks_again_is_told_the_same() -> None:
    seen = copy.copy(REGION)
    first = judged(seen)

    assert judged(seen) == first == judged(copy.copy(REGION))
    assert kept_with(seen)["columns"] is columns_of(seen)


def test_another_day_of_judgement_asks_anew() -> None:
    seen = copy.copy(REGION)
    days = [dt.date(2023, 12, 31), dt.date(2023, 3, 1), None, *(dt.date(2022, 1, day) for day in range(1, 8))]
    engines = [opened(seen, day)[1] for day in days]

    assert [engine.as_of for engine in engines] == days
    assert opened(seen, days[-1])[1] is engines[-1]
    assert opened(seen, days[0])[1] is not engines[0]


def test_what_is_kept_is_no_part_of_the_value() -> None:
    seen, never_seen = copy.copy(REGION), copy.copy(REGION)
    judged(seen)

    assert seen == never_seen
    assert hash(seen) == hash(never_seen)
    assert pickle.dumps(seen) == pickle.dumps(never_seen)
    unpickled = pickle.loads(pickle.dumps(seen))  # noqa: S301  # our own
    for other in (unpickled, copy.copy(seen), attrs.evolve(seen, title="Другие")):
        assert not kept_with(other)


def test_memory_is_given_back_with_the_system() -> None:
    system = RegionalSystem(region="ugra", persons=[Person(id="p1")], employments=[])
    judged(system)
    kept = weakref.ref(kept_with(system)["columns"])
    person = weakref.ref(system.persons[0]) if system.persons else None
    gc.collect()
    gc.disable()
    try:
        # No cycle holds it, so nobody waits for the collector.
        del system
        columns, record = kept(), person and person()
    finally:
        gc.enable()
    assert (columns, record) == (None, None)


def test_a_list_that_was_changed_is_read_anew() -> None:
    listed: Any = ["вчера"]
    system = RegionalSystem(region="ugra", organizations=[Organization(id="o1", name=listed)])
    faults = [columns_of(system).faults, system.issues]

    listed.append("позавчера")

    for told, anew in zip(faults, (columns_of(system).faults, system.issues), strict=True):
        assert len(told) == len(anew) == 1
        assert told != anew


def test_several_ask_at_once() -> None:
    seen, found = copy.copy(REGION), []
    threads = [threading.Thread(target=lambda: found.append(judged(seen))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 4
    assert all(one == found[0] for one in found)


DAY, LATER = dt.date(2023, 5, 1), dt.date(2023, 6, 1)
ODD: Mapping[str, Any] = {
    "word": "?",
    "day": "вчера",
    "moment": dt.datetime.fromisoformat("2023-05-01T12"),
    "id": 7,
}
FAULTY = {
    "nothing": {},
    "nobody": {"diagnostics": [Diagnostic(id="d1", person="p9")]},
    "nobody, and a word that is none": {
        "diagnostics": [Diagnostic(id="d1", person="p9", provider=ODD["word"])]
    },
    "no day": {"diagnostics": [Diagnostic(id="d1", person="p1", date=ODD["day"])]},
    "a moment": {"diagnostics": [Diagnostic(id="d1", person="p1", date=ODD["moment"])]},
    "an end before a start": {
        "teams": [Team(id="t1", organization="o1", kind=TeamKind.MANAGEMENT, start=LATER, end=DAY)]
    },
    "a birth of the first century": {"persons": [Person(id="p1", birth_date=dt.date(90, 5, 1))]},
    "work before birth": {"persons": [Person(id="p1", birth_date=LATER, career_start=DAY)]},
    "work, and no day of birth": {"persons": [Person(id="p1", career_start=DAY)]},
    "an id told twice": {"persons": [Person(id="p1"), Person(id="p1")]},
    "an id told in two ways": {"persons": [Person(id="p1"), Person(id="p1", birth_date=DAY)]},
    "an id that is a number": {"persons": [Person(id=ODD["id"]), Person(id="7", birth_date=DAY)]},
}


@pytest.mark.parametrize("collections", FAULTY.values(), ids=FAULTY)
def test_faults_found_in_columns_are_those_found_record_by_record(collections: dict[str, Any]) -> None:
    system = RegionalSystem(region="ugra", **{"persons": [Person(id="p1")], **collections})
    asked = [(name, field) for name in collections for field in attrs.fields_dict(type(collections[name][0]))]
    careful = Read.faults.fget(as_read(system))  # type: ignore[attr-defined]

    assert columns_of(system).faults == careful == system.issues
    columns = columns_of(copy.copy(system))
    for name, field in asked:
        columns.column(name, field)
    assert columns.faults == careful


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=40), NUMBERS, st.sampled_from(COMPARISONS))
def test_days_are_compared_all_at_once_as_one_by_one(
    pairs: list[tuple[int, int]], day: int, compare: Any
) -> None:
    first, second = (Days(array("I", [pair[side] for pair in pairs])) for side in (0, 1))

    def flags(mask: int) -> list[bool]:
        return [bool(flag) for flag in mask.to_bytes(len(pairs), "little")]

    assert flags(first.compared(compare, second)) == [compare(*pair) for pair in pairs]
    assert flags(first.compared(compare, day)) == [compare(one, day) for one, _ in pairs]


@given(st.lists(st.sampled_from([*Role, None]), max_size=40), st.sampled_from([*Role, None]))
def test_words_are_compared_all_at_once_as_one_by_one(words: list[Role | None], sought: Role | None) -> None:
    codes = Codes.of(words, Role)

    assert codes is not None
    flags = codes.equal(sought).to_bytes(len(words), "little")
    assert [bool(flag) for flag in flags] == [word == sought for word in words]


def test_what_is_no_word_has_no_code() -> None:
    assert Codes.of(["head"], Role) is None
