"""The second interpreter of populations: narwhals expressions over tables of any engine."""

from rnms.engine.frames._engine import FramesEngine

__all__ = ["FramesEngine"]
