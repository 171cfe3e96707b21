"""What to do about a verdict: who can be attached to whom, and what is missing where not everybody can."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.planning.attaching import (
        Attachments as Attachments,
        Group as Group,
        Lacking as Lacking,
        Surplus as Surplus,
        attachments as attachments,
    )
    from rnms.planning.load_norms import LoadNorms as LoadNorms, load_norms as load_norms
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "attaching": ["Attachments", "Group", "Lacking", "Surplus", "attachments"],
            "load_norms": ["LoadNorms", "load_norms"],
        },
    )
