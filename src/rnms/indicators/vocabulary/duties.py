"""Duties that no record shows: they are stated, of the region or of whoever has them."""

from __future__ import annotations

import attrs

from rnms.indicators.counts import Share
from rnms.indicators.requirement import Force, Requirement
from rnms.logic.population import THE_REGION, Term
from rnms.logic.predicates import (
    NOT_RECORDED,
    Keyword,
    Not,
    Predicate,
    active,
    all_of,
    any_of,
    equals,
    exists,
)
from rnms.model.law import Clause

OF_THE_REGION = Keyword(field="attestations.subject", text="region", title="сам регион")


def duty_key(key: str, title: str = "") -> Keyword:
    """Compare with the key under which attestations name a duty, or the code of the requirement.

    >>> duty_key("portal_account").field
    'attestations.duty'
    """
    return Keyword(field="attestations.duty", text=key, title=title)


def _stated(key: str, title: str, on: tuple[tuple[str, str], ...], *of_it: Predicate) -> Term:
    """Write what statements show of a duty: nothing without any, nor where two contradict each other."""
    of_it = (*of_it, equals("duty", duty_key(key, title)), active())
    kept = exists("attestations", on, *of_it, equals("state", value=True), code="not_attested")
    broken = exists("attestations", on, *of_it, equals("state", value=False), code="attested_otherwise")
    sure = all_of(kept, Not(broken))
    unsaid = attrs.evolve(NOT_RECORDED, about=title)
    where = any_of(sure, all_of(any_of(kept, Not(broken)), unsaid))
    return Term(key=key, title=title, where=where)


def attested(key: str, title: str) -> Term:
    """Make the word for members of which somebody states that they keep a duty, or that they do not.

    >>> attested("in_centre_register", "внесены в реестр ЦНППМ").key
    'in_centre_register'
    """
    return _stated(key, title, (("subject", "id"),))


def said_of_region(key: str, title: str) -> Term:
    """State that somebody says of the region that it keeps a duty.

    >>> said_of_region("portal_account", "есть личный кабинет").title
    'есть личный кабинет'
    """
    return _stated(key, title, (), equals("subject", OF_THE_REGION))


def attested_of_region(key: str, title: str) -> Share:
    """Measure, yes or no, whether attestations state that the region keeps a duty.

    >>> attested_of_region("portal_account", "есть личный кабинет").scale.value
    'yes_no'
    """
    return Share(THE_REGION, said_of_region(key, title))


def of_region(key: str, title: str, *parts: Predicate) -> Share:
    """Measure, yes or no, whether records show that the region keeps a duty.

    Where it has several parts each is best a word with a title: a report says by it which of them is not so.

    >>> of_region("statute", "положение принято", exists("adoptions", (), active())).questions[0].key
    'region.statute'
    """
    return Share(THE_REGION, Term(key=key, title=title, where=all_of(*parts)))


CONTRADICTION_CODES = (
    "attestations.contradiction",
    "id.doubled",
    "reference.nobody",
    "dates.end-before-start",
    "dates.impossible-birth",
    "figure.contradiction",
    "figures.contradiction",
    "figures.differ-from-records",
)
"""The codes of the faults by which data contradict themselves."""


def consistent_data(clause: Clause) -> Requirement:
    """Make the requirement of consistent data: loading checks it, and reports list the faults.

    >>> from rnms import regions
    >>> consistent_data(regions.get("amur").indicator("1").clause).code
    'S-GEN-02'
    """
    return Requirement(
        code="S-GEN-02",
        title=(
            "данные не противоречат себе: ссылки ведут к записям, обозначения не повторяются, даты"
            " согласованы"
        ),
        force=Force.IMPLIED,
        clause=clause,
        broken_by=CONTRADICTION_CODES,
    )
