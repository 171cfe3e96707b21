"""What must be in place in Amur: structural duties of the order and its Statute."""

from rnms.indicators import Force, Requirement, Share
from rnms.indicators.vocabulary import diagnostics, duties, management, municipalities, organizations
from rnms.model import PeriodKind, Unknown
from rnms.regions.amur._acts import ORDER

MODERN = ORDER.clause("Положение, п. 4.7", line=297)
DATA = ORDER.clause("Положение, п. 6.2", line=340)

REQUIREMENTS = (
    Requirement(
        code="S-AMU-01",
        title="министерство утвердило паспорт ДПО и направило его Федеральному оператору",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 3.2.1", line=148),
        measure=management.PASSPORT_APPROVED,
    ),
    Requirement(
        code="S-AMU-02",
        title="трёхстороннее соглашение заключено с муниципальными органами управления образованием",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 3.2.1", line=150),
        measure=Share(municipalities.MUNICIPALITIES, municipalities.WITH_TRIPARTITE_AGREEMENT),
    ),
    Requirement(
        code="S-AMU-03",
        title="руководитель ЦНППМ согласован с Федеральным оператором",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 3.2.1", line=152),
        measure=duties.attested_of_region("head_agreed", "руководитель ЦНППМ согласован"),
    ),
    Requirement(
        code="S-AMU-04",
        title="определён ответственный за работу в цифровой экосистеме ДПО",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 3.2.2", line=166),
        measure=duties.attested_of_region("ecosystem_responsible", "ответственный за экосистему определён"),
    ),
    Requirement(
        code="S-AMU-05",
        title="ЦНППМ ведёт реестр работников муниципальных методических служб, в нём есть каждый",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 3.2.2", line=168),
        measure=Share(municipalities.SERVICE_WORKERS, municipalities.IN_CENTRE_REGISTER),
    ),
    Requirement(
        code="S-AMU-06",
        title="каждый работник ММС прошёл в ЦНППМ обучение по тьюторскому сопровождению",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 3.3.1", line=238),
        measure=Share(municipalities.SERVICE_WORKERS, municipalities.TUTOR_TRAINED),
    ),
    Requirement(
        code="S-AMU-07",
        title="в каждом муниципалитете есть муниципальная методическая служба",
        force=Force.IMPLIED,
        clause=ORDER.clause("Положение, п. 3.3.1", line=229),
        measure=Share(municipalities.MUNICIPALITIES, municipalities.WITH_METHODICAL_SERVICE),
    ),
    Requirement(
        code="S-AMU-08",
        title="муниципальные методические службы передали ЦНППМ данные для паспорта ДПО",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 3.3.1", line=234),
        measure=Share(municipalities.MUNICIPALITIES, municipalities.DELIVERED_PASSPORT_DATA),
    ),
    Requirement(
        code="S-AMU-09",
        title="в муниципалитетах есть методические объединения",
        force=Force.IMPLIED,
        clause=ORDER.clause("Положение, п. 3.3.2", line=240),
        measure=municipalities.MUNICIPAL_ASSOCIATIONS_EXIST,
    ),
    Requirement(
        code="S-AMU-10",
        title="в каждой образовательной организации есть методический (научно-методический) совет",
        force=Force.IMPLIED,
        clause=ORDER.clause("Положение, п. 3.4.1", line=249),
        measure=Share(organizations.EDUCATIONAL_ORGANIZATIONS, organizations.WITH_METHODICAL_COUNCIL),
    ),
    Requirement(
        code="S-AMU-11",
        title="в образовательных организациях есть методические объединения и «пары» педагогов",
        force=Force.IMPLIED,
        clause=ORDER.clause("Положение, п. 3.4.2–3.4.3", line=261),
        measure=Share(organizations.EDUCATIONAL_ORGANIZATIONS, organizations.WITH_ASSOCIATION_AND_PAIR),
    ),
    Requirement(
        code="S-AMU-12",
        title="приняты приказы, которые называет пункт 4.1",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 4.1", line=283),
        measure=management.ORDERS_OF_THE_SYSTEM,
    ),
    Requirement(
        code="S-AMU-13",
        title="работники с функциями методистов и тьюторов прошли диагностику компетенций",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 4.4", line=291),
        measure=Share(municipalities.SERVICE_WORKERS, municipalities.CHOSEN_ON_DIAGNOSTICS),
    ),
    Requirement(
        code="S-AMU-14",
        title="стажировочные (менторские) площадки отобраны ЦНППМ среди организаций с успешным опытом",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 3.2.2", line=192),
        measure=Share(organizations.INTERNSHIP_SITES, organizations.SELECTED_BY_CENTRE),
    ),
    Requirement(
        code="S-AMU-15",
        title="мониторинг — не реже раза в год, за ним адресные рекомендации",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 6.2", line=350),
        falls_due=("6.2",),
        period=PeriodKind.CALENDAR,
    ),
    Requirement(
        code="S-AMU-16",
        title="за функционирование системы отвечает институт, ЦНППМ работает на его базе",
        force=Force.DUTY,
        clause=ORDER.clause("п. 2", line=25),
        measure=duties.attested_of_region("institute_responsible", "институт отвечает за систему"),
    ),
    Requirement(
        code="S-AMU-17",
        title="при построении ИОМ и аттестации по программам применяют современную диагностику",
        force=Force.DUTY,
        clause=MODERN,
        unknown=Unknown("какая диагностика современная, документ не говорит", MODERN),
    ),
    Requirement(
        code="S-AMU-18",
        title="есть субъекты регионального, муниципального и институционального уровней",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 3.1", line=138),
        measure=management.THREE_LEVELS,
    ),
    Requirement(
        code="S-GEN-01",
        title="каждый ИОМ построен после диагностики того же человека",
        force=Force.DUTY,
        clause=ORDER.clause("Положение, п. 6.1, показатель 2", line=330),
        measure=Share(diagnostics.ROUTES, diagnostics.AFTER_DIAGNOSTIC),
    ),
    duties.consistent_data(DATA),
)
