"""Who makes up Ugra's system: clause 4.2 of the Statute, the order itself and the executors of the roadmap.

An entry that joins several kinds stays one entry. The universities and communities that an entry names are
subjects each. Posts are named, people are not.
"""

from rnms.model import FEDERAL, INSTITUTIONAL, MUNICIPAL, REGIONAL
from rnms.model.statute import Function, Subject
from rnms.regions import kinds
from rnms.regions.ugra._acts import ORDER

# The federation, outside the regional system (clause 4.1 has three levels).

COORDINATOR = Subject(
    key="coordinator",
    title="координатор ЕФС",
    kind=kinds.FEDERAL_COORDINATOR,
    level=FEDERAL,
    clause=ORDER.clause("Положение, п. 2.1", line=103),
    functions=(
        Function(
            text="сопровождает работу ЦНППМ и открывает ему личный кабинет округа на федеральном портале ДПО",
            clause=ORDER.clause("Положение, п. 4.2.3", line=267),
        ),
        Function(text="обучает сотрудников ЦНППМ", clause=ORDER.clause("Положение, п. 4.2.3", line=269)),
    ),
    note="Академия Минпросвещения России; вне региональной системы, в которой три уровня",
)
SCIENTIFIC_CENTRE = Subject(
    key="scientific_centre",
    title="научно-методический центр сопровождения педагогических работников",
    kind=kinds.SCIENTIFIC_METHODICAL_CENTRE,
    level=FEDERAL,
    clause=ORDER.clause("Положение, п. 2.1", line=111),
    functions=(
        Function(
            text="ведёт прикладные исследования образовательных систем",
            clause=ORDER.clause("Положение, п. 2.1", line=113),
        ),
        Function(
            text="тиражирует образовательные практики",
            clause=ORDER.clause("Положение, п. 2.1", line=113),
        ),
        Function(
            text="внедряет в образование достижения науки и передовые педагогические технологии",
            clause=ORDER.clause("Положение, п. 2.1", line=113),
        ),
    ),
    note="подразделение вуза; в Положении только определён, роли в системе округа не имеет",
)

# The region.

DEPARTMENT = Subject(
    key="department",
    title="Департамент образования и науки Ханты-Мансийского автономного округа – Югры",
    kind=kinds.MINISTRY,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.1", line=227),
    functions=(
        Function(
            text="утверждает дорожную карту создания системы",
            clause=ORDER.clause("Положение, п. 4.2.1", line=229),
        ),
        Function(
            text="создаёт материальные, финансовые, кадровые и иные условия для достижения показателей",
            clause=ORDER.clause("Положение, п. 4.2.1", line=229),
        ),
        Function(
            text="следит за эффективностью системы, проводя мониторинг",
            clause=ORDER.clause("Положение, п. 4.2.1", line=231),
        ),
    ),
    note="за реализацию и функционирование системы отвечает заместитель директора (приказ, п. 2)",
)
GENERAL_EDUCATION_UNIT = Subject(
    key="general_education_unit",
    title="отдел общего образования Департамента",
    kind=kinds.MINISTRY_UNIT,
    level=REGIONAL,
    clause=ORDER.clause("дорожная карта, п. 1", line=506),
    functions=(
        Function(
            text="взаимодействует с ЦНППМ, который координирует систему",
            clause=ORDER.clause("п. 5", line=43),
        ),
        Function(
            text="готовит приказы и иные документы, по которым работает система",
            clause=ORDER.clause("дорожная карта, п. 1", line=506),
        ),
        Function(
            text="разрабатывает критерии и индикаторы эффективности",
            clause=ORDER.clause("дорожная карта, п. 3", line=510),
        ),
        Function(
            text="организует мониторинги эффективности",
            clause=ORDER.clause("дорожная карта, п. 4", line=511),
        ),
    ),
)
INSTITUTE = Subject(
    key="institute",
    title=(
        "Автономное учреждение дополнительного профессионального образования Ханты-Мансийского автономного"
        " округа – Югры «Институт развития образования»"
    ),
    kind=kinds.DEVELOPMENT_INSTITUTE,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.2", line=233),
    functions=(
        Function(
            text="разрабатывает и ведёт программы ДПО по выявленным дефицитам, в том числе для Реестра",
            clause=ORDER.clause("Положение, п. 4.2.2", line=235),
        ),
        Function(
            text="обучает педагогов и управленцев округа",
            clause=ORDER.clause("Положение, п. 4.2.2", line=237),
        ),
        Function(
            text="проводит для них образовательные мероприятия",
            clause=ORDER.clause("Положение, п. 4.2.2", line=239),
        ),
    ),
    note="АУ ДПО ИРО; в пункте 4.2.8 — АУ «Институт развития образования»",
)
CENTRE = Subject(
    key="centre",
    title=(
        "Центр непрерывного повышения профессионального мастерства педагогических работников автономного"
        " учреждения дополнительного профессионального образования Ханты-Мансийского автономного округа –"
        " Югры «Институт развития образования»"
    ),
    kind=kinds.CNPPM,
    level=REGIONAL,
    clause=ORDER.clause("п. 3", line=39),
    functions=(
        Function(
            text="взаимодействует с координатором ЕФС и работает на федеральном портале ДПО",
            clause=ORDER.clause("Положение, п. 4.2.3", line=243),
        ),
        Function(
            text="координирует деятельность системы", clause=ORDER.clause("Положение, п. 4.2.3", line=245)
        ),
        Function(
            text="организует выявление профессиональных дефицитов",
            clause=ORDER.clause("Положение, п. 4.2.3", line=247),
        ),
        Function(
            text="организует разработку и сопровождение ИОМ",
            clause=ORDER.clause("Положение, п. 4.2.3", line=249),
        ),
        Function(
            text="вводит формы адресной поддержки педагогов до 35 лет и в первые три года работы",
            clause=ORDER.clause("Положение, п. 4.2.3", line=251),
        ),
        Function(
            text="внедряет целевую модель наставничества",
            clause=ORDER.clause("Положение, п. 4.2.3", line=253),
        ),
        Function(
            text="внедряет и тиражирует лучшие педагогические и управленческие практики",
            clause=ORDER.clause("Положение, п. 4.2.3", line=255),
        ),
        Function(text="организует стажировки", clause=ORDER.clause("Положение, п. 4.2.3", line=257)),
        Function(
            text="организует обучение, в том числе по новейшим программам ДПО",
            clause=ORDER.clause("Положение, п. 4.2.3", line=259),
        ),
        Function(
            text="вовлекает педагогов в экспертную деятельность",
            clause=ORDER.clause("Положение, п. 4.2.3", line=261),
        ),
        Function(
            text="адресно поддерживает, консультирует и сопровождает педагогов и управленцев",
            clause=ORDER.clause("Положение, п. 4.2.3", line=263),
        ),
        Function(
            text="помогает педагогам школ с низкими образовательными результатами",
            clause=ORDER.clause("Положение, п. 4.2.3", line=265),
        ),
    ),
    note="координатор системы; в заголовке пункта 4.2.3 опечатка: «ЦНППИМ»",
)
POOL = Subject(
    key="pool",
    title="Региональный методический актив",
    kind=kinds.METHODIST_POOL_REGIONAL,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.4", line=271),
    functions=(
        Function(
            text="выявляет профессиональные дефициты",
            clause=ORDER.clause("Положение, п. 4.2.4", line=279),
        ),
        Function(text="строит и сопровождает ИОМ", clause=ORDER.clause("Положение, п. 4.2.4", line=281)),
        Function(
            text="адресно поддерживает, консультирует и сопровождает педагогов и управленцев",
            clause=ORDER.clause("Положение, п. 4.2.4", line=283),
        ),
        Function(
            text="помогает педагогам школ, где обучающиеся показывают низкие результаты",
            clause=ORDER.clause("Положение, п. 4.2.4", line=285),
        ),
        Function(
            text="сопровождает слушателей после курсов ДПО",
            clause=ORDER.clause("Положение, п. 4.2.4", line=287),
        ),
        Function(
            text="ведёт тьюторское сопровождение программ Федерального реестра",
            clause=ORDER.clause("Положение, п. 4.2.4", line=289),
        ),
    ),
    note="формируется в ЦНППМ; в дорожной карте исполнители — региональные методисты (п. 7, 8)",
)

# Clause 4.2.5: a heading for two kinds, then four universities by name.

PART_IN_PROGRAMMES = (
    Function(
        text="участвуют в разработке и реализации программ повышения квалификации и переподготовки",
        clause=ORDER.clause("Положение, п. 4.2.5", line=301),
    ),
)
COLLEGES = Subject(
    key="colleges",
    title="Профессиональные образовательные организации и образовательные организации высшего образования",
    kind=kinds.COLLEGE,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.5", line=291),
    functions=PART_IN_PROGRAMMES,
    note="группа 44.00.00; ни одна профессиональная организация не названа, вузы названы отдельно",
)
SURGUT_PEDAGOGICAL_UNIVERSITY = Subject(
    key="surgut_pedagogical_university",
    title=(
        "бюджетное учреждение высшего образования Ханты-Мансийского автономного округа – Югры «Сургутский"
        " государственный педагогический университет»"
    ),
    kind=kinds.UNIVERSITY,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.5", line=293),
    functions=PART_IN_PROGRAMMES,
)
SURGUT_UNIVERSITY = Subject(
    key="surgut_university",
    title=(
        "бюджетное учреждение высшего образования Ханты-Мансийского автономного округа – Югры «Сургутский"
        " государственный университет»"
    ),
    kind=kinds.UNIVERSITY,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.5", line=295),
    functions=PART_IN_PROGRAMMES,
)
NIZHNEVARTOVSK_UNIVERSITY = Subject(
    key="nizhnevartovsk_university",
    title=(
        "федеральное государственное бюджетное образовательное учреждение высшего образования"
        " «Нижевартовский государственный университет»"
    ),
    kind=kinds.UNIVERSITY,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.5", line=297),
    functions=PART_IN_PROGRAMMES,
    note="так напечатано: «Нижевартовский»",
)
YUGRA_UNIVERSITY = Subject(
    key="yugra_university",
    title=(
        "федеральное государственное бюджетное образовательное учреждение высшего образования «Югорский"
        " государственный университет»"
    ),
    kind=kinds.UNIVERSITY,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.5", line=299),
    functions=PART_IN_PROGRAMMES,
)
ASSOCIATION = Subject(
    key="association",
    title=(
        "Учебно-методическое объединение в системе общего образования Ханты-Мансийского автономного округа –"
        " Югры"
    ),
    kind=kinds.REGIONAL_UMO,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.6", line=303),
    functions=(
        Function(
            text="участвует в разработке программ повышения квалификации и переподготовки",
            clause=ORDER.clause("Положение, п. 4.2.6", line=305),
        ),
    ),
)

# Clause 4.2.9 names two communities and says of both what they do.

WORK_OF_COMMUNITIES = (
    Function(text="поддерживают педагогов методически", clause=ORDER.clause("Положение, п. 4.2.9", line=323)),
    Function(
        text="создают среду, побуждающую педагогов совершенствоваться",
        clause=ORDER.clause("Положение, п. 4.2.9", line=325),
    ),
    Function(text="ведут программы наставничества", clause=ORDER.clause("Положение, п. 4.2.9", line=327)),
)
NETWORK_COMMUNITY = Subject(
    key="network_community",
    title="сетевое профессиональное сообщество Югры «Школлеги»",
    kind=kinds.REGIONAL_COMMUNITY,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.9", line=319),
    functions=WORK_OF_COMMUNITIES,
)
YOUNG_TEACHERS_CLUB = Subject(
    key="young_teachers_club",
    title=(
        "клуб молодых педагогов при Ханты-Мансийской окружной организации профессионального союза работников"
        " народного образования и науки Российской Федерации"
    ),
    kind=kinds.REGIONAL_COMMUNITY,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 4.2.9", line=321),
    functions=WORK_OF_COMMUNITIES,
)

# Executors that only the roadmap names.

HEAD_OF_CENTRE = Subject(
    key="head_of_centre",
    title="заведующий ЦНППМ",
    kind=kinds.INSTITUTE_UNIT,
    level=REGIONAL,
    clause=ORDER.clause("дорожная карта, п. 2", line=509),
    functions=(
        Function(text="отвечает за мероприятия дорожной карты", clause=ORDER.clause("п. 4", line=41)),
        Function(
            text="координирует взаимодействие субъектов и работу региональных методистов",
            clause=ORDER.clause("дорожная карта, п. 2", line=509),
        ),
    ),
)
METHODIST_OF_CENTRE = Subject(
    key="methodist_of_centre",
    title="методист методического отдела ЦНППМ",
    kind=kinds.INSTITUTE_UNIT,
    level=REGIONAL,
    clause=ORDER.clause("дорожная карта, п. 5", line=512),
    functions=(
        Function(
            text="формирует региональный методический актив и организует его работу",
            clause=ORDER.clause("дорожная карта, п. 5", line=512),
        ),
        Function(
            text="проводит диагностику пяти областей компетенций",
            clause=ORDER.clause("дорожная карта, п. 6", line=517),
        ),
        Function(
            text="строит ИОМ по результатам диагностики",
            clause=ORDER.clause("дорожная карта, п. 7", line=518),
        ),
    ),
)
HEAD_OF_TRAINING = Subject(
    key="head_of_training",
    title="начальник учебного отдела",
    kind=kinds.INSTITUTE_UNIT,
    level=REGIONAL,
    clause=ORDER.clause("дорожная карта, п. 10", line=523),
    functions=(
        Function(
            text="организует повышение квалификации с учётом выявленных дефицитов",
            clause=ORDER.clause("дорожная карта, п. 10", line=523),
        ),
        Function(
            text="улучшает содержание программ ДПО и представляет их в Федеральный реестр",
            clause=ORDER.clause("дорожная карта, п. 11", line=524),
        ),
        Function(
            text="ведёт региональный банк успешных практик",
            clause=ORDER.clause("дорожная карта, п. 16", line=532),
        ),
    ),
)
HEAD_OF_METHODICS = Subject(
    key="head_of_methodics",
    title="начальник методического отдела",
    kind=kinds.INSTITUTE_UNIT,
    level=REGIONAL,
    clause=ORDER.clause("дорожная карта, п. 12", line=526),
    functions=(
        Function(text="организует стажировки", clause=ORDER.clause("дорожная карта, п. 12", line=526)),
        Function(
            text="снабжает педагогов и управленцев методическими рекомендациями",
            clause=ORDER.clause("дорожная карта, п. 14", line=529),
        ),
        Function(
            text="ведёт региональный банк успешных практик",
            clause=ORDER.clause("дорожная карта, п. 16", line=532),
        ),
        Function(
            text="руководит инновационными площадками",
            clause=ORDER.clause("дорожная карта, п. 17", line=533),
        ),
        Function(
            text="рассказывает педагогам, куда движется образование",
            clause=ORDER.clause("дорожная карта, п. 19", line=537),
        ),
    ),
)
TUTOR = Subject(
    key="tutor",
    title="тьютор учебного отдела",
    kind=kinds.INSTITUTE_UNIT,
    level=REGIONAL,
    clause=ORDER.clause("дорожная карта, п. 13", line=527),
    functions=(
        Function(
            text="внедряет систему наставничества",
            clause=ORDER.clause("дорожная карта, п. 13", line=527),
        ),
    ),
)

# Municipalities.

METHODICAL_BODIES = Subject(
    key="methodical_bodies",
    title=(
        "Муниципальные методические советы, муниципальные методические службы, центры развития образования,"
        " методические центры"
    ),
    kind=kinds.MUNICIPAL_METHODICAL_SERVICE,
    also=(kinds.MUNICIPAL_METHODICAL_COUNCIL, kinds.DEVELOPMENT_CENTRE),
    level=MUNICIPAL,
    clause=ORDER.clause("Положение, п. 4.2.7", line=307),
    functions=(
        Function(
            text="участвуют в подготовке и проведении мероприятий для педагогов и управленцев",
            clause=ORDER.clause("Положение, п. 4.2.7", line=309),
        ),
    ),
)
AUTHORITIES = Subject(
    key="authorities",
    title="Органы местного самоуправления, осуществляющие управление в сфере образования",
    kind=kinds.MUNICIPAL_AUTHORITY,
    level=MUNICIPAL,
    clause=ORDER.clause("Положение, п. 4.2.8", line=311),
    functions=(
        Function(
            text="включаются в систему по приоритетным национальным задачам в образовании",
            clause=ORDER.clause("Положение, п. 4.2.8", line=311),
        ),
    ),
    note=(
        "стороны трёхстороннего соглашения от 15.09.2021; выполнять дорожную карту им рекомендовано"
        " (приказ, п. 6)"
    ),
)

# Schools and other educational organisations.

STRUCTURES = Subject(
    key="structures",
    title="методические объединения, методические советы и т.п.",
    kind=kinds.INSTITUTION_ASSOCIATION,
    also=(kinds.METHODICAL_COUNCIL, kinds.SUPPORT_UNIT),
    level=INSTITUTIONAL,
    clause=ORDER.clause("Положение, п. 4.2.10", line=329),
    functions=(
        Function(
            text="сопровождают педагогов своей организации",
            clause=ORDER.clause("Положение, п. 4.2.10", line=329),
        ),
        Function(
            text="разрабатывают ИОМ вместе с региональным методистом",
            clause=ORDER.clause("Положение, п. 5.3.2", line=405),
        ),
        Function(
            text="налаживают взаимодействие и взаимное обучение педагогов",
            clause=ORDER.clause("Положение, п. 5.3.2", line=407),
        ),
        Function(
            text="сопровождают становление педагогов до 35 лет в первые три года работы",
            clause=ORDER.clause("Положение, п. 5.3.2", line=409),
        ),
        Function(
            text="обеспечивают обучение и воспитание методически",
            clause=ORDER.clause("Положение, п. 5.4.2", line=436),
        ),
        Function(
            text="разрабатывают учебные, методические и дидактические материалы",
            clause=ORDER.clause("Положение, п. 5.4.2", line=438),
        ),
        Function(
            text="держат высокий методический уровень всех занятий",
            clause=ORDER.clause("Положение, п. 5.4.2", line=440),
        ),
        Function(
            text="приводят методическое обеспечение предметов в соответствие с требованиями и планами",
            clause=ORDER.clause("Положение, п. 5.4.2", line=442),
        ),
        Function(
            text="сопровождают педагогов, у которых есть дефициты и затруднения",
            clause=ORDER.clause("Положение, п. 5.4.2", line=444),
        ),
        Function(
            text="выявляют, изучают, обобщают и распространяют передовой опыт",
            clause=ORDER.clause("Положение, п. 5.4.2", line=446),
        ),
        Function(
            text="помогают педагогам обобщить и представить свой опыт",
            clause=ORDER.clause("Положение, п. 5.4.2", line=448),
        ),
        Function(
            text="улучшают занятия, вводя новые педагогические технологии",
            clause=ORDER.clause("Положение, п. 5.4.2", line=450),
        ),
        Function(
            text="изучают, пробуют и внедряют новое методическое обеспечение",
            clause=ORDER.clause("Положение, п. 5.4.2", line=452),
        ),
        Function(
            text="обмениваются опытом и технологиями с другими организациями",
            clause=ORDER.clause("Положение, п. 5.4.2", line=454),
        ),
    ),
)
ORGANIZATIONS = Subject(
    key="organizations",
    title="образовательные организации",
    kind=kinds.EDUCATIONAL_ORGANIZATION,
    level=INSTITUTIONAL,
    clause=ORDER.clause("дорожная карта, п. 7", line=518),
    functions=(
        Function(
            text="участвуют в построении ИОМ по итогам диагностики",
            clause=ORDER.clause("дорожная карта, п. 7", line=518),
        ),
        Function(
            text="совершенствуют компетенции педагогов по выстроенным ИОМ",
            clause=ORDER.clause("дорожная карта, п. 8", line=519),
        ),
        Function(
            text="предупреждают профессиональное выгорание",
            clause=ORDER.clause("дорожная карта, п. 9", line=522),
        ),
        Function(
            text="обеспечивают обучение и воспитание методически",
            clause=ORDER.clause("дорожная карта, п. 15", line=531),
        ),
        Function(
            text="ведут инновационную деятельность и распространяют передовой опыт",
            clause=ORDER.clause("дорожная карта, п. 18", line=534),
        ),
    ),
)
DEPUTY_HEADS = Subject(
    key="deputy_heads",
    title="заместители руководителя образовательной организации",
    kind=kinds.EDUCATIONAL_ORGANIZATION,
    level=INSTITUTIONAL,
    clause=ORDER.clause("дорожная карта, п. 7", line=518),
    functions=(
        Function(
            text="исполняют мероприятия, за которые отвечают образовательные организации (п. 7–9, 15, 18)",
            clause=ORDER.clause("дорожная карта, п. 7", line=518),
        ),
    ),
)
SITES = Subject(
    key="sites",
    title="инновационные проекты (площадки)",
    kind=kinds.INNOVATION_SITE,
    level=INSTITUTIONAL,
    clause=ORDER.clause("Положение, п. 5.4.1", line=420),
    note="ими руководят институт и ЦНППМ (дорожная карта, п. 17)",
)
SUBJECTS = (
    COORDINATOR,
    SCIENTIFIC_CENTRE,
    DEPARTMENT,
    GENERAL_EDUCATION_UNIT,
    INSTITUTE,
    CENTRE,
    POOL,
    COLLEGES,
    SURGUT_PEDAGOGICAL_UNIVERSITY,
    SURGUT_UNIVERSITY,
    NIZHNEVARTOVSK_UNIVERSITY,
    YUGRA_UNIVERSITY,
    ASSOCIATION,
    NETWORK_COMMUNITY,
    YOUNG_TEACHERS_CLUB,
    HEAD_OF_CENTRE,
    METHODIST_OF_CENTRE,
    HEAD_OF_TRAINING,
    HEAD_OF_METHODICS,
    TUTOR,
    METHODICAL_BODIES,
    AUTHORITIES,
    STRUCTURES,
    ORGANIZATIONS,
    DEPUTY_HEADS,
    SITES,
)
