"""The engines: only they know how data is stored; each answers questions with tallies."""

from rnms.engine.figures import FiguresEngine

__all__ = ["FiguresEngine"]
