"""The six indicators of Ugra: clause 6 of the Statute, document 001, lines 456-478.

The tables are headed "Минимальное значение, в год" with columns 2021 to 2024. The years before the order are
judged too: its own tables name them.
"""

from rnms.indicators import Component, Indicator, Reading, Target, Years, yearly
from rnms.indicators.vocabulary import early_career, management, methodists, programmes, teams
from rnms.model import YES, at_least, at_most, percent
from rnms.regions.ugra._acts import ORDER

ITEM_6_1_1 = ORDER.clause("Положение, п. 6.1, абзац 1", line=460)
ITEM_6_1_2 = ORDER.clause("Положение, п. 6.1, абзац 2", line=462)
ROW_6_2_1 = ORDER.clause("Положение, п. 6.2, строка 1", line=468)
ROW_6_2_2 = ORDER.clause("Положение, п. 6.2, строка 2", line=470)
ROW_6_3_1 = ORDER.clause("Положение, п. 6.3, строка 1", line=477)
ROW_6_3_2 = ORDER.clause("Положение, п. 6.3, строка 2", line=478)

ROADMAP_ADOPTED = Indicator(
    code="6.1.1",
    title=(
        "разработан и реализуется комплекс мер («дорожная карта») по созданию и функционированию РС НМС на"
        " период до 2024 года (ежегодно, начиная с 2021 года)"
    ),
    family=management.ROADMAP_ADOPTED_FAMILY,
    clause=ITEM_6_1_1,
    targets=yearly({2021: YES, 2022: YES, 2023: YES, 2024: YES}, ITEM_6_1_1),
    readings=[
        Reading(
            name="own_roadmap",
            title="только карта этого приказа",
            why=(
                "до 31.03.2023 действовал приказ № 10-П-164 с Концепцией и планом: по умолчанию он принят за"
                " предшественника, но называется иначе"
            ),
            clause=ORDER.clause("п. 7", line=47),
            redefine={management.ROADMAP_ADOPTED: management.OWN_ROADMAP_ADOPTED},
        ),
    ],
    accrues=True,
    where_carried_out=management.WHERE_CARRIED_OUT,
)
MONITORING_ADOPTED = Indicator(
    code="6.1.2",
    title=(
        "разработана с учетом социально-экономических условий субъекта Российской Федерации и реализуется"
        " вариативная система мониторинга эффективности РС НМС (ежегодно, начиная с 2023 года)"
    ),
    family=management.MONITORING_ADOPTED_FAMILY,
    clause=ITEM_6_1_2,
    targets=yearly({2023: YES, 2024: YES}, ITEM_6_1_2),
    readings=[
        Reading(
            name="once_a_year",
            title="довольно одного мониторинга в год",
            why="пункт говорит «ежегодно»; два раза в год требует другой пункт, 7.3",
            clause=ITEM_6_1_2,
            redefine={management.MONITORING_ADOPTED: management.MONITORING_ADOPTED_ONCE_A_YEAR},
        ),
    ],
    accrues=True,
)
REGISTER_PROGRAMMES = Indicator(
    code="6.2.1",
    title=(
        "Доля педагогических работников, освоивших программы ДПО, вошедшие в Федеральный реестр и подобранные"
        " с учетом диагностики профессиональных компетенций (% с нарастающим итогом)"
    ),
    family=programmes.REGISTER_PROGRAMMES_SHARE,
    clause=ROW_6_2_1,
    targets=yearly(
        {
            2021: at_least(percent(5)),
            2022: at_least(percent(10)),
            2023: at_least(percent(20)),
            2024: at_least(percent(30)),
        },
        ROW_6_2_1,
    ),
    readings=[
        *programmes.OF_SELECTION,
        Reading(
            name="with_leavers",
            title="считая уволившихся",
            why="«с нарастающим итогом» можно понять и как всех, кто когда-либо освоил",
            measure=programmes.REGISTER_PROGRAMMES_OF_ALL_EVER,
        ),
    ],
)
TEAMS_TRAINED = Indicator(
    code="6.2.2",
    title=(
        "Количество управленческих команд, принявших участие в программах повышения квалификации (% с"
        " нарастающим итогом – от общего количества управленческих команд Ханты-Мансийского автономного"
        " округа – Югры)"
    ),
    family=teams.TEAMS_SHARE,
    clause=ROW_6_2_2,
    targets=yearly(
        {
            2021: at_least(percent(10)),
            2022: at_least(percent(20)),
            2023: at_least(percent(30)),
            2024: at_least(percent(40)),
        },
        ROW_6_2_2,
    ),
    readings=teams.OF_TEAMS,
)

# The heading says "минимальное значение", the title "не более 250 человек". By default both clauses have
# effect: the mean reaches the value of the year, and nobody has more than 250.
MINIMUM_PART = Component(
    name="minimum_part",
    title="в среднем закреплено за одним методистом",
    measure=methodists.MEAN_ATTACHED,
    targets=yearly(
        {2021: at_least(150), 2022: at_least(200), 2023: at_least(250), 2024: at_least(250)}, ROW_6_3_1
    ),
)
CAP_PART = Component(
    name="cap_part",
    title="больше всего закреплено за одним методистом",
    measure=methodists.MOST_ATTACHED,
    targets=[Target(Years(2021, 2024), at_most(250), ROW_6_3_1)],
)
METHODIST_LOAD = Indicator(
    code="6.3.1",
    title=(
        "Количество педагогических работников, закрепленных за 1 региональным методистом для осуществления"
        " методического сопровождения (не более 250 человек)"
    ),
    family=methodists.METHODIST_LOAD,
    clause=ROW_6_3_1,
    components=[MINIMUM_PART, CAP_PART],
    readings=[
        Reading(
            name="cap_250",
            title="только предел 250",
            why="наименование говорит «не более 250 человек»; годовые значения тогда не имеют силы",
            components=[CAP_PART],
        ),
        Reading(
            name="cap_yearly",
            title="годовые значения — пределы",
            why="«не более» можно отнести и к значениям по годам, вопреки заголовку таблицы",
            components=[
                Component(
                    name="cap_part",
                    title="больше всего закреплено за одним методистом",
                    measure=methodists.MOST_ATTACHED,
                    targets=yearly(
                        {2021: at_most(150), 2022: at_most(200), 2023: at_most(250), 2024: at_most(250)},
                        ROW_6_3_1,
                    ),
                ),
            ],
        ),
        Reading(
            name="minimum",
            title="только минимум в среднем",
            why="заголовок таблицы говорит «минимальное значение»; предел в наименовании тогда не имеет силы",
            components=[MINIMUM_PART],
        ),
        Reading(
            name="each_minimum",
            title="минимум у каждого методиста",
            why="«за 1 региональным методистом» можно понять как значение для каждого, а не среднее",
            components=[
                Component(
                    name="minimum_part",
                    title="меньше всего закреплено за одним методистом",
                    measure=methodists.FEWEST_ATTACHED,
                    targets=yearly(
                        {2021: at_least(150), 2022: at_least(200), 2023: at_least(250), 2024: at_least(250)},
                        ROW_6_3_1,
                    ),
                ),
                CAP_PART,
            ],
        ),
    ],
)
SUPPORTED = Indicator(
    code="6.3.2",
    title=(
        "Доля педагогических работников в возрасте до 35 лет, участвующих в различных формах поддержки и"
        " сопровождения в первые три года работы (% с нарастающим итогом – от общего количества"
        " педагогических работников Ханты-Мансийского автономного округа – Югры в возрасте до 35 лет в первые"
        " три года работы)"
    ),
    family=early_career.EARLY_CAREER_SHARE,
    clause=ROW_6_3_2,
    measure=early_career.SUPPORTED_OF_EARLY_CAREER_CUMULATIVELY,
    targets=yearly(
        {
            2021: at_least(percent(40)),
            2022: at_least(percent(50)),
            2023: at_least(percent(60)),
            2024: at_least(percent(70)),
        },
        ROW_6_3_2,
    ),
    readings=[
        *early_career.OF_EARLY_CAREER,
        Reading(
            name="all_ever",
            title="от всех, кто был молодым педагогом с 2021 года",
            why="«с нарастающим итогом» можно отнести и к тем, от кого считают",
            measure=early_career.SUPPORTED_OF_ALL_EVER_EARLY_CAREER,
        ),
        Reading(
            name="naive",
            title="все участники с 2021 года к нынешним молодым",
            why="так выходит, если сложить годовые отчёты; больше 100 % тогда ничего не значит",
            measure=early_career.SUPPORTED_EVER_TO_EARLY_CAREER_NOW,
        ),
    ],
)
INDICATORS = (
    ROADMAP_ADOPTED,
    MONITORING_ADOPTED,
    REGISTER_PROGRAMMES,
    TEAMS_TRAINED,
    METHODIST_LOAD,
    SUPPORTED,
)
