"""The plan of the regional association (РУМО) for 2024 (document 004): meetings and agenda, no names."""

import datetime as dt

from rnms.indicators.vocabulary import completion
from rnms.model.deadlines import OneOffMonth
from rnms.model.roadmap import PlannedMeeting
from rnms.regions.khabarovsk._acts import MINUTES

END_OF_PLAN = dt.date(2024, 12, 31)
EXPERTISE = "результаты экспертизы учебно-методических материалов (при наличии заявки)"

MEETINGS = (
    PlannedMeeting(
        code="РУМО-1",
        title="Заседание № 1",
        deadline=OneOffMonth(2024, 2, within=True),
        deadline_text="февраль",
        clause=MINUTES.clause("план РУМО на 2024 год, п. 1", line=195),
        until=END_OF_PLAN,
        sources=(completion.UMO_MEETINGS,),
        agenda=(
            "методическое сопровождение повышения качества общего образования в 2023/2024 учебном году",
            "формирование и оценка функциональной грамотности на 2023/2024 учебный год",
            EXPERTISE,
        ),
    ),
    PlannedMeeting(
        code="РУМО-2",
        title="Заседание № 2",
        deadline=OneOffMonth(2024, 5, within=True),
        deadline_text="май",
        clause=MINUTES.clause("план РУМО на 2024 год, п. 2", line=196),
        until=END_OF_PLAN,
        sources=(completion.UMO_MEETINGS,),
        agenda=(
            "задачи и продукты инновационной инфраструктуры в 2024–2025 годах",
            "итоги мер методического сопровождения в 2023/2024 учебном году",
            "модель непрерывного профессионального развития: итоги, результаты, перспективы",
            EXPERTISE,
        ),
    ),
    PlannedMeeting(
        code="РУМО-3",
        title="Заседание № 3",
        deadline=OneOffMonth(2024, 8, within=True),
        deadline_text="август",
        clause=MINUTES.clause("план РУМО на 2024 год, п. 3", line=197),
        until=END_OF_PLAN,
        sources=(completion.UMO_MEETINGS,),
        agenda=(
            "школьный информационно-библиотечный центр",
            "направление «Знание» проекта «Школа Минпросвещения России»",
            "результаты деятельности региональных методических объединений",
            EXPERTISE,
        ),
    ),
    PlannedMeeting(
        code="РУМО-4",
        title="Заседание № 4",
        deadline=OneOffMonth(2024, 12, within=True),
        deadline_text="декабрь",
        clause=MINUTES.clause("план РУМО на 2024 год, п. 4", line=200),
        until=END_OF_PLAN,
        sources=(completion.UMO_MEETINGS,),
        agenda=(
            "промежуточные итоги по функциональной грамотности в 2023/2024 учебном году",
            "результаты работы методического и управленческого активов",
            "реализация Краевой программы воспитания и социализации на 2021–2025 годы",
            "результаты работы РУМО в 2024 году",
            "проект плана работы РУМО на 2025 год",
            EXPERTISE,
        ),
    ),
)
