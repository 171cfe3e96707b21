"""People at work: staff and teachers, and who was ever one of them."""

from rnms.indicators.definition import Reading
from rnms.indicators.vocabulary.duties import attested
from rnms.logic.population import Membership, Population, Term
from rnms.logic.predicates import (
    END,
    SINCE,
    Not,
    active,
    all_of,
    any_of,
    equals,
    exists,
    on_or_after,
    on_or_before,
    one_of,
)
from rnms.model.people import Role
from rnms.model.subjects import OrganizationKind

# Cumulative counts of the sources start with the tables of their orders, in 2021.
FIRST_YEAR = 2021

# Who is accompanied: whoever holds a post on the day on which populations stand.

# Methodists and whoever works as anything else are neither teachers nor managers by that post.
AS_MANAGER = one_of("role", Role.HEAD, Role.DEPUTY_HEAD, Role.UNIT_HEAD)

# Those who teach only in higher education are no pedagogical workers; of managers the definition makes no
# exception (001 ll. 127-129, 002 §1.3).
IN_EDUCATION = Not(equals("organization.kind", OrganizationKind.HIGHER))

TEACHER_OR_MANAGER = any_of(all_of(IN_EDUCATION, equals("role", Role.PEDAGOGICAL)), AS_MANAGER)

AT_WORK = all_of(active(), TEACHER_OR_MANAGER)

TEACHING = all_of(active(), IN_EDUCATION, equals("role", Role.PEDAGOGICAL))

EMPLOYED_PLACE = "organization.municipality"

STAFF = Population(
    key="staff",
    title="педагогические работники и управленческие кадры",
    entity="persons",
    through=Membership(entity="employments", member="person", where=AT_WORK, place=EMPLOYED_PLACE),
)

TEACHERS = Population(
    key="teachers",
    title="педагогические работники",
    within=STAFF,
    through=Membership(entity="employments", member="person", where=TEACHING, place=EMPLOYED_PLACE),
)

SCHOOL_TEACHERS = Population(
    key="school_teachers",
    title="педагогические работники общеобразовательных организаций",
    within=TEACHERS,
    through=Membership(
        entity="employments",
        member="person",
        where=all_of(TEACHING, equals("organization.kind", OrganizationKind.GENERAL)),
        place=EMPLOYED_PLACE,
    ),
)

# Main places of work: nobody has two (ТК РФ, ст. 60.1), so that these numbers of municipalities add up.

AT_MAIN_PLACE = equals("main", value=True, code="external_part_timer")

STAFF_AT_MAIN_PLACE = Population(
    key="staff_at_main_place",
    title="педагогические работники и управленческие кадры без внешних совместителей",
    within=STAFF,
    through=Membership(
        entity="employments",
        member="person",
        where=all_of(AT_WORK, AT_MAIN_PLACE),
        place=EMPLOYED_PLACE,
        unique=True,
    ),
)

TEACHERS_AT_MAIN_PLACE = Population(
    key="teachers_at_main_place",
    title="педагогические работники без внешних совместителей",
    within=STAFF_AT_MAIN_PLACE,
    through=Membership(
        entity="employments",
        member="person",
        where=all_of(TEACHING, AT_MAIN_PLACE),
        place=EMPLOYED_PLACE,
        unique=True,
    ),
)

SCHOOL_TEACHERS_AT_MAIN_PLACE = Population(
    key="school_teachers_at_main_place",
    title="педагогические работники общеобразовательных организаций без внешних совместителей",
    within=TEACHERS_AT_MAIN_PLACE,
    through=Membership(
        entity="employments",
        member="person",
        where=all_of(TEACHING, AT_MAIN_PLACE, equals("organization.kind", OrganizationKind.GENERAL)),
        place=EMPLOYED_PLACE,
        unique=True,
    ),
)

WITHOUT_PART_TIMERS = Reading(
    name="without_part_timers",
    title="без внешних совместителей",
    why="кто работает и в другой организации, считается и там: можно считать лишь по основному месту работы",
    redefine={
        STAFF: STAFF_AT_MAIN_PLACE,
        TEACHERS: TEACHERS_AT_MAIN_PLACE,
        SCHOOL_TEACHERS: SCHOOL_TEACHERS_AT_MAIN_PLACE,
    },
)

# Whoever stands in the data, and whoever ever taught.

ALL_PERSONS = Population(key="anybody", title="все люди в данных", entity="persons")

# Those who have left since stand in the numerator here and nowhere in the denominator; managers who did not
# teach stand in neither.
TAUGHT = Term(
    key="taught",
    title="с 2021 года в какой-либо день были педагогическими работниками",
    where=exists(
        "employments",
        "person",
        IN_EDUCATION,
        equals("role", Role.PEDAGOGICAL),
        on_or_before("start", END),
        on_or_after("end", SINCE),
        code="not_a_teacher",
    ),
    since=FIRST_YEAR,
)

# The centre (ЦНППМ) and its people.

CNPPM_STAFF = Population(
    key="cnppm_staff",
    title="сотрудники ЦНППМ",
    entity="persons",
    through=Membership(
        entity="employments",
        member="person",
        where=all_of(active(), equals("organization.kind", OrganizationKind.CNPPM)),
    ),
)

TRAINED_BY_COORDINATOR = attested("trained_by_coordinator", "прошли обучение на базе координатора ЕФС")
