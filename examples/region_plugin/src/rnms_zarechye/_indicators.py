"""The indicators of the order (п. 3), as it was amended, and that of the order on offices."""

from rnms.indicators import (
    Band,
    Count,
    Criterion,
    Direction,
    EmptyPart,
    Grade,
    IndexPart,
    Indicator,
    Minimum,
    Reading,
    Scaled,
    Score,
    Target,
    WeightedIndex,
    since,
    yearly,
)
from rnms.indicators.vocabulary import diagnostics, events
from rnms.logic import MUNICIPALITY
from rnms.model import Norm, Period, PeriodKind, Unknown, at_least, at_most, less_than, percent
from rnms_zarechye import _words as words
from rnms_zarechye._acts import AMENDMENT, MODEL_RULES, OFFICES, ORDER
from rnms_zarechye._subjects import CLUSTER

INDEX_CLAUSE = ORDER.clause("п. 3.1", line=33)
BANDS_CLAUSE = ORDER.clause("приложение, примечание 2", line=58)
TURNOVER_CLAUSE = ORDER.clause("п. 3.3", line=37)
EVENTS_CLAUSE = ORDER.clause("п. 3.4", line=65)
MUNICIPAL_EVENTS_CLAUSE = ORDER.clause("п. 3.5", line=66)
INTERNSHIP_CLAUSE = ORDER.clause("п. 3.6", line=67)
QUARTER_CLAUSE = ORDER.clause("п. 3.2", line=35)
OFFICES_CLAUSE = OFFICES.clause("п. 2", line=4)
POINTS_CLAUSE = OFFICES.clause("п. 3", line=6)
NEW_QUARTER_CLAUSE = AMENDMENT.clause("п. 1.2", line=9)

INDEX = Indicator(
    code="1",
    title="Сводный индекс сопровождения педагогических работников",
    family=words.SUPPORT_INDEX,
    clause=INDEX_CLAUSE,
    measure=WeightedIndex(
        parts=[
            IndexPart(
                name="diagnosed", title="прошли диагностику", measure=words.DIAGNOSED, weight=percent(40)
            ),
            IndexPart(name="with_route", title="имеют ИОМ", measure=words.WITH_ROUTE, weight=percent(30)),
            IndexPart(
                name="left",
                title="новые педагоги, которые ушли",
                measure=words.NEWCOMERS_WHO_LEFT,
                weight=percent(30),
                inverted=True,
            ),
        ],
        # "Если в крае нет принятых за три года, вес показателя делят остальные" (примечание 1).
        without=EmptyPart.LEFT_OUT,
    ),
    targets=[
        *yearly({2024: at_least(percent(60)), 2025: at_least(percent(65))}, INDEX_CLAUSE),
        Target(2024, at_least(percent(50)), AMENDMENT.clause("п. 1.1", line=7)),
    ],
    bands=[
        Band("низкий уровень", less_than(percent(40)), BANDS_CLAUSE),
        Band("средний уровень", Norm(low=percent(40), high=percent(70), high_open=True), BANDS_CLAUSE),
        Band("высокий уровень", at_least(percent(70)), BANDS_CLAUSE),
    ],
)
DIAGNOSED_BY_QUARTER = Indicator(
    code="2",
    title="Доля педагогических работников и управленческих кадров, прошедших диагностику в течение квартала",
    family=diagnostics.DIAGNOSED_SHARE,
    clause=QUARTER_CLAUSE,
    level=CLUSTER,
    period=PeriodKind.QUARTER,
    targets=[
        Target(since(2024), at_least(percent("2,5")), QUARTER_CLAUSE),
        Target(Period.of("2024-Q3"), at_least(percent(4)), NEW_QUARTER_CLAUSE),
        Target(Period.of("2024-Q4"), at_least(percent(4)), NEW_QUARTER_CLAUSE),
        Target(since(2025), at_least(percent(4)), NEW_QUARTER_CLAUSE),
    ],
)
TURNOVER = Indicator(
    code="3",
    title="Доля педагогов, принятых на работу за последние три года и оставивших её",
    family=words.TURNOVER,
    clause=TURNOVER_CLAUSE,
    direction=Direction.DECREASE,
    # The second column of the table is the value that the recommendations admit at most.
    targets=yearly(
        {2024: at_most(percent(12)), 2025: at_most(percent(10))},
        TURNOVER_CLAUSE,
        minimum=Minimum(at_most(percent(15)), MODEL_RULES.clause("таблица 1, строка 4", line=21)),
    ),
    readings=[
        Reading(
            name="schools_only",
            title="только в общеобразовательных организациях",
            why="п. 3.3 говорит о педагогах, а приложение — о педагогах школ",
            clause=ORDER.clause("приложение, строка 3", line=56),
            redefine={words.NEWCOMERS: words.NEWCOMERS_OF_SCHOOLS},
        ),
    ],
)
ROUTES_IN_EACH = Indicator(
    code="4",
    title="Доля педагогических работников, имеющих ИОМ, в каждом муниципалитете",
    family=words.ROUTES_IN_EACH,
    clause=OFFICES_CLAUSE,
    targets=yearly(
        {
            2024: at_least(percent(10)),
            2025: Unknown("столбец 2025 года срезан при копировании", OFFICES_CLAUSE),
        },
        OFFICES_CLAUSE,
        each=MUNICIPALITY,
    ),
)
POINTS = Indicator(
    code="5",
    title="Баллы за организацию методической работы",
    family=words.POINTS,
    clause=POINTS_CLAUSE,
    measure=Score(
        criteria=[
            Criterion(
                name="statute",
                title="положение о методической службе",
                grades=[
                    Grade(points=2, measure=words.STATUTE_PUBLISHED, title="утверждено и опубликовано"),
                    Grade(points=1, measure=words.STATUTE_ADOPTED, title="утверждено"),
                ],
            ),
            Criterion(
                name="diagnosed",
                title="охват диагностикой",
                grades=[
                    Grade(points=3, measure=words.DIAGNOSED, norm=at_least(percent(50)), title="от 50 %"),
                    Grade(points=1, measure=words.DIAGNOSED, norm=at_least(percent(25)), title="от 25 %"),
                ],
            ),
            Criterion(
                name="newcomers",
                title="число новых педагогов к десяти, не более 2 баллов",
                measure=Scaled(Count(words.NEWCOMERS), full=10, most=None),
                most=2,
            ),
        ],
        most=6,
    ),
    targets=[Target(since(2024), at_least(3), POINTS_CLAUSE)],
)
AT_TWO_EVENTS = Indicator(
    code="6",
    title=(
        "Доля педагогических работников (без внешних совместителей), принявших участие не менее чем в двух"
        " методических мероприятиях за год"
    ),
    family=words.AT_TWO_EVENTS,
    clause=EVENTS_CLAUSE,
    targets=yearly({2024: at_least(percent(30)), 2025: at_least(percent(35))}, EVENTS_CLAUSE),
)
MUNICIPAL_EVENTS = Indicator(
    code="8",
    title="Количество проведённых муниципальных методических мероприятий",
    family=events.MUNICIPAL_EVENTS_COUNT,
    clause=MUNICIPAL_EVENTS_CLAUSE,
    targets=[Target(since(2024), at_least(20), MUNICIPAL_EVENTS_CLAUSE)],
)
INTERNSHIP = Indicator(
    code="9",
    title="Доля педагогических работников, прошедших стажировку",
    family=words.INTERNSHIP,
    clause=INTERNSHIP_CLAUSE,
    targets=[Target(since(2024), at_least(percent(5)), INTERNSHIP_CLAUSE)],
)
INDICATORS = (
    INDEX,
    DIAGNOSED_BY_QUARTER,
    TURNOVER,
    ROUTES_IN_EACH,
    POINTS,
    AT_TWO_EVENTS,
    MUNICIPAL_EVENTS,
    INTERNSHIP,
)
