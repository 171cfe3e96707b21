"""The audit of published figures: under which reading each is true, and whether it can be true at all.

:func:`published` reads what a report prints, :func:`check` holds it against data and against itself. Nothing
that is published is ever used to judge.
"""

from rnms.audit.check import check
from rnms.audit.consistency import within
from rnms.audit.publication import published, read_claims, template
from rnms.results.audit import Audit, Checked, Contradiction, Standing

__all__ = [
    "Audit",
    "Checked",
    "Contradiction",
    "Standing",
    "check",
    "published",
    "read_claims",
    "template",
    "within",
]
