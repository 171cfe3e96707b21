"""The engines: only they know how data is stored; each answers questions with tallies."""

from rnms.engine._asking import forms, gaps_in, reads
from rnms.engine._engine import DIFFERENCE, Engine
from rnms.engine.figures import FiguresEngine
from rnms.engine.frames import FramesEngine
from rnms.engine.records import RecordsEngine, identifier

__all__ = [
    "DIFFERENCE",
    "Engine",
    "FiguresEngine",
    "FramesEngine",
    "RecordsEngine",
    "forms",
    "gaps_in",
    "identifier",
    "reads",
]
