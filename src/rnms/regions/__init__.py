"""The duties: one profile for each region, found by key and loaded when asked for."""

from rnms.regions import _federal as federal
from rnms.regions import _kinds as kinds
from rnms.regions._editions import Edition
from rnms.regions._faults import is_key
from rnms.regions._matrix import Cell, Matrix, Mention, SubjectCell, SubjectMatrix, matrix, subject_matrix
from rnms.regions._overlay import Change
from rnms.regions._profile import Need, RegionProfile
from rnms.regions._registry import available, get, refresh, source
from rnms.regions._vocabulary import COMPARED, MEASURES, Entry, Spelling, Vocabulary

__all__ = [
    "COMPARED",
    "MEASURES",
    "Cell",
    "Change",
    "Edition",
    "Entry",
    "Matrix",
    "Mention",
    "Need",
    "RegionProfile",
    "Spelling",
    "SubjectCell",
    "SubjectMatrix",
    "Vocabulary",
    "available",
    "federal",
    "get",
    "is_key",
    "kinds",
    "matrix",
    "refresh",
    "source",
    "subject_matrix",
]
