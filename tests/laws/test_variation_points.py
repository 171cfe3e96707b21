"""What regions differ in: each of the points of variation is expressed by one of the five regions.

The points are those of «Add a region» in CONTRIBUTING.md, a row each.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

import attrs
import pytest

import rnms
from kit.plugin import EXAMPLE
from rnms import glossary, model, regions
from rnms.indicators import (
    Direction,
    Force,
    Growth,
    Indicator,
    OverPeriods,
    Scale,
    Score,
    Share,
    WeightedIndex,
)
from rnms.indicators.tally import distinct
from rnms.indicators.target import Years
from rnms.indicators.vocabulary import PAGES, people
from rnms.logic import MUNICIPALITY, Term
from rnms.model import EvidenceKind, PeriodKind, Unknown, roadmap, statute
from rnms.model.deadlines import (
    After,
    AnnualDay,
    AnnualDays,
    EveryMonths,
    EveryMonthsByDay,
    EveryYears,
    FirstThen,
    HalfYearly,
    OneOffDay,
)
from rnms.model.shifts import AtBeginning, BasePeriod, PartOf, PeriodBefore, YearsBefore
from rnms.regions import FigureRelation, RegionProfile
from rnms.regions.declaration import all_words, measures
from rnms.regions.language import GROUPS, language
from rnms.regions.registry import composed

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
ORDERS = (
    EXAMPLE / "src",
    *(Path(regions.__file__).parent / key for key in ("amur", "khabarovsk", "kirov", "ugra")),
)

Expressed = Callable[[RegionProfile], bool]


def parts(profile: RegionProfile) -> Iterator[Indicator]:
    for one in profile.indicators:
        yield from (one, *(one.under([reading]) for reading in one.readings))


def words(profile: RegionProfile) -> set[str]:
    return {
        inner.key for _, measure in measures(profile) for word in measure.words for inner in all_words(word)
    }


def has_reading(name: str) -> Expressed:
    return lambda profile: name in profile.readings


def of_period(kind: PeriodKind) -> Expressed:
    return lambda profile: any(one.period is kind for one in profile.indicators)


def says(*keys: str) -> Expressed:
    return lambda profile: set(keys) <= words(profile)


def cumulative(profile: RegionProfile) -> bool:
    found = (
        word
        for _, measure in measures(profile)
        for outer in measure.words
        for word in all_words(outer)
        if isinstance(word, Term)
    )
    return any(term.since == people.FIRST_YEAR for term in found)


def families_of(profile: RegionProfile) -> tuple[str, ...]:
    return distinct(one.family.key for one in profile.indicators)


def levels(profile: RegionProfile) -> list[str]:
    return [level.key for level in profile.levels]


def provided(profile: RegionProfile, word: str) -> bool:
    texts = [one.text for one in profile.provisions]
    texts += [
        function.text
        for subject in profile.subjects
        if not isinstance(subject.functions, Unknown)
        for function in subject.functions
    ]
    return any(word in text.lower() for text in texts)


def has_a_town(profile: RegionProfile) -> bool:
    town: RegionProfile = composed(import_module("rnms_zarechye._town").TOWN)
    origin = town.origin_of("3")
    return town.parent == profile and origin.profile == profile.key and bool(origin.amended_by)


def falls_due(kind: type) -> Expressed:
    return lambda profile: any(isinstance(due.deadline, kind) for due in profile.scheduled)


def measured_by(kind: type) -> Expressed:
    return lambda profile: any(isinstance(measure, kind) for _, measure in measures(profile))


def asks_of(kind: type) -> Expressed:
    return lambda profile: any(
        isinstance(question.shift, kind) for _, measure in measures(profile) for question in measure.questions
    )


POINTS: list[tuple[str, str, str, Expressed]] = [
    ("V1", "ugra", "a system", lambda p: "система" in p.system_name),
    (
        "V1",
        "khabarovsk",
        "a service, and its acronym",
        lambda p: "служба" in p.system_name and "(РНМС)" in p.system_name,
    ),
    ("V2", "ugra", "a predecessor that was repealed", lambda p: any(act.repealed_on for act in p.acts)),
    ("V2", "khabarovsk", "a date that another document gives", lambda p: any(act.attested for act in p.acts)),
    ("V2", "zarechye", "an act that amends another", lambda p: any(act.amends for act in p.acts)),
    (
        "V3",
        "ugra",
        "subjects with functions",
        lambda p: any(one.functions for one in p.subjects if not isinstance(one.functions, Unknown)),
    ),
    (
        "V3",
        "khabarovsk",
        "functions that are lost",
        lambda p: any(isinstance(one.functions, Unknown) for one in p.subjects),
    ),
    ("V4", "kirov", "the level of okrugs", lambda p: "okrug" in levels(p)),
    ("V4", "zarechye", "a level that no other region has", lambda p: "cluster" in levels(p)),
    ("V5", "amur", "a set of families", lambda p: len(families_of(p)) > 1),
    ("V5", "zarechye", "a family of its own", lambda p: "support_index" in families_of(p)),
    (
        "V6",
        "ugra",
        "targets year by year",
        lambda p: any(len({t.norm for t in one.targets}) > 1 for one in p.indicators),
    ),
    (
        "V6",
        "khabarovsk",
        "the same target every year",
        lambda p: any(
            isinstance(t.period, Years) and t.period.last is None for one in p.indicators for t in one.targets
        ),
    ),
    (
        "V6",
        "amur",
        "no target at all",
        lambda p: not any(part.targets for one in p.indicators for part in one.parts()),
    ),
    (
        "V6",
        "zarechye",
        "a target changed in mid-year",
        lambda p: len([t for t in p.indicator("1").targets if str(t.period) == "2024"]) == 2,
    ),
    (
        "V7",
        "khabarovsk",
        "a yes and a load in one indicator",
        lambda p: {part.measure.scale for part in p.indicator("4").parts()} == {Scale.YES_NO, Scale.NUMBER},
    ),
    (
        "V7",
        "zarechye",
        "a weighted index, less is better, named bands",
        lambda p: (
            isinstance(p.indicator("1").measure, WeightedIndex)
            and bool(p.indicator("1").bands)
            and p.indicator("3").direction is Direction.DECREASE
        ),
    ),
    ("V8", "ugra", "counted cumulatively since 2021", cumulative),
    ("V9", "khabarovsk", "the academic year", of_period(PeriodKind.ACADEMIC)),
    ("V9", "ugra", "the calendar year", of_period(PeriodKind.CALENDAR)),
    ("V9", "zarechye", "the quarter", of_period(PeriodKind.QUARTER)),
    ("V9", "zarechye", "growth against another period", measured_by(Growth)),
    ("V9", "zarechye", "a value of several periods", measured_by(OverPeriods)),
    *(
        ("V9", "zarechye", f"a period told by {kind.__name__}", asks_of(kind))
        for kind in (YearsBefore, PeriodBefore, AtBeginning, BasePeriod, PartOf)
    ),
    ("V10", "khabarovsk", "diagnostics in the centre", says("diagnosed")),
    ("V10", "kirov", "diagnostics anywhere", says("diagnosed_anywhere")),
    ("V11", "ugra", "programmes of the register, chosen by diagnostics", says("in_register", "chosen")),
    ("V12", "khabarovsk", "teachers and managers", says("staff")),
    (
        "V12",
        "ugra",
        "teachers, those early in their career, teams",
        says("teachers", "early_career", "teams"),
    ),
    ("V11", "zarechye", "the form of a programme", says("completed_internship")),
    ("V12", "zarechye", "a population of its own", says("newcomers")),
    ("V12", "zarechye", "main places of work alone", says("teachers_at_main_place")),
    ("V13", "khabarovsk", "those who answered, as a reading", has_reading("respondents")),
    (
        "V14",
        "khabarovsk",
        "an act as evidence",
        lambda p: any(EvidenceKind.ACT in one.evidence for one in p.indicators),
    ),
    ("V15", "ugra", "nineteen measures", lambda p: len(p.roadmap) == 19),
    ("V15", "kirov", "twenty-three measures", lambda p: len(p.roadmap) == 23),
    ("V15", "amur", "no roadmap", lambda p: not p.roadmap.measures),
    (
        "V15",
        "zarechye",
        "a measure every two months",
        lambda p: any(one.deadline == EveryMonths(2) for one in p.roadmap),
    ),
    *(
        ("V15", "zarechye", f"a deadline of the kind {kind.__name__}", falls_due(kind))
        for kind in (OneOffDay, AnnualDay, AnnualDays, EveryMonthsByDay, EveryYears, FirstThen, After)
    ),
    (
        "V16",
        "ugra",
        "monitoring by half-year, and what follows",
        lambda p: any(isinstance(rule.deadline, HalfYearly) and rule.follow_up for rule in p.monitoring),
    ),
    ("V17", "ugra", "who may be a methodist", lambda p: bool(p.methodist_rules)),
    ("V18", "ugra", "structural duties", lambda p: any(duty.force is Force.DUTY for duty in p.requirements)),
    (
        "V18",
        "zarechye",
        "a duty of every organisation",
        lambda p: any(
            isinstance(duty.measure, Share) and duty.measure.denominator.entity == "organizations"
            for duty in p.requirements
        ),
    ),
    ("V19", "kirov", "agreements, so many of them", lambda p: "agreements_count" in families_of(p)),
    (
        "V20",
        "amur",
        "words of its own in the glossary",
        lambda p: any(key == p.key for entry in glossary.ENTRIES for key, _, _ in entry.where),
    ),
    ("V21", "ugra", "the bound of an age as a reading", has_reading("age_inclusive")),
    ("V21", "khabarovsk", "the period as a reading", has_reading("calendar_year")),
    ("V22", "ugra", "areas of competence", lambda p: provided(p, "компетен")),
    ("V23", "amur", "subjects of the federal level", lambda p: "federal" in levels(p)),
    ("V24", "zarechye", "a value that was lost", lambda p: p.indicator("4").targets[1].known_norm is None),
    ("V24", "zarechye", "an act that nobody dates", lambda p: any(act.unknowns for act in p.acts)),
    (
        "V24",
        "zarechye",
        "a minimum set elsewhere",
        lambda p: all(target.minimum is not None for target in p.indicator("3").targets),
    ),
    (
        "V25",
        "zarechye",
        "a target of each municipality",
        lambda p: all(target.each == MUNICIPALITY for target in p.indicator("4").targets),
    ),
    ("V26", "zarechye", "a town that takes over a part and asks for more", has_a_town),
    (
        "V27",
        "zarechye",
        "points with a maximum",
        lambda p: any(isinstance(one.measure, Score) and one.measure.most == 6 for one in p.indicators),
    ),
    ("V28", "zarechye", "events, and who took part", says("municipal_events", "took_part_twice")),
    (
        "V28",
        "zarechye",
        "events of a kind, speakers, municipalities that held some",
        says("krai_contests", "spoke_at_seminars", "with_two_seminars"),
    ),
    ("V29", "zarechye", "topics of a route that cover all deficits", says("covering", "covering_alone")),
    ("V30", "zarechye", "for how many a fact is known", says("category_known")),
    ("V31", "zarechye", "one field or else another", says("chosen_then")),
    ("V31", "zarechye", "the first field that is known", says("experienced")),
    ("V32", "zarechye", "hours that are added up", says("hours", "formal_hours")),
    ("V33", "zarechye", "relations of a form", lambda p: len(p.relations) == 2),
]


@pytest.mark.parametrize(
    ("point", "key", "what", "expressed"), POINTS, ids=lambda one: one if isinstance(one, str) else ""
)
@pytest.mark.usefixtures("zarechye")
def test_a_point_of_variation_is_expressed(point: str, key: str, what: str, expressed: Expressed) -> None:
    """By the region that is named, in the words that are there."""
    assert expressed(regions.get(key)), f"{point}: {key} no longer has {what}"


def test_every_point_is_expressed_and_told() -> None:
    """V1 to V23 and those of later words, each in the table here and in the checklist for authors."""
    told = set(re.findall(r"^\| (V\d+) \|", CONTRIBUTING.read_text(encoding="utf-8"), re.MULTILINE))

    assert {point for point, *_ in POINTS} == told
    assert told >= {f"V{number}" for number in range(1, 24)}


@pytest.mark.usefixtures("zarechye")
def test_every_word_of_the_language_stands_in_an_order() -> None:
    """In the example package, unless a region that ships writes it."""
    town = import_module("rnms_zarechye._town").TOWN
    orders = [*map(regions.get, regions.available()), town]
    written = {type(value).__name__ for order in orders for value in values_inside(order)}
    for module in (module for folder in ORDERS for module in folder.rglob("*.py")):
        nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        written |= {ast.unparse(node.func).rpartition(".")[2] for node in nodes if isinstance(node, ast.Call)}
    makers = {maker.__name__ for group, of in GROUPS.items() if group != "data" for maker in of}

    assert makers - written == set()


@pytest.mark.usefixtures("zarechye")
def test_every_word_of_the_data_stands_in_a_file_of_the_example() -> None:
    """No order declares what returns tell; the data of the example package do."""
    systems = [rnms.load(path) for path in sorted((EXAMPLE / "data").glob("*.json"))]
    told = {type(value).__name__ for system in systems for value in values_inside(system)}

    assert {maker.__name__ for maker in GROUPS["data"]} - told == set()
    assert any(place.successors for system in systems for place in system.municipalities or ())
    assert [issue for system in systems for issue in system.issues] == []


def values_inside(value: object) -> Iterator[object]:
    """Find what a declaration is made of, itself included."""
    yield value
    inner: Iterable[object] = ()
    if attrs.has(type(value)):
        inner = attrs.astuple(value, recurse=False)  # type: ignore[arg-type]
    elif isinstance(value, Mapping):
        inner = (*value, *value.values())
    elif isinstance(value, tuple | frozenset):
        inner = value
    for part in inner:
        yield from values_inside(part)


def test_the_checklist_names_what_there_is() -> None:
    """Words of the language and what they are given, words of the pages, and what a region is made of."""
    text = CONTRIBUTING.read_text(encoding="utf-8")
    cells = re.findall(r"^\| V\d+ \|.*\| (.*) \|$", text, re.MULTILINE)
    named = {
        name for cell in cells for code in re.findall(r"`([^`]+)`", cell) for name in _NAME.findall(code)
    }
    known = {name for word in language() for name in (word.name, *(field.name for field in word.fields))}
    known |= {page.__name__.rpartition(".")[2] for page in PAGES} | {
        name for page in PAGES for name in vars(page)
    }
    known |= {field.name for of in (RegionProfile, statute.Subject) for field in attrs.fields(of)}
    known |= {name for of in (FigureRelation, model, roadmap, statute) for name in vars(of)}

    # A command, and a level of one's own.
    assert named - known == {"rnms", "glossary", "cluster"}


_NAME = re.compile("[A-Za-z_]{4,}")
