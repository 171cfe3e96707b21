"""What to do about a verdict: what is proposed, and judged before it is shown; as values, no text."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.planning.attaching import attachments as attachments
    from rnms.planning.offers import Offer as Offer
    from rnms.planning.routing import routes as routes
else:
    __getattr__, __dir__, __all__ = attach(
        __name__, {"attaching": ["attachments"], "offers": ["Offer"], "routing": ["routes"]}
    )
