"""The engines: only they know how data is stored; each answers questions with tallies."""

from rnms.engine._asking import forms, reads
from rnms.engine._engine import DIFFERENCE, Engine
from rnms.engine.figures import FiguresEngine
from rnms.engine.records import RecordsEngine

__all__ = ["DIFFERENCE", "Engine", "FiguresEngine", "RecordsEngine", "forms", "reads"]
