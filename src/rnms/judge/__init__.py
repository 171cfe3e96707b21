"""From data and a region's order to a report, and how each number of it came."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.judge.evaluation import evaluate as evaluate
    from rnms.judge.many import evaluate_many as evaluate_many
    from rnms.judge.pool_rules import eligibility as eligibility
    from rnms.judge.schedule import deadlines as deadlines, roadmap as roadmap
    from rnms.judge.verification import verify as verify
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "evaluation": ["evaluate"],
            "many": ["evaluate_many"],
            "pool_rules": ["eligibility"],
            "schedule": ["deadlines", "roadmap"],
            "verification": ["verify"],
        },
    )
