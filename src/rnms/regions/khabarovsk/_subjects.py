"""Who makes up the service of Khabarovsk Krai, as far as documents 000 and 004 name anybody.

The pages of the Модель with its subjects and their functions are lost. What is written here stands in the
order's clauses, in the table of indicators, and in the minutes and the report of РУМО.
"""

from rnms.model import FEDERAL, INSTITUTIONAL, MUNICIPAL, REGIONAL, Unknown
from rnms.model.statute import Function, Subject, SubjectKind
from rnms.regions import kinds
from rnms.regions.khabarovsk._acts import MINUTES, ORDER

LOST = Unknown("страницы Модели с субъектами и функциями утрачены", ORDER.clause("Модель, п. 1.2", line=50))

FEDERAL_UMO = SubjectKind(key="federal_umo", title="федеральное учебно-методическое объединение")
MUNICIPAL_SYSTEM = SubjectKind(key="municipal_system", title="муниципальная система образования (МСО)")

SUBJECTS = (
    Subject(
        key="federal_umo",
        title="ФУМО",
        kind=FEDERAL_UMO,
        level=FEDERAL,
        clause=MINUTES.clause("отчёт РУМО, экспертиза", line=148),
        note="ему направлены 12 программ по родным языкам; в документах сокращение не раскрыто",
    ),
    Subject(
        key="ministry",
        title="МИНИСТЕРСТВО ОБРАЗОВАНИЯ И НАУКИ Хабаровского края",
        kind=kinds.MINISTRY,
        level=REGIONAL,
        clause=ORDER.clause("преамбула", line=7),
        functions=(
            Function(
                text="создаёт региональную систему и утверждает Модель её службы",
                clause=ORDER.clause("п. 1", line=18),
            ),
        ),
    ),
    Subject(
        key="general_education_office",
        title="Управлению общего образования",
        kind=kinds.MINISTRY_UNIT,
        level=REGIONAL,
        clause=ORDER.clause("п. 2", line=20),
        functions=(
            Function(
                text="координирует работу по показателям эффективности и обеспечивает их реализацию",
                clause=ORDER.clause("п. 2", line=20),
            ),
        ),
        note="управление министерства; в распоряжении стоит в дательном падеже",
    ),
    Subject(
        key="institute",
        title="КГАОУ ДПО ХК ИРО",
        kind=kinds.DEVELOPMENT_INSTITUTE,
        level=REGIONAL,
        clause=ORDER.clause("п. 3", line=22),
        functions=(
            Function(
                text="обеспечивает реализацию показателей эффективности",
                clause=ORDER.clause("п. 3, подп. 1", line=24),
            ),
            Function(
                text="внедряет и реализует Модель",
                clause=ORDER.clause("п. 3, подп. 2", line=26),
            ),
        ),
        note="«Хабаровский краевой институт развития образования» (документ 004)",
    ),
    Subject(
        key="cnppm",
        title="ЦНППМ ХК ИРО",
        kind=kinds.CNPPM,
        level=REGIONAL,
        clause=MINUTES.clause("повестка, вопрос 2", line=29),
        functions=(
            Function(
                text="проводит диагностику профессиональных дефицитов",
                clause=ORDER.clause("показатель 1", line=70),
            ),
            Function(
                text="по результатам диагностики у него разрабатываются ИОМ",
                clause=ORDER.clause("показатель 2", line=71),
            ),
        ),
        note="функции по Модели утрачены; здесь то, что говорят показатели",
    ),
    Subject(
        key="general_education_centre",
        title="ЦОО ХК ИРО",
        kind=kinds.INSTITUTE_UNIT,
        level=REGIONAL,
        clause=MINUTES.clause("повестка, вопрос 3", line=33),
        functions=(
            Function(
                text="представляет РУМО отчёт о показателях",
                clause=MINUTES.clause("повестка, вопрос 3", line=33),
            ),
            Function(
                text="представляет отчёт РУМО за год и проект плана на следующий",
                clause=MINUTES.clause("повестка, вопросы 4 и 5", line=36),
            ),
        ),
        note="подразделение института; сокращение в документах не раскрыто",
    ),
    Subject(
        key="regional_umo",
        title="регионального учебно-методического объединения в системе общего образования Хабаровского края",
        kind=kinds.REGIONAL_UMO,
        level=REGIONAL,
        clause=MINUTES.clause("отчёт РУМО", line=104),
        functions=(
            Function(
                text="согласует действия организаций, работающих по федеральным основным программам",
                clause=MINUTES.clause("отчёт РУМО, задачи", line=108),
            ),
            Function(
                text="участвует в обеспечении качества и в развитии содержания общего образования",
                clause=MINUTES.clause("отчёт РУМО, задачи", line=109),
            ),
            Function(
                text=(
                    "привлекает педагогическое сообщество к научно-методическому и ресурсному обеспечению:"
                    " сопровождение ФГОС и федеральных программ"
                ),
                clause=MINUTES.clause("отчёт РУМО, задачи", line=110),
            ),
            Function(
                text="разбирает результаты мониторинга реализации ФГОС",
                clause=MINUTES.clause("отчёт РУМО, задачи", line=111),
            ),
            Function(
                text=(
                    "участвует в экспертизе программ повышения квалификации и учебно-методических материалов"
                ),
                clause=MINUTES.clause("отчёт РУМО, задачи", line=112),
            ),
            Function(
                text="утверждает состав регионального методического актива, положения и отчёты",
                clause=MINUTES.clause("вопрос 4", line=82),
            ),
        ),
        note="назван субъектом регионального уровня (документ 004, строка 146)",
    ),
    Subject(
        key="methodist_pool",
        title="регионального методического актива (РМА)",
        kind=kinds.METHODIST_POOL_REGIONAL,
        level=REGIONAL,
        clause=MINUTES.clause("вопрос 2", line=45),
        functions=(
            Function(
                text="составляет спецификации и КИМ, проводит предметную диагностику",
                clause=MINUTES.clause("вопрос 2", line=47),
            ),
            Function(text="разрабатывает ИОМ", clause=MINUTES.clause("вопрос 2", line=47)),
            Function(
                text="ведёт тьюторское сопровождение программ ДПО",
                clause=MINUTES.clause("вопрос 2", line=47),
            ),
        ),
        note="функции — сделанное в 2023 году, как о нём отчитались; в активе 123 человека",
    ),
    Subject(
        key="management_pool",
        title="регионального управленческого актива (РУА)",
        kind=kinds.MANAGEMENT_POOL,
        level=REGIONAL,
        clause=MINUTES.clause("вопрос 2", line=45),
        functions=(
            Function(
                text="помогает управлять муниципальной и институциональной системами на основе данных",
                clause=MINUTES.clause("вопрос 2", line=51),
            ),
            Function(
                text="сопровождает проект «Школа Минпросвещения России»",
                clause=MINUTES.clause("вопрос 2", line=51),
            ),
        ),
        note="8 человек от ОМСУ и 30 руководителей; в методический актив не входят",
    ),
    Subject(
        key="regional_associations",
        title="региональных методических объединений (РМО)",
        kind=kinds.REGIONAL_ASSOCIATION,
        level=REGIONAL,
        clause=MINUTES.clause("план РУМО на 2024 год, заседание 3", line=199),
        functions=LOST,
        note="в августе 2024 года РУМО должно было слушать об их работе",
    ),
    Subject(
        key="innovation_sites",
        title="инновационной инфраструктуры в сфере образования Хабаровского края",
        kind=kinds.INNOVATION_SITE,
        level=REGIONAL,
        clause=MINUTES.clause("вопрос 1", line=41),
        functions=(
            Function(
                text=(
                    "обобщает и передаёт результаты инновационной деятельности, от муниципальной до"
                    " федеральной площадки"
                ),
                clause=MINUTES.clause("вопрос 1", line=41),
            ),
        ),
        note="площадки бывают всех уровней",
    ),
    Subject(
        key="municipal_authorities",
        title="ОМСУ",
        kind=kinds.MUNICIPAL_AUTHORITY,
        level=MUNICIPAL,
        clause=MINUTES.clause("вопрос 1, решение", line=43),
        functions=LOST,
        note="РУМО лишь рекомендует им готовить инновационные проекты",
    ),
    Subject(
        key="municipal_systems",
        title="муниципальных систем образования Хабаровского края",
        kind=MUNICIPAL_SYSTEM,
        level=MUNICIPAL,
        clause=ORDER.clause("показатель 3", line=72),
        functions=(
            Function(
                text="создают модели методического сопровождения, и эти модели работают",
                clause=ORDER.clause("показатель 3", line=72),
            ),
            Function(
                text="дают сведения для мониторинга показателей",
                clause=MINUTES.clause("вопрос 3", line=59),
            ),
        ),
    ),
    Subject(
        key="municipal_associations",
        title="муниципальные методические объединения",
        kind=kinds.MUNICIPAL_ASSOCIATION,
        level=MUNICIPAL,
        clause=ORDER.clause("показатель 5", line=74),
        functions=(
            Function(
                text="действуют в муниципальных системах образования, это измеряет показатель 5",
                clause=ORDER.clause("показатель 5", line=74),
            ),
        ),
    ),
    Subject(
        key="municipal_team",
        title="муниципальной методической команде",
        kind=kinds.MUNICIPAL_METHODICAL_TEAM,
        level=MUNICIPAL,
        clause=MINUTES.clause("вопрос 4", line=82),
        functions=Unknown(
            "Положение о ней утверждено РУМО, но в документы не вошло", MINUTES.clause("вопрос 4", line=82)
        ),
    ),
    Subject(
        key="municipal_pool",
        title="муниципального методического актива",
        kind=kinds.METHODIST_POOL_MUNICIPAL,
        level=MUNICIPAL,
        clause=ORDER.clause("показатель 4", line=73),
        functions=LOST,
    ),
    Subject(
        key="communities",
        title=(
            "педагогические сообщества лидеров образования, молодых педагогов, сетевые педагогические"
            " сообщества"
        ),
        kind=kinds.REGIONAL_COMMUNITY,
        level=MUNICIPAL,
        clause=ORDER.clause("показатель 6", line=75),
        functions=(
            Function(
                text="объединяют педагогов в муниципальных системах образования, это измеряет показатель 6",
                clause=ORDER.clause("показатель 6", line=75),
            ),
        ),
    ),
    Subject(
        key="organizations",
        title="директора, заместители директоров ОО",
        kind=kinds.EDUCATIONAL_ORGANIZATION,
        level=INSTITUTIONAL,
        clause=MINUTES.clause("вопрос 2", line=51),
        functions=LOST,
        note="названы как члены РУА; делает ли Модель субъектом саму организацию, не известно",
    ),
)
KINDS_LOST = (
    kinds.FEDERAL_COORDINATOR,
    kinds.SCIENTIFIC_METHODICAL_CENTRE,
    kinds.UNIVERSITY,
    kinds.COLLEGE,
    kinds.MUNICIPAL_METHODICAL_SERVICE,
    kinds.MUNICIPAL_METHODICAL_COUNCIL,
    kinds.DEVELOPMENT_CENTRE,
    kinds.EDUCATIONAL_ORGANIZATION,
    kinds.METHODICAL_COUNCIL,
    kinds.INSTITUTION_ASSOCIATION,
    kinds.TEACHER_PAIR,
    kinds.SUPPORT_UNIT,
)
