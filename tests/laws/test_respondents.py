"""Among those who answered: silence leaves a municipality out, an open answer does not (004 l.59)."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import rnms
from kit.tabled import KINDS, Told, tabled, told_both_ways
from rnms import Tables, Unreported, Verdict
from rnms.indicators.tally import MissingAs, Tally
from rnms.model import (
    Association,
    Bounds,
    Community,
    CommunityKind,
    Figure,
    MethodicalModel,
    Municipality,
    Period,
    RegionalSystem,
)
from rnms.model.system import record_classes
from rnms.render import words
from rnms.render.sections import Amount, numerator_and_denominator
from rnms.results.judgement import Judgement


class Return(enum.Enum):
    """What a municipality says of its methodical model: that it works, or not; an open answer; nothing."""

    YES = True
    NO = False
    OPEN = None
    SILENT = "silent"


Source = Callable[[Sequence[Return]], RegionalSystem | Tables]


def by_records(returns: Sequence[Return]) -> RegionalSystem:
    answers = {f"m{number}": answer for number, answer in enumerate(returns, 1)}
    return RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=key, name=f"Район {key}") for key in answers],
        models=[
            MethodicalModel(municipality=key, act="Приказ", functioning=answer.value)
            for key, answer in answers.items()
            if answer is not Return.SILENT
        ],
        unreported=[
            Unreported(entity="models", municipality=key)
            for key, answer in answers.items()
            if answer is Return.SILENT
        ],
    )


def by_figures(returns: Sequence[Return]) -> RegionalSystem:
    """A form knows no open answer: whoever leaves it open is silent."""
    answers = {f"m{number}": answer for number, answer in enumerate(returns, 1)}
    return RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=key, name=f"Район {key}") for key in answers],
        figures=[
            Figure(key="municipalities.with_model", period="2022/2023", municipality=key, holds=answer.value)
            for key, answer in answers.items()
            if answer in {Return.YES, Return.NO}
        ],
    )


def by_tables(kind: str) -> Source:
    return lambda returns: tabled(by_records(returns), KINDS[kind], leave=("municipalities",))


def among_those_who_answered(returns: Sequence[Return]) -> Bounds:
    """The share; where nobody answered it may be any, for the municipalities are there all the same."""
    yes, no, unclear = (returns.count(answer) for answer in (Return.YES, Return.NO, Return.OPEN))
    answered = yes + no + unclear
    return Bounds(Fraction(yes, answered), Fraction(yes + unclear, answered)) if answered else Bounds(0, 1)


def respondents(data: RegionalSystem | Tables) -> Bounds | None:
    return rnms.evaluate(data, period=2023, only="3", readings="respondents")["3"].value


returns_of = st.lists(st.sampled_from(Return), min_size=1, max_size=6)


@given(returns_of)
def test_records_tell_silence_from_an_open_answer(returns: list[Return]) -> None:
    """Of those who answered, all who left it open may have a model, or none of them."""
    assert respondents(by_records(returns)) == among_those_who_answered(returns)


@pytest.mark.slow
@given(st.lists(st.sampled_from([Return.YES, Return.NO, Return.SILENT]), min_size=1, max_size=6))
def test_figures_say_the_same(returns: list[Return]) -> None:
    """What is answered in a form is answered in a record."""
    if set(returns) != {Return.SILENT}:
        assert respondents(by_figures(returns)) == respondents(by_records(returns))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "returns",
    [
        [Return.YES] * 14 + [Return.OPEN] + [Return.SILENT] * 4,
        [Return.YES, Return.NO, Return.OPEN, Return.SILENT],
        [Return.OPEN, Return.SILENT],
        [Return.SILENT, Return.NO],
    ],
    ids=lambda returns: " ".join(answer.name.lower() for answer in returns[-4:]),
)
def test_tables_tell_silence_from_an_open_answer(kind: str, returns: list[Return]) -> None:
    """Whatever engine reads them."""
    assert respondents(by_tables(kind)(returns)) == among_those_who_answered(returns)


@pytest.mark.parametrize("source", [by_records, by_tables("polars")], ids=["records", "tables"])
def test_fourteen_of_fifteen_who_answered_prove_nothing(source: Source) -> None:
    """14 yes, one open, four silent: [14/19, 1] of all, [14/15, 1] of those who answered."""
    returns = [Return.YES] * 14 + [Return.OPEN] + [Return.SILENT] * 4
    result = rnms.evaluate(source(returns), period=2023, only="3")["3"]
    reading = result.readings["respondents"]

    assert (result.value, result.verdict) == (Bounds(Fraction(14, 19), 1), Verdict.UNDETERMINED)
    assert (reading.value, reading.verdict) == (Bounds(Fraction(14, 15), 1), Verdict.UNDETERMINED)


@given(st.lists(st.sampled_from([Return.YES, Return.NO, Return.SILENT]), min_size=1, max_size=6))
def test_the_numbers_behind_the_share_are_of_those_who_answered(returns: list[Return]) -> None:
    """Whoever divides what stands beside the share gets the share, and nobody who is silent is missing."""
    yes, no = returns.count(Return.YES), returns.count(Return.NO)
    assume(yes + no)
    result = rnms.evaluate(by_records(returns), period=2023, only="3", readings="respondents")["3"]

    assert result.value == Bounds.exact(Fraction(yes, yes + no))
    assert result.judgement.passing_of == (Bounds.exact(yes), Bounds.exact(yes + no))
    assert result.shortfall == Bounds.exact(no)


def test_every_output_shows_fifteen_of_fifteen_beside_the_krai_s_own_hundred_per_cent() -> None:
    report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, only="3")
    judgement = report["3"].readings["respondents"]
    [row] = [row for row in report.to_records() if row["reading"] == "respondents"]

    assert [row[name] for name in row if "numerator" in name or "denominator" in name] == [15] * 4
    assert numerator_and_denominator(judgement, "ru") == (Amount(15), Amount(15))
    assert words.counted(judgement) == "15 из\N{NO-BREAK SPACE}15"
    assert "15 из 15" in str(report.under("respondents")["3"].explain())


@pytest.mark.parametrize("kind", [None, "polars"])
def test_a_form_beside_records_makes_nobody_else_answer(kind: str | None) -> None:
    """m1 by its record, m2 by its form, m3 and m4 silent: of two who answered both have a model."""
    data = by_records([Return.YES, Return.SILENT, Return.SILENT, Return.SILENT])
    form = Figure(key="municipalities.with_model", period="2022/2023", municipality="m2", holds=True)
    data = attrs.evolve(data, figures=[form])
    told = data if kind is None else tabled(data, KINDS[kind], leave=("municipalities",))

    assert respondents(told) == Bounds(1, 1)


RESPONDENTS, ALL_KINDS, BY_ACT = ("respondents",), ("respondents", "all_kinds"), ("respondents", "by_act")
HALF, UP_TO_HALF = Bounds.exact(Fraction(1, 2)), Bounds(0, Fraction(1, 2))
NO = MethodicalModel(municipality="m2", functioning=False)
IT_WORKS = Association(municipality="m2", functioning=True)
OF_THE_YOUNG = Community(municipality="m2", functioning=True, kind=CommunityKind.YOUNG)


@pytest.mark.parametrize("most", [None, 1, 2])
@told_both_ways
@pytest.mark.parametrize(
    ("answer", "code", "readings", "value"),
    [
        (NO, "3", RESPONDENTS, UP_TO_HALF),
        (attrs.evolve(NO, functioning=None), "3", RESPONDENTS, UP_TO_HALF),
        (attrs.evolve(NO, functioning=True), "3", RESPONDENTS, HALF),
        (attrs.evolve(NO, end=dt.date(2020, 6, 30)), "3", RESPONDENTS, Bounds(0, 0)),
        (IT_WORKS, "5", RESPONDENTS, HALF),
        (IT_WORKS, "5", BY_ACT, UP_TO_HALF),
        (OF_THE_YOUNG, "6", ALL_KINDS, UP_TO_HALF),
    ],
    ids=["no", "open", "yes", "of-another-year", "it-works", "without-an-act", "one-kind-of-three"],
)
def test_a_municipality_that_answered_in_part_has_answered(
    told: Told, answer: Any, code: str, readings: Sequence[str], value: Bounds, most: int | None
) -> None:
    """m2 told one record and not others, however many; m1, which has none of what is asked for, told all."""
    [collection] = [name for name, of in record_classes().items() if isinstance(answer, of)]
    data = RegionalSystem(
        region="khabarovsk",
        municipalities=[Municipality(id=key, name=key) for key in ("m1", "m2")],
        unreported=[Unreported(entity=collection, municipality="m2", most=most)],
        **{collection: [answer]},  # type: ignore[arg-type]
    )

    assert rnms.evaluate(told(data), period=2023, only=code, readings=readings)[code].value == value


# More than the whole.


def young_teachers(ever_supported: int) -> rnms.Report:
    """Of 100 young teachers 60 are supported; so many were in all the years together."""
    figures = {
        "early_career": 100,
        "early_career.supported_cumulatively": 60,
        "ever_supported": ever_supported,
    }
    data = rnms.from_figures(figures, region="ugra", period=2023)
    return rnms.evaluate(data, period=2023, only="6.3.2")


@pytest.mark.parametrize(
    ("ever_supported", "expected"),
    [(105, Verdict.NOT_APPLICABLE), (100, Verdict.MET), (60, Verdict.MET)],
)
def test_more_than_the_whole_is_no_value(ever_supported: int, expected: Verdict) -> None:
    """6.3.2, «naive»: 105 of 100 is no share; it gets no verdict and contests none."""
    report = young_teachers(ever_supported)
    result = report["6.3.2"]

    assert result.verdict is Verdict.MET
    assert result.readings["naive"].verdict is expected
    assert not result.contested
    assert "все участники с 2021 года к нынешним молодым» —" not in report.to_text()


def test_fewer_in_all_years_than_in_some_are_a_contradiction() -> None:
    """6.3.2: 59 supported ever, of whom 60 are young still: neither number decides any reading."""
    report = young_teachers(59)
    result = report["6.3.2"]

    assert [issue.code for issue in report.issues] == ["figures.contradiction"]
    assert (result.verdict, result.readings["naive"].verdict) == (Verdict.UNDETERMINED, Verdict.UNDETERMINED)
    assert not result.contested


def test_where_nobody_answered_the_counts_are_those_of_all() -> None:
    """A share that may be anything is of the one of whom nothing is known, and not of none."""
    silent = Tally(failed_or_passed=1)
    judgement = Judgement(
        name="respondents",
        title="среди ответивших",
        period=Period.of(2023),
        verdict=Verdict.UNDETERMINED,
        tallies=(silent,),
        missing_as=MissingAs.LEFT_OUT,
    )

    assert silent.decided(MissingAs.LEFT_OUT).surely_empty
    assert judgement.counts == (silent,)
