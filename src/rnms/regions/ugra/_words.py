"""How Ugra's order writes the words that duties look for in free text."""

from rnms.indicators.vocabulary import diagnostics, methodists, municipalities
from rnms.regions import Spelling
from rnms.regions.ugra._acts import ORDER

ITEM_2_1 = ORDER.clause("Положение, п. 2.1", line=121)
MEASURE_6 = ORDER.clause("дорожная карта, п. 6", line=517)
ITEM_4_1 = ORDER.clause("Положение, п. 4.1", line=221)
# The order names the five areas in one breath, and so may whoever holds a diagnostic of all of them.
ALL_FIVE = "предметных, методических, психолого-педагогических, коммуникативных и ИТ-компетенций"

SPELLINGS = (
    Spelling(
        methodists.METHODICAL_SUPPORT,
        [
            "методической поддержки педагогических работников",
            "в области методической поддержки педагогических работников",
            "повышение квалификации в области методической поддержки педагогических работников",
            "методическая поддержка педагогических работников",
            "методической поддержки",
            "в области методической поддержки",
        ],
        ITEM_2_1,
    ),
    Spelling(
        diagnostics.SUBJECT_AREA,
        ["предметных", "предметные компетенции", "предметных компетенций", ALL_FIVE],
        MEASURE_6,
    ),
    Spelling(
        diagnostics.METHODICAL_AREA,
        ["методических", "методические компетенции", "методических компетенций", ALL_FIVE],
        MEASURE_6,
    ),
    Spelling(
        diagnostics.PSYCHOLOGICAL_AREA,
        [
            "психолого-педагогических",
            "психолого-педагогические компетенции",
            "психолого-педагогических компетенций",
            ALL_FIVE,
        ],
        MEASURE_6,
    ),
    Spelling(
        diagnostics.COMMUNICATIVE_AREA,
        ["коммуникативных", "коммуникативные компетенции", "коммуникативных компетенций", ALL_FIVE],
        MEASURE_6,
    ),
    Spelling(
        diagnostics.IT_AREA,
        ["ИТ-компетенций", "ИТ-компетенции", "ИТ компетенции", "IT", "IT-компетенции", ALL_FIVE],
        MEASURE_6,
    ),
    Spelling(municipalities.at_level("regional"), ["регионального", "на региональном уровне"], ITEM_4_1),
    Spelling(municipalities.at_level("municipal"), ["муниципального", "на муниципальном уровне"], ITEM_4_1),
    Spelling(
        municipalities.at_level("institutional"),
        ["институционального", "на институциональном уровне", "уровень образовательной организации"],
        ITEM_4_1,
    ),
)
