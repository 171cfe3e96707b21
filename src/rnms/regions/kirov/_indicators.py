"""The indicators of Kirov Oblast, hidden in the result column of its roadmap (document 003).

The document prints no numbers for its sub-measures: codes such as 2.1.1 count them within their group.
Targets hold from the day of approval, 31.05.2023, to the end of the roadmap's horizon, 2024.
"""

import datetime as dt

from rnms.indicators import Component, Indicator, Reading, Target, Times, Years, since, yearly
from rnms.indicators.vocabulary import diagnostics, early_career, low_results, management, programmes
from rnms.logic import Population
from rnms.logic.predicates import after, all_of
from rnms.model import Period, at_least, percent
from rnms.regions.kirov._acts import ORDER

RESULT_1_1_3 = ORDER.clause("мероприятие 1.1.3, результат", line=50)
RESULT_1_3_2 = ORDER.clause("мероприятие 1.3.2, результат", line=83)
RESULT_2_1_1 = ORDER.clause("мероприятие 2.1.1, результат", line=95)
RESULT_2_1_2 = ORDER.clause("мероприятие 2.1.2, результат", line=103)
RESULT_2_1_3 = ORDER.clause("мероприятие 2.1.3, результат", line=111)
RESULT_2_4_1 = ORDER.clause("мероприятие 2.4.1, результат", line=171)
RESULT_2_4_3 = ORDER.clause("мероприятие 2.4.3, результат", line=191)

# The window of May 2023 ends on the day of approval, and the criteria were due in June.
MAY_ROUNDS_DUE = Population(
    key="rounds_in_may_after_the_order",
    title="мониторинги, завершённые в мае после утверждения дорожной карты",
    unit=management.ROUNDS_IN_MAY.unit,
    entity="monitoring_rounds",
    where=all_of(management.ROUNDS_IN_MAY.where, after("end", ORDER.effective)),
)

HORIZON = Years(2023, 2024)
BOTH_YEARS = Period.between(dt.date(2023, 1, 1), dt.date(2024, 12, 31))
WHY_BY_START = "«к 2024 году» можно понять и как «до его начала», то есть на 31.12.2023"

TEN_PERCENT_FOR_EVER = Reading(
    name="without_end",
    title="ежегодно без срока",
    why="«ежегодно» не называет последнего года; 2024 — только горизонт дорожной карты",
    targets=[Target(since(2023), at_least(percent(10)), RESULT_2_1_1)],
)
ROUTES_FOR_EVER = Reading(
    name="without_end",
    title="ежегодно без срока",
    why="«ежегодно» не называет последнего года; 2024 — только горизонт дорожной карты",
    targets=[Target(since(2023), at_least(percent(10)), RESULT_2_1_2)],
)

SENT = Component(
    name="a",
    title="школы, направившие на курсы обе команды",
    measure=low_results.LOW_RESULTS_TEAMS,
    targets=[Target(HORIZON, at_least(percent(100)), RESULT_2_4_3)],
)
ALL_DIAGNOSED = Component(
    name="b",
    title="педагоги этих школ, прошедшие диагностику",
    measure=low_results.LOW_RESULTS_DIAGNOSED,
    targets=[Target(HORIZON, at_least(percent(100)), RESULT_2_4_3)],
)
ROUTES_BUILT = Component(
    name="c",
    title="из прошедших диагностику — те, для кого затем построен ИОМ",
    measure=low_results.LOW_RESULTS_ROUTES,
    targets=[Target(HORIZON, at_least(percent(100)), RESULT_2_4_3)],
)

INDICATORS = (
    Indicator(
        code="1.1.3",
        title="заключено не менее 5 соглашений о сотрудничестве",
        family=management.AGREEMENTS_COUNT,
        clause=RESULT_1_1_3,
        # The measure is due "в течение 2023, 2024 годов": both years together.
        period=BOTH_YEARS,
        targets=[Target(BOTH_YEARS, at_least(5), RESULT_1_1_3)],
        accrues=True,
    ),
    Indicator(
        code="1.3.2",
        title="проведены мониторинги эффективности функционирования РС НМС (два раза в год)",
        family=management.MONITORING_COUNT,
        clause=RESULT_1_3_2,
        measure=Times(management.MONITORING_ROUNDS, (MAY_ROUNDS_DUE, management.ROUNDS_IN_NOVEMBER)),
        targets=yearly({2023: at_least(1), 2024: at_least(2)}, RESULT_1_3_2),
        readings=[
            Reading(
                name="both_rounds_of_2023",
                title="два мониторинга и в 2023 году",
                why="«два раза в год» не делает исключения для года утверждения",
                measure=Times(management.MONITORING_ROUNDS, management.MAY_AND_NOVEMBER),
                targets=yearly({2023: at_least(2), 2024: at_least(2)}, RESULT_1_3_2),
            ),
        ],
        accrues=True,
    ),
    Indicator(
        code="2.1.1",
        title=(
            "доля педагогических работников и управленческих кадров, прошедших диагностику профессиональных"
            " дефицитов в ЦНППМ, не менее 10% ежегодно"
        ),
        family=diagnostics.DIAGNOSED_SHARE,
        clause=RESULT_2_1_1,
        targets=[Target(HORIZON, at_least(percent(10)), RESULT_2_1_1)],
        readings=[TEN_PERCENT_FOR_EVER],
    ),
    Indicator(
        code="2.1.2",
        title=(
            "доля педагогических работников и управленческих кадров, для которых разработаны индивидуальные"
            " образовательные маршруты на основе результатов диагностики профессиональных дефицитов в ЦНППМ,"
            " не менее 10% ежегодно"
        ),
        family=diagnostics.ROUTE_SHARE,
        clause=RESULT_2_1_2,
        targets=[Target(HORIZON, at_least(percent(10)), RESULT_2_1_2)],
        readings=[ROUTES_FOR_EVER],
    ),
    Indicator(
        code="2.1.3",
        title=(
            "доля педагогических работников, освоивших программы ДПО, вошедшие в Федеральный реестр и"
            " подобранные с учетом диагностики профессиональных компетенций, к 2024 году – не менее 30%"
        ),
        family=programmes.REGISTER_PROGRAMMES_SHARE,
        clause=RESULT_2_1_3,
        targets=[Target(2024, at_least(percent(30)), RESULT_2_1_3)],
        readings=[
            *programmes.OF_SELECTION,
            Reading(
                name="by_start_of_2024",
                title="к началу 2024 года",
                why=WHY_BY_START,
                targets=[Target(2023, at_least(percent(30)), RESULT_2_1_3)],
            ),
        ],
    ),
    Indicator(
        code="2.4.1",
        title=(
            "доля педагогических работников в возрасте до 35 лет, участвующих в различных формах поддержки и"
            " сопровождения в первые три года работы (к 2024 году – не менее 70%)"
        ),
        family=early_career.EARLY_CAREER_SHARE,
        clause=RESULT_2_4_1,
        targets=[Target(2024, at_least(percent(70)), RESULT_2_4_1)],
        readings=[
            *early_career.OF_EARLY_CAREER,
            early_career.ALL_UNDER_35,
            Reading(
                name="cumulative",
                title="нарастающим итогом с 2021 года",
                why="тот же показатель у Югры считают нарастающим итогом; здесь об этом ничего не сказано",
                redefine={early_career.SUPPORTED: early_career.SUPPORTED_CUMULATIVELY},
            ),
            Reading(
                name="by_start_of_2024",
                title="к началу 2024 года",
                why=WHY_BY_START,
                targets=[Target(2023, at_least(percent(70)), RESULT_2_4_1)],
            ),
        ],
    ),
    Indicator(
        code="2.4.3",
        title=(
            "все общеобразовательные организации, включенные в текущем году в федеральный список школ с"
            " низкими образовательными результатами, направили управленческие и педагогические команды на"
            " курсы повышения квалификации, педагоги данных школ прошли диагностику уровня профессиональных"
            " компетенций с последующим построением индивидуальных образовательных маршрутов"
        ),
        family=low_results.LOW_RESULTS,
        clause=RESULT_2_4_3,
        components=[SENT, ALL_DIAGNOSED, ROUTES_BUILT],
        readings=[
            Reading(
                name="team_members_diagnosed",
                title="диагностика только членов команд",
                why="«педагоги данных школ» можно понять и как тех, кого школы направили в командах",
                components=[
                    SENT,
                    Component(
                        name="b",
                        title="члены направленных команд, прошедшие диагностику",
                        measure=low_results.LOW_RESULTS_DIAGNOSED_OF_TEAMS,
                        targets=[Target(HORIZON, at_least(percent(100)), RESULT_2_4_3)],
                    ),
                    ROUTES_BUILT,
                ],
            ),
            Reading(
                name="one_diagnosed_per_school",
                title="диагностика хотя бы одного в школе",
                why="«педагоги данных школ прошли диагностику» не говорит, что прошли все",
                components=[
                    SENT,
                    Component(
                        name="b",
                        title="школы, где диагностику прошёл хотя бы один педагог",
                        measure=low_results.LOW_RESULTS_ANY_DIAGNOSED,
                        targets=[Target(HORIZON, at_least(percent(100)), RESULT_2_4_3)],
                    ),
                    ROUTES_BUILT,
                ],
            ),
        ],
    ),
)
