"""From data and a region's order to a report, and how each number of it came."""

from rnms.judge.evaluation import evaluate
from rnms.judge.many import evaluate_many
from rnms.judge.pool_rules import Eligibility, eligibility
from rnms.judge.schedule import deadlines, roadmap

__all__ = [
    "Eligibility",
    "deadlines",
    "eligibility",
    "evaluate",
    "evaluate_many",
    "roadmap",
]
