"""For those who write a region or try one: the rules that every region keeps, and regions that are invented.

Knows no test framework.
"""

from rnms.testing._invented import YEARS, invented_region
from rnms.testing._kit import RULES, check_installed, check_region
from rnms.testing._starter import start_region

__all__ = ["RULES", "YEARS", "check_installed", "check_region", "invented_region", "start_region"]
