"""Ugra and Amur: who makes up their systems, and what must be in place, a row a duty.

Every duty is judged from three small systems: one that keeps it, one that breaks it, one that cannot tell.
Everything was collected: what a row does not name does not exist.
"""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import rnms
from kit.records import Piece, adopted, collected, day, flat, works
from rnms import Municipality, RegionalSystem, Unreported, Verdict, regions
from rnms.indicators import Force, Share
from rnms.logic import Term
from rnms.logic.walks import conjuncts
from rnms.model import (
    FEDERAL,
    INSTITUTIONAL,
    MUNICIPAL,
    REGIONAL,
    AdoptionKind,
    Affiliation,
    Agreement,
    AgreementKind,
    Assignment,
    Association,
    Attestation,
    Category,
    Diagnostic,
    Enrolment,
    Level,
    Methodist,
    MonitoringRound,
    Organization,
    OrganizationKind,
    Pair,
    PairBasis,
    Person,
    PoolLevel,
    Programme,
    ProgrammeKind,
    Route,
    RouteDeveloper,
    Service,
    ServiceKind,
    Site,
    SiteKind,
    Unknown,
)
from rnms.model.statute import Provision, Subject
from rnms.render import words
from rnms.results.findings import Finding

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
GENERAL, PRESCHOOL, OTHER = OrganizationKind.GENERAL, OrganizationKind.PRESCHOOL, OrganizationKind.OTHER
CENTRE, SERVICE = OrganizationKind.CNPPM, OrganizationKind.METHODICAL_SERVICE
CONTRACT, STAFF = Affiliation.CIVIL_CONTRACT, Affiliation.STAFF
ROADMAP, CRITERIA, POOL = AdoptionKind.ROADMAP, AdoptionKind.MONITORING_CRITERIA, AdoptionKind.METHODIST_POOL
FIVE = ("предметные", "методические", "психолого-педагогические", "коммуникативные", "ИТ")
BOTH = FIVE[:2]


# How a row is written.


def found(region: str, code: str, *pieces: Piece) -> Finding:
    return rnms.evaluate(collected(region, *pieces), period=2023).requirement(code)


def said(duty: str, state: bool | None = True, of: str = "region") -> Piece:  # noqa: FBT002  # a row reads
    return Attestation(subject=of, duty=duty, state=state)


def org(name: str, kind: OrganizationKind | None = GENERAL, place: str | None = "town") -> Piece:
    return Organization(id=name, kind=kind, municipality=place, name=f"«{name}»")


TOWN = Municipality(id="town", name="Город")
SCHOOL = (TOWN, org("school"))


def person(
    name: str,
    category: Category | None = Category.HIGHEST,
    since: str | None = "2000-09-01",
    *,
    educated: bool | None = True,
) -> Piece:
    return Person(
        id=name, category=category, specialty_start=day(since), higher_pedagogical_education=educated
    )


def methodist(name: str, affiliation: Affiliation | None = CONTRACT) -> Piece:
    return Methodist(
        id=f"m-{name}",
        person=name,
        level=PoolLevel.REGIONAL,
        affiliation=affiliation,
        start=day("2022-01-10"),
    )


def diagnostic(name: str, date: str | None = "2023-02-01", areas: tuple[str, ...] | None = FIVE) -> Piece:
    return Diagnostic(id=f"d-{name}", person=name, date=day(date), areas=areas)


def trained(name: str, topics: tuple[str, ...] | None = ("методическая поддержка",)) -> Piece:
    course = Programme(id=f"course-{name}", kind=ProgrammeKind.ADVANCED_TRAINING, topics=topics)
    end = day("2023-04-01")
    return course, Enrolment(id=f"e-{name}", person=name, programme=course.id, start=end, end=end)


def in_pool(name: str, **about: Any) -> Piece:
    return person(name, **about), methodist(name)


def attached(name: str, on: str | None, since: str = "2023-03-01") -> Piece:
    return Assignment(methodist="m-m1", person=name, diagnostic=on, start=day(since))


def route(name: str, on: str | None = None, at: str | None = None) -> Piece:
    return Route(id=f"r-{name}", person=name, diagnostic=on, start=day("2023-04-03"), organization=at)


def agreement(date: str | None = "2021-09-15") -> Piece:
    return Agreement(id="a", kind=AgreementKind.TRIPARTITE, municipality="town", date=day(date))


def monitored(end: str, *, analysed: bool | None = True, recommended: bool | None = True) -> Piece:
    return MonitoringRound(id=end, end=day(end), analysed=analysed, recommended=recommended)


def service(kind: ServiceKind) -> Piece:
    return Service(municipality="town", kind=kind)


def site(at: str = "school") -> Piece:
    return Site(organization=at, kind=SiteKind.INTERNSHIP)


def pair(second: str = "p2", basis: PairBasis | None = PairBasis.SUBJECT) -> Piece:
    return Pair(organization="school", first="p1", second=second, basis=basis)


TEACHERS = (person("p1"), works("p1"), person("p2"), works("p2"))
OF_THE_SCHOOL = Association(organization="school", functioning=True)
CENTRE_WORKER = (org("centre", CENTRE, None), person("p1"), works("p1", "centre"))
SERVICE_WORKER = (TOWN, org("service", SERVICE), person("p1"), works("p1", "service"))
MEMBER = (*SCHOOL, *in_pool("p1"), works("p1"))  # type: ignore[misc]
ATTACHED = (*SCHOOL, *TEACHERS, person("m1"), methodist("m1"))
HALF_YEARS = (monitored("2023-06-30"), monitored("2023-07-01"))
RESPONSIBLE = said("roadmap_responsible")
PASSPORT = said("passport_approved")
ORDERS = (said("passport_responsible"), said("network_regulation"), said("yearly_event_plan"))


@attrs.frozen
class Row:
    """A duty with what keeps it, what breaks it (and who then does not keep it), what cannot tell."""

    code: str
    kept: Piece
    broken: Piece
    open: Piece
    failed: tuple[str, ...] = ()

    @property
    def region(self) -> str:
        return "amur" if self.code.startswith("S-AMU") else "ugra"


def attested(code: str, duty: str) -> Row:
    return Row(code, said(duty), said(duty, False), said(duty, None))


THREE_LEVELS = (org("institute", OTHER, None), *SCHOOL)

ROWS = [
    attested("S-UGR-01", "cnppm_coordinates"),
    attested("S-UGR-02", "cnppm_within_institute"),
    Row(
        "S-UGR-03",
        kept=(CENTRE_WORKER, said("trained_by_coordinator", of="p1")),
        broken=(CENTRE_WORKER, said("trained_by_coordinator", False, of="p1")),
        open=CENTRE_WORKER,
        failed=("p1",),
    ),
    attested("S-UGR-04", "portal_account"),
    Row(
        "S-UGR-05",
        kept=(MEMBER, adopted(POOL, "2023-03-31"), said("pool_work_plan")),
        broken=(MEMBER, adopted(POOL, "2022-12-31"), said("pool_work_plan")),
        open=(MEMBER, adopted(POOL, "2023-03-31")),
    ),
    Row(
        "S-UGR-06",
        kept=(MEMBER, diagnostic("p1"), trained("p1")),
        broken=(MEMBER, diagnostic("p1"), trained("p1", ("право",))),
        open=(MEMBER, diagnostic("p1"), trained("p1", None)),
        failed=("p1",),
    ),
    Row(
        "S-UGR-07",
        kept=MEMBER,
        broken=(org("office", OTHER), TOWN, in_pool("p1"), works("p1", "office")),
        open=(org("office", None), TOWN, in_pool("p1"), works("p1", "office")),
        failed=("p1",),
    ),
    Row(
        "S-UGR-08",
        kept=(in_pool("p1"), in_pool("p2"), in_pool("p3", category=Category.FIRST)),
        broken=(in_pool("p1"), in_pool("p2", category=Category.FIRST)),
        open=(in_pool("p1"), in_pool("p2", category=None)),
        # 001 l.273: a majority is enough, so nobody who is no core member breaks anything.
        failed=(),
    ),
    Row(
        "S-UGR-10",
        kept=(ATTACHED, diagnostic("p1"), attached("p1", "d-p1")),
        broken=(ATTACHED, diagnostic("p2"), attached("p1", "d-p2")),
        open=(ATTACHED, diagnostic("p1", None), attached("p1", "d-p1")),
        failed=("assignments[0]",),
    ),
    Row(
        "S-UGR-11",
        kept=(TOWN, agreement()),
        broken=TOWN,
        open=(TOWN, agreement(None)),
        failed=("Город",),
    ),
    Row(
        "S-UGR-12",
        kept=(SCHOOL, OF_THE_SCHOOL),
        # What nobody says of a council is not known.
        broken=(SCHOOL, said("with_methodical_council", state=False, of="school")),
        open=(SCHOOL, Unreported(entity="associations", municipality="town")),
        failed=("«school»",),
    ),
    Row(
        "S-UGR-13",
        kept=(
            ATTACHED,
            route("p1", at="school"),
            RouteDeveloper(route="r-p1", methodist="m-m1"),
        ),
        broken=(ATTACHED, route("p1", at="school")),
        open=(ATTACHED, route("p1", at="school"), Unreported(entity="route_developers")),
        failed=("r-p1",),
    ),
    Row(
        "S-UGR-14",
        kept=(SCHOOL, site()),
        broken=(TOWN, org("office", OTHER), site("office")),
        open=(TOWN, org("office", None), site("office")),
        failed=("«office»",),
    ),
    Row(
        "S-UGR-15",
        kept=HALF_YEARS,
        broken=(monitored("2023-03-01"), monitored("2023-06-30")),
        open=(monitored("2023-06-30"), monitored("2023-07-01", analysed=None)),
    ),
    Row(
        "S-UGR-16",
        kept=(adopted(ROADMAP, "2023-03-31"), RESPONSIBLE),
        broken=RESPONSIBLE,
        open=adopted(ROADMAP, "2023-03-31"),
    ),
    attested("S-UGR-17", "named_participants"),
    Row("S-UGR-18", kept=THREE_LEVELS, broken=SCHOOL, open=(THREE_LEVELS[0], TOWN, org("school", None))),
    Row(
        "S-UGR-19",
        kept=(TOWN, service(ServiceKind.METHODICAL_CENTRE)),
        broken=TOWN,
        open=(TOWN, Unreported(entity="services", municipality="town")),
        failed=("Город",),
    ),
    Row(
        "S-UGR-20",
        kept=(TEACHERS, diagnostic("p1", areas=FIVE[:3]), diagnostic("p2", areas=FIVE[3:])),
        broken=(TEACHERS, diagnostic("p1", areas=FIVE[:4])),
        open=(TEACHERS, diagnostic("p1", areas=FIVE[:4]), diagnostic("p2", areas=None)),
    ),
    attested("S-UGR-21", "system_responsible"),
    Row(
        "S-GEN-01",
        kept=(TEACHERS, diagnostic("p1"), route("p1", "d-p1")),
        broken=(TEACHERS, diagnostic("p1", "2023-04-04"), route("p1", "d-p1")),
        open=(TEACHERS, diagnostic("p1", None), route("p1", "d-p1")),
        failed=("r-p1",),
    ),
    Row(
        "S-AMU-01",
        kept=(PASSPORT, said("passport_sent")),
        broken=(PASSPORT, said("passport_sent", False)),
        open=PASSPORT,
    ),
    Row(
        "S-AMU-02",
        kept=(TOWN, agreement()),
        broken=TOWN,
        open=(TOWN, Unreported(entity="agreements")),
        failed=("Город",),
    ),
    attested("S-AMU-03", "head_agreed"),
    attested("S-AMU-04", "ecosystem_responsible"),
    Row(
        "S-AMU-05",
        kept=(SERVICE_WORKER, said("in_centre_register", of="p1")),
        broken=(SERVICE_WORKER, said("in_centre_register", False, of="p1")),
        open=SERVICE_WORKER,
        failed=("p1",),
    ),
    Row(
        "S-AMU-06",
        kept=(SERVICE_WORKER, said("tutor_trained", of="p1")),
        broken=(SERVICE_WORKER, said("tutor_trained", False, of="p1")),
        open=SERVICE_WORKER,
        failed=("p1",),
    ),
    Row(
        "S-AMU-07",
        kept=(TOWN, service(ServiceKind.SERVICE)),
        broken=(TOWN, service(ServiceKind.COUNCIL)),
        open=(TOWN, Unreported(entity="services")),
        failed=("Город",),
    ),
    Row(
        "S-AMU-08",
        kept=(TOWN, said("delivered_passport_data", of="town")),
        broken=(TOWN, said("delivered_passport_data", False, of="town")),
        open=TOWN,
        failed=("Город",),
    ),
    Row(
        "S-AMU-09",
        kept=(TOWN, Association(municipality="town", functioning=True)),
        broken=(TOWN, Association(municipality="town", functioning=False)),
        open=(TOWN, Association(municipality="town")),
        failed=("Город",),
    ),
    Row(
        "S-AMU-10",
        kept=(SCHOOL, said("with_methodical_council", of="school")),
        broken=(SCHOOL, said("with_methodical_council", False, of="school")),
        open=SCHOOL,
        failed=("«school»",),
    ),
    Row(
        "S-AMU-11",
        kept=(SCHOOL, TEACHERS, OF_THE_SCHOOL, pair()),
        broken=(SCHOOL, TEACHERS, OF_THE_SCHOOL, pair(), pair("p1")),
        open=(SCHOOL, TEACHERS, OF_THE_SCHOOL, pair(basis=None)),
        failed=("«school»",),
    ),
    Row(
        "S-AMU-12",
        kept=(adopted(ROADMAP, "2023-03-31"), adopted(CRITERIA, "2023-03-31"), ORDERS),
        broken=(adopted(ROADMAP, "2023-03-31"), ORDERS),
        open=(adopted(ROADMAP, "2023-03-31"), adopted(CRITERIA, "2023-03-31"), ORDERS[1:]),
    ),
    Row(
        "S-AMU-13",
        kept=(SERVICE_WORKER, diagnostic("p1", "2021-02-01", BOTH)),
        broken=(SERVICE_WORKER, diagnostic("p1", areas=FIVE[:1])),
        open=(SERVICE_WORKER, diagnostic("p1", areas=None)),
        failed=("p1",),
    ),
    Row(
        "S-AMU-14",
        kept=(SCHOOL, site(), said("selected_by_centre", of="school")),
        broken=(TOWN, org("office", OTHER), site("office"), said("selected_by_centre", of="office")),
        open=(SCHOOL, site()),
        failed=("«office»",),
    ),
    Row(
        "S-AMU-15",
        kept=monitored("2023-12-01"),
        broken=monitored("2023-12-01", recommended=False),
        open=monitored("2023-12-01", recommended=None),
    ),
    attested("S-AMU-16", "institute_responsible"),
    Row("S-AMU-18", kept=THREE_LEVELS, broken=THREE_LEVELS[:2], open=(TOWN, org("x", None), THREE_LEVELS[0])),
]
CODES = [row.code for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=CODES)
def test_a_duty_that_is_kept(row: Row) -> None:
    """Whoever keeps the duty is told so, and nobody fails."""
    finding = found(row.region, row.code, row.kept)

    assert finding.verdict is MET
    assert not finding.failed
    assert not finding.is_violation
    assert not finding.is_warning


@pytest.mark.parametrize("row", ROWS, ids=CODES)
def test_a_duty_that_is_broken(row: Row) -> None:
    """Whoever breaks the duty is named; it is a violation where the act demands, else a warning."""
    finding = found(row.region, row.code, row.broken)

    assert finding.verdict is NOT_MET
    assert finding.failed == row.failed
    assert finding.is_violation is (finding.force is Force.DUTY)
    assert finding.is_warning is (finding.force is not Force.DUTY)


@pytest.mark.parametrize("row", ROWS, ids=CODES)
def test_a_broken_duty_of_several_parts_names_those_that_are_not_so(row: Row) -> None:
    """Of a yes or no for the region nobody is named: what is missing is."""
    finding = found(row.region, row.code, row.broken)
    not_so = [
        title for reason in finding.judgement.reasons if reason.code == "not-so" for title in reason.about
    ]

    if not_so:
        [measure] = [duty.measure for duty in regions.get(row.region).requirements if duty.code == row.code]
        assert isinstance(measure, Share)
        parts = [*conjuncts(measure.numerator.where)]
        titles = [part.title for part in parts if isinstance(part, Term)]
        assert len(titles) == (len(parts) if len(parts) > 1 else 0)
        assert {*not_so} <= ({*titles} or {measure.numerator.title})


@pytest.mark.parametrize(
    ("lang", "said_so"), [("ru", "неверно, что на региональном"), ("en", "it is not so that “на")]
)
def test_the_level_that_is_empty_is_named(lang: str, said_so: str) -> None:
    """A town and its school, and nothing of the region: what would fill the level stands beside the no."""
    why = words.reason(found("ugra", "S-UGR-18", SCHOOL).judgement, lang=lang)

    assert said_so in why
    assert "вне муниципалитетов, не школа и не федеральная" in why
    assert "на муниципальном уровне" not in why


@pytest.mark.parametrize("row", ROWS, ids=CODES)
def test_a_duty_of_which_nothing_is_known(row: Row) -> None:
    """What is not known is neither kept nor broken, and nobody is blamed."""
    finding = found(row.region, row.code, row.open)

    assert finding.verdict is Verdict.UNDETERMINED
    assert not finding.failed


@pytest.mark.parametrize("row", ROWS, ids=CODES)
def test_a_duty_of_which_nothing_was_collected(row: Row) -> None:
    """A file that holds nothing breaks no duty."""
    report = rnms.evaluate(RegionalSystem(region=row.region), period=2023)

    assert report.requirement(row.code).verdict is Verdict.NO_DATA


def test_every_duty_with_a_measure_has_its_row() -> None:
    """A duty is judged, is the same as an indicator, or says why nobody can check it."""
    duties = [duty for key in ("ugra", "amur") for duty in regions.get(key).requirements]
    judged = {duty.code for duty in duties if duty.measure or duty.falls_due}

    assert sorted(CODES) == sorted(judged)
    assert len(CODES) == len(set(CODES))


# The worked examples of the spec, §10.


def test_five_years_to_the_day_make_a_core_member() -> None:
    """E75: highest category, higher education, 5.0 years, diagnosed, trained, teaching: eligible and core."""
    member = (
        *SCHOOL,
        *flat([in_pool("p1", since="2018-12-31")]),
        works("p1"),
        diagnostic("p1"),
        trained("p1"),
    )
    a_day_less = (*SCHOOL, *flat([in_pool("p1", since="2019-01-01")]), works("p1"))

    for code in ("S-UGR-06", "S-UGR-07", "S-UGR-08"):
        assert found("ugra", code, *member).verdict is MET
    assert found("ugra", "S-UGR-08", *a_day_less).verdict is NOT_MET


def test_a_member_without_a_diagnostic_breaks_the_duty() -> None:
    """E77: trained, but never diagnosed."""
    finding = found("ugra", "S-UGR-06", MEMBER, trained("p1"))

    assert finding.is_violation
    assert finding.failed == ("p1",)


def test_staff_of_the_centre_need_not_teach_and_kindergartens_count() -> None:
    """§3.2, E3: the rule is not asked of staff; preschool programmes are general ones too (law 273-ФЗ)."""
    staff = (org("centre", CENTRE, None), person("p1"), methodist("p1", STAFF), works("p1", "centre"))
    kindergarten = (TOWN, org("kindergarten", PRESCHOOL), in_pool("p2"), works("p2", "kindergarten"))

    assert found("ugra", "S-UGR-07", *staff).verdict is Verdict.NOT_APPLICABLE
    assert found("ugra", "S-UGR-07", staff, kindergarten).verdict is MET


def test_no_methodists_at_all() -> None:
    """E65: the load has nobody to be of, and there is no pool."""
    report = rnms.evaluate(
        collected("ugra", adopted(POOL, "2023-03-31"), said("pool_work_plan")), period=2023
    )

    assert report["6.3.1"].verdict is Verdict.NOT_APPLICABLE
    assert report.requirement("S-UGR-05").is_violation
    assert report.requirement("S-UGR-06").verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("number", "reading", "expected"),
    [(250, (), MET), (251, (), NOT_MET), (251, "minimum", NOT_MET), (201, "cap_yearly", MET)],
)
def test_more_than_250_attached(number: int, reading: Any, expected: Verdict) -> None:
    """E110: the duty is the indicator's cap, as declared; readings of the other part do not touch it."""
    names = [f"t{at}" for at in range(number)]
    people = [(person(one), works(one), attached(one, None, "2022-02-01")) for one in names]
    data = collected("ugra", SCHOOL, person("m1"), methodist("m1"), people)
    finding = rnms.evaluate(data, period=2023, readings=reading).requirement("S-UGR-09")

    assert finding.same_as == "6.3.1.cap_part"
    assert finding.verdict is expected
    assert finding.is_violation is (expected is NOT_MET)


def test_a_worker_without_training_at_the_centre() -> None:
    """E112: the worker is named."""
    untrained = said("tutor_trained", False, of="p1")
    finding = found("amur", "S-AMU-06", SERVICE_WORKER, untrained)

    assert finding.is_violation
    assert finding.failed == ("p1",)


def test_a_municipality_without_agreement_and_service() -> None:
    """E113: no agreement is a violation, no service a warning."""
    report = rnms.evaluate(collected("amur", TOWN), period=2023)

    assert report.requirement("S-AMU-02").is_violation
    assert report.requirement("S-AMU-07").is_warning


def test_a_half_year_is_judged_by_its_own_round() -> None:
    """7.3: a round in every half-year; the half that was asked for is judged, the other is not."""
    report = rnms.evaluate(collected("ugra", HALF_YEARS), period="2023-H1")

    assert report.requirement("S-UGR-15").verdict is MET


# What is declared, against the spec.

DUTY, IMPLIED = Force.DUTY, Force.IMPLIED
WEAK = {"S-UGR-11", "S-UGR-12", "S-UGR-17", "S-UGR-19"} | {
    "S-AMU-07", "S-AMU-09", "S-AMU-10", "S-AMU-11", "S-GEN-02",
}  # fmt: skip


@pytest.mark.parametrize(
    ("region", "prefix", "number", "unknown"),
    [("ugra", "S-UGR", 21, set()), ("amur", "S-AMU", 18, {"S-AMU-17"})],
)
def test_the_duties_are_those_of_the_spec(region: str, prefix: str, number: int, unknown: set[str]) -> None:
    """§8: codes without a gap, their force, and what cannot be checked."""
    duties = regions.get(region).requirements
    codes = [f"{prefix}-{at:02}" for at in range(1, number + 1)] + ["S-GEN-01", "S-GEN-02"]

    assert [duty.code for duty in duties] == codes
    assert {duty.code for duty in duties if duty.force is not DUTY} == WEAK & set(codes)
    assert {duty.code for duty in duties if duty.unknown is not None} == unknown
    assert all(duty.title and duty.clause.line for duty in duties)


Described = tuple[str, str, Level, int]
UGRA: dict[str, Described] = {
    "координатор ЕФС": ("4.2.3", "federal_coordinator", FEDERAL, 2),
    "научно-методический центр сопровождения педагогических работников": (
        "2.1", "scientific_methodical_centre", FEDERAL, 3,
    ),
    "Департамент образования и науки Ханты-Мансийского автономного округа – Югры": (
        "4.2.1", "ministry", REGIONAL, 3,
    ),
    "отдел общего образования Департамента": ("", "ministry_unit", REGIONAL, 4),
    "Автономное учреждение дополнительного профессионального образования Ханты-Мансийского автономного округа"
    " – Югры «Институт развития образования»": ("4.2.2", "development_institute", REGIONAL, 3),
    "Центр непрерывного повышения профессионального мастерства педагогических работников автономного"
    " учреждения дополнительного профессионального образования Ханты-Мансийского автономного округа – Югры"
    " «Институт развития образования»": ("4.2.3", "cnppm", REGIONAL, 12),
    "Региональный методический актив": ("4.2.4", "methodist_pool_regional", REGIONAL, 6),
    "Профессиональные образовательные организации и образовательные организации высшего образования": (
        "4.2.5", "college", REGIONAL, 1,
    ),
    "бюджетное учреждение высшего образования Ханты-Мансийского автономного округа – Югры «Сургутский"
    " государственный педагогический университет»": ("4.2.5", "university", REGIONAL, 1),
    "бюджетное учреждение высшего образования Ханты-Мансийского автономного округа – Югры «Сургутский"
    " государственный университет»": ("4.2.5", "university", REGIONAL, 1),
    "федеральное государственное бюджетное образовательное учреждение высшего образования «Нижевартовский"
    " государственный университет»": ("4.2.5", "university", REGIONAL, 1),
    "федеральное государственное бюджетное образовательное учреждение высшего образования «Югорский"
    " государственный университет»": ("4.2.5", "university", REGIONAL, 1),
    "Учебно-методическое объединение в системе общего образования Ханты-Мансийского автономного округа –"
    " Югры": ("4.2.6", "regional_umo", REGIONAL, 1),
    "сетевое профессиональное сообщество Югры «Школлеги»": ("4.2.9", "regional_community", REGIONAL, 3),
    "клуб молодых педагогов при Ханты-Мансийской окружной организации профессионального союза работников"
    " народного образования и науки Российской Федерации": ("4.2.9", "regional_community", REGIONAL, 3),
    "заведующий ЦНППМ": ("", "institute_unit", REGIONAL, 2),
    "методист методического отдела ЦНППМ": ("", "institute_unit", REGIONAL, 3),
    "начальник учебного отдела": ("", "institute_unit", REGIONAL, 3),
    "начальник методического отдела": ("", "institute_unit", REGIONAL, 5),
    "тьютор учебного отдела": ("", "institute_unit", REGIONAL, 1),
    "Муниципальные методические советы, муниципальные методические службы, центры развития образования,"
    " методические центры": ("4.2.7", "municipal_methodical_service", MUNICIPAL, 1),
    "Органы местного самоуправления, осуществляющие управление в сфере образования": (
        "4.2.8", "municipal_authority", MUNICIPAL, 1,
    ),
    "методические объединения, методические советы и т.п.": (
        "4.2.10", "institution_association", INSTITUTIONAL, 14,
    ),
    "образовательные организации": ("", "educational_organization", INSTITUTIONAL, 5),
    "заместители руководителя образовательной организации": (
        "", "educational_organization", INSTITUTIONAL, 1,
    ),
    "инновационные проекты (площадки)": ("", "innovation_site", INSTITUTIONAL, 0),
}  # fmt: skip
AMUR: dict[str, Described] = {
    "Федеральному оператору": ("3.2.1", "federal_coordinator", FEDERAL, 7),
    "центрам научно-методического сопровождения": ("3.2.2", "scientific_methodical_centre", FEDERAL, 0),
    "Министерство образования и науки Амурской области": ("3.2.1", "ministry", REGIONAL, 5),
    "Центр непрерывного повышения профессионального мастерства педагогических работников государственного"
    " автономного учреждения дополнительного профессионального образования «Амурский областной институт"
    " развития образования»": ("3.2.2", "cnppm", REGIONAL, 15),
    "Государственное автономное учреждение дополнительного профессионального образования «Амурский областной"
    " институт развития образования»": ("3.2.3", "development_institute", REGIONAL, 10),
    "Регионально-методическое объединение в системе общего образования Амурской области": (
        "3.2.4", "regional_umo", REGIONAL, 4,
    ),
    "профессиональных ассоциаций, сообществ и клубов педагогических работников и управленческих кадров": (
        "5.1", "regional_community", REGIONAL, 0,
    ),
    "Муниципальная методическая служба Амурской области": (
        "3.3.1", "municipal_methodical_service", MUNICIPAL, 4,
    ),
    "Муниципальные методические объединения": ("3.3.2", "municipal_association", MUNICIPAL, 2),
    "муниципальными органами управления образованием": ("3.2.1", "municipal_authority", MUNICIPAL, 0),
    "Методический (научно-методический) совет образовательной организации": (
        "3.4.1", "methodical_council", INSTITUTIONAL, 4,
    ),
    "Методические объединения, профессиональные объединения педагогических работников": (
        "3.4.2", "institution_association", INSTITUTIONAL, 4,
    ),
    "«Пары» педагогов, объединённых на разных основаниях": ("3.4.3", "teacher_pair", INSTITUTIONAL, 1),
    "сетевых инновационных проектов": ("5.1", "innovation_site", INSTITUTIONAL, 0),
}  # fmt: skip


@pytest.mark.parametrize(("region", "expected"), [("ugra", UGRA), ("amur", AMUR)])
def test_the_subjects_are_those_of_the_spec(region: str, expected: dict[str, Described]) -> None:
    """§2: exact titles, kinds, levels and numbers of functions."""
    subjects = regions.get(region).subjects

    assert [subject.title for subject in subjects] == list(expected)
    assert [(one.kind.key, one.level, len(functions(one))) for one in subjects] == [
        described[1:] for described in expected.values()
    ]
    assert {number for number, *_ in expected.values() if number} <= {
        clause.number.removeprefix("Положение, п. ")
        for one in subjects
        for clause in (one.clause, *(function.clause for function in functions(one)))
    }


def functions(subject: Subject) -> tuple[Any, ...]:
    assert not isinstance(subject.functions, Unknown)
    return subject.functions


def test_an_entry_that_joins_several_kinds_is_found_by_each() -> None:
    """§2.6: councils, services and centres are one entry of Ugra's Statute."""
    ugra = regions.get("ugra")
    kinds = ("municipal_methodical_council", "municipal_methodical_service", "development_centre")

    assert [[one.key for one in ugra.subjects_of(kind)] for kind in kinds] == [["methodical_bodies"]] * 3
    assert len(ugra.subjects_of("university")) == 4
    assert ugra.levels == (FEDERAL, REGIONAL, MUNICIPAL, INSTITUTIONAL)


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        (
            "ugra",
            {"aim": 2, "approach": 3, "principle": 6, "task": 7, "effect": 8, "direction": 8}
            | {"mechanism": 1 + 4 + 6 + 5, "measure": 4 + 5 + 3 + 4 + 10},
        ),
        (
            "amur",
            {"aim": 1, "task": 9, "principle": 3, "mechanism": 8, "interaction": 7, "channel": 4}
            | {"passport": 6},
        ),
    ],
)
def test_aims_and_means_are_those_of_the_spec(region: str, expected: dict[str, int]) -> None:
    """§7.5 and §3.15: how many of each kind."""
    provisions: tuple[Provision, ...] = regions.get(region).provisions

    assert {kind: sum(one.kind == kind for one in provisions) for kind in expected} == expected
    assert sum(expected.values()) == len(provisions)


def test_the_statute_of_ugra_leads_to_every_measure_of_its_roadmap() -> None:
    """§7.5: each of the 19 measures carries out something that the Statute lists."""
    linked = {
        (one.clause.line, measure) for one in regions.get("ugra").provisions for measure in one.measures
    }

    assert {measure for _, measure in linked} == {f"m.{number}" for number in range(1, 20)}
    assert linked >= {(357, "m.1"), (341, "m.2"), (393, "m.10"), (395, "m.12"), (430, "m.19"), (432, "m.17")}
