"""The seven indicators of Khabarovsk Krai, as document 000 prints them (lines 69-76).

The table names no approving act. The report of 2023 says that it was drawn up to fulfil order № 759, whose
clauses 2 and 3.1 speak of these indicators: they are cited as its own.
"""

from rnms.indicators import Component, Indicator, Reading, Target, since
from rnms.indicators.vocabulary import diagnostics, methodists, municipalities, people
from rnms.model import MUNICIPAL, YES, EvidenceKind, PeriodKind, at_least, at_most, percent
from rnms.regions.khabarovsk._acts import MINUTES, ORDER

ROW_1 = ORDER.clause("показатель 1", line=70)
ROW_2 = ORDER.clause("показатель 2", line=71)
ROW_3 = ORDER.clause("показатель 3", line=72)
ROW_4 = ORDER.clause("показатель 4", line=73)
ROW_5 = ORDER.clause("показатель 5", line=74)
ROW_6 = ORDER.clause("показатель 6", line=75)
ROW_7 = ORDER.clause("показатель 7", line=76)

# "минимальное значение в год": the same value every year, no last year is named. Valid since the order.
EVERY_YEAR = since(2022)

CALENDAR_YEAR = Reading(
    name="calendar_year",
    title="календарный год",
    why="отчёт озаглавлен «в 2023 г.»; учебный год назван только в показателе 1",
    clause=MINUTES.clause("вопрос 3", line=76),
    period=PeriodKind.CALENDAR,
)
TEACHERS_ONLY = Reading(
    name="teachers_only",
    title="только педагогические работники",
    why="отчёт считает «педагогов», наименование показателя называет и управленческие кадры",
    clause=MINUTES.clause("региональные показатели 1 и 2", line=72),
    redefine={people.STAFF: people.TEACHERS},
)
RESPONDENTS = Reading(
    name="respondents",
    title="среди ответивших",
    why="краевой отчёт берёт за 100 % те 15 МСО, которые ответили; так считал сам край",
    clause=MINUTES.clause("вопрос 3", line=59),
    among_known=True,
)

BANK_FORMED = Component(
    name="formed",
    title="банк методического актива сформирован",
    measure=methodists.FORMED,
    targets=[Target(EVERY_YEAR, YES, ROW_4)],
)

DIAGNOSED = Indicator(
    code="1",
    title=(
        "Доля педагогических работников и управленческих кадров Хабаровского края, прошедших диагностику"
        " профессиональных дефицитов в ЦНППМ"
    ),
    family=diagnostics.DIAGNOSED_SHARE,
    clause=ROW_1,
    period=PeriodKind.ACADEMIC,
    targets=[Target(EVERY_YEAR, at_least(percent(10)), ROW_1)],
    readings=[TEACHERS_ONLY, CALENDAR_YEAR],
    aliases=["региональный 1"],
)
WITH_ROUTE = Indicator(
    code="2",
    title=(
        "Доля педагогических работников и управленческих кадров Хабаровского края, для которых были"
        " разработаны индивидуальные образовательные маршруты на основе результатов диагностики"
        " профессиональных дефицитов в ЦНППМ"
    ),
    family=diagnostics.ROUTE_SHARE,
    clause=ROW_2,
    period=PeriodKind.ACADEMIC,
    targets=[Target(EVERY_YEAR, at_least(percent(10)), ROW_2)],
    readings=[TEACHERS_ONLY, CALENDAR_YEAR],
    aliases=["региональный 2"],
)
MODELS = Indicator(
    code="3",
    title=(
        "Доля муниципальных систем образования Хабаровского края, в которых созданы и функционируют"
        " муниципальные модели методического сопровождения педагогически работников и управленческих кадров"
    ),
    family=municipalities.MUNICIPAL_MODELS_SHARE,
    clause=ROW_3,
    level=MUNICIPAL,
    period=PeriodKind.ACADEMIC,
    targets=[Target(EVERY_YEAR, at_least(percent(100)), ROW_3)],
    readings=[RESPONDENTS, CALENDAR_YEAR],
    evidence=[EvidenceKind.ACT],
    aliases=["муниципальный 1"],
)
POOL = Indicator(
    code="4",
    title=(
        "Сформирован банк регионального/муниципального методического актива (в расчете не более 100"
        " педагогических работников общеобразовательных организаций на одного представителя"
        " муниципального/регионального методического актива)"
    ),
    family=methodists.POOL_FORMED_AND_LOAD,
    clause=ROW_4,
    period=PeriodKind.ACADEMIC,
    components=[
        BANK_FORMED,
        Component(
            name="load",
            title="педагогов общеобразовательных организаций на одного представителя актива",
            measure=methodists.TEACHERS_PER_MEMBER,
            family=methodists.METHODIST_LOAD,
            targets=[Target(EVERY_YEAR, at_most(100), ROW_4)],
        ),
    ],
    readings=[
        Reading(
            name="regional_only",
            title="только региональный актив",
            why="край отчитался одними региональными методистами; муниципальный актив в отчёте не назван",
            clause=MINUTES.clause("региональный показатель 3", line=74),
            redefine={methodists.POOL: methodists.REGIONAL_POOL},
        ),
        Reading(
            name="each_member",
            title="не более 100 у каждого",
            why="«в расчете на одного представителя» можно понять и как предел для каждого, а не как среднее",
            clause=ROW_4,
            components=[
                BANK_FORMED,
                Component(
                    name="load",
                    title="наибольшее число педагогов у одного представителя актива",
                    measure=methodists.MOST_ATTACHED_TO_MEMBER,
                    family=methodists.METHODIST_LOAD,
                    targets=[Target(EVERY_YEAR, at_most(100), ROW_4)],
                ),
            ],
        ),
        CALENDAR_YEAR,
    ],
    evidence=[EvidenceKind.PROTOCOL, EvidenceKind.ACT],
    aliases=["региональный 3"],
)
ASSOCIATIONS = Indicator(
    code="5",
    title=(
        "Доля муниципальных систем образования Хабаровского края, в которых функционируют муниципальные"
        " методические объединения"
    ),
    family=municipalities.MUNICIPAL_ASSOCIATIONS_SHARE,
    clause=ROW_5,
    level=MUNICIPAL,
    period=PeriodKind.ACADEMIC,
    targets=[Target(EVERY_YEAR, at_least(percent(65)), ROW_5)],
    readings=[
        RESPONDENTS,
        Reading(
            name="by_act",
            title="только закреплённые актом",
            why="таблица края считает 14 МСО с нормативным актом, протокол — 15, где они функционируют",
            clause=MINUTES.clause("муниципальный показатель 2", line=65),
            redefine={municipalities.WITH_ASSOCIATIONS: municipalities.WITH_ASSOCIATIONS_BY_ACT},
        ),
        CALENDAR_YEAR,
    ],
    evidence=[EvidenceKind.ACT, EvidenceKind.WORK_PLAN],
    aliases=["муниципальный 2"],
)
COMMUNITIES = Indicator(
    code="6",
    title=(
        "Доля муниципальных систем образования Хабаровского края, в которых созданы и функционируют"
        " педагогические сообщества лидеров образования, молодых педагогов, сетевые педагогические сообщества"
    ),
    family=municipalities.COMMUNITIES_SHARE,
    clause=ROW_6,
    level=MUNICIPAL,
    period=PeriodKind.ACADEMIC,
    targets=[Target(EVERY_YEAR, at_least(percent(65)), ROW_6)],
    readings=[
        RESPONDENTS,
        Reading(
            name="all_kinds",
            title="все три вида сообществ",
            why="наименование перечисляет три вида сообществ и не говорит, довольно ли одного",
            clause=ROW_6,
            redefine={municipalities.WITH_COMMUNITIES: municipalities.WITH_ALL_COMMUNITIES},
        ),
        Reading(
            name="by_act",
            title="только закреплённые актом",
            why="«созданы»: нормативно сообщества закреплены только в 10 МСО",
            clause=MINUTES.clause("муниципальный показатель 3", line=66),
            redefine={municipalities.WITH_COMMUNITIES: municipalities.WITH_COMMUNITIES_BY_ACT},
        ),
        CALENDAR_YEAR,
    ],
    evidence=[EvidenceKind.ACT],
    aliases=["муниципальный 3"],
)
CONTESTS = Indicator(
    code="7",
    title=(
        "Доля муниципальных систем образования, в которых педагогические работники образовательных"
        " организаций вовлечены в краевые конкурсы профессионального мастерства, региональные этапы"
        " всероссийских конкурсов профессионального мастерства"
    ),
    family=municipalities.CONTESTS_SHARE,
    clause=ROW_7,
    level=MUNICIPAL,
    period=PeriodKind.ACADEMIC,
    targets=[Target(EVERY_YEAR, at_least(percent(65)), ROW_7)],
    readings=[
        RESPONDENTS,
        Reading(
            name="both_kinds",
            title="и краевые конкурсы, и региональные этапы",
            why="наименование перечисляет два вида конкурсов и не говорит, довольно ли одного",
            clause=ROW_7,
            redefine={municipalities.IN_CONTESTS: municipalities.IN_BOTH_CONTESTS},
        ),
        CALENDAR_YEAR,
    ],
    aliases=["муниципальный 4"],
)
INDICATORS = (DIAGNOSED, WITH_ROUTE, MODELS, POOL, ASSOCIATIONS, COMMUNITIES, CONTESTS)
