"""The language: predicates, populations and terms, and the plan of a question."""

from rnms.logic.population import (
    MUNICIPALITY,
    ORGANIZATION,
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
    "ORGANIZATION",
    "PERSON",
    "REGION",
    "SCHOOL",
    "THE_REGION",
    "Membership",
    "Population",
    "Term",
    "Unit",
]
