"""The measures of the order that name a day, or follow another (приложение 2, раздел 2)."""

import datetime as dt

from rnms.model.deadlines import (
    After,
    AnnualDay,
    AnnualDays,
    EveryMonthsByDay,
    EveryYears,
    FirstThen,
    OneOffDay,
)
from rnms.model.roadmap import MeasureGroup, RoadmapMeasure
from rnms.model.working_days import DayOff, WorkCalendar
from rnms_zarechye._acts import ORDER

UNTIL = dt.date(2025, 12, 31)
PLANS = MeasureGroup(code="2", title="Планы и отчёты", clause=ORDER.clause("приложение 2, раздел 2", line=76))
# The days off that the Government moved in 2024, as far as they touch these deadlines.
DAYS_OFF = WorkCalendar(
    days_off=[dt.date(2024, 12, 30), dt.date(2024, 12, 31)],
    workdays=[dt.date(2024, 11, 2), dt.date(2024, 12, 28)],
    clause=ORDER.clause("приложение 2, примечание", line=90),
)

DATED = (
    RoadmapMeasure(
        code="2.1",
        title="Утверждение плана работы кластеров",
        group=PLANS,
        responsible="Министерство",
        executors="ЦНППМ",
        # "Если день выходной, срок переносится на следующий рабочий день."
        deadline=OneOffDay(2024, 11, 30, inclusive=True, day_off=DayOff.NEXT, calendar=DAYS_OFF),
        deadline_text="не позднее 30 ноября 2024 года",
        clause=ORDER.clause("приложение 2, п. 2.1", line=78),
        until=UNTIL,
        result="план работы",
    ),
    RoadmapMeasure(
        code="2.2",
        title="Размещение плана на сайте",
        group=PLANS,
        responsible="ЦНППМ",
        executors="ЦНППМ",
        deadline=After("2.1", days=10, working=True, calendar=DAYS_OFF),
        deadline_text="в течение 10 рабочих дней после утверждения плана",
        clause=ORDER.clause("приложение 2, п. 2.2", line=79),
        until=UNTIL,
        result="страница сайта",
    ),
    RoadmapMeasure(
        code="2.3",
        title="Отчёт о работе опорных центров",
        group=PLANS,
        responsible="опорный центр кластера",
        executors="методисты кластера",
        deadline=EveryMonthsByDay(3, 10, month=4, inclusive=True),
        deadline_text="ежеквартально, не позднее 10 числа месяца, следующего за отчётным кварталом",
        clause=ORDER.clause("приложение 2, п. 2.3", line=80),
        until=UNTIL,
        result="отчёт",
    ),
    RoadmapMeasure(
        code="2.4",
        title="Отчёт министерству",
        group=PLANS,
        responsible="ЦНППМ",
        executors="ЦНППМ",
        deadline=AnnualDay(10, 25, inclusive=True),
        deadline_text="ежегодно, не позднее 25 октября",
        clause=ORDER.clause("приложение 2, п. 2.4", line=81),
        until=UNTIL,
        result="отчёт",
    ),
    RoadmapMeasure(
        code="2.5",
        title="Сверка списков школ",
        group=PLANS,
        responsible="Министерство",
        executors="ЦНППМ",
        # "До 1 марта и до 1 октября", the day itself no more, as примечание 3 says.
        deadline=AnnualDays([(3, 1), (10, 1)], inclusive=False),
        deadline_text="ежегодно до 1 марта и до 1 октября",
        clause=ORDER.clause("приложение 2, п. 2.5", line=82),
        until=UNTIL,
        result="список",
    ),
    RoadmapMeasure(
        code="2.6",
        title="Пересмотр состава кластеров",
        group=PLANS,
        responsible="Министерство",
        executors="отдел общего образования",
        deadline=EveryYears(2, 2024),
        deadline_text="раз в два года, начиная с 2024 года",
        clause=ORDER.clause("приложение 2, п. 2.6", line=83),
        until=UNTIL,
        result="приказ министерства",
    ),
    RoadmapMeasure(
        code="2.7",
        title="Публикация перечня опорных центров",
        group=PLANS,
        responsible="ЦНППМ",
        executors="ЦНППМ",
        deadline=FirstThen(OneOffDay(2024, 6, 1, inclusive=False), AnnualDay(9, 15, inclusive=False)),
        deadline_text="до 1 июня 2024 года, далее – ежегодно до 15 сентября",
        clause=ORDER.clause("приложение 2, п. 2.7", line=84),
        until=UNTIL,
        result="перечень на сайте",
    ),
)
