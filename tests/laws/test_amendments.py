"""Editions and overlays: by which act a target stands on a day, and what is only supposed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

import rnms
from kit.rows import by_source
from rnms import Report, Verdict, regions
from rnms.errors import IndicatorNotFoundError, ProfileError
from rnms.indicators import Force, Indicator, Requirement, Target, since, yearly
from rnms.indicators.vocabulary import diagnostics
from rnms.model import Act, Period, PeriodKind, at_least, percent
from rnms.regions import RegionProfile

MINISTRY = "Министерство образования Вымышленной области"
BASE = Act(key="base", kind="приказ", number="1", date=dt.date(2023, 1, 10), issuer=MINISTRY, document="1")
# Signed and published in June, in force from July.
SUMMER = Act(
    key="summer",
    kind="приказ",
    number="25",
    date=dt.date(2024, 6, 3),
    published=dt.date(2024, 6, 10),
    in_force=dt.date(2024, 7, 1),
    issuer=MINISTRY,
    document="25",
    amends=("base",),
)
# It changes what was over already, and says so by naming the year.
WINTER = attrs.evolve(
    SUMMER, key="winter", number="2", date=dt.date(2025, 2, 1), published=None, in_force=None
)
NEW = Act(
    key="new",
    kind="приказ",
    number="7",
    date=dt.date(2026, 1, 20),
    issuer=MINISTRY,
    document="7",
    repeals=("base", "summer", "winter"),
)
ACTS = (BASE, SUMMER, WINTER, NEW)


def share(value: int) -> Any:
    return at_least(percent(value))


def indicator(code: str, *targets: Target, **changes: Any) -> Indicator:
    fields = {
        "code": code,
        "title": f"Доля {code}",
        "family": diagnostics.DIAGNOSED_SHARE,
        "clause": BASE.clause("п. 1"),
        "targets": targets,
    }
    return Indicator(**{**fields, **changes})


ANNUAL = indicator(
    "1",
    *yearly({2023: share(20), 2024: share(30), 2025: share(40), 2026: share(50)}, BASE.clause("п. 1")),
    Target(2024, share(25), SUMMER.clause("п. 1")),
    Target(2023, share(15), WINTER.clause("п. 1")),
)
QUARTERLY = indicator(
    "2",
    Target(since(2023), share(30), BASE.clause("п. 2")),
    Target(since(2024), share(40), SUMMER.clause("п. 2")),
    period=PeriodKind.QUARTER,
)
ADDED = indicator("3", Target(since(2024), share(5), SUMMER.clause("п. 3")), clause=SUMMER.clause("п. 3"))
DUTY = Requirement(code="S-1", title="то же", force=Force.DUTY, clause=BASE.clause("п. 4"), same_as="1")
PROFILE = RegionProfile(
    key="amended",
    iso="XX-AME",
    name="Вымышленная область",
    system_name="РНМС",
    read_on=dt.date(2026, 2, 1),
    acts=ACTS,
    indicators=[ANNUAL, QUARTERLY, ADDED],
    requirements=[DUTY, attrs.evolve(DUTY, code="S-2", same_as="3", clause=SUMMER.clause("п. 4"))],
)
SYSTEM = rnms.RegionalSystem(
    region="amended",
    figures=[
        rnms.Figure(key="staff", period=period, count=100)
        for period in map(Period.of, ["2023", "2024", "2025", "2026", "2024-Q2", "2024-Q3"])
    ]
    + [
        rnms.Figure(key="staff.diagnosed", period=period, count=27)
        for period in map(Period.of, ["2023", "2024", "2025", "2026", "2024-Q2", "2024-Q3"])
    ],
)
FIRST_OF_MARCH = dt.date(2024, 3, 1)


def judged(period: str, known_on: dt.date | None = None) -> Report:
    return rnms.evaluate(SYSTEM, region=PROFILE, period=period, known_on=known_on)


@pytest.mark.parametrize(
    ("code", "period", "known_on", "demanded", "act", "why"),
    by_source(
        [
            ("1", "2024", None, 25, "summer", "the last edition"),
            ("1", "2024", dt.date(2024, 3, 1), 30, "base", "nobody knew of the change"),
            ("1", "2024", dt.date(2024, 6, 3), 30, "base", "signed, but not made known"),
            ("1", "2024", dt.date(2024, 6, 30), 30, "base", "known, but not in force"),
            ("1", "2024", dt.date(2024, 7, 1), 25, "summer", "known and in force"),
            ("1", "2025", None, 40, "base", "a year that the change left alone"),
            ("1", "2023", None, 15, "winter", "changed after it was over, and named"),
            ("1", "2023", dt.date(2025, 1, 31), 20, "base", "the day before that change"),
            ("1", "2026", None, None, None, "its act was repealed while the year ran"),
            ("1", "2026", dt.date(2026, 1, 19), 50, "base", "nobody knew that it would be"),
            ("2", "2024-Q2", None, 30, "base", "a quarter that was over when the change came into force"),
            ("2", "2024-Q3", None, 40, "summer", "the quarter that began with the change"),
            ("2", "2024-Q3", dt.date(2024, 6, 30), 30, "base", "the same, the day before"),
            ("3", "2024", None, 5, "summer", "what the change added"),
        ]
    ),
)
def test_a_target_stands_by_the_edition_in_force_and_known(
    code: str, period: str, known_on: dt.date | None, demanded: int | None, act: str | None, why: str
) -> None:
    """One row a rule; the result names the act."""
    result = judged(period, known_on)[code]
    norm = None if result.target is None else result.target.norm

    assert norm == (None if demanded is None else share(demanded)), why
    assert (result.edition and result.edition.key) == act, why
    assert (result.verdict is Verdict.NO_TARGET) == (demanded is None)


def test_a_change_in_mid_year_changes_the_verdict() -> None:
    """27 % were too few for the order, and are enough since it was amended."""
    assert judged("2024", FIRST_OF_MARCH)["1"].verdict is Verdict.NOT_MET
    assert judged("2024")["1"].verdict is Verdict.MET


def test_what_was_not_yet_set_is_not_asked_for() -> None:
    """An indicator that a change adds is not there before it, nor the duty that is the same."""
    before = judged("2024", FIRST_OF_MARCH)

    assert [result.code for result in before] == ["1", *["2"] * 4]
    assert [finding.code for finding in before.requirements] == ["S-1"]
    assert [finding.code for finding in judged("2024").requirements] == ["S-1", "S-2"]
    assert not judged("2024", dt.date(2022, 12, 31)).results


def test_the_report_says_by_which_edition() -> None:
    """In words, for the officials who know the order and not its change."""
    said = str(judged("2024"))
    before = str(judged("2024", FIRST_OF_MARCH))

    assert "Цель в редакции: приказ от 03.06.2024 № 25 (показатели 1, 2, 3)." in said
    assert "по актам, известным на 01.03.2024" in before
    assert "в редакции" not in before


@pytest.mark.parametrize("known_on", [None, FIRST_OF_MARCH])
def test_an_edition_survives_json(known_on: dt.date | None) -> None:
    """The report that is read is the one that was written."""
    report = judged("2024", known_on)

    assert Report.from_json(report.to_json()) == report


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def built(*targets: Target, acts: Any = ACTS) -> RegionProfile:
    return attrs.evolve(PROFILE, indicators=[indicator("1", *targets)], requirements=(), acts=acts)


UNRELATED = attrs.evolve(NEW, key="unrelated", number="8", repeals=())


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (
            lambda: built(
                Target(2024, share(1), BASE.clause("1")),
                Target(2024, share(2), UNRELATED.clause("1")),
                acts=[*ACTS, UNRELATED],
            ),
            "by приказ от 10.01.2023 № 1 and by приказ от 20.01.2026 № 8; keep one, or say which act",
        ),
        (
            lambda: built(
                Target(2024, share(1), SUMMER.clause("1")),
                Target(2024, share(2), SUMMER.clause("2")),
            ),
            "has two targets for 2024; keep one",
        ),
        (
            lambda: built(
                Target(2024, share(1), SUMMER.clause("1")),
                Target(2024, share(2), attrs.evolve(SUMMER, key="twin", number="26").clause("2")),
                acts=[*ACTS, attrs.evolve(SUMMER, key="twin", number="26")],
            ),
            "is changed twice for 2024 by acts of one day",
        ),
        (
            lambda: built(
                Target(2024, share(1), BASE.clause("1")), Target(Period.of(2024), share(2), BASE.clause("1"))
            ),
            "has two targets for 2024; keep one",
        ),
        (lambda: built(acts=[BASE, attrs.evolve(SUMMER, amends=("none",))]), "changes act 'none'"),
        (lambda: built(acts=[attrs.evolve(BASE, amends=("summer",)), SUMMER]), "not older"),
        (
            lambda: built(acts=[attrs.evolve(BASE, date=SUMMER.date, amends=("summer",)), SUMMER]),
            "changes приказ от 03.06.2024 № 25, which is not older",
        ),
        (
            lambda: built(acts=[attrs.evolve(BASE, repealed_on=dt.date(2026, 1, 1)), SUMMER, WINTER, NEW]),
            "is void from 2026-01-01, before приказ от 20.01.2026 № 7 repeals it",
        ),
    ],
)  # fmt: skip
def test_acts_that_contradict_each_other_are_refused(build: Any, said: str) -> None:
    """Two targets for one period need an act that changes the other."""
    with pytest.raises(ProfileError) as caught:
        build()

    assert said in str(caught.value)


def test_a_change_becomes_void_with_what_it_changed() -> None:
    """Whoever repeals an order need not name every act that amended it."""
    new = attrs.evolve(NEW, repeals=("base",))
    profile = built(Target(since(2024), share(20), SUMMER.clause("1")), acts=[BASE, SUMMER, WINTER, new])

    assert rnms.evaluate(SYSTEM, region=profile, period=2025)["1"].edition == SUMMER
    assert rnms.evaluate(SYSTEM, region=profile, period=2026)["1"].edition is None


def test_two_changes_of_one_act_stand_one_after_the_other() -> None:
    """Both amend the order, neither the other: the later one counts."""
    later = attrs.evolve(
        SUMMER, key="later", number="30", date=dt.date(2024, 9, 1), published=None, in_force=None
    )
    profile = built(
        Target(2024, share(30), BASE.clause("1")),
        Target(2024, share(10), later.clause("1")),
        Target(2024, share(20), SUMMER.clause("1")),
        acts=[*ACTS, later],
    )

    assert rnms.evaluate(SYSTEM, region=profile, period=2024)["1"].edition == later


# Overlays.


def test_a_supposed_target_is_judged_and_never_taken_for_one_of_an_act() -> None:
    """The report cites the supposition, says what was changed, and the profile itself is as it was."""
    before = PROFILE
    supposed = PROFILE.with_targets({"1": {2024: share(50)}}, why="предложение методсовета")
    result = rnms.evaluate(SYSTEM, region=supposed, period=2024)

    assert result["1"].verdict is Verdict.NOT_MET
    assert result["1"].edition is not None
    assert result["1"].edition.supposed
    assert [str(change.indicator) for change in result.changes] == ["1"]
    assert "изменено: показатель 1, 2024: ≥ 50 % (предложение методсовета)" in str(result).replace(
        "\xa0", " "
    )
    assert "changed: indicator 1, 2024: ≥ 50% (предложение методсовета)" in plain(result.to_text(lang="en"))
    assert Report.from_json(result.to_json()) == result
    assert before == PROFILE
    assert rnms.evaluate(SYSTEM, region=PROFILE, period=2024)["1"].verdict is Verdict.MET


def test_a_supposition_holds_on_any_day() -> None:
    """It is no act that one could not yet have known."""
    supposed = PROFILE.with_targets({"1": {2024: share(50)}})
    report = rnms.evaluate(SYSTEM, region=supposed, period=2024, known_on=FIRST_OF_MARCH)

    assert report["1"].target is not None
    assert report["1"].target.norm == share(50)


def test_the_last_supposition_counts() -> None:
    """One after the other, each told in the report."""
    once = PROFILE.with_targets({"1": {2024: share(50)}})
    twice = once.with_targets({"1": {2024: share(10)}, "2": {since(2024): share(10)}})
    thrice = twice.with_targets({"2": {"2024-Q3": share(90)}})

    assert rnms.evaluate(SYSTEM, region=thrice, period=2024)["2", "2024-Q2"].verdict is Verdict.MET
    assert rnms.evaluate(SYSTEM, region=thrice, period=2024)["2", "2024-Q3"].verdict is Verdict.NOT_MET
    assert rnms.evaluate(SYSTEM, region=twice, period=2024)["1"].verdict is Verdict.MET
    assert len(twice.changes) == 3


def test_a_part_of_an_indicator_is_supposed_by_its_name() -> None:
    """Khabarovsk's fourth indicator has two parts; a reading that has the part has the supposition too."""
    krai = regions.get("khabarovsk")
    supposed = krai.with_targets({"4.load": {2023: rnms.model.at_most(30)}})
    [load] = [part for part in supposed.indicator("4").components if part.name == "load"]

    assert load.targets[-1].clause.act.supposed
    assert "4" in {change.indicator.partition(".")[0] for change in supposed.changes}
    with pytest.raises(IndicatorNotFoundError, match=r"known: .*4\.formed, 4\.load"):
        krai.with_targets({"4": {2023: rnms.model.norm.YES}})


def test_an_indicator_is_left_out_with_the_duty_that_is_the_same() -> None:
    """The report says so."""
    without = PROFILE.without("1", why="его отменят")
    report = rnms.evaluate(SYSTEM, region=without, period=2024)

    assert "1" not in report.verdicts
    assert [finding.code for finding in report.requirements] == ["S-2"]
    assert "изменено: показатель 1 не рассматривается (его отменят)" in str(report)
    with pytest.raises(IndicatorNotFoundError):
        without.without("1")


def test_a_supposed_norm_must_fit() -> None:
    """A share of 50 is no 50 percent."""
    with pytest.raises(ProfileError, match=r"write percent\(50\)"):
        PROFILE.with_targets({"1": {2024: at_least(50)}})
