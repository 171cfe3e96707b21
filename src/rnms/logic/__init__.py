"""The language: predicates, populations and terms, and the plan of a question."""

from rnms.logic.population import (
    MUNICIPALITY,
    PERSON,
    REGION,
    SCHOOL,
    THE_REGION,
    Membership,
    Population,
    Term,
    Unit,
)

__all__ = [
    "MUNICIPALITY",
    "PERSON",
    "REGION",
    "SCHOOL",
    "THE_REGION",
    "Membership",
    "Population",
    "Term",
    "Unit",
]
