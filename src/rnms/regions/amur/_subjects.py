"""Who makes up Amur's system: clause 3 of the Statute, and whom its other clauses mention.

Titles are letter for letter, in the case in which they stand.
"""

from rnms.model import FEDERAL, INSTITUTIONAL, MUNICIPAL, REGIONAL
from rnms.model.statute import Function, Subject
from rnms.regions import kinds
from rnms.regions.amur._acts import ORDER

# The federation, outside the regional system (clause 3.1 has three levels).

FEDERAL_OPERATOR = Subject(
    key="federal_operator",
    title="Федеральному оператору",
    kind=kinds.FEDERAL_COORDINATOR,
    level=FEDERAL,
    clause=ORDER.clause("Положение, п. 3.2.1", line=148),
    functions=(
        Function(
            text="согласует паспорт ДПО и определяет сроки, в которые его направляют",
            clause=ORDER.clause("Положение, п. 3.2.1", line=148),
        ),
        Function(
            text="согласует руководителя ЦНППМ",
            clause=ORDER.clause("Положение, п. 3.2.1", line=152),
        ),
        Function(
            text="устанавливает регламент работы в цифровой экосистеме ДПО",
            clause=ORDER.clause("Положение, п. 3.2.2", line=166),
        ),
        Function(
            text="передаёт запросы на исследования центрам научно-методического сопровождения",
            clause=ORDER.clause("Положение, п. 3.2.2", line=172),
        ),
        Function(
            text="реализует программы ДПО",
            clause=ORDER.clause("Положение, п. 4.2", line=287),
        ),
        Function(
            text="проводит диагностику предметных и методических компетенций",
            clause=ORDER.clause("Положение, п. 4.4", line=291),
        ),
        Function(
            text="разрабатывает диагностические процедуры",
            clause=ORDER.clause("Положение, п. 4.7", line=297),
        ),
    ),
    note="в документе не определён и стоит только в косвенных падежах",
)
SCIENTIFIC_CENTRES = Subject(
    key="scientific_centres",
    title="центрам научно-методического сопровождения",
    kind=kinds.SCIENTIFIC_METHODICAL_CENTRE,
    level=FEDERAL,
    clause=ORDER.clause("Положение, п. 3.2.2", line=172),
    note="получают запросы на исследования через Федерального оператора",
)

# The region (clause 3.2).

MINISTRY_OF_EDUCATION = Subject(
    key="ministry",
    title="Министерство образования и науки Амурской области",
    kind=kinds.MINISTRY,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 3.2.1", line=142),
    functions=(
        Function(
            text="создаёт условия для достижения показателей национального проекта",
            clause=ORDER.clause("Положение, п. 3.2.1", line=146),
        ),
        Function(
            text="утверждает паспорт ДПО и направляет его на согласование Федеральному оператору",
            clause=ORDER.clause("Положение, п. 3.2.1", line=148),
        ),
        Function(
            text="обеспечивает трёхсторонние соглашения муниципальных органов, министерства и института",
            clause=ORDER.clause("Положение, п. 3.2.1", line=150),
        ),
        Function(
            text="обеспечивает согласование руководителя ЦНППМ с Федеральным оператором",
            clause=ORDER.clause("Положение, п. 3.2.1", line=152),
        ),
        Function(
            text="обеспечивает финансирование системы",
            clause=ORDER.clause("Положение, п. 3.2.1", line=154),
        ),
    ),
)
CENTRE = Subject(
    key="centre",
    title=(
        "Центр непрерывного повышения профессионального мастерства педагогических работников"
        " государственного автономного учреждения дополнительного профессионального образования"
        " «Амурский областной институт развития образования»"
    ),
    kind=kinds.CNPPM,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 3.2.2", line=156),
    functions=(
        Function(
            text="взаимодействует с Федеральным оператором",
            clause=ORDER.clause("Положение, п. 3.2.2", line=160),
        ),
        Function(
            text="разрабатывает паспорт ДПО",
            clause=ORDER.clause("Положение, п. 3.2.2", line=162),
        ),
        Function(
            text="формирует и заполняет паспорт в цифровой экосистеме ДПО",
            clause=ORDER.clause("Положение, п. 3.2.2", line=164),
        ),
        Function(
            text="определяет ответственного за работу в цифровой экосистеме ДПО",
            clause=ORDER.clause("Положение, п. 3.2.2", line=166),
        ),
        Function(
            text="ведёт реестр работников муниципальных методических служб",
            clause=ORDER.clause("Положение, п. 3.2.2", line=168),
        ),
        Function(
            text="обучает этих работников, муниципальных тьюторов, по трёхстороннему соглашению",
            clause=ORDER.clause("Положение, п. 3.2.2", line=170),
        ),
        Function(
            text="формирует запрос на исследования и направляет его Федеральному оператору",
            clause=ORDER.clause("Положение, п. 3.2.2", line=172),
        ),
        Function(
            text="создаёт систему сопровождения программ ДПО по ИОМ на основе дефицитов",
            clause=ORDER.clause("Положение, п. 3.2.2", line=174),
        ),
        Function(
            text="разрабатывает формы поддержки и сопровождения учителей",
            clause=ORDER.clause("Положение, п. 3.2.2", line=176),
        ),
        Function(
            text="создаёт условия для овладения современными, в том числе цифровыми, технологиями",
            clause=ORDER.clause("Положение, п. 3.2.2", line=182),
        ),
        Function(
            text="способствует современным технологиям обучения и воспитания, в том числе проектным",
            clause=ORDER.clause("Положение, п. 3.2.2", line=184),
        ),
        Function(
            text="обеспечивает тьюторов для программ повышения квалификации, в том числе из реестра",
            clause=ORDER.clause("Положение, п. 3.2.2", line=186),
        ),
        Function(
            text="адресно поддерживает, консультирует и сопровождает педагогов и управленцев",
            clause=ORDER.clause("Положение, п. 3.2.2", line=188),
        ),
        Function(
            text="проводит стажировки, в том числе на инфраструктуре национального проекта",
            clause=ORDER.clause("Положение, п. 3.2.2", line=190),
        ),
        Function(
            text="отбирает стажировочные (менторские) площадки среди организаций с успешным опытом",
            clause=ORDER.clause("Положение, п. 3.2.2", line=192),
        ),
    ),
)
INSTITUTE = Subject(
    key="institute",
    title=(
        "Государственное автономное учреждение дополнительного профессионального образования «Амурский"
        " областной институт развития образования»"
    ),
    kind=kinds.DEVELOPMENT_INSTITUTE,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 3.2.3", line=194),
    functions=(
        Function(
            text="разрабатывает программы по дефицитам, которые выявил ЦНППМ",
            clause=ORDER.clause("Положение, п. 3.2.3", line=198),
        ),
        Function(
            text="наполняет федеральный реестр программами",
            clause=ORDER.clause("Положение, п. 3.2.3", line=200),
        ),
        Function(
            text="даёт сведения о программах для паспорта ДПО",
            clause=ORDER.clause("Положение, п. 3.2.3", line=202),
        ),
        Function(
            text="анализирует показатели эффективности и даёт министерству рекомендации",
            clause=ORDER.clause("Положение, п. 3.2.3", line=204),
        ),
        Function(
            text="проводит образовательные мероприятия",
            clause=ORDER.clause("Положение, п. 3.2.3", line=206),
        ),
        Function(
            text="проводит региональные конкурсы профессионального мастерства",
            clause=ORDER.clause("Положение, п. 3.2.3", line=208),
        ),
        Function(
            text="разрабатывает и внедряет новое содержание образования и технологии",
            clause=ORDER.clause("Положение, п. 3.2.3", line=210),
        ),
        Function(
            text="вовлекает в систему профессиональные сообщества",
            clause=ORDER.clause("Положение, п. 3.2.3", line=214),
        ),
        Function(
            text="ведёт мониторинг системы профессионального развития",
            clause=ORDER.clause("Положение, п. 3.2.3", line=215),
        ),
        Function(
            text="выполняет иные задачи министерства",
            clause=ORDER.clause("Положение, п. 3.2.3", line=216),
        ),
    ),
    note="ГАУ ДПО АМИРО; отвечает за функционирование системы (приказ, п. 2)",
)
ASSOCIATION = Subject(
    key="association",
    title="Регионально-методическое объединение в системе общего образования Амурской области",
    kind=kinds.REGIONAL_UMO,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 3.2.4", line=218),
    functions=(
        Function(
            text="участвует в разработке программ и их экспертизе",
            clause=ORDER.clause("Положение, п. 3.2.4", line=222),
        ),
        Function(
            text="участвует в координации муниципальных методических служб",
            clause=ORDER.clause("Положение, п. 3.2.4", line=223),
        ),
        Function(
            text="изучает, обобщает и тиражирует успешные практики",
            clause=ORDER.clause("Положение, п. 3.2.4", line=224),
        ),
        Function(
            text="проводит мероприятия о совершенствовании общего образования",
            clause=ORDER.clause("Положение, п. 3.2.4", line=225),
        ),
    ),
    note="так напечатано: «Регионально-методическое»",
)
COMMUNITIES = Subject(
    key="communities",
    title=(
        "профессиональных ассоциаций, сообществ и клубов педагогических работников и управленческих кадров"
    ),
    kind=kinds.REGIONAL_COMMUNITY,
    level=REGIONAL,
    clause=ORDER.clause("Положение, п. 5.1", line=312),
    note="названы как предмет взаимодействия; институт вовлекает их в систему (п. 3.2.3)",
)

# Municipalities (clause 3.3).

METHODICAL_SERVICE = Subject(
    key="methodical_service",
    title="Муниципальная методическая служба Амурской области",
    kind=kinds.MUNICIPAL_METHODICAL_SERVICE,
    level=MUNICIPAL,
    clause=ORDER.clause("Положение, п. 3.3.1", line=229),
    functions=(
        Function(
            text="помогает перенести освоенное по ИОМ в практику вместе с ЦНППМ",
            clause=ORDER.clause("Положение, п. 3.3.1", line=233),
        ),
        Function(
            text="даёт ЦНППМ сведения о муниципальной системе для паспорта ДПО",
            clause=ORDER.clause("Положение, п. 3.3.1", line=234),
        ),
        Function(
            text="изучает запросы педагогов и помогает им на деле",
            clause=ORDER.clause("Положение, п. 3.3.1", line=235),
        ),
        Function(
            text="координирует методическую работу и формирует методическую инфраструктуру",
            clause=ORDER.clause("Положение, п. 3.3.1", line=236),
        ),
    ),
    note="её работники проходят в ЦНППМ обучение по тьюторскому сопровождению",
)
MUNICIPAL_ASSOCIATIONS = Subject(
    key="municipal_associations",
    title="Муниципальные методические объединения",
    kind=kinds.MUNICIPAL_ASSOCIATION,
    level=MUNICIPAL,
    clause=ORDER.clause("Положение, п. 3.3.2", line=240),
    functions=(
        Function(
            text="поддерживают педагогов по самым насущным вопросам обучения и воспитания",
            clause=ORDER.clause("Положение, п. 3.3.2", line=244),
        ),
        Function(
            text="создают среду, побуждающую педагогов совершенствоваться",
            clause=ORDER.clause("Положение, п. 3.3.2", line=245),
        ),
    ),
)
AUTHORITIES = Subject(
    key="authorities",
    title="муниципальными органами управления образованием",
    kind=kinds.MUNICIPAL_AUTHORITY,
    level=MUNICIPAL,
    clause=ORDER.clause("Положение, п. 3.2.1", line=150),
    note="названы только как стороны трёхсторонних соглашений",
)

# Educational organisations (clause 3.4).

COUNCIL = Subject(
    key="council",
    title="Методический (научно-методический) совет образовательной организации",
    kind=kinds.METHODICAL_COUNCIL,
    level=INSTITUTIONAL,
    clause=ORDER.clause("Положение, п. 3.4.1", line=249),
    functions=(
        Function(
            text="взаимодействует с ММС и ЦНППМ, чтобы педагоги росли по ИОМ на основе дефицитов",
            clause=ORDER.clause("Положение, п. 3.4.1", line=253),
        ),
        Function(
            text="ведёт профессиональные объединения и создаёт сообщества по личным профилям",
            clause=ORDER.clause("Положение, п. 3.4.1", line=255),
        ),
        Function(
            text="создаёт условия для роста мастерства, в том числе для наставников",
            clause=ORDER.clause("Положение, п. 3.4.1", line=257),
        ),
        Function(
            text="проводит семинары, мастер-классы, стажировки",
            clause=ORDER.clause("Положение, п. 3.4.1", line=259),
        ),
    ),
)
ASSOCIATIONS = Subject(
    key="associations",
    title="Методические объединения, профессиональные объединения педагогических работников",
    kind=kinds.INSTITUTION_ASSOCIATION,
    level=INSTITUTIONAL,
    clause=ORDER.clause("Положение, п. 3.4.2", line=261),
    functions=(
        Function(
            text="создают среду для творчества, развития компетенций и преодоления дефицитов",
            clause=ORDER.clause("Положение, п. 3.4.2", line=265),
        ),
        Function(
            text="учат внутри организации, вместе решая её задачи",
            clause=ORDER.clause("Положение, п. 3.4.2", line=267),
        ),
        Function(
            text="организуют «горизонтальное» обучение, в том числе наставничество",
            clause=ORDER.clause("Положение, п. 3.4.2", line=269),
        ),
        Function(
            text="помогают педагогам обобщить и представить свой опыт",
            clause=ORDER.clause("Положение, п. 3.4.2", line=271),
        ),
    ),
)
PAIRS = Subject(
    key="pairs",
    title="«Пары» педагогов, объединённых на разных основаниях",
    kind=kinds.TEACHER_PAIR,
    level=INSTITUTIONAL,
    clause=ORDER.clause("Положение, п. 3.4.3", line=273),
    functions=(
        Function(
            text="учатся друг у друга, обмениваясь опытом, в том числе в наставничестве",
            clause=ORDER.clause("Положение, п. 3.4.3", line=277),
        ),
    ),
    note="три основания: предмет, наставник и молодой специалист, компетенция",
)
SITES = Subject(
    key="sites",
    title="сетевых инновационных проектов",
    kind=kinds.INNOVATION_SITE,
    level=INSTITUTIONAL,
    clause=ORDER.clause("Положение, п. 5.1", line=310),
    note="названы только как предмет взаимодействия",
)
SUBJECTS = (
    FEDERAL_OPERATOR,
    SCIENTIFIC_CENTRES,
    MINISTRY_OF_EDUCATION,
    CENTRE,
    INSTITUTE,
    ASSOCIATION,
    COMMUNITIES,
    METHODICAL_SERVICE,
    MUNICIPAL_ASSOCIATIONS,
    AUTHORITIES,
    COUNCIL,
    ASSOCIATIONS,
    PAIRS,
    SITES,
)
