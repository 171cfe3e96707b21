"""What must be in place in Ugra: structural duties of the order, its Statute and its roadmap."""

import datetime as dt

from rnms.indicators import Force, Requirement, Share
from rnms.indicators.vocabulary import (
    diagnostics,
    duties,
    management,
    methodists,
    municipalities,
    organizations,
    people,
)
from rnms.logic import Term
from rnms.logic.predicates import equals, exists
from rnms.model import PeriodKind, more_than, percent
from rnms.regions.ugra._acts import ORDER
from rnms.regions.ugra._roadmap import UNTIL

AGREEMENT = ORDER.clause("Положение, п. 4.2.8", line=315)
OF_15_09_2021 = dt.date(2021, 9, 15)
# "Является трехстороннее соглашение … от 15 сентября 2021 года": this one, and no other.
WITH_THE_AGREEMENT = Term(
    key=municipalities.WITH_TRIPARTITE_AGREEMENT.key,
    title="орган местного самоуправления — сторона трёхстороннего соглашения от 15.09.2021",
    where=exists(
        "agreements",
        "municipality",
        municipalities.TRIPARTITE,
        equals("date", OF_15_09_2021, code="another_agreement"),
        code="no_agreement",
    ),
)
DATA = ORDER.clause("Положение, п. 7.4", line=488)

# What the roadmap demands ends with it.
REQUIREMENTS = (
    Requirement(
        code="S-UGR-01",
        title="координатор системы — ЦНППМ, и только он",
        force=Force.DUTY,
        clause=ORDER.clause("п. 3", line=39),
        measure=duties.attested_of_region("cnppm_coordinates", "координатор системы — только ЦНППМ"),
    ),
    Requirement(
        code="S-UGR-02",
        title="ЦНППМ — структурное подразделение АУ ДПО ИРО",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 2.1", line=117),
        measure=duties.attested_of_region("cnppm_within_institute", "ЦНППМ — подразделение института"),
    ),
    Requirement(
        code="S-UGR-03",
        title="все сотрудники ЦНППМ прошли обучение на базе координатора ЕФС",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 4.2.3", line=269),
        measure=Share(people.CNPPM_STAFF, people.TRAINED_BY_COORDINATOR),
    ),
    Requirement(
        code="S-UGR-04",
        title="у ЦНППМ есть личный кабинет на федеральном портале ДПО",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 4.2.3", line=267),
        measure=duties.attested_of_region("portal_account", "есть личный кабинет на федеральном портале"),
    ),
    Requirement(
        code="S-UGR-05",
        title="региональный методический актив сформирован, состав и план работы утверждены на год",
        force=Force.DUTY,
        clause=ORDER.clause("дорожная карта, п. 5", line=512),
        measure=methodists.POOL_AND_PLAN_IN_PLACE,
        period=PeriodKind.CALENDAR,
        until=UNTIL,
    ),
    Requirement(
        code="S-UGR-06",
        title="каждый член актива прошёл диагностику и повышение квалификации в методической поддержке",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 2.1", line=121),
        measure=Share(methodists.REGIONAL_POOL, methodists.DIAGNOSED_AND_TRAINED),
    ),
    Requirement(
        code="S-UGR-07",
        title="каждый член актива, кроме штатных сотрудников ЦНППМ, преподаёт",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 4.2.4", line=275),
        measure=Share(methodists.POOL_MEMBERS_NOT_STAFF, methodists.TEACHES_AT_SCHOOL),
    ),
    Requirement(
        code="S-UGR-08",
        title="основа актива — педагоги высшей категории с высшим педагогическим образованием и стажем 5 лет",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 4.2.4", line=273),
        measure=methodists.CORE_SHARE,
        norm=more_than(percent(50)),
    ),
    Requirement(
        code="S-UGR-09",
        title="ни за одним методистом не закреплено больше 250 педагогических работников",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 6.3, строка 1", line=477),
        same_as="6.3.1.cap_part",
    ),
    Requirement(
        code="S-UGR-10",
        title="каждое закрепление основано на диагностике педагога",
        force=Force.DUTY,
        clause=ORDER.clause("дорожная карта, п. 5", line=512),
        measure=Share(methodists.ATTACHMENTS, methodists.ON_A_DIAGNOSTIC),
        until=UNTIL,
    ),
    Requirement(
        code="S-UGR-11",
        title=(
            "орган местного самоуправления каждого муниципалитета — сторона трёхстороннего соглашения от"
            " 15.09.2021"
        ),
        force=Force.IMPLIED,
        clause=AGREEMENT,
        measure=Share(municipalities.MUNICIPALITIES, WITH_THE_AGREEMENT),
    ),
    Requirement(
        code="S-UGR-12",
        title="в каждой образовательной организации есть методические структуры",
        force=Force.IMPLIED,
        clause=ORDER.clause("Положение, п. 4.2.10", line=329),
        measure=Share(organizations.EDUCATIONAL_ORGANIZATIONS, organizations.WITH_OWN_ASSOCIATION),
    ),
    Requirement(
        code="S-UGR-13",
        title="ИОМ в образовательной организации разработан вместе с региональным методистом",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 5.3.2", line=405),
        measure=Share(methodists.SCHOOL_ROUTES, methodists.WITH_REGIONAL_METHODIST),
    ),
    Requirement(
        code="S-UGR-14",
        title="статус стажировочной площадки имеют только образовательные организации",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 2.1", line=139),
        measure=Share(organizations.INTERNSHIP_SITES, organizations.AT_EDUCATIONAL_ORGANIZATION),
    ),
    Requirement(
        code="S-UGR-15",
        title="мониторинг — не реже раза в полугодие, за ним анализ и адресные рекомендации",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 7.3", line=486),
        falls_due=("7.3",),
        period=PeriodKind.HALF_YEAR,
    ),
    Requirement(
        code="S-UGR-16",
        title="дорожная карта утверждена, ответственный за неё назначен",
        force=Force.DUTY,
        clause=ORDER.clause("п. 1.2", line=35),
        measure=management.ROADMAP_AND_RESPONSIBLE,
        until=UNTIL,
    ),
    Requirement(
        code="S-UGR-17",
        title="четыре названных университета и два названных сообщества участвуют в системе",
        force=Force.IMPLIED,
        clause=ORDER.clause("Положение, п. 4.2.5", line=291),
        measure=duties.attested_of_region("named_participants", "названные университеты и сообщества есть"),
    ),
    Requirement(
        code="S-UGR-18",
        title="есть субъекты регионального, муниципального и институционального уровней",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 4.1", line=221),
        measure=management.THREE_LEVELS,
    ),
    Requirement(
        code="S-UGR-19",
        title="в каждом муниципалитете есть методический совет, служба или центр",
        force=Force.IMPLIED,
        clause=ORDER.clause("Положение, п. 4.2.7", line=307),
        measure=Share(municipalities.MUNICIPALITIES, municipalities.WITH_METHODICAL_BODY),
    ),
    Requirement(
        code="S-UGR-20",
        title="диагностика охватывает пять областей компетенций",
        force=Force.DUTY,
        clause=ORDER.clause("дорожная карта, п. 6", line=517),
        measure=management.FIVE_AREAS,
        period=PeriodKind.CALENDAR,
        until=UNTIL,
    ),
    # Point 2 names no horizon: it outlasts the roadmap.
    Requirement(
        code="S-UGR-21",
        title="ответственный за реализацию и функционирование системы назначен",
        force=Force.DUTY,
        clause=ORDER.clause("п. 2", line=37),
        measure=duties.attested_of_region("system_responsible", "ответственный за систему назначен"),
    ),
    Requirement(
        code="S-GEN-01",
        title="каждый ИОМ построен после диагностики того же человека",
        force=Force.DUTY,
        clause=ORDER.clause("дорожная карта, п. 7", line=518),
        measure=Share(diagnostics.ROUTES, diagnostics.AFTER_DIAGNOSTIC),
        until=UNTIL,
    ),
    duties.consistent_data(DATA),
)
