"""What the amendment asks of events, by kind, level and role (п. 1.7–1.9, 1.13)."""

from rnms.indicators import Count, Family, Indicator, Share, Target, since
from rnms.indicators.vocabulary import people
from rnms.indicators.vocabulary.events import (
    as_role,
    at_level,
    events,
    held,
    held_events,
    of_kind,
    took_part,
)
from rnms.indicators.vocabulary.municipalities import MUNICIPALITIES
from rnms.logic import Population, Term, Unit
from rnms.model import REGIONAL, EventKind, ParticipantRole, at_least, percent
from rnms_zarechye._acts import AMENDMENT

CONTESTS_CLAUSE = AMENDMENT.clause("п. 1.7", line=19)
SEMINARS_CLAUSE = AMENDMENT.clause("п. 1.8", line=21)
SPEAKERS_CLAUSE = AMENDMENT.clause("п. 1.9", line=23)
SPEECHES_CLAUSE = AMENDMENT.clause("п. 1.13", line=31)

KRAI_CONTESTS = events(
    "krai_contests", "краевые конкурсы", at_level(REGIONAL.key), of_kind(EventKind.CONTEST)
)
WITH_TWO_SEMINARS = held_events(
    "with_two_seminars", "провели не менее двух семинаров", of_kind(EventKind.SEMINAR), at_least=2
)
SPOKE_AT_SEMINARS = took_part(
    "spoke_at_seminars",
    "выступили на семинарах",
    of_kind(EventKind.SEMINAR, event="event"),
    as_role(ParticipantRole.SPEAKER),
)
PARTICIPATIONS = Population(
    key="participations",
    title="участие в методических мероприятиях",
    unit=Unit(key="participation", forms=("участие", "участия", "участий")),
    entity="participations",
    where=held("event"),
)
AS_SPEAKER = Term(key="as_speaker", title="с выступлением", where=as_role(ParticipantRole.SPEAKER))

INDICATORS = (
    # п. 1.7: «ежегодно проводится не менее двух краевых конкурсов».
    Indicator(
        code="17",
        title="Количество проведённых краевых конкурсов",
        family=Family(key="krai_contests_count", title="краевые конкурсы", measure=Count(KRAI_CONTESTS)),
        clause=CONTESTS_CLAUSE,
        targets=[Target(since(2025), at_least(2), CONTESTS_CLAUSE)],
    ),
    # п. 1.8: «не менее двух семинаров в год проводят 80 % муниципалитетов».
    Indicator(
        code="18",
        title="Доля муниципалитетов, которые провели не менее двух семинаров",
        family=Family(
            key="with_two_seminars_share",
            title="семинары муниципалитетов",
            measure=Share(MUNICIPALITIES, WITH_TWO_SEMINARS),
        ),
        clause=SEMINARS_CLAUSE,
        targets=[Target(since(2025), at_least(percent(80)), SEMINARS_CLAUSE)],
    ),
    # п. 1.9: «на семинарах выступают не менее 10 % педагогических работников».
    Indicator(
        code="19",
        title="Доля педагогических работников, выступивших на семинарах",
        family=Family(
            key="seminar_speakers_share",
            title="докладчики семинаров",
            measure=Share(people.TEACHERS, SPOKE_AT_SEMINARS),
        ),
        clause=SPEAKERS_CLAUSE,
        targets=[Target(since(2025), at_least(percent(10)), SPEAKERS_CLAUSE)],
    ),
    # п. 1.13: «участие с выступлением составляет не менее 5 % всех случаев участия».
    Indicator(
        code="23",
        title="Доля участия с выступлением в участии в методических мероприятиях",
        family=Family(key="speeches_share", title="выступления", measure=Share(PARTICIPATIONS, AS_SPEAKER)),
        clause=SPEECHES_CLAUSE,
        targets=[Target(since(2025), at_least(percent(5)), SPEECHES_CLAUSE)],
    ),
)
