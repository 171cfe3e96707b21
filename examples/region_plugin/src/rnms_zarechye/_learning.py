"""What the amendment asks of learning, of routes and of qualification (п. 1.10–1.12)."""

from rnms.indicators import Family, Indicator, Share, Target, since
from rnms.indicators.vocabulary import people
from rnms.logic import Term
from rnms.logic.predicates import (
    START,
    all_of,
    any_of,
    before,
    equals,
    in_order,
    on_or_after,
    one_of,
    same,
)
from rnms.model import Category, at_least, percent
from rnms_zarechye._acts import AMENDMENT
from rnms_zarechye._coverage import ENROLMENTS, ROUTES

DIAGNOSED_FIRST_CLAUSE = AMENDMENT.clause("п. 1.10", line=25)
CARRIED_OVER_CLAUSE = AMENDMENT.clause("п. 1.11", line=27)
QUALIFIED_CLAUSE = AMENDMENT.clause("п. 1.12", line=29)

DIAGNOSED_FIRST = Term(
    key="diagnosed_first",
    title="обучение начато после диагностики того же работника",
    where=all_of(
        same("diagnostic.person", "person", code="diagnostic_of_another"),
        in_order("diagnostic.date", "start", code="started_before_diagnostic"),
    ),
)
CARRIED_OVER = Term(
    key="carried_over",
    title="начаты до отчётного года и не завершены до него",
    where=all_of(
        before("start", START, code="started_this_year"),
        on_or_after("end", START, code="ended_before"),
    ),
)
QUALIFIED = Term(
    key="qualified",
    title="есть первая или высшая категория либо высшее педагогическое образование",
    where=any_of(
        one_of("category", Category.FIRST, Category.HIGHEST, code="no_category"),
        equals("higher_pedagogical_education", value=True, code="no_higher_education"),
    ),
)

INDICATORS = (
    # п. 1.10: «обучение начинается после диагностики того же работника».
    Indicator(
        code="20",
        title="Доля обучения, начатого после диагностики того же работника",
        family=Family(
            key="diagnosed_first_share",
            title="обучение после диагностики",
            measure=Share(ENROLMENTS, DIAGNOSED_FIRST),
        ),
        clause=DIAGNOSED_FIRST_CLAUSE,
        targets=[Target(since(2025), at_least(percent(75)), DIAGNOSED_FIRST_CLAUSE)],
    ),
    # п. 1.11: «учитываются ИОМ, начатые до отчётного года и не завершённые до него»; no target is set.
    Indicator(
        code="21",
        title="Доля ИОМ, перешедших с прошлого года",
        family=Family(key="carried_over_share", title="переходящие ИОМ", measure=Share(ROUTES, CARRIED_OVER)),
        clause=CARRIED_OVER_CLAUSE,
    ),
    # п. 1.12: «первая или высшая категория либо высшее педагогическое образование — не менее чем у 80 %».
    Indicator(
        code="22",
        title=(
            "Доля педагогических работников, имеющих первую или высшую категорию либо высшее педагогическое"
            " образование"
        ),
        family=Family(key="qualified_share", title="квалификация", measure=Share(people.TEACHERS, QUALIFIED)),
        clause=QUALIFIED_CLAUSE,
        targets=[Target(since(2025), at_least(percent(80)), QUALIFIED_CLAUSE)],
    ),
)
