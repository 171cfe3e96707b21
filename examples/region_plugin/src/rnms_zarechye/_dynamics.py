"""The indicators of the order that look at more than one period (п. 3.7–3.9, and what the amendment adds)."""

from rnms.indicators import (
    Count,
    Direction,
    Family,
    Growth,
    Indicator,
    OverPeriods,
    Statistic,
    Target,
    last_years,
    parts_of_year,
    since,
    yearly,
)
from rnms.indicators.vocabulary import events, people
from rnms.model import Period, PeriodKind, at_least, at_most, percent
from rnms.model.shifts import AtBeginning, BasePeriod, PartOf, PeriodBefore, YearsBefore
from rnms_zarechye import _words as words
from rnms_zarechye._acts import AMENDMENT, ORDER

GROWTH_CLAUSE = ORDER.clause("п. 3.7", line=70)
STEADY_CLAUSE = ORDER.clause("п. 3.8", line=72)
MEAN_CLAUSE = ORDER.clause("п. 3.9", line=74)
STEP_CLAUSE = AMENDMENT.clause("п. 1.3", line=11)
STAFF_CLAUSE = AMENDMENT.clause("п. 1.4", line=13)
BASE_CLAUSE = AMENDMENT.clause("п. 1.5", line=15)
SEASONS_CLAUSE = AMENDMENT.clause("п. 1.6", line=17)
DYNAMICS = Family(key="diagnosed_dynamics", title="динамика диагностики")
STAFF_DYNAMICS = Family(key="staff_dynamics", title="динамика численности")
TURNOVER_DYNAMICS = Family(key="turnover_dynamics", title="динамика ухода новых педагогов")
EVENTS_BY_SEASON = Family(key="events_by_season", title="мероприятия по кварталам")

INDICATORS = (
    # п. 3.7: «рост доли прошедших диагностику не менее чем на 5 п.п. к предыдущему году».
    Indicator(
        code="10",
        title="Рост доли прошедших диагностику к предыдущему году",
        family=DYNAMICS,
        clause=GROWTH_CLAUSE,
        measure=Growth(words.DIAGNOSED, YearsBefore(1)),
        targets=yearly({2025: at_least(percent(5))}, GROWTH_CLAUSE),
    ),
    # п. 3.8: «в каждом квартале диагностику проходит не менее 2 % работников».
    Indicator(
        code="11",
        title="Наименьшая доля прошедших диагностику за квартал",
        family=DYNAMICS,
        clause=STEADY_CLAUSE,
        measure=OverPeriods(words.DIAGNOSED, parts_of_year(PeriodKind.QUARTER), Statistic.SMALLEST),
        targets=yearly({2024: at_least(percent(2)), 2025: at_least(percent(2))}, STEADY_CLAUSE),
    ),
    # п. 3.9: «уход новых педагогов в среднем за три года не превышает 12 %».
    Indicator(
        code="12",
        title="Уход новых педагогов в среднем за три года",
        family=DYNAMICS,
        clause=MEAN_CLAUSE,
        direction=Direction.DECREASE,
        measure=OverPeriods(words.NEWCOMERS_WHO_LEFT, last_years(3), Statistic.MEAN),
        targets=yearly({2024: at_most(percent(12)), 2025: at_most(percent(12))}, MEAN_CLAUSE),
    ),
    # п. 1.3 of the amendment: «доля прошедших диагностику за квартал не ниже, чем за предыдущий квартал».
    Indicator(
        code="13",
        title="Рост доли прошедших диагностику к предыдущему кварталу",
        family=DYNAMICS,
        clause=STEP_CLAUSE,
        period=PeriodKind.QUARTER,
        measure=Growth(words.DIAGNOSED, PeriodBefore()),
        targets=[Target(since(2025), at_least(percent(0)), STEP_CLAUSE)],
    ),
    # п. 1.4: «педагогических работников на конец года не меньше, чем на его начало».
    Indicator(
        code="14",
        title="Рост численности педагогических работников с начала года",
        family=STAFF_DYNAMICS,
        clause=STAFF_CLAUSE,
        measure=Growth(Count(people.TEACHERS), AtBeginning()),
        targets=[Target(since(2025), at_least(0), STAFF_CLAUSE)],
    ),
    # п. 1.5: «уход новых педагогов снижается к уровню 2023 года не менее чем на 3 п.п.».
    Indicator(
        code="15",
        title="Снижение ухода новых педагогов к уровню 2023 года",
        family=TURNOVER_DYNAMICS,
        clause=BASE_CLAUSE,
        direction=Direction.DECREASE,
        measure=Growth(words.NEWCOMERS_WHO_LEFT, BasePeriod(Period.of(2023))),
        targets=[Target(since(2025), at_most(percent(-3)), BASE_CLAUSE)],
    ),
    # п. 1.6: «во втором и в четвёртом квартале проводится не менее чем по 6 муниципальных мероприятий».
    Indicator(
        code="16",
        title="Наименьшее количество муниципальных мероприятий за второй и за четвёртый квартал",
        family=EVENTS_BY_SEASON,
        clause=SEASONS_CLAUSE,
        measure=OverPeriods(
            Count(events.MUNICIPAL_EVENTS),
            [PartOf(PeriodKind.QUARTER, 2), PartOf(PeriodKind.QUARTER, 4)],
            Statistic.SMALLEST,
        ),
        targets=[Target(since(2025), at_least(6), SEASONS_CLAUSE)],
    ),
)
