"""Two reports beside each other, leagues and years: worked rows, and brute force over small worlds."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import CLAUSE, profile
from kit.effort import draws, examples
from kit.records import collected, diagnostic, org, teacher, towns
from kit.rows import by_source
from kit.tabled import KINDS, tabled
from rnms import Report, Verdict, compare, regions, testing
from rnms.compare.leagues import Standings
from rnms.compare.population import Flow, Standing
from rnms.compare.shares import ByPlace, Covered
from rnms.errors import IndicatorNotFoundError
from rnms.indicators import Count, Family, Indicator, Share, Target, yearly
from rnms.indicators.tally import Tally
from rnms.indicators.vocabulary import people
from rnms.logic import Term
from rnms.logic.population import PERSON
from rnms.logic.predicates import equals
from rnms.model import (
    Act,
    Bounds,
    Employment,
    Figure,
    Municipality,
    Organization,
    OrganizationKind,
    Period,
    Person,
    RegionalSystem,
    Role,
    at_least,
    percent,
)
from rnms.model.partial import PartialDay

EDUCATED = Term(
    key="educated", title="с высшим образованием", where=equals("higher_pedagogical_education", value=True)
)
FAMILY = Family(key="educated_share", title="доля", measure=Share(people.TEACHERS, EDUCATED))
TARGETS = yearly({2022: at_least(percent(50)), 2023: at_least(percent(60))}, CLAUSE)
REGION = profile(Indicator(code="1", title="Доля", family=FAMILY, clause=CLAUSE, targets=TARGETS))
WORKS = Share(people.TEACHERS, EDUCATED).questions[0]
SCHOOL = Organization(id="o", name="o", kind=OrganizationKind.GENERAL, municipality="m", low_results_years=())
Facts = Mapping[str, bool | None]
P, F, E = Standing.PASSED, Standing.FAILED, Standing.FAILED | Standing.PASSED


def staffed(facts: Facts, doubtful: Sequence[str] = ()) -> RegionalSystem:
    """Teachers by id, each with or without higher education; of some it is not known since when they work."""
    return RegionalSystem(
        region="nowhere",
        municipalities=[Municipality(id="m", name="Вымыслово")],
        organizations=[SCHOOL],
        persons=[
            Person(id=key, birth_date=dt.date(1980, 1, 1), higher_pedagogical_education=fact)
            for key, fact in facts.items()
        ],
        employments=[
            Employment(
                person=key,
                organization="o",
                role=Role.PEDAGOGICAL,
                start=None if key in doubtful else dt.date(2010, 9, 1),
            )
            for key in facts
        ],
    )


def judged(system: RegionalSystem, year: int) -> Report:
    return rnms.evaluate(system, region=REGION, period=year)


def parts_of(change: compare.Change) -> dict[str, Bounds | None]:
    return {part.name: part.value for part in (*change.parts, *change.by_place)}


def exactly(**parts: str) -> dict[str, Bounds | None]:
    return {name: Bounds.exact(Fraction(value)) for name, value in parts.items()}


COUNTED = Family(key="teachers", title="число", measure=Count(people.TEACHERS))
COUNTING = profile(Indicator(code="1", title="Число", family=COUNTED, clause=CLAUSE, targets=()))


@pytest.mark.parametrize("year", [2022, 2023])
@pytest.mark.parametrize("is_read", [False, True])
def test_a_share_is_not_subtracted_from_a_number(year: int, is_read: bool) -> None:
    """Neither a correction nor a growth: in one report it is another thing than in the other."""
    system = staffed({"a": True, "b": False})
    before = judged(system, year)
    after = rnms.evaluate(system, region=COUNTING, period=2023)
    if is_read:
        before, after = (Report.from_json(report.to_json()) for report in (before, after))
    change = after.compare(before)["1"]

    assert change.kind is compare.Kind.OTHER_UNIT
    assert (change.change, change.certain, change.parts, change.by_place) == (None, None, (), ())
    assert change.is_of_one_period is (year == 2023)
    assert "другая единица" in after.compare(before).to_html()


# Worked rows. The facts are those of the rows of the specification of comparison, whose numbers name them.


def told(*figures: Figure, region: str = "nowhere", towns: Sequence[str] = ()) -> RegionalSystem:
    municipalities = [Municipality(id=key, name=f"Район {key}") for key in towns]
    return RegionalSystem(region=region, figures=figures, municipalities=municipalities or None)


def number(key: str, count: int, period: str = "2022", **others: Any) -> Figure:
    return Figure(key=key, period=period, count=count, **others)


def weighed(period: str, first: tuple[int, int], second: tuple[int, int]) -> RegionalSystem:
    """Two municipalities, and the region that is both together."""
    places = {"m1": first, "m2": second, None: (first[0] + second[0], first[1] + second[1])}
    return told(
        *(number("teachers", size, period, municipality=key) for key, (_, size) in places.items()),
        *(
            number("teachers.educated", passing, period, municipality=key)
            for key, (passing, _) in places.items()
        ),
        towns=("m1", "m2"),
    )  # fmt: skip


def with_models(period: str, passing: int, among: int) -> RegionalSystem:
    return told(
        number("municipalities", 19, period),
        number("municipalities.with_model", passing, period, among=among),
        region="khabarovsk",
    )


def answering(answers: Mapping[str, bool]) -> RegionalSystem:
    """Nineteen municipalities of Khabarovsk Krai; each that answered says whether it has a model."""
    return told(
        number("municipalities", 19, "2022/2023"),
        *(
            Figure(key="municipalities.with_model", period="2022/2023", holds=answer, municipality=key)
            for key, answer in answers.items()
        ),
        region="khabarovsk",
        towns=[f"k{index}" for index in range(19)],
    )


def yes(count: int) -> dict[str, bool]:
    return {f"k{index}": True for index in range(count)}


def test_b2_1_who_came_who_left_and_who_stayed() -> None:
    before = judged(staffed({"a": True, "b": False, "c": False}), 2022)
    after = judged(staffed({"a": True, "b": True, "d": False}), 2023)

    change = after.compare(before)["1"]

    assert change.change == Bounds.exact(Fraction(1, 3))
    assert change.certain is compare.Sign.ROSE
    assert {name: parts_of(change)[name] for name in ("definition", "came", "left", "stayed")} == exactly(
        definition="0", came="-1/3", left="1/6", stayed="1/2"
    )


def test_b2_2_rates_and_weights_of_municipalities() -> None:
    before = judged(weighed("2022", (5, 10), (1, 10)), 2022)
    after = judged(weighed("2023", (6, 10), (3, 30)), 2023)

    change = after.compare(before)["1"]

    assert change.change == Bounds.exact(Fraction(-3, 40))
    assert {part.name: part.value for part in change.by_place} == exactly(
        rates="3/80", weights="-9/80", overlap="0"
    )
    assert change.certain is compare.Sign.FELL


def redrawn(towns: Sequence[Municipality], staff: Mapping[str, tuple[int, int]]) -> RegionalSystem:
    """Teachers by the municipality of their school: who has higher education, and who has not."""
    people_of = {
        f"{place}{number}": (place, number < having)
        for place, (having, lacking) in staff.items()
        for number in range(having + lacking)
    }
    return RegionalSystem(
        region="nowhere",
        municipalities=towns,
        organizations=[attrs.evolve(SCHOOL, id=place, municipality=place) for place in staff],
        persons=[Person(id=key, higher_pedagogical_education=has) for key, (_, has) in people_of.items()],
        employments=[
            Employment(person=key, organization=place, role=Role.PEDAGOGICAL, start=dt.date(2010, 9, 1))
            for key, (place, _) in people_of.items()
        ],
    )


def _town(key: str, start: int | None = None, end: int | None = None, *into: str) -> Municipality:
    return Municipality(
        id=key,
        name=key,
        start=None if start is None else dt.date(start, 7, 1),
        end=None if end is None else dt.date(end, 6, 30),
        successors=into,
    )


@pytest.mark.parametrize("is_read", [False, True])
@pytest.mark.parametrize(
    ("towns", "then", "now"),
    [
        ([_town("a", None, 2023, "c"), _town("c", 2023)], "a", "c"),
        ([_town("a", None, 2023, "c"), _town("b", None, 2023, "c"), _town("c", 2023)], "ab", "c"),
        ([_town("a", None, 2023, "b"), _town("b")], "ab", "b"),
        ([_town("a", None, 2022, "b"), _town("b", 2022, 2023, "c"), _town("c", 2023)], "ab", "c"),
        ([_town("a", None, 2023, "b", "c"), _town("b", 2023), _town("c", 2023)], "a", "bc"),
    ],
)
def test_municipalities_that_were_renamed_merged_or_parted_change_by_their_rate(
    towns: Sequence[Municipality], then: str, now: str, is_read: bool
) -> None:
    """The same people under another name have no other weight."""
    mapped = [*towns, _town("z")]
    before = judged(
        redrawn(mapped, {**dict.fromkeys(then, (4 // len(then), 4 // len(then))), "z": (0, 4)}), 2022
    )
    after = judged(redrawn(mapped, {**dict.fromkeys(now, (8 // len(now), 0)), "z": (0, 4)}), 2023)
    if is_read:
        before = Report.from_json(before.to_json())
    change = after.compare(before)["1"]

    assert change.change == Bounds.exact(Fraction(1, 3))
    assert {part.name: part.value for part in change.by_place} == exactly(
        rates="1/3", weights="0", overlap="0"
    )


def test_b2_3_coverage_and_data() -> None:
    before = rnms.evaluate(with_models("2021/2022", 12, 15), period=2022, only=["3"])
    after = rnms.evaluate(with_models("2022/2023", 15, 17), period=2023, only=["3"])

    change = after.compare(before)["3"]

    assert change.part("data").value == Bounds.exact(Fraction(112, 1615))
    assert change.part("coverage").value == Bounds(Fraction(-27, 1615), Fraction(143, 1615))
    assert (change.at_low, change.at_high) == (Fraction(3, 19), Fraction(1, 19))
    assert change.certain is None


def _loaded(largest: int | None, attached: int | None = 2500) -> RegionalSystem:
    """Ten regional methodists of Yugra: how many people are attached to them, and at most to one."""
    numbers = {"": 10, ".attached.total": attached, ".attached.largest": largest}
    return told(
        *(
            number(f"regional_methodists{word}", count, "2023")
            for word, count in numbers.items()
            if count is not None
        ),
        region="ugra",
    )


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (_loaded(250), _loaded(250), compare.Kind.SAME),
        (_loaded(250), _loaded(251), compare.Kind.CORRECTED),
        (_loaded(None, None), _loaded(251), compare.Kind.REFINED),
        (_loaded(251), _loaded(None, None), compare.Kind.WIDENED),
    ],
)
def test_a_whole_knows_the_same_where_each_of_its_parts_does(
    before: RegionalSystem, after: RegionalSystem, kind: compare.Kind
) -> None:
    """It has no value of its own, and its verdict hangs on them."""
    earlier, later = (rnms.evaluate(data, period=2023, only=["6.3.1"]) for data in (before, after))
    change = later.compare(earlier)["6.3.1"]

    assert change.kind is kind
    is_same = {part.kind for part in change.components} == {compare.Kind.SAME}
    assert is_same is (kind is compare.Kind.SAME)


SILENT_ONES = {"k17", "k18"}


@pytest.mark.parametrize(
    ("before", "after", "kind", "moved", "why"),
    by_source(
        [
            (yes(15), yes(15), compare.Kind.SAME, set(), "nothing changed"),
            (yes(15), yes(18), compare.Kind.REFINED, {"k15", "k16", "k17"}, "B2.4"),
            (yes(15), {**yes(14), "k14": False}, compare.Kind.SHIFTED, {"k14"}, "B2.5"),
            (yes(18), yes(15), compare.Kind.WIDENED, {"k15", "k16", "k17"}, "a return was taken back"),
            (
                yes(19),
                {**yes(18), "k18": False},
                compare.Kind.CORRECTED,
                {"k18"},
                "both known, and not the same",
            ),
        ]
    ),
)
def test_one_period_is_known_otherwise(
    before: Mapping[str, bool], after: Mapping[str, bool], kind: compare.Kind, moved: set[str], why: str
) -> None:
    reports = [rnms.evaluate(answering(answers), period=2023, only=["3"]) for answers in (before, after)]

    change = reports[1].compare(reports[0])["3"]

    assert change.kind is kind, why
    assert {place.id for place in change.moved} == moved
    assert {fact.municipality for fact in change.facts} == moved
    assert {fact.collection for fact in change.facts} <= {"figures"}


REPORTED = [
    ({"count": 2036, "share": "10,5 %"}, {"count": 2037, "share": "10,5 %"}, compare.Kind.SHIFTED),
    ({"count": 2036, "share": "10,5 %"}, {"count": 2036, "share": "10,4 %"}, compare.Kind.CORRECTED),
    ({"count": 2036}, {"count": 2036, "share": "10,5 %"}, compare.Kind.REFINED),
    ({"count": 2036, "share": "10,5 %"}, {"count": 2036}, compare.Kind.WIDENED),
    ({"missing": "не считали"}, {"count": 2036, "share": "10,5 %"}, compare.Kind.REFINED),
    ({"share": "10,5 %"}, {"count": 2036, "share": "10,5 %"}, compare.Kind.REFINED),
    ({"share": "10,5 %"}, {"share": "10,5%"}, compare.Kind.SAME),
    ({"share": "10 %"}, {"share": "10,0 %"}, compare.Kind.REFINED),
    ({"share": "10,0 %"}, {"share": "10 %"}, compare.Kind.WIDENED),
    ({"count": 2036}, {"share": "10,5 %"}, compare.Kind.REFINED),
    ({"share": "10,5 %"}, {"count": 2036}, compare.Kind.WIDENED),
    ({"share": "10,5 %"}, {"count": 2036, "among": 19400}, compare.Kind.WIDENED),
]
"""What was reported of those diagnosed before and after, and what that is to each other."""


@pytest.mark.parametrize(("before", "after", "kind"), REPORTED, ids=str)
def test_what_is_corrected_is_not_called_learnt(
    before: dict[str, Any], after: dict[str, Any], kind: compare.Kind
) -> None:
    """Whether the later value lies within the earlier or not: facts that contradict each other tell it."""
    reports = []
    for fields in (before, after):
        figure = Figure(key="staff.diagnosed", period="2022/2023", **fields)
        reports.append(
            rnms.evaluate(RegionalSystem(region="khabarovsk", figures=[figure]), period=2023, only="1")
        )

    assert reports[1].compare(reports[0])["1"].kind is kind


def test_a_number_told_instead_of_a_share_corrects_nothing() -> None:
    """Of 19 317 to 19 507 people 2036 may be 10,5 %: neither value holds the other, and both may be true."""
    whole = Figure(key="staff.with_route", period="2022/2023", count=1980, share="10,2 %")
    reports = []
    for told in ({"share": "10,5 %"}, {"count": 2036}):
        figure = Figure(key="staff.diagnosed", period="2022/2023", **told)
        data = RegionalSystem(region="khabarovsk", figures=[whole, figure])
        reports.append(rnms.evaluate(data, period=2023, only="1"))
    change = reports[1].compare(reports[0])["1"]

    assert change.kind is compare.Kind.RESTATED
    assert [fact.change for fact in change.facts] == ["restated"]
    assert "исправления нет" in reports[1].compare(reports[0]).to_html()


@pytest.mark.parametrize(
    ("field", "before", "after", "kind", "change"),
    [
        ("date", dt.date(2023, 3, 1), dt.date(2023, 4, 1), compare.Kind.SHIFTED, "changed"),
        ("date", PartialDay.of("2023-04"), dt.date(2023, 4, 1), compare.Kind.SAME, "learnt"),
        ("date", dt.date(2023, 4, 1), PartialDay.of("2023-04"), compare.Kind.SAME, "withdrawn"),
        ("deficits", ("A",), ("B",), compare.Kind.SAME, "changed"),
    ],
)
def test_a_record_is_corrected_where_the_value_rests_on_it(
    field: str, before: Any, after: Any, kind: compare.Kind, change: str
) -> None:
    """The share of those diagnosed rests on the day, and on no deficit."""
    record = diagnostic("p")
    system = collected("khabarovsk", towns("m"), org("s", place="m"), teacher("p", "s"), record)
    reports = [
        rnms.evaluate(
            attrs.evolve(system, diagnostics=[attrs.evolve(record, **{field: value})]),
            period=2023,
            only="1",
        )
        for value in (before, after)
    ]

    compared = reports[1].compare(reports[0])["1"]

    assert compared.kind is kind
    assert [(fact.field, fact.change) for fact in compared.facts] == [(field, change)]


def test_a_figure_of_another_period_is_no_fact_of_the_change() -> None:
    """Both files tell of two years; the correction of the other year bears on nothing here."""
    reports = []
    for answers, earlier in ((yes(15), True), ({**yes(14), "k14": False}, False)):
        other = Figure(key="municipalities.with_model", period="2021/2022", municipality="k0", holds=earlier)
        system = answering(answers)
        system = attrs.evolve(system, figures=(*system.figures, other))
        reports.append(rnms.evaluate(system, period=2023, only=["3"]))

    change = reports[1].compare(reports[0])["3"]

    assert [(fact.municipality, fact.period) for fact in change.facts] == [("k14", "2022/2023")]


def test_a_correction_beside_another_reading_is_named_too() -> None:
    """Counted among respondents, and of one municipality something else was told."""
    before = rnms.evaluate(answering(yes(15)), period=2023, only=["3"])
    after = rnms.evaluate(
        answering({**yes(14), "k14": False}), period=2023, only=["3"], readings="respondents"
    )

    change = after.compare(before)["3"]

    assert change.kind is compare.Kind.CORRECTED
    assert [place.id for place in change.moved] == ["k14"]
    assert [fact.municipality for fact in change.facts] == ["k14"]


def test_facts_are_told_in_words() -> None:
    """No key of a field is printed."""
    reports = [
        rnms.evaluate(answering(answers), period=2023, only=["3"])
        for answers in (yes(15), {**yes(14), "k14": False})
    ]
    compared = reports[1].compare(reports[0])

    shown = compared.to_text() + compared.to_html(lang="en") + compared.to_markdown()
    assert "holds=" not in shown
    assert "municipalities.with_model" not in shown
    assert compared["3"].facts[0].id == "municipalities.with_model"


def test_b2_4_says_how_much_was_learnt() -> None:
    before, after = (rnms.evaluate(answering(yes(n)), period=2023, only=["3"]) for n in (15, 18))

    change = after.compare(before)["3"]

    assert [judged and judged.value for judged in (change.before, change.after)] == [
        Bounds(Fraction(15, 19), 1),
        Bounds(Fraction(18, 19), 1),
    ]
    assert change.part("definition").value == Bounds.exact(0)


def test_b2_6_another_reading_is_all_definition() -> None:
    system = rnms.example("khabarovsk_2023")
    default = rnms.evaluate(system, period=2023)

    for other in (rnms.evaluate(system, period=2023, readings="respondents"), default.under("respondents")):
        change = other.compare(default)["3"]

        assert change.part("definition").value == change.change == Bounds(0, Fraction(4, 19))
        assert change.part("data").value == Bounds.exact(0)
        assert change.facts == ()


def test_b2_7_a_change_and_both_targets() -> None:
    [question] = regions.get("ugra").indicator("6.2.1").questions
    years = {2022: 1900, 2023: 4050}
    system = told(
        *(number(question.of.key, 20_000, str(year)) for year in years),
        *(number(question.key, count, str(year)) for year, count in years.items()),
        region="ugra",
    )
    before, after = (rnms.evaluate(system, period=year, only=["6.2.1"]) for year in years)

    change = after.compare(before)["6.2.1"]

    assert change.change == Bounds.exact(Fraction(43, 400))
    assert change.certain is compare.Sign.ROSE
    assert change.is_target_other
    both = [
        (one.verdict, one.target.known_norm) for one in (change.before, change.after) if one and one.target
    ]
    assert both == [(Verdict.NOT_MET, at_least(percent(10))), (Verdict.MET, at_least(percent(20)))]


def test_b2_10_an_amended_target_changes_no_value() -> None:
    base = Act(key="base", kind="приказ", number="1", date=dt.date(2023, 1, 10), issuer="М", document="1")
    amending = attrs.evolve(base, key="later", number="2", date=dt.date(2023, 6, 1), amends=("base",))
    targets = [
        Target(2023, at_least(percent(ten)), act.clause("п. 1")) for ten, act in ((10, base), (90, amending))
    ]
    whole = profile(
        Indicator(code="1", title="Доля", family=FAMILY, clause=base.clause("п. 1"), targets=targets),
        acts=[base, amending],
    )
    system = staffed({"a": True, "b": False})
    days = [dt.date(2023, 3, 1), dt.date(2023, 12, 31)]
    before, after = (rnms.evaluate(system, region=whole, period=2023, known_on=day) for day in days)

    change = after.compare(before)["1"]

    assert change.kind is compare.Kind.SAME
    assert (change.change, change.part("definition").value) == (Bounds.exact(0), Bounds.exact(0))
    assert change.is_target_other
    assert [one.target.clause.act.key for one in (change.before, change.after) if one and one.target] == [
        "base",
        "later",
    ]


def test_b2_11_reports_from_files_tell_all_but_the_definition() -> None:
    reports = (
        judged(weighed("2022", (5, 10), (1, 10)), 2022),
        judged(weighed("2023", (6, 10), (3, 30)), 2023),
    )
    before, after = (Report.from_json(report.to_json()) for report in reports)

    change = after.compare(before)["1"]

    definition = change.part("definition")
    assert (definition.value, definition.is_separable) == (None, False)
    assert definition.said.startswith("определение: не отделить")
    assert {name: parts_of(change)[name] for name in ("coverage", "data", "rates", "weights")} == exactly(
        coverage="0", data="-3/40", rates="3/80", weights="-9/80"
    )


def test_reports_of_one_file_from_files_tell_what_is_counted_otherwise() -> None:
    """The digest of the data says that no fact differs, though the data are not at hand."""
    system = rnms.example("khabarovsk_2023")
    written = [
        rnms.evaluate(system, period=2023, readings=readings).to_json() for readings in ((), "respondents")
    ]
    default, respondents = map(Report.from_json, written)

    for code, name in (("3", ""), ("4", "load"), ("1", "")):
        same = Report.from_json(written[0]).compare(default)[code]
        same = same[name] if name else same
        assert (same.kind, same.change) == (compare.Kind.SAME, Bounds.exact(0))
        assert {part.value for part in same.parts} == {Bounds.exact(0)}
    for before, after in (
        (default, respondents),
        (default, rnms.evaluate(system, period=2023, readings="respondents")),
        (rnms.evaluate(system, period=2023), respondents),
    ):
        other = after.compare(before)["3"]
        assert (other.kind, other.facts, other.moved) == (compare.Kind.SAME, (), ())
        assert other.part("definition").value == other.change == Bounds(0, Fraction(4, 19))
        assert other.part("data").value == Bounds.exact(0)


def test_other_data_from_files_may_say_anything() -> None:
    """Nothing is said of what differs between files that are not at hand."""
    system = rnms.example("khabarovsk_2023")
    reports = [
        Report.from_json(rnms.evaluate(data, period=2023, only="3").to_json())
        for data in (system, attrs.evolve(system, title="Другие"))
    ]

    change = reports[1].compare(reports[0])["3"]

    assert change.part("definition").value is None
    assert change.change == Bounds(Fraction(-4, 19), Fraction(4, 19))


def test_old_data_make_a_definition_separable() -> None:
    """The report is read from a file, and its data are given again."""
    system = rnms.example("khabarovsk_2023")
    before = Report.from_json(rnms.evaluate(system, period=2023).to_json())
    after = rnms.evaluate(attrs.evolve(system, title="Другие"), period=2023, readings="respondents")

    assert after.compare(before)["3"].part("definition").value is None
    assert after.compare(before, data=system)["3"].part("definition").value == Bounds(0, Fraction(4, 19))


def test_regions_are_compared_by_family_as_values() -> None:
    """Those read from files too, where the region is known."""
    before = rnms.evaluate(testing.invented_region(staff=60, region="kirov", seed=1), period=2023)
    after = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    from_files = [Report.from_json(report.to_json()) for report in (before, after)]

    found = after.compare(before)

    assert {warning.code for warning in found.warnings} == {"regions"}
    assert [[one.code for one in change.definitions] for change in found] == [["2.1.1", "1"], ["2.1.2", "2"]]
    for change in found:
        assert change.kind is compare.Kind.OTHER_REGION
        assert change.parts == ()
        assert not change.is_target_other
        assert [one.region for one in change.definitions] == ["kirov", "khabarovsk"]
    assert [change.change for change in from_files[1].compare(from_files[0])] == [
        change.change for change in found
    ]


def test_two_regions_of_one_family_show_both_definitions() -> None:
    """What they have in common is the family alone: codes may mean something else in each."""
    other = profile(Indicator(code="7", title="Доля 7", family=FAMILY, clause=CLAUSE), key="elsewhere")
    before = judged(staffed({"a": True, "b": False}), 2023)
    after = rnms.evaluate(attrs.evolve(staffed({"a": True}), region="elsewhere"), region=other, period=2023)

    [change] = after.compare(before)

    assert (change.code, change.change, change.certain) == (
        "7",
        Bounds.exact(Fraction(1, 2)),
        compare.Sign.ROSE,
    )
    assert [(one.code, one.title) for one in change.definitions] == [("1", "Доля"), ("7", "Доля 7")]
    page = after.compare(before).to_text()
    assert "Цель была" not in page
    assert "Что под показателем понимают" in page


def test_two_versions_are_warned_of() -> None:
    report = judged(staffed({"a": True}), 2023)
    [warning] = report.compare(attrs.evolve(report, version="0.0.1")).warnings

    assert (warning.code, warning.about[0]) == ("versions", "0.0.1")
    assert report.compare(report).warnings == ()


def test_a_corrected_record_is_named_by_id_and_field() -> None:
    before, after = (judged(staffed({"a": True, "b": fact}), 2023) for fact in (False, True))

    change = after.compare(before)["1"]

    assert change.kind is compare.Kind.CORRECTED
    assert [(fact.collection, fact.id, fact.field) for fact in change.facts] == [
        ("persons", "b", "higher_pedagogical_education")
    ]


def test_what_one_report_alone_judges_is_listed() -> None:
    report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    few = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023, only=["1"])

    found = report.compare(few)

    assert found["3"].kind is compare.Kind.ALONE
    assert found["3"].change is None
    assert few.compare(report)["3"].after is None
    with pytest.raises(IndicatorNotFoundError):
        found["99"]


# Who came, left and stayed, over all worlds.

STANDINGS = st.sampled_from([Standing(number) for number in range(1, 8)])
MOVES = st.lists(st.tuples(STANDINGS, STANDINGS), max_size=4)
STAYING = st.tuples(st.sampled_from([P, F, E]), st.sampled_from([P, F, E]))


def states(standing: Standing) -> list[Standing]:
    return [one for one in (Standing.OUT, F, P) if one in standing]


def share(states: Sequence[Standing]) -> Fraction:
    there = [state for state in states if state is not Standing.OUT]
    return Fraction(sum(state is P for state in there), len(there))


def worlds(
    members: Sequence[tuple[Standing, Standing]],
) -> Iterator[tuple[Fraction, Fraction, Fraction, Fraction]]:
    """What came, left, stayed and all of it is in each world."""
    options = [list(itertools.product(states(before), states(after))) for before, after in members]
    for world in itertools.product(*options):
        stayed = [move for move in world if Standing.OUT not in move]
        old, new = ([move[at] for move in world] for at in (0, 1))
        stayed_old, stayed_new = ([move[at] for move in stayed] for at in (0, 1))
        yield (
            share(new) - share(stayed_new),
            share(stayed_old) - share(old),
            share(stayed_new) - share(stayed_old),
            share(new) - share(old),
        )


@given(MOVES, STAYING)
@examples(80)
def test_parts_of_people_are_as_wide_as_their_worlds(
    members: list[tuple[Standing, Standing]], staying: tuple[Standing, Standing]
) -> None:
    """In every world they add up exactly, and each reaches both of its ends in some world."""
    everybody = [*members, staying]
    moves = {move: everybody.count(move) for move in everybody}
    found = [*worlds(everybody)]
    flow = Flow.of(moves)

    assert flow is not None
    assert all(came + left + stayed == change for came, left, stayed, change in found)
    for at, bounds in enumerate((flow.came, flow.left, flow.stayed)):
        values = [world[at] for world in found]
        assert (bounds.low, bounds.high) == (min(values), max(values))


def test_nothing_is_said_of_people_where_nobody_surely_stayed() -> None:
    assert Flow.of({(P | Standing.OUT, P): 3, (P, Standing.OUT): 2}) is None


FACTS = st.dictionaries(st.sampled_from("abc"), st.sampled_from([True, False, None]), min_size=1, max_size=2)


@given(FACTS, FACTS)
@examples(8)
def test_a_comparison_is_as_wide_as_its_worlds(
    before: dict[str, bool | None], after: dict[str, bool | None]
) -> None:
    """What two reports leave open is what the reports of all completions say."""
    before, after = before | {"z": True}, after | {"z": None}
    bounds = parts_of(judged(staffed(after), 2023).compare(judged(staffed(before), 2022))["1"])
    found = [
        parts_of(judged(staffed(later), 2023).compare(judged(staffed(earlier), 2022))["1"])
        for earlier in completions(before)
        for later in completions(after)
    ]

    for name in ("came", "left", "stayed"):
        values = [world[name].low for world in found]  # type: ignore[union-attr]
        assert bounds[name] == Bounds(min(values), max(values))


def completions(facts: Facts) -> Iterator[Facts]:
    options = [(True, False) if fact is None else (fact,) for fact in facts.values()]
    yield from (dict(zip(facts, chosen, strict=True)) for chosen in itertools.product(*options))


def test_who_perhaps_was_there_widens_what_is_said() -> None:
    """Since when one of them works is not known: he may have been there, and he may have come."""
    facts = {"a": True, "b": False}
    before, after = judged(staffed(facts, doubtful="b"), 2022), judged(staffed(facts), 2023)

    parts = parts_of(after.compare(before)["1"])

    assert (parts["came"], parts["left"]) == (Bounds(Fraction(-1, 2), 0), Bounds.exact(0))


# Coverage and municipalities.

COUNTS = st.builds(
    Tally,
    passed=st.integers(0, 5),
    failed=st.integers(0, 5),
    failed_or_passed=st.integers(0, 5),
)


@given(COUNTS, COUNTS)
@examples(200)
def test_coverage_and_data_add_up_at_both_ends(before: Tally, after: Tally) -> None:
    covered = Covered.of(before, after)
    if covered is None:
        assert 0 in (before.passed + before.failed, after.passed + after.failed)
        return
    earlier, later = before.share(), after.share()

    assert earlier is not None
    assert later is not None
    assert covered.data + covered.at_low == later.low - earlier.low
    assert covered.data + covered.at_high == (later.high or 0) - (earlier.high or 0)


PLACES = st.dictionaries(st.sampled_from(["m1", "m2", "m3"]), COUNTS, min_size=1)


@given(PLACES, PLACES, st.booleans())
@examples(40)
def test_municipalities_add_up_and_hold_every_world(
    before: dict[str, Tally], after: dict[str, Tally], is_partition: bool
) -> None:
    """With nothing open the parts are the change; else each holds what it is in any world."""
    whole = [_whole(places) for places in (before, after)]
    if None in whole:
        return
    change = Bounds(whole[1].low - (whole[0].high or 0), (whole[1].high or 0) - whole[0].low)  # type: ignore[union-attr]
    parts = ByPlace.of(before, after, change, is_partition=is_partition)

    assert parts is not None
    rolled = random.Random(7)  # noqa: S311  # no secret
    for _ in range(5):
        worlds = [
            {key: _settled(tally, rolled) for key, tally in places.items()} for places in (before, after)
        ]
        truth = [_whole(places) for places in worlds]
        grown = Bounds.exact(truth[1].low - truth[0].low)  # type: ignore[union-attr]
        exact = ByPlace.of(worlds[0], worlds[1], grown)
        assert exact is not None
        assert exact.rates.low + exact.weights.low + exact.overlap.low == grown.low
        assert exact.overlap == Bounds.exact(0)
        assert exact.rates in parts.rates
        assert exact.weights in parts.weights
        assert exact.overlap in parts.overlap


def _whole(places: Mapping[str, Tally]) -> Bounds | None:
    kinds = ("passed", "failed", "failed_or_passed")
    return Tally(**{kind: sum(getattr(one, kind) for one in places.values()) for kind in kinds}).share()


def _settled(tally: Tally, dice: random.Random) -> Tally:
    passing = dice.randint(0, tally.failed_or_passed)
    return Tally(passed=tally.passed + passing, failed=tally.failed + tally.failed_or_passed - passing)


# Leagues.


@pytest.mark.parametrize(
    ("values", "places", "why"),
    by_source(
        [
            (
                [
                    Bounds.exact(Fraction(4, 5)),
                    Bounds(Fraction(1, 2), 1),
                    Bounds(Fraction(1, 5), Fraction(3, 5)),
                ],
                [(1, 2), (1, 3), (2, 3)],
                "B2.8",
            ),
            (
                [
                    Bounds.exact(Fraction(1, 2)),
                    Bounds.exact(Fraction(1, 2)),
                    Bounds(0, Fraction(1, 2)),
                    Bounds(0, 1),
                ],
                [(1, 2), (1, 2), (1, 4), (1, 4)],
                "B2.9",
            ),
            ([Bounds(0, 1, high_open=True), Bounds.exact(1)], [(2, 2), (1, 1)], "an end that is not reached"),
        ]
    ),
)
def test_places_are_the_best_and_the_worst(
    values: list[Bounds], places: list[tuple[int, int]], why: str
) -> None:
    standings = Standings.of(values)

    assert [(standings.best(value), standings.worst(value)) for value in values] == places, why


INTERVALS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda ends: Bounds(min(ends), max(ends))),
    min_size=1,
    max_size=5,
)


@given(INTERVALS, st.booleans())
@examples(100)
def test_a_league_is_as_wide_as_its_worlds(values: list[Bounds], is_less_better: bool) -> None:
    standings = Standings.of(values, is_less_better=is_less_better)
    # Between whole ends a value need not be whole; the ends are enough, for places move with values.
    found = [
        [_place(world, at, is_less_better=is_less_better) for at in range(len(world))]
        for world in itertools.product(*((value.low, value.high or 0) for value in values))
    ]

    for at, value in enumerate(values):
        places = [world[at] for world in found]
        assert (standings.best(value), standings.worst(value)) == (
            min(p for p, _ in places),
            max(p for p, _ in places),
        )
        assert standings.is_last(value) == all(last for _, last in places)


def _place(world: Sequence[Any], at: int, *, is_less_better: bool) -> tuple[int, bool]:
    sign = -1 if is_less_better else 1
    above = sum(sign * other > sign * world[at] for other in world)
    return 1 + above, not any(sign * other < sign * world[at] for other in world)


def test_a_silent_municipality_may_be_anywhere() -> None:
    result = rnms.evaluate(answering({**yes(14), "k14": False}), period=2023, only=["3"])["3"]

    found = compare.league(result)

    assert len(found) == 19
    assert (found["k0"].best, found["k0"].worst) == (1, 1)
    assert (found["k14"].best, found["k14"].worst) == (15, 19)
    assert (found["k18"].best, found["k18"].worst, found["k18"].is_silent) == (1, 18, True)
    assert found["k18"].value == Bounds(0, 1)
    assert set(found.certainly_above_target) == set(found.certainly_first) == set(yes(14))
    assert found.certainly_last == ("k14",)


@given(
    st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=3),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 2),
)
def test_municipalities_that_nobody_names_have_places_too(
    named: list[bool | None], others_with: int, others_without: int, others_silent: int
) -> None:
    """The region tells how many there are and how many have it: every completion is tried."""

    with_it, without = named.count(True) + others_with, named.count(False) + others_without
    silent = named.count(None) + others_silent
    figures = [
        Figure(key="municipalities", period="2022/2023", count=with_it + without + silent),
        Figure(key="municipalities.with_model", period="2022/2023", count=with_it, among=with_it + without),
    ]
    figures += [
        Figure(key="municipalities.with_model", period="2022/2023", municipality=f"m{at}", holds=holds)
        for at, holds in enumerate(named)
        if holds is not None
    ]
    places = [Municipality(id=f"m{at}", name=f"Район {at}") for at in range(len(named))]
    gap = rnms.Unreported(entity="municipalities")
    data = RegionalSystem(region="khabarovsk", municipalities=places, figures=figures, unreported=[gap])
    result = rnms.evaluate(data, period=2023, only=["3"])["3"]
    others = [True] * others_with + [False] * others_without + [None] * others_silent
    worlds = [*itertools.product(*([value] if value is not None else [0, 1] for value in (*named, *others)))]

    found = compare.league(result)

    for at in range(len(named)):
        possible = [_place(world, at, is_less_better=False)[0] for world in worlds]
        assert (found[f"m{at}"].best, found[f"m{at}"].worst) == (min(possible), max(possible))
    assert found.unnamed == len(others)
    nobody_says = attrs.evolve(data, figures=figures[2:])
    if any(holds is not None for holds in named):
        of_named = compare.league(rnms.evaluate(nobody_says, period=2023, only=["3"])["3"])
        assert of_named.unnamed is None
        assert {of_named[key].value for key in of_named.certainly_first} <= {Bounds.exact(1)}
        assert {of_named[key].value for key in of_named.certainly_last} <= {Bounds.exact(0)}
        assert "неполон" in of_named.to_text()


def test_no_place_is_counted_among_more_than_any_region_has() -> None:
    """A number with a slip of zeros takes no memory: it is said that not all are named."""
    gap = rnms.Unreported(entity="municipalities")
    figures = [Figure(key="municipalities", period="2023", count=10**9)]
    data = attrs.evolve(rnms.example("ugra_invented"), unreported=[gap], figures=figures)

    assert compare.league(rnms.evaluate(data, period=2023)["6.2.1"]).unnamed is None


def test_the_four_of_the_krai_that_are_named_may_be_first_or_last_of_nineteen() -> None:
    """Fifteen have a model and no name: whoever has none stands behind them all."""
    report = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)
    of_models, of_people = compare.league(report["3"]), compare.league(report["1"])

    assert {(place.best, place.worst) for place in (*of_models, *of_people)} == {(1, 19)}
    assert (of_models.unnamed, of_people.unnamed) == (15, 15)
    assert "которые данные не называют: 15" in of_models.to_text()
    assert compare.league(rnms.Report.from_json(report.to_json())["3"]).rows == of_models.rows


def test_who_has_nobody_has_no_place() -> None:
    """And how many each has stands beside its share."""
    system = weighed("2023", (5, 10), (0, 0))

    found = compare.league(judged(system, 2023)["1"])

    assert (found["m2"].best, found["m2"].worst, found["m2"].value) == (None, None, None)
    assert (found["m1"].best, found["m1"].worst, found["m1"].size) == (1, 1, Bounds.exact(10))


def test_a_league_of_components_says_which() -> None:
    result = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023)["4"]

    with pytest.raises(LookupError, match="which part of 4"):
        compare.league(result)
    assert compare.league(result, component="load").code == "4.load"


# Years.


def test_what_is_still_needed_per_year() -> None:
    """Of 20 000 a half must pass by 2024 who do not yet: in two years, so many a year."""
    [question] = regions.get("ugra").indicator("6.2.1").questions
    years = {2022: 1900, 2023: 4050, 2024: 4050}
    system = told(
        *(number(question.of.key, 20_000, str(year)) for year in years),
        *(number(question.key, count, str(year)) for year, count in years.items()),
        region="ugra",
    )

    course = compare.trajectory(system, years, only="6.2.1")["6.2.1"]

    assert course.accrues
    assert course.unit == PERSON
    # 30 % of 20 000 is 6 000.
    assert [step.needed for step in course.steps] == [
        Bounds.exact(2050),
        Bounds.exact(1950),
        Bounds.exact(1950),
    ]
    assert [step.judgement.verdict for step in course.steps] == [
        Verdict.NOT_MET,
        Verdict.MET,
        Verdict.NOT_MET,
    ]


def test_of_a_yes_or_no_it_is_not_told_how_many_are_needed() -> None:
    """A roadmap that is in force is one; half of it a year is nothing."""
    data = RegionalSystem(region="ugra")
    course = compare.trajectory(data, [2023, 2024], only="6.1.1")["6.1.1"]

    assert (course.accrues, course.unit) == (True, None)
    assert [step.needed for step in course.steps] == [None, None]


def test_a_fall_is_explained() -> None:
    places = [weighed("2022", (5, 10), (1, 10)), weighed("2023", (6, 10), (3, 30))]
    system = attrs.evolve(places[0], figures=[*places[0].figures, *places[1].figures])

    course = compare.trajectory(system, [2022, 2023], REGION)["1"]

    assert course.steps[0].fall is None
    fall = course.steps[1].fall
    assert fall is not None
    assert fall.part("weights").value == Bounds.exact(Fraction(-9, 80))
    with pytest.raises(ValueError, match="no years are given"):
        compare.trajectory(system, [], REGION)


# How it works on many.


def test_work_grows_with_members_and_municipalities_alone() -> None:
    """A region of some size is compared and put in a league; every part adds up."""
    system = testing.invented_region(staff=draws(500), seed=1)
    before, after = (rnms.evaluate(system, period=year) for year in (2022, 2023))

    for change in after.compare(before):
        parts = [part.value for part in change.parts if part.value is not None]
        if change.change is not None and change.change.is_exact and not change.components:
            assert sum(part.low for part in parts) == change.change.low
            assert all(part.is_exact for part in parts)
            if change.by_place:
                assert sum(part.value.low for part in change.by_place if part.value) == change.change.low
    league = compare.league(after["6.2.1"])
    assert {place.best for place in league if place.best} <= set(range(1, len(league) + 1))
    assert Period.of(2023) == league.period


@pytest.mark.parametrize("fact", [True, None])
def test_tables_say_the_same_of_people_and_never_less(fact: bool | None) -> None:
    """Tables tell who passes, fails or is unknown: where nothing is, the parts are those of records."""
    systems = [staffed({"a": True, "b": False, "c": fact}), staffed({"a": True, "b": fact, "d": False})]
    of_records = judged(systems[1], 2023).compare(judged(systems[0], 2022))["1"]
    reports = [
        rnms.evaluate(tabled(system, KINDS["polars"]), region=REGION, period=year)
        for system, year in zip(systems, (2022, 2023), strict=True)
    ]

    of_tables = reports[1].compare(reports[0])["1"]

    for name in ("came", "left", "stayed"):
        narrow, wide = of_records.part(name).value, of_tables.part(name).value
        assert narrow is not None and wide is not None  # noqa: PT018  # both are told
        assert narrow in wide
        assert fact is None or narrow == wide
