"""Every population and every family of indicators, in the order of a teacher's way.

Read this file first: these are the words that orders count with. Regions compose their indicators of them,
figures report them by key, readings replace one by another.
"""

from rnms.indicators._definition import Family
from rnms.indicators._measures import Ratio, Share
from rnms.indicators._populations import MUNICIPALITY, THE_REGION, Population, Term

# Who is accompanied.

STAFF = Population(key="staff", title="педагогические работники и управленческие кадры")
TEACHERS = Population(key="teachers", title="педагогические работники")
SCHOOL_TEACHERS = Population(
    key="school_teachers", title="педагогические работники общеобразовательных организаций"
)

# Diagnostics, then a route built on it.

DIAGNOSED = Term(key="diagnosed", title="прошли диагностику профессиональных дефицитов в ЦНППМ")
WITH_ROUTE = Term(
    key="with_route", title="для них разработан ИОМ на основе результатов диагностики дефицитов в ЦНППМ"
)

DIAGNOSED_SHARE = Family(key="diagnosed_share", title="прошли диагностику", measure=Share(STAFF, DIAGNOSED))
ROUTE_SHARE = Family(key="route_share", title="имеют ИОМ", measure=Share(STAFF, WITH_ROUTE))

# Methodists, and how many teachers there are to one of them.

REGIONAL_POOL = Population(key="regional_pool", title="члены регионального методического актива")
MUNICIPAL_POOL = Population(key="municipal_pool", title="члены муниципального методического актива")
POOL = Population(
    key="pool",
    title="члены регионального и муниципального методического актива",
    union=(REGIONAL_POOL, MUNICIPAL_POOL),
)
POOL_FORMED = Term(key="pool_formed", title="банк методического актива сформирован")
ATTACHED = Term(key="attached", title="закреплённые педагогические работники")

FORMED = Share(THE_REGION, POOL_FORMED)
TEACHERS_PER_MEMBER = Ratio(SCHOOL_TEACHERS, POOL)

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
