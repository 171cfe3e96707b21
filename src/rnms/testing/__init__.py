"""For those who write a region or try one: the rules that every region keeps, and regions that are invented.

Knows no test framework.
"""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.testing.invented import invented_region as invented_region
    from rnms.testing.kit import (
        RULES as RULES,
        check_installed as check_installed,
        check_region as check_region,
    )
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "invented": ["invented_region"],
            "kit": ["RULES", "check_installed", "check_region"],
        },
    )
