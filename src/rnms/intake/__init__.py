"""Registers as institutes keep them: a mapping that a person can read turns their rows into records.

:func:`load_mapping` reads the mapping, :func:`read` the registers. What comes is added to a system that is
known, and replaces what the same mapping brought before. Nothing is guessed: what cannot be read is an issue
with its cell, and unknown.
"""

from rnms.intake.mapping import load_mapping
from rnms.intake.reading import read
from rnms.intake.suggestion import suggest

__all__ = ["load_mapping", "read", "suggest"]
