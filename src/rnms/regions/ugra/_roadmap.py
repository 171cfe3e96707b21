"""Ugra's complex of measures (document 001, annex 2): nineteen measures in three directions, to 2024."""

import datetime as dt

from rnms.indicators.vocabulary import completion
from rnms.model import at_least
from rnms.model.deadlines import Annual, AnnualAfter, Continuous, HalfYearly, OneOffQuarter
from rnms.model.roadmap import MeasureGroup, Roadmap, RoadmapMeasure
from rnms.regions import directions
from rnms.regions.ugra._acts import ORDER

# «на период до 2024 года»
UNTIL = dt.date(2024, 12, 31)
MANAGEMENT_DIRECTION = MeasureGroup(
    code="1", title=directions.MANAGEMENT, clause=ORDER.clause("дорожная карта, направление 1", line=505)
)
GROWTH_DIRECTION = MeasureGroup(
    code="2", title=directions.GROWTH, clause=ORDER.clause("дорожная карта, направление 2", line=516)
)
CONTENT_DIRECTION = MeasureGroup(
    code="3", title=directions.CONTENT, clause=ORDER.clause("дорожная карта, направление 3", line=528)
)
ROADMAP = Roadmap(
    clause=ORDER.clause("п. 1.2", line=35),
    until=UNTIL,
    measures=[
        RoadmapMeasure(
            code="1",
            title=(
                "Разработка и внедрение организационно-методической и иной документации, сопровождающей"
                " функционирование РС НМС"
            ),
            group=MANAGEMENT_DIRECTION,
            responsible="Департамент",
            executors="отдел общего образования Департамента",
            deadline=Continuous(),
            deadline_text="постоянно",
            clause=ORDER.clause("дорожная карта, п. 1", line=506),
            until=UNTIL,
            result="приказы Департамента о системе; мероприятия по трёхстороннему соглашению",
            sources=(completion.DOCUMENTS,),
        ),
        RoadmapMeasure(
            code="2",
            title=("Координация взаимодействия субъектов РС НМС, деятельности региональных методистов"),
            group=MANAGEMENT_DIRECTION,
            responsible="ЦНППМ",
            executors="заведующий ЦНППМ",
            deadline=Continuous(),
            deadline_text="постоянно",
            clause=ORDER.clause("дорожная карта, п. 2", line=509),
            until=UNTIL,
            result="вебинары и рабочие совещания субъектов системы и методистов",
            sources=(completion.POOL_MEETINGS,),
        ),
        RoadmapMeasure(
            code="3",
            title="Разработка критериев и индикаторов эффективности функционирования РС НМС",
            group=MANAGEMENT_DIRECTION,
            responsible="Департамент",
            executors="отдел общего образования Департамента",
            deadline=OneOffQuarter(2023, 1),
            deadline_text="I квартал 2023 года",
            clause=ORDER.clause("дорожная карта, п. 3", line=510),
            until=UNTIL,
            result="критерии и индикаторы утверждены приказом Департамента",
            sources=(completion.CRITERIA,),
            demanded_by=("6.1.2",),
        ),
        RoadmapMeasure(
            code="4",
            title="Организация и проведение мониторингов эффективности функционирования РС НМС",
            group=MANAGEMENT_DIRECTION,
            responsible="Департамент",
            executors="отдел общего образования Департамента",
            deadline=HalfYearly(),
            deadline_text="1 раз в полугодие",
            clause=ORDER.clause("дорожная карта, п. 4", line=511),
            until=UNTIL,
            result="система мониторингов реализуется",
            sources=(completion.ROUNDS,),
            norm=at_least(2),
            unit="мониторинга в год",
            demanded_by=("6.1.2",),
        ),
        RoadmapMeasure(
            code="5",
            title="Формирование и организация деятельности регионального методического актива",
            group=MANAGEMENT_DIRECTION,
            responsible="ЦНППМ",
            executors="методист методического отдела ЦНППМ",
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("дорожная карта, п. 5", line=512),
            until=UNTIL,
            result=(
                "состав актива, закрепление методистов на основании диагностики и план работы утверждены"
                " приказами института"
            ),
            judged_by=("S-UGR-05",),
        ),
        RoadmapMeasure(
            code="6",
            title="Диагностика профессиональных компетенций",
            group=GROWTH_DIRECTION,
            responsible="ЦНППМ",
            executors="методист методического отдела ЦНППМ",
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("дорожная карта, п. 6", line=517),
            until=UNTIL,
            result="диагностика пяти областей компетенций педагогов и управленцев",
            sources=(completion.DIAGNOSTICS,),
            norm=at_least(5),
            unit="областей компетенций",
            judged_by=("S-UGR-20",),
        ),
        RoadmapMeasure(
            code="7",
            title=(
                "Построение индивидуальных образовательных маршрутов непрерывного профессионального"
                " развития педагогических работников и управленческих кадров на основе диагностики"
                " профессиональных компетенций"
            ),
            group=GROWTH_DIRECTION,
            responsible="ЦНППМ, региональный методический актив, образовательные организации",
            executors=(
                "методист методического отдела ЦНППМ, региональные методисты, заместители руководителя"
                " образовательной организации"
            ),
            deadline=AnnualAfter("6"),
            deadline_text=(
                "ежегодно по итогам проведения процедуры диагностики профессиональных компетенций"
            ),
            clause=ORDER.clause("дорожная карта, п. 7", line=518),
            until=UNTIL,
            result="ИОМ сформированы на основе результатов диагностики",
            sources=(completion.ROUTES_ON_A_DIAGNOSTIC,),
        ),
        RoadmapMeasure(
            code="8",
            title=(
                "Организация деятельности по совершенствованию профессиональных компетенций"
                " педагогических работников"
            ),
            group=GROWTH_DIRECTION,
            responsible="региональный методический актив, образовательные организации",
            executors="региональные методисты, заместители руководителя образовательной организации",
            deadline=AnnualAfter("7"),
            deadline_text="ежегодно на основании выстроенных ИОМ",
            clause=ORDER.clause("дорожная карта, п. 8", line=519),
            until=UNTIL,
            result=(
                "педагоги с дефицитами сопровождаются, взаимообучение в организациях идёт по выстроенным ИОМ"
            ),
        ),
        RoadmapMeasure(
            code="9",
            title=("Осуществление профилактики профессионального выгорания педагогических работников"),
            group=GROWTH_DIRECTION,
            responsible="образовательные организации",
            executors="заместители руководителя образовательной организации",
            deadline=Continuous(),
            deadline_text="постоянно",
            clause=ORDER.clause("дорожная карта, п. 9", line=522),
            until=UNTIL,
            result=(
                "профилактика выгорания: наставничество, диагностика, психологическое сопровождение,"
                " помощь при аттестации"
            ),
        ),
        RoadmapMeasure(
            code="10",
            title=(
                "Повышение квалификации педагогических работников и управленческих кадров с учетом"
                " выявленных профессиональных дефицитов"
            ),
            group=GROWTH_DIRECTION,
            responsible="АУ ДПО ИРО, ЦНППМ",
            executors="начальник учебного отдела",
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("дорожная карта, п. 10", line=523),
            until=UNTIL,
            result=(
                "повышение квалификации в институте и на федеральном портале с учётом дефицитов;"
                " сведения об актуальных программах"
            ),
            sources=(completion.CHOSEN_BY_A_DIAGNOSTIC, completion.CHOSEN_BY_A_ROUTE),
        ),
        RoadmapMeasure(
            code="11",
            title=(
                "Совершенствование качества образовательного контента программ ДПО, в том числе"
                " представляемых к включению в Федеральный реестр"
            ),
            group=GROWTH_DIRECTION,
            responsible="АУ ДПО ИРО",
            executors="начальник учебного отдела",
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("дорожная карта, п. 11", line=524),
            until=UNTIL,
            result=(
                "содержание программ проанализировано, программы представлены в Федеральный реестр, в"
                " них внедрены инновации"
            ),
        ),
        RoadmapMeasure(
            code="12",
            title=(
                "Организация стажировок (в том числе на базе высокотехнологичной инфраструктуры,"
                " созданной в рамках национального проекта «Образование»)"
            ),
            group=GROWTH_DIRECTION,
            responsible="АУ ДПО ИРО",
            executors="начальник методического отдела",
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("дорожная карта, п. 12", line=526),
            until=UNTIL,
            result="стажировки проведены",
        ),
        RoadmapMeasure(
            code="13",
            title=(
                "Внедрение системы наставничества педагогических работников, включая педагогических"
                " работников до 35 лет в первые три года работы"
            ),
            group=GROWTH_DIRECTION,
            responsible="ЦНППМ",
            executors="тьютор учебного отдела",
            deadline=Continuous(),
            deadline_text="постоянно",
            clause=ORDER.clause("дорожная карта, п. 13", line=527),
            until=UNTIL,
            result=(
                "целевая модель наставничества внедрена, ведётся база, обобщаются практики, молодые"
                " педагоги сопровождаются"
            ),
            sources=(completion.SUPPORT,),
        ),
        RoadmapMeasure(
            code="14",
            title=(
                "Обеспечение педагогических работников и управленческих кадров методическими"
                " рекомендациями, материалами (в том числе цифровыми)"
            ),
            group=CONTENT_DIRECTION,
            responsible="АУ ДПО ИРО",
            executors="начальник методического отдела",
            deadline=Continuous(),
            deadline_text="постоянно",
            clause=ORDER.clause("дорожная карта, п. 14", line=529),
            until=UNTIL,
            result="методические рекомендации разработаны, педагоги и управленцы ими обеспечены",
        ),
        RoadmapMeasure(
            code="15",
            title="Методическое обеспечение процессов обучения и воспитания",
            group=CONTENT_DIRECTION,
            responsible="образовательные организации",
            executors="заместители руководителя образовательной организации",
            deadline=Continuous(),
            deadline_text="постоянно",
            clause=ORDER.clause("дорожная карта, п. 15", line=531),
            until=UNTIL,
            result="методическое обеспечение предметов приведено в соответствие с требованиями",
        ),
        RoadmapMeasure(
            code="16",
            title=(
                "Ведение регионального банка успешных педагогических и управленческих практик (базы"
                " данных ДПП, реализуемых в автономном округе, профессиональных педагогических сообществ,"
                " передового педагогического опыта, реестры стажировочных площадок и т.д.)"
            ),
            group=CONTENT_DIRECTION,
            responsible="АУ ДПО ИРО, ЦНППМ",
            executors="начальник учебного отдела, начальник методического отдела",
            deadline=Annual(),
            deadline_text="ежегодно",
            clause=ORDER.clause("дорожная карта, п. 16", line=532),
            until=UNTIL,
            result="региональный банк практик пополнен и скорректирован",
        ),
        RoadmapMeasure(
            code="17",
            title="Руководство деятельностью инновационных площадок по реализации проектов",
            group=CONTENT_DIRECTION,
            responsible="АУ ДПО ИРО, ЦНППМ",
            executors="начальник методического отдела",
            deadline=Continuous(),
            deadline_text="постоянно",
            clause=ORDER.clause("дорожная карта, п. 17", line=533),
            until=UNTIL,
            result="руководство инновационными площадками осуществляется",
        ),
        RoadmapMeasure(
            code="18",
            title=(
                "Реализация инновационной деятельности на базе образовательных организаций; выявление,"
                " изучение, обобщение и распространение передового педагогического опыта"
            ),
            group=CONTENT_DIRECTION,
            responsible="образовательные организации",
            executors="заместители руководителя образовательной организации",
            deadline=Continuous(),
            deadline_text="постоянно",
            clause=ORDER.clause("дорожная карта, п. 18", line=534),
            until=UNTIL,
            result=("организации ведут инновационную деятельность, занятия улучшаются новыми технологиями"),
        ),
        RoadmapMeasure(
            code="19",
            title=(
                "Информирование педагогической общественности об основных тенденциях развития образования"
            ),
            group=CONTENT_DIRECTION,
            responsible="АУ ДПО ИРО, ЦНППМ",
            executors="начальник методического отдела",
            deadline=Continuous(),
            deadline_text="постоянно",
            clause=ORDER.clause("дорожная карта, п. 19", line=537),
            until=UNTIL,
            result="результаты и тенденции освещаются в социальных сетях и новостях института",
        ),
    ],
)
