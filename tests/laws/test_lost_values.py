"""What a source does not tell: the value of a target, the date of an act; and a minimum set elsewhere."""

from __future__ import annotations

import contextlib
import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, ORDER, TEN, indicator, profile
from kit.effort import examples
from rnms import Figure, RegionalSystem, Unknown, Verdict, files
from rnms.errors import ProfileError
from rnms.indicators import Component, Force, Indicator, Minimum, Requirement, Share, Target, yearly
from rnms.indicators.vocabulary import diagnostics, people
from rnms.model import Act, AttestedDate, Norm, Period, at_least, at_most, between, more_than, percent
from rnms.model.deadlines import Annual
from rnms.model.roadmap import MeasureGroup, Progress, Roadmap, RoadmapMeasure
from rnms.regions import RegionProfile
from rnms.regions.editions import existed_by
from rnms.regions.rules.contract import READ
from rnms.regions.rules.targets import targets_respect_their_minimum
from rnms.render import matrix_table
from rnms.results import Report
from rnms.testing import RULES

LOST = Unknown("столбец 2024 года не пропечатан", CLAUSE)
LATE = Act(key="late", kind="приказ", number="7", date=dt.date(2024, 3, 1), issuer="…", document="101")


def counted(passed: int, among: int = 100, year: int = 2024) -> RegionalSystem:
    period = Period.of(year)
    return RegionalSystem(
        region="nowhere",
        figures=[
            Figure(key="staff", period=period, count=among),
            Figure(key="staff.diagnosed", period=period, count=passed),
        ],
    )


def judged(order: RegionProfile, data: RegionalSystem, **more: Any) -> Report:
    return rnms.evaluate(data, region=order, period=2024, **more)


def faults(order: RegionProfile) -> list[str]:
    return [fault for rule in RULES for fault in rule(order)]


# A target whose value is lost.


def test_a_lost_target_is_told_as_lost_and_not_as_none() -> None:
    """The value stands; the verdict is NO_TARGET, its name and its reason another than without a target."""
    report = judged(profile(indicator(targets=[Target(2024, LOST, CLAUSE)])), counted(12))
    result = report["1"]

    assert result.verdict is Verdict.NO_TARGET
    assert result.value == rnms.Bounds.exact(percent(12))
    assert [reason.code for reason in result.judgement.reasons] == ["target-lost"]
    assert result.reason == "цель известна, но её значение утрачено: столбец 2024 года не пропечатан"
    assert result.shortfall is None
    for text in (
        report.to_text(),
        report.to_markdown(),
        report.to_html(full_page=True),
        report.to_csv(),
        str(result.explain()),
    ):
        assert "цель не установлена" not in text
        assert "утрачено" in text
    for text in (report.to_text(lang="en"), report.to_html(full_page=True, lang="en")):
        assert "no target" not in text
        assert "lost" in text


def test_other_years_of_the_table_are_judged() -> None:
    """Only the year that cannot be read has no verdict; a year outside the table has none as before."""
    order = profile(indicator(targets=yearly({2023: TEN, 2024: LOST}, CLAUSE)))
    verdicts = [
        rnms.evaluate(counted(12, year=year), region=order, period=year)["1"] for year in (2023, 2024, 2025)
    ]

    assert [one.verdict for one in verdicts] == [Verdict.MET, Verdict.NO_TARGET, Verdict.NO_TARGET]
    assert [one.judgement.is_target_lost for one in verdicts] == [False, True, False]


@pytest.mark.parametrize(
    ("passed", "expected"), [(12, Verdict.NO_TARGET), (2, Verdict.NOT_MET)], ids=["met", "not met"]
)
def test_a_whole_is_not_met_by_the_part_that_can_be_read(passed: int, expected: Verdict) -> None:
    """Beside a lost part nothing is met; what surely fails fails."""
    measure = Share(people.STAFF, diagnostics.DIAGNOSED)
    parts = [
        Component(name="read", title="читается", measure=measure, targets=[Target(2024, TEN, CLAUSE)]),
        Component(name="lost", title="утрачена", measure=measure, targets=[Target(2024, LOST, CLAUSE)]),
    ]
    result = judged(profile(indicator(components=parts)), counted(passed))["1"]

    assert result.verdict is expected
    if expected is Verdict.NO_TARGET:
        assert "утрачена" in result.reason
        assert "не пропечатан" in result.reason


def test_a_lost_target_goes_through_json_and_is_shown_beside_others() -> None:
    """Profile and report read back equal; a supposition stands in its place."""
    order = profile(indicator(targets=[Target(2024, LOST, CLAUSE)]))
    report = judged(order, counted(12))

    assert files.load_profile(files.dump_profile(order)) == order
    assert Report.from_json(report.to_json()) == report
    supposed = order.with_targets({"1": {2024: TEN}}, why="по проекту приказа")
    assert judged(supposed, counted(12))["1"].verdict is Verdict.MET
    assert faults(order) == []


def test_a_lost_value_says_why() -> None:
    """Like every other unknown."""
    order = profile(indicator(targets=[Target(2024, Unknown(" "), CLAUSE)]))

    assert [fault for rule in READ for fault in rule(order) if "does not say why" in fault]


# An act that the sources do not date.


def undated(**changes: Any) -> Act:
    fields = {"key": "older", "kind": "приказ", "date": Unknown("дата не пропечатана"), "issuer": "…"}
    return Act(**{**fields, "document": "102", **changes})


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({}, None),
        ({"date": Unknown("не пропечатана", ORDER.clause("преамбула"))}, ORDER.date),
        ({"published": dt.date(2023, 5, 5)}, dt.date(2023, 5, 5)),
        ({"in_force": dt.date(2023, 6, 1)}, dt.date(2023, 6, 1)),
        (
            {
                "attested": [
                    AttestedDate(date=dt.date(2023, 4, day), document="103", line=1) for day in (1, 2)
                ]
            },
            dt.date(2023, 4, 2),
        ),
        ({"published": dt.date(2023, 5, 5), "date": Unknown("…", LATE.clause("п. 1"))}, dt.date(2023, 5, 5)),
    ],
    ids=["nothing", "an act that refers to it", "published", "in force", "attested", "the first of several"],
)
def test_an_act_of_unknown_date_surely_existed_by_a_day(changes: Any, day: dt.date | None) -> None:
    """What tells of it tells by when it was there."""
    assert undated(**changes).existed_by == day


@pytest.mark.parametrize(
    ("act", "text"),
    [
        (undated(number="17"), "приказ № 17 (дата неизвестна)"),
        (undated(number=Unknown("затёрт")), "приказ (дата, номер неизвестны)"),
        (
            undated(date=dt.date(2023, 1, 2), number=Unknown("затёрт")),
            "приказ от 02.01.2023 (номер неизвестен)",
        ),
        (
            undated(kind=Unknown("?"), date=dt.date(2023, 1, 2), number="5"),
            "акт от 02.01.2023 № 5 (вид неизвестен)",
        ),
    ],
)
def test_an_act_says_what_nobody_tells_of_it(act: Act, text: str) -> None:
    """In its name, so that every citation says it."""
    assert str(act) == text


def amended() -> RegionProfile:
    """An order, and a change of it whose date nobody tells but that a later act repeals in part."""
    change = undated(amends=["order"], number="17")
    last = attrs.evolve(LATE, amends=["older"])
    return profile(
        indicator(
            targets=[
                Target(2024, TEN, CLAUSE),
                Target(2024, at_least(percent(20)), change.clause("п. 1")),
            ]
        ),
        acts=[ORDER, change, last],
        read_on=dt.date(2024, 4, 1),
    )


def test_editions_order_an_act_of_unknown_date_by_the_day_it_surely_existed() -> None:
    """Before the act that tells of it nobody could know it; from that day on its target stands."""
    order = amended()
    eve, day = dt.date(2024, 2, 29), dt.date(2024, 3, 1)

    assert judged(order, counted(12), known_on=eve)["1"].verdict is Verdict.MET
    assert judged(order, counted(12), known_on=day)["1"].verdict is Verdict.NOT_MET
    assert judged(order, counted(12))["1"].target is not None
    assert faults(order) == []


def test_an_act_of_unknown_date_goes_through_json() -> None:
    """With the clause that tells of it, whichever stands first."""
    cited = undated(date=Unknown("не пропечатана", LATE.clause("преамбула")), amends=["order"])
    order = profile(
        indicator(targets=[Target(2024, TEN, cited.clause("п. 1"))]),
        acts=[ORDER, cited, LATE],
        read_on=dt.date(2024, 4, 1),
    )
    report = judged(order, counted(12))

    assert files.load_profile(files.dump_profile(order)) == order
    assert Report.from_json(report.to_json()) == report
    assert "приказ (дата неизвестна)" in str(report["1"].target and report["1"].target.clause)


def test_an_act_of_which_nothing_tells_the_day_is_refused() -> None:
    """Nobody could say what stands before it and what after it."""
    with pytest.raises(
        ProfileError, match=r"nothing tells by when приказ \(дата неизвестна\) \(older\) existed"
    ):
        profile(indicator(), acts=[ORDER, undated()])


CHAINS: list[tuple[str, list[Act], dt.date | Unknown]] = [
    (
        "changed by an undated act that a dated one changes",
        [undated(), undated(key="change", amends=["older"]), attrs.evolve(LATE, amends=["change"])],
        LATE.date,
    ),
    (
        "repealed by an undated act that a dated one changes",
        [undated(), undated(key="change", repeals=["older"]), attrs.evolve(LATE, amends=["change"])],
        LATE.date,
    ),
    (
        "cited by an undated act that a dated one changes",
        [
            undated(date=Unknown("не пропечатана", undated(key="later").clause("преамбула"))),
            undated(key="later"),
            attrs.evolve(LATE, amends=["later"]),
        ],
        LATE.date,
    ),
    (
        "changed by an undated act that a dated one cites",
        [
            undated(),
            undated(key="change", amends=["older"], date=Unknown("…", ORDER.clause("преамбула"))),
            ORDER,
        ],
        ORDER.date,
    ),
    (
        "the first of two chains",
        [
            undated(),
            undated(key="one", amends=["older"]),
            undated(key="other", amends=["older"], published=dt.date(2023, 9, 1)),
            attrs.evolve(LATE, amends=["one"]),
        ],
        dt.date(2023, 9, 1),
    ),
    (
        "two that change each other",
        [undated(amends=["change"]), undated(key="change", amends=["older"])],
        dt.date.max,
    ),
    (
        "two that change each other, and a dated one that changes one of them",
        [
            undated(amends=["change"]),
            undated(key="change", amends=["older"]),
            attrs.evolve(LATE, amends=["change"]),
        ],
        LATE.date,
    ),
    (
        "a supposition is no witness",
        [undated(), attrs.evolve(LATE, amends=["older"], supposed=True)],
        dt.date.max,
    ),
    # Of a dated act its own day counts, whatever came before it.
    ("a dated act", [attrs.evolve(LATE, amends=["order"]), attrs.evolve(ORDER, amends=["late"])], LATE.date),
]


@pytest.mark.parametrize(("acts", "day"), [row[1:] for row in CHAINS], ids=[row[0] for row in CHAINS])
def test_what_tells_of_an_act_goes_on_along_the_chain(acts: list[Act], day: dt.date | Unknown) -> None:
    """Whoever changes, repeals or cites it may be undated too: then what tells of that one tells of it."""
    assert existed_by(acts[0], acts) == day


LINKS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=9)


@examples(300)
@given(days=st.lists(st.none() | st.integers(1, 28), min_size=6, max_size=6), links=LINKS)
def test_an_act_existed_by_the_day_of_every_dated_act_behind_it(
    days: list[int | None], links: list[tuple[int, int]]
) -> None:
    """Every chain of undated acts that ends in a dated one tells a day; the first of these days counts."""
    acts = [
        Act(
            key=str(number),
            kind="приказ",
            date=Unknown("…") if day is None else dt.date(2024, 1, day),
            issuer="…",
            amends=[str(older) for newer, older in links if newer == number],
        )
        for number, day in enumerate(days)
    ]
    chains = [[number] for number in range(6)]
    for chain in chains:
        if days[chain[-1]] is None:
            chains += [[*chain, newer] for newer, older in links if older == chain[-1] and newer not in chain]
    for number, act in enumerate(acts):
        found = [days[chain[-1]] for chain in chains if chain[0] == number]
        known = [dt.date(2024, 1, day) for day in found if day is not None]
        assert existed_by(act, acts) == min(known, default=dt.date.max)


def test_a_profile_of_a_chain_of_undated_acts_is_sound_and_judged() -> None:
    """Its target and its measure stand from the day by which the last act of the chain tells of it."""
    change = undated(key="change", amends=["older"])
    last = attrs.evolve(LATE, amends=["change"])
    older = undated()
    order = profile(
        indicator(targets=[Target(2024, TEN, older.clause("п. 1"))]),
        acts=[ORDER, older, change, last],
        read_on=dt.date(2024, 4, 1),
        roadmap=Roadmap(
            measures=[
                RoadmapMeasure(
                    code="1",
                    title="Мероприятие",
                    group=MeasureGroup(code="1", title="Направление", clause=older.clause("п. 2")),
                    responsible="институт",
                    executors="институт",
                    deadline=Annual(),
                    deadline_text="ежегодно",
                    clause=older.clause("п. 2"),
                )
            ]
        ),
    )
    found = [
        (status.due, status.progress)
        for status in rnms.judge.roadmap(order, dt.date(2023, 1, 1), dt.date(2024, 12, 31))
    ]

    assert faults(order) == []
    assert files.load_profile(files.dump_profile(order)) == order
    assert judged(order, counted(12))["1"].verdict is Verdict.MET
    assert found == [
        (dt.date(2023, 12, 31), Progress.NOT_REQUIRED),
        (dt.date(2024, 12, 31), Progress.UNKNOWN),
    ]


# A minimum that is set elsewhere.

FEDERAL = Act(
    key="federal",
    kind="распоряжение",
    number="3273-р",
    date=dt.date(2019, 12, 31),
    issuer="…",
    document="104",
)
MINIMUM = Minimum(TEN, FEDERAL.clause("п. 3", line=1))


def two_columns(norm: Any, minimum: Minimum = MINIMUM) -> RegionProfile:
    return profile(indicator(targets=[Target(2024, norm, CLAUSE, minimum=minimum)]), acts=[ORDER, FEDERAL])


@pytest.mark.parametrize(
    ("passed", "expected", "by_minimum"),
    [
        (25, Verdict.MET, Verdict.MET),
        (12, Verdict.NOT_MET, Verdict.MET),
        (9, Verdict.NOT_MET, Verdict.NOT_MET),
    ],
)
def test_the_minimum_is_judged_beside_the_target(passed: int, expected: Verdict, by_minimum: Verdict) -> None:
    """The verdict is that of the region's own value; the other stands beside it, with its norm."""
    report = judged(two_columns(at_least(percent(20))), counted(passed))
    judgement = report["1"].judgement

    assert (judgement.verdict, judgement.by_minimum) == (expected, by_minimum)
    assert Report.from_json(report.to_json()) == report
    assert "(минимум ≥ 10 %)" in report.to_text().replace("\u00a0", " ")
    assert "minimum (≥ 10%)" in report.to_text(lang="en").replace("\u00a0", " ")


NOT_PRINTED = Unknown("не пропечатан", FEDERAL.clause("п. 3", line=1))


@pytest.mark.parametrize(
    ("norm", "minimum"),
    [(TEN, MINIMUM), (TEN, Minimum(NOT_PRINTED, CLAUSE)), (NOT_PRINTED, None)],
    ids=["the minimum", "its lost value", "a lost value"],
)
def test_an_act_that_a_target_cites_beside_its_own_is_demanded(norm: Any, minimum: Minimum | None) -> None:
    """Where the minimum stands, or the value that was lost: whoever looks for it must find the act."""
    cited = indicator(targets=[Target(2024, norm, CLAUSE, minimum=minimum)])

    with pytest.raises(ProfileError, match="№ 3273-р, which is not among the acts of the profile"):
        profile(cited)
    assert faults(profile(cited, acts=[ORDER, FEDERAL])) == []


def test_a_lost_value_leaves_the_minimum_to_judge() -> None:
    """And the other way round."""
    lost = judged(two_columns(LOST), counted(12))["1"].judgement
    no_minimum = judged(two_columns(TEN, Minimum(LOST, MINIMUM.clause)), counted(12))["1"].judgement

    assert (lost.verdict, lost.by_minimum) == (Verdict.NO_TARGET, Verdict.MET)
    assert (no_minimum.verdict, no_minimum.by_minimum) == (Verdict.MET, Verdict.NO_TARGET)


@pytest.mark.parametrize(
    ("norm", "minimum", "told", "why"),
    [
        (at_least(percent(20)), MINIMUM, "✗ не выполнено; минимум (≥ 10 %): не выполнено", ""),
        (LOST, MINIMUM, "· значение цели утрачено; минимум (≥ 10 %): не выполнено", LOST.why),
        (at_most(percent(5)), Minimum(LOST, MINIMUM.clause), "утрачено): значение цели утрачено", ""),
    ],
)
def test_the_table_of_duties_tells_of_the_minimum_and_of_what_was_lost(
    norm: Any, minimum: Minimum, told: str, why: str
) -> None:
    """As that of indicators does: a minimum that is not kept is not left out."""
    duty = Requirement(
        code="S-1",
        title="обязанность",
        force=Force.DUTY,
        clause=CLAUSE,
        measure=Share(people.STAFF, diagnostics.DIAGNOSED),
        norm=norm,
        minimum=minimum,
    )
    report = judged(profile(requirements=[duty], acts=[ORDER, FEDERAL]), counted(9))
    [row] = [line for line in report.to_markdown().splitlines() if "S-1" in line]

    assert told in row.replace("\u00a0", " ")
    assert why in row


@pytest.mark.parametrize(
    ("norm", "minimum", "is_laxer"),
    [
        (at_least(percent(20)), TEN, False),
        (TEN, TEN, False),
        (at_least(percent(5)), TEN, True),
        (at_most(percent(5)), at_most(percent(10)), False),
        (at_most(percent(15)), at_most(percent(10)), True),
        (between(percent(20), percent(30)), TEN, False),
        (at_most(percent(90)), TEN, True),
        (LOST, TEN, False),
        # No share is below nothing, or above the whole.
        (at_most(percent(5)), at_least(percent(0)), False),
        (at_least(percent(60)), at_most(percent(100)), False),
        (at_most(percent(5)), more_than(percent(0)), True),
        # The whole is a share like any other, and an end that is not set is open to none.
        (at_least(percent(100)), between(percent(80), percent(100)), False),
        (Norm(high=percent(0)), between(percent(0), percent(80)), False),
        (Norm(high=percent(5), low_open=True), more_than(percent(0)), True),
        (Norm(low=percent(70), high_open=True), Norm(high=percent(100), high_open=True), True),
    ],
)
def test_a_target_laxer_than_its_minimum_is_a_fault(norm: Any, minimum: Any, is_laxer: bool) -> None:
    """Whichever way is better: no value is admitted that the other act refuses."""
    order = two_columns(norm, Minimum(minimum, MINIMUM.clause))

    found = [fault for rule in READ for fault in rule(order)]
    assert any("is laxer than распоряжение от 31.12.2019" in fault for fault in found) is is_laxer


TENTHS = st.none() | st.integers(0, 10).map(lambda tenth: Fraction(tenth, 10))


@examples(100)
@given(ends=st.tuples(*[st.tuples(TENTHS, TENTHS, st.booleans(), st.booleans())] * 2))
def test_a_target_is_laxer_where_it_admits_a_share_that_the_minimum_refuses(ends: Any) -> None:
    """Brute force over all shares that tell two norms of tenths apart."""
    norms = []
    for low, high, low_open, high_open in ends:
        with contextlib.suppress(ValueError):
            norms.append(Norm(low=low, high=high, low_open=low_open, high_open=high_open))
    if len(norms) < 2:
        return
    norm, minimum = norms
    shares = [Fraction(number, 20) for number in range(21)]
    is_laxer = any(norm.admits(share) and not minimum.admits(share) for share in shares)
    # A norm that no share keeps is told by itself.
    if any(map(norm.admits, shares)):
        found = targets_respect_their_minimum(two_columns(norm, Minimum(minimum, MINIMUM.clause)))
        assert any(True for _ in found) is is_laxer


def test_a_minimum_binds_while_its_act_does() -> None:
    """What was not yet in force, or is void, is not held against anybody."""
    order = attrs.evolve(
        two_columns(at_least(percent(20))),
        acts=[ORDER, attrs.evolve(FEDERAL, repealed_on=dt.date(2024, 6, 1))],
        indicators=[
            indicator(
                targets=[
                    Target(
                        2024,
                        at_least(percent(20)),
                        CLAUSE,
                        minimum=Minimum(
                            TEN, attrs.evolve(FEDERAL, repealed_on=dt.date(2024, 6, 1)).clause("п. 3")
                        ),
                    )
                ]
            )
        ],
    )

    assert judged(order, counted(12))["1"].judgement.by_minimum is None


def test_a_table_of_two_columns_is_written_as_one() -> None:
    """One minimum for all years, or one for each."""
    rows = yearly({2023: TEN, 2024: TEN}, CLAUSE, minimum={2024: MINIMUM})

    assert [row.minimum for row in rows] == [None, MINIMUM]
    assert {row.minimum for row in yearly({2023: TEN, 2024: TEN}, CLAUSE, minimum=MINIMUM)} == {MINIMUM}


def test_the_pages_of_a_region_show_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of regions beside each other."""
    order = two_columns(LOST)
    monkeypatch.setattr("rnms.regions.matrices.get", lambda _: order)

    assert "утрачено (минимум ≥ 10 %)" in matrix_table(rnms.regions.matrix(["nowhere"])).replace(
        "\u00a0", " "
    )
    assert isinstance(order.indicator("1"), Indicator)
