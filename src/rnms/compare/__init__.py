"""Two reports beside each other, municipalities in a league, an indicator over years; as values, no text."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.compare.changes import (
        Change as Change,
        Comparison as Comparison,
        Defined as Defined,
        Fact as Fact,
        Kind as Kind,
        Part as Part,
        Sign as Sign,
    )
    from rnms.compare.comparison import compare as compare
    from rnms.compare.leagues import League as League, Place as Place, league as league
    from rnms.compare.trajectories import (
        Course as Course,
        Step as Step,
        Trajectory as Trajectory,
        trajectory as trajectory,
    )
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "changes": ["Change", "Comparison", "Defined", "Fact", "Kind", "Part", "Sign"],
            "comparison": ["compare"],
            "leagues": ["League", "Place", "league"],
            "trajectories": ["Course", "Step", "Trajectory", "trajectory"],
        },
    )
