"""The words of the order that no other region has: who is a newcomer, who left, which schools are meant."""

from rnms.indicators import Family, Share
from rnms.indicators.vocabulary import diagnostics, events, people, programmes
from rnms.indicators.vocabulary.duties import attested, duty_key
from rnms.logic import SCHOOL, Membership, Population, Term
from rnms.logic.predicates import END, Day, Moment, Not, active, after, all_of, equals, exists, on_or_before
from rnms.model import OrganizationKind, Role
from rnms.regions import Spelling
from rnms_zarechye._acts import ORDER

# "принятые на работу за последние три года" (п. 3.2): whoever was hired then, even if gone since.
HIRED_LATELY = all_of(
    equals("role", Role.PEDAGOGICAL),
    on_or_before("start", END, code="not_hired_yet"),
    after("start", Moment(Day.END, years=-3), code="hired_long_ago"),
)
AT_A_SCHOOL = equals("organization.kind", OrganizationKind.GENERAL, code="not_at_school")

NEWCOMERS = Population(
    key="newcomers",
    title="педагоги, принятые на работу за последние три года",
    entity="persons",
    through=Membership(
        entity="employments", member="person", where=HIRED_LATELY, place="organization.municipality"
    ),
)
NEWCOMERS_OF_SCHOOLS = Population(
    key="newcomers_of_schools",
    title="педагоги, принятые за последние три года в общеобразовательные организации",
    entity="persons",
    through=Membership(
        entity="employments",
        member="person",
        where=all_of(HIRED_LATELY, AT_A_SCHOOL),
        place="organization.municipality",
    ),
)
LEFT = Term(
    key="left",
    title="больше не работают в образовательных организациях края",
    where=Not(exists("employments", "person", active(), code="at_work")),
)
NEWCOMERS_WHO_LEFT = Share(NEWCOMERS, LEFT)

SCHOOLS = Population(
    key="schools",
    title="общеобразовательные организации",
    unit=SCHOOL,
    entity="organizations",
    where=equals("kind", OrganizationKind.GENERAL),
    place="municipality",
)
WITH_MENTORING_PLAN = attested("mentoring_plan", "утвердили план наставничества")
# Schools write what the order writes, so that is read as the key of the duty.
SPELLINGS = (
    Spelling(
        duty_key("mentoring_plan"),
        ["план наставничества", "утвердила план наставничества"],
        ORDER.clause("п. 4.1", line=39),
    ),
)

SUPPORT_INDEX = Family(key="support_index", title="сводный индекс сопровождения")
TURNOVER = Family(key="newcomers_turnover", title="уход новых педагогов", measure=NEWCOMERS_WHO_LEFT)

# "без внешних совместителей" (п. 3.4): who works at two schools counts at the main one alone.
AT_TWO_EVENTS = Family(
    key="at_two_events",
    title="участвовали в двух мероприятиях",
    measure=Share(people.TEACHERS_AT_MAIN_PLACE, events.TOOK_PART_TWICE),
)
INTERNSHIP = Family(
    key="internship",
    title="прошли стажировку",
    measure=Share(people.TEACHERS, programmes.COMPLETED_INTERNSHIP),
)

DIAGNOSED = Share(people.STAFF, diagnostics.DIAGNOSED)
WITH_ROUTE = Share(people.STAFF, diagnostics.WITH_ROUTE)
ROUTES_IN_EACH = Family(key="routes_in_each", title="ИОМ в каждом муниципалитете", measure=WITH_ROUTE)

STATUTE_ADOPTED = Term(key="service_statute_adopted", title="положение о методической службе утверждено")
STATUTE_PUBLISHED = Term(
    key="service_statute_published", title="положение о методической службе утверждено и опубликовано"
)
POINTS = Family(key="organization_points", title="баллы за организацию методической работы")
