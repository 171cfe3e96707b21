"""How often Kirov monitors its system (document 003, measure 1.3.2); of what shall follow it says nothing."""

from rnms.indicators import MonitoringRule
from rnms.model.deadlines import AnnualWindows
from rnms.regions.kirov._acts import ORDER
from rnms.regions.kirov._roadmap import UNTIL

MONITORING = (
    MonitoringRule(
        code="1.3.2",
        title="мониторинг эффективности функционирования РС НМС",
        deadline=AnnualWindows([(5, 5), (11, 11)]),
        deadline_text="май, ноябрь ежегодно",
        clause=ORDER.clause("мероприятие 1.3.2", line=79),
        until=UNTIL,
        same_as="1.3.2",
        demanded_by=("1.3.2",),
        actor="министерство образования Кировской области",
    ),
)
