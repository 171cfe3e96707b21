"""The language: predicates, populations and terms, and the plan of a question."""

from rnms.logic.population import (
    MUNICIPALITY,
    PERSON,
    REGION,
    SCHOOL,
    THE_REGION,
    Population,
    Term,
    Through,
    Unit,
)

__all__ = [
    "MUNICIPALITY",
    "PERSON",
    "REGION",
    "SCHOOL",
    "THE_REGION",
    "Population",
    "Term",
    "Through",
    "Unit",
]
