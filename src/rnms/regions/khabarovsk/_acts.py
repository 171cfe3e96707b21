"""The acts behind Khabarovsk's indicators. Documents 000 and 004 are read; the rest is cited there."""

import datetime as dt

from rnms.model import Act, AttestedDate

ORDER = Act(
    key="order",
    kind="распоряжение",
    number="759",
    date=dt.date(2022, 6, 22),
    issuer="Министерство образования и науки Хабаровского края",
    title=(
        "О создании и функционировании региональной системы научно-методического сопровождения педагогических"
        " работников и управленческих кадров Хабаровского края в рамках федерального проекта"
        ' "Современная школа" национального проекта "Образование"'
    ),
    document="000",
    # Document 004 cites the same order with another date.
    attested=(AttestedDate(date=dt.date(2022, 6, 28), document="004", line=57),),
)
MINUTES = Act(
    key="minutes",
    kind="протокол",
    number="4",
    date=dt.date(2023, 12, 13),
    issuer="Региональное учебно-методическое объединение в системе общего образования Хабаровского края",
    title="протокол заседания с отчётом о достижении показателей эффективности",
    document="004",
)
POOL_MINUTES = Act(
    key="pool_minutes",
    kind="протокол",
    number="3",
    date=dt.date(2023, 9, 4),
    issuer="Региональное учебно-методическое объединение в системе общего образования Хабаровского края",
    title="состав регионального методического актива",
)
POOL_ORDER = Act(
    key="pool_order",
    kind="приказ",
    date=dt.date(2023, 10, 17),
    issuer="КГАОУ ДПО ХК ИРО",
    title="состав регионального методического актива",
)
ACTS = (ORDER, MINUTES, POOL_MINUTES, POOL_ORDER)
