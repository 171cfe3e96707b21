"""Teachers under 35 in their first three years, and their support."""

from __future__ import annotations

from rnms.indicators.counts import Ratio, Scale, Share
from rnms.indicators.definition import Family, Reading
from rnms.indicators.vocabulary.people import FIRST_YEAR, TEACHERS, TEACHING
from rnms.logic.population import Population, Term
from rnms.logic.predicates import (
    END,
    SINCE,
    AtSomeYearEnd,
    DateOrder,
    Day,
    Moment,
    Not,
    Op,
    Predicate,
    after,
    all_of,
    any_of,
    exists,
    on_or_after,
    on_or_before,
)

# Teachers under 35 in their first three years. Age and service are comparisons with one day.


def _born_later_than(years: int) -> Predicate:
    return after("birth_date", Moment(Day.END, years=-years), code="too_old")


UNDER_35 = Term(key="under_35", title="моложе 35 лет", where=_born_later_than(35))

UNDER_36 = Term(key="under_36", title="не старше 35 лет, считая и 35-летних", where=_born_later_than(36))

THREE_YEARS_AGO = Moment(Day.END, years=-3)

# Whoever was in their first three years yesterday is still so today.
THIRD_ANNIVERSARY = Moment(Day.END, years=-3, days=-1)

BEGUN = on_or_before("career_start", END, code="not_begun")


def _begun_after(day: Moment) -> Predicate:
    return all_of(BEGUN, after("career_start", day, code="too_long_at_work"))


FIRST_THREE_YEARS = Term(
    key="first_three_years",
    title="в первые три года педагогической работы",
    where=_begun_after(THREE_YEARS_AGO),
)

FIRST_THREE_YEARS_INCLUSIVE = Term(
    key="first_three_years_inclusive",
    title="в первые три года педагогической работы, считая день трёхлетия",
    where=_begun_after(THIRD_ANNIVERSARY),
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


# Support on some day while early in the career: whoever belongs to the cohort began within three years, so it
# is enough that the support lasted to this day or ended after the beginning. The age is not asked again
# (spec 3.8).
def _support_after(day: Moment) -> Predicate:
    return all_of(
        on_or_before("start", END, code="outside_period"),
        on_or_after("end", SINCE, code="outside_period"),
        after("end", day, code="outside_period"),
    )


SUPPORT_THEN = _support_after(THREE_YEARS_AGO)

SUPPORT_TO_THIS_DAY = exists("supports", "person", SUPPORT_THEN, on_or_after("end", END), code="no_support")


def _support_in_career(support: Predicate) -> Predicate:
    by_career = DateOrder("end", Op.GE, "career_start")
    return any_of(
        SUPPORT_TO_THIS_DAY, exists("supports", "person", support, compare=by_career, code="no_support")
    )


WHILE_EARLY_IN_CAREER = Term(
    key="while_early_in_career",
    title="поддержаны в первые три года педагогической работы",
    where=_support_in_career(SUPPORT_THEN),
)

WHILE_EARLY_INCLUSIVE = Term(
    key="while_early_inclusive",
    title="поддержаны в первые три года педагогической работы, считая день трёхлетия",
    where=_support_in_career(_support_after(THIRD_ANNIVERSARY)),
)


def _support_since_post(*post: Predicate) -> Predicate:
    """Require support that lasted to this day, or ended after a post began."""
    begun = exists(
        "employments",
        (("person", "person"),),
        on_or_before("start", END),
        *post,
        compare=DateOrder("start", Op.LE, "end"),
        code="no_support",
    )
    return any_of(SUPPORT_TO_THIS_DAY, exists("supports", "person", SUPPORT_THEN, begun, code="no_support"))


WHILE_EARLY_IN_EMPLOYMENT = Term(
    key="while_early_in_employment",
    title="поддержаны в первые три года от первого трудоустройства",
    where=_support_since_post(),
)

WHILE_EARLY_IN_POST = Term(
    key="while_early_in_post",
    title="поддержаны в первые три года на нынешней работе",
    where=_support_since_post(TEACHING, after("start", THREE_YEARS_AGO)),
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

# Those who were early in their career at the end of some year, whatever became of them.

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

# What is measured.

EARLY_CAREER_SHARE = Family(
    key="early_career_share",
    title="поддержаны молодые педагоги",
    measure=Share(EARLY_CAREER, SUPPORTED),
)

SUPPORTED_OF_ALL_UNDER_35 = Share(TEACHERS_UNDER_35, SUPPORTED_IN_FIRST_YEARS)

SUPPORTED_OF_EARLY_CAREER_CUMULATIVELY = Share(EARLY_CAREER, SUPPORTED_CUMULATIVELY)

SUPPORTED_OF_ALL_EVER_EARLY_CAREER = Share(EVER_EARLY_CAREER, SUPPORTED_IN_SOME_YEAR)

SUPPORTED_EVER_TO_EARLY_CAREER_NOW = Ratio(EVER_SUPPORTED, EARLY_CAREER, scale=Scale.PERCENT)

# How age, service and the whole may be read.

AGE_INCLUSIVE = Reading(
    name="age_inclusive",
    title="считая 35-летних",
    why="«в возрасте до 35 лет» не говорит, входит ли сам 35-летний",
    redefine={UNDER_35: UNDER_36},
)


def _tenure(name: str, title: str, why: str, term: Term, support: Term) -> Reading:
    """Make a reading of which three years count, for members and for their support alike."""
    return Reading(
        name=name, title=title, why=why, redefine={FIRST_THREE_YEARS: term, WHILE_EARLY_IN_CAREER: support}
    )


TENURE_INCLUSIVE = _tenure(
    "tenure_inclusive",
    "считая день трёхлетия работы",
    "«в первые три года работы» не говорит, входит ли день, когда исполняется три года",
    FIRST_THREE_YEARS_INCLUSIVE,
    WHILE_EARLY_INCLUSIVE,
)

TENURE_FROM_EMPLOYMENT = _tenure(
    "tenure_from_employment",
    "три года от первого трудоустройства",
    "«первые три года работы» не говорит, какой работы: педагогической или любой",
    FIRST_THREE_YEARS_OF_EMPLOYMENT,
    WHILE_EARLY_IN_EMPLOYMENT,
)

TENURE_IN_POST = _tenure(
    "tenure_in_post",
    "три года на нынешней работе",
    "«первые три года работы» можно понять и как работу в этой организации",
    FIRST_THREE_YEARS_IN_POST,
    WHILE_EARLY_IN_POST,
)

ALL_UNDER_35 = Reading(
    name="all_under_35",
    title="от всех педагогов до 35 лет",
    why="знаменатель не напечатан; буквально это «педагогические работники в возрасте до 35 лет»",
    measure=SUPPORTED_OF_ALL_UNDER_35,
)

OF_EARLY_CAREER = (AGE_INCLUSIVE, TENURE_INCLUSIVE, TENURE_FROM_EMPLOYMENT, TENURE_IN_POST)
