"""Every population and every family of indicators, in the order of a teacher's way.

Read this file first: these are the words that orders count with. Regions compose their indicators of them,
figures report them by key, readings put one in place of another.
"""

from rnms.indicators._definition import Family
from rnms.indicators._measures import Count, Load, Ratio, Scale, Share, Statistic
from rnms.indicators._populations import (
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
)

# Cumulative counts of the sources start with the tables of their orders, in 2021.
FIRST_YEAR = 2021

# Who is accompanied.

STAFF = Population(key="staff", title="педагогические работники и управленческие кадры")
TEACHERS = Population(key="teachers", title="педагогические работники", within=STAFF)
SCHOOL_TEACHERS = Population(
    key="school_teachers", title="педагогические работники общеобразовательных организаций", within=TEACHERS
)

# Diagnostics, then a route built on it.

DIAGNOSED = Term(key="diagnosed", title="прошли диагностику профессиональных дефицитов в ЦНППМ")
DIAGNOSED_ANYWHERE = Term(
    key="diagnosed_anywhere", title="прошли диагностику уровня профессиональных компетенций"
)
WITH_ROUTE = Term(
    key="with_route", title="для них разработан ИОМ на основе результатов диагностики дефицитов в ЦНППМ"
)
WITH_LATER_ROUTE = Term(key="with_later_route", title="после диагностики для них построен ИОМ")

DIAGNOSED_SHARE = Family(key="diagnosed_share", title="прошли диагностику", measure=Share(STAFF, DIAGNOSED))
ROUTE_SHARE = Family(key="route_share", title="имеют ИОМ", measure=Share(STAFF, WITH_ROUTE))

# Programmes of the Federal Register, chosen with regard to diagnostics.

IN_REGISTER = Term(key="in_register", title="программа была в Федеральном реестре в какой-либо день обучения")
IN_REGISTER_AT_START = Term(
    key="in_register_at_start", title="программа была в Федеральном реестре в день начала обучения"
)
IN_REGISTER_THROUGHOUT = Term(
    key="in_register_throughout", title="программа была в Федеральном реестре всё время обучения"
)
CHOSEN_BY_DIAGNOSTICS = Term(key="chosen", title="программа подобрана по названной диагностике или ИОМ")
CHOSEN_STRICTLY = Term(key="chosen_strictly", title="программа к тому же отвечает выявленному дефициту")
CHOSEN_LENIENTLY = Term(key="chosen_leniently", title="до начала программы была какая-либо диагностика")
CHOSEN_BY_CNPPM = Term(
    key="chosen_by_cnppm", title="программа подобрана по названной диагностике ЦНППМ или ИОМ на её основе"
)
CHOSEN_BY_CNPPM_STRICTLY = Term(
    key="chosen_by_cnppm_strictly", title="программа к тому же отвечает дефициту, выявленному в ЦНППМ"
)
CHOSEN_BY_CNPPM_LENIENTLY = Term(
    key="chosen_by_cnppm_leniently", title="до начала программы была какая-либо диагностика в ЦНППМ"
)
COMPLETED_REGISTER_PROGRAMME = Term(
    key="completed_register_programme",
    title="с 2021 года освоили программы Федерального реестра, подобранные с учётом диагностики",
    since=FIRST_YEAR,
    words=(IN_REGISTER, CHOSEN_BY_DIAGNOSTICS),
)
COMPLETED_REGISTER_PROGRAMME_BY_CNPPM = Term(
    key="completed_register_programme_by_cnppm",
    title="освоили программы Федерального реестра, подобранные с учётом диагностики в ЦНППМ",
    words=(IN_REGISTER, CHOSEN_BY_CNPPM),
)
# Those who have left since stand in the numerator here and nowhere in the denominator.
EVER_COMPLETED_REGISTER_PROGRAMME = Population(
    key="ever_completed_register_programme",
    title="все, кто с 2021 года освоил программы Федерального реестра, включая уволившихся",
    having=(COMPLETED_REGISTER_PROGRAMME,),
)

REGISTER_PROGRAMMES_SHARE = Family(
    key="register_programmes_share",
    title="освоили программы Федерального реестра",
    measure=Share(TEACHERS, COMPLETED_REGISTER_PROGRAMME),
)
REGISTER_PROGRAMMES_OF_ALL_EVER = Ratio(EVER_COMPLETED_REGISTER_PROGRAMME, TEACHERS, scale=Scale.PERCENT)

# Management teams, one for each educational organisation.

TEAMS = Population(key="teams", title="управленческие команды", unit=TEAM)
BY_TEAM = Term(key="by_team", title="участвует команда как таковая")
BY_ANY_MEMBER = Term(key="by_any_member", title="довольно одного члена команды")
BY_HEAD_AND_ANOTHER = Term(key="by_head_and_another", title="нужны руководитель и ещё один член команды")
BY_ALL_MEMBERS = Term(key="by_all_members", title="нужны все члены команды")
TRAINED = Term(
    key="trained",
    title="с 2021 года участвовали в программах повышения квалификации",
    since=FIRST_YEAR,
    words=(BY_TEAM,),
)
TRAINED_IN_QUALITY = Term(
    key="trained_in_quality",
    title="повысили квалификацию по вопросам эффективности управления качеством образования",
    words=(BY_TEAM,),
)

TEAMS_SHARE = Family(key="teams_share", title="обучены управленческие команды", measure=Share(TEAMS, TRAINED))

# Teachers under 35 in their first three years.

UNDER_35 = Term(key="under_35", title="моложе 35 лет")
UNDER_36 = Term(key="under_36", title="не старше 35 лет, считая и 35-летних")
FIRST_THREE_YEARS = Term(key="first_three_years", title="в первые три года педагогической работы")
FIRST_THREE_YEARS_INCLUSIVE = Term(
    key="first_three_years_inclusive", title="в первые три года педагогической работы, считая день трёхлетия"
)
FIRST_THREE_YEARS_OF_EMPLOYMENT = Term(
    key="first_three_years_of_employment", title="в первые три года от первого трудоустройства"
)
FIRST_THREE_YEARS_IN_POST = Term(
    key="first_three_years_in_post", title="в первые три года на нынешней работе"
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
SUPPORTED = Term(key="supported", title="участвовали в формах поддержки и сопровождения в этом году")
SUPPORTED_CUMULATIVELY = Term(
    key="supported_cumulatively",
    title="с 2021 года участвовали в формах поддержки и сопровождения",
    since=FIRST_YEAR,
)
EVER_EARLY_CAREER = Population(
    key="ever_early_career",
    title="все, кто с 2021 года был педагогом моложе 35 лет в первые три года работы",
    having=(UNDER_35, FIRST_THREE_YEARS),
)
EVER_SUPPORTED = Population(
    key="ever_supported",
    title="все, кто с 2021 года участвовал в формах поддержки и сопровождения",
    having=(SUPPORTED_CUMULATIVELY,),
)

EARLY_CAREER_SHARE = Family(
    key="early_career_share",
    title="поддержаны молодые педагоги",
    measure=Share(EARLY_CAREER, SUPPORTED),
)
SUPPORTED_OF_EARLY_CAREER_CUMULATIVELY = Share(EARLY_CAREER, SUPPORTED_CUMULATIVELY)
SUPPORTED_OF_ALL_EVER_EARLY_CAREER = Share(EVER_EARLY_CAREER, SUPPORTED_CUMULATIVELY)
SUPPORTED_EVER_TO_EARLY_CAREER_NOW = Ratio(EVER_SUPPORTED, EARLY_CAREER, scale=Scale.PERCENT)

# Methodists, and how many teachers there are to one of them.

REGIONAL_POOL = Population(
    key="regional_pool", title="члены регионального методического актива", unit=METHODIST
)
MUNICIPAL_POOL = Population(
    key="municipal_pool", title="члены муниципального методического актива", unit=METHODIST
)
POOL = Population(
    key="pool",
    title="члены регионального и муниципального методического актива",
    unit=METHODIST,
    union=(REGIONAL_POOL, MUNICIPAL_POOL),
)
REGIONAL_METHODISTS = Population(key="regional_methodists", title="региональные методисты", unit=METHODIST)
POOL_FORMED = Term(key="pool_formed", title="банк методического актива сформирован")
ATTACHED = Term(key="attached", title="закреплённые педагогические работники")

FORMED = Share(THE_REGION, POOL_FORMED)
TEACHERS_PER_MEMBER = Ratio(SCHOOL_TEACHERS, POOL)
MEAN_ATTACHED = Load(REGIONAL_METHODISTS, ATTACHED, Statistic.MEAN)
MOST_ATTACHED = Load(REGIONAL_METHODISTS, ATTACHED, Statistic.LARGEST)
FEWEST_ATTACHED = Load(REGIONAL_METHODISTS, ATTACHED, Statistic.SMALLEST)

METHODIST_LOAD = Family(key="methodist_load", title="нагрузка на одного методиста")
POOL_FORMED_AND_LOAD = Family(key="pool_formed", title="методический актив сформирован")

# Municipal systems of education.

MUNICIPALITIES = Population(
    key="municipalities", title="муниципальные системы образования", unit=MUNICIPALITY
)

WITH_MODEL = Term(key="with_model", title="создана и функционирует модель методического сопровождения")
WITH_ASSOCIATIONS = Term(key="with_associations", title="функционируют методические объединения")
WITH_ASSOCIATIONS_BY_ACT = Term(
    key="with_associations_by_act", title="создание методических объединений закреплено нормативным актом"
)
WITH_COMMUNITIES = Term(
    key="with_communities", title="действуют педагогические сообщества хотя бы одного из трёх видов"
)
WITH_ALL_COMMUNITIES = Term(
    key="with_all_communities", title="действуют педагогические сообщества всех трёх видов"
)
WITH_COMMUNITIES_BY_ACT = Term(
    key="with_communities_by_act", title="педагогические сообщества закреплены нормативным актом"
)
IN_CONTESTS = Term(
    key="in_contests", title="педагоги участвовали в краевых конкурсах или региональных этапах всероссийских"
)
IN_BOTH_CONTESTS = Term(
    key="in_both_contests", title="педагоги участвовали и в краевых конкурсах, и в региональных этапах"
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

# Programmes that an institute runs.

PROGRAMMES = Population(
    key="programmes", title="программы ДПО, реализуемые региональным институтом", unit=PROGRAMME
)
ALL_PROGRAMMES = Population(
    key="all_programmes", title="программы ДПО, реализуемые всеми организациями ДПО региона", unit=PROGRAMME
)
PLACED_IN_REGISTER = Term(key="placed_in_register", title="размещены в Федеральном реестре")

REGISTER_CONTENT_SHARE = Family(
    key="register_content_share",
    title="программы в Федеральном реестре",
    measure=Share(PROGRAMMES, PLACED_IN_REGISTER),
)

# Management of the system: what is adopted, concluded and held.

ROADMAP_ADOPTED = Term(key="roadmap_adopted", title="комплекс мер («дорожная карта») действует и реализуется")
OWN_ROADMAP_ADOPTED = Term(
    key="own_roadmap_adopted", title="действует и реализуется комплекс мер, утверждённый именно этим приказом"
)
MONITORING_ADOPTED = Term(
    key="monitoring_adopted", title="критерии мониторинга утверждены, он проведён в каждом полугодии"
)
MONITORING_ADOPTED_ONCE_A_YEAR = Term(
    key="monitoring_adopted_once_a_year",
    title="критерии мониторинга утверждены, он проведён хотя бы раз в году",
)
AGREEMENTS = Population(key="agreements", title="соглашения о сотрудничестве", unit=AGREEMENT)
MONITORING_ROUNDS = Population(
    key="monitoring_rounds", title="мониторинги, завершённые в установленный месяц", unit=ROUND
)

ROADMAP_ADOPTED_FAMILY = Family(
    key="roadmap_adopted", title="дорожная карта", measure=Share(THE_REGION, ROADMAP_ADOPTED)
)
MONITORING_ADOPTED_FAMILY = Family(
    key="monitoring_adopted", title="система мониторинга", measure=Share(THE_REGION, MONITORING_ADOPTED)
)
AGREEMENTS_COUNT = Family(key="agreements_count", title="соглашения", measure=Count(AGREEMENTS))
MONITORING_COUNT = Family(
    key="monitoring_count", title="проведённые мониторинги", measure=Count(MONITORING_ROUNDS)
)

# Schools of the federal list of low educational results, in the year of the list.

LISTED_SCHOOLS = Population(
    key="listed_schools", title="школы федерального списка с низкими результатами", unit=SCHOOL
)
LISTED_SCHOOL_TEACHERS = Population(
    key="listed_school_teachers", title="педагоги школ этого списка", within=LISTED_SCHOOLS
)
LISTED_DIAGNOSED = Population(
    key="listed_diagnosed",
    title="педагоги школ этого списка, прошедшие диагностику",
    within=LISTED_SCHOOL_TEACHERS,
    having=(DIAGNOSED_ANYWHERE,),
)
LISTED_TEAM_MEMBERS = Population(
    key="listed_team_members",
    title="члены команд, направленных школами этого списка на курсы",
    within=LISTED_SCHOOLS,
)
SENT_BOTH_TEAMS = Term(
    key="sent_both_teams", title="направили на курсы и управленческую, и педагогическую команды"
)
WITH_DIAGNOSED_TEACHER = Term(key="with_diagnosed_teacher", title="хотя бы один педагог прошёл диагностику")

LOW_RESULTS_TEAMS = Share(LISTED_SCHOOLS, SENT_BOTH_TEAMS)
LOW_RESULTS_DIAGNOSED = Share(LISTED_SCHOOL_TEACHERS, DIAGNOSED_ANYWHERE)
LOW_RESULTS_DIAGNOSED_OF_TEAMS = Share(LISTED_TEAM_MEMBERS, DIAGNOSED_ANYWHERE)
LOW_RESULTS_ANY_DIAGNOSED = Share(LISTED_SCHOOLS, WITH_DIAGNOSED_TEACHER)
LOW_RESULTS_ROUTES = Share(LISTED_DIAGNOSED, WITH_LATER_ROUTE)

LOW_RESULTS = Family(key="low_results", title="помощь школам с низкими результатами")
