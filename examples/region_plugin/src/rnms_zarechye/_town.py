"""Zarechnyi, an invented town: its order takes over an indicator of the krai, and asks for more."""

import datetime as dt

from rnms.indicators import yearly
from rnms.model import Act, at_most, percent
from rnms.regions import Amendment, Import, RegionProfile

TOWN_ORDER = Act(
    key="town_order",
    kind="постановление",
    number="7",
    date=dt.date(2024, 2, 5),
    issuer="Администрация города Заречного",
    title="О показателях методической работы города",
    document="постановление-7.pdf",
)
TURNOVER_CLAUSE = TOWN_ORDER.clause("п. 2", line=5)

TOWN = RegionProfile(
    key="zarechnyi",
    iso="XX-ZAR",
    name="город Заречный (вымышленный)",
    system_name="муниципальная система методического сопровождения",
    read_on=dt.date(2024, 9, 2),
    acts=[TOWN_ORDER],
    parent="zarechye",
    imports=[
        Import(
            profile="zarechye",
            include=["3"],
            amend=[
                Amendment(
                    code="3",
                    clause=TURNOVER_CLAUSE,
                    targets=yearly({2024: at_most(percent(11))}, TURNOVER_CLAUSE),
                )
            ],
        )
    ],
)
