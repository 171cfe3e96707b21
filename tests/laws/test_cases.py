"""Cases: an indicator under some readings for one period, told one by one."""

from __future__ import annotations

from rnms import regions
from rnms.judge.cases import case_of, cases_of, chosen_cases
from rnms.model import Period
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
