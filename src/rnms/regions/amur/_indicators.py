"""The six indicators of Amur: clause 6.1 of the Statute, document 002, lines 326-338; no target, no year."""

from rnms.indicators import Indicator, Reading, Share
from rnms.indicators.vocabulary import diagnostics, early_career, people, programmes, teams
from rnms.regions.amur._acts import ORDER

ITEM_1 = ORDER.clause("Положение, п. 6.1, показатель 1", line=328)
ITEM_2 = ORDER.clause("Положение, п. 6.1, показатель 2", line=330)
ITEM_3 = ORDER.clause("Положение, п. 6.1, показатель 3", line=332)
ITEM_4 = ORDER.clause("Положение, п. 6.1, показатель 4", line=334)
ITEM_5 = ORDER.clause("Положение, п. 6.1, показатель 5", line=336)
ITEM_6 = ORDER.clause("Положение, п. 6.1, показатель 6", line=338)

INDICATORS = (
    Indicator(
        code="1",
        title=(
            "Доля педагогических работников и управленческих кадров, прошедших диагностику"
            " профессиональных дефицитов в ЦНППМ"
        ),
        family=diagnostics.DIAGNOSED_SHARE,
        clause=ITEM_1,
    ),
    Indicator(
        code="2",
        title=(
            "Доля педагогических работников и управленческих кадров, для которых разработаны"
            " индивидуальные образовательные маршруты на основе результатов диагностики"
            " профессиональных дефицитов в ЦНППМ"
        ),
        family=diagnostics.ROUTE_SHARE,
        clause=ITEM_2,
    ),
    Indicator(
        code="3",
        title=(
            "Доля педагогических работников, освоивших программы дополнительного профессионального"
            " образования, вошедшие в ФР ДПП и подобранные с учётом диагностики профессиональных"
            " дефицитов в ЦНППМ"
        ),
        family=programmes.REGISTER_PROGRAMMES_SHARE,
        measure=Share(people.TEACHERS, programmes.COMPLETED_REGISTER_PROGRAMME_BY_CNPPM),
        clause=ITEM_3,
        readings=programmes.OF_SELECTION,
    ),
    Indicator(
        code="4",
        title=(
            "Доля управленческих команд образовательных организаций, повысивших свою квалификацию по"
            " вопросам эффективности управления качеством образования"
        ),
        family=teams.TEAMS_SHARE,
        measure=Share(teams.TEAMS_OF_EDUCATIONAL_ORGANIZATIONS, teams.TRAINED_IN_QUALITY),
        clause=ITEM_4,
        readings=teams.OF_TEAMS,
    ),
    Indicator(
        code="5",
        title=(
            "Доля педагогических работников в возрасте до 35 лет, участвующих в различных формах"
            " поддержки и сопровождения в первые 3 года работы"
        ),
        family=early_career.EARLY_CAREER_SHARE,
        clause=ITEM_5,
        readings=[*early_career.OF_EARLY_CAREER, early_career.ALL_UNDER_35],
    ),
    Indicator(
        code="6",
        title=(
            "Доля программ ДППО, размещённых в ФР ДПП, в общем количестве программ ДППО, реализуемых"
            " организацией дополнительного профессионального (педагогического) образования"
        ),
        family=programmes.REGISTER_CONTENT_SHARE,
        clause=ITEM_6,
        readings=[
            Reading(
                name="all_providers",
                title="программы всех организаций ДПО области",
                why="«организацией» стоит в единственном числе, но учитываются «все субъекты» ДПО",
                clause=ORDER.clause("Положение, п. 6.1", line=324),
                redefine={programmes.PROGRAMMES: programmes.ALL_PROGRAMMES},
            ),
        ],
    ),
)
