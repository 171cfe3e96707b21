"""The duties: one profile for each region, found by key and loaded when asked for."""

from rnms.regions._matrix import Cell, Matrix, Mention, SubjectCell, SubjectMatrix, matrix, subject_matrix
from rnms.regions._profile import Need, RegionProfile
from rnms.regions._registry import available, get, refresh, source

__all__ = [
    "Cell",
    "Matrix",
    "Mention",
    "Need",
    "RegionProfile",
    "SubjectCell",
    "SubjectMatrix",
    "available",
    "get",
    "matrix",
    "refresh",
    "source",
    "subject_matrix",
]
