"""For those who write a region or try one: the rules that every region keeps, and regions that are invented.

Knows no test framework.
"""

from rnms.testing.invented import invented_region
from rnms.testing.kit import RULES, check_installed, check_region
from rnms.testing.starter import start_region

__all__ = [
    "RULES",
    "check_installed",
    "check_region",
    "invented_region",
    "start_region",
]
