"""Profiles that take over parts of others, and those above whose targets must be respected."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

import rnms
from kit.declared import CLAUSE, ORDER, TEN, indicator, profile
from rnms import Figure, Municipality, RegionalSystem, Verdict, audit, files, forms, testing
from rnms.errors import ProfileError, RegionNotFoundError
from rnms.indicators import Family, Force, Minimum, Requirement, Share, Target, since, yearly
from rnms.indicators.vocabulary import diagnostics, early_career, people
from rnms.logic import MUNICIPALITY
from rnms.model import Act, Clause, Period, PeriodKind, Unknown, at_least, percent
from rnms.regions import Amendment, FigureRelation, Import, RegionProfile
from rnms.regions.composition import compose
from rnms.regions.registry import composed
from rnms.regions.rules.contract import READ

OWN = Act(
    key="order", kind="постановление", number="5", date=dt.date(2024, 1, 20), issuer="Глава", document="200"
)
OWN_CLAUSE = OWN.clause("п. 3", line=3)
SUPPORTED = indicator(
    code="2",
    title="Поддержка",
    family=Family(key="supported", title="поддержка"),
    measure=Share(early_career.EARLY_CAREER, early_career.SUPPORTED),
)
DUTY = Requirement(code="S-1", title="То же", force=Force.DUTY, clause=CLAUSE, same_as="1")
REGION = profile(
    indicator(targets=[Target(since(2023), TEN, CLAUSE)]), SUPPORTED, key="region", requirements=[DUTY]
)


def municipal(*imports: Import, **changes: Any) -> RegionProfile:
    return profile(key="town", acts=[OWN], imports=imports, **changes)


def whole(declared: RegionProfile, *others: RegionProfile) -> RegionProfile:
    by_key = {one.key: one for one in (declared, *others)}
    return compose(declared, by_key.__getitem__)


def codes(declared: RegionProfile) -> list[str]:
    return [one.code for one in declared.indicators]


# What is taken over.


def test_a_profile_takes_over_all_of_another() -> None:
    """By key or as it is; each part tells whence it comes, and acts of one key are told apart."""
    for source in ("region", REGION):
        town = whole(municipal(Import(profile=source)), REGION)

        assert codes(town) == ["1", "2"]
        assert [duty.code for duty in town.requirements] == ["S-1"]
        assert [act.key for act in town.acts] == ["order", "region_order"]
        origin = town.origin_of("1")
        assert (origin.profile, origin.clause.act.number, origin.amended_by) == ("region", "1", ())
        assert town.indicator("1").clause.act.key == "region_order"
        assert town.imports == ()
        assert files.load_profile(files.dump_profile(town)) == town


def test_parts_are_included_and_excluded_by_name() -> None:
    """What is the same as a part that is left out is left out with it."""
    included = whole(municipal(Import(profile=REGION, include=["1", "S-1"])))
    excluded = whole(municipal(Import(profile=REGION, exclude=["1"])))

    assert (codes(included), codes(excluded)) == (["1"], ["2"])
    assert [duty.code for duty in included.requirements] == ["S-1"]
    assert excluded.requirements == ()


def test_own_parts_speak_of_those_taken_over() -> None:
    """A duty of one's own may be the same as an indicator of the other."""
    own_duty = Requirement(code="T-1", title="То же", force=Force.DUTY, clause=OWN_CLAUSE, same_as="2")
    town = whole(municipal(Import(profile=REGION, include=["2"]), requirements=[own_duty]))

    assert [duty.code for duty in town.requirements] == ["T-1"]
    assert town.origin_of("T-1").profile == "town"


@pytest.mark.parametrize("include", [[], ["1"], ["2"]])
def test_a_profile_asks_for_what_it_takes_over(include: list[str]) -> None:
    """Before it is composed, too: evaluate composes it, and would read figures of which nobody told."""
    own = [] if "2" in include else [attrs.evolve(PARTS, clause=OWN_CLAUSE)]
    town = municipal(Import(profile=REGION, include=include), relations=own)
    judged = composed(town)

    for declared in (town, files.load_profile(files.dump_profile(town))):
        assert declared.imports
        assert declared.needs() == judged.needs()
        assert declared.questions == judged.questions
        assert declared.figure_keys == judged.figure_keys
        assert declared.vocabularies == judged.vocabularies
    assert {key.partition(".")[0] for key in town.figure_keys} >= {
        "early_career" if "2" in include else "staff"
    }


def test_what_rests_on_an_unknown_profile_asks_for_nothing() -> None:
    """Whoever asks is told that the profile it rests on is not there."""
    with pytest.raises(RegionNotFoundError):
        municipal(Import(profile="no-such-region")).needs()


PARTS = FigureRelation.of_parts("staff", "men", "women", code="1", clause=CLAUSE, titles={"men": "мужчины"})


@pytest.mark.parametrize(
    ("imported", "own", "relations"),
    [
        (Import(profile="region"), [], ["1"]),
        (Import(profile="region", include=["1"]), [], ["1"]),
        (Import(profile="region", include=["2"]), [], []),
        (Import(profile="region"), [attrs.evolve(PARTS, clause=OWN_CLAUSE)], ["1", "region_1"]),
    ],
)
def test_relations_go_with_the_figures_of_which_they_speak(
    imported: Import, own: list[FigureRelation], relations: list[str]
) -> None:
    """A form whose figures are no longer asked for is none; forms of one number are told apart."""
    region = attrs.evolve(REGION, relations=[PARTS])
    town = whole(municipal(imported, relations=own), region)

    assert [relation.code for relation in town.relations] == relations


def test_an_act_that_amends_may_be_newer_than_the_reading_of_what_it_amends() -> None:
    """Whoever takes a part over tells when the amending act was read."""
    newer = attrs.evolve(OWN, date=REGION.read_on + dt.timedelta(days=9))
    clause = newer.clause("п. 3", line=3)
    amendment = Amendment(code="1", clause=clause, targets=yearly({2024: at_least(percent(20))}, clause))
    town = profile(
        key="town",
        acts=[newer],
        read_on=newer.date,
        imports=[Import(profile=REGION, include=["1"], amend=[amendment])],
    )

    assert codes(whole(town)) == ["1"]


def test_an_amended_target_replaces_that_of_its_period_alone() -> None:
    """The others stay, and the part tells what amended it."""
    amendment = Amendment(
        code="1", clause=OWN_CLAUSE, targets=yearly({2024: at_least(percent(20))}, OWN_CLAUSE), title="Иначе"
    )
    town = whole(municipal(Import(profile=REGION, include=["1"], amend=[amendment])))
    figures = [
        Figure(key=key, period=Period.of(year), count=count)
        for year in (2023, 2024, 2025)
        for key, count in (("staff", 100), ("staff.diagnosed", 15))
    ]
    data = RegionalSystem(region="town", figures=figures)
    verdicts = [rnms.evaluate(data, region=town, period=year)["1"].verdict for year in (2023, 2024, 2025)]

    assert verdicts == [Verdict.MET, Verdict.NOT_MET, Verdict.MET]
    assert town.indicator("1").title == "Иначе"
    assert town.origin_of("1").amended_by == (OWN_CLAUSE,)
    assert [fault for rule in READ for fault in rule(town) if "accumulates" in fault] == []


FEDERAL = Minimum(at_least(percent(10)), CLAUSE)
BEFORE = Target(2024, at_least(percent(30)), CLAUSE, minimum=FEDERAL)


@pytest.mark.parametrize(
    ("anew", "minima"),
    [
        (Target(2024, at_least(percent(20)), OWN_CLAUSE), {2024: FEDERAL}),
        (Target(since(2023), at_least(percent(20)), OWN_CLAUSE), {2023: None, 2024: FEDERAL, 2025: None}),
        (
            Target(
                2024, at_least(percent(20)), OWN_CLAUSE, minimum=Minimum(at_least(percent(15)), OWN_CLAUSE)
            ),
            {2024: Minimum(at_least(percent(15)), OWN_CLAUSE)},
        ),
    ],
)
def test_a_minimum_set_elsewhere_stands_beside_what_is_set_anew(
    anew: Target, minima: dict[int, Minimum | None]
) -> None:
    """What another act demands at the least no order under it takes away, nor what is supposed."""
    region = profile(indicator(targets=[BEFORE]), key="region")
    town = whole(
        municipal(
            Import(profile=region, amend=[Amendment(code="1", clause=OWN_CLAUSE, targets=[anew])]),
        )
    )
    kept = {year: minimum and minimum.norm for year, minimum in minima.items()}

    assert {year: _minimum_of(town, year) for year in kept} == kept
    supposed = region.with_targets({"1": {2024: at_least(percent(5))}}, why="проект")
    assert _minimum_of(supposed, 2024) == FEDERAL.norm


def _minimum_of(declared: RegionProfile, year: int) -> Any:
    data = RegionalSystem(
        region=declared.key,
        figures=[
            Figure(key=key, period=Period.of(year), count=count)
            for key, count in (("staff", 100), ("staff.diagnosed", 15))
        ],
    )
    target = rnms.evaluate(data, region=declared, period=year)["1"].judgement.target
    return None if target is None or target.minimum is None else target.minimum.norm


@pytest.mark.parametrize(
    ("before", "anew"),
    [
        (BEFORE, Target(2024, TEN, OWN_CLAUSE, each=MUNICIPALITY)),
        (attrs.evolve(BEFORE, period=Period.of("2024-H1")), Target(2024, TEN, OWN_CLAUSE)),
    ],
)
def test_a_minimum_that_cannot_be_kept_is_told(before: Target, anew: Target) -> None:
    """It is never dropped in silence."""
    region = profile(indicator(targets=[before]), key="region")
    amendment = Amendment(code="1", clause=OWN_CLAUSE, targets=[anew])
    with pytest.raises(ProfileError, match=r"takes away the minimum of 2024.*give that minimum"):
        whole(municipal(Import(profile=region, amend=[amendment])))


def test_profiles_of_profiles_keep_the_first_origin() -> None:
    """A town that takes over a district that takes over the region."""
    district = profile(
        key="district", acts=[attrs.evolve(OWN, number="4")], imports=[Import(profile="region")]
    )
    town = whole(municipal(Import(profile="district")), district, REGION)

    assert town.origin_of("1").profile == "region"
    assert codes(town) == ["1", "2"]


def test_a_circle_is_refused_and_named() -> None:
    """Whether by imports or by who stands above."""
    first = profile(key="first", imports=[Import(profile="second")])
    second = profile(key="second", parent="third")
    third = profile(key="third", imports=[Import(profile="first")])

    with pytest.raises(ProfileError, match="first → second → third → first"):
        whole(first, second, third)


def test_a_parent_that_is_also_taken_over_is_no_circle() -> None:
    """As that of every town that takes over its region's order."""
    town = whole(municipal(Import(profile="region"), parent="region"), REGION)

    assert town.parent == REGION


def amended(share: int, by: Clause = OWN_CLAUSE) -> Amendment:
    """What the town sets anew for 2024, by a clause of its own or of another."""
    return Amendment(code="1", clause=OWN_CLAUSE, targets=yearly({2024: at_least(percent(share))}, by))


@pytest.mark.parametrize(
    ("imported", "told"),
    [
        (Import(profile=REGION, include=["11"]), "there is no part '11' in region"),
        (Import(profile=REGION, exclude=["9"]), "there is no part '9' in region"),
        (
            Import(profile=REGION, amend=[Amendment(code="S-1", clause=OWN_CLAUSE)]),
            "there is no indicator 'S-1' in region to amend",
        ),
        (
            Import(
                profile=REGION, exclude=["1"], amend=[Amendment(code="1", clause=OWN_CLAUSE, title="Иначе")]
            ),
            "1 of region is amended, but not taken over",
        ),
        (
            Import(profile=REGION, amend=[Amendment(code="1", clause=OWN_CLAUSE)]),
            "the amendment of 1 sets nothing anew",
        ),
        (
            Import(profile=REGION, amend=[amended(30, CLAUSE)]),
            r"the amendment of 1 \(постановление .*, п. 3\) sets the target of 2024 by приказ",
        ),
        (
            Import(profile=REGION, amend=[amended(30), amended(40)]),
            "two amendments of 1 .* set the target of 2024 anew",
        ),
        (
            Import(profile=REGION, amend=[attrs.evolve(amended(30), targets=(), title=t) for t in "аб"]),
            "two amendments of 1 .* set the title anew",
        ),
    ],
)
def test_what_cannot_be_taken_over_is_told_of_the_taker(imported: Import, told: str) -> None:
    """With what may have been meant; the profile above is not to blame."""
    with pytest.raises(ProfileError, match=f"'town' is declared wrongly: .*{told}"):
        whole(municipal(imported))


def test_amendments_of_other_periods_or_of_one_another_stand_together() -> None:
    """A later act amends the first: both are taken, and the day decides."""
    later = attrs.evolve(OWN, key="later", number="6", date=dt.date(2024, 1, 25), amends=["order"])
    again = attrs.evolve(amended(40, later.clause("п. 1", line=1)), clause=later.clause("п. 1", line=1))
    other_year = Amendment(
        code="1", clause=OWN_CLAUSE, targets=yearly({2025: at_least(percent(50))}, OWN_CLAUSE)
    )
    town = whole(municipal(Import(profile=REGION, amend=[amended(30), again, other_year])))

    assert [clause.act.number for clause in town.origin_of("1").amended_by] == ["5", "6", "5"]


def test_the_same_code_twice_is_a_fault() -> None:
    """Whoever has one of his own leaves out that of the other."""
    own = indicator(clause=OWN_CLAUSE)
    with pytest.raises(ProfileError, match="indicator 1 is declared 2 times"):
        whole(municipal(Import(profile=REGION), indicators=[own]))
    town = whole(municipal(Import(profile=REGION, exclude=["1"]), indicators=[own]))

    assert codes(town) == ["1", "2"]
    assert town.origin_of("1").profile == "town"


def test_an_evaluation_composes_by_itself() -> None:
    """With built-in regions by their keys."""
    town = municipal(Import(profile="khabarovsk", include=["1"]), parent="khabarovsk")
    report = rnms.evaluate(RegionalSystem(region="town"), region=town, period=2023)

    assert [result.code for result in report] == ["1"]
    assert composed(town).origin_of("1").profile == "khabarovsk"


def test_what_is_taken_over_is_asked_for_everywhere() -> None:
    """Figures, forms, templates, audits and calendars ask for it, wherever a profile is given as it is."""
    town = municipal(Import(profile=REGION, include=["1"]))
    by_key = {"staff": 10, "staff.diagnosed": 3}
    place = Municipality(id="m1", name="Лесной")
    data = rnms.from_figures(by_key, region=town, period=2024)

    assert [figure.key for figure in data.figures] == [*by_key]
    assert {figure["key"] for figure in files.template(town, period=2024)["figures"]} == {*by_key}
    assert {question.key for question in forms.plan(town, 2024, [place]).questions} == {*by_key}
    assert audit.check([], data=data, period=2024, region=town).claims == ()
    assert testing.invented_region(region=town, staff=20).persons


# Who stands above.


@pytest.mark.parametrize(
    ("targets", "is_laxer"),
    [
        ({2024: at_least(percent(20))}, False),
        ({2024: TEN}, False),
        ({2024: at_least(percent(5))}, True),
        ({2023: at_least(percent(20)), 2024: at_least(percent(5))}, True),
        ({2022: at_least(percent(5))}, False),
    ],
)
def test_a_target_laxer_than_that_above_is_a_fault(targets: Any, is_laxer: bool) -> None:
    """Of the same indicator, for the same period."""
    own = indicator(code="7", clause=OWN_CLAUSE, targets=yearly(targets, OWN_CLAUSE))
    town = profile(own, key="town", acts=[OWN], parent=REGION)
    faults = [fault for rule in READ for fault in rule(town) if "is laxer than region admits" in fault]

    assert bool(faults) is is_laxer


def test_another_family_is_not_compared() -> None:
    """What the region demands of something else binds nothing here."""
    other = indicator(
        clause=OWN_CLAUSE,
        family=attrs.evolve(diagnostics.DIAGNOSED_SHARE, key="of_the_town"),
        targets=[Target(2024, at_least(percent(1)), OWN_CLAUSE)],
    )
    town = profile(other, key="town", acts=[OWN], parent=REGION)

    assert [fault for rule in READ for fault in rule(town) if "laxer" in fault] == []
    assert ORDER not in town.acts
    assert people.STAFF in town.indicator("1").measure.words  # type: ignore[union-attr]


def test_a_target_cites_the_clause_of_its_minimum_too() -> None:
    """Two acts speak of it, and where a value was lost it says where that should stand."""
    lost = Minimum(Unknown("страница утрачена", clause=OWN_CLAUSE), CLAUSE)

    assert BEFORE.further_clauses == (CLAUSE,)
    assert attrs.evolve(BEFORE, minimum=lost).further_clauses == (OWN_CLAUSE, CLAUSE)


def test_a_target_of_a_year_holds_for_the_periods_that_its_indicator_counts() -> None:
    """«2024» of an indicator of calendar years is no target of a quarter, nor of a school year, in it."""
    held = [BEFORE.covers(Period.of(text), PeriodKind.CALENDAR) for text in ("2024", "2024-Q1", "2023/2024")]

    assert held == [True, False, False]
