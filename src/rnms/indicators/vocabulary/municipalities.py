"""Municipal systems of education: models, associations, communities, contests, services."""

from __future__ import annotations

from rnms.indicators.counts import Share
from rnms.indicators.definition import Family
from rnms.indicators.vocabulary.diagnostics import METHODICAL_AREA, SUBJECT_AREA
from rnms.indicators.vocabulary.duties import attested, of_region
from rnms.indicators.vocabulary.people import EMPLOYED_PLACE
from rnms.logic.population import MUNICIPALITY, Membership, Population, Term
from rnms.logic.predicates import (
    END,
    NOT_RECORDED,
    Given,
    Has,
    Keyword,
    Not,
    Path,
    Predicate,
    active,
    all_of,
    any_of,
    equals,
    exists,
    on_or_before,
    within,
)
from rnms.model.subjects import (
    INSTITUTIONAL,
    MUNICIPAL,
    REGIONAL,
    AgreementKind,
    CommunityKind,
    ContestKind,
    OrganizationKind,
    ServiceKind,
)

# Whose systems they are.

MUNICIPALITIES = Population(
    key="municipalities",
    title="муниципальные системы образования",
    unit=MUNICIPALITY,
    entity="municipalities",
    place="id",
)


def at_level(key: str) -> Keyword:
    """Make the key of a level, as associations name theirs.

    >>> at_level("municipal").text
    'municipal'
    """
    return Keyword(field="associations.level", text=key)


# What functions in them: models, associations, communities.

FUNCTIONING = all_of(equals("functioning", value=True, code="not_functioning"), active())

BY_ACT = Given(Path("act"))

# Where an association does not say its level, whose it is tells it.
OF_NO_INSTITUTION = all_of(Not(Given(Path("level"))), Not(Given(Path("organization"))))

OF_A_MUNICIPALITY = any_of(
    equals("level", at_level(MUNICIPAL.key), code="another_level"),
    all_of(OF_NO_INSTITUTION, Given(Path("municipality"))),
)

OF_AN_INSTITUTION = any_of(
    equals("level", at_level(INSTITUTIONAL.key), code="another_level"),
    all_of(Not(Given(Path("level"))), Given(Path("organization"))),
)

WITH_MODEL = Term(
    key="with_model",
    title="создана и функционирует модель методического сопровождения",
    where=exists("models", "municipality", FUNCTIONING, code="no_model"),
)


def _with_association(*conditions: Predicate, code: str) -> Predicate:
    return exists("associations", "municipality", FUNCTIONING, OF_A_MUNICIPALITY, *conditions, code=code)


WITH_ASSOCIATIONS = Term(
    key="with_associations",
    title="функционируют муниципальные методические объединения",
    where=_with_association(code="no_association"),
)

WITH_ASSOCIATIONS_BY_ACT = Term(
    key="with_associations_by_act",
    title="создание муниципальных методических объединений закреплено нормативным актом",
    where=_with_association(BY_ACT, code="no_association_by_act"),
)

OF_LEADERS = equals("kind", CommunityKind.LEADERS)

OF_THE_YOUNG = equals("kind", CommunityKind.YOUNG)

OF_A_NETWORK = equals("kind", CommunityKind.NETWORK)

OF_THREE_KINDS = any_of(OF_LEADERS, OF_THE_YOUNG, OF_A_NETWORK)


def _with_community(*conditions: Predicate, code: str) -> Predicate:
    return exists("communities", "municipality", FUNCTIONING, *conditions, code=code)


WITH_COMMUNITIES = Term(
    key="with_communities",
    title="действуют педагогические сообщества хотя бы одного из трёх видов",
    where=_with_community(OF_THREE_KINDS, code="no_community"),
)

WITH_ALL_COMMUNITIES = Term(
    key="with_all_communities",
    title="действуют педагогические сообщества всех трёх видов",
    where=all_of(
        _with_community(OF_LEADERS, code="no_community_of_leaders"),
        _with_community(OF_THE_YOUNG, code="no_community_of_the_young"),
        _with_community(OF_A_NETWORK, code="no_network_community"),
    ),
)

WITH_COMMUNITIES_BY_ACT = Term(
    key="with_communities_by_act",
    title="педагогические сообщества закреплены нормативным актом",
    where=_with_community(OF_THREE_KINDS, BY_ACT, code="no_community_by_act"),
)

# Contests.


def _in_contests(kind: ContestKind, code: str) -> Predicate:
    return exists("contest_entries", "municipality", within("date"), equals("kind", kind), code=code)


IN_KRAI_CONTESTS = _in_contests(ContestKind.KRAI, "no_krai_contest")

IN_REGIONAL_STAGES = _in_contests(ContestKind.REGIONAL_STAGE, "no_regional_stage")

IN_CONTESTS = Term(
    key="in_contests",
    title="педагоги участвовали в краевых конкурсах или региональных этапах всероссийских",
    where=any_of(IN_KRAI_CONTESTS, IN_REGIONAL_STAGES),
)

IN_BOTH_CONTESTS = Term(
    key="in_both_contests",
    title="педагоги участвовали и в краевых конкурсах, и в региональных этапах",
    where=all_of(IN_KRAI_CONTESTS, IN_REGIONAL_STAGES),
)

# What is measured of municipal systems.

MUNICIPAL_MODELS_SHARE = Family(
    key="municipal_models_share",
    title="МСО с моделью методического сопровождения",
    measure=Share(MUNICIPALITIES, WITH_MODEL),
)

MUNICIPAL_ASSOCIATIONS_SHARE = Family(
    key="municipal_associations_share",
    title="МСО с методическими объединениями",
    measure=Share(MUNICIPALITIES, WITH_ASSOCIATIONS),
)

COMMUNITIES_SHARE = Family(
    key="communities_share",
    title="МСО с педагогическими сообществами",
    measure=Share(MUNICIPALITIES, WITH_COMMUNITIES),
)

CONTESTS_SHARE = Family(
    key="contests_share",
    title="МСО, вовлечённые в конкурсы",
    measure=Share(MUNICIPALITIES, IN_CONTESTS),
)

# What stands in a municipality: agreements, services, statements.

TRIPARTITE = all_of(equals("kind", AgreementKind.TRIPARTITE), on_or_before("date", END))

WITH_TRIPARTITE_AGREEMENT = Term(
    key="with_tripartite_agreement",
    title="орган местного самоуправления — сторона трёхстороннего соглашения",
    where=exists("agreements", "municipality", TRIPARTITE, code="no_agreement"),
)

WITH_METHODICAL_BODY = Term(
    key="with_methodical_body",
    title="есть методический совет, служба, центр развития образования или методический центр",
    where=exists("services", "municipality", active(), code="no_service"),
)

WITH_METHODICAL_SERVICE = Term(
    key="with_methodical_service",
    title="есть муниципальная методическая служба",
    where=exists(
        "services", "municipality", active(), equals("kind", ServiceKind.SERVICE), code="no_service"
    ),
)

DELIVERED_PASSPORT_DATA = attested("delivered_passport_data", "переданы данные для паспорта ДПО")

DELIVERED_MONITORING_REPORT = attested("delivered_monitoring_report", "представлен отчёт мониторинга")

# Who works in services.

# A service that belongs to no municipality is one of the region.
SERVICE_WORKERS = Population(
    key="service_workers",
    title="работники муниципальных методических служб",
    entity="persons",
    through=Membership(
        entity="employments",
        member="person",
        where=all_of(
            active(),
            equals("organization.kind", OrganizationKind.METHODICAL_SERVICE),
            Given(Path(EMPLOYED_PLACE)),
        ),
        place=EMPLOYED_PLACE,
    ),
)

IN_CENTRE_REGISTER = attested("in_centre_register", "внесены в реестр ЦНППМ")

TUTOR_TRAINED = attested("tutor_trained", "прошли в ЦНППМ обучение по тьюторскому сопровождению")


def _diagnosed_in(area: Keyword, code: str) -> Predicate:
    return exists(
        "diagnostics",
        "person",
        on_or_before("date", END, code="outside_period"),
        Has(Path("areas"), area, code="another_area"),
        code=code,
    )


CHOSEN_ON_DIAGNOSTICS = Term(
    key="chosen_on_diagnostics",
    title="прошли диагностику предметных и методических компетенций",
    where=all_of(
        _diagnosed_in(SUBJECT_AREA, "no_diagnostic_of_subject"),
        _diagnosed_in(METHODICAL_AREA, "no_diagnostic_of_methods"),
    ),
)

# Associations with plans, of every level.

# Of an association without any owner nobody can tell the level.
OF_NOBODY = all_of(OF_NO_INSTITUTION, Not(Given(Path("municipality"))), NOT_RECORDED)


def association_at(level: str, title: str) -> Term:
    """Make the word that an association of a level functions and has a plan.

    >>> association_at("municipal", "на муниципальном уровне").key
    'municipal_association'
    """
    told = OF_A_MUNICIPALITY if level == MUNICIPAL.key else equals("level", at_level(level))
    association = exists(
        "associations",
        (),
        FUNCTIONING,
        any_of(told, OF_NOBODY),
        equals("plan", value=True),
        code=f"no_{level}_association",
    )
    return Term(key=f"{level}_association", title=title, where=association)


ASSOCIATIONS_ON_THREE_LEVELS = of_region(
    "associations_on_three_levels",
    "методические объединения с планами есть на областном, окружном и муниципальном уровнях",
    association_at(REGIONAL.key, "на областном уровне есть методическое объединение с планом"),
    association_at("okrug", "на окружном уровне есть методическое объединение с планом"),
    association_at(MUNICIPAL.key, "на муниципальном уровне есть методическое объединение с планом"),
)

MUNICIPAL_ASSOCIATIONS_EXIST = Share(MUNICIPALITIES, WITH_ASSOCIATIONS)
