"""Management teams and their training."""

from rnms.indicators.definition import Family, Reading
from rnms.indicators.measures import Share
from rnms.indicators.vocabulary.organizations import EDUCATIONAL_KINDS
from rnms.indicators.vocabulary.people import EMPLOYED_PLACE, FIRST_YEAR
from rnms.logic.population import TEAM, Population, Term
from rnms.logic.predicates import (
    Has,
    Keyword,
    Not,
    Path,
    all_of,
    equals,
    exists,
    in_order,
    one_of,
    standing,
    within,
)
from rnms.model.development import ProgrammeKind
from rnms.model.people import TeamKind

# Management teams, one for each educational organisation. What a team does is a record of its own; to infer
# it from its members needs a rule that the orders do not give.

MANAGING = all_of(equals("kind", TeamKind.MANAGEMENT), standing())

TEAMS = Population(
    key="teams",
    title="управленческие команды",
    unit=TEAM,
    entity="teams",
    where=MANAGING,
    place=EMPLOYED_PLACE,
)

TEAMS_OF_EDUCATIONAL_ORGANIZATIONS = Population(
    key="teams",
    title="управленческие команды образовательных организаций",
    unit=TEAM,
    entity="teams",
    where=all_of(MANAGING, one_of("organization.kind", *EDUCATIONAL_KINDS, code="not_educational")),
    place=EMPLOYED_PLACE,
)

# «Повышение квалификации» is one of the two kinds of programmes, retraining the other (000 l. 48, 002 l. 65).
IS_ADVANCED_TRAINING = equals("programme.kind", ProgrammeKind.ADVANCED_TRAINING, code="not_advanced_training")

BEGAN_TRAINING = all_of(within("start"), IS_ADVANCED_TRAINING)

MEMBER_BEGAN = exists("enrolments", (("person", "person"),), BEGAN_TRAINING)

# Whoever has left the team is no member of it, trained or not; members are people, not records of them.
IS_HEAD = all_of(standing(), equals("is_head", value=True))

BY_TEAM = Term(
    key="by_team",
    title="участвует команда как таковая",
    where=exists("team_trainings", "team", BEGAN_TRAINING, code="no_training"),
)

BY_ANY_MEMBER = Term(
    key="by_any_member",
    title="довольно одного члена команды",
    where=exists("team_members", "team", standing(), MEMBER_BEGAN, code="no_member_trained"),
)

BY_HEAD_AND_ANOTHER = Term(
    key="by_head_and_another",
    title="нужны руководитель и ещё один член команды",
    where=all_of(
        exists("team_members", "team", IS_HEAD, MEMBER_BEGAN, code="head_not_trained"),
        exists(
            "team_members",
            "team",
            standing(),
            MEMBER_BEGAN,
            at_least=2,
            of="person",
            code="no_other_member_trained",
        ),
    ),
)

BY_ALL_MEMBERS = Term(
    key="by_all_members",
    title="нужны все члены команды",
    where=all_of(
        exists("team_members", "team", standing(), code="no_members"),
        Not(exists("team_members", "team", standing(), Not(MEMBER_BEGAN), code="member_not_trained")),
    ),
)

TRAINED = Term(
    key="trained",
    title="с 2021 года участвовали в программах повышения квалификации",
    where=all_of(BY_TEAM),
    since=FIRST_YEAR,
)

QUALITY = Keyword(field="programmes.topics", text="эффективность управления качеством образования")

COMPLETED_ON_QUALITY = all_of(
    within("end", code="not_completed_then"),
    in_order("start", "end"),
    IS_ADVANCED_TRAINING,
    Has(Path("programme.topics"), QUALITY, code="another_topic"),
)

MEMBER_COMPLETED = exists("enrolments", (("person", "person"),), COMPLETED_ON_QUALITY)

QUALITY_BY_TEAM = Term(
    key="quality_by_team",
    title="участвует команда как таковая",
    where=exists("team_trainings", "team", COMPLETED_ON_QUALITY, code="no_training"),
)

QUALITY_BY_ANY_MEMBER = Term(
    key="quality_by_any_member",
    title="довольно одного члена команды",
    where=exists("team_members", "team", standing(), MEMBER_COMPLETED, code="no_member_trained"),
)

QUALITY_BY_HEAD_AND_ANOTHER = Term(
    key="quality_by_head_and_another",
    title="нужны руководитель и ещё один член команды",
    where=all_of(
        exists("team_members", "team", IS_HEAD, MEMBER_COMPLETED, code="head_not_trained"),
        exists(
            "team_members",
            "team",
            standing(),
            MEMBER_COMPLETED,
            at_least=2,
            of="person",
            code="no_other_member_trained",
        ),
    ),
)

QUALITY_BY_ALL_MEMBERS = Term(
    key="quality_by_all_members",
    title="нужны все члены команды",
    where=all_of(
        exists("team_members", "team", standing(), code="no_members"),
        Not(exists("team_members", "team", standing(), Not(MEMBER_COMPLETED), code="member_not_trained")),
    ),
)

TRAINED_IN_QUALITY = Term(
    key="trained_in_quality",
    title="повысили квалификацию по вопросам эффективности управления качеством образования",
    where=all_of(QUALITY_BY_TEAM),
)

TEAMS_SHARE = Family(key="teams_share", title="обучены управленческие команды", measure=Share(TEAMS, TRAINED))

TEAM_ANY_MEMBER = Reading(
    name="team_any_member",
    title="довольно одного члена команды",
    why="акт не говорит, когда участвует вся команда",
    redefine={
        BY_TEAM: BY_ANY_MEMBER,
        QUALITY_BY_TEAM: QUALITY_BY_ANY_MEMBER,
    },
)

TEAM_HEAD_AND_ANOTHER = Reading(
    name="team_head_and_another",
    title="руководитель и ещё один",
    why="акт не говорит, когда участвует вся команда",
    redefine={
        BY_TEAM: BY_HEAD_AND_ANOTHER,
        QUALITY_BY_TEAM: QUALITY_BY_HEAD_AND_ANOTHER,
    },
)

TEAM_ALL_MEMBERS = Reading(
    name="team_all_members",
    title="все члены команды",
    why="акт не говорит, когда участвует вся команда",
    redefine={
        BY_TEAM: BY_ALL_MEMBERS,
        QUALITY_BY_TEAM: QUALITY_BY_ALL_MEMBERS,
    },
)

OF_TEAMS = (TEAM_ANY_MEMBER, TEAM_HEAD_AND_ANOTHER, TEAM_ALL_MEMBERS)
