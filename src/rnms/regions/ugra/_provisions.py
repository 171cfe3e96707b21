"""Aims, approaches, principles, tasks, effects, mechanisms and measures of Ugra's Statute.

Where the roadmap carries out what the Statute lists, the measure is named: ``"m.1"`` to ``"m.19"``.
"""

from rnms.model.statute import Provision
from rnms.regions.ugra._acts import ORDER

PROVISIONS = (
    # Aims (clause 3.1).
    Provision(
        kind="aim",
        text="создать единое научно-методическое пространство непрерывного развития мастерства (2020–2021)",
        clause=ORDER.clause("Положение, п. 3.1", line=147),
    ),
    Provision(
        kind="aim",
        text="повысить эффективность сопровождения педагогов и управленцев (до 2024 года)",
        clause=ORDER.clause("Положение, п. 3.1", line=149),
    ),
    # Approaches (clause 3.2).
    Provision(
        kind="approach",
        text="системный: связи между субъектами и их функциями",
        clause=ORDER.clause("Положение, п. 3.2", line=153),
    ),
    Provision(
        kind="approach",
        text="«лично ориентированный» (так в документе): в центре — педагог и управленец",
        clause=ORDER.clause("Положение, п. 3.2", line=155),
    ),
    Provision(
        kind="approach",
        text="ресурсный: ресурсы субъектов связаны с индивидуальными маршрутами",
        clause=ORDER.clause("Положение, п. 3.2", line=157),
    ),
    # Principles (clause 3.3).
    Provision(
        kind="principle",
        text="работа отвечает приоритетным задачам образования",
        clause=ORDER.clause("Положение, п. 3.3", line=161),
    ),
    Provision(
        kind="principle",
        text="субъекты активно взаимодействуют в сети и объединяют ресурсы",
        clause=ORDER.clause("Положение, п. 3.3", line=163),
    ),
    Provision(
        kind="principle",
        text="федеральный, региональный и муниципальный уровни планируют и решают вместе",
        clause=ORDER.clause("Положение, п. 3.3", line=165),
    ),
    Provision(
        kind="principle",
        text="дефициты и запросы задают направление, на них откликаются быстро",
        clause=ORDER.clause("Положение, п. 3.3", line=167),
    ),
    Provision(
        kind="principle",
        text="методические службы отвечают друг перед другом и доверяют друг другу",
        clause=ORDER.clause("Положение, п. 3.3", line=169),
    ),
    Provision(
        kind="principle",
        text="методические службы разных уровней согласуют и объединяют свою работу",
        clause=ORDER.clause("Положение, п. 3.3", line=171),
    ),
    # Strategic tasks (clause 3.4): management, continuous growth, content.
    Provision(
        kind="task",
        text="объединить процессы и результаты разных субъектов в одном пространстве",
        clause=ORDER.clause("Положение, п. 3.4", line=177),
    ),
    Provision(
        kind="task",
        text="согласовать критерии и показатели эффективности разных субъектов",
        clause=ORDER.clause("Положение, п. 3.4", line=179),
    ),
    Provision(
        kind="task",
        text="ввести процедуры и инструменты оценки эффективности",
        clause=ORDER.clause("Положение, п. 3.4", line=181),
    ),
    Provision(
        kind="task",
        text="развить «горизонтальные» связи и обмен практиками",
        clause=ORDER.clause("Положение, п. 3.4", line=183),
    ),
    Provision(
        kind="task",
        text="обновлять программы ДПО, проверять их качество, вести их цифрово и по личным маршрутам",
        clause=ORDER.clause("Положение, п. 3.4", line=187),
    ),
    Provision(
        kind="task",
        text="развить адресное сопровождение, которое устраняет выявленные дефициты",
        clause=ORDER.clause("Положение, п. 3.4", line=191),
    ),
    Provision(
        kind="task",
        text="технологизировать методическую работу и одинаково оценивать региональных методистов",
        clause=ORDER.clause("Положение, п. 3.4", line=193),
    ),
    # Expected effects (clause 3.5): for people, for their training, for education as a whole.
    Provision(
        kind="effect",
        text="у педагогов и управленцев меньше профессиональных дефицитов",
        clause=ORDER.clause("Положение, п. 3.5", line=199),
    ),
    Provision(
        kind="effect",
        text="педагоги и управленцы охотнее обновляют методы обучения и воспитания",
        clause=ORDER.clause("Положение, п. 3.5", line=201),
    ),
    Provision(
        kind="effect",
        text="педагоги и управленцы реже «выгорают»",
        clause=ORDER.clause("Положение, п. 3.5", line=203),
    ),
    Provision(
        kind="effect",
        text="система ДПО открытее и «прозрачнее»",
        clause=ORDER.clause("Положение, п. 3.5", line=207),
    ),
    Provision(
        kind="effect",
        text="результаты системы ДПО лучше",
        clause=ORDER.clause("Положение, п. 3.5", line=209),
    ),
    Provision(
        kind="effect",
        text="меньше «разрыв» в показателях региональных систем ДПО",
        clause=ORDER.clause("Положение, п. 3.5", line=211),
    ),
    Provision(
        kind="effect",
        text="качеством образования в округе управляют системно",
        clause=ORDER.clause("Положение, п. 3.5", line=215),
    ),
    Provision(
        kind="effect",
        text="качество образования на разных уровнях выше",
        clause=ORDER.clause("Положение, п. 3.5", line=217),
    ),
    # The agreement of municipalities, the department and the institute (clause 4.2.8).
    Provision(
        kind="mechanism",
        text="трёхстороннее соглашение муниципалитетов, Департамента и института от 15.09.2021",
        clause=ORDER.clause("Положение, п. 4.2.8", line=313),
        measures=("m.1",),
    ),
    # Direction 1, management of the system (clause 5.2).
    Provision(
        kind="direction",
        text="стратегическое планирование и организация ключевых процессов",
        clause=ORDER.clause("Положение, п. 5.2", line=339),
    ),
    Provision(
        kind="direction",
        text="координация взаимодействия субъектов и работы региональных методистов",
        clause=ORDER.clause("Положение, п. 5.2", line=341),
        measures=("m.2",),
    ),
    Provision(
        kind="direction",
        text="оценка эффективности системы",
        clause=ORDER.clause("Положение, п. 5.2", line=343),
    ),
    Provision(
        kind="mechanism",
        text="концепции, стратегии и дорожные карты совместных мероприятий",
        clause=ORDER.clause("Положение, п. 5.2.1", line=347),
    ),
    Provision(
        kind="mechanism",
        text="соглашения и договоры о совместной деятельности",
        clause=ORDER.clause("Положение, п. 5.2.1", line=349),
    ),
    Provision(
        kind="mechanism",
        text="семинары-совещания и вебинары",
        clause=ORDER.clause("Положение, п. 5.2.1", line=351),
    ),
    Provision(
        kind="mechanism",
        text="мониторинговые исследования",
        clause=ORDER.clause("Положение, п. 5.2.1", line=353),
    ),
    Provision(
        kind="measure",
        text="разработать и внедрить документы, по которым работает система",
        clause=ORDER.clause("Положение, п. 5.2.2", line=357),
        measures=("m.1",),
    ),
    Provision(
        kind="measure",
        text="разработать критерии и индикаторы эффективности системы и её субъектов",
        clause=ORDER.clause("Положение, п. 5.2.2", line=359),
        measures=("m.3",),
    ),
    Provision(
        kind="measure",
        text="проводить мониторинги эффективности системы и её субъектов",
        clause=ORDER.clause("Положение, п. 5.2.2", line=361),
        measures=("m.4",),
    ),
    Provision(
        kind="measure",
        text="сформировать региональный методический актив и организовать его работу",
        clause=ORDER.clause("Положение, п. 5.2.2", line=363),
        measures=("m.5",),
    ),
    # Direction 2, continuous growth of mastery (clause 5.3).
    Provision(
        kind="direction",
        text="диагностика профессиональных компетенций",
        clause=ORDER.clause("Положение, п. 5.3", line=367),
        measures=("m.6",),
    ),
    Provision(
        kind="direction",
        text="построение и сопровождение ИОМ",
        clause=ORDER.clause("Положение, п. 5.3", line=369),
    ),
    Provision(
        kind="direction",
        text="лучшее содержание программ ДПО, в том числе для Федерального реестра",
        clause=ORDER.clause("Положение, п. 5.3", line=371),
        measures=("m.11",),
    ),
    Provision(
        kind="direction",
        text="реализация программ ДПО, в том числе стажировки",
        clause=ORDER.clause("Положение, п. 5.3", line=373),
    ),
    Provision(
        kind="direction",
        text="наставничество, в том числе для педагогов до 35 лет в первые три года работы",
        clause=ORDER.clause("Положение, п. 5.3", line=375),
        measures=("m.13",),
    ),
    Provision(
        kind="mechanism",
        text="программы ДПО из Федерального реестра",
        clause=ORDER.clause("Положение, п. 5.3.1", line=379),
    ),
    Provision(
        kind="mechanism",
        text="программы ДПО в сетевой форме",
        clause=ORDER.clause("Положение, п. 5.3.1", line=381),
    ),
    Provision(
        kind="mechanism",
        text="программы ДПО по каскадной модели",
        clause=ORDER.clause("Положение, п. 5.3.1", line=383),
    ),
    Provision(
        kind="mechanism",
        text="иные мероприятия ИОМ, в том числе «горизонтальное обучение»",
        clause=ORDER.clause("Положение, п. 5.3.1", line=385),
    ),
    Provision(
        kind="mechanism",
        text="диагностика пяти областей компетенций",
        clause=ORDER.clause("Положение, п. 5.3.1", line=387),
    ),
    Provision(
        kind="mechanism",
        text="единый федеральный портал ДПО",
        clause=ORDER.clause("Положение, п. 5.3.1", line=389),
    ),
    Provision(
        kind="measure",
        text="повышать квалификацию с учётом выявленных дефицитов",
        clause=ORDER.clause("Положение, п. 5.3.2", line=393),
        measures=("m.10",),
    ),
    Provision(
        kind="measure",
        text="организовать стажировки, в том числе на инфраструктуре национального проекта",
        clause=ORDER.clause("Положение, п. 5.3.2", line=395),
        measures=("m.12",),
    ),
    Provision(
        kind="measure",
        text="строить ИОМ на основе диагностики",
        clause=ORDER.clause("Положение, п. 5.3.2", line=397),
        measures=("m.7",),
    ),
    Provision(
        kind="measure",
        text="совершенствовать компетенции педагогов",
        clause=ORDER.clause("Положение, п. 5.3.2", line=399),
        measures=("m.8",),
    ),
    Provision(
        kind="measure",
        text="предупреждать профессиональное выгорание",
        clause=ORDER.clause("Положение, п. 5.3.2", line=401),
        measures=("m.9",),
    ),
    Provision(
        kind="measure",
        text="в организации: разрабатывать ИОМ вместе с региональным методистом",
        clause=ORDER.clause("Положение, п. 5.3.2", line=405),
    ),
    Provision(
        kind="measure",
        text="в организации: налаживать взаимодействие и взаимное обучение",
        clause=ORDER.clause("Положение, п. 5.3.2", line=407),
    ),
    Provision(
        kind="measure",
        text="в организации: сопровождать педагогов до 35 лет в первые три года работы",
        clause=ORDER.clause("Положение, п. 5.3.2", line=409),
    ),
    # Direction 3, content and methods (clause 5.4).
    Provision(
        kind="mechanism",
        text="типовые организационно-методические документы",
        clause=ORDER.clause("Положение, п. 5.4.1", line=415),
    ),
    Provision(
        kind="mechanism",
        text="методические рекомендации и указания",
        clause=ORDER.clause("Положение, п. 5.4.1", line=416),
    ),
    Provision(
        kind="mechanism",
        text="аннотированный каталог разработок",
        clause=ORDER.clause("Положение, п. 5.4.1", line=418),
    ),
    Provision(
        kind="mechanism",
        text="инновационные проекты и площадки",
        clause=ORDER.clause("Положение, п. 5.4.1", line=420),
    ),
    Provision(
        kind="mechanism",
        text="конференции и форумы",
        clause=ORDER.clause("Положение, п. 5.4.1", line=422),
    ),
    Provision(
        kind="measure",
        text="обеспечить педагогов и управленцев рекомендациями и материалами",
        clause=ORDER.clause("Положение, п. 5.4.2", line=426),
        measures=("m.14",),
    ),
    Provision(
        kind="measure",
        text="вести региональный банк успешных практик",
        clause=ORDER.clause("Положение, п. 5.4.2", line=428),
        measures=("m.16",),
    ),
    Provision(
        kind="measure",
        text="рассказывать педагогам, куда движется образование",
        clause=ORDER.clause("Положение, п. 5.4.2", line=430),
        measures=("m.19",),
    ),
    Provision(
        kind="measure",
        text="руководить инновационными площадками",
        clause=ORDER.clause("Положение, п. 5.4.2", line=432),
        measures=("m.17",),
    ),
    Provision(
        kind="measure",
        text="в организации: обеспечивать обучение и воспитание методически",
        clause=ORDER.clause("Положение, п. 5.4.2", line=436),
        measures=("m.15",),
    ),
    Provision(
        kind="measure",
        text="в организации: разрабатывать учебные, методические и дидактические материалы",
        clause=ORDER.clause("Положение, п. 5.4.2", line=438),
    ),
    Provision(
        kind="measure",
        text="в организации: держать высокий методический уровень занятий",
        clause=ORDER.clause("Положение, п. 5.4.2", line=440),
    ),
    Provision(
        kind="measure",
        text="в организации: приводить методическое обеспечение предметов в соответствие с требованиями",
        clause=ORDER.clause("Положение, п. 5.4.2", line=442),
        measures=("m.15",),
    ),
    Provision(
        kind="measure",
        text="в организации: сопровождать педагогов с дефицитами и затруднениями",
        clause=ORDER.clause("Положение, п. 5.4.2", line=444),
    ),
    Provision(
        kind="measure",
        text="в организации: выявлять, изучать, обобщать и распространять передовой опыт",
        clause=ORDER.clause("Положение, п. 5.4.2", line=446),
        measures=("m.18",),
    ),
    Provision(
        kind="measure",
        text="в организации: помогать педагогам обобщить и представить свой опыт",
        clause=ORDER.clause("Положение, п. 5.4.2", line=448),
    ),
    Provision(
        kind="measure",
        text="в организации: улучшать занятия, вводя новые педагогические технологии",
        clause=ORDER.clause("Положение, п. 5.4.2", line=450),
        measures=("m.18",),
    ),
    Provision(
        kind="measure",
        text="в организации: изучать, пробовать и внедрять новое методическое обеспечение",
        clause=ORDER.clause("Положение, п. 5.4.2", line=452),
    ),
    Provision(
        kind="measure",
        text="в организации: обмениваться опытом с другими организациями",
        clause=ORDER.clause("Положение, п. 5.4.2", line=454),
    ),
)
