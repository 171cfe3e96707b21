"""The orders: one profile for each region, found by key and loaded when asked for."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.regions import federal as federal, kinds as kinds
    from rnms.regions.declaration import (
        Amendment as Amendment,
        Import as Import,
        PartOrigin as PartOrigin,
        Spelling as Spelling,
    )
    from rnms.regions.matrices import matrix as matrix, subject_matrix as subject_matrix
    from rnms.regions.overlay import Change as Change
    from rnms.regions.profile import RegionProfile as RegionProfile, RequiredFigure as RequiredFigure
    from rnms.regions.registry import (
        available as available,
        composed as composed,
        get as get,
        refresh as refresh,
        source as source,
    )
    from rnms.regions.relations import FigureRelation as FigureRelation
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "": ["federal", "kinds"],
            "declaration": ["Amendment", "Import", "PartOrigin", "Spelling"],
            "matrices": ["matrix", "subject_matrix"],
            "overlay": ["Change"],
            "profile": ["RegionProfile", "RequiredFigure"],
            "registry": ["available", "composed", "get", "refresh", "source"],
            "relations": ["FigureRelation"],
        },
    )
