"""The orders: one profile for each region, found by key and loaded when asked for."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.regions.declaration import (
        Amendment as Amendment,
        Import as Import,
        Spelling as Spelling,
    )
    from rnms.regions.matrices import matrix as matrix, subject_matrix as subject_matrix
    from rnms.regions.profile import RegionProfile as RegionProfile
    from rnms.regions.registry import (
        available as available,
        get as get,
        refresh as refresh,
        source as source,
    )
    from rnms.regions.relations import FigureRelation as FigureRelation
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "declaration": ["Amendment", "Import", "Spelling"],
            "matrices": ["matrix", "subject_matrix"],
            "profile": ["RegionProfile"],
            "registry": ["available", "get", "refresh", "source"],
            "relations": ["FigureRelation"],
        },
    )
