"""Educational organisations and what they have of their own: associations, councils, pairs, sites."""

from __future__ import annotations

from rnms.indicators.vocabulary.duties import attested, duty_key
from rnms.indicators.vocabulary.municipalities import FUNCTIONING, OF_AN_INSTITUTION
from rnms.indicators.vocabulary.people import TEACHING
from rnms.logic.population import ORGANIZATION, Population, Term
from rnms.logic.predicates import Not, Predicate, active, all_of, any_of, equals, exists, one_of, same
from rnms.model.subjects import OrganizationKind, PairBasis, SiteKind

# Kinds of organisation.

# What the acts call an educational organisation: those of the institutional level, and those of higher and of
# additional professional education (001 ll. 127, 291, 002 l. 103). A methodical service or office is none.
INSTITUTIONAL_KINDS = (
    OrganizationKind.GENERAL,
    OrganizationKind.PRESCHOOL,
    OrganizationKind.SUPPLEMENTARY,
    OrganizationKind.VOCATIONAL,
)

EDUCATIONAL_KINDS = (
    *INSTITUTIONAL_KINDS,
    OrganizationKind.HIGHER,
    OrganizationKind.PROFESSIONAL_DEVELOPMENT,
)

# Organisations.


IS_EDUCATIONAL = one_of("kind", *EDUCATIONAL_KINDS, code="not_educational")

IS_INSTITUTIONAL = one_of("kind", *INSTITUTIONAL_KINDS)

EDUCATIONAL_ORGANIZATIONS = Population(
    key="educational_organizations",
    title="образовательные организации",
    unit=ORGANIZATION,
    entity="organizations",
    where=IS_INSTITUTIONAL,
    place="municipality",
)

# Their associations and councils.

HAS_OWN_ASSOCIATION = exists(
    "associations", "organization", FUNCTIONING, OF_AN_INSTITUTION, code="no_association"
)

METHODICAL_COUNCIL = duty_key("with_methodical_council", "есть методический (научно-методический) совет")

WITH_METHODICAL_COUNCIL = attested(METHODICAL_COUNCIL.text, METHODICAL_COUNCIL.title)

# «Сопровождение осуществляют имеющиеся структуры (методические объединения, методические советы и т.п.)»
# (001 §4.2.10): a council alone is enough, and what does not work accompanies nobody. No record shows a
# council, so that it has to be stated: without a statement nothing is known of it.
WITH_OWN_ASSOCIATION = Term(
    key="with_own_association",
    title="есть действующие методические объединения или советы",
    where=any_of(
        HAS_OWN_ASSOCIATION,
        WITH_METHODICAL_COUNCIL.where,
    ),
)

# Pairs of teachers.

HERE = ("organization", "organization")

IS_PAIR = all_of(
    Not(same("first", "second", code="one_person")),
    one_of("basis", PairBasis.SUBJECT, PairBasis.MENTOR_AND_YOUNG, PairBasis.COMPETENCE),
)


def _teaches(of_pair: str, *where: tuple[str, str]) -> Predicate:
    return exists("employments", (("person", of_pair), *where), TEACHING, code="not_a_teacher")


# Teachers when it was judged: a pair of whom one has left breaks nothing, and shows nothing. A mentor may
# come from elsewhere, but two who teach elsewhere are no pair of the organisation
# (002 l. 257, «организации»).
OF_TEACHERS = all_of(
    _teaches("first"),
    _teaches("second"),
    any_of(_teaches("first", HERE), _teaches("second", HERE)),
)

WITH_ASSOCIATION_AND_PAIR = Term(
    key="with_association_and_pair",
    title="есть методические объединения и «пары»: двое разных педагогов на одном из трёх оснований",
    where=all_of(
        HAS_OWN_ASSOCIATION,
        exists("pairs", "organization", IS_PAIR, OF_TEACHERS, code="no_pair"),
        Not(exists("pairs", "organization", Not(IS_PAIR), code="not_a_pair")),
    ),
)

# Sites, and who has their status.

INTERNSHIP_SITES = Population(
    key="internship_sites",
    title="стажировочные площадки",
    unit=ORGANIZATION,
    entity="organizations",
    where=exists("sites", "organization", active(), equals("kind", SiteKind.INTERNSHIP)),
    place="municipality",
)

AT_EDUCATIONAL_ORGANIZATION = Term(
    key="at_educational_organization",
    title="статус имеет образовательная организация",
    where=IS_EDUCATIONAL,
)

SELECTED_BY_CENTRE = Term(
    key="selected_by_centre",
    title="отобраны ЦНППМ среди образовательных организаций с успешным опытом",
    where=all_of(IS_EDUCATIONAL, attested("selected_by_centre", "отобраны ЦНППМ").where),
)
