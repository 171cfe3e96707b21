"""Kirov Oblast: the roadmap of order № 639 of 2023; the Statute beside it is not among the sources."""

import datetime as dt

from rnms.model import Unknown
from rnms.regions import RegionProfile
from rnms.regions.kirov._acts import ACTS, ORDER
from rnms.regions.kirov._duties import REQUIREMENTS
from rnms.regions.kirov._indicators import INDICATORS, RESULT_2_1_3, RESULT_2_4_1
from rnms.regions.kirov._monitoring import MONITORING
from rnms.regions.kirov._roadmap import ROADMAP
from rnms.regions.kirov._subjects import SUBJECTS
from rnms.regions.kirov._words import SPELLINGS

PROFILE = RegionProfile(
    key="kirov",
    iso="RU-KIR",
    name="Кировская область",
    system_name=(
        "региональная система научно-методического сопровождения педагогических работников и управленческих"
        " кадров Кировской области (РС НМС)"
    ),
    read_on=dt.date(2026, 11, 21),
    acts=ACTS,
    indicators=INDICATORS,
    subjects=SUBJECTS,
    requirements=REQUIREMENTS,
    roadmap=ROADMAP,
    monitoring=MONITORING,
    spellings=SPELLINGS,
    unknown=[
        Unknown(
            "Положение (приложение № 1) не дошло: определения, субъекты и функции",
            ORDER.clause("приложение № 1"),
        ),
        Unknown("с какого года копится показатель, не сказано; принят 2021, как у Югры", RESULT_2_1_3),
        Unknown("знаменатель не напечатан; приняты педагоги до 35 лет в первые три года", RESULT_2_4_1),
    ],
)
