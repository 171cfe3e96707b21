"""The order, and the order that amends it in mid-year. Both are invented."""

import datetime as dt

from rnms.model import Act

MINISTRY = "Министерство образования Зареченского края"

ORDER = Act(
    key="order",
    kind="приказ",
    number="15",
    date=dt.date(2023, 12, 20),
    in_force=dt.date(2024, 1, 1),
    issuer=MINISTRY,
    title="О региональной системе научно-методического сопровождения педагогических работников",
    document="приказ-15.pdf",
)
AMENDMENT = Act(
    key="amendment",
    kind="приказ",
    number="48",
    date=dt.date(2024, 6, 14),
    published=dt.date(2024, 6, 20),
    in_force=dt.date(2024, 7, 1),
    issuer=MINISTRY,
    title="О внесении изменений в приказ от 20.12.2023 № 15",
    document="приказ-48.pdf",
    amends=("order",),
)
