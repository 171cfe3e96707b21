"""How often Ugra monitors its system (document 001, Statute, section 7)."""

from rnms.indicators import Force, MonitoringRule, Requirement
from rnms.indicators.vocabulary import completion, management
from rnms.model.deadlines import HalfYearly
from rnms.model.roadmap import reports_of
from rnms.regions.ugra._acts import ORDER

MONITORING = (
    MonitoringRule(
        code="7.3",
        title="Мониторинг эффективности деятельности РСНМС",
        deadline=HalfYearly(),
        deadline_text="не реже одного раза в полугодие",
        clause=ORDER.clause("Положение, п. 7.3", line=486),
        # Two years of it, criteria beside, are an indicator (001 l. 462).
        demanded_by=("6.1.2",),
        # Measure 4 of the roadmap is the same monitoring (001 l. 511).
        sources=(completion.ROUNDS, reports_of("4")),
        actor="Департамент образования и науки Ханты-Мансийского автономного округа – Югры",
        methods=(
            "данные федеральных цифровых информационных систем, в том числе цифровой экосистемы ДПО",
            "данные субъектов системы",
        ),
        follow_up=Requirement(
            code="7.5",
            title="после каждого мониторинга — анализ и адресные рекомендации",
            force=Force.DUTY,
            clause=ORDER.clause("Положение, п. 7.5", line=492),
            measure=management.WHAT_FOLLOWED,
        ),
    ),
)
