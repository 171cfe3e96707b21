"""Of figures that exclude each other none is believed: whichever of them are true, the verdict is one told.

A headcount that one of its parts exceeds is counted as it was told, and bounds nothing else. The law is held
by force: of each set of figures every largest part that agrees in itself, with those headcounts, is judged
alone, and lies inside of what was told of the whole set.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.effort import examples
from kit.rows import by_source
from rnms import Bounds, Figure, RegionalSystem, Verdict
from rnms.results.judgement import Judgement

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
SUPPORTED = "early_career.supported_cumulatively"
LOAD = "regional_methodists.attached"


@pytest.mark.parametrize(
    ("region", "year", "code", "figures", "source"),
    by_source([
        ("ugra", 2023, "6.3.2", {"teachers": 20, "early_career": 30, SUPPORTED: 12},
         "001 l. 478: 12 of 30 are 40 %, of no more than 20 at least 60 %"),
        ("khabarovsk", 2023, "4", {"pool": 100, "school_teachers": 10001, "staff": 9000},
         "000 l. 73: 100,01 teachers for each, or 90 at the most"),
        ("khabarovsk", 2023, "4",
         {"pool": 100, "regional_pool": 150, "school_teachers": 12000},
         "000 l. 73: 120 teachers for each of 100, 80 for each of 150"),
        ("ugra", 2023, "6.3.2",
         {"regional_methodists": 2, f"{LOAD}.largest": 260, "teachers": 200, SUPPORTED: 150},
         "001 l. 478: 150 of no more than 200, though one carries 260 teachers"),
        ("kirov", 2024, "2.4.1", {"teachers": 80, "early_career": 100, "early_career.supported": 60},
         "003 l. 171: 60 of 100, or of no more than 80"),
    ]),
)  # fmt: skip
def test_neither_of_two_that_exclude_each_other_bounds_the_other(
    region: str, year: int, code: str, figures: dict[str, object], source: str
) -> None:
    report = rnms.evaluate(rnms.from_figures(figures, region=region, period=year), period=year, only=code)

    assert report[code].verdict is UNDETERMINED, source
    assert [issue.code for issue in report.issues] == ["figures.contradiction"], source


KEYS: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "6.3.2": ("ugra", 2023, ("teachers", "early_career", SUPPORTED)),
    "2.4.1": ("kirov", 2024, ("teachers", "early_career", "early_career.supported")),
    "1": ("khabarovsk", 2023, ("staff", "staff.diagnosed", "teachers", "teachers.diagnosed")),
    "4": ("khabarovsk", 2023, ("pool", "regional_pool", "municipal_pool", "school_teachers", "staff")),
    "5": (
        "khabarovsk",
        2023,
        (
            "municipalities",
            "municipalities.with_associations",
            "municipalities.with_associations_by_act",
        ),
    ),
}
NUMBERS = [0, 1, 5, 10, 20, 30, 100]
COUNT = st.one_of(st.none(), st.sampled_from(NUMBERS))


def judged(code: str, figures: Sequence[Figure]) -> rnms.Report:
    region, year, _ = KEYS[code]
    return rnms.evaluate(RegionalSystem(region=region, figures=tuple(figures)), period=year, only=code)


def judgements(report: rnms.Report, code: str) -> Iterator[Judgement]:
    for judgement in (report[code].judgement, *report[code].readings.values()):
        yield judgement
        yield from judgement.components


def agreeing_parts(code: str, figures: Sequence[Figure]) -> Iterator[tuple[Sequence[Figure], rnms.Report]]:
    """Give every part of some figures that agrees in itself, and to which none of the rest can be added."""
    found: list[set[int]] = []
    for size in reversed(range(len(figures))):
        for chosen in itertools.combinations(range(len(figures)), size):
            if any(larger.issuperset(chosen) for larger in found):
                continue
            part = [figures[index] for index in chosen]
            report = judged(code, part)
            if not report.issues:
                found.append(set(chosen))
                yield part, report


def holds(told: Bounds | None, true: Bounds | None) -> bool:
    """Tell whether what is true of a part of the figures lies inside of what was told of all."""
    if told is None or true is None:
        return True
    if told.high is not None and (true.high is None or true.high > told.high):
        return False
    return true.low >= told.low


@pytest.mark.parametrize("code", KEYS)
@examples(40)
@given(numbers=st.data())
def test_whatever_of_contradicting_figures_is_true_is_among_what_is_told(
    code: str, numbers: st.DataObject
) -> None:
    region, year, keys = KEYS[code]
    asked = rnms.from_figures(dict.fromkeys(keys, 1), region=region, period=year)
    figures = [
        Figure(key=figure.key, period=figure.period, count=count)
        for figure in asked.figures
        for count in [numbers.draw(COUNT, label=figure.key)]
        if count is not None
    ]
    report = judged(code, figures)
    if not report.issues:
        return
    told = list(judgements(report, code))
    standing = {key for key in keys for issue in report.issues if f"учтено: {key} " in issue.text}
    for part, of_part in agreeing_parts(code, figures):
        if not standing <= {figure.key for figure in part}:
            continue
        for whole, alone in zip(told, judgements(of_part, code), strict=True):
            assert holds(whole.value, alone.value), (figures, part, whole.name)
            if whole.verdict in {MET, NOT_MET}:
                assert alone.verdict is whole.verdict, (figures, part, whole.name)
