"""What must be in place in Kirov Oblast, by the results of its roadmap (document 003)."""

from rnms.indicators import Force, Requirement, Share
from rnms.indicators.vocabulary import diagnostics, duties, management, municipalities
from rnms.model import PeriodKind
from rnms.regions.kirov._acts import ORDER
from rnms.regions.kirov._indicators import BOTH_YEARS
from rnms.regions.kirov._roadmap import UNTIL

# The sources hold the roadmap alone: what it demands ends with it.
REQUIREMENTS = (
    Requirement(
        code="S-KIR-01",
        title="действуют Положение о системе, дорожная карта, Положение о методическом активе и критерии",
        force=Force.DUTY,
        clause=ORDER.clause("мероприятия 1.1.1, 1.1.2, 1.2.1 и 1.3.1, результат", line=34),
        measure=management.FOUNDING_DOCUMENTS,
        first_due=("1.1.1", "1.1.2", "1.2.1", "1.3.1"),
        until=UNTIL,
    ),
    Requirement(
        code="S-KIR-02",
        title="за 2023 и 2024 годы заключено не менее пяти соглашений о сотрудничестве",
        force=Force.DUTY,
        clause=ORDER.clause("мероприятие 1.1.3, результат", line=50),
        same_as="1.1.3",
        period=BOTH_YEARS,
        until=UNTIL,
    ),
    Requirement(
        code="S-KIR-03",
        title="каждый июнь проходит совещание с методическим активом",
        force=Force.DUTY,
        clause=ORDER.clause("мероприятие 1.2.2, срок", line=65),
        falls_due=("1.2.2",),
        period=PeriodKind.CALENDAR,
        until=UNTIL,
    ),
    Requirement(
        code="S-KIR-04",
        title="на областном, окружном и муниципальном уровнях есть методические объединения с планами работы",
        force=Force.DUTY,
        clause=ORDER.clause("мероприятие 2.3.1, результат", line=160),
        measure=municipalities.ASSOCIATIONS_ON_THREE_LEVELS,
        until=UNTIL,
    ),
    Requirement(
        code="S-KIR-05",
        title="с июня 2023 года на сайте института есть и наполняется «Навигатор образовательных ресурсов»",
        force=Force.DUTY,
        clause=ORDER.clause("мероприятия 3.1.1 и 3.1.2, результат", line=203),
        measure=duties.attested_of_region(
            "navigator", "раздел «Навигатор образовательных ресурсов» создан и наполняется"
        ),
        first_due=("3.1.1", "3.1.2"),
        until=UNTIL,
    ),
    Requirement(
        code="S-KIR-06",
        title="банк практик ведётся и содержит программы, сообщества, опыт и реестры стажировочных площадок",
        force=Force.DUTY,
        clause=ORDER.clause("мероприятие 3.2.2, результат", line=232),
        measure=duties.attested_of_region(
            "practice_bank", "банк практик ведётся, все четыре названные его части есть"
        ),
        first_due=("3.2.2",),
        until=UNTIL,
    ),
    Requirement(
        code="S-KIR-07",
        title=(
            "школы списка с низкими результатами направили команды, их педагоги прошли диагностику и"
            " имеют ИОМ"
        ),
        force=Force.DUTY,
        clause=ORDER.clause("мероприятие 2.4.3, результат", line=191),
        same_as="2.4.3",
        period=PeriodKind.CALENDAR,
        until=UNTIL,
    ),
    Requirement(
        code="S-KIR-08",
        title="мониторинг проходит в мае и в ноябре",
        force=Force.DUTY,
        clause=ORDER.clause("мероприятие 1.3.2, срок", line=82),
        same_as="1.3.2",
        period=PeriodKind.CALENDAR,
        until=UNTIL,
    ),
    Requirement(
        code="S-GEN-01",
        title="каждый ИОМ построен после диагностики того же человека",
        force=Force.DUTY,
        clause=ORDER.clause("мероприятие 2.1.2, результат", line=103),
        measure=Share(diagnostics.ROUTES, diagnostics.AFTER_DIAGNOSTIC),
        until=UNTIL,
    ),
    duties.consistent_data(ORDER.clause("критерии эффективности", line=69)),
)
