"""Methodists: pools, who may be a member, and how many teachers there are to one of them."""

from __future__ import annotations

import attrs

from rnms.indicators.counts import Ratio, Share
from rnms.indicators.definition import Family
from rnms.indicators.loads import Load, Statistic
from rnms.indicators.vocabulary.diagnostics import ROUTE
from rnms.indicators.vocabulary.duties import attested, of_region, said_of_region
from rnms.indicators.vocabulary.organizations import INSTITUTIONAL_KINDS
from rnms.indicators.vocabulary.people import IN_EDUCATION, SCHOOL_TEACHERS, TEACHING
from rnms.indicators.vocabulary.teams import IS_ADVANCED_TRAINING
from rnms.logic.population import METHODIST, THE_REGION, Membership, Population, Term, Unit
from rnms.logic.predicates import (
    END,
    START,
    Day,
    Given,
    Has,
    Keyword,
    Moment,
    Not,
    Path,
    Predicate,
    active,
    all_of,
    any_of,
    equals,
    exists,
    in_order,
    on_or_after,
    on_or_before,
    one_of,
    same,
    within,
)
from rnms.model.people import Affiliation, Category, PoolLevel, Role
from rnms.model.subjects import AdoptionKind, OrganizationKind

# Pools. A pool counts people: one may serve in two.

IN_REGIONAL_POOL = all_of(active(), equals("level", PoolLevel.REGIONAL))


def _pool(key: str, title: str, where: Predicate, *, union: tuple[Population, ...] = ()) -> Population:
    """People who are in a pool, by their records of membership, in the municipality that these name."""
    return Population(
        key=key,
        title=title,
        unit=METHODIST,
        entity="persons",
        through=Membership(entity="methodists", member="person", where=where, place="municipality"),
        union=union,
    )


REGIONAL_POOL = _pool("regional_pool", "члены регионального методического актива", IN_REGIONAL_POOL)

MUNICIPAL_POOL = _pool(
    "municipal_pool",
    "члены муниципального методического актива",
    all_of(active(), equals("level", PoolLevel.MUNICIPAL)),
)

POOL = _pool(
    "pool",
    "члены регионального и муниципального методического актива",
    active(),
    union=(REGIONAL_POOL, MUNICIPAL_POOL),
)

# «За 1 региональным методистом»: a person, however many records of membership there are.
REGIONAL_METHODISTS = _pool("regional_methodists", "региональные методисты", IN_REGIONAL_POOL)

POOL_FORMED = Term(
    key="pool_formed",
    title="банк методического актива сформирован",
    where=exists("adoptions", (), equals("kind", AdoptionKind.METHODIST_POOL), active(), code="not_adopted"),
)

# Who is attached to a methodist.


def _of_somebody_employed(*conditions: Predicate, code: str) -> Predicate:
    """State that the person whom a record names holds or held a post."""
    return exists("employments", (("person", "person"),), *conditions, code=code)


OF_A_TEACHER = _of_somebody_employed(TEACHING, code="not_a_teacher")

OF_A_SCHOOL_TEACHER = _of_somebody_employed(
    TEACHING, equals("organization.kind", OrganizationKind.GENERAL), code="not_a_school_teacher"
)

TO_A_REGIONAL_METHODIST = equals("methodist.level", PoolLevel.REGIONAL, code="another_level")


def _attached(title: str, *conditions: Predicate) -> Term:
    where = exists("assignments", (("methodist.person", "id"),), active(), *conditions, of="person")
    return Term(key="attached", title=title, where=where)


ATTACHED = _attached("закреплённые педагогические работники", TO_A_REGIONAL_METHODIST, OF_A_TEACHER)

ATTACHED_TO_MEMBER = _attached(
    "закреплённые педагогические работники общеобразовательных организаций", OF_A_SCHOOL_TEACHER
)

# What is measured of pools.

FORMED = Share(THE_REGION, POOL_FORMED)

TEACHERS_PER_MEMBER = Ratio(SCHOOL_TEACHERS, POOL)

MOST_ATTACHED_TO_MEMBER = Load(POOL, ATTACHED_TO_MEMBER, Statistic.LARGEST)

MEAN_ATTACHED = Load(REGIONAL_METHODISTS, ATTACHED, Statistic.MEAN)

MOST_ATTACHED = Load(REGIONAL_METHODISTS, ATTACHED, Statistic.LARGEST)

FEWEST_ATTACHED = Load(REGIONAL_METHODISTS, ATTACHED, Statistic.SMALLEST)

METHODIST_LOAD = Family(key="methodist_load", title="нагрузка на одного методиста")

POOL_FORMED_AND_LOAD = Family(key="pool_formed", title="методический актив сформирован")

# Who may be a member, rule by rule (001 §2.1 and §4.2.4).

# Whoever is staff by one record of membership is staff, whatever another says.
IS_STAFF = exists("methodists", "person", IN_REGIONAL_POOL, equals("affiliation", Affiliation.STAFF))

POOL_MEMBERS_NOT_STAFF = attrs.evolve(
    REGIONAL_POOL,
    key="pool_members_not_staff",
    title="члены регионального методического актива, кроме штатных сотрудников ЦНППМ",
    where=Not(IS_STAFF),
)

DIAGNOSED_BEFORE = exists(
    "diagnostics", "person", on_or_before("date", END, code="outside_period"), code="no_diagnostic"
)

METHODICAL_SUPPORT = Keyword(field="programmes.topics", text="методическая поддержка")

TRAINED_IN_METHODICAL_SUPPORT = exists(
    "enrolments",
    "person",
    on_or_before("end", END, code="not_completed_then"),
    IS_ADVANCED_TRAINING,
    Has(Path("programme.topics"), METHODICAL_SUPPORT, code="another_topic"),
    code="no_methodical_training",
)

DIAGNOSED_AND_TRAINED = Term(
    key="diagnosed_and_trained",
    title="прошли диагностику и повышение квалификации в области методической поддержки",
    where=all_of(DIAGNOSED_BEFORE, TRAINED_IN_METHODICAL_SUPPORT),
)

POOL_DIAGNOSED = Term(key="pool_diagnosed", title="прошли диагностику", where=DIAGNOSED_BEFORE)

POOL_TRAINED = Term(
    key="pool_trained",
    title="прошли повышение квалификации в области методической поддержки",
    where=TRAINED_IN_METHODICAL_SUPPORT,
)

TEACHES_AT_SCHOOL = Term(
    key="teaches_at_school",
    title="ведут педагогическую деятельность там, где реализуют основные общеобразовательные программы",
    where=exists(
        "employments",
        "person",
        TEACHING,
        any_of(
            equals("organization.kind", OrganizationKind.GENERAL),
            equals("organization.kind", OrganizationKind.PRESCHOOL),
        ),
        code="not_at_school",
    ),
)

CORE_MEMBER = Term(
    key="core_member",
    title="высшая категория, высшее педагогическое образование, стаж по специальности не менее 5 лет",
    where=all_of(
        equals("category", Category.HIGHEST, code="category"),
        equals("higher_pedagogical_education", value=True, code="education"),
        on_or_before("specialty_start", Moment(Day.END, years=-5), code="experience"),
    ),
)

WITH_AFFILIATION = Term(
    key="with_affiliation",
    title="известно, на каких условиях привлечены",
    where=exists("methodists", "person", IN_REGIONAL_POOL, Given(Path("affiliation"))),
)

# Of staff of the centre the rule that members teach at school is not asked (they would have to do both).
TEACHES_OR_STAFF = Term(
    key="teaches_or_staff",
    title="ведёт педагогическую деятельность в организации с основными общеобразовательными программами",
    where=any_of(TEACHES_AT_SCHOOL.where, IS_STAFF),
)

EXTRA_GROUND = attested("extra_ground", "есть одно из дополнительных оснований")

CORE_SHARE = Share(REGIONAL_POOL, CORE_MEMBER)

# That the region has a pool.

POOL_AND_PLAN_IN_PLACE = of_region(
    "pool_and_plan_in_place",
    "региональный методический актив есть, состав утверждён в этом году, план работы утверждён",
    Term(
        key="has_pool",
        title="региональный методический актив есть",
        where=exists("methodists", (), IN_REGIONAL_POOL, code="no_methodists"),
    ),
    Term(
        key="pool_adopted",
        title="состав регионального методического актива утверждён в этом году",
        where=exists(
            "adoptions", (), equals("kind", AdoptionKind.METHODIST_POOL), within("start"), code="not_adopted"
        ),
    ),
    said_of_region("pool_work_plan", "план работы регионального методического актива утверждён"),
)

# Attachments (закрепление), and who develops routes.

ATTACHMENT = Unit(key="attachment", forms=("закрепление", "закрепления", "закреплений"))

# The attachments of 6.3.1: of teachers, to regional methodists. Whoever has left the pool is none any more.
TO_A_MEMBER_NOW = exists(
    "methodists", (("person", "methodist.person"),), IN_REGIONAL_POOL, code="not_a_methodist_then"
)

ATTACHMENTS = Population(
    key="attachments",
    title="закрепления педагогических работников за региональными методистами",
    unit=ATTACHMENT,
    entity="assignments",
    where=all_of(active(), TO_A_REGIONAL_METHODIST, TO_A_MEMBER_NOW, OF_A_TEACHER),
)

ON_A_DIAGNOSTIC = Term(
    key="on_a_diagnostic",
    title="основаны на результатах более ранней диагностики того же педагога",
    where=all_of(
        same("diagnostic.person", "person", code="diagnostic_of_another"),
        in_order("diagnostic.date", "start", code="attached_before_diagnostic"),
    ),
)

TAUGHT_THEN = _of_somebody_employed(
    IN_EDUCATION,
    equals("role", Role.PEDAGOGICAL),
    on_or_before("start", END),
    on_or_after("end", START),
    code="not_a_teacher",
)

# At the level of an educational organisation (001 §5.3.2): the centre develops routes, too, and managers have
# some.
SCHOOL_ROUTES = Population(
    key="school_routes",
    title="ИОМ педагогических работников, разработанные в образовательных организациях",
    unit=ROUTE,
    entity="routes",
    where=all_of(within("start"), one_of("organization.kind", *INSTITUTIONAL_KINDS), TAUGHT_THEN),
)

WITH_REGIONAL_METHODIST = Term(
    key="with_regional_methodist",
    title="разработаны совместно с региональным методистом",
    where=exists(
        "route_developers",
        "route",
        TO_A_REGIONAL_METHODIST,
        in_order("methodist.start", "route.start", "methodist.end", code="not_a_methodist_then"),
        code="no_methodist",
    ),
)
