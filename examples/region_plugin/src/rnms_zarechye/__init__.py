"""Zarechensky Krai, an invented region: the order of its ministry on the system of methodical support."""

import datetime as dt

from rnms.model import Unknown
from rnms.regions import RegionProfile
from rnms_zarechye import _dynamics, _events, _learning
from rnms_zarechye._acts import AMENDMENT, MODEL_RULES, OFFICES, ORDER
from rnms_zarechye._coverage import COVERAGE, RELATIONS
from rnms_zarechye._duties import REQUIREMENTS
from rnms_zarechye._indicators import INDICATORS
from rnms_zarechye._roadmap import MONITORING, ROADMAP
from rnms_zarechye._subjects import SUBJECTS
from rnms_zarechye._words import SPELLINGS

PROFILE = RegionProfile(
    key="zarechye",
    iso="XX-ZAR",
    name="Зареченский край (вымышленный)",
    system_name="региональная система научно-методического сопровождения Зареченского края",
    read_on=dt.date(2024, 9, 2),
    acts=[ORDER, AMENDMENT, OFFICES, MODEL_RULES],
    indicators=[
        *INDICATORS,
        *_dynamics.INDICATORS,
        *_events.INDICATORS,
        *_learning.INDICATORS,
        *COVERAGE,
    ],
    subjects=SUBJECTS,
    requirements=REQUIREMENTS,
    roadmap=ROADMAP,
    monitoring=MONITORING,
    spellings=SPELLINGS,
    relations=RELATIONS,
    unknown=[
        Unknown("приказ не говорит, кто утверждает состав кластеров", ORDER.clause("п. 5", line=41)),
    ],
)
