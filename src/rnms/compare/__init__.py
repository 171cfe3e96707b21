"""Two reports beside each other, municipalities in a league, an indicator over years; as values, no text."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.compare.changes import Change as Change, Comparison as Comparison, Kind as Kind, Sign as Sign
    from rnms.compare.leagues import league as league
    from rnms.compare.trajectories import trajectory as trajectory
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "changes": ["Change", "Comparison", "Kind", "Sign"],
            "leagues": ["league"],
            "trajectories": ["trajectory"],
        },
    )
