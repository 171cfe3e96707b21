"""Mistakes of whoever declares a region: each ends where it is made, in one line that says what to write."""

from __future__ import annotations

import datetime as dt
import pickle
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest

import rnms
from kit.declared import CLAUSE, ORDER, indicator, profile, reading
from rnms import forms, indicators, intake, model, regions
from rnms.errors import FieldError, PeriodError, ProfileError, RnmsError
from rnms.indicators import (
    Band,
    Component,
    Count,
    Criterion,
    EmptyPart,
    Force,
    Grade,
    IndexPart,
    Load,
    Minimum,
    MonitoringRule,
    Ratio,
    Reading,
    Requirement,
    Rule,
    Scaled,
    Score,
    Share,
    SumShare,
    Target,
    WeightedIndex,
    definition,
    since,
    yearly,
)
from rnms.indicators.target import Years
from rnms.indicators.vocabulary import PAGES, diagnostics, early_career, methodists, people
from rnms.judge import roadmap
from rnms.logic import Population, Term, population, predicates
from rnms.logic.predicates import Path, all_of, any_of, equals, exists, in_order
from rnms.model import (
    REGIONAL,
    Act,
    Clause,
    EvidenceKind,
    Norm,
    Period,
    PeriodKind,
    Unknown,
    at_least,
    between,
    deadlines,
    law,
    percent,
    returns,
    shifts,
    statute,
    working_days,
)
from rnms.model import roadmap as roadmap_page
from rnms.model.checked import _CALLED, _TOGETHER, _WRITE, _kinds, _Look
from rnms.model.deadlines import Annual, AnnualWindows, OneOffMonth, PerPlan
from rnms.model.roadmap import CompletionSource, Roadmap, Scheduled
from rnms.model.statute import Provision, Subject, SubjectKind
from rnms.model.system import record_classes
from rnms.regions import Amendment, RegionProfile
from rnms.regions.declaration import PartOrigin
from rnms.regions.rules.misfits import of_predicate
from rnms.render.messages import message_sentence
from rnms.render.texts.declarations import in_russian

UGRA = regions.get("ugra")
SYSTEM = rnms.RegionalSystem(region="ugra")
TEN = at_least(percent(10))
MIDNIGHT = dt.datetime(2024, 1, 1)  # noqa: DTZ001  # of no zone, as notebooks have them
TOWNS = [rnms.Municipality(id="m1", name="Лесной район")]
KIND = SubjectKind(key="cnppm", title="центр")
Build = Callable[[], object]


def made(cls: Any, **fields: Any) -> Build:
    """A value of a class, of fields of any kind."""
    return lambda: cls(**fields)


def called(function: Any, *given: Any, **named: Any) -> Build:
    """A call with arguments of any kind."""
    return lambda: function(*given, **named)


MISTAKES: list[tuple[Build, str]] = [
    # A number for a norm, and arguments of yearly.
    (
        called(yearly, {2024: percent(10)}, CLAUSE),
        "Target.norm: Fraction(1, 10) is not a Norm; write at_least(percent(",
    ),
    (called(yearly, {2024: 10}, CLAUSE), "Target.norm: 10 is not a Norm; write at_least"),
    (
        called(yearly, CLAUSE, {2024: TEN}),
        "yearly.norms: a Clause is not a table of norms by year; write yearly({2024:",
    ),
    (called(yearly, [(2024, TEN)], CLAUSE), "yearly.norms: a list is not a table of norms by year"),
    (
        called(yearly, {"2024": TEN}, CLAUSE),
        "Target.period: '2024' is not a year, Years or a Period; write 2024, since(",
    ),
    (
        called(yearly, {2024: TEN}, "п. 1"),
        "Target.clause: 'п. 1' is not a Clause; cite a place of an act: ORDER.clause(",
    ),
    # Swapped arguments.
    (
        called(Target, TEN, 2024, CLAUSE),
        "a Norm is not a year, Years or a Period; it belongs in norm: Target(period, no",
    ),
    (called(Target, 2024, CLAUSE, TEN), "Target.norm: a Clause is not a Norm; it belongs in clause: Target("),
    (
        called(Share, diagnostics.DIAGNOSED, people.STAFF),
        "the Term 'diagnosed' is not a Population; it belongs in numerator",
    ),
    (made(Clause, act="п. 1", number=ORDER), "Clause.act: 'п. 1' is not an Act; write Act(key=…"),
    (
        lambda: indicator(family=diagnostics.DIAGNOSED_SHARE.measure, measure=diagnostics.DIAGNOSED_SHARE),
        "Indicator.family of '1': a Share is not a Family; it belongs in measure: Indicator(code,",
    ),
    (
        called(Load, people.STAFF, "mean", methodists.ATTACHED),
        "Load.carrying: 'mean' is not a Term; take one of",
    ),
    # A text for what it names.
    (lambda: indicator(clause="п. 1"), "Indicator.clause of '1': 'п. 1' is not a Clause; cite a place"),
    (
        lambda: indicator(family="diagnosed_share"),
        "Indicator.family of '1': 'diagnosed_share' is not a Family; take one",
    ),
    (
        lambda: indicator(level="regional"),
        "'regional' is not a Level; take one of rnms.model, such as REGIONAL",
    ),
    (lambda: indicator(period="quarter"), "is not a PeriodKind or a Period; write PeriodKind.QUARTER"),
    (lambda: indicator(direction="decrease"), "'decrease' is not a Direction; write Direction.DECREASE"),
    (made(Clause, act="приказ", number="1"), "Clause.act: 'приказ' is not an Act"),
    (
        called(Share, "staff", "diagnosed"),
        "Share.denominator: 'staff' is not a Population; take one of rnms.indicators.vocabulary",
    ),
    (
        called(Load, people.STAFF, methodists.ATTACHED, "mean"),
        "'mean' is not a Statistic; write Statistic.MEAN",
    ),
    (
        made(Requirement, code="S-1", title="долг", force="duty", clause=CLAUSE),
        "Requirement.force of 'S-1': 'duty' is not a Force; write Force.DUTY",
    ),
    (
        made(Requirement, code="S-1", title="долг", force=Force.DUTY, clause=CLAUSE, unknown="нет"),
        "Requirement.unknown of 'S-1': 'нет' is not an Unknown; write Unknown(why=…)",
    ),
    (
        made(Subject, key="c", title="ц", kind="cnppm", level=REGIONAL, clause=CLAUSE),
        "Subject.kind of 'c': 'cnppm' is not a SubjectKind; write SubjectKind(key=…, title=…)",
    ),
    (
        made(Subject, key="c", title="ц", kind=KIND, level=REGIONAL, clause=CLAUSE, functions=["учит"]),
        "Subject.functions of 'c': 'учит' is not a Function; write Function(text=…, clause=…)",
    ),
    (
        made(
            MonitoringRule, code="7", title="м", deadline="ежегодно", deadline_text="ежегодно", clause=CLAUSE
        ),
        "MonitoringRule.deadline of '7': 'ежегодно' is not a deadline; write Annual(), OneOffMonth(2024, 5)",
    ),
    (
        made(MonitoringRule, code="7", title="м", deadline=Annual, deadline_text="ежегодно", clause=CLAUSE),
        "the class Annual is not a deadline; make one of it: Annual(…)",
    ),
    (
        made(Act, key="a", kind="приказ", date="2024-01-15", issuer="М"),
        "'2024-01-15' is not a day; write datetime.date(",
    ),
    (
        made(Act, key="a", kind="приказ", date=dt.datetime(2024, 1, 15), issuer="М"),  # noqa: DTZ001
        "Act.date of 'a': datetime.datetime(2024, 1, 15, 0, 0) is not a day; write datetime.date(",
    ),
    # Without a list.
    (
        lambda: indicator(readings=early_career.AGE_INCLUSIVE),
        "Indicator.readings of '1': the Reading 'age_inclusive' is not a tup",
    ),
    (lambda: indicator(readings=early_career.AGE_INCLUSIVE), "put it in a list: [ … ]"),
    (
        lambda: indicator(readings="age_inclusive"),
        "'age_inclusive' is not a tuple of Reading; take one of rnms.indicators.v",
    ),
    (
        lambda: indicator(readings=["age_inclusive"]),
        "'age_inclusive' is not a Reading; take one of rnms.indicators.voca",
    ),
    (
        lambda: indicator(targets=Target(2024, TEN, CLAUSE)),
        "a Target is not a tuple of Target; put it in a list: [ … ]",
    ),
    (
        lambda: indicator(targets={2024: TEN}),
        "a dict is not a tuple of Target; write Target(2024, at_least(percent(10)), C",
    ),
    (lambda: indicator(targets=[(2024, TEN)]), "a tuple is not a Target; write Target(2024"),
    (
        lambda: indicator(evidence=EvidenceKind.ACT),
        "EvidenceKind.ACT is not a tuple of EvidenceKind; put it in a list",
    ),
    (lambda: indicator(aliases="1.1"), "'1.1' is not a tuple of text; put it in a list"),
    (
        lambda: profile(acts=ORDER),
        "RegionProfile.acts: the Act 'order' is not a tuple of Act; put it in a list",
    ),
    (
        lambda: profile(indicators=indicator()),
        "RegionProfile.indicators: the Indicator '1' is not a tuple of Indicator; p",
    ),
    (lambda: profile(roadmap=[]), "RegionProfile.roadmap: a list is not a Roadmap; write Roadmap("),
    (
        made(Roadmap, measures=UGRA.roadmap["3"]),
        "the RoadmapMeasure '3' is not a tuple of RoadmapMeasure; put it in a list",
    ),
    (
        made(Act, key="a", kind="п", date=dt.date(2024, 1, 1), issuer="М", amends="order"),
        "'order' is not a tuple of text",
    ),
    (called(PerPlan, "план"), "PerPlan.plans: 'план' is not a tuple of text; put it in a list"),
    (
        called(AnnualWindows, (2, 3)),
        "AnnualWindows.spans: 2 is not a pair (a whole number, a whole number); write pairs: [(2,",
    ),
    (
        lambda: reading(redefine=diagnostics.DIAGNOSED),
        "Reading.redefine of 'other': the Term 'diagnosed' is not a tuple of pair",
    ),
    (
        lambda: reading(redefine=[diagnostics.DIAGNOSED]),
        "write {diagnostics.DIAGNOSED: diagnostics.DIAGNOSED_ANYWHERE}",
    ),
    (
        lambda: reading(redefine={"diagnosed": diagnostics.DIAGNOSED}),
        "write {diagnostics.DIAGNOSED: diagnostics.DIAGNOSED_ANYWH",
    ),
    (lambda: reading(redefine={diagnostics.DIAGNOSED: people.STAFF}), "put a Term in place of a Term"),
    (
        lambda: reading(targets=Target(2024, TEN, CLAUSE)),
        "Reading.targets of 'other': a Target is not a tuple of Target",
    ),
    # Parts of a population, an index, predicates.
    (
        called(Count, diagnostics.DIAGNOSED),
        "Count.of: the Term 'diagnosed' is not a Population; take one of rnms.indicators.v",
    ),
    (
        called(Ratio, people.STAFF, diagnostics.DIAGNOSED),
        "Ratio.denominator: the Term 'diagnosed' is not a Population",
    ),
    (
        made(Component, name="a", title="а", measure=diagnostics.DIAGNOSED_SHARE),
        "the Family 'diagnosed_share' is not a measure",
    ),
    (called(Band, "низкий", percent(10), CLAUSE), "Band.norm: Fraction(1, 10) is not a Norm"),
    (
        made(WeightedIndex, parts=[Share(people.STAFF, diagnostics.DIAGNOSED)], without=EmptyPart.NOTHING),
        "a Share is not an IndexPart",
    ),
    (
        made(IndexPart, name="a", title="а", measure=diagnostics.DIAGNOSED_SHARE.measure, weight=0.5),
        "0.5 is not exact; write an",
    ),
    (
        made(IndexPart, name="a", title="а", measure=Count(people.STAFF), weight=1),
        "a Count is not a Share; an index weighs sh",
    ),
    (
        made(Population, key="a", title="а", having=diagnostics.DIAGNOSED),
        "the Term 'diagnosed' is not a tuple of Term; put it in",
    ),
    (
        made(Population, key="a", title="а", unit="person"),
        "'person' is not a Unit; take one of rnms.indicators, such as PERS",
    ),
    (
        made(Population, key="a", title="а", through="employments"),
        "is not a Membership; write Membership(entity=…, member=…)",
    ),
    (
        made(Term, key="a", title="а", where=[equals("role", "head")]),
        "Term.where of 'a': a list is not a predicate; write equ",
    ),
    (
        made(Term, key="a", title="а", since="2021"),
        "Term.since of 'a': '2021' is not a whole number; write it without quot",
    ),
    (
        made(Rule, code="E1", term=people.STAFF, force=Force.DUTY, clause=CLAUSE),
        "the Population 'staff' is not a Term",
    ),
    (
        called(all_of, [equals("role", "head")]),
        "And.parts: a list is not a predicate; write equals(…), within(…), exists(…)",
    ),
    (called(all_of, people.STAFF), "And.parts: the Population 'staff' is not a predicate"),
    (called(any_of, "role"), "Or.parts: 'role' is not a predicate"),
    (called(predicates.Not, "role"), "Not.part: 'role' is not a predicate"),
    (
        called(exists, people.STAFF, "person"),
        "Exists.entity: the Population 'staff' is not a text; write it in quotes",
    ),
    (called(exists, "diagnostics", "person", "cnppm"), "And.parts: 'cnppm' is not a predicate"),
    (
        called(exists, "diagnostics", ("person", "id")),
        "Exists.on: 'person' is not a pair (a text, a text); write pairs: (('per",
    ),
    (called(exists, "diagnostics", "person", at_least="2"), "Exists.at_least: '2' is not a whole number"),
    (called(equals, Path("role"), "head"), "Path.name: the Path 'role' is not a text; write it in quotes"),
    (
        called(in_order, ["start", "end"]),
        "in_order.fields: a list is not two fields or more; write in_order('start', 'end')",
    ),
    (called(in_order), "in_order.fields: nothing is not two fields or more"),
    (called(predicates.Has, "areas", "чтение"), "Has.field: 'areas' is not a Path; write Path('start')"),
    (
        called(predicates.Compare, Path("start"), "<=", Path("end")),
        "Compare.op: '<=' is not an Op; write Op.LE",
    ),
    (
        called(equals, "date", MIDNIGHT),
        "Compare.right: datetime.datetime(2024, 1, 1, 0, 0) is not a value of a fi",
    ),
    (called(predicates.Moment, "end"), "Moment.day: 'end' is not a Day; write Day.END"),
    (
        made(CompletionSource, collection="meetings", day="date", where={"body": "x"}),
        "a dict is not a tuple of pair (a text, a text)",
    ),
    # Numbers and days.
    (called(at_least, "10"), "Norm.low: '10' is not exact; write an int, a Fraction or percent('10.5')"),
    (called(at_least, 0.1), "Norm.low: 0.1 is not exact"),
    (called(at_least, TEN), "Norm.low: a Norm is not exact"),
    (called(between, 10, "x"), "Norm.high: 'x' is not exact"),
    (called(since, "2024"), "Years.first: '2024' is not a whole number"),
    (called(Years, 2024, "2025"), "Years.last: '2025' is not a whole number"),
    (called(OneOffMonth, "2024", 5), "OneOffMonth.year: '2024' is not a whole number"),
    (
        called(Unknown, CLAUSE),
        "Unknown.why: a Clause is not a text; it belongs in clause: Unknown(why, clause)",
    ),
    (
        made(Provision, kind="aim", text="цель", clause=None),
        "Provision.clause: None is not a Clause; cite a place of an act",
    ),
    (called(ORDER.clause, 6.2), "Clause.number: 6.2 is not a text; write it in quotes"),
    (called(ORDER.clause, "п. 1", line="480"), "Clause.line: '480' is not a whole number"),
    # What is judged.
    (
        called(rnms.evaluate, {"persons": []}, period=2023),
        "evaluate.data: a dict is not a RegionalSystem or T",
    ),
    (
        called(rnms.evaluate, SYSTEM, period=2023, as_of="2023-10-01"),
        "evaluate.as_of: '2023-10-01' is not a day",
    ),
    (
        called(rnms.evaluate, SYSTEM, period=2023, known_on=2023),
        "evaluate.known_on: 2023 is not a day; write",
    ),
    (
        called(rnms.evaluate, SYSTEM, period=2023, only=3),
        "evaluate.only: 3 is not codes of indicators; write",
    ),
    (
        called(rnms.evaluate, SYSTEM, period=2023, readings=[1]),
        "evaluate.readings: 1 is not names of readings",
    ),
    # What would follow.
    (
        called(UGRA.with_targets, {"6.2.1": TEN}),
        "with_targets.norms: a Norm is not norms of 6.2.1 by year; write {'6.2.1': {2025:",
    ),
    (called(UGRA.with_targets, [1]), "with_targets.norms: a list is not norms by indicator"),
    (called(UGRA.with_targets, {"6.2.1": {2025: percent(50)}}), "Target.norm: Fraction(1, 2) is not a Norm"),
]


@pytest.mark.parametrize(
    ("build", "said"), MISTAKES, ids=[f"{at} {said[:45]}" for at, (_, said) in enumerate(MISTAKES)]
)
def test_a_mistake_is_told_where_it_is_made(build: Build, said: str) -> None:
    """The class, the field, what was given and what to write, in one line."""
    with pytest.raises(FieldError) as caught:
        build()

    told = str(caught.value)
    assert said in told, told
    assert re.match(r"\w+\.\w+( of '.*?')?: .* is not .*; .*", told)
    assert "\n" not in told
    assert len(told) < 400
    assert isinstance(caught.value, RnmsError)
    assert isinstance(caught.value, TypeError)
    assert str(pickle.loads(pickle.dumps(caught.value))) == told  # noqa: S301  # our own bytes


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (called(OneOffMonth, 5, 2024), "there is no month 2024; months are numbered from 1 to 12"),
        (called(percent, "десять"), "'десять' is no number; write percent('37,5')"),
        (called(percent, 0.1), "0.1 is not exact: give an int or a Fraction, or write percent('10.5')"),
        (called(Norm), "a norm without ends admits everything: give low, high or both"),
        (called(predicates.Amount, "hours", least=-1), "hours of -1 to None is no amount; give a least of 0"),
        (
            called(predicates.Amount, "hours", least=3, most=2),
            "hours of 3 to 2 is no amount; give a least of",
        ),
    ],
)
def test_values_that_cannot_be_are_told_too(build: Build, said: str) -> None:
    """Of the right kind, and wrong all the same."""
    with pytest.raises((ValueError, TypeError), match=re.escape(said)):
        build()


def test_what_is_missing_is_told_with_the_rest() -> None:
    """A target and an indicator without a clause are told by their profile."""
    without: Any = None
    with pytest.raises(ProfileError) as caught:
        profile(indicator(clause=None, targets=[Target(2024, TEN, without)]))

    assert [fault.partition(" has no clause")[1] for fault in caught.value.faults] == [" has no clause"] * 2


# Every field of every class with which a region is declared.


def declared() -> Iterator[type[attrs.AttrsInstance]]:
    """The classes whose fields look at what they are given."""
    pages = (
        model,
        deadlines,
        shifts,
        working_days,
        law,
        roadmap_page,
        statute,
        returns,
        definition,
        indicators,
        population,
        predicates,
    )
    listed = [*(value for page in pages for value in vars(page).values()), RegionProfile]
    for cls in dict.fromkeys(one for one in listed if isinstance(one, type) and attrs.has(one)):
        # What only its kinds are made of is no value of its own.
        if cls is not Scheduled and any(isinstance(one.validator, _Look) for one in attrs.fields(cls)):
            yield cls


DECLARED = list(declared())
FOUND: dict[type, Any] = {}


def gather(value: Any) -> None:
    """Find a value of each class in what the regions declare."""
    if isinstance(value, tuple):
        for one in value:
            gather(one)
    elif attrs.has(type(value)) and not isinstance(value, Period):
        FOUND.setdefault(type(value), value)
        for field in attrs.fields(type(value)):
            gather(getattr(value, field.name))


def examples() -> dict[type, Any]:
    """A value of each class."""
    if not FOUND:
        for key in regions.available():
            gather(regions.get(key))
        part = IndexPart(name="a", title="а", measure=Share(people.STAFF, diagnostics.DIAGNOSED), weight=1)
        gather(WeightedIndex(parts=[part], without=EmptyPart.NOTHING))
        grade = Grade(points=1, measure=Scaled(Count(people.STAFF), full=10))
        gather(Score(criteria=[Criterion(name="a", title="а", grades=[grade])]))
        gather((Band("низкий", TEN, CLAUSE), Minimum(TEN, CLAUSE)))
        gather((Amendment(code="1", clause=CLAUSE), PartOrigin(part="1", profile="ugra", clause=CLAUSE)))
        gather(tuple(value for page in PAGES for value in vars(page).values()))
        gather(predicates.AtSomeYearEnd(predicates.active()))
        items = predicates.exists("route_items", "route")
        gather(predicates.covers("programme.topics", "diagnostic.deficits"))
        gather(predicates.covers("programme.topics", "diagnostic.deficits", records=items))
        gather(predicates.known("birth_date"))
        hours = predicates.exists("route_items", "route.person", adding="hours")
        gather(SumShare(people.TEACHERS, people.STAFF, Term(key="hours", title="часы", where=hours)))
        gather(
            (deadlines.EveryMonths(2), deadlines.ExternallySet("оператор"), deadlines.WithinYears(2023, 2024))
        )
        gather(model.Quote(document="004", line=1, text="…"))
        gather(law.AwaitedAct(act=ORDER, day=dt.date(2022, 6, 28)))
        gather(law.AttestedDate(date=dt.date(2022, 6, 28), document="004", line=57))
        gather(deadlines.OneOffQuarter(2023, 1))
        gather((deadlines.FromThenContinuous(2023, 6), deadlines.AnnualAfter("6")))
        gather(
            (
                deadlines.OneOffDay(2024, 11, 30, inclusive=True),
                deadlines.AnnualDay(10, 25, inclusive=True),
                deadlines.AnnualDays([(3, 1), (10, 1)], inclusive=False),
                deadlines.EveryMonthsByDay(3, 10, month=4, inclusive=True),
                deadlines.EveryYears(3, 2023),
                deadlines.After("1.1", days=10),
                deadlines.FirstThen(deadlines.OneOffMonth(2024, 6), Annual()),
            )
        )
        share = Share(people.STAFF, diagnostics.DIAGNOSED)
        quarter = shifts.PartOf(PeriodKind.QUARTER, 1)
        gather(indicators.Growth(share, against=Period.of(2021)))
        gather(indicators.OverPeriods(share, (shifts.YearsBefore(1), quarter), indicators.Statistic.MEAN))
        gather(Unknown("утрачено", CLAUSE))
        gather(rnms.example("khabarovsk_2023"))
        gather(model.Evidence(kind=EvidenceKind.ACT, ref="№ 17"))
        gather(model.Delivery(municipality="m1", question="staff", status=model.DeliveryStatus.COUNTED))
    return FOUND


class Nothing:
    """Of no kind that anybody wants."""


WRONG = (
    Nothing(), Nothing, 1.5, b"x", object, {1: 2}, {3}, [Nothing()], "слово\nещё", True, MIDNIGHT,
    Fraction(1, 3), TEN, CLAUSE, people.STAFF,
)  # fmt: skip


def test_every_class_of_an_author_looks_at_its_fields() -> None:
    """Those that the pages of regions use, and those of predicates."""
    names = {cls.__name__ for cls in DECLARED}

    assert names >= {
        "Act", "Clause", "Unknown", "Norm", "Subject", "SubjectKind", "Function", "Provision", "Level",
        "CompletionSource", "Roadmap", "RoadmapMeasure", "MeasureGroup", "PlannedMeeting", "AnnualWindows",
        "PerPlan",
        "EveryMonths", "Target", "Years", "Band", "Family", "Component", "Reading", "Requirement", "Rule",
        "Indicator", "Unit", "Term", "Membership", "Population", "Share", "Count", "Ratio", "Load",
        "IndexPart",
        "WeightedIndex", "MonitoringRule", "RegionProfile", "Compare", "Given", "Has", "Shares", "Exists",
        "And",
        "Or", "Not", "Moment", "Path",
    }  # fmt: skip
    # Each type can be read: what cannot would be looked at by nobody.
    assert all(_kinds(cls).keys() == attrs.fields_dict(cls).keys() for cls in DECLARED)


FIELDS = [(cls, field.name) for cls in DECLARED for field in attrs.fields(cls) if field.init]


@pytest.mark.parametrize(("cls", "name"), FIELDS, ids=[f"{cls.__name__}.{name}" for cls, name in FIELDS])
def test_every_field_refuses_what_is_of_no_kind_that_it_wants(cls: Any, name: str) -> None:
    """In one line that names class and field; and nothing ends in an error from inside."""
    example = examples()[cls]
    given = {field.name: getattr(example, field.name) for field in attrs.fields(cls) if field.init}
    told = [_told(cls, {**given, name: wrong}) for wrong in WRONG]
    refused = [error for error in told if isinstance(error, RnmsError)]
    named = {(error.owner, error.field) for error in refused if isinstance(error, FieldError)}

    assert named == {(cls.__name__, name)} or all(isinstance(error, PeriodError) for error in refused)
    assert isinstance(told[0], RnmsError)
    assert len(refused) >= len(WRONG) - 4
    # Of the right kind, it may still be refused in words.
    assert all(error is None or isinstance(error, FieldError | ValueError) for error in told)
    assert not [str(error) for error in told if error is not None and "\n" in str(error)]


def _told(cls: Any, given: dict[str, Any]) -> Exception | None:
    """What is raised when a value is made of such fields."""
    try:
        cls(**given)
    except Exception as error:  # noqa: BLE001  # of whatever kind
        return error
    return None


def test_lists_become_tuples_wherever_several_are_wanted() -> None:
    """Also where a class says no more than its type."""
    listed: dict[str, Any] = {"judged_by": ["6.2.1"]}

    assert attrs.evolve(UGRA.roadmap["3"], **listed).judged_by == ("6.2.1",)
    assert all_of(equals("role", "head")) == predicates.And([equals("role", "head")])  # type: ignore[arg-type]
    assert Reading(name="a", title="а", why="так", components=iter(())).components == ()
    replaced: Any = ((diagnostics.DIAGNOSED, diagnostics.WITH_ROUTE),)
    assert reading(redefine=replaced) == reading(redefine=dict(replaced))


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (called(predicates.one_of, "organization.kind"), "write one_of('organization.kind', 'general'"),
        (any_of, "write any_of("),
        (all_of, "write all_of("),
    ],
)
def test_a_choice_of_nothing_is_refused(build: Build, said: str) -> None:
    """It would be true of nobody, a firm 0 %; or, where all are demanded, of everybody."""
    with pytest.raises(FieldError, match=re.escape(said)):
        build()


@pytest.mark.parametrize(
    "build",
    [
        lambda helper: helper.within("date", "2023"),
        lambda helper: helper.before("date", predicates.END, "2023"),
        lambda helper: helper.active("start", "end", "2023"),
    ],
)
def test_a_year_is_not_taken_for_the_code_of_a_reason(build: Any) -> None:
    with pytest.raises(TypeError, match="positional argument"):
        build(predicates)


def test_a_keyword_is_looked_for_in_its_own_field() -> None:
    """A slip in the field of a keyword finds no spelling: it would be a firm 0 %."""
    for field, faults in (("programmes.topics", 0), ("programme.topics", 1), ("diagnostics.areas", 1)):
        keyword = predicates.Keyword(field=field, text="чтение")
        word = predicates.Has(Path("programme.topics"), keyword)
        assert len([*of_predicate(word, "enrolments")]) == faults


OF_NO_USE: dict[str, tuple[predicates.Predicate, str]] = {
    "nothing demanded": (predicates.And(()), "asks for nothing, so everybody passes"),
    "a topic": (
        exists("enrolments", "person", predicates.Has(Path("programme.topics"), "чтение")),
        "write Keyword(field='programmes.topics', text='чтение')",
    ),
    "a level": (
        exists("associations", (), equals("level", "municipal")),
        "write Keyword(field='associations.level', text='municipal')",
    ),
    "a duty": (
        exists("attestations", (("subject", "id"),), equals("duty", "портал")),
        "write Keyword(field='attestations.duty', text='портал')",
    ),
    "an act": (
        exists("adoptions", (), equals("act", "order")),
        "write Keyword(field='adoptions.act', text='order')",
    ),
}


@pytest.mark.parametrize("row", OF_NO_USE)
def test_what_would_judge_everybody_alike_is_refused_where_it_is_asked(row: str) -> None:
    """A demand of nothing is a firm 100 %; one spelling of a free text a firm 0 % wherever it is another."""
    where, said = OF_NO_USE[row]
    counted = Share(people.TEACHERS, Term(key="t", title="т", where=where))

    with pytest.raises(ProfileError, match=re.escape(said)):
        rnms.evaluate(SYSTEM, period=2024, region=profile(indicator(measure=counted, targets=())))


OFFERED: dict[str, tuple[str, str]] = {
    "S-UGR-2": ("requirement", "did you mean 'S-UGR-02'?"),
    "s-ugr-10": ("requirement", "did you mean 'S-UGR-10'?"),
    "S-AMU-02": ("requirement", ""),
    "S-UGR": ("requirement", ""),
    "99": ("measure", ""),
    "1.1": ("measure", "did you mean '1.1.1' or '1.1.2' or '1.1.3'?"),
    "1.2.22": ("measure", "did you mean '1.2.2'?"),
    "1.2.9": ("measure", ""),
    "6.2": ("indicator", "did you mean '6.2.1' or '6.2.2'?"),
    "7.2.1": ("indicator", ""),
}


@pytest.mark.parametrize("code", OFFERED)
def test_only_a_plausible_slip_is_offered(code: str) -> None:
    """One number is no slip of another; of a code that is cut off, all that begin so are meant."""
    what, said = OFFERED[code]
    look_up: dict[str, Callable[[str], object]] = {
        "requirement": rnms.evaluate(SYSTEM, period=2024).requirement,
        "measure": regions.get("kirov").roadmap.__getitem__,
        "indicator": UGRA.indicator,
    }

    with pytest.raises(LookupError) as told:
        look_up[what](code)
    assert said in str(told.value)
    assert ("did you mean" in str(told.value)) == bool(said)


ZERO: dict[str, Any] = dict.fromkeys(record_classes(), ())
YEAR_2023 = (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
REPORT = rnms.evaluate(SYSTEM, period=2024)
MISUSED: dict[str, tuple[Build, str]] = {
    "numbers as a list": (
        called(rnms.from_figures, [("staff", 5)], region="khabarovsk", period=2023),
        "from_figures.figures: a list is not a mapping of numbers by key; write {'staff': 19400, …}",
    ),
    "a key that is no text": (
        called(rnms.from_figures, {5: 1}, region="khabarovsk", period=2023),
        "from_figures.figures: 5 is not a key; write 'staff'",
    ),
    "a field that figures do not have": (
        called(rnms.from_figures, {"staff": {"cnt": 5}}, region="khabarovsk", period=2023),
        "figures: staff: неизвестный ключ 'cnt'; возможно, 'count'",
    ),
    "tables as a list": (
        called(rnms.Tables, ["persons"], system=SYSTEM),
        "Tables.tables: a list is not a mapping of tables by collection; write rnms.Tables({'persons':",
    ),
    "tables beside a key": (
        called(rnms.Tables, {}, system="ugra"),
        "Tables.system: 'ugra' is not a RegionalSystem; write rnms.RegionalSystem(region='ugra')",
    ),
    "names of columns alone": (
        called(rnms.Tables, {}, system=SYSTEM, columns={"persons": "номер"}),
        "Tables.columns: 'номер' is not names by collection and by field; write {'persons': {'id': 'номер'}}",
    ),
    "days as texts": (
        called(rnms.deadlines, "kirov", "2024-01-01", "2024-12-31"),
        "deadlines.start: '2024-01-01' is not a day; write datetime.date(2024, 1, 31)",
    ),
    "a plan of codes": (
        called(rnms.deadlines, "kirov", *YEAR_2023, plan=["2.2.2"]),
        "deadlines.plan: '2.2.2' is not a list of PlanItem; write [PlanItem(measure='2.2.2', end=…)]",
    ),
    "days of a roadmap": (
        called(roadmap, "kirov", *YEAR_2023, as_of="2024-01-01"),
        "roadmap.as_of: '2024-01-01' is not a day",
    ),
    "days of a period": (
        called(Period.between, "2023-01-01", "2023-12-31"),
        "Period.between.start: '2023-01-01' is not a day",
    ),
    "a moment for a day of a period": (
        called(Period.between, dt.datetime(2023, 1, 1, 8, 30), dt.date(2023, 12, 31)),  # noqa: DTZ001
        "Period.between.start: datetime.datetime(2023, 1, 1, 8, 30) is not a day",
    ),
    "a moment for the day of judgement": (
        called(rnms.evaluate, SYSTEM, period=2023, as_of=dt.datetime(2023, 12, 31, 8, 30)),  # noqa: DTZ001
        "evaluate.as_of: datetime.datetime(2023, 12, 31, 8, 30) is not a day",
    ),
    "the last day for a form": (
        called(forms.write, "khabarovsk", 2023, TOWNS, due="2024-01-31"),
        "forms.write.due: '2024-01-31' is not a day",
    ),
    "the day on which forms came": (
        called(
            forms.collect,
            [],
            "khabarovsk",
            2023,
            [rnms.Municipality(id="m1", name="Район")],
            came="31.01.2024",
        ),
        "forms.collect.came: '31.01.2024' is not a day",
    ),
    "the day on which registers came": (
        called(intake.read, b"", b"", salt=b"", came="31.01.2024"),
        "intake.read.came: '31.01.2024' is not a day",
    ),
    "a moment in a period": (
        called(Period.of(2023).__contains__, "2023-05-01"),
        "Period.in: '2023-05-01' is not a day",
    ),
    "a place of a report": (
        called(REPORT.__getitem__, 1.5),
        "Report.code: 1.5 is not the code of an indicator; write report['3'], or report['3', '2023-Q1']",
    ),
    "a language": (called(REPORT.to_text, lang="de"), "no language 'de'; known: ru, en"),
    "a report of values": (
        called(rnms.Report.from_json, {}),
        "Report.from_json.text: a dict is not a text; write Path('отчёт.json').read_text('utf-8')",
    ),
    "a file of values": (
        called(rnms.load, {}),
        (
            "load.path: a dict is not a path, bytes or a stream of bytes;"
            " write 'данные.json', or open('данные.json', 'rb')"
        ),
    ),
    "a report as data": (
        called(rnms.files.dumps, REPORT),
        "dump.system: the Report 'Ханты-Мансийский автономный округ – Югра' is not a RegionalSystem",
    ),
    "one system as several": (
        called(rnms.evaluate_many, SYSTEM, period=2024),
        "evaluate_many.data: a RegionalSystem is not a list of RegionalSystem, or Tables",
    ),
    "two systems of one region": (
        called(rnms.evaluate_many, [SYSTEM, SYSTEM], period=2024),
        "ugra: there are two systems of this region; judge each by evaluate",
    ),
    "a list of regions": (
        called(rnms.evaluate, SYSTEM, period=2024, region=["ugra"]),
        "no region 'a list'; known: amur, khabarovsk, kirov, ugra",
    ),
    "a person for an id": (
        called(REPORT["6.2.1"].explain, model.Person(id="a"), data=attrs.evolve(SYSTEM, **ZERO)),
        "explain.member: a Person is not an id; write it as text: 'p1'",
    ),
}


@pytest.mark.parametrize("row", MISUSED)
def test_the_plausible_wrong_thing_is_told_in_one_line(row: str) -> None:
    """A fact, a rule, a way out; nothing of Python's own."""
    build, said = MISUSED[row]

    with pytest.raises((RnmsError, LookupError, TypeError, ValueError), match=re.escape(said)) as told:
        build()
    assert "\n" not in str(told.value)


PHRASES = [*_CALLED.values(), *_TOGETHER.values(), *_WRITE, *_WRITE.values()]
ENGLISH = {
    "write",
    "an",
    "or",
    "another",
    "such",
    "for",
    "others",
    "several",
    "make",
    "take",
    "cite",
    "put",
    "one",
}
"""Words that stand in the phrases, and in no code."""


@pytest.mark.parametrize("phrase", dict.fromkeys(PHRASES))
def test_what_a_field_wants_is_said_in_russian(phrase: str) -> None:
    """Beside names and code no English word is left."""
    assert not {*re.findall("[A-Za-z]+", in_russian(phrase))} & ENGLISH


def test_a_mistake_of_a_declaration_is_told_in_russian() -> None:
    """The place and the code stay; what is wrong and what to write are in the language of the rest."""
    with pytest.raises(FieldError) as caught:
        Norm(low="10 %")  # type: ignore[arg-type]

    russian = "Norm.low: '10 %' — не точное число; пишите int, Fraction или percent('10.5')"
    assert message_sentence(caught.value.message, lang="ru") == russian
