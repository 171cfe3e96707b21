"""Who makes up the system: it has a level between the region and the municipalities, the cluster."""

from rnms.model import MUNICIPAL, REGIONAL, Level
from rnms.model.statute import Function, Subject, SubjectKind
from rnms.regions import kinds
from rnms_zarechye._acts import ORDER

CLUSTER = Level(35, "cluster", "кластерный")
CLUSTER_CENTRE = SubjectKind(key="cluster_centre", title="опорный центр кластера")

SUBJECTS = (
    Subject(
        key="ministry",
        title="Министерство образования Зареченского края",
        kind=kinds.MINISTRY,
        level=REGIONAL,
        clause=ORDER.clause("п. 2.1", line=18),
        functions=(
            Function(text="утверждает целевые значения показателей", clause=ORDER.clause("п. 2.1", line=19)),
        ),
    ),
    Subject(
        key="cnppm",
        title="ЦНППМ",
        kind=kinds.CNPPM,
        level=REGIONAL,
        clause=ORDER.clause("п. 2.2", line=22),
        functions=(
            Function(text="проводит диагностику и строит ИОМ", clause=ORDER.clause("п. 2.2", line=23)),
        ),
    ),
    Subject(
        key="cluster_centre",
        title="опорный центр кластера",
        kind=CLUSTER_CENTRE,
        level=CLUSTER,
        clause=ORDER.clause("п. 2.3", line=26),
        functions=(
            Function(text="сводит сведения школ кластера за квартал", clause=ORDER.clause("п. 2.3", line=27)),
        ),
    ),
    Subject(
        key="municipal_service",
        title="муниципальная методическая служба",
        kind=kinds.MUNICIPAL_METHODICAL_SERVICE,
        level=MUNICIPAL,
        clause=ORDER.clause("п. 2.4", line=30),
    ),
)
