"""Khabarovsk Krai and Kirov Oblast: who makes up their systems, and what must be in place there."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

import rnms
from kit.rows import by_source
from rnms import Municipality, Period, RegionalSystem, Verdict, regions, render
from rnms.cli import FINE, main
from rnms.indicators import Force
from rnms.model import (
    FEDERAL,
    INSTITUTIONAL,
    MUNICIPAL,
    REGIONAL,
    Adoption,
    AdoptionKind,
    Association,
    Attestation,
    Clause,
    Diagnostic,
    Meeting,
    MeetingBody,
    Person,
    Provider,
    Route,
    Unknown,
)
from rnms.model.statute import Subject
from rnms.regions import RegionProfile
from rnms.regions.matrices import Mention
from rnms.render.matrix import MARKS
from rnms.results.findings import Finding

MET, NOT_MET, UNDETERMINED, NO_DATA = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NO_DATA
NO_TARGET = Verdict.NO_TARGET
KEYS = ("khabarovsk", "kirov")
DUTY, IMPLIED, PRACTICE = Force.DUTY, Force.IMPLIED, Force.PRACTICE


def found(region: str, code: str, period: int | str = 2023, **records: Any) -> Finding:
    system = RegionalSystem(region=region, **records)
    return rnms.evaluate(system, period=period).requirement(code)


# Three systems for each duty.


def attested(duty: str, state: bool | None, subject: str = "region") -> Attestation:
    return Attestation(subject=subject, duty=duty, state=state)


def of_region(duty: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Attested of the region: kept, not kept, and of another duty alone."""
    return (
        {"attestations": [attested(duty, state=True)]},
        {"attestations": [attested(duty, state=False)]},
        {"attestations": [attested("another", state=True), attested(duty, state=None)]},
    )


TWO = [Municipality(id="a", name="А район"), Municipality(id="b", name="Б район")]
DELIVERED = "delivered_monitoring_report"


def delivered(second: bool | None) -> dict[str, Any]:
    told = [attested(DELIVERED, state=True, subject="a")]
    told += [] if second is None else [attested(DELIVERED, state=second, subject="b")]
    return {"municipalities": TWO, "attestations": told}


def met_on(body: MeetingBody, *days: dt.date | None) -> dict[str, Any]:
    return {"meetings": [Meeting(body=body, date=day) for day in days]}


FEBRUARY, MAY, AUGUST = dt.date(2024, 2, 14), dt.date(2024, 5, 31), dt.date(2024, 8, 1)
UMO, POOL = MeetingBody.REGIONAL_UMO, MeetingBody.METHODIST_POOL


def route(diagnosed: dt.date | None, whose: str = "p") -> dict[str, Any]:
    return {
        "persons": [Person(id="p"), Person(id="q")],
        "diagnostics": [Diagnostic(id="d", person=whose, date=diagnosed, provider=Provider.CNPPM)],
        "routes": [Route(id="r", person="p", diagnostic="d", start=dt.date(2023, 7, 3))],
    }


def adopted(*kinds: AdoptionKind, last: dt.date | None = dt.date(2023, 5, 31)) -> dict[str, Any]:
    starts = [dt.date(2023, 5, 31)] * (len(kinds) - 1) + [last]
    return {
        "adoptions": [Adoption(kind=kind, start=start) for kind, start in zip(kinds, starts, strict=True)]
    }


FOUR = (
    AdoptionKind.STATUTE,
    AdoptionKind.ROADMAP,
    AdoptionKind.POOL_STATUTE,
    AdoptionKind.MONITORING_CRITERIA,
)


def associations(*levels: str, plan: bool | None = True) -> dict[str, Any]:
    return {"associations": [Association(level=level, functioning=True, plan=plan) for level in levels]}


ROUTES = (route(dt.date(2023, 7, 3)), route(dt.date(2023, 7, 4)), route(None))

CASES: list[tuple[str, str, int, tuple[dict[str, Any], dict[str, Any], dict[str, Any]], tuple[str, ...]]] = [
    ("khabarovsk", "S-KHB-03", 2023, of_region("pool_approved"), ()),
    ("khabarovsk", "S-KHB-04", 2023, (delivered(True), delivered(False), delivered(None)), ("Б район",)),
    (
        "khabarovsk",
        "S-KHB-05",
        2024,
        (
            met_on(UMO, FEBRUARY, MAY, AUGUST, dt.date(2024, 12, 31)),
            met_on(UMO, FEBRUARY, MAY, AUGUST, dt.date(2024, 11, 30)),
            met_on(UMO, FEBRUARY, MAY, AUGUST, None),
        ),
        (),
    ),
    ("khabarovsk", "S-KHB-06", 2023, of_region("responsibility_kept"), ()),
    ("khabarovsk", "S-GEN-01", 2023, ROUTES, ("r",)),
    (
        "kirov",
        "S-KIR-01",
        2023,
        (adopted(*FOUR), adopted(*FOUR[:3]), adopted(*FOUR, last=None)),
        (),
    ),
    (
        "kirov",
        "S-KIR-03",
        2023,
        (
            met_on(POOL, dt.date(2023, 6, 28)),
            met_on(POOL, dt.date(2023, 7, 2)),
            met_on(POOL, dt.date(2023, 7, 2), None),
        ),
        (),
    ),
    (
        "kirov",
        "S-KIR-04",
        2023,
        (
            associations("regional", "okrug", "municipal"),
            associations("regional", "municipal"),
            associations("regional", "okrug", "municipal", plan=None),
        ),
        (),
    ),
    ("kirov", "S-KIR-05", 2023, of_region("navigator"), ()),
    ("kirov", "S-KIR-06", 2023, of_region("practice_bank"), ()),
    ("kirov", "S-GEN-01", 2023, ROUTES, ("r",)),
]


def test_every_duty_with_a_measure_is_tried() -> None:
    """No duty of the two regions is left without its three systems."""
    measured = {
        (key, duty.code)
        for key in KEYS
        for duty in regions.get(key).requirements
        if duty.measure is not None or duty.falls_due
    }

    assert measured == {(key, code) for key, code, *_ in CASES}


@pytest.mark.parametrize(
    ("region", "code", "period", "systems", "named"), CASES, ids=lambda value: str(value)[:12]
)
def test_kept_broken_and_not_told(
    region: str,
    code: str,
    period: int,
    systems: tuple[dict[str, Any], dict[str, Any], dict[str, Any]],
    named: tuple[str, ...],
) -> None:
    """One system keeps the duty, one breaks it and is named, of one nobody can tell; nothing is no data."""
    kept, broken, untold = (found(region, code, period, **records) for records in systems)

    assert (kept.verdict, kept.failed, kept.undecided) == (MET, (), ())
    assert (broken.verdict, broken.failed) == (NOT_MET, named)
    assert (untold.verdict, untold.failed) == (UNDETERMINED, ())
    assert bool(untold.undecided) is bool(named)
    assert found(region, code, period).verdict is NO_DATA
    assert broken.is_violation is (broken.force is DUTY)
    assert broken.is_warning is (broken.force is not DUTY)


def test_a_route_on_somebody_else_s_diagnostic_is_no_route_after_diagnostics() -> None:
    """S-GEN-01: of the same person."""
    assert found("kirov", "S-GEN-01", **route(dt.date(2023, 2, 1), whose="q")).failed == ("r",)


@pytest.mark.parametrize(
    ("region", "code", "period", "expected", "why"),
    by_source(
        [
            ("khabarovsk", "S-KHB-05", 2023, NO_TARGET, "004 l.190: the plan is of 2024"),
            ("kirov", "S-KIR-01", 2022, NO_TARGET, "003 l.7: the order is of 2023"),
            ("kirov", "S-KIR-03", "2022/2023", NOT_MET, "003 l.65: the June of 2023 lies in it"),
            ("kirov", "S-KIR-03", 2024, NOT_MET, "003 l.65: every year"),
            ("kirov", "S-KIR-03", 2025, NO_TARGET, "003 l.38: the roadmap is for the time to 2024"),
            ("kirov", "S-KIR-01", 2025, NO_TARGET, "003 l.38: what the roadmap demands ends with it"),
        ]
    ),
)
def test_an_order_demands_nothing_of_a_time_that_it_does_not_speak_of(
    region: str, code: str, period: int | str, expected: Verdict, why: str
) -> None:
    """Before the year of the act, and outside the one period of a plan, nothing is owed."""
    assert found(region, code, period, meetings=[], adoptions=[]).verdict is expected, why


@pytest.mark.parametrize(
    ("region", "code", "same_as"),
    [
        ("khabarovsk", "S-KHB-01", "3"),
        ("khabarovsk", "S-KHB-02", "4"),
        ("kirov", "S-KIR-02", "1.1.3"),
        ("kirov", "S-KIR-07", "2.4.3"),
        ("kirov", "S-KIR-08", "1.3.2"),
    ],
)
def test_what_an_indicator_demands_is_declared_once(region: str, code: str, same_as: str) -> None:
    """The duty points to the indicator, and has its judgement."""
    made = rnms.evaluate(RegionalSystem(region=region), period=2023)

    assert made.requirement(code).same_as == same_as
    assert made.requirement(code).judgement == made[same_as].judgement


def test_consistency_is_checked_when_data_are_read() -> None:
    """S-GEN-02 is no measure: where nothing was given there is nothing to check."""
    for key in KEYS:
        finding = found(key, "S-GEN-02")
        assert finding.verdict is Verdict.NOT_APPLICABLE
        assert "данных нет" in rnms.render.words.reason(finding.judgement)


# E114.

SILENT = {"Амурский район", "Аяно-Майский район", "Советско-Гаванский район", "Хабаровский район"}


@pytest.mark.parametrize("period", [2023, "2022/2023"])
def test_four_districts_did_not_deliver(period: int | str) -> None:
    """E114, 004 l.59: of 19 МСО 15 reported; the four are named, as a warning, since no act demands it."""
    finding = rnms.evaluate(rnms.example("khabarovsk_2023"), period=period).requirement("S-KHB-04")

    assert finding.verdict is NOT_MET
    assert finding.is_warning
    assert not finding.is_violation
    assert len(finding.failed) == 4
    assert set(finding.failed) == SILENT
    assert finding.judgement.value == rnms.Bounds.exact(Fraction(15, 19))


def test_the_example_names_those_silent_on_an_indicator() -> None:
    """A duty that is the same as an indicator names whose return is missing there."""
    finding = rnms.evaluate(rnms.example("khabarovsk_2023"), period=2023).requirement("S-KHB-01")

    assert (finding.verdict, set(finding.undecided)) == (UNDETERMINED, SILENT)


def test_records_and_figures_name_the_same_districts() -> None:
    """Whether districts are attested or reported in figures, the same are named."""
    figures = rnms.example("khabarovsk_2023")
    told = [attested(DELIVERED, state=False, subject=place.id) for place in figures.municipalities or ()]
    records = attrs.evolve(figures, figures=(), unreported=(), attestations=told)

    for system in (figures, records):
        assert set(rnms.evaluate(system, period=2023).requirement("S-KHB-04").failed) == SILENT


def test_a_district_nobody_speaks_of_is_not_decided() -> None:
    """By figures too: who reported is decided, who is named silent is not."""
    system = RegionalSystem(
        region="khabarovsk",
        municipalities=TWO,
        figures=[
            rnms.Figure(key=f"municipalities.{DELIVERED}", period="2022/2023", municipality="a", holds=True)
        ],
    )
    finding = rnms.evaluate(system, period=2023).requirement("S-KHB-04")

    assert (finding.verdict, finding.failed, finding.undecided) == (UNDETERMINED, (), ("Б район",))


# What is declared.

FORCES = {
    "khabarovsk": {
        "S-KHB-01": (DUTY, 72), "S-KHB-02": (DUTY, 73), "S-KHB-03": (PRACTICE, 73), "S-KHB-04": (IMPLIED, 59),
        "S-KHB-05": (DUTY, 195), "S-KHB-06": (DUTY, 20), "S-GEN-01": (DUTY, 71), "S-GEN-02": (IMPLIED, 65),
    },
    "kirov": {
        "S-KIR-01": (DUTY, 34), "S-KIR-02": (DUTY, 50), "S-KIR-03": (DUTY, 65), "S-KIR-04": (DUTY, 160),
        "S-KIR-05": (DUTY, 203), "S-KIR-06": (DUTY, 232), "S-KIR-07": (DUTY, 191), "S-KIR-08": (DUTY, 82),
        "S-GEN-01": (DUTY, 103), "S-GEN-02": (IMPLIED, 69),
    },
}  # fmt: skip
"""Spec §8: the force and the line of each."""


@pytest.mark.parametrize("key", KEYS)
def test_duties_are_those_of_the_spec(key: str) -> None:
    """Every code once, with its force, and the line of its clause."""
    duties = regions.get(key).requirements

    assert {duty.code: (duty.force, duty.clause.line) for duty in duties} == FORCES[key]
    assert len(duties) == len(FORCES[key])


SUBJECTS = {
    "khabarovsk": """
        federal     federal_umo              -  ФУМО
        regional    ministry                 1  МИНИСТЕРСТВО ОБРАЗОВАНИЯ И НАУКИ Хабаровского края
        regional    ministry_unit            1  Управлению общего образования
        regional    development_institute    2  КГАОУ ДПО ХК ИРО
        regional    cnppm                    2  ЦНППМ ХК ИРО
        regional    institute_unit           2  ЦОО ХК ИРО
        regional    regional_umo             6  регионального учебно-методического объединения в системе\
 общего образования Хабаровского края
        regional    methodist_pool_regional  3  регионального методического актива (РМА)
        regional    management_pool          2  регионального управленческого актива (РУА)
        regional    regional_association     ?  региональных методических объединений (РМО)
        regional    innovation_site          1  инновационной инфраструктуры в сфере образования\
 Хабаровского края
        municipal   municipal_authority      ?  ОМСУ
        municipal   municipal_system         2  муниципальных систем образования Хабаровского края
        municipal   municipal_association    1  муниципальные методические объединения
        municipal   municipal_methodical_team ? муниципальной методической команде
        municipal   methodist_pool_municipal ?  муниципального методического актива
        municipal   regional_community       1  педагогические сообщества лидеров образования, молодых\
 педагогов, сетевые педагогические сообщества
        institutional educational_organization ? директора, заместители директоров ОО
    """,
    "kirov": """
        federal     federal_coordinator      ?  Академии Минпросвещения России
        federal     scientific_methodical_centre ? научно-методическими центрами сопровождения педагогических\
 работников
        regional    ministry                 4  министерство образования Кировской области
        regional    development_institute    2  КОГОАУ ДПО «Институт развития образования Кировской области»\
 (далее – ИРО Кировской области)
        regional    cnppm                    7  центр непрерывного повышения профессионального мастерства\
 педагогических работников (далее – ЦНППМ)
        regional    institute_unit           1  кафедры и центры ИРО Кировской области
        regional    methodist_pool_regional  3  региональный методический актив
        regional    regional_association     1  областных методических объединений
        regional    regional_community       ?  профессиональных педагогических сообществ
        okrug       okrug_association        1  окружных, муниципальных методических объединений
        municipal   municipal_methodical_service ? муниципальных методических служб Кировской области
        municipal   municipal_association    1  муниципальных методических объединений
        institutional innovation_site        1  региональные инновационные площадки
        institutional educational_organization ? общеобразовательные организации, включенные в текущем году в\
 федеральный список школ с низкими образовательными результатами
    """,
}
"""Spec §2.1, 2.4, 2.5: level, kind, number of functions (- none, ? lost), exact title."""


def told(subject: Subject) -> str:
    return "?" if isinstance(subject.functions, Unknown) else str(len(subject.functions) or "-")


@pytest.mark.parametrize("key", KEYS)
def test_subjects_are_those_of_the_spec(key: str) -> None:
    """Every subject once: its level, its kind, as many functions as the source gives, its exact title."""
    expected = [line.split(maxsplit=3) for line in SUBJECTS[key].strip().splitlines()]
    subjects = regions.get(key).subjects

    assert [[one.level.key, one.kind.key, told(one), one.title] for one in subjects] == expected
    assert [len(subjects), len({one.title for one in subjects})] == [len(expected)] * 2


def test_kirov_has_a_level_of_its_own() -> None:
    """003 l.160: «на областном, окружном, муниципальном уровнях»; the okrug stands between the two others."""
    levels = regions.get("kirov").levels

    assert [level.key for level in levels] == ["federal", "regional", "okrug", "municipal", "institutional"]
    assert levels == tuple(sorted(levels))
    assert REGIONAL < levels[2] < MUNICIPAL
    assert [one.key for one in regions.get("kirov").subjects_at(levels[2])] == ["okrug_associations"]
    assert regions.get("khabarovsk").levels == (FEDERAL, REGIONAL, MUNICIPAL, INSTITUTIONAL)


def clauses(profile: RegionProfile) -> list[Clause]:
    found = [one.clause for one in profile.subjects] + [one.clause for one in profile.requirements]
    for subject in profile.subjects:
        if not isinstance(subject.functions, Unknown):
            found += [function.clause for function in subject.functions]
        elif subject.functions.clause is not None:
            found.append(subject.functions.clause)
    return found


@pytest.mark.parametrize("key", KEYS)
def test_everything_names_a_line(key: str) -> None:
    """No subject, function or duty without its document and line."""
    assert all(clause.document and clause.line for clause in clauses(regions.get(key)))


# Kinds by regions.

MATRIX = """
    federal_coordinator                              +    +    (+)  ?
    scientific_methodical_centre                     +    (+)  (+)  ?
    ministry                                         +    +    +    +
    ministry_unit                                    +    –    –    +
    development_institute                            +    +    +    +
    cnppm                                            +    +    +    +
    methodist_pool_regional                          +    –    +    +
    methodist_pool_municipal                         –    –    –    (+)
    management_pool                                  –    –    –    +
    university|college                               +    –    –    ?
    regional_umo                                     +    +    –    +
    regional_association                             –    –    +    (+)
    okrug_association                                –    –    +    –
    regional_community                               +    (+)  (+)  +
    innovation_site                                  (+)  (+)  +    +
    municipal_authority                              +    (+)  –    (+)
    municipal_methodical_service                     +    +    (+)  ?
    municipal_methodical_council|development_centre  +    –    –    ?
    municipal_association                            –    +    +    +
    municipal_methodical_team                        –    –    –    (+)
    methodical_council                               +    +    –    ?
    institution_association                          +    +    –    ?
    teacher_pair                                     –    +    –    ?
    educational_organization                         +    –    (+)  ?
"""
"""Spec §2.6, in its order: Ugra, Amur, Kirov, Khabarovsk.

Of Ugra's scientific centre §2.6 says (+), since it is only defined; §2.1 lists functions by that definition.
"""
COLUMNS = ("ugra", "amur", "kirov", "khabarovsk")
BEST_FIRST = (Mention.WITH_FUNCTIONS, Mention.ONLY_NAMED, Mention.LOST, Mention.ABSENT)


@pytest.mark.parametrize("key", COLUMNS)
def test_the_matrix_of_subjects_is_that_of_the_spec(key: str) -> None:
    """Kind by kind: with functions, only named, not named, or the page is lost."""
    if not regions.get(key).subjects:
        pytest.skip(f"{key} declares no subjects yet")
    table = regions.subject_matrix()
    rows = [line.split() for line in MATRIX.strip().splitlines()]
    marks = {}
    for kinds, *_ in rows:
        mentions = [table.at(kind, key).mention for kind in kinds.split("|")]
        marks[kinds] = MARKS[min(mentions, key=BEST_FIRST.index)]

    assert marks == {kinds: columns[COLUMNS.index(key)] for kinds, *columns in rows}


def test_the_matrix_is_data_and_a_table() -> None:
    """A cell leads to the subjects; the table and the command print the same marks."""
    table = regions.subject_matrix(["kirov", "khabarovsk"])
    cell = table.at("management_pool", "khabarovsk")
    printed = render.subject_table(table).splitlines()

    assert [one.key for one in cell.subjects] == ["management_pool"]
    assert table.at("management_pool", "kirov").subjects == ()
    assert len(table.cells) == len(table.kinds) * 2 == (len(printed) - 2) * 2
    assert printed[0].split() == ["Субъект", "kirov", "khabarovsk"]
    assert [line.split()[-2:] for line in printed if line.startswith("окружное")] == [["+", "–"]]
    assert render.subject_table(table, lang="en").splitlines()[0].split()[0] == "Subject"
    with pytest.raises(LookupError, match="no 'nobody'"):
        table.at("nobody", "kirov")


def test_the_command_prints_subjects_and_duties(capsys: pytest.CaptureFixture[str]) -> None:
    """``rnms regions --subjects`` compares; ``rnms regions kirov`` lists both with clauses."""
    assert main(["regions", "--subjects"]) == FINE
    assert capsys.readouterr().out.rstrip("\n") == render.subject_table(regions.subject_matrix())

    assert main(["regions", "kirov", "--subjects"]) == FINE
    assert capsys.readouterr().out.rstrip("\n") == render.subject_table(regions.subject_matrix(["kirov"]))

    assert main(["regions", "kirov"]) == FINE
    said = capsys.readouterr().out
    profile = regions.get("kirov")
    assert "Субъекты: окружной уровень" in said
    for subject in profile.subjects:
        assert subject.title in said
        if not isinstance(subject.functions, Unknown):
            assert all(function.text in said for function in subject.functions)
    for duty in profile.requirements:
        assert f"{duty.code}. {duty.title}" in said
        assert str(duty.clause) in said
    assert "функции неизвестны: Положение (приложение № 1) не дошло" in said


def test_a_plan_of_one_year_is_asked_for_that_year() -> None:
    """S-KHB-05 has a period of its own, S-KHB-04 the academic year, as the krai's indicators have."""
    profile = regions.get("khabarovsk")
    periods = {duty.code: duty.period for duty in profile.requirements}

    assert periods["S-KHB-05"] == Period.of(2024)
    assert found("khabarovsk", "S-KHB-04", 2023).judgement.period == Period.of("2022/2023")
