"""The language: predicates, populations and terms, and the plan of a question."""

from typing import TYPE_CHECKING

from rnms._lazy import attach

if TYPE_CHECKING:
    from rnms.logic.population import (
        MUNICIPALITY as MUNICIPALITY,
        ORGANIZATION as ORGANIZATION,
        SCHOOL as SCHOOL,
        THE_REGION as THE_REGION,
        Membership as Membership,
        Population as Population,
        Term as Term,
        Unit as Unit,
    )
else:
    __getattr__, __dir__, __all__ = attach(
        __name__,
        {
            "population": [
                "MUNICIPALITY",
                "ORGANIZATION",
                "SCHOOL",
                "THE_REGION",
                "Membership",
                "Population",
                "Term",
                "Unit",
            ],
        },
    )
