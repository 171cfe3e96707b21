"""From data and a region's order to a report."""

from rnms.evaluation._evaluate import evaluate
from rnms.evaluation._from_figures import from_figures
from rnms.evaluation._template import template

__all__ = ["evaluate", "from_figures", "template"]
