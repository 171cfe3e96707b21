"""The indicators of the order that look at more than one period (п. 3.7–3.9)."""

from rnms.indicators import (
    Direction,
    Family,
    Growth,
    Indicator,
    OverPeriods,
    Statistic,
    last_years,
    parts_of_year,
    yearly,
)
from rnms.model import PeriodKind, at_least, at_most, percent
from rnms_zarechye import _words as words
from rnms_zarechye._acts import ORDER

GROWTH_CLAUSE = ORDER.clause("п. 3.7", line=70)
STEADY_CLAUSE = ORDER.clause("п. 3.8", line=72)
MEAN_CLAUSE = ORDER.clause("п. 3.9", line=74)
DYNAMICS = Family(key="diagnosed_dynamics", title="динамика диагностики")

INDICATORS = (
    # п. 3.7: «рост доли прошедших диагностику не менее чем на 5 п.п. к предыдущему году».
    Indicator(
        code="10",
        title="Рост доли прошедших диагностику к предыдущему году",
        family=DYNAMICS,
        clause=GROWTH_CLAUSE,
        measure=Growth(words.DIAGNOSED),
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
)
