"""Cases: an indicator under some readings for one period, told one by one."""

from __future__ import annotations

import datetime as dt
import itertools
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from rnms import regions
from rnms.indicators.tally import Reason
from rnms.judge.cases import _missed, case_of, cases_of, chosen_cases
from rnms.judge.completion import recurs
from rnms.model import Period
from rnms.model.roadmap import Occurrence, Progress
from rnms.results.findings import ScheduleStatus
from rnms.results.judgement import DEFAULT

PERIOD = Period.of(2023)


def test_a_row_of_cases_for_every_reading() -> None:
    """The declaration comes first, then each reading alone, then those taken together."""
    indicator = regions.get("khabarovsk").indicator("5")
    alone = [reading.name for reading in indicator.readings]

    rows = cases_of(indicator, ["by_act"], PERIOD)
    together = cases_of(indicator, ["respondents", "calendar_year", "of_another"], PERIOD)

    assert [row[0].name for row in rows] == [DEFAULT, *alone]
    assert [row[0].name for row in together] == [DEFAULT, *alone, "respondents+calendar_year"]
    assert rows[0][0].indicator is indicator
    assert not rows[0][0].title


def test_a_reading_counts_by_its_own_kind_of_period() -> None:
    """The cases of a row are for the periods that the indicator has under its readings."""
    indicator = regions.get("khabarovsk").indicator("5")
    [declared] = chosen_cases(indicator, (), PERIOD)
    [by_year] = chosen_cases(indicator, ("calendar_year",), PERIOD)

    assert (str(declared.period), str(by_year.period)) == ("2022/2023", "2023")
    assert chosen_cases(indicator, ("calendar_year",), PERIOD, as_declared=True) == (declared,)


def test_a_case_is_the_indicator_as_its_readings_understand_it() -> None:
    """Two cases are equal where indicator, readings and period are."""
    indicator = regions.get("khabarovsk").indicator("3")
    respondents = indicator.readings[0]

    case = case_of(indicator, [respondents], PERIOD)

    assert (case.name, case.title) == (respondents.name, respondents.title)
    assert case == case_of(indicator, [respondents], PERIOD)
    assert case.indicator == indicator.under([respondents]) != indicator


TOO_FEW = Reason(code="too-few", about=("2", "1"))
KIROV = regions.get("kirov")
DEMANDED = next(one for one in KIROV.monitoring if "1.3.2" in one.demanded_by and recurs(one))
MISSED = {Progress.OVERDUE, Progress.DONE_LATE}
TIMES = {
    "inside": (dt.date(2023, 1, 1), dt.date(2023, 6, 30)),
    "from whenever": (None, dt.date(2023, 12, 31)),
    "begins before": (dt.date(2022, 12, 31), dt.date(2023, 1, 1)),
    "due after": (dt.date(2023, 7, 1), dt.date(2024, 1, 1)),
    "due whenever": (dt.date(2023, 7, 1), None),
}
"""The times of something that falls due, and which lie wholly in 2023: the first two."""


@pytest.mark.parametrize("progress", list(Progress), ids=lambda one: one.name)
@pytest.mark.parametrize("is_too_few", [False, True], ids=["", "too few"])
def test_what_was_missed_is_missed_within_the_period(progress: Progress, is_too_few: bool) -> None:
    """One of several, nobody knows which, is so where all of them lie in it; one that is known, itself."""
    found = Occurrence(
        code=DEMANDED.code, title="", start=None, due=None, deadline_text="", clause=DEMANDED.clause,
        responsible="",
    )  # fmt: skip
    for times in itertools.chain.from_iterable(itertools.combinations(TIMES, size) for size in (1, 2, 3)):
        told = [
            ScheduleStatus(
                occurrence=attrs.evolve(found, start=TIMES[time][0], due=TIMES[time][1]),
                progress=progress,
                reasons=(TOO_FEW,) if is_too_few else (),
            )
            for time in times
        ]
        assessment: Any = SimpleNamespace(profile=KIROV, progress=_only(told))
        inside = [time for time in times if time in {"inside", "from whenever"}]
        is_missed = bool(inside) and (progress in MISSED or (is_too_few and len(inside) == len(times)))

        assert _missed(assessment, "1.3.2", PERIOD) == ((DEMANDED.code,) if is_missed else ()), times


def _only(told: list[ScheduleStatus]) -> Any:
    """What is told of the codes that are asked for."""
    return lambda _, __, *, only: tuple(one for one in told if one.code in only)
