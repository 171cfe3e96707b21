"""How Kirov's roadmap writes the levels of its methodical associations."""

from rnms.indicators.vocabulary import municipalities
from rnms.regions.kirov._acts import ORDER
from rnms.regions.vocabulary import Spelling

ASSOCIATIONS = ORDER.clause("мероприятие 2.3.1, срок", line=159)
LEVELS = ORDER.clause("мероприятие 2.3.1, результат", line=160)

SPELLINGS = (
    # The region is an oblast: it says "областной" where others say "региональный".
    Spelling(
        municipalities.at_level("regional"),
        ["на областном уровне", "областном", "областной", "областной уровень", "областное"],
        LEVELS,
    ),
    Spelling(municipalities.at_level("regional"), ["областных"], ASSOCIATIONS),
    Spelling(municipalities.at_level("okrug"), ["на окружном уровне", "окружном", "окружное"], LEVELS),
    Spelling(municipalities.at_level("okrug"), ["окружных"], ASSOCIATIONS),
    Spelling(
        municipalities.at_level("municipal"),
        ["на муниципальном уровне", "муниципальном", "муниципальное"],
        LEVELS,
    ),
    Spelling(municipalities.at_level("municipal"), ["муниципальных"], ASSOCIATIONS),
)
