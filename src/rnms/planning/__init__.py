"""What to do about a verdict: whom to ask, whom to send where, what comes too late; as values, no text."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.planning.acts import COSTS as COSTS, DAYS as DAYS, ActKind as ActKind
    from rnms.planning.proposal import Plan as Plan
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "acts": ["ActKind", "COSTS", "DAYS"],
            "proposal": ["Plan"],
        },
    )
