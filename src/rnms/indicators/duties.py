"""The words of structural duties: what must be in place, and how it is seen in records.

What no record can show is attested: somebody states of a subject that a duty is kept or not. Without such a
statement nothing is known, nor where two statements exclude each other; without a record, where records are
kept, it is not there.
"""

import attrs

from rnms.indicators import families
from rnms.indicators._definition import Force, Requirement
from rnms.indicators._measures import Share
from rnms.indicators._populations import (
    ROUND,
    THE_REGION,
    Population,
    Term,
    Through,
    Unit,
)
from rnms.indicators.predicates import (
    END,
    START,
    UNDECIDED,
    Day,
    Given,
    Has,
    Keyword,
    Moment,
    Not,
    Path,
    Predicate,
    all_of,
    any_of,
    equals,
    exists,
    in_order,
    on_or_after,
    on_or_before,
    one_of,
    same,
    standing,
    within,
)
from rnms.model import (
    MUNICIPAL,
    REGIONAL,
    AdoptionKind,
    Affiliation,
    AgreementKind,
    Category,
    Clause,
    OrganizationKind,
    PairBasis,
    Role,
    ServiceKind,
    SiteKind,
)

OF_THE_REGION = Keyword(field="attestations.subject", text="region", title="сам регион")


def duty_key(key: str, title: str = "") -> Keyword:
    """A duty as attestations name it: by this key, or by the code of the requirement that asks for it.

    >>> duty_key("portal_account").field
    'attestations.duty'
    """
    return Keyword(field="attestations.duty", text=key, title=title)


def _stated(on: tuple[tuple[str, str], ...], *of_it: Predicate) -> Predicate:
    """What statements of a duty show: nothing where nobody speaks of it, nor where two exclude each other."""
    kept = exists("attestations", on, *of_it, equals("state", value=True), code="not_attested")
    broken = exists("attestations", on, *of_it, equals("state", value=False), code="attested_otherwise")
    sure = all_of(kept, Not(broken))
    return any_of(sure, all_of(any_of(kept, Not(broken)), UNDECIDED))


def attested(key: str, title: str) -> Term:
    """A duty that somebody states to be kept, or not, of each member.

    >>> attested("in_centre_register", "внесены в реестр ЦНППМ").key
    'in_centre_register'
    """
    of_it = (equals("duty", duty_key(key, title)), standing())
    return Term(key=key, title=title, where=_stated((("subject", "id"),), *of_it))


def said_of_region(key: str, title: str) -> Predicate:
    """That somebody states of the region that it keeps a duty.

    >>> len(said_of_region("portal_account", "есть личный кабинет").parts)
    2
    """
    return _stated((), equals("subject", OF_THE_REGION), equals("duty", duty_key(key, title)), standing())


def attested_of_region(key: str, title: str) -> Share:
    """A duty of the region as a whole that somebody states to be kept, or not.

    >>> attested_of_region("portal_account", "есть личный кабинет").scale.value
    'yes_no'
    """
    return of_region(key, title, said_of_region(key, title))


def of_region(key: str, title: str, *parts: Predicate) -> Share:
    """A duty of the region as a whole that records show.

    >>> of_region("statute", "положение принято", exists("adoptions", (), standing())).questions[0].key
    'region.statute'
    """
    return Share(THE_REGION, Term(key=key, title=title, where=all_of(*parts)))


CONTRADICTIONS = (
    "attestations.contradiction",
    "id.doubled",
    "reference.nobody",
    "dates.end-before-start",
    "figure.contradiction",
    "figures.contradiction",
    "figures.differ-from-records",
)
"""The codes of the faults by which data contradict themselves."""


def consistent_data(clause: Clause) -> Requirement:
    """What every order that is judged by data implies; loading checks it, and reports list the faults.

    >>> from rnms import regions
    >>> consistent_data(regions.get("amur").indicator("1").clause).code
    'S-GEN-02'
    """
    return Requirement(
        code="S-GEN-02",
        title=(
            "данные не противоречат себе: ссылки ведут к записям, обозначения не повторяются, даты"
            " согласованы"
        ),
        force=Force.IMPLIED,
        clause=clause,
        broken_by=CONTRADICTIONS,
    )


# The centre (ЦНППМ) and its people.

CNPPM_STAFF = Population(
    key="cnppm_staff",
    title="сотрудники ЦНППМ",
    entity="persons",
    through=Through(
        entity="employments",
        member="person",
        where=all_of(standing(), equals("organization.kind", OrganizationKind.CNPPM)),
    ),
)
TRAINED_BY_COORDINATOR = attested("trained_by_coordinator", "прошли обучение на базе координатора ЕФС")

# Methodists: eligibility rule by rule (001 §2.1 and §4.2.4).

POOL_MEMBERS = families.REGIONAL_POOL
# Whoever is staff by one record of membership is staff, whatever another says.
IS_STAFF = exists("methodists", "person", families.IN_REGIONAL_POOL, equals("affiliation", Affiliation.STAFF))
POOL_MEMBERS_NOT_STAFF = attrs.evolve(
    POOL_MEMBERS,
    key="pool_members_not_staff",
    title="члены регионального методического актива, кроме штатных сотрудников ЦНППМ",
    where=Not(IS_STAFF),
)
DIAGNOSED_BEFORE = exists(
    "diagnostics", "person", on_or_before("date", END, code="outside_period"), code="no_diagnostic"
)
METHODICAL_SUPPORT = Keyword(field="programmes.topics", text="методическая поддержка")
TRAINED_IN_METHODICAL_SUPPORT = exists(
    "enrolments",
    "person",
    on_or_before("end", END, code="not_completed_then"),
    families.IS_ADVANCED_TRAINING,
    Has(Path("programme.topics"), METHODICAL_SUPPORT, code="another_topic"),
    code="no_methodical_training",
)
DIAGNOSED_AND_TRAINED = Term(
    key="diagnosed_and_trained",
    title="прошли диагностику и повышение квалификации в области методической поддержки",
    where=all_of(DIAGNOSED_BEFORE, TRAINED_IN_METHODICAL_SUPPORT),
)
POOL_DIAGNOSED = Term(key="pool_diagnosed", title="прошли диагностику", where=DIAGNOSED_BEFORE)
POOL_TRAINED = Term(
    key="pool_trained",
    title="прошли повышение квалификации в области методической поддержки",
    where=TRAINED_IN_METHODICAL_SUPPORT,
)
TEACHES_AT_SCHOOL = Term(
    key="teaches_at_school",
    title="ведут педагогическую деятельность там, где реализуют основные общеобразовательные программы",
    where=exists(
        "employments",
        "person",
        families.TEACHING,
        any_of(
            equals("organization.kind", OrganizationKind.GENERAL),
            equals("organization.kind", OrganizationKind.PRESCHOOL),
        ),
        code="not_at_school",
    ),
)
CORE_MEMBER = Term(
    key="core_member",
    title="высшая категория, высшее педагогическое образование, стаж по специальности не менее 5 лет",
    where=all_of(
        equals("category", Category.HIGHEST, code="category"),
        equals("higher_pedagogical_education", value=True, code="education"),
        on_or_before("specialty_start", Moment(Day.END, years=-5), code="experience"),
    ),
)
WITH_AFFILIATION = Term(
    key="with_affiliation",
    title="известно, на каких условиях привлечены",
    where=exists("methodists", "person", families.IN_REGIONAL_POOL, Given(Path("affiliation"))),
)
HAS_POOL = exists("methodists", (), families.IN_REGIONAL_POOL, code="no_methodists")
POOL_ADOPTED = exists(
    "adoptions", (), equals("kind", AdoptionKind.METHODIST_POOL), within("start"), code="not_adopted"
)
POOL_AND_PLAN_IN_PLACE = of_region(
    "pool_and_plan_in_place",
    "региональный методический актив есть, состав утверждён в этом году, план работы утверждён",
    HAS_POOL,
    POOL_ADOPTED,
    said_of_region("pool_work_plan", "план работы регионального методического актива утверждён"),
)
# Of staff of the centre the rule that members teach at school is not asked (they would have to do both).
TEACHES_OR_STAFF = Term(
    key="teaches_or_staff",
    title="ведёт педагогическую деятельность в организации с основными общеобразовательными программами",
    where=any_of(TEACHES_AT_SCHOOL.where, IS_STAFF),
)
EXTRA_GROUND = attested("extra_ground", "есть одно из дополнительных оснований")
CORE_SHARE = Share(POOL_MEMBERS, CORE_MEMBER)

# The areas of competences that diagnostics cover.

SUBJECT_AREA = Keyword(field="diagnostics.areas", text="предметные")
METHODICAL_AREA = Keyword(field="diagnostics.areas", text="методические")
PSYCHOLOGICAL_AREA = Keyword(field="diagnostics.areas", text="психолого-педагогические")
COMMUNICATIVE_AREA = Keyword(field="diagnostics.areas", text="коммуникативные")
IT_AREA = Keyword(field="diagnostics.areas", text="ИТ")

# Attachments (закрепление), route developers.

ATTACHMENT = Unit(key="attachment", forms=("закрепление", "закрепления", "закреплений"))
# The attachments of 6.3.1: of teachers, to regional methodists. Whoever has left the pool is none any more.
TO_A_MEMBER_NOW = exists(
    "methodists", (("person", "methodist.person"),), families.IN_REGIONAL_POOL, code="not_a_methodist_then"
)
ATTACHMENTS = Population(
    key="attachments",
    title="закрепления педагогических работников за региональными методистами",
    unit=ATTACHMENT,
    entity="assignments",
    where=all_of(standing(), families.TO_A_REGIONAL_METHODIST, TO_A_MEMBER_NOW, families.OF_A_TEACHER),
)
ON_A_DIAGNOSTIC = Term(
    key="on_a_diagnostic",
    title="основаны на результатах более ранней диагностики того же педагога",
    where=all_of(
        same("diagnostic.person", "person", code="diagnostic_of_another"),
        in_order("diagnostic.date", "start", code="attached_before_diagnostic"),
    ),
)
ROUTE = Unit(key="route", forms=("ИОМ", "ИОМ", "ИОМ"), on_one_day=True)
TAUGHT_THEN = exists(
    "employments",
    (("person", "person"),),
    families.IN_EDUCATION,
    equals("role", Role.PEDAGOGICAL),
    on_or_before("start", END),
    on_or_after("end", START),
    code="not_a_teacher",
)
# At the level of an educational organisation (001 §5.3.2): the centre develops routes, too, and managers have
# some.
SCHOOL_ROUTES = Population(
    key="school_routes",
    title="ИОМ педагогических работников, разработанные в образовательных организациях",
    unit=ROUTE,
    entity="routes",
    where=all_of(within("start"), one_of("organization.kind", *families.INSTITUTIONAL_KINDS), TAUGHT_THEN),
)
WITH_REGIONAL_METHODIST = Term(
    key="with_regional_methodist",
    title="разработаны совместно с региональным методистом",
    where=exists(
        "route_developers",
        "route",
        families.TO_A_REGIONAL_METHODIST,
        in_order("methodist.start", "route.start", "methodist.end", code="not_a_methodist_then"),
        code="no_methodist",
    ),
)
ROUTES = Population(key="routes", title="ИОМ", unit=ROUTE, entity="routes", where=within("start"))
AFTER_DIAGNOSTIC = Term(
    key="after_diagnostic",
    title="построены после диагностики того же человека",
    where=all_of(
        same("diagnostic.person", "person", code="diagnostic_of_another"),
        in_order("diagnostic.date", "start", code="route_before_diagnostic"),
    ),
)

# Municipalities.

TRIPARTITE = all_of(equals("kind", AgreementKind.TRIPARTITE), on_or_before("date", END))
WITH_TRIPARTITE_AGREEMENT = Term(
    key="with_tripartite_agreement",
    title="орган местного самоуправления — сторона трёхстороннего соглашения",
    where=exists("agreements", "municipality", TRIPARTITE, code="no_agreement"),
)
WITH_METHODICAL_BODY = Term(
    key="with_methodical_body",
    title="есть методический совет, служба, центр развития образования или методический центр",
    where=exists("services", "municipality", standing(), code="no_service"),
)
WITH_METHODICAL_SERVICE = Term(
    key="with_methodical_service",
    title="есть муниципальная методическая служба",
    where=exists(
        "services", "municipality", standing(), equals("kind", ServiceKind.SERVICE), code="no_service"
    ),
)
DELIVERED_PASSPORT_DATA = attested("delivered_passport_data", "переданы данные для паспорта ДПО")
DELIVERED_MONITORING_REPORT = attested("delivered_monitoring_report", "представлен отчёт мониторинга")

# A service that belongs to no municipality is one of the region.
SERVICE_WORKERS = Population(
    key="service_workers",
    title="работники муниципальных методических служб",
    entity="persons",
    through=Through(
        entity="employments",
        member="person",
        where=all_of(
            standing(),
            equals("organization.kind", OrganizationKind.METHODICAL_SERVICE),
            Given(Path(families.EMPLOYED_PLACE)),
        ),
        place=families.EMPLOYED_PLACE,
    ),
)
IN_CENTRE_REGISTER = attested("in_centre_register", "внесены в реестр ЦНППМ")
TUTOR_TRAINED = attested("tutor_trained", "прошли в ЦНППМ обучение по тьюторскому сопровождению")
CHOSEN_ON_DIAGNOSTICS = Term(
    key="chosen_on_diagnostics",
    title="прошли диагностику предметных и методических компетенций",
    where=all_of(
        exists(
            "diagnostics",
            "person",
            on_or_before("date", END, code="outside_period"),
            Has(Path("areas"), SUBJECT_AREA, code="another_area"),
            code="no_diagnostic_of_subject",
        ),
        exists(
            "diagnostics",
            "person",
            on_or_before("date", END, code="outside_period"),
            Has(Path("areas"), METHODICAL_AREA, code="another_area"),
            code="no_diagnostic_of_methods",
        ),
    ),
)

# Organisations.

ORGANIZATION = Unit(key="organization", forms=("организация", "организации", "организаций"))
IS_EDUCATIONAL = one_of("kind", *families.EDUCATIONAL_KINDS, code="not_educational")
IS_INSTITUTIONAL = one_of("kind", *families.INSTITUTIONAL_KINDS)
EDUCATIONAL_ORGANIZATIONS = Population(
    key="educational_organizations",
    title="образовательные организации",
    unit=ORGANIZATION,
    entity="organizations",
    where=IS_INSTITUTIONAL,
    place="municipality",
)
HAS_OWN_ASSOCIATION = exists(
    "associations", "organization", standing(), families.OF_AN_INSTITUTION, code="no_association"
)
METHODICAL_COUNCIL = duty_key("with_methodical_council", "есть методический (научно-методический) совет")
WITH_METHODICAL_COUNCIL = attested(METHODICAL_COUNCIL.text, METHODICAL_COUNCIL.title)
# «Сопровождение осуществляют имеющиеся структуры (методические объединения, методические советы и т.п.)»
# (001 §4.2.10): a council alone is enough, and what does not work accompanies nobody. No record shows a
# council, so that it has to be stated: without a statement nothing is known of it.
WITH_OWN_ASSOCIATION = Term(
    key="with_own_association",
    title="есть действующие методические объединения или советы",
    where=any_of(
        exists(
            "associations",
            "organization",
            families.FUNCTIONING,
            families.OF_AN_INSTITUTION,
            code="no_association",
        ),
        WITH_METHODICAL_COUNCIL.where,
    ),
)
IS_PAIR = all_of(
    Not(same("first", "second", code="one_person")),
    one_of("basis", PairBasis.SUBJECT, PairBasis.MENTOR_AND_YOUNG, PairBasis.COMPETENCE),
)
# Teachers when it was judged: a pair of whom one has left breaks nothing, and shows nothing.
OF_TEACHERS = all_of(
    exists("employments", (("person", "first"),), families.TEACHING, code="not_a_teacher"),
    exists("employments", (("person", "second"),), families.TEACHING, code="not_a_teacher"),
)
WITH_ASSOCIATION_AND_PAIR = Term(
    key="with_association_and_pair",
    title="есть методические объединения и «пары»: двое разных педагогов на одном из трёх оснований",
    where=all_of(
        HAS_OWN_ASSOCIATION,
        exists("pairs", "organization", IS_PAIR, OF_TEACHERS, code="no_pair"),
        Not(exists("pairs", "organization", Not(IS_PAIR), code="not_a_pair")),
    ),
)
INTERNSHIP_SITES = Population(
    key="internship_sites",
    title="стажировочные площадки",
    unit=ORGANIZATION,
    entity="organizations",
    where=exists("sites", "organization", standing(), equals("kind", SiteKind.INTERNSHIP)),
    place="municipality",
)
AT_EDUCATIONAL_ORGANIZATION = Term(
    key="at_educational_organization",
    title="статус имеет образовательная организация",
    where=IS_EDUCATIONAL,
)
SELECTED_BY_CENTRE = Term(
    key="selected_by_centre",
    title="отобраны ЦНППМ среди образовательных организаций с успешным опытом",
    where=all_of(IS_EDUCATIONAL, attested("selected_by_centre", "отобраны ЦНППМ").where),
)

# The region as a whole.

THREE_LEVELS = of_region(
    "three_levels",
    "ни один из трёх уровней не пуст",
    # A school of the region is a subject of the level of schools all the same.
    exists(
        "organizations",
        (),
        Not(Given(Path("municipality"))),
        Not(IS_INSTITUTIONAL),
        code="nothing_regional",
    ),
    exists("municipalities", (), code="nothing_municipal"),
    exists("organizations", (), IS_INSTITUTIONAL, code="nothing_institutional"),
)
FIVE_AREAS = of_region(
    "five_areas",
    "диагностика охватывает пять областей компетенций",
    exists("diagnostics", (), within("date"), Has(Path("areas"), SUBJECT_AREA), code="no_subject_area"),
    exists("diagnostics", (), within("date"), Has(Path("areas"), METHODICAL_AREA), code="no_methodical_area"),
    exists(
        "diagnostics",
        (),
        within("date"),
        Has(Path("areas"), PSYCHOLOGICAL_AREA),
        code="no_psychological_area",
    ),
    exists(
        "diagnostics",
        (),
        within("date"),
        Has(Path("areas"), COMMUNICATIVE_AREA),
        code="no_communicative_area",
    ),
    exists("diagnostics", (), within("date"), Has(Path("areas"), IT_AREA), code="no_it_area"),
)
ROUNDS_HELD = Population(
    key="rounds_held",
    title="проведённые мониторинги",
    unit=ROUND,
    entity="monitoring_rounds",
    where=within("end"),
)
ANALYSED_WITH_RECOMMENDATIONS = Term(
    key="analysed_with_recommendations",
    title="проанализированы, даны адресные рекомендации",
    where=all_of(
        equals("analysed", value=True, code="not_analysed"),
        equals("recommended", value=True, code="no_recommendations"),
    ),
)
WHAT_FOLLOWED = Share(ROUNDS_HELD, ANALYSED_WITH_RECOMMENDATIONS)


def in_force(kind: AdoptionKind) -> Predicate:
    """That a document of a kind is in force on the day of judgement: one that has lapsed since is not.

    >>> in_force(AdoptionKind.ROADMAP).code
    'no_roadmap'
    """
    return exists("adoptions", (), equals("kind", kind), standing(), code=f"no_{kind.value}")


HAS_ROADMAP = in_force(AdoptionKind.ROADMAP)
HAS_CRITERIA = in_force(AdoptionKind.MONITORING_CRITERIA)
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
    in_force(AdoptionKind.STATUTE),
    HAS_ROADMAP,
    in_force(AdoptionKind.POOL_STATUTE),
    HAS_CRITERIA,
)


# Of such an association nobody can tell the level.
OF_NOBODY = all_of(families.OF_NO_INSTITUTION, Not(Given(Path("municipality"))), UNDECIDED)


def association_at(level: str) -> Predicate:
    """That an association of a level functions and has a plan.

    >>> association_at("municipal").entity
    'associations'
    """
    told = families.OF_A_MUNICIPALITY if level == MUNICIPAL.key else equals("level", families.at_level(level))
    return exists(
        "associations",
        (),
        families.FUNCTIONING,
        any_of(told, OF_NOBODY),
        equals("plan", value=True),
        code=f"no_{level}_association",
    )


ASSOCIATIONS_ON_THREE_LEVELS = of_region(
    "associations_on_three_levels",
    "методические объединения с планами есть на областном, окружном и муниципальном уровнях",
    association_at(REGIONAL.key),
    association_at("okrug"),
    association_at(MUNICIPAL.key),
)
MUNICIPAL_ASSOCIATIONS_EXIST = Share(families.MUNICIPALITIES, families.WITH_ASSOCIATIONS)
