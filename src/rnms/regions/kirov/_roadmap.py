"""Kirov's complex of measures (document 003): twenty-three measures under ten systemic ones, to 2024.

Their numbers are positional: the document numbers only the systemic measures.
"""

import datetime as dt

from rnms.indicators.vocabulary import completion
from rnms.model import at_least, percent
from rnms.model.deadlines import (
    Annual,
    AnnualWindows,
    Continuous,
    ExternallySet,
    FromThenContinuous,
    OneOffMonth,
    PerPlan,
    WithinYears,
)
from rnms.model.roadmap import MeasureGroup, Roadmap, RoadmapMeasure
from rnms.regions import directions
from rnms.regions.kirov._acts import ORDER

# Measure 1.1.2: «на период до 2024 года».
UNTIL = dt.date(2024, 12, 31)
MINISTRY = "министерство образования Кировской области"
INSTITUTE = "ИРО Кировской области"
COURSES = "график курсовой подготовки ИРО Кировской области"
EVENTS = "план мероприятий ИРО Кировской области"
ASSOCIATIONS = "планы областных, окружных, муниципальных методических объединений"
DIRECTION_1 = MeasureGroup(
    code="1", title=directions.MANAGEMENT, clause=ORDER.clause("направление 1", line=26)
)
DIRECTION_2 = MeasureGroup(code="2", title=directions.GROWTH, clause=ORDER.clause("направление 2", line=86))
DIRECTION_3 = MeasureGroup(code="3", title=directions.CONTENT, clause=ORDER.clause("направление 3", line=194))
GROUP_1_1 = MeasureGroup(
    code="1.1",
    title=(
        "Сопровождение разработки и внедрения документации, сопровождающей функционирование региональной"
        " системы научно-методического сопровождения педагогических работников и управленческих кадров"
        " (далее – РС НМС)"
    ),
    clause=ORDER.clause("дорожная карта, п. 1.1", line=29),
    within=DIRECTION_1,
)
GROUP_1_2 = MeasureGroup(
    code="1.2",
    title="Формирование и организация деятельности регионального методического актива",
    clause=ORDER.clause("дорожная карта, п. 1.2", line=53),
    within=DIRECTION_1,
)
GROUP_1_3 = MeasureGroup(
    code="1.3",
    title=(
        "Разработка критериев и индикаторов эффективности функционирования РС НМС, отдельных субъектов РС НМС"
    ),
    clause=ORDER.clause("дорожная карта, п. 1.3", line=69),
    within=DIRECTION_1,
)
GROUP_2_1 = MeasureGroup(
    code="2.1",
    title=(
        "Повышение квалификации педагогических работников и управленческих кадров с учетом выявленных"
        " профессиональных дефицитов"
    ),
    clause=ORDER.clause("дорожная карта, п. 2.1", line=89),
    within=DIRECTION_2,
)
GROUP_2_2 = MeasureGroup(
    code="2.2",
    title=(
        "Организация деятельности по совершенствованию профессиональных компетенций педагогических работников"
    ),
    clause=ORDER.clause("дорожная карта, п. 2.2", line=122),
    within=DIRECTION_2,
)
GROUP_2_3 = MeasureGroup(
    code="2.3",
    title="Организация деятельности единой региональной методической службы",
    clause=ORDER.clause("дорожная карта, п. 2.3", line=152),
    within=DIRECTION_2,
)
GROUP_2_4 = MeasureGroup(
    code="2.4",
    title="Внедрение и реализация целевой модели наставничества",
    clause=ORDER.clause("дорожная карта, п. 2.4", line=163),
    within=DIRECTION_2,
)
GROUP_3_1 = MeasureGroup(
    code="3.1",
    title=("Информирование педагогической общественности об основных тенденциях развития образования"),
    clause=ORDER.clause("дорожная карта, п. 3.1", line=197),
    within=DIRECTION_3,
)
GROUP_3_2 = MeasureGroup(
    code="3.2",
    title=(
        "Обеспечение педагогических работников и управленческих кадров методическими рекомендациями,"
        " материалами (в том числе цифровыми)"
    ),
    clause=ORDER.clause("дорожная карта, п. 3.2", line=215),
    within=DIRECTION_3,
)
GROUP_3_3 = MeasureGroup(
    code="3.3",
    title="Руководство деятельностью инновационных площадок",
    clause=ORDER.clause("дорожная карта, п. 3.3", line=235),
    within=DIRECTION_3,
)
ROADMAP = Roadmap(
    clause=ORDER.clause("приложение № 2", line=1),
    until=UNTIL,
    measures=[
        RoadmapMeasure(
            code="1.1.1",
            title="разработка Положение о РС НМС",
            group=GROUP_1_1,
            responsible=MINISTRY,
            executors=(
                "КОГОАУ ДПО «Институт развития образования Кировской области» (далее – ИРО Кировской области)"
            ),
            deadline=OneOffMonth(2023, 5),
            deadline_text="май 2023 года",
            clause=ORDER.clause("мероприятие 1.1.1", line=30),
            until=UNTIL,
            result="Положение о системе утверждено",
            sources=(completion.STATUTE,),
            demanded_by=("S-KIR-01",),
        ),
        RoadmapMeasure(
            code="1.1.2",
            title=(
                "разработка комплекса мер («дорожной карты») по функционированию РС НМС на период до"
                " 2024 года"
            ),
            group=GROUP_1_1,
            responsible=MINISTRY,
            executors=INSTITUTE,
            deadline=OneOffMonth(2023, 5),
            deadline_text="май 2023 года",
            clause=ORDER.clause("мероприятие 1.1.2", line=38),
            until=UNTIL,
            result="дорожная карта утверждена",
            sources=(completion.ROADMAP,),
            demanded_by=("S-KIR-01",),
        ),
        RoadmapMeasure(
            code="1.1.3",
            title=(
                "заключение соглашений (договоров) о совместной деятельности, в том числе с"
                " научно-методическими центрами сопровождения педагогических работников"
            ),
            group=GROUP_1_1,
            responsible=MINISTRY,
            executors=INSTITUTE,
            deadline=WithinYears(2023, 2024),
            deadline_text="в течение 2023, 2024 годов",
            clause=ORDER.clause("мероприятие 1.1.3", line=46),
            until=UNTIL,
            result="соглашения о сотрудничестве заключены",
            sources=(completion.concluded(5),),
            norm=at_least(5),
            unit="соглашений",
            judged_by=("1.1.3", "S-KIR-02"),
        ),
        RoadmapMeasure(
            code="1.2.1",
            title="разработка Положения о региональном методическом активе",
            group=GROUP_1_2,
            responsible=MINISTRY,
            executors=INSTITUTE,
            deadline=OneOffMonth(2023, 6),
            deadline_text="июнь 2023 года",
            clause=ORDER.clause("мероприятие 1.2.1", line=54),
            until=UNTIL,
            result="Положение о методическом активе разработано",
            sources=(completion.POOL_STATUTE,),
            demanded_by=("S-KIR-01",),
        ),
        RoadmapMeasure(
            code="1.2.2",
            title="рабочее совещание с представителями регионального методического актива",
            group=GROUP_1_2,
            responsible=INSTITUTE,
            executors=(
                "центр непрерывного повышения профессионального мастерства педагогических работников"
                " (далее – ЦНППМ)"
            ),
            deadline=AnnualWindows([(6, 6)]),
            deadline_text="июнь, ежегодно",
            clause=ORDER.clause("мероприятие 1.2.2", line=62),
            until=UNTIL,
            result="совещания с активом проходят каждый год",
            sources=(completion.POOL_MEETINGS,),
            norm=at_least(1),
            unit="совещание в год",
        ),
        RoadmapMeasure(
            code="1.3.1",
            title="разработка критериев эффективности функционирования РС НМС",
            group=GROUP_1_3,
            responsible=MINISTRY,
            executors=INSTITUTE,
            deadline=OneOffMonth(2023, 6),
            deadline_text="июнь 2023 года",
            clause=ORDER.clause("мероприятие 1.3.1", line=71),
            until=UNTIL,
            result="критерии эффективности разработаны",
            sources=(completion.CRITERIA,),
            demanded_by=("S-KIR-01",),
        ),
        RoadmapMeasure(
            code="1.3.2",
            title="мониторинг эффективности функционирования РС НМС",
            group=GROUP_1_3,
            responsible=MINISTRY,
            executors=INSTITUTE,
            deadline=AnnualWindows([(5, 5), (11, 11)]),
            deadline_text="май, ноябрь ежегодно",
            clause=ORDER.clause("мероприятие 1.3.2", line=79),
            until=UNTIL,
            result="мониторинги проведены",
            sources=(completion.ROUNDS,),
            norm=at_least(2),
            unit="мониторинга в год",
            demanded_by=("1.3.2",),
        ),
        RoadmapMeasure(
            code="2.1.1",
            title=(
                "организация диагностики уровня профессиональных компетенций педагогических работников"
                " по категориям"
            ),
            group=GROUP_2_1,
            responsible=INSTITUTE,
            executors=INSTITUTE,
            deadline=AnnualWindows([(2, 3), (9, 11)]),
            deadline_text="февраль-март, сентябрь-ноябрь ежегодно",
            clause=ORDER.clause("мероприятие 2.1.1", line=91),
            until=UNTIL,
            result="доля прошедших диагностику в ЦНППМ",
            sources=(completion.DIAGNOSTICS_AT_THE_CENTRE,),
            norm=at_least(percent(10)),
            judged_by=("2.1.1",),
        ),
        RoadmapMeasure(
            code="2.1.2",
            title=(
                "построение индивидуальных образовательных маршрутов непрерывного профессионального"
                " развития педагогических работников и управленческих кадров на основе диагностики"
                " профессиональных компетенций"
            ),
            group=GROUP_2_1,
            responsible=INSTITUTE,
            executors="ЦНППМ",
            deadline=AnnualWindows([(2, 3), (9, 11)]),
            deadline_text="февраль-март, сентябрь-ноябрь ежегодно",
            clause=ORDER.clause("мероприятие 2.1.2", line=99),
            until=UNTIL,
            result="доля тех, для кого на основе диагностики разработан ИОМ",
            sources=(completion.ROUTES_ON_A_DIAGNOSTIC,),
            norm=at_least(percent(10)),
            judged_by=("2.1.2",),
        ),
        RoadmapMeasure(
            code="2.1.3",
            title=(
                "организация прохождения педагогами курсов повышения квалификации на базе ИРО Кировской"
                " области, в том числе из Федерального реестра"
            ),
            group=GROUP_2_1,
            responsible=INSTITUTE,
            executors="ЦНППМ, кафедры и центры ИРО Кировской области",
            deadline=PerPlan([COURSES], annual=True),
            deadline_text="по графику курсовой подготовки ИРО Кировской области ежегодно",
            clause=ORDER.clause("мероприятие 2.1.3", line=107),
            until=UNTIL,
            result=("доля освоивших программы Федерального реестра, подобранные с учётом диагностики"),
            norm=at_least(percent(30)),
            judged_by=("2.1.3",),
        ),
        RoadmapMeasure(
            code="2.1.4",
            title=(
                "организация прохождения педагогами курсов повышения квалификации на базе Академии"
                " Минпросвещения России"
            ),
            group=GROUP_2_1,
            responsible=INSTITUTE,
            executors="ЦНППМ",
            deadline=ExternallySet("Академия Минпросвещения России"),
            deadline_text="в сроки, определенные Академией Минпросвещения России",
            clause=ORDER.clause("мероприятие 2.1.4", line=115),
            until=UNTIL,
            result_of="2.1.3",
        ),
        RoadmapMeasure(
            code="2.2.1",
            title=(
                "организация мероприятий по «горизонтальному обучению» и взаимообучению педагогов, в том"
                " числе посткурсовое сопровождение программ дополнительного профессионального образования"
            ),
            group=GROUP_2_2,
            responsible=INSTITUTE,
            executors="ЦНППМ, региональный методический актив",
            deadline=PerPlan([EVENTS, ASSOCIATIONS]),
            deadline_text=(
                "по плану мероприятий ИРО Кировской области. По планам областных, окружных,"
                " муниципальных методических объединений"
            ),
            clause=ORDER.clause("мероприятие 2.2.1", line=124),
            until=UNTIL,
            result=(
                "актив организует взаимодействие и взаимообучение педагогов, в том числе по ИОМ,"
                " стажировки и профилактику выгорания"
            ),
        ),
        RoadmapMeasure(
            code="2.2.2",
            title=(
                "организация стажировок (в том числе на базе высокотехнологичной инфраструктуры,"
                " созданной в рамках национального проекта «Образование»)"
            ),
            group=GROUP_2_2,
            responsible=INSTITUTE,
            executors=INSTITUTE,
            deadline=PerPlan([COURSES], annual=True),
            deadline_text="по графику курсовой подготовки ИРО Кировской области ежегодно",
            clause=ORDER.clause("мероприятие 2.2.2", line=137),
            until=UNTIL,
            result_of="2.2.1",
        ),
        RoadmapMeasure(
            code="2.2.3",
            title=("осуществление профилактики профессионального выгорания педагогических работников"),
            group=GROUP_2_2,
            responsible=INSTITUTE,
            executors=INSTITUTE,
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("мероприятие 2.2.3", line=145),
            until=UNTIL,
            result_of="2.2.1",
        ),
        RoadmapMeasure(
            code="2.3.1",
            title="проведение заседаний областных методических объединений",
            group=GROUP_2_3,
            responsible=INSTITUTE,
            executors="ЦНППМ, региональный методический актив",
            deadline=PerPlan([EVENTS, ASSOCIATIONS]),
            deadline_text=(
                "по плану мероприятий ИРО Кировской области. По планам областных, окружных,"
                " муниципальных методических объединений"
            ),
            clause=ORDER.clause("мероприятие 2.3.1", line=153),
            until=UNTIL,
            result="объединения трёх уровней действуют, имеют планы и проводят мероприятия",
            judged_by=("S-KIR-04",),
        ),
        RoadmapMeasure(
            code="2.4.1",
            title=(
                "разработка и внедрение различных форм адресной поддержки педагогических работников в"
                " возрасте до 35 лет в первые 3 года работы"
            ),
            group=GROUP_2_4,
            responsible=INSTITUTE,
            executors="ЦНППМ, региональный методический актив",
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("мероприятие 2.4.1", line=165),
            until=UNTIL,
            result=(
                "доля педагогов до 35 лет в первые три года работы, участвующих в поддержке и сопровождении"
            ),
            sources=(completion.SUPPORT,),
            norm=at_least(percent(70)),
            judged_by=("2.4.1",),
        ),
        RoadmapMeasure(
            code="2.4.2",
            title=(
                "адресная методическая поддержка, консультирование, сопровождение педагогических"
                " работников и управленческих кадров"
            ),
            group=GROUP_2_4,
            responsible=INSTITUTE,
            executors="ЦНППМ, региональный методический актив",
            deadline=Continuous(),
            deadline_text="постоянно",
            clause=ORDER.clause("мероприятие 2.4.2", line=175),
            until=UNTIL,
            result="адресная поддержка и консультирование организованы",
            sources=(completion.SUPPORT,),
        ),
        RoadmapMeasure(
            code="2.4.3",
            title=(
                "оказание методической помощи педагогическим работникам общеобразовательных организаций"
                " с низкими образовательными результатами"
            ),
            group=GROUP_2_4,
            responsible=INSTITUTE,
            executors="ЦНППМ, региональный методический актив",
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("мероприятие 2.4.3", line=185),
            until=UNTIL,
            result=(
                "школы списка с низкими результатами направили команды на курсы, их педагоги прошли"
                " диагностику и имеют ИОМ"
            ),
            norm=at_least(percent(100)),
            judged_by=("2.4.3", "S-KIR-07"),
        ),
        RoadmapMeasure(
            code="3.1.1",
            title=(
                "подбор и размещение информации и ссылок на образовательные ресурсы Академии"
                " Минпросвещения России, муниципальных методических служб Кировской области,"
                " профессиональных сообществ, издательств, цифровые образовательные платформы и т.п."
            ),
            group=GROUP_3_1,
            responsible=INSTITUTE,
            executors="ЦНППМ",
            deadline=FromThenContinuous(2023, 6),
            deadline_text="июнь 2023 года, далее – постоянно",
            clause=ORDER.clause("мероприятие 3.1.1", line=198),
            until=UNTIL,
            result="раздел «Навигатор образовательных ресурсов» создан и регулярно наполняется",
            judged_by=("S-KIR-05",),
        ),
        RoadmapMeasure(
            code="3.1.2",
            title=(
                "создание, наполнение и сопровождение раздела «Навигатор образовательных ресурсов» на"
                " официальном сайте ИРО Кировской области"
            ),
            group=GROUP_3_1,
            responsible=INSTITUTE,
            executors="ЦНППМ",
            deadline=FromThenContinuous(2023, 6),
            deadline_text="июнь 2023 года, далее – постоянно",
            clause=ORDER.clause("мероприятие 3.1.2", line=207),
            until=UNTIL,
            result_of="3.1.1",
            judged_by=("S-KIR-05",),
        ),
        RoadmapMeasure(
            code="3.2.1",
            title="подготовка методических рекомендаций",
            group=GROUP_3_2,
            responsible=INSTITUTE,
            executors="ЦНППМ",
            deadline=PerPlan([EVENTS]),
            deadline_text="по плану мероприятий ИРО Кировской области",
            clause=ORDER.clause("мероприятие 3.2.1", line=217),
            until=UNTIL,
            result="методические рекомендации по ключевым процессам разработаны",
        ),
        RoadmapMeasure(
            code="3.2.2",
            title="ведение регионального банка успешных педагогических и управленческих практик",
            group=GROUP_3_2,
            responsible=INSTITUTE,
            executors="ЦНППМ",
            deadline=AnnualWindows([(6, 6)]),
            deadline_text="июнь, ежегодно",
            clause=ORDER.clause("мероприятие 3.2.2", line=227),
            until=UNTIL,
            result="банк практик сформирован и пополняется",
            judged_by=("S-KIR-06",),
        ),
        RoadmapMeasure(
            code="3.3.1",
            title=("организация деятельности региональных инновационных площадок по реализации проектов"),
            group=GROUP_3_3,
            responsible=MINISTRY,
            executors=INSTITUTE,
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("мероприятие 3.3.1", line=237),
            until=UNTIL,
            result="площадки действуют по обновлённым актам и разрабатывают продукты",
        ),
    ],
)
