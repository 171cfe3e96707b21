"""Readings that several regions share: a name means the same decision everywhere.

The clause that is ambiguous is that of the indicator which takes one.
"""

from rnms.indicators.definition import Reading
from rnms.indicators.vocabulary import families

AGE_INCLUSIVE = Reading(
    name="age_inclusive",
    title="считая 35-летних",
    why="«в возрасте до 35 лет» не говорит, входит ли сам 35-летний",
    redefine={families.UNDER_35: families.UNDER_36},
)
TENURE_INCLUSIVE = Reading(
    name="tenure_inclusive",
    title="считая день трёхлетия работы",
    why="«в первые три года работы» не говорит, входит ли день, когда исполняется три года",
    redefine={families.FIRST_THREE_YEARS: families.FIRST_THREE_YEARS_INCLUSIVE},
)
TENURE_FROM_EMPLOYMENT = Reading(
    name="tenure_from_employment",
    title="три года от первого трудоустройства",
    why="«первые три года работы» не говорит, какой работы: педагогической или любой",
    redefine={families.FIRST_THREE_YEARS: families.FIRST_THREE_YEARS_OF_EMPLOYMENT},
)
TENURE_IN_POST = Reading(
    name="tenure_in_post",
    title="три года на нынешней работе",
    why="«первые три года работы» можно понять и как работу в этой организации",
    redefine={families.FIRST_THREE_YEARS: families.FIRST_THREE_YEARS_IN_POST},
)
ALL_UNDER_35 = Reading(
    name="all_under_35",
    title="от всех педагогов до 35 лет",
    why="знаменатель не напечатан; буквально это «педагогические работники в возрасте до 35 лет»",
    measure=families.SUPPORTED_OF_ALL_UNDER_35,
)
OF_EARLY_CAREER = (AGE_INCLUSIVE, TENURE_INCLUSIVE, TENURE_FROM_EMPLOYMENT, TENURE_IN_POST)

SELECTION_STRICT = Reading(
    name="selection_strict",
    title="программа отвечает дефициту",
    why="«подобранные с учётом диагностики» можно понять так, что программа восполняет найденный дефицит",
    redefine={
        families.CHOSEN_BY_DIAGNOSTICS: families.CHOSEN_STRICTLY,
        families.CHOSEN_BY_CNPPM: families.CHOSEN_BY_CNPPM_STRICTLY,
    },
)
SELECTION_LENIENT = Reading(
    name="selection_lenient",
    title="довольно прежней диагностики",
    why="«с учётом диагностики» можно понять так, что связи с программой записывать не нужно",
    redefine={
        families.CHOSEN_BY_DIAGNOSTICS: families.CHOSEN_LENIENTLY,
        families.CHOSEN_BY_CNPPM: families.CHOSEN_BY_CNPPM_LENIENTLY,
    },
)
REGISTER_AT_START = Reading(
    name="register_at_start",
    title="в реестре в день начала",
    why="«вошедшие в Федеральный реестр» не говорит, на какой день",
    redefine={families.IN_REGISTER: families.IN_REGISTER_AT_START},
)
REGISTER_THROUGHOUT = Reading(
    name="register_throughout",
    title="в реестре всё время обучения",
    why="«вошедшие в Федеральный реестр» не говорит, на какой день",
    redefine={families.IN_REGISTER: families.IN_REGISTER_THROUGHOUT},
)
OF_SELECTION = (SELECTION_STRICT, SELECTION_LENIENT, REGISTER_AT_START, REGISTER_THROUGHOUT)

TEAM_ANY_MEMBER = Reading(
    name="team_any_member",
    title="довольно одного члена команды",
    why="акт не говорит, когда участвует вся команда",
    redefine={
        families.BY_TEAM: families.BY_ANY_MEMBER,
        families.QUALITY_BY_TEAM: families.QUALITY_BY_ANY_MEMBER,
    },
)
TEAM_HEAD_AND_ANOTHER = Reading(
    name="team_head_and_another",
    title="руководитель и ещё один",
    why="акт не говорит, когда участвует вся команда",
    redefine={
        families.BY_TEAM: families.BY_HEAD_AND_ANOTHER,
        families.QUALITY_BY_TEAM: families.QUALITY_BY_HEAD_AND_ANOTHER,
    },
)
TEAM_ALL_MEMBERS = Reading(
    name="team_all_members",
    title="все члены команды",
    why="акт не говорит, когда участвует вся команда",
    redefine={
        families.BY_TEAM: families.BY_ALL_MEMBERS,
        families.QUALITY_BY_TEAM: families.QUALITY_BY_ALL_MEMBERS,
    },
)
OF_TEAMS = (TEAM_ANY_MEMBER, TEAM_HEAD_AND_ANOTHER, TEAM_ALL_MEMBERS)
