"""Management teams and their training."""

from __future__ import annotations

from rnms.indicators.counts import Share
from rnms.indicators.definition import Family, Reading
from rnms.indicators.vocabulary.organizations import EDUCATIONAL_KINDS
from rnms.indicators.vocabulary.people import EMPLOYED_PLACE, FIRST_YEAR
from rnms.logic.population import TEAM, Population, Term
from rnms.logic.predicates import (
    Has,
    Keyword,
    Not,
    Path,
    Predicate,
    active,
    all_of,
    equals,
    exists,
    in_order,
    one_of,
    within,
)
from rnms.model.development import ProgrammeKind
from rnms.model.people import TeamKind

# Management teams, one for each educational organisation. What a team does is a record of its own; to infer
# it from its members needs a rule that the orders do not give.

MANAGING = all_of(equals("kind", TeamKind.MANAGEMENT), active())

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

# Whoever has left the team is no member of it, trained or not; members are people, not records of them.
IS_HEAD = all_of(active(), equals("is_head", value=True))


# When a team takes part in training: the act does not say, so each way is a word, the first the default.


def _by_team(training: Predicate, *, prefix: str = "") -> Term:
    return Term(
        key=f"{prefix}by_team",
        title="участвует команда как таковая",
        where=exists("team_trainings", "team", training, code="no_training"),
    )


def _by_any_member(training: Predicate, *, prefix: str = "") -> Term:
    return Term(
        key=f"{prefix}by_any_member",
        title="довольно одного члена команды",
        where=exists("team_members", "team", active(), _of_member(training), code="no_member_trained"),
    )


def _by_head_and_another(training: Predicate, *, prefix: str = "") -> Term:
    head = exists("team_members", "team", IS_HEAD, _of_member(training), code="head_not_trained")
    two_members = exists(
        "team_members",
        "team",
        active(),
        _of_member(training),
        at_least=2,
        of="person",
        code="no_other_member_trained",
    )
    return Term(
        key=f"{prefix}by_head_and_another",
        title="нужны руководитель и ещё один член команды",
        where=all_of(head, two_members),
    )


def _by_all_members(training: Predicate, *, prefix: str = "") -> Term:
    untrained = exists("team_members", "team", active(), Not(_of_member(training)), code="member_not_trained")
    return Term(
        key=f"{prefix}by_all_members",
        title="нужны все члены команды",
        where=all_of(exists("team_members", "team", active(), code="no_members"), Not(untrained)),
    )


def _of_member(training: Predicate) -> Predicate:
    return exists("enrolments", (("person", "person"),), training)


# Training that began.

BY_TEAM = _by_team(BEGAN_TRAINING)

BY_ANY_MEMBER = _by_any_member(BEGAN_TRAINING)

BY_HEAD_AND_ANOTHER = _by_head_and_another(BEGAN_TRAINING)

BY_ALL_MEMBERS = _by_all_members(BEGAN_TRAINING)

TRAINED = Term(
    key="trained",
    title="с 2021 года участвовали в программах повышения квалификации",
    where=all_of(BY_TEAM),
    since=FIRST_YEAR,
)

# Training on the quality of management, completed.

QUALITY = Keyword(field="programmes.topics", text="эффективность управления качеством образования")

COMPLETED_ON_QUALITY = all_of(
    within("end", code="not_completed_then"),
    in_order("start", "end"),
    IS_ADVANCED_TRAINING,
    Has(Path("programme.topics"), QUALITY, code="another_topic"),
)

QUALITY_BY_TEAM = _by_team(COMPLETED_ON_QUALITY, prefix="quality_")

QUALITY_BY_ANY_MEMBER = _by_any_member(COMPLETED_ON_QUALITY, prefix="quality_")

QUALITY_BY_HEAD_AND_ANOTHER = _by_head_and_another(COMPLETED_ON_QUALITY, prefix="quality_")

QUALITY_BY_ALL_MEMBERS = _by_all_members(COMPLETED_ON_QUALITY, prefix="quality_")

TRAINED_IN_QUALITY = Term(
    key="trained_in_quality",
    title="повысили квалификацию по вопросам эффективности управления качеством образования",
    where=all_of(QUALITY_BY_TEAM),
)

TEAMS_SHARE = Family(key="teams_share", title="обучены управленческие команды", measure=Share(TEAMS, TRAINED))

# How «участвует команда» may be read.


def _taking_part(name: str, title: str, began: Term, completed: Term) -> Reading:
    why = "акт не говорит, когда участвует вся команда"
    return Reading(name=name, title=title, why=why, redefine={BY_TEAM: began, QUALITY_BY_TEAM: completed})


TEAM_ANY_MEMBER = _taking_part(
    "team_any_member", "довольно одного члена команды", BY_ANY_MEMBER, QUALITY_BY_ANY_MEMBER
)

TEAM_HEAD_AND_ANOTHER = _taking_part(
    "team_head_and_another", "руководитель и ещё один", BY_HEAD_AND_ANOTHER, QUALITY_BY_HEAD_AND_ANOTHER
)

TEAM_ALL_MEMBERS = _taking_part(
    "team_all_members", "все члены команды", BY_ALL_MEMBERS, QUALITY_BY_ALL_MEMBERS
)

OF_TEAMS = (TEAM_ANY_MEMBER, TEAM_HEAD_AND_ANOTHER, TEAM_ALL_MEMBERS)
