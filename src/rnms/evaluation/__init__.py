"""From data and a region's order to a report."""

from rnms.evaluation._eligibility import Eligibility, eligibility
from rnms.evaluation._evaluate import evaluate
from rnms.evaluation._from_figures import from_figures
from rnms.evaluation._many import evaluate_many
from rnms.evaluation._progress import progress
from rnms.evaluation._schedule import deadlines, roadmap
from rnms.evaluation._template import template

__all__ = [
    "Eligibility",
    "deadlines",
    "eligibility",
    "evaluate",
    "evaluate_many",
    "from_figures",
    "progress",
    "roadmap",
    "template",
]
