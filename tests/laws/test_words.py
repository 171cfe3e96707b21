"""Words are read as the acts write them; any other is an issue, and what may be a slip of one is not known.

Each row stands for a word of a clause. Data hold it in free text: topics, areas, levels, keys of duties,
codes of measures, keys of figures.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import rnms
from kit.declared import by_default
from kit.effort import examples
from kit.sources import from_line, plain, reads_the_documents
from kit.tabled import KINDS, Told, tabled
from rnms import Bounds, Figure, RegionalSystem, Verdict, files, regions
from rnms.cli import main
from rnms.files import template
from rnms.files.json import WORDS, write_json
from rnms.indicators import Requirement
from rnms.indicators.vocabulary import methodists, teams
from rnms.judge import eligibility, roadmap
from rnms.model import (
    Adoption,
    AdoptionKind,
    Affiliation,
    Association,
    Attestation,
    Claim,
    Diagnostic,
    Employment,
    Enrolment,
    MeasureReport,
    Methodist,
    Municipality,
    Organization,
    OrganizationKind,
    Person,
    PlanItem,
    PoolLevel,
    Programme,
    ProgrammeKind,
    Provider,
    Quote,
    Role,
    Team,
    TeamKind,
    TeamTraining,
)
from rnms.model.roadmap import Progress
from rnms.model.spelling import is_near, normal
from rnms.model.system import record_classes
from rnms.regions import Spelling
from rnms.regions.vocabulary import Entry, Vocabulary

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
Y22, Y23 = dt.date(2022, 2, 1), dt.date(2023, 2, 1)
EMPTY: dict[str, Any] = dict.fromkeys(record_classes(), ())

# What the acts write.

Judged = Callable[[str], tuple[RegionalSystem, str]]
"""A system in which one word decides, and the indicator or duty that it decides."""


def of_the_act(region: str, **records: Any) -> RegionalSystem:
    """A system of which everything was collected."""
    return RegionalSystem(region=region, **{**EMPTY, **records})


SCHOOL = Organization(id="school", kind=OrganizationKind.GENERAL)
SERVICE = Organization(id="service", kind=OrganizationKind.METHODICAL_SERVICE)
PERSON = Person(id="p")


def work(at: str) -> Employment:
    return Employment(person="p", organization=at, role=Role.PEDAGOGICAL, start=Y22)


def topic_of_a_team(word: str) -> tuple[RegionalSystem, str]:
    """002 l.334, показатель 4: «по вопросам эффективности управления качеством образования»."""
    data = of_the_act(
        "amur",
        organizations=[SCHOOL],
        teams=[Team(id="t", organization="school", kind=TeamKind.MANAGEMENT)],
        programmes=[Programme(id="c", kind=ProgrammeKind.ADVANCED_TRAINING, topics=(word,))],
        team_trainings=[TeamTraining(team="t", programme="c", start=Y23, end=Y23)],
    )
    return data, "4"


def topic_of_a_methodist(word: str) -> tuple[RegionalSystem, str]:
    """001 l.121: «повышение квалификации в области методической поддержки педагогических работников»."""
    data = of_the_act(
        "ugra",
        organizations=[SCHOOL],
        persons=[PERSON],
        employments=[work("school")],
        methodists=[
            Methodist(id="m", person="p", level=PoolLevel.REGIONAL, affiliation=Affiliation.OTHER, start=Y22)
        ],
        diagnostics=[Diagnostic(id="d", person="p", date=Y22, provider=Provider.CNPPM)],
        programmes=[Programme(id="c", kind=ProgrammeKind.ADVANCED_TRAINING, topics=(word,))],
        enrolments=[Enrolment(id="e", person="p", programme="c", start=Y22, end=Y22)],
    )
    return data, "S-UGR-06"


FIVE = ("предметные", "методические", "психолого-педагогические", "коммуникативные", "ИТ")


def area_of_ugra(word: str, instead: int) -> tuple[RegionalSystem, str]:
    """001 l.517, m.6: «предметных, методических, … коммуникативных и ИТ-компетенций»."""
    areas = tuple(word if at == instead else area for at, area in enumerate(FIVE))
    diagnostic = Diagnostic(id="d", person="p", date=Y23, provider=Provider.CNPPM, areas=areas)
    return of_the_act("ugra", persons=[PERSON], diagnostics=[diagnostic]), "S-UGR-20"


def area_of_amur(word: str, instead: int) -> tuple[RegionalSystem, str]:
    """002 l.291, п. 4.4: «предметных и методических компетенций»."""
    areas = tuple(word if at == instead else area for at, area in enumerate(FIVE[:2]))
    data = of_the_act(
        "amur",
        municipalities=[Municipality(id="m1", name="Район")],
        organizations=[attrs.evolve(SERVICE, municipality="m1")],
        persons=[PERSON],
        employments=[work("service")],
        diagnostics=[Diagnostic(id="d", person="p", date=Y22, areas=areas)],
    )
    return data, "S-AMU-13"


LEVELS = ("regional", "okrug", "municipal")


def level_of_kirov(word: str, instead: int) -> tuple[RegionalSystem, str]:
    """003 l.160, 2.3.1: «на областном, окружном, муниципальном уровнях действует система …»."""
    levels = [word if at == instead else level for at, level in enumerate(LEVELS)]
    found = [Association(level=level, functioning=True, plan=True) for level in levels]
    return of_the_act("kirov", associations=found), "S-KIR-04"


def alone(data: RegionalSystem | rnms.Tables, *codes: str) -> rnms.Report:
    """The report of the region; of tables, which take their time, by some duties or indicators alone."""
    if isinstance(data, RegionalSystem):
        return rnms.evaluate(data, period=2023)
    profile = regions.get(data.system.region)
    changed = attrs.evolve(
        profile,
        indicators=[
            attrs.evolve(one, readings=[kept for kept in one.readings if kept.name == "own_roadmap"])
            for one in profile.indicators
            if one.code in codes
        ],
        requirements=[one for one in profile.requirements if one.code in codes],
        monitoring=(),
    )
    return rnms.evaluate(data, period=2023, region=changed)


def judged(data: RegionalSystem | rnms.Tables, code: str) -> tuple[Verdict, rnms.Report]:
    report = alone(data, code)
    found = report.requirement(code) if code.startswith("S-") else report[code]
    return found.verdict, report


WRITTEN: list[tuple[str, Judged]] = [
    ("эффективность управления качеством образования", topic_of_a_team),
    ("Эффективность управления качеством образования.", topic_of_a_team),
    ("по вопросам эффективности управления качеством образования", topic_of_a_team),
    ("эффективности  управления\u00a0качеством образования", topic_of_a_team),
    ("«Вопросы эффективности управления качеством образования»", topic_of_a_team),
    ("методическая поддержка", topic_of_a_methodist),
    ("Методическая поддержка", topic_of_a_methodist),
    ("методическая поддержка педагогических работников", topic_of_a_methodist),
    ("в области методической поддержки педагогических работников", topic_of_a_methodist),
    ("МЕТОДИЧЕСКОЙ ПОДДЕРЖКИ", topic_of_a_methodist),
    ("предметных", lambda word: area_of_ugra(word, 0)),
    ("Предметные компетенции", lambda word: area_of_ugra(word, 0)),
    ("методических компетенций", lambda word: area_of_ugra(word, 1)),
    ("психолого–педагогических", lambda word: area_of_ugra(word, 2)),
    ("Психолого - педагогические", lambda word: area_of_ugra(word, 2)),
    ("коммуникативных", lambda word: area_of_ugra(word, 3)),
    ("ИТ-компетенций", lambda word: area_of_ugra(word, 4)),
    ("ИТ-компетенции", lambda word: area_of_ugra(word, 4)),
    ("предметных", lambda word: area_of_amur(word, 0)),
    ("методические компетенции", lambda word: area_of_amur(word, 1)),
    ("предметных и методических компетенций", lambda word: area_of_amur(word, 1)),
    ("областном", lambda word: level_of_kirov(word, 0)),
    ("Областной уровень", lambda word: level_of_kirov(word, 0)),
    ("окружном", lambda word: level_of_kirov(word, 1)),
    ("муниципальном", lambda word: level_of_kirov(word, 2)),
]
SLIPS: list[tuple[str, Judged]] = [
    ("эффективность упровления качеством образования", topic_of_a_team),
    ("управление качеством образования", topic_of_a_team),
    ("методическая подержка", topic_of_a_methodist),
    ("методическую поддержку", topic_of_a_methodist),
    ("предментые", lambda word: area_of_ugra(word, 0)),
    ("ИКТ", lambda word: area_of_ugra(word, 4)),
    ("ИКТ-компетентность", lambda word: area_of_ugra(word, 4)),
    ("методика", lambda word: area_of_amur(word, 1)),
    # A level is one of those that there are, so a word that nobody reads may be any.
    ("районный", lambda word: level_of_kirov(word, 2)),
    ("муницыпальный", lambda word: level_of_kirov(word, 2)),
]
OTHERS: list[tuple[str, Judged]] = [
    ("чтение", topic_of_a_team),
    # The code of a duty is a word of duties alone.
    ("S-AMU-01", topic_of_a_team),
    ("инклюзивное образование", topic_of_a_methodist),
    ("воспитательные", lambda word: area_of_ugra(word, 0)),
    ("воспитательные", lambda word: area_of_amur(word, 0)),
]


def called(rows: list[tuple[str, Judged]]) -> list[str]:
    return [f"{build(word)[1]}: {word}" for word, build in rows]


def as_table(data: RegionalSystem, kind: str = "polars") -> rnms.Tables:
    return tabled(data, KINDS[kind], leave=("municipalities",))


in_all_ways = pytest.mark.parametrize(
    "told",
    [
        pytest.param(lambda data: data, id="records"),
        pytest.param(lambda data: files.loads(files.dumps(data)), id="file"),
        pytest.param(as_table, id="tables", marks=pytest.mark.slow),
    ],
)
"""As records, as a file and, among what is slow, as tables."""


@pytest.mark.parametrize(("word", "build"), WRITTEN, ids=called(WRITTEN))
@in_all_ways
def test_what_the_act_writes_counts(word: str, build: Judged, told: Told) -> None:
    """In every form that the act uses, whatever the case, the spaces, the dashes and the quotes."""
    data, code = build(word)
    given = told(data)
    verdict, report = judged(given, code)
    assert verdict is MET or report[code].value == Bounds.exact(1)
    assert not [issue for issue in report.issues if issue.code.startswith("word.")]


@pytest.mark.parametrize(("word", "build"), SLIPS, ids=called(SLIPS))
@in_all_ways
def test_a_slip_is_no_breach_of_anybody(word: str, build: Judged, told: Told) -> None:
    """What may hide a yes is not known; an issue says what it may be, and the verdict names it."""
    data, code = build(word)
    given = told(data)
    verdict, report = judged(given, code)
    value = report[code].value if not code.startswith("S-") else report.requirement(code).judgement.value
    assert verdict in {UNDETERMINED, Verdict.NO_TARGET}
    assert value == Bounds(0, 1)
    [issue] = [issue for issue in report.issues if issue.code == "word.unknown"]
    assert repr(word) in issue.text
    assert "возможно" in issue.text
    assert verdict is Verdict.NO_TARGET or word in report.to_text()


@pytest.mark.parametrize(("word", "build"), OTHERS, ids=called(OTHERS))
@in_all_ways
def test_another_word_is_told_once_and_counts_as_another(word: str, build: Judged, told: Told) -> None:
    """There are more topics in life than acts name: it is no slip, so it fails, and one warning says so."""
    data, code = build(word)
    given = told(data)
    verdict, report = judged(given, code)
    assert verdict is NOT_MET or report[code].value == Bounds.exact(0)
    [issue] = [issue for issue in report.issues if issue.code == "word.other"]
    assert repr(word) in issue.text


def test_the_place_of_a_word_is_told() -> None:
    data, _ = topic_of_a_team("управление качеством")
    other = Programme(id="z", topics=("чтение",))
    data = attrs.evolve(data, programmes=[other, *(data.programmes or ())])
    issues = {issue.code: issue.place for issue in rnms.evaluate(data, period=2023).issues}

    assert issues == {"word.unknown": "$.programmes[1].topics", "word.other": "$.programmes[0].topics"}


def test_a_known_word_beside_a_slip_counts() -> None:
    """The slip opens nothing that another word of the same record decides."""
    data, code = topic_of_a_team("методическая подержка")
    [programme] = data.programmes or ()
    both = attrs.evolve(programme, topics=(teams.QUALITY.text, "эффективность упровления качеством"))

    assert rnms.evaluate(attrs.evolve(data, programmes=[both]), period=2023)[code].value == Bounds.exact(1)


def test_the_eligibility_of_a_methodist_reads_the_same_words() -> None:
    for word, expected in (
        ("Методической поддержки", True),
        ("методическая подержка", None),
        ("чтение", False),
    ):
        [member] = eligibility(topic_of_a_methodist(word)[0], as_of=dt.date(2023, 12, 31))
        assert member.rules["E2"] is expected, word


# The keys of duties.

STATED = [
    (key, duty.code, entry.text, duty)
    for key in regions.available()
    for profile in [regions.get(key)]
    for duty in profile.requirements
    for entry in profile.vocabulary("attestations.duty").entries
    if duty.code in entry.forms
]


def states_of(region: str, duty: str, state: bool | None, subject: str = "region") -> RegionalSystem:
    return of_the_act(region, attestations=[Attestation(subject=subject, duty=duty, state=state)])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("region", "code", "key", "duty"), STATED, ids=[f"{row[1]} {row[2]}" for row in STATED]
)
def test_the_code_of_a_duty_is_as_good_as_its_key(
    region: str, code: str, key: str, duty: Requirement
) -> None:
    """«Key of the duty, as the region's requirements name it» (docstring of Attestation): both are read."""
    assert duty.measure is not None
    is_whole = all(entry.text == key for entry in with_code(region, code))
    for state, subject in itertools.product((True, False, None), ("region", "p", "m")):
        extra: dict[str, Any] = {
            "organizations": [SERVICE, SCHOOL, Organization(id="m")],
            "persons": [PERSON],
            "employments": [work("service")],
        }
        by_key, by_code = (
            rnms.evaluate(
                attrs.evolve(states_of(region, word, state, subject), **extra),
                region=by_default(region),
                period=2023,
            )
            for word in (key, f" {code.lower()}.")
        )
        if is_whole:
            assert by_code.requirement(code) == by_key.requirement(code)
        assert not [issue for issue in by_code.issues if issue.code.startswith("word.")]


def with_code(region: str, code: str) -> list[Entry]:
    vocabulary = regions.get(region).vocabulary("attestations.duty")
    return [entry for entry in vocabulary.entries if code in entry.forms]


@in_all_ways
def test_the_code_of_a_duty_stands_for_all_its_parts(told: Told) -> None:
    """S-AMU-01 has two parts, approved and sent: whoever says that it is kept says both."""
    for state, verdict in ((True, MET), (False, NOT_MET), (None, UNDETERMINED)):
        given = told(states_of("amur", "S-AMU-01", state))
        assert judged(given, "S-AMU-01")[0] is verdict


@in_all_ways
def test_the_example_of_the_docstring_works(told: Told) -> None:
    """001 l.117: the region as subject, by its own name too, and the duty by its code."""
    for subject in ("region", "Регион", regions.get("ugra").name):
        given = told(states_of("ugra", "S-UGR-02", state=True, subject=subject))
        verdict, report = judged(given, "S-UGR-02")
        assert verdict is MET
        assert report.issues == ()


STATEMENTS_OF_ONE_DUTY = [
    # Whom it is about twice, the duty in two spellings, the days of either: whether they exclude each other.
    ("ugra", "S-UGR-04", ("region", "Регион"), ("portal_account", "S-UGR-04"), ({}, {}), True),
    ("ugra", "S-UGR-02", ("region", "region"), ("S-UGR-02", "s-ugr-02"), ({}, {"start": "2023-03-01"}), True),
    ("ugra", "S-UGR-04", ("region", "ugra"), ("S-UGR-04",) * 2, ({"end": "2023-06-30"}, {}), True),
    ("amur", "S-AMU-08", ("m", "m"), ("S-AMU-08", "S-AMU-08"), ({}, {}), True),
    ("khabarovsk", "S-KHB-04", ("m", "m"), ("S-KHB-04", "S-KHB-04"), ({}, {}), True),
    ("amur", "S-AMU-08", ("m", "m2"), ("S-AMU-08", "S-AMU-08"), ({}, {}), False),
    ("ugra", "S-UGR-04", ("region", "region"), ("S-UGR-04", "S-UGR-02"), ({}, {}), False),
    (
        "ugra", "S-UGR-04", ("region", "region"), ("S-UGR-04",) * 2,
        ({"end": "2023-06-30"}, {"start": "2023-07-01"}), False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("region", "code", "subjects", "words", "days", "excluding"), STATEMENTS_OF_ONE_DUTY)
@pytest.mark.parametrize("order", [(True, False), (False, True)])
@in_all_ways
def test_yes_and_no_of_one_duty_on_one_day_decide_nothing(  # a row of a table
    region: str,
    code: str,
    subjects: tuple[str, str],
    words: tuple[str, str],
    days: tuple[dict[str, str], dict[str, str]],
    excluding: bool,  # a row of a table
    order: tuple[bool, bool],
    told: Told,
) -> None:
    """As with figures that exclude each other: open, told, and the data contradict themselves."""
    both = [
        Attestation(
            subject=subject,
            duty=word,
            state=state,
            start=dt.date.fromisoformat(lasts["start"]) if "start" in lasts else None,
            end=dt.date.fromisoformat(lasts["end"]) if "end" in lasts else None,
        )
        for subject, word, state, lasts in zip(subjects, words, order, days, strict=True)
    ]
    named = Municipality(id="m", name="Город"), Municipality(id="m2", name="Село")
    data = RegionalSystem(region=region, municipalities=named, attestations=both)
    given = told(data)
    report = rnms.evaluate(given, period=2023)
    codes = [issue.code for issue in report.issues]
    assert codes == ["attestations.contradiction"] * excluding
    if days == ({}, {}) and excluding:
        assert report.requirement(code).verdict is UNDETERMINED
    duty = next((one for one in report.requirements if one.code == "S-GEN-02"), None)
    assert duty is None or (duty.verdict is NOT_MET) is excluding


SUBJECTS_OF_NOBODY = [
    ("ugra", "S-UGR-04", "Югра", "напишите 'region'"),
    ("ugra", "S-UGR-04", "m", "напишите 'region'"),
    ("khabarovsk", "S-KHB-04", "Город ", "напишите id: 'm'"),
    ("khabarovsk", "S-KHB-04", "region", "не id муниципалитета"),
    ("amur", "in_centre_register", "р-17", "возможно, 'p-17'"),
]


@pytest.mark.parametrize(("region", "duty", "subject", "hint"), SUBJECTS_OF_NOBODY)
@pytest.mark.parametrize("state", [True, False])
@in_all_ways
def test_a_subject_that_names_nobody_is_an_issue(
    region: str,
    duty: str,
    subject: str,
    hint: str,
    state: bool,  # a row of a table,
    told: Told,
) -> None:
    data = RegionalSystem(
        region=region,
        municipalities=[Municipality(id="m", name="Город")],
        persons=[Person(id="p-17")],
        attestations=[Attestation(subject=subject, duty=duty, state=state)],
    )
    given = told(data)
    [issue] = rnms.evaluate(given, period=2023).issues
    assert issue.code == "reference.nobody"
    assert hint in issue.text


def test_sound_statements_hide_no_faulty_one() -> None:
    """Whatever stands before it: a duty that nobody doubts, an unknown word, somebody who is there."""
    sound = [
        Attestation(subject="region", duty="S-UGR-02", state=True),
        Attestation(subject="region", duty="чего-то нет", state=True),
        Attestation(subject="region", duty="S-UGR-02", state=True),
    ]
    faulty = [
        *(Attestation(subject="region", duty="S-UGR-04", state=state) for state in (True, False)),
        Attestation(subject="Югра", duty="S-UGR-04", state=True),
        Attestation(subject="Югра", duty="S-UGR-04", state=True),
    ]

    def told(*attestations: Attestation) -> list[tuple[str, str]]:
        data = RegionalSystem(region="ugra", attestations=attestations)
        issues = rnms.evaluate(data, period=2023).issues
        return [(issue.code, issue.place) for issue in issues if not issue.code.startswith("word.")]

    assert told(*sound) == []
    assert sorted(told(*sound, *faulty)) == [
        ("attestations.contradiction", "$.attestations[4].state"),
        ("reference.nobody", "$.attestations[5].subject"),
    ]


@in_all_ways
def test_the_region_is_its_key_too(told: Told) -> None:
    given = told(states_of("ugra", "S-UGR-04", state=False, subject="UGRA"))
    assert judged(given, "S-UGR-04")[0] is NOT_MET


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        ("нет такой", "обязанности 'нет такой' нет"),
        ("S-AMU-02", "обязанности 'S-AMU-02' нет"),
        ("portal_acount", "возможно, 'portal_account'"),
        ("S-UGR-19", "по записям, а не по сведениям"),
    ],
)
@pytest.mark.parametrize("state", [True, False])
@in_all_ways
def test_an_invented_duty_is_an_issue(duty: str, said: str, state: bool, told: Told) -> None:  # a row
    given = told(states_of("ugra", duty, state=state))
    [issue] = alone(given, "S-UGR-04", "S-UGR-19").issues
    assert issue.code == "word.unknown"
    assert said in issue.text


@in_all_ways
def test_an_invented_duty_hides_no_breach_and_a_slip_does(told: Told) -> None:
    """Nobody means another duty by an invented one; what may be a slip may say that this one is kept."""
    broken = Attestation(subject="region", duty="portal_account", state=False)
    for duty, verdict in (("нет такой", NOT_MET), ("portal_acount", UNDETERMINED)):
        both = [broken, Attestation(subject="region", duty=duty, state=True)]
        given = told(of_the_act("ugra", attestations=both))
        assert judged(given, "S-UGR-04")[0] is verdict


# The codes of measures.


def carried_out(*codes: str) -> RegionalSystem:
    return of_the_act(
        "ugra",
        adoptions=[Adoption(kind=AdoptionKind.ROADMAP, act="order", start=dt.date(2023, 3, 31))],
        measure_reports=[MeasureReport(measure=code, date=dt.date(2023, 6, 1)) for code in codes],
    )


MEASURES = [
    ("4", MET),
    ("4.", MET),
    ("п. 4", MET),
    ("Мероприятие 4", MET),
    ("диагностика профессиональных компетенций", MET),
    # Some measure it was, but which one nobody reads.
    ("нет такого", UNDETERMINED),
    ("99", UNDETERMINED),
]


@pytest.mark.parametrize(("code", "verdict"), MEASURES, ids=[code for code, _ in MEASURES])
@in_all_ways
def test_a_report_of_no_measure_carries_out_nothing(code: str, verdict: Verdict, told: Told) -> None:
    """001 6.1.1: a roadmap is carried out where a measure of it is."""
    given = told(carried_out(code))
    report = alone(given, "6.1.1")
    assert report["6.1.1"].verdict is verdict
    assert [issue.code for issue in report.issues] == ["measure.unknown"] * (verdict is not MET)
    assert verdict is MET or code in report["6.1.1"].explain().steps[-1].text
    assert rnms.evaluate(carried_out(), period=2023)["6.1.1"].verdict is NOT_MET


def test_a_measure_is_found_by_what_the_roadmap_calls_it() -> None:
    """«п. 1.2.2.» is 1.2.2; «1.2.22» may be, so the measure is not overdue; 99 is none of them."""
    window = (dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    for code, state in (
        ("п. 1.2.2.", Progress.DONE_ON_TIME),
        ("1.2.22", Progress.UNKNOWN),
        ("99", Progress.OVERDUE),
    ):
        report = MeasureReport(measure=code, date=dt.date(2024, 6, 1))
        data = of_the_act("kirov", measure_reports=[report])
        as_of = dt.date(2024, 8, 1)
        [found] = [one for one in roadmap("kirov", *window, data=data, as_of=as_of) if one.code == "1.2.2"]
        assert found.progress is state, code
        assert state is not Progress.UNKNOWN or found.reasons[0].about == (code,)


def test_a_row_of_a_plan_is_found_by_what_the_roadmap_calls_its_measure() -> None:
    measure = regions.get("kirov").roadmap["2.2.2"]
    item = PlanItem(measure=measure.title, end=dt.date(2024, 6, 1))
    report = rnms.evaluate(of_the_act("kirov", plan_items=[item]), period=2024)

    assert [one.occurrence.due for one in report.roadmap if one.code == "2.2.2"] == [dt.date(2024, 6, 1)]
    assert not report.issues


# Keys of figures, indicators, acts.


def test_a_key_of_a_figure_is_read_as_written() -> None:
    figures = [
        Figure(key="Staff", period="2022/2023", count=100),
        Figure(key=" staff.diagnosed. ", period="2022/2023", count=12),
    ]
    report = rnms.evaluate(RegionalSystem(region="khabarovsk", figures=figures), period=2023)

    assert report["1"].value == Bounds.exact(Fraction(12, 100))
    assert report.issues == ()


def test_a_claim_about_no_indicator_is_an_issue() -> None:
    quote = Quote(document="004", line=76, text="достигнут")
    claims = [
        Claim(verdict=MET, period="2022/2023", quote=quote, indicator=code) for code in ("показатель 3", "33")
    ]
    report = rnms.evaluate(RegionalSystem(region="khabarovsk", claims=claims), period=2023)

    assert len(report["3"].claims) == 1
    [issue] = report.issues
    assert (issue.place, issue.code) == ("$.claims[1].indicator", "claim.unknown-indicator")


@in_all_ways
def test_an_act_is_named_by_its_number_too(told: Told) -> None:
    """001 6.1.1, reading ``own_roadmap``: of the order itself, by its key, its number or in full."""
    order = regions.get("ugra").act("order")
    for act, value in (
        ("order", Bounds.exact(1)),
        (order.number or "", Bounds.exact(1)),
        (str(order), Bounds.exact(1)),
        ("predecessor", Bounds.exact(0)),
        ("ordr", Bounds(0, 1)),
    ):
        data = carried_out("4")
        data = attrs.evolve(data, adoptions=[attrs.evolve(data.adoptions[0], act=act)])  # type: ignore[index]
        given = told(data)
        result = alone(given, "6.1.1")["6.1.1"]
        assert result.readings["own_roadmap"].value == value, act


# Competences and deficits, which no act closes.


@pytest.mark.parametrize(
    ("deficit", "low", "high"),
    [("Чтение", 1, 1), ("чтение.", 1, 1), ("чтенье", 0, 1), ("счёт", 0, 0)],
)
@in_all_ways
def test_a_deficit_and_a_competence_are_compared_as_words(
    deficit: str, low: int, high: int, told: Told
) -> None:
    """Reading ``selection_strict``: the programme answers a deficit that was found, however both write it."""
    data = of_the_act(
        "ugra",
        organizations=[SCHOOL],
        persons=[PERSON],
        employments=[work("school")],
        diagnostics=[Diagnostic(id="d", person="p", date=Y22, provider=Provider.CNPPM, deficits=(deficit,))],
        programmes=[Programme(id="c", register_start=Y22, topics=(), competences=("чтение",))],
        enrolments=[Enrolment(id="e", person="p", programme="c", start=Y23, end=Y23, diagnostic="d")],
    )
    given = told(data)
    report = rnms.evaluate(given, period=2023, only="6.2.1")
    assert report["6.2.1"].readings["selection_strict"].value == Bounds(low, high)
    assert [issue.code for issue in report.issues] == ["word.unknown"] * (low != high)


# The law, by brute force.

TOPICS = {
    "эффективность управления качеством образования": "yes",
    "По вопросам эффективности управления качеством образования.": "yes",
    "управление качеством образования": "perhaps",
    "эффективность упровления качеством": "perhaps",
    "чтение": "no",
}


@pytest.mark.slow
@examples(15)
@given(st.lists(st.lists(st.sampled_from(sorted(TOPICS)), max_size=2), min_size=1, max_size=4))
def test_bounds_are_those_of_every_reading_of_the_slips(topics: list[list[str]]) -> None:
    """A slip is the word or another: least and largest of all ways to read them, from records and tables."""
    teams = [Team(id=f"t{at}", organization="school", kind=TeamKind.MANAGEMENT) for at in range(len(topics))]
    data = of_the_act(
        "amur",
        organizations=[SCHOOL],
        teams=teams,
        programmes=[
            Programme(id=f"c{at}", kind=ProgrammeKind.ADVANCED_TRAINING, topics=tuple(words))
            for at, words in enumerate(topics)
        ],
        team_trainings=[
            TeamTraining(team=f"t{at}", programme=f"c{at}", start=Y23, end=Y23) for at in range(len(topics))
        ],
    )
    slips = sorted({word for words in topics for word in words if TOPICS[word] == "perhaps"})
    shares = []
    for read in itertools.product((True, False), repeat=len(slips)):
        means = dict(zip(slips, read, strict=True))
        passed = sum(any(means.get(word, TOPICS[word] == "yes") for word in words) for words in topics)
        shares.append(Fraction(passed, len(topics)))
    expected = Bounds(min(shares), max(shares))
    for way in (data, as_table(data)):
        assert alone(way, "4")["4"].value == expected


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["duckdb", "ibis", "pandas"])
def test_every_kind_of_table_is_read_by_the_same_words(kind: str) -> None:
    """The words of a column are looked up once, wherever the table lies."""
    for word, value in (("Методической поддержки", 1), ("чтение", 0)):
        table = as_table(topic_of_a_methodist(word)[0], kind)
        assert alone(table, "S-UGR-06").requirement("S-UGR-06").judgement.value == Bounds.exact(value)


# Vocabularies as such.

SPELLINGS = [(key, one) for key in regions.available() for one in regions.get(key).spellings]
VOCABULARIES = [(key, one) for key in regions.available() for one in regions.get(key).vocabularies]
DISGUISES: tuple[Callable[[str], str], ...] = (
    str.upper,
    lambda text: f"  «{text}» . ",
    lambda text: text.replace(" ", "\u00a0  "),
    lambda text: text.replace("-", "\u2013"),
    lambda text: text.replace("е", "ё"),
    "\u200b".join,
)


@pytest.mark.parametrize(
    ("region", "vocabulary"), VOCABULARIES, ids=[f"{k} {v.field}" for k, v in VOCABULARIES]
)
def test_every_spelling_is_read_in_every_disguise(region: str, vocabulary: Vocabulary) -> None:
    """Case, quotes, spaces, dashes, ё and signs nobody sees make no difference, and no word is lost."""
    for entry in vocabulary.entries:
        for spelling in entry.spellings:
            for disguise in DISGUISES:
                assert entry in vocabulary.meant(disguise(spelling)), (region, spelling)
            assert vocabulary.perhaps(spelling) == ()


@reads_the_documents
def test_a_spelling_stands_in_its_clause() -> None:
    """One of the forms at least is what the act writes at the line that is cited."""
    assert len(SPELLINGS) > 5
    assert [(key, one.keyword.text) for key, one in SPELLINGS if not stands_in_its_clause(one)] == []


def stands_in_its_clause(spelling: Spelling) -> bool:
    """Whether the document prints one of the forms at the line of the clause."""
    clause = spelling.clause
    assert clause.line is not None, str(clause)
    text = normal(re.sub(r"[,.;]", "", plain(from_line(clause.document, clause.line))))
    return any(normal(form.replace(",", "")) in text for form in spelling.forms)


def test_nothing_that_is_surely_another_word_is_near() -> None:
    """What acts name in one field are words of their own: none is a slip of another one."""
    for key, vocabulary in VOCABULARIES:
        if vocabulary.field not in {"programmes.topics", "diagnostics.areas", "associations.level"}:
            continue
        for one, other in itertools.permutations(vocabulary.entries, 2):
            assert not is_near(one.text, other.text), (key, one.text, other.text)


FREE = {
    "programmes.topics",
    "diagnostics.areas",
    "associations.level",
    "attestations.duty",
    "attestations.subject",
    "adoptions.act",
    "measure_reports.measure",
}
"""The fields of free text that a predicate of any shipped region compares with a word."""


def test_the_fields_of_free_text_that_decide_are_these() -> None:
    """A rule of the kit holds that each is read by a vocabulary; a new one is seen here."""
    words = {one.field for key in regions.available() for one in regions.get(key).vocabularies if one.entries}
    by_key = {"figures.key", "claims.indicator", "plan_items.measure"}

    assert words == FREE | by_key


# Where vocabularies are shown.


@pytest.mark.parametrize("key", regions.available())
def test_words_are_listed_by_the_command_the_template_and_the_profile(key: str, capsys: Any) -> None:
    profile = regions.get(key)
    main(["regions", key])
    listed = capsys.readouterr().out
    filled = template(profile, period=2023)
    for vocabulary in profile.words_to_write:
        assert profile.vocabulary(vocabulary.field) == vocabulary
        words = [entry["word"] for entry in filled[WORDS][vocabulary.field]]
        assert words == [entry.text for entry in vocabulary.entries]
        for entry in vocabulary.entries:
            assert all(form in listed for form in (entry.text, *entry.other_forms))
    # Whoever fills the template leaves the list in it.
    assert files.loads(write_json(filled, None)) == files.loads(
        write_json({name: value for name, value in filled.items() if name != WORDS}, None)
    )


def test_a_field_without_words_is_told() -> None:
    with pytest.raises(
        LookupError, match=r"no words in 'programmes.topic'; did you mean 'programmes.topics'"
    ):
        regions.get("amur").vocabulary("programmes.topic")


def test_a_predicate_is_read_without_a_region_too() -> None:
    """The keyword as it stands is what an engine finds that was told no vocabulary."""
    from rnms.engine.records import RecordsEngine
    from rnms.logic.question import Question
    from rnms.model import Period

    for word, passed in ((methodists.METHODICAL_SUPPORT.text, 1), ("Методическая поддержка", 0)):
        data, _ = topic_of_a_methodist(word)
        question = Question(of=methodists.REGIONAL_POOL, term=methodists.POOL_TRAINED)
        tally = RecordsEngine(data).answer(question, Period.of(2023)).tally
        assert tally.passing() == Bounds.exact(passed)  # type: ignore[union-attr]
