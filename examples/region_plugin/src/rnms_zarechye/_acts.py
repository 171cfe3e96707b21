"""The order, what amends it, an order that nobody dates, and a norm set elsewhere. All are invented."""

import datetime as dt

from rnms.model import Act, Unknown

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
# Only the amendment speaks of it: "в соответствии с приказом № 31 о методических кабинетах" (преамбула).
OFFICES = Act(
    key="offices",
    kind="приказ",
    number="31",
    date=Unknown("приказ назван без даты", AMENDMENT.clause("преамбула", line=2)),
    issuer=MINISTRY,
    title="О методических кабинетах муниципалитетов",
    document="приказ-31.pdf",
)
MODEL_RULES = Act(
    key="model_rules",
    kind="методические рекомендации",
    date=dt.date(2023, 9, 4),
    issuer="вымышленное ведомство",
    title="О минимальных значениях показателей",
    document="рекомендации.pdf",
)
