"""What to do about a verdict: whom to ask, whom to send where, whom to attach; as values, no text.

It has three entrances:

* ``plan.py`` (``Result.plan``): the acts of ``acts.py`` that would bring an indicator to its target, as the
  ``scripts.py`` put them into records;
* ``routing.py`` (``routes``): who takes which programme, for the ``needs.py`` of each;
* ``attaching.py`` (``attachments``): which teacher goes to which methodist, within the ``load_norms.py``.
"""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.planning.acts import COSTS as COSTS, DAYS as DAYS, ActKind as ActKind
    from rnms.planning.attaching import attachments as attachments
    from rnms.planning.offers import Offer as Offer
    from rnms.planning.proposal import Plan as Plan
    from rnms.planning.routing import routes as routes
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "acts": ["ActKind", "COSTS", "DAYS"],
            "attaching": ["attachments"],
            "offers": ["Offer"],
            "proposal": ["Plan"],
            "routing": ["routes"],
        },
    )
