"""What to do about a verdict: who can be attached to whom, and what is missing where not everybody can."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.planning.attaching import attachments as attachments
else:
    __getattr__, __dir__, __all__ = attach(__name__, {"attaching": ["attachments"]})
