"""What was reported: printed shares, figures and what they imply, and where statements come from."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kit.rows import by_source
from kit.strategies import (
    acts,
    counts,
    digits,
    inequalities,
    printed,
    printed_shares,
    shares,
    systems,
    unknowns,
)
from rnms.issues import Issue
from rnms.model import (
    Act,
    Bounds,
    Clause,
    Figure,
    Municipality,
    Norm,
    RegionalSystem,
    Unknown,
    Unreported,
    Verdict,
    percent,
)
from rnms.model.returns import PrintedShare, population_behind, self_contradiction
from rnms.render.messages import message_sentence

ALL_SHARES = Bounds(0, 1)


def half_open(low: str, high: str) -> Norm:
    return Norm(low=percent(low), high=percent(high), high_open=True)


def figure(**said: Any) -> Figure:
    return Figure(key="staff.diagnosed", period=2023, **said)


@pytest.mark.parametrize(
    ("text", "expected", "source"),
    by_source(
        [
            ("10,5%", half_open("10.45", "10.55"), "a tenth of a percent, half up"),
            ("10.5 %", half_open("10.45", "10.55"), "a point is a comma"),
            ("10,50 %", half_open("10.495", "10.505"), "a printed nought is a digit too"),
            ("93 %", half_open("92.5", "93.5"), "a whole percent"),
            ("93", half_open("92.5", "93.5"), "no sign of percent"),
            (" 93 % ", half_open("92.5", "93.5"), "spaces around"),
            ("93\u00a0%", half_open("92.5", "93.5"), "a no-break space, as typesetters write it"),
            ("10,5\u202f%", half_open("10.45", "10.55"), "a narrow no-break space"),
            ("100 %", Norm(low=percent("99.5"), high=1), "no share exceeds the whole"),
            ("100,0%", Norm(low=percent("99.95"), high=1), "the whole to a tenth of a percent"),
            ("0%", half_open("0", "0.5"), "no share is negative"),
            ("0,4 %", half_open("0.35", "0.45"), "less than a percent"),
            ("1 процент", half_open("0.5", "1.5"), "a word for the sign"),
            ("2 процента", half_open("1.5", "2.5"), "its second form"),
            ("более 10 %", Norm(low=percent(10), high=1, low_open=True), "«более» stays open"),
            ("> 10", Norm(low=percent(10), high=1, low_open=True), "a sign for «более»"),
            ("более\u00a010\u00a0%", Norm(low=percent(10), high=1, low_open=True), "no-break spaces"),
            ("не менее 65 процентов", Norm(low=percent(65), high=1), "«не менее» admits the value"),
            ("≥65%", Norm(low=percent(65), high=1), "a sign for «не менее»"),
            (">= 65 %", Norm(low=percent(65), high=1), "the same on a keyboard"),
            ("менее 10,5 %", half_open("0", "10.5"), "«менее» stays open"),
            ("<10%", half_open("0", "10"), "a sign for «менее»"),
            ("не более 25 %", Norm(low=0, high=percent(25)), "«не более» admits the value"),
            ("≤ 10 %", Norm(low=0, high=percent(10)), "a sign for «не более»"),
            ("<=10", Norm(low=0, high=percent(10)), "the same on a keyboard"),
        ]
    ),
)
def test_a_printed_share_stands_for_an_interval(text: str, expected: Norm, source: str) -> None:
    """A rounded share stands for all shares that round to it; an inequality stays one."""
    assert expected == PrintedShare(text).admitted, source


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "%",
        "abc",
        "-5 %",
        "101 %",
        "100,1%",
        "10,5,5",
        "10,",
        ",5",
        "10 % %",
        "около 10 %",
        "более",
        "1e1",
        "1/2",
        "٩٣ %",
        "более 100 %",
        "> 100",
        "менее 0 %",
        "<0%",
    ],
)
def test_what_is_no_share_is_refused(text: str) -> None:
    """A text that no share between 0 and 100 % fits is refused, and told how to write one."""
    with pytest.raises(ValueError, match="is no printed share"):
        PrintedShare(text)


@given(shares, digits)
def test_a_rounded_share_admits_what_was_rounded(share: Fraction, places: int) -> None:
    """Whatever a report rounds half up, its print admits."""
    assert PrintedShare(printed(share, places)).admitted.admits(share)


@given(shares, digits, shares)
def test_a_rounded_share_admits_only_what_rounds_to_it(share: Fraction, places: int, near: Fraction) -> None:
    """A share is admitted exactly when it would be printed the same."""
    other = min(Fraction(1), share + (near - Fraction(1, 2)) / 10**places / 20)
    assume(other >= 0)
    same = printed(share, places) == printed(other, places)

    assert same is PrintedShare(printed(share, places)).admitted.admits(other)


@given(printed_shares)
def test_every_print_admits_a_share(share: PrintedShare) -> None:
    """Some share between 0 and 100 % fits whatever may be printed."""
    assert Verdict.NOT_MET is not share.admitted.verdict(ALL_SHARES)
    assert share.text == str(share)


@pytest.mark.parametrize(
    ("said", "expected", "source"),
    by_source(
        [
            ({"count": 2036, "share": "10,5%"}, Bounds(19299, 19483), "000 l.70, published"),
            ({"count": 1980, "share": "более 10%"}, Bounds(1980, 19799), "000 l.71, published"),
            ({"count": 15, "share": "100 %"}, Bounds(15, 15), "all of them"),
            ({"count": 200, "share": "100 %"}, Bounds(200, 201), "of 201 one may fail: 99.502 %"),
            ({"count": 10, "share": "не менее 50 %"}, Bounds(10, 20), "a closed end"),
            ({"count": 10, "share": "более 50 %"}, Bounds(10, 19), "an open end"),
            ({"count": 10, "share": "не более 50 %"}, Bounds(20, None), "nothing limits it"),
            ({"count": 10, "share": "менее 50 %"}, Bounds(21, None), "an open end, nothing limits it"),
            ({"count": 3, "share": "0%"}, Bounds(601, None), "a share that rounds to nothing"),
            ({"count": 3, "share": "99 %"}, None, "3 of 3 are 100 %, 3 of 4 are 75 %"),
            ({"count": 3, "share": "не более 0 %"}, None, "three are not nobody"),
            ({"count": 0, "share": "0%"}, Bounds(1, None), "nobody is 0 % of any number but 0"),
            ({"count": 7}, Bounds(7, None), "at least those counted"),
            ({"count": 7, "among": 9, "share": "78 %"}, Bounds(9, None), "at least those asked"),
            ({"among": 9, "share": "78 %"}, Bounds(9, None), "at least those asked, count unknown"),
            ({"share": "78 %"}, Bounds(1, None), "a share is of somebody"),
            ({"holds": True}, Bounds(0, None), "a yes says nothing of a number"),
        ]
    ),
)
def test_the_population_behind_a_figure(said: dict[str, Any], expected: Bounds | None, source: str) -> None:
    """A count and a printed share bound the population that they were taken of."""
    assert expected == population_behind(figure(**said)), source


@given(st.integers(min_value=1, max_value=3000), st.data(), digits)
def test_the_true_population_is_never_excluded(size: int, data: st.DataObject, places: int) -> None:
    """Whatever number a share was rounded of, it lies within the bounds."""
    count = data.draw(st.integers(min_value=0, max_value=size))
    behind = population_behind(figure(count=count, share=printed(Fraction(count, size), places)))

    assert behind is not None
    assert size in behind


@given(st.integers(min_value=1, max_value=60), printed_shares)
def test_a_population_fits_exactly_within_its_bounds(count: int, share: PrintedShare) -> None:
    """Both ends fit the print, the next number beyond does not, and no number fits where there are none."""

    def fits(size: int) -> bool:
        return size >= count and share.admitted.admits(Fraction(count, size))

    behind = population_behind(figure(count=count, share=share))
    if behind is None:
        # The nearest candidates lie where the share is about what is printed.
        limit = math.ceil(count / (share.admitted.low or Fraction(1, 10**4))) + 1
        assert not any(fits(size) for size in range(count, limit + 1))
        return
    low, high = int(behind.low), None if behind.high is None else int(behind.high)
    assert fits(low)
    assert not fits(low - 1)
    if high is None:
        assert fits(low + 10**9)
    else:
        assert fits(high)
        assert not fits(high + 1)


@pytest.mark.parametrize(
    ("said", "source"),
    by_source(
        [
            ({"count": 16, "among": 15}, "more than were asked"),
            ({"count": 14, "among": 15, "share": "100 %"}, "14 of 15 are 93 %"),
            ({"count": 3, "share": "99 %"}, "3 of no whole number are 99 %"),
            ({"count": 0, "share": "10 %"}, "nobody is 0 %"),
            ({"count": 3, "share": "не более 0 %"}, "three are not nobody"),
            ({"count": 0, "among": 0, "share": "0%"}, "there is no share of nobody"),
            ({"among": 0, "share": "100 %"}, "nor a whole of nobody"),
            ({"among": 3, "share": "10 %"}, "of three they are 0, 33, 67 or 100 %"),
            ({"among": 3, "share": "более 67 %", "count": 2}, "2 of 3 are 66.67 %"),
        ]
    ),
)
def test_numbers_that_cannot_all_be_true(said: dict[str, Any], source: str) -> None:
    """A figure whose numbers exclude each other says so, and names what it was given."""
    contradiction = self_contradiction(figure(**said))

    assert contradiction is not None, source
    assert all(str(value) in message_sentence(contradiction) for value in said.values())


@pytest.mark.parametrize(
    ("said", "source"),
    by_source(
        [
            ({"count": 2036, "share": "10,5%"}, "000 l.70, published"),
            ({"count": 15, "among": 15, "share": "100 %"}, "000 l.72, published"),
            ({"count": 0, "share": "0%"}, "nobody"),
            ({"count": 0, "among": 0}, "nobody was asked"),
            ({"among": 3, "share": "33 %"}, "one of three"),
            ({"among": 3, "share": "более 67 %"}, "all three"),
            ({"holds": False}, "a no"),
            ({"missing": "не собирали"}, "nothing is said"),
        ]
    ),
)
def test_numbers_that_can_all_be_true(said: dict[str, Any], source: str) -> None:
    """A figure whose numbers fit together is left alone."""
    assert self_contradiction(figure(**said)) is None, source


def wholes(said: Figure) -> Iterator[tuple[int, int]]:
    """Every count of every number of people that a figure may mean; 5 of 1001 print as 0 %."""
    for size in range(1, 1002) if said.among is None else [said.among]:
        for count in range(size + 1) if said.count is None else [said.count]:
            if count <= size:
                yield count, size


@given(
    st.none() | st.integers(min_value=0, max_value=5),
    st.none() | st.integers(min_value=0, max_value=12),
    st.none() | inequalities | st.builds(printed, shares, st.just(0)).map(PrintedShare),
)
def test_a_figure_contradicts_itself_when_nothing_fits_it(
    count: int | None, among: int | None, share: PrintedShare | None
) -> None:
    """There is a contradiction exactly when no count out of no number of people fits all that is said."""
    said = figure(count=count, among=among, share=share)
    fits = any(share is None or (of > 0 and share.admitted.admits(Fraction(n, of))) for n, of in wholes(said))

    assert fits is (self_contradiction(said) is None)


@pytest.mark.parametrize(
    ("said", "why"),
    by_source(
        [
            ({"count": -1}, "count is -1: a number of members cannot be negative"),
            ({"among": -1}, "among is -1: a number of members cannot be negative"),
            ({"count": 1, "holds": True}, "either a yes or no"),
            ({"among": 1, "holds": False}, "either a yes or no"),
            ({"share": "10 %", "holds": False}, "either a yes or no"),
            ({"share": "ten"}, "is no printed share"),
        ]
    ),
)
def test_a_figure_that_means_nothing_is_refused(said: dict[str, Any], why: str) -> None:
    """Negative numbers, a yes with a number and an unreadable share are no figures."""
    with pytest.raises(ValueError, match=why):
        figure(**said)


def test_a_figure_reads_its_period_and_its_share() -> None:
    """Periods and shares may be written as texts; they are kept as values."""
    written = Figure(key="staff", period="2022/2023", share="10,5 %")

    assert str(written.period) == "2022/2023"
    assert PrintedShare("10,5 %") == written.share


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"count": 0}, True),
        ({"share": "0%"}, True),
        ({"holds": False}, True),
        ({}, False),
        ({"among": 15}, False),
        ({"missing": "не собирали"}, False),
    ],
)
def test_nought_and_no_are_given_while_silence_is_not(said: dict[str, Any], *, expected: bool) -> None:
    """Unknown is not zero: a zero was reported, an absent number was not."""
    assert expected is figure(**said).is_given


@given(unknowns)
def test_unknown_is_neither_true_nor_false(unknown: Unknown) -> None:
    """What the source does not say cannot be asked as if it were a yes or a no."""
    with pytest.raises(TypeError, match="unknown is neither true nor false"):
        bool(unknown)


@pytest.mark.parametrize(
    ("number", "expected"),
    [("759", "распоряжение от 22.06.2022 № 759"), (None, "распоряжение от 22.06.2022")],
)
def test_an_act_is_cited_by_kind_date_and_number(number: str | None, expected: str) -> None:
    """An act prints as lawyers cite it; a number that the source does not print is left out."""
    act = Act(key="order", kind="распоряжение", date=dt.date(2022, 6, 22), issuer="Минобр", number=number)

    assert expected == str(act)
    assert f"{expected}, п. 6.2, строка 1" == str(act.clause("п. 6.2, строка 1", line=20))


@given(acts, counts)
def test_a_clause_is_read_where_its_act_was_read(act: Act, line: int) -> None:
    """A clause knows its act, and its document unless another is named."""
    expected = Clause(act=act, number="п. 2", document=act.document, line=line)

    assert expected == act.clause("п. 2", line=line)
    assert act.clause("п. 2", document="004").document == "004"


PLACES = [Municipality(id="amursky", name="Амурский район"), Municipality(id="nanaysky", name="Нанайский")]


@pytest.mark.parametrize(
    ("parts", "place", "code"),
    [
        ({"figures": [figure(count=16, among=15)]}, "$.figures[0]", "figure.contradiction"),
        ({"figures": [figure(count=1, missing="нет")]}, "$.figures[0]", "figure.missing-and-given"),
        (
            {"figures": [figure(count=1), figure(count=1, municipality="bikinsky")]},
            "$.figures[1].municipality",
            "reference.nobody",
        ),
        (
            {"unreported": [Unreported(entity="figures", municipality="bikinsky")]},
            "$.unreported[0].municipality",
            "reference.nobody",
        ),
        ({"unreported": [Unreported(entity="figurs")]}, "$.unreported[0].entity", "unreported.entity"),
        ({"municipalities": [PLACES[0], PLACES[0]]}, "$.municipalities[1].id", "id.doubled"),
    ],
)
def test_a_fault_of_the_data_has_a_place(parts: dict[str, Any], place: str, code: str) -> None:
    """What contradicts itself or refers to nobody is one issue with its path."""
    system = RegionalSystem(**{"region": "khabarovsk", "municipalities": PLACES, **parts})

    assert [(place, code)] == [(issue.place, issue.code) for issue in system.issues]


@given(systems)
def test_only_figures_can_be_faulty_where_references_and_dates_hold(system: RegionalSystem) -> None:
    """A system whose records name each other rightly has no issue but of a figure that contradicts itself."""
    expected = [
        f"$.figures[{index}]"
        for index, said in enumerate(system.figures)
        if self_contradiction(said) is not None
    ]

    assert expected == [issue.place for issue in system.issues]


def test_an_issue_prints_its_place_first() -> None:
    """A clerk looks for the place, then reads what is wrong."""
    assert str(Issue(place="форма.xlsx[Форма!D9]", text="нет числа", code="x")) == (
        "форма.xlsx[Форма!D9]: нет числа"
    )
