"""The acts behind Amur's system. Document 002 is the order; it cites the rest."""

import datetime as dt

from rnms.model import Act
from rnms.regions import federal

ISSUER = "Министерство образования и науки Амурской области"

ORDER = Act(
    key="order",
    kind="приказ",
    number="420",
    date=dt.date(2022, 4, 12),
    issuer=ISSUER,
    title=(
        "О функционировании региональной системы научно-методического сопровождения педагогических работников"
        " и управленческих кадров Амурской области"
    ),
    document="002",
    repeals=("predecessor",),
)
PREDECESSOR = Act(
    key="predecessor",
    kind="приказ",
    number="924",
    date=dt.date(2021, 7, 27),
    issuer=ISSUER,
    repealed_on=dt.date(2022, 4, 12),
)
CENTRE = Act(
    key="centre",
    kind="приказ",
    number="334",
    date=dt.date(2021, 3, 22),
    issuer=ISSUER,
    title="Типовое положение о ЦНППМ",
)
ACTS = (
    ORDER,
    PREDECESSOR,
    CENTRE,
    federal.EDUCATION_LAW,
    federal.GOALS_2024,
    federal.GOALS_2030,
    federal.STATE_PROGRAMME,
    federal.PRINCIPLES,
    federal.MODEL_STATUTE,
)
