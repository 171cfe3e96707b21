"""The orders: one profile for each region, found by key and loaded when asked for."""

from rnms.regions import federal, kinds
from rnms.regions.declaration import Amendment, Import, PartOrigin, Spelling
from rnms.regions.matrices import matrix, subject_matrix
from rnms.regions.overlay import Change
from rnms.regions.profile import RegionProfile, RequiredFigure
from rnms.regions.registry import available, composed, get, refresh, source
from rnms.regions.relations import FigureRelation

__all__ = [
    "Amendment",
    "Change",
    "FigureRelation",
    "Import",
    "PartOrigin",
    "RegionProfile",
    "RequiredFigure",
    "Spelling",
    "available",
    "composed",
    "federal",
    "get",
    "kinds",
    "matrix",
    "refresh",
    "source",
    "subject_matrix",
]
