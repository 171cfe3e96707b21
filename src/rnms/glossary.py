"""The words of the field: what each means, where it stands, and how the regions differ.

Definitions are ours; the lines say where a document defines a word, or uses it without defining it.
"""

from __future__ import annotations

import re

from rnms._values import frozen
from rnms.errors import NameNotFoundError, did_you_mean, nearest
from rnms.issues import message

Place = tuple[str, str, int]
"""Key of a region, its document, a line of that, counted from 1."""


@frozen(kw_only=True)
class Entry:
    """A word of the field.

    Attributes:
        term: The word in Russian, with its abbreviations in parentheses.
        identifier: What it is called in code.
        definition: What it means, in our words.
        where: Where it stands: region, document and line.
        differences: How regions differ, and what not to confuse it with.

    >>> lookup("ЦНППМ").identifier
    'Cnppm'
    """

    term: str
    identifier: str
    definition: str
    where: tuple[Place, ...]
    differences: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything under which it is found: the term with and without abbreviations, each of those."""
        inside = [name for group in re.findall(r"\(([^)]*)\)", self.term) for name in group.split(", ")]
        bare = re.sub(r"\s*\([^)]*\)", "", self.term)
        return (self.identifier, self.term, bare, bare.strip("«»"), *inside)


def lookup(word: str) -> Entry:
    """Find a word by its term, an abbreviation or its identifier; large and small letters are the same.

    >>> lookup("региональный методический актив").identifier
    'MethodistPool.REGIONAL'

    Raises:
        LookupError: If there is no such word; the error names the nearest.
    """
    by_name = {name.casefold(): entry for entry in reversed(ENTRIES) for name in entry.names}
    text = " ".join(word.split()).casefold()
    if text not in by_name:
        near = did_you_mean(nearest(text, by_name))
        raise NameNotFoundError(message("error.not-in-glossary", word=repr(word), near=near))
    return by_name[text]


THE_SYSTEM = (
    Entry(
        term="единая федеральная система научно-методического сопровождения (ЕФС)",
        identifier="FederalSystem",
        definition=(
            "все связанные между собой субъекты, которые ведут педагогов и руководителей в профессиональном"
            " развитии: обучение по выявленным дефицитам, ИОМ, стажировки, наставничество"
        ),
        where=(("ugra", "001", 101), ("amur", "002", 111)),
        differences="определяет только Югра; Амур не сокращает; у Хабаровска «единая региональная система»",
    ),
    Entry(
        term="региональная система научно-методического сопровождения (РС НМС, РСНМС)",
        identifier="RegionalSystem",
        definition="часть федеральной системы в регионе: её самостоятельные, но связанные субъекты",
        where=(("ugra", "001", 115), ("amur", "002", 91), ("kirov", "003", 29), ("khabarovsk", "000", 14)),
        differences=(
            "Югра пишет и РС НМС, и РСНМС; её определение говорит о региональном уровне, пункт 4.1 — о трёх;"
            " Амур добавляет сетевые формы взаимодействия"
        ),
    ),
    Entry(
        term="региональная научно-методическая служба (РНМС)",
        identifier="RegionalService",
        definition="так региональную систему называет Модель Хабаровского края",
        where=(("khabarovsk", "000", 40), ("khabarovsk", "004", 31)),
        differences="распоряжение говорит о системе, Модель — о службе; это одно и то же под двумя именами",
    ),
    Entry(
        term="Модель РНМС (Модель)",
        identifier="FoundingAct",
        definition="основополагающий документ службы Хабаровского края: цели, принципы, строение, субъекты",
        where=(("khabarovsk", "000", 35), ("khabarovsk", "000", 40)),
        differences="распоряжение утверждает «положение», а приложена «Модель»; сохранилась первая страница",
    ),
    Entry(
        term="координатор ЕФС",
        identifier="FederalCoordinator",
        definition="федеральная академия, которая ведёт единую систему и учит сотрудников ЦНППМ",
        where=(("ugra", "001", 103), ("amur", "002", 148), ("kirov", "003", 115)),
        differences=(
            "у Амура «Федеральный оператор» без определения, у Кирова «Академия Минпросвещения России»;"
            " что это одна организация, документы не говорят"
        ),
    ),
    Entry(
        term="субъект научно-методической деятельности (субъект)",
        identifier="Subject",
        definition="организация или человек, ведущие научно-методическое сопровождение",
        where=(("ugra", "001", 105), ("amur", "002", 97)),
        differences="Амур требует, чтобы субъект был на это уполномочен",
    ),
    Entry(
        term="методическая служба",
        identifier="MethodicalService",
        definition="субъекты разных уровней, ведущие методическую работу по преодолению дефицитов",
        where=(("ugra", "001", 125),),
        differences="общее понятие Югры; не путать с муниципальной методической службой Амура",
    ),
    Entry(
        term="муниципальная методическая служба (ММС)",
        identifier="MunicipalMethodicalService",
        definition="муниципальный субъект, который сопровождает педагогов на месте",
        where=(("amur", "002", 229), ("ugra", "001", 307), ("kirov", "003", 198)),
        differences=(
            "у Югры одна из четырёх форм; у Кирова только источник сведений; у Хабаровска вместо неё"
            " «муниципальные модели»"
        ),
    ),
    Entry(
        term="научно-методический центр (НМЦ)",
        identifier="ScientificMethodicalCentre",
        definition="подразделение вуза с программами группы 44.00.00: исследования и передача практик",
        where=(("ugra", "001", 111), ("kirov", "003", 46), ("amur", "002", 172)),
        differences="не ЦНППМ; у Кирова сторона соглашений, у Амура получает запросы на исследования",
    ),
    Entry(
        term="Концепция",
        identifier="Concept",
        definition="федеральная Концепция единой системы, Р-174 в редакции Р-303",
        where=(("ugra", "001", 25), ("ugra", "001", 93)),
        differences="определения Югры говорят «в Концепции», хотя стоят в Положении",
    ),
)
ORGANISATIONS = (
    Entry(
        term="центр непрерывного повышения профессионального мастерства педагогических работников (ЦНППМ)",
        identifier="Cnppm",
        definition="подразделение, которое координирует субъектов, проводит диагностику и сопровождает ИОМ",
        where=(("ugra", "001", 117), ("amur", "002", 103), ("kirov", "003", 64), ("khabarovsk", "004", 29)),
        differences=(
            "у Югры часть АУ ДПО ИРО и координатор системы; по определению Амура может быть и при вузе;"
            " «ЦНППИМ» у Югры — опечатка"
        ),
    ),
    Entry(
        term="институт развития образования (ИРО)",
        identifier="DevelopmentInstitute",
        definition="региональная организация дополнительного профессионального образования, где живёт ЦНППМ",
        where=(("ugra", "001", 233), ("amur", "002", 194), ("kirov", "003", 32), ("khabarovsk", "000", 22)),
        differences="АУ ДПО ИРО, ГАУ ДПО АМИРО, КОГОАУ ДПО ИРО Кировской области, КГАОУ ДПО ХК ИРО",
    ),
    Entry(
        term="региональный методический актив (РМА)",
        identifier="MethodistPool.REGIONAL",
        definition="объединение региональных методистов",
        where=(("ugra", "001", 121), ("kirov", "003", 53), ("khabarovsk", "004", 45)),
        differences=(
            "Югра требует от членов диагностики и обучения методической поддержке; Хабаровск считает вместе"
            " с ним муниципальный; у Амура слова нет"
        ),
    ),
    Entry(
        term="муниципальный методический актив",
        identifier="MethodistPool.MUNICIPAL",
        definition="методический актив муниципалитета; из кого он состоит, не сказано",
        where=(("khabarovsk", "000", 73),),
        differences="только Хабаровск",
    ),
    Entry(
        term="банк методического актива",
        identifier="MethodistPoolRegister",
        definition="сформированный список членов методического актива",
        where=(("khabarovsk", "000", 73),),
        differences="только Хабаровск",
    ),
    Entry(
        term="региональный управленческий актив (РУА)",
        identifier="ManagementPool",
        definition="актив руководителей: 8 человек от ОМСУ, 30 директоров и заместителей",
        where=(("khabarovsk", "004", 45), ("khabarovsk", "004", 51)),
        differences="только Хабаровск; не часть РМА, его 38 членов нельзя прибавлять к 123 методистам",
    ),
    Entry(
        term="региональное учебно-методическое объединение (РУМО, УМО)",
        identifier="RegionalUmo",
        definition="региональное объединение в системе общего образования: экспертиза программ и материалов",
        where=(("khabarovsk", "004", 104), ("ugra", "001", 303), ("amur", "002", 218)),
        differences=(
            "у Хабаровска субъект регионального уровня, утверждает состав РМА; у Амура напечатано"
            " «Регионально-методическое объединение»; у Кирова его нет"
        ),
    ),
    Entry(
        term="методическое объединение (МО, ММО, РМО)",
        identifier="MethodicalAssociation",
        definition="объединение педагогов для методической работы; у каждого есть уровень",
        where=(
            ("ugra", "001", 329),
            ("amur", "002", 240),
            ("amur", "002", 261),
            ("kirov", "003", 160),
            ("khabarovsk", "000", 74),
            ("khabarovsk", "004", 199),
        ),
        differences="у Кирова есть ещё окружной уровень; у Югры объединения организаций, «имеющиеся» там",
    ),
    Entry(
        term="методический совет образовательной организации (научно-методический совет)",
        identifier="MethodicalCouncil",
        definition="совет, который ведёт методическую работу в организации",
        where=(("amur", "002", 249), ("ugra", "001", 329)),
        differences="у Югры есть ещё муниципальные методические советы (пункт 4.2.7)",
    ),
    Entry(
        term="муниципальная методическая команда",
        identifier="MunicipalMethodicalTeam",
        definition="известно лишь, что РУМО утвердило Положение о ней",
        where=(("khabarovsk", "004", 82), ("khabarovsk", "004", 140)),
        differences="только Хабаровск",
    ),
    Entry(
        term="управленческая команда",
        identifier="ManagementTeam",
        definition="нигде не определена; мы понимаем: управленческие кадры одной организации",
        where=(("ugra", "001", 470), ("amur", "002", 334), ("kirov", "003", 191)),
        differences="Амур прямо говорит о командах организаций; Киров называет ещё педагогические команды",
    ),
    Entry(
        term="профессиональное педагогическое сообщество (профессиональное сообщество)",
        identifier="Community.PROFESSIONAL",
        definition="группа педагогов с общими ценностями, ориентирами и нормами",
        where=(("ugra", "001", 131), ("amur", "002", 85)),
        differences="у Югры до уровня страны, у Амура до уровня региона",
    ),
    Entry(
        term="сетевое сообщество педагогов (сетевое сообщество)",
        identifier="Community.NETWORK",
        definition="группа, которую для общей инновационной работы соединяет сеть",
        where=(("amur", "002", 93), ("khabarovsk", "000", 75)),
        differences="определяет Амур; Хабаровск считает такие сообщества в показателе 6",
    ),
    Entry(
        term="профессиональная ассоциация",
        identifier="Community.ASSOCIATION",
        definition="добровольное объединение, чтобы обсуждать насущное в профессии",
        where=(("amur", "002", 83),),
        differences="только Амур",
    ),
    Entry(
        term="сообщество лидеров образования",
        identifier="Community.LEADERS",
        definition="не определено; одно из сообществ показателя 6 Хабаровского края",
        where=(("khabarovsk", "000", 75), ("khabarovsk", "004", 66)),
        differences="отчёт называет ещё сообщества управленцев, которых нет в показателе",
    ),
    Entry(
        term="сообщество молодых педагогов",
        identifier="Community.YOUNG",
        definition="не определено; одно из сообществ показателя 6 Хабаровского края",
        where=(("khabarovsk", "000", 75), ("khabarovsk", "004", 66)),
        differences="у Югры — клуб молодых педагогов",
    ),
    Entry(
        term="муниципальная система образования (МСО)",
        identifier="Municipality",
        definition="единица, которую считают муниципальные показатели Хабаровского края",
        where=(("khabarovsk", "000", 72), ("khabarovsk", "004", 62)),
        differences="19 выведено: 15 ответили, 4 названы неответившими",
    ),
    Entry(
        term="орган местного самоуправления в сфере образования (ОМСУ)",
        identifier="MunicipalAuthority",
        definition="муниципальный орган, который управляет образованием",
        where=(("ugra", "001", 311), ("amur", "002", 150), ("khabarovsk", "004", 43)),
        differences="у Амура «муниципальные органы управления образованием»",
    ),
    Entry(
        term="образовательная организация (ОО, ДОО)",
        identifier="Organization",
        definition="школа, детский сад и другие, кто ведёт образовательную деятельность",
        where=(("ugra", "001", 275), ("amur", "002", 249), ("khabarovsk", "004", 51)),
        differences="у Югры член РМА работает там, где идут основные общеобразовательные программы",
    ),
    Entry(
        term="школа с низкими образовательными результатами (ШНОР)",
        identifier="LowResultsList",
        definition="школа, которая в этом году стоит в федеральном списке",
        where=(("kirov", "003", 191), ("ugra", "001", 265), ("ugra", "001", 285)),
        differences="сокращения в документах нет; Киров привязывает список к году, Югра списка не называет",
    ),
    Entry(
        term="стажировочная площадка",
        identifier="InternshipSite",
        definition="статус организации, которая передаёт свой опыт слушателям программ",
        where=(("ugra", "001", 139), ("amur", "002", 192), ("kirov", "003", 232)),
        differences="у Амура «стажировочные (менторские)», их отбирает ЦНППМ",
    ),
    Entry(
        term="инновационная площадка",
        identifier="InnovationSite",
        definition="организация с инновационным проектом",
        where=(("kirov", "003", 237), ("khabarovsk", "004", 41), ("ugra", "001", 432)),
        differences="у Хабаровска целая лестница статусов, до федеральной площадки",
    ),
)
PEOPLE = (
    Entry(
        term="педагогический работник (педагог)",
        identifier="PedagogicalWorker",
        definition=(
            "кто по трудовым отношениям с организацией учит, воспитывает или организует это; кроме вузов"
        ),
        where=(("ugra", "001", 127), ("amur", "002", 81)),
        differences="у Хабаровска определение утрачено, у Кирова нет; «учитель» у Амура уже",
    ),
    Entry(
        term="управленческие кадры",
        identifier="ManagementStaff",
        definition="руководитель, его заместитель, руководитель структурного подразделения",
        where=(("ugra", "001", 129), ("amur", "002", 99)),
        differences="человек может быть и педагогом, и управленцем; считается один раз",
    ),
    Entry(
        term="региональный методист",
        identifier="RegionalMethodist",
        definition="педагог при ЦНППМ — в штате, по договору, иначе, — который сопровождает коллег и их ИОМ",
        where=(("ugra", "001", 119), ("khabarovsk", "000", 73)),
        differences="Хабаровск называет так всех 123 членов актива, протокол — «педагогами»",
    ),
    Entry(
        term="тьютор",
        identifier="Tutor",
        definition="педагог, который помогает освоить программу ДПО",
        where=(("ugra", "001", 123), ("amur", "002", 170)),
        differences="у Югры есть и должность тьютора; у Амура муниципальные тьюторы — работники ММС",
    ),
    Entry(
        term="наставничество (наставник)",
        identifier="Mentoring",
        definition="нигде не определено; документы лишь ссылаются на целевую модель",
        where=(("ugra", "001", 253), ("amur", "002", 273), ("kirov", "003", 163)),
        differences="у Амура пара «наставник — молодой специалист»",
    ),
    Entry(
        term="менторство",
        identifier="ManagerialMentoring",
        definition="обмен между опытными управленческими командами и теми, кому трудно",
        where=(("amur", "002", 69),),
        differences="только Амур; команда с командой, а не человек с человеком",
    ),
    Entry(
        term="«пары» педагогов (пары педагогов)",
        identifier="TeacherPair",
        definition=(
            "двое педагогов, которые учатся друг у друга: по предмету, наставник и молодой, умеющий и"
            " учащийся"
        ),
        where=(("amur", "002", 273),),
        differences="только Амур",
    ),
    Entry(
        term="молодой педагог",
        identifier="EarlyCareerTeacher",
        definition="педагог до 35 лет, который работает первые три года",
        where=(("ugra", "001", 251), ("ugra", "001", 375), ("amur", "002", 336), ("kirov", "003", 171)),
        differences="свойство на день, а не особая запись; нужны оба признака; ровно 35 — уже нет",
    ),
    Entry(
        term="член регионального управленческого актива",
        identifier="ManagementPoolMember",
        definition="человек из РУА: от ОМСУ или от руководства организаций",
        where=(("khabarovsk", "004", 51),),
        differences="только Хабаровск",
    ),
    Entry(
        term="муниципальный тьютор (работник ММС)",
        identifier="MunicipalMethodist",
        definition="работник муниципальной службы, которого ЦНППМ учит тьюторскому сопровождению",
        where=(("amur", "002", 170), ("amur", "002", 168), ("amur", "002", 238)),
        differences="только Амур",
    ),
)
DEVELOPMENT = (
    Entry(
        term="профессиональные компетенции",
        identifier="Competence",
        definition="знания, умения и опыт, с которыми справляются с задачами профессии",
        where=(("ugra", "001", 133), ("ugra", "001", 387), ("amur", "002", 89)),
        differences=(
            "пять областей у Югры, последняя — ИТ, не ИКТ; у Амура предметные и методические; у Хабаровска"
            " школьные предметы"
        ),
    ),
    Entry(
        term="профессиональные дефициты",
        identifier="Deficit",
        definition="чего в компетенциях не хватает, так что возникают типичные затруднения",
        where=(("amur", "002", 87),),
        differences="определяет только Амур, остальные употребляют без определения",
    ),
    Entry(
        term="диагностика профессиональных компетенций (диагностика)",
        identifier="Diagnostic",
        definition="оценочные процедуры, которые показывают уровень компетенций",
        where=(("khabarovsk", "000", 46), ("amur", "002", 63), ("kirov", "003", 95)),
        differences=(
            "место важно только там, где сказано «дефицитов в ЦНППМ»: Амур, Хабаровск, Киров 2.1.1 и 2.1.2"
        ),
    ),
    Entry(
        term="индивидуальный образовательный маршрут (ИОМ)",
        identifier="IndividualRoute",
        definition="личный путь развития, построенный по результатам диагностики",
        where=(("ugra", "001", 135), ("amur", "002", 67), ("khabarovsk", "000", 50)),
        differences=(
            "у Югры и для управленцев; определение Амура знает только педагога, показатель — и управленца"
        ),
    ),
    Entry(
        term="индивидуальный управленческий маршрут муниципалитета",
        identifier="MunicipalManagementRoute",
        definition="маршрут, владелец которого — муниципалитет, а не человек",
        where=(("khabarovsk", "004", 51),),
        differences="только Хабаровск, их 8; в долю людей с ИОМ не идут",
    ),
    Entry(
        term="дополнительная профессиональная программа (программа ДПО, ДПП, ДППО)",
        identifier="Programme",
        definition="программа повышения квалификации или профессиональной переподготовки",
        where=(("khabarovsk", "000", 48), ("amur", "002", 65), ("ugra", "001", 109)),
        differences="разные сокращения одного и того же",
    ),
    Entry(
        term="повышение квалификации (ПК, КПК)",
        identifier="ProgrammeKind.ADVANCED_TRAINING",
        definition="один из двух видов программ ДПО",
        where=(("khabarovsk", "000", 48), ("amur", "002", 65)),
        differences="показатель Югры 6.2.2 считает только этот вид",
    ),
    Entry(
        term="профессиональная переподготовка (переподготовка)",
        identifier="ProgrammeKind.RETRAINING",
        definition="второй вид программ ДПО: даёт новую квалификацию",
        where=(("khabarovsk", "000", 48), ("amur", "002", 65)),
    ),
    Entry(
        term="Федеральный реестр дополнительных профессиональных программ (Федеральный реестр, ФР ДПП)",
        identifier="FederalRegister",
        definition="список качественных программ на федеральном портале",
        where=(("ugra", "001", 109), ("amur", "002", 101), ("kirov", "003", 111)),
        differences="ФР ДПП сокращает только Амур",
    ),
    Entry(
        term="единый федеральный портал дополнительного профессионального образования",
        identifier="FederalPortal",
        definition="часть цифровой среды, где собраны возможности ДПО",
        where=(("ugra", "001", 107), ("amur", "002", 101)),
        differences="у Амура назван внутри определения реестра",
    ),
    Entry(
        term="цифровая экосистема ДПО",
        identifier="DigitalEcosystem",
        definition="ресурс из трёх модулей: паспорт региональной системы, обучающая среда, реестр",
        where=(("amur", "002", 107), ("ugra", "001", 489)),
        differences="у Югры только источник данных",
    ),
    Entry(
        term="паспорт региональной системы (паспорт РСНМС, паспорт ДПО, паспорт ДППО)",
        identifier="DpoPassport",
        definition=(
            "федеральный ресурс, который регион наполняет через кабинет: кадры, программы, деньги, результаты"
        ),
        where=(("amur", "002", 77), ("amur", "002", 107), ("amur", "002", 148)),
        differences="только Амур; разные названия одной вещи",
    ),
    Entry(
        term="непрерывное профессиональное развитие",
        identifier="ContinuousDevelopment",
        definition="всё, что улучшает компетенции или даёт новые: на программах и вне их",
        where=(("ugra", "001", 141), ("amur", "002", 75)),
        differences="у Амура «непрерывное развитие мастерства» — действия при освоении ИОМ",
    ),
    Entry(
        term="неформальное образование",
        identifier="LearningForm.NON_FORMAL",
        definition="образовательные мероприятия, после которых не выдают документа",
        where=(("ugra", "001", 143), ("amur", "002", 67)),
        differences="у Амура три формы: формальная, неформальная и информальная",
    ),
    Entry(
        term="«горизонтальное обучение» (горизонтальное обучение)",
        identifier="HorizontalLearning",
        definition="обучение педагогов друг у друга внутри сообществ",
        where=(("khabarovsk", "000", 44), ("amur", "002", 61), ("ugra", "001", 385), ("kirov", "003", 124)),
        differences="Хабаровск и Амур определяют одинаково, Югра и Киров не определяют",
    ),
    Entry(
        term="стажировка",
        identifier="Internship",
        definition="не определена; форма программ ДПО, обучение на месте",
        where=(("ugra", "001", 373), ("amur", "002", 190), ("kirov", "003", 137)),
    ),
    Entry(
        term="каскадная модель и сетевая форма (каскадная модель, сетевая форма)",
        identifier="Programme.delivery",
        definition="два способа вести программу: обученные учат других; несколько организаций учат вместе",
        where=(("ugra", "001", 381), ("ugra", "001", 383), ("amur", "002", 174)),
    ),
    Entry(
        term="методическая поддержка педагогических работников (методическая поддержка)",
        identifier="MethodicalSupport",
        definition="работа службы вместе с педагогом: увидеть затруднения и преодолеть их",
        where=(("amur", "002", 71),),
        differences="определяет только Амур",
    ),
    Entry(
        term="методическая работа",
        identifier="MethodicalWork",
        definition="практические мероприятия, которые опираются на передовой опыт и повышают мастерство",
        where=(("amur", "002", 73),),
        differences="определяет только Амур",
    ),
    Entry(
        term="адресная методическая поддержка (адресная поддержка, консультирование)",
        identifier="AddressedSupport",
        definition="помощь и советы тому, кому они нужны, педагогу или управленцу",
        where=(("ugra", "001", 263), ("amur", "002", 188), ("kirov", "003", 175)),
    ),
    Entry(
        term="посткурсовое сопровождение",
        identifier="PostCourseSupport",
        definition="помощь педагогу после программы",
        where=(("ugra", "001", 287), ("kirov", "003", 124)),
    ),
    Entry(
        term="тьюторское сопровождение",
        identifier="TutorSupport",
        definition="помощь педагогу во время программы или маршрута",
        where=(("ugra", "001", 289), ("khabarovsk", "004", 47), ("amur", "002", 115)),
    ),
    Entry(
        term="различные формы поддержки и сопровождения (формы поддержки)",
        identifier="SupportForm",
        definition=(
            "нигде не перечислены; в документах — наставничество, клуб, сообщество, ИОМ, адресная помощь"
        ),
        where=(("ugra", "001", 478), ("amur", "002", 336), ("kirov", "003", 171)),
        differences="список открыт",
    ),
    Entry(
        term="закрепление региональных методистов за педагогическими работниками (закрепление)",
        identifier="Attachment",
        definition="педагога ведёт определённый методист, назначенный по результатам диагностики",
        where=(("ugra", "001", 477), ("ugra", "001", 512)),
        differences="только Югра",
    ),
)
MANAGEMENT = (
    Entry(
        term="комплекс мер (дорожная карта)",
        identifier="Roadmap",
        definition="список мероприятий со сроками и ответственными",
        where=(("ugra", "001", 499), ("kirov", "003", 8), ("amur", "002", 283)),
        differences="Амур её требует, но в документах её нет; Хабаровск молчит",
    ),
    Entry(
        term="системообразующее мероприятие",
        identifier="SystemicMeasure",
        definition="строка дорожной карты верхнего уровня",
        where=(("ugra", "001", 503), ("kirov", "003", 14)),
        differences="у Кирова под ней мероприятия без номеров, у Югры это каждая из 19 строк",
    ),
    Entry(
        term="направление",
        identifier="Direction",
        definition="одна из трёх частей дорожной карты",
        where=(("ugra", "001", 337), ("ugra", "001", 365), ("ugra", "001", 411), ("kirov", "003", 25)),
        differences="названия у Югры и Кирова одинаковы",
    ),
    Entry(
        term="показатель эффективности (показатель)",
        identifier="Indicator",
        definition="что измеряют, чтобы судить о работе системы",
        where=(("khabarovsk", "000", 65), ("ugra", "001", 456), ("amur", "002", 322), ("kirov", "003", 69)),
        differences="у Кирова спрятаны в столбце результатов; у Амура без целей и сроков",
    ),
    Entry(
        term="мониторинг эффективности (мониторинг)",
        identifier="MonitoringRound",
        definition="проверка, достигнуты ли показатели, по правилу региона",
        where=(("ugra", "001", 482), ("kirov", "003", 79), ("khabarovsk", "004", 57), ("amur", "002", 350)),
        differences=(
            "Югра — раз в полугодие, Киров — в мае и ноябре, Амур — раз в год, у Хабаровска правила нет"
        ),
    ),
    Entry(
        term="мотивирующий мониторинг",
        identifier="MotivatingMonitoring",
        definition="внешний мониторинг, показатели которого надо учитывать",
        where=(("amur", "002", 324), ("khabarovsk", "004", 51)),
        differences="что в нём, документы не говорят",
    ),
    Entry(
        term="адресные рекомендации",
        identifier="AddressedRecommendation",
        definition="что советуют каждому по итогам мониторинга",
        where=(("ugra", "001", 492), ("amur", "002", 352)),
        differences="требуют Югра и Амур",
    ),
    Entry(
        term="трёхстороннее соглашение (трехстороннее соглашение)",
        identifier="TripartiteAgreement",
        definition="соглашение муниципального органа, министерства или департамента и института",
        where=(("ugra", "001", 313), ("amur", "002", 150)),
        differences="у Югры одно со всеми, от 15.09.2021; у Амура много",
    ),
    Entry(
        term="региональный банк успешных практик (банк практик)",
        identifier="PracticeBank",
        definition="базы программ, сообществ и опыта и реестры стажировочных площадок",
        where=(("ugra", "001", 428), ("ugra", "001", 532), ("kirov", "003", 232)),
        differences="есть у Югры и Кирова",
    ),
    Entry(
        term="Навигатор",
        identifier="Navigator",
        definition="страница, которая ведёт педагога к ресурсам или событиям",
        where=(("kirov", "003", 203), ("khabarovsk", "004", 142)),
        differences="две разные вещи: у Кирова ресурсы, у Хабаровска методические события",
    ),
    Entry(
        term="профессиональное выгорание (профилактика выгорания)",
        identifier="BurnoutPrevention",
        definition="то, от чего мероприятия берегут педагогов",
        where=(("ugra", "001", 401), ("kirov", "003", 132), ("kirov", "003", 145)),
        differences="есть у Югры и Кирова",
    ),
    Entry(
        term="минимальное значение показателя (минимальное значение)",
        identifier="Target",
        definition="наименьшее значение показателя, при котором цель года достигнута",
        where=(
            ("ugra", "001", 466),
            ("ugra", "001", 475),
            ("khabarovsk", "000", 69),
            ("khabarovsk", "004", 61),
        ),
        differences=(
            "это сама цель; норма чужого акта рядом с целью региона — Minimum, в наших документах такой нет"
        ),
    ),
    Entry(
        term="внесение изменений (изменение акта)",
        identifier="Act.amends",
        definition="акт, который меняет часть другого; остальное в том действует",
        where=(("ugra", "001", 25), ("ugra", "001", 93)),
        differences="так меняют федеральную Концепцию; свои прежние акты Югра и Амур отменяют",
    ),
    Entry(
        term="утрата силы (признание утратившим силу, утратил силу)",
        identifier="Act.repeals",
        definition="новый акт прекращает прежний; что тот установил, кончается с ним",
        where=(("ugra", "001", 47), ("amur", "002", 27)),
        differences="Югра отменяет прежнюю концепцию и дорожную карту, Амур — прежний приказ",
    ),
    Entry(
        term="методическое мероприятие (методическое событие)",
        identifier="Event",
        definition="семинар, вебинар, конференция, форум: у него есть день, уровень и участники",
        where=(("ugra", "001", 351), ("ugra", "001", 422), ("amur", "002", 285), ("khabarovsk", "004", 142)),
        differences="не путать с мероприятием дорожной карты; целей по числу мероприятий в документах нет",
    ),
    Entry(
        term="КИМ, ФГОС, ФООП, ДОО, ЦОО (КИМ, ФГОС, ФООП, ЦОО)",
        identifier="UnexpandedAbbreviations",
        definition="сокращения, которые документы нигде не раскрывают; не раскрываем и мы",
        where=(("khabarovsk", "004", 33), ("khabarovsk", "004", 47), ("khabarovsk", "004", 164)),
        differences="ЦОО — подразделение ХК ИРО",
    ),
)
ENTRIES = (*THE_SYSTEM, *ORGANISATIONS, *PEOPLE, *DEVELOPMENT, *MANAGEMENT)
"""Every word, in the order of a reader: the system, organisations, people, development, management."""
