"""Schools of the federal list of low educational results."""

from __future__ import annotations

from rnms.indicators.counts import Share
from rnms.indicators.definition import Family
from rnms.indicators.vocabulary.diagnostics import DIAGNOSED_ANYWHERE, WITH_LATER_ROUTE
from rnms.indicators.vocabulary.people import EMPLOYED_PLACE, TEACHING
from rnms.indicators.vocabulary.teams import BEGAN_TRAINING
from rnms.logic.population import SCHOOL, Membership, Population, Term
from rnms.logic.predicates import THE_YEAR, Has, Path, Predicate, active, all_of, equals, exists, within
from rnms.model.people import Role, TeamKind
from rnms.model.subjects import OrganizationKind

# Schools of the list of the reporting year, their teachers, and the teams that they sent to courses.

IN_THE_LIST = Has(Path("low_results_years"), THE_YEAR, code="not_in_the_list")

AT_A_LISTED_SCHOOL = Has(Path("organization.low_results_years"), THE_YEAR, code="not_in_the_list")

LISTED_SCHOOLS = Population(
    key="listed_schools",
    title="школы федерального списка с низкими результатами",
    unit=SCHOOL,
    entity="organizations",
    where=all_of(equals("kind", OrganizationKind.GENERAL), IN_THE_LIST),
    place="municipality",
)

LISTED_SCHOOL_TEACHERS = Population(
    key="listed_school_teachers",
    title="педагоги школ этого списка",
    within=LISTED_SCHOOLS,
    entity="persons",
    through=Membership(
        entity="employments",
        member="person",
        where=all_of(TEACHING, equals("organization.kind", OrganizationKind.GENERAL), AT_A_LISTED_SCHOOL),
        place=EMPLOYED_PLACE,
    ),
)

LISTED_DIAGNOSED = Population(
    key="listed_diagnosed",
    title="педагоги школ этого списка, прошедшие диагностику",
    within=LISTED_SCHOOL_TEACHERS,
    having=(DIAGNOSED_ANYWHERE,),
)

SENT_TO_COURSES = exists("team_trainings", (("team", "team"),), BEGAN_TRAINING, code="no_training")

LISTED_TEAM_MEMBERS = Population(
    key="listed_team_members",
    title="члены команд, направленных школами этого списка на курсы",
    within=LISTED_SCHOOLS,
    entity="persons",
    through=Membership(
        entity="team_members",
        member="person",
        where=all_of(
            active(),
            equals("team.organization.kind", OrganizationKind.GENERAL),
            Has(Path("team.organization.low_results_years"), THE_YEAR, code="not_in_the_list"),
            SENT_TO_COURSES,
        ),
        place="team.organization.municipality",
    ),
)


# What is asked of a school.


def _team_sent(kind: TeamKind, code: str) -> Predicate:
    begun = exists("team_trainings", "team", BEGAN_TRAINING)
    return exists("teams", "organization", equals("kind", kind), begun, code=code)


MANAGEMENT_TEAM_SENT = _team_sent(TeamKind.MANAGEMENT, "no_management_team_sent")

PEDAGOGICAL_TEAM_SENT = _team_sent(TeamKind.PEDAGOGICAL, "no_pedagogical_team_sent")

SENT_BOTH_TEAMS = Term(
    key="sent_both_teams",
    title="направили на курсы и управленческую, и педагогическую команды",
    where=all_of(MANAGEMENT_TEAM_SENT, PEDAGOGICAL_TEAM_SENT),
)

# A school of the list is no organisation of higher education, so its kind is not asked again.
WITH_DIAGNOSED_TEACHER = Term(
    key="with_diagnosed_teacher",
    title="хотя бы один педагог прошёл диагностику",
    where=exists(
        "employments",
        "organization",
        active(),
        equals("role", Role.PEDAGOGICAL),
        exists("diagnostics", (("person", "person"),), within("date")),
        code="nobody_diagnosed",
    ),
)

# What is measured of these schools.

LOW_RESULTS_TEAMS = Share(LISTED_SCHOOLS, SENT_BOTH_TEAMS)

LOW_RESULTS_DIAGNOSED = Share(LISTED_SCHOOL_TEACHERS, DIAGNOSED_ANYWHERE)

LOW_RESULTS_DIAGNOSED_OF_TEAMS = Share(LISTED_TEAM_MEMBERS, DIAGNOSED_ANYWHERE)

LOW_RESULTS_ANY_DIAGNOSED = Share(LISTED_SCHOOLS, WITH_DIAGNOSED_TEACHER)

LOW_RESULTS_ROUTES = Share(LISTED_DIAGNOSED, WITH_LATER_ROUTE)

LOW_RESULTS = Family(key="low_results", title="помощь школам с низкими результатами")
