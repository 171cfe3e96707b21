"""How Amur's Statute writes the words that an indicator and a duty look for in free text."""

from rnms.indicators.vocabulary import diagnostics, municipalities, teams
from rnms.regions import Spelling
from rnms.regions.amur._acts import ORDER

ITEM_6_1_4 = ORDER.clause("Положение, п. 6.1, показатель 4", line=334)
ITEM_4_4 = ORDER.clause("Положение, п. 4.4", line=291)
ITEM_3_1 = ORDER.clause("Положение, п. 3.1", line=138)
ITEM_3_3_2 = ORDER.clause("Положение, п. 3.3.2", line=240)
BOTH = "предметных и методических компетенций"

SPELLINGS = (
    Spelling(
        teams.QUALITY,
        [
            "эффективности управления качеством образования",
            "по вопросам эффективности управления качеством образования",
            "вопросы эффективности управления качеством образования",
        ],
        ITEM_6_1_4,
    ),
    Spelling(
        diagnostics.SUBJECT_AREA,
        ["предметных", "предметные компетенции", "предметных компетенций", BOTH],
        ITEM_4_4,
    ),
    Spelling(
        diagnostics.METHODICAL_AREA,
        ["методических", "методические компетенции", "методических компетенций", BOTH],
        ITEM_4_4,
    ),
    Spelling(municipalities.at_level("regional"), ["регионального", "на региональном уровне"], ITEM_3_1),
    Spelling(municipalities.at_level("municipal"), ["муниципального", "на муниципальном уровне"], ITEM_3_1),
    Spelling(municipalities.at_level("municipal"), ["муниципальные", "муниципальное"], ITEM_3_3_2),
    Spelling(
        municipalities.at_level("institutional"),
        ["институционального", "на институциональном уровне"],
        ITEM_3_1,
    ),
)
