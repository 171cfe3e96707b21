"""Diagnostics of professional deficits, the areas that they cover, and the routes (ИОМ) built on them."""

from rnms.indicators.counts import Share
from rnms.indicators.definition import Family
from rnms.indicators.vocabulary.people import STAFF
from rnms.logic.population import Population, Term, Unit
from rnms.logic.predicates import (
    END,
    DateOrder,
    Keyword,
    Op,
    all_of,
    equals,
    exists,
    in_order,
    on_or_before,
    same,
    within,
)
from rnms.model.development import Provider

# Who passed a diagnostic, and for whom a route was built on it.

AT_CNPPM = equals("provider", Provider.CNPPM, code="another_provider")

DIAGNOSED = Term(
    key="diagnosed",
    title="прошли диагностику профессиональных дефицитов в ЦНППМ",
    where=exists("diagnostics", "person", within("date"), AT_CNPPM, code="no_diagnostic"),
)

DIAGNOSED_ANYWHERE = Term(
    key="diagnosed_anywhere",
    title="прошли диагностику уровня профессиональных компетенций",
    where=exists("diagnostics", "person", within("date"), code="no_diagnostic"),
)

WITH_ROUTE = Term(
    key="with_route",
    title="для них разработан ИОМ на основе результатов диагностики дефицитов в ЦНППМ",
    where=exists(
        "routes",
        "person",
        within("start"),
        same("diagnostic.person", "person", code="diagnostic_of_another"),
        equals("diagnostic.provider", Provider.CNPPM, code="another_provider"),
        in_order("diagnostic.date", "start", code="route_before_diagnostic"),
        code="no_route",
    ),
)

WITH_LATER_ROUTE = Term(
    key="with_later_route",
    title="после диагностики для них построен ИОМ",
    where=exists(
        "routes",
        "person",
        on_or_before("start", END, code="outside_period"),
        exists(
            "diagnostics",
            (("person", "person"),),
            within("date"),
            compare=DateOrder("date", Op.LE, "start"),
            code="route_before_diagnostic",
        ),
        code="no_route",
    ),
)

DIAGNOSED_SHARE = Family(key="diagnosed_share", title="прошли диагностику", measure=Share(STAFF, DIAGNOSED))

ROUTE_SHARE = Family(key="route_share", title="имеют ИОМ", measure=Share(STAFF, WITH_ROUTE))

# The areas of competences that diagnostics cover.


def _area(text: str) -> Keyword:
    return Keyword(field="diagnostics.areas", text=text)


SUBJECT_AREA = _area("предметные")

METHODICAL_AREA = _area("методические")

PSYCHOLOGICAL_AREA = _area("психолого-педагогические")

COMMUNICATIVE_AREA = _area("коммуникативные")

IT_AREA = _area("ИТ")

# Routes as what is counted.

ROUTE = Unit(key="route", forms=("ИОМ", "ИОМ", "ИОМ"), on_one_day=True)

ROUTES = Population(key="routes", title="ИОМ", unit=ROUTE, entity="routes", where=within("start"))

AFTER_DIAGNOSTIC = Term(
    key="after_diagnostic",
    title="построены после диагностики того же человека",
    where=all_of(
        same("diagnostic.person", "person", code="diagnostic_of_another"),
        in_order("diagnostic.date", "start", code="route_before_diagnostic"),
    ),
)
