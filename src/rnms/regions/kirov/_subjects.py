"""Who makes up the system of Kirov Oblast, as far as the roadmap (document 003) names anybody.

The Statute with its list of subjects and their functions has not come down to us; what is written here is the
part that each has in the roadmap's measures.
"""

from rnms.model import FEDERAL, INSTITUTIONAL, MUNICIPAL, REGIONAL, Level, Unknown
from rnms.model.statute import Function, Subject
from rnms.regions import kinds
from rnms.regions.kirov._acts import ORDER

OKRUG = Level(30, "okrug", "окружной")
"""Between the region and the municipalities; whose okrugs these are, the roadmap does not say."""

LOST = Unknown("Положение (приложение № 1) не дошло", ORDER.clause("мероприятие 1.1.1, результат", line=34))

SUBJECTS = (
    Subject(
        key="academy",
        title="Академии Минпросвещения России",
        kind=kinds.FEDERAL_COORDINATOR,
        level=FEDERAL,
        clause=ORDER.clause("мероприятие 2.1.4", line=115),
        functions=LOST,
        note=(
            "на её базе проходят курсы, сроки она определяет сама (строка 118); источник ресурсов (строка"
            " 198)"
        ),
    ),
    Subject(
        key="scientific_centres",
        title="научно-методическими центрами сопровождения педагогических работников",
        kind=kinds.SCIENTIFIC_METHODICAL_CENTRE,
        level=FEDERAL,
        clause=ORDER.clause("мероприятие 1.1.3", line=46),
        functions=LOST,
        note="стороны соглашений; стоят вне региональной системы",
    ),
    Subject(
        key="ministry",
        title="министерство образования Кировской области",
        kind=kinds.MINISTRY,
        level=REGIONAL,
        clause=ORDER.clause("мероприятие 1.1.1", line=31),
        functions=(
            Function(
                text="отвечает за Положение о системе, дорожную карту и соглашения",
                clause=ORDER.clause("мероприятия 1.1.1–1.1.3", line=31),
            ),
            Function(
                text="отвечает за Положение о методическом активе",
                clause=ORDER.clause("мероприятие 1.2.1", line=55),
            ),
            Function(
                text="отвечает за критерии эффективности и за мониторинг",
                clause=ORDER.clause("мероприятия 1.3.1 и 1.3.2", line=72),
            ),
            Function(
                text="отвечает за работу региональных инновационных площадок",
                clause=ORDER.clause("мероприятие 3.3.1", line=238),
            ),
        ),
    ),
    Subject(
        key="institute",
        title="КОГОАУ ДПО «Институт развития образования Кировской области» (далее – ИРО Кировской области)",
        kind=kinds.DEVELOPMENT_INSTITUTE,
        level=REGIONAL,
        clause=ORDER.clause("мероприятие 1.1.1", line=32),
        functions=(
            Function(
                text="исполняет мероприятия, за которые отвечает министерство",
                clause=ORDER.clause("мероприятие 1.1.1", line=32),
            ),
            Function(
                text="отвечает за все остальные мероприятия",
                clause=ORDER.clause("мероприятие 1.2.2", line=63),
            ),
        ),
    ),
    Subject(
        key="cnppm",
        title=(
            "центр непрерывного повышения профессионального мастерства педагогических работников (далее –"
            " ЦНППМ)"
        ),
        kind=kinds.CNPPM,
        level=REGIONAL,
        clause=ORDER.clause("мероприятие 1.2.2", line=64),
        functions=(
            Function(
                text="проводит совещания с методическим активом",
                clause=ORDER.clause("мероприятие 1.2.2", line=64),
            ),
            Function(
                text="строит ИОМ и направляет педагогов на курсы",
                clause=ORDER.clause("мероприятия 2.1.2–2.1.4", line=101),
            ),
            Function(
                text="устраивает взаимное обучение педагогов",
                clause=ORDER.clause("мероприятие 2.2.1", line=127),
            ),
            Function(
                text="проводит заседания областных методических объединений",
                clause=ORDER.clause("мероприятие 2.3.1", line=155),
            ),
            Function(
                text="поддерживает молодых педагогов, помогает адресно и школам с низкими результатами",
                clause=ORDER.clause("мероприятия 2.4.1–2.4.3", line=167),
            ),
            Function(
                text="наполняет «Навигатор образовательных ресурсов»",
                clause=ORDER.clause("мероприятия 3.1.1 и 3.1.2", line=200),
            ),
            Function(
                text="готовит методические рекомендации и ведёт банк практик",
                clause=ORDER.clause("мероприятия 3.2.1 и 3.2.2", line=220),
            ),
        ),
    ),
    Subject(
        key="institute_units",
        title="кафедры и центры ИРО Кировской области",
        kind=kinds.INSTITUTE_UNIT,
        level=REGIONAL,
        clause=ORDER.clause("мероприятие 2.1.3", line=109),
        functions=(
            Function(
                text="проводят курсы повышения квалификации на базе института",
                clause=ORDER.clause("мероприятие 2.1.3", line=109),
            ),
        ),
    ),
    Subject(
        key="methodist_pool",
        title="региональный методический актив",
        kind=kinds.METHODIST_POOL_REGIONAL,
        level=REGIONAL,
        clause=ORDER.clause("мероприятие 2.2.1", line=128),
        functions=(
            Function(
                text="вместе с ЦНППМ устраивает взаимное обучение педагогов",
                clause=ORDER.clause("мероприятие 2.2.1", line=128),
            ),
            Function(
                text="вместе с ЦНППМ проводит заседания областных методических объединений",
                clause=ORDER.clause("мероприятие 2.3.1", line=156),
            ),
            Function(
                text=(
                    "вместе с ЦНППМ поддерживает молодых педагогов, помогает адресно и школам с низкими"
                    " результатами"
                ),
                clause=ORDER.clause("мероприятия 2.4.1–2.4.3", line=168),
            ),
        ),
    ),
    Subject(
        key="regional_associations",
        title="областных методических объединений",
        kind=kinds.REGIONAL_ASSOCIATION,
        level=REGIONAL,
        clause=ORDER.clause("мероприятие 2.3.1", line=153),
        functions=(
            Function(
                text="собираются на заседания, работают по планам, проводят методические мероприятия",
                clause=ORDER.clause("мероприятие 2.3.1, результат", line=160),
            ),
        ),
    ),
    Subject(
        key="communities",
        title="профессиональных педагогических сообществ",
        kind=kinds.REGIONAL_COMMUNITY,
        level=REGIONAL,
        clause=ORDER.clause("мероприятие 3.2.2, результат", line=232),
        functions=LOST,
        note="их база данных — часть банка практик",
    ),
    Subject(
        key="okrug_associations",
        title="окружных, муниципальных методических объединений",
        kind=kinds.OKRUG_ASSOCIATION,
        level=OKRUG,
        clause=ORDER.clause("мероприятие 2.3.1, срок", line=159),
        functions=(
            Function(
                text="работают по планам, проводят методические мероприятия",
                clause=ORDER.clause("мероприятие 2.3.1, результат", line=160),
            ),
        ),
        note="окружные и муниципальные названы одними словами; что за округа, не объяснено",
    ),
    Subject(
        key="municipal_services",
        title="муниципальных методических служб Кировской области",
        kind=kinds.MUNICIPAL_METHODICAL_SERVICE,
        level=MUNICIPAL,
        clause=ORDER.clause("мероприятие 3.1.1", line=198),
        functions=LOST,
        note="названы только как источник сведений",
    ),
    Subject(
        key="municipal_associations",
        title="муниципальных методических объединений",
        kind=kinds.MUNICIPAL_ASSOCIATION,
        level=MUNICIPAL,
        clause=ORDER.clause("мероприятие 2.3.1, срок", line=159),
        functions=(
            Function(
                text="работают по планам, проводят методические мероприятия",
                clause=ORDER.clause("мероприятие 2.3.1, результат", line=160),
            ),
        ),
    ),
    Subject(
        key="innovation_sites",
        title="региональные инновационные площадки",
        kind=kinds.INNOVATION_SITE,
        level=INSTITUTIONAL,
        clause=ORDER.clause("мероприятие 3.3.1, результат", line=241),
        functions=(
            Function(
                text="работают по обновлённым правилам и создают инновационные продукты",
                clause=ORDER.clause("мероприятие 3.3.1, результат", line=241),
            ),
        ),
    ),
    Subject(
        key="low_results_schools",
        title=(
            "общеобразовательные организации, включенные в текущем году в федеральный список школ с низкими"
            " образовательными результатами"
        ),
        kind=kinds.EDUCATIONAL_ORGANIZATION,
        level=INSTITUTIONAL,
        clause=ORDER.clause("мероприятие 2.4.3, результат", line=191),
        functions=LOST,
        note="направляют команды на курсы; помощь получают их педагоги",
    ),
)
