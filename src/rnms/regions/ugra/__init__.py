"""Khanty-Mansi Autonomous Okrug – Ugra: order № 10-П-777 of 2023, which has come down whole."""

import datetime as dt

from rnms.model import Unknown
from rnms.regions import RegionProfile
from rnms.regions.ugra._acts import ACTS
from rnms.regions.ugra._duties import REQUIREMENTS
from rnms.regions.ugra._indicators import INDICATORS, ROW_6_2_1, ROW_6_2_2, ROW_6_3_1, ROW_6_3_2
from rnms.regions.ugra._methodists import METHODIST_RULES
from rnms.regions.ugra._monitoring import MONITORING
from rnms.regions.ugra._provisions import PROVISIONS
from rnms.regions.ugra._roadmap import ROADMAP
from rnms.regions.ugra._subjects import SUBJECTS
from rnms.regions.ugra._words import SPELLINGS

PROFILE = RegionProfile(
    key="ugra",
    iso="RU-KHM",
    name="Ханты-Мансийский автономный округ – Югра",
    system_name=(
        "региональная система научно-методического сопровождения педагогических работников и управленческих"
        " кадров Ханты-Мансийского автономного округа – Югры (РС НМС, РСНМС)"
    ),
    read_on=dt.date(2026, 11, 21),
    acts=ACTS,
    indicators=INDICATORS,
    subjects=SUBJECTS,
    requirements=REQUIREMENTS,
    methodist_rules=METHODIST_RULES,
    provisions=PROVISIONS,
    roadmap=ROADMAP,
    monitoring=MONITORING,
    spellings=SPELLINGS,
    unknown=[
        Unknown("знаменатель не напечатан; приняты педагогические работники на конец года", ROW_6_2_1),
        Unknown("что такое управленческая команда, не определено; принята одна на организацию", ROW_6_2_2),
        Unknown("день, на который считают нагрузку, не назван; принят конец года", ROW_6_3_1),
        Unknown("формы поддержки и сопровождения не перечислены", ROW_6_3_2),
    ],
)
