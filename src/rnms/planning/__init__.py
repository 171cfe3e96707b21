"""What to do about a verdict: plans, routes and attachments that are proposed, and judged before they are shown."""

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
    from rnms.planning.routes import routes as routes
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "offers": ["Offer", "read_offers"],
            "proposal": ["Asked", "Bound", "Proposal", "Uncovered", "Why"],
            "routes": ["routes"],
        },
    )
