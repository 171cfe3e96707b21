"""A profile that contradicts itself is refused, and told all its faults at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kit.declared import CLAUSE, CUMULATIVE, FAULTY, TEN, indicator, profile, reading
from rnms.errors import ProfileError, ReadingConflictError
from rnms.indicators import Target, yearly
from rnms.model import at_least, percent
from rnms.regions import available, get


@pytest.mark.parametrize(("fault", "build"), FAULTY, ids=[fault for fault, _ in FAULTY])
def test_a_faulty_declaration_is_refused_in_words(fault: str, build: Any) -> None:
    """Each fault is named, with the place and a way out."""
    with pytest.raises(ProfileError) as caught:
        build()

    assert len(caught.value.faults) == 1
    assert fault in caught.value.faults[0]


def test_all_faults_are_told_at_once() -> None:
    """A profile wrong in five ways is told all five in one error."""
    with pytest.raises(ProfileError) as caught:
        profile(
            indicator(targets=[Target(2024, TEN, None)]),  # type: ignore[arg-type]
            indicator(
                measure=CUMULATIVE,
                targets=yearly({2024: TEN, 2025: at_least(percent(5))}, CLAUSE),
                readings=[reading(why="")],
            ),
            read_on=dt.date(2023, 12, 31),
        )

    told = str(caught.value)
    for part in ("declared 2 times", "no clause", "falls from", "newer than", "gives no reason"):
        assert part in told


def test_a_sound_declaration_is_accepted() -> None:
    """What the faulty ones are made of is fine by itself."""
    sound = profile(indicator(targets=[Target(2024, TEN, CLAUSE)], readings=[reading()]))

    assert sound.indicator("1").targets[0].clause == CLAUSE


def test_readings_that_decide_the_same_thing_cannot_be_taken_together() -> None:
    """Strict and lenient selection exclude each other; either goes with another day of the register."""
    programmes = get("ugra").indicator("6.2.1")
    by_name = {one.name: one for one in programmes.readings}

    with pytest.raises(ReadingConflictError, match=r"both change the word 'chosen' of indicator '6.2.1'"):
        programmes.under([by_name["selection_strict"], by_name["selection_lenient"]])
    [question] = programmes.under([by_name["selection_strict"], by_name["register_at_start"]]).questions

    assert question.key == "teachers.completed_register_programme@in_register_at_start@chosen_strictly"


def test_two_narrower_words_of_one_population_are_read_each_for_itself() -> None:
    """Age and tenure are two decisions: both together make a third cohort."""
    supported = get("ugra").indicator("6.3.2")
    by_name = {one.name: one for one in supported.readings}
    [question] = supported.under([by_name["age_inclusive"], by_name["tenure_inclusive"]]).questions

    assert question.of.key == "early_career@under_36@first_three_years_inclusive"


@pytest.mark.parametrize("key", available())
def test_a_name_of_a_reading_means_one_decision(key: str) -> None:
    """Within a region, readings of one name say the same in their title."""
    titles: dict[str, set[str]] = {}
    for one in (one for declared in get(key).indicators for one in declared.readings):
        titles.setdefault(one.name, set()).add(one.title)

    assert all(len(said) == 1 for said in titles.values()), titles
