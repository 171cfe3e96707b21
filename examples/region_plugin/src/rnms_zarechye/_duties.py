"""What must be in place: a duty of every school, and one of the data."""

from rnms.indicators import Force, Requirement, Share
from rnms.indicators.vocabulary import duties
from rnms_zarechye._acts import ORDER
from rnms_zarechye._words import SCHOOLS, WITH_MENTORING_PLAN

REQUIREMENTS = (
    Requirement(
        code="S-ZAR-01",
        title="каждая общеобразовательная организация утвердила план наставничества",
        force=Force.DUTY,
        clause=ORDER.clause("п. 4.1", line=39),
        measure=Share(SCHOOLS, WITH_MENTORING_PLAN),
    ),
    duties.consistent_data(ORDER.clause("п. 3", line=32)),
)
