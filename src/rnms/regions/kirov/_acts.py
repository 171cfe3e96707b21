"""The act behind Kirov's roadmap. Document 003 is its annex № 2; annex № 1 has not come down to us."""

import datetime as dt

from rnms.model import Act

ORDER = Act(
    key="order",
    kind="распоряжение",
    number="639",
    date=dt.date(2023, 5, 31),
    issuer="министерство образования Кировской области",
    title=(
        "Комплекс мер («дорожная карта») по созданию региональной системы научно-методического сопровождения"
        " педагогических работников и управленческих кадров Кировской области (приложение № 2)"
    ),
    document="003",
)
ACTS = (ORDER,)
