"""The measures of the order (приложение 2), to the end of 2025."""

from rnms.indicators import MonitoringRule
from rnms.model.deadlines import EveryMonths, HalfYearly, OneOffMonth
from rnms.model.roadmap import MeasureGroup, Roadmap, RoadmapMeasure
from rnms_zarechye._acts import ORDER
from rnms_zarechye._dated import DATED, UNTIL

CLUSTERS = MeasureGroup(
    code="1", title="Работа кластеров", clause=ORDER.clause("приложение 2, раздел 1", line=61)
)

ROADMAP = Roadmap(
    clause=ORDER.clause("п. 6", line=44),
    until=UNTIL,
    measures=[
        RoadmapMeasure(
            code="1.1",
            title="Утверждение состава кластеров",
            group=CLUSTERS,
            responsible="Министерство",
            executors="отдел общего образования",
            deadline=OneOffMonth(2024, 3),
            deadline_text="март 2024 года",
            clause=ORDER.clause("приложение 2, п. 1.1", line=63),
            until=UNTIL,
            result="приказ министерства",
        ),
        RoadmapMeasure(
            code="1.2",
            title="Методический десант опорного центра в школы кластера",
            group=CLUSTERS,
            responsible="опорный центр кластера",
            executors="методисты кластера",
            deadline=EveryMonths(2),
            deadline_text="раз в два месяца",
            clause=ORDER.clause("приложение 2, п. 1.2", line=64),
            until=UNTIL,
            result="не менее одного выезда за два месяца",
        ),
        *DATED,
    ],
)
MONITORING = (
    MonitoringRule(
        code="7",
        title="Мониторинг системы",
        deadline=HalfYearly(),
        deadline_text="каждое полугодие",
        clause=ORDER.clause("п. 7", line=47),
        actor="ЦНППМ",
    ),
)
