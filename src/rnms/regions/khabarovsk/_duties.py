"""What must be in place in Khabarovsk Krai: by its order, its indicators and the practice of РУМО."""

from rnms.indicators import Force, Requirement, Share
from rnms.indicators.vocabulary import diagnostics, duties, municipalities
from rnms.model import Period, PeriodKind
from rnms.regions.khabarovsk._acts import MINUTES, ORDER

REQUIREMENTS = (
    Requirement(
        code="S-KHB-01",
        title="в каждой МСО создана и работает модель методического сопровождения",
        force=Force.DUTY,
        clause=ORDER.clause("показатель 3", line=72),
        same_as="3",
    ),
    Requirement(
        code="S-KHB-02",
        title="банк методического актива сформирован, на одного его члена — не более 100 школьных педагогов",
        force=Force.DUTY,
        clause=ORDER.clause("показатель 4", line=73),
        same_as="4",
    ),
    Requirement(
        code="S-KHB-03",
        title="состав регионального методического актива утверждён РУМО и приказом ХК ИРО",
        force=Force.PRACTICE,
        clause=ORDER.clause("показатель 4", line=73),
        measure=duties.attested_of_region(
            "pool_approved", "состав актива утверждён протоколом РУМО и приказом ХК ИРО"
        ),
    ),
    # The monitoring of August closes the academic year, for which all indicators of the krai are asked. The
    # minutes tell of it afterwards; the indicators that it is for are those of the order.
    Requirement(
        code="S-KHB-04",
        title="каждая МСО дала сведения для мониторинга",
        force=Force.IMPLIED,
        clause=MINUTES.clause("вопрос 3", line=59),
        measure=Share(municipalities.MUNICIPALITIES, municipalities.DELIVERED_MONITORING_REPORT),
        period=PeriodKind.ACADEMIC,
        since=ORDER.effective,
    ),
    # The plan is of 2024 alone: the meetings of 2023 followed another, which is not in the sources.
    Requirement(
        code="S-KHB-05",
        title="РУМО собирается по утверждённому плану: в феврале, мае, августе и декабре 2024 года",
        force=Force.DUTY,
        clause=MINUTES.clause("план РУМО на 2024 год", line=195),
        falls_due=("РУМО-1", "РУМО-2", "РУМО-3", "РУМО-4"),
        period=Period.of(2024),
    ),
    Requirement(
        code="S-KHB-06",
        title=(
            "ХК ИРО отвечает за показатели и за внедрение Модели, Управление общего образования координирует"
            " работу"
        ),
        force=Force.DUTY,
        clause=ORDER.clause("пп. 2 и 3", line=20),
        measure=duties.attested_of_region(
            "responsibility_kept", "ХК ИРО и Управление общего образования исполняют порученное им"
        ),
    ),
    Requirement(
        code="S-GEN-01",
        title="каждый ИОМ построен после диагностики того же человека",
        force=Force.DUTY,
        clause=ORDER.clause("показатель 2", line=71),
        measure=Share(diagnostics.ROUTES, diagnostics.AFTER_DIAGNOSTIC),
    ),
    duties.consistent_data(ORDER.clause("показатели", line=65)),
)
