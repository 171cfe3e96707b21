"""Management of the system: its roadmap, monitoring and agreements, and the documents that are in force."""

from __future__ import annotations

import attrs

from rnms.indicators.counts import Count, Share, Times
from rnms.indicators.definition import Family
from rnms.indicators.vocabulary.diagnostics import (
    COMMUNICATIVE_AREA,
    IT_AREA,
    METHODICAL_AREA,
    PSYCHOLOGICAL_AREA,
    SUBJECT_AREA,
)
from rnms.indicators.vocabulary.duties import of_region, said_of_region
from rnms.indicators.vocabulary.organizations import IS_INSTITUTIONAL
from rnms.logic.population import AGREEMENT, ROUND, THE_REGION, Population, Term
from rnms.logic.predicates import (
    END,
    SINCE,
    START,
    AnyKeyword,
    Day,
    Given,
    Has,
    Keyword,
    Moment,
    Not,
    Path,
    Predicate,
    active,
    all_of,
    any_of,
    before,
    equals,
    exists,
    on_or_after,
    on_or_before,
    within,
)
from rnms.model.subjects import AdoptionKind, AgreementKind, OrganizationKind

# The roadmap: in force on some day of the period, and carried out.

IN_FORCE_THEN = all_of(
    on_or_before("start", END, code="not_in_force"), on_or_after("end", START, code="not_in_force")
)

# A report of a measure that the roadmap does not have carries out nothing of it.
CARRIED_OUT = Term(
    key="roadmap_carried_out",
    title="комплекс мер («дорожная карта») реализуется",
    where=exists(
        "measure_reports",
        (),
        equals("measure", AnyKeyword(field="measure_reports.measure"), code="no_such_measure"),
        any_of(
            within("date"),
            all_of(
                on_or_after("start", SINCE, code="outside_period"),
                on_or_before("end", END, code="outside_period"),
            ),
        ),
        code="nothing_carried_out",
    ),
)


def _adopted_and_in_force(
    kind: AdoptionKind, *conditions: Predicate, key: str, title: str, code: str
) -> Term:
    """Make the word for a document of a kind that was in force on some day of the period."""
    where = exists("adoptions", (), equals("kind", kind), *conditions, IN_FORCE_THEN, code=code)
    return Term(key=key, title=title, where=where)


ROADMAP_IN_FORCE = Term(
    key="roadmap_adopted",
    title="комплекс мер («дорожная карта») действует и реализуется",
    where=_adopted_and_in_force(
        AdoptionKind.ROADMAP,
        key="roadmap_in_force_then",
        title="комплекс мер («дорожная карта») действует",
        code="no_roadmap",
    ),
)

ROADMAP_ADOPTED = attrs.evolve(ROADMAP_IN_FORCE, where=all_of(ROADMAP_IN_FORCE.where, CARRIED_OUT))

BY_THIS_ORDER = equals("act", Keyword(field="adoptions.act", text="order"), code="predecessor_act")

OWN_ROADMAP_IN_FORCE = Term(
    key="own_roadmap_adopted",
    title="действует и реализуется комплекс мер, утверждённый именно этим приказом",
    where=_adopted_and_in_force(
        AdoptionKind.ROADMAP,
        BY_THIS_ORDER,
        key="own_roadmap_in_force_then",
        title="действует комплекс мер, утверждённый именно этим приказом",
        code="no_roadmap",
    ),
)

OWN_ROADMAP_ADOPTED = attrs.evolve(
    OWN_ROADMAP_IN_FORCE, where=all_of(OWN_ROADMAP_IN_FORCE.where, CARRIED_OUT)
)

WHERE_CARRIED_OUT = ((ROADMAP_ADOPTED, ROADMAP_IN_FORCE), (OWN_ROADMAP_ADOPTED, OWN_ROADMAP_IN_FORCE))
"""What is left to ask of a roadmap where records show that a measure of it was carried out."""

# Monitoring: its criteria and its rounds.

CRITERIA_ADOPTED = _adopted_and_in_force(
    AdoptionKind.MONITORING_CRITERIA,
    key="criteria_adopted",
    title="критерии мониторинга утверждены",
    code="no_criteria",
)

# A round belongs to the half-year in which it ends (spec 7.1).
MID_YEAR = Moment(Day.START, months=6)


def _round_held(*conditions: Predicate, key: str, title: str, code: str) -> Term:
    return Term(
        key=key, title=title, where=exists("monitoring_rounds", (), within("end"), *conditions, code=code)
    )


ROUND_IN_FIRST_HALF = _round_held(
    before("end", MID_YEAR),
    key="round_in_first_half",
    title="мониторинг проведён в первом полугодии",
    code="no_round_in_first_half",
)

ROUND_IN_SECOND_HALF = _round_held(
    on_or_after("end", MID_YEAR),
    key="round_in_second_half",
    title="мониторинг проведён во втором полугодии",
    code="no_round_in_second_half",
)

ROUND_IN_YEAR = _round_held(key="round_in_year", title="мониторинг проведён в этом году", code="no_round")

MONITORING_ADOPTED = Term(
    key="monitoring_adopted",
    title="критерии мониторинга утверждены, он проведён в каждом полугодии",
    where=all_of(CRITERIA_ADOPTED, ROUND_IN_FIRST_HALF, ROUND_IN_SECOND_HALF),
)

MONITORING_ADOPTED_ONCE_A_YEAR = Term(
    key="monitoring_adopted_once_a_year",
    title="критерии мониторинга утверждены, он проведён хотя бы раз в году",
    where=all_of(CRITERIA_ADOPTED, ROUND_IN_YEAR),
)


def _ended_after(months: int) -> Predicate:
    """State that a round ended in the month that begins so many months after the first day of the year."""
    return all_of(
        on_or_after("end", Moment(Day.START, months=months)),
        before("end", Moment(Day.START, months=months + 1)),
    )


IN_MAY = _ended_after(4)

IN_NOVEMBER = _ended_after(10)

# Kirov's windows (1.3.2): «май, ноябрь», in each of them (003 l. 82).
MONITORING_ROUNDS = Population(
    key="monitoring_rounds", title="установленные месяцы, в которые завершён мониторинг", unit=ROUND
)


def _rounds(key: str, title: str, where: Predicate) -> Population:
    return Population(key=key, title=title, unit=ROUND, entity="monitoring_rounds", where=where)


ROUNDS_IN_MAY = _rounds("rounds_in_may", "мониторинги, завершённые в мае", all_of(within("end"), IN_MAY))

ROUNDS_IN_NOVEMBER = _rounds(
    "rounds_in_november", "мониторинги, завершённые в ноябре", all_of(within("end"), IN_NOVEMBER)
)

MAY_AND_NOVEMBER = (ROUNDS_IN_MAY, ROUNDS_IN_NOVEMBER)

ROUNDS_HELD = _rounds("rounds_held", "проведённые мониторинги", within("end"))

ANALYSED_WITH_RECOMMENDATIONS = Term(
    key="analysed_with_recommendations",
    title="проанализированы, даны адресные рекомендации",
    where=all_of(
        equals("analysed", value=True, code="not_analysed"),
        equals("recommended", value=True, code="no_recommendations"),
    ),
)

WHAT_FOLLOWED = Share(ROUNDS_HELD, ANALYSED_WITH_RECOMMENDATIONS)

# Agreements.

AGREEMENTS = Population(
    key="agreements",
    title="соглашения о сотрудничестве",
    unit=AGREEMENT,
    entity="agreements",
    where=all_of(equals("kind", AgreementKind.COOPERATION), within("date")),
)

# What is measured.

ROADMAP_ADOPTED_FAMILY = Family(
    key="roadmap_adopted", title="дорожная карта", measure=Share(THE_REGION, ROADMAP_ADOPTED)
)

MONITORING_ADOPTED_FAMILY = Family(
    key="monitoring_adopted", title="система мониторинга", measure=Share(THE_REGION, MONITORING_ADOPTED)
)

AGREEMENTS_COUNT = Family(key="agreements_count", title="соглашения", measure=Count(AGREEMENTS))

MONITORING_COUNT = Family(
    key="monitoring_count",
    title="проведённые мониторинги",
    measure=Times(MONITORING_ROUNDS, MAY_AND_NOVEMBER),
)

# The region as a whole.

THREE_LEVELS = of_region(
    "three_levels",
    "ни один из трёх уровней не пуст",
    # A school of the region is a subject of the level of schools all the same.
    Term(
        key="regional_level",
        title="на региональном уровне есть организация: вне муниципалитетов, не школа и не федеральная",
        where=exists(
            "organizations",
            (),
            Not(Given(Path("municipality"))),
            Not(IS_INSTITUTIONAL),
            Not(equals("kind", OrganizationKind.FEDERAL)),
            code="nothing_regional",
        ),
    ),
    Term(
        key="municipal_level",
        title="на муниципальном уровне есть муниципалитет",
        where=exists("municipalities", (), code="nothing_municipal"),
    ),
    Term(
        key="institutional_level",
        title="на институциональном уровне есть организация",
        where=exists("organizations", (), IS_INSTITUTIONAL, code="nothing_institutional"),
    ),
)


def _area_diagnosed(name: str, title: str, area: Keyword) -> Term:
    diagnostic = exists("diagnostics", (), within("date"), Has(Path("areas"), area), code=f"no_{name}_area")
    return Term(
        key=f"{name}_area_diagnosed", title=f"диагностика охватывает компетенции: {title}", where=diagnostic
    )


FIVE_AREAS = of_region(
    "five_areas",
    "диагностика охватывает пять областей компетенций",
    _area_diagnosed("subject", "предметные", SUBJECT_AREA),
    _area_diagnosed("methodical", "методические", METHODICAL_AREA),
    _area_diagnosed("psychological", "психолого-педагогические", PSYCHOLOGICAL_AREA),
    _area_diagnosed("communicative", "коммуникативные", COMMUNICATIVE_AREA),
    _area_diagnosed("it", "ИТ", IT_AREA),
)


def in_force(kind: AdoptionKind, title: str) -> Term:
    """Make the word that a document of a kind is in force on the day of judgement; a lapsed one is not.

    >>> in_force(AdoptionKind.ROADMAP, "дорожная карта действует").key
    'roadmap_in_force'
    """
    adoption = exists("adoptions", (), equals("kind", kind), active(), code=f"no_{kind.value}")
    return Term(key=f"{kind.value}_in_force", title=title, where=adoption)


HAS_ROADMAP = in_force(AdoptionKind.ROADMAP, "дорожная карта действует")

HAS_CRITERIA = in_force(AdoptionKind.MONITORING_CRITERIA, "критерии мониторинга действуют")

ROADMAP_AND_RESPONSIBLE = of_region(
    "roadmap_and_responsible",
    "дорожная карта действует, ответственный за неё назначен",
    HAS_ROADMAP,
    said_of_region("roadmap_responsible", "ответственный за дорожную карту назначен"),
)

ORDERS_OF_THE_SYSTEM = of_region(
    "orders_of_the_system",
    "действуют приказы о мониторинге и дорожной карте, об ответственном за паспорт, о сетевом"
    " взаимодействии и о годовом плане мероприятий",
    HAS_ROADMAP,
    HAS_CRITERIA,
    said_of_region("passport_responsible", "ответственный за паспорт ДПО назначен"),
    said_of_region("network_regulation", "приказ о сетевом взаимодействии действует"),
    said_of_region("yearly_event_plan", "годовой план мероприятий утверждён"),
)

PASSPORT_APPROVED = of_region(
    "passport_approved_and_sent",
    "паспорт ДПО утверждён и направлен на согласование Федеральному оператору",
    said_of_region("passport_approved", "паспорт ДПО утверждён"),
    said_of_region("passport_sent", "паспорт ДПО направлен на согласование Федеральному оператору"),
)

FOUNDING_DOCUMENTS = of_region(
    "founding_documents",
    "действуют Положение о системе, дорожная карта, Положение о методическом активе и критерии мониторинга",
    in_force(AdoptionKind.STATUTE, "Положение о системе действует"),
    HAS_ROADMAP,
    in_force(AdoptionKind.POOL_STATUTE, "Положение о методическом активе действует"),
    HAS_CRITERIA,
)
