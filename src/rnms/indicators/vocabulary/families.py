"""Every population and every family of indicators, in the order of a teacher's way.

Read this file first: these are the words that orders count with. Regions compose their indicators of them,
figures report them by key, readings put one in place of another, engines look for them in records.
"""

import attrs

from rnms.indicators.definition import Family
from rnms.indicators.measures import Count, Load, Ratio, Scale, Share, Statistic, Times
from rnms.logic.population import (
    AGREEMENT,
    METHODIST,
    MUNICIPALITY,
    PROGRAMME,
    ROUND,
    SCHOOL,
    TEAM,
    THE_REGION,
    Population,
    Term,
    Through,
)
from rnms.logic.predicates import (
    END,
    SINCE,
    START,
    THE_YEAR,
    AnyKeyword,
    AtSomeYearEnd,
    Day,
    Given,
    Has,
    Keyword,
    Moment,
    Not,
    Op,
    Path,
    Shares,
    after,
    all_of,
    any_of,
    before,
    equals,
    exists,
    in_order,
    on_or_after,
    on_or_before,
    one_of,
    same,
    standing,
    within,
)
from rnms.model.development import ProgrammeKind, Provider
from rnms.model.people import PoolLevel, Role, TeamKind
from rnms.model.subjects import (
    INSTITUTIONAL,
    MUNICIPAL,
    AdoptionKind,
    AgreementKind,
    CommunityKind,
    ContestKind,
    OrganizationKind,
)

# Cumulative counts of the sources start with the tables of their orders, in 2021.
FIRST_YEAR = 2021

# Who is accompanied: whoever holds a post on the day on which populations stand. Those who teach only in
# higher education are no pedagogical workers; of managers the definition makes no exception (001 ll. 127-129,
# 002 §1.3).

IN_EDUCATION = Not(equals("organization.kind", OrganizationKind.HIGHER))
TEACHER_OR_MANAGER = any_of(IN_EDUCATION, Not(equals("role", Role.PEDAGOGICAL)))
AT_WORK = all_of(standing(), TEACHER_OR_MANAGER)
TEACHING = all_of(standing(), IN_EDUCATION, equals("role", Role.PEDAGOGICAL))
EMPLOYED_PLACE = "organization.municipality"

STAFF = Population(
    key="staff",
    title="педагогические работники и управленческие кадры",
    entity="persons",
    through=Through(entity="employments", member="person", where=AT_WORK, place=EMPLOYED_PLACE),
)
TEACHERS = Population(
    key="teachers",
    title="педагогические работники",
    within=STAFF,
    through=Through(entity="employments", member="person", where=TEACHING, place=EMPLOYED_PLACE),
)
ANYBODY = Population(key="anybody", title="все люди в данных", entity="persons")
SCHOOL_TEACHERS = Population(
    key="school_teachers",
    title="педагогические работники общеобразовательных организаций",
    within=TEACHERS,
    through=Through(
        entity="employments",
        member="person",
        where=all_of(TEACHING, equals("organization.kind", OrganizationKind.GENERAL)),
        place=EMPLOYED_PLACE,
    ),
)

# Diagnostics, then a route built on it.

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
            compare=("date", Op.LE, "start"),
            code="route_before_diagnostic",
        ),
        code="no_route",
    ),
)

DIAGNOSED_SHARE = Family(key="diagnosed_share", title="прошли диагностику", measure=Share(STAFF, DIAGNOSED))
ROUTE_SHARE = Family(key="route_share", title="имеют ИОМ", measure=Share(STAFF, WITH_ROUTE))

# Programmes of the Federal Register, chosen with regard to diagnostics. These words speak of an enrolment.

IN_REGISTER = Term(
    key="in_register",
    title="программа была в Федеральном реестре в какой-либо день обучения",
    where=all_of(
        in_order("programme.register_start", "end", code="not_in_register"),
        in_order("start", "programme.register_end", code="not_in_register"),
    ),
)
IN_REGISTER_AT_START = Term(
    key="in_register_at_start",
    title="программа была в Федеральном реестре в день начала обучения",
    where=in_order("programme.register_start", "start", "programme.register_end", code="not_in_register"),
)
IN_REGISTER_THROUGHOUT = Term(
    key="in_register_throughout",
    title="программа была в Федеральном реестре всё время обучения",
    where=all_of(
        in_order("programme.register_start", "start", code="not_in_register"),
        in_order("end", "programme.register_end", code="not_in_register"),
    ),
)

OF_THE_SAME_PERSON = same("diagnostic.person", "person", code="diagnostic_of_another")
BY_DIAGNOSTIC = all_of(
    OF_THE_SAME_PERSON,
    in_order("diagnostic.date", "start", code="started_before_diagnostic"),
    any_of(
        Not(Given(Path("selected_on"))),
        in_order("diagnostic.date", "selected_on", code="chosen_before_diagnostic"),
    ),
)
BY_ROUTE = all_of(
    same("route.person", "person", code="route_of_another"),
    same("route.diagnostic.person", "person", code="diagnostic_of_another"),
    in_order("route.diagnostic.date", "route.start", code="route_before_diagnostic"),
    in_order("route.start", "start", code="started_before_route"),
    any_of(
        Not(Given(Path("selected_on"))),
        in_order("route.diagnostic.date", "selected_on", code="chosen_before_diagnostic"),
    ),
    exists("route_items", (("route", "route"), ("programme", "programme")), code="not_in_route"),
)
CHOSEN_BY_DIAGNOSTICS = Term(
    key="chosen",
    title="программа подобрана по названной диагностике или ИОМ",
    where=any_of(BY_DIAGNOSTIC, BY_ROUTE),
)
CHOSEN_STRICTLY = Term(
    key="chosen_strictly",
    title="программа к тому же отвечает выявленному дефициту",
    where=any_of(
        all_of(
            BY_DIAGNOSTIC, Shares(Path("programme.competences"), Path("diagnostic.deficits"), "no_deficit")
        ),
        all_of(
            BY_ROUTE, Shares(Path("programme.competences"), Path("route.diagnostic.deficits"), "no_deficit")
        ),
    ),
)
CHOSEN_LENIENTLY = Term(
    key="chosen_leniently",
    title="до начала программы была какая-либо диагностика",
    where=exists(
        "diagnostics", (("person", "person"),), compare=("date", Op.LE, "start"), code="no_earlier_diagnostic"
    ),
)
DIAGNOSTIC_AT_CNPPM = equals("diagnostic.provider", Provider.CNPPM, code="another_provider")
ROUTE_AT_CNPPM = equals("route.diagnostic.provider", Provider.CNPPM, code="another_provider")
CHOSEN_BY_CNPPM = Term(
    key="chosen_by_cnppm",
    title="программа подобрана по названной диагностике ЦНППМ или ИОМ на её основе",
    where=any_of(all_of(BY_DIAGNOSTIC, DIAGNOSTIC_AT_CNPPM), all_of(BY_ROUTE, ROUTE_AT_CNPPM)),
)
CHOSEN_BY_CNPPM_STRICTLY = Term(
    key="chosen_by_cnppm_strictly",
    title="программа к тому же отвечает дефициту, выявленному в ЦНППМ",
    where=any_of(
        all_of(
            BY_DIAGNOSTIC,
            DIAGNOSTIC_AT_CNPPM,
            Shares(Path("programme.competences"), Path("diagnostic.deficits"), "no_deficit"),
        ),
        all_of(
            BY_ROUTE,
            ROUTE_AT_CNPPM,
            Shares(Path("programme.competences"), Path("route.diagnostic.deficits"), "no_deficit"),
        ),
    ),
)
CHOSEN_BY_CNPPM_LENIENTLY = Term(
    key="chosen_by_cnppm_leniently",
    title="до начала программы была какая-либо диагностика в ЦНППМ",
    where=exists(
        "diagnostics",
        (("person", "person"),),
        AT_CNPPM,
        compare=("date", Op.LE, "start"),
        code="no_earlier_diagnostic",
    ),
)
COMPLETED = all_of(within("end", code="not_completed_then"), in_order("start", "end"))

COMPLETED_REGISTER_PROGRAMME = Term(
    key="completed_register_programme",
    title="с 2021 года освоили программы Федерального реестра, подобранные с учётом диагностики",
    where=exists(
        "enrolments", "person", COMPLETED, IN_REGISTER, CHOSEN_BY_DIAGNOSTICS, code="no_such_programme"
    ),
    since=FIRST_YEAR,
)
COMPLETED_REGISTER_PROGRAMME_BY_CNPPM = Term(
    key="completed_register_programme_by_cnppm",
    title="освоили программы Федерального реестра, подобранные с учётом диагностики в ЦНППМ",
    where=exists("enrolments", "person", COMPLETED, IN_REGISTER, CHOSEN_BY_CNPPM, code="no_such_programme"),
)
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
EVER_COMPLETED_REGISTER_PROGRAMME = Population(
    key="ever_completed_register_programme",
    title="все педагоги, кто с 2021 года освоил программы Федерального реестра, включая уволившихся",
    entity="persons",
    having=(TAUGHT, COMPLETED_REGISTER_PROGRAMME),
)

REGISTER_PROGRAMMES_SHARE = Family(
    key="register_programmes_share",
    title="освоили программы Федерального реестра",
    measure=Share(TEACHERS, COMPLETED_REGISTER_PROGRAMME),
)
REGISTER_PROGRAMMES_OF_ALL_EVER = Ratio(EVER_COMPLETED_REGISTER_PROGRAMME, TEACHERS, scale=Scale.PERCENT)

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

# Teachers under 35 in their first three years. Age and service are comparisons with one day.

UNDER_35 = Term(
    key="under_35",
    title="моложе 35 лет",
    where=after("birth_date", Moment(Day.END, years=-35), code="too_old"),
)
UNDER_36 = Term(
    key="under_36",
    title="не старше 35 лет, считая и 35-летних",
    where=after("birth_date", Moment(Day.END, years=-36), code="too_old"),
)
THREE_YEARS_AGO = Moment(Day.END, years=-3)
BEGUN = on_or_before("career_start", END, code="not_begun")
FIRST_THREE_YEARS = Term(
    key="first_three_years",
    title="в первые три года педагогической работы",
    where=all_of(BEGUN, after("career_start", THREE_YEARS_AGO, code="too_long_at_work")),
)
FIRST_THREE_YEARS_INCLUSIVE = Term(
    key="first_three_years_inclusive",
    title="в первые три года педагогической работы, считая день трёхлетия",
    # Whoever was in their first three years yesterday is still so today.
    where=all_of(BEGUN, after("career_start", Moment(Day.END, years=-3, days=-1), code="too_long_at_work")),
)
FIRST_THREE_YEARS_OF_EMPLOYMENT = Term(
    key="first_three_years_of_employment",
    title="в первые три года от первого трудоустройства",
    where=all_of(
        exists("employments", "person", on_or_before("start", END), code="not_begun"),
        Not(exists("employments", "person", on_or_before("start", THREE_YEARS_AGO), code="too_long_at_work")),
    ),
)
FIRST_THREE_YEARS_IN_POST = Term(
    key="first_three_years_in_post",
    title="в первые три года на нынешней работе",
    where=exists("employments", "person", TEACHING, after("start", THREE_YEARS_AGO), code="too_long_at_work"),
)
TEACHERS_UNDER_35 = Population(
    key="teachers_under_35",
    title="педагогические работники моложе 35 лет",
    within=TEACHERS,
    having=(UNDER_35,),
)
EARLY_CAREER = Population(
    key="early_career",
    title="педагогические работники моложе 35 лет в первые три года работы",
    within=TEACHERS,
    having=(UNDER_35, FIRST_THREE_YEARS),
)

# On some day while early in the career: whoever belongs to the cohort began within three years, so it is
# enough that the support lasted to this day or ended after the beginning. The age is not asked again
# (spec 3.8).
SUPPORT_THEN = all_of(
    on_or_before("start", END, code="outside_period"),
    on_or_after("end", SINCE, code="outside_period"),
    after("end", THREE_YEARS_AGO, code="outside_period"),
)
WHILE_EARLY_IN_CAREER = any_of(
    exists("supports", "person", SUPPORT_THEN, on_or_after("end", END), code="no_support"),
    exists("supports", "person", SUPPORT_THEN, compare=("end", Op.GE, "career_start"), code="no_support"),
)
SUPPORTED = Term(
    key="supported",
    title="участвовали в формах поддержки и сопровождения в этом году",
    where=WHILE_EARLY_IN_CAREER,
)
SUPPORTED_IN_FIRST_YEARS = Term(
    key="supported_in_first_years",
    title="в первые три года работы участвовали в формах поддержки и сопровождения",
    where=all_of(FIRST_THREE_YEARS, SUPPORTED),
)
SUPPORTED_CUMULATIVELY = Term(
    key="supported_cumulatively",
    title="с 2021 года участвовали в формах поддержки и сопровождения",
    where=WHILE_EARLY_IN_CAREER,
    since=FIRST_YEAR,
)
TEACHING_THEN = exists("employments", "person", TEACHING, code="not_a_teacher")
COHORT_OF_SOME_YEAR = Term(
    key="cohort_of_some_year",
    title="на конец какого-либо года с 2021-го был педагогом моложе 35 лет в первые три года работы",
    where=AtSomeYearEnd(all_of(UNDER_35, FIRST_THREE_YEARS, TEACHING_THEN)),
    since=FIRST_YEAR,
)
SUPPORTED_IN_SOME_YEAR = Term(
    key="supported_in_some_year",
    title="с 2021 года участвовали в формах поддержки и сопровождения в какой-либо год",
    where=exists(
        "supports",
        "person",
        on_or_before("start", END, code="outside_period"),
        on_or_after("end", SINCE, code="outside_period"),
        code="no_support",
    ),
    since=FIRST_YEAR,
)
EVER_EARLY_CAREER = Population(
    key="ever_early_career",
    title="все, кто с 2021 года был педагогом моложе 35 лет в первые три года работы",
    entity="persons",
    having=(COHORT_OF_SOME_YEAR,),
)
EVER_SUPPORTED = Population(
    key="ever_supported",
    title="все молодые педагоги, кто с 2021 года участвовал в формах поддержки и сопровождения",
    entity="persons",
    having=(COHORT_OF_SOME_YEAR, SUPPORTED_IN_SOME_YEAR),
)

EARLY_CAREER_SHARE = Family(
    key="early_career_share",
    title="поддержаны молодые педагоги",
    measure=Share(EARLY_CAREER, SUPPORTED),
)
SUPPORTED_OF_ALL_UNDER_35 = Share(TEACHERS_UNDER_35, SUPPORTED_IN_FIRST_YEARS)
SUPPORTED_OF_EARLY_CAREER_CUMULATIVELY = Share(EARLY_CAREER, SUPPORTED_CUMULATIVELY)
SUPPORTED_OF_ALL_EVER_EARLY_CAREER = Share(EVER_EARLY_CAREER, SUPPORTED_IN_SOME_YEAR)
SUPPORTED_EVER_TO_EARLY_CAREER_NOW = Ratio(EVER_SUPPORTED, EARLY_CAREER, scale=Scale.PERCENT)

# Methodists, and how many teachers there are to one of them. A pool counts people: one may serve in two.

IN_REGIONAL_POOL = all_of(standing(), equals("level", PoolLevel.REGIONAL))
REGIONAL_POOL = Population(
    key="regional_pool",
    title="члены регионального методического актива",
    unit=METHODIST,
    entity="persons",
    through=Through(entity="methodists", member="person", where=IN_REGIONAL_POOL, place="municipality"),
)
MUNICIPAL_POOL = Population(
    key="municipal_pool",
    title="члены муниципального методического актива",
    unit=METHODIST,
    entity="persons",
    through=Through(
        entity="methodists",
        member="person",
        where=all_of(standing(), equals("level", PoolLevel.MUNICIPAL)),
        place="municipality",
    ),
)
POOL = Population(
    key="pool",
    title="члены регионального и муниципального методического актива",
    unit=METHODIST,
    entity="persons",
    through=Through(entity="methodists", member="person", where=standing(), place="municipality"),
    union=(REGIONAL_POOL, MUNICIPAL_POOL),
)
# «За 1 региональным методистом»: a person, however many records of membership there are.
REGIONAL_METHODISTS = attrs.evolve(REGIONAL_POOL, key="regional_methodists", title="региональные методисты")
POOL_FORMED = Term(
    key="pool_formed",
    title="банк методического актива сформирован",
    where=exists(
        "adoptions", (), equals("kind", AdoptionKind.METHODIST_POOL), standing(), code="not_adopted"
    ),
)
OF_A_TEACHER = exists("employments", (("person", "person"),), TEACHING, code="not_a_teacher")
TO_A_REGIONAL_METHODIST = equals("methodist.level", PoolLevel.REGIONAL, code="another_level")
ATTACHED = Term(
    key="attached",
    title="закреплённые педагогические работники",
    where=exists(
        "assignments",
        (("methodist.person", "id"),),
        standing(),
        TO_A_REGIONAL_METHODIST,
        OF_A_TEACHER,
        of="person",
    ),
)
OF_A_SCHOOL_TEACHER = exists(
    "employments",
    (("person", "person"),),
    TEACHING,
    equals("organization.kind", OrganizationKind.GENERAL),
    code="not_a_school_teacher",
)
ATTACHED_TO_MEMBER = Term(
    key="attached",
    title="закреплённые педагогические работники общеобразовательных организаций",
    where=exists("assignments", (("methodist.person", "id"),), standing(), OF_A_SCHOOL_TEACHER, of="person"),
)

FORMED = Share(THE_REGION, POOL_FORMED)
TEACHERS_PER_MEMBER = Ratio(SCHOOL_TEACHERS, POOL)
MOST_ATTACHED_TO_MEMBER = Load(POOL, ATTACHED_TO_MEMBER, Statistic.LARGEST)
MEAN_ATTACHED = Load(REGIONAL_METHODISTS, ATTACHED, Statistic.MEAN)
MOST_ATTACHED = Load(REGIONAL_METHODISTS, ATTACHED, Statistic.LARGEST)
FEWEST_ATTACHED = Load(REGIONAL_METHODISTS, ATTACHED, Statistic.SMALLEST)

METHODIST_LOAD = Family(key="methodist_load", title="нагрузка на одного методиста")
POOL_FORMED_AND_LOAD = Family(key="pool_formed", title="методический актив сформирован")

# Municipal systems of education.

MUNICIPALITIES = Population(
    key="municipalities",
    title="муниципальные системы образования",
    unit=MUNICIPALITY,
    entity="municipalities",
    place="id",
)


def at_level(key: str) -> Keyword:
    """The key of a level, as associations name theirs.

    >>> at_level("municipal").text
    'municipal'
    """
    return Keyword(field="associations.level", text=key)


FUNCTIONING = all_of(equals("functioning", value=True, code="not_functioning"), standing())
BY_ACT = Given(Path("act"))


# Where an association does not say its level, whose it is tells it.
OF_NO_INSTITUTION = all_of(Not(Given(Path("level"))), Not(Given(Path("organization"))))
OF_A_MUNICIPALITY = any_of(
    equals("level", at_level(MUNICIPAL.key), code="another_level"),
    all_of(OF_NO_INSTITUTION, Given(Path("municipality"))),
)
OF_AN_INSTITUTION = any_of(
    equals("level", at_level(INSTITUTIONAL.key), code="another_level"),
    all_of(Not(Given(Path("level"))), Given(Path("organization"))),
)

WITH_MODEL = Term(
    key="with_model",
    title="создана и функционирует модель методического сопровождения",
    where=exists("models", "municipality", FUNCTIONING, code="no_model"),
)
WITH_ASSOCIATIONS = Term(
    key="with_associations",
    title="функционируют муниципальные методические объединения",
    where=exists("associations", "municipality", FUNCTIONING, OF_A_MUNICIPALITY, code="no_association"),
)
WITH_ASSOCIATIONS_BY_ACT = Term(
    key="with_associations_by_act",
    title="создание муниципальных методических объединений закреплено нормативным актом",
    where=exists(
        "associations",
        "municipality",
        FUNCTIONING,
        OF_A_MUNICIPALITY,
        BY_ACT,
        code="no_association_by_act",
    ),
)
OF_LEADERS = equals("kind", CommunityKind.LEADERS)
OF_THE_YOUNG = equals("kind", CommunityKind.YOUNG)
OF_A_NETWORK = equals("kind", CommunityKind.NETWORK)
OF_THREE_KINDS = any_of(OF_LEADERS, OF_THE_YOUNG, OF_A_NETWORK)
WITH_COMMUNITIES = Term(
    key="with_communities",
    title="действуют педагогические сообщества хотя бы одного из трёх видов",
    where=exists("communities", "municipality", FUNCTIONING, OF_THREE_KINDS, code="no_community"),
)
WITH_ALL_COMMUNITIES = Term(
    key="with_all_communities",
    title="действуют педагогические сообщества всех трёх видов",
    where=all_of(
        exists("communities", "municipality", FUNCTIONING, OF_LEADERS, code="no_community_of_leaders"),
        exists("communities", "municipality", FUNCTIONING, OF_THE_YOUNG, code="no_community_of_the_young"),
        exists("communities", "municipality", FUNCTIONING, OF_A_NETWORK, code="no_network_community"),
    ),
)
WITH_COMMUNITIES_BY_ACT = Term(
    key="with_communities_by_act",
    title="педагогические сообщества закреплены нормативным актом",
    where=exists(
        "communities", "municipality", FUNCTIONING, OF_THREE_KINDS, BY_ACT, code="no_community_by_act"
    ),
)
IN_KRAI_CONTESTS = exists(
    "contest_entries",
    "municipality",
    within("date"),
    equals("kind", ContestKind.KRAI),
    code="no_krai_contest",
)
IN_REGIONAL_STAGES = exists(
    "contest_entries",
    "municipality",
    within("date"),
    equals("kind", ContestKind.REGIONAL_STAGE),
    code="no_regional_stage",
)
IN_CONTESTS = Term(
    key="in_contests",
    title="педагоги участвовали в краевых конкурсах или региональных этапах всероссийских",
    where=any_of(IN_KRAI_CONTESTS, IN_REGIONAL_STAGES),
)
IN_BOTH_CONTESTS = Term(
    key="in_both_contests",
    title="педагоги участвовали и в краевых конкурсах, и в региональных этапах",
    where=all_of(IN_KRAI_CONTESTS, IN_REGIONAL_STAGES),
)

MUNICIPAL_MODELS_SHARE = Family(
    key="municipal_models_share",
    title="МСО с моделью методического сопровождения",
    measure=Share(MUNICIPALITIES, WITH_MODEL),
)
MUNICIPAL_ASSOCIATIONS_SHARE = Family(
    key="municipal_associations_share",
    title="МСО с методическими объединениями",
    measure=Share(MUNICIPALITIES, WITH_ASSOCIATIONS),
)
COMMUNITIES_SHARE = Family(
    key="communities_share",
    title="МСО с педагогическими сообществами",
    measure=Share(MUNICIPALITIES, WITH_COMMUNITIES),
)
CONTESTS_SHARE = Family(
    key="contests_share",
    title="МСО, вовлечённые в конкурсы",
    measure=Share(MUNICIPALITIES, IN_CONTESTS),
)

# Programmes that an institute runs. The regional institute is the one of no municipality.

RUN_BY_AN_INSTITUTE = equals("provider.kind", OrganizationKind.PROFESSIONAL_DEVELOPMENT)
PROGRAMMES = Population(
    key="programmes",
    title="программы ДПО, реализуемые региональным институтом",
    unit=PROGRAMME,
    entity="programmes",
    where=all_of(RUN_BY_AN_INSTITUTE, Not(Given(Path("provider.municipality")))),
)
ALL_PROGRAMMES = Population(
    key="all_programmes",
    title="программы ДПО, реализуемые всеми организациями ДПО региона",
    unit=PROGRAMME,
    entity="programmes",
    where=RUN_BY_AN_INSTITUTE,
)
PLACED_IN_REGISTER = Term(
    key="placed_in_register",
    title="размещены в Федеральном реестре",
    where=standing("register_start", "register_end", code="not_in_register"),
)

REGISTER_CONTENT_SHARE = Family(
    key="register_content_share",
    title="программы в Федеральном реестре",
    measure=Share(PROGRAMMES, PLACED_IN_REGISTER),
)

# Management of the system: what is adopted, concluded and held.

IN_FORCE_THEN = all_of(
    on_or_before("start", END, code="not_in_force"), on_or_after("end", START, code="not_in_force")
)
# A report of a measure that the roadmap does not have carries out nothing of it.
CARRIED_OUT = exists(
    "measure_reports",
    (),
    equals("measure", AnyKeyword(field="measure_reports.measure"), code="no_such_measure"),
    any_of(
        within("date"),
        all_of(
            on_or_after("start", SINCE, code="outside_period"),
            on_or_before("end", END, code="outside_period"),
        ),
    ),
    code="nothing_carried_out",
)
ROADMAP_IN_FORCE = Term(
    key="roadmap_adopted",
    title="комплекс мер («дорожная карта») действует и реализуется",
    where=exists("adoptions", (), equals("kind", AdoptionKind.ROADMAP), IN_FORCE_THEN, code="no_roadmap"),
)
ROADMAP_ADOPTED = attrs.evolve(ROADMAP_IN_FORCE, where=all_of(ROADMAP_IN_FORCE.where, CARRIED_OUT))
OWN_ROADMAP_IN_FORCE = Term(
    key="own_roadmap_adopted",
    title="действует и реализуется комплекс мер, утверждённый именно этим приказом",
    where=exists(
        "adoptions",
        (),
        equals("kind", AdoptionKind.ROADMAP),
        equals("act", Keyword(field="adoptions.act", text="order"), code="predecessor_act"),
        IN_FORCE_THEN,
        code="no_roadmap",
    ),
)
OWN_ROADMAP_ADOPTED = attrs.evolve(
    OWN_ROADMAP_IN_FORCE, where=all_of(OWN_ROADMAP_IN_FORCE.where, CARRIED_OUT)
)
WHERE_CARRIED_OUT = ((ROADMAP_ADOPTED, ROADMAP_IN_FORCE), (OWN_ROADMAP_ADOPTED, OWN_ROADMAP_IN_FORCE))
"""What is left to ask of a roadmap where records show that a measure of it was carried out."""
CRITERIA_ADOPTED = exists(
    "adoptions", (), equals("kind", AdoptionKind.MONITORING_CRITERIA), IN_FORCE_THEN, code="no_criteria"
)
# A round belongs to the half-year in which it ends (spec 7.1).
MID_YEAR = Moment(Day.START, months=6)
MONITORING_ADOPTED = Term(
    key="monitoring_adopted",
    title="критерии мониторинга утверждены, он проведён в каждом полугодии",
    where=all_of(
        CRITERIA_ADOPTED,
        exists(
            "monitoring_rounds", (), within("end"), before("end", MID_YEAR), code="no_round_in_first_half"
        ),
        exists(
            "monitoring_rounds",
            (),
            within("end"),
            on_or_after("end", MID_YEAR),
            code="no_round_in_second_half",
        ),
    ),
)
MONITORING_ADOPTED_ONCE_A_YEAR = Term(
    key="monitoring_adopted_once_a_year",
    title="критерии мониторинга утверждены, он проведён хотя бы раз в году",
    where=all_of(CRITERIA_ADOPTED, exists("monitoring_rounds", (), within("end"), code="no_round")),
)
AGREEMENTS = Population(
    key="agreements",
    title="соглашения о сотрудничестве",
    unit=AGREEMENT,
    entity="agreements",
    where=all_of(equals("kind", AgreementKind.COOPERATION), within("date")),
)
IN_MAY = all_of(on_or_after("end", Moment(Day.START, months=4)), before("end", Moment(Day.START, months=5)))
IN_NOVEMBER = all_of(
    on_or_after("end", Moment(Day.START, months=10)), before("end", Moment(Day.START, months=11))
)
# Kirov's windows (1.3.2): «май, ноябрь», in each of them (003 l. 82).
MONITORING_ROUNDS = Population(
    key="monitoring_rounds", title="установленные месяцы, в которые завершён мониторинг", unit=ROUND
)
ROUNDS_IN_MAY = Population(
    key="rounds_in_may",
    title="мониторинги, завершённые в мае",
    unit=ROUND,
    entity="monitoring_rounds",
    where=all_of(within("end"), IN_MAY),
)
ROUNDS_IN_NOVEMBER = Population(
    key="rounds_in_november",
    title="мониторинги, завершённые в ноябре",
    unit=ROUND,
    entity="monitoring_rounds",
    where=all_of(within("end"), IN_NOVEMBER),
)
MAY_AND_NOVEMBER = (ROUNDS_IN_MAY, ROUNDS_IN_NOVEMBER)

ROADMAP_ADOPTED_FAMILY = Family(
    key="roadmap_adopted", title="дорожная карта", measure=Share(THE_REGION, ROADMAP_ADOPTED)
)
MONITORING_ADOPTED_FAMILY = Family(
    key="monitoring_adopted", title="система мониторинга", measure=Share(THE_REGION, MONITORING_ADOPTED)
)
AGREEMENTS_COUNT = Family(key="agreements_count", title="соглашения", measure=Count(AGREEMENTS))
MONITORING_COUNT = Family(
    key="monitoring_count",
    title="проведённые мониторинги",
    measure=Times(MONITORING_ROUNDS, MAY_AND_NOVEMBER),
)

# Schools of the federal list of low educational results, in the year of the list.

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
    through=Through(
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
    through=Through(
        entity="team_members",
        member="person",
        where=all_of(
            standing(),
            equals("team.organization.kind", OrganizationKind.GENERAL),
            Has(Path("team.organization.low_results_years"), THE_YEAR, code="not_in_the_list"),
            SENT_TO_COURSES,
        ),
        place="team.organization.municipality",
    ),
)
MANAGEMENT_TEAM_SENT = exists(
    "teams",
    "organization",
    equals("kind", TeamKind.MANAGEMENT),
    exists("team_trainings", "team", BEGAN_TRAINING),
    code="no_management_team_sent",
)
PEDAGOGICAL_TEAM_SENT = exists(
    "teams",
    "organization",
    equals("kind", TeamKind.PEDAGOGICAL),
    exists("team_trainings", "team", BEGAN_TRAINING),
    code="no_pedagogical_team_sent",
)
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
        standing(),
        equals("role", Role.PEDAGOGICAL),
        exists("diagnostics", (("person", "person"),), within("date")),
        code="nobody_diagnosed",
    ),
)

LOW_RESULTS_TEAMS = Share(LISTED_SCHOOLS, SENT_BOTH_TEAMS)
LOW_RESULTS_DIAGNOSED = Share(LISTED_SCHOOL_TEACHERS, DIAGNOSED_ANYWHERE)
LOW_RESULTS_DIAGNOSED_OF_TEAMS = Share(LISTED_TEAM_MEMBERS, DIAGNOSED_ANYWHERE)
LOW_RESULTS_ANY_DIAGNOSED = Share(LISTED_SCHOOLS, WITH_DIAGNOSED_TEACHER)
LOW_RESULTS_ROUTES = Share(LISTED_DIAGNOSED, WITH_LATER_ROUTE)

LOW_RESULTS = Family(key="low_results", title="помощь школам с низкими результатами")
