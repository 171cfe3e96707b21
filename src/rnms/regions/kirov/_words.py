"""How Kirov's roadmap writes the levels of its methodical associations."""

from rnms.indicators.vocabulary import municipalities
from rnms.regions import Spelling
from rnms.regions.kirov._acts import ORDER

DEADLINE_2_3_1 = ORDER.clause("мероприятие 2.3.1, срок", line=159)
RESULT_2_3_1 = ORDER.clause("мероприятие 2.3.1, результат", line=160)

SPELLINGS = (
    # The region is an oblast: it says "областной" where others say "региональный".
    Spelling(
        municipalities.at_level("regional"),
        ["на областном уровне", "областном", "областной", "областной уровень", "областное"],
        RESULT_2_3_1,
    ),
    Spelling(municipalities.at_level("regional"), ["областных"], DEADLINE_2_3_1),
    Spelling(municipalities.at_level("okrug"), ["на окружном уровне", "окружном", "окружное"], RESULT_2_3_1),
    Spelling(municipalities.at_level("okrug"), ["окружных"], DEADLINE_2_3_1),
    Spelling(
        municipalities.at_level("municipal"),
        ["на муниципальном уровне", "муниципальном", "муниципальное"],
        RESULT_2_3_1,
    ),
    Spelling(municipalities.at_level("municipal"), ["муниципальных"], DEADLINE_2_3_1),
)
