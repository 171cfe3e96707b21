"""The engines: only they know how data is stored; each answers questions with tallies."""

from rnms.engine._asking import Shown, forms, gaps_in, reads
from rnms.engine._engine import DIFFERENCE, Engine
from rnms.engine._lexicon import respelled, slips
from rnms.engine._source import Source, look_at_data
from rnms.engine.figures import FiguresEngine
from rnms.engine.frames import FramesEngine
from rnms.engine.records import RecordsEngine, identifier

__all__ = [
    "DIFFERENCE",
    "Engine",
    "FiguresEngine",
    "FramesEngine",
    "RecordsEngine",
    "Shown",
    "Source",
    "forms",
    "gaps_in",
    "identifier",
    "look_at_data",
    "reads",
    "respelled",
    "slips",
]
