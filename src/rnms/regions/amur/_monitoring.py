"""How often Amur monitors its system (document 002, Statute, 6.2)."""

from rnms.indicators import Force, MonitoringRule, Requirement
from rnms.indicators.vocabulary import management
from rnms.model.deadlines import Annual
from rnms.regions.amur._acts import ORDER

MONITORING = (
    MonitoringRule(
        code="6.2",
        title="Мониторинг",
        deadline=Annual(),
        deadline_text="не реже одного раза в год",
        clause=ORDER.clause("Положение, п. 6.2", line=350),
        actor="ГАУ ДПО «АМИРО»",
        methods=(
            "данные мониторинга",
            "данные официальной статистики",
            "данные федеральных цифровых информационных систем, в том числе цифровой экосистемы ДПО",
            "официальные сайты министерства, института, муниципальных служб и организаций",
            "нормативные документы министерства, института, муниципальных служб и организаций",
        ),
        follow_up=Requirement(
            code="6.2-follow-up",
            title="с учётом анализа результатов разрабатываются адресные рекомендации",
            force=Force.DUTY,
            clause=ORDER.clause("Положение, п. 6.2", line=352),
            measure=management.WHAT_FOLLOWED,
        ),
    ),
)
