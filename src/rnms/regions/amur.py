"""Amur Oblast: order № 420 of 2022, document 002, whole; it sets six indicators and not one target."""

import datetime as dt

from rnms.indicators import Indicator, Reading, Share, families, readings
from rnms.model import Act, Unknown
from rnms.regions import RegionProfile
from rnms.regions._federal import (
    EDUCATION_LAW,
    GOALS_2024,
    GOALS_2030,
    MODEL_STATUTE,
    PRINCIPLES,
    STATE_PROGRAMME,
)

ISSUER = "Министерство образования и науки Амурской области"

ORDER = Act(
    key="order",
    kind="приказ",
    number="420",
    date=dt.date(2022, 4, 12),
    issuer=ISSUER,
    title=(
        "О функционировании региональной системы научно-методического сопровождения педагогических работников"
        " и управленческих кадров Амурской области"
    ),
    document="002",
    repeals=("predecessor",),
)
PREDECESSOR = Act(
    key="predecessor",
    kind="приказ",
    number="924",
    date=dt.date(2021, 7, 27),
    issuer=ISSUER,
    repealed_on=dt.date(2022, 4, 12),
)
CENTRE = Act(
    key="centre",
    kind="приказ",
    number="334",
    date=dt.date(2021, 3, 22),
    issuer=ISSUER,
    title="Типовое положение о ЦНППМ",
)

ITEM_1 = ORDER.clause("Положение, п. 6.1, показатель 1", line=328)
ITEM_2 = ORDER.clause("Положение, п. 6.1, показатель 2", line=330)
ITEM_3 = ORDER.clause("Положение, п. 6.1, показатель 3", line=332)
ITEM_4 = ORDER.clause("Положение, п. 6.1, показатель 4", line=334)
ITEM_5 = ORDER.clause("Положение, п. 6.1, показатель 5", line=336)
ITEM_6 = ORDER.clause("Положение, п. 6.1, показатель 6", line=338)

PROFILE = RegionProfile(
    key="amur",
    iso="RU-AMU",
    name="Амурская область",
    system_name=(
        "региональная система научно-методического сопровождения педагогических работников и управленческих"
        " кадров Амурской области (РСНМС)"
    ),
    read_on=dt.date(2026, 11, 21),
    acts=[
        ORDER,
        PREDECESSOR,
        CENTRE,
        EDUCATION_LAW,
        GOALS_2024,
        GOALS_2030,
        STATE_PROGRAMME,
        PRINCIPLES,
        MODEL_STATUTE,
    ],
    indicators=[
        Indicator(
            code="1",
            title=(
                "Доля педагогических работников и управленческих кадров, прошедших диагностику"
                " профессиональных дефицитов в ЦНППМ"
            ),
            family=families.DIAGNOSED_SHARE,
            clause=ITEM_1,
        ),
        Indicator(
            code="2",
            title=(
                "Доля педагогических работников и управленческих кадров, для которых разработаны"
                " индивидуальные образовательные маршруты на основе результатов диагностики"
                " профессиональных дефицитов в ЦНППМ"
            ),
            family=families.ROUTE_SHARE,
            clause=ITEM_2,
        ),
        Indicator(
            code="3",
            title=(
                "Доля педагогических работников, освоивших программы дополнительного профессионального"
                " образования, вошедшие в ФР ДПП и подобранные с учётом диагностики профессиональных"
                " дефицитов в ЦНППМ"
            ),
            family=families.REGISTER_PROGRAMMES_SHARE,
            measure=Share(families.TEACHERS, families.COMPLETED_REGISTER_PROGRAMME_BY_CNPPM),
            clause=ITEM_3,
            readings=readings.OF_SELECTION,
        ),
        Indicator(
            code="4",
            title=(
                "Доля управленческих команд образовательных организаций, повысивших свою квалификацию по"
                " вопросам эффективности управления качеством образования"
            ),
            family=families.TEAMS_SHARE,
            measure=Share(families.TEAMS, families.TRAINED_IN_QUALITY),
            clause=ITEM_4,
            readings=readings.OF_TEAMS,
        ),
        Indicator(
            code="5",
            title=(
                "Доля педагогических работников в возрасте до 35 лет, участвующих в различных формах"
                " поддержки и сопровождения в первые 3 года работы"
            ),
            family=families.EARLY_CAREER_SHARE,
            clause=ITEM_5,
            readings=[*readings.OF_EARLY_CAREER, readings.ALL_UNDER_35],
        ),
        Indicator(
            code="6",
            title=(
                "Доля программ ДППО, размещённых в ФР ДПП, в общем количестве программ ДППО, реализуемых"
                " организацией дополнительного профессионального (педагогического) образования"
            ),
            family=families.REGISTER_CONTENT_SHARE,
            clause=ITEM_6,
            readings=[
                Reading(
                    name="all_providers",
                    title="программы всех организаций ДПО области",
                    why="«организацией» стоит в единственном числе, но учитываются «все субъекты» ДПО",
                    clause=ORDER.clause("Положение, п. 6.1", line=324),
                    redefine={families.PROGRAMMES: families.ALL_PROGRAMMES},
                ),
            ],
        ),
    ],
    unknown=[
        Unknown("значения показателей, годы и направление не установлены", ORDER.clause("п. 6.1", line=326)),
        Unknown("дорожная карта требуется, но в источниках её нет", ORDER.clause("п. 4.1", line=283)),
        Unknown("содержание мотивирующего мониторинга не раскрыто", ORDER.clause("п. 6.1", line=324)),
    ],
)
