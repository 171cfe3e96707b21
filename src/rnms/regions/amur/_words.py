"""How Amur's Statute writes the words that an indicator and a duty look for in free text."""

from rnms.indicators.vocabulary import duties, families
from rnms.regions.amur._acts import ORDER
from rnms.regions.vocabulary import Spelling

ITEM_4 = ORDER.clause("Положение, п. 6.1, показатель 4", line=334)
STAFFING = ORDER.clause("Положение, п. 4.4", line=291)
LEVELS = ORDER.clause("Положение, п. 3.1", line=138)
ASSOCIATIONS = ORDER.clause("Положение, п. 3.3.2", line=240)
BOTH = "предметных и методических компетенций"

SPELLINGS = (
    Spelling(
        families.QUALITY,
        [
            "эффективности управления качеством образования",
            "по вопросам эффективности управления качеством образования",
            "вопросы эффективности управления качеством образования",
        ],
        ITEM_4,
    ),
    Spelling(
        duties.SUBJECT_AREA,
        ["предметных", "предметные компетенции", "предметных компетенций", BOTH],
        STAFFING,
    ),
    Spelling(
        duties.METHODICAL_AREA,
        ["методических", "методические компетенции", "методических компетенций", BOTH],
        STAFFING,
    ),
    Spelling(families.at_level("regional"), ["регионального", "на региональном уровне"], LEVELS),
    Spelling(families.at_level("municipal"), ["муниципального", "на муниципальном уровне"], LEVELS),
    Spelling(families.at_level("municipal"), ["муниципальные", "муниципальное"], ASSOCIATIONS),
    Spelling(
        families.at_level("institutional"), ["институционального", "на институциональном уровне"], LEVELS
    ),
)
