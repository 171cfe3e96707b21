"""What the order asks of sets, of completeness and of hours (п. 6), and the relations of its form (п. 7)."""

from rnms.indicators import Family, Indicator, Load, Share, Statistic, SumShare, Target, since
from rnms.indicators.vocabulary import people
from rnms.logic import Population, Term, Unit
from rnms.logic.fallback import coalesce, first_known
from rnms.logic.predicates import (
    Amount,
    Day,
    Moment,
    Op,
    covers,
    equals,
    exists,
    known,
    on_or_before,
    within,
)
from rnms.model import at_least, percent
from rnms.regions import FigureRelation
from rnms_zarechye._acts import ORDER

ROUTES = Population(
    key="routes", title="ИОМ", unit=Unit(key="route", forms=("ИОМ", "ИОМ", "ИОМ")), entity="routes"
)
ENROLMENTS = Population(
    key="enrolments",
    title="обучение по программам",
    unit=Unit(key="enrolment", forms=("обучение", "обучения", "обучений")),
    entity="enrolments",
)
# "темы ИОМ охватывают все выявленные дефициты" (п. 6.1): what any programme of the route is about.
COVERING = Term(
    key="covering",
    title="темы программ охватывают все выявленные дефициты",
    where=covers("programme.competences", "diagnostic.deficits", records=exists("route_items", "route")),
)
COVERING_ALONE = Term(
    key="covering_alone",
    title="программа охватывает все выявленные дефициты",
    where=covers("programme.competences", "diagnostic.deficits"),
)
CATEGORY_KNOWN = Term(key="category_known", title="сведения о категории есть", where=known("category"))
# "по дню выбора программы, а где его нет — по первому дню обучения" (п. 6.4)
CHOSEN_THEN = Term(
    key="chosen_then", title="выбраны в отчётном периоде", where=coalesce(within("selected_on"), "start")
)
# "стаж считают со дня начала работы по специальности, а если он не известен — педагогической работы" (п. 6.7)
EXPERIENCED = Term(
    key="experienced",
    title="стаж не менее пяти лет",
    where=first_known(
        on_or_before("specialty_start", Moment(Day.END, years=-5), code="not_experienced"), "career_start"
    ),
)
HOURS = Term(
    key="hours",
    title="часы ИОМ",
    where=exists("route_items", "route.person", adding=Amount("hours", most=500)),
)
FORMAL_HOURS = Term(
    key="formal_hours",
    title="часы ИОМ по программам повышения квалификации",
    where=exists(
        "route_items",
        "route.person",
        equals("programme.kind", "advanced_training"),
        adding=Amount("hours", most=500),
    ),
)

COVERED = Indicator(
    code="6.1",
    title="Доля ИОМ, которые охватывают все выявленные дефициты",
    family=Family(key="covered_share", title="охват дефицитов", measure=Share(ROUTES, COVERING)),
    clause=ORDER.clause("п. 6.1", line=44),
    targets=[Target(since(2024), at_least(percent(50)), ORDER.clause("п. 6.1", line=44))],
)
COVERED_BY_ONE = Indicator(
    code="6.2",
    title="Доля обучения по программам, которые охватывают все выявленные дефициты",
    family=Family(
        key="covered_alone_share", title="охват одной программой", measure=Share(ENROLMENTS, COVERING_ALONE)
    ),
    clause=ORDER.clause("п. 6.2", line=45),
)
COMPLETE = Indicator(
    code="6.3",
    title="Доля педагогических работников, о которых есть сведения о категории",
    family=Family(
        key="category_known_share", title="полнота сведений", measure=Share(people.TEACHERS, CATEGORY_KNOWN)
    ),
    clause=ORDER.clause("п. 6.3", line=46),
    targets=[Target(since(2024), at_least(percent(95)), ORDER.clause("п. 6.3", line=46))],
)
CHOSEN = Indicator(
    code="6.4",
    title="Доля обучения, выбранного в отчётном периоде",
    family=Family(key="chosen_share", title="выбор в срок", measure=Share(ENROLMENTS, CHOSEN_THEN)),
    clause=ORDER.clause("п. 6.4", line=47),
)
MEDIAN_HOURS = Indicator(
    code="6.5",
    title="Медиана часов ИОМ на одного педагогического работника",
    family=Family(
        key="median_hours", title="часы ИОМ", measure=Load(people.TEACHERS, HOURS, Statistic.MEDIAN)
    ),
    clause=ORDER.clause("п. 6.5", line=48),
)
FORMAL = Indicator(
    code="6.6",
    title="Доля часов ИОМ по программам повышения квалификации",
    family=Family(
        key="formal_hours_share",
        title="часы по программам",
        measure=SumShare(people.TEACHERS, people.TEACHERS, HOURS, FORMAL_HOURS),
    ),
    clause=ORDER.clause("п. 6.6", line=49),
)
EXPERIENCE = Indicator(
    code="6.7",
    title="Доля педагогических работников со стажем не менее пяти лет",
    family=Family(
        key="experienced_share", title="опытные работники", measure=Share(people.TEACHERS, EXPERIENCED)
    ),
    clause=ORDER.clause("п. 6.7", line=50),
)
COVERAGE = (COVERED, COVERED_BY_ONE, COMPLETE, CHOSEN, MEDIAN_HOURS, FORMAL, EXPERIENCE)

# The form of п. 7: whoever has passed and whoever has not are all, and those with a route are no more.
RELATIONS = (
    FigureRelation.of_parts(
        "staff",
        "staff.diagnosed",
        "staff.not_diagnosed",
        code="7.1",
        clause=ORDER.clause("п. 7, соотношение 1", line=51),
        title="прошедшие и не прошедшие диагностику составляют всех",
        titles={
            "staff.not_diagnosed": "педагогические работники и управленческие кадры: не прошли диагностику"
        },
    ),
    FigureRelation(
        code="7.2",
        left=("staff.with_route",),
        op=Op.LE,
        right=("staff",),
        clause=ORDER.clause("п. 7, соотношение 2", line=52),
        title="с ИОМ не больше, чем всего",
    ),
)
