"""Aim, tasks, principles, mechanisms and channels of Amur's Statute, and the steps of the passport ДПО."""

from rnms.model.statute import Provision
from rnms.regions.amur._acts import ORDER

PROVISIONS = (
    # The aim (clause 2.1).
    Provision(
        kind="aim",
        text="создать единое пространство, где субъекты трёх уровней вместе сопровождают рост мастерства",
        clause=ORDER.clause("Положение, п. 2.1", line=111),
    ),
    # Tasks (clause 2.2).
    Provision(
        kind="task",
        text="выстроить единую систему профессионального развития и сопровождать ИОМ тьюторами",
        clause=ORDER.clause("Положение, п. 2.2", line=115),
    ),
    Provision(
        kind="task",
        text="наполнять федеральный реестр программами, устраняющими выявленные дефициты",
        clause=ORDER.clause("Положение, п. 2.2", line=117),
    ),
    Provision(
        kind="task",
        text="развивать сетевое взаимодействие и объединять ресурсы",
        clause=ORDER.clause("Положение, п. 2.2", line=119),
    ),
    Provision(
        kind="task",
        text="разрабатывать формы поддержки и сопровождения учителей",
        clause=ORDER.clause("Положение, п. 2.2", line=123),
    ),
    Provision(
        kind="task",
        text="создавать условия для овладения современными, в том числе цифровыми, технологиями",
        clause=ORDER.clause("Положение, п. 2.2", line=124),
    ),
    Provision(
        kind="task",
        text="вводить современные технологии обучения и воспитания, в том числе проектные",
        clause=ORDER.clause("Положение, п. 2.2", line=125),
    ),
    Provision(
        kind="task",
        text="вовлекать педагогов в исследовательскую деятельность",
        clause=ORDER.clause("Положение, п. 2.2", line=126),
    ),
    Provision(
        kind="task",
        text="выявлять, обобщать, продвигать и внедрять действенные практики",
        clause=ORDER.clause("Положение, п. 2.2", line=127),
    ),
    Provision(
        kind="task",
        text="поощрять новые формы методической работы, сообщества, ассоциации и объединения",
        clause=ORDER.clause("Положение, п. 2.2", line=128),
    ),
    # Principles (clause 2.3).
    Provision(
        kind="principle",
        text="система отвечает целям национального проекта, региональных проектов и программ",
        clause=ORDER.clause("Положение, п. 2.3", line=132),
    ),
    Provision(
        kind="principle",
        text="мероприятия отвечают потребностям роста и направлены на устранение дефицитов",
        clause=ORDER.clause("Положение, п. 2.3", line=133),
    ),
    Provision(
        kind="principle",
        text="ресурсы региональной системы образования объединяются",
        clause=ORDER.clause("Положение, п. 2.3", line=134),
    ),
    # The passport ДПО, step by step (clauses 3.2 and 3.3); its approval and its data are duties as well.
    Provision(
        kind="passport",
        text="ЦНППМ разрабатывает паспорт",
        clause=ORDER.clause("Положение, п. 3.2.2", line=162),
    ),
    Provision(
        kind="passport",
        text="институт даёт сведения о своих программах",
        clause=ORDER.clause("Положение, п. 3.2.3", line=202),
    ),
    Provision(
        kind="passport",
        text="муниципальные методические службы дают сведения о муниципальных системах",
        clause=ORDER.clause("Положение, п. 3.3.1", line=234),
    ),
    Provision(
        kind="passport",
        text="министерство утверждает паспорт",
        clause=ORDER.clause("Положение, п. 3.2.1", line=148),
    ),
    Provision(
        kind="passport",
        text="министерство направляет паспорт на согласование Федеральному оператору в его сроки",
        clause=ORDER.clause("Положение, п. 3.2.1", line=148),
    ),
    Provision(
        kind="passport",
        text="ЦНППМ ведёт паспорт в цифровой экосистеме ДПО",
        clause=ORDER.clause("Положение, п. 3.2.2", line=164),
    ),
    # Mechanisms (clause 4).
    Provision(
        kind="mechanism",
        text="приказы министерства, в том числе о дорожной карте, мониторинге и годовом плане мероприятий",
        clause=ORDER.clause("Положение, п. 4.1", line=283),
    ),
    Provision(
        kind="mechanism",
        text="бережное расходование средств на программы с учётом реестра и сетевой формы",
        clause=ORDER.clause("Положение, п. 4.2", line=287),
    ),
    Provision(
        kind="mechanism",
        text="формирование и ведение паспорта ДПО",
        clause=ORDER.clause("Положение, п. 4.3", line=289),
    ),
    Provision(
        kind="mechanism",
        text="подбор методистов и тьюторов по результатам диагностики",
        clause=ORDER.clause("Положение, п. 4.4", line=291),
    ),
    Provision(
        kind="mechanism",
        text="наполнение федерального реестра программами",
        clause=ORDER.clause("Положение, п. 4.5", line=293),
    ),
    Provision(
        kind="mechanism",
        text="полномочия ЦНППМ формировать ИОМ, собирать сведения о ресурсах и формировать паспорт",
        clause=ORDER.clause("Положение, п. 4.6", line=295),
    ),
    Provision(
        kind="mechanism",
        text="современные диагностические процедуры при построении ИОМ и аттестации по программам",
        clause=ORDER.clause("Положение, п. 4.7", line=297),
    ),
    Provision(
        kind="mechanism",
        text="цифровая экосистема ДПО",
        clause=ORDER.clause("Положение, п. 4.8", line=301),
    ),
    # What subjects work on together (clause 5.1).
    Provision(
        kind="interaction",
        text="программы ДПО для федерального реестра",
        clause=ORDER.clause("Положение, п. 5.1", line=307),
    ),
    Provision(
        kind="interaction",
        text="проектные методические команды",
        clause=ORDER.clause("Положение, п. 5.1", line=308),
    ),
    Provision(
        kind="interaction",
        text="сетевые программы ДПО",
        clause=ORDER.clause("Положение, п. 5.1", line=309),
    ),
    Provision(
        kind="interaction",
        text="сетевые инновационные проекты",
        clause=ORDER.clause("Положение, п. 5.1", line=310),
    ),
    Provision(
        kind="interaction",
        text="новое содержание образования и технологии обучения",
        clause=ORDER.clause("Положение, п. 5.1", line=311),
    ),
    Provision(
        kind="interaction",
        text="методические объединения, ассоциации, сообщества и клубы разных уровней",
        clause=ORDER.clause("Положение, п. 5.1", line=312),
    ),
    Provision(
        kind="interaction",
        text="концепции развития региональных и муниципальных систем образования",
        clause=ORDER.clause("Положение, п. 5.1", line=313),
    ),
    # Channels (clause 5.2).
    Provision(
        kind="channel",
        text="цифровая экосистема ДПО",
        clause=ORDER.clause("Положение, п. 5.2", line=317),
    ),
    Provision(
        kind="channel",
        text="общедоступные коммуникации: совещания, образовательные мероприятия",
        clause=ORDER.clause("Положение, п. 5.2", line=318),
    ),
    Provision(
        kind="channel",
        text="онлайн-каналы: вебинары, тематические порталы",
        clause=ORDER.clause("Положение, п. 5.2", line=319),
    ),
    Provision(
        kind="channel",
        text="прямые связи, в том числе соглашения",
        clause=ORDER.clause("Положение, п. 5.2", line=320),
    ),
)
