"""How the order of Khabarovsk Krai writes the level of methodical associations."""

from rnms.indicators.vocabulary import municipalities
from rnms.regions import Spelling
from rnms.regions.khabarovsk._acts import ORDER

SPELLINGS = (
    Spelling(
        municipalities.at_level("municipal"),
        [
            "муниципальные",
            "муниципальное",
            "муниципальные методические объединения",
            "муниципальное методическое объединение",
        ],
        ORDER.clause("показатель 5", line=74),
    ),
)
