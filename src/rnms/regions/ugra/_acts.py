"""The acts behind Ugra's indicators. Document 001 is the order; it cites the rest."""

import datetime as dt

from rnms.model import Act
from rnms.regions import federal

ORDER = Act(
    key="order",
    kind="приказ",
    number="10-П-777",
    date=dt.date(2023, 3, 31),
    issuer="Департамент образования и науки Ханты-Мансийского автономного округа – Югры",
    title=(
        "Об утверждении Положения о создании и функционировании региональной системы научно-методического"
        " сопровождения педагогических работников и управленческих кадров Ханты-Мансийского автономного"
        " округа – Югры и комплекса мер («дорожная карта») на период до 2024 года"
    ),
    document="001",
    repeals=("predecessor",),
)
PREDECESSOR = Act(
    key="predecessor",
    kind="приказ",
    number="10-П-164",
    date=dt.date(2021, 2, 9),
    issuer="Департамент образования и науки Ханты-Мансийского автономного округа – Югры",
    title=(
        "Об утверждении Концепции развития системы обеспечения и сопровождения профессионального развития"
        " педагогических и руководящих работников и плана на 2021–2024 годы"
    ),
    repealed_on=dt.date(2023, 3, 31),
)
ACTS = (
    ORDER,
    PREDECESSOR,
    federal.GOALS_2030,
    federal.PRINCIPLES,
    federal.CONCEPT,
    federal.CONCEPT_AMENDED,
    federal.PROJECT,
)
