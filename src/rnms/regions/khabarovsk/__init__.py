"""Khabarovsk Krai: order № 759 of 2022, as far as its pages have come down to us."""

import datetime as dt

from rnms.model import Unknown
from rnms.regions import RegionProfile
from rnms.regions.khabarovsk._acts import ACTS, ORDER
from rnms.regions.khabarovsk._duties import REQUIREMENTS
from rnms.regions.khabarovsk._indicators import INDICATORS
from rnms.regions.khabarovsk._meetings import MEETINGS
from rnms.regions.khabarovsk._subjects import KINDS_LOST, SUBJECTS
from rnms.regions.khabarovsk._words import SPELLINGS

PROFILE = RegionProfile(
    key="khabarovsk",
    iso="RU-KHA",
    name="Хабаровский край",
    system_name="региональная научно-методическая служба Хабаровского края (РНМС)",
    read_on=dt.date(2026, 11, 21),
    acts=ACTS,
    indicators=INDICATORS,
    subjects=SUBJECTS,
    kinds_lost=KINDS_LOST,
    requirements=REQUIREMENTS,
    meetings=MEETINGS,
    spellings=SPELLINGS,
    unknown=[
        Unknown(
            "текст Модели обрывается на определении ИОМ: цели, принципы, субъекты и функции утрачены",
            ORDER.clause("Модель, п. 1.2", line=50),
        ),
        Unknown("схема организации службы была рисунком и утрачена", ORDER.clause("приложение", line=59)),
        Unknown(
            "первый и последний день учебного года не названы; принято с 1 сентября по 31 августа",
            ORDER.clause("показатель 1", line=70),
        ),
    ],
)
