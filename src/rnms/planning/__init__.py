"""What to do about a verdict: what is proposed, and judged before it is shown."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.planning.offers import Offer as Offer, read_offers as read_offers
    from rnms.planning.proposal import (
        Asked as Asked,
        Bound as Bound,
        Proposal as Proposal,
        Uncovered as Uncovered,
        Why as Why,
    )
    from rnms.planning.routing import routes as routes
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "offers": ["Offer", "read_offers"],
            "proposal": ["Asked", "Bound", "Proposal", "Uncovered", "Why"],
            "routing": ["routes"],
        },
    )
