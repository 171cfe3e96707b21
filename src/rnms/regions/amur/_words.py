"""How Amur's Statute writes the words that an indicator and a duty look for in free text."""

from rnms.indicators.vocabulary import diagnostics, municipalities, teams
from rnms.regions.amur._acts import ORDER
from rnms.regions.vocabulary import Spelling

ITEM_4 = ORDER.clause("Положение, п. 6.1, показатель 4", line=334)
STAFFING = ORDER.clause("Положение, п. 4.4", line=291)
LEVELS = ORDER.clause("Положение, п. 3.1", line=138)
ASSOCIATIONS = ORDER.clause("Положение, п. 3.3.2", line=240)
BOTH = "предметных и методических компетенций"

SPELLINGS = (
    Spelling(
        teams.QUALITY,
        [
            "эффективности управления качеством образования",
            "по вопросам эффективности управления качеством образования",
            "вопросы эффективности управления качеством образования",
        ],
        ITEM_4,
    ),
    Spelling(
        diagnostics.SUBJECT_AREA,
        ["предметных", "предметные компетенции", "предметных компетенций", BOTH],
        STAFFING,
    ),
    Spelling(
        diagnostics.METHODICAL_AREA,
        ["методических", "методические компетенции", "методических компетенций", BOTH],
        STAFFING,
    ),
    Spelling(municipalities.at_level("regional"), ["регионального", "на региональном уровне"], LEVELS),
    Spelling(municipalities.at_level("municipal"), ["муниципального", "на муниципальном уровне"], LEVELS),
    Spelling(municipalities.at_level("municipal"), ["муниципальные", "муниципальное"], ASSOCIATIONS),
    Spelling(
        municipalities.at_level("institutional"),
        ["институционального", "на институциональном уровне"],
        LEVELS,
    ),
)
