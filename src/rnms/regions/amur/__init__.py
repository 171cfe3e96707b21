"""Amur Oblast: order № 420 of 2022, document 002, whole; it sets six indicators and not one target."""

import datetime as dt

from rnms.model import Unknown
from rnms.regions import RegionProfile
from rnms.regions.amur._acts import ACTS, ORDER
from rnms.regions.amur._duties import REQUIREMENTS
from rnms.regions.amur._indicators import INDICATORS
from rnms.regions.amur._monitoring import MONITORING
from rnms.regions.amur._provisions import PROVISIONS
from rnms.regions.amur._subjects import SUBJECTS
from rnms.regions.amur._words import SPELLINGS

PROFILE = RegionProfile(
    key="amur",
    iso="RU-AMU",
    name="Амурская область",
    system_name=(
        "региональная система научно-методического сопровождения педагогических работников и управленческих"
        " кадров Амурской области (РСНМС)"
    ),
    read_on=dt.date(2026, 11, 21),
    acts=ACTS,
    indicators=INDICATORS,
    subjects=SUBJECTS,
    requirements=REQUIREMENTS,
    provisions=PROVISIONS,
    monitoring=MONITORING,
    spellings=SPELLINGS,
    unknown=[
        Unknown(
            "значения показателей, годы и направление не установлены",
            ORDER.clause("Положение, п. 6.1", line=326),
        ),
        Unknown(
            "дорожная карта требуется, но в источниках её нет", ORDER.clause("Положение, п. 4.1", line=283)
        ),
        Unknown(
            "содержание мотивирующего мониторинга не раскрыто", ORDER.clause("Положение, п. 6.1", line=324)
        ),
    ],
)
